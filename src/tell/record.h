// SPDX-License-Identifier: Apache-2.0
/* The record of one document as a line of JSON; see docs/records.md. */
#ifndef KR_TELL_RECORD_H
#define KR_TELL_RECORD_H

#include "doc/doc.h"

/* Append the record and a line end. `flags`: enum kr_tell_flags. */
void kr__tell_record(const kr_doc *d, unsigned flags, kr_buf *out);

/* Stable id of a record: letter of the layer and 16 hex digits made of the
 * document's id, the record's span, rule and value. `id` has 18 bytes. */
void kr__record_id(const kr_doc *d, kr_layer_id layer, uint32_t i, char *id);

#endif
