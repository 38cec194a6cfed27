// SPDX-License-Identifier: Apache-2.0
/*
 * JSON out: a sticky writer over a kr_buf. Commas and colons come by
 * themselves; strings are escaped, invalid UTF-8 becomes U+FFFD.
 */
#ifndef KR_BASE_JSON_H
#define KR_BASE_JSON_H

#include "base/buf.h"

typedef struct kr_json {
	kr_buf *out;
	unsigned depth;
	uint64_t comma; /* bit d: a value was written at depth d */
	bool after_key;
} kr_json;

void kr__json_init(kr_json *j, kr_buf *out);
void kr__json_open(kr_json *j, char brace);  /* '{' or '[' */
void kr__json_close(kr_json *j, char brace); /* '}' or ']' */
/* `key` is written as it is: a name of ours, without marks. */
void kr__json_key(kr_json *j, const char *key);
void kr__json_str(kr_json *j, kr_view v);
void kr__json_i64(kr_json *j, int64_t n);
void kr__json_fixed(kr_json *j, int64_t n, unsigned decimals);
void kr__json_bool(kr_json *j, bool b);
void kr__json_null(kr_json *j);
void kr__json_raw(kr_json *j, kr_view json); /* a ready value, unchecked */
void kr__json_span(kr_json *j, kr_span s);   /* [start,end] */
/* key and value at once; an empty view is written as null by _opt. */
void kr__json_kstr(kr_json *j, const char *key, kr_view v);
void kr__json_kopt(kr_json *j, const char *key, kr_view v);
void kr__json_ki64(kr_json *j, const char *key, int64_t n);
/* A JSON string literal of `v` with its marks, appended to `out`. */
void kr__json_quote(kr_buf *out, kr_view v);

#endif
