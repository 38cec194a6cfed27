// SPDX-License-Identifier: Apache-2.0
/* The record of one document as a line of JSON; see docs/records.md. */
#ifndef KR_TELL_RECORD_H
#define KR_TELL_RECORD_H

#include "doc/doc.h"

/* Append the record and a line end. `flags`: enum kr_tell_flags. */
void kr__tell_record(const kr_doc *d, unsigned flags, kr_buf *out);

#endif
