// SPDX-License-Identifier: Apache-2.0
/*
 * Explaining what is not an event: who said something, which day is meant, who
 * somebody is. The problem: these records, too, are doubted. The idea: each
 * knows its bytes, its rule and its links; a link is shown with the words by
 * which the text names it; what lost and why is what the annotators noted. Limits:
 * of entities nothing that lost is noted.
 */
#include "tell/explain.h"

#include "tell/page.h"

static void cut_line(const kr_doc *d, const char *name, kr_span s, kr_buf *out)
{
	kr__explain_label(out, name);
	kr__buf_chr(out, '"');
	kr__tell_clean(out, kr__doc_cut(d, s));
	kr__buf_str(out, "\", ");
	kr__explain_bytes(out, s);
	kr__buf_chr(out, '\n');
}

/* A value with its ground; without a value why there is none. */
static void value_line(const kr_doc *d, const char *name, kr_sym value, const char *why,
                       kr_buf *out)
{
	kr__explain_label(out, name);
	kr__buf_str(out, value ? "" : "null: ");
	kr__tell_clean(out, value ? kr__doc_text(d, value) : kr__view_of(why));
	kr__buf_chr(out, '\n');
}

/* A record, to ask the notes about. */
struct about {
	const kr_doc *d;
	uint32_t i;
	uint8_t layer;
};

/* A line for each note with that basis, of one field or of all (NULL), which then
 * is told; how many. */
static uint32_t noted(struct about a, const char *field, const char *basis,
                      const char *label, kr_buf *out)
{
	uint32_t told = 0;

	for (uint32_t k = 0; k < kr__n_notes(a.d); k++) {
		const kr_note *n = &kr__notes(a.d)[k];
		kr_view of = kr__doc_text(a.d, n->field);
		if (n->layer != a.layer || n->index != a.i ||
		    !kr__view_is(kr__doc_text(a.d, n->basis), basis) ||
		    (field && !kr__view_is(of, field)))
			continue;
		kr__explain_label(out, label);
		kr__buf_str(out, kr__view_is(kr__view_of(basis), "null") ? "null: " : "");
		if (!field) {
			kr__buf_add(out, of);
			kr__buf_chr(out, ' ');
		}
		kr__tell_clean(out, kr__doc_text(a.d, n->text));
		kr__buf_chr(out, '\n');
		told++;
	}
	return told;
}

static void entity_line(const kr_doc *d, const char *name, uint32_t entity, kr_span near,
                        kr_buf *out)
{
	const kr_entity *e = &kr__entitys(d)[entity];

	kr__explain_label(out, name);
	kr__tell_clean(out, kr__doc_text(d, e->name));
	kr__buf_str(out, " [");
	kr__buf_add(out, e->code ? kr__doc_text(d, e->code) : KR_V("no code"));
	kr__buf_chr(out, ']');
	kr__explain_mention(d, near, entity, out);
	kr__explain_known(d, entity, out);
	kr__buf_chr(out, '\n');
}

static void entity_lines(const kr_doc *d, const char *name, kr_range r, kr_span near,
                         kr_buf *out)
{
	for (uint32_t i = r.first; i < r.first + r.n; i++)
		entity_line(d, name, kr__refs(d)[i], near, out);
}

/* From the sentence of the first word to that in which words and cue end. */
static kr_span around(const kr_doc *d, const kr_quote *q)
{
	uint32_t start = q->span.start, end = q->span.end;
	uint32_t n = kr__n_sentences(d), i = q->sentence;

	if (q->cue.end > q->cue.start) {
		start = q->cue.start < start ? q->cue.start : start;
		end = q->cue.end > end ? q->cue.end : end;
	}
	if (i >= n)
		return (kr_span){ start, end };
	while (i > 0 && kr__sentences(d)[i].span.start > start)
		i--;
	kr_span s = kr__sentences(d)[i].span;
	while (i + 1 < n && kr__sentences(d)[i].span.end < end)
		s.end = kr__sentences(d)[++i].span.end;
	return s;
}

static void quote(const kr_doc *d, uint32_t i, kr_buf *out)
{
	const kr_quote *q = &kr__quotes(d)[i];
	struct about a = { d, i, KR_LAYER_quote };
	kr_span near = around(d, q);

	kr__buf_str(out, kr__quote_text(q->kind));
	kr__buf_str(out, " quote\n");
	cut_line(d, "words", q->span, out);
	kr__explain_line(out, "sentence", kr__doc_cut(d, near));
	value_line(d, "rule", q->rule, "not named", out);
	if (q->cue.end > q->cue.start)
		cut_line(d, "cue", q->cue, out);
	else
		value_line(d, "cue", 0, "no word of saying stands by it", out);
	if (q->speaker != KR_NONE)
		entity_line(d, "speaker", q->speaker, near, out);
	else
		value_line(d, "speaker", 0, "nobody known is named as the speaker", out);
	noted(a, "speaker", "how", "how", out);
	entity_lines(d, "addressee", q->addressees, near, out);
	noted(a, "addressee", "null", "addressee", out);
	entity_lines(d, "reported", q->reported_by, near, out);
	noted(a, "reported_by", "null", "reported", out);
	if (q->time != KR_NONE)
		cut_line(d, "time", kr__times(d)[q->time].span, out);
	if (q->place != KR_NONE)
		entity_line(d, "place", q->place, near, out);
	noted(a, NULL, "lost", "lost", out);
}

static void time(const kr_doc *d, uint32_t i, kr_buf *out)
{
	const kr_time *t = &kr__times(d)[i];
	struct about a = { d, i, KR_LAYER_time };

	kr__buf_str(out, kr__time_text(t->type));
	kr__buf_chr(out, '\n');
	cut_line(d, "words", t->span, out);
	if (t->value)
		value_line(d, "value", t->value, "", out);
	if (!noted(a, "value", "null", t->value ? "year" : "value", out) && !t->value)
		value_line(d, "value", 0,
		           "the days that publication and context allow do not agree", out);
	value_line(d, "anchor", t->basis, "none", out);
	if (t->days.first <= t->days.last) {
		kr__explain_label(out, "days");
		kr__buf_date(out, kr__date_of_day(t->days.first));
		kr__buf_str(out, " to ");
		kr__buf_date(out, kr__date_of_day(t->days.last));
		kr__buf_chr(out, '\n');
	}
	value_line(d, "rule", t->rule, "not named", out);
	noted(a, NULL, "lost", "lost", out);
}

static void entity(const kr_doc *d, uint32_t i, kr_buf *out)
{
	const kr_entity *e = &kr__entitys(d)[i];

	kr__buf_str(out, kr__entity_text(e->type));
	kr__buf_chr(out, ' ');
	kr__tell_clean(out, kr__doc_text(d, e->name));
	kr__explain_known(d, i, out);
	kr__buf_chr(out, '\n');
	value_line(d, "key", e->key, "too little is known to meet it elsewhere", out);
	value_line(d, "code", e->code, "no country, organisation or group follows", out);
	value_line(d, "role", e->role, "none is told", out);
	for (uint32_t k = 0; k < kr__n_mentions(d); k++) {
		const kr_mention *m = &kr__mentions(d)[k];
		if (m->entity != i)
			continue;
		kr__explain_label(out, "mention");
		kr__buf_chr(out, '"');
		kr__tell_clean(out, kr__doc_cut(d, m->span));
		kr__buf_str(out, "\" (");
		kr__buf_str(out, kr__mention_text(m->kind));
		kr__buf_str(out, "), ");
		kr__explain_bytes(out, m->span);
		kr__buf_str(out, m->rule ? ", by " : "");
		kr__buf_add(out, kr__doc_text(d, m->rule));
		kr__buf_chr(out, '\n');
	}
	entity_lines(d, "member", e->members, (kr_span){ 0, (uint32_t)d->text.len }, out);
}

bool kr__explain_others(const kr_doc *d, kr_view record, kr_buf *out)
{
	static const struct {
		kr_layer_id layer;
		void (*tell)(const kr_doc *d, uint32_t i, kr_buf *out);
	} kinds[] = { { KR_LAYER_quote, quote }, { KR_LAYER_time, time },
		      { KR_LAYER_entity, entity } };
	bool found = false;
	char id[24];

	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		uint32_t n = d->layers[kinds[k].layer].n;
		for (uint32_t i = 0; i < n; i++) {
			kr__record_id(d, kinds[k].layer, i, id);
			if (!kr__view_starts(kr__view_of(id), record))
				continue;
			found = true;
			kr__buf_str(out, id);
			kr__buf_chr(out, ' ');
			kinds[k].tell(d, i, out);
		}
	}
	return found;
}
