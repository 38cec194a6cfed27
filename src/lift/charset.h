// SPDX-License-Identifier: Apache-2.0
/*
 * Character sets: fetched bytes to UTF-8 text, with a map back. Decided in
 * this order: byte order mark, HTTP header, declaration in the markup, valid
 * UTF-8, else windows-1252. Whatever is odd becomes a `problem` of the
 * document; decoding never fails on content.
 */
#ifndef KR_LIFT_CHARSET_H
#define KR_LIFT_CHARSET_H

#include "doc/doc.h"

typedef struct kr_charset_hints {
	kr_view http; /* charset parameter of Content-Type; may be empty */
	bool markup;  /* HTML or XML: look for a declaration in the head */
} kr_charset_hints;

/* A map under construction: runs in text order that tile the output. A run
 * whose lengths divide each other is even: output byte i of it comes from
 * source byte i * src_len / len. */
typedef struct kr_mapping {
	kr_run *runs; /* [n] */
	uint32_t n, cap;
} kr_mapping;

/* Decoded text. n == 0 with a non-empty text: the text is the source. */
typedef struct kr_decoded {
	kr_view utf8;
	kr_mapping map;
	kr_view charset; /* WHATWG name, static text */
} kr_decoded;

/* Decode `raw`. `out` lives in `scratch` (or is `raw` itself). Line ends are
 * "\n"; NUL and other controls but tab are gone; double encoding is undone
 * where that is certain. Sets d->meta.charset. Problems: charset-guessed,
 * charset-contradicted, charset-unknown, bytes-invalid, encoded-twice. */
kr_status kr__charset_to_utf8(kr_doc *d, kr_arena *scratch, kr_view raw,
                              const kr_charset_hints *hints, kr_decoded *out);
/* Make decoded plain text the document's text, with its map. */
kr_status kr__charset_set_text(kr_doc *d, const kr_decoded *text);

/* The WHATWG name for a label ("latin1" gives "windows-1252"), else NULL. */
const char *kr__charset_name(kr_view label);
/* The name that iconv knows it by; NULL if we decode it ourselves. */
const char *kr__charset_iconv(const char *name);
/* The character of a windows-1252 byte, and back (-1: none). */
uint32_t kr__charset_1252(unsigned char byte);
int kr__charset_to_1252(uint32_t cp);

/* Append: n_out bytes of output come from n_src bytes at `src`: one character,
 * or a stretch of characters of one ratio. */
bool kr__mapping_add(kr_mapping *m, kr_arena *a, uint32_t n_out, size_t src,
                     uint32_t n_src);
/* Where byte `at` of the output starts in the source; monotonic access is
 * fast when `hint` (start with 0) is passed again. */
size_t kr__mapping_at(const kr_mapping *m, uint32_t at, uint32_t *hint);
/* Undo double encoding in `t`. */
typedef struct kr_twice {
	uint32_t n_found, n_left; /* sequences undone, and left alone */
} kr_twice;
kr_twice kr__charset_undo_twice(kr_arena *a, kr_decoded *t);

#endif
