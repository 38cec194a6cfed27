// SPDX-License-Identifier: Apache-2.0
/*
 * Joining organisations, groups and places. The problem: "Kementerian Kesehatan
 * Thailand", "kementerian itu", "militer Israel" are things without an office or
 * a face. The idea: by their row in the world, by their name, by the short form
 * that the text gives, or by the one of that kind told of before; the record
 * shows the words of the page. Limits: two bodies of one name are one.
 */
#include "mark/actor_read.h"

static uint32_t by_row(const kr_casting *c, uint8_t kind, uint32_t row)
{
	for (uint32_t i = 0; i < c->n_cast; i++)
		if (c->cast[i].world_kind == kind && c->cast[i].world == row)
			return i;
	return KR_NONE;
}

uint32_t kr__cast_by_name(const kr_casting *c, uint8_t type, kr_view name)
{
	for (uint32_t i = 0; i < c->n_cast; i++)
		if (c->cast[i].e.type == type && kr__view_ieq(c->cast[i].name, name))
			return i;
	return KR_NONE;
}

static kr_view group_name(const kr_casting *c, const kr_unit *u)
{
	kr_buf b;

	if (!u->role.len || !u->name_n)
		return !u->role.len ? u->name : u->role;
	kr__buf_init(&b, &c->scratch->alloc);
	kr__buf_add(&b, u->role);
	kr__buf_chr(&b, ' ');
	kr__buf_add(&b, u->name);
	kr_view v = kr__arena_copy(c->scratch, kr__buf_view(&b));
	kr__buf_drop(&b);
	return v;
}

static kr_entity_type type_of(const kr_unit *u)
{
	switch (u->kind) {
	case KR_U_PLACE:
	case KR_U_SEAT: return KR_ENTITY_PLACE;
	case KR_U_EVENT: return KR_ENTITY_EVENT;
	case KR_U_GROUP:
		return u->name_n && !kr__view_eq(u->sector, KR_V("CVL"))
		               ? KR_ENTITY_ORG : KR_ENTITY_GROUP;
	default: return KR_ENTITY_ORG;
	}
}

/* "delegasi tersebut", "militer": the one of that kind told of before. */
static uint32_t kin_before(const kr_casting *c, const kr_unit *u)
{
	uint32_t best = KR_NONE;

	for (uint32_t i = 0; i < c->n_cast; i++)
		if (c->cast[i].last_unit != KR_NONE && c->cast[i].n_members == 0 &&
		    kr__view_istarts(c->cast[i].name, u->name) &&
		    c->cast[i].name.len > u->name.len &&
		    (best == KR_NONE ||
		     c->cast[i].last_unit > c->cast[best].last_unit))
			best = i;
	return best;
}

/* "Kementerian Kesehatan" behind "Kementerian Kesehatan Thailand" is that one,
 * if home's own was not told of since. */
static uint32_t foreign_kin(const kr_casting *c, const kr_unit *u)
{
	uint32_t kin = u->n > 1 && kr__actor_any_state(c, u) ? kin_before(c, u)
	                                                     : KR_NONE;
	uint32_t own = kin == KR_NONE ? KR_NONE : by_row(c, u->world_kind, u->world);

	if (kin == KR_NONE || c->cast[kin].country.len != 3 ||
	    (own != KR_NONE && c->cast[own].last_unit > c->cast[kin].last_unit))
		return KR_NONE;
	return kin;
}

bool kr__actor_behind_prep(const kr_casting *c, const kr_unit *u)
{
	const kr_actor_word *f = NULL;

	return u->first > 0 &&
	       kr__actors_match(c->facts, c->key + u->first - 1, 1, &f) &&
	       (f->classes & KR_AC_PLACEPREP);
}

/* Two words at least that are no initials, the last one a name's: "Garda
 * Revolusi Iran", not "DPR RI" or "Lembaga antirasuah". */
static bool spelled_out(kr_view v)
{
	kr_view rest = v, w, last = v;
	uint32_t n = 0;

	while (kr__view_next(&rest, ' ', &w)) {
		n += w.len > 1 && w.ptr[w.len - 1] >= 'a' && w.ptr[w.len - 1] <= 'z';
		last = w;
	}
	return n > 1 && kr__starts_upper(last) && kr__view_chr(v, '\n') == KR_NPOS;
}

/* "Afghanistan" of whom the world calls Afganistan: one word that is the same
 * but for one or two letters. */
static bool respelled(kr_view a, kr_view b)
{
	size_t longer = a.len > b.len ? a.len : b.len, less = a.len + b.len - longer;
	size_t i = 0, k = 0;

	while (i < less && a.ptr[i] == b.ptr[i])
		i++;
	while (k + i < less && a.ptr[a.len - 1 - k] == b.ptr[b.len - 1 - k])
		k++;
	return i > 0 && less > 4 && i + k + 2 >= longer && kr__starts_upper(a) &&
	       kr__view_chr(a, ' ') == KR_NPOS;
}

/* A state as the page spells it, unless it has the world's form too. */
void kr__cast_spelling(const kr_casting *c, const kr_unit *u)
{
	kr_view text = kr__unit_text(c, u->first, u->n);
	kr_cast_one *o = u->entity == KR_NONE ? NULL : &c->cast[u->entity];

	if (!o || o->world == KR_NONE || o->world_kind != KR_WORLD_COUNTRY)
		return;
	o->by_name |= kr__view_ieq(text, o->name);
	if (o->by_name)
		o->shown = (kr_view){ "", 0 };
	else if (!o->shown.len && respelled(text, o->name))
		o->shown = text;
}

/* The page's own full form of what the world calls otherwise is shown, unless
 * it has the world's form too. */
static void own_words(const kr_casting *c, const kr_unit *u, kr_cast_one *o)
{
	kr_view text = kr__unit_text(c, u->name_first, u->name_n);

	if (kr__view_ends(text, KR_V(")")) && kr__view_chr(text, '(') != KR_NPOS)
		text = kr__view_trim(kr__view_sub(text, 0, kr__view_chr(text, '(')));
	if (o->world == KR_NONE || u->world != o->world || u->kind != KR_U_ORG ||
	    kr__actor_is(c, u->name_first, u->name_first + u->name_n, KR_AC_KINDORG))
		return; /* not "Kelompok Hamas" */
	o->by_name |= kr__view_ieq(text, o->name);
	if (o->by_name)
		o->shown = (kr_view){ "", 0 };
	else if (text.len > o->shown.len && 5 * text.len >= 3 * o->name.len &&
	         spelled_out(text) && !kr__actor_behind_prep(c, u) &&
	         (u->name_first == u->first || !kr__view_istarts(o->name, text)))
		o->shown = text;
}

/* "militer Israel" as the text has it, without a bracket inside; of a shared
 * head, that and the state. */
static kr_view shown_group(const kr_casting *c, const kr_unit *u)
{
	bool shared = u->flags & KR_UF_SHARED;
	kr_view text = kr__unit_text(c, u->first, u->n);
	size_t open = kr__view_chr(text, '('), close = kr__view_chr(text, ')');
	kr_buf b;

	if (u->kind != KR_U_GROUP || !u->name_n)
		return (kr_view){ "", 0 };
	if (!shared && (open == KR_NPOS || close == KR_NPOS || close < open))
		return text;
	kr__buf_init(&b, &c->scratch->alloc);
	kr__buf_add(&b, shared ? kr__unit_text(c, u[-1].first,
	                                       u[-1].name_first - u[-1].first)
	                       : kr__view_trim(kr__view_sub(text, 0, open)));
	kr__buf_chr(&b, ' ');
	kr__buf_add(&b, shared ? text : kr__view_trim(kr__view_from(text, close + 1)));
	kr_view v = kr__arena_copy(c->scratch, kr__buf_view(&b));
	kr__buf_drop(&b);
	return v;
}

void kr__cast_thing(kr_casting *c, kr_unit *u)
{
	if ((u->kind == KR_U_GROUP && u->name_n == 0 && u->name.len) ||
	    (u->kind == KR_U_ORG && (u->flags & KR_UF_ASSUMED)))
		u->entity = kin_before(c, u);
	else
		u->entity = foreign_kin(c, u);
	if (u->entity != KR_NONE)
		return;
	kr_view name = u->kind == KR_U_GROUP ? group_name(c, u) : u->name;
	uint8_t type = (uint8_t)type_of(u);
	uint32_t i = u->world != KR_NONE ? by_row(c, u->world_kind, u->world) : KR_NONE;

	if (i == KR_NONE)
		i = kr__cast_by_name(c, type, name);
	if (i == KR_NONE && u->world == KR_NONE && u->n == 1)
		i = kr__cast_by_alias(c, name);
	if (i == KR_NONE)
		i = kr__cast_add(c, &(kr_cast_one){
			.e = { .type = type }, .name = name, .code = u->code,
			.country = u->country, .sector = u->sector,
			.shown = shown_group(c, u),
			.world = u->world, .world_kind = u->world_kind });
	u->entity = i;
	if (i != KR_NONE)
		own_words(c, u, &c->cast[i]);
	kr__cast_learn_alias(c, u);
}
