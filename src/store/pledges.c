// SPDX-License-Identifier: Apache-2.0
/*
 * Pledges written. The problem: an answer wants what a pledge is now, every
 * move of it with its evidence, and what was known of it on any earlier day.
 * The idea: a row a pledge, a row a move, and a row for each stretch of days
 * on which it stood one way (standing.h), in the order of answers. A store
 * that is not settled is followed anew into temporary tables. Limits: none
 * known.
 */
#include <sqlite3.h>

#include "merge/pledge_fit.h"
#include "merge/standing.h"
#include "merge/tie.h"
#include "store/settle.h"

#define PLEDGE_SQL(table)                                                       \
	"insert into " table "(num, id, type, what, actors, recipients, codes,"     \
	" promised, opened_day, due_first, due_last, state, delay, n_moves, story)" \
	" values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)"
#define MOVE_SQL(table) \
	"insert into " table " values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)"
static const char pledge_sql[] = PLEDGE_SQL("pledge"),
                  move_sql[] = MOVE_SQL("pledge_move"),
                  as_pledge_sql[] = PLEDGE_SQL("temp.as_pledge"),
                  as_move_sql[] = MOVE_SQL("temp.as_pledge_move");

static kr_status put_pledge(kr_settler *t, uint32_t k, const char *sql, kr_buf *b)
{
	const kr_pledge *p = &t->followed.pledges[t->pledges[k].of];
	const kr_move *m = t->followed.moves + p->first_move;
	const kr_act *r = p->word;
	char id[18], story[18];
	sqlite3_stmt *st = kr__store_stmt(t->s, sql, t->err);

	if (!st)
		return kr__store_status(t->err);
	kr__tale_of(t, r)->n_pledges++;
	kr__act_id('p', r, id);
	kr__tale_id(t, r, story);
	sqlite3_bind_int64(st, 1, (int64_t)k + 1);
	kr__store_bind(st, 2, kr__view_of(id));
	sqlite3_bind_int(st, 3, p->type);
	kr__store_bind(st, 4, r->object);
	kr__act_bind_sides(st, 5, r, b);
	sqlite3_bind_int(st, 8, p->promised);
	kr__store_bind_day(st, 9, m[0].day, m[0].day != INT32_MIN);
	kr__store_bind_days(st, 10, p->due);
	sqlite3_bind_int(st, 12, p->state);
	sqlite3_bind_int(st, 13, p->delay);
	sqlite3_bind_int64(st, 14, p->n_moves);
	kr__store_bind(st, 15, kr__view_of(story));
	return kr__store_run(t->s, st, t->err);
}

/* What ties the report of move `k` to the pledge. */
static int ties_of(const kr_settler *t, const kr_pledge *p, uint32_t k)
{
	const kr_move *m = t->followed.moves + p->first_move;
	const kr_act *r = &t->acts[m[k].report];
	unsigned ties = kr__ties(p->word, r);

	return (int)(ties | (kr__on_due_day(m[k - 1].due, r) ? KR_TIE_DUE : 0u));
}

static kr_status put_moves(kr_settler *t, uint32_t n, const char *sql)
{
	const kr_pledge *p = &t->followed.pledges[t->pledges[n].of];
	kr_status status = KR_OK;
	sqlite3_stmt *st = kr__store_stmt(t->s, sql, t->err);

	if (!st)
		return kr__store_status(t->err);
	for (uint32_t k = 0; k < p->n_moves && !status; k++) {
		const kr_move *m = &t->followed.moves[p->first_move + k];
		sqlite3_bind_int64(st, 1, (int64_t)n + 1);
		sqlite3_bind_int64(st, 2, k);
		sqlite3_bind_int(st, 3, m->kind);
		sqlite3_bind_int(st, 4, m->status);
		kr__store_bind_day(st, 5, m->day, m->day != INT32_MIN);
		kr__store_bind_days(st, 6, m->due);
		sqlite3_bind_int(st, 8, m->days);
		if (m->report != KR_NONE) {
			sqlite3_bind_int64(st, 9, t->acts[m->report].row);
			sqlite3_bind_int64(st, 10, t->acts[m->report].doc_no);
			if (k)
				sqlite3_bind_int(st, 11, ties_of(t, p, k));
		}
		status = kr__store_run(t->s, st, t->err);
	}
	return status;
}

/* Rows come by pledge and day: what is asked for stands in the order of answers. */
static kr_status put_standing(kr_settler *t, int64_t num, const kr_standing *x)
{
	sqlite3_stmt *st = kr__store_stmt(
		t->s, "insert into pledge_standing(pledge, since, until, state, promised,"
		      " due_first, due_last, delay, n_moves, silent) values"
		      " (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)", t->err);

	if (!st)
		return kr__store_status(t->err);
	sqlite3_bind_int64(st, 1, num);
	sqlite3_bind_int(st, 2, x->since);
	sqlite3_bind_int(st, 3, x->until);
	sqlite3_bind_int(st, 4, x->state);
	sqlite3_bind_int(st, 5, x->promised);
	kr__store_bind_days(st, 6, x->due);
	sqlite3_bind_int(st, 8, x->delay);
	sqlite3_bind_int64(st, 9, x->n_moves);
	sqlite3_bind_int(st, 10, x->silent);
	return kr__store_run(t->s, st, t->err);
}

static kr_status put_standings(kr_settler *t, uint32_t k)
{
	const kr_pledge *p = &t->followed.pledges[t->pledges[k].of];
	kr_standing some[KR_MAX_STANDINGS];
	kr_standings all;
	kr_status status = KR_OK;
	uint32_t n;

	kr__standings_init(&all, t->followed.moves + p->first_move, p->n_moves);
	while (!status && kr__standings_next(&all, some, &n))
		for (uint32_t i = 0; i < n && !status; i++)
			status = put_standing(t, (int64_t)k + 1, &some[i]);
	return status;
}

enum { N_BUFS = 3 };

/* `sql`: where pledges and moves go. */
static kr_status put_all(kr_settler *t, const char *const sql[2])
{
	kr_status status = KR_OK;
	kr_buf b[N_BUFS];

	for (int i = 0; i < N_BUFS; i++)
		kr__buf_init(&b[i], NULL);
	for (uint32_t i = 0; i < t->followed.n_pledges && !status; i++) {
		status = put_pledge(t, i, sql[0], b);
		if (!status)
			status = put_moves(t, i, sql[1]);
	}
	for (int i = 0; i < N_BUFS; i++)
		kr__buf_drop(&b[i]);
	return status;
}

kr_status kr__pledges_write(kr_settler *t)
{
	static const char *const sql[2] = { pledge_sql, move_sql };
	kr_status status = put_all(t, sql);

	for (uint32_t i = 0; i < t->followed.n_pledges && !status; i++)
		status = put_standings(t, i);
	return status;
}

kr_status kr__chronicle_as_of(kr_store *s, int32_t day, kr_err *err)
{
	static const char *const sql[2] = { as_pledge_sql, as_move_sql };
	kr_settler t = { .s = s, .err = err };

	kr__arena_init(&t.a, NULL, 0);
	kr_status status = kr__store_exec(
		s, "pragma query_only = off; pragma temp_store = memory;"
		   "create temp table if not exists as_pledge as select * from pledge"
		   " where 0;"
		   "create temp table if not exists as_pledge_move as select * from"
		   " pledge_move where 0;"
		   "delete from temp.as_pledge; delete from temp.as_pledge_move;", err);
	if (!status)
		status = kr__settler_compute(&t, day);
	if (!status)
		status = put_all(&t, sql);
	if (!status)
		status = kr__store_exec(
			s, "update temp.as_pledge set story = coalesce((select p.story from"
			   " pledge p where p.id = as_pledge.id), story);", err);
	kr__arena_drop(&t.a);
	return status;
}
