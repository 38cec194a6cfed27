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

kr_status kr__ctx_read_given(const kr_ctx *ctx, const kr_given_doc *g)
{
	kr_doc d;
	kr_arena scratch;
	kr_status status = kr__doc_init(&d, &ctx->alloc, &ctx->lexicon.symbols,
	                                ctx->max_doc_bytes);

	kr__arena_init(&scratch, &ctx->alloc, ctx->max_doc_bytes);
	d.explain = (g->layers & KR_READ_EXPLAIN) != 0;
	if (!status)
		status = g->fill(g->from, &d);
	if (!status)
		status = kr__doc_status(&d);
	if (!status)
		status = kr__mark_run(kr__lexicon_pack(&ctx->lexicon, d.meta.lang), &d,
		                      &scratch, g->layers);
	if (!status)
		status = g->told(g->user, &d);
	kr__arena_drop(&scratch);
	kr__doc_drop(&d);
	return status;
}

struct sentence {
	kr_view text;
	const char *lang;
};

static kr_status fill(const void *from, kr_doc *d)
{
	const struct sentence *s = from;

	if (kr__utf8_valid(s->text) != s->text.len)
		return KR_EINPUT;
	d->text = kr__arena_copy(&d->arena, s->text);
	d->meta.id = KR_V("try");
	d->meta.lang = s->lang ? kr__view_of(s->lang) : KR_V("id");
	return KR_OK;
}

struct hand {
	kr_sink sink;
	void *user;
	bool reached; /* what failed after that is the sink's own */
};

static kr_status hand_over(void *user, kr_doc *d)
{
	struct hand *h = user;

	h->reached = true;
	return h->sink(h->user, &(kr_item_result){ .doc = d });
}

kr_status kr_read_text(kr_ctx *ctx, kr_view text, const kr_read_options *options,
                       kr_sink sink, void *user, kr_err *err)
{
	struct sentence from = { text, options->lang };
	struct hand h = { sink, user, false };

	if (kr__ctx_may_read(ctx, options, err))
		return KR_EUSAGE;
	kr_status status = kr__ctx_read_given(ctx, &(kr_given_doc){
		.fill = fill, .told = hand_over, .from = &from, .user = &h,
		.layers = options->layers });
	if (status && !h.reached)
		kr__err_set(err, status, "text", -1, kr_status_text(status));
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
