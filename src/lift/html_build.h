// SPDX-License-Identifier: Apache-2.0
/* Private to HTML reading: what the files of one pass over a page share. */
#ifndef KR_LIFT_HTML_BUILD_H
#define KR_LIFT_HTML_BUILD_H

#include "lift/html.h"
#include "lift/html_tags.h"

enum { KR_HTML_DEPTH = 512, KR_HTML_ATTRS = 256 };

enum kr_node_flags { KR_NODE_HIDDEN = 1, KR_NODE_LINK = 2, KR_NODE_PUSHED = 4 };

/* An element. Parents stand before their children; node 0 is the page. */
typedef struct kr_node {
	uint32_t parent;
	uint32_t hints; /* of its own attributes */
	uint32_t name;  /* hash of an unknown element's name */
	uint16_t depth;
	uint8_t tag, flags;
} kr_node;

/* A paragraph: text between two block borders. */
typedef struct kr_para {
	kr_span span;        /* in the text, without the line end */
	uint32_t node;       /* the block element around it */
	uint32_t link_bytes; /* of its text inside links */
	uint32_t bold_bytes; /* inside b and strong */
	uint16_t n_links;
	uint8_t kind;        /* kr_zone_kind, set by content */
	uint8_t own_block;   /* the first of its block */
} kr_para;

/* The attributes that matter, raw. An absent one is {NULL, 0}. */
typedef struct kr_attrs {
	kr_view klass, id, role, itemprop, style, href, lang, type;
	kr_view name, property, content, rel, datetime, http_equiv, title;
	bool hidden, self_closed;
} kr_attrs;

typedef struct kr_builder {
	kr_doc *doc;
	kr_arena *scratch;
	const kr_decoded *html;
	kr_page *page;
	kr_buf text;
	kr_mapping map;   /* text to fetched bytes */
	uint32_t map_hint;
	kr_node *nodes;   /* [n_nodes] */
	uint32_t n_nodes, cap_nodes;
	kr_para *paras;   /* [n_paras] */
	uint32_t n_paras, cap_paras;
	kr_view raw_title; /* the title element */
	kr_view *json;    /* [n_json] JSON-LD */
	uint32_t n_json, cap_json;
	uint32_t stack[KR_HTML_DEPTH]; /* open elements: nodes */
	uint32_t n_stack;
	uint32_t open[KR_N_TAGS];      /* how many of each are open */
	uint32_t n_hidden, n_links, n_bold, n_pre; /* open ones */
	bool in_para;     /* paras[n_paras] is being written */
	kr_para para;     /* that one */
	bool fresh_block; /* no text yet since the last block element began */
	uint32_t n_br;    /* line breaks since the last text */
	size_t space;     /* white space waits, from here; KR_NPOS: none */
	bool deep, many;  /* limits were met */
	bool whole;       /* a page, not a piece of one out of a feed */
} kr_builder;

/* html_flow.c: text into paragraphs. [start, end) in the decoded page. */
void kr__flow_text(kr_builder *b, size_t start, size_t end);
void kr__flow_break(kr_builder *b);            /* a block border */
void kr__flow_line(kr_builder *b, size_t src); /* a line break */

/* html_tree.c: elements. */
void kr__tree_init(kr_builder *b);
void kr__tree_start(kr_builder *b, kr_view name, const kr_attrs *at);
void kr__tree_end(kr_builder *b, kr_view name);
void kr__tree_finish(kr_builder *b);

/* html.c: all but the judgement; doc, scratch, html and page are set. */
kr_status kr__html_build(kr_builder *b);

/* content.c: which paragraphs are article; sets para.kind. */
kr_status kr__content_mark(kr_builder *b);

/* page.c: metadata. */
void kr__page_add(kr_builder *b, kr_fact_kind kind, kr_origin origin,
                  kr_view value);
void kr__page_tag(kr_builder *b, kr_tag tag, const kr_attrs *at);
/* page_ld.c: all JSON-LD of the page. */
void kr__page_json(kr_builder *b);
kr_status kr__page_finish(kr_builder *b);
/* page_title.c: titles without the site's name; after the text is known. */
void kr__page_title(kr_builder *b);
/* Is this text the name of the site, and no headline? */
bool kr__page_is_site(const kr_builder *b, kr_view v);

#endif
