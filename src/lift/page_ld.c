// SPDX-License-Identifier: Apache-2.0
/*
 * JSON-LD of a page. The problem: the best metadata of a news page stands in a
 * script as JSON, as one object, an array, or a graph, written by hand often
 * enough to be broken. The idea: parse with a bound on depth and size, walk
 * arrays and @graph for objects whose type is an article, and take their plain
 * fields. What cannot be parsed is a problem and nothing else. Limits: no
 * contexts, no references between objects. Source: schema.org/NewsArticle,
 * json-ld.org.
 */
#include "lift/html_build.h"

#include <json-c/json.h>

enum { JSON_DEPTH = 32, JSON_BYTES = 1 << 20 };

static kr_view text_of(struct json_object *o)
{
	if (!o || !json_object_is_type(o, json_type_string))
		return (kr_view){ "", 0 };
	return (kr_view){ json_object_get_string(o),
		          (size_t)json_object_get_string_len(o) };
}

static struct json_object *field(struct json_object *o, const char *key)
{
	struct json_object *v = NULL;

	return json_object_object_get_ex(o, key, &v) ? v : NULL;
}

/* A string, an object's name (or url), or the items of an array. */
static void add_named(kr_builder *b, kr_fact_kind kind, struct json_object *v,
                      int depth)
{
	if (!v || depth > 2)
		return;
	if (json_object_is_type(v, json_type_array)) {
		size_t n = json_object_array_length(v);
		for (size_t i = 0; i < n && i < 20; i++)
			add_named(b, kind, json_object_array_get_idx(v, i),
			          depth + 1);
	} else if (json_object_is_type(v, json_type_object)) {
		struct json_object *name = field(v, "name");
		add_named(b, kind, name ? name : field(v, "@id"), depth + 1);
	} else {
		kr__page_add(b, kind, KR_ORIGIN_JSONLD, text_of(v));
	}
}

static bool article_type(kr_view t)
{
	return kr__view_ends(t, KR_V("Article")) ||
	       kr__view_ends(t, KR_V("Posting")) ||
	       kr__view_is(t, "Report") || kr__view_is(t, "Blog");
}

static bool is_article(struct json_object *o)
{
	struct json_object *t = field(o, "@type");

	if (!t || !json_object_is_type(t, json_type_array))
		return article_type(text_of(t));
	for (size_t i = 0; i < json_object_array_length(t); i++)
		if (article_type(text_of(json_object_array_get_idx(t, i))))
			return true;
	return false;
}

static void take(kr_builder *b, struct json_object *o)
{
	static const struct {
		const char *key;
		kr_fact_kind kind;
	} keys[] = {
		{ "headline", KR_FACT_TITLE },
		{ "datePublished", KR_FACT_PUBLISHED },
		{ "dateModified", KR_FACT_MODIFIED },
		{ "url", KR_FACT_URL },
		{ "mainEntityOfPage", KR_FACT_URL },
		{ "publisher", KR_FACT_PUBLISHER },
		{ "inLanguage", KR_FACT_LANG },
		{ "author", KR_FACT_AUTHOR },
		{ "articleSection", KR_FACT_SECTION },
		{ "description", KR_FACT_DESCRIPTION },
		{ "creditText", KR_FACT_CREDIT },
		{ "editor", KR_FACT_CREDIT },
		{ "@type", KR_FACT_TYPE },
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		add_named(b, keys[i].kind, field(o, keys[i].key), 0);
}

/* Of other things that a page says it is (WebPage, Recipe, Report), the day
 * alone is believed, and less. */
static void take_day(kr_builder *b, struct json_object *o)
{
	kr__page_add(b, KR_FACT_PUBLISHED, KR_ORIGIN_MICRODATA,
	             text_of(field(o, "datePublished")));
	kr__page_add(b, KR_FACT_MODIFIED, KR_ORIGIN_MICRODATA,
	             text_of(field(o, "dateModified")));
}

/* Arrays and graphs, three levels deep at most. */
static void walk(kr_builder *b, struct json_object *o, int depth)
{
	if (!o || depth > 3)
		return;
	if (json_object_is_type(o, json_type_array)) {
		size_t n = json_object_array_length(o);
		for (size_t i = 0; i < n && i < 200; i++)
			walk(b, json_object_array_get_idx(o, i), depth + 1);
		return;
	}
	if (!json_object_is_type(o, json_type_object))
		return;
	if (is_article(o))
		take(b, o);
	else
		take_day(b, o);
	if (kr__view_is(text_of(field(o, "@type")), "WebSite"))
		add_named(b, KR_FACT_SITE, field(o, "name"), 0);
	walk(b, field(o, "@graph"), depth + 1);
	walk(b, field(o, "mainEntity"), depth + 1);
}

static bool one(kr_builder *b, struct json_tokener *tok, kr_view v)
{
	struct json_object *o;

	v = kr__view_trim(v);
	if (v.len == 0)
		return true;
	if (v.len > JSON_BYTES)
		return false;
	json_tokener_reset(tok);
	o = json_tokener_parse_ex(tok, v.ptr, (int)v.len);
	bool ok = json_tokener_get_error(tok) == json_tokener_success;
	if (ok)
		walk(b, o, 0);
	if (o)
		json_object_put(o);
	return ok;
}

void kr__page_json(kr_builder *b)
{
	struct json_tokener *tok;
	bool broken = false;

	if (b->n_json == 0)
		return;
	tok = json_tokener_new_ex(JSON_DEPTH);
	if (!tok)
		return;
	json_tokener_set_flags(tok, JSON_TOKENER_VALIDATE_UTF8);
	for (uint32_t i = 0; i < b->n_json && i < 50; i++)
		broken |= !one(b, tok, b->json[i]);
	json_tokener_free(tok);
	if (broken)
		kr__doc_problem(b->doc, (kr_span){ 0, 0 }, "json-ld-broken",
		                KR_V(""));
}
