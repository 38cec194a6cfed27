// SPDX-License-Identifier: Apache-2.0
/* actor_read: what the readers of references share. */
#ifndef KR_MARK_ACTOR_READ_H
#define KR_MARK_ACTOR_READ_H

#include "lexicon/actors.h"
#include "mark/actor.h"

/* ---- actor_whose.c ---- */
bool kr__actor_upper(const kr_casting *c, uint32_t i);
/* What the world knows at `i`. */
bool kr__actor_match(const kr_casting *c, uint32_t i, uint32_t end, kr_world_hits *h);
/* The pack's word at `i`, and how many words it takes; NULL: none. */
const kr_actor_word *kr__actor_fact(const kr_casting *c, uint32_t i, uint32_t end,
                                    uint32_t *len);
/* Is there a word of one of these classes at `i`? */
bool kr__actor_is(const kr_casting *c, uint32_t i, uint32_t end, uint64_t bits);
/* Whose, by the world, by a short form or by a name; w->n 0: nobody's. */
bool kr__actor_whose_at(const kr_casting *c, uint32_t i, uint32_t end, kr_whose *w);
/* Words between a body and whose it is ("banding federal"); KR_NONE: nobody's. */
uint32_t kr__actor_middle(const kr_casting *c, uint32_t i, uint32_t end, bool capitals,
                          kr_whose *w);

/* ---- actor_office.c ---- */
const kr_name *kr__actor_person_at(const kr_casting *c, uint32_t i, uint32_t end);
/* "Presiden Iran, Masoud Pezeshkian, bertemu": the person behind a comma. */
const kr_name *kr__actor_apposed(const kr_casting *c, uint32_t i, uint32_t end);
/* The person of a name, with the words from `i` on as role. */
void kr__actor_person_of(const kr_casting *c, uint32_t i, const kr_name *nm, kr_unit *u);

/* ---- actor_power.c ---- */
/* "operasi militer Israel": the word of an army at `i` tells of what kind it is. */
bool kr__actor_by_deed(const kr_casting *c, const kr_actor_word *f, uint32_t i);

/* ---- readers: each fills *u and is longer or shorter ---- */
void kr__actor_read_initial(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u);
void kr__actor_read_office(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u);
void kr__actor_read_group(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u);
/* "pemerintahan Trump": a state by who heads it, with him as name. */
void kr__actor_read_ruler(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u);
/* "kelompok perlawanan Hizbullah": a body with a word of its kind. */
void kr__actor_read_kind(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u);
/* "Klub Tahanan Palestina": a body that only its first word tells. */
void kr__actor_read_named_body(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u);
void kr__actor_read_body(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u);

#endif
