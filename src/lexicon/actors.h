// SPDX-License-Identifier: Apache-2.0
/*
 * The actors part of a pack: words that refer to actors without naming them
 * (lang/XX/actors.tsv): heads of collectives, pronouns, "kedua", "mitranya".
 */
#ifndef KR_LEXICON_ACTORS_H
#define KR_LEXICON_ACTORS_H

#include "base/base.h"
#include "lexicon/phrases.h"

enum kr_actor_class {
	KR_AC_GROUP = 1 << 0,
	KR_AC_ALONE = 1 << 1,
	KR_AC_SELF = 1 << 2,
	KR_AC_LEADER = 1 << 3,
	KR_AC_DEICTIC = 1 << 4,
	KR_AC_BOTH = 1 << 5,
	KR_AC_STATES = 1 << 6,
	KR_AC_PERSONS = 1 << 7,
	KR_AC_COUNTERPART = 1 << 8,
	KR_AC_HE = 1 << 9,
	KR_AC_THEY = 1 << 10,
	KR_AC_CLITIC = 1 << 11,
	KR_AC_PLACEPREP = 1 << 12,
	KR_AC_OFWHAT = 1 << 13,
	KR_AC_HONOR = 1 << 14,
	KR_AC_MIDDLE = 1 << 15, /* stands between a body and its country */
	KR_AC_ARMED = 1 << 16,
	KR_AC_ARMEDACT = 1 << 17,
	KR_AC_ARMEDTHING = 1 << 18,
	KR_AC_TRUCE = 1 << 19,
	KR_AC_TRUCEWITH = 1 << 20,
	KR_AC_ALSO = 1 << 21,   /* joins two offices of one person */
	KR_AC_KINDOF = 1 << 22,   /* a country behind it says of what kind it is */
	KR_AC_HOMEBODY = 1 << 23, /* begins the name of a body of the home country */
	KR_AC_COMPANY = 1 << 24,  /* begins the name of a company */
	KR_AC_FORENAME = 1 << 25, /* a title that is a first name as well */
	KR_AC_INITIALED = 1 << 26, /* initials behind it are a person */
	KR_AC_CROWD = 1 << 27, /* a protest: its head is who protests */
	KR_AC_HEADS = 1 << 28, /* who heads a state: "kedua presiden" */
	KR_AC_PARTIES = 1 << 29, /* states or others: "kedua pihak" */
	KR_AC_ASKED = 1 << 30 /* before a medium: it asked or was told */
};
/* Beyond what an enumeration holds. */
#define KR_AC_RULE (UINT64_C(1) << 31) /* with its head behind it: his state */
#define KR_AC_DEED (UINT64_C(1) << 32) /* "operasi": of an army it says of what kind */
#define KR_AC_ONEOF (UINT64_C(1) << 33) /* "seorang": one, whom a name behind a comma tells */
#define KR_AC_CHARGED (UINT64_C(1) << 34) /* near it a list of capitals are people */
#define KR_AC_INROLE (UINT64_C(1) << 35) /* capitals before it are a person */
#define KR_AC_SEVERAL (UINT64_C(1) << 36) /* "para": what follows is no one person */
#define KR_AC_KINDORG (UINT64_C(1) << 37) /* of what kind the body named behind it is */
#define KR_AC_TERM (UINT64_C(1) << 38) /* behind an office: "sementara", "terpilih" */
#define KR_AC_ORGHEAD (UINT64_C(1) << 39) /* with capitals begins a body's name */
#define KR_AC_FORMER (UINT64_C(1) << 42) /* "mantan" */
#define KR_AC_ERA (UINT64_C(1) << 40) /* before "pemerintahan X" it tells when */
#define KR_AC_AWAY (UINT64_C(1) << 41) /* "menarik pasukan dari X": X is whence they go */

typedef struct kr_actor_word {
	kr_view words;  /* as written in the pack */
	kr_view head;   /* canonical head of a group */
	kr_view sector;
	kr_view code; /* whose people the word means by itself: WNI */
	uint64_t classes;
} kr_actor_word;

struct kr_actors {
	kr_phrases phrases; /* value: index into words */
	const kr_actor_word *words;
	uint32_t n_words;
};

/* The longest phrase at keys[0..n): its length in words, 0 if none. */
uint32_t kr__actors_match(const struct kr_actors *a, const uint64_t *keys,
                          uint32_t n, const kr_actor_word **word);

#endif
