// SPDX-License-Identifier: Apache-2.0
/*
 * Sentences. The problem: a stop ends a sentence unless it belongs to an
 * abbreviation, and closing marks behind it belong to the sentence. The idea:
 * zones and line ends bound paragraphs; inside one, each stop with its closing
 * marks is a candidate that is judged by the tokens around it. Text wrapped
 * at a fixed width is recognised by its line lengths. Limits: a sentence
 * without a stop ends only with its paragraph.
 */
#include "mark/token.h"

enum { WRAP_MIN = 40, WRAP_MAX = 140 };

/* What a token is for the search of sentence ends. */
typedef enum kind { OTHER, STOP, OPENER, CLOSER, QUOTE, COMMA } kind;

static kind kind_of(const kr_cutter *c, const kr_token *t)
{
	size_t at = t->span.start;

	switch (kr__utf8_next(c->doc->text, &at)) {
	case '.': case '!': case '?': case 0x2026: case 0x3002:
		return STOP;
	case '(': case '[': case '{': case 0x201C: case 0x2018: case 0xAB:
	case 0x201E: case '`':
		return OPENER;
	case ')': case ']': case '}': case 0x201D: case 0x2019: case 0xBB:
		return CLOSER;
	case '"': case '\'':
		return at == t->span.end || t->span.end - t->span.start == 2
			? QUOTE : OTHER;
	case ',': case ';': case ':':
		return COMMA;
	default:
		return OTHER;
	}
}

static bool spaced(const kr_token *t)
{
	return t->flags & KR_TOK_SPACE_AFTER;
}

static unsigned facts_of(const kr_cutter *c, const kr_token *t)
{
	char low[KR_WORD_MAX * 2];
	kr_view v = kr__doc_cut(c->doc, t->span);

	if (v.len > KR_WORD_MAX)
		return 0;
	size_t n = kr__lower_into(v, low, sizeof low);
	return kr__tokens_facts(c->facts, (kr_view){ low, n });
}

static unsigned class_of(const kr_cutter *c, const kr_token *t)
{
	size_t at = t->span.start;

	return kr__cc(kr__utf8_next(c->doc->text, &at));
}

/* One upper-case letter: an initial. */
static bool is_initial(const kr_cutter *c, const kr_token *t)
{
	size_t at = t->span.start;

	return (kr__cc(kr__utf8_next(c->doc->text, &at)) & KR_CC_UPPER) &&
	       at == t->span.end;
}

/* Does the word before a dot keep the sentence open? */
static bool holds_open(const kr_cutter *c, const kr_token *first,
                       const kr_token *stop, const kr_token *next)
{
	if (stop == first || kr__doc_cut(c->doc, stop->span).ptr[0] != '.')
		return false;
	const kr_token *word = stop - 1;
	unsigned facts = facts_of(c, word);
	bool upper = class_of(c, word) & KR_CC_UPPER;
	bool number = class_of(c, next) & KR_CC_DIGIT;
	if (word->flags & KR_TOK_SPACE_AFTER)
		return false;
	if ((facts & KR_TF_TITLE) && upper)
		return true;
	if (is_initial(c, word) || ((facts & KR_TF_BEFORE_NUM) && number))
		return true;
	return word == first && (class_of(c, word) & KR_CC_DIGIT);
}

/* The last token of the stop, its repetitions and closing marks, from the
 * stop at i; tokens stand in [.., n). */
static uint32_t stop_end(const kr_cutter *c, const kr_token *t, uint32_t i,
                         uint32_t n)
{
	while (i + 1 < n) {
		kind k = kind_of(c, &t[i + 1]);
		bool close = k == CLOSER ||
		             (k == QUOTE && (!spaced(&t[i]) || spaced(&t[i + 1])));
		if (k == QUOTE && spaced(&t[i]) && !spaced(&t[i + 1]))
			close = false;
		if (spaced(&t[i]) && k != STOP && k != QUOTE)
			break;
		if (k != STOP && !close)
			break;
		i++;
	}
	return i;
}

/* Is the text between t[i] and t[i + 1] a sentence border? `stop` is the stop
 * whose group ends at i, `first` the first token of the sentence. */
static bool is_border(const kr_cutter *c, const kr_token *first,
                      const kr_token *stop, const kr_token *last)
{
	const kr_token *next = last + 1;
	unsigned cc = class_of(c, next);
	kind k = kind_of(c, next);

	if (k == COMMA || k == CLOSER || (cc & KR_CC_LOWER))
		return false;
	if (!(cc & (KR_CC_UPPER | KR_CC_DIGIT)) && k != OPENER && k != QUOTE &&
	    !spaced(last))
		return false;
	if ((cc & KR_CC_DIGIT) && !spaced(last))
		return false;
	return last != stop || !holds_open(c, first, stop, next);
}

static void add_sentence(kr_cutter *c, uint32_t first, uint32_t end)
{
	kr_doc *d = c->doc;
	uint32_t index = kr__n_sentences(d);
	kr_sentence *s = kr__sentence_add(d);
	kr_token *t = kr__tokens(d);
	kr_word *w = kr__words(d);

	if (!s)
		return;
	uint32_t w0 = t[first].words.first;
	uint32_t w1 = t[end - 1].words.first + t[end - 1].words.n;
	*s = (kr_sentence){
		.span = { t[first].span.start, t[end - 1].span.end },
		.tokens = { first, end - first },
		.words = { w0, w1 - w0 },
		.zone = c->zone,
	};
	for (uint32_t i = first; i < end; i++)
		t[i].sentence = index;
	for (uint32_t i = w0; i < w1; i++)
		w[i].sentence = index;
}

void kr__paragraph_sentences(kr_cutter *c, uint32_t first)
{
	const kr_token *t = kr__tokens(c->doc);
	uint32_t n = kr__n_tokens(c->doc), i = first;

	if (kr__doc_status(c->doc))
		return;
	while (i < n) {
		if (kind_of(c, &t[i]) != STOP) {
			i++;
			continue;
		}
		uint32_t last = stop_end(c, t, i, n);
		uint32_t stop = i;
		while (stop < last && kind_of(c, &t[stop + 1]) == STOP)
			stop++;
		i = last + 1;
		if (i >= n || !is_border(c, &t[first], &t[stop], &t[last]))
			continue;
		add_sentence(c, first, i);
		first = i;
	}
	if (first < n)
		add_sentence(c, first, n);
}

/* ---- paragraphs -------------------------------------------------------- */

/* The width at which all lines of [start, end) are wrapped; 0: they are not.
 * Wrapped: the first word of a line would not have fitted on the one before. */
static uint32_t wrap_width(kr_view text, uint32_t start, uint32_t end)
{
	kr_view rest = kr__view_sub(text, start, end), line;
	size_t width = 0, before = 0, breaks = 0, fits = 0;

	while (kr__view_next_line(&rest, &line))
		if (line.len > width)
			width = line.len;
	if (width < WRAP_MIN || width > WRAP_MAX)
		return 0;
	rest = kr__view_sub(text, start, end);
	while (kr__view_next_line(&rest, &line)) {
		size_t word = kr__view_chr(line, ' ');
		word = word == KR_NPOS ? line.len : word;
		if (before && line.len) {
			breaks++;
			fits += before + 1 + word <= width - 3;
		}
		before = line.len;
	}
	return breaks >= 2 && fits * 10 <= breaks ? (uint32_t)width : 0;
}

static void paragraph(kr_cutter *c, uint32_t start, uint32_t end)
{
	uint32_t first = kr__n_tokens(c->doc);

	kr__paragraph_tokens(c, start, end);
	kr__paragraph_sentences(c, first);
}

static void region(kr_cutter *c, kr_span s)
{
	kr_view text = c->doc->text;
	uint32_t width = wrap_width(text, s.start, s.end);
	uint32_t start = s.start, at = s.start;

	while (at < s.end) {
		kr_view rest = kr__view_sub(text, at, s.end);
		size_t n = kr__view_chr(rest, '\n');
		at = n == KR_NPOS ? s.end : at + (uint32_t)n + 1;
		bool blank = n == 0 || at >= s.end || text.ptr[at] == '\n';
		if (width && !blank)
			continue;
		paragraph(c, start, at);
		start = at;
	}
	if (start < s.end)
		paragraph(c, start, s.end);
}

static void regions(kr_cutter *c)
{
	const kr_zone *z = kr__zones(c->doc);
	uint32_t n = kr__n_zones(c->doc);

	if (n == 0)
		region(c, (kr_span){ 0, (uint32_t)c->doc->text.len });
	for (uint32_t i = 0; i < n; i++) {
		if (!kr__zone_kept(z[i].kind))
			continue;
		c->zone = i;
		region(c, z[i].span);
	}
}

kr_status kr__mark_tokens(const kr_pack *p, kr_doc *d, kr_arena *scratch)
{
	kr_arena_mark mark = kr__arena_mark(scratch);
	kr_cutter c = { .pack = p, .facts = p ? p->tokens : NULL, .doc = d,
		        .zone = KR_NONE };

	c.seen = kr__arena_array(scratch, KR_N_SEEN, sizeof *c.seen);
	if (!c.seen)
		return kr__arena_status(scratch);
	kr__layer_clear(d, KR_LAYER_sentence);
	kr__layer_clear(d, KR_LAYER_token);
	kr__layer_clear(d, KR_LAYER_word);
	regions(&c);
	kr__layer_done(d, KR_LAYER_sentence, "sentence/1");
	kr__layer_done(d, KR_LAYER_token, "token/1");
	kr__layer_done(d, KR_LAYER_word, "token/1");
	kr__arena_rewind(scratch, mark);
	return kr__doc_status(d);
}
