// SPDX-License-Identifier: Apache-2.0
/*
 * The world: finding names. The problem: some 30,000 names in three languages
 * are sought at every token, tokenizers cut "Al-Qaeda" or "N'Djamena" in
 * their own ways, and case tells the United States (AS) from an axle (as).
 * The idea: names are cut into pieces that no tokenizer's taste changes,
 * lower-cased and put into one trie; a form remembers which pieces must begin
 * with a capital and its exact case. Limits: 16 pieces a name; a name whose
 * pieces run over a full stop is the caller's business (ask by sentence).
 */
#include "lexicon/world_tables.h"

enum { MAX_CAP_FREE = 2 }; /* "al", "de": no capital needed inside names */

typedef struct walk {
	kr_world_pieces pieces;
	uint32_t state;
} walk;

/* 0: joins or parts words; 1: of a word; 2: stands alone as a piece. Nearly
 * all text is ASCII letters, so they are asked first. */
static int piece_class(uint32_t cp)
{
	if ((cp | 32) - 'a' < 26u || cp - '0' < 10u ||
	    (cp >= 0x80 && kr__is_word(cp)))
		return 1;
	switch (cp) {
	case ',': case ';': case ':': case '(': case ')': case '"':
	case '!': case '?': case '+': case '&': case 0x201C: case 0x201D:
		return 2;
	default:
		return 0;
	}
}

static void put(kr_world_pieces *p, kr_view v)
{
	if (p->n < KR_WORLD_MAX_PIECES)
		p->at[p->n++] = v;
	else
		p->over = true;
}

void kr__world_cut(kr_world_pieces *p, kr_view text)
{
	size_t at = 0, start = 0;

	while (at < text.len && !p->over) {
		size_t here = at;
		uint32_t cp = (unsigned char)text.ptr[at];
		if (cp < 0x80)
			at++;
		else
			cp = kr__utf8_next(text, &at);
		int class = piece_class(cp);
		if (class == 1)
			continue;
		if (here > start)
			put(p, kr__view_sub(text, start, here));
		if (class == 2)
			put(p, kr__view_sub(text, here, at));
		start = at;
	}
	if (text.len > start && !p->over)
		put(p, kr__view_from(text, start));
}

uint64_t kr__world_exact(const kr_world_pieces *p)
{
	uint64_t h = p->n;

	for (uint32_t i = 0; i < p->n; i++)
		h = kr__hash64_seed(p->at[i], h);
	return h;
}

static bool caps_fit(const kr_world_pieces *p, uint16_t caps)
{
	for (uint32_t i = 0; i < p->n; i++)
		if (caps >> i & 1 && !kr__starts_upper(p->at[i]))
			return false;
	return true;
}

static void add_hit(kr_world_hits *hits, const kr_world_form *f, bool exact)
{
	unsigned flags = f->flags | (exact ? KR_WORLD_EXACT : 0u);

	for (uint32_t i = 0; i < hits->n; i++) {
		kr_world_hit *h = &hits->at[i];
		if (h->kind != f->kind || h->row != f->row)
			continue;
		if (!(flags & KR_WORLD_WEAK)) /* a strong form wins */
			h->flags = (uint8_t)flags;
		return;
	}
	if (hits->n < KR_WORLD_MAX_HITS)
		hits->at[hits->n++] =
			(kr_world_hit){ f->row, f->kind, (uint8_t)flags };
}

static void strong_first(kr_world_hits *hits)
{
	kr_world_hit weak[KR_WORLD_MAX_HITS];
	uint32_t n_weak = 0, n = 0;

	for (uint32_t i = 0; i < hits->n; i++) {
		if (hits->at[i].flags & KR_WORLD_WEAK)
			weak[n_weak++] = hits->at[i];
		else
			hits->at[n++] = hits->at[i];
	}
	for (uint32_t i = 0; i < n_weak; i++)
		hits->at[n++] = weak[i];
}

/* The forms at the walk's state that its case allows. */
static bool collect(const kr_world *w, const walk *k, kr_world_hits *hits)
{
	uint32_t value = 0;
	uint32_t it = kr__phrases_value(&w->phrases, k->state, &value);

	if (!it)
		return false;
	uint64_t exact = kr__world_exact(&k->pieces);
	kr_world_hits found = { 0, 0, { { 0, 0, 0 } } };
	for (; it; it = kr__phrases_more(&w->phrases, it, &value)) {
		const kr_world_form *f = &w->forms[value];
		bool same = f->exact == exact;
		if (same || (!f->strict && caps_fit(&k->pieces, f->caps)))
			add_hit(&found, f, same);
	}
	if (!found.n)
		return false;
	*hits = found;
	return true;
}

/* Add a word's pieces; false: nothing goes on from here. */
static bool walk_on(const kr_world *w, walk *k, kr_view word)
{
	uint32_t i = k->pieces.n;

	kr__world_cut(&k->pieces, word);
	for (; i < k->pieces.n; i++) {
		uint64_t key = kr__phrase_key(k->pieces.at[i], true);
		k->state = kr__phrases_step(&w->phrases, k->state, key);
		if (k->state == KR_NOSYM)
			return false;
	}
	return !k->pieces.over;
}

bool kr__world_match(const kr_world *w, const kr_view *words, uint32_t n,
                     kr_world_hits *hits)
{
	walk k;

	k.pieces.n = 0;
	k.pieces.over = false;
	k.state = 0;
	hits->n_words = hits->n = 0;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t before = k.pieces.n;
		if (!walk_on(w, &k, words[i]) || k.pieces.n == 0)
			break;
		if (k.pieces.n > before && collect(w, &k, hits))
			hits->n_words = i + 1;
	}
	strong_first(hits);
	return hits->n_words > 0;
}

bool kr__world_begins(const kr_world *w, kr_view word)
{
	kr_world_pieces p;

	p.n = 0;
	p.over = false;
	kr__world_cut(&p, word);
	if (!p.n)
		return false;
	return kr__phrases_step(&w->phrases, 0, kr__phrase_key(p.at[0], true)) !=
	       KR_NOSYM;
}

bool kr__world_find(const kr_world *w, kr_view phrase, kr_world_hits *hits)
{
	walk k;

	k.pieces.n = 0;
	k.pieces.over = false;
	k.state = 0;
	hits->n_words = hits->n = 0;
	if (walk_on(w, &k, phrase) && k.pieces.n && collect(w, &k, hits))
		hits->n_words = 1;
	strong_first(hits);
	return hits->n_words > 0;
}

const kr_world_hit *kr__world_hit_of(const kr_world_hits *hits,
                                     enum kr_world_kind kind)
{
	for (uint32_t i = 0; i < hits->n; i++)
		if (hits->at[i].kind == kind)
			return &hits->at[i];
	return NULL;
}

static uint32_t needed_caps(const kr_world_pieces *p)
{
	uint32_t caps = 0;

	for (uint32_t i = 0; i < p->n; i++) {
		bool needs = p->n == 1 || p->at[i].len > MAX_CAP_FREE;
		if (needs && kr__starts_upper(p->at[i]))
			caps |= 1u << i;
	}
	return caps;
}

/* One word of two to five capitals: an abbreviation that must be so written. */
static bool is_abbreviation(const kr_world_pieces *p)
{
	if (p->n != 1 || p->at[0].len < 2 || p->at[0].len > 5)
		return false;
	for (size_t i = 0; i < p->at[0].len; i++)
		if (p->at[0].ptr[i] < 'A' || p->at[0].ptr[i] > 'Z')
			return false;
	return true;
}

bool kr__world_form_add(kr_world *w, enum kr_world_kind kind, uint32_t row,
                        kr_view text, unsigned flags)
{
	kr_world_pieces p = { .n = 0 };
	uint64_t keys[KR_WORLD_MAX_PIECES];
	bool strict = false;

	for (; text.len && (text.ptr[0] == '?' || text.ptr[0] == '=');
	     text = kr__view_from(text, 1)) {
		flags |= text.ptr[0] == '?' ? KR_WORLD_WEAK : 0u;
		strict = strict || text.ptr[0] == '=';
	}
	kr__world_cut(&p, text);
	if (p.n == 0 || p.over)
		return true;
	if (!kr__arena_grow(w->arena, (void **)&w->forms, &w->cap_forms,
	                    w->n_forms + 1, sizeof *w->forms))
		return false;
	w->forms[w->n_forms] = (kr_world_form){
		.exact = kr__world_exact(&p), .row = row, .kind = (uint8_t)kind,
		.caps = (uint16_t)needed_caps(&p), .flags = (uint8_t)flags,
		.strict = strict || is_abbreviation(&p) };
	for (uint32_t i = 0; i < p.n; i++)
		keys[i] = kr__phrase_key(p.at[i], true);
	return kr__phrases_add(&w->phrases, keys, p.n, w->n_forms++);
}

bool kr__world_name(kr_world *w, enum kr_world_kind kind, uint32_t row,
                    kr_view name, kr_view aliases)
{
	kr_view alias;
	char mark = 0; /* of the name itself */

	for (kr_view rest = aliases; kr__view_next(&rest, '|', &alias);)
		if (alias.len && (alias.ptr[0] == '?' || alias.ptr[0] == '!') &&
		    kr__view_eq(kr__view_from(alias, 1), name))
			mark = alias.ptr[0];
	if (mark != '!' && !kr__world_form_add(w, kind, row, name,
	                                       mark ? KR_WORLD_WEAK : 0u))
		return false;
	while (kr__view_next(&aliases, '|', &alias))
		if (!kr__view_starts(alias, KR_V("!")) &&
		    !kr__world_form_add(w, kind, row, alias, KR_WORLD_ALIAS))
			return false;
	return true;
}
