// SPDX-License-Identifier: Apache-2.0
/*
 * lift_html FILE...: what the HTML reader alone makes of pages, as the JSON
 * that tools/score-html reads; with --facts also what the page says of itself.
 * For development; `kronik read --json` is the product.
 */
#include <stdio.h>
#include <string.h>

#include "lift/html.h"

static void told(kr_buf *out, const char *path, const kr_doc *d,
                 const kr_page *page, bool facts)
{
	kr_json j;

	kr__json_init(&j, out);
	kr__json_open(&j, '{');
	kr__json_ki64(&j, "kronik", 1);
	kr__json_key(&j, "doc");
	kr__json_open(&j, '{');
	kr__json_kstr(&j, "source", kr__view_of(path));
	kr__json_key(&j, "zones");
	kr__json_open(&j, '[');
	for (uint32_t i = 0; i < kr__n_zones(d); i++) {
		kr__json_open(&j, '{');
		kr__json_key(&j, "span");
		kr__json_span(&j, kr__zones(d)[i].span);
		kr__json_kstr(&j, "kind",
		              kr__view_of(kr__zone_text(kr__zones(d)[i].kind)));
		kr__json_close(&j, '}');
	}
	kr__json_close(&j, ']');
	kr__json_close(&j, '}');
	if (facts) {
		kr__json_key(&j, "facts");
		kr__json_open(&j, '[');
		for (uint32_t i = 0; i < page->n; i++) {
			const kr_fact *f = &page->facts[i];
			kr__json_open(&j, '[');
			kr__json_str(&j, kr__view_of(kr__fact_text(f->kind)));
			kr__json_str(&j, kr__view_of(kr__origin_text(f->origin)));
			kr__json_str(&j, f->value);
			kr__json_close(&j, ']');
		}
		kr__json_close(&j, ']');
	}
	kr__json_kstr(&j, "text", d->text);
	kr__json_close(&j, '}');
	kr__buf_chr(out, '\n');
}

int main(int argc, char **argv)
{
	bool facts = argc > 1 && strcmp(argv[1], "--facts") == 0;
	kr_arena scratch;
	kr_buf raw, out;
	kr_doc d;
	kr_err err;

	kr__arena_init(&scratch, NULL, 0);
	kr__buf_init(&raw, NULL);
	kr__buf_init(&out, NULL);
	kr__doc_init(&d, NULL, NULL, 0);
	for (int i = 1 + facts; i < argc; i++) {
		kr_charset_hints hints = { { "", 0 }, true };
		kr_decoded html;
		kr_page page;
		kr__arena_reset(&scratch);
		kr__doc_reset(&d, NULL);
		kr__buf_reset(&raw);
		kr__buf_reset(&out);
		if (kr__file_read(argv[i], 0, &raw, &err) ||
		    kr__charset_to_utf8(&d, &scratch, kr__buf_view(&raw), &hints,
		                        &html) ||
		    kr__html_to_text(&d, &scratch, &html, &page) ||
		    kr__doc_check(&d, &err)) {
			fprintf(stderr, "cannot read '%s': %s\n", argv[i],
			        err.message);
			return 3;
		}
		told(&out, argv[i], &d, &page, facts);
		fwrite(out.ptr, 1, out.len, stdout);
	}
	kr__doc_drop(&d);
	kr__buf_drop(&out);
	kr__buf_drop(&raw);
	kr__arena_drop(&scratch);
	return 0;
}
