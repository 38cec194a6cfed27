// SPDX-License-Identifier: Apache-2.0
/*
 * The day of publication. The problem: where the input gives no date, the
 * text prints weekday and day of what was just said ("Kamis (19/6/2025)",
 * "Jumat (17/1)"), with slips of the pen. The idea: take the first that
 * speaks: input, the page's data, the address, a line that is nothing but a
 * date, the dateline, the dated weekdays of the text; a missing year comes
 * from the copyright line or from other dates, and must fit the weekday; a
 * printed year that the weekday proves wrong is put right. What stays open is
 * bounded by the copyright year. Limits: an article that only looks back a
 * week or looks ahead is dated by what it tells.
 */
#include "lift/parts.h"

enum { MAX_DAYS = 64, NEAR_DAYS = 7, MAX_DATE_LINE = 70, MAX_REACH = 34,
       MAX_MONTH = 12 };

typedef struct printed {
	kr_date date;    /* year 0: not printed */
	int weekday;     /* 0: none */
	kr_span span;
} printed;

static bool digit_at(kr_view t, uint32_t at)
{
	return at < t.len && t.ptr[at] >= '0' && t.ptr[at] <= '9';
}

/* A number of at most `max` digits; 0 and *at unmoved if there is none. */
static uint32_t number_at(kr_view t, uint32_t *at, uint32_t max)
{
	uint32_t x = 0, k = *at;

	while (digit_at(t, k) && k - *at < max)
		x = x * 10 + (uint32_t)(t.ptr[k++] - '0');
	if (digit_at(t, k))
		return 0;
	*at = k;
	return x;
}

static bool good_year(uint32_t y) { return y >= 1900 && y < 2200; }

/* The month whose name starts at `at`; *end behind it. 0: none. */
static uint32_t month_at(const kr_lift *l, uint32_t at, uint32_t *end)
{
	for (uint32_t i = kr__hit_from(l, at);
	     i < l->hits.n && l->hits.at[i].span.start == at; i++) {
		const kr_cue *c = kr__hit_cue(l, &l->hits.at[i]);
		if (c->what == KR_CUE_MONTH && kr__hit_clean(&l->hits.at[i])) {
			*end = l->hits.at[i].span.end;
			return c->value;
		}
	}
	return 0;
}

/* "17/1", "17/1/2025", "17-01-2025", "17 Januari", "17 Januari 2025" at
 * `at`; false: none of them. */
static bool read_day(const kr_lift *l, uint32_t at, printed *p)
{
	kr_view t = l->text;
	uint32_t k = at, day = number_at(t, &k, 2), month = 0, year = 0, end;

	if (day < 1 || day > 31)
		return false;
	if (k < t.len && (t.ptr[k] == '/' || t.ptr[k] == '-')) {
		char sep = t.ptr[k++];
		month = number_at(t, &k, 2);
		end = k;
		if (k < t.len && t.ptr[k] == sep) {
			k++;
			year = number_at(t, &k, 4);
			end = good_year(year) ? k : end;
		}
	} else {
		k = kr__skip_blank(t, k, (uint32_t)t.len);
		month = month_at(l, k, &end);
		k = month ? kr__skip_blank(t, end, (uint32_t)t.len) : k;
		uint32_t y = k;
		year = month ? number_at(t, &y, 4) : 0;
		end = good_year(year) ? y : month ? end : k;
	}
	if (month < 1 || month > 12)
		return false;
	p->date = (kr_date){ good_year(year) ? (int16_t)year : 0, (int8_t)month,
		             (int8_t)day };
	p->span = (kr_span){ at, end };
	return p->date.year == 0 || kr__date_valid(p->date);
}

/* "February 20, 2025", the day at `at`. */
static bool month_first(const kr_lift *l, uint32_t at, printed *p)
{
	uint32_t k = at, from = at > MAX_MONTH ? at - MAX_MONTH : 0, end = 0;
	uint32_t day = number_at(l->text, &k, 2), month = 0;

	for (uint32_t i = kr__hit_from(l, from);
	     i < l->hits.n && l->hits.at[i].span.start < at; i++) {
		const kr_cue *c = kr__hit_cue(l, &l->hits.at[i]);
		if (c->what == KR_CUE_MONTH && kr__hit_clean(&l->hits.at[i]) &&
		    l->hits.at[i].span.end + 1 == at)
			month = c->value;
	}
	if (!month || day < 1 || day > 31 || k + 2 >= l->text.len ||
	    l->text.ptr[k] != ',')
		return false;
	end = kr__skip_blank(l->text, k + 1, (uint32_t)l->text.len);
	uint32_t year = number_at(l->text, &end, 4);
	p->date = (kr_date){ good_year(year) ? (int16_t)year : 0, (int8_t)month,
		             (int8_t)day };
	p->span = (kr_span){ at, good_year(year) ? end : k };
	return p->date.year == 0 || kr__date_valid(p->date);
}

/* The day behind a weekday: "Kamis (19/6)", "Senin pagi, 20 Oktober". */
static bool day_behind(const kr_lift *l, const kr_hit *h, printed *p)
{
	uint32_t at = h->span.end, end = at + MAX_REACH;

	for (; at < end && at < l->text.len; at++) {
		char c = l->text.ptr[at];
		if (c == '.' || c == '\n' || c == '"' || c == ')')
			return false;
		if (digit_at(l->text, at))
			break;
	}
	if (!digit_at(l->text, at) ||
	    (!month_first(l, at, p) && !read_day(l, at, p)))
		return false;
	p->weekday = (int)kr__hit_cue(l, h)->value;
	p->span.start = h->span.start;
	return true;
}

static bool fits(kr_date d, int weekday)
{
	return kr__date_valid(d) &&
	       (!weekday || kr__date_weekday(kr__date_to_day(d)) == weekday);
}

/* ---- lines that are nothing but a date --------------------------------- */
static bool only_time_behind(kr_view t, uint32_t at, uint32_t end)
{
	uint32_t letters = 0;

	for (; at < end; at++)
		letters += (uint8_t)(t.ptr[at] | 32) >= 'a' &&
		           (uint8_t)(t.ptr[at] | 32) <= 'z';
	return letters <= 9; /* "pukul", "WIB", "at", "GMT" */
}

bool kr__day_line(kr_lift *l, uint32_t at, uint32_t end)
{
	printed p = { .weekday = 0 };
	bool found = false;

	if (end - at > MAX_DATE_LINE || end - at < 8)
		return false;
	if (digit_at(l->text, at)) {
		found = read_day(l, at, &p);
	} else {
		for (uint32_t i = kr__hit_from(l, at); i < l->hits.n && !found &&
		     l->hits.at[i].span.start == at; i++)
			if (kr__hit_cue(l, &l->hits.at[i])->what ==
			    KR_CUE_WEEKDAY)
				found = day_behind(l, &l->hits.at[i], &p);
	}
	if (!found || !p.date.year || !fits(p.date, p.weekday) ||
	    !only_time_behind(l->text, p.span.end, end))
		return false;
	if (!l->said_day.year) {
		l->said_day = p.date;
		l->said_span = p.span;
		l->said_basis = KR_BASIS_BYLINE;
	}
	return true;
}

void kr__datelines_mark(kr_lift *l)
{
	kr_top top = { .at = 0 };

	while (kr__top_next(l, &top))
		if (kr__day_line(l, top.line.start, top.line.end)) {
			kr__cut_add(l, top.line.start, top.line.end,
			            KR_ZONE_BYLINE, KR_V("date-line"));
			return;
		}
}

/* ---- dated weekdays of the text ---------------------------------------- */
/* The year of a day without one, or with a wrong one; 0: not certain. */
static int year_of(const kr_lift *l, const printed *p, int near)
{
	static const int around[] = { 0, -1, 1 };
	int base = p->date.year ? p->date.year
	         : l->copyright_year ? (int)l->copyright_year : near;

	if (!base)
		return 0;
	for (size_t i = 0; i < 3; i++) {
		kr_date d = p->date;
		d.year = (int16_t)(base + around[i]);
		if (fits(d, p->weekday))
			return d.year;
	}
	return p->date.year;
}

static uint32_t gather(const kr_lift *l, printed *days)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < l->hits.n && n < MAX_DAYS; i++) {
		const kr_hit *h = &l->hits.at[i];
		printed p = { .weekday = 0 };
		if (kr__hit_cue(l, h)->what == KR_CUE_WEEKDAY &&
		    kr__hit_clean(h) && day_behind(l, h, &p))
			days[n++] = p;
	}
	return n;
}

/* The year that full dates of the text agree on; 0: none or several. */
static int common_year(const kr_lift *l)
{
	int year = 0;

	for (uint32_t i = 0; i < l->hits.n; i++) {
		const kr_hit *h = &l->hits.at[i];
		uint32_t k = h->span.end;
		if (kr__hit_cue(l, h)->what != KR_CUE_MONTH || !kr__hit_clean(h))
			continue;
		k = kr__skip_blank(l->text, k, (uint32_t)l->text.len);
		int y = (int)number_at(l->text, &k, 4);
		if (good_year((uint32_t)y) && y > year)
			year = y;
	}
	return year;
}

/* First dated weekday, moved on to the last one within a week of it. */
static bool from_text(kr_lift *l, kr_published *out)
{
	printed days[MAX_DAYS];
	uint32_t n = gather(l, days), best = n;
	int32_t first = 0, last = 0;
	bool sure = false;
	int near = common_year(l);

	for (uint32_t i = 0; i < n; i++)
		sure |= days[i].date.year && fits(days[i].date, days[i].weekday);
	for (uint32_t i = 0; i < n; i++) {
		if (sure && !fits(days[i].date, days[i].weekday))
			continue;
		days[i].date.year = (int16_t)year_of(l, &days[i], near);
		if (!kr__date_valid(days[i].date))
			continue;
		int32_t day = kr__date_to_day(days[i].date);
		if (best == n)
			first = day;
		else if (day <= last || day - first > NEAR_DAYS)
			continue;
		best = i;
		last = day;
	}
	if (best == n)
		return false;
	out->value = days[best].date;
	out->span = days[best].span;
	out->basis = KR_BASIS_CONTENT;
	return true;
}

static void find_copyright_year(kr_lift *l)
{
	for (uint32_t i = 0; i < l->n_cuts; i++) {
		const kr_cut *c = &l->cuts[i];
		for (uint32_t at = c->span.start; at < c->span.end &&
		     c->kind == KR_ZONE_COPYRIGHT; at++) {
			uint32_t k = at, y;
			if (!digit_at(l->text, at) ||
			    (at && digit_at(l->text, at - 1)))
				continue;
			y = number_at(l->text, &k, 4);
			if (good_year(y) && y > l->copyright_year)
				l->copyright_year = y;
		}
	}
}

/* The dateline's or date line's day. */
static bool from_said(kr_lift *l, kr_published *out)
{
	kr_date d = l->said_day;

	if (!d.day)
		return false;
	if (!d.year)
		d.year = (int16_t)l->copyright_year;
	if (!kr__date_valid(d))
		return false;
	out->value = d;
	out->span = l->said_span;
	out->basis = l->said_basis;
	return true;
}

void kr__published_find(kr_lift *l)
{
	kr_meta *m = &l->doc->meta;
	kr_published *p = &m->published;
	kr_date url = kr__url_date(m->url);

	find_copyright_year(l);
	if (kr__date_valid(m->input_date)) {
		p->value = m->input_date;
		p->basis = KR_BASIS_INPUT;
	} else if (p->value.year) {
		p->basis = p->basis ? p->basis : KR_BASIS_META;
	} else if (url.year) {
		p->value = url;
		p->basis = KR_BASIS_URL;
	} else if (!from_said(l, p) && !from_text(l, p) && l->copyright_year) {
		kr_date y = { (int16_t)l->copyright_year, 0, 0 };
		p->bounds = kr__date_days(y);
		p->basis = KR_BASIS_COPYRIGHT;
	}
	if (kr__date_valid(p->value))
		p->bounds = kr__date_days(p->value);
}
