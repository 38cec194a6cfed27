// SPDX-License-Identifier: Apache-2.0
/*
 * From float to the file of net.h. The problem: fixed point needs a scale for
 * every matrix, fine enough to lose nothing and coarse enough that no sum can
 * overflow. The idea: the finest power of two for which the loader's own
 * check holds. Limits: one scale a matrix; embeddings beyond what a byte
 * holds are cut.
 */
#include "learn/brain.h"

#include <math.h>
#include <string.h>

enum { FINEST = 14, UNIT = 1024 }; /* activations are in 1/1024 */

static void align(kr_buf *out)
{
	while (out->len % 64 && !out->failed)
		kr__buf_chr(out, '\0');
}

static void put(kr_buf *out, const void *p, size_t n)
{
	kr__buf_add(out, (kr_view){ p, n });
}

static int32_t nearest(float x, int32_t max)
{
	float y = x < 0 ? ceilf(x - 0.5f) : floorf(x + 0.5f);

	if (y > (float)max)
		return max;
	return y < (float)-max ? -max : (int32_t)y;
}

static bool fits(const float *w, const float *bias, uint32_t n_in,
                 uint32_t n_out, float scale)
{
	for (uint32_t j = 0; j < n_out; j++) {
		double sum = fabs((double)bias[j]) * UNIT;
		for (uint32_t i = 0; i < n_in; i++) {
			double a = fabs((double)w[(size_t)i * n_out + j]);
			if (a * scale > 32000)
				return false;
			sum += (a + 0.5 / scale) * KR_ACT_MAX;
		}
		if (sum * scale > 2.1e9)
			return false;
	}
	return true;
}

/* Bias, then weights in the layout of kernel.h; returns the scale's log. */
static uint32_t put_matrix(kr_buf *out, const float *w, const float *bias,
                           uint32_t n_in, uint32_t n_out)
{
	uint32_t shift = FINEST;

	while (shift && !fits(w, bias, n_in, n_out, (float)(1u << shift)))
		shift--;
	float scale = (float)(1u << shift);
	align(out);
	for (uint32_t j = 0; j < n_out; j++) {
		int32_t v = nearest(bias[j] * UNIT * scale, INT32_MAX / 2);
		put(out, &v, sizeof v);
	}
	align(out);
	for (uint32_t block = 0; block < n_out; block += KR_LANES)
		for (uint32_t p = 0; p < n_in * KR_LANES; p++) {
			uint32_t i = p / (2 * KR_LANES) * 2 + (p & 1);
			uint32_t j = block + p % (2 * KR_LANES) / 2;
			int16_t v = (int16_t)nearest(w[(size_t)i * n_out + j] *
			                             scale, 32767);
			put(out, &v, sizeof v);
		}
	return shift;
}

static uint32_t put_embeddings(kr_buf *out, const kr_brain *b)
{
	size_t n = (size_t)(KR_TRAIT_ROWS + b->shape.n_styles) * b->shape.width;
	float most = 0;
	uint32_t shift = 8;

	for (size_t i = 0; i < n; i++)
		most = fabsf(b->embed.w[i]) > most ? fabsf(b->embed.w[i]) : most;
	while (shift > 4 && most * (float)(1u << shift) > 140)
		shift--; /* a few of the largest may be cut a little */
	align(out);
	for (size_t i = 0; i < n; i++)
		kr__buf_chr(out, (char)nearest(b->embed.w[i] *
		                               (float)(1u << shift), 127));
	return shift;
}

static void put_int16(kr_buf *out, const float *from, size_t n, int32_t max)
{
	align(out);
	for (size_t i = 0; i < n; i++) {
		int16_t v = (int16_t)nearest(from[i] * UNIT, max);
		put(out, &v, sizeof v);
	}
}

static void put_labels(kr_buf *out, const kr_lessons *l)
{
	for (int t = 0; t <= KR_NET_N_TASKS; t++) {
		const kr_symbols *s = t < KR_NET_N_TASKS ? &l->labels[t]
		                                         : &l->rels;
		for (uint32_t i = 1; i <= kr__lessons_n(s); i++) {
			kr__buf_add(out, kr__symbols_text(s, i));
			kr__buf_chr(out, '\n');
		}
	}
}

kr_status kr__brain_freeze(const kr_brain *b, const kr_lessons *l, kr_buf *out)
{
	kr_net_head h = b->shape;

	memcpy(h.magic, "krnet/1\n", sizeof h.magic);
	put(out, &h, sizeof h);
	h.embed_shift = put_embeddings(out, b);
	put_int16(out, b->votes, (size_t)KR_TRAIT_ROWS * h.n_styles, 32767);
	for (int i = 0; i < KR_NET_N_LAYERS; i++) {
		uint32_t n_in, n_out;
		kr__net_shape(&h, (kr_net_layer)i, &n_in, &n_out);
		h.shift[i] = put_matrix(out, b->param[i].w,
		                        b->param[KR_PARAM_BIAS + i].w, n_in,
		                        n_out);
	}
	h.shift[KR_NET_ARCS] += 2; /* their vectors are in 1/256 */
	put_int16(out, b->param[KR_PARAM_FAR].w, b->param[KR_PARAM_FAR].n,
	          KR_ACT_MAX);
	align(out);
	size_t labels = out->len;
	put_labels(out, l);
	if (out->failed)
		return out->failed;
	h.labels_bytes = (uint32_t)(out->len - labels);
	h.size = out->len;
	memcpy(out->ptr, &h, sizeof h);
	h.hash = kr__hash64(kr__view_from(kr__buf_view(out),
	                                  offsetof(kr_net_head, width)));
	memcpy(out->ptr, &h, sizeof h);
	return KR_OK;
}
