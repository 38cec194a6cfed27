// SPDX-License-Identifier: Apache-2.0
/*
 * Links inside a running line: "... kata dia. Baca juga: Another Headline
 * Then the story goes on". The problem: nothing marks the end of the
 * headline. The idea: headlines are written in Title Case with a few small
 * words; the first other lower-case word belongs to the story already, and
 * the story began with the last capitalised word before it, or with a word
 * that opens sentences (credits.tsv `starter`), or where two words are glued
 * ("lainKemudian"). Limits: a guess; a name that opens the story stays in the
 * link.
 */
#include "lift/parts.h"

enum { MAX_LINK = 240, MAX_WORDS = 40, MAX_SUBJECT = 5 };

typedef struct walk {
	uint32_t start[MAX_WORDS];
	uint32_t n;       /* words of the link so far */
	uint32_t quote;   /* where a quotation is open; 0: none */
	uint32_t run;     /* first word of the run of capitals at the end */
} walk;

static bool lower_byte(char c) { return c >= 'a' && c <= 'z'; }
static bool upper_byte(char c) { return c >= 'A' && c <= 'Z'; }

bool kr__word_listed(const kr_lift *l, uint32_t start, uint32_t end,
                     kr_cue_word kind)
{
	return kr__cue_is(l->cues, kr__view_sub(l->text, start, end),
	                  KR_CUE_WORD, (uint8_t)kind);
}

/* Where two words are glued inside [start, end); 0: nowhere. Brands written
 * so (YouTube, detikNews) are listed in the packs. */
static uint32_t glue_at(const kr_lift *l, uint32_t start, uint32_t end)
{
	kr_view t = l->text;

	if (kr__cue_camel(l->cues, kr__view_sub(t, start, end)))
		return 0;
	for (uint32_t k = start + 4; k + 2 < end; k++)
		if (lower_byte(t.ptr[k - 1]) && upper_byte(t.ptr[k]) &&
		    lower_byte(t.ptr[k + 1]))
			return k;
	return 0;
}

static uint32_t bare_end(kr_view t, uint32_t start, uint32_t limit)
{
	uint32_t e = start;

	while (e < limit && (uint8_t)t.ptr[e] > ' ')
		e++;
	while (e > start + 1 && kr__view_chr(KR_V(",:;.?!"),
	                                     t.ptr[e - 1]) != KR_NPOS)
		e--;
	return e;
}

/* The last byte of the word before word i. */
static char mark_before(const kr_lift *l, const walk *w, uint32_t i)
{
	uint32_t e = w->start[i];

	while (e > w->start[i - 1] && (uint8_t)l->text.ptr[e - 1] <= ' ')
		e--;
	return l->text.ptr[e - 1];
}

/* Word i opens a sentence: listed, and no comma or colon stands before. */
static bool opens_story(const kr_lift *l, const walk *w, uint32_t i,
                        uint32_t line_end)
{
	char mark = mark_before(l, w, i);

	return mark != ',' && mark != ':' && mark != '-' &&
	       kr__word_listed(l, w->start[i],
	                       bare_end(l->text, w->start[i], line_end),
	                       KR_WORD_STARTER);
}

/* The story began within the last run of capitals: at an open quotation,
 * behind a question mark, at a word that opens sentences, else with the last
 * word. */
static uint32_t cut_in_run(const kr_lift *l, const walk *w, uint32_t line_end)
{
	uint32_t k = w->run;

	if (w->n == 0)
		return line_end;
	if (w->quote)
		return w->quote;
	for (uint32_t i = w->n; i-- > w->run && i > 0;) {
		char mark = mark_before(l, w, i);
		if (mark == '?' || mark == '!' || mark == ';')
			return w->start[i];
		if (l->text.ptr[w->start[i]] == '"' ||
		    (w->n - i <= MAX_SUBJECT && opens_story(l, w, i, line_end)))
			return w->start[i];
	}
	while (k > 1 && lower_byte(l->text.ptr[w->start[k - 1]]))
		k--; /* "Sementara itu, Sari" */
	if (k > 1 && k < w->run && w->run - k <= 2 &&
	    opens_story(l, w, k - 1, line_end))
		return w->start[k - 1];
	return w->run > 0 || w->n > 1 ? w->start[w->n - 1] : w->start[0];
}

/* Text bytes that end a sentence at a word's end ("Petugas." but not "Jl."). */
static bool ends_sentence(kr_view t, uint32_t start, uint32_t end)
{
	return end - start > 3 && t.ptr[end - 1] == '.' &&
	       lower_byte(t.ptr[end - 2]);
}

/* Another link or byline starts here. */
static bool cue_here(const kr_lift *l, uint32_t at)
{
	for (uint32_t i = kr__hit_from(l, at);
	     i < l->hits.n && l->hits.at[i].span.start == at; i++) {
		const kr_cue *c = kr__hit_cue(l, &l->hits.at[i]);
		if (l->hits.at[i].right && l->hits.at[i].left &&
		    (c->what == KR_CUE_BYLINE ||
		     (c->what == KR_CUE_ZONE && (c->anchor == KR_ANCHOR_ITEM ||
		                              c->anchor == KR_ANCHOR_END))))
			return true;
	}
	return false;
}

/* The length of a quotation mark that opens a word or (`close`) ends it. */
static bool quote_at(kr_view t, uint32_t start, uint32_t end, bool close)
{
	kr_view v = kr__view_sub(t, start, end);

	while (close && v.len && kr__view_chr(KR_V(",:;.?!"),
	                                     v.ptr[v.len - 1]) != KR_NPOS)
		v.len--;
	if (close)
		return kr__view_ends(v, KR_V("\"")) ||
		       kr__view_ends(v, KR_V("&rdquo")) ||
		       kr__view_ends(v, KR_V("\xE2\x80\x9D"));
	return kr__view_starts(v, KR_V("\"")) ||
	       kr__view_starts(v, KR_V("&ldquo;")) ||
	       kr__view_starts(v, KR_V("\xE2\x80\x9C"));
}

/* A sentence of nothing but Title Case follows: the link goes on, for a
 * crawl has put a full stop for its comma. Its end; `at`: none. */
static uint32_t title_goes_on(const kr_lift *l, uint32_t at, uint32_t limit)
{
	kr_view t = l->text;
	uint32_t n = 0, upper = 0, k = at;

	while (k < limit && n < MAX_WORDS) {
		uint32_t start = k = kr__skip_blank(t, k, limit);
		while (k < limit && (uint8_t)t.ptr[k] > ' ')
			k++;
		uint32_t bare = k;
		while (bare > start + 1 && kr__view_chr(KR_V(",:;.?!"),
		                           t.ptr[bare - 1]) != KR_NPOS)
			bare--;
		if (k == start || (lower_byte(t.ptr[start]) &&
		    !kr__word_listed(l, start, bare, KR_WORD_SMALL)))
			return at;
		n++;
		upper += upper_byte(t.ptr[start]);
		if (ends_sentence(t, start, k))
			return n >= 3 && upper * 2 > n ? k : at;
	}
	return at;
}

uint32_t kr__link_end(const kr_lift *l, uint32_t at, uint32_t line_end)
{
	kr_view t = l->text;
	walk w = { .n = 0 };
	uint32_t limit = line_end - at > MAX_LINK ? at + MAX_LINK : line_end;

	w.quote = 0;
	while (at < limit && w.n < MAX_WORDS) {
		at = kr__skip_blank(t, at, limit);
		uint32_t start = at, bare;
		if (w.n > 0 && cue_here(l, at))
			return at;
		while (at < limit && (uint8_t)t.ptr[at] > ' ')
			at++;
		if (at == start)
			break;
		uint32_t glue = glue_at(l, start, at);
		if (glue)
			return glue;
		bare = at;
		while (bare > start + 1 && kr__view_chr(KR_V(",:;.?!"),
		                           t.ptr[bare - 1]) != KR_NPOS)
			bare--;
		bool lower = lower_byte(t.ptr[start]);
		bool small = lower && kr__word_listed(l, start, bare, KR_WORD_SMALL);
		if (lower && !small && w.n > 1)
			return cut_in_run(l, &w, line_end);
		if (lower)
			w.run = w.n + 1;
		if (w.n > 2 && quote_at(t, start, at, false))
			w.quote = start;
		if (quote_at(t, start, at, true))
			w.quote = 0;
		w.start[w.n++] = start;
		if (ends_sentence(t, start, at)) {
			uint32_t more = title_goes_on(l, at, limit);
			return more > at ? title_goes_on(l, more, limit) : at;
		}
	}
	return limit == line_end ? line_end : w.n ? w.start[w.n - 1] : line_end;
}
