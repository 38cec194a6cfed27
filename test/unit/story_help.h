// SPDX-License-Identifier: Apache-2.0
/* The bundled story in a store, settled. */
#ifndef KR_STORY_HELP_H
#define KR_STORY_HELP_H

#include "store/chronicle.h"
#include "store/store.h"
#include "test.h"

static inline void kr_wipe_store(const char *path)
{
	char name[64];

	for (int i = 0; i < 3; i++) {
		snprintf(name, sizeof name, "%s%s", path, i == 0 ? "" : i == 1 ? "-wal" : "-shm");
		remove(name);
	}
}

static inline kr_store *kr_open_store(const char *path)
{
	kr_store *s;

	assert_int_equal(kr__store_open(&s, NULL, path, KR_STORE_CREATE, NULL), KR_OK);
	/* nobody pulls the plug: waiting for the disk is most of the time */
	assert_int_equal(kr__store_exec(s, "pragma synchronous = off", NULL), KR_OK);
	return s;
}

static inline kr_status kr_add_item(void *user, const kr_item_result *r)
{
	kr_added what;

	return r->doc ? kr_store_add(user, r->doc, &what, NULL) : KR_OK;
}

static inline kr_status kr_settle_item(void *user, const kr_item_result *r)
{
	kr_status status = kr_add_item(user, r);

	return status ? status : kr_store_settle(user, NULL);
}

/* `path` is made anew; the last `n_single` of the inputs are settled article by
 * article. */
static inline kr_store *kr_story_grown(const char *path, size_t n_single)
{
	static const char *const parts[] = { "text", "html", "story.jsonl", "crawl.warc.gz",
		                             "feed" };
	const size_t n = sizeof parts / sizeof *parts;
	const kr_read_options options = { .layers = KR_READ_RECORDS };
	char input[4096];
	kr_ctx *ctx;

	kr_wipe_store(path);
	kr_store *s = kr_open_store(path);
	assert_int_equal(kr_ctx_new(&ctx, NULL, NULL), KR_OK);
	for (size_t i = 0; i < n; i++) {
		const char *inputs[1] = { input };
		bool single = i + n_single >= n;
		snprintf(input, sizeof input, "%s/examples/%s", getenv("KRONIK_DATA"),
		         parts[i]);
		if (single)
			assert_int_equal(kr_store_settle(s, NULL), KR_OK);
		assert_int_equal(kr_read(ctx, inputs, 1, &options,
		                         single ? kr_settle_item : kr_add_item, s, NULL), KR_OK);
	}
	assert_int_equal(kr_store_settle(s, NULL), KR_OK);
	kr_ctx_free(ctx);
	return s;
}

static inline kr_store *kr_story_store(const char *path)
{
	return kr_story_grown(path, 0);
}

#endif
