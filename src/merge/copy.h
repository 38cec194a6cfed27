// SPDX-License-Identifier: Apache-2.0
/*
 * Copies. Use: make the gist and sketch of every document (shingle.h), add
 * the sketches to an index (copy_index.h), judge each candidate pair here.
 */
#ifndef KR_MERGE_COPY_H
#define KR_MERGE_COPY_H

#include "doc/doc.h"
#include "merge/align.h"

#define KR_COPY_MAP(X)                                                        \
	X(NONE, "none") X(EXACT, "exact") X(REHEADED, "re-headed")            \
	X(CUT, "cut") X(EXTENDED, "extended") X(REWRITTEN, "rewritten")       \
	X(PARTIAL, "partial")
typedef enum kr_copy_kind {
#define X(name, text) KR_COPY_##name,
	KR_COPY_MAP(X)
#undef X
	KR_N_COPY_KINDS
} kr_copy_kind;

/* What tells who copied whom. */
#define KR_COPY_BASIS_MAP(X)                                                  \
	X(NONE, "") X(STATED, "stated") X(OUTLET, "same outlet") X(TIME, "time")
typedef enum kr_copy_basis {
#define X(name, text) KR_COPY_BY_##name,
	KR_COPY_BASIS_MAP(X)
#undef X
	KR_N_COPY_BASES
} kr_copy_basis;

/* What of a document matters here. */
typedef struct kr_copy_doc {
	kr_view id;
	kr_gist gist;    /* kept text without the title */
	kr_view title;
	kr_view outlet;
	const kr_credit *chain; /* as in kr_meta: outlet first */
	uint32_t n_chain;
	kr_days published; /* bounds; first > last: unknown */
} kr_copy_doc;

/* A verdict on two documents a and b. */
typedef struct kr_copy {
	uint8_t kind;    /* kr_copy_kind, seen from the copy */
	uint8_t basis;   /* kr_copy_basis */
	int8_t origin;   /* 0: a, 1: b, -1: nothing tells */
	uint16_t share_a, share_b; /* permille of words in shared passages */
	uint32_t n_equal; /* words */
} kr_copy;

/* Judge two documents. The alignment is in `a` and may be read by the caller
 * (runs of a document with the same words are not computed: n_runs 0). */
kr_status kr__copy_judge(kr_copy *out, kr_alignment *how, kr_arena *a,
                         const kr_copy_doc *x, const kr_copy_doc *y);
const char *kr__copy_text(unsigned kind);
const char *kr__copy_basis_text(unsigned basis);

#endif
