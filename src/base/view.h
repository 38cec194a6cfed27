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

#include "kronik.h" /* kr_view, kr_span */

#define KR_V(lit) ((kr_view){ "" lit, sizeof(lit) - 1 })
#define KR_NPOS ((size_t)-1)

kr_view kr__view_of(const char *cstr); /* NULL gives the empty view */
bool kr__view_eq(kr_view a, kr_view b);
bool kr__view_is(kr_view a, const char *cstr);
bool kr__view_ieq(kr_view a, kr_view b); /* ASCII letters fold, nothing else */
int kr__view_cmp(kr_view a, kr_view b);  /* bytes, shorter first */
bool kr__view_starts(kr_view v, kr_view prefix);
bool kr__view_ends(kr_view v, kr_view suffix);
bool kr__view_istarts(kr_view v, kr_view prefix);
size_t kr__view_find(kr_view hay, kr_view needle); /* KR_NPOS: absent */
size_t kr__view_ifind(kr_view hay, kr_view needle);
size_t kr__view_chr(kr_view hay, char c);
size_t kr__view_rchr(kr_view hay, char c);
/* Bytes [start, end), both cut to the length. */
kr_view kr__view_sub(kr_view v, size_t start, size_t end);
kr_view kr__view_from(kr_view v, size_t start);
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
