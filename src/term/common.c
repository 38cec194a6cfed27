// SPDX-License-Identifier: Apache-2.0
/* What several verbs share. */
#include <stdio.h>

#include "term/verbs.h"

kr_exit kr__term_layers(kr_ctx **ctx, unsigned layers)
{
	unsigned asked = layers & ~(unsigned)(KR_READ_PLAIN | KR_READ_EXPLAIN);
	unsigned words = asked ? 0 : KR_READ_WORDS;
	kr_ctx_options options = {
		.without = asked & KR_READ_RECORDS ? 0 : words | KR_READ_RECORDS,
	};
	kr_err err = { .offset = -1 };
	kr_status status = kr_ctx_new(ctx, &options, &err);

	if (status) {
		kr__complain(&err);
		return KR_EXIT_SYSTEM;
	}
	return KR_EXIT_OK;
}

kr_exit kr__term_ctx(kr_ctx **ctx)
{
	return kr__term_layers(ctx, KR_READ_RECORDS);
}

kr_exit kr__term_pages(kr_ctx **ctx)
{
	return kr__term_layers(ctx, KR_READ_PAGE);
}

kr_status kr__term_print(kr_text *text)
{
	fwrite(text->ptr, 1, text->len, stdout);
	kr_text_free(text);
	return ferror(stdout) ? KR_EIO : KR_OK;
}

bool kr__term_failed(const kr_item_result *r)
{
	kr__complain(r->failure);
	return r->failure->status == KR_EIO || r->failure->status == KR_ENOTFOUND;
}

bool kr__term_jobs(const kr_args *args, unsigned *jobs)
{
	uint64_t n = 0;

	*jobs = kr__n_cpus();
	if (!kr__arg(args, "jobs"))
		return true;
	if (!kr__arg_u64(args, "jobs", &n))
		return false;
	*jobs = n > 64 ? 64 : (unsigned)n;
	return true;
}

kr_exit kr__term_store(const kr_args *args, kr_ctx *ctx, unsigned flags,
                       kr_store **store)
{
	const char *path = kr__arg(args, "into");
	kr_err err = { .offset = -1 };

	if (!path)
		path = kr__arg(args, "from");
	kr_status status = kr_store_open(store, ctx, path, flags, &err);
	if (!status)
		return KR_EXIT_OK;
	if (status == KR_ENOTFOUND && !(flags & KR_STORE_CREATE) && !kr__file_exists(path))
		fprintf(stderr, "kronik: no chronicle '%s'; 'kronik add --into %s INPUT...'"
		                " makes one\n", path, path);
	else
		kr__complain(&err);
	return KR_EXIT_SYSTEM;
}

kr_exit kr__term_tell(const kr_args *args, kr_term_text ask)
{
	kr_ctx *ctx = NULL;
	kr_store *store = NULL;
	kr_text text = { NULL, 0 };
	kr_err err = { .offset = -1 };
	kr_exit code = kr__term_pages(&ctx);

	if (!code)
		code = kr__term_store(args, ctx, KR_STORE_READ, &store);
	if (!code) {
		kr_status status = ask(store, args, &text, &err);
		if (status)
			kr__complain(&err);
		else
			status = kr__term_print(&text);
		code = kr__exit_of_store(status);
	}
	kr_store_close(store);
	kr_ctx_free(ctx);
	return code;
}
