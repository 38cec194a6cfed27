// SPDX-License-Identifier: Apache-2.0
/*
 * Verbs and options. One table per verb says what it takes; parsing, --help,
 * the manual page and shell completion all come from that table.
 */
#ifndef KR_TERM_OPTIONS_H
#define KR_TERM_OPTIONS_H

#include "base/base.h"

/* Exit codes; explained in kronik(1). */
typedef enum kr_exit {
	KR_EXIT_OK = 0,      /* done */
	KR_EXIT_NONE = 1,    /* nothing found, or some items failed */
	KR_EXIT_USAGE = 2,   /* wrong call */
	KR_EXIT_INPUT = 3,   /* an input cannot be read */
	KR_EXIT_SYSTEM = 4   /* memory, disk, store or data files */
} kr_exit;

typedef struct kr_opt {
	const char *name; /* long name without dashes; NULL ends the table */
	char letter;      /* or 0 */
	const char *arg;  /* name of its argument, or NULL: a switch */
	const char *help; /* one sentence, lower case, no full stop */
	const char *fallback; /* value if not given; shown in help; or NULL */
} kr_opt;

typedef struct kr_args kr_args;

typedef struct kr_verb {
	const char *name, *args; /* "INPUT..." */
	const char *summary;     /* one line */
	const char *about;       /* paragraphs for help and manual */
	const char *examples;    /* lines "command\twhat it does\n" */
	const kr_opt *opts;      /* ends with name NULL; may be NULL */
	int min_rest, max_rest;  /* how many plain arguments; -1: any */
	kr_exit (*run)(const kr_args *args);
} kr_verb;

enum { KR_MAX_OPTS = 40 };
struct kr_args {
	const kr_verb *verb;
	const char *value[KR_MAX_OPTS]; /* by table index: NULL: not given */
	const char *const *rest;
	size_t n_rest;
};

extern const kr_verb *const kr__verbs[]; /* NULL-ended */
const kr_verb *kr__verb_find(const char *name);

/* Parse argv after the verb. On a wrong call says so on stderr and returns
 * KR_EXIT_USAGE; on --help prints it and sets *done. Values of the config
 * file (section [verb], then [kronik]) stand in for options not given. */
kr_exit kr__args_parse(kr_args *a, const kr_verb *v, int argc, char **argv,
                       bool *done);
/* Value of an option of this verb: given, configured or fallback; else NULL. */
const char *kr__arg(const kr_args *a, const char *name);
bool kr__arg_set(const kr_args *a, const char *name); /* switch */
/* Non-negative number; says so on stderr and returns false if it is none. */
bool kr__arg_u64(const kr_args *a, const char *name, uint64_t *out);

void kr__help_verb(const kr_verb *v, kr_buf *out);
void kr__help_all(kr_buf *out);
void kr__help_man(const kr_verb *v, kr_buf *out); /* scdoc; NULL: kronik(1) */
void kr__help_completion(kr_buf *out);            /* bash */

/* "kronik: WHAT 'WHERE': why" on stderr, from an error record. */
void kr__complain(const kr_err *err);
kr_exit kr__exit_of(kr_status status);
/* The same where a file was named: one that is not there is an input. */
kr_exit kr__exit_of_files(kr_status status);
/* The same for what a store said: its disk is the system, not an input. */
kr_exit kr__exit_of_store(kr_status status);

#endif
