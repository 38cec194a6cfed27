// SPDX-License-Identifier: Apache-2.0
/* kronik copies, sources: which articles are whose, and who vouches. */
#include "term/answer.h"

static const kr_opt opts[] = { KR_ANSWER_OPTS, { NULL, 0, NULL, NULL, NULL } };

static kr_exit run_copies(const kr_args *args)
{
	return kr__term_ask(args, "copies");
}

static kr_exit run_sources(const kr_args *args)
{
	return kr__term_ask(args, "sources");
}

const kr_verb kr__verb_copies = {
	.name = "copies",
	.args = "[DOC]",
	.summary = "list articles that are copies, family by family",
	.about = "Each family begins with its earliest article; the others say how they were made "
	         "from which one: exact, re-headed (another headline), cut, extended, rewritten. "
	         "'basis' is what tells the direction: a stated credit, the same outlet, or the "
	         "time; without it 'of' is empty. 'percent' is the part of the article that stands "
	         "in 'of' too, 'percent_of' the part of 'of' that was taken. Behind the families "
	         "stand articles that share one passage only. Translations are no copies.",
	.examples = "kronik copies\tall families\n"
	            "kronik copies sha256:1f3a\tthe family of one article\n",
	.opts = opts,
	.max_rest = 1,
	.run = run_copies,
};

const kr_verb kr__verb_sources = {
	.name = "sources",
	.args = "",
	.summary = "list outlets and agencies with their articles, copies and credits",
	.about = "'articles' were published by the source, 'copies' of them were taken from "
	         "another; 'cited' counts articles that name the source in their chain, 'origin' "
	         "those in which nobody stands behind it.",
	.examples = "kronik sources --limit 20\tthe twenty most frequent\n",
	.opts = opts,
	.max_rest = 0,
	.run = run_sources,
};
