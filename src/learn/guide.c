// SPDX-License-Identifier: Apache-2.0
/*
 * Guides. The problem: the largest treebank exists whole only in an old style
 * of annotation, a small part of it in both. The idea: a network that sees
 * the old tags and arcs beside the words learns from the small part what the
 * new style makes of them, and then brings over the rest. For that, words of
 * the new cutting (clitics apart, reduplications whole) are matched to old
 * ones by the letters that they cover. Limits: sentences whose letters differ
 * in number are left without a guide.
 */
#include "learn/lessons.h"

static uint32_t count_letters(kr_view v)
{
	uint32_t n = 0;

	for (size_t i = 0; i < v.len; i++)
		n += v.ptr[i] != ' ';
	return n;
}

uint32_t kr__guide_letters(const kr_bank *bank, uint32_t s,
                           kr_letters at[KR_LESSON_MAX_WORDS])
{
	const kr_bank_sentence *sent = &bank->sentences[s];
	uint32_t pos = 0;

	for (uint32_t t = 0; t < sent->n_tokens; t++) {
		const kr_bank_token *tok = &bank->tokens[sent->first_token + t];
		uint32_t end = pos + count_letters(tok->form), from = pos;
		for (uint32_t k = 0; k < tok->n; k++) {
			uint32_t i = tok->first - sent->first + k;
			uint32_t len = count_letters(bank->words[tok->first + k].form);
			bool last = k + 1 == tok->n;
			if (tok->n > 1 && last && len <= end - pos)
				from = end - len;
			at[i].start = from < end ? from : end;
			at[i].end = last || from + len > end ? end : from + len;
			from = at[i].end;
		}
		pos = end;
	}
	return pos;
}

static uint16_t bucket_of(kr_view v, uint32_t n, uint64_t seed)
{
	return (uint16_t)(kr__hash64_seed(v, seed) % n);
}

/* The first word of `at` that shares a letter with `span`; -2: none. */
static int first_sharing(const kr_letters *at, uint32_t n, kr_letters span)
{
	for (uint32_t i = 0; i < n; i++)
		if (at[i].start < span.end && at[i].end > span.start)
			return (int)i;
	return -2;
}

typedef struct pair {
	const kr_bank *bank; /* the old annotation */
	uint32_t first, n, n_new;
	const kr_letters *old_at, *new_at;
	const int16_t *to_new; /* [n] old word -> new word */
} pair;

/* The old word that speaks for the letters `span` of new word `i`: the first
 * whose head lies outside; KR_NONE if none shares letters. */
static uint32_t speaker(const pair *p, kr_letters span, int i)
{
	uint32_t best = UINT32_MAX;

	for (uint32_t k = 0; k < p->n; k++) {
		if (p->old_at[k].start >= span.end || p->old_at[k].end <= span.start)
			continue;
		int32_t head = p->bank->words[p->first + k].head;
		bool inside = head >= 0 && p->to_new[head - (int32_t)p->first] == i;
		if (best == UINT32_MAX)
			best = k;
		if (!inside)
			return k;
	}
	return best;
}

static void guide_word(const pair *p, uint32_t i, kr_lesson_word *w)
{
	uint32_t k = speaker(p, p->new_at[i], (int)i);

	if (k == UINT32_MAX)
		return;
	const kr_bank_word *old = &p->bank->words[p->first + k];
	kr_guide *g = &w->guide;
	g->tag = bucket_of(old->upos, KR_GUIDE_TAGS, 1);
	g->rel = bucket_of(old->deprel, KR_GUIDE_RELS, 2);
	if (p->to_new[k] >= 0 && p->to_new[k] != (int)i) {
		g->head = p->to_new[k]; /* a clitic: its host speaks for it */
		g->rel = bucket_of(old->deprel, KR_GUIDE_RELS, 3);
	} else if (old->head < 0) {
		g->head = -1;
	} else {
		g->head = p->to_new[old->head - (int32_t)p->first];
	}
}

bool kr__guide_align(const kr_bank *bank, uint32_t s, const kr_bank *old,
                     uint32_t o, kr_lesson_word *words)
{
	kr_letters new_at[KR_LESSON_MAX_WORDS], old_at[KR_LESSON_MAX_WORDS];
	int16_t to_new[KR_LESSON_MAX_WORDS];
	const kr_bank_sentence *sent = &bank->sentences[s];
	const kr_bank_sentence *from = &old->sentences[o];
	pair p = { old, from->first, from->n, sent->n, old_at, new_at, to_new };

	if (from->n > KR_LESSON_MAX_WORDS || !kr__view_eq(sent->id, from->id) ||
	    kr__guide_letters(bank, s, new_at) !=
		    kr__guide_letters(old, o, old_at))
		return false;
	for (uint32_t k = 0; k < from->n; k++)
		to_new[k] = (int16_t)first_sharing(new_at, sent->n, old_at[k]);
	for (uint32_t i = 0; i < sent->n; i++)
		guide_word(&p, i, &words[i]);
	return true;
}
