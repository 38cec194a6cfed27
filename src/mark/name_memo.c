// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: a token has some hundred features, and to weigh each is an access
 * to memory; yet most of them tell of one word only, and most words have been
 * seen a moment ago.
 *
 * Idea: for each word a row that holds what the lexicon knows of it and the
 * summed weights of its features as seen from each of seven places: from
 * itself, and from one to three words before and behind. A token's score is
 * then seven such sums and the features that look at several words at once.
 * Sums are of integers, so that the order does not matter and the result is
 * that of kr__name_score to the bit (a test compares them). While memory brings
 * the weights of one token, the features of the next are made.
 *
 * Limits: the table forgets a word when another wants its row. Two words of one
 * sentence that want the same row: the second gets a spare one.
 */
#include "mark/name_memo.h"

#include <string.h>

enum {
	LASTING = 16384, /* rows of a memo that outlives documents */
	FEWEST = 64,
	NARROW = 8, /* numbers of a sum where a slot has no more bytes */
};

enum casing_bits { LETTER = 1, UPPER = 2, ALL_UPPER = 4, LOWER = 8 };

/* Numbers of a sum. */
static uint32_t lanes_of(const struct kr_names *names)
{
	return names->model.style[0].stride <= NARROW ? NARROW : KR__LINEAR_LANES;
}

size_t kr__name_row_size(const struct kr_names *names)
{
	return sizeof(kr__name_row) +
	       lanes_of(names) * KR__NAME_SPOTS * sizeof(int16_t);
}

static size_t size_of(const struct kr_names *names, uint32_t n_rows)
{
	return sizeof(kr__name_memo) + n_rows * kr__name_row_size(names);
}

/* The sums of a row. */
static int16_t *sums_of(kr__name_row *row)
{
	return (int16_t *)(void *)(row + 1);
}

static inline void sum_up(const kr__linear_style *s, kr__linear_list *l, int16_t *sum)
{
	kr__linear_ask(s, l);
	kr__linear_sum(s, l, sum);
}

/* A memo out of zeros. */
static void begin(kr__name_memo *m, const struct kr_names *names, uint32_t n_rows)
{
	m->n_rows = n_rows;
	m->names = names;
	for (int k = 0; k < KR__NAME_SPOTS; k++) {
		kr__linear_list l;
		l.n = kr__name_features_of(kr__name_near(NULL, 0, 0, 0),
		                           k - KR__NAME_FAR, l.feature);
		sum_up(&names->model.style[0], &l, m->outside[k]);
	}
}

kr__name_memo *kr__name_memo_of(kr_memo *memo, const struct kr_names *names,
                                uint32_t n_tokens, kr_arena *scratch)
{
	uint32_t n = memo ? LASTING : FEWEST;
	bool fresh = true;
	while (n < LASTING && n < n_tokens)
		n *= 2;
	kr__name_memo *m = memo ? kr__memo_get(memo, KR_MEMO_NAMES, names,
	                                       size_of(names, n), &fresh)
	                        : kr__arena_get(scratch, size_of(names, n));
	if (m && fresh)
		begin(m, names, n);
	return m;
}

static uint64_t key_of(uint64_t token, bool caseless)
{
	uint64_t key = token ^ (caseless ? 0x9e3779b97f4a7c15u : 0);
	return key ? key : 1;
}

static kr__name_row *place_of(kr__name_memo *m, uint64_t key)
{
	size_t at = key >> 20 & (m->n_rows - 1);
	return (kr__name_row *)(void *)(m->rows + at * kr__name_row_size(m->names));
}

static void know(kr__name_row *row, kr_view token, const kr__name_atom *a)
{
	kr__name_casing c = { 0, 0, 0, 0 };
	kr__name_casing_see(&c, token);
	row->casing = (uint8_t)((c.letters ? LETTER : 0) | (c.upper ? UPPER : 0) |
	                        (c.all_upper ? ALL_UPPER : 0) |
	                        (c.lower ? LOWER : 0));
	row->low = a->low;
	row->shape = a->shape;
	row->word = a->word;
	row->big = a->big;
	row->summed = false;
}

/* Find token t or learn it; its atom by itself. Of a token that is found, the
 * hashes that only its own features need are left out. */
static kr__name_row *look_up(kr__name_memo *m, kr__name_piece *p, uint32_t t)
{
	uint64_t key = key_of(p->key[t], p->caseless);
	kr__name_row *row = place_of(m, key);
	kr__name_atom *a = &p->atom[t];
	if (row->key == key) {
		*a = (kr__name_atom){ .low = row->low, .form = !p->caseless,
			              .shape = row->shape, .word = row->word,
			              .big = row->big };
	} else {
		if (row->piece == m->piece)
			row = (kr__name_row *)(void *)(p->spare +
			        t * kr__name_row_size(m->names));
		row->key = key;
		kr__name_atom_init(a, &m->names->words, p->token[t], p->caseless);
		know(row, p->token[t], a);
	}
	row->piece = m->piece;
	return row;
}

static bool is_caseless(kr__name_memo *m, const kr__name_piece *p)
{
	kr__name_casing all = { 0, 0, 0, 0 };
	for (uint32_t t = 0; t < p->n; t++) {
		uint64_t key = key_of(p->key[t], false);
		const kr__name_row *row = place_of(m, key);
		if (row->key != key) {
			kr__name_casing_see(&all, p->token[t]);
			continue;
		}
		all.letters += (row->casing & LETTER) != 0;
		all.upper += (row->casing & UPPER) != 0;
		all.all_upper += (row->casing & ALL_UPPER) != 0;
		all.lower += (row->casing & LOWER) != 0;
	}
	return kr__name_caseless(&all);
}

void kr__name_piece_atoms(kr__name_memo *m, kr__name_piece *p)
{
	for (uint32_t t = 0; t < p->n; t++) {
		p->key[t] = kr__hash64(p->token[t]);
		const char *row = (const char *)place_of(m, key_of(p->key[t], false));
		__builtin_prefetch(row);
		__builtin_prefetch(row + 64);
		__builtin_prefetch(row + 128);
	}
	p->caseless = is_caseless(m, p);
	m->piece++;
	for (uint32_t t = 0; t < p->n; t++)
		p->row[t] = look_up(m, p, t);
	kr__name_atoms_link(&m->names->words, p->atom, p->n);
}

/* What the word of token t weighs, seen from each spot. */
static void weigh_word(kr__name_memo *m, kr__name_piece *p, uint32_t t)
{
	const uint32_t lanes = lanes_of(m->names);
	kr__linear_list l[KR__NAME_SPOTS];
	int16_t *sum = sums_of(p->row[t]);
	kr__name_atom a;
	kr__name_atom_init(&a, &m->names->words, p->token[t], p->caseless);
	for (int k = 0; k < KR__NAME_SPOTS; k++) {
		l[k].n = kr__name_features_of(&a, k - KR__NAME_FAR, l[k].feature);
		kr__linear_ask(&m->names->model.style[0], &l[k]);
	}
	memset(sum, 0, lanes * KR__NAME_SPOTS * sizeof *sum);
	for (int k = 0; k < KR__NAME_SPOTS; k++)
		kr__linear_sum(&m->names->model.style[0], &l[k],
		               sum + (uint32_t)k * lanes);
	p->row[t]->summed = true;
}

static void add_up(int16_t *restrict sum, const int16_t *restrict more, const int n)
{
	for (int y = 0; y < n; y++)
		sum[y] = (int16_t)(sum[y] + more[y]);
}

/* The score of token t, whose features of several words are `l`. */
static void score_token(kr__name_memo *m, kr__name_piece *p, uint32_t t,
                        const kr__linear_list *l, int32_t *score)
{
	const kr__linear_style *s = &m->names->model.style[0];
	int16_t sum[KR__LINEAR_LANES] = { 0 };
	for (int k = 0; k < KR__NAME_SPOTS; k++) {
		int64_t at = (int64_t)t + k - KR__NAME_FAR;
		const int16_t *more = m->outside[k];
		if (at >= 0 && at < p->n) {
			if (!p->row[at]->summed)
				weigh_word(m, p, (uint32_t)at);
			more = sums_of(p->row[at]) + (uint32_t)k * lanes_of(m->names);
		}
		if (s->stride <= NARROW)
			add_up(sum, more, NARROW);
		else
			add_up(sum, more, KR__LINEAR_LANES);
	}
	kr__linear_sum(s, l, sum);
	kr__linear_spread(s, sum, score);
}

void kr__name_piece_score(kr__name_memo *m, kr__name_piece *p, int32_t *score)
{
	enum { L = KR__LINEAR_LABELS };
	kr__linear_list list[2];
	uint32_t before = p->n; /* the token whose weights are on the way */
	int turn = 0;
	memset(score, 0, p->n * L * sizeof *score);
	for (uint32_t t = 0; t < p->n; t++) {
		if (kr__name_settled(p->atom, p->n, t)) {
			score[(size_t)t * L] = KR__NAME_SETTLED;
			continue;
		}
		kr__linear_list *l = &list[turn];
		l->n = kr__name_features_among(p->atom, p->n, t, l->feature);
		kr__linear_ask(&m->names->model.style[0], l);
		if (before < p->n)
			score_token(m, p, before, &list[1 - turn],
			            score + (size_t)before * L);
		before = t;
		turn = 1 - turn;
	}
	if (before < p->n)
		score_token(m, p, before, &list[1 - turn],
		            score + (size_t)before * L);
}
