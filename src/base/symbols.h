// SPDX-License-Identifier: Apache-2.0
/*
 * Symbols: strings as 32-bit numbers. A table may stand on a frozen one (the
 * language pack's): numbers below base->n mean the base's strings, so that a
 * word known to the pack has the same number in every document, and compares
 * as an integer. 0 is always the empty string.
 */
#ifndef KR_BASE_SYMBOLS_H
#define KR_BASE_SYMBOLS_H

#include "base/arena.h"

typedef uint32_t kr_sym;
#define KR_NOSYM UINT32_MAX

typedef struct kr_symbols {
	const struct kr_symbols *base; /* read-only below us, or NULL */
	kr_arena *arena;
	uint32_t first;  /* number of our first own string */
	uint32_t n, cap; /* own strings */
	kr_view *texts;  /* [n] */
	uint32_t *slots; /* [n_slots] own index + 1, or 0 */
	uint32_t n_slots;
} kr_symbols;

/* `arena` holds everything; it outlives the table. False: out of memory. */
bool kr__symbols_init(kr_symbols *s, kr_arena *arena, const kr_symbols *base);
/* The number of `text`, made if new; KR_NOSYM when memory is out. */
kr_sym kr__symbols_add(kr_symbols *s, kr_view text);
/* The number of `text`, or KR_NOSYM. */
kr_sym kr__symbols_find(const kr_symbols *s, kr_view text);
/* The text of a number that came from this table (or its base); any other
 * number gives the empty view. */
kr_view kr__symbols_text(const kr_symbols *s, kr_sym sym);

#endif
