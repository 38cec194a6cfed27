// SPDX-License-Identifier: Apache-2.0
/* Feeds: to come. */
#include "intake/feed.h"

#include "base/arena.h"

struct kr_feed {
	bool done;
};

kr_status kr__feed_open(kr_feed **out, kr_reader *r)
{
	(void)r;
	kr_feed *f = kr__alloc_libc.fn(NULL, NULL, 0, sizeof *f);

	if (f)
		f->done = false;
	*out = f;
	return f ? KR_OK : KR_ENOMEM;
}

kr_status kr__feed_next(kr_feed *f, kr_reader *r, kr_item *item)
{
	if (f->done)
		return KR_END;
	f->done = true;
	return kr__reader_fail(r, item, KR_EUNSUP, "feeds are not read yet");
}

void kr__feed_close(kr_feed *f)
{
	if (f)
		kr__alloc_libc.fn(NULL, f, sizeof *f, 0);
}
