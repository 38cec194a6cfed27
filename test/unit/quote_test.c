// SPDX-License-Identifier: Apache-2.0
/* quotes: sentences with the kind, speaker and words that they must give. */
#include "pack_help.h"

/* "kind speaker|words" of every quote, joined by " ## ". */
static void read_quotes(kr_buf *out, const char *text)
{
	kr_doc d;

	read_layers(&d, text, KR_READ_QUOTES, false);
	for (uint32_t i = 0; i < kr__n_quotes(&d); i++) {
		const kr_quote *q = &kr__quotes(&d)[i];
		kr__buf_str(out, i ? " ## " : "");
		kr__buf_str(out, kr__quote_text(q->kind));
		kr__buf_chr(out, ' ');
		kr__buf_add(out, kr__doc_text(&d, kr__entitys(&d)[q->speaker].name));
		kr__buf_chr(out, '|');
		kr__buf_add(out, kr__doc_cut(&d, q->span));
	}
	kr__doc_drop(&d);
}

static void check(const struct one *cases, size_t n)
{
	check_texts(cases, n, read_quotes);
}

static void direct(void **state)
{
	static const struct one cases[] = {
		{ "\"Kami siap berunding kapan saja,\" kata Vladimir Putin.",
		  "direct Vladimir Putin|Kami siap berunding kapan saja," },
		{ "Vladimir Putin menegaskan, \"Kami siap berunding kapan saja.\"",
		  "direct Vladimir Putin|Kami siap berunding kapan saja." },
		{ "\"Iya,\" kata Wakil Ketua KPK Johanis Tanak saat dihubungi.",
		  "direct Johanis Tanak|Iya," },
		{ "Joko Widodo tiba di Solo. \"Saya pulang hari ini,\" ujarnya.",
		  "direct Joko Widodo|Saya pulang hari ini," },
		{ "\"Harga beras turun,\" kata seorang pedagang di pasar itu.",
		  "direct pedagang|Harga beras turun," },
		/* the closing mark on both sides, around a word and around speech */
		{ "Rencana \xE2\x80\x9Dgila\xE2\x80\x9D itu batal. \xE2\x80\x9DKami akan pulang besok "
		  "pagi,\xE2\x80\x9D kata Joko Widodo.",
		  "direct Joko Widodo|Kami akan pulang besok pagi," },
		{ "Film berjudul \"Laskar Pelangi\" itu diputar lagi.", "" },
		{ "Ia dijuluki \"Si Raja Minyak\" oleh warga.", "" },
		{ "\"Ini babak baru,\" tutur Menteri Pertahanan Iran, "
		  "Aziz Nasirzadeh, kepada wartawan.",
		  "direct Aziz Nasirzadeh|Ini babak baru," },
		/* an office alone is whoever was named with it */
		{ "Kapolres Hulu Sungai Tengah, AKBP Budi Santoso, tiba di lokasi. \"Jalan "
		  "itu sudah aman,\" kata Kapolres Hulu Sungai Tengah.",
		  "direct Budi Santoso|Jalan itu sudah aman," },
		/* "pelatih asal Belanda itu" names no new speaker */
		{ "Joko Widodo tiba di Solo. Joko Widodo menilai jalan itu sudah aman. "
		  "\"Saya lega,\" kata mantan Gubernur Jakarta itu.",
		  "indirect Joko Widodo|jalan itu sudah aman ## "
		  "direct Joko Widodo|Saya lega," },
		{ "\"Harga beras turun lagi,\" tulis laporan survei tersebut.",
		  "direct laporan survei|Harga beras turun lagi," },
		{ "\"Harap tetap tenang dan jauhi sungai,\" demikian imbauan KPK.",
		  "direct Komisi Pemberantasan Korupsi|Harap tetap tenang dan jauhi "
		  "sungai," },
	};

	(void)state;
	check(cases, sizeof cases / sizeof *cases);
}

static void reported(void **state)
{
	static const struct one cases[] = {
		{ "Vladimir Putin mengatakan bahwa perang akan segera berakhir.",
		  "indirect Vladimir Putin|perang akan segera berakhir" },
		{ "Menurut Joko Widodo, jalan itu sudah selesai dibangun.",
		  "indirect Joko Widodo|jalan itu sudah selesai dibangun" },
		{ "Jalan itu sudah selesai dibangun sejak lama, kata Joko Widodo.",
		  "indirect Joko Widodo|Jalan itu sudah selesai dibangun sejak lama" },
		{ "Donald Trump memperingatkan bahwa tarif akan naik.",
		  "indirect Donald Trump|tarif akan naik" },
		{ "Donald Trump mendesak agar pasukan ditarik dari kota itu.",
		  "indirect Donald Trump|pasukan ditarik dari kota itu" },
		{ "Joko Widodo menekankan pentingnya persatuan bangsa.",
		  "indirect Joko Widodo|pentingnya persatuan bangsa" },
		{ "Joko Widodo menyebut aturan itu \"tidak masuk akal\".",
		  "mixed Joko Widodo|aturan itu \"tidak masuk akal\"" },
		{ "Gedung Putih mengatakan dalam sebuah pernyataan, perundingan "
		  "akan dilanjutkan pekan depan.",
		  "indirect Amerika Serikat|perundingan akan dilanjutkan pekan depan" },
		{ "Donald Trump menyebut Iran akan menyerah dalam wawancara dengan "
		  "sebuah stasiun televisi.",
		  "indirect Donald Trump|Iran akan menyerah" },
		{ "Joko Widodo menyampaikan seruan untuk menghentikan kekerasan.",
		  "indirect Joko Widodo|menghentikan kekerasan" },
		{ "Budi Santoso, seorang peneliti asal China, mengatakan larangan itu "
		  "merugikan semua pihak.",
		  "indirect Budi Santoso|larangan itu merugikan semua pihak" },
		{ "Pengamat Universitas Gadjah Mada Budi Santoso menilai partai itu "
		  "akan bubar.",
		  "indirect Budi Santoso|partai itu akan bubar" },
		{ "Donald Trump menanggapi ucapan Vladimir Putin yang mengatakan perang "
		  "akan segera usai.",
		  "indirect Vladimir Putin|perang akan segera usai" },
		{ "Joko Widodo memberikan pesan kepada warga untuk menanam pohon.",
		  "indirect Joko Widodo|menanam pohon" },
		{ "Jembatan itu akan dibuka bulan depan, demikian diungkap Joko Widodo.",
		  "indirect Joko Widodo|Jembatan itu akan dibuka bulan depan" },
		{ "Menurut Joko Widodo, Jumat (17/1), jalan itu sudah selesai "
		  "dibangun.",
		  "indirect Joko Widodo|jalan itu sudah selesai dibangun" },
		{ "Kata Joko Widodo, jembatan itu sudah aman dilewati truk.",
		  "indirect Joko Widodo|jembatan itu sudah aman dilewati truk" },
		{ "Jembatan itu aman dilewati truk, begitu kata Joko Widodo.",
		  "indirect Joko Widodo|Jembatan itu aman dilewati truk" },
		{ "Soal jembatan di hulu sungai besar itu, menurut Joko Widodo, warga "
		  "boleh menyeberang.",
		  "indirect Joko Widodo|warga boleh menyeberang" },
		{ "Joko Widodo menegaskan pentingnya hutan bagi warga.",
		  "indirect Joko Widodo|pentingnya hutan bagi warga" },
		{ "Plt Deputi Sarana Otorita Ibu Kota sekaligus Ketua Satuan Tugas Budi "
		  "Santoso mengatakan jalan itu sudah aman.",
		  "indirect Budi Santoso|jalan itu sudah aman" },
		{ "Empat rumah sakit di kota itu melaporkan telah menerima korban.",
		  "indirect Empat rumah sakit|telah menerima korban" },
		{ "Joko Widodo menegaskan bahwa \"tidak ada ampun\" bagi koruptor.",
		  "mixed Joko Widodo|\"tidak ada ampun\" bagi koruptor" },
		/* a short name is the one person whose longer name has it */
		{ "Ahmad Rizal Kurnia tiba di Medan. Rizal menilai aturan itu sudah "
		  "baik.",
		  "indirect Ahmad Rizal Kurnia|aturan itu sudah baik" },
		/* "bahwa" or "jika" of a later clause opens nothing */
		{ "Joko Widodo memastikan jembatan itu akan dibangun jika dananya ada.",
		  "indirect Joko Widodo|jembatan itu akan dibangun jika dananya ada" },
		{ "Menurut Joko Widodo jembatan itu sudah aman dilewati truk.",
		  "indirect Joko Widodo|jembatan itu sudah aman dilewati truk" },
		{ "Joko Widodo berjanji hasil rapat akan dibuka kepada umum.",
		  "indirect Joko Widodo|hasil rapat akan dibuka kepada umum" },
		{ "Joko Widodo menilai hutan itu rusak, dengan menambahkan bahwa warga "
		  "harus menanam lagi.",
		  "indirect Joko Widodo|hutan itu rusak ## "
		  "indirect Joko Widodo|warga harus menanam lagi" },
		{ "Joko Widodo optimistis harga beras akan turun bulan depan.",
		  "indirect Joko Widodo|harga beras akan turun bulan depan" },
		{ "Dengan menanam pohon, lanjut Joko Widodo, banjir akan berkurang.",
		  "indirect Joko Widodo|banjir akan berkurang" },
		{ "Vladimir Putin menolak tudingan dari Donald Trump yang menyebut "
		  "gencatan senjata itu sudah dilanggar.",
		  "indirect Donald Trump|gencatan senjata itu sudah dilanggar" },
	};

	(void)state;
	check(cases, sizeof cases / sizeof *cases);
}

static void none(void **state)
{
	static const struct one cases[] = {
		{ "Vladimir Putin mengecam serangan itu.", "" },
		{ "Joko Widodo menyampaikan duka atas bencana tersebut.", "" },
		{ "Donald Trump mengumumkan kunjungan ke Tokyo.", "" },
		{ "Donald Trump melarang impor baja dari semua negara tetangga.", "" },
		{ "Menurut unggahan tersebut, sapi itu sudah pulang.", "" },
		{ "Joko Widodo memuji jembatan yang disebutnya sebagai karya "
		  "besar.", "" },
		{ "Donald Trump memuji Vladimir Putin. Hal itu diungkapkan Donald "
		  "Trump di Washington.", "" },
		{ "Joko Widodo menceritakan pengalaman yang menyentuh hati.", "" },
		{ "Donald Trump memerintahkan serangan terhadap Iran.", "" },
		{ "Joko Widodo meminta maaf.", "" },
		{ "Kesepakatan itu menyebut kedua pihak akan bertemu lagi.", "" },
		{ "Joko Widodo tidak mengatakan kapan rapat itu digelar.", "" },
		{ "Yang jelas, klaim Iran itu diragukan banyak orang.", "" },
		{ "Berkas perkara itu belum dijelaskan KPK.", "" },
		{ "Bantuan itu penting bagi warga Gaza, serta mengurangi beban.", "" },
		{ "Joko Widodo melanjutkan perjalanan mereka menuju Solo.", "" },
		{ "Donald Trump mengakui negara Kosovo.", "" },
		{ "Joko Widodo menceritakan soal jembatan yang sudah lama dibangun.", "" },
		{ "Donald Trump mengungkapkan alasan di balik perubahan tarif menjadi "
		  "lebih rendah.", "" },
		{ "Keputusan Donald Trump menggarisbawahi niatnya yang akan menaikkan "
		  "tarif.", "" },
		{ "Vladimir Putin membaca kabar yang menyebut perang akan berakhir.", "" },
		{ "Joko Widodo memilih topik \"Bagaimana kita menjaga sungai bersama.\"",
		  "" },
	};

	(void)state;
	check(cases, sizeof cases / sizeof *cases);
}

static void flow(void **state)
{
	static const struct one cases[] = {
		{ "Joko Widodo mengatakan jalan itu akan dibangun. Pihaknya berharap "
		  "warga mau bersabar.",
		  "indirect Joko Widodo|jalan itu akan dibangun ## "
		  "indirect Joko Widodo|warga mau bersabar" },
		{ "Jalan itu akan ditutup besok. Hal itu disampaikan Joko Widodo.",
		  "indirect Joko Widodo|Jalan itu akan ditutup besok" },
		{ "Vladimir Putin mengatakan perang akan berakhir. Hal senada "
		  "disampaikan Joko Widodo. Ia mengatakan dunia butuh damai.",
		  "indirect Vladimir Putin|perang akan berakhir ## "
		  "indirect Joko Widodo|dunia butuh damai" },
		{ "Joko Widodo mengatakan harga akan turun dan meminta warga agar "
		  "tidak panik.",
		  "indirect Joko Widodo|harga akan turun ## "
		  "indirect Joko Widodo|tidak panik" },
		/* the fuller of two names that the world knows */
		{ "Menteri Pertanian Andi Amran Sulaiman tiba di Solo. Amran mengatakan "
		  "beras akan cukup.",
		  "indirect Andi Amran Sulaiman|beras akan cukup" },
		{ "Vladimir Putin mengatakan perang akan usai. Joko Widodo menyerukan "
		  "pembebasan sandera. Ia mengatakan dunia butuh damai.",
		  "indirect Vladimir Putin|perang akan usai ## "
		  "indirect Joko Widodo|dunia butuh damai" },
		{ "KPK menyatakan perkara itu akan disidangkan. Joko Widodo mengatakan "
		  "sidang itu penting. Mereka menambahkan berkasnya sudah lengkap.",
		  "indirect Komisi Pemberantasan Korupsi|perkara itu akan disidangkan ## "
		  "indirect Joko Widodo|sidang itu penting ## "
		  "indirect Komisi Pemberantasan Korupsi|berkasnya sudah lengkap" },
	};

	(void)state;
	check(cases, sizeof cases / sizeof *cases);
}

/* Forms found by reading news pages, retold. */
static void retold(void **state)
{
	static const struct one cases[] = {
		{ "Menteri Luar Negeri Rusia, Sergey Lavrov, mengatakan perang harus berhenti.",
		  "indirect Sergei Lavrov|perang harus berhenti" },
		{ "\"Tiga orang tewas,\" kata otoritas Israel.",
		  "direct otoritas Israel|Tiga orang tewas," },
		{ "Kantor Netanyahu mengatakan pasukan akan mundur.",
		  "indirect Kantor Netanyahu|pasukan akan mundur" },
		{ "Sebanyak 56 persen warga berpendapat, perang harus berhenti.",
		  "indirect warga|perang harus berhenti" },
		{ "Donald Trump mengatakan utang akan naik dan berjanji untuk memangkas anggaran.",
		  "indirect Donald Trump|utang akan naik ## "
		  "indirect Donald Trump|memangkas anggaran" },
		{ "Iran didesak AS agar menghentikan pengayaan uranium.",
		  "indirect Amerika Serikat|menghentikan pengayaan uranium" },
		{ "Boris Pistorius khawatir Rusia akan menyerang NATO.",
		  "indirect Boris Pistorius|Rusia akan menyerang NATO" },
		{ "Boris Pistorius khawatir akan nasib para sandera.", "" },
		{ "Pemerintah China membantah klaim Donald Trump yang menyatakan bahwa kedua "
		  "negara sedang berunding.",
		  "indirect Donald Trump|kedua negara sedang berunding" },
		{ "Zelensky menyebut Rusia telah menyerang sedangkan Putin menyebut Ukraina "
		  "telah melanggar janji.",
		  "indirect Volodymyr Zelensky|Rusia telah menyerang ## "
		  "indirect Vladimir Putin|Ukraina telah melanggar janji" },
		{ "Donald Trump menyebut harga akan turun. Vladimir Putin menolak rencana itu. "
		  "Ia menilai rencana itu buruk.",
		  "indirect Donald Trump|harga akan turun ## "
		  "indirect Vladimir Putin|rencana itu buruk" },
		{ "Bantuan itu \"jauh dari cukup\", kata Vladimir Putin.",
		  "mixed Vladimir Putin|Bantuan itu \"jauh dari cukup\"" },
		{ "Donald Trump berbicara dalam acara \"Sunday Morning Futures.\"", "" },
		{ "Vladimir Putin memperingatkan Iran, setiap serangan akan dibalas.",
		  "indirect Vladimir Putin|setiap serangan akan dibalas" },
		{ "Dmitry Peskov mengatakan pada Minggu, Rusia terbuka untuk berunding.",
		  "indirect Dmitry Peskov|Rusia terbuka untuk berunding" },
		{ "Berdasarkan proyeksi IMF, ekonomi dunia akan tumbuh tahun depan.",
		  "indirect Dana Moneter Internasional|ekonomi dunia akan tumbuh tahun depan" },
		{ "Diperkirakan puluhan ribu orang akan hadir di Jakarta.", "" },
	};
	(void)state;
	check(cases, sizeof cases / sizeof *cases);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(direct),
		                            cmocka_unit_test(reported),
		                            cmocka_unit_test(none),
		                            cmocka_unit_test(flow), cmocka_unit_test(retold) };
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
