// SPDX-License-Identifier: Apache-2.0
/* What the files of the name annotator share. */
#ifndef KR_MARK_NAME_PART_H
#define KR_MARK_NAME_PART_H

#include "lexicon/names.h"
#include "mark/name.h"
#include "mark/name_feature.h"

enum { KR__NAME_NOTHING = 255 };

/* A sentence, or a piece of a very long one, while its names are found. */
typedef struct kr__naming {
	const struct kr_names *names;
	kr_doc *doc;
	kr_arena *scratch;
	const kr_token *token; /* [n], as all arrays below */
	uint32_t n;
	kr__name_atom *atom;
	int32_t *score;        /* [n][KR__LINEAR_LABELS] */
	uint8_t *label;        /* of the model */
	uint8_t *type;         /* kr_name_type, or KR__NAME_NOTHING */
	bool *first;           /* a name begins here */
	uint8_t type_of[KR__LINEAR_LABELS]; /* label to type */
} kr__naming;

/* First token of the title before the name that starts at token `at`; `at` if
 * there is none. */
uint32_t kr__name_title(const kr__naming *g, uint32_t at);
/* Find happenings and write them over what was there. */
void kr__name_happenings(kr__naming *g);

#endif
