// SPDX-License-Identifier: Apache-2.0
/*
 * What morphology learns by heart. The problem: some words follow no rule
 * ("tersebut", "ia" as "dia"), and treebanks of two styles follow different
 * ones. The idea: every form, tag and style has a vote on its lemma, every
 * verb one on its voice; where the majority contradicts the rules, it is kept
 * in one table of strings. Limits: the majority is found by elimination, so a
 * tie keeps nothing. Source: R. Boyer and J. Moore, MJRTY (1981).
 */
#include "mark/morph_memo.h"

#include <string.h>

typedef struct memo {
	uint64_t key;
	kr_view text;     /* leading one */
	int32_t votes;    /* of the leading one, less those of the others */
	uint32_t example; /* somebody who voted for it */
	bool kept;
} memo;

typedef struct memory {
	const kr_pack *pack;
	const kr_example *all;
	uint32_t n;
	memo *lemmas, *voices;
	uint32_t slots; /* of each table */
	kr_tag_habits tags;
} memory;

kr_lemma_case kr__example_case(const kr_example *e)
{
	return (kr_lemma_case){ .form = e->form, .lower = e->lower,
		                .upos = e->upos, .first = e->first,
		                .style = (kr_style)e->style };
}

static memo *memo_of(memo *table, uint32_t slots, uint64_t key)
{
	uint32_t at = (uint32_t)key & (slots - 1);

	while (table[at].key && table[at].key != key)
		at = (at + 1) & (slots - 1);
	table[at].key = key;
	return &table[at];
}

static void vote(memo *x, kr_view text, uint32_t example)
{
	if (x->votes == 0) {
		x->text = text;
		x->example = example;
	}
	x->votes += kr__view_eq(x->text, text) ? 1 : -1;
}

/* Names are left to the table of letter case. */
static bool is_remembered(const kr_example *e)
{
	return e->lemma.len && e->upos != KR_UPOS_PROPN &&
	       e->upos != KR_UPOS_X && !kr__view_ieq(e->lemma, KR_V("_"));
}

static kr_view voice_text(unsigned voice)
{
	static const char texts[] = "-AP";

	return (kr_view){ texts + (voice <= KR_VOICE_PASS ? voice : 0), 1 };
}

static void vote_all(memory *m)
{
	for (uint32_t i = 0; i < m->n; i++) {
		const kr_example *e = &m->all[i];
		kr_lemma_case c = kr__example_case(e);
		if (is_remembered(e))
			vote(memo_of(m->lemmas, m->slots, kr__lemma_key(&c)),
			     e->lemma, i);
		if (e->upos != KR_UPOS_VERB)
			continue;
		kr_view voice = voice_text(e->voice);
		vote(memo_of(m->voices, m->slots,
		             kr__voice_key(e->lower, c.style)), voice, i);
	}
}

/* The other style learns what only this one saw, but not of pronouns. */
static void share(memory *m)
{
	for (uint32_t i = 0; i < m->n; i++) {
		const kr_example *e = &m->all[i];
		kr_lemma_case c = kr__example_case(e);
		if (!is_remembered(e) || c.upos == KR_UPOS_PRON)
			continue;
		const memo x = *memo_of(m->lemmas, m->slots, kr__lemma_key(&c));
		c.style = c.style == KR_STYLE_NEWS ? KR_STYLE_WIKI
		                                   : KR_STYLE_NEWS;
		memo *y = memo_of(m->lemmas, m->slots, kr__lemma_key(&c));
		if (y->votes == 0 && !y->text.len) {
			*y = x;
			y->key = kr__lemma_key(&c);
		}
	}
}

/* The style that a memo of example e was made for. */
static kr_style style_of(const memo *x, const kr_example *e)
{
	kr_lemma_case c = kr__example_case(e);

	if (kr__lemma_key(&c) == x->key)
		return c.style;
	return c.style == KR_STYLE_NEWS ? KR_STYLE_WIKI : KR_STYLE_NEWS;
}

/* The voice of verbs without prefix in a style, by majority. */
static void bare_voices(memory *m)
{
	for (uint32_t i = 0; i < m->n; i++) {
		const kr_example *e = &m->all[i];
		int said = kr__voice_by_rule(m->pack, e->lower, (kr_style)e->style);
		if (e->upos == KR_UPOS_VERB && said < 0 && e->lemma.len)
			vote(memo_of(m->voices, m->slots,
			             kr__voice_key(KR_V(""), (kr_style)e->style)),
			     voice_text(e->voice), i);
	}
	for (int s = 0; s < KR_N_STYLES; s++) {
		memo *x = memo_of(m->voices, m->slots,
		                  kr__voice_key(KR_V(""), (kr_style)s));
		/* a thin majority says nothing */
		x->kept = x->votes >= 100;
	}
}

static uint32_t keep(memory *m)
{
	char room[KR_LEMMA_MAX];
	uint32_t n = 0;

	bare_voices(m);
	for (uint32_t i = 0; i < m->slots; i++) {
		memo *x = &m->lemmas[i], *y = &m->voices[i];
		if (x->votes > 0) {
			kr_lemma_case c = kr__example_case(&m->all[x->example]);
			c.style = style_of(x, &m->all[x->example]);
			c.form = c.lower;
			kr_view said = kr__lemma_of(m->pack, &c, room);
			x->kept = !kr__view_ieq(said, x->text);
		}
		if (y->votes > 0 && !y->kept && y->text.len) {
			const kr_example *e = &m->all[y->example];
			int said = kr__voice_by_rule(m->pack, e->lower,
			                             (kr_style)e->style);
			y->kept = y->key == kr__voice_key(e->lower, (kr_style)e->style) &&
			          (said < 0 ||
			           !kr__view_eq(voice_text((unsigned)said), y->text));
		}
		n += x->kept + y->kept;
	}
	return n;
}

static uint32_t slots_for(uint32_t n)
{
	uint32_t slots = 1024;

	while (slots < n + n / 2)
		slots *= 2;
	return slots;
}

typedef struct shelf { /* the table in the making */
	uint64_t *keys;
	uint32_t *at, slots;
	kr_buf strings;
	uint32_t last[256]; /* where a string was put, by its hash; 0: nowhere */
} shelf;

/* Where a string stands behind its length; equal ones mostly once. */
static uint32_t shelve(shelf *to, kr_view text)
{
	uint32_t *last = &to->last[kr__hash64(text) & 255];
	kr_view old = kr__view_from(kr__buf_view(&to->strings), *last);

	if (*last && (uint8_t)old.ptr[0] == text.len &&
	    kr__view_eq(kr__view_sub(old, 1, text.len), text))
		return *last;
	*last = (uint32_t)to->strings.len;
	kr__buf_chr(&to->strings, (char)text.len);
	kr__buf_add(&to->strings, text);
	return *last;
}

static void put(shelf *to, uint64_t key, kr_view text)
{
	uint32_t s = (uint32_t)key & (to->slots - 1);

	if (text.len == 0 || text.len > 255)
		return;
	while (to->keys[s])
		s = (s + 1) & (to->slots - 1);
	to->keys[s] = key;
	to->at[s] = shelve(to, text);
}

static void put_memo(shelf *to, const memo *x)
{
	char low[KR_LEMMA_MAX];
	bool letter = x->text.len == 1;

	if (!x->kept)
		return;
	size_t n = letter ? 1 : kr__lower_into(x->text, low, sizeof low);
	put(to, x->key, letter ? x->text : (kr_view){ low, n });
}

static bool build(memory *k, kr_morph *m, uint32_t n, kr_arena *a)
{
	shelf to = { .slots = slots_for(n + k->tags.n) };

	to.keys = kr__arena_array(a, to.slots, sizeof *to.keys);
	to.at = kr__arena_array(a, to.slots, sizeof *to.at);
	if (!to.keys || !to.at)
		return false;
	kr__buf_init(&to.strings, NULL);
	for (uint32_t i = 0; i < k->slots; i++) {
		put_memo(&to, &k->lemmas[i]);
		put_memo(&to, &k->voices[i]);
	}
	for (uint32_t i = 0; i < k->tags.n; i++)
		put(&to, k->tags.at[i].key, k->tags.at[i].row);
	bool ok = !to.strings.failed;
	m->n_memo_keys = m->n_memo_at = to.slots;
	m->memo_keys = to.keys;
	m->memo_at = to.at;
	m->n_strings = (uint32_t)to.strings.len;
	m->strings = kr__arena_copy(a, kr__buf_view(&to.strings)).ptr;
	kr__buf_drop(&to.strings);
	return ok && !kr__arena_status(a);
}

bool kr__morph_remember(const kr_pack *p, kr_morph *m, const kr_recall *what,
                        kr_arena *a)
{
	memory k = { .pack = p, .all = what->all, .n = what->n,
		     .tags = what->tags, .slots = slots_for(what->n * 2 + 4) };

	k.lemmas = kr__arena_array(a, k.slots, sizeof *k.lemmas);
	k.voices = kr__arena_array(a, k.slots, sizeof *k.voices);
	if (!k.lemmas || !k.voices)
		return false;
	vote_all(&k);
	share(&k);
	return build(&k, m, keep(&k), a);
}
