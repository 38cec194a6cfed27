// SPDX-License-Identifier: Apache-2.0
/*
 * Readers: what the readers of all containers share. A reader is fed by one
 * stream and gives items that point into the stream's window; it moves on
 * only at its next call. Private to intake.
 */
#ifndef KR_INTAKE_READER_H
#define KR_INTAKE_READER_H

#include "base/buf.h"
#include "intake/intake.h"
#include "intake/unpack.h"

typedef struct kr_reader {
	kr_stream *in;
	const kr_unpack *unpack; /* the last layer under `in`, or NULL */
	kr_intake_limits limits; /* no zeros */
	kr_alloc alloc;
	size_t pending;   /* bytes of the last item, not yet taken */
	uint64_t skipped; /* records that are no items */
	kr_buf body;      /* unpacked bodies and collected fields */
	char message[256];
} kr_reader;

/* Take what the last item lent. Called first by every `next`. */
void kr__reader_settle(kr_reader *r);
/* Make `item` a named failure; gives KR_OK, as the stream goes on. For
 * KR_ENOMEM nothing goes on: it is given back. */
kr_status kr__reader_fail(kr_reader *r, kr_item *item, kr_status status,
                          const char *why);
/* The stream broke (see in->failed): name it, once; later KR_END. */
kr_status kr__reader_broken(kr_reader *r, kr_item *item);

/* The rest of the stream as one item of the given media. */
kr_status kr__text_next(kr_reader *r, kr_media media, kr_item *item);

/* JSON Lines, one object, or an array of objects. */
typedef struct kr_jsonl {
	uint64_t line;    /* of the next byte, from 1 */
	uint64_t n;       /* values seen (array, many-line objects) */
	bool begun, by_value;
} kr_jsonl;
kr_status kr__jsonl_next(kr_jsonl *s, kr_reader *r, kr_item *item);

#endif
