// SPDX-License-Identifier: Apache-2.0
/*
 * Views: a pointer and a length, passed by value. All text in kronik is a view.
 * Nothing relies on a final NUL. A view borrows: it is valid as long as the
 * memory behind it (usually an arena).
 */
#ifndef KR_BASE_VIEW_H
#define KR_BASE_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "kronik.h" /* kr_view, kr_span */

#define KR_V(lit) ((kr_view){ "" lit, sizeof(lit) - 1 })
#define KR_NPOS ((size_t)-1)

/* The small ones stand here, so that what is known of their arguments (the
 * length of a literal) is known inside. */
static inline kr_view kr__view_of(const char *cstr) /* NULL: the empty view */
{
	return cstr ? (kr_view){ cstr, strlen(cstr) } : (kr_view){ "", 0 };
}

static inline bool kr__view_eq(kr_view a, kr_view b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool kr__view_is(kr_view a, const char *cstr)
{
	return kr__view_eq(a, kr__view_of(cstr));
}

/* Bytes [start, end), both cut to the length. */
static inline kr_view kr__view_sub(kr_view v, size_t start, size_t end)
{
	if (end > v.len)
		end = v.len;
	if (start > end)
		start = end;
	return (kr_view){ v.ptr ? v.ptr + start : "", end - start };
}

static inline kr_view kr__view_from(kr_view v, size_t start)
{
	return kr__view_sub(v, start, v.len);
}

static inline bool kr__view_starts(kr_view v, kr_view prefix)
{
	return v.len >= prefix.len &&
	       kr__view_eq((kr_view){ v.ptr, prefix.len }, prefix);
}

static inline bool kr__view_ends(kr_view v, kr_view suffix)
{
	return v.len >= suffix.len &&
	       kr__view_eq(kr__view_from(v, v.len - suffix.len), suffix);
}

bool kr__view_ieq(kr_view a, kr_view b); /* ASCII letters fold, nothing else */
int kr__view_cmp(kr_view a, kr_view b);  /* bytes, shorter first */
bool kr__view_istarts(kr_view v, kr_view prefix);
size_t kr__view_find(kr_view hay, kr_view needle); /* KR_NPOS: absent */
size_t kr__view_ifind(kr_view hay, kr_view needle);
size_t kr__view_chr(kr_view hay, char c);
size_t kr__view_rchr(kr_view hay, char c);
kr_view kr__view_trim(kr_view v); /* ASCII white space at both ends */

/* Take the next field up to `sep` off `rest`; false when nothing is left.
 * "a,,b" gives "a", "", "b"; "" gives one empty field. At the end rest.ptr
 * becomes NULL. */
bool kr__view_next(kr_view *rest, char sep, kr_view *field);
/* The next line, without its "\n" or "\r\n". */
bool kr__view_next_line(kr_view *rest, kr_view *line);

/* Decimal digits only; false on anything else or overflow. */
bool kr__view_u64(kr_view v, uint64_t *out);
bool kr__view_i64(kr_view v, int64_t *out);

static inline kr_view kr__view_span(kr_view text, kr_span s)
{
	return (kr_view){ text.ptr + s.start, s.end - s.start };
}

#endif
