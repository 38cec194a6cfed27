// SPDX-License-Identifier: Apache-2.0
/*
 * Trees of stored documents. The problem: a chronicle keeps text and records,
 * and trees would triple it, while a reader of CoNLL-U wants them. The idea:
 * the record holds all that the annotators of words and trees look at (text,
 * zones, language), so they are run again when asked for; they are the same in
 * every run. Limits: what is told is what today's pack sees, not the one that
 * read the document.
 */
#include "kronik_ctx.h"

#include <json.h>

#include "tell/conllu.h"
#include "tell/parsed.h"

static void put_zone(const kr_parsed *p, struct json_object *o, kr_doc *d)
{
	kr_view kind = kr__parsed_text(o, "kind");
	kr_span span;

	if (!kr__parsed_span(p, o, "span", &span))
		return;
	for (unsigned k = 0; k < KR_N_ZONES; k++) {
		kr_zone *z = kr__view_is(kind, kr__zone_text(k)) ? kr__zone_add(d) : NULL;
		if (z) {
			z->span = span;
			z->kind = (uint8_t)k;
		}
	}
}

static kr_status fill(const void *from, kr_doc *d)
{
	const kr_parsed *p = from;
	size_t n;
	struct json_object *zones = kr__parsed_list(p->doc, "zones", &n);

	if (p->text.len > UINT32_MAX || kr__utf8_valid(p->text) != p->text.len)
		return KR_ESTORE;
	d->text = kr__arena_copy(&d->arena, p->text);
	d->meta.id = kr__arena_copy(&d->arena, kr__parsed_text(p->doc, "id"));
	d->meta.lang = kr__arena_copy(&d->arena, kr__parsed_text(p->doc, "lang"));
	for (size_t i = 0; i < n; i++)
		put_zone(p, json_object_array_get_idx(zones, i), d);
	kr__layer_done(d, KR_LAYER_zone, "store/1");
	kr_status status = kr__doc_status(d);
	return status ? status : kr__doc_check(d, NULL) ? KR_ESTORE : KR_OK;
}

static kr_status tell(void *user, kr_doc *d)
{
	kr__conllu_write(d, user);
	return KR_OK; /* the buffer is asked by its owner */
}

kr_status kr__trees_write(const kr_ctx *ctx, const kr_parsed *p, kr_buf *out, kr_err *err)
{
	if (kr__ctx_may_mark(ctx, KR_READ_TREES, err))
		return KR_EUSAGE;
	kr_status status = kr__ctx_read_given(ctx, &(kr_given_doc){
		.fill = fill, .told = tell, .from = p, .user = out,
		.layers = KR_READ_TAGS | KR_READ_TREES });
	if (status)
		kr__err_set(err, status, "conllu", -1,
		            status == KR_ESTORE ? "a stored record cannot be read"
		                                : kr_status_text(status));
	return status;
}
