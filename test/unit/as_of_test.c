// SPDX-License-Identifier: Apache-2.0
/* Pledges of an earlier day out of a settled store are those that following
 * all reports up to that day gives: on the bundled story, every few days. */
#include "store/chronicle.h"
#include "store/shelf.h"
#include "test.h"

static const char path[] = "as_of_test.db";

static void wipe(void)
{
	remove("as_of_test.db");
	remove("as_of_test.db-wal");
	remove("as_of_test.db-shm");
}

static kr_status add_item(void *user, const kr_item_result *r)
{
	kr_added what;

	return r->doc ? kr_store_add(user, r->doc, &what, NULL) : KR_OK;
}

static void fill(kr_store *s)
{
	static const char *const parts[] = { "text", "html", "feed", "story.jsonl" };
	const kr_read_options options = { .layers = KR_READ_RECORDS };
	kr_ctx *ctx;

	assert_int_equal(kr_ctx_new(&ctx, NULL, NULL), KR_OK);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		char input[4096];
		const char *inputs[1] = { input };
		snprintf(input, sizeof input, "%s/examples/%s", getenv("KRONIK_DATA"),
		         parts[i]);
		assert_int_equal(kr_read(ctx, inputs, 1, &options, add_item, s, NULL),
		                 KR_OK);
	}
	assert_int_equal(kr_store_settle(s, NULL), KR_OK);
	kr_ctx_free(ctx);
}

static const kr_question questions[] = {
	{ .about = "pledges" },
	{ .about = "moves" },
	{ .about = "pledges", .filter = "state:overdue", .limit = 3, .offset = 1 },
	{ .about = "pledges", .filter = "state:open,due type:CONSULT" },
	{ .about = "pledges", .filter = "perjanjian", .limit = 2 },
	{ .about = "moves", .filter = "actor:IDN", .limit = 5, .offset = 4 },
	{ .about = "moves", .filter = "state:slipped" },
	{ .about = "pledges", .filter = "story:none" },
	{ .about = "pledges", .filter = "id:none state:kept" },
};
enum { N_QUESTIONS = sizeof questions / sizeof *questions, STEP = 4 };

static void ask(kr_store *s, size_t i, int32_t day, kr_buf *out)
{
	kr_question q = questions[i];
	char as_of[16];
	kr_buf b;

	kr__buf_init(&b, NULL);
	kr__buf_date(&b, kr__date_of_day(day));
	snprintf(as_of, sizeof as_of, "%s", b.ptr);
	kr__buf_drop(&b);
	q.as_of = as_of;
	q.filter = q.filter ? q.filter : "";
	kr__buf_reset(out);
	assert_int_equal(kr__store_ask(s, &q, kr_gather, out, NULL), KR_OK);
}

static void pretend(kr_store *s, const char *settled)
{
	assert_int_equal(kr__store_flag_set(s, KR_V("settled"), kr__view_of(settled),
	                                    NULL), KR_OK);
	assert_int_equal(kr__store_commit(s, NULL), KR_OK);
	assert_int_equal(kr__shelf_fresh(s), settled[0] == 'y');
}

static void test_story(void **state)
{
	int32_t first = kr__date_to_day((kr_date){ 2024, 8, 1 });
	int32_t last = kr__date_to_day((kr_date){ 2025, 9, 1 });
	kr_buf chosen[N_QUESTIONS], followed;
	size_t n_rows = 0;
	kr_store *s;

	(void)state;
	wipe();
	assert_int_equal(kr__store_open(&s, NULL, path, KR_STORE_CREATE, NULL), KR_OK);
	fill(s);
	kr__buf_init(&followed, NULL);
	for (size_t i = 0; i < N_QUESTIONS; i++)
		kr__buf_init(&chosen[i], NULL);
	for (int32_t day = first; day < last; day += STEP) {
		for (size_t i = 0; i < N_QUESTIONS; i++)
			ask(s, i, day, &chosen[i]);
		pretend(s, "no");
		for (size_t i = 0; i < N_QUESTIONS; i++) {
			ask(s, i, day, &followed);
			if (!kr__view_eq(kr__buf_view(&chosen[i]),
			                 kr__buf_view(&followed)))
				fail_msg("%s %s on day %d: chosen\n%sfollowed\n%s",
				         questions[i].about, questions[i].filter,
				         day, chosen[i].ptr, followed.ptr);
			for (size_t k = 0; k < followed.len; k++)
				n_rows += followed.ptr[k] == '\n';
		}
		pretend(s, "yes");
	}
	assert_true(n_rows > 1000);
	for (size_t i = 0; i < N_QUESTIONS; i++)
		kr__buf_drop(&chosen[i]);
	kr__buf_drop(&followed);
	kr__store_close(s);
	wipe();
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_story) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
