// SPDX-License-Identifier: Apache-2.0
/*
 * Recaps. The problem: some collections append a summary of the article to
 * it, behind a rule ("---"); read as body, it tells every event twice. The
 * idea: what stands behind the last rule is a recap if half of its long words
 * were said before. Limits: the rule is a line of at least three hyphens, not
 * in the first fifth of the text; the first WORDS long words of the recap are
 * looked for in the first SEEN bytes of the article.
 */
#include "lift/parts.h"

enum { WORDS = 48, LONG = 6, SEEN = 1 << 16, MIN_WORDS = 8 };

/* A line of hyphens only; the markup of other collections may stand before. */
static bool is_rule(kr_view line)
{
	kr_view v = kr__view_trim(line);

	while (v.len && v.ptr[0] == '\\')
		v = kr__view_trim(kr__view_from(v, 1));
	for (size_t i = 0; i < v.len; i++)
		if (v.ptr[i] != '-')
			return false;
	return v.len >= 3;
}

/* The start of the last rule; text.len: there is none. */
static uint32_t last_rule(kr_view text)
{
	size_t end = text.len;

	while (end > text.len / 5) {
		size_t nl = kr__view_rchr(kr__view_sub(text, 0, end), '\n');
		size_t start = nl == KR_NPOS ? 0 : nl + 1;
		if (is_rule(kr__view_sub(text, start, end)))
			return (uint32_t)start;
		if (nl == KR_NPOS)
			break;
		end = nl;
	}
	return (uint32_t)text.len;
}

static bool letter(char c)
{
	return (uint8_t)(c | 32) >= 'a' && (uint8_t)(c | 32) <= 'z';
}

/* Was half of the long words of `rest` said in `before`? */
static bool said_before(kr_view before, kr_view rest)
{
	unsigned n = 0, known = 0;

	for (size_t at = 0; at < rest.len && n < WORDS;) {
		size_t start = at;
		while (at < rest.len && letter(rest.ptr[at]))
			at++;
		if (at - start >= LONG) {
			n++;
			/* the first letter may be a capital here or there */
			known += kr__view_find(before, kr__view_sub(
				rest, start + 1, at)) != KR_NPOS;
		}
		if (known * 2 >= WORDS || (n - known) * 2 > WORDS)
			break; /* what is left cannot change it */
		at += at == start;
	}
	return n >= MIN_WORDS && known * 2 >= n;
}

void kr__recap_mark(kr_lift *l)
{
	uint32_t len = (uint32_t)l->text.len;

	if (kr__view_find(l->text, KR_V("---")) == KR_NPOS)
		return;
	uint32_t at = last_rule(l->text);
	if (at == len)
		return;
	kr_view before = kr__view_sub(l->text, 0, at < SEEN ? at : SEEN);
	if (said_before(before, kr__view_from(l->text, at)))
		kr__cut_add(l, at, len, KR_ZONE_OTHER, KR_V("recap"));
}
