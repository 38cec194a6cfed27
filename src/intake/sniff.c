// SPDX-License-Identifier: Apache-2.0
/*
 * Sniffing. The problem: names lie (`.txt` that is HTML, `.xml` that is a
 * feed, `download` that is anything). The idea: magic words, then the first
 * tags, then the absence of bytes that no text has. Limits: a text that begins
 * with the word of a tag in angle brackets is taken for HTML; UTF-16 without a
 * byte order mark is known by every second byte being zero. Source: the MIME
 * Sniffing standard, cut down to what carries news.
 */
#include "intake/sniff.h"

#include <string.h>

static bool space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static kr_view past_space(kr_view v)
{
	while (v.len && space(*v.ptr))
		v = kr__view_from(v, 1);
	return v;
}

/* `v` begins with the tag `name`: the name ends there. */
static bool is_tag(kr_view v, const char *name)
{
	size_t n = strlen(name);

	if (!kr__view_istarts(v, kr__view_of(name)))
		return false;
	return v.len == n || space(v.ptr[n]) || v.ptr[n] == '>' ||
	       v.ptr[n] == '/';
}

static bool any_tag(kr_view v, const char *const *names)
{
	for (; *names; names++)
		if (is_tag(v, *names))
			return true;
	return false;
}

/* The first of the tags that `head` shows, at a '<' anywhere. */
static kr_container first_tag(kr_view head, kr_container otherwise)
{
	static const char *const feed[] = { "<rss", "<feed", "<rdf:RDF", "<RDF",
		                            "<atom:feed", NULL };
	static const char *const page[] = { "<html", "<!doctype html", NULL };

	while (head.len) {
		size_t at = kr__view_chr(head, '<');
		if (at == KR_NPOS)
			break;
		head = kr__view_from(head, at);
		if (any_tag(head, feed))
			return KR_HOLDS_FEED;
		if (any_tag(head, page))
			return KR_HOLDS_HTML;
		head = kr__view_from(head, 1);
	}
	return otherwise;
}

static kr_container of_markup(kr_view v, kr_view head)
{
	static const char *const page[] = {
		"<!doctype html", "<html", "<head", "<body", "<title", "<meta",
		"<link", "<script", "<style", "<div", "<p", "<article", "<main",
		"<section", "<header", "<h1", "<h2", "<table", "<a", "<br",
		"<b", "<i", "<strong", "<em", "<img", "<ul", "<span", "<center",
		"<font", "<iframe", "<noscript", "<figure", "<nav", NULL,
	};

	if (is_tag(v, "<?xml"))
		return first_tag(head, KR_HOLDS_XML);
	if (any_tag(v, page))
		return KR_HOLDS_HTML;
	if (kr__view_starts(v, KR_V("<!--")))
		return first_tag(head, KR_HOLDS_HTML);
	return first_tag(v, KR_HOLDS_TEXT) == KR_HOLDS_FEED ? KR_HOLDS_FEED
	                                                    : KR_HOLDS_TEXT;
}

/* '{' of an object or '[' of an array of objects, not of prose. */
static bool json_head(kr_view v)
{
	char brace = *v.ptr;
	kr_view next = past_space(kr__view_from(v, 1));

	if (!next.len)
		return brace == '{' || brace == '[';
	if (brace == '{')
		return *next.ptr == '"' || *next.ptr == '}';
	return *next.ptr == '{' || *next.ptr == ']';
}

static bool is_binary(kr_view v)
{
	static const char *const magic[] = { "%PDF-", "PK\x03\x04", "\x89PNG",
		                             "GIF8", "\xFF\xD8\xFF", "\x7F" "ELF",
		                             "BZh", "\xFD" "7zXZ", "SQLite format",
		                             "Rar!", NULL };
	size_t zeros[2] = { 0, 0 };

	for (const char *const *m = magic; *m; m++)
		if (kr__view_starts(v, kr__view_of(*m)))
			return true;
	if (v.len >= 2 && (memcmp(v.ptr, "\xFF\xFE", 2) == 0 ||
	                   memcmp(v.ptr, "\xFE\xFF", 2) == 0))
		return false;
	if (kr__view_chr(v, '\0') == KR_NPOS)
		return false;
	for (size_t i = 0; i < v.len; i++)
		zeros[i & 1] += v.ptr[i] == 0;
	/* UTF-16 of mostly Latin text: zeros on one side only, and many. */
	size_t more = zeros[0] > zeros[1] ? zeros[0] : zeros[1];
	size_t less = zeros[0] + zeros[1] - more;
	return !(v.len >= 8 && more > v.len / 4 && less < v.len / 64 + 1);
}

size_t kr__bom_len(kr_view head)
{
	return kr__view_starts(head, KR_V("\xEF\xBB\xBF")) ? 3 : 0;
}

kr_container kr__sniff(kr_view head)
{
	if (!head.len)
		return KR_HOLDS_NOTHING;
	kr_view v = kr__view_sub(head, 0, KR_SNIFF_BYTES);
	v = past_space(kr__view_from(v, kr__bom_len(v)));
	if (!v.len)
		return KR_HOLDS_TEXT;
	if (kr__view_starts(v, KR_V("WARC/")))
		return KR_HOLDS_WARC;
	if (is_binary(v))
		return KR_HOLDS_BINARY;
	if ((*v.ptr == '{' || *v.ptr == '[') && json_head(v))
		return KR_HOLDS_JSON;
	if (*v.ptr == '<')
		return of_markup(v, v);
	return KR_HOLDS_TEXT;
}
