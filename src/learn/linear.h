// SPDX-License-Identifier: Apache-2.0
/*
 * A linear-chain sequence model with hashed features: the weights live in one
 * read-only block (usually a mapped file), scores are integers, so the same
 * text gives the same labels on every machine.
 */
#ifndef KR_LEARN_LINEAR_H
#define KR_LEARN_LINEAR_H

#include "base/arena.h"
#include "base/view.h"

enum {
	KR__LINEAR_UNIT = 96,   /* a weight of 1 is stored as this */
	KR__LINEAR_LABELS = 14, /* at most so many labels in a model */
	KR__LINEAR_STYLES = 8,  /* at most so many styles */
	KR__LINEAR_PROBES = 64, /* longest search for a feature */
	KR__LINEAR_NAME = 16,   /* bytes of a label or style name, NUL-ended */
	KR__LINEAR_LANES = 16,  /* numbers of a sum */
	KR__LINEAR_LIST = 160,  /* so many features sum up within 16 bits */
	KR__LINEAR_NEVER = -(1 << 30),
};

/* What one style of annotation weighs. A slot is one feature: two bytes of its
 * hash (0: empty), then a signed byte for each allowed label but the lowest,
 * whose weight is 0; `stride` bytes in all. */
typedef struct kr__linear_style {
	char name[KR__LINEAR_NAME];
	const uint8_t *slots; /* and KR__LINEAR_LABELS bytes behind the last */
	uint64_t n_slots;
	uint32_t stride, n_weights;
	uint32_t allowed;                 /* bit y: label y exists in this style */
	uint8_t label[KR__LINEAR_LABELS]; /* of each weight */
	/* [from][to]; row KR__LINEAR_LABELS is the start of a sentence. What must
	 * not be weighs KR__LINEAR_NEVER. */
	int32_t trans[KR__LINEAR_LABELS + 1][KR__LINEAR_LANES];
} kr__linear_style;

typedef struct kr__linear {
	uint32_t n_labels, n_styles;
	char label[KR__LINEAR_LABELS][KR__LINEAR_NAME];
	kr__linear_style style[KR__LINEAR_STYLES];
	kr_view extra; /* bytes the features need (a lexicon); may be empty */
} kr__linear;

/* Read a model out of `bytes`, which must live as long as `m` and start at an
 * address divisible by 16. KR_EDATA if the bytes are no sound model. */
kr_status kr__linear_open(kr__linear *m, kr_view bytes, kr_err *err);
/* Number of the style called `name`, or -1. */
int kr__linear_find(const kr__linear *m, kr_view name);

/* Spread the bits of a number; all feature hashes go through it. */
static inline uint64_t kr__linear_mix(uint64_t x)
{
	x ^= x >> 32;
	x *= 0xd6e8feb86659fd93u;
	x ^= x >> 29;
	x *= 0x9fb21c651e98df25u;
	return x ^ x >> 32;
}

/* Features and where their weights are looked for. */
typedef struct kr__linear_list {
	uint32_t n, at[KR__LINEAR_LIST];
	uint64_t feature[KR__LINEAR_LIST];
} kr__linear_list;

/* Fill `at` and ask memory for the weights; then, better a little later, add
 * them to sum[0 .. KR__LINEAR_LANES). Sums may be added to one another, of at
 * most KR__LINEAR_LIST features altogether. */
void kr__linear_ask(const kr__linear_style *s, kr__linear_list *l);
void kr__linear_sum(const kr__linear_style *s, const kr__linear_list *l,
                    int16_t *sum);
/* Add such a sum to score[0 .. KR__LINEAR_LABELS). */
void kr__linear_spread(const kr__linear_style *s, const int16_t *sum,
                       int32_t *score);
/* Add the weights of `n` features to score[0 .. KR__LINEAR_LABELS). */
void kr__linear_add(const kr__linear_style *s, const uint64_t *feature,
                    size_t n, int32_t *score);
/* The best sequence of labels. score[t * KR__LINEAR_LABELS + y]; `label` gets
 * n labels. Memory from `scratch`. Ties go to the lower label. */
kr_status kr__linear_best(const kr__linear_style *s, const int32_t *score,
                          size_t n, uint8_t *label, kr_arena *scratch);

#endif
