// SPDX-License-Identifier: Apache-2.0
/* The chronicle in the store: records as rows, and the settled tables. */
#ifndef KR_STORE_CHRONICLE_H
#define KR_STORE_CHRONICLE_H

#include "doc/doc.h"
#include "merge/act.h"
#include "store/store.h"

/* Replace the rows of document `row` by the records of `d`. Inside a batch. */
kr_status kr__store_put_records(kr_store *s, int64_t row, const kr_doc *d,
                                kr_err *err);

/* All reports of the store in the order of (document id, record id), in `a`.
 * Decisions of people about actors (merge, name) are applied. */
kr_status kr__store_reports(kr_store *s, kr_arena *a, kr_act **out,
                            uint32_t *n, kr_err *err);

/* Make the settled tables anew from all records: happenings, pledges as of
 * the last day known, stories, actors. Does nothing if nothing changed. The
 * result is a function of the set of documents. */
kr_status kr__chronicle_settle(kr_store *s, kr_err *err);

/* Pledges as of a day that is not the last one known, written into the temp
 * tables as_pledge and as_pledge_move. */
kr_status kr__chronicle_as_of(kr_store *s, int32_t day, kr_err *err);

/* Show the whole chronicle as it was on a day, to this session only: what was
 * told by then, and what is of no known day. Once a session. */
kr_status kr__chronicle_rewind(kr_store *s, int32_t day, kr_err *err);

/* Answer from the settled tables: events, timeline, reports, pledges, moves,
 * quotes, actors, stories, outlets. Filters: filter.h. */
kr_status kr__chronicle_ask(kr_store *s, const kr_question *q,
                            kr_answer_sink sink, void *user, kr_err *err);

/* The text of the statement that answers about something; NULL: none does. */
const char *kr__chronicle_select(const char *about);

/* Choose events by a filter: their numbers stand in temp.chosen until the next
 * choice. For exports. */
kr_status kr__chronicle_choose(kr_store *s, const char *filter, kr_err *err);
/* Keep a person's decision about actors: "merge" a into b, "split" a (take its
 * merge back), "name" a b. Keys or names. Settle afterwards. */
kr_status kr__store_decide(kr_store *s, const char *kind, const char *a,
                           const char *b, kr_err *err);
/* Append why an event (h), pledge (p) or story (s) is as it is. */
kr_status kr__chronicle_explain(kr_store *s, const char *id, kr_buf *out, kr_err *err);

/* For asking and settling. */
void kr__store_bind_day(struct sqlite3_stmt *st, int i, int32_t day, bool known);
/* Columns i and i + 1: the first and the last day, null if unknown. */
void kr__store_bind_days(struct sqlite3_stmt *st, int i, kr_days days);
kr_status kr__store_exec(kr_store *s, const char *sql, kr_err *err);

#endif
