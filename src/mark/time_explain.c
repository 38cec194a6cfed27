// SPDX-License-Identifier: Apache-2.0
/*
 * Notes on a time, for whoever asks why. The problem: "Jumat" has a value or none,
 * and nothing says which other day it could have been. The idea: when the document
 * is read with notes, each time is valued once more at the anchors that were not
 * taken, in the other direction and in the years beside; readings that differ are
 * told with why they lost, as are rules that take fewer words, and why a value is
 * null. Limits: at most four rules a time; a range is explained as a whole.
 */
#include "mark/note.h"
#include "mark/time_steps.h"

#include <stdio.h>
#include <string.h>

enum { RULES = 4, YEAR = 365, DAY = 16 };

static kr_noted at_hit(const kr_timing *f, uint32_t i)
{
	return (kr_noted){ f->doc, i, KR_LAYER_time };
}

static bool is_basis(const kr_timing *f, uint32_t i, const char *basis)
{
	return kr__view_is(kr__doc_text(f->doc, kr__times(f->doc)[i].basis), basis);
}

/* A reading that lost, if it is another than the one that won and than *said. */
static void reading(const kr_timing *f, uint32_t i, const kr_time_value *v,
                    const char *why)
{
	kr_view won = kr__doc_text(f->doc, kr__times(f->doc)[i].value);
	char text[160];

	if (!v->text[0] || kr__view_is(won, v->text))
		return;
	snprintf(text, sizeof text, "%s: %s", v->text, why);
	kr__note(at_hit(f, i), "value", "lost", text);
}

/* ---- other anchors --------------------------------------------------------- */
static bool counts(const kr_time_hit *h)
{
	return h->rule->op == KR_TXO_REL || h->rule->op == KR_TXO_WD ||
	       h->rule->op == KR_TXO_NARR;
}

static void other_anchors(const kr_timing *f, uint32_t i)
{
	const kr_time_hit *h = &f->hits[i];
	kr_time_value v;
	int32_t day;

	if (!counts(h))
		return;
	if (f->published.first == f->published.last && !is_basis(f, i, "published")) {
		kr__time_at(h, f->published.first, true, &v);
		reading(f, i, &v, is_basis(f, i, "utterance")
		        ? "from the day of publication; but the words were said on another"
		        : "from the day of publication; but the text gives a nearer day");
	}
	if (!is_basis(f, i, "narrative") && kr__time_narrative(f, i, &day)) {
		kr__time_at(h, day, true, &v);
		reading(f, i, &v, "from the last day told before; but the words count from "
		                  "when they were written or said");
	}
	if (!is_basis(f, i, "utterance") && f->seen[h->first].quoted &&
	    kr__time_uttered(f, i, &day)) {
		kr__time_at(h, day, true, &v);
		reading(f, i, &v, "from the day on which others spoke");
	}
}

/* ---- the other direction, the years beside ---------------------------------- */
static void other_way(const kr_timing *f, uint32_t i)
{
	kr_time_hit h = f->hits[i];
	kr_time_value v;

	if (h.rule->op != KR_TXO_WD || h.rule->n || f->published.first != f->published.last)
		return;
	h.ahead = !h.ahead;
	kr__time_at(&h, f->published.first, true, &v);
	reading(f, i, &v, h.ahead ? "the next one; but no word of the future goes before"
	                          : "the last one; but a word of the future goes before");
}

static void years_beside(const kr_timing *f, uint32_t i)
{
	const kr_time_hit *h = &f->hits[i];
	kr_time_value v;

	if (h->rule->op != KR_TXO_ABS || h->caps.n_year || h->rule->unit == 'Y' ||
	    f->published.first != f->published.last)
		return;
	for (int by = -YEAR; by <= YEAR; by += 2 * YEAR) {
		kr__time_at(h, f->published.first + by, true, &v);
		reading(f, i, &v, h->rule->dir == KR_TXD_PAST ? "but the words look back"
		                  : h->rule->dir == KR_TXD_FUTURE
		                          ? "but the words look ahead"
		                  : h->caps.weekday
		                          ? "its weekday does not fit, or it is farther off"
		                          : "farther from the day of publication");
	}
}

/* ---- rules ------------------------------------------------------------------ */
static void other_rules(const kr_timing *f, uint32_t i)
{
	const kr_time_hit *h = &f->hits[i];
	const kr_word *w = kr__words(f->doc);
	kr_range words = kr__sentences(f->doc)[w[h->first].sentence].words;
	uint32_t told = 0;

	for (uint32_t r = 0; r < f->timex->n_rules && told < RULES; r++) {
		const kr_timex_rule *rule = &f->timex->rules[r];
		uint32_t n = rule == h->rule ? 0 : kr__time_match(f, rule, words, h->first);
		if (n == 0)
			continue;
		kr_view id = kr__doc_text(f->doc, rule->id);
		kr_view cut = kr__doc_cut(f->doc, (kr_span){ w[h->first].span.start,
		                                             w[h->first + n - 1].span.end });
		char text[200];
		snprintf(text, sizeof text, "%.*s \"%.*s\": %s", (int)id.len, id.ptr,
		         (int)(cut.len > KR_NOTE_CITED ? 0 : cut.len), cut.ptr,
		         n < h->n ? "takes fewer words" : "stands later in the pack");
		kr__note(at_hit(f, i), "rule", "lost", text);
		told++;
	}
}

/* ---- no value ---------------------------------------------------------------- */
static void put_day(char out[DAY], kr_date d)
{
	snprintf(out, DAY, "%04u-%02u-%02u", (unsigned)d.year % 10000u,
	         (unsigned)d.month % 100u, (unsigned)d.day % 100u);
}

static void bounds(const kr_timing *f, uint32_t i)
{
	kr_time_value from, to;
	char text[200], first[DAY], last[DAY];
	kr_date a = kr__date_of_day(f->published.first);
	kr_date b = kr__date_of_day(f->published.last);

	kr__time_at(&f->hits[i], f->published.first, true, &from);
	kr__time_at(&f->hits[i], f->published.last, true, &to);
	if (!from.text[0] || !to.text[0])
		return;
	put_day(first, a);
	put_day(last, b);
	snprintf(text, sizeof text, "published %s it would be %s, published %s it would be %s",
	         first, from.text, last, to.text);
	kr__note(at_hit(f, i), "value", "null", text);
}

static void why_null(const kr_timing *f, uint32_t i)
{
	const kr_time_hit *h = &f->hits[i];
	kr_view value = kr__doc_text(f->doc, kr__times(f->doc)[i].value);
	bool open = kr__view_starts(value, KR_V("XXXX"));
	const char *why = "no day of publication is known, nor a day told before";

	if (value.len && !open)
		return;
	if (f->published.first < f->published.last) {
		bounds(f, i);
		return;
	}
	if (f->published.first == f->published.last)
		why = h->rule->op == KR_TXO_NARR ? "no day is told before from which it counts"
		                                 : "it gives no day, month or year";
	kr__note(at_hit(f, i), "value", "null", why);
}

void kr__time_explain(const kr_timing *f, uint32_t i)
{
	why_null(f, i);
	other_anchors(f, i);
	other_way(f, i);
	years_beside(f, i);
	other_rules(f, i);
}
