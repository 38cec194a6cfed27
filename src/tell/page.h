// SPDX-License-Identifier: Apache-2.0
/* A page for people: what one document says. */
#ifndef KR_TELL_PAGE_H
#define KR_TELL_PAGE_H

#include "doc/doc.h"

/* Append the page. `zones`: show the text with its zones marked. Control
 * characters of the article never reach the terminal. */
void kr__tell_page(const kr_doc *d, bool zones, kr_buf *out);
/* `v` with control characters shown as U+FFFD and line ends as spaces. */
void kr__tell_clean(kr_buf *out, kr_view v);
/* A line of the head: label, padded, and value ("-": none). */
enum { KR_TELL_LABEL = 13 };
void kr__tell_field(kr_buf *out, const char *label, kr_view v);
/* "CONSULT/visit planned" */
void kr__tell_event_kind(const kr_doc *d, const kr_event *e, kr_buf *out);

#endif
