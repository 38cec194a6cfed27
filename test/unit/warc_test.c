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
		  "Content-Encoding: br\r\n\r\n\xff\xff\xff\xff",
		  "FAIL packed body is damaged" SEEN "\n" },
		{ "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
		  "Content-Encoding: compress\r\n\r\n\x1f\x9d\x80zzz",
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

/* A record whose body is packed, `drop` bytes of it left out. */
static void add_packed(kr_buf *b, const char *coding, kr_view body, size_t drop)
{
	kr_buf head;

	kr__buf_init(&head, NULL);
	kr__buf_str(&head, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
	                   "Content-Encoding: ");
	kr__buf_str(&head, coding);
	kr__buf_str(&head, "\r\n\r\n");
	kr__buf_reset(b);
	kr__buf_str(b, "WARC/1.1\r\n");
	kr__buf_str(b, response);
	kr__buf_str(b, "Content-Length: ");
	kr__buf_u64(b, head.len + body.len - drop);
	kr__buf_str(b, "\r\n\r\n");
	kr__buf_add(b, kr__buf_view(&head));
	kr__buf_add(b, kr__view_sub(body, 0, body.len - drop));
	kr__buf_str(b, "\r\n\r\n");
	kr__buf_drop(&head);
}

#define PAGE "<html><p>Hujan turun di desa itu sejak pagi, kata warga desa " \
	     "itu. Hujan turun lagi."

/* The page, and 64 MiB of one letter, as brotli 1.0.9 packs them. */
static const char br_page[] =
	"\x1b\x52\x00\x00\x44\xdd\x96\xea\xe8\xf2\x90\xc4\x6c\xa9\x03\xe5\x5c"
	"\x45\x44\x7f\x6c\x42\x54\x89\xe6\x25\x69\x5d\x29\x97\x84\xa1\xe4\x53"
	"\x6a\x0c\x6e\x78\xdc\xd8\x68\x86\xd6\x1f\x61\x1e\x78\x7d\x70\xe2\x50"
	"\x2d\x61\xd2\x89\xcf\xab\x34\x11\xc4\x2e\xaa\x09";
static const char br_bomb[] =
	"\xcb\xff\xff\x3f\x00\xa4\x7c\xc2\x8a\x90\xcb\x0a\x49\x2d\x09\x67\xef"
	"\xff\xc4\xff\xff\x3f\x00\x24\x00\xe2\xb0\x00\x74\xef\xff\xf8\xff\xff"
	"\x07\x80\x04\x40\x1c\x16\x80\xee\xfd\x1f\xff\xff\xff\x00\x90\x00\x88"
	"\xc3\x02\xd0\xbd\xff\xe3\xff\xff\x1f\x00\x12\x00\x71\x58\x00\xba\xf7"
	"\x7f\xfc\xff\xff\x03\x40\x02\x20\x0e\x0b\x40\xf7\xfe\x8f\xff\xff\x7f"
	"\x00\x48\x00\xc4\x61\x01\xe8\xde\xff\xe5\xff\xff\x1f\x00\x09\x80\x38"
	"\x2c\x00\xdd\xfb\x3f";

static void brotli(void **state)
{
	kr_view page = { br_page, sizeof br_page - 1 };
	kr_view bomb = { br_bomb, sizeof br_bomb - 1 };
	kr_intake_limits small = { .max_item_bytes = 4000,
		                   .max_header_bytes = 500 };
	kr_buf b;

	(void)state;
	kr__buf_init(&b, NULL);
	add_packed(&b, "br", page, 0);
	check_items(kr__buf_view(&b), "html [" PAGE "]" SEEN "\n", NULL);
	check_memory(kr__buf_view(&b));
	add_packed(&b, "br", kr__view_of("halo, sudah dibuka oleh perayap"), 0);
	check_items(kr__buf_view(&b),
	            "html [halo, sudah dibuka oleh perayap]" SEEN "\n", NULL);
	add_packed(&b, "br", page, 60);
	check_items(kr__buf_view(&b), "FAIL packed body is damaged" SEEN "\n",
	            NULL);
	add_packed(&b, "br", bomb, 0);
	check_items(kr__buf_view(&b),
	            "FAIL body is longer than the limit of one item" SEEN "\n",
	            &small);
	kr__buf_drop(&b);
}

static void zstd(void **state)
{
	static char letters[1 << 20];
	kr_intake_limits small = { .max_item_bytes = 4000,
		                   .max_header_bytes = 500 };
	kr_buf z, b;

	(void)state;
	kr__buf_init(&z, NULL);
	kr__buf_init(&b, NULL);
	add_zstd(&z, KR_V("<html><p>Hujan turun di desa "));
	size_t first = z.len;
	add_zstd(&z, KR_V("itu sejak pagi, kata warga desa itu. Hujan turun lagi."));
	add_packed(&b, "zstd", kr__buf_view(&z), 0);
	check_items(kr__buf_view(&b), "html [" PAGE "]" SEEN "\n", NULL);
	check_memory(kr__buf_view(&b));
	add_packed(&b, "ZSTD", kr__buf_view(&z), z.len - first - 6);
	check_items(kr__buf_view(&b), "html [<html><p>Hujan turun di desa ]" SEEN
	            " cut\n", NULL);
	add_packed(&b, "zstd", kr__view_of("<html>undone"), 0);
	check_items(kr__buf_view(&b), "html [<html>undone]" SEEN "\n", NULL);
	memset(letters, 'a', sizeof letters);
	kr__buf_reset(&z);
	add_zstd(&z, (kr_view){ letters, sizeof letters });
	add_packed(&b, "zstd", kr__buf_view(&z), 0);
	check_items(kr__buf_view(&b),
	            "FAIL body is longer than the limit of one item" SEEN "\n",
	            &small);
	kr__buf_drop(&z);
	kr__buf_drop(&b);
}

#define FEED "<rss><channel><title>Kabar</title><item><guid>g1</guid><title>Satu" \
	     "</title></item><item><title>Dua</title></item></channel></rss>"

/* A feed in a record is as many items as it has entries. */
static void feeds(void **state)
{
	static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: "
				   "application/rss+xml\r\n\r\n";
	static const char want[] =
		"feed [] src=in#0/1 id=g1 title=Satu "
		"fetched=2024-10-12T01:02:03Z charset=utf-8 outlet=Kabar partial\n"
		"feed [] src=in#0/2 title=Dua fetched=2024-10-12T01:02:03Z "
		"charset=utf-8 outlet=Kabar partial\n";
	kr_buf b, all;

	(void)state;
	kr__buf_init(&b, NULL);
	kr__buf_init(&all, NULL);
	kr__buf_str(&b, head);
	kr__buf_str(&b, FEED);
	add_record(&all, response, b.ptr, 0);
	check_items(kr__buf_view(&all), want, NULL);
	check_memory(kr__buf_view(&all));
	kr__buf_str(&all, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: "
	                  "text/html\r\nContent-Length: 4\r\n\r\n<p>r\r\n\r\n");
	kr__buf_reset(&b);
	kr__buf_str(&b, want);
	kr__buf_str(&b, "html [<p>r] src=in#");
	kr__buf_u64(&b, all.len - 85);
	kr__buf_chr(&b, '\n');
	check_items(kr__buf_view(&all), b.ptr, NULL);
	kr__buf_drop(&b);
	kr__buf_drop(&all);
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
		cmocka_unit_test(brotli),
		cmocka_unit_test(zstd),
		cmocka_unit_test(feeds),
		cmocka_unit_test(packed_bodies),
		cmocka_unit_test(members),
		cmocka_unit_test(lies),
		cmocka_unit_test(damage),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
