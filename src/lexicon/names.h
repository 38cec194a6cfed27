// SPDX-License-Identifier: Apache-2.0
/* The names part of a pack: the weights lang/XX/names.krm. */
#ifndef KR_LEXICON_NAMES_H
#define KR_LEXICON_NAMES_H

#include "learn/linear.h"
#include "lexicon/name_words.h"

struct kr_names {
	kr__linear model; /* style 0 is the one for raw news */
	kr__name_lexicon words;
};

/* Fill `n` from the bytes of a model, which must outlive it and begin at a
 * multiple of 16. KR_EDATA when damaged. */
kr_status kr__names_open(struct kr_names *n, kr_view bytes, kr_err *err);

#endif
