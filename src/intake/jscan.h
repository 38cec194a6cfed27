// SPDX-License-Identifier: Apache-2.0
/*
 * A JSON scanner that works in place: it walks the members of one object,
 * gives strings and numbers, passes over the rest. No tree, no memory.
 */
#ifndef KR_INTAKE_JSCAN_H
#define KR_INTAKE_JSCAN_H

#include "base/view.h"

enum { KR_JSCAN_MAX_DEPTH = 1024 };

typedef enum kr_jkind {
	KR_J_STRING, /* decoded */
	KR_J_NUMBER, /* as written */
	KR_J_TRUE,
	KR_J_FALSE,
	KR_J_NULL,
	KR_J_OTHER, /* an object or array, as written, checked */
} kr_jkind;

typedef struct kr_jscan {
	char *at, *end; /* changed in place by escapes in strings */
	const char *begin;
	const char *why; /* static text once something is wrong, else NULL */
	unsigned max_depth;
	bool open;  /* inside the object */
	bool first; /* no member was seen yet */
} kr_jscan;

/* Scan bytes [at, at + len), which may be changed. */
void kr__jscan_init(kr_jscan *j, char *at, size_t len, unsigned max_depth);
/* Step into the object there; false: see `why`. */
bool kr__jscan_object(kr_jscan *j);
/* The next member; false at the closing brace or on an error (see `why`). */
bool kr__jscan_next(kr_jscan *j, kr_view *key, kr_jkind *kind, kr_view *value);
/* Only white space is left behind the value; else sets `why`. */
bool kr__jscan_done(kr_jscan *j);
/* Bytes from the start to where the scanner stands. */
size_t kr__jscan_offset(const kr_jscan *j);

#endif
