// SPDX-License-Identifier: Apache-2.0
/*
 * HTML vocabulary: elements, and the words that web designers write in class
 * and id. The problem: "entry-content", "sidebarRight" and "baca-juga" tell
 * what a part of a page is for, but nobody standardised them. The idea: a
 * table of words with what they hint at, matched inside the value, at the
 * start of a word, or as a whole word. They are hints; content.c weighs them.
 * Limits: a class named by a machine ("css-1k2j") says nothing.
 */
#include "lift/html_tags.h"

#include <string.h>

static const struct {
	const char *name;
	uint8_t len;
} names[] = {
	{ "", 0 },
#define X(name, upper, flags) { #name, sizeof #name - 1 },
	KR_TAG_MAP(X)
#undef X
};

#define B KR_TAG_BLOCK
#define V KR_TAG_VOID
#define W KR_TAG_RAW
#define H KR_TAG_HIDDEN
#define F KR_TAG_FORMAT
#define S KR_TAG_BORDER
#define D KR_TAG_HEAD
#define G KR_TAG_HEADING
static const uint8_t flags_of[] = {
	0,
#define X(name, upper, flags) flags,
	KR_TAG_MAP(X)
#undef X
};
#undef B
#undef V
#undef W
#undef H
#undef F
#undef S
#undef D
#undef G

kr_tag kr__tag_find(kr_view name)
{
	char key[12];
	unsigned lo = 1, hi = KR_N_TAGS;

	if (name.len == 0 || name.len > 10)
		return KR_HTML_OTHER;
	for (size_t i = 0; i < name.len; i++) {
		char c = name.ptr[i];
		key[i] = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
	}
	key[name.len] = '\0';
	while (lo < hi) {
		unsigned mid = lo + (hi - lo) / 2;
		int c = strcmp(names[mid].name, key);
		if (c == 0)
			return (kr_tag)mid;
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return KR_HTML_OTHER;
}

unsigned kr__tag_flags(unsigned tag)
{
	return tag < KR_N_TAGS ? flags_of[tag] : 0;
}

kr_view kr__tag_text(unsigned tag)
{
	return tag < KR_N_TAGS ? kr__view_of(names[tag].name)
	                       : (kr_view){ "", 0 };
}

/* ---- hints ------------------------------------------------------------- */

enum { ANYWHERE, START, WHOLE };

typedef struct kr_hint_row {
	char word[14];
	uint8_t how, hint;
} kr_hint_row;

#define A(word, hint) { word, ANYWHERE, KR_HINT_##hint }
#define P(word, hint) { word, START, KR_HINT_##hint }
#define E(word, hint) { word, WHOLE, KR_HINT_##hint }
/* Sorted by first letter; order within a letter does not matter. */
static const kr_hint_row rows[] = {
	A("abstract", LEAD), E("ad", AD), E("ads", AD), P("addtoany", SHARE),
	P("adsby", AD), P("advert", AD), P("affiliate", AD), A("also", RELATED),
	A("anzeige", AD), A("archive", NAV), P("artikel", ARTICLE),
	A("article", ARTICLE), A("aside", SIDE), A("author", AUTHOR),
	P("autor", AUTHOR), A("avatar", AUTHOR), A("about", BOX),
	P("baca", RELATED), A("banner", AD), A("bagikan", SHARE),
	P("beitrag", ARTICLE), E("bio", AUTHOR), A("blog", ARTICLE),
	A("blurb", LEAD), A("body", TEXT), A("bottom", FOOT), E("box", BOX),
	A("breadcrumb", NAV), A("button", FORM), A("byline", AUTHOR),
	P("bildunter", CAPTION),
	A("caption", CAPTION), A("carousel", RELATED), A("categor", TAGS),
	E("cat", TAGS), A("combx", COMMENT), A("comment", COMMENT),
	P("community", COMMENT), A("consent", FORM), A("content", TEXT),
	A("cookie", FORM), A("copyright", FOOT), A("credit", META),
	P("crumb", NAV), P("cta", FORM),
	A("date", META), P("deck", LEAD), E("desc", LEAD), P("description", LEAD),
	P("detail", TEXT), A("dialog", FORM), A("disclaimer", FOOT),
	A("discuss", COMMENT), A("disqus", COMMENT), A("donat", FORM),
	P("dropdown", NAV),
	A("editor", AUTHOR), A("entry", ARTICLE), A("excerpt", LEAD),
	A("extra", SIDE),
	A("facebook", SHARE), P("fact", BOX), P("featured", RELATED),
	A("feedback", COMMENT), A("figure", CAPTION), A("follow", SHARE),
	A("footer", FOOT), A("footnote", FOOT), A("form", FORM),
	A("forum", COMMENT), A("foto", CAPTION),
	A("gallery", CAPTION), A("gdpr", FORM),
	A("headline", TITLE), A("header", TOP), A("heading", TITLE),
	E("hidden", HIDE), A("hentry", ARTICLE), A("hinweis", BOX),
	P("iklan", AD), A("image", CAPTION), A("img", CAPTION),
	P("impressum", FOOT), A("info", BOX), A("inhalt", TEXT), P("isi", TEXT),
	P("intro", LEAD),
	E("judul", TITLE), P("jp-relatedpos", RELATED),
	P("kategori", TAGS), P("keyword", TAGS), P("komentar", COMMENT),
	A("kommentar", COMMENT), P("konten", TEXT),
	P("label", TAGS), A("lainnya", RELATED), A("latest", RELATED),
	P("lead", LEAD), A("legal", FOOT), E("link", NAV), E("links", NAV),
	E("list", NAV), A("login", FORM), A("logo", TOP),
	A("main", TEXT), A("masthead", TOP), A("menu", NAV), A("meta", META),
	A("modal", FORM), E("more", RELATED), A("mostread", RELATED),
	P("mgid", AD),
	A("nav", NAV), A("newsletter", FORM), P("next", NAV), P("notice", FORM),
	P("news", ARTICLE),
	A("outbrain", AD), A("overlay", FORM),
	A("page", TEXT), P("paging", NAV), A("pagination", NAV),
	A("paragraph", TEXT), A("paywall", FORM), A("pager", NAV),
	P("penulis", AUTHOR), A("photo", CAPTION), P("pinterest", SHARE),
	A("popular", RELATED), P("populer", RELATED), A("popup", FORM),
	A("post", ARTICLE), P("prev", NAV), A("print", SHARE), A("profile", AUTHOR),
	A("promo", AD), P("publish", META), A("player", CAPTION),
	E("quote", TEXT),
	E("rail", SIDE), P("rating", SHARE), E("read", TEXT), A("readmore", RELATED),
	A("recommend", RELATED), A("recent", RELATED), P("redaksi", AUTHOR),
	A("related", RELATED), A("reply", COMMENT), P("reporter", AUTHOR),
	A("respond", COMMENT), A("rss", SHARE), P("region-side", SIDE),
	A("search", FORM), P("secondary", SIDE), A("share", SHARE),
	A("sharing", SHARE), A("sidebar", SIDE), E("side", SIDE),
	A("similar", RELATED), P("single", ARTICLE), A("sitemap", NAV),
	E("skip", NAV), A("slider", RELATED), A("social", SHARE), E("sr-only", HIDE),
	P("screen-reader", HIDE), A("sponsor", AD), P("source", META),
	A("story", ARTICLE), A("subscribe", FORM), A("subtitle", LEAD),
	A("summary", LEAD), P("subnav", NAV), A("signup", FORM), P("sumber", META),
	A("taboola", AD), E("tag", TAGS), E("tags", TAGS), P("taxonomy", TAGS),
	A("teaser", RELATED), A("teilen", SHARE), P("terkait", RELATED),
	P("terpopuler", RELATED), P("terbaru", RELATED), E("text", TEXT),
	P("thumb", CAPTION), A("time", META), A("title", TITLE), E("toc", NAV),
	A("toolbar", SHARE), P("top", TOP), E("topic", TAGS), E("topics", TAGS),
	P("trending", RELATED), A("twitter", SHARE), P("toggle", FORM),
	P("verwandt", RELATED), A("video", CAPTION), P("visually-hid", HIDE),
	A("warning", FORM), A("whatsapp", SHARE), A("widget", SIDE),
	P("wp-caption", CAPTION), P("weitere", RELATED),
	P("xing", SHARE), P("youtube", SHARE), P("zitat", TEXT),
};
#undef A
#undef P
#undef E

static char low(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
}

static bool alpha(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Does a word of the designer's begin at `at`? Also "B" in "sideBar". */
static bool word_start(kr_view v, size_t at)
{
	if (at == 0 || !alpha(v.ptr[at - 1]))
		return true;
	return v.ptr[at] >= 'A' && v.ptr[at] <= 'Z' && v.ptr[at - 1] >= 'a';
}

static bool fits(kr_view v, size_t at, const kr_hint_row *r)
{
	size_t i = 0;

	for (; i < sizeof r->word && r->word[i]; i++)
		if (at + i >= v.len || low(v.ptr[at + i]) != r->word[i])
			return false;
	if (r->how == ANYWHERE)
		return true;
	if (!word_start(v, at))
		return false;
	return r->how == START || at + i == v.len || !alpha(v.ptr[at + i]) ||
	       word_start(v, at + i);
}

uint32_t kr__hints_of(kr_view v)
{
	/* first[c]: where the rows of a letter begin */
	static const unsigned n_rows = sizeof rows / sizeof *rows;
	uint32_t bits = 0;

	if (v.len > 200)
		v.len = 200;
	for (size_t at = 0; at < v.len; at++) {
		char c = low(v.ptr[at]);
		if (c < 'a' || c > 'z')
			continue;
		unsigned lo = 0, hi = n_rows;
		while (lo < hi) {
			unsigned mid = lo + (hi - lo) / 2;
			if (rows[mid].word[0] < c)
				lo = mid + 1;
			else
				hi = mid;
		}
		for (; lo < n_rows && rows[lo].word[0] == c; lo++)
			if (fits(v, at, &rows[lo]))
				bits |= 1u << rows[lo].hint;
	}
	return bits;
}
