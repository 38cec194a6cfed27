// SPDX-License-Identifier: Apache-2.0
/*
 * Ties: what two reports of one kind of act share besides its kind and the
 * states of its sides, and whether that makes them one act.
 */
#ifndef KR_MERGE_TIE_H
#define KR_MERGE_TIE_H

#include "merge/act.h"

enum {
	KR_TIE_DOER = 1,    /* a person or an organisation does both */
	KR_TIE_STATE = 2,   /* a state does both, or somebody for it */
	KR_TIE_OTHER = 4,   /* one more side */
	KR_TIE_OBJECT = 8,  /* a word of the object, or how many they are */
	KR_TIE_OBJECTS = 16, /* two words of it */
	KR_TIE_PLACE = 32,
	KR_TIE_CROWD = 64,  /* neither names who does it */
	KR_TIE_WORDS = 128, /* they are the same sentence */
	KR_TIE_LIKE = 256,  /* their sentences say much the same */
	KR_TIE_DUE = 512,   /* of a pledge: on its day (only stores know) */
	KR_TIE_BODY = 1024  /* a body does the one, somebody of it the other */
};
unsigned kr__ties(const kr_act *x, const kr_act *y);

/* A person or an organisation, called by a name? */
bool kr__side_named(const kr_side *s);
/* Are its sides of one power? Companies are of none. */
bool kr__at_home(const kr_act *r);
/* Both told of a day, or of a week at most? */
bool kr__days_narrow(kr_days d);
/* One act, if they agree in time? */
bool kr__one_act(const kr_act *x, const kr_act *y);

/* Words of an object, and how many different ones of `a` stand in `b`. */
uint32_t kr__object_words(kr_view v);
uint32_t kr__object_shared(kr_view a, kr_view b);
/* Objects are one thing if what is said of one's kind is all said of the
 * other's: "kesepakatan kemitraan" is the "perjanjian kemitraan strategis",
 * "perjanjian transit" is not. */
bool kr__one_thing(kr_view a, kr_view b);

#endif
