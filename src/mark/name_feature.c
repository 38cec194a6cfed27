// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: describe a token so that a linear model can tell a name.
 *
 * Idea: the word, its ends, its shape, what the lexicon knows of it, the same
 * of its neighbours, some pairs, and the run it stands in: in "di Gedung Bursa
 * Efek Indonesia" every token knows that the run begins with "gedung" and
 * follows "di".
 *
 * Raw news that a first model read adds what usually stands in the phrase and
 * between the words around (name_fact.c).
 *
 * Upper case is believed only where it says something. A sentence all in
 * capitals, all small, or in headline case is read without case: all its
 * tokens have one shape, and a run is made of words that elsewhere are mostly
 * capitalised.
 *
 * Limits: bytes, not characters, are counted for prefixes and suffixes.
 */
#include "mark/name_feature.h"

#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"

enum { CASELESS = 1000, LOW_BYTES = 64 };

static const kr__name_word nothing = { 0, 0, 0, 0, 0, 0 };

/* Shape with repeats left out: "Jakarta" Ul, "KPK" U, "G-20" U-d. */
static uint64_t shape_of(kr_view v)
{
	uint64_t h = 0;
	unsigned last = 0;
	for (size_t at = 0; at < v.len;) {
		uint32_t cp = kr__utf8_next(v, &at);
		unsigned cc = kr__cc(cp), k = cp;
		if (cc & KR_CC_UPPER)
			k = 'U';
		else if (cc & (KR_CC_LOWER | KR_CC_ALPHA))
			k = 'l';
		else if (cc & KR_CC_DIGIT)
			k = 'd';
		if (k != last)
			h = h * 131 + k;
		last = k;
	}
	return h;
}

/* A single capital letter, with or without stop, is not "all upper case". */
void kr__name_casing_see(kr__name_casing *c, kr_view v)
{
	bool upper = false, small = false;
	uint32_t n = 0;
	for (size_t at = 0; at < v.len && n < 40;) {
		unsigned cc = kr__cc(kr__utf8_next(v, &at));
		if (n == 0 && !(cc & KR_CC_ALPHA))
			return;
		upper |= n == 0 && (cc & KR_CC_UPPER);
		small |= (cc & KR_CC_LOWER) != 0;
		n++;
	}
	c->letters++;
	c->upper += upper;
	c->all_upper += upper && !small;
	c->lower += !upper;
}

bool kr__name_caseless(const kr__name_casing *c)
{
	if (c->upper == 0 || c->all_upper == c->letters)
		return true;
	if (c->letters >= 5 && c->all_upper * 10 >= c->letters * 8)
		return true;
	return c->letters >= 5 && c->upper * 10 >= c->letters * 7;
}

static void part_hashes(kr__name_atom *a, kr_view low)
{
	for (size_t k = 0; k < 3; k++) {
		size_t len = low.len < k + 2 ? low.len : k + 2;
		a->pre[k] = kr__hash64((kr_view){ low.ptr, len });
		a->suf[k] = kr__hash64((kr_view){ low.ptr + low.len - len, len });
	}
}

static uint32_t usual_case(const kr__name_word *w)
{
	return w->seen & 15u;
}

void kr__name_atom_init(kr__name_atom *a, const kr__name_lexicon *x, kr_view v,
                        bool caseless)
{
	char low[LOW_BYTES];
	kr_view lower = { low, kr__lower_into(v, low, sizeof low) };
	if (lower.len == 0)
		lower = v;
	memset(a, 0, sizeof *a);
	a->low = kr__hash64(lower);
	a->form = caseless ? 0 : kr__hash64(v);
	part_hashes(a, lower);
	a->word = kr__name_lexicon_find(x, a->low);
	if (!a->word)
		a->word = &nothing;
	size_t at = 0;
	unsigned cc = kr__cc(kr__utf8_next(v, &at));
	a->shape = shape_of(caseless ? lower : v) + caseless * CASELESS;
	a->big = cc & KR_CC_UPPER;
	if (caseless)
		a->big = (cc & KR_CC_ALPHA) &&
		         (usual_case(a->word) == 0 || usual_case(a->word) >= 6);
}

/* End of the longest known phrase at t, and what is known of it. */
static uint32_t phrase_end(const kr__name_lexicon *x, const kr__name_atom *atom,
                           uint32_t n, uint32_t t, uint16_t *known)
{
	uint64_t h = kr__name_phrase_key(KR__NAME_PHRASE_SEED, atom[t].low);
	uint32_t end = t + 1, to = n - t < KR__NAME_PHRASE ? n : t + KR__NAME_PHRASE;
	for (uint32_t i = t + 1; i < to; i++) {
		h = kr__name_phrase_key(h, atom[i].low);
		uint16_t fact = atom[i].big ? kr__name_lexicon_fact(x, h) : 0;
		if (!fact)
			continue;
		*known = fact;
		end = i + 1;
	}
	return end;
}

/* From left to right, never one over the other. */
static void find_phrases(const kr__name_lexicon *x, kr__name_atom *atom,
                         uint32_t n)
{
	for (uint32_t t = 0, end; t < n; t = end) {
		uint16_t known = 0;
		end = atom[t].big ? phrase_end(x, atom, n, t, &known) : t + 1;
		for (uint32_t i = t; known && i < end; i++) {
			atom[i].phrase = known;
			atom[i].place = i == t ? 1 : i + 1 < end ? 2 : 3;
		}
	}
}

/* The keys of token t's contexts; memory is asked for what is known of them. */
static void ask_contexts(const kr__name_lexicon *x, const kr__name_atom *atom,
                         uint32_t n, uint32_t t, uint64_t *key)
{
	kr__name_context_keys(t > 1 ? atom[t - 2].low : KR__NAME_EDGE,
	                      t > 0 ? atom[t - 1].low : KR__NAME_EDGE,
	                      t + 1 < n ? atom[t + 1].low : KR__NAME_EDGE,
	                      t + 2 < n ? atom[t + 2].low : KR__NAME_EDGE, key);
	for (uint32_t k = 0; k < KR__NAME_CONTEXTS; k++)
		__builtin_prefetch(&x->facts[kr__name_place(key[k], x->n_facts)]);
}

/* While memory brings what is known of one token, the next is asked for. */
static void find_contexts(const kr__name_lexicon *x, kr__name_atom *atom,
                          uint32_t n)
{
	uint64_t key[2][KR__NAME_CONTEXTS];
	uint32_t before = n;
	int turn = 0;
	for (uint32_t t = 0; t <= n; t++) {
		if (t < n && !atom[t].big)
			continue;
		if (t < n)
			ask_contexts(x, atom, n, t, key[turn]);
		turn = 1 - turn;
		for (uint32_t k = 0; before < n && k < KR__NAME_CONTEXTS; k++)
			atom[before].around[k] = kr__name_lexicon_fact(x, key[turn][k]);
		before = t;
	}
}

void kr__name_atoms_link(const kr__name_lexicon *x, kr__name_atom *atom,
                         uint32_t n)
{
	for (uint32_t t = 0, start = 0; t <= n; t++) {
		if (t < n && atom[t].big == atom[start].big)
			continue;
		for (uint32_t i = start; i < t; i++) {
			atom[i].run = start;
			atom[i].run_end = t;
		}
		start = t;
	}
	find_phrases(x, atom, n);
	find_contexts(x, atom, n);
}

void kr__name_atoms(const kr__name_lexicon *x, const kr_view *token, uint32_t n,
                    kr__name_atom *atom)
{
	kr__name_casing c = { 0, 0, 0, 0 };
	for (uint32_t t = 0; t < n; t++)
		kr__name_casing_see(&c, token[t]);
	bool caseless = kr__name_caseless(&c);
	for (uint32_t t = 0; t < n; t++)
		kr__name_atom_init(&atom[t], x, token[t], caseless);
	kr__name_atoms_link(x, atom, n);
}

typedef struct list {
	uint64_t *out;
	uint32_t n;
} list;

static inline void add(list *l, uint64_t kind, uint64_t value)
{
	l->out[l->n++] = kr__linear_mix(value + kind * 0x9e3779b97f4a7c15u);
}

static inline void add2(list *l, uint64_t kind, uint64_t a, uint64_t b)
{
	add(l, kind, a ^ kr__linear_mix(b + kind));
}

static void add_word(list *l, const kr__name_word *w)
{
	static const uint8_t bits[] = { 4, 6, 8, 10, 12, 16 };
	if (w->cluster)
		add(l, 20, w->cluster);
	for (uint32_t i = 0; i < sizeof bits && w->cluster; i++)
		add(l, 21 + i, w->path >> (32 - bits[i]));
	for (uint32_t p = w->part; p; p &= p - 1)
		add(l, 30, p & -p);
	for (uint32_t p = w->cue; p; p &= p - 1)
		add(l, 31, p & -p);
	add(l, 32, w->part);
	add(l, 33, w->seen & 15);
	add(l, 34, w->seen >> 4);
	add(l, 35, w->seen >> 4 & 15);
	add(l, 36, w->seen >> 8 & 15);
	add(l, 37, w->seen >> 12);
}

static void add_self(list *l, const kr__name_atom *a)
{
	add(l, 0, 0);
	add(l, 1, a->low);
	if (a->form)
		add(l, 2, a->form);
	for (uint32_t k = 0; k < 3; k++) {
		add(l, 3 + k, a->pre[k]);
		add(l, 6 + k, a->suf[k]);
	}
	add(l, 9, a->shape);
	add_word(l, a->word);
	add2(l, 38, a->shape, a->word->seen);
}

/* A neighbour; `k` keeps the four of them apart. */
static void add_near(list *l, const kr__name_atom *a, uint64_t k, bool next)
{
	const kr__name_word *w = a->word;
	add(l, k, a->low);
	add(l, k + 1, a->shape);
	add(l, k + 2, w->cluster);
	add(l, k + 3, w->cue);
	add(l, k + 4, w->path >> 24);
	if (!next)
		return;
	add(l, k + 5, a->suf[1]);
	add(l, k + 6, w->part);
	add(l, k + 7, w->seen);
	add(l, k + 8, w->path >> 26);
	add(l, k + 9, w->path >> 20);
	add(l, k + 10, w->seen >> 4);
}

static void add_pairs(list *l, const kr__name_atom *p, const kr__name_atom *a,
                      const kr__name_atom *q)
{
	add2(l, 110, p->low, a->low);
	add2(l, 111, a->low, q->low);
	add2(l, 112, p->shape, a->shape);
	add2(l, 113, a->shape, q->shape);
	add2(l, 114, p->shape * 31 + a->shape, q->shape);
	add2(l, 115, p->word->cluster, a->word->cluster);
	add2(l, 116, a->word->cluster, q->word->cluster);
	add2(l, 117, p->low, a->shape);
	add2(l, 118, a->shape, q->low);
	add2(l, 119, p->word->cue, a->shape);
	add2(l, 120, p->word->seen, a->word->seen);
	add2(l, 121, a->word->seen, q->word->seen);
	add2(l, 122, p->low, a->word->path >> 24);
	add2(l, 123, a->word->path >> 24, q->low);
	add2(l, 124, p->low, q->low);
	add2(l, 125, p->low, a->word->seen);
	uint64_t sides = (p->word->path >> 24) * 256ull + (q->word->path >> 24);
	add2(l, 126, sides, a->word->path >> 24);
	add2(l, 127, sides, a->shape);
	add2(l, 128, p->word->cluster, q->word->cluster);
}

/* What raw text tells of the phrase and of the words around. */
static void add_facts(list *l, const kr__name_atom *a)
{
	enum { PAIRS = 3 }; /* the contexts of two words */
	if (a->place) {
		add2(l, 160, a->phrase >> 12, a->place);
		add2(l, 161, a->phrase & 0xfff, a->place);
		for (uint32_t i = 0; i < 3; i++)
			add2(l, 162 + i, a->phrase >> 4 * i & 15, a->place);
	}
	for (uint32_t k = 0; k < KR__NAME_CONTEXTS; k++) {
		if (!a->around[k]) {
			add(l, 190 + k, 0);
			continue;
		}
		if (k < PAIRS)
			add(l, 170 + k, a->around[k]);
		for (uint32_t i = 0; i < 3; i++)
			add(l, 175 + k * 3 + i, a->around[k] >> 4 * i & 15);
	}
}

static const kr__name_atom edge = { .word = &nothing, .shape = 7, .low = 7 };

const kr__name_atom *kr__name_near(const kr__name_atom *atom, uint32_t n,
                                   uint32_t t, int spot)
{
	int64_t at = (int64_t)t + spot;
	return at < 0 || at >= (int64_t)n ? &edge : &atom[at];
}

static void add_run(list *l, const kr__name_atom *atom, uint32_t n, uint32_t t)
{
	const kr__name_atom *a = &atom[t];
	uint32_t len = a->run_end - a->run, pos = t - a->run;
	const kr__name_atom *first = &atom[a->run];
	const kr__name_atom *last = &atom[a->run_end - 1];
	const kr__name_atom *before = kr__name_near(atom, n, a->run, -1);
	const kr__name_atom *behind = kr__name_near(atom, n, a->run_end, 0);
	uint64_t place = (pos < 3 ? pos : 3) * 8 + (len < 5 ? len : 5);
	add(l, 140, place);
	add(l, 141, first->low);
	add(l, 142, last->low);
	add(l, 143, before->low);
	add(l, 144, behind->low);
	add2(l, 145, before->low, place);
	add2(l, 146, first->word->cue, place);
	add2(l, 147, before->word->cluster, first->word->seen);
	add2(l, 148, last->word->seen, place);
	add2(l, 149, first->low, pos > 0);
	add2(l, 150, behind->word->cluster, place);
	add2(l, 151, first->word->seen, place);
}

uint32_t kr__name_features_of(const kr__name_atom *a, int spot, uint64_t *out)
{
	list l = { out, 0 };
	switch (spot) {
	case 0: add_self(&l, a); break;
	case -1: add_near(&l, a, 40, true); break;
	case 1: add_near(&l, a, 55, true); break;
	case -2: add_near(&l, a, 70, false); break;
	case 2: add_near(&l, a, 80, false); break;
	case -3: add(&l, 90, a->low); break;
	default: add(&l, 91, a->low); break;
	}
	return l.n;
}

uint32_t kr__name_features_among(const kr__name_atom *atom, uint32_t n,
                                 uint32_t t, uint64_t *out)
{
	list l = { out, 0 };
	const kr__name_atom *p = kr__name_near(atom, n, t, -1);
	const kr__name_atom *q = kr__name_near(atom, n, t, 1);
	const kr__name_atom *pp = kr__name_near(atom, n, t, -2);
	const kr__name_atom *qq = kr__name_near(atom, n, t, 2);
	add(&l, 10, t == 0);
	add_pairs(&l, p, &atom[t], q);
	add2(&l, 92, pp->word->cluster, p->word->cluster);
	add2(&l, 93, q->word->cluster, qq->word->cluster);
	add2(&l, 130, pp->low, p->low);
	add2(&l, 131, q->low, qq->low);
	if (atom[t].big)
		add_run(&l, atom, n, t);
	if (atom[t].big || atom[t].place)
		add_facts(&l, &atom[t]);
	return l.n;
}

uint32_t kr__name_features(const kr__name_atom *atom, uint32_t n, uint32_t t,
                           uint64_t *out)
{
	uint32_t k = 0;
	for (int spot = -KR__NAME_FAR; spot <= KR__NAME_FAR; spot++)
		k += kr__name_features_of(kr__name_near(atom, n, t, spot), spot,
		                          out + k);
	return k + kr__name_features_among(atom, n, t, out + k);
}

/* Could this token stand in a name? Without case, any could. */
static bool promising(const kr__name_atom *a)
{
	enum { HEADS = KR__CUE_ORG | KR__CUE_PLACE | KR__CUE_EVENT };
	const kr__name_word *w = a->word;
	uint32_t seen = w->seen >> 4;
	bool named = (seen & 15) > 1 || (seen >> 4 & 15) > 1 || seen >> 8 > 1;
	return !a->form || a->big || named || w->cue & HEADS || !w->cluster;
}

bool kr__name_settled(const kr__name_atom *atom, uint32_t n, uint32_t t)
{
	for (uint32_t i = t < 2 ? 0 : t - 2; i < n && i <= t + 2; i++)
		if (atom[i].big)
			return false;
	return !promising(&atom[t]);
}

void kr__name_score(const kr__linear_style *style, const kr__name_atom *atom,
                    uint32_t n, int32_t *score)
{
	for (uint32_t t = 0; t < n; t++) {
		int32_t *row = score + (size_t)t * KR__LINEAR_LABELS;
		memset(row, 0, KR__LINEAR_LABELS * sizeof *row);
		if (kr__name_settled(atom, n, t)) {
			row[0] = KR__NAME_SETTLED;
			continue;
		}
		uint64_t feature[KR__NAME_FEATURES];
		uint32_t k = kr__name_features(atom, n, t, feature);
		kr__linear_add(style, feature, k, row);
	}
}
