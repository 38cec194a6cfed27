// SPDX-License-Identifier: Apache-2.0
/*
 * Buffers: bytes that grow. `ptr` is never NULL and always NUL-ended. Sticky:
 * after a failed growth `failed` is set and adding does nothing, so a writer
 * asks once, at the end. Copying a kr_buf struct is not allowed.
 */
#ifndef KR_BASE_BUF_H
#define KR_BASE_BUF_H

#include "base/view.h"

typedef struct kr_buf {
	char *ptr;
	size_t len, cap;
	size_t max;       /* ceiling in bytes; 0: none */
	kr_status failed; /* KR_OK, KR_ENOMEM or KR_ELIMIT */
	kr_alloc alloc;
} kr_buf;

void kr__buf_init(kr_buf *b, const kr_alloc *alloc); /* NULL: libc */
void kr__buf_drop(kr_buf *b);
void kr__buf_reset(kr_buf *b); /* length 0, failure cleared, memory kept */
bool kr__buf_grow(kr_buf *b, size_t more); /* the slow way of reserve */
/* Room for `more` bytes; false: there is none. */
static inline bool kr__buf_reserve(kr_buf *b, size_t more)
{
	return (!b->failed && !b->max && more < b->cap - b->len) ||
	       kr__buf_grow(b, more);
}
void kr__buf_add(kr_buf *b, kr_view v);
void kr__buf_str(kr_buf *b, const char *cstr);
static inline void kr__buf_chr(kr_buf *b, char c)
{
	if (!kr__buf_reserve(b, 1))
		return;
	b->ptr[b->len++] = c;
	b->ptr[b->len] = '\0';
}
void kr__buf_u64(kr_buf *b, uint64_t n);
void kr__buf_i64(kr_buf *b, int64_t n);
/* Fixed decimals without locale: (314, 2) gives "3.14". */
void kr__buf_fixed(kr_buf *b, int64_t n, unsigned decimals);
void kr__buf_cut(kr_buf *b, size_t len); /* shorten to len */
static inline kr_view kr__buf_view(const kr_buf *b)
{
	return (kr_view){ b->ptr, b->len };
}

#endif
