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

/* Is token t the stop of an initial inside a name: "Andi S. Prakoso"? */
static bool initial_stop(const kr__naming *g, uint32_t t, uint32_t to)
{
	kr_view letter = text_of(g, t - 1);
	return is_one_of(text_of(g, t), ".") && letter.len == 1 &&
	       upper(g, t - 1) && !g->at[t - 1].first && t + 1 < to &&
	       g->token[t - 1].span.end == g->token[t].span.start &&
	       upper(g, t + 1) &&
	       (g->at[t + 1].type == KR_NAME_PER ||
	        g->at[t + 1].type == KR__NAME_NOTHING);
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
		if (g->at[t - 1].type != KR_NAME_PER ||
		    g->at[t].type != KR__NAME_NOTHING)
			continue;
		if (initial_stop(g, t, to)) {
			join(g, t);
			join(g, t + 1);
		} else if (hyphened_particle(text_of(g, t))) {
			join(g, t);
		}
	}
}

/* "Mayjen Budi Santoso" is a person from "Budi" on. */
static void cut_leading_ranks(kr__naming *g, uint32_t from, uint32_t to)
{
	for (uint32_t t = from; t + 1 < to; t++) {
		kr__named *a = &g->at[t], *next = &g->at[t + 1];
		if (a->type != KR_NAME_PER || !a->first || !(a->cue & KR__CUE_RANK) ||
		    next->type != KR_NAME_PER || next->first)
			continue;
		a->type = KR__NAME_NOTHING;
		next->first = true;
	}
}

void kr__name_part_ranks(kr__naming *g, uint32_t from, uint32_t to)
{
	cut_leading_ranks(g, from, to);
	for (uint32_t t = from + 1; t < to; t++) {
		if (g->at[t].type != KR_NAME_ORG || g->at[t].first ||
		    !(cue_of(g, t) & KR__CUE_RANK) || !upper(g, t))
			continue;
		uint32_t end = t + 1;
		while (end < to && g->at[end].type == KR_NAME_ORG && !g->at[end].first)
			end++;
		if (end == to || g->at[end].type != KR_NAME_PER)
			continue;
		for (; t < end; t++)
			g->at[t].type = KR__NAME_NOTHING;
	}
}
