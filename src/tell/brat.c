// SPDX-License-Identifier: Apache-2.0
/*
 * brat. The problem: people who check annotations by eye use brat's pair of
 * text and stand-off file. The idea: mentions, times and quotes as text-bound
 * annotations, events as events on their clause, status and mode as
 * attributes, names and rules as notes. Positions are characters; a span over a
 * line end is cut there, as brat wants. Limits: an entity without a mention
 * cannot be an argument. Source: brat's stand-off format page.
 */
#include "tell/brat.h"

#include <json.h>
#include <stdio.h>

struct ann {
	const kr_parsed *p;
	kr_buf *out;
	unsigned n_t, n_e, n_r, n_a, n_note;
	uint32_t *first; /* [n entities] T number of the first mention, or 0 */
	size_t n_entities;
};

static void words(kr_buf *out, kr_view v)
{
	for (size_t i = 0; i < v.len; i++)
		kr__buf_chr(out, (unsigned char)v.ptr[i] < 0x20 ? ' ' : v.ptr[i]);
}

static void lead(struct ann *a, char letter, unsigned n)
{
	kr__buf_chr(a->out, letter);
	kr__buf_u64(a->out, n);
	kr__buf_chr(a->out, '\t');
}

/* The next piece of `rest` without line ends; false at its end. */
static bool piece(const kr_parsed *p, kr_span *rest, kr_span *out)
{
	const char *t = p->text.ptr;

	while (rest->start < rest->end && (t[rest->start] == '\n' || t[rest->start] == '\r'))
		rest->start++;
	*out = (kr_span){ rest->start, rest->start };
	while (out->end < rest->end && t[out->end] != '\n' && t[out->end] != '\r')
		out->end++;
	rest->start = out->end;
	return out->end > out->start;
}

/* A text-bound annotation; its number, or 0 if nothing is left of the span. */
static unsigned bound(struct ann *a, const char *type, kr_span s)
{
	kr_span rest = s, one;
	bool begun = false;

	if (!piece(a->p, &rest, &one))
		return 0;
	lead(a, 'T', ++a->n_t);
	kr__buf_str(a->out, type);
	for (rest = s; piece(a->p, &rest, &one); begun = true) {
		kr__buf_chr(a->out, begun ? ';' : ' ');
		kr__buf_u64(a->out, kr__parsed_chars(a->p, one.start));
		kr__buf_chr(a->out, ' ');
		kr__buf_u64(a->out, kr__parsed_chars(a->p, one.end));
	}
	begun = false;
	for (rest = s; piece(a->p, &rest, &one); begun = true) {
		kr__buf_chr(a->out, begun ? ' ' : '\t');
		words(a->out, kr__view_span(a->p->text, one));
	}
	kr__buf_chr(a->out, '\n');
	return a->n_t;
}

static void note(struct ann *a, char letter, unsigned of, kr_view text)
{
	if (!text.len || !of)
		return;
	lead(a, '#', ++a->n_note);
	kr__buf_str(a->out, "AnnotatorNotes ");
	kr__buf_chr(a->out, letter);
	kr__buf_u64(a->out, of);
	kr__buf_chr(a->out, '\t');
	words(a->out, text);
	kr__buf_chr(a->out, '\n');
}

static void attribute(struct ann *a, const char *name, char letter, kr_view value)
{
	if (!value.len)
		return;
	lead(a, 'A', ++a->n_a);
	kr__buf_str(a->out, name);
	kr__buf_chr(a->out, ' ');
	kr__buf_chr(a->out, letter);
	kr__buf_u64(a->out, letter == 'E' ? a->n_e : a->n_t);
	kr__buf_chr(a->out, ' ');
	kr__buf_add(a->out, value);
	kr__buf_chr(a->out, '\n');
}

static const char *entity_type(kr_view type)
{
	static const char *const names[][2] = {
		{ "person", "Person" }, { "org", "Organisation" }, { "place", "Place" },
		{ "group", "Group" }, { "event", "Named-event" },
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (kr__view_is(type, names[i][0]))
			return names[i][1];
	return "Entity";
}

static void entities(struct ann *a)
{
	size_t n, n_m;
	struct json_object *list = kr__parsed_list(a->p->root, "entities", &n);
	kr_span s;

	for (size_t i = 0; i < n; i++) {
		struct json_object *e = json_object_array_get_idx(list, i);
		struct json_object *m = kr__parsed_list(e, "mentions", &n_m);
		const char *type = entity_type(kr__parsed_text(e, "type"));
		for (size_t k = 0; k < n_m; k++) {
			struct json_object *o = json_object_array_get_idx(m, k);
			unsigned t = kr__parsed_span(a->p, o, "span", &s) ? bound(a, type, s)
			                                                  : 0;
			if (!t)
				continue;
			attribute(a, "Mention", 'T', kr__parsed_text(o, "kind"));
			if (!a->first[i])
				note(a, 'T', t, kr__parsed_text(e, "name"));
			a->first[i] = a->first[i] ? a->first[i] : t;
		}
	}
}

static void times(struct ann *a)
{
	size_t n;
	struct json_object *list = kr__parsed_list(a->p->root, "times", &n);
	kr_span s;

	for (size_t i = 0; i < n; i++) {
		struct json_object *o = json_object_array_get_idx(list, i);
		if (kr__parsed_span(a->p, o, "span", &s))
			note(a, 'T', bound(a, "Time", s), kr__parsed_text(o, "value"));
	}
}

static uint32_t mention_of(const struct ann *a, kr_view id)
{
	uint32_t i = kr__parsed_entity(a->p, id);

	return i < a->n_entities ? a->first[i] : 0;
}

static void quotes(struct ann *a)
{
	size_t n;
	struct json_object *list = kr__parsed_list(a->p->root, "quotes", &n);
	kr_span s;

	for (size_t i = 0; i < n; i++) {
		struct json_object *q = json_object_array_get_idx(list, i);
		unsigned t = kr__parsed_span(a->p, q, "span", &s) ? bound(a, "Quote", s) : 0;
		uint32_t who = mention_of(a, kr__parsed_text(q, "speaker"));
		if (t)
			attribute(a, "Kind", 'T', kr__parsed_text(q, "kind"));
		if (!t || !who)
			continue;
		lead(a, 'R', ++a->n_r);
		kr__buf_str(a->out, "Speaker Arg1:T");
		kr__buf_u64(a->out, t);
		kr__buf_str(a->out, " Arg2:T");
		kr__buf_u64(a->out, who);
		kr__buf_chr(a->out, '\n');
	}
}

/* " Actor:T3 Actor2:T9" */
static void arguments(struct ann *a, struct json_object *e, const char *key,
                      const char *role)
{
	size_t n;
	unsigned given = 0;
	struct json_object *list = kr__parsed_list(e, key, &n);

	for (size_t i = 0; i < n; i++) {
		uint32_t t = mention_of(a, kr__parsed_text(json_object_array_get_idx(list, i),
		                                           "entity"));
		if (!t)
			continue;
		kr__buf_chr(a->out, ' ');
		kr__buf_str(a->out, role);
		if (++given > 1)
			kr__buf_u64(a->out, given);
		kr__buf_str(a->out, ":T");
		kr__buf_u64(a->out, t);
	}
}

static void events(struct ann *a)
{
	size_t n, n_ev;
	struct json_object *list = kr__parsed_list(a->p->root, "events", &n);
	kr_span s;

	for (size_t i = 0; i < n; i++) {
		struct json_object *e = json_object_array_get_idx(list, i);
		struct json_object *ev = kr__parsed_list(e, "evidence", &n_ev);
		const char *type = kr__parsed_text(e, "type").ptr;
		unsigned t = n_ev && kr__parsed_pair(a->p, json_object_array_get_idx(ev, 0),
		                                     &s) ? bound(a, type, s) : 0;
		if (!t)
			continue;
		lead(a, 'E', ++a->n_e);
		kr__buf_str(a->out, type);
		kr__buf_str(a->out, ":T");
		kr__buf_u64(a->out, t);
		arguments(a, e, "actors", "Actor");
		arguments(a, e, "recipients", "Recipient");
		kr__buf_chr(a->out, '\n');
		attribute(a, "Status", 'E', kr__parsed_text(e, "status"));
		attribute(a, "Mode", 'E', kr__parsed_text(e, "mode"));
		note(a, 'E', a->n_e, kr__parsed_text(e, "rule"));
	}
}

kr_status kr__brat_doc(const kr_parsed *p, kr_buf *out)
{
	struct ann a = { .p = p, .out = out };
	kr_arena arena;

	kr__parsed_list(p->root, "entities", &a.n_entities);
	kr__arena_init(&arena, NULL, 0);
	a.first = kr__arena_array(&arena, a.n_entities + 1, sizeof *a.first);
	if (a.first) {
		entities(&a);
		times(&a);
		quotes(&a);
		events(&a);
	}
	kr__arena_drop(&arena);
	return a.first ? out->failed : KR_ENOMEM;
}

void kr__brat_conf(kr_buf *out)
{
	static const char *const types[] = {
		"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT",
		"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION",
		"MOBILIZE", "COERCE", "ASSAULT",
	};

	kr__buf_str(out, "[entities]\nPerson\nOrganisation\nPlace\nGroup\nNamed-event\n"
	                 "Entity\nTime\nQuote\n\n[relations]\n"
	                 "Speaker\tArg1:Quote, Arg2:<ENTITY>\n"
	                 "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n\n[events]\n");
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		kr__buf_str(out, types[i]);
		kr__buf_str(out, "\tActor*:<ENTITY>, Recipient*:<ENTITY>\n");
	}
	kr__buf_str(out, "\n[attributes]\n"
	                 "Status\tArg:<EVENT>, Value:occurred|ongoing|promised|planned|"
	                 "expected|hoped|hypothetical|denied|cancelled\n"
	                 "Mode\tArg:<EVENT>, Value:<ANY>\n"
	                 "Mention\tArg:<ENTITY>, Value:name|nominal|pronoun\n"
	                 "Kind\tArg:Quote, Value:direct|indirect|mixed\n");
}

void kr__brat_name(kr_view id, kr_buf *out)
{
	enum { LONGEST = 80 };
	char hash[18];
	bool same = id.len > 0 && id.len <= LONGEST && id.ptr[0] != '.';

	for (size_t i = 0; i < id.len && i < LONGEST; i++) {
		char c = id.ptr[i];
		bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
		             (c >= 'a' && c <= 'z') || c == '-' || c == '_' ||
		             (c == '.' && i > 0);
		same &= plain;
		kr__buf_chr(out, plain ? c : '_');
	}
	if (same)
		return;
	snprintf(hash, sizeof hash, "-%016llx", (unsigned long long)kr__hash64(id));
	kr__buf_str(out, hash);
}
