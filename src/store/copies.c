// SPDX-License-Identifier: Apache-2.0
/*
 * Copies in the store. The problem: candidates depend on all documents, while
 * aligning texts is what costs. The idea: prints are kept with each document;
 * settling makes the candidates of all anew, which is quick, and aligns only
 * pairs that were not judged before; pairs that are candidates no more go, so
 * that the rows are a function of the documents, not of their order. Limits:
 * memory grows by the index, some 300 bytes a document; settling passes over
 * all prints even after one document.
 */
#include "store/copies.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "merge/copy_index.h"

static const char settled_key[] = "copies-settled";

/* ---- putting --------------------------------------------------------------- */
static kr_status forget(kr_store *s, int64_t num, kr_err *err)
{
	static const char *const sql[] = {
		"delete from copy_pair where late = ?1",
		"delete from copy_pair where early = ?1",
		"delete from credit where num = ?1",
		"delete from copy where num = ?1",
	};

	return kr__store_run_each(s, sql, sizeof sql / sizeof *sql, num, err);
}

static kr_status put_credits(kr_store *s, const kr_store_doc *d, int64_t num,
                             kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "insert or replace into credit(num, place, step, name)"
		   " values (?1, ?2, ?3, ?4)", err);
	kr_status status = st ? KR_OK : KR_EIO;

	for (uint32_t i = 0; i < d->n_credits && !status; i++) {
		if (!d->credits[i].name.len)
			continue;
		sqlite3_bind_int64(st, 1, num);
		sqlite3_bind_int64(st, 2, i);
		sqlite3_bind_int64(st, 3, d->credits[i].step);
		kr__store_bind(st, 4, d->credits[i].name);
		status = kr__store_run(s, st, err);
	}
	return status;
}

static kr_status put_gist(kr_store *s, const kr_store_doc *d, int64_t num,
                          const kr_sketch *sketch, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "insert or replace into gist(num, key, first, last, window,"
		   " prints, kept) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)", err);

	if (!st)
		return kr__store_status(err);
	sqlite3_bind_int64(st, 1, num);
	sqlite3_bind_int64(st, 2, (int64_t)kr__hash64(d->id));
	if (d->days.first <= d->days.last) {
		sqlite3_bind_int64(st, 3, d->days.first);
		sqlite3_bind_int64(st, 4, d->days.last);
	}
	sqlite3_bind_int64(st, 5, sketch->window);
	sqlite3_bind_blob64(st, 6, sketch->n ? (const void *)sketch->prints : "",
	                    sketch->n * sizeof *sketch->prints, SQLITE_STATIC);
	sqlite3_bind_blob64(st, 7, d->n_kept ? (const void *)d->kept : "",
	                    d->n_kept * sizeof *d->kept, SQLITE_STATIC);
	return kr__store_run(s, st, err);
}

kr_status kr__copies_put(kr_store *s, const kr_store_doc *d, int64_t num,
                         bool is_new, kr_err *err)
{
	kr_arena a;
	kr_gist gist;
	kr_sketch sketch;

	kr__arena_init(&a, NULL, 0);
	kr_status status = kr__gist_make(&gist, &a, d->text, d->kept, d->n_kept);
	if (!status && d->n_kept == 0)
		gist.n = 0;
	if (!status)
		status = kr__sketch_make(&sketch, &a, &gist);
	if (status)
		kr__err_set(err, status, "", -1, kr_status_text(status));
	if (!status && !is_new)
		status = forget(s, num, err);
	if (!status)
		status = put_gist(s, d, num, &sketch, err);
	if (!status)
		status = put_credits(s, d, num, err);
	if (!status) {
		sqlite3_stmt *st = kr__store_stmt(
			s, "delete from flag where key = ?1", err);
		if (st)
			kr__store_bind(st, 1, kr__view_of(settled_key));
		status = kr__store_run(s, st, err);
	}
	kr__arena_drop(&a);
	return status;
}

/* ---- loading --------------------------------------------------------------- */
static kr_status load_credits(kr_store *s, int64_t num, kr_arena *a,
                              kr_copy_doc *out, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "select name, step from credit where num = ?1 order by place", err);
	kr_credit *chain = NULL;
	uint32_t cap = 0;
	int rc;

	if (!st)
		return kr__store_status(err);
	sqlite3_bind_int64(st, 1, num);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW &&
	       kr__arena_grow(a, (void **)&chain, &cap, out->n_chain + 1,
	                      sizeof *chain))
		chain[out->n_chain++] = (kr_credit){
			.name = kr__arena_copy(a, kr__store_col(st, 0)),
			.step = (uint16_t)sqlite3_column_int(st, 1) };
	out->chain = chain;
	kr_status status = kr__store_walked(s, st, rc, err);
	return status ? status : kr__arena_status(a);
}

static kr_status load_row(sqlite3_stmt *st, kr_arena *a, kr_copy_doc *out)
{
	size_t n_kept = (size_t)sqlite3_column_bytes(st, 6) / sizeof(kr_span);
	kr_span *kept = kr__arena_array(a, n_kept + 1, sizeof *kept);

	*out = (kr_copy_doc){
		.id = kr__arena_copy(a, kr__store_col(st, 0)),
		.title = kr__arena_copy(a, kr__store_col(st, 1)),
		.outlet = kr__arena_copy(a, kr__store_col(st, 2)),
		.published = { 1, 0 },
	};
	kr_view text = kr__arena_copy(a, kr__store_col(st, 3));
	if (sqlite3_column_type(st, 4) != SQLITE_NULL)
		out->published = (kr_days){ sqlite3_column_int(st, 4),
			                    sqlite3_column_int(st, 5) };
	if (!kept)
		return kr__arena_status(a);
	if (n_kept)
		memcpy(kept, sqlite3_column_blob(st, 6), n_kept * sizeof *kept);
	kr_status status = kr__gist_make(&out->gist, a, text, kept,
	                                 (uint32_t)n_kept);
	if (n_kept == 0)
		out->gist.n = 0;
	return status ? status : kr__arena_status(a);
}

kr_status kr__copies_load(kr_store *s, int64_t num, kr_arena *a,
                          kr_copy_doc *out, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "select d.id, d.title, d.outlet, d.text, g.first, g.last, g.kept"
		   " from document d join gist g on g.num = d.num where d.num = ?1",
		err);

	if (!st)
		return kr__store_status(err);
	sqlite3_bind_int64(st, 1, num);
	int rc = sqlite3_step(st);
	kr_status status = rc == SQLITE_ROW ? load_row(st, a, out)
	                   : rc == SQLITE_DONE
	                           ? kr__err_set(err, KR_ENOTFOUND, "", -1,
	                                         "article was stored by an older "
	                                         "kronik; add it again")
	                           : kr__store_fail(s, err);
	sqlite3_reset(st);
	return status ? status : load_credits(s, num, a, out, err);
}

/* ---- settling -------------------------------------------------------------- */
enum { N_HELD = 64 };

/* A document in memory; the last one of each remainder stays. */
struct held {
	int64_t num; /* 0: none */
	kr_arena arena;
	kr_copy_doc doc;
};

struct job {
	kr_store *store;
	kr_err *err;
	struct held held[N_HELD + 1]; /* the last: the late document */
	kr_arena scratch;
};

static kr_status hold(struct job *j, struct held *h, int64_t num)
{
	if (h->num == num)
		return KR_OK;
	kr__arena_reset(&h->arena);
	h->num = 0;
	kr_status status = kr__copies_load(j->store, num, &h->arena, &h->doc, j->err);
	if (!status)
		h->num = num;
	return status;
}

static kr_status keep_pair(struct job *j, int64_t late, int64_t early,
                           const kr_copy *c)
{
	sqlite3_stmt *st = kr__store_stmt(
		j->store, "insert or replace into copy_pair(late, early, kind, basis,"
		          " origin, share_late, share_early, words)"
		          " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", j->err);
	const int64_t values[] = { late, early, c->kind, c->basis, c->origin,
		                   c->share_b, c->share_a, c->n_equal };

	for (int i = 0; st && i < 8; i++)
		sqlite3_bind_int64(st, i + 1, values[i]);
	return kr__store_run(j->store, st, j->err);
}

static kr_status judge_pair(struct job *j, int64_t late, int64_t early)
{
	struct held *y = &j->held[N_HELD], *x = &j->held[early % N_HELD];
	kr_alignment how;
	kr_copy c;
	kr_status status = hold(j, y, late);

	if (!status)
		status = hold(j, x, early);
	kr__arena_reset(&j->scratch);
	if (!status)
		status = kr__copy_judge(&c, &how, &j->scratch, &x->doc, &y->doc);
	return status ? status : keep_pair(j, late, early, &c);
}

static int by_number(const void *p, const void *q)
{
	uint32_t a = *(const uint32_t *)p, b = *(const uint32_t *)q;

	return (a > b) - (a < b);
}

static kr_status drop_pair(struct job *j, int64_t late, int64_t early)
{
	sqlite3_stmt *st = kr__store_stmt(
		j->store, "delete from copy_pair where late = ?1 and early = ?2",
		j->err);

	if (st) {
		sqlite3_bind_int64(st, 1, late);
		sqlite3_bind_int64(st, 2, early);
	}
	return kr__store_run(j->store, st, j->err);
}

/* The pairs of `late` that were judged before, ascending; in the scratch. */
static kr_status known_pairs(struct job *j, int64_t late, uint32_t **known,
                             uint32_t *n)
{
	sqlite3_stmt *st = kr__store_stmt(
		j->store, "select early from copy_pair where late = ?1 order by early",
		j->err);
	uint32_t cap = 0;
	int rc;

	*known = NULL;
	*n = 0;
	if (!st)
		return kr__store_status(j->err);
	sqlite3_bind_int64(st, 1, late);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW &&
	       kr__arena_grow(&j->scratch, (void **)known, &cap, *n + 1,
	                      sizeof **known))
		(*known)[(*n)++] = (uint32_t)sqlite3_column_int64(st, 0);
	kr_status status = kr__store_walked(j->store, st, rc, j->err);
	return status ? status : kr__arena_status(&j->scratch);
}

static kr_status settle_doc(void *user, uint32_t late, const uint32_t *others,
                            uint32_t n)
{
	struct job *j = user;
	uint32_t *known, *wanted, n_known, n_todo = 0;

	kr__arena_reset(&j->scratch);
	kr_status status = known_pairs(j, late, &known, &n_known);
	if (status || (n == 0 && n_known == 0))
		return status;
	wanted = malloc((n + 1) * sizeof *wanted);
	if (!wanted)
		return KR_ENOMEM;
	memcpy(wanted, others, n * sizeof *wanted);
	qsort(wanted, n, sizeof *wanted, by_number);
	uint32_t k = 0;
	for (uint32_t i = 0; i < n && !status; i++) {
		for (; k < n_known && known[k] < wanted[i] && !status; k++)
			status = drop_pair(j, late, known[k]);
		if (k < n_known && known[k] == wanted[i])
			k++;
		else
			wanted[n_todo++] = wanted[i];
	}
	for (; k < n_known && !status; k++)
		status = drop_pair(j, late, known[k]);
	for (uint32_t i = 0; i < n_todo && !status; i++)
		status = judge_pair(j, late, wanted[i]);
	free(wanted);
	return status;
}

static kr_status fill_row(sqlite3_stmt *st, kr_copy_index *x, kr_arena *a)
{
	size_t n = (size_t)sqlite3_column_bytes(st, 4) / sizeof(uint32_t);
	int64_t num = sqlite3_column_int64(st, 0);
	kr_copy_place place = {
		sqlite3_column_type(st, 2) == SQLITE_NULL ? INT32_MAX
		                                          : sqlite3_column_int(st, 2),
		(uint64_t)sqlite3_column_int64(st, 1) };

	if (num < 1 || num > UINT32_MAX)
		return KR_ELIMIT;
	kr__arena_reset(a);
	uint32_t *prints = kr__arena_array(a, n + 1, sizeof *prints);
	if (!prints)
		return KR_ENOMEM;
	if (n)
		memcpy(prints, sqlite3_column_blob(st, 4), n * sizeof *prints);
	kr_sketch sketch = { prints, (uint32_t)n,
		             (uint32_t)sqlite3_column_int64(st, 3) };
	return kr__copy_index_add(x, (uint32_t)num, place, &sketch);
}

static kr_status fill_index(struct job *j, kr_copy_index *x)
{
	sqlite3_stmt *st = kr__store_stmt(
		j->store, "select num, key, first, window, prints from gist", j->err);
	kr_status status = KR_OK;
	int rc = SQLITE_DONE;

	if (!st)
		return kr__store_status(j->err);
	while (!status && (rc = sqlite3_step(st)) == SQLITE_ROW)
		status = fill_row(st, x, &j->scratch);
	kr_status end = kr__store_walked(j->store, st, rc, j->err);
	return status ? status : end;
}

static kr_status pair_all(struct job *j)
{
	kr_copy_index *x = kr__copy_index_new(NULL);
	kr_status status = x ? fill_index(j, x) : KR_ENOMEM;

	if (!status)
		status = kr__copy_index_pairs(x, settle_doc, j);
	kr__copy_index_free(x);
	return status;
}

kr_status kr__copies_settle(kr_store *s, kr_err *err)
{
	struct job *j;
	bool there;
	kr_status status = kr__store_flag(s, kr__view_of(settled_key), NULL, &there, err);

	if (status || there)
		return status;
	j = calloc(1, sizeof *j);
	if (!j)
		return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	j->store = s;
	j->err = err;
	for (int i = 0; i <= N_HELD; i++)
		kr__arena_init(&j->held[i].arena, NULL, 0);
	kr__arena_init(&j->scratch, NULL, 0);
	status = kr__store_flag_set(s, kr__view_of(settled_key), KR_V("1"), err);
	if (!status)
		status = pair_all(j);
	if (!status)
		status = kr__copies_resolve(s, err);
	if (status && err && !err->status)
		kr__err_set(err, status, "", -1, kr_status_text(status));
	for (int i = 0; i <= N_HELD; i++)
		kr__arena_drop(&j->held[i].arena);
	kr__arena_drop(&j->scratch);
	free(j);
	return status;
}
