// SPDX-License-Identifier: Apache-2.0
/* Records as brat stand-off annotation; docs/formats/brat.md. */
#ifndef KR_TELL_BRAT_H
#define KR_TELL_BRAT_H

#include "tell/parsed.h"

/* The .ann file of one document. KR_ENOMEM. */
kr_status kr__brat_doc(const kr_parsed *p, kr_buf *out);
/* annotation.conf: the types that occur. */
void kr__brat_conf(kr_buf *out);
/* A file name (without ending) for a document id; equal ids, equal names. */
void kr__brat_name(kr_view id, kr_buf *out);

#endif
