// SPDX-License-Identifier: Apache-2.0
/*
 * Lessons from treebanks. The problem: several treebanks teach different
 * things (one has no lemmas, one is in an older style), yet one network
 * learns from all. The idea: every answer may be missing, and each sentence
 * carries the style of its treebank. Limits: forms are seen as the traits of
 * traits.c only.
 */
#include "learn/lessons.h"

#include "learn/rule.h"

bool kr__lessons_init(kr_lessons *l, kr_arena *arena)
{
	*l = (kr_lessons){ .arena = arena };
	for (int t = 0; t < KR_NET_N_TASKS; t++)
		if (!kr__symbols_init(&l->labels[t], arena, NULL))
			return false;
	l->word_count = kr__arena_array(arena, KR_TRAIT_WORDS,
	                                sizeof *l->word_count);
	return l->word_count && kr__symbols_init(&l->rels, arena, NULL);
}

static kr_sighting item_of(const kr_bank *b, uint32_t at)
{
	const kr_bank_word *w = &b->words[at];
	kr_sighting it = { w->form, KR_GLUE_NONE, false };

	it.first = at == b->sentences[w->sentence].first;
	if (it.first)
		return it;
	if (w->token == w[-1].token)
		it.glue = KR_GLUE_WORD;
	else if (!b->tokens[w[-1].token].space_after)
		it.glue = KR_GLUE_TOKEN;
	return it;
}

/* The number of a label, new if need be; also counts it. */
static int add_label(kr_lessons *l, int task, kr_view text)
{
	kr_sym sym = kr__symbols_add(&l->labels[task], text);

	if (sym == KR_NOSYM || sym == 0 ||
	    !kr__arena_grow(l->arena, (void **)&l->seen[task],
	                    &l->cap_seen[task], sym, sizeof *l->seen[task]))
		return KR_LESSON_UNKNOWN;
	l->seen[task][sym - 1]++;
	return (int)sym - 1;
}

static int lemma_label(kr_lessons *l, const kr_bank_word *w)
{
	kr_buf rule;
	int label = KR_LESSON_UNKNOWN;

	kr__buf_init(&rule, NULL);
	if (kr__rule_make(w->form, w->lemma, &rule) && !rule.failed)
		label = add_label(l, 2, kr__buf_view(&rule));
	kr__buf_drop(&rule);
	return label;
}

static void set_labels(kr_lessons *l, const kr_bank_word *w, uint32_t first,
                       const kr_lesson_set *set, kr_lesson_word *to)
{
	kr_view feats = w->feats.len ? w->feats : KR_V("_");

	for (int t = 0; t < KR_NET_N_TASKS; t++)
		to->label[t] = KR_LESSON_NONE;
	if (set->teaches & KR_TEACH_UPOS)
		to->label[0] = (int16_t)add_label(l, 0, w->upos);
	if (set->teaches & KR_TEACH_FEATS)
		to->label[1] = (int16_t)add_label(l, 1, feats);
	if (set->teaches & KR_TEACH_LEMMA)
		to->label[2] = (int16_t)lemma_label(l, w);
	if (!(set->teaches & KR_TEACH_TREE))
		return;
	to->head = (int16_t)(w->head < 0 ? -1 : w->head - (int32_t)first);
	to->rel = (int16_t)((int)kr__symbols_add(&l->rels, w->deprel) - 1);
}

static bool add_sentence(kr_lessons *l, const kr_bank *b, uint32_t s,
                         const kr_lesson_set *set)
{
	const kr_bank_sentence *sent = &b->sentences[s];
	kr_lesson_word *w = kr__arena_array(l->arena, sent->n, sizeof *w);

	if (!w || !kr__arena_grow(l->arena, (void **)&l->at, &l->cap, l->n + 1,
	                          sizeof *l->at))
		return false;
	for (uint32_t i = 0; i < sent->n; i++) {
		kr_sighting it = item_of(b, sent->first + i);
		w[i].n_rows = (uint8_t)kr__traits(&it, w[i].rows);
		w[i].guide.head = -2;
		l->word_count[w[i].rows[0]]++;
		set_labels(l, &b->words[sent->first + i], sent->first, set, &w[i]);
	}
	kr_lesson lesson = { w, sent->n, set->style, set->teaches, false };
	if (set->old && s < set->old->n_sentences)
		lesson.guided = kr__guide_align(b, s, set->old, s, w);
	l->at[l->n++] = lesson;
	return true;
}

kr_status kr__lessons_add(kr_lessons *l, const kr_bank *bank,
                          const kr_lesson_set *set, kr_err *err)
{
	for (uint32_t s = 0; s < bank->n_sentences; s++) {
		uint32_t n = bank->sentences[s].n;
		if (n == 0 || n > KR_LESSON_MAX_WORDS)
			continue;
		if (!add_sentence(l, bank, s, set))
			return kr__err_set(err, KR_ENOMEM, "", -1,
			                   "out of memory");
	}
	for (int t = 0; t < KR_NET_N_TASKS; t++)
		if (kr__lessons_n(&l->labels[t]) > KR_NET_MAX_LABELS)
			return kr__err_set(err, KR_EDATA, "", -1,
			                   "too many different labels");
	return kr__arena_status(l->arena);
}

kr_status kr__lessons_prune(kr_lessons *l, int task, uint32_t least)
{
	kr_symbols old = l->labels[task];
	uint32_t n = kr__lessons_n(&old);
	int16_t *to = kr__arena_array(l->arena, n + 1u, sizeof *to);

	if (!to || !kr__symbols_init(&l->labels[task], l->arena, NULL))
		return KR_ENOMEM;
	for (uint32_t i = 0; i < n; i++) {
		to[i] = KR_LESSON_UNKNOWN;
		if (l->seen[task][i] >= least)
			to[i] = (int16_t)((int)kr__symbols_add(&l->labels[task],
				kr__symbols_text(&old, i + 1)) - 1);
	}
	for (uint32_t s = 0; s < l->n; s++)
		for (uint32_t i = 0; i < l->at[s].n; i++) {
			int16_t *label = &l->at[s].words[i].label[task];
			*label = *label >= 0 ? to[*label] : *label;
		}
	return kr__arena_status(l->arena);
}
