// SPDX-License-Identifier: Apache-2.0
/*
 * Fuzz target: character sets. The first byte chooses the label that HTTP
 * gives. Beside crashes: the result is valid UTF-8 without carriage returns or
 * NUL, its map tiles it, never runs backwards and stays inside the bytes.
 */
#include "fuzz.h"

#include "lift/charset.h"

static void check_map(const kr_decoded *t, kr_view raw)
{
	const kr_mapping *m = &t->map;
	uint32_t at = 0, src = 0;

	for (uint32_t i = 0; i < m->n; i++) {
		const kr_run *r = &m->runs[i];
		must(r->span.start == at && r->span.end > at, "decoding");
		must(r->src >= src && r->src_len > 0, "decoding");
		must(r->src + (size_t)r->src_len <= raw.len, "decoding");
		at = r->span.end;
		src = r->src;
	}
	must(m->n == 0 || at == t->utf8.len, "decoding");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const labels[] = {
		"",          "utf-8",  "latin1",    "koi8-r",      "utf-16le",
		"utf-16be",  "gbk",    "shift_jis", "iso-2022-jp", "euc-kr",
		"big5",      "euc-jp", "gb18030",   "iso-8859-8",  "tis-620",
		"macintosh",
	};
	kr_arena scratch;
	kr_decoded t;
	kr_doc d;
	kr_err err;

	if (size == 0)
		return 0;
	kr_charset_hints hints = { kr__view_of(labels[data[0] & 15]),
		                   data[0] & 16 };
	kr_view raw = { (const char *)data + 1, size - 1 };
	kr__arena_init(&scratch, NULL, 0);
	must(kr__doc_init(&d, NULL, NULL, 0) == KR_OK, "decoding");
	must(kr__charset_to_utf8(&d, &scratch, raw, &hints, &t) == KR_OK, "decoding");
	must(kr__utf8_valid(t.utf8) == t.utf8.len, "decoding");
	must(t.utf8.len == 0 || (!memchr(t.utf8.ptr, '\r', t.utf8.len) &&
	                           !memchr(t.utf8.ptr, '\0', t.utf8.len)), "decoding");
	check_map(&t, raw);
	d.raw = raw;
	must(kr__charset_set_text(&d, &t) == KR_OK, "decoding");
	must(kr__doc_check(&d, &err) == KR_OK, "decoding");
	kr__doc_drop(&d);
	kr__arena_drop(&scratch);
	return 0;
}
