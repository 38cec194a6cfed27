// SPDX-License-Identifier: Apache-2.0
/*
 * Powers told of by something else. The problem: "pemerintahan Presiden X" is
 * no act of X's own but of his state, "operasi militer Israel" is Israel's,
 * and in "tentara Thailand dan Kamboja" the first word is said of both. The
 * idea: a word of rule with its head behind it is a unit of its own, with the
 * person inside; behind a word of what is done an army is the state; a bare
 * state joined to an army shares its head; "kelompok" before a body that the
 * world knows is that body, "Klub Tahanan Palestina" one that nobody knows.
 * Limits: a head without a country stays a person; one joined state only.
 */
#include "mark/actor_read.h"

enum { LONGEST = 8 };

void kr__actor_read_ruler(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	uint32_t len;
	const kr_actor_word *f = kr__actor_fact(c, i, end, &len);
	kr_unit p = { .kind = KR_U_NONE };
	kr_world_hits hits;

	if (!f || !(f->classes & KR_AC_RULE) || i + len >= end ||
	    !kr__actor_upper(c, i + len) || (i > 0 && kr__actor_is(c, i - 1, i, KR_AC_ERA)))
		return;
	uint32_t at = i + len;
	const kr_name *nm = kr__actor_person_at(c, at, end);
	kr__actor_read_office(c, at, end, &p);
	const kr_world_hit *h = p.kind || nm || !kr__actor_match(c, at, end, &hits)
	                                ? NULL
	                                : kr__world_hit_of(&hits, KR_WORLD_PERSON);
	if (!p.kind && nm)
		kr__actor_person_of(c, at, nm, &p);
	else if (h && !(h->flags & KR_WORLD_WEAK))
		p = (kr_unit){ .first = at, .n = hits.n_words, .name_first = at,
			       .name_n = hits.n_words, .kind = KR_U_PERSON,
			       .world_kind = KR_WORLD_PERSON, .world = h->row };
	uint32_t after = at + p.n;
	if (p.kind != KR_U_PERSON ||
	    (after + 1 < end && kr__view_eq(c->form[after], c->pack->basic->joiner) &&
	     kr__actor_match(c, after + 1, end, &hits) &&
	     kr__world_hit_of(&hits, KR_WORLD_OFFICE)))
		return; /* "pemerintahan Presiden X dan Wakil Presiden Y" are these two */
	*u = p;
	u->n = at + p.n - i;
	u->first = i;
	u->kind = KR_U_STATE;
	u->flags = KR_UF_RULER;
}

void kr__actor_read_kind(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	uint32_t len;
	const kr_actor_word *f = kr__actor_fact(c, i, end, &len);
	kr_world_hits hits;

	if (!f || !(f->classes & KR_AC_KINDORG) || i + len >= end ||
	    !kr__actor_upper(c, i + len) || !kr__actor_match(c, i + len, end, &hits))
		return;
	const kr_world_hit *h = kr__world_hit_of(&hits, KR_WORLD_ORG);
	if (!h || (h->flags & KR_WORLD_WEAK))
		return;
	const kr_world_row *r = kr__world_row(c->world, KR_WORLD_ORG, h->row);
	*u = (kr_unit){ .first = i, .n = len + hits.n_words, .kind = KR_U_ORG,
		        .name_first = i + len, .name_n = hits.n_words,
		        .world_kind = KR_WORLD_ORG, .world = h->row, .name = r->name,
		        .code = r->code, .country = r->country, .sector = r->sector };
}

/* Does the name go on at word i: a capital, or a small joining word before one? */
static bool name_goes_on(const kr_casting *c, uint32_t i, uint32_t end)
{
	kr_world_hits hits;

	if (i + 1 < end && (kr__view_eq(c->form[i], c->pack->basic->joiner) ||
	                    kr__actor_is(c, i, end, KR_AC_OFWHAT)))
		i++;
	return i < end && kr__actor_upper(c, i) && !kr__actor_person_at(c, i, end) &&
	       !(kr__actor_match(c, i, end, &hits) &&
	         kr__world_hit_of(&hits, KR_WORLD_OFFICE));
}

void kr__actor_read_named_body(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	const kr_sentence *s = &kr__sentences(c->doc)[kr__words(c->doc)[i].sentence];
	uint32_t len, n, own = 0;
	const kr_actor_word *f = kr__actor_fact(c, i, end, &len);
	kr_world_hits hits;
	kr_whose w;

	if (!f || !(f->classes & KR_AC_ORGHEAD) || !kr__actor_upper(c, i) ||
	    kr__actor_headline(c, s) || kr__actor_is(c, i + len, end, KR_AC_HOMEBODY) ||
	    (kr__actor_match(c, i + len, end, &hits) &&
	     (kr__world_hit_of(&hits, KR_WORLD_ORG) || kr__world_hit_of(&hits, KR_WORLD_BODY))))
		return; /* "Kantor Kementerian X": that one's office */
	for (n = len; n < LONGEST && i + n < end && name_goes_on(c, i + n, end); n++)
		if (kr__actor_whose(c, i + n, end, &w) && w.world_kind != KR_WORLD_ORG) {
			own = n + w.n;
			break;
		}
	if (own < 3 || (i + own < end && kr__view_is(c->form[i + own], "-")))
		return; /* only a state or place in the name makes sure of it */
	*u = (kr_unit){ .first = i, .n = own, .name_first = i, .name_n = own,
		        .kind = KR_U_ORG, .world = KR_NONE,
		        .name = kr__unit_text(c, i, own) };
	if (!kr__actor_known_org(c, u))
		kr__actor_org(c, end, u);
	if (u->world == KR_NONE && !u->code.len)
		u->code = u->country = w.country;
}

bool kr__actor_by_deed(const kr_casting *c, const kr_actor_word *f, uint32_t i)
{
	return i > 0 && kr__view_is(f->sector, "MIL") &&
	       kr__view_eq(f->words, f->head) &&
	       kr__actor_is(c, i - 1, i, KR_AC_DEED);
}

/* Is it an army or police of a state, its own word first? */
static bool force_of_state(const kr_unit *a)
{
	return a->kind == KR_U_GROUP && a->name_n && a->name_first > a->first &&
	       a->code.len == 3 &&
	       (kr__view_is(a->sector, "MIL") || kr__view_is(a->sector, "COP"));
}

void kr__actor_share(kr_casting *c)
{
	for (uint32_t k = 0; k + 1 < c->n_units; k++) {
		const kr_unit *a = &c->units[k];
		kr_unit *b = &c->units[k + 1];
		if (!force_of_state(a) || b->sentence != a->sentence ||
		    b->kind != KR_U_STATE || b->flags || b->n != b->name_n ||
		    b->first != a->first + a->n + 1 ||
		    !kr__view_eq(c->form[b->first - 1], c->pack->basic->joiner))
			continue;
		b->kind = KR_U_GROUP;
		b->role = a->role;
		b->sector = a->sector;
		b->world = KR_NONE;
		b->flags = KR_UF_SHARED;
	}
}
