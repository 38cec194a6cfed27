// SPDX-License-Identifier: Apache-2.0
/*
 * What annotators remember from one document to the next: nothing but results
 * that are the same every time, so that no record depends on what was read
 * before. Whoever owns the document owns the memo; a document without one is
 * read with a memory of its own. One thread at a time.
 */
#ifndef KR_MARK_MEMO_H
#define KR_MARK_MEMO_H

#include "base/view.h"

typedef struct kr_memo {
	kr_alloc alloc;
	struct kr__name_memo *names; /* NULL until names are read */
} kr_memo;

/* `alloc` must live as long as the memo. Cannot fail. */
void kr__memo_init(kr_memo *m, const kr_alloc *alloc);
void kr__memo_drop(kr_memo *m);

#endif
