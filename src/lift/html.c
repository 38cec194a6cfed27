// SPDX-License-Identifier: Apache-2.0
/*
 * HTML to article. The problem: most bytes of a news page are not article, and
 * the reader needs each kept byte's place in the page. The idea: one scan of
 * our own, no tree of the standard: tags drive a stack (html_tree), text flows
 * into paragraphs (html_flow), what the page says of itself is collected
 * (page), and in the end every paragraph is judged (content). Each byte is
 * looked at a bounded number of times, whatever the nesting. Limits: scripts
 * do not run, so a page that is built by its script has no text. Source: HTML
 * Living Standard, 13.2.5 (the tokenizer's states, folded).
 */
#include "lift/html_build.h"

#include <string.h>

static bool space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* The field of `at` that an attribute belongs in, or NULL. */
static kr_view *slot(kr_attrs *at, kr_view name)
{
	static const struct {
		const char *name;
		size_t field;
	} names[] = {
		{ "class", offsetof(kr_attrs, klass) },
		{ "id", offsetof(kr_attrs, id) },
		{ "role", offsetof(kr_attrs, role) },
		{ "itemprop", offsetof(kr_attrs, itemprop) },
		{ "style", offsetof(kr_attrs, style) },
		{ "href", offsetof(kr_attrs, href) },
		{ "lang", offsetof(kr_attrs, lang) },
		{ "type", offsetof(kr_attrs, type) },
		{ "name", offsetof(kr_attrs, name) },
		{ "property", offsetof(kr_attrs, property) },
		{ "content", offsetof(kr_attrs, content) },
		{ "rel", offsetof(kr_attrs, rel) },
		{ "title", offsetof(kr_attrs, title) },
		{ "datetime", offsetof(kr_attrs, datetime) },
		{ "http-equiv", offsetof(kr_attrs, http_equiv) },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (kr__view_ieq(name, kr__view_of(names[i].name)))
			return (kr_view *)(void *)((char *)at + names[i].field);
	return NULL;
}

static void store(kr_attrs *at, kr_view name, kr_view value)
{
	kr_view *to;

	if (name.len < 2 || name.len > 11)
		return;
	to = slot(at, name);
	if (to && !to->ptr)
		*to = value;
	else if (kr__view_ieq(name, KR_V("hidden")))
		at->hidden = !kr__view_ieq(value, KR_V("until-found"));
	else if (kr__view_ieq(name, KR_V("aria-hidden")))
		at->hidden |= kr__view_ieq(value, KR_V("true"));
}

/* The value behind an equals sign; *i moves past it. */
static kr_view value_at(kr_view v, size_t *i)
{
	size_t at = *i, end;

	while (at < v.len && space(v.ptr[at]))
		at++;
	if (at >= v.len || v.ptr[at] != '=')
		return (kr_view){ "", 0 };
	at++;
	while (at < v.len && space(v.ptr[at]))
		at++;
	if (at < v.len && (v.ptr[at] == '"' || v.ptr[at] == '\'')) {
		const char *q = memchr(v.ptr + at + 1, v.ptr[at],
		                       v.len - at - 1);
		end = q ? (size_t)(q - v.ptr) : v.len;
		*i = end < v.len ? end + 1 : end;
		return kr__view_sub(v, at + 1, end);
	}
	for (end = at; end < v.len && !space(v.ptr[end]) && v.ptr[end] != '>';)
		end++;
	*i = end;
	return kr__view_sub(v, at, end);
}

static bool name_end(char c)
{
	return space(c) || c == '>' || c == '/' || c == '=';
}

/* Attributes from `i` to the tag's end; returns the place behind it. */
static size_t attributes(kr_builder *b, kr_view v, size_t i, kr_attrs *at)
{
	unsigned n = 0;

	for (;;) {
		while (i < v.len && (space(v.ptr[i]) || v.ptr[i] == '/')) {
			at->self_closed = v.ptr[i] == '/';
			i++;
		}
		if (i >= v.len)
			return v.len;
		if (v.ptr[i] == '>')
			return i + 1;
		at->self_closed = false;
		size_t start = i++;
		while (i < v.len && !name_end(v.ptr[i]))
			i++;
		kr_view name = kr__view_sub(v, start, i);
		kr_view value = value_at(v, &i);
		if (n++ < KR_HTML_ATTRS)
			store(at, name, value);
		else
			b->many = true;
	}
}

static size_t name_len(kr_view v, size_t i)
{
	size_t n = 0;

	while (i + n < v.len && !space(v.ptr[i + n]) && v.ptr[i + n] != '>' &&
	       v.ptr[i + n] != '/')
		n++;
	return n;
}

/* Where the end tag of raw content begins. */
static size_t raw_end(kr_view v, size_t i, kr_view name)
{
	while (i < v.len) {
		const char *p = memchr(v.ptr + i, '<', v.len - i);
		if (!p)
			break;
		i = (size_t)(p - v.ptr);
		kr_view rest = kr__view_sub(v, i + 2, i + 2 + name.len);
		if (i + 1 < v.len && v.ptr[i + 1] == '/' &&
		    kr__view_ieq(rest, name))
			return i;
		i++;
	}
	return v.len;
}

static void raw_content(kr_builder *b, kr_tag tag, const kr_attrs *at,
                        size_t start, size_t end)
{
	kr_view v = kr__view_sub(b->html->utf8, start, end);

	if (tag == KR_HTML_XMP) {
		kr__flow_text(b, start, end);
	} else if (tag == KR_HTML_TITLE && !b->open[KR_HTML_SVG]) {
		kr__page_add(b, KR_FACT_TITLE, KR_ORIGIN_HTML, v);
	} else if (tag == KR_HTML_SCRIPT &&
	           kr__view_ifind(at->type, KR_V("/ld")) != KR_NPOS &&
	           kr__view_ifind(at->type, KR_V("json")) != KR_NPOS &&
	           kr__arena_grow(b->scratch, (void **)&b->json, &b->cap_json,
	                          b->n_json + 1, sizeof *b->json)) {
		b->json[b->n_json++] = v;
	}
}

static size_t start_tag(kr_builder *b, kr_view v, size_t i)
{
	size_t n = name_len(v, i + 1);
	kr_view name = kr__view_sub(v, i + 1, i + 1 + n);
	kr_attrs at = { .self_closed = false };

	i = attributes(b, v, i + 1 + n, &at);
	kr__tree_start(b, name, &at);
	kr_tag tag = kr__tag_find(name);
	if (!(kr__tag_flags(tag) & KR_TAG_RAW))
		return i;
	if (at.self_closed && b->open[KR_HTML_SVG])
		return i;
	size_t end = raw_end(v, i, name);
	raw_content(b, tag, &at, i, end);
	return end;
}

static size_t end_tag(kr_builder *b, kr_view v, size_t i)
{
	size_t n = name_len(v, i + 2);
	kr_attrs at = { .self_closed = false };

	kr__tree_end(b, kr__view_sub(v, i + 2, i + 2 + n));
	return attributes(b, v, i + 2 + n, &at);
}

/* Comments, doctypes, processing instructions: the place behind. */
static size_t comment(kr_view v, size_t i)
{
	kr_view rest = kr__view_from(v, i);
	size_t at;

	if (kr__view_starts(rest, KR_V("<!-->")))
		return i + 5;
	if (kr__view_starts(rest, KR_V("<!--"))) {
		at = kr__view_find(kr__view_from(v, i + 4), KR_V("-->"));
		return at == KR_NPOS ? v.len : i + 4 + at + 3;
	}
	at = kr__view_chr(rest, '>');
	return at == KR_NPOS ? v.len : i + at + 1;
}

static void scan(kr_builder *b)
{
	kr_view v = b->html->utf8;
	size_t text = 0, i = 0;

	while (i < v.len) {
		const char *p = memchr(v.ptr + i, '<', v.len - i);
		if (!p)
			break;
		i = (size_t)(p - v.ptr);
		char c = i + 1 < v.len ? v.ptr[i + 1] : '\0';
		char c2 = i + 2 < v.len ? v.ptr[i + 2] : '\0';
		if (!letter(c) && c != '/' && c != '!' && c != '?') {
			i++;
			continue;
		}
		kr__flow_text(b, text, i);
		if (letter(c))
			i = start_tag(b, v, i);
		else if (c == '/' && letter(c2))
			i = end_tag(b, v, i);
		else
			i = comment(v, i);
		text = i;
	}
	kr__flow_text(b, text, v.len);
	kr__tree_finish(b);
}

static void zones(kr_builder *b)
{
	kr_doc *d = b->doc;
	uint32_t at = 0;

	for (uint32_t i = 0; i < b->n_paras; i++) {
		uint32_t end = i + 1 < b->n_paras ? b->paras[i + 1].span.start
		                                  : (uint32_t)d->text.len;
		kr_zone *z = kr__zone_add(d);
		if (!z)
			return;
		*z = (kr_zone){ .span = { at, end }, .kind = b->paras[i].kind };
		z->rule = kr__doc_sym(d, KR_V("html/content"));
		if (z->kind == KR_ZONE_TITLE && d->meta.title_span.end == 0)
			d->meta.title_span = b->paras[i].span;
		at = end;
	}
}

/* The text and its map become the document's. */
static kr_status settle(kr_builder *b)
{
	kr_doc *d = b->doc;

	if (b->text.failed)
		return b->text.failed;
	d->text = kr__arena_copy(&d->arena, kr__buf_view(&b->text));
	for (uint32_t i = 0; i < b->map.n; i++) {
		kr_run *r = kr__run_add(d);
		if (!r)
			break;
		*r = b->map.runs[i];
	}
	kr__layer_done(d, KR_LAYER_run, "html/1");
	if (b->deep)
		kr__doc_problem(d, (kr_span){ 0, 0 }, "html-deep", KR_V(""));
	if (b->many)
		kr__doc_problem(d, (kr_span){ 0, 0 }, "html-attributes",
		                KR_V(""));
	return kr__arena_status(b->scratch) ? kr__arena_status(b->scratch)
	                                    : kr__doc_status(d);
}

kr_status kr__html_build(kr_builder *b)
{
	kr_status st;

	kr__buf_init(&b->text, &b->doc->arena.alloc);
	kr__tree_init(b);
	if (b->n_nodes) {
		scan(b);
		kr__page_json(b);
		kr__page_finish(b);
	}
	st = settle(b);
	kr__buf_drop(&b->text);
	if (st == KR_OK)
		kr__page_title(b);
	return st ? st : kr__arena_status(b->scratch);
}

kr_status kr__html_to_text(kr_doc *d, kr_arena *scratch, const kr_decoded *html,
                           kr_page *page)
{
	kr_builder *b = kr__arena_get(scratch, sizeof *b);
	kr_status st;

	*page = (kr_page){ 0 };
	if (!b)
		return kr__arena_status(scratch);
	b->doc = d;
	b->scratch = scratch;
	b->html = html;
	b->page = page;
	st = kr__html_build(b);
	if (st == KR_OK)
		st = kr__content_mark(b);
	if (st != KR_OK)
		return st;
	zones(b);
	kr__layer_done(d, KR_LAYER_zone, "html/1");
	return kr__doc_status(d);
}
