// SPDX-License-Identifier: Apache-2.0
/* Independent origins: a table of sets of reports. */
#include "merge/chain.h"
#include "merge/origin.h"
#include "test.h"

enum { MAX_REPORTS = 4, MAX_CHAIN = 4 };

/* A report as "outlet > agency + agency > agency"; copy: index + 1. */
struct row {
	const char *reports[MAX_REPORTS];
	int copy[MAX_REPORTS];
	const char *want; /* names joined by ", "; "?" for the unknown */
};

static const struct row rows[] = {
	{ { "A" }, { 0 }, "A" },
	{ { "A > Reuters", "B > Reuters" }, { 0 }, "Reuters" },
	{ { "A > Reuters + IRNA + TASS" }, { 0 }, "IRNA, Reuters, TASS" },
	{ { "A > Reuters + IRNA", "B > IRNA > Reuters" }, { 0 }, "Reuters" },
	{ { "Kabar > Kazinform + TASS", "ANTARA > Anadolu", "Suara.id > Antara" },
	  { 0, 0, 2 }, "Anadolu, Kazinform, TASS" },
	{ { "A > B", "B > A" }, { 0 }, "A" },
	{ { "A", "B" }, { 0, 1 }, "A" },
	{ { "A", "B" }, { -2, 0 }, "A" },
	{ { "", "", "A" }, { 0 }, "A, ?" },
	{ { "", " > AFP" }, { 2 }, "AFP" },
	{ { "NusaPos.com", "Lintas > nusapos > Kazinform" }, { 0 }, "Kazinform" },
	{ { "A > AFP", "B" }, { 2, 0 }, "AFP" },
	{ { "A > X", "B > Y", "C > X + Y" }, { 0 }, "X, Y" },
};

static kr_report report_of(const char *text, kr_credit *chain)
{
	kr_view rest = kr__view_of(text), step;
	kr_report r = { .chain = chain, .copy_of = KR_NONE };

	for (uint16_t n = 0; kr__view_next(&rest, '>', &step); n++) {
		kr_view name;
		while (kr__view_next(&step, '+', &name)) {
			name = kr__view_trim(name);
			if (n == 0)
				r.outlet = name;
			if (name.len)
				chain[r.n_chain++] = (kr_credit){ .name = name, .step = n };
		}
	}
	return r;
}

static void check(const struct row *row, size_t number, const uint32_t *order,
                  uint32_t n)
{
	kr_report reports[MAX_REPORTS];
	kr_credit chains[MAX_REPORTS][MAX_CHAIN];
	uint32_t place[MAX_REPORTS];
	kr_origins got;
	kr_arena a;
	kr_buf b;

	kr__arena_init(&a, NULL, 0);
	kr__buf_init(&b, NULL);
	for (uint32_t i = 0; i < n; i++)
		place[order[i]] = i;
	for (uint32_t i = 0; i < n; i++) {
		int copy = row->copy[order[i]];
		reports[i] = report_of(row->reports[order[i]], chains[i]);
		if (copy)
			reports[i].copy_of = place[(copy < 0 ? -copy : copy) - 1];
		reports[i].either_way = copy < 0;
	}
	assert_int_equal(kr__origins_count(reports, n, &a, &got), KR_OK);
	for (uint32_t i = 0; i < got.n_names; i++) {
		kr__buf_str(&b, i ? ", " : "");
		kr__buf_add(&b, got.names[i]);
	}
	kr__buf_str(&b, !got.unknown ? "" : b.len ? ", ?" : "?");
	if (!kr__view_is(kr__buf_view(&b), row->want))
		fail_msg("row %zu: got '%s', want '%s'", number, b.ptr, row->want);
	assert_int_equal(got.n, got.n_names + got.unknown);
	kr__buf_drop(&b);
	kr__arena_drop(&a);
}

static void test_origins(void **state)
{
	static const uint32_t forward[] = { 0, 1, 2, 3 };

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint32_t n = 0, backward[MAX_REPORTS];
		while (n < MAX_REPORTS && rows[i].reports[n])
			n++;
		for (uint32_t k = 0; k < n; k++)
			backward[k] = n - 1 - k;
		check(rows + i, i, forward, n);
		check(rows + i, i, backward, n);
	}
}

static void test_keys(void **state)
{
	static const struct {
		const char *a, *b;
		bool same;
	} keys[] = {
		{ "NusaPos.com", "nusapos", true }, { "The Guardian", "Guardian", true },
		{ "Kompas.id", "Kompas TV", false }, { "ANTARA", "Antara", true },
		{ "", "A", false }, { ".com", "x", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		assert_int_equal(kr__media_key(kr__view_of(keys[i].a)) ==
		                 kr__media_key(kr__view_of(keys[i].b)), keys[i].same);
	assert_true(kr__media_key(KR_V(" ")) == 0);
}

static void test_long_chain(void **state)
{
	enum { N = 20000 };
	kr_arena a;
	kr_origins got;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	kr_report *r = kr__arena_array(&a, N, sizeof *r);
	kr_credit *c = kr__arena_array(&a, 2 * N, sizeof *c);
	for (uint32_t i = 0; i < N; i++)
		for (uint32_t k = 0; k < 2; k++) {
			char name[16];
			snprintf(name, sizeof name, "m%u", i + k);
			c[2 * i + k] = (kr_credit){
				.name = kr__arena_copy(&a, kr__view_of(name)),
				.step = (uint16_t)k };
		}
	for (uint32_t i = 0; i < N; i++)
		r[i] = (kr_report){ .outlet = c[2 * i].name, .chain = c + 2 * i,
			            .n_chain = 2, .copy_of = KR_NONE };
	assert_int_equal(kr__origins_count(r, N, &a, &got), KR_OK);
	assert_int_equal(got.n, 1);
	assert_view(got.names[0], "m20000");
	kr__arena_drop(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_origins), cmocka_unit_test(test_keys),
		cmocka_unit_test(test_long_chain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
