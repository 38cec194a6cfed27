// SPDX-License-Identifier: Apache-2.0
/* lexicon: rows, phrases, opening the packs of the tree. */
#include "test.h"

#include "lexicon/lexicon.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(rows),
		                            cmocka_unit_test(phrases),
		                            cmocka_unit_test(open_packs) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
