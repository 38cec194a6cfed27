// SPDX-License-Identifier: Apache-2.0
/*
 * Traits: what a network sees of one word, as row numbers of its table of
 * embeddings. The same function serves training and use.
 */
#ifndef KR_LEARN_TRAITS_H
#define KR_LEARN_TRAITS_H

#include "base/base.h"

enum {
	KR_TRAIT_WORDS = 32768,  /* rows for whole words */
	KR_TRAIT_AFFIXES = 16384, /* rows for beginnings and endings */
	KR_TRAIT_SHAPES = 1024,  /* rows for case, digits, length, gluing */
	KR_TRAIT_ROWS = KR_TRAIT_WORDS + KR_TRAIT_AFFIXES + KR_TRAIT_SHAPES,
	KR_MAX_TRAITS = 16
};

enum kr_glue { KR_GLUE_NONE, KR_GLUE_TOKEN, KR_GLUE_WORD };

typedef struct kr_sighting { /* one word as it stands */
	kr_view form;
	uint8_t glue; /* kr_glue: how it hangs on the word before */
	bool first;   /* of its sentence */
} kr_sighting;

/* Fill rows (the whole word's first) and return how many. */
uint32_t kr__traits(const kr_sighting *item, uint32_t rows[KR_MAX_TRAITS]);

#endif
