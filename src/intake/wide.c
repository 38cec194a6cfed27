// SPDX-License-Identifier: Apache-2.0
/*
 * Wide characters. The problem: some feeds come in UTF-16, with or without a
 * byte order mark, and everything behind reads bytes. The idea: a source that
 * turns the units of another stream into UTF-8 as they are asked for; a lone
 * half of a pair, or a lone last byte, becomes U+FFFD. Limits: without a mark
 * the first character must be '<'. Source: RFC 2781, XML 1.0 appendix F.
 */
#include "intake/wide.h"

#include "base/utf8.h"
#include "intake/sniff.h"

enum { REPLACED = 0xFFFD, HEAD_UNITS = 1024 };

static uint32_t unit_at(kr_view v, size_t at, bool big)
{
	uint32_t a = (uint8_t)v.ptr[at], b = (uint8_t)v.ptr[at + 1];

	return big ? a << 8 | b : b << 8 | a;
}

bool kr__wide_feed(kr_view head, bool *big)
{
	char ascii[HEAD_UNITS];
	size_t n = 0;

	if (head.len < 4)
		return false;
	uint32_t first = unit_at(head, 0, true);
	if (first != 0xFEFF && first != 0xFFFE && first != '<' &&
	    first != (uint32_t)'<' << 8)
		return false;
	*big = first == 0xFEFF || first == '<';
	size_t at = first == 0xFEFF || first == 0xFFFE ? 2 : 0;
	for (; at + 2 <= head.len && n < sizeof ascii; at += 2) {
		uint32_t u = unit_at(head, at, *big);
		ascii[n++] = u && u < 0x80 ? (char)u : '?';
	}
	return kr__sniff((kr_view){ ascii, n }) == KR_HOLDS_FEED;
}

/* The character at the head of `v`; *n: its bytes. */
static uint32_t next_char(kr_view v, bool big, size_t *n)
{
	uint32_t u = v.len < 2 ? REPLACED : unit_at(v, 0, big);

	*n = v.len < 2 ? v.len : 2;
	if (u < 0xD800 || u > 0xDFFF)
		return u;
	uint32_t low = v.len < 4 || u > 0xDBFF ? 0 : unit_at(v, 2, big);
	if (low < 0xDC00 || low > 0xDFFF)
		return REPLACED;
	*n = 4;
	return 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00);
}

static kr_status wide_read(void *user, char *to, size_t cap, size_t *got,
                           kr_err *err)
{
	kr_wide *w = user;
	kr_view v = kr__stream_peek(w->in, 4);
	size_t at = 0, n;

	*got = 0;
	while (at < v.len && *got + 4 <= cap &&
	       (v.len - at >= 4 || w->in->ended)) {
		uint32_t cp = next_char(kr__view_from(v, at), w->big, &n);
		*got += kr__utf8_put(cp, to + *got);
		at += n;
	}
	kr__stream_take(w->in, at);
	if (!*got && w->in->failed) {
		if (err)
			*err = w->in->err;
		return w->in->failed;
	}
	return KR_OK;
}

kr_source kr__wide_source(kr_wide *w)
{
	return (kr_source){ wide_read, w };
}
