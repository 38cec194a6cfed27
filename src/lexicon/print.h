// SPDX-License-Identifier: Apache-2.0
/* Fingerprints of language packs: one number over every byte of the files that
 * records depend on. */
#ifndef KR_LEXICON_PRINT_H
#define KR_LEXICON_PRINT_H

#include "lexicon/lexicon.h"

enum { KR_MAX_PACKS = 32 };
/* prints[i] belongs to lx->packs[i]; *common to documents without a pack. Reads
 * some 20 MB: for who writes a store, not for who reads an article. */
kr_status kr__lexicon_prints(const kr_lexicon *lx, uint64_t *prints,
                             uint64_t *common, kr_err *err);
/* A line "damaged PATH" to `out` for each file in use whose checksum does not
 * fit. Opening looks at the frame of weights only, so that it costs nothing. */
void kr__lexicon_damage(const kr_lexicon *lx, kr_buf *out);

#endif
