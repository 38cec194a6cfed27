// SPDX-License-Identifier: Apache-2.0
/* events: small articles with the records that they must give: one record a
 * real act, the status of an act, and what must not become an act. */
#include "pack_help.h"

#include <time.h>

static void side(kr_buf *out, const kr_doc *d, kr_range r)
{
	for (uint32_t i = 0; i < r.n; i++) {
		const kr_party *p = &kr__partys(d)[r.first + i];
		kr__buf_str(out, i ? "," : "");
		kr__buf_add(out, p->code ? kr__doc_text(d, p->code) : KR_V("-"));
	}
}

/* "TYPE status ACTORS>RECIPIENTS" of every event, joined by "; ". */
static void read_events(kr_buf *out, const char *text)
{
	kr_doc d;

	read_layers(&d, text, KR_READ_EVENTS, false);
	for (uint32_t i = 0; i < kr__n_events(&d); i++) {
		const kr_event *e = &kr__events(&d)[i];
		kr__buf_str(out, i ? "; " : "");
		kr__buf_str(out, kr__event_text(e->type));
		kr__buf_chr(out, ' ');
		kr__buf_str(out, kr__event_status_text(e->status));
		kr__buf_chr(out, ' ');
		side(out, &d, e->actors);
		kr__buf_chr(out, '>');
		side(out, &d, e->recipients);
	}
	kr__doc_drop(&d);
}

static void check(const struct one *cases, size_t n)
{
	check_texts(cases, n, read_events);
}

#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

static void one_record_an_act(void **state)
{
	static const struct one cases[] = {
		/* lead and later sentence tell one meeting */
		{ "Vladimir Putin bertemu Xi Jinping di Baku. "
		  "Dalam pertemuan itu, Vladimir Putin dan Xi Jinping membahas gas.",
		  "CONSULT occurred RUS,CHN>" },
		/* another day is another meeting */
		{ "Vladimir Putin bertemu Xi Jinping di Baku pada 3 Mei 2024. "
		  "Vladimir Putin bertemu Xi Jinping di Baku pada 9 Juni 2024.",
		  "CONSULT occurred RUS,CHN>; CONSULT occurred RUS,CHN>" },
		/* other parties */
		{ "Rusia mengecam Israel. China mengecam Israel.",
		  "ACCUSE occurred RUS>ISR; ACCUSE occurred CHN>ISR" },
		{ "Rusia mengecam Israel. Rusia juga mengecam Israel di Jenewa.",
		  "ACCUSE occurred RUS>ISR" },
		/* a plan and its deed stay apart */
		{ "Vladimir Putin akan mengunjungi China. "
		  "Vladimir Putin mengunjungi China pada 3 Mei 2024.",
		  "CONSULT planned RUS>CHN; CONSULT occurred RUS>CHN" },
		/* praise and signing are two kinds of support */
		{ "Rusia memuji Iran. Rusia dan Iran menandatangani perjanjian dagang.",
		  "SUPPORT occurred RUS>IRN; SUPPORT occurred RUS,IRN>" },
	};

	(void)state;
	CHECK(cases);
}

static void status_of_an_act(void **state)
{
	static const struct one cases[] = {
		{ "Rusia menarik pasukannya dari Ukraina.", "RETREAT occurred RUS>UKR" },
		{ "Rusia akan menarik pasukannya dari Ukraina.", "RETREAT planned RUS>UKR" },
		{ "Rusia berjanji menarik pasukannya dari Ukraina.",
		  "RETREAT promised RUS>UKR" },
		{ "Rusia diperkirakan menarik pasukannya dari Ukraina.",
		  "RETREAT expected RUS>UKR" },
		{ "Rusia berharap menarik pasukannya dari Ukraina.",
		  "RETREAT hoped RUS>UKR" },
		{ "Rusia belum menarik pasukannya dari Ukraina.",
		  "RETREAT denied RUS>UKR" },
		{ "Rusia batal menarik pasukannya dari Ukraina.",
		  "RETREAT cancelled RUS>UKR" },
		{ "Rusia sedang menarik pasukannya dari Ukraina.",
		  "RETREAT ongoing RUS>UKR" },
		/* what is merely possible, asked for, or a condition is none */
		{ "Rusia bisa menarik pasukannya dari Ukraina.", "" },
		{ "Jika Rusia menarik pasukannya dari Ukraina, harga turun.", "" },
		{ "China meminta Rusia menarik pasukannya dari Ukraina.",
		  "REQUEST occurred CHN>RUS" },
		{ "Australia mempertimbangkan untuk menggugat China.",
		  "ACCUSE hypothetical AUS>CHN" },
		{ "Donald Trump menggunakan wewenangnya untuk mengenakan tarif terhadap "
		  "Kanada.", "SANCTION occurred USA>CAN" },
	};

	(void)state;
	CHECK(cases);
}

static void sides_that_are_not_named(void **state)
{
	static const struct one cases[] = {
		{ "Atas permintaan Vladimir Putin, Xi Jinping terbang ke Baku.",
		  "REQUEST occurred RUS>CHN" },
		{ "Seruan itu disampaikan oleh Vladimir Putin saat menemui Xi Jinping.",
		  "CONSULT occurred RUS,CHN>" },
		{ "Israel dikecam oleh Rusia, dengan menyebut Gaza hancur.",
		  "ACCUSE occurred RUS>ISR" },
		{ "Vladimir Putin mengatakan Israel harus berhenti menyerang Gaza, dan "
		  "tindakannya didukung oleh Amerika Serikat.",
		  "REQUEST occurred RUS>ISR; ACCUSE occurred RUS>USA" },
		{ "Duta Besar Kamboja untuk PBB mengecam Thailand.",
		  "ACCUSE occurred KHM>THA" },
		{ "Vladimir Putin bertemu Xi Jinping di Moskow. Pertemuan itu diharapkan "
		  "membuka jalan bagi pembebasan visa untuk wisatawan kedua negara.",
		  "CONSULT occurred CHN>RUS; CONCEDE expected RUS,CHN>" },
	};

	(void)state;
	CHECK(cases);
}

/* A text without sentence ends: twice the length, about twice the time. */
static double seconds(const char *piece, size_t n)
{
	kr_buf text, got;
	clock_t start;

	kr__buf_init(&text, NULL);
	kr__buf_init(&got, NULL);
	for (size_t i = 0; i < n; i++)
		kr__buf_str(&text, piece);
	kr__buf_chr(&text, '\0');
	start = clock();
	read_events(&got, text.ptr);
	double s = (double)(clock() - start) / CLOCKS_PER_SEC;
	kr__buf_drop(&got);
	kr__buf_drop(&text);
	return s;
}

static void linear_time(void **state)
{
	static const char *const pieces[] = {
		"\"", "kata ", "\"kata Putin, ", "Rusia menyerang Iran dan ",
		"mengatakan bahwa ", "\xE2\x80\x9D kata ",
	};

	(void)state;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		double once = seconds(pieces[i], 8000);
		double four = seconds(pieces[i], 32000);
		if (four > 8 * once + 0.5)
			fail_msg("'%s': %.2f s, four times as much %.2f s",
			         pieces[i], once, four);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_record_an_act),
		cmocka_unit_test(status_of_an_act),
		cmocka_unit_test(sides_that_are_not_named),
		cmocka_unit_test(linear_time),
	};

	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
