// SPDX-License-Identifier: Apache-2.0
/*
 * Acts of the law. The problem: who names suspects, searches, arrests, and
 * convicts is an authority, whom it hits may be anybody: a businessman, "dua
 * orang", a car; and most arrests are ordinary crime. The idea: frames marked
 * "law" want an authority as doer (police, prosecutors, courts, by sector or
 * by the words of their name) and a matter of state: a body that hunts
 * corruption, an article full of its words, or a word of it in the sentence.
 * Whom it hits without a country is of the authority's; a passive without a
 * doer is done by the speaker's body or the authority told of before. Limits:
 * words decide what a matter of state is.
 */
#include "mark/event_steps.h"

enum { BACK = 600, GRAFT_MIN = 3 };

static bool in(const kr_events_at *e, uint32_t i, enum kr_frame_named set)
{
	return kr__frame_named(e->f, e->w[i].lower, set);
}

/* Does the article tell of corruption and the like, not of thieves? */
static bool whole_matter(const kr_events_at *e, uint32_t n)
{
	uint32_t graft = 0, banal = 0;

	for (uint32_t i = 0; i < n; i++) {
		graft += in(e, i, KR_FS_GRAFT);
		banal += in(e, i, KR_FS_BANAL);
	}
	return graft >= GRAFT_MIN && graft > 2 * banal;
}

static bool sector_of_law(const kr_events_at *e, uint32_t x)
{
	kr_view v = kr__doc_text(e->d, e->ent[x].sector);

	return kr__view_is(v, "COP") || kr__view_is(v, "JUD");
}

bool kr__ev_law_open(kr_events_at *e)
{
	const kr_mention *m = kr__mentions(e->d);
	const uint32_t n = kr__n_mentions(e->d);

	e->law = kr__arena_array(e->scratch, e->n_ent + 1u, sizeof *e->law);
	e->body = kr__arena_array(e->scratch, e->n_ent + 1u, sizeof *e->body);
	if (!e->law || !e->body)
		return false;
	for (uint32_t i = 0; i < e->n_ent; i++)
		e->law[i] = e->ent[i].type != KR_ENTITY_PLACE &&
		            sector_of_law(e, i) ? KR_LAW_ANY : 0;
	for (uint32_t i = 0; i < n; i++)
		e->body[m[i].entity] |= m[i].words.n > 1 &&
		                        in(e, m[i].words.first, KR_FS_BODY);
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t w = m[i].words.first;
		     w < m[i].words.first + m[i].words.n; w++) {
			uint8_t x = in(e, w, KR_FS_GRAFTBODY) ? KR_LAW_GRAFT
			          : in(e, w, KR_FS_LAWBODY) ? KR_LAW_ANY : 0;
			if (x > e->law[m[i].entity] &&
			    e->ent[m[i].entity].type != KR_ENTITY_PLACE)
				e->law[m[i].entity] = x;
		}
	for (uint32_t i = e->n_named; i < e->n_ent; i++) {
		const kr_nominal *g = &e->nominal[i - e->n_named];
		for (uint32_t w = g->first; w <= g->last; w++)
			if (in(e, w, KR_FS_LAWPEOPLE))
				e->law[i] = KR_LAW_ANY;
	}
	e->matter = whole_matter(e, kr__n_words(e->d));
	return true;
}

static bool authority(const kr_events_at *e, const kr_side *s)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (e->law[s->entity[i]])
			return true;
	return false;
}

/* Courts judge; police and prosecutors do all the rest. */
static bool competent(const kr_events_at *e, const kr_act *act, uint32_t m)
{
	const kr_range r = kr__mentions(e->d)[m].words;
	bool court = false;

	for (uint32_t w = r.first; w < r.first + r.n; w++)
		court |= in(e, w, KR_FS_COURT);
	return court == (act->type == KR_EVENT_SANCTION ||
	                 act->type == KR_EVENT_CONCEDE);
}

/* The competent body of the law told of last before the act. */
static void told_last(const kr_events_at *e, const kr_act *act, kr_side *s)
{
	const kr_mention *m = kr__mentions(e->d);
	uint32_t from = act->trigger > BACK ? act->trigger - BACK : 0;

	for (uint32_t i = act->trigger; i-- > from && !s->n;) {
		uint32_t x = e->mention[i] == KR_NONE
			? KR_NONE : m[e->mention[i]].entity;
		if (x != KR_NONE && e->law[x] && e->ent[x].code &&
		    e->ent[x].type == KR_ENTITY_ORG &&
		    !kr__side_has(&act->recipients, x) &&
		    competent(e, act, e->mention[i]))
			kr__side_add(e, s, x);
	}
}

/* "Budi mengatakan X ditahan": who speaks for the law, of what it claims. */
static void by_speaker(const kr_events_at *e, kr_act *act, uint32_t verb)
{
	uint32_t s = kr__ev_speaker(e, verb);

	if (act->type == KR_EVENT_ACCUSE && s != KR_NONE && e->law[s] &&
	    (kr__ev_class(e, verb) & KR_WC(CLAIM)))
		kr__side_add(e, &act->actors, s);
}

bool kr__ev_law_parties(const kr_events_at *e, kr_act *act, const kr_clause *c,
                        unsigned voice)
{
	if (voice != KR_FV_PASSIVE) {
		kr__side_join(e, &act->actors, &c->subject);
		uint32_t s = c->subject.n ? KR_NONE : kr__ev_own_words(e, c->verb);
		if (s != KR_NONE && e->law[s])
			kr__side_add(e, &act->actors, s);
		kr__ev_recipients(e, act->frame, c, &act->recipients);
		return authority(e, &act->actors);
	}
	kr__ev_agent(e, c, &act->actors);
	if (!authority(e, &act->actors)) {
		act->actors.n = 0;
		kr__ev_far_by(e, c, &act->actors);
	}
	if (!authority(e, &act->actors))
		act->actors.n = 0;
	kr__side_join(e, &act->recipients, &c->subject);
	if (!act->recipients.n && act->frame->preps)
		kr__ev_oblique(e, c->end, c->limit, act->frame->preps,
		               &act->recipients);
	if (c->relative && !act->recipients.n && act->type == KR_EVENT_ACCUSE)
		return false; /* "perkara yang diusut X": told elsewhere */
	if (!act->actors.n)
		by_speaker(e, act, c->verb);
	if (!authority(e, &act->actors))
		act->actors.n = 0;
	if (!act->actors.n && (act->recipients.n ||
	                       (act->frame->flags & KR_FR_AGENTLESS))) {
		told_last(e, act, &act->actors);
		uint32_t x = kr__ev_speaker(e, c->verb);
		if (!act->actors.n && x != KR_NONE && e->law[x])
			kr__side_add(e, &act->actors, x);
		act->basis = kr__doc_sym(e->d, KR_V("inferred"));
	}
	return act->actors.n > 0;
}

/* Who is in office or of the law himself is a matter of state. */
static bool hits_office(const kr_events_at *e, const kr_act *act)
{
	for (uint32_t i = 0; i < act->recipients.n; i++) {
		uint32_t x = act->recipients.entity[i];
		kr_view v = kr__doc_text(e->d, e->ent[x].sector);
		if (e->ent[x].type == KR_ENTITY_PERSON && e->ent[x].code &&
		    (e->law[x] || kr__view_is(v, "GOV") ||
		     kr__view_is(v, "LEG") || kr__view_is(v, "MIL")))
			return true;
	}
	return false;
}

/* Somebody in politics, told of where the law acts: no policeman, no speaker. */
static bool of_politics(const kr_events_at *e, uint32_t i, uint32_t speaker)
{
	uint32_t m = e->mention[i];
	uint32_t x = m == KR_NONE ? KR_NONE : kr__mentions(e->d)[m].entity;

	if (x == KR_NONE || x == speaker || e->ent[x].type != KR_ENTITY_PERSON ||
	    e->law[x])
		return false;
	kr_view v = kr__doc_text(e->d, e->ent[x].sector);
	return kr__view_is(v, "GOV") || kr__view_is(v, "LEG") ||
	       kr__view_is(v, "ELI") || kr__view_is(v, "PTY") ||
	       kr__view_is(v, "OPP");
}

/* Is it a matter of state? */
static bool matter(const kr_events_at *e, const kr_act *act)
{
	kr_range r = kr__ev_near(&kr__sentences(e->d)[act->sentence], act->trigger);
	const uint32_t speaker = kr__ev_speaker(e, act->trigger);
	bool crime = false;

	for (uint32_t i = 0; i < act->actors.n; i++)
		if (e->law[act->actors.entity[i]] == KR_LAW_GRAFT)
			return true;
	if (e->matter || hits_office(e, act))
		return true;
	for (uint32_t i = r.first; i < r.first + r.n; i++) {
		if (in(e, i, KR_FS_BANAL))
			return false;
		crime |= in(e, i, KR_FS_CRIME) || in(e, i, KR_FS_UPROAR) ||
		         of_politics(e, i, speaker);
	}
	return crime;
}

/* An office of the state, or the initials of a suspect read as a body. */
static bool public_body(const kr_events_at *e, const kr_entity *y)
{
	kr_view v = kr__doc_text(e->d, y->sector);

	return kr__view_is(v, "GOV") || kr__view_is(v, "LEG") ||
	       kr__doc_text(e->d, y->name).len <= 3;
}

/* "polisi" alone is rarely whom the police hit: "dua orang hakim" may be. */
static bool bare_officers(const kr_events_at *e, uint32_t x)
{
	if (!e->law[x] || x < e->n_named)
		return false;
	const kr_nominal *g = &e->nominal[x - e->n_named];
	return g->first == g->last;
}

/* "dua sepeda motor Honda": the maker loses nothing. */
static bool brand(const kr_events_at *e, const kr_act *act, uint32_t x)
{
	uint32_t i = act->recipients.first;

	return e->ent[x].type == KR_ENTITY_ORG && act->type == KR_EVENT_COERCE &&
	       act->recipients.entity[0] == x && i > 0 && i < kr__n_words(e->d) &&
	       in(e, i - 1, KR_FS_GOODS);
}

/* Whom the law hits: no place, not itself; of its country if of none. */
static void settle(const kr_events_at *e, kr_act *act)
{
	const kr_entity *doer = &e->ent[act->actors.entity[0]];
	kr_side s = { .n = 0, .first = act->recipients.first,
		      .last = act->recipients.last };

	for (uint32_t i = 0; i < act->recipients.n; i++) {
		uint32_t x = act->recipients.entity[i];
		kr_entity *y = &e->ent[x];
		if (y->type == KR_ENTITY_PLACE || y->type == KR_ENTITY_EVENT ||
		    kr__ev_state(e, x) || e->law[x] == KR_LAW_GRAFT ||
		    bare_officers(e, x) || brand(e, act, x) ||
		    x == kr__ev_speaker(e, act->trigger))
			continue;
		if (!y->code && (y->type != KR_ENTITY_ORG || public_body(e, y)) &&
		    kr__doc_text(e->d, doer->code).len == 3)
			y->code = y->country = doer->code;
		kr__side_add(e, &s, x);
	}
	act->recipients = s;
	if (act->type == KR_EVENT_MOBILIZE)
		act->recipients.n = 0; /* who is sent receives nothing */
}

/* "penyidik" of the body told of last are that body. */
static void name_body(const kr_events_at *e, kr_act *act)
{
	kr_side s = { .n = 0 };
	uint32_t x = act->actors.entity[0];

	if (act->actors.n != 1 || x < e->n_named)
		return;
	const kr_nominal *g = &e->nominal[x - e->n_named];
	bool staff = false;
	for (uint32_t w = g->first; w <= g->last; w++)
		staff |= in(e, w, KR_FS_LAWSTAFF);
	if (staff)
		told_last(e, act, &s);
	if (s.n)
		act->actors.entity[0] = s.entity[0];
}

const char *kr__ev_law_fits(const kr_events_at *e, kr_act *act)
{
	if (!authority(e, &act->actors) || !kr__ev_has_code(e, &act->actors))
		return "no authority of law";
	if (!matter(e, act))
		return "no matter of state";
	name_body(e, act);
	settle(e, act);
	if ((act->frame->flags & KR_FR_NEED) && !act->recipients.n)
		return "no recipient";
	return NULL;
}

static bool share_entity(const kr_side *a, const kr_side *b)
{
	for (uint32_t i = 0; i < a->n; i++)
		if (kr__side_has(b, a->entity[i]))
			return true;
	return false;
}

/* "saksi", "dua orang": nobody by name; `bare`: not even a number. */
static bool unnamed(const kr_events_at *e, const kr_side *s, bool bare)
{
	for (uint32_t i = 0; i < s->n; i++) {
		uint32_t x = s->entity[i];
		if (x < e->n_named)
			return false;
		const kr_nominal *g = &e->nominal[x - e->n_named];
		if (bare && g->last > g->first)
			return false;
	}
	return s->n > 0;
}

/* "KPK menggelar OTT di X. Sepuluh orang diamankan": one arrest. */
static bool one_raid(const kr_events_at *e, const kr_act *a, const kr_act *b)
{
	const kr_act *bare = a->recipients.n ? b : a, *other = a->recipients.n ? a : b;
	uint32_t far = a->sentence > b->sentence ? a->sentence - b->sentence
	                                         : b->sentence - a->sentence;

	return !bare->recipients.n && other->recipients.n && bare->noun && far < 3 &&
	       kr__view_is(kr__doc_text(e->d, a->mode), "arrest");
}

bool kr__ev_law_one(const kr_events_at *e, const kr_act *a, const kr_act *b)
{
	bool denied = a->status == KR_STATUS_DENIED;
	bool claim = ((kr__ev_class(e, a->trigger) | kr__ev_class(e, b->trigger)) &
	              KR_WC(CLAIM)) && (a->basis || b->basis);

	if (a->type != b->type || a->mode != b->mode ||
	    denied != (b->status == KR_STATUS_DENIED))
		return false;
	if (!share_entity(&a->actors, &b->actors) &&
	    !unnamed(e, &a->actors, false) && !unnamed(e, &b->actors, false))
		return false;
	bool probe = kr__view_is(kr__doc_text(e->d, a->mode), "investigate");
	if (probe && a->recipients.n != b->recipients.n &&
	    (!a->recipients.n || !b->recipients.n))
		return true;
	if (one_raid(e, a, b))
		return true;
	if (!a->recipients.n || !b->recipients.n)
		return a->recipients.n == b->recipients.n &&
		       (a->object == b->object || a->sentence == b->sentence);
	if (share_entity(&a->recipients, &b->recipients))
		return claim || a->frame == b->frame || a->sentence == b->sentence;
	if (a->sentence == b->sentence && a->frame == b->frame)
		return true;
	return a->frame == b->frame && (unnamed(e, &a->recipients, probe) ||
	                                unnamed(e, &b->recipients, probe));
}
