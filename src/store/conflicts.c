// SPDX-License-Identifier: Apache-2.0
/*
 * What the reports of one act contradict each other in. The problem: twelve dead
 * or seventeen, on Monday or on Tuesday, by the army or by the police: an answer
 * that gives one of them hides the other. The idea: the reports that tell an act
 * as it is now are compared in day, place, count and doers, and where they
 * differ every version is written with the number of its reports. Counts are of
 * one object; doers differ where two reports name nobody of one state in
 * common. Limits: eight versions are held and four written; who attacked, where
 * reports name other states, are two events (see "rivals" in answers.c).
 */
#include <string.h>

#include "merge/tie.h"
#include "store/settle.h"

enum { MAX_VERSIONS = 8, MAX_TOLD = 4 };

struct versions {
	const kr_act *of[MAX_VERSIONS]; /* the first report of each */
	uint32_t reports[MAX_VERSIONS];
	uint32_t n;
};

typedef bool (*alike)(const kr_act *a, const kr_act *b);

static void add(struct versions *v, const kr_act *r, alike same)
{
	for (uint32_t i = 0; i < v->n; i++)
		if (same(v->of[i], r)) {
			v->reports[i]++;
			return;
		}
	if (v->n < MAX_VERSIONS) {
		v->of[v->n] = r;
		v->reports[v->n++] = 1;
	}
}

/* ---- what is compared ----------------------------------------------------------- */
static bool same_day(const kr_act *a, const kr_act *b)
{
	return a->days.first == b->days.first && a->days.last == b->days.last;
}

static bool same_place(const kr_act *a, const kr_act *b)
{
	return kr__view_ieq(a->place, b->place);
}

static bool same_count(const kr_act *a, const kr_act *b)
{
	return a->count == b->count;
}

static bool share_doer(const kr_act *a, const kr_act *b)
{
	for (uint32_t i = 0; i < a->n_actors; i++)
		for (uint32_t k = 0; k < b->n_actors; k++)
			if (kr__side_named(&a->sides[i]) &&
			    kr__view_eq(a->sides[i].key, b->sides[k].key))
				return true;
	return false;
}

/* Both name a doer of one state, and none in common. */
static bool rivals(const kr_act *a, const kr_act *b)
{
	bool one_state = false;

	for (uint32_t i = 0; i < a->n_actors; i++)
		for (uint32_t k = 0; k < b->n_actors; k++)
			one_state |= kr__side_named(&a->sides[i]) && kr__side_named(&b->sides[k]) &&
			             a->sides[i].code.len &&
			             kr__view_eq(a->sides[i].code, b->sides[k].code);
	return one_state && !share_doer(a, b);
}

/* ---- what is written ------------------------------------------------------------ */
static void put_day(kr_buf *out, const kr_act *r)
{
	kr__buf_date(out, kr__date_of_day(r->days.first));
	if (r->days.last == r->days.first)
		return;
	kr__buf_chr(out, '/');
	kr__buf_date(out, kr__date_of_day(r->days.last));
}

static void put_place(kr_buf *out, const kr_act *r)
{
	kr__buf_add(out, r->place);
}

static void put_count(kr_buf *out, const kr_act *r)
{
	kr__buf_u64(out, r->count);
}

static void put_doers(kr_buf *out, const kr_act *r)
{
	bool any = false;

	for (uint32_t i = 0; i < r->n_actors; i++) {
		if (!kr__side_named(&r->sides[i]))
			continue;
		kr__buf_str(out, any ? " & " : "");
		kr__buf_add(out, r->sides[i].name);
		any = true;
	}
}

static void put(kr_buf *out, const char *what, const struct versions *v,
                void (*one)(kr_buf *, const kr_act *))
{
	kr__buf_str(out, out->len ? "; " : "");
	kr__buf_str(out, what);
	for (uint32_t i = 0; i < v->n && i < MAX_TOLD; i++) {
		kr__buf_str(out, i ? ", " : ": ");
		one(out, v->of[i]);
		kr__buf_str(out, " (");
		kr__buf_u64(out, v->reports[i]);
		kr__buf_chr(out, ')');
	}
	kr__buf_str(out, v->n > MAX_TOLD ? ", ..." : "");
}

/* Counts of the object that the first counting report names. */
static void add_count(struct versions *v, const kr_act *r)
{
	if (r->count && (!v->n || kr__view_eq(v->of[0]->object, r->object)))
		add(v, r, same_count);
}

static bool any_rivals(const struct versions *v)
{
	for (uint32_t i = 0; i < v->n; i++)
		for (uint32_t k = 0; k < i; k++)
			if (rivals(v->of[i], v->of[k]))
				return true;
	return false;
}

void kr__conflicts_tell(const kr_settler *t, const kr_happening *p, kr_buf *out)
{
	struct versions days = { .n = 0 }, places = days, counts = days, doers = days;

	kr__buf_reset(out);
	for (uint32_t k = 0; k < p->n_word; k++) {
		const kr_act *r = &t->acts[t->merged.members[p->first + k]];
		if (p->dates_differ && kr__days_known(r->days))
			add(&days, r, same_day);
		if (p->place_differs && r->place.len)
			add(&places, r, same_place);
		add_count(&counts, r);
		for (uint32_t i = 0; i < r->n_actors; i++)
			if (kr__side_named(&r->sides[i])) {
				add(&doers, r, share_doer);
				break;
			}
	}
	if (days.n > 1)
		put(out, "day", &days, put_day);
	if (places.n > 1)
		put(out, "place", &places, put_place);
	if (counts.n > 1)
		put(out, "count", &counts, put_count);
	if (any_rivals(&doers))
		put(out, "doer", &doers, put_doers);
}
