// SPDX-License-Identifier: Apache-2.0
/* kronik eval: an analysis against a gold standard. */
#include <stdio.h>
#include <string.h>

#include "term/verbs.h"

static kr_exit names(const kr_args *args)
{
	kr_text out = { NULL, 0 };
	kr_err err = { .offset = -1 };

	if (args->n_rest != 2) {
		fprintf(stderr, "kronik: eval names takes one labelled file\n");
		return KR_EXIT_USAGE;
	}
	kr_status status = kr_eval_names(kr__arg(args, "lang-dir"),
	                                 kr__arg(args, "style"), args->rest[1],
	                                 &out, &err);
	if (status)
		kr__complain(&err);
	else
		kr__term_print(&out);
	return kr__exit_of_files(status);
}

static kr_exit run(const kr_args *args)
{
	if (strcmp(args->rest[0], "names") == 0)
		return names(args);
	bool text = kr__arg_set(args, "text");
	kr_text out = { NULL, 0 };
	kr_err err = { .offset = -1 };
	kr_status status;

	if (strcmp(args->rest[0], "conllu") != 0) {
		fprintf(stderr, "kronik: cannot measure '%s'\n", args->rest[0]);
		return KR_EXIT_USAGE;
	}
	if (args->n_rest != (text ? 2u : 3u)) {
		fprintf(stderr, "kronik: eval conllu takes a gold file%s\n",
		        text ? "" : " and a system's file");
		return KR_EXIT_USAGE;
	}
	if (text)
		status = kr_conllu_text(args->rest[1], &out, &err);
	else
		status = kr_eval_conllu(args->rest[1], args->rest[2], &out, &err);
	if (status)
		kr__complain(&err);
	else
		kr__term_print(&out);
	return kr__exit_of_files(status);
}

static const kr_opt opts[] = {
	{ "text", 't', NULL, "write the running text of the gold file instead", NULL },
	{ "lang-dir", 'l', "DIR", "of eval names: folder of the language", "lang/id" },
	{ "style", 's', "NAME", "of eval names: whose guidelines", "news" },
	{ NULL, 0, NULL, NULL, NULL },
};

const kr_verb kr__verb_eval = {
	.name = "eval",
	.args = "conllu GOLD [SYSTEM] | names GOLD",
	.summary = "measure an analysis against a gold standard",
	.about = "Compares two CoNLL-U files of the same text as the CoNLL 2018 shared task did: "
	         "words are aligned by their place in the text, so that the two may cut it "
	         "differently. Shown are precision, recall, F1 and, of what needs words, the share "
	         "that is right among aligned words. LAS compares universal relations, UFeats "
	         "universal features. VoiceAll is UFeats if Voice were the only feature, over all "
	         "words; Voice looks only at words that have it on a side: recall is of gold's, "
	         "precision of the system's. names lets the name model label a file of tokens "
	         "with B-, I- and O labels and counts names as conlleval does.",
	.examples = "kronik eval conllu --text gold.conllu > raw.txt\tthe text alone\n"
	            "kronik read --format conllu raw.txt > system.conllu\tits analysis\n"
	            "kronik eval conllu gold.conllu system.conllu\thow good it is\n"
	            "kronik eval names --style nergrit test.txt\tnames, by the "
	            "guidelines of a corpus\n",
	.opts = opts,
	.min_rest = 2,
	.max_rest = 3,
	.run = run,
};
