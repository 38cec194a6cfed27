// SPDX-License-Identifier: Apache-2.0
/* A stored record, read back: JSON with its text and a map of positions. */
#ifndef KR_TELL_PARSED_H
#define KR_TELL_PARSED_H

#include "base/base.h"

struct json_object;

typedef struct kr_parsed {
	struct json_object *root, *doc;
	kr_view text;
	uint32_t *blocks; /* characters before each block of 64 bytes */
	kr_arena arena;
	kr_symbols ids;   /* entity ids: number i + 1 is entity i */
} kr_parsed;

/* KR_ESTORE: the record cannot be read. Close also after a failure. */
kr_status kr__parsed_open(kr_parsed *p, kr_view record, kr_err *err);
void kr__parsed_close(kr_parsed *p);

/* Members; empty, NULL or 0 where absent or of another type. */
kr_view kr__parsed_text(struct json_object *o, const char *key);
struct json_object *kr__parsed_list(struct json_object *o, const char *key, size_t *n);
/* The span under `key`, false if none or not within the text. */
bool kr__parsed_span(const kr_parsed *p, struct json_object *o, const char *key,
                     kr_span *out);
/* A span that is a list of two itself. */
bool kr__parsed_pair(const kr_parsed *p, struct json_object *pair, kr_span *out);
/* The entity with that id: its place in the list, or KR_NOSYM. */
uint32_t kr__parsed_entity(const kr_parsed *p, kr_view id);
/* How many characters (code points) stand before byte `at`. */
uint32_t kr__parsed_chars(const kr_parsed *p, uint32_t at);

#endif
