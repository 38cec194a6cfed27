// SPDX-License-Identifier: Apache-2.0
/*
 * The side that goes without saying. The problem: in an article about a
 * meeting of two, "kami sepakat ..." or "siap bekerja sama" names one side
 * only; "mengecam serangan itu" names no doer. The idea: where the article has
 * one meeting of two codes, the other code is the other side; of an attack
 * told before, its doer is meant. Such a side is marked as inferred. Limits:
 * articles with several dyads give none.
 */
#include "mark/event_steps.h"
#include "mark/event_told.h"

/* The two sides of the one meeting of the article. */
typedef struct dyad {
	kr_sym code[2];
	uint32_t entity[2]; /* as the meeting names them */
	bool one;
} dyad;

enum { AMONG = 120 };

static kr_sym code_of(const kr_events_at *e, uint32_t entity)
{
	return e->ent[entity].code;
}

static unsigned two_codes(const kr_events_at *e, const kr_act *a, dyad *out)
{
	const kr_side *sides[] = { &a->actors, &a->recipients };
	unsigned n = 0;

	for (unsigned k = 0; k < 2; k++)
		for (uint32_t i = 0; i < sides[k]->n; i++) {
			uint32_t x = sides[k]->entity[i];
			kr_sym c = code_of(e, x);
			bool known = (n > 0 && c == out->code[0]) ||
			             (n > 1 && c == out->code[1]);
			if (!c || known)
				continue;
			if (n < 2) {
				out->code[n] = c;
				out->entity[n] = x;
			}
			n++;
		}
	return n;
}

static bool same_dyad(const dyad *a, const dyad *b)
{
	return (a->code[0] == b->code[0] && a->code[1] == b->code[1]) ||
	       (a->code[0] == b->code[1] && a->code[1] == b->code[0]);
}

static dyad find_dyad(const kr_events_at *e, const kr_acts *acts)
{
	dyad first = { .one = false }, d;

	for (uint32_t i = 0; i < acts->n; i++) {
		const kr_act *a = &acts->at[i];
		if (a->type != KR_EVENT_CONSULT || two_codes(e, a, &d) != 2)
			continue;
		if (!first.code[0]) {
			first = d;
			first.one = true;
		} else if (!same_dyad(&first, &d)) {
			first.one = false;
			return first;
		}
	}
	return first;
}

/* The two codes that the article is about, if there are two. */
static dyad main_dyad(const kr_events_at *e)
{
	const kr_mention *m = kr__mentions(e->d);
	uint32_t n = kr__n_mentions(e->d) < AMONG ? kr__n_mentions(e->d) : AMONG;
	uint32_t count[2] = { 0, 0 }, all = 0;
	dyad d = { .one = false };

	for (uint32_t i = 0; i < n; i++) {
		kr_sym c = code_of(e, m[i].entity);
		uint32_t hits = 0;
		if (!c)
			continue;
		all++;
		for (uint32_t k = 0; c != d.code[0] && c != d.code[1] && k < n; k++)
			hits += code_of(e, m[k].entity) == c;
		unsigned at = hits > count[0] ? 0 : 1;
		if (hits <= count[at])
			continue;
		if (at == 0) {
			d.code[1] = d.code[0];
			d.entity[1] = d.entity[0];
			count[1] = count[0];
		}
		d.code[at] = c;
		d.entity[at] = m[i].entity;
		count[at] = hits;
	}
	d.one = 4 * count[1] >= all && 5 * (count[0] + count[1]) >= 4 * all;
	for (uint32_t k = 0; k < 2; k++) /* a place does not act: who is told of first */
		for (uint32_t i = 0; d.code[k] && i < n && !kr__ev_actor(e, d.entity[k]); i++)
			if (code_of(e, m[i].entity) == d.code[k])
				d.entity[k] = m[i].entity;
	return d;
}

static bool add_other(const kr_events_at *e, kr_act *a, const dyad *d)
{
	kr_sym own = code_of(e, a->actors.entity[0]);
	bool sym = a->frame->flags & KR_FR_SYM;
	bool both = a->we && sym && a->type != KR_EVENT_COOPERATE;

	if (!d->one || (own != d->code[0] && own != d->code[1]))
		return false;
	unsigned k = own == d->code[0];
	if (a->type == KR_EVENT_ASSAULT &&
	    kr__view_starts(kr__doc_text(e->d, d->code[k]), KR_V("IGO")))
		return false;
	uint32_t x = both ? d->entity[k]
	                   : kr__ev_state_of(e, d->code[k], d->entity[k]);
	kr__side_add(e, sym ? &a->actors : &a->recipients, x);
	a->basis = kr__doc_sym(e->d, KR_V("inferred"));
	return true;
}

/* "sandera itu dibebaskan", of one of the pair that the article is about: the
 * other does it. */
static bool add_doer_of_pair(const kr_events_at *e, kr_act *a, const dyad *d)
{
	kr_sym his = a->recipients.n ? code_of(e, a->recipients.entity[0]) : 0;

	if (!d->one || !his || (his != d->code[0] && his != d->code[1]) ||
	    kr__doc_text(e->d, his).len != 3)
		return false;
	unsigned k = his == d->code[0];
	kr__side_add(e, &a->actors, kr__ev_state_of(e, d->code[k], d->entity[k]));
	a->basis = kr__doc_sym(e->d, KR_V("inferred"));
	return true;
}

/* With whom who did `a` has most to do in the other acts. */
static dyad most_with(const kr_events_at *e, const kr_acts *acts, const kr_act *a)
{
	const uint32_t n = acts->n < AMONG / 4 ? acts->n : AMONG / 4;
	const kr_sym own = code_of(e, a->actors.entity[0]);
	dyad best = { .one = false }, d, x;
	uint32_t most = 1;

	for (uint32_t i = 0; own && i < n; i++) {
		uint32_t count = 0;
		if (acts->at[i].gone || two_codes(e, &acts->at[i], &d) != 2 ||
		    (d.code[0] != own && d.code[1] != own))
			continue;
		for (uint32_t k = 0; k < n; k++)
			count += !acts->at[k].gone && two_codes(e, &acts->at[k], &x) == 2 &&
			         same_dyad(&d, &x);
		if (count <= most)
			continue;
		most = count;
		best = d;
		best.one = true;
	}
	return best;
}

/* "Hamas membebaskan 20 sandera", "... kepada Palang Merah": they are let go to the
 * other of the pair. */
static void freed_to(const kr_events_at *e, const kr_acts *acts, kr_act *a)
{
	if (a->recipients.n != 1 || !a->actors.n)
		return;
	const uint32_t x = a->recipients.entity[0];

	bool nobody = x >= e->n_named && !code_of(e, x);
	bool relief = kr__view_is(kr__doc_text(e->d, code_of(e, x)), "NGO");
	if (a->type != KR_EVENT_RETREAT || (!nobody && !relief) ||
	    !kr__view_is(kr__doc_text(e->d, a->mode), "release"))
		return;
	const dyad with = most_with(e, acts, a);
	a->recipients.n = 0;
	if (!add_other(e, a, &with))
		kr__side_add(e, &a->recipients, x);
}

/* Has the doer of act `i` done the other of the pair some harm in the article? A
 * border is shut for many reasons. */
static bool hostile(const kr_events_at *e, const kr_acts *acts, uint32_t i,
                    const dyad *two)
{
	dyad d;

	for (uint32_t k = 0; k < acts->n && k < 4u * AMONG; k++) {
		const kr_act *b = &acts->at[k];
		if (k != i && !b->gone && b->type >= KR_EVENT_SANCTION && b->actors.n &&
		    code_of(e, b->actors.entity[0]) ==
		            code_of(e, acts->at[i].actors.entity[0]) &&
		    two_codes(e, b, &d) == 2 && same_dyad(&d, two))
			return true;
	}
	return false;
}

/* "X menengahi gencatan senjata": between the pair that the article is about. */
static void between_pair(const kr_events_at *e, kr_act *a, const dyad *d)
{
	kr_sym own = a->actors.n == 1 ? code_of(e, a->actors.entity[0]) : 0;

	if (a->type != KR_EVENT_CONSULT || a->recipients.n || !own || !d->one ||
	    own == d->code[0] || own == d->code[1] ||
	    !kr__view_is(kr__doc_text(e->d, a->frame->mode), "third-party"))
		return;
	for (unsigned k = 0; k < 2; k++)
		kr__side_add(e, &a->recipients, kr__ev_state_of(e, d->code[k], d->entity[k]));
	a->basis = kr__doc_sym(e->d, KR_V("inferred"));
}

/* Does the clause name a state that is no part of the pair? */
static bool names_other(const kr_events_at *e, const kr_act *a, const dyad *d)
{
	for (uint32_t w = a->end; w < a->end + 12 && w < kr__n_words(e->d); w++) {
		uint32_t m = e->mention[w];
		uint32_t x = m == KR_NONE ? KR_NONE : kr__mentions(e->d)[m].entity;
		if (x != KR_NONE && kr__ev_state(e, x) && code_of(e, x) != d->code[0] &&
		    code_of(e, x) != d->code[1])
			return true;
	}
	return false;
}

/* "China bersedia bekerja sama": with whom may stay open. */
static bool willing(const kr_act *a)
{
	return a->type == KR_EVENT_AGREE && a->actors.n == 1 && !a->recipients.n &&
	       (a->frame->flags & KR_FR_OFFICIAL);
}

/* "bekerja sama dengan negara-negara ASEAN": many, and none is missing. */
static bool with_nations(const kr_events_at *e, const kr_act *a)
{
	uint32_t x = a->recipients.n ? a->recipients.entity[0]
	             : a->actors.n > 1 ? a->actors.entity[a->actors.n - 1] : 0;

	return a->type == KR_EVENT_AGREE && kr__ev_group_has(e, x, KR_WK(NATIONS));
}

/* Of an official's word the other side may follow, or stay open. */
static void may_add_other(const kr_events_at *e, kr_act *a, const dyad *met,
                          const dyad *two)
{
	bool thanks = a->type == KR_EVENT_SUPPORT && a->quote == KR_NONE;

	if (a->frame->flags & KR_FR_OWN)
		return;
	if (a->type == KR_EVENT_AGREE || thanks)
		(void)add_other(e, a, met);
	else if (a->type == KR_EVENT_REQUEST || a->type == KR_EVENT_REJECT ||
	         a->type == KR_EVENT_THREATEN ||
	         (a->type == KR_EVENT_ACCUSE &&
	          kr__view_is(kr__doc_text(e->d, a->mode), "disapprove")))
		(void)add_other(e, a, two);
}

/* Does the sentence name anybody with a code but that of the doer? */
static bool others_near(const kr_events_at *e, const kr_act *a)
{
	const kr_range r = kr__ev_near(&kr__sentences(e->d)[a->sentence], a->trigger);
	kr_sym own = code_of(e, a->actors.entity[0]);

	for (uint32_t i = r.first; i < r.first + r.n; i++) {
		uint32_t m = e->mention[i];
		kr_sym c = m == KR_NONE ? 0 : code_of(e, kr__mentions(e->d)[m].entity);
		if (c && c != own)
			return true;
	}
	return false;
}

/* "DPR mengecam penundaan itu": what is found fault with at home is of home. */
static bool blames_home(const kr_events_at *e, const kr_act *a)
{
	return a->type == KR_EVENT_ACCUSE && a->actors.n == 1 &&
	       kr__view_is(kr__doc_text(e->d, a->mode), "disapprove") &&
	       !others_near(e, a);
}

/* What an official asks for at home without naming who shall do it, his state
 * shall; what he gives goes to its people. */
static void may_ask_own(const kr_events_at *e, kr_act *a)
{
	const kr_entity *x = &e->ent[a->actors.entity[0]];

	if ((a->type != KR_EVENT_REQUEST && a->type != KR_EVENT_AID &&
	     !blames_home(e, a)) ||
	    a->recipients.n || a->actors.n != 1 || !x->code || x->code != e->home ||
	    kr__ev_state(e, a->actors.entity[0]))
		return;
	uint32_t own = kr__ev_state_of(e, x->code, e->home_state);
	if (own == KR_NONE)
		return;
	kr__side_add(e, &a->recipients, own);
	a->basis = kr__doc_sym(e->d, KR_V("inferred"));
}

/* "kita akan hadir": he and the other side. */
static void add_all_of_us(const kr_events_at *e, kr_act *a, const dyad *d)
{
	kr_sym own = code_of(e, a->actors.entity[0]);

	if (own == d->code[0] || own == d->code[1])
		kr__side_add(e, &a->actors, d->entity[own == d->code[0]]);
}

/* The one whom the doer of an attack fights in the article's other attacks. */
static bool add_foe(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];
	const kr_sym own = a->actors.n ? code_of(e, a->actors.entity[0]) : 0;
	uint32_t from = i > 40 ? i - 40 : 0, to = i + 40 < acts->n ? i + 40 : acts->n;
	kr_sym foe = 0;
	uint32_t who = KR_NONE;
	dyad d;

	if (a->type != KR_EVENT_ASSAULT || !own || a->recipients.n)
		return false;
	for (uint32_t k = from; k < to; k++) {
		const kr_act *b = &acts->at[k];
		if (b->type != KR_EVENT_ASSAULT || b->gone || two_codes(e, b, &d) != 2 ||
		    (d.code[0] != own && d.code[1] != own))
			continue;
		unsigned other = d.code[0] == own;
		if (foe && foe != d.code[other])
			return false;
		foe = d.code[other];
		who = d.entity[other];
	}
	if (!foe)
		return false;
	kr__side_add(e, &a->recipients, kr__ev_state_of(e, foe, who));
	a->basis = kr__doc_sym(e->d, KR_V("inferred"));
	return true;
}

/* The doer of the last attack told before act `i`; else the other of the pair that
 * the article is about. An attack of unknown hand is condemned as well. */
static void add_doer(const kr_events_at *e, kr_acts *acts, uint32_t i, const dyad *two)
{
	kr_act *a = &acts->at[i];

	for (uint32_t k = i, n = 0; k-- > 0 && n < 16; n++) {
		const kr_act *b = &acts->at[k];
		if (b->type != KR_EVENT_ASSAULT || !b->actors.n)
			continue;
		for (uint32_t j = 0; j < b->actors.n; j++)
			if (!kr__side_has(&a->actors, b->actors.entity[j]))
				kr__side_add(e, &a->recipients,
				             b->actors.entity[j]);
		break;
	}
	if (!a->recipients.n && !add_other(e, a, two))
		a->gone = !a->actors.n || !kr__ev_in_office(e, a->actors.entity[0]);
	a->basis = kr__doc_sym(e->d, KR_V("inferred"));
}

/* Whom the speaker of act `i` accuses in its sentence, he says, X backs: he
 * accuses X as well. */
static void abettor(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];
	uint32_t s = a->said_by;

	a->gone = true;
	for (uint32_t k = i; k-- > 0 && acts->at[k].sentence == a->sentence;) {
		const kr_act *b = &acts->at[k];
		if (b->gone || (b->type != KR_EVENT_ACCUSE && b->type != KR_EVENT_REQUEST) ||
		    !b->recipients.n || !kr__side_has(&b->actors, s))
			continue;
		a->gone = false;
		break;
	}
	a->type = KR_EVENT_ACCUSE;
	a->mode = kr__doc_sym(e->d, KR_V("allege"));
	a->recipients = a->actors;
	a->actors = (kr_side){ .n = 0 };
	kr__side_add(e, &a->actors, s);
	a->said_by = s;
}

/* "menolak tuntutan ini": it is turned down to whoever made it. */
static bool answers(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];
	kr_side own = a->actors;
	bool that = false;

	for (uint32_t w = a->end; w < a->end + 4 && w < kr__n_words(e->d); w++)
		that |= (kr__ev_class(e, w) & KR_WC(DET)) != 0;
	that |= (a->frame->flags & KR_FR_BACK) != 0; /* "X membantah." */
	for (uint32_t k = i, n = 0; that && k-- > 0 && n < 8; n++) {
		const kr_act *b = &acts->at[k];
		bool to_him = false;
		if (b->gone || (b->type != KR_EVENT_REQUEST && b->type != KR_EVENT_ACCUSE &&
		                b->type != KR_EVENT_THREATEN && b->type != KR_EVENT_AGREE))
			continue;
		for (uint32_t j = 0; j < b->recipients.n; j++)
			to_him |= code_of(e, b->recipients.entity[j]) ==
			          code_of(e, own.entity[0]);
		if (!to_him)
			continue;
		kr__side_join(e, &a->recipients, &b->actors);
		a->basis = kr__doc_sym(e->d, KR_V("inferred"));
		return true;
	}
	return false;
}

/* Two bodies or officials of one state agree, or one thanks the other: nobody is
 * missing. */
static bool both(const kr_events_at *e, const kr_act *a)
{
	uint32_t n = 0;

	if (a->type == KR_EVENT_SUPPORT && a->recipients.n)
		return kr__ev_in_office(e, a->actors.entity[0]) &&
		       kr__ev_in_office(e, a->recipients.entity[0]);
	if (!(a->frame->flags & KR_FR_SYM) || a->recipients.n)
		return false;
	for (uint32_t i = 0; i < a->actors.n; i++)
		n += kr__ev_in_office(e, a->actors.entity[i]);
	return n > 1 && n == a->actors.n;
}

static bool share_actor(const kr_act *a, const kr_act *b)
{
	for (uint32_t i = 0; i < a->actors.n; i++)
		if (kr__side_has(&b->actors, a->actors.entity[i]))
			return true;
	return false;
}

/* "berjanji akan menarik pasukan": the act that is promised stands for it. */
static void yield_to_act(kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];

	for (uint32_t k = i + 1; k < acts->n && k < i + 8 && !a->gone; k++) {
		const kr_act *b = &acts->at[k];
		a->gone = b->sentence == a->sentence && !b->gone && share_actor(a, b);
	}
}

/* A person of `from` stands for his state on a side of `to`. */
static void take_persons(const kr_events_at *e, kr_side *to, const kr_side *from)
{
	for (uint32_t i = 0; i < to->n; i++)
		for (uint32_t k = 0; k < from->n && kr__ev_state(e, to->entity[i]); k++) {
			const uint32_t x = from->entity[k];
			if (e->ent[x].type == KR_ENTITY_PERSON && !kr__side_has(to, x) &&
			    code_of(e, x) == code_of(e, to->entity[i]))
				to->entity[i] = x;
		}
}

/* "A dan B bertemu untuk melanjutkan perundingan": one meeting, with whoever is
 * named in either. */
static void one_meeting(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];
	dyad own, other;

	if (a->type != KR_EVENT_CONSULT || !a->purpose || two_codes(e, a, &own) > 2)
		return;
	for (uint32_t k = i; k-- > 0 && acts->at[k].sentence == a->sentence;) {
		kr_act *b = &acts->at[k];
		if (b->gone || b->type != KR_EVENT_CONSULT || b->purpose ||
		    two_codes(e, b, &other) != 2 || two_codes(e, a, &own) != 2 ||
		    !same_dyad(&own, &other))
			continue;
		a->gone = true;
		take_persons(e, &b->actors, &a->actors);
		take_persons(e, &b->actors, &a->recipients);
		take_persons(e, &b->recipients, &a->actors);
		take_persons(e, &b->recipients, &a->recipients);
	}
}

/* "akan mengirim 800 ton bantuan": to whom he gave before. */
static void aided_before(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];

	for (uint32_t k = i, n = 0; k-- > 0 && n < 16; n++) {
		const kr_act *b = &acts->at[k];
		if (b->gone || b->type != KR_EVENT_AID || !b->recipients.n || !b->actors.n ||
		    code_of(e, b->actors.entity[0]) != code_of(e, a->actors.entity[0]))
			continue;
		kr__side_join(e, &a->recipients, &b->recipients);
		a->basis = kr__doc_sym(e->d, KR_V("inferred"));
		return;
	}
}

/* "sepakat (untuk) bertukar tawanan": of what is agreed on the act itself is the
 * record. */
static void agreed_act(kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];
	const kr_act *b = i + 1 < acts->n ? &acts->at[i + 1] : NULL;

	if (a->type == KR_EVENT_AGREE && a->frame->type == KR_EVENT_AGREE && b && !b->gone &&
	    b->sentence == a->sentence && b->status == KR_STATUS_PROMISED &&
	    b->trigger >= a->end && b->trigger <= a->end + 2 && share_actor(a, b))
		a->gone = true;
}

/* "memutus hubungan dengan X seraya menuduh negara itu ...": X in both. */
static bool shares(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];

	for (uint32_t k = i; k-- > 0 && acts->at[k].sentence == a->sentence;) {
		const kr_act *b = &acts->at[k];
		bool asks = a->type == KR_EVENT_REQUEST && b->type == KR_EVENT_ACCUSE;
		if (b->gone || !b->recipients.n || !share_actor(a, b) ||
		    (!a->lacks && b->type != a->type && !asks))
			continue;
		kr__side_join(e, &a->recipients, &b->recipients);
		a->basis = kr__doc_sym(e->d, KR_V("inferred"));
		return true;
	}
	return false;
}

/* "di perbatasan A dan B" of what A does by force: it hits B. */
static bool other_here(const kr_events_at *e, kr_act *a)
{
	const kr_range s = kr__ev_near(&kr__sentences(e->d)[a->sentence], a->trigger);
	kr_sym own = code_of(e, a->actors.entity[0]);

	for (uint32_t i = s.first + 1; i + 1 < s.first + s.n; i++) {
		uint32_t l = e->mention[i - 1], r = e->mention[i + 1];
		if (!(kr__ev_class(e, i) & KR_WC(COORD)) || l == KR_NONE || r == KR_NONE)
			continue;
		l = kr__mentions(e->d)[l].entity;
		r = kr__mentions(e->d)[r].entity;
		if (!kr__ev_state(e, l) || !kr__ev_state(e, r) || l == r ||
		    (code_of(e, l) != own && code_of(e, r) != own))
			continue;
		kr__side_add(e, &a->recipients, code_of(e, l) == own ? r : l);
		a->basis = kr__doc_sym(e->d, KR_V("inferred"));
		return true;
	}
	return false;
}

/* "Menhan X menyebut Y berjanji menyerahkan Z": who tells of another's promise
 * speaks for whom it was made to. */
static bool to_who_tells(const kr_events_at *e, kr_act *a)
{
	kr_sym own = a->actors.n ? code_of(e, a->actors.entity[0]) : 0;
	kr_sym his = a->said_by != KR_NONE ? code_of(e, a->said_by) : 0;

	if (a->recipients.n || a->status != KR_STATUS_PROMISED || !own || !his ||
	    his == own || (a->frame->flags & KR_FR_SYM) ||
	    kr__doc_text(e->d, his).len != 3)
		return false;
	kr__side_add(e, &a->recipients, a->said_by);
	a->basis = kr__doc_sym(e->d, KR_V("inferred"));
	return true;
}

/* "mengerahkan jet untuk menggempur X": the attack is the act. */
static void yield_to_attack(kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];

	for (uint32_t k = i + 1; k < acts->n && k < i + 4; k++) {
		const kr_act *b = &acts->at[k];
		if (b->sentence != a->sentence)
			return;
		a->gone |= b->type == KR_EVENT_ASSAULT && !b->gone && share_actor(a, b) &&
		           b->status == KR_STATUS_OCCURRED;
	}
}

/* What a warning threatens with is no act beside it. */
static void yield_to_warning(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];
	const kr_sym own = code_of(e, a->actors.entity[0]);

	for (uint32_t k = i > 4 ? i - 4 : 0; k < acts->n && k < i + 6; k++) {
		kr_act *b = &acts->at[k];
		bool to_come = b->status == KR_STATUS_PLANNED || b->status == KR_STATUS_PROMISED;
		if (k == i || b->sentence != a->sentence || !b->actors.n ||
		    code_of(e, b->actors.entity[0]) != own)
			continue;
		b->gone |= (to_come && b->type >= KR_EVENT_THREATEN) ||
		           (to_come && b->type == KR_EVENT_REJECT);
		if (b->type != KR_EVENT_THREATEN || b->gone || b->frame->condition)
			continue; /* one warning is one record */
		if (!b->recipients.n)
			kr__side_join(e, &b->recipients, &a->recipients);
		a->gone = true;
	}
}

/* Its sentence or those just before tell the other side. */
static bool told_near(const kr_events_at *e, kr_acts *acts, uint32_t i, bool lacks)
{
	kr_act *a = &acts->at[i];
	bool bare = !a->recipients.n && a->actors.n;

	if (kr__ev_asks_him(e, acts, i) || kr__ev_described(e, acts, i) ||
	    kr__ev_asked(e, acts, i) ||
	    (a->type == KR_EVENT_REJECT && bare && answers(e, acts, i)))
		return true;
	bool may = a->lacks || a->type == KR_EVENT_SANCTION || a->type == KR_EVENT_REQUEST;
	if (bare && a->quote == KR_NONE && may && shares(e, acts, i))
		return true;
	if (a->type == KR_EVENT_AID && bare)
		aided_before(e, acts, i);
	if (a->lacks && a->type == KR_EVENT_ASSAULT && other_here(e, a))
		return true;
	if ((a->frame->flags & KR_FR_IMPLIED) && to_who_tells(e, a))
		return true;
	bool back = a->type == KR_EVENT_THREATEN ||
	            ((a->type == KR_EVENT_SUPPORT || a->type == KR_EVENT_ACCUSE ||
	              a->type == KR_EVENT_REJECT) &&
	             (a->frame->flags & KR_FR_OFFICIAL));
	return bare && lacks && back && kr__ev_told(e, acts, i);
}

/* "Iran mengeksekusi seorang pria": a state puts its own people to death. */
static bool executes(const kr_events_at *e, kr_act *a)
{
	if (!a->lacks || a->type != KR_EVENT_ASSAULT ||
	    !kr__view_is(kr__doc_text(e->d, a->mode), "targeted"))
		return false;
	uint32_t x = a->actors.entity[0];
	kr__side_add(e, &a->recipients, kr__ev_state_of(e, code_of(e, x), x));
	a->basis = kr__doc_sym(e->d, KR_V("inferred"));
	return true;
}

/* Sides that follow from the pair that the article is about. */
static bool of_the_pair(const kr_events_at *e, kr_act *a, const dyad *two)
{
	if (executes(e, a))
		return true;
	between_pair(e, a, two);
	if (a->doerless) {
		a->gone = !add_doer_of_pair(e, a, two);
		return true;
	}
	return a->alone && !a->recipients.n && a->quote == KR_NONE &&
	       add_other(e, a, two);
}

/* The pairs of sides that the article is about: on the whole, of its meeting, and
 * the one of these to take. */
struct pairs {
	dyad two, met, d;
};

static void fill_one(const kr_events_at *e, kr_acts *acts, uint32_t i,
                     const struct pairs *of)
{
	kr_act *a = &acts->at[i];
	dyad own;

	if (a->frame->type != a->type && a->type == KR_EVENT_ACCUSE)
		return;
	bool lacks = two_codes(e, a, &own) < 2;
	freed_to(e, acts, a);
	if (a->type == KR_EVENT_PROTEST && !a->recipients.n)
		kr__ev_crowd_target(e, a);
	if (a->lacks && a->type == KR_EVENT_COERCE &&
	    kr__view_is(kr__doc_text(e->d, a->mode), "restrict"))
		a->lacks = !(a->gone = !hostile(e, acts, i, &of->two));
	bool one = !(a->frame->flags & KR_FR_SYM); /* many blame one */
	if (told_near(e, acts, i, lacks || (one && !a->recipients.n)) ||
	    of_the_pair(e, a, &of->two))
		return;
	if (a->abets)
		abettor(e, acts, i);
	else if ((a->frame->flags & KR_FR_BACK) && a->type == KR_EVENT_REJECT)
		a->gone |= !a->recipients.n; /* nobody accused him */
	else if (a->lacks)
		a->gone = !kr__ev_told(e, acts, i) && !add_other(e, a, &of->two) &&
		          !add_foe(e, acts, i) &&
		          (a->type != KR_EVENT_ASSAULT || !a->noun);
	else if ((a->frame->flags & KR_FR_RESUME) && lacks)
		kr__ev_resume(e, acts, i);
	else if ((a->frame->flags & KR_FR_IMPLIED) && lacks && !both(e, a) &&
	         !with_nations(e, a))
		a->gone = names_other(e, a, &of->d) ||
		          (!add_other(e, a, willing(a) ? &of->met : &of->d) && !willing(a));
	else if ((a->frame->flags & KR_FR_OFFICIAL) && !a->recipients.n &&
	         lacks) {
		may_add_other(e, a, &of->met, &of->two);
		may_ask_own(e, a);
	}
	else if (a->we && (a->frame->flags & KR_FR_PLURAL) && lacks &&
	         a->actors.n == 1 && a->type != KR_EVENT_AGREE)
		a->gone = !add_other(e, a, &of->d);
	else if (a->all_of_us && lacks && of->d.one && a->actors.n == 1 &&
	         a->type == KR_EVENT_CONSULT)
		add_all_of_us(e, a, &of->d);
	else if ((a->frame->flags & KR_FR_BACK) && !a->recipients.n)
		add_doer(e, acts, i, &of->two);
}

void kr__ev_fill(const kr_events_at *e, kr_acts *acts)
{
	struct pairs of = { .two = main_dyad(e), .met = find_dyad(e, acts) };
	kr_events_at at = *e;

	/* no meeting of two: what it is about */
	of.d = of.met.code[0] ? of.met : of.two;
	for (uint32_t i = 0; i < acts->n; i++) {
		const kr_range w = kr__sentences(e->d)[acts->at[i].sentence].words;
		at.lo = w.first;
		at.hi = w.first + w.n;
		fill_one(&at, acts, i, &of);
	}
	for (uint32_t i = 0; i < acts->n; i++) {
		if (acts->at[i].frame->flags & KR_FR_OTHERWISE)
			yield_to_act(acts, i);
		agreed_act(acts, i);
		one_meeting(e, acts, i);
		if (acts->at[i].frame->condition && !acts->at[i].gone)
			yield_to_warning(e, acts, i);
		if (acts->at[i].type == KR_EVENT_MOBILIZE)
			yield_to_attack(acts, i);
	}
}
