// SPDX-License-Identifier: Apache-2.0
/*
 * Pledges. The problem: a treaty is hoped for in October, expected in January,
 * signed in February; each article knows only its own day. The idea: reports
 * of acts still to come, and of such acts done, are sorted by the day they
 * became known; those of one kind between the same sides whose objects are one
 * thing form a thread, and each report moves it. A hope is never shown as a
 * promise; silence is never a breach, only "overdue"; an act older than the
 * pledge does not keep it, nor does one of another thing. A pledge called off
 * in an article that tells of another one of its kind is superseded; of four
 * captives two set free are a part. Limits: without an object a pledge is
 * followed for a year; sides are states or organisations, so a minister's
 * promise and his president's deed are one thread; what is recalled of a
 * pledge that is done or called off opens none.
 */
#include "merge/pledge_fit.h"
#include "merge/pledge_hint.h"
#include "merge/tie.h"

#include <stdlib.h>

enum { WEEK = 7, OPEN = 32, LOOK = 256 };

const char *kr__move_text(unsigned kind)
{
	static const char *const texts[] = {
#define X(name, text) text,
		KR_MOVE_MAP(X)
#undef X
	};
	return kind < KR_N_MOVES ? texts[kind] : "";
}

struct step {
	uint64_t block;
	uint32_t report;
	int32_t day;
	uint8_t rank; /* told on one day: see rank_of */
	uint8_t firm; /* then the firmest word first */
	uint8_t poor; /* then the one that tells most of it */
};

struct thread {
	uint32_t pledge;
	uint32_t opened_by, moved_by; /* reports */
	int32_t opened, last_day;
	kr_days due, first_due, part; /* part: days of the last part kept */
	kr_view object;
	uint32_t count, have; /* of the object: pledged, done */
	uint32_t last_part;
	int32_t missed;       /* the last day due that passed without it, or none */
	uint8_t last, status; /* kr_move_kind; the firmest status told */
	bool closed, asserted;
};

struct follower {
	const kr_act *r; /* [n] reports, then hints: act_of */
	kr_hints hints;
	uint32_t n;
	kr_arena *a;
	kr_followed *out;
	uint32_t cap_pledges;
	struct thread open[OPEN];
	uint32_t n_open;
	const struct step *order; /* [n_order], the one at hand is order[at] */
	uint32_t n_order, at;
	struct chained {
		kr_move move;
		uint32_t pledge;
	} *chain;
	uint32_t n_chain, cap_chain;
	int32_t as_of;
};

static const kr_act *act_of(const struct follower *f, uint32_t i)
{
	return i < f->n ? &f->r[i] : &f->hints.at[i - f->n];
}

static int by_block(const void *x, const void *y)
{
	const struct step *a = x, *b = y;

	if (a->block != b->block)
		return a->block < b->block ? -1 : 1;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->firm != b->firm)
		return a->firm < b->firm ? -1 : 1;
	if (a->poor != b->poor)
		return a->poor < b->poor ? -1 : 1;
	return a->report < b->report ? -1 : a->report > b->report;
}

static bool fits(const struct follower *f, const struct thread *t, const kr_act *r,
                 int32_t day)
{
	kr_pledged p = { .opened_by = act_of(f, t->opened_by), .object = t->object,
		         .moved_by = act_of(f, t->moved_by),
		         .due = t->due, .last_day = t->last_day };

	return kr__pledge_fits(&p, r, day);
}

/* ---- moves ------------------------------------------------------------------------ */
/* What a move makes of the state: a word again on a slipped pledge leaves it
 * slipped; that it goes on leaves it kept; what was denied stays so when nobody asks any more. */
static uint8_t state_after(const kr_pledge *p, const struct thread *t, unsigned kind)
{
	if (kind == KR_MOVE_ONGOING || p->state == KR_MOVE_DENIED)
		return p->state;
	if (kind != KR_MOVE_REAFFIRMED)
		return (uint8_t)kind;
	if (p->state == KR_MOVE_OVERDUE)
		return t->have ? KR_MOVE_KEPT_IN_PART : KR_MOVE_OPENED;
	return p->state;
}

static bool moved(struct follower *f, struct thread *t, kr_move m)
{
	if (!kr__arena_grow(f->a, (void **)&f->chain, &f->cap_chain, f->n_chain + 1,
	                    sizeof *f->chain))
		return false;
	f->chain[f->n_chain].move = m;
	f->chain[f->n_chain++].pledge = t->pledge;
	kr_pledge *p = &f->out->pledges[t->pledge];
	p->n_moves++;
	p->state = state_after(p, t, m.kind);
	p->due = m.due;
	if (!kr__days_known(t->first_due))
		t->first_due = m.due;
	kr_days at = m.due;
	if (m.report != KR_NONE && !kr__to_come(act_of(f, m.report)) &&
	    kr__days_known(act_of(f, m.report)->days))
		at = act_of(f, m.report)->days;
	bool off = m.kind == KR_MOVE_ONGOING || m.kind == KR_MOVE_WITHDRAWN ||
	           m.kind == KR_MOVE_SUPERSEDED || m.kind == KR_MOVE_DENIED;
	if (!off && kr__days_known(t->first_due) && kr__days_known(at))
		p->delay = at.first > t->first_due.last
		                   ? at.first - t->first_due.last : 0;
	if (m.kind == KR_MOVE_KEPT && p->delay == 1 && m.report != KR_NONE &&
	    act_of(f, m.report)->type == KR_EVENT_CONSULT && m.due.last == t->first_due.last)
		p->delay = 0; /* received on the next day */
	if (m.report != KR_NONE && kr__told_status(act_of(f, m.report)) == KR_STATUS_PROMISED &&
	    !t->asserted)
		p->promised = true;
	t->due = m.due;
	t->last_day = m.day;
	t->last = m.kind;
	if (m.report != KR_NONE)
		t->moved_by = m.report;
	kr_move *kept = &f->chain[f->n_chain - 1].move;
	kept->state = p->state;
	kept->firm = t->status;
	kept->promised = p->promised;
	kept->closed = t->closed;
	kept->delay = p->delay;
	return true;
}

/* Silence: its day went by before `day`, and nothing was told of it. */
static bool pass(struct follower *f, struct thread *t, int64_t day)
{
	if (t->closed || !kr__days_known(t->due) || t->due.last + 1 >= day ||
	    t->last == KR_MOVE_OVERDUE)
		return true;
	return moved(f, t, (kr_move){ .kind = KR_MOVE_OVERDUE, .report = KR_NONE,
	                              .status = KR_STATUS_HOPED,
	                              .day = t->due.last + 1, .due = t->due });
}

/* No report will move it any more. */
static bool finish(struct follower *f, struct thread *t)
{
	if (!pass(f, t, (int64_t)f->as_of + 1))
		return false;
	kr_pledge *p = &f->out->pledges[t->pledge];
	if (!t->closed && kr__days_known(t->due) && t->due.first <= f->as_of &&
	    t->due.last >= f->as_of && t->due.last - t->due.first < KR_DUE_WITHIN &&
	    t->status != KR_STATUS_HOPED &&
	    p->state == KR_MOVE_OPENED)
		p->state = KR_MOVE_DUE;
	return true;
}

static bool finish_all(struct follower *f)
{
	for (uint32_t k = 0; k < f->n_open; k++)
		if (!finish(f, &f->open[k]))
			return false;
	f->n_open = 0;
	return true;
}

/* The oldest thread that is over goes, else the oldest. */
static bool make_room(struct follower *f)
{
	uint32_t k = 0;

	while (k < OPEN && !f->open[k].closed)
		k++;
	k = k < OPEN ? k : 0;
	if (!finish(f, &f->open[k]))
		return false;
	for (f->n_open--; k < f->n_open; k++)
		f->open[k] = f->open[k + 1];
	return true;
}

static bool open_thread(struct follower *f, uint32_t i, int32_t day)
{
	const kr_act *r = act_of(f, i);
	kr_days due = kr__due_of(r);

	if (!kr__arena_grow(f->a, (void **)&f->out->pledges, &f->cap_pledges,
	                    f->out->n_pledges + 1, sizeof *f->out->pledges))
		return false;
	if (f->n_open == OPEN && !make_room(f))
		return false;
	struct thread *t = &f->open[f->n_open++];
	*t = (struct thread){ .pledge = f->out->n_pledges++, .opened_by = i,
		              .opened = day, .count = r->count,
		              .due = { 1, 0 }, .first_due = { 1, 0 },
		              .missed = INT32_MIN,
		              .part = { 1, 0 }, .status = kr__firmness(r),
		              .asserted = kr__asserted(r) };
	if (kr__deed_of(r) == r->type)
		t->object = r->object;
	f->out->pledges[t->pledge] = (kr_pledge){ .word = r, .type = kr__deed_of(r),
	                                          .due = due };
	return moved(f, t, (kr_move){ .kind = KR_MOVE_OPENED, .status = kr__told_status(r),
	                              .report = i, .day = day, .due = due });
}

static kr_days narrowed(kr_days a, kr_days b)
{
	if (!kr__days_known(a) || !kr__days_known(b))
		return kr__days_known(b) ? b : a;
	return (kr_days){ a.first > b.first ? a.first : b.first,
		          a.last < b.last ? a.last : b.last };
}

/* Does the report say no more than the last one, within a day of it? Then it
 * is the same news once more. */
static bool same_news(const struct thread *t, const kr_act *r, const kr_move *m)
{
	return m->kind == KR_MOVE_REAFFIRMED && m->day <= (int64_t)t->last_day + 1 &&
	       kr__firmness(r) >= t->status;
}

/* Another article on the same putting off, which tells no new day. */
static bool just_slipped(const struct thread *t, int32_t day)
{
	return t->last == KR_MOVE_SLIPPED && day <= (int64_t)t->last_day + WEEK;
}

/* A later word on something still to come. */
static bool still_to_come(struct follower *f, struct thread *t, uint32_t i, int32_t day)
{
	const kr_act *r = act_of(f, i);
	kr_days due = kr__due_of(r);
	kr_move m = { .kind = KR_MOVE_REAFFIRMED, .status = kr__told_status(r), .report = i,
		      .day = day, .due = narrowed(t->due, due) };

	if (kr__days_known(t->due) && kr__days_known(due) && due.first > t->due.last) {
		m = (kr_move){ .kind = KR_MOVE_SLIPPED, .status = r->status,
			       .report = i, .day = day, .due = due,
			       .days = due.first - t->due.last };
	} else if (kr__days_known(t->due) && kr__days_known(due) &&
	           due.last < t->due.first) {
		m.kind = KR_MOVE_ADVANCED;
		m.due = due;
	} else if (kr__days_known(t->due) && !kr__days_known(due) &&
	           (day > t->due.last || (r->postponed && !just_slipped(t, day)))) {
		m.kind = KR_MOVE_SLIPPED; /* put off, or still to come after its day */
		m.days = day > t->due.last ? day - t->due.last : 0;
		t->missed = m.days ? t->due.last : t->missed;
		m.due = (kr_days){ 1, 0 };
	}
	bool noun = r->postponed && !t->object.len; /* "menunda pemanggilan": the act itself */
	if (kr__object_words(r->object) > kr__object_words(t->object) && !noun &&
	    kr__deed_of(r) == r->type)
		t->object = r->object;
	if (!t->count)
		t->count = r->count;
	if (same_news(t, r, &m))
		return true;
	if (!pass(f, t, day))
		return false;
	if (kr__firmness(r) < t->status)
		t->status = kr__firmness(r);
	return moved(f, t, m);
}

/* Words that one has for another again and again: some others, if nothing says
 * that they are those. */
static bool other_words(const struct thread *t, const kr_act *o, const kr_act *r)
{
	bool words = r->type == KR_EVENT_REQUEST || r->type == KR_EVENT_REJECT ||
	             r->type == KR_EVENT_THREATEN ||
	             (r->type == KR_EVENT_ACCUSE && !kr__view_is(r->mode, "investigate"));

	return words && !kr__on_due_day(t->due, r) && !kr__object_shared(t->object, r->object) &&
	       !(kr__ties(o, r) & (KR_TIE_LIKE | KR_TIE_WORDS));
}

/* The act itself. It keeps the pledge, opened by `o`, if it is not older. */
static bool keeps(const struct thread *t, const kr_act *o, const kr_act *r, int32_t day)
{
	if (t->object.len && !r->object.len && !kr__is_visit(r) && !kr__same_mode(o, r))
		return false; /* some other act of the kind */
	if (other_words(t, o, r))
		return false;
	if (kr__days_known(r->days))
		return r->days.last >= t->opened;
	return day > t->opened && (t->object.len || kr__is_visit(r));
}

/* How much of the object is done by now; parts told of one day are one part. */
static bool in_part(struct thread *t, const kr_act *r)
{
	bool again = kr__days_known(t->part) && kr__days_known(r->days) &&
	             r->days.first <= t->part.last && r->days.last >= t->part.first;

	if (!t->count || !r->count || r->count >= t->count)
		return false;
	/* "seven in the morning, the other thirteen at noon" */
	if (again && r->count != t->last_part && t->have + r->count == t->count)
		again = false;
	if (!again)
		t->have += r->count;
	t->part = r->days;
	t->last_part = r->count;
	return t->have < t->count;
}

static bool done(struct follower *f, struct thread *t, uint32_t i, int32_t day)
{
	const kr_act *r = act_of(f, i);
	int64_t over = kr__days_known(t->due) ? t->due.last : t->missed;
	/* who is expected on a day is received on the next */
	bool late = over != INT32_MIN && kr__days_known(r->days) &&
	            r->days.first > over + (r->type == KR_EVENT_CONSULT);
	uint32_t had = t->have;
	kr_move m = { .status = r->status, .report = i, .day = day, .due = t->due };

	if (late && !pass(f, t, r->days.first))
		return false;
	if (in_part(t, r)) {
		m.kind = KR_MOVE_KEPT_IN_PART;
		return t->have == had || moved(f, t, m);
	}
	t->closed = true;
	m.kind = late ? KR_MOVE_KEPT_LATE : KR_MOVE_KEPT;
	m.days = late ? (int32_t)(r->days.first - over) : 0;
	return moved(f, t, m);
}

/* Reports of one article were told on one day: the steps [lo, hi) around the one
 * at hand, a bounded number of them. */
static void same_day(const struct follower *f, uint32_t *lo, uint32_t *hi)
{
	const struct step *here = &f->order[f->at];

	*lo = f->at;
	*hi = f->at + 1;
	while (*lo > 0 && f->at - *lo < LOOK && here->day == f->order[*lo - 1].day &&
	       here->block == f->order[*lo - 1].block)
		--*lo;
	while (*hi < f->n_order && *hi - f->at < LOOK &&
	       here->day == f->order[*hi].day && here->block == f->order[*hi].block)
		++*hi;
}

/* What else the article that calls the pledge off tells of its kind: nothing,
 * another thing still to come, or that it is only put off. */
static kr_move_kind instead(const struct follower *f, const struct thread *t,
                            const kr_act *r)
{
	kr_move_kind kind = KR_MOVE_WITHDRAWN;
	uint32_t k, hi;

	for (same_day(f, &k, &hi); k < hi; k++) {
		const kr_act *x = act_of(f, f->order[k].report);
		kr_days due = kr__due_of(x);
		if (x->doc_no != r->doc_no || !kr__to_come(x))
			continue;
		bool one = kr__one_thing(t->object, x->object);
		if (one && (x->postponed ||
		            (kr__days_known(due) && kr__days_known(t->due) &&
		             due.first > t->due.last)))
			return KR_MOVE_SLIPPED;
		if (!one)
			kind = KR_MOVE_SUPERSEDED;
	}
	return kind;
}

static bool ended(struct follower *f, struct thread *t, uint32_t i, int32_t day,
                  kr_move_kind kind)
{
	if (!pass(f, t, day))
		return false;
	t->closed = true;
	return moved(f, t, (kr_move){ .kind = (uint8_t)kind, .status = act_of(f, i)->status,
	                              .report = i, .day = day, .due = t->due });
}

/* ---- one report ---------------------------------------------------------------------- */
/* A thread over: is the report only an echo of it, or news of its going on? */
static bool echoes(const struct follower *f, const struct thread *t, const kr_act *r)
{
	kr_days due = kr__due_of(r);
	const kr_act *end = act_of(f, t->moved_by);

	if (!kr__to_come(r) || end->doc_no == r->doc_no)
		return true;
	if (t->last == KR_MOVE_KEPT || t->last == KR_MOVE_KEPT_LATE ||
	    t->last == KR_MOVE_ONGOING)
		return !kr__days_known(due) || (kr__days_known(end->days) &&
		                                due.first <= end->days.last);
	return !kr__days_known(due);
}

/* What goes on, a denied promise that nobody asks for any more, and what was called
 * off and done on its day after all. */
static bool after_end(struct follower *f, struct thread *t, uint32_t i, int32_t day)
{
	const kr_act *r = act_of(f, i);
	bool kept = t->last == KR_MOVE_KEPT || t->last == KR_MOVE_KEPT_LATE;
	bool on = kept && r->status == KR_STATUS_ONGOING && !kr__to_come(r);
	bool off = t->last == KR_MOVE_DENIED && r->hint == KR_HINT_DROPPED;

	if (day <= t->last_day)
		return true;
	if (t->last == KR_MOVE_WITHDRAWN && kr__done_status(r->status) && !kr__to_come(r) &&
	    kr__on_due_day(t->due, r))
		return done(f, t, i, day);
	if (!on && !off)
		return true;
	return moved(f, t, (kr_move){ .kind = on ? KR_MOVE_ONGOING : KR_MOVE_WITHDRAWN,
	                              .report = i, .day = day, .status = r->status,
	                              .due = t->due });
}

/* An article that tells the act as done looks back where it tells its plan. */
static bool done_there(const struct follower *f, const struct thread *t,
                       const kr_act *r, int32_t day)
{
	uint32_t k, hi;

	for (same_day(f, &k, &hi); k < hi; k++) {
		const kr_act *x = act_of(f, f->order[k].report);
		if (x->doc_no == r->doc_no && !kr__to_come(x) && kr__done_status(x->status) &&
		    keeps(t, act_of(f, t->opened_by), x, day) && fits(f, t, x, day))
			return true;
	}
	return false;
}

static bool move_thread(struct follower *f, struct thread *t, uint32_t i, int32_t day)
{
	const kr_act *r = act_of(f, i);

	if (t->closed)
		return after_end(f, t, i, day);
	if (kr__to_come(r))
		return done_there(f, t, r, day) || still_to_come(f, t, i, day);
	if (r->status == KR_STATUS_DENIED && t->asserted)
		return ended(f, t, i, day, KR_MOVE_DENIED);
	if (!kr__called_off(r))
		return done(f, t, i, day);
	kr_move_kind kind = instead(f, t, r);
	return kind == KR_MOVE_SLIPPED || ended(f, t, i, day, kind);
}

/* Has the report a say on the thread? */
static bool bears(const struct follower *f, const struct thread *t, const kr_act *r,
                  int32_t day)
{
	if (!fits(f, t, r, day))
		return false;
	if (r->hint == KR_HINT_DROPPED && !t->asserted &&
	    kr__like_words(act_of(f, t->opened_by)->like, r->like) < 2)
		return false;
	if (t->closed)
		return echoes(f, t, r);
	return kr__to_come(r) || kr__called_off(r) ||
	       (r->status == KR_STATUS_DENIED && t->asserted) ||
	       (kr__done_status(r->status) && keeps(t, act_of(f, t->opened_by), r, day));
}

static bool copied(const kr_act *from, const kr_act *r)
{
	return r->words && r->words == from->words;
}

/* A plan without a day, told on the day on which others tell it as done, looks back. */
static bool done_elsewhere(const struct follower *f, const kr_act *r, int32_t day)
{
	const kr_pledged p = { .opened_by = r, .object = r->object, .due = kr__due_of(r),
		               .last_day = day };
	uint32_t k, hi;

	if (kr__days_known(p.due))
		return false;
	for (same_day(f, &k, &hi); k < hi; k++) {
		const kr_act *x = act_of(f, f->order[k].report);
		if (x->doc_no != r->doc_no && !kr__to_come(x) && kr__done_status(x->status) &&
		    kr__days_known(x->days) && kr__pledge_fits(&p, x, day))
			return true;
	}
	return false;
}

static bool step(struct follower *f, uint32_t i, int32_t day)
{
	const kr_act *r = act_of(f, i);
	struct thread *best = NULL;
	uint32_t most = 0;

	/* of several, an open one, then the one whose object it names best */
	for (uint32_t k = f->n_open; k-- > 0;) {
		struct thread *t = &f->open[k];
		uint32_t w = 1 + kr__object_shared(t->object, r->object) + (t->closed ? 0 : 64);
		if (w > most && bears(f, t, r, day)) {
			most = w;
			best = t;
		}
	}
	/* an article's own second word on a pledge is no move, nor is a sentence copied */
	if (best && (act_of(f, best->opened_by)->doc_no == r->doc_no ||
	             (kr__to_come(r) && act_of(f, best->moved_by)->doc_no == r->doc_no) ||
	             copied(act_of(f, best->opened_by), r) || copied(act_of(f, best->moved_by), r)))
		return true;
	if (best)
		return move_thread(f, best, i, day);
	return (!kr__is_pledge(r->status) && !kr__days_known(r->due)) ||
	       r->hint > KR_HINT_INVITED || done_elsewhere(f, r, day) || open_thread(f, i, day);
}

static kr_status gather(struct follower *f)
{
	kr_followed *o = f->out;
	uint32_t at = 0;

	o->moves = kr__arena_array(f->a, (size_t)f->n_chain + 1, sizeof *o->moves);
	if (!o->moves)
		return kr__arena_status(f->a);
	for (uint32_t i = 0; i < o->n_pledges; i++) {
		o->pledges[i].first_move = at;
		at += o->pledges[i].n_moves;
		o->pledges[i].n_moves = 0;
	}
	for (uint32_t i = 0; i < f->n_chain; i++) {
		kr_pledge *p = &o->pledges[f->chain[i].pledge];
		kr_move *m = &o->moves[p->first_move + p->n_moves++];
		*m = f->chain[i].move;
		if (m->report != KR_NONE && m->report >= f->n)
			m->report = f->hints.of[m->report - f->n];
	}
	o->n_moves = f->n_chain;
	return KR_OK;
}

/* On one day: what is called off, put off, to come, each with a day and without,
 * and last what is done. */
static uint8_t rank_of(const kr_act *r)
{
	if (!kr__to_come(r))
		return kr__called_off(r) ? 0 : 5;
	return (uint8_t)((r->postponed ? 1 : 3) + !kr__days_known(kr__due_of(r)));
}

/* ---- one of those who promised speaks for all ------------------------------------ */
struct voice {
	uint64_t what; /* act and object */
	uint32_t step;
};

static int by_what(const void *x, const void *y)
{
	const struct voice *a = x, *b = y;

	if (a->what != b->what)
		return a->what < b->what ? -1 : 1;
	return (a->step > b->step) - (a->step < b->step);
}

/* Are the codes of the first n sides of `x` all among the doers of `y`? */
static bool all_in(const kr_act *x, uint32_t n, const kr_act *y)
{
	for (uint32_t i = 0; i < n; i++) {
		bool found = false;
		for (uint32_t k = 0; k < y->n_actors && !found; k++)
			found = x->sides[i].code.len &&
			        kr__view_eq(x->sides[i].code, y->sides[k].code);
		if (!found)
			return false;
	}
	return n > 0;
}

/* Are all doers of `x` of the sides of `y`, and fewer? Or does it tell of one what
 * `y` tells of both for each other: "bebas visa bagi warga X", "bebas visa antara
 * X dan Y"? */
static bool among(const kr_act *x, const kr_act *y)
{
	uint32_t n = x->n_actors + x->n_recipients;

	if (y->n_recipients)
		return false;
	if (x->n_recipients)
		return x->type != KR_EVENT_CONSULT && n == y->n_actors && all_in(x, n, y);
	return x->n_actors < y->n_actors && kr__object_words(x->object) >= 2 &&
	       all_in(x, x->n_actors, y);
}

/* A later word of one of them on the same object is a word on their pledge. */
static bool adopt(const struct follower *f, struct step *order, uint32_t n)
{
	struct voice *v = kr__arena_array(f->a, (size_t)n + 1, sizeof *v);
	uint32_t m = 0;

	if (!v)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		const kr_act *x = act_of(f, order[i].report);
		if (kr__object_words(x->object) && kr__to_come(x))
			v[m++] = (struct voice){
				kr__hash64_seed(x->object, kr__deed_of(x)), i };
	}
	qsort(v, m, sizeof *v, by_what);
	for (uint32_t i = 0; i < m; i++)
		for (uint32_t k = i; k-- > 0 && v[k].what == v[i].what && i - k < OPEN;) {
			struct step *x = &order[v[i].step], *y = &order[v[k].step];
			if (among(act_of(f, y->report), act_of(f, x->report))) {
				struct step *swap = x;
				x = y;
				y = swap;
			}
			if (among(act_of(f, x->report), act_of(f, y->report)) &&
			    x->day >= y->day)
				x->block = y->block;
		}
	return true;
}

static uint32_t sort_steps(const struct follower *f, struct step *order)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < f->n + f->hints.n; i++) {
		const kr_act *r = act_of(f, i);
		int32_t day = kr__told_day(r);
		if (day > f->as_of || r->n_actors + r->n_recipients == 0)
			continue;
		order[kept++] = (struct step){
			.block = kr__pledge_block(r), .report = i, .day = day,
			.rank = rank_of(r), .firm = kr__firmness(r),
			.poor = (uint8_t)(!r->object.len + !r->n_recipients) };
	}
	if (!adopt(f, order, kept))
		return 0;
	qsort(order, kept, sizeof *order, by_block);
	return kept;
}

kr_status kr__follow_pledges(kr_followed *out, kr_arena *a, const kr_act *r,
                             uint32_t n, int32_t as_of)
{
	struct follower f = { .r = r, .n = n, .a = a, .out = out, .as_of = as_of };
	kr_status status = kr__hints_find(&f.hints, a, r, n);

	*out = (kr_followed){ NULL, 0, NULL, 0, 0 };
	if (status)
		return status;
	struct step *order = kr__arena_array(a, (size_t)n + f.hints.n + 1, sizeof *order);
	if (!order)
		return kr__arena_status(a);
	f.order = order;
	f.n_order = sort_steps(&f, order);
	if (kr__arena_status(a))
		return kr__arena_status(a);
	for (uint32_t k = 0; k < f.n_order; k++) {
		f.at = k;
		if (k && order[k].block != order[k - 1].block && !finish_all(&f))
			return kr__arena_status(a);
		if (!step(&f, order[k].report, order[k].day))
			return kr__arena_status(a);
	}
	if (!finish_all(&f))
		return kr__arena_status(a);
	return gather(&f);
}
