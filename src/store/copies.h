// SPDX-License-Identifier: Apache-2.0
/*
 * Copies in the store: what of a document is compared, the pairs that were
 * judged, and which document each was copied from.
 */
#ifndef KR_STORE_COPIES_H
#define KR_STORE_COPIES_H

#include "merge/copy.h"
#include "merge/origin.h"
#include "store/store.h"

/* Keep what is compared of a document that was put into row `num`. */
kr_status kr__copies_put(kr_store *s, const kr_store_doc *d, int64_t num,
                         bool is_new, kr_err *err);
/* Judge new candidates, find parents and families; nothing if up to date. */
kr_status kr__copies_settle(kr_store *s, kr_err *err);
/* Load a document as it is compared. Memory is the arena's. KR_ENOTFOUND. */
kr_status kr__copies_load(kr_store *s, int64_t num, kr_arena *a,
                          kr_copy_doc *out, kr_err *err);
/* Find parents and families from the judged pairs (copies_resolve.c). */
kr_status kr__copies_resolve(kr_store *s, kr_err *err);
/* Answers about "copies" (filter: a document, or nothing) and "sources". */
kr_status kr__copies_ask(kr_store *s, const kr_question *q, kr_answer_sink sink,
                         void *user, kr_err *err);
typedef struct kr_linked { /* documents and what one says of them */
	const int64_t *nums; /* [n] their rows */
	uint32_t n;
	kr_report *reports;  /* [n] */
} kr_linked;
/* Fill `copy_of` and `either_way` of the reports of these documents,
 * where one was copied from another of them. Settled copies only. */
kr_status kr__copies_link(kr_store *s, kr_arena *a, const kr_linked *docs, kr_err *err);
/* What differs between two documents, as a page. */
kr_status kr__copies_diff(kr_store *s, kr_view id, kr_view other, kr_buf *out,
                          kr_err *err);

#endif
