// SPDX-License-Identifier: Apache-2.0
/*
 * Rows. The problem: linguists edit the packs with any editor and want the
 * file and line of a slip. The idea: tabs, comments, nothing else. Limits:
 * 64 MiB a file; no quoting, so a field holds no tab and no line end.
 */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3") /* counting bytes */
#endif
#include "lexicon/rows.h"

#include <string.h>

enum { MAX_FILE = 64 << 20 };

static bool skip(kr_view line)
{
	return line.len == 0 || line.ptr[0] == '#' || kr__view_trim(line).len == 0;
}

static void split(kr_row *row, kr_view *fields, kr_view line)
{
	kr_view field;

	row->field = fields;
	while (kr__view_next(&line, '\t', &field))
		fields[row->n++] = kr__view_trim(field);
}

/* No more rows and fields than these. */
static void count(kr_view text, uint32_t *n_rows, uint32_t *n_fields)
{
	uint32_t lines = 1, tabs = 0;

	for (size_t i = 0; i < text.len; i++) {
		lines += text.ptr[i] == '\n';
		tabs += text.ptr[i] == '\t';
	}
	*n_rows = lines;
	*n_fields = lines + tabs;
}

kr_status kr__rows_parse(kr_rows *rows, kr_arena *a, kr_view text,
                         const char *path, uint32_t min_fields,
                         uint32_t max_fields, kr_err *err)
{
	uint32_t n_rows = 0, n_fields = 0, line_no = 0, used = 0;
	kr_view line;

	count(text, &n_rows, &n_fields);
	kr_row *at = kr__arena_array(a, n_rows, sizeof *at);
	kr_view *fields = kr__arena_array(a, n_fields, sizeof *fields);
	kr_view name = kr__arena_copy(a, kr__view_of(path));
	if (!at || !fields || kr__arena_status(a))
		return kr__err_set(err, KR_ENOMEM, path, -1, "out of memory");
	*rows = (kr_rows){ .at = at, .path = name.ptr };
	while (kr__view_next_line(&text, &line)) {
		line_no++;
		if (skip(line))
			continue;
		kr_row *r = &at[rows->n++];
		r->line = line_no;
		split(r, fields + used, line);
		used += r->n;
		if (r->n < min_fields || (max_fields && r->n > max_fields))
			return kr__err_fmt(err, KR_EDATA, path, line_no,
			                   "%u fields where %u to %u belong",
			                   r->n, min_fields, max_fields);
	}
	return KR_OK;
}

kr_status kr__rows_read(kr_rows *rows, kr_arena *a, const char *path,
                        uint32_t min_fields, uint32_t max_fields, kr_err *err)
{
	kr_view text;

	*rows = (kr_rows){ .path = "" };
	kr_status status = kr__file_take(path, MAX_FILE, a, &text, err);
	if (status)
		return status;
	size_t valid = kr__utf8_valid(text);
	if (valid != text.len)
		return kr__err_set(err, KR_EDATA, path, (int64_t)valid,
		                   "is not valid UTF-8");
	return kr__rows_parse(rows, a, text, path, min_fields, max_fields, err);
}
