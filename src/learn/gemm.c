// SPDX-License-Identifier: Apache-2.0
/*
 * Products of matrices in float. The problem: nearly all time of training is
 * spent here. The idea: tiles of a few rows by 32 columns that stay in
 * registers while the common dimension runs; the compiler's vectors, in a
 * version for each generation of processors. Limits: rounding differs between
 * those generations, so training is the same to the byte only on processors
 * of one kind (use is the same on all: see kernel.c).
 */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif
#include "learn/gemm.h"

#include <string.h>

#define ALWAYS static inline __attribute__((always_inline))

enum { LANES = 16, MAX_ROWS = 8 };
typedef float lanes __attribute__((vector_size(64), aligned(4), may_alias));

typedef struct tile {
	kr_left left;
	const float *right;
	size_t right_stride;
	float *out;
	size_t out_stride;
	uint32_t k;
} tile;

/* n_rows <= MAX_ROWS rows, n_vec <= 2 vectors of columns. */
ALWAYS void run_tile(const tile *t, int n_rows, int n_vec)
{
	lanes sum[MAX_ROWS][2];

	for (int i = 0; i < n_rows; i++)
		for (int v = 0; v < n_vec; v++)
			sum[i][v] = *(const lanes *)(t->out + i * t->out_stride +
			                             v * LANES);
	for (uint32_t p = 0; p < t->k; p++) {
		const float *r = t->right + p * t->right_stride;
		lanes b[2];
		for (int v = 0; v < n_vec; v++)
			b[v] = *(const lanes *)(r + v * LANES);
		for (int i = 0; i < n_rows; i++)
			for (int v = 0; v < n_vec; v++)
				sum[i][v] += t->left.at[i * t->left.row +
				                        p * t->left.col] * b[v];
	}
	for (int i = 0; i < n_rows; i++)
		for (int v = 0; v < n_vec; v++)
			*(lanes *)(t->out + i * t->out_stride + v * LANES) =
				sum[i][v];
}

/* The last columns, fewer than a vector. */
ALWAYS void run_edge(const tile *t, uint32_t n_rows, uint32_t n_columns)
{
	for (uint32_t i = 0; i < n_rows; i++) {
		float *out = t->out + i * t->out_stride;
		for (uint32_t p = 0; p < t->k; p++) {
			float a = t->left.at[i * t->left.row + p * t->left.col];
			const float *r = t->right + p * t->right_stride;
			for (uint32_t j = 0; j < n_columns; j++)
				out[j] += a * r[j];
		}
	}
}

ALWAYS void run_columns(tile t, uint32_t m, int rows, int n_vec)
{
	uint32_t i = 0;

	for (; i + (uint32_t)rows <= m; i += (uint32_t)rows) {
		run_tile(&t, rows, n_vec);
		t.left.at += (size_t)rows * t.left.row;
		t.out += (size_t)rows * t.out_stride;
	}
	for (; i < m; i++) {
		run_tile(&t, 1, n_vec);
		t.left.at += t.left.row;
		t.out += t.out_stride;
	}
}

/* `rows` at a time: as many as the registers hold. */
ALWAYS void product(tile t, kr_gemm_size size, int rows)
{
	uint32_t j = 0;

	for (; j + 2 * LANES <= size.n; j += 2 * LANES) {
		run_columns(t, size.m, rows, 2);
		t.right += 2 * LANES;
		t.out += 2 * LANES;
	}
	for (; j + LANES <= size.n; j += LANES) {
		run_columns(t, size.m, rows, 1);
		t.right += LANES;
		t.out += LANES;
	}
	if (j < size.n)
		run_edge(&t, size.m, size.n - j);
}

#if defined(__x86_64__)
__attribute__((target("avx512f,avx512dq,avx512vl,fma"))) static void
product_avx512(tile t, kr_gemm_size size)
{
	product(t, size, 8);
}

__attribute__((target("avx2,fma"))) static void product_avx2(tile t,
                                                             kr_gemm_size size)
{
	product(t, size, 4);
}
#endif

void kr__gemm(kr_gemm_size size, kr_left left, const float *right,
              size_t right_stride, kr_rows_of out)
{
	tile t = { left, right, right_stride, out.at, out.stride, size.k };

#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx512f") &&
	    __builtin_cpu_supports("avx512dq") &&
	    __builtin_cpu_supports("avx512vl"))
		product_avx512(t, size);
	else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
		product_avx2(t, size);
	else
#endif
		product(t, size, 2);
}

void kr__transpose(const float *from, uint32_t rows, uint32_t cols, float *to)
{
	for (uint32_t r = 0; r < rows; r++)
		for (uint32_t c = 0; c < cols; c++)
			to[(size_t)c * rows + r] = from[(size_t)r * cols + c];
}
