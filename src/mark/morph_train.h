// SPDX-License-Identifier: Apache-2.0
/* morph_train: makes morph.krm. Same input, same bytes. */
#ifndef KR_MARK_MORPH_TRAIN_H
#define KR_MARK_MORPH_TRAIN_H

#include "learn/treebank.h"
#include "mark/lemma.h"

typedef struct kr_morph_data {
	kr_view roots;                /* a root a line */
	kr_view raw;                  /* running news text, for counts */
	kr_bank bank[KR_N_STYLES];    /* treebanks by style; lemmas may lack */
	kr_bank voices; /* words with UniMorph tags, for voices of the wiki style */
} kr_morph_data;

/* Train on `data` with the affixes of `p`, which gets the result as its
 * morphology; everything lives in `a`. */
kr_status kr__morph_train(kr_pack *p, const kr_morph_data *data, kr_arena *a);
/* Read LANG_DIR/morph.plan and the corpora it names below `data_dir`, train,
 * and add the file to `out`. LANG_DIR is a folder of a tree of packs. */
kr_status kr__morph_train_plan(const char *lang_dir, const char *data_dir,
                               kr_buf *out, kr_err *err);

#endif
