// SPDX-License-Identifier: Apache-2.0
/*
 * People by their initials. The problem: in news of the courts "Dana Sutama
 * (DS)" is "DS" from then on, and "tersangka AS" is no tersangka of America:
 * two or three capitals are read as states, agencies, institutes. The idea:
 * capitals in brackets right behind a person's name whose letters the name has
 * in that order, and capitals behind a word such as "berinisial", are that
 * person for the whole article. The words are the pack's. Limits: two people
 * with the same initials are one; initials that a body known to the world has
 * are believed only behind a name.
 */
#include "mark/actor_read.h"

enum { INITIALS = 32, SHORT = 2, LONG = 4 };

static bool capitals(kr_view v)
{
	for (size_t k = 0; k < v.len; k++)
		if (v.ptr[k] < 'A' || v.ptr[k] > 'Z')
			return false;
	return v.len >= SHORT && v.len <= LONG && !kr__is_roman(v);
}

static char raised(char ch)
{
	return ch >= 'a' && ch <= 'z' ? (char)(ch - 'a' + 'A') : ch;
}

/* Has the name these letters in this order, the first one opening a word? */
static bool spells(kr_view name, kr_view letters)
{
	size_t k = 0;

	for (size_t i = 0; i < name.len && k < letters.len; i++) {
		bool opens = i == 0 || name.ptr[i - 1] == ' ';
		if ((k || opens) && raised(name.ptr[i]) == letters.ptr[k])
			k++;
	}
	return k == letters.len;
}

static const kr_cast_initial *known(const kr_casting *c, kr_view form)
{
	for (uint32_t k = 0; k < c->n_initials; k++)
		if (kr__view_eq(c->initials[k].form, form))
			return &c->initials[k];
	return NULL;
}

static bool define(kr_casting *c, kr_view form, uint32_t first, uint32_t n)
{
	if (c->n_initials >= INITIALS || known(c, form))
		return true;
	if (!kr__arena_grow(c->scratch, (void **)&c->initials, &c->cap_initials,
	                    c->n_initials + 1, sizeof *c->initials))
		return false;
	c->initials[c->n_initials++] = (kr_cast_initial){ .form = form, .first = first,
		                                          .n = n };
	return true;
}

/* Is it a body that the world surely knows? */
static bool body(const kr_casting *c, uint32_t i)
{
	kr_world_hits hits;

	return kr__actor_match(c, i, i + 1, &hits) &&
	       (kr__world_hit_of(&hits, KR_WORLD_ORG) ||
	        kr__world_hit_of(&hits, KR_WORLD_MEDIA));
}

/* Does the world call somebody so (SBY), or is the name that of a state? */
static bool of_world(const kr_casting *c, uint32_t form, const kr_name *nm)
{
	uint32_t first = nm->words.first;
	kr_world_hits hits;

	if (kr__actor_match(c, form, form + 1, &hits) &&
	    kr__world_hit_of(&hits, KR_WORLD_PERSON))
		return true;
	return kr__actor_match(c, first, first + nm->words.n, &hits) &&
	       kr__world_hit_of(&hits, KR_WORLD_COUNTRY);
}

/* "Dana Sutama (DS)" */
static bool behind_name(kr_casting *c, const kr_name *nm)
{
	uint32_t at = nm->words.first + nm->words.n;

	if (nm->type != KR_NAME_PER || at + 2 >= kr__n_words(c->doc) ||
	    !kr__view_is(c->form[at], "(") || !kr__view_is(c->form[at + 2], ")") ||
	    !capitals(c->form[at + 1]) ||
	    !spells(kr__unit_text(c, nm->words.first, nm->words.n), c->form[at + 1]) ||
	    of_world(c, at + 1, nm))
		return true;
	return define(c, c->form[at + 1], nm->words.first, nm->words.n);
}

kr_status kr__actor_initials(kr_casting *c)
{
	const uint32_t n = kr__n_words(c->doc);

	for (uint32_t k = 0; k < kr__n_names(c->doc); k++)
		if (!behind_name(c, &kr__names(c->doc)[k]))
			return kr__arena_status(c->scratch);
	for (uint32_t i = 0; i + 1 < n; i++)
		if (kr__actor_is(c, i, i + 1, KR_AC_INITIALED)) {
			uint32_t at = i + 1;
			at += at + 1 < n && kr__view_is(c->form[at], ".");
			if (capitals(c->form[at]) && !body(c, at) &&
			    !define(c, c->form[at], at, 1))
				return kr__arena_status(c->scratch);
		}
	return KR_OK;
}

void kr__actor_read_initial(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	const kr_cast_initial *s = c->n_initials && capitals(c->form[i])
	                                   ? known(c, c->form[i]) : NULL;

	(void)end;
	if (s)
		*u = (kr_unit){ .first = i, .n = 1, .name_first = s->first,
			        .name_n = s->n, .kind = KR_U_PERSON, .world = KR_NONE };
}
