// SPDX-License-Identifier: Apache-2.0
/*
 * The schema of the SQLite store. Documents are rows with their record as
 * JSON; the full-text index stands beside them and holds no second copy of
 * the text. `flag` holds small facts: inputs that were read to their end.
 */
#include "store/schema.h"

const char kr__chronicle_unindex[] =
	"drop index if exists happening_sort;"
	"drop index if exists happening_type;"
	"drop index if exists happening_status;"
	"drop index if exists happening_mode;"
	"drop index if exists happening_id;"
	"drop index if exists happening_place;"
	"drop index if exists happening_country;"
	"drop index if exists happening_quad;"
	"drop index if exists happening_story;"
	"drop index if exists happening_origins;"
	"drop index if exists happening_reports;"
	"drop index if exists happening_party_of;"
	"drop index if exists happening_party_code;"
	"drop index if exists happening_party_name;"
	"drop index if exists happening_report_of;"
	"drop index if exists happening_report_event;"
	"drop index if exists happening_report_doc;"
	"drop index if exists pledge_sort;"
	"drop index if exists pledge_id;"
	"drop index if exists pledge_state;"
	"drop index if exists pledge_move_of;"
	"drop index if exists story_doc_of;"
	"drop index if exists story_id;"
	"drop index if exists story_size;";

/* What the shelf answers needs no index here; a store that is not settled is
 * walked. */
const char kr__chronicle_index[] =
	"create index happening_sort on happening(sort_day);"
	"create index happening_id on happening(id);"
	"create index happening_story on happening(story);"
	"create index happening_party_of on happening_party(happening);"
	"create index happening_party_code on happening_party(code, happening);"
	"create index happening_report_of on happening_report(happening);"
	"create index happening_report_event on happening_report(event);"
	"create index happening_report_doc on happening_report(doc, happening);"
	"create index pledge_sort on pledge(opened_day);"
	"create index pledge_id on pledge(id);"
	"create index pledge_state on pledge(state);"
	"create index pledge_move_of on pledge_move(pledge, n);"
	"create index story_doc_of on story_doc(story);"
	"create index story_id on story(id);"
	"create index story_size on story(n_docs desc, first_day, id);";

const char kr__actors_unindex[] =
	"drop index if exists actor_size;"
	"drop index if exists actor_code;";
const char kr__actors_index[] =
	"create index actor_size on actor(n_docs desc, key);"
	"create index actor_code on actor(code, n_docs desc, key);";

const char *const kr__schema[] = {
	/* 1 */
	"create table document ("
	" num integer primary key,"
	" id text not null unique,"
	" source text, url text, title text, lang text, outlet text,"
	" dateline text, published text, earliest text, latest text,"
	" text_hash integer not null, pack_hash integer not null,"
	" text text not null, stems text, record text not null) strict;"
	"create index document_published on document(published);"
	"create index document_source on document(source);"
	"create virtual table document_fts using fts5(title, text, stems,"
	" content='document', content_rowid='num',"
	" tokenize='unicode61 remove_diacritics 2');"
	"create table flag (key text primary key, value text) strict,"
	" without rowid;",
	/* 2: records of documents as rows, and what the chronicle makes of them.
	 * Days are numbers from 1970-01-01; null: unknown. */
	"alter table document add column chain text;" /* steps <, parallel | */
	"create table entity (doc integer not null, key text, name text, type text,"
	" code text, country text, sector text, role text, basis text) strict;"
	"create index entity_doc on entity(doc);"
	"create table event (num integer primary key, doc integer not null,"
	" id text not null, type integer not null, status integer not null,"
	" mode text, cameo text, score real, quad integer, date text,"
	" first_day integer, last_day integer, place text, country text,"
	" lat real, lon real, object text, said_by text, rule text,"
	" confidence real, evidence text, span_start integer, span_end integer,"
	" contexts text) strict;"
	"create index event_doc on event(doc);"
	"create index event_id on event(id);"
	"create table party (event integer not null, side integer not null,"
	" key text, name text, code text, sector text) strict;"
	"create index party_event on party(event);"
	"create table quote (num integer primary key, doc integer not null,"
	" id text not null, kind text, speaker_key text, speaker text, code text,"
	" addressee text, reported_by text, text text, span_start integer,"
	" span_end integer, rule text) strict;"
	"create index quote_doc on quote(doc);"
	"create index quote_speaker on quote(speaker_key);"
	"create table happening (num integer primary key, id text not null,"
	" type integer not null, mode text, status integer not null, score real,"
	" quad integer, first_day integer, last_day integer, sort_day integer not"
	" null, place text, country text, object text, actors text, recipients"
	" text, codes text, n_reports integer, n_origins integer, origins text,"
	" first_report text, dates_differ integer, place_differs integer,"
	" story text, evidence text) strict;"
	"create index happening_sort on happening(sort_day, id);"
	"create index happening_type on happening(type, sort_day, id);"
	"create index happening_id on happening(id);"
	"create table happening_party (happening integer not null, side integer"
	" not null, key text, name text, code text, sort_day integer) strict;"
	"create index happening_party_of on happening_party(happening);"
	"create index happening_party_code on happening_party(code, sort_day);"
	"create index happening_party_name on happening_party(name collate nocase,"
	" sort_day);"
	"create table happening_report (happening integer not null, event integer"
	" not null, doc integer not null) strict;"
	"create index happening_report_of on happening_report(happening);"
	"create index happening_report_event on happening_report(event);"
	"create table pledge (num integer primary key, id text not null, type"
	" integer not null, what text, actors text, recipients text, codes text,"
	" promised integer, opened_day integer, due_first integer, due_last"
	" integer, state integer, delay integer, n_moves integer, story text)"
	" strict;"
	"create index pledge_sort on pledge(opened_day, id);"
	"create table pledge_move (pledge integer not null, n integer not null,"
	" kind integer, status integer, day integer, due_first integer, due_last"
	" integer, days integer, event integer, doc integer) strict;"
	"create index pledge_move_of on pledge_move(pledge, n);"
	"create table story (num integer primary key, id text not null, title text,"
	" first_day integer, last_day integer, n_docs integer, n_happenings"
	" integer, n_pledges integer) strict;"
	"create table story_doc (story integer not null, doc integer not null,"
	" adds integer) strict;"
	"create index story_doc_of on story_doc(story);"
	"create table actor (key text primary key, name text, type text, code text,"
	" sector text, role text, basis text, first_day integer, last_day integer,"
	" n_docs integer) strict, without rowid;"
	"create table decision (num integer primary key, kind text not null,"
	" a text not null, b text) strict;",
	/* 3: copies. gist: what is compared of a document (prints and spans as
	 * little-endian 32-bit numbers); credit: its chain; copy_pair: verdicts,
	 * the earlier by day or hash of the id in `early`; origin 0: early had it
	 * first, 1: late, -1: unknown; copy: parent and family of a document. */
	"create table gist (num integer primary key, key integer not null,"
	" first integer, last integer, window integer not null,"
	" prints blob not null, kept blob not null) strict;"
	"create table credit (num integer not null, place integer not null,"
	" step integer not null, name text not null,"
	" primary key (num, place)) strict, without rowid;"
	"create table copy_pair (late integer not null, early integer not null,"
	" kind integer not null, basis integer not null, origin integer not null,"
	" share_late integer not null, share_early integer not null,"
	" words integer not null, primary key (late, early)) strict, without rowid;"
	"create index copy_pair_early on copy_pair(early);"
	"create table copy (num integer primary key, family integer not null,"
	" parent integer, kind integer not null, basis integer not null,"
	" share integer not null, share_parent integer not null) strict;"
	"create index copy_family on copy(family);",
	/* 4: quotes in the order of answers; the settled tables are made anew, with
	 * the indexes of above. */
	"alter table quote add column sort text;"
	"update quote set sort = (select coalesce(published, latest, '9999') from"
	" document d where d.num = quote.doc);"
	"create index quote_sort on quote(sort);"
	"create index quote_code on quote(code, sort);"
	"create index quote_name on quote(speaker collate nocase, sort);"
	"create index quote_kind on quote(kind, sort);"
	"create index entity_key on entity(key);"
	"create index document_order on document(coalesce(published, latest, '9999'),"
	" id);"
	"update flag set value = 'no' where key = 'settled';",
	/* 5: how many, and put off: what a pledge's moves are told by. */
	"alter table event add column count integer;"
	"alter table event add column postponed integer;"
	"update flag set value = 'no' where key = 'settled';",
	/* 6: the shelf (shelf.h): num of a shelf is kind * fields + field, field 0
	 * holds the row numbers; a key's postings stand in row first + its place.
	 * And answers that are sums, made at settling. */
	"create table shelf (num integer primary key, first integer not null,"
	" n integer not null, keys blob not null) strict;"
	"create table posting (num integer primary key, posts blob not null) strict;"
	"create table outlet_sum (num integer primary key, outlet text, articles"
	" integer, first text, last text) strict;"
	"create table source_sum (num integer primary key, source text, articles"
	" integer, copies integer, cited integer, origin integer) strict;"
	"create table copy_line (num integer primary key, family integer not null,"
	" doc integer not null, kind text, parent integer, basis text, percent text,"
	" percent_of text) strict;"
	"create index copy_line_family on copy_line(family);"
	"create index document_pack on document(pack_hash, lang);"
	"update flag set value = 'no' where key = 'settled';",
	/* 7: what was known of each pledge on each day of [since, until): standing.h;
	 * rows by pledge and day. */
	"create table pledge_standing (num integer primary key, pledge integer not"
	" null, since integer not null, until integer not null, state integer,"
	" promised integer, due_first integer, due_last integer, delay integer,"
	" n_moves integer, silent integer) strict;"
	"update flag set value = 'no' where key = 'settled';",
	/* 8: what reports contradict each other in, and what ties a report to the one
	 * that names the event, or a move to the opening of its pledge: kr__ties. */
	"alter table happening add column differs text;"
	"alter table happening_report add column ties integer;"
	"alter table pledge_move add column ties integer;"
	"update flag set value = 'no' where key = 'settled';",
	/* 9: the body that a person's role names. */
	"alter table entity add column body text;",
};

const int kr__schema_version = sizeof kr__schema / sizeof *kr__schema;
