// SPDX-License-Identifier: Apache-2.0
/*
 * UTF-8 and character classes. Text is checked once, on its way in; after
 * that decoding cannot fail. Classes are our own and know no locale. ASCII is
 * answered from a table, the rest by utf8proc.
 */
#ifndef KR_BASE_UTF8_H
#define KR_BASE_UTF8_H

#include "base/buf.h"
#include "base/view.h"

/* Length of the longest valid prefix; v.len when all is valid. NUL bytes and
 * noncharacters are valid; surrogates and overlong forms are not. */
size_t kr__utf8_valid(kr_view v);
uint32_t kr__utf8_wide(kr_view v, size_t *at); /* next, beyond ASCII */
/* Decode at *at and move past; at the end returns 0 and stays. Invalid bytes
 * give U+FFFD and move by one. */
static inline uint32_t kr__utf8_next(kr_view v, size_t *at)
{
	if (*at < v.len && (unsigned char)v.ptr[*at] < 0x80)
		return (unsigned char)v.ptr[(*at)++];
	return kr__utf8_wide(v, at);
}
/* End of the run of ASCII bytes that begins at `at`. */
size_t kr__ascii_end(kr_view v, size_t at);
/* The character before `at`; 0 at the start. */
uint32_t kr__utf8_before(kr_view v, size_t at);
/* Encode; returns bytes written (1 to 4). `out` has room for 4. */
size_t kr__utf8_put(uint32_t cp, char *out);
void kr__buf_utf8(kr_buf *b, uint32_t cp);

enum {
	KR_CC_SPACE = 1, /* white space, NBSP and friends, zero-width too */
	KR_CC_UPPER = 2,
	KR_CC_LOWER = 4,
	KR_CC_DIGIT = 8, /* decimal digit */
	KR_CC_ALPHA = 16, /* letter (cased or not) or combining mark */
	KR_CC_PUNCT = 32, /* punctuation or symbol */
};
extern const uint8_t kr__cc_ascii[128];
unsigned kr__cc_wide(uint32_t cp); /* beyond ASCII */
static inline unsigned kr__cc(uint32_t cp)
{
	return cp < 128 ? kr__cc_ascii[cp] : kr__cc_wide(cp);
}
static inline bool kr__is_word(uint32_t cp)
{
	return kr__cc(cp) & (KR_CC_ALPHA | KR_CC_DIGIT);
}
uint32_t kr__lower(uint32_t cp);
/* `v` lower-cased, added to `b` (simple case mapping). */
void kr__buf_lower(kr_buf *b, kr_view v);
/* Lower-case ASCII and simple-mapped letters into `out` (cap >= v.len * 2 is
 * always enough); returns bytes written, 0 if it does not fit. */
size_t kr__lower_into(kr_view v, char *out, size_t cap);
/* True if the first character of `v` is upper case. */
bool kr__starts_upper(kr_view v);

#endif
