// SPDX-License-Identifier: Apache-2.0
/*
 * Training and measuring the name finder: what `kronik train names` and
 * `kronik eval names` do.
 */
#ifndef KR_MARK_NAME_TRAIN_H
#define KR_MARK_NAME_TRAIN_H

#include "base/buf.h"
#include "learn/chunk.h"
#include "learn/linear.h"

typedef struct kr__name_job {
	const char *lang_dir; /* has names.tsv and names-recipe.tsv */
	const char *data_dir; /* where the recipe's paths begin */
	const char *test;     /* of an evaluation: the file */
	kr_view style;        /* of an evaluation */
	uint32_t runs;        /* models whose mean is taken */
	uint32_t epochs;      /* 0: the default, as for all below */
	uint32_t n_clusters;
	float l2, eta, shared, dropout;
	uint32_t min_count;
	int prune;
	kr_view words; /* compiled word table to use again; empty: make one */
	uint32_t folds, fold; /* folds > 1: leave out every fold-th sentence of
	                       * the first corpus, to measure on them */
	/* one line of progress; may be NULL */
	void (*tell)(void *user, const char *line);
	void *user;
} kr__name_job;

/* Learn and append the model file to `out`. Deterministic. */
kr_status kr__name_train(const kr__name_job *job, kr_buf *out, kr_err *err);

typedef struct kr__name_scores {
	kr__chunk_score all, type[8]; /* type: by our types, in recipe order */
	char name[8][16];
	uint32_t n_types;
	uint64_t n_tokens, n_right_tokens;
} kr__name_scores;

/* Read the labelled sentences of job->test as style job->style and count.
 * Labels of the file are mapped to ours by the recipe in lang_dir; other types
 * count as no name. */
kr_status kr__name_eval(const kr__name_job *job, const kr__linear *m,
                        kr__name_scores *scores, kr_err *err);

/* The counts as a table: a line for all names, one for each type. */
void kr__name_scores_write(const kr__name_scores *s, kr_buf *out);

#endif
