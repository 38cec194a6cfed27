// SPDX-License-Identifier: Apache-2.0
/*
 * Streams: bytes from a source, seen through a window that grows on demand.
 * Readers peek a whole record, point views into the window, and take it later.
 */
#ifndef KR_INTAKE_STREAM_H
#define KR_INTAKE_STREAM_H

#include "base/view.h"

/* A byte source: fills `to` with up to `cap` (> 0) bytes; *got 0: the end. */
typedef struct kr_source {
	kr_status (*read)(void *user, char *to, size_t cap, size_t *got,
	                  kr_err *err);
	void *user;
} kr_source;

typedef struct kr_stream {
	kr_source source;
	kr_alloc alloc;
	char *window;
	size_t start, end, cap; /* live bytes: window[start, end) */
	uint64_t pos;           /* of window[start] in the stream */
	bool ended;             /* nothing more will come */
	kr_status failed;       /* why it ended early, or KR_OK */
	kr_err err;             /* details of `failed` */
} kr_stream;

void kr__stream_init(kr_stream *s, const kr_alloc *alloc, kr_source source);
void kr__stream_drop(kr_stream *s);
/*
 * See at least `want` bytes if the stream has that many; gives all that are at
 * hand, fewer than `want` only at the end or after a failure (see `failed`).
 * Views from earlier peeks become invalid. The bytes may be changed in place.
 */
kr_view kr__stream_peek(kr_stream *s, size_t want);
/* What is at hand without reading. */
kr_view kr__stream_live(const kr_stream *s);
/* Move past n bytes that have been seen. Views stay valid until a peek. */
void kr__stream_take(kr_stream *s, size_t n);
/* Move past n bytes, reading as needed; false if the stream ends before. */
bool kr__stream_skip(kr_stream *s, uint64_t n);
/* The window as writable bytes, from the current position. */
static inline char *kr__stream_bytes(kr_stream *s)
{
	return s->window + s->start;
}

#endif
