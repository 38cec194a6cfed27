// SPDX-License-Identifier: Apache-2.0
/*
 * Streams. The problem: records of unknown length out of a source of unknown
 * length, without copying each and without holding all. The idea: a window
 * that slides by moving its rest to the front only when at least as much was
 * consumed, and doubles otherwise, so that every byte is moved a bounded
 * number of times. A failed read ends the stream; the bytes before it are
 * still given. Limits: the reader bounds what it asks for. Source: lua's lzio.
 */
#include "intake/stream.h"

#include <string.h>

#include "base/arena.h"
#include "base/err.h"

enum { FIRST_CAP = 64 * 1024, LEAST_READ = 16 * 1024 };

void kr__stream_init(kr_stream *s, const kr_alloc *alloc, kr_source source)
{
	*s = (kr_stream){ .source = source,
		          .alloc = alloc ? *alloc : kr__alloc_libc };
}

void kr__stream_drop(kr_stream *s)
{
	if (s->cap)
		s->alloc.fn(s->alloc.user, s->window, s->cap, 0);
	s->window = NULL;
	s->start = s->end = s->cap = 0;
	s->ended = true;
}

static void fail(kr_stream *s, kr_status status)
{
	s->failed = status;
	s->ended = true;
}

/* Have at least LEAST_READ free bytes behind the live ones. */
static bool make_room(kr_stream *s)
{
	size_t live = s->end - s->start;

	if (s->start && s->start >= live) {
		if (live)
			memmove(s->window, s->window + s->start, live);
		s->start = 0;
		s->end = live;
	}
	if (s->cap - s->end >= LEAST_READ)
		return true;
	size_t cap = s->cap ? s->cap * 2 : FIRST_CAP;
	char *bigger = NULL;
	if (cap > s->cap)
		bigger = s->alloc.fn(s->alloc.user, s->window, s->cap, cap);
	if (!bigger) {
		kr__err_set(&s->err, KR_ENOMEM, NULL, -1, "out of memory");
		fail(s, KR_ENOMEM);
		return false;
	}
	s->window = bigger;
	s->cap = cap;
	return true;
}

static void fill(kr_stream *s)
{
	size_t got = 0;

	if (!make_room(s))
		return;
	kr_status status = s->source.read(s->source.user, s->window + s->end,
	                                  s->cap - s->end, &got, &s->err);
	if (got > s->cap - s->end)
		got = s->cap - s->end;
	s->end += got;
	if (status < 0)
		fail(s, status);
	else if (got == 0)
		s->ended = true;
}

kr_view kr__stream_live(const kr_stream *s)
{
	return (kr_view){ s->window ? s->window + s->start : "",
		          s->end - s->start };
}

kr_view kr__stream_peek(kr_stream *s, size_t want)
{
	while (s->end - s->start < want && !s->ended)
		fill(s);
	return kr__stream_live(s);
}

void kr__stream_take(kr_stream *s, size_t n)
{
	if (n > s->end - s->start)
		n = s->end - s->start;
	s->start += n;
	s->pos += n;
}

bool kr__stream_skip(kr_stream *s, uint64_t n)
{
	while (n) {
		kr_view v = kr__stream_peek(s, 1);
		if (!v.len)
			return false;
		size_t step = n < v.len ? (size_t)n : v.len;
		kr__stream_take(s, step);
		n -= step;
	}
	return true;
}
