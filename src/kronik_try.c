// SPDX-License-Identifier: Apache-2.0
/*
 * The face of the library, trying and explaining. The problem: a sentence in
 * memory is to be read as an article is, and a record to be explained. The
 * idea: one document, the same stages, all text kept. Limits: no source, no
 * publication day.
 */
#include "kronik_ctx.h"
#include "lift/lift.h"
#include "mark/run.h"
#include "tell/explain.h"

static kr_status analyse(kr_ctx *ctx, kr_doc *d, kr_arena *scratch, kr_view text,
                         const kr_read_options *options)
{
	if (kr__utf8_valid(text) != text.len)
		return KR_EINPUT;
	d->explain = (options->layers & KR_READ_EXPLAIN) != 0;
	d->text = kr__arena_copy(&d->arena, text);
	d->meta.id = KR_V("try");
	d->meta.lang = options->lang ? kr__view_of(options->lang) : KR_V("id");
	kr_status status = kr__arena_status(&d->arena);
	return status ? status
	              : kr__mark_run(kr__lexicon_pack(&ctx->lexicon, d->meta.lang),
	                             d, scratch, options->layers);
}

kr_status kr_read_text(kr_ctx *ctx, kr_view text, const kr_read_options *options,
                       kr_sink sink, void *user, kr_err *err)
{
	kr_doc d;
	kr_arena scratch;

	if (kr__ctx_may_read(ctx, options, err))
		return KR_EUSAGE;
	kr_status status = kr__doc_init(&d, &ctx->alloc, &ctx->lexicon.symbols,
	                                ctx->max_doc_bytes);

	kr__arena_init(&scratch, &ctx->alloc, ctx->max_doc_bytes);
	if (!status)
		status = analyse(ctx, &d, &scratch, text, options);
	if (status)
		kr__err_set(err, status, "text", -1, kr_status_text(status));
	else
		status = sink(user, &(kr_item_result){ .doc = &d });
	kr__arena_drop(&scratch);
	kr__doc_drop(&d);
	return status;
}

kr_status kr_doc_explain(const kr_doc *doc, kr_view record, kr_text *out)
{
	kr_buf b;

	*out = (kr_text){ NULL, 0 };
	kr__buf_init(&b, NULL);
	bool found = kr__tell_explain(doc, record, &b);
	kr_status status = b.failed;
	if (status || b.len == 0) {
		kr__buf_drop(&b);
		return status ? status : found ? KR_OK : KR_ENOTFOUND;
	}
	*out = (kr_text){ b.ptr, b.len };
	return KR_OK;
}
