// SPDX-License-Identifier: Apache-2.0
/*
 * Whose something is, and what stands at a word. The problem: every reader of
 * references asks the same of a word: is it of the world, of the pack, a name,
 * a country that says whose? The idea: these questions in one place. Limits: a
 * place that may be a person or a word counts only where the names agree.
 */
#include "mark/actor_read.h"

enum { LOOK = 14, MIDDLE = 4, BRACKET = 9 };

kr_view kr__unit_text(const kr_casting *c, uint32_t first, uint32_t n)
{
	const kr_word *w = kr__words(c->doc);

	if (n == 0)
		return (kr_view){ "", 0 };
	return kr__doc_cut(c->doc, (kr_span){ w[first].span.start,
	                                      w[first + n - 1].span.end });
}

bool kr__actor_upper(const kr_casting *c, uint32_t i)
{
	return kr__starts_upper(c->form[i]);
}

bool kr__actor_match(const kr_casting *c, uint32_t i, uint32_t end,
                     kr_world_hits *h)
{
	uint32_t n = end - i < LOOK ? end - i : LOOK;

	h->n = h->n_words = 0;
	return i < end && c->begins[i] &&
	       kr__world_match(c->world, c->form + i, n, h) &&
	       !(h->n_words == 1 && kr__actor_own_short(c, i));
}

const kr_actor_word *kr__actor_fact(const kr_casting *c, uint32_t i,
                                    uint32_t end, uint32_t *len)
{
	const kr_actor_word *w;

	*len = kr__actors_match(c->facts, c->key + i, end - i < 5 ? end - i : 5, &w);
	return w;
}

bool kr__actor_is(const kr_casting *c, uint32_t i, uint32_t end, uint64_t bits)
{
	uint32_t len;
	const kr_actor_word *w = i < end ? kr__actor_fact(c, i, end, &len) : NULL;

	return w && (w->classes & bits);
}

/* ---- a country, organisation or place that says whose ------------------- */
bool kr__actor_usable(const kr_casting *c, const kr_world_hit *h, uint32_t i)
{
	return h && (!(h->flags & KR_WORLD_WEAK) || kr__actor_upper(c, i));
}

/* A town may be called like a person, or like a word: "Bukan" is one in Iran. */
static bool may_be_place(const kr_casting *c, uint32_t i, const kr_world_hit *h)
{
	const kr_name *nm = c->name_at[i] == KR_NONE
	                            ? NULL : &kr__names(c->doc)[c->name_at[i]];

	if (!nm || nm->words.first != i)
		return !(h->flags & KR_WORLD_WEAK);
	return nm->type == KR_NAME_LOC ||
	       (nm->type != KR_NAME_PER && !(h->flags & KR_WORLD_WEAK));
}

bool kr__actor_whose(const kr_casting *c, uint32_t i, uint32_t end, kr_whose *w)
{
	static const uint8_t kinds[] = { KR_WORLD_COUNTRY, KR_WORLD_DEMONYM,
		                         KR_WORLD_ORG, KR_WORLD_SEAT,
		                         KR_WORLD_PLACE };
	kr_world_hits hits;

	if (!kr__actor_upper(c, i) || !kr__actor_match(c, i, end, &hits))
		return false;
	for (size_t k = 0; k < sizeof kinds; k++) {
		const kr_world_hit *h = kr__world_hit_of(&hits, kinds[k]);
		if (!kr__actor_usable(c, h, i) ||
		    (kinds[k] == KR_WORLD_PLACE && !may_be_place(c, i, h)))
			continue;
		const kr_world_row *r = kr__world_row(c->world, kinds[k], h->row);
		*w = (kr_whose){ .n = hits.n_words, .name = r->name,
			             .code = r->code.len ? r->code : r->country,
			             .country = k == 2 || !r->code.len ? r->country
			                                               : r->code,
			             .world_kind = kinds[k], .world = h->row };
		return true;
	}
	return false;
}

/* "Kementerian Luar Negeri Korea Utara": of whom its owner is. */
static bool whose_body(const kr_casting *c, uint32_t i, uint32_t end,
                       kr_whose *w)
{
	kr_world_hits hits;
	kr_whose owner;

	if (!kr__actor_upper(c, i) || !kr__actor_match(c, i, end, &hits) ||
	    !kr__world_hit_of(&hits, KR_WORLD_BODY))
		return false;
	uint32_t at = i + hits.n_words;
	if (at >= end || !kr__actor_whose(c, at, end, &owner) || !owner.country.len)
		return false;
	*w = owner;
	w->n += hits.n_words;
	return true;
}

bool kr__actor_whose_at(const kr_casting *c, uint32_t i, uint32_t end,
                     kr_whose *w)
{
	*w = (kr_whose){ .world = KR_NONE };
	if (i >= end)
		return false;
	if (whose_body(c, i, end, w) || kr__actor_whose(c, i, end, w))
		return true;
	const kr_cast_short *s = kr__actor_short_at(c, i, end, &w->n);
	if (s) {
		w->name = kr__unit_text(c, s->first, s->n);
		w->code = s->code;
		return true;
	}
	w->n = 0;
	const kr_name *nm = c->name_at[i] == KR_NONE
	                            ? NULL : &kr__names(c->doc)[c->name_at[i]];
	if (!nm || nm->words.first != i ||
	    (nm->type != KR_NAME_LOC && nm->type != KR_NAME_ORG))
		return false;
	w->n = nm->words.n;
	w->name = kr__unit_text(c, i, w->n);
	return true;
}

/* Words between a body and whose it is ("banding federal"); KR_NONE: nobody's. */
uint32_t kr__actor_middle(const kr_casting *c, uint32_t i, uint32_t end,
                       bool capitals, kr_whose *w)
{
	for (uint32_t n = 0; n <= MIDDLE && i + n < end; n++) {
		if (kr__actor_whose_at(c, i + n, end, w) && w->country.len)
			return n;
		if (!kr__actor_is(c, i + n, end, KR_AC_MIDDLE) &&
		    !(capitals && kr__actor_upper(c, i + n)))
			break;
	}
	return KR_NONE;
}

/* "(Menlu)", "(AS)": words it takes, 0 if none. */
uint32_t kr__actor_brackets(const kr_casting *c, uint32_t i, uint32_t end)
{
	if (i >= end || !kr__view_is(c->form[i], "("))
		return 0;
	for (uint32_t k = i + 1; k < end && k < i + BRACKET; k++)
		if (kr__view_is(c->form[k], ")"))
			return k - i + 1;
	return 0;
}
