// SPDX-License-Identifier: Apache-2.0
/*
 * names_bench LANG TURNS TEXT...: what names cost on top of tokens and trees.
 *
 * Whole processes on a busy machine differ by more than names cost. Here each
 * text is read and at once its names are found, in the same memory and on the
 * same processor, so that what else runs slows both; a turn is all texts. Prints
 * the median of the turns' ratios with the least and the most, and the speeds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "doc/memo.h"
#include "mark/mark.h"

enum { MAX_TURNS = 99 };

typedef struct turn {
	double trees, names; /* seconds; trees: with tokens and tags */
	uint64_t n_words;
} turn;

static double cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static kr_status read_text(const kr_pack *pack, kr_view text, kr_doc *doc,
                           kr_arena *scratch, turn *sum)
{
	kr_status status = kr__doc_reset(doc, pack->symbols);
	double t0 = cpu();

	doc->text = text;
	if (!status)
		status = kr__mark_tokens(pack, doc, scratch);
	if (!status)
		status = kr__mark_trees(pack, doc, scratch);
	double t1 = cpu();
	if (!status)
		status = kr__mark_names(pack, doc, scratch);
	sum->names += cpu() - t1;
	sum->trees += t1 - t0;
	sum->n_words += kr__n_words(doc);
	kr__arena_reset(scratch);
	return status;
}

static kr_status read_all(const kr_pack *pack, char **paths, kr_memo *memo, turn *sum)
{
	kr_doc doc;
	kr_arena scratch;
	kr_map map;
	kr_status status = kr__doc_init(&doc, NULL, pack->symbols, 0);

	*sum = (turn){ .n_words = 0 };
	doc.memo = memo;
	kr__arena_init(&scratch, NULL, 0);
	for (; *paths && !status; paths++) {
		status = kr__map_open(&map, *paths, NULL);
		if (!status)
			status = read_text(pack, map.bytes, &doc, &scratch, sum);
		kr__map_close(&map);
	}
	kr__arena_drop(&scratch);
	kr__doc_drop(&doc);
	return status;
}

static int by_ratio(const void *a, const void *b)
{
	const turn *x = a, *y = b;
	double p = x->names / x->trees, q = y->names / y->trees;

	return p < q ? -1 : p > q;
}

int main(int argc, char **argv)
{
	static turn turns[MAX_TURNS];
	int n = argc > 3 ? atoi(argv[2]) : 0;
	kr_lexicon lexicon;
	kr_memo memo;

	if (n < 1 || n > MAX_TURNS || kr__lexicon_open(&lexicon, NULL, NULL, NULL)) {
		fprintf(stderr, "names_bench LANG TURNS TEXT...\n");
		return 2;
	}
	const kr_pack *pack = kr__lexicon_pack(&lexicon, kr__view_of(argv[1]));
	kr__memo_init(&memo, NULL);
	for (int i = -1; i < n; i++) /* one to warm up */
		if (!pack || !pack->grammar || !pack->names ||
		    read_all(pack, argv + 3, &memo, &turns[i < 0 ? 0 : i]))
			return 4;
	qsort(turns, (size_t)n, sizeof *turns, by_ratio);
	const turn *m = &turns[n / 2], *least = &turns[0], *most = &turns[n - 1];
	double words = (double)m->n_words;
	printf("%.0f%% (%.0f to %.0f) %.0f words/s %.0f words/s\n",
	       100 * m->names / m->trees, 100 * least->names / least->trees,
	       100 * most->names / most->trees, words / m->trees,
	       words / (m->trees + m->names));
	kr__memo_drop(&memo);
	kr__lexicon_close(&lexicon);
	return 0;
}
