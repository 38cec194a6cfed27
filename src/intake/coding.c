// SPDX-License-Identifier: Apache-2.0
/*
 * Content codings. The problem: servers pack bodies in four ways and crawlers
 * keep them as they came. The idea: one function that adds to a bounded
 * buffer, 32 KiB at a time, so that a bomb ends at the bound and never costs
 * more than it. Limits: the window of a zstd body is at most 8 MiB, as RFC
 * 9659 asks of servers, that of brotli 16 MiB, as its format has it; zstd's
 * own memory comes from the C library. Source: RFC 7932, RFC 8878, RFC 9659;
 * the manuals of libbrotlidec and libzstd.
 */
#include "intake/coding.h"

#include <brotli/decode.h>
#include <string.h>
#include <zstd.h>

#include "base/arena.h"
#include "intake/unpack.h"

enum { ROOM = 32 * 1024, ALLOC_HEAD = 16, ZSTD_WINDOW_LOG = 23 };

static bool is(kr_view coding, const char *name)
{
	return kr__view_ieq(coding, kr__view_of(name));
}

bool kr__coding_known(kr_view coding)
{
	return is(coding, "gzip") || is(coding, "x-gzip") ||
	       is(coding, "deflate") || is(coding, "br") || is(coding, "zstd");
}

/* Free bytes behind out->len, within its bound; 0: out->failed says why. */
static size_t make_room(kr_buf *out)
{
	size_t room = ROOM;

	if (out->max && out->max - out->len < room)
		room = out->max - out->len;
	if (!kr__buf_reserve(out, room ? room : 1))
		return 0;
	return room;
}

/* Brotli's hooks do not pass sizes to free: keep them in front. */
static void *brotli_get(void *user, size_t size)
{
	const kr_alloc *a = user;
	size_t total = size + ALLOC_HEAD;
	char *p = size < total ? a->fn(a->user, NULL, 0, total) : NULL;

	if (!p)
		return NULL;
	memcpy(p, &total, sizeof total);
	return p + ALLOC_HEAD;
}

static void brotli_put(void *user, void *ptr)
{
	const kr_alloc *a = user;
	size_t total;

	if (!ptr)
		return;
	char *p = (char *)ptr - ALLOC_HEAD;
	memcpy(&total, p, sizeof total);
	a->fn(a->user, p, total, 0);
}

static bool out_of_memory(const BrotliDecoderState *s)
{
	BrotliDecoderErrorCode code = BrotliDecoderGetErrorCode(s);

	return code <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES &&
	       code >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES;
}

static kr_status unpack_brotli(kr_view body, kr_buf *out)
{
	BrotliDecoderState *s = BrotliDecoderCreateInstance(
		brotli_get, brotli_put, &out->alloc);
	BrotliDecoderResult rc = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
	const uint8_t *in = (const uint8_t *)body.ptr;
	size_t n_in = body.len;
	kr_status status = s ? KR_OK : KR_ENOMEM;

	while (!status && rc == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
		size_t room = make_room(out), left = room;
		if (!room) {
			status = out->failed;
			break;
		}
		uint8_t *to = (uint8_t *)out->ptr + out->len;
		rc = BrotliDecoderDecompressStream(s, &n_in, &in, &left, &to,
		                                   NULL);
		out->len += room - left;
		out->ptr[out->len] = '\0';
	}
	if (!status && rc == BROTLI_DECODER_RESULT_ERROR && out_of_memory(s))
		status = KR_ENOMEM;
	else if (!status && rc != BROTLI_DECODER_RESULT_SUCCESS)
		status = KR_EINPUT;
	if (s)
		BrotliDecoderDestroyInstance(s);
	return status;
}

static kr_status unpack_zstd(kr_view body, kr_buf *out)
{
	ZSTD_DCtx *z = ZSTD_createDCtx();
	ZSTD_inBuffer in = { body.ptr, body.len, 0 };
	size_t rc = 1, seen, room;
	kr_status status = z ? KR_OK : KR_ENOMEM;

	if (z && ZSTD_isError(ZSTD_DCtx_setParameter(z, ZSTD_d_windowLogMax,
	                                             ZSTD_WINDOW_LOG)))
		status = KR_EINPUT;
	while (!status && (in.pos < in.size || rc)) {
		if (!(room = make_room(out))) {
			status = out->failed;
			break;
		}
		ZSTD_outBuffer to = { out->ptr + out->len, room, 0 };
		seen = in.pos;
		rc = ZSTD_decompressStream(z, &to, &in);
		out->len += to.pos;
		out->ptr[out->len] = '\0';
		if (ZSTD_isError(rc) || (rc && !to.pos && in.pos == seen))
			status = KR_EINPUT;
	}
	ZSTD_freeDCtx(z);
	return status;
}

kr_status kr__coding_unpack(kr_view coding, kr_view body, kr_buf *out)
{
	if (is(coding, "br"))
		return unpack_brotli(body, out);
	if (is(coding, "zstd"))
		return unpack_zstd(body, out);
	return kr__inflate_body(body, out);
}
