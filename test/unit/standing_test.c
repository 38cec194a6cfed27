// SPDX-License-Identifier: Apache-2.0
/* Standings of pledges are what following up to each day gives: on made-up
 * reports of few sides, objects and days, so that they meet often. */
#include "merge/standing.h"
#include "test.h"

enum { N_ACTS = 60, DAYS = 60, RUNS = 60 };

static const kr_side sides[][2] = {
	{ { { "state/IDN", 9 }, { "Indonesia", 9 }, { "IDN", 3 }, { NULL, 0 }, false },
	  { { "state/MYS", 9 }, { "Malaysia", 8 }, { "MYS", 3 }, { NULL, 0 }, false } },
	{ { { "state/MYS", 9 }, { "Malaysia", 8 }, { "MYS", 3 }, { NULL, 0 }, false },
	  { { "state/IDN", 9 }, { "Indonesia", 9 }, { "IDN", 3 }, { NULL, 0 }, false } },
};
static const char *const objects[] = { "", "perjanjian", "perjanjian damai",
	                               "empat sandera", "bantuan beras" };
static const uint8_t statuses[] = {
	KR_STATUS_PROMISED, KR_STATUS_PLANNED, KR_STATUS_EXPECTED, KR_STATUS_HOPED,
	KR_STATUS_PROMISED, KR_STATUS_PLANNED, KR_STATUS_OCCURRED, KR_STATUS_ONGOING,
	KR_STATUS_CANCELLED, KR_STATUS_DENIED,
};
static const uint8_t types[] = { KR_EVENT_AGREE, KR_EVENT_AID, KR_EVENT_CONSULT };

static uint32_t roll(uint64_t *dice, uint32_t n)
{
	*dice = kr__hash_mix(*dice, 77);
	return (uint32_t)(*dice >> 20) % n;
}

static kr_days some_days(uint64_t *dice, uint32_t wide)
{
	int32_t first = (int32_t)roll(dice, DAYS);

	if (roll(dice, 6) == 0)
		return (kr_days){ 1, 0 };
	return (kr_days){ first, first + (int32_t)roll(dice, wide) };
}

static void make_acts(kr_act *r, uint64_t seed)
{
	static const char *const ids[] = { "d0", "d1", "d2", "d3", "d4", "d5", "d6",
		                           "d7", "d8", "d9" };
	uint64_t dice = seed;

	for (uint32_t i = 0; i < N_ACTS; i++) {
		uint32_t object = roll(&dice, 5);
		r[i] = (kr_act){ .id = KR_V("e"), .doc_no = roll(&dice, 10),
			         .sides = sides[roll(&dice, 2)], .n_actors = 1,
			         .n_recipients = 1, .type = types[roll(&dice, 3)],
			         .status = statuses[roll(&dice, 10)],
			         .mode = roll(&dice, 4) ? (kr_view){ "", 0 }
			                                : KR_V("visit"),
			         .object = kr__view_of(objects[object]),
			         .count = object == 3 ? 1 + roll(&dice, 4) : 0,
			         .days = some_days(&dice, roll(&dice, 3) ? 3 : 40),
			         .told = some_days(&dice, 2),
			         .due = roll(&dice, 10) ? (kr_days){ 1, 0 }
			                                : some_days(&dice, 2),
			         .postponed = roll(&dice, 12) == 0,
			         .said = roll(&dice, 8) ? (kr_view){ "", 0 }
			                                : KR_V("IDN") };
		r[i].doc = kr__view_of(ids[r[i].doc_no]);
	}
}

static void write_one(kr_buf *b, uint32_t opened_by, const kr_standing *s)
{
	const int64_t values[] = { opened_by, s->state, s->promised, s->due.first,
		                   s->due.last, s->delay, s->n_moves };

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		kr__buf_i64(b, values[i]);
		kr__buf_chr(b, ' ');
	}
}

/* What was known of each pledge on a day, by following up to it. */
static void follow_to(const kr_act *r, int32_t day, kr_buf *b)
{
	kr_followed f;
	kr_arena a;

	kr__arena_init(&a, NULL, 0);
	assert_int_equal(kr__follow_pledges(&f, &a, r, N_ACTS, day), KR_OK);
	for (uint32_t i = 0; i < f.n_pledges; i++) {
		const kr_pledge *p = &f.pledges[i];
		const kr_move *m = f.moves + p->first_move;
		kr_standing s = { .state = p->state, .promised = p->promised,
			          .due = p->due, .delay = p->delay,
			          .n_moves = p->n_moves };
		write_one(b, m->report, &s);
		kr__buf_str(b, m[p->n_moves - 1].report == KR_NONE ? "silent\n" : "\n");
	}
	kr__arena_drop(&a);
}

/* The standing of a pledge on a day; a day has one, or none. */
static bool standing_on(const kr_followed *f, const kr_pledge *p, int32_t day,
                        kr_standing *found)
{
	kr_standing some[KR_MAX_STANDINGS];
	kr_standings all;
	uint32_t n, hits = 0;
	int32_t last = INT32_MIN;

	kr__standings_init(&all, f->moves + p->first_move, p->n_moves);
	while (kr__standings_next(&all, some, &n)) {
		assert_true(n <= KR_MAX_STANDINGS);
		for (uint32_t i = 0; i < n; i++) {
			assert_true(last == INT32_MIN || some[i].since == last);
			last = some[i].until;
			if (some[i].since > day || some[i].until <= day)
				continue;
			*found = some[i];
			hits++;
		}
	}
	assert_int_equal(last, INT32_MAX);
	assert_true(hits < 2);
	return hits;
}

static void choose(const kr_followed *f, int32_t day, kr_buf *b)
{
	kr_standing s;

	for (uint32_t i = 0; i < f->n_pledges; i++) {
		const kr_pledge *p = &f->pledges[i];
		const kr_move *m = f->moves + p->first_move;
		if (!standing_on(f, p, day, &s))
			continue;
		assert_true(s.n_moves - s.silent <= p->n_moves);
		write_one(b, m->report, &s);
		bool silent = s.silent || m[s.n_moves - 1].report == KR_NONE;
		kr__buf_str(b, silent ? "silent\n" : "\n");
	}
}

static void test_every_day(void **state)
{
	kr_buf want, got;
	size_t most = 0;

	(void)state;
	kr__buf_init(&want, NULL);
	kr__buf_init(&got, NULL);
	for (uint64_t run = 1; run <= RUNS; run++) {
		kr_act r[N_ACTS];
		kr_followed f;
		kr_arena a;
		make_acts(r, run);
		kr__arena_init(&a, NULL, 0);
		assert_int_equal(kr__follow_pledges(&f, &a, r, N_ACTS, DAYS), KR_OK);
		most = f.n_pledges > most ? f.n_pledges : most;
		for (int32_t day = -5; day < DAYS + 50; day++) {
			kr__buf_reset(&want);
			kr__buf_reset(&got);
			follow_to(r, day, &want);
			choose(&f, day, &got);
			if (!kr__view_eq(kr__buf_view(&want), kr__buf_view(&got)))
				fail_msg("run %d, day %d: followed\n%schosen\n%s",
				         (int)run, day, want.ptr, got.ptr);
		}
		kr__arena_drop(&a);
	}
	assert_true(most > 5);
	kr__buf_drop(&want);
	kr__buf_drop(&got);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_every_day) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
