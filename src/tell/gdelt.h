// SPDX-License-Identifier: Apache-2.0
/* Events and mentions in the columns of GDELT 2.0; see docs/formats/gdelt.md. */
#ifndef KR_TELL_GDELT_H
#define KR_TELL_GDELT_H

#include "merge/fact.h"

/* Rows of 61 columns, one a pair of sides; none for what did not happen. */
void kr__gdelt_event(const kr_fact *f, kr_buf *out);
/* Rows of 16 columns, one a pair and report. */
void kr__gdelt_mention(const kr_fact *f, const kr_fact_report *r, kr_buf *out);

/* ICEWS: the head line, then rows of 20 columns; docs/formats/icews.md. */
void kr__icews_head(kr_buf *out);
void kr__icews_event(const kr_fact *f, kr_buf *out);

#endif
