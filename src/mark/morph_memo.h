// SPDX-License-Identifier: Apache-2.0
/* morph_memo: the exceptions that morphology learns by heart. */
#ifndef KR_MARK_MORPH_MEMO_H
#define KR_MARK_MORPH_MEMO_H

#include "mark/lemma.h"
#include "mark/tag_habit.h"

/* A word of a treebank with its lemma. */
typedef struct kr_example {
	kr_view lower, form, lemma;
	uint8_t upos, style, voice;
	bool first; /* of its sentence */
} kr_example;

/* What there is to be remembered. */
typedef struct kr_recall {
	const kr_example *all;
	uint32_t n;
	kr_tag_habits tags;
} kr_recall;

kr_lemma_case kr__example_case(const kr_example *e);
/* Compare what the rules of `m` (p's morphology) say of lemmas and voices
 * with the examples, and keep what differs as m's memo, and the habits of
 * tags. False: no memory. */
bool kr__morph_remember(const kr_pack *p, kr_morph *m,
                        const kr_recall *what, kr_arena *a);

#endif
