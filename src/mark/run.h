// SPDX-License-Identifier: Apache-2.0
/*
 * Running annotators: which layers are wanted decides which annotators run,
 * in the order of the table in run.c. Nothing is computed that is not asked
 * for.
 */
#ifndef KR_MARK_RUN_H
#define KR_MARK_RUN_H

#include "doc/doc.h"
#include "lexicon/lexicon.h"

/* An annotator: reads layers of `doc`, adds its own. `scratch` is rewound by
 * the caller. Odd text is a problem on the document, not a failure. */
typedef kr_status (*kr_annotator)(const kr_pack *pack, kr_doc *doc,
                                  kr_arena *scratch);

/* Run what `want` (enum kr_read_layers) asks for. `pack` NULL: the language
 * has no pack, nothing is done. */
kr_status kr__mark_run(const kr_pack *pack, kr_doc *doc, kr_arena *scratch,
                       unsigned want);
/* The order of work as text, a line an annotator: name, needs, gives. */
void kr__mark_plan(kr_buf *out);

#endif
