// SPDX-License-Identifier: Apache-2.0
/* explain: the ground of each field of an event, a quote and a time, and why what
 * stands near it lost. */
#include "pack_help.h"

#include "tell/explain.h"

static bool dated = true;

/* Records whose id starts so: "" all events, "q" quotes, "t" times. */
static void explained(kr_buf *out, const char *text, const char *record)
{
	kr_doc d;

	read_layers(&d, text, KR_READ_EVENTS, dated);
	(void)kr__tell_explain(&d, kr__view_of(record), out);
	kr__doc_drop(&d);
}

/* A text, and lines that its explanation must and must not hold. */
struct told {
	const char *text, *holds, *holds_not;
};

static const struct told events[] = {
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

static const struct told quotes[] = {
	/* how the speaker is known, and who else was there */
	{ "Di Jenewa, Marco Rubio mengatakan kepada wartawan bahwa Iran harus mundur.",
	  "how       named beside the cue\n", "addressee null" },
	{ "Di Jenewa, Marco Rubio mengatakan kepada wartawan bahwa Iran harus mundur.",
	  "lost      speaker \"wartawan\": is spoken to\n", "speaker \"Iran\"" },
	{ "Di Jenewa, Marco Rubio mengatakan kepada wartawan bahwa Iran harus mundur.",
	  "lost      speaker \"Jenewa\": a place does not speak\n", NULL },
	{ "Setelah bertemu dengan Xi Jinping, Putin mengatakan perang akan usai.",
	  "lost      speaker \"Xi Jinping\": stands behind a preposition\n", NULL },
	{ "Marco Rubio mengatakan Iran harus mundur. \"Ini penting,\" ujarnya.",
	  "how       the cue names nobody: who spoke last\n", NULL },
	{ "Putin berkata perang akan usai. Marco Rubio menolak rencana itu. "
	  "Ia menyebut rencana itu buruk.",
	  "how       the pronoun of the cue means him\n", NULL },
	{ "Putin berkata perang akan usai. Marco Rubio menolak rencana itu. "
	  "Ia menyebut rencana itu buruk.",
	  "lost      speaker Vladimir Putin: spoke last, but somebody else is nearer", NULL },
	/* why a field is null */
	{ "Putin berkata perang akan usai.",
	  "addressee null: outside the words no word of address names anybody\n", NULL },
	{ "Putin berkata perang akan usai, dikutip Reuters.",
	  "reported  Reuters", "reported  null" },
	/* other words of saying */
	{ "Putin tidak menyebut nama, tetapi mengatakan perang akan usai.",
	  "lost      cue \"menyebut\": a negation stands before it\n", NULL },
	{ "Putin mengatakan perang akan usai dan meminta Ukraina agar menarik pasukan.",
	  "lost      cue \"meminta\": opens other words\n", NULL },
};

static const struct told times[] = {
	{ "\"Kami pulang besok,\" kata Putin, Rabu (6/8).",
	  "lost      value 2025-08-08: from the day of publication; but the words were said on "
	  "another\n", NULL },
	{ "Ia lahir 3 Mei 2020. Sehari kemudian hujan turun.",
	  "lost      value 2025-08-08: from the day of publication; but the text gives a nearer "
	  "day\n", NULL },
	{ "Putin tiba pada Rabu.",
	  "lost      value 2025-08-13: the next one; but no word of the future goes before\n", NULL },
	{ "Putin akan tiba pada Senin.",
	  "lost      value 2025-08-04: the last one; but a word of the future goes before\n", NULL },
	{ "Perjanjian itu diteken 10 Juni.",
	  "lost      value 2024-06-10: farther from the day of publication\n", NULL },
	{ "Rapat digelar Rabu malam.",
	  "lost      rule id/times:weekday \"Rabu\": takes fewer words\n", NULL },
};

/* Nothing tells when it was published. */
static const struct told undated[] = {
	{ "Putin pulang besok.",
	  "value     null: no day of publication is known, nor a day told before\n", NULL },
	{ "Perjanjian itu diteken 10 Juni.",
	  "year      null: no day of publication is known, nor a day told before\n", NULL },
};

static void grounds(const struct told *cases, size_t n, const char *record)
{
	for (size_t i = 0; i < n; i++) {
		kr_buf b;
		kr__buf_init(&b, NULL);
		explained(&b, cases[i].text, record);
		kr__buf_add(&b, (kr_view){ "", 1 });
		assert_int_equal(b.failed, KR_OK);
		if (!strstr(b.ptr, cases[i].holds))
			fail_msg("%s\nwants: %s\nhas:\n%s", cases[i].text, cases[i].holds, b.ptr);
		if (cases[i].holds_not && strstr(b.ptr, cases[i].holds_not))
			fail_msg("%s\nhas: %s\n%s", cases[i].text, cases[i].holds_not, b.ptr);
		kr__buf_drop(&b);
	}
}

static void grounds_of_events(void **state)
{
	(void)state;
	grounds(events, sizeof events / sizeof *events, "");
}

static void grounds_of_quotes(void **state)
{
	(void)state;
	grounds(quotes, sizeof quotes / sizeof *quotes, "q");
}

static void grounds_of_times(void **state)
{
	(void)state;
	grounds(times, sizeof times / sizeof *times, "t");
	dated = false;
	grounds(undated, sizeof undated / sizeof *undated, "t");
	dated = true;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(grounds_of_events),
		                            cmocka_unit_test(grounds_of_quotes),
		                            cmocka_unit_test(grounds_of_times) };

	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
