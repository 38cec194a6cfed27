// SPDX-License-Identifier: Apache-2.0
/* Asking the chronicle at work: for answers.c and as_of.c. */
#ifndef KR_STORE_ANSWER_H
#define KR_STORE_ANSWER_H

#include "store/shelf.h"

typedef struct kr_answer_about {
	const char *about, *select; /* ends with "where 1" */
	const kr_cond *conds;
	const char *order;
	const char *as_of; /* select for an earlier day; NULL: not to be asked */
	kr_shelf_kind shelf;
	const char *row;   /* " and h.num = ?": one position of the shelf */
	const char *check; /* select of nothing but whether a row is */
	bool many;         /* a position has any number of rows */
	const char *sum;   /* the select of a settled store (sums.c), else NULL */
	const char *stood; /* the select of one standing (as_of.c), else NULL */
	bool of_one;       /* costs too much of all: the filter must say id: */
} kr_answer_about;

typedef struct kr_asked {
	kr_store *s;
	const kr_answer_about *about;
	const kr_question *q;
	kr_filter filter;
	kr_answer_sink sink;
	void *user;
	kr_err *err;
	int32_t day; /* the last that counts, if q->as_of */
} kr_asked;

/* Where a page stands: rows to pass over, rows to give (-1: all). */
typedef struct kr_window {
	uint64_t skip;
	int64_t left;
} kr_window;
kr_window kr__asked_window(const kr_question *q);

/* A statement: `select`, the conditions of a filter, `row`, `order`. */
typedef struct kr_asking_sql {
	const char *select, *row, *order;
} kr_asking_sql;
typedef struct kr_prepared {
	struct sqlite3_stmt *st; /* the caller finalizes it */
	int next; /* the first value that is not bound */
} kr_prepared;
/* `f` may be NULL: no conditions. */
kr_status kr__asked_prepare(kr_asked *a, const kr_asking_sql *sql,
                            const kr_filter *f, kr_prepared *p);
/* Hand out the rows of a bound statement as far as the page wants them. */
kr_status kr__asked_rows(kr_asked *a, struct sqlite3_stmt *st, kr_window *w);
/* Does row `num` hold what `p`, prepared from about->check, asks? */
kr_status kr__asked_check(kr_asked *a, const kr_prepared *p, int64_t num,
                          bool *holds);

/* Answer about pledges as they were known on a->day. The store is settled. */
kr_status kr__asked_as_of(kr_asked *a);

#endif
