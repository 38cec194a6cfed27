// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: a sentence alone may not tell that "Pezeshkian" is a person or
 * "IRNA" an agency; the document and the world do.
 *
 * Idea: two corrections after the model. What the world knows for certain
 * (countries, organisations, media, holders of offices by their full name) is
 * a name of that kind where the model saw none, or where its name is exactly
 * that. Then the parts of persons' names of two words or more are collected;
 * where one of them stands alone, read as nothing or as another kind, it is
 * made a person, unless the document itself reads it more often as something
 * else. Short forms in brackets and words read
 * now so, now so are settled by the same vote, and so are whole names.
 *
 * Limits: a word cannot be a person here and a place there in one document.
 */
#include "mark/name_part.h"

#include <string.h>

#include "base/utf8.h"
#include "lexicon/world.h"

enum {
	REACH = 8,
	PROBES = 32,
	BEFORE_NAMES = KR__CUE_TITLE | KR__CUE_HONOR | KR__CUE_RANK,
};

static kr_view text_of(const kr__naming *g, uint32_t t)
{
	return kr__doc_cut(g->doc, g->token[t].span);
}

/* End of the name that begins at t. */
static uint32_t end_of(const kr__naming *g, uint32_t t, uint32_t to)
{
	uint32_t end = t + 1;
	while (end < to && g->at[end].type == g->at[t].type && !g->at[end].first)
		end++;
	return end;
}

/* What a hit is, if all certain meanings agree. */
static uint8_t type_of_hits(const kr_world_hits *hits)
{
	uint8_t type = KR__NAME_NOTHING;
	for (uint32_t i = 0; i < hits->n; i++) {
		uint8_t k = hits->at[i].kind, is = KR__NAME_NOTHING;
		if (k == KR_WORLD_COUNTRY || k == KR_WORLD_PLACE || k == KR_WORLD_SEAT)
			is = KR_NAME_LOC;
		else if (k == KR_WORLD_ORG || k == KR_WORLD_MEDIA)
			is = KR_NAME_ORG;
		else if (k == KR_WORLD_PERSON && hits->n_words > 1)
			is = KR_NAME_PER;
		/* strong meanings come first; a weak one must not stand alone */
		if (is == KR__NAME_NOTHING || (i > 0 && is != type) ||
		    (i == 0 && hits->at[i].flags & KR_WORLD_WEAK))
			return KR__NAME_NOTHING;
		type = is;
	}
	return type;
}

static bool match(const kr__naming *g, uint32_t t, uint32_t to,
                  kr_world_hits *hits)
{
	kr_view word[REACH];
	uint32_t n = to - t < REACH ? to - t : REACH;
	memset(word, 0, sizeof word);
	for (uint32_t i = 0; i < n; i++)
		word[i] = text_of(g, t + i);
	return kr__world_match(g->pack->lexicon->world, word, n, hits);
}

uint32_t kr__name_world_length(const kr__naming *g, uint32_t t, uint32_t to)
{
	kr_world_hits hits;
	uint8_t type = KR__NAME_NOTHING;
	if (match(g, t, to, &hits))
		type = type_of_hits(&hits);
	return type == KR_NAME_LOC || type == KR_NAME_ORG ? hits.n_words : 0;
}

/* Does no name that the model saw go on from before `t` over it? */
static bool borders(const kr__naming *g, uint32_t t, uint32_t to)
{
	return t >= to || g->at[t].type == KR__NAME_NOTHING || g->at[t].first;
}

static void write_type(kr__naming *g, uint32_t t, uint32_t n, uint8_t type)
{
	for (uint32_t i = t; i < t + n; i++) {
		g->at[i].type = type;
		g->at[i].first = i == t;
		g->at[i].sure = KR__NAME_CERTAIN;
	}
}

/* Does a name of `len` tokens at t hide a country of `m` tokens and somebody
 * from there? "Turkmenistan Magtymguly Fragi", "Israel Katz" not. */
static bool hides_country(const kr__naming *g, const kr_world_hits *hits,
                          uint32_t t, uint32_t len)
{
	return g->at[t].type == KR_NAME_PER && len >= hits->n_words + 2u &&
	       hits->at[0].kind == KR_WORLD_COUNTRY;
}

/* Or a country and a place in it: "Turkmenistan Ashgabat"? */
static bool hides_place(const kr__naming *g, const kr_world_hits *hits,
                        uint32_t t, uint32_t len)
{
	kr_world_hits rest;
	uint32_t m = hits->n_words;
	return len > m && len <= REACH && hits->at[0].kind == KR_WORLD_COUNTRY &&
	       match(g, t + m, t + len, &rest) && rest.n_words == len - m &&
	       type_of_hits(&rest) == KR_NAME_LOC;
}

/* A word before names that begins none ("Presiden", not "Raja"). */
static bool office(const kr__named *a)
{
	return a->cue & (KR__CUE_TITLE | KR__CUE_RANK) &&
	       !(a->cue & KR__CUE_HONOR);
}

static bool starts_small(kr_view v)
{
	size_t at = 0;
	return v.len > 0 && kr__cc(kr__utf8_next(v, &at)) & KR_CC_LOWER;
}

/* "Kamal Mopangga": a place of that name is not meant where the model saw no
 * place but a person behind, and no office or preposition stands before. */
static bool first_name(const kr__naming *g, const kr_world_hits *hits,
                       uint32_t t, uint32_t to)
{
	bool place = hits->at[0].kind == KR_WORLD_PLACE;
	bool free = t == 0 || g->token[t - 1].sentence != g->token[t].sentence ||
	            (starts_small(text_of(g, t - 1)) && !g->at[t - 1].cue);
	return place && free && t + 1 < to && g->at[t + 1].first &&
	       g->at[t + 1].type == KR_NAME_PER;
}

/* Correct what stands at t; the next token to look at. */
static uint32_t correct(kr__naming *g, uint32_t t, uint32_t to)
{
	kr__named *a = &g->at[t];
	bool open = a->type == KR__NAME_NOTHING;
	uint32_t end = open ? t + 1 : end_of(g, t, to);
	kr_world_hits hits;
	if (!a->cased || !a->upper || a->type == KR_NAME_EVT)
		return end;
	if (!match(g, t, to, &hits))
		return end;
	uint8_t type = type_of_hits(&hits);
	uint32_t m = hits.n_words;
	if (type == KR__NAME_NOTHING ||
	    (type == KR_NAME_PER && (a->type == type || office(a))))
		return end;
	if (type == KR_NAME_LOC && open && m == 1 && first_name(g, &hits, t, to)) {
		write_type(g, t, 1, KR_NAME_PER);
		g->at[t + 1].first = false;
	} else if (m >= end - t && borders(g, t, to) && borders(g, t + m, to)) {
		write_type(g, t, m, type);
	} else if (hides_country(g, &hits, t, end - t)) {
		write_type(g, t, m, type);
		g->at[t + m].first = true;
	} else if (!open && hides_place(g, &hits, t, end - t)) {
		write_type(g, t, m, KR_NAME_LOC);
		write_type(g, t + m, end - t - m, KR_NAME_LOC);
	}
	return t + m > end ? t + m : end;
}

void kr__name_known(kr__naming *g, uint32_t from, uint32_t to)
{
	for (uint32_t t = from; t < to;)
		t = correct(g, t, to);
}

/* Votes of the document on what a word is: PER, ORG, LOC. */
typedef struct vote {
	uint64_t low;
	uint32_t n[3];
} vote;

typedef struct votes {
	vote *slot;
	uint64_t mask;
} votes;

enum { DEFINED = 3 }; /* votes of "Bank Indonesia (BI)" on BI */

static vote *find(const votes *v, uint64_t low, bool make)
{
	for (uint64_t p = 0; p < PROBES; p++) {
		vote *s = &v->slot[(low + p) & v->mask];
		if (s->low == low)
			return s;
		if (s->low == 0) {
			s->low = make ? low : 0;
			return make ? s : NULL;
		}
	}
	return NULL;
}

static void give(const votes *v, uint64_t low, uint8_t type, uint32_t n)
{
	vote *s = type < 3 ? find(v, low, true) : NULL;
	if (s)
		s->n[type] += n;
}

/* The word in brackets behind a name of several words, if there is one. */
static bool defines(const kr__naming *g, uint32_t end, uint32_t n)
{
	return end + 2 < n && g->at[end + 1].upper &&
	       kr__view_is(text_of(g, end), "(") &&
	       kr__view_is(text_of(g, end + 2), ")");
}

/* A name of several words as one key. */
static uint64_t whole(const kr__naming *g, uint32_t t, uint32_t end)
{
	uint64_t h = end - t;
	for (; t < end; t++)
		h = kr__linear_mix(h + g->at[t].low);
	return h | 1;
}

/* Does an office, address or rank stand before token t? */
static bool titled(const kr__naming *g, uint32_t t)
{
	return t > 0 && g->token[t - 1].sentence == g->token[t].sentence &&
	       g->at[t - 1].cue & BEFORE_NAMES;
}

/* A name votes on itself, a person on first and last word too. */
static void collect(const kr__naming *g, const votes *v, uint32_t n)
{
	for (uint32_t t = 0, end; t < n; t = end) {
		uint8_t type = g->at[t].type;
		end = t + 1;
		if (type == KR__NAME_NOTHING || !g->at[t].cased)
			continue;
		end = end_of(g, t, n);
		if (end == t + 1 || type == KR_NAME_PER)
			give(v, g->at[t].low, type, 1);
		if (end > t + 1 && type == KR_NAME_PER)
			give(v, g->at[end - 1].low, type, 1);
		if (end > t + 1)
			give(v, whole(g, t, end), type,
			     type == KR_NAME_PER && titled(g, t) ? DEFINED : 1);
		if (end > t + 1 && defines(g, end, n))
			give(v, g->at[end + 1].low, type, DEFINED);
	}
}

/* Is token t a name of one word, or no name and apart from other big words? */
static bool alone(const kr__naming *g, uint32_t t, uint32_t n)
{
	uint32_t sentence = g->token[t].sentence;
	if (g->at[t].type != KR__NAME_NOTHING)
		return g->at[t].first && end_of(g, t, n) == t + 1;
	bool left = t > 0 && g->at[t - 1].upper &&
	            g->token[t - 1].sentence == sentence &&
	            !(g->at[t - 1].cue & BEFORE_NAMES);
	/* the first word of a sentence is always big */
	if (left && g->at[t - 1].type == KR__NAME_NOTHING &&
	    (t == 1 || g->token[t - 2].sentence != sentence))
		left = false;
	bool right = t + 1 < n && g->at[t + 1].upper &&
	             g->token[t + 1].sentence == sentence;
	return !left && !right;
}

/* What the document calls the word, against `now`; `now` if undecided. */
static uint8_t verdict(const vote *v, uint8_t now)
{
	uint8_t best = 0;
	for (uint8_t i = 1; i < 3; i++)
		if (v->n[i] > v->n[best])
			best = i;
	uint32_t rest = v->n[0] + v->n[1] + v->n[2] - v->n[best];
	if (now == KR__NAME_NOTHING) {
		uint32_t need = best == KR_NAME_PER ? 1 : DEFINED;
		return v->n[best] >= need && rest == 0 ? best : now;
	}
	return v->n[best] >= 2 && v->n[best] > 2 * rest ? best : now;
}

/* A name of several words that the document reads otherwise more often. */
static void settle_whole(kr__naming *g, const votes *v, uint32_t t, uint32_t n)
{
	uint32_t end = end_of(g, t, n);
	uint8_t now = g->at[t].type;
	const vote *on = end > t + 1 ? find(v, whole(g, t, end), false) : NULL;
	uint8_t type = on ? verdict(on, now) : now;
	for (uint32_t i = t; type != now && i < end; i++) {
		g->at[i].type = type;
		g->at[i].sure = 800;
	}
}

/* End of a name behind an office whose first word the document knows as a
 * person's, and of which the model saw nothing; t if there is none. */
static uint32_t unseen_end(const kr__naming *g, uint32_t t, uint32_t n)
{
	enum { LONGEST = 4 };
	uint32_t end = t, sentence = g->token[t].sentence;
	while (end < n && g->token[end].sentence == sentence && g->at[end].upper &&
	       g->at[end].cased && !g->at[end].cue &&
	       g->at[end].type == KR__NAME_NOTHING)
		end++;
	bool closed = end == n || g->token[end].sentence != sentence ||
	              (!g->at[end].upper && g->at[end].type == KR__NAME_NOTHING);
	bool open = t > 0 && g->token[t - 1].sentence == sentence &&
	            (g->at[t - 1].cue & BEFORE_NAMES ||
	             (g->at[t - 1].type == KR_NAME_LOC &&
	              g->at[t - 1].sure == KR__NAME_CERTAIN));
	return open && closed && end - t >= 2 && end - t <= LONGEST ? end : t;
}

/* Settle a word by what the document calls it. */
static void settle(kr__naming *g, const votes *v, uint32_t t, uint32_t n)
{
	kr__named *a = &g->at[t];
	const vote *on = a->upper && a->type != KR_NAME_EVT
		? find(v, a->low, false) : NULL;
	uint8_t type = on ? verdict(on, a->type) : a->type;
	if (type == a->type)
		return;
	uint32_t end = alone(g, t, n) ? t + 1 : t;
	if (end == t && a->type == KR__NAME_NOTHING && type == KR_NAME_PER)
		end = unseen_end(g, t, n);
	for (uint32_t i = t; i < end; i++) {
		g->at[i].type = type;
		g->at[i].first = i == t;
		g->at[i].sure = 800;
	}
}

kr_status kr__name_agree(kr__naming *g, uint32_t n_tokens)
{
	uint64_t n = 64, want = 0;
	for (uint32_t t = 0; t < n_tokens; t++)
		want += g->at[t].type != KR__NAME_NOTHING;
	while (n < want * 3)
		n *= 2;
	votes v = { kr__arena_array(g->scratch, n, sizeof(vote)), n - 1 };
	if (!v.slot)
		return kr__arena_status(g->scratch);
	collect(g, &v, n_tokens);
	for (uint32_t t = 0; t < n_tokens; t++) {
		if (g->at[t].type < KR_NAME_EVT && g->at[t].first)
			settle_whole(g, &v, t, n_tokens);
		settle(g, &v, t, n_tokens);
	}
	return KR_OK;
}
