// SPDX-License-Identifier: Apache-2.0
/*
 * The record. The problem: stores, pages, scorers and strangers' programs read
 * what kronik found; its shape is a contract. The idea: one writer, straight
 * from the layers, fields in a fixed order, null where nothing is known.
 * Limits: one line a document; spans are bytes. Contract: docs/records.md.
 */
#include "tell/record.h"

static kr_view text_of(const kr_doc *d, kr_sym s)
{
	return kr__doc_text(d, s);
}

static void ksym(kr_json *j, const kr_doc *d, const char *key, kr_sym s)
{
	kr__json_kopt(j, key, text_of(d, s));
}

static void kspan(kr_json *j, const char *key, kr_span s)
{
	kr__json_key(j, key);
	if (s.end > s.start)
		kr__json_span(j, s);
	else
		kr__json_null(j);
}

static kr_view id_of(const kr_doc *d, kr_layer_id layer, uint32_t i, char *id)
{
	kr__record_id(d, layer, i, id);
	return kr__view_of(id);
}

static void kref(kr_json *j, const kr_doc *d, const char *key,
                 kr_layer_id layer, uint32_t i)
{
	char id[18];

	kr__json_key(j, key);
	if (i == KR_NONE)
		kr__json_null(j);
	else
		kr__json_str(j, id_of(d, layer, i, id));
}

static void krefs(kr_json *j, const kr_doc *d, const char *key, kr_range r)
{
	char id[18];

	kr__json_key(j, key);
	kr__json_open(j, '[');
	for (uint32_t i = 0; i < r.n; i++)
		kr__json_str(j, id_of(d, KR_LAYER_entity,
		                      kr__refs(d)[r.first + i], id));
	kr__json_close(j, ']');
}

static void published(kr_json *j, const kr_published *p)
{
	kr_buf b;
	const struct {
		const char *key;
		kr_date date;
		bool given;
	} rows[] = {
		{ "value", p->value, p->value.year != 0 },
		{ "earliest", kr__date_of_day(p->bounds.first),
		  p->bounds.first <= p->bounds.last },
		{ "latest", kr__date_of_day(p->bounds.last),
		  p->bounds.first <= p->bounds.last },
	};

	kr__json_key(j, "published");
	kr__json_open(j, '{');
	kr__buf_init(&b, &j->out->alloc);
	for (size_t i = 0; i < 3; i++) {
		kr__buf_reset(&b);
		if (rows[i].given)
			kr__buf_date(&b, rows[i].date);
		kr__json_kopt(j, rows[i].key, kr__buf_view(&b));
	}
	kr__buf_drop(&b);
	kr__json_kopt(j, "basis", kr__view_of(kr__basis_text(p->basis)));
	if (p->span.end > p->span.start)
		kspan(j, "span", p->span);
	kr__json_close(j, '}');
}

static void people(kr_json *j, const kr_meta *m)
{
	kr__json_key(j, "people");
	kr__json_open(j, '[');
	for (uint32_t i = 0; i < m->n_people; i++) {
		kr__json_open(j, '{');
		kr__json_kstr(j, "role",
		              kr__view_of(kr__role_text(m->people[i].role)));
		kr__json_kstr(j, "name", m->people[i].name);
		kspan(j, "span", m->people[i].span);
		kr__json_close(j, '}');
	}
	kr__json_close(j, ']');
}

static void chain(kr_json *j, const kr_meta *m)
{
	kr__json_key(j, "chain");
	kr__json_open(j, '[');
	for (uint32_t i = 0, end; i < m->n_chain; i = end) {
		for (end = i + 1; end < m->n_chain &&
		                  m->chain[end].step == m->chain[i].step;)
			end++;
		if (end - i > 1)
			kr__json_open(j, '[');
		for (uint32_t k = i; k < end; k++)
			kr__json_str(j, m->chain[k].name);
		if (end - i > 1)
			kr__json_close(j, ']');
	}
	kr__json_close(j, ']');
}

static void zones(kr_json *j, const kr_doc *d)
{
	const kr_zone *z = kr__zones(d);

	kr__json_key(j, "zones");
	kr__json_open(j, '[');
	for (uint32_t i = 0; i < kr__n_zones(d); i++) {
		kr__json_open(j, '{');
		kspan(j, "span", z[i].span);
		kr__json_kstr(j, "kind", kr__view_of(kr__zone_text(z[i].kind)));
		kr__json_close(j, '}');
	}
	kr__json_close(j, ']');
}

static void problems(kr_json *j, const kr_doc *d)
{
	const kr_problem *p = kr__problems(d);

	kr__json_key(j, "problems");
	kr__json_open(j, '[');
	for (uint32_t i = 0; i < kr__n_problems(d); i++) {
		kr__json_open(j, '{');
		ksym(j, d, "code", p[i].code);
		kspan(j, "span", p[i].span);
		ksym(j, d, "detail", p[i].detail);
		kr__json_close(j, '}');
	}
	kr__json_close(j, ']');
}

static void meta(kr_json *j, const kr_doc *d)
{
	const kr_meta *m = &d->meta;

	kr__json_key(j, "doc");
	kr__json_open(j, '{');
	kr__json_kopt(j, "id", m->id);
	kr__json_kopt(j, "source", m->source);
	kr__json_kopt(j, "url", m->url);
	kr__json_kopt(j, "title", m->title);
	kr__json_kopt(j, "lang", m->lang);
	if (m->lang.len) {
		kr__json_key(j, "lang_confidence");
		kr__json_fixed(j, m->lang_confidence, 3);
	}
	published(j, &m->published);
	kr__json_kopt(j, "outlet", m->outlet);
	kr__json_kopt(j, "dateline", m->dateline);
	people(j, m);
	chain(j, m);
	zones(j, d);
	problems(j, d);
	kr__json_close(j, '}');
}

static void mentions_of(kr_json *j, const kr_doc *d,
                        const uint32_t *next, uint32_t first)
{
	const kr_mention *m = kr__mentions(d);


	kr__json_key(j, "mentions");
	kr__json_open(j, '[');
	for (uint32_t i = first; i != KR_NONE; i = next[i]) {
		kr__json_open(j, '{');
		kspan(j, "span", m[i].span);
		kr__json_kstr(j, "kind", kr__view_of(kr__mention_text(m[i].kind)));
		kr__json_close(j, '}');
	}
	kr__json_close(j, ']');
}

static void entity(kr_json *j, const kr_doc *d, uint32_t i,
                   const uint32_t *next, uint32_t first)
{
	const kr_entity *e = &kr__entitys(d)[i];

	kr__json_open(j, '{');
	kref(j, d, "id", KR_LAYER_entity, i);
	kr__json_kstr(j, "type", kr__view_of(kr__entity_text(e->type)));
	ksym(j, d, "name", e->name);
	ksym(j, d, "key", e->key);
	ksym(j, d, "code", e->code);
	ksym(j, d, "country", e->country);
	ksym(j, d, "sector", e->sector);
	ksym(j, d, "role", e->role);
	if (e->members.n)
		krefs(j, d, "members", e->members);
	mentions_of(j, d, next, first);
	kr__json_close(j, '}');
}

static void entities(kr_json *j, const kr_doc *d)
{
	uint32_t n = kr__n_entitys(d), n_m = kr__n_mentions(d);
	kr_arena a;

	kr__json_key(j, "entities");
	kr__json_open(j, '[');
	kr__arena_init(&a, &j->out->alloc, 0);
	uint32_t *first = kr__arena_array(&a, (size_t)n + 1, sizeof *first);
	uint32_t *next = kr__arena_array(&a, (size_t)n_m + 1, sizeof *next);
	if (!first || !next) {
		j->out->failed = KR_ENOMEM;
		goto done;
	}
	for (uint32_t i = 0; i < n; i++)
		first[i] = KR_NONE;
	for (uint32_t i = n_m; i-- > 0;) {
		uint32_t e = kr__mentions(d)[i].entity;
		next[i] = first[e];
		first[e] = i;
	}
	for (uint32_t i = 0; i < n; i++)
		entity(j, d, i, next, first[i]);
done:
	kr__arena_drop(&a);
	kr__json_close(j, ']');
}

static void times(kr_json *j, const kr_doc *d)
{
	const kr_time *t = kr__times(d);

	kr__json_key(j, "times");
	kr__json_open(j, '[');
	for (uint32_t i = 0; i < kr__n_times(d); i++) {
		kr__json_open(j, '{');
		kref(j, d, "id", KR_LAYER_time, i);
		kspan(j, "span", t[i].span);
		kr__json_kstr(j, "type", kr__view_of(kr__time_text(t[i].type)));
		ksym(j, d, "value", t[i].value);
		ksym(j, d, "basis", t[i].basis);
		ksym(j, d, "rule", t[i].rule);
		kr__json_close(j, '}');
	}
	kr__json_close(j, ']');
}

static void quotes(kr_json *j, const kr_doc *d)
{
	const kr_quote *q = kr__quotes(d);

	kr__json_key(j, "quotes");
	kr__json_open(j, '[');
	for (uint32_t i = 0; i < kr__n_quotes(d); i++) {
		kr__json_open(j, '{');
		kref(j, d, "id", KR_LAYER_quote, i);
		kspan(j, "span", q[i].span);
		kr__json_kstr(j, "kind", kr__view_of(kr__quote_text(q[i].kind)));
		kref(j, d, "speaker", KR_LAYER_entity, q[i].speaker);
		krefs(j, d, "addressee", q[i].addressees);
		kspan(j, "cue", q[i].cue);
		krefs(j, d, "reported_by", q[i].reported_by);
		kref(j, d, "time", KR_LAYER_time, q[i].time);
		kref(j, d, "place", KR_LAYER_entity, q[i].place);
		ksym(j, d, "rule", q[i].rule);
		kr__json_close(j, '}');
	}
	kr__json_close(j, ']');
}

static void parties(kr_json *j, const kr_doc *d, const char *key, kr_range r)
{
	const kr_party *p = kr__partys(d);

	kr__json_key(j, key);
	kr__json_open(j, '[');
	for (uint32_t i = r.first; i < r.first + r.n; i++) {
		kr__json_open(j, '{');
		kref(j, d, "entity", KR_LAYER_entity, p[i].entity);
		ksym(j, d, "code", p[i].code);
		ksym(j, d, "sector", p[i].sector);
		kr__json_close(j, '}');
	}
	kr__json_close(j, ']');
}

static void place(kr_json *j, const kr_doc *d, const kr_place *p)
{
	kr__json_key(j, "place");
	if (!p->name && !p->country) {
		kr__json_null(j);
		return;
	}
	kr__json_open(j, '{');
	ksym(j, d, "name", p->name);
	ksym(j, d, "country", p->country);
	if (p->lat_e4 || p->lon_e4) {
		kr__json_key(j, "lat");
		kr__json_fixed(j, p->lat_e4, 4);
		kr__json_key(j, "lon");
		kr__json_fixed(j, p->lon_e4, 4);
	}
	kspan(j, "span", p->span);
	kr__json_close(j, '}');
}

static void contexts_and_evidence(kr_json *j, const kr_doc *d, const kr_event *e)
{
	kr__json_key(j, "contexts");
	kr__json_open(j, '[');
	for (uint32_t i = 0; i < e->contexts.n; i++)
		kr__json_str(j, text_of(d, kr__refs(d)[e->contexts.first + i]));
	kr__json_close(j, ']');
	kr__json_key(j, "evidence");
	kr__json_open(j, '[');
	for (uint32_t i = 0; i < e->evidence.n; i++)
		kr__json_span(j, kr__evidences(d)[e->evidence.first + i]);
	kr__json_close(j, ']');
}

static void event(kr_json *j, const kr_doc *d, uint32_t i)
{
	const kr_event *e = &kr__events(d)[i];

	kr__json_open(j, '{');
	kref(j, d, "id", KR_LAYER_event, i);
	kr__json_kstr(j, "type", kr__view_of(kr__event_text(e->type)));
	ksym(j, d, "mode", e->mode);
	ksym(j, d, "cameo", e->cameo);
	kr__json_key(j, "score");
	kr__json_fixed(j, e->score10, 1);
	kr__json_ki64(j, "quad", e->quad);
	kr__json_kstr(j, "status",
	              kr__view_of(kr__event_status_text(e->status)));
	parties(j, d, "actors", e->actors);
	parties(j, d, "recipients", e->recipients);
	ksym(j, d, "date", e->date);
	ksym(j, d, "date_basis", e->date_basis);
	place(j, d, &e->place);
	contexts_and_evidence(j, d, e);
	kref(j, d, "said_by", KR_LAYER_entity, e->said_by);
	kref(j, d, "quote", KR_LAYER_quote, e->quote);
	ksym(j, d, "object", e->object);
	if (e->count)
		kr__json_ki64(j, "count", e->count);
	if (e->postponed)
		kr__json_ki64(j, "postponed", 1);
	ksym(j, d, "rule", e->rule);
	kr__json_key(j, "confidence");
	kr__json_fixed(j, e->confidence, 3);
	kr__json_close(j, '}');
}

static void events(kr_json *j, const kr_doc *d)
{
	kr__json_key(j, "events");
	kr__json_open(j, '[');
	for (uint32_t i = 0; i < kr__n_events(d); i++)
		event(j, d, i);
	kr__json_close(j, ']');
}

static void sentences(kr_json *j, const kr_doc *d)
{
	kr__json_key(j, "sentences");
	kr__json_open(j, '[');
	for (uint32_t i = 0; i < kr__n_sentences(d); i++)
		kr__json_span(j, kr__sentences(d)[i].span);
	kr__json_close(j, ']');
}

static void tokens(kr_json *j, const kr_doc *d)
{
	const kr_word *w = kr__words(d);

	kr__json_key(j, "tokens");
	kr__json_open(j, '[');
	for (uint32_t i = 0; i < kr__n_words(d); i++) {
		kr__json_open(j, '{');
		ksym(j, d, "form", w[i].form);
		ksym(j, d, "lemma", w[i].lemma);
		kr__json_kopt(j, "upos", w[i].upos ? kr__view_of(kr__upos_text(w[i].upos))
		                                   : KR_V(""));
		ksym(j, d, "feats", w[i].feats);
		kr__json_key(j, "head");
		if (w[i].head == KR_NOHEAD)
			kr__json_null(j);
		else
			kr__json_i64(j, w[i].head);
		kr__json_kopt(j, "deprel",
		              w[i].deprel ? kr__view_of(kr__deprel_text(w[i].deprel))
		                          : KR_V(""));
		kspan(j, "span", w[i].span);
		kr__json_close(j, '}');
	}
	kr__json_close(j, ']');
}

void kr__tell_record(const kr_doc *d, unsigned flags, kr_buf *out)
{
	kr_json j;

	kr__json_init(&j, out);
	kr__json_open(&j, '{');
	kr__json_ki64(&j, "kronik", 1);
	meta(&j, d);
	if (!(flags & KR_TELL_NO_TEXT))
		kr__json_kstr(&j, "text", d->text);
	entities(&j, d);
	times(&j, d);
	quotes(&j, d);
	events(&j, d);
	if (flags & KR_TELL_ALL) {
		sentences(&j, d);
		tokens(&j, d);
	}
	kr__json_close(&j, '}');
	kr__buf_chr(out, '\n');
}
