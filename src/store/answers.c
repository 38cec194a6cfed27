// SPDX-License-Identifier: Apache-2.0
/*
 * Answers from the settled chronicle. The problem: seven verbs, one grammar of
 * filters, answers in a tenth of a second on a million events. The idea: a
 * table row an answer: what to select, which conditions its filters mean, in
 * which order; numbers of types and days become words on the way out. Where the
 * shelf (sieve.c) has all that is asked for, it says which rows, and SQL only
 * fetches them; a store that is not settled is asked in SQL alone. Both give
 * the same rows. Limits: see sieve.c.
 */
#include <sqlite3.h>
#include <string.h>

#include "store/chronicle.h"
#include "store/filter.h"
#include "store/shelf.h"
#include "store/words.h"

/* Holds a part of a word, ASCII case put aside. */
#define HAS(col) "instr(lower(" col "), lower(?)) > 0"

static const kr_cond event_conds[] = {
	{ "", KR_COND_TEXT, "(" HAS("h.evidence") ")", KR_FIELD_WORD },
	{ "actor", KR_COND_CODE,
	  "(h.num in (select happening from happening_party where code = ?))", KR_FIELD_CODE },
	{ "actor", KR_COND_TEXT,
	  "(h.num in (select happening from happening_party where name = ? collate"
	  " nocase))", KR_FIELD_NAME_OF },
	{ "type", KR_COND_TYPE, "(h.type = ?)", KR_FIELD_TYPE },
	{ "mode", KR_COND_TEXT, "(h.mode = ?)", KR_FIELD_MODE },
	{ "status", KR_COND_STATUS, "(h.status = ?)", KR_FIELD_STATE },
	{ "since", KR_COND_SINCE,
	  "(h.num >= (select x.num from happening x where x.sort_day >= ?"
	  " order by x.sort_day, x.num limit 1))", KR_FIELD_SINCE },
	{ "until", KR_COND_UNTIL,
	  "(h.num <= (select x.num from happening x where x.sort_day <= ? order by"
	  " x.sort_day desc, x.num desc limit 1) and h.sort_day > -99999999)",
	  KR_FIELD_UNTIL },
	{ "place", KR_COND_TEXT, "(h.place = ? collate nocase)", KR_FIELD_PLACE },
	{ "country", KR_COND_TEXT, "(h.country = ?)", KR_FIELD_COUNTRY },
	{ "quad", KR_COND_NUMBER, "(h.quad = ?)", KR_FIELD_QUAD },
	{ "origin", KR_COND_TEXT, "(" HAS("h.origins") ")", KR_FIELD_ORIGIN },
	{ "min-origins", KR_COND_NUMBER, "(h.n_origins >= ?)", KR_FIELD_ORIGINS },
	{ "min-reports", KR_COND_NUMBER, "(h.n_reports >= ?)", KR_FIELD_REPORTS },
	{ "story", KR_COND_TEXT, "(h.story = ?)", KR_FIELD_NONE },
	{ "id", KR_COND_TEXT, "(h.id = ?)", KR_FIELD_NONE },
	{ "doc", KR_COND_TEXT,
	  "(h.num in (select r.happening from happening_report r join document d on"
	  " d.num = r.doc where d.id = ?))", KR_FIELD_NONE },
	{ NULL, KR_COND_TEXT, NULL, KR_FIELD_NONE },
};

static const kr_cond pledge_conds[] = {
	{ "", KR_COND_TEXT, "(" HAS("p.what") ")", KR_FIELD_WORD },
	{ "actor", KR_COND_TEXT,
	  "(" HAS("p.codes") " or " HAS("p.actors") " or " HAS("p.recipients") ")",
	  KR_FIELD_SIDE },
	{ "type", KR_COND_TYPE, "(p.type = ?)", KR_FIELD_TYPE },
	{ "state", KR_COND_STATE, "(p.state = ?)", KR_FIELD_STATE },
	{ "since", KR_COND_SINCE, "(p.opened_day >= ?)", KR_FIELD_SINCE },
	{ "until", KR_COND_UNTIL, "(p.opened_day <= ?)", KR_FIELD_UNTIL },
	{ "story", KR_COND_TEXT, "(p.story = ?)", KR_FIELD_NONE },
	{ "id", KR_COND_TEXT, "(p.id = ?)", KR_FIELD_NONE },
	{ NULL, KR_COND_TEXT, NULL, KR_FIELD_NONE },
};

static const kr_cond quote_conds[] = {
	{ "", KR_COND_TEXT, "(" HAS("q.text") ")", KR_FIELD_WORD },
	{ "actor", KR_COND_CODE, "(q.code = ?)", KR_FIELD_CODE },
	{ "actor", KR_COND_TEXT, "(q.speaker = ? collate nocase)", KR_FIELD_NAME_OF },
	{ "kind", KR_COND_TEXT, "(q.kind = ?)", KR_FIELD_TYPE },
	{ "to", KR_COND_TEXT, "(" HAS("q.addressee") ")", KR_FIELD_TO },
	{ "origin", KR_COND_TEXT, "(" HAS("q.reported_by") ")", KR_FIELD_ORIGIN },
	{ "doc", KR_COND_TEXT, "(d.id = ?)", KR_FIELD_NONE },
	{ NULL, KR_COND_TEXT, NULL, KR_FIELD_NONE },
};

static const kr_cond actor_conds[] = {
	{ "", KR_COND_TEXT, "(" HAS("a.name") ")", KR_FIELD_NONE },
	{ "code", KR_COND_TEXT, "(a.code = ?)", KR_FIELD_NONE },
	{ "type", KR_COND_TEXT, "(a.type = ?)", KR_FIELD_NONE },
	{ "basis", KR_COND_TEXT, "(a.basis = ?)", KR_FIELD_NONE },
	{ NULL, KR_COND_TEXT, NULL, KR_FIELD_NONE },
};

static const kr_cond mention_conds[] = {
	{ "", KR_COND_TEXT, "(e.name = ? collate nocase)", KR_FIELD_NAME_OF },
	{ "key", KR_COND_TEXT, "(e.key = ?)", KR_FIELD_KEY },
	{ "code", KR_COND_TEXT, "(e.code = ?)", KR_FIELD_CODE },
	{ "basis", KR_COND_TEXT, "(e.basis = ?)", KR_FIELD_BASIS },
	{ NULL, KR_COND_TEXT, NULL, KR_FIELD_NONE },
};

static const kr_cond story_conds[] = {
	{ "", KR_COND_TEXT, "(" HAS("s.title") ")", KR_FIELD_WORD },
	{ "since", KR_COND_SINCE, "(s.last_day >= ?)", KR_FIELD_SINCE },
	{ "until", KR_COND_UNTIL, "(s.first_day <= ?)", KR_FIELD_UNTIL },
	{ "id", KR_COND_TEXT, "(s.id = ?)", KR_FIELD_NONE },
	{ NULL, KR_COND_TEXT, NULL, KR_FIELD_NONE },
};

static const kr_cond source_conds[] = {
	{ "", KR_COND_TEXT, "(" HAS("d.outlet") ")", KR_FIELD_NONE },
	{ NULL, KR_COND_TEXT, NULL, KR_FIELD_NONE },
};

struct answer {
	const char *about, *select; /* ends with "where 1" */
	const kr_cond *conds;
	const char *order;
	const char *as_of; /* select for an earlier day; NULL: not to be asked */
	kr_shelf_kind shelf;
	const char *row;   /* " and h.num = ?": one position of the shelf */
	const char *check; /* select of nothing but whether a row is */
	bool many;         /* a position has any number of rows */
	const char *sum;   /* the select of a settled store (sums.c), else NULL */
};

#define OF_EVENTS \
	KR_SHELF_EVENTS, " and h.num = ? ", "select 1 from happening h where 1"
#define OF_PLEDGES KR_SHELF_PLEDGES, " and p.num = ? ", "select 1 from pledge p where 1"
#define NO_SHELF KR_SHELF_NONE, NULL, NULL, false, NULL

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
	{ "events", HAPPENING, event_conds, "order by h.num", NULL, OF_EVENTS, false, NULL },
	{ "timeline", HAPPENING, event_conds, "order by h.num", NULL, OF_EVENTS, false, NULL },
	{ "pledges", PLEDGES("pledge"), pledge_conds, "order by p.num",
	  PLEDGES("temp.as_pledge"), OF_PLEDGES, false, NULL },
	{ "moves", MOVES("pledge", "pledge_move"), pledge_conds,
	  "order by p.num, m.n",
	  MOVES("temp.as_pledge", "temp.as_pledge_move"), OF_PLEDGES, true, NULL },
	{ "quotes",
	  "select q.id as id, d.published as published, q.speaker as speaker, q.code as"
	  " code, q.kind as kind, q.addressee as addressee, q.reported_by as"
	  " reported_by, q.text as text, d.id as doc, q.span_start as start, q.span_end"
	  " as end from quote q join document d on d.num = q.doc where 1",
	  quote_conds, "order by q.sort, d.id, q.span_start, q.id", NULL,
	  KR_SHELF_QUOTES, " and q.num = ? ", "select 1 from quote q where 1", false,
	  NULL },
	{ "actors",
	  "select a.name as name, a.type as type, a.code as code, a.sector as sector,"
	  " a.role as role, a.n_docs as docs, " DAY("a.first_day") " as first, "
	  DAY("a.last_day") " as last, a.basis as basis, a.key as key"
	  " from actor a where 1", actor_conds, "order by a.n_docs desc, a.key", NULL,
	  NO_SHELF },
	{ "stories",
	  "select s.id as id, " DAY("s.first_day") " as first, " DAY("s.last_day")
	  " as last, s.n_docs as docs, s.n_happenings as events, s.n_pledges as pledges,"
	  " s.title as title from story s where 1", story_conds,
	  "order by s.n_docs desc, s.first_day, s.id", NULL,
	  KR_SHELF_STORIES, " and s.num = ? ", "select 1 from story s where 1", false,
	  NULL },
	{ "reports",
	  "select h.id as id, d.id as doc, d.published as published, d.outlet as outlet,"
	  " d.chain as chain, e.id as event, e.date as date, e.place as place, e.rule as"
	  " rule, e.span_start as start, e.span_end as end, e.evidence as evidence"
	  " from happening h join happening_report r on r.happening = h.num join event e"
	  " on e.num = r.event join document d on d.num = r.doc where 1", event_conds,
	  "order by h.num, coalesce(d.published, '9999'), d.id, e.id", NULL, OF_EVENTS,
	  true, NULL },
	{ "mentions",
	  "select e.key as key, e.name as name, e.role as role, e.code as code, e.basis as"
	  " basis, d.published as published, d.outlet as outlet, d.id as doc from entity e"
	  " join document d on d.num = e.doc where e.key is not null", mention_conds,
	  "order by e.key, coalesce(d.published, d.latest, '9999'), d.id, e.name", NULL,
	  KR_SHELF_MENTIONS, " and e.rowid = ? ", "select 1", false, NULL },
	{ "conflicts",
	  "select case when h.dates_differ then 'day' else 'place' end as differs,"
	  " case when h.dates_differ then e.date end as day, e.place as place, count(*)"
	  " as reports, min(d.id) as doc from happening h join happening_report r on"
	  " r.happening = h.num join event e on e.num = r.event join document d on d.num"
	  " = r.doc where (h.dates_differ or h.place_differs)", event_conds,
	  "group by h.num, 2, e.place order by h.num, 2, e.place", NULL, NO_SHELF },
	{ "articles",
	  "select d.id as doc, d.published as published, d.outlet as outlet, sd.adds as"
	  " adds, d.title as title from story s join story_doc sd on sd.story = s.num join"
	  " document d on d.num = sd.doc where 1", story_conds,
	  "order by s.num, coalesce(d.published, d.latest, '9999'), d.id", NULL, NO_SHELF },
	{ "outlets",
	  "select d.outlet as outlet, count(*) as articles, min(d.published) as first,"
	  " max(d.published) as last from document d where 1", source_conds,
	  "group by d.outlet order by count(*) desc, d.outlet", NULL, KR_SHELF_NONE,
	  NULL, NULL, false, "select d.outlet as outlet, d.articles as articles, d.first as"
	  " first, d.last as last from outlet_sum d where 1" },
};

struct asked {
	kr_store *s;
	const struct answer *about;
	const kr_question *q;
	kr_filter filter;
	kr_answer_sink sink;
	void *user;
	kr_err *err;
};

/* Where a page stands: rows to pass over, rows to give (-1: all). */
struct window {
	uint64_t skip;
	int64_t left;
};

static kr_status rows(struct asked *a, sqlite3_stmt *st, struct window *w)
{
	int rc = SQLITE_DONE;
	kr_status status = KR_OK;

	while (!status && w->left && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		if (w->skip) {
			w->skip--;
			continue;
		}
		status = kr__store_row(st, a->sink, a->user);
		w->left -= w->left > 0;
	}
	return status || !w->left || rc == SQLITE_DONE ? status
	                                              : kr__store_fail(a->s, a->err);
}

static struct window window(const kr_question *q)
{
	return (struct window){ q->offset, q->limit && q->limit < INT64_MAX
		                                   ? (int64_t)q->limit : -1 };
}

static void bind_all(sqlite3_stmt *st, const kr_where *w)
{
	for (int i = 0; i < w->n; i++)
		if (w->bind[i].number)
			sqlite3_bind_int64(st, i + 1, w->bind[i].n);
		else
			sqlite3_bind_text(st, i + 1, w->bind[i].text.ptr,
			                  (int)w->bind[i].text.len, SQLITE_STATIC);
}

/* "timeline A B": both must take part. Plain words are actors there. */
static void words_to_actors(kr_filter *f)
{
	for (uint32_t i = 0; i < f->n; i++)
		if (!f->terms[i].key.len)
			f->terms[i].key = KR_V("actor");
}

struct prepared {
	sqlite3_stmt *st;
	int next; /* the first value that is not bound */
};

/* `select` with the conditions of `f`, `row` and the order, values bound. */
static kr_status prepare(struct asked *a, const char *select, const kr_filter *f,
                         const char *row, struct prepared *p)
{
	kr_where where = { .n = 0 }, *w = &where;

	kr__buf_init(&w->sql, NULL);
	kr__buf_str(&w->sql, select);
	kr_status status = kr__where_build(w, f, a->about->conds, a->err);
	kr__buf_str(&w->sql, row);
	kr__buf_chr(&w->sql, ' ');
	kr__buf_str(&w->sql, select == a->about->sum ? "order by d.num" : a->about->order);
	if (!status)
		status = w->sql.failed;
	if (!status && sqlite3_prepare_v2(kr__store_db(a->s), w->sql.ptr, -1, &p->st,
	                                  NULL))
		status = kr__store_fail(a->s, a->err);
	if (!status)
		bind_all(p->st, w);
	p->next = w->n + 1;
	kr__buf_drop(&w->sql);
	return status;
}

static kr_status ask_sql(struct asked *a)
{
	struct window page = window(a->q);
	struct prepared p = { NULL, 0 };
	const char *select = a->q->as_of ? a->about->as_of
	                     : a->about->sum && kr__shelf_fresh(a->s) ? a->about->sum
	                                                              : a->about->select;
	kr_status status = prepare(a, select, &a->filter, "", &p);

	if (!status)
		status = rows(a, p.st, &page);
	sqlite3_finalize(p.st);
	return status;
}

/* Does the row hold what the shelf could not tell? */
static kr_status check(struct asked *a, const struct prepared *p, int64_t row, bool *holds)
{
	sqlite3_bind_int64(p->st, p->next, row);
	int rc = sqlite3_step(p->st);
	kr_status status = rc == SQLITE_ROW || rc == SQLITE_DONE
	                           ? KR_OK : kr__store_fail(a->s, a->err);

	*holds = rc == SQLITE_ROW;
	sqlite3_reset(p->st);
	return status;
}

static kr_status give(struct asked *a, const kr_sieve *v, sqlite3_stmt *row,
                      const struct prepared *late)
{
	struct window page = window(a->q);
	uint32_t at = late->st ? 0 : kr__sieve_skip(v, a->about->many, &page.skip);
	kr_status status = KR_OK;

	for (at = kr__sieve_next(v, at); at < v->n && page.left && !status;
	     at = kr__sieve_next(v, at + 1)) {
		int64_t num = v->rows ? v->rows[at] : (int64_t)at + 1;
		bool holds = true;
		if (late->st)
			status = check(a, late, num, &holds);
		if (status || !holds)
			continue;
		if (page.skip && !a->about->many) {
			page.skip--;
			continue;
		}
		sqlite3_bind_int64(row, 1, num);
		status = rows(a, row, &page);
		sqlite3_reset(row);
	}
	return status;
}

static kr_status ask_sieve(struct asked *a, const kr_sieve *v)
{
	static const kr_filter none = { .n = 0 };
	struct prepared row = { NULL, 0 }, late = { NULL, 0 };
	kr_status status = prepare(a, a->about->select, &none, a->about->row, &row);

	if (!status && v->late.n)
		status = prepare(a, a->about->check, &v->late, a->about->row, &late);
	if (!status)
		status = give(a, v, row.st, &late);
	sqlite3_finalize(row.st);
	sqlite3_finalize(late.st);
	return status;
}

static kr_status ask(struct asked *a)
{
	kr_sieve v;
	kr_status status = kr__filter_parse(&a->filter, kr__view_of(a->q->filter), a->err);

	if (status)
		return status;
	if (strcmp(a->about->about, "timeline") == 0)
		words_to_actors(&a->filter);
	if (a->q->as_of || a->about->shelf == KR_SHELF_NONE || !kr__shelf_fresh(a->s))
		return ask_sql(a);
	const kr_wanted wanted = { a->about->shelf, &a->filter, a->about->conds };
	status = kr__sieve_make(&v, a->s, &wanted, a->err);
	status = status == KR_EUNSUP ? ask_sql(a) : status ? status : ask_sieve(a, &v);
	kr__sieve_drop(&v);
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
		struct asked a = { .s = s, .about = &answers[i], .q = q, .sink = sink,
			           .user = user, .err = err };
		return status ? status : ask(&a);
	}
	return kr__err_fmt(err, KR_EUSAGE, "", -1, "no answers about '%s'", q->about);
}

kr_status kr__chronicle_choose(kr_store *s, const char *filter, kr_err *err)
{
	struct asked a = { .s = s, .about = &answers[0], .err = err };
	struct prepared p = { NULL, 0 };
	kr_status status = kr__filter_parse(&a.filter, kr__view_of(filter), err);

	if (!status)
		status = kr__store_exec(s, "pragma query_only = off;"
		                           "create temp table if not exists chosen"
		                           " (num integer primary key);"
		                           "delete from temp.chosen;", err);
	if (!status)
		status = prepare(&a, "insert into temp.chosen select h.num from happening h"
		                     " where 1", &a.filter, "", &p);
	if (!status && sqlite3_step(p.st) != SQLITE_DONE)
		status = kr__store_fail(s, err);
	sqlite3_finalize(p.st);
	return status;
}
