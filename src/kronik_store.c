// SPDX-License-Identifier: Apache-2.0
/*
 * The facade's other half: documents into a store, answers out of it. The
 * problem: callers hold opaque documents and ask in words. The idea: turn a
 * document into the store's plain struct here, where both are known.
 */
#include "kronik.h"

#include "base/base.h"
#include "doc/doc.h"
#include "kronik_ctx.h"
#include "lexicon/print.h"
#include "store/chronicle.h"
#include "store/copies.h"
#include "store/store.h"
#include "tell/tell.h"

/* Under which packs documents are read now. */
static kr_status give_prints(kr_store *s, const kr_lexicon *lx, kr_err *err)
{
	uint64_t prints[KR_MAX_PACKS], common;
	kr_status status = lx->n_packs > KR_MAX_PACKS
	                           ? kr__err_set(err, KR_ELIMIT, "lang", -1,
	                                         "too many languages")
	                           : kr__lexicon_prints(lx, prints, &common, err);

	if (status)
		return status;
	kr__store_print_add(s, KR_V(""), common);
	for (uint32_t i = 0; i < lx->n_packs; i++)
		kr__store_print_add(s, lx->packs[i].lang, prints[i]);
	return KR_OK;
}

kr_status kr_store_open(kr_store **out, kr_ctx *ctx, const char *path,
                        unsigned flags, kr_err *err)
{
	if (!ctx && !(flags & KR_STORE_READ)) {
		*out = NULL;
		return kr__err_set(err, KR_EUSAGE, path, -1, "only reading needs no context");
	}
	kr_status status = kr__store_open(out, ctx ? &ctx->alloc : NULL, path, flags, err);

	if (!status && !(flags & KR_STORE_READ))
		status = give_prints(*out, &ctx->lexicon, err);
	if (!status)
		kr__store_owned_by(*out, ctx);
	if (status) {
		kr__store_close(*out);
		*out = NULL;
	}
	return status;
}

void kr_store_close(kr_store *store)
{
	kr__store_close(store);
}

static kr_view day(kr_arena *a, kr_date d, bool known)
{
	kr_buf b;
	kr_view v = { "", 0 };

	if (!known)
		return v;
	kr__buf_init(&b, &a->alloc);
	kr__buf_date(&b, d);
	v = kr__arena_copy(a, kr__buf_view(&b));
	kr__buf_drop(&b);
	return v;
}

static kr_view stems(const kr_doc *doc, kr_buf *b)
{
	const kr_word *w = kr__words(doc);

	for (uint32_t i = 0; i < kr__n_words(doc); i++)
		if (w[i].lemma && w[i].lemma != w[i].lower) {
			kr__buf_add(b, kr__doc_text(doc, w[i].lemma));
			kr__buf_chr(b, ' ');
		}
	return kr__buf_view(b);
}

/* "detikcom<AFP|Reuters" */
static kr_view chain(const kr_meta *m, kr_buf *b)
{
	for (uint32_t i = 0; i < m->n_chain; i++) {
		if (i)
			kr__buf_chr(b, m->chain[i].step == m->chain[i - 1].step ? '|'
			                                                        : '<');
		kr__buf_add(b, m->chain[i].name);
	}
	return kr__buf_view(b);
}

/* The spans that copies are looked for in: kept zones but the title. */
static kr_span *compared(const kr_doc *doc, kr_arena *a, uint32_t *n)
{
	const kr_zone *z = kr__zones(doc);
	kr_span *kept = kr__arena_array(a, (size_t)kr__n_zones(doc) + 1,
	                                sizeof *kept);

	*n = 0;
	for (uint32_t i = 0; kept && i < kr__n_zones(doc); i++)
		if (kr__zone_kept(z[i].kind) && z[i].kind != KR_ZONE_TITLE)
			kept[(*n)++] = z[i].span;
	return kept;
}

kr_status kr_store_add(kr_store *store, const kr_doc *doc, kr_added *what,
                       kr_err *err)
{
	const kr_meta *m = &doc->meta;
	const kr_published *p = &m->published;
	bool bounded = p->bounds.first <= p->bounds.last;
	kr_buf record, words, credits;
	kr_arena a;
	int64_t row;

	kr__arena_init(&a, NULL, 0);
	kr__buf_init(&record, NULL);
	kr__buf_init(&words, NULL);
	kr__buf_init(&credits, NULL);
	kr__tell_record(doc, 0, &record);
	kr_store_doc d = {
		.id = m->id, .source = m->source, .url = m->url,
		.title = m->title, .lang = m->lang, .outlet = m->outlet,
		.dateline = m->dateline, .text = doc->text,
		.stems = stems(doc, &words),
		.chain = chain(m, &credits),
		.published = day(&a, p->value, p->value.year != 0),
		.earliest = day(&a, kr__date_of_day(p->bounds.first), bounded),
		.latest = day(&a, kr__date_of_day(p->bounds.last), bounded),
		.record = kr__buf_view(&record),
		.pack_hash = kr__store_print(store, m->lang),
		.credits = m->chain, .n_credits = m->n_chain, .days = p->bounds,
	};
	d.kept = compared(doc, &a, &d.n_kept);
	kr_status status = record.failed ? record.failed
	                   : words.failed ? words.failed : kr__arena_status(&a);
	if (status)
		kr__err_set(err, status, "", -1, kr_status_text(status));
	else
		status = kr__store_put(store, &d, what, &row, err);
	if (!status && *what != KR_ADDED_SAME)
		status = kr__store_put_records(store, row, doc, err);
	kr__buf_drop(&credits);
	kr__buf_drop(&words);
	kr__buf_drop(&record);
	kr__arena_drop(&a);
	return status;
}

kr_status kr_store_commit(kr_store *store, kr_err *err)
{
	return kr__store_commit(store, err);
}

kr_status kr_store_settle(kr_store *store, kr_err *err)
{
	return kr__chronicle_settle(store, err);
}

bool kr_store_input_done(kr_store *store, const char *key)
{
	return kr__store_input_done(store, kr__view_of(key));
}

kr_status kr_store_input_mark(kr_store *store, const char *key, kr_err *err)
{
	return kr__store_input_mark(store, kr__view_of(key), err);
}

kr_status kr_store_outdated(kr_store *store, uint64_t *n, kr_err *err)
{
	return kr__store_outdated(store, n, err);
}

kr_status kr_store_ask(kr_store *store, const kr_question *question,
                       kr_answer_sink sink, void *user, kr_err *err)
{
	return kr__store_ask(store, question, sink, user, err);
}

kr_status kr_store_record(kr_store *store, const char *id, kr_text *out,
                          kr_err *err)
{
	kr_buf b;

	kr__buf_init(&b, NULL);
	kr_status status = kr__store_record(store, kr__view_of(id), &b, err);
	if (status) {
		kr__buf_drop(&b);
		*out = (kr_text){ NULL, 0 };
		return status;
	}
	*out = (kr_text){ b.ptr, b.len };
	return KR_OK;
}

kr_status kr_store_show(kr_store *store, const char *id, kr_text *out,
                        kr_err *err)
{
	kr_text record;
	kr_buf b;
	kr_status status = kr_store_record(store, id, &record, err);

	*out = (kr_text){ NULL, 0 };
	if (status)
		return status;
	kr__buf_init(&b, NULL);
	status = kr__tell_stored((kr_view){ record.ptr, record.len }, &b, err);
	kr_text_free(&record);
	if (status)
		kr__buf_drop(&b);
	else
		*out = (kr_text){ b.ptr, b.len };
	return status;
}

kr_status kr_store_diff(kr_store *store, const char *id, const char *other,
                        kr_text *out, kr_err *err)
{
	kr_buf b;

	kr__buf_init(&b, NULL);
	*out = (kr_text){ NULL, 0 };
	kr_status status = kr__copies_diff(store, kr__view_of(id),
	                                   kr__view_of(other), &b, err);
	if (status)
		kr__buf_drop(&b);
	else
		*out = (kr_text){ b.ptr, b.len };
	return status;
}

kr_status kr_store_explain(kr_store *store, const char *id, kr_text *out, kr_err *err)
{
	kr_buf b;

	kr__buf_init(&b, NULL);
	*out = (kr_text){ NULL, 0 };
	kr_status status = kr__chronicle_explain(store, id, &b, err);
	if (status)
		kr__buf_drop(&b);
	else
		*out = (kr_text){ b.ptr, b.len };
	return status;
}

kr_status kr_store_decide(kr_store *store, const char *kind, const char *a,
                          const char *b, kr_err *err)
{
	return kr__store_decide(store, kind, a, b ? b : "", err);
}
