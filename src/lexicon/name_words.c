// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: for every token, a few facts about its word, at the price of one
 * access to memory, from a file that is mapped as it is.
 *
 * Idea: an open hash table of 16-byte entries, a power of two of them, found
 * by the low bits of the hash and confirmed by 32 others.
 *
 * Limits: the words themselves are not stored, so the table cannot be listed;
 * one unknown word in some billions is taken for a known one.
 */
#include "lexicon/name_words.h"

enum { PROBES = 64 };

kr_status kr__name_lexicon_open(kr__name_lexicon *x, kr_view bytes)
{
	static const kr__name_word none[1] = { { 0, 0, 0, 0, 0, 0 } };
	x->words = none;
	x->mask = 0;
	if (bytes.len == 0)
		return KR_OK;
	uint64_t n = bytes.len / sizeof(kr__name_word);
	if (bytes.len % sizeof(kr__name_word) != 0 || (n & (n - 1)) != 0 ||
	    (uintptr_t)bytes.ptr % sizeof(kr__name_word) != 0)
		return KR_EDATA;
	x->words = (const kr__name_word *)(const void *)bytes.ptr;
	x->mask = n - 1;
	return KR_OK;
}

const kr__name_word *kr__name_lexicon_find(const kr__name_lexicon *x,
                                           uint64_t hash)
{
	uint32_t check = (uint32_t)(hash >> 32) | 1;
	for (uint64_t p = 0; p < PROBES; p++) {
		const kr__name_word *w = &x->words[(hash + p) & x->mask];
		if (w->check == check)
			return w;
		if (w->check == 0)
			return NULL;
	}
	return NULL;
}
