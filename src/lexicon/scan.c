// SPDX-License-Identifier: Apache-2.0
/*
 * Scan. The problem: some thousand cues (advertisement marks, bylines, names
 * of newspapers, months) are sought in every byte of every article. The idea:
 * the automaton of Aho and Corasick ("Efficient string matching", 1975) made
 * into a full table over classes of bytes, so that a byte costs one load
 * whatever the number of cues. States are numbered by depth, so that the few
 * that nearly every byte leads to lie together, and those with matches come
 * last, so that a step needs no look at anything else. Limits: memory is states
 * times classes; the heads of a thousand cues make half a megabyte.
 */
#include "lexicon/scan.h"

#include <string.h>

struct kr_scan_node {
	uint32_t child, sibling; /* first child, next sibling; 0: none */
	uint32_t fail;
	uint8_t class;
};

static uint8_t fold(char c)
{
	uint8_t b = (uint8_t)c;

	return b >= 'A' && b <= 'Z' ? (uint8_t)(b + 32) : b;
}

bool kr__scan_init(kr_scan *s, kr_arena *arena)
{
	*s = (kr_scan){ .arena = arena, .n_nodes = 1, .n_classes = 1 };
	return kr__arena_grow(arena, (void **)&s->nodes, &s->cap_nodes, 1,
	                      sizeof *s->nodes);
}

/* The class of a byte, made if new; both cases of a letter share it. */
static uint8_t class_for(kr_scan *s, char c)
{
	uint8_t b = fold(c);

	if (!s->class_of[b]) {
		s->class_of[b] = (uint8_t)s->n_classes++;
		if (b >= 'a' && b <= 'z')
			s->class_of[b - 32] = s->class_of[b];
	}
	return s->class_of[b];
}

static uint32_t child_of(const kr_scan *s, uint32_t node, uint8_t class)
{
	uint32_t c = s->nodes[node].child;

	while (c && s->nodes[c].class != class)
		c = s->nodes[c].sibling;
	return c;
}

static uint32_t add_child(kr_scan *s, uint32_t node, uint8_t class)
{
	if (s->n_nodes == KR_SCAN_NODES ||
	    !kr__arena_grow(s->arena, (void **)&s->nodes, &s->cap_nodes,
	                    s->n_nodes + 1, sizeof *s->nodes))
		return 0;
	s->nodes[s->n_nodes] = (struct kr_scan_node){
		.sibling = s->nodes[node].child, .class = class
	};
	s->nodes[node].child = s->n_nodes;
	return s->n_nodes++;
}

/* While building, `fail` of a node with matches is not yet used, so match
 * lists are kept by node in match_of, grown along. */
static bool add_match(kr_scan *s, uint32_t node, uint32_t value, uint32_t len)
{
	if (!kr__arena_grow(s->arena, (void **)&s->matches, &s->cap_matches,
	                    s->n_matches + 1, sizeof *s->matches))
		return false;
	s->matches[s->n_matches++] = (kr_scan_match){ value, len, node };
	return true;
}

bool kr__scan_add(kr_scan *s, kr_view text, uint32_t value)
{
	uint32_t node = 0;

	text = kr__view_sub(text, 0, KR_SCAN_HEAD);
	if (text.len == 0)
		return true;
	for (size_t i = 0; i < text.len; i++) {
		uint8_t class = class_for(s, text.ptr[i]);
		uint32_t child = child_of(s, node, class);
		node = child ? child : add_child(s, node, class);
		if (!node)
			return false;
	}
	return add_match(s, node, value, (uint32_t)text.len);
}

/* Until now a match's `next` held its node; make lists by node. */
static void link_matches(kr_scan *s)
{
	for (uint32_t i = s->n_matches; i-- > 0;) {
		uint32_t node = s->matches[i].next;
		s->matches[i].next = s->match_of[node];
		s->match_of[node] = i + 1;
	}
}

/* Put the shorter matches of the fail state behind a node's own. */
static void join_matches(kr_scan *s, uint32_t node, uint32_t fail)
{
	uint32_t *last = &s->match_of[node];

	while (*last)
		last = &s->matches[*last - 1].next;
	*last = s->match_of[fail];
}

/* Breadth first: a node's row is its fail state's row with its own children
 * written over it. */
static void fill_rows(kr_scan *s, uint32_t *queue)
{
	uint32_t head = 0, tail = 0;

	queue[tail++] = 0;
	while (head < tail) {
		uint32_t node = queue[head++];
		uint16_t *row = s->next + (size_t)node * s->n_classes;
		uint32_t fail = s->nodes[node].fail;
		const uint16_t *from = s->next + (size_t)fail * s->n_classes;

		for (uint32_t k = 0; node && k < s->n_classes; k++)
			row[k] = from[k];
		if (node)
			join_matches(s, node, fail);
		for (uint32_t c = s->nodes[node].child; c; c = s->nodes[c].sibling) {
			s->nodes[c].fail = node ? from[s->nodes[c].class] : 0;
			row[s->nodes[c].class] = (uint16_t)c;
			queue[tail++] = c;
		}
	}
}

/* States get their final numbers: by depth (the order of `queue`), those with
 * matches last. to[old]: new. */
static void number(kr_scan *s, const uint32_t *queue, uint32_t *to)
{
	uint32_t n = 0;

	for (int matching = 0; matching < 2; matching++) {
		s->first_match = n;
		for (uint32_t i = 0; i < s->n_nodes; i++)
			if ((s->match_of[queue[i]] != 0) == (matching != 0))
				to[queue[i]] = n++;
	}
}

static bool renumber(kr_scan *s, const uint32_t *queue, uint32_t *to)
{
	const uint16_t *old = s->next;
	const uint32_t *old_match = s->match_of;

	number(s, queue, to);
	s->next = kr__arena_array(s->arena, (size_t)s->n_nodes * s->n_classes,
	                          sizeof *s->next);
	s->match_of = kr__arena_array(s->arena, s->n_nodes, sizeof *s->match_of);
	if (!s->next || !s->match_of)
		return false;
	for (uint32_t i = 0; i < s->n_nodes; i++) {
		uint16_t *row = s->next + (size_t)to[i] * s->n_classes;
		s->match_of[to[i]] = old_match[i];
		for (uint32_t k = 0; k < s->n_classes; k++)
			row[k] = (uint16_t)to[old[(size_t)i * s->n_classes + k]];
	}
	return true;
}

bool kr__scan_build(kr_scan *s)
{
	kr_arena work;

	kr__arena_init(&work, &s->arena->alloc, 0);
	uint32_t *queue = kr__arena_array(&work, s->n_nodes, sizeof *queue);
	uint32_t *to = kr__arena_array(&work, s->n_nodes, sizeof *to);
	s->next = kr__arena_array(&work, (size_t)s->n_nodes * s->n_classes,
	                          sizeof *s->next);
	s->match_of = kr__arena_array(&work, s->n_nodes, sizeof *s->match_of);
	bool ok = queue && to && s->next && s->match_of;
	if (ok) {
		link_matches(s);
		fill_rows(s, queue);
		ok = renumber(s, queue, to);
	}
	kr__arena_drop(&work);
	return ok;
}

/* ---- reading ------------------------------------------------------------ */

enum { STREAMS = 8, SHORT = 128 };

/* The state before text[at]: no head is longer than KR_SCAN_HEAD, so it is
 * known from the bytes just before. */
static uint32_t state_at(const kr_scan *s, kr_view text, size_t at)
{
	uint32_t state = 0;

	for (size_t i = at < KR_SCAN_HEAD ? 0 : at - KR_SCAN_HEAD; i < at; i++)
		state = kr__scan_step(s, state, text.ptr[i]);
	return state;
}

static uint32_t one_stream(const kr_scan *s, kr_view text, size_t from,
                           kr_scan_find *found)
{
	uint32_t state = state_at(s, text, from), n = 0;

	for (size_t i = from; i < text.len; i++) {
		state = kr__scan_step(s, state, text.ptr[i]);
		if (kr__scan_hit(s, state))
			found[n++] = (kr_scan_find){ i + 1, state };
	}
	return n;
}

/* A step waits for the one before; eight stretches of the text side by side
 * wait together. */
uint32_t kr__scan_block(const kr_scan *s, kr_view text, size_t *at,
                        kr_scan_find found[KR_SCAN_BLOCK])
{
	size_t from = *at, left = text.len - from;
	size_t stretch = (left < KR_SCAN_BLOCK ? left : KR_SCAN_BLOCK) / STREAMS;
	uint32_t state[STREAMS], n[STREAMS] = { 0 };
	kr_scan_find *out[STREAMS];

	if (left < SHORT) {
		*at = text.len;
		return one_stream(s, text, from, found);
	}
	for (size_t k = 0; k < STREAMS; k++) {
		state[k] = state_at(s, text, from + k * stretch);
		out[k] = found + k * stretch;
	}
	for (size_t i = from; i < from + stretch; i++) {
#pragma GCC unroll 8
		for (size_t k = 0; k < STREAMS; k++) {
			size_t here = i + k * stretch;
			state[k] = kr__scan_step(s, state[k], text.ptr[here]);
			if (kr__scan_hit(s, state[k]))
				out[k][n[k]++] = (kr_scan_find){ here + 1,
					                         state[k] };
		}
	}
	for (size_t k = 1; k < STREAMS; k++) {
		memmove(found + n[0], out[k], n[k] * sizeof *found);
		n[0] += n[k];
	}
	*at = from + STREAMS * stretch;
	return n[0];
}
