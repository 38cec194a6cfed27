// SPDX-License-Identifier: Apache-2.0
/*
 * A page from a stored record. The problem: the store keeps the contract's
 * JSON, not the document in memory. The idea: read it with json-c and write
 * the same page. Limits: what the record does not hold cannot be shown.
 */
#include "tell/stored.h"

#include <json.h>

#include "tell/page.h"
#include "tell/parsed.h"

static kr_view cut(struct json_object *o, const char *key, kr_view text)
{
	size_t n;
	struct json_object *span = kr__parsed_list(o, key, &n);

	if (n != 2)
		return (kr_view){ "", 0 };
	int64_t a = json_object_get_int64(json_object_array_get_idx(span, 0));
	int64_t b = json_object_get_int64(json_object_array_get_idx(span, 1));
	return a < 0 || b < a ? (kr_view){ "", 0 }
	                      : kr__view_sub(text, (size_t)a, (size_t)b);
}

/* "Detik <- AFP, Reuters": parallel news organisations are a list in the list. */
static void chain(struct json_object *list, kr_buf *out)
{
	size_t n = json_object_array_length(list);

	for (size_t i = 0; i < n; i++) {
		struct json_object *o = json_object_array_get_idx(list, i);
		bool several = json_object_is_type(o, json_type_array);
		size_t m = several ? json_object_array_length(o) : 1;
		for (size_t k = 0; k < m; k++) {
			struct json_object *name =
				several ? json_object_array_get_idx(o, k) : o;
			kr__buf_str(out, k ? ", " : i ? " \xE2\x86\x90 " : "");
			kr__buf_str(out, json_object_get_string(name));
		}
	}
}

static void published(struct json_object *p, kr_buf *out)
{
	kr_view value = kr__parsed_text(p, "value");
	kr_view first = kr__parsed_text(p, "earliest");

	kr__buf_str(out, value.len ? "" : first.len ? "between " : "unknown");
	kr__buf_add(out, value.len ? value : first);
	if (!value.len && first.len) {
		kr__buf_str(out, " and ");
		kr__buf_add(out, kr__parsed_text(p, "latest"));
	}
	if (kr__parsed_text(p, "basis").len) {
		kr__buf_str(out, " (");
		kr__buf_add(out, kr__parsed_text(p, "basis"));
		kr__buf_chr(out, ')');
	}
}

static void head(struct json_object *doc, kr_buf *out)
{
	static const struct {
		const char *label, *key;
	} rows[] = { { "read from", "source" }, { "id", "id" }, { "address", "url" },
		     { "language", "lang" }, { "outlet", "outlet" },
		     { "dateline", "dateline" } };
	struct json_object *p;
	kr_buf b;
	kr_view title = kr__parsed_text(doc, "title");

	kr__tell_clean(out, title.len ? title : KR_V("(no title)"));
	kr__buf_chr(out, '\n');
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		kr__tell_field(out, rows[i].label, kr__parsed_text(doc, rows[i].key));
	kr__buf_init(&b, &out->alloc);
	if (json_object_object_get_ex(doc, "published", &p))
		published(p, &b);
	kr__tell_field(out, "published", kr__buf_view(&b));
	kr__buf_reset(&b);
	if (json_object_object_get_ex(doc, "chain", &p) &&
	    json_object_is_type(p, json_type_array))
		chain(p, &b);
	kr__tell_field(out, "sources", kr__buf_view(&b));
	kr__buf_drop(&b);
}

static void zones(struct json_object *doc, kr_view text, kr_buf *out)
{
	size_t n;
	struct json_object *list = kr__parsed_list(doc, "zones", &n);

	kr__buf_chr(out, '\n');
	for (size_t i = 0; i < n; i++) {
		struct json_object *z = json_object_array_get_idx(list, i);
		kr_view kind = kr__parsed_text(z, "kind");
		bool kept = kr__view_is(kind, "title") || kr__view_is(kind, "body") ||
		            kr__view_is(kind, "dateline") ||
		            kr__view_is(kind, "caption");
		kr__buf_str(out, kept ? "  " : "- ");
		kr__buf_add(out, kind);
		for (size_t k = kind.len; k < KR_TELL_LABEL - 2; k++)
			kr__buf_chr(out, ' ');
		kr__tell_clean(out, kr__view_trim(cut(z, "span", text)));
		kr__buf_chr(out, '\n');
	}
}

static kr_view name_of(struct json_object *rec, kr_view id)
{
	size_t n;
	struct json_object *list = kr__parsed_list(rec, "entities", &n);

	for (size_t i = 0; i < n; i++) {
		struct json_object *e = json_object_array_get_idx(list, i);
		if (id.len && kr__view_eq(kr__parsed_text(e, "id"), id))
			return kr__parsed_text(e, "name");
	}
	return id;
}

static void side(struct json_object *rec, struct json_object *e, const char *key,
                 kr_buf *out)
{
	size_t n;
	struct json_object *list = kr__parsed_list(e, key, &n);

	for (size_t i = 0; i < n; i++) {
		struct json_object *p = json_object_array_get_idx(list, i);
		kr_view who = name_of(rec, kr__parsed_text(p, "entity"));
		kr__buf_str(out, i ? ", " : "");
		kr__tell_clean(out, who.len ? who : kr__parsed_text(p, "code"));
	}
}

static void events(struct json_object *rec, kr_view text, kr_buf *out)
{
	size_t n, n_ev;
	struct json_object *list = kr__parsed_list(rec, "events", &n);

	kr__buf_str(out, n ? "\nEvents\n" : "");
	for (size_t i = 0; i < n; i++) {
		struct json_object *e = json_object_array_get_idx(list, i), *ev;
		kr__buf_str(out, "  ");
		kr__buf_add(out, kr__parsed_text(e, "id"));
		kr__buf_chr(out, ' ');
		kr__buf_add(out, kr__parsed_text(e, "type"));
		kr__buf_chr(out, ' ');
		kr__buf_add(out, kr__parsed_text(e, "status"));
		kr__buf_str(out, ": ");
		side(rec, e, "actors", out);
		kr__parsed_list(e, "recipients", &n_ev);
		kr__buf_str(out, n_ev ? " \xE2\x86\x92 " : "");
		side(rec, e, "recipients", out);
		if (kr__parsed_text(e, "date").len) {
			kr__buf_str(out, ", ");
			kr__buf_add(out, kr__parsed_text(e, "date"));
		}
		ev = kr__parsed_list(e, "evidence", &n_ev);
		kr__buf_str(out, "\n      ");
		if (n_ev) {
			struct json_object *w = json_object_new_object();
			json_object_object_add(w, "s", json_object_get(
				json_object_array_get_idx(ev, 0)));
			kr__tell_clean(out, cut(w, "s", text));
			json_object_put(w);
		}
		kr__buf_chr(out, '\n');
	}
}

static void quotes(struct json_object *rec, kr_view text, kr_buf *out)
{
	size_t n;
	struct json_object *list = kr__parsed_list(rec, "quotes", &n);

	kr__buf_str(out, n ? "\nQuotes\n" : "");
	for (size_t i = 0; i < n; i++) {
		struct json_object *q = json_object_array_get_idx(list, i);
		kr_view who = name_of(rec, kr__parsed_text(q, "speaker"));
		kr__buf_str(out, "  ");
		kr__buf_add(out, kr__parsed_text(q, "id"));
		kr__buf_chr(out, ' ');
		kr__tell_clean(out, who.len ? who : KR_V("?"));
		kr__buf_str(out, " (");
		kr__buf_add(out, kr__parsed_text(q, "kind"));
		kr__buf_str(out, "): ");
		kr__tell_clean(out, cut(q, "span", text));
		kr__buf_chr(out, '\n');
	}
}

kr_status kr__tell_stored(kr_view record, kr_buf *out, kr_err *err)
{
	struct json_tokener *tok = json_tokener_new_ex(64);
	struct json_object *rec = NULL, *doc;
	kr_status status = KR_OK;

	if (!tok)
		return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	if (record.len < INT32_MAX)
		rec = json_tokener_parse_ex(tok, record.ptr, (int)record.len);
	if (!rec || !json_object_object_get_ex(rec, "doc", &doc)) {
		status = kr__err_set(err, KR_ESTORE, "", -1, "stored record is damaged");
	} else {
		kr_view text = kr__parsed_text(rec, "text");
		head(doc, out);
		zones(doc, text, out);
		events(rec, text, out);
		quotes(rec, text, out);
		status = out->failed;
	}
	json_object_put(rec);
	json_tokener_free(tok);
	return status;
}
