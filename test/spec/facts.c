// SPDX-License-Identifier: Apache-2.0
/*
 * Facts: a record or an answer as lines that a person can read and write. The
 * problem: JSON is too long to stand below an example. The idea: one line a
 * fact, its kind first, in the order of the text. Limits: only what examples
 * speak of; spec/README.md lists the lines.
 */
#include "facts.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const char *str(struct json_object *o, const char *key)
{
	struct json_object *v = NULL;

	if (!json_object_object_get_ex(o, key, &v) || !v)
		return "";
	return json_object_get_string(v);
}

static struct json_object *list(struct json_object *o, const char *key)
{
	struct json_object *v = NULL;

	return json_object_object_get_ex(o, key, &v) &&
	                       json_object_is_type(v, json_type_array)
	               ? v : NULL;
}

static size_t length(struct json_object *array)
{
	return array ? json_object_array_length(array) : 0;
}

/* `n` bytes of `from` in quotation marks, runs of white space as one blank. */
static void quoted(FILE *f, const char *from, size_t n)
{
	bool gap = false, begun = false;

	fputc('"', f);
	for (size_t i = 0; i < n && from[i]; i++) {
		if (strchr(" \t\r\n", from[i])) {
			gap = begun;
			continue;
		}
		if (gap)
			fputc(' ', f);
		gap = false;
		begun = true;
		fputc(from[i], f);
	}
	fputc('"', f);
}

static void span(FILE *f, struct json_object *o, struct json_object *record)
{
	struct json_object *at = list(o, "span");
	const char *text = str(record, "text");

	if (length(at) != 2)
		return;
	int64_t from = json_object_get_int64(json_object_array_get_idx(at, 0));
	int64_t to = json_object_get_int64(json_object_array_get_idx(at, 1));
	if (from < 0 || to < from || (size_t)to > strlen(text))
		fputs("!span", f);
	else
		quoted(f, text + from, (size_t)(to - from));
}

static const char *name_of(struct json_object *record, const char *id)
{
	struct json_object *all = list(record, "entities");

	for (size_t i = 0; i < length(all); i++) {
		struct json_object *e = json_object_array_get_idx(all, i);
		if (strcmp(str(e, "id"), id) == 0)
			return str(e, "name");
	}
	return id;
}

static void page(FILE *f, struct json_object *record, struct json_object *doc)
{
	struct json_object *p = NULL, *all;

	fprintf(f, "lang %s\n", str(doc, "lang"));
	fprintf(f, "title %s\n", *str(doc, "title") ? str(doc, "title") : "-");
	fprintf(f, "outlet %s\n", *str(doc, "outlet") ? str(doc, "outlet") : "-");
	fprintf(f, "dateline %s\n", *str(doc, "dateline") ? str(doc, "dateline") : "-");
	json_object_object_get_ex(doc, "published", &p);
	if (p && *str(p, "value"))
		fprintf(f, "published %s %s\n", str(p, "value"), str(p, "basis"));
	else if (p && *str(p, "earliest"))
		fprintf(f, "published %s/%s %s\n", str(p, "earliest"), str(p, "latest"),
		        str(p, "basis"));
	else
		fprintf(f, "published -\n");
	all = list(doc, "people");
	for (size_t i = 0; i < length(all); i++) {
		p = json_object_array_get_idx(all, i);
		fprintf(f, "person %s %s\n", str(p, "role"), str(p, "name"));
	}
	all = list(doc, "chain");
	fprintf(f, "chain %s\n", all ? json_object_to_json_string_ext(
	                                       all, JSON_C_TO_STRING_PLAIN)
	                             : "[]");
	all = list(doc, "zones");
	for (size_t i = 0; i < length(all); i++) {
		p = json_object_array_get_idx(all, i);
		fprintf(f, "zone %s ", str(p, "kind"));
		span(f, p, record);
		fputc('\n', f);
	}
	all = list(doc, "problems");
	for (size_t i = 0; i < length(all); i++)
		fprintf(f, "problem %s\n",
		        str(json_object_array_get_idx(all, i), "code"));
}

static void quote(FILE *f, struct json_object *record, struct json_object *q)
{
	struct json_object *to = list(q, "addressee"), *by = list(q, "reported_by");

	fprintf(f, "quote %s ", str(q, "kind"));
	span(f, q, record);
	fprintf(f, " by %s", *str(q, "speaker") ? name_of(record, str(q, "speaker"))
	                                        : "?");
	for (size_t i = 0; i < length(to); i++)
		fprintf(f, " to %s", name_of(record, json_object_get_string(
		                                             json_object_array_get_idx(to, i))));
	for (size_t i = 0; i < length(by); i++)
		fprintf(f, " via %s", name_of(record, json_object_get_string(
		                                              json_object_array_get_idx(by, i))));
	fputc('\n', f);
}

static void sides(FILE *f, struct json_object *record, struct json_object *all)
{
	for (size_t i = 0; i < length(all); i++) {
		struct json_object *a = json_object_array_get_idx(all, i);
		const char *code = str(a, "code");
		fprintf(f, "%s%s", i ? ";" : " ",
		        *code ? code : name_of(record, str(a, "entity")));
	}
}

static void event(FILE *f, struct json_object *record, struct json_object *e)
{
	fprintf(f, "event %s", str(e, "type"));
	if (*str(e, "mode"))
		fprintf(f, "/%s", str(e, "mode"));
	fprintf(f, " %s", str(e, "status"));
	sides(f, record, list(e, "actors"));
	if (length(list(e, "recipients"))) {
		fputs(" >", f);
		sides(f, record, list(e, "recipients"));
	}
	if (*str(e, "date"))
		fprintf(f, " on %s", str(e, "date"));
	fputc('\n', f);
}

void facts_of_record(FILE *f, struct json_object *record)
{
	struct json_object *doc = NULL, *all, *o;

	json_object_object_get_ex(record, "doc", &doc);
	page(f, record, doc);
	all = list(record, "entities");
	for (size_t i = 0; i < length(all); i++) {
		o = json_object_array_get_idx(all, i);
		fprintf(f, "actor %s %s %s (%s)\n", str(o, "type"),
		        *str(o, "country") ? str(o, "country") : "-", str(o, "name"),
		        str(o, "role"));
	}
	all = list(record, "times");
	for (size_t i = 0; i < length(all); i++) {
		o = json_object_array_get_idx(all, i);
		fputs("time ", f);
		span(f, o, record);
		fprintf(f, " %s\n", *str(o, "value") ? str(o, "value") : "-");
	}
	all = list(record, "quotes");
	for (size_t i = 0; i < length(all); i++)
		quote(f, record, json_object_array_get_idx(all, i));
	all = list(record, "events");
	for (size_t i = 0; i < length(all); i++)
		event(f, record, json_object_array_get_idx(all, i));
}

void facts_of_row(FILE *f, const char *about, struct json_object *row)
{
	if (strcmp(about, "events") == 0)
		fprintf(f, "happening %s %s %s on %s reports %s origins %s\n",
		        str(row, "type"), str(row, "status"), str(row, "codes"),
		        *str(row, "day") ? str(row, "day") : "-", str(row, "reports"),
		        str(row, "origins"));
	else if (strcmp(about, "pledges") == 0)
		fprintf(f, "pledge %s %s %s due %s delay %s\n", str(row, "state"),
		        str(row, "type"), str(row, "firmness"),
		        *str(row, "due") ? str(row, "due") : "-",
		        *str(row, "delay_days") ? str(row, "delay_days") : "0");
	else if (strcmp(about, "moves") == 0)
		fprintf(f, "move %s %s in %s\n", str(row, "day"), str(row, "move"),
		        str(row, "doc"));
	else if (strcmp(about, "copies") == 0)
		fprintf(f, "copy %s %s of %s\n", str(row, "id"), str(row, "kind"),
		        *str(row, "of") ? str(row, "of") : "-");
}
