// SPDX-License-Identifier: Apache-2.0
/* Tags and trees of single sentences; tag.c and tree.c run them over all. */
#ifndef KR_MARK_SYNTAX_H
#define KR_MARK_SYNTAX_H

#include "doc/doc.h"
#include "lexicon/grammar.h"
#include "mark/lemma.h"

typedef struct kr_syntax {
	const struct kr_grammar *grammar;
	kr_doc *doc;
	kr_net_work *work;
	kr_sighting *items;   /* [max_words] of the piece at hand */
	kr_net_word *out; /* [max_words] */
	uint8_t *costs; /* [max_words][tags of the net], or NULL */
	kr_buf lemma;
	kr_lemmatizer lemmas; /* used where the pack has a morphology */
	uint32_t max_words;
} kr_syntax;

/* Ready for the sentences i of `doc` with which[i]; NULL: all. */
kr_status kr__syntax_init(kr_syntax *s, const kr_pack *pack, kr_doc *doc,
                          const bool *which, kr_arena *scratch);
void kr__syntax_drop(kr_syntax *s);
/* Do what is not yet done of `flags` (kr_net_flags) to one sentence. */
kr_status kr__syntax_run(kr_syntax *s, uint32_t sentence, unsigned flags);

#endif
