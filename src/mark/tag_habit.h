// SPDX-License-Identifier: Apache-2.0
/* tag_habit: which tags the treebanks of a style gave to a word form. */
#ifndef KR_MARK_TAG_HABIT_H
#define KR_MARK_TAG_HABIT_H

#include "doc/doc.h"
#include "learn/treebank.h"
#include "lexicon/lexicon.h"
#include "mark/lemma.h"

/* What each tag costs a form, in 1/64 of a natural logarithm; false: the form
 * has no habits in this style. */
bool kr__tag_costs(const kr_morph *m, kr_view lower, kr_style style,
                   uint8_t cost[KR_N_UPOS]);

/* ---- training ---------------------------------------------------------- */

typedef struct kr_tag_habit { /* a form's row for the memo */
	uint64_t key;
	kr_view row;
} kr_tag_habit;

typedef struct kr_tag_habits {
	const kr_tag_habit *at;
	uint32_t n;
} kr_tag_habits;

/* Count the tags of each form in banks[style]; false: no memory. */
bool kr__tag_count(const kr_bank *banks, kr_tag_habits *out, kr_arena *a);

#endif
