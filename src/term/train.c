// SPDX-License-Identifier: Apache-2.0
/* kronik train: weights from treebanks and name corpora. */
#include <stdio.h>
#include <string.h>

#include "term/verbs.h"

enum { MAX_PATH = 4096 };

static void say(void *user, const char *line)
{
	(void)user;
	fprintf(stderr, "%s\n", line);
}

/* Tagger and parser are one network, the grammar. */
static const char *kind(const char *what)
{
	if (strcmp(what, "tagger") == 0 || strcmp(what, "parser") == 0)
		return "grammar";
	return what;
}

static const char *file_of(const char *what)
{
	if (strcmp(what, "names") == 0)
		return "names.krm";
	if (strncmp(what, "language-", 9) == 0)
		return strcmp(what, "language-near") == 0 ? "near.krn" : "wide.krn";
	return strcmp(what, "morph") == 0 ? "morph.krm" : "grammar.krn";
}

static kr_exit run(const kr_args *args)
{
	char lang[MAX_PATH], out[MAX_PATH];
	kr_err err = { .offset = -1 };
	const char *what = kind(args->rest[0]), *data = kr__arg(args, "data");
	const char *given = kr__arg(args, "lang-dir"), *to = kr__arg(args, "out");
	kr_train_job job = { .what = what, .data_dir = data, .say = say };

	if (!data) {
		fprintf(stderr, "kronik: train needs --data, the folder of the "
		                "corpora\n");
		return KR_EXIT_USAGE;
	}
	int n = snprintf(lang, sizeof lang, "%s", given);
	int m = to ? snprintf(out, sizeof out, "%s", to)
	           : snprintf(out, sizeof out, "%s/%s", given, file_of(what));
	if (n >= MAX_PATH || m >= MAX_PATH) {
		fprintf(stderr, "kronik: the path is too long\n");
		return KR_EXIT_USAGE;
	}
	job.lang_dir = lang;
	job.out_path = out;
	kr_status status = kr_train(&job, &err);
	if (status)
		kr__complain(&err);
	return kr__exit_of_files(status);
}

static const kr_opt opts[] = {
	{ "lang-dir", 'l', "DIR", "folder of the language, with its plan",
	  "lang/id" },
	{ "data", 'd', "DIR", "folder of the corpora; the plan's paths begin here",
	  NULL },
	{ "out", 'o', "FILE", "where the weights go; else beside the plan", NULL },
	{ NULL, 0, NULL, NULL, NULL },
};

const kr_verb kr__verb_train = {
	.name = "train",
	.args = "grammar|names|morph|language-wide|language-near",
	.summary = "make a language's weights from corpora",
	.about = "Reads the plan in the language's folder (grammar.plan, "
	         "names-recipe.tsv, morph.plan) and "
	         "the corpora that it names, and writes the weights. The same plan, corpora and "
	         "processor give the same bytes. tagger and parser are other words for grammar: "
	         "one network does both. What is learnt is told on standard error, a "
	         "line an epoch. "
	         "Licences and scores stand in the model card beside the weights.",
	.examples = "kronik train grammar --data corpora/ud\tIndonesian tags and trees\n"
	            "kronik train grammar -l lang/en -d corpora/ud -o "
	            "/tmp/en.krn\tEnglish, to a file\n"
	            "kronik train language-near -l lang/common/langid -d "
	            "lines.tsv\tlanguages like Indonesian\n"
	            "kronik train morph --data corpora\troots, lemmas, sentence borders\n",
	.opts = opts,
	.min_rest = 1,
	.max_rest = 1,
	.run = run,
};
