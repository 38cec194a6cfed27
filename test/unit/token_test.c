// SPDX-License-Identifier: Apache-2.0
/* Tokens and sentences of Indonesian, as a table: text, then the expected cut
 * with words parted by spaces, clitics by "+", sentences by " / ". */
#include "indonesian_help.h"

#include "mark/mark.h"


/* The cut of `d` in the notation above. */
static void show(const kr_doc *d, kr_buf *out)
{
	const kr_token *t = kr__tokens(d);
	const kr_word *w = kr__words(d);

	for (uint32_t i = 0; i < kr__n_tokens(d); i++) {
		if (i)
			kr__buf_str(out, t[i].sentence != t[i - 1].sentence
			                         ? " / " : " ");
		for (uint32_t k = 0; k < t[i].words.n; k++) {
			if (k)
				kr__buf_chr(out, '+');
			kr__buf_add(out, kr__doc_text(d, w[t[i].words.first + k].form));
		}
	}
}

static void cut(kr_doc *d, kr_view text)
{
	kr_arena scratch;

	kr__arena_init(&scratch, NULL, 0);
	assert_int_equal(kr__doc_init(d, NULL, id->symbols, 0), KR_OK);
	d->text = kr__arena_copy(&d->arena, text);
	assert_int_equal(kr__mark_tokens(id, d, &scratch), KR_OK);
	kr_err err;
	if (kr__doc_check(d, &err))
		fail_msg("%s", err.message);
	kr__arena_drop(&scratch);
}

static const struct {
	const char *text, *want;
} cases[] = {
	{ "Rumahnya besar.", "Rumah+nya besar ." },
	{ "Dia hanya punya satu.", "Dia hanya punya satu ." },
	{ "Apakah ini?", "Apa+kah ini ?" },
	{ "Rp16,5 triliun (50%)", "Rp 16,5 triliun ( 50 % )" },
	{ "pada Jumat (17/1), pukul 19.30 WIB", "pada Jumat ( 17/1 ) , pukul 19.30 WIB" },
	{ "Jumat (17/1/2025), 4/2007", "Jumat ( 17/1/2025 ) , 4 / 2007" },
	{ "Bertemulah mereka; kulihat miliknyalah itu.",
	  "Bertemu+lah mereka ; ku+lihat milik+nya+lah itu ." },
	{ "Langkah sekolah itu bermasalah, kuliah pun mengolah.",
	  "Langkah sekolah itu bermasalah , kuliah pun mengolah ." },
	{ "Ia ke Kenya meskipun walaupun Surabaya.", "Ia ke Kenya meskipun walaupun Surabaya ." },
	{ "Ia tiba di AS. Mereka pulang.", "Ia tiba di AS . / Mereka pulang ." },
	{ "\xE2\x80\x9CKami siap,\xE2\x80\x9D kata Ani.",
	  "\xE2\x80\x9C Kami siap , \xE2\x80\x9D kata Ani ." },
	{ "Letjen (Purn.) Agus dan dr. Ani di Rp1.000-Rp2.000.",
	  "Letjen ( Purn . ) Agus dan dr . Ani di Rp 1.000 - Rp 2.000 ." },
	{ "Rapat pukul 10.00 WIB. Acara \"Maju!\" usai. Kata Donald J. Trump begitu.",
	  "Rapat pukul 10.00 WIB . / Acara \" Maju ! \" usai . / Kata Donald J . Trump begitu ." },
	{ "Negara-negara maju dan Iran-Rusia", "Negara-negara maju dan Iran - Rusia" },
	{ "Prof. Dr. Sari tiba. Ia lalu pergi.", "Prof . Dr . Sari tiba . / Ia lalu pergi ." },
	{ "Penulis M. Razi hadir.", "Penulis M . Razi hadir ." },
	{ "Lihat https://a.id/x?y=1, lalu balas ke redaksi@a.co.id.",
	  "Lihat https://a.id/x?y=1 , lalu balas ke redaksi@a.co.id ." },
	{ "\"Kami siap. Kami tunggu,\" ujar dia. \"Ayo!\" Lalu pulang.",
	  "\" Kami siap . / Kami tunggu , \" ujar dia . / \" Ayo ! \" / Lalu pulang ." },
	{ "dikutip dariReuters dan dilansirdetikNews lewat YouTube",
	  "dikutip dari Reuters dan dilansir detikNews lewat YouTube" },
	{ "\"Kami siap,\" katanya.Kemudian dia pergi.",
	  "\" Kami siap , \" kata+nya . / Kemudian dia pergi ." },
	{ "Judul tanpa titik\nIsi berita.", "Judul tanpa titik / Isi berita ." },
	{ "1. Kenali sebabnya", "1 . Kenali sebab+nya" },
	{ "", "" },
	{ " \n\t ", "" },
};

static void table(void **state)
{
	kr_buf out;
	kr_doc d;

	(void)state;
	kr__buf_init(&out, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		cut(&d, kr__view_of(cases[i].text));
		kr__buf_reset(&out);
		show(&d, &out);
		assert_view(kr__buf_view(&out), cases[i].want);
		kr__doc_drop(&d);
	}
	kr__buf_drop(&out);
}

/* A million of one thing: linear time, valid layers. */
static void evil(void **state)
{
	static const char *const units[] = { ",", "\"", "a", ". ", "a-", "1.", "\n", "@a",
		                             "((", "A.", "nya", "'\"", "\xC3\xA9", "#a.",
		                             "-", "Rp1", "www." };
	kr_buf text;
	kr_doc d;

	(void)state;
	kr__buf_init(&text, NULL);
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		kr__buf_reset(&text);
		for (int k = 0; k < 300000; k++)
			kr__buf_str(&text, units[i]);
		uint64_t start = kr__clock_ns();
		cut(&d, kr__buf_view(&text));
		assert_true(kr__clock_ns() - start < 5000000000u);
		kr__doc_drop(&d);
	}
	kr__buf_drop(&text);
}

/* Every failing allocation gives a status. */
static void no_memory(void **state)
{
	kr_view text = KR_V("Rumahnya besar. Apakah dia datang? Ya.\nJudul.");

	(void)state;
	for (unsigned long n = 0;; n++) {
		kr_failing f = { n };
		kr_alloc alloc = { kr_failing_fn, &f };
		kr_arena scratch;
		kr_doc d;
		kr__arena_init(&scratch, &alloc, 0);
		kr_status s = kr__doc_init(&d, &alloc, id->symbols, 0);
		if (!s) {
			d.text = text;
			s = kr__mark_tokens(id, &d, &scratch);
		}
		kr__doc_drop(&d);
		kr__arena_drop(&scratch);
		if (!s)
			break;
		assert_int_equal(s, KR_ENOMEM);
		assert_true(n < 1000);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(table),
		                            cmocka_unit_test(evil),
		                            cmocka_unit_test(no_memory) };
	return cmocka_run_group_tests(tests, setup, teardown);
}
