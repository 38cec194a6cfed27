// SPDX-License-Identifier: Apache-2.0
/* The best projective tree over arc scores. */
#ifndef KR_LEARN_TREE_H
#define KR_LEARN_TREE_H

#include "base/base.h"

/*
 * scores[d * (n + 1) + h]: word d has head h - 1, or is the root if h is 0;
 * every |score| < 2^22, 1 <= n <= 256. Writes the heads (-1: root) of the tree of
 * greatest sum that has one root and no crossing arcs; of equal trees always
 * the same. Scratch is rewound. KR_ENOMEM only.
 */
kr_status kr__tree_best(const int32_t *scores, uint32_t n, int16_t *heads,
                        kr_arena *scratch);

#endif
