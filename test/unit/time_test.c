// SPDX-License-Identifier: Apache-2.0
/* times: every rule's own example, and tables of harder cases. */
#include "pack_help.h"

/* Read `text` as published on one of the days [from, to] ("": unknown). */
static void read_text_in(const kr_pack *p, kr_doc *d, const char *text,
                         const char *from, const char *to)
{
	kr_arena scratch;
	kr_date a, b;
	kr_err err;

	assert_int_equal(kr__doc_init(d, NULL, &lx.symbols, 0), KR_OK);
	kr__arena_init(&scratch, NULL, 0);
	d->text = kr__arena_copy(&d->arena, kr__view_of(text));
	if (kr__date_parse(kr__view_of(from), &a) && kr__date_parse(kr__view_of(to), &b)) {
		d->meta.published.bounds = (kr_days){ kr__date_to_day(a),
			                              kr__date_to_day(b) };
		if (kr__date_eq(a, b))
			d->meta.published.value = a;
	}
	assert_int_equal(kr__mark_tokens(p, d, &scratch), KR_OK);
	assert_int_equal(kr__mark_times(p, d, &scratch), KR_OK);
	assert_int_equal(kr__doc_check(d, &err), KR_OK);
	kr__arena_drop(&scratch);
}

static void read_text(kr_doc *d, const char *text, const char *from, const char *to)
{
	read_text_in(kr__lexicon_pack(&lx, KR_V("id")), d, text, from, to);
}

static void examples_of(const kr_pack *p)
{
	const struct kr_timex *t = p->timex;

	for (uint32_t i = 0; i < t->n_rules; i++) {
		const kr_timex_rule *r = &t->rules[i];
		bool found = false;
		kr_doc d;
		if (!r->example.len)
			continue;
		read_text_in(p, &d, r->example.ptr, "2025-01-17", "2025-01-17");
		for (uint32_t k = 0; k < kr__n_times(&d); k++)
			found |= kr__times(&d)[k].rule == r->id &&
			         kr__view_eq(kr__doc_text(&d, kr__times(&d)[k].value),
			                     r->value);
		if (!found)
			fail_msg("%s, timerules.tsv:%u: '%.*s' does not give %.*s",
			         p->dir, r->line, (int)r->example.len, r->example.ptr,
			         (int)r->value.len, r->value.ptr);
		kr__doc_drop(&d);
	}
}

static void examples(void **state)
{
	(void)state;
	for (uint32_t i = 0; i < lx.n_packs; i++)
		if (lx.packs[i].timex)
			examples_of(&lx.packs[i]);
}

/* One case: text, possible days of publication, the values in order. */
static void values(void **state)
{
	static const struct {
		const char *text, *from, *to, *want;
	} cases[] = {
		{ "Ia tiba Jumat (17/1).", "2025-01-15", "2025-01-20", "2025-01-17" },
		{ "Ia tiba Jumat (17/1).", "", "", "XXXX-01-17" },
		{ "Ia tiba kemarin.", "2025-01-15", "2025-01-20", "" },
		{ "Ia tiba bulan lalu.", "2025-01-15", "2025-01-20", "2024-12" },
		{ "Ia tiba bulan lalu.", "2025-01-30", "2025-02-02", "" },
		{ "Ia tiba Jumat (18/1).", "2025-01-18", "2025-01-18", "2025-01-18" },
		{ "Ia tiba Kamis (19/6/2026).", "2025-06-19", "2025-06-19", "2025-06-19" },
		{ "Usianya 45 tahun.", "2025-01-17", "2025-01-17", "?" },
		{ "Budi (45 tahun) tewas.", "2025-01-17", "2025-01-17", "?" },
		{ "Pemilu 2024 aman.", "2025-01-17", "2025-01-17", "?" },
		{ "Minggu depan ia tiba, dua minggu setelah Minggu (12/1).", "2025-01-17",
		  "2025-01-17", "2025-W04 P2W 2025-01-12" },
		{ "Ia akan tiba Senin.", "2025-01-17", "2025-01-17", "2025-01-20" },
		{ "Ia tiba Senin.", "2025-01-17", "2025-01-17", "2025-01-13" },
		{ "\"Kita bertemu besok,\" kata Menlu, Selasa (14/1).", "2025-01-17",
		  "2025-01-17", "2025-01-15 2025-01-14" },
		{ "Dana itu cukup dua puluh lima tahun.", "2025-01-17", "2025-01-17",
		  "P25Y" },
		{ "Rapat 31 Februari 2025 batal.", "2025-01-17", "2025-01-17", "" },
		{ "Menurut UU Nomor 8 Tahun 2019, izin itu batal.", "2025-01-17",
		  "2025-01-17", "?" },
		{ "Bibit tumbuh 3,5 bulan dan dipanen 5-7 tahun lagi.", "2025-01-17",
		  "2025-01-17", "P3.5M P5Y/P7Y" },
		{ "Pada hari Kamis (16/1) ini ia menginap dua malam.", "2025-01-17",
		  "2025-01-17", "2025-01-16 P2D" },
		{ "Data Oktober-Desember keluar Rabu malam (15/1).", "2025-01-17",
		  "2025-01-17", "2024-10/2024-12 2025-01-15TNI" },
		{ "Ia sakit sejak Maret, tiba Rabu (15/1) kemarin.", "2025-01-17",
		  "2025-01-17", "2024-03 2025-01-15" },
		/* the last day on which somebody spoke */
		{ "\"Kita rapat,\" kata Menlu, Selasa (14/1). \"Kita bertemu besok,\" "
		  "katanya.", "2025-01-17", "2025-01-17", "2025-01-14 2025-01-15" },
		{ "Ia ditahan sejak hari ini, Kamis (16/1).", "2025-01-17", "2025-01-17",
		  "2025-01-16 2025-01-16" },
		{ "Warga berusia di atas 60 tahun diperiksa enam bulan sekali.",
		  "2025-01-17", "2025-01-17", "?" },
		{ "Tarif naik pada kuartal III.", "2025-01-17", "2025-01-17",
		  "2024-07/2024-09" },
		{ "KTT BRICS di Kazan digelar 22-24 Oktober, setelah 11 Oktober.", "", "",
		  "2024-10-22/2024-10-24 2024-10-11" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kr_buf got;
		kr_doc d;
		kr__buf_init(&got, NULL);
		read_text(&d, cases[i].text, cases[i].from, cases[i].to);
		for (uint32_t k = 0; k < kr__n_times(&d); k++) {
			kr__buf_str(&got, k ? " " : "");
			kr__buf_add(&got, kr__doc_text(&d, kr__times(&d)[k].value));
		}
		const char *want = cases[i].want;
		if (want[0] == '?' ? kr__n_times(&d) != 0
		                   : !kr__view_is(kr__buf_view(&got), want))
			fail_msg("'%s': got '%s', want '%s'", cases[i].text, got.ptr,
			         want);
		kr__buf_drop(&got);
		kr__doc_drop(&d);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(examples),
		                            cmocka_unit_test(values) };
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
