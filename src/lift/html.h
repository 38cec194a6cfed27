// SPDX-License-Identifier: Apache-2.0
/*
 * HTML to article text. One pass of our own over the bytes makes blocks of
 * text with a map back to the source; then every block is told to be article
 * or not. Nothing visible is deleted: what is not article is a dropped zone.
 */
#ifndef KR_LIFT_HTML_H
#define KR_LIFT_HTML_H

#include "lift/charset.h"

/* What a page says about itself. A fact may be said more than once; facts of
 * one kind are sorted by trust, best first. */
#define KR_FACT_MAP(X)                                                        \
	X(TITLE, "title") X(PUBLISHED, "published") X(MODIFIED, "modified")   \
	X(URL, "url") X(SITE, "site") X(PUBLISHER, "publisher")               \
	X(LANG, "lang") X(AUTHOR, "author") X(SECTION, "section")             \
	X(DESCRIPTION, "description") X(CREDIT, "credit") X(TYPE, "type")
typedef enum kr_fact_kind {
#define X(name, text) KR_FACT_##name,
	KR_FACT_MAP(X)
#undef X
	KR_N_FACTS
} kr_fact_kind;

/* Where a fact stands, the most trusted first. */
#define KR_ORIGIN_MAP(X)                                                      \
	X(JSONLD, "json-ld") X(OPENGRAPH, "opengraph") X(META, "meta")        \
	X(DUBLIN, "dublin-core") X(MICRODATA, "microdata") X(LINK, "link")    \
	X(TIME, "time") X(HTML, "html")
typedef enum kr_origin {
#define X(name, text) KR_ORIGIN_##name,
	KR_ORIGIN_MAP(X)
#undef X
} kr_origin;

typedef struct kr_fact {
	kr_view value;  /* entities decoded, white space folded */
	kr_span span;   /* in the fetched bytes; empty: not kept */
	uint32_t order; /* of appearance */
	uint8_t kind, origin;
} kr_fact;

typedef struct kr_page {
	kr_fact *facts; /* [n], sorted by kind, origin, order */
	uint32_t n, cap;
} kr_page;

/* Fill the document's text, map and zones from decoded HTML, and `page` (in
 * `scratch`) from its metadata. Sets meta.title_span where the headline is
 * part of the text; meta's other fields are left to the caller. Problems:
 * html-deep, html-attributes, json-ld-broken. Fails only for memory. */
kr_status kr__html_to_text(kr_doc *d, kr_arena *scratch, const kr_decoded *html,
                           kr_page *page);
/* The best fact of a kind, or NULL. The others of its kind follow it. */
const kr_fact *kr__page_fact(const kr_page *page, kr_fact_kind kind);
const char *kr__fact_text(unsigned kind);
const char *kr__origin_text(unsigned origin);

#endif
