// SPDX-License-Identifier: Apache-2.0
/*
 * The facade of measuring: gold files against system files. Everything that
 * counts is in learn/conll18.c.
 */
#include <stdlib.h>

#include "kronik.h"
#include "learn/conll18.h"
#include "mark/name_train.h"

/* Hand the buffer's bytes over; an empty text has no bytes. */
static kr_status give(kr_buf *b, kr_text *out, kr_err *err)
{
	if (b->failed)
		return kr__err_set(err, b->failed, "", -1,
		                   kr_status_text(b->failed));
	*out = (kr_text){ b->ptr, b->len };
	kr__buf_init(b, NULL);
	return KR_OK;
}

kr_status kr_eval_conllu(const char *gold, const char *system, kr_text *out,
                         kr_err *err)
{
	kr_arena arena;
	kr_bank g, s;
	kr_scores scores;
	kr_buf b;

	*out = (kr_text){ NULL, 0 };
	kr__arena_init(&arena, NULL, 0);
	kr__buf_init(&b, NULL);
	kr__bank_init(&g, &arena);
	kr__bank_init(&s, &arena);
	kr_status status = kr__bank_read(&g, gold, err);
	if (!status)
		status = kr__bank_read(&s, system, err);
	if (!status)
		status = kr__conll18_eval(&g, &s, &scores, err);
	if (!status) {
		kr__scores_write(&scores, &b);
		status = give(&b, out, err);
	}
	kr__buf_drop(&b);
	kr__arena_drop(&arena);
	return status;
}

kr_status kr_conllu_text(const char *path, kr_text *out, kr_err *err)
{
	kr_arena arena;
	kr_bank bank;
	kr_buf b;

	*out = (kr_text){ NULL, 0 };
	kr__arena_init(&arena, NULL, 0);
	kr__buf_init(&b, NULL);
	kr__bank_init(&bank, &arena);
	kr_status status = kr__bank_read(&bank, path, err);
	if (!status) {
		kr__bank_text(&bank, &b);
		status = give(&b, out, err);
	}
	kr__buf_drop(&b);
	kr__arena_drop(&arena);
	return status;
}

static kr_status count_names(const kr__name_job *job, kr_view model, kr_buf *b,
                             kr_err *err)
{
	kr__linear m;
	kr__name_scores *scores = malloc(sizeof *scores);
	kr_status status = scores
		? kr__linear_open(&m, model, err)
		: kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");

	if (!status)
		status = kr__name_eval(job, &m, scores, err);
	if (!status)
		kr__name_scores_write(scores, b);
	free(scores);
	return status;
}

kr_status kr_eval_names(const char *lang_dir, const char *style,
                        const char *gold, kr_text *out, kr_err *err)
{
	kr__name_job job = { .lang_dir = lang_dir, .data_dir = ".", .test = gold,
		             .style = kr__view_of(style) };
	kr_buf path, b;
	kr_map map = { .mapped = false };

	*out = (kr_text){ NULL, 0 };
	kr__buf_init(&path, NULL);
	kr__buf_init(&b, NULL);
	kr__buf_str(&path, lang_dir);
	kr__buf_str(&path, "/names.krm");
	kr_status status = path.failed ? path.failed
	                               : kr__map_open(&map, path.ptr, err);
	if (!status)
		status = count_names(&job, map.bytes, &b, err);
	if (!status)
		status = give(&b, out, err);
	kr__map_close(&map);
	kr__buf_drop(&b);
	kr__buf_drop(&path);
	return status;
}
