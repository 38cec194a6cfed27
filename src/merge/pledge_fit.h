// SPDX-License-Identifier: Apache-2.0
/*
 * What one report tells of something pledged, and whether it means a pledge that
 * is known already.
 */
#ifndef KR_MERGE_PLEDGE_FIT_H
#define KR_MERGE_PLEDGE_FIT_H

#include "merge/act.h"

/* The day that a report gives to something still to come: a day that was over
 * when it was told is none. */
kr_days kr__due_of(const kr_act *r);
bool kr__done_status(unsigned status);
/* Still to come? Also what is told as done on a day not yet come. */
bool kr__to_come(const kr_act *r);
/* The status that the report gives to what is pledged: who agrees promises. */
uint8_t kr__told_status(const kr_act *r);
/* The act that is pledged: of a truce agreed on, that it holds. */
uint8_t kr__deed_of(const kr_act *r);
/* How firm it is: the lower, the firmer; a plan told as done is a plan. */
uint8_t kr__firmness(const kr_act *r);
/* "membatalkan", or "tidak akan" with a day still to come. */
bool kr__called_off(const kr_act *r);
/* Only the other side says that it was promised. */
bool kr__asserted(const kr_act *r);
bool kr__is_visit(const kr_act *r);
/* Reports of different blocks never mean one pledge. */
uint64_t kr__pledge_block(const kr_act *r);
/* The narrower kind of act, between the same two powers: "withdraw". */
bool kr__same_mode(const kr_act *o, const kr_act *r);

typedef struct kr_pledged { /* a pledge as it stands */
	const kr_act *opened_by, *moved_by; /* moved_by: NULL if nothing did */
	kr_view object;   /* the fullest that was told */
	kr_days due;
	int32_t last_day; /* of its last move */
} kr_pledged;
/* Is what is told due, or done, on the day that is due? */
bool kr__on_due_day(kr_days due, const kr_act *r);
/* Does a report, told on `day`, mean it? */
bool kr__pledge_fits(const kr_pledged *p, const kr_act *r, int32_t day);

#endif
