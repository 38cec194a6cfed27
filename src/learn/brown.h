// SPDX-License-Identifier: Apache-2.0
/* Word clusters by what stands beside the words (Brown and others, 1992). */
#ifndef KR_LEARN_BROWN_H
#define KR_LEARN_BROWN_H

#include "base/arena.h"

typedef struct kr__brown {
	uint32_t code;  /* path from the root, first branch in the highest bit */
	uint32_t depth; /* bits of code that count */
} kr__brown;

/* Word numbers in the order of the text; UINT32_MAX is a word of no interest
 * (and the end of a sentence). Numbers 0 .. n_words - 1 fall in frequency. */
typedef struct kr__brown_text {
	const uint32_t *word;
	size_t n;
	uint32_t n_words;
} kr__brown_text;

/* Cluster the words into `n_clusters` classes and these into a binary tree.
 * `out` gets n_words codes. Time O(n_words * n_clusters^2). */
kr_status kr__brown_cluster(const kr__brown_text *text, uint32_t n_clusters,
                            kr__brown *out, kr_arena *scratch);

#endif
