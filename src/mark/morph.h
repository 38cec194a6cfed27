// SPDX-License-Identifier: Apache-2.0
/*
 * Morphology: a word falls into affixes and a root. Used for lemmas, voice,
 * clitics and event frames ("pertemuan" is per- temu -an).
 */
#ifndef KR_MARK_MORPH_H
#define KR_MARK_MORPH_H

#include "doc/doc.h"
#include "lexicon/lexicon.h"

enum {
	KR_ROOT_MAX = 64,     /* longer words are not analysed */
	KR_PREFIX_MAX = 3,
	KR_MORPH_FEATS = 12,
	KR_CANDIDATES = 96
};

/* One way to read a word. Class numbers index kr_morph.classes. */
typedef struct kr_analysis {
	char root[KR_ROOT_MAX];
	uint8_t root_len;
	uint8_t n_prefixes;
	uint8_t prefix[KR_PREFIX_MAX]; /* classes, outermost first */
	uint8_t suffix;                /* class; 0: none */
	uint8_t voice;                 /* kr_voice by the outermost prefix */
	bool reduplicated;             /* negara-negara */
	bool known;                    /* the root is in the dictionary */
	bool nominal;                  /* a suffix or prefix that makes nouns */
	bool verbal;                   /* the outermost prefix makes verbs only */
	char initial;                  /* first letter restored ('t'), or 0 */
	uint16_t facts;                /* kr__lexeme of the root */
	int32_t score;
} kr_analysis;

static inline kr_view kr__analysis_root(const kr_analysis *a)
{
	return (kr_view){ a->root, a->root_len };
}

/* The best analysis of a lower-cased word as `upos` (KR_UPOS_NONE: unknown).
 * Words without affixes, and words that cannot be analysed, have themselves
 * as root. False if the pack has no morphology or the word is too long; `out`
 * is then the word itself, cut to KR_ROOT_MAX. */
bool kr__morph_analyse(const kr_pack *p, kr_view lower, unsigned upos,
                       kr_analysis *out);
/* All analyses that were weighed, the word itself first. */
uint32_t kr__morph_candidates(const kr_morph *m, kr_view lower,
                              kr_analysis out[KR_CANDIDATES]);
/* Rows of the weight table that a candidate for a word as `upos` adds up;
 * `whole` is the kr__lexeme of the word, the first candidate's facts. */
void kr__morph_features(unsigned whole, unsigned upos, const kr_analysis *a,
                        uint32_t out[KR_MORPH_FEATS]);
/* Name of a prefix or suffix class ("meN"), the empty view for 0. */
kr_view kr__affix_text(const kr_pack *p, unsigned cls);

#endif
