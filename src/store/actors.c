// SPDX-License-Identifier: Apache-2.0
/*
 * The registry of actors made anew. The problem: what millions of mentions say
 * of a hundred thousand actors; grouping them in SQL sorts all mentions with
 * all that they carry. The idea: mentions are read once as they lie and summed
 * up by key in memory. Of several values the smallest stands, so that no order
 * matters; an actor is given if any mention of it came from the world files;
 * days count only where an article's own day is certain. Since all of it is a
 * smallest, a largest or a sum, documents that are added change only the actors
 * they name, unless a person's decision moves what one names to another. Limits:
 * all keys and names are in memory.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "store/schema.h"
#include "store/settle.h"

enum { NAME, TYPE, CODE, SECTOR, ROLE, BASIS, ANY_NAME, N_TEXTS };

struct actor {
	kr_sym texts[N_TEXTS]; /* 0: none; ANY_NAME: those of merged keys too */
	kr_sym key;
	int32_t first, last;   /* days; first > last: none */
	int64_t doc;           /* the last that names it */
	uint32_t n_docs;
};

struct registry {
	kr_store *s;
	kr_arena a;
	kr_symbols texts;
	struct actor *actors;  /* [cap] by symbol of the key */
	uint32_t cap;
	int64_t behind;        /* mentions of documents behind this one are read */
	kr_err *err;
};

static void take(struct registry *g, kr_sym *have, kr_view text, int wanted)
{
	if (!text.len)
		return;
	int by = *have ? kr__view_cmp(text, kr__symbols_text(&g->texts, *have)) : 0;
	if (!*have || (wanted < 0 ? by < 0 : by > 0))
		*have = kr__symbols_add(&g->texts, text);
}

/* The day between two bounds that are one. */
static bool told_on(sqlite3_stmt *st, int i, int32_t *day)
{
	kr_view first = kr__store_col(st, i), last = kr__store_col(st, i + 1);
	kr_date d;

	if (!kr__view_eq(first, last) || !kr__date_parse(last, &d) || !kr__date_valid(d))
		return false;
	*day = kr__date_to_day(d);
	return true;
}

/* A mention: key, whether the key is its own, doc, its bounds, then texts. */
static void add_mention(struct registry *g, sqlite3_stmt *st)
{
	kr_sym key = kr__symbols_add(&g->texts, kr__store_col(st, 0));

	if (key == KR_NOSYM ||
	    !kr__arena_grow(&g->a, (void **)&g->actors, &g->cap, key + 1,
	                    sizeof *g->actors))
		return;
	struct actor *x = &g->actors[key];
	int64_t doc = sqlite3_column_int64(st, 2);
	int32_t day;
	if (!x->key)
		*x = (struct actor){ .key = key, .first = INT32_MAX, .last = INT32_MIN };
	x->n_docs += x->doc != doc; /* the mentions of a document adjoin */
	x->doc = doc;
	if (told_on(st, 3, &day)) {
		x->first = day < x->first ? day : x->first;
		x->last = day > x->last ? day : x->last;
	}
	take(g, &x->texts[ANY_NAME], kr__store_col(st, 5), -1);
	if (sqlite3_column_int(st, 1))
		take(g, &x->texts[NAME], kr__store_col(st, 5), -1);
	for (int i = TYPE; i < BASIS; i++)
		take(g, &x->texts[i], kr__store_col(st, 5 + i), -1);
	take(g, &x->texts[BASIS], kr__store_col(st, 5 + BASIS), 1);
}

#define MENTIONS(entity)                                                            \
	"select coalesce(m.b, e.key), m.b is null, e.doc, d.earliest, d.latest,"    \
	" e.name, e.type, e.code, e.sector, e.role, e.basis from " entity           \
	" cross join document d on d.num = e.doc left join decision m"               \
	" on m.kind = 'merge' and m.a = e.key where e.key is not null"
static const char all_mentions[] = MENTIONS("entity e not indexed");
static const char some_mentions[] =
	MENTIONS("entity e indexed by entity_doc") " and e.doc > ?1 order by e.doc, e.rowid";

static kr_status read_mentions(struct registry *g)
{
	sqlite3_stmt *st = kr__store_stmt(g->s, g->behind ? some_mentions : all_mentions,
	                                  g->err);
	int rc = SQLITE_DONE;

	if (!st)
		return kr__store_status(g->err);
	if (g->behind)
		sqlite3_bind_int64(st, 1, g->behind);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW && !kr__arena_status(&g->a))
		add_mention(g, st);
	sqlite3_reset(st);
	return rc == SQLITE_DONE || rc == SQLITE_ROW ? kr__arena_status(&g->a)
	                                             : kr__store_fail(g->s, g->err);
}

static kr_status put_actor(struct registry *g, const struct actor *x)
{
	static const uint8_t places[] = { [NAME] = 2, [TYPE] = 3, [CODE] = 4,
		                          [SECTOR] = 5, [ROLE] = 6, [BASIS] = 7 };
	sqlite3_stmt *st = kr__store_stmt(
		g->s, "insert or replace into actor(key, name, type, code, sector, role, basis,"
		      " first_day, last_day, n_docs) values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
		g->err);

	if (!st)
		return kr__store_status(g->err);
	kr__store_bind(st, 1, kr__symbols_text(&g->texts, x->key));
	for (int i = NAME; i <= BASIS; i++) {
		kr_sym sym = i == NAME && !x->texts[NAME] ? x->texts[ANY_NAME]
		                                          : x->texts[i];
		kr__store_bind(st, places[i], kr__symbols_text(&g->texts, sym));
	}
	kr__store_bind_day(st, 8, x->first, x->first <= x->last);
	kr__store_bind_day(st, 9, x->last, x->first <= x->last);
	sqlite3_bind_int64(st, 10, x->n_docs);
	return kr__store_run(g->s, st, g->err);
}

struct named {
	kr_view key;
	const struct actor *actor;
};

static int by_key(const void *p, const void *q)
{
	const struct named *x = p, *y = q;

	return kr__view_cmp(x->key, y->key);
}

static kr_status put_all(struct registry *g)
{
	struct named *order = malloc(((size_t)g->cap + 1) * sizeof *order);
	kr_status status = order ? KR_OK : KR_ENOMEM;
	uint32_t n = 0;

	for (uint32_t i = 0; order && i < g->cap; i++)
		if (g->actors[i].key)
			order[n++] = (struct named){
				kr__symbols_text(&g->texts, g->actors[i].key),
				&g->actors[i] };
	if (n)
		qsort(order, n, sizeof *order, by_key);
	for (uint32_t i = 0; i < n && !status; i++)
		status = put_actor(g, order[i].actor);
	free(order);
	return status;
}

static const char renamed[] =
	"update actor set name = (select b from decision where kind = 'name' and"
	" a = key) where key in (select a from decision where kind = 'name');";

/* What the registry knows already of an actor that new documents name. */
static kr_status add_known(struct registry *g, struct actor *x)
{
	sqlite3_stmt *st = kr__store_stmt(
		g->s, "select name, type, code, sector, role, basis, first_day, last_day,"
		      " n_docs from actor where key = ?1", g->err);

	if (!st)
		return kr__store_status(g->err);
	kr__store_bind(st, 1, kr__symbols_text(&g->texts, x->key));
	int rc = sqlite3_step(st);
	if (rc == SQLITE_ROW) {
		for (int i = NAME; i <= BASIS; i++)
			take(g, &x->texts[i], kr__store_col(st, i), i == BASIS ? 1 : -1);
		int32_t first = sqlite3_column_int(st, 6), last = sqlite3_column_int(st, 7);
		bool dated = sqlite3_column_type(st, 6) != SQLITE_NULL;
		x->first = dated && first < x->first ? first : x->first;
		x->last = dated && last > x->last ? last : x->last;
		x->n_docs += (uint32_t)sqlite3_column_int64(st, 8);
	}
	kr_status status = kr__store_walked(g->s, st, rc, g->err);
	return status ? status : kr__arena_status(&g->a);
}

static kr_status write_behind(kr_store *s, int64_t behind, kr_err *err)
{
	struct registry g = { .s = s, .err = err, .behind = behind };

	kr__arena_init(&g.a, NULL, 0);
	kr_status status = kr__symbols_init(&g.texts, &g.a, NULL) ? KR_OK : KR_ENOMEM;
	if (!status)
		status = read_mentions(&g);
	for (uint32_t i = 0; behind && i < g.cap && !status; i++)
		if (g.actors[i].key)
			status = add_known(&g, &g.actors[i]);
	if (!status)
		status = put_all(&g);
	kr__arena_drop(&g.a);
	return status ? status : kr__store_exec(s, renamed, err);
}

kr_status kr__actors_write(kr_store *s, kr_err *err)
{
	return write_behind(s, 0, err);
}

static kr_status write_anew(kr_store *s, kr_err *err)
{
	kr_status status = kr__store_exec(s, "delete from actor;", err);

	if (!status)
		status = kr__store_exec(s, kr__actors_unindex, err);
	if (!status)
		status = write_behind(s, 0, err);
	return status ? status : kr__store_exec(s, kr__actors_index, err);
}

kr_status kr__actors_settle(kr_store *s, kr_err *err)
{
	const kr_view key = KR_V("grown-actors-1");
	uint32_t n_decisions, end;
	int64_t behind;
	kr_status status = kr__store_grown(s, key, &behind, err);

	if (!status)
		status = kr__store_count(s, "select count(*) from decision", &n_decisions, err);
	if (!status)
		status = kr__store_docs_end(s, &end, err);
	if (!status)
		status = behind > 0 && !n_decisions ? write_behind(s, behind, err)
		                                    : write_anew(s, err);
	return status ? status : kr__store_grown_set(s, key, (int64_t)end - 1, err);
}
