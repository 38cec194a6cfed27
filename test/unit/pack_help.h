// SPDX-License-Identifier: Apache-2.0
/* pack_help: what tests of marks share: a lexicon with the packs, and tables
 * of texts with what they must give. */
#ifndef KR_TEST_PACK_HELP_H
#define KR_TEST_PACK_HELP_H

#include "test.h"

#include "mark/mark.h"
#include "mark/run.h"

static kr_lexicon lx;

static int open_lexicon(void **state)
{
	kr_err err;

	(void)state;
	return kr__lexicon_open(&lx, NULL, NULL, &err);
}

static int close_lexicon(void **state)
{
	(void)state;
	kr__lexicon_close(&lx);
	return 0;
}

struct one {
	const char *text, *want;
};

/* A text in Indonesian, published on 7 August 2025 if `dated`, with layers. */
static inline void read_layers(kr_doc *d, const char *text, unsigned layers,
                               bool dated)
{
	kr_arena scratch;

	assert_int_equal(kr__doc_init(d, NULL, &lx.symbols, 0), KR_OK);
	kr__arena_init(&scratch, NULL, 0);
	d->explain = true; /* notes change no record */
	d->text = kr__arena_copy(&d->arena, kr__view_of(text));
	if (dated)
		d->meta.published.value = (kr_date){ 2025, 8, 7 };
	assert_int_equal(kr__mark_run(kr__lexicon_pack(&lx, KR_V("id")), d, &scratch,
	                              layers), KR_OK);
	kr__arena_drop(&scratch);
}

/* What `read` prints of every text must be what is wanted; says all that differ. */
static inline void check_texts(const struct one *cases, size_t n,
                               void (*read)(kr_buf *out, const char *text))
{
	size_t failed = 0;

	for (size_t i = 0; i < n; i++) {
		kr_buf got;
		kr__buf_init(&got, NULL);
		read(&got, cases[i].text);
		if (!kr__view_is(kr__buf_view(&got), cases[i].want)) {
			print_error("'%s':\n  got  '%.*s'\n  want '%s'\n", cases[i].text,
			            (int)got.len, got.len ? got.ptr : "",
			            cases[i].want);
			failed++;
		}
		kr__buf_drop(&got);
	}
	assert_int_equal(failed, 0);
}

#endif
