// SPDX-License-Identifier: Apache-2.0
/*
 * What the name finder knows about words: cluster, parts of known names, cue
 * classes, and how a first reading of raw text labelled them; and what it knows
 * about phrases and contexts. Two hash tables inside the model file.
 */
#ifndef KR_LEXICON_NAME_WORDS_H
#define KR_LEXICON_NAME_WORDS_H

#include "base/hash.h"
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
	KR__CUE_SERVICE = 8192,
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

/* A fact: 48 bits of a key, then sixteen of knowledge: four bits for each of
 * PER LOC ORG as in kr__name_word.seen, four for the lists that hold it. */
typedef uint64_t kr__name_fact;

enum {
	KR__NAME_PHRASE = 6,   /* words of the longest phrase */
	KR__NAME_CONTEXTS = 5, /* kinds of context */
	KR__NAME_EDGE = 7,     /* stands for the words outside a sentence */
};
#define KR__NAME_PHRASE_SEED 0x243f6a8885a308d3u

typedef struct kr__name_lexicon {
	const kr__name_word *words;
	const kr__name_fact *facts;
	uint64_t n_words, n_facts; /* places in the tables; at least 1 */
} kr__name_lexicon;

/* What stands at the start of the compiled lexicon: then words, then facts. */
typedef struct kr__name_lexicon_head {
	char magic[8];
	uint64_t n_words, n_facts, unused;
} kr__name_lexicon_head;
#define KR__NAME_LEXICON_MAGIC "KRNAME2"

/* Where the search for a hash begins in a table of n places. */
static inline uint64_t kr__name_place(uint64_t hash, uint64_t n)
{
	return (hash & 0xffffffff) * n >> 32;
}

/* Key of a phrase, word by word, from hashes of the words in small letters. */
static inline uint64_t kr__name_phrase_key(uint64_t so_far, uint64_t low)
{
	return kr__hash_mix(so_far, low);
}

/* Keys of the contexts of a token, from the two words before it (p2, p1) and
 * the two behind it (n1, n2). */
static inline void kr__name_context_keys(uint64_t p2, uint64_t p1, uint64_t n1,
                                         uint64_t n2, uint64_t *key)
{
	key[0] = kr__hash_mix(kr__hash_mix(1, p2), p1);
	key[1] = kr__hash_mix(kr__hash_mix(2, n1), n2);
	key[2] = kr__hash_mix(kr__hash_mix(3, p1), n1);
	key[3] = kr__hash_mix(4, p1);
	key[4] = kr__hash_mix(5, n1);
}

/* `bytes` as written by the trainer, aligned to 16; empty is an empty lexicon.
 * KR_EDATA if damaged. */
kr_status kr__name_lexicon_open(kr__name_lexicon *x, kr_view bytes);
/* The word with this hash (kr__hash64 of its lower-case form), or NULL. */
const kr__name_word *kr__name_lexicon_find(const kr__name_lexicon *x,
                                           uint64_t hash);
/* The knowledge about a phrase or context; 0: none. */
uint16_t kr__name_lexicon_fact(const kr__name_lexicon *x, uint64_t key);

#endif
