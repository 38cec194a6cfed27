// SPDX-License-Identifier: Apache-2.0
/*
 * CoNLL 2018 measures. The problem: to score a system from raw text when it
 * cut the text into other words than the gold standard did. The idea: every
 * word has a span over the text without white space (words of a multiword
 * token share its span); equal spans align, inside multiword tokens the
 * longest common subsequence of the forms does. Limits: a region of multiword
 * tokens with more than MAX_REGION cells is left unaligned. Source: D. Zeman
 * et al., CoNLL 2018 Shared Task, section 5, and its conll18_ud_eval.py.
 */
#include "learn/conll18.h"

#include <string.h>

enum { MAX_REGION = 1 << 20, MAX_LOWER = 512 };

typedef struct side {
	const kr_bank *bank;
	kr_span *tokens;    /* [n_tokens] bytes without white space */
	kr_buf text;        /* all forms, white space left out */
	int32_t *match;     /* [n_words] word of the other side, or -1 */
} side;

typedef struct task {
	side gold, system;
	kr_arena *arena;
} task;

static void add_form(kr_buf *b, kr_view form)
{
	size_t at = 0;

	while (at < form.len) {
		size_t from = at;
		if (!(kr__cc(kr__utf8_next(form, &at)) & KR_CC_SPACE))
			kr__buf_add(b, kr__view_sub(form, from, at));
	}
}

static bool load_side(side *s, const kr_bank *bank, kr_arena *a)
{
	s->bank = bank;
	kr__buf_init(&s->text, NULL);
	s->tokens = kr__arena_array(a, bank->n_tokens + 1, sizeof *s->tokens);
	s->match = kr__arena_array(a, bank->n_words + 1, sizeof *s->match);
	if (!s->tokens || !s->match)
		return false;
	for (uint32_t i = 0; i < bank->n_tokens; i++) {
		s->tokens[i].start = (uint32_t)s->text.len;
		add_form(&s->text, bank->tokens[i].form);
		s->tokens[i].end = (uint32_t)s->text.len;
	}
	for (uint32_t i = 0; i < bank->n_words; i++)
		s->match[i] = -1;
	return !s->text.failed;
}

static kr_span span_of(const side *s, uint32_t word)
{
	return s->tokens[s->bank->words[word].token];
}

static bool is_multi(const side *s, uint32_t word)
{
	return s->bank->tokens[s->bank->words[word].token].multi;
}

static bool same_span(kr_span a, kr_span b)
{
	return a.start == b.start && a.end == b.end;
}

/* ---- alignment --------------------------------------------------------- */

static bool beyond(const side *s, uint32_t i, uint32_t end)
{
	if (i >= s->bank->n_words)
		return true;
	kr_span w = span_of(s, i);
	return is_multi(s, i) ? w.start >= end : w.end > end;
}

static uint32_t extend(const side *s, uint32_t i, uint32_t end)
{
	kr_span w = span_of(s, i);

	return is_multi(s, i) && w.end > end ? w.end : end;
}

/* The region of multiword tokens at words g and t: moves both to its start
 * and returns its ends. */
static void region_of(const task *k, uint32_t *g, uint32_t *t, uint32_t *g_end,
                      uint32_t *t_end)
{
	uint32_t end;

	if (is_multi(&k->gold, *g)) {
		end = span_of(&k->gold, *g).end;
		if (!is_multi(&k->system, *t) &&
		    span_of(&k->system, *t).start < span_of(&k->gold, *g).start)
			++*t;
	} else {
		end = span_of(&k->system, *t).end;
		if (span_of(&k->gold, *g).start < span_of(&k->system, *t).start)
			++*g;
	}
	uint32_t gi = *g, ti = *t;
	while (!beyond(&k->gold, gi, end) || !beyond(&k->system, ti, end)) {
		if (gi < k->gold.bank->n_words &&
		    (ti >= k->system.bank->n_words ||
		     span_of(&k->gold, gi).start <=
			     span_of(&k->system, ti).start))
			end = extend(&k->gold, gi++, end);
		else
			end = extend(&k->system, ti++, end);
	}
	*g_end = gi;
	*t_end = ti;
}

static bool same_form(const task *k, uint32_t g, uint32_t t)
{
	char a[MAX_LOWER], b[MAX_LOWER];
	kr_view x = k->gold.bank->words[g].form;
	kr_view y = k->system.bank->words[t].form;

	if (x.len * 2 > MAX_LOWER || y.len * 2 > MAX_LOWER)
		return kr__view_eq(x, y);
	size_t n = kr__lower_into(x, a, sizeof a);
	return n == kr__lower_into(y, b, sizeof b) && memcmp(a, b, n) == 0;
}

static void pair(task *k, uint32_t g, uint32_t t)
{
	k->gold.match[g] = (int32_t)t;
	k->system.match[t] = (int32_t)g;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

/* Align words [g, g + gn) and [t, t + tn) by their longest common
 * subsequence; lcs has a border row and column of zeroes. */
static bool align_region(task *k, kr_span gr, kr_span tr)
{
	uint32_t gn = gr.end - gr.start, tn = tr.end - tr.start, w = tn + 1;

	if (!gn || !tn || (uint64_t)gn * tn > MAX_REGION)
		return true;
	kr_arena_mark mark = kr__arena_mark(k->arena);
	uint32_t *lcs = kr__arena_array(k->arena, (size_t)(gn + 1) * w,
	                                sizeof *lcs);
	if (!lcs)
		return false;
	for (uint32_t g = gn; g-- > 0;)
		for (uint32_t t = tn; t-- > 0;) {
			uint32_t hit = 0;
			if (same_form(k, gr.start + g, tr.start + t))
				hit = 1 + lcs[(g + 1) * w + t + 1];
			lcs[g * w + t] = larger(
				hit, larger(lcs[(g + 1) * w + t],
			                    lcs[g * w + t + 1]));
		}
	for (uint32_t g = 0, t = 0; g < gn && t < tn;) {
		if (same_form(k, gr.start + g, tr.start + t))
			pair(k, gr.start + g++, tr.start + t++);
		else if (lcs[g * w + t] == lcs[(g + 1) * w + t])
			g++;
		else
			t++;
	}
	kr__arena_rewind(k->arena, mark);
	return true;
}

static bool align(task *k)
{
	uint32_t g = 0, t = 0, g_end, t_end;
	uint32_t gn = k->gold.bank->n_words, tn = k->system.bank->n_words;

	while (g < gn && t < tn) {
		if (is_multi(&k->gold, g) || is_multi(&k->system, t)) {
			region_of(k, &g, &t, &g_end, &t_end);
			if (!align_region(k, (kr_span){ g, g_end },
			                  (kr_span){ t, t_end }))
				return false;
			g = g_end;
			t = t_end;
			continue;
		}
		kr_span a = span_of(&k->gold, g), b = span_of(&k->system, t);
		if (same_span(a, b))
			pair(k, g++, t++);
		else if (a.start <= b.start)
			g++;
		else
			t++;
	}
	return true;
}

/* ---- what is right ----------------------------------------------------- */

static kr_view universal(kr_view deprel)
{
	size_t colon = kr__view_chr(deprel, ':');

	return colon == KR_NPOS ? deprel : kr__view_sub(deprel, 0, colon);
}

static bool is_universal_feature(kr_view f)
{
	static const char *const names[] = {
		"PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr",
		"Gender", "Animacy", "Number", "Case", "Definite", "Degree",
		"VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident",
		"Polarity", "Person", "Polite"
	};
	kr_view name = kr__view_sub(f, 0, kr__view_chr(f, '='));

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (kr__view_is(name, names[i]))
			return true;
	return false;
}

/* Every universal feature of a is in b with the same value. */
static bool feats_within(kr_view a, kr_view b)
{
	kr_view part;

	while (kr__view_next(&a, '|', &part)) {
		size_t eq = kr__view_chr(part, '=');
		if (eq == KR_NPOS || !is_universal_feature(part))
			continue;
		kr_view value = kr__feats_get(b, kr__view_sub(part, 0, eq));
		if (!kr__view_eq(value, kr__view_from(part, eq + 1)))
			return false;
	}
	return true;
}

static bool same_head(const task *k, const kr_bank_word *g,
                      const kr_bank_word *s)
{
	if (g->head < 0 || s->head < 0)
		return g->head == s->head;
	return k->gold.match[g->head] == s->head;
}

static void count_pair(const task *k, const kr_bank_word *g,
                       const kr_bank_word *s, kr_scores *out)
{
	bool head = same_head(k, g, s);
	bool rel = kr__view_eq(universal(g->deprel), universal(s->deprel));
	kr_view voice = kr__feats_get(g->feats, KR_V("Voice"));
	kr_view voiced = kr__feats_get(s->feats, KR_V("Voice"));

	out->of[KR_SCORE_UPOS].correct += kr__view_eq(g->upos, s->upos);
	out->of[KR_SCORE_FEATS].correct += feats_within(g->feats, s->feats) &&
	                                   feats_within(s->feats, g->feats);
	out->of[KR_SCORE_LEMMAS].correct +=
		!g->lemma.len || kr__view_eq(g->lemma, s->lemma);
	out->of[KR_SCORE_UAS].correct += head;
	out->of[KR_SCORE_LAS].correct += head && rel;
	out->of[KR_SCORE_VOICE_ALL].correct += kr__view_eq(voice, voiced);
	out->of[KR_SCORE_VOICE].correct +=
		voice.len && kr__view_eq(voice, voiced);
	out->of[KR_SCORE_VOICE].aligned += voice.len != 0;
}

static void count_words(const task *k, kr_scores *out)
{
	const kr_bank *g = k->gold.bank, *s = k->system.bank;
	uint64_t aligned = 0;

	for (uint32_t i = 0; i < g->n_words; i++) {
		if (k->gold.match[i] < 0)
			continue;
		aligned++;
		count_pair(k, &g->words[i], &s->words[k->gold.match[i]], out);
	}
	out->of[KR_SCORE_WORDS].correct = aligned;
	for (unsigned i = KR_SCORE_WORDS; i < KR_SCORE_VOICE; i++) {
		out->of[i].gold = g->n_words;
		out->of[i].system = s->n_words;
		out->of[i].aligned = aligned;
	}
	for (uint32_t i = 0; i < g->n_words; i++)
		out->of[KR_SCORE_VOICE].gold +=
			kr__feats_get(g->words[i].feats, KR_V("Voice")).len > 0;
	for (uint32_t i = 0; i < s->n_words; i++)
		out->of[KR_SCORE_VOICE].system +=
			kr__feats_get(s->words[i].feats, KR_V("Voice")).len > 0;
}

static kr_span sentence_span(const side *s, uint32_t i)
{
	const kr_bank_sentence *x = &s->bank->sentences[i];
	uint32_t last = x->first_token + x->n_tokens - 1;

	return (kr_span){ s->tokens[x->first_token].start, s->tokens[last].end };
}

static kr_span token_span(const side *s, uint32_t i)
{
	return s->tokens[i];
}

/* Equal spans of two sorted lists. */
static kr_score count_spans(const task *k, uint32_t gn, uint32_t sn,
                            kr_span (*of)(const side *, uint32_t))
{
	kr_score out = { .gold = gn, .system = sn };

	for (uint32_t g = 0, s = 0; g < gn && s < sn;) {
		kr_span a = of(&k->gold, g), b = of(&k->system, s);
		out.correct += same_span(a, b);
		if (a.start <= b.start)
			g++;
		if (b.start <= a.start)
			s++;
	}
	return out;
}

static kr_status differ(const task *k, kr_err *err)
{
	kr_view a = kr__buf_view(&k->gold.text), b = kr__buf_view(&k->system.text);
	size_t at = 0;

	while (at < a.len && at < b.len && a.ptr[at] == b.ptr[at])
		at++;
	return kr__err_set(err, KR_EINPUT, "", (int64_t)at,
	                   "the two files spell different texts");
}

kr_status kr__conll18_eval(const kr_bank *gold, const kr_bank *system,
                           kr_scores *scores, kr_err *err)
{
	kr_arena arena;
	task k = { .arena = &arena };
	kr_status status = KR_OK;

	*scores = (kr_scores){ .of = { { 0 } } };
	kr__arena_init(&arena, NULL, 0);
	bool ok = load_side(&k.gold, gold, &arena);
	ok = load_side(&k.system, system, &arena) && ok;
	if (!ok)
		status = kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	else if (!kr__view_eq(kr__buf_view(&k.gold.text),
	                      kr__buf_view(&k.system.text)))
		status = differ(&k, err);
	else if (!align(&k))
		status = kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	if (!status) {
		scores->of[KR_SCORE_TOKENS] = count_spans(
			&k, gold->n_tokens, system->n_tokens, token_span);
		scores->of[KR_SCORE_SENTENCES] =
			count_spans(&k, gold->n_sentences,
		                    system->n_sentences, sentence_span);
		count_words(&k, scores);
	}
	kr__buf_drop(&k.gold.text);
	kr__buf_drop(&k.system.text);
	kr__arena_drop(&arena);
	return status;
}

/* ---- telling ----------------------------------------------------------- */

const char *kr__score_text(unsigned id)
{
	static const char *const texts[] = {
#define X(name, text) text,
		KR_SCORE_MAP(X)
#undef X
	};
	return id < KR_N_SCORES ? texts[id] : "";
}

static uint32_t share(uint64_t part, uint64_t whole)
{
	return whole ? (uint32_t)((part * 20000 + whole) / (whole * 2)) : 10000;
}

uint32_t kr__score_f1(const kr_score *s)
{
	return share(2 * s->correct, s->gold + s->system);
}

uint32_t kr__score_accuracy(const kr_score *s)
{
	return share(s->correct, s->aligned);
}

static void column(kr_buf *out, uint32_t n)
{
	static const uint32_t limits[] = { 10000, 1000 };

	kr__buf_str(out, " | ");
	for (size_t i = 0; i < 2; i++)
		if (n < limits[i])
			kr__buf_chr(out, ' ');
	kr__buf_fixed(out, n, 2);
}

void kr__scores_write(const kr_scores *s, kr_buf *out)
{
	kr__buf_str(out, "measure    | precis | recall |     F1 | on aligned words\n");
	for (unsigned i = 0; i < KR_N_SCORES; i++) {
		const kr_score *x = &s->of[i];
		const char *name = kr__score_text(i);
		kr__buf_str(out, name);
		for (size_t n = strlen(name); n < 10; n++)
			kr__buf_chr(out, ' ');
		column(out, share(x->correct, x->system));
		column(out, share(x->correct, x->gold));
		column(out, kr__score_f1(x));
		if (i > KR_SCORE_WORDS)
			column(out, kr__score_accuracy(x));
		kr__buf_chr(out, '\n');
	}
}
