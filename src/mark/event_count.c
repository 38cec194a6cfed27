// SPDX-License-Identifier: Apache-2.0
/*
 * Counted groups that are named. The problem: "mencegah dua orang. Mereka yaitu
 * A dan B" hits A and B, not two of somebody. The idea: behind a group with a
 * number look for "yakni" or a "Mereka" that opens a sentence without a verb; if
 * exactly that many people are named from there on, the group is they; so are
 * those whom a "yakni" right behind one person or an uncounted group names.
 * Limits: names within two sentences; a list that goes on behind a full stop is not
 * counted.
 */
#include "mark/event_steps.h"

enum { NEAR = 60, LIST = 160, FEWEST = 2, MANY = 3, AROUND = 4, CLAUSE = 8 };

/* People named from word `i` on, to the end of its sentence. */
static uint32_t named_from(const kr_events_at *e, uint32_t i, uint32_t list[KR_SIDE_MAX])
{
	const kr_range s = kr__sentences(e->d)[e->w[i].sentence].words;
	uint32_t end = s.first + s.n, n = 0, last = KR_NONE;

	for (uint32_t w = i; w < end && w < i + LIST; w++) {
		uint32_t m = e->mention[w];
		if (m == KR_NONE || m == last || kr__mentions(e->d)[m].kind != KR_MENTION_NAME)
			continue;
		last = m;
		uint32_t x = kr__mentions(e->d)[m].entity;
		bool known = e->ent[x].type != KR_ENTITY_PERSON;
		for (uint32_t k = 0; k < n && !known; k++)
			known = list[k] == x;
		if (known)
			continue;
		if (n == KR_SIDE_MAX)
			return 0;
		list[n++] = x;
	}
	return n;
}

/* The word behind the group that opens the list; KR_NONE. */
static uint32_t opens_list(const kr_events_at *e, const kr_nominal *g)
{
	uint32_t n = kr__n_words(e->d), from = g->end + 1;
	uint32_t home = e->w[g->first].sentence;

	for (uint32_t i = from; i < n && i < from + NEAR; i++) {
		if (e->w[i].sentence > home + 1)
			break;
		uint32_t m = e->mention[i];
		bool they = i == kr__sentences(e->d)[e->w[i].sentence].words.first &&
		            m != KR_NONE && kr__mentions(e->d)[m].kind == KR_MENTION_PRONOUN;
		if ((they && i + 1 < n && !kr__ev_verb(e, i + 1)) ||
		    (kr__ev_class(e, i) & KR_WC(SIDE)))
			return i; /* "Mereka adalah ...", "yakni ..." */
	}
	return KR_NONE;
}

/* Make the group those people. */
static bool set_members(kr_events_at *e, kr_entity *x, const uint32_t *list, uint32_t n)
{
	x->members = (kr_range){ kr__n_refs(e->d), 0 };
	for (uint32_t i = 0; i < n; i++) {
		uint32_t *ref = kr__ref_add(e->d);
		if (!ref)
			return false;
		*ref = list[i];
		x->members.n++;
	}
	return true;
}

/* The states of the list that opens at word `i`. */
static bool states_at(const kr_events_at *e, uint32_t i, kr_side *who)
{
	who->n = 0;
	kr__ev_list_right(e, i, e->hi, who);
	for (uint32_t k = 0; k < who->n; k++)
		if (!kr__ev_state(e, who->entity[k]))
			return false;
	return who->n >= MANY;
}

/* "lima sekutunya", "negara-negara tersebut": the one list of so many states
 * near by; of those pointed at it must stand before. */
static bool listed_states(kr_events_at *e, uint32_t entity, uint32_t want, bool pointed)
{
	const kr_nominal *g = &e->nominal[entity - e->n_named];
	uint32_t home = e->w[g->first].sentence, n = kr__n_sentences(e->d);
	uint32_t s = home > AROUND ? home - AROUND : 0;
	uint32_t upto = pointed ? home : home + AROUND < n ? home + AROUND : n - 1;
	kr_side best = { .n = 0 }, who;

	for (; s <= upto && s < n; s++) {
		const kr_sentence *at = &kr__sentences(e->d)[s];
		const kr_range r = kr__ev_near(at, s == home ? g->first : at->words.first);
		e->lo = r.first;
		e->hi = r.first + r.n;
		for (uint32_t i = e->lo; i < e->hi && (!pointed || i < g->first); i++) {
			if (e->mention[i] == KR_NONE || !states_at(e, i, &who))
				continue;
			if (!want || who.n == want)
				best = who;
			i = who.last;
		}
	}
	return !best.n || set_members(e, &e->ent[entity], best.entity, best.n);
}

/* Look at the sentence of the group only. */
static void within_its_sentence(kr_events_at *e, const kr_nominal *g)
{
	const kr_range s = kr__sentences(e->d)[e->w[g->end].sentence].words;

	e->lo = s.first;
	e->hi = s.first + s.n;
}

/* The list that opens at word `i`; empty if somebody in it is no person. */
static void people_at(const kr_events_at *e, uint32_t i, kr_side *who)
{
	who->n = 0;
	if (e->mention[i] != KR_NONE)
		kr__ev_list_right(e, i, e->hi, who);
	for (uint32_t k = 0; k < who->n; k++)
		if (e->ent[who->entity[k]].type != KR_ENTITY_PERSON)
			who->n = 0;
}

/* "kader yang bermasalah, seperti A": the first comma behind a few words. */
static uint32_t past_clause(const kr_events_at *e, uint32_t i)
{
	uint32_t n = 0;

	while (i < e->hi && n < CLAUSE && !kr__ev_comma(e, i)) {
		i++;
		n++;
	}
	return i;
}

/* "seorang saksi, yakni Saudara A": whom the words right behind name. */
static bool apposed(kr_events_at *e, uint32_t entity)
{
	const kr_nominal *g = &e->nominal[entity - e->n_named];
	uint32_t i = g->end + 1;
	kr_side who;

	within_its_sentence(e, g);
	if (i < e->hi && (kr__ev_class(e, i) & KR_WC(REL)))
		i = past_clause(e, i);
	if (i + 2 >= e->hi || !kr__ev_comma(e, i) ||
	    !((kr__ev_class(e, i + 1) & KR_WC(SIDE)) || (kr__ev_kind(e, i + 1) & KR_WK(SUCH))))
		return true;
	i += 2;
	if (e->mention[i] == KR_NONE && e->group[i] == KR_NONE && i + 1 < e->hi)
		i++; /* "Saudara" */
	people_at(e, i, &who);
	return !who.n || set_members(e, &e->ent[entity], who.entity, who.n);
}

/* "tiga menteri, A, B, dan C": the list right behind a comma, of so many people. */
static bool listed_behind(kr_events_at *e, uint32_t entity, uint32_t want)
{
	const kr_nominal *g = &e->nominal[entity - e->n_named];
	uint32_t i = g->end + 1;
	kr_side who;

	within_its_sentence(e, g);
	if (i < e->hi && (kr__ev_class(e, i) & KR_WC(DET)))
		i++;
	if (i + 1 >= e->hi || !kr__ev_comma(e, i))
		return true;
	people_at(e, i + 1, &who);
	return who.n != want || set_members(e, &e->ent[entity], who.entity, who.n);
}

bool kr__ev_counted(kr_events_at *e)
{
	for (uint32_t i = e->n_named; i < e->n_ent; i++) {
		const kr_nominal *g = &e->nominal[i - e->n_named];
		uint32_t want = kr__ev_number(e, g->first), list[KR_SIDE_MAX];
		if (want < FEWEST && !apposed(e, i))
			return false;
		uint32_t n = kr__n_words(e->d), b = g->end + 1;
		bool pointed = b < n && (kr__ev_class(e, b) & KR_WC(DET));
		if (kr__ev_kind(e, g->first + (want > 0)) & KR_WK(NATIONS) &&
		    (want >= MANY || (!want && pointed)) &&
		    !listed_states(e, i, want, pointed))
			return false;
		if (want < FEWEST || want > KR_SIDE_MAX || g->first == g->last)
			continue;
		if (!listed_behind(e, i, want))
			return false;
		if (e->ent[i].members.n)
			continue;
		uint32_t at = opens_list(e, g);
		if (at != KR_NONE && at + 1 < kr__n_words(e->d) &&
		    named_from(e, at + 1, list) == want &&
		    !set_members(e, &e->ent[i], list, want))
			return false;
	}
	return true;
}
