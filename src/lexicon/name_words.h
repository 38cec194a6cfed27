// SPDX-License-Identifier: Apache-2.0
/*
 * What the name finder knows about words: cluster, parts of known names, cue
 * classes, and how a first reading of raw text labelled them. One hash table
 * inside the model file.
 */
#ifndef KR_LEXICON_NAME_WORDS_H
#define KR_LEXICON_NAME_WORDS_H

#include "base/view.h"

/* Classes of cue words; the names stand in lang/xx/names.txt. */
enum kr__name_cue {
	KR__CUE_TITLE = 1,
	KR__CUE_HONOR = 2,
	KR__CUE_RANK = 4,
	KR__CUE_ORG = 8,
	KR__CUE_PLACE = 16,
	KR__CUE_EVENT = 32,
	KR__CUE_EVENTMID = 64,
	KR__CUE_SPEECH = 128,
	KR__CUE_PARTICLE = 256,
	KR__CUE_DEGREE = 512,
	KR__CUE_PREP = 1024,
	KR__CUE_AGENCY = 2048,
	KR__CUE_KIN = 4096,
};

/* Parts of names in the gazetteers. */
enum kr__name_part {
	KR__PART_PER_FIRST = 1,
	KR__PART_PER_LAST = 2,
	KR__PART_PER_MANY = 4, /* in five names or more */
	KR__PART_LOC_ONLY = 8,
	KR__PART_LOC_FIRST = 16,
	KR__PART_LOC_MANY = 32,
	KR__PART_ORG_FIRST = 64,
	KR__PART_ORG_OTHER = 128,
	KR__PART_ORG_MANY = 256,
	KR__PART_LOC_OTHER = 512,
};

/* One word (in lower case): 16 bytes. */
typedef struct kr__name_word {
	uint32_t check;   /* low half of the hash; 0: empty */
	uint16_t cluster; /* number of its class, 0: none */
	uint16_t part;    /* kr__name_part */
	uint16_t cue;     /* kr__name_cue */
	uint16_t seen;    /* labels in raw text, four bits each: PER LOC ORG O */
	uint32_t path;    /* Brown code of the class */
} kr__name_word;

typedef struct kr__name_lexicon {
	const kr__name_word *words;
	uint64_t mask;
} kr__name_lexicon;

/* `bytes` as written by the trainer, aligned to 16; empty is an empty lexicon.
 * KR_EDATA if damaged. */
kr_status kr__name_lexicon_open(kr__name_lexicon *x, kr_view bytes);
/* The word with this hash (kr__hash64 of its lower-case form), or NULL. */
const kr__name_word *kr__name_lexicon_find(const kr__name_lexicon *x,
                                           uint64_t hash);

#endif
