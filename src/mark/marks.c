// SPDX-License-Identifier: Apache-2.0
/*
 * What stands inside quotation marks. The problem: times, actors and quotes
 * all need to know it, and marks are of five kinds, unbalanced, or the same on
 * both sides. The idea: one walk over the words sets a flag on each word
 * between two marks; what a paragraph opens ends with it; a closing mark where
 * nothing is open opens, if another follows. Limits: single marks only in
 * their curly form; straight single ones are apostrophes.
 */
#include "mark/mark.h"

enum mark { NO_MARK, OPENS, CLOSES, TOGGLES };

static enum mark mark_at(const kr_doc *d, uint32_t i)
{
	kr_view v = kr__doc_cut(d, kr__words(d)[i].span);
	size_t at = 0;
	uint32_t cp = kr__utf8_next(v, &at);

	if (cp == '"' || kr__view_is(v, "''") || kr__view_is(v, "``"))
		return TOGGLES;
	if (cp == 0x201C || cp == 0x201E || cp == 0xAB || cp == 0x2018)
		return OPENS;
	if (cp == 0x201D || cp == 0xBB || (cp == 0x2019 && at == v.len))
		return CLOSES;
	return NO_MARK;
}

static bool new_paragraph(const kr_doc *d, uint32_t i)
{
	const kr_word *w = kr__words(d);
	kr_span gap = { i ? w[i - 1].span.end : 0, w[i].span.start };

	return i && gap.end > gap.start &&
	       kr__view_chr(kr__doc_cut(d, gap), '\n') != KR_NPOS;
}

/* Does the same closing mark follow in the paragraph, with no opening one
 * between? Then this one opens. */
static bool closes_again(const kr_doc *d, uint32_t i)
{
	uint32_t n = kr__n_words(d);
	const kr_word *w = kr__words(d);
	bool hangs = i && w[i].span.start == w[i - 1].span.end && i + 1 < n &&
	             w[i].span.end < w[i + 1].span.start;

	if (w[i].span.end - w[i].span.start > 3 || hangs)
		return false;
	for (uint32_t k = i + 1; k < n && !new_paragraph(d, k); k++) {
		enum mark m = mark_at(d, k);
		if (m != NO_MARK)
			return m == CLOSES && k > i + 1;
	}
	return false;
}

void kr__mark_marks(kr_doc *d)
{
	kr_word *w = kr__words(d);
	bool open = false;

	for (uint32_t i = 0; i < kr__n_words(d); i++) {
		open &= !new_paragraph(d, i);
		enum mark m = mark_at(d, i);
		if (m == NO_MARK) {
			w[i].flags |= open ? KR_WORD_QUOTED : 0;
			continue;
		}
		if (open ? m == OPENS : m == CLOSES && !closes_again(d, i)) {
			w[i].flags |= open ? KR_WORD_QUOTED : 0;
			continue; /* opens what is open, closes what is not */
		}
		w[i].flags |= open ? KR_WORD_CLOSES : 0;
		open = !open;
	}
}
