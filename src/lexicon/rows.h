// SPDX-License-Identifier: Apache-2.0
/*
 * Rows: the one format of language packs and of the world. Lines of fields
 * parted by tabs; `#` at the start of a line is a comment, empty lines are
 * skipped; fields are trimmed. Rows keep their line number for messages.
 */
#ifndef KR_LEXICON_ROWS_H
#define KR_LEXICON_ROWS_H

#include "base/base.h"

typedef struct kr_row {
	uint32_t line;
	uint32_t n;
	const kr_view *field; /* [n] */
} kr_row;

typedef struct kr_rows {
	const kr_row *at;
	uint32_t n;
	const char *path;
} kr_rows;

/* Read `path`; every row has at least min_fields and at most max_fields
 * (0: any). Everything is put into `a`. A file that is not there gives
 * KR_ENOTFOUND. */
kr_status kr__rows_read(kr_rows *rows, kr_arena *a, const char *path,
                        uint32_t min_fields, uint32_t max_fields, kr_err *err);
/* The same from text in memory; `path` is for messages. */
kr_status kr__rows_parse(kr_rows *rows, kr_arena *a, kr_view text,
                         const char *path, uint32_t min_fields,
                         uint32_t max_fields, kr_err *err);
/* Field i of a row, or the empty view. */
static inline kr_view kr__row_get(const kr_row *r, uint32_t i)
{
	return i < r->n ? r->field[i] : (kr_view){ "", 0 };
}

#endif
