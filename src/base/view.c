// SPDX-License-Identifier: Apache-2.0
/*
 * Views. The problem: article text is cut, compared and passed about millions
 * of times; copies and NUL bytes in it must not matter. The idea: 16 bytes by
 * value. Limits: folding is ASCII only (see utf8.h for the rest); searching is
 * linear: short needles are compared at most so often as they are long, others
 * are memmem's.
 */
#define _GNU_SOURCE
#include "base/view.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

static unsigned char fold(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

bool kr__view_ieq(kr_view a, kr_view b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (fold(a.ptr[i]) != fold(b.ptr[i]))
			return false;
	return true;
}

int kr__view_cmp(kr_view a, kr_view b)
{
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n ? memcmp(a.ptr, b.ptr, n) : 0;

	if (c)
		return c;
	return a.len < b.len ? -1 : a.len > b.len;
}

bool kr__view_istarts(kr_view v, kr_view prefix)
{
	return v.len >= prefix.len &&
	       kr__view_ieq((kr_view){ v.ptr, prefix.len }, prefix);
}

#if defined(__SSE2__)
enum { STEP = 16, LONGEST = 32 };

/* Short needles: sixteen places at a time where the first and the last byte
 * fit. Moves *at behind the places that were looked at. */
static size_t find_short(kr_view hay, kr_view needle, size_t *at)
{
	const size_t last = needle.len - 1;
	const __m128i a = _mm_set1_epi8(needle.ptr[0]);
	const __m128i b = _mm_set1_epi8(needle.ptr[last]);

	for (; *at + last + STEP <= hay.len; *at += STEP) {
		const char *p = hay.ptr + *at;
		__m128i fit = _mm_and_si128(
			_mm_cmpeq_epi8(a, _mm_loadu_si128((const void *)p)),
			_mm_cmpeq_epi8(b, _mm_loadu_si128((const void *)(p + last))));
		for (int m = _mm_movemask_epi8(fit); m; m &= m - 1) {
			size_t k = (size_t)__builtin_ctz((unsigned)m);
			if (memcmp(p + k, needle.ptr, needle.len) == 0)
				return *at + k;
		}
	}
	return KR_NPOS;
}
#else
enum { LONGEST = 0 };

static size_t find_short(kr_view hay, kr_view needle, size_t *at)
{
	(void)hay, (void)needle, (void)at;
	return KR_NPOS;
}
#endif

size_t kr__view_find(kr_view hay, kr_view needle)
{
	size_t at = 0, found = KR_NPOS;

	if (needle.len == 0)
		return 0;
	if (hay.len < needle.len)
		return KR_NPOS;
	if (needle.len <= LONGEST)
		found = find_short(hay, needle, &at);
	if (found != KR_NPOS)
		return found;
	const char *p = memmem(hay.ptr + at, hay.len - at, needle.ptr, needle.len);
	return p ? (size_t)(p - hay.ptr) : KR_NPOS;
}

size_t kr__view_ifind(kr_view hay, kr_view needle)
{
	if (needle.len == 0)
		return 0;
	for (size_t i = 0; i + needle.len <= hay.len; i++)
		if (fold(hay.ptr[i]) == fold(needle.ptr[0]) &&
		    kr__view_ieq((kr_view){ hay.ptr + i, needle.len }, needle))
			return i;
	return KR_NPOS;
}

size_t kr__view_chr(kr_view hay, char c)
{
	const char *p = hay.len ? memchr(hay.ptr, c, hay.len) : NULL;
	return p ? (size_t)(p - hay.ptr) : KR_NPOS;
}

size_t kr__view_rchr(kr_view hay, char c)
{
	const char *p = hay.len ? memrchr(hay.ptr, c, hay.len) : NULL;
	return p ? (size_t)(p - hay.ptr) : KR_NPOS;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

kr_view kr__view_trim(kr_view v)
{
	while (v.len && is_space(v.ptr[0])) {
		v.ptr++;
		v.len--;
	}
	while (v.len && is_space(v.ptr[v.len - 1]))
		v.len--;
	return v;
}

bool kr__view_next(kr_view *rest, char sep, kr_view *field)
{
	if (!rest->ptr)
		return false;
	size_t at = kr__view_chr(*rest, sep);
	*field = kr__view_sub(*rest, 0, at);
	if (at == KR_NPOS)
		*rest = (kr_view){ NULL, 0 };
	else
		*rest = kr__view_from(*rest, at + 1);
	return true;
}

bool kr__view_next_line(kr_view *rest, kr_view *line)
{
	if (rest->len == 0)
		return false;
	size_t at = kr__view_chr(*rest, '\n');
	*line = kr__view_sub(*rest, 0, at);
	*rest = at == KR_NPOS ? (kr_view){ "", 0 } : kr__view_from(*rest, at + 1);
	if (line->len && line->ptr[line->len - 1] == '\r')
		line->len--;
	return true;
}

bool kr__view_u64(kr_view v, uint64_t *out)
{
	uint64_t n = 0;

	if (v.len == 0)
		return false;
	for (size_t i = 0; i < v.len; i++) {
		unsigned d = (unsigned char)v.ptr[i] - (unsigned)'0';
		if (d > 9 || n > (UINT64_MAX - d) / 10)
			return false;
		n = n * 10 + d;
	}
	*out = n;
	return true;
}

bool kr__view_i64(kr_view v, int64_t *out)
{
	uint64_t n = 0;
	bool minus = v.len && v.ptr[0] == '-';

	if (!kr__view_u64(kr__view_from(v, minus), &n) || n > INT64_MAX)
		return false;
	*out = minus ? -(int64_t)n : (int64_t)n;
	return true;
}
