// SPDX-License-Identifier: Apache-2.0
/* event_told: sides that the sentence of an act does not name, and warnings
 * with a condition (event_threat.c). */
#ifndef KR_MARK_EVENT_TOLD_H
#define KR_MARK_EVENT_TOLD_H

#include "mark/event.h"

/* "memuji X dan memintanya ...": who is asked is the one told of right before. */
bool kr__ev_asks_him(const kr_events_at *e, kr_acts *acts, uint32_t i);

/* Give act `i`, which lacks a recipient, the side that was told before it, if
 * one is: in an act of the last sentences, or as the only other party. All acts
 * must be known. False: none, `acts` is as it was. */
bool kr__ev_told(const kr_events_at *e, kr_acts *acts, uint32_t i);
/* The same where it is only described behind the trigger ("rezim itu"), also
 * in place of a group without a country. */
bool kr__ev_described(const kr_events_at *e, kr_acts *acts, uint32_t i);
/* Whom act `i` asks: of "pembebasan X" who holds X, of "militernya" his state. */
bool kr__ev_asked(const kr_events_at *e, kr_acts *acts, uint32_t i);
/* Is the word a "mereka", "dia" of whom no mention tells who it is? */
bool kr__ev_third(const kr_events_at *e, uint32_t i);
/* Is the subject of an act in a quote such a word? */
bool kr__ev_they(const kr_events_at *e, const kr_act *act);
/* "Langkah ini disambut protes dari X": is what X answers told before? */
bool kr__ev_answered(const kr_events_at *e, const kr_act *act);
/* Of several who receive, those of the actor's own state do not. */
void kr__ev_drop_own(const kr_events_at *e, kr_act *act);
/* "X yang melanggar ...": is an accusation told of X by a "yang" of its own? */
bool kr__ev_who(const kr_events_at *e, const kr_act *act);
/* "memperingatkan bahwa negaranya siap membalas": a statesman does not threaten
 * his own state. */
void kr__ev_not_own(const kr_events_at *e, kr_act *act);

/* "jika X ..., kami akan membalas": the sides of the warning whose condition
 * opens at the trigger; false: it is none. */
bool kr__ev_warning(const kr_events_at *e, kr_act *act);

#endif
