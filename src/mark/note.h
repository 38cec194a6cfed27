// SPDX-License-Identifier: Apache-2.0
/* note: what an annotator tells whoever asks why; written only while the document
 * is read with notes. */
#ifndef KR_MARK_NOTE_H
#define KR_MARK_NOTE_H

#include "mark/mark.h"

/* The record a note is about. */
typedef struct kr_noted {
	kr_doc *doc;
	uint32_t index;
	uint8_t layer; /* kr_layer_id */
} kr_noted;

enum { KR_NOTE_CITED = 80 }; /* bytes of the text that a note cites */

/* "basis": lost, null, how, ... A failure is kept by the document. */
void kr__note(kr_noted at, const char *field, const char *basis, const char *text);
/* The words of the span in quotation marks, then `why`, if any, behind a colon. */
void kr__note_words(kr_noted at, const char *field, const char *basis, kr_span span,
                    const char *why);

/* So much of a text as a note cites, without half a character at the end. */
kr_view kr__note_cut(kr_view v);

#endif
