// SPDX-License-Identifier: Apache-2.0
/*
 * Tables for exports. The problem: CSV, Parquet and the data dictionary must
 * say the same, and the same documents must give the same bytes whatever the
 * order in which they came. The idea: one descriptor a column with its SQL and
 * meaning; no number of a row ever leaves, rows are ordered by day and by ids
 * that come from the documents. Limits: sorting is SQLite's, in its temporary
 * files when an answer is large.
 */
#include "store/tables.h"

#include <sqlite3.h>
#include <string.h>

#include "store/words.h"

#define TEXT KR_COLUMN_TEXT
#define DAY_ KR_COLUMN_DAY
#define INT KR_COLUMN_INT
#define REAL KR_COLUMN_REAL
#define BOOL KR_COLUMN_BOOL
#define OF_REPORTS(what, when)                                                  \
	"(select " what " from happening_report r join event e on e.num = r.event" \
	" join document d on d.num = r.doc where r.happening = h.num and " when    \
	" order by d.id, e.id limit 1)"

static const kr_column events[] = {
	{ "id", TEXT, "h.id", "id of the event, the same for the same documents" },
	{ "type", TEXT, TYPE("h.type"), "PLOVER 2.0 type of the act" },
	{ "mode", TEXT, "h.mode", "PLOVER mode, where the type has modes" },
	{ "status", TEXT, STATUS("h.status"),
	  "occurred, ongoing, promised, planned, expected, hoped, hypothetical, denied"
	  " or cancelled" },
	{ "cameo", TEXT, OF_REPORTS("e.cameo", "e.cameo is not null"),
	  "finest CAMEO code a report gives" },
	{ "quad", INT, "h.quad", "1 verbal, 2 material cooperation; 3 verbal, 4 material"
	  " conflict" },
	{ "score", REAL, "h.score", "PLOVER score of conflict (-10) and cooperation (10)" },
	{ "first_day", DAY_, DAY("h.first_day"), "first day on which it may have happened"
	  " or be due" },
	{ "last_day", DAY_, DAY("h.last_day"), "last such day" },
	{ "place", TEXT, "h.place", "where, as named" },
	{ "country", TEXT, "h.country", "ISO 3166-1 alpha-3 code of that place" },
	{ "lat", REAL, OF_REPORTS("e.lat", "e.place = h.place and e.lat is not null"),
	  "degrees north" },
	{ "lon", REAL, OF_REPORTS("e.lon", "e.place = h.place and e.lon is not null"),
	  "degrees east" },
	{ "object", TEXT, "h.object", "base forms of what is signed, sent, given" },
	{ "actors", TEXT, "h.actors", "names of who acts, parted by '; '" },
	{ "recipients", TEXT, "h.recipients", "names of whom it is done to" },
	{ "codes", TEXT, "h.codes", "codes of actors, ' > ', codes of recipients" },
	{ "n_reports", INT, "h.n_reports", "how many reports tell of it, plans before it among"
	  " them" },
	{ "n_origins", INT, "h.n_origins", "how many independent origins those have that"
	  " tell it as it is now" },
	{ "origins", TEXT, "h.origins", "names of the origins" },
	{ "first_report", DAY_, "h.first_report", "day of the first report" },
	{ "dates_differ", BOOL, "h.dates_differ", "1: reports give days that cannot all"
	  " be right" },
	{ "place_differs", BOOL, "h.place_differs", "1: reports give different places" },
	{ "story", TEXT, "h.story", "id of the story it belongs to" },
	{ "contexts", TEXT, OF_REPORTS("e.contexts", "e.contexts is not null"),
	  "PLOVER contexts, parted by ';'" },
	{ "evidence", TEXT, "h.evidence", "the clause that says so, from one report" },
};

static const kr_column parties[] = {
	{ "event", TEXT, "h.id", "id of the event" },
	{ "side", TEXT, "case p.side when 0 then 'actor' else 'recipient' end",
	  "actor or recipient" },
	{ "n", INT, "row_number() over (partition by p.happening, p.side order by"
	  " p.rowid)", "place in the order of the text, from 1" },
	{ "key", TEXT, "p.key", "identity in the actor registry" },
	{ "name", TEXT, "p.name", "full name" },
	{ "code", TEXT, "p.code", "ISO alpha-3, IGO-..., NSA-..., COM or NGO" },
	{ "sector", TEXT, "(select a.sector from actor a where a.key = p.key)",
	  "sector: GOV, MIL, COP, ..." },
};

static const kr_column reports[] = {
	{ "event", TEXT, "h.id", "id of the event" },
	{ "doc", TEXT, "d.id", "id of the document" },
	{ "published", DAY_, "d.published", "its day of publication, where certain" },
	{ "outlet", TEXT, "d.outlet", "who published it" },
	{ "chain", TEXT, "d.chain", "news organisations back to the origin, parted by"
	  " '<', parallel ones by '|'" },
	{ "record", TEXT, "e.id", "id of the event record in that document" },
	{ "status", TEXT, STATUS("e.status"), "status as this report tells it" },
	{ "date", TEXT, "e.date", "TIMEX3 value as this report tells it" },
	{ "place", TEXT, "e.place", "place as this report tells it" },
	{ "said_by", TEXT, "e.said_by", "who asserts it, where the article does not" },
	{ "rule", TEXT, "e.rule", "line of the language pack that found it" },
	{ "confidence", REAL, "e.confidence", "0 to 1" },
	{ "start", INT, "e.span_start", "first byte of the clause in the text" },
	{ "end", INT, "e.span_end", "byte behind the clause" },
	{ "evidence", TEXT, "e.evidence", "the clause" },
};

static const kr_column quotes[] = {
	{ "id", TEXT, "q.id", "id of the quote" },
	{ "doc", TEXT, "d.id", "id of the document" },
	{ "published", DAY_, "d.published", "its day of publication, where certain" },
	{ "kind", TEXT, "q.kind", "direct, indirect or mixed" },
	{ "speaker", TEXT, "q.speaker", "who said it" },
	{ "speaker_key", TEXT, "q.speaker_key", "identity in the actor registry" },
	{ "code", TEXT, "q.code", "actor code of the speaker" },
	{ "addressee", TEXT, "q.addressee", "to whom, parted by '; '" },
	{ "reported_by", TEXT, "q.reported_by", "agencies that carry the words" },
	{ "text", TEXT, "q.text", "the words" },
	{ "start", INT, "q.span_start", "first byte of the words in the text" },
	{ "end", INT, "q.span_end", "byte behind the words" },
	{ "rule", TEXT, "q.rule", "line of the language pack that found it" },
};

static const kr_column pledges[] = {
	{ "id", TEXT, "p.id", "id of the pledge" },
	{ "type", TEXT, TYPE("p.type"), "PLOVER type of the act to come" },
	{ "promised", BOOL, "p.promised", "1: somebody commits himself; 0: only planned,"
	  " expected or hoped" },
	{ "state", TEXT, MOVE("p.state"), "open, due, slipped, advanced, kept-in-part,"
	  " kept, kept-late, withdrawn, superseded, denied, overdue (no report; not:"
	  " broken)" },
	{ "what", TEXT, "p.what", "base forms of what is pledged" },
	{ "actors", TEXT, "p.actors", "names of who is to act" },
	{ "recipients", TEXT, "p.recipients", "names of whom it is for" },
	{ "codes", TEXT, "p.codes", "codes of actors, ' > ', codes of recipients" },
	{ "opened", DAY_, DAY("p.opened_day"), "day it became known" },
	{ "due_first", DAY_, DAY("p.due_first"), "first day on which it is due now" },
	{ "due_last", DAY_, DAY("p.due_last"), "last such day" },
	{ "delay_days", INT, "p.delay", "days from the first due day to the act, or to"
	  " the day due now; at least" },
	{ "n_moves", INT, "p.n_moves", "number of its moves" },
	{ "story", TEXT, "p.story", "id of the story it belongs to" },
};

static const kr_column moves[] = {
	{ "pledge", TEXT, "p.id", "id of the pledge" },
	{ "n", INT, "m.n + 1", "number of the move, from 1" },
	{ "day", DAY_, DAY("m.day"), "day it became known" },
	{ "move", TEXT, MOVE_MADE("m.kind") "' end)",
	  "opened, reaffirmed, slipped, advanced, kept-in-part, kept, kept-late, ongoing,"
	  " withdrawn, superseded, denied, overdue" },
	{ "said", TEXT, "case when m.event is not null then " STATUS("m.status") " end",
	  "status as the report tells it" },
	{ "due_first", DAY_, DAY("m.due_first"), "first day on which it is due then" },
	{ "due_last", DAY_, DAY("m.due_last"), "last such day" },
	{ "days", INT, "m.days", "days slipped or late by, at least" },
	{ "doc", TEXT, "d.id", "id of the document; null: nothing was reported" },
	{ "record", TEXT, "e.id", "id of the event record in that document" },
	{ "evidence", TEXT, "e.evidence", "the clause" },
};

static const kr_column actors[] = {
	{ "key", TEXT, "a.key", "identity, the same in every document" },
	{ "name", TEXT, "a.name", "full name" },
	{ "type", TEXT, "a.type", "person, org, place, group or event" },
	{ "code", TEXT, "a.code", "ISO alpha-3, IGO-..., NSA-..., COM or NGO" },
	{ "sector", TEXT, "a.sector", "sector: GOV, MIL, COP, ..." },
	{ "role", TEXT, "a.role", "as a text calls them" },
	{ "basis", TEXT, "a.basis", "where name and code come from" },
	{ "n_docs", INT, "a.n_docs", "documents that name them" },
};

static const kr_column stories[] = {
	{ "id", TEXT, "s.id", "id of the story" },
	{ "title", TEXT, "s.title", "headline of its most reported event" },
	{ "first_day", DAY_, "case when s.first_day < -719162 then null else "
	  DAY("s.first_day") " end", "first day told of" },
	{ "last_day", DAY_, "case when s.last_day < -719162 then null else "
	  DAY("s.last_day") " end", "last day told of" },
	{ "n_docs", INT, "s.n_docs", "documents" },
	{ "n_events", INT, "s.n_happenings", "events" },
	{ "n_pledges", INT, "s.n_pledges", "pledges" },
};

static const kr_column documents[] = {
	{ "id", TEXT, "d.id", "given by the input, else sha256: of the text" },
	{ "source", TEXT, "d.source", "path or URL it was read from" },
	{ "url", TEXT, "d.url", "its own address" },
	{ "title", TEXT, "d.title", "headline" },
	{ "lang", TEXT, "d.lang", "BCP 47 language" },
	{ "outlet", TEXT, "d.outlet", "who published it" },
	{ "dateline", TEXT, "d.dateline", "place before the lead" },
	{ "published", DAY_, "d.published", "day of publication, where certain" },
	{ "earliest", DAY_, "d.earliest", "first possible day of publication" },
	{ "latest", DAY_, "d.latest", "last possible day of publication" },
	{ "chain", TEXT, "d.chain", "news organisations back to the origin" },
	{ "n_bytes", INT, "length(cast(d.text as blob))", "bytes of the text" },
	{ "n_events", INT, "(select count(*) from event e where e.doc = d.num)",
	  "event records" },
	{ "n_quotes", INT, "(select count(*) from quote q where q.doc = d.num)", "quotes" },
};

#define COLUMNS(c) c, sizeof c / sizeof *c
#define BY_DAY "h.sort_day, h.id"
#define OF_PLEDGE                                                               \
	" and p.num in (select v.pledge from pledge_move v join happening_report r" \
	" on r.event = v.event where r.happening in "
const kr_table kr__tables[] = {
	{ "events", "one row an event: reports of one act merged", COLUMNS(events),
	  " from happening h where 1", " and h.num in ", "", BY_DAY },
	{ "parties", "one row for each side of each event", COLUMNS(parties),
	  " from happening h join happening_party p on p.happening = h.num where 1",
	  " and h.num in ", "", BY_DAY ", p.side, p.rowid" },
	{ "reports", "one row for each report of each event", COLUMNS(reports),
	  " from happening h join happening_report r on r.happening = h.num join event e"
	  " on e.num = r.event join document d on d.num = r.doc where 1",
	  " and h.num in ", "", BY_DAY ", coalesce(d.published, '9999'), d.id, e.id" },
	{ "quotes", "one row a quote", COLUMNS(quotes),
	  " from quote q join document d on d.num = q.doc where 1",
	  " and d.num in (select r.doc from happening_report r where r.happening in ",
	  ")", "coalesce(d.published, d.latest, '9999'), d.id, q.span_start, q.id" },
	{ "pledges", "one row a pledge: something to come", COLUMNS(pledges),
	  " from pledge p where 1", OF_PLEDGE, ")", "p.opened_day, p.id" },
	{ "moves", "one row for each move of each pledge", COLUMNS(moves),
	  " from pledge p join pledge_move m on m.pledge = p.num left join event e on"
	  " e.num = m.event left join document d on d.num = m.doc where 1",
	  OF_PLEDGE, ")", "p.opened_day, p.id, m.n" },
	{ "actors", "one row an actor", COLUMNS(actors), " from actor a where 1",
	  " and a.key in (select p.key from happening_party p where p.happening in ",
	  ")", "a.key" },
	{ "stories", "one row a story: articles and events about one matter",
	  COLUMNS(stories), " from story s where 1",
	  " and s.id in (select h.story from happening h where h.num in ", ")", "s.id" },
	{ "documents", "one row a document", COLUMNS(documents),
	  " from document d where 1",
	  " and d.num in (select r.doc from happening_report r where r.happening in ",
	  ")", "d.id" },
};
const uint32_t kr__n_tables = sizeof kr__tables / sizeof *kr__tables;

const kr_table *kr__table_find(const char *name)
{
	for (uint32_t i = 0; i < kr__n_tables; i++)
		if (strcmp(kr__tables[i].name, name) == 0)
			return &kr__tables[i];
	return NULL;
}

static void select_of(const kr_table *t, bool chosen, kr_buf *b)
{
	for (uint32_t i = 0; i < t->n_columns; i++) {
		kr__buf_str(b, i ? ", " : "select ");
		kr__buf_str(b, t->columns[i].sql);
	}
	kr__buf_str(b, t->from);
	if (chosen) {
		kr__buf_str(b, t->chosen);
		kr__buf_str(b, "(select num from temp.chosen)");
		kr__buf_str(b, t->closing);
	}
	kr__buf_str(b, " order by ");
	kr__buf_str(b, t->order);
}

static void fill(sqlite3_stmt *st, int i, kr_column_type type, kr_cell *c)
{
	kr_date d;

	*c = (kr_cell){ .null = sqlite3_column_type(st, i) == SQLITE_NULL };
	if (c->null) {
		c->text = (kr_view){ "", 0 };
		return;
	}
	if (type == KR_COLUMN_INT || type == KR_COLUMN_BOOL)
		c->n = sqlite3_column_int64(st, i);
	if (type == KR_COLUMN_REAL)
		c->real = sqlite3_column_double(st, i);
	c->text = kr__store_col(st, i);
	if (type != KR_COLUMN_DAY)
		return;
	c->null = !kr__date_parse(c->text, &d) || !kr__date_valid(d);
	c->n = c->null ? 0 : kr__date_to_day(d);
}

kr_status kr__table_rows(kr_store *s, const kr_table *t, bool chosen,
                         const kr_row_sink *sink, kr_err *err)
{
	kr_cell cells[KR_MAX_COLUMNS];
	sqlite3_stmt *st = NULL;
	kr_buf sql;
	int rc = SQLITE_DONE;

	kr__buf_init(&sql, NULL);
	select_of(t, chosen, &sql);
	kr_status status = sql.failed;
	if (!status && sqlite3_prepare_v2(kr__store_db(s), sql.ptr, -1, &st, NULL))
		status = kr__store_fail(s, err);
	while (!status && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		for (uint32_t i = 0; i < t->n_columns; i++)
			fill(st, (int)i, t->columns[i].type, &cells[i]);
		status = sink->row(sink->user, cells, t->n_columns);
	}
	if (!status && rc != SQLITE_DONE)
		status = kr__store_fail(s, err);
	sqlite3_finalize(st);
	kr__buf_drop(&sql);
	return status;
}
