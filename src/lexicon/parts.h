// SPDX-License-Identifier: Apache-2.0
/* parts: the loaders of a pack's parts, for the table in pack.c. Each leaves
 * its part NULL where the pack has no such file; fails only on damage. */
#ifndef KR_LEXICON_PARTS_H
#define KR_LEXICON_PARTS_H

#include "lexicon/pack.h"

kr_status kr__load_tokens(kr_pack *p, kr_err *err);
kr_status kr__load_morph(kr_pack *p, kr_err *err);
kr_status kr__load_grammar(kr_pack *p, kr_err *err);
kr_status kr__load_names(kr_pack *p, kr_err *err);
kr_status kr__load_timex(kr_pack *p, kr_err *err);
kr_status kr__load_frames(kr_pack *p, kr_err *err);
kr_status kr__load_actors(kr_pack *p, kr_err *err);
kr_status kr__load_speech(kr_pack *p, kr_err *err);

#endif
