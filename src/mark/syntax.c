// SPDX-License-Identifier: Apache-2.0
/*
 * Tags, features, lemmas and trees of a sentence. The problem: carry words
 * to the network and its answers back, for one sentence or all, once each.
 * The idea: sentences remember what was done to them. A sentence that is too
 * long for one piece is cut behind a punctuation mark, or anywhere if there
 * is none; the roots of later pieces hang from the first one's root. Limits:
 * such trees are only right inside the pieces.
 */
#include "mark/syntax.h"

#include <string.h>

#include "mark/tag_habit.h"

static uint32_t min_u32(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* The network's style of annotation for a document; -1: it has none. */
static int style_of(const kr_net *net, kr_style style)
{
	return style == KR_STYLE_WIKI ? net->wiki_style : net->news_style;
}

kr_status kr__syntax_init(kr_syntax *s, const kr_pack *pack, kr_doc *doc,
                          const bool *which, kr_arena *scratch)
{
	const kr_sentence *all = kr__sentences(doc);
	uint32_t max = 1;

	*s = (kr_syntax){ .grammar = pack->grammar, .doc = doc };
	kr__buf_init(&s->lemma, NULL);
	for (uint32_t i = 0; i < kr__n_sentences(doc); i++)
		if ((!which || which[i]) && all[i].words.n > max)
			max = all[i].words.n;
	s->max_words = min_u32(max, KR_NET_MAX_WORDS);
	s->work = kr__net_work_new(&s->grammar->net, s->max_words, scratch);
	s->items = kr__arena_array(scratch, s->max_words, sizeof *s->items);
	s->out = kr__arena_array(scratch, s->max_words, sizeof *s->out);
	kr_status status = kr__lemmatizer_init(&s->lemmas, pack, doc, scratch);
	if (!status)
		kr__net_work_style(s->work, style_of(&s->grammar->net,
		                                     s->lemmas.style));
	if (!status && pack->morph) {
		uint32_t n = s->grammar->net.n_labels[KR_TASK_UPOS];
		s->costs = kr__arena_array(scratch, s->max_words, n + 1u);
		kr__net_work_costs(s->work, s->costs);
		status = kr__arena_status(scratch);
	}
	return status;
}

void kr__syntax_drop(kr_syntax *s)
{
	kr__buf_drop(&s->lemma);
}

/* How many of `n` words from `first` make the next piece. */
static uint32_t piece(const kr_syntax *s, uint32_t first, uint32_t n)
{
	const kr_word *w = kr__words(s->doc);

	if (n <= s->max_words)
		return n;
	for (uint32_t k = s->max_words; k > s->max_words / 2; k--) {
		kr_view form = kr__doc_text(s->doc, w[first + k - 1].form);
		if (form.len == 1 && kr__view_chr(KR_V(".,;:!?)"),
		                                  form.ptr[0]) != KR_NPOS)
			return k;
	}
	return s->max_words;
}

static void fill_items(kr_syntax *s, const kr_sentence *sent, uint32_t first,
                       uint32_t n)
{
	const kr_word *w = kr__words(s->doc);
	const kr_token *tokens = kr__tokens(s->doc);

	for (uint32_t i = 0; i < n; i++) {
		uint32_t at = first + i;
		kr_sighting *it = &s->items[i];
		it->form = kr__doc_text(s->doc, w[at].form);
		it->first = at == sent->words.first;
		it->glue = KR_GLUE_NONE;
		if (it->first)
			continue;
		if (w[at].token == w[at - 1].token)
			it->glue = KR_GLUE_WORD;
		else if (!(tokens[w[at - 1].token].flags & KR_TOK_SPACE_AFTER))
			it->glue = KR_GLUE_TOKEN;
	}
}

/* What the habits of its form have against each tag of a word. */
static void fill_costs(kr_syntax *s, uint32_t first, uint32_t n)
{
	const uint32_t n_tags = s->grammar->net.n_labels[KR_TASK_UPOS];
	const kr_word *w = kr__words(s->doc) + first;
	uint8_t cost[KR_N_UPOS];

	for (uint32_t i = 0; i < n; i++) {
		uint8_t *to = s->costs + (size_t)i * n_tags;
		bool known = kr__tag_costs(s->lemmas.pack->morph,
		                           kr__doc_text(s->doc, w[i].lower),
		                           s->lemmas.style, cost);
		for (uint32_t k = 0; k < n_tags; k++)
			to[k] = known ? cost[s->grammar->upos[k]] : 0;
	}
}

static void set_lemma(kr_syntax *s, kr_word *w, uint32_t label)
{
	const kr_net *net = &s->grammar->net;
	kr_view form = kr__doc_text(s->doc, w->form);

	kr__buf_reset(&s->lemma);
	if (label < net->n_labels[KR_TASK_LEMMA] &&
	    kr__rule_apply(net->labels[KR_TASK_LEMMA][label], form, &s->lemma) &&
	    s->lemma.len)
		w->lemma = kr__doc_sym(s->doc, kr__buf_view(&s->lemma));
	else
		w->lemma = w->lower;
}

/* `start`: the piece begins the sentence. */
static void take_tags(kr_syntax *s, uint32_t first, uint32_t n, bool start)
{
	const struct kr_grammar *g = s->grammar;
	kr_word *w = kr__words(s->doc) + first;

	for (uint32_t i = 0; i < n; i++) {
		const uint16_t *label = s->out[i].label;
		w[i].upos = g->upos[label[KR_TASK_UPOS]];
		w[i].feats = g->feats[label[KR_TASK_FEATS]];
		w[i].voice = g->voice[label[KR_TASK_FEATS]];
		if (s->lemmas.pack->morph)
			kr__lemmatizer_word(&s->lemmas, &w[i], start && i == 0);
		else
			set_lemma(s, &w[i], label[KR_TASK_LEMMA]);
	}
}

static void take_tree(kr_syntax *s, uint32_t first, uint32_t n, int32_t *root)
{
	kr_word *w = kr__words(s->doc) + first;

	for (uint32_t i = 0; i < n; i++) {
		w[i].deprel = s->grammar->deprel[s->out[i].rel];
		w[i].head = s->out[i].head + (int32_t)first;
		if (s->out[i].head >= 0)
			continue;
		if (*root < 0) {
			w[i].head = KR_ROOT;
			*root = (int32_t)(first + i);
		} else {
			w[i].head = *root;
			w[i].deprel = KR_DEP_PARATAXIS;
		}
	}
}

kr_status kr__syntax_run(kr_syntax *s, uint32_t sentence, unsigned flags)
{
	kr_sentence *sent = kr__sentences(s->doc) + sentence;
	uint32_t at = sent->words.first, end = at + sent->words.n;
	int32_t root = -1;
	kr_status status = KR_OK;

	if (sent->flags & KR_SENT_TAGGED)
		flags &= ~(unsigned)KR_NET_TAG;
	if (sent->flags & KR_SENT_PARSED)
		flags &= ~(unsigned)KR_NET_PARSE;
	while (at < end && flags && !status) {
		uint32_t n = piece(s, at, end - at);
		fill_items(s, sent, at, n);
		if (s->costs && (flags & KR_NET_TAG))
			fill_costs(s, at, n);
		status = kr__net_apply(s->work, s->items, n, flags, s->out);
		if (!status && (flags & KR_NET_TAG))
			take_tags(s, at, n, at == sent->words.first);
		if (!status && (flags & KR_NET_PARSE))
			take_tree(s, at, n, &root);
		at += n;
	}
	if (flags & KR_NET_TAG)
		sent->flags |= KR_SENT_TAGGED;
	if (flags & KR_NET_PARSE)
		sent->flags |= KR_SENT_PARSED;
	return status ? status : s->lemma.failed;
}
