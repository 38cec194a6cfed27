// SPDX-License-Identifier: Apache-2.0
/* Gathering what raw text and lists tell of phrases and of contexts. */
#ifndef KR_MARK_NAME_FACT_H
#define KR_MARK_NAME_FACT_H

#include "base/buf.h"
#include "mark/name_corpus.h"

/* What the first reading noted of a token of raw text. */
enum {
	KR__RAW_TYPE = 3, /* PER LOC ORG, or 3: no name */
	KR__RAW_FIRST = 4,
	KR__RAW_BIG = 8,
	KR__RAW_UNREAD = 16,
	KR__RAW_LONGEST = 200, /* longer sentences are not read */
};

/* Keys with counts by type. */
typedef struct kr__name_facts {
	uint64_t *key;
	uint32_t *slot; /* [mask + 1] number + 1; 0: empty */
	uint32_t (*count)[4];
	uint8_t *list; /* 1 person, 2 place, 4 organisation; 8: a phrase */
	uint64_t mask;
	uint32_t n, cap;
	kr_arena *arena;
} kr__name_facts;

kr_status kr__name_facts_init(kr__name_facts *f, kr_arena *arena);
/* Names of a list, one a line: those of two words or more. */
kr_status kr__name_facts_list(kr__name_facts *f, kr_view kind, kr_view text);
/* Phrases and contexts of raw text; mark[t] is what was noted of token t. */
kr_status kr__name_facts_read(kr__name_facts *f, const kr__name_corpus *raw,
                              const uint8_t *mark);
/* Append the table of what is worth keeping; returns its places. */
uint64_t kr__name_facts_write(const kr__name_facts *f, kr_buf *out);

#endif
