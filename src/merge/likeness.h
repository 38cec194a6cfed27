// SPDX-License-Identifier: Apache-2.0
/*
 * Likeness: do two sentences that report acts say much the same? For acts that
 * share their doer and little else.
 */
#ifndef KR_MERGE_LIKENESS_H
#define KR_MERGE_LIKENESS_H

#include "base/base.h"

enum { KR_LIKENESS = 24 }; /* words at most */

typedef struct kr_likeness {
	const uint16_t *words; /* [n] hashes, ascending, each once */
	uint32_t n;
} kr_likeness;

/* Empty if memory runs out; the arena tells. */
kr_likeness kr__likeness_of(kr_arena *a, kr_view sentence);
/* How many of the words that count they share. */
uint32_t kr__like_words(kr_likeness a, kr_likeness b);
/* Half the words of the shorter one, three at least, are the other's. */
bool kr__alike(kr_likeness a, kr_likeness b);

#endif
