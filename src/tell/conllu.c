// SPDX-License-Identifier: Apache-2.0
/*
 * CoNLL-U out. The problem: linguists' tools read this form and no other. The
 * idea: one pass over the sentence layer; what was not computed is "_". A
 * sentence without tree gets no heads. Limits: a token with white space in it
 * cannot occur; comments hold the text with white space folded. Source:
 * universaldependencies.org/format.html.
 */
#include "tell/conllu.h"

static void or_blank(kr_buf *out, kr_view v)
{
	kr__buf_add(out, v.len ? v : KR_V("_"));
}

/* Text for a comment line: each run of white space becomes one space. */
static void folded(kr_buf *out, kr_view v)
{
	size_t at = 0, from = 0;
	bool space = false;

	while (at < v.len) {
		size_t here = at;
		uint32_t cp = kr__utf8_next(v, &at);
		if (!(kr__cc(cp) & KR_CC_SPACE)) {
			space = false;
			continue;
		}
		kr__buf_add(out, kr__view_sub(v, from, here));
		if (!space)
			kr__buf_chr(out, ' ');
		space = true;
		from = at;
	}
	kr__buf_add(out, kr__view_sub(v, from, v.len));
}

static void header(const kr_doc *d, uint32_t index, kr_buf *out)
{
	const kr_sentence *s = &kr__sentences(d)[index];

	kr__buf_str(out, "# sent_id = ");
	if (d->meta.id.len) {
		folded(out, d->meta.id);
		kr__buf_chr(out, '-');
	}
	kr__buf_chr(out, 's');
	kr__buf_u64(out, index + 1);
	kr__buf_str(out, "\n# text = ");
	folded(out, kr__doc_cut(d, s->span));
	kr__buf_chr(out, '\n');
}

static void space_after(kr_buf *out, const kr_token *t, bool last)
{
	bool space = (t->flags & KR_TOK_SPACE_AFTER) || last;

	kr__buf_str(out, space ? "_\n" : "SpaceAfter=No\n");
}

static void head_of(const kr_word *w, uint32_t first, kr_buf *out)
{
	if (w->head == KR_NOHEAD) {
		kr__buf_chr(out, '_');
		return;
	}
	kr__buf_i64(out, w->head == KR_ROOT ? 0
	                                    : w->head - (int64_t)first + 1);
}

/* All columns of a word but the last. */
static void word_line(const kr_doc *d, uint32_t index, uint32_t first,
                      kr_buf *out)
{
	const kr_word *w = &kr__words(d)[index];

	kr__buf_u64(out, index - first + 1);
	kr__buf_chr(out, '\t');
	or_blank(out, kr__doc_text(d, w->form));
	kr__buf_chr(out, '\t');
	or_blank(out, kr__doc_text(d, w->lemma));
	kr__buf_chr(out, '\t');
	kr__buf_str(out, kr__upos_text(w->upos));
	kr__buf_str(out, "\t_\t");
	or_blank(out, kr__doc_text(d, w->feats));
	kr__buf_chr(out, '\t');
	head_of(w, first, out);
	kr__buf_chr(out, '\t');
	kr__buf_str(out, w->head == KR_NOHEAD ? "_"
	                                      : kr__deprel_text(w->deprel));
	kr__buf_str(out, "\t_\t");
}

static void token_lines(const kr_doc *d, const kr_sentence *s, uint32_t index,
                        kr_buf *out)
{
	const kr_token *t = &kr__tokens(d)[index];
	uint32_t first = s->words.first, w0 = t->words.first;
	bool last = index + 1 == s->tokens.first + s->tokens.n;

	if (t->words.n > 1) {
		kr__buf_u64(out, w0 - first + 1);
		kr__buf_chr(out, '-');
		kr__buf_u64(out, w0 - first + t->words.n);
		kr__buf_chr(out, '\t');
		kr__buf_add(out, kr__doc_cut(d, t->span));
		kr__buf_str(out, "\t_\t_\t_\t_\t_\t_\t_\t");
		space_after(out, t, last);
	}
	for (uint32_t i = 0; i < t->words.n; i++) {
		word_line(d, w0 + i, first, out);
		if (t->words.n > 1)
			kr__buf_str(out, "_\n");
		else
			space_after(out, t, last);
	}
}

void kr__conllu_write(const kr_doc *d, kr_buf *out)
{
	const kr_sentence *s = kr__sentences(d);

	for (uint32_t i = 0; i < kr__n_sentences(d); i++) {
		header(d, i, out);
		for (uint32_t k = 0; k < s[i].tokens.n; k++)
			token_lines(d, &s[i], s[i].tokens.first + k, out);
		kr__buf_chr(out, '\n');
	}
}
