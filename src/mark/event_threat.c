// SPDX-License-Identifier: Apache-2.0
/*
 * Warnings with a condition. The problem: "Jika X terus menyerang, kami akan
 * membalas" threatens X, though no verb says so. The idea: in somebody's words
 * a condition and, in the other half of the sentence, a word of the future
 * with a word of punishment behind it; who punishes is the speaker's own side,
 * or nobody is named and X suffers. Whom it is said to is the party of the
 * condition, else of the other half. What is threatened is no act beside it.
 * Limits: one comma parts the halves; a party that was told of only before is
 * found later, when all acts are known.
 */
#include "mark/event_steps.h"
#include "mark/event_told.h"

enum { REACH = 7, HALF = 60 };

/* Words [first, end). */
typedef struct half {
	uint32_t first, end;
} half;

static bool in_set(const kr_events_at *e, uint32_t i, enum kr_frame_named set)
{
	return kr__frame_named(e->f, e->w[i].lower, set);
}

static bool future(const kr_events_at *e, uint32_t i)
{
	return e->mention[i] == KR_NONE &&
	       (kr__ev_class(e, i) & (KR_WC(PLANNED) | KR_WC(PROMISED)));
}

/* The words around `i` that belong to the same utterance. */
static half utterance(const kr_events_at *e, uint32_t i)
{
	half u = { i, i + 1 };

	while (u.first > e->lo && i - u.first < HALF && e->quote[u.first - 1] == e->quote[i])
		u.first--;
	while (u.end < e->hi && u.end - i < HALF && e->quote[u.end] == e->quote[i])
		u.end++;
	return u;
}

static bool has_future(const kr_events_at *e, half h)
{
	for (uint32_t i = h.first; i < h.end; i++)
		if (future(e, i))
			return true;
	return false;
}

/* The half with the consequence of the condition at `i`; *cond: the other. */
static bool split(const kr_events_at *e, uint32_t i, half *cond, half *main)
{
	half u = utterance(e, i);

	for (uint32_t c = i + 2; c + 1 < u.end; c++) {
		bool then = !kr__ev_comma(e, c) && (kr__ev_class(e, c) & KR_WC(SUB)) &&
		            e->mention[c] == KR_NONE;
		half rest = { c + 1, u.end };
		if ((!kr__ev_comma(e, c) && !then) || !has_future(e, rest))
			continue;
		*cond = (half){ i + 1, c };
		*main = rest;
		return true;
	}
	*cond = (half){ i + 1, u.end };
	*main = (half){ u.first, i };
	return has_future(e, *main);
}

/* The last party before word `at` of the half; KR_NONE. *at: where. */
static uint32_t party_before(const kr_events_at *e, half h, uint32_t *at)
{
	for (uint32_t i = *at; i-- > h.first;) {
		uint32_t first, last, p = kr__ev_party(e, i, &first, &last);
		if (p != KR_NONE && kr__ev_actor(e, p) &&
		    !(first > h.first && kr__ev_prep(e, first - 1))) {
			*at = i;
			return p;
		}
		if (kr__ev_class(e, i) & (KR_WC(THAT) | KR_WC(SUB)))
			break;
	}
	return KR_NONE;
}

static bool negated(const kr_events_at *e, uint32_t i)
{
	return (i > e->lo && (kr__ev_class(e, i - 1) & KR_WC(NEG))) ||
	       (i + 1 < e->hi && (kr__ev_class(e, i + 1) & KR_WC(NEG)));
}

/* Is the future at word f a punishment? */
static bool punishes(const kr_events_at *e, half h, uint32_t f, kr_sym own)
{
	uint32_t at = f, p = party_before(e, h, &at);
	bool theirs = p != KR_NONE && e->ent[p].code != own;
	bool no = negated(e, f);
	uint32_t end = f + 1 + REACH < h.end ? f + 1 + REACH : h.end;

	for (uint32_t i = f + 1; i < end; i++) {
		if (kr__ev_class(e, i) & (KR_WC(SUB) | KR_WC(COND)))
			return false;
		if (no ? in_set(e, i, KR_FS_UNMOVED)
		       : in_set(e, i, KR_FS_DOOM) ||
		                 (!theirs && in_set(e, i, KR_FS_PENALTY)))
			return true;
	}
	return false;
}

/* The future that punishes; KR_NONE. */
static uint32_t punishment(const kr_events_at *e, half h, kr_sym own)
{
	for (uint32_t i = h.first; i + 1 < h.end; i++)
		if (future(e, i) && punishes(e, h, i, own))
			return i;
	return KR_NONE;
}

/* Parties of a half with another code than the speaker's; `subject`: only those
 * before its verb. */
static void others(const kr_events_at *e, half h, kr_sym own, bool subject, kr_side *s)
{
	for (uint32_t i = h.first; i < h.end && !s->n; i++) {
		uint32_t first, last, p = kr__ev_party(e, i, &first, &last);
		kr_side list = { .n = 0 };
		if (subject && kr__ev_verb(e, i))
			return;
		if (p == KR_NONE || !kr__ev_actor(e, p) || first != i)
			continue;
		kr__ev_list_right(e, i, h.end, &list);
		for (uint32_t k = 0; k < list.n; k++)
			if (e->ent[list.entity[k]].code && e->ent[list.entity[k]].code != own)
				kr__side_add(e, s, list.entity[k]);
	}
}

bool kr__ev_warning(const kr_events_at *e, kr_act *act)
{
	const uint32_t i = act->trigger, s = kr__ev_speaker(e, i);
	half cond, main;

	if (s == KR_NONE || !kr__ev_actor(e, s) || !e->ent[s].code ||
	    !kr__ev_in_office(e, s) || !split(e, i, &cond, &main))
		return false;
	const kr_sym own = e->ent[s].code;
	if (punishment(e, main, own) == KR_NONE)
		return false;
	kr__side_add(e, &act->actors, s);
	others(e, cond, own, true, &act->recipients);
	if (!act->recipients.n)
		others(e, main, own, false, &act->recipients);
	return true;
}
