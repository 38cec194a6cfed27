// SPDX-License-Identifier: Apache-2.0
/* world_tables: what stands behind kr_world; for world*.c only. */
#ifndef KR_LEXICON_WORLD_TABLES_H
#define KR_LEXICON_WORLD_TABLES_H

#include "lexicon/phrases.h"
#include "lexicon/rows.h"
#include "lexicon/world.h"

enum { KR_WORLD_MAX_PIECES = 16, KR_WORLD_CODES = 26 * 26 * 26 };

/* One form under which a row is known. */
typedef struct kr_world_form {
	uint64_t exact; /* hash of the pieces as written */
	uint32_t row;
	uint16_t caps; /* bit i: piece i must begin with a capital */
	uint8_t kind, flags;
	bool strict; /* only exactly as written */
} kr_world_form;

/* A name cut into words and numbers; commas and their like count as pieces,
 * joiners (hyphen, dot, apostrophe, slash) do not. */
typedef struct kr_world_pieces {
	uint32_t n;
	bool over; /* there were more */
	kr_view at[KR_WORLD_MAX_PIECES];
} kr_world_pieces;

struct kr_world {
	kr_arena *arena;
	kr_world_row *rows[KR_WORLD_KINDS];
	uint32_t n_rows[KR_WORLD_KINDS], cap_rows[KR_WORLD_KINDS];
	kr_phrases phrases; /* pieces, lower-cased -> index of a form */
	kr_world_form *forms;
	uint32_t n_forms, cap_forms;
	kr_world_term *terms; /* by person, then day */
	uint32_t n_terms;
	uint32_t *first_term;  /* [person + 1] */
	const kr_world_term **by_office; /* [n_terms] by key, code, unit, day */
	kr_symbols persons;      /* while loading: canonical name -> row + 1 */
	kr_phrases offices;      /* key -> rows, in file order */
	uint16_t *country_of;    /* [KR_WORLD_CODES] row + 1 by code */
	kr_phrases domains;      /* labels of hosts, last first -> media row */
	kr_map map;              /* the image, if it came from one */
};

/* Cut more of `text` off; appends to `p`. */
void kr__world_cut(kr_world_pieces *p, kr_view text);
uint64_t kr__world_exact(const kr_world_pieces *p);
/* Add the name and aliases of a row. False: out of memory. */
bool kr__world_name(kr_world *w, enum kr_world_kind kind, uint32_t row,
                    kr_view name, kr_view aliases);
bool kr__world_form_add(kr_world *w, enum kr_world_kind kind, uint32_t row,
                        kr_view text, unsigned flags);
/* A hash of the texts of DATA_DIR/world; 0: there are none. */
uint64_t kr__world_stamp(const char *data_dir);
/* Open an image in memory, which must outlive it and begin at a multiple of
 * 16. KR_EDATA: it is damaged or of another version; stamp: of the texts it
 * must be of, 0: any. */
kr_status kr__world_view(kr_world **out, kr_arena *a, kr_view image,
                         uint64_t stamp);
/* True if no number in the tables leads outside them. */
bool kr__world_sound(const kr_world *w);
/* Fill people and their terms from the rows of holders.tsv. */
kr_status kr__world_people(kr_world *w, const kr_rows *rows, kr_err *err);
/* A field that may be "-" for nothing. */
static inline kr_view kr__world_field(const kr_row *r, uint32_t i)
{
	kr_view v = kr__row_get(r, i);

	return kr__view_is(v, "-") ? (kr_view){ "", 0 } : v;
}

#endif
