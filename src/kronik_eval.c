// SPDX-License-Identifier: Apache-2.0
/*
 * The facade of measuring: gold files against system files. Everything that
 * counts is in learn/conll18.c.
 */
#include "kronik.h"
#include "learn/conll18.h"

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
