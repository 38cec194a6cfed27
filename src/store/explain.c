// SPDX-License-Identifier: Apache-2.0
/*
 * Why the chronicle says so. The problem: a merged event, a state of a pledge
 * and a story are conclusions, and each must be led back to articles, bytes
 * and rules. The idea: the answers that verbs give, asked about one id and
 * written as a page, with what the reports contradict each other in; a value that
 * is not there is written with the reason why. Limits:
 * the page shows the last settling; how a record of one article was made is
 * told with the article only, since the store keeps no layers.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "store/chronicle.h"
#include "store/words.h"

/* Why a value is not there; NULL: a missing one says nothing. */
struct reason {
	const char *name, *why;
};

static const struct reason of_event[] = {
	{ "day", "no report tells one, nor a day of publication that bounds it" },
	{ "mode", "the type has no modes, or no report tells which" },
	{ "recipients", "all sides act together, or nobody else is told of" },
	{ "place", "no report names one" },
	{ "country", "no report names a place whose country is known" },
	{ "first_report", "no report has a day of publication" },
	{ "differs", "its reports do not contradict each other" },
	{ NULL, NULL },
};
static const struct reason of_report[] = {
	{ "published", "the article does not tell its day" },
	{ "outlet", "the article does not tell who published it" },
	{ "tied_by", "the report that names the event, or its kind, sides and day alone" },
	{ "date", "this report tells no day" },
	{ "place", "this report names no place" },
	{ NULL, NULL },
};
static const struct reason of_pledge[] = {
	{ "what", "the report names no object" },
	{ "recipients", "nobody else is told of" },
	{ "due", "no report tells a day still to come" },
	{ NULL, NULL },
};
static const struct reason of_move[] = {
	{ "due", "no day is told, or the last one is taken back" },
	{ "tied_by", "kind and sides alone" },
	{ NULL, NULL },
};
static const struct reason of_opening[] = {
	{ "due", "no day is told" },
	{ "tied_by", "it opens the pledge" },
	{ NULL, NULL },
};
static const struct reason of_silence[] = {
	{ "said", "nobody said anything" },
	{ "tied_by", "no report" },
	{ "doc", "no report tells that it was done, put off or called off" },
	{ "rule", "chronicle: the day after the last day due; silence is no breach" },
	{ "evidence", "silence has none" },
	{ NULL, NULL },
};

struct page {
	kr_buf *out;
	const char *head;  /* written before the first row */
	uint32_t rows;
	const struct reason *why; /* for values that are not there */
};

/* The reasons for the row at hand: moves are openings, silence, or reports. */
static const struct reason *reasons(const struct page *p, const kr_answer_row *r)
{
	if (p->why != of_move)
		return p->why;
	for (size_t i = 0; i < r->n; i++) {
		if (strcmp(r->names[i], "move") == 0 && kr__view_is(r->values[i], "opened"))
			return of_opening;
		if (strcmp(r->names[i], "doc") == 0 && !r->values[i].len)
			return of_silence;
	}
	return of_move;
}

static const char *reason_of(const struct reason *why, const char *name)
{
	for (; why && why->name; why++)
		if (strcmp(why->name, name) == 0)
			return why->why;
	return NULL;
}

static kr_status put(void *user, const kr_answer_row *r)
{
	struct page *p = user;
	const struct reason *why = reasons(p, r);

	if (p->rows++ == 0)
		kr__buf_str(p->out, p->head);
	for (size_t i = 0; i < r->n; i++) {
		const char *none = r->values[i].len ? NULL : reason_of(why, r->names[i]);
		if (!r->values[i].len && !none)
			continue;
		kr__buf_str(p->out, i ? "    " : "  ");
		kr__buf_str(p->out, r->names[i]);
		kr__buf_str(p->out, none ? ": - (" : ": ");
		kr__buf_str(p->out, none ? none : "");
		kr__buf_add(p->out, r->values[i]);
		kr__buf_str(p->out, none ? ")\n" : "\n");
	}
	return p->out->failed;
}

static kr_status section(kr_store *s, struct page *p, const char *about,
                         const char *filter, kr_err *err)
{
	kr_question q = { .about = about, .filter = filter };

	p->rows = 0;
	return kr__chronicle_ask(s, &q, put, p, err);
}

static kr_status event(kr_store *s, struct page *p, const char *filter, kr_err *err)
{
	p->head = "event, merged from reports of the same kind of act between the same"
	          " sides\nwhose days, places and objects agree\n";
	p->why = of_event;
	kr_status status = section(s, p, "events", filter, err);

	if (!status && p->rows == 0)
		return KR_ENOTFOUND;
	p->head = "what its reports contradict each other in, by version and origin\n";
	p->why = NULL;
	if (!status)
		status = section(s, p, "conflicts", filter, err);
	p->head = "acts of the same kind, day and place that are told with other doers\n";
	if (!status)
		status = section(s, p, "rivals", filter, err);
	p->head = "its reports; `tied_by` tells what each shares with the one that names"
	          " the event\n";
	p->why = of_report;
	return status ? status : section(s, p, "reports", filter, err);
}

static kr_status pledge(kr_store *s, struct page *p, const char *filter, kr_err *err)
{
	p->head = "pledge, followed by kind of act, sides and words of its object\n";
	p->why = of_pledge;
	kr_status status = section(s, p, "pledges", filter, err);

	if (!status && p->rows == 0)
		return KR_ENOTFOUND;
	p->head = "its moves, each with the report that makes it; `tied_by` tells what it"
	          " shares\nwith the opening\n";
	p->why = of_move;
	return status ? status : section(s, p, "moves", filter, err);
}

static kr_status story(kr_store *s, struct page *p, const char *id, kr_err *err)
{
	char filter[64], of[64];

	snprintf(filter, sizeof filter, "id:%s", id);
	snprintf(of, sizeof of, "story:%s", id);
	p->head = "story: articles that report the same particular act or follow the"
	          " same pledge\n";
	kr_status status = section(s, p, "stories", filter, err);
	if (!status && p->rows == 0)
		return KR_ENOTFOUND;
	p->head = "its articles; `adds` counts the events that none before reports\n";
	if (!status)
		status = section(s, p, "articles", filter, err);
	p->head = "its events\n";
	p->why = of_event;
	if (!status)
		status = section(s, p, "events", of, err);
	p->head = "its pledges\n";
	p->why = of_pledge;
	return status ? status : section(s, p, "pledges", of, err);
}

/* A record of one article: where it stands, and how to ask for its making. The
 * texts are static: a statement is found by its address. */
static kr_status record(kr_store *s, struct page *p, const char *id, kr_err *err)
{
	static const char event_sql[] =
		"select e.id as id, " TYPE("e.type") " as type, e.mode as mode, "
		STATUS("e.status") " as status, e.date as date, e.place as place,"
		" e.rule as rule, d.id as doc, e.span_start as start, e.span_end as end,"
		" e.evidence as evidence, (select min(h.id) from happening_report r join"
		" happening h on h.num = r.happening where r.event = e.num) as"
		" merged_into, 'kronik explain ' || e.id || ' ' || d.source as more from"
		" event e join document d on d.num = e.doc where e.id = ?1 order by d.id";
	static const char quote_sql[] =
		"select q.id as id, q.kind as kind, q.speaker as speaker, q.code as code,"
		" q.addressee as addressee, q.reported_by as reported_by, q.rule as rule,"
		" d.id as doc, q.span_start as start, q.span_end as end, q.text as text,"
		" 'kronik explain ' || q.id || ' ' || d.source as more from quote q join"
		" document d on d.num = q.doc where q.id = ?1 order by d.id";
	sqlite3_stmt *st = kr__store_stmt(s, id[0] == 'e' ? event_sql : quote_sql, err);

	if (!st)
		return kr__store_status(err);
	kr__store_bind(st, 1, kr__view_of(id));
	p->head = "record of one article; `more` tells its sentence, why it is so, and"
	          " what lost\n";
	p->rows = 0;
	p->why = NULL;
	kr_status status = kr__store_rows(s, st, put, p, err);
	return status || p->rows ? status : KR_ENOTFOUND;
}

kr_status kr__chronicle_explain(kr_store *s, const char *id, kr_buf *out, kr_err *err)
{
	struct page p = { .out = out };
	char filter[64];
	kr_status status = KR_ENOTFOUND;

	if (strlen(id) < 40 && !strpbrk(id, " \",:")) {
		snprintf(filter, sizeof filter, "id:%s", id);
		status = id[0] == 'h'   ? event(s, &p, filter, err)
		         : id[0] == 'p' ? pledge(s, &p, filter, err)
		         : id[0] == 's' ? story(s, &p, id, err)
		         : id[0] == 'e' || id[0] == 'q' ? record(s, &p, id, err)
		                        : KR_ENOTFOUND;
	}
	if (status == KR_ENOTFOUND)
		return kr__err_fmt(err, KR_ENOTFOUND, "", -1,
		                   "no record '%s' in the chronicle", id);
	return status ? status : out->failed;
}
