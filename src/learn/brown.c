// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: a tagger trained on a few thousand sentences meets names it never
 * saw; raw text knows a hundred times more words and what stands beside them.
 *
 * Idea: Brown clustering. The most frequent words start as classes of their
 * own; each further word joins as one more class, and the two classes whose
 * union loses least mutual information between neighbours are united. At the
 * end the classes are united down to one, which gives a binary tree, and a
 * word's path in it is useful at several lengths.
 *
 * The loss of every possible union is kept in a table and corrected after
 * each change, so a word costs n_clusters^2 small steps; most of these meet a
 * count of zero and are skipped.
 *
 * Source: P. Brown and others, "Class-based n-gram models of natural
 * language" (1992); P. Liang, "Semi-supervised learning for natural
 * language" (2005), chapter 4.
 */
#include "learn/brown.h"

#include <math.h>
#include <string.h>

enum { N_LOGS = 1 << 16 };
#define NO_SLOT UINT32_MAX

typedef struct brown {
	uint32_t cap;     /* slots: n_clusters + 1 */
	uint32_t *count;  /* [cap][cap]: how often slot j follows slot i */
	double *loss;     /* [cap][cap], i < j: what uniting them loses */
	double *q;        /* [cap][cap]: information between i and j, both ways */
	double *total;    /* [cap]: sum of q of the row */
	double *log_size; /* [cap] */
	uint64_t *size;   /* [cap]: occurrences; 0: slot is free */
	uint32_t *node;   /* [cap]: tree node in the slot */
	uint32_t *parent; /* [words + clusters]: union of words, then tree */
	uint32_t *slot;   /* [nodes]: slot of a root */
	double *logs;     /* [N_LOGS] */
	double log_n;
	/* neighbours of each word, as two lists of pairs */
	uint32_t *at[2], *near[2];
} brown;

static inline double log_of(const brown *b, uint64_t n)
{
	return n < N_LOGS ? b->logs[n] : log((double)n);
}

static inline double part(const brown *b, uint64_t n, double log_ij)
{
	return n ? (double)n * (log_of(b, n) + b->log_n - log_ij) : 0;
}

static inline uint32_t *cell(const brown *b, uint32_t i, uint32_t j)
{
	return &b->count[(size_t)i * b->cap + j];
}

static inline double *loss_at(const brown *b, uint32_t i, uint32_t j)
{
	return i < j ? &b->loss[(size_t)i * b->cap + j]
	             : &b->loss[(size_t)j * b->cap + i];
}

static inline double q_at(const brown *b, uint32_t i, uint32_t j)
{
	return b->q[(size_t)i * b->cap + j];
}

/* Information between the union of v and w (log size given) and s. */
static inline double united(const brown *b, uint32_t v, uint32_t w, uint32_t s,
                            double log_vw)
{
	uint64_t out = (uint64_t)*cell(b, v, s) + *cell(b, w, s);
	uint64_t in = (uint64_t)*cell(b, s, v) + *cell(b, s, w);
	if (!(out | in))
		return 0;
	double l = log_vw + b->log_size[s];
	return part(b, out, l) + part(b, in, l);
}

static void fill_q(brown *b, uint32_t s)
{
	b->total[s] = 0;
	for (uint32_t u = 0; u < b->cap; u++) {
		if (!b->size[u])
			continue;
		double l = b->log_size[s] + b->log_size[u];
		double q = part(b, *cell(b, s, u), l);
		if (u != s)
			q += part(b, *cell(b, u, s), l);
		b->q[(size_t)s * b->cap + u] = q;
		b->q[(size_t)u * b->cap + s] = q;
		b->total[s] += q;
	}
}

/* Loss of uniting s and t, from nothing. b->total of both must be right. */
static double full_loss(const brown *b, uint32_t s, uint32_t t)
{
	double log_st = log_of(b, b->size[s] + b->size[t]);
	double l = b->total[s] + b->total[t] - q_at(b, s, t);
	for (uint32_t u = 0; u < b->cap; u++)
		if (b->size[u] && u != s && u != t)
			l -= united(b, s, t, u, log_st);
	uint64_t self = (uint64_t)*cell(b, s, s) + *cell(b, s, t) +
	                *cell(b, t, s) + *cell(b, t, t);
	return l - part(b, self, 2 * log_st);
}

/* Add (sign 1) or take away (-1) what slot s means to the losses of others. */
static void spread(brown *b, uint32_t s, double sign)
{
	for (uint32_t v = 0; v < b->cap; v++) {
		if (!b->size[v] || v == s)
			continue;
		double qv = q_at(b, v, s);
		b->total[v] += sign * qv;
		for (uint32_t w = v + 1; w < b->cap; w++) {
			if (!b->size[w] || w == s)
				continue;
			double qw = q_at(b, w, s);
			if (!*cell(b, v, s) && !*cell(b, w, s) && !*cell(b, s, v) &&
			    !*cell(b, s, w))
				continue;
			double log_vw = log_of(b, b->size[v] + b->size[w]);
			b->loss[(size_t)v * b->cap + w] +=
				sign * (qv + qw - united(b, v, w, s, log_vw));
		}
	}
}

/* Slot s has got its counts: bring q, totals and losses up to date. */
static void enter(brown *b, uint32_t s)
{
	b->log_size[s] = log_of(b, b->size[s]);
	fill_q(b, s);
	spread(b, s, 1);
	for (uint32_t v = 0; v < b->cap; v++)
		if (b->size[v] && v != s)
			*loss_at(b, v, s) = full_loss(b, v, s);
}

/* Unite slots s and t in s; t becomes free. */
static void unite(brown *b, uint32_t s, uint32_t t)
{
	spread(b, t, -1);
	uint64_t size_t_ = b->size[t];
	b->size[t] = 0;
	spread(b, s, -1);
	for (uint32_t u = 0; u < b->cap; u++) {
		*cell(b, s, u) += *cell(b, t, u);
		*cell(b, t, u) = 0;
	}
	for (uint32_t u = 0; u < b->cap; u++) {
		*cell(b, u, s) += *cell(b, u, t);
		*cell(b, u, t) = 0;
	}
	b->size[s] += size_t_;
	enter(b, s);
}

static void best_pair(const brown *b, uint32_t *s, uint32_t *t)
{
	double best = INFINITY;
	for (uint32_t i = 0; i < b->cap; i++) {
		if (!b->size[i])
			continue;
		for (uint32_t j = i + 1; j < b->cap; j++) {
			if (b->size[j] && b->loss[(size_t)i * b->cap + j] < best) {
				best = b->loss[(size_t)i * b->cap + j];
				*s = i;
				*t = j;
			}
		}
	}
}

static uint32_t root_of(const brown *b, uint32_t node)
{
	while (b->parent[node] != node) {
		b->parent[node] = b->parent[b->parent[node]];
		node = b->parent[node];
	}
	return node;
}

/* Lists of the words before (0) and behind (1) each word. */
static bool neighbours(brown *b, const uint32_t *text, size_t n,
                       uint32_t n_words, kr_arena *a)
{
	for (int d = 0; d < 2; d++) {
		b->at[d] = kr__arena_array(a, (size_t)n_words + 2, sizeof(uint32_t));
		b->near[d] = kr__arena_array(a, n + 1, sizeof(uint32_t));
		if (!b->at[d] || !b->near[d])
			return false;
		for (size_t i = 0; i + 1 < n; i++)
			if (text[i] < n_words && text[i + 1] < n_words)
				b->at[d][(d ? text[i] : text[i + 1]) + 2]++;
		for (uint32_t w = 2; w < n_words + 2; w++)
			b->at[d][w] += b->at[d][w - 1];
		for (size_t i = 0; i + 1 < n; i++) {
			if (text[i] >= n_words || text[i + 1] >= n_words)
				continue;
			uint32_t me = d ? text[i] : text[i + 1];
			b->near[d][b->at[d][me + 1]++] = d ? text[i + 1] : text[i];
		}
	}
	return true;
}

/* Word w becomes a class in the free slot s. */
static void add_word(brown *b, uint32_t w, uint32_t s, uint64_t size)
{
	b->size[s] = size;
	b->node[s] = w;
	b->slot[w] = s;
	for (int d = 0; d < 2; d++) {
		for (uint32_t i = b->at[d][w]; i < b->at[d][w + 1]; i++) {
			uint32_t other = b->near[d][i];
			uint32_t o = b->slot[root_of(b, other)];
			if (o == NO_SLOT || (d == 0 && other == w))
				continue;
			++*(d ? cell(b, s, o) : cell(b, o, s));
		}
	}
	enter(b, s);
}

static bool brown_init(brown *b, uint32_t n_words, uint32_t n_clusters,
                       kr_arena *a)
{
	size_t n = (size_t)n_clusters + 1, nodes = (size_t)n_words + n_clusters;
	b->cap = n_clusters + 1;
	b->count = kr__arena_array(a, n * n, sizeof *b->count);
	b->loss = kr__arena_array(a, n * n, sizeof *b->loss);
	b->q = kr__arena_array(a, n * n, sizeof *b->q);
	b->total = kr__arena_array(a, n, sizeof *b->total);
	b->log_size = kr__arena_array(a, n, sizeof *b->log_size);
	b->size = kr__arena_array(a, n, sizeof *b->size);
	b->node = kr__arena_array(a, n, sizeof *b->node);
	b->parent = kr__arena_array(a, nodes, sizeof *b->parent);
	b->slot = kr__arena_array(a, nodes, sizeof *b->slot);
	b->logs = kr__arena_array(a, N_LOGS, sizeof *b->logs);
	if (kr__arena_status(a) != KR_OK)
		return false;
	for (uint32_t i = 0; i < nodes; i++) {
		b->parent[i] = i;
		b->slot[i] = NO_SLOT;
	}
	for (uint32_t i = 1; i < N_LOGS; i++)
		b->logs[i] = log(i);
	return true;
}

/* Unite the classes down to one; node n_words + i is the i-th union. kid[i]
 * gets its two halves. */
static uint32_t grow_tree(brown *b, uint32_t n_words, uint32_t (*kid)[2])
{
	uint32_t n = 0;
	for (;; n++) {
		uint32_t s = NO_SLOT, t = NO_SLOT;
		best_pair(b, &s, &t);
		if (t == NO_SLOT)
			return n;
		kid[n][0] = b->node[s];
		kid[n][1] = b->node[t];
		unite(b, s, t);
		b->node[s] = n_words + n;
	}
}

/* Codes from the top down. kid[n - 1] is the root. */
static void give_codes(uint32_t n_words, uint32_t n, uint32_t (*kid)[2],
                       kr__brown *code)
{
	for (uint32_t i = n; i-- > 0;) {
		kr__brown up = code[n_words + i];
		for (uint32_t k = 0; k < 2; k++) {
			kr__brown c = up;
			if (c.depth < 32)
				c.code |= k << (31 - c.depth++);
			code[kid[i][k]] = c;
		}
	}
}

static void cluster(brown *b, const uint64_t *size, uint32_t n_words,
                    uint32_t n_clusters)
{
	for (uint32_t w = 0; w < n_words; w++) {
		uint32_t free_slot = 0, s = NO_SLOT, t = NO_SLOT;
		while (b->size[free_slot])
			free_slot++;
		add_word(b, w, free_slot, size[w]);
		if (w < n_clusters)
			continue;
		best_pair(b, &s, &t);
		b->parent[b->node[t]] = b->node[s];
		unite(b, s, t);
	}
}

kr_status kr__brown_cluster(const kr__brown_text *text, uint32_t n_clusters,
                            kr__brown *out, kr_arena *scratch)
{
	brown b = { 0 };
	const uint32_t n_words = text->n_words;
	const size_t n_text = text->n;
	if (n_clusters < 2 || n_words < n_clusters || n_text >= UINT32_MAX)
		return KR_EUSAGE;
	uint64_t *size = kr__arena_array(scratch, n_words, sizeof *size);
	uint32_t(*kid)[2] = kr__arena_array(scratch, n_clusters, sizeof *kid);
	kr__brown *code = kr__arena_array(scratch, (size_t)n_words + n_clusters,
	                                  sizeof *code);
	if (!size || !kid || !code ||
	    !brown_init(&b, n_words, n_clusters, scratch) ||
	    !neighbours(&b, text->word, n_text, n_words, scratch))
		return kr__arena_status(scratch);
	for (size_t i = 0; i < n_text; i++)
		if (text->word[i] < n_words)
			size[text->word[i]]++;
	for (uint32_t w = 0; w < n_words; w++)
		size[w] += size[w] == 0;
	b.log_n = log((double)n_text);
	cluster(&b, size, n_words, n_clusters);
	uint32_t *root = kr__arena_array(scratch, n_words, sizeof *root);
	if (!root)
		return kr__arena_status(scratch);
	for (uint32_t w = 0; w < n_words; w++)
		root[w] = root_of(&b, w);
	uint32_t n = grow_tree(&b, n_words, kid);
	give_codes(n_words, n, kid, code);
	for (uint32_t w = 0; w < n_words; w++)
		out[w] = code[root[w]];
	return KR_OK;
}
