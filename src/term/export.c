// SPDX-License-Identifier: Apache-2.0
/*
 * kronik export: the chronicle in other programs' forms. A file is written
 * beside its place and renamed when it is whole, so that a failed run leaves
 * what was there.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "term/verbs.h"

static const kr_opt opts[] = {
	{ "from", 'd', "DB", "the chronicle to export", "chronicle.db" },
	{ "as-of", 0, "DAY", "the chronicle as it was on that day (ISO 8601)", NULL },
	{ "out", 'o', "PATH", "the file (-: standard output) or folder", NULL },
	{ NULL, 0, NULL, NULL, NULL },
};

struct target {
	const char *out; /* NULL: standard output */
	bool folder;
	FILE *file;
	char name[160];          /* file within the folder that is open */
	char path[4096], part[4128];
	kr_err *err;
};

static kr_status fail(struct target *t, const char *what)
{
	kr_status status = errno == ENOSPC || errno == EDQUOT ? KR_EFULL : KR_EIO;

	if (t->err) {
		t->err->status = status;
		snprintf(t->err->where, sizeof t->err->where, "%.255s",
		         t->out ? t->path : "standard output");
		snprintf(t->err->message, sizeof t->err->message, "%s: %s", what,
		         strerror(errno));
	}
	return status;
}

static kr_status finish(struct target *t)
{
	FILE *f = t->file;

	t->file = NULL;
	if (!f)
		return KR_OK;
	if (!t->out)
		return fflush(f) ? fail(t, "cannot write") : KR_OK;
	bool bad = ferror(f) || fflush(f);
	if (fclose(f) || bad)
		return fail(t, "cannot write");
	return t->part[0] && rename(t->part, t->path) ? fail(t, "cannot rename") : KR_OK;
}

static kr_status start(struct target *t, const char *name)
{
	snprintf(t->name, sizeof t->name, "%s", name);
	if (!t->out) {
		t->file = stdout;
		return KR_OK;
	}
	int n = snprintf(t->path, sizeof t->path, t->folder ? "%s/%s" : "%s%s", t->out,
	                 name);
	if (n < 0 || (size_t)n >= sizeof t->path) {
		errno = ENAMETOOLONG;
		return fail(t, "cannot write");
	}
	struct stat st;
	bool special = !stat(t->path, &st) && !S_ISREG(st.st_mode);
	t->part[0] = 0;
	if (!special)
		snprintf(t->part, sizeof t->part, "%s.part.tmp", t->path);
	t->file = fopen(special ? t->path : t->part, "wb"); /* a device stays one */
	return t->file ? KR_OK : fail(t, "cannot write");
}

static kr_status sink(void *user, const char *file, kr_view bytes)
{
	struct target *t = user;
	kr_status status = KR_OK;

	if (t->file && strcmp(file, t->name) != 0)
		status = finish(t);
	if (!status && !t->file)
		status = start(t, file);
	if (!status && bytes.len && fwrite(bytes.ptr, 1, bytes.len, t->file) != bytes.len)
		status = fail(t, "cannot write");
	return status;
}

static const kr_export_form *form_of(const char *name)
{
	const kr_export_form *f = kr_export_forms();

	while (f->name && strcmp(f->name, name) != 0)
		f++;
	if (f->name)
		return f;
	fprintf(stderr, "kronik: no form '%s'; there are", name);
	for (f = kr_export_forms(); f->name; f++)
		fprintf(stderr, " %s", f->name);
	fputc('\n', stderr);
	return NULL;
}

static void filter_of(const kr_args *args, kr_buf *b)
{
	for (size_t i = 1; i < args->n_rest; i++) {
		bool phrase = strchr(args->rest[i], ' ') && !strchr(args->rest[i], '"') &&
		              !strchr(args->rest[i], ':');
		kr__buf_str(b, i > 1 ? " " : "");
		kr__buf_str(b, phrase ? "\"" : "");
		kr__buf_str(b, args->rest[i]);
		kr__buf_str(b, phrase ? "\"" : "");
	}
}

static kr_status write_out(kr_store *store, kr_export *e, struct target *t)
{
	kr_status status = kr_store_export(store, e, t->err);

	if (!status && !t->file && !t->folder) /* nothing to tell is a file too */
		status = start(t, "");
	if (!status)
		return finish(t);
	if (t->file && t->out) {
		fclose(t->file);
		remove(t->part);
	}
	return status;
}

static kr_exit run(const kr_args *args)
{
	const kr_export_form *form = form_of(args->rest[0]);
	kr_err err = { .offset = -1 };
	struct target t = { .out = kr__arg(args, "out"), .err = &err };
	kr_ctx *ctx = NULL;
	kr_store *store = NULL;
	kr_buf filter;

	if (!form)
		return KR_EXIT_USAGE;
	t.folder = form->folder;
	if (t.out && strcmp(t.out, "-") == 0)
		t.out = NULL;
	if (t.folder && !t.out) {
		fprintf(stderr, "kronik: %s is several files; name a folder with --out\n",
		        form->name);
		return KR_EXIT_USAGE;
	}
	kr__buf_init(&filter, NULL);
	filter_of(args, &filter);
	kr_export e = { form->name, filter.ptr, sink, &t, kr__arg(args, "as-of") };
	kr_exit code = kr__term_ctx(&ctx);
	if (!code)
		code = kr__term_store(args, ctx, KR_STORE_READ, &store);
	if (!code && t.folder && mkdir(t.out, 0777) && errno != EEXIST) {
		snprintf(t.path, sizeof t.path, "%s", t.out);
		code = kr__exit_of(fail(&t, "cannot make the folder"));
		kr__complain(&err);
	} else if (!code) {
		kr_status status = filter.failed ? filter.failed : write_out(store, &e, &t);
		if (status)
			kr__complain(&err);
		code = kr__exit_of(status);
	}
	kr_store_close(store);
	kr_ctx_free(ctx);
	kr__buf_drop(&filter);
	return code;
}

const kr_verb kr__verb_export = {
	.name = "export",
	.args = "FORM [FILTER...]",
	.summary = "write a chronicle in other programs' forms",
	.about = "FORM is jsonl (records), csv or parquet (tables), gdelt, plover, plover-tsv or "
	         "icews (events), graphml (actors), webannotation or brat (annotations), conllu "
	         "(words and trees). "
	         "Filters choose events as in 'kronik events'; documents, quotes, actors and "
	         "pledges that belong to them come along. The same documents give the same "
	         "bytes in whatever order they were added. Forms of several files want a "
	         "folder. docs/formats describes each form.",
	.examples = "kronik export jsonl > records.jsonl\tall records\n"
	            "kronik export csv --out tables\ttables and their dictionary into a folder\n"
	            "kronik export csv --as-of 2025-01-31 --out january\twhat was known then\n"
	            "kronik export plover actor:IDN since:2025\tevents of one country as PLOVER\n",
	.opts = opts,
	.min_rest = 1,
	.max_rest = -1,
	.run = run,
};
