// SPDX-License-Identifier: Apache-2.0
/* lift: zones, bylines, datelines, titles of plain text. */
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

static void lift(kr_doc *d, const char *text)
{
	kr_arena scratch;
	kr_err err = { 0 };

	kr__arena_init(&scratch, NULL, 0);
	assert_int_equal(kr__doc_init(d, NULL, &lexicon.symbols, 0), KR_OK);
	d->text = kr__view_of(text);
	assert_int_equal(kr__lift_text(&lexicon, d, &scratch, &err), KR_OK);
	if (kr__doc_check(d, &err))
		fail_msg("%s in '%s'", err.message, text);
	kr__arena_drop(&scratch);
}

/* The dropped stretches of a text, joined by "|". */
static void dropped(const char *text, const char *want)
{
	kr_doc d;
	kr_buf got;

	lift(&d, text);
	kr__buf_init(&got, NULL);
	for (uint32_t i = 0; i < kr__n_zones(&d); i++) {
		kr_zone z = kr__zones(&d)[i];
		if (kr__zone_kept(z.kind))
			continue;
		if (got.len)
			kr__buf_chr(&got, '|');
		kr__buf_add(&got, kr__view_trim(kr__doc_cut(&d, z.span)));
	}
	assert_view(kr__buf_view(&got), want);
	kr__buf_drop(&got);
	kr__doc_drop(&d);
}

static void noise(void **state)
{
	(void)state;
	dropped("", "");
	dropped("Hujan turun di kota itu.\n", "");
	dropped("Pasar dibuka lagi.\nADVERTISEMENT\nHarga turun.\n", "ADVERTISEMENT");
	dropped("Pasar dibuka lagi.\nSCROLL TO CONTINUE WITH CONTENT\nHarga turun.",
	        "SCROLL TO CONTINUE WITH CONTENT");
	dropped("Ia datang pagi itu.\nBaca juga: Menteri Tani Kunjungi Sawah\nLalu ia pulang.",
	        "Baca juga: Menteri Tani Kunjungi Sawah");
	dropped("Ia datang.[video.3]\\\nLalu pulang.", "[video.3]");
	dropped("Ia datang.\n[Gambas:Video 20detik]\nLalu pulang.",
	        "[Gambas:Video 20detik]");
	dropped("Kapal berlabuh di Surabaya, 3 Mei. Foto: Samudra\nLalu berangkat.",
	        "Foto: Samudra");
	dropped("Air surut dan warga kembali ke rumah. (abc/de)", "(abc/de)");
	dropped("Warga kembali.\n- Sawah Kering di Tiga Desa{target=\"_self\"}\nSelesai.",
	        "- Sawah Kering di Tiga Desa{target=\"_self\"}");
	dropped("Warga kembali.\nSimak juga Video 'Sawah Mengering':",
	        "Simak juga Video 'Sawah Mengering':");
	dropped("Warga kembali ke rumah dan ke sawah mereka.\nKomentar (12)\nBagus sekali", "Komentar (12)\nBagus sekali");
	dropped("---\ntitle: Sawah\ndate: 2024-01-02\n---\nWarga kembali.",
	        "---\ntitle: Sawah\ndate: 2024-01-02\n---");
	dropped("Menteri Pertanian menjanjikan saluran pengairan kepada petani desa itu sebelum "
	        "kemarau panjang.\n\n---\nMenteri Pertanian menjanjikan saluran pengairan "
	        "sebelum kemarau panjang kepada petani.",
	        "---\nMenteri Pertanian menjanjikan saluran pengairan "
	        "sebelum kemarau panjang kepada petani.");
	dropped("Menteri Pertanian menjanjikan saluran pengairan kepada petani desa.\n\n---\n"
	        "Perlombaan perahu berlangsung meriah walaupun gelombang mencapai dua meter, "
	        "ujar penyelenggara kejuaraan nasional tersebut.", "---");
	dropped("Warga kembali.\n(AB/02)\nSelesai.", "(AB/02)");
	dropped("Warga kembali.\n(T.AB/C/DE)", "(T.AB/C/DE)");
	dropped("Warga kembali pada Senin (4/10)", "");
	dropped("Warga kembali.\n- wk -\n", "- wk -");
	dropped("Warga kembali.\n0 komentar. Jadilah yang pertama menulis.", "0 komentar. Jadilah yang pertama menulis.");
	dropped("Warga kembali.\nBERITA LAINNYA\n> Sawah Kering\n> Sungai Surut\n",
	        "BERITA LAINNYA\n> Sawah Kering\n> Sungai Surut");
	dropped("Kata iklan dan foto: dua hal yang berbeda, menurut dia.", "");
	dropped("Dia membaca juga: buku itu tebal sekali dan menarik.", "");
}

static void one_line(void **state)
{
	(void)state;
	dropped("Hujan turun sejak pagi di desa itu. Baca juga: Sungai Meluap, "
	        "Dua Desa Terendam Namun, warga tetap bekerja di sawah mereka.",
	        "Baca juga: Sungai Meluap, Dua Desa Terendam");
	dropped("Hujan turun sejak pagi,\" kata dia.Baca juga: Sungai Besar "
	        "MeluapKemudian warga mengungsi ke balai desa.",
	        "Baca juga: Sungai Besar Meluap");
	dropped("Hujan turun. Baca juga: Sungai Besar Meluap Usai Hujan \"Kami takut,\" kata warga.",
	        "Baca juga: Sungai Besar Meluap Usai Hujan");
	dropped("Hujan turun. Baca juga: Sungai Meluap, Warga Desa Mengungsi Saat ini, air mulai surut.",
	        "Baca juga: Sungai Meluap, Warga Desa Mengungsi");
	dropped("Hujan turun. Baca juga: Sungai Besar Melua. Dua Desa Terenda. Warga mengungsi ke balai.",
	        "Baca juga: Sungai Besar Melua. Dua Desa Terenda.");
	dropped("Hujan turun. Baca juga: Sungai Meluap, Siapa Salah? Bupati Sari mengatakan belum tahu.",
	        "Baca juga: Sungai Meluap, Siapa Salah?");
	dropped("Hujan turun. ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT Lalu reda.",
	        "ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT");
}

static void people(void **state)
{
	static const struct { const char *text, *role, *name; unsigned at, n; } t[] = {
		{ "Selesai.\nPenulis: Sari Dewi\nEditor: Budi Raharjo\n", "reporter", "Sari Dewi", 0, 2 },
		{ "Selesai.\nPenulis: Sari Dewi\nEditor: Budi Raharjo\n", "editor", "Budi Raharjo", 1, 2 },
		{ "Selesai. (Reporter: Sari Dewi | Editor: M. Budi Raharjo)", "editor", "M. Budi Raharjo", 1, 2 },
		{ "Selesai.\nPenerjemah: Sari, Dewi dan Budi bin Ali\n", "translator", "Budi bin Ali", 2, 3 },
		{ "Selesai. Diadaptasi oleh Sari Dewi Editor: Budi", "translator", "Sari Dewi", 0, 2 },
		{ "Selesai.\nSari Dewi (menurut Reuters, TASS)\n", "reporter", "Sari Dewi", 0, 1 },
		{ "Laporan Wartawan Tribunnews.com, Sari Dewi\nHujan turun.", "reporter", "Sari Dewi", 0, 1 },
		{ "Selesai.\nSari Dewi, Budi Raharjo\nTim Redaksi\nHujan.", "editor", "Budi Raharjo", 1, 2 },
		{ "Selesai.\nReporter: Tim Desa Kita\nHujan.", "", "", 0, 0 },
		{ "Banjir di desa, Senin. (AFP/SARI DEWI)\nHujan.", "photographer", "SARI DEWI", 0, 1 },
		{ "By Sari Dewi-Lee Thu, February 20, 2025\nRain fell.", "reporter", "Sari Dewi-Lee", 0, 1 },
		{ "Laporan Wartawan Tribunnew. Sari Dewant. TRIBUNNEWS.CO. JAKARTA - Hujan.", "reporter", "Sari Dewant", 0, 1 },
		{ "Laporan wartawan tribunnews.co. Sari Dewant. TRIBUNNEWS.CO. JAKARTA - Hujan.", "reporter", "Sari Dewant", 0, 1 },
		{ "Selesai. (Penulis Sari Dewi | Editor Budi Raharjo)", "editor", "Budi Raharjo", 1, 2 },
		{ "Sari Dewi - detikNews\nHujan turun.", "reporter", "Sari Dewi", 0, 1 },
		{ "Selesai. AFP | REUTERSPilihan Editor: Hujan di Kota", "", "", 0, 0 },
		{ "Editor itu mengatakan penulis akan datang.", "", "", 0, 0 },
		{ "Warga kembali. (abc/def)", "", "", 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		kr_doc d;
		lift(&d, t[i].text);
		if (d.meta.n_people != t[i].n)
			fail_msg("%u people in '%s'", d.meta.n_people, t[i].text);
		if (t[i].n) {
			assert_view(d.meta.people[t[i].at].name, t[i].name);
			assert_string_equal(kr__role_text(d.meta.people[t[i].at].role), t[i].role);
		}
		kr__doc_drop(&d);
	}
}

static void datelines(void **state)
{
	static const struct { const char *text, *place, *outlet; } t[] = {
		{ "Moskow (ANTARA) - Hujan turun di kota itu.", "Moskow", "Antara" },
		{ "JAKARTA, KOMPAS.com - Hujan turun.", "Jakarta", "Kompas.com" },
		{ "JAKARTA, KOMPAS.com- Hujan turun.", "Jakarta", "Kompas.com" },
		{ "KOMPAS.com -- Hujan turun.", "", "Kompas.com" },
		{ "TRIBUNNEWS.COM, JAKARTA - Hujan turun.", "Jakarta", "Tribunnews.com" },
		{ "Jakarta, CNN Indonesia -- Hujan turun.", "Jakarta", "CNN Indonesia" },
		{ "**Jakarta** - Hujan turun di kota itu.", "Jakarta", "" },
		{ "KOMPAS.com&nbsp;- Hujan turun.", "", "Kompas.com" },
		{ "?NEW YORK,KOMPAS.com\xc2\xa0- Hujan turun.", "New York", "Kompas.com" },
		{ "TRIBUNNEWS.CO. JAKARTA - Hujan turun.", "Jakarta", "Tribunnews.com" },
		{ "Laporan Wartawan Tribunnews.co. Sari Dewi. TRIBUNNEWS.CO. JAKARTA - Hujan.", "Jakarta", "Tribunnews.com" },
		{ "NEW YORK. KOMPAS.com - Hujan turun.", "New York", "Kompas.com" },
		{ "Warta Desa, Jakarta - Hujan turun.", "Jakarta", "Warta Desa" },
		{ "DESAKITA.ID, AMBON \xe2\x80\x94 Hujan turun.", "Ambon", "DESAKITA.ID" },
		{ "Bogor, Jawa Barat - Hujan turun.", "Bogor", "" },
		{ "KUALA LUMPUR: Hujan turun di bandar raya itu sejak awal pagi tadi dan "
		  "penduduk diminta berhati-hati, kata jurucakap.", "Kuala Lumpur", "" },
		{ "PERHATIAN: hujan.", "", "" },
		{ "TEL AVIV - Hujan turun di kota itu.", "Tel Aviv", "" },
		{ "Menteri Tani - yang baru - datang ke sawah.", "", "" },
		{ "Hujan turun di kota itu - lagi.", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		kr_doc d;
		lift(&d, t[i].text);
		assert_view(d.meta.dateline, t[i].place);
		assert_view(d.meta.outlet, t[i].outlet);
		kr__doc_drop(&d);
	}
}

static void titles(void **state)
{
	kr_doc d;

	(void)state;
	lift(&d, "Menteri Tani Kunjungi Sawah yang Kering\n\nHujan belum turun sejak Mei.\n");
	assert_view(d.meta.title, "Menteri Tani Kunjungi Sawah yang Kering");
	assert_int_equal(kr__zones(&d)[0].kind, KR_ZONE_TITLE);
	kr__doc_drop(&d);
	lift(&d, "Menteri kunjungi sawah: petani minta air\nAmbon (ANTARA) - Hujan belum turun.\n");
	assert_view(d.meta.title, "Menteri kunjungi sawah: petani minta air");
	kr__doc_drop(&d);
	lift(&d, "Menteri itu datang ke sawah yang kering pada Senin.\nHujan belum turun.\n");
	assert_int_equal(d.meta.title.len, 0);
	kr__doc_drop(&d);
}

/* A seed report, where it is at hand; false: it is not. */
static bool lift_seed(kr_doc *d, kr_buf *text, const char *name)
{
	const char *shared = getenv("KRONIK_SHARED");
	char path[4096];

	kr__buf_init(text, NULL);
	snprintf(path, sizeof path, "%s/seeds/%s", shared ? shared : "../shared", name);
	if (!kr__file_exists(path) || kr__file_read(path, 0, text, NULL))
		return false;
	lift(d, text->ptr);
	return true;
}

static void seed_agency(void **state)
{
	kr_buf text;
	kr_doc d;

	(void)state;
	if (!lift_seed(&d, &text, "004_c535f335454bdebb.txt")) {
		kr__buf_drop(&text);
		skip();
	}
	assert_view(d.meta.lang, "id");
	assert_view(d.meta.outlet, "Antara");
	assert_view(d.meta.dateline, "Moskow");
	assert_int_equal(d.meta.title.len, 0);
	assert_int_equal(d.meta.n_people, 2);
	assert_int_equal(d.meta.people[0].role, KR_ROLE_TRANSLATOR);
	assert_int_equal(d.meta.people[1].role, KR_ROLE_EDITOR);
	assert_int_equal(d.meta.n_chain, 2);
	assert_view(d.meta.chain[1].name, "Anadolu");
	assert_true(kr__date_eq(d.meta.published.value, (kr_date){ 2025, 1, 17 }));
	kr__doc_drop(&d);
	kr__buf_drop(&text);
}

static void seed_translated(void **state)
{
	static const uint8_t kinds[] = { KR_ZONE_BODY, KR_ZONE_CAPTION, KR_ZONE_CREDIT,
		KR_ZONE_BODY, KR_ZONE_BYLINE, KR_ZONE_AD, KR_ZONE_SOURCE, KR_ZONE_WIDGET };
	kr_buf text;
	kr_doc d;

	(void)state;
	if (!lift_seed(&d, &text, "000_c0c002c0856a9342.txt")) {
		kr__buf_drop(&text);
		skip();
	}
	assert_view(d.meta.lang, "id");
	assert_view(d.meta.outlet, "Cong Luan");
	assert_int_equal(d.meta.title.len, 0);
	assert_int_equal(d.meta.dateline.len, 0);
	assert_int_equal(d.meta.n_people, 1);
	assert_view(d.meta.people[0].name, "Ngoc Anh");
	assert_int_equal(d.meta.n_chain, 4);
	for (uint32_t i = 1; i < 4; i++)
		assert_int_equal(d.meta.chain[i].step, 1);
	assert_int_equal(d.meta.published.value.year, 0);
	assert_int_equal(kr__n_zones(&d), sizeof kinds);
	for (uint32_t i = 0; i < sizeof kinds; i++)
		assert_int_equal(kr__zones(&d)[i].kind, kinds[i]);
	kr__doc_drop(&d);
	kr__buf_drop(&text);
}

/* Bounded time on what tries to be slow. */
static void evil(void **state)
{
	static const char *const bits[] = { "Baca juga: ", "(menurut ", "Editor: A ",
		"dilansir ", "Senin (1", "[Gambas:", "-", "\n", "Foto: ", "kepada A, ",
		"Baca juga: A Lama. ", "Baca juga: Kota Desa Lama ", "(AFP/Sari Dewi) ",
		"Sari (AFP)\n", "(AFP, EFE)\n", "Tim Redaksi\n", "A - B - ", "A | B\n",
		"\xC2\xA9 2024 A\n", "kantor berita A ", "&nbsp;", "KOTA: ", "- Reuters\n",
		"Editor: A | ", "(ab/cd)\n", "3 komentar\n", "---\n", "---\nkembali " };

	(void)state;
	for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
		kr_buf b;
		kr_doc d;
		kr__buf_init(&b, NULL);
		while (b.len < 300000)
			kr__buf_str(&b, bits[i]);
		uint64_t from = kr__clock_ns();
		lift(&d, b.ptr);
		if (kr__clock_ns() - from > 5000000000u)
			fail_msg("too slow: '%s'", bits[i]);
		kr__doc_drop(&d);
		kr__buf_drop(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(noise),     cmocka_unit_test(one_line),
		cmocka_unit_test(people),    cmocka_unit_test(datelines),
		cmocka_unit_test(titles),    cmocka_unit_test(seed_agency),
		cmocka_unit_test(seed_translated),
		cmocka_unit_test(evil),
	};
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
