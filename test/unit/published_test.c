// SPDX-License-Identifier: Apache-2.0
/* lift: the day of publication, and days in addresses. */
#include "test.h"

#include "lift/lift.h"
#include "lift/parts.h"

static kr_lexicon lexicon;

static int open_lexicon(void **state)
{
	(void)state;
	return kr__lexicon_open(&lexicon, NULL, NULL, NULL) == KR_OK ? 0 : -1;
}

static int close_lexicon(void **state)
{
	(void)state;
	kr__lexicon_close(&lexicon);
	return 0;
}

static void urls(void **state)
{
	static const struct { const char *url, *want; } t[] = {
		{ "https://x.example/read/2025/05/27/210300520/hujan", "2025-05-27" },
		{ "https://x.example/nasional/20250527094500-12-3/hujan", "2025-05-27" },
		{ "https://x.example/2025-5-7-hujan", "2025-05-07" },
		{ "https://x.example/berita/d-8171344/hujan", "" },
		{ "https://x.example/post316513.html", "" },
		{ "https://x.example/2025/13/40/hujan", "" },
		{ "2025", "" }, { "", "" }, { "/2025/02/30/", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		kr_date d = kr__url_date(kr__view_of(t[i].url));
		kr_buf b;
		kr__buf_init(&b, NULL);
		if (d.year)
			kr__buf_date(&b, d);
		assert_view(kr__buf_view(&b), t[i].want);
		kr__buf_drop(&b);
	}
	assert_view(kr__url_host(KR_V("https://u@www.x.example:80/a")), "x.example");
	assert_view(kr__url_host(KR_V("no address")), "");
}

static void days(void **state)
{
	static const struct { const char *url, *text, *want, *basis; } t[] = {
		{ "", "Hujan turun pada Kamis (19/6/2025) di desa.", "2025-06-19", "content" },
		{ "", "Hujan turun pada Kamis (19/6/2026) di desa.", "2025-06-19", "content" },
		{ "", "Hujan turun, Rabu (1/1/2025). Dilansir AFP, Jumat (3/1/2025).", "2025-01-03", "content" },
		{ "", "Hujan turun, Jumat (17/1).\nCopyright \xc2\xa9 ANTARA 2025", "2025-01-17", "content" },
		{ "", "Hujan turun, Jumat (17/1).", "", "" },
		{ "", "Hujan turun di desa.\nCopyright \xc2\xa9 ANTARA 2025", "", "copyright" },
		{ "", "Hujan turun pada 11 Oktober.", "", "" },
		{ "", "Hujan turun Senin pagi, 20 Oktober 2025, di desa.", "2025-10-20", "content" },
		{ "https://x.example/2024/01/02/a", "Hujan turun, Kamis (19/6/2025).", "2024-01-02", "url" },
		{ "", "Hujan Turun di Desa\nJumat, 17 Januari 2025 10:20 WIB\nHujan turun sejak pagi.",
		  "2025-01-17", "byline" },
		{ "", "Kairo, 17/1/2025 (ANTARA) - Hujan turun.", "2025-01-17", "dateline" },
		{ "", "Hujan turun, Kamis (45/17/2025) dan Jumat (", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		kr_arena scratch;
		kr_doc d;
		kr_buf b;
		kr__arena_init(&scratch, NULL, 0);
		kr__buf_init(&b, NULL);
		assert_int_equal(kr__doc_init(&d, NULL, &lexicon.symbols, 0), KR_OK);
		d.text = kr__view_of(t[i].text);
		d.meta.url = kr__view_of(t[i].url);
		assert_int_equal(kr__lift_text(&lexicon, &d, &scratch, NULL), KR_OK);
		kr_published p = d.meta.published;
		if (p.value.year)
			kr__buf_date(&b, p.value);
		if (!kr__view_is(kr__buf_view(&b), t[i].want) ||
		    strcmp(kr__basis_text(p.basis), t[i].basis) != 0)
			fail_msg("'%s' by '%s' for '%s'", b.ptr, kr__basis_text(p.basis), t[i].text);
		if (p.basis == KR_BASIS_COPYRIGHT)
			assert_int_equal(p.bounds.last - p.bounds.first, 364);
		kr__buf_drop(&b);
		kr__doc_drop(&d);
		kr__arena_drop(&scratch);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(urls),
		                            cmocka_unit_test(days) };
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
