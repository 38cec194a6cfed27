// SPDX-License-Identifier: Apache-2.0
/*
 * Stored records, read back. The problem: forms for annotation tools count
 * characters, the record counts bytes, and entities are named by id. The idea:
 * json-c for the shape, a count of characters every 64 bytes, a table of ids.
 * Limits: a record is in memory as a whole, one at a time.
 */
#include "tell/parsed.h"

#include <json.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { BLOCK = 64 };

kr_view kr__parsed_text(struct json_object *o, const char *key)
{
	struct json_object *v;

	if (!json_object_object_get_ex(o, key, &v) ||
	    !json_object_is_type(v, json_type_string))
		return (kr_view){ "", 0 };
	return (kr_view){ json_object_get_string(v),
		          (size_t)json_object_get_string_len(v) };
}

struct json_object *kr__parsed_list(struct json_object *o, const char *key, size_t *n)
{
	struct json_object *v;

	*n = 0;
	if (!json_object_object_get_ex(o, key, &v) ||
	    !json_object_is_type(v, json_type_array))
		return NULL;
	*n = json_object_array_length(v);
	return v;
}

static bool first_byte(char c)
{
	return ((unsigned char)c & 0xC0) != 0x80;
}

static kr_status count_chars(kr_parsed *p)
{
	size_t n = p->text.len / BLOCK + 2;
	uint32_t so_far = 0;

	p->blocks = kr__arena_array(&p->arena, n, sizeof *p->blocks);
	if (!p->blocks)
		return kr__arena_status(&p->arena);
	for (size_t i = 0; i < p->text.len; i++) {
		if (i % BLOCK == 0)
			p->blocks[i / BLOCK] = so_far;
		so_far += first_byte(p->text.ptr[i]);
	}
	if (p->text.len % BLOCK == 0)
		p->blocks[p->text.len / BLOCK] = so_far;
	return KR_OK;
}

static kr_status index_entities(kr_parsed *p)
{
	size_t n;
	char twice[24];
	struct json_object *list = kr__parsed_list(p->root, "entities", &n);

	if (!kr__symbols_init(&p->ids, &p->arena, NULL))
		return kr__arena_status(&p->arena);
	for (size_t i = 0; i < n; i++) {
		kr_view id = kr__parsed_text(json_object_array_get_idx(list, i), "id");
		if (!id.len || kr__symbols_find(&p->ids, id) != KR_NOSYM) {
			snprintf(twice, sizeof twice, "#%zu", i); /* keep the count */
			id = kr__view_of(twice);
		}
		kr__symbols_add(&p->ids, id);
	}
	return kr__arena_status(&p->arena);
}

kr_status kr__parsed_open(kr_parsed *p, kr_view record, kr_err *err)
{
	struct json_tokener *t = json_tokener_new();

	memset(p, 0, sizeof *p);
	kr__arena_init(&p->arena, NULL, 0);
	if (!t)
		return KR_ENOMEM;
	if (record.len < INT_MAX)
		p->root = json_tokener_parse_ex(t, record.ptr, (int)record.len);
	json_tokener_free(t);
	if (!p->root || !json_object_is_type(p->root, json_type_object) ||
	    !json_object_object_get_ex(p->root, "doc", &p->doc))
		return kr__err_set(err, KR_ESTORE, "", -1, "a stored record cannot be read");
	p->text = kr__parsed_text(p->root, "text");
	kr_status status = count_chars(p);
	return status ? status : index_entities(p);
}

void kr__parsed_close(kr_parsed *p)
{
	json_object_put(p->root);
	kr__arena_drop(&p->arena);
}

bool kr__parsed_pair(const kr_parsed *p, struct json_object *pair, kr_span *out)
{
	if (!json_object_is_type(pair, json_type_array) || json_object_array_length(pair) != 2)
		return false;
	int64_t a = json_object_get_int64(json_object_array_get_idx(pair, 0));
	int64_t b = json_object_get_int64(json_object_array_get_idx(pair, 1));
	if (a < 0 || b <= a || (uint64_t)b > p->text.len)
		return false;
	*out = (kr_span){ (uint32_t)a, (uint32_t)b };
	return true;
}

bool kr__parsed_span(const kr_parsed *p, struct json_object *o, const char *key,
                     kr_span *out)
{
	struct json_object *v;

	return json_object_object_get_ex(o, key, &v) && kr__parsed_pair(p, v, out);
}

uint32_t kr__parsed_entity(const kr_parsed *p, kr_view id)
{
	kr_sym s = id.len ? kr__symbols_find(&p->ids, id) : KR_NOSYM;

	return s == KR_NOSYM || s == 0 ? KR_NOSYM : s - 1;
}

uint32_t kr__parsed_chars(const kr_parsed *p, uint32_t at)
{
	uint32_t n = p->blocks[at / BLOCK];

	for (uint32_t i = at - at % BLOCK; i < at; i++)
		n += first_byte(p->text.ptr[i]);
	return n;
}
