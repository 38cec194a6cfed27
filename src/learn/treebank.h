// SPDX-License-Identifier: Apache-2.0
/*
 * Treebanks: CoNLL-U read into arrays, for training and for measuring. Every
 * view points into the text that was parsed. Indexes run over the whole bank.
 */
#ifndef KR_LEARN_TREEBANK_H
#define KR_LEARN_TREEBANK_H

#include "base/base.h"

#define KR_BANK_ROOT (-1)   /* head of a root */
#define KR_BANK_NOHEAD (-2) /* "_" */

typedef struct kr_bank_word {
	kr_view form, lemma, upos, xpos, feats, deprel, misc; /* "_" is empty */
	int32_t head;      /* word of the bank, KR_BANK_ROOT, KR_BANK_NOHEAD */
	uint32_t token, sentence;
} kr_bank_word;

typedef struct kr_bank_token {
	kr_view form, misc;
	uint32_t first, n;   /* words; n > 1 or `multi`: a multiword token */
	bool multi, space_after;
} kr_bank_token;

typedef struct kr_bank_sentence {
	kr_view id, text;    /* from "# sent_id =", "# text =" */
	uint32_t first, n;   /* words */
	uint32_t first_token, n_tokens;
	bool newpar;         /* a paragraph or document begins here */
} kr_bank_sentence;

typedef struct kr_bank {
	kr_arena *arena;
	kr_bank_word *words;
	kr_bank_token *tokens;
	kr_bank_sentence *sentences;
	uint32_t n_words, n_tokens, n_sentences;
	uint32_t cap_words, cap_tokens, cap_sentences;
} kr_bank;

/* Parse CoNLL-U. `text` outlives the bank; `where` is for messages. Empty
 * nodes are skipped. KR_EINPUT with a line number on malformed lines. May be
 * called again to append another file. */
void kr__bank_init(kr_bank *b, kr_arena *arena);
kr_status kr__bank_parse(kr_bank *b, kr_view text, const char *where,
                         kr_err *err);
/* The same from a file; the text is kept in the bank's arena. */
kr_status kr__bank_read(kr_bank *b, const char *path, kr_err *err);
/* Add the text of one sentence, from "# text" or its tokens. */
void kr__bank_sentence_text(const kr_bank *b, uint32_t sentence, kr_buf *out);
/* The text of the bank as UD joins it: sentences by one space, paragraphs by
 * an empty line. */
void kr__bank_text(const kr_bank *b, kr_buf *out);
/* The value of `name` in a feature list "A=x|B=y"; empty if absent. */
kr_view kr__feats_get(kr_view feats, kr_view name);

#endif
