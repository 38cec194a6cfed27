// SPDX-License-Identifier: Apache-2.0
/*
 * Mastheads. The problem: above an article stand lines such as "Lintas Kabar
 * - 22/11/2024, 07:15", "Redaksi - Jendela Dunia", "Rina Wati - detikNews":
 * who published, when and by whom, parted by dashes or strokes. The idea:
 * part a short top line at them and name each part: a day, a medium, a
 * domain, a name that the packs' marks make a newsroom, a desk, else a person;
 * the line counts only if all parts have a name and one is a day, a desk or a
 * medium, and a person counts only beside a medium. Limits: a newsroom whose
 * name says nothing is dropped with its line but not believed.
 */
#include "lift/parts.h"

enum { MAX_MASTHEAD = 110, MAX_PARTS = 5 };

typedef enum part_kind { PART_NONE, PART_DAY, PART_MEDIUM, PART_NEWSROOM,
                         PART_DESK, PART_NAME } part_kind;

typedef struct part {
	kr_span span;
	part_kind kind;
	const kr_alias *medium;
} part;

/* " - ", " | " and the long dashes: length with the blanks; 0: none. */
static uint32_t parting(kr_view t, uint32_t at, uint32_t end)
{
	kr_view v = kr__view_sub(t, at, end);

	if (v.len < 3)
		return 0;
	if (v.ptr[0] == '|')
		return 1;
	if (v.ptr[0] != ' ')
		return 0;
	if ((v.ptr[1] == '-' || v.ptr[1] == '|') && v.ptr[2] == ' ')
		return 3;
	return v.len >= 5 && (uint8_t)v.ptr[1] == 0xE2 &&
	       (uint8_t)v.ptr[2] == 0x80 && v.ptr[4] == ' ' ? 5 : 0;
}

/* The day may hold the mark that parts ("4 Oktober 2024 | 21:40"): it takes
 * the rest of the line. */
static bool is_day(kr_lift *l, part *p, uint32_t line_end)
{
	if (!kr__day_line(l, p->span.start, line_end))
		return false;
	p->span.end = line_end;
	p->kind = PART_DAY;
	return true;
}

static void name_it(const kr_lift *l, part *p)
{
	kr_view v = kr__view_trim(kr__view_span(l->text, p->span));
	uint32_t start = (uint32_t)(v.ptr - l->text.ptr), first = start;
	uint32_t end = start + (uint32_t)v.len;
	size_t stop;

	p->span = (kr_span){ start, end };
	p->medium = v.len ? kr__medium_at(l->cues, l->text, start, &stop) : NULL;
	while (first < end && (uint8_t)l->text.ptr[first] > ' ')
		first++;
	if (p->medium && stop == end)
		p->kind = PART_MEDIUM;
	else if (kr__domain_name(v))
		p->kind = PART_NEWSROOM;
	else if (v.len && kr__word_listed(l, start, first, KR_WORD_NOBODY))
		p->kind = PART_DESK;
	else if (v.len && kr__unknown_name(l, start, false) == end)
		p->kind = PART_NEWSROOM;
	else if (v.len && kr__name_end(l, start, end) == end)
		p->kind = PART_NAME;
}

static int cut_parts(kr_lift *l, kr_span line, part parts[MAX_PARTS])
{
	uint32_t from = line.start;
	int n = 0;

	for (uint32_t k = line.start; k <= line.end && n < MAX_PARTS; k++) {
		uint32_t len = k < line.end ? parting(l->text, k, line.end) : 1;
		part p = { .span = { from, k } };
		if (!len)
			continue;
		p.span.start = kr__skip_blank(l->text, from, k);
		if (is_day(l, &p, line.end)) {
			parts[n++] = p;
			return n;
		}
		name_it(l, &p);
		if (p.kind == PART_NONE)
			return 0;
		parts[n++] = p;
		from = k + len;
		k += len - 1;
	}
	return from > line.end ? n : 0;
}

static void say_outlet(kr_lift *l, const part *p)
{
	if (l->said_outlet.len)
		return;
	l->said_outlet = kr__doc_cut(l->doc, p->span);
	l->said_code = KR_V("");
	l->said_at = p->span;
	if (p->medium) {
		l->said_outlet = l->cues->media[p->medium->medium].name;
		l->said_code = l->cues->media[p->medium->medium].code;
	}
}

static bool take_masthead(kr_lift *l, kr_span line)
{
	part parts[MAX_PARTS];
	kr_date day = l->said_day;
	kr_span said = l->said_span;
	uint8_t basis = l->said_basis;
	int n = 0, of[PART_NAME + 1] = { 0 };

	if (line.end - line.start <= MAX_MASTHEAD)
		n = cut_parts(l, line, parts);
	for (int i = 0; i < n; i++)
		of[parts[i].kind]++;
	bool media = of[PART_MEDIUM] + of[PART_NEWSROOM] > 0;
	if (n < 2 || (!of[PART_DAY] && !of[PART_DESK] && !of[PART_MEDIUM]) ||
	    of[PART_NAME] > 1 || (!media && !of[PART_DAY])) {
		l->said_day = day;
		l->said_span = said;
		l->said_basis = basis;
		return false;
	}
	for (int i = 0; i < n; i++) {
		kr_span s = parts[i].span;
		kr_view v = kr__view_span(l->text, s);
		if (parts[i].kind == PART_MEDIUM || parts[i].kind == PART_NEWSROOM)
			say_outlet(l, &parts[i]);
		else if (parts[i].kind == PART_NAME && media &&
		         kr__view_chr(v, ' ') != KR_NPOS)
			kr__doc_person(l->doc, KR_ROLE_REPORTER, v, s);
	}
	kr__cut_add(l, line.start, line.end, KR_ZONE_BYLINE, KR_V("masthead"));
	return true;
}

void kr__masthead_mark(kr_lift *l)
{
	kr_top top = { .at = 0 };

	while (kr__top_next(l, &top))
		if (top.line.start == 0 ||
		    l->text.ptr[top.line.start - 1] == '\n')
			take_masthead(l, top.line);
}
