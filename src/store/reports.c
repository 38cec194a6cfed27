// SPDX-License-Identifier: Apache-2.0
/*
 * All reports out of rows. The problem: settling needs every report in an order
 * that knows nothing of row numbers, (document id, record id), and rows fetched
 * in that order jump about in a file that no cache holds. The idea: tables are
 * read as they lie, once each, and put in order in memory; what a document
 * says of all its reports (its id, when it was told) is kept once. Limits: all
 * reports are in memory, some 400 bytes each.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "store/chronicle.h"

struct teller { /* a document */
	kr_view id;
	kr_days told;
	uint32_t place; /* by id */
	bool there;
};

struct reader {
	kr_store *s;
	kr_arena *a;
	kr_act *r;
	uint32_t cap, n;
	kr_side *sides;      /* of all reports */
	struct teller *docs; /* [n_docs] by number */
	uint32_t n_docs;
	kr_err *err;
};

static kr_days day_range(kr_view first, kr_view last)
{
	kr_date a, b;

	if (!kr__date_parse(first, &a) || !kr__date_parse(last, &b))
		return (kr_days){ 1, 0 };
	return (kr_days){ kr__date_days(a).first, kr__date_days(b).last };
}

static kr_days days_at(sqlite3_stmt *st, int i)
{
	if (sqlite3_column_type(st, i) == SQLITE_NULL ||
	    sqlite3_column_type(st, i + 1) == SQLITE_NULL)
		return (kr_days){ 1, 0 };
	return (kr_days){ sqlite3_column_int(st, i), sqlite3_column_int(st, i + 1) };
}

/* ---- documents ------------------------------------------------------------------ */
static int by_id(const void *x, const void *y)
{
	const struct teller *const *a = x, *const *b = y;

	return kr__view_cmp((*a)->id, (*b)->id);
}

/* Number the documents by their ids. */
static kr_status place_docs(struct reader *d)
{
	struct teller **order = malloc(((size_t)d->n_docs + 1) * sizeof *order);
	uint32_t n = 0;

	if (!order)
		return KR_ENOMEM;
	for (uint32_t i = 0; i < d->n_docs; i++)
		if (d->docs[i].there)
			order[n++] = &d->docs[i];
	qsort(order, n, sizeof *order, by_id);
	for (uint32_t i = 0; i < n; i++)
		order[i]->place = i;
	free(order);
	return KR_OK;
}

static kr_status read_docs(struct reader *d)
{
	sqlite3_stmt *st = kr__store_stmt(
		d->s, "select num, id, earliest, latest from document not indexed", d->err);
	kr_status status = kr__store_docs_end(d->s, &d->n_docs, d->err);
	int rc = SQLITE_DONE;

	if (!st || status)
		return status ? status : kr__store_status(d->err);
	d->docs = kr__arena_array(d->a, (size_t)d->n_docs + 1, sizeof *d->docs);
	if (!d->docs)
		return kr__arena_status(d->a);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		int64_t num = sqlite3_column_int64(st, 0);
		if (num < 0 || num >= d->n_docs)
			continue;
		d->docs[num] = (struct teller){
			.id = kr__store_keep(d->a, st, 1), .there = true,
			.told = day_range(kr__store_col(st, 2), kr__store_col(st, 3)) };
	}
	sqlite3_reset(st);
	if (rc != SQLITE_DONE)
		return kr__store_fail(d->s, d->err);
	status = kr__arena_status(d->a);
	return status ? status : place_docs(d);
}

static uint64_t hash_of(kr_view v)
{
	return v.len ? kr__hash64(v) : 0;
}

/* What kind of act a report bears on besides its own. */
static kr_bearing bearing_of(kr_view cameo)
{
	if (kr__view_is(cameo, "036"))
		return KR_BEARS_VISIT;
	if (kr__view_is(cameo, "085"))
		return KR_BEARS_SANCTION;
	return kr__view_is(cameo, "080") ? KR_BEARS_DEMAND : KR_BEARS_NOTHING;
}

/* ---- reports -------------------------------------------------------------------- */
static void read_report(struct reader *d, sqlite3_stmt *st)
{
	int64_t doc = sqlite3_column_int64(st, 10);

	if (doc < 0 || doc >= d->n_docs || !d->docs[doc].there)
		return;
	d->r[d->n++] = (kr_act){
		.doc = d->docs[doc].id, .told = d->docs[doc].told,
		.doc_no = (uint32_t)doc, .id = kr__store_keep(d->a, st, 0),
		.row = sqlite3_column_int64(st, 1),
		.type = (uint8_t)sqlite3_column_int(st, 2),
		.status = (uint8_t)sqlite3_column_int(st, 3),
		.mode = kr__store_keep(d->a, st, 4), .object = kr__store_keep(d->a, st, 5),
		.place = kr__store_keep(d->a, st, 6), .country = kr__store_keep(d->a, st, 7),
		.days = days_at(st, 8),
		.count = (uint32_t)sqlite3_column_int64(st, 11),
		.postponed = sqlite3_column_int(st, 12) != 0, .due = { 1, 0 },
		.truce = kr__view_is(kr__store_col(st, 13), "0871"),
		.bearing = (uint8_t)bearing_of(kr__store_col(st, 13)),
		.yearless = kr__store_keep(d->a, st, 14),
		.words = hash_of(kr__store_col(st, 15)),
		.like = kr__likeness_of(d->a, kr__store_col(st, 15)) };
	kr_act *r = &d->r[d->n - 1];
	if (r->status == KR_STATUS_PROMISED) /* by name, until the sides are there */
		r->said = kr__store_keep(d->a, st, 16);
}

struct rank {
	uint32_t doc;
	kr_act act;
};

static int by_rank(const void *x, const void *y)
{
	const struct rank *a = x, *b = y;

	if (a->doc != b->doc)
		return a->doc < b->doc ? -1 : 1;
	int by_name = kr__view_cmp(a->act.id, b->act.id);
	return by_name ? by_name : (a->act.row > b->act.row) - (a->act.row < b->act.row);
}

static kr_status sort_reports(struct reader *d)
{
	struct rank *ranks = malloc(((size_t)d->n + 1) * sizeof *ranks);

	if (!ranks)
		return KR_ENOMEM;
	for (uint32_t i = 0; i < d->n; i++)
		ranks[i] = (struct rank){ d->docs[d->r[i].doc_no].place, d->r[i] };
	qsort(ranks, d->n, sizeof *ranks, by_rank);
	for (uint32_t i = 0; i < d->n; i++)
		d->r[i] = ranks[i].act;
	free(ranks);
	return KR_OK;
}

static kr_status read_reports(struct reader *d)
{
	sqlite3_stmt *st = kr__store_stmt(
		d->s, "select id, num, type, status, mode, object, place, country,"
		      " first_day, last_day, doc, count, postponed, cameo,"
		      " iif(date like 'XXXX-%', date, ''), evidence, said_by from event"
		      " not indexed",
		d->err);
	int rc = SQLITE_DONE;

	if (!st)
		return kr__store_status(d->err);
	while (d->n < d->cap && (rc = sqlite3_step(st)) == SQLITE_ROW)
		read_report(d, st);
	sqlite3_reset(st);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		return kr__store_fail(d->s, d->err);
	kr_status status = kr__arena_status(d->a);
	return status ? status : sort_reports(d);
}

/* ---- sides ---------------------------------------------------------------------- */
static int by_row(const void *x, const void *y)
{
	const kr_act *const *a = x, *const *b = y;

	return (*a)->row < (*b)->row ? -1 : (*a)->row > (*b)->row;
}

/* Reports by row number; the caller frees them. */
static kr_act **rows_of(const struct reader *d)
{
	kr_act **rows = malloc(((size_t)d->n + 1) * sizeof *rows);

	for (uint32_t i = 0; rows && i < d->n; i++)
		rows[i] = &d->r[i];
	if (rows)
		qsort(rows, d->n, sizeof *rows, by_row);
	return rows;
}

static void add_side(kr_act *r, kr_side *side, bool actor)
{
	if (r->n_actors + r->n_recipients == 0)
		r->sides = side;
	if (actor)
		r->n_actors++;
	else
		r->n_recipients++;
}

/* *name: the code of somebody whom the document names so. */
static kr_status code_in(struct reader *d, uint32_t doc, kr_view *name)
{
	sqlite3_stmt *st = kr__store_stmt(d->s, "select code from entity where doc = ?1 and"
	                                        " name = ?2 limit 1", d->err);

	if (!st)
		return kr__store_status(d->err);
	sqlite3_bind_int64(st, 1, doc);
	kr__store_bind(st, 2, *name);
	int rc = sqlite3_step(st);
	*name = rc == SQLITE_ROW ? kr__store_keep(d->a, st, 0) : (kr_view){ "", 0 };
	sqlite3_reset(st);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? KR_OK : kr__store_fail(d->s, d->err);
}

/* Who alone asserts a promise, as the code of the side that he is of. */
static kr_status settle_said(struct reader *d)
{
	kr_status status = KR_OK;

	for (uint32_t i = 0; i < d->n && !status; i++) {
		kr_act *r = &d->r[i];
		kr_view code = { "", 0 };
		if (!r->said.len)
			continue;
		for (uint32_t k = 0; k < r->n_actors + r->n_recipients; k++)
			if (kr__view_eq(r->sides[k].name, r->said))
				code = r->sides[k].code;
		if (code.len)
			r->said = code;
		else
			status = code_in(d, r->doc_no, &r->said);
	}
	return status;
}

/* Sides come by report, so those of one adjoin. */
static kr_status give_sides(struct reader *d, sqlite3_stmt *st, kr_act **rows,
                            uint32_t cap)
{
	kr_side *sides = kr__arena_array(d->a, (size_t)cap + 1, sizeof *sides);
	uint32_t at = 0, n = 0;
	int rc = SQLITE_DONE;

	if (!sides)
		return kr__arena_status(d->a);
	d->sides = sides;
	while (n < cap && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		int64_t event = sqlite3_column_int64(st, 0);
		while (at < d->n && rows[at]->row < event)
			at++;
		if (at == d->n || rows[at]->row != event)
			continue;
		sides[n] = (kr_side){ .key = kr__store_keep(d->a, st, 2),
			              .name = kr__store_keep(d->a, st, 3),
			              .code = kr__store_keep(d->a, st, 4) };
		add_side(rows[at], &sides[n++], sqlite3_column_int(st, 1) == 0);
	}
	sqlite3_reset(st);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		return kr__store_fail(d->s, d->err);
	kr_status status = settle_said(d);
	return status ? status : kr__arena_status(d->a);
}

static kr_status read_sides(struct reader *d)
{
	sqlite3_stmt *st = kr__store_stmt(
		d->s, "select p.event, p.side, coalesce(m.b, p.key), p.name, coalesce(p.code,"
		      " iif(m.b like '%/___/%', substr(m.b, instr(m.b, '/') + 1, 3), null))"
		      " from party p left join decision m on m.kind = 'merge' and"
		      " m.a = p.key order by p.event, p.side, p.rowid", d->err);
	uint32_t cap;
	kr_status status = kr__store_count(d->s, "select count(*) from party", &cap, d->err);

	if (!st || status)
		return status ? status : kr__store_status(d->err);
	kr_act **rows = rows_of(d);
	status = rows ? give_sides(d, st, rows, cap) : KR_ENOMEM;
	free(rows);
	return status;
}

/* ---- whose country is only the article's ------------------------------------------ */
static int by_hash(const void *x, const void *y)
{
	const uint64_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

static uint64_t entity_hash(uint32_t doc, kr_view key)
{
	return kr__hash64_seed(key, doc);
}

static void mark(struct reader *d, const uint64_t *known, uint32_t n)
{
	for (uint32_t i = 0; i < d->n; i++) {
		kr_act *r = &d->r[i];
		for (uint32_t k = 0; k < r->n_actors + r->n_recipients; k++) {
			uint64_t h = entity_hash(r->doc_no, r->sides[k].key);
			size_t at = (size_t)(r->sides - d->sides) + k;
			d->sides[at].inferred =
				bsearch(&h, known, n, sizeof *known, by_hash) != NULL;
		}
	}
}

static kr_status mark_inferred(struct reader *d)
{
	sqlite3_stmt *st = kr__store_stmt(
		d->s, "select e.doc, coalesce(m.b, e.key) from entity as e not indexed left"
		      " join decision m on m.kind = 'merge' and m.a = e.key where"
		      " e.basis = 'inferred'", d->err);
	uint32_t cap, n = 0;
	int rc = SQLITE_DONE;
	kr_status status = kr__store_count(d->s, "select count(*) from entity not indexed"
	                                         " where basis = 'inferred'", &cap, d->err);

	if (!st || status)
		return status ? status : kr__store_status(d->err);
	uint64_t *known = malloc(((size_t)cap + 1) * sizeof *known);
	if (!known)
		return KR_ENOMEM;
	while (n < cap && (rc = sqlite3_step(st)) == SQLITE_ROW)
		known[n++] = entity_hash((uint32_t)sqlite3_column_int64(st, 0),
		                         kr__store_col(st, 1));
	sqlite3_reset(st);
	qsort(known, n, sizeof *known, by_hash);
	mark(d, known, n);
	free(known);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? KR_OK
	                                             : kr__store_fail(d->s, d->err);
}

/* ---- whom people act for ------------------------------------------------------------ */
struct seat { /* a person who does something in a document */
	uint64_t who;
	kr_side *side;
};

static int by_who(const void *x, const void *y)
{
	const struct seat *a = x, *b = y;

	if (a->who != b->who)
		return a->who < b->who ? -1 : 1;
	return (a->side > b->side) - (a->side < b->side);
}

static uint32_t list_seats(struct reader *d, struct seat *t)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < d->n; i++) {
		kr_act *r = &d->r[i];
		for (uint32_t k = 0; k < r->n_actors + r->n_recipients; k++) {
			kr_side *s = &d->sides[(size_t)(r->sides - d->sides) + k];
			if (kr__view_starts(s->key, KR_V("person/")))
				t[n++] = (struct seat){ entity_hash(r->doc_no, s->key), s };
		}
	}
	qsort(t, n, sizeof *t, by_who);
	return n;
}

static void seat(struct reader *d, struct seat *t, uint32_t n, sqlite3_stmt *st)
{
	uint64_t who = entity_hash((uint32_t)sqlite3_column_int64(st, 0),
	                           kr__store_col(st, 1));
	uint32_t lo = 0, hi = n;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (t[mid].who < who)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (kr_view body = { "", 0 }; lo < n && t[lo].who == who; lo++) {
		if (!body.len)
			body = kr__store_keep(d->a, st, 2);
		t[lo].side->body = body;
	}
}

static kr_status read_bodies(struct reader *d)
{
	sqlite3_stmt *st = kr__store_stmt(
		d->s, "select e.doc, coalesce(m.b, e.key), coalesce(o.b, e.body, e.role) from"
		      " entity as e not indexed left join decision m on m.kind = 'merge' and"
		      " m.a = e.key left join decision o on o.kind = 'merge' and o.a = e.body"
		      " where coalesce(e.body, e.role) is not null and e.type = 'person'",
		d->err);
	size_t cap = 0;
	int rc;

	if (!st)
		return kr__store_status(d->err);
	for (uint32_t i = 0; i < d->n; i++)
		cap += d->r[i].n_actors + d->r[i].n_recipients;
	struct seat *t = malloc((cap + 1) * sizeof *t);
	if (!t)
		return KR_ENOMEM;
	uint32_t n = list_seats(d, t);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		seat(d, t, n, st);
	sqlite3_reset(st);
	free(t);
	return rc == SQLITE_DONE ? kr__arena_status(d->a) : kr__store_fail(d->s, d->err);
}

kr_status kr__store_reports(kr_store *s, kr_arena *a, kr_act **out,
                            uint32_t *n, kr_err *err)
{
	struct reader d = { .s = s, .a = a, .err = err };
	kr_status status = kr__store_count(s, "select count(*) from event", &d.cap, err);

	if (!status)
		d.r = kr__arena_array(a, (size_t)d.cap + 1, sizeof *d.r);
	if (!status && !d.r)
		status = kr__arena_status(a);
	if (!status)
		status = read_docs(&d);
	if (!status)
		status = read_reports(&d);
	if (!status)
		status = read_sides(&d);
	if (!status)
		status = mark_inferred(&d);
	if (!status)
		status = read_bodies(&d);
	if (!status)
		status = kr__complete_reports(d.r, d.n, a);
	*out = d.r;
	*n = d.n;
	return status;
}
