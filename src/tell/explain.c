// SPDX-License-Identifier: Apache-2.0
/*
 * Explaining. The problem: whoever doubts a record, or writes a frame, must
 * see where each field came from and what else was tried. The idea: the record
 * knows its sentence, trigger, rule and the basis of each field; the notes
 * know the frames that lost. Limits: plain text for people; quotes, times and
 * actors stand in explain_said.c.
 */
#include "tell/explain.h"

#include "tell/page.h"

enum { LABEL = 10 };

void kr__explain_label(kr_buf *out, const char *name)
{
	size_t n = kr__view_of(name).len;

	kr__buf_str(out, "  ");
	kr__buf_str(out, name);
	for (; n < LABEL; n++)
		kr__buf_chr(out, ' ');
}

void kr__explain_line(kr_buf *out, const char *name, kr_view v)
{
	kr__explain_label(out, name);
	kr__tell_clean(out, v);
	kr__buf_chr(out, '\n');
}

/* What the notes say of a field of event `i`, by basis; empty: nothing. */
static kr_view noted(const kr_doc *d, uint32_t i, const char *field,
                     const char *basis)
{
	for (uint32_t k = 0; k < kr__n_notes(d); k++) {
		const kr_note *n = &kr__notes(d)[k];
		if (n->layer == KR_LAYER_event && n->index == i &&
		    kr__view_is(kr__doc_text(d, n->field), field) &&
		    kr__view_is(kr__doc_text(d, n->basis), basis))
			return kr__doc_text(d, n->text);
	}
	return (kr_view){ "", 0 };
}

static void null_line(const kr_doc *d, uint32_t i, const char *field, kr_buf *out)
{
	kr_view why = noted(d, i, field, "null");

	kr__buf_str(out, "null: ");
	kr__buf_add(out, why.len ? why : KR_V("nothing in the text gives it"));
}

/* Candidates that lost, and tellings that were merged into the record. */
static void others(const kr_doc *d, uint32_t i, kr_buf *out)
{
	for (uint32_t k = 0; k < kr__n_notes(d); k++) {
		const kr_note *n = &kr__notes(d)[k];
		kr_view basis = kr__doc_text(d, n->basis);
		const char *why = kr__view_is(basis, "lost")     ? "\n"
		                  : kr__view_is(basis, "merged") ? " tells the same act\n"
		                                                 : NULL;
		if (n->layer != KR_LAYER_event || n->index != i || !why)
			continue;
		kr__explain_label(out, kr__view_is(basis, "merged") ? "merged" : "lost");
		kr__buf_add(out, kr__doc_text(d, n->field));
		kr__buf_chr(out, ' ');
		kr__tell_clean(out, kr__doc_text(d, n->text));
		kr__buf_str(out, why);
	}
}

static void based(const kr_doc *d, kr_buf *out, kr_sym basis)
{
	kr_view v = kr__doc_text(d, basis);

	if (v.len == 0)
		return;
	kr__buf_str(out, " (");
	kr__buf_add(out, v);
	kr__buf_chr(out, ')');
}

/* The words of the sentence with their tags; the trigger in brackets. */
static void words(const kr_doc *d, const kr_event *e, kr_buf *out)
{
	kr_range r = kr__sentences(d)[e->sentence].words;

	kr__explain_label(out, "words");
	for (uint32_t i = r.first; i < r.first + r.n; i++) {
		const kr_word *w = &kr__words(d)[i];
		if (i > r.first)
			kr__buf_chr(out, ' ');
		kr__buf_str(out, i == e->trigger ? "[" : "");
		kr__tell_clean(out, kr__doc_text(d, w->form));
		kr__buf_chr(out, '/');
		kr__buf_str(out, kr__upos_text(w->upos));
		kr__buf_str(out, i == e->trigger ? "]" : "");
	}
	kr__buf_chr(out, '\n');
}

void kr__explain_bytes(kr_buf *out, kr_span s)
{
	kr__buf_str(out, "bytes ");
	kr__buf_u64(out, s.start);
	kr__buf_chr(out, '-');
	kr__buf_u64(out, s.end);
}

/* Somebody whom no mention in the sentence names: a word of it that was made an
 * actor as it stands, or somebody told of before, whom the sentence means. */
static void elsewhere(const kr_doc *d, kr_span within, uint32_t entity, kr_buf *out)
{
	kr_view name = kr__doc_text(d, kr__entitys(d)[entity].name);
	const kr_mention *last = NULL;

	size_t at = name.len ? kr__view_ifind(kr__doc_cut(d, within), name) : KR_NPOS;
	if (at != KR_NPOS) {
		uint32_t start = within.start + (uint32_t)at;
		kr__buf_str(out, " by its own words, ");
		kr__explain_bytes(out, (kr_span){ start, start + (uint32_t)name.len });
		return;
	}
	for (uint32_t i = 0; i < kr__n_mentions(d); i++) {
		const kr_mention *m = &kr__mentions(d)[i];
		if (m->entity == entity && (!last || m->span.start < within.start))
			last = m;
	}
	kr__buf_str(out, " not in the sentence: resolved or inferred");
	if (last) {
		kr__buf_str(out, "; told of as \"");
		kr__tell_clean(out, kr__doc_cut(d, last->span));
		kr__buf_str(out, "\", ");
		kr__explain_bytes(out, last->span);
	}
}

void kr__explain_mention(const kr_doc *d, kr_span within, uint32_t entity, kr_buf *out)
{
	for (uint32_t i = 0; i < kr__n_mentions(d); i++) {
		const kr_mention *m = &kr__mentions(d)[i];
		if (m->entity != entity || m->span.start < within.start ||
		    m->span.end > within.end)
			continue;
		kr__buf_str(out, " as \"");
		kr__tell_clean(out, kr__doc_cut(d, m->span));
		kr__buf_str(out, "\" (");
		kr__buf_str(out, kr__mention_text(m->kind));
		kr__buf_chr(out, ')');
		return;
	}
	elsewhere(d, within, entity, out);
}

void kr__explain_known(const kr_doc *d, uint32_t entity, kr_buf *out)
{
	kr_view v = kr__doc_text(d, kr__entitys(d)[entity].basis);

	kr__buf_str(out, kr__view_is(v, "world")    ? ", known from the world"
	                 : kr__view_is(v, "inferred") ? ", country inferred from the article"
	                                              : ", known from the text");
}

static void parties(const kr_doc *d, uint32_t i, const char *name, kr_buf *out)
{
	const kr_event *e = &kr__events(d)[i];
	bool acting = name[0] == 'a';
	kr_range r = acting ? e->actors : e->recipients;

	if (r.n == 0) {
		kr__explain_label(out, name);
		null_line(d, i, acting ? "actors" : "recipients", out);
		kr__buf_chr(out, '\n');
	}
	for (uint32_t k = r.first; k < r.first + r.n; k++) {
		const kr_party *p = &kr__partys(d)[k];
		if (p->entity == KR_NONE)
			continue;
		kr__explain_label(out, name);
		kr__tell_clean(out, kr__doc_text(d, kr__entitys(d)[p->entity].name));
		kr__buf_str(out, " [");
		kr__buf_add(out, p->code ? kr__doc_text(d, p->code)
		                         : KR_V("no code"));
		kr__buf_chr(out, ']');
		kr__explain_mention(d, kr__sentences(d)[e->sentence].span, p->entity, out);
		kr__explain_known(d, p->entity, out);
		kr__buf_chr(out, '\n');
	}
}

/* The words that give the day: in the sentence, or the last of that value before. */
static void date_words(const kr_doc *d, const kr_event *e, kr_buf *out)
{
	kr_span s = kr__sentences(d)[e->sentence].span;
	const kr_time *by = NULL;

	for (uint32_t i = 0; i < kr__n_times(d); i++) {
		const kr_time *t = &kr__times(d)[i];
		if (t->value == e->date && t->span.start < s.end)
			by = t;
	}
	if (by) {
		kr__buf_str(out, " by \"");
		kr__tell_clean(out, kr__doc_cut(d, by->span));
		kr__buf_str(out, "\", ");
		kr__explain_bytes(out, by->span);
	}
}

static void when_and_where(const kr_doc *d, uint32_t i, kr_buf *out)
{
	const kr_event *e = &kr__events(d)[i];

	kr__explain_label(out, "date");
	if (e->date)
		kr__buf_add(out, kr__doc_text(d, e->date));
	else
		null_line(d, i, "date", out);
	based(d, out, e->date_basis);
	if (e->date)
		date_words(d, e, out);
	kr__buf_chr(out, '\n');
	kr__explain_label(out, "place");
	if (e->place.name || e->place.country) {
		kr__tell_clean(out, kr__doc_text(d, e->place.name));
		kr__buf_str(out, e->place.name && e->place.country ? " " : "");
		kr__buf_add(out, kr__doc_text(d, e->place.country));
		based(d, out, e->place.basis);
		if (e->place.span.end > e->place.span.start) {
			kr__buf_str(out, " by ");
			kr__explain_bytes(out, e->place.span);
		}
	} else {
		null_line(d, i, "place", out);
	}
	kr__buf_chr(out, '\n');
}

static void head(const kr_doc *d, const kr_event *e, const char *id, kr_buf *out)
{
	kr__buf_str(out, id);
	kr__buf_chr(out, ' ');
	kr__tell_event_kind(d, e, out);
	kr__buf_str(out, ", CAMEO ");
	kr__buf_add(out, kr__doc_text(d, e->cameo));
	kr__buf_str(out, ", score ");
	kr__buf_fixed(out, e->score10, 1);
	kr__buf_chr(out, '\n');
}

static void lost(const kr_doc *d, uint32_t sentence, kr_buf *out)
{
	for (uint32_t i = 0; i < kr__n_notes(d); i++) {
		const kr_note *n = &kr__notes(d)[i];
		if (n->layer == KR_LAYER_word && n->index < kr__n_words(d) &&
		    kr__words(d)[n->index].sentence == sentence) {
			kr__explain_label(out, "lost");
			kr__tell_clean(out, kr__doc_text(d, kr__words(d)[n->index].form));
			kr__buf_str(out, ": ");
			kr__tell_clean(out, kr__doc_text(d, n->text));
			kr__buf_chr(out, '\n');
		}
	}
}

/* What makes the act planned, hoped or done. */
static void status(const kr_doc *d, uint32_t i, kr_buf *out)
{
	static const char *const bases[] = { "word", "frame", "clause" };

	for (size_t k = 0; k < 3; k++) {
		kr_view why = noted(d, i, "status", bases[k]);
		if (!why.len)
			continue;
		kr__explain_label(out, "status");
		kr__buf_str(out, kr__event_status_text(kr__events(d)[i].status));
		kr__buf_str(out, k == 0 ? ", by " : ", ");
		kr__tell_clean(out, why);
		kr__buf_chr(out, '\n');
	}
}

static void explain(const kr_doc *d, uint32_t i, kr_buf *out)
{
	const kr_event *e = &kr__events(d)[i];

	kr__explain_line(out, "sentence", kr__doc_cut(d, kr__sentences(d)[e->sentence].span));
	words(d, e, out);
	kr__explain_label(out, "evidence");
	for (uint32_t k = 0; k < e->evidence.n; k++) {
		kr__buf_str(out, k ? "; " : "");
		kr__explain_bytes(out, kr__evidences(d)[e->evidence.first + k]);
	}
	kr__buf_chr(out, '\n');
	kr__explain_line(out, "rule", kr__doc_text(d, e->rule));
	status(d, i, out);
	parties(d, i, "actor", out);
	parties(d, i, "recipient", out);
	kr_view side = noted(d, i, "actors", "inferred");
	if (side.len)
		kr__explain_line(out, "inferred", side);
	when_and_where(d, i, out);
	if (e->object)
		kr__explain_line(out, "object", kr__doc_text(d, e->object));
	if (e->said_by != KR_NONE)
		kr__explain_line(out, "said by",
		     kr__doc_text(d, kr__entitys(d)[e->said_by].name));
	others(d, i, out);
}

bool kr__tell_explain(const kr_doc *d, kr_view record, kr_buf *out)
{
	bool found = false;
	char id[24];

	for (uint32_t i = 0; i < kr__n_events(d); i++) {
		kr__record_id(d, KR_LAYER_event, i, id);
		if (!kr__view_starts(kr__view_of(id), record))
			continue;
		found = true;
		head(d, &kr__events(d)[i], id, out);
		explain(d, i, out);
		if (record.len)
			lost(d, kr__events(d)[i].sentence, out);
	}
	found |= record.len && kr__explain_others(d, record, out);
	for (uint32_t s = 0; record.len == 0 && s < kr__n_sentences(d); s++)
		lost(d, s, out);
	return found;
}
