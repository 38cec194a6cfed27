// SPDX-License-Identifier: Apache-2.0
/* world: names, cases, offices and hosts over the facts of the tree. */
#include "test.h"

#include "lexicon/lexicon.h"

static kr_lexicon lx;
static const kr_world *w;

static int open_lexicon(void **state)
{
	(void)state;
	if (kr__lexicon_open(&lx, NULL, NULL, NULL))
		return -1;
	w = lx.world;
	return 0;
}

static int close_lexicon(void **state)
{
	(void)state;
	kr__lexicon_close(&lx);
	return 0;
}

/* Words parted by spaces. */
static bool match(const char *text, kr_world_hits *hits)
{
	kr_view words[16], rest = kr__view_of(text);
	uint32_t n = 0;

	while (n < 16 && kr__view_next(&rest, ' ', &words[n]))
		n++;
	return kr__world_match(w, words, n, hits);
}

static void names(void **state)
{
	static const struct {
		const char *text;
		uint32_t n_words;
		enum kr_world_kind kind;
		const char *name, *code;
	} t[] = {
		{ "AS menyerang", 1, KR_WORLD_COUNTRY, "Amerika Serikat", "USA" },
		{ "Amerika Serikat dan", 2, KR_WORLD_COUNTRY, "Amerika Serikat", "USA" },
		{ "AMERIKA SERIKAT", 2, KR_WORLD_COUNTRY, "Amerika Serikat", "USA" },
		{ "Tiongkok", 1, KR_WORLD_COUNTRY, "China", "CHN" },
		{ "Korsel", 1, KR_WORLD_COUNTRY, "Korea Selatan", "KOR" },
		{ "Moskwa", 1, KR_WORLD_SEAT, "Moskow", "RUS" },
		{ "Kremlin", 1, KR_WORLD_SEAT, "Kremlin", "RUS" },
		{ "Gedung Putih", 2, KR_WORLD_SEAT, "Gedung Putih", "USA" },
		{ "PBB", 1, KR_WORLD_ORG, "Perserikatan Bangsa-Bangsa", "IGO-UN" },
		{ "Perserikatan Bangsa - Bangsa", 4, KR_WORLD_ORG, "Perserikatan Bangsa-Bangsa", "IGO-UN" },
		{ "Al Qaeda", 2, KR_WORLD_ORG, "Al-Qaeda", "NSA-ALQAEDA" },
		{ "Al - Qaeda", 3, KR_WORLD_ORG, "Al-Qaeda", "NSA-ALQAEDA" },
		{ "Komisi Pemberantasan Korupsi ( KPK )", 3, KR_WORLD_ORG, "Komisi Pemberantasan Korupsi", "IDN" },
		{ "Badan Meteorologi , Klimatologi , dan Geofisika", 7, KR_WORLD_ORG, "Badan Meteorologi, Klimatologi, dan Geofisika", "IDN" },
		{ "ANTARA", 1, KR_WORLD_MEDIA, "Antara", "IDN" },
		{ "Kompas.com", 1, KR_WORLD_MEDIA, "Kompas.com", "COM" },
		{ "Kompas . com", 3, KR_WORLD_MEDIA, "Kompas.com", "COM" },
		{ "kantor berita Anadolu", 2, KR_WORLD_BODY, "Kantor Berita", "" },
		{ "Menteri Luar Negeri Rusia", 3, KR_WORLD_OFFICE, "Menteri Luar Negeri", "" },
		{ "Kapolri", 1, KR_WORLD_OFFICE, "Kapolri", "IDN" },
		{ "Masoud Pezeshkian", 2, KR_WORLD_PERSON, "Masoud Pezeshkian", "" },
		{ "Pezeshkian", 1, KR_WORLD_PERSON, "Masoud Pezeshkian", "" },
	};
	kr_world_hits hits;

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		if (!match(t[i].text, &hits))
			fail_msg("nothing at '%s'", t[i].text);
		const kr_world_hit *h = kr__world_hit_of(&hits, t[i].kind);
		if (!h || hits.n_words != t[i].n_words)
			fail_msg("'%s': %u words", t[i].text, hits.n_words);
		const kr_world_row *r = kr__world_row(w, t[i].kind, h->row);
		assert_view(r->name, t[i].name);
		assert_view(r->code, t[i].code);
	}
}

static void not_names(void **state)
{
	static const char *const t[] = { "as roda", "rusia", "kpk", "zzz", "",
		                         "-", "- Rusia", "perserikatan bangsa" };
	kr_world_hits hits;

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		if (match(t[i], &hits))
			fail_msg("a name at '%s'", t[i]);
}

static void weak(void **state)
{
	kr_world_hits hits;

	(void)state;
	assert_true(match("Antara", &hits));
	assert_true(kr__world_hit_of(&hits, KR_WORLD_MEDIA)->flags & KR_WORLD_WEAK);
	assert_true(match("ANTARA", &hits));
	assert_false(kr__world_hit_of(&hits, KR_WORLD_MEDIA)->flags & KR_WORLD_WEAK);
	assert_false(match("antara", &hits));
	assert_true(match("Kono", &hits));
	assert_true(hits.at[0].flags & KR_WORLD_SHORT);
	assert_true(hits.at[0].flags & KR_WORLD_WEAK);
	assert_false(match("XI", &hits)); /* class eleven */
	assert_true(match("Xi", &hits));
	assert_true(kr__world_find(w, KR_V("Uni Eropa"), &hits));
	assert_false(kr__world_find(w, KR_V("Uni Eropa Raya"), &hits));
}

static kr_days days(const char *iso)
{
	kr_date d;

	assert_true(kr__date_parse(kr__view_of(iso), &d));
	return kr__date_days(d);
}

static void holders(void **state)
{
	static const struct {
		const char *office, *code, *when, *name;
	} t[] = {
		{ "president", "IRN", "2024-10-11", "Masoud Pezeshkian" },
		{ "president", "IRN", "2024-04", "Ebrahim Raisi" },
		{ "president", "IRN", "2024", NULL },
		{ "president", "IDN", "2024-10-20", NULL },
		{ "president", "IDN", "2024-10-19", "Joko Widodo" },
		{ "president", "RUS", "2007", "Vladimir Putin" },
		{ "president", "XXX", "2007", NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		uint32_t p = kr__world_holder(w, kr__view_of(t[i].office),
		                              kr__view_of(t[i].code),
		                              KR_V(""), days(t[i].when));
		if (!t[i].name != (p == KR_NOSYM))
			fail_msg("row %zu: %u", i, p);
		if (p != KR_NOSYM)
			assert_view(kr__world_row(w, KR_WORLD_PERSON, p)->name,
			            t[i].name);
	}
}

static void terms(void **state)
{
	kr_world_hits hits;
	uint32_t n;

	(void)state;
	assert_true(match("Vladimir Putin", &hits));
	uint32_t p = kr__world_hit_of(&hits, KR_WORLD_PERSON)->row;
	const kr_world_term *t = kr__world_terms(w, p, &n);
	assert_true(n >= 2);
	for (uint32_t i = 0; i < n; i++)
		assert_int_equal(t[i].person, p);
	assert_true(t[0].from.year <= t[1].from.year);
	t = kr__world_term_at(w, p, days("2020"));
	assert_non_null(t);
	assert_view(t->key, "president");
	assert_view(kr__world_row(w, KR_WORLD_OFFICE, t->office)->sector, "GOV");
}

static void codes_and_hosts(void **state)
{
	(void)state;
	uint32_t c = kr__world_country(w, KR_V("TKM"));
	assert_view(kr__world_row(w, KR_WORLD_COUNTRY, c)->name, "Turkmenistan");
	assert_int_equal(kr__world_country(w, KR_V("QQQ")), KR_NOSYM);
	assert_int_equal(kr__world_country(w, KR_V("")), KR_NOSYM);
	uint32_t m = kr__world_host(w, KR_V("news.detik.com"));
	assert_view(kr__world_row(w, KR_WORLD_MEDIA, m)->name, "detikNews");
	m = kr__world_host(w, KR_V("www.detik.com"));
	assert_view(kr__world_row(w, KR_WORLD_MEDIA, m)->name, "detikcom");
	assert_int_equal(kr__world_host(w, KR_V("com")), KR_NOSYM);
	for (uint32_t i = 0; i < kr__world_count(w, KR_WORLD_ORG); i++)
		assert_true(kr__world_row(w, KR_WORLD_ORG, i)->code.len >= 3);
}

/* Every failed request for memory is told, none is followed by use. */
static void out_of_memory(void **state)
{
	const char *dir = getenv("KRONIK_DATA");
	kr_status status = KR_ENOMEM;
	kr_world *x = NULL;

	(void)state;
	for (unsigned long n = 0; status && n < 100000; n += 1 + n / 8) {
		kr_failing f = { n };
		kr_alloc alloc = { kr_failing_fn, &f };
		kr_arena a;
		kr__arena_init(&a, &alloc, 0);
		status = kr__world_parse(&x, &a, dir, NULL);
		assert_true(status == KR_OK || status == KR_ENOMEM);
		kr__arena_drop(&a);
	}
	assert_int_equal(status, KR_OK);
}

/* What an image gives is what the texts give. */
static void image(void **state)
{
	const char *dir = getenv("KRONIK_DATA"), *path = "world-test.bin";
	kr_arena a;
	kr_world *text, *image;
	kr_world_hits x, y;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	assert_int_equal(kr__world_parse(&text, &a, dir, NULL), KR_OK);
	assert_int_equal(kr__world_save(text, dir, path, NULL), KR_OK);
	assert_int_equal(kr__world_image(&image, &a, dir, path, NULL), KR_OK);
	for (int kind = 0; kind < KR_WORLD_KINDS; kind++) {
		uint32_t n = kr__world_count(text, kind);
		assert_int_equal(n, kr__world_count(image, kind));
		for (uint32_t i = 0; i < n; i++) {
			kr_view name = kr__world_row(text, kind, i)->name;
			assert_true(kr__view_eq(name, kr__world_row(image, kind, i)->name));
			kr__world_find(text, name, &x);
			kr__world_find(image, name, &y);
			assert_int_equal(x.n, y.n);
			assert_memory_equal(x.at, y.at, x.n * sizeof *x.at);
		}
	}
	uint32_t p = kr__world_holder(image, KR_V("president"), KR_V("FRA"), KR_V(""), days("2020"));
	assert_view(kr__world_row(image, KR_WORLD_PERSON, p)->name, "Emmanuel Macron");
	kr__world_close(image);
	remove(path);
	kr__arena_drop(&a);
}

static void damaged_image(void **state)
{
	const char *dir = getenv("KRONIK_DATA"), *path = "world-damaged.bin";
	kr_arena a;
	kr_world *w2;
	kr_buf b;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	kr__buf_init(&b, NULL);
	assert_int_equal(kr__world_parse(&w2, &a, "/nonexistent", NULL), KR_OK);
	assert_int_equal(kr__world_save(w2, "/nonexistent", path, NULL), KR_OK);
	assert_int_equal(kr__world_image(&w2, &a, dir, path, NULL), KR_ENOTFOUND); /* stale */
	assert_int_equal(kr__world_image(&w2, &a, "/nonexistent", path, NULL), KR_OK);
	kr__world_close(w2);
	assert_int_equal(kr__file_read(path, 0, &b, NULL), KR_OK);
	assert_true(kr__world_summed(kr__buf_view(&b)));
	for (size_t i = 0; i < b.len; i += 1 + b.len / 40) {
		b.ptr[i] ^= 1;
		assert_false(kr__world_summed(kr__buf_view(&b)));
		b.ptr[i] ^= 1;
	}
	b.ptr[0] ^= 1;
	assert_int_equal(kr__file_write(path, kr__buf_view(&b), NULL), KR_OK);
	assert_int_equal(kr__world_image(&w2, &a, "/nonexistent", path, NULL), KR_ENOTFOUND);
	b.ptr[0] ^= 1;
	b.len /= 2;
	assert_int_equal(kr__file_write(path, kr__buf_view(&b), NULL), KR_OK);
	assert_int_equal(kr__world_image(&w2, &a, "/nonexistent", path, NULL), KR_ENOTFOUND);
	remove(path);
	kr__buf_drop(&b);
	kr__arena_drop(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names),   cmocka_unit_test(not_names),
		cmocka_unit_test(weak),    cmocka_unit_test(holders),
		cmocka_unit_test(terms),   cmocka_unit_test(codes_and_hosts),
		cmocka_unit_test(image),   cmocka_unit_test(damaged_image),
		cmocka_unit_test(out_of_memory),
	};
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
