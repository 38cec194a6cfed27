// SPDX-License-Identifier: Apache-2.0
/* time_steps: what the files that read times do for each other. time.c finds
 * the expressions, time_anchor.c the day from which each is said,
 * timevalue.c its value there, time_explain.c what else it could have been. */
#ifndef KR_MARK_TIME_STEPS_H
#define KR_MARK_TIME_STEPS_H

#include "mark/time.h"

typedef struct kr_time_seen { /* a word, classified */
	uint64_t key;
	uint32_t classes;
	const kr_timex_word *word;
	int day, month, year;  /* of DAY, YEAR, DMY */
	int hour, minute;      /* of CLOCK */
	int64_t num;
	int frac;              /* of NUM: the digit behind the comma */
	bool quoted;
	uint32_t paragraph;
} kr_time_seen;

typedef struct kr_time_hit {
	const kr_timex_rule *rule;
	kr_time_caps caps;
	uint32_t first, n; /* words */
	bool ahead;
	const struct kr_time_hit *until; /* "esok hingga Selasa": the end; NULL: none */
} kr_time_hit;

typedef struct kr_timing {
	const struct kr_timex *timex;
	kr_doc *doc;
	kr_arena *scratch;
	kr_time_seen *seen; /* [n_words] */
	kr_time_hit *hits;  /* [n_hits] in text order, as the records are */
	uint32_t n_hits, cap_hits;
	uint64_t opening; /* key of "^": nothing stands before in the sentence */
	kr_days published; /* what the anchor may be; first > last: unknown */
} kr_timing;

/* ---- time.c ---- */
/* Words from `at` that the rule takes in a sentence of these words; 0: none. */
uint32_t kr__time_match(const kr_timing *f, const kr_timex_rule *rule, kr_range words,
                        uint32_t at);

/* ---- time_explain.c ---- */
/* Notes on the record of hit `i`: why it has no value, what else it could be. */
void kr__time_explain(const kr_timing *f, uint32_t i);

/* ---- time_anchor.c ---- */
/* What is known of the day of publication before any hit is read. */
void kr__time_published(kr_timing *f);
/* Value, days and basis of the record of hit `i`. */
kr_status kr__time_resolve(const kr_timing *f, uint32_t i);
/* The value of a hit, of a range from its two ends. */
void kr__time_at(const kr_time_hit *h, int32_t anchor, bool known, kr_time_value *v);
/* The last day of the narrative before hit `i`. */
bool kr__time_narrative(const kr_timing *f, uint32_t i, int32_t *day);
/* The day on which quoted words around hit `i` were said. */
bool kr__time_uttered(const kr_timing *f, uint32_t i, int32_t *day);

#endif
