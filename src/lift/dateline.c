// SPDX-License-Identifier: Apache-2.0
/*
 * The top of an article: a title line, then "Moskow (ANTARA) - ", "JAKARTA,
 * KOMPAS.com - ", "TRIBUNNEWS.COM, JAKARTA - ", "Kairo, 11/10 (Antara) - ".
 * The problem: place, outlet, agency and day stand before a dash in any
 * order. The idea: take the few words before the first dash of a line, part
 * them at commas and brackets, and name each part: a medium, a day, else a
 * place of capitalised words; without a medium the place must be in capitals
 * or one plain word. Limits: only the first lines are looked at.
 */
#include "lift/parts.h"

enum { MAX_HEAD = 90, MAX_PARTS = 6, MAX_PLACE_WORDS = 4, MAX_TOP_LINES = 6,
       MAX_TITLE = 200 };

typedef struct top {
	kr_span place;
	const kr_alias *outlet, *agency, *second; /* "(ANTARA/Reuters)" */
	kr_span outlet_span, agency_span, second_span;
	kr_span stranger; /* looks like a medium, but none that is known */
	bool day;
} top;

/* The dash that ends a dateline; *end: behind it and its blanks. */
static uint32_t find_dash(kr_view t, uint32_t at, uint32_t line_end,
                          uint32_t *end)
{
	uint32_t limit = at + MAX_HEAD < line_end ? at + MAX_HEAD : line_end;

	for (uint32_t k = at; k < limit; k++) {
		uint32_t n = 0;
		while (k + n < limit && t.ptr[k + n] == '-')
			n++;
		if (n == 0 && k + 2 < limit && (uint8_t)t.ptr[k] == 0xE2 &&
		    (uint8_t)t.ptr[k + 1] == 0x80 &&
		    ((uint8_t)t.ptr[k + 2] & 0xFC) == 0x90)
			n = 3; /* dashes U+2010..2013, U+2014 */
		bool before = k > at && (t.ptr[k - 1] == ' ' || n > 1 ||
		                         t.ptr[k - 1] == 'm');
		bool after = k + n < line_end && (t.ptr[k + n] == ' ' || n > 1);
		if (n && before && after) {
			*end = kr__skip_blank(t, k + n, line_end);
			return k;
		}
		k += n ? n - 1 : 0;
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

/* "NusaPos.com": a word with a dot inside and letters around it. */
static bool domain_name(kr_view v)
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

/* Name one part; false: this is no dateline. */
static bool name_part(kr_lift *l, kr_span s, bool bracket, top *out)
{
	kr_view part = kr__view_trim(kr__view_span(l->text, s));
	size_t end;

	s.start = (uint32_t)(part.ptr - l->text.ptr);
	s.end = s.start + (uint32_t)part.len;
	const kr_alias *a = part.len ? kr__medium_at(l->cues, l->text, s.start,
	                                             &end) : NULL;
	if (a && end == s.end && bracket && out->agency) {
		out->second = a;
		out->second_span = s;
		return true;
	}
	if (a && end == s.end) {
		*(bracket ? &out->agency : &out->outlet) = a;
		*(bracket ? &out->agency_span : &out->outlet_span) = s;
		return true;
	}
	if (part_day(l, s)) {
		out->day = true;
		return true;
	}
	if (domain_name(part) || (bracket && out->place.end && place_words(part))) {
		out->stranger = s;
		return true;
	}
	if (bracket || !place_words(part))
		return false;
	if (!out->place.end)
		out->place = s;
	return true;
}

static bool name_parts(kr_lift *l, uint32_t at, uint32_t end, top *out)
{
	bool bracket = false;
	uint32_t from = at;

	for (uint32_t k = at; k <= end; k++) {
		char c = k < end ? l->text.ptr[k] : ',';
		if (c != ',' && c != '(' && c != ')' && c != '/')
			continue;
		if (c == '/' && !(k > at && l->text.ptr[k - 1] > '9'))
			continue;
		kr_span s = { from, k };
		if (kr__view_trim(kr__view_span(l->text, s)).len &&
		    !name_part(l, s, bracket, out))
			return false;
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
	for (size_t i = 0; i < v.len; i++) {
		bool first = i == 0 || v.ptr[i - 1] == ' ' || v.ptr[i - 1] == '-';
		char c = v.ptr[i];
		kr__buf_chr(&b, !first && c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
	}
	v = kr__arena_copy(&l->doc->arena, kr__buf_view(&b));
	kr__buf_drop(&b);
	return v;
}

static bool take_dateline(kr_lift *l, kr_span line)
{
	top t = { .outlet = NULL };
	uint32_t end = line.start, start = line.start;

	while (start < line.end && kr__view_chr(KR_V(" *_\t\""),
	                                        l->text.ptr[start]) != KR_NPOS)
		start++;
	uint32_t stop = find_dash(l->text, start, line.end, &end);
	while (stop > start && kr__view_chr(KR_V(" *_"),
	                                    l->text.ptr[stop - 1]) != KR_NPOS)
		stop--;
	kr_date day = l->said_day;
	if (stop == start || !name_parts(l, start, stop, &t))
		goto no;
	kr_view place = kr__view_span(l->text, t.place);
	bool media = t.outlet || t.agency || (t.stranger.end && t.place.end);
	if (!media && !(t.place.end && (capitals(place) ||
	                                kr__view_chr(place, ' ') == KR_NPOS)))
		goto no;
	if (t.place.end)
		l->doc->meta.dateline = place_name(l, t.place);
	const kr_alias *by = t.outlet ? t.outlet : t.agency;
	if (by) {
		l->said_outlet = l->cues->media[by->medium].name;
		l->said_code = l->cues->media[by->medium].code;
		l->said_at = t.outlet ? t.outlet_span : t.agency_span;
	}
	if (!by && t.stranger.end) {
		l->said_outlet = kr__doc_cut(l->doc, t.stranger);
		l->said_code = (kr_view){ "", 0 };
		l->said_at = t.stranger;
	}
	if (t.outlet && t.agency) /* "Kompas.com, Moskow (Reuters)" */
		kr__credit_medium(l, t.agency, t.agency_span, 1);
	if (t.second)
		kr__credit_medium(l, t.second, t.second_span, 1);
	kr__cut_add(l, line.start, end, KR_ZONE_DATELINE, KR_V("dateline"));
	return true;
no:
	l->said_day = day;
	return false;
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

static bool take_title(kr_lift *l, kr_span line)
{
	kr_meta *m = &l->doc->meta;
	kr_view v = kr__view_trim(kr__view_span(l->text, line));
	uint32_t start = (uint32_t)(v.ptr - l->text.ptr);

	if (v.len == 0 || line.end == l->text.len || m->title_span.end)
		return false;
	kr_view bare = v;
	while (bare.len && (bare.ptr[0] == '#' || bare.ptr[0] == ' '))
		bare = kr__view_from(bare, 1);
	bool marked = bare.len < v.len && bare.len > 0;
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

/* A dropped cut covers this line already. */
static bool dropped(const kr_lift *l, kr_span line)
{
	for (uint32_t i = 0; i < l->n_cuts && i < 64; i++)
		if (l->cuts[i].span.start <= line.start &&
		    l->cuts[i].span.end >= line.end)
			return true;
	return false;
}

void kr__dateline_mark(kr_lift *l)
{
	uint32_t at = 0;
	bool first = true;

	for (int n = 0; n < MAX_TOP_LINES && at < l->text.len; n++) {
		kr_span line = { at, kr__line_end(l->text, at) };
		at = line.end + 1;
		if (kr__view_trim(kr__view_span(l->text, line)).len == 0 ||
		    dropped(l, line))
			continue;
		if (take_dateline(l, line))
			return;
		if (first && take_title(l, line))
			n = 0;
		else if (line.end - line.start > MAX_TITLE)
			return;
		first = false;
	}
}
