// SPDX-License-Identifier: Apache-2.0
/*
 * The grammar part of a pack: the network lang/XX/grammar.krn and what its
 * labels mean as numbers of Universal Dependencies.
 */
#ifndef KR_LEXICON_GRAMMAR_H
#define KR_LEXICON_GRAMMAR_H

#include "doc/ud.h"
#include "learn/net.h"
#include "learn/rule.h"
#include "lexicon/pack.h"

enum kr_grammar_task { KR_TASK_UPOS, KR_TASK_FEATS, KR_TASK_LEMMA };

struct kr_grammar {
	kr_net net;
	const uint8_t *upos;   /* [n_labels of KR_TASK_UPOS] kr_upos */
	const kr_sym *feats;   /* [n_labels of KR_TASK_FEATS] */
	const uint8_t *voice;  /* the same: kr_voice */
	const uint8_t *deprel; /* [n_rels] kr_deprel */
};

/* Fill `g` from the bytes of a network, which must outlive it; symbols and
 * tables go to the pack. KR_EDATA when damaged. */
kr_status kr__grammar_open(struct kr_grammar *g, kr_pack *p, kr_view bytes,
                           kr_err *err);

#endif
