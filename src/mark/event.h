// SPDX-License-Identifier: Apache-2.0
/* event: what the files that find acts share. clause.c finds the parties of a
 * trigger, status.c tells whether the act has happened, event_speech.c knows
 * who speaks, event_when.c gives day and place, event_merge.c joins records of
 * one act. */
#ifndef KR_MARK_EVENT_H
#define KR_MARK_EVENT_H

#include "lexicon/frames.h"
#include "mark/mark.h"

enum { KR_SIDE_MAX = 12 };

/* Parties on one side of an act. */
typedef struct kr_side {
	uint32_t entity[KR_SIDE_MAX];
	uint32_t n;
	uint32_t first, last; /* words they were read from */
} kr_side;

/* A group that nobody named: "empat tersangka", "negara-negara sahabat". */
typedef struct kr_nominal {
	uint32_t first, last; /* words */
	bool own;             /* people of the country at hand */
	kr_sym code;          /* of the state named behind it, or 0 */
	uint32_t entity;      /* in the layer once written, or KR_NONE */
} kr_nominal;

/* The document at hand with look-ups by word. */
typedef struct kr_events_at {
	const kr_pack *pack;
	const kr_frames *f;
	kr_doc *d;
	kr_arena *scratch;
	const kr_word *w;
	uint32_t *mention; /* [n_words] longest mention there, or KR_NONE */
	uint32_t *time;    /* [n_words] */
	uint32_t *quote;   /* [n_words] */
	uint32_t lo, hi;   /* words of the sentence at hand */
	uint32_t sentence;
	kr_entity *ent;    /* [n_ent] the layer's, then unnamed groups */
	uint32_t n_ent, n_named;
	kr_nominal *nominal; /* [n_ent - n_named] */
	uint32_t *group;   /* [n_words] unnamed group there, or KR_NONE */
	bool *own;         /* [n_ent] people of the country at hand */
	kr_sym home;       /* country that the article is mostly about */
	bool *taken;       /* [n_words] part of an act already: no trigger */
} kr_events_at;

/* What stands around a trigger. */
typedef struct kr_clause {
	kr_side subject;
	uint32_t verb, end;  /* trigger words [verb, end) */
	uint32_t limit;      /* word where its own arguments surely end */
	uint64_t seen;       /* classes of words that hedge it */
	uint64_t matrix;     /* classes of the verb that it depends on */
	bool purpose;        /* "untuk ..." of somebody else's act */
	bool relative;       /* "yang ..." */
	bool condition;      /* "jika ..." */
} kr_clause;

/* A candidate event before it is merged and written. */
typedef struct kr_act {
	const kr_frame *frame;
	kr_side actors, recipients;
	uint32_t sentence, trigger, end, limit, quote, said_by, time, place;
	uint8_t type, status;
	kr_sym mode, date, date_basis, object, basis;
	kr_days days;
	kr_place where;
	uint16_t confidence;
	uint32_t merged_into; /* act, or KR_NONE */
	bool visit, we;       /* we: the subject is "kita" or "kami" */
	bool all_of_us;       /* it is "kita" */
	bool noun;            /* told by a noun */
	bool gone;            /* not to be written */
} kr_act;

typedef struct kr_acts {
	kr_act *at;
	uint32_t n, cap;
} kr_acts;

enum { KR_EV_NEAR = 240, KR_EV_ENTITIES = 1000 }; /* bounds of searches */

/* The words of sentence `s` within reach of word i. */
static inline kr_range kr__ev_near(const kr_sentence *s, uint32_t i)
{
	uint32_t lo = s->words.first, hi = lo + s->words.n;

	if (i > lo + KR_EV_NEAR)
		lo = i - KR_EV_NEAR;
	if (hi > i + KR_EV_NEAR)
		hi = i + KR_EV_NEAR;
	return (kr_range){ lo, hi > lo ? hi - lo : 0 };
}
static inline uint32_t kr__ev_few(uint32_t n)
{
	return n < KR_EV_ENTITIES ? n : KR_EV_ENTITIES;
}

static inline const kr_frame_word *kr__ev_word(const kr_events_at *e, uint32_t i)
{
	return kr__frame_word(e->f, e->w[i].lower);
}
static inline uint64_t kr__ev_class(const kr_events_at *e, uint32_t i)
{
	return kr__ev_word(e, i)->classes;
}

/* ---- event_group.c ---- */
/* Find unnamed groups; after tagging. False: out of memory. */
bool kr__ev_groups(kr_events_at *e);
/* Give the unnamed groups of an act the country that fits. */
void kr__ev_own(const kr_events_at *e, kr_act *act);
/* The index of an entity in the document's layer, put there if need be. */
uint32_t kr__ev_entity(const kr_events_at *e, uint32_t entity);

/* ---- event_speech.c ---- */
/* Who speaks at word i: the quote's speaker, else the subject of a verb of
 * saying before it; KR_NONE. */
uint32_t kr__ev_speaker(const kr_events_at *e, uint32_t i);

/* ---- event_party.c ---- */
bool kr__ev_comma(const kr_events_at *e, uint32_t i);
/* The punctuation mark at word i, 0 if it is none. */
char kr__ev_mark(const kr_events_at *e, uint32_t i);
/* Classes of a word that stands between subject and verb. */
bool kr__ev_hedge(uint64_t classes);
/* Is the word a preposition that opens a phrase? */
bool kr__ev_prep(const kr_events_at *e, uint32_t i);
bool kr__ev_verb(const kr_events_at *e, uint32_t i);
/* The party that a word belongs to (mention, or first person in a quote);
 * KR_NONE. *first, *last: its words. */
uint32_t kr__ev_party(const kr_events_at *e, uint32_t i, uint32_t *first,
                      uint32_t *last);
bool kr__ev_actor(const kr_events_at *e, uint32_t entity);
/* A country as such: may act and may be the place. */
bool kr__ev_state(const kr_events_at *e, uint32_t entity);
void kr__side_add(const kr_events_at *e, kr_side *s, uint32_t entity);
void kr__side_join(const kr_events_at *e, kr_side *to, const kr_side *from);
bool kr__side_has(const kr_side *s, uint32_t entity);
/* The parties listed from the one at word i on, rightwards. */
void kr__ev_list_right(const kr_events_at *e, uint32_t i, uint32_t stop,
                       kr_side *s);
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
                    uint32_t preps, kr_side *s);

/* Is "kata Putin" and the like what stands at i? */
bool kr__ev_has_code(const kr_events_at *e, const kr_side *s);

/* ---- event_noun.c ---- */
/* Parties of an act told by a noun; false: it is no act. */
bool kr__ev_noun(const kr_events_at *e, kr_act *act, kr_clause *c);

/* ---- event.c ---- */
/* Who receives, by what the frame wants. */
void kr__ev_recipients(const kr_events_at *e, const kr_frame *x,
                       const kr_clause *c, kr_side *s);
/* The doer of a passive: behind "oleh", or right behind the verb. */
void kr__ev_agent(const kr_events_at *e, const kr_clause *c, kr_side *s);

/* ---- event_agent.c ---- */
/* The doer of a passive that names none, where the text tells; marks the act
 * as inferred. */
void kr__ev_unsaid(const kr_events_at *e, kr_act *act, const kr_clause *c);

/* ---- status.c ---- */
/* Status of the act; false: what stands there is no act. */
bool kr__ev_status(const kr_events_at *e, const kr_clause *c, kr_act *act);

/* ---- event_when.c ---- */
void kr__ev_when(const kr_events_at *e, kr_acts *acts);

/* ---- event_fill.c ---- */
/* Give acts that lack a side the one that follows from the article. */
void kr__ev_fill(const kr_events_at *e, kr_acts *acts);

/* ---- event_merge.c ---- */
void kr__ev_merge(const kr_events_at *e, kr_acts *acts);

/* ---- event_write.c ---- */
/* What is signed, sent, built: the nouns behind the verb, as a symbol. */
kr_sym kr__ev_thing(const kr_events_at *e, const kr_act *a);
kr_status kr__ev_write(const kr_events_at *e, kr_acts *acts);

#endif
