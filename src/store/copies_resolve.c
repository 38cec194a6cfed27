// SPDX-License-Identifier: Apache-2.0
/*
 * Parents and families. The problem: verdicts are on pairs; a reader wants to
 * know which article a copy was made from and which articles are one story in
 * many papers. The idea: of all that a document may have been copied from as a
 * whole, the one that holds most of its words wins (a stated credit weighs as
 * much as three tenths of them), then the earliest; documents with their
 * parents, and pairs of which nobody knows the direction, make families; the
 * family's head is its earliest document without a parent. A passage taken
 * over makes no family. Limits: a piece made of two whole articles belongs to
 * the family of one.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "store/copies.h"

enum { STATED = 300 }; /* permille of words that a stated credit outweighs */

struct member {
	int64_t num;      /* first: rank_of */
	uint64_t key;
	int32_t day;
	uint32_t up;      /* union-find: index */
	uint32_t parent;  /* index, or KR_NONE */
	uint32_t head;    /* of a root: index of the family's head, or KR_NONE */
	uint16_t share, share_parent;
	uint8_t kind, basis;
};

struct pair {
	uint32_t late, early; /* indexes */
	uint16_t share_late, share_early;
	uint8_t kind, basis;
	int8_t origin;
};

struct families {
	kr_arena arena;
	struct member *docs; /* by num */
	uint32_t n_docs, cap_docs;
	struct pair *pairs;
	uint32_t n_pairs, cap_pairs;
};

static bool before(const struct member *a, const struct member *b)
{
	return a->day != b->day ? a->day < b->day : a->key < b->key;
}

/* The number with which row `i` of `step` bytes begins. */
static int64_t num_at(const void *rows, size_t step, uint32_t i)
{
	int64_t num;

	memcpy(&num, (const char *)rows + i * step, sizeof num);
	return num;
}

/* The first of `n` rows, sorted by number, that has this one; KR_NONE: none. */
static uint32_t rank_of(const void *rows, size_t step, uint32_t n, int64_t num)
{
	uint32_t lo = 0, hi = n;

	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (num_at(rows, step, mid) < num)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < n && num_at(rows, step, lo) == num ? lo : KR_NONE;
}

static uint32_t find(const struct families *f, int64_t num)
{
	return rank_of(f->docs, sizeof *f->docs, f->n_docs, num);
}

static uint32_t root(struct families *f, uint32_t i)
{
	while (f->docs[i].up != i) {
		f->docs[i].up = f->docs[f->docs[i].up].up;
		i = f->docs[i].up;
	}
	return i;
}

static void join(struct families *f, uint32_t a, uint32_t b)
{
	a = root(f, a);
	b = root(f, b);
	if (a < b)
		f->docs[b].up = a;
	else
		f->docs[a].up = b;
}

/* ---- reading --------------------------------------------------------------- */
static kr_status read_docs(kr_store *s, struct families *f, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "select num, key, first from gist where num in"
		   " (select late from copy_pair where kind > 0 union"
		   "  select early from copy_pair where kind > 0) order by num", err);
	int rc;

	if (!st)
		return kr__store_status(err);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW &&
	       kr__arena_grow(&f->arena, (void **)&f->docs, &f->cap_docs,
	                      f->n_docs + 1, sizeof *f->docs)) {
		f->docs[f->n_docs] = (struct member){
			.num = sqlite3_column_int64(st, 0),
			.key = (uint64_t)sqlite3_column_int64(st, 1),
			.day = sqlite3_column_type(st, 2) == SQLITE_NULL
			               ? INT32_MAX : sqlite3_column_int(st, 2),
			.up = f->n_docs, .parent = KR_NONE, .head = KR_NONE };
		f->n_docs++;
	}
	kr_status status = kr__store_walked(s, st, rc, err);
	return status ? status : kr__arena_status(&f->arena);
}

static kr_status read_pairs(kr_store *s, struct families *f, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "select late, early, kind, basis, origin, share_late, share_early"
		   " from copy_pair where kind > 0 and kind <> ?1", err);
	int rc;

	if (!st)
		return kr__store_status(err);
	sqlite3_bind_int(st, 1, KR_COPY_PARTIAL);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW &&
	       kr__arena_grow(&f->arena, (void **)&f->pairs, &f->cap_pairs,
	                      f->n_pairs + 1, sizeof *f->pairs)) {
		struct pair p = { .late = find(f, sqlite3_column_int64(st, 0)),
			          .early = find(f, sqlite3_column_int64(st, 1)),
			          .kind = (uint8_t)sqlite3_column_int(st, 2),
			          .basis = (uint8_t)sqlite3_column_int(st, 3),
			          .origin = (int8_t)sqlite3_column_int(st, 4),
			          .share_late = (uint16_t)sqlite3_column_int(st, 5),
			          .share_early = (uint16_t)sqlite3_column_int(st, 6) };
		if (p.late != KR_NONE && p.early != KR_NONE)
			f->pairs[f->n_pairs++] = p;
	}
	kr_status status = kr__store_walked(s, st, rc, err);
	return status ? status : kr__arena_status(&f->arena);
}

/* ---- parents --------------------------------------------------------------- */
/* Is a parent `from` with this basis and share better than the one there? */
static bool better(const struct families *f, const struct member *child,
                   const struct pair *p, uint32_t from, uint16_t share)
{
	uint32_t new = share + (p->basis == KR_COPY_BY_STATED ? STATED : 0);
	uint32_t old = child->share + (child->basis == KR_COPY_BY_STATED ? STATED : 0);

	if (child->parent == KR_NONE || new != old)
		return child->parent == KR_NONE || new > old;
	return before(&f->docs[from], &f->docs[child->parent]);
}

static void offer(struct families *f, const struct pair *p)
{
	bool late_copied = p->origin == 0;
	uint32_t child = late_copied ? p->late : p->early;
	uint32_t from = late_copied ? p->early : p->late;
	uint16_t share = late_copied ? p->share_late : p->share_early;
	struct member *c = &f->docs[child];

	if (!better(f, c, p, from, share))
		return;
	c->parent = from;
	c->share = share;
	c->share_parent = late_copied ? p->share_early : p->share_late;
	c->kind = p->kind;
	c->basis = p->basis;
}

/* Pairs of unknown direction tie documents of which neither has a parent. */
static void tie(struct families *f, const struct pair *p)
{
	struct member *a = &f->docs[p->late], *b = &f->docs[p->early];

	if (a->parent != KR_NONE && b->parent != KR_NONE)
		return;
	join(f, p->late, p->early);
	if (a->parent == KR_NONE && !a->kind) {
		a->kind = p->kind;
		a->share = p->share_late;
		a->share_parent = p->share_early;
	}
	if (b->parent == KR_NONE && !b->kind) {
		b->kind = p->kind;
		b->share = p->share_early;
		b->share_parent = p->share_late;
	}
}

/* The earliest document without a parent; in a circle the earliest of all. */
static bool leads(const struct member *a, const struct member *b)
{
	bool free_a = a->parent == KR_NONE, free_b = b->parent == KR_NONE;

	return free_a != free_b ? free_a : before(a, b);
}

static void find_heads(struct families *f)
{
	for (uint32_t i = 0; i < f->n_docs; i++) {
		struct member *r = &f->docs[root(f, i)];
		if (r->head == KR_NONE || leads(&f->docs[i], &f->docs[r->head]))
			r->head = i;
	}
}

static void make_families(struct families *f)
{
	for (uint32_t i = 0; i < f->n_pairs; i++)
		if (f->pairs[i].origin >= 0)
			offer(f, &f->pairs[i]);
	for (uint32_t i = 0; i < f->n_docs; i++)
		if (f->docs[i].parent != KR_NONE)
			join(f, i, f->docs[i].parent);
	for (uint32_t i = 0; i < f->n_pairs; i++)
		if (f->pairs[i].origin < 0)
			tie(f, &f->pairs[i]);
	find_heads(f);
}

/* ---- writing --------------------------------------------------------------- */
static kr_status write_doc(kr_store *s, struct families *f, uint32_t i,
                           kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "insert into copy(num, family, parent, kind, basis, share,"
		   " share_parent) values (?1, ?2, ?3, ?4, ?5, ?6, ?7)", err);
	const struct member *d = &f->docs[i];

	if (!st)
		return kr__store_status(err);
	sqlite3_bind_int64(st, 1, d->num);
	sqlite3_bind_int64(st, 2, f->docs[f->docs[root(f, i)].head].num);
	if (d->parent != KR_NONE)
		sqlite3_bind_int64(st, 3, f->docs[d->parent].num);
	sqlite3_bind_int(st, 4, d->kind);
	sqlite3_bind_int(st, 5, d->basis);
	sqlite3_bind_int(st, 6, d->share);
	sqlite3_bind_int(st, 7, d->share_parent);
	return kr__store_run(s, st, err);
}

static kr_status write_all(kr_store *s, struct families *f, kr_err *err)
{
	kr_status status = kr__store_run(
		s, kr__store_stmt(s, "delete from copy", err), err);
	uint32_t *size = kr__arena_array(&f->arena, (size_t)f->n_docs + 1,
	                                 sizeof *size);

	if (!size)
		return KR_ENOMEM;
	for (uint32_t i = 0; i < f->n_docs; i++)
		size[root(f, i)]++;
	for (uint32_t i = 0; i < f->n_docs && !status; i++)
		if (size[root(f, i)] > 1)
			status = write_doc(s, f, i, err);
	return status;
}

kr_status kr__copies_resolve(kr_store *s, kr_err *err)
{
	struct families f = { .n_docs = 0 };

	kr__arena_init(&f.arena, NULL, 0);
	kr_status status = read_docs(s, &f, err);
	if (!status)
		status = read_pairs(s, &f, err);
	if (!status) {
		make_families(&f);
		status = write_all(s, &f, err);
	}
	kr__arena_drop(&f.arena);
	return status;
}

/* ---- for the chronicle ----------------------------------------------------- */
struct place {
	int64_t num; /* first: rank_of */
	uint32_t at;
};

static int by_num(const void *p, const void *q)
{
	const struct place *a = p, *b = q;

	if (a->num != b->num)
		return a->num < b->num ? -1 : 1;
	return (a->at > b->at) - (a->at < b->at);
}

/* What kr__copies_link walks with. */
struct links {
	sqlite3_stmt *st;
	const struct place *places; /* by num */
	uint32_t n;
	int rc; /* what the last step said */
};

static uint32_t place_of(const struct links *l, int64_t num)
{
	uint32_t i = rank_of(l->places, sizeof *l->places, l->n, num);

	return i == KR_NONE ? KR_NONE : l->places[i].at;
}

/* The parent among the places, else the family's head; *either_way: nobody
 * knows who copied. */
static uint32_t link_of(struct links *l, int64_t num, bool *either_way)
{
	uint32_t at = KR_NONE;

	*either_way = false;
	sqlite3_bind_int64(l->st, 1, num);
	l->rc = sqlite3_step(l->st);
	if (l->rc == SQLITE_ROW) {
		int64_t family = sqlite3_column_int64(l->st, 1);
		*either_way = sqlite3_column_type(l->st, 0) == SQLITE_NULL;
		at = place_of(l, sqlite3_column_int64(l->st, 0));
		if (at == KR_NONE && family != num)
			at = place_of(l, family);
	}
	return at;
}

kr_status kr__copies_link(kr_store *s, kr_arena *a, const kr_linked *docs, kr_err *err)
{
	const int64_t *nums = docs->nums;
	uint32_t n = docs->n;
	sqlite3_stmt *st = kr__store_stmt(
		s, "select parent, family from copy where num = ?1", err);
	struct place *places = kr__arena_array(a, (size_t)n + 1, sizeof *places);
	struct links l = { .st = st, .places = places, .n = n };
	kr_status status = KR_OK;

	if (!st || !places)
		return st ? KR_ENOMEM : kr__store_status(err);
	for (uint32_t i = 0; i < n; i++)
		places[i] = (struct place){ nums[i], i };
	qsort(places, n, sizeof *places, by_num);
	for (uint32_t i = 0; i < n && !status; i++) {
		bool either_way;
		uint32_t at = link_of(&l, nums[i], &either_way);
		status = kr__store_walked(s, st, l.rc, err);
		if (at == KR_NONE || nums[at] == nums[i])
			continue;
		docs->reports[i].copy_of = at;
		docs->reports[i].either_way = either_way;
	}
	return status;
}
