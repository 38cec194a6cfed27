// SPDX-License-Identifier: Apache-2.0
/*
 * Facts: what leaves the chronicle. Plain structs between the store, which
 * fills them, and tell, which writes them out. Strings are borrowed for the
 * time of one call.
 */
#ifndef KR_MERGE_FACT_H
#define KR_MERGE_FACT_H

#include "base/base.h"

/* ---- tables ---------------------------------------------------------------- */
typedef enum kr_column_type {
	KR_COLUMN_TEXT,
	KR_COLUMN_DAY,  /* ISO 8601 day */
	KR_COLUMN_INT,
	KR_COLUMN_REAL,
	KR_COLUMN_BOOL  /* 0 or 1 */
} kr_column_type;

typedef struct kr_column {
	const char *name;
	kr_column_type type;
	const char *sql;     /* how the store makes it */
	const char *meaning; /* one sentence for the data dictionary */
} kr_column;

/* A value: null, or its text and, by the column's type, a number. */
typedef struct kr_cell {
	bool null;
	int64_t n;   /* INT, BOOL; DAY: days from 1970-01-01 */
	double real; /* REAL */
	kr_view text; /* as written in CSV; always given */
} kr_cell;

/* ---- events with all that belongs to them ------------------------------------ */
typedef struct kr_fact_side {
	kr_view key, name, code, sector;
} kr_fact_side;

typedef struct kr_fact_report { /* one document that tells of the event */
	kr_view doc, source, url, title, outlet, lang, published;
	kr_view event, rule, said_by, evidence;
	int64_t start, end, doc_len; /* bytes of the document's text */
	int64_t confidence;          /* permille */
} kr_fact_report;

typedef struct kr_fact {
	kr_view id, type, mode, status, cameo, object;
	int64_t score10, quad;
	kr_view first_day, last_day, first_report; /* ISO days or empty */
	kr_view place, country, lat, lon;          /* lat, lon: decimal or empty */
	int64_t n_reports, n_origins;
	kr_view origins, story, evidence, contexts; /* contexts parted by ; */
	const kr_fact_side *sides;                  /* actors first */
	uint32_t n_actors, n_recipients;
	const kr_fact_report *first; /* the earliest report, or NULL */
} kr_fact;

/* ---- the graph of actors ------------------------------------------------------ */
typedef struct kr_fact_node {
	kr_view key, name, type, code, sector;
	int64_t n_events;
} kr_fact_node;

typedef struct kr_fact_edge {
	kr_view from, to; /* keys */
	bool directed;
	int64_t n, n_quad[4], sum_score10;
	kr_view first_day, last_day;
} kr_fact_edge;

#endif
