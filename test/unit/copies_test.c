// SPDX-License-Identifier: Apache-2.0
/* Copies in the store: any order, any batches, changed and hostile articles,
 * and the copies of the bundled story. */
#include <json.h>

#include "merge/copy.h"
#include "store/chronicle.h"
#include "store/copies.h"
#include "test.h"

static const char path[] = "copies_test.db";

static void wipe(void)
{
	remove("copies_test.db");
	remove("copies_test.db-wal");
	remove("copies_test.db-shm");
}

static kr_store *fresh(void)
{
	kr_store *s;

	wipe();
	assert_int_equal(kr__store_open(&s, NULL, path, KR_STORE_CREATE, NULL), KR_OK);
	return s;
}

static void close_it(kr_store *s)
{
	kr__store_close(s);
	wipe();
}

static void put(kr_store *s, const char *id, kr_view text, int32_t day)
{
	kr_span all = { 0, (uint32_t)text.len };
	kr_store_doc d = { .id = kr__view_of(id), .text = text, .record = KR_V("{}"),
		           .kept = &all, .n_kept = 1,
		           .days = { day, day ? day : -1 } };
	kr_added what;
	int64_t row;

	assert_int_equal(kr__store_put(s, &d, &what, &row, NULL), KR_OK);
}

/* n words of a seed. */
static void babble(kr_buf *b, unsigned seed, unsigned n)
{
	uint64_t h = seed + 1;

	for (unsigned i = 0; i < n; i++) {
		h = kr__hash_mix(h, i);
		for (unsigned k = 0; k < 5; k++)
			kr__buf_chr(b, (char)('a' + (h >> (k * 5)) % 26));
		kr__buf_chr(b, i % 10 == 9 ? '\n' : ' ');
	}
}

/* Article d of families of four: the whole, cut, extended, one paragraph. */
static void article(kr_store *s, unsigned d)
{
	static const unsigned lengths[4][2] = { { 80, 0 }, { 50, 0 }, { 80, 40 },
		                                { 30, 90 } };
	kr_buf b;
	char id[16];

	kr__buf_init(&b, NULL);
	babble(&b, d / 4, lengths[d % 4][0]);
	babble(&b, 1000 + d, lengths[d % 4][1]);
	snprintf(id, sizeof id, "doc-%u", d);
	put(s, id, kr__buf_view(&b), d % 3 ? (int32_t)(100 + d % 5) : 0);
	kr__buf_drop(&b);
}

static void ask(kr_store *s, const char *about, kr_buf *out)
{
	const kr_question q = { .about = about };

	kr__buf_reset(out);
	assert_int_equal(kr__store_ask(s, &q, kr_gather, out, NULL), KR_OK);
}

enum { N_ARTICLES = 80 };

static void run_order(unsigned seed, unsigned batch, kr_buf *out)
{
	unsigned order[N_ARTICLES];
	kr_store *s = fresh();

	for (unsigned i = 0; i < N_ARTICLES; i++)
		order[i] = i;
	for (unsigned i = N_ARTICLES; seed && i > 1; i--) {
		unsigned k = (unsigned)(kr__hash_mix(i, seed) % i), t = order[i - 1];
		order[i - 1] = order[k];
		order[k] = t;
	}
	for (unsigned i = 0; i < N_ARTICLES; i++) {
		article(s, order[i]);
		if (i % batch == batch - 1)
			assert_int_equal(kr__chronicle_settle(s, NULL), KR_OK);
	}
	assert_int_equal(kr__chronicle_settle(s, NULL), KR_OK);
	ask(s, "copies", out);
	close_it(s);
}

static void test_any_order(void **state)
{
	kr_buf one, other;

	(void)state;
	kr__buf_init(&one, NULL);
	kr__buf_init(&other, NULL);
	run_order(0, N_ARTICLES, &one);
	assert_true(one.len > 2000);
	for (unsigned seed = 1; seed < 4; seed++) {
		run_order(seed, seed * 7, &other);
		assert_string_equal(one.ptr, other.ptr);
	}
	kr__buf_drop(&one);
	kr__buf_drop(&other);
}

static void test_changed(void **state)
{
	kr_store *s = fresh();
	kr_buf b, out;

	(void)state;
	kr__buf_init(&b, NULL);
	kr__buf_init(&out, NULL);
	babble(&b, 1, 60);
	put(s, "one", kr__buf_view(&b), 5);
	put(s, "two", kr__buf_view(&b), 6);
	put(s, "none", KR_V(""), 0);
	put(s, "word", KR_V("kata"), 0);
	put(s, "word again", KR_V("kata"), 0);
	assert_int_equal(kr__chronicle_settle(s, NULL), KR_OK);
	ask(s, "copies", &out);
	assert_string_equal(out.ptr, "one|one|first||||||||\n"
	                             "one|two|exact|one|time|100|100||||\n");
	kr__buf_reset(&b);
	babble(&b, 2, 60);
	put(s, "two", kr__buf_view(&b), 6);
	assert_int_equal(kr__chronicle_settle(s, NULL), KR_OK);
	ask(s, "copies", &out);
	assert_string_equal(out.ptr, "");
	kr__buf_drop(&b);
	kr__buf_drop(&out);
	close_it(s);
}

/* What was made of two articles has its parent, and a line for the other. */
static void test_woven(void **state)
{
	kr_store *s = fresh();
	kr_buf b, out;

	(void)state;
	kr__buf_init(&b, NULL);
	kr__buf_init(&out, NULL);
	babble(&b, 1, 80);
	put(s, "first", kr__buf_view(&b), 5);
	kr__buf_reset(&b);
	babble(&b, 2, 60);
	put(s, "other", kr__buf_view(&b), 6);
	babble(&b, 1, 80);
	put(s, "woven", kr__buf_view(&b), 7);
	assert_int_equal(kr__chronicle_settle(s, NULL), KR_OK);
	ask(s, "copies", &out);
	assert_string_equal(out.ptr, "first|first|first||||||||\n"
	                             "first|woven|extended|first|time|57|100||||\n"
	                             "woven|woven|partial|other|time|43|100||||\n");
	kr__buf_drop(&b);
	kr__buf_drop(&out);
	close_it(s);
}

static void test_crowd(void **state)
{
	kr_store *s = fresh();
	kr_buf b, out;
	char id[16];

	(void)state;
	kr__buf_init(&b, NULL);
	kr__buf_init(&out, NULL);
	babble(&b, 1, 60);
	for (unsigned i = 0; i < 2000; i++) {
		snprintf(id, sizeof id, "c%u", i);
		put(s, id, kr__buf_view(&b), 0);
	}
	assert_int_equal(kr__chronicle_settle(s, NULL), KR_OK);
	ask(s, "copies", &out);
	size_t lines = 0, heads = 0;
	for (size_t i = 0; i < out.len; i++)
		lines += out.ptr[i] == '\n';
	for (char *p = out.ptr; (p = strstr(p, "|first|")); p++)
		heads++;
	assert_int_equal(lines, 2000);
	assert_int_equal(heads, 1);
	kr__buf_drop(&b);
	kr__buf_drop(&out);
	close_it(s);
}

/* ---- the bundled story ------------------------------------------------------ */
static kr_status add_item(void *user, const kr_item_result *r)
{
	kr_added what;

	return r->doc ? kr_store_add(user, r->doc, &what, NULL) : KR_OK;
}

/* Row of an article as expected.jsonl names it. */
static int64_t row_of(kr_store *s, const char *source)
{
	const char *id = strchr(source, '#');
	kr_buf b;
	int64_t num = 0;

	kr__buf_init(&b, NULL);
	if (!id) {
		kr__buf_str(&b, getenv("KRONIK_DATA"));
		kr__buf_str(&b, "/examples/");
	}
	kr__buf_str(&b, id ? id + 1 : source);
	if (kr__store_find(s, kr__buf_view(&b), &num, NULL))
		fail_msg("no article '%s'", b.ptr);
	kr__buf_drop(&b);
	return num;
}

/* Verdict on a copy and what it was made from, as the store has them. */
static kr_copy verdict(kr_store *s, const char *copy, const char *from)
{
	kr_alignment how;
	kr_arena a;
	kr_copy c;
	kr_copy_doc x, y;

	kr__arena_init(&a, NULL, 0);
	assert_int_equal(kr__copies_load(s, row_of(s, from), &a, &x, NULL), KR_OK);
	assert_int_equal(kr__copies_load(s, row_of(s, copy), &a, &y, NULL), KR_OK);
	assert_int_equal(kr__copy_judge(&c, &how, &a, &x, &y), KR_OK);
	kr__arena_drop(&a);
	return c;
}

static const char *text_of(struct json_object *o, const char *key)
{
	struct json_object *v;

	return json_object_object_get_ex(o, key, &v) ? json_object_get_string(v) : NULL;
}

static void check_line(kr_store *s, const char *line, unsigned *n)
{
	struct json_object *o = json_tokener_parse(line), *takes;
	const char *source = text_of(o, "source"), *from = text_of(o, "copy_of");

	if (from) {
		kr_copy c = verdict(s, source, from);
		if (c.kind == KR_COPY_NONE || c.kind == KR_COPY_PARTIAL)
			fail_msg("%s: %s", source, kr__copy_text(c.kind));
		if (c.origin == 1)
			fail_msg("%s: direction turned round", source);
		if (!text_of(o, "copy_basis") && c.origin >= 0)
			fail_msg("%s: nothing tells the direction", source);
		n[0]++;
	}
	if (json_object_object_get_ex(o, "takes_from", &takes)) {
		kr_copy c = verdict(s, source, json_object_get_string(
			json_object_array_get_idx(takes, 0)));
		assert_int_equal(c.kind, KR_COPY_PARTIAL);
		n[1]++;
	}
	json_object_put(o);
}

static void test_story(void **state)
{
	static const char *const parts[] = { "text", "html", "feed", "story.jsonl",
		                             "crawl.warc.gz" };
	const kr_read_options options = { .layers = KR_READ_PAGE };
	kr_view rest, line;
	unsigned n[2] = { 0, 0 };
	char input[4096];
	kr_ctx *ctx;
	kr_map m;

	(void)state;
	kr_store *s = fresh();
	assert_int_equal(kr_ctx_new(&ctx, NULL, NULL), KR_OK);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		const char *inputs[1] = { input };
		snprintf(input, sizeof input, "%s/examples/%s", getenv("KRONIK_DATA"),
		         parts[i]);
		assert_int_equal(kr_read(ctx, inputs, 1, &options, add_item, s, NULL),
		                 KR_OK);
	}
	assert_int_equal(kr_store_settle(s, NULL), KR_OK);
	snprintf(input, sizeof input, "%s/examples/expected.jsonl",
	         getenv("KRONIK_DATA"));
	assert_int_equal(kr__map_open(&m, input, NULL), KR_OK);
	rest = m.bytes;
	while (kr__view_next_line(&rest, &line)) {
		kr_buf b;
		kr__buf_init(&b, NULL);
		kr__buf_add(&b, line);
		if (line.len)
			check_line(s, b.ptr, n);
		kr__buf_drop(&b);
	}
	assert_int_equal(n[0], 7);
	assert_int_equal(n[1], 1);
	kr__map_close(&m);
	kr_ctx_free(ctx);
	close_it(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any_order), cmocka_unit_test(test_changed),
		cmocka_unit_test(test_woven),
		cmocka_unit_test(test_crowd), cmocka_unit_test(test_story),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
