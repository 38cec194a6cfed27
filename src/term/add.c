// SPDX-License-Identifier: Apache-2.0
/*
 * kronik add: articles into a chronicle. A run that is killed loses nothing
 * that it reported as stored; started again it goes on where it stopped,
 * since what is there already is not analysed twice into new rows.
 */
#include <stdio.h>
#include <sys/stat.h>

#include "term/progress.h"
#include "term/verbs.h"

enum { BATCH = 256, BATCH_NS = 2000000000 };

static const kr_opt opts[] = {
	{ "into", 'i', "DB", "the chronicle to add to", "chronicle.db" },
	{ "jobs", 'J', "N", "threads that analyse; 1: none but this one", NULL },
	{ "again", 0, NULL, "read inputs again that were read to their end", NULL },
	{ "keep", 0, NULL, "leave as it is what was read under another language pack", NULL },
	{ "report", 0, NULL, "write the id of every article once it is safe on disk", NULL },
	{ "quiet", 'q', NULL, "say nothing about what was stored", NULL },
	{ NULL, 0, NULL, NULL, NULL },
};

struct counts {
	uint64_t made, same, changed;
};

struct job {
	kr_store *store;
	struct counts now, safe; /* of this run; of it, what is on disk */
	uint64_t n_failed, n_batch, last_ns;
	kr_progress progress;
	bool reports, store_failed, unread;
	kr_buf pending; /* ids of the batch, a line each, not yet safe */
	kr_err err;
};

/* Nothing is reported before it is safe: first the disk, then the words. */
static kr_status commit(struct job *j)
{
	kr_status status = kr_store_commit(j->store, &j->err);

	j->store_failed = status != KR_OK;
	if (!status)
		j->safe = j->now;
	if (status || !j->reports)
		return status;
	if (j->pending.failed)
		return kr__err_set(&j->err, KR_ENOMEM, "", -1, "out of memory");
	fwrite(j->pending.ptr, 1, j->pending.len, stdout);
	fflush(stdout);
	kr__buf_reset(&j->pending);
	return KR_OK;
}

static kr_status sink(void *user, const kr_item_result *r)
{
	struct job *j = user;
	kr_added what;

	kr__progress_step(&j->progress, r->in_bytes, r->doc == NULL);
	if (!r->doc) {
		j->n_failed++;
		kr__progress_stop(&j->progress);
		j->unread |= kr__term_failed(r);
		return KR_OK;
	}
	kr_status status = kr_store_add(j->store, r->doc, &what, &j->err);
	j->store_failed = status != KR_OK;
	if (status)
		return status;
	j->now.made += what == KR_ADDED_NEW;
	j->now.same += what == KR_ADDED_SAME;
	j->now.changed += what == KR_ADDED_CHANGED;
	if (j->reports) {
		kr__buf_add(&j->pending, kr_doc_id(r->doc));
		kr__buf_chr(&j->pending, '\n');
	}
	uint64_t now = kr__clock_ns();
	if (++j->n_batch < BATCH && now - j->last_ns < BATCH_NS)
		return KR_OK;
	j->n_batch = 0;
	j->last_ns = now;
	return commit(j);
}

/* The input's name, size and time: a key under which it may be passed over.
 * False for what cannot be known again (standard input, folders). */
static bool key_of(const char *path, char *key, size_t cap)
{
	struct stat st;

	if (stat(path, &st) || !S_ISREG(st.st_mode))
		return false;
	int n = snprintf(key, cap, "input:%s:%lld:%lld", path,
	                 (long long)st.st_size, (long long)st.st_mtim.tv_sec);
	return n > 0 && (size_t)n < cap;
}

static kr_status add_one(struct job *j, kr_ctx *ctx, const kr_args *args,
                         const kr_read_options *ro, const char *path)
{
	char key[4352];
	bool known = key_of(path, key, sizeof key), unread_before = j->unread;

	if (known && !kr__arg_set(args, "again") && kr_store_input_done(j->store, key))
		return KR_OK;
	j->unread = false;
	kr_status status = kr_read(ctx, &path, 1, ro, sink, j, &j->err);
	bool to_end = !j->unread;
	j->unread |= unread_before;
	if (status)
		return status;
	if (known && to_end)
		status = kr_store_input_mark(j->store, key, &j->err);
	j->store_failed = status != KR_OK;
	return status ? status : commit(j);
}

/* Of a run that broke off only what is safe counts. */
static void sum_up(const struct job *j)
{
	fprintf(stderr, "%llu new, %llu known, %llu changed, %llu failed\n",
	        (unsigned long long)j->safe.made, (unsigned long long)j->safe.same,
	        (unsigned long long)j->safe.changed,
	        (unsigned long long)j->n_failed);
}

/* Documents that another language pack or another world read: told before
 * reading, and after it if some are left. */
static kr_status tell_outdated(struct job *j, const kr_args *args, bool after)
{
	uint64_t n = 0;
	kr_status status = kr_store_outdated(j->store, &n, &j->err);

	if (!status && n && !kr__arg_set(args, "quiet"))
		fprintf(stderr, "%llu document%s read under another language pack%s\n",
		        (unsigned long long)n, n == 1 ? " was" : "s were",
		        after ? "; add the inputs again to renew what is known of them"
		        : kr__arg_set(args, "keep") ? "; left as they are"
		                                    : "; re-reading inputs");
	j->store_failed = status != KR_OK;
	return status;
}

static kr_exit run(const kr_args *args)
{
	kr_ctx *ctx = NULL;
	kr_read_options ro = { .layers = KR_READ_RECORDS };
	struct job j = { .err = { .offset = -1 } };
	kr_status status = KR_OK;

	if (!kr__term_jobs(args, &ro.jobs))
		return KR_EXIT_USAGE;
	kr__buf_init(&j.pending, NULL);
	j.reports = kr__arg_set(args, "report");
	kr_exit code = kr__term_ctx(&ctx);
	if (!code)
		code = kr__term_store(args, ctx, KR_STORE_CREATE |
		                      (kr__arg_set(args, "keep") ? KR_STORE_KEEP : 0u),
		                      &j.store);
	if (code)
		goto done;
	kr__progress_start(&j.progress, kr__progress_total(args->rest, args->n_rest));
	j.last_ns = kr__clock_ns();
	status = tell_outdated(&j, args, false);
	for (size_t i = 0; i < args->n_rest && !status; i++)
		status = add_one(&j, ctx, args, &ro, args->rest[i]);
	if (!status) {
		status = kr_store_settle(j.store, &j.err);
		j.store_failed = status != KR_OK;
	}
	kr__progress_stop(&j.progress);
	if (!status && !kr__arg_set(args, "keep"))
		status = tell_outdated(&j, args, true);
	if (status) {
		kr__complain(&j.err);
		code = j.store_failed ? kr__exit_of_store(status)
		                      : kr__exit_of(status);
	} else if (j.n_failed) {
		code = j.unread ? KR_EXIT_INPUT : KR_EXIT_NONE;
	}
	if (!kr__arg_set(args, "quiet"))
		sum_up(&j);
done:
	kr__buf_drop(&j.pending);
	kr_store_close(j.store);
	kr_ctx_free(ctx);
	return code;
}

const kr_verb kr__verb_add = {
	.name = "add",
	.args = "INPUT...",
	.summary = "read articles into a chronicle",
	.about = "Reads articles as 'kronik read' does and puts them with their records into a "
	         "chronicle, made if it is not there. Adding an article twice changes nothing. "
	         "What was reported as stored survives a kill at any moment; the same command "
	         "started again resumes. Inputs that were read to their end are passed over "
	         "until they change, or a language pack does.",
	.examples = "kronik add examples/text\tadd a folder to chronicle.db\n"
	            "kronik add --into may.db crawl-*.warc.gz\tadd a crawl to a chronicle of "
	            "its own\n",
	.opts = opts,
	.min_rest = 1,
	.max_rest = -1,
	.run = run,
};
