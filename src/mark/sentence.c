// SPDX-License-Identifier: Apache-2.0
/*
 * Sentences. The problem: a stop ends a sentence unless it belongs to an
 * abbreviation, and closing marks behind it belong to the sentence. The idea:
 * zones and line ends bound paragraphs; inside one, each stop with its closing
 * marks is a candidate that is judged by the kinds of the tokens around it:
 * by a table of votes counted on treebanks where it is sure, else by rule.
 * Text wrapped at a fixed width is recognised by its line lengths. Limits: a
 * sentence without a stop ends only with its paragraph.
 */
#include "mark/token.h"

enum { WRAP_MIN = 40, WRAP_MAX = 140, LONG_TEXT = 2000 };

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

/* ---- what a border looks like, as a row of the table of votes ---------- */

static uint32_t word_kind(const kr_cutter *c, const kr_token *t)
{
	kr_view v = kr__doc_cut(c->doc, t->span);
	uint32_t upper = 0, lower = 0, digit = 0;

	for (size_t at = 0; at < v.len && upper + lower + digit < 8;) {
		unsigned cc = kr__cc(kr__utf8_next(v, &at));
		upper += (cc & KR_CC_UPPER) != 0;
		lower += (cc & KR_CC_UPPER) == 0 && (cc & KR_CC_ALPHA) != 0;
		digit += (cc & KR_CC_DIGIT) != 0;
	}
	if (digit)
		return upper + lower ? 10 : 9;
	if (!upper)
		return lower ? 1 : 14;
	if (upper > 1 && !lower)
		return upper <= 4 ? 7 : 8;
	return upper + lower <= 4 ? 1 + upper + lower : 6;
}

/* What stands before the stop, by its facts or its shape: below 32. */
static uint32_t before_kind(const kr_cutter *c, const kr_token *t)
{
	unsigned facts = facts_of(c, t);
	uint32_t shape = word_kind(c, t);
	kind k = kind_of(c, t);

	if (k == CLOSER || k == QUOTE)
		return kr__doc_cut(c->doc, t->span).ptr[0] == ')' ? 17 : 16;
	if (facts & KR_TF_BEFORE)
		return 11;
	if (shape == 1 && (facts & (KR_TF_ABBR | KR_TF_BEFORE_NUM)))
		return 13;
	if (shape == 1)
		return 1;
	if (facts & KR_TF_TITLE)
		return 11;
	if (facts & KR_TF_BEFORE_NUM)
		return 12;
	return (facts & KR_TF_ABBR) ? 15 : shape;
}

/* The token behind the border: below 8. */
static uint32_t after_kind(const kr_cutter *c, const kr_token *t)
{
	static const uint8_t of[16] = { 6, 0, 1, 1, 1, 1, 2, 3,
		                        3, 4, 4, 6, 6, 6, 6, 6 };
	kind k = kind_of(c, t);

	if (k == OPENER || k == QUOTE)
		return 5;
	return of[word_kind(c, t)];
}

static uint32_t border_row(const kr_cutter *c, const kr_token *first,
                           const kr_token *stop, const kr_token *last)
{
	uint32_t dot = kr__doc_cut(c->doc, stop->span).ptr[0] == '.';
	uint32_t before = stop > first ? before_kind(c, stop - 1) : 0;
	uint32_t row = (uint32_t)c->style * 2 + dot;

	if (before && spaced(stop - 1))
		before = 18;
	else if (stop - 1 == first && before == 9)
		before = 19; /* the number of a list */
	if (last != stop) /* the closing marks matter more than the word */
		before = before_kind(c, last);
	row = row * 2 + (last != stop);
	row = row * 32 + before;
	row = row * 8 + after_kind(c, last + 1);
	return row * 2 + spaced(last);
}

/* The teacher's word on a border behind `last`; its votes are kept. */
static bool ask_teacher(kr_teacher *t, uint32_t row, uint32_t end)
{
	while (t->at < t->n && t->ends[t->at] < end)
		t->at++;
	bool yes = t->at < t->n && t->ends[t->at] == end;
	t->votes[row] += yes ? 1 : -1;
	return yes;
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
	if ((facts & KR_TF_BEFORE) || ((facts & KR_TF_TITLE) && upper))
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

	if (k == COMMA || k == CLOSER ||
	    ((cc & KR_CC_LOWER) && (c->style == KR_STYLE_NEWS || !spaced(last))))
		return false;
	if (!(cc & (KR_CC_UPPER | KR_CC_DIGIT)) && k != OPENER && k != QUOTE &&
	    !spaced(last))
		return false;
	if ((cc & KR_CC_DIGIT) && !spaced(last))
		return false;
	if (last != stop && stop > first && /* "Letjen (Purn.) Agus" */
	    (facts_of(c, stop - 1) & (KR_TF_TITLE | KR_TF_BEFORE)))
		return false;
	uint32_t row = border_row(c, first, stop, last);
	if (c->teacher)
		return ask_teacher(c->teacher, row, last->span.end);
	const kr_morph *m = c->pack->morph;
	if (m && row < m->n_borders && m->borders[row])
		return m->borders[row] > 0;
	if (cc & KR_CC_LOWER)
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

void kr__paragraph_sentences(kr_cutter *c, uint32_t first, uint32_t end)
{
	const kr_token *t = kr__tokens(c->doc);
	uint32_t i = first;

	if (kr__doc_status(c->doc))
		return;
	while (i < end) {
		if (kind_of(c, &t[i]) != STOP) {
			i++;
			continue;
		}
		uint32_t last = stop_end(c, t, i, end);
		uint32_t stop = i;
		while (stop < last && kind_of(c, &t[stop + 1]) == STOP)
			stop++;
		i = last + 1;
		if (i >= end || !is_border(c, &t[first], &t[stop], &t[last]))
			continue;
		add_sentence(c, first, i);
		first = i;
	}
	if (first < end)
		add_sentence(c, first, end);
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
	if (kr__n_tokens(c->doc) == first ||
	    !kr__arena_grow(c->scratch, (void **)&c->paragraphs,
	                    &c->cap_paragraphs, c->n_paragraphs + 1,
	                    sizeof *c->paragraphs))
		return;
	c->paragraphs[c->n_paragraphs++] = (kr_paragraph){ first, c->zone };
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

static void all_sentences(kr_cutter *c)
{
	for (uint32_t i = 0; i < c->n_paragraphs; i++) {
		uint32_t end = i + 1 < c->n_paragraphs
			? c->paragraphs[i + 1].first : kr__n_tokens(c->doc);
		c->zone = c->paragraphs[i].zone;
		kr__paragraph_sentences(c, c->paragraphs[i].first, end);
	}
}

static kr_status mark_all(kr_cutter *c)
{
	kr_doc *d = c->doc;

	c->seen = kr__arena_array(c->scratch, KR_N_SEEN, sizeof *c->seen);
	if (!c->seen)
		return kr__arena_status(c->scratch);
	kr__layer_clear(d, KR_LAYER_sentence);
	kr__layer_clear(d, KR_LAYER_token);
	kr__layer_clear(d, KR_LAYER_word);
	regions(c);
	/* The encyclopaedic treebank joins what stands after "WIB." or "Oran.";
	 * that habit is followed in long texts of its kind only. */
	if (!c->teacher && !kr__doc_status(d) && kr__n_words(d) >= LONG_TEXT)
		c->style = kr__doc_style(c->pack, d);
	all_sentences(c);
	kr__layer_done(d, KR_LAYER_sentence, "sentence/1");
	kr__layer_done(d, KR_LAYER_token, "token/1");
	kr__layer_done(d, KR_LAYER_word, "token/1");
	if (kr__arena_status(c->scratch))
		return kr__arena_status(c->scratch);
	return kr__doc_status(d);
}

kr_status kr__mark_tokens(const kr_pack *p, kr_doc *d, kr_arena *scratch)
{
	kr_arena_mark mark = kr__arena_mark(scratch);
	kr_cutter c = { .pack = p, .facts = p->tokens, .doc = d,
		        .scratch = scratch, .zone = KR_NONE };
	kr_status status = mark_all(&c);

	kr__arena_rewind(scratch, mark);
	if (!status)
		kr__mark_marks(d);
	return status;
}

kr_status kr__count_borders(const kr_pack *p, kr_view text, kr_style style,
                            kr_teacher *teacher)
{
	kr_arena scratch;
	kr_doc d;

	kr__arena_init(&scratch, NULL, 0);
	kr_status status = kr__doc_init(&d, NULL, p->symbols, 0);
	kr_cutter c = { .pack = p, .facts = p->tokens, .doc = &d,
		        .scratch = &scratch, .zone = KR_NONE,
		        .style = style, .teacher = teacher };
	d.text = text;
	if (!status)
		status = mark_all(&c);
	kr__doc_drop(&d);
	kr__arena_drop(&scratch);
	return status;
}
