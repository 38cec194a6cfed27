// SPDX-License-Identifier: Apache-2.0
/* known: what reports tell only together. */
#include "test.h"

#include "merge/act.h"

static const kr_side two[] = {
	{ { "state/PER", 9 }, { "Peru", 4 }, { "PER", 3 }, { NULL, 0 }, false },
	{ { "state/FIN", 9 }, { "Finlandia", 9 }, { "FIN", 3 }, { NULL, 0 }, false },
};
static const kr_side sure[] = { { { "person/PER/ana ruiz", 19 }, { "Ana Ruiz", 8 },
	                          { "PER", 3 }, { NULL, 0 }, false } };
static const kr_side guess[] = { { { "person/FIN/ana ruiz", 19 }, { "Ana Ruiz", 8 },
	                           { "FIN", 3 }, { NULL, 0 }, true } };

static kr_days on(const char *day)
{
	kr_date d;

	return kr__date_parse(kr__view_of(day), &d) ? kr__date_days(d) : (kr_days){ 1, 0 };
}

static kr_act act(uint32_t doc, const char *told, const kr_side *sides, uint32_t n)
{
	return (kr_act){ .doc = KR_V("d"), .id = KR_V("e"), .doc_no = doc,
		         .type = KR_EVENT_CONSULT, .status = KR_STATUS_OCCURRED,
		         .days = { 1, 0 }, .told = on(told), .due = { 1, 0 },
		         .sides = sides, .n_actors = n };
}

static void complete(kr_act *r, uint32_t n, kr_arena *a)
{
	kr__arena_init(a, NULL, 0);
	assert_int_equal(kr__complete_reports(r, n, a), KR_OK);
}

/* The year of an article is that of others who tell of the same day. */
static void year_by_others(void **state)
{
	kr_arena a;
	kr_act r[] = { act(0, "", two, 2), act(0, "", two, 2),
		       act(1, "2024-10-06", two, 2), act(2, "2026-01-01", two, 2) };

	(void)state;
	r[0].yearless = KR_V("XXXX-10-04");
	r[1].yearless = KR_V("XXXX-03-20/XXXX-03-21");
	r[1].status = KR_STATUS_PLANNED;
	r[2].days = on("2024-10-04");
	complete(r, 4, &a);
	assert_int_equal(r[0].days.first, on("2024-10-04").first);
	assert_int_equal(r[0].told.first, on("2024-10-04").first);
	assert_int_equal(r[1].days.first, on("2025-03-20").first); /* still to come */
	assert_int_equal(r[1].days.last, on("2025-03-21").last);
	kr__arena_drop(&a);
}

/* Else the only year within the time of all articles; of two years none. */
static void year_by_span(void **state)
{
	static const char *const ends[] = { "2025-06-30", "2025-12-30" };
	kr_arena a;

	(void)state;
	for (int k = 0; k < 2; k++) {
		kr_act r[] = { act(0, "", two, 1), act(1, "2024-10-06", two, 2),
			       act(2, ends[k], two, 2) };
		r[0].yearless = KR_V("XXXX-12-15");
		r[0].status = KR_STATUS_PROMISED;
		complete(r, 3, &a);
		assert_int_equal(kr__days_known(r[0].days), k == 0);
		kr__arena_drop(&a);
	}
}

/* A country that an article only assumed gives way to what others told before. */
static void country_by_others(void **state)
{
	kr_arena a;
	kr_act r[] = { act(0, "2025-01-01", guess, 1), act(1, "2025-01-02", sure, 1),
		       act(2, "2025-01-03", guess, 1) };

	(void)state;
	complete(r, 3, &a);
	assert_true(kr__view_is(r[0].sides[0].code, "FIN")); /* nobody had told yet */
	assert_true(kr__view_is(r[2].sides[0].code, "PER"));
	assert_true(kr__view_is(r[2].sides[0].key, "person/PER/ana ruiz"));
	kr__arena_drop(&a);
}

/* What was agreed on today begins on another day. */
static void due_of_agreement(void **state)
{
	kr_arena a;
	kr_act r[] = { act(0, "2024-12-11", two, 2) };

	(void)state;
	r[0].type = KR_EVENT_CONCEDE;
	r[0].truce = true;
	r[0].days = on("2024-12-15");
	complete(r, 1, &a);
	assert_int_equal(r[0].due.first, on("2024-12-15").first);
	assert_int_equal(r[0].days.last, on("2024-12-11").last);
	kr__arena_drop(&a);
}

/* A promise of what is no act is due on its day; one of an act told beside it gives
 * that its day. */
static void due_of_promise(void **state)
{
	for (int beside = 0; beside < 2; beside++) {
		kr_arena a;
		kr_act r[] = { act(0, "2024-10-30", two, 1), act(0, "2024-10-30", two, 1) };

		(void)state;
		r[0].type = KR_EVENT_AID;
		r[0].status = KR_STATUS_PLANNED;
		r[0].object = KR_V("bantuan kemanusiaan");
		r[1].type = KR_EVENT_AGREE;
		r[1].object = beside ? KR_V("bantuan") : KR_V("hasil pemeriksaan");
		r[1].days = on("2024-11-30");
		complete(r, 2, &a);
		const kr_days want = on("2024-11-30");
		assert_int_equal(r[1].days.last, on("2024-10-30").last);
		assert_int_equal(kr__days_known(r[1].due), !beside);
		assert_int_equal(kr__days_known(r[0].days) && r[0].days.first == want.first, beside);
		assert_int_equal(r[0].status, beside ? KR_STATUS_PROMISED : KR_STATUS_PLANNED);
		kr__arena_drop(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(year_by_others),
		cmocka_unit_test(year_by_span),
		cmocka_unit_test(country_by_others),
		cmocka_unit_test(due_of_agreement),
		cmocka_unit_test(due_of_promise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
