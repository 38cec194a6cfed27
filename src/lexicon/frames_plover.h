// SPDX-License-Identifier: Apache-2.0
/* PLOVER 2.0 as numbers: quad class and score of types and modes. */
#ifndef KR_LEXICON_FRAMES_PLOVER_H
#define KR_LEXICON_FRAMES_PLOVER_H

#include "base/base.h"

/* Quad class and score (tenths) of a type with a mode (empty: none). False:
 * the type has no such mode. */
bool kr__plover_score(unsigned type, kr_view mode, uint8_t *quad,
                      int8_t *score10);

#endif
