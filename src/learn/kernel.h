// SPDX-License-Identifier: Apache-2.0
/*
 * Integer kernels: the inner loops of a network in fixed point. All of them
 * are exact, so that every instruction set gives the same bits.
 */
#ifndef KR_LEARN_KERNEL_H
#define KR_LEARN_KERNEL_H

#include "base/base.h"

#define KR_LANES 16 /* outputs of a matrix come in blocks of this many */

/*
 * A matrix of 16-bit weights, in blocks of KR_LANES outputs; in a block, for
 * each pair of inputs (2p, 2p + 1), the two weights of each output:
 *   at[((block * n_in / 2 + p) * KR_LANES + lane) * 2 + (input & 1)]
 * n_in is even, n_out a multiple of KR_LANES. The sum over a row of
 * |weight| * KR_ACT_MAX plus |bias| stays below 2^31 (checked on loading).
 */
typedef struct kr_matrix {
	const int16_t *at;
	const int32_t *bias; /* [n_out] */
	uint32_t n_in, n_out;
	uint32_t shift; /* the sums are scaled by 2^shift against the outputs */
} kr_matrix;

#define KR_ACT_MAX 8191 /* largest activation */

/* One layer's gates for a row: candidate, forget, output. */
typedef struct kr_gates {
	const int16_t *z, *f, *o; /* clamped to +-KR_GATE_MAX */
} kr_gates;
#define KR_GATE_MAX 2048

typedef struct kr_kernels {
	const char *name;
	/* out[r * n_out + j] = bias[j] + sum x[r * stride + i] * w[i][j] */
	void (*affine)(const kr_matrix *m, const int16_t *x, size_t stride,
	               uint32_t n_rows, int32_t *out);
	/* out = clamp((sums + half) >> shift) to +-max; n values */
	void (*squeeze)(const int32_t *sums, size_t n, uint32_t shift,
	                int32_t max, int16_t *out);
	/* state = f * state + (1 - f) * z; out = clamp(in + o * state) */
	void (*step)(kr_gates g, int16_t *state, const int16_t *in,
	             int16_t *out, uint32_t n);
	/* sum += row, n bytes */
	void (*gather)(const int8_t *row, int16_t *sum, uint32_t n);
} kr_kernels;

/* The best kernels of this processor. */
const kr_kernels *kr__kernels_best(void);
/* All that this processor can run, the plain one first; NULL behind the last. */
const kr_kernels *kr__kernels_at(unsigned i);

#endif
