// SPDX-License-Identifier: Apache-2.0
/* event_steps: what the files that find acts do for each other. clause.c finds
 * the subject of a trigger, event_party.c lists parties, status.c tells
 * whether the act has happened, event_speech.c who speaks, event_when.c day
 * and place; event_merge.c joins records of one act. */
#ifndef KR_MARK_EVENT_STEPS_H
#define KR_MARK_EVENT_STEPS_H

#include "mark/event.h"

/* ---- event_group.c ---- */
/* Find unnamed groups; after tagging. False: out of memory. */
bool kr__ev_groups(kr_events_at *e);
/* Give the unnamed groups of an act the country that fits. */
void kr__ev_own(const kr_events_at *e, kr_act *act);
/* Who protests in a place, and whom an attack there hits, is of it. */
void kr__ev_soil(const kr_events_at *e, const kr_act *act);
/* The index of an entity in the document's layer, put there if need be. */
uint32_t kr__ev_entity(const kr_events_at *e, uint32_t entity);

/* ---- event_count.c ---- */
/* Groups whose members the text lists are these; false: out of memory. */
bool kr__ev_counted(kr_events_at *e);

/* ---- event_speech.c ---- */
/* Who speaks at word i: of the quote, else of a verb of saying before it; KR_NONE. */
uint32_t kr__ev_speaker(const kr_events_at *e, uint32_t i);
/* Who says a quote that opens with this verb: he does it; KR_NONE. */
uint32_t kr__ev_own_words(const kr_events_at *e, uint32_t verb);
/* A verb of saying, asking, accusing, refusing? */
bool kr__ev_words_verb(const kr_events_at *e, uint32_t i);
/* What "kami" and "pihaknya" did is done by the speaker's body. */
void kr__ev_by_body(const kr_events_at *e, kr_act *act, const kr_clause *c);
/* Put the body in the place of who speaks for it; after the merge. */
void kr__ev_put_body(const kr_events_at *e, kr_act *act);
/* Attacks that a speaker tells of others accuse them; those he vows threaten. */
void kr__ev_vowed(const kr_events_at *e, kr_act *act);
/* What else he tells of others accuses them, where all sides are known. */
void kr__ev_asserted(const kr_events_at *e, kr_act *act);

/* ---- event_party.c ---- */
bool kr__ev_comma(const kr_events_at *e, uint32_t i);
/* The punctuation mark at word i, 0 if it is none. */
char kr__ev_mark(const kr_events_at *e, uint32_t i);
bool kr__ev_hedge(uint64_t classes);
/* Is the word a preposition that opens a phrase? */
bool kr__ev_prep(const kr_events_at *e, uint32_t i);
bool kr__ev_verb(const kr_events_at *e, uint32_t i);
/* The party that a word belongs to (mention, or first person in a quote);
 * KR_NONE. *first, *last: its words. */
uint32_t kr__ev_party(const kr_events_at *e, uint32_t i, uint32_t *first, uint32_t *last);
bool kr__ev_actor(const kr_events_at *e, uint32_t entity);
/* A country as such: may act and may be the place. */
bool kr__ev_state(const kr_events_at *e, uint32_t entity);
/* The state whose seat of power a place is, if the article names it; KR_NONE. */
uint32_t kr__ev_seat(const kr_events_at *e, uint32_t place);
void kr__side_add(const kr_events_at *e, kr_side *s, uint32_t entity);
void kr__side_join(const kr_events_at *e, kr_side *to, const kr_side *from);
bool kr__side_has(const kr_side *s, uint32_t entity);
/* The parties listed from the one at word i on, rightwards. */
void kr__ev_list_right(const kr_events_at *e, uint32_t i, uint32_t stop, kr_side *s);
/* The parties listed up to the one at word i, in text order. */
void kr__ev_list_left(const kr_events_at *e, uint32_t i, kr_side *s);
/* ---- clause.c ---- */
/* Subject and hedges of the trigger [verb, end). */
void kr__ev_clause(const kr_events_at *e, uint32_t verb, uint32_t end,
                   kr_clause *c);
/* The subject of the main clause that follows a comma behind `at`. */
void kr__ev_main_subject(const kr_events_at *e, uint32_t at, kr_side *s);
/* Parties in the object noun phrase behind `at`. */
enum kr_object_how {
	KR_OBJECT_STRICT = 1, /* at most two words before it */
	KR_OBJECT_DEEP = 2,   /* also of a verb that follows */
	KR_OBJECT_PLACE = 4   /* a place stands for its state */
};
void kr__ev_object(const kr_events_at *e, uint32_t at, uint32_t limit,
                   unsigned how, kr_side *s);
/* Parties behind one of the prepositions in `preps`, from `at` on. */
void kr__ev_oblique(const kr_events_at *e, uint32_t at, uint32_t limit,
                    uint64_t preps, kr_side *s);

/* Has one of the parties a code? */
bool kr__ev_has_code(const kr_events_at *e, const kr_side *s);

/* ---- event_noun.c ---- */
/* Does "antara" open the list? */
bool kr__ev_between(const kr_events_at *e, const kr_side *s);
/* Parties of an act told by a noun; false: it is no act. */
bool kr__ev_noun(const kr_events_at *e, kr_act *act, kr_clause *c);

/* ---- event.c ---- */
/* Who receives, by what the frame wants. */
void kr__ev_recipients(const kr_events_at *e, const kr_frame *x, const kr_clause *c, kr_side *s);
/* The doer of a passive: behind "oleh", or right behind the verb. */
void kr__ev_agent(const kr_events_at *e, const kr_clause *c, kr_side *s);

/* ---- event_fit.c ---- */
/* Why the parties make no act of the frame, or NULL. */
const char *kr__ev_unfit(const kr_events_at *e, const kr_act *act);
bool kr__ev_group_has(const kr_events_at *e, uint32_t x, uint64_t kind);
/* Has the party power: a state, a body of it, whoever holds an office? */
bool kr__ev_in_office(const kr_events_at *e, uint32_t x);
/* A passive of those done between states: who did it may follow. */
bool kr__ev_may_lack_doer(const kr_events_at *e, const kr_act *act);
/* Notes whether an act that lacks a side may get it from the article. */
void kr__ev_second_chance(const kr_events_at *e, unsigned voice, kr_act *act);

/* ---- event_agent.c ---- */
/* The doer in a relative clause from word `from` on: "serangan yang dilakukan X". */
void kr__ev_relative_agent(const kr_events_at *e, uint32_t from, kr_side *s);
/* Whose the object is: "mengutuk sanksi dari A dan B". */
void kr__ev_source(const kr_events_at *e, const kr_clause *c, kr_side *s);
/* Whose the object's "-nya" is: "X protes setelah Y melanggar wilayahnya". */
void kr__ev_owner(const kr_events_at *e, const kr_clause *c, kr_side *s);
/* "X, melalui juru bicara Y, ...": does Y act for X? */
bool kr__ev_speaks_through(const kr_events_at *e, uint32_t through, uint32_t who);
/* "A memeriksa B, menggeledah": B is no subject; *verb: the one before him. */
bool kr__ev_object_before(const kr_events_at *e, const kr_side *s, uint32_t *verb);
/* The body inside which something is asked for: "aturan di lingkungan X". */
void kr__ev_within(const kr_events_at *e, const kr_clause *c, kr_side *s);
/* The doer of a passive behind an "oleh" further away. */
void kr__ev_far_by(const kr_events_at *e, const kr_clause *c, kr_side *s);
/* The doer of a passive that names none, where the text tells: inferred. */
void kr__ev_unsaid(const kr_events_at *e, kr_act *act, const kr_clause *c);

/* ---- event_law.c ---- */
/* Which entities are authorities of law, and is the article about them? */
bool kr__ev_law_open(kr_events_at *e);
/* Parties of a frame marked "law"; false: no authority does it. */
bool kr__ev_law_parties(const kr_events_at *e, kr_act *act, const kr_clause *c, unsigned voice);
/* NULL, or why it is no act of the law in a matter of state. */
const char *kr__ev_law_fits(const kr_events_at *e, kr_act *act);
/* Do two acts of the law tell of one? */
bool kr__ev_law_one(const kr_events_at *e, const kr_act *a, const kr_act *b);

/* ---- event_crowd.c ---- */
/* Whom the crowd of a protest is against, if its sentence tells. */
void kr__ev_crowd_target(const kr_events_at *e, kr_act *act);

/* ---- event_outlook.c ---- */
/* Is something said around an act noun: put off, called off, to come? */
bool kr__ev_outlook(const kr_events_at *e, kr_clause *c, kr_act *act);
/* The parties in and before the theme of a passive; false: no theme. */
bool kr__ev_theme(const kr_events_at *e, kr_act *act, kr_clause *c);
/* The first word before the trigger that its frame asks for. */
uint32_t kr__ev_theme_at(const kr_events_at *e, const kr_act *act);
/* Give act `i` the sides that were told before it. */
void kr__ev_resume(const kr_events_at *e, kr_acts *acts, uint32_t i);
/* Where the text named before what "naskah itu" is; KR_NONE. */
uint32_t kr__ev_antecedent(const kr_events_at *e, const kr_act *act, kr_view word);
/* The time that an act was put off to, or KR_NONE. */
uint32_t kr__ev_moved_to(const kr_events_at *e, const kr_act *act);

/* ---- status.c ---- */
/* Status of the act; false: what stands there is no act. */
bool kr__ev_status(const kr_events_at *e, const kr_clause *c, kr_act *act);
/* The word of `near` that gives the act its status; KR_NONE: its frame does. */
uint32_t kr__ev_status_word(const kr_events_at *e, const kr_act *act, kr_range near);

/* ---- event_due.c ---- */
/* The day something to come is due, told behind it after the day `now`. */
void kr__ev_due_behind(const kr_events_at *e, kr_act *a, uint32_t now);
/* Is the time of something to come a fortnight before the article? */
bool kr__ev_over(const kr_events_at *e, const kr_act *a);
bool kr__ev_to_come(const kr_events_at *e, uint32_t t);
/* What a day still to come makes of an act, and the day of "before ...". */
void kr__ev_due(const kr_events_at *e, kr_act *a);
/* "within 30 days", where no other day is told. */
void kr__ev_due_within(const kr_events_at *e, kr_act *a);

/* ---- event_when.c ---- */
void kr__ev_when(const kr_events_at *e, kr_acts *acts);
/* A time with a day, month or year, if only the year is not known. */
bool kr__ev_full_time(const kr_events_at *e, uint32_t t);
uint64_t kr__ev_borders(void); /* classes of words that open or break a clause */
/* Why the time, the place at word i of [e->lo, e->hi) is none of the act; NULL: it
 * may be, and the nearest is taken. */
const char *kr__ev_no_day(const kr_events_at *e, const kr_act *a, uint32_t i);
const char *kr__ev_no_place(const kr_events_at *e, const kr_act *a, uint32_t i);

/* ---- event_fill.c ---- */
/* Give acts that lack a side the one that follows from the article. */
void kr__ev_fill(const kr_events_at *e, kr_acts *acts);

/* ---- event_merge.c ---- */
void kr__ev_merge(const kr_events_at *e, kr_acts *acts);

/* ---- event_write.c ---- */
/* A number in figures or words; 0: none. */
uint32_t kr__ev_number(const kr_events_at *e, uint32_t i);
/* What is signed, sent, built, as a symbol; notes how many. */
kr_sym kr__ev_thing(const kr_events_at *e, kr_act *a);
/* ---- event_explain.c ---- */
/* Notes on record `index`, made of act `i`; nothing unless notes are wanted. */
void kr__ev_explain(const kr_events_at *e, const kr_acts *acts, uint32_t i,
                    uint32_t index);

kr_status kr__ev_write(const kr_events_at *e, kr_acts *acts);

#endif
