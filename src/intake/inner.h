// SPDX-License-Identifier: Apache-2.0
/* Feeds inside a record of another container. Private to intake. */
#ifndef KR_INTAKE_INNER_H
#define KR_INTAKE_INNER_H

#include "intake/feed.h"
#include "intake/wide.h"

typedef struct kr_inner {
	kr_view bytes; /* of the record, borrowed... */
	size_t at;     /* ...and how many were read */
	kr_view fetched;
	uint64_t record;  /* place of the record */
	kr_stream raw, text; /* text: over raw, where that is UTF-16 */
	kr_wide wide;
	kr_reader reader;
	kr_feed *feed; /* NULL: nothing is open */
} kr_inner;

/* Open the feed that `record` holds; its bytes stay until the close. The
 * struct must not move. KR_ENOMEM leaves nothing open. */
kr_status kr__inner_open(kr_inner *n, const kr_reader *outer,
                         const kr_item *record);
/* Its next entry; KR_END: no more. */
kr_status kr__inner_next(kr_inner *n, kr_item *item);
void kr__inner_close(kr_inner *n); /* nothing open is fine */

#endif
