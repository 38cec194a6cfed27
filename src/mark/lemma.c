// SPDX-License-Identifier: Apache-2.0
/*
 * Lemmas. The problem: the same word has one lemma wherever it stands, yet
 * treebanks disagree on letter case and on grown-together words. The idea:
 * forms that the training data knows and the rules get wrong are remembered;
 * the rest is analysed (morph.h); letter case is a small table over tag,
 * shape and style of document. A case is worked out once a document. Limits:
 * the style is that of the whole document.
 */
#include "mark/lemma.h"

#include <string.h>

#include "mark/tag_habit.h"

enum { N_SEEN = 2048, STYLE_WORDS = 4000, STYLE_BIAS = 200 };

/* 0 lower, 1 First, 2 ALL, 3 mIxed */
static uint32_t shape_of(kr_view form)
{
	size_t at = 0, n = 0, upper = 0;
	bool first = kr__starts_upper(form);

	while (at < form.len && n < 32) {
		unsigned cc = kr__cc(kr__utf8_next(form, &at));
		upper += (cc & KR_CC_UPPER) != 0;
		n += (cc & KR_CC_ALPHA) != 0;
	}
	if (!upper)
		return 0;
	if (upper == 1 && first)
		return 1;
	return upper == n ? 2 : 3;
}

uint64_t kr__lemma_key(const kr_lemma_case *c)
{
	uint64_t key = kr__hash_mix(kr__hash64(c->lower),
	                            c->upos * 2u + c->style);

	return key ? key : 1;
}

uint32_t kr__lemma_case_row(const kr_lemma_case *c)
{
	uint32_t row = (uint32_t)c->upos * KR_SHAPES + shape_of(c->form);

	return (row * 2 + c->first) * KR_N_STYLES + (uint32_t)c->style;
}

static bool keeps_case(const kr_morph *m, const kr_lemma_case *c)
{
	uint32_t row = kr__lemma_case_row(c);

	if (row < m->n_keep_case)
		return m->keep_case[row];
	return c->upos == KR_UPOS_PROPN;
}

static kr_view put(kr_view v, char *out)
{
	size_t n = v.len < KR_LEMMA_MAX ? v.len : KR_LEMMA_MAX;

	memcpy(out, v.ptr, n);
	return (kr_view){ out, n };
}

static bool is_open(unsigned upos)
{
	return upos != KR_UPOS_PROPN && upos != KR_UPOS_PUNCT &&
	       upos != KR_UPOS_SYM && upos != KR_UPOS_NUM && upos != KR_UPOS_X;
}

kr_view kr__lemma_of(const kr_pack *p, const kr_lemma_case *c, char *out)
{
	const kr_morph *m = p->morph;
	kr_analysis a;

	if (!m)
		return put(c->lower, out);
	kr_view memo = kr__morph_memo(m, kr__lemma_key(c));
	if (memo.len)
		return put(memo, out);
	bool name = !c->first && kr__starts_upper(c->form);
	if (is_open(c->upos) && kr__morph_analyse(p, c->lower, c->upos, &a) &&
	    (a.known || !name) &&
	    !kr__view_eq(kr__analysis_root(&a), c->lower))
		return put(kr__analysis_root(&a), out);
	return put(keeps_case(m, c) ? c->form : c->lower, out);
}

kr_style kr__doc_style(const kr_pack *p, const kr_doc *d)
{
	const kr_word *w = kr__words(d);
	uint32_t n = kr__n_words(d);
	int64_t sum = 0;

	if (!p->morph || !p->morph->n_style_tags)
		return KR_STYLE_NEWS;
	for (uint32_t i = 0; i < n && i < STYLE_WORDS; i++)
		sum += kr__style_weight(p->morph, kr__doc_text(d, w[i].lower));
	n = n < STYLE_WORDS ? n : STYLE_WORDS;
	return sum > STYLE_BIAS && sum > n ? KR_STYLE_WIKI : KR_STYLE_NEWS;
}

/* ---- the layer --------------------------------------------------------- */

struct kr_lemma_seen { /* a case that was worked out; direct mapped */
	kr_sym form, lemma;
	kr_sym feats, voiced; /* before and after the voice was set */
	uint8_t upos, tag;    /* as the network says, as the word says */
	uint8_t voice;
	bool first, full;
};

/* ---- voice ------------------------------------------------------------- */

uint64_t kr__voice_key(kr_view lower, kr_style style)
{
	uint64_t key = kr__hash_mix(kr__hash64(lower), 0x566F696365u + style);

	return key ? key : 1;
}

static int remembered_voice(const kr_morph *m, kr_view lower, kr_style style)
{
	kr_view v = kr__morph_memo(m, kr__voice_key(lower, style));

	if (v.len != 1)
		return -1;
	return v.ptr[0] == 'A'   ? KR_VOICE_ACT
	       : v.ptr[0] == 'P' ? KR_VOICE_PASS
	                         : KR_VOICE_NONE;
}

/* The voice that a suffix gives to a known root without prefix ("temui");
 * `only`: a suffix that makes verbs only. */
static int suffix_voice(const kr_morph *m, kr_view lower, bool only)
{
	for (uint32_t i = 0; i < m->n_suffixes; i++) {
		const kr_affix *x = &m->suffixes[i];
		if (!x->voice || (only && !x->verbal) ||
		    !kr__view_ends(lower, x->text) ||
		    (kr__lexeme(m, lower) & KR_LEX_DICT))
			continue;
		kr_view root = kr__view_sub(lower, 0, lower.len - x->text.len);
		if (kr__lexeme(m, root) & (KR_LEX_DICT | KR_LEX_LEMMA))
			return x->voice;
	}
	return -1;
}

int kr__voice_by_rule(const kr_pack *p, kr_view lower, kr_style style)
{
	kr_analysis a;

	if (!p->morph)
		return -1;
	int voice = remembered_voice(p->morph, lower, style);
	if (voice >= 0)
		return voice;
	if (kr__morph_analyse(p, lower, KR_UPOS_VERB, &a) && a.voice)
		return a.voice;
	voice = suffix_voice(p->morph, lower, false);
	return voice < 0 ? remembered_voice(p->morph, KR_V(""), style) : voice;
}

static uint8_t voice_in(kr_view feats)
{
	if (kr__view_find(feats, KR_V("Voice=Act")) != KR_NPOS)
		return KR_VOICE_ACT;
	return kr__view_find(feats, KR_V("Voice=Pass")) != KR_NPOS
		? KR_VOICE_PASS : KR_VOICE_NONE;
}

/* The feature list with this voice. Voice sorts behind all other features
 * that Indonesian treebanks use. */
static kr_sym with_voice(kr_doc *d, kr_sym feats, unsigned voice)
{
	static const char *const texts[] = { "", "Voice=Act", "Voice=Pass" };
	kr_view rest = kr__doc_text(d, feats), part;
	char out[256];
	size_t n = 0;

	while (kr__view_next(&rest, '|', &part)) {
		if (!part.len || kr__view_starts(part, KR_V("Voice=")))
			continue;
		if (n + part.len + 12 > sizeof out)
			return feats;
		memcpy(out + n, part.ptr, part.len);
		n += part.len;
		out[n++] = '|';
	}
	size_t k = strlen(texts[voice]);
	memcpy(out + n, texts[voice], k);
	n = k ? n + k : n ? n - 1 : 0;
	return kr__doc_sym(d, (kr_view){ out, n });
}

/* Have treebanks this form with this tag rather than as a verb? */
static bool is_rather(const kr_morph *m, kr_view lower, unsigned upos)
{
	uint8_t cost[KR_N_UPOS];

	for (int s = 0; s < KR_N_STYLES; s++)
		if (kr__tag_costs(m, lower, (kr_style)s, cost) &&
		    cost[upos] < cost[KR_UPOS_VERB])
			return true;
	return false;
}

/* A noun or adjective to the network, but on a root that is known it has a
 * prefix or suffix that only verbs have, and is no root itself. */
static bool is_verb(const kr_pack *p, unsigned upos, kr_view lower)
{
	kr_analysis a;

	if ((upos != KR_UPOS_NOUN && upos != KR_UPOS_ADJ) || !p->morph)
		return false;
	if (suffix_voice(p->morph, lower, true) >= 0)
		return !is_rather(p->morph, lower, upos);
	if (!kr__morph_analyse(p, lower, KR_UPOS_VERB, &a) || !a.verbal ||
	    !a.known || a.nominal ||
	    (kr__lexeme(p->morph, lower) & KR_LEX_DICT))
		return false;
	return upos == KR_UPOS_NOUN || !is_rather(p->morph, lower, upos);
}

/* "negara-negara" */
static bool is_doubled(kr_view lower)
{
	size_t half = lower.len / 2;

	return lower.len > 4 && lower.ptr[half] == '-' &&
	       kr__view_eq(kr__view_sub(lower, 0, half),
	                   kr__view_from(lower, half + 1));
}

/* Features of a word that is no verb: as it always has them, else as the
 * network says; nouns that are said twice are many. */
static kr_sym usual_feats(const kr_lemmatizer *l, kr_view lower,
                          const struct kr_lemma_seen *s)
{
	kr_view feats = kr__tag_feats(l->pack->morph, lower, s->tag, l->style);

	if (feats.len)
		return kr__view_is(feats, "_") ? 0 : kr__doc_sym(l->doc, feats);
	if (s->tag == KR_UPOS_NOUN && is_doubled(lower))
		return kr__doc_sym(l->doc, KR_V("Number=Plur"));
	return s->feats;
}

/* From s->tag and s->feats the voice and the features with it. */
static void set_voice(const kr_lemmatizer *l, kr_view lower,
                      struct kr_lemma_seen *s)
{
	int voice = s->tag == KR_UPOS_VERB
		? kr__voice_by_rule(l->pack, lower, l->style) : -1;

	if (s->tag != KR_UPOS_VERB)
		s->voiced = usual_feats(l, lower, s);
	else
		s->voiced = s->upos == s->tag ? s->feats : 0;
	s->voice = voice_in(kr__doc_text(l->doc, s->voiced));
	if (voice < 0 || s->voice == voice)
		return;
	s->voice = (uint8_t)voice;
	s->voiced = with_voice(l->doc, s->voiced, (unsigned)voice);
}

/* ---- word by word ------------------------------------------------------ */

kr_status kr__lemmatizer_init(kr_lemmatizer *l, const kr_pack *p, kr_doc *d,
                              kr_arena *scratch)
{
	*l = (kr_lemmatizer){ .pack = p, .doc = d,
		              .style = kr__doc_style(p, d) };
	l->seen = kr__arena_array(scratch, N_SEEN, sizeof *l->seen);
	return kr__arena_status(scratch);
}

void kr__lemmatizer_word(kr_lemmatizer *l, kr_word *w, bool first)
{
	uint32_t slot = w->form * 2 + first + w->upos * 64u;
	struct kr_lemma_seen *s = &l->seen[slot % N_SEEN];
	char room[KR_LEMMA_MAX];

	if (!s->full || s->form != w->form || s->upos != w->upos ||
	    s->first != first || s->feats != w->feats) {
		kr_lemma_case c = { .form = kr__doc_text(l->doc, w->form),
			            .lower = kr__doc_text(l->doc, w->lower),
			            .upos = w->upos, .first = first,
			            .style = l->style };
		if (is_verb(l->pack, c.upos, c.lower))
			c.upos = KR_UPOS_VERB;
		*s = (struct kr_lemma_seen){ .form = w->form, .first = first,
			                     .upos = w->upos, .tag = c.upos,
			                     .feats = w->feats, .full = true };
		s->lemma = kr__doc_sym(l->doc, kr__lemma_of(l->pack, &c, room));
		set_voice(l, c.lower, s);
	}
	w->upos = s->tag;
	w->lemma = s->lemma;
	w->feats = s->voiced;
	w->voice = s->voice;
}

kr_status kr__mark_lemmas(const kr_pack *p, kr_doc *d, kr_arena *scratch)
{
	kr_arena_mark mark = kr__arena_mark(scratch);
	const kr_sentence *s = kr__sentences(d);
	kr_word *w = kr__words(d);
	kr_lemmatizer l;
	kr_status status = kr__lemmatizer_init(&l, p, d, scratch);

	for (uint32_t i = 0; !status && i < kr__n_sentences(d); i++)
		for (uint32_t k = 0; k < s[i].words.n; k++)
			kr__lemmatizer_word(&l, &w[s[i].words.first + k], k == 0);
	kr__arena_rewind(scratch, mark);
	return status ? status : kr__doc_status(d);
}
