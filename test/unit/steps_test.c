// SPDX-License-Identifier: Apache-2.0
/*
 * steps: a read of the store that fails in the middle is never taken for the end
 * of the rows. Statements and rows are counted, and at the n-th SQLite is told
 * to stop, n = 1, 2, 3, ... until the work ends undisturbed; each time it must
 * fail, or give what it gives undisturbed. On the bundled story.
 */
#include <sqlite3.h>

#include "store/chronicle.h"
#include "store/copies.h"
#include "store/tables.h"
#include "story_help.h"

static const char path[] = "steps_test.db";

struct fuse {
	sqlite3 *db;
	uint64_t n, at; /* statements and rows so far; the one that fails */
};

static int count(unsigned what, void *user, void *st, void *x)
{
	struct fuse *f = user;

	(void)what;
	(void)st;
	(void)x;
	if (++f->n == f->at)
		sqlite3_interrupt(f->db);
	return 0;
}

static void light(struct fuse *f, kr_store *s, uint64_t at)
{
	*f = (struct fuse){ .db = kr__store_db(s), .at = at };
	sqlite3_trace_v2(f->db, at ? SQLITE_TRACE_STMT | SQLITE_TRACE_ROW : 0, count, f);
}

/* ---- answers ------------------------------------------------------------------- */
typedef kr_status (*work)(kr_store *s, const kr_question *q, kr_buf *out);

static kr_status ask(kr_store *s, const kr_question *q, kr_buf *out)
{
	return kr_store_ask(s, q, kr_gather, out, NULL);
}

static kr_status explain(kr_store *s, const kr_question *q, kr_buf *out)
{
	return kr__chronicle_explain(s, q->filter, out, NULL);
}

static kr_status diff(kr_store *s, const kr_question *q, kr_buf *out)
{
	return kr__copies_diff(s, kr__view_of(q->filter), kr__view_of(q->about), out, NULL);
}

static kr_status record(kr_store *s, const kr_question *q, kr_buf *out)
{
	return kr__store_record(s, kr__view_of(q->filter), out, NULL);
}

static kr_status put_event(void *user, const kr_fact *f)
{
	kr__buf_add(user, f->id);
	for (uint32_t i = 0; i < f->n_actors + f->n_recipients; i++)
		kr__buf_add(user, f->sides[i].name);
	return KR_OK;
}

static kr_status put_report(void *user, const kr_fact *f, const kr_fact_report *r)
{
	(void)f;
	kr__buf_add(user, r->evidence);
	return KR_OK;
}

static kr_status facts(kr_store *s, const kr_question *q, kr_buf *out)
{
	const kr_fact_sink sink = { put_event, put_report, out };
	kr_status status = kr__chronicle_choose(s, q->filter, NULL);

	return status ? status : kr__store_facts(s, true, &sink, NULL);
}

static kr_status put_node(void *user, const kr_fact_node *n)
{
	kr__buf_add(user, n->key);
	return KR_OK;
}

static kr_status put_edge(void *user, const kr_fact_edge *e)
{
	kr__buf_add(user, e->from);
	kr__buf_add(user, e->to);
	return KR_OK;
}

static kr_status graph(kr_store *s, const kr_question *q, kr_buf *out)
{
	const kr_graph_sink sink = { put_node, put_edge, out };

	(void)q;
	return kr__store_graph(s, false, &sink, NULL);
}

static kr_status put_cells(void *user, const kr_cell *cells, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		kr__buf_add(user, cells[i].text);
	return KR_OK;
}

static kr_status table(kr_store *s, const kr_question *q, kr_buf *out)
{
	const kr_row_sink sink = { put_cells, out };

	return kr__table_rows(s, kr__table_find(q->about), false, &sink, NULL);
}

/* Every n, of long work at ever longer steps. */
static void try_all(kr_store *s, const char *name, work w, const kr_question *q)
{
	struct fuse f;
	kr_buf want, got;
	bool burnt = true;

	kr__buf_init(&want, NULL);
	kr__buf_init(&got, NULL);
	if (w(s, q, &want) != KR_OK)
		fail_msg("%s %s %s fails by itself", name, q->about, q->filter);
	for (uint64_t n = 1; burnt; n += 1 + n / 16) {
		kr__buf_reset(&got);
		light(&f, s, n);
		kr_status status = w(s, q, &got);
		burnt = f.n >= n;
		light(&f, s, 0);
		if (!status && !kr__view_eq(kr__buf_view(&want), kr__buf_view(&got)))
			fail_msg("%s %s '%s': a failure at %d looks like an end", name, q->about,
			         q->filter ? q->filter : "", (int)n);
		if (status != (burnt && status ? KR_EIO : KR_OK)) /* what was stopped is said so */
			fail_msg("%s %s '%s': a failure at %d is told as '%s'", name, q->about,
			         q->filter ? q->filter : "", (int)n, kr_status_text(status));
	}
	kr__buf_drop(&want);
	kr__buf_drop(&got);
}

static const kr_question asked[] = {
	{ .about = "documents" }, { .about = "search", .filter = "perjanjian" },
	{ .about = "events" }, { .about = "events", .filter = "perjanjian" },
	{ .about = "events", .filter = "actor:KAZ since:2024-11", .limit = 3, .offset = 2 },
	{ .about = "events", .filter = "\"kerja sama\" story:none" },
	{ .about = "timeline", .filter = "KAZ TKM" }, { .about = "reports", .filter = "min-reports:2" },
	{ .about = "quotes", .filter = "kami" }, { .about = "pledges", .filter = "actor:KAZ" },
	{ .about = "pledges", .filter = "state:open", .as_of = "2024-12-31" },
	{ .about = "pledges", .filter = "story:none", .as_of = "2024-12-31" },
	{ .about = "moves", .as_of = "2024-12-31" }, { .about = "moves" },
	{ .about = "actors" }, { .about = "mentions", .filter = "code:KAZ" },
	{ .about = "stories" }, { .about = "articles" },
	{ .about = "outlets" }, { .about = "sources" }, { .about = "copies" },
};

/* The first cell of the first row. */
static void first_cell(kr_store *s, const char *about, const char *filter, char *out)
{
	const kr_question q = { .about = about, .filter = filter, .limit = 1 };
	kr_buf b;

	kr__buf_init(&b, NULL);
	assert_int_equal(ask(s, &q, &b), KR_OK);
	size_t n = kr__view_chr(kr__buf_view(&b), '|');
	assert_true(n != KR_NPOS && n < 100);
	snprintf(out, 100, "%.*s", (int)n, b.ptr);
	kr__buf_drop(&b);
}

static void test_answers(void **state)
{
	kr_store *s = kr_story_store(path);
	char id[100], filter[120];

	(void)state;
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
		try_all(s, "ask", ask, &asked[i]);
	assert_int_equal(kr__store_exec(s, "update flag set value = 'no' where key = 'settled'",
	                                NULL), KR_OK);
	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
		try_all(s, "ask unsettled", ask, &asked[i]);
	first_cell(s, "events", "min-reports:2", id);
	snprintf(filter, sizeof filter, "id:%s", id);
	try_all(s, "ask", ask, &(kr_question){ .about = "conflicts", .filter = filter });
	try_all(s, "ask", ask, &(kr_question){ .about = "rivals", .filter = filter });
	kr__store_close(s);
	kr_wipe_store(path);
}

static void test_pages(void **state)
{
	static const char *const kinds[][2] = { { "events", "min-reports:2" },
		{ "pledges", "state:kept-late" }, { "stories", "" }, { "quotes", "" } };
	kr_store *s = kr_story_store(path);
	char id[100];

	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		first_cell(s, kinds[i][0], kinds[i][1], id);
		try_all(s, "explain", explain, &(kr_question){ .about = "", .filter = id });
	}
	first_cell(s, "documents", "", id);
	try_all(s, "diff", diff, &(kr_question){ .about = id, .filter = id });
	try_all(s, "record", record, &(kr_question){ .about = id, .filter = id });
	try_all(s, "facts", facts, &(kr_question){ .about = "", .filter = "actor:KAZ" });
	try_all(s, "graph", graph, &(kr_question){ .about = "", .filter = "" });
	for (uint32_t i = 0; i < kr__n_tables; i++)
		try_all(s, "table", table, &(kr_question){ .about = kr__tables[i].name,
		                                           .filter = "" });
	kr__store_close(s);
	kr_wipe_store(path);
}

/* ---- what writes ------------------------------------------------------------------- */
static const kr_question all_events = { .about = "reports" };

static kr_status settle(kr_store *s, const kr_question *q, kr_buf *out)
{
	kr_status status = kr__store_begin(s, NULL);

	if (!status)
		status = kr__store_exec(s, "update flag set value = 'no' where key = 'settled';"
		                           "delete from flag where key = 'copies-settled';"
		                           "delete from copy_pair;", NULL);
	if (!status)
		status = kr__chronicle_settle(s, NULL);
	bool there;
	if (!status) /* an unsettled store that is called settled differs */
		status = kr__store_flag(s, KR_V("settled"), out, &there, NULL);
	kr__store_rollback(s);
	return status ? status : ask(s, q, out);
}

static void test_settling(void **state)
{
	kr_store *s = kr_story_store(path);

	(void)state;
	try_all(s, "settle", settle, &all_events);
	kr__store_close(s);
	kr_wipe_store(path);
}

/* A session of its own each time. */
static kr_status rewound(kr_store *s, const kr_question *q, kr_buf *out)
{
	kr_date d;

	assert_true(kr__date_parse(kr__view_of(q->filter), &d));
	kr_status status = kr__chronicle_rewind(s, kr__date_days(d).last, NULL);
	return status ? status : ask(s, &all_events, out);
}

static void test_rewinding(void **state)
{
	const kr_question q = { .about = "", .filter = "2024-12-31" };
	bool burnt = true;
	kr_buf want, got;

	(void)state;
	kr__store_close(kr_story_store(path));
	kr__buf_init(&want, NULL);
	kr__buf_init(&got, NULL);
	for (uint64_t n = 0; burnt; n += 1 + n / 8) {
		struct fuse f;
		kr_store *s = kr_open_store(path);
		kr__buf_reset(&got);
		light(&f, s, n);
		kr_status status = rewound(s, &q, n ? &got : &want);
		burnt = !n || f.n >= n;
		light(&f, s, 0);
		if (n && !status && !kr__view_eq(kr__buf_view(&want), kr__buf_view(&got)))
			fail_msg("rewind: a failure at %d looks like an end", (int)n);
		kr__store_close(s);
	}
	assert_true(want.len > 0);
	kr__buf_drop(&want);
	kr__buf_drop(&got);
	kr_wipe_store(path);
}

static kr_status decided(kr_store *s, const kr_question *q, kr_buf *out)
{
	char cell[2] = "0";
	sqlite3_stmt *st = NULL;
	kr_status status = kr__store_decide(s, q->about, q->filter, q->as_of, NULL);

	if (!status && !sqlite3_prepare_v2(kr__store_db(s), "select count(*) from decision", -1,
	                                   &st, NULL)) {
		if (sqlite3_step(st) == SQLITE_ROW)
			cell[0] += (char)sqlite3_column_int(st, 0);
		else
			status = KR_EIO;
		sqlite3_finalize(st);
	}
	kr__buf_str(out, cell);
	kr__store_rollback(s);
	return status;
}

static void test_deciding(void **state)
{
	kr_store *s = kr_story_store(path);
	const char *one = "Serdar Gylyjov", *other = "Yerlan Sadykbekov";

	(void)state;
	try_all(s, "decide", decided,
	        &(kr_question){ .about = "merge", .filter = one, .as_of = other });
	try_all(s, "decide", decided,
	        &(kr_question){ .about = "name", .filter = one, .as_of = "X" });
	assert_int_equal(kr_store_decide(s, "merge", one, other, NULL), KR_OK);
	assert_int_equal(kr_store_settle(s, NULL), KR_OK);
	try_all(s, "decide", decided, &(kr_question){ .about = "split", .filter = one });
	kr__store_close(s);
	kr_wipe_store(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answers), cmocka_unit_test(test_pages),
		cmocka_unit_test(test_settling), cmocka_unit_test(test_rewinding),
		cmocka_unit_test(test_deciding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
