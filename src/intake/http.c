// SPDX-License-Identifier: Apache-2.0
/*
 * HTTP as crawlers store it. The problem: bodies are chunked or packed, or say
 * so although the crawler has already undone it. The idea: believe the bytes:
 * what does not begin with a chunk size is not chunked, what is not packed is
 * not unpacked; a body that breaks off is given as far as it goes and marked
 * as cut. Limits: codings are gzip, deflate, br and zstd, one at a time.
 * Source: RFC 9110, RFC 9112; the habits of wget, Heritrix and Common Crawl.
 */
#include "intake/http.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/utf8.h"
#include "intake/coding.h"
#include "intake/sniff.h"
#include "intake/wide.h"

size_t kr__head_len(kr_view v, size_t from)
{
	size_t at = from > 2 ? from - 2 : 0;

	while (at < v.len) {
		const char *nl = memchr(v.ptr + at, '\n', v.len - at);
		if (!nl)
			return 0;
		at = (size_t)(nl - v.ptr) + 1;
		if (at < v.len && v.ptr[at] == '\n')
			return at + 1;
		if (at + 1 < v.len && v.ptr[at] == '\r' && v.ptr[at + 1] == '\n')
			return at + 2;
	}
	return 0;
}

/* The end of the line at h->at, its continuation lines joined to it. */
static char *line_end(kr_head *h, char **next)
{
	char *p = h->at;

	for (;;) {
		char *nl = memchr(p, '\n', (size_t)(h->end - p));
		*next = nl ? nl + 1 : h->end;
		char *end = nl ? nl : h->end;
		if (end > p && end[-1] == '\r')
			end--;
		if (!nl || end == h->at || *next == h->end ||
		    (**next != ' ' && **next != '\t'))
			return end;
		memset(end, ' ', (size_t)(*next - end));
		p = *next;
	}
}

bool kr__head_next(kr_head *h, kr_view *name, kr_view *value)
{
	while (h->at < h->end) {
		char *next, *start = h->at, *end = line_end(h, &next);
		h->at = next;
		kr_view line = { start, (size_t)(end - start) };
		size_t colon = kr__view_chr(line, ':');
		if (colon == KR_NPOS)
			continue;
		*name = kr__view_trim(kr__view_sub(line, 0, colon));
		*value = kr__view_trim(kr__view_from(line, colon + 1));
		return true;
	}
	return false;
}

kr_view kr__mime_charset(kr_view mime)
{
	size_t at = kr__view_ifind(mime, KR_V("charset"));

	if (at == KR_NPOS)
		return (kr_view){ "", 0 };
	kr_view v = kr__view_trim(kr__view_from(mime, at + 7));
	if (!kr__view_starts(v, KR_V("=")))
		return (kr_view){ "", 0 };
	v = kr__view_trim(kr__view_from(v, 1));
	if (v.len && (*v.ptr == '"' || *v.ptr == '\''))
		v = kr__view_from(v, 1);
	size_t n = 0;
	while (n < v.len && !strchr("\"'; \t,", v.ptr[n]))
		n++;
	return kr__view_sub(v, 0, n);
}

bool kr__media_of(kr_view mime, kr_item *item)
{
	kr_view type = kr__view_trim(
		kr__view_sub(mime, 0, kr__view_chr(mime, ';')));
	kr_container look = kr__sniff(item->bytes);

	bool big, feed = look == KR_HOLDS_FEED ||
	                 kr__wide_feed(item->bytes, &big);

	if (look == KR_HOLDS_NOTHING || (look == KR_HOLDS_BINARY && !feed))
		return false;
	if (feed) {
		item->media = KR_MEDIA_FEED;
		return !type.len || kr__view_ifind(type, KR_V("xml")) != KR_NPOS ||
		       kr__view_istarts(type, KR_V("text/")) ||
		       kr__view_ieq(type, KR_V("application/octet-stream"));
	}
	item->media = KR_MEDIA_HTML;
	if (kr__view_ieq(type, KR_V("text/html")) ||
	    kr__view_ieq(type, KR_V("application/xhtml+xml")))
		return true;
	if (look == KR_HOLDS_HTML)
		return !type.len || kr__view_istarts(type, KR_V("text/")) ||
		       kr__view_ieq(type, KR_V("application/octet-stream"));
	item->media = KR_MEDIA_TEXT;
	return kr__view_ieq(type, KR_V("text/plain"));
}

/* The size line of a chunk at *at; -1: there is none. */
static int64_t chunk_size(kr_view v, size_t *at)
{
	uint64_t n = 0;
	size_t i = *at, digits = 0;

	for (; i < v.len; i++, digits++) {
		char c = (char)(v.ptr[i] | 0x20);
		unsigned d = v.ptr[i] >= '0' && v.ptr[i] <= '9'
		                     ? (unsigned)(v.ptr[i] - '0')
		             : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
		                                    : 16;
		if (d == 16)
			break;
		if (n >> 40)
			return -1;
		n = n * 16 + d;
	}
	if (!digits || i == v.len || !strchr("\r\n; \t", v.ptr[i]))
		return -1;
	const char *nl = memchr(v.ptr + i, '\n', v.len - i);
	if (!nl)
		return -1;
	*at = (size_t)(nl - v.ptr) + 1;
	return (int64_t)n;
}

/* Undo chunks in place; gives the new length. */
static size_t unchunk(char *bytes, size_t len, bool *cut)
{
	kr_view v = { bytes, len };
	size_t at = 0, to = 0;
	int64_t n = chunk_size(v, &at);

	if (n < 0)
		return len; /* undone by the crawler */
	while (n > 0) {
		size_t take = (uint64_t)n < len - at ? (size_t)n : len - at;
		memmove(bytes + to, bytes + at, take);
		to += take;
		at += take;
		while (at < len && (bytes[at] == '\r' || bytes[at] == '\n'))
			at++;
		n = chunk_size(v, &at);
	}
	*cut |= n < 0; /* no chunk of size 0 */
	return to;
}

typedef struct http_head {
	kr_view mime, coding, lang;
	bool chunked;
} http_head;

static void read_fields(char *at, size_t len, http_head *out)
{
	kr_head h = { at, at + len };
	kr_view name, value;

	while (kr__head_next(&h, &name, &value)) {
		if (kr__view_ieq(name, KR_V("content-type")))
			out->mime = value;
		else if (kr__view_ieq(name, KR_V("content-encoding")))
			out->coding = value;
		else if (kr__view_ieq(name, KR_V("content-language")))
			out->lang = value;
		else if (kr__view_ieq(name, KR_V("transfer-encoding")))
			out->chunked = kr__view_ifind(value, KR_V("chunked")) !=
			               KR_NPOS;
	}
}

/* The crawler has undone the coding: the bytes are text as they stand. */
static bool is_undone(kr_view bytes)
{
	kr_container look = kr__sniff(bytes);

	return kr__packing_of(bytes) == KR_PACKING_NONE &&
	       (look == KR_HOLDS_HTML || look == KR_HOLDS_FEED ||
	        look == KR_HOLDS_XML || look == KR_HOLDS_JSON ||
	        (look == KR_HOLDS_TEXT && kr__utf8_valid(bytes) == bytes.len));
}

/* Unpack the body if it is packed as it says. */
static kr_status unpack(kr_reader *r, kr_view coding, kr_item *item)
{
	if (!coding.len || kr__view_ieq(coding, KR_V("identity")) ||
	    kr__sniff(item->bytes) == KR_HOLDS_HTML || !item->bytes.len)
		return KR_OK;
	if (!kr__coding_known(coding))
		return kr__reader_fail(r, item, KR_EUNSUP,
		                       "content coding is not supported");
	kr__buf_reset(&r->body);
	r->body.max = r->limits.max_item_bytes;
	kr_status status = kr__coding_unpack(coding, item->bytes, &r->body);
	if (status == KR_ELIMIT)
		return kr__reader_fail(r, item, status,
		                       "body is longer than the limit of one item");
	if (status == KR_EINPUT && is_undone(item->bytes))
		return KR_OK;
	if (status == KR_EINPUT && !r->body.len)
		return kr__reader_fail(r, item, status, "packed body is damaged");
	if (status == KR_EINPUT)
		item->cut = true;
	item->bytes = kr__buf_view(&r->body);
	return status == KR_ENOMEM ? status : KR_OK;
}

/* "HTTP/1.1 200 OK": a page that is there. */
static bool is_success(kr_view line)
{
	size_t at = kr__view_chr(line, ' ');

	if (at == KR_NPOS)
		return false;
	kr_view code = kr__view_sub(kr__view_trim(kr__view_from(line, at)), 0, 3);
	return kr__view_is(code, "200") || kr__view_is(code, "203");
}

kr_status kr__http_read(kr_reader *r, char *bytes, size_t len, kr_item *item)
{
	kr_view all = { bytes, len }, line, rest = all;
	http_head h = { .mime = { "", 0 } };

	if (!kr__view_starts(all, KR_V("HTTP/")))
		return kr__reader_fail(r, item, KR_EINPUT,
		                       "no HTTP response in the record");
	kr__view_next_line(&rest, &line);
	if (!is_success(line))
		return KR_END;
	size_t head = kr__head_len(all, 0);
	if (!head)
		return KR_END; /* a head and no body */
	read_fields(bytes + line.len, head - line.len, &h);
	if (h.chunked)
		len = head + unchunk(bytes + head, len - head, &item->cut);
	item->bytes = (kr_view){ bytes + head, len - head };
	item->lang = h.lang;
	item->charset = kr__mime_charset(h.mime);
	kr_status status = unpack(r, h.coding, item);
	if (status || item->failure)
		return status;
	return kr__media_of(h.mime, item) ? KR_OK : KR_END;
}
