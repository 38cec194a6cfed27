// SPDX-License-Identifier: Apache-2.0
/*
 * Parameters and how they move. Adam (Kingma and Ba 2015) with the steps of
 * rarely seen embedding rows taken only when they are seen, the gradient's
 * length bounded, and the average of the last part of the way kept, which is
 * better than its end (Polyak and Juditsky 1992). Chance comes from a
 * xorshift generator of our own, so that a seed means the same everywhere.
 */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif
#include "learn/brain.h"

#include <math.h>
#include <string.h>

#define MEAN1 0.9f
#define MEAN2 0.98f
#define LONGEST 5.0f   /* of the gradient of the dense parameters */
#define AVERAGE 0.001f /* least weight of the newest in the average */

static uint64_t chance(kr_brain *b)
{
	b->chance ^= b->chance << 13;
	b->chance ^= b->chance >> 7;
	b->chance ^= b->chance << 17;
	return b->chance * 0x2545F4914F6CDD1Du;
}

float kr__brain_chance(kr_brain *b)
{
	return (float)(chance(b) >> 40) * (1.0f / 16777216.0f);
}

uint32_t kr__brain_pick(kr_brain *b, uint32_t n)
{
	return (uint32_t)((chance(b) >> 32) % n);
}

/* Nearly normal: the sum of twelve uniform numbers. */
static float bell(kr_brain *b)
{
	float sum = -6;

	for (int i = 0; i < 12; i++)
		sum += kr__brain_chance(b);
	return sum;
}

static bool make(kr_brain *b, kr_param *p, size_t n, float spread, kr_arena *a)
{
	float **const parts[] = { &p->w, &p->grad, &p->mean1, &p->mean2,
		                  &p->average };

	p->n = n;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (!(*parts[i] = kr__arena_array(a, n, sizeof(float))))
			return false;
	for (size_t i = 0; i < n && spread > 0; i++)
		p->w[i] = bell(b) * spread;
	return true;
}

static bool make_layers(kr_brain *b, kr_arena *a)
{
	const kr_net_head *h = &b->shape;

	for (int i = 0; i < KR_NET_N_LAYERS; i++) {
		uint32_t n_in, n_out;
		kr__net_shape(h, (kr_net_layer)i, &n_in, &n_out);
		float spread = sqrtf((i == KR_NET_CONV ? 2.0f : 1.0f) /
		                     (float)n_in);
		if (!make(b, &b->param[i], (size_t)n_in * n_out, spread, a) ||
		    !make(b, &b->param[KR_PARAM_BIAS + i], n_out, 0, a))
			return false;
	}
	for (int i = KR_NET_GATES1; i <= KR_NET_GATES2; i++)
		for (uint32_t k = h->width; k < 2 * h->width; k++)
			b->param[KR_PARAM_BIAS + i].w[k] = 0.5f; /* remember */
	if (!make(b, &b->param[KR_PARAM_TRUST], KR_GUIDE_RELS, 0, a))
		return false;
	return make(b, &b->param[KR_PARAM_FAR],
	            (size_t)KR_NET_N_DISTANCES * h->rel_width, 0, a);
}

kr_status kr__brain_init(kr_brain *b, const kr_net_head *shape, uint64_t seed,
                         kr_arena *a)
{
	*b = (kr_brain){ .shape = *shape };
	b->chance = 88172645463325252u + 7919 * seed;
	if (!make(b, &b->embed, (size_t)KR_BRAIN_ROWS * shape->width, 0.1f, a) ||
	    !make_layers(b, a))
		return KR_ENOMEM;
	b->votes = kr__arena_array(a, (size_t)KR_TRAIT_ROWS * shape->n_styles,
	                           sizeof *b->votes);
	b->touched = kr__arena_array(a, KR_BRAIN_ROWS, sizeof *b->touched);
	b->touched_at = kr__arena_array(a, KR_BRAIN_ROWS, sizeof *b->touched_at);
	return kr__arena_status(a);
}

void kr__brain_touch(kr_brain *b, uint32_t row, const float *delta)
{
	float *grad = b->embed.grad + (size_t)row * b->shape.width;

	if (b->touched_at[row] != b->step + 1) {
		b->touched_at[row] = b->step + 1;
		b->touched[b->n_touched++] = row;
	}
	for (uint32_t k = 0; k < b->shape.width; k++)
		grad[k] += delta[k];
}

static void move(kr_param *p, size_t from, size_t n, float rate, float scale)
{
	float *restrict w = p->w + from, *restrict grad = p->grad + from;
	float *restrict m1 = p->mean1 + from, *restrict m2 = p->mean2 + from;

	for (size_t i = 0; i < n; i++) {
		float g = grad[i] * scale;
		m1[i] = MEAN1 * m1[i] + (1 - MEAN1) * g;
		m2[i] = MEAN2 * m2[i] + (1 - MEAN2) * g * g;
		w[i] -= rate * m1[i] / (sqrtf(m2[i]) + 1e-8f);
		grad[i] = 0;
	}
}

void kr__brain_step(kr_brain *b, float rate, float scale)
{
	double sum = 0;
	const uint32_t d = b->shape.width;

	b->step++;
	for (int i = 0; i < KR_N_PARAMS; i++)
		for (size_t k = 0; k < b->param[i].n; k++)
			sum += (double)b->param[i].grad[k] * b->param[i].grad[k];
	float length = (float)sqrt(sum) * scale;
	if (length > LONGEST)
		scale *= LONGEST / length;
	float n = (float)b->step;
	rate *= sqrtf(1 - powf(MEAN2, n)) / (1 - powf(MEAN1, n));
	for (int i = 0; i < KR_N_PARAMS; i++)
		move(&b->param[i], 0, b->param[i].n, rate, scale);
	for (uint32_t i = 0; i < b->n_touched; i++)
		move(&b->embed, (size_t)b->touched[i] * d, d, rate, scale);
	b->n_touched = 0;
}

static void average(kr_param *p, float part)
{
	for (size_t i = 0; i < p->n; i++)
		p->average[i] += part * (p->w[i] - p->average[i]);
}

void kr__brain_average(kr_brain *b)
{
	float part = 1.0f / (float)++b->n_averaged;

	part = part < AVERAGE ? AVERAGE : part;
	average(&b->embed, part);
	for (int i = 0; i < KR_N_PARAMS; i++)
		average(&b->param[i], part);
}

static void swap(kr_param *p)
{
	float *w = p->w;

	p->w = p->average;
	p->average = w;
}

void kr__brain_swap(kr_brain *b)
{
	if (!b->n_averaged)
		return;
	swap(&b->embed);
	for (int i = 0; i < KR_N_PARAMS; i++)
		swap(&b->param[i]);
}

uint32_t kr__brain_vote(kr_brain *b, const kr_lesson *s, float rate)
{
	const uint32_t n = b->shape.n_styles;
	float sum[KR_NET_MAX_STYLES] = { 0 }, all = 0;
	uint32_t best = 0;

	for (uint32_t i = 0; i < s->n; i++)
		for (uint32_t r = 0; r < s->words[i].n_rows; r++)
			for (uint32_t k = 0; k < n; k++)
				sum[k] += b->votes[s->words[i].rows[r] * n + k];
	for (uint32_t k = 1; k < n; k++)
		best = sum[k] > sum[best] ? k : best;
	if (rate <= 0)
		return best;
	float top = sum[best];
	for (uint32_t k = 0; k < n; k++)
		all += sum[k] = expf((sum[k] - top) / (float)s->n);
	for (uint32_t k = 0; k < n; k++) {
		float g = (sum[k] / all - (k == s->style)) * rate / (float)s->n;
		for (uint32_t i = 0; i < s->n; i++)
			for (uint32_t r = 0; r < s->words[i].n_rows; r++)
				b->votes[s->words[i].rows[r] * n + k] -= g;
	}
	return best;
}
