// SPDX-License-Identifier: Apache-2.0
/*
 * Answers. The problem: a person wants columns that line up, a program JSON or
 * CSV, and all verbs should look alike. The idea: rows of named values, one
 * writer a form. A table that is wider than the terminal gives every column a
 * fair share: narrow ones keep their width, the wide ones are cut to the same.
 * Limits: the table form holds the answer in memory to measure its columns
 * (10,000 rows; more are written unmeasured).
 */
#include "term/answer.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { MAX_COLS = 24, MAX_HELD = 10000, MIN_WIDTH = 12, ID_WIDTH = 19,
       NO_SCREEN = 100000 };

struct answer {
	enum { TABLE, JSON, CSV } form;
	kr_arena arena;
	kr_view *cells; /* [n_rows * n_cols], only for tables */
	uint32_t n_cells, cap_cells;
	size_t n_cols;
	size_t width[MAX_COLS], share; /* of a column, at most */
	const char *names[MAX_COLS];
	uint64_t n_rows;
	kr_buf line;
};

static size_t columns_of(kr_view v)
{
	size_t n = 0;

	for (size_t at = 0; at < v.len; n++)
		kr__utf8_next(v, &at);
	return n;
}

/* `v` on one line without control characters, at most `max` characters. An id
 * is cut without a mark: its beginning names the article as well. */
static void cell(kr_buf *out, kr_view v, size_t max)
{
	bool is_id = kr__view_starts(v, KR_V("sha256:"));
	size_t n = 0;

	for (size_t at = 0; at < v.len;) {
		uint32_t cp = kr__utf8_next(v, &at);
		if (++n == max && at < v.len) {
			kr__buf_str(out, is_id ? "" : "\xE2\x80\xA6");
			return;
		}
		bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ||
		               (cp >= 0x202A && cp <= 0x202E) ||
		               (cp >= 0x2066 && cp <= 0x2069);
		kr__buf_utf8(out, control ? ' ' : cp);
	}
}

static void put_line(struct answer *a)
{
	kr__buf_chr(&a->line, '\n');
	fwrite(a->line.ptr, 1, a->line.len, stdout);
	kr__buf_reset(&a->line);
}

static void csv_cell(kr_buf *out, kr_view v)
{
	bool quoted = false;

	for (size_t i = 0; i < v.len; i++)
		quoted |= memchr(",\"\r\n", v.ptr[i], 4) != NULL;
	if (quoted)
		kr__buf_chr(out, '"');
	for (size_t i = 0; i < v.len; i++) {
		if (v.ptr[i] == '"')
			kr__buf_chr(out, '"');
		kr__buf_chr(out, v.ptr[i]);
	}
	if (quoted)
		kr__buf_chr(out, '"');
}

static void csv(struct answer *a, const kr_answer_row *r)
{
	for (size_t i = 0; a->n_rows <= 1 && i < r->n; i++) {
		kr__buf_str(&a->line, i ? "," : "");
		csv_cell(&a->line, kr__view_of(r->names[i]));
	}
	if (a->n_rows <= 1)
		put_line(a);
	if (!r->values)
		return;
	for (size_t i = 0; i < r->n; i++) {
		kr__buf_str(&a->line, i ? "," : "");
		csv_cell(&a->line, r->values[i]);
	}
	put_line(a);
}

static void json_value(kr_json *j, const kr_answer_row *r, size_t i)
{
	int64_t n;

	if (r->numbers >> i & 1 && kr__view_i64(r->values[i], &n))
		kr__json_ki64(j, r->names[i], n);
	else
		kr__json_kopt(j, r->names[i], r->values[i]);
}

static void json(struct answer *a, const kr_answer_row *r)
{
	kr_json j;

	kr__json_init(&j, &a->line);
	kr__json_open(&j, '{');
	for (size_t i = 0; i < r->n; i++)
		json_value(&j, r, i);
	kr__json_close(&j, '}');
	put_line(a);
}

static size_t screen(void)
{
	struct winsize w;

	if (ioctl(1, TIOCGWINSZ, &w) == 0 && w.ws_col > 20)
		return w.ws_col;
	return isatty(1) ? 80 : NO_SCREEN;
}

/* A column's width where none may have more than `share`; the first, an id or a
 * name, stays long enough to be asked for. */
static size_t width_of(const struct answer *a, size_t i, size_t share)
{
	if (i == 0 && share < ID_WIDTH)
		share = ID_WIDTH;
	return a->width[i] < share ? a->width[i] : share;
}

/* The largest share with which all columns stand in `room` characters. */
static size_t fair_share(const struct answer *a, size_t room)
{
	size_t share = MIN_WIDTH;

	for (; share < room; share++) {
		size_t used = 2 * (a->n_cols - 1);
		for (size_t i = 0; i < a->n_cols; i++)
			used += width_of(a, i, share + 1);
		if (used > room)
			break;
	}
	return share;
}

static void table_row(struct answer *a, const kr_view *cells, size_t room)
{
	for (size_t i = 0; i < a->n_cols; i++) {
		bool last = i + 1 == a->n_cols;
		size_t w = width_of(a, i, last ? room : a->share);
		w = w < room ? w : room;
		size_t start = columns_of(kr__buf_view(&a->line));
		if (w == 0)
			break;
		cell(&a->line, cells[i], w);
		size_t used = columns_of(kr__buf_view(&a->line)) - start;
		for (; !last && used < w + 2; used++)
			kr__buf_chr(&a->line, ' ');
		room = room > w + 2 ? room - w - 2 : 0;
	}
	while (a->line.len && a->line.ptr[a->line.len - 1] == ' ')
		kr__buf_cut(&a->line, a->line.len - 1);
	put_line(a);
}

/* Columns that a narrow terminal has no room for are named, not dropped in silence. */
static void tell_hidden(const struct answer *a, size_t room)
{
	size_t used = 0, i = 0;

	for (; i < a->n_cols && used < room; i++)
		used += width_of(a, i, i + 1 == a->n_cols ? room : a->share) + 2;
	if (i == a->n_cols)
		return;
	fflush(stdout);
	fprintf(stderr, "kronik: no room for");
	for (size_t k = i; k < a->n_cols; k++)
		fprintf(stderr, "%s '%s'", k > i ? "," : "", a->names[k]);
	fprintf(stderr, "; a wider terminal, --json or --csv show %s\n",
	        i + 1 < a->n_cols ? "them" : "it");
}

static void table_flush(struct answer *a)
{
	kr_view heads[MAX_COLS];
	size_t room = screen();

	if (a->n_cols == 0)
		return;
	a->share = room < NO_SCREEN ? fair_share(a, room) : room;
	for (size_t i = 0; i < a->n_cols; i++)
		heads[i] = kr__view_of(a->names[i]);
	table_row(a, heads, room);
	for (uint32_t i = 0; i < a->n_cells; i += (uint32_t)a->n_cols)
		table_row(a, a->cells + i, room);
	a->n_cells = 0;
	tell_hidden(a, room);
}

static kr_status table(struct answer *a, const kr_answer_row *r)
{
	if (a->n_rows == 1) {
		a->n_cols = r->n < MAX_COLS ? r->n : MAX_COLS;
		for (size_t i = 0; i < a->n_cols; i++) {
			a->names[i] = kr__arena_copy(&a->arena,
			                             kr__view_of(r->names[i])).ptr;
			a->width[i] = columns_of(kr__view_of(r->names[i]));
		}
	}
	if (a->n_rows > MAX_HELD) {
		if (a->n_cells)
			table_flush(a);
		table_row(a, r->values, screen());
		return KR_OK;
	}
	if (!kr__arena_grow(&a->arena, (void **)&a->cells, &a->cap_cells,
	                    a->n_cells + (uint32_t)a->n_cols, sizeof *a->cells))
		return KR_ENOMEM;
	for (size_t i = 0; i < a->n_cols; i++) {
		size_t w = columns_of(r->values[i]);
		a->cells[a->n_cells++] = kr__arena_copy(&a->arena, r->values[i]);
		a->width[i] = w > a->width[i] ? w : a->width[i];
	}
	return kr__arena_status(&a->arena);
}

static kr_status sink(void *user, const kr_answer_row *r)
{
	struct answer *a = user;

	a->n_rows += r->values != NULL; /* else only names */
	if (a->form == TABLE)
		return table(a, r);
	(a->form == CSV ? csv : json)(a, r);
	return a->line.failed ? a->line.failed : ferror(stdout) ? KR_EIO : KR_OK;
}

/* One argument of the command line. The shell took its quotation marks, which
 * the filter needs around a phrase and around a value with spaces; an argument
 * that holds several filters is left as it is. */
static void filter_arg(kr_buf *b, const char *arg)
{
	const char *colon = strchr(arg, ':');
	bool several = colon && strchr(colon + 1, ':');
	bool bare = !strchr(arg, ' ') || strchr(arg, '"') || several;
	size_t key = colon && !bare ? (size_t)(colon - arg) + 1 : 0;

	kr__buf_add(b, (kr_view){ arg, key });
	kr__buf_str(b, bare ? "" : "\"");
	kr__buf_str(b, arg + key);
	kr__buf_str(b, bare ? "" : "\"");
}

static const char *filter_of(const kr_args *args, kr_buf *b)
{
	for (size_t i = 0; i < args->n_rest; i++) {
		kr__buf_str(b, i ? " " : "");
		filter_arg(b, args->rest[i]);
	}
	return b->ptr;
}

static kr_exit ask(const kr_args *args, kr_store *store, kr_question *q)
{
	struct answer a = { .form = kr__arg_set(args, "json") ? JSON
		                    : kr__arg_set(args, "csv") ? CSV : TABLE };
	kr_err err = { .offset = -1 };
	kr_buf filter;

	kr__buf_init(&filter, NULL);
	kr__buf_init(&a.line, NULL);
	kr__arena_init(&a.arena, NULL, 0);
	q->filter = filter_of(args, &filter);
	q->heads = a.form == CSV;
	kr_status status = kr_store_ask(store, q, sink, &a, &err);
	if (status && !ferror(stdout)) /* that main says */
		kr__complain(&err);
	else if (a.form == TABLE && a.n_rows && a.n_rows <= MAX_HELD)
		table_flush(&a);
	if (!status && a.n_rows == 0 && a.form == TABLE)
		fprintf(stderr, "kronik: nothing found\n");
	kr__arena_drop(&a.arena);
	kr__buf_drop(&a.line);
	kr__buf_drop(&filter);
	return status ? kr__exit_of_store(status) : a.n_rows ? KR_EXIT_OK : KR_EXIT_NONE;
}

kr_exit kr__term_ask(const kr_args *args, const char *about)
{
	kr_question q = { .about = about, .as_of = kr__arg(args, "as-of") };
	kr_store *store = NULL;

	if (!kr__arg_u64(args, "limit", &q.limit) ||
	    !kr__arg_u64(args, "offset", &q.offset))
		return KR_EXIT_USAGE;
	kr_exit code = kr__term_store(args, NULL, KR_STORE_READ, &store);
	if (!code)
		code = ask(args, store, &q);
	kr_store_close(store);
	return code;
}
