// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: corpora differ in how they cut tokens, and some hold the sentences
 * that others are tested on.
 *
 * Idea: brackets and quotes are cut off tokens ("(WHO)" is three pieces), the
 * piece with the letters carries the label, and scoring goes back to the file's
 * own tokens. Sentences that share eight words in a row with a held-out set
 * are found by hashes of all such stretches.
 *
 * Limits: the division of raw text is crude; it serves counting only.
 */
#include "mark/name_corpus.h"

#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"

kr_status kr__name_corpus_init(kr__name_corpus *c, kr_arena *arena)
{
	memset(c, 0, sizeof *c);
	c->arena = arena;
	kr__arena_grow(arena, (void **)&c->at, &c->cap_sents, 64, sizeof *c->at);
	if (c->at)
		c->at[0] = 0;
	return kr__arena_status(arena);
}

static bool room(kr__name_corpus *c)
{
	if (c->n_tokens < c->cap_tokens)
		return true;
	uint32_t cap = c->cap_tokens, want = c->n_tokens + 1;
	uint32_t a = cap, b = cap, d = cap, e = cap;
	bool ok = kr__arena_grow(c->arena, (void **)&c->token, &a, want, sizeof *c->token) &&
	          kr__arena_grow(c->arena, (void **)&c->tag, &b, want, sizeof *c->tag) &&
	          kr__arena_grow(c->arena, (void **)&c->whole, &d, want, sizeof *c->whole) &&
	          kr__arena_grow(c->arena, (void **)&c->core, &e, want, sizeof *c->core);
	if (ok)
		c->cap_tokens = a;
	return ok;
}

static void push(kr__name_corpus *c, kr_view token, kr_view tag, bool core)
{
	if (!room(c))
		return;
	c->token[c->n_tokens] = token;
	c->tag[c->n_tokens] = tag;
	c->whole[c->n_tokens] = c->n_whole;
	c->core[c->n_tokens++] = core;
}

static void end_sentence(kr__name_corpus *c)
{
	if (c->n_tokens == c->at[c->n_sents])
		return;
	if (!kr__arena_grow(c->arena, (void **)&c->at, &c->cap_sents,
	                    c->n_sents + 2, sizeof *c->at))
		return;
	c->at[++c->n_sents] = c->n_tokens;
}

static bool opens(uint32_t cp)
{
	return cp == '(' || cp == '[' || cp == '"' || cp == 0x201c || cp == 0x2018;
}

static bool closes(uint32_t cp)
{
	return cp == ')' || cp == ']' || cp == '"' || cp == 0x201d || cp == 0x2019;
}

static bool ends_clause(uint32_t cp)
{
	return cp == ',' || cp == '.' || cp == ';' || cp == ':' || cp == '!' ||
	       cp == '?' || cp == 0x2026;
}

/* Bytes of leading openers. */
static size_t head_of(kr_view v)
{
	size_t at = 0, last = 0;
	while (at < v.len && opens(kr__utf8_next(v, &at)))
		last = at;
	return last;
}

/* Where the trailing closers begin; `more` also takes commas and stops. */
static size_t tail_of(kr_view v, size_t from, bool more)
{
	size_t end = v.len;
	while (end > from) {
		uint32_t cp = kr__utf8_before(v, end);
		char utf8[4];
		if (!closes(cp) && !(more && ends_clause(cp)))
			break;
		end -= kr__utf8_put(cp, utf8);
	}
	return end < from ? from : end;
}

/* The labels of the pieces of a token labelled `tag`: what is cut off belongs
 * to the name only inside of it. */
static void push_pieces(kr__name_corpus *c, kr_view v, kr_view tag)
{
	kr_view out = KR_V("O");
	bool inside = tag.len && tag.ptr[0] == 'I';
	size_t head = head_of(v), tail = tail_of(v, head, false);
	if (tail == head)
		head = 0, tail = v.len;
	if (head)
		push(c, kr__view_sub(v, 0, head), inside ? tag : out, false);
	push(c, kr__view_sub(v, head, tail), tag, true);
	if (tail < v.len)
		push(c, kr__view_from(v, tail), inside ? tag : out, false);
	c->n_whole++;
}

kr_status kr__name_corpus_add(kr__name_corpus *c, kr_view text)
{
	kr_view line;
	while (kr__view_next_line(&text, &line)) {
		line = kr__view_trim(line);
		if (line.len == 0) {
			end_sentence(c);
			continue;
		}
		size_t first = 0, last = line.len;
		while (first < line.len && line.ptr[first] != ' ' && line.ptr[first] != '\t')
			first++;
		while (last > first && line.ptr[last - 1] != ' ' && line.ptr[last - 1] != '\t')
			last--;
		push_pieces(c, kr__view_sub(line, 0, first), kr__view_from(line, last));
	}
	end_sentence(c);
	return kr__arena_status(c->arena);
}

/* ---- raw text ----------------------------------------------------------- */

static bool short_name(kr_view v)
{
	return v.len <= 3 && kr__starts_upper(v);
}

/* A token between spaces; true if a sentence ends with it. */
static bool raw_token(kr__name_corpus *c, kr_view v, bool next_upper)
{
	size_t head = head_of(v), tail = tail_of(v, head, true);
	kr_view word = kr__view_sub(v, head, tail);
	kr_view rest = kr__view_from(v, tail);
	bool stop = false, abbr = short_name(word) && kr__view_is(rest, ".");
	for (size_t i = 0; i < head;) {
		size_t at = i;
		kr__utf8_next(v, &at);
		push(c, kr__view_sub(v, i, at), (kr_view){ 0 }, false);
		i = at;
	}
	if (abbr && next_upper) {
		push(c, kr__view_from(v, head), (kr_view){ 0 }, true);
		return false;
	}
	if (word.len)
		push(c, word, (kr_view){ 0 }, true);
	for (size_t i = 0; i < rest.len;) {
		size_t at = i;
		uint32_t cp = kr__utf8_next(rest, &at);
		stop |= cp == '.' || cp == '!' || cp == '?';
		push(c, kr__view_sub(rest, i, at), (kr_view){ 0 }, false);
		i = at;
	}
	return stop;
}

static bool space(char ch)
{
	return ch == ' ' || ch == '\t' || ch == '\r';
}

static void raw_line(kr__name_corpus *c, kr_view line)
{
	size_t i = 0;
	while (i < line.len) {
		while (i < line.len && space(line.ptr[i]))
			i++;
		size_t from = i;
		while (i < line.len && !space(line.ptr[i]))
			i++;
		if (i == from)
			break;
		size_t j = i;
		while (j < line.len && space(line.ptr[j]))
			j++;
		kr_view rest = kr__view_from(line, j);
		bool upper = rest.len && kr__starts_upper(kr__view_from(rest, head_of(rest)));
		if (raw_token(c, kr__view_sub(line, from, i), upper) && upper)
			end_sentence(c);
	}
	end_sentence(c);
}

kr_status kr__name_corpus_raw(kr__name_corpus *c, kr_view text)
{
	kr_view line;
	while (kr__view_next_line(&text, &line) && !c->arena->failed)
		raw_line(c, line);
	return kr__arena_status(c->arena);
}

kr_status kr__name_corpus_fold(const kr__name_corpus *c, uint32_t folds,
                               uint32_t fold, kr__name_corpus *out)
{
	kr_status status = kr__name_corpus_init(out, c->arena);
	for (uint32_t s = fold; status == KR_OK && s < c->n_sents; s += folds) {
		for (uint32_t t = c->at[s]; t < c->at[s + 1]; t++)
			push(out, c->token[t], c->tag[t], c->core[t]);
		end_sentence(out);
		status = kr__arena_status(c->arena);
	}
	return status;
}

/* ---- overlap ------------------------------------------------------------ */

enum { STRETCH = 8 };

/* Hashes of the words (with letters or digits) of a sentence, small. */
static uint32_t words_of(const kr__name_corpus *c, uint32_t s, uint64_t *hash,
                         uint32_t cap)
{
	uint32_t n = 0;
	for (uint32_t t = c->at[s]; t < c->at[s + 1] && n < cap; t++) {
		char low[96];
		kr_view v = { low, kr__lower_into(c->token[t], low, sizeof low) };
		size_t at = 0;
		bool word = false;
		while (at < v.len && !word)
			word = kr__is_word(kr__utf8_next(v, &at));
		if (word)
			hash[n++] = kr__hash64(v);
	}
	return n;
}

static uint64_t stretch(const uint64_t *hash, uint32_t n)
{
	uint64_t h = n;
	for (uint32_t i = 0; i < n; i++)
		h = kr__hash_mix(h, hash[i]);
	return h | 1;
}

enum { MAX_WORDS = 1024 };

/* Walk the stretches of a sentence: enter them, or ask for one. */
static bool stretches(const kr__name_corpus *c, uint32_t s, uint64_t *set,
                      uint64_t mask, bool enter)
{
	uint64_t hash[MAX_WORDS];
	uint32_t n = words_of(c, s, hash, MAX_WORDS);
	uint32_t len = n < STRETCH ? n : STRETCH;
	for (uint32_t i = 0; n && i + len <= n; i++) {
		uint64_t h = stretch(hash + i, len), p = h >> 7 & mask;
		while (set[p] && set[p] != h)
			p = (p + 1) & mask;
		if (!enter && set[p])
			return true;
		if (enter)
			set[p] = h;
	}
	return false;
}

kr_status kr__name_corpus_overlap(const kr__name_corpus *c,
                                  const kr__name_corpus *held, bool *drop)
{
	uint64_t n = 1024;
	while (n < (uint64_t)held->n_tokens * 2)
		n *= 2;
	kr_arena_mark mark = kr__arena_mark(c->arena);
	uint64_t *set = kr__arena_array(c->arena, n, sizeof *set);
	if (!set)
		return kr__arena_status(c->arena);
	for (uint32_t s = 0; s < held->n_sents; s++)
		stretches(held, s, set, n - 1, true);
	for (uint32_t s = 0; s < c->n_sents; s++)
		drop[s] |= stretches(c, s, set, n - 1, false);
	kr__arena_rewind(c->arena, mark);
	return KR_OK;
}
