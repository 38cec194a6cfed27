// SPDX-License-Identifier: Apache-2.0
/* Pairs of an event's sides, for forms that know one source and one target. */
#ifndef KR_TELL_DYAD_H
#define KR_TELL_DYAD_H

#include "merge/fact.h"

enum { KR_MAX_DYADS = 100 }; /* of one event; further ones are left out */

typedef struct kr_dyad {
	const kr_fact_side *source, *target; /* NULL: none named */
	uint64_t id; /* below 2^63; the same in every store of the same documents */
	uint32_t i, j, n; /* for kr__dyad_next */
} kr_dyad;

/* Step to the next pair; begin with a zeroed struct. Actors with recipients;
 * without recipients actors among each other, the earlier one as source. */
bool kr__dyad_next(kr_dyad *d, const kr_fact *f);
/* Does the form without status take the event: did it happen? */
bool kr__fact_happened(const kr_fact *f);
/* ISO day on which to list it: its own, else that of the first report. */
kr_view kr__fact_day(const kr_fact *f);

#endif
