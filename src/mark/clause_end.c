// SPDX-License-Identifier: Apache-2.0
/*
 * Where a clause ends. The problem: what stands behind a verb is its own only
 * up to the next clause. The idea: walk right to the first word that opens
 * another clause, or to a verb that a comma or a coordinator leads in; names,
 * times and a "yang" that merely describes are stepped over. Limits: a walk of
 * so many words; a clause that nothing opens is not seen.
 */
#include "mark/clause_end.h"

enum { WALK_MAX = 60 };

/* "penghargaan yang (sangat) tinggi atas ...": yang only describes. */
static bool describes(const kr_events_at *e, uint32_t i)
{
	uint32_t k = i + 1;

	if (!(kr__ev_class(e, i) & KR_WC(REL)))
		return false;
	while (k + 1 < e->hi && k < i + 4 && e->mention[k] == KR_NONE &&
	       (e->w[k].upos == KR_UPOS_ADJ || e->w[k].upos == KR_UPOS_ADV))
		k++;
	return k > i + 1 && kr__ev_prep(e, k);
}

/* "menghentikan sementara impor": for how long, no clause of its own. */
static bool meanwhile(const kr_events_at *e, uint32_t i, uint32_t at)
{
	return i == at && i > e->lo && i + 1 < e->hi &&
	       (kr__ev_class(e, i) & KR_WC(BREAK)) &&
	       (kr__ev_class(e, i) & KR_WC(SUB)) &&
	       e->w[i - 1].voice != KR_VOICE_NONE && !kr__ev_verb(e, i + 1);
}

uint32_t kr__clause_end(const kr_events_at *e, uint32_t at)
{
	uint64_t stop = KR_WC(SUB) | KR_WC(COND) | KR_WC(THAT) | KR_WC(BREAK) |
	                KR_WC(REL) | KR_WC(WHEN) | KR_WC(COMP);
	uint32_t i = at;

	for (; i < e->hi && i < at + WALK_MAX; i++) {
		char m = kr__ev_mark(e, i);
		if (e->mention[i] != KR_NONE || e->time[i] != KR_NONE ||
		    describes(e, i) || meanwhile(e, i, at))
			continue;
		uint64_t c = kr__ev_class(e, i) & stop;
		if ((c & ~KR_WC(WHEN)) || (c && !kr__ev_word(e, i)->prep) ||
		    m == ';' || m == '"' || m == ':')
			return i;
		if (i > at && kr__ev_verb(e, i) &&
		    (kr__ev_comma(e, i - 1) ||
		     (kr__ev_class(e, i - 1) & (KR_WC(COORD) | KR_WC(AUX)))))
			return i - 1;
	}
	return i;
}
