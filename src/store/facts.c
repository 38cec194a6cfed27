// SPDX-License-Identifier: Apache-2.0
/*
 * Events, records and the graph of actors out of the store, for exports. The
 * problem: event formats want an event with its sides and reports at once, and
 * a chronicle does not fit into memory. The idea: one event at a time in an
 * arena that is reset, its reports streamed one by one. Order comes from days
 * and ids, never from numbers of rows.
 */
#include <sqlite3.h>
#include <string.h>

#include "store/tables.h"
#include "store/words.h"

#define CHOSEN(col) " and (?1 = 0 or " col " in (select num from temp.chosen))"

struct walk {
	kr_store *s;
	const kr_fact_sink *sink;
	kr_arena a;
	sqlite3_stmt *events, *sides, *reports;
	kr_err *err;
};

static kr_status prepare(kr_store *s, const char *sql, sqlite3_stmt **st, kr_err *err)
{
	return sqlite3_prepare_v2(kr__store_db(s), sql, -1, st, NULL)
	               ? kr__store_fail(s, err) : KR_OK;
}

/* A condition on temp.chosen needs the table; without a choice it is empty. */
static kr_status have_choice(kr_store *s, bool chosen, kr_err *err)
{
	return chosen ? KR_OK
	              : kr__store_exec(s, "pragma query_only = off; create temp table"
	                                  " if not exists chosen (num integer"
	                                  " primary key);", err);
}

static const char events_sql[] =
	"select h.num, h.id, " TYPE("h.type") ", h.mode, " STATUS("h.status") ","
	" (select e.cameo from happening_report r join event e on e.num = r.event join"
	" document d on d.num = r.doc where r.happening = h.num and e.cameo is not null"
	" order by d.id, e.id limit 1), h.object, cast(round(h.score * 10) as integer),"
	" h.quad, " DAY("h.first_day") ", " DAY("h.last_day") ", h.first_report, h.place,"
	" h.country, g.lat, g.lon, h.n_reports, h.n_origins, h.origins, h.story,"
	" h.evidence, (select e.contexts from happening_report r join event e on e.num ="
	" r.event join document d on d.num = r.doc where r.happening = h.num and"
	" e.contexts is not null order by d.id, e.id limit 1)"
	" from happening h left join event g on g.num = (select e.num from"
	" happening_report r join event e on e.num = r.event join document d on d.num ="
	" r.doc where r.happening = h.num and e.place = h.place and e.lat is not null"
	" order by d.id, e.id limit 1) where 1" CHOSEN("h.num")
	" order by h.sort_day, h.id";

static const char sides_sql[] =
	"select p.side, p.key, p.name, p.code, coalesce((select min(x.sector) from"
	" happening_report r join party x on x.event = r.event where r.happening ="
	" p.happening and x.key = p.key), (select a.sector from actor a where a.key ="
	" p.key)) from happening_party p where p.happening = ?1 order by p.side, p.rowid";

static const char reports_sql[] =
	"select d.id, d.source, d.url, d.title, d.outlet, d.lang, d.published, e.id,"
	" e.rule, e.said_by, e.evidence, e.span_start, e.span_end,"
	" length(cast(d.text as blob)), cast(round(e.confidence * 1000) as integer)"
	" from happening_report r join event e on e.num = r.event join document d on"
	" d.num = r.doc where r.happening = ?1"
	" order by coalesce(d.published, d.latest, '9999'), d.id, e.id";

static void read_fact(struct walk *w, kr_fact *f)
{
	sqlite3_stmt *st = w->events;
	kr_view *const texts[] = { &f->id, &f->type, &f->mode, &f->status, &f->cameo,
		                   &f->object };
	kr_view *const more[] = { &f->first_day, &f->last_day, &f->first_report, &f->place,
		                  &f->country, &f->lat, &f->lon };
	kr_view *const rest[] = { &f->origins, &f->story, &f->evidence, &f->contexts };

	memset(f, 0, sizeof *f);
	for (int i = 0; i < 6; i++)
		*texts[i] = kr__store_keep(&w->a, st, 1 + i);
	f->score10 = sqlite3_column_int64(st, 7);
	f->quad = sqlite3_column_int64(st, 8);
	for (int i = 0; i < 7; i++)
		*more[i] = kr__store_keep(&w->a, st, 9 + i);
	f->n_reports = sqlite3_column_int64(st, 16);
	f->n_origins = sqlite3_column_int64(st, 17);
	for (int i = 0; i < 4; i++)
		*rest[i] = kr__store_keep(&w->a, st, 18 + i);
}

static kr_status read_sides(struct walk *w, int64_t num, kr_fact *f)
{
	kr_fact_side *sides = NULL;
	uint32_t n = 0, cap = 0;
	int rc;

	sqlite3_reset(w->sides);
	sqlite3_bind_int64(w->sides, 1, num);
	while ((rc = sqlite3_step(w->sides)) == SQLITE_ROW) {
		if (!kr__arena_grow(&w->a, (void **)&sides, &cap, n + 1, sizeof *sides))
			return kr__arena_status(&w->a);
		kr_view v[4];
		for (int i = 0; i < 4; i++)
			v[i] = kr__store_keep(&w->a, w->sides, 1 + i);
		sides[n++] = (kr_fact_side){ v[0], v[1], v[2], v[3] };
		if (sqlite3_column_int(w->sides, 0) == 0)
			f->n_actors++;
		else
			f->n_recipients++;
	}
	f->sides = sides;
	return rc == SQLITE_DONE ? kr__arena_status(&w->a) : kr__store_fail(w->s, w->err);
}

static kr_fact_report read_report(struct walk *w)
{
	sqlite3_stmt *st = w->reports;
	kr_fact_report r;
	kr_view *const texts[] = { &r.doc, &r.source, &r.url, &r.title, &r.outlet, &r.lang,
		                   &r.published, &r.event, &r.rule, &r.said_by,
		                   &r.evidence };

	for (int i = 0; i < 11; i++)
		*texts[i] = kr__store_keep(&w->a, st, i);
	r.start = sqlite3_column_int64(st, 11);
	r.end = sqlite3_column_int64(st, 12);
	r.doc_len = sqlite3_column_int64(st, 13);
	r.confidence = sqlite3_column_int64(st, 14);
	return r;
}

static kr_status tell_reports(struct walk *w, int64_t num, kr_fact *f)
{
	kr_status status = KR_OK;
	kr_fact_report first, r;
	bool begun = false;
	int rc;

	sqlite3_reset(w->reports);
	sqlite3_bind_int64(w->reports, 1, num);
	while (!status && (rc = sqlite3_step(w->reports)) == SQLITE_ROW) {
		kr_arena_mark mark = kr__arena_mark(&w->a);
		r = read_report(w);
		status = kr__arena_status(&w->a);
		if (!begun && !status) {
			first = r;
			f->first = &first;
			status = w->sink->event ? w->sink->event(w->sink->user, f) : KR_OK;
		}
		if (!status && !w->sink->report)
			return KR_OK; /* one is enough */
		if (!status)
			status = w->sink->report(w->sink->user, f, &r);
		if (begun)
			kr__arena_rewind(&w->a, mark);
		begun = true;
	}
	return status ? status : rc == SQLITE_DONE ? KR_OK : kr__store_fail(w->s, w->err);
}

static kr_status walk_events(struct walk *w)
{
	kr_status status = KR_OK;
	kr_fact f;
	int rc;

	while (!status && (rc = sqlite3_step(w->events)) == SQLITE_ROW) {
		int64_t num = sqlite3_column_int64(w->events, 0);
		kr__arena_reset(&w->a);
		read_fact(w, &f);
		status = read_sides(w, num, &f);
		if (!status)
			status = tell_reports(w, num, &f);
	}
	return status ? status : rc == SQLITE_DONE ? KR_OK : kr__store_fail(w->s, w->err);
}

kr_status kr__store_facts(kr_store *s, bool chosen, const kr_fact_sink *sink,
                          kr_err *err)
{
	struct walk w = { .s = s, .sink = sink, .err = err };
	kr_status status = have_choice(s, chosen, err);

	kr__arena_init(&w.a, NULL, 0);
	if (!status)
		status = prepare(s, events_sql, &w.events, err);
	if (!status)
		status = prepare(s, sides_sql, &w.sides, err);
	if (!status)
		status = prepare(s, reports_sql, &w.reports, err);
	if (!status) {
		sqlite3_bind_int(w.events, 1, chosen);
		status = walk_events(&w);
	}
	sqlite3_finalize(w.events);
	sqlite3_finalize(w.sides);
	sqlite3_finalize(w.reports);
	kr__arena_drop(&w.a);
	return status;
}

kr_status kr__store_records(kr_store *s, bool chosen, kr_record_sink sink,
                            void *user, kr_err *err)
{
	sqlite3_stmt *st = NULL;
	int rc = SQLITE_DONE;
	kr_status status = have_choice(s, chosen, err);

	if (!status)
		status = prepare(s, "select d.id, d.record from document d where"
		                    " (?1 = 0 or d.num in (select r.doc from"
		                    " happening_report r where r.happening in (select"
		                    " num from temp.chosen))) order by d.id", &st, err);
	if (!status)
		sqlite3_bind_int(st, 1, chosen);
	while (!status && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		status = kr__record_good(kr__store_col(st, 1), kr__store_col(st, 0), err);
		if (!status)
			status = sink(user, kr__store_col(st, 0), kr__store_col(st, 1));
	}
	if (!status && rc != SQLITE_DONE)
		status = kr__store_fail(s, err);
	sqlite3_finalize(st);
	return status;
}

/* ---- the graph --------------------------------------------------------------- */
static const char nodes_sql[] =
	"select p.key, min(p.name), min(a.type), min(p.code), min(a.sector),"
	" count(distinct p.happening) from happening_party p left join actor a on a.key ="
	" p.key where p.key is not null" CHOSEN("p.happening")
	" group by p.key order by p.key";

/* Actor to recipient is directed; two actors of an act without recipient stand
 * on one footing, the smaller key first. Sums are whole numbers, so that no
 * order of adding shows. */
static const char edges_sql[] =
	"select k, l, directed, count(*), sum(quad = 1), sum(quad = 2), sum(quad = 3),"
	" sum(quad = 4), sum(score10), " DAY("min(first_day)") ", " DAY("max(last_day)")
	" from (select case when b.side = 1 or a.key <= b.key then a.key else b.key end as"
	" k, case when b.side = 1 or a.key <= b.key then b.key else a.key end as l, b.side"
	" as directed, h.quad as quad, cast(round(h.score * 10) as integer) as score10,"
	" h.first_day as first_day, h.last_day as last_day from happening h join"
	" happening_party a on a.happening = h.num join happening_party b on b.happening ="
	" h.num where a.side = 0 and a.key is not null and b.key is not null and a.key <>"
	" b.key and h.status in (0, 1) and (b.side = 1 or (a.rowid < b.rowid and not exists"
	" (select 1 from happening_party c where c.happening = h.num and c.side = 1)))"
	CHOSEN("h.num") ") group by k, l, directed order by k, l, directed";

static kr_status nodes(sqlite3_stmt *st, const kr_graph_sink *sink)
{
	return sink->node(sink->user, &(kr_fact_node){
		.key = kr__store_col(st, 0), .name = kr__store_col(st, 1),
		.type = kr__store_col(st, 2), .code = kr__store_col(st, 3),
		.sector = kr__store_col(st, 4), .n_events = sqlite3_column_int64(st, 5) });
}

static kr_status edges(sqlite3_stmt *st, const kr_graph_sink *sink)
{
	kr_fact_edge e = { .from = kr__store_col(st, 0), .to = kr__store_col(st, 1),
		           .directed = sqlite3_column_int(st, 2),
		           .n = sqlite3_column_int64(st, 3),
		           .sum_score10 = sqlite3_column_int64(st, 8),
		           .first_day = kr__store_col(st, 9),
		           .last_day = kr__store_col(st, 10) };

	for (int i = 0; i < 4; i++)
		e.n_quad[i] = sqlite3_column_int64(st, 4 + i);
	return sink->edge(sink->user, &e);
}

kr_status kr__store_graph(kr_store *s, bool chosen, const kr_graph_sink *sink,
                          kr_err *err)
{
	kr_status status = have_choice(s, chosen, err);

	for (int pass = 0; pass < 2 && !status; pass++) {
		sqlite3_stmt *st = NULL;
		int rc = SQLITE_DONE;
		status = prepare(s, pass ? edges_sql : nodes_sql, &st, err);
		if (!status)
			sqlite3_bind_int(st, 1, chosen);
		while (!status && (rc = sqlite3_step(st)) == SQLITE_ROW)
			status = pass ? edges(st, sink) : nodes(st, sink);
		if (!status && rc != SQLITE_DONE)
			status = kr__store_fail(s, err);
		sqlite3_finalize(st);
	}
	return status;
}
