// SPDX-License-Identifier: Apache-2.0
/* Events as PLOVER JSON Lines and as a POLECAT-like table; docs/formats/plover.md. */
#ifndef KR_TELL_PLOVER_H
#define KR_TELL_PLOVER_H

#include "merge/fact.h"

void kr__plover_json(const kr_fact *f, kr_buf *out); /* one line */
void kr__plover_head(kr_buf *out);                   /* names of the columns */
void kr__plover_row(const kr_fact *f, kr_buf *out);

#endif
