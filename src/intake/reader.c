// SPDX-License-Identifier: Apache-2.0
/*
 * Readers: the shared part, and the simplest reader: a whole stream as one
 * item. The problem: every reader must say failures the same way and never
 * lose its place. The idea: a failure is an item; only a lack of memory ends
 * all. Limits: a text longer than the item bound is a failure, not cut.
 */
#include "intake/reader.h"

#include <stdio.h>

#include "base/err.h"

void kr__reader_settle(kr_reader *r)
{
	kr__stream_take(r->in, r->pending);
	r->pending = 0;
}

kr_status kr__reader_fail(kr_reader *r, kr_item *item, kr_status status,
                          const char *why)
{
	if (status == KR_ENOMEM)
		return status;
	snprintf(r->message, sizeof r->message, "%s", why);
	item->failure = status;
	item->message = kr__view_of(r->message);
	item->bytes = (kr_view){ "", 0 };
	return KR_OK;
}

kr_status kr__reader_broken(kr_reader *r, kr_item *item)
{
	kr_status status = r->in->failed;

	if (!status)
		return KR_END;
	if (status == KR_ENOMEM)
		return status;
	r->in->failed = KR_OK;
	if (r->in->err.offset >= 0)
		snprintf(r->message, sizeof r->message, "%.200s (byte %lld)",
		         r->in->err.message, (long long)r->in->err.offset);
	else
		snprintf(r->message, sizeof r->message, "%.200s",
		         r->in->err.message);
	item->failure = status;
	item->message = kr__view_of(r->message);
	item->bytes = (kr_view){ "", 0 };
	return KR_OK;
}

kr_status kr__text_next(kr_reader *r, kr_media media, kr_item *item)
{
	kr__reader_settle(r);
	kr_view v = kr__stream_peek(r->in, r->limits.max_item_bytes + 1);

	if (r->in->failed) {
		kr__stream_take(r->in, v.len);
		return kr__reader_broken(r, item);
	}
	if (!v.len)
		return KR_END;
	if (v.len > r->limits.max_item_bytes) {
		/* Nothing of the rest is needed. */
		kr__stream_take(r->in, v.len);
		r->in->ended = true;
		return kr__reader_fail(r, item, KR_ELIMIT,
		                       "text is longer than the limit of one item");
	}
	item->media = media;
	item->bytes = v;
	r->pending = v.len;
	return KR_OK;
}
