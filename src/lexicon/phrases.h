// SPDX-License-Identifier: Apache-2.0
/*
 * Phrases: a read-only dictionary of word sequences. Keys are sequences of
 * 64-bit word keys (kr__hash64 of the word as the caller normalises it), so
 * looking up while walking over tokens costs a hash probe a token. Longest
 * match; several values for one key are kept in the order they were added.
 */
#ifndef KR_LEXICON_PHRASES_H
#define KR_LEXICON_PHRASES_H

#include "base/base.h"

/* Plain data without pointers, so that a table may lie in a file. */
struct kr_phrase_edge {
	uint64_t key;
	uint32_t from, to;
};

struct kr_phrase_value {
	uint32_t value, next; /* next value of the state + 1 */
};

typedef struct kr_phrases {
	kr_arena *arena;
	uint32_t *slots; /* edge + 1: open addressing over (state, key) */
	uint32_t n_slots, n_edges, cap_edges, n_states;
	struct kr_phrase_edge *edges;
	uint32_t *value_of; /* [state] first value + 1 */
	uint32_t cap_states;
	struct kr_phrase_value *values;
	uint32_t n_values, cap_values;
} kr_phrases;

bool kr__phrases_init(kr_phrases *p, kr_arena *arena);
/* Add a sequence of n keys with a value. False: out of memory. */
bool kr__phrases_add(kr_phrases *p, const uint64_t *keys, uint32_t n,
                     uint32_t value);
/* Split `text` at spaces, hash each piece lower-cased, and add it. Splits off
 * nothing else: write phrases as the tokenizer cuts them ("Prof .").
 * `fold` false: as written. */
bool kr__phrases_add_text(kr_phrases *p, kr_view text, bool fold,
                          uint32_t value);
/* Start at state 0; KR_NOSYM: no such continuation. */
uint32_t kr__phrases_step(const kr_phrases *p, uint32_t state, uint64_t key);
/* First value of a state, as an iterator: 0 none; *value set. */
uint32_t kr__phrases_value(const kr_phrases *p, uint32_t state,
                           uint32_t *value);
/* The next value of the same phrase; 0 at the end. */
uint32_t kr__phrases_more(const kr_phrases *p, uint32_t it, uint32_t *value);
/* Longest match over keys[0..n): its length in words, 0 if none. */
uint32_t kr__phrases_match(const kr_phrases *p, const uint64_t *keys,
                           uint32_t n, uint32_t *value);
/* Key of one word, lower-cased if fold. */
uint64_t kr__phrase_key(kr_view word, bool fold);

#endif
