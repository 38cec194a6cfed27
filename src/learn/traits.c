// SPDX-License-Identifier: Apache-2.0
/*
 * Traits of a word. The problem: most words of the news were not seen in
 * training, but their beginnings, endings and letters say much about them
 * (di-, me-, -kan, -nya, capitals). The idea: hash the lower-cased word,
 * beginnings and endings of one to five bytes, the frame of both, and three
 * views of its shape, into the rows of one table whose sum stands for the
 * word. Digits count as 0. Limits: only ASCII letters change case; rows are
 * shared by chance, which training gets used to; bytes after the 250th do
 * not count.
 */
#include "learn/traits.h"

enum { MAX_FORM = 250, MAX_AFFIX = 5 };

typedef struct shape {
	char lower[MAX_FORM];
	uint32_t n, n_upper, n_lower, n_digit, n_high, n_other;
	bool capital;
} shape;

/* FNV-1a with a finish; `seed` tells the kinds of trait apart. */
static uint32_t hash(const char *s, size_t n, uint64_t seed)
{
	uint64_t h = 1469598103934665603u ^ (seed * 0x9E3779B97F4A7C15u);

	for (size_t i = 0; i < n; i++) {
		h ^= (unsigned char)s[i];
		h *= 1099511628211u;
	}
	h ^= h >> 32;
	h *= 0xD6E8FEB86659FD93u;
	h ^= h >> 32;
	return (uint32_t)h;
}

static uint32_t affix(const char *s, size_t n, uint64_t seed)
{
	return KR_TRAIT_WORDS + hash(s, n, seed) % KR_TRAIT_AFFIXES;
}

static uint32_t outline(const char *s, size_t n, uint64_t seed)
{
	return KR_TRAIT_WORDS + KR_TRAIT_AFFIXES +
	       hash(s, n, seed) % KR_TRAIT_SHAPES;
}

static void look(kr_view form, shape *s)
{
	*s = (shape){ .n = form.len > MAX_FORM ? MAX_FORM
		                               : (uint32_t)form.len };
	for (uint32_t i = 0; i < s->n; i++) {
		char c = form.ptr[i];
		s->lower[i] = c;
		if (c >= 'A' && c <= 'Z') {
			s->lower[i] = (char)(c + 32);
			s->n_upper++;
			s->capital = s->capital || i == 0;
		} else if (c >= 'a' && c <= 'z') {
			s->n_lower++;
		} else if (c >= '0' && c <= '9') {
			s->lower[i] = '0';
			s->n_digit++;
		} else if ((unsigned char)c >= 128) {
			s->n_high++;
		} else {
			s->n_other++;
		}
	}
}

static uint32_t shapes(const kr_sighting *item, const shape *s, uint32_t *rows)
{
	char all[8] = { (char)s->capital,
		        (char)(s->n_upper <= 1 ? 0 : s->n_lower ? 1 : 2),
		        (char)(s->n_lower > 0),
		        (char)(s->n_digit > 2 ? 2 : s->n_digit),
		        (char)(s->n_other > 0), (char)(s->n_high > 0),
		        (char)item->first, (char)item->glue };
	char place[3] = { (char)s->capital, (char)item->first,
		          (char)(s->n > 8 ? 8 : s->n) };
	char whole[5] = { (char)s->capital, (char)(s->n == s->n_upper),
		          (char)(s->n_digit > 0), (char)(s->n == s->n_digit),
		          (char)(s->n == s->n_other) };

	rows[0] = outline(all, sizeof all, 40);
	rows[1] = outline(place, sizeof place, 41);
	rows[2] = outline(whole, sizeof whole, 42);
	return 3;
}

uint32_t kr__traits(const kr_sighting *item, uint32_t rows[KR_MAX_TRAITS])
{
	shape s;
	uint32_t k = 0;

	look(item->form, &s);
	rows[k++] = hash(s.lower, s.n, 1) % KR_TRAIT_WORDS;
	for (uint32_t p = 1; p <= MAX_AFFIX && s.n > p; p++) {
		rows[k++] = affix(s.lower, p, 10 + p);
		rows[k++] = affix(s.lower + s.n - p, p, 20 + p);
	}
	if (s.n > MAX_AFFIX) {
		char frame[4] = { s.lower[0], s.lower[1], s.lower[s.n - 2],
			          s.lower[s.n - 1] };
		rows[k++] = affix(frame, sizeof frame, 30);
	}
	return k + shapes(item, &s, rows + k);
}
