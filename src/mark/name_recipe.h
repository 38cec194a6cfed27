// SPDX-License-Identifier: Apache-2.0
/* The recipe of a name model: types, styles, corpora, raw text, lists. */
#ifndef KR_MARK_NAME_RECIPE_H
#define KR_MARK_NAME_RECIPE_H

#include "lexicon/rows.h"
#include "mark/name_train.h"

enum { KR__NAME_TYPES = 6, KR__NAME_FILES = 16 };

typedef struct kr__name_source {
	const char *path; /* data_dir/file */
	kr_view kind;     /* list: "person" ...; held: style that may overlap */
	uint32_t style;   /* corpus */
	float weight;
	bool small;       /* learn a copy in small letters too */
} kr__name_source;

typedef struct kr__name_recipe {
	kr_view type[KR__NAME_TYPES], alias[KR__NAME_TYPES];
	uint32_t n_types, n_styles, n_corpora, n_held, n_raw, n_lists;
	kr_view style[KR__LINEAR_STYLES];
	uint32_t allowed[KR__LINEAR_STYLES]; /* labels of each style */
	bool hidden[KR__LINEAR_STYLES];      /* learned from, not written */
	int lean[KR__LINEAR_STYLES];
	kr__name_source corpus[KR__NAME_FILES], held[KR__NAME_FILES];
	kr__name_source raw[KR__NAME_FILES], list[KR__NAME_FILES];
} kr__name_recipe;

kr_status kr__name_recipe_read(kr__name_recipe *r, const kr__name_job *job,
                               kr_arena *a, kr_err *err);
/* Label of a tag such as "B-PERSON": 0 is O, 1 + 2 i begins type i, 2 + 2 i
 * goes on with it. Types that are not ours are O. */
uint8_t kr__name_label(const kr__name_recipe *r, kr_view tag);
/* "B-PER" of a label; `out` has 16 bytes. */
void kr__name_label_text(const kr__name_recipe *r, uint32_t label, char *out);

#endif
