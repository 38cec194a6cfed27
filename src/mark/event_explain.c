// SPDX-License-Identifier: Apache-2.0
/*
 * Notes on a record, for whoever asks why. The problem: a null field and a
 * wrong party look the same from outside: nothing says what was tried. The
 * idea: when the document is read with notes, each record gets one note a
 * field: where it came from, or why it is null, which word gives its status,
 * which days, places and people near it lost and why, and which tellings of
 * the same act were merged into it. Limits: of candidates only those of its
 * own sentence are named.
 */
#include "mark/event_steps.h"
#include "mark/note.h"

static void note(const kr_events_at *e, uint32_t index, const char *field,
                 const char *basis, const char *text)
{
	kr__note((kr_noted){ e->d, index, KR_LAYER_event }, field, basis, text);
}

/* A note that cites words of the text. */
static void cite(const kr_events_at *e, uint32_t index, const char *field,
                 const char *basis, kr_span span)
{
	kr__note_words((kr_noted){ e->d, index, KR_LAYER_event }, field, basis, span, NULL);
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

/* A day or place of the sentence that was not taken, with the reason. */
static void loser(const kr_events_at *e, uint32_t index, const char *field,
                  const char *why, kr_span span)
{
	kr__note_words((kr_noted){ e->d, index, KR_LAYER_event }, field, "lost", span, why);
}

static const char *why_not_day(const kr_events_at *e, const kr_act *a, uint32_t i)
{
	const char *why = kr__ev_no_day(e, a, i);

	if (why)
		return why;
	if (!kr__doc_text(e->d, kr__times(e->d)[e->time[i]].value).len)
		return "no publication day resolves it";
	return a->time == KR_NONE ? "too far from the act, or past what is to come"
	                          : "farther from the act than the day taken";
}

static bool named_place(const kr_events_at *e, const kr_act *a, uint32_t m)
{
	uint32_t x = kr__mentions(e->d)[m].entity;

	return e->ent[x].type == KR_ENTITY_PLACE &&
	       !kr__side_has(&a->actors, x) && !kr__side_has(&a->recipients, x);
}

static bool border_between(const kr_events_at *e, uint32_t i, uint32_t k)
{
	for (uint32_t lo = i < k ? i : k, hi = i < k ? k : i; ++lo < hi;)
		if (kr__ev_class(e, lo) & kr__ev_borders())
			return true;
	return false;
}

/* Why somebody who is named at word i is no side of the act. */
static const char *why_no_side(const kr_events_at *e, const kr_act *a, uint32_t i)
{
	if (e->quote[i] != e->quote[a->trigger])
		return "stands on the other side of a quotation mark";
	if (border_between(e, i, a->trigger))
		return "stands in another clause";
	return "stands where the frame seeks no side";
}

static void losing_side(const kr_events_at *e, const kr_act *a, uint32_t index,
                        uint32_t i)
{
	uint32_t m = e->mention[i], x = kr__mentions(e->d)[m].entity;

	if (x != KR_NONE && x != a->said_by && kr__ev_actor(e, x) &&
	    !kr__side_has(&a->actors, x) && !kr__side_has(&a->recipients, x))
		loser(e, index, "side", why_no_side(e, a, i),
		      kr__mentions(e->d)[m].span);
}

static void losers(const kr_events_at *e, const kr_act *a, uint32_t index)
{
	uint32_t last_time = KR_NONE, last_mention = KR_NONE;

	for (uint32_t i = e->lo; i < e->hi; i++) {
		uint32_t t = e->time[i], m = e->mention[i];
		if (t != KR_NONE && t != a->time && t != last_time) {
			last_time = t;
			loser(e, index, "date", why_not_day(e, a, i),
			      kr__times(e->d)[t].span);
		}
		if (m == KR_NONE || m == a->place || m == last_mention)
			continue;
		last_mention = m;
		losing_side(e, a, index, i);
		if (!named_place(e, a, m))
			continue;
		const char *why = kr__ev_no_place(e, a, i);
		loser(e, index, "place", why ? why : "farther from the act",
		      kr__mentions(e->d)[m].span);
	}
}

/* The word that makes it planned, hoped, denied; else the frame's own status. */
static void status(const kr_events_at *e, const kr_act *a, uint32_t index,
                   kr_range near)
{
	uint32_t i = a->frame->flags & KR_FR_NOSTATUS
	                     ? KR_NONE : kr__ev_status_word(e, a, near);

	if (i != KR_NONE && i != a->trigger)
		cite(e, index, "status", "word", e->w[i].span);
	else if (a->status == a->frame->status)
		note(e, index, "status", "frame", "as its frame says: no word makes it other");
	else
		note(e, index, "status", "clause", i == a->trigger
		     ? "the act word itself says so"
		     : "its clause or its day says so");
}

void kr__ev_explain(const kr_events_at *e, const kr_acts *acts, uint32_t i,
                    uint32_t index)
{
	const kr_act *a = &acts->at[i];
	kr_range near = kr__ev_near(&kr__sentences(e->d)[a->sentence], a->trigger);
	kr_events_at at = *e;

	if (!e->d->explain)
		return;
	at.lo = near.first;
	at.hi = near.first + near.n;
	status(e, a, index, near);
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
	losers(&at, a, index);
	for (uint32_t k = 0; k < acts->n; k++)
		if (acts->at[k].merged_into == i)
			cite(e, index, "evidence", "merged",
			     kr__sentences(e->d)[acts->at[k].sentence].span);
}
