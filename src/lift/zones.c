// SPDX-License-Identifier: Apache-2.0
/*
 * Zones of plain text. The problem: scraped articles carry advertisement
 * marks, links, share bars, credits and copyright lines, on lines of their
 * own or in the middle of one endless line. The idea: cues of the language
 * packs (found in one pass) say where noise starts, an anchor says where such
 * a cue must stand and how far it reaches; marks are laid over the text, and
 * what nobody marked is body. Limits: noise without a cue stays; the end of a
 * link inside a running line is a guess (links.c).
 */
#include "lift/parts.h"

enum { MAX_LINE = 400, MAX_TAIL = 100, MAX_CREDIT = 60, MAX_LINK_LINE = 170,
       MAX_LINKS = 12, MAX_END = 700, MAX_TOP = 8, MAX_COPYRIGHT = 120,
       MAX_TOP_STEPS = 64 };

void kr__cut_add(kr_lift *l, uint32_t start, uint32_t end, uint8_t kind,
                 kr_view rule)
{
	if (start < end &&
	    kr__arena_grow(l->scratch, (void **)&l->cuts, &l->cap_cuts,
	                   l->n_cuts + 1, sizeof *l->cuts))
		l->cuts[l->n_cuts++] =
			(kr_cut){ { start, end }, kind, rule };
}

uint32_t kr__hit_from(const kr_lift *l, uint32_t at)
{
	uint32_t lo = 0, hi = l->hits.n;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (l->hits.at[mid].span.start < at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

uint32_t kr__line_end(kr_view text, uint32_t at)
{
	size_t n = kr__view_chr(kr__view_from(text, at), '\n');

	return n == KR_NPOS ? (uint32_t)text.len : at + (uint32_t)n;
}

uint32_t kr__skip_blank(kr_view text, uint32_t at, uint32_t end)
{
	while (at < end && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
		at++;
	return at;
}

/* The end of the cut that covers `at`; 0: none. Only body is left bare. */
static uint32_t covered(const kr_lift *l, uint32_t at, bool *title)
{
	uint32_t end = 0;

	for (uint32_t i = 0; i < l->n_cuts; i++) {
		const kr_cut *c = &l->cuts[i];
		if (c->span.start > at || c->span.end <= at)
			continue;
		*title |= c->kind == KR_ZONE_TITLE;
		end = c->span.end > end ? c->span.end : end;
	}
	return end;
}

bool kr__top_next(const kr_lift *l, kr_top *top)
{
	for (int steps = 0; steps < MAX_TOP_STEPS && top->n < MAX_TOP; steps++) {
		bool title = false;
		while (top->at < l->text.len &&
		       (uint8_t)l->text.ptr[top->at] <= ' ')
			top->at++;
		if (top->at >= l->text.len)
			return false;
		uint32_t end = covered(l, top->at, &title);
		if (end) {
			top->at = end;
			top->n = title ? 0 : top->n;
			continue;
		}
		top->line = (kr_span){ top->at, kr__line_end(l->text, top->at) };
		top->at = top->line.end;
		top->n++;
		return true;
	}
	return false;
}

/* Marks, and a count ("3 komentar"), that may stand before the first word. */
static uint32_t skip_markup(kr_view text, uint32_t at, uint32_t end)
{
	while (at < end) {
		if (kr__view_chr(KR_V(" \t*_#>-|[(\\"), text.ptr[at]) != KR_NPOS)
			at++;
		else if (at + 3 <= end && (uint8_t)text.ptr[at] == 0xE2 &&
		         ((uint8_t)text.ptr[at + 1] == 0x80 ||
		          (uint8_t)text.ptr[at + 1] == 0x96))
			at += 3; /* bullets, dashes, triangles */
		else
			break;
	}
	return at;
}

bool kr__may_start(kr_view text, uint32_t at)
{
	uint32_t k = at;

	while (k > 0 && (text.ptr[k - 1] == ' ' || text.ptr[k - 1] == '\t'))
		k--;
	if (k == 0 || text.ptr[k - 1] == '\n')
		return true;
	uint8_t c = (uint8_t)text.ptr[k - 1];
	if (c >= 0x80) { /* closing quotes, dots, NBSP: no letters */
		return !(kr__cc(kr__utf8_before(text, k)) &
		         (KR_CC_ALPHA | KR_CC_DIGIT));
	}
	if (kr__view_chr(KR_V(".!?()[]}:;\"'|\\*_>"), (char)c) != KR_NPOS)
		return true;
	/* glued: "lainBaca juga" */
	return k == at && c >= 'a' && c <= 'z' && text.ptr[at] >= 'A' &&
	       text.ptr[at] <= 'Z';
}

/* Nothing but marks, digits and space in [at, end). */
static bool empty_rest(kr_view text, uint32_t at, uint32_t end)
{
	while (at < end) {
		size_t k = at;
		unsigned cc = kr__cc(kr__utf8_next(text, &k));
		if (cc & KR_CC_ALPHA)
			return false;
		at = (uint32_t)k;
	}
	return true;
}

/* The letter that opens a cue is as the pack writes it. */
static bool same_first(kr_view text, const kr_hit *h, const kr_cue *cue)
{
	return text.ptr[h->span.start] == cue->text.ptr[0];
}

/* "Baca juga:" in mid line: capital, two words and colon are enough, also
 * glued ("REUTERSPilihan Editor:"). */
static bool plain_label(const kr_cue *cue)
{
	return cue->text.ptr[cue->text.len - 1] == ':' &&
	       kr__view_chr(cue->text, ' ') != KR_NPOS;
}

static void mark_tail(kr_lift *l, const kr_hit *h, const kr_cue *cue,
                      kr_span line)
{
	kr_view rest = kr__view_sub(l->text, h->span.end, line.end);
	bool credit = cue->kind == KR_ZONE_CREDIT;
	uint32_t end = line.end;

	if (!h->left || !h->right || !same_first(l->text, h, cue))
		return;
	if (!credit && !kr__may_start(l->text, h->span.start))
		return;
	size_t stop = kr__view_find(kr__view_sub(rest, 0, MAX_TAIL), KR_V(". "));
	if (credit && stop != KR_NPOS && stop < MAX_CREDIT && stop > 3)
		end = h->span.end + (uint32_t)stop + 1;
	else if (rest.len > (credit ? MAX_CREDIT : MAX_TAIL))
		end = credit ? h->span.start
		             : kr__link_end(l, h->span.end, line.end);
	kr__cut_add(l, h->span.start, end, cue->kind, cue->rule);
	if (credit && end == line.end && h->span.start > line.start)
		kr__cut_add(l, line.start, h->span.start, KR_ZONE_CAPTION,
		            cue->rule);
}

/* Only digits and a blank stand in [at, end): "3 komentar". */
static bool counted(kr_view t, uint32_t at, uint32_t end)
{
	uint32_t k = at;

	while (k < end && t.ptr[k] >= '0' && t.ptr[k] <= '9')
		k++;
	return k > at && k - at < 8 && kr__skip_blank(t, k, end) == end;
}

/* Lay one zone cue over its line. True: the whole line is gone. */
static bool mark_hit(kr_lift *l, const kr_hit *h, kr_span line, uint32_t first)
{
	const kr_cue *cue = kr__hit_cue(l, h);
	bool head = (h->span.start <= first ||
	             counted(l->text, first, h->span.start)) &&
	            h->span.end > first;
	bool whole = false;
	uint32_t start = h->span.start;

	switch (cue->anchor) {
	case KR_ANCHOR_LINE:
		whole = head && empty_rest(l->text, h->span.end, line.end);
		break;
	case KR_ANCHOR_HEAD:
		whole = head && h->right && line.end - line.start <= MAX_LINE;
		if (head && h->right && !whole)
			kr__cut_add(l, start,
			            kr__link_end(l, h->span.end, line.end),
			            cue->kind, cue->rule);
		break;
	case KR_ANCHOR_HAS:
		whole = line.end - line.start <= MAX_LINE &&
		        (l->text.ptr[line.start] == '-' ||
		         l->text.ptr[line.start] == '*');
		if (!whole)
			kr__cut_add(l, start, h->span.end, cue->kind, cue->rule);
		break;
	case KR_ANCHOR_END:
		if (h->right && same_first(l->text, h, cue) &&
		    line.end - start <= MAX_END &&
		    (kr__may_start(l->text, start) || (l->linked &&
		     kr__skip_blank(l->text, l->linked, line.end) == start))) {
			l->linked = line.end;
			kr__cut_add(l, start, line.end, cue->kind, cue->rule);
		}
		break;
	case KR_ANCHOR_ITEM:
		if (start >= l->linked && h->right &&
		    same_first(l->text, h, cue) &&
		    (kr__may_start(l->text, start) || plain_label(cue))) {
			l->linked = kr__link_end(l, h->span.end, line.end);
			kr__cut_add(l, start, l->linked, cue->kind, cue->rule);
		}
		break;
	case KR_ANCHOR_TAIL:
		mark_tail(l, h, cue, line);
		break;
	case KR_ANCHOR_REST:
		if (head && start > l->text.len / 3)
			kr__cut_add(l, line.start, (uint32_t)l->text.len,
			            cue->kind, cue->rule);
		break;
	default:
		kr__cut_add(l, start, h->span.end, cue->kind, cue->rule);
	}
	if (whole)
		kr__cut_add(l, line.start, line.end, cue->kind, cue->rule);
	return whole;
}

/* Letters (digits and dots too, where `wide`) of at most five, parted by
 * strokes, that end at `end`; where they start. *slashes: how many. */
static uint32_t initials_start(kr_view t, kr_span s, bool wide, int *slashes)
{
	uint32_t k = s.end, run = 0;

	for (*slashes = 0; k > s.start; k--) {
		char c = t.ptr[k - 1];
		bool other = wide && ((c >= '0' && c <= '9') || c == '.');
		if (c == '/' && run > 0) {
			++*slashes;
			run = 0;
		} else if (((c | 32) < 'a' || (c | 32) > 'z') && !other) {
			break;
		} else if (++run > 5) {
			break;
		}
	}
	return run ? k : s.end;
}

static bool all_lower(kr_view v)
{
	for (size_t i = 0; i < v.len; i++)
		if (v.ptr[i] < 'a' || v.ptr[i] > 'z')
			return false;
	return v.len > 0;
}

/* "(abc/def)", "[ab/cd]" at the end of a line, "(AB/02)" or "(T.AB/C)" as a
 * line: initials of the desk. */
static void mark_initials(kr_lift *l, kr_span line)
{
	uint32_t end = line.end, k;
	int slashes;

	while (end > line.start && (uint8_t)l->text.ptr[end - 1] <= ' ')
		end--;
	if (end - line.start < 5 ||
	    (l->text.ptr[end - 1] != ')' && l->text.ptr[end - 1] != ']'))
		return;
	kr_span s = { line.start, end - 1 };
	k = initials_start(l->text, s, false, &slashes);
	if (k == s.end || k == line.start || l->text.ptr[k - 1] == '.' ||
	    l->text.ptr[k - 1] == '/' || (uint8_t)(l->text.ptr[k - 1] - '0') < 10)
		k = initials_start(l->text, s, true, &slashes);
	if (k == line.start || k == s.end ||
	    (l->text.ptr[k - 1] != '(' && l->text.ptr[k - 1] != '['))
		return;
	kr_view in = kr__view_sub(l->text, k, s.end);
	bool plain = kr__view_chr(in, '.') == KR_NPOS;
	for (size_t i = 0; i < in.len; i++)
		plain &= in.ptr[i] < '0' || in.ptr[i] > '9';
	if (!plain && (k - 1 != line.start || (uint8_t)(in.ptr[0] | 32) < 'a'))
		return;
	bool last = end + 2 >= l->text.len && in.len <= 4 &&
	            kr__may_start(l->text, k - 1);
	if ((slashes && in.len <= 20) || (all_lower(in) && last))
		kr__cut_add(l, k - 1, end, KR_ZONE_BYLINE, KR_V("initials"));
}

/* "- wk -" as the last line. */
static void mark_last(kr_lift *l)
{
	uint32_t end = (uint32_t)l->text.len, start;

	while (end > 0 && (uint8_t)l->text.ptr[end - 1] <= ' ')
		end--;
	for (start = end; start > 0 && l->text.ptr[start - 1] != '\n'; start--)
		if (end - start > 10)
			return;
	kr_view v = kr__view_sub(l->text, start, end);
	while (v.len && kr__view_chr(KR_V("-*() "), v.ptr[0]) != KR_NPOS)
		v = kr__view_from(v, 1);
	while (v.len && kr__view_chr(KR_V("-*() "), v.ptr[v.len - 1]) != KR_NPOS)
		v.len--;
	if (start > 0 && v.len >= 2 && v.len <= 4 && all_lower(v))
		kr__cut_add(l, start, end, KR_ZONE_BYLINE, KR_V("initials"));
}

static bool year_in(kr_view v)
{
	for (size_t i = 0; i + 4 <= v.len; i++)
		if ((v.ptr[i] == '1' && v.ptr[i + 1] == '9') ||
		    (v.ptr[i] == '2' && v.ptr[i + 1] == '0'))
			return v.ptr[i + 2] >= '0' && v.ptr[i + 2] <= '9' &&
			       v.ptr[i + 3] >= '0' && v.ptr[i + 3] <= '9';
	return false;
}

/* "Suara.id (C)2024", a short line with the sign and a year. */
static void mark_copyright(kr_lift *l, kr_span line)
{
	kr_view v = kr__view_span(l->text, line);

	if (v.len <= MAX_COPYRIGHT &&
	    kr__view_find(v, KR_V("\xC2\xA9")) != KR_NPOS && year_in(v))
		kr__cut_add(l, line.start, line.end, KR_ZONE_COPYRIGHT,
		            KR_V("copyright-sign"));
}

/* A line of a list of links: short, and no sentence ends it. */
static bool link_line(kr_view text, kr_span line)
{
	kr_view v = kr__view_trim(kr__view_span(text, line));

	if (v.len == 0)
		return true;
	char c = v.ptr[v.len - 1];
	if (kr__view_find(v, KR_V("\xC2\xA9")) != KR_NPOS)
		return false;
	if (v.ptr[0] == '-' || v.ptr[0] == '*' || v.ptr[0] == '>')
		return v.len < 2 * MAX_LINK_LINE;
	if (v.ptr[0] >= '0' && v.ptr[0] <= '9' && v.len <= 3)
		return true; /* page numbers */
	return v.len <= MAX_LINK_LINE && c != '.' && c != '"' &&
	       (uint8_t)c < 0x80 && kr__starts_upper(v);
}

/* Behind a bare heading ("Berita Terkait") the list of links goes too. */
static uint32_t links_end(const kr_lift *l, uint32_t at)
{
	uint32_t end = at;

	for (int n = 0; n < MAX_LINKS && at < l->text.len; n++) {
		kr_span line = { at, kr__line_end(l->text, at) };
		if (!link_line(l->text, line))
			break;
		at = line.end + (line.end < l->text.len);
		if (kr__view_trim(kr__view_span(l->text, line)).len)
			end = line.end;
	}
	return end;
}

/* All cues of one line; returns where to go on. */
static uint32_t mark_line(kr_lift *l, kr_span line, uint32_t *hit)
{
	uint32_t first = skip_markup(l->text, line.start, line.end);

	if (first == line.end || empty_rest(l->text, line.start, line.end)) {
		kr_view v = kr__view_trim(kr__view_span(l->text, line));
		bool digits = false;
		for (size_t i = 0; i < v.len; i++)
			digits |= v.ptr[i] >= '0' && v.ptr[i] <= '9';
		if (v.len && !digits)
			kr__cut_add(l, line.start, line.end, KR_ZONE_OTHER,
			            KR_V("no-letters"));
	}
	for (; *hit < l->hits.n && l->hits.at[*hit].span.start < line.end; ++*hit) {
		const kr_hit *h = &l->hits.at[*hit];
		const kr_cue *cue = kr__hit_cue(l, h);
		if (cue->what != KR_CUE_ZONE || !mark_hit(l, h, line, first))
			continue;
		if (cue->kind != KR_ZONE_RELATED || line.end >= l->text.len ||
		    cue->anchor == KR_ANCHOR_HAS ||
		    !empty_rest(l->text, h->span.end, line.end))
			continue;
		uint32_t end = links_end(l, line.end + 1);
		kr__cut_add(l, line.end + 1, end, cue->kind, cue->rule);
		line.end = end > line.end + 1 ? end : line.end;
	}
	mark_initials(l, line);
	mark_copyright(l, line);
	return line.end;
}

/* "--- key: value --- " at the top of scraped files. */
static uint32_t mark_front(kr_lift *l)
{
	kr_view rest = l->text;
	uint32_t at = 4;

	if (!kr__view_starts(rest, KR_V("---\n")))
		return 0;
	for (int n = 0; n < 40 && at < rest.len; n++) {
		uint32_t end = kr__line_end(rest, at);
		kr_view line = kr__view_sub(rest, at, end);
		if (kr__view_eq(kr__view_trim(line), KR_V("---"))) {
			kr__cut_add(l, 0, end, KR_ZONE_OTHER,
			            KR_V("front-matter"));
			return end + (end < rest.len);
		}
		if (line.len && kr__view_chr(line, ':') == KR_NPOS &&
		    line.ptr[0] != ' ' && line.ptr[0] != '-')
			return 0;
		at = end + 1;
	}
	return 0;
}

void kr__zones_mark(kr_lift *l)
{
	uint32_t at = mark_front(l), hit = kr__hit_from(l, at);

	while (at < l->text.len) {
		kr_span line = { at, kr__line_end(l->text, at) };
		at = mark_line(l, line, &hit);
		at += at < l->text.len;
	}
	mark_last(l);
}

/* ---- tiling ------------------------------------------------------------ */
/* Dropped before kept, earlier before later, longer before shorter. */
static bool goes_before(const kr_cut *a, const kr_cut *b)
{
	if (a->span.start != b->span.start)
		return a->span.start < b->span.start;
	return a->span.end > b->span.end;
}

static void sort_cuts(kr_lift *l)
{
	/* nearly sorted: cues were met in text order, bylines after them */
	for (uint32_t gap = l->n_cuts / 2; gap > 0; gap /= 2)
		for (uint32_t i = gap; i < l->n_cuts; i++) {
			kr_cut c = l->cuts[i];
			uint32_t k = i;
			for (; k >= gap && goes_before(&c, &l->cuts[k - gap]);
			     k -= gap)
				l->cuts[k] = l->cuts[k - gap];
			l->cuts[k] = c;
		}
}

static void add_zone(kr_lift *l, uint32_t start, uint32_t end, uint8_t kind,
                     kr_view rule)
{
	kr_doc *d = l->doc;
	uint32_t n = kr__n_zones(d);

	if (start >= end)
		return;
	bool blank = kr__view_trim(kr__view_sub(l->text, start, end)).len == 0;
	if (n && (blank || kr__zones(d)[n - 1].kind == kind)) {
		kr__zones(d)[n - 1].span.end = end;
		return;
	}
	kr_zone *z = kr__zone_add(d);
	if (z)
		*z = (kr_zone){ { start, end }, kind, 0 };
	if (z && rule.len) {
		kr_sym s = kr__doc_sym(d, rule);
		kr__zones(d)[n].rule = s;
	}
}

/* A cut inside a dropped one is gone; kept cuts give way to dropped ones. */
void kr__zones_tile(kr_lift *l)
{
	uint32_t at = 0, n = (uint32_t)l->text.len;

	sort_cuts(l);
	for (uint32_t i = 0; i < l->n_cuts; i++) {
		kr_cut c = l->cuts[i];
		if (c.span.end <= at)
			continue;
		if (c.span.start < at)
			c.span.start = at;
		if (kr__zone_kept(c.kind) && i + 1 < l->n_cuts &&
		    l->cuts[i + 1].span.start < c.span.end)
			c.span.end = l->cuts[i + 1].span.start;
		if (c.span.start >= c.span.end)
			continue;
		add_zone(l, at, c.span.start, KR_ZONE_BODY, KR_V(""));
		add_zone(l, c.span.start, c.span.end, c.kind, c.rule);
		at = c.span.end;
	}
	add_zone(l, at, n, KR_ZONE_BODY, KR_V(""));
	kr__layer_done(l->doc, KR_LAYER_zone, "zones/1");
}
