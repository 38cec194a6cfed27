// SPDX-License-Identifier: Apache-2.0
/*
 * Lessons: sentences with the answers that a network shall learn, in numbers.
 * Made from treebanks; labels get their numbers in order of first use.
 */
#ifndef KR_LEARN_LESSONS_H
#define KR_LEARN_LESSONS_H

#include "learn/net.h"
#include "learn/treebank.h"

enum { /* what a set of sentences teaches */
	KR_TEACH_UPOS = 1, KR_TEACH_FEATS = 2, KR_TEACH_LEMMA = 4,
	KR_TEACH_TREE = 8
};
enum {
	KR_LESSON_NONE = -1,    /* no answer is known */
	KR_LESSON_UNKNOWN = -2, /* the answer is not among the labels */
	KR_LESSON_MAX_WORDS = 256,
	KR_GUIDE_RELS = 256, KR_GUIDE_TAGS = 64, KR_GUIDE_PAIRS = 2048
};

/* What another annotation of the same sentence says of a word. */
typedef struct kr_guide {
	int16_t head;     /* in the sentence; -1: root; -2: nothing is known */
	uint16_t rel, tag; /* hashed */
} kr_guide;

typedef struct kr_lesson_word {
	uint32_t rows[KR_MAX_TRAITS];
	uint8_t n_rows;
	int16_t head;  /* in the sentence; -1: root */
	int16_t rel;
	int16_t label[KR_NET_N_TASKS];
	kr_guide guide;
} kr_lesson_word;

typedef struct kr_lesson {
	kr_lesson_word *words;
	uint32_t n;
	uint8_t style, teaches;
	bool guided;
} kr_lesson;

typedef struct kr_lessons {
	kr_arena *arena;
	kr_lesson *at;
	uint32_t n, cap;
	kr_symbols labels[KR_NET_N_TASKS], rels; /* number of a label: symbol - 1 */
	uint32_t *seen[KR_NET_N_TASKS]; /* [cap_seen] how often, per label */
	uint32_t cap_seen[KR_NET_N_TASKS];
	uint32_t *word_count; /* [KR_TRAIT_WORDS] */
} kr_lessons;

typedef struct kr_lesson_set {
	uint8_t style, teaches; /* KR_TEACH_ */
	const kr_bank *old;     /* the same sentences in another annotation, or NULL */
} kr_lesson_set;

bool kr__lessons_init(kr_lessons *l, kr_arena *arena);
/* Add the sentences of a bank (longer ones than KR_LESSON_MAX_WORDS are left
 * out). KR_EDATA if there would be too many labels. */
kr_status kr__lessons_add(kr_lessons *l, const kr_bank *bank,
                          const kr_lesson_set *set, kr_err *err);
/* Forget labels of a task that were seen less than `least` times. */
kr_status kr__lessons_prune(kr_lessons *l, int task, uint32_t least);
static inline uint32_t kr__lessons_n(const kr_symbols *labels)
{
	return labels->n - 1; /* symbol 0 is the empty string */
}

/* Fill the guides of `words` (of sentence `s` of the bank) from the same
 * sentence `o` of the other annotation; words are matched by their letters. */
bool kr__guide_align(const kr_bank *bank, uint32_t s, const kr_bank *old,
                     uint32_t o, kr_lesson_word *words);
/* Where the letters of each word of sentence `s` stand, counted from its
 * first; returns how many letters there are. */
typedef struct kr_letters {
	uint32_t start, end;
} kr_letters;
uint32_t kr__guide_letters(const kr_bank *bank, uint32_t s,
                           kr_letters at[KR_LESSON_MAX_WORDS]);

#endif
