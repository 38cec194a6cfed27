// SPDX-License-Identifier: Apache-2.0
/*
 * The best projective tree. The problem: the highest-scoring head of each
 * word need not make a tree. The idea: usually it does, and then it is the
 * answer; otherwise Eisner's dynamic programme (COLING 1996) over spans that
 * are complete or lack the head's other side, with the root chosen at the end
 * so that there is exactly one. Limits: n^3 steps, so the caller cuts long
 * sentences; crossing arcs (two sentences in a hundred) are not made.
 */
#include "learn/tree.h"

#include <string.h>

#define LOWEST (INT32_MIN / 4)

typedef struct chart {
	const int32_t *scores;
	uint32_t n;
	/* [i * n + j], i <= j; right: the head is i, left: the head is j */
	int32_t *right, *left, *open_right, *open_left;
	/* left and right transposed, so that a split loop reads a row */
	int32_t *left_t, *right_t, *open_left_t;
	uint8_t *cut_right, *cut_left, *cut_open;
} chart;

static bool crosses(const int16_t *heads, uint32_t n)
{
	uint8_t end[256]; /* open arcs' far ends, innermost last */
	uint32_t depth = 0;

	for (uint32_t i = 0; i < n; i++) {
		while (depth && end[depth - 1] == i)
			depth--;
		/* arcs that start here, longest first, must end inside */
		for (uint32_t j = n; j-- > i + 1;) {
			if (heads[i] != (int16_t)j && heads[j] != (int16_t)i)
				continue;
			if (depth && end[depth - 1] < j)
				return true;
			end[depth++] = (uint8_t)j;
		}
	}
	return false;
}

/* An arc passes over the root. */
static bool covers(const int16_t *heads, uint32_t n)
{
	int root = 0;

	while (heads[root] >= 0)
		root++;
	for (int i = 0; i < (int)n; i++)
		if ((i < root && heads[i] > root) ||
		    (i > root && heads[i] >= 0 && heads[i] < root))
			return true;
	return false;
}

/* Every word reaches the one root. */
static bool is_tree(const int16_t *heads, uint32_t n)
{
	uint8_t state[256] = { 0 }; /* 1: on this path, 2: good */
	uint32_t roots = 0;

	for (uint32_t i = 0; i < n; i++)
		roots += heads[i] < 0;
	if (roots != 1)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		int at = (int)i;
		for (; at >= 0 && !state[at]; at = heads[at])
			state[at] = 1;
		if (at >= 0 && state[at] == 1)
			return false;
		for (at = (int)i; at >= 0 && state[at] == 1; at = heads[at])
			state[at] = 2;
	}
	return true;
}

static void take_highest(const int32_t *scores, uint32_t n, int16_t *heads)
{
	for (uint32_t d = 0; d < n; d++) {
		const int32_t *s = scores + (size_t)d * (n + 1);
		uint32_t best = 0;
		for (uint32_t h = 1; h <= n; h++)
			if (h != d + 1 && s[h] > s[best])
				best = h;
		heads[d] = (int16_t)((int)best - 1);
	}
}

/* The best k in [0, n) of a[k] + b[k], the first of equals. */
static uint32_t split(const int32_t *a, const int32_t *b, uint32_t n,
                      int32_t *best)
{
	uint32_t at = 0;
	int32_t top = a[0] + b[0];

	for (uint32_t k = 1; k < n; k++)
		if (a[k] + b[k] > top) {
			top = a[k] + b[k];
			at = k;
		}
	*best = top;
	return at;
}

static void fill(chart *c, uint32_t i, uint32_t j)
{
	const uint32_t n = c->n, ij = i * n + j, ji = j * n + i;
	int32_t best;

	/* join right[i][k] and left[k + 1][j], then an arc i - j */
	c->cut_open[ij] = (uint8_t)(i + split(c->right + i * n + i,
		c->left_t + j * n + i + 1, j - i, &best));
	c->open_right[ij] = best + c->scores[j * (n + 1) + i + 1];
	c->open_left[ij] = best + c->scores[i * (n + 1) + j + 1];
	c->open_left_t[ji] = c->open_left[ij];
	c->cut_right[ij] = (uint8_t)(i + 1 + split(c->open_right + i * n + i + 1,
		c->right_t + j * n + i + 1, j - i, &best));
	c->right[ij] = c->right_t[ji] = best;
	c->cut_left[ij] = (uint8_t)(i + split(c->left + i * n + i,
		c->open_left_t + j * n + i, j - i, &best));
	c->left[ij] = c->left_t[ji] = best;
}

typedef struct todo {
	uint8_t i, j, head_right;
} todo;

static void unfold(const chart *c, uint32_t root, int16_t *heads, todo *stack)
{
	const uint32_t n = c->n;
	uint32_t depth = 0;

	heads[root] = -1;
	stack[depth++] = (todo){ 0, (uint8_t)root, 1 };
	stack[depth++] = (todo){ (uint8_t)root, (uint8_t)(n - 1), 0 };
	while (depth) {
		todo t = stack[--depth];
		uint32_t ij = t.i * n + t.j;
		if (t.i == t.j)
			continue;
		uint8_t k = t.head_right ? c->cut_left[ij] : c->cut_right[ij];
		uint8_t a = t.head_right ? k : t.i, b = t.head_right ? t.j : k;
		uint8_t m = c->cut_open[a * n + b];
		heads[k] = t.head_right ? t.j : t.i;
		stack[depth++] = (todo){ a, m, 0 };
		stack[depth++] = (todo){ (uint8_t)(m + 1), b, 1 };
		if (t.head_right)
			stack[depth++] = (todo){ t.i, k, 1 };
		else
			stack[depth++] = (todo){ k, t.j, 0 };
	}
}

static bool chart_new(chart *c, const int32_t *scores, uint32_t n, kr_arena *a)
{
	size_t cells = (size_t)n * n;
	int32_t *sums = kr__arena_array(a, cells * 7, sizeof *sums);
	uint8_t *cuts = kr__arena_array(a, cells, 3);

	if (!sums || !cuts)
		return false;
	*c = (chart){ scores, n, sums, sums + cells, sums + 2 * cells,
		      sums + 3 * cells, sums + 4 * cells, sums + 5 * cells,
		      sums + 6 * cells, cuts, cuts + cells,
		      cuts + 2 * cells };
	return true;
}

static kr_status eisner(const int32_t *scores, uint32_t n, int16_t *heads,
                        kr_arena *scratch)
{
	chart c;
	todo *stack = kr__arena_array(scratch, 4 * (size_t)n + 8, sizeof *stack);
	int32_t top = LOWEST;
	uint32_t root = 0;

	if (!stack || !chart_new(&c, scores, n, scratch))
		return KR_ENOMEM;
	for (uint32_t len = 1; len < n; len++)
		for (uint32_t i = 0; i + len < n; i++)
			fill(&c, i, i + len);
	for (uint32_t r = 0; r < n; r++) {
		int32_t sum = c.left[r] + c.right[r * n + n - 1] +
		              scores[r * (n + 1)];
		if (sum > top) {
			top = sum;
			root = r;
		}
	}
	unfold(&c, root, heads, stack);
	return KR_OK;
}

kr_status kr__tree_best(const int32_t *scores, uint32_t n, int16_t *heads,
                        kr_arena *scratch)
{
	take_highest(scores, n, heads);
	if (is_tree(heads, n) && !covers(heads, n) && !crosses(heads, n))
		return KR_OK;
	kr_arena_mark mark = kr__arena_mark(scratch);
	kr_status status = eisner(scores, n, heads, scratch);
	kr__arena_rewind(scratch, mark);
	return status;
}
