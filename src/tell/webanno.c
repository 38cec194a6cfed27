// SPDX-License-Identifier: Apache-2.0
/*
 * Web Annotation. The problem: annotations must find their place again in a
 * page that other software shows. The idea: two selectors each: the exact words
 * with what stands before and behind them, and positions counted in characters
 * of the normalised text. One AnnotationPage, one annotation a line. Limits:
 * positions fit our text, not the markup of the page; the quote does both.
 * Source: W3C Web Annotation Data Model (2017).
 */
#include "tell/webanno.h"

#include <json.h>
#include <stdio.h>

enum { AROUND = 32 }; /* characters of context on each side */

struct anno {
	const kr_parsed *p;
	kr_buf *out;
	bool *first;
	kr_view id, kind;       /* "event" */
	kr_view purpose, value; /* of the body */
};

static uint32_t back(kr_view text, uint32_t at)
{
	for (int n = 0; n < AROUND && at > 0; n++)
		do
			at--;
		while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80);
	return at;
}

static uint32_t ahead(kr_view text, uint32_t from)
{
	size_t at = from;

	for (int n = 0; n < AROUND && at < text.len; n++)
		kr__utf8_next(text, &at);
	return (uint32_t)at;
}

/* "urn:kronik:ID", bytes that a URN does not take as %XX. */
static void urn(kr_buf *out, kr_view id)
{
	char hex[4];

	kr__buf_str(out, "urn:kronik:");
	for (size_t i = 0; i < id.len; i++) {
		unsigned char c = (unsigned char)id.ptr[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		             (c >= 'a' && c <= 'z') || c == '-' || c == '.' || c == ':' ||
		             c == '_';
		if (plain) {
			kr__buf_chr(out, (char)c);
			continue;
		}
		snprintf(hex, sizeof hex, "%%%02X", c);
		kr__buf_str(out, hex);
	}
}

static void source_of(kr_json *j, const kr_parsed *p)
{
	kr_view url = kr__parsed_text(p->doc, "url");
	kr_buf b;

	kr__buf_init(&b, &j->out->alloc);
	if (!url.len)
		urn(&b, kr__parsed_text(p->doc, "id"));
	kr__json_kstr(j, "source", url.len ? url : kr__buf_view(&b));
	kr__buf_drop(&b);
}

static void target(kr_json *j, const kr_parsed *p, kr_span s)
{
	kr__json_key(j, "target");
	kr__json_open(j, '{');
	source_of(j, p);
	kr__json_key(j, "selector");
	kr__json_open(j, '[');
	kr__json_open(j, '{');
	kr__json_kstr(j, "type", KR_V("TextQuoteSelector"));
	kr__json_kstr(j, "exact", kr__view_span(p->text, s));
	kr__json_kstr(j, "prefix", kr__view_sub(p->text, back(p->text, s.start), s.start));
	kr__json_kstr(j, "suffix", kr__view_sub(p->text, s.end, ahead(p->text, s.end)));
	kr__json_close(j, '}');
	kr__json_open(j, '{');
	kr__json_kstr(j, "type", KR_V("TextPositionSelector"));
	kr__json_ki64(j, "start", kr__parsed_chars(p, s.start));
	kr__json_ki64(j, "end", kr__parsed_chars(p, s.end));
	kr__json_close(j, '}');
	kr__json_close(j, ']');
	kr__json_close(j, '}');
}

/* `n`: number of the place, since one record may stand in several. */
static void annotation(struct anno *a, kr_span s, size_t n)
{
	kr_json j;
	kr_buf id;

	kr__buf_str(a->out, *a->first ? "" : ",\n");
	*a->first = false;
	kr__buf_init(&id, &a->out->alloc);
	urn(&id, kr__parsed_text(a->p->doc, "id"));
	kr__buf_str(&id, "#");
	kr__buf_add(&id, a->id);
	kr__buf_chr(&id, '.');
	kr__buf_u64(&id, n);
	kr__json_init(&j, a->out);
	kr__json_open(&j, '{');
	kr__json_kstr(&j, "id", kr__buf_view(&id));
	kr__json_kstr(&j, "type", KR_V("Annotation"));
	kr__json_kstr(&j, "motivation", a->purpose);
	kr__json_key(&j, "body");
	kr__json_open(&j, '[');
	kr__json_open(&j, '{');
	kr__json_kstr(&j, "type", KR_V("TextualBody"));
	kr__json_kstr(&j, "purpose", KR_V("tagging"));
	kr__json_kstr(&j, "value", a->kind);
	kr__json_close(&j, '}');
	kr__json_open(&j, '{');
	kr__json_kstr(&j, "type", KR_V("TextualBody"));
	kr__json_kstr(&j, "purpose", a->purpose);
	kr__json_kstr(&j, "format", KR_V("text/plain"));
	kr__json_kstr(&j, "value", a->value);
	kr__json_close(&j, '}');
	kr__json_close(&j, ']');
	target(&j, a->p, s);
	kr__json_close(&j, '}');
	kr__buf_drop(&id);
}

static kr_view name_of(const kr_parsed *p, kr_view id)
{
	size_t n;
	uint32_t i = kr__parsed_entity(p, id);
	struct json_object *list = kr__parsed_list(p->root, "entities", &n);

	return i < n ? kr__parsed_text(json_object_array_get_idx(list, i), "name")
	             : (kr_view){ "", 0 };
}

static void side(const kr_parsed *p, struct json_object *e, const char *key, kr_buf *b)
{
	size_t n;
	struct json_object *list = kr__parsed_list(e, key, &n);

	for (size_t i = 0; i < n; i++) {
		struct json_object *o = json_object_array_get_idx(list, i);
		kr_view name = name_of(p, kr__parsed_text(o, "entity"));
		kr__buf_str(b, i ? ", " : "");
		kr__buf_add(b, name.len ? name : kr__parsed_text(o, "code"));
	}
}

/* "CONSULT/visit occurred 2024-10-11: A, B > C" */
static void event_value(const kr_parsed *p, struct json_object *e, kr_buf *b)
{
	kr_view mode = kr__parsed_text(e, "mode"), date = kr__parsed_text(e, "date");

	kr__buf_add(b, kr__parsed_text(e, "type"));
	kr__buf_str(b, mode.len ? "/" : "");
	kr__buf_add(b, mode);
	kr__buf_chr(b, ' ');
	kr__buf_add(b, kr__parsed_text(e, "status"));
	kr__buf_str(b, date.len ? " " : "");
	kr__buf_add(b, date);
	kr__buf_str(b, ": ");
	side(p, e, "actors", b);
	kr__buf_str(b, " > ");
	side(p, e, "recipients", b);
}

static void events(struct anno *a, kr_buf *b)
{
	size_t n, n_ev;
	struct json_object *list = kr__parsed_list(a->p->root, "events", &n);
	kr_span s;

	a->kind = KR_V("event");
	a->purpose = KR_V("classifying");
	for (size_t i = 0; i < n; i++) {
		struct json_object *e = json_object_array_get_idx(list, i);
		struct json_object *ev = kr__parsed_list(e, "evidence", &n_ev);
		kr__buf_reset(b);
		event_value(a->p, e, b);
		a->id = kr__parsed_text(e, "id");
		a->value = kr__buf_view(b);
		for (size_t k = 0; k < n_ev; k++)
			if (kr__parsed_pair(a->p, json_object_array_get_idx(ev, k), &s))
				annotation(a, s, k + 1);
	}
}

static void quotes(struct anno *a)
{
	size_t n;
	struct json_object *list = kr__parsed_list(a->p->root, "quotes", &n);
	kr_span s;

	a->kind = KR_V("quote");
	a->purpose = KR_V("identifying");
	for (size_t i = 0; i < n; i++) {
		struct json_object *q = json_object_array_get_idx(list, i);
		kr_view who = name_of(a->p, kr__parsed_text(q, "speaker"));
		a->id = kr__parsed_text(q, "id");
		a->value = who.len ? who : KR_V("unknown speaker");
		if (kr__parsed_span(a->p, q, "span", &s))
			annotation(a, s, 1);
	}
}

static void times(struct anno *a)
{
	size_t n;
	struct json_object *list = kr__parsed_list(a->p->root, "times", &n);
	kr_span s;

	a->kind = KR_V("time");
	a->purpose = KR_V("identifying");
	for (size_t i = 0; i < n; i++) {
		struct json_object *t = json_object_array_get_idx(list, i);
		a->id = kr__parsed_text(t, "id");
		a->value = kr__parsed_text(t, "value");
		if (a->value.len && kr__parsed_span(a->p, t, "span", &s))
			annotation(a, s, 1);
	}
}

static void entities(struct anno *a)
{
	size_t n, n_m;
	struct json_object *list = kr__parsed_list(a->p->root, "entities", &n);
	kr_span s;

	a->purpose = KR_V("identifying");
	for (size_t i = 0; i < n; i++) {
		struct json_object *e = json_object_array_get_idx(list, i);
		struct json_object *m = kr__parsed_list(e, "mentions", &n_m);
		a->id = kr__parsed_text(e, "id");
		a->kind = kr__parsed_text(e, "type");
		a->value = kr__parsed_text(e, "name");
		for (size_t k = 0; k < n_m; k++)
			if (kr__parsed_span(a->p, json_object_array_get_idx(m, k), "span", &s))
				annotation(a, s, k + 1);
	}
}

void kr__webanno_head(kr_buf *out)
{
	kr__buf_str(out, "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\","
	                 "\"id\":\"urn:kronik:page:1\",\"type\":\"AnnotationPage\","
	                 "\"items\":[\n");
}

void kr__webanno_doc(const kr_parsed *p, bool *first, kr_buf *out)
{
	struct anno a = { .p = p, .out = out, .first = first };
	kr_buf b;

	kr__buf_init(&b, &out->alloc);
	entities(&a);
	times(&a);
	quotes(&a);
	events(&a, &b);
	if (b.failed)
		out->failed = b.failed;
	kr__buf_drop(&b);
}

void kr__webanno_foot(kr_buf *out)
{
	kr__buf_str(out, "\n]}\n");
}
