// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: for every token, a few facts about its word, at the price of one
 * access to memory, from a file that is mapped as it is.
 *
 * Idea: an open hash table of 16-byte entries, found by the low bits of the
 * hash and confirmed by 32 others; and one of 8-byte facts about phrases and
 * contexts, confirmed by 48.
 *
 * Limits: the words themselves are not stored, so the table cannot be listed;
 * one unknown word in some billions is taken for a known one.
 */
#include "lexicon/name_words.h"

#include <string.h>

enum { PROBES = 64 };

kr_status kr__name_lexicon_open(kr__name_lexicon *x, kr_view bytes)
{
	static const kr__name_word none[1] = { { 0, 0, 0, 0, 0, 0 } };
	static const kr__name_fact no_fact[1] = { 0 };
	kr__name_lexicon_head h;
	*x = (kr__name_lexicon){ none, no_fact, 1, 1 };
	if (bytes.len == 0)
		return KR_OK;
	if (bytes.len < sizeof h ||
	    (uintptr_t)bytes.ptr % sizeof(kr__name_word) != 0)
		return KR_EDATA;
	memcpy(&h, bytes.ptr, sizeof h);
	size_t room = bytes.len - sizeof h;
	if (memcmp(h.magic, KR__NAME_LEXICON_MAGIC, sizeof h.magic) != 0 ||
	    h.n_words == 0 || h.n_facts == 0 || h.n_words > room ||
	    h.n_facts > room || h.n_words > UINT32_MAX || h.n_facts > UINT32_MAX ||
	    room != h.n_words * sizeof(kr__name_word) +
	            h.n_facts * sizeof(kr__name_fact))
		return KR_EDATA;
	x->words = (const kr__name_word *)(const void *)(bytes.ptr + sizeof h);
	x->facts = (const kr__name_fact *)(const void *)(x->words + h.n_words);
	x->n_words = h.n_words;
	x->n_facts = h.n_facts;
	return KR_OK;
}

const kr__name_word *kr__name_lexicon_find(const kr__name_lexicon *x,
                                           uint64_t hash)
{
	uint32_t check = (uint32_t)(hash >> 32) | 1;
	uint64_t at = kr__name_place(hash, x->n_words);
	for (uint32_t p = 0; p < PROBES; p++) {
		const kr__name_word *w = &x->words[at];
		if (w->check == check)
			return w;
		if (w->check == 0)
			return NULL;
		at = at + 1 < x->n_words ? at + 1 : 0;
	}
	return NULL;
}

uint16_t kr__name_lexicon_fact(const kr__name_lexicon *x, uint64_t key)
{
	uint64_t at = kr__name_place(key, x->n_facts);
	for (uint32_t p = 0; p < PROBES; p++) {
		kr__name_fact f = x->facts[at];
		if (f == 0)
			return 0;
		if ((f ^ key) >> 16 == 0)
			return f & 0xffff;
		at = at + 1 < x->n_facts ? at + 1 : 0;
	}
	return 0;
}
