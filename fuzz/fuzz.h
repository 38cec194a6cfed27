// SPDX-License-Identifier: Apache-2.0
/* What fuzz targets share: a check that stops, and items as one hash. */
#ifndef KR_FUZZ_H
#define KR_FUZZ_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"
#include "intake/intake.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void must(int ok, const char *what)
{
	if (!ok) {
		fprintf(stderr, "broken invariant: %s\n", what);
		abort();
	}
}

typedef struct fuzz_pieces {
	const uint8_t *data;
	size_t size, at, piece;
} fuzz_pieces;

static inline kr_status fuzz_read(void *user, char *to, size_t cap, size_t *got,
                                  kr_err *err)
{
	fuzz_pieces *p = user;
	size_t n = p->piece < cap ? p->piece : cap;

	(void)err;
	if (n > p->size - p->at)
		n = p->size - p->at;
	if (n)
		memcpy(to, p->data + p->at, n);
	p->at += n;
	*got = n;
	return KR_OK;
}

static inline uint64_t fuzz_field(uint64_t hash, kr_view v)
{
	must(v.len == 0 || v.ptr != NULL, "a view with length has bytes");
	return kr__hash_mix(hash, kr__hash64(v));
}

static inline uint64_t fuzz_item(uint64_t hash, const kr_item *it)
{
	const kr_view fields[] = { it->message, it->bytes, it->charset, it->url,
		                   it->source,  it->id,    it->title,   it->date,
		                   it->fetched, it->lang,  it->outlet,  it->author };

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		hash = fuzz_field(hash, fields[i]);
	must(it->failure <= 0, "a failure is negative");
	must(!it->failure == !it->message.len, "a failure has a message");
	must(it->failure != KR_ENOMEM, "lack of memory is no failure of an item");
	return kr__hash_mix(hash, (uint64_t)it->media * 4 + it->partial * 2u +
	                                  it->cut);
}

/* Read all items of an input in pieces; the hash of all of them. */
static inline uint64_t fuzz_items(const uint8_t *data, size_t size, size_t piece,
                                  const kr_intake_limits *limits)
{
	fuzz_pieces p = { data, size, 0, piece };
	kr_intake *in;
	kr_item item;
	kr_status s;
	uint64_t hash = 0;
	size_t n = 0;

	must(!kr__intake_open_source(&in, NULL, (kr_source){ fuzz_read, &p },
	                             "in", limits), "opens");
	while ((s = kr__intake_next(in, &item, NULL)) == KR_OK) {
		hash = fuzz_item(hash, &item);
		must(item.bytes.len <= limits->max_item_bytes, "items are bounded");
		must(++n <= 1000000, "items end");
	}
	must(s == KR_END, "only the end ends");
	must(kr__intake_bytes_read(in) <= size, "reads no more than there is");
	kr__intake_close(in);
	return hash;
}

/* The first byte chooses bounds and pieces; whole and in pieces are equal. */
static inline int fuzz_intake(const uint8_t *data, size_t size)
{
	static const size_t pieces[] = { 1, 7, 64, 4096 };
	static const size_t items[] = { 1 << 16, 64, 1 << 12, 256 };

	if (size < 1 || size > 1 << 16)
		return 0;
	unsigned options = data[0];
	kr_intake_limits limits = {
		.max_item_bytes = items[options >> 2 & 3],
		.max_header_bytes = options & 16 ? 128 : 4096,
		.max_depth = options & 32 ? 3 : 64,
	};
	uint64_t whole = fuzz_items(data + 1, size - 1, SIZE_MAX, &limits);
	uint64_t parts =
		fuzz_items(data + 1, size - 1, pieces[options & 3], &limits);
	must(whole == parts, "pieces make no difference");
	return 0;
}

#endif
