// SPDX-License-Identifier: Apache-2.0
/* What every unit test needs: cmocka and a few helpers. */
#ifndef KR_TEST_H
#define KR_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/base.h"

/* View equals C string, with both shown on failure. */
#define assert_view(view, cstr)                                               \
	do {                                                                  \
		kr_view v_ = (view);                                          \
		if (!kr__view_is(v_, (cstr)))                                 \
			fail_msg("got '%.*s', want '%s'", (int)v_.len,        \
			         v_.ptr, (cstr));                             \
	} while (0)

/* An allocator that fails at the n-th request (1: the first) and later. */
typedef struct kr_failing {
	unsigned long n_left; /* requests that still succeed */
} kr_failing;

static inline void *kr_failing_fn(void *user, void *ptr, size_t old_size,
                                  size_t new_size)
{
	kr_failing *f = user;

	(void)old_size;
	if (new_size == 0) {
		free(ptr);
		return NULL;
	}
	if (f->n_left == 0)
		return NULL;
	f->n_left--;
	return realloc(ptr, new_size);
}

/* A sink that writes the rows of an answer into a buffer, cells parted by '|'. */
static inline kr_status kr_gather(void *user, const kr_answer_row *r)
{
	kr_buf *b = user;

	for (size_t i = 0; i < r->n; i++) {
		assert_int_equal(kr__utf8_valid(r->values[i]), r->values[i].len);
		kr__buf_add(b, r->values[i]);
		kr__buf_chr(b, i + 1 < r->n ? '|' : '\n');
	}
	return b->failed;
}

#endif
