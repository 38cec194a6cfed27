// SPDX-License-Identifier: Apache-2.0
/*
 * Text classes by the shape of words: a linear model over hashed pieces of
 * words, in whole numbers. Used to tell languages apart. Read-only once
 * opened; the bytes of the model are borrowed.
 */
#ifndef KR_LEARN_NGRAM_H
#define KR_LEARN_NGRAM_H

#include "base/base.h"

enum { KR_NGRAM_CLASSES = 24, KR_NGRAM_FEW = 8, KR_NGRAM_BITS = 18,
       KR_NGRAM_PORTION = 32 };

/* How words become pieces. */
typedef struct kr_ngram_shape {
	uint8_t bits;    /* of the hash of a piece */
	uint8_t longest; /* bytes of the longest piece but the word: 4 or 5 */
} kr_ngram_shape;

typedef struct kr_ngram {
	const int8_t *weights; /* [1 << shape.bits][n_wide] */
	kr_ngram_shape shape;
	uint32_t n_classes;
	uint32_t n_wide; /* n_classes, filled up to FEW or CLASSES */
	uint32_t scale; /* weight 1.0 in units of int8, times 256 */
	kr_view names[KR_NGRAM_CLASSES];
} kr_ngram;

/* Words and what they weigh in one model. */
typedef struct kr_ngram_memo {
	void *rows;      /* n_rows of kr__ngram_row_size each, zeros at first */
	uint32_t n_rows; /* a power of 2; 0: nothing is remembered */
} kr_ngram_memo;

/* Evidence gathered so far. Starts zeroed, but for the memo. */
typedef struct kr_ngram_sum {
	kr_ngram_memo memo;
	int32_t score[KR_NGRAM_CLASSES];
	uint32_t n_pieces, n_words;
} kr_ngram_sum;

typedef struct kr_ngram_answer {
	uint32_t best, second;   /* classes */
	uint16_t confidence;     /* of the best, permille */
	uint16_t part[KR_NGRAM_CLASSES]; /* of each class, permille */
} kr_ngram_answer;

/* Check the frame of `bytes`, which must outlive `m`. KR_EDATA when damaged. */
kr_status kr__ngram_open(kr_ngram *m, kr_view bytes, kr_err *err);
/* Does the checksum fit? Reads every byte, which opening does not. */
bool kr__ngram_summed(kr_view bytes);
size_t kr__ngram_row_size(const kr_ngram *m);
/* Add the words of `text` from *at on, at most n_words of them (with a memo
 * KR_NGRAM_PORTION); *at moves behind the last one. */
void kr__ngram_add(const kr_ngram *m, kr_view text, size_t *at,
                   uint32_t n_words, kr_ngram_sum *sum);
void kr__ngram_ask(const kr_ngram *m, const kr_ngram_sum *sum,
                   kr_ngram_answer *out);

typedef struct kr_ngram_options {
	unsigned bits, epochs, longest; /* 0: 15, 6, 4 */
} kr_ngram_options;
/* Train on lines "class TAB text" and write a model. Deterministic. */
kr_status kr__ngram_train(kr_view lines, const kr_ngram_options *options,
                          kr_buf *out, kr_err *err);
/* The same by a plan: rows "name TAB bits TAB epochs TAB longest piece TAB
 * classes", the classes parted by blanks ("*": all); lines of other classes are left out. */
typedef struct kr_ngram_job {
	const char *plan_path, *data_path;
	const char *name; /* of the row */
} kr_ngram_job;
kr_status kr__ngram_train_plan(const kr_ngram_job *job, kr_buf *out,
                               kr_err *err);

#endif
