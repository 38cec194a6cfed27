// SPDX-License-Identifier: Apache-2.0
/*
 * Acts: one act as one article reports it, and what the chronicle makes of
 * many of them. Plain structs; strings are borrowed from the caller's arena.
 * Everything here is a function of the set of reports: the order in which they
 * came does not matter.
 */
#ifndef KR_MERGE_ACT_H
#define KR_MERGE_ACT_H

#include "doc/doc.h"
#include "merge/likeness.h"

typedef struct kr_side { /* one actor or recipient of a report */
	kr_view key, name, code;
	kr_view body;    /* of a person: key of the body that the role names, else
	                    the role as said */
	bool inferred;   /* the code is only the article's country */
} kr_side;

typedef enum kr_bearing {
	KR_BEARS_NOTHING,
	KR_BEARS_VISIT,    /* an invitation: CAMEO 036 */
	KR_BEARS_SANCTION, /* eases one: CAMEO 085 */
	KR_BEARS_DEMAND    /* drops one: CAMEO 080 */
} kr_bearing;

typedef struct kr_act {
	kr_view doc;     /* id of the document */
	kr_view id;      /* id of its record */
	uint32_t doc_no; /* the caller's number of the document */
	int64_t row;     /* the caller's number of the record */
	uint8_t type, status;
	kr_view mode, object, place, country;
	kr_days days;    /* when it happened or is due; first > last: unknown */
	kr_view yearless; /* "XXXX-12-15": a day whose year the article leaves open */
	kr_days told;    /* when the report was published; first > last: unknown */
	kr_days due;     /* of an agreement: when what is agreed begins, or unknown */
	bool truce;      /* an agreement on a truce: CAMEO 0871 */
	uint8_t bearing; /* on pledges of another kind of act: kr_bearing */
	uint8_t hint;    /* no report, but what one says besides: pledge_hint.h */
	const kr_side *sides; /* actors first */
	uint32_t n_actors, n_recipients;
	uint32_t count;  /* of the object: "empat prajurit"; 0: not told */
	bool postponed;  /* told as put off */
	kr_view said;    /* code of who alone asserts it, or empty */
	uint64_t words;  /* hash of the sentence that tells it; 0: none */
	kr_likeness like; /* what that sentence says */
} kr_act;

/* Reports of one real act. */
typedef struct kr_happening {
	uint32_t first, n;   /* in the list of members: kr_merged.members */
	uint32_t n_word;     /* the first so many members tell what it is now */
	kr_days days;        /* what all dated reports allow, else their union */
	bool dates_differ;   /* dated reports contradict each other */
	bool place_differs;
} kr_happening;

typedef struct kr_merged {
	kr_happening *happenings;
	uint32_t n_happenings;
	uint32_t *members;   /* report numbers, grouped by happening */
} kr_merged;

/* Merge reports of one act: same type, same sides, time and place that agree.
 * Two reports of one article are never one act. Linear but for sorting. */
kr_status kr__merge_reports(kr_merged *out, kr_arena *a, const kr_act *r,
                            uint32_t n);

/* What the reports tell only together or by their day of publication; before all
 * else. See known.c. */
kr_status kr__complete_reports(kr_act *r, uint32_t n, kr_arena *a);

/* ---- pledges ------------------------------------------------------------- */
/* Moves, and the states that they leave a pledge in; DUE is a state only. Kinds
 * stand in stores as numbers: new ones go to the end. */
#define KR_MOVE_MAP(X)                                                        \
	X(OPENED, "opened") X(REAFFIRMED, "reaffirmed") X(SLIPPED, "slipped") \
	X(ADVANCED, "advanced") X(KEPT, "kept") X(KEPT_LATE, "kept-late")     \
	X(WITHDRAWN, "withdrawn") X(OVERDUE, "overdue")                       \
	X(KEPT_IN_PART, "kept-in-part") X(SUPERSEDED, "superseded")           \
	X(DENIED, "denied") X(ONGOING, "ongoing") X(DUE, "due")
typedef enum kr_move_kind {
#define X(name, text) KR_MOVE_##name,
	KR_MOVE_MAP(X)
#undef X
	KR_N_MOVES
} kr_move_kind;
const char *kr__move_text(unsigned kind);

typedef struct kr_move {
	uint8_t kind;
	uint8_t status;   /* as reported: hoped, promised, ... */
	uint32_t report;  /* evidence; KR_NONE for OVERDUE (silence) */
	int32_t day;      /* when it became known */
	kr_days due;      /* after the move; first > last: none known */
	int32_t days;     /* slipped by, or late by, at least */
	/* what the pledge is behind it, as in kr_pledge */
	uint8_t state, firm; /* firm: the firmest status told by then */
	bool promised, closed; /* closed: no silence makes it overdue */
	int32_t delay;
} kr_move;

/* A due day is awaited if its bounds are closer than so many days. */
enum { KR_DUE_WITHIN = 31 };

typedef struct kr_pledge {
	uint32_t first_move, n_moves; /* in kr_followed.moves */
	const kr_act *word; /* that opened it; of an invitation, the visit */
	uint8_t type;     /* of the act that is pledged */
	uint8_t state;    /* kr_move_kind: OPENED, or the last move that counts */
	bool promised;    /* somebody committed himself; else only hoped, expected */
	kr_days due;
	int32_t delay;    /* days from the first due day to the act, or to the
	                     day it is due now; at least */
} kr_pledge;

typedef struct kr_followed {
	kr_pledge *pledges;
	uint32_t n_pledges;
	kr_move *moves;
	uint32_t n_moves, cap_moves;
} kr_followed;

/* Follow every promised, planned, expected or hoped act. `as_of`: the last day
 * that counts; reports told later are not known yet. */
kr_status kr__follow_pledges(kr_followed *out, kr_arena *a, const kr_act *r,
                             uint32_t n, int32_t as_of);

/* One happening over time: what moved one pledge is one happening, with the
 * status and day of the last word on it. `m` as kr__merge_reports made it. */
kr_status kr__join_pledges(kr_merged *m, kr_arena *a, const kr_act *r, uint32_t n,
                           const kr_followed *f);

/* Do two objects ("perjanjian kemitraan strategis") share a word? Empty
 * objects share with anything. */
bool kr__objects_meet(kr_view a, kr_view b);
/* The same key, or one name without what stands before the other. */
bool kr__same_person(const kr_side *a, const kr_side *b);
/* Do named people of one state on these sides rule out one act? `actors`: look
 * at the doers only. */
bool kr__people_agree(const kr_act *x, const kr_act *y, bool actors);
/* Hash of the codes of the doers alone, in no order. */
uint64_t kr__actors_hash(const kr_act *r);
/* Hash of the codes of all sides, in no order; symmetric acts and pledges. */
uint64_t kr__sides_hash(const kr_act *r);
/* The day a report became known: its publication, else what it tells. */
int32_t kr__told_day(const kr_act *r);

#endif
