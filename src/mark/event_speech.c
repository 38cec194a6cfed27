// SPDX-License-Identifier: Apache-2.0
/*
 * Who speaks. The problem: "kami", demands inside quotes, and assertions about
 * others belong to a speaker. The idea: the quote layer knows him; where no
 * quote covers the word, the subject of the verb of saying before it is he.
 * A hostile act that he tells of others is his accusation; one that he vows
 * for his own side is a threat. Limits: looks no further than the sentence.
 */
#include "mark/event_steps.h"

enum { AMONG = 400, SHORT = 5 };

uint32_t kr__ev_speaker(const kr_events_at *e, uint32_t i)
{
	uint32_t q = e->quote[i];

	if (q != KR_NONE)
		return kr__quotes(e->d)[q].speaker;
	for (uint32_t k = i, n = 0; k-- > e->lo && n < 60; n++) {
		if (!(kr__ev_class(e, k) & KR_WC(SAY)) || e->mention[k] != KR_NONE)
			continue;
		kr_clause c;
		kr__ev_clause(e, k, k + 1, &c);
		return c.subject.n ? c.subject.entity[0] : KR_NONE;
	}
	return KR_NONE;
}

uint32_t kr__ev_own_words(const kr_events_at *e, uint32_t verb)
{
	uint32_t i = verb, q = e->quote[verb];

	if (q == KR_NONE)
		return KR_NONE;
	while (i > e->lo && e->quote[i - 1] == q &&
	       kr__ev_hedge(kr__ev_class(e, i - 1)))
		i--;
	if (i > e->lo && e->quote[i - 1] == q && kr__ev_mark(e, i - 1) != '"')
		return KR_NONE;
	return kr__quotes(e->d)[q].speaker;
}

bool kr__ev_words_verb(const kr_events_at *e, uint32_t i)
{
	const kr_frame_word *w = kr__ev_word(e, i);

	if (w->classes & KR_WC(SAY))
		return true;
	for (uint32_t k = 0; k < w->n_forms; k++) {
		const kr_frame_form *f = &e->f->forms[w->first_form + k];
		unsigned t = e->f->frames[f->frame].type;
		if (f->voice == KR_FV_ACTIVE && !f->tail[0] &&
		    (t == KR_EVENT_REQUEST || t == KR_EVENT_ACCUSE ||
		     t == KR_EVENT_REJECT || t == KR_EVENT_THREATEN))
			return true;
	}
	return false;
}

/* "kami", "pihaknya" */
static bool for_others(const kr_events_at *e, const kr_clause *c)
{
	if (!c->subject.n)
		return false;
	uint32_t i = c->subject.last, m = e->mention[i];
	uint64_t w = kr__ev_class(e, i);
	return (w & KR_WC(WE)) || ((w & KR_WC(POSSESSIVE)) && m != KR_NONE &&
	                           kr__mentions(e->d)[m].kind == KR_MENTION_PRONOUN);
}

/* "Kementerian Komunikasi" of a "Menteri Komunikasi": all but the first word of its
 * name ends the role. */
static bool ministry_of(kr_view role, kr_view name)
{
	kr_view rest = kr__view_from(name, kr__view_chr(name, ' ') + 1);

	return kr__view_chr(name, ' ') != KR_NPOS && rest.len > SHORT && rest.len + 3 < role.len &&
	       kr__view_ends(role, rest);
}

/* "Wakil Ketua KPK": the body of his country that the role names. */
static uint32_t body_of(const kr_events_at *e, uint32_t person)
{
	const kr_entity *p = &e->ent[person];
	kr_view role = kr__doc_text(e->d, p->role);

	for (uint32_t i = 0; role.len && i < kr__n_mentions(e->d) && i < AMONG; i++) {
		const kr_mention *m = &kr__mentions(e->d)[i];
		const kr_entity *x = &e->ent[m->entity];
		if (x->type == KR_ENTITY_ORG && x->code == p->code &&
		    m->kind == KR_MENTION_NAME && !kr__ev_state(e, m->entity) &&
		    (kr__view_find(role, kr__doc_cut(e->d, m->span)) != KR_NPOS ||
		     ministry_of(role, kr__doc_text(e->d, x->name))))
			return m->entity;
	}
	return KR_NONE;
}

/* "Kombes X": the police that was told of last. */
static uint32_t force_of(const kr_events_at *e, uint32_t person, uint32_t at)
{
	const kr_entity *p = &e->ent[person];
	kr_view sector = kr__doc_text(e->d, p->sector);

	if (!kr__view_is(sector, "COP") && !kr__view_is(sector, "MIL") &&
	    !kr__view_is(sector, "JUD"))
		return KR_NONE;
	for (uint32_t i = at, n = 0; i-- > 0 && n < AMONG; n++) {
		uint32_t m = e->mention[i];
		uint32_t x = m == KR_NONE ? KR_NONE : kr__mentions(e->d)[m].entity;
		if (x != KR_NONE && e->ent[x].type == KR_ENTITY_ORG &&
		    e->ent[x].sector == p->sector && e->ent[x].code == p->code)
			return x;
	}
	return KR_NONE;
}

/* Is who acts known only as who tells of it: "FA didalami", says the spokesman? */
static bool told_of_own(const kr_events_at *e, const kr_act *act, const kr_clause *c)
{
	uint32_t x = act->actors.entity[0];

	return !kr__side_has(&c->subject, x) && kr__ev_speaker(e, act->trigger) == x;
}

/* What one does for one's body: use of force and of law, help. */
static bool for_body(const kr_events_at *e, const kr_act *act)
{
	switch (act->type) {
	case KR_EVENT_COERCE: case KR_EVENT_MOBILIZE: case KR_EVENT_SANCTION:
	case KR_EVENT_ASSAULT: case KR_EVENT_AID: return true;
	case KR_EVENT_ACCUSE:
		return kr__view_is(kr__doc_text(e->d, act->mode), "investigate");
	default: return false;
	}
}

/* "Kami terus berkoordinasi dengan Polri": of talks with a body his own has them. */
static void talks_of_bodies(const kr_events_at *e, kr_act *act, const kr_clause *c)
{
	uint32_t s = act->actors.n == 1 ? act->actors.entity[0] : KR_NONE;
	uint32_t other = act->recipients.n ? act->recipients.entity[0] : KR_NONE;

	if (act->type != KR_EVENT_CONSULT || s == KR_NONE || other == KR_NONE ||
	    !for_others(e, c) || e->ent[s].type != KR_ENTITY_PERSON ||
	    e->ent[other].type == KR_ENTITY_PERSON || kr__ev_state(e, other))
		return;
	uint32_t body = body_of(e, s);
	if (body != KR_NONE && body != other)
		act->body = body;
}

void kr__ev_put_body(const kr_events_at *e, kr_act *act)
{
	for (uint32_t k = 0; act->body != KR_NONE && k < act->actors.n; k++) {
		uint32_t x = act->actors.entity[k];
		if (e->ent[x].type != KR_ENTITY_PERSON ||
		    (act->actors.n > 1 && body_of(e, x) != act->body))
			continue;
		act->actors.entity[k] = act->body;
		return;
	}
}

void kr__ev_by_body(const kr_events_at *e, kr_act *act, const kr_clause *c)
{
	talks_of_bodies(e, act, c);
	if (act->actors.n != 1 || !for_body(e, act) ||
	    e->ent[act->actors.entity[0]].type != KR_ENTITY_PERSON ||
	    (!for_others(e, c) && !told_of_own(e, act, c)))
		return;
	act->body = body_of(e, act->actors.entity[0]);
	if (act->body == KR_NONE)
		act->body = force_of(e, act->actors.entity[0], act->trigger);
	if (act->body != KR_NONE && kr__side_has(&act->recipients, act->body))
		act->body = KR_NONE;
}

/* ---- acts that are only words ------------------------------------------------ */
static bool hostile(unsigned type)
{
	return type == KR_EVENT_ASSAULT || type == KR_EVENT_COERCE ||
	       type == KR_EVENT_THREATEN || type == KR_EVENT_SANCTION;
}

/* A source of facts accuses nobody: "menurut kementerian kesehatan", a
 * newspaper, an agency. */
static bool mere_source(const kr_events_at *e, const kr_act *act, uint32_t s)
{
	const kr_entity *x = &e->ent[s];
	const kr_sentence *st = &kr__sentences(e->d)[act->sentence];

	if (x->type == KR_ENTITY_GROUP || (act->type == KR_EVENT_ASSAULT &&
	    kr__doc_text(e->d, x->code).len != 3 && x->type != KR_ENTITY_PERSON))
		return true;
	if (kr__view_is(kr__doc_text(e->d, x->code), "COM"))
		return true;
	kr_range r = kr__ev_near(st, act->trigger);
	for (uint32_t i = r.first; i < r.first + r.n; i++)
		if (kr__ev_class(e, i) & KR_WC(SOURCE))
			return true;
	return false;
}

/* Do all of a side have codes, none of them this one? */
static bool strangers(const kr_events_at *e, const kr_side *s, kr_sym code)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (!e->ent[s->entity[i]].code || e->ent[s->entity[i]].code == code)
			return false;
	return s->n > 0;
}

/* A bad act that somebody else merely asserts is his accusation. */
static void accuse(const kr_events_at *e, kr_act *act, uint32_t s)
{
	if (act->noun || (act->frame->flags & KR_FR_MEANS) ||
	    (act->type == KR_EVENT_THREATEN && act->status != KR_STATUS_OCCURRED) ||
	    kr__view_is(kr__doc_text(e->d, act->mode), "convict") ||
	    !strangers(e, &act->actors, e->ent[s].code) || mere_source(e, act, s))
		return;
	act->type = KR_EVENT_ACCUSE;
	act->mode = kr__doc_sym(e->d, KR_V("allege"));
	act->cameo = kr__doc_sym(e->d, KR_V("112"));
	act->status = KR_STATUS_OCCURRED;
	act->recipients = act->actors;
	act->actors = (kr_side){ .n = 0 };
	kr__side_add(e, &act->actors, s);
}

/* "bersumpah menghabisi X", "kami akan menyerang X": words, as yet. */
static void threaten(const kr_events_at *e, kr_act *act, uint32_t s)
{
	kr_sym own = act->actors.n ? e->ent[act->actors.entity[0]].code : 0;
	bool vow = act->status == KR_STATUS_PROMISED ||
	           (act->status == KR_STATUS_PLANNED && s != KR_NONE &&
	            e->ent[s].code == own);

	if (act->type != KR_EVENT_ASSAULT || act->noun || !vow || !own ||
	    !strangers(e, &act->recipients, own))
		return;
	act->type = KR_EVENT_THREATEN;
	act->mode = kr__doc_sym(e->d, KR_V("violence"));
	act->cameo = kr__doc_sym(e->d, KR_V("138"));
	act->status = KR_STATUS_OCCURRED;
}

void kr__ev_vowed(const kr_events_at *e, kr_act *act)
{
	uint32_t s = kr__ev_speaker(e, act->trigger);

	if (act->frame->flags & KR_FR_SPEECH)
		return;
	threaten(e, act, s);
	if (s != KR_NONE && act->type == KR_EVENT_ASSAULT && !act->basis &&
	    kr__ev_actor(e, s) && e->ent[s].code)
		accuse(e, act, s);
}

void kr__ev_asserted(const kr_events_at *e, kr_act *act)
{
	uint32_t s = kr__ev_speaker(e, act->trigger);

	if (s == KR_NONE || (act->frame->flags & KR_FR_SPEECH))
		return;
	act->said_by = s;
	if (act->basis)
		return; /* whom nobody names as its doer nobody accuses */
	if (hostile(act->type) && kr__ev_actor(e, s) && e->ent[s].code)
		accuse(e, act, s);
}
