// SPDX-License-Identifier: Apache-2.0
/*
 * Symbols. The problem: lemmas, labels and names are compared everywhere and
 * stored once. The idea: open addressing over XXH3, half full at most, texts
 * in the arena. Limits: 2^31 strings; nothing is ever removed. Source:
 * Wapiti's quark.
 */
#include "base/symbols.h"

#include "base/hash.h"

bool kr__symbols_init(kr_symbols *s, kr_arena *arena, const kr_symbols *base)
{
	*s = (kr_symbols){ .base = base, .arena = arena };
	s->first = base ? base->first + base->n : 0;
	s->n_slots = 64;
	s->slots = kr__arena_array(arena, s->n_slots, sizeof *s->slots);
	if (!s->slots)
		return false;
	return base || kr__symbols_add(s, KR_V("")) == 0;
}

static uint32_t own_slot(const kr_symbols *s, kr_view text)
{
	uint32_t mask = s->n_slots - 1;
	uint32_t at = (uint32_t)kr__hash64(text) & mask;

	while (s->slots[at] && !kr__view_eq(s->texts[s->slots[at] - 1], text))
		at = (at + 1) & mask;
	return at;
}

kr_sym kr__symbols_find(const kr_symbols *s, kr_view text)
{
	for (; s; s = s->base) {
		uint32_t own = s->slots ? s->slots[own_slot(s, text)] : 0;
		if (own)
			return s->first + own - 1;
	}
	return KR_NOSYM;
}

static bool rehash(kr_symbols *s)
{
	uint32_t n_slots = s->n_slots * 2;
	uint32_t *slots = kr__arena_array(s->arena, n_slots, sizeof *slots);

	if (!slots)
		return false;
	s->slots = slots;
	s->n_slots = n_slots;
	for (uint32_t i = 0; i < s->n; i++)
		s->slots[own_slot(s, s->texts[i])] = i + 1;
	return true;
}

kr_sym kr__symbols_add(kr_symbols *s, kr_view text)
{
	kr_sym known = kr__symbols_find(s, text);

	if (known != KR_NOSYM)
		return known;
	if (s->n + 1 > s->n_slots / 2 && !rehash(s))
		return KR_NOSYM;
	if (!kr__arena_grow(s->arena, (void **)&s->texts, &s->cap, s->n + 1,
	                    sizeof *s->texts))
		return KR_NOSYM;
	kr_view copy = kr__arena_copy(s->arena, text);
	if (kr__arena_status(s->arena))
		return KR_NOSYM;
	uint32_t at = own_slot(s, copy);
	s->texts[s->n] = copy;
	s->slots[at] = ++s->n;
	return s->first + s->n - 1;
}

kr_view kr__symbols_text(const kr_symbols *s, kr_sym sym)
{
	for (; s; s = s->base)
		if (sym >= s->first)
			return sym - s->first < s->n ? s->texts[sym - s->first]
			                             : KR_V("");
	return KR_V("");
}
