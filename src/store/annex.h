// SPDX-License-Identifier: Apache-2.0
/* Annexes: shelves beside the large ones, of the documents that were added since. */
#ifndef KR_STORE_ANNEX_H
#define KR_STORE_ANNEX_H

#include "store/shelf.h"

/* The kind that this is an annex to, or KR_SHELF_NONE. */
kr_shelf_kind kr__annex_of(kr_shelf_kind annex);
/* Postings of a kind are numbered from here, so that kinds are made one by one. */
int64_t kr__shelf_first(int kind);

/* The document behind which new ones may go into annexes; 0: make all anew. */
kr_status kr__annex_behind(kr_store *s, int64_t *behind, kr_err *err);
/* All was made anew, up to this document. */
kr_status kr__annex_begin(kr_store *s, int64_t behind, kr_err *err);
/* Append, for each row number in `rows` (32 bits each, in the order of answers), how
 * many rows of the large shelf stand before it. */
kr_status kr__annex_ranks(kr_store *s, kr_shelf_kind annex, kr_view rows, kr_buf *out,
                          kr_err *err);

#endif
