// SPDX-License-Identifier: Apache-2.0
/* lemma: the dictionary form of a word. */
#ifndef KR_MARK_LEMMA_H
#define KR_MARK_LEMMA_H

#include "mark/morph.h"

enum { KR_LEMMA_MAX = 1024 };

/* Treebanks follow two conventions: encyclopaedic ones write every lemma in
 * lower case and name clitics by their pronoun; news keeps proper names. */
typedef enum kr_style { KR_STYLE_NEWS, KR_STYLE_WIKI, KR_N_STYLES } kr_style;

/* What a lemma depends on. */
typedef struct kr_lemma_case {
	kr_view form, lower;
	uint8_t upos;
	bool first; /* of its sentence */
	kr_style style;
} kr_lemma_case;

/* Write the lemma into `out` (KR_LEMMA_MAX bytes), return its view. */
kr_view kr__lemma_of(const kr_pack *p, const kr_lemma_case *c, char *out);
/* The memo key of a case; `style` is part of it. */
uint64_t kr__lemma_key(const kr_lemma_case *c);
/* The memo key of a verb's voice; the empty word stands for all verbs that no
 * rule tells anything about. */
uint64_t kr__voice_key(kr_view lower, kr_style style);
/* The voice (enum kr_voice) of a verb: as remembered, else by its prefix,
 * else as most bare verbs of the style; -1: nothing is known. */
int kr__voice_by_rule(const kr_pack *p, kr_view lower, kr_style style);
/* Index into keep_case. */
uint32_t kr__lemma_case_row(const kr_lemma_case *c);

/* The style of a document, by its words; news unless there is good reason. */
kr_style kr__doc_style(const kr_pack *p, const kr_doc *d);

/* Works through words one by one and remembers what it has seen. */
typedef struct kr_lemmatizer {
	const kr_pack *pack;
	kr_doc *doc;
	kr_style style;
	struct kr_lemma_seen *seen;
} kr_lemmatizer;

/* Memory comes from `scratch` and lives as long as it is not rewound. */
kr_status kr__lemmatizer_init(kr_lemmatizer *l, const kr_pack *p, kr_doc *d,
                              kr_arena *scratch);
/* Set the lemma of a word that has its UPOS; `first`: of its sentence. The
 * voice of a verb is set by rule, in its features too; that of other words is
 * taken from the features. A noun or adjective that by its affixes is a verb
 * becomes one. */
void kr__lemmatizer_word(kr_lemmatizer *l, kr_word *w, bool first);
/* All words of the document. */
kr_status kr__mark_lemmas(const kr_pack *p, kr_doc *d, kr_arena *scratch);

#endif
