// SPDX-License-Identifier: Apache-2.0
/*
 * Feeds inside records. The problem: crawls hold feeds too, and one record
 * then is many items. The idea: the record's bytes become a stream of their
 * own, read by the same feed reader; the outer reader waits, so that the bytes
 * stay. Limits: one level; the record as a whole is within the limit of one
 * item. What the feed does not say of itself (when it was fetched) comes from
 * the record.
 */
#include "intake/inner.h"

#include <string.h>

static kr_status read_record(void *user, char *to, size_t cap, size_t *got,
                             kr_err *err)
{
	kr_inner *n = user;
	size_t left = n->bytes.len - n->at;

	(void)err;
	*got = left < cap ? left : cap;
	if (*got)
		memcpy(to, n->bytes.ptr + n->at, *got);
	n->at += *got;
	return KR_OK;
}

kr_status kr__inner_open(kr_inner *n, const kr_reader *outer,
                         const kr_item *record)
{
	*n = (kr_inner){ .bytes = record->bytes, .fetched = record->fetched,
		         .record = record->place };
	n->reader = (kr_reader){ .limits = outer->limits,
		                 .alloc = outer->alloc };
	kr__buf_init(&n->reader.body, &outer->alloc);
	kr__stream_init(&n->raw, &outer->alloc, (kr_source){ read_record, n });
	n->reader.in = &n->raw;
	if (kr__wide_feed(record->bytes, &n->wide.big)) {
		n->wide.in = &n->raw;
		kr__stream_init(&n->text, &outer->alloc,
		                kr__wide_source(&n->wide));
		n->reader.in = &n->text;
	}
	kr__stream_peek(n->reader.in, 4);
	kr_status status = n->reader.in->failed
	                           ? n->reader.in->failed
	                           : kr__feed_open(&n->feed, &n->reader);
	if (status)
		kr__inner_close(n);
	return status;
}

kr_status kr__inner_next(kr_inner *n, kr_item *item)
{
	kr_status status = kr__feed_next(n->feed, &n->reader, item);

	if (!item->fetched.len)
		item->fetched = n->fetched;
	return status;
}

void kr__inner_close(kr_inner *n)
{
	if (!n->reader.in)
		return;
	kr__feed_close(n->feed);
	kr__stream_drop(&n->raw);
	kr__stream_drop(&n->text);
	kr__buf_drop(&n->reader.body);
	*n = (kr_inner){ .feed = NULL };
}
