// SPDX-License-Identifier: Apache-2.0
/*
 * Does a report mean a pledge? The problem: "will meet" and "met" of one country's
 * people, or of two states months apart, are seldom one matter, and a pledge
 * that any later act closes is worse than one that stays open. The idea: kind,
 * sides and object must not differ, and something must tie the two: the day
 * that is due, the object, or the same people within a season; at home, where
 * all sides are of one state, the same person or body must do it and the day,
 * the other side or most of the object agree (tie.h). Limits: what is kept by
 * somebody else of one state is found by day or object only; undated talks of
 * states that name nobody are never closed.
 */
#include "merge/pledge_fit.h"

#include "merge/tie.h"

enum { YEAR = 366, SEASON = 92 };

/* ---- what a report tells ------------------------------------------------------ */
/* The day that a report gives to something still to come: a day that was over
 * when it was told is none. */
kr_days kr__due_of(const kr_act *r)
{
	bool over = kr__days_known(r->told) && r->days.last < r->told.first;

	if (kr__days_known(r->due))
		return r->due;
	return kr__days_known(r->days) && !over ? r->days : (kr_days){ 1, 0 };
}

bool kr__done_status(unsigned status)
{
	return status == KR_STATUS_OCCURRED || status == KR_STATUS_ONGOING;
}

/* Told as done on a day not yet come: the article means a plan. */
bool kr__to_come(const kr_act *r)
{
	if (kr__is_pledge(r->status) || kr__days_known(r->due))
		return true;
	return kr__done_status(r->status) && kr__days_known(r->days) && kr__days_known(r->told) &&
	       r->days.first > r->told.last;
}

/* The status that the report gives to what is pledged: who agrees promises. */
uint8_t kr__told_status(const kr_act *r)
{
	return kr__days_known(r->due) ? KR_STATUS_PROMISED : r->status;
}

/* The act that is pledged: of a truce agreed on, that it holds. */
uint8_t kr__deed_of(const kr_act *r)
{
	return r->truce && kr__days_known(r->due) ? KR_EVENT_RETREAT : r->type;
}

/* How firm it is: the lower, the firmer; a plan told as done is a plan. */
uint8_t kr__firmness(const kr_act *r)
{
	if (kr__days_known(r->due))
		return KR_STATUS_PROMISED;
	return r->status < KR_STATUS_PROMISED ? KR_STATUS_PLANNED : r->status;
}

/* "membatalkan", or "tidak akan" with a day still to come. */
bool kr__called_off(const kr_act *r)
{
	return r->status == KR_STATUS_CANCELLED ||
	       (r->status == KR_STATUS_DENIED && kr__days_known(r->days) &&
	        kr__days_known(r->told) && r->days.last >= r->told.first);
}

/* Only the other side says that it was promised. */
bool kr__asserted(const kr_act *r)
{
	bool own = !r->said.len || r->status != KR_STATUS_PROMISED;

	for (uint32_t i = 0; i < r->n_actors && !own; i++)
		own = kr__view_eq(r->sides[i].code, r->said);
	bool theirs = false;
	for (uint32_t i = 0; i < r->n_recipients; i++)
		theirs |= kr__view_eq(r->sides[r->n_actors + i].code, r->said);
	return !own && theirs;
}

/* A visit is told by who goes where; what it is called does not matter. */
bool kr__is_visit(const kr_act *r)
{
	return r->type == KR_EVENT_CONSULT && kr__view_is(r->mode, "visit");
}

/* Meeting, agreeing and trading are told with either side first; other acts
 * are followed by who is to do them. */
uint64_t kr__pledge_block(const kr_act *r)
{
	bool mutual = r->type == KR_EVENT_AGREE || r->type == KR_EVENT_SUPPORT ||
	              r->type == KR_EVENT_COOPERATE ||
	              (r->type == KR_EVENT_CONSULT && !kr__is_visit(r));
	uint64_t h = mutual ? kr__sides_hash(r) : kr__actors_hash(r);

	return kr__hash_mix(h, kr__deed_of(r) * 2u + kr__is_visit(r));
}

/* ---- one pair of sides ----------------------------------------------------------- */
static bool codes_meet(const kr_side *a, uint32_t n, const kr_side *b, uint32_t m)
{
	bool coded = false;

	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < m; k++) {
			if (a[i].code.len && kr__view_eq(a[i].code, b[k].code))
				return true;
			coded |= a[i].code.len && b[k].code.len;
		}
	return !coded;
}

/* Recipients that are named must agree; so must the doers of an act. */
static bool sides_fit(const kr_act *x, const kr_act *y)
{
	if (x->n_recipients && y->n_recipients && x->type != KR_EVENT_SUPPORT &&
	    (!codes_meet(x->sides, x->n_actors, y->sides, y->n_actors) ||
	     !codes_meet(x->sides + x->n_actors, x->n_recipients,
	                 y->sides + y->n_actors, y->n_recipients)))
		return false;
	return !kr__is_visit(x) || kr__people_agree(x, y, true);
}

/* Two plans of one article for days apart are two. */
static bool apart(const kr_act *o, const kr_act *r)
{
	kr_days x = kr__due_of(o), y = kr__due_of(r);

	return o->doc_no == r->doc_no && kr__is_pledge(o->status) &&
	       kr__is_pledge(r->status) && !o->postponed && !r->postponed &&
	       kr__days_known(x) && kr__days_known(y) &&
	       (x.last < y.first || y.last < x.first);
}

/* ---- what ties them --------------------------------------------------------------- */
bool kr__on_due_day(kr_days due, const kr_act *r)
{
	kr_days d = kr__to_come(r) ? kr__due_of(r) : r->days;

	return kr__days_known(due) && kr__days_known(d) &&
	       due.last - due.first < KR_DUE_WITHIN && d.last - d.first < KR_DUE_WITHIN &&
	       d.first <= due.last + 1 && d.last >= due.first - 1;
}

static bool on_day(const kr_pledged *p, const kr_act *r)
{
	return kr__on_due_day(p->due, r);
}

static int64_t reach_of(const kr_pledged *p)
{
	return kr__days_known(p->due) && p->due.last > p->last_day ? p->due.last
	                                                           : p->last_day;
}

static bool soon(const kr_pledged *p, int32_t day)
{
	return p->last_day == INT32_MIN || day <= reach_of(p) + SEASON;
}

bool kr__same_mode(const kr_act *o, const kr_act *r)
{
	return r->mode.len && kr__view_eq(o->mode, r->mode) &&
	       (kr__ties(o, r) & KR_TIE_OTHER) && !kr__at_home(r);
}

/* Told of a day, else on a day, not behind the one that is due. */
static bool in_time(const kr_pledged *p, const kr_act *r, int32_t day)
{
	return kr__days_known(p->due) &&
	       (kr__days_known(r->days) ? r->days.last : day) <= p->due.last;
}

/* Between two powers. Whoever meets whom, meets again: not so for troops. */
static bool tied_abroad(const kr_pledged *p, const kr_act *r, unsigned t, int32_t day)
{
	return (t & KR_TIE_OBJECT) || on_day(p, r) ||
	       (soon(p, day) && ((t & KR_TIE_DOER) || r->postponed || kr__called_off(r))) ||
	       (r->type != KR_EVENT_CONSULT && kr__same_mode(p->opened_by, r) &&
	        in_time(p, r, day));
}

static bool tied_at_home(const kr_pledged *p, const kr_act *r, unsigned t, int32_t day)
{
	/* who resigns does it once */
	bool alone = r->type == KR_EVENT_RETREAT && !p->opened_by->n_recipients &&
	             !r->n_recipients && kr__view_eq(p->opened_by->mode, r->mode);

	if (t & KR_TIE_DOER)
		return on_day(p, r) ||
		       (soon(p, day) && (alone || (t & (KR_TIE_OTHER | KR_TIE_LIKE)))) ||
		       (in_time(p, r, day) && (t & KR_TIE_OBJECT));
	if ((t & KR_TIE_BODY) && (t & (KR_TIE_OTHER | KR_TIE_OBJECT)))
		return on_day(p, r) || soon(p, day) || in_time(p, r, day);
	return (t & KR_TIE_CROWD) && (t & KR_TIE_PLACE) && on_day(p, r);
}

/* An article that says twice what one is to do means it once, if it names no
 * other side, or the same. */
static bool said_twice(const kr_act *o, const kr_act *r)
{
	if (!o || o->doc_no != r->doc_no || !kr__to_come(r))
		return false;
	unsigned t = kr__ties(o, r);
	bool both = o->n_actors + o->n_recipients > 1 && r->n_actors + r->n_recipients > 1;

	return (t & (KR_TIE_DOER | KR_TIE_STATE)) && (!both || (t & KR_TIE_OTHER));
}

static bool tied(const kr_pledged *p, const kr_act *r, int32_t day)
{
	uint32_t same = kr__object_shared(p->object, r->object);
	unsigned t = kr__ties(p->opened_by, r) | (same ? KR_TIE_OBJECT : 0u);

	/* who puts off what he is to do abroad need not say again where */
	bool elided = !r->n_recipients && (r->postponed || kr__called_off(r)) &&
	              (t & (KR_TIE_DOER | KR_TIE_STATE));
	bool home = kr__at_home(p->opened_by) || (kr__at_home(r) && !elided);
	/* at home everybody holds "a meeting of ministers" */
	bool state = (t & KR_TIE_STATE) && !(home && r->type == KR_EVENT_CONSULT);

	if ((t & KR_TIE_WORDS) || said_twice(p->opened_by, r) ||
	    said_twice(p->moved_by, r) || (same > 1 && (t & KR_TIE_DOER)) ||
	    (same > 1 && soon(p, day) && state))
		return true;
	return home ? tied_at_home(p, r, t, day) : tied_abroad(p, r, t, day);
}

/* How two who meet are called depends on where: a forum, a third state. */
static bool modes_differ(const kr_act *o, const kr_act *r)
{
	bool meet = kr__view_is(o->mode, "multilateral") || kr__view_is(o->mode, "third-party");
	bool met = kr__view_is(r->mode, "multilateral") || kr__view_is(r->mode, "third-party");

	return o->mode.len && r->mode.len && !kr__view_ieq(o->mode, r->mode) && !(meet && met);
}

bool kr__pledge_fits(const kr_pledged *p, const kr_act *r, int32_t day)
{
	const kr_act *o = p->opened_by;

	if ((kr__is_visit(r) && apart(o, r)) || !tied(p, r, day))
		return false;
	bool whole = r->postponed && kr__same_mode(o, r); /* "menunda penarikan" */
	if ((!kr__is_visit(r) && !whole && !kr__one_thing(p->object, r->object)) ||
	    !sides_fit(o, r) ||
	    modes_differ(o, r))
		return false;
	return p->last_day == INT32_MIN || day <= reach_of(p) + YEAR ||
	       (p->object.len && r->object.len);
}
