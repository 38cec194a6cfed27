// SPDX-License-Identifier: Apache-2.0
/* event: the records that the files that find acts share; what each of them
 * does for the others stands in event_steps.h. */
#ifndef KR_MARK_EVENT_H
#define KR_MARK_EVENT_H

#include "lexicon/frames.h"
#include "mark/mark.h"

enum { KR_SIDE_MAX = 12 };
enum { KR_LAW_ANY = 1, KR_LAW_GRAFT }; /* authorities of law */

/* Parties on one side of an act. */
typedef struct kr_side {
	uint32_t entity[KR_SIDE_MAX];
	uint32_t n;
	uint32_t first, last; /* words they were read from */
} kr_side;

/* A group that nobody named: "empat tersangka", "negara-negara sahabat". */
typedef struct kr_nominal {
	uint32_t first, last; /* words */
	uint32_t end;         /* its last word with whose it is: "anggota DPR" */
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
	kr_sym *twin;      /* [n_words] "kapal" of "kapal-kapal", or 0 */
	uint32_t *quote;   /* [n_words] */
	uint32_t lo, hi;   /* words of the sentence at hand */
	uint32_t sentence;
	kr_entity *ent;    /* [n_ent] the layer's, then unnamed groups */
	uint32_t n_ent, n_named;
	kr_nominal *nominal; /* [n_ent - n_named] */
	uint32_t *group;   /* [n_words] unnamed group there, or KR_NONE */
	bool *own;         /* [n_ent] people of the country at hand */
	kr_sym home;       /* country that the article is mostly about */
	uint32_t home_state; /* it as a party, if the text does not name it; or KR_NONE */
	bool *wanted;      /* [n_sentences] may tell of an act: tagged */
	bool *taken;       /* [n_words] part of an act already: no trigger */
	uint8_t *law;      /* [n_ent] KR_LAW_*: authorities of law, or 0 */
	bool *body;        /* [n_ent] its name opens like a state body's */
	bool matter;       /* the article tells of corruption and the like */
} kr_events_at;

/* What stands around a trigger. */
typedef struct kr_clause {
	kr_side subject;
	uint32_t verb, end;  /* trigger words [verb, end) */
	uint32_t limit;      /* word where its own arguments surely end */
	uint64_t seen;       /* classes of words that hedge it */
	uint64_t matrix;     /* classes of the verb that it depends on */
	bool purpose;        /* "untuk ..." of somebody else's act */
	bool sent;           /* of that of sending somebody */
	bool relative;       /* "yang ..." */
	bool condition;      /* "jika ..." */
	bool refuted;        /* what somebody denies: "membantah bahwa ..." */
} kr_clause;

/* A candidate event before it is merged and written. */
typedef struct kr_act {
	const kr_frame *frame;
	kr_side actors, recipients;
	uint32_t sentence, trigger, end, limit, quote, said_by, time, place;
	uint8_t type, status;
	kr_sym mode, cameo, date, date_basis, object, basis;
	kr_days days;
	kr_place where;
	uint16_t confidence;
	uint32_t merged_into; /* act, or KR_NONE */
	bool visit, we;       /* we: the subject is "kita" or "kami" */
	bool all_of_us;       /* it is "kita" */
	bool noun;            /* told by a noun */
	bool purpose;         /* "untuk ..." of another act */
	bool lacks;           /* its recipient is to be inferred */
	bool abets;           /* told of somebody whom the speaker accuses */
	bool alone;           /* it may have none, though the frame wants one */
	bool gone;            /* not to be written */
	bool doerless;        /* its doer is to be inferred */
	bool postponed;       /* put off */
	uint32_t count;       /* of the object; 0: not told */
	uint32_t moved;       /* word that puts it off, or KR_NONE */
	uint32_t body;        /* for which "kami" acts, or KR_NONE; set when merged */
	uint32_t theme;       /* first word of what a passive is about, or KR_NONE */
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
/* The state with the code, if the text names it; else `other`. */
uint32_t kr__ev_state_of(const kr_events_at *e, kr_sym code, uint32_t other);

static inline const kr_frame_word *kr__ev_word(const kr_events_at *e, uint32_t i)
{
	const kr_frame_word *w = kr__frame_word(e->f, e->w[i].lower);

	return w == e->f->words && e->twin ? kr__frame_word(e->f, e->twin[i]) : w;
}
static inline uint64_t kr__ev_class(const kr_events_at *e, uint32_t i)
{
	return kr__ev_word(e, i)->classes;
}
static inline uint64_t kr__ev_kind(const kr_events_at *e, uint32_t i)
{
	return kr__ev_word(e, i)->kinds;
}

#endif
