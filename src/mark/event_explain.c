// SPDX-License-Identifier: Apache-2.0
/*
 * Notes on a record, for whoever asks why. The problem: a null field and a
 * wrong party look the same from outside: nothing says what was tried. The
 * idea: when the document is read with notes, each record gets one note a
 * field: where it came from, or why it is null, which days and places near it
 * lost, and which tellings of the same act were merged into it. Limits: of
 * candidates only those of its own sentence are named.
 */
#include "mark/event_steps.h"

#include <stdio.h>

static void note(const kr_events_at *e, uint32_t index, const char *field,
                 const char *basis, const char *text)
{
	if (kr__doc_note(e->d, KR_LAYER_event, index, field, basis) ||
	    !kr__n_notes(e->d))
		return;
	kr_sym s = kr__doc_sym(e->d, kr__view_of(text));
	kr__notes(e->d)[kr__n_notes(e->d) - 1].text = s;
}

/* A note that cites words of the text. */
static void cite(const kr_events_at *e, uint32_t index, const char *field,
                 const char *basis, kr_span span)
{
	kr_view v = kr__view_sub(kr__doc_cut(e->d, span), 0, 80);
	char text[128];

	while (v.len && ((uint8_t)v.ptr[v.len - 1] & 0xC0) == 0x80)
		v.len--; /* no half character at the cut */
	if (v.len && (uint8_t)v.ptr[v.len - 1] >= 0xC0)
		v.len--;
	snprintf(text, sizeof text, "\"%.*s\"", (int)v.len, v.ptr);
	note(e, index, field, basis, text);
}

static bool has_class(const kr_events_at *e, kr_range r, uint64_t classes)
{
	for (uint32_t i = r.first; i < r.first + r.n; i++)
		if (kr__ev_class(e, i) & classes)
			return true;
	return false;
}

static const char *why_no_day(const kr_events_at *e, const kr_act *a, kr_range near)
{
	if (kr__is_pledge(a->status))
		return "it is still to come, and no day for it is told";
	if (a->status == KR_STATUS_ONGOING)
		return "it goes on, and no day of its beginning is told";
	if (has_class(e, near, KR_WC(BACKGROUND)))
		return "told as background: it inherits no day";
	if (a->type >= KR_EVENT_PROTEST || a->type == KR_EVENT_COOPERATE ||
	    a->type == KR_EVENT_AID || a->type == KR_EVENT_RETREAT)
		return "a deed takes its day from its own sentence only";
	return "no day near it, and none of the article to inherit";
}

static const char *why_nobody(const kr_act *a)
{
	if (a->frame->flags & KR_FR_SYM)
		return "all parties are actors";
	return a->frame->flags & KR_FR_NEED
	               ? "the text names none, and this act may do without"
	               : "none is named, and the frame does not ask for one";
}

/* Days and places of the sentence that were not taken. */
static void losers(const kr_events_at *e, const kr_act *a, uint32_t index,
                   kr_range near)
{
	uint32_t last_time = KR_NONE, last_mention = KR_NONE;

	for (uint32_t i = near.first; i < near.first + near.n; i++) {
		uint32_t t = e->time[i], m = e->mention[i];
		if (t != KR_NONE && t != a->time && t != last_time) {
			last_time = t;
			bool value = kr__doc_text(e->d, kr__times(e->d)[t].value).len;
			cite(e, index, "date", value ? "lost" : "unresolved",
			     kr__times(e->d)[t].span);
		}
		if (m == KR_NONE || m == a->place || m == last_mention)
			continue;
		last_mention = m;
		const kr_mention *x = &kr__mentions(e->d)[m];
		if (e->ent[x->entity].type == KR_ENTITY_PLACE &&
		    !kr__side_has(&a->actors, x->entity) &&
		    !kr__side_has(&a->recipients, x->entity))
			cite(e, index, "place", "lost", x->span);
	}
}

void kr__ev_explain(const kr_events_at *e, const kr_acts *acts, uint32_t i,
                    uint32_t index)
{
	const kr_act *a = &acts->at[i];
	kr_range near = kr__ev_near(&kr__sentences(e->d)[a->sentence], a->trigger);

	if (!e->d->explain)
		return;
	note(e, index, "actors", a->basis ? "inferred" : "stated",
	     a->basis ? "a side follows from the rest of the article" : "");
	if (!a->recipients.n)
		note(e, index, "recipients", "null", why_nobody(a));
	if (!a->date)
		note(e, index, "date", "null", why_no_day(e, a, near));
	if (!a->where.name && !a->where.country)
		note(e, index, "place", "null",
		     "no place stands in its clause, and none to inherit");
	if (!a->mode)
		note(e, index, "mode", "null", "the frame gives none");
	losers(e, a, index, near);
	for (uint32_t k = 0; k < acts->n; k++)
		if (acts->at[k].merged_into == i)
			cite(e, index, "evidence", "merged",
			     kr__sentences(e->d)[acts->at[k].sentence].span);
}
