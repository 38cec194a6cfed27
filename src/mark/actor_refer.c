// SPDX-License-Identifier: Apache-2.0
/*
 * Pronouns and their kin. The problem: "ia", "kedua negara", "mitranya" refer
 * back. The idea: "ia" is the first person of the sentence if one stands
 * before it, else the first person of the nearest sentence before that has
 * one (news keeps its subject in front); "kedua negara" are the two states
 * that this sentence or the one before names, else those told of most so far;
 * "mitranya dari Iran" holds the same office there.
 * Limits: no gender, no syntax; a pronoun with no candidate stays unjoined.
 */
#include "mark/actor_read.h"

enum { REACH = 4 /* sentences */, NEAR = 4, FRONT = 60 /* words */ };

static bool is_person(const kr_casting *c, const kr_unit *u)
{
	return u->entity != KR_NONE &&
	       c->cast[u->entity].e.type == KR_ENTITY_PERSON;
}

static bool quoted(const kr_casting *c, const kr_unit *u)
{
	return kr__words(c->doc)[u->first].flags & KR_WORD_QUOTED;
}

static bool comma(const kr_casting *c, uint32_t i)
{
	const kr_span s = kr__words(c->doc)[i].span;

	return s.end - s.start == 1 && c->doc->text.ptr[s.start] == ',';
}

/* "Dalam pertemuan dengan X di Y, ia ...": does the pronoun open the clause that
 * a phrase with person `p` in it stands before? X is then not he. */
static bool fronted(const kr_casting *c, const kr_unit *pronoun, const kr_unit *p)
{
	uint32_t i = pronoun->first, start = kr__sentences(c->doc)[p->sentence].words.first;

	if (p->sentence != pronoun->sentence || p->first <= start || i - start > FRONT ||
	    !comma(c, i - 1))
		return false;
	for (uint32_t w = start; w < p->first; w++)
		if (comma(c, w))
			return false; /* "Selain itu, lanjut X, ia ..." */
	return true;
}

uint32_t kr__actor_person_before(const kr_casting *c, uint32_t unit)
{
	uint32_t best = KR_NONE, spoken = KR_NONE, sentence = c->units[unit].sentence;
	bool outside = !quoted(c, &c->units[unit]);

	for (uint32_t i = unit; i-- > 0;) {
		const kr_unit *u = &c->units[i];
		if (u->sentence != sentence) {
			if (best != KR_NONE || c->units[unit].sentence - u->sentence > REACH)
				break;
			sentence = u->sentence;
		}
		if (!is_person(c, u) || (quoted(c, u) && best != KR_NONE) ||
		    fronted(c, &c->units[unit], u))
			continue;
		if (outside && quoted(c, u)) /* of whom others speak, if nobody else */
			spoken = spoken == KR_NONE ? u->entity : spoken;
		else
			best = u->entity;
	}
	return best != KR_NONE ? best : spoken;
}

/* Mentions of each state so far: itself and those who act for it. */
static uint32_t weight(const kr_casting *c, uint32_t upto, kr_view code)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < upto; i++)
		if (c->units[i].entity != KR_NONE) {
			const kr_cast_one *e = &c->cast[c->units[i].entity];
			n += e->e.type != KR_ENTITY_PLACE && kr__view_eq(e->code, code);
		}
	return n;
}

/* Is unit i joined with the next: "militer X dan kelompok Y"? */
static bool joined(const kr_casting *c, uint32_t i)
{
	const kr_unit *a = &c->units[i], *b = a + 1;
	uint32_t from = a->first + a->n;

	for (uint32_t w = from; w < b->first && w < from + NEAR; w++)
		if (c->pack->basic && kr__view_eq(c->form[w], c->pack->basic->joiner))
			return b->first <= from + NEAR;
	return false;
}

/* The states that this sentence names before the unit, else the one before it, if
 * they are just two. */
static bool two_near(kr_casting *c, uint32_t unit, uint32_t out[2])
{
	uint32_t sentence = c->units[unit].sentence, n = 0;

	for (uint32_t i = unit; i-- > 0;) {
		const kr_unit *u = &c->units[i];
		if (u->sentence != sentence) {
			if (n > 1 || c->units[unit].sentence - u->sentence > 1)
				break;
			sentence = u->sentence;
			n = 0;
		}
		if (u->kind != KR_U_STATE || u->entity == KR_NONE || u->code.len != 3 ||
		    (n > 0 && u->entity == out[0]) || (n > 1 && u->entity == out[1]))
			continue;
		if (n == 2)
			return false;
		out[n++] = u->entity;
	}
	return n == 2;
}

static void two_states(kr_casting *c, uint32_t unit, uint32_t out[2])
{
	kr_view best[2] = { { "", 0 }, { "", 0 } };
	uint32_t w[2] = { 0, 0 };

	for (uint32_t i = 0; i < unit; i++) {
		uint32_t e = c->units[i].entity;
		kr_view code = e == KR_NONE ? (kr_view){ "", 0 } : c->cast[e].code;
		if (code.len != 3 || c->cast[e].e.type == KR_ENTITY_PLACE ||
		    kr__view_is(code, "COM") || kr__view_eq(code, best[0]) ||
		    kr__view_eq(code, best[1]))
			continue;
		uint32_t n = weight(c, unit, code);
		if (n > w[0]) {
			best[1] = best[0];
			w[1] = w[0];
			best[0] = code;
			w[0] = n;
		} else if (n > w[1]) {
			best[1] = code;
			w[1] = n;
		}
	}
	out[0] = best[0].len ? kr__cast_state(c, best[0]) : KR_NONE;
	out[1] = best[1].len ? kr__cast_state(c, best[1]) : KR_NONE;
}

/* "kedua presiden": only who heads a state, and another one than the first. */
static bool may_head(const kr_casting *c, uint32_t e, uint32_t first)
{
	const kr_cast_one *p = &c->cast[e];

	return kr__actor_heads_state(p->office) && p->code.len == 3 &&
	       (first == KR_NONE || !kr__view_eq(p->code, c->cast[first].code));
}

static void two_persons(const kr_casting *c, uint32_t unit, bool heads,
                        uint32_t out[2])
{
	out[0] = out[1] = KR_NONE;
	for (uint32_t i = 0; i < unit; i++) {
		uint32_t e = c->units[i].entity;
		if (!is_person(c, &c->units[i]) || e == out[0] || e == out[1] ||
		    (heads && !may_head(c, e, out[0])))
			continue;
		uint32_t n = c->cast[e].n_mentions;
		if (out[0] == KR_NONE || n > c->cast[out[0]].n_mentions) {
			out[1] = out[0];
			out[0] = e;
		} else if (out[1] == KR_NONE || n > c->cast[out[1]].n_mentions) {
			out[1] = e;
		}
	}
}

static uint32_t first_unit_of(const kr_casting *c, uint32_t entity)
{
	for (uint32_t i = 0; i < c->n_units; i++)
		if (c->units[i].entity == entity)
			return i;
	return KR_NONE;
}

static uint32_t pair(kr_casting *c, uint32_t a, uint32_t b)
{
	kr_buf name;

	if (a == KR_NONE || b == KR_NONE)
		return KR_NONE;
	if (first_unit_of(c, b) < first_unit_of(c, a)) {
		uint32_t t = a;
		a = b;
		b = t;
	}
	for (uint32_t i = 0; i < c->n_cast; i++)
		if (c->cast[i].n_members == 2 && c->cast[i].member[0] == a &&
		    c->cast[i].member[1] == b)
			return i;
	kr__buf_init(&name, &c->scratch->alloc);
	kr__buf_add(&name, c->cast[a].name);
	kr__buf_chr(&name, ' ');
	kr__buf_add(&name, c->pack->basic ? c->pack->basic->joiner : KR_V("&"));
	kr__buf_chr(&name, ' ');
	kr__buf_add(&name, c->cast[b].name);
	kr_cast_one one = { .e = { .type = KR_ENTITY_GROUP },
		            .name = kr__arena_copy(c->scratch, kr__buf_view(&name)),
		            .sector = KR_V("GOV"), .world = KR_NONE,
		            .member = { a, b }, .n_members = 2 };
	kr__buf_drop(&name);
	return kr__cast_add(c, &one);
}

static bool is_party(const kr_casting *c, const kr_unit *u)
{
	return u->entity != KR_NONE &&
	       (u->kind == KR_U_STATE || u->kind == KR_U_SEAT || u->kind == KR_U_ORG ||
	        u->kind == KR_U_GROUP) &&
	       c->cast[u->entity].e.type != KR_ENTITY_PLACE && !c->cast[u->entity].n_members;
}

/* The last two parties that a sentence joins, one of them no state. */
static void two_parties(const kr_casting *c, uint32_t unit, uint32_t out[2])
{
	for (uint32_t i = unit; i-- > 1;) {
		const kr_unit *b = &c->units[i], *a = b - 1;
		if (c->units[unit].sentence - a->sentence > REACH)
			break;
		if (a->sentence != b->sentence || a->entity == b->entity || !is_party(c, a) ||
		    !is_party(c, b) || !joined(c, i - 1) ||
		    (a->kind == KR_U_STATE && b->kind == KR_U_STATE))
			continue;
		out[0] = a->entity;
		out[1] = b->entity;
		return;
	}
}

static uint32_t both(kr_casting *c, uint32_t unit)
{
	const kr_unit *u = &c->units[unit];
	uint32_t two[2] = { KR_NONE, KR_NONE }, end = u->first + u->n;
	bool party = kr__actor_is(c, u->first + 1, end, KR_AC_PARTIES);
	bool heads = u->n > 1 && kr__actor_is(c, u->first + 1, end, KR_AC_HEADS);

	if (party)
		two_parties(c, unit, two);
	if (u->flags & KR_UF_PERSONS)
		two_persons(c, unit, heads, two);
	bool states = two[1] == KR_NONE && (heads || (u->flags & KR_UF_STATES));
	if (states && (heads || party || !two_near(c, unit, two)))
		two_states(c, unit, two);
	return pair(c, two[0], two[1]);
}

/* The last sentence before the unit's that tells of two persons or more: its
 * first two. */
static uint32_t last_persons(kr_casting *c, uint32_t unit)
{
	uint32_t two[2] = { KR_NONE, KR_NONE }, sentence = c->units[unit].sentence;

	for (uint32_t i = unit; i-- > 0;) {
		const kr_unit *u = &c->units[i];
		if (u->sentence != sentence) {
			if (two[1] != KR_NONE || c->units[unit].sentence - u->sentence > REACH)
				break;
			sentence = u->sentence;
			two[0] = KR_NONE;
		}
		if (!is_person(c, u) || u->entity == two[0])
			continue;
		two[1] = two[0];
		two[0] = u->entity;
	}
	return pair(c, two[0], two[1]);
}

/* "Setelah pertemuan mereka, A dan B ...": the two who follow at once. */
static uint32_t who_follow(kr_casting *c, uint32_t unit)
{
	const kr_unit *u = &c->units[unit];

	if (unit + 2 >= c->n_units || u[2].sentence != u->sentence ||
	    u[1].sentence != u->sentence || u[1].kind != KR_U_PERSON ||
	    u[2].kind != KR_U_PERSON || u[1].first > u->first + 3 ||
	    u[2].first != u[1].first + u[1].n + 1)
		return KR_NONE;
	uint32_t a = kr__cast_person(c, unit + 1), b = kr__cast_person(c, unit + 2);
	return a == b ? KR_NONE : pair(c, a, b);
}

static uint32_t last_group(kr_casting *c, uint32_t unit)
{
	uint32_t group = who_follow(c, unit);

	if (group != KR_NONE)
		return group;

	for (uint32_t i = unit; i-- > 0;) {
		const kr_unit *u = &c->units[i];
		if (c->units[unit].sentence - u->sentence > REACH)
			break;
		if (u->entity == KR_NONE)
			continue;
		if (c->cast[u->entity].n_members == 2)
			return u->entity;
		if (group == KR_NONE && u->kind == KR_U_GROUP)
			group = u->entity;
	}
	uint32_t persons = last_persons(c, unit);
	return persons != KR_NONE ? persons : group;
}

/* Somebody of that country, known here, or who holds the subject's office. */
static uint32_t counterpart(kr_casting *c, uint32_t unit)
{
	const kr_unit *u = &c->units[unit];
	uint32_t self = kr__actor_person_before(c, unit), best = KR_NONE;
	kr_view none = { "", 0 };

	for (uint32_t i = 0; u->code.len && i < c->n_cast; i++)
		if (c->cast[i].e.type == KR_ENTITY_PERSON && i != self &&
		    kr__view_eq(c->cast[i].code, u->code))
			best = i;
	if (best != KR_NONE || self == KR_NONE || !u->code.len ||
	    !c->cast[self].office.len || c->when.first > c->when.last)
		return best;
	uint32_t row = kr__world_holder(c->world, c->cast[self].office, u->code, none,
	                                c->when);
	if (row == KR_NOSYM)
		return KR_NONE;
	kr_cast_one p = { .e = { .type = KR_ENTITY_PERSON }, .world = row,
		          .world_kind = KR_WORLD_PERSON,
		          .name = kr__world_row(c->world, KR_WORLD_PERSON, row)->name,
		          .code = u->code, .country = u->code,
		          .sector = KR_V("GOV"), .office = c->cast[self].office };
	return kr__cast_add(c, &p);
}

kr_status kr__actor_refer(kr_casting *c, uint32_t unit)
{
	uint32_t e = KR_NONE;

	switch (c->units[unit].kind) {
	case KR_U_HE: e = kr__actor_person_before(c, unit); break;
	case KR_U_THEY: e = last_group(c, unit); break;
	case KR_U_BOTH: e = both(c, unit); break;
	case KR_U_COUNTERPART: e = counterpart(c, unit); break;
	case KR_U_OWNSTATE:
		e = kr__actor_person_before(c, unit);
		if (e != KR_NONE)
			e = c->cast[e].code.len == 3
			            ? kr__cast_state(c, c->cast[e].code) : KR_NONE;
		break;
	default: break;
	}
	c->units[unit].entity = e;
	return kr__arena_status(c->scratch);
}
