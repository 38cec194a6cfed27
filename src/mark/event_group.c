// SPDX-License-Identifier: Apache-2.0
/*
 * Unnamed groups. The problem: "polisi menangkap empat tersangka", "mengajak
 * semua negara": parties without a name are no entities, yet they act and are
 * acted upon. The idea: a noun of people (class "people" of the pack; class
 * "own" for people of the country at hand) with its counts and attributes is a
 * group; it becomes an entity only when an act needs it. Limits: its country
 * follows from the other party or from the article.
 */
#include "mark/event_steps.h"

#include "lexicon/actors.h"
#include "lexicon/world.h"

#include <stdio.h>

enum { MAX_GROUPS = 20000, ATTRIBUTES = 3, COUNTS = 3 };

static bool counts(const kr_events_at *e, uint32_t i)
{
	if (kr__ev_class(e, i) & KR_WC(POSSESSIVE))
		return false; /* "lambannya gubernur" */
	return e->w[i].upos == KR_UPOS_NUM || e->w[i].upos == KR_UPOS_DET ||
	       (kr__ev_kind(e, i) & KR_WK(QUANT));
}

static bool attribute(const kr_events_at *e, uint32_t i)
{
	return e->mention[i] == KR_NONE && e->time[i] == KR_NONE &&
	       !kr__ev_word(e, i)->prep &&
	       !(kr__ev_class(e, i) & (KR_WC(DET) | KR_WC(AUX) | KR_WC(NEG) |
	                               KR_WC(COORD) | KR_WC(PLANNED))) &&
	       (e->w[i].upos == KR_UPOS_NOUN || e->w[i].upos == KR_UPOS_ADJ);
}

/* "pengungsi Palestina", "mahasiswa asal China": people of that state. */
static void of_state(const kr_events_at *e, kr_nominal *g, uint32_t hi)
{
	uint32_t i = g->last + 1;

	if (i < hi && (kr__ev_class(e, i) & KR_WC(FROM)))
		i++;
	if (i >= hi || e->mention[i] == KR_NONE)
		return;
	const kr_mention *m = &kr__mentions(e->d)[e->mention[i]];
	const kr_entity *x = &kr__entitys(e->d)[m->entity];
	if (m->words.first != i ||
	    (x->type != KR_ENTITY_PLACE && !kr__ev_state(e, m->entity)))
		return;
	g->code = x->code;
	g->last = g->end = i + m->words.n - 1;
}

/* "pakar dari WHO", "semua anggota DPR", "sekutunya": whose people they are. */
static void of_body(const kr_events_at *e, kr_nominal *g, bool nations, uint32_t hi)
{
	uint32_t i = g->last + 1;

	if (i < hi && (kr__ev_class(e, i) & KR_WC(POSSESSIVE))) {
		if (i + 1 >= hi || e->w[i + 1].upos != KR_UPOS_PROPN)
			g->end = i; /* not "rubuhnya Pondok X" */
		return;
	}
	if (i < hi && (kr__ev_class(e, i) & KR_WC(FROM)))
		i++;
	if (g->end > g->last || i >= hi || e->mention[i] == KR_NONE)
		return;
	const kr_mention *m = &kr__mentions(e->d)[e->mention[i]];
	const kr_entity *x = &kr__entitys(e->d)[m->entity];
	kr_view code = kr__doc_text(e->d, x->code);
	if (m->words.first != i || x->type != KR_ENTITY_ORG || m->kind != KR_MENTION_NAME)
		return;
	g->end = i + m->words.n - 1;
	if (!nations && !kr__view_is(code, "COM"))
		g->code = x->code;
}

/* "pendukung Duterte": his people, not he. */
static void of_person(const kr_events_at *e, kr_nominal *g, uint32_t hi)
{
	uint32_t i = g->last + 1;

	if (g->end > g->last || i >= hi || e->mention[i] == KR_NONE)
		return;
	const kr_mention *m = &kr__mentions(e->d)[e->mention[i]];
	const kr_entity *x = &kr__entitys(e->d)[m->entity];
	if (m->words.first != i || x->type != KR_ENTITY_PERSON)
		return;
	g->code = x->code;
	g->end = i + m->words.n - 1;
}

/* "wisatawan kedua negara": the states that the count means are the party. */
static bool of_nations(const kr_events_at *e, uint32_t i, uint32_t hi)
{
	return i + 1 < hi && counts(e, i) && (kr__ev_kind(e, i + 1) & KR_WK(NATIONS));
}

static bool add_group(kr_events_at *e, uint32_t i, uint32_t lo, uint32_t hi,
                      uint32_t *cap)
{
	kr_nominal g = { .first = i, .last = i, .end = i, .entity = KR_NONE };
	uint64_t c = kr__ev_kind(e, i);

	if (i > lo + 1 && e->w[i - 1].upos == KR_UPOS_ADJ && e->mention[i - 1] == KR_NONE &&
	    (kr__ev_kind(e, i - 2) & KR_WK(QUANT)))
		g.first -= 2; /* "sebagian besar negara" */
	if ((c & KR_WK(NATIONS)) && g.first == i && i > lo && e->mention[i - 1] == KR_NONE &&
	    e->group[i - 1] == KR_NONE && (kr__ev_kind(e, i - 1) & KR_WK(NATIONS)))
		g.first--; /* "14 negara mitra dagang" */
	while (g.first > lo && i - g.first < COUNTS && counts(e, g.first - 1))
		g.first--;
	if ((c & KR_WK(COUNTED)) && g.first == i)
		return true;
	if ((c & KR_WK(MANY)) &&
	    (g.first == i || (g.first + 1 == i &&
	                      !(kr__ev_kind(e, i - 1) & KR_WK(QUANT)))))
		return true;
	while (g.last + 1 < hi && g.last - i < ATTRIBUTES &&
	       attribute(e, g.last + 1))
		g.last++;
	if (of_nations(e, g.last + 1, hi))
		return true;
	g.own = (c & KR_WK(OWN)) != 0;
	g.end = g.last;
	of_state(e, &g, hi);
	of_body(e, &g, (c & KR_WK(NATIONS)) != 0, hi);
	if (c & KR_WK(BACKER))
		of_person(e, &g, hi);
	uint32_t k = e->n_ent - e->n_named;
	if (!kr__arena_grow(e->scratch, (void **)&e->nominal, cap, k + 1,
	                    sizeof g))
		return false;
	e->nominal[k] = g;
	for (uint32_t w = g.first; w <= g.end; w++)
		if (e->mention[w] == KR_NONE || w > g.last)
			e->group[w] = e->n_ent;
	e->n_ent++;
	return true;
}

/* The 3-letter code that most mentions have. */
static kr_sym home_of(const kr_events_at *e)
{
	kr_sym best = 0;
	uint32_t most = 0, n = kr__n_mentions(e->d) < 60 ? kr__n_mentions(e->d) : 60;

	for (uint32_t i = 0; i < n; i++) {
		kr_sym c = e->ent[kr__mentions(e->d)[i].entity].country;
		uint32_t hits = 0;
		for (uint32_t k = 0; c && k < n; k++)
			hits += e->ent[kr__mentions(e->d)[k].entity].country == c;
		if (hits > most) {
			most = hits;
			best = c;
		}
	}
	return best;
}

/* Groups that are mentions without a country: "massa", "polisi". */
static bool find_own(kr_events_at *e)
{
	e->own = kr__arena_array(e->scratch, e->n_ent + 1u, sizeof *e->own);
	if (!e->own)
		return false;
	for (uint32_t i = 0; i < kr__n_mentions(e->d); i++) {
		const kr_mention *m = &kr__mentions(e->d)[i];
		const kr_entity *x = &kr__entitys(e->d)[m->entity];
		if (x->type == KR_ENTITY_GROUP && !x->code && m->words.n)
			e->own[m->entity] |= (kr__ev_kind(e, m->words.first) &
			                      KR_WK(OWN)) != 0;
	}
	for (uint32_t i = e->n_named; i < e->n_ent; i++)
		e->own[i] = e->nominal[i - e->n_named].own;
	return true;
}

/* What the group is called; a protest ("unjuk rasa") by who protests. */
static kr_view name_of(const kr_events_at *e, const kr_nominal *g)
{
	uint64_t keys[2];
	const kr_actor_word *f = NULL;
	uint32_t n = 0;

	for (uint32_t i = g->first; n < 2 && i <= g->end; i++)
		keys[n++] = kr__phrase_key(kr__doc_text(e->d, e->w[i].lower), false);
	if (e->pack->actors && kr__actors_match(e->pack->actors, keys, n, &f) &&
	    (f->classes & KR_AC_CROWD) && f->head.len)
		return f->head;
	return kr__doc_cut(e->d, (kr_span){ e->w[g->first].span.start,
	                                    e->w[g->end].span.end });
}

static bool copy_entities(kr_events_at *e)
{
	uint32_t n = e->n_ent;
	kr_entity *all = kr__arena_array(e->scratch, n + 1u, sizeof *all);

	if (!all)
		return false;
	for (uint32_t i = 0; i < e->n_named; i++)
		all[i] = kr__entitys(e->d)[i];
	for (uint32_t i = e->n_named; i < n; i++) {
		const kr_nominal *g = &e->nominal[i - e->n_named];
		all[i] = (kr_entity){
			.type = KR_ENTITY_GROUP, .world = KR_NONE,
			.name = kr__doc_sym(e->d, name_of(e, g)),
			.code = g->code, .country = g->code,
			.basis = kr__doc_sym(e->d, KR_V("text")),
			.confidence = 500,
		};
	}
	e->ent = all;
	return true;
}

/* The state of the country at hand, which the text takes for granted. */
static bool add_home(kr_events_at *e, uint32_t *cap)
{
	const kr_world *w = e->pack->lexicon ? e->pack->lexicon->world : NULL;
	const uint32_t k = e->n_ent - e->n_named;
	kr_view code = kr__doc_text(e->d, e->home);
	char key[16];

	if (kr__ev_state_of(e, e->home, KR_NONE) != KR_NONE)
		return true;
	uint32_t row = w && code.len == 3 ? kr__world_country(w, code) : KR_NOSYM;
	int len = snprintf(key, sizeof key, "state/%.*s", (int)code.len, code.ptr);
	if (row == KR_NOSYM || len < 0)
		return true;
	if (!kr__arena_grow(e->scratch, (void **)&e->nominal, cap, k + 1,
	                    sizeof *e->nominal))
		return false;
	e->nominal[k] = (kr_nominal){ .first = 1, .entity = KR_NONE }; /* no words */
	e->ent[e->n_ent] = (kr_entity){
		.type = KR_ENTITY_ORG, .world = row, .code = e->home, .country = e->home,
		.name = kr__doc_sym(e->d, kr__world_row(w, KR_WORLD_COUNTRY, row)->name),
		.key = kr__doc_sym(e->d, (kr_view){ key, (size_t)len }),
		.basis = kr__doc_sym(e->d, KR_V("world")), .confidence = 500,
	};
	e->home_state = e->n_ent++;
	return true;
}

bool kr__ev_groups(kr_events_at *e)
{
	const uint32_t n = kr__n_words(e->d);
	uint32_t cap = 0;

	e->group = kr__arena_array(e->scratch, n, sizeof *e->group);
	if (!e->group)
		return false;
	for (uint32_t i = 0; i < n; i++)
		e->group[i] = KR_NONE;
	e->ent = kr__entitys(e->d);
	e->n_named = e->n_ent = kr__n_entitys(e->d);
	e->home = home_of(e);
	for (uint32_t s = 0; s < kr__n_sentences(e->d); s++) {
		kr_range r = kr__sentences(e->d)[s].words;
		for (uint32_t i = r.first; i < r.first + r.n; i++)
			if ((kr__ev_kind(e, i) & (KR_WK(PEOPLE) | KR_WK(OWN))) &&
			    e->mention[i] == KR_NONE && e->group[i] == KR_NONE &&
			    !(i + 1 < r.first + r.n &&
			      (kr__ev_kind(e, i + 1) & KR_WK(WORLD))) &&
			    (e->w[i].upos == KR_UPOS_NOUN ||
			     (i == r.first && e->w[i].upos == KR_UPOS_PROPN)) &&
			    e->n_ent - e->n_named < MAX_GROUPS &&
			    !add_group(e, i, r.first, r.first + r.n, &cap))
				return false;
	}
	e->home_state = KR_NONE;
	return copy_entities(e) && kr__ev_counted(e) && add_home(e, &cap) && find_own(e);
}

static kr_sym state_code(const kr_events_at *e, const kr_side *s)
{
	for (uint32_t i = 0; i < s->n; i++) {
		kr_sym c = e->ent[s->entity[i]].country;
		if (c)
			return c;
	}
	return 0;
}

/* "rakyat dan pemerintah X": the state on the same side; 0. */
static kr_sym side_code(const kr_events_at *e, const kr_side *s)
{
	kr_sym c = 0;

	for (uint32_t i = 0; i < s->n; i++)
		if (kr__ev_state(e, s->entity[i]))
			c = c && c != e->ent[s->entity[i]].code ? 0 : e->ent[s->entity[i]].code;
	return c;
}

static void own_side(const kr_events_at *e, const kr_side *s, kr_sym code)
{
	for (uint32_t i = 0; i < s->n; i++) {
		kr_entity *x = &e->ent[s->entity[i]];
		if (x->code || !e->own[s->entity[i]])
			continue;
		x->code = x->country = code ? code : e->home;
	}
}

/* "warga yang mengungsi akibat kekerasan di perbatasan Bolivia": of an act
 * toward others the first other state behind the group is theirs. */
static void of_others(const kr_events_at *e, const kr_act *act, kr_sym own)
{
	for (uint32_t k = 0; k < act->recipients.n; k++) {
		uint32_t x = act->recipients.entity[k];
		if (e->ent[x].code || x < e->n_named || !e->own[x])
			continue;
		uint32_t i = e->nominal[x - e->n_named].last + 1;
		for (uint32_t n = 0; i < e->hi && n < 14; i++, n++) {
			uint32_t m = e->mention[i];
			kr_sym c = m == KR_NONE ? 0
				: e->ent[kr__mentions(e->d)[m].entity].country;
			if (!c || c == own)
				continue;
			e->ent[x].code = e->ent[x].country = c;
			break;
		}
	}
}

/* The country of the first place behind a word of where in the sentence that is
 * not `own`; 0. */
static kr_sym soil(const kr_events_at *e, const kr_act *act, kr_sym own)
{
	const kr_range r = kr__ev_near(&kr__sentences(e->d)[act->sentence],
	                               act->trigger);
	const uint32_t end = r.first + r.n;

	for (uint32_t i = r.first; i + 1 < end; i++) {
		if (!(kr__ev_class(e, i) & KR_WC(AT)))
			continue;
		for (uint32_t k = i + 1; k < end && k < i + 5; k++) {
			uint32_t m = e->mention[k];
			kr_sym c = m == KR_NONE ? 0
				: e->ent[kr__mentions(e->d)[m].entity].country;
			if (c && c != own)
				return c;
			if (kr__ev_verb(e, k) || kr__ev_comma(e, k))
				break;
		}
	}
	return 0;
}

/* The country of the police: whom they arrest without a name is of it. */
static kr_sym by_police(const kr_events_at *e, const kr_act *act)
{
	const kr_entity *x = act->actors.n ? &e->ent[act->actors.entity[0]] : NULL;

	return x && kr__view_is(kr__doc_text(e->d, x->sector), "COP") ? x->code : 0;
}

void kr__ev_soil(const kr_events_at *e, const kr_act *act)
{
	bool crowd = act->type == KR_EVENT_PROTEST;
	bool arrest = kr__view_is(kr__doc_text(e->d, act->mode), "arrest");
	const kr_side *s = crowd ? &act->actors : &act->recipients;
	kr_sym own = crowd ? 0 : state_code(e, &act->actors), c = 0;

	if (!crowd && !arrest && (act->type != KR_EVENT_ASSAULT || !own))
		return;
	if (arrest)
		c = by_police(e, act);
	if (arrest && !c)
		return;
	for (uint32_t i = 0; i < s->n; i++) {
		kr_entity *x = &e->ent[s->entity[i]];
		if (x->code || (x->type != KR_ENTITY_GROUP &&
		                (crowd || x->type != KR_ENTITY_PERSON)))
			continue;
		if (!c && !crowd && state_code(e, s) != own)
			c = state_code(e, s);
		c = c ? c : soil(e, act, own);
		x->code = x->country = c;
	}
}

void kr__ev_own(const kr_events_at *e, kr_act *act)
{
	if (act->type == KR_EVENT_PROTEST)
		kr__ev_soil(e, act);
	if (act->frame->flags & KR_FR_FOREIGN)
		of_others(e, act, state_code(e, &act->actors));
	bool alien = (act->frame->flags & KR_FR_ALIEN) != 0;
	kr_sym theirs = act->recipients.n > 1 ? side_code(e, &act->recipients) : 0;
	if (theirs)
		own_side(e, &act->recipients, theirs);
	if (!alien)
		own_side(e, &act->recipients, state_code(e, &act->actors));
	own_side(e, &act->actors, alien ? 0 : state_code(e, &act->recipients));
	if (!alien)
		own_side(e, &act->recipients, state_code(e, &act->actors));
}

uint32_t kr__ev_entity(const kr_events_at *e, uint32_t entity)
{
	if (entity < e->n_named)
		return entity;
	kr_nominal *g = &e->nominal[entity - e->n_named];
	if (g->entity == KR_NONE) {
		kr_entity *x = kr__entity_add(e->d);
		if (!x)
			return KR_NONE;
		*x = e->ent[entity];
		g->entity = kr__n_entitys(e->d) - 1;
	}
	return g->entity;
}
