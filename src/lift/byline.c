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

enum { MAX_NAME_WORDS = 5, MAX_NAMES = 8, MAX_BYLINE = 160, MAX_DESK = 40,
       MAX_CAPTION = 400, MAX_AGENCY = 24, MAX_BARS = 16 };

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

/* A cue of a byline or zone, or a weekday, stands here: the name is over. */
static bool cue_here(const kr_lift *l, uint32_t at)
{
	for (uint32_t i = kr__hit_from(l, at);
	     i < l->hits.n && l->hits.at[i].span.start == at; i++) {
		const kr_cue *c = kr__hit_cue(l, &l->hits.at[i]);
		uint32_t e = l->hits.at[i].span.end;
		if ((c->what == KR_CUE_BYLINE || c->what == KR_CUE_ZONE ||
		     (c->what == KR_CUE_WEEKDAY && e < l->text.len &&
		      l->text.ptr[e] == ',')) && l->hits.at[i].right)
			return true;
	}
	return false;
}

static bool byline_here(const kr_lift *l, uint32_t at)
{
	for (uint32_t i = kr__hit_from(l, at);
	     i < l->hits.n && l->hits.at[i].span.start == at; i++)
		if (kr__hit_cue(l, &l->hits.at[i])->what == KR_CUE_BYLINE)
			return true;
	return false;
}

/* "Tim Redaksi", "Courier staff": a word of it is a desk's, no person's. */
static bool nobody(const kr_lift *l, kr_span name)
{
	for (uint32_t at = name.start, e; at < name.end; at = e + 1) {
		e = at;
		while (e < name.end && l->text.ptr[e] != ' ')
			e++;
		if (kr__word_listed(l, at, e, KR_WORD_NOBODY))
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

uint32_t kr__name_end(const kr_lift *l, uint32_t at, uint32_t end)
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

/* A desk's name goes on to the next mark that parts. */
static uint32_t desk_end(kr_view t, uint32_t at, uint32_t end)
{
	uint32_t limit = at + MAX_DESK < end ? at + MAX_DESK : end;

	for (uint32_t k = at; k < limit; k++)
		if (kr__view_chr(KR_V(",;|/()[]."), t.ptr[k]) != KR_NPOS)
			return k;
	return limit == end ? end : at;
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

/* Behind a name stands a domain's tail: "Tribunnews.co", "POS-KUPANG.CO" of a
 * torn text. */
static uint32_t domain_end(kr_view t, uint32_t at, uint32_t end)
{
	if (at + 2 >= end || t.ptr[at] != '.' || (t.ptr[at + 1] | 32) < 'a' ||
	    (t.ptr[at + 1] | 32) > 'z' ||
	    (t.ptr[at + 1] < 'a') != (t.ptr[at + 2] < 'a'))
		return at;
	while (at < end && (uint8_t)t.ptr[at] > ' ' && t.ptr[at] != ',')
		at++;
	return at;
}

/* A site in small letters: "tribunnews.co." */
static uint32_t site_end(kr_view t, uint32_t at, uint32_t end)
{
	uint32_t e = at;

	while (e < end && (uint8_t)t.ptr[e] > ' ' && t.ptr[e] != ',')
		e++;
	while (e > at && t.ptr[e - 1] == '.')
		e--;
	return kr__domain_name(kr__view_sub(t, at, e)) ? e : at;
}

/* Names behind a cue; returns the end of the list, `at` if it is empty. */
static uint32_t take_names(kr_lift *l, uint32_t at, uint32_t end, uint8_t role)
{
	uint32_t pos = kr__skip_blank(l->text, at, end), stop = at;

	for (int n = 0; n < MAX_NAMES && pos < end && !cue_here(l, pos); n++) {
		size_t m;
		const kr_alias *a = kr__medium_at(l->cues, l->text, pos, &m);
		uint32_t e = a && m <= end ? (uint32_t)m : kr__name_end(l, pos, end);
		if (e == pos)
			e = site_end(l->text, pos, end);
		if (e == pos)
			break;
		if (!a && n == 0 && e + 1 < end && l->text.ptr[e] == '.' &&
		    l->text.ptr[e + 1] == ' ')
			a = kr__medium_torn(l, (kr_span){ pos, e });
		uint32_t tail = a ? e + (e < end && l->text.ptr[e] == '.' &&
		                         m != e)
		                  : domain_end(l->text, e, end);
		kr_view name = kr__view_sub(l->text, pos, e);
		uint32_t more = kr__skip_blank(l->text, e, end);
		uint32_t word = word_end(l->text, more, end);
		bool desk = nobody(l, (kr_span){ pos, e });
		desk |= word > more &&
		        kr__word_listed(l, more, word, KR_WORD_NOBODY);
		if (desk)
			tail = e = desk_end(l->text, e, end);
		if (a && !l->said_outlet.len && role == KR_ROLE_REPORTER) {
			l->said_outlet = l->cues->media[a->medium].name;
			l->said_code = l->cues->media[a->medium].code;
		} else if (!a && !desk && tail == e && name.len > 2) {
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

/* Behind the names only marks may stand, to the end of the line or to the
 * next byline; or a date. */
static bool ends_line(kr_lift *l, uint32_t at, uint32_t end)
{
	kr_view t = l->text;

	while (at < end && kr__view_chr(KR_V(" \t.)]*_|\r"), t.ptr[at]) != KR_NPOS)
		at++;
	return at == end || byline_here(l, at) ||
	       (at > 0 && t.ptr[at - 1] == ' ' && kr__day_line(l, at, end));
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
	    (first != start || !ends_line(l, end, line.end))) {
		l->doc->meta.n_people = people;
		return;
	}
	if (l->doc->meta.n_people == people &&
	    (end == h->span.end || first != start || !ends_line(l, end, line.end)))
		return;
	if (start > 0 && (l->text.ptr[start - 1] == '(' ||
	                  l->text.ptr[start - 1] == '['))
		start--;
	end = close_mark(l->text, end, line.end);
	if (start > first && kr__day_line(l, first, start))
		start = first; /* "KAMIS, 10 JULI 2025 | 13:20 WIB | LAPORAN: ..." */
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
		} else if (!m && !l->said_host.len) {
			l->said_host = kr__url_host(url);
		}
	} else if (kr__skip_blank(l->text, line.start, line.end) == h->span.start &&
	           ends_line(l, end, line.end)) {
		kr__cut_add(l, line.start, line.end, KR_ZONE_SOURCE, cue->rule);
	} else if (end < line.end && l->text.ptr[end] == '/') {
		take_names(l, end + 1, line.end, KR_ROLE_REPORTER);
	} else if (cue->anchor == KR_ANCHOR_ITEM && ends_line(l, end, line.end)) {
		kr__cut_add(l, h->span.start, line.end, KR_ZONE_BYLINE, cue->rule);
	}
}

/* "Name (according to Reuters, TASS)", "Name (EFE, AFP)", "(Reuters/X)" on a
 * line of its own; the bracket is at `open`. */
static bool mark_signed(kr_lift *l, kr_span line, uint32_t open)
{
	uint32_t e = kr__name_end(l, line.start, line.end), at = open + 1;
	uint32_t n = l->n_credits;

	if (line.end - line.start > MAX_BYLINE ||
	    kr__skip_blank(l->text, e, line.end) != open)
		return false;
	for (uint32_t i = kr__hit_from(l, at);
	     i < l->hits.n && l->hits.at[i].span.start == at; i++) {
		const kr_hit *h = &l->hits.at[i];
		if (kr__hit_cue(l, h)->what == KR_CUE_CITE && kr__hit_clean(h))
			at = kr__skip_blank(l->text, h->span.end, line.end);
	}
	uint32_t end = kr__media_list(l, at, line.end);
	if (end == at || !ends_line(l, end, line.end)) {
		l->n_credits = n;
		return false;
	}
	if (e > line.start && !nobody(l, (kr_span){ line.start, e }))
		kr__doc_person(l->doc, KR_ROLE_REPORTER,
		               kr__view_sub(l->text, line.start, e),
		               (kr_span){ line.start, e });
	kr__cut_add(l, line.start, line.end, KR_ZONE_BYLINE, KR_V("signed"));
	return true;
}

/* Names of the line above "Tim Redaksi": reporters, the last of several the
 * editor. */
static void mark_above(kr_lift *l, const kr_hit *h, const kr_cue *cue,
                       kr_span line)
{
	uint32_t people = l->doc->meta.n_people, from, at;
	kr_span up = line;

	if (kr__skip_blank(l->text, line.start, line.end) != h->span.start ||
	    !ends_line(l, h->span.end, line.end) || line.start < 2)
		return;
	up.end = line.start - 1;
	while (up.end > 0 && (uint8_t)l->text.ptr[up.end - 1] <= ' ')
		up.end--;
	up.start = up.end;
	while (up.start > 0 && up.end - up.start <= MAX_BYLINE &&
	       l->text.ptr[up.start - 1] != '\n')
		up.start--;
	from = kr__skip_blank(l->text, up.start, up.end);
	at = take_names(l, from, up.end, KR_ROLE_REPORTER);
	kr_meta *m = &l->doc->meta;
	if (at == from || !ends_line(l, at, up.end)) {
		m->n_people = people;
		return;
	}
	if (m->n_people > people + 1)
		m->people[m->n_people - 1].role = cue->kind;
	kr__cut_add(l, up.start, line.end, KR_ZONE_BYLINE, cue->rule);
}

static bool opens(const kr_lift *l, const kr_hit *h, const kr_cue *cue)
{
	uint32_t at = h->span.start;

	bool colon = cue->text.ptr[cue->text.len - 1] == ':' ||
	             cue->text.ptr[0] == '|';
	return cue->what == KR_CUE_BYLINE && h->right &&
	       l->text.ptr[at] == cue->text.ptr[0] &&
	       (kr__may_start(l->text, at) || (colon && h->left));
}

/* "(AFP/Name Name)" behind a caption: who took the picture; alone below the
 * text and not in capitals, who wrote it. The bracket is at `open`. */
static void mark_photo(kr_lift *l, kr_span line, uint32_t open)
{
	kr_view t = l->text;
	uint32_t at = open + 1, slash, e;

	for (slash = at; slash < line.end && slash - at < MAX_AGENCY; slash++)
		if (t.ptr[slash] == '/' || t.ptr[slash] == ')')
			break;
	if (slash >= line.end || t.ptr[slash] != '/')
		return;
	size_t end = 0;
	kr_view name = kr__view_trim(kr__view_sub(t, at, slash));
	const kr_alias *a = kr__medium_at(l->cues, t, at, &end);
	if (!(a && end == at + name.len) &&
	    (name.len < 2 || name.len > 5 || has_lower(name)))
		return;
	at = kr__skip_blank(t, slash + 1, line.end);
	e = kr__name_end(l, at, line.end);
	name = kr__view_sub(t, at, e);
	if (e >= line.end || t.ptr[e] != ')' || kr__view_chr(name, ' ') == KR_NPOS ||
	    nobody(l, (kr_span){ at, e }) || kr__medium_at(l->cues, t, at, &end))
		return;
	bool alone = has_lower(name) && open > t.len / 2 &&
	             kr__skip_blank(t, line.start, line.end) == open &&
	             ends_line(l, e + 1, line.end);
	kr__doc_person(l->doc, alone ? KR_ROLE_REPORTER : KR_ROLE_PHOTOGRAPHER,
	               name, (kr_span){ at, e });
	if (alone) /* "(Tribunnews.com/Name Name)" below the text */
		kr__cut_add(l, line.start, line.end, KR_ZONE_BYLINE,
		            KR_V("signed"));
}

/* Lines with a bracket of news organisations or of a photographer. */
static void mark_brackets(kr_lift *l)
{
	for (uint32_t at = 0, end; at < l->text.len; at = end + 1) {
		end = kr__line_end(l->text, at);
		kr_span line = { at, end };
		kr_view v = kr__view_span(l->text, line);
		size_t open = v.len > MAX_CAPTION ? KR_NPOS : kr__view_chr(v, '(');
		if (open == KR_NPOS)
			continue;
		if (mark_signed(l, line, at + (uint32_t)open))
			continue;
		open = kr__view_rchr(v, '(');
		mark_photo(l, line, at + (uint32_t)open);
	}
}

/* Does a cut begin at `at`, or the line end there? */
static bool text_ends(const kr_lift *l, uint32_t at)
{
	uint32_t end = kr__line_end(l->text, at);

	at = kr__skip_blank(l->text, at, end);
	for (uint32_t i = 0; i < l->n_cuts; i++)
		if (l->cuts[i].span.start == at)
			return true;
	return at == end;
}

/* Capitals back from `at` to a sentence's end: where they begin, else `at`. */
static uint32_t capitals_before(kr_view t, uint32_t at)
{
	uint32_t from = at;

	while (from > 0 && at - from < MAX_AGENCY &&
	       (t.ptr[from - 1] == ' ' || t.ptr[from - 1] == '|' ||
	        (t.ptr[from - 1] >= 'A' && t.ptr[from - 1] <= 'Z')))
		from--;
	if (from < 3 || t.ptr[from] != ' ' || from == at ||
	    (kr__view_chr(KR_V(".?!\""), t.ptr[from - 1]) == KR_NPOS &&
	     !kr__view_ends(kr__view_sub(t, 0, from), KR_V("\xE2\x80\x9D"))))
		return at;
	return kr__skip_blank(t, from, at);
}

static bool mark_bar(kr_lift *l, uint32_t at)
{
	uint32_t from = capitals_before(l->text, at);
	uint32_t next = kr__skip_blank(l->text, at + 1, (uint32_t)l->text.len);
	size_t end;
	const kr_alias *a = from < at ? kr__medium_at(l->cues, l->text, next, &end)
	                              : NULL;

	if (!a || !text_ends(l, (uint32_t)end))
		return false;
	kr__credit_medium(l, a, (kr_span){ next, (uint32_t)end }, 1);
	kr__cut_add(l, from, (uint32_t)end, KR_ZONE_BYLINE, KR_V("bars"));
	return true;
}

/* "... katanya. ABI | REUTERS" behind the last sentence of a running text: who
 * signs, and whose words they are. The last few bars are looked at. */
static void mark_bars(kr_lift *l)
{
	int tries = 0;

	if (kr__view_chr(l->text, '|') == KR_NPOS)
		return;
	for (uint32_t at = (uint32_t)l->text.len; at-- > 0 && tries < MAX_BARS;)
		if (l->text.ptr[at] == '|' && (tries++, mark_bar(l, at)))
			return;
}

void kr__bylines_mark(kr_lift *l)
{
	kr_span line = { 0, kr__line_end(l->text, 0) };
	uint32_t last = 0, cut = l->n_given, n_cuts = l->n_cuts;

	for (uint32_t i = 0; i < l->hits.n; i++) {
		const kr_hit *h = &l->hits.at[i];
		const kr_cue *cue = kr__hit_cue(l, h);
		uint32_t at = h->span.start;
		while (cut < n_cuts && l->cuts[cut].span.end <= at)
			cut++;
		if (cut < n_cuts && l->cuts[cut].span.start < at &&
		    l->cuts[cut].kind == KR_ZONE_RELATED)
			continue; /* "Pilihan Editor: ..." */
		while (at > line.end) {
			line.start = line.end + 1;
			line.end = kr__line_end(l->text, line.start);
		}
		if (at < last || !opens(l, h, cue))
			continue;
		uint32_t cuts = l->n_cuts;
		if (cue->anchor == KR_ANCHOR_ABOVE)
			mark_above(l, h, cue, line);
		else if (cue->kind == KR_ROLE_AGENCY)
			mark_agency(l, h, cue, line);
		else
			mark_people(l, h, cue, line);
		last = l->n_cuts > cuts ? h->span.end : last;
	}
	mark_brackets(l);
	mark_bars(l);
}
