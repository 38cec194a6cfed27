// SPDX-License-Identifier: Apache-2.0
/* lift: HTML to paragraphs with a map, what a page says of itself, limits. */
#include "test.h"

#include <time.h>

#include "lift/html.h"

typedef struct kr_case {
	const char *html, *text;
} kr_case;

/* Read `html`; check the invariants; the caller drops. */
static void read_page(kr_doc *d, kr_arena *a, kr_view html, kr_page *page)
{
	kr_charset_hints hints = { { "", 0 }, true };
	kr_decoded in;
	kr_err err;

	assert_int_equal(kr__doc_init(d, NULL, NULL, 0), KR_OK);
	kr__arena_init(a, NULL, 0);
	assert_int_equal(kr__charset_to_utf8(d, a, html, &hints, &in), KR_OK);
	d->raw = html;
	assert_int_equal(kr__html_to_text(d, a, &in, page), KR_OK);
	if (kr__doc_check(d, &err))
		fail_msg("%s", err.message);
}

static void text_is(const kr_case *c)
{
	kr_doc d;
	kr_arena a;
	kr_page page;

	read_page(&d, &a, kr__view_of(c->html), &page);
	assert_view(d.text, c->text);
	kr__doc_drop(&d);
	kr__arena_drop(&a);
}

static void paragraphs(void **state)
{
	static const kr_case cases[] = {
		{ "", "" },
		{ "<p>Satu<p>Dua", "Satu\nDua\n" },
		{ "<div>Satu  \n dua</div>tiga", "Satu dua\ntiga\n" },
		{ "<p>a<br>b<br><br>c", "a\nb\nc\n" },
		{ "<p>a<b>b</b> <i>c</i>", "ab c\n" },
		{ "<ul><li>x<li>y</ul>z", "x\ny\nz\n" },
		{ "<table><tr><td>1<td>2<tr><td>3</table>", "1\n2\n3\n" },
		{ "<p>R&amp;D &lt;b&gt; caf&eacute; &#8220;x&#x201d;",
		  "R&D <b> caf\xC3\xA9 \xE2\x80\x9Cx\xE2\x80\x9D\n" },
		{ "<p>a&nbsp;b\xC2\xA0" "c&shy;d\xC2\xAD" "e", "a b cde\n" },
		{ "<p>AT&T &unknown; &ampx &copy2", "AT&T &unknown; &x \xC2\xA9" "2\n" },
		{ "<p>1 < 2 <3 </ x>y", "1 < 2 <3 y\n" },
		{ "<p>a<!-- b --><!-->c<?php x ?><!doctype y>d", "acd\n" },
		{ "<script>if (a<b) '</p>'</script><p>x<style>p{}</style>y",
		  "xy\n" },
		{ "<p hidden>no</p><p style='display: none'>no</p>"
		  "<p aria-hidden=true>no</p>yes", "yes\n" },
		{ "<noscript>no<div>no</div></noscript><template>no</template>ya",
		  "ya\n" },
		{ "<svg><path/><text>no</text><title>t</title></svg>ya", "ya\n" },
		{ "<svg><g>no<p>ya", "ya\n" },
		{ "<pre>a\nb</pre>", "a\nb\n" },
		{ "<b><div>x</b>y</div>z", "xy\nz\n" },
		{ "<td>a</div>b", "ab\n" },
		{ "<div>a</span>b</p>c</div>", "abc\n" },
		{ "<h1>T<h2>U</h1>V", "T\nU\nV\n" },
		{ "<p>a<img alt='no'>b<hr>c", "ab\nc\n" },
		{ "<select><option>x<option>y</select><textarea><p></textarea>z",
		  "z\n" },
		{ "<p title='>'>x", "x\n" },
		{ "<p a=b'c d=\"e>f\" / >x</p/>y", "x\ny\n" },
		{ "text <", "text <\n" },
		{ "text <b", "text\n" },
		{ "a<title>no</title>b", "ab\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		text_is(&cases[i]);
}

/* Every byte of text leads to its source: checked on letters. */
static void map(void **state)
{
	static const char *const pages[] = {
		"<p>satu &amp; dua  tiga</p>\r\n<div>e&eacute;f\xC2\xA0g</div>",
		"<meta charset=latin1><p>caf\xE9 x\xFC\xFCy</p>",
		"<p>a\r\nb\r\nc<b>d</b>",
		"<meta charset=windows-1251><p>x\xEF\xF0\xE8\xE2y z\xE5",
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		kr_doc d;
		kr_arena a;
		kr_page page;
		read_page(&d, &a, kr__view_of(pages[i]), &page);
		for (uint32_t at = 0; at < d.text.len; at++) {
			char c = d.text.ptr[at];
			if ((c | 32) < 'a' || (c | 32) > 'z')
				continue;
			size_t src = kr__doc_source_of(&d, at);
			assert_true(src < strlen(pages[i]));
			assert_int_equal(pages[i][src], c);
		}
		kr__doc_drop(&d);
		kr__arena_drop(&a);
	}
}

static void facts(void **state)
{
	static const struct {
		const char *html;
		kr_fact_kind kind;
		const char *value;
		kr_origin origin;
	} cases[] = {
		{ "<title> Judul &amp; isi berita ini </title>", KR_FACT_TITLE,
		  "Judul & isi berita ini", KR_ORIGIN_HTML },
		{ "<title>Pos - Dunia - Menteri tiba | Pos</title>"
		  "<p>Dunia - Menteri tiba | Pos<br>Astana", KR_FACT_TITLE,
		  "Dunia - Menteri tiba | Pos", KR_ORIGIN_HTML },
		{ "<title>Menteri tiba di Astana - Pos Kita</title><h1>Menteri "
		  "tiba di Astana</h1>", KR_FACT_TITLE,
		  "Menteri tiba di Astana", KR_ORIGIN_HTML },
		{ "<meta property=og:site_name content='Pos Kita'>"
		  "<title>Pos Kita | Menteri - dan wakilnya</title>",
		  KR_FACT_TITLE, "Menteri - dan wakilnya", KR_ORIGIN_HTML },
		{ "<title>Pos Kita</title><meta property='og:title' content='y'>",
		  KR_FACT_TITLE, "y", KR_ORIGIN_OPENGRAPH },
		{ "<meta name=pubdate content='2024-10-11'>", KR_FACT_PUBLISHED,
		  "2024-10-11", KR_ORIGIN_META },
		{ "<meta name=DC.date.issued content='2024-10-11'>",
		  KR_FACT_PUBLISHED, "2024-10-11", KR_ORIGIN_DUBLIN },
		{ "<time datetime='2024-10-12T01:00'>kemarin</time>",
		  KR_FACT_PUBLISHED, "2024-10-12T01:00", KR_ORIGIN_TIME },
		{ "<span itemprop='datePublished' content='2024-10-13'>",
		  KR_FACT_PUBLISHED, "2024-10-13", KR_ORIGIN_MICRODATA },
		{ "<script type='application/ld+json'>{\"@graph\":[{\"@type\":"
		  "[\"Thing\",\"NewsArticle\"],\"datePublished\":\"2024-01-02\","
		  "\"author\":[{\"name\":\"Budi\"}]}]}</script>",
		  KR_FACT_AUTHOR, "Budi", KR_ORIGIN_JSONLD },
		{ "<abbr class=published title=2024-02-03>x</abbr>",
		  KR_FACT_PUBLISHED, "2024-02-03", KR_ORIGIN_MICRODATA },
		{ "<span property=schema:dateCreated content=2024-02-04>",
		  KR_FACT_PUBLISHED, "2024-02-04", KR_ORIGIN_MICRODATA },
		{ "<script type=application/ld+json>[{\"@type\":\"WebPage\","
		  "\"datePublished\":\"2024-02-05\"}]</script>",
		  KR_FACT_PUBLISHED, "2024-02-05", KR_ORIGIN_MICRODATA },
		{ "<link rel=canonical href='https://arsip.example/web/"
		  "20140109000000/https://contoh.id/b'>", KR_FACT_URL,
		  "https://contoh.id/b", KR_ORIGIN_LINK },
		{ "<html lang=id>", KR_FACT_LANG, "id", KR_ORIGIN_HTML },
		{ "<link rel=canonical href='https://contoh.id/a'>", KR_FACT_URL,
		  "https://contoh.id/a", KR_ORIGIN_LINK },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kr_doc d;
		kr_arena a;
		kr_page page;
		read_page(&d, &a, kr__view_of(cases[i].html), &page);
		const kr_fact *f = kr__page_fact(&page, cases[i].kind);
		assert_non_null(f);
		assert_view(f->value, cases[i].value);
		assert_int_equal(f->origin, cases[i].origin);
		kr__doc_drop(&d);
		kr__arena_drop(&a);
	}
}

/* Kinds of zones, one letter each: t b c, r elated, w idget, a d, y byline,
 * o ther, (c) g. */
static void zones(void **state)
{
	static const kr_case cases[] = {
		{ "<p>Potongan pendek dari umpan.<p>Dua.", "bb" },
		{ "<p>Isi.<p><a href=x>Baca selengkapnya di situs</a>", "bo" },
		{ "<body><nav><a href=a>Depan</a> <a href=b>Bola</a></nav>"
		  "<main><h1>Menteri tiba di ibu kota</h1>"
		  "<article class=post-content><p>Menteri itu tiba pada hari "
		  "Jumat, disambut oleh mitranya, dan langsung menuju gedung "
		  "parlemen untuk berpidato."
		  "<p>Ia mengatakan kunjungan ini penting bagi kedua negara, "
		  "yang sudah lama bekerja sama dalam banyak hal.</article>"
		  "<div class=related-posts><a href=c>Cerita lain yang "
		  "menarik</a></div></main>"
		  "<footer>&copy; 2024 Pos Contoh</footer>", "otbbrg" },
	};
	static const char letters[] = "tdbcyksrawgo";

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char got[64] = "";
		kr_doc d;
		kr_arena a;
		kr_page page;
		read_page(&d, &a, kr__view_of(cases[i].html), &page);
		for (uint32_t k = 0; k < kr__n_zones(&d) && k < 60; k++)
			got[k] = letters[kr__zones(&d)[k].kind];
		assert_string_equal(got, cases[i].text);
		kr__doc_drop(&d);
		kr__arena_drop(&a);
	}
}

/* Processor time, so that a busy machine does not fail a test. */
static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* n times `open`, text, then n times `close`: must end, quickly. */
static void repeated(const char *open, const char *close, size_t n)
{
	kr_buf page_bytes;
	kr_doc d;
	kr_arena a;
	kr_page page;

	kr__buf_init(&page_bytes, NULL);
	for (size_t i = 0; i < n; i++)
		kr__buf_str(&page_bytes, open);
	kr__buf_str(&page_bytes, "x");
	for (size_t i = 0; i < n; i++)
		kr__buf_str(&page_bytes, close);
	double start = seconds();
	read_page(&d, &a, kr__buf_view(&page_bytes), &page);
	assert_true(seconds() - start < 10);
	kr__doc_drop(&d);
	kr__arena_drop(&a);
	kr__buf_drop(&page_bytes);
}

static void evil(void **state)
{
	(void)state;
	repeated("<div>", "", 300000);
	repeated("<div>", "</div>", 300000);
	repeated("<b><p>", "</b>", 200000);
	repeated("<a href=x><div>", "</a>", 200000);
	repeated("<table><tr><td>", "</td>", 100000);
	repeated("<p><span>", "</p>", 200000);
	repeated("<li><ul>x", "</li>", 200000);
	repeated("<svg><path><math>", "</svg>", 200000);
	repeated("<x>", "</y>", 300000);
	repeated("<!--", "", 300000);
	repeated("<script>", "", 300000);
	repeated("<p a='", "", 300000);
	repeated("&", "&a", 300000);
	repeated("<meta name=date content=2024>", "", 100000);
	repeated(" a=b", "", 300000);
	repeated("<", ">", 500000);
	repeated("<script type=application/ld+json>[[[[[[", "", 1000);
	repeated("<script type=application/ld+json>[</script>", "", 50000);
}

static void many_attributes(void **state)
{
	kr_buf b;
	kr_doc d;
	kr_arena a;
	kr_page page;

	(void)state;
	kr__buf_init(&b, NULL);
	kr__buf_str(&b, "<p");
	for (size_t i = 0; i < 200000; i++) {
		kr__buf_str(&b, " a");
		kr__buf_u64(&b, i);
	}
	kr__buf_str(&b, ">x");
	read_page(&d, &a, kr__buf_view(&b), &page);
	assert_view(d.text, "x\n");
	assert_int_equal(kr__n_problems(&d), 1);
	kr__doc_drop(&d);
	kr__arena_drop(&a);
	kr__buf_drop(&b);
}

/* Allocation n fails, for every n, until it goes through. */
static void memory(void **state)
{
	static const char page_html[] =
		"<html lang=id><title>J</title><meta charset=koi8-r>"
		"<script type='application/ld+json'>{\"@type\":\"NewsArticle\","
		"\"headline\":\"x\"}</script><h1>Judul</h1><p>a\xC1&amp;b\r\n<p>c";
	kr_charset_hints hints = { { "", 0 }, true };
	bool through = false;

	(void)state;
	for (unsigned long n = 0; n < 200 && !through; n++) {
		kr_failing f = { n };
		kr_alloc alloc = { kr_failing_fn, &f };
		kr_decoded in;
		kr_arena a;
		kr_page page;
		kr_doc d;
		kr_view raw = kr__view_of(page_html);
		kr__arena_init(&a, &alloc, 0);
		kr_status st = kr__doc_init(&d, &alloc, NULL, 0);
		if (!st)
			st = kr__charset_to_utf8(&d, &a, raw, &hints, &in);
		if (!st)
			st = kr__html_to_text(&d, &a, &in, &page);
		assert_true(st == KR_OK || st == KR_ENOMEM);
		through = st == KR_OK;
		kr__doc_drop(&d);
		kr__arena_drop(&a);
	}
	assert_true(through);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs), cmocka_unit_test(map),
		cmocka_unit_test(facts),      cmocka_unit_test(zones),
		cmocka_unit_test(evil),
		cmocka_unit_test(many_attributes), cmocka_unit_test(memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
