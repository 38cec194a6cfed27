// SPDX-License-Identifier: Apache-2.0
/*
 * Civil dates: proleptic Gregorian, no zones, no clock. A day number counts
 * from 1970-01-01 = 0. Source of the arithmetic: H. Hinnant, "chrono-
 * compatible low-level date algorithms" (public domain).
 */
#ifndef KR_BASE_DATE_H
#define KR_BASE_DATE_H

#include "base/buf.h"

/* month or day 0: not known; year 0: nothing known. */
typedef struct kr_date {
	int16_t year;
	int8_t month, day;
} kr_date;

/* An inclusive interval of days; first > last: empty. */
typedef struct kr_days {
	int32_t first, last;
} kr_days;

static inline bool kr__days_known(kr_days d)
{
	return d.first <= d.last;
}

bool kr__date_valid(kr_date d);   /* year 1..9999, a real day (full date) */
int32_t kr__date_to_day(kr_date d); /* full dates only */
kr_date kr__date_of_day(int32_t day);
int kr__date_weekday(int32_t day); /* 1 Monday .. 7 Sunday (ISO 8601) */
int kr__date_month_len(int year, int month);
/* The days that a full or partial date covers. */
kr_days kr__date_days(kr_date d);
/* "2024", "2024-10" or "2024-10-11", nothing else. */
bool kr__date_parse(kr_view v, kr_date *out);
/* The date at the head of an ISO 8601 or RFC 822/850 date-time; the day as
 * printed, zone ignored. Returns false if none is there. */
bool kr__date_parse_loose(kr_view v, kr_date *out);
void kr__buf_date(kr_buf *b, kr_date d);
bool kr__date_eq(kr_date a, kr_date b);

#endif
