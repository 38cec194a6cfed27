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
	uint32_t epochs;      /* 0: the default, as for all below */
	uint32_t n_clusters;
	float l2, eta, shared;
	uint32_t min_count;
	int prune;
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
	uint64_t n_tokens, n_right_tokens;
} kr__name_scores;

/* Read the labelled sentences of `path` as style `style` and count. Labels of
 * the file are mapped to ours by the recipe in lang_dir; other types count as
 * no name. */
kr_status kr__name_eval(const kr__name_job *job, const kr__linear *m,
                        kr_view style, const char *path,
                        kr__name_scores *scores, kr_err *err);

#endif
