// SPDX-License-Identifier: Apache-2.0
/*
 * JSON items. The problem: what is called JSON Lines is one object a line, one
 * object over many lines, or an array. The idea: normally split at line ends,
 * so that a bad line costs one item; if the stream begins with '[', or its
 * first line ends inside an object as pretty printers leave it, split by
 * counting brackets outside strings instead. Known members are `id`, `text`,
 * `html`, `url`, `title`, `date` and `lang`; others are passed over. Limits: a
 * broken bracket in an array may swallow the objects up to where the brackets
 * balance again. Source: RFC 8259, jsonlines.org.
 */
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "intake/jscan.h"
#include "intake/reader.h"
#include "intake/sniff.h"

/* Bytes of a line or value before it is decoded: just below a power of two if
 * the item's limit is one, as the window grows by doubling. */
static size_t max_raw(const kr_reader *r)
{
	size_t max = 2 * r->limits.max_item_bytes;

	return max > 1 << 20 ? max - (64 << 10) : max;
}

static bool space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static kr_status bad(kr_reader *r, kr_item *item, const kr_jscan *j)
{
	char why[128];

	snprintf(why, sizeof why, "bad JSON: %s (byte %zu of it)", j->why,
	         kr__jscan_offset(j));
	return kr__reader_fail(r, item, KR_EINPUT, why);
}

static void put_member(kr_item *item, kr_view key, kr_jkind kind, kr_view value)
{
	static const struct {
		const char *name;
		size_t at;
	} fields[] = {
		{ "id", offsetof(kr_item, id) },
		{ "url", offsetof(kr_item, url) },
		{ "title", offsetof(kr_item, title) },
		{ "date", offsetof(kr_item, date) },
		{ "lang", offsetof(kr_item, lang) },
	};

	if (kind != KR_J_STRING && kind != KR_J_NUMBER)
		return;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (kr__view_is(key, fields[i].name))
			memcpy((char *)item + fields[i].at, &value, sizeof value);
	bool html = kr__view_is(key, "html");
	if (kind != KR_J_STRING || !(html || kr__view_is(key, "text")))
		return;
	/* A text is wanted; html only where no text stands. */
	if (html && item->bytes.len && item->media == KR_MEDIA_JSON_TEXT)
		return;
	if (html && !value.len)
		return;
	if (!html && !value.len && item->bytes.len)
		return;
	item->media = html ? KR_MEDIA_JSON_HTML : KR_MEDIA_JSON_TEXT;
	item->bytes = value;
}

/* Read one object out of the window's first `len` bytes. */
static kr_status object(kr_reader *r, size_t len, kr_item *item)
{
	kr_jscan j;
	kr_jkind kind;
	kr_view key, value;
	bool has_body = false;

	kr__jscan_init(&j, kr__stream_bytes(r->in), len, r->limits.max_depth);
	r->pending = len;
	if (!kr__jscan_object(&j))
		return bad(r, item, &j);
	while (kr__jscan_next(&j, &key, &kind, &value)) {
		put_member(item, key, kind, value);
		has_body |= kind == KR_J_STRING && (kr__view_is(key, "text") ||
		                                    kr__view_is(key, "html"));
	}
	if (!kr__jscan_done(&j))
		return bad(r, item, &j);
	if (!has_body)
		return kr__reader_fail(r, item, KR_EINPUT,
		                       "object has neither 'text' nor 'html'");
	if (item->bytes.len > r->limits.max_item_bytes)
		return kr__reader_fail(r, item, KR_ELIMIT,
		                       "text is longer than the limit of one item");
	return KR_OK;
}

typedef enum line_kind { LINE_WHOLE, LINE_LAST, LINE_LONG } line_kind;

/* Bytes of the line at hand without its '\n', read as needed. LINE_LAST: the
 * stream ended before a '\n'. */
static line_kind find_line(kr_reader *r, size_t *len)
{
	size_t seen = 0, max = max_raw(r);

	for (;;) {
		kr_view v = kr__stream_peek(r->in, seen + 1);
		const char *nl = NULL;
		if (v.len > seen)
			nl = memchr(v.ptr + seen, '\n', v.len - seen);
		bool last = v.len == seen;
		seen = v.len;
		*len = nl ? (size_t)(nl - v.ptr) : v.len;
		if (*len > max)
			return LINE_LONG;
		if (nl || last)
			return nl ? LINE_WHOLE : LINE_LAST;
	}
}

/* A line beyond all bounds: pass over it in pieces. */
static void skip_line(kr_reader *r)
{
	for (;;) {
		kr_view v = kr__stream_peek(r->in, 1);
		if (!v.len)
			return;
		const char *nl = memchr(v.ptr, '\n', v.len);
		if (nl) {
			kr__stream_take(r->in, (size_t)(nl - v.ptr) + 1);
			return;
		}
		kr__stream_take(r->in, v.len);
	}
}

static kr_status next_line(kr_jsonl *s, kr_reader *r, kr_item *item)
{
	for (;;) {
		size_t len;
		line_kind kind = find_line(r, &len);
		if (kind == LINE_LAST && (!len || r->in->failed)) {
			kr__stream_take(r->in, len);
			return kr__reader_broken(r, item);
		}
		item->place = s->line++;
		if (kind == LINE_LONG) {
			skip_line(r);
			return kr__reader_fail(r, item, KR_ELIMIT,
			                       "line is longer than the limit");
		}
		size_t at = 0;
		while (at < len && space(kr__stream_bytes(r->in)[at]))
			at++;
		if (at < len) {
			kr_status status = object(r, len, item);
			r->pending = len + 1;
			return status;
		}
		kr__stream_take(r->in, len + 1);
	}
}

/* Counting brackets outside strings over bytes that come in pieces. */
typedef struct balance {
	uint64_t depth;
	bool in_string, escaped, done;
} balance;

/* Advance over v; gives the bytes used: all, or up to where depth is 0. */
static size_t count(balance *b, kr_view v)
{
	size_t i = 0;

	for (; i < v.len && !b->done; i++) {
		char c = v.ptr[i];
		if (b->in_string) {
			if (b->escaped)
				b->escaped = false;
			else if (c == '\\')
				b->escaped = true;
			else if (c == '"')
				b->in_string = false;
			continue;
		}
		if (c == '"')
			b->in_string = true;
		else if (c == '{' || c == '[')
			b->depth++;
		else if ((c == '}' || c == ']') && b->depth)
			b->depth--;
		b->done = b->depth == 0 && (c == '}' || c == ']');
		/* What is no object at all ends with its comma or line. */
		if (!b->depth && !b->in_string && (c == ',' || c == '\n'))
			b->done = true;
	}
	return i;
}

/* Between values: white space, commas, the brackets of the array. */
static void skip_between(kr_reader *r)
{
	for (;;) {
		kr_view v = kr__stream_peek(r->in, 1);
		size_t i = 0;
		while (i < v.len && (space(v.ptr[i]) || v.ptr[i] == ',' ||
		                     v.ptr[i] == '[' || v.ptr[i] == ']'))
			i++;
		kr__stream_take(r->in, i);
		if (!v.len || i < v.len)
			return;
	}
}

static kr_status next_value(kr_jsonl *s, kr_reader *r, kr_item *item)
{
	balance b = { 0 };
	size_t len = 0, max = max_raw(r);

	skip_between(r);
	kr_view v = kr__stream_live(r->in);
	if (!v.len)
		return kr__reader_broken(r, item);
	item->place = ++s->n;
	while (!b.done && v.len > len && len <= max) {
		len += count(&b, kr__view_from(v, len));
		if (!b.done && len <= max)
			v = kr__stream_peek(r->in, len + 1);
	}
	if (!b.done && r->in->failed) {
		kr__stream_take(r->in, v.len);
		return kr__reader_broken(r, item);
	}
	if (len <= max)
		return object(r, len, item);
	kr__stream_take(r->in, len);
	while (!b.done && (v = kr__stream_peek(r->in, 1)).len)
		kr__stream_take(r->in, count(&b, v));
	return kr__reader_fail(r, item, KR_ELIMIT,
	                       "JSON value is longer than the limit");
}

/* Does the first line end inside an object, as a pretty printer leaves it? */
static bool many_lines(kr_view v)
{
	balance b = { 0 };
	size_t nl = kr__view_chr(v, '\n');

	if (nl == KR_NPOS)
		return false;
	count(&b, kr__view_sub(v, 0, nl));
	if (b.done || b.in_string || !b.depth)
		return false;
	while (nl < v.len && space(v.ptr[nl]))
		nl++;
	/* A cut line is followed by the next object; a member by its key. */
	return nl < v.len && v.ptr[nl] != '{';
}

static void begin(kr_jsonl *s, kr_reader *r)
{
	kr_view v = kr__stream_peek(r->in, KR_SNIFF_BYTES);

	kr__stream_take(r->in, kr__bom_len(v));
	s->begun = true;
	s->line = 1;
	for (;;) {
		v = kr__stream_peek(r->in, KR_SNIFF_BYTES);
		size_t i = 0;
		while (i < v.len && space(v.ptr[i]))
			s->line += v.ptr[i++] == '\n';
		kr__stream_take(r->in, i);
		if (!v.len || i < v.len)
			break;
	}
	v = kr__stream_peek(r->in, KR_SNIFF_BYTES);
	s->by_value = v.len && (*v.ptr == '[' || many_lines(v));
}

kr_status kr__jsonl_next(kr_jsonl *s, kr_reader *r, kr_item *item)
{
	kr__reader_settle(r);
	if (!s->begun)
		begin(s, r);
	return s->by_value ? next_value(s, r, item) : next_line(s, r, item);
}
