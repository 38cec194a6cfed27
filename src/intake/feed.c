// SPDX-License-Identifier: Apache-2.0
/*
 * Feeds. The problem: a feed is one XML document, so one wrong tag ends it for
 * a strict parser, and a large one should not be held in memory. The idea:
 * bytes are repaired in pieces, expat is stopped after each entry, and where
 * it fails the failure is named and parsing begins anew at the next entry in
 * the repaired bytes. Limits: character sets are UTF-8 and windows-1252 (with
 * its subsets), judged by the bytes before the declaration; a feed is at most
 * 16 items' limits long, as expat keeps every new element name. Expat's memory
 * comes from the C library, since its hooks carry no user pointer. Source: the
 * expat manual.
 */
#include "intake/feed.h"

#include <expat.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "intake/entry.h"
#include "intake/repair.h"
#include "intake/sniff.h"

enum { SLICE = 4096 }; /* given to expat at once: it copies what it leaves */

static const char prefix[] = "<rss><channel>"; /* to begin anew inside */

struct kr_feed {
	kr_alloc alloc;
	XML_Parser xml;
	kr_repair repair;
	kr_entry entry;
	kr_buf out;       /* repaired bytes that expat may still look at */
	size_t start;     /* of what is live in `out` */
	size_t given;     /* end of what expat was given of `out` */
	int64_t base;     /* expat's number of out.ptr[start] */
	uint64_t n_bytes; /* repaired so far */
	uint64_t n;       /* entries, good and bad */
	unsigned max_depth;
	bool last;      /* all bytes were repaired... */
	bool final;     /* ...and given to expat */
	bool suspended, done;
	bool lost;     /* look for the next entry before parsing */
	bool restarted;
	bool too_deep;
};

static void XMLCALL on_start(void *user, const char *name, const char **atts)
{
	kr_feed *f = user;

	if (f->entry.depth >= f->max_depth) {
		f->too_deep = true;
		XML_StopParser(f->xml, XML_FALSE);
		return;
	}
	kr__entry_start(&f->entry, name, atts);
}

static void XMLCALL on_end(void *user, const char *name)
{
	kr_feed *f = user;

	/* Expat ends an empty element even after it was stopped. */
	if (f->too_deep)
		return;
	kr__entry_end(&f->entry, name);
	if (f->entry.ready)
		XML_StopParser(f->xml, XML_TRUE);
}

static void XMLCALL on_text(void *user, const char *text, int len)
{
	kr_feed *f = user;

	kr__entry_text(&f->entry, (kr_view){ text, (size_t)len });
}

static void set_handlers(kr_feed *f)
{
	XML_SetUserData(f->xml, f);
	XML_SetElementHandler(f->xml, on_start, on_end);
	XML_SetCharacterDataHandler(f->xml, on_text);
}

/* Are the bytes windows-1252, whatever was declared? The declaration decides
 * only where the head is not valid UTF-8 with something beyond ASCII. */
static kr_status choose_charset(kr_feed *f, kr_view head)
{
	static const char *const legacy[] = { "iso-8859-1", "iso8859-1",
		                              "latin1", "windows-1252",
		                              "iso-8859-15", "us-ascii",
		                              "ascii", "cp1252" };
	size_t ok = kr__utf8_valid(head), at = kr__view_chr(head, '>');
	bool high = false;

	for (size_t i = 0; i < ok && !high; i++)
		high = (unsigned char)head.ptr[i] >= 0x80;
	if (high && ok + 4 > head.len)
		return KR_OK;
	kr_view decl = kr__view_sub(head, 0, at);
	at = kr__view_ifind(decl, KR_V("encoding"));
	if (!kr__view_istarts(decl, KR_V("<?xml")) || at == KR_NPOS)
		return KR_OK;
	kr_view label = kr__view_from(decl, at + 8);
	while (label.len && strchr(" =\"'\t\r\n", *label.ptr))
		label = kr__view_from(label, 1);
	for (size_t i = 0; i < sizeof legacy / sizeof *legacy; i++)
		f->repair.legacy |= kr__view_istarts(label, kr__view_of(legacy[i]));
	if (f->repair.legacy || kr__view_istarts(label, KR_V("utf-8")) ||
	    kr__view_istarts(label, KR_V("utf8")) || ok == head.len)
		return KR_OK;
	return KR_EUNSUP;
}

kr_status kr__feed_open(kr_feed **out, kr_reader *r)
{
	kr_feed *f = r->alloc.fn(r->alloc.user, NULL, 0, sizeof *f);

	*out = f;
	if (!f)
		return KR_ENOMEM;
	*f = (kr_feed){ .alloc = r->alloc, .max_depth = r->limits.max_depth,
		        .repair = { .max_tag = r->limits.max_header_bytes } };
	kr__buf_init(&f->out, &r->alloc);
	kr__entry_init(&f->entry, &r->alloc, r->limits.max_item_bytes);
	f->xml = XML_ParserCreate("UTF-8");
	if (!f->xml)
		return KR_ENOMEM;
	set_handlers(f);
	kr__stream_take(r->in, kr__bom_len(kr__stream_live(r->in)));
	return KR_OK;
}

void kr__feed_close(kr_feed *f)
{
	if (!f)
		return;
	if (f->xml)
		XML_ParserFree(f->xml);
	kr__entry_drop(&f->entry);
	kr__buf_drop(&f->out);
	kr_alloc a = f->alloc;
	a.fn(a.user, f, sizeof *f, 0);
}

static kr_view live(const kr_feed *f)
{
	return kr__view_from(kr__buf_view(&f->out), f->start);
}

/* Forget repaired bytes that nobody looks at any more. */
static void forget(kr_feed *f, size_t n)
{
	if (n > f->out.len - f->start)
		n = f->out.len - f->start;
	f->start += n;
	f->base += (int64_t)n;
	if (f->given < f->start)
		f->given = f->start;
}

/* More repaired bytes behind those at hand; sets `last` at the end. */
static kr_status refill(kr_feed *f, kr_reader *r)
{
	kr_view v = kr__stream_peek(r->in, 1);
	size_t keep = f->out.len - f->start;

	if (f->start)
		memmove(f->out.ptr, f->out.ptr + f->start, keep);
	kr__buf_cut(&f->out, keep);
	f->given -= f->start;
	f->start = 0;
	for (;;) {
		size_t n = kr__repair(&f->repair, v, r->in->ended, &f->out);
		if (f->out.failed)
			return f->out.failed;
		kr__stream_take(r->in, n);
		f->last = r->in->ended && !kr__stream_live(r->in).len;
		if (n || f->last)
			break;
		v = kr__stream_peek(r->in, v.len + 1);
	}
	f->n_bytes += f->out.len - keep;
	return KR_OK;
}

static size_t find_entry(kr_view v)
{
	for (size_t at = 0; at < v.len; at++) {
		size_t next = kr__view_chr(kr__view_from(v, at), '<');
		if (next == KR_NPOS)
			return KR_NPOS;
		at += next;
		kr_view tag = kr__view_from(v, at + 1);
		size_t n = kr__view_starts(tag, KR_V("item"))    ? 4
		           : kr__view_starts(tag, KR_V("entry")) ? 5 : 0;
		if (n && n < tag.len && strchr(" >\t\r\n/", tag.ptr[n]) &&
		    tag.ptr[n])
			return at;
	}
	return KR_NPOS;
}

/* Begin anew at the next entry, if one is at hand. False: more bytes wanted. */
static bool restart(kr_feed *f)
{
	kr_view v = live(f);
	size_t at = find_entry(v);

	if (at == KR_NPOS) {
		/* The name of a tag may still be incomplete. */
		forget(f, v.len > 16 ? v.len - 16 : 0);
		return false;
	}
	forget(f, at);
	XML_ParserReset(f->xml, "UTF-8");
	set_handlers(f);
	bool atom = f->entry.atom;
	f->entry.depth = f->entry.entry = f->entry.channel = 0;
	f->entry.into = KR_ENTRY_NONE;
	f->entry.mute = 0;
	kr__entry_reset(&f->entry);
	XML_Parse(f->xml, prefix, (int)strlen(prefix), XML_FALSE);
	f->entry.atom = atom;
	f->base = (int64_t)strlen(prefix);
	f->given = f->start;
	f->lost = f->suspended = false;
	f->restarted = true;
	return true;
}

/* Expat stopped at an error: step over the place and get lost. */
static kr_status on_error(kr_feed *f, kr_reader *r, kr_item *item)
{
	enum XML_Error code = XML_GetErrorCode(f->xml);
	int64_t at = (int64_t)XML_GetCurrentByteIndex(f->xml) - f->base;
	bool in_entry = f->entry.entry != 0, deep = f->too_deep;
	char why[128];

	if (code == XML_ERROR_NO_MEMORY)
		return KR_ENOMEM;
	forget(f, at < 0 ? 1 : (size_t)at + 1);
	f->lost = true;
	f->suspended = f->too_deep = false;
	if (!in_entry && f->restarted)
		return KR_END; /* what closes the feed does not fit our opening */
	item->place = in_entry ? ++f->n : f->n;
	snprintf(why, sizeof why, "feed is malformed: %s",
	         deep ? "nested too deep" : XML_ErrorString(code));
	return kr__reader_fail(r, item, deep ? KR_ELIMIT : KR_EINPUT, why);
}

/* Let expat work on what is at hand. KR_END: it wants more. */
static kr_status parse(kr_feed *f, kr_reader *r, kr_item *item)
{
	enum XML_Status s;

	if (f->suspended) {
		s = XML_ResumeParser(f->xml);
	} else {
		size_t n = f->out.len - f->given;
		if (n > SLICE)
			n = SLICE;
		const char *from = f->out.ptr + f->given;
		f->given += n;
		f->final = f->last && f->given == f->out.len;
		s = XML_Parse(f->xml, from, (int)n, f->final);
	}
	f->suspended = s == XML_STATUS_SUSPENDED;
	if (s == XML_STATUS_ERROR)
		return on_error(f, r, item);
	if (f->entry.ready) {
		item->place = ++f->n;
		return kr__entry_give(&f->entry, r, item);
	}
	int64_t at = (int64_t)XML_GetCurrentByteIndex(f->xml) - f->base;
	forget(f, at > 0 ? (size_t)at : 0);
	f->done = f->final && !f->suspended;
	return KR_END;
}

static kr_status stop(kr_feed *f, kr_reader *r, kr_item *item, kr_status status,
                      const char *why)
{
	f->done = true;
	return kr__reader_fail(r, item, status, why);
}

kr_status kr__feed_next(kr_feed *f, kr_reader *r, kr_item *item)
{
	if (!f->n_bytes && !f->done &&
	    choose_charset(f, kr__stream_live(r->in)))
		return stop(f, r, item, KR_EUNSUP,
		            "character set of the feed is not supported");
	while (!f->done) {
		if (f->lost && !restart(f) && f->last)
			break;
		if (f->lost || (!f->suspended && f->given == f->out.len &&
		                !f->last)) {
			if (refill(f, r) == KR_ENOMEM)
				return KR_ENOMEM;
			if (f->n_bytes / 16 > r->limits.max_item_bytes)
				return stop(f, r, item, KR_ELIMIT,
				            "feed is longer than the limit");
			continue;
		}
		kr_status status = parse(f, r, item);
		if (status != KR_END)
			return status;
	}
	f->done = true;
	return kr__reader_broken(r, item);
}
