// SPDX-License-Identifier: Apache-2.0
/* intake tests: a source in pieces, packing, and items rendered as text. */
#ifndef KR_INTAKE_HELP_H
#define KR_INTAKE_HELP_H

#include <zlib.h>
#include <zstd.h>

#include "intake/intake.h"
#include "test.h"

/* Bytes in pieces of at most `piece`, `times` over. */
typedef struct pieces {
	kr_view bytes;
	size_t at, piece;
	unsigned long times;
} pieces;

static inline kr_status pieces_read(void *user, char *to, size_t cap,
                                    size_t *got, kr_err *err)
{
	pieces *p = user;
	size_t n = p->piece < cap ? p->piece : cap;

	(void)err;
	if (p->at == p->bytes.len && p->times > 1) {
		p->times--;
		p->at = 0;
	}
	if (n > p->bytes.len - p->at)
		n = p->bytes.len - p->at;
	if (n)
		memcpy(to, p->bytes.ptr + p->at, n);
	p->at += n;
	*got = n;
	return KR_OK;
}

static inline void put_field(kr_buf *b, const char *name, kr_view v)
{
	if (!v.len)
		return;
	kr__buf_chr(b, ' ');
	kr__buf_str(b, name);
	kr__buf_chr(b, '=');
	kr__buf_add(b, v);
}

static inline void put_item(kr_buf *b, const kr_item *it)
{
	static const char *const media[] = { "text", "html", "feed", "jtext",
		                             "jhtml" };

	if (it->failure) {
		kr__buf_str(b, "FAIL ");
		kr__buf_add(b, it->message);
	} else {
		kr__buf_str(b, media[it->media]);
		kr__buf_str(b, " [");
		kr__buf_add(b, it->bytes);
		kr__buf_chr(b, ']');
	}
	put_field(b, "src", it->source);
	put_field(b, "id", it->id);
	put_field(b, "title", it->title);
	put_field(b, "url", it->url);
	put_field(b, "date", it->date);
	put_field(b, "fetched", it->fetched);
	put_field(b, "lang", it->lang);
	put_field(b, "charset", it->charset);
	put_field(b, "outlet", it->outlet);
	put_field(b, "author", it->author);
	kr__buf_str(b, it->partial ? " partial" : "");
	kr__buf_str(b, it->cut ? " cut\n" : "\n");
}

/* Read all items of `bytes`, fed in pieces, into `out`; the last status. */
static inline kr_status read_all(kr_view bytes, size_t piece,
                                 const kr_alloc *alloc,
                                 const kr_intake_limits *limits, kr_buf *out)
{
	pieces p = { bytes, 0, piece, 1 };
	kr_intake *in;
	kr_item item;
	kr_status s = kr__intake_open_source(
		&in, alloc, (kr_source){ pieces_read, &p }, "in", limits);

	if (s)
		return s;
	while ((s = kr__intake_next(in, &item, NULL)) == KR_OK)
		put_item(out, &item);
	kr__intake_close(in);
	return s;
}

/* The items of `bytes` are `want`, in pieces of any size. */
static inline void check_items(kr_view bytes, const char *want,
                               const kr_intake_limits *limits)
{
	static const size_t sizes[] = { SIZE_MAX, 1, 7, 4096 };
	kr_buf out;

	kr__buf_init(&out, NULL);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		kr__buf_reset(&out);
		kr_status s = read_all(bytes, sizes[i], NULL, limits, &out);
		assert_int_equal(s, KR_END);
		if (!kr__view_is(kr__buf_view(&out), want))
			fail_msg("piece %zu\n got: %s\nwant: %s", sizes[i],
			         out.ptr, want);
	}
	kr__buf_drop(&out);
}

/* The n-th allocation fails, for n = 0, 1, ... until all succeed. */
static inline void check_memory(kr_view bytes)
{
	kr_buf out;

	kr__buf_init(&out, NULL);
	for (unsigned long n = 0;; n++) {
		kr_failing f = { n };
		kr_alloc a = { kr_failing_fn, &f };
		kr__buf_reset(&out);
		kr_status s = read_all(bytes, 100, &a, NULL, &out);
		assert_true(s == KR_END || s == KR_ENOMEM);
		assert_true(n < 100000);
		if (s == KR_END)
			break;
	}
	kr__buf_drop(&out);
}

static inline void add_gzip(kr_buf *out, kr_view v)
{
	z_stream z = { 0 };

	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 31, 8,
	                              Z_DEFAULT_STRATEGY), Z_OK);
	assert_true(kr__buf_reserve(out, deflateBound(&z, v.len)));
	z.next_in = (unsigned char *)(uintptr_t)v.ptr;
	z.avail_in = (unsigned)v.len;
	z.next_out = (unsigned char *)out->ptr + out->len;
	z.avail_out = (unsigned)(out->cap - out->len - 1);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	out->len += z.total_out;
	deflateEnd(&z);
}

static inline void add_zstd(kr_buf *out, kr_view v)
{
	size_t room = ZSTD_compressBound(v.len);

	assert_true(kr__buf_reserve(out, room));
	size_t n = ZSTD_compress(out->ptr + out->len, room, v.ptr, v.len, 3);
	assert_false(ZSTD_isError(n));
	out->len += n;
}

#endif
