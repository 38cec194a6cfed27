// SPDX-License-Identifier: Apache-2.0
/*
 * Decisions about actors. The problem: two keys are one man, or a name is
 * spelt badly, and only a person can say so; the registry is made anew at each
 * settling. The idea: what was decided stands in a table of its own and is
 * applied whenever records are read together: merge (a is b), name (a is
 * called b). A split takes a merge back. Limits: one key that stands for two
 * men cannot be parted.
 */
#include <sqlite3.h>
#include <string.h>

#include "store/chronicle.h"

static const char by_registry[] =
	"select key, key = ?1 as exact from actor where key = ?1 or name = ?1 collate"
	" nocase order by exact desc, key limit 2";
static const char by_decision[] =
	"select distinct m.a, m.a = ?1 as exact from decision m where m.kind = 'merge'"
	" and (m.a = ?1 or exists (select 1 from entity e where e.key = m.a and"
	" e.name = ?1 collate nocase)) order by exact desc, m.a limit 2";

/* The one key that `who`, a key or a name, means. */
static kr_status key_of(kr_store *s, const char *sql, const char *who, kr_buf *key,
                        kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(s, sql, err);
	int n = 0, rc = SQLITE_DONE;
	bool exact = false;

	if (!st)
		return kr__store_status(err);
	kr__store_bind(st, 1, kr__view_of(who));
	while (!exact && (rc = sqlite3_step(st)) == SQLITE_ROW && ++n) {
		exact = sqlite3_column_int(st, 1) != 0;
		if (n == 1)
			kr__buf_add(key, kr__store_col(st, 0));
	}
	kr_status status = kr__store_walked(s, st, rc, err);
	sqlite3_clear_bindings(st);
	if (status)
		return status;
	if (n == 0)
		return kr__err_fmt(err, KR_ENOTFOUND, "", -1, "no actor '%s'%s", who,
		                   sql == by_decision ? " was merged" : "");
	if (n > 1 && !exact)
		return kr__err_fmt(err, KR_EUSAGE, "", -1,
		                   "'%s' is the name of several: give a key", who);
	return key->failed;
}

static kr_status run(kr_store *s, const char *sql, kr_view a, kr_view b, kr_err *err)
{
	sqlite3_stmt *st = kr__store_stmt(s, sql, err);

	if (!st)
		return kr__store_status(err);
	kr__store_bind(st, 1, a);
	if (sqlite3_bind_parameter_count(st) > 1)
		kr__store_bind(st, 2, b);
	return kr__store_run(s, st, err);
}

static kr_status merge(kr_store *s, kr_view a, kr_view b, kr_err *err)
{
	if (kr__view_eq(a, b))
		return kr__err_set(err, KR_EUSAGE, "", -1,
		                   "both are the same actor already");
	kr_status status = run(
		s, "update decision set b = ?2 where kind = 'merge' and b = ?1", a, b, err);
	if (!status)
		status = run(s, "delete from decision where kind = 'merge' and a = ?1", a,
		             b, err);
	return status ? status
	              : run(s, "insert into decision(kind, a, b) values ('merge', ?1, ?2)",
	                    a, b, err);
}

static kr_status name(kr_store *s, kr_view a, kr_view b, kr_err *err)
{
	kr_status status =
		run(s, "delete from decision where kind = 'name' and a = ?1", a, b, err);

	return status ? status
	              : run(s, "insert into decision(kind, a, b) values ('name', ?1, ?2)", a,
	                    b, err);
}

kr_status kr__store_decide(kr_store *s, const char *kind, const char *a,
                           const char *b, kr_err *err)
{
	bool is_merge = strcmp(kind, "merge") == 0, is_split = strcmp(kind, "split") == 0;
	kr_buf x, y;
	kr_status status;

	if (!is_merge && !is_split && strcmp(kind, "name") != 0)
		return kr__err_fmt(err, KR_EUSAGE, "", -1, "no decision '%s'", kind);
	kr__buf_init(&x, NULL);
	kr__buf_init(&y, NULL);
	status = key_of(s, is_split ? by_decision : by_registry, a, &x, err);
	if (!status && is_merge)
		status = key_of(s, by_registry, b, &y, err);
	if (!status)
		status = kr__store_begin(s, err);
	if (!status && is_split)
		status = run(s, "delete from decision where kind = 'merge' and a = ?1",
		             kr__buf_view(&x), kr__buf_view(&x), err);
	else if (!status && is_merge)
		status = merge(s, kr__buf_view(&x), kr__buf_view(&y), err);
	else if (!status)
		status = name(s, kr__buf_view(&x), kr__view_of(b), err);
	if (!status)
		status = kr__store_outgrown(s, 0, err);
	if (!status)
		status = kr__store_flag_set(s, KR_V("settled"), KR_V("no"), err);
	if (status)
		kr__store_rollback(s);
	kr__buf_drop(&x);
	kr__buf_drop(&y);
	return status;
}
