// SPDX-License-Identifier: Apache-2.0
/* WARC and WET: records of web crawls as items. Private to intake. */
#ifndef KR_INTAKE_WARC_H
#define KR_INTAKE_WARC_H

#include "intake/reader.h"

typedef struct kr_warc {
	bool lost; /* not at the head of a record: search for the next */
} kr_warc;

kr_status kr__warc_next(kr_warc *w, kr_reader *r, kr_item *item);

#endif
