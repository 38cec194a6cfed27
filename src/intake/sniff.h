// SPDX-License-Identifier: Apache-2.0
/* Sniffing: what a stream holds, told by its first bytes. */
#ifndef KR_INTAKE_SNIFF_H
#define KR_INTAKE_SNIFF_H

#include "base/view.h"

typedef enum kr_container {
	KR_HOLDS_NOTHING, /* no bytes at all */
	KR_HOLDS_TEXT,
	KR_HOLDS_HTML,
	KR_HOLDS_JSON,
	KR_HOLDS_WARC,
	KR_HOLDS_FEED,
	KR_HOLDS_XML,    /* XML, but no feed and no page */
	KR_HOLDS_BINARY, /* no text in any character set */
} kr_container;

enum { KR_SNIFF_BYTES = 4096 };

/* `head`: the first KR_SNIFF_BYTES of the stream, or all of it. */
kr_container kr__sniff(kr_view head);
/* Bytes of a UTF-8 byte order mark at the head: 3 or 0. */
size_t kr__bom_len(kr_view head);

#endif
