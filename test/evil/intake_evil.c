// SPDX-License-Identifier: Apache-2.0
/*
 * Evil inputs for intake: each is small to write down and large to read. For
 * each row: bytes before, a part that is repeated, bytes behind; what must come
 * out; and bounds on processor time and on memory, counted by the allocator. The good
 * item behind the evil must be read wherever its container allows it.
 */
#include "../unit/intake_help.h"

#include <time.h>

/* Sanitizers make everything several times slower. */
#if defined(__SANITIZE_ADDRESS__)
#define SLOWER 5
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SLOWER 5
#endif
#endif
#ifndef SLOWER
#define SLOWER 1
#endif
enum { MIB = 1 << 20, MAX_SECONDS = 20 * SLOWER, MAX_BYTES = 80 * MIB };

/* head, then `times` x part, then tail. */
typedef struct evil {
	const char *name;
	kr_view head, part;
	unsigned long times;
	kr_view tail;
	int n_good, n_failed; /* -1: any number */
} evil;

typedef struct evil_source {
	const evil *e;
	int stage; /* 0 head, 1 parts, 2 tail, 3 end */
	unsigned long left;
	size_t at;
} evil_source;

static kr_view stage_bytes(const evil_source *s)
{
	return s->stage == 0 ? s->e->head : s->stage == 1 ? s->e->part
	                                                  : s->e->tail;
}

static kr_status evil_read(void *user, char *to, size_t cap, size_t *got,
                           kr_err *err)
{
	evil_source *s = user;

	(void)err;
	*got = 0;
	while (*got < cap && s->stage < 3) {
		kr_view v = kr__view_from(stage_bytes(s), s->at);
		size_t n = v.len < cap - *got ? v.len : cap - *got;
		if (n)
			memcpy(to + *got, v.ptr, n);
		*got += n;
		s->at += n;
		if (n < v.len)
			break;
		s->at = 0;
		if (s->stage != 1 || --s->left == 0)
			s->stage++;
	}
	return KR_OK;
}

typedef struct counted {
	size_t now, peak;
} counted;

static void *counted_fn(void *user, void *ptr, size_t old_size, size_t new_size)
{
	counted *c = user;

	c->now = c->now + new_size - old_size;
	if (c->now > c->peak)
		c->peak = c->now;
	if (new_size == 0) {
		free(ptr);
		return NULL;
	}
	return realloc(ptr, new_size);
}

static void run(const evil *e)
{
	counted c = { 0, 0 };
	kr_alloc a = { counted_fn, &c };
	evil_source s = { e, 0, e->times, 0 };
	kr_intake *in;
	kr_item item;
	kr_status status;
	int n_good = 0, n_failed = 0;
	clock_t begin = clock();

	assert_int_equal(kr__intake_open_source(
				 &in, &a, (kr_source){ evil_read, &s }, e->name,
				 NULL), KR_OK);
	while ((status = kr__intake_next(in, &item, NULL)) == KR_OK) {
		n_good += !item.failure;
		n_failed += item.failure != 0;
	}
	kr__intake_close(in);
	double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
	printf("%-22s %6.2f s %6.1f MiB %8d items %8d failures\n", e->name,
	       seconds, (double)c.peak / MIB, n_good, n_failed);
	assert_int_equal(status, KR_END);
	assert_int_equal(c.now, 0);
	assert_true(seconds < MAX_SECONDS);
	assert_true(c.peak < MAX_BYTES);
	assert_true(e->n_good < 0 || n_good == e->n_good);
	assert_true(e->n_failed < 0 || n_failed == e->n_failed);
}

#define NONE KR_V("")

static void json(void **state)
{
	static const char good[] = "\n{\"text\":\"baik\"}\n";
	const kr_view tail = { good, sizeof good - 1 };
	const evil rows[] = {
		{ "deep arrays", KR_V("{\"a\":"), KR_V("[[[[[[[["), MIB, tail, 1, 1 },
		{ "deep objects", KR_V("{\"a\":"), KR_V("{\"a\":"), 2 * MIB, tail,
		  1, 1 },
		{ "endless line", KR_V("{\"text\":\""), KR_V("aaaaaaaaaaaaaaaa"),
		  32 * MIB, tail, 1, 1 },
		{ "endless escapes", KR_V("{\"text\":\""), KR_V("\\u0061"),
		  4 * MIB, KR_V("\"}\n{\"text\":\"baik\"}\n"), 2, 0 },
		{ "many members", KR_V("{"), KR_V("\"a\":1,"), 4 * MIB,
		  KR_V("\"text\":\"baik\"}\n"), 1, 0 },
		{ "bad lines", NONE, KR_V("{\"text\":\"\n"), MIB, tail, 1, MIB },
		{ "million commas", KR_V("[{}"), KR_V(",,,,,,,,"), MIB,
		  KR_V("{\"text\":\"baik\"}]"), 1, 1 },
		{ "array never closed", KR_V("[{\"a\":"), KR_V("[[[[[[[["),
		  8 * MIB, NONE, 0, 1 },
		{ "blank lines", KR_V("{\"text\":\"baik\"}"), KR_V("\n\n\n\n"),
		  8 * MIB, NONE, 1, 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run(&rows[i]);
}

static void warc(void **state)
{
	static const char good[] =
		"\r\n\r\nWARC/1.0\r\nWARC-Type: conversion\r\n"
		"Content-Type: text/plain\r\nContent-Length: 4\r\n\r\nbaik";
	static const char http[] =
		"WARC/1.0\r\nWARC-Type: response\r\n"
		"Content-Type: application/http\r\nContent-Length: 12582984\r\n\r\n"
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
		"Content-Type: text/html\r\n\r\n";
	const kr_view tail = { good, sizeof good - 1 };
	const evil rows[] = {
		{ "lengths that lie", NONE,
		  KR_V("WARC/1.0\r\nWARC-Type: response\r\n"
		       "Content-Length: 16000000\r\n\r\nx\r\n\r\n"), MIB / 2,
		  tail, 1, MIB / 2 },
		{ "lengths, no gaps", NONE,
		  KR_V("WARC/1.0\r\nContent-Length: 16000000\r\n\r\nx"), MIB / 2,
		  tail, 1, 1 },
		{ "length without end", KR_V("WARC/1.0\r\nContent-Length: "
		                             "9000000000000000000\r\n\r\n"),
		  KR_V("WARC WARC WARC\r\n"), 16 * MIB, tail, 1, 1 },
		{ "head without end", KR_V("WARC/1.0\r\n"), KR_V("a: b\r\n"),
		  16 * MIB, tail, 1, 1 },
		{ "folds", KR_V("WARC/1.0\r\na: b"), KR_V("\r\n c"), 15000,
		  tail, 1, 1 },
		{ "tiny records", NONE,
		  KR_V("WARC/1.0\r\nWARC-Type: x\r\nContent-Length: 0\r\n\r\n"
		       "\r\n\r\n"), MIB, tail, 1, 0 },
		{ "only line ends", KR_V("WARC/1.0\r\nContent-Length: 0\r\n\r\n"),
		  KR_V("\r\n"), 32 * MIB, tail, 1, -1 },
		{ "chunks of one byte", { http, sizeof http - 1 },
		  KR_V("1\r\na\r\n"), 2 * MIB, tail, 2, 0 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run(&rows[i]);
}

static void feeds(void **state)
{
	static const char good[] =
		"<item><title>baik</title></item></channel></rss>";
	const kr_view tail = { good, sizeof good - 1 };
	const evil rows[] = {
		{ "billion laughs",
		  KR_V("<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaaaaaaaa\">"
		       "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
		       "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">"
		       "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>"
		       "<rss><channel><item><title>"),
		  KR_V("&d;"), 100000, KR_V("</title></item></channel></rss>"), 1,
		  0 },
		{ "open tags", KR_V("<rss><channel>"), KR_V("<a>"), 4 * MIB, tail,
		  1, 1 },
		{ "bad entries", KR_V("<rss><channel>"),
		  KR_V("<item><title>x</item>"), MIB / 4, tail, 1, MIB / 4 },
		{ "tag without end", KR_V("<rss><channel><a "), KR_V(" b=\"c\""),
		  4 * MIB, tail, 1, 1 },
		{ "comment without end", KR_V("<rss><channel><!--"),
		  KR_V("- - -x--"), 4 * MIB, KR_V("-->"
		  "<item><title>baik</title></item></channel></rss>"), 1, 0 },
		{ "ampersands", KR_V("<rss><channel><item><title>"),
		  KR_V("&&&&"), 2 * MIB, KR_V("</title></item>"
		  "<item><title>baik</title></item></channel></rss>"), 2, 0 },
		{ "text without end", KR_V("<rss><channel><item><description>"),
		  KR_V("aaaaaaaaaaaaaaaa"), 4 * MIB,
		  KR_V("</description></item><item><title>baik</title></item>"
		       "</channel></rss>"), 1, 1 },
		{ "feed too long", KR_V("<rss><channel>"), KR_V("<x>aaaaaaaa</x>"),
		  32 * MIB, tail, 0, 1 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run(&rows[i]);
}

static void packings(void **state)
{
	kr_buf empty, zeros, bomb, line, good;
	char *block = calloc(1, MIB);

	(void)state;
	assert_non_null(block);
	kr__buf_init(&empty, NULL);
	kr__buf_init(&zeros, NULL);
	kr__buf_init(&bomb, NULL);
	kr__buf_init(&line, NULL);
	kr__buf_init(&good, NULL);
	add_gzip(&empty, NONE);
	add_gzip(&good, KR_V("{\"text\":\"baik\"}\n"));
	memset(block, 'a', MIB);
	add_gzip(&zeros, (kr_view){ block, MIB });
	add_gzip(&line, KR_V("{\"text\":\""));
	add_zstd(&bomb, (kr_view){ block, MIB });
	kr_buf open;
	kr__buf_init(&open, NULL);
	add_zstd(&open, KR_V("{\"text\":\""));
	const evil rows[] = {
		{ "empty members", NONE, kr__buf_view(&empty), MIB,
		  kr__buf_view(&good), 1, 0 },
		{ "gzip bomb, one text", kr__buf_view(&zeros),
		  kr__buf_view(&zeros), 4096, NONE, 0, 1 },
		{ "gzip bomb, one line", kr__buf_view(&line),
		  kr__buf_view(&zeros), 4096, kr__buf_view(&good), 0, 2 },
		{ "zstd bomb, one line", kr__buf_view(&open),
		  kr__buf_view(&bomb), 4096, NONE, 0, 2 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run(&rows[i]);
	kr__buf_drop(&open);
	kr__buf_drop(&empty);
	kr__buf_drop(&zeros);
	kr__buf_drop(&bomb);
	kr__buf_drop(&line);
	kr__buf_drop(&good);
	free(block);
}

static void texts(void **state)
{
	const evil rows[] = {
		{ "endless text", NONE, KR_V("kata kata kata "), 64 * MIB, NONE, 0,
		  1 },
		{ "endless spaces", NONE, KR_V("        "), 64 * MIB, NONE, 0, 1 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run(&rows[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json),     cmocka_unit_test(warc),
		cmocka_unit_test(feeds),    cmocka_unit_test(packings),
		cmocka_unit_test(texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
