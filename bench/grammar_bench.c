// SPDX-License-Identifier: Apache-2.0
/*
 * grammar_bench LANG TEXT: CPU time of tokens, tags, lemmas and trees.
 *
 * Reads a text file as one document, runs the chain ten times, prints the
 * median of each part in microseconds a word and the words a second of the
 * whole; then the network alone on every kernel of this processor.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "lexicon/grammar.h"
#include "mark/mark.h"

enum { RUNS = 10 };

static double cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int rising(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static double median(double *t)
{
	qsort(t, RUNS, sizeof *t, rising);
	return t[RUNS / 2];
}

/* Seconds of tokens and of the rest; the number of words. */
static uint32_t once(const kr_pack *pack, kr_view text, double *tokens,
                     double *rest)
{
	kr_doc doc;
	kr_arena scratch;
	uint32_t n = 0;

	kr__arena_init(&scratch, NULL, 0);
	if (kr__doc_init(&doc, NULL, pack->symbols, 0))
		exit(4);
	doc.text = text;
	double t0 = cpu();
	kr_status status = kr__mark_tokens(pack, &doc, &scratch);
	double t1 = cpu();
	if (!status)
		status = kr__mark_trees(pack, &doc, &scratch);
	*tokens = t1 - t0;
	*rest = cpu() - t1;
	n = kr__n_words(&doc);
	kr__doc_drop(&doc);
	kr__arena_drop(&scratch);
	if (status || !n)
		exit(4);
	return n;
}

static void measure(const kr_pack *pack, kr_view text, const char *what)
{
	double tokens[RUNS], rest[RUNS];
	uint32_t n = 0;

	for (int i = 0; i < RUNS; i++)
		n = once(pack, text, &tokens[i], &rest[i]);
	double a = median(tokens) / n, b = median(rest) / n;
	printf("%-11s tokens %5.2f us/word, tags and trees %7.2f us/word, all %8.0f words/s\n",
	       what, a * 1e6, b * 1e6, 1 / (a + b));
}

int main(int argc, char **argv)
{
	kr_lexicon lexicon;
	kr_map map;
	kr_err err;

	if (argc != 3 || kr__map_open(&map, argv[2], &err) ||
	    kr__lexicon_open(&lexicon, NULL, NULL, &err)) {
		fprintf(stderr, "grammar_bench LANG TEXT\n");
		return 2;
	}
	const kr_pack *pack = kr__lexicon_pack(&lexicon, kr__view_of(argv[1]));
	if (!pack || !pack->grammar)
		return 2;
	measure(pack, map.bytes, "best");
	for (unsigned k = 1; kr__kernels_at(k); k++) { /* 0, plain, is slow */
		struct kr_grammar grammar = *pack->grammar;
		kr_pack with = *pack;
		grammar.net.kernels = kr__kernels_at(k);
		with.grammar = &grammar;
		measure(&with, map.bytes, kr__kernels_at(k)->name);
	}
	kr__lexicon_close(&lexicon);
	kr__map_close(&map);
	return 0;
}
