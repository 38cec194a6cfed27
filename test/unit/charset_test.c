// SPDX-License-Identifier: Apache-2.0
/* lift: character sets: the decision, decoding, the map, double encoding. */
#include "test.h"

#include "lift/charset.h"

typedef struct kr_case {
	const char *http;
	kr_view raw;
	const char *charset, *text, *problem; /* problem NULL: none */
} kr_case;

static void reads_as(const kr_case *c)
{
	kr_charset_hints hints = { kr__view_of(c->http), true };
	kr_decoded out;
	kr_arena a;
	kr_doc d;
	kr_err err;

	assert_int_equal(kr__doc_init(&d, NULL, NULL, 0), KR_OK);
	kr__arena_init(&a, NULL, 0);
	assert_int_equal(kr__charset_to_utf8(&d, &a, c->raw, &hints, &out),
	                 KR_OK);
	assert_view(out.utf8, c->text);
	assert_view(out.charset, c->charset);
	assert_int_equal(kr__n_problems(&d), c->problem ? 1 : 0);
	if (c->problem)
		assert_view(kr__doc_text(&d, kr__problems(&d)[0].code),
		            c->problem);
	d.raw = c->raw;
	assert_int_equal(kr__charset_set_text(&d, &out), KR_OK);
	if (kr__doc_check(&d, &err))
		fail_msg("%s", err.message);
	if (d.text.len)
		assert_int_equal(kr__runs(&d)[kr__n_runs(&d) - 1].span.end,
		                 d.text.len);
	kr__doc_drop(&d);
	kr__arena_drop(&a);
}

static void decisions(void **state)
{
	const kr_case cases[] = {
		{ "", KR_V("halo\tdunia\n"), "utf-8", "halo\tdunia\n", NULL },
		{ "", KR_V(""), "utf-8", "", NULL },
		{ "", KR_V("caf\xC3\xA9"), "utf-8", "caf\xC3\xA9", NULL },
		{ "", KR_V("caf\xE9"), "windows-1252", "caf\xC3\xA9",
		  "charset-guessed" },
		{ "latin1", KR_V("\x93x\x94 \x80"), "windows-1252",
		  "\xE2\x80\x9Cx\xE2\x80\x9D \xE2\x82\xAC", NULL },
		{ "latin1", KR_V("caf\xC3\xA9"), "utf-8", "caf\xC3\xA9",
		  "charset-contradicted" },
		{ "UTF-8", KR_V("\xE9t\xE9 na\xEFve"), "windows-1252",
		  "\xC3\xA9t\xC3\xA9 na\xC3\xAFve", "charset-contradicted" },
		{ "utf8", KR_V("\xE2\x80\x9Cx\xE2\x80\x9D \xFF"), "utf-8",
		  "\xE2\x80\x9Cx\xE2\x80\x9D \xEF\xBF\xBD", "bytes-invalid" },
		{ "x-none", KR_V("a"), "utf-8", "a", "charset-unknown" },
		{ "", KR_V("<meta charset=\"koi8-r\">\xD0\xD2"), "koi8-r",
		  "<meta charset=\"koi8-r\">\xD0\xBF\xD1\x80", NULL },
		{ "", KR_V("<meta http-equiv=content-type content='text/html; "
		           "charset=windows-1251'>\xEF"), "windows-1251",
		  "<meta http-equiv=content-type content='text/html; "
		  "charset=windows-1251'>\xD0\xBF", NULL },
		{ "", KR_V("<?xml version='1.0' encoding='iso-8859-2'?>\xB1"),
		  "iso-8859-2",
		  "<?xml version='1.0' encoding='iso-8859-2'?>\xC4\x85", NULL },
		{ "", KR_V("<script charset=utf-8></script><meta charset=koi8-r"
		           ">\xD0"), "koi8-r",
		  "<script charset=utf-8></script><meta charset=koi8-r>"
		  "\xD0\xBF", NULL },
		{ "shift_jis", KR_V("\x93\xFA\x96\x7B"), "shift_jis",
		  "\xE6\x97\xA5\xE6\x9C\xAC", NULL },
		{ "gb2312", KR_V("\xD6\xD0" "a\xCE\xC4"), "gbk",
		  "\xE4\xB8\xAD" "a\xE6\x96\x87", NULL },
		{ "iso-2022-jp", KR_V("\x1B$BF|K\\\x1B(B!"), "iso-2022-jp",
		  "\xE6\x97\xA5\xE6\x9C\xAC!", NULL },
		{ "latin1", KR_V("\xEF\xBB\xBF" "a\xC3\xA9"), "utf-8",
		  "a\xC3\xA9", NULL },
		{ "", KR_V("\xFF\xFE" "a\0\xE9\0\x3D\xD8\x00\xDE"), "utf-16le",
		  "a\xC3\xA9\xF0\x9F\x98\x80", NULL },
		{ "", KR_V("\xFE\xFF\0a\0\r\0\n\xD8\0"), "utf-16be",
		  "a\n\xEF\xBF\xBD", "bytes-invalid" },
		{ "", KR_V("a\r\nb\rc\0d\x01\x7F" "e\xC2\x85" "f"), "utf-8",
		  "a\nb\ncdef", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		reads_as(&cases[i]);
}

static void twice(void **state)
{
	const kr_case cases[] = {
		{ "", KR_V("caf\xC3\x83\xC2\xA9"), "utf-8", "caf\xC3\xA9",
		  "encoded-twice" },
		{ "", KR_V("\xC3\xA2\xE2\x82\xAC\xC5\x93x\xC3\xA2\xE2\x82\xAC"
		           "\xC2\x9D \xC3\xBC"), "utf-8",
		  "\xE2\x80\x9Cx\xE2\x80\x9D \xC3\xBC", "encoded-twice" },
		/* an upper-case umlaut before a closing quotation mark */
		{ "", KR_V("\xE2\x80\x9E" "FP\xC3\x96\xE2\x80\x9C"), "utf-8",
		  "\xE2\x80\x9E" "FP\xC3\x96\xE2\x80\x9C", NULL },
		{ "", KR_V("\xC3\x83"), "utf-8", "\xC3\x83", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		reads_as(&cases[i]);
}

static void labels(void **state)
{
	(void)state;
	assert_string_equal(kr__charset_name(KR_V(" Latin1 ")), "windows-1252");
	assert_string_equal(kr__charset_name(KR_V("UTF8")), "utf-8");
	assert_string_equal(kr__charset_name(KR_V("iso-8859-9")), "windows-1254");
	assert_null(kr__charset_name(KR_V("")));
	assert_null(kr__charset_name(KR_V("utf")));
	assert_null(kr__charset_name(KR_V("a b")));
	for (int i = 0x80; i < 0x100; i++)
		assert_int_equal(kr__charset_to_1252(
					 kr__charset_1252((unsigned char)i)), i);
}

/* A byte of the text leads to the byte that it came from. */
static void map(void **state)
{
	kr_view raw = KR_V("ab\r\n\xEF\xF0\xE8" "c\xE2");
	kr_charset_hints hints = { KR_V("windows-1251"), false };
	static const uint32_t want[] = { 0, 1, 3, 4, 4, 5, 5, 6, 6, 7, 8 };
	kr_decoded out;
	kr_arena a;
	kr_doc d;
	uint32_t hint = 0;

	(void)state;
	assert_int_equal(kr__doc_init(&d, NULL, NULL, 0), KR_OK);
	kr__arena_init(&a, NULL, 0);
	assert_int_equal(kr__charset_to_utf8(&d, &a, raw, &hints, &out), KR_OK);
	assert_int_equal(out.map.n, 5);
	for (uint32_t i = 0; i < 11; i++)
		assert_int_equal(kr__mapping_at(&out.map, i, &hint), want[i]);
	kr__charset_set_text(&d, &out);
	for (uint32_t i = 0; i < 11; i++)
		assert_int_equal(kr__doc_source_of(&d, i), want[i]);
	kr__doc_drop(&d);
	kr__arena_drop(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decisions), cmocka_unit_test(twice),
		cmocka_unit_test(labels),    cmocka_unit_test(map),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
