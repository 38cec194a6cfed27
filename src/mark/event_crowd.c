// SPDX-License-Identifier: Apache-2.0
/*
 * Whom a crowd protests against. The problem: "demo di depan gedung DPR",
 * "aksi memprotes kebijakan Presiden X", "demonstrasi antipemerintah" name the
 * other side far from the predicate. The idea: around the trigger, in its
 * sentence, a state body or its head behind a word of protest or right behind
 * a gate or a building; "antipemerintah" means the state at hand. Limits: a
 * private company or a people is no target.
 */
#include "mark/event_steps.h"

enum { REACH = 30, BEHIND_WORD = 7, BEHIND_GATE = 4 };

static bool in(const kr_events_at *e, uint32_t i, enum kr_frame_named set)
{
	return kr__frame_named(e->f, e->w[i].lower, set);
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* A body of state, or who heads one. */
static bool of_state(const kr_events_at *e, uint32_t x)
{
	static const char *const sectors[] = { "GOV", "LEG", "JUD", "COP", "MIL",
		                               "PTY" };
	kr_view v = kr__doc_text(e->d, e->ent[x].sector);

	for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
		if (kr__view_is(v, sectors[i]))
			return e->ent[x].code != 0;
	return kr__ev_state(e, x);
}

static void first_body(const kr_events_at *e, uint32_t from, uint32_t to,
                       kr_act *act)
{
	for (uint32_t i = from; i < to && !act->recipients.n; i++) {
		uint32_t first, last, x = kr__ev_party(e, i, &first, &last);
		bool where = first > 0 && (kr__ev_class(e, first - 1) & KR_WC(AT));
		if (x != KR_NONE && !where && of_state(e, x) &&
		    e->ent[x].type != KR_ENTITY_PLACE &&
		    !kr__side_has(&act->actors, x))
			kr__side_add(e, &act->recipients, x);
	}
}

/* The state that the crowd is of, or that the article is about. */
static void own_state(const kr_events_at *e, kr_act *act)
{
	kr_sym c = act->actors.n ? e->ent[act->actors.entity[0]].code : 0;
	uint32_t x = kr__ev_state_of(e, c ? c : e->home, KR_NONE);

	if (x != KR_NONE)
		kr__side_add(e, &act->recipients, x);
}

/* Those in office do not march: the subject was misread. */
static bool only_office(const kr_events_at *e, const kr_act *act)
{
	for (uint32_t i = 0; i < act->actors.n; i++) {
		uint32_t x = act->actors.entity[i];
		if (e->ent[x].type == KR_ENTITY_GROUP || kr__ev_state(e, x) ||
		    !of_state(e, x))
			return false;
	}
	return act->actors.n > 0;
}

void kr__ev_crowd_target(const kr_events_at *e, kr_act *act)
{
	if (only_office(e, act)) {
		act->gone = true;
		return;
	}
	const kr_range s = kr__sentences(e->d)[act->sentence].words;
	uint32_t from = act->trigger > s.first + 4 ? act->trigger - 4 : s.first;
	uint32_t to = act->trigger + REACH;

	if (to > s.first + s.n)
		to = s.first + s.n;
	for (uint32_t i = from; i < to && !act->recipients.n; i++) {
		if (in(e, i, KR_FS_AGAINST_STATE))
			own_state(e, act);
		else if (in(e, i, KR_FS_AGAINST))
			first_body(e, i + 1, least(to, i + 1 + BEHIND_WORD), act);
		else if (in(e, i, KR_FS_GATE))
			first_body(e, i + 1, least(to, i + 1 + BEHIND_GATE), act);
	}
}
