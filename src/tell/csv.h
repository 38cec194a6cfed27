// SPDX-License-Identifier: Apache-2.0
/* Rows as CSV (RFC 4180) and as tab-separated values. */
#ifndef KR_TELL_CSV_H
#define KR_TELL_CSV_H

#include "merge/fact.h"

/* One field: quoted where it holds a comma, a quotation mark or a line end. */
void kr__csv_field(kr_buf *out, kr_view v);
/* The names of the columns, or a row, with the line end (LF). Null is the
 * empty field. */
void kr__csv_head(kr_buf *out, const kr_column *columns, uint32_t n);
void kr__csv_row(kr_buf *out, const kr_cell *cells, uint32_t n);
/* Rows of the data dictionary: table, column, type, meaning. */
void kr__csv_dictionary(kr_buf *out, const char *table, const kr_column *columns,
                        uint32_t n);

/* One field of a tab-separated row and the tab behind it. The form knows no
 * quoting: control characters become spaces. */
void kr__tsv_field(kr_buf *out, kr_view v);
void kr__tsv_str(kr_buf *out, const char *v);
void kr__tsv_i64(kr_buf *out, int64_t n);
void kr__tsv_skip(kr_buf *out, unsigned n); /* n empty fields */
void kr__tsv_end(kr_buf *out);              /* the last tab becomes a line end */

#endif
