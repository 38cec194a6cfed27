// SPDX-License-Identifier: Apache-2.0
/*
 * Answers about documents: the list, and the full-text search. The problem:
 * users type words, not FTS5's grammar. The idea: every word is quoted, so
 * that no input is a syntax error; words in quotation marks stay a phrase.
 * Limits: 64 words a question.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "store/chronicle.h"
#include "store/copies.h"
#include "store/shelf.h"

enum { FAR = 1000 }; /* rows passed over, from which a page is far */

/* What a damaged store holds may be no UTF-8: each bad byte becomes U+FFFD. */
static kr_status tell_mended(kr_answer_row *row, kr_answer_sink sink, void *user)
{
	kr_view values[KR_MAX_CELLS];
	size_t ends[KR_MAX_CELLS];
	kr_buf b;

	kr__buf_init(&b, NULL);
	for (size_t i = 0; i < row->n; i++) {
		for (size_t at = 0; at < row->values[i].len;)
			kr__buf_utf8(&b, kr__utf8_next(row->values[i], &at));
		ends[i] = b.len;
	}
	for (size_t i = 0; i < row->n; i++)
		values[i] = kr__view_sub(kr__buf_view(&b), i ? ends[i - 1] : 0, ends[i]);
	row->values = values;
	kr_status status = b.failed ? b.failed : sink(user, row);
	kr__buf_drop(&b);
	return status;
}

kr_status kr__store_row(struct sqlite3_stmt *st, kr_answer_sink sink, void *user)
{
	const char *names[KR_MAX_CELLS];
	kr_view values[KR_MAX_CELLS];
	int n = sqlite3_column_count(st);
	bool good = true;
	uint64_t numbers = 0;

	n = n < KR_MAX_CELLS ? n : KR_MAX_CELLS;
	for (int i = 0; i < n; i++) {
		names[i] = sqlite3_column_name(st, i);
		numbers |= (uint64_t)(sqlite3_column_type(st, i) == SQLITE_INTEGER) << i;
		values[i] = kr__store_col(st, i); /* may change the type: asked before */
		good = good && kr__utf8_valid(values[i]) == values[i].len;
	}
	kr_answer_row row = { (size_t)n, names, values, numbers };
	return good ? sink(user, &row) : tell_mended(&row, sink, user);
}

kr_status kr__store_rows(kr_store *s, struct sqlite3_stmt *st,
                         kr_answer_sink sink, void *user, kr_err *err)
{
	int rc = SQLITE_DONE;
	kr_status status = KR_OK;

	while (!status && (rc = sqlite3_step(st)) == SQLITE_ROW)
		status = kr__store_row(st, sink, user);
	if (!status && rc != SQLITE_DONE)
		status = kr__store_fail(s, err);
	sqlite3_reset(st);
	sqlite3_clear_bindings(st);
	return status;
}

/* Words to an FTS5 query: each in double quotes, a phrase kept whole. */
static void fts_query(kr_view words, kr_buf *out)
{
	bool in_phrase = false, in_word = false;

	for (size_t i = 0; i <= words.len; i++) {
		char c = i < words.len ? words.ptr[i] : ' ';
		bool space = c == ' ' || c == '\t' || c == '\n';
		if (c == '"') {
			kr__buf_str(out, in_word ? "\" \"" : in_phrase ? "\" " : "\"");
			in_phrase = !in_phrase;
			in_word = false;
		} else if (space && !in_phrase) {
			kr__buf_str(out, in_word ? "\" " : "");
			in_word = false;
		} else {
			if (!in_phrase && !in_word) {
				kr__buf_chr(out, '"');
				in_word = true;
			}
			kr__buf_chr(out, c);
		}
	}
	if (in_phrase)
		kr__buf_chr(out, '"');
}

static void limits(sqlite3_stmt *st, const kr_question *q, int first)
{
	sqlite3_bind_int64(st, first,
	                   q->limit && q->limit < INT64_MAX ? (int64_t)q->limit : -1);
	sqlite3_bind_int64(st, first + 1,
	                   q->offset < INT64_MAX ? (int64_t)q->offset : 0);
}

#define FOUND                                                                   \
	"select d.id as id, d.published as published, d.outlet as outlet,"          \
	" d.title as title, snippet(document_fts, 1, '[', ']', '...', 16)"          \
	" as passage, d.source as source"

static const char ranked[] =
	FOUND " from document_fts f join document d on d.num = f.rowid"
	" where document_fts match ?1 order by rank, d.id limit ?2 offset ?3";
static const char newest[] =
	FOUND " from document d cross join document_fts f on f.rowid = d.num"
	" where document_fts match ?1 order by coalesce(d.published, d.latest, '9999')"
	" desc, d.id desc limit ?2 offset ?3";

/* Words that thousands of articles have say nothing of any, and ranking all of
 * those takes a second: then the newest come first. */
static kr_status is_frequent(kr_store *s, kr_view words, bool *frequent, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "select count(*) > 10000 from (select 1 from document_fts where"
		   " document_fts match ?1 limit 10001)", err);

	*frequent = false;
	if (!st)
		return kr__store_status(err);
	kr__store_bind(st, 1, words);
	int rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		*frequent = sqlite3_column_int(st, 0) != 0;
	return kr__store_walked(s, st, rc, err);
}

/* ---- far pages of frequent words ------------------------------------------------- */
/* To ask the text index of one article after another whether it has the words
 * costs more than to let it tell all that have them: those become bits, and the
 * index of days is walked past them. */
static const char matches[] =
	"select kr_mark(rowid) from document_fts where document_fts match ?1";
static const char by_day[] =
	"select num from document order by coalesce(published, latest, '9999') desc,"
	" id desc";
static const char one_found[] =
	FOUND " from document d cross join document_fts f on f.rowid = d.num"
	" where document_fts match ?1 and d.num = ?2";

struct far {
	kr_store *s;
	kr_view words;
	uint64_t *bits; /* [n / 64 + 1] by row number */
	uint64_t n, skip, left;
	const kr_told *to;
};

/* An aggregate, so that a third of a million rows need not leave SQLite one by one. */
static void mark(sqlite3_context *c, int n, sqlite3_value **v)
{
	struct far *f = sqlite3_user_data(c);
	uint64_t num = n == 1 ? (uint64_t)sqlite3_value_int64(v[0]) : f->n;

	if (num < f->n)
		f->bits[num / 64] |= UINT64_C(1) << (num % 64);
}

static void marked(sqlite3_context *c)
{
	sqlite3_result_null(c);
}

static kr_status mark_all(struct far *f)
{
	sqlite3 *db = kr__store_db(f->s);
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_create_function_v2(db, "kr_mark", 1, SQLITE_UTF8, f, NULL, mark,
	                                    marked, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(db, matches, -1, &st, NULL);
	if (rc == SQLITE_OK) {
		kr__store_bind(st, 1, f->words);
		rc = sqlite3_step(st);
	}
	sqlite3_finalize(st);
	kr_status status = rc == SQLITE_ROW ? KR_OK : kr__store_fail(f->s, f->to->err);
	sqlite3_create_function_v2(db, "kr_mark", 1, SQLITE_UTF8, NULL, NULL, NULL, NULL, NULL);
	return status;
}

static kr_status give_one(struct far *f, int64_t num)
{
	sqlite3_stmt *st = kr__store_stmt(f->s, one_found, f->to->err);

	if (!st)
		return kr__store_status(f->to->err);
	kr__store_bind(st, 1, f->words);
	sqlite3_bind_int64(st, 2, num);
	f->left--;
	return kr__store_rows(f->s, st, f->to->sink, f->to->user, f->to->err);
}

static kr_status walk_days(struct far *f)
{
	sqlite3_stmt *st = kr__store_stmt(f->s, by_day, f->to->err);
	kr_status status = KR_OK;
	int rc = SQLITE_DONE;

	if (!st)
		return kr__store_status(f->to->err);
	while (!status && f->left && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		uint64_t num = (uint64_t)sqlite3_column_int64(st, 0);
		if (num >= f->n || !(f->bits[num / 64] >> (num % 64) & 1))
			continue;
		if (f->skip)
			f->skip--;
		else
			status = give_one(f, (int64_t)num);
	}
	sqlite3_reset(st);
	return status || rc == SQLITE_DONE || rc == SQLITE_ROW
	               ? status : kr__store_fail(f->s, f->to->err);
}

static kr_status search_far(kr_store *s, const kr_question *q, kr_view words,
                            const kr_told *to)
{
	struct far f = { .s = s, .words = words, .to = to, .skip = q->offset,
		         .left = q->limit ? q->limit : UINT64_MAX };

	uint32_t end;
	kr_status status = kr__store_docs_end(s, &end, to->err);
	f.n = end;
	f.bits = calloc(f.n / 64 + 1, sizeof *f.bits);
	if (!status)
		status = f.bits ? mark_all(&f) : KR_ENOMEM;
	if (!status)
		status = walk_days(&f);
	free(f.bits);
	return status;
}

static kr_status search_page(kr_store *s, const kr_question *q, const char *sql,
                             kr_view words, const kr_told *to)
{
	sqlite3_stmt *st = kr__store_stmt(s, sql, to->err);

	if (!st)
		return kr__store_status(to->err);
	kr__store_bind(st, 1, words);
	limits(st, q, 2);
	return kr__store_rows(s, st, to->sink, to->user, to->err);
}

static kr_status search(kr_store *s, const kr_question *q, kr_answer_sink sink,
                        void *user, kr_err *err)
{
	kr_buf words;

	kr__buf_init(&words, NULL);
	fts_query(kr__view_of(q->filter), &words);
	kr_status status = words.failed;
	if (!status && words.len) {
		const kr_told to = { sink, user, err };
		kr_view query = kr__buf_view(&words);
		bool frequent;
		status = is_frequent(s, query, &frequent, err);
		if (!status)
			status = frequent && q->offset >= FAR
			                 ? search_far(s, q, query, &to)
			                 : search_page(s, q, frequent ? newest : ranked,
			                               query, &to);
	}
	kr__buf_drop(&words);
	return status;
}

static const char listed[] =
	"select id, published, lang, outlet, title, source from document order by"
	" coalesce(published, latest, '9999'), id limit ?1 offset ?2";

static kr_status documents(kr_store *s, const kr_question *q,
                           kr_answer_sink sink, void *user, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(s, listed, err);

	if (!st)
		return kr__store_status(err);
	limits(st, q, 1);
	return kr__store_rows(s, st, sink, user, err);
}

static kr_status answer(kr_store *s, const kr_question *q, kr_answer_sink sink,
                        void *user, kr_err *err)
{
	if (strcmp(q->about, "documents") == 0)
		return documents(s, q, sink, user, err);
	if (strcmp(q->about, "search") == 0)
		return search(s, q, sink, user, err);
	if (strcmp(q->about, "copies") == 0 || strcmp(q->about, "sources") == 0)
		return kr__copies_ask(s, q, sink, user, err);
	return kr__chronicle_ask(s, q, sink, user, err);
}

/* ---- names of an answer without rows ---------------------------------------------- */
struct counted {
	kr_answer_sink sink;
	void *user;
	uint64_t n;
};

static kr_status count_row(void *user, const kr_answer_row *r)
{
	struct counted *c = user;

	c->n++;
	return c->sink(c->user, r);
}

static kr_status tell_heads(kr_store *s, const char *about, const kr_told *to)
{
	const char *sql = strcmp(about, "documents") == 0 ? listed
	                  : strcmp(about, "search") == 0  ? newest
	                                                  : kr__sums_select(about);
	const char *names[KR_MAX_CELLS];
	sqlite3_stmt *st = NULL;

	if (!sql)
		sql = kr__chronicle_select(about);
	if (sqlite3_prepare_v2(kr__store_db(s), sql, -1, &st, NULL))
		return kr__store_fail(s, to->err);
	int n = sqlite3_column_count(st);
	n = n < KR_MAX_CELLS ? n : KR_MAX_CELLS;
	for (int i = 0; i < n; i++)
		names[i] = sqlite3_column_name(st, i);
	kr_answer_row row = { (size_t)n, names, NULL, 0 };
	kr_status status = to->sink(to->user, &row);
	sqlite3_finalize(st);
	return status;
}

kr_status kr__store_ask(kr_store *s, const kr_question *q, kr_answer_sink sink,
                        void *user, kr_err *err)
{
	struct counted c = { sink, user, 0 };
	kr_status status = answer(s, q, count_row, &c, err);

	if (!status && q->heads && c.n == 0)
		status = tell_heads(s, q->about, &(kr_told){ sink, user, err });
	return status;
}
