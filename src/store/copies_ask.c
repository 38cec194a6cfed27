// SPDX-License-Identifier: Apache-2.0
/*
 * Answers about copies and sources. Families by their heads' days, the head
 * first, then its members; passages taken over stand behind. The order and
 * the values know nothing of row numbers. Limits: none known.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "merge/align_tell.h"
#include "store/copies.h"

/* ?1: row of a document or 0; ?2, ?3: limit and offset. A member without
 * parent whose family has a direction is its head: kind "origin". */
static const char copies_sql[] =
	"with line(family, num, kind, basis, parent, share, share_parent, sort) as ("
	" select family, num,"
	"  case when num = family and parent is null and basis = 0 then 'first'"
	"   else kind end, basis, parent, share, share_parent,"
	"  num <> family"
	" from copy where ?1 = 0 or family = (select family from copy where num = ?1)"
	" union all"
	" select case when origin = 1 then early else late end,"
	"  case when origin = 1 then early else late end, kind, basis,"
	"  case when origin = 1 then late else early end,"
	"  case when origin = 1 then share_early else share_late end,"
	"  case when origin = 1 then share_late else share_early end, 2"
	" from copy_pair where kind = 6 and (?1 = 0 or late = ?1 or early = ?1))"
	" select h.id as family, d.id as id,"
	"  case kind when 1 then 'exact' when 2 then 're-headed' when 3 then 'cut'"
	"   when 4 then 'extended' when 5 then 'rewritten' when 6 then 'partial'"
	"   when 'first' then 'first' else '' end as kind,"
	"  p.id as of,"
	"  case basis when 1 then 'stated' when 2 then 'same outlet'"
	"   when 3 then 'time' else '' end as basis,"
	"  case when p.id is null then '' else printf('%d', (share + 5) / 10) end"
	"   as percent,"
	"  case when p.id is null then '' else printf('%d', (share_parent + 5) / 10)"
	"   end as percent_of,"
	"  d.published as published, d.outlet as outlet, d.title as title,"
	"  d.source as source"
	" from line l join document h on h.num = l.family"
	"  join document d on d.num = l.num"
	"  left join document p on p.num = l.parent"
	" order by l.sort = 2, coalesce(h.published, h.latest, '9999'), h.id, l.sort,"
	"  coalesce(d.published, d.latest, '9999'), d.id, p.id limit ?2 offset ?3";

static const char sources_sql[] =
	"with cited(name, num, step, last, outlet) as ("
	" select c.name, c.num, c.step,"
	"  c.step = (select max(step) from credit e where e.num = c.num),"
	"  lower(c.name) = lower(coalesce(d.outlet, ''))"
	" from credit c join document d on d.num = c.num)"
	" select min(name) as source, sum(outlet) as articles,"
	"  sum(outlet and exists (select 1 from copy p where p.num = cited.num"
	"   and p.parent is not null)) as copies,"
	"  sum(not outlet) as cited, sum(last) as origin"
	" from cited group by lower(name)"
	" order by count(*) desc, min(name) limit ?1 offset ?2";

static void bind_page(sqlite3_stmt *st, const kr_question *q, int first)
{
	sqlite3_bind_int64(st, first, q->limit && q->limit < INT64_MAX
	                                      ? (int64_t)q->limit : -1);
	sqlite3_bind_int64(st, first + 1,
	                   q->offset < INT64_MAX ? (int64_t)q->offset : 0);
}

static kr_status ask_copies(kr_store *s, const kr_question *q,
                            kr_answer_sink sink, void *user, kr_err *err)
{
	kr_view wanted = kr__view_trim(kr__view_of(q->filter));
	int64_t num = 0;

	if (wanted.len) {
		kr_status status = kr__copies_find(s, wanted, &num, err);
		if (status)
			return status;
	}
	sqlite3_stmt *st = kr__store_stmt(s, copies_sql, err);
	if (!st)
		return err && err->status ? err->status : KR_EIO;
	sqlite3_bind_int64(st, 1, num);
	bind_page(st, q, 2);
	return kr__store_rows(s, st, sink, user, err);
}

kr_status kr__copies_ask(kr_store *s, const kr_question *q, kr_answer_sink sink,
                         void *user, kr_err *err)
{
	if (strcmp(q->about, "copies") == 0)
		return ask_copies(s, q, sink, user, err);
	sqlite3_stmt *st = kr__store_stmt(s, sources_sql, err);
	if (!st)
		return err && err->status ? err->status : KR_EIO;
	bind_page(st, q, 1);
	return kr__store_rows(s, st, sink, user, err);
}

kr_status kr__copies_diff(kr_store *s, kr_view id, kr_view other, kr_buf *out,
                          kr_err *err)
{
	const kr_view ids[2] = { id, other };
	kr_copy_doc docs[2];
	kr_alignment how;
	kr_copy verdict;
	kr_status status = KR_OK;
	kr_arena a;

	kr__arena_init(&a, NULL, 0);
	for (int i = 0; i < 2 && !status; i++) {
		int64_t num = 0;
		status = kr__copies_find(s, ids[i], &num, err);
		if (!status)
			status = kr__copies_load(s, num, &a, &docs[i], err);
	}
	if (!status)
		status = kr__copy_judge(&verdict, &how, &a, &docs[0], &docs[1]);
	if (!status)
		status = kr__align(&how, &a, &docs[0].gist, &docs[1].gist);
	if (!status) {
		kr__align_tell(out, &docs[0], &docs[1], &how, &verdict);
		status = out->failed;
	}
	kr__arena_drop(&a);
	return status;
}
