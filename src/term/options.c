// SPDX-License-Identifier: Apache-2.0
/*
 * Verbs and options. The problem: help texts, manuals and completions drift
 * from what the program takes. The idea: one table, four readers. Limits: at
 * most 40 options a verb; getopt_long's habits (options may follow arguments,
 * `--` ends them, long names may be shortened where unique).
 */
#define _GNU_SOURCE
#include "term/options.h"

#include <getopt.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const kr_opt no_opts[] = { { NULL, 0, NULL, NULL, NULL } };

static const kr_opt *opts_of(const kr_verb *v)
{
	return v->opts ? v->opts : no_opts;
}

const kr_verb *kr__verb_find(const char *name)
{
	for (size_t i = 0; kr__verbs[i]; i++)
		if (strcmp(kr__verbs[i]->name, name) == 0)
			return kr__verbs[i];
	return NULL;
}

static int index_of(const kr_verb *v, const char *name)
{
	const kr_opt *o = opts_of(v);

	for (int i = 0; o[i].name; i++)
		if (strcmp(o[i].name, name) == 0)
			return i;
	return -1;
}

static int on_ini(void *user, const char *section, const char *name,
                  const char *value)
{
	kr_args *a = user;
	bool mine = strcmp(section, a->verb->name) == 0;
	int i = index_of(a->verb, name);

	if (i >= 0 && (mine || (!a->value[i] && (strcmp(section, "kronik") == 0 ||
	                                         section[0] == '\0'))))
		a->value[i] = strdup(value); /* lives as long as the program */
	return 1;
}

static void read_config(kr_args *a)
{
	const char *path = getenv("KRONIK_CONF");
	const char *home = getenv("XDG_CONFIG_HOME");
	char tmp[4096];

	if (!path && home) {
		snprintf(tmp, sizeof tmp, "%s/kronik/kronik.conf", home);
		path = tmp;
	} else if (!path && (home = getenv("HOME"))) {
		snprintf(tmp, sizeof tmp, "%s/.config/kronik/kronik.conf", home);
		path = tmp;
	}
	if (path && kr__file_exists(path)) {
		int line = ini_parse(path, on_ini, a);
		if (line > 0)
			fprintf(stderr, "kronik: cannot understand '%s' line %d\n",
			        path, line);
	}
}

static void build(const kr_verb *v, struct option *longs, char *shorts)
{
	const kr_opt *o = opts_of(v);
	size_t s = 0, i = 0;

	for (; o[i].name && i < KR_MAX_OPTS; i++) {
		longs[i] = (struct option){ o[i].name,
			                    o[i].arg ? required_argument : no_argument,
			                    NULL, 256 + (int)i };
		if (o[i].letter) {
			shorts[s++] = o[i].letter;
			if (o[i].arg)
				shorts[s++] = ':';
		}
	}
	longs[i++] = (struct option){ "help", no_argument, NULL, 'h' };
	longs[i] = (struct option){ NULL, 0, NULL, 0 };
	shorts[s++] = 'h';
	shorts[s] = '\0';
}

static int which(const kr_verb *v, int c)
{
	const kr_opt *o = opts_of(v);

	if (c >= 256)
		return c - 256;
	for (int i = 0; o[i].name; i++)
		if (o[i].letter && o[i].letter == c)
			return i;
	return -1;
}

kr_exit kr__args_parse(kr_args *a, const kr_verb *v, int argc, char **argv,
                       bool *done)
{
	struct option longs[KR_MAX_OPTS + 2];
	char shorts[3 * KR_MAX_OPTS];
	const char *given[KR_MAX_OPTS] = { NULL };
	int c;

	*a = (kr_args){ .verb = v };
	*done = false;
	build(v, longs, shorts);
	optind = 1;
	while ((c = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (c == 'h' && which(v, c) < 0) {
			kr_buf b;
			kr__buf_init(&b, NULL);
			kr__help_verb(v, &b);
			fwrite(b.ptr, 1, b.len, stdout);
			kr__buf_drop(&b);
			*done = true;
			return KR_EXIT_OK;
		}
		int i = which(v, c);
		if (i < 0) {
			fprintf(stderr, "kronik: see 'kronik %s --help'\n", v->name);
			return KR_EXIT_USAGE;
		}
		given[i] = opts_of(v)[i].arg ? optarg : "yes";
	}
	read_config(a);
	for (int i = 0; i < KR_MAX_OPTS; i++)
		a->value[i] = given[i] ? given[i] : a->value[i];
	a->rest = (const char *const *)(argv + optind);
	a->n_rest = (size_t)(argc - optind);
	if (argc - optind < v->min_rest ||
	    (v->max_rest >= 0 && argc - optind > v->max_rest)) {
		fprintf(stderr, "kronik: usage: kronik %s [options]%s%s\n", v->name,
		        v->args[0] ? " " : "", v->args);
		return KR_EXIT_USAGE;
	}
	return KR_EXIT_OK;
}

const char *kr__arg(const kr_args *a, const char *name)
{
	int i = index_of(a->verb, name);

	if (i < 0)
		return NULL;
	return a->value[i] ? a->value[i] : opts_of(a->verb)[i].fallback;
}

bool kr__arg_set(const kr_args *a, const char *name)
{
	const char *v = kr__arg(a, name);

	return v && strcmp(v, "no") != 0 && strcmp(v, "0") != 0 &&
	       strcmp(v, "false") != 0;
}

bool kr__arg_u64(const kr_args *a, const char *name, uint64_t *out)
{
	const char *v = kr__arg(a, name);

	if (v && kr__view_u64(kr__view_of(v), out))
		return true;
	fprintf(stderr, "kronik: --%s wants a number, not '%s'\n", name,
	        v ? v : "");
	return false;
}

void kr__complain(const kr_err *err)
{
	const char *what = err->message[0] ? err->message : kr_status_text(err->status);
	const char *why = err->where[0] ? strstr(what, ": ") : NULL;
	int len = (int)(why ? (size_t)(why - what) : strlen(what));

	fprintf(stderr, "kronik: %.*s", len, what);
	if (err->where[0])
		fprintf(stderr, " '%s'", err->where);
	if (why)
		fputs(why, stderr);
	if (err->offset >= 0)
		fprintf(stderr, " at %lld", (long long)err->offset);
	fputc('\n', stderr);
}

kr_exit kr__exit_of(kr_status status)
{
	switch (status) {
	case KR_OK:
	case KR_END:
		return KR_EXIT_OK;
	case KR_EINPUT:
	case KR_EIO:
	case KR_ELIMIT:
	case KR_EUNSUP:
		return KR_EXIT_INPUT;
	case KR_EUSAGE:
		return KR_EXIT_USAGE;
	case KR_ENOTFOUND:
		return KR_EXIT_NONE;
	default:
		return KR_EXIT_SYSTEM;
	}
}

kr_exit kr__exit_of_files(kr_status status)
{
	return status == KR_ENOTFOUND ? KR_EXIT_INPUT : kr__exit_of(status);
}

kr_exit kr__exit_of_store(kr_status status)
{
	return status == KR_EIO ? KR_EXIT_SYSTEM : kr__exit_of(status);
}
