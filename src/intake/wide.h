// SPDX-License-Identifier: Apache-2.0
/* Wide characters: a feed in UTF-16 as a byte source in UTF-8. Private to
 * intake; texts and pages in UTF-16 are decoded by lift. */
#ifndef KR_INTAKE_WIDE_H
#define KR_INTAKE_WIDE_H

#include "intake/stream.h"

typedef struct kr_wide {
	kr_stream *in; /* borrowed */
	bool big;      /* the high byte stands first */
} kr_wide;

/* `head`, the first bytes of a stream, is UTF-16 and opens a feed. */
bool kr__wide_feed(kr_view head, bool *big);
kr_source kr__wide_source(kr_wide *w);

#endif
