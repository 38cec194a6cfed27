// SPDX-License-Identifier: Apache-2.0
/*
 * Morphology: what a pack knows about the inside of words. Affixes are text
 * (affixes.tsv); roots, weights and remembered lemmas are a trained file
 * (morph.krm) that is mapped and read in place.
 */
#ifndef KR_LEXICON_MORPH_H
#define KR_LEXICON_MORPH_H

#include "base/base.h"

enum {
	KR_AFFIX_CLASSES = 24,
	KR_MORPH_WEIGHTS = 1 << 15,
	KR_LEX_DICT = 1,  /* a root of the word list */
	KR_LEX_LEMMA = 2, /* a lemma of a treebank */
	KR_SHAPES = 4,
	KR_BORDERS = 2 * 2 * 2 * 32 * 8 * 2 /* rows of the sentence table */
};

typedef struct kr_affix {
	kr_view text, restore;
	uint32_t first; /* letters a..z that may follow, as bits */
	uint8_t cls;    /* class, from 1 */
	uint8_t voice;  /* 0 none, 1 active, 2 passive (enum kr_voice) */
	bool verbal;    /* makes verbs only */
} kr_affix;

/* Sections of morph.krm, each an array. */
#define KR_MORPH_SECTIONS(X)                                                  \
	X(lex_tags, uint32_t) X(lex_facts, uint16_t) X(weights, int16_t)      \
	X(memo_keys, uint64_t) X(memo_at, uint32_t) X(strings, char)          \
	X(style_tags, uint32_t) X(style_weights, int8_t) X(keep_case, uint8_t)  \
	X(borders, int8_t)

typedef struct kr_morph {
	const kr_affix *prefixes, *suffixes;
	uint32_t n_prefixes, n_suffixes;
	kr_view classes[KR_AFFIX_CLASSES]; /* [0] is empty */
	uint32_t n_classes;
#define X(name, type) const type *name; uint32_t n_##name;
	KR_MORPH_SECTIONS(X)
#undef X
} kr_morph;

/* What is known of a lower-cased word: KR_LEX_DICT, KR_LEX_LEMMA, and the
 * logarithms (base 2, rounded up) of its counts in lower and upper case. */
unsigned kr__lexeme(const kr_morph *m, kr_view lower);
static inline unsigned kr__lex_lower(unsigned facts)
{
	return facts >> 4 & 15;
}
static inline unsigned kr__lex_upper(unsigned facts)
{
	return facts >> 8 & 15;
}
/* The remembered string of a key; empty if none. */
kr_view kr__morph_memo(const kr_morph *m, uint64_t key);
/* How much a lower-cased word speaks for an encyclopaedia (above 0) or for
 * news (below). */
int kr__style_weight(const kr_morph *m, kr_view lower);

/* Read sections in place; `bytes` outlives `m`, 8-aligned. KR_EDATA: its frame
 * is damaged. */
kr_status kr__morph_open(kr_morph *m, kr_view bytes, const char *where,
                         kr_err *err);
/* Does the checksum fit? Reads every byte, which opening does not. */
bool kr__morph_summed(kr_view bytes);
/* The same sections as a file. */
void kr__morph_write(const kr_morph *m, kr_buf *out);

#endif
