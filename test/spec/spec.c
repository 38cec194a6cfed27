// SPDX-License-Identifier: Apache-2.0
/*
 * The specification as a test. The problem: prose and tests drift apart. The
 * idea: the examples in spec/ are the tests; this runner reads a page, runs
 * each example through the library or through the command (same facts wanted)
 * and compares line by line. Limits: examples are small; one temporary folder.
 *
 * usage: spec library|PATH-OF-KRONIK PAGE...     UPDATE=1 rewrites the pages
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "facts.h"
#include "kronik.h"

enum { MAX_LINES = 4000, LINE = 8192 };

struct text {
	char *ptr;
	size_t len;
};

struct runner {
	const char *how; /* "library" or the command */
	kr_ctx *ctx;
	char dir[64];
	bool update, todo;
	int n, n_failed, n_todo, n_done; /* done: of those marked TODO */
	FILE *facts;                     /* what the example being run says */
};

static const char *const abouts[] = { "events", "pledges", "moves", "copies" };

/* ---- running one example --------------------------------------------------- */
static void take_json(struct runner *r, const char *about, const char *line)
{
	struct json_object *o = json_tokener_parse(line);

	if (!o) {
		fprintf(r->facts, "!json %s\n", line);
		return;
	}
	if (about)
		facts_of_row(r->facts, about, o);
	else
		facts_of_record(r->facts, o);
	json_object_put(o);
}

struct sink {
	struct runner *r;
	kr_store *store;
	const char *about;
};

static kr_status take_doc(void *user, const kr_item_result *result)
{
	struct sink *s = user;
	kr_text line;
	kr_added what;

	if (!result->doc) {
		fprintf(s->r->facts, "failure %s\n", result->failure->message);
		return KR_OK;
	}
	if (s->store)
		return kr_store_add(s->store, result->doc, &what, NULL);
	kr_status status = kr_doc_json(result->doc, 0, &line);
	char *copy = status ? NULL : strndup(line.ptr, line.len);
	if (copy)
		take_json(s->r, NULL, copy);
	free(copy);
	kr_text_free(&line);
	return status;
}

static kr_status take_row(void *user, const kr_answer_row *row)
{
	struct sink *s = user;
	struct json_object *o = json_object_new_object();

	for (size_t i = 0; i < row->n; i++)
		json_object_object_add(o, row->names[i],
		                       json_object_new_string_len(
			                       row->values[i].ptr,
			                       (int)row->values[i].len));
	facts_of_row(s->r->facts, s->about, o);
	json_object_put(o);
	return KR_OK;
}

static void by_library(struct runner *r, const char *path, const char *db)
{
	kr_read_options ro = { .layers = KR_READ_RECORDS };
	struct sink s = { .r = r };
	kr_err err = { .offset = -1 };
	kr_status status = KR_OK;

	if (db)
		status = kr_store_open(&s.store, r->ctx, db, KR_STORE_CREATE, &err);
	if (!status)
		status = kr_read(r->ctx, &path, 1, &ro, take_doc, &s, &err);
	if (!status && db)
		status = kr_store_settle(s.store, &err);
	for (size_t i = 0; db && !status && i < sizeof abouts / sizeof *abouts; i++) {
		s.about = abouts[i];
		kr_question q = { .about = s.about };
		status = kr_store_ask(s.store, &q, take_row, &s, &err);
	}
	kr_store_close(s.store);
	if (status)
		fprintf(r->facts, "failure %s\n", err.message);
}

static void pipe_lines(struct runner *r, const char *about, const char *command)
{
	FILE *p = popen(command, "r");
	char *line = NULL;
	size_t cap = 0;

	while (p && getline(&line, &cap, p) > 0)
		take_json(r, about, line);
	free(line);
	if (p)
		pclose(p);
}

static void by_command(struct runner *r, const char *path, const char *db)
{
	static const char *const verbs[] = { "events", "pledges", "pledges --moves",
		                             "copies" };
	char command[1024];

	if (!db) {
		snprintf(command, sizeof command, "%s read --json %s", r->how, path);
		pipe_lines(r, NULL, command);
		return;
	}
	snprintf(command, sizeof command, "%s add -q --into %s %s", r->how, db, path);
	if (system(command) != 0)
		fprintf(r->facts, "failure add\n");
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		snprintf(command, sizeof command, "%s %s --json --from %s", r->how,
		         verbs[i], db);
		pipe_lines(r, abouts[i], command);
	}
}

/* ---- the input ------------------------------------------------------------- */

/* Writes `line` with the bytes that `bytes` asks for. */
static void write_line(FILE *f, const char *line, size_t n, const char *bytes)
{
	bool nbsp = strstr(bytes, "nbsp") != NULL;
	bool curly = strstr(bytes, "curly") != NULL, open = false;

	for (size_t i = 0; i < n; i++)
		if (nbsp && line[i] == ' ' && i % 5 == 0)
			fputs("\xC2\xA0", f);
		else if (curly && line[i] == '"')
			fputs((open = !open) ? "\xE2\x80\x9C" : "\xE2\x80\x9D", f);
		else
			fputc(line[i], f);
	fputs(strstr(bytes, "crlf") ? "\r\n" : "\n", f);
}

/* "=== id=a date=2025-01-17": the next article as a line of JSON. */
static void write_article(FILE *f, const char *head, const char *body, size_t n)
{
	struct json_object *o = json_object_new_object();
	char id[64] = "", date[64] = "", outlet[64] = "";
	const char *at;

	if ((at = strstr(head, "id=")))
		sscanf(at + 3, "%63s", id);
	if ((at = strstr(head, "date=")))
		sscanf(at + 5, "%63s", date);
	if ((at = strstr(head, "outlet=")))
		sscanf(at + 7, "%63s", outlet);
	json_object_object_add(o, "id", json_object_new_string(id));
	if (*date)
		json_object_object_add(o, "date", json_object_new_string(date));
	if (*outlet)
		json_object_object_add(o, "outlet", json_object_new_string(outlet));
	json_object_object_add(o, "text", json_object_new_string_len(body, (int)n));
	fprintf(f, "%s\n", json_object_to_json_string_ext(o, JSON_C_TO_STRING_PLAIN));
	json_object_put(o);
}

/* Writes the input of the lines [from, to); true if it is a set of articles. */
static bool write_input(char **lines, int from, int to, const char *bytes,
                        const char *path)
{
	FILE *f = fopen(path, "w");
	bool articles = from < to && strncmp(lines[from], "=== ", 4) == 0;

	if (!f)
		return false;
	if (strstr(bytes, "bom"))
		fputs("\xEF\xBB\xBF", f);
	for (int i = from; !articles && i < to; i++)
		write_line(f, lines[i], strlen(lines[i]), bytes);
	for (int i = from; articles && i < to;) {
		struct text body = { NULL, 0 };
		FILE *m = open_memstream(&body.ptr, &body.len);
		int head = i++;
		for (; i < to && strncmp(lines[i], "=== ", 4) != 0; i++)
			fprintf(m, "%s\n", lines[i]);
		fclose(m);
		write_article(f, lines[head], body.ptr, body.len);
		free(body.ptr);
	}
	fclose(f);
	return articles;
}

/* ---- comparing -------------------------------------------------------------- */
static size_t kind_length(const char *line)
{
	return strcspn(line, " \n");
}

static bool same_kind(const char *a, const char *b)
{
	size_t n = kind_length(a);

	return n == kind_length(b) && memcmp(a, b, n) == 0;
}

/* Facts of the kinds that lines [from, to) speak of, in the order found. A
 * line "no KIND" speaks of a kind without having one. */
static char *of_kinds(char **lines, int from, int to, const char *found)
{
	struct text out = { NULL, 0 };
	FILE *m = open_memstream(&out.ptr, &out.len);

	for (int i = from; i < to; i++) {
		const char *kind = lines[i];
		bool before = false, any = false;
		if (strncmp(kind, "no ", 3) == 0)
			kind += 3;
		for (int k = from; k < i; k++)
			before = before || same_kind(lines[k], kind) ||
			         (strncmp(lines[k], "no ", 3) == 0 &&
			          same_kind(lines[k] + 3, kind));
		for (const char *at = found; !before && *at; at += strcspn(at, "\n") + 1)
			if (same_kind(at, kind)) {
				fprintf(m, "%.*s\n", (int)strcspn(at, "\n"), at);
				any = true;
			}
		if (!before && !any)
			fprintf(m, "no %.*s\n", (int)kind_length(kind), kind);
	}
	fclose(m);
	return out.ptr;
}

static char *run_one(struct runner *r, char **lines, int from, int to,
                     const char *bytes)
{
	char path[128], db[128];
	struct text found = { NULL, 0 };

	snprintf(path, sizeof path, "%s/input", r->dir);
	snprintf(db, sizeof db, "%s/db", r->dir);
	bool articles = write_input(lines, from, to, bytes, path);
	r->facts = open_memstream(&found.ptr, &found.len);
	(strcmp(r->how, "library") == 0 ? by_library : by_command)(
		r, path, articles ? db : NULL);
	fclose(r->facts);
	unlink(path);
	unlink(db);
	return found.ptr;
}

/* ---- pages ------------------------------------------------------------------- */

/* Judges the example whose fence opens at `at` and whose facts are [facts, end);
 * returns the facts that should stand there. */
static char *judge(struct runner *r, char **lines, int at, int facts, int end,
                   const char *page)
{
	char *found = run_one(r, lines, at + 1, facts - 1, lines[at] + 10);
	char *got = of_kinds(lines, facts, end, found);
	struct text want = { NULL, 0 };
	FILE *m = open_memstream(&want.ptr, &want.len);

	for (int i = facts; i < end; i++)
		fprintf(m, "%s\n", lines[i]);
	fclose(m);
	bool same = strcmp(got, want.ptr) == 0;
	r->n++;
	r->n_todo += r->todo;
	r->n_done += r->todo && same;
	if (!same && !r->todo && !r->update) {
		r->n_failed++;
		printf("%s:%d: example differs (%s)\n--- wanted\n%s--- found\n%s", page,
		       at + 1, r->how, want.ptr, got);
	}
	free(found);
	free(want.ptr);
	return got;
}

static int read_lines(const char *page, char **lines)
{
	FILE *f = fopen(page, "r");
	char *line = NULL;
	size_t cap = 0;
	int n = 0;

	while (f && n < MAX_LINES && getline(&line, &cap, f) >= 0) {
		line[strcspn(line, "\n")] = '\0';
		lines[n++] = strdup(line);
	}
	free(line);
	if (f)
		fclose(f);
	return n;
}

static int find_line(char **lines, int from, int n, const char *what)
{
	while (from < n && strcmp(lines[from], what) != 0)
		from++;
	return from;
}

static void run_page(struct runner *r, const char *page)
{
	char **lines = calloc(MAX_LINES, sizeof *lines);
	int n = lines ? read_lines(page, lines) : 0;
	struct text out = { NULL, 0 };
	FILE *m = open_memstream(&out.ptr, &out.len);

	r->todo = false;
	if (n == 0) {
		printf("%s: cannot be read\n", page);
		r->n_failed++;
	}
	for (int i = 0; i < n; i++) {
		fprintf(m, "%s\n", lines[i]);
		if (strncmp(lines[i], "# ", 2) == 0)
			r->todo = strstr(lines[i], "TODO") != NULL;
		if (strncmp(lines[i], "``` kronik", 10) != 0)
			continue;
		int facts = find_line(lines, i, n, "----") + 1;
		int end = find_line(lines, facts < n ? facts : n, n, "```");
		if (end == n) {
			printf("%s:%d: example has no end\n", page, i + 1);
			r->n_failed++;
			break;
		}
		char *got = judge(r, lines, i, facts, end, page);
		for (int k = i + 1; k < facts; k++)
			fprintf(m, "%s\n", lines[k]);
		if (r->todo)
			for (int k = facts; k < end; k++)
				fprintf(m, "%s\n", lines[k]);
		else
			fputs(got, m);
		free(got);
		i = end - 1;
	}
	fclose(m);
	FILE *f = r->update && n > 0 ? fopen(page, "w") : NULL;
	if (f) {
		fwrite(out.ptr, 1, out.len, f);
		fclose(f);
	}
	for (int i = 0; i < n; i++)
		free(lines[i]);
	free(lines);
	free(out.ptr);
}

int main(int argc, char **argv)
{
	struct runner r = { .update = getenv("UPDATE") != NULL,
		            .dir = "/tmp/kronik-spec-XXXXXX" };
	kr_err err = { .offset = -1 };

	if (argc < 3 || !mkdtemp(r.dir)) {
		fprintf(stderr, "usage: spec library|KRONIK PAGE...\n");
		return 2;
	}
	r.how = argv[1];
	if (kr_ctx_new(&r.ctx, NULL, &err)) {
		fprintf(stderr, "spec: %s\n", err.message);
		return 2;
	}
	for (int i = 2; i < argc; i++)
		run_page(&r, argv[i]);
	kr_ctx_free(r.ctx);
	rmdir(r.dir);
	printf("%d examples, %d failed, %d to do (%d of them right by now)\n", r.n,
	       r.n_failed, r.n_todo, r.n_done);
	return r.n_failed ? 1 : 0;
}
