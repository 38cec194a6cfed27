// SPDX-License-Identifier: Apache-2.0
/* WARC, WET and the HTTP messages inside; whole and in pieces. */
#include "intake_help.h"

/* Append a record: named fields (each with its line end), a block, and what
 * is to be added to the true length. */
static void add_record(kr_buf *b, const char *fields, const char *block,
                       long lie)
{
	kr__buf_str(b, "WARC/1.0\r\n");
	kr__buf_str(b, fields);
	kr__buf_str(b, "Content-Length: ");
	kr__buf_i64(b, (long)strlen(block) + lie);
	kr__buf_str(b, "\r\n\r\n");
	kr__buf_str(b, block);
	kr__buf_str(b, "\r\n\r\n");
}

static const char response[] =
	"warc-type: response\r\nWARC-Record-ID: <urn:x:1>\r\n"
	"WARC-Target-URI: http://a.id/1\r\nWARC-Date: 2024-10-12T01:02:03Z\r\n"
	"Content-Type: application/http;\r\n msgtype=response\r\n";
#define SEEN " src=in#0 id=urn:x:1 url=http://a.id/1 fetched=2024-10-12T01:02:03Z"
static const char request[] = "WARC-Type: request\r\n"
			      "Content-Type: application/http\r\n";
static const char wet[] = "WARC-Type: conversion\r\nContent-Type: text/plain\r\n"
			  "WARC-Target-URI: u\r\n"
			  "WARC-Identified-Content-Language: ind,eng\r\n";

typedef struct http_case {
	const char *in, *want;
} http_case;

static void https(void **state)
{
	static const http_case cases[] = {
		{ "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"utf-8\"\r\n"
		  "Content-Language: id\r\n\r\n<p>x",
		  "html [<p>x]" SEEN " lang=id charset=utf-8\n" },
		{ "HTTP/1.1 200 OK\nCONTENT-TYPE: text/plain\n\nhalo",
		  "text [halo]" SEEN "\n" },
		{ "HTTP/1.0 200\r\n\r\n<html>y", "html [<html>y]" SEEN "\n" },
		{ "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
		  "Transfer-Encoding:\r\n\tchunked\r\n\r\n"
		  "3;ext=1\r\n<p>\r\n00A\r\n0123456789\r\n0\r\nx: y\r\n\r\n",
		  "html [<p>0123456789]" SEEN "\n" },
		{ "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
		  "Transfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\nFF\r\nab",
		  "html [<p>ab]" SEEN " cut\n" },
		{ "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
		  "Transfer-Encoding: chunked\r\n\r\n<p>undone",
		  "html [<p>undone]" SEEN "\n" },
		{ "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
		  "Content-Encoding: gzip\r\n\r\n<p>undone",
		  "html [<p>undone]" SEEN "\n" },
		{ "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
		  "Content-Encoding: br\r\n\r\n\x8b\x02\x80zzz",
		  "FAIL content coding is not supported" SEEN "\n" },
		{ "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
		  "Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x01\x01",
		  "FAIL packed body is damaged" SEEN "\n" },
		{ "HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n<p>x", "" },
		{ "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG", "" },
		{ "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "" },
		{ "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", "" },
		{ "gopher", "FAIL no HTTP response in the record" SEEN "\n" },
		{ "", "FAIL no HTTP response in the record" SEEN "\n" },
	};
	kr_buf b;

	(void)state;
	kr__buf_init(&b, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kr__buf_reset(&b);
		add_record(&b, response, cases[i].in, 0);
		check_items(kr__buf_view(&b), cases[i].want, NULL);
	}
	kr__buf_drop(&b);
}

/* Bodies that are packed, and packed and then cut. */
static void packed_bodies(void **state)
{
	static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
				   "Content-Encoding: gzip\r\n\r\n";
	kr_buf z, b;

	(void)state;
	kr__buf_init(&z, NULL);
	kr__buf_init(&b, NULL);
	add_gzip(&z, KR_V("<p>isi berita yang panjang sekali, panjang sekali"));
	for (size_t drop = 0; drop < 12; drop += 11) {
		kr__buf_reset(&b);
		kr__buf_str(&b, "WARC/1.1\r\n");
		kr__buf_str(&b, response);
		kr__buf_str(&b, "Content-Length: ");
		kr__buf_u64(&b, strlen(head) + z.len - drop);
		kr__buf_str(&b, "\r\n\r\n");
		kr__buf_str(&b, head);
		kr__buf_add(&b, kr__view_sub(kr__buf_view(&z), 0, z.len - drop));
		kr__buf_str(&b, "\r\n\r\n");
		if (!drop)
			check_items(kr__buf_view(&b),
			            "html [<p>isi berita yang panjang sekali, "
			            "panjang sekali]" SEEN "\n", NULL);
		else
			check_items(kr__buf_view(&b),
			            "html [<p>isi berita yang panjang sekali,]"
			            SEEN " cut\n", NULL);
		check_memory(kr__buf_view(&b));
	}
	kr_intake_limits small = { .max_item_bytes = 30,
		                   .max_header_bytes = 500 };
	check_items(kr__buf_view(&b),
	            "FAIL body is longer than the limit of one item" SEEN
	            "\n", &small);
	kr__buf_drop(&z);
	kr__buf_drop(&b);
}

static void members(void **state)
{
	kr_buf one, all;

	(void)state;
	kr__buf_init(&one, NULL);
	kr__buf_init(&all, NULL);
	add_record(&one, "WARC-Type: warcinfo\r\n", "software: x", 0);
	add_gzip(&all, kr__buf_view(&one));
	size_t first = all.len;
	kr__buf_reset(&one);
	add_record(&one, wet, "isi satu", 0);
	add_gzip(&all, kr__buf_view(&one));
	add_gzip(&all, KR_V(""));
	kr__buf_reset(&one);
	add_record(&one, request, "GET /", 0);
	add_record(&one, wet, "isi dua", 0);
	add_gzip(&all, kr__buf_view(&one));
	char want[400];
	snprintf(want, sizeof want,
	         "text [isi satu] src=in#%zu url=u lang=ind,eng charset=utf-8\n"
	         "text [isi dua] src=in#315 url=u lang=ind,eng charset=utf-8\n",
	         first);
	check_items(kr__buf_view(&all), want, NULL);
	check_memory(kr__buf_view(&all));
	kr__buf_cut(&all, all.len - 20);
	snprintf(want, sizeof want,
	         "text [isi satu] src=in#%zu url=u lang=ind,eng charset=utf-8\n"
	         "FAIL gzip data ends early (byte %zu) src=in#315\n", first,
	         all.len);
	check_items(kr__buf_view(&all), want, NULL);
	kr__buf_drop(&one);
	kr__buf_drop(&all);
}

/* Lengths that lie: the records behind are still read. */
static void lies(void **state)
{
	static const long cases[] = { 0, -3, 20, 100000, 1000000000000 };
	static const char wrong[] = "FAIL Content-Length is wrong src=in#0";
	char want[400];
	kr_buf b;

	(void)state;
	kr__buf_init(&b, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kr__buf_reset(&b);
		add_record(&b, wet, "isi satu", cases[i]);
		add_record(&b, request, "GET /", 0);
		size_t last = b.len;
		add_record(&b, wet, "isi dua", 0);
		snprintf(want, sizeof want,
		         "%s%s%s\ntext [isi dua] src=in#%zu url=u lang=ind,eng "
		         "charset=utf-8\n",
		         i ? wrong : "text [isi satu] src=in#0",
		         i < 4 ? " url=u lang=ind,eng" : "",
		         i ? "" : " charset=utf-8", last);
		check_items(kr__buf_view(&b), want, NULL);
	}
	kr__buf_drop(&b);
}

static void damage(void **state)
{
	static const http_case cases[] = {
		{ "WARC/1.0\r\nWARC-Type: conversion\r\n\r\nx\r\n\r\nWARC/1.0\r\n"
		  "WARC-Type: conversion\r\nContent-Type: text/plain\r\n"
		  "Content-Length: 4\r\n\r\nhalo",
		  "FAIL record has no valid Content-Length src=in#0\n"
		  "text [halo] src=in#40 charset=utf-8\n" },
		{ "WARC/1.0\r\nContent-Length: 5\r\nWARC-Type: conversion\r\n\r\nab",
		  "FAIL record ends early src=in#0\n" },
		{ "WARC/1.0\r\nContent-Length: 5",
		  "FAIL head of the record does not end src=in#0\n" },
		{ "WARC/1.0\nContent-Length: 2\nWARC-Type: conversion\n"
		  "content-type: text/plain\n\nab\n\nsampah\n\nWARC/1.1\n"
		  "content-length: 2\nwarc-type: CONVERSION\nWARC-Truncated: length\n"
		  "content-type: text/plain; charset=latin1\n\ncd\n",
		  "FAIL Content-Length is wrong "
		  "src=in#0\ntext [cd] src=in#87 charset=latin1 cut\n" },
		{ "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\n"
		  "WARC-Target-URI: <http://b.id/>\r\nContent-Length: 4\r\n\r\n<p>r",
		  "html [<p>r] src=in#0 url=http://b.id/\n" },
	};
	static const kr_intake_limits small = { .max_item_bytes = 20,
		                                .max_header_bytes = 200 };
	kr_buf b;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_items(kr__view_of(cases[i].in), cases[i].want, NULL);
	kr__buf_init(&b, NULL);
	add_record(&b, wet, "0123456789012345678901234567890123456789"
	           "0123456789012345678901234567890123456789"
	           "0123456789012345678901234567890123456789"
	           "0123456789012345678901234567890123456789"
	           "0123456789012345678901234567890123456789"
	           "0123456789012345678901234567890123456789", 0);
	add_record(&b, wet, "isi dua", 0);
	check_items(kr__buf_view(&b),
	            "FAIL record is longer than the limit of one item src=in#0\n"
	            "text [isi dua] src=in#389 url=u lang=ind,eng charset=utf-8\n",
	            &small);
	check_memory(kr__buf_view(&b));
	kr__buf_drop(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(https),
		cmocka_unit_test(packed_bodies),
		cmocka_unit_test(members),
		cmocka_unit_test(lies),
		cmocka_unit_test(damage),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
