// SPDX-License-Identifier: Apache-2.0
/* store: both ways of answering, decisions of people, explanations, stores of
 * every older schema, stores with damage. On the bundled story. */
#include <sqlite3.h>

#include "store/chronicle.h"
#include "store/schema.h"
#include "store/shelf.h"
#include "story_help.h"

static const char path[] = "store_test.db";

static void wipe(void)
{
	kr_wipe_store(path);
}

static kr_store *open_it(void)
{
	return kr_open_store(path);
}

static void close_it(kr_store *s)
{
	kr__store_close(s);
	wipe();
}

/* The bundled story, settled. */
static kr_store *story(void)
{
	return kr_story_store(path);
}

static kr_status ask(kr_store *s, const kr_question *q, kr_buf *out)
{
	kr__buf_reset(out);
	return kr_store_ask(s, q, kr_gather, out, NULL);
}

/* The first cell of the first row. */
static void first_cell(kr_store *s, const char *about, const char *filter, char *out,
                       size_t cap)
{
	kr_buf b;

	kr__buf_init(&b, NULL);
	assert_int_equal(ask(s, &(kr_question){ .about = about, .filter = filter }, &b), KR_OK);
	size_t n = kr__view_chr(kr__buf_view(&b), '|');
	assert_true(n != KR_NPOS && n < cap);
	snprintf(out, cap, "%.*s", (int)n, b.ptr);
	kr__buf_drop(&b);
}

static bool has(kr_store *s, const char *about, const char *filter, const char *part)
{
	kr_buf b;

	kr__buf_init(&b, NULL);
	assert_int_equal(ask(s, &(kr_question){ .about = about, .filter = filter }, &b), KR_OK);
	bool found = strstr(b.ptr, part) != NULL;
	kr__buf_drop(&b);
	return found;
}

/* ---- the shelf and SQL ------------------------------------------------------ */
static const struct {
	const char *about, *filter;
} questions[] = {
	{ "events", "" }, { "events", "perjanjian" }, { "events", "JANJI" },
	{ "events", "kerja sama" }, { "events", "\"kerja sama\"" }, { "events", "\"i d\"" },
	{ "events", "\" \"" }, { "events", "zzz" }, { "events", "a" },
	{ "events", "\"dan Presiden Turkmenistan\"" }, { "events", "actor:KAZ" },
	{ "events", "actor:KAZ,TKM" }, { "events", "actor:KAZ actor:TKM" },
	{ "events", "actor:\"yerlan sadykbekov\"" }, { "events", "type:CONSULT,AGREE" },
	{ "events", "mode:visit" }, { "events", "status:planned,promised" },
	{ "events", "since:2024-12" }, { "events", "until:2024-11-30" },
	{ "events", "since:2024-11 until:2024-12 actor:KAZ" }, { "events", "place:jakarta" },
	{ "events", "country:IDN" }, { "events", "country:idn" }, { "events", "quad:1" },
	{ "events", "origin:a" }, { "events", "origin:antara,afp" },
	{ "events", "origin:\"a; b\"" }, { "events", "min-origins:2" },
	{ "events", "min-reports:2 type:CONSULT" }, { "events", "min-reports:0" },
	{ "events", "story:none" }, { "events", "actor:KAZ,id:x" }, { "events", "_" },
	{ "timeline", "KAZ TKM" }, { "timeline", "KAZ \"Serdar Gylyjov\"" },
	{ "reports", "" }, { "reports", "min-reports:2" }, { "reports", "perjanjian" },
	{ "pledges", "" }, { "pledges", "actor:KAZ" }, { "pledges", "actor:sadyk" },
	{ "pledges", "state:open" }, { "pledges", "state:overdue since:2024-10" },
	{ "pledges", "until:2024-12" }, { "pledges", "kemitraan" }, { "pledges", "type:SUPPORT" },
	{ "moves", "" }, { "moves", "actor:KAZ" },
	{ "quotes", "" }, { "quotes", "kind:direct" }, { "quotes", "kind:mixed,direct" },
	{ "quotes", "actor:KAZ" }, { "quotes", "actor:\"Yerlan Sadykbekov\"" },
	{ "quotes", "kami" }, { "quotes", "to:presiden" }, { "quotes", "origin:a" },
	{ "stories", "" }, { "stories", "kazakhstan" }, { "stories", "since:2025" },
	{ "stories", "until:2024-10" }, { "mentions", "" }, { "mentions", "code:KAZ" },
	{ "mentions", "\"Yerlan Sadykbekov\"" }, { "mentions", "basis:world key:state/KAZ" },
	{ "outlets", "" }, { "outlets", "a" }, { "sources", "" }, { "copies", "" },
};

/* Every answer on every page, with the shelf and without. */
static void both_ways(kr_store *s)
{
	kr_buf one, other;
	size_t rows = 0;

	kr__buf_init(&one, NULL);
	kr__buf_init(&other, NULL);
	for (size_t i = 0; i < sizeof questions / sizeof *questions * 4; i++) {
		static const uint64_t pages[4][2] = { { 0, 0 }, { 3, 0 }, { 5, 2 }, { 2, 17 } };
		kr_question q = { .about = questions[i / 4].about,
			          .filter = questions[i / 4].filter,
			          .limit = pages[i % 4][0], .offset = pages[i % 4][1] };
		assert_true(kr__shelf_fresh(s));
		kr_status status = ask(s, &q, &one);
		assert_int_equal(kr__store_exec(s, "update flag set value = 'no' where key ="
		                                   " 'settled'", NULL), KR_OK);
		assert_false(kr__shelf_fresh(s));
		assert_int_equal(ask(s, &q, &other), status);
		assert_int_equal(kr__store_exec(s, "update flag set value = 'yes' where key ="
		                                   " 'settled'", NULL), KR_OK);
		if (strcmp(one.ptr, other.ptr) != 0)
			fail_msg("%s %s: '%s' is not '%s'", q.about, q.filter, one.ptr, other.ptr);
		rows += one.len > 0;
	}
	assert_true(rows > 120);
	kr__buf_drop(&one);
	kr__buf_drop(&other);
}

static void test_both_ways(void **state)
{
	kr_store *s = story();

	(void)state;
	both_ways(s);
	close_it(s);
}

static void answer_all(kr_store *s, kr_buf *out)
{
	static const char *const more[] = { "actors", "documents", "articles" };
	const size_t n = sizeof questions / sizeof *questions;

	for (size_t i = 0; i < n + sizeof more / sizeof *more; i++) {
		kr_question q = { .about = i < n ? questions[i].about : more[i - n],
			          .filter = i < n ? questions[i].filter : "" };
		assert_int_equal(kr_store_ask(s, &q, kr_gather, out, NULL), KR_OK);
	}
}

/* Articles settled one by one behind the others: annexes, and a registry that grew. */
static void test_grown(void **state)
{
	static char annexes[80];
	kr_buf at_once, grown;
	uint32_t n;

	(void)state;
	kr__buf_init(&at_once, NULL);
	kr__buf_init(&grown, NULL);
	kr_store *s = story();
	answer_all(s, &at_once);
	close_it(s);
	s = kr_story_grown(path, 1);
	snprintf(annexes, sizeof annexes, "select sum(n) from shelf where num in (%d, %d)",
	         KR_SHELF_QUOTES_NEW * KR_N_FIELDS, KR_SHELF_MENTIONS_NEW * KR_N_FIELDS);
	assert_int_equal(kr__store_count(s, annexes, &n, NULL), KR_OK);
	assert_true(n > 5);
	answer_all(s, &grown);
	assert_true(at_once.len > 9999);
	assert_true(kr__view_eq(kr__buf_view(&at_once), kr__buf_view(&grown)));
	both_ways(s);
	assert_int_equal(kr__store_exec(s, "update posting set posts = x'00' where num = (select"
	                                   " min(num) from posting where num >= 3 << 40); update"
	                                   " flag set value = 'no' where key = 'settled'", NULL),
	                 KR_OK); /* what was kept is damaged: all is made anew */
	assert_int_equal(kr_store_settle(s, NULL), KR_OK);
	kr__buf_reset(&grown);
	answer_all(s, &grown);
	assert_true(kr__view_eq(kr__buf_view(&at_once), kr__buf_view(&grown)));
	kr__buf_drop(&at_once);
	kr__buf_drop(&grown);
	close_it(s);
}

/* ---- decisions -------------------------------------------------------------- */
static void decide(kr_store *s, const char *kind, const char *a, const char *b, kr_status want)
{
	assert_int_equal(kr_store_decide(s, kind, a, b, NULL), want);
	if (!want)
		assert_int_equal(kr_store_settle(s, NULL), KR_OK);
}

static void test_decisions(void **state)
{
	kr_store *s = story();

	(void)state;
	assert_true(has(s, "actors", "", "Serdar Gylyjov|"));
	decide(s, "merge", "Serdar Gylyjov", "Yerlan Sadykbekov", KR_OK);
	assert_false(has(s, "actors", "", "Serdar Gylyjov|"));
	assert_true(has(s, "actors", "", "Yerlan Sadykbekov|"));
	decide(s, "name", "Yerlan Sadykbekov", "Presiden Yerlan", KR_OK);
	assert_true(has(s, "actors", "", "Presiden Yerlan|"));
	decide(s, "merge", "Presiden Yerlan", "Presiden Yerlan", KR_EUSAGE);
	decide(s, "merge", "nobody", "Presiden Yerlan", KR_ENOTFOUND);
	decide(s, "split", "nobody", "", KR_ENOTFOUND);
	decide(s, "burn", "a", "b", KR_EUSAGE);
	/* kept when everything is settled anew in another session */
	kr__store_close(s);
	s = open_it();
	assert_int_equal(kr__store_flag_set(s, KR_V("settled"), KR_V("no"), NULL), KR_OK);
	assert_int_equal(kr_store_settle(s, NULL), KR_OK);
	assert_false(has(s, "actors", "", "Serdar Gylyjov|"));
	assert_true(has(s, "actors", "", "Presiden Yerlan|"));
	decide(s, "split", "Serdar Gylyjov", "", KR_OK);
	assert_true(has(s, "actors", "", "Serdar Gylyjov|"));
	assert_true(has(s, "actors", "", "Presiden Yerlan|"));
	close_it(s);
}

/* ---- explain ----------------------------------------------------------------- */
static void expect_page(kr_store *s, const char *id, const char *const *parts)
{
	kr_text text;

	assert_int_equal(kr_store_explain(s, id, &text, NULL), KR_OK);
	for (; *parts; parts++)
		if (!strstr(text.ptr, *parts))
			fail_msg("%s: no '%s' in '%s'", id, *parts, text.ptr);
	kr_text_free(&text);
}

static void test_explain(void **state)
{
	static const char *const event[] = { "event, merged", "its reports", "doc: ",
		                             "rule: id/frames", "start: ",
		                             "tied_by: - (", "differs: ", NULL };
	static const char *const pledge[] = { "pledge, followed", "its moves", "move: opened",
		                              "move: kept-late", "evidence: ", "doc: ",
		                              "tied_by: - (it opens the pledge)", "the object",
		                              "rule: - (chronicle: the day after", NULL };
	static const char *const told[] = { "story: ", "its articles", "its events", NULL };
	kr_store *s = story();
	kr_text text;
	char id[32];

	(void)state;
	first_cell(s, "events", "min-reports:2", id, sizeof id);
	expect_page(s, id, event);
	first_cell(s, "pledges", "state:kept-late", id, sizeof id);
	expect_page(s, id, pledge);
	first_cell(s, "stories", "", id, sizeof id);
	expect_page(s, id, told);
	assert_int_equal(kr_store_explain(s, "h0000000000000000", &text, NULL), KR_ENOTFOUND);
	assert_int_equal(kr_store_explain(s, "x", &text, NULL), KR_ENOTFOUND);
	assert_int_equal(kr_store_explain(s, "h1\" or 1", &text, NULL), KR_ENOTFOUND);
	close_it(s);
}

/* ---- migrations --------------------------------------------------------------- */
static int scalar(kr_store *s, const char *sql)
{
	sqlite3_stmt *st = NULL;
	int n = -1;

	if (sqlite3_prepare_v2(kr__store_db(s), sql, -1, &st, NULL) == SQLITE_OK &&
	    sqlite3_step(st) == SQLITE_ROW)
		n = sqlite3_column_int(st, 0);
	sqlite3_finalize(st);
	return n;
}

/* A store as the program of schema `version` left it, with one article. */
static void old_store(int version)
{
	char sql[256];
	sqlite3 *db;

	wipe();
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "pragma synchronous = off", NULL, NULL, NULL), SQLITE_OK);
	for (int v = 0; v < version; v++)
		assert_int_equal(sqlite3_exec(db, kr__schema[v], NULL, NULL, NULL), SQLITE_OK);
	snprintf(sql, sizeof sql, "insert into document(id, published, text, text_hash,"
	                          " pack_hash, record) values ('old', '2024-01-02', 'Teks"
	                          " lama.', 1, 0, '{}'); pragma user_version = %d", version);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	if (version >= 2)
		assert_int_equal(sqlite3_exec(
			db, "insert into event(num, doc, id, type, status, evidence, score,"
			    " quad) values (1, 1, 'e1', 1, 0, 'Bertemu.', 1, 1);"
			    "insert into party values (1, 0, 'state/RUS', 'Rusia', 'RUS', 'GOV');"
			    "insert into quote(doc, id, kind, text) values (1, 'q', 'direct', 'ya');"
			    "insert into flag values ('settled', 'no')",
			NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static void test_migrations(void **state)
{
	kr_store *s;
	kr_err err = { .offset = -1 };

	(void)state;
	for (int v = 1; v <= kr__schema_version; v++) {
		old_store(v);
		if (v < kr__schema_version)
			assert_int_equal(kr__store_open(&s, NULL, path, KR_STORE_READ, &err),
			                 KR_ESTORE);
		s = open_it();
		assert_int_equal(scalar(s, "pragma user_version"), kr__schema_version);
		assert_true(has(s, "documents", "", "old|"));
		assert_int_equal(kr_store_settle(s, NULL), KR_OK);
		assert_true(has(s, "events", "", "") && has(s, "copies", "", ""));
		if (v >= 2) {
			assert_true(kr__shelf_fresh(s));
			assert_true(has(s, "events", "actor:RUS ber", "Bertemu."));
			assert_true(has(s, "quotes", "kind:direct", "|ya|"));
		}
		close_it(s);
	}
	old_store(kr__schema_version);
	s = open_it();
	assert_int_equal(kr__store_exec(s, "pragma user_version = 99", NULL), KR_OK);
	kr__store_close(s);
	assert_int_equal(kr__store_open(&s, NULL, path, 0, &err), KR_ESTORE);
	wipe();
}

/* ---- packs --------------------------------------------------------------------- */
static kr_store *open_under(uint64_t common, uint64_t id, unsigned flags)
{
	kr_store *s;

	assert_int_equal(kr__store_open(&s, NULL, path, KR_STORE_CREATE | flags, NULL), KR_OK);
	kr__store_print_add(s, KR_V(""), common);
	kr__store_print_add(s, KR_V("id"), id);
	return s;
}

static kr_added put(kr_store *s, const char *id, const char *lang)
{
	kr_store_doc d = { .id = kr__view_of(id), .text = KR_V("Teks."), .record = KR_V("{}"),
		           .lang = kr__view_of(lang),
		           .pack_hash = kr__store_print(s, kr__view_of(lang)) };
	kr_added what;
	int64_t row;

	assert_int_equal(kr__store_put(s, &d, &what, &row, NULL), KR_OK);
	return what;
}

static uint64_t outdated(kr_store *s)
{
	uint64_t n;

	assert_int_equal(kr_store_outdated(s, &n, NULL), KR_OK);
	return n;
}

static void test_packs(void **state)
{
	(void)state;
	wipe();
	kr_store *s = open_under(1, 2, 0);
	assert_int_equal(put(s, "a", "id"), KR_ADDED_NEW);
	assert_int_equal(put(s, "b", "en"), KR_ADDED_NEW);
	assert_int_equal(put(s, "a", "id"), KR_ADDED_SAME);
	assert_int_equal(kr_store_input_mark(s, "input:x", NULL), KR_OK);
	assert_int_equal(kr_store_commit(s, NULL), KR_OK);
	assert_true(kr_store_input_done(s, "input:x"));
	assert_int_equal(outdated(s), 0);
	kr__store_close(s);

	s = open_under(1, 3, KR_STORE_KEEP); /* another pack of Indonesian, kept */
	assert_int_equal(outdated(s), 1);
	assert_true(kr_store_input_done(s, "input:x"));
	assert_int_equal(put(s, "a", "id"), KR_ADDED_SAME);
	kr__store_close(s);

	s = open_under(1, 3, 0); /* and not kept */
	assert_int_equal(outdated(s), 1);
	assert_false(kr_store_input_done(s, "input:x"));
	assert_int_equal(put(s, "a", "id"), KR_ADDED_CHANGED);
	assert_int_equal(put(s, "b", "en"), KR_ADDED_SAME);
	assert_int_equal(kr_store_input_mark(s, "input:x", NULL), KR_OK);
	assert_int_equal(outdated(s), 0);
	assert_true(kr_store_input_done(s, "input:x"));
	kr__store_close(s);

	s = open_under(9, 9, 0); /* another world: every document */
	assert_int_equal(outdated(s), 2);
	close_it(s);
}

/* ---- bounds -------------------------------------------------------------------- */
static void test_bounds(void **state)
{
	static const char *const of_one[] = { "rivals", "conflicts" };
	kr_store *s = story();
	kr_buf b;

	(void)state;
	kr__buf_init(&b, NULL);
	for (size_t i = 0; i < 2; i++) { /* of all events they would be compared with all */
		kr_question q = { .about = of_one[i] };
		assert_int_equal(ask(s, &q, &b), KR_EUSAGE);
		q.filter = "actor:KAZ";
		assert_int_equal(ask(s, &q, &b), KR_EUSAGE);
		q.filter = "id:none";
		assert_int_equal(ask(s, &q, &b), KR_OK);
	}
	kr__buf_drop(&b);
	assert_int_equal(kr__store_exec(s, "insert into document(num, id, text_hash, pack_hash,"
	                                   " text, record) values (5000000000, 'far', 0, 0, '',"
	                                   " '{}'); update flag set value = 'no' where key ="
	                                   " 'settled'", NULL), KR_OK);
	assert_int_equal(kr__chronicle_settle(s, NULL), KR_ELIMIT);
	close_it(s);
}

/* ---- without a context ----------------------------------------------------------- */
static kr_status drop_bytes(void *user, const char *file, kr_view bytes)
{
	(void)user, (void)file, (void)bytes;
	return KR_OK;
}

/* To read and ask loads no language. */
static void test_no_context(void **state)
{
	kr_store *s = story();
	kr_buf with, without;

	(void)state;
	kr__buf_init(&with, NULL);
	kr__buf_init(&without, NULL);
	assert_int_equal(ask(s, &(kr_question){ .about = "quotes" }, &with), KR_OK);
	kr__store_close(s);
	assert_int_equal(kr_store_open(&s, NULL, path, 0, NULL), KR_EUSAGE);
	assert_int_equal(kr_store_open(&s, NULL, path, KR_STORE_READ, NULL), KR_OK);
	assert_int_equal(ask(s, &(kr_question){ .about = "quotes" }, &without), KR_OK);
	assert_true(with.len > 999 && strcmp(with.ptr, without.ptr) == 0);
	kr_export what = { .form = "jsonl", .sink = drop_bytes };
	assert_int_equal(kr_store_export(s, &what, NULL), KR_OK);
	what.form = "conllu";
	assert_int_equal(kr_store_export(s, &what, NULL), KR_EUNSUP);
	kr__buf_drop(&with);
	kr__buf_drop(&without);
	kr_store_close(s);
	wipe();
}

/* ---- damage -------------------------------------------------------------------- */
static void test_damage(void **state)
{
	static const char *const damage[] = {
		("update happening set evidence = cast(x'41ff42c3' as text), place ="
		 " cast(x'80' as text)"),
		"update quote set text = cast(x'f8888080' as text)",
		"update story set title = cast(x'eda080' as text)",
		"update document set title = cast(x'c0af' as text), outlet = cast(x'ff' as text)",
		"update pledge set what = cast(x'e2' as text)",
		"update outlet_sum set outlet = cast(x'ff' as text)",
	};
	static const char *const abouts[] = { "events", "quotes", "stories", "documents",
		                              "pledges", "outlets", "reports" };
	static const char *const broken[] = { "update posting set posts = x'ffffffffff7f'",
		                              "update posting set posts = x'00'",
		                              "delete from posting",
		                              "update shelf set n = 4000000000 where n > 3",
		                              "update shelf set keys = x''" };
	kr_store *s = story();
	kr_text record;
	char id[128];
	kr_buf b;

	(void)state;
	kr__buf_init(&b, NULL);
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		assert_int_equal(kr__store_exec(s, broken[i], NULL), KR_OK);
		for (size_t k = 0; k < sizeof abouts / sizeof *abouts; k++) {
			kr_question q = { .about = abouts[k], .limit = 9 };
			kr_status status = ask(s, &q, &b);
			assert_true(status == KR_OK || status == KR_ESTORE);
			q = (kr_question){ .about = "events", .filter = "a actor:KAZ since:2024" };
			status = ask(s, &q, &b);
			assert_true(status == KR_OK || status == KR_ESTORE);
		}
		assert_int_equal(kr__store_begin(s, NULL), KR_OK);
		assert_int_equal(kr__shelf_make(s, NULL), KR_OK);
		assert_int_equal(kr__store_commit(s, NULL), KR_OK);
	}
	first_cell(s, "documents", "", id, sizeof id);
	assert_int_equal(kr_store_record(s, id, &record, NULL), KR_OK);
	kr_text_free(&record);
	for (size_t i = 0; i < sizeof damage / sizeof *damage; i++)
		assert_int_equal(kr__store_exec(s, damage[i], NULL), KR_OK);
	for (size_t k = 0; k < sizeof abouts / sizeof *abouts; k++) /* kr_gather checks */
		assert_int_equal(ask(s, &(kr_question){ .about = abouts[k] }, &b), KR_OK);
	assert_int_equal(kr__store_exec(s, "update document set record = '{\"a\":\"' ||"
	                                   " cast(x'ff' as text) || '\"}'", NULL), KR_OK);
	assert_int_equal(kr_store_record(s, id, &record, NULL), KR_ESTORE);
	kr__buf_drop(&b);
	close_it(s);
}

/* ---- far pages ------------------------------------------------------------- */
/* Of a word that very many articles have, pages near and far are one list: the
 * newest first, on equal days the larger id. */
enum { N_MANY = 10100 };

static void put_many(kr_store *s)
{
	for (unsigned i = 0; i < N_MANY; i++) {
		unsigned at = i * 7919u % N_MANY; /* no order of arrival */
		char id[16], text[64], day[16];
		kr_added what;
		int64_t row;
		snprintf(id, sizeof id, "doc-%05u", at);
		snprintf(text, sizeof text, "kabar nomor %u%s", at, at % 9 ? "" : " khusus");
		snprintf(day, sizeof day, "2024-%02u-%02u", at % 12 + 1, at % 28 + 1);
		const kr_store_doc d = { .id = kr__view_of(id), .text = kr__view_of(text),
			                 .record = KR_V("{}"), .days = { 1, 0 },
			                 .published = at % 50 ? kr__view_of(day)
			                                      : (kr_view){ "", 0 } };
		assert_int_equal(kr__store_put(s, &d, &what, &row, NULL), KR_OK);
	}
	assert_int_equal(kr__store_commit(s, NULL), KR_OK);
}

static void test_far_pages(void **state)
{
	kr_store *s;
	kr_buf all, pages;

	(void)state;
	wipe();
	s = open_it();
	put_many(s);
	kr__buf_init(&all, NULL);
	kr__buf_init(&pages, NULL);
	const kr_question whole = { .about = "search", .filter = "kabar nomor" };
	assert_int_equal(ask(s, &whole, &all), KR_OK);
	for (uint64_t at = 0; at <= N_MANY; at += 600) {
		const kr_question page = { .about = "search", .filter = "kabar nomor",
			                   .offset = at, .limit = 600 };
		kr_buf one;
		kr__buf_init(&one, NULL);
		assert_int_equal(ask(s, &page, &one), KR_OK);
		kr__buf_add(&pages, kr__buf_view(&one));
		kr__buf_drop(&one);
	}
	assert_true(all.len > N_MANY * 20);
	assert_true(kr__view_eq(kr__buf_view(&all), kr__buf_view(&pages)));
	kr__buf_drop(&all);
	kr__buf_drop(&pages);
	close_it(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_both_ways), cmocka_unit_test(test_grown),
		cmocka_unit_test(test_decisions),
		cmocka_unit_test(test_explain), cmocka_unit_test(test_migrations),
		cmocka_unit_test(test_packs), cmocka_unit_test(test_damage),
		cmocka_unit_test(test_far_pages), cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_no_context),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
