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
};

const int kr__schema_version = sizeof kr__schema / sizeof *kr__schema;
