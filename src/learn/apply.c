// SPDX-License-Identifier: Apache-2.0
/*
 * Running a network over a sentence. The problem: tags, features and a tree
 * for each word in a few microseconds, the same bits on every processor. The
 * idea: the traits of a word are summed to a vector; a convolution over three
 * words and two recurrent layers that run in both directions at once (gates
 * depend on the layer's input only, so that they are one matrix product:
 * quasi-recurrent networks, Bradbury and others 2017) put it into context.
 * From that come the tags, and for each pair of words the score of an arc: a
 * product of two short vectors (Dozat and Manning 2017) and what each of the
 * two expects of the distance. All numbers are fixed point: activations in
 * 1/1024, gates in 1/4096, scores in 1/1024. Limits: no word sees beyond its
 * sentence; the caller cuts long ones.
 */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3") /* short loops over vectors */
#endif
#include "learn/net.h"
#include "learn/tree.h"

#include <string.h>

enum { ARC_MAX = 2047, DISTANCE_MAX = 32767, SCORE_MAX = (1 << 22) - 1 };

struct kr_net_work {
	const kr_net *net;
	kr_arena *arena; /* for trees */
	uint32_t max_words;
	int style;       /* -1: words decide */
	const uint8_t *costs; /* [max_words][n_labels[0]] of tags, or NULL */
	int32_t *sums;   /* [max_words][widest output] */
	int16_t *x;      /* [max_words + 2][width], a zero row at both ends */
	int16_t *h[3];   /* [max_words][width] outputs of the layers */
	int16_t *gates;  /* [max_words][3 * width] */
	int16_t *state;  /* [width] */
	int16_t *arcs;   /* [max_words][2 * arc_width] dependent, head */
	int16_t *heads_at; /* heads' vectors as a matrix */
	int32_t *zeros;  /* biases of that matrix */
	int16_t *rels;   /* [max_words][2 * rel_width] */
	int16_t *near_;  /* [max_words][2 * KR_NET_N_DISTANCES] */
	int32_t *scores; /* [max_words][max_words + 1] */
	int16_t *heads;  /* [max_words] */
};

static uint32_t widest(const kr_net *net, uint32_t max_words)
{
	uint32_t n = kr__net_round(max_words);

	for (int i = 0; i < KR_NET_N_LAYERS; i++)
		n = net->layer[i].n_out > n ? net->layer[i].n_out : n;
	return n;
}

kr_net_work *kr__net_work_new(const kr_net *net, uint32_t max_words,
                              kr_arena *a)
{
	const uint32_t d = net->width;
	const size_t n = kr__net_round(max_words);
	kr_net_work *w = kr__arena_get(a, sizeof *w);

	if (!w)
		return NULL;
	w->net = net;
	w->arena = a;
	w->style = -1;
	w->max_words = max_words;
	w->sums = kr__arena_array(a, n, widest(net, max_words) * sizeof *w->sums);
	w->x = kr__arena_array(a, n + 2, d * sizeof *w->x);
	for (int i = 0; i < 3; i++)
		w->h[i] = kr__arena_array(a, n, d * sizeof *w->h[i]);
	w->gates = kr__arena_array(a, n, 3 * d * sizeof *w->gates);
	w->state = kr__arena_array(a, d, sizeof *w->state);
	w->arcs = kr__arena_array(a, n, net->layer[KR_NET_ARCS].n_out * 2u);
	w->heads_at = kr__arena_array(a, n, net->arc_width * 2u);
	w->zeros = kr__arena_array(a, n, sizeof *w->zeros);
	w->rels = kr__arena_array(a, n, net->layer[KR_NET_RELS].n_out * 2u);
	w->near_ = kr__arena_array(a, n, 2u * KR_NET_N_DISTANCES * 2u);
	w->scores = kr__arena_array(a, n, (n + 1) * sizeof *w->scores);
	w->heads = kr__arena_array(a, n, sizeof *w->heads);
	return kr__arena_status(a) ? NULL : w;
}

void kr__net_work_style(kr_net_work *work, int style)
{
	work->style = style < (int)work->net->n_styles ? style : -1;
}

void kr__net_work_costs(kr_net_work *work, const uint8_t *costs)
{
	work->costs = costs;
}

/* ---- words to vectors ------------------------------------------------------ */

/* Which style of annotation the traits of these words vote for. */
static uint32_t vote(const kr_net *net, const int32_t *sums)
{
	uint32_t best = 0;

	for (uint32_t s = 1; s < net->n_styles; s++)
		if (sums[s] > sums[best])
			best = s;
	return best;
}

/* The rows of a word's traits, on their way from memory. */
static uint32_t fetch(const kr_net *net, const kr_sighting *item, uint32_t *rows)
{
	enum { LINE = 64 };
	uint32_t n = kr__traits(item, rows);

	for (uint32_t k = 0; k < n; k++)
		for (uint32_t i = 0; i < net->width; i += LINE)
			__builtin_prefetch(net->embeddings +
			                   (size_t)rows[k] * net->width + i);
	return n;
}

/* The traits of a word are found while those of the word before arrive. */
static void embed(kr_net_work *w, const kr_sighting *items, uint32_t n)
{
	uint32_t two[2][KR_MAX_TRAITS], n_two[2];
	const kr_net *net = w->net;
	const uint32_t d = net->width, shift = 10 - net->embed_shift;
	int32_t votes[KR_NET_MAX_STYLES] = { 0 };

	memset(w->x, 0, d * sizeof *w->x);
	n_two[0] = fetch(net, &items[0], two[0]);
	for (uint32_t i = 0; i < n; i++) {
		const uint32_t *rows = two[i % 2], n_rows = n_two[i % 2];
		int16_t *x = w->x + (size_t)(i + 1) * d;
		if (i + 1 < n)
			n_two[(i + 1) % 2] = fetch(net, &items[i + 1], two[(i + 1) % 2]);
		memset(x, 0, d * sizeof *x);
		for (uint32_t k = 0; k < n_rows; k++) {
			net->kernels->gather(net->embeddings +
			                     (size_t)rows[k] * d, x, d);
			for (uint32_t s = 0; s < net->n_styles; s++)
				votes[s] += net->votes[(size_t)rows[k] *
				                       net->n_styles + s];
		}
	}
	uint32_t s = w->style < 0 ? vote(net, votes) : (uint32_t)w->style;
	const int8_t *style = net->embeddings + (KR_TRAIT_ROWS + (size_t)s) * d;
	for (uint32_t i = 1; i <= n; i++) {
		int16_t *x = w->x + (size_t)i * d;
		net->kernels->gather(style, x, d);
		for (uint32_t k = 0; k < d; k++) {
			int32_t v = x[k] * (1 << shift);
			v = v > KR_ACT_MAX ? KR_ACT_MAX : v;
			x[k] = (int16_t)(v < -KR_ACT_MAX ? -KR_ACT_MAX : v);
		}
	}
	memset(w->x + (size_t)(n + 1) * d, 0, d * sizeof *w->x);
}

static void convolve(kr_net_work *w, uint32_t n)
{
	const kr_net *net = w->net;
	const uint32_t d = net->width;
	const kr_matrix *m = &net->layer[KR_NET_CONV];

	net->kernels->affine(m, w->x, d, n, w->sums);
	net->kernels->squeeze(w->sums, (size_t)n * d, m->shift, KR_ACT_MAX,
	                      w->h[0]);
	for (size_t i = 0; i < (size_t)n * d; i++) {
		int32_t y = w->h[0][i] > 0 ? w->h[0][i] : 0;
		y += w->x[d + i];
		w->h[0][i] = (int16_t)(y > KR_ACT_MAX ? KR_ACT_MAX : y);
	}
}

/* The first half of the units reads forwards, the second backwards. */
static void recur(kr_net_work *w, uint32_t layer, uint32_t n)
{
	const kr_net *net = w->net;
	const uint32_t d = net->width, half = d / 2;
	const kr_matrix *m = &net->layer[KR_NET_GATES1 + layer];
	const int16_t *in = w->h[layer];
	int16_t *out = w->h[layer + 1];

	net->kernels->affine(m, in, d, n, w->sums);
	net->kernels->squeeze(w->sums, (size_t)n * 3 * d, m->shift,
	                      KR_GATE_MAX, w->gates);
	memset(w->state, 0, d * sizeof *w->state);
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t back = 0; back < 2; back++) {
			size_t t = back ? n - 1 - i : i, u = back ? half : 0;
			const int16_t *g = w->gates + t * 3 * d + u;
			net->kernels->step((kr_gates){ g, g + d, g + 2 * d },
			                   w->state + u, in + t * d + u,
			                   out + t * d + u, half);
		}
}

/* ---- vectors to labels ------------------------------------------------------ */

static uint16_t highest(const int32_t *s, uint32_t n)
{
	uint32_t best = 0;

	for (uint32_t i = 1; i < n; i++)
		if (s[i] > s[best])
			best = i;
	return (uint16_t)best;
}

/* The same after costs in 1/64, where a score of 1 is 1 << (10 + shift). */
static uint16_t cheapest(const int32_t *s, uint32_t n, const uint8_t *cost,
                         uint32_t shift)
{
	int64_t most = INT64_MIN;
	uint32_t best = 0;

	for (uint32_t i = 0; i < n; i++) {
		int64_t v = s[i] - ((int64_t)cost[i] << (4 + shift));
		if (v > most) {
			most = v;
			best = i;
		}
	}
	return (uint16_t)best;
}

static void label(kr_net_work *w, uint32_t n, kr_net_word *out)
{
	const kr_net *net = w->net;
	const kr_matrix *m = &net->layer[KR_NET_TASKS];

	net->kernels->affine(m, w->h[2], net->width, n, w->sums);
	for (uint32_t i = 0; i < n; i++) {
		const int32_t *sums = w->sums + (size_t)i * m->n_out;
		for (int t = 0; t < KR_NET_N_TASKS; t++)
			out[i].label[t] = highest(sums + net->first_label[t],
			                          net->n_labels[t]);
		if (w->costs)
			out[i].label[0] = cheapest(sums, net->n_labels[0],
				w->costs + (size_t)i * net->n_labels[0],
				m->shift);
	}
}

/* ---- vectors to trees -------------------------------------------------------- */

static void project(kr_net_work *w, kr_net_layer layer, uint32_t n, int32_t max,
                    int16_t *out)
{
	const kr_net *net = w->net;
	const kr_matrix *m = &net->layer[layer];

	net->kernels->affine(m, w->h[2], net->width, n, w->sums);
	net->kernels->squeeze(w->sums, (size_t)n * m->n_out, m->shift, max, out);
}

/* The heads' vectors in the layout of a matrix, so that all arcs of the
 * sentence are one product. */
static void pack_heads(kr_net_work *w, uint32_t n)
{
	const uint32_t a = w->net->arc_width;
	const uint32_t stride = w->net->layer[KR_NET_ARCS].n_out;

	memset(w->heads_at, 0, (size_t)kr__net_round(n) * a * 2);
	for (uint32_t j = 0; j < n; j++) {
		const int16_t *v = w->arcs + (size_t)j * stride + a;
		int16_t *to = w->heads_at + (size_t)(j / KR_LANES) * a *
		              KR_LANES + j % KR_LANES * 2;
		for (uint32_t p = 0; p < a / 2; p++) {
			to[(size_t)p * 2 * KR_LANES] = v[2 * p];
			to[(size_t)p * 2 * KR_LANES + 1] = v[2 * p + 1];
		}
	}
}

static void score_arcs(kr_net_work *w, uint32_t n)
{
	const kr_net *net = w->net;
	const kr_matrix m = { w->heads_at, w->zeros, net->arc_width,
		              kr__net_round(n), 0 };
	const uint32_t nd = KR_NET_N_DISTANCES;

	project(w, KR_NET_ARCS, n, ARC_MAX, w->arcs);
	project(w, KR_NET_DISTANCES, n, DISTANCE_MAX, w->near_);
	pack_heads(w, n);
	net->kernels->affine(&m, w->arcs, net->layer[KR_NET_ARCS].n_out, n,
	                     w->sums);
	for (uint32_t i = 0; i < n; i++) {
		const int16_t *own = w->near_ + (size_t)i * 2 * nd;
		int32_t *s = w->scores + (size_t)i * (n + 1);
		s[0] = own[0];
		for (uint32_t j = 0; j < n; j++) {
			uint32_t b = kr__net_distance((int)j - (int)i);
			int32_t v = (w->sums[(size_t)i * m.n_out + j] >> 6) +
			            own[b] + w->near_[(size_t)j * 2 * nd + nd + b];
			v = v > SCORE_MAX ? SCORE_MAX : v;
			s[j + 1] = v < -SCORE_MAX ? -SCORE_MAX : v;
		}
	}
}

static void name_rels(kr_net_work *w, uint32_t n, kr_net_word *out)
{
	const kr_net *net = w->net;
	const uint32_t r = net->rel_width;
	const uint32_t stride = net->layer[KR_NET_RELS].n_out;
	const kr_matrix *m = &net->layer[KR_NET_SCORES];
	int16_t *hidden = w->gates; /* free by now, and as wide */

	project(w, KR_NET_RELS, n, KR_ACT_MAX, w->rels);
	for (uint32_t i = 0; i < n; i++) {
		int h = w->heads[i];
		const int16_t *own = w->rels + (size_t)i * stride;
		const int16_t *up = h < 0 ? NULL : w->rels + (size_t)h * stride + r;
		const int16_t *far_ = net->rel_distances + (size_t)r *
			(h < 0 ? 0 : kr__net_distance(h - (int)i));
		for (uint32_t k = 0; k < r; k++) {
			int32_t v = own[k] + far_[k] + (up ? up[k] : 0);
			v = v > KR_ACT_MAX ? KR_ACT_MAX : v;
			hidden[(size_t)i * r + k] = (int16_t)(v < 0 ? 0 : v);
		}
	}
	net->kernels->affine(m, hidden, r, n, w->sums);
	for (uint32_t i = 0; i < n; i++) {
		int32_t *s = w->sums + (size_t)i * m->n_out;
		if (w->heads[i] >= 0)
			s[net->root_rel] = INT32_MIN;
		out[i].head = w->heads[i];
		out[i].rel = w->heads[i] < 0 ? (uint16_t)net->root_rel
		                             : highest(s, net->n_rels);
	}
}

kr_status kr__net_apply(kr_net_work *work, const kr_sighting *items, uint32_t n,
                        unsigned flags, kr_net_word *out)
{
	if (n == 0 || n > work->max_words)
		return KR_EUSAGE;
	embed(work, items, n);
	convolve(work, n);
	recur(work, 0, n);
	recur(work, 1, n);
	if (flags & KR_NET_TAG)
		label(work, n, out);
	if (!(flags & KR_NET_PARSE))
		return KR_OK;
	score_arcs(work, n);
	kr_status status = kr__tree_best(work->scores, n, work->heads,
	                                 work->arena);
	if (!status)
		name_rels(work, n, out);
	return status;
}
