// SPDX-License-Identifier: Apache-2.0
/*
 * When something still to come is due. The problem: "before March", "within 30
 * days", a later day in somebody else's words: the time told is not the day,
 * and a day still to come makes a plan of what is told as done. The idea: a
 * time behind "before" ends the day before it begins; a duration behind
 * "within" runs from the day of the article; a deed of a day after the article
 * is planned, unless it is told as going on. Limits: months as durations and
 * feasts but Christmas are not counted; of words ("welcomes what is due in
 * May") only those that are deeds become plans.
 */
#include "mark/event_steps.h"

/* When something still to come is due: a later day told behind it in the
 * sentence, though in somebody else's words ("hampir menandatangani X, yang
 * diharapkan Y selesai pada ..."). */
void kr__ev_due_behind(const kr_events_at *e, kr_act *a, uint32_t now)
{
	const kr_time *t = kr__times(e->d);

	if (a->time != KR_NONE || a->status < KR_STATUS_PROMISED ||
	    a->status > KR_STATUS_HOPED || now == KR_NONE)
		return;
	for (uint32_t i = a->trigger + 1; i < e->hi; i++) {
		uint32_t k = e->time[i];
		if (k == KR_NONE || !kr__ev_full_time(e, k) ||
		    t[k].days.first <= t[now].days.last)
			continue;
		a->time = k;
		return;
	}
}

/* When the article was told. */
static kr_days told(const kr_events_at *e)
{
	const kr_published *p = &e->d->meta.published;

	if (p->value.year)
		return kr__date_days(p->value);
	return p->bounds;
}

bool kr__ev_over(const kr_events_at *e, const kr_act *a)
{
	kr_days now = told(e), d = kr__times(e->d)[a->time].days;

	return kr__is_pledge(a->status) && kr__days_known(now) && kr__days_known(d) &&
	       d.last < now.first - 14;
}

/* Of a day after the article: what was done was not done then. */
bool kr__ev_to_come(const kr_events_at *e, uint32_t t)
{
	kr_days now = told(e), d = kr__times(e->d)[t].days;

	return kr__days_known(now) && kr__days_known(d) && d.first > now.last + 1;
}

/* A deed, or a word that is one: signing, but not praising. */
static bool deed(const kr_events_at *e, const kr_act *a)
{
	if (a->type == KR_EVENT_SUPPORT)
		return kr__view_starts(kr__doc_text(e->d, a->frame->cameo), KR_V("057"));
	return a->type == KR_EVENT_CONSULT || a->type == KR_EVENT_AID ||
	       a->type == KR_EVENT_COOPERATE || a->type == KR_EVENT_RETREAT;
}

static void set_day(const kr_events_at *e, kr_act *a, int32_t day, const char *basis)
{
	kr_buf b;

	kr__buf_init(&b, NULL);
	kr__buf_date(&b, kr__date_of_day(day));
	if (b.len) {
		a->date = kr__doc_sym(e->d, kr__buf_view(&b));
		a->date_basis = kr__doc_sym(e->d, kr__view_of(basis));
		a->days = (kr_days){ day, day };
	}
	kr__buf_drop(&b);
}

/* "sebelum Maret", "sebelum 20 Mei": by the day before. Of "sebelum akhir Mei" the
 * end is not the day. */
static bool before(const kr_events_at *e, const kr_act *a)
{
	uint32_t i = kr__times(e->d)[a->time].words.first;

	return i > e->lo && (kr__ev_class(e, i - 1) & KR_WC(BEFORE)) &&
	       (e->w[i].upos == KR_UPOS_PROPN || e->w[i].upos == KR_UPOS_NUM);
}

void kr__ev_due(const kr_events_at *e, kr_act *a)
{
	kr_days now = told(e);

	if (!kr__days_known(now) || !kr__days_known(a->days) || a->days.first <= now.last)
		return;
	if (a->status == KR_STATUS_OCCURRED && deed(e, a))
		a->status = KR_STATUS_PLANNED;
	if (kr__is_pledge(a->status) && a->days.first > now.last + 1 && before(e, a))
		set_day(e, a, a->days.first - 1, "stated");
}

/* "P30D", "P2W"; 0: no such duration. */
static int32_t days_of(kr_view v)
{
	int32_t n = 0;

	if (v.len < 3 || v.len > 5 || v.ptr[0] != 'P')
		return 0;
	for (size_t i = 1; i + 1 < v.len; i++) {
		if (v.ptr[i] < '0' || v.ptr[i] > '9')
			return 0;
		n = n * 10 + (v.ptr[i] - '0');
	}
	char unit = v.ptr[v.len - 1];
	return unit == 'D' ? n : unit == 'W' ? n * 7 : 0;
}

/* "sebelum Natal": by the day before the next one, seen from the article. */
static bool before_feast(const kr_events_at *e, kr_act *a, int32_t now)
{
	for (uint32_t i = a->end; i < e->hi; i++) {
		if (i <= e->lo || !(kr__ev_class(e, i - 1) & KR_WC(BEFORE)) ||
		    !kr__frame_named(e->f, e->w[i].lower, KR_FS_CHRISTMAS))
			continue;
		kr_date feast = kr__date_of_day(now);
		feast.month = 12;
		feast.day = 25;
		if (kr__date_days(feast).last <= now)
			feast.year++;
		set_day(e, a, kr__date_days(feast).first - 1, "counted");
		return true;
	}
	return false;
}

void kr__ev_due_within(const kr_events_at *e, kr_act *a)
{
	kr_days now = told(e);
	bool promise = a->type == KR_EVENT_AGREE &&
	               (kr__ev_class(e, a->trigger) & KR_WC(PROMISED));

	if (a->time != KR_NONE || !kr__days_known(now) || now.first != now.last ||
	    (!promise && !kr__is_pledge(a->status)))
		return;
	if (before_feast(e, a, now.last))
		return;
	for (uint32_t i = a->end; i < e->hi; i++) {
		uint32_t t = e->time[i];
		bool within = i > e->lo && (kr__ev_class(e, i - 1) & KR_WC(INTO));
		int32_t n = t != KR_NONE && within
		                    ? days_of(kr__doc_text(e->d, kr__times(e->d)[t].value)) : 0;
		if (n > 0) {
			set_day(e, a, now.last + n, "counted");
			return;
		}
	}
}
