// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: a word tells less than the phrase it stands in and the words around
 * it; the labelled sentences know too few of either.
 *
 * Idea: after a first model has read the raw news, count for each phrase of
 * two to six words that it once took for a name, and for each pair of words
 * around a capitalised word, how often a person, a place, an organisation or
 * nothing stood there. Phrases of the lists of names join with a mark of the
 * list. A fact is a hash of 48 bits and 16 bits of knowledge.
 *
 * Limits: what the first model gets wrong always is learned wrong.
 *
 * Source: as name_train.c; of contexts, W. Lin and others, "Bootstrapped
 * learning of semantic classes" (2003), and S. Miller and others, "Name tagging
 * with word clusters" (2004), for the use of raw text as features.
 */
#include "mark/name_fact.h"

#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "lexicon/name_words.h"

enum { PROBES = 64, PHRASE = 8, MIN_PHRASE = 2, MIN_CONTEXT = 4 };

static uint64_t low_of(kr_view token)
{
	char low[64];
	kr_view v = { low, kr__lower_into(token, low, sizeof low) };
	return kr__hash64(v.len ? v : token);
}

static bool slots_init(kr__name_facts *f, uint64_t n_slots)
{
	uint32_t *slot = kr__arena_array(f->arena, n_slots, sizeof *slot);
	if (!slot)
		return false;
	for (uint32_t i = 0; i < f->n; i++) {
		uint64_t p = f->key[i] & (n_slots - 1);
		while (slot[p])
			p = (p + 1) & (n_slots - 1);
		slot[p] = i + 1;
	}
	f->slot = slot;
	f->mask = n_slots - 1;
	return true;
}

kr_status kr__name_facts_init(kr__name_facts *f, kr_arena *arena)
{
	memset(f, 0, sizeof *f);
	f->arena = arena;
	slots_init(f, 1 << 16);
	return kr__arena_status(arena);
}

static bool more(kr__name_facts *f)
{
	uint32_t a = f->cap, b = f->cap, c = f->cap, want = f->n + 1;
	bool ok = kr__arena_grow(f->arena, (void **)&f->key, &a, want, sizeof *f->key) &&
	          kr__arena_grow(f->arena, (void **)&f->count, &b, want, sizeof *f->count) &&
	          kr__arena_grow(f->arena, (void **)&f->list, &c, want, 1);
	if (ok) {
		f->cap = a < b ? a : b;
		f->cap = f->cap < c ? f->cap : c;
	}
	return ok;
}

/* Number of a key; made if new and wanted; UINT32_MAX if there is none. */
static uint32_t number(kr__name_facts *f, uint64_t key, bool make)
{
	uint64_t p = key & f->mask;
	while (f->slot[p] && f->key[f->slot[p] - 1] != key)
		p = (p + 1) & f->mask;
	if (f->slot[p])
		return f->slot[p] - 1;
	if (!make || (f->n >= f->cap && !more(f)))
		return UINT32_MAX;
	f->key[f->n] = key;
	memset(f->count[f->n], 0, sizeof *f->count);
	f->list[f->n] = 0;
	f->slot[p] = ++f->n;
	if (f->n * 2ull > f->mask && !slots_init(f, (f->mask + 1) * 2))
		return UINT32_MAX;
	return f->n - 1;
}

kr_status kr__name_facts_list(kr__name_facts *f, kr_view kind, kr_view text)
{
	kr_view line, field;
	uint8_t bit = kr__view_is(kind, "person") ? 1 : kr__view_is(kind, "place") ? 2 : 4;
	while (kr__view_next_line(&text, &line)) {
		kr_view rest = kr__view_trim(line);
		uint64_t h = KR__NAME_PHRASE_SEED;
		uint32_t n = 0;
		while (rest.len && kr__view_next(&rest, ' ', &field))
			if (field.len && n++ < KR__NAME_PHRASE)
				h = kr__name_phrase_key(h, low_of(field));
		if (n < 2 || n > KR__NAME_PHRASE)
			continue;
		uint32_t i = number(f, h, true);
		if (i == UINT32_MAX)
			return kr__arena_status(f->arena);
		f->list[i] |= bit | PHRASE;
	}
	return KR_OK;
}

/* Does a name begin at t, and where does it end? */
static uint32_t name_end(const uint8_t *mark, uint32_t t, uint32_t to)
{
	uint32_t end = t + 1;
	if ((mark[t] & KR__RAW_TYPE) == 3 || !(mark[t] & KR__RAW_FIRST))
		return t;
	while (end < to && (mark[end] & KR__RAW_TYPE) == (mark[t] & KR__RAW_TYPE) &&
	       !(mark[end] & KR__RAW_FIRST))
		end++;
	return end;
}

static void enter_names(kr__name_facts *f, const uint64_t *low,
                        const uint8_t *mark, uint32_t n)
{
	for (uint32_t t = 0; t < n; t++) {
		uint32_t end = name_end(mark, t, n);
		if (end < t + 2 || end > t + KR__NAME_PHRASE ||
		    !(mark[t] & mark[end - 1] & KR__RAW_BIG))
			continue;
		uint64_t h = KR__NAME_PHRASE_SEED;
		for (uint32_t i = t; i < end; i++)
			h = kr__name_phrase_key(h, low[i]);
		uint32_t k = number(f, h, true);
		if (k != UINT32_MAX)
			f->list[k] |= PHRASE;
	}
}

static void count_phrases(kr__name_facts *f, const uint64_t *low,
                          const uint8_t *mark, uint32_t n)
{
	for (uint32_t t = 0; t < n; t++) {
		if (!(mark[t] & KR__RAW_BIG))
			continue;
		uint64_t h = kr__name_phrase_key(KR__NAME_PHRASE_SEED, low[t]);
		uint32_t end = name_end(mark, t, n);
		for (uint32_t i = t + 1; i < n && i < t + KR__NAME_PHRASE; i++) {
			h = kr__name_phrase_key(h, low[i]);
			uint32_t k = mark[i] & KR__RAW_BIG ? number(f, h, false) : UINT32_MAX;
			if (k != UINT32_MAX)
				f->count[k][end == i + 1 ? mark[t] & KR__RAW_TYPE : 3]++;
		}
	}
}

static void count_contexts(kr__name_facts *f, const uint64_t *low,
                           const uint8_t *mark, uint32_t n)
{
	for (uint32_t t = 0; t < n; t++) {
		uint64_t key[KR__NAME_CONTEXTS];
		if (!(mark[t] & KR__RAW_BIG))
			continue;
		kr__name_context_keys(t > 1 ? low[t - 2] : KR__NAME_EDGE,
		                      t > 0 ? low[t - 1] : KR__NAME_EDGE,
		                      t + 1 < n ? low[t + 1] : KR__NAME_EDGE,
		                      t + 2 < n ? low[t + 2] : KR__NAME_EDGE, key);
		for (uint32_t k = 0; k < KR__NAME_CONTEXTS; k++) {
			uint32_t i = number(f, key[k], true);
			if (i != UINT32_MAX)
				f->count[i][mark[t] & KR__RAW_TYPE]++;
		}
	}
}

kr_status kr__name_facts_read(kr__name_facts *f, const kr__name_corpus *raw,
                              const uint8_t *mark)
{
	uint64_t low[KR__RAW_LONGEST];
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t s = 0; s < raw->n_sents; s++) {
			uint32_t from = raw->at[s], n = raw->at[s + 1] - from;
			if (n > KR__RAW_LONGEST || mark[from] & KR__RAW_UNREAD)
				continue;
			for (uint32_t t = 0; t < n; t++)
				low[t] = low_of(raw->token[from + t]);
			if (pass == 0) {
				enter_names(f, low, mark + from, n);
			} else {
				count_phrases(f, low, mark + from, n);
				count_contexts(f, low, mark + from, n);
			}
		}
	}
	return kr__arena_status(f->arena);
}

static uint64_t share(uint32_t part, uint32_t whole)
{
	uint64_t s = 1 + (part * 7ull + whole / 2) / whole;
	return s == 1 && part > 0 ? 2 : s;
}

/* The fact as it is stored; 0 if it is not worth a place. */
static uint64_t settle(const kr__name_facts *f, uint32_t i)
{
	uint32_t all = 0;
	uint64_t v = 0;
	for (int k = 0; k < 4; k++)
		all += f->count[i][k];
	if (all < (f->list[i] ? MIN_PHRASE : MIN_CONTEXT))
		all = 0;
	for (int k = 0; all && k < 3; k++)
		v |= share(f->count[i][k], all) << (4 * k);
	v |= (uint64_t)(f->list[i] & 7) << 12;
	return v ? (f->key[i] & ~(uint64_t)0xffff) | v : 0;
}

static bool fill(const kr__name_facts *f, kr__name_fact *table, uint64_t n)
{
	memset(table, 0, n * sizeof *table);
	for (uint32_t i = 0; i < f->n; i++) {
		uint64_t fact = settle(f, i), at = kr__name_place(f->key[i], n);
		uint32_t p = 0;
		for (; fact && p < PROBES && table[at]; p++)
			at = at + 1 < n ? at + 1 : 0;
		if (p == PROBES)
			return false;
		if (fact)
			table[at] = fact;
	}
	return true;
}

uint64_t kr__name_facts_write(const kr__name_facts *f, kr_buf *out)
{
	uint64_t kept = 0;
	for (uint32_t i = 0; i < f->n; i++)
		kept += settle(f, i) != 0;
	for (uint64_t n = kept + kept / 2 + 64;; n += n / 4) {
		if (!kr__buf_reserve(out, n * sizeof(kr__name_fact)))
			return 0;
		void *at = out->ptr + out->len;
		if (!fill(f, at, n))
			continue;
		out->len += n * sizeof(kr__name_fact);
		return n;
	}
}
