// SPDX-License-Identifier: Apache-2.0
/*
 * Pledges. The problem: a treaty is hoped for in October, expected in January,
 * signed in February; each article knows only its own day. The idea: reports
 * of acts still to come, and of such acts done, are sorted by the day they
 * became known; those of the same kind between the same sides whose objects
 * share a word form a thread, and each report moves it. A hope is never shown
 * as a promise; silence is never a breach, only "overdue"; an act that
 * happened before the pledge was made does not keep it. Limits: without an
 * object a pledge is followed for a year; sides are states or organisations,
 * so a minister's promise and his president's deed are one thread.
 */
#include "merge/act.h"

#include <stdlib.h>

enum { YEAR = 366, OPEN = 24 };

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
};

struct thread {
	uint32_t pledge;
	uint32_t opened_by; /* report */
	int32_t opened, last_day;
	kr_days due;
	kr_view object;
	bool closed;
};

struct follower {
	const kr_act *r;
	kr_arena *a;
	kr_followed *out;
	uint32_t cap_pledges;
	struct thread open[OPEN];
	uint32_t n_open;
	struct chained {
		kr_move move;
		uint32_t pledge;
	} *chain;
	uint32_t n_chain, cap_chain;
	int32_t as_of;
};

static bool known(kr_days d)
{
	return d.first <= d.last;
}

/* Told on one day, order the future before the done, so that a report of both
 * opens first. */
static int by_block(const void *x, const void *y)
{
	const struct step *a = x, *b = y;

	if (a->block != b->block)
		return a->block < b->block ? -1 : 1;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return a->report < b->report ? -1 : a->report > b->report;
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
	p->state = m.kind;
	p->due = m.due;
	p->delay += m.kind == KR_MOVE_SLIPPED || m.kind == KR_MOVE_KEPT_LATE ? m.days
	                                                                     : 0;
	if (m.report != KR_NONE && f->r[m.report].status == KR_STATUS_PROMISED)
		p->promised = true;
	t->due = m.due;
	t->last_day = m.day;
	return true;
}

/* The day that a report gives to something still to come: a day that was over
 * when it was told is none. */
static kr_days due_of(const kr_act *r)
{
	bool over = known(r->told) && r->days.last < r->told.first;

	return known(r->days) && !over ? r->days : (kr_days){ 1, 0 };
}

/* Told as done on a day not yet come: the article means a plan. */
static bool to_come(const kr_act *r)
{
	if (kr__is_pledge(r->status))
		return true;
	return (r->status == KR_STATUS_OCCURRED || r->status == KR_STATUS_ONGOING) &&
	       known(r->days) && known(r->told) && r->days.first > r->told.last;
}

static bool open_thread(struct follower *f, uint32_t i, int32_t day)
{
	const kr_act *r = &f->r[i];
	kr_days due = due_of(r);

	if (!kr__arena_grow(f->a, (void **)&f->out->pledges, &f->cap_pledges,
	                    f->out->n_pledges + 1, sizeof *f->out->pledges))
		return false;
	if (f->n_open == OPEN) {
		for (uint32_t k = 1; k < OPEN; k++)
			f->open[k - 1] = f->open[k];
		f->n_open--;
	}
	struct thread *t = &f->open[f->n_open++];
	*t = (struct thread){ .pledge = f->out->n_pledges++, .opened_by = i,
		              .opened = day, .object = r->object };
	f->out->pledges[t->pledge] = (kr_pledge){ .due = due };
	return moved(f, t, (kr_move){ .kind = KR_MOVE_OPENED, .status = r->status,
	                              .report = i, .day = day, .due = due });
}

/* A later word on something still to come. */
static bool still_to_come(struct follower *f, struct thread *t, uint32_t i, int32_t day)
{
	const kr_act *r = &f->r[i];
	kr_days due = due_of(r);
	kr_move m = { .kind = KR_MOVE_REAFFIRMED, .status = r->status, .report = i,
		      .day = day, .due = known(due) ? due : t->due };

	if (known(t->due) && known(due) && due.first > t->due.last) {
		m.kind = KR_MOVE_SLIPPED;
		m.days = due.first - t->due.last;
	} else if (known(t->due) && known(due) && due.last < t->due.first) {
		m.kind = KR_MOVE_ADVANCED;
	} else if (known(t->due) && !known(due) && day > t->due.last) {
		m.kind = KR_MOVE_SLIPPED; /* still to come after its day */
		m.days = day - t->due.last;
		m.due = (kr_days){ 1, 0 };
	}
	if (!t->object.len)
		t->object = r->object;
	return moved(f, t, m);
}

/* The act itself. It keeps the pledge if it is not older than the pledge. */
static bool keeps(const struct thread *t, const kr_act *r, int32_t day)
{
	if (t->object.len && !r->object.len)
		return false; /* some other act of the kind */
	if (known(r->days))
		return r->days.last >= t->opened;
	return day > t->opened && t->object.len;
}

static bool done(struct follower *f, struct thread *t, uint32_t i, int32_t day)
{
	const kr_act *r = &f->r[i];
	bool late = known(t->due) && known(r->days) && r->days.first > t->due.last;

	t->closed = true;
	return moved(f, t, (kr_move){
		.kind = late ? KR_MOVE_KEPT_LATE : KR_MOVE_KEPT,
		.status = r->status, .report = i, .day = day,
		.due = t->due, .days = late ? r->days.first - t->due.last : 0 });
}

static bool fits(const struct thread *t, const kr_act *r, int32_t day)
{
	if (t->closed || !kr__objects_meet(t->object, r->object))
		return false;
	int64_t reach = known(t->due) && t->due.last > t->last_day ? t->due.last
	                                                           : t->last_day;
	return t->last_day == INT32_MIN || day <= reach + YEAR || (t->object.len && r->object.len);
}

static bool step(struct follower *f, uint32_t i, int32_t day)
{
	const kr_act *r = &f->r[i];

	for (uint32_t k = f->n_open; k-- > 0;) {
		struct thread *t = &f->open[k];
		if (!fits(t, r, day) || f->r[t->opened_by].doc_no == r->doc_no)
			continue;
		if (to_come(r))
			return still_to_come(f, t, i, day);
		if (r->status == KR_STATUS_CANCELLED) {
			t->closed = true;
			return moved(f, t, (kr_move){ .kind = KR_MOVE_WITHDRAWN,
			                              .status = r->status,
			                              .report = i, .day = day,
			                              .due = t->due });
		}
		if ((r->status == KR_STATUS_OCCURRED ||
		     r->status == KR_STATUS_ONGOING) && keeps(t, r, day))
			return done(f, t, i, day);
	}
	/* an article's own second word on a pledge it opened is no move */
	for (uint32_t k = f->n_open; k-- > 0;)
		if (f->r[f->open[k].opened_by].doc_no == r->doc_no &&
		    kr__objects_meet(f->open[k].object, r->object))
			return true;
	return !kr__is_pledge(r->status) || open_thread(f, i, day);
}

static bool overdue(struct follower *f)
{
	for (uint32_t k = 0; k < f->n_open; k++) {
		struct thread *t = &f->open[k];
		if (t->closed || !known(t->due) || t->due.last >= f->as_of)
			continue;
		if (!moved(f, t, (kr_move){ .kind = KR_MOVE_OVERDUE, .report = KR_NONE,
		                            .status = KR_STATUS_HOPED,
		                            .day = t->due.last + 1, .due = t->due }))
			return false;
	}
	f->n_open = 0;
	return true;
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
		o->moves[p->first_move + p->n_moves++] = f->chain[i].move;
	}
	o->n_moves = f->n_chain;
	return KR_OK;
}

kr_status kr__follow_pledges(kr_followed *out, kr_arena *a, const kr_act *r,
                             uint32_t n, int32_t as_of)
{
	struct follower f = { .r = r, .a = a, .out = out, .as_of = as_of };
	struct step *order = kr__arena_array(a, (size_t)n + 1, sizeof *order);
	uint32_t kept = 0;

	*out = (kr_followed){ NULL, 0, NULL, 0, 0 };
	if (!order)
		return kr__arena_status(a);
	for (uint32_t i = 0; i < n; i++) {
		int32_t day = kr__told_day(&r[i]);
		if (day > as_of || r[i].n_actors + r[i].n_recipients == 0)
			continue;
		order[kept++] = (struct step){
			kr__hash_mix(kr__sides_hash(&r[i]), r[i].type), i, day };
	}
	qsort(order, kept, sizeof *order, by_block);
	for (uint32_t k = 0; k < kept; k++) {
		if (k && order[k].block != order[k - 1].block && !overdue(&f))
			return kr__arena_status(a);
		if (!step(&f, order[k].report, order[k].day))
			return kr__arena_status(a);
	}
	if (!overdue(&f))
		return kr__arena_status(a);
	return gather(&f);
}
