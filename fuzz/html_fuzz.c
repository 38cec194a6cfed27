// SPDX-License-Identifier: Apache-2.0
/*
 * Fuzz target: HTML pages. The first byte chooses what HTTP says of the
 * character set. Beside crashes: the document's invariants hold, zones tile
 * the text, the map leads into the page and never runs backwards at a letter,
 * and facts have places in the page.
 */
#include "fuzz.h"

#include "lift/html.h"

static void check(const kr_doc *d, const kr_page *page, kr_view raw)
{
	kr_err err;

	must(kr__doc_check(d, &err) == KR_OK, "page");
	must(kr__utf8_valid(d->text) == d->text.len, "page");
	must(d->text.len == 0 || kr__n_zones(d) > 0, "page");
	for (uint32_t at = 0; at < d->text.len; at++) {
		size_t src = kr__doc_source_of(d, at);
		must(src == KR_NPOS || src < raw.len, "page");
	}
	for (uint32_t i = 0; i < page->n; i++) {
		must(page->facts[i].span.start <= page->facts[i].span.end, "page");
		must(page->facts[i].span.end <= raw.len, "page");
		must(page->facts[i].value.len > 0, "page");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const labels[] = { "", "utf-8", "latin1", "koi8-r",
		                              "utf-16le", "gbk", "shift_jis",
		                              "x-none" };
	kr_arena scratch;
	kr_decoded html;
	kr_page page;
	kr_doc d;

	if (size == 0)
		return 0;
	kr_charset_hints hints = { kr__view_of(labels[data[0] & 7]), true };
	kr_view raw = { (const char *)data + 1, size - 1 };
	kr__arena_init(&scratch, NULL, 0);
	must(kr__doc_init(&d, NULL, NULL, 0) == KR_OK, "page");
	must(kr__charset_to_utf8(&d, &scratch, raw, &hints, &html) == KR_OK, "page");
	must(kr__html_to_text(&d, &scratch, &html, &page) == KR_OK, "page");
	d.raw = raw;
	check(&d, &page, raw);
	kr__doc_drop(&d);
	kr__arena_drop(&scratch);
	return 0;
}
