// SPDX-License-Identifier: Apache-2.0
/*
 * Repair. The problem: feeds are written by templates: bare `&`, HTML names,
 * control characters, bytes of another character set; a parser must stop at
 * each. The idea: one pass with a few states in front of the parser, which
 * stops before anything it cannot decide without more bytes. As document types
 * are dropped and unknown entities become text, no expansion is left for an
 * attacker. Limits: tags that do not match are the parser's to report. Source:
 * XML 1.0; the mistakes seen in feeds.
 */
#include "intake/repair.h"

#include <string.h>

#include "base/utf8.h"

enum { LOOK_AHEAD = 16, LONGEST_ENTITY = 12 };

/* windows-1252, bytes 0x80 to 0x9F. */
static const uint16_t cp1252[32] = {
	0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
	0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
	0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178,
};

static uint32_t of_legacy(unsigned char c)
{
	return c >= 0x80 && c < 0xA0 ? cp1252[c - 0x80] : c;
}

/* A byte of text that needs no thought. */
static bool is_plain(unsigned char c)
{
	return (c >= 0x20 && c < 0x80 && c != '<' && c != '>' && c != '&' &&
	        c != ']' && c != '"' && c != '\'') ||
	       c == '\n' || c == '\t' || c == '\r';
}

/* A byte over 0x7F at in[at]: a character, repaired. 0: more bytes wanted. */
static size_t put_high(kr_repair *p, kr_view in, bool last, kr_buf *out)
{
	unsigned char c = (unsigned char)*in.ptr;
	size_t need = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2, at = 0;

	if (p->legacy) {
		kr__buf_utf8(out, of_legacy(c));
		return 1;
	}
	kr_view one = kr__view_sub(in, 0, need);
	if (one.len == need && kr__utf8_valid(one) == need) {
		uint32_t cp = kr__utf8_next(one, &at);
		if (cp == 0xFFFE || cp == 0xFFFF)
			cp = 0xFFFD;
		kr__buf_utf8(out, cp);
		return need;
	}
	if (one.len < need && !last)
		return 0;
	kr__buf_utf8(out, of_legacy(c));
	return 1;
}

/* The number of "#123" or "#x7B"; 0: not one. */
static uint32_t number_of(kr_view v)
{
	uint32_t n = 0, base = 10;
	size_t i = 1;

	if (v.len > 2 && (v.ptr[1] | 0x20) == 'x') {
		base = 16;
		i = 2;
	}
	if (i == v.len)
		return 0;
	for (; i < v.len; i++) {
		char c = (char)(v.ptr[i] | 0x20);
		uint32_t d = v.ptr[i] >= '0' && v.ptr[i] <= '9'
		                     ? (uint32_t)(v.ptr[i] - '0')
		             : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
		                                    : 99;
		if (d >= base || n > 0x110000)
			return 0;
		n = n * base + d;
	}
	return n;
}

static uint32_t legal(uint32_t cp)
{
	if (cp >= 0x80 && cp < 0xA0)
		return of_legacy((unsigned char)cp);
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000) || cp == 0xFFFE ||
	    cp == 0xFFFF || (cp < 0x20 && cp != '\t' && cp != '\n' && cp != '\r'))
		return 0xFFFD;
	return cp;
}

/* At '&'. Gives the bytes used; 0: more bytes wanted. */
static size_t put_entity(kr_view in, bool last, kr_buf *out)
{
	kr_view head = kr__view_sub(in, 0, LONGEST_ENTITY);
	size_t end = kr__view_chr(head, ';');

	if (end == KR_NPOS && head.len < LONGEST_ENTITY && !last)
		return 0;
	kr_view name = end == KR_NPOS ? (kr_view){ "", 0 }
	                              : kr__view_sub(in, 1, end);
	static const char *const known[] = { "amp", "lt", "gt", "quot", "apos" };
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (kr__view_is(name, known[i])) {
			kr__buf_add(out, kr__view_sub(in, 0, end + 1));
			return end + 1;
		}
	}
	uint32_t cp = name.len && *name.ptr == '#' ? number_of(name)
	                                           : kr__entity_find(name);
	if (!cp) {
		kr__buf_str(out, "&amp;");
		return 1;
	}
	kr__buf_str(out, "&#");
	kr__buf_u64(out, legal(cp));
	kr__buf_chr(out, ';');
	return end + 1;
}

static bool name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       c == ':';
}

/* At '<' in text: what begins here? 0: more bytes wanted. */
static size_t begin_markup(kr_repair *p, kr_view in, bool last, kr_buf *out)
{
	if (in.len < LOOK_AHEAD && !last)
		return 0;
	p->quote = 0;
	p->tag_len = 0;
	p->in_subset = false;
	if (kr__view_starts(in, KR_V("<!--"))) {
		p->state = KR_REPAIR_COMMENT;
		return 4;
	}
	if (kr__view_starts(in, KR_V("<![CDATA["))) {
		p->state = KR_REPAIR_CDATA;
		kr__buf_str(out, "<![CDATA[");
		return 9;
	}
	char c = in.len > 1 ? in.ptr[1] : '\0';
	char d = in.len > 2 ? in.ptr[2] : '\0';
	if (c == '?' || c == '!') {
		p->state = c == '?' ? KR_REPAIR_PI : KR_REPAIR_DOCTYPE;
		return 2;
	}
	if (name_start(c) || (c == '/' && name_start(d))) {
		p->state = KR_REPAIR_TAG;
		kr__buf_chr(out, '<');
	} else {
		kr__buf_str(out, "&lt;");
	}
	return 1;
}

/* One odd byte of a tag: track quotes, find the end. */
static size_t in_tag(kr_repair *p, kr_view in, kr_buf *out)
{
	char c = *in.ptr;

	if (p->quote && c == '<') {
		kr__buf_str(out, "&lt;");
		return 1;
	}
	kr__buf_chr(out, c);
	if (c == '>' && !p->quote)
		p->state = KR_REPAIR_TEXT;
	else if (c == p->quote)
		p->quote = 0;
	else if (!p->quote && (c == '"' || c == '\''))
		p->quote = c;
	return 1;
}

static size_t in_cdata(kr_repair *p, kr_view in, bool last, kr_buf *out)
{
	if (*in.ptr == ']' && in.len < 3 && !last)
		return 0;
	if (kr__view_starts(in, KR_V("]]>"))) {
		p->state = KR_REPAIR_TEXT;
		kr__buf_str(out, "]]>");
		return 3;
	}
	kr__buf_chr(out, *in.ptr);
	return 1;
}

static size_t in_text(kr_repair *p, kr_view in, bool last, kr_buf *out)
{
	if (*in.ptr == '<')
		return begin_markup(p, in, last, out);
	if (*in.ptr == '>')
		kr__buf_str(out, "&gt;");
	else
		kr__buf_chr(out, *in.ptr);
	return 1;
}

/* One byte of what is dropped. */
static size_t drop(kr_repair *p, kr_view in, bool last)
{
	char c = *in.ptr;

	if (p->state == KR_REPAIR_COMMENT) {
		const char *dash = memchr(in.ptr, '-', in.len);
		if (!dash)
			return in.len;
		if (dash > in.ptr)
			return (size_t)(dash - in.ptr);
		if (in.len < 3)
			return last ? in.len : 0;
		if (!kr__view_starts(in, KR_V("-->")))
			return 1;
		p->state = KR_REPAIR_TEXT;
		return 3;
	}
	if (c == '[')
		p->in_subset = p->state == KR_REPAIR_DOCTYPE;
	else if (c == ']')
		p->in_subset = false;
	else if (c == '>' && !p->in_subset)
		p->state = KR_REPAIR_TEXT;
	return 1;
}

/* What is not plain; gives the bytes used, 0: more are wanted. */
static size_t odd(kr_repair *p, kr_view in, bool last, kr_buf *out)
{
	unsigned char c = (unsigned char)*in.ptr;

	if (p->state >= KR_REPAIR_COMMENT)
		return drop(p, in, last);
	if (c >= 0x80)
		return put_high(p, in, last, out);
	if (c < 0x20 || c == 0x7F)
		return 1;
	if (c == '&' && p->state != KR_REPAIR_CDATA)
		return put_entity(in, last, out);
	if (p->state == KR_REPAIR_TAG)
		return in_tag(p, in, out);
	if (p->state == KR_REPAIR_CDATA)
		return in_cdata(p, in, last, out);
	return in_text(p, in, last, out);
}

size_t kr__repair(kr_repair *p, kr_view in, bool last, kr_buf *out)
{
	size_t at = 0;

	while (at < in.len && !out->failed) {
		size_t n = at;
		if (p->state < KR_REPAIR_COMMENT)
			while (n < in.len && is_plain((unsigned char)in.ptr[n]))
				n++;
		kr__buf_add(out, kr__view_sub(in, at, n));
		size_t step = n - at;
		at = n;
		if (at < in.len) {
			n = odd(p, kr__view_from(in, at), last, out);
			if (!n)
				break;
			at += n;
			step += n;
		}
		p->tag_len = p->state == KR_REPAIR_TAG ? p->tag_len + step : 0;
		if (p->max_tag && p->tag_len > p->max_tag) {
			/* The parser will say what is wrong here. */
			kr__buf_chr(out, '<');
			p->state = KR_REPAIR_TEXT;
		}
	}
	return at;
}
