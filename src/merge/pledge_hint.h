// SPDX-License-Identifier: Apache-2.0
/*
 * Hints: what a report says of pledges besides what it tells, as acts of their own.
 */
#ifndef KR_MERGE_PLEDGE_HINT_H
#define KR_MERGE_PLEDGE_HINT_H

#include "merge/act.h"

enum {
	KR_HINT_NONE,    /* a report */
	KR_HINT_INVITED, /* the host hopes for the visit */
	KR_HINT_AMONG,   /* one of several who did it */
	KR_HINT_EASED,   /* a sanction put off */
	KR_HINT_DROPPED  /* who asked for it asks no longer */
};

typedef struct kr_hints {
	kr_act *at;
	uint32_t *of; /* the report that each is taken from */
	uint32_t n, cap;
} kr_hints;

kr_status kr__hints_find(kr_hints *out, kr_arena *a, const kr_act *r, uint32_t n);

#endif
