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

static void field(kr_buf *out, const char *label, kr_view v)
{
	kr__buf_str(out, "  ");
	kr__buf_str(out, label);
	for (size_t i = kr__view_of(label).len; i < 11; i++)
		kr__buf_chr(out, ' ');
	kr__tell_clean(out, v.len ? v : KR_V("-"));
	kr__buf_chr(out, '\n');
}

static void head(struct json_object *doc, kr_buf *out)
{
	static const char *const keys[] = { "source", "id", "url", "lang", "outlet",
		                            "dateline" };
	struct json_object *p;
	kr_view title = kr__parsed_text(doc, "title");

	kr__tell_clean(out, title.len ? title : KR_V("(no title)"));
	kr__buf_chr(out, '\n');
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		field(out, keys[i], kr__parsed_text(doc, keys[i]));
	if (json_object_object_get_ex(doc, "published", &p)) {
		field(out, "published", kr__parsed_text(p, "value"));
		if (!kr__parsed_text(p, "value").len && kr__parsed_text(p, "earliest").len) {
			field(out, "earliest", kr__parsed_text(p, "earliest"));
			field(out, "latest", kr__parsed_text(p, "latest"));
		}
	}
	if (json_object_object_get_ex(doc, "chain", &p))
		field(out, "sources", kr__view_of(json_object_to_json_string_ext(
			p, JSON_C_TO_STRING_PLAIN)));
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
		for (size_t k = kind.len; k < 11; k++)
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
		kr__buf_str(out, " \xE2\x86\x92 ");
		side(rec, e, "recipients", out);
		kr__buf_str(out, " ");
		kr__buf_add(out, kr__parsed_text(e, "date"));
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
		kr__buf_str(out, "  ");
		kr__tell_clean(out, name_of(rec, kr__parsed_text(q, "speaker")));
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
