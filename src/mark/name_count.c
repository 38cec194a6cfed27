// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: raw news and lists of names know many more words than the labelled
 * sentences do.
 *
 * Idea: one record a word: how often it is capitalised away from the start of
 * a sentence, its Brown class, in which places of known names it occurs, its
 * cue classes, and how a first model labelled it in raw text. All of this is
 * compiled into 16 bytes.
 *
 * Limits: a word is a word whatever it means: "Bintang" is counted with
 * "bintang".
 */
#include "mark/name_count.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "learn/brown.h"

enum { PROBES = 64 };

static uint64_t low_hash(kr_view token)
{
	char low[64];
	kr_view v = { low, kr__lower_into(token, low, sizeof low) };
	return kr__hash64(v.len ? v : token);
}

static bool slots_init(kr__name_vocab *v, uint64_t n_slots)
{
	uint64_t *key = kr__arena_array(v->arena, n_slots, sizeof *key);
	uint32_t *slot = kr__arena_array(v->arena, n_slots, sizeof *slot);
	if (!key || !slot)
		return false;
	for (uint32_t i = 0; i < v->n; i++) {
		uint64_t p = v->hash[i] & (n_slots - 1);
		while (slot[p])
			p = (p + 1) & (n_slots - 1);
		key[p] = v->hash[i];
		slot[p] = i + 1;
	}
	v->key = key;
	v->slot = slot;
	v->mask = n_slots - 1;
	return true;
}

kr_status kr__name_vocab_init(kr__name_vocab *v, kr_arena *arena)
{
	memset(v, 0, sizeof *v);
	v->arena = arena;
	slots_init(v, 1 << 12);
	return kr__arena_status(arena);
}

static bool more_words(kr__name_vocab *v)
{
	uint32_t cap[6];
	for (int i = 0; i < 6; i++)
		cap[i] = v->cap;
	uint32_t want = v->n + 1;
	kr_arena *a = v->arena;
	bool ok = kr__arena_grow(a, (void **)&v->hash, &cap[0], want, sizeof *v->hash) &&
	          kr__arena_grow(a, (void **)&v->count, &cap[1], want, sizeof *v->count) &&
	          kr__arena_grow(a, (void **)&v->inside, &cap[2], want, sizeof *v->inside) &&
	          kr__arena_grow(a, (void **)&v->big, &cap[3], want, sizeof *v->big) &&
	          kr__arena_grow(a, (void **)&v->label, &cap[4], want, sizeof *v->label) &&
	          kr__arena_grow(a, (void **)&v->word, &cap[5], want, sizeof *v->word);
	if (ok)
		v->cap = cap[0];
	return ok;
}

uint32_t kr__name_vocab_add(kr__name_vocab *v, uint64_t hash)
{
	if (!v->slot || (v->n >= v->cap && !more_words(v)))
		return UINT32_MAX;
	if (v->n * 2ull > v->mask && !slots_init(v, (v->mask + 1) * 2))
		return UINT32_MAX;
	uint64_t p = hash & v->mask;
	while (v->slot[p] && v->key[p] != hash)
		p = (p + 1) & v->mask;
	if (!v->slot[p]) {
		v->key[p] = hash;
		v->hash[v->n] = hash;
		v->slot[p] = ++v->n;
	}
	return v->slot[p] - 1;
}

/* Upper-case, lower-case or all-caps sentences say nothing about case. */
static bool case_counts(const kr__name_corpus *c, uint32_t s)
{
	uint32_t n = 0, upper = 0;
	for (uint32_t t = c->at[s]; t < c->at[s + 1]; t++) {
		size_t at = 0;
		if (kr__cc(kr__utf8_next(c->token[t], &at)) & KR_CC_ALPHA) {
			n++;
			upper += kr__starts_upper(c->token[t]);
		}
	}
	return n > 3 && upper > 0 && upper * 2 < n;
}

kr_status kr__name_vocab_count(kr__name_vocab *v, const kr__name_corpus *c)
{
	for (uint32_t s = 0; s < c->n_sents; s++) {
		bool counts = case_counts(c, s);
		for (uint32_t t = c->at[s]; t < c->at[s + 1]; t++) {
			uint32_t w = kr__name_vocab_add(v, low_hash(c->token[t]));
			if (w == UINT32_MAX)
				return kr__arena_status(v->arena);
			v->count[w]++;
			if (!counts || t < c->at[s] + 2)
				continue;
			v->inside[w]++;
			v->big[w] += kr__starts_upper(c->token[t]);
		}
	}
	return KR_OK;
}

/* ---- clusters ----------------------------------------------------------- */

typedef struct rank {
	uint32_t count, word;
} rank;

static int by_count(const void *pa, const void *pb)
{
	const rank *a = pa, *b = pb;
	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	return a->word < b->word ? -1 : a->word > b->word;
}

/* The texts as ranks of words, sentences apart. */
static uint32_t *as_ranks(kr__name_vocab *v, const kr__name_corpus *const *c,
                          uint32_t n, const uint32_t *rank_of, size_t *n_out)
{
	size_t total = 0, k = 0;
	for (uint32_t i = 0; i < n; i++)
		total += c[i]->n_tokens + c[i]->n_sents;
	uint32_t *text = kr__arena_array(v->arena, total, sizeof *text);
	for (uint32_t i = 0; text && i < n; i++) {
		for (uint32_t s = 0; s < c[i]->n_sents; s++) {
			for (uint32_t t = c[i]->at[s]; t < c[i]->at[s + 1]; t++) {
				uint32_t w = kr__name_vocab_add(v, low_hash(c[i]->token[t]));
				text[k++] = w == UINT32_MAX ? w : rank_of[w];
			}
			text[k++] = UINT32_MAX;
		}
	}
	*n_out = k;
	return text;
}

static int by_code(const void *pa, const void *pb)
{
	const kr__brown *a = pa, *b = pb;
	return a->code < b->code ? -1 : a->code > b->code;
}

/* Number the distinct codes from 1 and note code and number in the words. */
static kr_status note_codes(kr__name_vocab *v, const kr__brown *code,
                            const rank *r, uint32_t n)
{
	kr__brown *sorted = kr__arena_array(v->arena, n, sizeof *sorted);
	if (!sorted)
		return kr__arena_status(v->arena);
	memcpy(sorted, code, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, by_code);
	uint32_t n_codes = 0;
	for (uint32_t i = 0; i < n; i++)
		if (i == 0 || sorted[i].code != sorted[n_codes - 1].code)
			sorted[n_codes++] = sorted[i];
	for (uint32_t i = 0; i < n; i++) {
		const kr__brown *at = bsearch(&code[i], sorted, n_codes,
		                              sizeof *sorted, by_code);
		v->word[r[i].word].path = code[i].code;
		v->word[r[i].word].cluster = (uint16_t)(at - sorted + 1);
	}
	return KR_OK;
}

kr_status kr__name_vocab_cluster(kr__name_vocab *v,
                                 const kr__name_corpus *const *texts,
                                 uint32_t n_texts, uint32_t n_clusters,
                                 uint32_t min_count)
{
	rank *r = kr__arena_array(v->arena, v->n, sizeof *r);
	uint32_t *rank_of = kr__arena_array(v->arena, v->n, sizeof *rank_of);
	if (!r || !rank_of)
		return kr__arena_status(v->arena);
	uint32_t n = 0;
	for (uint32_t w = 0; w < v->n; w++) {
		rank_of[w] = UINT32_MAX;
		if (v->count[w] >= min_count)
			r[n++] = (rank){ v->count[w], w };
	}
	qsort(r, n, sizeof *r, by_count);
	for (uint32_t i = 0; i < n; i++)
		rank_of[r[i].word] = i;
	size_t n_text;
	uint32_t *text = as_ranks(v, texts, n_texts, rank_of, &n_text);
	kr__brown *code = kr__arena_array(v->arena, n, sizeof *code);
	if (!text || !code)
		return kr__arena_status(v->arena);
	kr__brown_text job = { text, n_text, n };
	kr_status status = kr__brown_cluster(&job, n_clusters, code, v->arena);
	return status == KR_OK ? note_codes(v, code, r, n) : status;
}

/* ---- lists and cues ----------------------------------------------------- */

static void note_part(kr__name_word *w, kr_view kind, bool first, bool last)
{
	if (kr__view_is(kind, "person")) {
		if (first && !last)
			w->part |= KR__PART_PER_FIRST;
		if (last && !first)
			w->part |= KR__PART_PER_LAST;
	} else if (kr__view_is(kind, "place")) {
		w->part |= first && last ? KR__PART_LOC_ONLY
		           : first       ? KR__PART_LOC_FIRST
		                         : KR__PART_LOC_OTHER;
	} else {
		w->part |= first ? KR__PART_ORG_FIRST : KR__PART_ORG_OTHER;
	}
}

static uint16_t many_of(kr_view kind)
{
	if (kr__view_is(kind, "person"))
		return KR__PART_PER_MANY;
	return kr__view_is(kind, "place") ? KR__PART_LOC_MANY : KR__PART_ORG_MANY;
}

kr_status kr__name_vocab_list(kr__name_vocab *v, kr_view kind, kr_view text)
{
	kr_view line, field;
	uint32_t *seen = NULL, cap = 0;
	while (kr__view_next_line(&text, &line)) {
		kr_view rest = kr__view_trim(line);
		bool first = true;
		while (rest.len && kr__view_next(&rest, ' ', &field)) {
			uint32_t w = kr__name_vocab_add(v, low_hash(field));
			if (w == UINT32_MAX ||
			    !kr__arena_grow(v->arena, (void **)&seen, &cap, w + 1, sizeof *seen))
				return kr__arena_status(v->arena);
			note_part(&v->word[w], kind, first, !rest.ptr || !rest.len);
			if (++seen[w] == 5)
				v->word[w].part |= many_of(kind);
			first = false;
		}
	}
	return KR_OK;
}

static uint16_t cue_of(kr_view name)
{
	static const char *const names[] = { "title", "honor", "rank", "org",
		"place", "event", "eventmid", "speech", "particle", "degree",
		"prep", "agency", "kin", "service" };
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		if (kr__view_is(name, names[i]))
			return (uint16_t)(1u << i);
	return 0;
}

kr_status kr__name_vocab_cues(kr__name_vocab *v, const kr_rows *rows,
                              kr_err *err)
{
	for (uint32_t i = 0; i < rows->n; i++) {
		const kr_row *row = &rows->at[i];
		uint16_t cue = cue_of(kr__row_get(row, 0));
		kr_view list = kr__row_get(row, 1), field;
		if (!cue)
			return kr__err_set(err, KR_EDATA, rows->path, row->line,
			                   "unknown class of cue words");
		while (kr__view_next(&list, ' ', &field)) {
			if (!field.len)
				continue;
			uint32_t w = kr__name_vocab_add(v, low_hash(field));
			if (w == UINT32_MAX)
				return kr__arena_status(v->arena);
			v->word[w].cue |= cue;
		}
	}
	return KR_OK;
}

/* ---- writing ------------------------------------------------------------ */

/* 0: not known; else 1 + sevenths. */
static uint16_t share(uint32_t part, uint32_t whole)
{
	if (whole == 0)
		return 0;
	return (uint16_t)(1 + (part * 7ull + whole / 2) / whole);
}

static void settle(kr__name_vocab *v, uint32_t w)
{
	kr__name_word *e = &v->word[w];
	uint32_t all = 0;
	for (int i = 0; i < 4; i++)
		all += v->label[w][i];
	e->seen = share(v->big[w], v->inside[w]);
	for (int i = 0; i < 3 && all >= 2; i++) {
		uint16_t s = share(v->label[w][i], all);
		if (s == 1 && v->label[w][i] > 0)
			s = 2;
		e->seen |= (uint16_t)(s << (4 + 4 * i));
	}
	e->check = (uint32_t)(v->hash[w] >> 32) | 1;
}

static bool worth_it(const kr__name_vocab *v, uint32_t w)
{
	const kr__name_word *e = &v->word[w];
	bool known = e->part & (KR__PART_PER_MANY | KR__PART_LOC_MANY |
	                        KR__PART_ORG_MANY);
	return e->cluster || e->cue || known || v->count[w] >= 2 ||
	       (e->part && v->count[w]) || e->part & KR__PART_LOC_ONLY ||
	       e->part & KR__PART_PER_FIRST || e->part & KR__PART_PER_LAST;
}

static bool fill(kr__name_vocab *v, kr__name_word *table, uint64_t n)
{
	memset(table, 0, n * sizeof *table);
	for (uint32_t w = 0; w < v->n; w++) {
		if (!worth_it(v, w))
			continue;
		uint64_t at = kr__name_place(v->hash[w], n);
		uint32_t p = 0;
		for (; p < PROBES && table[at].check; p++)
			at = at + 1 < n ? at + 1 : 0;
		if (p == PROBES)
			return false;
		table[at] = v->word[w];
	}
	return true;
}

static uint64_t write_words(kr__name_vocab *v, kr_buf *out)
{
	uint64_t kept = 0;
	for (uint32_t w = 0; w < v->n; w++) {
		settle(v, w);
		kept += worth_it(v, w);
	}
	for (uint64_t n = kept + kept / 2 + 64;; n += n / 4) {
		if (!kr__buf_reserve(out, n * sizeof(kr__name_word)))
			return 0;
		void *at = out->ptr + out->len;
		if (!fill(v, at, n))
			continue;
		out->len += n * sizeof(kr__name_word);
		return n;
	}
}

kr_status kr__name_vocab_write(kr__name_vocab *v, const kr__name_facts *facts,
                               kr_buf *out)
{
	kr__name_lexicon_head h = { KR__NAME_LEXICON_MAGIC, 0, 0, 0 };
	size_t head = out->len;
	kr__buf_add(out, (kr_view){ (const char *)&h, sizeof h });
	h.n_words = write_words(v, out);
	h.n_facts = kr__name_facts_write(facts, out);
	if (!out->failed)
		memcpy(out->ptr + head, &h, sizeof h);
	return out->failed;
}
