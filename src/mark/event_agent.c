// SPDX-License-Identifier: Apache-2.0
/*
 * The doer that a passive does not name. The problem: "ia ditahan di Myanmar",
 * "WNI akan dievakuasi", "X ditetapkan sebagai tersangka": who did it follows
 * from the text. The idea, in this order: behind a far "oleh"; the state on
 * whose soil it was done; the police, court or prosecutor told of before; of
 * citizens who are saved, their own state; of what an official tells that groups
 * are asked, fined or given, he. Limits: legal acts, requests and help only; such
 * a doer is marked as inferred.
 */
#include "mark/event_steps.h"

enum { FAR_BY = 30, BEFORE = 40 };

void kr__ev_far_by(const kr_events_at *e, const kr_clause *c, kr_side *s)
{
	for (uint32_t i = c->end; i < e->hi && i < c->end + FAR_BY; i++) {
		uint64_t w = kr__ev_class(e, i);
		if (w & (KR_WC(SUB) | KR_WC(THAT) | KR_WC(WHEN) | KR_WC(BREAK)))
			return;
		if (w & KR_WC(BY)) {
			kr__ev_object(e, i + 1, e->hi, 0, s);
			return;
		}
	}
}

void kr__ev_relative_agent(const kr_events_at *e, uint32_t from, kr_side *s)
{
	for (uint32_t i = from; i + 1 < e->hi && i < from + 6; i++) {
		if (!(kr__ev_class(e, i) & KR_WC(REL)))
			continue;
		uint32_t v = i + 1; /* "yang telah berhasil dicapai X" */
		while (v + 1 < e->hi && v < i + 3 && e->w[v].voice != KR_VOICE_PASS &&
		       !(kr__ev_class(e, v) & KR_WC(HELP)) &&
		       kr__ev_hedge(kr__ev_class(e, v)))
			v++;
		if ((kr__ev_class(e, v) & KR_WC(HELP)) ||
		    (e->w[v].voice == KR_VOICE_PASS &&
		     !(kr__ev_kind(e, v) & KR_WK(UNDERGO)) &&
		     !(kr__ev_class(e, v) & (KR_WC(SAY) | KR_WC(CLAIM))))) {
			kr_clause sub = { .end = v + 1, .limit = e->hi };
			kr__ev_agent(e, &sub, s);
		}
		return;
	}
}

void kr__ev_source(const kr_events_at *e, const kr_clause *c, kr_side *s)
{
	for (uint32_t i = c->end; i + 1 < c->limit && i < c->end + 8; i++) {
		bool from = i < c->end + 3 && (kr__ev_class(e, i) & KR_WC(FROM));
		if (kr__ev_verb(e, i) || kr__ev_comma(e, i))
			return;
		if (!from && !(kr__ev_class(e, i) & KR_WC(BY)))
			continue;
		if (i > c->end && e->mention[i + 1] != KR_NONE)
			kr__ev_list_right(e, i + 1, c->limit, s);
		return;
	}
}

void kr__ev_owner(const kr_events_at *e, const kr_clause *c, kr_side *s)
{
	uint32_t v = e->lo, i = c->end;
	kr_clause main;

	while (i < c->limit && i < c->end + 6 && e->mention[i] == KR_NONE &&
	       !(kr__ev_class(e, i) & KR_WC(POSSESSIVE)) && !kr__ev_prep(e, i) &&
	       !kr__ev_comma(e, i))
		i++;
	if (i >= c->limit || !(kr__ev_class(e, i) & KR_WC(POSSESSIVE)) || !c->subject.n)
		return;
	while (v < c->verb && !kr__ev_verb(e, v))
		v++;
	bool when = false; /* else it may well be the doer's own */
	for (uint32_t k = v; k < c->subject.first; k++)
		when |= (kr__ev_class(e, k) & KR_WC(WHEN)) != 0;
	if (!when)
		return;
	kr__ev_clause(e, v, v + 1, &main);
	for (uint32_t k = 0; k < main.subject.n; k++)
		if (!kr__side_has(&c->subject, main.subject.entity[k]))
			kr__side_add(e, s, main.subject.entity[k]);
}

/* Only a body in office that is not the state itself. */
static bool body(const kr_events_at *e, uint32_t x)
{
	return e->ent[x].type == KR_ENTITY_ORG && !kr__ev_state(e, x) && kr__ev_in_office(e, x);
}

void kr__ev_within(const kr_events_at *e, const kr_clause *c, kr_side *s)
{
	for (uint32_t i = c->end; i + 1 < c->limit; i++) {
		uint32_t first, last, p;
		if (!(kr__ev_class(e, i) & KR_WC(AT)))
			continue;
		uint32_t at = e->mention[i + 1] == KR_NONE && i + 2 < c->limit ? i + 2 : i + 1;
		p = kr__ev_party(e, at, &first, &last);
		if (p != KR_NONE && first == at && body(e, p) && !kr__side_has(&c->subject, p))
			kr__side_add(e, s, p);
		return;
	}
}

static bool legal(const kr_act *act)
{
	return act->type == KR_EVENT_COERCE || act->type == KR_EVENT_SANCTION ||
	       act->type == KR_EVENT_ACCUSE;
}

/* Put to death by a court: the state does it. */
static bool executed(const kr_events_at *e, const kr_act *act)
{
	return act->type == KR_EVENT_ASSAULT &&
	       kr__view_is(kr__doc_text(e->d, act->mode), "targeted");
}

static void add_state(const kr_events_at *e, kr_sym country, kr_side *s)
{
	uint32_t x = country ? kr__ev_state_of(e, country, KR_NONE) : KR_NONE;

	if (x != KR_NONE)
		kr__side_add(e, s, x);
}

/* The state of a code, else a ministry or army of it. */
static void add_power(const kr_events_at *e, kr_sym code, kr_side *s)
{
	add_state(e, code, s);
	for (uint32_t i = 0; !s->n && code && i < kr__ev_few(e->n_named); i++) {
		kr_view v = kr__doc_text(e->d, e->ent[i].sector);
		if (e->ent[i].code == code && e->ent[i].type == KR_ENTITY_ORG &&
		    (kr__view_is(v, "GOV") || kr__view_is(v, "MIL")))
			kr__side_add(e, s, i);
	}
}

/* "dideportasi dari X", "diusir dari X": X does it. */
static void by_exit(const kr_events_at *e, const kr_act *act, const kr_clause *c,
                    kr_side *s)
{
	kr_view mode = kr__doc_text(e->d, act->mode);

	if (!kr__view_is(mode, "deport") && !kr__view_is(mode, "expel"))
		return;
	for (uint32_t i = c->end; i + 1 < e->hi && i < c->end + 8 && !s->n; i++) {
		uint32_t first, last;
		if (!(kr__ev_class(e, i) & KR_WC(FROM)))
			continue;
		uint32_t p = kr__ev_party(e, i + 1, &first, &last);
		if (p != KR_NONE)
			add_state(e, e->ent[p].country, s);
		return;
	}
}

/* "sandera yang ditahan X dibebaskan": who held them frees them. */
static void by_holder(const kr_events_at *e, const kr_act *act, const kr_clause *c,
                      kr_side *s)
{
	kr_events_at before = *e;

	if (act->type != KR_EVENT_RETREAT || !c->subject.n ||
	    !kr__view_is(kr__doc_text(e->d, act->mode), "release"))
		return;
	before.hi = c->verb;
	kr__ev_relative_agent(&before, c->subject.last + 1, s);
}

/* "... di Myanmar": behind the verb or before it, in its sentence. */
static void by_soil(const kr_events_at *e, const kr_clause *c, kr_side *s)
{
	kr_range near = kr__ev_near(&kr__sentences(e->d)[e->sentence], c->verb);

	for (uint32_t i = near.first; i + 1 < near.first + near.n; i++) {
		uint32_t first, last, p;
		if (!(kr__ev_class(e, i) & KR_WC(AT)))
			continue;
		p = kr__ev_party(e, i + 1, &first, &last);
		if (p != KR_NONE && e->ent[p].country != e->home)
			add_state(e, e->ent[p].country, s);
		if (s->n)
			return;
	}
}

/* Only courts convict. */
static bool authority(const kr_events_at *e, const kr_act *act, uint32_t entity)
{
	bool court = kr__view_is(kr__doc_text(e->d, act->mode), "convict");
	kr_view v = kr__doc_text(e->d, e->ent[entity].sector);

	return e->ent[entity].type == KR_ENTITY_ORG && e->ent[entity].code &&
	       ((kr__view_is(v, "COP") && !court) || kr__view_is(v, "JUD"));
}

/* The police or court that was told of last. */
static void by_authority(const kr_events_at *e, const kr_act *act,
                         const kr_clause *c, kr_side *s)
{
	uint32_t from = c->verb > BEFORE ? c->verb - BEFORE : 0;

	for (uint32_t i = c->verb; i-- > from;) {
		uint32_t m = e->mention[i];
		uint32_t x = m == KR_NONE ? KR_NONE : kr__mentions(e->d)[m].entity;
		if (x == KR_NONE || !authority(e, act, x) || kr__side_has(&c->subject, x))
			continue;
		kr__side_add(e, s, x);
		return;
	}
}

/* "masyarakat diimbau ...", "49 petugas dipecat", in words of an official: he
 * or his body does it. */
static void by_speaker(const kr_events_at *e, const kr_act *act,
                       const kr_clause *c, kr_side *s)
{
	uint32_t x = kr__ev_speaker(e, c->verb);

	if (x == KR_NONE || c->relative ||
	    (act->type != KR_EVENT_REQUEST && act->type != KR_EVENT_SANCTION &&
	     act->type != KR_EVENT_AID) ||
	    !e->ent[x].code || !kr__ev_in_office(e, x) ||
	    kr__side_has(&c->subject, x))
		return;
	for (uint32_t i = 0; i < act->recipients.n; i++)
		if (e->ent[act->recipients.entity[i]].type == KR_ENTITY_PERSON)
			return; /* who asked a person is somebody else */
	kr__side_add(e, s, x);
}

/* "Mantan presiden X ditangkap", "X divonis": whom no foreign power holds, his
 * state does. */
static void by_own_state(const kr_events_at *e, const kr_act *act,
                         const kr_clause *c, kr_side *s)
{
	const uint32_t x = act->recipients.n ? act->recipients.entity[0] : KR_NONE;
	kr_view mode = kr__doc_text(e->d, act->mode);

	if (x == KR_NONE || c->relative || e->ent[x].type != KR_ENTITY_PERSON ||
	    e->ent[x].country != e->home ||
	    (!kr__view_is(mode, "arrest") && !kr__view_is(mode, "convict")))
		return;
	kr_view v = kr__doc_text(e->d, e->ent[x].sector);
	if (kr__view_is(v, "GOV") || kr__view_is(v, "LEG") || kr__view_is(v, "ELI") ||
	    kr__view_is(v, "OPP") || kr__view_is(v, "PTY"))
		add_state(e, e->ent[x].country, s);
}

void kr__ev_unsaid(const kr_events_at *e, kr_act *act, const kr_clause *c)
{
	kr_side *s = &act->actors;

	if (c->subject.n && (kr__ev_class(e, c->subject.last) & KR_WC(FIRST)))
		return;
	kr__ev_far_by(e, c, s);
	if (s->n)
		return;
	if (executed(e, act))
		add_state(e, e->home, s);
	by_exit(e, act, c, s);
	by_holder(e, act, c, s);
	bool cut = kr__view_is(kr__doc_text(e->d, act->mode), "discontinue");
	if (!s->n && ((legal(act) && !cut) || executed(e, act)))
		by_soil(e, c, s);
	if (!s->n && legal(act))
		by_authority(e, act, c, s);
	if (!s->n && legal(act))
		by_own_state(e, act, c, s);
	if (!s->n && act->type == KR_EVENT_AID && act->recipients.n)
		add_power(e, e->ent[act->recipients.entity[0]].code, s);
	if (!s->n)
		by_speaker(e, act, c, s);
	if (s->n)
		act->basis = kr__doc_sym(e->d, KR_V("inferred"));
}

bool kr__ev_speaks_through(const kr_events_at *e, uint32_t through, uint32_t who)
{
	uint32_t i = through, first, last;

	if (!(kr__ev_kind(e, through) & KR_WK(THROUGH)) || who == KR_NONE || i < e->lo + 2)
		return false;
	i -= kr__ev_comma(e, i - 1) ? 2 : 1;
	uint32_t p = kr__ev_party(e, i, &first, &last);
	return last == i && kr__ev_actor(e, p) && e->ent[p].type == KR_ENTITY_ORG &&
	       e->ent[who].type == KR_ENTITY_PERSON && e->ent[p].code &&
	       e->ent[p].code == e->ent[who].code;
}

bool kr__ev_object_before(const kr_events_at *e, const kr_side *s, uint32_t *verb)
{
	uint32_t i = s->first;

	if (s->n != 1 || s->last + 2 >= e->hi || !kr__ev_comma(e, s->last + 1) ||
	    !kr__ev_verb(e, s->last + 2))
		return false;
	while (i > e->lo && s->first - i < 3 && e->mention[i - 1] == KR_NONE &&
	       e->w[i - 1].upos == KR_UPOS_NOUN)
		i--;
	*verb = i - 1;
	return i > e->lo + 1 && kr__ev_verb(e, i - 1) && e->w[i - 1].voice == KR_VOICE_ACT &&
	       !(kr__ev_class(e, i - 1) & (KR_WC(SAY) | KR_WC(POSTSAY) | KR_WC(CLAIM)));
}
