// SPDX-License-Identifier: Apache-2.0
/* base: tables of cases, one helper per kind of assertion. */
#include "test.h"

static void views(void **state)
{
	(void)state;
	kr_view rest = KR_V("a,,b"), f;
	assert_true(kr__view_next(&rest, ',', &f));
	assert_view(f, "a");
	assert_true(kr__view_next(&rest, ',', &f));
	assert_view(f, "");
	assert_true(kr__view_next(&rest, ',', &f));
	assert_view(f, "b");
	assert_false(kr__view_next(&rest, ',', &f));
	assert_int_equal(kr__view_find(KR_V("kabar baru"), KR_V("baru")), 6);
	assert_true(kr__view_find(KR_V("kabar"), KR_V("x")) == KR_NPOS);
	assert_int_equal(kr__view_ifind(KR_V("Baca JUGA"), KR_V("juga")), 5);
	assert_view(kr__view_trim(KR_V(" \t x y\r\n")), "x y");
	uint64_t u;
	assert_false(kr__view_u64(KR_V("18446744073709551616"), &u));
	assert_true(kr__view_u64(KR_V("18446744073709551615"), &u));
}

static void utf8(void **state)
{
	static const struct {
		const char *bytes;
		size_t valid;
	} cases[] = {
		{ "plain", 5 }, { "\xC3\xA9", 2 }, { "a\xC0\x80", 1 },
		{ "\xED\xA0\x80", 0 }, { "\xF0\x9F\x98\x80", 4 },
		{ "\xF4\x90\x80\x80", 0 }, { "x\xE2\x80", 1 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(kr__utf8_valid(kr__view_of(cases[i].bytes)),
		                 cases[i].valid);
	for (uint32_t cp = 1; cp < 0x11000; cp += 7) {
		char tmp[4];
		size_t at = 0;
		if (cp >= 0xD800 && cp < 0xE000)
			continue;
		kr_view v = { tmp, kr__utf8_put(cp, tmp) };
		assert_int_equal(kr__utf8_next(v, &at), cp);
		assert_int_equal(at, v.len);
	}
	char low[16];
	assert_int_equal(kr__lower_into(KR_V("\xC3\x89T"), low, 16), 3);
	assert_memory_equal(low, "\xC3\xA9t", 3);
}

static void arenas(void **state)
{
	kr_arena a;

	(void)state;
	kr__arena_init(&a, NULL, 1 << 20);
	char *p = kr__arena_get(&a, 10);
	memset(p, 7, 10);
	kr_arena_mark m = kr__arena_mark(&a);
	for (int i = 0; i < 1000; i++)
		assert_non_null(kr__arena_get(&a, 100));
	kr__arena_rewind(&a, m);
	assert_int_equal(p[9], 7);
	assert_null(kr__arena_get(&a, 2 << 20));
	assert_int_equal(kr__arena_status(&a), KR_ELIMIT);
	assert_null(kr__arena_get(&a, 1));
	kr__arena_reset(&a);
	assert_non_null(kr__arena_get(&a, 1));
	kr__arena_drop(&a);
}

/* What grew leaves its old place to others, and nothing is mixed up by it. */
static void arena_gives(void **state)
{
	uint32_t *items[3] = { NULL, NULL, NULL }, cap[3] = { 0, 0, 0 };
	kr_view words[400];
	kr_arena a;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	a.reuses = true;
	for (uint32_t i = 0; i < 400; i++) {
		for (uint32_t k = 0; k < 3; k++) {
			assert_true(kr__arena_grow(&a, (void **)&items[k], &cap[k],
			                           i + 1, sizeof **items));
			items[k][i] = i * 3 + k;
		}
		words[i] = kr__arena_copy(&a, i % 2 ? KR_V("odd") : KR_V("an even one"));
	}
	for (uint32_t i = 0; i < 400; i++) {
		for (uint32_t k = 0; k < 3; k++)
			assert_int_equal(items[k][i], i * 3 + k);
		assert_view(words[i], i % 2 ? "odd" : "an even one");
	}
	kr__arena_drop(&a);
	a.reuses = true;
	char *old = kr__arena_get(&a, 4096);
	kr__arena_give(&a, old, 4096);
	assert_ptr_equal(kr__arena_get(&a, 100), old);
	kr__arena_reset(&a);
	a.reuses = false;
	old = kr__arena_get(&a, 4096);
	kr__arena_give(&a, old, 4096);
	assert_ptr_not_equal(kr__arena_get(&a, 100), old);
	kr__arena_drop(&a);
}

static void symbols(void **state)
{
	kr_arena a;
	kr_symbols base, own;
	char name[16];

	(void)state;
	kr__arena_init(&a, NULL, 0);
	assert_true(kr__symbols_init(&base, &a, NULL));
	kr_sym temu = kr__symbols_add(&base, KR_V("temu"));
	assert_true(kr__symbols_init(&own, &a, &base));
	assert_int_equal(kr__symbols_add(&own, KR_V("temu")), temu);
	assert_int_equal(kr__symbols_add(&own, KR_V("")), 0);
	for (int i = 0; i < 500; i++) {
		snprintf(name, sizeof name, "kata%d", i);
		kr_sym s = kr__symbols_add(&own, kr__view_of(name));
		assert_view(kr__symbols_text(&own, s), name);
		assert_int_equal(kr__symbols_find(&own, kr__view_of(name)), s);
	}
	assert_true(kr__symbols_find(&base, KR_V("kata1")) == KR_NOSYM);
	kr__arena_drop(&a);
}

static void dates(void **state)
{
	static const struct {
		const char *text, *iso;
	} loose[] = {
		{ "2025-01-17T10:00:00+07:00", "2025-01-17" },
		{ "Fri, 17 Jan 2025 03:00:00 GMT", "2025-01-17" },
		{ "17 Jan 2025", "2025-01-17" },
		{ "Friday, 17-Jan-25 03:00:00 GMT", "2025-01-17" },
		{ "20250117", "2025-01-17" },
		{ "nonsense", "" }, { "31 Feb 2025", "" },
	};
	kr_buf b;

	(void)state;
	kr__buf_init(&b, NULL);
	for (int32_t d = -30000; d < 60000; d += 13) {
		kr_date c = kr__date_of_day(d);
		assert_true(kr__date_valid(c));
		assert_int_equal(kr__date_to_day(c), d);
	}
	assert_int_equal(kr__date_weekday(kr__date_to_day((kr_date){ 2025, 1, 17 })), 5);
	for (size_t i = 0; i < sizeof loose / sizeof *loose; i++) {
		kr_date d;
		kr__buf_reset(&b);
		if (kr__date_parse_loose(kr__view_of(loose[i].text), &d))
			kr__buf_date(&b, d);
		assert_view(kr__buf_view(&b), loose[i].iso);
	}
	kr__buf_drop(&b);
}

static void json(void **state)
{
	kr_buf b;
	kr_json j;

	(void)state;
	kr__buf_init(&b, NULL);
	kr__json_init(&j, &b);
	kr__json_open(&j, '{');
	kr__json_kstr(&j, "a", KR_V("x\"\n\x01\xFF"));
	kr__json_key(&j, "b");
	kr__json_open(&j, '[');
	kr__json_i64(&j, -5);
	kr__json_fixed(&j, 314, 2);
	kr__json_null(&j);
	kr__json_close(&j, ']');
	kr__json_close(&j, '}');
	assert_view(kr__buf_view(&b), "{\"a\":\"x\\\"\\n\\u0001\xEF\xBF\xBD\","
	                              "\"b\":[-5,3.14,null]}");
	kr__buf_drop(&b);
}

static void sha256(void **state)
{
	char hex[65];

	(void)state;
	kr__sha256_hex(KR_V("abc"), hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
	                         "b00361a396177a9cb410ff61f20015ad");
	kr__sha256_hex(KR_V(""), hex);
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb924"
	                         "27ae41e4649b934ca495991b7852b855");
	kr__sha256_hex(KR_V("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), hex);
	assert_string_equal(hex, "248d6a61d20638b8e5c026930c3e6039"
	                         "a33ce45964ff2167f6ecedd419db06c1");
	/* both ways, all lengths of the last block */
	char bytes[300], plain[65];
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(i * 131 + 7);
	for (size_t n = 0; n <= sizeof bytes; n++) {
		kr__sha256_hex((kr_view){ bytes, n }, hex);
		kr__sha256_hex_plain((kr_view){ bytes, n }, plain);
		assert_string_equal(hex, plain);
	}
}

static void failing(void **state)
{
	(void)state;
	for (unsigned long n = 0; n < 20; n++) {
		kr_failing f = { n };
		kr_alloc alloc = { kr_failing_fn, &f };
		kr_arena a;
		kr_symbols s;
		kr_buf b;
		kr__arena_init(&a, &alloc, 0);
		if (kr__symbols_init(&s, &a, NULL))
			for (int i = 0; i < 3000; i++)
				kr__symbols_add(&s, (kr_view){ (char *)&i, 4 });
		kr__buf_init(&b, &alloc);
		for (int i = 0; i < 1000; i++)
			kr__buf_str(&b, "some words");
		assert_true(b.failed || b.len == 10000);
		kr__buf_drop(&b);
		kr__arena_drop(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(views), cmocka_unit_test(utf8),
		cmocka_unit_test(arenas), cmocka_unit_test(arena_gives), cmocka_unit_test(symbols),
		cmocka_unit_test(dates), cmocka_unit_test(json),
		cmocka_unit_test(sha256), cmocka_unit_test(failing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
