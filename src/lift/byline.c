// SPDX-License-Identifier: Apache-2.0
/*
 * Bylines. The problem: "Penulis: A dan B | Editor: C", "Laporan Wartawan
 * Tribunnews.com, D", "E (menurut Reuters, TASS)" name people and sources in
 * many shapes, also inside running lines. The idea: a cue of the packs gives
 * the role; behind it stands a list of names of one to five capitalised
 * words, parted by commas, "and" and strokes; a medium among them is a
 * credit, not a person. Limits: a cue without a name behind it is left alone.
 */
#include "lift/parts.h"

enum { MAX_NAME_WORDS = 5, MAX_NAMES = 8, MAX_BYLINE = 160 };

static bool is_upper(kr_view t, uint32_t at)
{
	size_t k = at;

	return kr__cc(kr__utf8_next(t, &k)) & KR_CC_UPPER;
}

static uint32_t word_end(kr_view t, uint32_t at, uint32_t end)
{
	while (at < end) {
		size_t k = at;
		uint32_t cp = kr__utf8_next(t, &k);
		bool inner = cp == '\'' || cp == '-' || cp == 0x2019;
		if (!kr__is_word(cp) && !(inner && k < end))
			break;
		at = (uint32_t)k;
	}
	return at;
}

/* A cue of a byline or zone stands here: the name is over. */
static bool cue_here(const kr_lift *l, uint32_t at)
{
	for (uint32_t i = kr__hit_from(l, at);
	     i < l->hits.n && l->hits.at[i].span.start == at; i++) {
		const kr_cue *c = kr__hit_cue(l, &l->hits.at[i]);
		if ((c->what == KR_CUE_BYLINE || c->what == KR_CUE_ZONE) &&
		    l->hits.at[i].right)
			return true;
	}
	return false;
}

static bool has_lower(kr_view v)
{
	for (size_t i = 0; i < v.len; i++)
		if (v.ptr[i] >= 'a' && v.ptr[i] <= 'z')
			return true;
	return false;
}

/* One name at `at`; returns its end, or `at` if there is none. */
static uint32_t name_end(const kr_lift *l, uint32_t at, uint32_t end)
{
	kr_view t = l->text;
	uint32_t stop = at, pos = at;
	bool lower = false;

	for (int n = 0; n < MAX_NAME_WORDS && pos < end; n++) {
		uint32_t w = word_end(t, pos, end);
		kr_view word = kr__view_sub(t, pos, w);
		bool upper = word.len && is_upper(t, pos);
		size_t m;
		if (w == pos || (!upper && !(n && kr__word_listed(l, pos, w, KR_WORD_PARTICLE))) ||
		    (n && (cue_here(l, pos) || kr__medium_at(l->cues, t, pos, &m))))
			break;
		if (lower && word.len > 3 && !has_lower(word))
			break; /* a dateline in capitals follows */
		lower |= has_lower(word);
		if (upper)
			stop = w;
		if (w < end && t.ptr[w] == '.' && word.len <= 3)
			stop = ++w; /* an initial, a degree */
		pos = kr__skip_blank(t, w, end);
		if (pos == w && !(w && t.ptr[w - 1] == '.'))
			break;
	}
	return stop;
}

/* The separator behind a name: its length in bytes with blanks, 0: none. */
static uint32_t separator(const kr_lift *l, uint32_t at, uint32_t end)
{
	uint32_t pos = kr__skip_blank(l->text, at, end), w;

	if (pos < end && kr__view_chr(KR_V(",&/|;"), l->text.ptr[pos]) != KR_NPOS)
		return kr__skip_blank(l->text, pos + 1, end) - at;
	w = word_end(l->text, pos, end);
	if (w > pos && kr__word_listed(l, pos, w, KR_WORD_AND))
		return kr__skip_blank(l->text, w, end) - at;
	return 0;
}

/* Behind a name stands a domain's tail: "Tribunnews.co" of a torn text. */
static uint32_t domain_end(kr_view t, uint32_t at, uint32_t end)
{
	if (at + 1 >= end || t.ptr[at] != '.' || t.ptr[at + 1] < 'a' ||
	    t.ptr[at + 1] > 'z')
		return at;
	while (at < end && (uint8_t)t.ptr[at] > ' ' && t.ptr[at] != ',')
		at++;
	return at;
}

/* Names behind a cue; returns the end of the list, `at` if it is empty. */
static uint32_t take_names(kr_lift *l, uint32_t at, uint32_t end, uint8_t role)
{
	uint32_t pos = kr__skip_blank(l->text, at, end), stop = at;

	for (int n = 0; n < MAX_NAMES && pos < end && !cue_here(l, pos); n++) {
		size_t m;
		const kr_alias *a = kr__medium_at(l->cues, l->text, pos, &m);
		uint32_t e = a && m <= end ? (uint32_t)m : name_end(l, pos, end);
		if (e == pos)
			break;
		uint32_t tail = a ? e : domain_end(l->text, e, end);
		kr_view name = kr__view_sub(l->text, pos, e);
		if (a && !l->said_outlet.len && role == KR_ROLE_REPORTER) {
			l->said_outlet = l->cues->media[a->medium].name;
			l->said_code = l->cues->media[a->medium].code;
		} else if (!a && tail == e && name.len > 2) {
			kr__doc_person(l->doc, role, name, (kr_span){ pos, e });
		}
		bool site = a || tail > e;
		stop = e = tail;
		uint32_t s = separator(l, e, end);
		if (!s && site)
			s = kr__skip_blank(l->text, e, end) - e;
		if (!s)
			break;
		pos = e + s;
	}
	return stop;
}

/* Behind the names only marks may stand, to the end of the line. */
static bool ends_line(kr_view t, uint32_t at, uint32_t end)
{
	while (at < end && kr__view_chr(KR_V(" \t.)]*_|\r"), t.ptr[at]) != KR_NPOS)
		at++;
	return at == end;
}

static uint32_t close_mark(kr_view t, uint32_t at, uint32_t end)
{
	while (at < end && kr__view_chr(KR_V(".)]*_|"), t.ptr[at]) != KR_NPOS)
		at++;
	return at;
}

static void mark_people(kr_lift *l, const kr_hit *h, const kr_cue *cue,
                        kr_span line)
{
	uint32_t start = h->span.start, first, people = l->doc->meta.n_people;
	uint32_t end = take_names(l, h->span.end, line.end, cue->kind);

	first = kr__skip_blank(l->text, line.start, line.end);
	kr_view said = kr__view_trim(kr__view_sub(l->text, h->span.end, end));
	if (cue->kind == KR_ROLE_PHOTOGRAPHER &&
	    cue->text.ptr[cue->text.len - 1] == '/' &&
	    (kr__view_chr(said, ' ') == KR_NPOS ||
	     (end < line.end && kr__view_chr(KR_V("/.)]"),
	                                     l->text.ptr[end]) == KR_NPOS))) {
		l->doc->meta.n_people = people; /* a caption goes on */
		return;
	}
	if (cue->anchor == KR_ANCHOR_HEAD &&
	    (first != start || !ends_line(l->text, end, line.end))) {
		l->doc->meta.n_people = people;
		return;
	}
	if (l->doc->meta.n_people == people)
		return;
	if (start > 0 && (l->text.ptr[start - 1] == '(' ||
	                  l->text.ptr[start - 1] == '['))
		start--;
	end = close_mark(l->text, end, line.end);
	kr__cut_add(l, start, end, KR_ZONE_BYLINE, cue->rule);
}

/* "Sumber: A, B": credits; an address gives its host's medium. */
static void mark_agency(kr_lift *l, const kr_hit *h, const kr_cue *cue,
                        kr_span line)
{
	uint32_t at = kr__skip_blank(l->text, h->span.end, line.end);
	uint32_t end = kr__media_list(l, at, line.end);

	if (end == at) {
		kr_view url = kr__view_sub(l->text, at, line.end);
		const kr_medium *m = kr__medium_of_host(l->cues,
		                                        kr__url_host(url));
		if (m && !l->said_outlet.len) {
			l->said_outlet = m->name;
			l->said_code = m->code;
		}
	} else if (kr__skip_blank(l->text, line.start, line.end) == h->span.start &&
	           ends_line(l->text, end, line.end)) {
		kr__cut_add(l, line.start, line.end, KR_ZONE_SOURCE, cue->rule);
	} else if (end < line.end && l->text.ptr[end] == '/') {
		take_names(l, end + 1, line.end, KR_ROLE_REPORTER);
	}
}

/* "Name (according to Reuters, TASS)" on a line of its own. */
static void mark_signed(kr_lift *l, kr_span line)
{
	uint32_t e = name_end(l, line.start, line.end);
	uint32_t open = kr__skip_blank(l->text, e, line.end);

	if (e == line.start || line.end - line.start > MAX_BYLINE ||
	    open >= line.end || l->text.ptr[open] != '(')
		return;
	for (uint32_t i = kr__hit_from(l, open + 1);
	     i < l->hits.n && l->hits.at[i].span.start == open + 1; i++) {
		const kr_hit *h = &l->hits.at[i];
		const kr_cue *c = kr__hit_cue(l, h);
		if (c->what != KR_CUE_CITE || !kr__hit_clean(h))
			continue;
		uint32_t at = kr__skip_blank(l->text, h->span.end, line.end);
		uint32_t end = kr__media_list(l, at, line.end);
		if (end == at || !ends_line(l->text, end, line.end))
			continue;
		kr__doc_person(l->doc, KR_ROLE_REPORTER,
		               kr__view_sub(l->text, line.start, e),
		               (kr_span){ line.start, e });
		kr__cut_add(l, line.start, line.end, KR_ZONE_BYLINE, c->rule);
		return;
	}
}

/* A citing cue just behind an opening bracket may sign the line. */
static bool signs(const kr_lift *l, const kr_hit *h, const kr_cue *cue)
{
	uint32_t at = h->span.start;

	return cue->what == KR_CUE_CITE && at > 0 && l->text.ptr[at - 1] == '(';
}

static bool opens(const kr_lift *l, const kr_hit *h, const kr_cue *cue)
{
	uint32_t at = h->span.start;

	bool colon = cue->text.ptr[cue->text.len - 1] == ':';
	return cue->what == KR_CUE_BYLINE && h->right &&
	       l->text.ptr[at] == cue->text.ptr[0] &&
	       (kr__may_start(l->text, at) || (colon && h->left));
}

void kr__bylines_mark(kr_lift *l)
{
	kr_span line = { 0, kr__line_end(l->text, 0) };
	uint32_t last = 0, signed_at = KR_NONE;

	for (uint32_t i = 0; i < l->hits.n; i++) {
		const kr_hit *h = &l->hits.at[i];
		const kr_cue *cue = kr__hit_cue(l, h);
		uint32_t at = h->span.start;
		while (at > line.end) {
			line.start = line.end + 1;
			line.end = kr__line_end(l->text, line.start);
		}
		if (signs(l, h, cue) && signed_at != line.start) {
			signed_at = line.start;
			mark_signed(l, line);
		}
		if (at < last || !opens(l, h, cue))
			continue;
		if (cue->kind == KR_ROLE_AGENCY)
			mark_agency(l, h, cue, line);
		else
			mark_people(l, h, cue, line);
		last = h->span.end;
	}
}
