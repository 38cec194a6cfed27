// SPDX-License-Identifier: Apache-2.0
/*
 * Answers from the settled chronicle. The problem: seven verbs, one grammar of
 * filters, answers in a tenth of a second on a million events. The idea: a
 * table row an answer: what to select, which conditions its filters mean, in
 * which order; numbers of types and days become words on the way out. Limits:
 * filters that no index serves (place, origin) walk in the answer's order and
 * stop at the limit.
 */
#include <sqlite3.h>
#include <string.h>

#include "store/chronicle.h"
#include "store/filter.h"
#include "store/words.h"

static const kr_cond event_conds[] = {
	{ "", KR_COND_TEXT, "(h.evidence like '%' || ? || '%')" },
	{ "actor", KR_COND_CODE,
	  "(h.num in (select happening from happening_party where code = ?))" },
	{ "actor", KR_COND_TEXT,
	  "(h.num in (select happening from happening_party where name = ? collate"
	  " nocase))" },
	{ "type", KR_COND_TYPE, "(h.type = ?)" },
	{ "mode", KR_COND_TEXT, "(h.mode = ?)" },
	{ "status", KR_COND_STATUS, "(h.status = ?)" },
	{ "since", KR_COND_SINCE, "(h.num >= (select x.num from happening x where x.sort_day >= ?"
	  " order by x.sort_day, x.num limit 1))" },
	{ "until", KR_COND_UNTIL, "(h.num <= (select x.num from happening x where x.sort_day <= ?"
	  " order by x.sort_day desc, x.num desc limit 1) and h.sort_day > -99999999)" },
	{ "place", KR_COND_TEXT, "(h.place = ? collate nocase)" },
	{ "country", KR_COND_TEXT, "(h.country = ?)" },
	{ "quad", KR_COND_NUMBER, "(h.quad = ?)" },
	{ "origin", KR_COND_TEXT, "(h.origins like '%' || ? || '%')" },
	{ "min-origins", KR_COND_NUMBER, "(h.n_origins >= ?)" },
	{ "min-reports", KR_COND_NUMBER, "(h.n_reports >= ?)" },
	{ "story", KR_COND_TEXT, "(h.story = ?)" },
	{ "id", KR_COND_TEXT, "(h.id = ?)" },
	{ "doc", KR_COND_TEXT,
	  "(h.num in (select r.happening from happening_report r join document d on"
	  " d.num = r.doc where d.id = ?))" },
	{ NULL, KR_COND_TEXT, NULL },
};

static const kr_cond pledge_conds[] = {
	{ "", KR_COND_TEXT, "(p.what like '%' || ? || '%')" },
	{ "actor", KR_COND_TEXT,
	  "(p.codes like '%' || ? || '%' or p.actors like '%' || ? || '%' or"
	  " p.recipients like '%' || ? || '%')" },
	{ "type", KR_COND_TYPE, "(p.type = ?)" },
	{ "state", KR_COND_STATE, "(p.state = ?)" },
	{ "since", KR_COND_SINCE, "(p.opened_day >= ?)" },
	{ "until", KR_COND_UNTIL, "(p.opened_day <= ?)" },
	{ "story", KR_COND_TEXT, "(p.story = ?)" },
	{ "id", KR_COND_TEXT, "(p.id = ?)" },
	{ NULL, KR_COND_TEXT, NULL },
};

static const kr_cond quote_conds[] = {
	{ "", KR_COND_TEXT, "(q.text like '%' || ? || '%')" },
	{ "actor", KR_COND_CODE, "(q.code = ?)" },
	{ "actor", KR_COND_TEXT, "(q.speaker = ? collate nocase)" },
	{ "kind", KR_COND_TEXT, "(q.kind = ?)" },
	{ "to", KR_COND_TEXT, "(q.addressee like '%' || ? || '%')" },
	{ "origin", KR_COND_TEXT, "(q.reported_by like '%' || ? || '%')" },
	{ "doc", KR_COND_TEXT, "(d.id = ?)" },
	{ NULL, KR_COND_TEXT, NULL },
};

static const kr_cond actor_conds[] = {
	{ "", KR_COND_TEXT, "(a.name like '%' || ? || '%')" },
	{ "code", KR_COND_TEXT, "(a.code = ?)" },
	{ "type", KR_COND_TEXT, "(a.type = ?)" },
	{ "basis", KR_COND_TEXT, "(a.basis = ?)" },
	{ NULL, KR_COND_TEXT, NULL },
};

static const kr_cond mention_conds[] = {
	{ "", KR_COND_TEXT, "(e.name = ? collate nocase)" },
	{ "key", KR_COND_TEXT, "(e.key = ?)" },
	{ "code", KR_COND_TEXT, "(e.code = ?)" },
	{ "basis", KR_COND_TEXT, "(e.basis = ?)" },
	{ NULL, KR_COND_TEXT, NULL },
};

static const kr_cond story_conds[] = {
	{ "", KR_COND_TEXT, "(s.title like '%' || ? || '%')" },
	{ "since", KR_COND_SINCE, "(s.last_day >= ?)" },
	{ "until", KR_COND_UNTIL, "(s.first_day <= ?)" },
	{ "id", KR_COND_TEXT, "(s.id = ?)" },
	{ NULL, KR_COND_TEXT, NULL },
};

static const kr_cond source_conds[] = {
	{ "", KR_COND_TEXT, "(d.outlet like '%' || ? || '%')" },
	{ NULL, KR_COND_TEXT, NULL },
};

struct answer {
	const char *about, *select; /* ends with "where 1" */
	const kr_cond *conds;
	const char *order;
	const char *as_of; /* select for an earlier day; NULL: not to be asked */
};

#define HAPPENING                                                              \
	"select h.id as id, " DAY("h.first_day") " as day, " DAY("h.last_day")     \
	" as until, " TYPE("h.type") " as type, h.mode as mode, " STATUS("h.status") \
	" as status, h.actors as actors, h.recipients as recipients, h.codes as codes," \
	" h.place as place, h.country as country, h.n_reports as reports,"        \
	" h.n_origins as origins, h.first_report as first_report, h.story as story," \
	" h.evidence as evidence from happening h where 1"

#define PLEDGES(table)                                                         \
	"select p.id as id, " MOVE("p.state") " as state, case p.promised when 1"  \
	" then 'promised' else 'not promised' end as firmness, " TYPE("p.type")    \
	" as type, p.what as what, p.actors as actors, p.recipients as recipients," \
	" p.codes as codes, "                                                       \
	DAY("p.opened_day") " as opened, " DAY("p.due_first") " as due, "          \
	DAY("p.due_last") " as due_until, p.delay as delay_days, p.n_moves as moves," \
	" p.story as story from " table " p where 1"

#define MOVES(table, moves)                                                    \
	"select p.id as id, m.n + 1 as n, " DAY("m.day") " as day, "               \
	MOVE_MADE("m.kind") ", no report' end) as move, "                          \
	"case when m.event is not null then " STATUS("m.status") " end as said, "  \
	DAY("m.due_first") " as due, " DAY("m.due_last")                           \
	" as due_until, m.days as days, d.id as doc, e.id as event,"               \
	" e.rule as rule, e.span_start as start, e.span_end as end, e.evidence as" \
	" evidence from " table " p join " moves " m on m.pledge = p.num left join" \
	" event e on e.num = m.event left join document d on d.num = m.doc where 1"

static const struct answer answers[] = {
	{ "events", HAPPENING, event_conds, "order by h.num", NULL },
	{ "timeline", HAPPENING, event_conds, "order by h.num", NULL },
	{ "pledges", PLEDGES("pledge"), pledge_conds, "order by p.num",
	  PLEDGES("temp.as_pledge") },
	{ "moves", MOVES("pledge", "pledge_move"), pledge_conds,
	  "order by p.num, m.n",
	  MOVES("temp.as_pledge", "temp.as_pledge_move") },
	{ "quotes",
	  "select q.id as id, d.published as published, q.speaker as speaker, q.code as"
	  " code, q.kind as kind, q.addressee as addressee, q.reported_by as"
	  " reported_by, q.text as text, d.id as doc, q.span_start as start, q.span_end"
	  " as end from quote q join document d on d.num = q.doc where 1",
	  quote_conds, "order by q.sort, d.id,"
	  " q.span_start, q.id", NULL },
	{ "actors",
	  "select a.name as name, a.type as type, a.code as code, a.sector as sector,"
	  " a.role as role, a.n_docs as docs, " DAY("a.first_day") " as first, "
	  DAY("a.last_day") " as last, a.basis as basis, a.key as key"
	  " from actor a where 1", actor_conds, "order by a.n_docs desc, a.key", NULL },
	{ "stories",
	  "select s.id as id, " DAY("s.first_day") " as first, " DAY("s.last_day")
	  " as last, s.n_docs as docs, s.n_happenings as events, s.n_pledges as pledges,"
	  " s.title as title from story s where 1", story_conds,
	  "order by s.n_docs desc, s.first_day, s.id", NULL },
	{ "reports",
	  "select h.id as id, d.id as doc, d.published as published, d.outlet as outlet,"
	  " d.chain as chain, e.id as event, e.date as date, e.place as place, e.rule as"
	  " rule, e.span_start as start, e.span_end as end, e.evidence as evidence"
	  " from happening h join happening_report r on r.happening = h.num join event e"
	  " on e.num = r.event join document d on d.num = r.doc where 1", event_conds,
	  "order by h.num, coalesce(d.published, '9999'), d.id, e.id", NULL },
	{ "mentions",
	  "select e.key as key, e.name as name, e.role as role, e.code as code, e.basis as"
	  " basis, d.published as published, d.outlet as outlet, d.id as doc from entity e"
	  " join document d on d.num = e.doc where e.key is not null", mention_conds,
	  "order by e.key, coalesce(d.published, d.latest, '9999'), d.id, e.name", NULL },
	{ "conflicts",
	  "select case when h.dates_differ then 'day' else 'place' end as differs,"
	  " case when h.dates_differ then e.date end as day, e.place as place, count(*)"
	  " as reports, min(d.id) as doc from happening h join happening_report r on"
	  " r.happening = h.num join event e on e.num = r.event join document d on d.num"
	  " = r.doc where (h.dates_differ or h.place_differs)", event_conds,
	  "group by h.num, 2, e.place order by h.num, 2, e.place", NULL },
	{ "articles",
	  "select d.id as doc, d.published as published, d.outlet as outlet, sd.adds as"
	  " adds, d.title as title from story s join story_doc sd on sd.story = s.num join"
	  " document d on d.num = sd.doc where 1", story_conds,
	  "order by s.num, coalesce(d.published, d.latest, '9999'), d.id", NULL },
	{ "outlets",
	  "select d.outlet as outlet, count(*) as articles, min(d.published) as first,"
	  " max(d.published) as last from document d where 1", source_conds,
	  "group by d.outlet order by count(*) desc, d.outlet", NULL },
};

static kr_status rows(kr_store *s, sqlite3_stmt *st, kr_answer_sink sink,
                      void *user, kr_err *err)
{
	const char *names[24];
	kr_view values[24];
	int n = sqlite3_column_count(st), rc;
	kr_status status = KR_OK;

	while ((rc = sqlite3_step(st)) == SQLITE_ROW && !status) {
		for (int i = 0; i < n && i < 24; i++) {
			names[i] = sqlite3_column_name(st, i);
			values[i] = kr__store_col(st, i);
		}
		status = sink(user, &(kr_answer_row){ (size_t)n, names, values });
	}
	return status || rc == SQLITE_DONE ? status : kr__store_fail(s, err);
}

static void bind_all(sqlite3_stmt *st, const kr_where *w, const kr_question *q)
{
	for (int i = 0; i < w->n; i++)
		if (w->bind[i].number)
			sqlite3_bind_int64(st, i + 1, w->bind[i].n);
		else
			sqlite3_bind_text(st, i + 1, w->bind[i].text.ptr,
			                  (int)w->bind[i].text.len, SQLITE_STATIC);
	sqlite3_bind_int64(st, w->n + 1,
	                   q->limit && q->limit < INT64_MAX ? (int64_t)q->limit : -1);
	sqlite3_bind_int64(st, w->n + 2,
	                   q->offset < INT64_MAX ? (int64_t)q->offset : 0);
}

/* "timeline A B": both must take part. Plain words are actors there. */
static void words_to_actors(kr_filter *f)
{
	for (uint32_t i = 0; i < f->n; i++)
		if (!f->terms[i].key.len)
			f->terms[i].key = KR_V("actor");
}

static kr_status ask(kr_store *s, const struct answer *a, const kr_question *q,
                     kr_answer_sink sink, void *user, kr_err *err)
{
	kr_filter f;
	kr_where w = { .n = 0 };
	sqlite3_stmt *st = NULL;
	kr_status status = kr__filter_parse(&f, kr__view_of(q->filter), err);

	if (status)
		return status;
	if (strcmp(a->about, "timeline") == 0)
		words_to_actors(&f);
	kr__buf_init(&w.sql, NULL);
	kr__buf_str(&w.sql, q->as_of && a->as_of ? a->as_of : a->select);
	status = kr__where_build(&w, &f, a->conds, err);
	kr__buf_chr(&w.sql, ' ');
	kr__buf_str(&w.sql, a->order);
	kr__buf_str(&w.sql, " limit ? offset ?");
	if (!status && sqlite3_prepare_v2(kr__store_db(s), w.sql.ptr, -1, &st, NULL))
		status = kr__store_fail(s, err);
	if (!status) {
		bind_all(st, &w, q);
		status = rows(s, st, sink, user, err);
	}
	sqlite3_finalize(st);
	kr__buf_drop(&w.sql);
	return status;
}

kr_status kr__chronicle_ask(kr_store *s, const kr_question *q, kr_answer_sink sink,
                            void *user, kr_err *err)
{
	kr_date d;

	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		if (strcmp(q->about, answers[i].about) != 0)
			continue;
		if (q->as_of && !kr__date_parse(kr__view_of(q->as_of), &d))
			return kr__err_fmt(err, KR_EUSAGE, "as-of", -1,
			                   "is no date: '%s'", q->as_of);
		if (q->as_of && !answers[i].as_of)
			return kr__err_fmt(err, KR_EUSAGE, "as-of", -1,
			                   "no earlier state of '%s' is kept", q->about);
		kr_status status = q->as_of ? kr__chronicle_as_of(
			                              s, kr__date_days(d).last, err)
		                            : KR_OK;
		return status ? status : ask(s, &answers[i], q, sink, user, err);
	}
	return kr__err_fmt(err, KR_EUSAGE, "", -1, "no answers about '%s'", q->about);
}

kr_status kr__chronicle_choose(kr_store *s, const char *filter, kr_err *err)
{
	kr_filter f;
	kr_where w = { .n = 0 };
	sqlite3_stmt *st = NULL;
	kr_status status = kr__filter_parse(&f, kr__view_of(filter), err);

	if (!status)
		status = kr__store_exec(s, "pragma query_only = off;"
		                           "create temp table if not exists chosen"
		                           " (num integer primary key);"
		                           "delete from temp.chosen;", err);
	if (status)
		return status;
	kr__buf_init(&w.sql, NULL);
	kr__buf_str(&w.sql, "insert into temp.chosen select h.num from happening h"
	                    " where 1");
	status = kr__where_build(&w, &f, event_conds, err);
	kr__buf_str(&w.sql, " limit ? offset ?");
	if (!status && sqlite3_prepare_v2(kr__store_db(s), w.sql.ptr, -1, &st, NULL))
		status = kr__store_fail(s, err);
	if (!status) {
		bind_all(st, &w, &(kr_question){ .limit = 0 });
		if (sqlite3_step(st) != SQLITE_DONE)
			status = kr__store_fail(s, err);
	}
	sqlite3_finalize(st);
	kr__buf_drop(&w.sql);
	return status;
}
