// SPDX-License-Identifier: Apache-2.0
/*
 * Text encoded twice. The problem: UTF-8 that was read as windows-1252 and
 * encoded again shows a curly quote as three odd letters. The idea: a
 * character sequence whose windows-1252 bytes are a valid UTF-8 sequence is
 * undone, if all text above ASCII is of that kind, or if the sequence is the
 * one of general punctuation (a-circumflex, euro sign, one more), which no
 * language writes. Limits: in mixed text the two-letter sequences stay: an
 * upper-case umlaut before a closing quotation mark is good German. C1 controls
 * are halves of such sequences, so they are dropped here and not before.
 */
#include "lift/charset.h"

/* A twice-encoded sequence at `at`: its length in `t`, else 0. *cp is the
 * character that was meant. */
static size_t sequence(kr_view t, size_t at, uint32_t *cp)
{
	char bytes[4];
	size_t i = at, n = 0, want = 1;

	while (n < want) {
		if (i >= t.len)
			return 0;
		int b = kr__charset_to_1252(kr__utf8_next(t, &i));
		if (b < 0x80 || (n == 0 && (b < 0xC2 || b > 0xF4)))
			return 0;
		if (n == 0)
			want = b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
		bytes[n++] = (char)b;
	}
	kr_view v = { bytes, n };
	if (kr__utf8_valid(v) != n)
		return 0;
	size_t zero = 0;
	*cp = kr__utf8_next(v, &zero);
	return i - at;
}

static bool strong(uint32_t cp)
{
	return cp >= 0x2010 && cp <= 0x203F;
}

/* What stands above ASCII. */
typedef struct census {
	uint32_t n_any, n_strong; /* sequences */
	bool proof;               /* one that is well known */
	bool other;               /* characters in no sequence */
	bool control;             /* C1 controls in no sequence */
} census;

static census take(kr_view t)
{
	census c = { 0 };

	for (size_t at = 0; at < t.len;) {
		uint32_t cp = 0;
		if ((unsigned char)t.ptr[at] < 0x80) {
			at = kr__ascii_end(t, at);
			continue;
		}
		size_t n = sequence(t, at, &cp);
		if (n == 0) {
			cp = kr__utf8_next(t, &at);
			c.other |= cp >= 0xA0;
			c.control |= cp < 0xA0;
			continue;
		}
		c.n_any++;
		c.n_strong += strong(cp);
		c.proof |= strong(cp) || (cp >= 0xA0 && cp < 0x100);
		at += n;
	}
	return c;
}

static void rebuild(kr_arena *a, kr_decoded *t, kr_view old, char *to,
                    bool all)
{
	kr_mapping map = { 0 };
	uint32_t hint = 0;
	size_t len = 0;

	for (size_t at = 0; at < old.len;) {
		uint32_t cp = 0;
		size_t n = (unsigned char)old.ptr[at] < 0x80
		                   ? 0
		                   : sequence(old, at, &cp);
		size_t end = at + n;
		size_t src = kr__mapping_at(&t->map, (uint32_t)at, &hint);
		size_t put = len;
		if (n && (all || strong(cp))) {
			len += kr__utf8_put(cp, to + len);
		} else {
			end = at;
			cp = kr__utf8_next(old, &end);
			for (size_t i = at; i < end && (cp < 0x80 || cp >= 0xA0);
			     i++)
				to[len++] = old.ptr[i];
		}
		size_t last = kr__mapping_at(&t->map, (uint32_t)end - 1, &hint);
		if (end - at == len - put && last - src == end - at - 1)
			last = src + (end - at) - 1;
		else if (end < old.len)
			last = kr__mapping_at(&t->map, (uint32_t)end, &hint) - 1;
		kr__mapping_add(&map, a, (uint32_t)(len - put), src,
		                (uint32_t)(last + 1 - src));
		at = end;
	}
	t->map = map;
	t->utf8 = (kr_view){ to, len };
}

kr_twice kr__charset_undo_twice(kr_arena *a, kr_decoded *t)
{
	census c = take(t->utf8);
	bool all = !c.other && c.proof;
	uint32_t undo = all ? c.n_any : c.n_strong;

	if (undo == 0 && !c.control)
		return (kr_twice){ 0 };
	char *to = kr__arena_get(a, t->utf8.len + 1);
	if (!to)
		return (kr_twice){ 0 };
	rebuild(a, t, t->utf8, to, all);
	return (kr_twice){ undo, undo ? c.n_any - undo : 0 };
}
