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

#include "store/answer.h"
#include "store/chronicle.h"
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

/* What the reports of one event contradict each other in (conflicts.c): a row a
 * version and an origin of it. */
#define NAMED(p) "(" p ".key like 'person/%' or " p ".key like 'org/%')"
#define ORIGIN                                                                     \
	"coalesce((select c.name from credit c where c.num = d.num order by c.step"  \
	" desc, c.place limit 1), d.outlet)"
#define CONFLICTS                                                                  \
	"select k.differs as differs, case k.differs when 'day' then e.date when"   \
	" 'place' then e.place when 'count' then cast(nullif(e.count, 0) as text)"   \
	" else (select group_concat(name, '; ') from (select p.name as name from"    \
	" party p where p.event = e.num and p.side = 0 and " NAMED("p") " order by"  \
	" p.name)) end as value, count(distinct d.id) as reports, " ORIGIN           \
	" as origin, min(d.id) as doc"                                               \
	" from happening h join happening_report r on r.happening = h.num join"      \
	" event e on e.num = r.event join document d on d.num = r.doc join (select"  \
	" 'day' as differs, 1 as rank union all select 'place', 2 union all select"  \
	" 'count', 3 union all select 'doer', 4) k where value is not null and"      \
	" (e.status < 2) = (h.status < 2) and (e.status < 6) = (h.status < 6) and"   \
	" '; ' || h.differs like '%; ' || k.differs || ':%' and (k.differs <> 'count'" \
	" or e.object is (select e2.object from happening_report r2 join event e2 on" \
	" e2.num = r2.event where r2.happening = h.num and e2.count order by r2.rowid" \
	" limit 1))"

/* Acts of one kind, day and place that are told with other doers: who attacked.
 * Numbers follow the days; of the busiest days the nearest so many are looked at. */
#define RIVALS                                                                     \
	"select o.id as id, " DAY("o.first_day") " as day, o.actors as actors,"     \
	" o.recipients as recipients, o.place as place, o.n_reports as reports,"     \
	" o.origins as origins, o.evidence as evidence from happening h cross join"  \
	" happening o on o.num between h.num - 5000 and h.num + 5000 where"          \
	" o.sort_day between h.sort_day - 1 and h.sort_day + 1 and h.quad = 4"      \
	" and o.type = h.type and o.num <> h.num and o.status in (0, 1) and"        \
	" h.status in (0, 1) and h.last_day - h.first_day <= 1 and"       \
	" o.last_day - o.first_day <= 1 and o.place = h.place collate nocase and"    \
	" not exists (select 1 from happening_party p join happening_party q on"     \
	" q.code = p.code where p.happening = h.num and q.happening = o.num and"     \
	" p.side = 0 and q.side = 0) and (o.object = h.object or exists (select 1"   \
	" from happening_party p join happening_party q on q.code = p.code or q.name" \
	" = p.name where p.happening = h.num and q.happening = o.num and p.side = 1" \
	" and q.side = 1))"

#define OF_EVENTS \
	KR_SHELF_EVENTS, " and h.num = ? ", "select 1 from happening h where 1"
#define OF_PLEDGES KR_SHELF_PLEDGES, " and p.num = ? ", "select 1 from pledge p where 1"
#define NO_SHELF KR_SHELF_NONE, NULL, NULL, false, NULL, NULL, false
#define OF_ONE KR_SHELF_NONE, NULL, NULL, false, NULL, NULL, true

#define HAPPENING                                                              \
	"select h.id as id, " DAY("h.first_day") " as day, " DAY("h.last_day")     \
	" as until, " TYPE("h.type") " as type, h.mode as mode, " STATUS("h.status") \
	" as status, h.actors as actors, h.recipients as recipients, h.codes as codes," \
	" h.place as place, h.country as country, h.n_reports as reports,"        \
	" h.n_origins as origins, h.first_report as first_report, h.story as story," \
	" h.differs as differs, h.evidence as evidence from happening h where 1"

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
	" e.rule as rule, e.span_start as start, e.span_end as end, " TIES("m.ties")  \
	" as tied_by, e.evidence as evidence from " table " p join " moves " m on"   \
	" m.pledge = p.num left join"                                                \
	" event e on e.num = m.event left join document d on d.num = m.doc where 1"

/* Pledges and moves as they stood (as_of.c). Silence that a later report made no
 * move of has no row of its own. */
#define STOOD                                                                   \
	"(select q.num as num, q.id as id, v.state as state, v.promised as promised," \
	" q.type as type, q.what as what, q.actors as actors, q.recipients as"      \
	" recipients, q.codes as codes, q.opened_day as opened_day, v.due_first as" \
	" due_first, v.due_last as due_last, v.delay as delay, v.n_moves as n_moves," \
	" q.story as story, v.num as standing from pledge_standing v join pledge q" \
	" on q.num = v.pledge)"
#define STOOD_MOVES                                                             \
	"(select v.num as standing, k.pledge as pledge, k.n as n, k.kind as kind,"  \
	" k.status as status, k.day as day, k.due_first as due_first, k.due_last as" \
	" due_last, k.days as days, k.event as event, k.doc as doc,"                \
	" k.ties as ties from"                                                      \
	" pledge_standing v join pledge_move k on k.pledge = v.pledge and k.n <"    \
	" v.n_moves - v.silent union all select v.num, v.pledge, v.n_moves - 1, 7," \
	" null, v.due_last + 1, v.due_first, v.due_last, 0, null, null, null from"  \
	" pledge_standing v where v.silent)"

static const kr_answer_about answers[] = {
	{ "events", HAPPENING, event_conds, "order by h.num", NULL, OF_EVENTS, false, NULL, NULL,
	  false },
	{ "timeline", HAPPENING, event_conds, "order by h.num", NULL, OF_EVENTS, false,
	  NULL, NULL, false },
	{ "pledges", PLEDGES("pledge"), pledge_conds, "order by p.num",
	  PLEDGES("temp.as_pledge"), OF_PLEDGES, false, NULL,
	  PLEDGES(STOOD) " and p.standing = ?", false },
	{ "moves", MOVES("pledge", "pledge_move"), pledge_conds,
	  "order by p.num, m.n",
	  MOVES("temp.as_pledge", "temp.as_pledge_move"), OF_PLEDGES, true, NULL,
	  MOVES(STOOD, STOOD_MOVES) " and p.standing = ?1 and m.standing = ?1",
	  false },
	{ "quotes",
	  "select q.id as id, d.published as published, q.speaker as speaker, q.code as"
	  " code, q.kind as kind, q.addressee as addressee, q.reported_by as"
	  " reported_by, q.text as text, d.id as doc, q.span_start as start, q.span_end"
	  " as end from quote q join document d on d.num = q.doc where 1",
	  quote_conds, "order by q.sort, d.id, q.span_start, q.id", NULL,
	  KR_SHELF_QUOTES, " and q.num = ? ", "select 1 from quote q where 1", false,
	  NULL, NULL, false },
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
	  NULL, NULL, false },
	{ "reports",
	  "select h.id as id, d.id as doc, d.published as published, d.outlet as outlet,"
	  " d.chain as chain, e.id as event, e.date as date, e.place as place, e.rule as"
	  " rule, e.span_start as start, e.span_end as end, " TIES("r.ties") " as tied_by,"
	  " e.evidence as evidence from happening h join happening_report r on"
	  " r.happening = h.num join event e"
	  " on e.num = r.event join document d on d.num = r.doc where 1", event_conds,
	  "order by h.num, coalesce(d.published, '9999'), d.id, e.id", NULL, OF_EVENTS,
	  true, NULL, NULL, false },
	{ "mentions",
	  "select e.key as key, e.name as name, e.role as role, e.code as code, e.basis as"
	  " basis, d.published as published, d.outlet as outlet, d.id as doc from entity e"
	  " join document d on d.num = e.doc where e.key is not null", mention_conds,
	  "order by e.key, coalesce(d.published, d.latest, '9999'), d.id, e.name", NULL,
	  KR_SHELF_MENTIONS, " and e.rowid = ? ", "select 1", false, NULL, NULL, false },
	{ "conflicts", CONFLICTS, event_conds,
	  "group by h.num, k.differs, value, origin order by h.num, k.rank, value, origin",
	  NULL, OF_ONE },
	{ "rivals", RIVALS, event_conds, "order by h.num, o.num", NULL, OF_ONE },
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
	  " first, d.last as last from outlet_sum d where 1", NULL, false },
};

kr_status kr__asked_rows(kr_asked *a, sqlite3_stmt *st, kr_window *w)
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

kr_window kr__asked_window(const kr_question *q)
{
	return (kr_window){ q->offset, q->limit && q->limit < INT64_MAX
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

/* `select` with the conditions of `f`, `row` and the order, values bound. */
kr_status kr__asked_prepare(kr_asked *a, const kr_asking_sql *sql, const kr_filter *f,
                            kr_prepared *p)
{
	kr_where where = { .n = 0 }, *w = &where;

	kr__buf_init(&w->sql, NULL);
	kr__buf_str(&w->sql, sql->select);
	kr_status status = f ? kr__where_build(w, f, a->about->conds, a->err) : KR_OK;
	kr__buf_str(&w->sql, sql->row);
	kr__buf_chr(&w->sql, ' ');
	kr__buf_str(&w->sql, sql->order);
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

static kr_status ask_sql(kr_asked *a)
{
	kr_window page = kr__asked_window(a->q);
	kr_prepared p = { NULL, 0 };
	kr_asking_sql sql = { a->about->select, "", a->about->order };

	if (a->q->as_of) {
		sql.select = a->about->as_of;
	} else if (a->about->sum && kr__shelf_fresh(a->s)) {
		sql.select = a->about->sum;
		sql.order = "order by d.num";
	}
	kr_status status = kr__asked_prepare(a, &sql, &a->filter, &p);
	if (!status)
		status = kr__asked_rows(a, p.st, &page);
	sqlite3_finalize(p.st);
	return status;
}

kr_status kr__asked_check(kr_asked *a, const kr_prepared *p, int64_t num, bool *holds)
{
	sqlite3_bind_int64(p->st, p->next, num);
	int rc = sqlite3_step(p->st);
	kr_status status = rc == SQLITE_ROW || rc == SQLITE_DONE
	                           ? KR_OK : kr__store_fail(a->s, a->err);

	*holds = rc == SQLITE_ROW;
	sqlite3_reset(p->st);
	return status;
}

static kr_status give(kr_asked *a, const kr_sieve *v, sqlite3_stmt *row,
                      const kr_prepared *late)
{
	kr_window page = kr__asked_window(a->q);
	uint32_t at = late->st ? 0 : kr__sieve_skip(v, a->about->many, &page.skip);
	kr_status status = KR_OK;

	for (at = kr__sieve_next(v, at); at < v->n && page.left && !status;
	     at = kr__sieve_next(v, at + 1)) {
		int64_t num = v->rows ? v->rows[at] : (int64_t)at + 1;
		bool holds = true;
		if (late->st)
			status = kr__asked_check(a, late, num, &holds);
		if (status || !holds)
			continue;
		if (page.skip && !a->about->many) {
			page.skip--;
			continue;
		}
		sqlite3_bind_int64(row, 1, num);
		status = kr__asked_rows(a, row, &page);
		sqlite3_reset(row);
	}
	return status;
}

static kr_status ask_sieve(kr_asked *a, const kr_sieve *v)
{
	const kr_asking_sql one = { a->about->select, a->about->row, a->about->order };
	const kr_asking_sql check = { a->about->check, a->about->row, "" };
	kr_prepared row = { NULL, 0 }, late = { NULL, 0 };
	kr_status status = kr__asked_prepare(a, &one, NULL, &row);

	if (!status && v->late.n)
		status = kr__asked_prepare(a, &check, &v->late, &late);
	if (!status)
		status = give(a, v, row.st, &late);
	sqlite3_finalize(row.st);
	sqlite3_finalize(late.st);
	return status;
}

static bool names_one(const kr_filter *f)
{
	for (uint32_t i = 0; i < f->n; i++)
		if (kr__view_is(f->terms[i].key, "id"))
			return true;
	return false;
}

static kr_status ask(kr_asked *a)
{
	kr_sieve v;

	if (a->about->of_one && !names_one(&a->filter))
		return kr__err_fmt(a->err, KR_EUSAGE, "", -1,
		                   "'%s' are told of one event; write id:EVENT",
		                   a->about->about);
	if (strcmp(a->about->about, "timeline") == 0)
		words_to_actors(&a->filter);
	if (a->about->shelf == KR_SHELF_NONE || !kr__shelf_fresh(a->s))
		return ask_sql(a);
	const kr_wanted wanted = { a->about->shelf, &a->filter, a->about->conds };
	kr_status status = kr__sieve_make(&v, a->s, &wanted, a->err);
	status = status == KR_EUNSUP ? ask_sql(a) : status ? status : ask_sieve(a, &v);
	kr__sieve_drop(&v);
	return status;
}

/* An earlier day is a choice among rows, if the store is settled. */
static kr_status ask_as_of(kr_asked *a)
{
	kr_date d;

	if (!kr__date_parse(kr__view_of(a->q->as_of), &d))
		return kr__err_fmt(a->err, KR_EUSAGE, "", -1,
		                   "as-of: '%s' is no day; write 2025, 2025-01 or"
		                   " 2025-01-31", a->q->as_of);
	if (!a->about->as_of)
		return kr__err_fmt(a->err, KR_EUSAGE, "", -1,
		                   "no earlier state of '%s' is kept", a->q->about);
	a->day = kr__date_days(d).last;
	if (kr__shelf_fresh(a->s))
		return kr__asked_as_of(a);
	kr_status status = kr__chronicle_as_of(a->s, a->day, a->err);
	return status ? status : ask_sql(a);
}

kr_status kr__chronicle_ask(kr_store *s, const kr_question *q, kr_answer_sink sink,
                            void *user, kr_err *err)
{
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
		if (strcmp(q->about, answers[i].about) != 0)
			continue;
		kr_asked a = { .s = s, .about = &answers[i], .q = q, .sink = sink,
			       .user = user, .err = err };
		kr_status status = kr__filter_parse(&a.filter, kr__view_of(q->filter),
		                                    err);
		return status ? status : q->as_of ? ask_as_of(&a) : ask(&a);
	}
	return kr__err_fmt(err, KR_EUSAGE, "", -1, "no answers about '%s'", q->about);
}

const char *kr__chronicle_select(const char *about)
{
	for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
		if (strcmp(about, answers[i].about) == 0)
			return answers[i].select;
	return NULL;
}

kr_status kr__chronicle_choose(kr_store *s, const char *filter, kr_err *err)
{
	kr_asked a = { .s = s, .about = &answers[0], .err = err };
	const kr_asking_sql sql = {
		"insert into temp.chosen select h.num from happening h where 1", "",
		"order by h.num" };
	kr_prepared p = { NULL, 0 };
	kr_status status = kr__filter_parse(&a.filter, kr__view_of(filter), err);

	if (!status)
		status = kr__store_exec(s, "pragma query_only = off;"
		                           "create temp table if not exists chosen"
		                           " (num integer primary key);"
		                           "delete from temp.chosen;", err);
	if (!status)
		status = kr__asked_prepare(&a, &sql, &a.filter, &p);
	if (!status && sqlite3_step(p.st) != SQLITE_DONE)
		status = kr__store_fail(s, err);
	sqlite3_finalize(p.st);
	return status;
}
