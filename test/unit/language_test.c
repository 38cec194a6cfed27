// SPDX-License-Identifier: Apache-2.0
/* lexicon: the language model; learn: training on a toy corpus. */
#include "test.h"

#include "learn/ngram.h"
#include "lexicon/langid.h"
#include "lexicon/lexicon.h"

static kr_lexicon lexicon;

static int open_lexicon(void **state)
{
	(void)state;
	return kr__lexicon_open(&lexicon, NULL, NULL, NULL) == KR_OK ? 0 : -1;
}

static int close_lexicon(void **state)
{
	(void)state;
	kr__lexicon_close(&lexicon);
	return 0;
}

static void tell(void **state)
{
	static const struct { const char *lang, *text; } t[] = {
		{ "id", "Menteri itu mengatakan bahwa pemerintah akan memperbaiki jalan rusak di desa mereka." },
		{ "ms", "Menteri itu berkata kerajaan akan membaiki jalan yang rosak di kampung mereka." },
		{ "en", "The minister said the government would repair the broken roads of their village." },
		{ "jv", "Pamrentah arep ndandani dalan sing rusak ing desa kuwi, ujare Pak Lurah wingi." },
		{ "su", "Pamar\xc3\xa9ntah bakal ngom\xc3\xa9" "an jalan nu ruksak di \xc3\xa9ta d\xc3\xa9sa, saur Pa Lurah kamari." },
		{ "min", "Pamarintah ka mampeloki jalan nan rusak di kampuang tu, keceknyo patang." },
		{ "nl", "De minister zei dat de regering de kapotte wegen van het dorp zou herstellen." },
		{ "vi", "B\xe1\xbb\x99 tr\xc6\xb0\xe1\xbb\x9fng n\xc3\xb3i ch\xc3\xadnh ph\xe1\xbb\xa7 s\xe1\xba\xbd s\xe1\xbb\xad" "a con \xc4\x91\xc6\xb0\xe1\xbb\x9dng h\xe1\xbb\x8fng c\xe1\xbb\xa7" "a l\xc3\xa0ng." },
		{ "tl", "Sinabi ng ministro na aayusin ng pamahalaan ang mga sirang daan sa kanilang bayan." },
		{ "zh", "\xe6\x94\xbf\xe5\xba\x9c\xe5\xb0\x86\xe4\xbf\xae\xe8\xb7\xaf" },
		{ "ja", "\xe6\x94\xbf\xe5\xba\x9c\xe3\x81\xaf\xe9\x81\x93\xe3\x82\x92\xe7\x9b\xb4\xe3\x81\x99" },
		{ "", "\xe0\xa6\xb8\xe0\xa6\xb0\xe0\xa6\x95\xe0\xa6\xbe\xe0\xa6\xb0" },
		{ "", "Minister powiedzia\xc5\x82, \xc5\xbc" "e rz\xc4\x85" "d naprawi zepsute drogi w tej wsi." },
		{ "", "12345 67" },
		{ "", "" },
		{ "", "Ya" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		kr_language got = kr__langid_tell(lexicon.langid, NULL, kr__view_of(t[i].text),
		                                  (kr_view){ "", 0 });
		if (!kr__view_is(got.lang, t[i].lang))
			fail_msg("'%.*s' for '%s'", (int)got.lang.len, got.lang.ptr, t[i].text);
	}
}

/* A hint decides what is likely enough, and nothing else. */
static void hints(void **state)
{
	kr_view text = KR_V("The minister said that the government would repair the roads.");

	(void)state;
	assert_view(kr__langid_tell(lexicon.langid, NULL, text, KR_V("id-ID")).lang, "en");
	assert_view(kr__langid_tell(NULL, NULL, text, KR_V("id")).lang, "");
}

static void train(void **state)
{
	kr_buf out;
	kr_ngram m;
	kr_err err;
	kr_ngram_sum sum = { .n_words = 0 };
	kr_ngram_answer answer;
	kr_ngram_options options = { .bits = 10, .epochs = 20 };
	size_t at = 0;

	(void)state;
	kr__buf_init(&out, NULL);
	assert_int_equal(kr__ngram_train(KR_V("a\tbaba baba\nb\tkoko koko\na\tbaba\nb\tkoko\n"),
	                                 &options, &out, &err), KR_OK);
	assert_int_equal(kr__ngram_open(&m, kr__buf_view(&out), &err), KR_OK);
	kr__ngram_add(&m, KR_V("koko"), &at, 1, &sum);
	kr__ngram_ask(&m, &sum, &answer);
	assert_view(m.names[answer.best], "b");
	/* what is remembered weighs the same, also where words want one row */
	uint64_t rows[2 * 64 / 8] = { 0 };
	kr_ngram_memo memo = { rows, 2 };
	assert_true(2 * kr__ngram_row_size(&m) <= sizeof rows);
	for (int turn = 0; turn < 3; turn++) {
		const kr_view text = KR_V("koko baba kobo boko koko. Baba");
		kr_ngram_sum one = { .n_words = 0 }, two = { .memo = memo };
		size_t at_one = 0, at_two = 0;
		kr__ngram_add(&m, text, &at_one, 5, &one);
		kr__ngram_add(&m, text, &at_two, 5, &two);
		assert_memory_equal(one.score, two.score, sizeof one.score);
		assert_int_equal(one.n_pieces, two.n_pieces);
		assert_int_equal(one.n_words, two.n_words);
		assert_int_equal(at_one, at_two);
	}
	assert_true(kr__ngram_summed(kr__buf_view(&out)));
	out.ptr[40] ^= 1;
	assert_false(kr__ngram_summed(kr__buf_view(&out)));
	out.ptr[8] ^= 1;
	assert_int_equal(kr__ngram_open(&m, kr__buf_view(&out), &err), KR_EDATA);
	assert_int_equal(kr__ngram_open(&m, KR_V("KRNGRAM2"), &err), KR_EDATA);
	kr__buf_reset(&out);
	assert_int_equal(kr__ngram_train(KR_V("a\tx\n"), NULL, &out, &err), KR_EINPUT);
	kr__buf_drop(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(tell),
		                            cmocka_unit_test(hints),
		                            cmocka_unit_test(train) };
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
