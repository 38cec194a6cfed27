// SPDX-License-Identifier: Apache-2.0
/*
 * Tokens: what a pack says about cutting text into tokens, words and
 * sentences. Words are looked up by the hash of their lower-cased form.
 */
#ifndef KR_LEXICON_TOKENS_H
#define KR_LEXICON_TOKENS_H

#include "base/base.h"

enum kr_token_facts {
	KR_TF_BEFORE = 1 << 14, /* dr - ends nothing, capital or not */
	KR_TF_TITLE = 1,      /* Dr. - stands before a name, ends nothing */
	KR_TF_BEFORE_NUM = 2, /* No. - ends nothing if a number follows */
	KR_TF_ABBR = 4,       /* dll. - may end a sentence */
	KR_TF_CURRENCY = 8,   /* Rp - is cut from the digits behind it */
	KR_TF_DOMAIN = 16,    /* com - a word.com is one token */
	KR_TF_WHOLE = 32,     /* hanya - a clitic is only seeming */
	KR_TF_CUT = 64,       /* apakah - has a clitic, for certain */
	KR_TF_NAME_PART = 128, /* al - stays joined to Al-Name */
	KR_TF_KEEPS_DOT = 256, /* Mr - its dot is part of it */
	KR_TF_RUN = 512,      /* .. - such marks in a row are one token */
	KR_TF_PARTS = 1024,   /* - - this mark parts what it stands between */
	KR_TF_GLUED = 2048,   /* dari - a name may stick to it: "dariReuters" */
	KR_TF_STICKS = 4096   /* detik - small, but begins such a name */
};

/* A clitic of the language. */
typedef struct kr_clitic {
	kr_view text;
	bool prefix;
	bool free; /* joins any host; else the host must be known */
} kr_clitic;

enum { KR_MAX_CLITICS = 24 };

typedef struct kr_tokens {
	uint64_t *keys;  /* [n_slots] hash; 0: empty slot */
	uint16_t *facts; /* [n_slots] */
	uint32_t n_slots, n;
	kr_clitic clitics[KR_MAX_CLITICS]; /* longest first */
	uint32_t n_clitics;
} kr_tokens;

/* Facts of a lower-cased word; 0: none. */
unsigned kr__tokens_facts(const kr_tokens *t, kr_view lower);

#endif
