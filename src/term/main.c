// SPDX-License-Identifier: Apache-2.0
/*
 * The command `kronik`: finds the verb in its table and runs it. Results go to
 * standard output, words about them to standard error.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "kronik.h"
#include "term/options.h"
#include "term/verbs.h"

const kr_verb *const kr__verbs[] = {
	&kr__verb_read, &kr__verb_add, &kr__verb_list, &kr__verb_search,
	&kr__verb_show, &kr__verb_events, &kr__verb_timeline, &kr__verb_reports,
	&kr__verb_quotes, &kr__verb_pledges, &kr__verb_stories, &kr__verb_actors,
	&kr__verb_export,
	&kr__verb_outlets, &kr__verb_copies, &kr__verb_sources, &kr__verb_diff,
	&kr__verb_explain, &kr__verb_try,
	&kr__verb_doctor, &kr__verb_train, &kr__verb_eval,
	&kr__verb_help,
	NULL,
};

static kr_exit flush(kr_exit code)
{
	if (fflush(stdout) || ferror(stdout)) {
		fprintf(stderr, "kronik: cannot write to standard output\n");
		return KR_EXIT_SYSTEM;
	}
	return code;
}

static kr_exit overview(FILE *to)
{
	kr_buf b;

	kr__buf_init(&b, NULL);
	kr__help_all(&b);
	fwrite(b.ptr, 1, b.len, to);
	kr__buf_drop(&b);
	return KR_EXIT_OK;
}

int main(int argc, char **argv)
{
	bool done;
	kr_args args;

	signal(SIGPIPE, SIG_DFL);
	signal(SIGXFSZ, SIG_IGN); /* a file too large is a failed write, and told */
	if (argc < 2) {
		overview(stderr);
		return KR_EXIT_USAGE;
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("kronik %s\n", KR_VERSION);
		return flush(KR_EXIT_OK);
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		return flush(overview(stdout));
	const kr_verb *verb = kr__verb_find(argv[1]);
	if (!verb) {
		fprintf(stderr, "kronik: no verb '%s'; 'kronik --help' lists them\n",
		        argv[1]);
		return KR_EXIT_USAGE;
	}
	kr_exit code = kr__args_parse(&args, verb, argc - 1, argv + 1, &done);
	if (code || done)
		return flush(code);
	return flush(verb->run(&args));
}
