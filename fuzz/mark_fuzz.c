// SPDX-License-Identifier: Apache-2.0
/* Fuzz target: text to tokens, sentences, lemmas and CoNLL-U, which is read
 * back; or (first byte odd) bytes as CoNLL-U. */
#include "fuzz.h"

#include "learn/conll18.h"
#include "mark/mark.h"
#include "tell/conllu.h"

static void read_back(const kr_doc *d, kr_buf *out)
{
	kr_arena a;
	kr_bank b;
	kr_scores s;

	kr__arena_init(&a, NULL, 0);
	kr__bank_init(&b, &a);
	must(!kr__bank_parse(&b, kr__buf_view(out), "", NULL), "CoNLL-U is read back");
	must(b.n_words == kr__n_words(d), "words survive");
	must(b.n_tokens == kr__n_tokens(d), "tokens survive");
	must(b.n_sentences == kr__n_sentences(d), "sentences survive");
	must(!kr__conll18_eval(&b, &b, &s, NULL), "a text is like itself");
	must(kr__score_f1(&s.of[KR_SCORE_LEMMAS]) == 10000, "equals itself");
	kr__arena_drop(&a);
}

static void mark(const kr_pack *p, kr_view text)
{
	kr_arena scratch;
	kr_doc d;
	kr_buf out;
	kr_err err;

	kr__arena_init(&scratch, NULL, 0);
	kr__buf_init(&out, NULL);
	must(!kr__doc_init(&d, NULL, p->symbols, 0), "a document");
	d.text = kr__view_sub(text, 0, kr__utf8_valid(text));
	must(!kr__mark_tokens(p, &d, &scratch), "tokens");
	kr_word *w = kr__words(&d);
	for (uint32_t i = 0; i < kr__n_words(&d); i++)
		w[i].upos = (uint8_t)(w[i].span.start * 7 % KR_N_UPOS);
	must(!kr__mark_lemmas(p, &d, &scratch), "lemmas");
	must(!kr__doc_check(&d, &err), "a sound document");
	kr__conllu_write(&d, &out);
	read_back(&d, &out);
	kr__buf_drop(&out);
	kr__doc_drop(&d);
	kr__arena_drop(&scratch);
}

static void bank(kr_view text)
{
	kr_arena a;
	kr_bank b;
	kr_scores s;

	kr__arena_init(&a, NULL, 0);
	kr__bank_init(&b, &a);
	if (!kr__bank_parse(&b, text, "", NULL))
		must(!kr__conll18_eval(&b, &b, &s, NULL), "like itself");
	kr__arena_drop(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static kr_lexicon lx;
	static bool open;

	if (!open)
		must(!kr__lexicon_open(&lx, NULL, NULL, NULL), "the packs");
	open = true;
	if (size < 1 || size > 1 << 16)
		return 0;
	kr_view v = { (const char *)data + 1, size - 1 };
	if (data[0] & 1)
		bank(v);
	else
		mark(kr__lexicon_pack(&lx, KR_V("id")), v);
	return 0;
}
