// SPDX-License-Identifier: Apache-2.0
/*
 * Tidy tables: what the chronicle holds, for exports. Every table has a
 * dictionary: a name, a type, SQL and a sentence for each column. Rows come in
 * an order that is a function of the set of documents.
 */
#ifndef KR_STORE_TABLES_H
#define KR_STORE_TABLES_H

#include "merge/fact.h"
#include "store/chronicle.h"

enum { KR_MAX_COLUMNS = 32 };

typedef struct kr_table {
	const char *name, *meaning;
	const kr_column *columns;
	uint32_t n_columns;
	const char *from;   /* " from ... where 1" */
	const char *chosen; /* condition up to the list of chosen events, and ... */
	const char *closing; /* ... what closes it */
	const char *order;
} kr_table;

extern const kr_table kr__tables[];
extern const uint32_t kr__n_tables;
const kr_table *kr__table_find(const char *name);

/* A row: as many cells as the table has columns. Return KR_OK to go on. */
typedef struct kr_row_sink {
	kr_status (*row)(void *user, const kr_cell *cells, uint32_t n);
	void *user;
} kr_row_sink;

/* All rows of `t`; `chosen`: only what belongs to the events that
 * kr__chronicle_choose chose. */
kr_status kr__table_rows(kr_store *s, const kr_table *t, bool chosen,
                         const kr_row_sink *sink, kr_err *err);

/* What a walk over events hands out. `report` may be NULL. */
typedef struct kr_fact_sink {
	kr_status (*event)(void *user, const kr_fact *f);
	kr_status (*report)(void *user, const kr_fact *f, const kr_fact_report *r);
	void *user;
} kr_fact_sink;

/* Every event by day and id, then its reports by day and document. `first` of
 * the fact is the earliest report. */
kr_status kr__store_facts(kr_store *s, bool chosen, const kr_fact_sink *sink,
                          kr_err *err);

/* The stored record (line of JSON) of every document by id. */
typedef kr_status (*kr_record_sink)(void *user, kr_view id, kr_view record);
kr_status kr__store_records(kr_store *s, bool chosen, kr_record_sink sink,
                            void *user, kr_err *err);

/* Actors and who did how often what to whom; by key. */
typedef struct kr_graph_sink {
	kr_status (*node)(void *user, const kr_fact_node *n);
	kr_status (*edge)(void *user, const kr_fact_edge *e);
	void *user;
} kr_graph_sink;
kr_status kr__store_graph(kr_store *s, bool chosen, const kr_graph_sink *sink,
                          kr_err *err);

#endif
