// SPDX-License-Identifier: Apache-2.0
/*
 * Arenas. The problem: a document makes thousands of small things that die
 * together; freeing them singly is slow and forgotten. The idea: blocks that
 * double in size, a bump pointer, one drop. Under AddressSanitizer the unused
 * rest of a block is poisoned, so overruns are seen although nobody called
 * malloc. An arena that `reuses` gives out anew what was given back, since
 * loading grows many tables by doubling. Limits: no single free; a ceiling in
 * bytes guards against hostile documents. Source of the scheme: obstacks;
 * lexbor's mraw; git's mem-pool.
 */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define KR_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KR_ASAN 1
#endif
#endif
#ifdef KR_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
#define GAP 16 /* poisoned bytes between objects */
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define GAP 0
#endif

enum { ALIGN = 16, FIRST = 16 * 1024, LARGEST = 4 * 1024 * 1024 };

struct kr_block {
	kr_block *before;
	size_t cap;  /* usable bytes behind this head */
	size_t used;
	size_t pad;  /* keeps the head a multiple of ALIGN */
};

static void *libc_fn(void *user, void *ptr, size_t old_size, size_t new_size)
{
	(void)user;
	(void)old_size;
	if (new_size == 0) {
		free(ptr);
		return NULL;
	}
	return realloc(ptr, new_size);
}

const kr_alloc kr__alloc_libc = { libc_fn, NULL };

static char *bytes_of(kr_block *b)
{
	return (char *)(b + 1);
}

void kr__arena_init(kr_arena *a, const kr_alloc *alloc, size_t max_bytes)
{
	*a = (kr_arena){ .alloc = alloc ? *alloc : kr__alloc_libc,
		         .max_bytes = max_bytes };
}

static void free_block(kr_arena *a, kr_block *b)
{
	UNPOISON(bytes_of(b), b->cap);
	a->alloc.fn(a->alloc.user, b, sizeof *b + b->cap, 0);
}

static void forget_spares(kr_arena *a)
{
	memset(a->spares, 0, sizeof a->spares);
}

void kr__arena_drop(kr_arena *a)
{
	forget_spares(a);
	while (a->last) {
		kr_block *b = a->last;
		a->last = b->before;
		free_block(a, b);
	}
	a->used_bytes = 0;
	a->failed = KR_OK;
}

void kr__arena_reset(kr_arena *a)
{
	kr_block *keep = a->last;

	if (keep) {
		a->last = keep->before;
		kr__arena_drop(a);
		keep->before = NULL;
		keep->used = 0;
		POISON(bytes_of(keep), keep->cap);
		a->last = keep;
	}
	a->used_bytes = 0;
	a->failed = KR_OK;
}

static kr_block *new_block(kr_arena *a, size_t need)
{
	size_t cap = a->last ? a->last->cap * 2 : FIRST;

	if (cap > LARGEST)
		cap = LARGEST;
	if (cap < need)
		cap = need;
	kr_block *b = a->alloc.fn(a->alloc.user, NULL, 0, sizeof *b + cap);
	if (!b) {
		a->failed = KR_ENOMEM;
		return NULL;
	}
	*b = (kr_block){ .before = a->last, .cap = cap };
	POISON(bytes_of(b), cap);
	a->last = b;
	return b;
}

/* A piece that was given back and is large enough; NULL: there is none. */
static char *from_spares(kr_arena *a, size_t room)
{
	for (size_t i = 0; i < KR_ARENA_SPARES; i++) {
		kr_spare *s = &a->spares[i];
		if (s->len < room)
			continue;
		char *p = s->at;
		s->at += room;
		s->len -= room;
		return p;
	}
	return NULL;
}

void kr__arena_give(kr_arena *a, void *at, size_t size)
{
	kr_spare *least = &a->spares[0];

	if (!a->reuses || !at)
		return;
	POISON(at, size);
	for (size_t i = 1; i < KR_ARENA_SPARES; i++)
		if (a->spares[i].len < least->len)
			least = &a->spares[i];
	if (size / ALIGN * ALIGN > least->len)
		*least = (kr_spare){ at, size / ALIGN * ALIGN };
}

/* As kr__arena_get, but the bytes are whatever they were. */
static void *take(kr_arena *a, size_t size)
{
	if (a->failed)
		return NULL;
	if (size > SIZE_MAX / 2) {
		a->failed = KR_ENOMEM;
		return NULL;
	}
	size_t room = (size + GAP + ALIGN - 1) / ALIGN * ALIGN;
	if (room == 0)
		room = ALIGN;
	char *spare = a->reuses ? from_spares(a, room) : NULL;
	if (spare) {
		UNPOISON(spare, size);
		return spare;
	}
	if (a->max_bytes && room > a->max_bytes - a->used_bytes) {
		a->failed = KR_ELIMIT;
		return NULL;
	}
	kr_block *b = a->last;
	if (!b || b->cap - b->used < room)
		b = new_block(a, room);
	if (!b)
		return NULL;
	char *p = bytes_of(b) + b->used;
	b->used += room;
	a->used_bytes += room;
	UNPOISON(p, size);
	return p;
}

void *kr__arena_get(kr_arena *a, size_t size)
{
	void *p = take(a, size);

	if (p)
		memset(p, 0, size);
	return p;
}

void *kr__arena_array(kr_arena *a, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / 2 / size) {
		a->failed = a->failed ? a->failed : KR_ENOMEM;
		return NULL;
	}
	return kr__arena_get(a, n * size);
}

bool kr__arena_grow(kr_arena *a, void **items, uint32_t *cap, uint32_t need,
                    size_t size)
{
	if (need <= *cap)
		return true;
	uint32_t want = *cap < 8 ? 8 : *cap;
	while (want < need) {
		if (want > UINT32_MAX / 2) {
			a->failed = KR_ELIMIT;
			return false;
		}
		want *= 2;
	}
	if (size && want > SIZE_MAX / 2 / size) {
		a->failed = a->failed ? a->failed : KR_ENOMEM;
		return false;
	}
	size_t old = (size_t)*cap * size;
	char *bigger = take(a, want * size);
	if (!bigger)
		return false;
	if (old)
		memcpy(bigger, *items, old);
	memset(bigger + old, 0, want * size - old);
	if (old)
		kr__arena_give(a, *items, old);
	*items = bigger;
	*cap = want;
	return true;
}

kr_view kr__arena_copy(kr_arena *a, kr_view v)
{
	char *p = take(a, v.len + 1);

	if (!p)
		return (kr_view){ "", 0 };
	if (v.len)
		memcpy(p, v.ptr, v.len);
	p[v.len] = '\0';
	return (kr_view){ p, v.len };
}

const char *kr__arena_path(kr_arena *a, const char *dir, kr_view name)
{
	size_t n = strlen(dir);
	char *path = kr__arena_get(a, n + name.len + 2);

	if (!path)
		return NULL;
	memcpy(path, dir, n);
	path[n] = '/';
	memcpy(path + n + 1, name.ptr, name.len);
	return path;
}

kr_arena_mark kr__arena_mark(const kr_arena *a)
{
	return (kr_arena_mark){ a->last, a->last ? a->last->used : 0,
		                a->used_bytes };
}

void kr__arena_rewind(kr_arena *a, kr_arena_mark mark)
{
	forget_spares(a);
	while (a->last != mark.block) {
		kr_block *b = a->last;
		/* Keep the first block for the next round. */
		if (!b->before) {
			b->used = 0;
			POISON(bytes_of(b), b->cap);
			a->used_bytes = 0;
			return;
		}
		a->last = b->before;
		free_block(a, b);
	}
	if (mark.block) {
		mark.block->used = mark.used;
		POISON(bytes_of(mark.block) + mark.used,
		       mark.block->cap - mark.used);
	}
	a->used_bytes = mark.used_bytes;
}

kr_status kr__arena_status(const kr_arena *a)
{
	return a->failed;
}
