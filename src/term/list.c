// SPDX-License-Identifier: Apache-2.0
/* kronik list, search, show: what is in a chronicle. */
#include <stdio.h>

#include "term/answer.h"

static const kr_opt opts[] = { KR_ANSWER_OPTS, { NULL, 0, NULL, NULL, NULL } };

static kr_exit run_list(const kr_args *args)
{
	return kr__term_ask(args, "documents");
}

static kr_exit run_search(const kr_args *args)
{
	return kr__term_ask(args, "search");
}

const kr_verb kr__verb_list = {
	.name = "list",
	.args = "",
	.summary = "list the articles of a chronicle by day",
	.about = "Lists the articles by day of publication; those of no known day stand at the end "
	         "of their bounds, or last. Every article has an id, which other verbs take whole "
	         "or by its beginning.",
	.examples = "kronik list --limit 20\tthe first twenty\n"
	            "kronik list --csv > articles.csv\tall of them for a spreadsheet\n",
	.opts = opts,
	.max_rest = 0,
	.run = run_list,
};

const kr_verb kr__verb_search = {
	.name = "search",
	.args = "WORDS...",
	.summary = "search the text of a chronicle",
	.about = "Finds articles that hold all the words, best first, with the passage. Several "
	         "words in one argument are a phrase. Letters' accents and case do not matter; "
	         "base forms of inflected words are found too where the language has a pack. Words "
	         "that more than 10,000 articles have rank none of them: then the newest come "
	         "first.",
	.examples = "kronik search gempa Maluku\tboth words\n"
	            "kronik search \"menteri luar negeri\"\ta phrase\n",
	.opts = opts,
	.min_rest = 1,
	.max_rest = -1,
	.run = run_search,
};

static const kr_opt show_opts[] = {
	{ "from", 'd', "DB", "the chronicle to ask", "chronicle.db" },
	{ NULL, 0, NULL, NULL, NULL },
};

static kr_status show(kr_store *store, const kr_args *args, kr_text *text, kr_err *err)
{
	return kr_store_show(store, args->rest[0], text, err);
}

static kr_exit run_show(const kr_args *args)
{
	return kr__term_tell(args, show);
}

const kr_verb kr__verb_show = {
	.name = "show",
	.args = "DOC",
	.summary = "show one article of a chronicle with its zones and records",
	.about = "DOC is the article's id as 'kronik list' shows it, its source, or a unique "
	         "beginning of the id. Dropped zones are marked with a dash.",
	.examples = "kronik show sha256:1f3a\tan article by the beginning of its id\n",
	.opts = show_opts,
	.min_rest = 1,
	.max_rest = 1,
	.run = run_show,
};
