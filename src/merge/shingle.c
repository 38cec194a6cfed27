// SPDX-License-Identifier: Apache-2.0
/*
 * Shingles. The problem: to find, among millions of articles, those that share
 * as little as a paragraph, without comparing all with all. The idea: hash
 * every run of five words, and of each window of such hashes keep the smallest
 * (winnowing: S. Schleimer, D. Wilkerson, A. Aiken, "Winnowing: local
 * algorithms for document fingerprinting", 2003). Two texts that share a
 * passage of window + 4 words share a print for certain. The window grows with
 * the length, so that a usual article has some 36 prints; what is smallest in
 * a wide window is smallest in the narrow ones inside it, so that short and
 * long texts still meet. Limits: a passage of under 30 words in a long article
 * may be missed; words changed every fourth word leave no print.
 */
#include "merge/shingle.h"

#include <stdlib.h>

enum {
	SHINGLE = 5,      /* words */
	PRINTS = 36,      /* wanted in a usual article */
	MIN_WINDOW = 4,
	MAX_WINDOW = 24,
	MAX_PRINTS = 4096 /* longer texts get wider windows */
};

struct scan {
	kr_arena *arena;
	kr_gist_word *words;
	uint32_t n, cap;
	bool quoted, para, sentence; /* state before the next word */
};

static bool joins_number(uint32_t cp)
{
	return cp == '.' || cp == ',' || cp == '/' || cp == ':';
}

/* End of the word that begins at `at`; numbers keep their inner marks. */
static size_t word_end(kr_view t, size_t at, size_t end, bool *number)
{
	size_t pos = at;
	uint32_t last = 0;

	*number = false;
	while (pos < end) {
		size_t next = pos;
		uint32_t cp = kr__utf8_next(t, &next);
		bool digit = kr__cc(cp) & KR_CC_DIGIT;
		size_t beyond = next;
		bool inner = joins_number(cp) && (kr__cc(last) & KR_CC_DIGIT) &&
		             next < end &&
		             (kr__cc(kr__utf8_next(t, &beyond)) & KR_CC_DIGIT);
		if (!kr__is_word(cp) && !inner)
			break;
		*number |= digit;
		last = cp;
		pos = next;
	}
	return pos;
}

static uint32_t word_hash(kr_view w)
{
	char low[256];
	size_t n = w.len <= sizeof low / 2 ? kr__lower_into(w, low, sizeof low) : 0;
	uint64_t h = kr__hash64(n ? (kr_view){ low, n } : w);

	return (uint32_t)(h ^ (h >> 32));
}

static bool add_word(struct scan *s, kr_view text, size_t at, size_t end,
                     bool number)
{
	if (!kr__arena_grow(s->arena, (void **)&s->words, &s->cap, s->n + 1,
	                    sizeof *s->words))
		return false;
	kr_view w = kr__view_sub(text, at, end);
	unsigned name = kr__starts_upper(w) && !s->sentence ? KR_GIST_NAME : 0;
	s->words[s->n++] = (kr_gist_word){
		.hash = word_hash(w),
		.span = { (uint32_t)at, (uint32_t)end },
		.flags = (uint8_t)((number ? KR_GIST_NUMBER : 0) | name |
		                   (s->quoted ? KR_GIST_QUOTED : 0) |
		                   (s->para ? KR_GIST_PARA : 0)),
	};
	s->para = s->sentence = false;
	return true;
}

static void between(struct scan *s, uint32_t cp)
{
	if (cp == '\n') {
		s->quoted = false;
		s->para = s->sentence = true;
	} else if (cp == '"') {
		s->quoted = !s->quoted;
		s->sentence |= s->quoted;
	} else if (cp == 0x201C || cp == 0x201D) {
		s->quoted = cp == 0x201C;
		s->sentence |= s->quoted;
	} else if (cp == '.' || cp == '?' || cp == '!') {
		s->sentence = true;
	}
}

static bool scan_span(struct scan *s, kr_view text, size_t at, size_t end)
{
	s->quoted = false;
	s->para = s->sentence = true;
	while (at < end) {
		size_t next = at;
		bool number;
		uint32_t cp = kr__utf8_next(text, &next);
		if (!kr__is_word(cp)) {
			between(s, cp);
			at = next;
			continue;
		}
		next = word_end(text, at, end, &number);
		if (!add_word(s, text, at, next, number))
			return false;
		at = next;
	}
	return true;
}

kr_status kr__gist_make(kr_gist *out, kr_arena *a, kr_view text,
                        const kr_span *kept, uint32_t n_kept)
{
	const kr_span all = { 0, (uint32_t)text.len };
	struct scan s = { .arena = a };
	uint64_t whole = 0;

	*out = (kr_gist){ .text = text };
	if (text.len > UINT32_MAX / 2)
		return KR_ELIMIT;
	if (n_kept == 0) {
		kept = &all;
		n_kept = 1;
	}
	for (uint32_t i = 0; i < n_kept; i++)
		if (!scan_span(&s, text, kept[i].start,
		               kept[i].end < text.len ? kept[i].end : text.len))
			return kr__arena_status(a);
	for (uint32_t i = 0; i < s.n; i++)
		whole = kr__hash_mix(whole, s.words[i].hash);
	out->words = s.words;
	out->n = s.n;
	out->whole = whole;
	return KR_OK;
}

static uint32_t window_of(uint32_t n_shingles)
{
	uint32_t w = n_shingles * 2 / PRINTS;

	w = w < MIN_WINDOW ? MIN_WINDOW : w > MAX_WINDOW ? MAX_WINDOW : w;
	if (n_shingles / w > MAX_PRINTS / 2)
		w = n_shingles / (MAX_PRINTS / 2);
	return w;
}

static uint32_t shingle_hash(const kr_gist_word *w)
{
	uint64_t h = 0;

	for (int i = 0; i < SHINGLE; i++)
		h = kr__hash_mix(h, w[i].hash);
	return (uint32_t)(h ^ (h >> 29));
}

/* Smallest of every window (the rightmost of equals), each once. */
static uint32_t winnow(const uint32_t *h, uint32_t n, uint32_t window,
                       uint32_t *prints)
{
	uint32_t n_prints = 0, best = 0;
	bool fresh = true;

	for (uint32_t end = n < window ? n : window; end <= n; end++) {
		uint32_t start = end < window ? 0 : end - window;
		if (fresh || best < start) {
			best = start;
			for (uint32_t i = start + 1; i < end; i++)
				best = h[i] <= h[best] ? i : best;
		} else if (h[end - 1] <= h[best]) {
			best = end - 1;
		} else {
			continue;
		}
		fresh = false;
		prints[n_prints++] = h[best];
	}
	return n_prints;
}

static int by_value(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	return (a > b) - (a < b);
}

kr_status kr__sketch_make(kr_sketch *out, kr_arena *a, const kr_gist *g)
{
	uint32_t n = g->n < SHINGLE ? 0 : g->n - SHINGLE + 1, n_kept = 0;

	*out = (kr_sketch){ .window = window_of(n) };
	if (n == 0)
		return KR_OK;
	out->prints = kr__arena_array(a, n, sizeof *out->prints);
	kr_arena_mark mark = kr__arena_mark(a);
	uint32_t *h = kr__arena_array(a, n, sizeof *h);
	if (!out->prints || !h)
		return kr__arena_status(a);
	for (uint32_t i = 0; i < n; i++)
		h[i] = shingle_hash(g->words + i);
	out->n = winnow(h, n, out->window, out->prints);
	kr__arena_rewind(a, mark);
	qsort(out->prints, out->n, sizeof *out->prints, by_value);
	for (uint32_t i = 0; i < out->n; i++)
		if (i == 0 || out->prints[i] != out->prints[i - 1])
			out->prints[n_kept++] = out->prints[i];
	out->n = n_kept;
	return KR_OK;
}
