// SPDX-License-Identifier: Apache-2.0
/*
 * Collectives and bodies. The problem: "militer Israel", "polisi", "Kementerian
 * Kesehatan Thailand", "pemerintah" name nobody and yet act. The idea: a word of
 * the pack or a body of the world, with whose it is behind it. Limits: what
 * stands between the two must be words of a closed list, or have capitals.
 */
#include "mark/actor_read.h"

/* "WNI": the people of a state by one word. */
static kr_unit people_of(const kr_casting *c, const kr_actor_word *f, uint32_t i,
                         uint32_t len)
{
	uint32_t row = kr__world_country(c->world, f->code);
	kr_unit u = { .first = i, .n = len, .name_first = i, .name_n = len,
		      .kind = KR_U_GROUP, .role = f->head, .sector = f->sector,
		      .code = f->code, .country = f->code, .world = KR_NONE };

	u.name = row == KR_NOSYM ? f->code
	                         : kr__world_row(c->world, KR_WORLD_COUNTRY, row)->name;
	return u;
}

/* "polisi" without a country; "pemerintah" is the state taken for granted. */
static kr_unit alone(const kr_casting *c, const kr_actor_word *f, uint32_t i,
                     uint32_t len)
{
	if (f->code.len)
		return people_of(c, f, i, len);
	kr_unit u = { .first = i, .n = len, .kind = KR_U_GROUP, .name = f->head,
		      .sector = f->sector, .world = KR_NONE };

	if (f->classes & KR_AC_SELF) {
		u.kind = KR_U_STATE;
		u.code = u.country = c->home;
		u.flags = KR_UF_ASSUMED;
	}
	return u;
}

static bool is_armed(kr_view sector)
{
	return kr__view_is(sector, "MIL") || kr__view_is(sector, "COP");
}

/* "prajurit TNI" are the TNI. */
static bool soldiers_of(const kr_casting *c, const kr_actor_word *f,
                        const kr_whose *w)
{
	return w->world_kind == KR_WORLD_ORG && (f->classes & KR_AC_GROUP) &&
	       is_armed(f->sector) &&
	       is_armed(kr__world_row(c->world, KR_WORLD_ORG, w->world)->sector);
}

/* "negara ASEAN": not ASEAN. */
static bool of_league(const kr_actor_word *f, const kr_whose *w)
{
	return (f->classes & KR_AC_SELF) && (f->classes & KR_AC_STATES) &&
	       f->head.len && kr__view_starts(w->code, KR_V("IGO-"));
}

/* "pemerintah X", "pihak X": X itself, or the rule of a place or league. */
static void read_self(const kr_casting *c, const kr_actor_word *f, const kr_whose *w,
                      uint32_t at, kr_unit *u)
{
	bool state = w->world_kind == KR_WORLD_COUNTRY ||
	             w->world_kind == KR_WORLD_DEMONYM;

	if (w->world_kind == KR_WORLD_PLACE) {
		u->kind = KR_U_GROUP; /* "pemerintah Kabupaten X": not its state */
		u->role = kr__unit_text(c, u->first, at - u->first);
		u->sector = KR_V("GOV");
		u->world = KR_NONE;
	} else if (of_league(f, w)) {
		u->kind = KR_U_GROUP;
		u->role = kr__unit_text(c, u->first, at - u->first);
		u->code = u->country = u->sector = (kr_view){ "", 0 };
		u->world = KR_NONE;
	} else {
		u->kind = state ? KR_U_STATE : w->world_kind == KR_WORLD_ORG ? KR_U_ORG
		          : w->country.len ? KR_U_STATE : KR_U_NONE;
		if (u->kind == KR_U_STATE && !state) {
			u->world = KR_NONE;
			u->code = w->country;
		}
		u->sector = (kr_view){ "", 0 };
	}
}

void kr__actor_read_group(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	uint32_t len;
	const kr_actor_word *f = kr__actor_fact(c, i, end, &len);
	kr_whose w;

	if (!f || !(f->classes & (KR_AC_GROUP | KR_AC_SELF | KR_AC_ALONE | KR_AC_LEADER)))
		return;
	uint32_t at = i + len;
	if (i > 0 && kr__actor_is(c, i - 1, i, KR_AC_AWAY) &&
	    kr__actor_is(c, at, end, KR_AC_PLACEPREP))
		return;
	if (kr__actor_is(c, at, end, KR_AC_OFWHAT) && kr__actor_whose_at(c, at + 1, end, &w))
		at++;
	uint32_t mid = at;
	if (!kr__actor_whose_at(c, at, end, &w) && (f->classes & KR_AC_GROUP)) {
		uint32_t n = kr__actor_middle(c, at, end, false, &w);
		at += n == KR_NONE ? 0 : n;
	}
	if (!w.n || f->code.len) {
		if (f->classes & KR_AC_ALONE)
			*u = alone(c, f, i, len);
		return;
	}
	*u = (kr_unit){ .first = i, .n = at + w.n - i, .code = w.code,
		        .country = w.country, .sector = f->sector,
		        .world_kind = w.world_kind, .world = w.world,
		        .name_first = at, .name_n = w.n, .name = w.name };
	if (soldiers_of(c, f, &w)) {
		u->kind = KR_U_ORG;
	} else if ((f->classes & KR_AC_LEADER) && i > 0 &&
	           kr__actor_is(c, i - 1, end, KR_AC_SEVERAL)) {
		u->kind = KR_U_GROUP; /* "para pemimpin Eropa": nobody in particular */
		u->role = kr__unit_text(c, i, at - i);
		u->world = KR_NONE;
		if (w.world_kind == KR_WORLD_PLACE)
			u->code = u->country = (kr_view){ "", 0 };
	} else if (f->classes & KR_AC_LEADER) {
		u->kind = KR_U_ROLE;
		if (w.world_kind != KR_WORLD_ORG || w.code.len != 3)
			u->office = KR_V("leader"); /* not of a ministry */
		u->role = kr__unit_text(c, i, u->n);
		u->world = KR_NONE;
		u->n += kr__actor_is(c, at + w.n, end, KR_AC_DEICTIC);
	} else if (f->classes & KR_AC_SELF) {
		read_self(c, f, &w, at, u);
	} else if ((w.world_kind == KR_WORLD_COUNTRY || w.world_kind == KR_WORLD_DEMONYM) &&
	           kr__actor_by_deed(c, f, i)) {
		u->kind = KR_U_STATE;
		u->sector = (kr_view){ "", 0 };
	} else if (kr__actor_person_at(c, at + w.n, end)) {
		/* "diplomat senior Iran Majid Ravanchi" */
		kr__actor_person_of(c, i, kr__actor_person_at(c, at + w.n, end), u);
	} else {
		u->kind = KR_U_GROUP;
		u->role = at > mid ? kr__unit_text(c, i, at - i) : f->head;
		u->world = KR_NONE;
	}
}

static const kr_sentence *sentence_of(const kr_casting *c, uint32_t i)
{
	return &kr__sentences(c->doc)[kr__words(c->doc)[i].sentence];
}

void kr__actor_read_body(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	kr_world_hits hits;
	const kr_world_hit *h = kr__actor_match(c, i, end, &hits)
	                                ? kr__world_hit_of(&hits, KR_WORLD_BODY) : NULL;
	kr_whose w;

	if (!h || !kr__actor_upper(c, i))
		return;
	const kr_world_row *r = kr__world_row(c->world, KR_WORLD_BODY, h->row);
	uint32_t at = i + hits.n_words;
	at += kr__actor_brackets(c, at, end);
	uint32_t mid = kr__actor_middle(c, at, end, true, &w);
	bool owned = mid != KR_NONE;
	uint32_t n = owned ? mid : 0;
	at += n;
	if (!owned && kr__actor_is(c, at, end, KR_AC_PLACEPREP) &&
	    kr__actor_whose_at(c, at + 1, end, &w) && w.world_kind == KR_WORLD_COUNTRY &&
	    w.country.len && !kr__view_is(r->key, "embassy")) {
		owned = true; /* "Kejaksaan di Korea Selatan" */
		at++;
	}
	if (!owned && (kr__view_is(r->key, "ministry") ||
	               kr__world_hit_of(&hits, KR_WORLD_ORG)))
		return; /* "DPR" is known by name */
	*u = (kr_unit){ .first = i, .n = (owned ? at + w.n : i + hits.n_words) - i,
		        .kind = KR_U_GROUP, .world = KR_NONE,
		        .flags = owned ? 0 : KR_UF_ASSUMED,
		        .role = n ? kr__unit_text(c, i, at - i) : r->name,
		        .sector = r->sector, .name_first = at,
		        .name_n = owned ? w.n : 0,
		        .name = owned ? w.name : r->name,
		        .code = owned ? w.country : c->home,
		        .country = owned ? w.country : c->home };
	bool told = !owned && i > sentence_of(c, i)->words.first;
	if (told && hits.n_words == 1) /* "Kongres", not what it is elsewhere */
		u->name = u->role = c->form[i];
	if (!owned && kr__view_ends(r->key, KR_V("-ministry")))
		u->kind = KR_U_ORG;
	if (kr__view_is(r->key, "government")) {
		u->kind = KR_U_STATE;
		u->sector = (kr_view){ "", 0 };
	}
}
