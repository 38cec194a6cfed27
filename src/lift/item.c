// SPDX-License-Identifier: Apache-2.0
/*
 * Item to document. The problem: five kinds of bytes arrive with hints of
 * unequal worth. The idea: decode, make text (and zones, from HTML), let the
 * item's own fields speak before the page's, the page's before the text.
 * Limits: a hint that is not understood is dropped, not guessed at.
 */
#include "lift/lift.h"

#include "lift/html.h"
#include "lift/html_tags.h"
#include "lift/parts.h"

enum { MAX_AUTHOR = 60, MAX_OUTLET = 60 };

static bool is_html(const kr_item *item)
{
	return item->media == KR_MEDIA_HTML ||
	       item->media == KR_MEDIA_FEED_HTML ||
	       item->media == KR_MEDIA_JSON_HTML;
}

static kr_status set_text(kr_doc *d, kr_arena *scratch, const kr_item *item,
                          kr_page *page)
{
	kr_charset_hints hints = { item->charset, item->media == KR_MEDIA_HTML };
	kr_decoded text;
	kr_status status = kr__charset_to_utf8(d, scratch, item->bytes, &hints,
	                                       &text);

	if (!status)
		status = is_html(item) ? kr__html_to_text(d, scratch, &text, page)
		                       : kr__charset_set_text(d, &text);
	return status;
}

static kr_status set_id(kr_doc *d, kr_view id)
{
	char hex[7 + 65] = "sha256:";

	if (!id.len) {
		kr__sha256_hex(d->text, hex + 7);
		id = (kr_view){ hex, 7 + 64 };
	}
	d->meta.id = kr__arena_copy(&d->arena, id);
	return kr__doc_status(d);
}

static kr_view fact(const kr_page *page, kr_fact_kind kind)
{
	const kr_fact *f = kr__page_fact(page, kind);

	return f ? f->value : (kr_view){ "", 0 };
}

/* The most trusted day of publication that can be read. */
static bool said_day(const kr_page *page, kr_date *day)
{
	for (uint32_t i = 0; i < page->n; i++)
		if (page->facts[i].kind == KR_FACT_PUBLISHED &&
		    kr__date_parse_loose(page->facts[i].value, day) &&
		    kr__date_valid(*day))
			return true;
	return false;
}

/* The registered name where the page's is one of its forms. */
static void set_outlet(kr_doc *d, const kr_cues *cues, kr_view said)
{
	size_t end = 0;
	const kr_alias *a = said.len ? kr__medium_at(cues, said, 0, &end) : NULL;

	bool name = said.len <= MAX_OUTLET && (!said.len || said.ptr[0] != '@') &&
	            kr__view_find(said, KR_V("://")) == KR_NPOS;
	if (a && end == said.len) {
		d->meta.outlet = cues->media[a->medium].name;
		d->meta.outlet_code = cues->media[a->medium].code;
	} else if (name && said.len && !d->meta.outlet.len) {
		d->meta.outlet = kr__arena_copy(&d->arena, said);
	}
}

/* A person's name in the page's data: two to five words, no medium. */
static bool person_like(const kr_cues *cues, kr_view v)
{
	kr_view word;
	int n = 0;
	size_t end;

	if (v.len > MAX_AUTHOR || kr__medium_at(cues, v, 0, &end))
		return false;
	while (kr__view_next(&v, ' ', &word)) {
		if (!kr__starts_upper(word) ||
		    kr__cue_is(cues, word, KR_CUE_WORD, KR_WORD_NOBODY))
			return false;
		for (size_t i = 0; i < word.len; i++)
			if (kr__view_chr(KR_V("0123456789/@:|<>"),
			                 word.ptr[i]) != KR_NPOS)
				return false;
		n++;
	}
	return n >= 2 && n <= 5;
}

/* The text names a reporter, or this very person in another role. */
static bool has_reporter(const kr_doc *d, kr_view author)
{
	for (uint32_t i = 0; i < d->meta.n_people; i++)
		if (d->meta.people[i].role == KR_ROLE_REPORTER ||
		    kr__view_ieq(d->meta.people[i].name, author))
			return true;
	return false;
}

static void set_meta(kr_doc *d, kr_arena *scratch, const kr_item *item,
                     const kr_page *page)
{
	kr_meta *m = &d->meta;
	kr_view title = kr__html_value(scratch, item->title);
	kr_date day;

	if (!title.len && m->title_span.end)
		title = kr__doc_cut(d, m->title_span);
	if (!title.len)
		title = fact(page, KR_FACT_TITLE);
	m->title = kr__arena_copy(&d->arena, title);
	m->source = kr__arena_copy(&d->arena, item->source);
	m->url = kr__arena_copy(&d->arena, item->url.len ? item->url
	                                        : fact(page, KR_FACT_URL));
	m->lang = kr__arena_copy(&d->arena, item->lang.len ? item->lang
	                                         : fact(page, KR_FACT_LANG));
	kr__date_parse_loose(item->date, &m->input_date);
	if (said_day(page, &day)) {
		m->published.value = day;
		m->published.basis = KR_BASIS_META;
	}
}

kr_status kr__lift_item(const kr_lexicon *lx, const kr_item *item, kr_doc *doc,
                        kr_arena *scratch, kr_err *err)
{
	kr_page page = { .facts = NULL };
	kr_arena_mark mark = kr__arena_mark(scratch);
	kr_status status = set_text(doc, scratch, item, &page);

	if (!status) {
		set_meta(doc, scratch, item, &page);
		set_outlet(doc, lx->cues, fact(&page, KR_FACT_PUBLISHER));
		set_outlet(doc, lx->cues, fact(&page, KR_FACT_SITE));
		set_outlet(doc, lx->cues, item->outlet);
		status = set_id(doc, item->id);
	}
	if (!status)
		status = kr__lift_text(lx, doc, scratch, err);
	kr_view author = item->author.len ? item->author
	                                  : fact(&page, KR_FACT_AUTHOR);
	if (!status && !has_reporter(doc, author) && person_like(lx->cues, author) &&
	    !kr__view_ieq(author, doc->meta.outlet) &&
	    !kr__view_ieq(author, fact(&page, KR_FACT_PUBLISHER)) &&
	    !kr__view_ieq(author, fact(&page, KR_FACT_SITE)))
		status = kr__doc_person(doc, KR_ROLE_REPORTER, author,
		                        (kr_span){ 0, 0 });
	kr__arena_rewind(scratch, mark);
	return status ? kr__err_set(err, status, "", -1, kr_status_text(status))
	              : KR_OK;
}
