// SPDX-License-Identifier: Apache-2.0
/* chronicle: merging of reports and the moves of pledges, as tables. */
#include "test.h"

#include "merge/act.h"

/* One report: document, type, status, object, first and last day of the act,
 * day told ("": unknown). "4:prajurit" counts the object. */
struct line {
	uint32_t doc;
	kr_event_type type;
	kr_event_status status;
	const char *object, *from, *to, *told;
	const char *who; /* and "off": put off; "RUS;IRN", "RUS > IRN", "KAZ > - visit", "by IRN" */
};

enum { MAX_LINES = 8, MAX_SIDES = 4 };

static const struct named {
	const char *word;
	kr_side side;
} cast[] = {
	{ "RUS", { { "person/RUS/a", 12 }, { "A", 1 }, { "RUS", 3 }, { NULL, 0 }, false } },
	{ "RUS2", { { "person/RUS/x", 12 }, { "X", 1 }, { "RUS", 3 }, { NULL, 0 }, false } },
	{ "IRN", { { "person/IRN/b", 12 }, { "B", 1 }, { "IRN", 3 }, { NULL, 0 }, false } },
	{ "CHN", { { "person/CHN/c", 12 }, { "C", 1 }, { "CHN", 3 }, { NULL, 0 }, false } },
	{ "?", { { "person//d", 9 }, { "D", 1 }, { "", 0 }, { NULL, 0 }, false } },
};

static kr_days days(const char *from, const char *to)
{
	kr_date a, b;

	if (!kr__date_parse(kr__view_of(from), &a) || !kr__date_parse(kr__view_of(to), &b))
		return (kr_days){ 1, 0 };
	return (kr_days){ kr__date_days(a).first, kr__date_days(b).last };
}

/* "RUS > IRN visit by IRN" */
static void fill_sides(kr_act *r, const char *text, kr_side *sides)
{
	kr_view rest = kr__view_of(text ? text : "RUS IRN"), w;
	bool behind = false, by = false;

	while (kr__view_next(&rest, ' ', &w)) {
		behind |= kr__view_is(w, ">");
		if (kr__view_is(w, "visit"))
			r->mode = KR_V("visit");
		for (size_t i = 0; i < sizeof cast / sizeof *cast; i++) {
			if (!kr__view_is(w, cast[i].word))
				continue;
			if (by) {
				r->said = cast[i].side.code;
				continue;
			}
			sides[r->n_actors + r->n_recipients] = cast[i].side;
			r->n_actors += !behind;
			r->n_recipients += behind;
		}
		r->postponed |= kr__view_is(w, "off");
		by |= kr__view_is(w, "by");
	}
	r->sides = sides;
}

static kr_side all_sides[MAX_LINES][MAX_SIDES];

static void fill(kr_act *r, const struct line *l, size_t n)
{
	static const char *const ids[] = { "d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7" };

	for (size_t i = 0; i < n; i++) {
		bool counted = l[i].object[0] >= '1' && l[i].object[0] <= '9';
		r[i] = (kr_act){ .doc = kr__view_of(ids[l[i].doc]), .id = KR_V("e"),
			         .doc_no = l[i].doc, .type = (uint8_t)l[i].type,
			         .status = (uint8_t)l[i].status,
			         .object = kr__view_of(l[i].object + (counted ? 2 : 0)),
			         .count = counted ? (uint32_t)(l[i].object[0] - '0') : 0,
			         .days = days(l[i].from, l[i].to),
			         .told = days(l[i].told, l[i].told), .due = { 1, 0 } };
		fill_sides(&r[i], l[i].who, all_sides[i]);
	}
}

/* "state: opened slipped+85 | state: ..." */
static void write_pledges(const kr_followed *f, kr_buf *b)
{
	for (uint32_t p = 0; p < f->n_pledges; p++) {
		const kr_pledge *g = &f->pledges[p];
		kr__buf_str(b, p ? " | " : "");
		kr__buf_str(b, kr__move_text(g->state));
		if (g->delay) {
			kr__buf_chr(b, '+');
			kr__buf_i64(b, g->delay);
		}
		kr__buf_str(b, g->promised ? " promised:" : ":");
		for (uint32_t k = 0; k < g->n_moves; k++) {
			const kr_move *m = &f->moves[g->first_move + k];
			kr__buf_chr(b, ' ');
			kr__buf_str(b, kr__move_text(m->kind));
			if (m->days) {
				kr__buf_chr(b, '+');
				kr__buf_i64(b, m->days);
			}
		}
	}
}

/* What is known on a day, with the reports in the order given and turned
 * round: the order in which articles came must not matter. */
static void expect_moves(const char *name, const struct line *l, size_t n,
                         const char *as_of, const char *want)
{
	for (int turn = 0; turn < 2; turn++) {
		struct line order[MAX_LINES];
		kr_act r[MAX_LINES];
		kr_followed f;
		kr_arena a;
		kr_buf got;

		for (size_t i = 0; i < n; i++)
			order[i] = l[turn ? n - 1 - i : i];
		fill(r, order, n);
		kr__arena_init(&a, NULL, 0);
		kr__buf_init(&got, NULL);
		assert_int_equal(kr__follow_pledges(&f, &a, r, (uint32_t)n,
		                                    days(as_of, as_of).last), KR_OK);
		write_pledges(&f, &got);
		if (!kr__view_is(kr__buf_view(&got), want))
			fail_msg("%s as of %s: got '%s', want '%s'", name, as_of,
			         got.ptr, want);
		kr__buf_drop(&got);
		kr__arena_drop(&a);
	}
}

#define SIGNING(status) KR_EVENT_SUPPORT, KR_STATUS_##status
#define HOPED SIGNING(HOPED), "perjanjian kemitraan"
#define PROMISED SIGNING(PROMISED), "perjanjian kemitraan strategis"
#define PLANNED SIGNING(PLANNED), "kesepakatan kemitraan"
#define SIGNED SIGNING(OCCURRED), "perjanjian kemitraan"
#define CANCELLED SIGNING(CANCELLED), "perjanjian kemitraan"
#define SUPPLY(status) KR_EVENT_COOPERATE, KR_STATUS_##status, "gas"
#define VISIT(status) KR_EVENT_CONSULT, KR_STATUS_##status
#define FREE(status) KR_EVENT_RETREAT, KR_STATUS_##status
#define DAY(d) d, d

/* A story, and what is known of it on some days. */
struct story {
	const char *name;
	struct line lines[MAX_LINES];
	struct {
		const char *as_of, *want;
	} known[5];
};

static const struct story stories[] = {
	{ "slipped",
	  { { 1, HOPED, "2024-10-22", "2024-10-24", "2024-10-12", 0 },
	    { 2, PLANNED, DAY("2025-01-17"), "2025-01-17", 0 } },
	  { { "2024-10-20", "opened: opened" },
	    { "2024-11-01", "overdue: opened overdue" },
	    { "2025-01-16", "overdue: opened overdue" },
	    { "2025-01-17", "slipped+85: opened overdue slipped+85" },
	    { "2025-02-01", "overdue+85: opened overdue slipped+85 overdue" } } },
	{ "two slips, then late",
	  { { 1, PROMISED, DAY("2024-11-21"), "2024-11-13", 0 },
	    { 2, PLANNED, "2025-01-01", "2025-01-31", "2024-11-21", 0 },
	    { 3, PLANNED, "2025-01-01", "2025-01-31", "2025-01-08", 0 },
	    { 4, PLANNED, DAY("2025-02-14"), "2025-01-22", 0 },
	    { 5, SIGNED, DAY("2025-02-20"), "2025-02-20", 0 } },
	  { { "2024-12-31", "slipped+41 promised: opened slipped+41" },
	    { "2025-01-10", "slipped+41 promised: opened slipped+41 reaffirmed" },
	    { "2025-01-31", "slipped+85 promised: opened slipped+41 reaffirmed slipped+14" },
	    { "2025-02-16",
	      "overdue+85 promised: opened slipped+41 reaffirmed slipped+14 overdue" },
	    { "2025-03-01", "kept-late+91 promised: opened slipped+41 reaffirmed slipped+14"
	                    " overdue kept-late+6" } } },
	{ "kept",
	  { { 1, HOPED, "2024-10-22", "2024-10-24", "2024-10-12", 0 },
	    { 2, SIGNED, DAY("2024-10-23"), "2024-10-23", 0 } },
	  { { "2024-10-22", "opened: opened" },
	    { "2025-01-01", "kept: opened kept" } } },
	{ "no plan without a day on the day on which it is done",
	  { { 1, PLANNED, "", "", "2024-10-23", 0 },
	    { 2, SIGNED, DAY("2024-10-23"), "2024-10-23", 0 } },
	  { { "2025-01-01", "" } } },
	{ "but one of the day before",
	  { { 1, PLANNED, "", "", "2024-10-22", 0 },
	    { 2, SIGNED, DAY("2024-10-23"), "2024-10-23", 0 } },
	  { { "2025-01-01", "kept: opened kept" } } },
	{ "kept in time, told later",
	  { { 1, PROMISED, DAY("2024-10-22"), "2024-10-12", 0 },
	    { 2, SIGNED, DAY("2024-10-22"), "2024-10-30", 0 } },
	  { { "2024-10-22", "due promised: opened" },
	    { "2024-10-25", "overdue promised: opened overdue" },
	    { "2024-10-30", "kept promised: opened kept" } } },
	{ "a hope that many repeat is no promise",
	  { { 1, HOPED, DAY("2024-12-22"), "2024-10-12", 0 },
	    { 2, HOPED, DAY("2024-12-22"), "2024-10-13", 0 }, /* the same news */
	    { 3, HOPED, DAY("2024-12-22"), "2024-11-12", 0 } },
	  { { "2024-12-22", "opened: opened reaffirmed" } } },
	{ "a hope that becomes a promise",
	  { { 1, HOPED, "2024-11-20", "2024-11-21", "2024-10-04", 0 },
	    { 2, PROMISED, "2024-11-18", "2024-11-24", "2024-11-13", 0 },
	    { 3, PROMISED, "2024-11-18", "2024-11-24", "2024-11-14", 0 } },
	  { { "2024-11-12", "opened: opened" },
	    { "2024-11-14", "opened promised: opened reaffirmed" },
	    { "2024-11-21", "due promised: opened reaffirmed" },
	    { "2024-11-22", "overdue promised: opened reaffirmed overdue" } } },
	{ "an older agreement was signed",
	  { { 1, HOPED, "2024-10-22", "2024-10-24", "2024-10-12", 0 },
	    { 2, SIGNED, DAY("2021-05-01"), "2024-10-20", 0 } },
	  { { "2024-10-23", "opened: opened" } } },
	{ "another agreement was signed",
	  { { 1, PROMISED, DAY("2024-12-24"), "2024-10-12", 0 },
	    { 2, SIGNING(OCCURRED), "perjanjian transit", DAY("2024-11-20"), "2024-11-20", 0 },
	    { 3, SIGNING(OCCURRED), "", DAY("2024-11-21"), "2024-11-21", 0 } },
	  { { "2024-12-01", "opened promised: opened" } } },
	{ "other sides signed",
	  { { 1, PROMISED, DAY("2024-12-24"), "2024-10-12", 0 },
	    { 2, SIGNED, DAY("2024-11-20"), "2024-11-20", "RUS CHN" } },
	  { { "2024-12-01", "opened promised: opened" } } },
	{ "two pledges of one kind",
	  { { 1, PROMISED, DAY("2024-12-24"), "2024-10-12", 0 },
	    { 1, SIGNING(PLANNED), "nota kesepahaman gandum", DAY("2024-11-20"),
	      "2024-10-13", 0 },
	    { 2, SIGNING(OCCURRED), "nota kesepahaman gandum", DAY("2024-11-20"),
	      "2024-11-20", 0 } },
	  { { "2024-12-01", "opened promised: opened | kept: opened kept" } } },
	{ "withdrawn, then renewed",
	  { { 1, SUPPLY(PROMISED), DAY("2025-03-01"), "2024-10-17", "RUS > IRN" },
	    { 2, SUPPLY(PROMISED), DAY("2025-03-01"), "2024-12-06", "RUS > IRN" },
	    { 3, SUPPLY(CANCELLED), DAY("2025-03-01"), "2025-01-29", "RUS > IRN" },
	    { 3, SUPPLY(PROMISED), DAY("2025-03-01"), "2025-01-29", "RUS > IRN" }, /* recalled */
	    { 4, SUPPLY(PROMISED), "", "", "2025-02-05", "RUS > IRN" },        /* recalled */
	    { 5, SUPPLY(PROMISED), DAY("2025-09-01"), "2025-06-01", "RUS > IRN" } },
	  { { "2025-01-28", "opened promised: opened reaffirmed" },
	    { "2025-01-29", "withdrawn promised: opened reaffirmed withdrawn" },
	    { "2025-05-31", "withdrawn promised: opened reaffirmed withdrawn" },
	    { "2025-06-01", "withdrawn promised: opened reaffirmed withdrawn"
	                    " | opened promised: opened" } } },
	{ "called off after its day",
	  { { 1, VISIT(PLANNED), "", DAY("2024-12-24"), "2024-12-06", "IRN > RUS visit" },
	    { 2, VISIT(CANCELLED), "", "", "", "2025-02-05", "IRN > RUS visit" } },
	  { { "2024-12-24", "due: opened" },
	    { "2025-01-10", "overdue: opened overdue" },
	    { "2025-02-05", "withdrawn: opened overdue withdrawn" } } },
	{ "put off without a day, then with one",
	  { { 1, VISIT(PLANNED), "", DAY("2024-12-09"), "2024-11-06", "IRN > RUS visit" },
	    { 2, VISIT(PLANNED), "", "", "", "2024-12-02", "IRN > RUS visit off" },
	    { 3, VISIT(CANCELLED), "", "", "", "2024-12-05", "IRN > RUS visit" }, /* headline */
	    { 3, VISIT(PLANNED), "", DAY("2025-01-13"), "2024-12-05", "IRN > RUS visit off" } },
	  { { "2024-12-03", "slipped: opened slipped" },
	    { "2024-12-31", "slipped+35: opened slipped reaffirmed" } } },
	{ "it will not",
	  { { 1, SUPPLY(PROMISED), DAY("2025-03-01"), "2024-10-17", "RUS > IRN" },
	    { 2, SUPPLY(DENIED), DAY("2025-03-01"), "2024-12-17", "RUS > IRN" } },
	  { { "2025-01-10", "withdrawn promised: opened withdrawn" } } },
	{ "it has not yet",
	  { { 1, SUPPLY(PROMISED), DAY("2025-03-01"), "2024-10-17", "RUS > IRN" },
	    { 2, SUPPLY(DENIED), DAY("2024-12-16"), "2024-12-17", "RUS > IRN" } },
	  { { "2025-01-10", "opened promised: opened" } } },
	{ "superseded",
	  { { 1, SIGNING(PROMISED), "nota kesepahaman gandum", "2024-12-01", "2024-12-31",
	      "2024-10-15", 0 },
	    { 2, SIGNING(CANCELLED), "nota kesepahaman gandum", "", "", "2025-01-14", 0 },
	    { 2, SIGNING(PLANNED), "perjanjian dagang preferensial", "2025-06-01", "2025-06-30",
	      "2025-01-14", 0 } },
	  { { "2024-12-31", "due promised: opened" },
	    { "2025-01-02", "overdue promised: opened overdue" },
	    { "2025-01-14", "superseded promised: opened overdue superseded | opened: opened" },
	    { "2025-06-30", "superseded promised: opened overdue superseded | due: opened" } } },
	{ "kept in part",
	  { { 1, FREE(PROMISED), "4:prajurit", DAY("2024-12-20"), "2024-12-11", "IRN > RUS" },
	    { 2, FREE(OCCURRED), "2:prajurit", DAY("2024-12-15"), "2024-12-15", "IRN > RUS" },
	    { 3, FREE(OCCURRED), "2:prajurit", DAY("2024-12-15"), "2024-12-16", "IRN > RUS" },
	    { 4, FREE(OCCURRED), "2:prajurit", DAY("2024-12-19"), "2024-12-19", "IRN > RUS" } },
	  { { "2024-12-14", "opened promised: opened" },
	    { "2024-12-18", "kept-in-part promised: opened kept-in-part" },
	    { "2024-12-19", "kept promised: opened kept-in-part kept" } } },
	{ "a part, then silence",
	  { { 1, FREE(PROMISED), "4:prajurit", DAY("2024-12-20"), "2024-12-11", "IRN > RUS" },
	    { 2, FREE(OCCURRED), "2:prajurit", DAY("2024-12-15"), "2024-12-15", "IRN > RUS" } },
	  { { "2024-12-20", "kept-in-part promised: opened kept-in-part" },
	    { "2024-12-30", "overdue promised: opened kept-in-part overdue" } } },
	{ "a truce that goes on",
	  { { 1, FREE(PROMISED), "", DAY("2024-12-15"), "2024-12-11", 0 },
	    { 2, FREE(ONGOING), "", DAY("2024-12-15"), "2024-12-15", 0 },
	    { 3, FREE(ONGOING), "", DAY("2024-12-16"), "2024-12-16", 0 },
	    { 4, FREE(ONGOING), "", DAY("2024-12-17"), "2024-12-17", 0 } },
	  { { "2024-12-15", "kept promised: opened kept" },
	    { "2024-12-20", "kept promised: opened kept ongoing" } } },
	{ "a visit of somebody else, and one back",
	  { { 1, VISIT(PLANNED), "kenegaraan", "2024-12-09", "2024-12-10", "2024-11-25",
	      "RUS > IRN visit" },
	    { 2, VISIT(OCCURRED), "", DAY("2024-12-01"), "2024-12-01", "RUS2 > IRN visit" },
	    { 3, VISIT(OCCURRED), "", DAY("2024-12-02"), "2024-12-02", "IRN > RUS visit" },
	    { 4, VISIT(OCCURRED), "", DAY("2024-12-03"), "2024-12-03", "RUS > CHN visit" },
	    { 5, VISIT(OCCURRED), "", DAY("2024-12-09"), "2024-12-09", "RUS > ? visit" } },
	  { { "2024-12-08", "opened: opened" },
	    { "2024-12-10", "kept: opened kept" } } },
	{ "only the other side says that it was promised",
	  { { 1, SUPPLY(PROMISED), "", "", "2024-10-30", "RUS > IRN by IRN" },
	    { 2, SUPPLY(DENIED), "", "", "2024-10-31", "RUS > IRN" } },
	  { { "2024-10-30", "opened: opened" },
	    { "2024-11-30", "denied: opened denied" } } },
	{ "told as done before its day is a plan",
	  { { 1, VISIT(PLANNED), "", DAY("2024-12-09"), "2024-12-01", "RUS > IRN visit" },
	    { 2, VISIT(OCCURRED), "", DAY("2024-12-12"), "2024-12-05", "RUS > IRN visit" } },
	  { { "2024-12-10", "slipped+3: opened slipped+3" } } },
	{ "sooner than planned",
	  { { 1, VISIT(PLANNED), "", DAY("2024-12-09"), "2024-12-01", "RUS > IRN visit" },
	    { 2, VISIT(PLANNED), "", DAY("2024-12-06"), "2024-12-03", "RUS > IRN visit" },
	    { 3, VISIT(OCCURRED), "", DAY("2024-12-06"), "2024-12-06", "RUS > IRN visit" } },
	  { { "2024-12-05", "advanced: opened advanced" },
	    { "2024-12-10", "kept: opened advanced kept" } } },
	{ "what an article recalls of a kept pledge opens none",
	  { { 1, PROMISED, DAY("2024-10-22"), "2024-10-12", 0 },
	    { 2, SIGNED, DAY("2024-10-22"), "2024-10-22", 0 },
	    { 3, PROMISED, DAY("2024-10-22"), "2024-11-02", 0 },
	    { 4, PLANNED, "", "", "2024-11-09", 0 } },
	  { { "2025-01-01", "kept promised: opened kept" } } },
};

static void moves(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof stories / sizeof *stories; i++) {
		const struct story *s = &stories[i];
		size_t n = 0;
		while (n < MAX_LINES && s->lines[n].doc)
			n++;
		for (size_t k = 0; k < 5 && s->known[k].as_of; k++)
			expect_moves(s->name, s->lines, n, s->known[k].as_of,
			             s->known[k].want);
	}
}

#define MET KR_EVENT_CONSULT, KR_STATUS_OCCURRED, ""

static void merging(void **state)
{
	static const struct line lines[] = {
		{ 0, MET, "2024-10-11", "2024-10-11", "2024-10-12", 0 },
		{ 1, MET, "2024-10-11", "2024-10-11", "2024-10-13", 0 }, /* the same */
		{ 2, MET, "", "", "2024-10-12", 0 },            /* no day: joins */
		{ 3, MET, "2025-01-17", "2025-01-17", "2025-01-17", 0 }, /* another */
		{ 3, MET, "2025-01-17", "2025-01-17", "2025-01-17", 0 }, /* same article */
		{ 4, HOPED, "2024-10-11", "2024-10-11", "2024-10-10", 0 } };
	kr_act r[MAX_LINES];
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

/* A visit planned, put off and made is one happening with the last word's day;
 * another one is another. */
static void joining(void **state)
{
	static const struct line lines[] = {
		{ 1, VISIT(PLANNED), "", DAY("2024-12-09"), "2024-11-25", "RUS > IRN visit" },
		{ 2, VISIT(PLANNED), "", DAY("2025-01-13"), "2024-12-02", "RUS > IRN visit off" },
		{ 3, VISIT(OCCURRED), "", DAY("2025-01-13"), "2025-01-13", "RUS > IRN visit" },
		{ 4, VISIT(OCCURRED), "", DAY("2025-01-13"), "2025-01-14", "RUS > IRN visit" },
		{ 5, VISIT(OCCURRED), "", DAY("2023-05-01"), "2025-01-14", "RUS > IRN visit" },
		{ 6, FREE(PROMISED), "4:prajurit", DAY("2024-12-20"), "2024-12-11", "IRN > RUS" },
		{ 7, FREE(OCCURRED), "2:prajurit", DAY("2024-12-15"), "2024-12-15", "IRN > RUS" } };
	kr_act r[MAX_LINES];
	kr_merged m;
	kr_followed f;
	kr_arena a;

	(void)state;
	fill(r, lines, 7);
	kr__arena_init(&a, NULL, 0);
	assert_int_equal(kr__merge_reports(&m, &a, r, 7), KR_OK);
	assert_int_equal(kr__follow_pledges(&f, &a, r, 7, days("2025-06-30", "2025-06-30").last),
	                 KR_OK);
	assert_int_equal(kr__join_pledges(&m, &a, r, 7, &f), KR_OK);
	assert_int_equal(m.n_happenings, 4);
	uint32_t total = 0;
	for (uint32_t i = 0; i < m.n_happenings; i++) {
		const kr_happening *h = &m.happenings[i];
		total += h->n;
		if (h->n < 2)
			continue;
		assert_int_equal(h->n, 4);
		assert_int_equal(h->n_word, 2);
		assert_int_equal(h->days.first, days("2025-01-13", "2025-01-13").first);
		assert_int_equal(r[m.members[h->first]].status, KR_STATUS_OCCURRED);
		assert_false(h->dates_differ);
	}
	assert_int_equal(total, 7);
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
		                            cmocka_unit_test(joining),
		                            cmocka_unit_test(nothing) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
