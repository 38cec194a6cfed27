// SPDX-License-Identifier: Apache-2.0
/*
 * When and where. The problem: the day and the place of an act stand in its
 * clause, in its sentence, or once for all in the lead. The idea: the nearest
 * time and place by a price for every clause border between; the day behind
 * "dikutip TASS" or behind the cue of a quote belongs to the report; what is
 * not stated is inherited from the lead, and says so. Limits: background
 * sentences ("sebelumnya ...") inherit nothing.
 */
#include "mark/event_steps.h"

#include "lexicon/lexicon.h"

#include <string.h>

enum { BORDER = 12, FAR = 70, LEAD_SENTENCES = 4, AFTER_QUOTE = 120 };

typedef struct lead {
	uint32_t time;   /* the narrative's own day, or KR_NONE */
	uint32_t past;   /* the same, of days that are not still to come */
	const kr_act *meeting; /* where the speakers met */
} lead;

uint64_t kr__ev_borders(void)
{
	return KR_WC(SUB) | KR_WC(WHEN) | KR_WC(REL) | KR_WC(THAT) |
	       KR_WC(COND) | KR_WC(BREAK) | KR_WC(SAY);
}

/* Words between, and a price for each clause border. */
static uint32_t price(const kr_events_at *e, uint32_t a, uint32_t b)
{
	uint32_t lo = a < b ? a : b, hi = a < b ? b : a, cost = hi - lo;

	for (uint32_t i = lo + 1; i < hi; i++)
		if (kr__ev_class(e, i) & kr__ev_borders())
			cost += BORDER;
	return cost;
}

/* "membebaskan dua prajurit yang ditawan sejak Mei": since when it was so is not
 * when the act was done. */
static bool since_of_relative(const kr_events_at *e, const kr_act *a, uint32_t word)
{
	bool relative = false;

	if (word < 1 || !(kr__ev_class(e, word - 1) & KR_WC(SINCE)))
		return false;
	for (uint32_t i = a->trigger + 1; i < word && !relative; i++)
		relative = (kr__ev_class(e, i) & KR_WC(REL)) != 0;
	return relative;
}

/* "membebaskan dua tawanan dan berjanji menyerahkan dua lagi sebelum 20 Mei": the
 * day of what is promised behind the act. */
static bool of_next_promise(const kr_events_at *e, const kr_act *a, uint32_t word)
{
	for (uint32_t i = a->end; !kr__is_pledge(a->status) && i + 1 < word; i++)
		if ((kr__ev_class(e, i) & KR_WC(COORD)) &&
		    (kr__ev_class(e, i + 1) & (KR_WC(PROMISED) | KR_WC(PLANNED))))
			return true;
	return false;
}

/* "akan merundingkan perjanjian yang ditargetkan diteken pada Juni": when and
 * where of what is to come is not that of an act in a relative clause. */
static bool of_relative(const kr_events_at *e, const kr_act *a, uint32_t word)
{
	bool relative = false;

	for (uint32_t i = a->trigger + 1; kr__is_pledge(a->status) && i < word; i++) {
		char c = e->d->text.ptr[e->w[i].span.start];
		relative |= (kr__ev_class(e, i) & KR_WC(REL)) && (c < 'A' || c > 'Z');
		if (relative && kr__ev_word(e, i)->n_forms && kr__ev_verb(e, i))
			return true;
	}
	return false;
}

bool kr__ev_full_time(const kr_events_at *e, uint32_t t)
{
	const kr_time *x = &kr__times(e->d)[t];
	kr_view v = kr__doc_text(e->d, x->value);

	return x->type != KR_TIME_DURATION && v.len >= 4 &&
	       ((v.ptr[0] >= '0' && v.ptr[0] <= '9') ||
	        kr__view_starts(v, KR_V("XXXX-"))); /* only the year is not known */
}

static bool verbal(unsigned type)
{
	return type <= KR_EVENT_CONCEDE || type == KR_EVENT_REQUEST ||
	       type == KR_EVENT_ACCUSE || type == KR_EVENT_REJECT ||
	       type == KR_EVENT_THREATEN;
}

/* Is word i outside the speech that holds the trigger? Behind indirect speech
 * the sentence may go on about the act. */
static bool outside(const kr_events_at *e, const kr_act *a, uint32_t i)
{
	if (a->quote == KR_NONE || e->quote[i] == a->quote)
		return false;
	return kr__quotes(e->d)[a->quote].kind == KR_QUOTE_DIRECT ||
	       i < a->trigger;
}

/* A day that somebody names in his own words is not that of what is told of him:
 * "'Pada 5 Mei kami berangkat,' kata X seusai menerima Y". */
static bool in_other_words(const kr_events_at *e, const kr_act *a, uint32_t i)
{
	uint32_t q = e->quote[i];

	return q != KR_NONE && q != a->quote &&
	       kr__quotes(e->d)[q].kind == KR_QUOTE_DIRECT &&
	       !(a->frame->flags & KR_FR_SPEECH);
}

/* "mengatakan Rwanda akan menarik pasukannya, Selasa (15/4).": behind a comma at the
 * end the day, if it is none to come, is that of the saying or of the promise. */
static bool of_saying(const kr_events_at *e, const kr_act *a, uint32_t word)
{
	const kr_time *t = &kr__times(e->d)[e->time[word]];
	uint32_t first = t->words.first, end = first + t->words.n;
	bool said = false;

	while (end < e->hi && kr__ev_mark(e, end))
		end++;
	if (!kr__is_pledge(a->status) || first <= a->trigger || end < e->hi ||
	    !kr__ev_comma(e, first - 1) || kr__ev_to_come(e, e->time[word]))
		return false;
	for (uint32_t i = e->lo; i < a->trigger && !said; i++)
		said = kr__ev_class(e, i) & (KR_WC(SAY) | KR_WC(PROMISED));
	return said;
}

/* The day of a report: behind "dilansir", or outside the trigger's quote. */
static bool of_report(const kr_events_at *e, const kr_act *a, uint32_t word)
{
	if (!(a->frame->flags & KR_FR_SPEECH) && outside(e, a, word) &&
	    !(verbal(a->type) && kr__side_has(&a->actors, a->said_by)))
		return true;
	for (uint32_t i = word, n = 0; i-- > e->lo && n < 8; n++) {
		uint64_t c = kr__ev_class(e, i);
		if (c & KR_WC(FOLLOW))
			return true;
		if (kr__ev_verb(e, i))
			return false;
	}
	return false;
}

const char *kr__ev_no_day(const kr_events_at *e, const kr_act *a, uint32_t i)
{
	if (!kr__ev_full_time(e, e->time[i]))
		return "a clock time or a span: no day by itself";
	if (in_other_words(e, a, i))
		return "somebody names it in words of his own";
	if (of_report(e, a, i))
		return "the day of the report or of the quote";
	if (of_relative(e, a, i))
		return "stands in a relative clause with a verb of its own";
	if (since_of_relative(e, a, kr__times(e->d)[e->time[i]].words.first))
		return "since when it was so, not when the act was done";
	if (of_saying(e, a, i))
		return "the day on which it was said or promised";
	return of_next_promise(e, a, i) ? "of what is promised next" : NULL;
}

static void nearest_time(const kr_events_at *e, kr_act *a)
{
	uint32_t best = FAR;

	for (uint32_t i = e->lo; i < e->hi; i++) {
		uint32_t t = e->time[i];
		if (t == KR_NONE || t == a->time || kr__ev_no_day(e, a, i))
			continue;
		uint32_t p = price(e, i, a->trigger);
		if (p < best) {
			best = p;
			a->time = t;
		}
	}
}

static void set_date(const kr_events_at *e, kr_act *a, uint32_t t,
                     const char *basis)
{
	const kr_time *x = &kr__times(e->d)[t];
	kr_view v = kr__doc_text(e->d, x->value);
	size_t cut = kr__view_chr(v, 'T');

	a->date = cut != KR_NPOS ? kr__doc_sym(e->d, kr__view_sub(v, 0, cut))
	                         : x->value;
	a->days = x->days;
	a->date_basis = kr__doc_sym(e->d, kr__view_of(basis));
}

/* "sejak 10 Oktober": from that day to the day of the article. */
static void since(const kr_events_at *e, kr_act *a, uint32_t now)
{
	uint32_t i = kr__times(e->d)[a->time].words.first;
	uint32_t from_word = i > e->lo + 6 ? i - 6 : e->lo;
	char text[64];
	bool since = false;

	while (i-- > from_word)
		since |= (kr__ev_class(e, i) & KR_WC(SINCE)) != 0;
	if (!since || now == KR_NONE || kr__times(e->d)[now].days.last <= a->days.last)
		return;
	kr_view from = kr__doc_text(e->d, a->date);
	kr_view to = kr__doc_text(e->d, kr__times(e->d)[now].value);
	if (from.len != 10 || to.len < 10)
		return;
	memcpy(text, from.ptr, 10);
	text[10] = '/';
	memcpy(text + 11, to.ptr, 10);
	a->date = kr__doc_sym(e->d, (kr_view){ text, 21 });
	a->days.last = kr__times(e->d)[now].days.last;
}

static bool is_place(const kr_events_at *e, uint32_t m)
{
	const kr_entity *x = &e->ent[kr__mentions(e->d)[m].entity];

	return x->type == KR_ENTITY_PLACE ||
	       kr__ev_state(e, kr__mentions(e->d)[m].entity);
}

/* Is the mention behind a preposition of place? */
static bool located(const kr_events_at *e, uint32_t m, uint64_t classes)
{
	uint32_t i = kr__mentions(e->d)[m].words.first;

	for (unsigned n = 0; i > e->lo && n < 4; n++) {
		i--;
		if (kr__ev_class(e, i) & classes)
			return true;
		if (e->w[i].upos != KR_UPOS_NOUN && e->w[i].upos != KR_UPOS_PROPN &&
		    e->w[i].upos != KR_UPOS_ADJ)
			return false;
	}
	return false;
}

/* Of these also where they go to. */
static bool goes(const kr_act *a)
{
	return a->type == KR_EVENT_ASSAULT || a->visit || a->type == KR_EVENT_AID ||
	       a->type == KR_EVENT_MOBILIZE || a->type == KR_EVENT_COOPERATE;
}

const char *kr__ev_no_place(const kr_events_at *e, const kr_act *a, uint32_t i)
{
	if (of_relative(e, a, i))
		return "stands in a relative clause with a verb of its own";
	if (!located(e, e->mention[i], KR_WC(AT) | (goes(a) ? KR_WC(TO) : 0)))
		return "no preposition of place stands before it";
	if (outside(e, a, i) && !(a->frame->flags & KR_FR_SPEECH))
		return "stands outside the words that tell the act";
	return NULL;
}

static void nearest_place(const kr_events_at *e, kr_act *a)
{
	uint32_t best = FAR;

	for (uint32_t i = e->lo; i < e->hi; i++) {
		uint32_t m = e->mention[i];
		if (m == KR_NONE || m == a->place || !is_place(e, m) ||
		    kr__ev_no_place(e, a, i))
			continue;
		uint32_t p = price(e, i, a->trigger);
		if (i < a->trigger)
			p += 4;
		if (p < best) {
			best = p;
			a->place = m;
		}
	}
}

/* Country and coordinates of a place that the world knows by this name. */
static void locate(const kr_events_at *e, kr_place *p)
{
	static const uint8_t kinds[] = { KR_WORLD_SEAT, KR_WORLD_PLACE };
	const kr_world *w = e->pack->lexicon ? e->pack->lexicon->world : NULL;
	kr_view country = kr__doc_text(e->d, p->country);
	kr_world_hits hits;

	if (!w || !p->name || !kr__world_find(w, kr__doc_text(e->d, p->name), &hits))
		return;
	for (size_t k = 0; k < 2; k++) {
		const kr_world_hit *h = kr__world_hit_of(&hits, kinds[k]);
		if (!h)
			continue;
		const kr_world_row *r = kr__world_row(w, kinds[k], h->row);
		kr_view of = r->country.len ? r->country : r->code;
		if (!r->located || (country.len && !kr__view_eq(of, country)))
			continue;
		if (!country.len)
			p->country = kr__doc_sym(e->d, of);
		p->lat_e4 = (int32_t)(r->lat * 10000 + (r->lat < 0 ? -0.5F : 0.5F));
		p->lon_e4 = (int32_t)(r->lon * 10000 + (r->lon < 0 ? -0.5F : 0.5F));
		return;
	}
}

static void set_place(const kr_events_at *e, kr_act *a, uint32_t m,
                      const char *basis)
{
	const kr_mention *x = &kr__mentions(e->d)[m];
	const kr_entity *y = &e->ent[x->entity];

	a->where = (kr_place){
		.name = y->name, .country = y->country ? y->country : y->code,
		.span = x->span,
		.basis = kr__doc_sym(e->d, kr__view_of(basis))
	};
	locate(e, &a->where);
}

static bool background(const kr_events_at *e, const kr_act *a)
{
	const kr_sentence *s = &kr__sentences(e->d)[a->sentence];

	kr_range r = kr__ev_near(s, a->trigger);

	for (uint32_t i = r.first; i < r.first + r.n; i++)
		if (kr__ev_class(e, i) & KR_WC(BACKGROUND))
			return true;
	return false;
}

static bool whole_day(const kr_events_at *e, uint32_t t)
{
	kr_view v = kr__doc_text(e->d, kr__times(e->d)[t].value);

	return kr__ev_full_time(e, t) && v.len >= 10 && v.ptr[0] != 'X';
}

/* The day of the article's own story: the first full day of its first
 * sentences, else the first one that stands behind a quote; `past`: none that is
 * still to come. */
static uint32_t lead_time(const kr_events_at *e, bool past)
{
	uint32_t n = kr__n_sentences(e->d), q = 0;
	uint32_t k = n < LEAD_SENTENCES ? n : LEAD_SENTENCES;

	if (n == 0)
		return KR_NONE;
	uint32_t end = kr__sentences(e->d)[k - 1].span.end;
	for (uint32_t t = 0; t < kr__n_times(e->d); t++) {
		uint32_t at = kr__times(e->d)[t].span.start;
		if (!whole_day(e, t) || (past && kr__ev_to_come(e, t)))
			continue;
		if (at < end)
			return t;
		while (q < kr__n_quotes(e->d) &&
		       kr__quotes(e->d)[q].span.end + AFTER_QUOTE < at)
			q++;
		if (q < kr__n_quotes(e->d) && kr__quotes(e->d)[q].span.end < at)
			return t;
	}
	return KR_NONE;
}

/* "Setelah pertemuan mereka, ...": due on the day of the meeting. */
static bool after_meeting(const kr_events_at *e, const kr_act *a)
{
	kr_range r = kr__ev_near(&kr__sentences(e->d)[a->sentence], a->trigger);

	for (uint32_t i = r.first; i + 1 < r.first + r.n && i < a->trigger; i++) {
		const kr_frame_word *w = kr__ev_word(e, i + 1);
		if ((kr__ev_class(e, i) & KR_WC(WHEN)) && w->n_forms &&
		    e->f->frames[e->f->forms[w->first_form].frame].type ==
		            KR_EVENT_CONSULT)
			return true;
	}
	return false;
}

/* "Dalam kunjungan tersebut, ... akan ...": due on the day of that visit. */
static bool in_meeting(const kr_events_at *e, const kr_act *a)
{
	kr_range r = kr__ev_near(&kr__sentences(e->d)[a->sentence], a->trigger);

	for (uint32_t i = r.first + 1; i + 1 < a->trigger; i++) {
		const kr_frame_word *w = kr__ev_word(e, i);
		if (kr__ev_word(e, i - 1)->prep && w->n_forms &&
		    (kr__ev_class(e, i + 1) & KR_WC(DET)) &&
		    e->f->frames[e->f->forms[w->first_form].frame].type ==
		            KR_EVENT_CONSULT)
			return true;
	}
	return false;
}

static void take_meeting(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];

	if (a->date || !kr__is_pledge(a->status) || !in_meeting(e, a))
		return;
	for (uint32_t k = i; k-- > 0;) {
		const kr_act *b = &acts->at[k];
		if (b->type != KR_EVENT_CONSULT || !b->date)
			continue;
		a->date = b->date;
		a->days = b->days;
		a->date_basis = kr__doc_sym(e->d, KR_V("inherited"));
		return;
	}
}

static void inherit(const kr_events_at *e, kr_act *a, const lead *l)
{
	bool future = kr__is_pledge(a->status);

	if (future && !a->date && l->meeting && after_meeting(e, a)) {
		a->date = l->meeting->date;
		a->days = l->meeting->days;
		a->date_basis = kr__doc_sym(e->d, KR_V("inherited"));
	}
	if (future || background(e, a) || a->status == KR_STATUS_ONGOING)
		return;
	if (!a->date && l->past != KR_NONE && verbal(a->type))
		set_date(e, a, l->past, "inherited");
	if (!a->where.name && l->meeting && verbal(a->type) &&
	    a->date && a->date == l->meeting->date) {
		a->where = l->meeting->where;
		a->where.basis = kr__doc_sym(e->d, KR_V("inherited"));
	}
}

void kr__ev_when(const kr_events_at *e, kr_acts *acts)
{
	kr_events_at at = *e;
	lead l = { .time = lead_time(e, false), .past = lead_time(e, true) };

	for (uint32_t i = 0; i < acts->n; i++) {
		kr_act *a = &acts->at[i];
		const kr_sentence *s = &kr__sentences(e->d)[a->sentence];
		kr_range near = kr__ev_near(s, a->trigger);
		at.lo = near.first;
		at.hi = near.first + near.n;
		if (a->postponed && a->moved == KR_NONE && kr__is_pledge(a->status))
			a->moved = a->trigger; /* what else is told is the old day */
		if (a->moved != KR_NONE)
			a->time = kr__ev_moved_to(&at, a);
		else
			nearest_time(&at, a);
		a->postponed &= !background(&at, a); /* recalled: no news */
		if (a->time != KR_NONE && kr__ev_over(e, a))
			a->time = KR_NONE;
		kr__ev_due_behind(&at, a, l.time);
		nearest_place(&at, a);
		if (a->time != KR_NONE) {
			set_date(e, a, a->time, "stated");
			since(&at, a, l.time);
			kr__ev_due(&at, a);
		}
		kr__ev_due_within(&at, a);
		if (a->place != KR_NONE)
			set_place(e, a, a->place, "stated");
		if (!l.meeting && a->type == KR_EVENT_CONSULT && a->where.name &&
		    a->status == KR_STATUS_OCCURRED && a->date)
			l.meeting = a;
	}
	for (uint32_t i = 0; i < acts->n; i++) {
		take_meeting(e, acts, i);
		inherit(e, &acts->at[i], &l);
	}
}
