// SPDX-License-Identifier: Apache-2.0
/*
 * Why the chronicle says so. The problem: a merged event, a state of a pledge
 * and a story are conclusions, and each must be led back to articles, bytes
 * and rules. The idea: the answers that verbs give, asked about one id and
 * written as a page, with what the reports contradict each other in. Limits:
 * the page shows the last settling.
 */
#include <stdio.h>
#include <string.h>

#include "store/chronicle.h"

struct page {
	kr_buf *out;
	const char *head;  /* written before the first row */
	uint32_t rows;
};

static kr_status put(void *user, const kr_answer_row *r)
{
	struct page *p = user;

	if (p->rows++ == 0)
		kr__buf_str(p->out, p->head);
	for (size_t i = 0; i < r->n; i++) {
		if (!r->values[i].len)
			continue;
		kr__buf_str(p->out, i ? "    " : "  ");
		kr__buf_str(p->out, r->names[i]);
		kr__buf_str(p->out, ": ");
		kr__buf_add(p->out, r->values[i]);
		kr__buf_chr(p->out, '\n');
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
	kr_status status = section(s, p, "events", filter, err);

	if (!status && p->rows == 0)
		return KR_ENOTFOUND;
	p->head = "what its reports contradict each other in\n";
	if (!status)
		status = section(s, p, "conflicts", filter, err);
	p->head = "its reports\n";
	return status ? status : section(s, p, "reports", filter, err);
}

static kr_status pledge(kr_store *s, struct page *p, const char *filter, kr_err *err)
{
	p->head = "pledge, followed by kind of act, sides and words of its object\n";
	kr_status status = section(s, p, "pledges", filter, err);

	if (!status && p->rows == 0)
		return KR_ENOTFOUND;
	p->head = "its moves, each with the report that makes it\n";
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
	if (!status)
		status = section(s, p, "events", of, err);
	p->head = "its pledges\n";
	return status ? status : section(s, p, "pledges", of, err);
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
		                        : KR_ENOTFOUND;
	}
	if (status == KR_ENOTFOUND)
		return kr__err_fmt(err, KR_ENOTFOUND, "", -1,
		                   "no event, pledge or story '%s'", id);
	return status ? status : out->failed;
}
