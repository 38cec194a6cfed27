// SPDX-License-Identifier: Apache-2.0
/*
 * People and their terms of office. The problem: "Presiden Iran" is one man
 * in April 2024 and another in August, dates are known to the day, the month
 * or the year, and a wrong name is worse than none. The idea: a term has days
 * on which it surely ran and days on which it may have; somebody is the
 * holder of an interval only if his sure days cover it and nobody else's
 * possible days touch it. Limits: an open term runs for ever; what the news
 * itself says comes first, and that is the caller's to weigh.
 */
#include "lexicon/world_tables.h"

#include <stdlib.h>

typedef struct known {
	kr_days sure, possible;
} known;

static known days_of(const kr_world_term *t)
{
	known k = { { INT32_MIN, INT32_MAX }, { INT32_MIN, INT32_MAX } };

	if (t->from.year) {
		kr_days d = kr__date_days(t->from);
		k.sure.first = d.last;
		k.possible.first = d.first;
	}
	if (t->to.year) {
		kr_days d = kr__date_days(t->to);
		k.sure.last = d.first;
		k.possible.last = d.last;
	}
	return k;
}

/* "Putin" among the aliases of "Vladimir Putin". */
static unsigned alias_flags(kr_view alias)
{
	return kr__view_chr(alias, ' ') == KR_NPOS
	               ? KR_WORLD_ALIAS | KR_WORLD_SHORT : KR_WORLD_ALIAS;
}

/* The person's row, made when the name is new. */
static uint32_t person_of(kr_world *w, const kr_row *r)
{
	kr_view name = kr__row_get(r, 0);
	uint32_t n = w->n_rows[KR_WORLD_PERSON];
	kr_sym sym = kr__symbols_add(&w->persons, name);

	if (sym == KR_NOSYM)
		return KR_NOSYM;
	uint32_t row = sym ? sym - 1 : 0;
	kr_world_row *to = &w->rows[KR_WORLD_PERSON][row];
	if (row == n) {
		w->n_rows[KR_WORLD_PERSON]++;
		to->name = name;
		if (!kr__world_form_add(w, KR_WORLD_PERSON, row, name, 0))
			return KR_NOSYM;
	}
	kr_view rest = kr__world_field(r, 1), alias;
	if (rest.len && !to->aliases.len)
		to->aliases = rest;
	while (kr__view_next(&rest, '|', &alias))
		if (!kr__world_form_add(w, KR_WORLD_PERSON, row, alias,
		                        alias_flags(alias)))
			return KR_NOSYM;
	return row;
}

static kr_status read_term(kr_world *w, kr_world_term *t, const kr_row *r,
                           const char *path, kr_err *err)
{
	kr_view from = kr__world_field(r, 5), to = kr__world_field(r, 6);

	t->person = person_of(w, r);
	if (t->person == KR_NOSYM)
		return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	t->key = kr__world_field(r, 2);
	t->office = kr__world_office(w, t->key);
	t->code = kr__world_field(r, 3);
	t->unit = kr__world_field(r, 4);
	if ((from.len && !kr__date_parse(from, &t->from)) ||
	    (to.len && !kr__date_parse(to, &t->to)))
		return kr__err_set(err, KR_EDATA, path, r->line, "bad date");
	if (t->office == KR_NOSYM)
		return kr__err_set(err, KR_EDATA, path, r->line,
		                   "office is not in offices.tsv");
	return KR_OK;
}

/* Oldest first; equal days keep their order. */
static void order(kr_world_term *t, uint32_t n)
{
	for (uint32_t i = 1; i < n; i++) {
		kr_world_term moving = t[i];
		int32_t day = days_of(&moving).possible.first;
		uint32_t at = i;
		for (; at && days_of(&t[at - 1]).possible.first > day; at--)
			t[at] = t[at - 1];
		t[at] = moving;
	}
}

/* Terms grouped by person by counting; stable. Slot p + 1 of first_term is
 * where the next term of p goes, and in the end where those of p + 1 begin. */
static bool group(kr_world *w, const kr_world_term *in, uint32_t n)
{
	uint32_t n_persons = w->n_rows[KR_WORLD_PERSON];

	w->terms = kr__arena_array(w->arena, n, sizeof *w->terms);
	w->first_term = kr__arena_array(w->arena, n_persons + 2,
	                                sizeof *w->first_term);
	if (!w->terms || !w->first_term)
		return false;
	for (uint32_t i = 0; i < n; i++)
		w->first_term[in[i].person + 2]++;
	for (uint32_t i = 2; i < n_persons + 2; i++)
		w->first_term[i] += w->first_term[i - 1];
	for (uint32_t i = 0; i < n; i++)
		w->terms[w->first_term[in[i].person + 1]++] = in[i];
	w->n_terms = n;
	return true;
}

static int by_office(const kr_world_term *a, kr_view key, kr_view code,
                     kr_view unit)
{
	int c = kr__view_cmp(a->key, key);

	c = c ? c : kr__view_cmp(a->code, code);
	return c ? c : kr__view_cmp(a->unit, unit);
}

static int compare(const void *pa, const void *pb)
{
	const kr_world_term *a = *(const kr_world_term *const *)pa;
	const kr_world_term *b = *(const kr_world_term *const *)pb;
	int c = by_office(a, b->key, b->code, b->unit);

	return c ? c : (a > b) - (a < b);
}

kr_status kr__world_people(kr_world *w, const kr_rows *rows, kr_err *err)
{
	kr_arena *a = w->arena;
	uint32_t n = rows->n;
	kr_world_term *in = kr__arena_array(a, n, sizeof *in);

	w->rows[KR_WORLD_PERSON] = kr__arena_array(a, n, sizeof **w->rows);
	w->by_office = kr__arena_array(a, n, sizeof *w->by_office);
	if (!in || !w->rows[KR_WORLD_PERSON] || !w->by_office)
		return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	for (uint32_t i = 0; i < n; i++) {
		kr_status status =
			read_term(w, &in[i], &rows->at[i], rows->path, err);
		if (status)
			return status;
	}
	if (!group(w, in, n))
		return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	for (uint32_t p = 0; p < w->n_rows[KR_WORLD_PERSON]; p++)
		order(&w->terms[p ? w->first_term[p] : 0],
		      w->first_term[p + 1] - (p ? w->first_term[p] : 0));
	for (uint32_t i = 0; i < n; i++)
		w->by_office[i] = &w->terms[i];
	if (n)
		qsort(w->by_office, n, sizeof *w->by_office, compare);
	return KR_OK;
}

const kr_world_term *kr__world_terms(const kr_world *w, uint32_t person,
                                     uint32_t *n)
{
	uint32_t first = person ? w->first_term[person] : 0;

	*n = w->first_term[person + 1] - first;
	return &w->terms[first];
}

static bool covers(kr_days outer, kr_days inner)
{
	return outer.first <= inner.first && inner.last <= outer.last;
}

static bool touches(kr_days a, kr_days b)
{
	return a.first <= b.last && b.first <= a.last;
}

const kr_world_term *kr__world_term_at(const kr_world *w, uint32_t person,
                                       kr_days when)
{
	uint32_t n;
	const kr_world_term *t = kr__world_terms(w, person, &n), *best = NULL;

	for (uint32_t i = 0; i < n; i++)
		if (covers(days_of(&t[i]).sure, when) &&
		    (!best || t[i].office < best->office))
			best = &t[i];
	return best;
}

uint32_t kr__world_holder(const kr_world *w, kr_view key, kr_view code,
                          kr_view unit, kr_days when)
{
	uint32_t low = 0, high = w->n_terms, holder = KR_NOSYM;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (by_office(w->by_office[mid], key, code, unit) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (high = low; high < w->n_terms; high++) {
		const kr_world_term *t = w->by_office[high];
		if (by_office(t, key, code, unit))
			break;
		if (when.first <= when.last && covers(days_of(t).sure, when))
			holder = t->person;
	}
	for (; low < high; low++)
		if (w->by_office[low]->person != holder &&
		    touches(days_of(w->by_office[low]).possible, when))
			return KR_NOSYM;
	return holder;
}
