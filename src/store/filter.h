// SPDX-License-Identifier: Apache-2.0
/*
 * Filters: one grammar for all answers. Words and `key:value`, parted by
 * spaces; a value with spaces stands in quotation marks. All must hold; values
 * of one key parted by commas are alternatives.
 *
 *   actor:RUS actor:"Vladimir Putin" type:CONSULT,SUPPORT status:occurred
 *   mode:visit since:2025-01 until:2025-03-31 place:Moskow country:RUS
 *   quad:4 origin:Reuters min-origins:2 min-reports:3 story:ID doc:ID state:open
 */
#ifndef KR_STORE_FILTER_H
#define KR_STORE_FILTER_H

#include "base/base.h"

enum { KR_MAX_TERMS = 32 };

typedef struct kr_term {
	kr_view key;   /* empty: a plain word */
	kr_view value; /* without its marks */
} kr_term;

typedef struct kr_filter {
	kr_term terms[KR_MAX_TERMS];
	uint32_t n;
} kr_filter;

/* Views point into `text`. KR_EUSAGE: too many terms, a missing value or an
 * open quotation mark; err says at which byte. */
kr_status kr__filter_parse(kr_filter *f, kr_view text, kr_err *err);

/* What a key means in SQL: a condition with one ? per alternative. */
typedef enum kr_cond_kind {
	KR_COND_TEXT,   /* condition holds for each alternative: or-ed */
	KR_COND_CODE,   /* text that is a code (IDN, NSA-X); else the next of this key */
	KR_COND_TYPE,   /* name of a PLOVER type, bound as its number */
	KR_COND_STATUS,
	KR_COND_STATE,  /* of a pledge */
	KR_COND_SINCE,  /* a date: its first day */
	KR_COND_UNTIL,  /* a date: its last day */
	KR_COND_NUMBER
} kr_cond_kind;

/* Where the shelf (shelf.h) has the values of a condition. */
typedef enum kr_field {
	KR_FIELD_NONE, /* nowhere: only SQL can answer */
	KR_FIELD_WORD,
	KR_FIELD_SIDE,
	KR_FIELD_NAME_OF,
	KR_FIELD_CODE,
	KR_FIELD_TYPE,
	KR_FIELD_MODE,
	KR_FIELD_STATE,
	KR_FIELD_PLACE,
	KR_FIELD_COUNTRY,
	KR_FIELD_QUAD,
	KR_FIELD_ORIGIN,
	KR_FIELD_ORIGINS,
	KR_FIELD_REPORTS,
	KR_FIELD_SINCE,
	KR_FIELD_UNTIL,
	KR_FIELD_TO,
	KR_FIELD_KEY,
	KR_FIELD_BASIS,
	KR_FIELD_COUNTS, /* no keys: how many rows each position has */
	KR_N_FIELDS
} kr_field;

typedef struct kr_cond {
	const char *key; /* "" for plain words */
	kr_cond_kind kind;
	const char *sql; /* "(place = ? collate nocase)" */
	kr_field field;
} kr_cond;

typedef struct kr_binding {
	bool number;
	int64_t n;
	kr_view text;
} kr_binding;
enum { KR_MAX_BINDINGS = 96 };
typedef struct kr_where {
	kr_buf sql;
	kr_binding bind[KR_MAX_BINDINGS];
	int n;
} kr_where;
/* The condition of a term's key; NULL: no such filter (err says so). */
const kr_cond *kr__cond_find(const kr_cond *conds, const kr_term *t, kr_err *err);
/* The condition of one alternative of a term, its value in `b`. KR_EUSAGE. */
kr_status kr__cond_bind(const kr_cond **c, const kr_term *t, kr_view alt,
                        kr_binding *b, kr_err *err);
/* The next alternative of a term. */
bool kr__term_next(const kr_term *t, kr_view *rest, kr_view *alt);
/* Append " and (...)" for every term to `sql`, collect the values to bind.
 * `conds` ends with a NULL key. Unknown key or bad value: KR_EUSAGE. */
kr_status kr__where_build(kr_where *w, const kr_filter *f, const kr_cond *conds,
                          kr_err *err);

#endif
