// SPDX-License-Identifier: Apache-2.0
/*
 * The facade. The problem: callers want articles in and records out, not ten
 * stages. The idea: one context that owns the lexicon; one pipeline that
 * intakes on the caller's thread, lifts and marks on workers, and hands over
 * in order. Limits: memory is slots x (item + document); a stopped sink stops
 * the run.
 */
#include "kronik.h"

#include <expat.h>
#include <json-c/json_c_version.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>
#include <zlib.h>
#include <zstd.h>

#include "base/base.h"
#include "doc/doc.h"
#include "intake/intake.h"
#include "kronik_ctx.h"
#include "lexicon/lexicon.h"
#include "lexicon/print.h"
#include "lift/lift.h"
#include "mark/mark.h"
#include "mark/run.h"
#include "tell/tell.h"

enum { MAX_DOC = 512 << 20, SLOTS_PER_WORKER = 4, RECORD = 2000 /* bytes of a short one */ };

static kr_depth depth_of(unsigned without)
{
	unsigned with = ~without;

	return with & KR_READ_RECORDS ? KR_DEPTH_RECORDS
	       : with & KR_READ_WORDS ? KR_DEPTH_WORDS
	                              : KR_DEPTH_PAGES;
}

kr_status kr_ctx_new(kr_ctx **out, const kr_ctx_options *options, kr_err *err)
{
	static const kr_ctx_options none = { 0 };
	const kr_ctx_options *o = options ? options : &none;
	kr_alloc alloc = o->alloc ? *o->alloc : kr__alloc_libc;
	kr_ctx *ctx = alloc.fn(alloc.user, NULL, 0, sizeof *ctx);

	*out = NULL;
	if (!ctx)
		return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	*ctx = (kr_ctx){ .alloc = alloc,
		         .limits = { .max_item_bytes = o->max_item_bytes },
		         .without = o->without,
		         .max_doc_bytes = o->max_doc_bytes ? o->max_doc_bytes
		                                           : MAX_DOC };
	kr_status status = kr__lexicon_open_for(&ctx->lexicon, &ctx->alloc, o->data_dir,
	                                        depth_of(o->without), err);
	if (status) {
		alloc.fn(alloc.user, ctx, sizeof *ctx, 0);
		return status;
	}
	*out = ctx;
	return KR_OK;
}

void kr_ctx_free(kr_ctx *ctx)
{
	if (!ctx)
		return;
	kr_alloc alloc = ctx->alloc;
	kr__lexicon_close(&ctx->lexicon);
	alloc.fn(alloc.user, ctx, sizeof *ctx, 0);
}

kr_status kr__ctx_may_mark(const kr_ctx *ctx, unsigned layers, kr_err *err)
{
	return layers & ctx->without
	       ? kr__err_set(err, KR_EUSAGE, "context", -1,
	                     "was made without a layer that is asked for")
	       : KR_OK;
}

kr_status kr__ctx_may_read(const kr_ctx *ctx, const kr_read_options *options,
                           kr_err *err)
{
	const kr_lexicon *lx = &ctx->lexicon;
	kr_status status = kr__ctx_may_mark(ctx, options->layers, err);
	bool marks = options->layers & ~(unsigned)(KR_READ_EXPLAIN | KR_READ_PLAIN);
	kr_buf known;

	if (status || !marks || !options->lang ||
	    kr__lexicon_pack(lx, kr__view_of(options->lang)))
		return status;
	kr__buf_init(&known, NULL);
	for (uint32_t i = 0; i < lx->n_packs; i++) {
		kr__buf_chr(&known, ' ');
		kr__buf_add(&known, lx->packs[i].lang);
	}
	kr__err_fmt(err, KR_EUSAGE, "", -1, "no language pack '%s'; there are%s",
	            options->lang, known.ptr);
	kr__buf_drop(&known);
	return KR_EUSAGE;
}

/* ---- reading ----------------------------------------------------------- */

struct slot {
	kr_arena held;    /* the item: intake forgets it at the next one */
	kr_arena scratch;
	kr_doc doc;
	kr_item item;
	kr_err err;       /* .status not KR_OK: the item failed */
	uint64_t in_bytes;
};

struct run {
	kr_ctx *ctx;
	const kr_read_options *options;
	const char *const *inputs;
	size_t n_inputs, at;
	kr_intake *in;    /* open input, or NULL */
	kr_err unopened;  /* why the last input was not opened */
	uint64_t bytes_before;
	struct slot *slots;
	unsigned n_slots;
	kr_memo *memos;   /* of each worker */
	unsigned n_memos;
	kr_sink sink;
	void *user;
	kr_err *err;
};

static void hold(struct slot *s, const kr_item *from)
{
	kr_view *const views[] = { &s->item.bytes, &s->item.charset, &s->item.url,
		                   &s->item.source, &s->item.id, &s->item.title,
		                   &s->item.date, &s->item.fetched, &s->item.lang,
		                   &s->item.outlet, &s->item.author,
		                   &s->item.message };

	kr__arena_reset(&s->held);
	s->item = *from;
	for (size_t i = 0; i < sizeof views / sizeof *views; i++)
		*views[i] = views[i]->len ? kr__arena_copy(&s->held, *views[i])
		                          : KR_V("");
}

/* An input that cannot be opened is an item that failed: the rest is read. */
static kr_status open_next(struct run *r, kr_item *item)
{
	const char *path = r->inputs[r->at++];
	kr_status status = kr__intake_open(&r->in, &r->ctx->alloc, path,
	                                   &r->ctx->limits, &r->unopened);

	if (status != KR_EIO && status != KR_ENOTFOUND)
		return status ? kr__err_set(r->err, status, path, -1,
		                            r->unopened.message) : KR_OK;
	*item = (kr_item){ .source = kr__view_of(path), .failure = status,
		           .message = kr__view_of(r->unopened.message) };
	return KR_OK;
}

static kr_status next_item(struct run *r, kr_item *item)
{
	for (;;) {
		if (!r->in) {
			if (r->at == r->n_inputs)
				return KR_END;
			kr_status s = open_next(r, item);
			if (s || !r->in)
				return s;
		}
		kr_status s = kr__intake_next(r->in, item, r->err);
		if (s != KR_END)
			return s;
		r->bytes_before += kr__intake_bytes_read(r->in);
		kr__intake_close(r->in);
		r->in = NULL;
	}
}

static kr_status produce(void *user, unsigned i)
{
	struct run *r = user;
	struct slot *s = &r->slots[i];
	kr_item item;
	kr_status status = next_item(r, &item);

	if (status)
		return status;
	hold(s, &item);
	s->err = (kr_err){ .offset = -1 };
	s->in_bytes = r->bytes_before + (r->in ? kr__intake_bytes_read(r->in) : 0);
	return kr__arena_status(&s->held);
}

static kr_status fail(struct slot *s, kr_status status, const char *message)
{
	char where[256];
	size_t n = s->item.source.len < sizeof where - 1 ? s->item.source.len
	                                                 : sizeof where - 1;

	memcpy(where, s->item.source.ptr, n);
	where[n] = '\0';
	return kr__err_set(&s->err, status, where, -1,
	                   message && message[0] ? message : kr_status_text(status));
}

static kr_status analyse(struct run *r, struct slot *s)
{
	const kr_lexicon *lx = &r->ctx->lexicon;
	kr_status status = kr__doc_reset(&s->doc, &lx->symbols);

	s->doc.explain = (r->options->layers & KR_READ_EXPLAIN) != 0;
	if (!status)
		status = kr__lift_item(lx, &s->item, &s->doc, &s->scratch, &s->err);
	if (!status && r->options->lang)
		s->doc.meta.lang = kr__arena_copy(
			&s->doc.arena, kr__view_of(r->options->lang));
	bool plain = s->item.media == KR_MEDIA_TEXT ||
	             s->item.media == KR_MEDIA_JSON_TEXT;
	if (plain && (r->options->layers & KR_READ_PLAIN))
		kr__layer_clear(&s->doc, KR_LAYER_zone);
	const kr_pack *pack = kr__lexicon_pack(lx, s->doc.meta.lang);
	if (!status)
		status = kr__mark_run(pack, &s->doc, &s->scratch,
		                      r->options->layers);
	return status ? status : kr__doc_status(&s->doc);
}

static void work(void *user, unsigned i, unsigned worker)
{
	struct run *r = user;
	struct slot *s = &r->slots[i];

	if (s->item.failure) {
		fail(s, s->item.failure, s->item.message.ptr);
		return;
	}
	kr__arena_reset(&s->scratch);
	s->doc.memo = &r->memos[worker];
	kr_status status = analyse(r, s);
	if (status)
		fail(s, status, s->err.message);
}

static kr_status consume(void *user, unsigned i)
{
	struct run *r = user;
	struct slot *s = &r->slots[i];
	kr_item_result result = { .doc = s->err.status ? NULL : &s->doc,
		                  .failure = s->err.status ? &s->err : NULL,
		                  .in_bytes = s->in_bytes };

	return r->sink(r->user, &result);
}

static kr_status make_slots(struct run *r, unsigned workers)
{
	kr_alloc *a = &r->ctx->alloc;

	r->n_slots = workers ? workers * SLOTS_PER_WORKER : 1;
	r->n_memos = workers ? workers : 1;
	r->memos = a->fn(a->user, NULL, 0, r->n_memos * sizeof *r->memos);
	if (!r->memos)
		return KR_ENOMEM;
	for (unsigned i = 0; i < r->n_memos; i++)
		kr__memo_init(&r->memos[i], a);
	r->slots = a->fn(a->user, NULL, 0, r->n_slots * sizeof *r->slots);
	if (!r->slots)
		return KR_ENOMEM;
	memset(r->slots, 0, r->n_slots * sizeof *r->slots);
	for (unsigned i = 0; i < r->n_slots; i++) {
		struct slot *s = &r->slots[i];
		kr__arena_init(&s->held, a, 0);
		kr__arena_init(&s->scratch, a, r->ctx->max_doc_bytes);
		kr_status status = kr__doc_init(&s->doc, a, &r->ctx->lexicon.symbols,
		                                r->ctx->max_doc_bytes);
		if (status)
			return status;
	}
	return KR_OK;
}

static void drop_slots(struct run *r)
{
	kr_alloc *a = &r->ctx->alloc;

	for (unsigned i = 0; r->slots && i < r->n_slots; i++) {
		kr__arena_drop(&r->slots[i].held);
		kr__arena_drop(&r->slots[i].scratch);
		kr__doc_drop(&r->slots[i].doc);
	}
	if (r->slots)
		a->fn(a->user, r->slots, r->n_slots * sizeof *r->slots, 0);
	for (unsigned i = 0; r->memos && i < r->n_memos; i++)
		kr__memo_drop(&r->memos[i]);
	if (r->memos)
		a->fn(a->user, r->memos, r->n_memos * sizeof *r->memos, 0);
}

kr_status kr_read(kr_ctx *ctx, const char *const *inputs, size_t n,
                  const kr_read_options *options, kr_sink sink, void *user,
                  kr_err *err)
{
	struct run r = { .ctx = ctx, .options = options, .inputs = inputs,
		         .n_inputs = n, .sink = sink, .user = user, .err = err };
	unsigned workers = options->jobs > 1 ? options->jobs : 0;

	if (err)
		*err = (kr_err){ .offset = -1 };
	if (kr__ctx_may_read(ctx, options, err))
		return KR_EUSAGE;
	kr_status status = make_slots(&r, workers);
	if (!status)
		status = kr__pipeline_run(&(kr_pipeline){
			.n_workers = workers, .n_slots = r.n_slots, .user = &r,
			.produce = produce, .work = work, .consume = consume });
	if (status && err && !err->status)
		kr__err_set(err, status, "", -1, kr_status_text(status));
	kr__intake_close(r.in);
	drop_slots(&r);
	return status;
}

/* ---- documents --------------------------------------------------------- */

kr_view kr_doc_id(const kr_doc *doc) { return doc->meta.id; }
kr_view kr_doc_text(const kr_doc *doc) { return doc->text; }
kr_view kr_doc_title(const kr_doc *doc) { return doc->meta.title; }
kr_view kr_doc_lang(const kr_doc *doc) { return doc->meta.lang; }
kr_view kr_doc_outlet(const kr_doc *doc) { return doc->meta.outlet; }
kr_view kr_doc_source(const kr_doc *doc) { return doc->meta.source; }

bool kr_doc_published(const kr_doc *doc, char out[11])
{
	kr_buf b;
	bool known = doc->meta.published.value.year != 0;

	kr__buf_init(&b, NULL);
	if (known)
		kr__buf_date(&b, doc->meta.published.value);
	known = known && !b.failed && b.len <= 10;
	memcpy(out, b.ptr, known ? b.len + 1 : 0);
	if (!known)
		out[0] = '\0';
	kr__buf_drop(&b);
	return known;
}

static kr_status give(kr_buf *b, kr_text *out)
{
	kr_status status = b->failed;

	*out = (kr_text){ NULL, 0 };
	if (status || b->len == 0) {
		kr__buf_drop(b);
		return status;
	}
	*out = (kr_text){ b->ptr, b->len };
	return KR_OK;
}

void kr_text_free(kr_text *text)
{
	free(text->ptr);
	*text = (kr_text){ NULL, 0 };
}

kr_status kr_doc_json(const kr_doc *doc, unsigned flags, kr_text *out)
{
	kr_buf b;

	kr__buf_init(&b, NULL);
	kr__buf_reserve(&b, RECORD);
	kr__tell_record(doc, flags, &b);
	return give(&b, out);
}

kr_status kr_doc_show(const kr_doc *doc, bool zones, kr_text *out)
{
	kr_buf b;

	kr__buf_init(&b, NULL);
	kr__tell_page(doc, zones, &b);
	return give(&b, out);
}

kr_status kr_doc_conllu(const kr_doc *doc, kr_text *out)
{
	kr_buf b;

	kr__buf_init(&b, NULL);
	kr__conllu_write(doc, &b);
	return give(&b, out);
}

static void put_libraries(kr_buf *b)
{
	const char *const names[][2] = {
		{ "\nlib   SQLite ", sqlite3_libversion() },
		{ "\nlib   zlib ", zlibVersion() },
		{ "\nlib   zstd ", ZSTD_versionString() },
		{ "\nlib   ", XML_ExpatVersion() },
		{ "\nlib   json-c ", json_c_version() },
		{ "\nlib   utf8proc ", utf8proc_version() },
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		kr__buf_str(b, names[i][0]);
		kr__buf_str(b, names[i][1]);
	}
}

static void put_hash(uint64_t hash, kr_buf *b)
{
	kr__buf_str(b, "  ");
	for (int shift = 60; shift >= 0; shift -= 4)
		kr__buf_chr(b, "0123456789abcdef"[hash >> shift & 15]);
}

kr_status kr_doctor(const kr_ctx *ctx, kr_text *out)
{
	const kr_lexicon *lx = &ctx->lexicon;
	uint64_t prints[KR_MAX_PACKS] = { 0 }, common;
	kr_buf b;

	if (lx->n_packs <= KR_MAX_PACKS)
		kr__lexicon_prints(lx, prints, &common, NULL);
	kr__buf_init(&b, NULL);
	kr__buf_str(&b, "kronik " KR_VERSION "\ndata  ");
	kr__buf_str(&b, lx->data_dir);
	for (uint32_t i = 0; i < lx->n_packs; i++) {
		kr__buf_str(&b, "\npack  ");
		kr__buf_add(&b, lx->packs[i].lang);
		kr__buf_str(&b, "  ");
		if (lx->packs[i].basic)
			kr__buf_add(&b, lx->packs[i].basic->name);
		put_hash(i < KR_MAX_PACKS ? prints[i] : 0, &b);
	}
	kr__lexicon_damage(lx, &b);
	put_libraries(&b);
	kr__buf_str(&b, "\n\nannotators in their order:\n");
	kr__mark_plan(&b);
	return give(&b, out);
}
