// SPDX-License-Identifier: Apache-2.0
/* Private to the n-gram model: how a text becomes pieces. */
#ifndef KR_LEARN_NGRAM_WORDS_H
#define KR_LEARN_NGRAM_WORDS_H

#include "learn/ngram.h"

enum { KR_NGRAM_WORD = 32, KR_NGRAM_PIECES = 3 * KR_NGRAM_WORD + 2 };

/* The hashed pieces of the next word at or behind *at (which moves behind
 * it): 0 at the end of the text. */
uint32_t kr__ngram_word(kr_view text, size_t *at, kr_ngram_shape shape,
                        uint32_t pieces[KR_NGRAM_PIECES]);

#endif
