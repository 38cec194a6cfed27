// SPDX-License-Identifier: Apache-2.0
/*
 * Training morphology. The problem: to learn from word lists, treebanks and
 * raw news which root a word has. The idea: (1) count words, (2) weigh them
 * for the style of a text, (3) train an averaged perceptron that ranks the
 * analyses of every known form, (4) learn which tags keep letter case, (5)
 * remember the forms that are still wrong (morph_memo.c), (6) count sentence
 * borders. Whole numbers throughout, fixed
 * order: the same input gives the same bytes. Limits: about 2^20 different
 * words. Source: M. Collins, EMNLP 2002 (averaged perceptron).
 */
#include "mark/morph_train.h"

#include <string.h>

#include "mark/morph_memo.h"
#include "mark/token.h"

enum {
	LEX_SLOTS = 1 << 20, /* while counting */
	MIN_COUNT = 3,
	MADE_LOG = 4, /* a made form occurs at least 8 times */
	MADE_MAX = 4000,
	EPOCHS = 12,
	STYLE_MIN = 12, /* occurrences for a style weight */
	STYLE_SHARE = 80, /* the same in relation to the treebanks' size */
	STYLE_MAX = 24,
	SCALE = 8
};

typedef struct count {
	uint64_t hash;
	uint32_t lower, upper, by_style[KR_N_STYLES];
	uint16_t facts;
} count;

typedef struct trainer {
	kr_pack *pack;
	kr_morph *m;
	const kr_morph_data *data;
	kr_arena *a;
	count *counts; /* [LEX_SLOTS] */
	uint32_t n_counts;
	kr_example *examples;
	uint32_t n_examples, cap_examples;
	int32_t *w, *stamp;
	int64_t *sum;
} trainer;

/* ---- counting ---------------------------------------------------------- */

static count *count_of(trainer *t, kr_view lower)
{
	uint64_t hash = kr__hash64(lower);
	uint32_t at = (uint32_t)hash & (LEX_SLOTS - 1);

	hash |= (uint64_t)1 << 63;
	while (t->counts[at].hash && t->counts[at].hash != hash)
		at = (at + 1) & (LEX_SLOTS - 1);
	if (!t->counts[at].hash) {
		if (t->n_counts > LEX_SLOTS / 2)
			return NULL;
		t->counts[at].hash = hash;
		t->n_counts++;
	}
	return &t->counts[at];
}

static uint32_t first_of(kr_view v)
{
	size_t at = 0;

	return kr__utf8_next(v, &at);
}

static void count_word(trainer *t, kr_view form, int style)
{
	char low[KR_ROOT_MAX * 2];

	if (form.len > KR_ROOT_MAX || !(kr__cc(first_of(form)) & KR_CC_ALPHA))
		return;
	size_t n = kr__lower_into(form, low, sizeof low);
	count *c = count_of(t, (kr_view){ low, n });
	if (!c)
		return;
	if (kr__starts_upper(form))
		c->upper++;
	else
		c->lower++;
	if (style >= 0)
		c->by_style[style]++;
}

static void count_text(trainer *t, kr_view text)
{
	size_t at = 0;

	while (at < text.len) {
		size_t from = at, end = at;
		while (end < text.len &&
		       (kr__cc(kr__utf8_next(text, &at)) & KR_CC_ALPHA))
			end = at;
		if (end > from)
			count_word(t, kr__view_sub(text, from, end),
			           KR_STYLE_NEWS);
	}
}

static void count_bank(trainer *t, const kr_bank *b, int style)
{
	char low[KR_ROOT_MAX * 2];

	for (uint32_t i = 0; i < b->n_words; i++) {
		const kr_bank_word *w = &b->words[i];
		count_word(t, w->form, style);
		if (!w->lemma.len || w->lemma.len > KR_ROOT_MAX ||
		    kr__view_is(w->upos, "PROPN") ||
		    kr__view_ieq(w->lemma, w->form))
			continue;
		size_t n = kr__lower_into(w->lemma, low, sizeof low);
		count *c = count_of(t, (kr_view){ low, n });
		if (c)
			c->facts |= KR_LEX_LEMMA;
	}
}

static void count_roots(trainer *t)
{
	kr_view rest = t->data->roots, line;

	while (kr__view_next_line(&rest, &line)) {
		count *c = line.len ? count_of(t, kr__view_trim(line)) : NULL;
		if (c)
			c->facts |= KR_LEX_DICT;
	}
}

static uint32_t log2_of(uint32_t n)
{
	uint32_t bits = 0;

	while (n) {
		bits++;
		n >>= 1;
	}
	return bits < 15 ? bits : 15;
}

static uint32_t slots_for(uint32_t n)
{
	uint32_t slots = 1024;

	while (slots < n + n / 2)
		slots *= 2;
	return slots;
}

static uint64_t true_hash(const count *c, uint64_t *tag)
{
	*tag = (c->hash >> 32) | 0x80000001u; /* as in lexicon/morph.c */
	return c->hash;
}

/* ---- the lexicon and the styles ---------------------------------------- */

static bool is_kept(const count *c)
{
	return c->hash && (c->facts || c->lower + c->upper >= MIN_COUNT);
}

static bool make_lexicon(trainer *t)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < LEX_SLOTS; i++)
		n += is_kept(&t->counts[i]);
	uint32_t slots = slots_for(n);
	uint32_t *tags = kr__arena_array(t->a, slots, sizeof *tags);
	uint16_t *facts = kr__arena_array(t->a, slots, sizeof *facts);
	if (!tags || !facts)
		return false;
	for (uint32_t i = 0; i < LEX_SLOTS; i++) {
		const count *c = &t->counts[i];
		uint64_t tag;
		if (!is_kept(c))
			continue;
		uint32_t at = (uint32_t)true_hash(c, &tag) & (slots - 1);
		while (tags[at])
			at = (at + 1) & (slots - 1);
		tags[at] = (uint32_t)tag;
		facts[at] = (uint16_t)(c->facts | log2_of(c->lower) << 4 |
		                       log2_of(c->upper) << 8);
	}
	t->m->lex_tags = tags;
	t->m->lex_facts = facts;
	t->m->n_lex_tags = t->m->n_lex_facts = slots;
	return true;
}

/* 16 * log2(a / b) without floating point. */
static int32_t log_ratio(uint64_t a, uint64_t b)
{
	int32_t out = 0;

	for (; a >= 2 * b; b *= 2)
		out += 16;
	for (; b >= 2 * a; a *= 2)
		out -= 16;
	if (a >= b)
		return out + (int32_t)((a - b) * 16 / b);
	return out - (int32_t)((b - a) * 16 / a);
}

/* Only common words that are no names count: topics are no styles. */
static int32_t style_weight(const count *c, const uint64_t *total)
{
	uint64_t wiki = (c->by_style[KR_STYLE_WIKI] + 1ull) *
	                (total[KR_STYLE_NEWS] / 1000 + 1);
	uint64_t news = (c->by_style[KR_STYLE_NEWS] + 1ull) *
	                (total[KR_STYLE_WIKI] / 1000 + 1);

	if (c->upper > c->lower ||
	    c->by_style[KR_STYLE_WIKI] + c->by_style[KR_STYLE_NEWS] < STYLE_MIN ||
	    wiki + news < STYLE_SHARE * (total[KR_STYLE_NEWS] / 1000 + 1))
		return 0;
	int32_t w = log_ratio(wiki, news);
	if (w > -8 && w < 8)
		return 0;
	return w > STYLE_MAX ? STYLE_MAX : w < -STYLE_MAX ? -STYLE_MAX : w;
}

static bool make_styles(trainer *t)
{
	uint64_t total[KR_N_STYLES] = { 0 };
	uint32_t n = 0;

	for (uint32_t i = 0; i < LEX_SLOTS; i++)
		for (int s = 0; s < KR_N_STYLES; s++)
			total[s] += t->counts[i].by_style[s];
	for (uint32_t i = 0; i < LEX_SLOTS; i++)
		n += style_weight(&t->counts[i], total) != 0;
	uint32_t slots = slots_for(n);
	uint32_t *tags = kr__arena_array(t->a, slots, sizeof *tags);
	int8_t *weights = kr__arena_array(t->a, slots, sizeof *weights);
	if (!tags || !weights)
		return false;
	for (uint32_t i = 0; i < LEX_SLOTS; i++) {
		int32_t w = style_weight(&t->counts[i], total);
		uint64_t tag;
		if (!w)
			continue;
		uint32_t at = (uint32_t)true_hash(&t->counts[i], &tag) &
		              (slots - 1);
		while (tags[at])
			at = (at + 1) & (slots - 1);
		tags[at] = (uint32_t)tag;
		weights[at] = (int8_t)w;
	}
	t->m->style_tags = tags;
	t->m->style_weights = weights;
	t->m->n_style_tags = t->m->n_style_weights = slots;
	return true;
}

/* ---- examples ---------------------------------------------------------- */

static uint8_t upos_of(kr_view v)
{
	return (uint8_t)kr__upos_find(v);
}

static uint8_t voice_of(const kr_bank_word *w)
{
	kr_view v = kr__feats_get(w->feats, KR_V("Voice"));

	if (kr__view_is(v, "Act"))
		return KR_VOICE_ACT;
	return kr__view_is(v, "Pass") ? KR_VOICE_PASS : KR_VOICE_NONE;
}

/* Sentences where only a few words have lemmas are not trusted. */
static bool has_lemmas(const kr_bank *b, uint32_t sentence)
{
	const kr_bank_sentence *s = &b->sentences[sentence];
	uint32_t n = 0;

	for (uint32_t i = 0; i < s->n; i++)
		n += b->words[s->first + i].lemma.len > 0;
	return n * 2 >= s->n;
}

static bool add_examples(trainer *t, int style)
{
	const kr_bank *b = &t->data->bank[style];
	char low[KR_LEMMA_MAX * 2];

	for (uint32_t i = 0; i < b->n_words; i++) {
		const kr_bank_word *w = &b->words[i];
		if (!w->lemma.len || w->form.len > KR_ROOT_MAX ||
		    w->lemma.len > KR_ROOT_MAX || !has_lemmas(b, w->sentence))
			continue;
		kr_example *e = &t->examples[t->n_examples++];
		*e = (kr_example){ .form = w->form, .lemma = w->lemma,
			        .upos = upos_of(w->upos),
			        .style = (uint8_t)style };
		size_t n = kr__lower_into(w->form, low, sizeof low);
		e->lower = kr__arena_copy(t->a, (kr_view){ low, n });
		e->voice = voice_of(w);
		e->first = b->sentences[w->sentence].first == i;
	}
	return !kr__arena_status(t->a);
}

/* Which of these tags a word has, parted by ";", a bit each. */
static unsigned tags_of(kr_view tags)
{
	static const char *const names[] = { "V", "ACT", "PASS", "ADJ" };
	unsigned found = 0;
	kr_view tag;

	while (kr__view_next(&tags, ';', &tag))
		for (unsigned i = 0; i < 4; i++)
			found |= (unsigned)kr__view_is(tag, names[i]) << i;
	return found;
}

/* Verbs of an older edition of a treebank, which had the voices of today but
 * no lemmas. Its adjectives with a voice have become verbs. */
static bool add_voices(trainer *t)
{
	const kr_bank *b = &t->data->voices;
	char low[KR_LEMMA_MAX * 2];

	for (uint32_t i = 0; i < b->n_words; i++) {
		unsigned tags = tags_of(b->words[i].feats);
		bool verb = (tags & 1) || ((tags & 8) && (tags & 6));
		if (!verb || b->words[i].form.len > KR_ROOT_MAX)
			continue;
		size_t n = kr__lower_into(b->words[i].form, low, sizeof low);
		kr_example *e = &t->examples[t->n_examples++];
		*e = (kr_example){ .upos = KR_UPOS_VERB,
			           .style = KR_STYLE_WIKI };
		e->lower = kr__arena_copy(t->a, (kr_view){ low, n });
		e->form = e->lower;
		e->voice = tags & 2   ? KR_VOICE_ACT
		           : tags & 4 ? KR_VOICE_PASS
		                      : KR_VOICE_NONE;
	}
	return !kr__arena_status(t->a);
}

/* An inner prefix that is written as its class is called: "per", "ber". */
static bool is_inner(const kr_morph *m, const kr_affix *a)
{
	return kr__view_eq(a->text, m->classes[a->cls]) && !a->restore.len;
}

/* One form that news writes and no word list has: "memper-panjang". */
static void add_made(trainer *t, const kr_affix *outer, const kr_affix *inner,
                     kr_view root)
{
	char form[KR_ROOT_MAX];
	size_t n = outer->text.len, k = inner->text.len;

	if (n + k + root.len > sizeof form || t->n_examples == t->cap_examples)
		return;
	memcpy(form, outer->text.ptr, n);
	memcpy(form + n, inner->text.ptr, k);
	memcpy(form + n + k, root.ptr, root.len);
	kr_view v = { form, n + k + root.len };
	unsigned facts = kr__lexeme(t->m, v);
	if ((facts & KR_LEX_DICT) || kr__lex_lower(facts) < MADE_LOG)
		return;
	v = kr__arena_copy(t->a, v);
	t->examples[t->n_examples++] = (kr_example){
		.lower = v, .form = v, .lemma = root, .upos = KR_UPOS_VERB
	};
}

/* Treebanks hardly show verbs of two prefixes; roots and counts make some. */
static void add_all_made(trainer *t)
{
	kr_view rest = t->data->roots, root;
	const kr_morph *m = t->m;

	while (kr__view_next_line(&rest, &root))
		for (uint32_t o = 0; root.len > 3 && o < m->n_prefixes; o++)
			for (uint32_t i = 0; i < m->n_prefixes; i++) {
				const kr_affix *a = &m->prefixes[o];
				const kr_affix *b = &m->prefixes[i];
				uint32_t bit = 1u << (b->text.ptr[0] & 31) >> 1;
				if (a->voice && !a->restore.len && a != b &&
				    is_inner(m, b) && (a->first & bit) &&
				    a->text.len + 1 >= b->text.len)
					add_made(t, a, b, root);
			}
}

/* ---- perceptron -------------------------------------------------------- */

static void bump(trainer *t, uint32_t row, int32_t by, int32_t now)
{
	t->sum[row] += (int64_t)t->w[row] * (now - t->stamp[row]);
	t->stamp[row] = now;
	t->w[row] += by;
}

static int32_t score(const trainer *t, const uint32_t *rows)
{
	int32_t sum = 0;

	for (uint32_t i = 0; i < KR_MORPH_FEATS; i++)
		sum += t->w[rows[i]];
	return sum;
}

static bool is_right(const kr_analysis *a, const kr_example *e)
{
	return kr__view_ieq(kr__analysis_root(a), e->lemma);
}

/* One step: the best right analysis should beat the best of all. */
static bool learn(trainer *t, const kr_example *e, int32_t now)
{
	kr_analysis all[KR_CANDIDATES];
	uint32_t rows[KR_MORPH_FEATS], best = 0, right = KR_CANDIDATES;
	int32_t top = INT32_MIN, good = INT32_MIN;
	uint32_t n = kr__morph_candidates(t->m, e->lower, all);

	for (uint32_t i = 0; i < n; i++) {
		kr__morph_features(all[0].facts, e->upos, &all[i], rows);
		int32_t s = score(t, rows);
		if (is_right(&all[i], e) && s > good) {
			good = s;
			right = i;
		}
		/* ties go to the wrong one */
		if (s > top || (s == top && !is_right(&all[i], e))) {
			top = s;
			best = i;
		}
	}
	if (right == KR_CANDIDATES || is_right(&all[best], e))
		return true;
	kr__morph_features(all[0].facts, e->upos, &all[right], rows);
	for (uint32_t i = 0; i < KR_MORPH_FEATS; i++)
		bump(t, rows[i], 1, now);
	kr__morph_features(all[0].facts, e->upos, &all[best], rows);
	for (uint32_t i = 0; i < KR_MORPH_FEATS; i++)
		bump(t, rows[i], -1, now);
	return false;
}

static bool is_trained(unsigned upos)
{
	return upos != KR_UPOS_PROPN && upos != KR_UPOS_PUNCT &&
	       upos != KR_UPOS_SYM && upos != KR_UPOS_NUM && upos != KR_UPOS_X;
}

static bool make_weights(trainer *t)
{
	int16_t *out = kr__arena_array(t->a, KR_MORPH_WEIGHTS, sizeof *out);
	uint64_t seed = 1;
	int32_t now = 0;

	t->w = kr__arena_array(t->a, KR_MORPH_WEIGHTS, sizeof *t->w);
	t->stamp = kr__arena_array(t->a, KR_MORPH_WEIGHTS, sizeof *t->stamp);
	t->sum = kr__arena_array(t->a, KR_MORPH_WEIGHTS, sizeof *t->sum);
	if (!out || !t->w || !t->stamp || !t->sum || !t->n_examples)
		return out && t->sum && !t->n_examples;
	for (uint32_t i = 0; i < EPOCHS * t->n_examples; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		const kr_example *e = &t->examples[(seed >> 33) % t->n_examples];
		if (is_trained(e->upos))
			learn(t, e, now++);
	}
	for (uint32_t i = 0; i < KR_MORPH_WEIGHTS; i++) {
		bump(t, i, 0, now);
		int64_t v = now ? t->sum[i] * SCALE / now : 0;
		out[i] = (int16_t)(v > 32767 ? 32767 : v < -32768 ? -32768 : v);
	}
	t->m->weights = out;
	t->m->n_weights = KR_MORPH_WEIGHTS;
	return true;
}

/* ---- letter case ------------------------------------------------------- */

static bool make_cases(trainer *t)
{
	enum { ROWS = KR_N_UPOS * KR_SHAPES * 2 * KR_N_STYLES };
	uint8_t *keep = kr__arena_array(t->a, ROWS, 1);
	int32_t *vote = kr__arena_array(t->a, ROWS, sizeof *vote);

	if (!keep || !vote)
		return false;
	for (uint32_t i = 0; i < t->n_examples; i++) {
		const kr_example *e = &t->examples[i];
		kr_lemma_case c = kr__example_case(e);
		if (!kr__view_eq(e->form, e->lower))
			vote[kr__lemma_case_row(&c)] +=
				kr__view_eq(e->lemma, e->form) -
				kr__view_eq(e->lemma, e->lower);
	}
	for (uint32_t i = 0; i < ROWS; i++)
		keep[i] = vote[i] > 0;
	t->m->keep_case = keep;
	t->m->n_keep_case = ROWS;
	return true;
}

/* ---- sentence borders -------------------------------------------------- */

/* Running text of a bank, sentences joined by a space, and where they end. */
static uint32_t *running_text(const kr_bank *b, kr_arena *a, kr_buf *out)
{
	uint32_t *ends = kr__arena_array(a, b->n_sentences + 1, sizeof *ends);

	for (uint32_t i = 0; ends && i < b->n_sentences; i++) {
		kr__bank_sentence_text(b, i, out);
		ends[i] = (uint32_t)out->len;
		kr__buf_chr(out, ' ');
	}
	return out->failed ? NULL : ends;
}

static kr_status make_borders(trainer *t)
{
	int32_t *votes = kr__arena_array(t->a, KR_BORDERS, sizeof *votes);
	int8_t *borders = kr__arena_array(t->a, KR_BORDERS, 1);
	kr_status status = votes && borders ? KR_OK : KR_ENOMEM;

	for (int s = 0; s < KR_N_STYLES && !status; s++) {
		kr_buf text;
		kr__buf_init(&text, NULL);
		uint32_t *ends = running_text(&t->data->bank[s], t->a, &text);
		kr_teacher teacher = { ends, t->data->bank[s].n_sentences, 0,
			               votes };
		status = ends ? kr__count_borders(t->pack, kr__buf_view(&text),
		                                  (kr_style)s, &teacher)
		              : KR_ENOMEM;
		kr__buf_drop(&text);
	}
	for (uint32_t i = 0; i < KR_BORDERS && !status; i++)
		borders[i] = (int8_t)(votes[i] > 100 ? 100
		                      : votes[i] < -100 ? -100
		                                        : votes[i]);
	t->m->borders = borders;
	t->m->n_borders = status ? 0 : KR_BORDERS;
	return status;
}

kr_status kr__morph_train(kr_pack *p, const kr_morph_data *data, kr_arena *a)
{
	trainer t = { .pack = p, .data = data, .a = a };

	if (!p->morph)
		return KR_EDATA;
	t.m = kr__arena_get(a, sizeof *t.m);
	t.counts = kr__arena_array(a, LEX_SLOTS, sizeof *t.counts);
	t.cap_examples = data->bank[0].n_words + data->bank[1].n_words +
	                 data->voices.n_words + MADE_MAX;
	t.examples = kr__arena_array(a, t.cap_examples, sizeof *t.examples);
	if (!t.m || !t.counts || !t.examples)
		return KR_ENOMEM;
	*t.m = (kr_morph){ .prefixes = p->morph->prefixes,
		           .suffixes = p->morph->suffixes,
		           .n_prefixes = p->morph->n_prefixes,
		           .n_suffixes = p->morph->n_suffixes,
		           .n_classes = p->morph->n_classes };
	memcpy(t.m->classes, p->morph->classes, sizeof t.m->classes);
	p->morph = t.m;
	count_roots(&t);
	count_text(&t, data->raw);
	for (int s = 0; s < KR_N_STYLES; s++) {
		count_bank(&t, &data->bank[s], s);
		if (!add_examples(&t, s))
			return KR_ENOMEM;
	}
	uint32_t n_true = t.n_examples;
	if (!make_lexicon(&t) || !make_styles(&t))
		return KR_ENOMEM;
	add_all_made(&t);
	if (!make_weights(&t))
		return KR_ENOMEM;
	t.n_examples = n_true;
	kr_recall what = { .all = t.examples };
	if (!make_cases(&t) || !add_voices(&t) ||
	    !kr__tag_count(data->bank, &what.tags, a) ||
	    !kr__tag_count_feats(data->bank, &data->voices, &what.tags, a))
		return KR_ENOMEM;
	what.n = t.n_examples;
	if (!kr__morph_remember(p, t.m, &what, a))
		return KR_ENOMEM;
	kr_status status = make_borders(&t);
	return status ? status : kr__arena_status(a);
}
