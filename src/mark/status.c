// SPDX-License-Identifier: Apache-2.0
/*
 * Status. The problem: "will sign", "hopes to sign", "refused to sign" and
 * "signed" name the same act. The idea: the hedges between subject and verb
 * and the verb that governs the clause carry classes; the strongest decides.
 * What is asked for, alleged, merely possible, or a purpose is no act of its
 * own. Limits: a hedge far from its verb is not seen.
 */
#include "mark/event_steps.h"

/* "menyebut A telah berbicara dengan B": nobody is accused of it. */
static bool friendly(unsigned type)
{
	return type <= KR_EVENT_AID;
}

/* "X mengklaim telah merebut Y": what one claims to have done oneself. */
static bool own_claim(const kr_events_at *e, const kr_clause *c)
{
	for (uint32_t i = c->verb; c->subject.n && i-- > c->subject.last + 1;)
		if (kr__ev_class(e, i) & KR_WC(CLAIM))
			return (kr__ev_class(e, i) & KR_WC(SAY)) && kr__ev_verb(e, i) &&
			       e->w[i].voice == KR_VOICE_ACT;
	return false;
}

/* "tiba untuk bertemu": of purposes only a meeting counts, as a plan. */
static bool no_act(const kr_events_at *e, const kr_clause *c, unsigned type)
{
	bool wish = type == KR_EVENT_COOPERATE && (c->seen & KR_WC(HOPED));
	bool help = type == KR_EVENT_AID && c->sent;

	if (c->condition || (c->purpose && type != KR_EVENT_CONSULT && !wish && !help))
		return true;
	if (c->matrix & (KR_WC(ASK) | KR_WC(OPINION) | KR_WC(REFUSE)))
		return true;

	bool bad = !friendly(type) || type == KR_EVENT_AID; /* "memasok senjata" */
	if ((c->matrix & KR_WC(CLAIM)) && bad && !own_claim(e, c))
		return true;
	if ((c->matrix & KR_WC(ACCUSE)) && type != KR_EVENT_CONSULT && !own_claim(e, c))
		return true; /* "menuduh A mendukung B" */
	return (c->seen & (KR_WC(REFUSE) | KR_WC(OUGHT))) != 0;
}

static const struct {
	uint64_t classes;
	uint8_t status;
} ladder[] = {
	{ KR_WC(POSTPONED), KR_STATUS_PLANNED },
	{ KR_WC(CANCELLED), KR_STATUS_CANCELLED },
	{ KR_WC(NEG) | KR_WC(DENIED), KR_STATUS_DENIED },
	{ KR_WC(HOPED), KR_STATUS_HOPED },
	{ KR_WC(EXPECTED), KR_STATUS_EXPECTED },
	{ KR_WC(PROMISED), KR_STATUS_PROMISED },
	{ KR_WC(PLANNED), KR_STATUS_PLANNED },
	{ KR_WC(HYPOTHETICAL), KR_STATUS_HYPOTHETICAL },
	{ KR_WC(DONE), KR_STATUS_OCCURRED },
	{ KR_WC(ONGOING), KR_STATUS_ONGOING },
};

/* Of words only, "tidak" makes no record: nobody waits for them. */
static bool deed(unsigned type)
{
	return type == KR_EVENT_RETREAT || type == KR_EVENT_SANCTION ||
	       type == KR_EVENT_COERCE || type == KR_EVENT_ASSAULT ||
	       type == KR_EVENT_AID || type == KR_EVENT_MOBILIZE ||
	       type == KR_EVENT_CONSULT;
}

/* "menyerukan penghentian ekspor agar X tidak ...": wanted of X. */
static bool wanted(const kr_events_at *e, const kr_clause *c)
{
	const uint64_t hope = KR_WC(HOPED) | KR_WC(EXPECTED);

	return c->subject.n && c->subject.first > e->lo &&
	       (kr__ev_class(e, c->subject.first - 1) & KR_WC(COMP)) &&
	       !((c->seen | c->matrix) & hope) &&
	       (e->w[c->verb].voice != KR_VOICE_PASS || (c->seen & KR_WC(NEG)));
}

/* Is it the act itself that is denied, not a verb above it? */
static bool negated(const kr_events_at *e, const kr_clause *c)
{
	for (uint32_t i = c->verb, n = 0; i-- > e->lo && n < 4; n++) {
		if (kr__ev_class(e, i) & (KR_WC(NEG) | KR_WC(DENIED)))
			return true;
		if (kr__ev_verb(e, i) && !(kr__ev_class(e, i) & KR_WC(HELP)))
			return false;
	}
	return false;
}

bool kr__ev_status(const kr_events_at *e, const kr_clause *c, kr_act *act)
{
	uint64_t all = c->seen | (c->matrix & (KR_WC(HOPED) | KR_WC(EXPECTED)));

	act->status = act->frame->status;
	if (((c->seen & KR_WC(NEG)) && (c->seen & KR_WC(COMEOFF))) ||
	    ((c->seen & KR_WC(PROMISED)) && (c->seen & KR_WC(REVOKE))))
		all |= KR_WC(CANCELLED); /* "tidak jadi", "menarik janjinya untuk" */
	act->postponed = (c->seen & KR_WC(POSTPONED)) ||
	                 ((act->type == KR_EVENT_CONCEDE || /* "menunda tarif" */
	                   kr__is_pledge(act->frame->status)) &&
	                  (kr__ev_class(e, c->verb) & KR_WC(POSTPONED)));
	if (c->refuted) {
		act->status = KR_STATUS_DENIED;
		return !no_act(e, c, act->frame->type) && !(act->frame->flags & KR_FR_NOSTATUS) &&
		       (deed(act->frame->type) || act->frame->type == KR_EVENT_COOPERATE);
	}
	if (act->frame->flags & KR_FR_NOSTATUS)
		return true;
	if (wanted(e, c))
		return false;
	if (act->frame->flags & KR_FR_NEGATED)
		return (c->seen & KR_WC(NEG)) &&
		       !no_act(e, c, act->frame->type);
	if (no_act(e, c, act->frame->type))
		return false;
	if (c->purpose && !(c->sent && act->frame->type == KR_EVENT_AID))
		act->status = KR_STATUS_PLANNED;
	for (size_t i = 0; i < sizeof ladder / sizeof *ladder; i++)
		if (all & ladder[i].classes) {
			if (!c->purpose || ladder[i].status != KR_STATUS_ONGOING)
				act->status = ladder[i].status;
			break;
		}
	if (act->status == KR_STATUS_DENIED &&
	    ((!deed(act->frame->type) && !act->frame->law) ||
	     (act->frame->type == KR_EVENT_CONSULT && !negated(e, c))))
		return false;
	return act->status != KR_STATUS_HYPOTHETICAL || (all & KR_WC(WEIGHED));
}

/* The nearest word before the act, else behind it, whose classes give the status. */
uint32_t kr__ev_status_word(const kr_events_at *e, const kr_act *act,
                            kr_range near)
{
	uint64_t classes = act->postponed ? KR_WC(POSTPONED) : 0;

	for (size_t i = 0; !classes && i < sizeof ladder / sizeof *ladder; i++)
		if (ladder[i].status == act->status &&
		    !(ladder[i].classes & KR_WC(POSTPONED)))
			classes = ladder[i].classes;
	for (uint32_t i = act->trigger + 1; i-- > near.first;)
		if (kr__ev_class(e, i) & classes)
			return i;
	for (uint32_t i = act->trigger + 1; i < near.first + near.n; i++)
		if (kr__ev_class(e, i) & classes)
			return i;
	return KR_NONE;
}
