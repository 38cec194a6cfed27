// SPDX-License-Identifier: Apache-2.0
/* Records and answers as lines of facts; see facts.c. */
#ifndef SPEC_FACTS_H
#define SPEC_FACTS_H

#include <json-c/json.h>
#include <stdio.h>

/* Write the facts of one record (a parsed line of `kronik read --json`). */
void facts_of_record(FILE *f, struct json_object *record);
/* Write one row of the answer about "events", "pledges", "moves", "copies". */
void facts_of_row(FILE *f, const char *about, struct json_object *row);

#endif
