// SPDX-License-Identifier: Apache-2.0
/* Raw text for training: plain or gzip; of JSON Lines the title and text. */
#ifndef KR_LEARN_RAWTEXT_H
#define KR_LEARN_RAWTEXT_H

#include "base/buf.h"

/* Append the text of a file to `out`. A path that ends in ".gz" is unpacked;
 * before that ".jsonl" means one object a line, of which "title" and "text"
 * are taken, each with a line end. Damage gives KR_EINPUT. */
kr_status kr__rawtext_read(const char *path, kr_buf *out, kr_err *err);

#endif
