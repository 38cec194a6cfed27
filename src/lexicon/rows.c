// SPDX-License-Identifier: Apache-2.0
/*
 * Rows. The problem: linguists edit the packs with any editor and want the
 * file and line of a slip. The idea: tabs, comments, nothing else. Limits:
 * 64 MiB a file; no quoting, so a field holds no tab and no line end.
 */
#include "lexicon/rows.h"

#include <string.h>

enum { MAX_FILE = 64 << 20 };

static bool skip(kr_view line)
{
	return kr__view_trim(line).len == 0 || line.ptr[0] == '#';
}

static void split(kr_row *row, kr_view *fields, kr_view line)
{
	kr_view field;

	row->field = fields;
	while (kr__view_next(&line, '\t', &field))
		fields[row->n++] = kr__view_trim(field);
}

static void count(kr_view text, uint32_t *n_rows, uint32_t *n_fields)
{
	kr_view line;

	while (kr__view_next_line(&text, &line)) {
		if (skip(line))
			continue;
		++*n_rows;
		++*n_fields;
		for (size_t i = 0; i < line.len; i++)
			*n_fields += line.ptr[i] == '\t';
	}
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
	kr_buf buf;
	kr_status status;

	*rows = (kr_rows){ .path = "" };
	kr__buf_init(&buf, &a->alloc);
	status = kr__file_read(path, MAX_FILE, &buf, err);
	if (status)
		goto done;
	kr_view text = kr__arena_copy(a, kr__buf_view(&buf));
	status = kr__arena_status(a);
	if (status) {
		kr__err_set(err, status, path, -1, kr_status_text(status));
		goto done;
	}
	size_t valid = kr__utf8_valid(text);
	if (valid != text.len) {
		status = kr__err_set(err, KR_EDATA, path, (int64_t)valid,
		                     "is not valid UTF-8");
		goto done;
	}
	status = kr__rows_parse(rows, a, text, path, min_fields, max_fields, err);
done:
	kr__buf_drop(&buf);
	return status;
}
