// SPDX-License-Identifier: Apache-2.0
/* lexicon: the head header. Language packs and the world, read-only. */
#ifndef KR_LEXICON_LEXICON_H
#define KR_LEXICON_LEXICON_H

#include "lexicon/actors.h"
#include "lexicon/grammar.h"
#include "lexicon/morph.h"
#include "lexicon/frames.h"
#include "lexicon/pack.h"
#include "lexicon/phrases.h"
#include "lexicon/rows.h"
#include "lexicon/speech.h"
#include "lexicon/timex.h"
#include "lexicon/world.h"
#include "lexicon/tokens.h"

#endif
