// SPDX-License-Identifier: Apache-2.0
/* chronicle: merging of reports and the moves of pledges, as tables. */
#include "test.h"

#include "merge/act.h"

/* One report in a line: document, type, status, object, day of the act, day
 * told ("": unknown). The sides are always RUS and IRN. */
struct line {
	uint32_t doc;
	kr_event_type type;
	kr_event_status status;
	const char *object, *from, *to, *told;
};

static const kr_side sides[] = { { { "person/RUS/a", 12 }, { "A", 1 }, { "RUS", 3 } },
	                         { { "person/IRN/b", 12 }, { "B", 1 }, { "IRN", 3 } } };

static kr_days days(const char *from, const char *to)
{
	kr_date a, b;

	if (!kr__date_parse(kr__view_of(from), &a) || !kr__date_parse(kr__view_of(to), &b))
		return (kr_days){ 1, 0 };
	return (kr_days){ kr__date_days(a).first, kr__date_days(b).last };
}

static void fill(kr_act *r, const struct line *l, size_t n)
{
	static const char *const ids[] = { "d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7" };

	for (size_t i = 0; i < n; i++)
		r[i] = (kr_act){ .doc = kr__view_of(ids[l[i].doc]), .id = KR_V("e"),
			         .doc_no = l[i].doc, .type = (uint8_t)l[i].type,
			         .status = (uint8_t)l[i].status,
			         .object = kr__view_of(l[i].object),
			         .days = days(l[i].from, l[i].to),
			         .told = days(l[i].told, l[i].told),
			         .sides = sides, .n_actors = 2 };
}

static void expect_moves(const struct line *l, size_t n, const char *as_of,
                         const char *want)
{
	kr_act r[8];
	kr_followed f;
	kr_arena a;
	kr_buf got;

	fill(r, l, n);
	kr__arena_init(&a, NULL, 0);
	kr__buf_init(&got, NULL);
	assert_int_equal(kr__follow_pledges(&f, &a, r, (uint32_t)n,
	                                    days(as_of, as_of).last), KR_OK);
	for (uint32_t p = 0; p < f.n_pledges; p++) {
		kr__buf_str(&got, p ? " | " : "");
		for (uint32_t k = 0; k < f.pledges[p].n_moves; k++) {
			const kr_move *m = &f.moves[f.pledges[p].first_move + k];
			kr__buf_str(&got, k ? " " : "");
			kr__buf_str(&got, kr__move_text(m->kind));
			if (m->days) {
				kr__buf_chr(&got, '+');
				kr__buf_i64(&got, m->days);
			}
		}
	}
	if (!kr__view_is(kr__buf_view(&got), want))
		fail_msg("got '%s', want '%s'", got.ptr, want);
	kr__buf_drop(&got);
	kr__arena_drop(&a);
}

#define HOPED KR_EVENT_SUPPORT, KR_STATUS_HOPED, "perjanjian kemitraan"
#define PLANNED KR_EVENT_SUPPORT, KR_STATUS_PLANNED, "kesepakatan kemitraan"
#define SIGNED KR_EVENT_SUPPORT, KR_STATUS_OCCURRED, "perjanjian kemitraan"

static void moves(void **state)
{
	static const struct line slipped[] = {
		{ 0, HOPED, "2024-10-22", "2024-10-24", "2024-10-12" },
		{ 1, PLANNED, "2025-01-17", "2025-01-17", "2025-01-17" } };
	static const struct line late[] = {
		{ 0, HOPED, "2024-10-22", "2024-10-24", "2024-10-12" },
		{ 1, SIGNED, "2024-10-30", "2024-10-30", "2024-10-30" } };
	static const struct line kept[] = {
		{ 0, HOPED, "2024-10-22", "2024-10-24", "2024-10-12" },
		{ 1, SIGNED, "2024-10-23", "2024-10-23", "2024-10-23" } };
	static const struct line older[] = { /* an older signing keeps nothing */
		{ 0, HOPED, "2024-10-22", "2024-10-24", "2024-10-12" },
		{ 1, SIGNED, "2021-05-01", "2021-05-01", "2024-10-20" } };
	static const struct line other[] = { /* praise keeps no signing */
		{ 0, HOPED, "2024-10-22", "2024-10-24", "2024-10-12" },
		{ 1, KR_EVENT_SUPPORT, KR_STATUS_OCCURRED, "", "2024-10-23", "2024-10-23",
		  "2024-10-23" } };
	static const struct line withdrawn[] = {
		{ 0, HOPED, "2024-10-22", "2024-10-24", "2024-10-12" },
		{ 1, KR_EVENT_SUPPORT, KR_STATUS_CANCELLED, "perjanjian kemitraan", "", "",
		  "2024-10-15" } };

	(void)state;
	expect_moves(slipped, 2, "2025-01-17", "opened slipped+85");
	expect_moves(slipped, 2, "2025-02-01", "opened slipped+85 overdue");
	expect_moves(slipped, 2, "2024-10-20", "opened");
	expect_moves(slipped, 2, "2024-11-01", "opened overdue");
	expect_moves(late, 2, "2025-01-01", "opened kept-late+6");
	expect_moves(kept, 2, "2025-01-01", "opened kept");
	expect_moves(older, 2, "2024-10-23", "opened");
	expect_moves(other, 2, "2024-10-23", "opened");
	expect_moves(withdrawn, 2, "2025-01-01", "opened withdrawn");
}

#define MET KR_EVENT_CONSULT, KR_STATUS_OCCURRED, ""

static void merging(void **state)
{
	static const struct line lines[] = {
		{ 0, MET, "2024-10-11", "2024-10-11", "2024-10-12" },
		{ 1, MET, "2024-10-11", "2024-10-11", "2024-10-13" }, /* the same */
		{ 2, MET, "", "", "2024-10-12" },            /* no day: joins */
		{ 3, MET, "2025-01-17", "2025-01-17", "2025-01-17" }, /* another */
		{ 3, MET, "2025-01-17", "2025-01-17", "2025-01-17" }, /* same article */
		{ 4, HOPED, "2024-10-11", "2024-10-11", "2024-10-10" } };
	kr_act r[8];
	kr_merged m;
	kr_arena a;

	(void)state;
	fill(r, lines, 6);
	kr__arena_init(&a, NULL, 0);
	assert_int_equal(kr__merge_reports(&m, &a, r, 6), KR_OK);
	assert_int_equal(m.n_happenings, 4);
	uint32_t largest = 0;
	for (uint32_t i = 0; i < m.n_happenings; i++)
		largest = m.happenings[i].n > largest ? m.happenings[i].n : largest;
	assert_int_equal(largest, 3);
	kr__arena_drop(&a);
}

static void nothing(void **state)
{
	kr_merged m;
	kr_followed f;
	kr_arena a;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	assert_int_equal(kr__merge_reports(&m, &a, NULL, 0), KR_OK);
	assert_int_equal(kr__follow_pledges(&f, &a, NULL, 0, 0), KR_OK);
	assert_int_equal(m.n_happenings + f.n_pledges, 0);
	kr__arena_drop(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(moves),
		                            cmocka_unit_test(merging),
		                            cmocka_unit_test(nothing) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
