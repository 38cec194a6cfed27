// SPDX-License-Identifier: Apache-2.0
/*
 * Annexes of large shelves. The problem: a document that is added brings a few
 * quotes and mentions, and the index of all of them is two thirds of all indexes.
 * The idea: documents behind the last one that the index covers change nothing
 * of its rows, so these stay as they are; the new rows get an index of their own,
 * which is made anew each time, and which knows how many of the old rows stand
 * before each new one. Who asks weaves both together (sieve.c). What is kept is
 * kept only if it is still what was written: its digest is looked at each time.
 * Limits: an annex of many rows, or a document whose records change, has both
 * made anew; to look at the digest reads the whole index.
 */
#include "store/annex.h"

#include <sqlite3.h>
#include <string.h>

enum { MAX_ANNEX = 2000, ANNEX_PART = 8 };
#define BEHIND KR_V("grown-shelf-1")
#define DIGEST KR_V("shelf-digest")

/* Shelves with an annex: how many rows it has, and whether one row of the store
 * stands before another in the order of answers. */
static const struct growing {
	kr_shelf_kind kind, annex;
	const char *count, *before;
} growing[] = {
	{ KR_SHELF_QUOTES, KR_SHELF_QUOTES_NEW,
	  "select count(*) from quote where doc > ?1",
	  "select (coalesce(x.published, x.latest, '9999'), x.id, a.span_start, a.id, a.num)"
	  " < (coalesce(y.published, y.latest, '9999'), y.id, b.span_start, b.id, b.num)"
	  " from quote a join document x on x.num = a.doc, quote b join document y on"
	  " y.num = b.doc where a.num = ?1 and b.num = ?2" },
	{ KR_SHELF_MENTIONS, KR_SHELF_MENTIONS_NEW,
	  "select count(*) from entity where doc > ?1",
	  "select (a.key, coalesce(x.published, x.latest, '9999'), x.id,"
	  " coalesce(a.name, ''), a.rowid) < (b.key, coalesce(y.published, y.latest,"
	  " '9999'), y.id, coalesce(b.name, ''), b.rowid) from entity a join document x on"
	  " x.num = a.doc, entity b join document y on y.num = b.doc where a.rowid = ?1 and"
	  " b.rowid = ?2" },
};
enum { N_GROWING = sizeof growing / sizeof *growing };

kr_shelf_kind kr__shelf_annex(kr_shelf_kind kind)
{
	for (int i = 0; i < N_GROWING; i++)
		if (growing[i].kind == kind)
			return growing[i].annex;
	return KR_SHELF_NONE;
}

static const struct growing *growing_of(kr_shelf_kind annex)
{
	for (int i = 0; i < N_GROWING; i++)
		if (growing[i].annex == annex)
			return &growing[i];
	return NULL;
}

kr_shelf_kind kr__annex_of(kr_shelf_kind annex)
{
	const struct growing *g = growing_of(annex);

	return g ? g->kind : KR_SHELF_NONE;
}

int64_t kr__shelf_first(int kind)
{
	return (int64_t)kind << 40;
}

/* ---- where the rows of an annex belong ------------------------------------------ */
struct ranking {
	kr_store *s;
	sqlite3_stmt *before; /* does row ?1 stand before row ?2? */
	kr_view rows;         /* numbers of the shelf's rows, 32 bits each */
	kr_err *err;
};

static uint32_t number_at(kr_view numbers, uint32_t i)
{
	uint32_t n;

	memcpy(&n, numbers.ptr + (size_t)i * sizeof n, sizeof n);
	return n;
}

/* How many of the shelf's rows stand before row `num`, `from` of them at least. */
static kr_status rank_of(struct ranking *k, uint32_t num, uint32_t from, uint32_t *rank)
{
	uint32_t low = from, high = (uint32_t)(k->rows.len / sizeof low);

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		sqlite3_bind_int64(k->before, 1, number_at(k->rows, mid));
		sqlite3_bind_int64(k->before, 2, num);
		int rc = sqlite3_step(k->before);
		bool before = rc == SQLITE_ROW && sqlite3_column_int(k->before, 0);
		kr_status status = kr__store_walked(k->s, k->before, rc, k->err);
		if (status)
			return status;
		low = before ? mid + 1 : low;
		high = before ? high : mid;
	}
	*rank = low;
	return KR_OK;
}

static kr_status rank_all(struct ranking *k, kr_view mine, kr_buf *out)
{
	uint32_t n = (uint32_t)(mine.len / sizeof n), rank = 0;
	kr_status status = KR_OK;

	for (uint32_t i = 0; i < n && !status; i++) {
		status = rank_of(k, number_at(mine, i), rank, &rank);
		kr__buf_add(out, (kr_view){ (const char *)&rank, sizeof rank });
	}
	return status ? status : out->failed;
}

kr_status kr__annex_ranks(kr_store *s, kr_shelf_kind annex, kr_view rows, kr_buf *out,
                          kr_err *err)
{
	const struct growing *g = growing_of(annex);
	struct ranking k = { .s = s, .err = err, .before = kr__store_stmt(s, g->before, err) };
	sqlite3_stmt *st = kr__store_stmt(s, "select keys from shelf where num = ?1", err);

	if (!st || !k.before)
		return kr__store_status(err);
	sqlite3_bind_int64(st, 1, g->kind * KR_N_FIELDS);
	int rc = sqlite3_step(st);
	const char *p = rc == SQLITE_ROW ? sqlite3_column_blob(st, 0) : NULL;
	k.rows = (kr_view){ p, p ? (size_t)sqlite3_column_bytes(st, 0) : 0 };
	kr_status status = rank_all(&k, rows, out);
	kr_status end = kr__store_walked(s, st, rc, err);
	return status ? status : end;
}

/* ---- whether what is kept may be kept --------------------------------------------- */
/* Do the rows of documents behind `behind` fit an annex? */
static kr_status is_small(kr_store *s, const struct growing *g, int64_t behind,
                          bool *small, kr_err *err)
{
	sqlite3_stmt *count = kr__store_stmt(s, g->count, err);
	sqlite3_stmt *size = kr__store_stmt(s, "select n from shelf where num = ?1", err);
	int64_t n = 0, have = 0;

	if (!count || !size)
		return kr__store_status(err);
	sqlite3_bind_int64(count, 1, behind);
	int rc = sqlite3_step(count);
	n = rc == SQLITE_ROW ? sqlite3_column_int64(count, 0) : 0;
	kr_status status = kr__store_walked(s, count, rc, err);
	if (status)
		return status;
	sqlite3_bind_int64(size, 1, g->kind * KR_N_FIELDS);
	rc = sqlite3_step(size);
	have = rc == SQLITE_ROW ? sqlite3_column_int64(size, 0) : 0;
	*small = n <= MAX_ANNEX && n <= have / ANNEX_PART;
	return kr__store_walked(s, size, rc, err);
}

struct span { /* of row numbers */
	int64_t from, end;
};

static kr_status add_rows(kr_store *s, const char *sql, struct span of, uint64_t *digest,
                          kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(s, sql, err);
	int rc;

	if (!st)
		return kr__store_status(err);
	sqlite3_bind_int64(st, 1, of.from);
	sqlite3_bind_int64(st, 2, of.end);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		const char *p = sqlite3_column_blob(st, 1);
		kr_view v = { p, p ? (size_t)sqlite3_column_bytes(st, 1) : 0 };
		*digest = kr__hash64_seed(v, *digest ^ (uint64_t)sqlite3_column_int64(st, 0));
	}
	return kr__store_walked(s, st, rc, err);
}

static kr_status digest_of(kr_store *s, kr_buf *out, kr_err *err)
{
	/* numbers of a row as one */
	static const char shelf[] = "select num * 7 + first * 1000 + n * 1000000, keys from"
	                            " shelf where num >= ?1 and num < ?2 order by num";
	static const char posting[] = "select num, posts from posting where num >= ?1 and"
	                              " num < ?2 order by num";
	uint64_t digest = 0;
	kr_status status = KR_OK;

	for (int i = 0; i < N_GROWING && !status; i++) {
		int kind = growing[i].kind;
		struct span fields = { kind * KR_N_FIELDS, (kind + 1) * KR_N_FIELDS };
		struct span posts = { kr__shelf_first(kind), kr__shelf_first(kind + 1) };
		status = add_rows(s, shelf, fields, &digest, err);
		if (!status)
			status = add_rows(s, posting, posts, &digest, err);
	}
	kr__buf_i64(out, (int64_t)digest);
	return status ? status : out->failed;
}

static kr_status is_whole(kr_store *s, bool *whole, kr_err *err)
{
	kr_buf now, then;
	bool there;

	kr__buf_init(&now, NULL);
	kr__buf_init(&then, NULL);
	kr_status status = kr__store_flag(s, DIGEST, &then, &there, err);
	if (!status && there)
		status = digest_of(s, &now, err);
	*whole = there && kr__view_eq(kr__buf_view(&now), kr__buf_view(&then));
	kr__buf_drop(&now);
	kr__buf_drop(&then);
	return status;
}

kr_status kr__annex_behind(kr_store *s, int64_t *behind, kr_err *err)
{
	kr_status status = kr__store_grown(s, BEHIND, behind, err);
	bool keep = *behind > 0;

	for (int i = 0; i < N_GROWING && keep && !status; i++)
		status = is_small(s, &growing[i], *behind, &keep, err);
	if (keep && !status)
		status = is_whole(s, &keep, err);
	if (!keep)
		*behind = 0;
	return status;
}

kr_status kr__annex_begin(kr_store *s, int64_t behind, kr_err *err)
{
	kr_buf digest;

	kr__buf_init(&digest, NULL);
	kr_status status = digest_of(s, &digest, err);
	if (!status)
		status = kr__store_flag_set(s, DIGEST, kr__buf_view(&digest), err);
	if (!status)
		status = kr__store_grown_set(s, BEHIND, behind, err);
	kr__buf_drop(&digest);
	return status;
}
