// SPDX-License-Identifier: Apache-2.0
/* Which country an article takes for granted.
 *
 * Problem. "Mahkamah Agung menolak permohonan itu" is about a court at home,
 * unless the whole article is about another country: then its court, its
 * parliament, its minister of defence are meant, and nobody says whose.
 *
 * Idea. Count the countries that the units of the article name themselves. If
 * the home country is not among them and another one has more than half of
 * at least three, that one is taken for granted: bodies without a country get
 * it, bodies that the world knows at home by the same name as those of any
 * state (DPR, Mahkamah Agung) are no longer the known ones, and of a name that
 * two states' bodies have (Partai Demokrat) its own is meant.
 *
 * Where home is not among them and no other has so much, nobody's is meant:
 * "the junta of the three states" is not the government at home.
 *
 * Limits. A dateline at home, or anybody from home, keeps the home country; an
 * organisation of home does where it is no rare guest (FEW). */
#include "mark/actor.h"

/* units looked at; mentions of the country; of these to one guest from home */
enum { AMONG = 4096, TOLD = 3, FEW = 4 };

/* A body of home by a name that every state's has: "Mahkamah Agung". */
bool kr__actor_any_state(const kr_casting *c, const kr_unit *u)
{
	kr_world_hits hits;

	return u->kind == KR_U_ORG && u->world_kind == KR_WORLD_ORG &&
	       u->world != KR_NONE && kr__view_eq(u->country, c->home) &&
	       kr__world_find(c->world, kr__unit_text(c, u->first, u->n), &hits) &&
	       kr__world_hit_of(&hits, KR_WORLD_BODY);
}

/* The country that the unit tells by itself; empty: none. */
static kr_view told_by(const kr_casting *c, const kr_unit *u)
{
	kr_view none = { "", 0 };

	if (u->flags & KR_UF_ASSUMED || kr__view_is(u->sector, "MED"))
		return none;
	if ((u->kind == KR_U_PERSON || (u->flags & KR_UF_RULER)) &&
	    u->world_kind == KR_WORLD_PERSON &&
	    u->world != KR_NONE) {
		uint32_t n;
		const kr_world_term *t = kr__world_terms(c->world, u->world, &n);
		return n ? t[n - 1].code : none;
	}
	return u->country.len == 3 && !kr__actor_any_state(c, u) ? u->country : none;
}

/* An organisation that the world knows at home: perhaps a namesake. */
static bool guest(const kr_casting *c, const kr_unit *u)
{
	return u->kind == KR_U_ORG && u->world_kind == KR_WORLD_ORG &&
	       u->world != KR_NONE && kr__view_eq(u->country, c->home);
}

/* The country with most mentions, if it has more than half and home none.
 * `nobody`: home has none, and no other has more than half of enough. */
static kr_view abroad(const kr_casting *c, const kr_view *told, uint32_t n,
                      bool *nobody)
{
	kr_view best = { "", 0 };
	uint32_t all = 0, lead = 0, have = 0, guests = 0;

	for (uint32_t i = 0; i < n; i++) { /* Boyer and Moore's vote */
		if (!told[i].len)
			continue;
		if (guest(c, &c->units[i])) {
			guests++;
			continue;
		}
		if (kr__view_eq(told[i], c->home))
			return (kr_view){ "", 0 };
		all++;
		if (!lead)
			best = told[i];
		lead = kr__view_eq(told[i], best) ? lead + 1 : lead - 1;
	}
	for (uint32_t i = 0; i < n; i++)
		have += told[i].len && kr__view_eq(told[i], best);
	*nobody = all >= TOLD && !guests && 2 * have <= all;
	return have >= TOLD && 2 * have > all && FEW * guests <= have
	               ? best : (kr_view){ "", 0 };
}

/* "Partai Demokrat" of an article about another state: its own of that name. */
static void namesake(const kr_casting *c, kr_unit *u, kr_view code)
{
	kr_world_hits hits;

	if (!guest(c, u) ||
	    !kr__world_find(c->world, kr__unit_text(c, u->first, u->n), &hits))
		return;
	for (uint32_t i = 0; i < hits.n; i++) {
		if (hits.at[i].kind != KR_WORLD_ORG)
			continue;
		const kr_world_row *r = kr__world_row(c->world, KR_WORLD_ORG,
		                                      hits.at[i].row);
		if (!kr__view_eq(r->country, code))
			continue;
		u->world = hits.at[i].row;
		u->name = r->name;
		u->code = u->country = code;
		u->sector = r->sector;
		return;
	}
}

kr_status kr__actor_home(kr_casting *c)
{
	uint32_t n = c->n_units < AMONG ? c->n_units : AMONG;
	kr_view *told = kr__arena_array(c->scratch, (size_t)n + 1, sizeof *told);

	if (!told)
		return kr__arena_status(c->scratch);
	for (uint32_t i = 0; i < n; i++)
		told[i] = told_by(c, &c->units[i]);
	bool nobody = false;
	kr_view code = abroad(c, told, n, &nobody);
	for (uint32_t i = 0; (code.len || nobody) && i < c->n_units; i++) {
		kr_unit *u = &c->units[i];
		if (kr__actor_any_state(c, u)) {
			u->world = KR_NONE;
			u->world_kind = 0;
			u->code = u->country = code;
		} else if (u->flags & KR_UF_ASSUMED) {
			u->code = u->country = code;
		} else if (!nobody) {
			namesake(c, u, code);
		}
	}
	if (code.len)
		c->home = code;
	return KR_OK;
}
