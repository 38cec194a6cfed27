// SPDX-License-Identifier: Apache-2.0
/* explain: the ground of each field of an event, and why what stands near it lost. */
#include "pack_help.h"

#include "tell/explain.h"

static void explained(kr_buf *out, const char *text)
{
	kr_doc d;

	read_layers(&d, text, KR_READ_EVENTS, true);
	(void)kr__tell_explain(&d, KR_V(""), out);
	kr__doc_drop(&d);
}

/* A text, and lines that its explanation must and must not hold. */
static const struct told {
	const char *text, *holds, *holds_not;
} cases[] = {
	{ "Vladimir Putin akan mengunjungi China.", "status    planned, by \"akan\"\n", "frame says" },
	{ "Kremlin berharap Rusia dan Iran menandatangani perjanjian dagang.",
	  "status    hoped, by \"berharap\"\n", NULL },
	{ "Rusia mengecam Israel.", "status    occurred, as its frame says", "status    occurred, by" },
	{ "Rusia belum menarik pasukannya dari Ukraina.", "status    denied, by \"belum\"\n", NULL },
	/* days and places that are not the act's */
	{ "Dikutip TASS pada 3 Mei 2024, Rusia mengecam Israel.",
	  "\"3 Mei 2024\": the day of the report or of the quote\n", NULL },
	{ "Rusia membebaskan prajurit Ukraina yang ditawan sejak Mei 2023.",
	  "\"Mei 2023\": ", "date      2023-05" },
	{ "Vladimir Putin bertemu Xi Jinping di Jenewa. Keduanya memuji Jakarta sebagai tuan rumah.",
	  "place     Jenewa", NULL },
	/* a plan's day is no day of what was said */
	{ "Vladimir Putin akan bertemu Xi Jinping di Moskow pada 17 Januari 2026. "
	  "Rusia mengecam Israel.",
	  "date      null: no day near it, and none of the article to inherit\n",
	  "2026-01-17 (inherited)" },
	/* somebody named beside the act */
	{ "Rusia mengecam Israel ketika Iran menutup perbatasan.",
	  "side \"Iran\": stands in another clause\n", NULL },
};

static void grounds(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kr_buf b;
		kr__buf_init(&b, NULL);
		explained(&b, cases[i].text);
		kr__buf_add(&b, (kr_view){ "", 1 });
		assert_int_equal(b.failed, KR_OK);
		if (!strstr(b.ptr, cases[i].holds))
			fail_msg("%s\nwants: %s\nhas:\n%s", cases[i].text, cases[i].holds, b.ptr);
		if (cases[i].holds_not && strstr(b.ptr, cases[i].holds_not))
			fail_msg("%s\nhas: %s\n%s", cases[i].text, cases[i].holds_not, b.ptr);
		kr__buf_drop(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(grounds) };

	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
