// SPDX-License-Identifier: Apache-2.0
/* How a pledge stood, stretch of days by stretch of days. */
#ifndef KR_MERGE_STANDING_H
#define KR_MERGE_STANDING_H

#include "merge/act.h"

/* What was known of a pledge at the end of each day of [since, until). */
typedef struct kr_standing {
	int32_t since, until; /* until INT32_MAX: for ever */
	uint8_t state;
	bool promised;
	bool silent;          /* the last of its moves is silence that is no move
	                         of the pledge now: a later report came first */
	kr_days due;
	int32_t delay;
	uint32_t n_moves;
} kr_standing;

typedef struct kr_standings {
	const kr_move *moves; /* of one pledge */
	uint32_t n, at;
	kr_days first_due;
} kr_standings;

/* Begin with `moves` of a pledge as kr__follow_pledges left them. */
void kr__standings_init(kr_standings *s, const kr_move *moves, uint32_t n);
/* The standings from one report to the next, by day, each of a day or more;
 * *n at most 3, it may be 0. False at the end. */
enum { KR_MAX_STANDINGS = 3 };
bool kr__standings_next(kr_standings *s, kr_standing out[KR_MAX_STANDINGS],
                        uint32_t *n);

#endif
