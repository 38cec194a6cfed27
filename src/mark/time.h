// SPDX-License-Identifier: Apache-2.0
/* time: what the files that find and resolve time expressions share. */
#ifndef KR_MARK_TIME_H
#define KR_MARK_TIME_H

#include "lexicon/timex.h"
#include "mark/mark.h"

/* What the words of one match said. 0 or -1: not said. */
typedef struct kr_time_caps {
	int day[2], month[2], year[2];
	int n_day, n_month, n_year;
	int weekday;
	int part;          /* letter of MO, AF, EV, NI; 0 none */
	int hour, minute;  /* -1: none */
	int unit;
	int64_t num;
	int64_t num_from;  /* "5-10 tahun": the smaller; 0: none */
	int frac;          /* "3,5 tahun": one digit behind the comma */
	bool decade;       /* year[0] counts tens of years */
} kr_time_caps;

/* A value at one possible anchor day. */
typedef struct kr_time_value {
	char text[40];   /* TIMEX3 value; "": none */
	kr_days days;    /* first > last: no calendar days */
	bool corrected;  /* printed year contradicted by weekday and anchor */
	bool contradicts; /* weekday and date do not agree, date kept */
} kr_time_value;

/* Evaluate a rule with its captures. `anchor`: day number; `known` false: no
 * anchor, then only what needs none has a value. `ahead`: the clause looks
 * forward. */
void kr__time_value(const kr_timex_rule *rule, const kr_time_caps *caps,
                    int32_t anchor, bool known, bool ahead, kr_time_value *out);
/* From the start of `a` to the end of `b`; no value if either has none or they
 * run backwards. */
void kr__time_range(const kr_time_value *a, const kr_time_value *b,
                    kr_time_value *out);

#endif
