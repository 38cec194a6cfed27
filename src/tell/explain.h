// SPDX-License-Identifier: Apache-2.0
/* Why a record is what it is, for people. */
#ifndef KR_TELL_EXPLAIN_H
#define KR_TELL_EXPLAIN_H

#include "doc/doc.h"

/* Append how the events whose id starts with `record` came about (empty: all),
 * and, for `record` empty, what nearly became one. Frames that lost are known
 * only if the document was read with notes. False: no such record. */
bool kr__tell_explain(const kr_doc *d, kr_view record, kr_buf *out);

#endif
