// SPDX-License-Identifier: Apache-2.0
/*
 * Intake: from a path to items. The problem: a user points at anything. The
 * idea: a walk gives files, a file is a pile of streams (packed in packed, at
 * most MAX_LAYERS), the innermost is sniffed and given to its reader. What
 * cannot be read becomes a failed item and the walk goes on. Limits: a stream
 * has one kind from its beginning to its end; one thread reads one intake.
 */
#include "intake/intake.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/file.h"
#include "intake/inner.h"
#include "intake/reader.h"
#include "intake/sniff.h"
#include "intake/unpack.h"
#include "intake/walk.h"
#include "intake/warc.h"

enum { MAX_LAYERS = 3 }; /* packings inside each other */

typedef struct layer {
	kr_stream stream;
	kr_unpack *unpack; /* what feeds it; NULL for the outermost */
	kr_wide wide;      /* or this, for a feed in UTF-16 */
} layer;

struct kr_intake {
	kr_alloc alloc;
	kr_intake_limits limits;
	kr_walk *walk;    /* or NULL: one file, or `given` */
	kr_source given;  /* .read NULL: files */
	bool begun;       /* the one file or source was begun */
	bool reading;     /* a stream is open */
	kr_in file;
	kr_buf name;      /* of the file being read */
	kr_buf source;    /* of the item */
	layer layers[MAX_LAYERS + 2];
	unsigned n_layers;
	uint64_t bytes_before, skipped_before; /* of the files done */
	kr_container kind;
	kr_reader reader;
	kr_jsonl jsonl;
	kr_warc warc;
	kr_feed *feed;
	kr_inner inner; /* a feed inside a record */
};

static kr_status read_file(void *user, char *to, size_t cap, size_t *got,
                           kr_err *err)
{
	return kr__in_read(user, to, cap, got, err);
}

static kr_intake_limits with_defaults(const kr_intake_limits *given)
{
	kr_intake_limits l = given ? *given : (kr_intake_limits){ 0 };

	if (!l.max_item_bytes)
		l.max_item_bytes = (size_t)16 << 20;
	if (l.max_item_bytes > (size_t)1 << 30)
		l.max_item_bytes = (size_t)1 << 30;
	if (!l.max_header_bytes)
		l.max_header_bytes = (size_t)64 << 10;
	if (!l.max_depth)
		l.max_depth = 128;
	if (l.max_depth > 1024)
		l.max_depth = 1024;
	if (!l.max_ratio)
		l.max_ratio = 512;
	return l;
}

static kr_intake *new_intake(const kr_alloc *alloc, const char *name,
                             const kr_intake_limits *limits)
{
	const kr_alloc *a = alloc ? alloc : &kr__alloc_libc;
	kr_intake *in = a->fn(a->user, NULL, 0, sizeof *in);

	if (!in)
		return NULL;
	*in = (kr_intake){ .alloc = *a, .limits = with_defaults(limits),
		           .file = { .fd = -1 } };
	kr__buf_init(&in->name, a);
	kr__buf_init(&in->source, a);
	kr__buf_init(&in->reader.body, a);
	kr__buf_str(&in->name, name);
	if (in->name.failed) {
		kr__intake_close(in);
		return NULL;
	}
	return in;
}

kr_status kr__intake_open(kr_intake **out, const kr_alloc *alloc,
                          const char *path, const kr_intake_limits *limits,
                          kr_err *err)
{
	bool is_stdin = kr__view_is(kr__view_of(path), "-");
	kr_intake *in = new_intake(alloc, is_stdin ? "stdin" : path, limits);
	kr_status status = KR_OK;

	*out = NULL;
	if (!in)
		return kr__err_set(err, KR_ENOMEM, path, -1, "out of memory");
	if (!is_stdin && kr__file_is_dir(path))
		status = kr__walk_open(&in->walk, &in->alloc, path,
		                       in->limits.max_depth, err);
	else
		status = kr__in_open(&in->file, path, err);
	if (status) {
		kr__intake_close(in);
		return status;
	}
	*out = in;
	return KR_OK;
}

kr_status kr__intake_open_source(kr_intake **out, const kr_alloc *alloc,
                                 kr_source source, const char *name,
                                 const kr_intake_limits *limits)
{
	*out = new_intake(alloc, name, limits);
	if (!*out)
		return KR_ENOMEM;
	(*out)->given = source;
	return KR_OK;
}

static void end_stream(kr_intake *in)
{
	if (in->n_layers)
		in->bytes_before += in->layers[0].stream.pos +
		                    kr__stream_live(&in->layers[0].stream).len;
	in->skipped_before += in->reader.skipped;
	in->reader.skipped = 0;
	kr__feed_close(in->feed);
	in->feed = NULL;
	kr__inner_close(&in->inner);
	while (in->n_layers) {
		layer *l = &in->layers[--in->n_layers];
		kr__stream_drop(&l->stream);
		kr__unpack_close(l->unpack);
	}
	kr__in_close(&in->file);
	in->reading = false;
}

void kr__intake_close(kr_intake *in)
{
	if (!in)
		return;
	end_stream(in);
	kr__walk_close(in->walk);
	kr__buf_drop(&in->name);
	kr__buf_drop(&in->source);
	kr__buf_drop(&in->reader.body);
	kr_alloc a = in->alloc;
	a.fn(a.user, in, sizeof *in, 0);
}

uint64_t kr__intake_bytes_read(const kr_intake *in)
{
	const kr_stream *s = &in->layers[0].stream;

	return in->bytes_before +
	       (in->n_layers ? s->pos + kr__stream_live(s).len : 0);
}

uint64_t kr__intake_skipped(const kr_intake *in)
{
	return in->skipped_before + in->reader.skipped;
}

/* Pile unpackers on the stream as long as its head looks packed. */
static kr_status pile(kr_intake *in, kr_source source, kr_item *item)
{
	kr__stream_init(&in->layers[0].stream, &in->alloc, source);
	in->layers[0].unpack = NULL;
	in->n_layers = 1;
	for (;;) {
		layer *top = &in->layers[in->n_layers - 1];
		kr_view head = kr__stream_peek(&top->stream, KR_SNIFF_BYTES);
		kr_packing p = kr__packing_of(head);
		in->reader.in = &top->stream;
		in->reader.unpack = top->unpack;
		if (p == KR_PACKING_NONE)
			break;
		if (in->n_layers == MAX_LAYERS + 1)
			return kr__reader_fail(&in->reader, item, KR_ELIMIT,
			                       "packed too many times over");
		kr_unpack *u;
		kr_status status =
			kr__unpack_open(&u, &in->alloc, &top->stream, p,
		                        in->limits.max_ratio);
		if (status)
			return status;
		top = &in->layers[in->n_layers++];
		kr__stream_init(&top->stream, &in->alloc, kr__unpack_source(u));
		top->unpack = u;
	}
	in->kind = kr__sniff(kr__stream_live(in->reader.in));
	layer *top = &in->layers[in->n_layers];
	if (!kr__wide_feed(kr__stream_live(in->reader.in), &top->wide.big))
		return KR_OK;
	top->wide.in = in->reader.in;
	top->unpack = NULL;
	kr__stream_init(&top->stream, &in->alloc, kr__wide_source(&top->wide));
	in->n_layers++;
	in->reader.in = &top->stream;
	in->reader.unpack = NULL;
	kr__stream_peek(&top->stream, KR_SNIFF_BYTES);
	in->kind = KR_HOLDS_FEED;
	return KR_OK;
}

/* Begin reading a source; item->failure is set when it holds nothing to read. */
static kr_status begin_stream(kr_intake *in, kr_source source, kr_item *item)
{
	kr_reader *r = &in->reader;

	r->limits = in->limits;
	r->alloc = in->alloc;
	r->pending = 0;
	kr__buf_reset(&r->body);
	in->jsonl = (kr_jsonl){ 0 };
	in->warc = (kr_warc){ 0 };
	in->reading = true;
	kr_status status = pile(in, source, item);
	if (status || item->failure)
		return status;
	switch (in->kind) {
	case KR_HOLDS_NOTHING:
		return r->in->failed ? kr__reader_broken(r, item)
		                     : kr__reader_fail(r, item, KR_EINPUT,
		                                       "there is nothing in it");
	case KR_HOLDS_BINARY:
		return kr__reader_fail(r, item, KR_EUNSUP,
		                       "neither text nor a known container");
	case KR_HOLDS_XML:
		return kr__reader_fail(r, item, KR_EUNSUP,
		                       "XML, but neither a feed nor a page");
	case KR_HOLDS_FEED:
		return kr__feed_open(&in->feed, r);
	default:
		return KR_OK;
	}
}

/* Find the next stream. KR_END: there is none. A place that cannot be read
 * leaves item->failure set and no stream. */
static kr_status next_stream(kr_intake *in, kr_item *item)
{
	kr_err err = { 0 };
	kr_source source = { read_file, &in->file };

	if (!in->walk) {
		if (in->begun)
			return KR_END;
		in->begun = true;
		return begin_stream(in, in->given.read ? in->given : source, item);
	}
	const char *path;
	kr_status status = kr__walk_next(in->walk, &path, &err);
	if (status)
		return status;
	kr__buf_reset(&in->name);
	kr__buf_str(&in->name, path);
	if (in->name.failed)
		return in->name.failed;
	status = err.status ? err.status : kr__in_open(&in->file, path, &err);
	if (status)
		return kr__reader_fail(&in->reader, item, status, err.message);
	in->file.regular = true; /* a walk gives nothing else */
	return begin_stream(in, source, item);
}

static kr_status next_item(kr_intake *in, kr_item *item)
{
	if (in->inner.feed)
		return kr__inner_next(&in->inner, item);
	switch (in->kind) {
	case KR_HOLDS_HTML:
		return kr__text_next(&in->reader, KR_MEDIA_HTML, item);
	case KR_HOLDS_JSON:
		return kr__jsonl_next(&in->jsonl, &in->reader, item);
	case KR_HOLDS_WARC:
		return kr__warc_next(&in->warc, &in->reader, item);
	case KR_HOLDS_FEED:
		return kr__feed_next(in->feed, &in->reader, item);
	default:
		return kr__text_next(&in->reader, KR_MEDIA_TEXT, item);
	}
}

static kr_status put_source(kr_intake *in, kr_item *item)
{
	kr__buf_reset(&in->source);
	kr__buf_add(&in->source, kr__buf_view(&in->name));
	if (in->inner.feed) {
		kr__buf_chr(&in->source, '#');
		kr__buf_u64(&in->source, in->inner.record);
		kr__buf_chr(&in->source, '/');
		kr__buf_u64(&in->source, item->place);
	} else if (item->place || in->kind == KR_HOLDS_WARC) {
		kr__buf_chr(&in->source, '#');
		kr__buf_u64(&in->source, item->place);
	}
	item->source = kr__buf_view(&in->source);
	return in->source.failed;
}

kr_status kr__intake_next(kr_intake *in, kr_item *item, kr_err *err)
{
	kr_status status = KR_OK;

	for (;;) {
		*item = (kr_item){ .bytes = { "", 0 } };
		if (!in->reading) {
			in->kind = KR_HOLDS_NOTHING;
			status = next_stream(in, item);
			if (status || item->failure)
				break;
		}
		status = next_item(in, item);
		if (!status && !item->failure && item->media == KR_MEDIA_FEED)
			status = kr__inner_open(&in->inner, &in->reader, item);
		else if (status != KR_END)
			break;
		else if (in->inner.feed)
			kr__inner_close(&in->inner);
		else
			end_stream(in);
		if (status < 0)
			break;
	}
	/* A stream that failed at its head has nothing more to give. */
	if (!status && item->bytes.len > in->limits.max_item_bytes)
		kr__reader_fail(&in->reader, item, KR_ELIMIT,
		                "item is longer than the limit");
	if (!status)
		status = put_source(in, item);
	if (item->failure && in->reading && in->kind != KR_HOLDS_JSON &&
	    in->kind != KR_HOLDS_WARC && in->kind != KR_HOLDS_FEED)
		end_stream(in);
	if (status < 0)
		kr__err_set(err, status, in->name.ptr, -1,
		            kr_status_text(status));
	return status;
}
