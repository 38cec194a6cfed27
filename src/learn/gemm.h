// SPDX-License-Identifier: Apache-2.0
/* Products of matrices in float, for training. */
#ifndef KR_LEARN_GEMM_H
#define KR_LEARN_GEMM_H

#include "base/base.h"

/* A left factor read in any order: element (i, p) is at[i * row + p * col]. */
typedef struct kr_left {
	const float *at;
	size_t row, col;
} kr_left;

typedef struct kr_gemm_size {
	uint32_t m, n, k; /* left is m x k, right k x n, the product m x n */
} kr_gemm_size;

typedef struct kr_rows_of {
	float *at;
	size_t stride; /* floats from row to row */
} kr_rows_of;

/* out += left * right. The order of additions depends on the sizes only. */
void kr__gemm(kr_gemm_size size, kr_left left, const float *right,
              size_t right_stride, kr_rows_of out);
/* to[c * rows + r] = from[r * cols + c] */
void kr__transpose(const float *from, uint32_t rows, uint32_t cols, float *to);

#endif
