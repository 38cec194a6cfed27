// SPDX-License-Identifier: Apache-2.0
/*
 * Who speaks. The problem: "kami", demands inside quotes, and assertions about
 * others belong to a speaker. The idea: the quote layer knows him; where no
 * quote covers the word, the subject of the verb of saying before it is he.
 * Limits: looks no further than the sentence.
 */
#include "mark/event_steps.h"

uint32_t kr__ev_speaker(const kr_events_at *e, uint32_t i)
{
	uint32_t q = e->quote[i];

	if (q != KR_NONE)
		return kr__quotes(e->d)[q].speaker;
	for (uint32_t k = i, n = 0; k-- > e->lo && n < 60; n++) {
		if (!(kr__ev_class(e, k) & KR_WC(SAY)) || e->mention[k] != KR_NONE)
			continue;
		kr_clause c;
		kr__ev_clause(e, k, k + 1, &c);
		return c.subject.n ? c.subject.entity[0] : KR_NONE;
	}
	return KR_NONE;
}

uint32_t kr__ev_own_words(const kr_events_at *e, uint32_t verb)
{
	uint32_t i = verb, q = e->quote[verb];

	if (q == KR_NONE)
		return KR_NONE;
	while (i > e->lo && e->quote[i - 1] == q &&
	       kr__ev_hedge(kr__ev_class(e, i - 1)))
		i--;
	if (i > e->lo && e->quote[i - 1] == q && kr__ev_mark(e, i - 1) != '"')
		return KR_NONE;
	return kr__quotes(e->d)[q].speaker;
}
