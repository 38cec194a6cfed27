// SPDX-License-Identifier: Apache-2.0
/*
 * Whose an organisation or a person is. The problem: "Polres Subang", "PT Garam", "KBRI
 * Canberra" and "Badan Bahasa" are in no list, and yet of a country. The idea:
 * a country in the name or in brackets behind it; else one that the world knows
 * and whose branch it is; else the first word tells: a body is of the place at
 * its end or of home, a company is a company. The words are the pack's. Limits:
 * a name of several words that the world knows by its beginning alone is taken
 * for a branch.
 */
#include "mark/actor_read.h"

#include "base/utf8.h"
#include "lexicon/frames.h"

enum { LOOK = 14, PHRASE = 5, TOLD = 12, REACH = 8 };

static bool match_at(const kr_casting *c, uint32_t i, uint32_t end,
                     kr_world_hits *h)
{
	return kr__world_match(c->world, c->form + i,
	                       end - i < LOOK ? end - i : LOOK, h) &&
	       !(h->n_words == 1 && kr__actor_own_short(c, i));
}

static bool fact_is(const kr_casting *c, uint32_t i, uint32_t end, uint32_t bits)
{
	const kr_actor_word *w;

	return kr__actors_match(c->facts, c->key + i,
	                        end - i < PHRASE ? end - i : PHRASE, &w) &&
	       (w->classes & bits);
}

/* "KBRI Canberra", "UNICEF Indonesia": a branch of one that the world knows. */
static bool branch_of(const kr_casting *c, kr_unit *u)
{
	kr_world_hits hits;
	const kr_world_hit *h = match_at(c, u->first, u->first + u->n, &hits)
	                                ? kr__world_hit_of(&hits, KR_WORLD_ORG) : NULL;

	if (!h || (h->flags & KR_WORLD_WEAK) || hits.n_words >= u->n)
		return false;
	const kr_world_row *r = kr__world_row(c->world, KR_WORLD_ORG, h->row);
	if (!r->code.len)
		return false;
	u->code = r->code;
	u->country = r->code.len == 3 && r->country.len ? r->country : r->code;
	u->sector = r->sector;
	return true;
}

/* Whose an organisation is: a country in its name or in brackets behind it;
 * a state body without one is of the home country. */
void kr__actor_org(const kr_casting *c, uint32_t end, kr_unit *u)
{
	uint32_t last = u->first + u->n;
	kr_world_hits hits;
	kr_whose w;
	uint32_t last_word = last - 1;

	if (branch_of(c, u))
		return;
	last += kr__actor_brackets(c, last, end);
	for (uint32_t i = u->first; i < last; i++)
		if (kr__actor_whose(c, i, last, &w) && w.country.len &&
		    w.world_kind <= KR_WORLD_DEMONYM) {
			u->code = u->country = w.country;
			return;
		}
	if (fact_is(c, u->first, end, KR_AC_COMPANY)) {
		u->code = KR_V("COM");
		u->country = c->home;
		u->sector = KR_V("BUS");
	} else if ((match_at(c, u->first, end, &hits) &&
	            kr__world_hit_of(&hits, KR_WORLD_BODY)) ||
	           fact_is(c, u->first, end, KR_AC_HOMEBODY)) {
		bool told = kr__actor_whose(c, last_word, last_word + 1, &w) && w.country.len;
		u->code = u->country = told ? w.country : c->home;
		u->flags |= told ? 0 : KR_UF_ASSUMED; /* "Universitas Negeri Kansas" */
	}
}

/* The bracket behind the words that go on with a name, "dan Penataan Ruang
 * (PUPR)": one word that they spell, or a short form right there; KR_NONE. */
static uint32_t own_bracket(const kr_casting *c, const kr_unit *u, uint32_t end)
{
	uint32_t from = u->first + u->n, at = from, stop = at + REACH < end ? at + REACH : end;
	bool listed = false;
	kr_world_hits hits;

	for (; at < stop; at++) {
		bool comma = kr__view_is(c->form[at], ",");
		listed |= comma;
		if (!comma && !kr__starts_upper(c->form[at]) &&
		    !kr__view_eq(c->form[at], c->pack->basic->joiner))
			break;
	}
	if (at + 2 >= end || !kr__view_is(c->form[at], "(") ||
	    !kr__view_is(c->form[at + 2], ")") || !kr__starts_upper(c->form[at + 1]) ||
	    !kr__starts_upper(c->form[at - 1]) ||
	    (match_at(c, at + 1, at + 2, &hits) && kr__world_hit_of(&hits, KR_WORLD_COUNTRY)))
		return KR_NONE;
	if (at == from)
		return at;
	uint32_t first = kr__actor_spelled_by(c, u->first, at, c->form[at + 1]);
	return first == KR_NONE || (listed && first != u->first) ? KR_NONE : at;
}

/* "Badan Anggaran (Banggar) DPR RI": the name goes on to the bracket, and
 * behind it with whose the body is. */
void kr__actor_org_extent(const kr_casting *c, uint32_t end, kr_unit *u)
{
	uint32_t at = own_bracket(c, u, end);
	kr_whose w;

	if (at == KR_NONE)
		return;
	u->n = u->name_n = at - u->first;
	u->name = kr__unit_text(c, u->first, u->n);
	if (!kr__actor_whose_at(c, at + 3, end, &w) || u->n < 2)
		return;
	kr_buf b;
	kr__buf_init(&b, &c->scratch->alloc);
	kr__buf_add(&b, u->name);
	kr__buf_chr(&b, ' ');
	kr__buf_add(&b, kr__unit_text(c, at + 3, w.n));
	u->name = kr__arena_copy(c->scratch, kr__buf_view(&b));
	kr__buf_drop(&b);
	u->n = u->name_n = at + 3 + w.n - u->first;
}

/* "Apple", "Meta": of an organisation's name also a weak meaning holds. "PT Bank
 * Mandiri" is Bank Mandiri. */
bool kr__actor_known_org(const kr_casting *c, kr_unit *u)
{
	uint32_t last = u->first + u->n, skip = 0, len;
	const kr_actor_word *f = kr__actor_fact(c, u->first, last, &len);
	kr_world_hits hits;

	if (f && u->n > len && (f->classes & (KR_AC_COMPANY | KR_AC_KINDORG)))
		skip = len;
	const kr_world_hit *h = match_at(c, u->first + skip, last, &hits)
	                                ? kr__world_hit_of(&hits, KR_WORLD_ORG) : NULL;
	uint32_t end = u->first + skip + hits.n_words;
	if (!h || end > last ||
	    (end < last && !(skip && end + 1 == last &&
	                     fact_is(c, end, last, KR_AC_COMPANY))))
		return false; /* "Tbk" may stand behind it */
	const kr_world_row *r = kr__world_row(c->world, KR_WORLD_ORG, h->row);
	u->world = h->row;
	u->world_kind = KR_WORLD_ORG;
	if (skip && (f->classes & KR_AC_KINDORG)) { /* no part of its name */
		u->name_first += skip;
		u->name_n -= skip;
	}
	u->name = r->name;
	u->code = r->code;
	u->country = r->country;
	u->sector = r->sector;
	return true;
}

/* "Sasakawa, yang juga filantropis Jepang, ...": the country that stands in
 * what is said of the person behind a comma. */
kr_view kr__actor_told(const kr_casting *c, uint32_t at, uint32_t end)
{
	kr_whose w;

	if (at + 2 >= end || !kr__view_is(c->form[at], ",") || kr__starts_upper(c->form[at + 1]))
		return (kr_view){ "", 0 };
	for (uint32_t i = at + 1; i < end && i < at + TOLD; i++) {
		kr_sym word = kr__words(c->doc)[i].lower;
		if (kr__view_is(c->form[i], ",") || kr__view_is(c->form[i], ".") ||
		    (c->pack->frames && kr__frame_word(c->pack->frames, word)->prep))
			break;
		if (kr__actor_whose(c, i, end, &w) && w.world_kind <= KR_WORLD_DEMONYM)
			return w.country;
	}
	return (kr_view){ "", 0 };
}

/* ---- what a role says ------------------------------------------------------ */
static void take_role(kr_unit *u, const kr_casting *c, const kr_world_hits *hits,
                      uint32_t i)
{
	const kr_world_hit *h = kr__world_hit_of(hits, KR_WORLD_OFFICE);

	if (h && !u->office.len) {
		const kr_world_row *r = kr__world_row(c->world, KR_WORLD_OFFICE, h->row);
		u->office = r->key;
		u->sector = r->sector;
		if (!u->code.len)
			u->code = u->country = r->code;
	}
	static const uint8_t kinds[] = { KR_WORLD_COUNTRY, KR_WORLD_DEMONYM,
		                         KR_WORLD_ORG };
	for (size_t k = 0; k < 3; k++) {
		h = kr__world_hit_of(hits, kinds[k]);
		if (!kr__actor_usable(c, h, i))
			continue;
		const kr_world_row *r = kr__world_row(c->world, kinds[k], h->row);
		if (k == 2 && u->office.len && u->country.len && !r->country.len)
			continue; /* "Bupati OKI" is of no league of states */
		u->code = r->code;
		u->country = k < 2 ? r->code : r->country;
		if (k == 2 && r->sector.len)
			u->sector = r->sector;
		if (k == 2 && r->code.len == 3 && kr__view_is(u->office, "leader"))
			u->office = (kr_view){ "", 0 }; /* "pimpinan DPR" heads no state */
		return;
	}
	h = kr__world_hit_of(hits, KR_WORLD_PLACE);
	if (!u->country.len && h && !(h->flags & KR_WORLD_WEAK)) {
		u->country = kr__world_row(c->world, KR_WORLD_PLACE, h->row)->country;
		u->code = u->country;
	}
}

/* "Anggota Parlemen Eropa": does a body's name begin with the office's last word? */
static bool within_office(const kr_casting *c, const kr_world_hits *office, uint32_t i,
                          uint32_t end)
{
	kr_world_hits hits;

	return office->n_words > 1 && kr__world_hit_of(office, KR_WORLD_OFFICE) &&
	       match_at(c, i, end, &hits) && hits.n_words > 1 &&
	       kr__world_hit_of(&hits, KR_WORLD_ORG);
}

/* "Duta Besar Kamboja untuk PBB", "Duta Besar Uni Eropa untuk Indonesia": of the
 * first that is named. */
void kr__actor_role(const kr_casting *c, uint32_t first, uint32_t end, kr_unit *u)
{
	for (uint32_t i = first, n; i < end;) {
		kr_world_hits hits;
		const kr_cast_short *s = kr__actor_short_at(c, i, end, &n);
		if (s && !u->code.len) {
			u->code = s->code;
			u->sector = KR_V("REB");
			i += n;
		} else if (match_at(c, i, end, &hits)) {
			if (i > first && (u->country.len || u->code.len) &&
			    fact_is(c, i - 1, end, KR_AC_OFWHAT))
				return;
			take_role(u, c, &hits, i);
			i += hits.n_words;
			i -= i < end && within_office(c, &hits, i - 1, end);
		} else {
			i++;
		}
	}
}
