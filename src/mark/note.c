// SPDX-License-Identifier: Apache-2.0
/*
 * Writing notes. The problem: each annotator has its own losers and grounds, and all
 * are told in one manner. The idea: a note is a field, a basis and a text; words of
 * the article are cited up to a length, never cut within a character. Limits: plain
 * text for people, in English.
 */
#include "mark/note.h"

#include <stdio.h>

kr_view kr__note_cut(kr_view v)
{
	if (v.len <= KR_NOTE_CITED)
		return v;
	v = kr__view_sub(v, 0, KR_NOTE_CITED);
	while (v.len && ((uint8_t)v.ptr[v.len - 1] & 0xC0) == 0x80)
		v.len--;
	if (v.len && (uint8_t)v.ptr[v.len - 1] >= 0xC0)
		v.len--;
	return v;
}

void kr__note(kr_noted at, const char *field, const char *basis, const char *text)
{
	if (!at.doc->explain ||
	    kr__doc_note(at.doc, (kr_layer_id)at.layer, at.index, field, basis) ||
	    !kr__n_notes(at.doc))
		return;
	kr_sym s = kr__doc_sym(at.doc, kr__view_of(text));
	kr__notes(at.doc)[kr__n_notes(at.doc) - 1].text = s;
}

void kr__note_words(kr_noted at, const char *field, const char *basis, kr_span span,
                    const char *why)
{
	kr_view v = kr__doc_cut(at.doc, span);
	char text[256];

	v = kr__note_cut(v);
	snprintf(text, sizeof text, "\"%.*s\"%s%s", (int)v.len, v.ptr, why ? ": " : "",
	         why ? why : "");
	kr__note(at, field, basis, text);
}
