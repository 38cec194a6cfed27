// SPDX-License-Identifier: Apache-2.0
/*
 * Character sets. The problem: fetched bytes say in three places what they
 * are, and often lie. The idea: believe in the order of the standard, but
 * check the belief: bytes that are valid UTF-8 beyond ASCII are never another
 * one-byte set in practice, and "UTF-8" that is mostly invalid is not. Each
 * disagreement is a problem on the document, no more. ASCII goes through in
 * long stretches; what changes length is mapped. Limits: no guessing among
 * legacy sets, silence means windows-1252. Source: WHATWG Encoding Standard.
 */
#include "lift/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* The standard looks at 1,024 bytes; archived pages put more before it. */
enum { SNIFF = 8192 };

typedef struct recoder {
	kr_view raw;
	kr_arena *arena;
	kr_buf *to;      /* output */
	kr_decoded *out;
	size_t n_bad; /* invalid places */
} recoder;

/* ---- output ------------------------------------------------------------ */

/* Copy a stretch of UTF-8 that needs no change. */
static void put_plain(recoder *r, size_t start, size_t end)
{
	if (start == end)
		return;
	kr__buf_add(r->to, kr__view_sub(r->raw, start, end));
	kr__mapping_add(&r->out->map, r->arena, (uint32_t)(end - start), start,
	                (uint32_t)(end - start));
}

static void put_cp(recoder *r, uint32_t cp, size_t src, size_t n_src)
{
	char bytes[4];

	if (cp == '\r') {
		if (src + n_src < r->raw.len && r->raw.ptr[src + n_src] == '\n')
			return;
		cp = '\n';
	}
	bool control = (cp < 0x20 && cp != '\n' && cp != '\t') || cp == 0x7F;
	if (control || (cp == 0xFEFF && r->to->len == 0))
		return;
	size_t n = kr__utf8_put(cp, bytes);
	kr__buf_add(r->to, (kr_view){ bytes, n });
	kr__mapping_add(&r->out->map, r->arena, (uint32_t)n, src,
	                (uint32_t)n_src);
}

static void put_bad(recoder *r, size_t src, size_t n_src)
{
	r->n_bad++;
	put_cp(r, 0xFFFD, src, n_src);
}

static bool plain_ascii(unsigned char c)
{
	return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t';
}

/* Past the bytes that are no controls but line ends and tabs. */
static size_t skip_clean(kr_view v, size_t at)
{
#if defined(__SSE2__)
	const __m128i low = _mm_set1_epi8(0x1F), del = _mm_set1_epi8(0x7F);
	const __m128i nl = _mm_set1_epi8('\n'), tab = _mm_set1_epi8('\t');
	for (; at + 16 <= v.len; at += 16) {
		__m128i x = _mm_loadu_si128((const void *)(v.ptr + at));
		__m128i control = _mm_cmpeq_epi8(_mm_min_epu8(x, low), x);
		__m128i space = _mm_or_si128(_mm_cmpeq_epi8(x, nl),
		                             _mm_cmpeq_epi8(x, tab));
		__m128i odd = _mm_or_si128(_mm_andnot_si128(space, control),
		                           _mm_cmpeq_epi8(x, del));
		int m = _mm_movemask_epi8(odd);
		if (m)
			return at + (size_t)__builtin_ctz((unsigned)m);
	}
#endif
	while (at < v.len && ((unsigned char)v.ptr[at] >= 0x80 ||
	                      plain_ascii((unsigned char)v.ptr[at])))
		at++;
	return at;
}

static size_t skip_plain(kr_view v, size_t at)
{
	while (at < v.len && plain_ascii((unsigned char)v.ptr[at]))
		at++;
	return at;
}

/* ---- decoders ---------------------------------------------------------- */

/* Length of the valid sequence at `at`, 0 if there is none. */
static size_t utf8_len(kr_view v, size_t at)
{
	unsigned char c = (unsigned char)v.ptr[at];
	size_t n = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

	if (n > v.len - at)
		return 0;
	return kr__utf8_valid((kr_view){ v.ptr + at, n }) == n ? n : 0;
}

static void from_utf8(recoder *r)
{
	kr_view v = r->raw;
	size_t at = 0, start = 0;

	while (at < v.len) {
		at = skip_plain(v, at);
		if (at == v.len)
			break;
		size_t n = utf8_len(v, at), next = at;
		uint32_t cp = n ? kr__utf8_next(v, &next) : 0xFFFD;
		if (n && cp >= 0x80 && cp != 0xFEFF) {
			at += n;
			continue;
		}
		put_plain(r, start, at);
		if (n)
			put_cp(r, cp, at, n);
		else
			put_bad(r, at, 1);
		at += n ? n : 1;
		start = at;
	}
	put_plain(r, start, v.len);
}

/* One-byte sets by a table of 128; 0 means invalid. */
static void from_table(recoder *r, const uint32_t *high)
{
	kr_view v = r->raw;
	size_t at = 0;

	while (at < v.len) {
		size_t end = skip_plain(v, at);
		put_plain(r, at, end);
		at = end;
		if (at == v.len)
			break;
		unsigned char c = (unsigned char)v.ptr[at];
		uint32_t cp = c < 0x80 ? c : high[c - 0x80];
		if (c && cp == 0)
			put_bad(r, at, 1);
		else
			put_cp(r, cp, at, 1);
		at++;
	}
}

static void from_1252(recoder *r)
{
	uint32_t high[128];

	for (unsigned i = 0; i < 128; i++)
		high[i] = kr__charset_1252((unsigned char)(0x80 + i));
	from_table(r, high);
}

static uint32_t unit16(kr_view v, size_t at, bool big)
{
	unsigned char a = (unsigned char)v.ptr[at];
	unsigned char b = (unsigned char)v.ptr[at + 1];

	return big ? (uint32_t)(a << 8 | b) : (uint32_t)(b << 8 | a);
}

static void from_utf16(recoder *r, bool big)
{
	kr_view v = r->raw;
	size_t at = 0;

	for (; at + 1 < v.len; at += 2) {
		uint32_t u = unit16(v, at, big);
		uint32_t low = at + 3 < v.len ? unit16(v, at + 2, big) : 0;
		if (u >= 0xD800 && u < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
			put_cp(r, 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00),
			       at, 4);
			at += 2;
		} else if (u >= 0xD800 && u < 0xE000) {
			put_bad(r, at, 2);
		} else if (u == '\r' && low == '\n') {
			continue;
		} else {
			put_cp(r, u == '\r' ? '\n' : u, at, 2);
		}
	}
	if (at < v.len)
		put_bad(r, at, 1);
}

/* One character by iconv: bytes used, 0 if there is none at `at`. *cp is 0
 * for a shift sequence that writes nothing. */
static size_t iconv_one(iconv_t cd, kr_view v, size_t at, kr_view *got,
                        char *room)
{
	size_t most = v.len - at < 8 ? v.len - at : 8;

	for (size_t n = 1; n <= most; n++) {
		char in_bytes[8], *in = in_bytes, *to = room;
		size_t in_left = n, out_left = 8;
		memcpy(in_bytes, v.ptr + at, n);
		if (iconv(cd, &in, &in_left, &to, &out_left) != (size_t)-1) {
			*got = (kr_view){ room, (size_t)(to - room) };
			return n;
		}
		if (errno != EINVAL)
			return 0;
	}
	return 0;
}

static void from_iconv(recoder *r, iconv_t cd, bool ascii)
{
	kr_view v = r->raw, got;
	size_t at = 0;
	char room[8];

	while (at < v.len) {
		if (ascii) {
			size_t end = skip_plain(v, at);
			put_plain(r, at, end);
			at = end;
			if (at == v.len)
				break;
		}
		size_t n = iconv_one(cd, v, at, &got, room), i = 0;
		if (n == 0) {
			put_bad(r, at, 1);
			at++;
			continue;
		}
		while (i < got.len)
			put_cp(r, kr__utf8_next(got, &i), at, n);
		at += n;
	}
}

static bool one_byte(const char *iconv_name)
{
	kr_view v = kr__view_of(iconv_name);

	return kr__view_starts(v, KR_V("ISO-8859")) ||
	       kr__view_starts(v, KR_V("KOI8")) ||
	       kr__view_starts(v, KR_V("MAC")) ||
	       kr__view_starts(v, KR_V("CP125")) ||
	       kr__view_is(v, "CP866") || kr__view_is(v, "CP874");
}

/* False: this machine's iconv does not know the set. */
static bool from_legacy(recoder *r, const char *iconv_name)
{
	iconv_t cd = iconv_open("UTF-8", iconv_name);
	uint32_t high[128];

	if (cd == (iconv_t)-1)
		return false;
	if (!one_byte(iconv_name)) {
		from_iconv(r, cd, strcmp(iconv_name, "ISO-2022-JP") != 0);
		iconv_close(cd);
		return true;
	}
	for (unsigned i = 0; i < 128; i++) {
		char byte = (char)(0x80 + i), room[8];
		kr_view got;
		size_t at = 0;
		size_t n = iconv_one(cd, (kr_view){ &byte, 1 }, 0, &got, room);
		high[i] = n && got.len ? kr__utf8_next(got, &at) : 0;
		iconv(cd, NULL, NULL, NULL, NULL);
	}
	iconv_close(cd);
	from_table(r, high);
	return true;
}

/* ---- the decision ------------------------------------------------------ */

static bool label_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' ||
	       c == '.';
}

/* The label behind `word` and an equals sign in `head`; empty: none. */
static kr_view label_in(kr_view head, kr_view word)
{
	for (;;) {
		size_t at = kr__view_ifind(head, word);
		if (at == KR_NPOS)
			return (kr_view){ "", 0 };
		head = kr__view_from(head, at + word.len);
		size_t i = 0;
		while (i < head.len && head.ptr[i] &&
		       strchr(" \t\r\n\"'=", head.ptr[i]))
			i++;
		if (i == 0 || !memchr(head.ptr, '=', i))
			continue;
		size_t end = i;
		while (end < head.len && label_char(head.ptr[end]))
			end++;
		if (end > i)
			return kr__view_sub(head, i, end);
	}
}

/* What the first meta element with a charset says, or the XML declaration. */
static kr_view declared(kr_view raw)
{
	kr_view head = kr__view_sub(raw, 0, SNIFF), label;
	kr_view start = kr__view_trim(kr__view_sub(raw, 0, 256));

	if (kr__view_starts(start, KR_V("<?xml"))) {
		label = label_in(kr__view_sub(start, 0, kr__view_chr(start, '>')),
		                 KR_V("encoding"));
		if (label.len)
			return label;
	}
	for (;;) {
		size_t at = kr__view_ifind(head, KR_V("<meta"));
		if (at == KR_NPOS)
			return (kr_view){ "", 0 };
		head = kr__view_from(head, at + 5);
		label = label_in(kr__view_sub(head, 0, kr__view_chr(head, '>')),
		                 KR_V("charset"));
		if (label.len)
			return label;
	}
}

static const char *bom(kr_view raw)
{
	if (kr__view_starts(raw, KR_V("\xEF\xBB\xBF")))
		return "utf-8";
	if (kr__view_starts(raw, KR_V("\xFE\xFF")))
		return "utf-16be";
	if (kr__view_starts(raw, KR_V("\xFF\xFE")))
		return "utf-16le";
	return NULL;
}

static const char *stated(kr_doc *d, kr_view raw, const kr_charset_hints *h,
                          bool *from_http)
{
	const char *name = kr__charset_name(h->http);
	kr_view label = h->http;

	*from_http = name != NULL;
	if (!name && h->markup) {
		kr_view meta = declared(raw);
		name = kr__charset_name(meta);
		label = label.len ? label : meta;
		/* It was readable as ASCII, so it is no UTF-16. */
		if (name && kr__view_starts(kr__view_of(name), KR_V("utf-16")))
			name = "utf-8";
	}
	if (!name && label.len)
		kr__doc_problem(d, (kr_span){ 0, 0 }, "charset-unknown",
		                kr__view_sub(label, 0, 40));
	return name;
}

/* Of the bytes above ASCII: how many stand in valid UTF-8, how many not. */
static void count_high(kr_view v, size_t *good, size_t *bad)
{
	*good = *bad = 0;
	for (size_t at = 0; at < v.len;) {
		if ((unsigned char)v.ptr[at] < 0x80) {
			at = kr__ascii_end(v, at);
			continue;
		}
		size_t n = utf8_len(v, at);
		*(n ? good : bad) += n ? n : 1;
		at += n ? n : 1;
	}
}

static const char *decide(kr_doc *d, kr_view raw, const kr_charset_hints *h)
{
	const char *name = bom(raw);
	size_t good, bad;
	bool http;

	if (name)
		return name;
	name = stated(d, raw, h, &http);
	const char *iconv_name = name ? kr__charset_iconv(name) : NULL;
	bool utf8 = name && strcmp(name, "utf-8") == 0;
	bool wide = name && strncmp(name, "utf-16", 6) == 0;
	if (wide || (iconv_name && !one_byte(iconv_name)))
		return name;
	count_high(raw, &good, &bad);
	if (!name) {
		if (bad == 0)
			return "utf-8";
		name = good > bad * 8 ? "utf-8" : "windows-1252";
		kr__doc_problem(d, (kr_span){ 0, 0 }, "charset-guessed",
		                kr__view_of(name));
	} else if ((utf8 && bad > good) || (!utf8 && good && bad == 0)) {
		kr__doc_problem(d, (kr_span){ 0, 0 }, "charset-contradicted",
		                kr__view_of(name));
		name = utf8 ? "windows-1252" : "utf-8";
	}
	return name;
}

/* ---- entry ------------------------------------------------------------- */

static bool unchanged(kr_view v)
{
	return skip_clean(v, 0) == v.len && kr__utf8_valid(v) == v.len &&
	       !kr__view_starts(v, KR_V("\xEF\xBB\xBF"));
}

static kr_status recode(kr_doc *d, recoder *r, const char *name)
{
	const char *iconv_name = kr__charset_iconv(name);

	kr__buf_reserve(r->to, r->raw.len + 16);
	if (strcmp(name, "utf-8") == 0) {
		from_utf8(r);
	} else if (strncmp(name, "utf-16", 6) == 0) {
		from_utf16(r, name[6] == 'b');
	} else if (!iconv_name || !from_legacy(r, iconv_name)) {
		if (iconv_name)
			kr__doc_problem(d, (kr_span){ 0, 0 }, "charset-unknown",
			                kr__view_of(name));
		from_1252(r);
	}
	if (r->to->failed)
		return r->to->failed;
	r->out->utf8 = kr__arena_copy(r->arena, kr__buf_view(r->to));
	return kr__arena_status(r->arena);
}

static void note_bad(kr_doc *d, size_t n_bad)
{
	char room[32];
	size_t n = 0;

	for (size_t v = n_bad; v && n < sizeof room; v /= 10)
		room[sizeof room - ++n] = (char)('0' + v % 10);
	if (n_bad)
		kr__doc_problem(d, (kr_span){ 0, 0 }, "bytes-invalid",
		                (kr_view){ room + sizeof room - n, n });
}

kr_status kr__charset_to_utf8(kr_doc *d, kr_arena *scratch, kr_view raw,
                              const kr_charset_hints *hints, kr_decoded *out)
{
	kr_buf to;
	recoder r = { .raw = raw, .arena = scratch, .to = &to, .out = out };
	kr_status st = KR_OK;

	*out = (kr_decoded){ .utf8 = raw };
	if (raw.len > UINT32_MAX / 4)
		return KR_ELIMIT;
	const char *name = decide(d, raw, hints);
	out->charset = kr__view_of(name);
	d->meta.charset = out->charset;
	if (kr__ascii_end(raw, 0) == raw.len && skip_clean(raw, 0) == raw.len &&
	    strcmp(name, "utf-8") == 0)
		return kr__doc_status(d);
	kr__buf_init(&to, &scratch->alloc);
	if (strcmp(name, "utf-8") != 0 || !unchanged(raw))
		st = recode(d, &r, name);
	kr__buf_drop(&to);
	if (st != KR_OK)
		return st;
	note_bad(d, r.n_bad);
	kr_twice twice = kr__charset_undo_twice(scratch, out);
	if (twice.n_found || twice.n_left)
		kr__doc_problem(d, (kr_span){ 0, 0 }, "encoded-twice",
		                twice.n_left ? KR_V("partly undone")
		                             : KR_V("undone"));
	st = kr__arena_status(scratch);
	return st ? st : kr__doc_status(d);
}

kr_status kr__charset_set_text(kr_doc *d, const kr_decoded *text)
{
	d->text = kr__arena_copy(&d->arena, text->utf8);
	kr__layer_clear(d, KR_LAYER_run);
	if (text->map.n == 0 && d->text.len) {
		kr_run *r = kr__run_add(d);
		if (r)
			*r = (kr_run){ { 0, (uint32_t)d->text.len }, 0,
				       (uint32_t)d->text.len };
	}
	for (uint32_t i = 0; i < text->map.n; i++) {
		kr_run *r = kr__run_add(d);
		if (!r)
			break;
		*r = text->map.runs[i];
	}
	kr__layer_done(d, KR_LAYER_run, "charset/1");
	return kr__doc_status(d);
}
