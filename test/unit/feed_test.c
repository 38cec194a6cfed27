// SPDX-License-Identifier: Apache-2.0
/* Feeds: RSS, Atom, RDF, and the mistakes seen in them. */
#include "base/utf8.h"
#include "intake_help.h"

typedef struct feed_case {
	const char *in, *want;
} feed_case;

#define RSS "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss><channel>" \
	    "<title>Kabar</title><language>id</language>"
#define ON " outlet=Kabar"

static void check_cases(const feed_case *c, size_t n)
{
	for (size_t i = 0; i < n; i++)
		check_items(kr__view_of(c[i].in), c[i].want, NULL);
}

static void families(void **state)
{
	static const feed_case cases[] = {
		{ RSS "<image><title>no</title></image><item><title>Satu &amp; "
		  "dua</title><link>\n http://a.id/1 </link><guid "
		  "isPermaLink='false'>g1</guid><pubDate>Fri, 11 Oct 2024 "
		  "10:00:00 +0700</pubDate><dc:creator>Ani</dc:creator>"
		  "<description>ringkas</description><media:title>no</media:title>"
		  "<content:encoded><![CDATA[<p>Isi & penuh]]></content:encoded>"
		  "</item></channel></rss>\n",
		  "feed [<p>Isi & penuh] src=in#1 id=g1 title=Satu & dua "
		  "url=http://a.id/1 date=Fri, 11 Oct 2024 10:00:00 +0700 lang=id "
		  "charset=utf-8" ON " author=Ani\n" },
		{ RSS "<item><title>t</title><description>&lt;b&gt;r</description>"
		  "</item><item><title>only</title></item><item/></channel></rss>",
		  "feed [<b>r] src=in#1 title=t lang=id charset=utf-8" ON
		  " partial\nfeed [] src=in#2 title=only lang=id charset=utf-8" ON
		  " partial\nFAIL entry has neither title nor text src=in#3 lang=id "
		  "charset=utf-8" ON " partial\n" },
		{ "<feed xml:lang='ms'><title>Kabar</title><link href='/'/><entry>"
		  "<id>i1</id><title>t</title><link rel='self' href='no'/><link "
		  "href='http://a.id?x=1&amp;y=2'/><updated>2024-10-12</updated>"
		  "<published>2024-10-11</published><author><email>no</email>"
		  "<name>Budi</name><uri>no</uri></author><content type='xhtml'>"
		  "<div><p class='a'>isi &lt; <b>x</b><br/></p></div></content>"
		  "</entry><entry><title>u</title><summary>a &lt; b &amp; c"
		  "</summary></entry></feed>",
		  "feed [<div><p class=\"a\">isi &lt; <b>x</b><br></p></div>] "
		  "src=in#1 id=i1 title=t url=http://a.id?x=1&y=2 date=2024-10-11 "
		  "lang=ms charset=utf-8" ON " author=Budi\n"
		  "feed [a &lt; b &amp; c] src=in#2 title=u lang=ms charset=utf-8"
		  ON " partial\n" },
		{ "<rdf:RDF xmlns='x'><channel rdf:about='y'><title>Kabar</title>"
		  "</channel><item rdf:about='z'><title>t</title><link>l</link>"
		  "<dc:date>2024-10-11</dc:date><description>d</description></item>"
		  "</rdf:RDF>",
		  "feed [d] src=in#1 title=t url=l date=2024-10-11 charset=utf-8" ON
		  " partial\n" },
		{ "<!-- x --><rss><channel></channel></rss>", "" },
	};
	(void)state;
	check_cases(cases, sizeof cases / sizeof *cases);
}

/* The text in UTF-16, `big` or not, with a byte order mark or not. */
static void add_wide(kr_buf *b, kr_view text, bool big, bool mark)
{
	for (size_t at = mark ? KR_NPOS : 0; at == KR_NPOS || at < text.len;) {
		uint32_t cp = at == KR_NPOS ? 0xFEFF : 0;
		if (at == KR_NPOS)
			at = 0;
		else
			cp = kr__utf8_next(text, &at);
		uint32_t units[2] = { cp, 0 };
		if (cp > 0xFFFF) {
			units[0] = 0xD800 + ((cp - 0x10000) >> 10);
			units[1] = 0xDC00 + (cp & 0x3FF);
		}
		for (int i = 0; i < 2 && (i == 0 || units[1]); i++) {
			kr__buf_chr(b, (char)(big ? units[i] >> 8 : units[i] & 255));
			kr__buf_chr(b, (char)(big ? units[i] & 255 : units[i] >> 8));
		}
	}
}

static void wide(void **state)
{
	static const char feed[] =
		"<?xml version='1.0' encoding='UTF-16'?><rss><channel><title>Kabar"
		"</title><item><title>Th\xc3\xa9o \xf0\x9f\x8c\xa7</title></item>"
		"</channel></rss>";
	static const char want[] = "feed [] src=in#1 title=Th\xc3\xa9o "
		"\xf0\x9f\x8c\xa7 charset=utf-8 outlet=Kabar partial\n";
	kr_buf b, z;

	(void)state;
	kr__buf_init(&b, NULL);
	kr__buf_init(&z, NULL);
	for (unsigned i = 0; i < 4; i++) {
		kr__buf_reset(&b);
		add_wide(&b, kr__view_of(feed), i & 1, i & 2);
		check_items(kr__buf_view(&b), want, NULL);
	}
	check_memory(kr__buf_view(&b));
	add_gzip(&z, kr__buf_view(&b));
	check_items(kr__buf_view(&z), want, NULL);
	kr__buf_chr(&b, '\n'); /* half a character at the end */
	kr__buf_reset(&z);
	kr__buf_str(&z, want);
	kr__buf_str(&z, "FAIL feed is malformed: not well-formed (invalid token)"
	                " src=in#1\n");
	check_items(kr__buf_view(&b), z.ptr, NULL);
	kr__buf_drop(&z);
	kr__buf_drop(&b);
}

static void mistakes(void **state)
{
	static const feed_case cases[] = {
		{ RSS "<item><title>A & B &nbsp;&mdash; &foo; &#150; R&D 3<5 &#0;"
		  "\x01</title><link>http://a.id?x=1&y=2</link></item></channel>"
		  "</rss>",
		  "feed [] src=in#1 title=A & B \xC2\xA0\xE2\x80\x94 &foo; "
		  "\xE2\x80\x93 R&D 3<5 &#0; url=http://a.id?x=1&y=2 lang=id "
		  "charset=utf-8" ON " partial\n" },
		{ RSS "<item><title>caf\xE9 \x93x\x94 \xC3\xA9</title></item>"
		  "</channel></rss>",
		  "feed [] src=in#1 title=caf\xC3\xA9 \xE2\x80\x9Cx\xE2\x80\x9D "
		  "\xC3\xA9 lang=id charset=utf-8" ON " partial\n" },
		{ "<?xml version='1.0' encoding='ISO-8859-1'?><rss><item><title>"
		  "caf\xE9 \x93</title></item></rss>",
		  "feed [] src=in#1 title=caf\xC3\xA9 \xE2\x80\x9C charset=utf-8 "
		  "partial\n" },
		{ "<?xml version='1.0' encoding='ISO-8859-1'?><rss><item><title>"
		  "caf\xC3\xA9</title></item></rss>",
		  "feed [] src=in#1 title=caf\xC3\xA9 charset=utf-8 partial\n" },
		{ "<?xml version='1.0' encoding='EUC-KR'?><rss><item><title>"
		  "\xB0\xA1</title></item></rss>",
		  "FAIL character set of the feed is not supported src=in\n" },
		{ RSS "<item><title>a</title><description>x<br>y</description></item>"
		  "<item><title>b</title><description>z</description></item>"
		  "</channel></rss>",
		  "FAIL feed is malformed: mismatched tag src=in#1\n"
		  "feed [z] src=in#2 title=b lang=id charset=utf-8" ON " partial\n" },
		{ RSS "<item><title>a</title></item><item><title>b</ti",
		  "feed [] src=in#1 title=a lang=id charset=utf-8" ON " partial\n"
		  "FAIL feed is malformed: unclosed token src=in#2\n" },
		{ RSS "<item><title>a</title></item>",
		  "feed [] src=in#1 title=a lang=id charset=utf-8" ON " partial\n"
		  "FAIL feed is malformed: no element found src=in#1\n" },
		{ "<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss>"
		  "<item><title>&b;x</title></item></rss>",
		  "feed [] src=in#1 title=&b;x charset=utf-8 partial\n" },
		{ "<rss><item><title><![CDATA[a]]]]><![CDATA[>b]]></title><?p x?>"
		  "<!-- <item> & -- --></item></rss>",
		  "feed [] src=in#1 title=a]]>b charset=utf-8 partial\n" },
	};
	(void)state;
	check_cases(cases, sizeof cases / sizeof *cases);
}

static void bounds(void **state)
{
	static const kr_intake_limits flat = { .max_depth = 5 };
	static const kr_intake_limits small = { .max_item_bytes = 20 };
	static const kr_intake_limits thin = { .max_header_bytes = 60 };

	(void)state;
	check_items(KR_V("<rss><item><title>a</title><description><a><b><c><d>x"
	                 "</d></c></b></a></description></item><item><title>b"
	                 "</title></item></rss>"),
	            "FAIL feed is malformed: nested too deep src=in#1\n"
	            "feed [] src=in#2 title=b charset=utf-8 partial\n", &flat);
	check_items(KR_V("<rss><item><title>a</title><description>0123456789012345"
	                 "67890123456789</description></item><item><title>b"
	                 "</title></item></rss>"),
	            "FAIL entry is longer than the limit of one item src=in#1 "
	            "title=a charset=utf-8 partial\n"
	            "feed [] src=in#2 title=b charset=utf-8 partial\n", &small);
	check_items(KR_V("<rss><item><title>a</title><link x=\"0123456789012345678"
	                 "9012345678901234567890123456789012345678901234567890\"/>"
	                 "</item><item><title>b</title></item></rss>"),
	            "FAIL feed is malformed: not well-formed (invalid token) "
	            "src=in#1\nfeed [] src=in#2 title=b charset=utf-8 partial\n",
	            &thin);
	check_memory(KR_V(RSS "<item><title>a</title><description>x</description>"
	                      "</item></channel></rss>"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(families),
		cmocka_unit_test(wide), cmocka_unit_test(mistakes),
		cmocka_unit_test(bounds),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
