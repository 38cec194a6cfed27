// SPDX-License-Identifier: Apache-2.0
/*
 * Finding what refers to actors. The problem: "Presiden Rusia Vladimir Putin",
 * "militer Israel", "mitranya dari Iran", "Moskow" are each one reference made
 * of several parts. The idea: at each word several small readers try, each for
 * one shape; the longest wins. They know shapes only; the words come from the
 * pack, the names from the name layer and the world. Limits: a reference does
 * not cross a sentence; roles behind a name ("Putin, presiden Rusia,") are
 * read by the join.
 */
#include "mark/actor.h"

#include "base/utf8.h"

enum { LOOK = 14, MIDDLE = 4, LONG = 12 };

kr_view kr__unit_text(const kr_casting *c, uint32_t first, uint32_t n)
{
	const kr_word *w = kr__words(c->doc);

	if (n == 0)
		return (kr_view){ "", 0 };
	return kr__doc_cut(c->doc, (kr_span){ w[first].span.start,
	                                      w[first + n - 1].span.end });
}

static bool upper_at(const kr_casting *c, uint32_t i)
{
	return kr__starts_upper(c->form[i]);
}

static bool match_at(const kr_casting *c, uint32_t i, uint32_t end,
                     kr_world_hits *h)
{
	uint32_t n = end - i < LOOK ? end - i : LOOK;

	h->n = h->n_words = 0;
	return i < end && c->begins[i] &&
	       kr__world_match(c->world, c->form + i, n, h);
}

static const kr_actor_word *fact_at(const kr_casting *c, uint32_t i,
                                    uint32_t end, uint32_t *len)
{
	const kr_actor_word *w;

	*len = kr__actors_match(c->facts, c->key + i, end - i < 5 ? end - i : 5, &w);
	return w;
}

static bool fact_is(const kr_casting *c, uint32_t i, uint32_t end, uint32_t bits)
{
	uint32_t len;
	const kr_actor_word *w = i < end ? fact_at(c, i, end, &len) : NULL;

	return w && (w->classes & bits);
}

/* "bahasa Inggris", "dolar baru Taiwan": the country is none that acts. */
static bool of_kind(const kr_casting *c, uint32_t i)
{
	uint32_t first = kr__sentences(c->doc)[kr__words(c->doc)[i].sentence].words.first;

	for (uint32_t n = 1; n <= 2 && i >= first + n; n++) {
		uint32_t len;
		const kr_actor_word *w = fact_at(c, i - n, i, &len);
		if (w && len == n && (w->classes & KR_AC_KINDOF))
			return true;
	}
	return false;
}

/* ---- a country, organisation or place that says whose ------------------- */
bool kr__actor_usable(const kr_casting *c, const kr_world_hit *h, uint32_t i)
{
	return h && (!(h->flags & KR_WORLD_WEAK) || upper_at(c, i));
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

	if (!upper_at(c, i) || !match_at(c, i, end, &hits))
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

	if (!upper_at(c, i) || !match_at(c, i, end, &hits) ||
	    !kr__world_hit_of(&hits, KR_WORLD_BODY))
		return false;
	uint32_t at = i + hits.n_words;
	if (at >= end || !kr__actor_whose(c, at, end, &owner) || !owner.country.len)
		return false;
	*w = owner;
	w->n += hits.n_words;
	return true;
}

static bool whose_at(const kr_casting *c, uint32_t i, uint32_t end,
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
static uint32_t middle(const kr_casting *c, uint32_t i, uint32_t end,
                       bool capitals, kr_whose *w)
{
	for (uint32_t n = 0; n <= MIDDLE && i + n < end; n++) {
		if (whose_at(c, i + n, end, w) && w->country.len)
			return n;
		if (!fact_is(c, i + n, end, KR_AC_MIDDLE) &&
		    !(capitals && upper_at(c, i + n)))
			break;
	}
	return KR_NONE;
}

/* "(Menlu)", "(AS)": words it takes, 0 if none. */
uint32_t kr__actor_brackets(const kr_casting *c, uint32_t i, uint32_t end)
{
	if (i >= end || !kr__view_is(c->form[i], "("))
		return 0;
	for (uint32_t k = i + 1; k < end && k < i + 5; k++)
		if (kr__view_is(c->form[k], ")"))
			return k - i + 1;
	return 0;
}

/* ---- roles --------------------------------------------------------------- */
/* RI, AS: a state by its initials. */
static bool is_short_state(const kr_casting *c, uint32_t i)
{
	kr_world_hits hits;
	kr_view v = c->form[i];

	for (size_t k = 0; k < v.len; k++)
		if (v.ptr[k] < 'A' || v.ptr[k] > 'Z')
			return false;
	return v.len <= 3 && match_at(c, i, i + 1, &hits) &&
	       kr__world_hit_of(&hits, KR_WORLD_COUNTRY);
}

/* A word that stands before a name: a state, a body (MUI), "Pol", "Pak". */
static bool is_prefix(const kr_casting *c, uint32_t i)
{
	kr_world_hits hits;

	if (is_short_state(c, i) || fact_is(c, i, i + 1, KR_AC_HONOR))
		return true;
	const kr_world_hit *h = match_at(c, i, i + 1, &hits)
	                                ? kr__world_hit_of(&hits, KR_WORLD_ORG) : NULL;
	return h && !(h->flags & KR_WORLD_WEAK) && c->form[i].len > 2 &&
	       c->form[i].ptr[1] >= 'A' && c->form[i].ptr[1] <= 'Z';
}

/* ---- readers: each fills *u and is longer or shorter ---------------------- */
static void person_of(const kr_casting *c, uint32_t i, const kr_name *nm,
                      kr_unit *u)
{
	uint32_t name = nm->words.first, end = name + nm->words.n;

	while (name + 1 < end && is_prefix(c, name))
		name++; /* "Presiden RI Prabowo": RI is no part of the name */
	if (name > i && upper_at(c, name - 1) && fact_is(c, name - 1, end, KR_AC_FORENAME))
		name--; /* "Imam", "Putri": a title, here a name */
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

static void read_name(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	const kr_name *nm = c->name_at[i] == KR_NONE
	                            ? NULL : &kr__names(c->doc)[c->name_at[i]];

	if (!nm)
		return;
	if (nm->type == KR_NAME_PER) {
		person_of(c, i, nm, u);
		return;
	}
	kr_whose w;
	if (nm->words.first != i || !upper_at(c, i) ||
	    (nm->type == KR_NAME_LOC && kr__actor_whose(c, i, end, &w)))
		return; /* a place that the world knows is no part of a longer one */
	uint32_t last = nm->words.first + nm->words.n;
	if (kr__actor_whose(c, i, end, &w) && i + w.n + 1 < last &&
	    kr__view_eq(c->form[i + w.n], c->pack->basic->joiner) &&
	    kr__actor_whose(c, i + w.n + 1, end, &w))
		return; /* "Uni Eropa dan PBB" are two */
	*u = (kr_unit){ .first = i, .n = nm->words.n, .name_first = i,
		        .name_n = nm->words.n, .world = KR_NONE,
		        .kind = nm->type == KR_NAME_ORG ? KR_U_ORG
		                : nm->type == KR_NAME_LOC ? KR_U_PLACE : KR_U_EVENT,
		        .name = kr__unit_text(c, i, nm->words.n) };
	if (u->kind == KR_U_ORG && !kr__actor_known_org(c, u))
		kr__actor_org(c, end, u);
}

/* Words behind an office that still belong to it; *w: the last "whose". */
static uint32_t office_tail(const kr_casting *c, uint32_t i, uint32_t end, bool *owned)
{
	kr_whose w;

	*owned = false;
	for (int turns = 0; i < end && turns < 4; turns++) {
		uint32_t n = kr__actor_brackets(c, i, end);
		if (!n && fact_is(c, i, end, KR_AC_OFWHAT) && whose_at(c, i + 1, end, &w))
			n = 1 + w.n;
		if (!n && whose_at(c, i, end, &w))
			n = w.n;
		bool roman = !n && kr__is_roman(c->form[i]) && whose_at(c, i + 1, end, &w);
		n += roman;
		if (!n)
			break;
		*owned |= !roman && !kr__view_is(c->form[i], "(");
		i += n;
	}
	return i;
}

static const kr_name *person_at(const kr_casting *c, uint32_t i, uint32_t end)
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

	return match_at(c, i, end, &hits) &&
	       kr__world_hit_of(&hits, KR_WORLD_OFFICE);
}

/* "Presiden Iran, Masoud Pezeshkian, bertemu" */
static const kr_name *apposed(const kr_casting *c, uint32_t i, uint32_t end)
{
	const kr_name *nm = i < end && kr__view_is(c->form[i], ",")
	                            ? person_at(c, i + 1, end) : NULL;
	uint32_t after = nm ? nm->words.first + nm->words.n : end;

	return nm && after < end && closes_name(c, after) &&
	                       !office_at(c, i + 1, end) ? nm : NULL;
}

/* A person whom only the world names at `at`, with the words from `i` as role. */
static bool known_person(const kr_casting *c, uint32_t i, uint32_t at, uint32_t end,
                         kr_unit *u)
{
	kr_world_hits hits;
	const kr_world_hit *h = at < end && upper_at(c, at) && match_at(c, at, end, &hits)
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

	if (i >= end || !upper_at(c, i))
		return 0;
	if (match_at(c, i, end, &hits) && kr__world_hit_of(&hits, KR_WORLD_OFFICE))
		return hits.n_words;
	return fact_is(c, i, end, KR_AC_HONOR);
}

/* "Kapolres Metro Bekasi Kombes X": the person behind a rank that follows the
 * office, outside headlines also behind some capitalised words of its place. */
static const kr_name *ranked(const kr_casting *c, uint32_t i, uint32_t end)
{
	const kr_sentence *s = &kr__sentences(c->doc)[kr__words(c->doc)[i - 1].sentence];

	for (unsigned n = 0; n < MIDDLE && i < end; n++, i++) {
		uint32_t at = i, len;
		while ((len = rank_at(c, at, end)) != 0 && !person_at(c, at + len - 1, end))
			at += len;
		at += len > 0 ? len - 1 : 0; /* "Pol" of "Kombes Pol" opens the name */
		const kr_name *nm = at > i ? person_at(c, at, end) : NULL;
		if (nm && (n == 0 || !kr__actor_headline(c, s)))
			return nm;
		if (!upper_at(c, i))
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

	while (n < MIDDLE && at + n < end && upper_at(c, at + n) &&
	       c->name_at[at + n] == KR_NONE &&
	       !match_at(c, at + n, end, &hits))
		n++;
	bool goes_on = at + n < end && (upper_at(c, at + n) ||
	                                c->name_at[at + n] != KR_NONE);
	if (n < 2 || n == MIDDLE || at == i || !upper_at(c, i) || goes_on ||
	    fact_is(c, at, end, KR_AC_OFWHAT) || kr__actor_headline(c, s))
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
		             upper_at(c, i + 1);
		uint32_t skip = kr__actor_brackets(c, i, end);
		if (kr__view_is(c->form[i], ","))
			return apposed(c, i, end);
		if (person_at(c, i, end) || (!skip && !joins && !upper_at(c, i)))
			return NULL;
		i += skip ? skip : 1;
	}
	return NULL;
}

static void read_office(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	kr_world_hits hits;
	const kr_world_hit *h = match_at(c, i, end, &hits)
	                                ? kr__world_hit_of(&hits, KR_WORLD_OFFICE) : NULL;
	if (!h)
		return;
	bool owned;
	if (i > 0 && kr__view_is(c->form[i - 1], "(") && i + hits.n_words < end &&
	    kr__view_is(c->form[i + hits.n_words], ")"))
		return; /* the short form of what stands before it */
	uint32_t last = office_tail(c, i + hits.n_words, end, &owned);
	kr_world_hits more;
	if (fact_is(c, last, end, KR_AC_ALSO) && last + 1 < end &&
	    match_at(c, last + 1, end, &more) && kr__world_hit_of(&more, KR_WORLD_OFFICE)) {
		bool both; /* "Putra Mahkota sekaligus Perdana Menteri X" */
		last = office_tail(c, last + 1 + more.n_words, end, &both);
		owned |= both;
	}
	bool weak = (h->flags & KR_WORLD_WEAK) || !upper_at(c, i);
	const kr_name *nm = person_at(c, last, end);
	if (!nm)
		nm = apposed(c, last, end);
	if (!nm && last < end && upper_at(c, last) &&
	    (c->form[last].len == 1 || fact_is(c, last, end, KR_AC_FORENAME)))
		nm = person_at(c, last + 1, end); /* "Wakil Bupati X I Wayan Y" */
	if (!nm)
		nm = ranked(c, last, end);
	if (!nm && upper_at(c, i))
		nm = long_apposed(c, last, end);
	if (nm) {
		person_of(c, i, nm, u);
		return;
	}
	if (known_person(c, i, last, end, u) ||
	    (owned && unread_person(c, i, last, end, u)))
		return;
	bool pointed = fact_is(c, last, end, KR_AC_DEICTIC);
	bool one = kr__world_row(c->world, KR_WORLD_OFFICE, h->row)->one;
	if (!owned && !pointed && (weak || !one))
		return;
	*u = (kr_unit){ .first = i, .n = last + pointed - i, .kind = KR_U_ROLE,
		        .flags = pointed && !one ? KR_UF_POINTED : 0,
		        .name_first = i, .name_n = last - i, .world = KR_NONE,
		        .role = kr__unit_text(c, i, last - i) };
	kr__actor_role(c, i, last, u);
}

/* "polisi" without a country; "pemerintah" is the state taken for granted. */
static kr_unit alone(const kr_casting *c, const kr_actor_word *f, uint32_t i,
                     uint32_t len)
{
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

static void read_collective(const kr_casting *c, uint32_t i, uint32_t end,
                            kr_unit *u)
{
	uint32_t len;
	const kr_actor_word *f = fact_at(c, i, end, &len);
	kr_whose w;

	if (!f || !(f->classes & (KR_AC_GROUP | KR_AC_SELF | KR_AC_ALONE | KR_AC_LEADER)))
		return;
	uint32_t at = i + len;
	if (fact_is(c, at, end, KR_AC_OFWHAT) && whose_at(c, at + 1, end, &w))
		at++;
	uint32_t mid = at;
	if (!whose_at(c, at, end, &w) && (f->classes & KR_AC_GROUP)) {
		uint32_t n = middle(c, at, end, false, &w);
		at += n == KR_NONE ? 0 : n;
	}
	if (!w.n) {
		if (f->classes & KR_AC_ALONE)
			*u = alone(c, f, i, len);
		return;
	}
	*u = (kr_unit){ .first = i, .n = at + w.n - i, .code = w.code,
		        .country = w.country, .sector = f->sector,
		        .world_kind = w.world_kind, .world = w.world,
		        .name_first = at, .name_n = w.n, .name = w.name };
	bool state = w.world_kind == KR_WORLD_COUNTRY ||
	             w.world_kind == KR_WORLD_DEMONYM;
	if (soldiers_of(c, f, &w)) {
		u->kind = KR_U_ORG;
	} else if (f->classes & KR_AC_LEADER) {
		u->kind = KR_U_ROLE;
		if (w.world_kind != KR_WORLD_ORG || w.code.len != 3)
			u->office = KR_V("leader"); /* not of a ministry */
		u->role = kr__unit_text(c, i, u->n);
		u->world = KR_NONE;
		u->n += fact_is(c, at + w.n, end, KR_AC_DEICTIC);
	} else if ((f->classes & KR_AC_SELF) && w.world_kind == KR_WORLD_PLACE) {
		u->kind = KR_U_GROUP; /* "pemerintah Kabupaten X": not its state */
		u->role = kr__unit_text(c, i, at - i);
		u->sector = KR_V("GOV");
		u->world = KR_NONE;
	} else if (f->classes & KR_AC_SELF) {
		u->kind = state ? KR_U_STATE : w.world_kind == KR_WORLD_ORG ? KR_U_ORG
		          : w.country.len ? KR_U_STATE : KR_U_NONE;
		if (u->kind == KR_U_STATE && !state) {
			u->world = KR_NONE;
			u->code = w.country;
		}
		u->sector = (kr_view){ "", 0 };
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

static void read_body(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	kr_world_hits hits;
	const kr_world_hit *h = match_at(c, i, end, &hits)
	                                ? kr__world_hit_of(&hits, KR_WORLD_BODY) : NULL;
	kr_whose w;

	if (!h || !upper_at(c, i))
		return;
	const kr_world_row *r = kr__world_row(c->world, KR_WORLD_BODY, h->row);
	uint32_t at = i + hits.n_words;
	at += kr__actor_brackets(c, at, end);
	uint32_t mid = middle(c, at, end, true, &w);
	bool owned = mid != KR_NONE;
	uint32_t n = owned ? mid : 0;
	at += n;
	if (!owned && fact_is(c, at, end, KR_AC_PLACEPREP) &&
	    whose_at(c, at + 1, end, &w) && w.world_kind == KR_WORLD_COUNTRY &&
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

/* Is the weak name of a medium at word i the very place that the page credits? */
static bool credited(const kr_casting *c, uint32_t i)
{
	kr_span word = kr__words(c->doc)[i].span;

	for (uint32_t k = 0; k < c->doc->meta.n_chain && upper_at(c, i); k++) {
		kr_span at = c->doc->meta.chain[k].span;
		if (at.start <= word.start && word.end <= at.end)
			return true;
	}
	return false;
}

/* Are these words, of which the world knows a place, a place for the names too?
 * "Baku" is also a word. */
static bool named_place(const kr_casting *c, uint32_t i, uint32_t n, uint8_t kind)
{
	const kr_name *nm = c->name_at[i] == KR_NONE
	                            ? NULL : &kr__names(c->doc)[c->name_at[i]];

	return nm && nm->type == KR_NAME_LOC && nm->words.first == i &&
	       nm->words.n == n && (kind == KR_WORLD_SEAT || kind == KR_WORLD_PLACE);
}

static void read_world(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	static const struct {
		uint8_t kind, unit;
	} order[] = { { KR_WORLD_COUNTRY, KR_U_STATE }, { KR_WORLD_ORG, KR_U_ORG },
		      { KR_WORLD_SEAT, KR_U_SEAT }, { KR_WORLD_MEDIA, KR_U_ORG },
		      { KR_WORLD_PERSON, KR_U_PERSON },
		      { KR_WORLD_DEMONYM, KR_U_STATE },
		      { KR_WORLD_PLACE, KR_U_PLACE } };
	kr_world_hits hits;

	if (!match_at(c, i, end, &hits))
		return;
	for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
		const kr_world_hit *h = kr__world_hit_of(&hits, order[k].kind);
		bool medium = order[k].kind == KR_WORLD_MEDIA;
		if (!h || (!medium && !upper_at(c, i)) ||
		    ((h->flags & KR_WORLD_WEAK) && !(medium && credited(c, i)) &&
		     !named_place(c, i, hits.n_words, order[k].kind)))
			continue;
		if (order[k].unit == KR_U_STATE && of_kind(c, i))
			return;
		const kr_world_row *r = kr__world_row(c->world, order[k].kind, h->row);
		*u = (kr_unit){ .first = i, .n = hits.n_words, .kind = order[k].unit,
			        .name_first = i, .name_n = hits.n_words,
			        .world_kind = order[k].kind, .world = h->row,
			        .name = r->name, .code = r->code,
			        .country = r->country, .sector = r->sector };
		if (order[k].unit == KR_U_STATE || order[k].unit == KR_U_SEAT)
			u->country = r->code;
		if (order[k].kind == KR_WORLD_MEDIA)
			u->sector = KR_V("MED");
		if (order[k].kind == KR_WORLD_PERSON)
			u->name = (kr_view){ "", 0 };
		return;
	}
}

static void read_pointer(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	uint32_t len;
	const kr_actor_word *f = fact_at(c, i, end, &len);
	kr_whose w;

	if (!f)
		return;
	*u = (kr_unit){ .first = i, .n = len, .world = KR_NONE };
	if (f->classes & KR_AC_HE) {
		u->kind = KR_U_HE;
	} else if (f->classes & KR_AC_THEY) {
		u->kind = KR_U_THEY;
	} else if (f->classes & KR_AC_BOTH) {
		bool states = fact_is(c, i + 1, end, KR_AC_STATES);
		bool persons = fact_is(c, i + 1, end, KR_AC_PERSONS);
		bool alone = fact_is(c, i + 1, end, KR_AC_CLITIC); /* keduanya */
		u->kind = states || persons || alone ? KR_U_BOTH : KR_U_NONE;
		u->flags = states ? KR_UF_STATES : KR_UF_PERSONS;
		u->n += states || persons || alone;
	} else if ((f->classes & KR_AC_COUNTERPART) &&
	           fact_is(c, i + len, end, KR_AC_CLITIC)) {
		uint32_t at = i + len + 1;
		at += at < end && (kr__view_is(c->form[at], ",") ||
		                   fact_is(c, at, end, KR_AC_OFWHAT | KR_AC_PLACEPREP));
		u->kind = KR_U_COUNTERPART;
		u->n = len + 1;
		if (whose_at(c, at, end, &w)) {
			u->code = w.code;
			u->country = w.country;
			u->n = at + w.n - i;
			at += w.n;
		}
		const kr_name *nm = person_at(c, at, end);
		if (!nm)
			nm = apposed(c, at, end);
		if (nm) {
			kr_view code = u->code;
			person_of(c, i, nm, u);
			if (!u->code.len)
				u->code = u->country = code;
			u->role = (kr_view){ "", 0 };
		}
	} else if ((f->classes & KR_AC_STATES) && (f->classes & KR_AC_SELF) &&
	           fact_is(c, i + 1, end, KR_AC_CLITIC)) {
		u->kind = KR_U_OWNSTATE;
		u->n = 2;
	}
}

static void (*const readers[])(const kr_casting *, uint32_t, uint32_t,
                               kr_unit *) = {
	read_office, read_collective, read_body, read_world, read_name, read_pointer,
	kr__actor_read_short,
};

static bool add_unit(kr_casting *c, const kr_unit *u, uint32_t sentence)
{
	if (!kr__arena_grow(c->scratch, (void **)&c->units, &c->cap_units,
	                    c->n_units + 1, sizeof *c->units))
		return false;
	c->units[c->n_units] = *u;
	c->units[c->n_units].entity = KR_NONE;
	c->units[c->n_units++].sentence = sentence;
	return true;
}

static void best_unit(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *best)
{
	*best = (kr_unit){ .kind = KR_U_NONE };
	for (size_t r = 0; r < sizeof readers / sizeof *readers; r++) {
		kr_unit u = { .kind = KR_U_NONE };
		readers[r](c, i, end, &u);
		if (u.kind && u.n > best->n)
			*best = u;
	}
}

kr_status kr__actor_find(kr_casting *c)
{
	const kr_sentence *s = kr__sentences(c->doc);

	for (uint32_t k = 0; k < kr__n_sentences(c->doc); k++) {
		uint32_t end = s[k].words.first + s[k].words.n;
		for (uint32_t i = s[k].words.first; i < end;) {
			kr_unit best;
			best_unit(c, i, end, &best);
			if (best.kind && !add_unit(c, &best, k))
				return kr__arena_status(c->scratch);
			i += best.kind ? best.n : 1;
		}
	}
	return KR_OK;
}
