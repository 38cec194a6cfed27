// SPDX-License-Identifier: Apache-2.0
/* What a report says of pledges besides what it tells; whom a role stands for. */
#include "test.h"

#include "merge/pledge_hint.h"
#include "merge/tie.h"

#define SIDE(k, n, c, b) { { k, sizeof k - 1 }, { n, sizeof n - 1 }, { c, sizeof c - 1 }, \
	                   { b, sizeof b - 1 }, false }
static const kr_side host_guest[] = {
	SIDE("person/IND/a", "A", "IND", ""), SIDE("person/IDN/b", "B", "IDN", ""),
};
static const kr_side three[] = {
	SIDE("state/GBR", "Inggris", "GBR", ""), SIDE("state/CAN", "Kanada", "CAN", ""),
	SIDE("state/AUS", "Australia", "AUS", ""), SIDE("state/PSE", "Palestina", "PSE", ""),
};

static kr_act act(unsigned type, unsigned bearing, const kr_side *s, uint32_t n, uint32_t m)
{
	return (kr_act){ .type = (uint8_t)type, .status = KR_STATUS_OCCURRED,
		         .bearing = (uint8_t)bearing, .sides = s, .n_actors = n,
		         .n_recipients = m, .days = { 1, 0 }, .due = { 1, 0 },
		         .told = { 20000, 20000 } };
}

static void test_hints(void **state)
{
	kr_act r[] = {
		act(KR_EVENT_REQUEST, KR_BEARS_VISIT, host_guest, 1, 1),
		act(KR_EVENT_SUPPORT, KR_BEARS_NOTHING, three, 3, 1),
		act(KR_EVENT_CONCEDE, KR_BEARS_SANCTION, host_guest, 1, 1),
		act(KR_EVENT_SUPPORT, KR_BEARS_NOTHING, host_guest, 1, 1),
		act(KR_EVENT_CONCEDE, KR_BEARS_DEMAND, host_guest, 1, 1),
		act(KR_EVENT_CONCEDE, KR_BEARS_SANCTION, host_guest, 1, 1),
	};
	kr_hints h;
	kr_arena a;

	(void)state;
	r[5].postponed = true;
	r[5].days = (kr_days){ 20000, 20000 };
	kr__arena_init(&a, NULL, 0);
	assert_int_equal(kr__hints_find(&h, &a, r, 6), KR_OK);
	assert_int_equal(h.n, 1 + 3 + 4 + 1); /* r[2] puts nothing off, r[3] is its own deed */
	assert_int_equal(h.at[0].type, KR_EVENT_CONSULT);
	assert_int_equal(h.at[0].status, KR_STATUS_HOPED);
	assert_true(kr__view_is(h.at[0].sides[0].code, "IDN")); /* the guest goes */
	assert_true(kr__view_is(h.at[2].sides[0].code, "CAN"));
	assert_int_equal(h.at[2].n_actors, 1);
	assert_int_equal(h.of[2], 1);
	assert_int_equal(h.at[7].status, KR_STATUS_CANCELLED);
	assert_int_equal(h.at[7].hint, KR_HINT_DROPPED);
	assert_int_equal(h.at[8].hint, KR_HINT_EASED);
	assert_int_equal(h.at[8].type, KR_EVENT_SANCTION);
	assert_int_equal(h.at[8].status, KR_STATUS_PLANNED);
	assert_true(kr__view_is(h.at[8].sides[0].code, "IND")); /* who imposed it */
	assert_false(kr__days_known(h.at[8].days)); /* not the day on which it was put off */
	assert_int_equal(h.of[8], 5);
	kr__arena_drop(&a);
}

/* Does the body do what somebody of it does? */
static void test_bodies(void **state)
{
	static const struct {
		kr_side one, other;
		bool same;
	} t[] = {
		{ SIDE("person/IDN/a", "A", "IDN", "org/IDN/kpk"),
		  SIDE("org/IDN/kpk", "KPK", "IDN", ""), true },
		{ SIDE("person/IDN/a", "A", "IDN", "org/IDN/kpk"),
		  SIDE("org/IDN/polri", "Polri", "IDN", ""), false },
		{ SIDE("person/IDN/a", "A", "IDN", "Menteri Perdagangan"),
		  SIDE("org/IDN/k", "Kementerian Perdagangan", "IDN", ""), true },
		{ SIDE("person/IDN/a", "A", "IDN", "Menteri Perdagangan"),
		  SIDE("org/IDN/k", "Kementerian Pertanian", "IDN", ""), false },
		{ SIDE("person/IDN/a", "A", "IDN", "org/IDN/kpk"),
		  SIDE("person/IDN/b", "B", "IDN", "org/IDN/kpk"), false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		kr_act x = act(KR_EVENT_ACCUSE, 0, &t[i].one, 1, 0);
		kr_act y = act(KR_EVENT_ACCUSE, 0, &t[i].other, 1, 0);
		assert_int_equal((kr__ties(&x, &y) & KR_TIE_BODY) != 0, t[i].same);
		assert_int_equal((kr__ties(&y, &x) & KR_TIE_BODY) != 0, t[i].same);
	}
}

static void test_people(void **state)
{
	const kr_side prince = SIDE("person/SAU/pangeran ali bin saud", "", "SAU", "");
	const kr_side ali = SIDE("person/SAU/ali bin saud", "", "SAU", "");
	const kr_side saud = SIDE("person/SAU/saud", "", "SAU", "");

	(void)state;
	assert_true(kr__same_person(&prince, &ali));
	assert_false(kr__same_person(&prince, &saud)); /* one word is anybody's */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hints),
		cmocka_unit_test(test_bodies),
		cmocka_unit_test(test_people),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
