// SPDX-License-Identifier: Apache-2.0
/* Building the lexicon of the name finder from text, lists and cues. */
#ifndef KR_MARK_NAME_COUNT_H
#define KR_MARK_NAME_COUNT_H

#include "mark/name_corpus.h"
#include "lexicon/name_words.h"
#include "mark/name_fact.h"
#include "mark/name_recipe.h"

/* Words that are counted; numbers by hash. */
typedef struct kr__name_vocab {
	uint64_t *key;     /* [n_slots] */
	uint32_t *slot;    /* [n_slots] number + 1; 0: empty */
	uint64_t mask;
	uint32_t n, cap;
	uint64_t *hash;    /* [cap], as all below */
	uint32_t *count;   /* in raw text and corpora */
	uint32_t *inside;  /* not at the start of a sentence, where case counts */
	uint32_t *big;     /* of these: capitalised */
	uint32_t (*label)[4]; /* read in raw text as PER LOC ORG, or no name */
	kr__name_word *word;
	kr_arena *arena;
} kr__name_vocab;

kr_status kr__name_vocab_init(kr__name_vocab *v, kr_arena *arena);
/* Number of a word by the hash of its lower-case form, made if new;
 * UINT32_MAX when memory is out. */
uint32_t kr__name_vocab_add(kr__name_vocab *v, uint64_t hash);
/* Count the words of a corpus and how often they are capitalised. */
kr_status kr__name_vocab_count(kr__name_vocab *v, const kr__name_corpus *c);
/* Brown clusters of the words that occur `min_count` times or more. */
kr_status kr__name_vocab_cluster(kr__name_vocab *v,
                                 const kr__name_corpus *const *texts,
                                 uint32_t n_texts, uint32_t n_clusters,
                                 uint32_t min_count);
/* Names of a list, one a line, kind "person", "place" or "organization". */
kr_status kr__name_vocab_list(kr__name_vocab *v, kr_view kind, kr_view text);
/* Cue words: rows of a class and its words. */
kr_status kr__name_vocab_cues(kr__name_vocab *v, const kr_rows *rows,
                              kr_err *err);
/* What kr__name_lexicon_open reads, appended to `out`; words that say nothing
 * are left out. */
kr_status kr__name_vocab_write(kr__name_vocab *v, const kr__name_facts *facts,
                               kr_buf *out);

#endif
