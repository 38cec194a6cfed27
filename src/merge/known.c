// SPDX-License-Identifier: Apache-2.0
/*
 * What reports tell only when read together. The problem: an article leaves out
 * the year, or of which country a person is, because its readers know; "A and B
 * agreed on a truce that begins on 15 December" is an agreement of today and a
 * promise for that day. The idea: the year of an article is the one in which
 * others tell of the same act on that day, else the only one that puts its
 * days within the time of all articles. A name of several words whose country
 * an article only assumed, or does not tell, has the country that the articles
 * until its day tell, so that later ones change nothing of an earlier day. A
 * truce with a day still to come was agreed on when it was told; the day is
 * due of the truce, and so with a promise. Limits: where reports differ nothing is made of it;
 * the time of all articles counts only if it leaves one year.
 */
#include "merge/tie.h"

#include <stdlib.h>
#include <string.h>

static bool done(const kr_act *r)
{
	return r->status == KR_STATUS_OCCURRED || r->status == KR_STATUS_ONGOING;
}

/* Rows of both tables begin with their key, which none shares with another. */
static int by_key(const void *key, const void *row)
{
	const uint64_t *x = key, *y = row;

	return (*x > *y) - (*x < *y);
}

/* ---- who somebody is ------------------------------------------------------------- */
struct name {
	uint64_t hash;
	const kr_side *side;
	int32_t day;  /* first told */
	int32_t until; /* the day on which somebody tells another code */
};

static uint64_t name_hash(kr_view v)
{
	uint64_t h = 1;

	for (size_t at = 0; at < v.len;)
		h = kr__hash_mix(h, kr__lower(kr__utf8_next(v, &at)));
	return h;
}

static int by_hash(const void *x, const void *y)
{
	const struct name *a = x, *b = y;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	int c = kr__view_cmp(a->side->code, b->side->code);
	return c ? c : kr__view_cmp(a->side->key, b->side->key);
}

static bool may_teach(const kr_side *s)
{
	return s->code.len && !s->inferred && kr__view_chr(s->name, ' ') != KR_NPOS &&
	       (kr__view_starts(s->key, KR_V("person/")) ||
	        kr__view_starts(s->code, KR_V("NSA-")));
}

static uint32_t teach(struct name *t, const kr_act *r, uint32_t n)
{
	uint32_t m = 0, kept = 0;

	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < r[i].n_actors + r[i].n_recipients; k++)
			if (kr__days_known(r[i].told) && may_teach(&r[i].sides[k]))
				t[m++] = (struct name){ name_hash(r[i].sides[k].name),
					                &r[i].sides[k],
					                r[i].told.last, INT32_MAX };
	qsort(t, m, sizeof *t, by_hash);
	for (uint32_t i = 0; i < m; i++) {
		if (!kept || t[i].hash != t[kept - 1].hash)
			t[kept++] = t[i];
		else if (t[kept - 1].until == INT32_MAX &&
		         !kr__view_eq(t[i].side->code, t[kept - 1].side->code))
			t[kept - 1].until = t[i].day;
	}
	return kept;
}

/* What is known of a name by the day `by`. */
static const kr_side *taught(const struct name *t, uint32_t n, const kr_side *s,
                             int32_t by)
{
	uint64_t h = name_hash(s->name);

	if (s->code.len && !s->inferred)
		return NULL;
	const struct name *at = bsearch(&h, t, n, sizeof *t, by_key);
	return at && at->day <= by && by < at->until ? at->side : NULL;
}

static bool name_sides(kr_act *r, kr_arena *a, const struct name *t, uint32_t n)
{
	uint32_t m = r->n_actors + r->n_recipients;
	kr_side *mine = NULL;

	for (uint32_t k = 0; k < m; k++) {
		const kr_side *s = taught(t, n, &r->sides[k], r->told.last);
		if (!s)
			continue;
		if (!mine) {
			mine = kr__arena_array(a, m, sizeof *mine);
			if (!mine)
				return false;
			memcpy(mine, r->sides, m * sizeof *mine);
		}
		kr_view body = mine[k].body;
		mine[k] = *s;
		mine[k].body = body;
	}
	if (mine)
		r->sides = mine;
	return true;
}

static kr_status who(kr_act *r, uint32_t n, kr_arena *a)
{
	uint32_t m = 0;

	for (uint32_t i = 0; i < n; i++)
		m += r[i].n_actors + r[i].n_recipients;
	struct name *t = kr__arena_array(a, (size_t)m + 1, sizeof *t);
	uint32_t kept = t ? teach(t, r, n) : 0;
	for (uint32_t i = 0; i < n && t; i++)
		if (kr__days_known(r[i].told) && !name_sides(&r[i], a, t, kept))
			break;
	return kr__arena_status(a);
}

/* ---- the year ---------------------------------------------------------------------- */
struct dated {
	uint64_t act;  /* type, sides, month and day */
	int32_t year;  /* 0: others tell another */
};

static int by_act(const void *x, const void *y)
{
	const struct dated *a = x, *b = y;

	if (a->act != b->act)
		return a->act < b->act ? -1 : 1;
	return (a->year > b->year) - (a->year < b->year);
}

static uint64_t act_on(const kr_act *r, unsigned month, unsigned day)
{
	return kr__hash_mix(kr__sides_hash(r), (r->type * 16u + month) * 32u + day);
}

static uint32_t list_dated(struct dated *t, const kr_act *r, uint32_t n)
{
	uint32_t m = 0, kept = 0;

	for (uint32_t i = 0; i < n; i++) {
		if (!kr__days_known(r[i].days) || r[i].days.first != r[i].days.last ||
		    !done(&r[i]) || r[i].n_actors + r[i].n_recipients < 2)
			continue;
		kr_date d = kr__date_of_day(r[i].days.first);
		t[m++] = (struct dated){ act_on(&r[i], d.month, d.day), d.year };
	}
	qsort(t, m, sizeof *t, by_act);
	for (uint32_t i = 0; i < m; i++) {
		if (!kept || t[i].act != t[kept - 1].act)
			t[kept++] = t[i];
		else if (t[i].year != t[kept - 1].year)
			t[kept - 1].year = 0;
	}
	return kept;
}

/* "XXXX-10-04", "XXXX-11-20/XXXX-11-21" in a year. */
static kr_days in_year(kr_view v, int32_t year)
{
	kr_view part, rest = v;
	kr_days d = { 1, 0 };

	while (kr__view_next(&rest, '/', &part)) {
		char text[16] = "";
		kr_date x;
		if (part.len < 7 || part.len > 10 || year < 1000 || year > 9999)
			return (kr_days){ 1, 0 };
		memcpy(text, part.ptr, part.len);
		for (int k = 3, y = year; k >= 0; k--, y /= 10)
			text[k] = (char)('0' + y % 10);
		if (!kr__date_parse((kr_view){ text, part.len }, &x))
			return (kr_days){ 1, 0 };
		kr_days own = kr__date_days(x);
		d = kr__days_known(d) ? (kr_days){ d.first, own.last } : own;
	}
	return d;
}

/* The year in which others tell of the same act; 0: nobody. */
static int32_t year_told(const struct dated *t, uint32_t n, const kr_act *r)
{
	kr_days any = in_year(r->yearless, 2000);

	if (!kr__days_known(any) || any.first != any.last || !done(r))
		return 0;
	kr_date d = kr__date_of_day(any.first);
	uint64_t h = act_on(r, d.month, d.day);
	const struct dated *at = bsearch(&h, t, n, sizeof *t, by_key);
	return at ? at->year : 0;
}

/* The only year that puts the days within `span`; 0: none, or several. */
static int32_t only_year(kr_view yearless, kr_days span)
{
	int32_t first = kr__date_of_day(span.first).year, found = 0;

	for (int32_t y = first; y <= kr__date_of_day(span.last).year; y++) {
		kr_days d = in_year(yearless, y);
		if (!kr__days_known(d) || d.first < span.first || d.last > span.last)
			continue;
		if (found || y > first + 1)
			return 0;
		found = y;
	}
	return found;
}

static kr_days span_of(const kr_act *r, uint32_t n)
{
	kr_days s = { INT32_MAX, INT32_MIN };

	for (uint32_t i = 0; i < n; i++) {
		if (!kr__days_known(r[i].told))
			continue;
		s.first = r[i].told.first < s.first ? r[i].told.first : s.first;
		s.last = r[i].told.last > s.last ? r[i].told.last : s.last;
	}
	return s;
}

struct years {
	const struct dated *t;
	uint32_t n;
	kr_days span; /* of all articles */
};

/* The reports [r, r + n) of one article: its year, 0 if it stays unknown. */
static int32_t year_of(const struct years *y, const kr_act *r, uint32_t n)
{
	int32_t told = 0, only = 0;

	for (uint32_t i = 0; i < n; i++) {
		if (!r[i].yearless.len)
			continue;
		int32_t x = year_told(y->t, y->n, &r[i]);
		if (x && told && x != told)
			return 0;
		told = x ? x : told;
		x = kr__days_known(y->span) ? only_year(r[i].yearless, y->span) : 0;
		only = x > only ? x : only;
	}
	return told ? told : only;
}

/* When an article without a day of publication was told: not before the last
 * thing that it tells as done. */
static void tell_undated(kr_act *r, uint32_t n)
{
	kr_days last = { 1, 0 };

	for (uint32_t i = 0; i < n; i++)
		if (!kr__is_pledge(r[i].status) && kr__days_known(r[i].days) &&
		    (!kr__days_known(last) || r[i].days.first > last.first))
			last = (kr_days){ r[i].days.first, r[i].days.first };
	for (uint32_t i = 0; i < n; i++)
		if (!kr__days_known(r[i].told))
			r[i].told = last;
}

static void date_article(const struct years *y, kr_act *r, uint32_t n)
{
	int32_t year = kr__days_known(r[0].told) ? 0 : year_of(y, r, n);

	for (uint32_t i = 0; year && i < n; i++)
		if (r[i].yearless.len && !kr__is_pledge(r[i].status))
			r[i].days = in_year(r[i].yearless, year);
	tell_undated(r, n);
	for (uint32_t i = 0; year && i < n; i++) {
		if (!r[i].yearless.len || !kr__is_pledge(r[i].status))
			continue;
		r[i].days = in_year(r[i].yearless, year);
		if (kr__days_known(r[i].told) && r[i].days.last < r[i].told.first)
			r[i].days = in_year(r[i].yearless, year + 1);
	}
}

static kr_status when(kr_act *r, uint32_t n, kr_arena *a)
{
	struct dated *t = kr__arena_array(a, (size_t)n + 1, sizeof *t);

	if (!t)
		return kr__arena_status(a);
	struct years y = { t, list_dated(t, r, n), span_of(r, n) };
	for (uint32_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && r[end].doc_no == r[i].doc_no;)
			end++;
		date_article(&y, r + i, end - i);
	}
	return KR_OK;
}

/* ---- what was agreed ----------------------------------------------------------------- */
/* What else the article says is to come on that day, or of that thing without a
 * day by the same side; NULL: nothing. */
static kr_act *told_apart(const kr_act *r, kr_act *all, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		kr_act *x = &all[i];
		if (!kr__is_pledge(x->status))
			continue;
		if (kr__days_known(x->days) ? x->days.first <= r->days.last &&
		                                      x->days.last >= r->days.first
		                            : kr__object_shared(x->object, r->object) &&
		                                      x->n_actors && r->n_actors &&
		                                      kr__view_eq(x->sides[0].code,
		                                                  r->sides[0].code))
			return x;
	}
	return NULL;
}

/* "X will send relief. He promised that it would arrive by May": the day and the
 * promise are of the sending. */
static void give_due(kr_act *x, const kr_act *r)
{
	if (kr__days_known(x->days))
		return;
	x->days = r->days;
	if (x->status == KR_STATUS_PLANNED || x->status == KR_STATUS_EXPECTED)
		x->status = KR_STATUS_PROMISED;
}

/* A truce is agreed on today, whenever it begins; what is promised for a day, and
 * is no act of its own kind, is promised today. `all`: of the article. */
static void part_due(kr_act *r, kr_act *all, uint32_t n)
{
	bool truce = r->truce && r->type == KR_EVENT_CONCEDE;
	bool promise = r->type == KR_EVENT_AGREE && r->object.len;

	if (!(truce || promise) || r->status != KR_STATUS_OCCURRED ||
	    !kr__days_known(r->days) || !kr__days_known(r->told) ||
	    r->days.first <= r->told.last)
		return;
	kr_act *other = promise ? told_apart(r, all, n) : NULL;
	if (other)
		give_due(other, r);
	else
		r->due = r->days;
	r->days = r->told.first == r->told.last
	                  ? (kr_days){ r->told.last - 1, r->told.last }
	                  : (kr_days){ 1, 0 };
}

kr_status kr__complete_reports(kr_act *r, uint32_t n, kr_arena *a)
{
	kr_status status = who(r, n, a);

	if (!status)
		status = when(r, n, a);
	for (uint32_t i = 0, end; i < n && !status; i = end) {
		for (end = i + 1; end < n && r[end].doc_no == r[i].doc_no;)
			end++;
		for (uint32_t k = i; k < end; k++)
			part_due(&r[k], r + i, end - i);
	}
	return status;
}
