// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: "Menteri Luar Negeri Rusia Sergei Lavrov" holds an office and a
 * name, "KTT BRICS ke-16 di Kazan" the name of a happening; the corpora teach
 * neither.
 *
 * Idea: two small walks over tokens with cue words of the language pack. Left
 * of a person, the leftmost word of office, address or rank that is reached
 * over capitalised words begins the title. Right of a word such as KTT or
 * Perang, capitalised words and numbers go on with the happening.
 *
 * Limits: a title after the name ("Prabowo, presiden terpilih") is no title
 * here. A happening whose head is written small is not found.
 */
#include "base/utf8.h"
#include "mark/name_part.h"

enum { TITLE_REACH = 12, HAPPENING_REACH = 8 };

static kr_view text_of(const kr__naming *g, uint32_t t)
{
	return kr__doc_cut(g->doc, g->token[t].span);
}

static unsigned cue_of(const kr__naming *g, uint32_t t)
{
	return g->at[t].cue;
}

static bool upper(const kr__naming *g, uint32_t t)
{
	return g->at[t].upper;
}

static bool is_one_of(kr_view v, const char *set)
{
	return v.len == 1 && kr__view_chr(kr__view_of(set), v.ptr[0]) != KR_NPOS;
}

/* May a title go on over this token, though it does not begin with it? */
static bool inside_title(const kr__naming *g, uint32_t t)
{
	if (g->at[t].type == KR_NAME_PER)
		return false;
	return upper(g, t) || g->at[t].type != KR__NAME_NOTHING ||
	       is_one_of(text_of(g, t), "()&") || cue_of(g, t) & KR__CUE_PARTICLE;
}

uint32_t kr__name_title(const kr__naming *g, uint32_t low, uint32_t at)
{
	uint32_t best = at;
	for (uint32_t i = at, step = 0; i > low && step < TITLE_REACH; step++) {
		i--;
		if (g->at[i].type == KR_NAME_PER)
			break;
		if (cue_of(g, i) & (KR__CUE_TITLE | KR__CUE_HONOR | KR__CUE_RANK))
			best = i;
		else if (!inside_title(g, i))
			break;
	}
	return best;
}

static bool number_like(kr_view v)
{
	size_t at = 0;
	if (kr__view_istarts(v, KR_V("ke-")))
		at = 3;
	return at < v.len && kr__cc(kr__utf8_next(v, &at)) & KR_CC_DIGIT;
}

/* The end of the happening that begins at `t`; `t` if none does. */
static uint32_t happening_end(const kr__naming *g, uint32_t t, uint32_t to)
{
	if (!(cue_of(g, t) & KR__CUE_EVENT) || !upper(g, t) || !g->at[t].cased)
		return t;
	uint32_t end = t + 1;
	while (end < to && end - t < HAPPENING_REACH &&
	       (upper(g, end) || number_like(text_of(g, end)) ||
	        (end + 1 < to && end > t + 1 && upper(g, end + 1) &&
	         is_one_of(text_of(g, end), "-"))))
		end++;
	return end > t + 1 ? end : t;
}

void kr__name_happenings(kr__naming *g, uint32_t from, uint32_t to)
{
	for (uint32_t t = from; t < to; t++) {
		bool inside = g->at[t].type != KR__NAME_NOTHING && !g->at[t].first;
		uint32_t end = inside ? t : happening_end(g, t, to);
		if (end == t)
			continue;
		for (uint32_t i = t; i < end; i++) {
			g->at[i].type = KR_NAME_EVT;
			g->at[i].sure = 700;
			g->at[i].first = i == t;
		}
		if (end < to && g->at[end].type != KR__NAME_NOTHING)
			g->at[end].first = true;
		t = end - 1;
	}
}

/* "al-Sisi": up to three small letters, a hyphen, a capital. */
static bool hyphened_particle(kr_view v)
{
	size_t hyphen = kr__view_chr(v, '-');
	if (hyphen == KR_NPOS || hyphen == 0 || hyphen > 3)
		return false;
	size_t at = 0;
	return kr__cc(kr__utf8_next(v, &at)) & KR_CC_LOWER &&
	       kr__starts_upper(kr__view_from(v, hyphen + 1));
}

/* Is token t the stop of an initial inside a name ("Andi S. Prakoso") or at its
 * beginning ("M. Yusuf")? */
static bool initial_stop(const kr__naming *g, uint32_t t, uint32_t to)
{
	kr_view letter = text_of(g, t - 1);
	if (!is_one_of(text_of(g, t), ".") || letter.len != 1 ||
	    !upper(g, t - 1) || t + 1 >= to || !upper(g, t + 1) ||
	    g->token[t - 1].span.end != g->token[t].span.start)
		return false;
	bool inside = g->at[t - 1].type == KR_NAME_PER && !g->at[t - 1].first;
	return g->at[t + 1].type == KR_NAME_PER ||
	       (inside && g->at[t + 1].type == KR__NAME_NOTHING);
}

static void join(kr__naming *g, uint32_t t)
{
	kr__named *a = &g->at[t];
	a->type = KR_NAME_PER;
	a->first = false;
	a->sure = 700;
}

void kr__name_join(kr__naming *g, uint32_t from, uint32_t to)
{
	for (uint32_t t = from + 1; t < to; t++) {
		uint8_t last = g->at[t - 1].type;
		if (g->at[t].type != KR__NAME_NOTHING)
			continue;
		if (last != KR_NAME_LOC && initial_stop(g, t, to)) {
			if (last != KR_NAME_PER) {
				join(g, t - 1);
				g->at[t - 1].first = true;
			}
			join(g, t);
			join(g, t + 1);
		} else if (last == KR_NAME_PER && hyphened_particle(text_of(g, t))) {
			join(g, t);
		}
	}
}

static void clear(kr__naming *g, uint32_t from, uint32_t to)
{
	for (uint32_t t = from; t < to; t++)
		g->at[t].type = KR__NAME_NOTHING;
}

/* Tokens [t, to) are the name of a person. */
static void write_person(kr__naming *g, uint32_t t, uint32_t to)
{
	bool known = g->at[t].type == KR_NAME_PER;
	g->at[t].first = true;
	for (uint32_t i = t; i < to && !known; i++) {
		g->at[i].type = KR_NAME_PER;
		g->at[i].first = i == t;
		g->at[i].sure = 700;
	}
}

/* The first token behind the rank at t and its arm: "Mayjen TNI (Purn)". */
static uint32_t behind_rank(const kr__naming *g, uint32_t t, uint32_t to)
{
	enum { WITH_RANK = KR__CUE_RANK | KR__CUE_SERVICE };
	for (t++; t < to; t++) {
		if (is_one_of(text_of(g, t), ".") &&
		    g->token[t].span.start == g->token[t - 1].span.end)
			continue;
		if (t + 2 < to && is_one_of(text_of(g, t), "(") &&
		    cue_of(g, t + 1) & KR__CUE_SERVICE &&
		    is_one_of(text_of(g, t + 2), ")"))
			t += 2;
		else if (!upper(g, t) || !(cue_of(g, t) & WITH_RANK))
			break;
	}
	return t;
}

/* Where the name begins that token t goes on with. */
static uint32_t start_of(const kr__naming *g, uint32_t from, uint32_t t)
{
	while (t > from && !g->at[t].first && g->at[t - 1].type == g->at[t].type)
		t--;
	return t;
}

static uint32_t end_of(const kr__naming *g, uint32_t t, uint32_t to)
{
	uint32_t end = t + 1;
	while (end < to && g->at[end].type == g->at[t].type && !g->at[end].first)
		end++;
	return end;
}

/* What the model saw of an office before the rank at t, in one with it:
 * "Danlanud Halim Marsma", "Militer Presiden Mayjen". */
static void cut_office(kr__naming *g, uint32_t from, uint32_t t)
{
	uint8_t type = g->at[t].type;
	if (t == from || g->at[t].first || type != g->at[t - 1].type ||
	    (type != KR_NAME_PER && type != KR_NAME_ORG))
		return;
	uint32_t start = start_of(g, from, t - 1);
	bool office = false;
	for (uint32_t i = start; i < t; i++)
		office |= (cue_of(g, i) & KR__CUE_TITLE) != 0;
	if (office && !(cue_of(g, start) & KR__CUE_ORG))
		clear(g, start, t);
}

/* End of the person's name that the rank at t and its arm, up to s, announce;
 * s if there is none. */
static uint32_t ranked_end(const kr__naming *g, uint32_t t, uint32_t s,
                           uint32_t to)
{
	uint8_t type = s < to ? g->at[s].type : KR_NAME_EVT;
	uint32_t end = s;
	if (type == KR_NAME_PER)
		return end_of(g, s, to);
	if (s < t + 2 || s >= to || !upper(g, s))
		return s;
	if (type == KR_NAME_ORG && !g->at[s].first)
		return end_of(g, s, to);
	while (end < to && type == KR__NAME_NOTHING && upper(g, end) &&
	       g->at[end].type == type && g->at[end].cased && !g->at[end].cue)
		end++;
	return end;
}

void kr__name_part_ranks(kr__naming *g, uint32_t from, uint32_t to)
{
	for (uint32_t t = from; t < to; t++) {
		if (!(cue_of(g, t) & KR__CUE_RANK) || !upper(g, t) ||
		    g->at[t].type == KR_NAME_LOC)
			continue;
		uint32_t s = behind_rank(g, t, to);
		uint32_t end = ranked_end(g, t, s, to);
		if (end == s)
			continue;
		cut_office(g, from, t);
		clear(g, t, s);
		for (uint32_t i = t; i < s; i++)
			g->at[i].cased = false; /* "TNI" behind a rank is no name */
		write_person(g, s, end);
		t = end - 1;
	}
}

static bool acronym(kr_view v)
{
	size_t at = 0;
	while (at < v.len)
		if (!(kr__cc(kr__utf8_next(v, &at)) & KR_CC_UPPER))
			return false;
	return v.len > 1;
}

/* Offices that open the person's name [t, end): where the person begins; `end`
 * if there is only an office ("Komandan Paspampres"). */
static uint32_t behind_office(const kr__naming *g, uint32_t t, uint32_t end)
{
	enum { HEADS = KR__CUE_ORG | KR__CUE_PLACE };
	enum { MORE = KR__CUE_TITLE | KR__CUE_RANK | KR__CUE_SERVICE };
	bool head = false;
	for (t++; t < end && !head; t++) {
		uint32_t n = kr__name_world_length(g, t, end);
		head = n == 0 && cue_of(g, t) & HEADS;
		if (n > 0)
			t += n - 1;
		else if (!(cue_of(g, t) & MORE) && !acronym(text_of(g, t)))
			break;
	}
	return head ? end : t;
}

/* "XIV", as of a command; no person is called so alone. */
static bool roman(kr_view v)
{
	for (size_t i = 0; i < v.len; i++)
		if (kr__view_chr(KR_V("IVXLC"), v.ptr[i]) == KR_NPOS)
			return false;
	return v.len > 1;
}

void kr__name_part_offices(kr__naming *g, uint32_t from, uint32_t to)
{
	for (uint32_t t = from, end; t < to; t = end) {
		end = t + 1;
		if (g->at[t].type != KR_NAME_PER)
			continue;
		end = end_of(g, t, to);
		if (end == t + 1 && roman(text_of(g, t)))
			clear(g, t, end);
		if (!g->at[t].cased || !(cue_of(g, t) & KR__CUE_TITLE) ||
		    cue_of(g, t) & KR__CUE_HONOR)
			continue;
		uint32_t start = behind_office(g, t, end);
		clear(g, t, start);
		if (start < end)
			g->at[start].first = true;
	}
}

/* Could token t be part of a name that the model did not see? */
static bool unseen(const kr__naming *g, uint32_t t)
{
	const kr__named *a = &g->at[t];
	return a->type == KR__NAME_NOTHING && a->upper && a->cased && !a->cue &&
	       !number_like(text_of(g, t));
}

/* What somebody holds an office of ends before token t: "Gubernur Banten". */
static bool behind_realm(const kr__naming *g, uint32_t from, uint32_t t)
{
	const kr__named *last = &g->at[t - 1];
	return last->sure == KR__NAME_CERTAIN &&
	       (last->type == KR_NAME_LOC || last->type == KR_NAME_ORG) &&
	       kr__name_title(g, from, t) < t;
}

void kr__name_first_names(kr__naming *g, uint32_t from, uint32_t to)
{
	for (uint32_t t = from + 2; t + 1 < to; t++) {
		kr__named *next = &g->at[t + 1];
		if (next->type != KR_NAME_PER || !next->first || !unseen(g, t) ||
		    !behind_realm(g, from, t))
			continue;
		join(g, t);
		g->at[t].first = true;
		next->first = false;
	}
}
