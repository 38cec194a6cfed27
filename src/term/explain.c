// SPDX-License-Identifier: Apache-2.0
/*
 * kronik explain: where each field of a record came from. kronik try: the same
 * for a sentence, with the frames that did not fit, for whoever writes frames.
 */
#include <stdio.h>

#include "term/verbs.h"

struct ask {
	kr_view record;
	bool found, unread;
};

static kr_status sink(void *user, const kr_item_result *r)
{
	struct ask *a = user;
	kr_text text = { NULL, 0 };

	if (!r->doc) {
		a->unread |= kr__term_failed(r);
		return KR_OK;
	}
	kr_status status = kr_doc_explain(r->doc, a->record, &text);
	if (status == KR_ENOTFOUND)
		status = KR_OK;
	else
		a->found = true;
	return !status && text.len ? kr__term_print(&text) : status;
}

static kr_exit finish(kr_status status, const kr_err *err, const struct ask *a)
{
	if (status) {
		kr__complain(err);
		return kr__exit_of(status);
	}
	return a->found ? KR_EXIT_OK : a->unread ? KR_EXIT_INPUT : KR_EXIT_NONE;
}

/* One id alone is asked of the chronicle. */
static kr_status stored(kr_store *store, const kr_args *args, kr_text *text, kr_err *err)
{
	return kr_store_explain(store, args->rest[0], text, err);
}

static kr_exit run_explain(const kr_args *args)
{
	if (args->n_rest == 1)
		return kr__term_tell(args, stored);
	struct ask a = { .record = kr__view_of(args->rest[0]) };
	kr_read_options ro = { .layers = KR_READ_RECORDS | KR_READ_EXPLAIN };
	kr_err err = { .offset = -1 };
	kr_ctx *ctx = NULL;
	kr_exit code = kr__term_ctx(&ctx);

	if (code)
		return code;
	kr_status status = kr_read(ctx, args->rest + 1, args->n_rest - 1, &ro,
	                           sink, &a, &err);
	kr_ctx_free(ctx);
	if (!status && !a.found)
		fprintf(stderr, "kronik: no record '%s' in these articles\n",
		        args->rest[0]);
	return finish(status, &err, &a);
}

static const kr_opt explain_opts[] = {
	{ "from", 'd', "DB", "the chronicle to ask", "chronicle.db" },
	{ NULL, 0, NULL, NULL, NULL },
};

static const kr_opt try_opts[] = {
	{ "lang", 0, "TAG", "language of the sentence", "id" },
	{ NULL, 0, NULL, NULL, NULL },
};

static kr_exit run_try(const kr_args *args)
{
	struct ask a = { .record = { "", 0 } };
	kr_read_options ro = { .layers = KR_READ_RECORDS | KR_READ_EXPLAIN,
		               .lang = kr__arg(args, "lang") };
	kr_err err = { .offset = -1 };
	kr_ctx *ctx = NULL;
	kr_exit code = kr__term_ctx(&ctx);

	if (code)
		return code;
	kr_status status = kr_read_text(ctx, kr__view_of(args->rest[0]), &ro,
	                                sink, &a, &err);
	kr_ctx_free(ctx);
	if (!status && !a.found)
		fprintf(stderr, "kronik: no record, and no frame has its word in it\n");
	return finish(status, &err, &a);
}

const kr_verb kr__verb_explain = {
	.name = "explain",
	.args = "RECORD [INPUT...]",
	.summary = "say where each field of a record came from",
	.about = "RECORD is the id of an event, quote, time or entity, as `kronik read` writes "
	         "it, or its beginning. Of an event it shows the sentence with its tags, the "
	         "frame that fired, how each party is named there, on what ground day and place "
	         "stand, why a field is null, and the frames that did not fit; of the others "
	         "the words, the rule, what they lead to, how the speaker of a quote is known, "
	         "why a field is null, and which candidates and readings lost. Without INPUT the "
	         "chronicle is asked: an event (h...), a pledge (p...) or a story (s...) with "
	         "its reports, conflicts and moves, or where a record (e..., q...) stands; there "
	         "ids are whole.",
	.examples = "kronik explain e3f2 article.txt\tone record of one article\n"
	            "kronik explain p0123456789abcdef\twhy a pledge is where it is\n",
	.opts = explain_opts,
	.min_rest = 1,
	.max_rest = -1,
	.run = run_explain,
};

const kr_verb kr__verb_try = {
	.name = "try",
	.args = "SENTENCE",
	.summary = "show what a sentence gives and which frames did not fit",
	.about = "For whoever writes frames: the records of the sentence, explained, and every "
	         "frame whose trigger stands in it with the reason why it made no record.",
	.examples = "kronik try 'Presiden Iran bertemu Presiden Rusia di Moskow.'\ta meeting\n",
	.opts = try_opts,
	.min_rest = 1,
	.max_rest = 1,
	.run = run_try,
};
