// SPDX-License-Identifier: Apache-2.0
/* Fuzz target: text to document, with every cue, medium and model of the tree;
 * and the day in an address. Beside crashes: all invariants of a document. */
#include "fuzz.h"

#include "lift/lift.h"
#include "lift/parts.h"

static kr_lexicon lexicon;

static void lift(kr_view text, kr_view url)
{
	kr_arena scratch;
	kr_doc d;
	kr_err err = { 0 };

	kr__arena_init(&scratch, NULL, 0);
	must(!kr__doc_init(&d, NULL, &lexicon.symbols, 0), "document");
	d.text = text;
	d.meta.url = url;
	must(!kr__lift_text(&lexicon, &d, &scratch, &err), "lifting");
	must(!kr__doc_check(&d, &err), err.message);
	kr__doc_drop(&d);
	kr__arena_drop(&scratch);
}

/* The first line is the address, the rest the text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	kr_view rest = { (const char *)data, size }, url;

	if (!lexicon.data_dir)
		must(!kr__lexicon_open(&lexicon, NULL, NULL, NULL), "lexicon");
	if (size == 0 || !kr__view_next_line(&rest, &url))
		return 0;
	kr_date day = kr__url_date(url);
	must(day.year == 0 || kr__date_valid(day), "a day is a day");
	must(kr__url_host(url).len <= url.len, "a host is part of its address");
	if (rest.ptr && kr__utf8_valid(rest) == rest.len)
		lift(rest, url);
	return 0;
}
