// SPDX-License-Identifier: Apache-2.0
/*
 * JSON out. The problem: records of many layers, written fast and never with
 * a missing comma. The idea: a bit per depth remembers whether a comma is due.
 * Limits: 63 levels. Reading JSON is json-c's work (see intake).
 */
#include "base/json.h"

#include "base/utf8.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

void kr__json_init(kr_json *j, kr_buf *out)
{
	*j = (kr_json){ .out = out };
}

static void before_value(kr_json *j)
{
	if (!j->after_key && (j->comma >> j->depth & 1))
		kr__buf_chr(j->out, ',');
	j->comma |= (uint64_t)1 << j->depth;
	j->after_key = false;
}

void kr__json_open(kr_json *j, char brace)
{
	before_value(j);
	kr__buf_chr(j->out, brace);
	if (j->depth < 63)
		j->depth++;
	j->comma &= ~((uint64_t)1 << j->depth);
}

void kr__json_close(kr_json *j, char brace)
{
	if (j->depth > 0)
		j->depth--;
	kr__buf_chr(j->out, brace);
}

void kr__json_key(kr_json *j, const char *key)
{
	kr_buf *out = j->out;
	size_t n = strlen(key);

	before_value(j);
	if (kr__buf_reserve(out, n + 3)) {
		char *to = out->ptr + out->len;
		to[0] = '"';
		memcpy(to + 1, key, n);
		memcpy(to + 1 + n, "\":", 3);
		out->len += n + 3;
	}
	j->after_key = true;
}

static void escape(kr_buf *out, unsigned char c)
{
	static const char hex[] = "0123456789abcdef";
	char u[6] = { '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] };

	switch (c) {
	case '"': kr__buf_add(out, KR_V("\\\"")); return;
	case '\\': kr__buf_add(out, KR_V("\\\\")); return;
	case '\n': kr__buf_add(out, KR_V("\\n")); return;
	case '\r': kr__buf_add(out, KR_V("\\r")); return;
	case '\t': kr__buf_add(out, KR_V("\\t")); return;
	default: kr__buf_add(out, (kr_view){ u, sizeof u });
	}
}

static bool plain(unsigned char c)
{
	return c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
}

/* How many bytes at the front are written as they are. */
static size_t plain_len(kr_view v)
{
	size_t at = 0;

#if defined(__SSE2__)
	const __m128i low = _mm_set1_epi8(0x1F), mark = _mm_set1_epi8('"');
	const __m128i back = _mm_set1_epi8('\\'), del = _mm_set1_epi8(0x7F);
	for (; at + 16 <= v.len; at += 16) {
		__m128i x = _mm_loadu_si128((const void *)(v.ptr + at));
		__m128i odd = _mm_or_si128(
			_mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(x, low), x),
		                     _mm_cmpeq_epi8(x, mark)),
			_mm_or_si128(_mm_cmpeq_epi8(x, back),
		                     _mm_cmpeq_epi8(x, del)));
		int m = _mm_movemask_epi8(odd);
		if (m)
			return at + (size_t)__builtin_ctz((unsigned)m);
	}
#endif
	while (at < v.len && plain((unsigned char)v.ptr[at]))
		at++;
	return at;
}

static void quote_valid(kr_buf *out, kr_view v)
{
	while (v.len) {
		size_t ok = plain_len(v);
		kr__buf_add(out, kr__view_sub(v, 0, ok));
		if (ok < v.len)
			escape(out, (unsigned char)v.ptr[ok]);
		v = kr__view_from(v, ok + 1);
	}
}

void kr__json_quote(kr_buf *out, kr_view v)
{
	kr__buf_chr(out, '"');
	while (v.len) {
		size_t valid = kr__utf8_valid(v);
		quote_valid(out, kr__view_sub(v, 0, valid));
		if (valid < v.len)
			kr__buf_utf8(out, 0xFFFD);
		v = kr__view_from(v, valid + 1);
	}
	kr__buf_chr(out, '"');
}

void kr__json_str(kr_json *j, kr_view v)
{
	before_value(j);
	kr__json_quote(j->out, v);
}

void kr__json_i64(kr_json *j, int64_t n)
{
	before_value(j);
	kr__buf_i64(j->out, n);
}

void kr__json_fixed(kr_json *j, int64_t n, unsigned decimals)
{
	before_value(j);
	kr__buf_fixed(j->out, n, decimals);
}

void kr__json_bool(kr_json *j, bool b)
{
	kr__json_raw(j, b ? KR_V("true") : KR_V("false"));
}

void kr__json_null(kr_json *j)
{
	kr__json_raw(j, KR_V("null"));
}

void kr__json_raw(kr_json *j, kr_view json)
{
	before_value(j);
	kr__buf_add(j->out, json);
}

void kr__json_span(kr_json *j, kr_span s)
{
	kr__json_open(j, '[');
	kr__json_i64(j, s.start);
	kr__json_i64(j, s.end);
	kr__json_close(j, ']');
}

void kr__json_kstr(kr_json *j, const char *key, kr_view v)
{
	kr__json_key(j, key);
	kr__json_str(j, v);
}

void kr__json_kopt(kr_json *j, const char *key, kr_view v)
{
	kr__json_key(j, key);
	if (v.len)
		kr__json_str(j, v);
	else
		kr__json_null(j);
}

void kr__json_ki64(kr_json *j, const char *key, int64_t n)
{
	kr__json_key(j, key);
	kr__json_i64(j, n);
}
