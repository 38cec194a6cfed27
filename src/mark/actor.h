// SPDX-License-Identifier: Apache-2.0
/* actor: what the files that find and join actors share. */
#ifndef KR_MARK_ACTOR_H
#define KR_MARK_ACTOR_H

#include "mark/mark.h"

typedef enum kr_unit_kind {
	KR_U_NONE,
	KR_U_PERSON,      /* named, perhaps with a role before it */
	KR_U_ROLE,        /* an office without a name: "Presiden Iran" */
	KR_U_STATE,
	KR_U_SEAT,        /* Moskow, Gedung Putih: place or state */
	KR_U_PLACE,
	KR_U_ORG,
	KR_U_GROUP,       /* "warga Palestina" */
	KR_U_EVENT,
	KR_U_HE, KR_U_THEY,
	KR_U_BOTH,        /* "kedua negara" */
	KR_U_COUNTERPART, /* "mitranya (dari Iran)" */
	KR_U_OWNSTATE     /* "negaranya" */
} kr_unit_kind;

enum kr_unit_flags {
	KR_UF_STATES = 1, KR_UF_PERSONS = 2, KR_UF_PLACE = 4,
	KR_UF_ASSUMED = 8, /* of the home country, because nothing else is said */
	KR_UF_POINTED = 16, /* "politikus PKB ini": somebody told of before */
	KR_UF_RULER = 32,   /* "pemerintahan Trump": the name is of who heads it */
	KR_UF_SHARED = 64   /* "tentara X dan Y": the head of the unit before */
};

/* A stretch of words that refers to one thing. */
typedef struct kr_unit {
	uint32_t first, n;           /* words, all of it */
	uint32_t name_first, name_n; /* words of the name in it */
	uint8_t kind, flags;
	uint8_t world_kind;
	uint32_t world;     /* row of that kind, or KR_NONE */
	kr_view name;       /* canonical, where the finder knows it */
	kr_view role;       /* as the text says */
	kr_view office;     /* key of the world's office */
	kr_view code, country, sector;
	uint32_t entity;    /* KR_NONE until joined */
	uint32_t ruler;     /* the person of a state told of by him, or KR_NONE */
	uint32_t sentence;
} kr_unit;

/* An entity in the making. */
typedef struct kr_cast_one {
	kr_entity e;
	kr_view name, code, country, sector, role, office;
	kr_view alias;       /* short form that the text gives in brackets */
	kr_view shown;       /* name as the text has it: of collectives the first,
	                      * of organisations the longest */
	bool whole;          /* the text has the person's name as the world has it */
	bool by_name;        /* the text has the world's own name of it, or a
	                      * name of the person */
	uint32_t world;      /* row, KR_NONE */
	uint8_t world_kind;
	uint32_t n_mentions, last_unit;
	uint32_t n_places;   /* mentions that only say where */
	uint32_t member[2], n_members;
	bool inferred;       /* its country is the article's */
} kr_cast_one;

/* A short form and the words that it stands for: "Komisi Xyz (KX)". */
typedef struct kr_cast_short {
	kr_view form;
	uint32_t first, n; /* words where it is defined */
	kr_view code;      /* of an armed group, else empty */
} kr_cast_short;

/* A short form and the words of the name that it stands for: "Dana Sutama (DS)". */
typedef struct kr_cast_initial {
	kr_view form;
	uint32_t first, n;
	uint8_t kind; /* KR_U_PERSON, KR_U_ORG, or KR_U_NONE: nobody */
} kr_cast_initial;

typedef struct kr_casting {
	const kr_pack *pack;
	const kr_world *world;
	const struct kr_actors *facts;
	kr_doc *doc;
	kr_arena *scratch;
	kr_view *form;      /* [n_words] as written */
	uint64_t *key;      /* [n_words] folded */
	bool *begins;       /* [n_words] a name of the world may begin there */
	uint32_t *name_at;  /* [n_words] name that starts there (with its title) */
	kr_unit *units;
	uint32_t n_units, cap_units;
	kr_cast_one *cast;
	uint32_t n_cast, cap_cast;
	kr_cast_short *shorts;
	uint32_t n_shorts, cap_shorts;
	kr_cast_initial *initials;
	uint32_t n_initials, cap_initials;
	kr_days when;       /* for offices */
	kr_view home;       /* country that the article takes for granted */
} kr_casting;

/* ---- actor_armed.c ---- */
/* Find the short forms that the article defines. */
kr_status kr__actor_shorts(kr_casting *c);
/* The first of the words before `end` whose initials spell `v`; KR_NONE. */
uint32_t kr__actor_spelled_by(const kr_casting *c, uint32_t from, uint32_t end,
                              kr_view v);
/* The definition told of at word i, perhaps behind "kelompok bersenjata"; *n: its
 * words. NULL: none. */
const kr_cast_short *kr__actor_short_at(const kr_casting *c, uint32_t i, uint32_t end,
                                        uint32_t *n);
/* An organisation that only such a definition tells, or its short form. */
void kr__actor_read_short(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u);
/* Give armed groups that no list knows a code; after the join. */
void kr__actor_armed(kr_casting *c);
/* Give who speaks for somebody his side; after the armed ones. */
void kr__actor_speakers(kr_casting *c);
/* A country, organisation or place that says whose something is. */
typedef struct kr_whose {
	uint32_t n; /* words */
	kr_view name, code, country;
	uint8_t world_kind;
	uint32_t world;
} kr_whose;

/* ---- actor_initial.c ---- */
/* Find the short forms that the article gives a meaning of its own. */
kr_status kr__actor_initials(kr_casting *c);
/* Is word i one of them? */
bool kr__actor_own_short(const kr_casting *c, uint32_t i);


/* Give bare states joined to an army its head. */
void kr__actor_share(kr_casting *c);
/* Fill units, in text order, from words, names and the world. */
kr_status kr__actor_find(kr_casting *c);
/* Settle which country the article takes for granted, and whose bodies. */
kr_status kr__actor_home(kr_casting *c);
/* A body of home by a name that every state's has: "Mahkamah Agung". */
bool kr__actor_any_state(const kr_casting *c, const kr_unit *u);
/* What a role says: office key, code, country, sector of words [first, end). */
void kr__actor_role(const kr_casting *c, uint32_t first, uint32_t end, kr_unit *u);
/* The country told of whom the words from `at` on describe; empty: none. */
kr_view kr__actor_told(const kr_casting *c, uint32_t at, uint32_t end);
/* Is the sentence written as headlines are, most words with a capital? */
bool kr__actor_headline(const kr_casting *c, const kr_sentence *s);
/* What the world knows at `i` that can say whose something is. */
bool kr__actor_whose(const kr_casting *c, uint32_t i, uint32_t end, kr_whose *w);
/* A hit at word `i` that its writing allows: a weak one wants a capital. */
bool kr__actor_usable(const kr_casting *c, const kr_world_hit *h, uint32_t i);
/* "(Menlu)", "(AS)": words it takes, 0 if none. */
uint32_t kr__actor_brackets(const kr_casting *c, uint32_t i, uint32_t end);
/* "Apple", "Meta": of an organisation's name also a weak meaning holds. */
bool kr__actor_known_org(const kr_casting *c, kr_unit *u);
/* Code, country and sector of an organisation that the text names. */
void kr__actor_org(const kr_casting *c, uint32_t end, kr_unit *u);
/* Extend its name to its short form in brackets and what follows it. */
void kr__actor_org_extent(const kr_casting *c, uint32_t end, kr_unit *u);
/* Give every unit its entity. */
kr_status kr__actor_join(kr_casting *c);
/* Is it an office of those who head states? */
bool kr__actor_heads_state(kr_view office);
/* Pronouns, "kedua negara", "mitranya": after the named ones. */
kr_status kr__actor_refer(kr_casting *c, uint32_t unit);

/* The first person of the sentence before the unit, else of the nearest sentence
 * that has one; KR_NONE. */
uint32_t kr__actor_person_before(const kr_casting *c, uint32_t unit);

/* ---- actor_thing.c: organisations, groups, places ---- */
void kr__cast_thing(kr_casting *c, kr_unit *u);
void kr__cast_spelling(const kr_casting *c, const kr_unit *u);
/* The entity of that type and name; KR_NONE. */
uint32_t kr__cast_by_name(const kr_casting *c, uint8_t type, kr_view name);
/* Does the unit stand behind a word of where: "di Moskow"? */
bool kr__actor_behind_prep(const kr_casting *c, const kr_unit *u);

/* For join, thing and refer. */
/* Learn the short form in brackets behind a unit; the entity of one. */
void kr__cast_learn_alias(kr_casting *c, const kr_unit *u);
uint32_t kr__cast_by_alias(const kr_casting *c, kr_view name);
uint32_t kr__cast_add(kr_casting *c, const kr_cast_one *one);
uint32_t kr__cast_state(kr_casting *c, kr_view code);
/* The entity of a person's unit, joined now if it is not yet. */
uint32_t kr__cast_person(kr_casting *c, uint32_t unit);
/* Text of words [first, first + n). */
kr_view kr__unit_text(const kr_casting *c, uint32_t first, uint32_t n);

/* "XI" of "Komisi XI DPR". */
static inline bool kr__is_roman(kr_view v)
{
	for (size_t k = 0; k < v.len; k++)
		if (v.ptr[k] != 'I' && v.ptr[k] != 'V' && v.ptr[k] != 'X')
			return false;
	return v.len > 0 && v.len < 6;
}

#endif
