// SPDX-License-Identifier: Apache-2.0
/*
 * WARC and WET. The problem: crawls are huge, cut off, joined by hand, and
 * their lengths sometimes lie. The idea: see a whole record in the window, and
 * check that another record, or the end, stands behind it; if not, look for a
 * record that begins inside, else search forward for the next one. Each time
 * one failure is named and reading goes on. Limits: a page that contains a
 * whole WARC head after an empty line is taken for a wrong length, but only
 * where the length is wrong anyway or the record is over the item limit; ARC
 * files are not read. Source: ISO 28500 (WARC 1.0 and 1.1).
 */
#include "intake/warc.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "intake/http.h"

/* Bytes of the empty line that ends a head, seen again when searching. */
enum { GAP = 3 };

typedef struct warc_head {
	kr_view type, mime;
	uint64_t len; /* of the block */
	bool has_len;
} warc_head;

/* Offset of a record's head behind an empty line, or KR_NPOS. */
static size_t inner_record(kr_view v)
{
	for (size_t from = 0;;) {
		size_t at = kr__view_find(kr__view_from(v, from),
		                          KR_V("\nWARC/1."));
		if (at == KR_NPOS)
			return KR_NPOS;
		from += at;
		if ((from >= 1 && v.ptr[from - 1] == '\n') ||
		    (from >= 2 && v.ptr[from - 1] == '\r' &&
		     v.ptr[from - 2] == '\n'))
			return from + 1;
		from++;
	}
}

/* Take bytes up to the next head behind an empty line; false: there is none.
 * The same test as inner_record, so that no byte is searched twice. */
static bool search(kr_reader *r)
{
	for (;;) {
		kr_view v = kr__stream_peek(r->in, 4096);
		size_t at = inner_record(v);
		if (at != KR_NPOS) {
			kr__stream_take(r->in, at);
			return true;
		}
		if (v.len < 4096) {
			kr__stream_take(r->in, v.len);
			return false;
		}
		kr__stream_take(r->in, v.len - 16);
	}
}

static kr_view plain_id(kr_view v)
{
	if (v.len >= 2 && *v.ptr == '<' && v.ptr[v.len - 1] == '>')
		return kr__view_sub(v, 1, v.len - 1);
	return v;
}

static void read_head(char *at, size_t len, warc_head *out, kr_item *item)
{
	kr_head h = { at, at + len };
	kr_view name, value;

	while (kr__head_next(&h, &name, &value)) {
		if (kr__view_ieq(name, KR_V("warc-type")))
			out->type = value;
		else if (kr__view_ieq(name, KR_V("content-type")))
			out->mime = value;
		else if (kr__view_ieq(name, KR_V("content-length")))
			out->has_len = kr__view_u64(value, &out->len);
		else if (kr__view_ieq(name, KR_V("warc-record-id")))
			item->id = plain_id(value);
		else if (kr__view_ieq(name, KR_V("warc-target-uri")))
			item->url = plain_id(value);
		else if (kr__view_ieq(name, KR_V("warc-date")))
			item->fetched = value;
		else if (kr__view_ieq(name, KR_V("warc-truncated")))
			item->cut = true;
		else if (kr__view_ieq(
				 name,
				 KR_V("warc-identified-content-language")))
			item->lang = value;
	}
}

/* See the head at hand; 0: none within the limit. */
static size_t see_head(kr_reader *r)
{
	size_t seen = 0, max = r->limits.max_header_bytes;

	for (;;) {
		kr_view v = kr__stream_peek(r->in, seen + 1);
		size_t len = kr__head_len(v, seen);
		if (len)
			return len <= max ? len : 0;
		if (v.len == seen || v.len > max)
			return 0;
		seen = v.len;
	}
}

/* Behind a record: empty lines, then a record or the end. */
static bool ends_well(kr_view behind)
{
	size_t i = 0;

	while (i < behind.len && i < 8 &&
	       (behind.ptr[i] == '\r' || behind.ptr[i] == '\n'))
		i++;
	kr_view next = kr__view_sub(behind, i, i + 5);
	return kr__view_starts(KR_V("WARC/"), next);
}

static bool is_wanted(const warc_head *h)
{
	return kr__view_ieq(h->type, KR_V("response")) ||
	       kr__view_ieq(h->type, KR_V("resource")) ||
	       kr__view_ieq(h->type, KR_V("conversion"));
}

/* Pass over a block larger than the limit, unless a record begins inside. */
static kr_status skip_block(kr_warc *w, kr_reader *r, const warc_head *h,
                            kr_item *item)
{
	uint64_t left = h->len;

	while (left) {
		kr_view v = kr__stream_peek(r->in, 4096);
		if (!v.len)
			return r->in->failed
			               ? kr__reader_broken(r, item)
			               : kr__reader_fail(r, item, KR_EINPUT,
			                                 "record ends early");
		if (v.len > left)
			v.len = (size_t)left;
		size_t at = inner_record(v);
		if (at != KR_NPOS) {
			kr__stream_take(r->in, at);
			return kr__reader_fail(r, item, KR_EINPUT,
			                       "Content-Length is wrong");
		}
		/* A head may straddle two windows. */
		size_t n = v.len > 16 && v.len < left ? v.len - 16 : v.len;
		kr__stream_take(r->in, n);
		left -= n;
	}
	w->lost = !ends_well(kr__stream_peek(r->in, 13));
	if (!is_wanted(h))
		return KR_END;
	return kr__reader_fail(r, item, KR_ELIMIT,
	                       "record is longer than the limit of one item");
}

/* The block of `total` bytes with its head is not as long as it says: go on
 * at the record that begins inside it, or search behind its head. */
static kr_status wrong_length(kr_warc *w, kr_reader *r, size_t head,
                              size_t total, kr_item *item)
{
	kr_view v = kr__view_sub(kr__stream_live(r->in), head - GAP, total);
	size_t at = inner_record(v);

	w->lost = at == KR_NPOS;
	r->pending = head - GAP + (w->lost ? 0 : at);
	return kr__reader_fail(r, item, KR_EINPUT, "Content-Length is wrong");
}

static kr_status read_block(kr_reader *r, size_t head, const warc_head *h,
                            kr_item *item)
{
	char *bytes = kr__stream_bytes(r->in) + head;

	if (!is_wanted(h) ||
	    kr__view_ends(item->url, KR_V("/robots.txt")))
		return KR_END;
	if (kr__view_ieq(h->type, KR_V("response"))) {
		if (!kr__view_istarts(h->mime, KR_V("application/http")))
			return KR_END;
		return kr__http_read(r, bytes, (size_t)h->len, item);
	}
	item->bytes = (kr_view){ bytes, (size_t)h->len };
	item->charset = kr__mime_charset(h->mime);
	if (kr__view_ieq(h->type, KR_V("conversion")) && !item->charset.len)
		item->charset = KR_V("utf-8"); /* WET says so by its format */
	return kr__media_of(h->mime, item) ? KR_OK : KR_END;
}

/* At "WARC/": read one record. KR_END: no item, go on with the next. */
static kr_status read_record(kr_warc *w, kr_reader *r, kr_item *item)
{
	warc_head h = { .type = { "", 0 } };
	size_t head = see_head(r);

	w->lost = true;
	if (!head && r->in->failed) {
		kr__stream_take(r->in, kr__stream_live(r->in).len);
		return kr__reader_broken(r, item);
	}
	if (head)
		read_head(kr__stream_bytes(r->in), head, &h, item);
	if (!head || !h.has_len) {
		r->pending = head ? head - GAP : 5;
		return kr__reader_fail(r, item, KR_EINPUT,
		                       head ? "record has no valid Content-Length"
		                            : "head of the record does not end");
	}
	w->lost = false;
	if (h.len > r->limits.max_item_bytes + r->limits.max_header_bytes) {
		/* The fields lie in the window that is about to go. */
		*item = (kr_item){ .bytes = { "", 0 }, .place = item->place };
		bool wanted = is_wanted(&h);
		h.type = wanted ? KR_V("response") : KR_V("other");
		kr__stream_take(r->in, head);
		return skip_block(w, r, &h, item);
	}
	size_t total = head + (size_t)h.len;
	kr_view v = kr__stream_peek(r->in, total + 13);
	*item = (kr_item){ .bytes = { "", 0 }, .place = item->place };
	read_head(kr__stream_bytes(r->in), head, &h, item);
	if (v.len < total && inner_record(v) == KR_NPOS) {
		kr__stream_take(r->in, v.len);
		return r->in->failed ? kr__reader_broken(r, item)
		                     : kr__reader_fail(r, item, KR_EINPUT,
		                                       "record ends early");
	}
	if (v.len < total || !ends_well(kr__view_from(v, total)))
		return wrong_length(w, r, head, total, item);
	r->pending = total;
	return read_block(r, head, &h, item);
}

static void skip_blank(kr_reader *r)
{
	for (;;) {
		kr_view v = kr__stream_peek(r->in, 5);
		size_t i = 0;
		while (i < v.len && (v.ptr[i] == '\r' || v.ptr[i] == '\n'))
			i++;
		kr__stream_take(r->in, i);
		if (!i)
			return;
	}
}

/* The packed byte where the record's own member begins, as indexes of crawls
 * write it; for a record inside a member the unpacked byte. */
static uint64_t place_of(const kr_reader *r)
{
	uint64_t place;

	if (r->unpack && kr__unpack_place(r->unpack, r->in->pos, &place))
		return place;
	return r->in->pos;
}

kr_status kr__warc_next(kr_warc *w, kr_reader *r, kr_item *item)
{
	for (;;) {
		kr__reader_settle(r);
		if (w->lost && !search(r))
			return kr__reader_broken(r, item);
		skip_blank(r);
		kr_view v = kr__stream_live(r->in);
		if (!v.len)
			return kr__reader_broken(r, item);
		*item = (kr_item){ .bytes = { "", 0 }, .place = place_of(r) };
		if (!kr__view_starts(v, KR_V("WARC/"))) {
			w->lost = true;
			if (v.len < 5 && r->in->failed) {
				kr__stream_take(r->in, v.len);
				return kr__reader_broken(r, item);
			}
			return kr__reader_fail(r, item, KR_EINPUT,
			                       "no WARC record begins here");
		}
		kr_status status = read_record(w, r, item);
		if (status != KR_END)
			return status;
		r->skipped++;
	}
}
