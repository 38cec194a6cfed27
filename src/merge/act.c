// SPDX-License-Identifier: Apache-2.0
/*
 * Merging reports. The problem: ten articles tell of one meeting, and a count
 * of articles is no count of meetings. The idea: reports of the same kind of
 * act between the same sides are sorted by day; each joins the first open
 * group that it agrees with in time, place, mode and named people (a person
 * stands for his state, two persons of one state differ) and that something
 * ties it to (tie.c). Limits: at most 32 groups stay open, so a block of one
 * pair of states is linear; a report without a day joins by its day of
 * publication, a week back at most; one sentence again within a season is one
 * act, whatever day each article gives it.
 */
#include "merge/act.h"

#include "merge/tie.h"

#include <stdlib.h>

enum { OPEN_GROUPS = 32, WEEK = 7, SEASON = 92, SENTENCES = 4 };

int32_t kr__told_day(const kr_act *r)
{
	if (kr__days_known(r->told))
		return r->told.last;
	return kr__days_known(r->days) && !kr__is_pledge(r->status) ? r->days.first : INT32_MIN;
}

bool kr__objects_meet(kr_view a, kr_view b)
{
	kr_view x, y;

	if (!a.len || !b.len)
		return true;
	while (kr__view_next(&a, ' ', &x)) {
		kr_view rest = b;
		while (x.len && kr__view_next(&rest, ' ', &y))
			if (kr__view_ieq(x, y))
				return true;
	}
	return false;
}

static kr_view code_of(const kr_side *s)
{
	return s->code.len ? s->code : s->key.len ? s->key : s->name;
}

/* People without a code stand beside those who have one: they tell nothing. */
static bool counts(const kr_act *r, uint32_t i)
{
	if (r->sides[i].code.len)
		return true;
	for (uint32_t k = 0; k < r->n_actors + r->n_recipients; k++)
		if (r->sides[k].code.len)
			return false;
	return true;
}

static uint64_t hash_of(const kr_act *r, uint32_t n)
{
	uint64_t sum = 0;

	for (uint32_t i = 0; i < n; i++) {
		bool again = !counts(r, i);
		for (uint32_t k = 0; k < i; k++)
			again |= kr__view_eq(code_of(&r->sides[i]),
			                     code_of(&r->sides[k]));
		if (!again)
			sum += kr__hash64(code_of(&r->sides[i]));
	}
	return sum;
}

uint64_t kr__sides_hash(const kr_act *r)
{
	return hash_of(r, r->n_actors + r->n_recipients);
}

uint64_t kr__actors_hash(const kr_act *r)
{
	return hash_of(r, r->n_actors);
}

static uint64_t directed_hash(const kr_act *r)
{
	uint64_t h[2] = { 0, 0 };

	for (uint32_t i = 0; i < r->n_actors + r->n_recipients; i++)
		h[i >= r->n_actors] += kr__hash64(code_of(&r->sides[i]));
	return kr__hash_mix(h[0], h[1]);
}

/* ---- one block: same type, same sides ---------------------------------------- */
struct sorted {
	uint64_t block;
	uint32_t report;
	int32_t day;
};

struct group {
	kr_days days, narrow; /* union and intersection of the dated reports */
	uint32_t rep;         /* a report that names most */
	uint32_t happening;
	bool dates_differ, place_differs;
	uint64_t words[SENTENCES]; /* that told it, the first few */
	uint32_t n_words;
};

struct merger {
	const kr_act *r;
	kr_arena *a;
	struct sorted *order;
	uint32_t *of;         /* [n] happening of a report */
	kr_happening *out;
	uint32_t n_out;
	struct group open[OPEN_GROUPS];
	uint32_t n_open;
};

static bool symmetric(unsigned type)
{
	return type == KR_EVENT_AGREE || type == KR_EVENT_CONSULT ||
	       type == KR_EVENT_COOPERATE;
}

static uint64_t block_of(const kr_act *r)
{
	uint64_t h = symmetric(r->type) ? kr__sides_hash(r) : directed_hash(r);

	h = kr__hash_mix(h, r->type);
	return kr__hash_mix(h, kr__is_pledge(r->status)
	                               ? 1 : r->status >= KR_STATUS_HYPOTHETICAL
	                                             ? r->status : 0);
}

static int by_block(const void *x, const void *y)
{
	const struct sorted *a = x, *b = y;

	if (a->block != b->block)
		return a->block < b->block ? -1 : 1;
	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return a->report < b->report ? -1 : a->report > b->report;
}

/* Where the name of a key begins: "person/SAU/mohammed bin salman". */
static kr_view name_of_key(kr_view key)
{
	size_t at = kr__view_rchr(key, '/');

	return at == KR_NPOS ? key : kr__view_from(key, at + 1);
}

/* "Pangeran Mohammed bin Salman" is "Mohammed bin Salman". */
static bool ends_with_name(kr_view whole, kr_view part)
{
	return part.len && whole.len > part.len && kr__view_chr(part, ' ') != KR_NPOS &&
	       kr__view_ends(whole, part) && whole.ptr[whole.len - part.len - 1] == ' ';
}

bool kr__same_person(const kr_side *a, const kr_side *b)
{
	if (!kr__view_starts(a->key, KR_V("person/")) ||
	    !kr__view_starts(b->key, KR_V("person/")))
		return false;
	if (kr__view_eq(a->key, b->key))
		return true;
	kr_view x = name_of_key(a->key), y = name_of_key(b->key);
	return kr__view_eq(a->code, b->code) &&
	       (ends_with_name(x, y) || ends_with_name(y, x));
}

bool kr__people_agree(const kr_act *x, const kr_act *y, bool actors)
{
	uint32_t n = x->n_actors + (actors ? 0 : x->n_recipients);
	uint32_t m = y->n_actors + (actors ? 0 : y->n_recipients);

	for (uint32_t i = 0; i < n; i++) {
		const kr_side *a = &x->sides[i];
		bool rival = false, same = false;
		if (!kr__view_starts(a->key, KR_V("person/")))
			continue;
		for (uint32_t k = 0; k < m; k++) {
			const kr_side *b = &y->sides[k];
			if (!kr__view_starts(b->key, KR_V("person/")) ||
			    !kr__view_eq(a->code, b->code))
				continue;
			bool one = kr__same_person(a, b);
			same |= one;
			rival |= !one;
		}
		if (rival && !same)
			return false;
	}
	return true;
}

static bool same_or_empty(kr_view a, kr_view b)
{
	return !a.len || !b.len || kr__view_ieq(a, b);
}

static bool in_time(const struct group *g, const kr_act *r)
{
	if (kr__days_known(r->days) && kr__days_known(g->days))
		return r->days.first <= g->days.last + 1 &&
		       r->days.last >= g->days.first - 1;
	if (kr__days_known(g->days) && kr__days_known(r->told))
		return g->days.first <= r->told.last &&
		       g->days.last >= r->told.first - WEEK;
	return !kr__days_known(g->days);
}

static bool told_within(const kr_act *x, const kr_act *y, int64_t days)
{
	int64_t gap = (int64_t)kr__told_day(x) - kr__told_day(y);

	return gap >= -days && gap <= days;
}

/* Undated groups: both were told within a week. */
static bool told_together(const struct merger *m, const struct group *g,
                          const kr_act *r)
{
	const kr_act *x = &m->r[g->rep];

	return kr__days_known(g->days) || told_within(r, x, WEEK);
}

static bool in_words(const struct group *g, const kr_act *r)
{
	for (uint32_t i = 0; r->words && i < g->n_words; i++)
		if (g->words[i] == r->words)
			return true;
	return false;
}

static bool agrees(const struct merger *m, const struct group *g, uint32_t i)
{
	const kr_act *r = &m->r[i], *x = &m->r[g->rep];

	if (in_words(g, r)) /* each dates it by its own day */
		return told_within(r, x, SEASON);
	return in_time(g, r) && told_together(m, g, r) &&
	       same_or_empty(x->mode, r->mode) &&
	       same_or_empty(x->country, r->country) &&
	       kr__objects_meet(x->object, r->object) &&
	       kr__people_agree(x, r, false) && kr__one_act(x, r);
}

/* Is a report of the same article already in the group? Groups are built in
 * order, so a look at this block's members is enough. */
static bool has_doc(const struct merger *m, uint32_t happening, uint32_t from,
                    uint32_t to)
{
	for (uint32_t k = from; k < to; k++)
		if (m->of[m->order[k].report] == happening &&
		    m->r[m->order[k].report].doc_no == m->r[m->order[to].report].doc_no)
			return true;
	return false;
}

static uint32_t names_of(const kr_act *r)
{
	uint32_t n = (r->place.len > 0) + (r->object.len > 0) + (r->mode.len > 0);

	for (uint32_t i = 0; i < r->n_actors + r->n_recipients; i++)
		n += kr__view_starts(r->sides[i].key, KR_V("person/"));
	return n;
}

static void join(struct merger *m, struct group *g, uint32_t i)
{
	const kr_act *r = &m->r[i];

	if (kr__days_known(r->days)) {
		if (!kr__days_known(g->days)) {
			g->days = g->narrow = r->days;
		} else {
			if (r->days.first > g->narrow.first)
				g->narrow.first = r->days.first;
			if (r->days.last < g->narrow.last)
				g->narrow.last = r->days.last;
			if (r->days.first < g->days.first)
				g->days.first = r->days.first;
			if (r->days.last > g->days.last)
				g->days.last = r->days.last;
		}
	}
	g->dates_differ = kr__days_known(g->days) && !kr__days_known(g->narrow);
	g->place_differs |= r->place.len && m->r[g->rep].place.len &&
	                    !kr__view_ieq(r->place, m->r[g->rep].place);
	if (names_of(r) > names_of(&m->r[g->rep]))
		g->rep = i;
	if (r->words && g->n_words < SENTENCES && !in_words(g, r))
		g->words[g->n_words++] = r->words;
	m->of[i] = g->happening;
}

static void close_group(struct merger *m, const struct group *g)
{
	kr_happening *h = &m->out[g->happening];

	h->days = kr__days_known(g->narrow) ? g->narrow : g->days;
	h->dates_differ = g->dates_differ;
	h->place_differs = g->place_differs;
}

static void open_group(struct merger *m, uint32_t i)
{
	if (m->n_open == OPEN_GROUPS) {
		close_group(m, &m->open[0]);
		for (uint32_t k = 1; k < OPEN_GROUPS; k++)
			m->open[k - 1] = m->open[k];
		m->n_open--;
	}
	struct group *g = &m->open[m->n_open++];
	*g = (struct group){ .days = { 1, 0 }, .narrow = { 1, 0 }, .rep = i,
		             .happening = m->n_out++ };
	join(m, g, i);
}

static void close_all(struct merger *m)
{
	for (uint32_t k = 0; k < m->n_open; k++)
		close_group(m, &m->open[k]);
	m->n_open = 0;
}

enum { LOOK_BACK = 256 };

static void place_report(struct merger *m, uint32_t k, uint32_t block_start)
{
	uint32_t i = m->order[k].report;
	uint32_t from = k - block_start > LOOK_BACK ? k - LOOK_BACK : block_start;

	for (uint32_t g = m->n_open; g-- > 0;)
		if (agrees(m, &m->open[g], i) &&
		    !has_doc(m, m->open[g].happening, from, k)) {
			join(m, &m->open[g], i);
			return;
		}
	open_group(m, i);
}

/* Members grouped by happening, in the order of the reports. */
static kr_status gather(struct merger *m, uint32_t n, kr_merged *out)
{
	uint32_t *members = kr__arena_array(m->a, (size_t)n + 1, sizeof *members);
	uint32_t at = 0;

	if (!members)
		return kr__arena_status(m->a);
	for (uint32_t i = 0; i < n; i++)
		m->out[m->of[i]].n++;
	for (uint32_t h = 0; h < m->n_out; h++) {
		m->out[h].first = at;
		at += m->out[h].n;
		m->out[h].n = 0;
	}
	for (uint32_t i = 0; i < n; i++) {
		kr_happening *h = &m->out[m->of[i]];
		members[h->first + h->n++] = i;
		h->n_word = h->n;
	}
	*out = (kr_merged){ m->out, m->n_out, members };
	return KR_OK;
}

kr_status kr__merge_reports(kr_merged *out, kr_arena *a, const kr_act *r,
                            uint32_t n)
{
	struct merger *m = kr__arena_get(a, sizeof *m);
	uint32_t start = 0;

	*out = (kr_merged){ NULL, 0, NULL };
	if (!m)
		return kr__arena_status(a);
	m->r = r;
	m->a = a;
	m->order = kr__arena_array(a, (size_t)n + 1, sizeof *m->order);
	m->of = kr__arena_array(a, (size_t)n + 1, sizeof *m->of);
	m->out = kr__arena_array(a, (size_t)n + 1, sizeof *m->out);
	if (!m->order || !m->of || !m->out)
		return kr__arena_status(a);
	for (uint32_t i = 0; i < n; i++)
		m->order[i] = (struct sorted){ block_of(&r[i]), i,
			                       kr__days_known(r[i].days) ? r[i].days.first
			                                        : kr__told_day(&r[i]) };
	qsort(m->order, n, sizeof *m->order, by_block);
	for (uint32_t k = 0; k < n; k++) {
		if (k && m->order[k].block != m->order[k - 1].block) {
			close_all(m);
			start = k;
		}
		place_report(m, k, start);
	}
	close_all(m);
	return gather(m, n, out);
}
