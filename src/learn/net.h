// SPDX-License-Identifier: Apache-2.0
/*
 * A tagging and parsing network in fixed point, mapped from its file. It
 * knows words, labels as strings, and heads as numbers; nothing of documents.
 * A net is read-only and shared by threads; work memory is the caller's.
 *
 * File (little endian): kr_net_head, then sections, each from a multiple of
 * 64 bytes: embeddings (int8, row by row), style votes (int16, KR_TRAIT_ROWS
 * x n_styles), the matrices in the order of kr_net_layer (biases, weights),
 * distance table of the relations (int16), labels (lines).
 */
#ifndef KR_LEARN_NET_H
#define KR_LEARN_NET_H

#include "learn/kernel.h"
#include "learn/traits.h"

enum {
	KR_NET_MAX_WORDS = 160,  /* longest sentence in one piece */
	KR_NET_MAX_WIDTH = 512,
	KR_NET_N_TASKS = 3,      /* tags, features, lemma rules */
	KR_NET_N_DISTANCES = 32, /* 0: root; 1.. buckets of head - dependent */
	KR_NET_MAX_STYLES = 8,
	KR_NET_MAX_LABELS = 4096
};

/* Matrices: convolution, two recurrent layers, tasks, arcs, relations,
 * distances, relation scores. */
typedef enum kr_net_layer {
	KR_NET_CONV, KR_NET_GATES1, KR_NET_GATES2, KR_NET_TASKS, KR_NET_ARCS,
	KR_NET_RELS, KR_NET_DISTANCES, KR_NET_SCORES, KR_NET_N_LAYERS
} kr_net_layer;

typedef struct kr_net_head {
	char magic[8]; /* "krnet/1\n" */
	uint64_t size; /* of the whole file */
	uint64_t hash; /* XXH3 of everything behind this field */
	uint32_t width;       /* of a word's vector */
	uint32_t arc_width, rel_width;
	uint32_t embed_shift; /* embeddings are scaled by 2^embed_shift */
	uint32_t n_styles;
	uint32_t n_labels[KR_NET_N_TASKS], n_rels;
	uint32_t shift[KR_NET_N_LAYERS]; /* of each matrix */
	uint32_t labels_bytes;
	uint32_t news_style, wiki_style; /* which style + 1; 0: not said */
	uint32_t reserved[5];
} kr_net_head;

typedef struct kr_net {
	const kr_kernels *kernels;
	uint32_t width, arc_width, rel_width, embed_shift, n_styles;
	const int8_t *embeddings; /* [KR_TRAIT_ROWS + n_styles][width] */
	const int16_t *votes;     /* [KR_TRAIT_ROWS][n_styles] */
	kr_matrix layer[KR_NET_N_LAYERS];
	const int16_t *rel_distances; /* [KR_NET_N_DISTANCES][rel_width] */
	uint32_t n_labels[KR_NET_N_TASKS], n_rels;
	uint32_t first_label[KR_NET_N_TASKS]; /* column of the tasks matrix */
	uint32_t root_rel;
	int news_style, wiki_style; /* for such documents; -1: words decide */
	const kr_view *labels[KR_NET_N_TASKS], *rels; /* in the arena */
} kr_net;

/* Check the frame of `bytes` and point into them; they must outlive the net.
 * Label views go to `a`. `path` is for messages. KR_EDATA when damaged. */
kr_status kr__net_open(kr_net *net, kr_view bytes, const char *path,
                       kr_arena *a, kr_err *err);
/* Does the checksum fit? Reads every byte, which opening does not. */
bool kr__net_summed(kr_view bytes);

typedef struct kr_net_word { /* what a net says of a word */
	uint16_t label[KR_NET_N_TASKS];
	uint16_t rel;
	int16_t head; /* index in the sentence; -1: root */
} kr_net_word;

enum kr_net_flags { KR_NET_TAG = 1, KR_NET_PARSE = 2 };

/* Work memory for pieces of up to max_words words, in `a`, which is used (and
 * rewound) later too; one a thread. */
typedef struct kr_net_work kr_net_work;
kr_net_work *kr__net_work_new(const kr_net *net, uint32_t max_words,
                              kr_arena *a); /* NULL: out of memory */

/* Follow this style from now on; -1: each piece the one that its words vote for
 * (so at first). */
void kr__net_work_style(kr_net_work *work, int style);

/* What speaks against each label of the first task (tags) for each word of the
 * pieces to come: [max_words][n_labels[0]], in 1/64 of a natural logarithm,
 * read whenever a piece is tagged. NULL (so at first): nothing. */
void kr__net_work_costs(kr_net_work *work, const uint8_t *costs);

/* Analyse one piece of 1 to max_words words: with KR_NET_TAG fill label, with
 * KR_NET_PARSE head and rel. Fails only for want of memory. */
kr_status kr__net_apply(kr_net_work *work, const kr_sighting *items, uint32_t n,
                        unsigned flags, kr_net_word *out);

/* ---- shared by use and training ------------------------------------------ */

/* The bucket of a head `offset` words to the right of its dependent. */
static inline uint32_t kr__net_distance(int offset)
{
	static const uint8_t near_[32] = {
		0, 0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 9, 9, 9, 9, 9,
		9, 10, 10, 10, 10, 10, 10, 10, 10, 10, 11
	};
	unsigned d = offset < 0 ? 0u - (unsigned)offset : (unsigned)offset;

	return 1u + near_[d > 31 ? 31 : d] + (offset < 0 ? 12u : 0u);
}

static inline uint32_t kr__net_round(uint32_t n)
{
	return (n + KR_LANES - 1) / KR_LANES * KR_LANES;
}

/* Sizes of a matrix, from the widths and counts in the head. */
void kr__net_shape(const kr_net_head *h, kr_net_layer layer, uint32_t *n_in,
                   uint32_t *n_out);

#endif
