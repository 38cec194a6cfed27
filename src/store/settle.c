// SPDX-License-Identifier: Apache-2.0
/*
 * Settling the chronicle. The problem: what many articles say together must
 * not depend on the order in which they came. The idea: after articles were
 * added, all reports are read in one canonical order, merged and followed by
 * merge/, and the chronicle's tables are written anew in one transaction.
 * The index of quotes and mentions and the registry of actors, which are half of
 * it, grow in place (annex.c, actors.c). Limits: the rest costs by the store, not
 * by the batch (nearly linear, a second per 20,000 reports); readers of an
 * unsettled store see the state of the last settling.
 */
#include "store/settle.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/copies.h"
#include "store/schema.h"
#include "store/shelf.h"

uint64_t kr__act_hash(const kr_act *r)
{
	return kr__hash64_seed(r->id, kr__hash64(r->doc));
}

void kr__act_id(char letter, const kr_act *r, char out[18])
{
	snprintf(out, 18, "%c%016llx", letter, (unsigned long long)kr__act_hash(r));
}

static void names_of(const kr_act *r, bool actors, kr_buf *b)
{
	uint32_t from = actors ? 0 : r->n_actors;
	uint32_t end = actors ? r->n_actors : r->n_actors + r->n_recipients;

	kr__buf_reset(b);
	for (uint32_t i = from; i < end; i++) {
		kr__buf_str(b, i > from ? "; " : "");
		kr__buf_add(b, r->sides[i].name);
	}
}

static void codes_of(const kr_act *r, kr_buf *b)
{
	kr__buf_reset(b);
	for (uint32_t i = 0; i < r->n_actors + r->n_recipients; i++) {
		kr__buf_str(b, i == 0 ? "" : i == r->n_actors ? " > " : ";");
		kr__buf_add(b, r->sides[i].code.len ? r->sides[i].code : KR_V("-"));
	}
}

void kr__act_bind_sides(struct sqlite3_stmt *st, int i, const kr_act *r, kr_buf b[3])
{
	names_of(r, true, &b[0]);
	names_of(r, false, &b[1]);
	codes_of(r, &b[2]);
	for (int k = 0; k < 3; k++)
		kr__store_bind(st, i + k, kr__buf_view(&b[k]));
}

static int by_place(const void *x, const void *y)
{
	const kr_seat *a = x, *b = y;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return a->of < b->of ? -1 : a->of > b->of;
}

/* Happenings and pledges are numbered by day and id: what an index finds comes
 * out in the order of answers, and a page of it needs no sorting. */
static kr_status number_rows(kr_settler *t)
{
	uint32_t n = t->merged.n_happenings, n_pledges = t->followed.n_pledges;
	kr_seat *o = kr__arena_array(&t->a, (size_t)n + 1, sizeof *o);
	kr_seat *p = kr__arena_array(&t->a, (size_t)n_pledges + 1, sizeof *p);

	if (!o || !p)
		return KR_ENOMEM;
	for (uint32_t i = 0; i < n; i++) {
		const kr_happening *h = &t->merged.happenings[i];
		o[i] = (kr_seat){ kr__happening_day(t, h), i,
			               kr__act_hash(kr__happening_namesake(t, h)) };
	}
	for (uint32_t i = 0; i < n_pledges; i++) {
		const kr_move *m = &t->followed.moves[t->followed.pledges[i].first_move];
		p[i] = (kr_seat){ m->day, i, kr__act_hash(&t->acts[m->report]) };
	}
	qsort(o, n, sizeof *o, by_place);
	qsort(p, n_pledges, sizeof *p, by_place);
	t->order = o;
	t->pledges = p;
	return KR_OK;
}

/* Pages of a large chronicle are written and sorted several times. */
static const char room_sql[] = "pragma cache_size = -262144;";
static const char usual_sql[] = "pragma cache_size = -65536;";

/* Indexes are dropped while the tables are filled: a sorted build is linear. */
static const char clear_sql[] =
	"delete from happening; delete from happening_party;"
	"delete from happening_report; delete from pledge; delete from pledge_move;"
	"delete from pledge_standing; delete from story; delete from story_doc;";

/* Silence is known up to the last day on which anything was told, of any matter. */
static kr_status last_told(kr_settler *t)
{
	sqlite3_stmt *st = kr__store_stmt(t->s, "select max(latest) from document where"
	                                        " latest = earliest", t->err);
	kr_date day;

	t->last_day = INT32_MIN;
	for (uint32_t i = 0; i < t->n_acts; i++)
		if (kr__days_known(t->acts[i].told) && t->acts[i].told.last > t->last_day)
			t->last_day = t->acts[i].told.last;
	if (!st)
		return kr__store_status(t->err);
	int rc = sqlite3_step(st);
	if (rc == SQLITE_ROW && kr__date_parse(kr__store_col(st, 0), &day) &&
	    kr__date_days(day).last > t->last_day)
		t->last_day = kr__date_days(day).last;
	return kr__store_walked(t->s, st, rc, t->err);
}

kr_status kr__settler_compute(kr_settler *t, int32_t as_of)
{
	kr_status status = kr__store_reports(t->s, &t->a, &t->acts, &t->n_acts, t->err);

	if (!status)
		status = kr__store_docs_end(t->s, &t->n_docs, t->err);
	if (!status)
		status = last_told(t);
	if (!status)
		status = kr__merge_reports(&t->merged, &t->a, t->acts, t->n_acts);
	if (!status)
		status = kr__follow_pledges(&t->followed, &t->a, t->acts, t->n_acts,
		                            as_of == INT32_MAX ? t->last_day : as_of);
	if (!status)
		status = kr__join_pledges(&t->merged, &t->a, t->acts, t->n_acts,
		                          &t->followed);
	if (!status)
		status = kr__tales_make(t);
	return status ? status : number_rows(t);
}

kr_status kr__settler_write(kr_settler *t)
{
	kr_status status = kr__happenings_write(t);

	if (!status)
		status = kr__pledges_write(t);
	return status ? status : kr__tales_write(t);
}

static kr_status is_settled(kr_store *s, bool *settled, kr_err *err)
{
	kr_buf flag;
	bool there;

	kr__buf_init(&flag, NULL);
	kr_status status = kr__store_flag(s, KR_V("settled"), &flag, &there, err);
	*settled = !there || kr__view_is(kr__buf_view(&flag), "yes");
	kr__buf_drop(&flag);
	return status;
}

/* The chronicle's tables anew. Inside a batch. */
static kr_status settle(kr_store *s, kr_err *err)
{
	kr_settler t = { .s = s, .err = err };
	kr_status status = kr__store_exec(s, clear_sql, err);

	kr__arena_init(&t.a, NULL, 0);
	if (!status)
		status = kr__store_exec(s, kr__chronicle_unindex, err);
	if (!status)
		status = kr__settler_compute(&t, INT32_MAX);
	if (!status)
		status = kr__settler_write(&t);
	kr__arena_drop(&t.a);
	if (!status)
		status = kr__store_exec(s, kr__chronicle_index, err);
	if (!status)
		status = kr__actors_settle(s, err);
	if (!status)
		status = kr__sums_make(s, err);
	return status ? status : kr__shelf_make(s, err);
}

kr_status kr__chronicle_settle(kr_store *s, kr_err *err)
{
	kr_status status = kr__copies_settle(s, err);
	bool done = true;

	if (!status)
		status = is_settled(s, &done, err);
	if (!status && !done) {
		status = kr__store_flag_set(s, KR_V("settled"), KR_V("yes"), err);
		if (!status)
			status = kr__store_exec(s, room_sql, err);
		if (!status)
			status = settle(s, err);
		if (!status)
			status = kr__store_exec(s, usual_sql, err);
	}
	return status ? status : kr__store_commit(s, err);
}
