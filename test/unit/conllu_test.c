// SPDX-License-Identifier: Apache-2.0
/* CoNLL-U out: what is written is read back as the same words and trees. */
#include "indonesian_help.h"

#include "learn/conll18.h"
#include "mark/mark.h"
#include "tell/conllu.h"


static void made(kr_doc *d, kr_buf *out, kr_view text)
{
	kr_arena scratch;

	kr__arena_init(&scratch, NULL, 0);
	assert_int_equal(kr__doc_init(d, NULL, id->symbols, 0), KR_OK);
	d->text = kr__arena_copy(&d->arena, text);
	assert_int_equal(kr__mark_tokens(id, d, &scratch), KR_OK);
	kr__conllu_write(d, out);
	kr__arena_drop(&scratch);
}

static void form(void **state)
{
	static const char want[] =
		"# sent_id = s1\n"
		"# text = Rumahnya besar.\n"
		"1-2\tRumahnya\t_\t_\t_\t_\t_\t_\t_\t_\n"
		"1\tRumah\t_\t_\t_\t_\t_\t_\t_\t_\n"
		"2\tnya\t_\t_\t_\t_\t_\t_\t_\t_\n"
		"3\tbesar\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
		"4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n"
		"# sent_id = s2\n"
		"# text = Ya\n"
		"1\tYa\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
	kr_buf out;
	kr_doc d;

	(void)state;
	kr__buf_init(&out, NULL);
	made(&d, &out, KR_V("Rumahnya besar.\nYa"));
	assert_view(kr__buf_view(&out), want);
	kr__doc_drop(&d);
	kr__buf_drop(&out);
}

/* Odd text keeps the format: what comes out can be read. */
static void round_trip(void **state)
{
	static const char *const texts[] = {
		"Ia berkata: \"Ya.\" Lalu pergi\tke\xC2\xA0rumah.",
		"a\x01\x02\x7F z", "# bukan komentar", "\xE2\x80\xA8 x", "_ _ _",
		"1\t2\t3", "\xEF\xBB\xBF Ya.", "a-b-c\n\n\n- - -", "http://a.b/c|d=e"
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		kr_buf out;
		kr_doc d;
		kr_arena a;
		kr_bank b;
		kr_scores s;
		kr_err err;
		kr__buf_init(&out, NULL);
		kr__arena_init(&a, NULL, 0);
		made(&d, &out, kr__view_of(texts[i]));
		kr__bank_init(&b, &a);
		if (kr__bank_parse(&b, kr__buf_view(&out), "t", &err))
			fail_msg("line %ld of:\n%s", (long)err.offset, out.ptr);
		assert_int_equal(b.n_words, kr__n_words(&d));
		assert_int_equal(b.n_tokens, kr__n_tokens(&d));
		assert_int_equal(b.n_sentences, kr__n_sentences(&d));
		assert_int_equal(kr__conll18_eval(&b, &b, &s, NULL), KR_OK);
		assert_int_equal(kr__score_f1(&s.of[KR_SCORE_LAS]), 10000);
		kr__arena_drop(&a);
		kr__doc_drop(&d);
		kr__buf_drop(&out);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(form),
		                            cmocka_unit_test(round_trip) };
	return cmocka_run_group_tests(tests, setup, teardown);
}
