// SPDX-License-Identifier: Apache-2.0
/*
 * The time grammar of a pack: lang/XX/times.tsv says what words mean (months,
 * weekdays, numbers, units, parts of the day), lang/XX/timerules.tsv how they
 * combine. The C code knows calendars, not languages.
 */
#ifndef KR_LEXICON_TIMEX_H
#define KR_LEXICON_TIMEX_H

#include "base/base.h"

/* What one word can be. DAY to CLOCK are told by the shape of digits. */
enum kr_timex_class {
	KR_TX_NUM = 1 << 0,
	KR_TX_MULT = 1 << 1,    /* puluh, ratus: joins a number */
	KR_TX_MONTH = 1 << 2,
	KR_TX_WEEKDAY = 1 << 3,
	KR_TX_UNIT = 1 << 4,
	KR_TX_NUMUNIT = 1 << 5, /* sepekan: one of a unit */
	KR_TX_PART = 1 << 6,    /* pagi */
	KR_TX_ZONE = 1 << 7,    /* WIB */
	KR_TX_FUTURE = 1 << 8,  /* akan: what follows is ahead */
	KR_TX_DAY = 1 << 9,     /* 1 to 31 */
	KR_TX_YEAR = 1 << 10,   /* 1000 to 2999 */
	KR_TX_DMY = 1 << 11,    /* 17/1, 17/1/2025, 2025-01-17 */
	KR_TX_CLOCK = 1 << 12,  /* 19.30, 19:30, 7 */
	KR_TX_LITERAL = 1 << 13,
	KR_TX_UPPER = 1 << 14,  /* weekday only with a capital: Minggu */
	KR_TX_LINK = 1 << 15,   /* yakni: the same day in figures follows */
	KR_TX_JOIN = 1 << 16,   /* dan: another of the same kind follows */
	KR_TX_UNTIL = 1 << 17,  /* hingga: the end of a range follows */
	KR_TX_DECADE = 1 << 18, /* 1980-an: by the pack's ending */
	KR_TX_MONTHDAY = 1 << 19, /* Mei-1: in "29 Mei-1 Juni" */
	KR_TX_SAID = 1 << 20,   /* kata: what stands before looks ahead, not this */
	KR_TX_SHAPED = KR_TX_DAY | KR_TX_YEAR | KR_TX_DMY | KR_TX_CLOCK |
	               KR_TX_LITERAL | KR_TX_UPPER | KR_TX_MONTHDAY
};

typedef struct kr_timex_word {
	uint64_t key; /* of the lower-cased word; 0: empty slot */
	uint32_t classes;
	uint8_t month, weekday, part, unit; /* part, unit: letters of TIMEX3 */
	int32_t num;
} kr_timex_word;

/* One step of a pattern: any of its alternatives. */
typedef struct kr_timex_step {
	uint32_t classes;   /* kr_timex_class alternatives, except LITERAL */
	uint8_t n_literals;
	int8_t group;       /* 0: must match; k: belongs to optional group k */
	uint64_t literals[6];
} kr_timex_step;

typedef enum kr_timex_op {
	KR_TXO_ABS,   /* a calendar date from what was captured */
	KR_TXO_REL,   /* anchor plus n units */
	KR_TXO_NARR,  /* the narrative's day plus n days */
	KR_TXO_WD,    /* weekday in the week n away */
	KR_TXO_DUR,   /* duration */
	KR_TXO_REF,   /* PAST_REF and the like */
	KR_TXO_NONE   /* looks like a time and is none: "UU Nomor 8 Tahun 2019" */
} kr_timex_op;

typedef enum kr_timex_dir { KR_TXD_NEAR, KR_TXD_PAST, KR_TXD_FUTURE } kr_timex_dir;

enum { KR_TX_MAX_STEPS = 16, KR_TX_MAX_WORDS = 32 };

typedef struct kr_timex_rule {
	kr_sym id;          /* "id/times:weekday-date" */
	kr_view name;
	uint8_t type;       /* kr_time_type */
	uint8_t op, dir;
	uint8_t unit;       /* of REL; 0: the captured one. ABS: 'Y' with n, or 'M':
	                       the months n / 100 to n % 100, with n 0 as many as
	                       counted. NARR: 0 is days, 'u' the captured one */
	int32_t n;          /* of REL, NARR, WD; ABS: years from the anchor's */
	bool joined;        /* only beside another of its kind: "2020, 2021" */
	int8_t num_sign;    /* REL: captured number times this; 0: use n */
	kr_sym ref;
	uint32_t n_steps, n_not, n_only;
	const kr_timex_step *steps;
	const uint64_t *not_before, *only_after; /* words that must not, must stand before */
	kr_view example, value;
	uint32_t line;
} kr_timex_rule;

/* A dated happening: tells the year where nothing else does. */
typedef struct kr_dated {
	kr_view words, also;
	kr_date from, to;
} kr_dated;

struct kr_timex {
	kr_timex_word *words; /* [n_slots] open addressing */
	uint32_t n_slots, n_words;
	kr_timex_rule *rules;
	uint32_t n_rules;
	uint32_t first_classes; /* a match starts with one of these, or ... */
	uint64_t *first_literals; /* [n_first_slots] open addressing set */
	uint32_t n_first_slots;
	kr_dated *happenings;
	uint32_t n_happenings;
};

/* What the pack says of a lower-cased word; NULL: nothing. */
const kr_timex_word *kr__timex_word(const struct kr_timex *t, uint64_t key);
/* Can a time expression start with this word? */
bool kr__timex_starts(const struct kr_timex *t, uint64_t key, uint32_t classes);

#endif
