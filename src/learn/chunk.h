// SPDX-License-Identifier: Apache-2.0
/*
 * Chunks: stretches of tokens in B-/I-/O labels, and their precision, recall
 * and F1 by the definition of the CoNLL-2000 and 2003 shared tasks (conlleval).
 */
#ifndef KR_LEARN_CHUNK_H
#define KR_LEARN_CHUNK_H

#include "base/view.h"

typedef struct kr__chunk {
	uint32_t start, end; /* tokens */
	kr_view type;
} kr__chunk;

typedef struct kr__chunk_score {
	uint64_t n_gold, n_found, n_right;
} kr__chunk_score;

/* The next chunk at or after token *at; false when there is none. A chunk
 * begins at B-x, at I-x after O or after another type; it ends before O, B-x
 * or another type. */
bool kr__chunk_next(const kr_view *label, uint32_t n, uint32_t *at,
                    kr__chunk *out);
/* Add one sentence to the counts: all chunks, or those of one `type` (empty:
 * all). Right is a chunk with the same type and the same tokens. */
void kr__chunk_count(kr__chunk_score *score, const kr_view *gold,
                     const kr_view *found, uint32_t n, kr_view type);
/* In 1/10000; 0 where undefined. */
uint32_t kr__chunk_precision(const kr__chunk_score *s);
uint32_t kr__chunk_recall(const kr__chunk_score *s);
uint32_t kr__chunk_f1(const kr__chunk_score *s);

#endif
