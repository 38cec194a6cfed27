// SPDX-License-Identifier: Apache-2.0
/*
 * Elements of a page. The problem: real pages leave out end tags, cross them
 * and close what they never opened; the standard's tree builder repairs all
 * that at great length, and can be driven to quadratic time. The idea: keep
 * its rules that move text (which tags end which, where an end tag's reach
 * stops) on a stack of bounded depth, and drop those that only move formatting.
 * A formatting element that is closed across a block is dead, not popped. An
 * element beyond the depth is not opened; its text goes to the deepest open
 * one. Limits: no foster parenting (text in a table stays where it stands).
 * Source: HTML Living Standard, 13.2.6.
 */
#include "lift/html_build.h"

static kr_node *top(kr_builder *b)
{
	return &b->nodes[b->stack[b->n_stack - 1]];
}

static kr_node *open_at(kr_builder *b, uint32_t i)
{
	return &b->nodes[b->stack[i]];
}

static uint32_t add_node(kr_builder *b, kr_node n)
{
	if (!kr__arena_grow(b->scratch, (void **)&b->nodes, &b->cap_nodes,
	                    b->n_nodes + 1, sizeof *b->nodes))
		return KR_NONE;
	b->nodes[b->n_nodes] = n;
	return b->n_nodes++;
}

void kr__tree_init(kr_builder *b)
{
	add_node(b, (kr_node){ .tag = KR_HTML_HTML });
	b->n_stack = 1;
	b->space = KR_NPOS;
}

/* An element's effect on the text ends, or (on) begins. */
static void effect(kr_builder *b, const kr_node *n, bool on)
{
	uint32_t one = on ? 1 : (uint32_t)-1;

	b->open[n->tag] += one;
	if (n->flags & KR_NODE_HIDDEN)
		b->n_hidden += one;
	if (n->flags & KR_NODE_LINK)
		b->n_links += one;
	if (n->tag == KR_HTML_BOLD || n->tag == KR_HTML_STRONG)
		b->n_bold += one;
	if (n->tag == KR_HTML_PRE || n->tag == KR_HTML_LISTING)
		b->n_pre += one;
}

static void pop(kr_builder *b)
{
	kr_node *n = top(b);

	if (kr__tag_flags(n->tag) & KR_TAG_BLOCK)
		kr__flow_break(b);
	effect(b, n, false);
	b->n_stack--;
}

static void pop_to(kr_builder *b, uint32_t i)
{
	while (b->n_stack > i && b->n_stack > 1)
		pop(b);
}

/* The place of an open `tag` (and name) that nothing with a flag of `stop`
 * hides; 0 if there is none. */
static uint32_t find_open(kr_builder *b, unsigned tag, uint32_t name,
                          unsigned stop)
{
	if (b->open[tag] == 0)
		return 0;
	for (uint32_t i = b->n_stack - 1; i > 0; i--) {
		const kr_node *n = open_at(b, i);
		if (n->tag == tag && n->name == name)
			return i;
		if (kr__tag_flags(n->tag) & stop)
			return 0;
	}
	return 0;
}

/* A block ends an open paragraph, but not one outside of a button. */
static void close_p(kr_builder *b)
{
	uint32_t i = find_open(b, KR_HTML_P, 0, KR_TAG_BORDER);

	if (i && b->open[KR_HTML_BUTTON] &&
	    find_open(b, KR_HTML_BUTTON, 0, KR_TAG_BORDER) > i)
		return;
	if (i)
		pop_to(b, i);
}

/* A new list item ends the one before it in the same list. */
static void close_item(kr_builder *b, unsigned one, unsigned other)
{
	if (b->open[one] + b->open[other] == 0)
		return;
	for (uint32_t i = b->n_stack - 1; i > 0; i--) {
		unsigned t = open_at(b, i)->tag;
		if (t == one || t == other) {
			pop_to(b, i);
			return;
		}
		if ((kr__tag_flags(t) & KR_TAG_BLOCK) && t != KR_HTML_DIV &&
		    t != KR_HTML_P && t != KR_HTML_ADDRESS)
			return;
	}
}

/* A new row or cell ends what is open of its rank in the same table. */
static int rank(unsigned tag)
{
	switch (tag) {
	case KR_HTML_TABLE:
	case KR_HTML_TEMPLATE:
		return 0;
	case KR_HTML_CAPTION:
	case KR_HTML_THEAD:
	case KR_HTML_TBODY:
	case KR_HTML_TFOOT:
		return 1;
	case KR_HTML_TR:
		return 2;
	case KR_HTML_TD:
	case KR_HTML_TH:
		return 3;
	default:
		return 9;
	}
}

static void close_cells(kr_builder *b, int least)
{
	uint32_t found = 0;

	if (b->open[KR_HTML_TABLE] == 0)
		return;
	for (uint32_t i = b->n_stack - 1; i > 0; i--) {
		int r = rank(open_at(b, i)->tag);
		if (r == 0)
			break;
		if (r >= least && r <= 3)
			found = i;
	}
	if (found)
		pop_to(b, found);
}

/* End a formatting element; blocks inside it stay open. */
static void close_format(kr_builder *b, unsigned tag)
{
	bool blocks = false;

	if (b->open[tag] == 0)
		return;
	for (uint32_t i = b->n_stack - 1; i > 0; i--) {
		kr_node *n = open_at(b, i);
		if (n->tag == tag) {
			if (!blocks) {
				pop_to(b, i);
				return;
			}
			effect(b, n, false);
			n->tag = KR_HTML_OTHER;
			n->flags = 0;
			b->open[KR_HTML_OTHER]++;
			return;
		}
		if (kr__tag_flags(n->tag) & KR_TAG_BORDER)
			return;
		blocks |= (kr__tag_flags(n->tag) & KR_TAG_BLOCK) != 0;
	}
}

static void imply_ends(kr_builder *b, unsigned tag, unsigned flags)
{
	if ((flags & KR_TAG_BLOCK) && (b->open[KR_HTML_SVG] || b->open[KR_HTML_MATH])) {
		uint32_t i = find_open(b, KR_HTML_SVG, 0, KR_TAG_BLOCK);
		uint32_t j = find_open(b, KR_HTML_MATH, 0, KR_TAG_BLOCK);
		if (i || j)
			pop_to(b, i ? i : j);
	}
	if (flags & KR_TAG_BLOCK && rank(tag) == 9 && tag != KR_HTML_OPTION)
		close_p(b);
	if ((flags & KR_TAG_HEADING) &&
	    (kr__tag_flags(top(b)->tag) & KR_TAG_HEADING))
		pop(b);
	if (tag == KR_HTML_LI)
		close_item(b, KR_HTML_LI, KR_HTML_LI);
	else if (tag == KR_HTML_DD || tag == KR_HTML_DT)
		close_item(b, KR_HTML_DD, KR_HTML_DT);
	else if (tag == KR_HTML_OPTION)
		close_item(b, KR_HTML_OPTION, KR_HTML_OPTION);
	else if (tag == KR_HTML_A || tag == KR_HTML_NOBR)
		close_format(b, tag);
	else if (rank(tag) >= 1 && rank(tag) <= 3)
		close_cells(b, rank(tag));
}

static bool invisible(const kr_attrs *at)
{
	if (at->hidden)
		return true;
	if (!at->style.len)
		return false;
	size_t d = kr__view_ifind(at->style, KR_V("display"));
	if (d != KR_NPOS) {
		kr_view rest = kr__view_from(at->style, d + 7);
		while (rest.len && (*rest.ptr == ' ' || *rest.ptr == ':'))
			rest = kr__view_from(rest, 1);
		if (kr__view_istarts(rest, KR_V("none")))
			return true;
	}
	return false;
}

static void push(kr_builder *b, unsigned tag, kr_view name, const kr_attrs *at)
{
	kr_node n = { .parent = b->stack[b->n_stack - 1],
		      .tag = (uint8_t)tag,
		      .depth = (uint16_t)b->n_stack };

	if (b->n_stack == KR_HTML_DEPTH) {
		b->deep = true;
		return;
	}
	n.hints = kr__hints_of(at->klass) | kr__hints_of(at->id) |
	          kr__hints_of(at->role) | kr__hints_of(at->itemprop);
	if (tag == KR_HTML_OTHER)
		n.name = (uint32_t)kr__hash64(name) | 1;
	if ((kr__tag_flags(tag) & KR_TAG_HIDDEN) || invisible(at))
		n.flags |= KR_NODE_HIDDEN;
	if (tag == KR_HTML_A && at->href.len)
		n.flags |= KR_NODE_LINK;
	uint32_t i = add_node(b, n);
	if (i == KR_NONE)
		return;
	if ((n.flags & KR_NODE_LINK) && !b->n_hidden && b->in_para &&
	    b->para.n_links < UINT16_MAX)
		b->para.n_links++;
	b->stack[b->n_stack++] = i;
	effect(b, &n, true);
}

void kr__tree_start(kr_builder *b, kr_view name, const kr_attrs *at)
{
	unsigned tag = kr__tag_find(name), flags = kr__tag_flags(tag);

	kr__page_tag(b, (kr_tag)tag, at);
	b->whole |= tag == KR_HTML_TITLE && !b->open[KR_HTML_SVG];
	if (tag == KR_HTML_HTML || tag == KR_HTML_HEAD || tag == KR_HTML_BODY) {
		b->whole = true;
		return;
	}
	imply_ends(b, tag, flags);
	if (flags & KR_TAG_BLOCK) {
		kr__flow_break(b);
		b->fresh_block = true;
	}
	if (tag == KR_HTML_BR && !b->n_hidden)
		kr__flow_line(b, 0);
	if (flags & (KR_TAG_VOID | KR_TAG_RAW))
		return;
	if (at->self_closed && (b->open[KR_HTML_SVG] || b->open[KR_HTML_MATH] ||
	                        tag == KR_HTML_SVG))
		return;
	push(b, tag, name, at);
}

static void end_heading(kr_builder *b)
{
	uint32_t n = 0;

	for (unsigned t = KR_HTML_H1; t <= KR_HTML_H6; t++)
		n += b->open[t];
	if (n == 0)
		return;
	for (uint32_t i = b->n_stack - 1; i > 0; i--) {
		unsigned f = kr__tag_flags(open_at(b, i)->tag);
		if (f & KR_TAG_HEADING) {
			pop_to(b, i);
			return;
		}
		if (f & KR_TAG_BORDER)
			return;
	}
}

static void end_table_part(kr_builder *b, unsigned tag)
{
	if (b->open[tag] == 0)
		return;
	for (uint32_t i = b->n_stack - 1; i > 0; i--) {
		unsigned t = open_at(b, i)->tag;
		if (t == tag) {
			pop_to(b, i);
			return;
		}
		if (t == KR_HTML_TABLE || t == KR_HTML_TEMPLATE)
			return;
	}
}

void kr__tree_end(kr_builder *b, kr_view name)
{
	unsigned tag = kr__tag_find(name), flags = kr__tag_flags(tag);
	uint32_t hash = tag ? 0 : (uint32_t)kr__hash64(name) | 1, i;

	if (tag == KR_HTML_HTML || tag == KR_HTML_HEAD || tag == KR_HTML_BODY ||
	    (flags & KR_TAG_VOID)) {
		if (tag == KR_HTML_BR && !b->n_hidden)
			kr__flow_line(b, 0);
		return;
	}
	if (flags & KR_TAG_FORMAT) {
		close_format(b, tag);
	} else if (flags & KR_TAG_HEADING) {
		end_heading(b);
	} else if (rank(tag) <= 3) {
		end_table_part(b, tag);
	} else {
		unsigned stop = flags & KR_TAG_BLOCK ? KR_TAG_BORDER
		                                     : KR_TAG_BLOCK;
		i = find_open(b, tag, hash, stop);
		if (i)
			pop_to(b, i);
	}
}

void kr__tree_finish(kr_builder *b)
{
	pop_to(b, 1);
	kr__flow_break(b);
}
