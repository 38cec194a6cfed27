// SPDX-License-Identifier: Apache-2.0
/*
 * What a page says about itself. The problem: title, date and author stand in
 * half a dozen vocabularies at once, and disagree. The idea: collect every
 * statement as a fact with its origin and place, sort by trust (JSON-LD,
 * OpenGraph, plain meta, Dublin Core, microdata, links, time elements, the
 * title element), and let the caller take the best or compare. Limits: values
 * are not interpreted here; a date is still a string. Sources: schema.org,
 * ogp.me, dublincore.org/specifications, HTML Living Standard 4.2.5, 4.5.14.
 */
#include "lift/html_build.h"

#include <stdlib.h>

#define X(name, text) text,
const char *kr__fact_text(unsigned kind)
{
	static const char *const texts[] = { KR_FACT_MAP(X) };
	return kind < KR_N_FACTS ? texts[kind] : "";
}

const char *kr__origin_text(unsigned origin)
{
	static const char *const texts[] = { KR_ORIGIN_MAP(X) };
	return origin < sizeof texts / sizeof *texts ? texts[origin] : "";
}
#undef X

typedef struct meta_row {
	const char *name;
	uint8_t kind, origin;
} meta_row;

#define M(name, kind, origin) { name, KR_FACT_##kind, KR_ORIGIN_##origin }
static const meta_row metas[] = {
	M("og:title", TITLE, OPENGRAPH), M("twitter:title", TITLE, META),
	M("dc.title", TITLE, DUBLIN), M("dcterms.title", TITLE, DUBLIN),
	M("title", TITLE, META), M("headline", TITLE, META),
	M("article:published_time", PUBLISHED, OPENGRAPH),
	M("og:published_time", PUBLISHED, OPENGRAPH),
	M("article:published", PUBLISHED, OPENGRAPH),
	M("og:article:published_time", PUBLISHED, OPENGRAPH),
	M("pubdate", PUBLISHED, META), M("publishdate", PUBLISHED, META),
	M("publish-date", PUBLISHED, META), M("publish_date", PUBLISHED, META),
	M("published_date", PUBLISHED, META), M("date", PUBLISHED, META),
	M("content_publisheddate", PUBLISHED, META),
	M("content_publishdate", PUBLISHED, META),
	M("content_date", PUBLISHED, META), M("parsely-pub-date", PUBLISHED, META),
	M("sailthru.date", PUBLISHED, META), M("cxenseparse:recs:publishtime", PUBLISHED, META),
	M("article.published", PUBLISHED, META),
	M("article_date_original", PUBLISHED, META),
	M("originalpublicationdate", PUBLISHED, META),
	M("datepublished", PUBLISHED, META), M("datecreated", PUBLISHED, META),
	M("publication_date", PUBLISHED, META), M("publicationdate", PUBLISHED, META),
	M("dc.date", PUBLISHED, DUBLIN), M("dc.date.issued", PUBLISHED, DUBLIN),
	M("dc.date.created", PUBLISHED, DUBLIN),
	M("dcterms.created", PUBLISHED, DUBLIN),
	M("dcterms.issued", PUBLISHED, DUBLIN), M("dcterms.date", PUBLISHED, DUBLIN),
	M("article:modified_time", MODIFIED, OPENGRAPH),
	M("og:updated_time", MODIFIED, OPENGRAPH),
	M("lastmod", MODIFIED, META), M("last-modified", MODIFIED, META),
	M("datemodified", MODIFIED, META), M("dcterms.modified", MODIFIED, DUBLIN),
	M("dc.date.modified", MODIFIED, DUBLIN),
	M("og:url", URL, OPENGRAPH), M("twitter:url", URL, META),
	M("og:site_name", SITE, OPENGRAPH), M("application-name", SITE, META),
	M("twitter:site", SITE, META), M("dc.publisher", PUBLISHER, DUBLIN),
	M("dcterms.publisher", PUBLISHER, DUBLIN), M("publisher", PUBLISHER, META),
	M("article:publisher", PUBLISHER, OPENGRAPH),
	M("og:locale", LANG, OPENGRAPH), M("content-language", LANG, META),
	M("language", LANG, META), M("dc.language", LANG, DUBLIN),
	M("dcterms.language", LANG, DUBLIN), M("inlanguage", LANG, META),
	M("article:author", AUTHOR, OPENGRAPH), M("author", AUTHOR, META),
	M("content_author", AUTHOR, META), M("byl", AUTHOR, META),
	M("dc.creator", AUTHOR, DUBLIN), M("dcterms.creator", AUTHOR, DUBLIN),
	M("parsely-author", AUTHOR, META), M("sailthru.author", AUTHOR, META),
	M("content_editor", CREDIT, META), M("source", CREDIT, META),
	M("content_source", CREDIT, META), M("copyright", CREDIT, META),
	M("article:section", SECTION, OPENGRAPH), M("section", SECTION, META),
	M("content_category", SECTION, META), M("parsely-section", SECTION, META),
	M("og:description", DESCRIPTION, OPENGRAPH),
	M("description", DESCRIPTION, META),
	M("dc.description", DESCRIPTION, DUBLIN),
	M("twitter:description", DESCRIPTION, META),
	M("og:type", TYPE, OPENGRAPH),
};
static const meta_row props[] = {
	M("datepublished", PUBLISHED, MICRODATA),
	M("datecreated", PUBLISHED, MICRODATA),
	M("datemodified", MODIFIED, MICRODATA),
	M("headline", TITLE, MICRODATA), M("inlanguage", LANG, MICRODATA),
	M("author", AUTHOR, MICRODATA), M("articlesection", SECTION, MICRODATA),
	M("url", URL, MICRODATA), M("mainentityofpage", URL, MICRODATA),
};
#undef M

/* The address inside an archive's address ("/web/20140109000000/http://..."). */
static kr_view unarchived(kr_view url)
{
	size_t at = kr__view_find(url, KR_V("/web/2"));
	kr_view rest = kr__view_from(url, at == KR_NPOS ? url.len : at + 5);
	size_t slash = kr__view_chr(rest, '/');

	if (slash < 14 || slash > 20)
		return url;
	rest = kr__view_from(rest, slash + 1);
	return kr__view_istarts(rest, KR_V("http")) ? rest : url;
}

void kr__page_add(kr_builder *b, kr_fact_kind kind, kr_origin origin,
                  kr_view value)
{
	kr_page *p = b->page;
	kr_view html = b->html->utf8;
	kr_span span = { 0, 0 };
	uint32_t hint = 0;

	if (kind == KR_FACT_URL)
		value = unarchived(value);
	if (p->n > 500 || value.len == 0 || value.len > 4000)
		return;
	if (value.ptr >= html.ptr && value.ptr < html.ptr + html.len) {
		uint32_t at = (uint32_t)(value.ptr - html.ptr);
		span.start = (uint32_t)kr__mapping_at(&b->html->map, at, &hint);
		at += (uint32_t)value.len - 1;
		span.end = (uint32_t)kr__mapping_at(&b->html->map, at, &hint) + 1;
	}
	value = kr__html_value(b->scratch, value);
	if (value.len == 0 ||
	    !kr__arena_grow(b->scratch, (void **)&p->facts, &p->cap, p->n + 1,
	                    sizeof *p->facts))
		return;
	p->facts[p->n] = (kr_fact){ value, span, p->n, (uint8_t)kind,
		                    (uint8_t)origin };
	p->n++;
}

static void look_up(kr_builder *b, const meta_row *rows, size_t n,
                    kr_view name, kr_view value)
{
	name = kr__view_trim(name);
	for (size_t i = 0; i < n; i++)
		if (kr__view_ieq(name, kr__view_of(rows[i].name)))
			kr__page_add(b, (kr_fact_kind)rows[i].kind,
			             (kr_origin)rows[i].origin, value);
}

static void meta(kr_builder *b, kr_view name, kr_view value)
{
	if (name.len)
		look_up(b, metas, sizeof metas / sizeof *metas, name, value);
}

static void itemprop(kr_builder *b, const kr_attrs *at)
{
	kr_view value = at->content.len    ? at->content
	                : at->datetime.len ? at->datetime
	                                   : at->title;
	kr_view rest = at->itemprop, name;

	while (kr__view_next(&rest, ' ', &name))
		look_up(b, props, sizeof props / sizeof *props, name, value);
}

/* RDFa (property="schema:datePublished" content=...) and hAtom (class
 * "published" with a title) on any element. */
static void other_forms(kr_builder *b, const kr_attrs *at)
{
	size_t colon = kr__view_chr(at->property, ':');

	if (colon != KR_NPOS && at->content.len)
		look_up(b, props, sizeof props / sizeof *props,
		        kr__view_from(at->property, colon + 1), at->content);
	if (at->title.len && kr__view_find(at->klass, KR_V("published")) != KR_NPOS)
		kr__page_add(b, KR_FACT_PUBLISHED, KR_ORIGIN_MICRODATA,
		             at->title);
}

void kr__page_tag(kr_builder *b, kr_tag tag, const kr_attrs *at)
{
	if (tag != KR_HTML_META && (at->property.len || at->title.len))
		other_forms(b, at);
	if (at->itemprop.len)
		itemprop(b, at);
	if (tag == KR_HTML_META) {
		meta(b, at->property, at->content);
		meta(b, at->name, at->content);
		meta(b, at->http_equiv, at->content);
	} else if (tag == KR_HTML_HTML) {
		kr__page_add(b, KR_FACT_LANG, KR_ORIGIN_HTML, at->lang);
	} else if (tag == KR_HTML_LINK &&
	           kr__view_ieq(at->rel, KR_V("canonical"))) {
		kr__page_add(b, KR_FACT_URL, KR_ORIGIN_LINK, at->href);
	} else if (tag == KR_HTML_TIME && !at->itemprop.len) {
		kr__page_add(b, KR_FACT_PUBLISHED, KR_ORIGIN_TIME, at->datetime);
	}
}

static int by_trust(const void *a, const void *b)
{
	const kr_fact *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->origin != y->origin)
		return x->origin < y->origin ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

kr_status kr__page_finish(kr_builder *b)
{
	if (b->page->n)
		qsort(b->page->facts, b->page->n, sizeof *b->page->facts,
		      by_trust);
	return kr__arena_status(b->scratch);
}

const kr_fact *kr__page_fact(const kr_page *page, kr_fact_kind kind)
{
	for (uint32_t i = 0; i < page->n; i++)
		if (page->facts[i].kind == kind)
			return &page->facts[i];
	return NULL;
}
