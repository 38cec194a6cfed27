// SPDX-License-Identifier: Apache-2.0
/* Dependency trees: annotator "tree". */
#ifndef KR_MARK_TREE_H
#define KR_MARK_TREE_H

#include "mark/tag.h"

/* Tag and parse every sentence where that is not done yet. */
kr_status kr__mark_trees(const kr_pack *pack, kr_doc *doc, kr_arena *scratch);

#endif
