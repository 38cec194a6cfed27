// SPDX-License-Identifier: Apache-2.0
/*
 * Text of a page into paragraphs. The problem: white space means nothing in
 * HTML but between words, lines break at elements, characters are spelled as
 * references, and every byte kept must know where it came from. The idea:
 * copy long stretches as they are, and stop only at white space that folds,
 * references, and characters that show nothing (soft hyphen, zero width
 * space). A break of line inside a paragraph is a line end; two make a new
 * paragraph. Limits: no style sheets, so inline blocks are inline.
 */
#include "lift/html_build.h"

/* What to do at a byte. */
enum { PLAIN, SPACE, AMP, LOOK };

static int class_of(unsigned char c)
{
	if (c > ' ' && c < 0x80)
		return c == '&' ? AMP : PLAIN;
	if (c <= ' ')
		return SPACE;
	return c == 0xC2 || (c >= 0xE1 && c <= 0xE3) || c == 0xEF ? LOOK : PLAIN;
}

/* Add [start, end) of the page, unchanged, with its map. */
static void put_stretch(kr_builder *b, size_t start, size_t end)
{
	const kr_mapping *m = &b->html->map;

	kr__buf_add(&b->text, kr__view_sub(b->html->utf8, start, end));
	while (m->n && start < end) {
		size_t src = kr__mapping_at(m, (uint32_t)start, &b->map_hint);
		const kr_run *r = &m->runs[b->map_hint];
		uint32_t len = r->span.end - r->span.start;
		size_t stop = r->span.end < end ? r->span.end : end;
		uint32_t n = (uint32_t)(stop - start), n_src = r->src_len;
		if (n < len)
			n_src = len <= n_src ? n * (n_src / len)
			                     : n / (len / (n_src ? n_src : 1));
		kr__mapping_add(&b->map, b->scratch, n, src, n_src);
		start = stop;
	}
	if (start < end)
		kr__mapping_add(&b->map, b->scratch, (uint32_t)(end - start),
		                start, (uint32_t)(end - start));
}

/* Add bytes of ours that stand for [start, end) of the page. */
static void put_made(kr_builder *b, kr_view bytes, size_t start, size_t end)
{
	uint32_t hint = b->map_hint;
	size_t from = kr__mapping_at(&b->html->map, (uint32_t)start, &hint);
	size_t to = start == end
	                    ? from
	                    : kr__mapping_at(&b->html->map, (uint32_t)end - 1,
	                                     &hint) + 1;

	kr__buf_add(&b->text, bytes);
	kr__mapping_add(&b->map, b->scratch, (uint32_t)bytes.len, from,
	                (uint32_t)(to > from ? to - from : 0));
}

static void open_para(kr_builder *b)
{
	uint32_t i = b->n_stack;
	uint32_t at = (uint32_t)b->text.len;

	while (i > 1 && !(kr__tag_flags(b->nodes[b->stack[i - 1]].tag) &
	                  KR_TAG_BLOCK))
		i--;
	b->in_para = true;
	b->para = (kr_para){ .span = { at, at }, .node = b->stack[i - 1],
		             .own_block = b->fresh_block };
	b->fresh_block = false;
}

/* Before a visible character: settle what waits. */
static void settle(kr_builder *b, size_t src)
{
	if (b->n_br >= 2 && b->in_para)
		kr__flow_break(b);
	if (!b->in_para)
		open_para(b);
	else if (b->n_br)
		put_made(b, KR_V("\n"), src, src);
	else if (b->space != KR_NPOS)
		put_made(b, KR_V(" "), b->space, b->space + 1);
	b->n_br = 0;
	b->space = KR_NPOS;
}

static void count(kr_builder *b, size_t before)
{
	uint32_t n = (uint32_t)(b->text.len - before);

	if (b->n_links)
		b->para.link_bytes += n;
	if (b->n_bold)
		b->para.bold_bytes += n;
}

static void stretch(kr_builder *b, size_t start, size_t end)
{
	if (start == end)
		return;
	settle(b, start);
	size_t before = b->text.len;
	put_stretch(b, start, end);
	count(b, before);
}

/* One character that needs thought; true if it is to be copied. */
static bool shown(kr_builder *b, uint32_t cp, size_t at)
{
	if (cp == 0xAD || (cp >= 0x200B && cp <= 0x200F) || cp == 0x2060 ||
	    cp == 0xFEFF)
		return false;
	if (kr__cc(cp) & KR_CC_SPACE) {
		if (b->space == KR_NPOS)
			b->space = at;
		return false;
	}
	return true;
}

static size_t reference(kr_builder *b, size_t at, size_t end)
{
	uint32_t cp = 0;
	char bytes[4];
	kr_view v = kr__view_sub(b->html->utf8, 0, end);
	size_t n = kr__entity_at(v, at, &cp);

	if (n == 0) {
		stretch(b, at, at + 1);
		return at + 1;
	}
	bool control = cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
	if (control && !(kr__cc(cp) & KR_CC_SPACE))
		return at + n;
	if (shown(b, cp, at)) {
		settle(b, at);
		size_t before = b->text.len;
		put_made(b, (kr_view){ bytes, kr__utf8_put(cp, bytes) }, at,
		         at + n);
		count(b, before);
	}
	return at + n;
}

/* White space: a single blank before a plain letter stays in the stretch. */
static bool lone_blank(const kr_builder *b, size_t at, size_t start, size_t end)
{
	const char *p = b->html->utf8.ptr;

	return p[at] == ' ' && at > start && at + 1 < end &&
	       class_of((unsigned char)p[at + 1]) == PLAIN;
}

static void blank(kr_builder *b, size_t at)
{
	if (b->n_pre && b->html->utf8.ptr[at] == '\n')
		b->n_br++;
	if (b->space == KR_NPOS)
		b->space = at;
}

void kr__flow_text(kr_builder *b, size_t start, size_t end)
{
	kr_view v = b->html->utf8;
	size_t at = start;

	if (b->n_hidden)
		return;
	while (at < end) {
		int c = class_of((unsigned char)v.ptr[at]);
		if (c == PLAIN || (c == SPACE && lone_blank(b, at, start, end))) {
			at++;
			continue;
		}
		size_t next = at + 1;
		if (c == LOOK) {
			next = at;
			uint32_t cp = kr__utf8_next(v, &next);
			if (kr__cc(cp) & ~(unsigned)KR_CC_SPACE && cp != 0xAD) {
				at = next;
				continue;
			}
			stretch(b, start, at);
			if (shown(b, cp, at))
				stretch(b, at, next);
		} else {
			stretch(b, start, at);
			if (c == AMP)
				next = reference(b, at, end);
			else
				blank(b, at);
		}
		start = at = next;
	}
	stretch(b, start, end);
}

void kr__flow_break(kr_builder *b)
{
	b->n_br = 0;
	b->space = KR_NPOS;
	if (!b->in_para)
		return;
	b->in_para = false;
	b->para.span.end = (uint32_t)b->text.len;
	put_made(b, KR_V("\n"), 0, 0);
	if (kr__arena_grow(b->scratch, (void **)&b->paras, &b->cap_paras,
	                   b->n_paras + 1, sizeof *b->paras))
		b->paras[b->n_paras++] = b->para;
}

void kr__flow_line(kr_builder *b, size_t src)
{
	(void)src;
	b->n_br++;
	b->space = KR_NPOS;
}
