// SPDX-License-Identifier: Apache-2.0
/*
 * Article or not. First version: long paragraphs with few links, outside of
 * the parts of a page that their names give away.
 */
#include "lift/html_build.h"

static uint32_t path_hints(const kr_builder *b, uint32_t node, uint64_t *tags)
{
	uint32_t hints = 0;

	for (; node; node = b->nodes[node].parent) {
		hints |= b->nodes[node].hints;
		if (b->nodes[node].tag == KR_HTML_NAV ||
		    b->nodes[node].tag == KR_HTML_FOOTER ||
		    b->nodes[node].tag == KR_HTML_ASIDE)
			*tags = 1;
	}
	return hints;
}

kr_status kr__content_mark(kr_builder *b)
{
	const uint32_t bad = 1u << KR_HINT_COMMENT | 1u << KR_HINT_RELATED |
	                     1u << KR_HINT_NAV | 1u << KR_HINT_FOOT |
	                     1u << KR_HINT_SIDE | 1u << KR_HINT_SHARE;

	for (uint32_t i = 0; i < b->n_paras; i++) {
		kr_para *p = &b->paras[i];
		uint64_t tags = 0;
		uint32_t len = p->span.end - p->span.start;
		uint32_t hints = path_hints(b, p->node, &tags);
		bool good = len > 80 && p->link_bytes * 2 < len && !tags &&
		            !(hints & bad);
		p->kind = good ? KR_ZONE_BODY : KR_ZONE_OTHER;
	}
	return KR_OK;
}
