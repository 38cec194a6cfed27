// SPDX-License-Identifier: Apache-2.0
/* What the name finder looks at: features of each token of a sentence. */
#ifndef KR_MARK_NAME_FEATURE_H
#define KR_MARK_NAME_FEATURE_H

#include "learn/linear.h"
#include "lexicon/name_words.h"

enum {
	KR__NAME_FEATURES = 160, /* no token has more */
	KR__NAME_FAR = 3,        /* so far away words are still looked at */
	KR__NAME_SETTLED = 125 * KR__LINEAR_UNIT,
};

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

/* How many words of a sentence are written how. */
typedef struct kr__name_casing {
	uint32_t letters, upper, all_upper, lower;
} kr__name_casing;

/* Count a token in. */
void kr__name_casing_see(kr__name_casing *c, kr_view token);
/* Does upper case say nothing in a sentence of these words? */
bool kr__name_caseless(const kr__name_casing *c);
/* What is known of a token by itself; the rest is zero. */
void kr__name_atom_init(kr__name_atom *a, const kr__name_lexicon *x, kr_view v,
                        bool caseless);
/* Runs, phrases and contexts of a sentence of such atoms. */
void kr__name_atoms_link(const kr__name_lexicon *x, kr__name_atom *atom,
                         uint32_t n);
/* All of the above for the `n` tokens of one sentence. */
void kr__name_atoms(const kr__name_lexicon *x, const kr_view *token, uint32_t n,
                    kr__name_atom *atom);

/* The token `spot` places behind t; beyond the sentence, what stands for it. */
const kr__name_atom *kr__name_near(const kr__name_atom *atom, uint32_t n,
                                   uint32_t t, int spot);
/* Hashed features of token t into `out`; returns how many. First those that a
 * word has by itself, seen from `spot` (-KR__NAME_FAR .. KR__NAME_FAR), then
 * those of several words; kr__name_features gives all. */
uint32_t kr__name_features_of(const kr__name_atom *a, int spot, uint64_t *out);
uint32_t kr__name_features_among(const kr__name_atom *atom, uint32_t n,
                                 uint32_t t, uint64_t *out);
uint32_t kr__name_features(const kr__name_atom *atom, uint32_t n, uint32_t t,
                           uint64_t *out);

/* A small word far from anything name-like gets label 0 (by KR__NAME_SETTLED)
 * without a look at its features. */
bool kr__name_settled(const kr__name_atom *atom, uint32_t n, uint32_t t);
/* Scores of all labels of all tokens into score[n * KR__LINEAR_LABELS]. */
void kr__name_score(const kr__linear_style *style, const kr__name_atom *atom,
                    uint32_t n, int32_t *score);

#endif
