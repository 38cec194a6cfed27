// SPDX-License-Identifier: Apache-2.0
/*
 * The day from which a time is said. The problem: "besok", "Jumat", "keesokan
 * harinya" count from the publication, from the last day told, or, between
 * quotation marks, from the day on which the words were said; and the day of
 * publication may be a set of days. The idea: each kind of expression asks for
 * its anchors in turn; the value is taken at both ends of what the anchor may
 * be and stands only if both agree. Limits: no day is carried farther than
 * the narrative goes on in its own words; the speeches of others give none.
 */
#include "mark/time_steps.h"

#include <string.h>

/* Words between what is said and the day of saying it; words of one speech. */
enum { STAMP = 30, SPEECH = 150 };
/* Expressions back to which the narrative's day is sought. */
enum { BACK = 200 };

static bool single_day(const kr_time *t)
{
	return t->days.first == t->days.last;
}

/* Does the hit tell a day of the narrative: in figures, or in its own words? */
static bool tells_narrative(const kr_timing *f, uint32_t k)
{
	const kr_time_hit *h = &f->hits[k];

	return h->rule->op == KR_TXO_ABS ||
	       (!f->seen[h->first].quoted &&
	        (h->rule->op == KR_TXO_WD ||
	         (h->rule->op == KR_TXO_REL && h->rule->unit == 'D')));
}

/* The last day told before hit `i` (or the same sentence's). What is still to
 * come is no day of the narrative, unless the clause looks forward as well. */
bool kr__time_narrative(const kr_timing *f, uint32_t i, int32_t *day)
{
	const kr_time *t = kr__times(f->doc);
	bool any = f->hits[i].ahead || f->published.first > f->published.last;

	for (uint32_t k = i; k-- > 0 && i - k < BACK;)
		if (tells_narrative(f, k) && single_day(&t[k]) &&
		    (any || t[k].days.first <= f->published.last)) {
			*day = t[k].days.first;
			return true;
		}
	return false;
}

/* The last year or month told before hit `i`, for "tahun yang sama". */
static bool narrative_span(const kr_timing *f, uint32_t i, int32_t *day)
{
	const kr_time *t = kr__times(f->doc);
	uint32_t paragraph = f->seen[f->hits[i].first].paragraph;
	int32_t most = f->hits[i].rule->unit == 'M' ? 31 : 366;
	uint32_t stop = i > BACK ? i - BACK : 0;

	while (i-- > stop && paragraph - f->seen[f->hits[i].first].paragraph < 3)
		if (f->hits[i].caps.n_year > 0 && t[i].days.first <= t[i].days.last &&
		    t[i].days.last - t[i].days.first < most) {
			*day = t[i].days.first;
			return true;
		}
	return false;
}

/* Is hit `k` the day that stands with who said something: `"...," kata X, Senin
 * (13/5)`? */
static bool stamped(const kr_timing *f, uint32_t k)
{
	const kr_word *w = kr__words(f->doc);
	uint32_t at = f->hits[k].first;

	if (f->seen[at].quoted || f->hits[k].rule->op != KR_TXO_ABS ||
	    !single_day(&kr__times(f->doc)[k]))
		return false;
	for (uint32_t i = at; i-- > 0 && at - i <= STAMP;) {
		if (w[i].sentence != w[at].sentence)
			break;
		if (f->seen[i].quoted)
			return true;
	}
	return false;
}

/* The sentence in which the quoted words around word `at` end, with their cue. */
static uint32_t cue_sentence(const kr_timing *f, uint32_t at)
{
	const kr_word *w = kr__words(f->doc);
	uint32_t end = at, n = kr__n_words(f->doc);

	while (end + 1 < n && end - at < SPEECH && f->seen[end].quoted &&
	       f->seen[end + 1].paragraph == f->seen[at].paragraph)
		end++;
	return w[end].sentence;
}

/* The day on which quoted words were said: a day told outside the marks beside
 * their cue, else the last one that stands with other words before. */
bool kr__time_uttered(const kr_timing *f, uint32_t i, int32_t *day)
{
	uint32_t at = f->hits[i].first, paragraph = f->seen[at].paragraph;
	uint32_t sentence = cue_sentence(f, at);
	const kr_time *t = kr__times(f->doc);
	const kr_word *w = kr__words(f->doc);

	for (uint32_t k = i; k < f->n_hits; k++) {
		const kr_time_hit *h = &f->hits[k];
		if (f->seen[h->first].paragraph != paragraph || h->first - at > SPEECH ||
		    w[h->first].sentence > sentence)
			break;
		if (!f->seen[h->first].quoted && single_day(&t[k]) &&
		    (h->rule->op == KR_TXO_ABS || h->rule->op == KR_TXO_WD)) {
			*day = t[k].days.first;
			return true;
		}
	}
	for (uint32_t k = i; k-- > 0 && i - k < 24;)
		if (stamped(f, k)) {
			*day = t[k].days.first;
			return *day <= f->published.last;
		}
	return false;
}

static bool any_full_date(const kr_timing *f, int32_t *day)
{
	for (uint32_t i = 0; i < f->n_hits; i++) {
		kr_time_value v;
		if (f->hits[i].rule->op != KR_TXO_ABS || !f->hits[i].caps.n_year)
			continue;
		kr__time_value(f->hits[i].rule, &f->hits[i].caps, 0, false, false, &v);
		if (v.days.first == v.days.last) {
			*day = v.days.first;
			return true;
		}
	}
	return false;
}

static bool tells_day(const kr_timing *f, kr_date d)
{
	for (uint32_t i = 0; i < f->n_hits; i++) {
		const kr_time_caps *c = &f->hits[i].caps;
		if (f->hits[i].rule->op == KR_TXO_ABS && c->n_day && c->n_month &&
		    !c->n_year && c->day[0] == d.day && c->month[0] == d.month)
			return true;
	}
	return false;
}

/* The year by a dated happening that the text names with its days. */
static bool happening_day(const kr_timing *f, int32_t *day)
{
	for (uint32_t i = 0; i < f->timex->n_happenings; i++) {
		const kr_dated *h = &f->timex->happenings[i];
		if (kr__view_find(f->doc->text, h->words) != KR_NPOS &&
		    kr__view_find(f->doc->text, h->also) != KR_NPOS &&
		    tells_day(f, h->from)) {
			*day = kr__date_to_day(h->from);
			return true;
		}
	}
	return false;
}

void kr__time_published(kr_timing *f)
{
	const kr_published *p = &f->doc->meta.published;
	int32_t day;

	f->published = (kr_days){ 1, 0 };
	if (p->value.year)
		f->published = kr__date_days(p->value);
	else if (p->bounds.first <= p->bounds.last)
		f->published = p->bounds;
	else if (happening_day(f, &day) ||
	         any_full_date(f, &day))
		f->published = (kr_days){ day, day };
}

/* "keesokan harinya, atau tepatnya pada 20 Juni": the day in figures. */
static bool day_in_figures(const kr_timing *f, uint32_t i, int32_t *day)
{
	uint32_t at = f->hits[i].first + f->hits[i].n;

	if (i + 1 == f->n_hits || f->hits[i + 1].rule->op != KR_TXO_ABS ||
	    (f->hits[i + 1].first == at && f->hits[i].rule->op == KR_TXO_NARR) ||
	    f->hits[i + 1].first > at + 6)
		return false;
	for (; at < f->hits[i + 1].first; at++)
		if (!(f->seen[at].classes & KR_TX_LINK))
			return false;
	*day = kr__times(f->doc)[i + 1].days.first;
	return single_day(&kr__times(f->doc)[i + 1]);
}

static const char *anchor_of(const kr_timing *f, uint32_t i, kr_days *a)
{
	const kr_time_hit *h = &f->hits[i];
	bool sure = f->published.first == f->published.last;
	int32_t day;

	*a = f->published;
	if (h->rule->op == KR_TXO_NARR && h->rule->unit) {
		bool counted = h->rule->unit == 'u';
		if (narrative_span(f, i, &day) ||
		    (counted && kr__time_narrative(f, i, &day)))
			*a = (kr_days){ day, day };
		else if (counted) /* from a day that is not told */
			*a = (kr_days){ 1, 0 };
		return a->first <= a->last ? "narrative" : "";
	}
	bool relative_day = h->rule->op == KR_TXO_REL && h->rule->unit == 'D';
	if ((h->rule->op == KR_TXO_NARR || relative_day) && day_in_figures(f, i, &day)) {
		*a = (kr_days){ day - h->rule->n, day - h->rule->n };
		return "stated";
	}
	if (h->rule->op == KR_TXO_NARR && kr__time_narrative(f, i, &day)) {
		*a = (kr_days){ day, day };
		return "narrative";
	}
	if (h->rule->op == KR_TXO_REL && f->seen[h->first].quoted &&
	    kr__time_uttered(f, i, &day)) {
		*a = (kr_days){ day, day };
		return "utterance";
	}
	if (h->rule->op == KR_TXO_REL && (!sure || !f->doc->meta.published.value.year) &&
	    kr__time_narrative(f, i, &day)) {
		*a = (kr_days){ day, day };
		return "narrative";
	}
	return a->first <= a->last ? "published" : "";
}

static kr_status report(const kr_timing *f, const kr_time *t,
                        const kr_time_value *v)
{
	if (v->corrected)
		return kr__doc_problem(f->doc, t->span, "date-corrected",
		                       kr__view_of(v->text));
	if (v->contradicts)
		return kr__doc_problem(f->doc, t->span, "date-contradicts",
		                       kr__view_of(v->text));
	return KR_OK;
}

/* The value of a hit, of a range from its two ends. */
void kr__time_at(const kr_time_hit *h, int32_t anchor, bool known, kr_time_value *v)
{
	kr_time_value end;

	kr__time_value(h->rule, &h->caps, anchor, known, h->ahead, v);
	if (!h->until)
		return;
	kr__time_value(h->until->rule, &h->until->caps, anchor, known, h->ahead,
	               &end);
	kr_time_value from = *v;
	kr__time_range(&from, &end, v);
}

kr_status kr__time_resolve(const kr_timing *f, uint32_t i)
{
	const kr_time_hit *h = &f->hits[i];
	kr_time_value v, w;
	kr_days a = { 1, 0 };
	bool stated = h->rule->op == KR_TXO_DUR || h->rule->op == KR_TXO_REF;
	const char *basis = anchor_of(f, i, &a);
	bool known = a.first <= a.last;

	kr__time_at(h, a.first, known, &v);
	kr__time_at(h, a.last, known, &w);
	if (strcmp(v.text, w.text) != 0) { /* the possible days do not agree */
		/* ... but no year near them gives this weekday to this date */
		bool odd = v.contradicts && w.contradicts && a.last - a.first < 366;
		kr__time_at(h, 0, false, &v);
		v.contradicts = odd;
	}
	if (h->rule->op == KR_TXO_ABS && h->caps.n_year)
		basis = "stated";
	kr_sym value = h->rule->op == KR_TXO_REF
	                       ? h->rule->ref : kr__doc_sym(f->doc, kr__view_of(v.text));
	kr_sym why = kr__doc_sym(f->doc, kr__view_of(stated ? "stated" : basis));
	kr_time *t = &kr__times(f->doc)[i];
	t->value = value;
	t->days = v.days;
	t->basis = why;
	return report(f, t, &v);
}
