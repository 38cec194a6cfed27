// SPDX-License-Identifier: Apache-2.0
/*
 * Running annotators. The problem: a dozen annotators, each with needs, and
 * callers who want only some layers. The idea: a table row each, in the order
 * of the flow; what is wanted pulls in what it needs. Limits: the order is
 * the table's; a row may only need rows above it.
 */
#include "mark/run.h"

#include "mark/mark.h"

struct row {
	const char *name;
	unsigned gives, needs; /* enum kr_read_layers */
	kr_annotator fn;
};

static const struct row rows[] = {
	{ "token", KR_READ_TOKENS, 0, kr__mark_tokens },
	/* trees first: they bring the tags of the same pass */
	{ "tree", KR_READ_TREES, KR_READ_TOKENS, kr__mark_trees },
	{ "tag", KR_READ_TAGS, KR_READ_TOKENS, kr__mark_tags },
	{ "name", KR_READ_NAMES, KR_READ_TOKENS, kr__mark_names },
	{ "time", KR_READ_TIMES, KR_READ_TOKENS, kr__mark_times },
	{ "actor", KR_READ_ENTITIES, KR_READ_NAMES | KR_READ_TIMES, kr__mark_actors },
	{ "quote", KR_READ_QUOTES, KR_READ_ENTITIES | KR_READ_TIMES,
	  kr__mark_quotes },
	{ "event", KR_READ_EVENTS,
	  KR_READ_TOKENS | KR_READ_ENTITIES | KR_READ_TIMES | KR_READ_QUOTES,
	  kr__mark_events },
	{ "cast", KR_READ_EVENTS, KR_READ_EVENTS, kr__mark_cast },
};

enum { N_ROWS = sizeof rows / sizeof *rows };

static unsigned with_needs(unsigned want)
{
	for (int i = N_ROWS - 1; i >= 0; i--)
		if (rows[i].gives & want)
			want |= rows[i].needs;
	return want;
}

kr_status kr__mark_run(const kr_pack *pack, kr_doc *doc, kr_arena *scratch,
                       unsigned want)
{
	kr_status status = KR_OK;

	if (!pack)
		return KR_OK;
	want = with_needs(want);
	for (int i = 0; i < N_ROWS && !status; i++) {
		if (!rows[i].fn || !(rows[i].gives & want))
			continue;
		kr_arena_mark m = kr__arena_mark(scratch);
		status = rows[i].fn(pack, doc, scratch);
		if (!status)
			status = kr__doc_status(doc);
		kr__arena_rewind(scratch, m);
#ifdef KR_CHECKS
		kr_err err;
		if (!status && kr__doc_check(doc, &err))
			status = kr__doc_problem(doc, (kr_span){ 0, 0 },
			                         "invariant",
			                         kr__view_of(err.message));
#endif
	}
	return status;
}

static void layers(kr_buf *out, unsigned set)
{
	static const char *const names[] = { "tokens", "tags", "trees",
		                             "names", "entities", "times",
		                             "quotes", "events" };
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		if (set >> i & 1) {
			kr__buf_chr(out, ' ');
			kr__buf_str(out, names[i]);
		}
}

void kr__mark_plan(kr_buf *out)
{
	for (int i = 0; i < N_ROWS; i++) {
		if (!rows[i].fn)
			continue;
		kr__buf_str(out, rows[i].name);
		kr__buf_str(out, "\tneeds:");
		layers(out, rows[i].needs);
		kr__buf_str(out, "\tgives:");
		layers(out, rows[i].gives);
		kr__buf_chr(out, '\n');
	}
}
