// SPDX-License-Identifier: Apache-2.0
/* Tables as Apache Parquet files; docs/formats/parquet.md. */
#ifndef KR_TELL_PARQUET_H
#define KR_TELL_PARQUET_H

#include "merge/fact.h"

typedef struct kr_parquet kr_parquet;

/* Begin a file of these columns (borrowed); the magic goes to `out`, a buffer
 * that the caller may empty between calls. NULL: out of memory. */
kr_parquet *kr__parquet_new(const kr_column *columns, uint32_t n, kr_buf *out);
/* Add a row; a full row group goes to `out`. */
kr_status kr__parquet_row(kr_parquet *p, const kr_cell *cells, kr_buf *out);
/* The last row group and the footer. */
kr_status kr__parquet_end(kr_parquet *p, kr_buf *out);
void kr__parquet_free(kr_parquet *p);

#endif
