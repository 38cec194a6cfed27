// SPDX-License-Identifier: Apache-2.0
/*
 * Records of one document as rows. The problem:
 * the chronicle is made of many documents' records, which must be found by
 * actor, day and type. The idea: plain tables beside the JSON record; a
 * document's rows are replaced whole. Limits: what the tables do not hold is
 * in the record.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "store/chronicle.h"

void kr__store_bind_day(struct sqlite3_stmt *st, int i, int32_t day, bool known)
{
	if (known)
		sqlite3_bind_int(st, i, day);
	else
		sqlite3_bind_null(st, i);
}

void kr__store_bind_days(struct sqlite3_stmt *st, int i, kr_days days)
{
	kr__store_bind_day(st, i, days.first, kr__days_known(days));
	kr__store_bind_day(st, i + 1, days.last, kr__days_known(days));
}

kr_status kr__store_exec(kr_store *s, const char *sql, kr_err *err)
{
	return sqlite3_exec(kr__store_db(s), sql, NULL, NULL, NULL) == SQLITE_OK
	               ? KR_OK : kr__store_fail(s, err);
}

static kr_status clear(kr_store *s, int64_t row, kr_err *err)
{
	static const char *const sql[] = {
		"delete from party where event in (select num from event where doc = ?1)",
		"delete from event where doc = ?1", "delete from entity where doc = ?1",
		"delete from quote where doc = ?1" };

	return kr__store_run_each(s, sql, sizeof sql / sizeof *sql, row, err);
}

static void bind_sym(sqlite3_stmt *st, int i, const kr_doc *d, kr_sym sym)
{
	kr__store_bind(st, i, kr__doc_text(d, sym));
}

static kr_status put_entity(kr_store *s, int64_t row, const kr_doc *d, uint32_t i,
                            kr_err *err)
{
	const kr_entity *e = &kr__entitys(d)[i];
	sqlite3_stmt *st = kr__store_stmt(
		s, "insert into entity values (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)", err);
	const kr_sym syms[] = { e->code, e->country, e->sector, e->role, e->basis, e->body };

	if (!st)
		return kr__store_status(err);
	sqlite3_bind_int64(st, 1, row);
	bind_sym(st, 2, d, e->key);
	bind_sym(st, 3, d, e->name);
	kr__store_bind(st, 4, kr__view_of(kr__entity_text(e->type)));
	for (int k = 0; k < 6; k++)
		bind_sym(st, 5 + k, d, syms[k]);
	return kr__store_run(s, st, err);
}

static void bind_place(sqlite3_stmt *st, const kr_doc *d, const kr_event *e)
{
	bind_sym(st, 12, d, e->place.name);
	bind_sym(st, 13, d, e->place.country);
	if (e->place.lat_e4 || e->place.lon_e4) {
		sqlite3_bind_double(st, 14, e->place.lat_e4 / 10000.0);
		sqlite3_bind_double(st, 15, e->place.lon_e4 / 10000.0);
	}
}

static kr_view contexts(const kr_doc *d, const kr_event *e, kr_buf *b)
{
	for (uint32_t i = 0; i < e->contexts.n; i++) {
		kr__buf_str(b, i ? ";" : "");
		kr__buf_add(b, kr__doc_text(d, kr__refs(d)[e->contexts.first + i]));
	}
	return kr__buf_view(b);
}

static kr_status put_event(kr_store *s, int64_t row, const kr_doc *d, uint32_t i,
                           kr_err *err)
{
	const kr_event *e = &kr__events(d)[i];
	kr_span ev = e->evidence.n ? kr__evidences(d)[e->evidence.first] : e->span;
	bool dated = e->days.first <= e->days.last && e->date;
	char id[18];
	kr_buf b;
	sqlite3_stmt *st = kr__store_stmt(
		s, "insert into event(doc, id, type, status, mode, cameo, score, quad,"
		   " date, first_day, last_day, place, country, lat, lon, object,"
		   " said_by, rule, confidence, evidence, span_start, span_end,"
		   " contexts, count, postponed) values (?1,?2,?3,?4,?5,?6,?7,?8,?9,"
		   "?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25)",
		   err);

	if (!st)
		return kr__store_status(err);
	kr__record_id(d, KR_LAYER_event, i, id);
	sqlite3_bind_int64(st, 1, row);
	kr__store_bind(st, 2, kr__view_of(id));
	sqlite3_bind_int(st, 3, e->type);
	sqlite3_bind_int(st, 4, e->status);
	bind_sym(st, 5, d, e->mode);
	bind_sym(st, 6, d, e->cameo);
	sqlite3_bind_double(st, 7, e->score10 / 10.0);
	sqlite3_bind_int(st, 8, e->quad);
	bind_sym(st, 9, d, e->date);
	kr__store_bind_day(st, 10, e->days.first, dated);
	kr__store_bind_day(st, 11, e->days.last, dated);
	bind_place(st, d, e);
	bind_sym(st, 16, d, e->object);
	if (e->said_by != KR_NONE)
		bind_sym(st, 17, d, kr__entitys(d)[e->said_by].name);
	bind_sym(st, 18, d, e->rule);
	sqlite3_bind_double(st, 19, e->confidence / 1000.0);
	kr__store_bind(st, 20, kr__doc_cut(d, ev));
	sqlite3_bind_int64(st, 21, ev.start);
	sqlite3_bind_int64(st, 22, ev.end);
	kr__buf_init(&b, NULL);
	kr__store_bind(st, 23, contexts(d, e, &b));
	sqlite3_bind_int64(st, 24, e->count);
	sqlite3_bind_int(st, 25, e->postponed);
	kr_status status = kr__store_run(s, st, err);
	kr__buf_drop(&b);
	return status;
}

static kr_status put_parties(kr_store *s, const kr_doc *d, kr_range r, int side,
                             kr_err *err)
{
	int64_t event = sqlite3_last_insert_rowid(kr__store_db(s));
	kr_status status = KR_OK;

	for (uint32_t i = r.first; i < r.first + r.n && !status; i++) {
		const kr_party *p = &kr__partys(d)[i];
		const kr_entity *e = p->entity == KR_NONE ? NULL
		                                          : &kr__entitys(d)[p->entity];
		sqlite3_stmt *st = kr__store_stmt(
			s, "insert into party values (?1,?2,?3,?4,?5,?6)", err);
		if (!st)
			return kr__store_status(err);
		sqlite3_bind_int64(st, 1, event);
		sqlite3_bind_int(st, 2, side);
		bind_sym(st, 3, d, e ? e->key : p->code);
		bind_sym(st, 4, d, e ? e->name : p->code);
		bind_sym(st, 5, d, p->code);
		bind_sym(st, 6, d, p->sector);
		status = kr__store_run(s, st, err);
	}
	return status;
}

static kr_view names_of(const kr_doc *d, kr_range r, kr_buf *b)
{
	kr__buf_reset(b);
	for (uint32_t i = 0; i < r.n; i++) {
		kr__buf_str(b, i ? "; " : "");
		kr__buf_add(b, kr__doc_text(d, kr__entitys(d)[kr__refs(d)[r.first + i]].name));
	}
	return kr__buf_view(b);
}

static kr_status put_quote(kr_store *s, int64_t row, const kr_doc *d, uint32_t i,
                           kr_err *err)
{
	const kr_quote *q = &kr__quotes(d)[i];
	const kr_entity *e = q->speaker == KR_NONE ? NULL : &kr__entitys(d)[q->speaker];
	sqlite3_stmt *st = kr__store_stmt(
		s, "insert into quote(doc, id, kind, speaker_key, speaker, code,"
		   " addressee, reported_by, text, span_start, span_end, rule, sort)"
		   " select ?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12, coalesce(published,"
		   " latest, '9999') from document where num = ?1", err);
	char id[18];
	kr_buf to, by;

	if (!st)
		return kr__store_status(err);
	kr__buf_init(&to, NULL);
	kr__buf_init(&by, NULL);
	kr__record_id(d, KR_LAYER_quote, i, id);
	sqlite3_bind_int64(st, 1, row);
	kr__store_bind(st, 2, kr__view_of(id));
	kr__store_bind(st, 3, kr__view_of(kr__quote_text(q->kind)));
	bind_sym(st, 4, d, e ? e->key : 0);
	bind_sym(st, 5, d, e ? e->name : 0);
	bind_sym(st, 6, d, e ? e->code : 0);
	kr__store_bind(st, 7, names_of(d, q->addressees, &to));
	kr__store_bind(st, 8, names_of(d, q->reported_by, &by));
	kr__store_bind(st, 9, kr__doc_cut(d, q->span));
	sqlite3_bind_int64(st, 10, q->span.start);
	sqlite3_bind_int64(st, 11, q->span.end);
	bind_sym(st, 12, d, q->rule);
	kr_status status = kr__store_run(s, st, err);
	kr__buf_drop(&to);
	kr__buf_drop(&by);
	return status;
}

kr_status kr__store_put_records(kr_store *s, int64_t row, const kr_doc *d,
                                kr_err *err)
{
	kr_status status = clear(s, row, err);

	if (!status)
		status = kr__store_outgrown(s, row, err);
	for (uint32_t i = 0; i < kr__n_entitys(d) && !status; i++)
		status = put_entity(s, row, d, i, err);
	for (uint32_t i = 0; i < kr__n_quotes(d) && !status; i++)
		status = put_quote(s, row, d, i, err);
	for (uint32_t i = 0; i < kr__n_events(d) && !status; i++) {
		const kr_event *e = &kr__events(d)[i];
		status = put_event(s, row, d, i, err);
		int64_t event = sqlite3_last_insert_rowid(kr__store_db(s));
		if (!status)
			status = put_parties(s, d, e->actors, 0, err);
		sqlite3_set_last_insert_rowid(kr__store_db(s), event);
		if (!status)
			status = put_parties(s, d, e->recipients, 1, err);
	}
	return status ? status : kr__store_flag_set(s, KR_V("settled"), KR_V("no"), err);
}
