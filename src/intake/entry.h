// SPDX-License-Identifier: Apache-2.0
/*
 * Entries: the tags of a feed in, the fields of one entry out. Knows RSS 2.0,
 * RSS 1.0 and Atom by their usual names; no parser here. Private to intake.
 */
#ifndef KR_INTAKE_ENTRY_H
#define KR_INTAKE_ENTRY_H

#include "intake/reader.h"

typedef enum kr_entry_field {
	KR_ENTRY_NONE,
	KR_ENTRY_TITLE,
	KR_ENTRY_LINK,
	KR_ENTRY_ORIGIN, /* the link behind a feed proxy */
	KR_ENTRY_ID,
	KR_ENTRY_DATE,
	KR_ENTRY_UPDATED,
	KR_ENTRY_AUTHOR,
	KR_ENTRY_SUMMARY,
	KR_ENTRY_CONTENT,
	KR_ENTRY_OWN_LANG,
	KR_ENTRY_OUTLET, /* from here on: of the feed, kept for all entries */
	KR_ENTRY_LANG,
	KR_N_ENTRY_FIELDS,
} kr_entry_field;

typedef struct kr_entry {
	kr_buf fields[KR_N_ENTRY_FIELDS];
	bool atom;
	bool ready;          /* an entry was closed */
	unsigned depth;      /* open elements */
	unsigned entry;      /* depth of the open entry; 0: none */
	unsigned channel;    /* depth of channel or feed; 0: none */
	kr_entry_field into; /* what is being collected... */
	unsigned into_depth; /* ...and the depth of its element */
	unsigned mute;       /* nothing is collected at or below this depth */
	bool escape;         /* text has to become HTML */
} kr_entry;

void kr__entry_init(kr_entry *e, const kr_alloc *alloc, size_t max_bytes);
void kr__entry_drop(kr_entry *e);
void kr__entry_reset(kr_entry *e); /* for the next entry */
/* `atts`: name, value, ..., NULL, as expat gives them. */
void kr__entry_start(kr_entry *e, const char *name, const char *const *atts);
void kr__entry_end(kr_entry *e, const char *name);
void kr__entry_text(kr_entry *e, kr_view text);
/* Fill `item`, or its failure, from a closed entry. KR_ENOMEM. */
kr_status kr__entry_give(kr_entry *e, kr_reader *r, kr_item *item);

#endif
