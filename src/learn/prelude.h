// SPDX-License-Identifier: Apache-2.0
/*
 * The prelude to learning: rows of the embeddings from raw text, by guessing
 * the neighbours of words. Only the rows stay; no text does.
 */
#ifndef KR_LEARN_PRELUDE_H
#define KR_LEARN_PRELUDE_H

#include "learn/brain.h"

/*
 * Fill rows[KR_TRAIT_ROWS][width] (width a multiple of 32) from `text`; `seed`
 * decides all chance. Memory: about 90 MB for 20 MB of text.
 */
kr_status kr__prelude_learn(kr_view text, uint32_t width, uint64_t seed,
                            float *rows, kr_arena *scratch);

#endif
