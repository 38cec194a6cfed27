// SPDX-License-Identifier: Apache-2.0
/* Names: persons, organisations, places and named happenings. */
#ifndef KR_MARK_NAME_H
#define KR_MARK_NAME_H

#include "doc/doc.h"
#include "lexicon/lexicon.h"

/* Fill the name layer from tokens. A name has its title ("Presiden Rusia")
 * apart. Does nothing if the pack has no name model. Linear in the text. */
kr_status kr__mark_names(const kr_pack *pack, kr_doc *doc, kr_arena *scratch);

#endif
