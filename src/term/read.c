// SPDX-License-Identifier: Apache-2.0
/*
 * kronik read: articles in, what was found out. A table on a terminal, lines
 * of JSON for programs. The order is the input's, whatever the threads do.
 */
#include <stdio.h>
#include <string.h>

#include "term/progress.h"
#include "term/verbs.h"

static const kr_opt opts[] = {
	{ "json", 'j', NULL, "write one line of JSON per article", NULL },
	{ "no-text", 0, NULL, "leave the text out of the JSON", NULL },
	{ "all", 'a', NULL, "add sentences and tokens to the JSON", NULL },
	{ "layers", 'l', "LIST", "what to find out, parted by commas: page, tokens, "
	  "tags, trees, names, entities, times, quotes, events", NULL },
	{ "format", 'f', "NAME", "page, json or conllu", NULL },
	{ "zones", 'z', NULL, "show the text with its zones", NULL },
	{ "plain", 0, NULL, "of plain text analyse all, nothing is boilerplate; conllu "
	  "does so", NULL },
	{ "lang", 0, "TAG", "take the language as given", NULL },
	{ "jobs", 'J', "N", "threads that analyse; 1: none but this one", NULL },
	{ NULL, 0, NULL, NULL, NULL },
};

struct job {
	const kr_args *args;
	bool json, conllu, unread;
	unsigned flags;
	uint64_t n_docs, n_failed;
	kr_progress progress;
};

static kr_status sink(void *user, const kr_item_result *r)
{
	struct job *j = user;
	kr_text text = { NULL, 0 };
	kr_status status;

	kr__progress_step(&j->progress, r->in_bytes, r->doc == NULL);
	if (!r->doc) {
		j->n_failed++;
		kr__progress_stop(&j->progress);
		j->unread |= kr__term_failed(r);
		return KR_OK;
	}
	j->n_docs++;
	if (j->conllu)
		status = kr_doc_conllu(r->doc, &text);
	else if (j->json)
		status = kr_doc_json(r->doc, j->flags, &text);
	else
		status = kr_doc_show(r->doc, kr__arg_set(j->args, "zones"), &text);
	return status ? status : kr__term_print(&text);
}

static bool parse_layers(const char *list, unsigned *out)
{
	static const struct {
		const char *name;
		unsigned bit;
	} known[] = {
		{ "page", KR_READ_PAGE }, { "tokens", KR_READ_TOKENS },
		{ "tags", KR_READ_TAGS }, { "trees", KR_READ_TREES },
		{ "names", KR_READ_NAMES }, { "entities", KR_READ_ENTITIES },
		{ "times", KR_READ_TIMES }, { "quotes", KR_READ_QUOTES },
		{ "events", KR_READ_EVENTS }, { "all", ~KR_READ_EXPLAIN },
	};
	kr_view rest = kr__view_of(list), name;

	*out = 0;
	while (kr__view_next(&rest, ',', &name)) {
		size_t i = 0, n = sizeof known / sizeof *known;
		while (i < n && !kr__view_is(kr__view_trim(name), known[i].name))
			i++;
		if (i == n) {
			fprintf(stderr, "kronik: no layer '%.*s'\n", (int)name.len,
			        name.ptr);
			return false;
		}
		*out |= known[i].bit;
	}
	return true;
}

static bool setup(struct job *j, kr_read_options *ro)
{
	const char *format = kr__arg(j->args, "format");
	const char *layers = kr__arg(j->args, "layers");

	j->json = kr__arg_set(j->args, "json") ||
	          (format && strcmp(format, "json") == 0);
	j->conllu = format && strcmp(format, "conllu") == 0;
	if (format && !j->json && !j->conllu && strcmp(format, "page") != 0) {
		fprintf(stderr, "kronik: no format '%s'\n", format);
		return false;
	}
	j->flags = (kr__arg_set(j->args, "no-text") ? KR_TELL_NO_TEXT : 0u) |
	           (kr__arg_set(j->args, "all") ? KR_TELL_ALL : 0u);
	ro->layers = KR_READ_RECORDS;
	if (j->conllu || kr__arg_set(j->args, "all"))
		ro->layers |= KR_READ_TAGS | KR_READ_TREES;
	if (j->conllu)
		ro->layers = KR_READ_TAGS | KR_READ_TREES;
	ro->lang = kr__arg(j->args, "lang");
	if (layers && !parse_layers(layers, &ro->layers))
		return false;
	if (j->conllu || kr__arg_set(j->args, "plain"))
		ro->layers |= KR_READ_PLAIN;
	return kr__term_jobs(j->args, &ro->jobs);
}

static kr_exit run(const kr_args *args)
{
	kr_ctx *ctx = NULL;
	kr_err err = { .offset = -1 };
	kr_read_options ro = { 0 };
	struct job j = { .args = args };

	if (!setup(&j, &ro))
		return KR_EXIT_USAGE;
	kr_exit code = kr__term_layers(&ctx, ro.layers);
	if (code)
		return code;
	kr__progress_start(&j.progress, kr__progress_total(args->rest, args->n_rest));
	kr_status status = kr_read(ctx, args->rest, args->n_rest, &ro, sink, &j, &err);
	kr__progress_stop(&j.progress);
	kr_ctx_free(ctx);
	if (ferror(stdout))
		return KR_EXIT_SYSTEM; /* main says so */
	if (status) {
		kr__complain(&err);
		return kr__exit_of(status);
	}
	if (j.n_docs + j.n_failed == 0)
		fprintf(stderr, "kronik: there is nothing to read in the input\n");
	return j.unread ? KR_EXIT_INPUT
	       : j.n_docs == 0 || j.n_failed ? KR_EXIT_NONE : KR_EXIT_OK;
}

const kr_verb kr__verb_read = {
	.name = "read",
	.args = "INPUT...",
	.summary = "read articles and say what is in them",
	.about = "Reads articles from files, folders or standard input (`-`): plain text, "
	         "HTML, JSON Lines, WARC and WET, RSS and Atom feeds, each also as .gz or "
	         ".zst; the kind is told by content. Writes for each what is article and "
	         "what is not, language, title, outlet, day, people, chain of sources, and "
	         "who did and said what. A bad item is named on standard error and the "
	         "run goes on.",
	.examples = "kronik read article.txt\tshow what one article says\n"
	            "kronik read --json crawl.warc.gz > records.jsonl\trecords of a crawl\n"
	            "kronik read --layers page --json feed.xml\tpages only, no analysis\n"
	            "kronik read --format conllu - < article.txt\tthe syntax as CoNLL-U\n",
	.opts = opts,
	.min_rest = 1,
	.max_rest = -1,
	.run = run,
};
