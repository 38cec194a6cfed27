// SPDX-License-Identifier: Apache-2.0
/* Words that the name finder has seen: what is known of them by themselves, and
 * what they weigh as a neighbour. */
#ifndef KR_MARK_NAME_MEMO_H
#define KR_MARK_NAME_MEMO_H

#include "doc/memo.h"
#include "lexicon/names.h"
#include "mark/name_feature.h"

enum { KR__NAME_SPOTS = 2 * KR__NAME_FAR + 1 };

/* A word in a memo. Behind it in memory stand its sums, KR__NAME_SPOTS of them,
 * each as seen from one place. */
typedef struct kr__name_row {
	uint64_t key; /* hash of the token as written, and of how it is read; 0:
	               * empty */
	uint64_t low, shape; /* as in kr__name_atom */
	const kr__name_word *word;
	uint32_t piece; /* that used the row last */
	bool big, summed;
	uint8_t casing; /* bits: letters, upper, all_upper, lower */
} kr__name_row;

typedef struct kr__name_memo {
	const struct kr_names *names; /* whose weights; NULL: empty */
	uint32_t n_rows;              /* a power of 2 */
	uint32_t piece;               /* number of the piece at hand */
	/* Of each place beyond a sentence */
	int16_t outside[KR__NAME_SPOTS][KR__LINEAR_LANES];
	uint8_t rows[]; /* of kr__name_row_size(names) each, n_rows of them */
} kr__name_memo;

/* Bytes of a row with its sums. */
size_t kr__name_row_size(const struct kr_names *names);
/* The memo of a document, or one from `scratch` for it alone; emptied if it
 * knows other weights. NULL: out of memory. */
kr__name_memo *kr__name_memo_of(kr_memo *memo, const struct kr_names *names,
                                uint32_t n_tokens, kr_arena *scratch);

/* A piece of a sentence: its tokens, and room for n of each of the rest. */
typedef struct kr__name_piece {
	const kr_view *token;
	uint32_t n;
	uint64_t *key; /* of each token, but for how it is read */
	bool caseless; /* found by kr__name_piece_atoms */
	kr__name_atom *atom;
	kr__name_row **row; /* where each token is remembered */
	uint8_t *spare;     /* rows for those whose place another one has */
} kr__name_piece;

/* As kr__name_atoms and kr__name_score. */
void kr__name_piece_atoms(kr__name_memo *m, kr__name_piece *p);
void kr__name_piece_score(kr__name_memo *m, kr__name_piece *p, int32_t *score);

#endif
