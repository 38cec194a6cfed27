// SPDX-License-Identifier: Apache-2.0
/*
 * kronik - reads the news and keeps the chronicle.
 *
 * The one public header, in the order of the flow: basics, context, reading,
 * documents, store. Every function says what it does, what it requires, who
 * owns what, and how it fails. Text is UTF-8; positions are bytes, half open.
 */
#ifndef KRONIK_H
#define KRONIK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define KR_API __attribute__((visibility("default")))
#else
#define KR_API
#endif

#define KR_VERSION "0.1.0"

/* ---- basics ------------------------------------------------------------ */

/* Borrowed text: `len` bytes at `ptr`, no final NUL. */
typedef struct kr_view {
	const char *ptr;
	size_t len;
} kr_view;

/* Bytes [start, end) of a document's text. */
typedef struct kr_span {
	uint32_t start;
	uint32_t end;
} kr_span;

/* What a function that can fail returns: 0, a positive answer, or a negative
 * reason. The table is the one place where they are named and worded. */
#define KR_STATUS_MAP(X)                                                       \
	X(KR_OK, 0, "success")                                                 \
	X(KR_END, 1, "nothing more to read")                                   \
	X(KR_ENOMEM, -1, "out of memory")                                      \
	X(KR_EIO, -2, "cannot read or write")                                  \
	X(KR_EINPUT, -3, "input is malformed")                                 \
	X(KR_ELIMIT, -4, "a limit was exceeded")                               \
	X(KR_EUSAGE, -5, "wrong use")                                          \
	X(KR_EDATA, -6, "a data file of kronik is missing or damaged")         \
	X(KR_EBUSY, -7, "the store is locked by somebody else")                \
	X(KR_EFULL, -8, "no space is left")                                    \
	X(KR_ESTORE, -9, "the store is damaged or not a store")                \
	X(KR_ENOTFOUND, -10, "not found")                                      \
	X(KR_EUNSUP, -11, "not supported")

typedef enum kr_status {
#define X(name, value, text) name = value,
	KR_STATUS_MAP(X)
#undef X
} kr_status;

/* The wording of a status. Static text, never NULL. */
KR_API const char *kr_status_text(kr_status status);

/* Details of a failure, filled by the callee; always the last parameter and
 * may be NULL. `where` names the file or URL, `offset` the line or byte. */
typedef struct kr_err {
	kr_status status;
	int64_t offset; /* -1: unknown */
	char where[256];
	char message[256];
} kr_err;

/* An allocator: one function. new_size 0 frees, ptr NULL allocates; returns
 * NULL on failure and then leaves the old block alone. */
typedef struct kr_alloc {
	void *(*fn)(void *user, void *ptr, size_t old_size, size_t new_size);
	void *user;
} kr_alloc;

#ifdef __cplusplus
}
#endif

#endif
