// SPDX-License-Identifier: Apache-2.0
/* What the files of the name annotator share. */
#ifndef KR_MARK_NAME_PART_H
#define KR_MARK_NAME_PART_H

#include "lexicon/names.h"
#include "mark/name.h"
#include "mark/name_memo.h"

enum {
	KR__NAME_NOTHING = 255,
	KR__NAME_CERTAIN = 900, /* permille, of what the world knows */
};

/* A token while names are found. */
typedef struct kr__named {
	uint64_t low;  /* hash of the lower-case form */
	uint16_t cue;  /* kr__name_cue */
	uint16_t sure; /* permille */
	uint8_t type;  /* kr_name_type, or KR__NAME_NOTHING */
	bool first;    /* a name begins here */
	bool upper;    /* begins with a capital */
	bool cased;    /* its sentence tells names by capitals */
} kr__named;

typedef struct kr__naming {
	const kr_pack *pack;
	kr_doc *doc;
	kr_arena *scratch;
	const kr_token *token;
	kr__named *at; /* [n_tokens] of the document */
	/* work space for a piece of a sentence */
	kr__name_memo *memo;
	kr_view *form;
	uint64_t *key;
	kr__name_row **row;
	uint8_t *spare;
	kr__name_atom *atom;
	int32_t *score;
	uint8_t *label;
	uint8_t type_of[KR__LINEAR_LABELS]; /* label to type */
} kr__naming;

/* First token of the title before the name that starts at token `at`; `at` if
 * there is none. Not below `low`, the first token of the sentence. */
uint32_t kr__name_title(const kr__naming *g, uint32_t low, uint32_t at);
/* Find happenings in tokens [from, to) of a sentence and write them over what
 * was there. */
void kr__name_happenings(kr__naming *g, uint32_t from, uint32_t to);
/* Persons' names cut at a small particle or at the stop of an initial: "Abdel
 * Fattah al-Sisi", "Andi S. Prakoso". */
void kr__name_join(kr__naming *g, uint32_t from, uint32_t to);
/* Ranks that the model took for the beginning of a person's name, or for the
 * end of the organisation before it: "TNI Brigjen" before a person. */
void kr__name_part_ranks(kr__naming *g, uint32_t from, uint32_t to);
/* Offices that the model took for the beginning of a person's name, or for a
 * person: "CEO US Steel" before one, "Komandan Paspampres". */
void kr__name_part_offices(kr__naming *g, uint32_t from, uint32_t to);
/* "Gubernur Banten Andap Budi Santoso": the word between what an office is of
 * and the person is his first name. After kr__name_known. */
void kr__name_first_names(kr__naming *g, uint32_t from, uint32_t to);
/* Tokens of the country, place, organisation or medium that the world knows at
 * t, if its meaning is certain; 0: none. */
uint32_t kr__name_world_length(const kr__naming *g, uint32_t t, uint32_t to);
/* Countries, known organisations and media that the model did not see, or saw
 * as something else. */
void kr__name_known(kr__naming *g, uint32_t from, uint32_t to);
/* A part of a person's full name is that person wherever it stands alone. */
kr_status kr__name_agree(kr__naming *g, uint32_t n_tokens);

#endif
