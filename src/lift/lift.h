// SPDX-License-Identifier: Apache-2.0
/*
 * lift: the head header. An item (bytes and where they came from) becomes a
 * document: clean text, zones that tile it, what is known about the page, and
 * its language.
 */
#ifndef KR_LIFT_LIFT_H
#define KR_LIFT_LIFT_H

#include "doc/doc.h"
#include "intake/intake.h"
#include "lexicon/lexicon.h"

/* Fill zones, people, chain, dateline, outlet, publication day and language
 * of a document whose text is set, whose meta holds what the input said (url,
 * title, input_date, lang), and whose zones are empty (plain text) or already
 * tile it (HTML). `scratch` is used and rewound. */
kr_status kr__lift_text(const kr_lexicon *lx, kr_doc *doc, kr_arena *scratch,
                        kr_err *err);

/* The whole way: decode, clean, lift. `doc` is fresh (kr__doc_reset). What is
 * odd becomes a problem of the document; failures are memory and limits. */
kr_status kr__lift_item(const kr_lexicon *lx, const kr_item *item, kr_doc *doc,
                        kr_arena *scratch, kr_err *err);

#endif
