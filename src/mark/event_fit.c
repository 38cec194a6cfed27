// SPDX-License-Identifier: Apache-2.0
/*
 * Do the parties make a political act? The problem: the same words tell what a
 * state, a shop, a singer does. The idea: a frame says what it needs (another
 * side, a code, an office); companies do not use force, and what private
 * people do among themselves or to the public is none. An act that lacks a
 * side may still get it once all acts of the article are known. Limits: an
 * office that the text does not tell makes its holder private.
 */
#include "mark/event_steps.h"
#include "mark/event_told.h"

static kr_sym code(const kr_events_at *e, uint32_t entity)
{
	return e->ent[entity].code;
}

bool kr__ev_has_code(const kr_events_at *e, const kr_side *s)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (code(e, s->entity[i]))
			return true;
	return false;
}

/* Companies trade and talk; they do not deploy, arrest, or attack. */
static bool only_company(const kr_events_at *e, const kr_act *act)
{
	if (act->type != KR_EVENT_MOBILIZE && act->type != KR_EVENT_COERCE &&
	    act->type != KR_EVENT_ASSAULT && act->type != KR_EVENT_RETREAT)
		return false;
	for (uint32_t i = 0; i < act->actors.n; i++)
		if (!kr__view_is(kr__doc_text(e->d, code(e, act->actors.entity[i])),
		                 "COM"))
			return false;
	return true;
}

bool kr__ev_group_has(const kr_events_at *e, uint32_t x, uint64_t kind)
{
	if (x < e->n_named)
		return false;
	const kr_nominal *g = &e->nominal[x - e->n_named];
	for (uint32_t w = g->first; w <= g->last; w++)
		if (kr__ev_kind(e, w) & kind)
			return true;
	return false;
}

/* Witnesses, pupils, workers: an unnamed group without power. */
static bool civil_group(const kr_events_at *e, uint32_t x)
{
	return kr__ev_group_has(e, x, KR_WK(CIVIL));
}

static bool of_nations(const kr_events_at *e, uint32_t x)
{
	return kr__ev_group_has(e, x, KR_WK(NATIONS));
}

/* A person without an office, a company: no political actor. */
static bool private_party(const kr_events_at *e, uint32_t x)
{
	const kr_entity *y = &e->ent[x];
	kr_view sector = kr__doc_text(e->d, y->sector);

	if (x >= e->n_named && !y->code && !of_nations(e, x))
		return true;
	if (kr__view_is(sector, "BUS") ||
	    kr__view_is(kr__doc_text(e->d, y->code), "COM") || !y->code)
		return y->type != KR_ENTITY_GROUP;
	return y->type == KR_ENTITY_PERSON && !y->sector;
}

/* What private people and companies do among themselves or to the public is
 * no political act. */
static bool only_private(const kr_events_at *e, const kr_act *act)
{
	if (act->type == KR_EVENT_PROTEST)
		return false;
	for (uint32_t i = 0; i < act->actors.n; i++)
		if (!private_party(e, act->actors.entity[i]))
			return false;
	for (uint32_t i = 0; i < act->recipients.n; i++) {
		uint32_t x = act->recipients.entity[i];
		if (!private_party(e, x) && !civil_group(e, x) &&
		    e->ent[x].code)
			return false;
	}
	return true;
}

static bool share_code(const kr_events_at *e, const kr_act *a)
{
	for (uint32_t i = 0; i < a->actors.n; i++)
		for (uint32_t k = 0; k < a->recipients.n; k++)
			if (code(e, a->actors.entity[i]) ==
			    code(e, a->recipients.entity[k]))
				return true;
	return false;
}

/* Of those who act together, are all of one state? */
static bool one_state(const kr_events_at *e, const kr_act *a)
{
	for (uint32_t i = 1; i < a->actors.n; i++)
		if (code(e, a->actors.entity[i]) != code(e, a->actors.entity[0]))
			return false;
	return true;
}

/* What force people without power use is no political act. */
static bool only_civil(const kr_events_at *e, const kr_act *act)
{
	if (act->type < KR_EVENT_SANCTION)
		return false;
	for (uint32_t i = 0; i < act->actors.n; i++)
		if (!civil_group(e, act->actors.entity[i]))
			return false;
	return act->actors.n > 0;
}

/* "negara-negara Eropa mengecam Israel": states act without a code. */
static bool nations(const kr_events_at *e, const kr_act *act)
{
	uint32_t x = act->actors.entity[0];

	return x >= e->n_named && kr__ev_has_code(e, &act->recipients) &&
	       of_nations(e, x);
}

/* Who has power: a state, a body of it, a party, whoever holds an office. */
bool kr__ev_in_office(const kr_events_at *e, uint32_t x)
{
	static const char sectors[][4] = { "GOV", "LEG", "JUD", "MIL", "COP",
		                           "PTY", "IGO", "REB", "OPP" };
	kr_view v = kr__doc_text(e->d, e->ent[x].sector);

	for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
		if (kr__view_is(v, sectors[i]))
			return true;
	if (e->ent[x].type == KR_ENTITY_ORG && !v.len && e->body[x])
		return true;
	return kr__ev_state(e, x) || (x >= e->n_named && !civil_group(e, x) &&
	                              e->nominal[x - e->n_named].own);
}

/* "turis AS meminta ...": the state only says whose. */
static bool only_whose(const kr_events_at *e, const kr_side *s)
{
	uint32_t i = s->first;

	return s->n == 1 && kr__ev_state(e, s->entity[0]) && i > e->lo &&
	       e->mention[i] != KR_NONE && e->mention[i - 1] == KR_NONE &&
	       e->w[i - 1].upos == KR_UPOS_NOUN &&
	       !(kr__ev_kind(e, i - 1) & (KR_WK(OWN) | KR_WK(MANY)));
}

static bool official(const kr_events_at *e, const kr_act *act)
{
	if (!act->noun && only_whose(e, &act->actors))
		return false;
	for (uint32_t i = 0; i < act->actors.n; i++)
		if (kr__ev_in_office(e, act->actors.entity[i]))
			return true;
	return false;
}

/* "pemerintah": the state as a body that is told what to do. */
static bool of_own(const kr_events_at *e, uint32_t first, uint32_t last)
{
	bool own = false;

	for (uint32_t i = first; i <= last; i++)
		own |= (kr__ev_kind(e, i) & KR_WK(OWN)) != 0;
	return own;
}

/* Does the speaker's role name the body he speaks of, or is it his state? */
static bool own_body(const kr_events_at *e, const kr_act *act, uint32_t x,
                     uint32_t last)
{
	const kr_entity *speaker = &e->ent[act->actors.entity[0]];
	kr_view role = kr__doc_text(e->d, speaker->role);
	kr_view word = kr__doc_cut(e->d, e->w[last].span);

	if (kr__ev_state(e, x))
		return kr__view_is(kr__doc_text(e->d, speaker->sector), "GOV");
	return word.len > 1 && kr__view_find(role, word) < role.len;
}

/* "Bawaslu perlu ...", "jaksa harus ...": a body or who holds an office opens
 * the clause, its active verb follows. */
static bool told_to(const kr_events_at *e, const kr_act *act)
{
	uint32_t i = act->trigger, first, last;

	while (i > e->lo && act->trigger - i < 8 && kr__ev_hedge(kr__ev_class(e, i - 1)))
		i--;
	if (i == e->lo)
		return false;
	uint32_t x = kr__ev_party(e, i - 1, &first, &last);
	if (last != i - 1 || !kr__side_has(&act->recipients, x) ||
	    (kr__ev_state(e, x) && !of_own(e, first, last)) ||
	    own_body(e, act, x, last))
		return false;
	if (first > e->lo && (e->w[first - 1].upos == KR_UPOS_NOUN ||
	                      e->w[first - 1].upos == KR_UPOS_PROPN ||
	                      kr__ev_prep(e, first - 1)))
		return false; /* "arahan Presiden harus ...": not he */
	for (i = act->end; i < e->hi && i < act->end + 3; i++)
		if (kr__ev_verb(e, i))
			return e->w[i].voice != KR_VOICE_PASS;
	return false;
}

/* "jangan sampai jaksa ...": right behind the words, with a verb of its own. */
static bool told_not_to(const kr_events_at *e, const kr_act *act)
{
	uint32_t first, last, x = kr__ev_party(e, act->end, &first, &last);

	return first == act->end && last + 1 < e->hi &&
	       kr__side_has(&act->recipients, x) &&
	       (!kr__ev_state(e, x) || of_own(e, first, last)) &&
	       (kr__ev_verb(e, last + 1) ||
	        kr__ev_hedge(kr__ev_class(e, last + 1)));
}

/* The office that is told what to do. */
static bool addresses_office(const kr_events_at *e, const kr_act *act)
{
	for (uint32_t k = 0; k < act->recipients.n; k++) {
		uint32_t x = act->recipients.entity[k];
		if (!kr__ev_in_office(e, x) || e->ent[x].type == KR_ENTITY_PLACE)
			return false;
	}
	if (!act->recipients.n || act->end >= e->hi)
		return false;
	return act->frame->flags & KR_FR_SWAP ? told_to(e, act)
	                                      : told_not_to(e, act);
}

/* "kami sudah bertemu dua kali": with whom may follow from the article. */
static bool we_met(const kr_events_at *e, const kr_act *act)
{
	return act->we && !act->noun &&
	       (act->type == KR_EVENT_CONSULT || act->type == KR_EVENT_SUPPORT) &&
	       act->actors.n == 1 && act->status == KR_STATUS_OCCURRED &&
	       (act->frame->flags & KR_FR_SYM) &&
	       kr__ev_in_office(e, act->actors.entity[0]);
}

/* An army bombs its own people: the sides have one code, groups are hit. */
static bool at_home(const kr_events_at *e, const kr_act *act)
{
	kr_view mode = kr__doc_text(e->d, act->mode);
	bool heavy = kr__view_is(mode, "aerial") || kr__view_is(mode, "drone") ||
	             kr__view_is(mode, "heavy-weapons");

	if (act->type != KR_EVENT_ASSAULT || !act->actors.n || !act->recipients.n)
		return false;
	const uint32_t x = act->actors.entity[0], y = act->recipients.entity[0];
	kr_view v = kr__doc_text(e->d, e->ent[x].sector);
	if (e->ent[x].type == KR_ENTITY_PERSON || x == y)
		return false;
	bool hit = e->ent[y].type == KR_ENTITY_GROUP || kr__ev_state(e, y);
	return hit && (kr__view_is(v, "MIL") || kr__view_is(v, "REB") ||
	               (heavy && kr__view_is(v, "GOV")));
}

const char *kr__ev_unfit(const kr_events_at *e, const kr_act *act)
{
	kr_frame_flags flags = act->frame->flags;

	if (flags & KR_FR_RESUME)
		return only_company(e, act) ? "a company" : NULL;
	if (!act->actors.n)
		return "no actor";
	if (!kr__ev_has_code(e, &act->actors) && !nations(e, act))
		return "no actor with a code";
	if (only_company(e, act))
		return "a company";
	if (only_private(e, act))
		return "private people or companies";
	if (only_civil(e, act))
		return "people without power";
	if ((flags & KR_FR_OFFICIAL) && !official(e, act))
		return "nobody in office";
	if ((flags & KR_FR_OFFICIAL) && (flags & KR_FR_SPEECH) &&
	    !addresses_office(e, act))
		return "nobody in office is asked";
	if ((flags & KR_FR_WISH) && (act->status < KR_STATUS_PROMISED ||
	                             act->status > KR_STATUS_HOPED))
		return "no wish";
	if (flags & (KR_FR_IMPLIED | KR_FR_BACK))
		return NULL; /* kr__ev_fill sees to the rest */
	if ((flags & KR_FR_PLURAL) && act->actors.n + act->recipients.n < 2)
		return we_met(e, act) ? NULL : "fewer than two parties";
	if ((flags & KR_FR_NEED) && !act->recipients.n)
		return "no recipient";
	if ((flags & KR_FR_STATE) && !kr__ev_has_code(e, &act->recipients))
		return "no recipient with a code";
	if ((flags & KR_FR_FOREIGN) &&
	    (flags & KR_FR_SYM ? one_state(e, act)
	                          : share_code(e, act) && !at_home(e, act)))
		return "both sides have the same code";
	return NULL;
}

/* Armies, armed groups and states attack; of whom may follow as well. */
static bool fights(const kr_events_at *e, const kr_act *act)
{
	uint32_t x = act->actors.entity[0];
	kr_view v = kr__doc_text(e->d, e->ent[x].sector);

	if (act->type != KR_EVENT_ASSAULT || (act->status != KR_STATUS_OCCURRED &&
	                                      act->status != KR_STATUS_ONGOING))
		return false;
	uint32_t i = act->trigger;
	while (act->noun && i > e->lo && act->trigger - i < 4 &&
	       !(kr__ev_class(e, i) & KR_WC(HELP)) && !kr__ev_prep(e, i))
		i--;
	return (!act->noun || (kr__ev_class(e, i) & KR_WC(HELP))) &&
	       (kr__ev_state(e, x) || kr__view_is(v, "MIL") || kr__view_is(v, "REB"));
}

/* A state that cuts off water or aid or shuts a border: whose may follow as well. */
static bool cuts_off(const kr_events_at *e, const kr_act *act)
{
	uint32_t x = act->actors.entity[0];
	kr_view mode = kr__doc_text(e->d, act->mode);

	return act->type == KR_EVENT_COERCE && (act->frame->flags & KR_FR_FOREIGN) &&
	       (act->status == KR_STATUS_OCCURRED || act->status == KR_STATUS_ONGOING) &&
	       (kr__view_is(mode, "withhold") || kr__view_is(mode, "restrict")) &&
	       (kr__ev_state(e, x) ||
	        kr__view_is(kr__doc_text(e->d, e->ent[x].sector), "MIL"));
}

/* "kami tidak akan berunding di bawah ancaman", "Hizbullah berjanji membalas":
 * with whom, against whom follows from what was told before. */
static bool answers(const kr_events_at *e, const kr_act *act, unsigned voice)
{
	if (act->frame->condition || kr__ev_they(e, act))
		return true;
	if (act->type == KR_EVENT_THREATEN)
		return voice == KR_FV_PLAIN;
	if (act->type == KR_EVENT_REJECT && voice == KR_FV_PASSIVE)
		return true;
	return act->type == KR_EVENT_REJECT && voice == KR_FV_PLAIN &&
	       (act->frame->flags & KR_FR_NEGATED);
}

/* "X menuntut tindakan nyata": of whom may follow from the article. */
static bool may_lack(const kr_events_at *e, const kr_act *act)
{
	return !act->recipients.n && act->actors.n == 1 &&
	       act->frame->status == KR_STATUS_OCCURRED &&
	       (act->type == KR_EVENT_REQUEST || act->type == KR_EVENT_ACCUSE ||
	        act->type == KR_EVENT_REJECT || act->type == KR_EVENT_THREATEN ||
	        fights(e, act) || cuts_off(e, act)) &&
	       kr__ev_has_code(e, &act->actors) &&
	       (!kr__view_is(kr__doc_text(e->d, act->mode), "meet") ||
	        (act->frame->flags & KR_FR_NEGATED)) &&
	       (act->type == KR_EVENT_THREATEN || kr__ev_they(e, act) ||
	        kr__ev_answered(e, act) || !(act->frame->flags & (KR_FR_SPEECH | KR_FR_SWAP))) &&
	       !(act->frame->flags & (KR_FR_SYM | KR_FR_OFFICIAL));
}

/* "AS menaikkan tarif baja": tariffs and curbs of trade hit nobody by name. */
static bool taxes(const kr_events_at *e, const kr_act *act)
{
	return act->type == KR_EVENT_SANCTION && !act->recipients.n &&
	       act->actors.n == 1 && kr__ev_has_code(e, &act->actors) &&
	       kr__view_is(kr__doc_text(e->d, act->mode), "discontinue");
}

/* "... dan tindakannya didukung oleh AS": who backs the one that is accused. */
static bool may_abet(const kr_events_at *e, const kr_act *act)
{
	uint32_t s = kr__ev_speaker(e, act->trigger);

	return act->type == KR_EVENT_SUPPORT && !act->recipients.n &&
	       kr__ev_has_code(e, &act->actors) && kr__ev_actor(e, s) &&
	       !kr__side_has(&act->actors, s);
}

bool kr__ev_may_lack_doer(const kr_events_at *e, const kr_act *act)
{
	static const char *const modes[] = { "expel", "restrict", "deport",
		                             "release" };
	kr_view mode = kr__doc_text(e->d, act->mode);

	if (act->actors.n || (act->type != KR_EVENT_RETREAT &&
	                      act->type != KR_EVENT_SANCTION &&
	                      act->type != KR_EVENT_COERCE) ||
	    !kr__ev_has_code(e, &act->recipients))
		return false;
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
		if (kr__view_is(mode, modes[i]))
			return true;
	return false;
}

/* What lacks a side may still get it, when all acts of the article are known. */
void kr__ev_second_chance(const kr_events_at *e, unsigned voice, kr_act *act)
{
	act->lacks = (voice == KR_FV_ACTIVE || voice == KR_FV_NOUN ||
	              answers(e, act, voice)) &&
	             may_lack(e, act);
	act->alone = voice == KR_FV_ACTIVE && taxes(e, act);
	act->abets = voice == KR_FV_PASSIVE && may_abet(e, act);
	act->doerless = voice == KR_FV_PASSIVE && kr__ev_may_lack_doer(e, act);
	if (act->abets)
		act->said_by = kr__ev_speaker(e, act->trigger);
}
