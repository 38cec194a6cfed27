// SPDX-License-Identifier: Apache-2.0
/*
 * Buffers. The problem: output of unknown size from code that should not ask
 * after every byte whether memory ran out. The idea: doubling, and a failure
 * that is remembered. Source: git's strbuf, libgit2's git_str.
 */
#include "base/buf.h"

#include <string.h>

#include "base/arena.h"

static char nothing[1]; /* what an empty buffer points at; never written */

void kr__buf_init(kr_buf *b, const kr_alloc *alloc)
{
	*b = (kr_buf){ .ptr = nothing,
		       .alloc = alloc ? *alloc : kr__alloc_libc };
}

void kr__buf_drop(kr_buf *b)
{
	if (b->cap)
		b->alloc.fn(b->alloc.user, b->ptr, b->cap, 0);
	b->ptr = nothing;
	b->len = b->cap = 0;
	b->failed = KR_OK;
}

void kr__buf_reset(kr_buf *b)
{
	kr__buf_cut(b, 0);
	b->failed = KR_OK;
}

void kr__buf_cut(kr_buf *b, size_t len)
{
	if (len < b->len) {
		b->len = len;
		b->ptr[len] = '\0';
	}
}

bool kr__buf_grow(kr_buf *b, size_t more)
{
	if (b->failed)
		return false;
	if (more > SIZE_MAX / 4 || (b->max && more > b->max - b->len)) {
		b->failed = KR_ELIMIT;
		return false;
	}
	size_t need = b->len + more + 1;
	if (need <= b->cap)
		return true;
	size_t cap = b->cap < 64 ? 64 : b->cap;
	while (cap < need)
		cap *= 2;
	char *p = b->alloc.fn(b->alloc.user, b->cap ? b->ptr : NULL, b->cap, cap);
	if (!p) {
		b->failed = KR_ENOMEM;
		return false;
	}
	if (!b->cap)
		p[0] = '\0';
	b->ptr = p;
	b->cap = cap;
	return true;
}

void kr__buf_add(kr_buf *b, kr_view v)
{
	if (v.len == 0 || !kr__buf_reserve(b, v.len))
		return;
	memcpy(b->ptr + b->len, v.ptr, v.len);
	b->len += v.len;
	b->ptr[b->len] = '\0';
}

void kr__buf_str(kr_buf *b, const char *cstr)
{
	kr__buf_add(b, kr__view_of(cstr));
}

void kr__buf_u64(kr_buf *b, uint64_t n)
{
	char digits[20];
	size_t at = sizeof digits;

	do {
		digits[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n);
	kr__buf_add(b, (kr_view){ digits + at, sizeof digits - at });
}

void kr__buf_i64(kr_buf *b, int64_t n)
{
	if (n < 0)
		kr__buf_chr(b, '-');
	kr__buf_u64(b, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
}

void kr__buf_fixed(kr_buf *b, int64_t n, unsigned decimals)
{
	uint64_t u = n < 0 ? 0 - (uint64_t)n : (uint64_t)n, scale = 1;

	for (unsigned i = 0; i < decimals; i++)
		scale *= 10;
	if (n < 0)
		kr__buf_chr(b, '-');
	kr__buf_u64(b, u / scale);
	if (decimals == 0)
		return;
	kr__buf_chr(b, '.');
	for (scale /= 10; scale; scale /= 10)
		kr__buf_chr(b, (char)('0' + u / scale % 10));
}
