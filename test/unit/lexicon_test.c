// SPDX-License-Identifier: Apache-2.0
/* lexicon: rows, phrases, opening the packs of the tree. */
#include "test.h"

#include <sys/stat.h>

#include "lexicon/lexicon.h"
#include "lexicon/print.h"

static void rows(void **state)
{
	kr_arena a;
	kr_rows r;
	kr_err err;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	assert_int_equal(kr__rows_parse(&r, &a, KR_V("# c\na\t b \n\nc\n"), "t", 1, 2, &err), KR_OK);
	assert_int_equal(r.n, 2);
	assert_view(r.at[0].field[1], "b");
	assert_int_equal(r.at[1].line, 4);
	assert_int_equal(kr__rows_parse(&r, &a, KR_V("a\nb\tc\td\n"), "t", 1, 2, &err), KR_EDATA);
	assert_int_equal(err.offset, 2);
	kr__arena_drop(&a);
}

static void phrases(void **state)
{
	kr_arena a;
	kr_phrases p;
	uint32_t v = 0;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	assert_true(kr__phrases_init(&p, &a));
	assert_true(kr__phrases_add_text(&p, KR_V("Uni Eropa"), true, 1));
	assert_true(kr__phrases_add_text(&p, KR_V("Uni Emirat Arab"), true, 2));
	assert_true(kr__phrases_add_text(&p, KR_V("Uni"), true, 3));
	uint64_t k[3] = { kr__phrase_key(KR_V("UNI"), true),
		          kr__phrase_key(KR_V("emirat"), true),
		          kr__phrase_key(KR_V("x"), true) };
	assert_int_equal(kr__phrases_match(&p, k, 3, &v), 1);
	assert_int_equal(v, 3);
	k[2] = kr__phrase_key(KR_V("Arab"), true);
	assert_int_equal(kr__phrases_match(&p, k, 3, &v), 3);
	assert_int_equal(v, 2);
	kr__arena_drop(&a);
}

static void open_packs(void **state)
{
	kr_lexicon lx;
	kr_err err;

	(void)state;
	assert_int_equal(kr__lexicon_open(&lx, NULL, NULL, &err), KR_OK);
	assert_non_null(kr__lexicon_pack(&lx, KR_V("id")));
	assert_null(kr__lexicon_pack(&lx, KR_V("xx")));
	kr__lexicon_close(&lx);
	assert_int_equal(kr__lexicon_open(&lx, NULL, "/nonexistent", &err), KR_ENOTFOUND);
}

static void write_file(const char *path, const char *text)
{
	assert_int_equal(kr__file_write(path, kr__view_of(text), NULL), KR_OK);
}

static kr_status take_zones(void *user, const kr_item_result *r)
{
	kr_buf *to = user;
	kr_text json;

	assert_non_null(r->doc);
	assert_int_equal(kr_doc_json(r->doc, 0, &json), KR_OK);
	kr__buf_add(to, (kr_view){ json.ptr, json.len });
	kr_text_free(&json);
	return KR_OK;
}

static kr_status take_words(void *user, const kr_item_result *r)
{
	kr_text json;

	assert_int_equal(kr_doc_json(r->doc, KR_TELL_ALL, &json), KR_OK);
	kr__buf_add(user, (kr_view){ json.ptr, json.len });
	kr_text_free(&json);
	return KR_OK;
}

/* A context for pages reads them as the whole one does, and no layer. */
static void pages_only(void **state)
{
	const char *paths[] = { "pages_test.txt" };
	kr_read_options page = { .layers = KR_READ_PAGE }, all = { .layers = KR_READ_RECORDS };
	kr_buf said[2];

	(void)state;
	write_file(paths[0], "JAKARTA, 3 Mei 2024 - Menteri itu tiba di Jakarta pada hari "
	                     "Jumat dan berbicara dengan para pegawai pelabuhan.\n");
	for (int i = 0; i < 2; i++) {
		kr_ctx_options options = { .without = i ? KR_READ_WORDS | KR_READ_RECORDS
			                                : 0 };
		kr_err err;
		kr_ctx *ctx;
		kr__buf_init(&said[i], NULL);
		assert_int_equal(kr_ctx_new(&ctx, &options, NULL), KR_OK);
		assert_int_equal(kr_read(ctx, paths, 1, &page, take_zones, &said[i],
		                         NULL), KR_OK);
		assert_int_equal(kr_read(ctx, paths, 1, &all, take_zones, &said[0],
		                         &err), i ? KR_EUSAGE : KR_OK);
		assert_int_equal(kr_read_text(ctx, KR_V("Ia tiba."), &all, take_zones,
		                              &said[0], NULL), i ? KR_EUSAGE : KR_OK);
		kr_ctx_free(ctx);
	}
	assert_true(said[1].len > 100);
	assert_true(kr__view_starts(kr__buf_view(&said[0]), kr__buf_view(&said[1])));
	kr__buf_drop(&said[0]);
	kr__buf_drop(&said[1]);
	remove(paths[0]);
}

/* A context for words marks them as the whole one does, and no record. */
static void words_only(void **state)
{
	kr_read_options words = { .layers = KR_READ_WORDS }, all = { .layers = KR_READ_TIMES };
	kr_view text = KR_V("Menteri Luar Negeri Sugiono tiba di Jakarta pada hari Jumat.");
	kr_buf said[2];

	(void)state;
	for (int i = 0; i < 2; i++) {
		kr_ctx_options options = { .without = i ? KR_READ_RECORDS : 0 };
		kr_ctx *ctx;
		kr__buf_init(&said[i], NULL);
		assert_int_equal(kr_ctx_new(&ctx, &options, NULL), KR_OK);
		assert_int_equal(kr_read_text(ctx, text, &words, take_words, &said[i],
		                              NULL), KR_OK);
		assert_int_equal(kr_read_text(ctx, text, &all, take_zones, &said[0],
		                              NULL), i ? KR_EUSAGE : KR_OK);
		kr_ctx_free(ctx);
	}
	assert_true(said[1].len > 1000);
	assert_true(kr__view_starts(kr__buf_view(&said[0]), kr__buf_view(&said[1])));
	kr__buf_drop(&said[0]);
	kr__buf_drop(&said[1]);
}

/* The fingerprint of a pack of a few small files. */
static uint64_t print_of(void)
{
	kr_pack pack = { .lang = KR_V("xx"), .dir = "print_test/lang/xx" };
	kr_lexicon lx = { .data_dir = "print_test", .packs = &pack, .n_packs = 1 };
	uint64_t print, common;

	assert_int_equal(kr__lexicon_prints(&lx, &print, &common, NULL), KR_OK);
	return print;
}

static void prints(void **state)
{
	static const char *const dirs[] = { "print_test", "print_test/lang",
		                            "print_test/lang/common", "print_test/world",
		                            "print_test/lang/xx",
		                            "print_test/lang/xx/frames" };
	static const struct {
		const char *path, *text;
		bool counts;
	} edits[] = {
		{ "print_test/lang/xx/names.tsv", "a\tb\nc\td\n", true },
		{ "print_test/lang/xx/names.tsv", "a\tb\nc\te\n", true },
		{ "print_test/lang/xx/frames/cast.tsv", "one more row\n", true },
		{ "print_test/lang/xx/frames/README.md", "for people\n", false },
		{ "print_test/lang/common/weights.krm", "0123456789", true },
		{ "print_test/lang/common/weights.krm", "0123456780", true },
		{ "print_test/world/places.tsv", "a place\n", true },
		{ "print_test/world/world.bin", "made from the rest", false },
		{ "print_test/lang/xx/new.tsv", "", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof dirs / sizeof *dirs; i++)
		mkdir(dirs[i], 0755);
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++)
		remove(edits[i].path);
	uint64_t last = print_of();
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
		write_file(edits[i].path, edits[i].text);
		uint64_t now = print_of();
		assert_true((now != last) == edits[i].counts);
		assert_true(now == print_of());
		last = now;
	}
	for (size_t i = 0; i < sizeof edits / sizeof *edits; i++)
		remove(edits[i].path);
	for (size_t i = sizeof dirs / sizeof *dirs; i > 0; i--)
		remove(dirs[i - 1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(rows),
		                            cmocka_unit_test(phrases),
		                            cmocka_unit_test(open_packs),
		                            cmocka_unit_test(pages_only),
		                            cmocka_unit_test(words_only),
		                            cmocka_unit_test(prints) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
