// SPDX-License-Identifier: Apache-2.0
/*
 * A network while it learns: the parameters of net.h in float, with the
 * gradients and averages of training, and its source of chance.
 */
#ifndef KR_LEARN_BRAIN_H
#define KR_LEARN_BRAIN_H

#include "learn/lessons.h"

enum { /* rows of the embeddings; only the first two kinds are used later */
	KR_ROW_STYLES = KR_TRAIT_ROWS,
	KR_ROW_GUIDES = KR_ROW_STYLES + KR_NET_MAX_STYLES,
	KR_BRAIN_ROWS = KR_ROW_GUIDES + 2 * KR_GUIDE_TAGS + KR_GUIDE_RELS +
	                KR_NET_N_DISTANCES + KR_GUIDE_PAIRS
};

typedef struct kr_param {
	float *w, *grad;
	float *mean1, *mean2; /* of gradients and of their squares (Adam) */
	float *average;       /* of w over the last part of training */
	size_t n;
} kr_param;

enum { /* the dense parameters: weights and biases of the layers, and more */
	KR_PARAM_BIAS = KR_NET_N_LAYERS,
	KR_PARAM_FAR = 2 * KR_NET_N_LAYERS, /* distances in relations */
	KR_PARAM_TRUST,                     /* in a guide's arcs, by relation */
	KR_N_PARAMS
};

typedef struct kr_brain {
	kr_net_head shape; /* widths and counts */
	kr_param embed;    /* [KR_BRAIN_ROWS][width] */
	kr_param param[KR_N_PARAMS];
	float *votes;      /* [KR_TRAIT_ROWS][n_styles] */
	uint32_t *touched, n_touched; /* rows of embed with a gradient */
	uint32_t *touched_at;         /* [KR_BRAIN_ROWS] step of the last touch */
	uint32_t step, n_averaged;
	uint64_t chance;
} kr_brain;

/* `shape` gives widths and counts. */
kr_status kr__brain_init(kr_brain *b, const kr_net_head *shape, uint64_t seed,
                         kr_arena *a);
/* Add `delta` to the gradient of a row of the embeddings. */
void kr__brain_touch(kr_brain *b, uint32_t row, const float *delta);
/* One step of Adam down the gradients times `scale`; clears them. */
void kr__brain_step(kr_brain *b, float rate, float scale);
/* Take the present parameters into the average; swap both. */
void kr__brain_average(kr_brain *b);
void kr__brain_swap(kr_brain *b);
/* Learn which style a sentence looks like; returns the style it looked like. */
uint32_t kr__brain_vote(kr_brain *b, const kr_lesson *s, float rate);
/* The network in fixed point, as a file; labels from `l`. */
kr_status kr__brain_freeze(const kr_brain *b, const kr_lessons *l, kr_buf *out);

/* Uniform in [0, 1), and 0 .. n - 1. */
float kr__brain_chance(kr_brain *b);
uint32_t kr__brain_pick(kr_brain *b, uint32_t n);

#endif
