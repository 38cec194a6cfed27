// SPDX-License-Identifier: Apache-2.0
/*
 * Answers about documents: the list, and the full-text search. The problem:
 * users type words, not FTS5's grammar. The idea: every word is quoted, so
 * that no input is a syntax error; words in quotation marks stay a phrase.
 * Limits: 64 words a question.
 */
#include <sqlite3.h>
#include <string.h>

#include "store/chronicle.h"
#include "store/copies.h"

kr_status kr__store_rows(kr_store *s, struct sqlite3_stmt *st,
                         kr_answer_sink sink, void *user, kr_err *err)
{
	const char *names[16];
	kr_view values[16];
	int n = sqlite3_column_count(st), rc;
	kr_status status = KR_OK;

	while ((rc = sqlite3_step(st)) == SQLITE_ROW && !status) {
		for (int i = 0; i < n && i < 16; i++) {
			names[i] = sqlite3_column_name(st, i);
			values[i] = kr__store_col(st, i);
		}
		status = sink(user, &(kr_answer_row){ (size_t)n, names, values });
	}
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

static kr_status search(kr_store *s, const kr_question *q, kr_answer_sink sink,
                        void *user, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "select d.id as id, d.published as published, d.outlet as outlet,"
		   " d.title as title, snippet(document_fts, 1, '[', ']', '...', 16)"
		   " as passage, d.source as source"
		   " from document_fts f join document d on d.num = f.rowid"
		   " where document_fts match ?1 order by rank, d.id limit ?2 offset ?3",
		err);
	kr_buf words;
	kr_status status;

	if (!st)
		return err ? err->status : KR_EIO;
	kr__buf_init(&words, NULL);
	fts_query(kr__view_of(q->filter), &words);
	status = words.failed;
	if (!status && words.len) {
		kr__store_bind(st, 1, kr__buf_view(&words));
		limits(st, q, 2);
		status = kr__store_rows(s, st, sink, user, err);
	}
	kr__buf_drop(&words);
	return status;
}

static kr_status documents(kr_store *s, const kr_question *q,
                           kr_answer_sink sink, void *user, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "select id, published, lang, outlet, title, source from document"
		   " order by coalesce(published, latest, '9999'), id limit ?1 offset ?2",
		err);

	if (!st)
		return err ? err->status : KR_EIO;
	limits(st, q, 1);
	return kr__store_rows(s, st, sink, user, err);
}

kr_status kr__store_ask(kr_store *s, const kr_question *q, kr_answer_sink sink,
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
