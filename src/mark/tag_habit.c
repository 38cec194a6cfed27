// SPDX-License-Identifier: Apache-2.0
/*
 * Habits of tags. The problem: the network generalises over endings and
 * context, and now and then gives a well-known word a tag that it never has.
 * The idea: each form of a treebank remembers how often it had which tag, and
 * a tag costs what its smoothed share in the form's own style says, weighed
 * against the network's logarithms of probability. The weight of three tenths
 * was chosen on halves of GSD dev and CSUI train that network and counts had
 * not seen (tags +0.2 and +0.3). Features that a form always has with a tag
 * are remembered as they are (features +0.7 and +0.3). Limits: letter case is not looked at; forms
 * without examples are left to the network. The logarithms are whole numbers,
 * so that training gives the same bytes everywhere.
 */
#include "mark/tag_habit.h"

#include <string.h>

enum {
	WEIGHT_NUM = 1331, WEIGHT_DEN = 25600, /* 0.3 ln(2) 64 / 256 */
	ROW_MAX = 1 + 2 * KR_N_UPOS
};

static uint64_t key_of(kr_view lower, kr_style style)
{
	uint64_t key = kr__hash_mix(kr__hash64(lower),
	                            0x546167486162u + (uint64_t)style);

	return key ? key : 1;
}

bool kr__tag_costs(const kr_morph *m, kr_view lower, kr_style style,
                   uint8_t cost[KR_N_UPOS])
{
	kr_view row = m ? kr__morph_memo(m, key_of(lower, style))
	                : (kr_view){ "", 0 };

	if (row.len % 2 == 0)
		return false;
	memset(cost, (uint8_t)row.ptr[0], KR_N_UPOS);
	for (size_t i = 1; i < row.len; i += 2)
		if ((uint8_t)row.ptr[i] < KR_N_UPOS)
			cost[(uint8_t)row.ptr[i]] = (uint8_t)row.ptr[i + 1];
	return true;
}

static uint64_t feats_key(kr_view lower, unsigned upos, kr_style style)
{
	uint64_t key = kr__hash_mix(kr__hash64(lower),
	                            0x4665617473u + upos * 8u + (uint64_t)style);

	return key ? key : 1;
}

kr_view kr__tag_feats(const kr_morph *m, kr_view lower, unsigned upos,
                      kr_style style)
{
	return m ? kr__morph_memo(m, feats_key(lower, upos, style))
	         : (kr_view){ "", 0 };
}

/* ---- training ---------------------------------------------------------- */

static bool add_habit(kr_tag_habits *to, uint64_t key, kr_view row, kr_arena *a)
{
	if (!kr__arena_grow(a, (void **)&to->at, &to->cap, to->n + 1,
	                    sizeof *to->at))
		return false;
	to->at[to->n++] = (kr_tag_habit){ key, row };
	return true;
}

typedef struct tally {
	uint64_t key;
	uint32_t count[KR_N_UPOS];
} tally;

/* The logarithm to base 2, in 1/256. */
static uint32_t log2_of(uint32_t n)
{
	uint32_t whole = 31u - (uint32_t)__builtin_clz(n | 1), part = 0;
	uint64_t x = ((uint64_t)n << 31) >> whole; /* 1 to 2, in 1/2^31 */

	for (int bit = 0; bit < 8; bit++) {
		x = x * x >> 31;
		part *= 2;
		if (x >> 32) {
			x >>= 1;
			part++;
		}
	}
	return whole * 256 + part;
}

/* Of a tag that `c` of `n` examples have: -0.3 ln((c + 1/20) / (n + 1/2)). */
static uint8_t cost_of(uint32_t c, uint32_t n)
{
	uint32_t share = log2_of(20 * n + 10) - log2_of(20 * c + 1);
	uint32_t cost = share * WEIGHT_NUM / WEIGHT_DEN;

	return (uint8_t)(cost < 255 ? cost : 255);
}

static void count_bank(const kr_bank *b, kr_style style, tally *table,
                       uint32_t slots)
{
	char low[KR_LEMMA_MAX];

	for (uint32_t i = 0; i < b->n_words; i++) {
		const kr_bank_word *w = &b->words[i];
		unsigned upos = kr__upos_find(w->upos);
		if (w->form.len > KR_ROOT_MAX || upos == KR_UPOS_NONE)
			continue;
		size_t n = kr__lower_into(w->form, low, sizeof low);
		uint64_t key = key_of((kr_view){ low, n }, style);
		uint32_t at = (uint32_t)key & (slots - 1);
		while (table[at].key && table[at].key != key)
			at = (at + 1) & (slots - 1);
		table[at].key = key;
		table[at].count[upos]++;
	}
}

static kr_view row_of(const tally *t, kr_arena *a)
{
	char row[ROW_MAX];
	uint32_t all = 0;
	size_t n = 1;

	for (int u = 0; u < KR_N_UPOS; u++)
		all += t->count[u];
	row[0] = (char)cost_of(0, all);
	for (int u = 0; u < KR_N_UPOS; u++)
		if (t->count[u]) {
			row[n++] = (char)u;
			row[n++] = (char)cost_of(t->count[u], all);
		}
	return kr__arena_copy(a, (kr_view){ row, n });
}

bool kr__tag_count(const kr_bank *banks, kr_tag_habits *out, kr_arena *a)
{
	uint32_t slots = 1024, words = 0;

	for (int s = 0; s < KR_N_STYLES; s++)
		words += banks[s].n_words;
	while (slots < words)
		slots *= 2;
	tally *table = kr__arena_array(a, slots, sizeof *table);
	if (!table)
		return false;
	for (int s = 0; s < KR_N_STYLES; s++)
		count_bank(&banks[s], (kr_style)s, table, slots);
	for (uint32_t i = 0; i < slots; i++)
		if (table[i].key && !add_habit(out, table[i].key,
		                               row_of(&table[i], a), a))
			return false;
	return !kr__arena_status(a);
}

/* ---- features ------------------------------------------------------------ */

typedef struct feat_tally { /* a majority by elimination */
	uint64_t key;
	kr_view feats;
	uint32_t n;
	int32_t lead; /* votes for `feats` less the others */
	bool noun, old;
} feat_tally;

typedef struct feat_counts {
	feat_tally *at;
	uint32_t slots;
} feat_counts;

static void vote(feat_counts *c, uint64_t key, kr_view feats,
                 const feat_tally *as)
{
	uint32_t i = (uint32_t)key & (c->slots - 1);

	while (c->at[i].key && c->at[i].key != key)
		i = (i + 1) & (c->slots - 1);
	feat_tally *t = &c->at[i];
	if (t->n && !t->old && as->old)
		return; /* what is said today counts */
	t->key = key;
	t->noun = as->noun;
	t->old = as->old;
	t->n++;
	if (t->lead == 0)
		t->feats = feats;
	t->lead += kr__view_eq(t->feats, feats) ? 1 : -1;
}

static void vote_bank(feat_counts *c, const kr_bank *b, kr_style style)
{
	char low[KR_LEMMA_MAX];

	for (uint32_t i = 0; i < b->n_words; i++) {
		const kr_bank_word *w = &b->words[i];
		unsigned upos = kr__upos_find(w->upos);
		if (!w->lemma.len || w->form.len > KR_ROOT_MAX ||
		    upos == KR_UPOS_VERB || upos == KR_UPOS_NONE)
			continue; /* verbs have their voices */
		size_t n = kr__lower_into(w->form, low, sizeof low);
		vote(c, feats_key((kr_view){ low, n }, upos, style),
		     w->feats.len ? w->feats : KR_V("_"),
		     &(feat_tally){ .noun = upos == KR_UPOS_NOUN });
	}
}

/* The number of a noun that its analyser knew. */
static void vote_old(feat_counts *c, const kr_bank *b)
{
	char low[KR_LEMMA_MAX];

	for (uint32_t i = 0; i < b->n_words; i++) {
		kr_view tags = b->words[i].feats, tag;
		bool noun = false, one = false, other = false;
		while (kr__view_next(&tags, ';', &tag)) {
			noun = noun || kr__view_is(tag, "N");
			one = one || kr__view_is(tag, "SG");
			other = other || kr__view_is(tag, "PL") ||
			        kr__view_is(tag, "PSS3S");
			if (kr__view_is(tag, "ACT") || kr__view_is(tag, "PASS"))
				one = false;
		}
		if (!noun || other || b->words[i].form.len > KR_ROOT_MAX)
			continue;
		size_t n = kr__lower_into(b->words[i].form, low, sizeof low);
		vote(c, feats_key((kr_view){ low, n }, KR_UPOS_NOUN,
		                  KR_STYLE_WIKI),
		     one ? KR_V("Number=Sing") : KR_V("_"),
		     &(feat_tally){ .noun = true, .old = true });
	}
}

bool kr__tag_count_feats(const kr_bank *banks, const kr_bank *old,
                         kr_tag_habits *out, kr_arena *a)
{
	uint32_t words = old->n_words;
	feat_counts c = { .slots = 1024 };

	for (int s = 0; s < KR_N_STYLES; s++)
		words += banks[s].n_words;
	while (c.slots < words)
		c.slots *= 2;
	c.at = kr__arena_array(a, c.slots, sizeof *c.at);
	if (!c.at)
		return false;
	for (int s = 0; s < KR_N_STYLES; s++)
		vote_bank(&c, &banks[s], (kr_style)s);
	vote_old(&c, old);
	for (uint32_t i = 0; i < c.slots; i++) {
		const feat_tally *t = &c.at[i];
		bool clear = t->lead > 0 && t->lead * 10 >= (int32_t)t->n * 8;
		if (clear && (t->noun || !kr__view_is(t->feats, "_")) &&
		    !add_habit(out, t->key, t->feats, a))
			return false;
	}
	return !kr__arena_status(a);
}
