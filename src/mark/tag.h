// SPDX-License-Identifier: Apache-2.0
/* Tags, features and lemmas: annotator "tag". */
#ifndef KR_MARK_TAG_H
#define KR_MARK_TAG_H

#include "doc/doc.h"
#include "lexicon/lexicon.h"

/* Tag every sentence that is not tagged yet. */
kr_status kr__mark_tags(const kr_pack *pack, kr_doc *doc, kr_arena *scratch);
/* Tag and parse (kr_net_flags) the sentences i with which[i], or all (NULL);
 * what is done already is not done again. Both at once cost less than one after
 * the other, and all sentences at once less than some now and some then. */
kr_status kr__mark_syntax(const kr_pack *pack, kr_doc *doc, const bool *which,
                          unsigned flags, kr_arena *scratch);

#endif
