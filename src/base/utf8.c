// SPDX-License-Identifier: Apache-2.0
/*
 * UTF-8. The problem: every stage asks what a character is, and the C library
 * answers by locale. The idea: one validated decoder, a 128-entry table for
 * ASCII (over 99 % of Indonesian), utf8proc's Unicode tables for the rest.
 * Limits: case mapping is one to one (no German sharp s to SS), which keeps
 * lengths predictable.
 */
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Controls, marks, digits, marks, capitals, marks, letters, marks. */
#define S KR_CC_SPACE
#define P KR_CC_PUNCT
#define D KR_CC_DIGIT
#define U (KR_CC_UPPER | KR_CC_ALPHA)
#define L (KR_CC_LOWER | KR_CC_ALPHA)
const uint8_t kr__cc_ascii[128] = {
	0, 0, 0, 0, 0, 0, 0, 0, 0, S, S, S, S, S, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	S, P, P, P, P, P, P, P, P, P, P, P, P, P, P, P,
	D, D, D, D, D, D, D, D, D, D, P, P, P, P, P, P,
	P, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
	U, U, U, U, U, U, U, U, U, U, U, P, P, P, P, P,
	P, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
	L, L, L, L, L, L, L, L, L, L, L, P, P, P, P, 0,
};
#undef S
#undef P
#undef D
#undef U
#undef L

unsigned kr__cc_wide(uint32_t cp)
{
	if (cp > 0x10FFFF)
		return 0;
	if (cp == 0x200B || cp == 0xFEFF || cp == 0x2060 || cp == 0x85)
		return KR_CC_SPACE;
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LT:
		return KR_CC_UPPER | KR_CC_ALPHA;
	case UTF8PROC_CATEGORY_LL:
		return KR_CC_LOWER | KR_CC_ALPHA;
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return KR_CC_ALPHA;
	case UTF8PROC_CATEGORY_ND:
		return KR_CC_DIGIT;
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return KR_CC_SPACE;
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
		return 0;
	default:
		return KR_CC_PUNCT;
	}
}

uint32_t kr__lower(uint32_t cp)
{
	if (cp < 128)
		return cp >= 'A' && cp <= 'Z' ? cp + 32 : cp;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

/* Bytes of the valid character at p (1 to 4), or 0. */
static size_t char_len(const unsigned char *p, size_t left, uint32_t *cp)
{
	if (p[0] < 0x80) {
		*cp = p[0];
		return 1;
	}
	size_t n = p[0] >= 0xF0 ? 4 : p[0] >= 0xE0 ? 3 : 2;
	if (p[0] < 0xC2 || p[0] > 0xF4 || left < n)
		return 0;
	uint32_t c = p[0] & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3F);
	}
	if ((n == 3 && c < 0x800) || (n == 4 && (c < 0x10000 || c > 0x10FFFF)) ||
	    (c >= 0xD800 && c <= 0xDFFF))
		return 0;
	*cp = c;
	return n;
}

size_t kr__ascii_end(kr_view v, size_t at)
{
	uint64_t eight;

#if defined(__SSE2__)
	for (; at + 16 <= v.len; at += 16) {
		int high = _mm_movemask_epi8(
			_mm_loadu_si128((const void *)(v.ptr + at)));
		if (high)
			return at + (size_t)__builtin_ctz((unsigned)high);
	}
#endif
	while (at + sizeof eight <= v.len) {
		memcpy(&eight, v.ptr + at, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
		at += sizeof eight;
	}
	while (at < v.len && (unsigned char)v.ptr[at] < 0x80)
		at++;
	return at;
}

size_t kr__utf8_valid(kr_view v)
{
	const unsigned char *p = (const unsigned char *)v.ptr;
	size_t at = 0;
	uint32_t cp;

	while (at < v.len) {
		if (p[at] < 0x80) {
			at = kr__ascii_end(v, at);
			continue;
		}
		size_t n = char_len(p + at, v.len - at, &cp);
		if (n == 0)
			break;
		at += n;
	}
	return at;
}

uint32_t kr__utf8_wide(kr_view v, size_t *at)
{
	if (*at >= v.len)
		return 0;
	uint32_t cp = 0xFFFD;
	size_t n = char_len((const unsigned char *)v.ptr + *at, v.len - *at, &cp);
	*at += n ? n : 1;
	return n ? cp : 0xFFFD;
}

uint32_t kr__utf8_before(kr_view v, size_t at)
{
	if (at == 0 || at > v.len)
		return 0;
	size_t back = at - 1;
	while (back > 0 && at - back < 4 &&
	       ((unsigned char)v.ptr[back] & 0xC0) == 0x80)
		back--;
	return kr__utf8_next(v, &back);
}

size_t kr__utf8_put(uint32_t cp, char *out)
{
	unsigned char *o = (unsigned char *)out;

	if (cp < 0x80) {
		o[0] = (unsigned char)cp;
		return 1;
	}
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		cp = 0xFFFD;
	size_t n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	for (size_t i = n - 1; i > 0; i--) {
		o[i] = (unsigned char)(0x80 | (cp & 0x3F));
		cp >>= 6;
	}
	o[0] = (unsigned char)((0xF00u >> n & 0xFF) | cp);
	return n;
}

void kr__buf_utf8(kr_buf *b, uint32_t cp)
{
	char tmp[4];
	size_t n = kr__utf8_put(cp, tmp);

	kr__buf_add(b, (kr_view){ tmp, n });
}

size_t kr__lower_into(kr_view v, char *out, size_t cap)
{
	size_t n = 0, at = 0;

	while (at < v.len) {
		char tmp[4];
		unsigned char b = (unsigned char)v.ptr[at];
		if (b < 0x80) {
			if (n == cap)
				return 0;
			out[n++] = (char)(b >= 'A' && b <= 'Z' ? b + 32 : b);
			at++;
			continue;
		}
		size_t k = kr__utf8_put(kr__lower(kr__utf8_next(v, &at)), tmp);
		if (n + k > cap)
			return 0;
		for (size_t i = 0; i < k; i++)
			out[n++] = tmp[i];
	}
	return n;
}

void kr__buf_lower(kr_buf *b, kr_view v)
{
	for (size_t at = 0; at < v.len;)
		kr__buf_utf8(b, kr__lower(kr__utf8_next(v, &at)));
}

bool kr__starts_upper(kr_view v)
{
	size_t at = 0;

	return v.len && (kr__cc(kr__utf8_next(v, &at)) & KR_CC_UPPER);
}
