// SPDX-License-Identifier: Apache-2.0
/*
 * Answers that are sums over all documents: outlets, sources, copies. The
 * problem: counting a third of a million articles takes half a second, each
 * time anew. The idea: settling keeps the answers as rows in their order; a
 * store that is not settled is counted. Limits: the rows are made anew at each
 * settling.
 */
#include <sqlite3.h>
#include <string.h>

#include "store/chronicle.h"
#include "store/copies.h"
#include "store/shelf.h"

#define OUTLETS                                                                 \
	"select d.outlet, count(*), min(d.published), max(d.published) from document d" \
	" group by d.outlet order by count(*) desc, d.outlet"

#define SOURCES                                                                 \
	"with cited(name, num, step, last, outlet) as ("                            \
	" select c.name, c.num, c.step,"                                            \
	"  c.step = (select max(step) from credit e where e.num = c.num),"          \
	"  lower(c.name) = lower(coalesce(d.outlet, ''))"                           \
	" from credit c join document d on d.num = c.num)"                          \
	" select min(name) as source, sum(outlet) as articles,"                     \
	"  sum(outlet and exists (select 1 from copy p where p.num = cited.num"     \
	"   and p.parent is not null)) as copies,"                                  \
	"  sum(not outlet) as cited, sum(last) as origin"                           \
	" from cited group by lower(name)"                                          \
	" order by count(*) desc, min(name)"

/* ?1: row of a document or 0. A member without parent whose family has a
 * direction is its head: kind "origin". What has a parent in one family and
 * took over all of an article of another has a line for that too. */
#define FAMILY_OF(doc) "coalesce((select family from copy where num = " doc "), -" doc ")"
#define LINES(family_of, pair_of)                                               \
	"with line(family, num, kind, basis, parent, share, share_parent, sort) as (" \
	" select family, num,"                                                      \
	"  case when num = family and parent is null and basis = 0 then 'first'"    \
	"   else kind end, basis, parent, share, share_parent, num <> family"       \
	" from copy" family_of                                                      \
	" union all"                                                                \
	" select case when origin = 1 then early else late end,"                    \
	"  case when origin = 1 then early else late end, 6, basis,"                \
	"  case when origin = 1 then late else early end,"                          \
	"  case when origin = 1 then share_early else share_late end,"              \
	"  case when origin = 1 then share_late else share_early end, 2"            \
	" from copy_pair where (kind = 6 or (origin >= 0 and "                      \
	FAMILY_OF("late") " <> " FAMILY_OF("early") "))" pair_of ")"
#define LINE_KIND                                                               \
	"case kind when 1 then 'exact' when 2 then 're-headed' when 3 then 'cut'"   \
	" when 4 then 'extended' when 5 then 'rewritten' when 6 then 'partial'"     \
	" when 'first' then 'first' else '' end"
#define LINE_BASIS                                                              \
	"case basis when 1 then 'stated' when 2 then 'same outlet'"                 \
	" when 3 then 'time' else '' end"
#define PERCENT(parent, share)                                                  \
	"case when " parent " is not null then (" share " + 5) / 10 end"
#define LINE_FROM                                                               \
	" from line l join document h on h.num = l.family"                          \
	" join document d on d.num = l.num"                                         \
	" left join document p on p.num = l.parent"
#define LINE_ORDER                                                              \
	" order by l.sort = 2, coalesce(h.published, h.latest, '9999'), h.id, l.sort," \
	" coalesce(d.published, d.latest, '9999'), d.id, p.id"
#define LINE_TEXTS                                                              \
	" d.published as published, d.outlet as outlet, d.title as title,"          \
	" d.source as source"
#define COUNTED_LINES(family_of, pair_of)                                       \
	LINES(family_of, pair_of)                                                   \
	" select h.id as family, d.id as id, " LINE_KIND " as kind, p.id as of, "   \
	LINE_BASIS " as basis, " PERCENT("p.id", "share") " as percent, "           \
	PERCENT("p.id", "share_parent") " as percent_of," LINE_TEXTS LINE_FROM      \
	LINE_ORDER " limit ?2 offset ?3"

static const char sums_sql[] =
	"delete from outlet_sum; delete from source_sum; delete from copy_line;"
	"insert into outlet_sum(outlet, articles, first, last) " OUTLETS ";"
	"insert into source_sum(source, articles, copies, cited, origin) " SOURCES ";"
	"insert into copy_line(family, doc, kind, parent, basis, percent, percent_of) "
	LINES("", "") " select l.family, l.num, " LINE_KIND ", l.parent, " LINE_BASIS ", "
	PERCENT("l.parent", "share") ", " PERCENT("l.parent", "share_parent")
	LINE_FROM LINE_ORDER ";";

kr_status kr__sums_make(kr_store *s, kr_err *err)
{
	return kr__store_exec(s, sums_sql, err);
}

static kr_status page(kr_store *s, const char *sql, const kr_question *q, int64_t num,
                      const kr_told *to)
{
	sqlite3_stmt *st = kr__store_stmt(s, sql, to->err);

	if (!st)
		return kr__store_status(to->err);
	sqlite3_bind_int64(st, 1, num);
	sqlite3_bind_int64(st, 2, q->limit && q->limit < INT64_MAX ? (int64_t)q->limit
		                                                   : -1);
	sqlite3_bind_int64(st, 3, q->offset < INT64_MAX ? (int64_t)q->offset : INT64_MAX);
	return kr__store_rows(s, st, to->sink, to->user, to->err);
}

/* Rows of sums are numbered from 1 on, so a page begins at a row. */
static const char kept_lines[] =
	"select h.id as family, d.id as id, l.kind as kind, p.id as of, l.basis as basis,"
	" cast(nullif(l.percent, '') as integer) as percent,"
	" cast(nullif(l.percent_of, '') as integer) as percent_of," LINE_TEXTS
	" from copy_line l join document h on h.num = l.family join document d on"
	" d.num = l.doc left join document p on p.num = l.parent where l.num > ?3"
	" and ?1 = 0 order by l.num limit ?2";
static const char all_lines[] = COUNTED_LINES(" where ?1 = 0", " and ?1 = 0");
static const char lines_of[] =
	COUNTED_LINES(" where family = (select family from copy where num = ?1)",
                      " and (late = ?1 or early = ?1)");
static const char kept_sources[] =
	"select source, articles, copies, cited, origin from source_sum where num > ?3"
	" and ?1 = 0 order by num limit ?2";
static const char all_sources[] = SOURCES " limit ?2 offset ?3 + ?1";

kr_status kr__sums_copies(kr_store *s, const kr_question *q, int64_t num,
                          const kr_told *to)
{
	const char *sql = num ? lines_of : kr__shelf_fresh(s) ? kept_lines : all_lines;

	return page(s, sql, q, num, to);
}

kr_status kr__sums_sources(kr_store *s, const kr_question *q, const kr_told *to)
{
	return page(s, kr__shelf_fresh(s) ? kept_sources : all_sources, q, 0, to);
}

const char *kr__sums_select(const char *about)
{
	return strcmp(about, "copies") == 0    ? all_lines
	       : strcmp(about, "sources") == 0 ? all_sources
	                                       : NULL;
}
