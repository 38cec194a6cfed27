// SPDX-License-Identifier: Apache-2.0
/*
 * The world: countries, seats of power, places, organisations, media, offices
 * and people, from the fact files of world/ (format: world/README.md).
 * Loaded once, then read-only and shared by all threads.
 *
 * Use: at each token ask kr__world_match for the longest name that starts
 * there; every hit names a kind and a row. A hit with KR_WORLD_WEAK is also
 * an ordinary word or somebody else's name: believe it only with other
 * evidence. Who holds an office on a day: kr__world_holder.
 */
#ifndef KR_LEXICON_WORLD_H
#define KR_LEXICON_WORLD_H

#include "base/base.h"

enum kr_world_kind {
	KR_WORLD_COUNTRY,
	KR_WORLD_DEMONYM, /* rows are countries */
	KR_WORLD_SEAT,    /* capital or palace: may stand for a government */
	KR_WORLD_PLACE,
	KR_WORLD_ORG,
	KR_WORLD_BODY,   /* a kind of organisation: "Kementerian Luar Negeri" */
	KR_WORLD_MEDIA,
	KR_WORLD_OFFICE,
	KR_WORLD_PERSON,
	KR_WORLD_KINDS
};

enum kr_world_flags {
	KR_WORLD_WEAK = 1,  /* needs other evidence */
	KR_WORLD_ALIAS = 2, /* matched by another form than the name */
	KR_WORLD_SHORT = 4, /* one word of a person's name: "Putin", "Jokowi" */
	KR_WORLD_EXACT = 8, /* matched in exactly its case */
};

enum { KR_WORLD_MAX_HITS = 32 };

typedef struct kr_world_hit {
	uint32_t row;
	uint8_t kind;  /* enum kr_world_kind */
	uint8_t flags; /* enum kr_world_flags */
} kr_world_hit;

/* All meanings of the longest match; strong ones first, then file order. */
typedef struct kr_world_hits {
	uint32_t n_words; /* words covered; 0: nothing matched */
	uint32_t n;
	kr_world_hit at[KR_WORLD_MAX_HITS];
} kr_world_hits;

/* One row of any kind. Views that do not apply are empty. */
typedef struct kr_world_row {
	kr_view name;    /* canonical */
	kr_view aliases; /* as in the file: parted by '|', with marks */
	kr_view code;    /* RUS, IGO-UN, NSA-HAMAS, COM, NGO */
	kr_view country; /* ISO alpha-3 of place, organisation or seat */
	kr_view key;     /* office, body: key; seat, place, media: kind */
	kr_view sector;  /* organisation, body, office */
	kr_view more;    /* media: domains; country: capital */
	float lat, lon;  /* seat, place; only if located */
	bool located;
	uint8_t weight;  /* place: 0 to 9 */
	bool one;        /* office: one holder at a time */
} kr_world_row;

/* A term of office of a person. A date unknown or open is {0, 0, 0}. */
typedef struct kr_world_term {
	uint32_t person; /* row of KR_WORLD_PERSON */
	uint32_t office; /* first row of KR_WORLD_OFFICE with the key */
	kr_view key, code, unit;
	kr_date from, to; /* to: the last day */
} kr_world_term;

typedef struct kr_world kr_world;

/* Load DATA_DIR/world into `a`: from the image that the build made of it
 * (world.bin there or beside the program) if it is of the same bytes, else
 * from the texts; files that are absent leave their kinds empty. */
kr_status kr__world_load(const kr_world **out, kr_arena *a,
                         const char *data_dir, kr_err *err);
/* From the texts only. */
kr_status kr__world_parse(kr_world **out, kr_arena *a, const char *data_dir,
                          kr_err *err);
/* Write the image of what kr__world_parse gave. */
kr_status kr__world_save(const kr_world *w, const char *data_dir,
                         const char *path, kr_err *err);
/* Read an image; KR_ENOTFOUND: none there, of another version or of other
 * texts than DATA_DIR's (with no texts there any will do). */
kr_status kr__world_image(kr_world **out, kr_arena *a, const char *data_dir,
                          const char *path, kr_err *err);
/* Does the checksum of an image fit? */
bool kr__world_summed(kr_view image);
/* The image behind a world; empty: it was read from the texts. */
kr_view kr__world_bytes(const kr_world *w);
/* Before the arena goes; NULL is fine. */
void kr__world_close(const kr_world *w);

/* Longest match over words[0..n). Words are as any tokenizer cuts them:
 * hyphens, dots and apostrophes do not count, commas do. True if n_words > 0. */
bool kr__world_match(const kr_world *w, const kr_view *words, uint32_t n,
                     kr_world_hits *hits);
/* May a match begin with this word? If not, none does. */
bool kr__world_begins(const kr_world *w, kr_view word);
/* The whole phrase or nothing. */
bool kr__world_find(const kr_world *w, kr_view phrase, kr_world_hits *hits);
/* The first hit of `kind`, or NULL. */
const kr_world_hit *kr__world_hit_of(const kr_world_hits *hits,
                                     enum kr_world_kind kind);

uint32_t kr__world_count(const kr_world *w, enum kr_world_kind kind);
/* `row` must be below the count; a demonym's row is its country. */
const kr_world_row *kr__world_row(const kr_world *w, enum kr_world_kind kind,
                                  uint32_t row);
/* Row number of a country by its code; KR_NOSYM: none. */
uint32_t kr__world_country(const kr_world *w, kr_view code);
/* Row number of an office by its key; KR_NOSYM: none. */
uint32_t kr__world_office(const kr_world *w, kr_view key);
/* Row number of the medium of a host name ("news.detik.com"; the longest
 * domain that fits); KR_NOSYM: none. */
uint32_t kr__world_host(const kr_world *w, kr_view host);

/* Terms of a person, oldest first. */
const kr_world_term *kr__world_terms(const kr_world *w, uint32_t person,
                                     uint32_t *n);
/* The term that a person surely had on all of `when`, or NULL; of several at
 * once that of the office which stands first in offices.tsv. */
const kr_world_term *kr__world_term_at(const kr_world *w, uint32_t person,
                                       kr_days when);
/* Who held the office on every day of `when`: a person's row, or KR_NOSYM if
 * nobody surely did or somebody else may have. `unit` empty: none. */
uint32_t kr__world_holder(const kr_world *w, kr_view key, kr_view code,
                          kr_view unit, kr_days when);

#endif
