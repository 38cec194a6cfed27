// SPDX-License-Identifier: Apache-2.0
/*
 * The schema of the SQLite store. Documents are rows with their record as
 * JSON; the full-text index stands beside them and holds no second copy of
 * the text. `flag` holds small facts: inputs that were read to their end.
 */
#include "store/schema.h"

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
};

const int kr__schema_version = sizeof kr__schema / sizeof *kr__schema;
