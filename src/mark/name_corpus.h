// SPDX-License-Identifier: Apache-2.0
/* Corpora for training the name finder: labelled sentences and raw text. */
#ifndef KR_MARK_NAME_CORPUS_H
#define KR_MARK_NAME_CORPUS_H

#include "base/arena.h"
#include "base/view.h"

/* Sentences; sentence s has tokens [at[s], at[s + 1]). */
typedef struct kr__name_corpus {
	kr_view *token;
	kr_view *tag;    /* as in the file: "B-PERSON"; empty in raw text */
	uint32_t *whole; /* number of the file's token this is a piece of */
	bool *core;      /* the piece that carries the file's label */
	uint32_t *at;
	uint32_t n_tokens, cap_tokens, n_sents, cap_sents, n_whole;
	kr_arena *arena;
} kr__name_corpus;

kr_status kr__name_corpus_init(kr__name_corpus *c, kr_arena *arena);
/* Add a file of "token ... label" lines with empty lines between sentences.
 * Brackets that stick to a token are split off. `text` must live on. */
kr_status kr__name_corpus_add(kr__name_corpus *c, kr_view text);
/* Add raw text: a simple division into sentences and tokens. */
kr_status kr__name_corpus_raw(kr__name_corpus *c, kr_view text);
/* Every sentence of `c` whose number leaves `fold` when divided by `folds`. */
kr_status kr__name_corpus_fold(const kr__name_corpus *c, uint32_t folds,
                               uint32_t fold, kr__name_corpus *out);
/* Mark in drop[s] the sentences of `c` that share eight words in a row with a
 * sentence of `held` (whole sentences where they are shorter). */
kr_status kr__name_corpus_overlap(const kr__name_corpus *c,
                                  const kr__name_corpus *held, bool *drop);

#endif
