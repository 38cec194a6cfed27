// SPDX-License-Identifier: Apache-2.0
/* The speech part of a pack: words of saying (lang/XX/speech.tsv). */
#ifndef KR_LEXICON_SPEECH_H
#define KR_LEXICON_SPEECH_H

#include "base/base.h"
#include "lexicon/phrases.h"

/* Classes of words of speech: bits of 64, since 32 are used up. */
typedef uint64_t kr_speech_classes;
#define KR_SP_BIT(n) (UINT64_C(1) << (n))
#define KR_SP_SAY KR_SP_BIT(0) /* mengatakan: a clause follows */
#define KR_SP_ASK KR_SP_BIT(1) /* meminta: somebody and a clause follow */
#define KR_SP_BLAME KR_SP_BIT(2) /* mengkritik ... karena: a clause follows */
#define KR_SP_BARE KR_SP_BIT(3) /* ujar: speaker follows, words stand before */
#define KR_SP_PASSIVE KR_SP_BIT(4) /* dikatakan: speaker follows */
#define KR_SP_MID KR_SP_BIT(5) /* (hal itu ia) sampaikan */
#define KR_SP_ACCORDING KR_SP_BIT(6) /* menurut: speaker follows */
#define KR_SP_THAT KR_SP_BIT(7)
#define KR_SP_PURPOSE KR_SP_BIT(8)
#define KR_SP_BECAUSE KR_SP_BIT(9)
#define KR_SP_THING KR_SP_BIT(10) /* hal ini: what was said before */
#define KR_SP_CARRIER KR_SP_BIT(11) /* dikutip: an agency follows */
#define KR_SP_CITING KR_SP_BIT(12) /* mengutip: an agency stands before */
#define KR_SP_WORDS KR_SP_BIT(13) /* pernyataan: somebody's words */
#define KR_SP_TO KR_SP_BIT(14) /* kepada: an addressee follows */
#define KR_SP_HINGE KR_SP_BIT(15) /* a new clause or phrase begins */
#define KR_SP_ADVERB KR_SP_BIT(16) /* may stand between speaker and verb */
#define KR_SP_NOT KR_SP_BIT(17)
#define KR_SP_NP KR_SP_BIT(18) /* menekankan: a noun phrase will do */
#define KR_SP_CONJ KR_SP_BIT(19)
#define KR_SP_RELATIVE KR_SP_BIT(20)
#define KR_SP_CLITIC KR_SP_BIT(21) /* -nya: the one spoken of */
#define KR_SP_SUB KR_SP_BIT(22) /* seusai: what follows is no main clause */
#define KR_SP_FINITE KR_SP_BIT(23) /* adalah, akan: a clause by itself */
#define KR_SP_PLEA KR_SP_BIT(24) /* seruan (untuk): words of saying as a noun */
#define KR_SP_MUTE KR_SP_BIT(25) /* kesepakatan: what never speaks */
#define KR_SP_OCCASION KR_SP_BIT(26) /* dalam pidato: where something is said */
#define KR_SP_JUDGE KR_SP_BIT(27) /* dinilai: a clause about the one judged */
#define KR_SP_TOPIC KR_SP_BIT(28) /* alasan, topik: heads a mere noun phrase; a
   verb with it needs "bahwa" or a comma */
#define KR_SP_PLURAL KR_SP_BIT(29) /* mereka: no single person */
#define KR_SP_CROWD KR_SP_BIT(30) /* para, otoritas: a phrase of people begins who
   go by what they are, not by a name in it */
#define KR_SP_MEASURE KR_SP_BIT(31) /* seorang, persen: no part of who they are */
#define KR_SP_AS KR_SP_BIT(32) /* sebagai: says what the one judged is */
#define KR_SP_POINTING KR_SP_BIT(33) /* itu, tersebut: the noun before it was told of */
#define KR_SP_BY KR_SP_BIT(34) /* oleh: who did it follows a passive */
#define KR_SP_FROM KR_SP_BIT(35) /* dari: from whom something comes */

struct kr_speech {
	kr_phrases phrases; /* value: number of a class */
};

/* Classes of the longest phrase at keys[0..n), its length in *len (0: none). */
kr_speech_classes kr__speech_match(const struct kr_speech *s, const uint64_t *keys,
                                   uint32_t n, uint32_t *len);

#endif
