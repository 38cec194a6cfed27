// SPDX-License-Identifier: Apache-2.0
/*
 * Unpacking. The problem: crawls are files of a hundred thousand gzip members,
 * some cut short, some hostile. The idea: one decoder that is reset at each
 * member, gives at most one member's bytes at a call, and counts bytes in and
 * out. Limits: bytes behind the last member must be zeros (padding); a stream
 * that grows beyond max_ratio is a bomb, once more than 64 MiB came out; zstd
 * windows over 128 MiB are refused by the library. Source: RFC 1950 to 1952,
 * RFC 8878; the zlib and zstd manuals.
 */
#include "intake/unpack.h"

#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "base/arena.h"
#include "base/err.h"

enum { N_MARKS = 64, FREE_BYTES = 64 * 1024 * 1024, ALLOC_HEAD = 16 };

typedef struct member_mark {
	uint64_t pos, place; /* unpacked, packed */
} member_mark;

struct kr_unpack {
	kr_stream *in;
	kr_packing packing;
	kr_alloc alloc;
	unsigned max_ratio;
	bool in_member, seen_any;
	uint64_t n_out, in_first; /* bytes given; packed place of byte 0 */
	z_stream z;
	ZSTD_DStream *zstd;
	member_mark marks[N_MARKS]; /* a ring, newest at n_marks - 1 */
	uint64_t n_marks;
};

kr_packing kr__packing_of(kr_view head)
{
	const unsigned char *b = (const unsigned char *)head.ptr;

	if (head.len >= 3 && b[0] == 0x1F && b[1] == 0x8B && b[2] == 8)
		return KR_PACKING_GZIP;
	if (head.len < 4)
		return KR_PACKING_NONE;
	if (memcmp(b, "\x28\xB5\x2F\xFD", 4) == 0)
		return KR_PACKING_ZSTD;
	if ((b[0] & 0xF0) == 0x50 && memcmp(b + 1, "\x2A\x4D\x18", 3) == 0)
		return KR_PACKING_ZSTD; /* a skippable frame */
	return KR_PACKING_NONE;
}

/* zlib's allocator hooks do not pass sizes to free: keep them in front. */
static void *z_get(void *user, unsigned n, unsigned size)
{
	const kr_alloc *a = user;
	size_t total = (size_t)n * size + ALLOC_HEAD;
	char *p = a->fn(a->user, NULL, 0, total);

	if (!p)
		return NULL;
	memcpy(p, &total, sizeof total);
	memset(p + ALLOC_HEAD, 0, total - ALLOC_HEAD);
	return p + ALLOC_HEAD;
}

static void z_put(void *user, void *ptr)
{
	const kr_alloc *a = user;
	char *p = (char *)ptr - ALLOC_HEAD;
	size_t total;

	memcpy(&total, p, sizeof total);
	a->fn(a->user, p, total, 0);
}

kr_status kr__unpack_open(kr_unpack **out, const kr_alloc *alloc, kr_stream *in,
                          kr_packing packing, unsigned max_ratio)
{
	const kr_alloc *a = alloc ? alloc : &kr__alloc_libc;
	kr_unpack *u = a->fn(a->user, NULL, 0, sizeof *u);

	*out = NULL;
	if (!u)
		return KR_ENOMEM;
	*u = (kr_unpack){ .in = in, .packing = packing, .alloc = *a,
		          .max_ratio = max_ratio ? max_ratio : 512,
		          .in_first = in->pos };
	bool ok;
	if (packing == KR_PACKING_ZSTD) {
		u->zstd = ZSTD_createDStream();
		ok = u->zstd != NULL;
	} else {
		u->z = (z_stream){ .zalloc = z_get, .zfree = z_put,
			           .opaque = &u->alloc };
		ok = inflateInit2(&u->z, 15 + 16) == Z_OK;
	}
	if (!ok) {
		a->fn(a->user, u, sizeof *u, 0);
		return KR_ENOMEM;
	}
	*out = u;
	return KR_OK;
}

void kr__unpack_close(kr_unpack *u)
{
	if (!u)
		return;
	if (u->packing == KR_PACKING_ZSTD)
		ZSTD_freeDStream(u->zstd);
	else
		inflateEnd(&u->z);
	kr_alloc a = u->alloc;
	a.fn(a.user, u, sizeof *u, 0);
}

static kr_status fail(kr_unpack *u, kr_status status, const char *why,
                      kr_err *err)
{
	return kr__err_set(err, status, NULL, (int64_t)u->in->pos, why);
}

/* Stand at the head of the next member; KR_END: there is none. */
static kr_status begin_member(kr_unpack *u, kr_err *err)
{
	kr_view head = kr__stream_peek(u->in, 4);

	if (!head.len)
		return u->in->failed ? u->in->failed : KR_END;
	if (kr__packing_of(head) != u->packing) {
		if (head.ptr[0] == 0 && u->seen_any)
			return KR_END;
		if (u->in->ended && head.len < 4)
			return fail(u, KR_EINPUT, "packed data ends early", err);
		return fail(u, KR_EINPUT, "stray bytes behind packed data", err);
	}
	bool ok = u->packing == KR_PACKING_ZSTD
	                  ? !ZSTD_isError(ZSTD_DCtx_reset(
				    u->zstd, ZSTD_reset_session_only))
	                  : inflateReset(&u->z) == Z_OK;
	if (!ok)
		return fail(u, KR_ENOMEM, "out of memory", err);
	/* Empty members leave no mark of their own. */
	if (!u->n_marks || u->marks[(u->n_marks - 1) % N_MARKS].pos != u->n_out)
		u->n_marks++;
	u->marks[(u->n_marks - 1) % N_MARKS] =
		(member_mark){ u->n_out, u->in->pos };
	u->in_member = u->seen_any = true;
	return KR_OK;
}

/* Where unpacked bytes go, and how many went. */
typedef struct room {
	char *to;
	size_t cap, got;
} out_room;

static kr_status step_gzip(kr_unpack *u, kr_view from, out_room *to, kr_err *err)
{
	unsigned n_in = from.len > 1u << 30 ? 1u << 30 : (unsigned)from.len;
	unsigned n_out = to->cap > 1u << 30 ? 1u << 30 : (unsigned)to->cap;

	u->z.next_in = (unsigned char *)(uintptr_t)from.ptr;
	u->z.avail_in = n_in;
	u->z.next_out = (unsigned char *)to->to;
	u->z.avail_out = n_out;
	int rc = inflate(&u->z, Z_NO_FLUSH);
	kr__stream_take(u->in, n_in - u->z.avail_in);
	to->got = n_out - u->z.avail_out;
	if (rc == Z_STREAM_END)
		u->in_member = false;
	else if (rc == Z_MEM_ERROR)
		return fail(u, KR_ENOMEM, "out of memory", err);
	else if (rc != Z_OK && rc != Z_BUF_ERROR)
		return fail(u, KR_EINPUT, "gzip data is damaged", err);
	return KR_OK;
}

static kr_status step_zstd(kr_unpack *u, kr_view from, out_room *to, kr_err *err)
{
	ZSTD_inBuffer in = { from.ptr, from.len, 0 };
	ZSTD_outBuffer out = { to->to, to->cap, 0 };
	size_t rc = ZSTD_decompressStream(u->zstd, &out, &in);

	kr__stream_take(u->in, in.pos);
	to->got = out.pos;
	if (ZSTD_isError(rc))
		return fail(u, KR_EINPUT, "zstd data is damaged", err);
	if (rc == 0)
		u->in_member = false;
	return KR_OK;
}

static kr_status unpack_read(void *user, char *to, size_t cap, size_t *got,
                             kr_err *err)
{
	kr_unpack *u = user;
	kr_status status = KR_OK;

	out_room out = { to, cap, 0 };

	while (!out.got && !status) {
		if (!u->in_member && (status = begin_member(u, err)))
			break;
		kr_view from = kr__stream_peek(u->in, 1);
		if (!from.len && u->in->failed)
			status = u->in->failed;
		else if (!from.len && u->packing == KR_PACKING_GZIP)
			status = fail(u, KR_EINPUT, "gzip data ends early", err);
		else if (u->packing == KR_PACKING_GZIP)
			status = step_gzip(u, from, &out, err);
		else
			status = step_zstd(u, from, &out, err);
		if (!status && !from.len && !out.got && u->in_member)
			status = fail(u, KR_EINPUT, "zstd data ends early", err);
	}
	if (u->in->failed && status == u->in->failed && err)
		*err = u->in->err;
	*got = out.got;
	u->n_out += out.got;
	uint64_t n_in = u->in->pos - u->in_first;
	if (!status && u->n_out > FREE_BYTES && u->n_out / u->max_ratio > n_in) {
		*got = 0;
		return kr__err_fmt(err, KR_ELIMIT, NULL, (int64_t)u->in->pos,
		                   "packed data grows more than %u times",
		                   u->max_ratio);
	}
	return status == KR_END ? KR_OK : status;
}

kr_source kr__unpack_source(kr_unpack *u)
{
	return (kr_source){ unpack_read, u };
}

bool kr__unpack_place(const kr_unpack *u, uint64_t pos, uint64_t *place)
{
	uint64_t n = u->n_marks < N_MARKS ? u->n_marks : N_MARKS;

	for (uint64_t i = 0; i < n; i++) {
		const member_mark *m = &u->marks[(u->n_marks - 1 - i) % N_MARKS];
		if (m->pos == pos) {
			*place = m->place;
			return true;
		}
	}
	return false;
}

/* window_bits as for inflateInit2. */
static kr_status inflate_all(kr_view body, int window_bits, kr_buf *out)
{
	kr_status status = KR_OK;
	int rc = Z_OK;
	z_stream z = { .zalloc = z_get, .zfree = z_put, .opaque = &out->alloc };

	if (inflateInit2(&z, window_bits) != Z_OK)
		return KR_ENOMEM;
	z.next_in = (unsigned char *)(uintptr_t)body.ptr;
	z.avail_in = body.len > 1u << 30 ? 1u << 30 : (unsigned)body.len;
	while (!status && rc == Z_OK) {
		size_t room = 32 * 1024;
		if (out->max && out->max - out->len < room)
			room = out->max - out->len;
		if (!kr__buf_reserve(out, room ? room : 1)) {
			status = out->failed;
			break;
		}
		z.next_out = (unsigned char *)out->ptr + out->len;
		z.avail_out = (unsigned)room;
		rc = inflate(&z, Z_NO_FLUSH);
		out->len += room - z.avail_out;
		out->ptr[out->len] = '\0';
	}
	if (!status && rc == Z_MEM_ERROR)
		status = KR_ENOMEM;
	else if (!status && rc != Z_STREAM_END)
		status = KR_EINPUT;
	inflateEnd(&z);
	return status;
}

kr_status kr__inflate_body(kr_view body, kr_buf *out)
{
	const unsigned char *b = (const unsigned char *)body.ptr;
	int bits = -15; /* bare deflate, which some servers send */

	if (kr__packing_of(body) == KR_PACKING_GZIP)
		bits = 15 + 16;
	else if (body.len >= 2 && (b[0] & 15) == 8 && (b[0] * 256 + b[1]) % 31 == 0)
		bits = 15;
	return inflate_all(body, bits, out);
}
