// SPDX-License-Identifier: Apache-2.0
/*
 * The document. The problem: a dozen annotators add to one article and must
 * neither copy its text nor tread on each other. The idea: the text never
 * changes, every annotator owns layers of fixed-size records with spans, all
 * in one arena. Limits: text below 4 GiB (intake bounds it far lower); a
 * record pointer dies when its layer grows. Source: stand-off annotation as
 * in UIMA and tree-sitter's symbol tables, without their pointers.
 */
#include "doc/doc.h"

static const size_t sizes[] = {
#define X(name, type, plural) sizeof(type),
	KR_LAYER_MAP(X)
#undef X
};

static const char *const layer_texts[] = {
#define X(name, type, plural) plural,
	KR_LAYER_MAP(X)
#undef X
};

const char *kr__layer_text(unsigned id)
{
	return id < KR_N_LAYERS ? layer_texts[id] : "";
}

void *kr__layer_add(kr_doc *d, kr_layer_id id)
{
	kr_layer *l = &d->layers[id];

	if (!kr__arena_grow(&d->arena, &l->items, &l->cap, l->n + 1, sizes[id]))
		return NULL;
	return (char *)l->items + sizes[id] * l->n++;
}

void kr__layer_done(kr_doc *d, kr_layer_id id, const char *maker)
{
	d->layers[id].done = true;
	d->layers[id].maker = maker;
}

void kr__layer_clear(kr_doc *d, kr_layer_id id)
{
	d->layers[id] = (kr_layer){ 0 };
}

kr_status kr__doc_init(kr_doc *d, const kr_alloc *alloc,
                       const kr_symbols *pack_symbols, size_t max_bytes)
{
	*d = (kr_doc){ .text = { "", 0 }, .raw = { "", 0 } };
	kr__arena_init(&d->arena, alloc, max_bytes);
	return kr__doc_reset(d, pack_symbols);
}

kr_status kr__doc_reset(kr_doc *d, const kr_symbols *pack_symbols)
{
	kr_arena keep = d->arena;

	kr__arena_reset(&keep);
	*d = (kr_doc){ .arena = keep, .memo = d->memo, .text = { "", 0 }, .raw = { "", 0 } };
	d->meta.published.bounds = (kr_days){ 1, 0 };
	kr__symbols_init(&d->symbols, &d->arena, pack_symbols);
	return kr__arena_status(&d->arena);
}

void kr__doc_drop(kr_doc *d)
{
	kr__arena_drop(&d->arena);
	*d = (kr_doc){ .text = { "", 0 } };
}

kr_status kr__doc_status(const kr_doc *d)
{
	return kr__arena_status(&d->arena);
}

kr_sym kr__doc_sym(kr_doc *d, kr_view text)
{
	kr_sym s = kr__symbols_add(&d->symbols, text);

	return s == KR_NOSYM ? 0 : s;
}

kr_view kr__doc_text(const kr_doc *d, kr_sym sym)
{
	return kr__symbols_text(&d->symbols, sym);
}

kr_status kr__doc_problem(kr_doc *d, kr_span span, const char *code,
                          kr_view detail)
{
	kr_sym c = kr__doc_sym(d, kr__view_of(code));
	kr_sym t = kr__doc_sym(d, detail);
	kr_problem *p = kr__problem_add(d);

	if (p)
		*p = (kr_problem){ span, c, t };
	return kr__doc_status(d);
}

kr_status kr__doc_note(kr_doc *d, kr_layer_id layer, uint32_t index,
                       const char *field, const char *basis)
{
	if (!d->explain)
		return KR_OK;
	kr_sym f = kr__doc_sym(d, kr__view_of(field));
	kr_sym b = kr__doc_sym(d, kr__view_of(basis));
	kr_note *n = kr__note_add(d);
	if (n)
		*n = (kr_note){ .index = index, .layer = (uint8_t)layer,
			        .field = f, .basis = b };
	return kr__doc_status(d);
}

kr_status kr__doc_person(kr_doc *d, kr_person_role role, kr_view name,
                         kr_span span)
{
	kr_meta *m = &d->meta;

	if (kr__arena_grow(&d->arena, (void **)&m->people, &m->cap_people,
	                   m->n_people + 1, sizeof *m->people))
		m->people[m->n_people++] =
			(kr_byline_person){ kr__arena_copy(&d->arena, name),
			                    span, (uint8_t)role };
	return kr__doc_status(d);
}

kr_status kr__doc_credit(kr_doc *d, kr_view name, kr_view code, kr_span span,
                         uint16_t step)
{
	kr_meta *m = &d->meta;

	for (uint32_t i = 0; i < m->n_chain; i++)
		if (kr__view_eq(m->chain[i].name, name))
			return kr__doc_status(d);
	if (kr__arena_grow(&d->arena, (void **)&m->chain, &m->cap_chain,
	                   m->n_chain + 1, sizeof *m->chain))
		m->chain[m->n_chain++] =
			(kr_credit){ kr__arena_copy(&d->arena, name),
			             kr__arena_copy(&d->arena, code), span,
			             step };
	return kr__doc_status(d);
}

size_t kr__doc_source_of(const kr_doc *d, uint32_t at)
{
	const kr_run *runs = kr__runs(d);
	uint32_t lo = 0, hi = kr__n_runs(d);

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (runs[mid].span.end <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo == kr__n_runs(d) || runs[lo].span.start > at ||
	    runs[lo].src_len == 0)
		return KR_NPOS;
	uint32_t off = at - runs[lo].span.start;
	uint32_t len = runs[lo].span.end - runs[lo].span.start;
	if (len % runs[lo].src_len == 0)
		off /= len / runs[lo].src_len;
	else if (runs[lo].src_len % len == 0)
		off *= runs[lo].src_len / len;
	else
		off = 0;
	return (size_t)runs[lo].src + off;
}

#define TEXTS(fn, map)                                                   \
	const char *fn(unsigned i)                                            \
	{                                                                     \
		static const char *const texts[] = { map(X) };                \
		return i < sizeof texts / sizeof *texts ? texts[i] : "";      \
	}
#define X(name, text) text,
TEXTS(kr__zone_text, KR_ZONE_MAP)
TEXTS(kr__entity_text, KR_ENTITY_MAP)
TEXTS(kr__mention_text, KR_MENTION_MAP)
TEXTS(kr__time_text, KR_TIME_MAP)
TEXTS(kr__quote_text, KR_QUOTE_MAP)
TEXTS(kr__event_status_text, KR_EVENT_STATUS_MAP)
TEXTS(kr__basis_text, KR_BASIS_MAP)
TEXTS(kr__role_text, KR_ROLE_MAP)
#undef X
#define X(name) #name,
TEXTS(kr__event_text, KR_EVENT_MAP)
#undef X

bool kr__event_type_find(kr_view text, kr_event_type *out)
{
	for (unsigned i = 0; i < KR_N_EVENT_TYPES; i++)
		if (kr__view_is(text, kr__event_text(i))) {
			*out = (kr_event_type)i;
			return true;
		}
	return false;
}

bool kr__event_status_find(kr_view text, kr_event_status *out)
{
	for (unsigned i = 0; i < KR_N_EVENT_STATUS; i++)
		if (kr__view_is(text, kr__event_status_text(i))) {
			*out = (kr_event_status)i;
			return true;
		}
	return false;
}

bool kr__is_pledge(unsigned status)
{
	return status == KR_STATUS_PROMISED || status == KR_STATUS_PLANNED ||
	       status == KR_STATUS_EXPECTED || status == KR_STATUS_HOPED;
}
