// SPDX-License-Identifier: Apache-2.0
/*
 * Repair: XML as found in feeds to XML that a parser takes, in pieces. Private
 * to intake.
 */
#ifndef KR_INTAKE_REPAIR_H
#define KR_INTAKE_REPAIR_H

#include "base/buf.h"

typedef enum kr_repair_state {
	KR_REPAIR_TEXT,
	KR_REPAIR_TAG,
	KR_REPAIR_CDATA,
	KR_REPAIR_COMMENT,
	KR_REPAIR_PI,
	KR_REPAIR_DOCTYPE,
} kr_repair_state;

typedef struct kr_repair {
	kr_repair_state state;
	char quote;     /* inside this quotation mark of a tag, or 0 */
	bool in_subset; /* inside the brackets of a document type */
	bool legacy;    /* bytes are windows-1252, not UTF-8 */
	size_t tag_len; /* of the tag so far */
	size_t max_tag; /* longer ones are broken off; 0: no bound */
} kr_repair;

/*
 * Repair as much of `in` as can be decided and add it to `out`: valid UTF-8
 * without comments, document type and processing instructions, stray `&`, `<`
 * and control characters made harmless, HTML's named characters as numbers.
 * `last`: nothing comes behind `in`. Gives the bytes used up.
 */
size_t kr__repair(kr_repair *p, kr_view in, bool last, kr_buf *out);

/* The character that an HTML 4 name means; 0: none. */
uint32_t kr__entity_find(kr_view name);

#endif
