// SPDX-License-Identifier: Apache-2.0
/*
 * Offices and who holds them. The problem: "Presiden Iran, Masoud Pezeshkian",
 * "Kapolres Metro Bekasi Kombes X" and "Menteri Pertanian" alone are one
 * reference each. The idea: behind an office read whose it is, then look for
 * the person right behind, behind a comma, or behind a rank. Limits: roles
 * behind a name ("Putin, presiden Rusia,") are read by the join.
 */
#include "mark/actor_read.h"

#include "base/utf8.h"

enum { MIDDLE = 4, LONG = 12, AGAIN = 128 /* units back */ };

/* ---- roles --------------------------------------------------------------- */
/* RI, AS: a state by its initials. */
static bool is_short_state(const kr_casting *c, uint32_t i)
{
	kr_world_hits hits;
	kr_view v = c->form[i];

	for (size_t k = 0; k < v.len; k++)
		if (v.ptr[k] < 'A' || v.ptr[k] > 'Z')
			return false;
	return v.len <= 3 && kr__actor_match(c, i, i + 1, &hits) &&
	       kr__world_hit_of(&hits, KR_WORLD_COUNTRY);
}

/* A word that stands before a name: a state, a body (MUI), "Pol", "Pak". */
static bool is_prefix(const kr_casting *c, uint32_t i)
{
	kr_world_hits hits;

	if (is_short_state(c, i) || kr__actor_is(c, i, i + 1, KR_AC_HONOR))
		return true;
	const kr_world_hit *h = kr__actor_match(c, i, i + 1, &hits)
	                                ? kr__world_hit_of(&hits, KR_WORLD_ORG) : NULL;
	return h && !(h->flags & KR_WORLD_WEAK) && c->form[i].len > 2 &&
	       c->form[i].ptr[1] >= 'A' && c->form[i].ptr[1] <= 'Z';
}

/* Does a hyphen that touches both join word i to the next, "Martinez-Acha"? */
static bool hyphened(const kr_casting *c, uint32_t i)
{
	const kr_word *w = kr__words(c->doc);

	return i > 0 && i + 1 < kr__n_words(c->doc) && kr__view_is(c->form[i], "-") &&
	       w[i - 1].span.end == w[i].span.start && w[i].span.end == w[i + 1].span.start &&
	       kr__actor_upper(c, i + 1);
}

/* The end of the name [first, end) with a second last name behind a hyphen; not of
 * a pair of people. */
static uint32_t past_hyphen(const kr_casting *c, uint32_t first, uint32_t end)
{
	kr_world_hits hits;

	if (!hyphened(c, end) || (kr__actor_match(c, first, end, &hits) &&
	                          kr__world_hit_of(&hits, KR_WORLD_PERSON)))
		return end;
	const kr_name *nm = kr__actor_person_at(c, end + 1, kr__n_words(c->doc));
	if (nm && nm->words.n > 1)
		return end;
	if (end - first > 1)
		return end + 2;
	kr_view both = kr__unit_text(c, first, end + 2 - first);
	uint32_t from = c->n_units > AGAIN ? c->n_units - AGAIN : 0;
	for (uint32_t k = c->n_units; k-- > from;) {
		const kr_unit *x = &c->units[k];
		if (x->kind == KR_U_PERSON &&
		    kr__view_ends(kr__unit_text(c, x->name_first, x->name_n), both))
			return end + 2;
	}
	return end;
}

/* ---- readers: each fills *u and is longer or shorter ---------------------- */
void kr__actor_person_of(const kr_casting *c, uint32_t i, const kr_name *nm,
                      kr_unit *u)
{
	uint32_t name = nm->words.first, end = name + nm->words.n;

	while (name + 1 < end && is_prefix(c, name))
		name++; /* "Presiden RI Prabowo": RI is no part of the name */
	if (name > i && kr__actor_upper(c, name - 1) &&
	    kr__actor_is(c, name - 1, end, KR_AC_FORENAME))
		name--; /* "Imam", "Putri": a title, here a name */
	end = past_hyphen(c, name, end);
	*u = (kr_unit){ .first = i, .n = end - i,
		        .name_first = name, .name_n = end - name,
		        .kind = KR_U_PERSON, .world = KR_NONE };
	if (name > i) {
		uint32_t n = name - i;
		n -= n > 1 && kr__view_is(c->form[name - 1], ",");
		u->role = kr__unit_text(c, i, n);
		kr__actor_role(c, i, name, u);
	}
}

/* Words behind an office that still belong to it; *w: the last "whose". */
static uint32_t office_tail(const kr_casting *c, uint32_t i, uint32_t end, bool *owned)
{
	kr_whose w;

	*owned = false;
	for (int turns = 0; i < end && turns < 4; turns++) {
		uint32_t n = kr__actor_brackets(c, i, end);
		if (!n && kr__actor_is(c, i, end, KR_AC_OFWHAT) &&
		    kr__actor_whose_at(c, i + 1, end, &w))
			n = 1 + w.n;
		if (!n && kr__actor_whose_at(c, i, end, &w))
			n = w.n;
		bool term = !n && kr__actor_is(c, i, end, KR_AC_TERM);
		n += term;
		bool roman = !n && kr__is_roman(c->form[i]) &&
		             kr__actor_whose_at(c, i + 1, end, &w);
		n += roman;
		if (!n)
			break;
		*owned |= !roman && !term && !kr__view_is(c->form[i], "(");
		i += n;
	}
	return i;
}

const kr_name *kr__actor_person_at(const kr_casting *c, uint32_t i, uint32_t end)
{
	if (i >= end || c->name_at[i] == KR_NONE)
		return NULL;
	const kr_name *nm = &kr__names(c->doc)[c->name_at[i]];
	return nm->type == KR_NAME_PER ? nm : NULL;
}

/* Does what stands behind a name leave it to the office before the comma: a
 * comma, a stop, or a word that goes on with the clause ("bertemu")? */
static bool closes_name(const kr_casting *c, uint32_t at)
{
	kr_view v = c->form[at];

	if (kr__view_is(v, ",") || kr__view_is(v, ".") || kr__view_is(v, "("))
		return true;
	size_t at_char = 0;
	return kr__cc(kr__utf8_next(v, &at_char)) & KR_CC_LOWER &&
	       !kr__view_eq(v, c->pack->basic->joiner);
}

static bool office_at(const kr_casting *c, uint32_t i, uint32_t end)
{
	kr_world_hits hits;

	return kr__actor_match(c, i, end, &hits) &&
	       kr__world_hit_of(&hits, KR_WORLD_OFFICE);
}

/* "Presiden Iran, Masoud Pezeshkian, bertemu" */
const kr_name *kr__actor_apposed(const kr_casting *c, uint32_t i, uint32_t end)
{
	const kr_name *nm = i < end && kr__view_is(c->form[i], ",")
	                            ? kr__actor_person_at(c, i + 1, end) : NULL;
	uint32_t after = nm ? nm->words.first + nm->words.n : end;

	return nm && after < end && closes_name(c, after) &&
	                       !office_at(c, i + 1, end) ? nm : NULL;
}

/* A person whom only the world names at `at`, with the words from `i` as role. */
static bool known_person(const kr_casting *c, uint32_t i, uint32_t at, uint32_t end,
                         kr_unit *u)
{
	kr_world_hits hits;
	const kr_world_hit *h = at < end && kr__actor_upper(c, at) &&
	                                        kr__actor_match(c, at, end, &hits)
	                                ? kr__world_hit_of(&hits, KR_WORLD_PERSON) : NULL;

	if (!h || (h->flags & KR_WORLD_WEAK) || at <= i)
		return false;
	*u = (kr_unit){ .first = i, .n = at + hits.n_words - i, .name_first = at,
		        .name_n = hits.n_words, .kind = KR_U_PERSON,
		        .world_kind = KR_WORLD_PERSON, .world = h->row,
		        .role = kr__unit_text(c, i, at - i) };
	kr__actor_role(c, i, at, u);
	return true;
}

/* Words of a rank or another office at `i`: "Kombes Pol"; 0: none. */
static uint32_t rank_at(const kr_casting *c, uint32_t i, uint32_t end)
{
	kr_world_hits hits;

	if (i >= end || !kr__actor_upper(c, i))
		return 0;
	if (kr__actor_match(c, i, end, &hits) && kr__world_hit_of(&hits, KR_WORLD_OFFICE))
		return hits.n_words;
	return kr__actor_is(c, i, end, KR_AC_HONOR);
}

/* "Kapolres Metro Bekasi Kombes X": the person behind a rank that follows the
 * office, outside headlines also behind some capitalised words of its place. */
static const kr_name *ranked(const kr_casting *c, uint32_t i, uint32_t end)
{
	const kr_sentence *s = &kr__sentences(c->doc)[kr__words(c->doc)[i - 1].sentence];

	for (unsigned n = 0; n < MIDDLE && i < end; n++, i++) {
		uint32_t at = i, len;
		while ((len = rank_at(c, at, end)) != 0 &&
		       !kr__actor_person_at(c, at + len - 1, end))
			at += len;
		at += len > 0 ? len - 1 : 0; /* "Pol" of "Kombes Pol" opens the name */
		const kr_name *nm = at > i ? kr__actor_person_at(c, at, end) : NULL;
		if (nm && (n == 0 || !kr__actor_headline(c, s)))
			return nm;
		if (!kr__actor_upper(c, i))
			break;
	}
	return NULL;
}

/* Two or three capitalised words that are nothing else behind an office and
 * whose it is: "Menteri Energi Turkmenistan Guvanch Orazmyradov". */
static bool unread_person(const kr_casting *c, uint32_t i, uint32_t at,
                          uint32_t end, kr_unit *u)
{
	const kr_sentence *s = &kr__sentences(c->doc)[kr__words(c->doc)[i].sentence];
	kr_world_hits hits;
	uint32_t n = 0;

	while (n < MIDDLE && at + n < end && kr__actor_upper(c, at + n) &&
	       c->name_at[at + n] == KR_NONE &&
	       !kr__actor_match(c, at + n, end, &hits))
		n++;
	bool goes_on = at + n < end && (kr__actor_upper(c, at + n) ||
	                                c->name_at[at + n] != KR_NONE);
	if (n < 2 || n == MIDDLE || at == i || !kr__actor_upper(c, i) || goes_on ||
	    kr__actor_is(c, at, end, KR_AC_OFWHAT) || kr__actor_headline(c, s))
		return false;
	*u = (kr_unit){ .first = i, .n = at + n - i, .name_first = at, .name_n = n,
		        .kind = KR_U_PERSON, .world = KR_NONE,
		        .role = kr__unit_text(c, i, at - i) };
	kr__actor_role(c, i, at, u);
	return true;
}

/* "Kepala Dinas Pasar dan Niaga Kota Sukajaya, Darma Sutawijaya mengatakan":
 * the person behind capitalised words and a comma. */
static const kr_name *long_apposed(const kr_casting *c, uint32_t i, uint32_t end)
{
	for (uint32_t n = 0; n < LONG && i + 1 < end; n++) {
		bool joins = kr__view_eq(c->form[i], c->pack->basic->joiner) &&
		             kr__actor_upper(c, i + 1);
		uint32_t skip = kr__actor_brackets(c, i, end);
		/* "Menteri Negara X untuk Kerja Sama, Y" */
		joins |= kr__actor_is(c, i, end, KR_AC_OFWHAT) &&
		         kr__actor_upper(c, i + 1);
		if (kr__view_is(c->form[i], ","))
			return kr__actor_apposed(c, i, end);
		if (kr__actor_person_at(c, i, end) || (!skip && !joins && !kr__actor_upper(c, i)))
			return NULL;
		i += skip ? skip : 1;
	}
	return NULL;
}

void kr__actor_read_office(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	kr_world_hits hits;
	const kr_world_hit *h = kr__actor_match(c, i, end, &hits)
	                                ? kr__world_hit_of(&hits, KR_WORLD_OFFICE) : NULL;
	if (!h)
		return;
	bool owned;
	if (i > 0 && kr__view_is(c->form[i - 1], "(") && i + hits.n_words < end &&
	    kr__view_is(c->form[i + hits.n_words], ")"))
		return; /* the short form of what stands before it */
	uint32_t last = office_tail(c, i + hits.n_words, end, &owned);
	kr_world_hits more;
	if (kr__actor_is(c, last, end, KR_AC_ALSO) && last + 1 < end &&
	    kr__actor_match(c, last + 1, end, &more) && kr__world_hit_of(&more, KR_WORLD_OFFICE)) {
		bool both; /* "Putra Mahkota sekaligus Perdana Menteri X" */
		last = office_tail(c, last + 1 + more.n_words, end, &both);
		owned |= both;
	}
	bool weak = (h->flags & KR_WORLD_WEAK) || !kr__actor_upper(c, i);
	const kr_name *nm = kr__actor_person_at(c, last, end);
	if (!nm)
		nm = kr__actor_apposed(c, last, end);
	if (!nm && last < end && kr__actor_upper(c, last) &&
	    (c->form[last].len == 1 || kr__actor_is(c, last, end, KR_AC_FORENAME)))
		nm = kr__actor_person_at(c, last + 1, end); /* "Wakil Bupati X I Wayan Y" */
	if (!nm)
		nm = ranked(c, last, end);
	if (!nm && (owned || kr__actor_upper(c, i)))
		nm = long_apposed(c, last, end);
	if (nm) {
		kr__actor_person_of(c, i, nm, u);
		return;
	}
	bool whose = kr__world_row(c->world, KR_WORLD_OFFICE, h->row)->code.len > 0;
	if (known_person(c, i, last, end, u) ||
	    ((owned || whose) && unread_person(c, i, last, end, u) &&
	     (owned || u->name_n == 2)))
		return; /* also "Juru Bicara KPK Ayu Lestari" */
	*u = (kr_unit){ .kind = KR_U_NONE };
	bool pointed = kr__actor_is(c, last, end, KR_AC_DEICTIC);
	bool one = kr__world_row(c->world, KR_WORLD_OFFICE, h->row)->one;
	bool former = i > 0 && kr__actor_is(c, i - 1, i, KR_AC_FORMER);
	if (!owned && !pointed && (weak || !one))
		return;
	if (i > 0 && kr__actor_is(c, i - 1, end, KR_AC_SEVERAL))
		return; /* "para pemimpin Eropa": nobody in particular */
	*u = (kr_unit){ .first = i, .n = last + pointed - i, .kind = KR_U_ROLE,
		        .flags = pointed && (!one || former) ? KR_UF_POINTED : 0,
		        .name_first = i, .name_n = last - i, .world = KR_NONE,
		        .role = kr__unit_text(c, i, last - i) };
	kr__actor_role(c, i, last, u);
}
