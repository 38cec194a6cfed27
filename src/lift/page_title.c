// SPDX-License-Identifier: Apache-2.0
/*
 * The title without the site's name. The problem: title elements, and some
 * OpenGraph titles, say "Headline - Section - Site" or the other way round, or
 * only the site. The idea: cut at the usual separators and believe the part
 * that stands on the page as a paragraph of its own, or that is left when the
 * site's own name is taken off. A title element of one to three words that
 * stands nowhere is the site's name, not a headline. A headline that is the
 * first line of a paragraph becomes a paragraph. Limits: eight titles a page.
 */
#include "lift/html_build.h"

enum { MAX_TITLES = 8, N_PARTS = 5, MIN_PART = 10 };

/* The separator at `at`: its length, else 0. */
static size_t separator(kr_view v, size_t at)
{
	static const char *const seps[] = {
		" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ",
		" \xC2\xBB ", " \xC2\xAB ", " \xC2\xB7 ", " \xE2\x80\xA2 ",
	};
	kr_view rest = kr__view_from(v, at);

	if (rest.len == 0 || *rest.ptr != ' ')
		return 0;
	for (size_t i = 0; i < sizeof seps / sizeof *seps; i++)
		if (kr__view_starts(rest, kr__view_of(seps[i])))
			return kr__view_of(seps[i]).len;
	return 0;
}

/* The whole, and what stands before and after its first and last separator;
 * parts[i + 1] is what parts[i] leaves, for odd i. */
static unsigned cut(kr_view v, kr_view parts[N_PARTS])
{
	size_t first = 0, first_len = 0, last = 0, last_len = 0;

	parts[0] = v;
	for (size_t at = 1; at < v.len; at++) {
		size_t n = separator(v, at);
		if (n && !first_len) {
			first = at;
			first_len = n;
		}
		if (n) {
			last = at;
			last_len = n;
		}
	}
	if (!first_len)
		return 1;
	parts[1] = kr__view_sub(v, 0, last);
	parts[2] = kr__view_from(v, last + last_len);
	parts[3] = kr__view_sub(v, 0, first);
	parts[4] = kr__view_from(v, first + first_len);
	return N_PARTS;
}

/* The first line of paragraph i becomes a paragraph. */
static void split(kr_builder *b, uint32_t i, uint32_t len)
{
	if (!kr__arena_grow(b->scratch, (void **)&b->paras, &b->cap_paras,
	                    b->n_paras + 1, sizeof *b->paras))
		return;
	for (uint32_t k = b->n_paras++; k > i; k--)
		b->paras[k] = b->paras[k - 1];
	b->paras[i].span.end = b->paras[i].span.start + len;
	b->paras[i + 1].span.start = b->paras[i].span.end + 1;
	b->paras[i].link_bytes = b->paras[i + 1].link_bytes = 0;
	b->paras[i].bold_bytes = b->paras[i + 1].bold_bytes = 0;
	b->paras[i].n_links = b->paras[i + 1].n_links = 0;
}

/* Does a paragraph say `part`, or begin with it as a line? */
static bool on_page(kr_builder *b, kr_view part)
{
	kr_view text = b->doc->text;

	if (part.len < MIN_PART)
		return false;
	for (uint32_t i = 0; i < b->n_paras; i++) {
		kr_view v = kr__view_span(text, b->paras[i].span);
		if (!kr__view_starts(v, part))
			continue;
		if (v.len == part.len)
			return true;
		if (v.ptr[part.len] != '\n')
			continue;
		split(b, i, (uint32_t)part.len);
		return true;
	}
	return false;
}

static bool site_name(const kr_page *page, kr_view v)
{
	for (uint32_t i = 0; i < page->n; i++)
		if ((page->facts[i].kind == KR_FACT_SITE ||
		     page->facts[i].kind == KR_FACT_PUBLISHER) &&
		    kr__view_ieq(page->facts[i].value, v))
			return true;
	return false;
}

static unsigned words(kr_view v)
{
	unsigned n = v.len > 0;

	for (size_t i = 0; i < v.len; i++)
		n += v.ptr[i] == ' ';
	return n;
}

/* The best of a title; empty: it is none. */
static kr_view best_of(kr_builder *b, const kr_fact *f)
{
	kr_view parts[N_PARTS];
	unsigned n = cut(f->value, parts);

	for (unsigned i = 0; i < n; i++)
		if (on_page(b, parts[i]))
			return parts[i];
	for (unsigned i = 1; i + 1 < n; i += 2) {
		if (site_name(b->page, parts[i + 1]))
			return parts[i];
		if (site_name(b->page, parts[i]))
			return parts[i + 1];
	}
	if (f->origin == KR_ORIGIN_HTML &&
	    (words(f->value) < 4 || site_name(b->page, f->value)))
		return (kr_view){ "", 0 };
	return f->value;
}

bool kr__page_is_site(const kr_builder *b, kr_view v)
{
	kr_view parts[N_PARTS];
	bool edge = kr__view_starts(b->raw_title, v) ||
	            kr__view_ends(b->raw_title, v);

	if (edge && cut(b->raw_title, parts) == N_PARTS &&
	    (kr__view_eq(parts[2], v) || kr__view_eq(parts[3], v)))
		return true;
	return site_name(b->page, v);
}

void kr__page_title(kr_builder *b)
{
	kr_page *p = b->page;
	uint32_t n = 0, to = 0;

	for (uint32_t i = 0; i < p->n; i++) {
		kr_fact f = p->facts[i];
		if (f.kind == KR_FACT_TITLE && f.origin == KR_ORIGIN_HTML &&
		    !b->raw_title.len)
			b->raw_title = f.value;
		if (f.kind == KR_FACT_TITLE && n++ < MAX_TITLES)
			f.value = best_of(b, &f);
		if (f.value.len)
			p->facts[to++] = f;
	}
	p->n = to;
}
