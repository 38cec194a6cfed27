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
#include "store/schema.h"
#include "store/shelf.h"

struct tale { /* a story, under the number of its root document */
	uint32_t num;           /* 0: not seen */
	uint32_t best;          /* the happening that most articles report */
	uint32_t n_docs, n_happenings, n_pledges;
	int32_t first_day, last_day;
	kr_view doc;            /* smallest id of its documents */
};

struct place { /* row numbers follow the order of answers */
	int32_t day;
	uint32_t of;
	uint64_t id;
};

struct settler {
	kr_store *s;
	kr_arena a;
	kr_act *acts;
	uint32_t n_acts;
	kr_merged merged;
	kr_followed followed;
	uint32_t *parent;       /* [n_docs] union-find over documents */
	uint32_t n_docs;        /* highest document number + 1 */
	struct tale *tales;     /* [n_docs] */
	uint32_t n_tales;
	struct place *order;    /* [n_happenings], then [n_pledges] */
	struct place *pledges;
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

/* Reports come in the order of document ids, so the first of a root names the
 * story, and stories are numbered in that order. */
static kr_status number_stories(struct settler *t)
{
	t->tales = kr__arena_array(&t->a, (size_t)t->n_docs + 1, sizeof *t->tales);
	if (!t->tales)
		return KR_ENOMEM;
	for (uint32_t i = 0; i < t->n_acts; i++) {
		struct tale *s = &t->tales[root(t, t->acts[i].doc_no)];
		if (!s->num)
			*s = (struct tale){ .num = ++t->n_tales, .best = KR_NONE,
				            .first_day = INT32_MAX,
				            .last_day = INT32_MIN,
				            .doc = t->acts[i].doc };
		s->n_docs += i == 0 || t->acts[i].doc_no != t->acts[i - 1].doc_no;
	}
	return KR_OK;
}

static void story_id(struct settler *t, const kr_act *r, char out[18])
{
	uint64_t h = kr__hash64(t->tales[root(t, r->doc_no)].doc);

	snprintf(out, 18, "s%016llx", (unsigned long long)h);
}

/* ---- writing ------------------------------------------------------------------ */
static uint64_t hash_of(const kr_act *r)
{
	return kr__hash64_seed(r->id, kr__hash64(r->doc));
}

static void id_of(char letter, const kr_act *r, char out[18])
{
	snprintf(out, 18, "%c%016llx", letter, (unsigned long long)hash_of(r));
}

static const kr_act *earliest(const struct settler *t, const uint32_t *m, uint32_t n)
{
	const kr_act *best = &t->acts[m[0]];

	for (uint32_t i = 1; i < n; i++)
		if (kr__told_day(&t->acts[m[i]]) < kr__told_day(best))
			best = &t->acts[m[i]];
	return best;
}

/* The report that names a happening: the first of all its reports. */
static const kr_act *namesake(const struct settler *t, const kr_happening *p)
{
	const uint32_t *m = t->merged.members + p->first;
	uint32_t first = m[0];

	for (uint32_t i = 1; i < p->n; i++)
		first = m[i] < first ? m[i] : first;
	return &t->acts[first];
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

/* The day a happening stands at: its first, else the day it was first told. */
static int32_t sort_day(const struct settler *t, const kr_happening *p)
{
	const uint32_t *m = t->merged.members + p->first;

	return known(p->days) ? p->days.first : kr__told_day(earliest(t, m, p->n_word));
}

static int by_place(const void *x, const void *y)
{
	const struct place *a = x, *b = y;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return a->of < b->of ? -1 : a->of > b->of;
}

/* Happenings and pledges are numbered by day and id: what an index finds comes
 * out in the order of answers, and a page of it needs no sorting. */
static kr_status number_rows(struct settler *t)
{
	uint32_t n = t->merged.n_happenings, n_pledges = t->followed.n_pledges;
	struct place *o = kr__arena_array(&t->a, (size_t)n + 1, sizeof *o);
	struct place *p = kr__arena_array(&t->a, (size_t)n_pledges + 1, sizeof *p);

	if (!o || !p)
		return KR_ENOMEM;
	for (uint32_t i = 0; i < n; i++) {
		const kr_happening *h = &t->merged.happenings[i];
		o[i] = (struct place){ sort_day(t, h), i,
			               hash_of(namesake(t, h)) };
	}
	for (uint32_t i = 0; i < n_pledges; i++) {
		const kr_move *m = &t->followed.moves[t->followed.pledges[i].first_move];
		p[i] = (struct place){ m->day, i, hash_of(&t->acts[m->report]) };
	}
	qsort(o, n, sizeof *o, by_place);
	qsort(p, n_pledges, sizeof *p, by_place);
	t->order = o;
	t->pledges = p;
	return KR_OK;
}

static void count_in_story(struct settler *t, uint32_t h, const kr_act *r)
{
	struct tale *s = &t->tales[root(t, r->doc_no)];
	int32_t day = sort_day(t, &t->merged.happenings[h]);

	s->n_happenings++;
	if (s->best == KR_NONE ||
	    t->merged.happenings[h].n > t->merged.happenings[s->best].n)
		s->best = h;
	if (day != INT32_MIN && day < s->first_day)
		s->first_day = day;
	if (day > s->last_day)
		s->last_day = day;
}

static kr_status put_happening(struct settler *t, uint32_t h, int64_t num,
                               kr_buf *b)
{
	const kr_happening *p = &t->merged.happenings[h];
	const uint32_t *m = t->merged.members + p->first;
	const kr_act *r = fullest(t, m, p->n_word), *early = earliest(t, m, p->n);
	char id[18], story[18];
	sqlite3_stmt *st = kr__store_stmt(
		t->s, "insert into happening(num, id, type, mode, status, first_day,"
		      " last_day, sort_day, place, country, object, actors,"
		      " recipients, codes, n_reports, first_report, dates_differ,"
		      " place_differs, story, evidence, score, quad) select ?1,?2,?3,?4,"
		      "?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19, evidence,"
		      " score, quad from event where num = ?20", t->err);

	if (!st)
		return t->err ? t->err->status : KR_EIO;
	id_of('h', namesake(t, p), id);
	story_id(t, r, story);
	sqlite3_bind_int64(st, 1, num);
	kr__store_bind(st, 2, kr__view_of(id));
	sqlite3_bind_int(st, 3, r->type);
	kr__store_bind(st, 4, r->mode);
	sqlite3_bind_int(st, 5, r->status);
	kr__store_bind_day(st, 6, p->days.first, known(p->days));
	kr__store_bind_day(st, 7, p->days.last, known(p->days));
	sqlite3_bind_int(st, 8, sort_day(t, p));
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
	sqlite3_bind_int64(st, 20, t->acts[m[0]].row);
	count_in_story(t, h, r);
	return kr__store_run(t->s, st, t->err);
}

static kr_status put_members(struct settler *t, uint32_t h, int64_t num)
{
	const kr_happening *p = &t->merged.happenings[h];
	kr_status status = KR_OK;

	for (uint32_t k = 0; k < p->n && !status; k++) {
		const kr_act *r = &t->acts[t->merged.members[p->first + k]];
		sqlite3_stmt *st = kr__store_stmt(
			t->s, "insert into happening_report values (?1,?2,?3)", t->err);
		if (!st)
			return t->err ? t->err->status : KR_EIO;
		sqlite3_bind_int64(st, 1, num);
		sqlite3_bind_int64(st, 2, r->row);
		sqlite3_bind_int64(st, 3, r->doc_no);
		status = kr__store_run(t->s, st, t->err);
	}
	return status;
}

static kr_status put_sides(struct settler *t, uint32_t h, int64_t num)
{
	const kr_happening *p = &t->merged.happenings[h];
	const kr_act *r = fullest(t, t->merged.members + p->first, p->n_word);
	int32_t sort = sort_day(t, p);
	kr_status status = KR_OK;

	for (uint32_t k = 0; k < r->n_actors + r->n_recipients && !status; k++) {
		sqlite3_stmt *st = kr__store_stmt(
			t->s, "insert into happening_party values (?1,?2,?3,?4,?5,?6)",
			t->err);
		if (!st)
			return t->err ? t->err->status : KR_EIO;
		sqlite3_bind_int64(st, 1, num);
		sqlite3_bind_int(st, 2, k >= r->n_actors);
		kr__store_bind(st, 3, r->sides[k].key);
		kr__store_bind(st, 4, r->sides[k].name);
		kr__store_bind(st, 5, r->sides[k].code);
		sqlite3_bind_int(st, 6, sort);
		status = kr__store_run(t->s, st, t->err);
	}
	return status;
}

#define PLEDGE_SQL(table)                                                       \
	"insert into " table "(num, id, type, what, actors, recipients, codes,"     \
	" promised, opened_day, due_first, due_last, state, delay, n_moves, story)" \
	" values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)"
#define MOVE_SQL(table) \
	"insert into " table " values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)"
static const char pledge_sql[] = PLEDGE_SQL("pledge"),
                  move_sql[] = MOVE_SQL("pledge_move"),
                  as_pledge_sql[] = PLEDGE_SQL("temp.as_pledge"),
                  as_move_sql[] = MOVE_SQL("temp.as_pledge_move");

static kr_status put_pledge(struct settler *t, uint32_t k, const char *sql, kr_buf *b)
{
	const kr_pledge *p = &t->followed.pledges[t->pledges[k].of];
	const kr_move *m = t->followed.moves + p->first_move;
	const kr_act *r = &t->acts[m[0].report];
	char id[18], story[18];
	sqlite3_stmt *st = kr__store_stmt(t->s, sql, t->err);

	if (!st)
		return t->err ? t->err->status : KR_EIO;
	t->tales[root(t, r->doc_no)].n_pledges++;
	id_of('p', r, id);
	story_id(t, r, story);
	sqlite3_bind_int64(st, 1, (int64_t)k + 1);
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
	return kr__store_run(t->s, st, t->err);
}

static kr_status put_moves(struct settler *t, uint32_t n, const char *sql)
{
	const kr_pledge *p = &t->followed.pledges[t->pledges[n].of];
	kr_status status = KR_OK;
	sqlite3_stmt *st = kr__store_stmt(t->s, sql, t->err);

	if (!st)
		return t->err ? t->err->status : KR_EIO;
	for (uint32_t k = 0; k < p->n_moves && !status; k++) {
		const kr_move *m = &t->followed.moves[p->first_move + k];
		sqlite3_bind_int64(st, 1, (int64_t)n + 1);
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
		status = kr__store_run(t->s, st, t->err);
	}
	return status;
}

static kr_status put_story(struct settler *t, const struct tale *s, const kr_act *r)
{
	char id[18];
	bool dated = s->first_day <= s->last_day;
	sqlite3_stmt *st = kr__store_stmt(
		t->s, "insert into story(num, id, title, first_day, last_day, n_docs,"
		      " n_happenings, n_pledges) select ?1, ?2, coalesce(d.title,"
		      " e.evidence), ?3, ?4, ?5, ?6, ?7 from event e join document d"
		      " on d.num = e.doc where e.num = ?8", t->err);

	if (!st)
		return t->err ? t->err->status : KR_EIO;
	story_id(t, r, id);
	sqlite3_bind_int64(st, 1, s->num);
	kr__store_bind(st, 2, kr__view_of(id));
	kr__store_bind_day(st, 3, s->first_day, dated);
	kr__store_bind_day(st, 4, s->last_day, dated);
	sqlite3_bind_int64(st, 5, s->n_docs);
	sqlite3_bind_int64(st, 6, s->n_happenings);
	sqlite3_bind_int64(st, 7, s->n_pledges);
	if (s->best != KR_NONE)
		r = &t->acts[t->merged.members[t->merged.happenings[s->best].first]];
	sqlite3_bind_int64(st, 8, r->row);
	return kr__store_run(t->s, st, t->err);
}

static kr_status put_story_doc(struct settler *t, uint32_t story, uint32_t doc,
                               uint32_t adds)
{
	sqlite3_stmt *st = kr__store_stmt(
		t->s, "insert into story_doc values (?1, ?2, ?3)", t->err);

	if (!st)
		return t->err ? t->err->status : KR_EIO;
	sqlite3_bind_int64(st, 1, story);
	sqlite3_bind_int64(st, 2, doc);
	sqlite3_bind_int64(st, 3, adds);
	return kr__store_run(t->s, st, t->err);
}

/* Stories and their articles; an article adds the happenings that no earlier
 * article reports. */
static kr_status write_stories(struct settler *t)
{
	uint32_t *adds = kr__arena_array(&t->a, (size_t)t->n_docs + 1, sizeof *adds);
	kr_status status = adds ? KR_OK : KR_ENOMEM;
	uint32_t seen = 0;

	for (uint32_t h = 0; adds && h < t->merged.n_happenings; h++) {
		const kr_happening *p = &t->merged.happenings[h];
		adds[earliest(t, t->merged.members + p->first, p->n)->doc_no]++;
	}
	for (uint32_t i = 0; i < t->n_acts && !status; i++) {
		const kr_act *r = &t->acts[i];
		const struct tale *s = &t->tales[root(t, r->doc_no)];
		if (s->num > seen) {
			seen = s->num;
			status = put_story(t, s, r);
		}
		if (!status && (i == 0 || r->doc_no != t->acts[i - 1].doc_no))
			status = put_story_doc(t, s->num, r->doc_no, adds[r->doc_no]);
	}
	return status;
}

/* An actor is given if any article's mention of it came from the world files;
 * days count only where an article's own day is certain. */
static const char finish_sql[] =
	"insert into actor select key, coalesce(min(case when own then name end),"
	" min(name)), min(type), min(code), min(sector), min(role), max(basis),"
	" min(day), max(day), count(distinct doc) from"
	" (select coalesce(m.b, e.key) as key, m.b is null as own, e.name, e.type,"
	" e.code, e.sector, e.role, e.basis, e.doc, case when d.earliest = d.latest"
	" then cast(julianday(d.latest) - 2440587.5 as integer) end as day"
	" from entity e join document d on d.num = e.doc left join decision m on"
	" m.kind = 'merge' and m.a = e.key where e.key is not null) group by key;"
	"update actor set name = (select b from decision where kind = 'name' and"
	" a = key) where key in (select a from decision where kind = 'name');";

/* Indexes are dropped while the tables are filled: a sorted build is linear. */
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

static kr_status count_origins(struct settler *t, uint32_t h, int64_t num,
                               kr_report *list)
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
	int64_t *nums = kr__arena_array(&t->a, p->n_word, sizeof *nums);
	if (!nums)
		return KR_ENOMEM;
	for (uint32_t k = 0; k < p->n_word; k++) {
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
	kr_status status = kr__copies_link(t->s, &t->a, nums, p->n_word, list);
	if (!status)
		status = kr__origins_count(list, p->n_word, &t->a, &o);
	kr__buf_init(&b, NULL);
	for (uint32_t k = 0; k < o.n_names; k++) {
		kr__buf_str(&b, k ? "; " : "");
		kr__buf_add(&b, o.names[k]);
	}
	sqlite3_bind_int64(up, 1, num);
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
		uint32_t of = t->order[h].of;
		int64_t num = (int64_t)h + 1;
		status = put_happening(t, of, num, b);
		if (!status)
			status = put_members(t, of, num);
		if (!status)
			status = put_sides(t, of, num);
		if (!status)
			status = count_origins(t, of, num, list);
	}
	for (uint32_t i = 0; i < t->followed.n_pledges && !status; i++) {
		status = put_pledge(t, i, pledge_sql, b);
		if (!status)
			status = put_moves(t, i, move_sql);
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
	if (!status)
		status = kr__join_pledges(&t->merged, &t->a, t->n_acts, &t->followed);
	if (!status)
		status = make_stories(t);
	if (!status)
		status = number_stories(t);
	return status ? status : number_rows(t);
}

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
		status = kr__store_exec(s, kr__chronicle_unindex, err);
	if (!status)
		status = compute(&t, INT32_MAX);
	if (!status)
		status = write_happenings(&t);
	if (!status)
		status = write_stories(&t);
	if (!status)
		status = kr__store_exec(s, kr__chronicle_index, err);
	if (!status)
		status = kr__store_exec(s, finish_sql, err);
	kr__arena_drop(&t.a);
	if (!status)
		status = kr__sums_make(s, err);
	if (!status)
		status = kr__shelf_make(s, err);
	return status ? status : kr__store_commit(s, err);
}

/* ---- an earlier day ----------------------------------------------------------------- */
/* Temporary tables of the same names stand before the store's: what is told by a
 * day and what is of no known day is copied, the rest begins empty. */
static const char *const copied[] = { "document", "event", "party", "entity", "quote" };
static const char *const begun[] = { "happening", "happening_party", "happening_report",
	                             "pledge", "pledge_move", "story", "story_doc",
	                             "actor", "shelf", "posting", "flag" };
static const char fill_sql[] =
	"insert into temp.document select * from main.document where latest is null or"
	" latest <= (select day from temp.rewound);"
	"insert into temp.event select * from main.event where doc in (select num from"
	" temp.document);"
	"insert into temp.entity select * from main.entity where doc in (select num from"
	" temp.document);"
	"insert into temp.quote select * from main.quote where doc in (select num from"
	" temp.document);"
	"create index temp.event_doc on event(doc);"
	"insert into temp.party select * from main.party where event in (select num from"
	" temp.event);"
	"create index temp.party_event on party(event);"
	"create index temp.happening_report_of on happening_report(happening);"
	"create index temp.happening_party_of on happening_party(happening);";

static kr_status shadow(kr_store *s, const char *table, kr_err *err)
{
	sqlite3_stmt *st = NULL;
	kr_buf sql;
	kr_status status = KR_OK;

	kr__buf_init(&sql, NULL);
	if (sqlite3_prepare_v2(kr__store_db(s), "select substr(sql, 13) from"
	                       " main.sqlite_schema where type = 'table' and name = ?1",
	                       -1, &st, NULL))
		status = kr__store_fail(s, err);
	if (!status) {
		kr__store_bind(st, 1, kr__view_of(table));
		kr__buf_str(&sql, "create temp table");
		if (sqlite3_step(st) == SQLITE_ROW)
			kr__buf_add(&sql, kr__store_col(st, 0));
		status = sql.failed;
	}
	sqlite3_finalize(st);
	if (!status)
		status = kr__store_exec(s, sql.ptr, err);
	kr__buf_drop(&sql);
	return status;
}

kr_status kr__chronicle_rewind(kr_store *s, int32_t day, kr_err *err)
{
	struct settler t = { .s = s, .err = err };
	kr_buf sql;
	kr_status status = KR_OK;

	kr__buf_init(&sql, NULL);
	kr__buf_str(&sql, "pragma query_only = off; create temp table rewound as select '");
	kr__buf_date(&sql, kr__date_of_day(day));
	kr__buf_str(&sql, "' as day;");
	status = sql.failed ? sql.failed : kr__store_exec(s, sql.ptr, err);
	kr__buf_drop(&sql);
	for (size_t i = 0; i < sizeof copied / sizeof *copied && !status; i++)
		status = shadow(s, copied[i], err);
	for (size_t i = 0; i < sizeof begun / sizeof *begun && !status; i++)
		status = shadow(s, begun[i], err);
	if (!status)
		status = kr__store_exec(s, fill_sql, err);
	kr__arena_init(&t.a, NULL, 0);
	if (!status)
		status = compute(&t, day);
	if (!status)
		status = write_happenings(&t);
	if (!status)
		status = write_stories(&t);
	if (!status)
		status = kr__store_exec(s, finish_sql, err);
	kr__arena_drop(&t.a);
	return status;
}

kr_status kr__chronicle_as_of(kr_store *s, int32_t day, kr_err *err)
{
	struct settler t = { .s = s, .err = err };
	kr_buf b[4];

	kr__arena_init(&t.a, NULL, 0);
	for (int i = 0; i < 4; i++)
		kr__buf_init(&b[i], NULL);
	kr_status status = kr__store_exec(
		s, "pragma query_only = off; pragma temp_store = memory;"
		   "create temp table if not exists as_pledge as select * from pledge"
		   " where 0;"
		   "create temp table if not exists as_pledge_move as select * from"
		   " pledge_move where 0;"
		   "delete from temp.as_pledge; delete from temp.as_pledge_move;", err);
	if (!status)
		status = compute(&t, day);
	for (uint32_t i = 0; i < t.followed.n_pledges && !status; i++) {
		status = put_pledge(&t, i, as_pledge_sql, b);
		if (!status)
			status = put_moves(&t, i, as_move_sql);
	}
	if (!status)
		status = kr__store_exec(
			s, "update temp.as_pledge set story = coalesce((select p.story from"
			   " pledge p where p.id = as_pledge.id), story);", err);
	for (int i = 0; i < 4; i++)
		kr__buf_drop(&b[i]);
	kr__arena_drop(&t.a);
	return status;
}
