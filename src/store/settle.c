// SPDX-License-Identifier: Apache-2.0
/*
 * Settling the chronicle. The problem: what many articles say together must
 * not depend on the order in which they came. The idea: after articles were
 * added, all reports are read in one canonical order, merged and followed by
 * merge/, and the chronicle's tables are written anew in one transaction.
 * Limits: the cost grows with the store, not with the batch (linear, about a
 * second per 50,000 reports); readers of an unsettled store see the state of
 * the last settling.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "merge/origin.h"
#include "store/chronicle.h"
#include "store/copies.h"

struct settler {
	kr_store *s;
	kr_arena a;
	kr_act *acts;
	uint32_t n_acts;
	kr_merged merged;
	kr_followed followed;
	uint32_t *parent;       /* [n_docs] union-find over documents */
	uint32_t n_docs;        /* highest document number + 1 */
	int32_t last_day;       /* the last day that anything was told */
	kr_err *err;
};

static bool known(kr_days d)
{
	return d.first <= d.last;
}

/* ---- stories: documents joined by what they share --------------------------- */
static uint32_t root(struct settler *t, uint32_t doc)
{
	while (t->parent[doc] != doc)
		doc = t->parent[doc] = t->parent[t->parent[doc]];
	return doc;
}

static void unite(struct settler *t, uint32_t a, uint32_t b)
{
	a = root(t, a);
	b = root(t, b);
	if (a != b)
		t->parent[a > b ? a : b] = a > b ? b : a;
}

/* An act joins stories only if it is told of closely: a day and two sides. */
static bool particular(const kr_act *r)
{
	return r->n_actors + r->n_recipients >= 2 && known(r->days) &&
	       r->days.last - r->days.first < 32;
}

static kr_status make_stories(struct settler *t)
{
	t->parent = kr__arena_array(&t->a, (size_t)t->n_docs + 1, sizeof *t->parent);
	if (!t->parent)
		return KR_ENOMEM;
	for (uint32_t i = 0; i < t->n_docs; i++)
		t->parent[i] = i;
	for (uint32_t h = 0; h < t->merged.n_happenings; h++) {
		const uint32_t *m = t->merged.members + t->merged.happenings[h].first;
		for (uint32_t k = 1; k < t->merged.happenings[h].n; k++)
			if (particular(&t->acts[m[0]]) || particular(&t->acts[m[k]]))
				unite(t, t->acts[m[0]].doc_no, t->acts[m[k]].doc_no);
	}
	for (uint32_t p = 0; p < t->followed.n_pledges; p++) {
		const kr_pledge *g = &t->followed.pledges[p];
		const kr_move *m = t->followed.moves + g->first_move;
		uint32_t first = m[0].report;
		for (uint32_t k = 1; k < g->n_moves; k++)
			if (m[k].report != KR_NONE && t->acts[first].object.len)
				unite(t, t->acts[first].doc_no, t->acts[m[k].report].doc_no);
	}
	return KR_OK;
}

/* ---- writing ------------------------------------------------------------------ */
static void id_of(char letter, const kr_act *r, char out[18])
{
	uint64_t h = kr__hash64_seed(r->id, kr__hash64(r->doc));

	snprintf(out, 18, "%c%016llx", letter, (unsigned long long)h);
}

static const kr_act *earliest(const struct settler *t, const uint32_t *m, uint32_t n)
{
	const kr_act *best = &t->acts[m[0]];

	for (uint32_t i = 1; i < n; i++)
		if (kr__told_day(&t->acts[m[i]]) < kr__told_day(best))
			best = &t->acts[m[i]];
	return best;
}

/* The report that says most: longest list of named sides, place, object. */
static const kr_act *fullest(const struct settler *t, const uint32_t *m, uint32_t n)
{
	const kr_act *best = NULL;
	uint32_t most = 0;

	for (uint32_t i = 0; i < n; i++) {
		const kr_act *r = &t->acts[m[i]];
		uint32_t w = 1 + (r->place.len > 0) + (r->object.len > 0) +
		             (r->mode.len > 0) + known(r->days);
		for (uint32_t k = 0; k < r->n_actors + r->n_recipients; k++)
			w += kr__view_starts(r->sides[k].key, KR_V("person/"));
		if (w > most) {
			most = w;
			best = r;
		}
	}
	return best;
}

static void names(const kr_act *r, bool actors, kr_buf *b)
{
	uint32_t from = actors ? 0 : r->n_actors;
	uint32_t end = actors ? r->n_actors : r->n_actors + r->n_recipients;

	kr__buf_reset(b);
	for (uint32_t i = from; i < end; i++) {
		kr__buf_str(b, i > from ? "; " : "");
		kr__buf_add(b, r->sides[i].name);
	}
}

static void codes(const kr_act *r, kr_buf *b)
{
	kr__buf_reset(b);
	for (uint32_t i = 0; i < r->n_actors + r->n_recipients; i++) {
		kr__buf_str(b, i == 0 ? "" : i == r->n_actors ? " > " : ";");
		kr__buf_add(b, r->sides[i].code.len ? r->sides[i].code : KR_V("-"));
	}
}

static void day_text(kr_buf *b, int32_t day)
{
	kr__buf_reset(b);
	if (day != INT32_MIN)
		kr__buf_date(b, kr__date_of_day(day));
}

static kr_status put_happening(struct settler *t, uint32_t h, kr_buf *b)
{
	const kr_happening *p = &t->merged.happenings[h];
	const uint32_t *m = t->merged.members + p->first;
	const kr_act *r = fullest(t, m, p->n), *early = earliest(t, m, p->n);
	char id[18], story[18];
	sqlite3_stmt *st = kr__store_stmt(
		t->s, "insert into happening(num, id, type, mode, status, first_day,"
		      " last_day, sort_day, place, country, object, actors,"
		      " recipients, codes, n_reports, first_report, dates_differ,"
		      " place_differs, story) values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,"
		      "?11,?12,?13,?14,?15,?16,?17,?18,?19)", t->err);

	if (!st)
		return t->err ? t->err->status : KR_EIO;
	id_of('h', &t->acts[m[0]], id);
	snprintf(story, sizeof story, "%u", root(t, r->doc_no));
	sqlite3_bind_int64(st, 1, (int64_t)h + 1);
	kr__store_bind(st, 2, kr__view_of(id));
	sqlite3_bind_int(st, 3, r->type);
	kr__store_bind(st, 4, r->mode);
	sqlite3_bind_int(st, 5, r->status);
	kr__store_bind_day(st, 6, p->days.first, known(p->days));
	kr__store_bind_day(st, 7, p->days.last, known(p->days));
	int32_t sort = known(p->days) ? p->days.first : kr__told_day(early);
	sqlite3_bind_int(st, 8, sort);
	kr__store_bind(st, 9, r->place);
	kr__store_bind(st, 10, r->country);
	kr__store_bind(st, 11, r->object);
	names(r, true, &b[0]);
	kr__store_bind(st, 12, kr__buf_view(&b[0]));
	names(r, false, &b[1]);
	kr__store_bind(st, 13, kr__buf_view(&b[1]));
	codes(r, &b[2]);
	kr__store_bind(st, 14, kr__buf_view(&b[2]));
	sqlite3_bind_int64(st, 15, p->n);
	day_text(&b[3], kr__told_day(early));
	kr__store_bind(st, 16, kr__buf_view(&b[3]));
	sqlite3_bind_int(st, 17, p->dates_differ);
	sqlite3_bind_int(st, 18, p->place_differs);
	kr__store_bind(st, 19, kr__view_of(story));
	return kr__store_run(t->s, st, t->err);
}

static kr_status put_members(struct settler *t, uint32_t h)
{
	const kr_happening *p = &t->merged.happenings[h];
	kr_status status = KR_OK;

	for (uint32_t k = 0; k < p->n && !status; k++) {
		const kr_act *r = &t->acts[t->merged.members[p->first + k]];
		sqlite3_stmt *st = kr__store_stmt(
			t->s, "insert into happening_report values (?1,?2,?3)", t->err);
		if (!st)
			return t->err ? t->err->status : KR_EIO;
		sqlite3_bind_int64(st, 1, (int64_t)h + 1);
		sqlite3_bind_int64(st, 2, r->row);
		sqlite3_bind_int64(st, 3, r->doc_no);
		status = kr__store_run(t->s, st, t->err);
	}
	return status;
}

static kr_status put_sides(struct settler *t, uint32_t h)
{
	const kr_happening *p = &t->merged.happenings[h];
	const kr_act *r = fullest(t, t->merged.members + p->first, p->n);
	int32_t sort = known(p->days) ? p->days.first : kr__told_day(r);
	kr_status status = KR_OK;

	for (uint32_t k = 0; k < r->n_actors + r->n_recipients && !status; k++) {
		sqlite3_stmt *st = kr__store_stmt(
			t->s, "insert into happening_party values (?1,?2,?3,?4,?5,?6)",
			t->err);
		if (!st)
			return t->err ? t->err->status : KR_EIO;
		sqlite3_bind_int64(st, 1, (int64_t)h + 1);
		sqlite3_bind_int(st, 2, k >= r->n_actors);
		kr__store_bind(st, 3, r->sides[k].key);
		kr__store_bind(st, 4, r->sides[k].name);
		kr__store_bind(st, 5, r->sides[k].code);
		sqlite3_bind_int(st, 6, sort);
		status = kr__store_run(t->s, st, t->err);
	}
	return status;
}

static kr_status put_pledge(struct settler *t, uint32_t i, const char *table, kr_buf *b)
{
	const kr_pledge *p = &t->followed.pledges[i];
	const kr_move *m = t->followed.moves + p->first_move;
	const kr_act *r = &t->acts[m[0].report];
	char id[18], story[18], sql[256];

	snprintf(sql, sizeof sql, "insert into %s(num, id, type, what, actors,"
	         " recipients, codes, promised, opened_day, due_first, due_last,"
	         " state, delay, n_moves, story) values"
	         " (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)", table);
	sqlite3_stmt *st = NULL;
	if (sqlite3_prepare_v2(kr__store_db(t->s), sql, -1, &st, NULL))
		return kr__store_fail(t->s, t->err);
	id_of('p', r, id);
	snprintf(story, sizeof story, "%u", root(t, r->doc_no));
	sqlite3_bind_int64(st, 1, (int64_t)i + 1);
	kr__store_bind(st, 2, kr__view_of(id));
	sqlite3_bind_int(st, 3, r->type);
	kr__store_bind(st, 4, r->object);
	names(r, true, &b[0]);
	kr__store_bind(st, 5, kr__buf_view(&b[0]));
	names(r, false, &b[1]);
	kr__store_bind(st, 6, kr__buf_view(&b[1]));
	codes(r, &b[2]);
	kr__store_bind(st, 7, kr__buf_view(&b[2]));
	sqlite3_bind_int(st, 8, p->promised);
	kr__store_bind_day(st, 9, m[0].day, m[0].day != INT32_MIN);
	kr__store_bind_day(st, 10, p->due.first, known(p->due));
	kr__store_bind_day(st, 11, p->due.last, known(p->due));
	sqlite3_bind_int(st, 12, p->state);
	sqlite3_bind_int(st, 13, p->delay);
	sqlite3_bind_int64(st, 14, p->n_moves);
	kr__store_bind(st, 15, kr__view_of(story));
	kr_status status = sqlite3_step(st) == SQLITE_DONE ? KR_OK
	                                                   : kr__store_fail(t->s, t->err);
	sqlite3_finalize(st);
	return status;
}

static kr_status put_moves(struct settler *t, uint32_t i, const char *table)
{
	const kr_pledge *p = &t->followed.pledges[i];
	kr_status status = KR_OK;
	char sql[128];
	sqlite3_stmt *st = NULL;

	snprintf(sql, sizeof sql, "insert into %s values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
	         table);
	if (sqlite3_prepare_v2(kr__store_db(t->s), sql, -1, &st, NULL))
		return kr__store_fail(t->s, t->err);
	for (uint32_t k = 0; k < p->n_moves && !status; k++) {
		const kr_move *m = &t->followed.moves[p->first_move + k];
		sqlite3_bind_int64(st, 1, (int64_t)i + 1);
		sqlite3_bind_int64(st, 2, k);
		sqlite3_bind_int(st, 3, m->kind);
		sqlite3_bind_int(st, 4, m->status);
		kr__store_bind_day(st, 5, m->day, m->day != INT32_MIN);
		kr__store_bind_day(st, 6, m->due.first, known(m->due));
		kr__store_bind_day(st, 7, m->due.last, known(m->due));
		sqlite3_bind_int(st, 8, m->days);
		if (m->report != KR_NONE) {
			sqlite3_bind_int64(st, 9, t->acts[m->report].row);
			sqlite3_bind_int64(st, 10, t->acts[m->report].doc_no);
		}
		if (sqlite3_step(st) != SQLITE_DONE)
			status = kr__store_fail(t->s, t->err);
		sqlite3_reset(st);
		sqlite3_clear_bindings(st);
	}
	sqlite3_finalize(st);
	return status;
}

/* Numbers of documents differ from store to store; stories are named by the
 * smallest document id in them, and happenings and pledges by the same. */
static const char finish_sql[] =
	"insert into story(id, title, first_day, last_day, n_docs, n_happenings,"
	" n_pledges) select 's' || substr(min(d.id), 1, 60), null, min(h.sort_day),"
	" max(h.sort_day), count(distinct r.doc), count(distinct h.num), 0"
	" from happening h join happening_report r on r.happening = h.num"
	" join document d on d.num = r.doc group by h.story;"
	"create temp table if not exists story_of(old text primary key, new text);"
	"delete from temp.story_of;"
	"insert into temp.story_of select h.story, 's' || substr(min(d.id), 1, 60)"
	" from happening h join happening_report r on r.happening = h.num"
	" join document d on d.num = r.doc group by h.story;"
	"update happening set story = (select new from temp.story_of where old ="
	" story);"
	"update pledge set story = (select new from temp.story_of where old = story);"
	"insert into story_doc select s.num, r.doc, count(*) from story s"
	" join happening h on h.story = s.id join happening_report r on r.happening"
	" = h.num group by s.num, r.doc;"
	"update story set n_pledges = (select count(*) from pledge p where p.story ="
	" story.id), title = (select coalesce(d.title, h.evidence) from happening h"
	" join happening_report r on r.happening = h.num join document d on d.num ="
	" r.doc left join event e on e.num = r.event where h.story = story.id"
	" order by h.n_reports desc, h.sort_day, h.id, d.id limit 1);"
	"insert into actor select key, min(name), min(type), min(code), min(sector),"
	" min(role), min(basis), null, null, count(distinct doc) from"
	" (select coalesce(m.b, e.key) as key, e.name, e.type, e.code, e.sector,"
	" e.role, e.basis, e.doc from entity e left join decision m on m.kind ="
	" 'merge' and m.a = e.key where e.key is not null) group by key;"
	"update actor set name = (select b from decision where kind = 'name' and"
	" a = key) where key in (select a from decision where kind = 'name');"
	"update actor set first_day = (select min(d.earliest) from entity e join"
	" document d on d.num = e.doc where e.key = actor.key) where 0;";

static const char clear_sql[] =
	"delete from happening; delete from happening_party;"
	"delete from happening_report; delete from pledge; delete from pledge_move;"
	"delete from story; delete from story_doc; delete from actor;";

/* ---- origins -------------------------------------------------------------------- */
static uint32_t chain_of(kr_view text, kr_arena *a, const kr_credit **out)
{
	kr_view rest = text, part;
	uint32_t n = 0;
	uint16_t step = 0;
	kr_credit *c = kr__arena_array(a, 24, sizeof *c);

	while (c && text.len && n < 24 && kr__view_next(&rest, '<', &part)) {
		kr_view name;
		while (n < 24 && kr__view_next(&part, '|', &name))
			c[n++] = (kr_credit){ .name = kr__arena_copy(a, name),
				              .step = step };
		step++;
	}
	*out = c;
	return n;
}

static kr_status count_origins(struct settler *t, uint32_t h, kr_report *list)
{
	const kr_happening *p = &t->merged.happenings[h];
	kr_arena_mark mark = kr__arena_mark(&t->a);
	kr_origins o = { 0 };
	kr_buf b;
	sqlite3_stmt *doc = kr__store_stmt(
		t->s, "select outlet, chain from document where num = ?1", t->err);
	sqlite3_stmt *up = kr__store_stmt(
		t->s, "update happening set n_origins = ?2, origins = ?3 where num = ?1",
		t->err);

	if (!doc || !up)
		return t->err ? t->err->status : KR_EIO;
	int64_t *nums = kr__arena_array(&t->a, p->n, sizeof *nums);
	if (!nums)
		return KR_ENOMEM;
	for (uint32_t k = 0; k < p->n; k++) {
		nums[k] = t->acts[t->merged.members[p->first + k]].doc_no;
		sqlite3_bind_int64(doc, 1, nums[k]);
		list[k] = (kr_report){ .copy_of = KR_NONE };
		if (sqlite3_step(doc) == SQLITE_ROW) {
			list[k].outlet = kr__arena_copy(&t->a, kr__store_col(doc, 0));
			list[k].n_chain = chain_of(kr__store_col(doc, 1), &t->a,
			                           &list[k].chain);
		}
		sqlite3_reset(doc);
	}
	kr_status status = kr__copies_link(t->s, &t->a, nums, p->n, list);
	if (!status)
		status = kr__origins_count(list, p->n, &t->a, &o);
	kr__buf_init(&b, NULL);
	for (uint32_t k = 0; k < o.n_names; k++) {
		kr__buf_str(&b, k ? "; " : "");
		kr__buf_add(&b, o.names[k]);
	}
	sqlite3_bind_int64(up, 1, (int64_t)h + 1);
	sqlite3_bind_int64(up, 2, o.n);
	kr__store_bind(up, 3, kr__buf_view(&b));
	if (!status)
		status = kr__store_run(t->s, up, t->err);
	kr__buf_drop(&b);
	kr__arena_rewind(&t->a, mark);
	return status;
}

static kr_status write_happenings(struct settler *t)
{
	kr_buf b[4];
	uint32_t most = 1;
	kr_status status = KR_OK;

	for (uint32_t h = 0; h < t->merged.n_happenings; h++)
		most = t->merged.happenings[h].n > most ? t->merged.happenings[h].n : most;
	kr_report *list = kr__arena_array(&t->a, most, sizeof *list);
	for (int i = 0; i < 4; i++)
		kr__buf_init(&b[i], NULL);
	for (uint32_t h = 0; list && h < t->merged.n_happenings && !status; h++) {
		status = put_happening(t, h, b);
		if (!status)
			status = put_members(t, h);
		if (!status)
			status = put_sides(t, h);
		if (!status)
			status = count_origins(t, h, list);
	}
	for (uint32_t i = 0; i < t->followed.n_pledges && !status; i++) {
		status = put_pledge(t, i, "pledge", b);
		if (!status)
			status = put_moves(t, i, "pledge_move");
	}
	for (int i = 0; i < 4; i++)
		kr__buf_drop(&b[i]);
	return list ? status : KR_ENOMEM;
}

static kr_status compute(struct settler *t, int32_t as_of)
{
	kr_status status = kr__store_reports(t->s, &t->a, &t->acts, &t->n_acts, t->err);

	t->last_day = INT32_MIN;
	for (uint32_t i = 0; i < t->n_acts; i++) {
		if (known(t->acts[i].told) && t->acts[i].told.last > t->last_day)
			t->last_day = t->acts[i].told.last;
		if (t->acts[i].doc_no >= t->n_docs)
			t->n_docs = t->acts[i].doc_no + 1;
	}
	if (!status)
		status = kr__merge_reports(&t->merged, &t->a, t->acts, t->n_acts);
	if (!status)
		status = kr__follow_pledges(&t->followed, &t->a, t->acts, t->n_acts,
		                            as_of == INT32_MAX ? t->last_day : as_of);
	return status ? status : make_stories(t);
}

static const char evidence_sql[] =
	"update happening set (evidence, score, quad) = (select e.evidence, e.score,"
	" e.quad from happening_report r join event e on e.num = r.event"
	" join document d on d.num = e.doc where r.happening = happening.num"
	" order by d.id, e.id limit 1);";

kr_status kr__chronicle_settle(kr_store *s, kr_err *err)
{
	struct settler t = { .s = s, .err = err };
	kr_buf flag;
	kr_status status = kr__copies_settle(s, err);

	if (status)
		return status;
	kr__buf_init(&flag, NULL);
	bool there = kr__store_flag(s, KR_V("settled"), &flag);
	bool fresh = there && kr__view_is(kr__buf_view(&flag), "yes");
	kr__buf_drop(&flag);
	if (fresh || !there)
		return kr__store_commit(s, err);
	kr__arena_init(&t.a, NULL, 0);
	status = kr__store_flag_set(s, KR_V("settled"), KR_V("yes"), err);
	if (!status)
		status = kr__store_exec(s, clear_sql, err);
	if (!status)
		status = compute(&t, INT32_MAX);
	if (!status)
		status = write_happenings(&t);
	if (!status)
		status = kr__store_exec(s, evidence_sql, err);
	if (!status)
		status = kr__store_exec(s, finish_sql, err);
	kr__arena_drop(&t.a);
	return status ? status : kr__store_commit(s, err);
}

/* A pledge of that day belongs to the story of the report that opened it. */
static const char as_story_sql[] =
	"update temp.as_pledge set story = (select h.story from temp.as_pledge_move"
	" m join happening_report r on r.event = m.event join happening h on h.num"
	" = r.happening where m.pledge = as_pledge.num order by m.n, h.id limit 1);";

kr_status kr__chronicle_as_of(kr_store *s, int32_t day, kr_err *err)
{
	struct settler t = { .s = s, .err = err };
	kr_buf b[4];

	kr__arena_init(&t.a, NULL, 0);
	for (int i = 0; i < 4; i++)
		kr__buf_init(&b[i], NULL);
	kr_status status = kr__store_exec(
		s, "pragma query_only = off; pragma temp_store = memory;"
		   "drop table if exists temp.as_pledge;"
		   "drop table if exists temp.as_pledge_move;"
		   "create temp table as_pledge as select * from pledge where 0;"
		   "create temp table as_pledge_move as select * from pledge_move"
		   " where 0;", err);
	if (!status)
		status = compute(&t, day);
	for (uint32_t i = 0; i < t.followed.n_pledges && !status; i++) {
		status = put_pledge(&t, i, "as_pledge", b);
		if (!status)
			status = put_moves(&t, i, "as_pledge_move");
	}
	if (!status)
		status = kr__store_exec(s, as_story_sql, err);
	for (int i = 0; i < 4; i++)
		kr__buf_drop(&b[i]);
	kr__arena_drop(&t.a);
	return status;
}
