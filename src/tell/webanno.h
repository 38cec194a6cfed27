// SPDX-License-Identifier: Apache-2.0
/* Records as W3C Web Annotations; docs/formats/webannotation.md. */
#ifndef KR_TELL_WEBANNO_H
#define KR_TELL_WEBANNO_H

#include "tell/parsed.h"

void kr__webanno_head(kr_buf *out);
/* The annotations of one document; *first: none was written yet. */
void kr__webanno_doc(const kr_parsed *p, bool *first, kr_buf *out);
void kr__webanno_foot(kr_buf *out);

#endif
