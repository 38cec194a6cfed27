// SPDX-License-Identifier: Apache-2.0
/*
 * A pass through a brain in float: forward over a batch of sentences, and
 * back with the gradients of all answers. Mirrors apply.c.
 */
#ifndef KR_LEARN_PASS_H
#define KR_LEARN_PASS_H

#include "learn/brain.h"

enum { KR_PASS_MAX_ROWS = KR_MAX_TRAITS + 6, KR_PASS_MAX_BATCH = 512 };

typedef struct kr_pass_options {
	float drop;       /* of the layers' outputs */
	float drop_in;    /* of the words' vectors */
	float drop_word;  /* of whole words: p / (p + how often it was seen) */
	float drop_guide; /* of a sentence's guide */
	float weight[KR_NET_N_TASKS]; /* of the tasks against the tree */
	bool guides;      /* let guides in */
} kr_pass_options;

typedef struct kr_loss {
	double tasks, arcs, rels; /* sums of -log p */
} kr_loss;

typedef struct kr_pass {
	kr_brain *brain;
	kr_pass_options options;
	const uint32_t *word_count; /* of the lessons */
	uint32_t max_words;         /* of a batch */
	const kr_lesson *batch[KR_PASS_MAX_BATCH];
	bool guided[KR_PASS_MAX_BATCH];
	uint32_t first[KR_PASS_MAX_BATCH + 1]; /* word of each sentence */
	uint32_t n_batch, n_words;
	uint32_t *rows;   /* [max_words][KR_PASS_MAX_ROWS] */
	uint8_t *n_rows;
	/* forward: vectors of words, windows of three, outputs of the layers */
	float *x, *window, *conv, *gates[2], *state[2], *h[3];
	float *out[KR_NET_N_LAYERS]; /* tasks, arcs, relations, distances */
	float *keep[4];              /* masks of what was not dropped */
	/* back: gradients of the same */
	float *d_x, *d_window, *d_h, *d_gates, *d_out[KR_NET_N_LAYERS];
	float *turned; /* transposed weights */
	/* one sentence's arcs */
	float *scores, *d_scores, *heads, *hidden;
	kr_loss loss;
} kr_pass;

kr_status kr__pass_init(kr_pass *p, kr_brain *b, const kr_pass_options *o,
                        uint32_t max_words, kr_arena *a);
/* Take sentences off list[0 .. n) until the batch is full; how many. Drop
 * parts at random when `train`. */
uint32_t kr__pass_forward(kr_pass *p, const kr_lesson *const *list, uint32_t n,
                          uint32_t want_words, bool train);
/* Gradients of the batch into the brain; adds to p->loss. */
void kr__pass_back(kr_pass *p);

typedef struct kr_answer {
	int16_t label[KR_NET_N_TASKS];
	int16_t head, rel;
} kr_answer;
/* What the brain says of sentence `k` of the batch. */
kr_status kr__pass_answer(kr_pass *p, uint32_t k, uint32_t root_rel,
                          kr_answer *answers, kr_arena *scratch);

/* ---- between pass.c and arcs.c ------------------------------------------- */
/* Cross-entropy: gradient of `gold` into d (scaled), returns -log p. */
double kr__pass_cross(const float *x, uint32_t n, uint32_t gold, float weight,
                      float *d);
/* Gradients of the arcs and relations of sentence `k`. */
void kr__pass_back_tree(kr_pass *p, uint32_t k);

#endif
