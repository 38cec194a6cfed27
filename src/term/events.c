// SPDX-License-Identifier: Apache-2.0
/* The verbs that ask the chronicle: events, timeline, quotes, pledges, actors,
 * stories, reports, outlets. */
#include <stdio.h>
#include <string.h>

#include "term/answer.h"
#include "term/verbs.h"

static const kr_opt opts[] = { KR_ANSWER_OPTS, { NULL, 0, NULL, NULL, NULL } };

static const kr_opt actor_opts[] = {
	KR_ANSWER_OPTS,
	{ "mentions", 'm', NULL, "show every article that mentions them", NULL },
	{ NULL, 0, NULL, NULL, NULL },
};

static const kr_opt pledge_opts[] = {
	KR_ANSWER_OPTS,
	{ "as-of", 0, "DAY", "what was known on that day (ISO 8601)", NULL },
	{ "moves", 'm', NULL, "show every move with its evidence", NULL },
	{ NULL, 0, NULL, NULL, NULL },
};

#define FILTERS                                                                 \
	"Filters are words and key:value, all of which must hold; values parted by " \
	"commas are alternatives, a value with spaces stands in quotation marks. "

#define ASK(name) static kr_exit run_##name(const kr_args *args)                \
	{                                                                       \
		return kr__term_ask(args, #name);                               \
	}

ASK(events)
ASK(timeline)
ASK(quotes)
ASK(stories)
ASK(reports)
ASK(outlets)

/* merge A B, split A, name KEY NAME: kept and applied at once. */
static kr_exit decide(const kr_args *args)
{
	const char *const *r = args->rest;
	kr_ctx *ctx = NULL;
	kr_store *store = NULL;
	kr_err err = { .offset = -1 };
	kr_exit code = kr__term_ctx(&ctx);

	if (!code)
		code = kr__term_store(args, ctx, 0, &store);
	if (!code) {
		kr_status status = kr_store_decide(store, r[0], r[1],
		                                   args->n_rest > 2 ? r[2] : "", &err);
		if (!status)
			status = kr_store_settle(store, &err);
		if (status)
			kr__complain(&err);
		code = kr__exit_of(status);
	}
	kr_store_close(store);
	kr_ctx_free(ctx);
	return code;
}

static kr_exit run_actors(const kr_args *args)
{
	const char *word = args->n_rest ? args->rest[0] : "";
	bool two = strcmp(word, "merge") == 0 || strcmp(word, "name") == 0;
	bool one = strcmp(word, "split") == 0;

	if (args->n_rest == (two ? 3u : 2u) && (one || two))
		return decide(args);
	if (one || two) {
		fprintf(stderr, "kronik: usage: kronik actors %s\n",
		        one ? "split A" : word[0] == 'm' ? "merge A B" : "name A NAME");
		return KR_EXIT_USAGE;
	}
	return kr__term_ask(args, kr__arg_set(args, "mentions") ? "mentions" : "actors");
}

static kr_exit run_pledges(const kr_args *args)
{
	return kr__term_ask(args, kr__arg_set(args, "moves") ? "moves" : "pledges");
}

const kr_verb kr__verb_events = {
	.name = "events", .args = "[FILTER...]", .max_rest = -1, .opts = opts,
	.summary = "who did what to whom, reports of one act merged",
	.about = "Lists events by day. " FILTERS "Keys: actor (code or name), type, mode, "
	         "status, since, until, place, country, quad, origin, min-origins, "
	         "min-reports, story, doc, id.",
	.examples = "kronik events actor:RUS type:CONSULT since:2025-01\tmeetings of Russia\n"
	            "kronik events status:occurred min-origins:2 --csv\tonly what two "
	            "independent origins report\n",
	.run = run_events,
};

const kr_verb kr__verb_timeline = {
	.name = "timeline", .args = "A B [FILTER...]", .min_rest = 1, .max_rest = -1,
	.opts = opts, .summary = "what passed between two actors, by day",
	.about = "Lists events in which all actors named take part (codes or names). " FILTERS
	         "Keys as for 'kronik events'.",
	.examples = "kronik timeline RUS IRN\tthe relation of two states\n",
	.run = run_timeline,
};

const kr_verb kr__verb_reports = {
	.name = "reports", .args = "[FILTER...]", .max_rest = -1, .opts = opts,
	.summary = "the articles behind events, with bytes and rules",
	.about = "Every report of every event that the filter leaves: document, outlet, chain, "
	         "record, rule, span in bytes, words. " FILTERS "Keys as for 'kronik events'.",
	.examples = "kronik reports id:h0123456789abcdef\twho reported this event\n",
	.run = run_reports,
};

const kr_verb kr__verb_quotes = {
	.name = "quotes", .args = "[FILTER...]", .max_rest = -1, .opts = opts,
	.summary = "who said what to whom",
	.about = "Lists quotes by day. " FILTERS "Keys: actor, kind (direct, indirect, mixed), "
	         "to, origin, doc.",
	.examples = "kronik quotes actor:\"Vladimir Putin\" perjanjian\this words with "
	            "'perjanjian' in them\n",
	.run = run_quotes,
};

const kr_verb kr__verb_pledges = {
	.name = "pledges", .args = "[FILTER...]", .max_rest = -1, .opts = pledge_opts,
	.summary = "what was promised or hoped, and what became of it",
	.about = "Lists pledges with their state: open, due, slipped, advanced, kept-in-part, "
	         "kept, kept-late, withdrawn, superseded, denied, overdue (its day passed and "
	         "nothing was reported: that is not 'broken'). " FILTERS
	         "Keys: actor, type, state, since, until, story, id.",
	.examples = "kronik pledges state:slipped\twhat slipped\n"
	            "kronik pledges --as-of 2025-01-31\twhat was known at the end of January\n"
	            "kronik pledges --moves id:p0123456789abcdef\tevery move of one pledge\n",
	.run = run_pledges,
};

const kr_verb kr__verb_actors = {
	.name = "actors", .args = "[FILTER...] | merge A B | split A | name A NAME",
	.max_rest = -1, .opts = actor_opts,
	.summary = "who is known, by number of articles",
	.about = "Lists actors. `basis` tells what the world files give (world) from what was "
	         "learned from articles (text). 'merge' makes A one with B, 'split' takes that "
	         "back, 'name' sets a name; A and B are keys or names, and the decision is kept. "
	         FILTERS "Keys: code, type, basis; with --mentions: key, code, basis.",
	.examples = "kronik actors code:IRN\teverybody of Iran\n"
	            "kronik actors merge \"Joko Widodo\" Jokowi\tone man from now on\n",
	.run = run_actors,
};

const kr_verb kr__verb_stories = {
	.name = "stories", .args = "[FILTER...]", .max_rest = -1, .opts = opts,
	.summary = "threads of articles and events about one matter",
	.about = "Lists stories, the largest first. " FILTERS "Keys: since, until, id.",
	.examples = "kronik stories since:2025-01\tstories that reach into 2025\n",
	.run = run_stories,
};

const kr_verb kr__verb_outlets = {
	.name = "outlets", .args = "[WORDS...]", .max_rest = -1, .opts = opts,
	.summary = "who published the articles of a chronicle",
	.about = "Lists outlets with their articles and the days of the first and the last, the "
	         "largest first; words choose those whose names hold them.",
	.examples = "kronik outlets\tall of them\n", .run = run_outlets,
};
