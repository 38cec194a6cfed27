// SPDX-License-Identifier: Apache-2.0
/*
 * Habits of tags. The problem: the network generalises over endings and
 * context, and now and then gives a well-known word a tag that it never has.
 * The idea: each form of a treebank remembers how often it had which tag, and
 * a tag costs what its smoothed share in the form's own style says, weighed
 * against the network's logarithms of probability. The weight of three tenths
 * was chosen on halves of GSD dev and CSUI train that network and counts had
 * not seen (tags +0.2 and +0.3). Limits: letter case is not looked at; forms
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

/* ---- training ---------------------------------------------------------- */

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
	uint32_t slots = 1024, words = 0, n = 0;

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
		n += table[i].key != 0;
	kr_tag_habit *at = kr__arena_array(a, n + 1, sizeof *at);
	*out = (kr_tag_habits){ at, 0 };
	for (uint32_t i = 0; at && i < slots; i++)
		if (table[i].key)
			at[out->n++] = (kr_tag_habit){
				table[i].key, row_of(&table[i], a) };
	return !kr__arena_status(a);
}
