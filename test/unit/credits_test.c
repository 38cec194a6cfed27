// SPDX-License-Identifier: Apache-2.0
/* lift: outlet and chain of credits. */
#include "test.h"

#include "lift/lift.h"

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

/* The chain as "A>B+C": ">" a step back, "+" beside. */
static void chain(const char *url, const char *text, const char *want)
{
	kr_arena scratch;
	kr_doc d;
	kr_buf got;

	kr__arena_init(&scratch, NULL, 0);
	kr__buf_init(&got, NULL);
	assert_int_equal(kr__doc_init(&d, NULL, &lexicon.symbols, 0), KR_OK);
	d.text = kr__view_of(text);
	d.meta.url = kr__view_of(url);
	assert_int_equal(kr__lift_text(&lexicon, &d, &scratch, NULL), KR_OK);
	for (uint32_t i = 0; i < d.meta.n_chain; i++) {
		if (i)
			kr__buf_chr(&got, d.meta.chain[i].step == d.meta.chain[i - 1].step ? '+' : '>');
		kr__buf_add(&got, d.meta.chain[i].name);
	}
	if (!kr__view_is(kr__buf_view(&got), want))
		fail_msg("'%s' for '%s', want '%s'", got.ptr, text, want);
	kr__buf_drop(&got);
	kr__doc_drop(&d);
	kr__arena_drop(&scratch);
}

static void outlets(void **state)
{
	static const char *const none = "Hujan turun sejak pagi di desa itu, kata warga.";

	(void)state;
	chain("https://news.detik.com/berita/d-1/hujan", none, "detikcom");
	chain("https://www.detik.com/bali/d-1/hujan", none, "detikcom");
	chain("http://kmp.im/x", none, "Kompas.com");
	chain("https://www.desakita.example/x", none, "desakita.example");
	chain("https://berita.desakita.co.id/x", "Hujan turun, kata warga kepada Desa Kita.", "Desa Kita");
	chain("https://desakita.example/x", "Foto: The Desa Kita.\nHujan turun.", "The Desa Kita");
	chain("", "Desa Kabar - 22/11/2024, 07:15\nHujan turun sejak pagi.", "Desa Kabar");
	chain("", "Redaksi - Warta Desa\nHujan turun sejak pagi, lapor AFP.", "Warta Desa>AFP");
	chain("", "Warta Desa, Kairo - Hujan turun sejak pagi, kata warga. RINA | AFP", "Warta Desa>AFP");
	chain("", "Warta Desa, Kairo - Hujan turun. SITI | REUTERSBaca juga: Kabar Lain",
	      "Warta Desa>Reuters");
	chain("", "Warta Desa, Kairo - Hujan turun sejak pagi, kata warga | AFP menyusul.", "Warta Desa");
	chain("", "Kairo (ANTARA/Reuters) - Hujan turun sejak pagi di kota itu dan di desa sekitarnya, kata warga.",
	      "Antara>Reuters");
	chain("", "Kairo (ANTARA) - Hujan turun.\n\xc2\xa9 2024 DesaKita.id", "DesaKita.id>Antara");
	chain("", "Hujan turun sejak pagi.\nDesaKita.id \xc2\xa9""2024. Semua hak.", "DesaKita.id");
	chain("", "Hujan turun di desa.\nCopyright \xc2\xa9 ANTARA 2025", "Antara");
	chain("", "Dilansir detikINET dari Reuters, Jumat (3/1/2025), hujan turun di desa itu.",
	      "detikINET>Reuters");
}

static void cited(void **state)
{
	static const char *const url = "https://www.kompas.com/x";

	(void)state;
	chain(url, "Hujan turun di desa, dilansir AFP, Selasa.", "Kompas.com>AFP");
	chain(url, "Hujan turun di desa, dikutip dari Sky News pada Minggu.", "Kompas.com>Sky News");
	chain(url, "Hujan turun, seperti dikutip kantor berita Iran, IRNA.", "Kompas.com>IRNA");
	chain(url, "Kantor berita TASS mengutip pernyataan itu.", "Kompas.com>TASS");
	chain(url, "Ia mengatakan kepada Channel 12 bahwa hujan turun.", "Kompas.com>Channel 12");
	chain(url, "DilansirAFP, hujan turun di desa itu.", "Kompas.com>AFP");
	chain(url, "Hujan turun di desa.\nSumber: Anadolu, Reuters\n", "Kompas.com>Anadolu+Reuters");
	chain(url, "Hujan turun di desa.\nSari Dewi (menurut Reuters, TASS)\n", "Kompas.com>Reuters+TASS");
	chain(url, "Hujan turun, dikutip dari laman Daily Village News, Senin.",
	      "Kompas.com>Daily Village News");
	chain(url, "JAKARTA, KOMPAS.com - Hujan turun di desa.", "Kompas.com");
	chain(url, "Hujan turun di desa.\nSari Dewi (EFE, AFP)\n", "Kompas.com>EFE+AFP");
	chain(url, "Hujan turun di desa.\n(Reuters/AFP)\n", "Kompas.com>Reuters+AFP");
	chain(url, "Hujan turun, kata dia kepada stasiun televisi Kota-7.", "Kompas.com>Kota-7");
	chain(url, "Hujan turun, dikutip dari kantor berita Bolivia ABI.Baca juga: Hujan", "Kompas.com>ABI");
	chain(url, "Hujan turun di desa itu. - Bernama", "Kompas.com>Bernama");
}

/* What is no news organisation, or only took a photograph, or is a link. */
static void not_cited(void **state)
{
	static const char *const url = "https://www.kompas.com/x";

	(void)state;
	chain(url, "Hujan turun, dikutip dari tayangan YouTube Sekretariat Presiden.", "Kompas.com");
	chain(url, "Hujan turun, dikutip dari siaran pers Kementerian Luar Negeri.", "Kompas.com");
	chain(url, "Hujan turun di desa itu. Foto: Reuters\nLalu reda.", "Kompas.com");
	chain(url, "Hujan turun.\nBaca juga: Menurut Reuters Hujan Turun Lagi\n", "Kompas.com");
	chain(url, "Antara desa dan kota ada jalan, menurut antara lain warga.", "Kompas.com");
	chain(url, "Dalam tempo dua hari hujan turun, kata dia kepada wartawan.", "Kompas.com");
	chain(url, "Data dikutip dari bmkg.go.id pada Senin.", "Kompas.com");
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(outlets),
		                            cmocka_unit_test(cited),
		                            cmocka_unit_test(not_cited) };
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
