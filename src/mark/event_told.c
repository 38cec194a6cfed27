// SPDX-License-Identifier: Apache-2.0
/*
 * The other side told before. The problem: "Phnom Penh membantah", "Jika mereka
 * menyerang, kami akan membalas": who accused, who attacks stands in a sentence
 * before. The idea: of the acts told in the last sentences the nearest that has
 * the actor on one side gives the other side; failing that, the only other
 * party that this sentence or the one before names. Limits: three sentences;
 * two parties that could be meant are none.
 */
#include "mark/event_told.h"

#include "mark/event_steps.h"

enum { ACTS = 12, SENTENCES = 3, NAMES = 2 };

static kr_sym code_of(const kr_events_at *e, uint32_t x)
{
	return e->ent[x].code;
}

static bool hostile(unsigned type)
{
	return type == KR_EVENT_REQUEST || type == KR_EVENT_ACCUSE ||
	       type == KR_EVENT_REJECT || type == KR_EVENT_THREATEN ||
	       type == KR_EVENT_SANCTION || type == KR_EVENT_COERCE ||
	       type == KR_EVENT_ASSAULT || type == KR_EVENT_MOBILIZE;
}

static bool of_code(const kr_events_at *e, const kr_side *s, kr_sym code)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (code_of(e, s->entity[i]) == code)
			return true;
	return false;
}

static void add(const kr_events_at *e, kr_act *a, const kr_side *s)
{
	kr__side_join(e, &a->recipients, s);
	a->basis = kr__doc_sym(e->d, KR_V("inferred"));
}

/* The other side of the last act that has the actor on one of its sides. */
static bool by_act(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];
	const kr_sym own = code_of(e, a->actors.entity[0]);

	for (uint32_t k = i, n = 0; k-- > 0 && n < ACTS; n++) {
		const kr_act *b = &acts->at[k];
		if (b->sentence + SENTENCES < a->sentence)
			return false;
		if (b->gone || !hostile(b->type) || !b->actors.n || !b->recipients.n)
			continue;
		bool did = of_code(e, &b->actors, own), had = of_code(e, &b->recipients, own);
		const kr_side *other = had ? &b->actors : &b->recipients;
		if (did == had || !kr__ev_has_code(e, other))
			continue;
		add(e, a, other);
		return true;
	}
	return false;
}

/* May the word stand for the other side? */
static uint32_t rival(const kr_events_at *e, uint32_t w, kr_sym own)
{
	uint32_t m = e->mention[w], x = m == KR_NONE ? KR_NONE : kr__mentions(e->d)[m].entity;

	if (x == KR_NONE || !kr__ev_actor(e, x) || !e->ent[x].code || e->ent[x].code == own ||
	    kr__view_is(kr__doc_text(e->d, e->ent[x].code), "COM"))
		return KR_NONE;
	return x;
}

/* The only other party of a sentence: 1; none: 0; several: 2. */
static unsigned only_rival(const kr_events_at *e, uint32_t s, kr_sym own, uint32_t *who)
{
	const kr_range r = kr__sentences(e->d)[s].words;
	unsigned n = 0;

	for (uint32_t w = r.first; w < r.first + r.n && w < r.first + KR_EV_NEAR; w++) {
		uint32_t x = rival(e, w, own);
		if (x == KR_NONE || (n && code_of(e, x) == code_of(e, *who)))
			continue;
		*who = x;
		if (++n > 1)
			return n;
	}
	return n;
}

/* The only other party named here or in the `back` sentences before. */
static bool by_name(const kr_events_at *e, kr_act *a, uint32_t back)
{
	const kr_sym own = code_of(e, a->actors.entity[0]);
	uint32_t who = KR_NONE;

	for (uint32_t n = 0; n <= back && n <= a->sentence; n++) {
		unsigned found = only_rival(e, a->sentence - n, own, &who);
		kr_side s = { .n = 0 };
		if (!found)
			continue;
		if (found > 1)
			return false;
		kr__side_add(e, &s, who);
		add(e, a, &s);
		return true;
	}
	return false;
}

void kr__ev_drop_own(const kr_events_at *e, kr_act *act)
{
	kr_side s = { .n = 0 };

	for (uint32_t i = 0; i < act->recipients.n; i++) {
		uint32_t x = act->recipients.entity[i];
		bool own = false;
		for (uint32_t k = 0; k < act->actors.n; k++)
			own |= e->ent[x].code &&
			       e->ent[x].code ==
			               e->ent[act->actors.entity[k]].code;
		if (!own)
			kr__side_add(e, &s, x);
	}
	if (s.n)
		act->recipients = s;
}

bool kr__ev_who(const kr_events_at *e, const kr_act *act)
{
	uint32_t i = act->trigger;

	while (i > e->lo && kr__ev_hedge(kr__ev_class(e, i - 1)))
		i--;
	return act->frame->type == KR_EVENT_ACCUSE && i > e->lo + 1 &&
	       (kr__ev_class(e, i - 1) & KR_WC(REL)) && e->mention[i - 2] != KR_NONE;
}

void kr__ev_not_own(const kr_events_at *e, kr_act *act)
{
	const uint32_t a = act->actors.n ? act->actors.entity[0] : KR_NONE;
	const uint32_t r = act->recipients.n == 1 ? act->recipients.entity[0] : KR_NONE;

	if (a == KR_NONE || r == KR_NONE || !code_of(e, a) || code_of(e, a) != code_of(e, r) ||
	    !kr__ev_state(e, r) ||
	    !kr__view_is(kr__doc_text(e->d, e->ent[a].sector), "GOV"))
		return;
	act->recipients.n = 0;
}

bool kr__ev_third(const kr_events_at *e, uint32_t i)
{
	const uint64_t other = KR_WC(FIRST) | KR_WC(SECOND) | KR_WC(POSSESSIVE) |
	                       KR_WC(REL) | KR_WC(DET) | KR_WC(MUTUAL);

	return e->w[i].upos == KR_UPOS_PRON && e->mention[i] == KR_NONE &&
	       !(kr__ev_class(e, i) & other);
}

bool kr__ev_they(const kr_events_at *e, const kr_act *act)
{
	uint32_t i = act->trigger;

	if (!(act->frame->flags & KR_FR_SPEECH) || !(act->frame->flags & KR_FR_SWAP))
		return false;
	while (i > e->lo && kr__ev_hedge(kr__ev_class(e, i - 1)))
		i--;
	if (i < e->lo + 2 || e->quote[i - 1] == KR_NONE)
		return i > e->lo && e->quote[i - 1] != KR_NONE && kr__ev_third(e, i - 1);
	return kr__ev_third(e, i - 1) || /* "tuduhan itu": of whoever made it */
	       ((kr__ev_class(e, i - 1) & KR_WC(DET)) &&
	        kr__frame_named(e->f, e->w[i - 2].lower, KR_FS_RUMOUR));
}

/* "mengecam pengumuman itu", "menyambut baik keputusan tersebut": whoever did
 * what was told last. */
static bool that_deed(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];
	const kr_sym own = code_of(e, a->actors.entity[0]);
	bool that = false, words = false; /* "tuduhan itu": of something said */

	for (uint32_t w = a->end; w < a->end + 4 && w < kr__n_words(e->d); w++) {
		that |= (kr__ev_class(e, w) & KR_WC(DET)) != 0;
		words |= kr__frame_named(e->f, e->w[w].lower, KR_FS_RUMOUR);
	}
	for (uint32_t k = i, n = 0; that && k-- > 0 && n < ACTS; n++) {
		const kr_act *b = &acts->at[k];
		if (b->sentence + SENTENCES < a->sentence)
			return false;
		if (b->gone || !b->actors.n || b->type == KR_EVENT_CONSULT ||
		    (!words && (b->type == KR_EVENT_ACCUSE || b->type == KR_EVENT_REQUEST)) ||
		    of_code(e, &b->actors, own) || !kr__ev_has_code(e, &b->actors))
			continue;
		add(e, a, &b->actors);
		return true;
	}
	return false;
}

bool kr__ev_told(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];
	bool him = a->end < kr__n_words(e->d) && kr__ev_third(e, a->end);
	bool they = (a->frame->flags & KR_FR_SPEECH) && (a->frame->flags & KR_FR_SWAP);

	if (!a->actors.n || !code_of(e, a->actors.entity[0]) || a->noun)
		return false;
	if (him && a->type != KR_EVENT_ASSAULT)
		return by_name(e, a, 0) || by_act(e, acts, i);
	if (!they && (a->type == KR_EVENT_ACCUSE || a->type == KR_EVENT_SUPPORT))
		return that_deed(e, acts, i);
	if (!they && a->type != KR_EVENT_THREATEN && a->type != KR_EVENT_REJECT)
		return false;
	if (by_act(e, acts, i))
		return true;
	return (they || a->type == KR_EVENT_THREATEN) && by_name(e, a, NAMES);
}
