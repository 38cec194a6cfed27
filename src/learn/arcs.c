// SPDX-License-Identifier: Apache-2.0
/*
 * Arcs and relations while learning. The head of a word is a choice among all
 * words and the root, its relation a choice given the right head; both are
 * learnt by cross-entropy. In use the best tree is taken (tree.c). Where a
 * guide proposes an arc, a learnt trust in its relation is added.
 */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif
#include <string.h>

#include "learn/gemm.h"
#include "learn/pass.h"
#include "learn/tree.h"

typedef struct view { /* one sentence's part of the outputs */
	const kr_lesson *s;
	uint32_t n, arc, rel, arc_stride, rel_stride;
	float *arcs, *d_arcs, *rels, *d_rels, *near_, *d_near;
	bool guided;
} view;

enum { ND = KR_NET_N_DISTANCES };

static view view_of(kr_pass *p, uint32_t k)
{
	const kr_net_head *h = &p->brain->shape;
	size_t at = p->first[k];
	view v = { .s = p->batch[k], .n = p->batch[k]->n, .arc = h->arc_width,
		   .rel = h->rel_width, .guided = p->guided[k] };

	v.arc_stride = kr__net_round(2 * v.arc);
	v.rel_stride = kr__net_round(2 * v.rel);
	v.arcs = p->out[KR_NET_ARCS] + at * v.arc_stride;
	v.d_arcs = p->d_out[KR_NET_ARCS] + at * v.arc_stride;
	v.rels = p->out[KR_NET_RELS] + at * v.rel_stride;
	v.d_rels = p->d_out[KR_NET_RELS] + at * v.rel_stride;
	v.near_ = p->out[KR_NET_DISTANCES] + at * 2 * ND;
	v.d_near = p->d_out[KR_NET_DISTANCES] + at * 2 * ND;
	return v;
}

/* scores[d * (n + 1) + h], h 0 the root. */
static void score(kr_pass *p, const view *v)
{
	const uint32_t n = v->n;

	memset(p->scores, 0, (size_t)n * (n + 1) * sizeof *p->scores);
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t a = 0; a < v->arc; a++)
			p->heads[(size_t)a * n + i] =
				v->arcs[(size_t)i * v->arc_stride + v->arc + a];
	kr__gemm((kr_gemm_size){ n, n, v->arc },
	         (kr_left){ v->arcs, v->arc_stride, 1 }, p->heads, n,
	         (kr_rows_of){ p->scores + 1, n + 1 });
	for (uint32_t i = 0; i < n; i++) {
		float *s = p->scores + (size_t)i * (n + 1);
		int guess = v->s->words[i].guide.head;
		s[0] = v->near_[(size_t)i * 2 * ND];
		for (uint32_t j = 0; j < n; j++) {
			uint32_t b = kr__net_distance((int)j - (int)i);
			s[j + 1] += v->near_[(size_t)i * 2 * ND + b] +
			            v->near_[(size_t)j * 2 * ND + ND + b];
		}
		s[i + 1] = -1e9f;
		if (v->guided && guess >= -1)
			s[guess + 1] += p->brain->param[KR_PARAM_TRUST]
				.w[v->s->words[i].guide.rel];
	}
}

/* Scores of the relations of word i under head h (-1: root). */
static void score_rels(kr_pass *p, const view *v, uint32_t i, int h, float *out)
{
	const uint32_t r = v->rel, n_out = kr__net_round(p->brain->shape.n_rels);
	const float *own = v->rels + (size_t)i * v->rel_stride;
	const float *up = h < 0 ? NULL : v->rels + (size_t)h * v->rel_stride + r;
	const float *far_ = p->brain->param[KR_PARAM_FAR].w + (size_t)r *
		(h < 0 ? 0 : kr__net_distance(h - (int)i));
	const float *w = p->brain->param[KR_NET_SCORES].w;

	memcpy(out, p->brain->param[KR_PARAM_BIAS + KR_NET_SCORES].w,
	       n_out * sizeof *out);
	for (uint32_t k = 0; k < r; k++) {
		float y = own[k] + far_[k] + (up ? up[k] : 0);
		p->hidden[k] = y > 0 ? y : 0;
		for (uint32_t j = 0; y > 0 && j < n_out; j++)
			out[j] += y * w[(size_t)k * n_out + j];
	}
}

/* Relations are few hundred at most; see kr__lessons_add. */
enum { MAX_RELS = 512 };

static void back_rels(kr_pass *p, const view *v, uint32_t i)
{
	const uint32_t r = v->rel, n_out = kr__net_round(p->brain->shape.n_rels);
	const int h = v->s->words[i].head;
	float out[MAX_RELS], d[MAX_RELS] = { 0 };
	kr_param *w = &p->brain->param[KR_NET_SCORES];
	float *bias = p->brain->param[KR_PARAM_BIAS + KR_NET_SCORES].grad;
	float *d_own = v->d_rels + (size_t)i * v->rel_stride;
	float *d_up = h < 0 ? NULL : v->d_rels + (size_t)h * v->rel_stride + r;
	float *d_far = p->brain->param[KR_PARAM_FAR].grad + (size_t)r *
		(h < 0 ? 0 : kr__net_distance(h - (int)i));

	score_rels(p, v, i, h, out);
	p->loss.rels += kr__pass_cross(out, p->brain->shape.n_rels,
	                               (uint32_t)v->s->words[i].rel, 1, d);
	for (uint32_t j = 0; j < n_out; j++)
		bias[j] += d[j];
	for (uint32_t k = 0; k < r; k++) {
		float sum = 0;
		if (p->hidden[k] <= 0)
			continue;
		for (uint32_t j = 0; j < n_out; j++) {
			sum += d[j] * w->w[(size_t)k * n_out + j];
			w->grad[(size_t)k * n_out + j] += p->hidden[k] * d[j];
		}
		d_own[k] += sum;
		d_far[k] += sum;
		if (d_up)
			d_up[k] += sum;
	}
}

static void back_distances(kr_pass *p, const view *v, uint32_t i)
{
	const float *ds = p->d_scores + (size_t)i * (v->n + 1);
	int guess = v->s->words[i].guide.head;

	v->d_near[(size_t)i * 2 * ND] += ds[0];
	for (uint32_t j = 0; j < v->n; j++) {
		uint32_t b = kr__net_distance((int)j - (int)i);
		if (j == i)
			continue;
		v->d_near[(size_t)i * 2 * ND + b] += ds[j + 1];
		v->d_near[(size_t)j * 2 * ND + ND + b] += ds[j + 1];
	}
	if (v->guided && guess >= -1)
		p->brain->param[KR_PARAM_TRUST].grad[v->s->words[i].guide.rel] +=
			ds[guess + 1];
}

void kr__pass_back_tree(kr_pass *p, uint32_t k)
{
	view v = view_of(p, k);
	const uint32_t n = v.n, a = v.arc;

	score(p, &v);
	for (uint32_t i = 0; i < n; i++) {
		size_t row = (size_t)i * (n + 1);
		p->loss.arcs += kr__pass_cross(p->scores + row, n + 1,
			(uint32_t)(v.s->words[i].head + 1), 1,
			p->d_scores + row);
		p->d_scores[row + i + 1] = 0;
		back_distances(p, &v, i);
		if (v.s->words[i].rel >= 0)
			back_rels(p, &v, i);
	}
	for (uint32_t i = 0; i < n; i++)
		memcpy(p->heads + (size_t)i * a,
		       v.arcs + (size_t)i * v.arc_stride + a, a * sizeof(float));
	kr__gemm((kr_gemm_size){ n, a, n },
	         (kr_left){ p->d_scores + 1, n + 1, 1 }, p->heads, a,
	         (kr_rows_of){ v.d_arcs, v.arc_stride });
	for (uint32_t i = 0; i < n; i++)
		memcpy(p->heads + (size_t)i * a,
		       v.arcs + (size_t)i * v.arc_stride, a * sizeof(float));
	kr__gemm((kr_gemm_size){ n, a, n },
	         (kr_left){ p->d_scores + 1, 1, n + 1 }, p->heads, a,
	         (kr_rows_of){ v.d_arcs + a, v.arc_stride });
}

static uint32_t highest(const float *x, uint32_t n)
{
	uint32_t best = 0;

	for (uint32_t i = 1; i < n; i++)
		best = x[i] > x[best] ? i : best;
	return best;
}

static int32_t fixed(float x)
{
	x *= 1024;
	return x > 4000000 ? 4000000 : x < -4000000 ? -4000000 : (int32_t)x;
}

kr_status kr__pass_answer(kr_pass *p, uint32_t k, uint32_t root_rel,
                          kr_answer *answers, kr_arena *scratch)
{
	const kr_net_head *shape = &p->brain->shape;
	view v = view_of(p, k);
	kr_arena_mark mark = kr__arena_mark(scratch);
	size_t n_scores = (size_t)v.n * (v.n + 1);
	int32_t *s = kr__arena_array(scratch, n_scores, sizeof *s);
	int16_t heads[KR_LESSON_MAX_WORDS];
	uint32_t n_in, n_out;

	if (!s)
		return KR_ENOMEM;
	score(p, &v);
	for (size_t i = 0; i < n_scores; i++)
		s[i] = fixed(p->scores[i]);
	kr_status status = kr__tree_best(s, v.n, heads, scratch);
	kr__net_shape(shape, KR_NET_TASKS, &n_in, &n_out);
	for (uint32_t i = 0; i < v.n && !status; i++) {
		float out[MAX_RELS];
		const float *tasks = p->out[KR_NET_TASKS] +
		                     (size_t)(p->first[k] + i) * n_out;
		for (int t = 0; t < KR_NET_N_TASKS; tasks += shape->n_labels[t++])
			answers[i].label[t] = (int16_t)highest(tasks,
				shape->n_labels[t]);
		score_rels(p, &v, i, heads[i], out);
		out[root_rel] = heads[i] < 0 ? 1e9f : -1e9f;
		answers[i].head = heads[i];
		answers[i].rel = (int16_t)highest(out, shape->n_rels);
	}
	kr__arena_rewind(scratch, mark);
	return status;
}
