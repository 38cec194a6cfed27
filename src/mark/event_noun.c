// SPDX-License-Identifier: Apache-2.0
/*
 * Acts told by nouns. The problem: "kunjungan A ke B", "atas permintaan A",
 * "kesepakatan yang dicapai A dengan B", "demo digelar" name an act without its
 * verb. The idea: the doer stands right behind the noun, behind "dari" or
 * "oleh", in a relative clause, or is the subject of the sentence whose "-nya"
 * the noun carries; a crowd needs no name. Limits: a bare noun of force counts
 * only with a light verb, or with doer, victim and day.
 */
#include "mark/event_steps.h"

enum { REACH = 30, CROWD_BACK = 120 };

static bool possessed(const kr_events_at *e, const kr_clause *c)
{
	return c->end < e->hi &&
	       (kr__ev_class(e, c->end) & KR_WC(POSSESSIVE));
}

/* Does a day stand behind the noun, in its clause? */
static bool dated(const kr_events_at *e, const kr_clause *c)
{
	for (uint32_t i = c->end; i < c->limit && i < c->end + 16; i++)
		if (e->time[i] != KR_NONE)
			return true;
	return false;
}

/* Where the noun's phrase ends: a verb, or a comma before any preposition
 * that the frame wants. */
static uint32_t phrase_limit(const kr_events_at *e, const kr_frame *x,
                             const kr_clause *c)
{
	for (uint32_t i = c->end; i < c->limit; i++) {
		unsigned p = kr__ev_word(e, i)->prep;
		if (p && (x->preps >> (p - 1) & 1))
			return c->limit;
		if ((kr__ev_verb(e, i) && !(kr__ev_class(e, i) & KR_WC(DONE))) ||
		    e->d->text.ptr[e->w[i].span.start] == ',')
			return i;
	}
	return c->limit;
}

/* "hubungan dagang A dan B": a bare root right behind the noun is part of it,
 * whatever its tag. */
static void take_modifier(const kr_events_at *e, kr_clause *c)
{
	uint32_t i = c->end;

	if (i + 1 < c->limit && kr__ev_verb(e, i) && e->w[i].lower == e->w[i].lemma &&
	    e->mention[i + 1] != KR_NONE && !kr__ev_word(e, i)->n_forms)
		c->end++;
}

static bool pronoun_at(const kr_events_at *e, uint32_t i)
{
	return i < e->hi && e->w[i].upos == KR_UPOS_PRON &&
	       !(kr__ev_class(e, i) & (KR_WC(FIRST) | KR_WC(POSSESSIVE) |
	                               KR_WC(REL)));
}

/* "permintaan (langsung) dari X", "serangan oleh X". */
static void behind_from(const kr_events_at *e, const kr_frame *x,
                        const kr_clause *c, kr_side *s)
{
	for (uint32_t i = c->end; i < c->limit && i < c->end + 5; i++) {
		const kr_frame_word *w = kr__ev_word(e, i);
		if (kr__ev_verb(e, i))
			return;
		if (!(w->classes & (KR_WC(BY) | KR_WC(FROM))))
			continue;
		if (!w->prep || !(x->preps >> (w->prep - 1) & 1))
			kr__ev_object(e, i + 1, c->limit, 0, s);
		return;
	}
}

/* The subject of the sentence's first verb: whose "-nya" it is. */
static void sentence_subject(const kr_events_at *e, uint32_t upto, kr_side *s)
{
	for (uint32_t i = e->lo; i < upto; i++) {
		kr_clause main;
		if (!kr__ev_verb(e, i))
			continue;
		kr__ev_clause(e, i, i + 1, &main);
		kr__side_join(e, s, &main.subject);
		return;
	}
}

/* "membantah tuduhan X", "menolak keras tudingan X": X accused who denies. */
static bool denied_charge(const kr_events_at *e, kr_act *act, const kr_clause *c)
{
	const uint64_t no = KR_WC(DENIED) | KR_WC(REFUSE);
	bool near = c->verb > e->lo && (kr__ev_class(e, c->verb - 1) & no);
	bool far = c->verb > e->lo + 1 && (kr__ev_class(e, c->verb - 2) & no);

	if (act->type != KR_EVENT_ACCUSE || !(near || far) || !act->actors.n ||
	    act->actors.last < c->end)
		return false;
	uint32_t i = act->actors.last + 1; /* "tuduhan X bahwa", "tuduhan X soal" */
	if (i >= e->hi || !((kr__ev_class(e, i) & (KR_WC(THAT) | KR_WC(REL))) ||
	                    kr__ev_prep(e, i)))
		return false;
	if (!act->recipients.n)
		sentence_subject(e, c->verb, &act->recipients);
	return act->recipients.n > 0;
}

/* "kecaman X terhadap Y": words with their doer and whom they are for. */
static bool words_of(const kr_act *act, const kr_clause *c)
{
	bool words = act->type == KR_EVENT_ACCUSE || act->type == KR_EVENT_THREATEN ||
	             act->type == KR_EVENT_REQUEST || act->type == KR_EVENT_REJECT;

	return words && act->actors.n && act->recipients.n &&
	       act->actors.first >= c->end && act->actors.first < act->recipients.first;
}

/* "atas permintaan X, Y ...": X asked Y. */
static bool upon(const kr_events_at *e, kr_act *act, const kr_clause *c)
{
	if (act->type != KR_EVENT_REQUEST || c->verb <= e->lo ||
	    !(kr__ev_class(e, c->verb - 1) & KR_WC(INTO)) || !act->actors.n)
		return false;
	if (!act->recipients.n)
		kr__ev_main_subject(e, c->end, &act->recipients);
	if (!act->recipients.n)
		sentence_subject(e, c->verb, &act->recipients);
	return act->recipients.n > 0;
}

/* Who protests needs no name: the people of the place, or of the country that
 * the article is about. */
static void crowd(const kr_events_at *e, kr_act *act, uint32_t at)
{
	uint32_t g = e->group[at];

	for (uint32_t i = at + 1; g == KR_NONE && i < act->end; i++)
		g = e->group[i]; /* "aksi unjuk rasa" */
	for (uint32_t i = at, n = 0; g == KR_NONE && i-- > 0 && n < CROWD_BACK; n++)
		if (e->group[i] != KR_NONE &&
		    kr__frame_named(e->f, e->w[i].lower, KR_FS_UPROAR))
			g = e->group[i]; /* "protes itu": of those told of before */
	if (act->actors.n || g == KR_NONE)
		return;
	kr__side_add(e, &act->actors, g);
	act->basis = kr__doc_sym(e->d, KR_V("inferred"));
}

/* "kesepakatan yang telah dicapai A": hedges of the outer clause are not its. */
static void own_clause(const kr_events_at *e, kr_clause *c)
{
	for (uint32_t i = c->end; i + 1 < e->hi && i < c->end + 3; i++)
		if (kr__ev_class(e, i) & KR_WC(REL)) {
			c->seen &= KR_WC(HELP);
			c->matrix = 0;
			c->purpose = c->condition = false;
			return;
		}
}

bool kr__ev_between(const kr_events_at *e, const kr_side *s)
{
	for (uint32_t i = s->first, n = 0; s->n && i-- > e->lo && n < 4; n++)
		if (kr__ev_class(e, i) & KR_WC(MUTUAL))
			return true;
	return false;
}

/* "X berharap pertemuan antara A dan B ...": X has no part in it. */
static bool of_others(const kr_events_at *e, const kr_act *act, const kr_clause *c)
{
	if (!(act->frame->flags & KR_FR_SYM) || act->recipients.n < 2)
		return false;
	return kr__ev_between(e, &act->recipients) ||
	       (c->matrix & (KR_WC(SAY) | KR_WC(HOPED) | KR_WC(OPINION) | KR_WC(CLAIM)));
}

/* "OTT KPK pada 18 Desember": whom it hit may stand elsewhere. */
static bool raid(const kr_events_at *e, const kr_act *act)
{
	return act->frame->law && !(act->frame->flags & KR_FR_NEED) &&
	       kr__view_is(kr__doc_text(e->d, act->mode), "arrest");
}

/* "gencatan senjata antara A dengan B": B is behind a preposition of its own. */
static void other_party(const kr_events_at *e, const kr_frame *x, const kr_clause *c,
                        kr_side *s)
{
	kr_side more = { .n = 0 };
	uint32_t i = s->last + 1;

	if (!(x->flags & KR_FR_SYM) || s->n != 1 || s->last < c->end || i >= c->limit)
		return;
	const unsigned p = kr__ev_word(e, i)->prep;
	if (!p || !(x->preps >> (p - 1) & 1))
		return;
	kr__ev_object(e, i + 1, c->limit, 0, &more);
	kr__side_join(e, s, &more);
}

/* Do the frames know the word as a verb of force? */
static bool of_force(const kr_events_at *e, uint32_t i)
{
	const kr_frame_word *w = kr__ev_word(e, i);

	for (uint32_t k = 0; k < w->n_forms; k++) {
		const kr_frame_form *form = &e->f->forms[w->first_form + k];
		if (form->voice == KR_FV_ACTIVE &&
		    e->f->frames[form->frame].type == KR_EVENT_ASSAULT)
			return true;
	}
	return false;
}

/* The verb of force that a noun phrase is the subject of; KR_NONE. */
static uint32_t force_behind(const kr_events_at *e, uint32_t from)
{
	bool relative = false;

	for (uint32_t i = from; i < e->hi && i < from + REACH; i++) {
		uint64_t c = kr__ev_class(e, i);
		if (c & (KR_WC(SUB) | KR_WC(WHEN) | KR_WC(BREAK) | KR_WC(COMP)))
			return KR_NONE;
		relative |= (c & KR_WC(REL)) != 0;
		if (!kr__ev_verb(e, i))
			continue;
		if (!relative && !kr__ev_hedge(c))
			return of_force(e, i) ? i : KR_NONE;
		relative = false;
	}
	return KR_NONE;
}

/* "serangan oleh X yang menewaskan Z": the verb of force right behind. */
static uint32_t force_within(const kr_events_at *e, uint32_t at)
{
	uint32_t i = at;

	if (i >= e->hi || !(kr__ev_class(e, i) & KR_WC(REL)))
		return KR_NONE;
	for (i++; i < e->hi && i < at + 4 && kr__ev_hedge(kr__ev_class(e, i)); i++)
		;
	return i < e->hi && of_force(e, i) ? i : KR_NONE;
}

/* Does the sentence tell a day behind the noun? */
static bool day_told(const kr_events_at *e, const kr_clause *c)
{
	for (uint32_t i = c->end; i < e->hi && i < c->end + 2 * REACH; i++)
		if (e->time[i] != KR_NONE)
			return true;
	return false;
}

/* "serangan X ke Y menewaskan Z": told as an act, of X against Y or Z. */
static bool kills(const kr_events_at *e, kr_act *act, const kr_clause *c)
{
	uint32_t v = KR_NONE;

	if (act->type == KR_EVENT_ASSAULT && act->actors.n)
		v = force_behind(e, c->end);
	if (v == KR_NONE && act->type == KR_EVENT_ASSAULT && act->actors.n &&
	    !act->recipients.n && day_told(e, c))
		v = force_within(e, act->actors.last + 1);
	if (v == KR_NONE)
		return false;
	if (!act->recipients.n)
		kr__ev_object(e, v + 1, e->hi, KR_OBJECT_PLACE, &act->recipients);
	if (!act->recipients.n)
		kr__ev_oblique(e, v + 1, e->hi - 1, act->frame->preps,
		               &act->recipients);
	if (act->recipients.n)
		e->taken[v] = true;
	return act->recipients.n > 0;
}

/* Parties of a noun: "pertemuan antara A dan B", "kunjungan A ke B",
 * "pertemuannya dengan B". */
bool kr__ev_noun(const kr_events_at *e, kr_act *act, kr_clause *c)
{
	const kr_frame *x = act->frame;
	bool light = (c->seen & KR_WC(HELP)) != 0;

	own_clause(e, c);
	if (c->verb > e->lo && (kr__ev_class(e, c->verb - 1) & KR_WC(WHEN)) &&
	    !(kr__ev_class(e, c->verb - 1) & KR_WC(BEFORE)))
		c->seen &= ~KR_WC(PROMISED); /* "sepakat ... setelah perundingan" */
	take_modifier(e, c);
	bool outlook = kr__ev_outlook(e, c, act);
	c->limit = phrase_limit(e, x, c);
	kr__ev_recipients(e, x, c, &act->recipients);
	other_party(e, x, c, &act->recipients);
	if (!act->recipients.n && pronoun_at(e, c->end))
		return false; /* "pertemuan mereka": told elsewhere */
	if (!possessed(e, c) && !light)
		kr__ev_object(e, c->end, c->limit, 0, &act->actors);
	if (act->actors.n && act->recipients.n &&
	    act->actors.first >= act->recipients.first)
		act->actors.n = 0;
	bool told = false;
	if (!act->actors.n) {
		behind_from(e, x, c, &act->actors);
		told = act->actors.n && act->type == KR_EVENT_ACCUSE;
	}
	told |= words_of(act, c) || denied_charge(e, act, c) || upon(e, act, c);
	if (!act->actors.n) {
		kr__ev_relative_agent(e, c->end, &act->actors);
		told |= act->actors.n > 0;
	}
	told |= kills(e, act, c);
	if (x->flags & KR_FR_NOSTAND)
		told |= dated(e, c) &&
		        (x->flags & KR_FR_SYM
		                 ? act->recipients.n > 1
		                 : act->actors.n && (act->recipients.n || raid(e, act)));
	if (!act->actors.n && !of_others(e, act, c))
		kr__side_join(e, &act->actors, &c->subject);
	if (!act->actors.n && act->recipients.n && !of_others(e, act, c))
		kr__ev_main_subject(e, c->end, &act->actors);
	if (!act->actors.n && possessed(e, c)) {
		uint32_t s = kr__ev_speaker(e, c->verb);
		if (kr__ev_actor(e, s))
			kr__side_add(e, &act->actors, s);
	}
	if (!act->actors.n && possessed(e, c) && e->quote[c->verb] == KR_NONE)
		sentence_subject(e, c->verb, &act->actors);
	if (x->flags & KR_FR_CROWD)
		crowd(e, act, c->verb);
	return light || told || outlook || !(x->flags & KR_FR_NOSTAND);
}
