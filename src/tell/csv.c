// SPDX-License-Identifier: Apache-2.0
/*
 * CSV and TSV. The problem: every spreadsheet and statistics package reads
 * them, each with its own idea of quoting. The idea: RFC 4180 with LF, nothing
 * quoted that need not be; tab-separated rows (GDELT, ICEWS) cannot quote, so
 * white space inside a field becomes a space. Limits: null and the empty text
 * look alike in both.
 */
#include "tell/csv.h"

#include <string.h>

void kr__csv_field(kr_buf *out, kr_view v)
{
	bool quoted = v.len && (v.ptr[0] == ' ' || v.ptr[v.len - 1] == ' ');

	for (size_t i = 0; i < v.len && !quoted; i++)
		quoted = memchr(",\"\r\n", v.ptr[i], 4) != NULL;
	if (!quoted) {
		kr__buf_add(out, v);
		return;
	}
	kr__buf_chr(out, '"');
	for (size_t i = 0; i < v.len; i++) {
		if (v.ptr[i] == '"')
			kr__buf_chr(out, '"');
		kr__buf_chr(out, v.ptr[i]);
	}
	kr__buf_chr(out, '"');
}

void kr__csv_head(kr_buf *out, const kr_column *columns, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		kr__buf_str(out, i ? "," : "");
		kr__csv_field(out, kr__view_of(columns[i].name));
	}
	kr__buf_chr(out, '\n');
}

void kr__csv_row(kr_buf *out, const kr_cell *cells, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		kr__buf_str(out, i ? "," : "");
		if (!cells[i].null)
			kr__csv_field(out, cells[i].text);
	}
	kr__buf_chr(out, '\n');
}

void kr__csv_dictionary(kr_buf *out, const char *table, const kr_column *columns,
                        uint32_t n)
{
	static const char *const types[] = { "text", "day", "integer", "real", "boolean" };

	for (uint32_t i = 0; i < n; i++) {
		kr__csv_field(out, kr__view_of(table));
		kr__buf_chr(out, ',');
		kr__csv_field(out, kr__view_of(columns[i].name));
		kr__buf_chr(out, ',');
		kr__buf_str(out, types[columns[i].type]);
		kr__buf_chr(out, ',');
		kr__csv_field(out, kr__view_of(columns[i].meaning));
		kr__buf_chr(out, '\n');
	}
}

void kr__tsv_field(kr_buf *out, kr_view v)
{
	for (size_t i = 0; i < v.len; i++) {
		unsigned char c = (unsigned char)v.ptr[i];
		kr__buf_chr(out, c < 0x20 || c == 0x7F ? ' ' : (char)c);
	}
	kr__buf_chr(out, '\t');
}

void kr__tsv_str(kr_buf *out, const char *v)
{
	kr__tsv_field(out, kr__view_of(v));
}

void kr__tsv_i64(kr_buf *out, int64_t n)
{
	kr__buf_i64(out, n);
	kr__buf_chr(out, '\t');
}

void kr__tsv_skip(kr_buf *out, unsigned n)
{
	while (n--)
		kr__buf_chr(out, '\t');
}

void kr__tsv_end(kr_buf *out)
{
	if (out->len && !out->failed)
		out->ptr[out->len - 1] = '\n';
}
