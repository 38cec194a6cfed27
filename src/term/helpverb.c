// SPDX-License-Identifier: Apache-2.0
/* kronik help: overview, a verb's help, manual source, completion. */
#include <stdio.h>

#include "term/verbs.h"

static const kr_opt opts[] = {
	{ "man", 0, NULL, "write the manual page as scdoc source", NULL },
	{ "completion", 0, NULL, "write bash completion", NULL },
	{ NULL, 0, NULL, NULL, NULL },
};

static kr_exit run(const kr_args *args)
{
	const kr_verb *v = NULL;
	kr_buf b;

	if (args->n_rest && !(v = kr__verb_find(args->rest[0]))) {
		fprintf(stderr, "kronik: no verb '%s'\n", args->rest[0]);
		return KR_EXIT_USAGE;
	}
	kr__buf_init(&b, NULL);
	if (kr__arg_set(args, "completion"))
		kr__help_completion(&b);
	else if (kr__arg_set(args, "man"))
		kr__help_man(v, &b);
	else if (v)
		kr__help_verb(v, &b);
	else
		kr__help_all(&b);
	fwrite(b.ptr, 1, b.len, stdout);
	kr_exit code = b.failed ? KR_EXIT_SYSTEM : KR_EXIT_OK;
	kr__buf_drop(&b);
	return code;
}

const kr_verb kr__verb_help = {
	.name = "help",
	.args = "[VERB]",
	.summary = "show help, the manual's source, or shell completion",
	.examples = "kronik help read\thelp on one verb\n"
	            "kronik help --man read | scdoc > kronik-read.1\tits manual page\n",
	.opts = opts,
	.max_rest = 1,
	.run = run,
};
