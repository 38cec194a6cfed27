// SPDX-License-Identifier: Apache-2.0
/* doc: layers, invariants, the map back to the source. */
#include "test.h"

#include "doc/doc.h"

static void layers(void **state)
{
	kr_doc d;
	kr_err err;

	(void)state;
	assert_int_equal(kr__doc_init(&d, NULL, NULL, 0), KR_OK);
	d.text = kr__arena_copy(&d.arena, KR_V("Halo dunia"));
	for (int i = 0; i < 100; i++)
		assert_non_null(kr__token_add(&d));
	assert_int_equal(kr__n_tokens(&d), 100);
	kr__layer_clear(&d, KR_LAYER_token);
	*kr__zone_add(&d) = (kr_zone){ .span = { 0, 5 }, .kind = KR_ZONE_BODY };
	kr__layer_done(&d, KR_LAYER_zone, "test/1");
	assert_int_equal(kr__doc_check(&d, &err), KR_EDATA);
	*kr__zone_add(&d) = (kr_zone){ .span = { 5, 10 }, .kind = KR_ZONE_AD };
	assert_int_equal(kr__doc_check(&d, &err), KR_OK);
	*kr__run_add(&d) = (kr_run){ { 0, 4 }, 7, 4 };
	*kr__run_add(&d) = (kr_run){ { 4, 5 }, 0, 0 };
	*kr__run_add(&d) = (kr_run){ { 5, 10 }, 30, 5 };
	assert_int_equal(kr__doc_source_of(&d, 2), 9);
	assert_true(kr__doc_source_of(&d, 4) == KR_NPOS);
	assert_int_equal(kr__doc_source_of(&d, 9), 34);
	kr__doc_drop(&d);
}

static void ud(void **state)
{
	(void)state;
	assert_int_equal(kr__deprel_find(KR_V("nsubj:pass")), KR_DEP_NSUBJ_PASS);
	assert_int_equal(kr__deprel_find(KR_V("obl:zzz")), KR_DEP_OBL);
	assert_int_equal(kr__deprel_base(KR_DEP_NSUBJ_PASS), KR_DEP_NSUBJ);
	assert_int_equal(kr__upos_find(KR_V("PROPN")), KR_UPOS_PROPN);
	for (unsigned i = 1; i < KR_N_DEPREL; i++)
		assert_int_equal(kr__deprel_find(kr__view_of(kr__deprel_text(i))), i);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(layers),
		                            cmocka_unit_test(ud) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
