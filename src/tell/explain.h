// SPDX-License-Identifier: Apache-2.0
/* Why a record is what it is, for people. */
#ifndef KR_TELL_EXPLAIN_H
#define KR_TELL_EXPLAIN_H

#include "doc/doc.h"

/* Append how the records whose id starts with `record` came about (empty: all
 * events, and what nearly became one). Frames that lost are known only if the
 * document was read with notes. False: no such record. */
bool kr__tell_explain(const kr_doc *d, kr_view record, kr_buf *out);

/* ---- between the files of explaining ---- */
/* The same for quotes, times and actors; `record` is not empty. */
bool kr__explain_others(const kr_doc *d, kr_view record, kr_buf *out);
/* The name of a line's field, padded. */
void kr__explain_label(kr_buf *out, const char *name);
/* A line: field and value. */
void kr__explain_line(kr_buf *out, const char *name, kr_view v);
/* "bytes 12-40" */
void kr__explain_bytes(kr_buf *out, kr_span s);
/* By which words `within` names somebody first; if it does not, who else
 * does. */
void kr__explain_mention(const kr_doc *d, kr_span within, uint32_t entity, kr_buf *out);
/* Where name and code of somebody come from. */
void kr__explain_known(const kr_doc *d, uint32_t entity, kr_buf *out);

#endif
