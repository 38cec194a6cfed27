// SPDX-License-Identifier: Apache-2.0
/*
 * What stages remember from one document to the next: nothing but results that
 * are the same every time, so that no record depends on what was read before.
 * Whoever owns the document owns the memo; without one a stage does without, or
 * with a memory of its own. One thread at a time.
 */
#ifndef KR_DOC_MEMO_H
#define KR_DOC_MEMO_H

#include "base/arena.h"

typedef enum kr_memo_kind {
	KR_MEMO_LANGUAGE, /* lexicon/langid.c */
	KR_MEMO_NAMES,    /* mark/name_memo.c */
	KR_N_MEMOS
} kr_memo_kind;

typedef struct kr_memo {
	kr_alloc alloc;
	struct {
		const void *of; /* the tables it holds results of */
		void *at;
		size_t size;
	} block[KR_N_MEMOS];
} kr_memo;

/* `alloc` NULL: the C library's. Cannot fail. */
void kr__memo_init(kr_memo *m, const kr_alloc *alloc);
void kr__memo_drop(kr_memo *m);
/* The block of this kind, `size` zeroed bytes if it is new or was made for
 * other tables (then *fresh). NULL: out of memory. */
void *kr__memo_get(kr_memo *m, kr_memo_kind kind, const void *of, size_t size,
                   bool *fresh);

#endif
