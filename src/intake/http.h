// SPDX-License-Identifier: Apache-2.0
/* Header blocks (WARC and HTTP write them alike) and HTTP messages as stored
 * by crawlers. Private to intake. */
#ifndef KR_INTAKE_HTTP_H
#define KR_INTAKE_HTTP_H

#include "intake/reader.h"

/* Bytes of the header block at the head of `v`, with its empty line; 0: the
 * empty line is not there (yet). Searching goes on from `from`. */
size_t kr__head_len(kr_view v, size_t from);

typedef struct kr_head {
	char *at, *end;
} kr_head;

/* The next field; folded lines are joined in place. Lines without a colon are
 * passed over. False: no more. */
bool kr__head_next(kr_head *h, kr_view *name, kr_view *value);

/* What a media type and the bytes' own look say. False: no news (an image). */
bool kr__media_of(kr_view mime, kr_item *item);
/* The charset parameter of a media type, or the empty view. */
kr_view kr__mime_charset(kr_view mime);
/*
 * Take an HTTP response (head and body, changed in place) apart: fills bytes,
 * charset, lang, media and cut of `item`, or its failure. KR_END: nothing to
 * read (a redirect, an image, an empty body). KR_ENOMEM.
 */
kr_status kr__http_read(kr_reader *r, char *bytes, size_t len, kr_item *item);

#endif
