// SPDX-License-Identifier: Apache-2.0
/*
 * What can be seen of a paragraph without reading it. The problem: a block of
 * a page must be told article or not in any language. The idea: numbers about
 * its own text, the names and kinds of the elements around it, how much text
 * and how many links those hold, its neighbours, and its place relative to
 * the container that holds most running text. Each pass is linear: elements
 * in order give inherited values, in reverse order sums. Limits: nothing of
 * the words themselves is used. Sources: C. Kohlschuetter et al., "Boilerplate
 * Detection using Shallow Text Features" (2010), for text and link density;
 * the container score is in the manner of Arc90's Readability.
 */
#include "lift/content.h"

#include <string.h>

enum { FAR = 20, LONG_BYTES = 100 };

/* Sums over an element's paragraphs. */
typedef struct sums {
	uint32_t len, link, n, n_long;
	int32_t score; /* of running text, for the best container */
	uint8_t up;    /* levels from here to an ancestor of the best */
	uint8_t near[KR_N_HINTS + KR_N_FEATURES - KR_F_NEAR];
} sums;

typedef struct seer {
	const kr_builder *b;
	sums *nodes;     /* [n_nodes] */
	int16_t *out;    /* [n_paras][KR_N_FEATURES] */
	uint32_t best;   /* node */
	uint32_t first, last; /* long paragraphs of the best: the borders */
	uint32_t title;  /* the paragraph that is the headline; KR_NONE */
	uint32_t long_len;
} seer;

static int16_t *row(const seer *s, uint32_t i)
{
	return s->out + (size_t)i * KR_N_FEATURES;
}

static uint32_t len_of(const kr_para *p)
{
	return p->span.end - p->span.start;
}

/* Eight steps a doubling. */
static int16_t scale(uint64_t n)
{
	int16_t k = 0;

	while (n >= 16) {
		n >>= 1;
		k += 8;
	}
	return (int16_t)(k + (int16_t)n);
}

static int16_t percent(uint64_t part, uint64_t of)
{
	return of ? (int16_t)(part * 100 / of) : 0;
}

static int16_t cap(uint32_t n, uint32_t most)
{
	return (int16_t)(n < most ? n : most);
}

/* ---- a paragraph's own text -------------------------------------------- */

typedef struct letters {
	uint32_t spaces, digits, upper, commas, stops, odd;
} letters;

static letters count(kr_view v)
{
	letters l = { 0 };

	for (size_t i = 0; i < v.len; i++) {
		unsigned char c = (unsigned char)v.ptr[i];
		bool end = i + 1 == v.len || v.ptr[i + 1] == ' ';
		if (c == ' ' || c == '\n')
			l.spaces++;
		else if (c >= '0' && c <= '9')
			l.digits++;
		else if (c >= 'A' && c <= 'Z')
			l.upper++;
		else if (c == ',' || c == ';')
			l.commas++;
		else if ((c == '.' || c == '!' || c == '?') && end)
			l.stops++;
		else if (c == '|' || c == '/' || c == '@' || c == '#')
			l.odd++;
		else if (c == 0xE3 && i + 2 < v.len && v.ptr[i + 1] == '\x80')
			l.stops += v.ptr[i + 2] == '\x82';
	}
	return l;
}

/* 0 nothing, 1 colon, 2 a mark that ends a sentence, 3 ellipsis. */
static int16_t ending(kr_view v)
{
	size_t at = v.len;
	uint32_t cp = kr__utf8_before(v, at);

	while (cp == '"' || cp == '\'' || cp == ')' || cp == 0x201D ||
	       cp == 0x2019 || cp == 0xBB || cp == 0x201C) {
		do
			at--;
		while (at && ((unsigned char)v.ptr[at] & 0xC0) == 0x80);
		cp = kr__utf8_before(v, at);
	}
	if (cp == 0x2026 || (cp == '.' && at >= 3 && v.ptr[at - 2] == '.'))
		return 3;
	if (cp == '.' || cp == '!' || cp == '?' || cp == 0x3002)
		return 2;
	return cp == ':';
}

static int16_t starting(kr_view v)
{
	size_t at = 0;
	unsigned c = kr__cc(kr__utf8_next(v, &at));

	return c & KR_CC_UPPER ? 3 : c & KR_CC_DIGIT ? 2 : c & KR_CC_PUNCT ? 1 : 0;
}

static int16_t tag_class(unsigned tag)
{
	switch (tag) {
	case KR_HTML_P:
		return 0;
	case KR_HTML_BLOCKQUOTE:
	case KR_HTML_PRE:
		return 1;
	case KR_HTML_H1:
		return 2;
	case KR_HTML_H2:
		return 3;
	case KR_HTML_H3:
	case KR_HTML_H4:
	case KR_HTML_H5:
	case KR_HTML_H6:
		return 4;
	case KR_HTML_DIV:
	case KR_HTML_SECTION:
	case KR_HTML_ARTICLE:
		return 5;
	case KR_HTML_DD:
	case KR_HTML_DT:
		return 6;
	case KR_HTML_LI:
		return 7;
	case KR_HTML_TD:
	case KR_HTML_TH:
		return 8;
	case KR_HTML_FIGCAPTION:
	case KR_HTML_CAPTION:
		return 9;
	default:
		return 10;
	}
}

static void own(const seer *s, uint32_t i)
{
	const kr_para *p = &s->b->paras[i];
	kr_view v = kr__view_span(s->b->doc->text, p->span);
	letters l = count(v);
	uint32_t len = len_of(p);
	int16_t *f = row(s, i);

	f[KR_F_LEN] = scale(len);
	f[KR_F_WORDS] = scale(l.spaces + 1);
	f[KR_F_LINK] = percent(p->link_bytes, len);
	f[KR_F_N_LINKS] = cap(p->n_links, 30);
	f[KR_F_BOLD] = percent(p->bold_bytes, len);
	f[KR_F_COMMAS] = cap(l.commas, 30);
	f[KR_F_STOPS] = cap(l.stops, 30);
	f[KR_F_ENDS] = ending(v);
	f[KR_F_STARTS] = starting(v);
	f[KR_F_DIGITS] = percent(l.digits, len);
	f[KR_F_UPPER] = percent(l.upper, len);
	f[KR_F_ODD] = percent(l.odd, len);
	f[KR_F_WORD_LEN] = cap(len * 10 / (l.spaces + 1), 300);
	f[KR_F_COLON] = kr__view_chr(v, ':') != KR_NPOS;
	f[KR_F_TAG] = tag_class(s->b->nodes[p->node].tag);
	f[KR_F_HEADING] = f[KR_F_TAG] >= 2 && f[KR_F_TAG] <= 4;
	f[KR_F_DEPTH] = cap(s->b->nodes[p->node].depth, 60);
	f[KR_F_FRESH] = p->own_block;
}

/* ---- elements ---------------------------------------------------------- */

static int near_class(unsigned tag)
{
	switch (tag) {
	case KR_HTML_ARTICLE:
		return KR_NEAR_ARTICLE;
	case KR_HTML_MAIN:
		return KR_NEAR_MAIN;
	case KR_HTML_NAV:
	case KR_HTML_MENU:
		return KR_NEAR_NAV;
	case KR_HTML_ASIDE:
		return KR_NEAR_ASIDE;
	case KR_HTML_FOOTER:
		return KR_NEAR_FOOTER;
	case KR_HTML_HEADER:
		return KR_NEAR_HEADER;
	case KR_HTML_FORM:
	case KR_HTML_BUTTON:
	case KR_HTML_FIELDSET:
		return KR_NEAR_FORM;
	case KR_HTML_FIGURE:
	case KR_HTML_FIGCAPTION:
		return KR_NEAR_FIGURE;
	case KR_HTML_TABLE:
		return KR_NEAR_TABLE;
	case KR_HTML_UL:
	case KR_HTML_OL:
	case KR_HTML_DL:
		return KR_NEAR_LIST;
	case KR_HTML_BLOCKQUOTE:
		return KR_NEAR_QUOTE;
	case KR_HTML_SECTION:
		return KR_NEAR_SECTION;
	default:
		return -1;
	}
}

/* Distances to the nearest hint and kind above, inherited downwards. */
static void inherit(const seer *s)
{
	for (uint32_t i = 0; i < s->b->n_nodes; i++) {
		const kr_node *n = &s->b->nodes[i];
		sums *to = &s->nodes[i];
		for (unsigned k = 0; k < sizeof to->near; k++) {
			uint8_t up = i ? s->nodes[n->parent].near[k] : FAR;
			to->near[k] = (uint8_t)(up < FAR ? up + 1 : FAR);
		}
		for (unsigned k = 0; k < KR_N_HINTS; k++)
			if (n->hints & 1u << k)
				to->near[k] = 0;
		int c = near_class(n->tag);
		if (c >= 0)
			to->near[c - KR_F_HINTS] = 0;
	}
}

static uint32_t parent(const kr_builder *b, uint32_t node, unsigned levels)
{
	while (levels-- && node)
		node = b->nodes[node].parent;
	return node;
}

static bool running(const int16_t *f, uint32_t len)
{
	return len >= 40 && f[KR_F_LINK] < 40;
}

static void add_up(seer *s)
{
	const kr_builder *b = s->b;

	for (uint32_t i = 0; i < b->n_paras; i++) {
		const kr_para *p = &b->paras[i];
		const int16_t *f = row(s, i);
		sums *n = &s->nodes[p->node];
		uint32_t len = len_of(p);
		bool is_long = len >= LONG_BYTES && f[KR_F_LINK] < 30;
		n->len += len;
		n->link += p->link_bytes;
		n->n++;
		n->n_long += is_long;
		if (is_long)
			s->long_len += len;
		if (!running(f, len))
			continue;
		int32_t score = 2 + f[KR_F_COMMAS] +
		                (int32_t)(len < 600 ? len : 600) / 50;
		s->nodes[parent(b, p->node, 1)].score += score * 2;
		s->nodes[parent(b, p->node, 2)].score += score;
	}
	for (uint32_t i = b->n_nodes - 1; i > 0; i--) {
		sums *n = &s->nodes[i], *up = &s->nodes[b->nodes[i].parent];
		up->len += n->len;
		up->link += n->link;
		up->n += n->n;
		up->n_long += n->n_long;
	}
}

static void find_best(seer *s)
{
	int64_t most = 0;

	for (uint32_t i = 0; i < s->b->n_nodes; i++) {
		const sums *n = &s->nodes[i];
		int64_t v = n->score;
		if (n->near[KR_HINT_COMMENT] < FAR ||
		    n->near[KR_NEAR_FOOTER - KR_F_HINTS] < FAR ||
		    n->near[KR_NEAR_ASIDE - KR_F_HINTS] < FAR)
			v /= 3;
		v = n->len ? v * (n->len - n->link) / n->len : 0;
		if (v > most) {
			most = v;
			s->best = i;
		}
	}
	for (uint32_t i = 0; i < s->b->n_nodes; i++)
		s->nodes[i].up = UINT8_MAX;
	uint8_t up = 0;
	for (uint32_t i = s->best;; i = s->b->nodes[i].parent) {
		s->nodes[i].up = up;
		up += up < FAR;
		if (i == 0)
			break;
	}
	for (uint32_t i = 0; i < s->b->n_nodes; i++)
		if (s->nodes[i].up == UINT8_MAX)
			s->nodes[i].up = s->nodes[s->b->nodes[i].parent].up;
	s->first = s->last = KR_NONE;
	for (uint32_t i = 0; i < s->b->n_paras; i++) {
		const kr_para *p = &s->b->paras[i];
		if (s->nodes[p->node].up || !running(row(s, i), len_of(p)))
			continue;
		if (s->first == KR_NONE)
			s->first = i;
		s->last = i;
	}
}

static void around(const seer *s, uint32_t i)
{
	const kr_para *p = &s->b->paras[i];
	const sums *all = &s->nodes[0];
	int16_t *f = row(s, i);

	for (unsigned k = 0; k < 3; k++) {
		static const uint8_t fields[3][4] = {
			{ KR_F_PARENT_LEN, KR_F_PARENT_LINK, KR_F_PARENT_LONG,
			  KR_F_PARENT_SHARE },
			{ KR_F_GRAND_LEN, KR_F_GRAND_LINK, KR_F_GRAND_LONG,
			  KR_F_GRAND_SHARE },
			{ KR_F_GREAT_LEN, KR_F_GREAT_LINK, KR_F_GREAT_LONG,
			  KR_F_GREAT_SHARE },
		};
		const sums *n = &s->nodes[parent(s->b, p->node, k + 1)];
		f[fields[k][0]] = scale(n->len);
		f[fields[k][1]] = percent(n->link, n->len);
		f[fields[k][2]] = cap(n->n_long, 50);
		f[fields[k][3]] = percent(n->len, all->len);
	}
	f[KR_F_PARENT_N] = cap(s->nodes[parent(s->b, p->node, 1)].n, 200);
	f[KR_F_SIBLINGS] = cap(s->nodes[p->node].n, 100);
	f[KR_F_BEST_UP] = s->nodes[p->node].up;
	f[KR_F_BEST_SHARE] = percent(s->nodes[s->best].len, all->len);
	f[KR_F_PAGE_LEN] = scale(all->len);
	f[KR_F_PAGE_LINK] = percent(all->link, all->len);
	f[KR_F_PAGE_LONG] = percent(s->long_len, all->len);
	for (unsigned k = 0; k < sizeof s->nodes->near; k++)
		f[KR_F_HINTS + k] = s->nodes[p->node].near[k];
}

/* ---- order ------------------------------------------------------------- */

static int16_t signed_gap(uint32_t i, uint32_t from)
{
	int64_t d = from == KR_NONE ? 99 : (int64_t)i - from;

	return (int16_t)(d > 99 ? 99 : d < -99 ? -99 : d);
}

static void place(const seer *s, uint32_t i)
{
	const kr_builder *b = s->b;
	const kr_para *p = &b->paras[i];
	int16_t *f = row(s, i);

	f[KR_F_POSITION] = percent(p->span.start, b->doc->text.len);
	f[KR_F_INDEX] = scale(i);
	f[KR_F_FROM_END] = scale(b->n_paras - 1 - i);
	f[KR_F_AFTER_TITLE] = signed_gap(i, s->title);
	f[KR_F_BEST_AFTER_FIRST] = signed_gap(i, s->first);
	f[KR_F_BEST_AFTER_LAST] = signed_gap(i, s->last);
	f[KR_F_AFTER_HEAD] = i ? row(s, i - 1)[KR_F_HEADING] : 0;
}

static void neighbours(const seer *s, uint32_t i)
{
	static const struct {
		int by;
		uint8_t len, link, same;
	} at[] = {
		{ -1, KR_F_PREV_LEN, KR_F_PREV_LINK, KR_F_PREV_SAME },
		{ -2, KR_F_PREV2_LEN, KR_F_PREV2_LINK, 0 },
		{ 1, KR_F_NEXT_LEN, KR_F_NEXT_LINK, KR_F_NEXT_SAME },
		{ 2, KR_F_NEXT2_LEN, KR_F_NEXT2_LINK, 0 },
	};
	const kr_builder *b = s->b;
	int16_t *f = row(s, i);
	uint64_t len = 0, link = 0;

	for (unsigned k = 0; k < sizeof at / sizeof *at; k++) {
		int64_t j = (int64_t)i + at[k].by;
		f[at[k].link] = 100;
		if (j < 0 || j >= b->n_paras)
			continue;
		const kr_para *q = &b->paras[j];
		f[at[k].len] = row(s, (uint32_t)j)[KR_F_LEN];
		f[at[k].link] = row(s, (uint32_t)j)[KR_F_LINK];
		if (at[k].same)
			f[at[k].same] = parent(b, q->node, 1) ==
			                parent(b, b->paras[i].node, 1);
	}
	for (uint32_t j = i < 4 ? 0 : i - 4; j < b->n_paras && j <= i + 4; j++) {
		len += len_of(&b->paras[j]);
		link += b->paras[j].link_bytes;
	}
	f[KR_F_WINDOW_LEN] = scale(len);
	f[KR_F_WINDOW_LINK] = percent(link, len);
}

/* How far the nearest long paragraph is, and whether it shares the parent. */
static void long_gaps(const seer *s, bool back)
{
	const kr_builder *b = s->b;
	unsigned gap = back ? KR_F_LONG_BEFORE : KR_F_LONG_AFTER;
	unsigned same = back ? KR_F_LONG_SAME_BEFORE : KR_F_LONG_SAME_AFTER;
	uint32_t last = KR_NONE;

	for (uint32_t k = 0; k < b->n_paras; k++) {
		uint32_t i = back ? k : b->n_paras - 1 - k;
		int16_t *f = row(s, i);
		uint32_t d = last == KR_NONE ? 50 : back ? i - last : last - i;
		f[gap] = cap(d, 50);
		if (last != KR_NONE)
			f[same] = parent(b, b->paras[i].node, 1) ==
			          parent(b, b->paras[last].node, 1);
		if (len_of(&b->paras[i]) >= LONG_BYTES && f[KR_F_LINK] < 30)
			last = i;
	}
}

/* Equal paragraphs: menus and teasers come twice. */
static void copies(const seer *s)
{
	const kr_builder *b = s->b;
	uint32_t n = 16;

	while (n < b->n_paras * 2)
		n *= 2;
	kr_arena_mark mark = kr__arena_mark(b->scratch);
	uint32_t *slots = kr__arena_array(b->scratch, n, sizeof *slots);
	for (uint32_t i = 0; slots && i < b->n_paras; i++) {
		kr_view v = kr__view_span(b->doc->text, b->paras[i].span);
		uint32_t at = (uint32_t)kr__hash64(v) & (n - 1);
		while (slots[at] &&
		       !kr__view_eq(v, kr__view_span(b->doc->text,
		                       b->paras[slots[at] - 1].span)))
			at = (at + 1) & (n - 1);
		if (slots[at]) {
			row(s, i)[KR_F_COPIES] = 1;
			row(s, slots[at] - 1)[KR_F_COPIES] = 1;
		} else {
			slots[at] = i + 1;
		}
	}
	if (slots)
		kr__arena_rewind(b->scratch, mark);
}

/* Is the paragraph the page's title, with or without the site's name? */
static bool is_title(const kr_builder *b, kr_view v)
{
	const kr_fact *f = kr__page_fact(b->page, KR_FACT_TITLE);

	if (v.len < 10 || !f)
		return false;
	const kr_fact *end = b->page->facts + b->page->n;
	for (unsigned n = 0; n < 8 && f < end; n++, f++)
		if (f->kind == KR_FACT_TITLE && v.len * 2 > f->value.len &&
		    (kr__view_starts(f->value, v) || kr__view_ends(f->value, v)))
			return true;
	return false;
}

static bool is_lead(const kr_builder *b, kr_view v)
{
	kr_view head = kr__view_sub(v, 0, 40);

	const kr_fact *f = kr__page_fact(b->page, KR_FACT_DESCRIPTION);

	return v.len >= 40 && f && kr__view_starts(f->value, head);
}

/* The headline: among the paragraphs that say the title, the one whose element
 * is the highest heading; else the first h1. */
static void find_title(seer *s)
{
	const kr_builder *b = s->b;
	int16_t rank = 99;

	s->title = KR_NONE;
	for (uint32_t i = 0; i < b->n_paras; i++) {
		kr_view v = kr__view_span(b->doc->text, b->paras[i].span);
		int16_t *f = row(s, i), r = f[KR_F_TAG];
		bool said = is_title(b, v);
		f[KR_F_IS_TITLE] = said;
		f[KR_F_IS_LEAD] = is_lead(b, v);
		bool logo = f[KR_F_LINK] >= 90; /* it leads to the front page */
		if (!said && (r != 2 || logo || kr__page_is_site(b, v)))
			continue;
		r = (int16_t)((r >= 2 && r <= 4 ? r : 8) + (said ? 0 : 10));
		if (r < rank) {
			rank = r;
			s->title = i;
		}
	}
}

int16_t *kr__content_features(const kr_builder *b)
{
	seer s = { .b = b };

	if (b->n_paras == 0)
		return kr__arena_get(b->scratch, 1);
	s.nodes = kr__arena_array(b->scratch, b->n_nodes, sizeof *s.nodes);
	s.out = kr__arena_array(b->scratch, b->n_paras,
	                        sizeof(int16_t) * KR_N_FEATURES);
	if (!s.nodes || !s.out)
		return NULL;
	for (uint32_t i = 0; i < b->n_paras; i++)
		own(&s, i);
	inherit(&s);
	add_up(&s);
	find_best(&s);
	find_title(&s);
	copies(&s);
	for (uint32_t i = 0; i < b->n_paras; i++) {
		around(&s, i);
		place(&s, i);
		neighbours(&s, i);
	}
	long_gaps(&s, true);
	long_gaps(&s, false);
	return s.out;
}
