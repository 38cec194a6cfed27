// SPDX-License-Identifier: Apache-2.0
/* mark: the head header. Each annotator fills layers of a document from the
 * layers made before it; scratch memory may be rewound when it returns. */
#ifndef KR_MARK_MARK_H
#define KR_MARK_MARK_H

#include "doc/doc.h"
#include "lexicon/lexicon.h"
#include "mark/lemma.h"
#include "mark/morph.h"
#include "mark/name.h"
#include "mark/tag.h"
#include "mark/tree.h"

/* Fill sentence, token and word layers over the kept zones, or over the whole
 * text if there are no zones. Words get form, lower, span, token, sentence;
 * heads are KR_NOHEAD, UPOS KR_UPOS_NONE. Linear in the text. */
kr_status kr__mark_tokens(const kr_pack *p, kr_doc *d, kr_arena *scratch);
/* Flag the words between quotation marks; done by kr__mark_tokens. */
void kr__mark_marks(kr_doc *d);
/* Fill the event layer (with parties, refs, evidence, notes) from entities,
 * mentions, times and quotes by the frames of the pack. Tags and parses the
 * sentences that have a trigger, no others. */
kr_status kr__mark_events(const kr_pack *p, kr_doc *d, kr_arena *scratch);

/* Fill the time layer from words: TIMEX3 values by the pack's time grammar,
 * resolved against the possible days of publication, the narrative's day or
 * the day of an utterance. Needs tokens. */
kr_status kr__mark_times(const kr_pack *p, kr_doc *d, kr_arena *scratch);

/* Fill entities and mentions from words, names and the world; offices are
 * resolved by the day of publication. Needs tokens, names, times. */
kr_status kr__mark_actors(const kr_pack *p, kr_doc *d, kr_arena *scratch);

/* Fill quotes: direct, mixed and indirect speech with speaker, addressee and
 * the agency that carries it. May add entities for speakers that only a phrase
 * names. Needs entities and times. */
kr_status kr__mark_quotes(const kr_pack *p, kr_doc *d, kr_arena *scratch);

/* Drop entities that take part in nothing, with their mentions. The last
 * annotator: word-level links into mentions die with it. */
kr_status kr__mark_cast(const kr_pack *p, kr_doc *d, kr_arena *scratch);

#endif
