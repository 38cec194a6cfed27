// SPDX-License-Identifier: Apache-2.0
/*
 * Hints. The problem: a pledge is followed by the kind of its act and by its
 * sides, but what moves it may be told as an act of another kind or by more
 * sides: the host invites (REQUEST) before the guest plans (CONSULT), tariffs
 * announced are put off (CONCEDE, not SANCTION), three states together do what
 * one of them had promised, who asked for something asks no longer. The idea:
 * such a report is read a second time as the act that it bears on, with its
 * sides in their places, and stands beside the reports when pledges are
 * followed; the record itself stays what it is. An invitation opens a pledge,
 * as a hope of the host, never as a promise; the others only move one. Limits:
 * a demand dropped is known by the kinds of act that are demanded of others.
 */
#include "merge/pledge_hint.h"

#include "merge/pledge_fit.h"

enum { DOERS = 8 };

static bool put(kr_hints *h, kr_arena *a, const kr_act *x, unsigned hint, uint32_t of)
{
	uint32_t cap = h->cap;

	if (!kr__arena_grow(a, (void **)&h->at, &h->cap, h->n + 1, sizeof *h->at) ||
	    !kr__arena_grow(a, (void **)&h->of, &cap, h->n + 1, sizeof *h->of))
		return false;
	h->at[h->n] = *x;
	h->at[h->n].hint = (uint8_t)hint;
	h->of[h->n++] = of;
	return true;
}

static bool abroad(const kr_act *r)
{
	for (uint32_t i = 0; i < r->n_recipients; i++)
		if (!r->sides[r->n_actors + i].code.len ||
		    kr__view_eq(r->sides[0].code, r->sides[r->n_actors + i].code))
			return false;
	return r->n_actors > 0 && r->n_recipients > 0 && r->sides[0].code.len > 0;
}

/* Who was asked does, for who asked. */
static bool turn(kr_act *x, kr_arena *a)
{
	kr_side *s = kr__arena_array(a, (size_t)x->n_actors + x->n_recipients, sizeof *s);
	uint32_t n = 0;

	if (!s)
		return false;
	for (uint32_t i = 0; i < x->n_recipients; i++)
		s[n++] = x->sides[x->n_actors + i];
	for (uint32_t i = 0; i < x->n_actors; i++)
		s[n++] = x->sides[i];
	uint32_t doers = x->n_recipients;
	x->n_recipients = x->n_actors;
	x->n_actors = doers;
	x->sides = s;
	return true;
}

/* "A invited B to come in June" */
static bool invited(kr_hints *h, kr_arena *a, const kr_act *r, uint32_t i)
{
	kr_act x = r[i];

	x.type = KR_EVENT_CONSULT;
	x.mode = KR_V("visit");
	x.status = KR_STATUS_HOPED;
	x.object = x.said = (kr_view){ "", 0 };
	x.count = 0;
	return turn(&x, a) && put(h, a, &x, KR_HINT_INVITED, i);
}

/* "A no longer asks B to hand over C": what B may have promised. */
static bool dropped(kr_hints *h, kr_arena *a, const kr_act *r, uint32_t i)
{
	static const uint8_t kinds[] = { KR_EVENT_COOPERATE, KR_EVENT_AID, KR_EVENT_RETREAT,
		                         KR_EVENT_CONCEDE };
	kr_act x = r[i];

	x.status = KR_STATUS_CANCELLED;
	x.mode = x.object = (kr_view){ "", 0 }; /* the object is the demand */
	bool ok = turn(&x, a);
	for (size_t k = 0; k < sizeof kinds && ok; k++) {
		x.type = kinds[k];
		ok = put(h, a, &x, KR_HINT_DROPPED, i);
	}
	return ok;
}

/* "A put off the tariffs on B" */
static bool eased(kr_hints *h, kr_arena *a, const kr_act *r, uint32_t i)
{
	kr_act x = r[i];

	x.type = KR_EVENT_SANCTION;
	x.status = KR_STATUS_PLANNED;
	if (!kr__to_come(r + i))
		x.days = (kr_days){ 1, 0 }; /* on which it was put off */
	x.mode = (kr_view){ "", 0 };
	return put(h, a, &x, KR_HINT_EASED, i);
}

/* "A, B and C recognised D": each did. */
static bool each_doer(kr_hints *h, kr_arena *a, const kr_act *r, uint32_t i)
{
	const kr_act *all = &r[i];
	bool ok = true;

	for (uint32_t k = 0; k < all->n_actors && ok; k++) {
		kr_act x = *all;
		bool again = !all->sides[k].code.len;
		for (uint32_t j = 0; j < k; j++)
			again |= kr__view_eq(all->sides[j].code, all->sides[k].code);
		if (again)
			continue;
		kr_side *s = kr__arena_array(a, (size_t)all->n_recipients + 1, sizeof *s);
		if (!s)
			return false;
		s[0] = all->sides[k];
		for (uint32_t j = 0; j < all->n_recipients; j++)
			s[j + 1] = all->sides[all->n_actors + j];
		x.sides = s;
		x.n_actors = 1;
		ok = put(h, a, &x, KR_HINT_AMONG, i);
	}
	return ok;
}

static bool one_code(const kr_act *r)
{
	for (uint32_t i = 1; i < r->n_actors; i++)
		if (!kr__view_eq(r->sides[i].code, r->sides[0].code))
			return false;
	return true;
}

kr_status kr__hints_find(kr_hints *h, kr_arena *a, const kr_act *r, uint32_t n)
{
	bool ok = true;

	*h = (kr_hints){ NULL, NULL, 0, 0 };
	for (uint32_t i = 0; i < n && ok; i++) {
		const kr_act *x = &r[i];
		bool done = kr__done_status(x->status) && !kr__days_known(x->due);
		if (!done || !x->n_recipients || !x->n_actors)
			continue;
		if (x->type == KR_EVENT_REQUEST && x->bearing == KR_BEARS_VISIT && abroad(x))
			ok = invited(h, a, r, i);
		else if (x->type == KR_EVENT_CONCEDE && x->bearing == KR_BEARS_DEMAND && abroad(x))
			ok = dropped(h, a, r, i);
		else if (x->type == KR_EVENT_CONCEDE && x->bearing == KR_BEARS_SANCTION &&
		         x->postponed)
			ok = eased(h, a, r, i);
		else if (x->n_actors <= DOERS && !kr__to_come(x) && !one_code(x))
			ok = each_doer(h, a, r, i);
	}
	return kr__arena_status(a);
}
