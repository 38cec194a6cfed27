// SPDX-License-Identifier: Apache-2.0
/*
 * The JSON scanner. The problem: a line of JSON is read for six flat fields at
 * the speed of the disk, and hostile lines nest a million deep. The idea: a
 * string without escapes is a view; one with escapes is decoded over itself
 * (the result is never longer); nested values are checked by a loop with a bit
 * per level. Limits: control characters inside strings are let through, as
 * many writers leave raw tabs; bytes are not checked to be UTF-8, which is
 * lift's work; a lone surrogate becomes U+FFFD. Source: RFC 8259; the tests
 * compare with json-c.
 */
#include "intake/jscan.h"

#include <string.h>

#include "base/utf8.h"

void kr__jscan_init(kr_jscan *j, char *at, size_t len, unsigned max_depth)
{
	if (max_depth == 0 || max_depth > KR_JSCAN_MAX_DEPTH)
		max_depth = KR_JSCAN_MAX_DEPTH;
	*j = (kr_jscan){ .at = at, .end = at + len, .begin = at,
		         .max_depth = max_depth };
}

static bool wrong(kr_jscan *j, const char *why)
{
	if (!j->why)
		j->why = why;
	return false;
}

static void space(kr_jscan *j)
{
	while (j->at < j->end && (*j->at == ' ' || *j->at == '\t' ||
	                          *j->at == '\n' || *j->at == '\r'))
		j->at++;
}

static bool eat(kr_jscan *j, char c)
{
	space(j);
	if (j->at == j->end || *j->at != c)
		return false;
	j->at++;
	return true;
}

static int hex4(const char *p)
{
	int n = 0;

	for (int i = 0; i < 4; i++) {
		char c = p[i];
		int d = c >= '0' && c <= '9'   ? c - '0'
		        : c >= 'a' && c <= 'f' ? c - 'a' + 10
		        : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
		if (d < 0)
			return -1;
		n = n * 16 + d;
	}
	return n;
}

/* At the 'u' of an escape: decode it (and its low half) to `to`. */
static char *unescape_u(kr_jscan *j, char *to)
{
	int hi = j->end - j->at >= 5 ? hex4(j->at + 1) : -1;

	if (hi < 0) {
		wrong(j, "bad \\u escape");
		return NULL;
	}
	uint32_t cp = (uint32_t)hi;
	j->at += 5;
	if (cp >= 0xD800 && cp < 0xE000) {
		int lo = -1;
		if (cp < 0xDC00 && j->end - j->at >= 6 && j->at[0] == '\\' &&
		    j->at[1] == 'u')
			lo = hex4(j->at + 2);
		if (lo >= 0xDC00 && lo < 0xE000) {
			cp = 0x10000 + ((cp - 0xD800) << 10) + (uint32_t)lo - 0xDC00;
			j->at += 6;
		} else {
			cp = 0xFFFD;
		}
	}
	return to + kr__utf8_put(cp, to);
}

/* At a backslash: decode one escape to `to`; NULL on an error. */
static char *unescape(kr_jscan *j, char *to)
{
	static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";

	j->at++;
	if (j->at == j->end || !*j->at) {
		wrong(j, "string ends early");
		return NULL;
	}
	if (*j->at == 'u')
		return unescape_u(j, to);
	const char *known = strchr(from, *j->at);
	if (!known) {
		wrong(j, "unknown escape");
		return NULL;
	}
	j->at++;
	*to++ = into[known - from];
	return to;
}

/* The next quote or backslash at or behind p, or `end`: eight bytes a step.
 * A byte of x is zero where the byte is c; the trick finds some zero byte
 * exactly when there is one. */
static char *stop_char(char *p, const char *end)
{
	const uint64_t ones = UINT64_MAX / 255;

	while (end - p >= 8) {
		uint64_t w;
		memcpy(&w, p, 8);
		uint64_t q = w ^ ones * '"', b = w ^ ones * '\\';
		if ((((q - ones) & ~q) | ((b - ones) & ~b)) & ones * 128)
			break;
		p += 8;
	}
	while (p < end && *p != '"' && *p != '\\')
		p++;
	return p;
}

static bool string(kr_jscan *j, kr_view *out)
{
	if (!eat(j, '"'))
		return wrong(j, "a string was expected");
	char *start = j->at, *to = start;
	for (;;) {
		char *stop = stop_char(j->at, j->end);
		if (stop == j->end)
			return wrong(j, "string ends early");
		size_t n = (size_t)(stop - j->at);
		if (to != j->at)
			memmove(to, j->at, n);
		to += n;
		j->at = stop;
		if (*stop == '"')
			break;
		to = unescape(j, to);
		if (!to)
			return false;
	}
	*out = (kr_view){ start, (size_t)(to - start) };
	j->at++;
	return true;
}

static void digits(kr_jscan *j)
{
	while (j->at < j->end && *j->at >= '0' && *j->at <= '9')
		j->at++;
}

static bool some_digits(kr_jscan *j)
{
	const char *was = j->at;

	digits(j);
	return j->at > was || wrong(j, "bad number");
}

static bool number(kr_jscan *j, kr_view *out)
{
	const char *start = j->at;

	if (*j->at == '-')
		j->at++;
	if (j->at < j->end && *j->at == '0')
		j->at++;
	else if (!some_digits(j))
		return false;
	if (j->at < j->end && *j->at == '.') {
		j->at++;
		if (!some_digits(j))
			return false;
	}
	if (j->at < j->end && (*j->at == 'e' || *j->at == 'E')) {
		j->at++;
		if (j->at < j->end && (*j->at == '+' || *j->at == '-'))
			j->at++;
		if (!some_digits(j))
			return false;
	}
	*out = (kr_view){ start, (size_t)(j->at - start) };
	return true;
}

static bool word(kr_jscan *j, const char *w, kr_jkind kind, kr_jkind *out)
{
	size_t n = strlen(w);

	if ((size_t)(j->end - j->at) < n || memcmp(j->at, w, n) != 0)
		return wrong(j, "a value was expected");
	j->at += n;
	*out = kind;
	return true;
}

/* A string, number or word. */
static bool scalar(kr_jscan *j, kr_jkind *kind, kr_view *value)
{
	space(j);
	if (j->at == j->end)
		return wrong(j, "value ends early");
	switch (*j->at) {
	case '"': *kind = KR_J_STRING; return string(j, value);
	case 't': return word(j, "true", KR_J_TRUE, kind);
	case 'f': return word(j, "false", KR_J_FALSE, kind);
	case 'n': return word(j, "null", KR_J_NULL, kind);
	}
	if (*j->at == '-' || (*j->at >= '0' && *j->at <= '9')) {
		*kind = KR_J_NUMBER;
		return number(j, value);
	}
	return wrong(j, "a value was expected");
}

/* The levels of a nested value: bit d tells an object from an array. */
typedef struct nest {
	uint64_t objects[KR_JSCAN_MAX_DEPTH / 64];
	unsigned depth;
} nest;

static bool in_object(const nest *n)
{
	unsigned d = n->depth - 1;

	return n->objects[d / 64] >> d % 64 & 1;
}

static bool descend(kr_jscan *j, nest *n, bool object)
{
	if (n->depth + 1 >= j->max_depth)
		return wrong(j, "nested too deep");
	unsigned d = n->depth++;
	uint64_t bit = (uint64_t)1 << d % 64;
	if (object)
		n->objects[d / 64] |= bit;
	else
		n->objects[d / 64] &= ~bit;
	return true;
}

/* Key and colon before a value inside an object. */
static bool member_key(kr_jscan *j)
{
	kr_view key;

	return string(j, &key) && (eat(j, ':') || wrong(j, "':' was expected"));
}

/* Behind a value: close what ends here. True: go on with another value. */
static bool after_value(kr_jscan *j, nest *n)
{
	while (n->depth) {
		bool object = in_object(n);
		if (eat(j, ','))
			return !object || member_key(j);
		if (!eat(j, object ? '}' : ']'))
			return wrong(j, "',' or a closing bracket was expected");
		n->depth--;
	}
	return false;
}

/* 1: opened something, a value follows; 0: a value ended; -1: an error. */
static int begin_value(kr_jscan *j, nest *n)
{
	kr_jkind kind;
	kr_view value;

	space(j);
	char c = j->at < j->end ? *j->at : '\0';
	if (c != '{' && c != '[')
		return scalar(j, &kind, &value) ? 0 : -1;
	j->at++;
	if (eat(j, c == '{' ? '}' : ']'))
		return 0;
	if (!descend(j, n, c == '{') || (c == '{' && !member_key(j)))
		return -1;
	return 1;
}

/* An object or array, checked and passed over without recursion. */
static bool nested(kr_jscan *j, kr_view *out)
{
	const char *start = j->at;
	nest n;
	int more;

	n.depth = 0;
	do {
		more = begin_value(j, &n);
		if (more == 0)
			more = after_value(j, &n);
	} while (more > 0);
	*out = (kr_view){ start, (size_t)(j->at - start) };
	return !j->why;
}

bool kr__jscan_object(kr_jscan *j)
{
	if (!eat(j, '{'))
		return wrong(j, "an object was expected");
	j->open = j->first = true;
	return true;
}

bool kr__jscan_next(kr_jscan *j, kr_view *key, kr_jkind *kind, kr_view *value)
{
	if (j->why || !j->open)
		return false;
	if (eat(j, '}')) {
		j->open = false;
		return false;
	}
	if (!j->first && !eat(j, ','))
		return wrong(j, "',' or '}' was expected");
	bool first = j->first;
	j->first = false;
	space(j);
	if (!first && j->at < j->end && *j->at == '}')
		return wrong(j, "a comma before '}'");
	if (!string(j, key))
		return false;
	if (!eat(j, ':'))
		return wrong(j, "':' was expected");
	space(j);
	*kind = KR_J_OTHER;
	*value = (kr_view){ "", 0 };
	if (j->at < j->end && (*j->at == '{' || *j->at == '['))
		return nested(j, value);
	return scalar(j, kind, value);
}

bool kr__jscan_done(kr_jscan *j)
{
	space(j);
	return !j->why &&
	       (j->at == j->end || wrong(j, "something stands behind the value"));
}

size_t kr__jscan_offset(const kr_jscan *j)
{
	return (size_t)(j->at - j->begin);
}
