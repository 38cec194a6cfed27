// SPDX-License-Identifier: Apache-2.0
/*
 * Alignment. The problem: fingerprints only guess; what was taken over has to
 * be shown word by word, with paragraphs moved, cut or changed. The idea:
 * greedy string tiling (M. Wise, "Running Karp-Rabin matching and greedy string
 * tiling", 1993) in one pass: three words of the right text look up their
 * places in the left one, the longest match becomes a tile, tiles with small
 * gaps become a run. Runs of few or scattered words are stock phrases and
 * fall away. Limits: at most 16 places of the same three words are tried, so
 * that a text of one word repeated stays linear; greedy is not optimal.
 */
#include "merge/align.h"

#include <string.h>

enum {
	TILE = 3,      /* words, at least */
	PLACES = 16,   /* of one trigram that are tried */
	GAP = 7,       /* words between tiles of a run */
	RUN_EQUAL = 8  /* words, at least */
};

struct table {
	uint32_t *heads, *next; /* place + 1, or 0 */
	uint32_t mask;
};

static uint32_t key_at(const kr_gist_word *w)
{
	uint64_t h = 0;

	for (int i = 0; i < TILE; i++)
		h = kr__hash_mix(h, w[i].hash);
	return (uint32_t)(h ^ (h >> 31));
}

static bool table_make(struct table *t, kr_arena *a, const kr_gist *g)
{
	uint32_t n = g->n < TILE ? 0 : g->n - TILE + 1, size = 16;

	while (size < n)
		size *= 2;
	t->mask = size - 1;
	t->heads = kr__arena_array(a, size, sizeof *t->heads);
	t->next = kr__arena_array(a, n + 1, sizeof *t->next);
	if (!t->heads || !t->next)
		return false;
	for (uint32_t i = n; i-- > 0;) { /* backwards: lists begin at the start */
		uint32_t slot = key_at(g->words + i) & t->mask;
		t->next[i] = t->heads[slot];
		t->heads[slot] = i + 1;
	}
	return true;
}

static uint32_t equal_from(const kr_gist *l, const kr_gist *r, uint32_t i,
                           uint32_t j)
{
	uint32_t n = 0;

	while (i + n < l->n && j + n < r->n &&
	       l->words[i + n].hash == r->words[j + n].hash)
		n++;
	return n;
}

/* The longest match of the words at `j`; the continuation of `last` wins a
 * tie. n 0: none. */
static kr_tile longest_at(const struct table *t, const kr_gist *l,
                          const kr_gist *r, uint32_t j, const kr_tile *last)
{
	kr_tile best = { 0, j, 0 };
	uint32_t at = t->heads[key_at(r->words + j) & t->mask];
	uint32_t expected = last ? last->a + (j - last->b) : 0;

	if (last && expected < l->n && expected >= last->a + last->n)
		best = (kr_tile){ expected, j, equal_from(l, r, expected, j) };
	for (int k = 0; at && k < PLACES; k++, at = t->next[at - 1]) {
		uint32_t n = equal_from(l, r, at - 1, j);
		bool onward = last && best.n == n && best.a < last->a &&
		              at - 1 > last->a;
		if (n > best.n || onward)
			best = (kr_tile){ at - 1, j, n };
	}
	return best;
}

/* Take in equal words to the left that no tile has. */
static void widen(kr_tile *t, const kr_gist *l, const kr_gist *r,
                  const kr_tile *last)
{
	uint32_t floor_b = last ? last->b + last->n : 0;
	uint32_t floor_a = last && last->a <= t->a ? last->a + last->n : 0;

	while (t->b > floor_b && t->a > floor_a &&
	       l->words[t->a - 1].hash == r->words[t->b - 1].hash) {
		t->a--;
		t->b--;
		t->n++;
	}
}

static bool tile_all(kr_alignment *out, kr_arena *a, const kr_gist *l,
                     const kr_gist *r, const struct table *t)
{
	uint32_t end = l->n < TILE || r->n < TILE ? 0 : r->n - TILE + 1;

	for (uint32_t j = 0; j < end;) {
		const kr_tile *last = out->n_tiles ? out->tiles + out->n_tiles - 1
		                                   : NULL;
		kr_tile tile = longest_at(t, l, r, j, last);
		if (tile.n < TILE) {
			j++;
			continue;
		}
		j += tile.n;
		widen(&tile, l, r, last);
		if (!kr__arena_grow(a, (void **)&out->tiles, &out->cap_tiles,
		                    out->n_tiles + 1, sizeof tile))
			return false;
		out->tiles[out->n_tiles++] = tile;
	}
	return true;
}

static bool follows(const kr_tile *x, const kr_tile *y)
{
	return y->a >= x->a + x->n && y->a - x->a - x->n <= GAP &&
	       y->b - x->b - x->n <= GAP;
}

static kr_align_run run_of(const kr_alignment *out, const kr_gist *r,
                           uint32_t first, uint32_t end)
{
	const kr_tile *x = out->tiles + first, *y = out->tiles + end - 1;
	kr_align_run run = { .first = first, .n_tiles = end - first,
		             .a_start = x->a, .a_end = y->a + y->n,
		             .b_start = x->b, .b_end = y->b + y->n };

	for (uint32_t i = first; i < end; i++) {
		run.n_equal += out->tiles[i].n;
		for (uint32_t k = 0; k < out->tiles[i].n; k++)
			run.n_plain += !(r->words[out->tiles[i].b + k].flags &
			                 KR_GIST_QUOTED);
	}
	return run;
}

/* Many words, and three of five equal. */
static bool says_something(const kr_align_run *run)
{
	uint32_t wide = run->a_end - run->a_start > run->b_end - run->b_start
	                        ? run->a_end - run->a_start
	                        : run->b_end - run->b_start;

	return run->n_equal >= RUN_EQUAL && run->n_equal * 5 >= wide * 3;
}

static bool find_runs(kr_alignment *out, kr_arena *a, const kr_gist *r)
{
	for (uint32_t i = 0, end; i < out->n_tiles; i = end) {
		for (end = i + 1; end < out->n_tiles &&
		                  follows(out->tiles + end - 1, out->tiles + end);)
			end++;
		kr_align_run run = run_of(out, r, i, end);
		if (!says_something(&run))
			continue;
		if (!kr__arena_grow(a, (void **)&out->runs, &out->cap_runs,
		                    out->n_runs + 1, sizeof run))
			return false;
		out->runs[out->n_runs++] = run;
	}
	return true;
}

/* Marks the words [from, to), counts those that are new and their numbers. */
static uint32_t cover(uint8_t *seen, const kr_gist *g, uint32_t from, uint32_t to,
                      uint32_t *numbers)
{
	uint32_t n = 0;

	for (uint32_t i = from; i < to; i++)
		if (!seen[i]) {
			seen[i] = 1;
			n++;
			*numbers += g->words[i].flags & KR_GIST_NUMBER;
		}
	return n;
}

static bool measure(kr_alignment *out, kr_arena *a, const kr_gist *l,
                    const kr_gist *r)
{
	uint8_t *seen_a = kr__arena_array(a, (size_t)l->n + 1, 1);
	uint8_t *seen_b = kr__arena_array(a, (size_t)r->n + 1, 1);

	if (!seen_a || !seen_b)
		return false;
	for (uint32_t i = 0; i < out->n_runs; i++) {
		const kr_align_run *run = out->runs + i;
		out->cover_a += cover(seen_a, l, run->a_start, run->a_end,
		                      &out->numbers_a);
		out->cover_b += cover(seen_b, r, run->b_start, run->b_end,
		                      &out->numbers_b);
		out->n_equal += run->n_equal;
		out->n_plain += run->n_plain;
		out->longest = run->n_equal > out->longest ? run->n_equal
		                                           : out->longest;
		for (uint32_t k = run->first; k < run->first + run->n_tiles; k++) {
			if (out->tiles[k].n > out->tile)
				out->tile = out->tiles[k].n;
			for (uint32_t w = 0; w < out->tiles[k].n; w++)
				out->numbers_equal += r->words[out->tiles[k].b + w].flags &
				                      KR_GIST_NUMBER;
		}
	}
	out->changed = out->cover_b > out->n_equal ? out->cover_b - out->n_equal : 0;
	return true;
}

kr_status kr__align(kr_alignment *out, kr_arena *a, const kr_gist *left,
                    const kr_gist *right)
{
	struct table t;

	memset(out, 0, sizeof *out);
	if (!table_make(&t, a, left) || !tile_all(out, a, left, right, &t) ||
	    !find_runs(out, a, right) || !measure(out, a, left, right))
		return kr__arena_status(a);
	return KR_OK;
}
