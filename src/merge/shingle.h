// SPDX-License-Identifier: Apache-2.0
/* Folded words of the kept text, and the few fingerprints that stand for it. */
#ifndef KR_MERGE_SHINGLE_H
#define KR_MERGE_SHINGLE_H

#include "base/base.h"

enum kr_gist_flags {
	KR_GIST_NUMBER = 1, /* has a digit */
	KR_GIST_NAME = 2,   /* begins with a capital, not at a sentence's start */
	KR_GIST_QUOTED = 4, /* inside quotation marks */
	KR_GIST_PARA = 8    /* first word of a line */
};

typedef struct kr_gist_word {
	uint32_t hash; /* of the lower-cased word */
	kr_span span;  /* bytes of the document's text */
	uint8_t flags; /* enum kr_gist_flags */
} kr_gist_word;

/* A document as its words. */
typedef struct kr_gist {
	kr_view text;
	const kr_gist_word *words;
	uint32_t n;
	uint64_t whole; /* hash of all the words in order */
} kr_gist;

/* The fingerprints of a document: a function of its words. */
typedef struct kr_sketch {
	uint32_t *prints; /* [n], ascending, without doubles */
	uint32_t n;
	uint32_t window;  /* shingles a print stands for, at most */
} kr_sketch;

/* Words of the spans `kept` (ascending) of `text`; n_kept 0 takes all of it.
 * Memory is the arena's. KR_ENOMEM or the arena's ceiling. */
kr_status kr__gist_make(kr_gist *out, kr_arena *a, kr_view text,
                        const kr_span *kept, uint32_t n_kept);
/* Fingerprints by winnowing. Empty for fewer words than a shingle has. */
kr_status kr__sketch_make(kr_sketch *out, kr_arena *a, const kr_gist *g);

#endif
