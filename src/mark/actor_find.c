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
#include "mark/actor_read.h"

enum { AGAIN = 128 /* units back */, SHORT = 4 };

static void read_name(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	const kr_name *nm = c->name_at[i] == KR_NONE
	                            ? NULL : &kr__names(c->doc)[c->name_at[i]];

	if (!nm)
		return;
	if (nm->type == KR_NAME_PER) {
		kr__actor_person_of(c, i, nm, u);
		return;
	}
	kr_whose w;
	if (nm->words.first != i || !kr__actor_upper(c, i) ||
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
	if (u->kind == KR_U_ORG && !kr__actor_known_org(c, u)) {
		kr__actor_org_extent(c, end, u);
		kr__actor_org(c, end, u);
	}
}

/* "bahasa Inggris", "dolar baru Taiwan": the country is none that acts. */
static bool of_kind(const kr_casting *c, uint32_t i)
{
	uint32_t first = kr__sentences(c->doc)[kr__words(c->doc)[i].sentence].words.first;

	for (uint32_t n = 1; n <= 2 && i >= first + n; n++) {
		uint32_t len;
		const kr_actor_word *w = kr__actor_fact(c, i - n, i, &len);
		if (w && len == n && (w->classes & KR_AC_KINDOF))
			return true;
	}
	return false;
}

/* Is the weak name of a medium at word i the very place that the page credits? */
static bool credited(const kr_casting *c, uint32_t i)
{
	kr_span word = kr__words(c->doc)[i].span;

	for (uint32_t k = 0; k < c->doc->meta.n_chain && kr__actor_upper(c, i); k++) {
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

	if (!kr__actor_match(c, i, end, &hits))
		return;
	for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
		const kr_world_hit *h = kr__world_hit_of(&hits, order[k].kind);
		bool medium = order[k].kind == KR_WORLD_MEDIA;
		if (!h || (!medium && !kr__actor_upper(c, i)) ||
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
	const kr_actor_word *f = kr__actor_fact(c, i, end, &len);
	kr_whose w;

	if (!f)
		return;
	*u = (kr_unit){ .first = i, .n = len, .world = KR_NONE };
	if (f->classes & KR_AC_HE) {
		u->kind = KR_U_HE;
	} else if (f->classes & KR_AC_THEY) {
		u->kind = KR_U_THEY;
	} else if (f->classes & KR_AC_BOTH) {
		uint32_t n = 0; /* words of what they are; one in "keduanya" */
		f = i + 1 < end ? kr__actor_fact(c, i + 1, end, &n) : NULL;
		uint64_t what = f ? f->classes & (KR_AC_STATES | KR_AC_PERSONS |
		                                  KR_AC_CLITIC) : 0;
		u->kind = what ? KR_U_BOTH : KR_U_NONE;
		u->flags = what & KR_AC_STATES ? KR_UF_STATES : KR_UF_PERSONS;
		u->n += what ? n : 0;
	} else if ((f->classes & KR_AC_COUNTERPART) &&
	           kr__actor_is(c, i + len, end, KR_AC_CLITIC)) {
		uint32_t at = i + len + 1;
		at += at < end && (kr__view_is(c->form[at], ",") ||
		                   kr__actor_is(c, at, end, KR_AC_OFWHAT | KR_AC_PLACEPREP));
		u->kind = KR_U_COUNTERPART;
		u->n = len + 1;
		if (kr__actor_whose_at(c, at, end, &w)) {
			u->code = w.code;
			u->country = w.country;
			u->n = at + w.n - i;
			at += w.n;
		}
		const kr_name *nm = kr__actor_person_at(c, at, end);
		if (!nm)
			nm = kr__actor_apposed(c, at, end);
		if (nm) {
			kr_view code = u->code;
			kr__actor_person_of(c, i, nm, u);
			if (!u->code.len)
				u->code = u->country = code;
			u->role = (kr_view){ "", 0 };
		}
	} else if ((f->classes & KR_AC_STATES) && (f->classes & KR_AC_SELF) &&
	           kr__actor_is(c, i + 1, end, KR_AC_CLITIC)) {
		u->kind = KR_U_OWNSTATE;
		u->n = 2;
	}
}

/* "Laras berjanji": a part of a person's name told of before that no label has. */
static void read_again(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	kr_world_hits hits;

	if (c->name_at[i] != KR_NONE || !kr__actor_upper(c, i) || c->form[i].len < SHORT ||
	    (i > 0 && kr__actor_upper(c, i - 1)) ||
	    (i + 1 < end && kr__actor_upper(c, i + 1)))
		return;
	uint32_t from = c->n_units > AGAIN ? c->n_units - AGAIN : 0;
	for (uint32_t k = c->n_units; k-- > from;) {
		const kr_unit *x = &c->units[k];
		uint32_t last = x->name_first + x->name_n - 1;
		if (x->kind != KR_U_PERSON || x->name_n < 2 ||
		    (!kr__view_eq(c->form[i], c->form[x->name_first]) &&
		     !kr__view_eq(c->form[i], c->form[last])))
			continue;
		if (!kr__actor_match(c, i, end, &hits))
			*u = (kr_unit){ .first = i, .n = 1, .name_first = i, .name_n = 1,
				        .kind = KR_U_PERSON, .world = KR_NONE };
		return;
	}
}

static void (*const readers[])(const kr_casting *, uint32_t, uint32_t,
                               kr_unit *) = {
	kr__actor_read_initial, kr__actor_read_ruler, kr__actor_read_office, kr__actor_read_group,
	kr__actor_read_body, read_world, read_name, read_pointer, kr__actor_read_short,
	read_again, kr__actor_read_kind, kr__actor_read_named_body,
};

static bool add_unit(kr_casting *c, const kr_unit *u, uint32_t sentence)
{
	if (!kr__arena_grow(c->scratch, (void **)&c->units, &c->cap_units,
	                    c->n_units + 1, sizeof *c->units))
		return false;
	c->units[c->n_units] = *u;
	c->units[c->n_units].entity = c->units[c->n_units].ruler = KR_NONE;
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
	kr__actor_share(c);
	return KR_OK;
}
