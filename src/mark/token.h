// SPDX-License-Identifier: Apache-2.0
/* token: what the files that cut text into tokens and sentences share. */
#ifndef KR_MARK_TOKEN_H
#define KR_MARK_TOKEN_H

#include "mark/mark.h"
#include "mark/lemma.h"

enum {
	KR_FORM_MAX = 1000, /* bytes of a form that are kept as a symbol */
	KR_WORD_MAX = 64,   /* longer forms are not analysed */
	KR_SPLIT_MAX = 3    /* words in one token */
};

/* How a form falls into words. */
typedef struct kr_split {
	uint32_t n;                   /* words */
	uint32_t len[KR_SPLIT_MAX];   /* bytes of each */
	kr_sym form[KR_SPLIT_MAX], lower[KR_SPLIT_MAX];
} kr_split;

/* One remembered form; direct mapped, so memory is fixed. */
typedef struct kr_seen {
	uint64_t hash; /* 0: empty */
	kr_split split;
} kr_seen;

enum { KR_N_SEEN = 2048 };

/* Where sentences truly end, for training. */
typedef struct kr_teacher {
	const uint32_t *ends; /* [n] bytes, rising */
	uint32_t n, at;
	int32_t *votes;       /* [KR_BORDERS] for less against a border */
} kr_teacher;

/* The tokens of a paragraph: from `first` to the next one's first. */
typedef struct kr_paragraph {
	uint32_t first, zone;
} kr_paragraph;

typedef struct kr_cutter {
	const kr_pack *pack;
	const kr_tokens *facts; /* may be NULL */
	kr_doc *doc;
	kr_arena *scratch;
	kr_seen *seen; /* [KR_N_SEEN] */
	uint32_t zone; /* of the present paragraph, or KR_NONE */
	kr_paragraph *paragraphs;
	uint32_t n_paragraphs, cap_paragraphs;
	kr_style style;
	kr_teacher *teacher; /* NULL: not in training */
} kr_cutter;

/* Add token and words of text bytes [start, end). */
void kr__token_emit(kr_cutter *c, uint32_t start, uint32_t end);
/* Cut [start, end), one paragraph, into tokens. */
void kr__paragraph_tokens(kr_cutter *c, uint32_t start, uint32_t end);
/* Group tokens [first, end), one paragraph, into sentences. */
void kr__paragraph_sentences(kr_cutter *c, uint32_t first, uint32_t end);
/* Count which sentence borders of a treebank's running text look like what;
 * adds to votes[KR_BORDERS]. */
kr_status kr__count_borders(const kr_pack *p, kr_view text, kr_style style,
                            kr_teacher *teacher);
/* How many bytes of `form` are a clitic at the end (or, with *prefix set, at
 * the start); 0: none. */
uint32_t kr__clitic_len(const kr_cutter *c, kr_view form, kr_view lower,
                        bool *prefix);

#endif
