// SPDX-License-Identifier: Apache-2.0
/* tag_habit: which tags and features the treebanks of a style gave to a form. */
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

/* The features that a form with this tag always has, "_" for none; the empty
 * view: it is not known. */
kr_view kr__tag_feats(const kr_morph *m, kr_view lower, unsigned upos,
                      kr_style style);

/* ---- training ---------------------------------------------------------- */

typedef struct kr_tag_habit { /* a row for the memo */
	uint64_t key;
	kr_view row;
} kr_tag_habit;

typedef struct kr_tag_habits {
	kr_tag_habit *at;
	uint32_t n, cap;
} kr_tag_habits;

/* Add the tags of each form in banks[style] to `out`; false: no memory. */
bool kr__tag_count(const kr_bank *banks, kr_tag_habits *out, kr_arena *a);
/* Add features: from words of the banks that have a lemma (the others have no
 * features either) and, for nouns of the wiki style that are not among them,
 * from the UniMorph tags of `old`. */
bool kr__tag_count_feats(const kr_bank *banks, const kr_bank *old,
                         kr_tag_habits *out, kr_arena *a);

#endif
