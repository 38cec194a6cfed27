// SPDX-License-Identifier: Apache-2.0
/*
 * store: the head header. Documents and chronicle to rows and back. One
 * interface; SQLite behind it. Not thread-safe: one thread a store.
 */
#ifndef KR_STORE_STORE_H
#define KR_STORE_STORE_H

#include "doc/doc.h"

struct sqlite3;
struct sqlite3_stmt;

/* What of a document the store keeps beside its record. */
typedef struct kr_store_doc {
	kr_view id, source, url, title, lang, outlet, dateline;
	kr_view published, earliest, latest; /* ISO days or empty */
	kr_view chain;  /* steps parted by <, parallel names by | */
	kr_view text;   /* for search */
	kr_view stems;  /* lemmas of the text, for search; may be empty */
	kr_view record; /* line of JSON */
	uint64_t pack_hash;
	const kr_span *kept; /* spans of the text that are compared: no title */
	uint32_t n_kept;
	const kr_credit *credits; /* as in kr_meta */
	uint32_t n_credits;
	kr_days days;        /* bounds of publication; first > last: unknown */
} kr_store_doc;

kr_status kr__store_open(kr_store **out, const kr_alloc *alloc,
                         const char *path, unsigned flags, kr_err *err);
void kr__store_close(kr_store *s);
/* Put a document; opens a batch if none is open. *row: its row number. */
kr_status kr__store_put(kr_store *s, const kr_store_doc *d, kr_added *what,
                        int64_t *row, kr_err *err);
/* Open a batch if none is open. */
kr_status kr__store_begin(kr_store *s, kr_err *err);
kr_status kr__store_commit(kr_store *s, kr_err *err);
void kr__store_rollback(kr_store *s);
/* Row of a document by its id, its source, or a beginning of its id. KR_ENOTFOUND. */
kr_status kr__store_find(kr_store *s, kr_view id, int64_t *num, kr_err *err);
/* KR_ESTORE if a stored record is no UTF-8: nothing of it may be told. */
kr_status kr__record_good(kr_view record, kr_view id, kr_err *err);
kr_status kr__store_record(kr_store *s, kr_view id, kr_buf *out, kr_err *err);
/* *there: is it set? `value` may be NULL. */
kr_status kr__store_flag(kr_store *s, kr_view key, kr_buf *value, bool *there, kr_err *err);
/* The context that opened the store, for who must analyse; may be NULL. */
void kr__store_owned_by(kr_store *s, const struct kr_ctx *ctx);
const struct kr_ctx *kr__store_owner(const kr_store *s);
/* Fingerprints of the packs in use, by language; "" for documents without. */
enum { KR_MAX_PRINTS = 33 };
void kr__store_print_add(kr_store *s, kr_view lang, uint64_t print);
uint64_t kr__store_print(const kr_store *s, kr_view lang);
/* Inputs read to their end under the prints of now, and documents that were
 * read under others. What cannot be asked counts as not read. */
bool kr__store_input_done(kr_store *s, kr_view key);
kr_status kr__store_input_mark(kr_store *s, kr_view key, kr_err *err);
kr_status kr__store_outdated(kr_store *s, uint64_t *n, kr_err *err);
kr_status kr__store_flag_set(kr_store *s, kr_view key, kr_view value, kr_err *err);

/* What grows in place when documents are added behind those that it covers: the
 * last document covered, under a key that begins with "grown-" and ends with the
 * version of how it is made; 0: make it anew. Outgrown is what covers a document
 * whose records change. */
kr_status kr__store_grown(kr_store *s, kr_view key, int64_t *doc, kr_err *err);
kr_status kr__store_grown_set(kr_store *s, kr_view key, int64_t doc, kr_err *err);
kr_status kr__store_outgrown(kr_store *s, int64_t doc, kr_err *err);

/* For the other files of store/: a prepared statement kept by the store.
 * `sql` is static text; NULL on failure (err filled). */
struct sqlite3_stmt *kr__store_stmt(kr_store *s, const char *sql, kr_err *err);
/* What such a failure was: err's status, or KR_EIO. */
kr_status kr__store_status(const kr_err *err);
/* Run each of `n` such texts with ?1 bound to `num`. */
kr_status kr__store_run_each(kr_store *s, const char *const *sql, size_t n,
                             int64_t num, kr_err *err);
/* After the last row that was wanted: reset the statement. `rc` is what the last
 * step said; a read that failed must not look like the end of the rows. */
kr_status kr__store_walked(kr_store *s, struct sqlite3_stmt *st, int rc, kr_err *err);
/* The one number that a statement (a static text) gives; KR_ELIMIT if it is none
 * of 32 bits with room for one more. */
kr_status kr__store_count(kr_store *s, const char *sql, uint32_t *n, kr_err *err);
/* The highest number of a document + 1: whatever is kept by document has so many. */
kr_status kr__store_docs_end(kr_store *s, uint32_t *n, kr_err *err);
/* Step a statement without rows, reset it. */
kr_status kr__store_run(kr_store *s, struct sqlite3_stmt *st, kr_err *err);
/* SQLite's last error as ours. */
kr_status kr__store_fail(kr_store *s, kr_err *err);
struct sqlite3 *kr__store_db(kr_store *s);
void kr__store_bind(struct sqlite3_stmt *st, int i, kr_view v); /* empty: NULL */
kr_view kr__store_col(struct sqlite3_stmt *st, int i);
/* The same, copied into the arena. */
kr_view kr__store_keep(kr_arena *a, struct sqlite3_stmt *st, int i);

/* Hand the row that a statement stands at to the sink, as valid UTF-8. */
enum { KR_MAX_CELLS = 24 };
kr_status kr__store_row(struct sqlite3_stmt *st, kr_answer_sink sink, void *user);
/* Whom an answer is told to. */
typedef struct kr_told {
	kr_answer_sink sink;
	void *user;
	kr_err *err;
} kr_told;
/* Hand the rows of a bound statement to the sink, reset it. */
kr_status kr__store_rows(kr_store *s, struct sqlite3_stmt *st,
                         kr_answer_sink sink, void *user, kr_err *err);

/* Answer about "documents", "search", "copies", "sources". */
kr_status kr__store_ask(kr_store *s, const kr_question *q, kr_answer_sink sink,
                        void *user, kr_err *err);

#endif
