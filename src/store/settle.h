// SPDX-License-Identifier: Apache-2.0
/*
 * Settling at work. Reports are read, merged and followed (settle.c); then
 * stories.c, happenings.c and pledges.c write what they made.
 */
#ifndef KR_STORE_SETTLE_H
#define KR_STORE_SETTLE_H

#include "store/chronicle.h"

typedef struct kr_tale { /* a story, under the number of its root document */
	uint32_t num;           /* 0: not seen */
	uint32_t best;          /* the happening that most articles report */
	uint32_t n_docs, n_happenings, n_pledges;
	int32_t first_day, last_day;
	kr_view doc;            /* smallest id of its documents */
} kr_tale;

typedef struct kr_seat { /* row numbers follow the order of answers */
	int32_t day;
	uint32_t of;
	uint64_t id;
} kr_seat;

typedef struct kr_source { /* who published a document, on whose word */
	kr_view outlet, chain; /* as in the store */
} kr_source;

typedef struct kr_settler {
	kr_store *s;
	kr_arena a;
	kr_act *acts;
	uint32_t n_acts;
	kr_merged merged;
	kr_followed followed;
	uint32_t *parent;       /* [n_docs] union-find over documents */
	uint32_t n_docs;        /* highest document number + 1 */
	kr_tale *tales;         /* [n_docs] */
	uint32_t n_tales;
	uint8_t *tells;         /* [n_docs] does the document report an act? */
	kr_seat *order;        /* [n_happenings], then [n_pledges] */
	kr_seat *pledges;
	kr_source *sources;     /* [n_docs], while happenings are written */
	int32_t last_day;       /* the last day that anything was told */
	kr_err *err;
} kr_settler;

/* Read all reports and make everything of them as of a day, in the arena that
 * the caller began; INT32_MAX: the last day told of. */
kr_status kr__settler_compute(kr_settler *t, int32_t as_of);
/* Write what was computed. */
kr_status kr__settler_write(kr_settler *t);
/* The registry of actors, out of all mentions, into an empty table. */
kr_status kr__actors_write(kr_store *s, kr_err *err);
/* The same with its indexes; if only documents were added, out of theirs. */
kr_status kr__actors_settle(kr_store *s, kr_err *err);

/* Stories: documents joined by what they share. */
void kr__tales_unite(kr_settler *t, uint32_t doc, uint32_t other);
/* Join the documents of one matter. */
kr_status kr__matters_join(kr_settler *t);
kr_status kr__tales_make(kr_settler *t);
kr_tale *kr__tale_of(kr_settler *t, const kr_act *r);
void kr__tale_id(kr_settler *t, const kr_act *r, char out[18]);
kr_status kr__tales_write(kr_settler *t);

kr_status kr__happenings_write(kr_settler *t);
/* The day a happening stands at: its first, else the day it was first told. */
int32_t kr__happening_day(const kr_settler *t, const kr_happening *p);
/* The report that names a happening: the first of all its reports. */
const kr_act *kr__happening_namesake(const kr_settler *t, const kr_happening *p);
/* The one that was told first. */
const kr_act *kr__act_earliest(const kr_settler *t, const uint32_t *m, uint32_t n);

/* "day: 2025-05-05 (2), 2025-05-06 (1)": each version with its reports; empty: none. */
void kr__conflicts_tell(const kr_settler *t, const kr_happening *p, kr_buf *out);

kr_status kr__pledges_write(kr_settler *t);

uint64_t kr__act_hash(const kr_act *r);
void kr__act_id(char letter, const kr_act *r, char out[18]);
/* Columns i to i + 2: names of its actors, of its recipients, parted by "; ", and the
 * codes of both; `b` holds them until the statement has run. */
void kr__act_bind_sides(struct sqlite3_stmt *st, int i, const kr_act *r, kr_buf b[3]);

#endif
