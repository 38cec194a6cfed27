// SPDX-License-Identifier: Apache-2.0
/* kronik diff: what one article cut, added or changed against another. */
#include "term/verbs.h"

static const kr_opt opts[] = {
	{ "from", 'd', "DB", "the chronicle to ask", "chronicle.db" },
	{ NULL, 0, NULL, NULL, NULL },
};

static kr_status diff(kr_store *store, const kr_args *args, kr_text *text, kr_err *err)
{
	return kr_store_diff(store, args->rest[0], args->rest[1], text, err);
}

static kr_exit run(const kr_args *args)
{
	return kr__term_tell(args, diff);
}

const kr_verb kr__verb_diff = {
	.name = "diff",
	.args = "DOC DOC",
	.summary = "show what differs between two articles, numbers and names first",
	.about = "DOC is an article's id, its source, or a unique beginning of the id. First comes "
	         "the verdict: of what kind the copy is and who had it first; then changed "
	         "numbers, changed names, other changed words, and passages that only one of the "
	         "two has. '-' is the first article, '+' the second.",
	.examples = "kronik diff sha256:1f3a sha256:77c0\ttwo articles by the beginnings of their "
	            "ids\n",
	.opts = opts,
	.min_rest = 2,
	.max_rest = 2,
	.run = run,
};
