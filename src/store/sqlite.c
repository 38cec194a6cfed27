// SPDX-License-Identifier: Apache-2.0
/*
 * The SQLite store. The problem: a run may be killed at any moment, read the
 * same article twice, meet a full disk or a second writer, and must neither
 * lose nor double what it reported. The idea: WAL with full sync, one batch
 * one transaction, documents keyed by id, statements prepared once. Limits:
 * one writer at a time (a second waits ten seconds, then is told so).
 */
#include <limits.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "store/copies.h"
#include "store/schema.h"
#include "store/store.h"

enum { MAX_STMTS = 256, WAIT_MS = 10000, APP_ID = 0x6B72 };

struct kr_store {
	kr_alloc alloc;
	sqlite3 *db;
	const struct kr_ctx *owner;
	bool in_batch, read_only, keep;
	unsigned n_prints;
	struct { /* of a pack */
		char lang[16];
		uint64_t print;
	} prints[KR_MAX_PRINTS];
	char path[256];
	unsigned n_stmts;
	struct { /* found by the address of the text */
		const char *sql;
		sqlite3_stmt *st;
	} stmts[MAX_STMTS];
};

static kr_status status_of(int rc)
{
	switch (rc & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return KR_EBUSY;
	case SQLITE_FULL: return KR_EFULL;
	case SQLITE_NOMEM: return KR_ENOMEM;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB: return KR_ESTORE;
	case SQLITE_CANTOPEN: return KR_ENOTFOUND;
	default: return KR_EIO;
	}
}

kr_status kr__store_fail(kr_store *s, kr_err *err)
{
	return kr__err_fmt(err, status_of(sqlite3_extended_errcode(s->db)), s->path,
	                   -1, "store: %s", sqlite3_errmsg(s->db));
}

struct sqlite3 *kr__store_db(kr_store *s)
{
	return s->db;
}

static kr_status exec(kr_store *s, const char *sql, kr_err *err)
{
	return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK
	               ? KR_OK : kr__store_fail(s, err);
}

struct sqlite3_stmt *kr__store_stmt(kr_store *s, const char *sql, kr_err *err)
{
	unsigned at = (unsigned)((uintptr_t)sql >> 3) % MAX_STMTS;

	while (s->stmts[at].sql && s->stmts[at].sql != sql)
		at = (at + 1) % MAX_STMTS;
	if (s->stmts[at].sql)
		return s->stmts[at].st;
	if (s->n_stmts == MAX_STMTS / 2) {
		kr__err_set(err, KR_ELIMIT, s->path, -1, "too many statements");
		return NULL;
	}
	sqlite3_stmt *st = NULL;
	if (sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &st,
	                       NULL) != SQLITE_OK) {
		kr__store_fail(s, err);
		return NULL;
	}
	s->stmts[at].sql = sql;
	s->stmts[at].st = st;
	s->n_stmts++;
	return st;
}

kr_status kr__store_status(const kr_err *err)
{
	return err && err->status ? err->status : KR_EIO;
}

kr_status kr__store_walked(kr_store *s, struct sqlite3_stmt *st, int rc, kr_err *err)
{
	kr_status status = rc == SQLITE_DONE || rc == SQLITE_ROW
	                           ? KR_OK : kr__store_fail(s, err);

	sqlite3_reset(st);
	return status;
}

kr_status kr__store_count(kr_store *s, const char *sql, uint32_t *n, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(s, sql, err);

	*n = 0;
	if (!st)
		return kr__store_status(err);
	int rc = sqlite3_step(st);
	int64_t got = rc == SQLITE_ROW ? sqlite3_column_int64(st, 0) : 0;
	kr_status status = kr__store_walked(s, st, rc, err);
	if (!status && (got < 0 || got >= UINT32_MAX))
		return kr__err_set(err, KR_ELIMIT, s->path, -1, "the store has too many rows");
	*n = (uint32_t)got;
	return status;
}

kr_status kr__store_docs_end(kr_store *s, uint32_t *n, kr_err *err)
{
	return kr__store_count(s, "select coalesce(max(num), 0) + 1 from document", n, err);
}

kr_status kr__store_run(kr_store *s, struct sqlite3_stmt *st, kr_err *err)
{
	if (!st)
		return kr__store_status(err);
	int rc = sqlite3_step(st);
	kr_status status = rc == SQLITE_DONE || rc == SQLITE_ROW
	                           ? KR_OK : kr__store_fail(s, err);
	sqlite3_reset(st);
	sqlite3_clear_bindings(st);
	return status;
}

kr_status kr__store_run_each(kr_store *s, const char *const *sql, size_t n,
                             int64_t num, kr_err *err)
{
	kr_status status = KR_OK;

	for (size_t i = 0; i < n && !status; i++) {
		sqlite3_stmt *st = kr__store_stmt(s, sql[i], err);
		if (st)
			sqlite3_bind_int64(st, 1, num);
		status = kr__store_run(s, st, err);
	}
	return status;
}

void kr__store_bind(struct sqlite3_stmt *st, int i, kr_view v)
{
	if (v.len == 0 || v.len > INT_MAX)
		sqlite3_bind_null(st, i);
	else
		sqlite3_bind_text(st, i, v.ptr, (int)v.len, SQLITE_STATIC);
}

kr_view kr__store_col(struct sqlite3_stmt *st, int i)
{
	const char *p = (const char *)sqlite3_column_text(st, i);

	return p ? (kr_view){ p, (size_t)sqlite3_column_bytes(st, i) }
	         : (kr_view){ "", 0 };
}

kr_view kr__store_keep(kr_arena *a, struct sqlite3_stmt *st, int i)
{
	kr_view v = kr__store_col(st, i);

	return v.len ? kr__arena_copy(a, v) : (kr_view){ "", 0 };
}

static int pragma_int(kr_store *s, const char *sql)
{
	sqlite3_stmt *st = NULL;
	int n = -1;

	if (sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int(st, 0);
	sqlite3_finalize(st);
	return n;
}

/* Asked before anything is set: a foreign file stays as it is. */
static kr_status check_kind(kr_store *s, kr_err *err)
{
	int version = pragma_int(s, "pragma user_version");

	if (version < 0)
		return kr__store_fail(s, err);
	if (version == 0 && pragma_int(s, "select count(*) from sqlite_schema") > 0)
		return kr__err_set(err, KR_ESTORE, s->path, -1,
		                   "is a database, but not a store of kronik");
	return KR_OK;
}

static kr_status migrate(kr_store *s, kr_err *err)
{
	int version = pragma_int(s, "pragma user_version");
	char sql[128];

	if (version < 0)
		return kr__store_fail(s, err);
	if (version > kr__schema_version)
		return kr__err_fmt(err, KR_ESTORE, s->path, -1,
		                   "store has schema %d, this kronik knows %d",
		                   version, kr__schema_version);
	if (version == kr__schema_version)
		return KR_OK;
	if (s->read_only)
		return kr__err_set(err, KR_ESTORE, s->path, -1,
		                   version ? "an older kronik made the store: add to it"
		                             " once and it is brought up to date:"
		                           : "nothing was added yet to");
	kr_status status = exec(s, "begin immediate", err);
	for (int v = version; !status && v < kr__schema_version; v++)
		status = exec(s, kr__schema[v], err);
	/* what grew in place may be made otherwise now */
	snprintf(sql, sizeof sql, "update flag set value = '0' where key between 'grown-' and"
	                          " 'grown-~'; pragma user_version = %d; commit",
	         kr__schema_version);
	return status ? status : exec(s, sql, err);
}

kr_status kr__store_open(kr_store **out, const kr_alloc *alloc,
                         const char *path, unsigned flags, kr_err *err)
{
	/* A reader too may have to roll back what a killed run left; query_only
	 * keeps it from writing anything else. */
	int mode = SQLITE_OPEN_READWRITE |
	           (flags & KR_STORE_CREATE ? SQLITE_OPEN_CREATE : 0);
	kr_alloc a = alloc ? *alloc : kr__alloc_libc;
	kr_store *s = a.fn(a.user, NULL, 0, sizeof *s);

	*out = NULL;
	if (!s)
		return kr__err_set(err, KR_ENOMEM, path, -1, "out of memory");
	memset(s, 0, sizeof *s);
	s->alloc = a;
	s->read_only = flags & KR_STORE_READ;
	s->keep = flags & KR_STORE_KEEP;
	snprintf(s->path, sizeof s->path, "%s", path);
	kr_status status = KR_OK;
	if (sqlite3_open_v2(path, &s->db, mode | SQLITE_OPEN_NOMUTEX, NULL))
		status = s->db ? kr__store_fail(s, err)
		               : kr__err_set(err, KR_ENOMEM, path, -1, "out of memory");
	if (!status) {
		sqlite3_busy_timeout(s->db, WAIT_MS);
		sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 0);
		status = check_kind(s, err);
	}
	if (!status)
		status = exec(s, s->read_only
		                         ? "pragma query_only = on;"
		                         : "pragma journal_mode = wal;"
		                           "pragma synchronous = full;"
		                           "pragma secure_delete = off;"
		                           "pragma cache_size = -65536;", err);
	if (!status)
		status = migrate(s, err);
	if (status) {
		kr__store_close(s);
		return status;
	}
	*out = s;
	return KR_OK;
}

void kr__store_close(kr_store *s)
{
	if (!s)
		return;
	kr__store_rollback(s);
	for (unsigned i = 0; i < MAX_STMTS; i++)
		sqlite3_finalize(s->stmts[i].st);
	sqlite3_close(s->db);
	kr_alloc a = s->alloc;
	a.fn(a.user, s, sizeof *s, 0);
}

void kr__store_rollback(kr_store *s)
{
	/* SQLite may have rolled back itself; once more if it was interrupted */
	for (int i = 0; i < 2 && !sqlite3_get_autocommit(s->db); i++)
		sqlite3_exec(s->db, "rollback", NULL, NULL, NULL);
	s->in_batch = false;
}

kr_status kr__store_begin(kr_store *s, kr_err *err)
{
	if (s->in_batch)
		return KR_OK;
	kr_status status = exec(s, "begin immediate", err);
	s->in_batch = !status;
	if (status) /* one that was begun and stopped */
		kr__store_rollback(s);
	return status;
}

kr_status kr__store_commit(kr_store *s, kr_err *err)
{
	if (!s->in_batch)
		return KR_OK;
	kr_status status = exec(s, "commit", err);
	if (status)
		kr__store_rollback(s);
	s->in_batch = false;
	return status;
}

/* Is the document there? *row its number or 0; *same: text and packs equal. */
static kr_status find(kr_store *s, const kr_store_doc *d, int64_t hash,
                      int64_t *row, bool *same, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "select num, text_hash, pack_hash from document where id = ?1", err);

	*row = 0;
	*same = false;
	if (!st)
		return kr__store_status(err);
	kr__store_bind(st, 1, d->id);
	int rc = sqlite3_step(st);
	if (rc == SQLITE_ROW) {
		*row = sqlite3_column_int64(st, 0);
		*same = sqlite3_column_int64(st, 1) == hash &&
		        (s->keep ||
		         sqlite3_column_int64(st, 2) == (int64_t)d->pack_hash);
	}
	kr_status status = rc == SQLITE_ROW || rc == SQLITE_DONE
	                           ? KR_OK : kr__store_fail(s, err);
	sqlite3_reset(st);
	return status;
}

static kr_status unindex(kr_store *s, int64_t row, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "insert into document_fts(document_fts, rowid, title, text, stems)"
		   " select 'delete', num, title, text, stems from document"
		   " where num = ?1", err);

	if (st)
		sqlite3_bind_int64(st, 1, row);
	return kr__store_run(s, st, err);
}

static kr_status insert(kr_store *s, const kr_store_doc *d, int64_t hash,
                        int64_t row, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "insert or replace into document(num, id, source, url, title, lang,"
		   " outlet, dateline, published, earliest, latest, text, stems,"
		   " record, text_hash, pack_hash, chain) values"
		   " (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17)",
		err);
	const kr_view cols[] = { d->id, d->source, d->url, d->title, d->lang,
		                 d->outlet, d->dateline, d->published, d->earliest,
		                 d->latest, d->text, d->stems, d->record };

	if (!st)
		return kr__store_status(err);
	if (row)
		sqlite3_bind_int64(st, 1, row);
	for (int i = 0; i < 13; i++)
		kr__store_bind(st, i + 2, cols[i]);
	if (d->text.len == 0)
		sqlite3_bind_text(st, 12, "", 0, SQLITE_STATIC);
	sqlite3_bind_int64(st, 15, hash);
	sqlite3_bind_int64(st, 16, (int64_t)d->pack_hash);
	kr__store_bind(st, 17, d->chain);
	return kr__store_run(s, st, err);
}

static kr_status index_row(kr_store *s, int64_t row, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "insert into document_fts(rowid, title, text, stems)"
		   " select num, title, text, stems from document where num = ?1", err);

	if (st)
		sqlite3_bind_int64(st, 1, row);
	return kr__store_run(s, st, err);
}

kr_status kr__store_put(kr_store *s, const kr_store_doc *d, kr_added *what,
                        int64_t *row, kr_err *err)
{
	int64_t hash = (int64_t)kr__hash64(d->text);
	bool same;
	kr_status status = kr__store_begin(s, err);

	if (!status)
		status = find(s, d, hash, row, &same, err);
	if (status)
		return status;
	*what = *row == 0 ? KR_ADDED_NEW : same ? KR_ADDED_SAME : KR_ADDED_CHANGED;
	if (*what == KR_ADDED_SAME)
		return KR_OK;
	if (*row)
		status = unindex(s, *row, err);
	if (!status)
		status = insert(s, d, hash, *row, err);
	if (!status && !*row)
		*row = sqlite3_last_insert_rowid(s->db);
	if (!status)
		status = index_row(s, *row, err);
	return status ? status
	              : kr__copies_put(s, d, *row, *what == KR_ADDED_NEW, err);
}

kr_status kr__store_flag(kr_store *s, kr_view key, kr_buf *value, bool *there, kr_err *err)
{
	sqlite3_stmt *st =
		kr__store_stmt(s, "select value from flag where key = ?1", err);

	*there = false;
	if (!st)
		return kr__store_status(err);
	kr__store_bind(st, 1, key);
	int rc = sqlite3_step(st);
	*there = rc == SQLITE_ROW;
	if (*there && value)
		kr__buf_add(value, kr__store_col(st, 0));
	kr_status status = kr__store_walked(s, st, rc, err);
	return status || !value ? status : value->failed;
}

kr_status kr__store_flag_set(kr_store *s, kr_view key, kr_view value, kr_err *err)
{
	kr_status status = kr__store_begin(s, err);
	sqlite3_stmt *st = kr__store_stmt(
		s, "insert or replace into flag(key, value) values (?1, ?2)", err);

	if (status || !st)
		return status ? status : KR_EIO;
	kr__store_bind(st, 1, key);
	kr__store_bind(st, 2, value);
	return kr__store_run(s, st, err);
}

kr_status kr__store_grown(kr_store *s, kr_view key, int64_t *doc, kr_err *err)
{
	kr_buf value;
	bool there;

	kr__buf_init(&value, NULL);
	kr_status status = kr__store_flag(s, key, &value, &there, err);
	if (status || !there || !kr__view_i64(kr__buf_view(&value), doc))
		*doc = 0;
	kr__buf_drop(&value);
	return status;
}

kr_status kr__store_grown_set(kr_store *s, kr_view key, int64_t doc, kr_err *err)
{
	kr_buf value;

	kr__buf_init(&value, NULL);
	kr__buf_i64(&value, doc);
	kr_status status = value.failed ? value.failed
	                                : kr__store_flag_set(s, key, kr__buf_view(&value), err);
	kr__buf_drop(&value);
	return status;
}

kr_status kr__store_outgrown(kr_store *s, int64_t doc, kr_err *err)
{
	static const char *const sql[] = {
		"update flag set value = '0' where key between 'grown-' and 'grown-~' and"
		" cast(value as integer) >= ?1" };

	return kr__store_run_each(s, sql, 1, doc, err);
}

void kr__store_owned_by(kr_store *s, const struct kr_ctx *ctx)
{
	s->owner = ctx;
}

const struct kr_ctx *kr__store_owner(const kr_store *s)
{
	return s->owner;
}

/* ---- packs ---------------------------------------------------------------- */
void kr__store_print_add(kr_store *s, kr_view lang, uint64_t print)
{
	if (s->n_prints == KR_MAX_PRINTS || lang.len >= sizeof s->prints->lang)
		return;
	memcpy(s->prints[s->n_prints].lang, lang.ptr, lang.len);
	s->prints[s->n_prints++].print = print;
}

uint64_t kr__store_print(const kr_store *s, kr_view lang)
{
	for (unsigned i = 0; i < s->n_prints; i++)
		if (kr__view_is(lang, s->prints[i].lang))
			return s->prints[i].print;
	return s->n_prints ? s->prints[0].print : 0;
}

/* All prints as one word. */
static void print_word(const kr_store *s, char out[17])
{
	uint64_t h = 0;

	for (unsigned i = 0; i < s->n_prints; i++)
		h = kr__hash_mix(h, s->prints[i].print);
	snprintf(out, 17, "%016llx", (unsigned long long)h);
}

bool kr__store_input_done(kr_store *s, kr_view key)
{
	char now[17];
	kr_buf then;

	kr__buf_init(&then, NULL);
	print_word(s, now);
	bool there;
	bool done = !kr__store_flag(s, key, &then, &there, NULL) && there &&
	            (s->keep || kr__view_is(kr__buf_view(&then), now));
	kr__buf_drop(&then);
	return done;
}

kr_status kr__store_input_mark(kr_store *s, kr_view key, kr_err *err)
{
	char now[17];

	bool there = false;
	kr_status status = s->keep ? kr__store_flag(s, key, NULL, &there, err) : KR_OK;
	if (status || there)
		return status;
	print_word(s, now);
	return kr__store_flag_set(s, key, kr__view_of(now), err);
}

kr_status kr__store_outdated(kr_store *s, uint64_t *n, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "select lang, pack_hash, count(*) from document group by pack_hash, lang",
		err);
	int rc;

	*n = 0;
	if (!st)
		return kr__store_status(err);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		if ((uint64_t)sqlite3_column_int64(st, 1) !=
		    kr__store_print(s, kr__store_col(st, 0)))
			*n += (uint64_t)sqlite3_column_int64(st, 2);
	sqlite3_reset(st);
	return rc == SQLITE_DONE ? KR_OK : kr__store_fail(s, err);
}

/* ---- documents out ---------------------------------------------------------- */
/* By id, by source, by a beginning of the id: each has its index. */
kr_status kr__store_find(kr_store *s, kr_view id, int64_t *num, kr_err *err)
{
	static const char *const sql[] = {
		"select num from document where id = ?1",
		"select num from document where source = ?1 order by id limit 1",
		("select num from document where length(?1) >= 4 and id >= ?1 and id < ?1 ||"
		 " char(1114111) order by id limit 1"),
	};
	int rc = SQLITE_DONE;

	for (size_t i = 0; i < sizeof sql / sizeof *sql && rc == SQLITE_DONE; i++) {
		sqlite3_stmt *st = kr__store_stmt(s, sql[i], err);
		if (!st)
			return kr__store_status(err);
		kr__store_bind(st, 1, id);
		rc = sqlite3_step(st);
		if (rc == SQLITE_ROW)
			*num = sqlite3_column_int64(st, 0);
		sqlite3_reset(st);
	}
	return rc == SQLITE_ROW ? KR_OK
	       : rc == SQLITE_DONE
	               ? kr__err_fmt(err, KR_ENOTFOUND, s->path, -1,
	                             "no document '%.*s' in", (int)id.len, id.ptr)
	               : kr__store_fail(s, err);
}

kr_status kr__store_record(kr_store *s, kr_view id, kr_buf *out, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "select record from document where num = ?1", err);
	int64_t num;
	kr_status status = kr__store_find(s, id, &num, err);

	if (status || !st)
		return status ? status : kr__store_status(err);
	sqlite3_bind_int64(st, 1, num);
	if (sqlite3_step(st) == SQLITE_ROW)
		status = kr__record_good(kr__store_col(st, 0), id, err);
	else
		status = kr__store_fail(s, err);
	if (!status)
		kr__buf_add(out, kr__store_col(st, 0));
	sqlite3_reset(st);
	return status ? status : out->failed;
}

kr_status kr__record_good(kr_view record, kr_view id, kr_err *err)
{
	size_t good = kr__utf8_valid(record);

	return good == record.len
	               ? KR_OK
	               : kr__err_fmt(err, KR_ESTORE, "store", (int64_t)good,
	                             "is damaged: the record of '%.*s' is no UTF-8",
	                             (int)id.len, id.ptr);
}
