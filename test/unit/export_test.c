// SPDX-License-Identifier: Apache-2.0
/* export: fields that hurt, pairs of sides, codes, names of files, row groups. */
#include "test.h"

#include "tell/brat.h"
#include "tell/cameo.h"
#include "tell/csv.h"
#include "tell/dyad.h"
#include "tell/gdelt.h"
#include "tell/graphml.h"
#include "tell/parquet.h"
#include "tell/webanno.h"

static void csv_fields(void **state)
{
	static const struct {
		const char *in, *csv, *tsv;
	} rows[] = {
		{ "", "", "\t" },
		{ "plain", "plain", "plain\t" },
		{ "a,b", "\"a,b\"", "a,b\t" },
		{ "say \"yes\"", "\"say \"\"yes\"\"\"", "say \"yes\"\t" },
		{ "two\nlines", "\"two\nlines\"", "two lines\t" },
		{ "tab\there\r", "\"tab\there\r\"", "tab here \t" },
		{ " space", "\" space\"", " space\t" },
		{ "\xC3\xA9", "\xC3\xA9", "\xC3\xA9\t" },
		{ "=1+1", "=1+1", "=1+1\t" },
	};
	kr_buf b;

	(void)state;
	kr__buf_init(&b, NULL);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		kr__buf_reset(&b);
		kr__csv_field(&b, kr__view_of(rows[i].in));
		assert_view(kr__buf_view(&b), rows[i].csv);
		kr__buf_reset(&b);
		kr__tsv_field(&b, kr__view_of(rows[i].in));
		assert_view(kr__buf_view(&b), rows[i].tsv);
	}
	kr__buf_drop(&b);
}

/* Sides named by letters: "AB" and "C" give "A>C B>C". */
static void expect_pairs(uint32_t n_actors, uint32_t n_recipients, const char *want)
{
	const kr_fact_side sides[] = { { KR_V("a"), KR_V("A"), KR_V("AAA"), KR_V("") },
		                              { KR_V("b"), KR_V("B"), KR_V("BBB"), KR_V("") },
		                              { KR_V("c"), KR_V("C"), KR_V("CCC"), KR_V("") } };
	kr_fact f = { .id = KR_V("h1"), .sides = sides, .n_actors = n_actors,
		      .n_recipients = n_recipients };
	kr_dyad d = { .n = 0 };
	uint64_t last = 0;
	kr_buf b;

	kr__buf_init(&b, NULL);
	while (kr__dyad_next(&d, &f)) {
		kr__buf_str(&b, b.len ? " " : "");
		kr__buf_add(&b, d.source ? d.source->name : KR_V("-"));
		kr__buf_chr(&b, '>');
		kr__buf_add(&b, d.target ? d.target->name : KR_V("-"));
		assert_true(d.id != last && d.id <= INT64_MAX);
		last = d.id;
	}
	assert_view(kr__buf_view(&b), want);
	kr__buf_drop(&b);
}

static void pairs(void **state)
{
	static kr_fact_side many[64];
	kr_fact f = { .id = KR_V("h1"), .sides = many, .n_actors = 64 };
	kr_dyad d = { .n = 0 };
	uint32_t n = 0;

	(void)state;
	expect_pairs(0, 0, "->-");
	expect_pairs(1, 0, "A>-");
	expect_pairs(0, 2, "->A ->B");
	expect_pairs(2, 0, "A>B");
	expect_pairs(3, 0, "A>B A>C B>C");
	expect_pairs(2, 1, "A>C B>C");
	expect_pairs(1, 2, "A>B A>C");
	while (kr__dyad_next(&d, &f))
		n++;
	assert_int_equal(n, KR_MAX_DYADS);
}

static void codes(void **state)
{
	static const struct {
		const char *code, *type, *full, *base, *root;
		int quad, goldstein10;
	} rows[] = {
		{ "1712", "COERCE", "1712", "171", "17", 4, -92 },
		{ "042", "CONSULT", "042", "042", "04", 1, 19 },
		{ "", "CONSULT", "040", "040", "04", 1, 10 },
		{ "zz", "ASSAULT", "180", "180", "18", 4, -90 },
		{ "99999", "REQUEST", "100", "100", "10", 3, -50 },
		{ "", "", "", "", "", 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		kr_cameo c = kr__cameo_of(kr__view_of(rows[i].code), kr__view_of(rows[i].type));
		assert_string_equal(c.code, rows[i].full);
		assert_string_equal(c.base, rows[i].base);
		assert_string_equal(c.root, rows[i].root);
		assert_int_equal(c.quad, rows[i].quad);
		assert_int_equal(c.goldstein10, rows[i].goldstein10);
	}
}

static void not_happened(void **state)
{
	kr_fact f = { .id = KR_V("h1"), .type = KR_V("AGREE"), .status = KR_V("hoped") };
	kr_buf b;

	(void)state;
	kr__buf_init(&b, NULL);
	kr__gdelt_event(&f, &b);
	kr__icews_event(&f, &b);
	assert_int_equal(b.len, 0);
	f.status = KR_V("occurred");
	kr__gdelt_event(&f, &b);
	assert_true(kr__view_ends(kr__buf_view(&b), KR_V("\n")));
	size_t tabs = 0;
	for (size_t i = 0; i < b.len; i++)
		tabs += b.ptr[i] == '\t';
	assert_int_equal(tabs, 60);
	kr__buf_drop(&b);
}

static void names_of_files(void **state)
{
	kr_buf a, b;
	char hostile[400];

	(void)state;
	memset(hostile, '/', sizeof hostile);
	kr__buf_init(&a, NULL);
	kr__buf_init(&b, NULL);
	kr__brat_name(KR_V("story-3"), &a);
	assert_view(kr__buf_view(&a), "story-3");
	kr__buf_reset(&a);
	kr__brat_name(KR_V("../x"), &a);
	kr__brat_name(KR_V("..?x"), &b);
	assert_true(kr__view_starts(kr__buf_view(&a), KR_V("_._x-")));
	assert_false(kr__view_eq(kr__buf_view(&a), kr__buf_view(&b)));
	kr__buf_reset(&a);
	kr__brat_name((kr_view){ hostile, sizeof hostile }, &a);
	assert_int_equal(a.len, 80 + 17);
	assert_true(kr__view_chr(kr__buf_view(&a), '/') == KR_NPOS);
	kr__buf_drop(&a);
	kr__buf_drop(&b);
}

static void markup(void **state)
{
	kr_fact_node n = { .key = KR_V("k"), .name = KR_V("<a> & \"b\" \x01") };
	kr_buf b;

	(void)state;
	kr__buf_init(&b, NULL);
	kr__graphml_node(&n, &b);
	assert_true(kr__view_find(kr__buf_view(&b), KR_V("&lt;a&gt; &amp; &quot;b&quot;  <"))
	            != KR_NPOS);
	kr__buf_drop(&b);
}

/* A record whose text has characters of one to four bytes and a line end
 * within a mention; and records that are none. */
static void characters(void **state)
{
	static const char record[] =
		"{\"kronik\":1,\"doc\":{\"id\":\"d 1\"},\"text\":\"\xC3\xA9\xF0\x9F\x98\x80 Ali\\nAkbar"
		" tiba.\",\"entities\":[{\"id\":\"n1\",\"type\":\"person\",\"name\":\"Ali Akbar\","
		"\"mentions\":[{\"span\":[7,16],\"kind\":\"name\"},{\"span\":[9,4],\"kind\":\"name\"},"
		"{\"span\":[5,900],\"kind\":\"name\"}]}],\"times\":[],\"quotes\":7,\"events\":[{}]}";
	kr_parsed p;
	kr_buf b;
	bool first = true;

	(void)state;
	kr__buf_init(&b, NULL);
	assert_int_equal(kr__parsed_open(&p, kr__view_of(record), NULL), KR_OK);
	assert_int_equal(kr__brat_doc(&p, &b), KR_OK);
	assert_view(kr__buf_view(&b), "T1\tPerson 3 6;7 12\tAli Akbar\nA1\tMention T1 name\n"
	                              "#1\tAnnotatorNotes T1\tAli Akbar\n");
	kr__buf_reset(&b);
	kr__webanno_doc(&p, &first, &b);
	assert_true(kr__view_find(kr__buf_view(&b), KR_V("\"start\":3,\"end\":12")) != KR_NPOS);
	assert_true(kr__view_find(kr__buf_view(&b), KR_V("urn:kronik:d%201")) != KR_NPOS);
	kr__parsed_close(&p);
	assert_int_equal(kr__parsed_open(&p, KR_V("{\"doc\":"), NULL), KR_ESTORE);
	kr__parsed_close(&p);
	assert_int_equal(kr__parsed_open(&p, KR_V("[]"), NULL), KR_ESTORE);
	kr__parsed_close(&p);
	kr__buf_drop(&b);
}

/* 70,000 rows are two row groups; the file ends with its footer and magic. */
static void row_groups(void **state)
{
	static const kr_column columns[] = { { "t", KR_COLUMN_TEXT, "", "" },
		                             { "b", KR_COLUMN_BOOL, "", "" },
		                             { "n", KR_COLUMN_INT, "", "" } };
	kr_cell cells[3] = { { .text = KR_V("x") } };
	kr_buf b;
	kr_status status = KR_OK;

	(void)state;
	kr__buf_init(&b, NULL);
	kr_parquet *p = kr__parquet_new(columns, 3, &b);
	assert_non_null(p);
	for (int64_t i = 0; i < 70000 && !status; i++) {
		cells[0].null = i % 3 == 0;
		cells[1] = (kr_cell){ .n = i & 1, .text = KR_V("1") };
		cells[2] = (kr_cell){ .null = i % 7 != 0, .n = -i, .text = KR_V("1") };
		status = kr__parquet_row(p, cells, &b);
	}
	assert_int_equal(status, KR_OK);
	assert_true(b.len > 4); /* the first group is out */
	assert_int_equal(kr__parquet_end(p, &b), KR_OK);
	assert_true(kr__view_starts(kr__buf_view(&b), KR_V("PAR1")));
	assert_true(kr__view_ends(kr__buf_view(&b), KR_V("PAR1")));
	assert_true(b.len < 300000);
	const char *path = getenv("KRONIK_KEEP_PARQUET"); /* for tools/check-parquet */
	if (path)
		assert_int_equal(kr__file_write(path, kr__buf_view(&b), NULL), KR_OK);
	kr__parquet_free(p);
	kr__buf_drop(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(csv_fields), cmocka_unit_test(pairs), cmocka_unit_test(codes),
		cmocka_unit_test(not_happened), cmocka_unit_test(names_of_files),
		cmocka_unit_test(markup), cmocka_unit_test(characters),
		cmocka_unit_test(row_groups),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
