// SPDX-License-Identifier: Apache-2.0
/*
 * Unpacking: a .gz or .zst stream as a byte source. Many members or frames one
 * after another are one stream; where each member began is remembered, so that
 * a WARC record can be named by its place in the packed file.
 */
#ifndef KR_INTAKE_UNPACK_H
#define KR_INTAKE_UNPACK_H

#include "base/buf.h"
#include "intake/stream.h"

typedef enum kr_packing {
	KR_PACKING_NONE,
	KR_PACKING_GZIP,
	KR_PACKING_ZSTD,
} kr_packing;

typedef struct kr_unpack kr_unpack;

/* What the first bytes say. */
kr_packing kr__packing_of(kr_view head);
/* Unpack `in` (borrowed), at most max_ratio bytes out for one in. */
kr_status kr__unpack_open(kr_unpack **out, const kr_alloc *alloc, kr_stream *in,
                          kr_packing packing, unsigned max_ratio);
void kr__unpack_close(kr_unpack *u); /* NULL is fine */
kr_source kr__unpack_source(kr_unpack *u);
/* The packed place of the member that begins at unpacked place `pos`; false
 * if none begins there (or so long ago that it is forgotten). */
bool kr__unpack_place(const kr_unpack *u, uint64_t pos, uint64_t *place);
/*
 * Unpack the body of an HTTP message: gzip, zlib or bare deflate, told by its
 * bytes. Adds to `out` (whose `max` bounds it). KR_EINPUT: damaged; what came
 * before the damage stays in `out`. KR_ELIMIT, KR_ENOMEM as usual.
 */
kr_status kr__inflate_body(kr_view body, kr_buf *out);

#endif
