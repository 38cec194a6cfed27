// SPDX-License-Identifier: Apache-2.0
/*
 * Training of linear sequence models. The caller gives tokens with hashed
 * features and labels, cut into sequences; each belongs to a style (a corpus
 * with guidelines of its own). Out comes the file that learn/linear.h reads.
 */
#ifndef KR_LEARN_LINEAR_TRAIN_H
#define KR_LEARN_LINEAR_TRAIN_H

#include "base/buf.h"
#include "learn/linear.h"

typedef struct kr__linear_seq {
	uint32_t start, end; /* tokens */
	uint32_t style;
	float weight;        /* how often it counts */
} kr__linear_seq;

/* What to learn from. Token t has features feature[at[t] .. at[t + 1]). */
typedef struct kr__linear_data {
	uint32_t n_labels, n_styles;
	char label[KR__LINEAR_LABELS][KR__LINEAR_NAME];
	char style[KR__LINEAR_STYLES][KR__LINEAR_NAME];
	uint32_t allowed[KR__LINEAR_STYLES];
	bool hidden[KR__LINEAR_STYLES]; /* learned from, not written */
	/* Taken off label 0 at every token when all is learned, in hundredths: a
	 * style tuned so finds more and errs more. */
	int lean[KR__LINEAR_STYLES];
	/* legal[x][y]: y may follow x; row KR__LINEAR_LABELS is the start */
	bool legal[KR__LINEAR_LABELS + 1][KR__LINEAR_LABELS];
	const uint64_t *feature;
	const uint64_t *at;
	const uint8_t *gold;
	uint32_t n_tokens;
	const kr__linear_seq *seq;
	uint32_t n_seqs;
} kr__linear_data;

typedef struct kr__linear_options {
	uint32_t runs;      /* whose mean is taken; at least 1 */
	uint32_t epochs;    /* of each */
	uint32_t min_count; /* rarer features are left out */
	float l2;           /* strength of regularisation, per corpus */
	float eta;          /* first step */
	float dropout;      /* share of features forgotten at each visit, < 1 */
	float shared;       /* how much styles learn from each other: 0.5 .. 2 */
	uint64_t seed;
	int prune;          /* rows with no weight as large as this are dropped */
	/* told after each epoch; may be NULL */
	void (*tell)(void *user, uint32_t epoch, double loss);
	void *user;
} kr__linear_options;

/* Learn, and append the file to `out`; `extra` is stored in it. The same input
 * gives the same bytes. */
kr_status kr__linear_train(const kr__linear_data *d,
                           const kr__linear_options *o, kr_view extra,
                           kr_buf *out);

#endif
