// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: measure a name model on a labelled file as the literature does.
 *
 * Idea: label the pieces, give each token of the file the label of its piece
 * with letters, and count chunks by the conlleval definition. The file's own
 * types are first mapped to ours; types we do not have count as no name.
 */
#include <string.h>

#include "base/err.h"
#include "learn/rawtext.h"
#include "mark/name_corpus.h"
#include "mark/name_feature.h"
#include "mark/name_recipe.h"
#include "mark/name_train.h"

typedef struct judge {
	const kr__name_recipe *recipe;
	const kr__linear *model;
	const kr__linear_style *style;
	kr__name_lexicon lexicon;
	kr__name_scores *scores;
	kr_arena *arena;
} judge;

static kr_view label_view(const judge *j, uint32_t label)
{
	return kr__view_of(j->model->label[label]);
}

static kr_status one(judge *j, const kr__name_corpus *c, uint32_t s)
{
	uint32_t from = c->at[s], n = c->at[s + 1] - from, k = 0;
	kr_arena_mark mark = kr__arena_mark(j->arena);
	kr__name_atom *atom = kr__arena_array(j->arena, n, sizeof *atom);
	int32_t *score = kr__arena_array(j->arena, n, sizeof *score * KR__LINEAR_LABELS);
	uint8_t *label = kr__arena_get(j->arena, n);
	kr_view *gold = kr__arena_array(j->arena, n, sizeof *gold);
	kr_view *found = kr__arena_array(j->arena, n, sizeof *found);
	if (kr__arena_status(j->arena) != KR_OK)
		return kr__arena_status(j->arena);
	kr__name_atoms(&j->lexicon, c->token + from, n, atom);
	kr__name_score(j->style, atom, n, score);
	kr_status status = kr__linear_best(j->style, score, n, label, j->arena);
	for (uint32_t t = 0; t < n && status == KR_OK; t++) {
		if (!c->core[from + t])
			continue;
		uint32_t y = kr__name_label(j->recipe, c->tag[from + t]);
		y = j->style->allowed >> y & 1 ? y : 0;
		gold[k] = label_view(j, y);
		found[k] = label_view(j, label[t]);
		j->scores->n_right_tokens += y == label[t];
		j->scores->n_tokens++;
		k++;
	}
	kr__chunk_count(&j->scores->all, gold, found, k, KR_V(""));
	for (uint32_t i = 0; i < j->recipe->n_types; i++)
		kr__chunk_count(&j->scores->type[i], gold, found, k, j->recipe->type[i]);
	kr__arena_rewind(j->arena, mark);
	return status;
}

kr_status kr__name_eval(const kr__name_job *job, const kr__linear *m,
                        kr__name_scores *scores, kr_err *err)
{
	kr_arena a;
	kr_buf text;
	kr__name_recipe recipe;
	kr__name_corpus c;
	memset(scores, 0, sizeof *scores);
	kr__arena_init(&a, NULL, 0);
	kr__buf_init(&text, NULL);
	int number = kr__linear_find(m, job->style);
	judge j = { &recipe, m, NULL, { 0 }, scores, &a };
	kr_status status = KR_OK;
	if (number < 0)
		status = kr__err_set(err, KR_ENOTFOUND, job->test, -1,
		                     "the model has no such style");
	if (status == KR_OK)
		status = kr__name_recipe_read(&recipe, job, &a, err);
	if (status == KR_OK)
		status = kr__name_lexicon_open(&j.lexicon, m->extra);
	if (status == KR_OK)
		status = kr__rawtext_read(job->test, &text, err);
	if (status == KR_OK)
		status = kr__name_corpus_init(&c, &a);
	if (status == KR_OK)
		status = kr__name_corpus_add(&c, kr__buf_view(&text));
	if (status == KR_OK)
		j.style = &m->style[number];
	scores->n_types = status == KR_OK ? recipe.n_types : 0;
	for (uint32_t i = 0; i < scores->n_types; i++)
		memcpy(scores->name[i], recipe.type[i].ptr, recipe.type[i].len);
	for (uint32_t s = 0; status == KR_OK && s < c.n_sents; s++)
		if (job->folds < 2 || s % job->folds == job->fold)
			status = one(&j, &c, s);
	kr__buf_drop(&text);
	kr__arena_drop(&a);
	return status;
}

static void line(const char *name, const kr__chunk_score *s, kr_buf *out)
{
	size_t start = out->len;
	kr__buf_str(out, name);
	while (out->len < start + 6 && !out->failed)
		kr__buf_chr(out, ' ');
	kr__buf_str(out, " precision ");
	kr__buf_fixed(out, kr__chunk_precision(s), 2);
	kr__buf_str(out, "  recall ");
	kr__buf_fixed(out, kr__chunk_recall(s), 2);
	kr__buf_str(out, "  F1 ");
	kr__buf_fixed(out, kr__chunk_f1(s), 2);
	kr__buf_str(out, "  right ");
	kr__buf_u64(out, s->n_right);
	kr__buf_str(out, " of ");
	kr__buf_u64(out, s->n_found);
	kr__buf_str(out, " found, ");
	kr__buf_u64(out, s->n_gold);
	kr__buf_str(out, " wanted\n");
}

void kr__name_scores_write(const kr__name_scores *s, kr_buf *out)
{
	line("all", &s->all, out);
	for (uint32_t i = 0; i < s->n_types; i++)
		if (s->type[i].n_gold || s->type[i].n_found)
			line(s->name[i], &s->type[i], out);
}
