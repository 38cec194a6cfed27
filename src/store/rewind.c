// SPDX-License-Identifier: Apache-2.0
/*
 * The chronicle as it was on an earlier day, to one session. The problem: an
 * export of what was known then is made by code that knows nothing of days.
 * The idea: temporary tables of the same names stand before the store's; what
 * is told by that day, and what is of no known day, is copied into them, and
 * settled there. Limits: as long as settling; the session must not write.
 */
#include <sqlite3.h>

#include "store/settle.h"

static const char *const copied[] = { "document", "event", "party", "entity", "quote" };
static const char *const begun[] = { "happening", "happening_party", "happening_report",
	                             "pledge", "pledge_move", "pledge_standing", "story",
	                             "story_doc", "actor", "shelf", "posting", "flag" };
static const char fill_sql[] =
	"insert into temp.document select * from main.document where latest is null or"
	" latest <= (select day from temp.rewound);"
	"insert into temp.event select * from main.event where doc in (select num from"
	" temp.document);"
	"insert into temp.entity select * from main.entity where doc in (select num from"
	" temp.document);"
	"insert into temp.quote select * from main.quote where doc in (select num from"
	" temp.document);"
	"create index temp.event_doc on event(doc);"
	"insert into temp.party select * from main.party where event in (select num from"
	" temp.event);"
	"create index temp.entity_doc on entity(doc);"
	"create index temp.party_event on party(event);"
	"create index temp.happening_report_of on happening_report(happening);"
	"create index temp.happening_party_of on happening_party(happening);";

static kr_status shadow(kr_store *s, const char *table, kr_err *err)
{
	sqlite3_stmt *st = NULL;
	kr_buf sql;
	kr_status status = KR_OK;

	kr__buf_init(&sql, NULL);
	if (sqlite3_prepare_v2(kr__store_db(s), "select substr(sql, 13) from"
	                       " main.sqlite_schema where type = 'table' and name = ?1",
	                       -1, &st, NULL))
		status = kr__store_fail(s, err);
	if (!status) {
		kr__store_bind(st, 1, kr__view_of(table));
		kr__buf_str(&sql, "create temp table");
		int rc = sqlite3_step(st);
		if (rc == SQLITE_ROW)
			kr__buf_add(&sql, kr__store_col(st, 0));
		status = rc == SQLITE_ROW    ? sql.failed
		         : rc == SQLITE_DONE ? kr__err_fmt(err, KR_ESTORE, "store", -1,
		                                           "is damaged: no table '%s'", table)
		                             : kr__store_fail(s, err);
	}
	sqlite3_finalize(st);
	if (!status)
		status = kr__store_exec(s, sql.ptr, err);
	kr__buf_drop(&sql);
	return status;
}

kr_status kr__chronicle_rewind(kr_store *s, int32_t day, kr_err *err)
{
	kr_settler t = { .s = s, .err = err };
	kr_buf sql;
	kr_status status = KR_OK;

	kr__buf_init(&sql, NULL);
	kr__buf_str(&sql, "pragma query_only = off; create temp table rewound as select '");
	kr__buf_date(&sql, kr__date_of_day(day));
	kr__buf_str(&sql, "' as day;");
	status = sql.failed ? sql.failed : kr__store_exec(s, sql.ptr, err);
	kr__buf_drop(&sql);
	for (size_t i = 0; i < sizeof copied / sizeof *copied && !status; i++)
		status = shadow(s, copied[i], err);
	for (size_t i = 0; i < sizeof begun / sizeof *begun && !status; i++)
		status = shadow(s, begun[i], err);
	if (!status)
		status = kr__store_exec(s, fill_sql, err);
	kr__arena_init(&t.a, NULL, 0);
	if (!status)
		status = kr__settler_compute(&t, day);
	if (!status)
		status = kr__settler_write(&t);
	if (!status)
		status = kr__actors_write(s, err);
	kr__arena_drop(&t.a);
	return status;
}
