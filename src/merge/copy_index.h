// SPDX-License-Identifier: Apache-2.0
/*
 * The index of fingerprints: which documents may share words. Grows document
 * by document; the candidates are a function of the set of documents, not of
 * the order in which they came. About 8 bytes a print, some 300 a document.
 */
#ifndef KR_MERGE_COPY_INDEX_H
#define KR_MERGE_COPY_INDEX_H

#include "merge/shingle.h"

typedef struct kr_copy_index kr_copy_index;

/* Where a document stands in the one order of all documents: by first
 * possible day, then by the hash of its id. */
typedef struct kr_copy_place {
	int32_t day;  /* INT32_MAX: unknown */
	uint64_t key; /* kr__hash64 of the id */
} kr_copy_place;

/* Candidates of one document: all of them stand before it in the order.
 * Called in the order of the documents; `n` may be 0 for none. */
typedef kr_status (*kr_copy_pairs_sink)(void *user, uint32_t doc,
                                        const uint32_t *others, uint32_t n);

kr_copy_index *kr__copy_index_new(const kr_alloc *alloc); /* NULL: no memory */
void kr__copy_index_free(kr_copy_index *x);
/* Add a document under the caller's number. */
kr_status kr__copy_index_add(kr_copy_index *x, uint32_t doc, kr_copy_place place,
                             const kr_sketch *sketch);
/* All candidate pairs. More documents may be added afterwards. */
kr_status kr__copy_index_pairs(kr_copy_index *x, kr_copy_pairs_sink sink,
                               void *user);
/* Bytes held now. */
size_t kr__copy_index_bytes(const kr_copy_index *x);

#endif
