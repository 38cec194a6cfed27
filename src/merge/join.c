// SPDX-License-Identifier: Apache-2.0
/*
 * One happening over time. The problem: a visit that is planned on Monday, put
 * off on Tuesday and made on Thursday is one visit, but its reports differ in
 * status and day, so they merged apart. The idea: what moved one pledge is one
 * happening: reports that opened, reaffirmed, put off, called off or kept it
 * are joined; the last word on it (done, else called off, else the last plan)
 * gives its status and day. What the reports of that word contradict stays a
 * conflict; that a plan changed is none. Limits: of a pledge kept in parts
 * each part is a happening of its own, the last one too.
 */
#include "merge/act.h"

struct joiner {
	const kr_merged *m;
	const kr_act *r;
	const kr_followed *f;
	uint32_t *of;     /* [reports] happening */
	uint32_t *parent; /* [happenings] union-find */
	uint32_t *last;   /* [happenings] happening whose word is the last */
};

static uint32_t root(struct joiner *j, uint32_t h)
{
	while (j->parent[h] != h)
		h = j->parent[h] = j->parent[j->parent[h]];
	return h;
}

/* Of a pledge kept in parts no act is the one that was planned. */
static bool in_parts(const struct joiner *j, const kr_pledge *p)
{
	for (uint32_t k = 0; k < p->n_moves; k++)
		if (j->f->moves[p->first_move + k].kind == KR_MOVE_KEPT_IN_PART)
			return true;
	return false;
}

static bool joins(const kr_move *m, bool parts)
{
	bool deed = m->kind == KR_MOVE_KEPT || m->kind == KR_MOVE_KEPT_LATE ||
	            m->kind == KR_MOVE_ONGOING;

	return m->report != KR_NONE && m->kind != KR_MOVE_KEPT_IN_PART &&
	       m->kind != KR_MOVE_DENIED && !(parts && deed);
}

/* The happenings of one pledge become one, with the last move's word. */
static void join_pledge(struct joiner *j, const kr_pledge *p)
{
	const kr_move *m = j->f->moves + p->first_move;
	uint32_t first = KR_NONE, word = KR_NONE;
	bool parts = in_parts(j, p);

	for (uint32_t k = 0; k < p->n_moves; k++) {
		if (!joins(&m[k], parts) || j->r[m[k].report].type != p->type)
			continue; /* what is agreed is no part of the agreeing */
		uint32_t h = j->of[m[k].report];
		if (first == KR_NONE)
			first = word = h;
		if (m[k].kind != KR_MOVE_ONGOING)
			word = h;
		uint32_t a = root(j, first), b = root(j, h);
		if (a != b)
			j->parent[a > b ? a : b] = a > b ? b : a;
	}
	if (first != KR_NONE)
		j->last[root(j, first)] = word;
}

/* What the joined happenings are: the word's day, all conflicts of place. */
static void sum_up(struct joiner *j, const uint32_t *number, kr_happening *h)
{
	for (uint32_t i = 0; i < j->m->n_happenings; i++) {
		const kr_happening *old = &j->m->happenings[i];
		uint32_t top = root(j, i);
		kr_happening *x = &h[number[top]];
		x->n += old->n;
		x->place_differs |= old->place_differs;
		if (i != j->last[top])
			continue;
		x->days = old->days;
		x->n_word = old->n;
		x->dates_differ = old->dates_differ;
	}
}

/* New happenings in the order of their first old one; members by report, those
 * of the last word first. */
static kr_status regroup(struct joiner *j, kr_arena *a, uint32_t n, kr_merged *out)
{
	uint32_t n_old = j->m->n_happenings, n_new = 0, at = 0;
	uint32_t *number = kr__arena_array(a, (size_t)n_old + 1, sizeof *number);
	kr_happening *h = kr__arena_array(a, (size_t)n_old + 1, sizeof *h);
	uint32_t *rest = kr__arena_array(a, (size_t)n_old + 1, sizeof *rest);
	uint32_t *members = kr__arena_array(a, (size_t)n + 1, sizeof *members);

	if (!number || !h || !members || !rest)
		return kr__arena_status(a);
	for (uint32_t i = 0; i < n_old; i++)
		if (root(j, i) == i)
			number[i] = n_new++;
	sum_up(j, number, h);
	for (uint32_t i = 0; i < n_new; i++) {
		h[i].first = at;
		at += h[i].n;
		rest[i] = h[i].n_word;
		h[i].n_word = 0;
	}
	for (uint32_t i = 0; i < n; i++) {
		uint32_t top = root(j, j->of[i]);
		kr_happening *x = &h[number[top]];
		bool word = j->of[i] == j->last[top];
		members[x->first + (word ? x->n_word++ : rest[number[top]]++)] = i;
	}
	*out = (kr_merged){ h, n_new, members };
	return KR_OK;
}

kr_status kr__join_pledges(kr_merged *out, kr_arena *a, const kr_act *r, uint32_t n,
                           const kr_followed *f)
{
	struct joiner j = { .m = out, .r = r, .f = f };

	j.of = kr__arena_array(a, (size_t)n + 1, sizeof *j.of);
	j.parent = kr__arena_array(a, (size_t)out->n_happenings + 1, sizeof *j.parent);
	j.last = kr__arena_array(a, (size_t)out->n_happenings + 1, sizeof *j.last);
	if (!j.of || !j.parent || !j.last)
		return kr__arena_status(a);
	for (uint32_t h = 0; h < out->n_happenings; h++) {
		j.parent[h] = j.last[h] = h;
		for (uint32_t k = 0; k < out->happenings[h].n; k++)
			j.of[out->members[out->happenings[h].first + k]] = h;
	}
	for (uint32_t p = 0; p < f->n_pledges; p++)
		join_pledge(&j, &f->pledges[p]);
	kr_merged joined;
	kr_status status = regroup(&j, a, n, &joined);
	if (!status)
		*out = joined;
	return status;
}
