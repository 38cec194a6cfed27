// SPDX-License-Identifier: Apache-2.0
/* What the name finder looks at: features of each token of a sentence. */
#ifndef KR_MARK_NAME_FEATURE_H
#define KR_MARK_NAME_FEATURE_H

#include "learn/linear.h"
#include "lexicon/name_words.h"

enum { KR__NAME_FEATURES = 160 }; /* no token has more */

/* A token with what is looked up once. */
typedef struct kr__name_atom {
	uint64_t low, form;      /* hashes: lower case, as written */
	uint64_t pre[3], suf[3]; /* of the lower form: 2, 3, 4 bytes */
	uint64_t shape;
	const kr__name_word *word; /* never NULL */
	uint16_t phrase; /* what is known of the phrase it stands in */
	uint8_t place;   /* in it: 0 none, 1 first, 2 inside, 3 last */
	uint16_t around[KR__NAME_CONTEXTS]; /* what is known of its contexts */
	uint32_t run, run_end;     /* the run of name-like tokens around it */
	bool big;                  /* name-like: upper case, or usually so */
} kr__name_atom;

/* Look up `n` tokens of one sentence. */
void kr__name_atoms(const kr__name_lexicon *x, const kr_view *token, uint32_t n,
                    kr__name_atom *atom);
/* Hashed features of token t into `out`; returns how many. */
uint32_t kr__name_features(const kr__name_atom *atom, uint32_t n, uint32_t t,
                           uint64_t *out);

/* Scores of all labels of all tokens into score[n * KR__LINEAR_LABELS]. Small
 * words far from anything name-like are settled as label 0 without a look at
 * their features. */
void kr__name_score(const kr__linear_style *style, const kr__name_atom *atom,
                    uint32_t n, int32_t *score);

#endif
