// SPDX-License-Identifier: Apache-2.0
/*
 * The value of a time expression at one anchor day. The problem: "Jumat
 * (17/1)", "bulan lalu", "tiga hari lagi" mean days only together with a day
 * from which they are said. The idea: each operation is a function of the
 * anchor; the caller evaluates it at the ends of what the anchor may be, and
 * believes the value if both agree (every operation is monotone in the
 * anchor). A year that is not printed is the one that brings the date nearest;
 * a weekday must fit. Limits: years 1 to 9999; weeks are ISO 8601 weeks.
 */
#include <stdio.h>
#include <string.h>

#include "mark/time.h"

/* Days back to which a slip of the pen is mended. */
enum { SLIP = 45 };

static const kr_days no_days = { 1, 0 };

static void put_day(kr_time_value *v, int32_t day)
{
	kr_date d = kr__date_of_day(day);

	snprintf(v->text, sizeof v->text, "%04d-%02d-%02d", d.year, d.month, d.day);
	v->days = (kr_days){ day, day };
}

static void put_month(kr_time_value *v, int year, int month)
{
	if (year < 1 || year > 9999)
		return;
	snprintf(v->text, sizeof v->text, "%04d-%02d", year, month);
	v->days = kr__date_days((kr_date){ (int16_t)year, (int8_t)month, 0 });
}

static void put_year(kr_time_value *v, int year)
{
	if (year < 1 || year > 9999)
		return;
	snprintf(v->text, sizeof v->text, "%04d", year);
	v->days = kr__date_days((kr_date){ (int16_t)year, 0, 0 });
}

/* "198": the ten years of ISO 8601 */
static void put_decade(kr_time_value *v, int decade)
{
	if (decade < 100 || decade > 299)
		return;
	snprintf(v->text, sizeof v->text, "%03d", decade);
	v->days = kr__date_days((kr_date){ (int16_t)(decade * 10), 0, 0 });
	v->days.last =
		kr__date_days((kr_date){ (int16_t)(decade * 10 + 9), 0, 0 }).last;
}

static void put_week(kr_time_value *v, int32_t day)
{
	int32_t monday = day - kr__date_weekday(day) + 1;
	kr_date thursday = kr__date_of_day(monday + 3);
	int32_t jan1 = kr__date_to_day((kr_date){ thursday.year, 1, 1 });

	snprintf(v->text, sizeof v->text, "%04d-W%02d", thursday.year,
	         (monday + 3 - jan1) / 7 + 1);
	v->days = (kr_days){ monday, monday + 6 };
}

void kr__time_range(const kr_time_value *a, const kr_time_value *b,
                    kr_time_value *v)
{
	*v = (kr_time_value){ .days = no_days,
		              .contradicts = a->contradicts || b->contradicts };
	if (!a->text[0] || !b->text[0] || b->days.first < a->days.first) {
		v->text[0] = '\0';
		return;
	}
	snprintf(v->text, sizeof v->text, "%.19s/%.19s", a->text, b->text);
	v->days = (kr_days){ a->days.first, b->days.last };
}

/* ---- days without a year ----------------------------------------------- */
/* From where a date is seen. */
struct view_of {
	int32_t anchor;
	bool known;  /* the anchor */
	bool ahead;  /* the clause looks forward */
	int dir;     /* kr_timex_dir */
};

struct partial {
	int day, month, year, weekday; /* 0: not said */
	int dir;                       /* kr_timex_dir */
};

static bool day_in(int year, const struct partial *p, int32_t *day)
{
	kr_date d = { (int16_t)year, (int8_t)p->month, (int8_t)p->day };

	if (year < 1 || year > 9999 || !kr__date_valid(d))
		return false;
	*day = kr__date_to_day(d);
	return true;
}

static int64_t distance(int32_t day, int32_t anchor, int dir)
{
	int64_t gap = (int64_t)day - anchor;

	if ((dir == KR_TXD_PAST && gap > 0) || (dir == KR_TXD_FUTURE && gap < 0))
		return INT32_MAX;
	return gap < 0 ? -gap : gap;
}

/* The year that brings the date nearest; with a weekday that must fit. */
static bool nearest(const struct partial *p, int32_t anchor, bool fit,
                    int32_t *best)
{
	int year = kr__date_of_day(anchor).year;
	int64_t best_gap = INT32_MAX;

	for (int y = year - 6; y <= year + 6; y++) {
		int32_t day;
		if (!day_in(y, p, &day))
			continue;
		if (fit && kr__date_weekday(day) != p->weekday)
			continue;
		int64_t gap = distance(day, anchor, p->dir);
		if (gap < best_gap) {
			best_gap = gap;
			*best = day;
		}
	}
	return best_gap < (fit ? 400 : INT32_MAX);
}

/* A printed year that weekday and anchor both contradict is a slip of the pen
 * if another year mends both. */
static bool mend_year(const struct partial *p, int32_t anchor, int32_t day,
                      int32_t *mended)
{
	return distance(day, anchor, KR_TXD_NEAR) > 60 &&
	       nearest(p, anchor, true, mended) &&
	       distance(*mended, anchor, KR_TXD_NEAR) <= 14;
}

/* A printed day that its weekday contradicts is a slip by one day or one month
 * if that weekday is there, lately; a date of today's is believed. */
static bool mend_day(const struct partial *p, int32_t anchor, int32_t day,
                     int32_t *mended)
{
	static const int8_t by[][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };

	for (size_t i = 0; day != anchor && i < sizeof by / sizeof *by; i++) {
		struct partial q = *p;
		q.day += by[i][0];
		q.month += by[i][1];
		if (q.month >= 1 && q.month <= 12 && day_in(q.year, &q, mended) &&
		    kr__date_weekday(*mended) == p->weekday && *mended <= anchor &&
		    anchor - *mended <= SLIP)
			return true;
	}
	return false;
}

static void full_day(const struct partial *p, int32_t anchor, bool known,
                     kr_time_value *v)
{
	int32_t day, better;

	if (!day_in(p->year, p, &day))
		return;
	if (p->weekday && kr__date_weekday(day) != p->weekday) {
		if (known && (mend_year(p, anchor, day, &better) ||
		              mend_day(p, anchor, day, &better))) {
			day = better;
			v->corrected = true;
		} else {
			v->contradicts = true;
		}
	}
	put_day(v, day);
}

static void partial_day(const struct partial *p, int32_t anchor, bool known,
                        kr_time_value *v)
{
	int32_t day;

	if (p->year) {
		full_day(p, anchor, known, v);
		return;
	}
	if (p->month < 1 || p->month > 12 || p->day < 1 || p->day > 31)
		return;
	if (!known) {
		snprintf(v->text, sizeof v->text, "XXXX-%02d-%02d", p->month, p->day);
		return;
	}
	if (p->weekday && nearest(p, anchor, true, &day)) {
		put_day(v, day);
	} else if (nearest(p, anchor, false, &day)) {
		v->contradicts = p->weekday != 0;
		put_day(v, day);
	}
}

/* A month without a year: the next one if it is near or the clause looks
 * forward, else the last one. */
static int month_year(int month, struct view_of from)
{
	kr_date a = kr__date_of_day(from.anchor);
	int until = (month - a.month + 12) % 12; /* months until the next one */

	if (from.dir == KR_TXD_FUTURE)
		return a.year + (a.month + (until ? until : 12) > 12);
	if (from.dir == KR_TXD_PAST)
		return a.year - (month >= a.month);
	return until <= (from.ahead ? 8 : 2) ? a.year + (a.month + until > 12)
	                                : a.year - (month > a.month);
}

static void month_only(const kr_time_caps *c, int i, struct view_of from,
                       kr_time_value *v)
{
	int year = i < c->n_year ? c->year[i] : c->n_year ? c->year[c->n_year - 1] : 0;

	if (!year && !from.known) {
		snprintf(v->text, sizeof v->text, "XXXX-%02d", c->month[i]);
		return;
	}
	put_month(v, year ? year : month_year(c->month[i], from), c->month[i]);
}

static void one_date(const kr_time_caps *c, int i, struct view_of from,
                     kr_time_value *v)
{
	struct partial p = { .day = i < c->n_day ? c->day[i] : 0,
		             .month = i < c->n_month ? c->month[i]
		                      : c->n_month ? c->month[c->n_month - 1] : 0,
		             .year = i < c->n_year ? c->year[i]
		                     : c->n_year ? c->year[c->n_year - 1] : 0,
		             .weekday = c->n_day > 1 ? 0 : c->weekday,
		             .dir = from.dir };

	if (p.day && !p.month && from.known) { /* "tanggal 17": of this month */
		p.month = kr__date_of_day(from.anchor).month;
		p.year = kr__date_of_day(from.anchor).year;
	}
	if (p.day && p.month)
		partial_day(&p, from.anchor, from.known, v);
	else if (p.month)
		month_only(c, i, from, v);
	else if (i < c->n_year && c->decade)
		put_decade(v, c->year[i]);
	else if (i < c->n_year)
		put_year(v, c->year[i]);
}

static void op_abs(const kr_time_caps *c, struct view_of at, kr_time_value *v)
{
	kr_time_value from = { .days = no_days }, to = { .days = no_days };
	bool range = c->n_day > 1 || (c->n_day == 0 && c->n_month > 1) ||
	             (c->n_day == 0 && c->n_month == 0 && c->n_year > 1);

	if (!range) {
		one_date(c, 0, at, v);
		return;
	}
	kr_time_caps first = *c;
	if (c->n_year == 1) /* "30 Desember hingga 2 Januari 2025" */
		first.n_year = 0;
	one_date(c, 1, at, &to);
	if (c->n_year < 2 && to.days.first <= to.days.last) {
		at = (struct view_of){ .anchor = to.days.first, .known = true,
			               .dir = KR_TXD_PAST };
		one_date(&first, 0, at, &from);
	} else {
		one_date(c, 0, at, &from);
	}
	kr__time_range(&from, &to, v);
}

/* "Januari tahun lalu": the year is told by the anchor's; "kuartal II": the
 * months by the rule; "empat bulan pertama": as many as counted. */
static void op_year(const kr_timex_rule *rule, const kr_time_caps *caps,
                    struct view_of at, kr_time_value *v)
{
	kr_time_caps c = *caps;

	if (rule->unit == 'Y' && at.known && !c.n_year) {
		c.year[0] = kr__date_of_day(at.anchor).year + rule->n;
		c.n_year = 1;
	}
	if (rule->unit == 'M') { /* a quarter, half a year */
		c.month[0] = rule->n ? rule->n / 100 : 1;
		c.month[1] = rule->n ? rule->n % 100 : (int)(c.num > 12 ? 12 : c.num);
		c.n_month = 2;
		c.n_day = 0;
	}
	op_abs(&c, at, v);
}

/* ---- relative ----------------------------------------------------------- */
static void shift_months(kr_time_value *v, int32_t anchor, int64_t n)
{
	kr_date a = kr__date_of_day(anchor);
	int64_t m = (int64_t)a.year * 12 + a.month - 1 + n;

	if (m >= 12 && m < 120000)
		put_month(v, (int)(m / 12), (int)(m % 12) + 1);
}

static void op_rel(const kr_timex_rule *rule, const kr_time_caps *c,
                   int32_t anchor, bool known, kr_time_value *v)
{
	int unit = rule->unit && rule->unit != 'u' ? rule->unit : c->unit;
	int64_t n = rule->num_sign ? rule->num_sign * c->num : rule->n;

	if (!known || n > 100000 || n < -100000)
		return;
	switch (unit) {
	case 'D': put_day(v, anchor + (int32_t)n); break;
	case 'W': put_week(v, anchor + 7 * (int32_t)n); break;
	case 'M': shift_months(v, anchor, n); break;
	case 'Y': put_year(v, (int)(kr__date_of_day(anchor).year + n)); break;
	case 'X': put_year(v, (int)(kr__date_of_day(anchor).year + 10 * n)); break;
	case 'C': put_year(v, (int)(kr__date_of_day(anchor).year + 100 * n)); break;
	default: break; /* hours and less have no day */
	}
}

static void op_weekday(const kr_timex_rule *rule, const kr_time_caps *c,
                       int32_t anchor, bool ahead, kr_time_value *v)
{
	int32_t monday = anchor - kr__date_weekday(anchor) + 1;
	int32_t day = monday + c->weekday - 1;

	if (rule->n == INT32_MAX) {
		int step = rule->dir == KR_TXD_PAST ? -7 : 7;
		while (step < 0 ? day >= anchor : day <= anchor)
			day += step;
	} else if (rule->n != 0) {
		day += 7 * rule->n;
	} else if (ahead ? day < anchor : day > anchor) {
		day += ahead ? 7 : -7;
	}
	put_day(v, day);
}

/* "P3D", "PT2H", "P3.5Y" */
static void put_duration(char *out, size_t size, int64_t n, int unit, int frac)
{
	bool clock = unit == 'h' || unit == 'm' || unit == 's';
	char part[4] = "";

	if (unit == 'X' || unit == 'C') {
		n = (n * 10 + frac) * (unit == 'X' ? 1 : 10);
		frac = 0;
		unit = 'Y';
	}
	if (frac)
		snprintf(part, sizeof part, ".%d", frac % 10);
	snprintf(out, size, "P%s%lld%s%c", clock ? "T" : "", (long long)n, part,
	         clock ? unit - 'a' + 'A' : unit);
}

static void op_duration(const kr_timex_rule *rule, const kr_time_caps *caps,
                        kr_time_value *v)
{
	kr_time_caps with = *caps;
	const kr_time_caps *c = &with;

	with.frac = rule->n ? rule->n : caps->frac;
	int64_t n = c->num > 0 || c->frac ? c->num : 1;
	char from[18], to[18];

	if (n > 1000000)
		return;
	put_duration(to, sizeof to, n, c->unit, c->frac);
	if (c->num_from > 0 && (c->num_from < n || (c->num_from == n && c->frac))) {
		put_duration(from, sizeof from, c->num_from, c->unit, 0);
		snprintf(v->text, sizeof v->text, "%s/%s", from, to);
	} else {
		snprintf(v->text, sizeof v->text, "%s", to);
	}
}

static const char *part_name(int part)
{
	return part == 'M' ? "MO" : part == 'A' ? "AF" : part == 'E' ? "EV" : "NI";
}

static void add_clock(const kr_time_caps *c, kr_time_value *v)
{
	size_t n = strlen(v->text);

	if (n == 0 || strchr(v->text, '/') || v->days.first != v->days.last)
		return;
	if (c->hour >= 0)
		snprintf(v->text + n, sizeof v->text - n, "T%02d:%02d", c->hour,
		         c->minute);
	else if (c->part)
		snprintf(v->text + n, sizeof v->text - n, "T%s", part_name(c->part));
}

void kr__time_value(const kr_timex_rule *rule, const kr_time_caps *caps,
                    int32_t anchor, bool known, bool ahead, kr_time_value *out)
{
	*out = (kr_time_value){ .days = no_days };
	switch (rule->op) {
	case KR_TXO_ABS:
		op_year(rule, caps,
		        (struct view_of){ anchor, known, ahead, rule->dir }, out);
		break;
	case KR_TXO_REL: op_rel(rule, caps, anchor, known, out); break;
	case KR_TXO_NARR:
		if (rule->unit)
			op_rel(rule, caps, anchor, known, out);
		else if (known)
			put_day(out, anchor + rule->n);
		break;
	case KR_TXO_WD:
		if (known)
			op_weekday(rule, caps, anchor, ahead, out);
		break;
	case KR_TXO_DUR: op_duration(rule, caps, out); return;
	default: return;
	}
	add_clock(caps, out);
}
