// SPDX-License-Identifier: Apache-2.0
/*
 * Phrases. The problem: thousands of names, titles and cues of several words
 * are sought at every token. The idea: a trie whose edges live in one hash
 * table keyed by (state, word hash); a miss at the first word costs one probe.
 * Limits: words are equal if their 64-bit hashes are (chance of a false match
 * among 10^5 words below 10^-9); built once, then read-only.
 */
#include "lexicon/phrases.h"

enum { MAX_WORD = 256 };

bool kr__phrases_init(kr_phrases *p, kr_arena *arena)
{
	*p = (kr_phrases){ .arena = arena, .n_states = 1, .n_slots = 256 };
	p->slots = kr__arena_array(arena, p->n_slots, sizeof *p->slots);
	return p->slots && kr__arena_grow(arena, (void **)&p->value_of,
	                                  &p->cap_states, 1,
	                                  sizeof *p->value_of);
}

static uint32_t slot_of(const kr_phrases *p, uint32_t from, uint64_t key)
{
	uint32_t mask = p->n_slots - 1;
	uint32_t at = (uint32_t)kr__hash_mix(key, from) & mask;

	while (p->slots[at]) {
		const struct kr_phrase_edge *e = &p->edges[p->slots[at] - 1];
		if (e->key == key && e->from == from)
			break;
		at = (at + 1) & mask;
	}
	return at;
}

static bool rehash(kr_phrases *p)
{
	uint32_t n = p->n_slots * 2;
	uint32_t *slots = kr__arena_array(p->arena, n, sizeof *slots);

	if (!slots)
		return false;
	p->slots = slots;
	p->n_slots = n;
	for (uint32_t i = 0; i < p->n_edges; i++)
		p->slots[slot_of(p, p->edges[i].from, p->edges[i].key)] = i + 1;
	return true;
}

static uint32_t add_edge(kr_phrases *p, uint32_t from, uint64_t key)
{
	uint32_t at = slot_of(p, from, key);

	if (p->slots[at])
		return p->edges[p->slots[at] - 1].to;
	if (p->n_edges + 1 > p->n_slots / 2 && !rehash(p))
		return KR_NOSYM;
	if (!kr__arena_grow(p->arena, (void **)&p->edges, &p->cap_edges,
	                    p->n_edges + 1, sizeof *p->edges) ||
	    !kr__arena_grow(p->arena, (void **)&p->value_of, &p->cap_states,
	                    p->n_states + 1, sizeof *p->value_of))
		return KR_NOSYM;
	p->edges[p->n_edges] =
		(struct kr_phrase_edge){ key, from, p->n_states };
	p->slots[slot_of(p, from, key)] = ++p->n_edges;
	p->value_of[p->n_states] = 0;
	return p->n_states++;
}

bool kr__phrases_add(kr_phrases *p, const uint64_t *keys, uint32_t n,
                     uint32_t value)
{
	uint32_t state = 0;

	for (uint32_t i = 0; i < n; i++) {
		state = add_edge(p, state, keys[i]);
		if (state == KR_NOSYM)
			return false;
	}
	if (n == 0 || !kr__arena_grow(p->arena, (void **)&p->values,
	                              &p->cap_values, p->n_values + 1,
	                              sizeof *p->values))
		return n == 0;
	p->values[p->n_values++] = (struct kr_phrase_value){ value, 0 };
	uint32_t *last = &p->value_of[state];
	while (*last)
		last = &p->values[*last - 1].next;
	*last = p->n_values;
	return true;
}

uint64_t kr__phrase_key(kr_view word, bool fold)
{
	char low[MAX_WORD];
	size_t n = fold ? kr__lower_into(word, low, sizeof low) : 0;

	return n ? kr__hash64((kr_view){ low, n }) : kr__hash64(word);
}

bool kr__phrases_add_text(kr_phrases *p, kr_view text, bool fold,
                          uint32_t value)
{
	uint64_t keys[32];
	uint32_t n = 0;
	kr_view word;

	while (kr__view_next(&text, ' ', &word))
		if (word.len && n < 32)
			keys[n++] = kr__phrase_key(word, fold);
	return kr__phrases_add(p, keys, n, value);
}

uint32_t kr__phrases_step(const kr_phrases *p, uint32_t state, uint64_t key)
{
	uint32_t e = p->slots[slot_of(p, state, key)];

	return e ? p->edges[e - 1].to : KR_NOSYM;
}

uint32_t kr__phrases_value(const kr_phrases *p, uint32_t state, uint32_t *value)
{
	uint32_t it = p->value_of[state];

	if (it)
		*value = p->values[it - 1].value;
	return it;
}

uint32_t kr__phrases_more(const kr_phrases *p, uint32_t it, uint32_t *value)
{
	it = p->values[it - 1].next;
	if (it)
		*value = p->values[it - 1].value;
	return it;
}

uint32_t kr__phrases_match(const kr_phrases *p, const uint64_t *keys,
                           uint32_t n, uint32_t *value)
{
	uint32_t state = 0, best = 0;

	for (uint32_t i = 0; i < n; i++) {
		state = kr__phrases_step(p, state, keys[i]);
		if (state == KR_NOSYM)
			break;
		if (kr__phrases_value(p, state, value))
			best = i + 1;
	}
	return best;
}
