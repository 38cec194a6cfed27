// SPDX-License-Identifier: Apache-2.0
/* Private to HTML reading: what content selection knows of a paragraph. The
 * trainer includes it too. */
#ifndef KR_LIFT_CONTENT_H
#define KR_LIFT_CONTENT_H

#include "lift/html_build.h"

/* Kinds of element whose distance above a paragraph is a feature. */
#define KR_NEAR_MAP(X)                                                        \
	X(ARTICLE) X(MAIN) X(NAV) X(ASIDE) X(FOOTER) X(HEADER) X(FORM)        \
	X(FIGURE) X(TABLE) X(LIST) X(QUOTE) X(SECTION)

/* All features, in the order of the model. Numbers; what each means is said
 * where it is set. */
#define KR_FEATURE_MAP(X)                                                     \
	X(LEN) X(WORDS) X(LINK) X(N_LINKS) X(BOLD) X(COMMAS) X(STOPS)         \
	X(ENDS) X(STARTS) X(DIGITS) X(UPPER) X(ODD) X(WORD_LEN) X(COLON)      \
	X(TAG) X(HEADING) X(DEPTH) X(FRESH)                                   \
	X(PARENT_LEN) X(PARENT_LINK) X(PARENT_N) X(PARENT_LONG)               \
	X(GRAND_LEN) X(GRAND_LINK) X(GRAND_LONG) X(GREAT_LEN) X(GREAT_LINK)   \
	X(GREAT_LONG) X(PARENT_SHARE) X(GRAND_SHARE) X(GREAT_SHARE)           \
	X(BEST_UP) X(BEST_AFTER_FIRST) X(BEST_AFTER_LAST) X(BEST_SHARE)       \
	X(POSITION) X(INDEX) X(FROM_END) X(AFTER_TITLE) X(IS_TITLE) X(COPIES) \
	X(LONG_BEFORE) X(LONG_AFTER) X(LONG_SAME_BEFORE) X(LONG_SAME_AFTER)   \
	X(PREV_LEN) X(PREV_LINK) X(PREV_SAME) X(PREV2_LEN) X(PREV2_LINK)      \
	X(NEXT_LEN) X(NEXT_LINK) X(NEXT_SAME) X(NEXT2_LEN) X(NEXT2_LINK)      \
	X(WINDOW_LEN) X(WINDOW_LINK) X(PAGE_LEN) X(PAGE_LINK) X(PAGE_LONG)    \
	X(IS_LEAD) X(AFTER_HEAD) X(SIBLINGS)
enum {
#define X(name) KR_F_##name,
	KR_FEATURE_MAP(X)
#undef X
	KR_F_HINTS, /* KR_N_HINTS distances */
	KR_F_NEAR = KR_F_HINTS + KR_N_HINTS,
#define X(name) KR_NEAR_##name,
	KR_N_NEAR_BEGIN = KR_F_NEAR - 1,
	KR_NEAR_MAP(X)
#undef X
	KR_N_FEATURES
};

/* Features of all paragraphs: [n_paras * KR_N_FEATURES], in scratch; NULL: out
 * of memory. */
int16_t *kr__content_features(const kr_builder *b);

/* The model: trees that ask the same question on each level. The score of a
 * paragraph is the sum of one leaf of each tree, above 0: article. */
enum { KR_TREE_DEPTH = 4 };
typedef struct kr_content_tree {
	uint8_t feature[KR_TREE_DEPTH];
	int16_t above[KR_TREE_DEPTH]; /* bit i: feature[i] > above[i] */
	int16_t leaf[1 << KR_TREE_DEPTH];
} kr_content_tree;
extern const kr_content_tree kr__content_trees[];
extern const unsigned kr__n_content_trees;
extern const int kr__content_bias;

#endif
