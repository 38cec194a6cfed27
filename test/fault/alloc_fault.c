// SPDX-License-Identifier: Apache-2.0
/*
 * Memory that runs out. The problem: the path on which an allocation fails is
 * walked by nobody. The idea: the same article is read again and again, and
 * the n-th request for memory fails, n = 1, 2, 3, ... until reading succeeds;
 * each time nothing may be left behind. Limits: one thread; the context is
 * made with the same allocator for the first STEPS requests only, since
 * loading the world asks often and always in the same way.
 *
 * usage: alloc_fault FILE...
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "kronik.h"

enum { STEPS = 60, MOST = 200000 };

struct meter {
	uint64_t n, fail_at; /* requests so far; the one that fails, 0: none */
	int64_t live;        /* bytes */
	bool failed;
};

static void *meter_fn(void *user, void *ptr, size_t old_size, size_t new_size)
{
	struct meter *m = user;

	if (new_size == 0) {
		m->live -= ptr ? (int64_t)old_size : 0;
		free(ptr);
		return NULL;
	}
	if (++m->n == m->fail_at) {
		m->failed = true;
		return NULL;
	}
	void *made = realloc(ptr, new_size);
	if (made)
		m->live += (int64_t)new_size - (ptr ? (int64_t)old_size : 0);
	return made;
}

struct seen {
	int n_docs, n_failures;
};

static kr_status sink(void *user, const kr_item_result *result)
{
	struct seen *s = user;
	kr_text line;

	if (!result->doc) {
		s->n_failures++;
		return result->failure->status == KR_ENOMEM ? KR_OK : KR_EUSAGE;
	}
	s->n_docs++;
	kr_status status = kr_doc_json(result->doc, 0, &line);
	kr_text_free(&line);
	return status;
}

static bool fail(const char *what, const char *path, uint64_t n)
{
	printf("%s: %s, request %llu fails\n", path, what, (unsigned long long)n);
	return false;
}

/* Reads `path` while request n of the reading fails; *done: none did. */
static bool read_once(kr_ctx *ctx, struct meter *m, const char *path, uint64_t n,
                      bool *done)
{
	kr_read_options ro = { .layers = KR_READ_RECORDS };
	int64_t before = m->live;
	struct seen s = { 0, 0 };

	*m = (struct meter){ .fail_at = n, .live = before };
	kr_status status = kr_read(ctx, &path, 1, &ro, sink, &s, NULL);
	*done = !m->failed;
	if (m->live != before)
		return fail("memory is left behind", path, n);
	if (status && status != KR_ENOMEM)
		return fail(kr_status_text(status), path, n);
	if (*done && (status || s.n_failures || !s.n_docs))
		return fail("reading fails though memory is there", path, n);
	if (!*done && !status && !s.n_failures && s.n_docs == 0)
		return fail("the article is gone without a word", path, n);
	return true;
}

/* Making a context fails cleanly at each of its first requests. */
static bool contexts(void)
{
	for (uint64_t n = 1; n <= STEPS; n++) {
		struct meter m = { .fail_at = n };
		kr_alloc alloc = { meter_fn, &m };
		kr_ctx_options options = { .alloc = &alloc };
		kr_ctx *ctx = NULL;
		kr_status status = kr_ctx_new(&ctx, &options, NULL);
		kr_ctx_free(ctx);
		if (m.live)
			return fail("memory is left behind", "context", n);
		if (m.failed && status != KR_ENOMEM)
			return fail("failure is not told", "context", n);
	}
	return true;
}

int main(int argc, char **argv)
{
	struct meter m = { 0 };
	kr_alloc alloc = { meter_fn, &m };
	kr_ctx_options options = { .alloc = &alloc };
	kr_ctx *ctx = NULL;
	uint64_t total = 0;
	bool good = contexts();

	if (kr_ctx_new(&ctx, &options, NULL))
		return 2;
	for (int i = 1; i < argc && good; i++) {
		bool done = false;
		uint64_t n = 0;
		while (good && !done && n < MOST)
			good = read_once(ctx, &m, argv[i], ++n, &done);
		total += n;
		if (good && !done)
			good = fail("never succeeds", argv[i], n);
	}
	kr_ctx_free(ctx);
	if (good && m.live)
		good = fail("memory is left behind", "at the end", 0);
	printf("%llu requests failed in turn: %s\n", (unsigned long long)total,
	       good ? "ok" : "not ok");
	return good ? 0 : 1;
}
