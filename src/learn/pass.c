// SPDX-License-Identifier: Apache-2.0
/*
 * Forward and back through the layers that all answers share; the network is
 * described in apply.c. Dropped parts (Srivastava and others 2014) keep it
 * from learning by heart; whole words are dropped the more the rarer they are
 * (Iyyer and others 2015), which teaches it to guess from endings.
 */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif
#include "learn/pass.h"

#include <math.h>
#include <string.h>

#include "learn/gemm.h"

#define MOST 8.0f /* as KR_ACT_MAX in fixed point */
#define GATE 2.0f /* as KR_GATE_MAX */

static float *floats(kr_arena *a, size_t rows, size_t columns)
{
	return kr__arena_array(a, rows, columns * sizeof(float));
}

static void make_buffers(kr_pass *p, kr_arena *a)
{
	const kr_net_head *h = &p->brain->shape;
	const size_t n = p->max_words, d = h->width;
	const size_t longest = KR_LESSON_MAX_WORDS;
	uint32_t n_in, n_out;
	size_t largest = 0;

	p->rows = kr__arena_array(a, n, KR_PASS_MAX_ROWS * sizeof *p->rows);
	p->n_rows = kr__arena_array(a, n, 1);
	for (int i = 0; i < 2; i++) {
		p->gates[i] = floats(a, n, 3 * d);
		p->state[i] = floats(a, n, d);
	}
	float **const plain[] = { &p->x, &p->conv, &p->h[0], &p->h[1], &p->h[2],
		&p->keep[0], &p->keep[1], &p->keep[2], &p->keep[3], &p->d_x,
		&p->d_h };
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		*plain[i] = floats(a, n, d);
	float **const wide[] = { &p->window, &p->d_window, &p->d_gates };
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		*wide[i] = floats(a, n, 3 * d);
	for (int i = 0; i < KR_NET_N_LAYERS; i++) {
		kr__net_shape(h, (kr_net_layer)i, &n_in, &n_out);
		largest = (size_t)n_in * n_out > largest ? (size_t)n_in * n_out
		                                         : largest;
		if (i < KR_NET_TASKS || i == KR_NET_SCORES)
			continue;
		p->out[i] = floats(a, n, n_out);
		p->d_out[i] = floats(a, n, n_out);
	}
	p->turned = floats(a, largest, 1);
	p->scores = floats(a, longest, longest + 1);
	p->d_scores = floats(a, longest, longest + 1);
	p->heads = floats(a, longest, longest > h->arc_width ? longest
	                                                     : h->arc_width);
	p->hidden = floats(a, h->rel_width, 1);
}

kr_status kr__pass_init(kr_pass *p, kr_brain *b, const kr_pass_options *o,
                        uint32_t max_words, kr_arena *a)
{
	*p = (kr_pass){ .brain = b, .options = *o, .max_words = max_words };
	make_buffers(p, a);
	return kr__arena_status(a);
}

/* ---- small parts -------------------------------------------------------- */

static float bound(float x, float most)
{
	return x > most ? most : x < -most ? -most : x;
}

static float gate(float x)
{
	return (bound(x, GATE) + GATE) / (2 * GATE);
}

static void drop(kr_pass *p, float *keep, float part, bool train)
{
	size_t n = (size_t)p->n_words * p->brain->shape.width;

	if (!train || part <= 0) {
		for (size_t i = 0; i < n; i++)
			keep[i] = 1;
		return;
	}
	for (size_t i = 0; i < n; i++)
		keep[i] = kr__brain_chance(p->brain) < part ? 0 : 1 / (1 - part);
}

/* y = x W + b for a layer. */
static void affine(kr_pass *p, int layer, const float *x, float *y)
{
	uint32_t n_in, n_out;

	kr__net_shape(&p->brain->shape, (kr_net_layer)layer, &n_in, &n_out);
	for (uint32_t i = 0; i < p->n_words; i++)
		memcpy(y + (size_t)i * n_out,
		       p->brain->param[KR_PARAM_BIAS + layer].w,
		       n_out * sizeof *y);
	kr__gemm((kr_gemm_size){ p->n_words, n_out, n_in },
	         (kr_left){ x, n_in, 1 }, p->brain->param[layer].w, n_out,
	         (kr_rows_of){ y, n_out });
}

/* Gradients of W and b, and dx += dy W'. */
static void affine_back(kr_pass *p, int layer, const float *x, const float *dy,
                        float *dx)
{
	kr_param *w = &p->brain->param[layer];
	float *bias = p->brain->param[KR_PARAM_BIAS + layer].grad;
	uint32_t n_in, n_out;

	kr__net_shape(&p->brain->shape, (kr_net_layer)layer, &n_in, &n_out);
	for (uint32_t i = 0; i < p->n_words; i++)
		for (uint32_t j = 0; j < n_out; j++)
			bias[j] += dy[(size_t)i * n_out + j];
	kr__gemm((kr_gemm_size){ n_in, n_out, p->n_words },
	         (kr_left){ x, 1, n_in }, dy, n_out,
	         (kr_rows_of){ w->grad, n_out });
	kr__transpose(w->w, n_in, n_out, p->turned);
	kr__gemm((kr_gemm_size){ p->n_words, n_in, n_out },
	         (kr_left){ dy, n_out, 1 }, p->turned, n_in,
	         (kr_rows_of){ dx, n_in });
}

/* ---- words -------------------------------------------------------------- */

static uint8_t add_guide(const kr_lesson *s, uint32_t i, uint32_t *rows)
{
	enum {
		TAGS = KR_ROW_GUIDES + KR_GUIDE_RELS,
		DISTANCES = TAGS + KR_GUIDE_TAGS,
		UP_TAGS = DISTANCES + KR_NET_N_DISTANCES,
		PAIRS = UP_TAGS + KR_GUIDE_TAGS
	};
	const kr_guide *g = &s->words[i].guide;

	if (g->head < -1)
		return 0;
	rows[0] = KR_ROW_GUIDES + g->rel;
	rows[1] = TAGS + g->tag;
	rows[2] = DISTANCES;
	if (g->head < 0)
		return 3;
	const kr_guide *up = &s->words[g->head].guide;
	rows[2] += kr__net_distance(g->head - (int)i);
	rows[3] = UP_TAGS + up->tag;
	rows[4] = PAIRS + (up->rel * KR_GUIDE_TAGS + g->rel) % KR_GUIDE_PAIRS;
	return 5;
}

static void pick_rows(kr_pass *p, uint32_t k, uint32_t i, bool train)
{
	const kr_lesson *s = p->batch[k];
	uint32_t at = p->first[k] + i;
	const kr_lesson_word *w = &s->words[i];
	uint32_t *rows = p->rows + (size_t)at * KR_PASS_MAX_ROWS;
	float part = p->options.drop_word;
	uint8_t n = 0;

	bool drops = train && kr__brain_chance(p->brain) <
		part / (part + (float)p->word_count[w->rows[0]]);
	for (uint8_t r = drops; r < w->n_rows; r++)
		rows[n++] = w->rows[r];
	rows[n++] = KR_ROW_STYLES + s->style;
	if (p->guided[k])
		n = (uint8_t)(n + add_guide(s, i, rows + n));
	p->n_rows[at] = n;
}

static void embed(kr_pass *p, bool train)
{
	const uint32_t d = p->brain->shape.width;

	for (uint32_t k = 0; k < p->n_batch; k++) {
		const kr_lesson *s = p->batch[k];
		p->guided[k] = p->options.guides && s->guided &&
			!(train && kr__brain_chance(p->brain) <
			           p->options.drop_guide);
		for (uint32_t i = 0; i < s->n; i++)
			pick_rows(p, k, i, train);
	}
	memset(p->x, 0, (size_t)p->n_words * d * sizeof *p->x);
	for (uint32_t i = 0; i < p->n_words; i++)
		for (uint8_t r = 0; r < p->n_rows[i]; r++) {
			const float *e = p->brain->embed.w +
				(size_t)p->rows[i * KR_PASS_MAX_ROWS + r] * d;
			for (uint32_t u = 0; u < d; u++)
				p->x[(size_t)i * d + u] += e[u];
		}
	drop(p, p->keep[0], p->options.drop_in, train);
	for (size_t i = 0; i < (size_t)p->n_words * d; i++)
		p->x[i] = bound(p->x[i] * p->keep[0][i], MOST);
}

/* The windows of three words; zeros beyond the sentence. */
static void open_windows(kr_pass *p)
{
	const uint32_t d = p->brain->shape.width;

	memset(p->window, 0, (size_t)p->n_words * 3 * d * sizeof *p->window);
	for (uint32_t k = 0; k < p->n_batch; k++)
		for (uint32_t i = p->first[k]; i < p->first[k + 1]; i++) {
			uint32_t from = i > p->first[k] ? i - 1 : i;
			uint32_t to = i + 1 < p->first[k + 1] ? i + 1 : i;
			memcpy(p->window + ((size_t)i * 3 + 1 + from - i) * d,
			       p->x + (size_t)from * d,
			       (to - from + 1) * d * sizeof *p->x);
		}
}

static void close_windows(kr_pass *p)
{
	const uint32_t d = p->brain->shape.width;

	for (uint32_t k = 0; k < p->n_batch; k++)
		for (uint32_t i = p->first[k]; i < p->first[k + 1]; i++)
			for (int o = -1; o <= 1; o++) {
				int64_t j = (int64_t)i + o;
				if (j < p->first[k] || j >= p->first[k + 1])
					continue;
				const float *from = p->d_window +
					((size_t)i * 3 + (size_t)(o + 1)) * d;
				for (uint32_t u = 0; u < d; u++)
					p->d_x[(size_t)j * d + u] += from[u];
			}
}

/* ---- recurrent layers ----------------------------------------------------- */

static void recur(kr_pass *p, int q)
{
	const uint32_t d = p->brain->shape.width, half = d / 2;

	for (uint32_t k = 0; k < p->n_batch; k++)
		for (uint32_t s = 0; s < p->batch[k]->n; s++)
			for (uint32_t u = 0; u < d; u++) {
				bool back = u >= half;
				uint32_t t = back ? p->first[k + 1] - 1 - s
				                  : p->first[k] + s;
				uint32_t before = back ? t + 1 : t - 1;
				const float *g = p->gates[q] + (size_t)t * 3 * d;
				float c = s ? p->state[q][(size_t)before * d + u]
				            : 0;
				float f = gate(g[d + u]);
				p->state[q][(size_t)t * d + u] =
					f * c + (1 - f) * bound(g[u], GATE);
			}
}

static bool open_gate(float x)
{
	return x > -GATE && x < GATE;
}

typedef struct moment { /* a word in a recurrent layer's time */
	int layer;
	size_t at, before;
	bool first;
} moment;

/* One unit of one word; `carry` is the gradient that comes through time. */
static void recur_unit(kr_pass *p, moment m, uint32_t u, float *carry)
{
	const uint32_t d = p->brain->shape.width;
	const size_t at = m.at;
	const float *g = p->gates[m.layer] + at * 3 * d;
	float *dg = p->d_gates + at * 3 * d;
	float f = gate(g[d + u]), o = gate(g[2 * d + u]);
	float c = p->state[m.layer][at * d + u];
	float c0 = m.first ? 0 : p->state[m.layer][m.before * d + u];
	float dy = p->d_h[at * d + u];
	float dc = dy * o + *carry;

	dg[u] = open_gate(g[u]) ? dc * (1 - f) : 0;
	dg[d + u] = open_gate(g[d + u])
		? dc * (c0 - bound(g[u], GATE)) / (2 * GATE) : 0;
	dg[2 * d + u] = open_gate(g[2 * d + u]) ? dy * c / (2 * GATE) : 0;
	*carry = dc * f;
}

static void recur_back(kr_pass *p, int q)
{
	const uint32_t d = p->brain->shape.width, half = d / 2;

	for (uint32_t k = 0; k < p->n_batch; k++) {
		float carry[KR_NET_MAX_WIDTH] = { 0 };
		for (uint32_t s = p->batch[k]->n; s-- > 0;)
			for (uint32_t u = 0; u < d; u++) {
				bool back = u >= half;
				size_t t = back ? p->first[k + 1] - 1 - s
				                : p->first[k] + s;
				moment m = { q, t, back ? t + 1 : t - 1, s == 0 };
				recur_unit(p, m, u, &carry[u]);
			}
	}
}

/* ---- all of it --------------------------------------------------------------- */

static void layers(kr_pass *p, bool train)
{
	const uint32_t d = p->brain->shape.width;
	const size_t n = (size_t)p->n_words * d;

	for (int i = 1; i < 4; i++)
		drop(p, p->keep[i], p->options.drop, train);
	open_windows(p);
	affine(p, KR_NET_CONV, p->window, p->conv);
	for (size_t i = 0; i < n; i++) {
		float y = p->conv[i] > 0 ? p->conv[i] : 0;
		p->h[0][i] = bound(p->x[i] + y, MOST) * p->keep[1][i];
	}
	for (int q = 0; q < 2; q++) {
		affine(p, KR_NET_GATES1 + q, p->h[q], p->gates[q]);
		recur(p, q);
		for (size_t i = 0; i < n; i++) {
			float o = p->gates[q][i / d * 3 * d + 2 * d + i % d];
			float y = p->h[q][i] + gate(o) * p->state[q][i];
			p->h[q + 1][i] = bound(y, MOST) * p->keep[2 + q][i];
		}
	}
}

uint32_t kr__pass_forward(kr_pass *p, const kr_lesson *const *list, uint32_t n,
                          uint32_t want_words, bool train)
{
	p->n_batch = p->n_words = 0;
	while (p->n_batch < n && p->n_batch < KR_PASS_MAX_BATCH) {
		const kr_lesson *s = list[p->n_batch];
		if (p->n_batch && p->n_words + s->n > want_words)
			break;
		p->batch[p->n_batch] = s;
		p->first[p->n_batch++] = p->n_words;
		p->n_words += s->n;
	}
	p->first[p->n_batch] = p->n_words;
	embed(p, train);
	layers(p, train);
	for (int i = KR_NET_TASKS; i <= KR_NET_DISTANCES; i++)
		affine(p, i, p->h[2], p->out[i]);
	return p->n_batch;
}

double kr__pass_cross(const float *x, uint32_t n, uint32_t gold, float weight,
                      float *d)
{
	float top = x[0], all = 0;

	for (uint32_t i = 1; i < n; i++)
		top = x[i] > top ? x[i] : top;
	for (uint32_t i = 0; i < n; i++)
		all += d[i] = expf(x[i] - top);
	for (uint32_t i = 0; i < n; i++)
		d[i] *= weight / all;
	double loss = -log((double)d[gold] / weight + 1e-12);
	d[gold] -= weight;
	return loss;
}

static void back_tasks(kr_pass *p, uint32_t k)
{
	const kr_net_head *h = &p->brain->shape;
	uint32_t n_in, n_out;

	kr__net_shape(h, KR_NET_TASKS, &n_in, &n_out);
	for (uint32_t i = 0; i < p->batch[k]->n; i++) {
		size_t at = (size_t)(p->first[k] + i) * n_out;
		for (int t = 0; t < KR_NET_N_TASKS; at += h->n_labels[t++]) {
			int gold = p->batch[k]->words[i].label[t];
			if (gold >= 0)
				p->loss.tasks += kr__pass_cross(
					p->out[KR_NET_TASKS] + at, h->n_labels[t],
					(uint32_t)gold, p->options.weight[t],
					p->d_out[KR_NET_TASKS] + at);
		}
	}
}

static void back_words(kr_pass *p)
{
	const uint32_t d = p->brain->shape.width;
	const size_t n = (size_t)p->n_words * d;

	for (size_t i = 0; i < n; i++) {
		p->d_h[i] *= p->keep[1][i];
		p->d_x[i] = p->d_h[i];
		p->d_h[i] = p->conv[i] > 0 ? p->d_h[i] : 0;
	}
	memset(p->d_window, 0, n * 3 * sizeof *p->d_window);
	affine_back(p, KR_NET_CONV, p->window, p->d_h, p->d_window);
	close_windows(p);
	for (size_t i = 0; i < n; i++)
		p->d_x[i] *= p->keep[0][i];
	for (uint32_t i = 0; i < p->n_words; i++)
		for (uint8_t r = 0; r < p->n_rows[i]; r++)
			kr__brain_touch(p->brain,
			                p->rows[i * KR_PASS_MAX_ROWS + r],
			                p->d_x + (size_t)i * d);
}

void kr__pass_back(kr_pass *p)
{
	const uint32_t d = p->brain->shape.width;
	const size_t n = (size_t)p->n_words * d;
	uint32_t n_in, n_out;

	for (int i = KR_NET_TASKS; i <= KR_NET_DISTANCES; i++) {
		kr__net_shape(&p->brain->shape, (kr_net_layer)i, &n_in, &n_out);
		memset(p->d_out[i], 0, (size_t)p->n_words * n_out * sizeof(float));
	}
	for (uint32_t k = 0; k < p->n_batch; k++) {
		back_tasks(p, k);
		if (p->batch[k]->teaches & KR_TEACH_TREE)
			kr__pass_back_tree(p, k);
	}
	memset(p->d_h, 0, n * sizeof *p->d_h);
	for (int i = KR_NET_TASKS; i <= KR_NET_DISTANCES; i++)
		affine_back(p, i, p->h[2], p->d_out[i], p->d_h);
	for (int q = 1; q >= 0; q--) {
		for (size_t i = 0; i < n; i++)
			p->d_h[i] *= p->keep[2 + q][i];
		recur_back(p, q);
		affine_back(p, KR_NET_GATES1 + q, p->h[q], p->d_gates, p->d_h);
	}
	back_words(p);
}
