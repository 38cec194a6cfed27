// SPDX-License-Identifier: Apache-2.0
/*
 * The shelf: an inverted index over the settled answers. Each kind of answer
 * has positions 0..n-1 in the order of its answers; for every word, name, code
 * or number that filters ask for, the shelf holds the positions that have it.
 * Made at settling; without it (a store not yet settled) SQL answers the same.
 */
#ifndef KR_STORE_SHELF_H
#define KR_STORE_SHELF_H

#include "store/filter.h"
#include "store/store.h"

typedef enum kr_shelf_kind {
	KR_SHELF_NONE,
	KR_SHELF_EVENTS,
	KR_SHELF_PLEDGES,
	KR_SHELF_QUOTES,
	KR_SHELF_STORIES,
	KR_SHELF_MENTIONS,
	KR_SHELF_QUOTES_NEW, /* annexes: of documents behind those that the shelf */
	KR_SHELF_MENTIONS_NEW, /* of their kind covers */
	KR_N_SHELVES
} kr_shelf_kind;
/* The annex of a kind, or KR_SHELF_NONE. Its numbers (KR_FIELD_COUNTS) say how many
 * positions of the kind stand before each of its own. */
kr_shelf_kind kr__shelf_annex(kr_shelf_kind kind);

/* How a value of a field is cut into keys, and what a filter's value asks. */
typedef enum kr_field_how {
	KR_FIELD_WORDS,    /* cut at white space; a key holds the value */
	KR_FIELD_PARTS,    /* cut at semicolons; a key holds the value */
	KR_FIELD_NAME,     /* whole, ASCII case put aside; equal */
	KR_FIELD_EXACT,    /* whole; equal */
	KR_FIELD_AT_LEAST, /* a number; as large or larger */
	KR_FIELD_AT_MOST
} kr_field_how;
kr_field_how kr__field_how(kr_field f);

/* Between the keys of a field, and at both ends: no UTF-8 has this byte. */
#define KR_SHELF_PART '\xFF'
/* A value as it is compared: ASCII letters small. In `b`. */
kr_view kr__shelf_fold(kr_buf *b, kr_view v);
/* The next word from `at` on; empty at the end. Returns where it ends. */
size_t kr__shelf_word(kr_view v, size_t at, kr_view *word);

/* Write the shelves anew; if a few documents were added, annexes to the large ones.
 * Inside a batch. */
kr_status kr__shelf_make(kr_store *s, kr_err *err);
/* Count outlets, sources and copies anew (sums.c); ask about them, `num` being
 * the row of a document or 0. */
kr_status kr__sums_make(kr_store *s, kr_err *err);
kr_status kr__sums_copies(kr_store *s, const kr_question *q, int64_t num,
                          const kr_told *to);
kr_status kr__sums_sources(kr_store *s, const kr_question *q, const kr_told *to);
/* The text of the statement about copies or sources; NULL: about something else. */
const char *kr__sums_select(const char *about);
/* Is the settled chronicle that of the documents, and the shelf there? */
bool kr__shelf_fresh(kr_store *s);

/* The positions that a filter leaves. */
typedef struct kr_sieve {
	uint64_t *bits;
	uint32_t n;      /* positions */
	uint32_t *rows;  /* [n] row numbers of positions; NULL: position + 1 */
	uint32_t *counts; /* [n] rows that a position has; NULL: one */
	kr_filter late;  /* terms that rows must still be asked about */
	kr_arena a;
} kr_sieve;

typedef struct kr_wanted {
	kr_shelf_kind kind;
	const kr_filter *filter;
	const kr_cond *conds;
} kr_wanted;
/* KR_EUNSUP: a term has no field; ask SQL. Drop in any case. */
kr_status kr__sieve_make(kr_sieve *v, kr_store *s, const kr_wanted *w, kr_err *err);
void kr__sieve_drop(kr_sieve *v);
/* The first position from `at` on that is left; v->n: none. */
uint32_t kr__sieve_next(const kr_sieve *v, uint32_t at);
/* Pass over whole positions of up to `n` rows; *n what remains to be
 * passed. `many`: positions have several rows. */
uint32_t kr__sieve_skip(const kr_sieve *v, bool many, uint64_t *n);

#endif
