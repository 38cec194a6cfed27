// SPDX-License-Identifier: Apache-2.0
/* Two texts and what differs between them, as a page for people. */
#ifndef KR_MERGE_ALIGN_TELL_H
#define KR_MERGE_ALIGN_TELL_H

#include "merge/copy.h"

/* Write the page; `how` and `c` come from kr__copy_judge(x, y), `how` with
 * its tiles (kr__align) also where the words are the same. */
void kr__align_tell(kr_buf *out, const kr_copy_doc *x, const kr_copy_doc *y,
                    const kr_alignment *how, const kr_copy *c);

#endif
