// SPDX-License-Identifier: Apache-2.0
/*
 * The language model of the lexicon: lang/common/langid/wide.krn tells many
 * languages apart, near.krn those that resemble Indonesian.
 */
#ifndef KR_LEXICON_LANGID_H
#define KR_LEXICON_LANGID_H

#include "doc/memo.h"

struct kr_lexicon;
typedef struct kr_langid kr_langid;

typedef struct kr_language {
	kr_view lang;        /* BCP 47; empty: not known */
	uint16_t confidence; /* permille */
} kr_language;

/* Load the models; where there are none every text is of unknown language. */
kr_status kr__langid_load(struct kr_lexicon *lx, kr_err *err);
/* The language of a text. Reads as much of it as is needed, at most some
 * thousand bytes. `hint` (may be empty) decides where it is likely enough; `memo`
 * may be NULL. */
kr_language kr__langid_tell(const kr_langid *m, kr_memo *memo, kr_view text,
                            kr_view hint);

#endif
