// SPDX-License-Identifier: Apache-2.0
/*
 * The facade of training: from the plan in a language's folder and corpora to
 * a file of weights. Everything that decides the result stands in the plan.
 */
#include <string.h>

#include "kronik.h"
#include "learn/ngram.h"
#include "learn/teach.h"
#include "mark/morph_train.h"
#include "mark/name_train.h"

static void say_nothing(void *user, const char *line)
{
	(void)user;
	(void)line;
}

static kr_status train_grammar(const kr_train_job *job, kr_buf *out,
                               kr_err *err)
{
	kr_arena a;
	kr_buf path;
	kr_map map = { .mapped = false };
	kr_teach_talk talk = { job->say ? job->say : say_nothing, job->user };

	kr__arena_init(&a, NULL, 0);
	kr__buf_init(&path, NULL);
	kr__buf_str(&path, job->lang_dir);
	kr__buf_str(&path, "/grammar.plan");
	kr_teach_plan *plan = kr__arena_get(&a, sizeof *plan);
	kr_status status = plan && !path.failed
		? kr__map_open(&map, path.ptr, err)
		: kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	if (!status)
		status = kr__plan_parse(plan, map.bytes, path.ptr, &a, err);
	if (!status)
		status = kr__teach_grammar(plan, job->data_dir, talk, out, err);
	kr__map_close(&map);
	kr__buf_drop(&path);
	kr__arena_drop(&a);
	return status;
}

static kr_status train_names(const kr_train_job *job, kr_buf *out, kr_err *err)
{
	kr__name_job names = { .lang_dir = job->lang_dir,
		               .data_dir = job->data_dir,
		               .tell = job->say, .user = job->user };

	return kr__name_train(&names, out, err);
}

/* "language-wide", "language-near": rows of the plan. */
static kr_status train_language(const kr_train_job *job, kr_buf *out,
                                kr_err *err)
{
	kr_buf plan;

	kr__buf_init(&plan, NULL);
	kr__buf_str(&plan, job->lang_dir);
	kr__buf_str(&plan, "/language.plan");
	kr_ngram_job n = { plan.ptr, job->data_dir,
		           job->what + sizeof "language-" - 1 };
	kr_status status = plan.failed ? plan.failed
	                               : kr__ngram_train_plan(&n, out, err);
	kr__buf_drop(&plan);
	return status;
}

kr_status kr_train(const kr_train_job *job, kr_err *err)
{
	kr_buf out;
	kr_status status;

	kr__buf_init(&out, NULL);
	if (strcmp(job->what, "grammar") == 0)
		status = train_grammar(job, &out, err);
	else if (strcmp(job->what, "names") == 0)
		status = train_names(job, &out, err);
	else if (strcmp(job->what, "morph") == 0)
		status = kr__morph_train_plan(job->lang_dir, job->data_dir,
		                              &out, err);
	else if (strncmp(job->what, "language-", 9) == 0)
		status = train_language(job, &out, err);
	else
		status = kr__err_set(err, KR_EUSAGE, job->what, -1,
		                     "cannot be trained");
	if (!status && out.failed)
		status = kr__err_set(err, out.failed, job->out_path, -1,
		                     kr_status_text(out.failed));
	if (!status)
		status = kr__file_write(job->out_path, kr__buf_view(&out), err);
	kr__buf_drop(&out);
	return status;
}
