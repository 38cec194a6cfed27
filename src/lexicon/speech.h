// SPDX-License-Identifier: Apache-2.0
/* The speech part of a pack: words of saying (lang/XX/speech.tsv). */
#ifndef KR_LEXICON_SPEECH_H
#define KR_LEXICON_SPEECH_H

#include "base/base.h"
#include "lexicon/phrases.h"

enum kr_speech_class {
	KR_SP_SAY = 1 << 0,       /* mengatakan: a clause follows */
	KR_SP_ASK = 1 << 1,       /* meminta: somebody and a clause follow */
	KR_SP_BLAME = 1 << 2,     /* mengkritik ... karena: a clause follows */
	KR_SP_BARE = 1 << 3,      /* ujar: speaker follows, words stand before */
	KR_SP_PASSIVE = 1 << 4,   /* dikatakan: speaker follows */
	KR_SP_MID = 1 << 5,       /* (hal itu ia) sampaikan */
	KR_SP_ACCORDING = 1 << 6, /* menurut: speaker follows */
	KR_SP_THAT = 1 << 7,
	KR_SP_PURPOSE = 1 << 8,
	KR_SP_BECAUSE = 1 << 9,
	KR_SP_THING = 1 << 10,    /* hal ini: what was said before */
	KR_SP_CARRIER = 1 << 11,  /* dikutip: an agency follows */
	KR_SP_CITING = 1 << 12,   /* mengutip: an agency stands before */
	KR_SP_WORDS = 1 << 13,    /* pernyataan: somebody's words */
	KR_SP_TO = 1 << 14,       /* kepada: an addressee follows */
	KR_SP_HINGE = 1 << 15,    /* a new clause or phrase begins */
	KR_SP_ADVERB = 1 << 16,   /* may stand between speaker and verb */
	KR_SP_NOT = 1 << 17,
	KR_SP_NP = 1 << 18,       /* menekankan: a noun phrase will do */
	KR_SP_CONJ = 1 << 19,
	KR_SP_RELATIVE = 1 << 20,
	KR_SP_CLITIC = 1 << 21,   /* -nya: the one spoken of */
	KR_SP_SUB = 1 << 22,      /* seusai: what follows is no main clause */
	KR_SP_FINITE = 1 << 23,   /* adalah, akan: a clause by itself */
	KR_SP_PLEA = 1 << 24,     /* seruan (untuk): words of saying as a noun */
	KR_SP_MUTE = 1 << 25,     /* kesepakatan: what never speaks */
	KR_SP_OCCASION = 1 << 26, /* dalam pidato: where something is said */
	KR_SP_JUDGE = 1 << 27,    /* dinilai: a clause about the one judged */
	KR_SP_TOPIC = 1 << 28,    /* alasan, topik: heads a mere noun phrase; a
	                             verb with it needs "bahwa" or a comma */
	KR_SP_PLURAL = 1 << 29,   /* mereka: no single person */
	KR_SP_CROWD = 1 << 30,    /* para, otoritas: a phrase of people begins who
	                             go by what they are, not by a name in it */
	KR_SP_MEASURE = INT32_MIN /* seorang, persen: no part of who they are; the
	                             last bit */
};

struct kr_speech {
	kr_phrases phrases; /* value: classes */
};

/* Classes of the longest phrase at keys[0..n), its length in *len (0: none). */
uint32_t kr__speech_match(const struct kr_speech *s, const uint64_t *keys,
                          uint32_t n, uint32_t *len);

#endif
