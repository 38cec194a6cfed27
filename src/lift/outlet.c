// SPDX-License-Identifier: Apache-2.0
/*
 * The outlet: who published this page. The problem: the address, the page's
 * own data, the masthead, the dateline, a copyright line and "told X" may
 * each name it, and most newsrooms stand in no list. The idea: take the
 * first that speaks, the surest first; a name in a dateline's brackets is a
 * source where somebody else claims the page; an unknown host is its own
 * name, written as the text writes it where a run of capitalised words has
 * the same letters. Limits: a page that is copied with its signs is taken
 * for the original.
 */
#include "lift/parts.h"

/* ---- outlet ------------------------------------------------------------ */
/* `said` belongs to the same house as the host: one of its domains is below
 * the host's registered one, or its name is written like it. */
static bool same_house(const kr_lift *l, kr_view said, const kr_medium *host)
{
	kr_view all = { "", 0 }, one, top;

	for (uint32_t i = 0; i < l->cues->n_media; i++)
		if (kr__view_eq(l->cues->media[i].name, said))
			all = l->cues->media[i].domains;
	top = host->domains;
	if (!kr__view_next(&top, '|', &one))
		return false;
	while (kr__view_next(&all, '|', &top))
		if (kr__view_ends(top, one))
			return true;
	return false;
}

/* The medium that a copyright line names. */
static const kr_alias *copyright_holder(const kr_lift *l)
{
	for (uint32_t i = 0; i < l->n_cuts; i++) {
		const kr_cut *c = &l->cuts[i];
		if (c->kind != KR_ZONE_COPYRIGHT)
			continue;
		for (uint32_t at = c->span.start; at < c->span.end; at++) {
			size_t end;
			if (at > c->span.start && l->text.ptr[at - 1] != ' ')
				continue;
			const kr_alias *a = kr__medium_at(l->cues, l->text, at,
			                                  &end);
			if (a && end <= c->span.end)
				return a;
		}
	}
	return NULL;
}

static bool name_word(kr_view w)
{
	return kr__starts_upper(w) || kr__domain_name(w);
}

static bool digits_only(kr_view w)
{
	for (size_t i = 0; i < w.len; i++)
		if ((w.ptr[i] < '0' || w.ptr[i] > '9') && w.ptr[i] != '-' &&
		    w.ptr[i] != ',' && w.ptr[i] != '.')
			return false;
	return w.len > 0;
}

/* Words with capitals right behind the sign and its year. */
static kr_view name_behind(kr_view v)
{
	kr_view word, rest = kr__view_trim(v);
	size_t start = KR_NPOS, end = 0;

	while (kr__view_next(&rest, ' ', &word)) {
		size_t at = (size_t)(word.ptr - v.ptr);
		bool stop = word.len && word.ptr[word.len - 1] == '.';
		bool digits = digits_only(word);
		if (start == KR_NPOS && ((digits && !stop) || !word.len))
			continue;
		if (digits || !name_word(word))
			break;
		start = start == KR_NPOS ? at : start;
		end = at + word.len - stop;
		if (stop)
			break;
	}
	return start == KR_NPOS ? (kr_view){ "", 0 } : kr__view_sub(v, start, end);
}

static kr_view name_before(kr_view v)
{
	v = kr__view_trim(v);
	size_t start = v.len;
	while (start > 0) {
		size_t blank = kr__view_rchr(kr__view_sub(v, 0, start), ' ');
		size_t from = blank == KR_NPOS ? 0 : blank + 1;
		if (!name_word(kr__view_sub(v, from, start)))
			break;
		start = blank == KR_NPOS ? 0 : blank;
	}
	return kr__view_trim(kr__view_from(v, start));
}

/* A holder that the registry does not know: the capitalised words beside the
 * copyright sign and its year. */
static kr_view unknown_holder(const kr_lift *l)
{
	for (uint32_t i = 0; i < l->n_cuts; i++) {
		kr_view line = kr__view_span(l->text, l->cuts[i].span);
		size_t sign = kr__view_find(line, KR_V("\xC2\xA9"));
		if (l->cuts[i].kind != KR_ZONE_COPYRIGHT || sign == KR_NPOS)
			continue;
		kr_view name = name_behind(kr__view_from(line, sign + 2));
		if (!name.len)
			name = name_before(kr__view_sub(line, 0, sign));
		if (name.len > 2 && name.len < 60)
			return name;
	}
	return (kr_view){ "", 0 };
}

/* ---- unknown hosts ----------------------------------------------------- */
/* "news.suara.co.id" gives "suara.co.id": the last two labels, three where
 * the last two are a country's "co.id". */
static kr_view site_of(kr_view host)
{
	size_t last = kr__view_rchr(host, '.'), cut;

	if (last == KR_NPOS)
		return (kr_view){ "", 0 };
	cut = kr__view_rchr(kr__view_sub(host, 0, last), '.');
	if (cut != KR_NPOS && last - cut <= 4 && host.len - last == 3)
		cut = kr__view_rchr(kr__view_sub(host, 0, cut), '.');
	return cut == KR_NPOS ? host : kr__view_from(host, cut + 1);
}

/* The letters of `label` written as words from `at`: their end, else `at`. */
static size_t spelt_at(kr_view t, size_t at, kr_view label)
{
	size_t k = at, i = 0;

	while (i < label.len && k < t.len) {
		char c = t.ptr[k];
		if (c == ' ' && i > 0) {
			k++;
			if (k >= t.len || t.ptr[k] < 'A' || t.ptr[k] > 'Z')
				return at;
		} else if ((c | 32) == (label.ptr[i] | 32)) {
			k++;
			i++;
		} else {
			return at;
		}
	}
	return i == label.len && (k == t.len || !kr__is_word((uint8_t)t.ptr[k]))
	       ? k : at;
}

/* "jendeladunia.example" is "Jendela Dunia" where the text writes it so. */
static kr_view spelt_out(const kr_lift *l, kr_view site)
{
	kr_view label = kr__view_sub(site, 0, kr__view_chr(site, '.'));
	kr_view the = KR_V("The ");
	char first = label.len ? (char)(label.ptr[0] & ~32) : 0;

	for (size_t at = 0; label.len >= 6 && at < l->text.len; at++) {
		if (l->text.ptr[at] != first ||
		    (at > 0 && kr__is_word((uint8_t)l->text.ptr[at - 1])))
			continue;
		size_t end = spelt_at(l->text, at, label);
		if (end == at)
			continue;
		bool article = at >= 4 &&
		               kr__view_eq(kr__view_sub(l->text, at - 4, at), the);
		return kr__view_sub(l->text, article ? at - 4 : at, end);
	}
	return site;
}

/* ---- the choice -------------------------------------------------------- */
static void set(kr_meta *m, kr_view name, kr_view code)
{
	m->outlet = name;
	m->outlet_code = code;
}

/* The page's own mark: its copyright line. */
static bool from_holder(kr_lift *l)
{
	const kr_alias *a = copyright_holder(l);
	kr_view name = a ? l->cues->media[a->medium].name : unknown_holder(l);

	if (!name.len)
		return false;
	set(&l->doc->meta, name, a ? l->cues->media[a->medium].code : KR_V(""));
	return true;
}

void kr__outlet_find(kr_lift *l)
{
	kr_meta *m = &l->doc->meta;
	kr_view host = kr__url_host(m->url);
	const kr_medium *by = host.len ? kr__medium_of_host(l->cues, host) : NULL;
	const kr_alias *a = l->relay ? l->relay : l->self;

	if (by && l->said_outlet.len && same_house(l, l->said_outlet, by))
		by = NULL;
	if (by) {
		set(m, by->name, by->code);
		return;
	}
	if (m->outlet.len) /* the page's own data said so */
		return;
	if (l->said_outlet.len && !l->said_wire)
		set(m, l->said_outlet, l->said_code);
	else if (from_holder(l))
		return;
	else if (l->said_outlet.len)
		set(m, l->said_outlet, l->said_code);
	else if (a)
		set(m, l->cues->media[a->medium].name,
		    l->cues->media[a->medium].code);
	else
		m->outlet = spelt_out(l, site_of(host.len ? host : l->said_host));
}
