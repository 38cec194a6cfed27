// SPDX-License-Identifier: Apache-2.0
/* conllu: a document's sentences as CoNLL-U. */
#ifndef KR_TELL_CONLLU_H
#define KR_TELL_CONLLU_H

#include "doc/doc.h"

/* Add every sentence of `d` to `out`: # sent_id, # text, words, multiword
 * tokens, SpaceAfter=No. Sentence ids are DOC-s1, DOC-s2, ... where the
 * document has an id, else s1, s2. White space inside # text is one space.
 * Ask out->failed afterwards. */
void kr__conllu_write(const kr_doc *d, kr_buf *out);

#endif
