// SPDX-License-Identifier: Apache-2.0
/* Answers as a table, CSV or lines of JSON; shared by all asking verbs. */
#ifndef KR_TERM_ANSWER_H
#define KR_TERM_ANSWER_H

#include "term/verbs.h"

/* The options every asking verb has; put first into its table. */
#define KR_ANSWER_OPTS                                                         \
	{ "from", 'd', "DB", "the chronicle to ask", "chronicle.db" },         \
	{ "json", 'j', NULL, "write lines of JSON", NULL },                    \
	{ "csv", 'c', NULL, "write CSV (RFC 4180)", NULL },                    \
	{ "limit", 'n', "N", "rows at most; 0: all", "0" },                    \
	{ "offset", 0, "N", "rows to pass over first", "0" }

/* Ask `about` with the arguments as the filter, write the answer. */
kr_exit kr__term_ask(const kr_args *args, const char *about);

#endif
