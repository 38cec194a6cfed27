// SPDX-License-Identifier: Apache-2.0
/*
 * Integer kernels. The problem: trained scores must be the same bits on every
 * processor, and a word may cost only a few microseconds. The idea: 16-bit
 * activations and weights with 32-bit sums that are known not to overflow
 * (the loader checks the weights), so that addition is associative and any
 * order or width of vectors gives the same result. The work is a dot product
 * of pairs (pmaddwd), which every x86-64 has; the wider forms are chosen once
 * at run time. Limits: other processors run the plain loop.
 */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3") /* the loops below are meant to be vectors */
#endif
#include "learn/kernel.h"

#include <string.h>

#define ALWAYS static inline __attribute__((always_inline))

/* ---- the same C for every width ---------------------------------------- */

ALWAYS int32_t clamp(int32_t x, int32_t max)
{
	x = x > max ? max : x;
	return x < -max ? -max : x;
}

ALWAYS void squeeze_body(const int32_t *restrict sums, size_t n, uint32_t shift,
                         int32_t max, int16_t *restrict out)
{
	int32_t half = shift ? 1 << (shift - 1) : 0;

	for (size_t i = 0; i < n; i++) {
		int32_t s = sums[i] > INT32_MAX - half ? INT32_MAX - half
		                                       : sums[i];
		out[i] = (int16_t)clamp((s + half) >> shift, max);
	}
}

ALWAYS void step_body(kr_gates g, int16_t *restrict state,
                      const int16_t *restrict in, int16_t *restrict out,
                      uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		int32_t f = g.f[i] + KR_GATE_MAX, o = g.o[i] + KR_GATE_MAX;
		int32_t c = (f * state[i] + (2 * KR_GATE_MAX - f) * g.z[i] +
		             KR_GATE_MAX) >> 12;
		state[i] = (int16_t)c;
		out[i] = (int16_t)clamp(in[i] + ((o * c + KR_GATE_MAX) >> 12),
		                        KR_ACT_MAX);
	}
}

ALWAYS void gather_body(const int8_t *restrict row, int16_t *restrict sum,
                        uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		sum[i] = (int16_t)(sum[i] + row[i]);
}

static void affine_plain(const kr_matrix *m, const int16_t *x, size_t stride,
                         uint32_t n_rows, int32_t *out)
{
	for (uint32_t r = 0; r < n_rows; r++, x += stride)
		for (uint32_t j = 0; j < m->n_out; j++) {
			size_t block = j / KR_LANES, lane = j % KR_LANES;
			int32_t sum = m->bias[j];
			for (uint32_t i = 0; i < m->n_in; i++)
				sum += x[i] * m->at[((block * m->n_in / 2 + i / 2) *
				                     KR_LANES + lane) * 2 + (i & 1)];
			out[(size_t)r * m->n_out + j] = sum;
		}
}

static void squeeze_plain(const int32_t *sums, size_t n, uint32_t shift,
                          int32_t max, int16_t *out)
{
	squeeze_body(sums, n, shift, max, out);
}

static void step_plain(kr_gates g, int16_t *state, const int16_t *in,
                       int16_t *out, uint32_t n)
{
	step_body(g, state, in, out, n);
}

static void gather_plain(const int8_t *row, int16_t *sum, uint32_t n)
{
	gather_body(row, sum, n);
}

static const kr_kernels plain = { "plain", affine_plain, squeeze_plain,
	                          step_plain, gather_plain };

#if defined(__x86_64__)
#include <immintrin.h>

/* ---- SSE2: every x86-64 ------------------------------------------------- */

ALWAYS int32_t pair(const int16_t *x)
{
	int32_t v;

	memcpy(&v, x, sizeof v);
	return v;
}

static void affine_sse2(const kr_matrix *m, const int16_t *x, size_t stride,
                        uint32_t n_rows, int32_t *out)
{
	const uint32_t n_pairs = m->n_in / 2;

	for (uint32_t j = 0; j < m->n_out; j += KR_LANES) {
		const __m128i *w = (const __m128i *)(const void *)(m->at +
		                                   (size_t)j * m->n_in);
		for (uint32_t r = 0; r < n_rows; r++) {
			__m128i s[4];
			for (int v = 0; v < 4; v++)
				s[v] = _mm_loadu_si128((const __m128i *)(
					const void *)(m->bias + j + 4 * v));
			for (uint32_t p = 0; p < n_pairs; p++) {
				__m128i a = _mm_set1_epi32(pair(x + r * stride + 2 * p));
				for (int v = 0; v < 4; v++)
					s[v] = _mm_add_epi32(s[v], _mm_madd_epi16(
						a, _mm_loadu_si128(w + 4 * p + v)));
			}
			for (int v = 0; v < 4; v++)
				_mm_storeu_si128((__m128i *)(void *)(out +
					(size_t)r * m->n_out + j + 4 * v), s[v]);
		}
	}
}

static const kr_kernels sse2 = { "sse2", affine_sse2, squeeze_plain,
	                         step_plain, gather_plain };

/* Some rows of x against the block of outputs that begins at j. */
typedef struct tile {
	const kr_matrix *m;
	uint32_t j;
	const int16_t *x;
	size_t stride;
	int32_t *out; /* of the first row */
} tile;

/* ---- AVX2 ----------------------------------------------------------------- */

#define AVX2 __attribute__((target("avx2")))

/* n_rows <= 4 rows against one block of outputs. */
AVX2 ALWAYS void tile_avx2(tile t, int n_rows)
{
	const kr_matrix *m = t.m;
	const uint32_t j = t.j;
	const int16_t *x = t.x;
	const size_t stride = t.stride;
	int32_t *out = t.out;
	const __m256i *w = (const __m256i *)(const void *)(m->at +
	                                   (size_t)j * m->n_in);
	__m256i s[4][2];

	for (int r = 0; r < n_rows; r++)
		for (int v = 0; v < 2; v++)
			s[r][v] = _mm256_loadu_si256((const __m256i *)(
				const void *)(m->bias + j + 8 * v));
	for (uint32_t p = 0; p < m->n_in / 2; p++) {
		__m256i w0 = _mm256_loadu_si256(w + 2 * p);
		__m256i w1 = _mm256_loadu_si256(w + 2 * p + 1);
		for (int r = 0; r < n_rows; r++) {
			__m256i a = _mm256_set1_epi32(
				pair(x + (size_t)r * stride + 2 * p));
			s[r][0] = _mm256_add_epi32(s[r][0],
			                           _mm256_madd_epi16(a, w0));
			s[r][1] = _mm256_add_epi32(s[r][1],
			                           _mm256_madd_epi16(a, w1));
		}
	}
	for (int r = 0; r < n_rows; r++)
		for (int v = 0; v < 2; v++)
			_mm256_storeu_si256((__m256i *)(void *)(out +
				(size_t)r * m->n_out + j + 8 * v), s[r][v]);
}

AVX2 static void affine_avx2(const kr_matrix *m, const int16_t *x,
                             size_t stride, uint32_t n_rows, int32_t *out)
{
	for (uint32_t j = 0; j < m->n_out; j += KR_LANES) {
		uint32_t r = 0;
		for (; r + 4 <= n_rows; r += 4)
			tile_avx2((tile){ m, j, x + r * stride, stride,
				out + (size_t)r * m->n_out }, 4);
		for (; r < n_rows; r++)
			tile_avx2((tile){ m, j, x + r * stride, stride,
				out + (size_t)r * m->n_out }, 1);
	}
}

AVX2 static void squeeze_avx2(const int32_t *sums, size_t n, uint32_t shift,
                              int32_t max, int16_t *out)
{
	squeeze_body(sums, n, shift, max, out);
}

AVX2 static void step_avx2(kr_gates g, int16_t *state, const int16_t *in,
                           int16_t *out, uint32_t n)
{
	step_body(g, state, in, out, n);
}

AVX2 static void gather_avx2(const int8_t *row, int16_t *sum, uint32_t n)
{
	gather_body(row, sum, n);
}

static const kr_kernels avx2 = { "avx2", affine_avx2, squeeze_avx2, step_avx2,
	                         gather_avx2 };

/* ---- AVX-512 --------------------------------------------------------------- */

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq")))

/* n_rows <= 8 rows against one block of outputs. */
AVX512 ALWAYS void tile_avx512(tile t, int n_rows)
{
	const kr_matrix *m = t.m;
	const uint32_t j = t.j;
	const int16_t *x = t.x;
	const size_t stride = t.stride;
	int32_t *out = t.out;
	const int16_t *w = m->at + (size_t)j * m->n_in;
	__m512i s[8];

	for (int r = 0; r < n_rows; r++)
		s[r] = _mm512_loadu_si512(m->bias + j);
	for (uint32_t p = 0; p < m->n_in / 2; p++) {
		__m512i v = _mm512_loadu_si512(w + (size_t)p * 2 * KR_LANES);
		for (int r = 0; r < n_rows; r++) {
			__m512i a = _mm512_set1_epi32(
				pair(x + (size_t)r * stride + 2 * p));
			s[r] = _mm512_add_epi32(s[r], _mm512_madd_epi16(a, v));
		}
	}
	for (int r = 0; r < n_rows; r++)
		_mm512_storeu_si512(out + (size_t)r * m->n_out + j, s[r]);
}

AVX512 static void affine_avx512(const kr_matrix *m, const int16_t *x,
                                 size_t stride, uint32_t n_rows, int32_t *out)
{
	for (uint32_t j = 0; j < m->n_out; j += KR_LANES) {
		uint32_t r = 0;
		for (; r + 8 <= n_rows; r += 8)
			tile_avx512((tile){ m, j, x + r * stride, stride,
				out + (size_t)r * m->n_out }, 8);
		for (; r + 2 <= n_rows; r += 2)
			tile_avx512((tile){ m, j, x + r * stride, stride,
				out + (size_t)r * m->n_out }, 2);
		for (; r < n_rows; r++)
			tile_avx512((tile){ m, j, x + r * stride, stride,
				out + (size_t)r * m->n_out }, 1);
	}
}

static const kr_kernels avx512 = { "avx512", affine_avx512, squeeze_avx2,
	                           step_avx2, gather_avx2 };

/* ---- AVX-512 with products that add (VNNI) --------------------------------- */

#define VNNI __attribute__((target( \
	"avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")))

/* n_rows <= 8 rows against n_blocks <= 3 blocks of outputs: all sums stay in
 * registers, enough of them to keep both multipliers at work. */
VNNI ALWAYS void tile_vnni(tile t, const int n_rows, const int n_blocks)
{
	const kr_matrix *m = t.m;
	const size_t block = (size_t)KR_LANES * m->n_in;
	const int16_t *w = m->at + (size_t)t.j * m->n_in;
	__m512i s[8][3];

#pragma GCC unroll 8
	for (int r = 0; r < n_rows; r++)
#pragma GCC unroll 3
		for (int b = 0; b < n_blocks; b++)
			s[r][b] = _mm512_loadu_si512(m->bias + t.j + b * KR_LANES);
	for (uint32_t p = 0; p < m->n_in / 2; p++) {
		__m512i v[3];
#pragma GCC unroll 3
		for (int b = 0; b < n_blocks; b++)
			v[b] = _mm512_loadu_si512(w + (size_t)b * block +
			                          (size_t)p * 2 * KR_LANES);
#pragma GCC unroll 8
		for (int r = 0; r < n_rows; r++) {
			__m512i a = _mm512_set1_epi32(
				pair(t.x + (size_t)r * t.stride + 2 * p));
#pragma GCC unroll 3
			for (int b = 0; b < n_blocks; b++)
				s[r][b] = _mm512_dpwssd_epi32(s[r][b], a, v[b]);
		}
	}
#pragma GCC unroll 8
	for (int r = 0; r < n_rows; r++)
#pragma GCC unroll 3
		for (int b = 0; b < n_blocks; b++)
			_mm512_storeu_si512(t.out + (size_t)r * m->n_out +
			                    (size_t)b * KR_LANES, s[r][b]);
}

/* All rows against n_blocks blocks from output j on. */
VNNI ALWAYS void stripe_vnni(tile t, uint32_t n_rows, const int n_blocks)
{
	for (uint32_t r = 0, step; r < n_rows; r += step) {
		uint32_t left = n_rows - r;
		step = left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
		if (step == 8)
			tile_vnni(t, 8, n_blocks);
		else if (step == 4)
			tile_vnni(t, 4, n_blocks);
		else if (step == 2)
			tile_vnni(t, 2, n_blocks);
		else
			tile_vnni(t, 1, n_blocks);
		t.x += step * t.stride;
		t.out += (size_t)step * t.m->n_out;
	}
}

VNNI static void affine_vnni(const kr_matrix *m, const int16_t *x,
                             size_t stride, uint32_t n_rows, int32_t *out)
{
	uint32_t j = 0;

	for (; j + 2 * KR_LANES < m->n_out; j += 3 * KR_LANES)
		stripe_vnni((tile){ m, j, x, stride, out + j }, n_rows, 3);
	if (j + KR_LANES < m->n_out)
		stripe_vnni((tile){ m, j, x, stride, out + j }, n_rows, 2);
	else if (j < m->n_out)
		stripe_vnni((tile){ m, j, x, stride, out + j }, n_rows, 1);
}

static const kr_kernels vnni = { "avx512vnni", affine_vnni, squeeze_avx2,
	                         step_avx2, gather_avx2 };

const kr_kernels *kr__kernels_at(unsigned i)
{
	const kr_kernels *all[5] = { &plain, &sse2 };
	unsigned n = 2;

	if (__builtin_cpu_supports("avx2"))
		all[n++] = &avx2;
	if (__builtin_cpu_supports("avx2") &&
	    __builtin_cpu_supports("avx512bw") &&
	    __builtin_cpu_supports("avx512vl") &&
	    __builtin_cpu_supports("avx512dq"))
		all[n++] = &avx512;
	if (n == 4 && __builtin_cpu_supports("avx512vnni"))
		all[n++] = &vnni;
	return i < n ? all[i] : NULL;
}

#else

const kr_kernels *kr__kernels_at(unsigned i)
{
	return i == 0 ? &plain : NULL;
}

#endif

const kr_kernels *kr__kernels_best(void)
{
	const kr_kernels *best = &plain;

	for (unsigned i = 0; kr__kernels_at(i); i++)
		best = kr__kernels_at(i);
	return best;
}
