// SPDX-License-Identifier: Apache-2.0
/*
 * Arenas: memory that is freed at once. One arena a document, one for scratch
 * with mark and rewind. An arena is sticky: after the first failed request
 * `failed` stays set (and says why), requests return NULL, and the owner asks
 * once at the end with kr__arena_status().
 */
#ifndef KR_BASE_ARENA_H
#define KR_BASE_ARENA_H

#include "base/view.h"

typedef struct kr_block kr_block;

/* A piece that nobody uses any more. */
typedef struct kr_spare {
	char *at;
	size_t len;
} kr_spare;
enum { KR_ARENA_SPARES = 4 };

typedef struct kr_arena {
	kr_alloc alloc;
	kr_block *last;   /* newest block; blocks link backwards */
	size_t used_bytes;
	size_t max_bytes; /* ceiling; 0: none */
	kr_status failed; /* KR_OK, KR_ENOMEM or KR_ELIMIT */
	bool reuses;      /* set by the owner after init: see kr__arena_give */
	kr_spare spares[KR_ARENA_SPARES];
} kr_arena;

typedef struct kr_arena_mark {
	kr_block *block;
	size_t used, used_bytes;
} kr_arena_mark;

/* `alloc` NULL: the C library's. Cannot fail. */
void kr__arena_init(kr_arena *a, const kr_alloc *alloc, size_t max_bytes);
void kr__arena_drop(kr_arena *a);  /* frees everything; may be init again */
void kr__arena_reset(kr_arena *a); /* empties, keeps one block, clears failure */
/* `size` zeroed bytes, aligned for any type; NULL after a failure. */
void *kr__arena_get(kr_arena *a, size_t size);
/* n * size with an overflow check. */
void *kr__arena_array(kr_arena *a, size_t n, size_t size);
/* Make room for `need` items in an array that lives in the arena: doubles,
 * copies, keeps contents. Returns false (array unchanged) on failure. */
bool kr__arena_grow(kr_arena *a, void **items, uint32_t *cap, uint32_t need,
                    size_t size);
/* Nobody uses these bytes of the arena any more: smaller requests may get
 * them, if the arena `reuses`. What grows gives its old place by itself. */
void kr__arena_give(kr_arena *a, void *at, size_t size);
/* A copy of `v` with a NUL behind it; the empty view on failure. */
kr_view kr__arena_copy(kr_arena *a, kr_view v);
/* "DIR/NAME", ended by a zero; NULL: no memory. */
const char *kr__arena_path(kr_arena *a, const char *dir, kr_view name);
kr_arena_mark kr__arena_mark(const kr_arena *a);
void kr__arena_rewind(kr_arena *a, kr_arena_mark mark);
kr_status kr__arena_status(const kr_arena *a);

/* The C library as a kr_alloc. */
extern const kr_alloc kr__alloc_libc;

#endif
