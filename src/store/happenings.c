// SPDX-License-Identifier: Apache-2.0
/*
 * Happenings written. The problem: of many reports of one act, an answer wants
 * one row: the fullest wording, the first day, who reported it, on whose word.
 * The idea: rows in the order of answers, with their sides and reports; origins
 * are counted from credits and copies as a row is made. Limits: of what reports
 * contradict each other in (conflicts.c) a few versions stand in the row.
 */
#include <sqlite3.h>

#include "merge/origin.h"
#include "merge/tie.h"
#include "store/copies.h"
#include "store/settle.h"

const kr_act *kr__act_earliest(const kr_settler *t, const uint32_t *m, uint32_t n)
{
	const kr_act *best = &t->acts[m[0]];

	for (uint32_t i = 1; i < n; i++)
		if (kr__told_day(&t->acts[m[i]]) < kr__told_day(best))
			best = &t->acts[m[i]];
	return best;
}

/* The report that names a happening: the first of all its reports. */
const kr_act *kr__happening_namesake(const kr_settler *t, const kr_happening *p)
{
	const uint32_t *m = t->merged.members + p->first;
	uint32_t first = m[0];

	for (uint32_t i = 1; i < p->n; i++)
		first = m[i] < first ? m[i] : first;
	return &t->acts[first];
}

/* The report that says most: longest list of named sides, place, object. */
static const kr_act *fullest(const kr_settler *t, const uint32_t *m, uint32_t n)
{
	const kr_act *best = NULL;
	uint32_t most = 0;

	for (uint32_t i = 0; i < n; i++) {
		const kr_act *r = &t->acts[m[i]];
		uint32_t w = 1 + (r->place.len > 0) + (r->object.len > 0) +
		             (r->mode.len > 0) + kr__days_known(r->days);
		for (uint32_t k = 0; k < r->n_actors + r->n_recipients; k++)
			w += kr__view_starts(r->sides[k].key, KR_V("person/"));
		if (w > most) {
			most = w;
			best = r;
		}
	}
	return best;
}

static void day_text(kr_buf *b, int32_t day)
{
	kr__buf_reset(b);
	if (day != INT32_MIN)
		kr__buf_date(b, kr__date_of_day(day));
}

int32_t kr__happening_day(const kr_settler *t, const kr_happening *p)
{
	const uint32_t *m = t->merged.members + p->first;

	return kr__days_known(p->days) ? p->days.first
	                               : kr__told_day(kr__act_earliest(t, m, p->n_word));
}

static void count_in_story(kr_settler *t, uint32_t h, const kr_act *r)
{
	kr_tale *s = kr__tale_of(t, r);
	int32_t day = kr__happening_day(t, &t->merged.happenings[h]);

	s->n_happenings++;
	if (s->best == KR_NONE ||
	    t->merged.happenings[h].n > t->merged.happenings[s->best].n)
		s->best = h;
	if (day != INT32_MIN && day < s->first_day)
		s->first_day = day;
	if (day > s->last_day)
		s->last_day = day;
}

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

/* Independent origins of the reports that tell a happening as it is now, into
 * `o` (in the arena; the caller rewinds it). */
static kr_status count_origins(kr_settler *t, const kr_happening *p, kr_report *list,
                               kr_origins *o)
{
	int64_t *nums = kr__arena_array(&t->a, p->n_word, sizeof *nums);

	if (!nums)
		return KR_ENOMEM;
	for (uint32_t k = 0; k < p->n_word; k++) {
		uint32_t doc = t->acts[t->merged.members[p->first + k]].doc_no;
		nums[k] = doc;
		list[k] = (kr_report){ .copy_of = KR_NONE,
			               .outlet = t->sources[doc].outlet };
		list[k].n_chain = chain_of(t->sources[doc].chain, &t->a,
		                           &list[k].chain);
	}
	const kr_linked docs = { nums, p->n_word, list };
	kr_status status = kr__copies_link(t->s, &t->a, &docs, t->err);
	return status ? status : kr__origins_count(list, p->n_word, &t->a, o);
}

static kr_status read_sources(kr_settler *t)
{
	sqlite3_stmt *st = kr__store_stmt(
		t->s, "select num, outlet, chain from document order by num", t->err);
	int rc = SQLITE_DONE;

	t->sources = kr__arena_array(&t->a, (size_t)t->n_docs + 1, sizeof *t->sources);
	if (!st || !t->sources)
		return st ? KR_ENOMEM : kr__store_status(t->err);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		int64_t num = sqlite3_column_int64(st, 0);
		if (num < 0 || num >= t->n_docs)
			continue;
		t->sources[num] = (kr_source){
			kr__arena_copy(&t->a, kr__store_col(st, 1)),
			kr__arena_copy(&t->a, kr__store_col(st, 2)) };
	}
	kr_status status = kr__store_walked(t->s, st, rc, t->err);
	return status ? status : kr__arena_status(&t->a);
}

/* ---- rows ----------------------------------------------------------------------- */
enum { N_BUFS = 6 };

static void join_names(const kr_origins *o, kr_buf *b)
{
	kr__buf_reset(b);
	for (uint32_t k = 0; k < o->n_names; k++) {
		kr__buf_str(b, k ? "; " : "");
		kr__buf_add(b, o->names[k]);
	}
}

static kr_status put_happening(kr_settler *t, uint32_t h, int64_t num,
                               const kr_origins *o, kr_buf *b)
{
	const kr_happening *p = &t->merged.happenings[h];
	const uint32_t *m = t->merged.members + p->first;
	const kr_act *r = fullest(t, m, p->n_word), *early = kr__act_earliest(t, m, p->n);
	char id[18], story[18];
	sqlite3_stmt *st = kr__store_stmt(
		t->s, "insert into happening(num, id, type, mode, status, first_day,"
		      " last_day, sort_day, place, country, object, actors,"
		      " recipients, codes, n_reports, first_report, dates_differ,"
		      " place_differs, story, n_origins, origins, differs, evidence, score,"
		      " quad) select ?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,"
		      "?17,?18,?19,?20,?21,?23, evidence, score, quad from event where"
		      " num = ?22", t->err);

	if (!st)
		return kr__store_status(t->err);
	kr__act_id('h', kr__happening_namesake(t, p), id);
	kr__tale_id(t, r, story);
	sqlite3_bind_int64(st, 1, num);
	kr__store_bind(st, 2, kr__view_of(id));
	sqlite3_bind_int(st, 3, r->type);
	kr__store_bind(st, 4, r->mode);
	sqlite3_bind_int(st, 5, r->status);
	kr__store_bind_days(st, 6, p->days);
	sqlite3_bind_int(st, 8, kr__happening_day(t, p));
	kr__store_bind(st, 9, r->place);
	kr__store_bind(st, 10, r->country);
	kr__store_bind(st, 11, r->object);
	kr__act_bind_sides(st, 12, r, b);
	sqlite3_bind_int64(st, 15, p->n);
	day_text(&b[3], kr__told_day(early));
	kr__store_bind(st, 16, kr__buf_view(&b[3]));
	sqlite3_bind_int(st, 17, p->dates_differ);
	sqlite3_bind_int(st, 18, p->place_differs);
	kr__store_bind(st, 19, kr__view_of(story));
	sqlite3_bind_int64(st, 20, o->n);
	join_names(o, &b[4]);
	kr__store_bind(st, 21, kr__buf_view(&b[4]));
	sqlite3_bind_int64(st, 22, t->acts[m[0]].row);
	kr__conflicts_tell(t, p, &b[5]);
	kr__store_bind(st, 23, kr__buf_view(&b[5]));
	count_in_story(t, h, r);
	return kr__store_run(t->s, st, t->err);
}

static kr_status put_members(kr_settler *t, uint32_t h, int64_t num)
{
	const kr_happening *p = &t->merged.happenings[h];
	const kr_act *first = kr__happening_namesake(t, p);
	kr_status status = KR_OK;

	for (uint32_t k = 0; k < p->n && !status; k++) {
		const kr_act *r = &t->acts[t->merged.members[p->first + k]];
		sqlite3_stmt *st = kr__store_stmt(
			t->s, "insert into happening_report values (?1,?2,?3,?4)", t->err);
		if (!st)
			return kr__store_status(t->err);
		sqlite3_bind_int64(st, 1, num);
		sqlite3_bind_int64(st, 2, r->row);
		sqlite3_bind_int64(st, 3, r->doc_no);
		if (r != first)
			sqlite3_bind_int(st, 4, (int)kr__ties(first, r));
		status = kr__store_run(t->s, st, t->err);
	}
	return status;
}

static kr_status put_sides(kr_settler *t, uint32_t h, int64_t num)
{
	const kr_happening *p = &t->merged.happenings[h];
	const kr_act *r = fullest(t, t->merged.members + p->first, p->n_word);
	int32_t sort = kr__happening_day(t, p);
	kr_status status = KR_OK;

	for (uint32_t k = 0; k < r->n_actors + r->n_recipients && !status; k++) {
		sqlite3_stmt *st = kr__store_stmt(
			t->s, "insert into happening_party values (?1,?2,?3,?4,?5,?6)",
			t->err);
		if (!st)
			return kr__store_status(t->err);
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

static kr_status write_one(kr_settler *t, uint32_t row, kr_report *list, kr_buf *b)
{
	uint32_t h = t->order[row].of;
	int64_t num = (int64_t)row + 1;
	kr_arena_mark mark = kr__arena_mark(&t->a);
	kr_origins o = { 0 };
	kr_status status = count_origins(t, &t->merged.happenings[h], list, &o);

	if (!status)
		status = put_happening(t, h, num, &o, b);
	kr__arena_rewind(&t->a, mark);
	if (!status)
		status = put_members(t, h, num);
	return status ? status : put_sides(t, h, num);
}

kr_status kr__happenings_write(kr_settler *t)
{
	kr_buf b[N_BUFS];
	uint32_t most = 1;
	kr_status status = read_sources(t);

	for (uint32_t h = 0; h < t->merged.n_happenings; h++)
		most = t->merged.happenings[h].n > most ? t->merged.happenings[h].n : most;
	kr_report *list = kr__arena_array(&t->a, most, sizeof *list);
	for (int i = 0; i < N_BUFS; i++)
		kr__buf_init(&b[i], NULL);
	for (uint32_t h = 0; list && h < t->merged.n_happenings && !status; h++)
		status = write_one(t, h, list, b);
	for (int i = 0; i < N_BUFS; i++)
		kr__buf_drop(&b[i]);
	return list ? status : KR_ENOMEM;
}
