// SPDX-License-Identifier: Apache-2.0
/* kronik doctor: what is installed, which versions, which packs. */
#include <stdio.h>

#include "term/verbs.h"

static kr_exit run(const kr_args *args)
{
	kr_ctx *ctx = NULL;
	kr_text text = { NULL, 0 };

	(void)args;
	kr_exit code = kr__term_ctx(&ctx);
	if (code)
		return code;
	kr_status status = kr_doctor(ctx, &text);
	if (!status)
		kr__term_print(&text);
	kr_ctx_free(ctx);
	return kr__exit_of(status);
}

const kr_verb kr__verb_doctor = {
	.name = "doctor",
	.args = "",
	.summary = "say what is installed: versions, libraries, language packs",
	.about = "Prints the version, the folder of the data, each language pack with the hash by "
	         "which stores know that it changed, each file of weights with a checksum that "
	         "does not fit (other verbs do not add it up), the libraries, and the "
	         "annotators in the order in which they run.",
	.examples = "kronik doctor\tcheck an installation\n",
	.max_rest = 0,
	.run = run,
};
