// SPDX-License-Identifier: Apache-2.0
/* Feeds: RSS 2.0, RSS 1.0 (RDF) and Atom as items. Private to intake. */
#ifndef KR_INTAKE_FEED_H
#define KR_INTAKE_FEED_H

#include "intake/reader.h"

typedef struct kr_feed kr_feed;

kr_status kr__feed_open(kr_feed **out, kr_reader *r);
kr_status kr__feed_next(kr_feed *f, kr_reader *r, kr_item *item);
void kr__feed_close(kr_feed *f); /* NULL is fine */

#endif
