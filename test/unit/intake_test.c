// SPDX-License-Identifier: Apache-2.0
/* intake: containers to items; every case whole and in pieces of 1, 7, 4096. */
#include "intake_help.h"

#include <sys/stat.h>
#include <unistd.h>

typedef struct io_case {
	const char *in, *want;
} io_case;

static void check_cases(const io_case *c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check_items(kr__view_of(c[i].in), c[i].want, NULL);
}

static void texts(void **state)
{
	static const io_case cases[] = {
		{ "Jakarta - Menteri tiba.\nIa diam.",
		  "text [Jakarta - Menteri tiba.\nIa diam.] src=in\n" },
		{ "", "FAIL there is nothing in it src=in\n" },
		{ "[Foto: Antara] Banjir", "text [[Foto: Antara] Banjir] src=in\n" },
		{ "{kurung} biasa", "text [{kurung} biasa] src=in\n" },
		{ "5 < 6 kata guru", "text [5 < 6 kata guru] src=in\n" },
		{ "<!DOCTYPE html><p>x", "html [<!DOCTYPE html><p>x] src=in\n" },
		{ "\xEF\xBB\xBF \n<html lang=id>", 
		  "html [\xEF\xBB\xBF \n<html lang=id>] src=in\n" },
		{ "<?xml version='1.0'?><!DOCTYPE html><html/>",
		  "html [<?xml version='1.0'?><!DOCTYPE html><html/>] src=in\n" },
		{ "<?xml version='1.0'?><note/>",
		  "FAIL XML, but neither a feed nor a page src=in\n" },
		{ "%PDF-1.4 x", "FAIL neither text nor a known container src=in\n" },
	};
	(void)state;
	check_cases(cases, sizeof cases / sizeof *cases);
	check_items((kr_view){ "a\0\1\0\0\0\2\3", 8 },
	            "FAIL neither text nor a known container src=in\n", NULL);
}

static void json_lines(void **state)
{
	static const io_case cases[] = {
		{ "{\"id\": 7, \"text\": \"a\\nb \\u00e9\\ud83d\\ude00\"}\n",
		  "jtext [a\nb \xC3\xA9\xF0\x9F\x98\x80] src=in#1 id=7\n" },
		{ "{\"text\":\"a\"}\n\n{\"text\":\"b\"}",
		  "jtext [a] src=in#1\njtext [b] src=in#3\n" },
		{ "\xEF\xBB\xBF{\"id\":\"x\",\"html\":\"<p>h\",\"url\":\"u\","
		  "\"title\":\"t\",\"date\":\"2024-10-11\",\"lang\":\"ms\","
		  "\"more\":{\"a\":[1,2.5e3,true,null,{}],\"text\":\"no\"}}\r\n",
		  "jhtml [<p>h] src=in#1 id=x title=t url=u date=2024-10-11 "
		  "lang=ms\n" },
		{ "{\"text\":\"a\"}\n{\"text\":\"b\n{\"text\":\"c\"}\n",
		  "jtext [a] src=in#1\nFAIL bad JSON: string ends early (byte 9 of "
		  "it) src=in#2\njtext [c] src=in#3\n" },
		{ "{\"text\":\"a\",\n{\"text\":\"b\"}\n",
		  "FAIL bad JSON: a string was expected (byte 12 of it) src=in#1\n"
		  "jtext [b] src=in#2\n" },
		{ "{\"title\":\"only\"}\n",
		  "FAIL object has neither 'text' nor 'html' src=in#1 title=only\n" },
		{ "{\"text\":\"\"}\n", "jtext [] src=in#1\n" },
		{ "{\"text\":null,\"html\":\"<b>\"}\n", "jhtml [<b>] src=in#1\n" },
		{ "{\"html\":\"<b>\",\"text\":\"t\"}\n", "jtext [t] src=in#1\n" },
		{ "{\"text\":\"t\"} x\n",
		  "FAIL bad JSON: something stands behind the value (byte 13 of it)"
		  " src=in#1\n" },
		{ "{\"text\":\"\\ud800x\"}",
		  "jtext [\xEF\xBF\xBDx] src=in#1\n" },
		{ "{\"text\":\"\\q\"}",
		  "FAIL bad JSON: unknown escape (byte 10 of it) src=in#1\n" },
		{ "{\"n\":01,\"text\":\"\"}",
		  "FAIL bad JSON: ',' or '}' was expected (byte 6 of it)"
		  " src=in#1\n" },
	};
	(void)state;
	check_cases(cases, sizeof cases / sizeof *cases);
}

static void json_values(void **state)
{
	static const io_case cases[] = {
		{ "[{\"text\":\"a\"},\n {\"text\":\"b]\"}]\n",
		  "jtext [a] src=in#1\njtext [b]] src=in#2\n" },
		{ "{\n  \"text\": \"a\",\n  \"id\": 1\n}\n",
		  "jtext [a] src=in#1 id=1\n" },
		{ "{\n \"text\": \"a\"\n}\n{\n \"text\": \"b\"\n}\n",
		  "jtext [a] src=in#1\njtext [b] src=in#2\n" },
		{ "[{\"text\":\"a\"}, 7, {\"text\":\"b\"}]",
		  "jtext [a] src=in#1\nFAIL bad JSON: an object was expected (byte 0"
		  " of it) src=in#2\njtext [b] src=in#3\n" },
		{ "[]", "" },
		{ "[{\"text\":\"a\"},{\"text\":\"b",
		  "jtext [a] src=in#1\nFAIL bad JSON: string ends early (byte 9 of "
		  "it) src=in#2\n" },
	};
	(void)state;
	check_cases(cases, sizeof cases / sizeof *cases);
}

static void limits(void **state)
{
	static const kr_intake_limits small = { .max_item_bytes = 40 };
	static const kr_intake_limits flat = { .max_depth = 3 };

	(void)state;
	check_items(KR_V("0123456789012345678901234567890123456789x"),
	            "FAIL text is longer than the limit of one item src=in\n",
	            &small);
	check_items(KR_V("{\"text\":\"a\"}\n{\"text\":\"aaaaaaaaaaaaaaaaaaaaaaaaaa"
	                 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	                 "aaa\"}\n{\"text\":\"b\"}\n"),
	            "jtext [a] src=in#1\nFAIL line is longer than the limit "
	            "src=in#2\njtext [b] src=in#3\n",
	            &small);
	check_items(KR_V("[{\"text\":\"aaaaaaaaaaaaaaaaaaaaaaaaaa"
	                 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	                 "aaa\"}\n,{\"text\":\"b\"}]\n"),
	            "FAIL JSON value is longer than the limit "
	            "src=in#1\njtext [b] src=in#2\n",
	            &small);
	check_items(KR_V("{\"a\":[[[1]]],\"text\":\"\"}\n{\"text\":\"b\"}\n"),
	            "FAIL bad JSON: nested too deep (byte 8 of it) src=in#1\n"
	            "jtext [b] src=in#2\n",
	            &flat);
}

static void packed(void **state)
{
	kr_buf z, zz;

	(void)state;
	kr__buf_init(&z, NULL);
	kr__buf_init(&zz, NULL);
	add_gzip(&z, KR_V("{\"text\":\"a\"}\n{\"te"));
	add_gzip(&z, KR_V(""));
	add_gzip(&z, KR_V("xt\":\"b\"}\n"));
	check_items(kr__buf_view(&z), "jtext [a] src=in#1\njtext [b] src=in#2\n",
	            NULL);
	check_memory(kr__buf_view(&z));
	add_zstd(&zz, kr__buf_view(&z));
	check_items(kr__buf_view(&zz), "jtext [a] src=in#1\njtext [b] src=in#2\n",
	            NULL);
	kr__buf_chr(&z, '!');
	check_items(kr__buf_view(&z), "jtext [a] src=in#1\njtext [b] src=in#2\n"
	            "FAIL packed data ends early (byte 84) src=in\n", NULL);
	kr__buf_cut(&z, z.len - 6);
	check_items(kr__buf_view(&z), "jtext [a] src=in#1\njtext [b] src=in#2\n"
	            "FAIL gzip data ends early (byte 79) src=in\n", NULL);
	kr__buf_reset(&z);
	add_zstd(&z, KR_V("satu "));
	add_zstd(&z, KR_V("dua"));
	check_items(kr__buf_view(&z), "text [satu dua] src=in\n", NULL);
	kr__buf_reset(&z);
	kr__buf_str(&z, "x");
	for (int i = 0; i < 5; i++) {
		kr__buf_reset(&zz);
		add_gzip(&zz, kr__buf_view(&z));
		kr__buf_reset(&z);
		kr__buf_add(&z, kr__buf_view(&zz));
	}
	check_items(kr__buf_view(&z),
	            "FAIL packed too many times over src=in\n", NULL);
	kr__buf_drop(&z);
	kr__buf_drop(&zz);
}

static void memory(void **state)
{
	(void)state;
	check_memory(KR_V("Jakarta"));
	check_memory(KR_V("{\"text\":\"a\"}\n{\"text\":\"b\"}\n"));
	check_memory(KR_V("<rss><channel><title>t</title><item><title>a</title>"
	                  "<description>d</description></item></channel></rss>"));
}

static void put_file(const char *dir, const char *name, const char *text)
{
	char path[512];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	assert_int_equal(kr__file_write(path, kr__view_of(text), NULL), KR_OK);
}

static void folders(void **state)
{
	char dir[] = "/tmp/kronik-intake-XXXXXX", path[512], sub[64];
	static const char *const made[] = { "b.txt", "a.jsonl", "sub/c.txt" };
	kr_intake *in;
	kr_item item;
	kr_err err;
	kr_buf out;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(sub, sizeof sub, "%s/sub", dir);
	assert_int_equal(mkdir(sub, 0700), 0);
	put_file(dir, "b.txt", "teks b");
	put_file(dir, "a.jsonl", "{\"text\":\"a\"}\n");
	put_file(dir, "sub/c.txt", "teks c");
	snprintf(path, sizeof path, "%s/loop", sub);
	assert_int_equal(symlink("..", path), 0);
	snprintf(path, sizeof path, "%s/lost", sub);
	assert_int_equal(symlink("nowhere", path), 0);
	snprintf(path, sizeof path, "%s/pipe", sub);
	assert_int_equal(mkfifo(path, 0600), 0);
	kr__buf_init(&out, NULL);
	assert_int_equal(kr__intake_open(&in, NULL, dir, NULL, &err), KR_OK);
	while (kr__intake_next(in, &item, &err) == KR_OK) {
		item.source = kr__view_from(item.source, strlen(dir));
		put_item(&out, &item);
	}
	assert_int_equal(kr__intake_bytes_read(in), 25);
	kr__intake_close(in);
	assert_view(kr__buf_view(&out),
	            "jtext [a] src=/a.jsonl#1\ntext [teks b] src=/b.txt\n"
	            "text [teks c] src=/sub/c.txt\n"
	            "FAIL link leads nowhere src=/sub/lost\n");
	kr__buf_drop(&out);
	static const char *const links[] = { "sub/loop", "sub/lost", "sub/pipe" };
	for (int i = 0; i < 3; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, links[i]);
		unlink(path);
		snprintf(path, sizeof path, "%s/%s", dir, made[i]);
		unlink(path);
	}
	rmdir(sub);
	rmdir(dir);
	assert_int_equal(kr__intake_open(&in, NULL, dir, NULL, &err),
	                 KR_ENOTFOUND);
	assert_null(in);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts),   cmocka_unit_test(json_lines),
		cmocka_unit_test(json_values), cmocka_unit_test(limits),
		cmocka_unit_test(packed),  cmocka_unit_test(memory),
		cmocka_unit_test(folders),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
