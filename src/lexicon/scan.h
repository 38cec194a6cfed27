// SPDX-License-Identifier: Apache-2.0
/*
 * Scan: many literal strings sought in one pass over the bytes of a text.
 * Only the first KR_SCAN_HEAD bytes of each are in the automaton: a match says
 * that a string may stand there, and the caller compares the rest. ASCII
 * letters match in either case. Built once (kr__scan_add, kr__scan_build), then
 * read-only and shared by threads.
 */
#ifndef KR_LEXICON_SCAN_H
#define KR_LEXICON_SCAN_H

#include "base/base.h"

enum { KR_SCAN_HEAD = 8, KR_SCAN_NODES = 65535, KR_SCAN_BLOCK = 2048 };

typedef struct kr_scan {
	kr_arena *arena;
	struct kr_scan_node *nodes; /* the trie; only used while building */
	uint32_t n_nodes, cap_nodes;
	uint16_t *next;     /* [n_nodes][n_classes] state after a byte */
	uint32_t *match_of; /* [n_nodes] first match + 1; 0: none */
	uint32_t first_match; /* states from here on have matches, no others */
	struct kr_scan_match *matches;
	uint32_t n_matches, cap_matches;
	uint32_t n_classes;
	uint8_t class_of[256];
} kr_scan;

/* A string whose head ends here; `next` leads to shorter heads. */
typedef struct kr_scan_match {
	uint32_t value, len, next; /* len: of the head */
} kr_scan_match;

bool kr__scan_init(kr_scan *s, kr_arena *arena);
/* Seek `text` too; a match reports `value`. False: out of memory or of room. */
bool kr__scan_add(kr_scan *s, kr_view text, uint32_t value);
/* After the last add, before the first step. False: out of memory. */
bool kr__scan_build(kr_scan *s);

/* Some heads end here: behind byte `end` - 1, in this state. */
typedef struct kr_scan_find {
	size_t end;
	uint32_t state;
} kr_scan_find;
/* All places in text[*at, *at + KR_SCAN_BLOCK) where heads end, in order; *at
 * moves behind what was read, at most to the end of the text. */
uint32_t kr__scan_block(const kr_scan *s, kr_view text, size_t *at,
                        kr_scan_find found[KR_SCAN_BLOCK]);

/* Walk: state 0 at the start of a text; one step a byte. */
static inline uint32_t kr__scan_step(const kr_scan *s, uint32_t state, char byte)
{
	return s->next[state * s->n_classes + s->class_of[(uint8_t)byte]];
}
/* Does a string's head end here? */
static inline bool kr__scan_hit(const kr_scan *s, uint32_t state)
{
	return state >= s->first_match;
}
/* The matches that end at this state, longest head first; NULL at the end. */
static inline const kr_scan_match *kr__scan_first(const kr_scan *s, uint32_t state)
{
	return s->match_of[state] ? &s->matches[s->match_of[state] - 1] : NULL;
}
static inline const kr_scan_match *kr__scan_more(const kr_scan *s,
                                                 const kr_scan_match *m)
{
	return m->next ? &s->matches[m->next - 1] : NULL;
}

#endif
