// SPDX-License-Identifier: Apache-2.0
/*
 * Entries. The problem: three families of feeds, each with several places for
 * one thing, and markup inside that is escaped, in CDATA, or real. The idea: a
 * table from names to fields; the first place that holds something wins;
 * markup that was parsed is written out again as HTML. Limits: prefixes are
 * taken by their usual spelling (`content:`, `dc:`), not by their namespace,
 * as broken feeds forget to declare them. Source: RSS 2.0, RSS 1.0 with its
 * modules, RFC 4287.
 */
#include "intake/entry.h"

#include <string.h>

void kr__entry_init(kr_entry *e, const kr_alloc *alloc, size_t max_bytes)
{
	*e = (kr_entry){ 0 };
	for (int i = 0; i < KR_N_ENTRY_FIELDS; i++) {
		kr__buf_init(&e->fields[i], alloc);
		e->fields[i].max = max_bytes;
	}
}

void kr__entry_drop(kr_entry *e)
{
	for (int i = 0; i < KR_N_ENTRY_FIELDS; i++)
		kr__buf_drop(&e->fields[i]);
}

void kr__entry_reset(kr_entry *e)
{
	for (int i = 0; i < KR_ENTRY_OUTLET; i++)
		kr__buf_reset(&e->fields[i]);
	e->ready = false;
}

static bool is(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

/* The name without prefixes that mean the feed's own language. */
static const char *plain_name(const char *name)
{
	static const char *const own[] = { "atom:", "rss:", "rdf:", "a:",
		                           "a10:" };

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (strncmp(name, own[i], strlen(own[i])) == 0)
			return name + strlen(own[i]);
	return name;
}

static const char *att(const char *const *atts, const char *name)
{
	for (; atts && *atts; atts += 2)
		if (is(*atts, name))
			return atts[1];
	return NULL;
}

static kr_entry_field field_of(const char *name)
{
	static const struct {
		const char *name;
		kr_entry_field field;
	} table[] = {
		{ "title", KR_ENTRY_TITLE },
		{ "link", KR_ENTRY_LINK },
		{ "feedburner:origLink", KR_ENTRY_ORIGIN },
		{ "guid", KR_ENTRY_ID },
		{ "id", KR_ENTRY_ID },
		{ "pubDate", KR_ENTRY_DATE },
		{ "published", KR_ENTRY_DATE },
		{ "issued", KR_ENTRY_DATE },
		{ "dc:date", KR_ENTRY_DATE },
		{ "dcterms:issued", KR_ENTRY_DATE },
		{ "updated", KR_ENTRY_UPDATED },
		{ "modified", KR_ENTRY_UPDATED },
		{ "dcterms:modified", KR_ENTRY_UPDATED },
		{ "dc:creator", KR_ENTRY_AUTHOR },
		{ "author", KR_ENTRY_AUTHOR },
		{ "description", KR_ENTRY_SUMMARY },
		{ "summary", KR_ENTRY_SUMMARY },
		{ "content:encoded", KR_ENTRY_CONTENT },
		{ "content", KR_ENTRY_CONTENT },
		{ "encoded", KR_ENTRY_CONTENT },
		{ "xhtml:body", KR_ENTRY_CONTENT },
		{ "dc:language", KR_ENTRY_OWN_LANG },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (is(name, table[i].name))
			return table[i].field;
	return KR_ENTRY_NONE;
}

static void collect(kr_entry *e, kr_entry_field field)
{
	kr_view had = kr__buf_view(&e->fields[field]);

	if (kr__view_trim(had).len)
		return; /* the first that holds something wins */
	kr__buf_reset(&e->fields[field]);
	e->into = field;
	e->into_depth = e->depth;
	e->mute = 0;
}

/* Is the text of this field markup already, or has it to be made so? */
static bool must_escape(const kr_entry *e, const char *const *atts)
{
	const char *type = att(atts, "type");

	if (e->into != KR_ENTRY_SUMMARY && e->into != KR_ENTRY_CONTENT)
		return false;
	if (!type)
		return e->atom;
	return !strstr(type, "html") || strstr(type, "xhtml");
}

static void start_field(kr_entry *e, const char *name, const char *const *atts)
{
	kr_entry_field field = field_of(name);
	const char *href = att(atts, "href"), *rel = att(atts, "rel");

	if (field == KR_ENTRY_NONE)
		return;
	if (field != KR_ENTRY_LINK || !href) {
		collect(e, field);
		e->escape = must_escape(e, atts);
		return;
	}
	kr_buf *link = &e->fields[KR_ENTRY_LINK];
	if (!link->len && (!rel || is(rel, "alternate")))
		kr__buf_str(link, href);
}

/* Text as HTML. */
static void add_escaped(kr_buf *b, kr_view v, bool in_quotes)
{
	size_t from = 0;

	for (size_t i = 0; i < v.len; i++) {
		char c = v.ptr[i];
		const char *as = c == '&' ? "&amp;" : c == '<' ? "&lt;"
		                 : c == '"' && in_quotes ? "&quot;" : NULL;
		if (!as)
			continue;
		kr__buf_add(b, kr__view_sub(v, from, i));
		kr__buf_str(b, as);
		from = i + 1;
	}
	kr__buf_add(b, kr__view_from(v, from));
}

static bool is_void(const char *name)
{
	static const char *const list[] = { "br", "img", "hr", "input", "meta",
		                            "link", "source", "wbr" };

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (is(name, list[i]))
			return true;
	return false;
}

static const char *html_name(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon ? colon + 1 : name;
}

/* An element inside what is being collected. */
static void start_inside(kr_entry *e, const char *name, const char *const *atts)
{
	kr_buf *b = &e->fields[e->into];

	if (e->mute)
		return;
	if (e->into == KR_ENTRY_AUTHOR) {
		if (!is(name, "name"))
			e->mute = e->depth;
		return;
	}
	if (e->into != KR_ENTRY_CONTENT && e->into != KR_ENTRY_SUMMARY)
		return;
	e->escape = true;
	kr__buf_chr(b, '<');
	kr__buf_str(b, html_name(name));
	for (; *atts; atts += 2) {
		kr__buf_chr(b, ' ');
		kr__buf_str(b, atts[0]);
		kr__buf_str(b, "=\"");
		add_escaped(b, kr__view_of(atts[1]), true);
		kr__buf_chr(b, '"');
	}
	kr__buf_chr(b, '>');
}

/* An element of the feed itself, outside of entries. */
static void start_outside(kr_entry *e, const char *name, const char *const *atts)
{
	const char *lang = att(atts, "xml:lang");

	if (is(name, "feed") || is(name, "channel")) {
		e->channel = e->depth;
		e->atom |= is(name, "feed");
		if (lang && !e->fields[KR_ENTRY_LANG].len)
			kr__buf_str(&e->fields[KR_ENTRY_LANG], lang);
	} else if (e->channel && e->depth == e->channel + 1) {
		if (is(name, "title"))
			collect(e, KR_ENTRY_OUTLET);
		else if (is(name, "language") || is(name, "dc:language"))
			collect(e, KR_ENTRY_LANG);
		e->escape = false;
	}
}

void kr__entry_start(kr_entry *e, const char *name, const char *const *atts)
{
	e->depth++;
	name = plain_name(name);
	if (e->into) {
		start_inside(e, name, atts);
	} else if (e->entry) {
		if (e->depth == e->entry + 1)
			start_field(e, name, atts);
	} else if (is(name, "item") || is(name, "entry")) {
		const char *lang = att(atts, "xml:lang");
		kr__entry_reset(e);
		e->entry = e->depth;
		if (lang)
			kr__buf_str(&e->fields[KR_ENTRY_OWN_LANG], lang);
	} else {
		start_outside(e, name, atts);
	}
}

void kr__entry_end(kr_entry *e, const char *name)
{
	name = plain_name(name);
	if (e->into && e->depth == e->into_depth) {
		e->into = KR_ENTRY_NONE;
		e->mute = 0;
	} else if (e->into && e->mute) {
		if (e->depth == e->mute)
			e->mute = 0;
	} else if (e->into == KR_ENTRY_CONTENT || e->into == KR_ENTRY_SUMMARY) {
		const char *html = html_name(name);
		kr_buf *b = &e->fields[e->into];
		if (!is_void(html)) {
			kr__buf_str(b, "</");
			kr__buf_str(b, html);
			kr__buf_chr(b, '>');
		}
	} else if (e->entry && e->depth == e->entry) {
		e->entry = 0;
		e->ready = true;
	} else if (e->channel && e->depth == e->channel) {
		e->channel = 0;
	}
	if (e->depth)
		e->depth--;
}

void kr__entry_text(kr_entry *e, kr_view text)
{
	if (!e->into || e->mute)
		return;
	if (e->escape)
		add_escaped(&e->fields[e->into], text, false);
	else
		kr__buf_add(&e->fields[e->into], text);
}

static kr_view value(const kr_entry *e, kr_entry_field first,
                     kr_entry_field second)
{
	kr_view v = kr__view_trim(kr__buf_view(&e->fields[first]));

	return v.len ? v : kr__view_trim(kr__buf_view(&e->fields[second]));
}

kr_status kr__entry_give(kr_entry *e, kr_reader *r, kr_item *item)
{
	kr_status failed = KR_OK;

	for (int i = 0; i < KR_N_ENTRY_FIELDS; i++) {
		if (e->fields[i].failed == KR_ENOMEM)
			return KR_ENOMEM;
		if (e->fields[i].failed)
			failed = e->fields[i].failed;
	}
	e->ready = false;
	item->media = KR_MEDIA_FEED_HTML;
	item->charset = KR_V("utf-8");
	item->title = value(e, KR_ENTRY_TITLE, KR_ENTRY_TITLE);
	item->url = value(e, KR_ENTRY_ORIGIN, KR_ENTRY_LINK);
	item->id = value(e, KR_ENTRY_ID, KR_ENTRY_ID);
	item->date = value(e, KR_ENTRY_DATE, KR_ENTRY_UPDATED);
	item->author = value(e, KR_ENTRY_AUTHOR, KR_ENTRY_AUTHOR);
	item->lang = value(e, KR_ENTRY_OWN_LANG, KR_ENTRY_LANG);
	item->outlet = value(e, KR_ENTRY_OUTLET, KR_ENTRY_OUTLET);
	item->bytes = value(e, KR_ENTRY_CONTENT, KR_ENTRY_SUMMARY);
	item->partial = !value(e, KR_ENTRY_CONTENT, KR_ENTRY_CONTENT).len;
	if (failed)
		return kr__reader_fail(r, item, failed,
		                       "entry is longer than the limit of one item");
	if (!item->bytes.len && !item->title.len)
		return kr__reader_fail(r, item, KR_EINPUT,
		                       "entry has neither title nor text");
	return KR_OK;
}
