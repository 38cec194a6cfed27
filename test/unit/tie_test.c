// SPDX-License-Identifier: Apache-2.0
/* tie: which reports of one kind are one act, and which mean one pledge, as tables. */
#include "test.h"

#include "merge/pledge_fit.h"
#include "merge/tie.h"

enum { MAX_SIDES = 4 };

static kr_arena memory; /* of sentences */

/* "person/IDN/a org/IDN/b > state/CHN | object | A/B | place | count | words", cut
 * short where nothing follows. Words: a mark of the sentence, or itself. "?warga"
 * has no key. */
typedef const char *report;

static kr_view code_of(kr_view key)
{
	size_t at = kr__view_chr(key, '/');
	kr_view rest = at == KR_NPOS ? (kr_view){ "", 0 } : kr__view_sub(key, at + 1, key.len);
	size_t end = kr__view_chr(rest, '/');

	return end == KR_NPOS ? rest : kr__view_sub(rest, 0, end);
}

static kr_days days(kr_view from, kr_view to)
{
	kr_date a, b;

	if (!kr__date_parse(from, &a) || !kr__date_parse(to, &b))
		return (kr_days){ 1, 0 };
	return (kr_days){ kr__date_days(a).first, kr__date_days(b).last };
}

static int32_t day(const char *text)
{
	return days(kr__view_of(text), kr__view_of(text)).last;
}

static void fill_sides(kr_act *r, kr_view text, kr_side *sides)
{
	kr_view w;
	bool behind = false;

	r->sides = sides;
	while (kr__view_next(&text, ' ', &w)) {
		behind |= kr__view_is(w, ">");
		if (!w.len || kr__view_is(w, ">"))
			continue;
		kr_view code = code_of(w);
		sides[r->n_actors + r->n_recipients] = (kr_side){
			.key = w.ptr[0] == '?' ? (kr_view){ "", 0 } : w, .name = w,
			.code = kr__view_is(code, "-") ? (kr_view){ "", 0 } : code };
		r->n_actors += !behind;
		r->n_recipients += behind;
	}
}

static kr_act act(report x, kr_side *sides)
{
	kr_act r = { .type = KR_EVENT_COERCE, .days = { 1, 0 }, .due = { 1, 0 },
		     .told = { 1, 0 } };
	kr_view rest = kr__view_of(x), part[6] = { { "", 0 } };

	for (size_t i = 0; i < 6 && kr__view_next(&rest, '|', &part[i]); i++)
		part[i] = kr__view_trim(part[i]);
	fill_sides(&r, part[0], sides);
	r.object = part[1];
	kr_view day = part[2], from = { "", 0 }, to = { "", 0 };
	if (kr__view_next(&day, '/', &from))
		r.days = days(from, kr__view_next(&day, '/', &to) ? to : from);
	r.place = part[3];
	r.count = part[4].len ? (uint32_t)(part[4].ptr[0] - '0') : 0;
	r.words = part[5].len == 1 ? (uint64_t)part[5].ptr[0] : 0;
	r.like = kr__likeness_of(&memory, part[5]);
	return r;
}

#define KPK "org/IDN/kpk"
#define MAY(d) " | 2025-05-" d

static void acts(void **state)
{
	static const struct {
		const char *what;
		report a, b;
		bool one;
	} rows[] = {
		{ "two powers on one day", "state/RUS > state/IRN |" MAY("02"),
		  "state/RUS > state/IRN |" MAY("03"), true },
		{ "two powers within a year", "state/RUS > state/IRN |" MAY("02"),
		  "state/RUS > state/IRN | | 2025-01-01/2025-12-31", false },
		{ "by the object", "state/RUS > state/IRN | gas alam" MAY("02"),
		  "state/RUS > state/IRN | gas", true },
		{ "by the person", "person/RUS/a > state/IRN |" MAY("02"),
		  "person/RUS/a > person/IRN/b", true },
		{ "freed by the same, once without a day", "org/NSA-FRC/f > org/BOL/m |" MAY("02"),
		  "org/NSA-FRC/f > ?BOL/tentara", true },
		{ "at home: aid of one kind", KPK " > ?warga | bantuan beras",
		  KPK " > ?petani | bantuan beras kering", true },
		{ "at home: aid of another kind", KPK " > ?warga | bantuan beras",
		  KPK " > ?petani | bantuan tenda besar", false },
		{ "at home: another body", KPK " > person/IDN/x |" MAY("02"),
		  "org/IDN/polri > person/IDN/x |" MAY("02"), false },
		{ "at home: another target", KPK " > person/IDN/x |" MAY("02"),
		  KPK " > person/IDN/y |" MAY("02"), false },
		{ "at home: both", KPK " > person/IDN/x |" MAY("02"),
		  KPK " > person/IDN/x |" MAY("02"), true },
		{ "at home: no more than the doer", KPK " |" MAY("02"), KPK " |" MAY("02"),
		  false },
		{ "at home: the state is everybody's", "person/IDN/a > state/IDN |" MAY("02"),
		  "person/IDN/a > state/IDN |" MAY("02"), false },
		{ "at home: one group", "person/IDN/a > ?menteri |" MAY("02"),
		  "person/IDN/a > ?menteri |" MAY("02"), true },
		{ "at home: another group", "person/IDN/a > ?menteri |" MAY("02"),
		  "person/IDN/a > ?bupati |" MAY("02"), false },
		{ "at home: told alike", "person/IDN/a > state/IDN |" MAY("02")
		  " | | | ia meminta pemerintah berhati-hati menyelesaikan persoalan batas",
		  "person/IDN/a > state/IDN |" MAY("02")
		  " | | | diingatkannya pemerintah agar berhati-hati menyelesaikan sengketa", true },
		{ "at home: told alike of another person", "person/IDN/a > person/IDN/b |" MAY("02")
		  " | | | lembaga menetapkan pejabat sebagai tersangka suap",
		  "person/IDN/a > person/IDN/c |" MAY("02")
		  " | | | lembaga menetapkan pejabat sebagai tersangka suap", false },
		{ "at home: told otherwise", "person/IDN/a > state/IDN |" MAY("02")
		  " | | | ia memerintahkan pupuk sampai ke petani dengan harga terjangkau",
		  "person/IDN/a > state/IDN |" MAY("02")
		  " | | | ia meminta pejabat memakai mobil buatan dalam negeri", false },
		{ "at home: the object", KPK " | uang" MAY("02"), KPK " | uang mobil", true },
		{ "at home: the place", KPK " |" MAY("02") " | Medan",
		  KPK " |" MAY("02") " | Medan", true },
		{ "at home: the state and half an object", "state/IDN | bantuan beras" MAY("02"),
		  "org/IDN/bulog | bantuan tunai" MAY("02"), false },
		{ "at home: the state and its object", "state/IDN | bantuan beras" MAY("02"),
		  "org/IDN/bulog | bantuan pangan beras" MAY("02"), true },
		{ "unnamed: one group is not another", "group/-/polisi > group/-/warga |" MAY("02"),
		  "group/-/polisi > group/-/warga |" MAY("02"), false },
		{ "one armed group, by its leader", "person/NSA-FRC/t |" MAY("02") " | | 2",
		  "org/NSA-FRC/frc |" MAY("02") " | | 2", true },
		{ "the same words", "group/-/polisi |" MAY("02") " | | | 7",
		  "group/-/polisi | | | | | 7", true },
		{ "a company is no power", "org/IDN/ma > org/COM/x |" MAY("02"),
		  "org/IDN/ma > org/COM/y |" MAY("02"), false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		kr_side s[2][MAX_SIDES];
		kr_act x = act(rows[i].a, s[0]), y = act(rows[i].b, s[1]);
		if (kr__one_act(&x, &y) != rows[i].one || kr__one_act(&y, &x) != rows[i].one)
			fail_msg("%s: want %d", rows[i].what, rows[i].one);
	}
}

/* Between powers, once without a day: what is said needs more than who says it. */
static void said(void **state)
{
	static const struct {
		report a, b;
		unsigned type;
		bool one;
	} rows[] = {
		{ "person/TKM/a > state/KAZ", "person/TKM/a person/KAZ/b |" MAY("02"),
		  KR_EVENT_AGREE, false },
		{ "person/TKM/a > state/KAZ", "person/TKM/a person/KAZ/b |" MAY("02"),
		  KR_EVENT_CONSULT, true },
		{ "person/TKM/a person/KAZ/b", "person/TKM/a person/KAZ/b |" MAY("02"),
		  KR_EVENT_AGREE, true },
		{ "person/TKM/a > ?petani/KAZ", "person/TKM/a > ?warga/KAZ |" MAY("02"),
		  KR_EVENT_ACCUSE, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		kr_side s[2][MAX_SIDES];
		kr_act x = act(rows[i].a, s[0]), y = act(rows[i].b, s[1]);
		x.type = y.type = (uint8_t)rows[i].type;
		if (kr__one_act(&x, &y) != rows[i].one || kr__one_act(&y, &x) != rows[i].one)
			fail_msg("row %zu: want %d", i, rows[i].one);
	}
}

/* What is due on a day, or without one, and what was done and told on another. */
static void pledges(void **state)
{
	static const struct {
		const char *what;
		report plan, deed;
		const char *last, *day; /* of the last word on the plan, of the deed's report */
		bool fits;
	} rows[] = {
		{ "between powers, on its day", "state/RUS > state/IRN |" MAY("20"),
		  "state/RUS > state/IRN |" MAY("20"), "2025-05-01", "2025-05-21", true },
		{ "between powers, some other day", "state/RUS > state/IRN |" MAY("20"),
		  "state/RUS > state/IRN |" MAY("09"), "2025-05-01", "2025-05-10", false },
		{ "between powers, the same person soon", "person/RUS/a > state/IRN",
		  "person/RUS/a > state/IRN |" MAY("09"), "2025-05-01", "2025-05-10", true },
		{ "and much later", "person/RUS/a > state/IRN",
		  "person/RUS/a > state/IRN | | 2025-10-09/2025-10-09", "2025-05-01",
		  "2025-10-10", false },
		{ "at home, another body", KPK " | rapat",
		  "org/IDN/polri | rapat" MAY("09"), "2025-05-01", "2025-05-10", false },
		{ "at home, the same body does some such thing", KPK " | rapat",
		  KPK " | rapat" MAY("09"), "2025-05-01", "2025-05-10", false },
		{ "at home, in time", KPK " | rapat" MAY("20"), KPK " | rapat" MAY("09"),
		  "2025-05-01", "2025-05-10", true },
		{ "at home, the state, words of some meeting", "state/IDN | rapat tingkat menteri",
		  "person/IDN/x | rapat tingkat menteri" MAY("09"), "2025-05-01", "2025-05-10",
		  false },
		{ "at home, told alike", KPK " | | | | | pemeriksaan pejabat kementerian dijadwalkan",
		  KPK " |" MAY("09") " | | | pemeriksaan pejabat kementerian berlangsung",
		  "2025-05-01", "2025-05-10", true },
		{ "at home, with the same person", KPK " > person/IDN/x",
		  KPK " > person/IDN/x |" MAY("09"), "2025-05-01", "2025-05-10", true },
		{ "at home, most of the object", KPK " | berkas perkara suap",
		  KPK " | berkas perkara" MAY("09"), "2025-05-01", "2025-05-10", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		kr_side s[2][MAX_SIDES];
		kr_act x = act(rows[i].plan, s[0]), y = act(rows[i].deed, s[1]);
		if (strstr(rows[i].what, "words of some meeting"))
			x.type = y.type = KR_EVENT_CONSULT;
		x.status = KR_STATUS_PLANNED;
		kr_pledged p = { .opened_by = &x, .object = x.object, .due = kr__due_of(&x),
			         .last_day = day(rows[i].last) };
		if (kr__pledge_fits(&p, &y, day(rows[i].day)) != rows[i].fits)
			fail_msg("%s: want %d", rows[i].what, rows[i].fits);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(acts), cmocka_unit_test(said),
		                            cmocka_unit_test(pledges) };
	kr__arena_init(&memory, NULL, 0);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	kr__arena_drop(&memory);
	return failed;
}
