// SPDX-License-Identifier: Apache-2.0
/* WARC: to come. */
#include "intake/warc.h"

kr_status kr__warc_next(kr_warc *w, kr_reader *r, kr_item *item)
{
	if (w->lost)
		return KR_END;
	w->lost = true;
	return kr__reader_fail(r, item, KR_EUNSUP, "WARC is not read yet");
}
