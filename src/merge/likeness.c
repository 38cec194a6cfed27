// SPDX-License-Identifier: Apache-2.0
/*
 * Likeness of sentences. The problem: "asked the government to be careful in
 * settling the matter" and "reminded it to settle the matter carefully" have
 * neither object nor other side in common that a record holds, and every two
 * demands of one man to his country agree in the sides. The idea: the words of
 * the sentences themselves. Names, which the sides are compared by, and short
 * words, which every sentence has, do not count: a word counts if it has six
 * letters and begins small. Limits: no stems, no synonyms; scripts without
 * capitals count their names too; of long sentences the first words are taken.
 */
#include "merge/likeness.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT = 6, FEW = 3 };

static int by_value(const void *x, const void *y)
{
	const uint16_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

/* The next word that counts, as a hash; false: none is left. */
static bool next_word(kr_view v, size_t *at, uint16_t *out)
{
	while (*at < v.len) {
		size_t start = *at, letters = 0;
		bool small = false;
		while (*at < v.len) {
			size_t here = *at;
			uint32_t cp = kr__utf8_next(v, at);
			if (!(kr__cc(cp) & KR_CC_ALPHA) && !(cp == '-' && letters)) {
				*at = letters ? here : *at;
				break;
			}
			small |= letters++ == 0 && !(kr__cc(cp) & KR_CC_UPPER);
		}
		if (small && letters >= SHORT) {
			*out = (uint16_t)kr__hash64(kr__view_sub(v, start, *at));
			return true;
		}
	}
	return false;
}

kr_likeness kr__likeness_of(kr_arena *a, kr_view sentence)
{
	uint16_t all[KR_LIKENESS];
	uint32_t n = 0, kept = 0;
	size_t at = 0;

	while (n < KR_LIKENESS && next_word(sentence, &at, &all[n]))
		n++;
	qsort(all, n, sizeof *all, by_value);
	for (uint32_t i = 0; i < n; i++)
		if (!kept || all[i] != all[kept - 1])
			all[kept++] = all[i];
	uint16_t *words = kept ? kr__arena_array(a, kept, sizeof *words) : NULL;
	if (!words)
		return (kr_likeness){ NULL, 0 };
	memcpy(words, all, kept * sizeof *words);
	return (kr_likeness){ words, kept };
}

uint32_t kr__like_words(kr_likeness a, kr_likeness b)
{
	uint32_t same = 0;

	for (uint32_t i = 0, k = 0; i < a.n && k < b.n;) {
		same += a.words[i] == b.words[k];
		if (a.words[i] == b.words[k])
			i++, k++;
		else if (a.words[i] < b.words[k])
			i++;
		else
			k++;
	}
	return same;
}

bool kr__alike(kr_likeness a, kr_likeness b)
{
	uint32_t same = kr__like_words(a, b), least = a.n < b.n ? a.n : b.n;

	return same >= FEW && same * 2 >= least;
}
