// SPDX-License-Identifier: Apache-2.0
/*
 * Pledges as they were known on an earlier day. The problem: following all
 * reports up to that day takes as long as settling. The idea: settling wrote
 * how each pledge stood on each stretch of days (standing.h); one of them is
 * the answer, and what a filter asks of the pledge itself, which no day
 * changes, the shelf tells. Standings lie in the order of answers, so a page
 * is found by walking them. Limits: a page far behind, or of few pledges,
 * walks all standings (three a pledge); a store that is not settled is
 * followed anew.
 */
#include <sqlite3.h>

#include "store/answer.h"

static const char standings[] =
	"select p.num, p.pledge, p.n_moves from pledge_standing p where 1";
static const char pledges[] = "select p.num from pledge p where 1";

/* Terms about the state wait for the standing, the others ask the pledge. */
static void part(const kr_filter *f, kr_filter *fixed, kr_filter *stood)
{
	fixed->n = stood->n = 0;
	for (uint32_t i = 0; i < f->n; i++) {
		kr_filter *to = kr__view_is(f->terms[i].key, "state") ? stood : fixed;
		to->terms[to->n++] = f->terms[i];
	}
}

static kr_status sift_sql(kr_asked *a, const kr_filter *fixed, kr_sieve *v)
{
	const kr_asking_sql sql = { pledges, "", "order by p.num" };
	const kr_asking_sql last = { pledges, "", "order by p.num desc limit 1" };
	kr_prepared p = { NULL, 0 };
	kr_status status = kr__asked_prepare(a, &last, NULL, &p);
	int rc = status ? SQLITE_DONE : sqlite3_step(p.st);

	if (rc == SQLITE_ROW)
		v->n = (uint32_t)sqlite3_column_int64(p.st, 0);
	else if (rc != SQLITE_DONE)
		status = kr__store_fail(a->s, a->err);
	sqlite3_finalize(p.st);
	p.st = NULL;
	v->bits = kr__arena_array(&v->a, (size_t)v->n / 64 + 1, sizeof *v->bits);
	if (!status && !v->bits)
		status = KR_ENOMEM;
	if (!status)
		status = kr__asked_prepare(a, &sql, fixed, &p);
	while (!status && (rc = sqlite3_step(p.st)) == SQLITE_ROW) {
		uint32_t at = (uint32_t)sqlite3_column_int64(p.st, 0) - 1;
		if (at < v->n)
			v->bits[at / 64] |= UINT64_C(1) << (at % 64);
	}
	sqlite3_finalize(p.st);
	return status || rc == SQLITE_DONE || rc == SQLITE_ROW
	               ? status : kr__store_fail(a->s, a->err);
}

/* The pledges that a filter leaves, whatever the day. Drop in any case. */
static kr_status sift(kr_asked *a, const kr_filter *fixed, kr_sieve *v)
{
	const kr_wanted wanted = { a->about->shelf, fixed, a->about->conds };
	kr_status status = kr__sieve_make(v, a->s, &wanted, a->err);

	if (status != KR_EUNSUP)
		return status;
	kr__sieve_drop(v);
	*v = (kr_sieve){ .n = 0 };
	kr__arena_init(&v->a, NULL, 0);
	return sift_sql(a, fixed, v);
}

struct walk {
	kr_asked *a;
	const kr_sieve *v;
	kr_prepared all, one, late; /* late.st NULL: nothing is left to ask */
	kr_window page;
};

static kr_status meet(struct walk *w, bool *wanted)
{
	int64_t pledge = sqlite3_column_int64(w->all.st, 1);
	uint64_t at = (uint64_t)(pledge - 1);

	*wanted = pledge > 0 && at < w->v->n &&
	          (w->v->bits[at / 64] >> (at % 64) & 1);
	return *wanted && w->late.st
	               ? kr__asked_check(w->a, &w->late, pledge, wanted) : KR_OK;
}

static kr_status give(struct walk *w)
{
	int64_t n_rows = w->a->about->many ? sqlite3_column_int64(w->all.st, 2) : 1;

	if (n_rows > 0 && w->page.skip >= (uint64_t)n_rows) {
		w->page.skip -= (uint64_t)n_rows;
		return KR_OK;
	}
	sqlite3_bind_int64(w->one.st, 1, sqlite3_column_int64(w->all.st, 0));
	kr_status status = kr__asked_rows(w->a, w->one.st, &w->page);
	sqlite3_reset(w->one.st);
	return status;
}

static kr_status walk(struct walk *w)
{
	int rc = SQLITE_DONE;
	kr_status status = KR_OK;

	sqlite3_bind_int(w->all.st, w->all.next, w->a->day);
	sqlite3_bind_int(w->all.st, w->all.next + 1, w->a->day);
	while (!status && w->page.left &&
	       (rc = sqlite3_step(w->all.st)) == SQLITE_ROW) {
		bool wanted;
		status = meet(w, &wanted);
		if (!status && wanted)
			status = give(w);
	}
	return status || rc == SQLITE_DONE || rc == SQLITE_ROW
	               ? status : kr__store_fail(w->a->s, w->a->err);
}

static kr_status ask(kr_asked *a, const kr_filter *stood, const kr_sieve *v)
{
	const kr_answer_about *about = a->about;
	const kr_asking_sql all = { standings, " and p.since <= ? and p.until > ? ",
		                    "order by p.num" };
	const kr_asking_sql one = { about->stood, "", about->order };
	const kr_asking_sql late = { about->check, about->row, "" };
	struct walk w = { .a = a, .v = v, .page = kr__asked_window(a->q) };
	kr_status status = kr__asked_prepare(a, &all, stood, &w.all);

	if (!status)
		status = kr__asked_prepare(a, &one, NULL, &w.one);
	if (!status && v->late.n)
		status = kr__asked_prepare(a, &late, &v->late, &w.late);
	if (!status)
		status = walk(&w);
	sqlite3_finalize(w.all.st);
	sqlite3_finalize(w.one.st);
	sqlite3_finalize(w.late.st);
	return status;
}

kr_status kr__asked_as_of(kr_asked *a)
{
	kr_filter fixed, stood;
	kr_sieve v;

	part(&a->filter, &fixed, &stood);
	kr_status status = sift(a, &fixed, &v);
	if (!status && kr__sieve_next(&v, 0) < v.n)
		status = ask(a, &stood, &v);
	kr__sieve_drop(&v);
	return status;
}
