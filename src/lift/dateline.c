// SPDX-License-Identifier: Apache-2.0
/*
 * The top of an article: a title line, then "Moskow (ANTARA) - ", "JAKARTA,
 * KOMPAS.com - ", "TRIBUNNEWS.COM, JAKARTA - ", "Kairo, 11/10 (Antara) - ",
 * "KUALA LUMPUR: ".
 * The problem: place, outlet, agency and day stand before a dash in any
 * order, glued, with entities nobody decoded, behind a byline on the same
 * line. The idea: take the few words before the first dash of a line, part
 * them at commas and brackets, and name each part: a medium, a day, else a
 * place of capitalised words; without a medium the place must be in capitals
 * or one plain word. A colon counts behind capitals at the start of a long
 * line. Limits: only the first lines are looked at.
 */
#include "lift/parts.h"

enum { MAX_HEAD = 90, MAX_PARTS = 6, MAX_PLACE_WORDS = 4, MAX_TITLE = 200,
       MIN_COLON_LINE = 110 };

typedef struct head {
	kr_span place;
	const kr_alias *outlet, *agency, *second; /* "(ANTARA/Reuters)" */
	kr_span outlet_span, agency_span, second_span;
	kr_span stranger; /* looks like a medium, but none that is known */
	bool day, site;   /* site: the stranger is a domain */
} head;

/* Bytes of a blank at `at`: NBSP and its entity count; 0: none. */
static uint32_t blank_len(kr_view t, uint32_t at, uint32_t end)
{
	kr_view v = kr__view_sub(t, at, end);

	if (v.len && (v.ptr[0] == ' ' || v.ptr[0] == '\t'))
		return 1;
	return kr__view_starts(v, KR_V("\xC2\xA0")) ? 2
	     : kr__view_starts(v, KR_V("&nbsp;")) ? 6 : 0;
}

static uint32_t skip_blanks(kr_view t, uint32_t at, uint32_t end)
{
	uint32_t n;

	while ((n = blank_len(t, at, end)) > 0)
		at += n;
	return at;
}

static bool blank_before(kr_view t, uint32_t start, uint32_t at)
{
	kr_view v = kr__view_sub(t, start, at);

	return kr__view_ends(v, KR_V(" ")) ||
	       kr__view_ends(v, KR_V("\xC2\xA0")) ||
	       kr__view_ends(v, KR_V("&nbsp;"));
}

/* Without blanks and marks of bold type at its ends. */
static kr_span trimmed(kr_view t, kr_span s)
{
	for (;;) {
		uint32_t n = blank_len(t, s.start, s.end);
		if (n)
			s.start += n;
		else if (s.start < s.end && blank_before(t, s.start, s.end))
			s.end -= t.ptr[s.end - 1] == ' ' ? 1
			         : t.ptr[s.end - 1] == ';' ? 6 : 2;
		else if (s.start < s.end &&
		         kr__view_chr(KR_V("*_"), t.ptr[s.end - 1]) != KR_NPOS)
			s.end--;
		else
			return s;
	}
}

static bool upper_or_quote(kr_view t, uint32_t at, uint32_t end)
{
	kr_view v = kr__view_sub(t, at, end);

	return v.len && (kr__starts_upper(v) || v.ptr[0] == '"' ||
	                 kr__view_starts(v, KR_V("\xE2\x80\x9C")));
}

/* The length of a dash at `at`: "-", "--", U+2010..2015; 0: none. */
static uint32_t dash_len(kr_view t, uint32_t at, uint32_t end)
{
	uint32_t n = 0;

	while (at + n < end && t.ptr[at + n] == '-')
		n++;
	if (n == 0 && at + 2 < end && (uint8_t)t.ptr[at] == 0xE2 &&
	    (uint8_t)t.ptr[at + 1] == 0x80 &&
	    (uint8_t)t.ptr[at + 2] >= 0x90 && (uint8_t)t.ptr[at + 2] <= 0x95)
		n = 3;
	return n;
}

/* The dash that ends a dateline; *end: behind it and its blanks. *loose: a
 * blank stands on one side of it only. */
static uint32_t find_dash(kr_view t, uint32_t at, uint32_t line_end,
                          uint32_t *end, bool *loose)
{
	uint32_t limit = at + MAX_HEAD < line_end ? at + MAX_HEAD : line_end;

	for (uint32_t k = at; k < limit; k++) {
		uint32_t n = dash_len(t, k, limit);
		if (n == 0)
			continue;
		bool before = k > at && (blank_before(t, at, k) || n > 1);
		bool after = blank_len(t, k + n, line_end) > 0 || n > 1;
		if (k > at && (before || after)) {
			*loose = !before || !after;
			*end = skip_blanks(t, k + n, line_end);
			return k;
		}
		k += n - 1;
	}
	return at;
}

static bool capitals(kr_view v)
{
	bool upper = false;

	for (size_t i = 0; i < v.len; i++) {
		if (v.ptr[i] >= 'a' && v.ptr[i] <= 'z')
			return false;
		upper |= v.ptr[i] >= 'A' && v.ptr[i] <= 'Z';
	}
	return upper;
}

/* Words that all begin with a capital; no digits. Returns how many, 0: no. */
static int place_words(kr_view v)
{
	kr_view word;
	int n = 0;

	while (kr__view_next(&v, ' ', &word)) {
		if (word.len == 0 || !kr__starts_upper(word) ||
		    ++n > MAX_PLACE_WORDS)
			return 0;
		for (size_t i = 0; i < word.len; i++)
			if (kr__view_chr(KR_V("0123456789:;?!\"@#&"),
			                 word.ptr[i]) != KR_NPOS ||
			    (word.ptr[i] == '.' && word.len > 4))
				return 0;
	}
	return n;
}

/* "17/1", "17/1/2025" or "17 Januari" gives the day of the dateline. */
static bool part_day(kr_lift *l, kr_span s)
{
	kr_view v = kr__view_span(l->text, s);
	uint32_t n[3] = { 0, 0, 0 }, k = 0;

	if (v.len == 0 || v.ptr[0] < '0' || v.ptr[0] > '9')
		return false;
	for (size_t i = 0; i < v.len && k < 3; i++) {
		if (v.ptr[i] >= '0' && v.ptr[i] <= '9' && n[k] < 10000)
			n[k] = n[k] * 10 + (uint32_t)(v.ptr[i] - '0');
		else if (v.ptr[i] == '/' || v.ptr[i] == ' ')
			k++;
	}
	for (uint32_t i = kr__hit_from(l, s.start); i < l->hits.n &&
	     l->hits.at[i].span.start < s.end; i++) {
		const kr_cue *c = kr__hit_cue(l, &l->hits.at[i]);
		if (c->what == KR_CUE_MONTH && kr__hit_clean(&l->hits.at[i]))
			n[1] = c->value;
	}
	if (n[0] < 1 || n[0] > 31 || n[1] < 1 || n[1] > 12)
		return false;
	l->said_day = (kr_date){ n[2] >= 1900 && n[2] < 2200 ? (int16_t)n[2] : 0,
		                 (int8_t)n[1], (int8_t)n[0] };
	l->said_span = s;
	l->said_basis = KR_BASIS_DATELINE;
	return true;
}

bool kr__domain_name(kr_view v)
{
	size_t dot = kr__view_rchr(v, '.');

	if (dot == KR_NPOS || dot < 3 || v.len - dot < 3 || v.len - dot > 7 ||
	    kr__view_chr(v, ' ') != KR_NPOS)
		return false;
	for (size_t i = 0; i < v.len; i++)
		if (i != dot && !kr__is_word((uint8_t)v.ptr[i]) &&
		    (uint8_t)v.ptr[i] < 0x80 && v.ptr[i] != '-' && v.ptr[i] != '.')
			return false;
	return true;
}

const kr_alias *kr__medium_torn(const kr_lift *l, kr_span s)
{
	kr_view part = kr__view_span(l->text, s);
	const kr_alias *a = NULL;
	size_t end;
	char torn[40];

	if (part.len < 8 || part.len + 1 > sizeof torn)
		return NULL;
	for (size_t i = 0; i < part.len; i++)
		torn[i] = part.ptr[i];
	bool low = part.ptr[part.len - 1] >= 'a';
	for (char c = 'a'; c <= 'z' && !a; c++) {
		torn[part.len] = low ? c : (char)(c - 32);
		a = kr__medium_at(l->cues, (kr_view){ torn, part.len + 1 }, 0,
		                  &end);
		if (a && end != part.len + 1)
			a = NULL;
	}
	return a;
}

/* The medium that is just the span; also of a domain that lost its last
 * letter. */
static const kr_alias *medium_of(const kr_lift *l, kr_span s)
{
	const kr_alias *a = NULL;
	size_t end;

	if (s.start < s.end)
		a = kr__medium_at(l->cues, kr__view_sub(l->text, 0, s.end),
		                  s.start, &end);
	if (a && end == s.end)
		return a;
	return kr__domain_name(kr__view_span(l->text, s)) ? kr__medium_torn(l, s)
	                                                  : NULL;
}

/* A second place: the first was a newsroom if its name says so ("Warta
 * Timur, Ambon"). */
static void second_place(const kr_lift *l, kr_span s, head *out)
{
	if (out->stranger.end || out->outlet ||
	    kr__unknown_name(l, out->place.start, false) != out->place.end)
		return;
	out->stranger = out->place;
	out->place = s;
}

/* Name one part; false: this is no dateline. */
static bool name_part(kr_lift *l, kr_span s, bool bracket, head *out)
{
	s = trimmed(l->text, s);
	kr_view part = kr__view_span(l->text, s);
	const kr_alias *a = medium_of(l, s);

	if (a && bracket && out->agency) {
		out->second = a;
		out->second_span = s;
		return true;
	}
	if (a) {
		*(bracket ? &out->agency : &out->outlet) = a;
		*(bracket ? &out->agency_span : &out->outlet_span) = s;
		return true;
	}
	if (part_day(l, s)) {
		out->day = true;
		return true;
	}
	bool site = kr__domain_name(part);
	if (site || (bracket && out->place.end && place_words(part))) {
		out->stranger = s;
		out->site |= site;
		return true;
	}
	if (bracket || !place_words(part))
		return false;
	if (out->place.end)
		second_place(l, s, out);
	else
		out->place = s;
	return true;
}

/* ". " parts behind a domain, or a place in capitals that is no abbreviation
 * ("NEW YORK. KOMPAS.com"). */
static bool parts_dot(kr_view t, uint32_t from, uint32_t k)
{
	kr_view v = kr__view_trim(kr__view_sub(t, from, k));

	if (k + 1 >= t.len || t.ptr[k + 1] != ' ')
		return false;
	return kr__domain_name(v) || (v.len > 3 && capitals(v) &&
	                              kr__view_chr(v, '.') == KR_NPOS);
}

/* A byte that parts the head of a line. */
static bool parts_at(kr_view t, uint32_t from, uint32_t k)
{
	char c = t.ptr[k];

	if (c == '/')
		return k > from && t.ptr[k - 1] > '9';
	if (c == '.')
		return parts_dot(t, from, k);
	return c == ',' || c == '(' || c == ')';
}

static bool name_parts(kr_lift *l, uint32_t at, uint32_t end, head *out)
{
	bool bracket = false;
	uint32_t from = at;

	for (uint32_t k = at; k <= end; k++) {
		if (k < end && !parts_at(l->text, from, k))
			continue;
		kr_span s = trimmed(l->text, (kr_span){ from, k });
		if (s.start < s.end && !name_part(l, s, bracket, out))
			return false;
		char c = k < end ? l->text.ptr[k] : ',';
		bracket = c == '(' || (bracket && c == '/');
		from = k + 1;
	}
	return true;
}

/* "JAKARTA" becomes "Jakarta"; short names in capitals stay ("AS", "DC"). */
static kr_view place_name(kr_lift *l, kr_span s)
{
	kr_view v = kr__doc_cut(l->doc, s);
	kr_buf b;

	if (!capitals(v) || v.len < 4)
		return v;
	kr__buf_init(&b, &l->scratch->alloc);
	/* "WASHINGTON DC": a last word of two letters is an abbreviation */
	size_t keep = v.len > 3 && v.ptr[v.len - 3] == ' ' ? v.len - 2 : v.len;
	for (size_t i = 0; i < v.len; i++) {
		bool first = i == 0 || v.ptr[i - 1] == ' ' || v.ptr[i - 1] == '-';
		char c = v.ptr[i];
		kr__buf_chr(&b, !first && i < keep && c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
	}
	v = kr__arena_copy(&l->doc->arena, kr__buf_view(&b));
	kr__buf_drop(&b);
	return v;
}

/* What the head says of outlet and agencies. */
static void take_media(kr_lift *l, const head *t)
{
	const kr_alias *by = t->outlet ? t->outlet : t->agency;

	if (by) {
		l->said_outlet = l->cues->media[by->medium].name;
		l->said_code = l->cues->media[by->medium].code;
		l->said_at = t->outlet ? t->outlet_span : t->agency_span;
		l->said_wire = !t->outlet;
	}
	if (!t->outlet && t->stranger.end) {
		if (t->agency) /* "Suara.example, Kairo (Reuters)" */
			kr__credit_medium(l, t->agency, t->agency_span, 1);
		l->said_outlet = kr__doc_cut(l->doc, t->stranger);
		l->said_code = (kr_view){ "", 0 };
		l->said_at = t->stranger;
		l->said_wire = false;
	}
	if (t->outlet && t->agency) /* "Kompas.com, Moskow (Reuters)" */
		kr__credit_medium(l, t->agency, t->agency_span, 1);
	if (t->second)
		kr__credit_medium(l, t->second, t->second_span, 1);
}

/* Marks before the first word: bold type, quotes, a lost letter. */
static uint32_t skip_lead(kr_view t, kr_span line)
{
	uint32_t at = line.start, n = 1;

	for (; at < line.end; at += n) {
		n = blank_len(t, at, line.end);
		if (!n)
			n = kr__view_chr(KR_V("*_\"?>"), t.ptr[at]) != KR_NPOS;
		if (!n && kr__view_starts(kr__view_from(t, at),
		                          KR_V("\xEF\xBB\xBF")))
			n = 3;
		if (!n)
			break;
	}
	return at;
}

static bool cue_starts(const kr_lift *l, uint32_t at)
{
	for (uint32_t i = kr__hit_from(l, at);
	     i < l->hits.n && l->hits.at[i].span.start == at; i++) {
		const kr_cue *c = kr__hit_cue(l, &l->hits.at[i]);
		if (c->what == KR_CUE_ZONE || c->what == KR_CUE_BYLINE)
			return true;
	}
	return false;
}

/* "KUALA LUMPUR: Presiden ...": a place in capitals, then a long line. */
static bool take_colon(kr_lift *l, kr_span line, uint32_t start)
{
	kr_view v = kr__view_sub(l->text, start,
	                         start + MAX_HEAD / 2 < line.end
	                         ? start + MAX_HEAD / 2 : line.end);
	size_t n = kr__view_find(v, KR_V(": "));

	if (n == KR_NPOS || n < 3 || line.end - start < MIN_COLON_LINE)
		return false;
	kr_span place = { start, start + (uint32_t)n };
	uint32_t end = skip_blanks(l->text, place.end + 1, line.end);
	kr_view said = kr__view_span(l->text, place);
	int words = place_words(said);
	if (words == 0 || words > 3 || !capitals(said) ||
	    kr__view_chr(said, ',') != KR_NPOS || cue_starts(l, start) ||
	    !upper_or_quote(l->text, end, line.end))
		return false;
	l->doc->meta.dateline = place_name(l, place);
	kr__cut_add(l, line.start, end, KR_ZONE_DATELINE, KR_V("dateline"));
	return true;
}

/* Without a medium beside it a place in small letters must be one that the
 * world knows ("Jakarta - "). */
static bool known_place(const kr_lift *l, kr_view v)
{
	kr_world_hits hits;

	if (!l->world)
		return kr__view_chr(v, ' ') == KR_NPOS;
	return kr__world_find(l->world, v, &hits) &&
	       (kr__world_hit_of(&hits, KR_WORLD_PLACE) ||
	        kr__world_hit_of(&hits, KR_WORLD_SEAT) ||
	        kr__world_hit_of(&hits, KR_WORLD_COUNTRY));
}

static bool take_dateline(kr_lift *l, kr_span line)
{
	head t = { .outlet = NULL };
	uint32_t end = line.start, start = skip_lead(l->text, line);
	bool loose = false;
	uint32_t stop = find_dash(l->text, start, line.end, &end, &loose);
	kr_date day = l->said_day;
	kr_span said = l->said_span;

	stop = trimmed(l->text, (kr_span){ start, stop }).end;
	if (stop == start || !name_parts(l, start, stop, &t))
		goto no;
	kr_view place = kr__view_span(l->text, t.place);
	bool media = t.outlet || t.agency || t.site ||
	             (t.stranger.end && t.place.end);
	if (!media && (loose || !t.place.end ||
	               (!capitals(place) && !known_place(l, place))))
		goto no;
	if (t.place.end)
		l->doc->meta.dateline = place_name(l, t.place);
	take_media(l, &t);
	kr__cut_add(l, line.start, end, KR_ZONE_DATELINE, KR_V("dateline"));
	return true;
no:
	l->said_day = day;
	l->said_span = said;
	return take_colon(l, line, start);
}

/* Equal but for case, marks and spaces. */
static bool same_letters(kr_view a, kr_view b)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < a.len && (uint8_t)a.ptr[i] < 0x80 &&
		       !kr__is_word((uint8_t)a.ptr[i]))
			i++;
		while (k < b.len && (uint8_t)b.ptr[k] < 0x80 &&
		       !kr__is_word((uint8_t)b.ptr[k]))
			k++;
		if (i == a.len || k == b.len)
			return i == a.len && k == b.len;
		if ((a.ptr[i++] | 32) != (b.ptr[k++] | 32))
			return false;
	}
}

/* Most words begin with a capital, and no sentence ends. */
static bool title_case(kr_view v)
{
	kr_view word;
	uint32_t n = 0, upper = 0;
	char last = v.len ? v.ptr[v.len - 1] : '.';

	if (v.len < 15 || v.len > MAX_TITLE || last == '.' || last == ':' ||
	    last == ',' || last == ']' || !kr__starts_upper(v))
		return false;
	while (kr__view_next(&v, ' ', &word))
		if (word.len > 3) {
			n++;
			upper += kr__starts_upper(word);
		}
	return n >= 3 && upper * 10 >= n * 7;
}

/* `line` is the title if the page or its letters say so, or if `sure`. */
static bool take_title(kr_lift *l, kr_span line, bool sure)
{
	kr_meta *m = &l->doc->meta;
	kr_view v = kr__view_trim(kr__view_span(l->text, line));
	uint32_t start = (uint32_t)(v.ptr - l->text.ptr);

	if (v.len == 0 || line.end == l->text.len || m->title_span.end ||
	    (line.start > 0 && l->text.ptr[line.start - 1] != '\n'))
		return false;
	kr_view bare = v;
	while (bare.len && (bare.ptr[0] == '#' || bare.ptr[0] == ' '))
		bare = kr__view_from(bare, 1);
	bool marked = (bare.len < v.len && bare.len > 0) || sure;
	if (m->title.len ? !same_letters(bare, m->title)
	                 : !marked && !title_case(v))
		return false;
	if (!m->title.len)
		m->title = bare;
	start += (uint32_t)(v.len - bare.len);
	m->title_span = (kr_span){ start, start + (uint32_t)bare.len };
	kr__cut_add(l, line.start, line.end, KR_ZONE_TITLE, KR_V("title"));
	return true;
}

/* A line right above the dateline that is no sentence: the agencies write
 * their headlines in small letters. */
static bool headline_like(kr_view text, kr_span line)
{
	kr_view v = kr__view_trim(kr__view_span(text, line));
	char last = v.len ? v.ptr[v.len - 1] : '.';

	return v.len >= 20 && v.len <= MAX_TITLE && last != '.' && last != ':' &&
	       last != ',' && (kr__starts_upper(v) || v.ptr[0] == '[');
}

void kr__dateline_mark(kr_lift *l)
{
	kr_top top = { .at = 0 };
	kr_span above = { 0, 0 };
	bool first = true;

	while (kr__top_next(l, &top)) {
		kr_span line = top.line;
		if (take_dateline(l, line)) {
			if (above.end && headline_like(l->text, above))
				take_title(l, above, true);
			return;
		}
		if (first && take_title(l, line, false))
			top.n = 0;
		else if (line.end - line.start > MAX_TITLE)
			return;
		above = first ? line : (kr_span){ 0, 0 };
		first = false;
	}
}
