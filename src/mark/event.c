// SPDX-License-Identifier: Apache-2.0
/*
 * Events. The problem: who did what to whom, from running text. The idea: a
 * word that the frames know as a trigger opens the search; its frame says
 * where the parties stand and what must hold; the first frame whose
 * conditions hold makes an act. Acts are then dated, placed, merged into one
 * record a real act, and written. Sentences without a trigger and a party are
 * not even tagged. Limits: one act a trigger; parties must be mentions.
 * Source: event coding by predicates as in TABARI and PETRARCH, PLOVER types.
 */
#include "mark/event_steps.h"
#include "mark/event_told.h"

#include "learn/net.h"
#include "mark/tag.h"

#include <stdio.h>

enum { MAX_ACTS = 4096, MAX_TOURS = 16, CLOSE = 7 };

static bool tail_fits(const kr_events_at *e, const kr_frame_form *form,
                      uint32_t i, uint32_t *end)
{
	*end = i + 1;
	for (unsigned t = 0; t < KR_FRAME_TAIL && form->tail[t]; t++, ++*end)
		if (*end >= e->hi || e->w[*end].lower != form->tail[t])
			return false;
	return true;
}

/* The first word of [from, to) that is in the set; KR_NONE. */
static uint32_t find_in_set(const kr_events_at *e, uint32_t from, uint32_t to,
                            uint16_t set)
{
	for (uint32_t i = from; i < to && i < e->hi; i++)
		if (kr__frame_in(kr__ev_word(e, i), set - 1u))
			return i;
	return KR_NONE;
}

/* Is a word of the set in [from, to)? Those of an actor's name ("Liga Arab")
 * forbid nothing. */
static bool forbidden(const kr_events_at *e, uint32_t from, uint32_t to, uint16_t set)
{
	for (uint32_t i = from; i < to && i < e->hi; i++) {
		uint32_t m = e->mention[i];
		if (kr__frame_in(kr__ev_word(e, i), set - 1u) &&
		    (m == KR_NONE || kr__mentions(e->d)[m].words.n < 2 ||
		     !e->ent[kr__mentions(e->d)[m].entity].code))
			return true;
	}
	return false;
}

/* The end of `n` words from `at` on; a name counts as one. */
static uint32_t reach(const kr_events_at *e, uint32_t at, uint32_t n)
{
	uint32_t i = at;

	for (; n > 0 && i < e->hi; n--) {
		uint32_t m = e->mention[i];
		kr_range r = m == KR_NONE ? (kr_range){ i, 1 }
		                          : kr__mentions(e->d)[m].words;
		i = r.first + r.n > i ? r.first + r.n : i + 1;
	}
	return i;
}

/* Words around the trigger that the frame asks for or forbids; notes in
 * used[] those that belong to the act. */
static const char *conditions(const kr_events_at *e, const kr_frame *x,
                              const kr_clause *c, unsigned voice,
                              uint32_t used[2])
{
	uint32_t from = c->verb > e->lo + 8 ? c->verb - 8 : e->lo;

	used[0] = used[1] = KR_NONE;
	if (x->with) {
		uint32_t to = reach(e, c->end, 7);
		to = to < c->limit + 1 ? to : c->limit + 1;
		used[0] = find_in_set(e, c->end, to, x->with);
		if (used[0] == KR_NONE && voice == KR_FV_PASSIVE)
			used[0] = find_in_set(e, from, c->verb, x->with);
		if (used[0] == KR_NONE)
			return "a word that the frame asks for is absent";
	}
	if (x->near) {
		used[1] = find_in_set(e, c->end, c->end + 14, x->near);
		if (used[1] == KR_NONE)
			used[1] = find_in_set(e, from, c->verb, x->near);
		if (used[1] == KR_NONE &&
		    !(voice == KR_FV_NOUN && (x->flags & KR_FR_RESUME)))
			return "a word that the frame asks for is absent";
	}
	if (x->ban && forbidden(e, from, c->end + 8, x->ban))
		return "a word that the frame forbids is near";
	return NULL;
}

static void drop_shared(kr_side *s, const kr_side *other)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < s->n; i++)
		if (!kr__side_has(other, s->entity[i]))
			s->entity[n++] = s->entity[i];
	s->n = n;
}

/* Where the words of a promise or threat end. */
static uint32_t deep_limit(const kr_events_at *e, const kr_clause *c)
{
	uint32_t i = c->end;

	while (i < e->hi && i < c->end + 20 &&
	       !(kr__ev_class(e, i) & (KR_WC(SUB) | KR_WC(BREAK))))
		i++;
	return i;
}

void kr__ev_recipients(const kr_events_at *e, const kr_frame *x,
                            const kr_clause *c, kr_side *s)
{
	unsigned how = (x->flags & KR_FR_STRICT ? KR_OBJECT_STRICT : 0) |
	               (x->flags & (KR_FR_PLACE | KR_FR_VISIT) ? KR_OBJECT_PLACE : 0) |
	               (x->flags & KR_FR_DEEP ? KR_OBJECT_DEEP : 0);

	uint32_t limit = how & KR_OBJECT_DEEP ? deep_limit(e, c) : c->limit;
	uint32_t at = c->end;

	/* "menuding bahwa X ...", "meminta agar X ...": X opens the clause */
	if (at < e->hi && c->limit == at &&
	    (kr__ev_class(e, at) & (KR_WC(THAT) | KR_WC(COMP) |
	                            (x->type == KR_EVENT_ACCUSE ? KR_WC(COND) : 0)))) {
		at++;
		limit = at + 8 < e->hi ? at + 8 : e->hi;
	}

	if (x->flags & KR_FR_JUDGES)
		kr__ev_source(e, c, s);
	if (!s->n && (x->flags & KR_FR_DEEP) && x->preps)
		kr__ev_oblique(e, c->end, limit, x->preps, s);
	if (!s->n && (x->flags & KR_FR_OBJ))
		kr__ev_object(e, at, limit, how, s);
	if (!s->n && x->preps)
		kr__ev_oblique(e, c->end, limit, x->preps, s);
	/* "menyerahkan jenazah sandera kepada X" */
	if (s->n && (x->flags & KR_FR_HANDOVER) && !kr__ev_has_code(e, s)) {
		kr_side to = { .n = 0 };
		kr__ev_oblique(e, c->end, deep_limit(e, c), x->preps, &to);
		if (kr__ev_has_code(e, &to))
			*s = to;
	}
	if (!s->n && (x->flags & KR_FR_AIM) && c->limit < e->hi &&
	    (kr__ev_class(e, c->limit) & KR_WC(COMP)))
		kr__ev_object(e, c->limit + 1, e->hi, KR_OBJECT_DEEP, s);
	if (!s->n && x->type == KR_EVENT_ACCUSE && c->limit < e->hi &&
	    !(kr__ev_class(e, c->limit) & KR_WC(BREAK)) &&
	    (kr__ev_class(e, c->limit) & (KR_WC(WHEN) | KR_WC(SUB))))
		kr__ev_object(e, c->limit + 1, e->hi, KR_OBJECT_STRICT, s);
	/* "mengecam serangan yang dilakukan X", "memuji upaya yang diambil X" */
	if (!s->n && (x->flags & KR_FR_JUDGES))
		kr__ev_relative_agent(e, c->limit, s);
	if (!s->n && x->type == KR_EVENT_REQUEST && !(x->flags & KR_FR_SPEECH))
		kr__ev_within(e, c, s);
	if (!s->n && (x->flags & KR_FR_OBJ) && (x->flags & KR_FR_FOREIGN))
		kr__ev_owner(e, c, s);
	/* "antara A, seorang menteri, dengan B" */
	if (s->n == 1 && (x->flags & KR_FR_SYM) &&
	    (x->type == KR_EVENT_CONSULT || kr__ev_between(e, s)))
		kr__ev_oblique(e, s->last + 1, limit, x->preps, s);
}

/* The doer of a passive: behind "oleh", or right behind the verb. */
void kr__ev_agent(const kr_events_at *e, const kr_clause *c, kr_side *s)
{
	for (uint32_t i = c->end; i < c->limit && i < c->end + 12; i++)
		if (kr__ev_class(e, i) & KR_WC(BY)) {
			kr__ev_object(e, i + 1, c->limit, 0, s);
			return;
		}
	uint32_t limit = c->end + 4 < c->limit ? c->end + 4 : c->limit;
	kr__ev_object(e, c->end, limit, KR_OBJECT_STRICT, s);
	kr_side list = { .n = 0 };
	if (s->n && s->last + 1 < c->limit)
		kr__ev_list_right(e, s->first, c->limit, &list);
	for (uint32_t i = 0; i < list.n; i++) /* the first stands near, a list goes on */
		if (e->ent[list.entity[i]].code)
			kr__side_add(e, s, list.entity[i]);
}

/* "kapal dengan bendera X ditahan", "barang dari X dikenakan": whose they are,
 * told in the phrase of the subject. */
static void in_subject(const kr_events_at *e, const kr_clause *c, kr_side *s)
{
	const uint64_t ends = KR_WC(SUB) | KR_WC(WHEN) | KR_WC(THAT) | KR_WC(REL) |
	                      KR_WC(SAY);

	for (uint32_t i = c->verb, n = 0; i-- > e->lo && n < 10; n++) {
		uint32_t first, last, p = kr__ev_party(e, i, &first, &last);
		if (kr__ev_actor(e, p) && e->ent[p].code) {
			kr__ev_list_left(e, i, s);
			return;
		}
		if (p != KR_NONE || kr__ev_comma(e, i) || e->time[i] != KR_NONE ||
		    (kr__ev_class(e, i) & ends) ||
		    (kr__ev_verb(e, i) && !kr__ev_hedge(kr__ev_class(e, i))))
			return;
	}
}

/* "penangkapan X oleh Y dikecam Z": Y's deed is judged. */
static bool doer_within(const kr_events_at *e, const kr_clause *c, kr_side *s)
{
	for (uint32_t i = c->verb, n = 0; i-- > e->lo && n < 8; n++) {
		uint32_t first, last;
		if ((kr__ev_verb(e, i) && !kr__ev_hedge(kr__ev_class(e, i))) ||
		    kr__ev_comma(e, i) || (kr__ev_class(e, i) & KR_WC(REL)))
			return false;
		if (!(kr__ev_class(e, i) & KR_WC(BY)))
			continue;
		uint32_t p = kr__ev_party(e, i + 1, &first, &last);
		if (kr__ev_actor(e, p) && e->ent[p].code)
			kr__ev_list_right(e, i + 1, c->verb, s);
		return s->n > 0;
	}
	return false;
}

/* Of a passive: its subject, else behind a preposition: "dikirim ke X",
 * "sanksi terhadap X dicabut". Troops that are sent receive nothing. */
static void passive_recipients(const kr_events_at *e, const kr_frame *x,
                               const kr_clause *c, kr_side *s)
{
	uint32_t from = c->verb > e->lo + 8 ? c->verb - 8 : e->lo;

	if ((x->flags & KR_FR_JUDGES) && doer_within(e, c, s))
		return;
	if (x->type != KR_EVENT_MOBILIZE)
		kr__side_join(e, s, &c->subject);
	if (!s->n && x->preps)
		kr__ev_oblique(e, c->end, c->limit, x->preps, s);
	if (!s->n && x->preps)
		kr__ev_oblique(e, from, c->verb, x->preps, s);
	/* "usulan yang diajukan X ditolak", "permintaan X agar ... ditolak" */
	kr_events_at before = *e;
	before.hi = c->verb;
	if (!s->n && x->type == KR_EVENT_REJECT)
		kr__ev_relative_agent(&before, from, s);
	if (!s->n && x->type == KR_EVENT_REJECT && from == e->lo)
		kr__ev_object(e, from, c->verb, KR_OBJECT_STRICT, s);
}

/* "menandatangani perintah yang mengenakan tarif": who gives the decree. */
static void by_decree(const kr_events_at *e, kr_act *act, const kr_clause *c)
{
	bool decree = false;
	uint32_t i = c->verb;
	kr_clause main;

	if (!c->relative || !(act->frame->flags & KR_FR_IMPOSES))
		return;
	while (i > e->lo && c->verb - i < 4 && !(kr__ev_class(e, i) & KR_WC(REL)))
		i--;
	for (uint32_t n = 0; i-- > e->lo && n < 8; n++) {
		decree |= kr__frame_named(e->f, e->w[i].lower, KR_FS_DECREE);
		if (e->mention[i] != KR_NONE || kr__ev_comma(e, i))
			return;
		if (!kr__ev_verb(e, i))
			continue;
		if (decree && e->w[i].voice == KR_VOICE_ACT) {
			kr__ev_clause(e, i, i + 1, &main);
			kr__side_join(e, &act->actors, &main.subject);
		}
		return;
	}
}

/* `means`: the word of the condition, for frames whose doer owns it. */
static bool verb_parties(const kr_events_at *e, kr_act *act, kr_clause *c,
                         unsigned voice, uint32_t means)
{
	const kr_frame *x = act->frame;

	if (x->law)
		return kr__ev_law_parties(e, act, c, voice);
	if (x->flags & KR_FR_MEANS) {
		kr__ev_object(e, means + 1, means + 7 < e->hi ? means + 7 : e->hi,
		              0, &act->actors);
		kr__side_join(e, &act->recipients, &c->subject);
		if (!act->recipients.n)
			kr__ev_oblique(e, c->end, e->hi, x->preps,
			               &act->recipients);
		return act->actors.n > 0;
	}
	if (voice == KR_FV_PASSIVE) {
		kr__ev_agent(e, c, &act->actors);
		passive_recipients(e, x, c, &act->recipients);
		if (!act->actors.n && act->recipients.n)
			kr__ev_unsaid(e, act, c);
		if (act->actors.n && !act->recipients.n &&
		    (x->flags & KR_FR_IMPOSES))
			in_subject(e, c, &act->recipients);
		drop_shared(&act->recipients, &act->actors);
		if (!act->actors.n && (x->flags & KR_FR_AGENTLESS) &&
		    kr__ev_theme(e, act, c))
			return true;
		if (x->flags & KR_FR_RESUME)
			return act->actors.n > 0;
		if (!act->actors.n && !act->recipients.n && (x->flags & KR_FR_IMPOSES))
			in_subject(e, c, &act->recipients);
		return act->actors.n || (x->flags & KR_FR_AGENTLESS) ||
		       kr__ev_may_lack_doer(e, act);
	}
	kr__side_join(e, &act->actors, &c->subject);
	act->actors.first = c->subject.first;
	if (!act->actors.n)
		by_decree(e, act, c);
	kr__ev_recipients(e, x, c, &act->recipients);
	uint32_t s = c->subject.n ? KR_NONE : kr__ev_own_words(e, c->verb);
	if (voice == KR_FV_ACTIVE && s != KR_NONE && kr__ev_in_office(e, s))
		kr__side_add(e, &act->actors, s);
	return true;
}

/* Frames of speech: the speaker acts, the words name the other side. */
static bool speech_parties(const kr_events_at *e, kr_act *act, kr_clause *c)
{
	const kr_frame *x = act->frame;
	uint32_t speaker = kr__ev_speaker(e, c->verb);

	if (!kr__ev_actor(e, speaker))
		return false;
	if ((x->flags & KR_FR_FIRST) &&
	    (!c->subject.n ||
	     !(kr__ev_class(e, c->subject.last) & KR_WC(FIRST))))
		return false;
	if ((x->flags & KR_FR_SWAP) && c->relative && !kr__ev_who(e, act))
		return false; /* "perkara yang harus diselesaikan X" */
	if ((x->flags & KR_FR_SWAP) && (x->flags & KR_FR_STRICT) && c->subject.n &&
	    c->subject.last + CLOSE < c->verb)
		return false; /* of what follows its name, not of it */
	if ((x->flags & KR_FR_SWAP) && !(x->flags & KR_FR_OFFICIAL) &&
	    c->subject.n && e->ent[c->subject.entity[0]].type == KR_ENTITY_GROUP)
		return false;
	act->actors.n = act->recipients.n = 0;
	kr__side_add(e, &act->actors, speaker);
	if (x->flags & KR_FR_SWAP)
		kr__side_join(e, &act->recipients, &c->subject);
	else
		kr__ev_recipients(e, x, c, &act->recipients);
	drop_shared(&act->recipients, &act->actors);
	if (act->recipients.n && kr__ev_they(e, act))
		kr__ev_drop_own(e, act);
	uint32_t q = e->quote[c->verb];
	if (!act->recipients.n && (x->flags & KR_FR_ADDRESSEE) && q != KR_NONE) {
		kr_range r = kr__quotes(e->d)[q].addressees;
		for (uint32_t i = 0; i < r.n; i++)
			kr__side_add(e, &act->recipients,
			             kr__refs(e->d)[r.first + i]);
	}
	return true;
}

static void arrange(const kr_events_at *e, kr_act *act)
{
	kr_frame_flags flags = act->frame->flags;

	if ((flags & KR_FR_SWAP) && !(flags & KR_FR_SPEECH)) {
		kr_side s = act->actors;
		act->actors = act->recipients;
		act->recipients = s;
	}
	drop_shared(&act->recipients, &act->actors);
	bool apart = act->type == KR_EVENT_AGREE || act->type == KR_EVENT_SUPPORT ||
	             ((flags & KR_FR_FOREIGN) && act->type == KR_EVENT_ACCUSE);
	if (apart && (!(flags & KR_FR_SYM) || act->type == KR_EVENT_AGREE) &&
	    act->recipients.n > 1)
		kr__ev_drop_own(e, act);
	if (act->type == KR_EVENT_THREATEN)
		kr__ev_not_own(e, act);
	if (flags & KR_FR_SYM) {
		kr__side_join(e, &act->actors, &act->recipients);
		act->recipients.n = 0;
	}
}

static bool in_words(unsigned type)
{
	return type == KR_EVENT_AGREE || type == KR_EVENT_REJECT ||
	       type == KR_EVENT_REQUEST || type == KR_EVENT_ACCUSE ||
	       type == KR_EVENT_THREATEN;
}

/* Who acts in words: the person who says it for his state; in deeds: the
 * state for whom "kami" is said. */
static void by_rank(const kr_events_at *e, kr_act *act, const kr_clause *c)
{
	uint32_t a = act->actors.n == 1 ? act->actors.entity[0] : KR_NONE;

	kr__ev_by_body(e, act, c);
	if (a == KR_NONE || act->noun || (act->frame->flags & KR_FR_SPEECH))
		return;
	bool words = in_words(act->type) || (act->frame->flags & KR_FR_VAGUE);
	if (words && kr__ev_state(e, a)) {
		uint32_t s = kr__ev_speaker(e, c->verb);
		if (s != KR_NONE && e->ent[s].type == KR_ENTITY_PERSON &&
		    e->ent[s].code == e->ent[a].code &&
		    !(act->type == KR_EVENT_COOPERATE &&
		      act->status != KR_STATUS_PROMISED))
			act->actors.entity[0] = s;
	} else if ((act->type == KR_EVENT_COOPERATE ||
	            act->type == KR_EVENT_AID) &&
	           act->status != KR_STATUS_PROMISED && c->subject.n &&
	           (kr__ev_class(e, c->subject.last) & KR_WC(FIRST))) {
		act->actors.entity[0] = kr__ev_state_of(e, e->ent[a].code, a);
	}
}

/* Words of the condition belong to the act: no triggers of their own. */
static void take_words(const kr_events_at *e, const kr_frame *x, uint32_t end,
                       const uint32_t used[2])
{
	bool two = x->type == KR_EVENT_REJECT && !x->mode; /* "membantah tuduhan X" */

	for (unsigned k = 0; k < 2 && !two; k++)
		if (used[k] != KR_NONE)
			e->taken[used[k]] = true;
	if ((x->flags & KR_FR_DEEP) && used[1] != KR_NONE)
		for (uint32_t w = end; w < used[1]; w++)
			e->taken[w] = true;
}

/* An undertaking to cooperate agrees, an assertion accuses. */
static void words_only(const kr_events_at *e, kr_act *act)
{
	if ((act->frame->flags & KR_FR_VAGUE) && act->status == KR_STATUS_PROMISED) {
		act->type = KR_EVENT_AGREE;
		act->status = KR_STATUS_OCCURRED;
	}
	kr__ev_asserted(e, act);
}

/* "usulan X ditolak": what the subject of a rejection may be. */
static const uint64_t own_words = KR_WC(ASK) | KR_WC(CLAIM) | KR_WC(ACCUSE);

/* Fill `act` by one form of a frame; NULL, or why it does not fit. */
static const char *build(const kr_events_at *e, const kr_frame_form *form,
                         uint32_t i, uint32_t end, kr_act *act)
{
	const kr_frame *x = &e->f->frames[form->frame];
	uint32_t used[2];
	kr_clause c;
	bool ok;

	kr__ev_clause(e, i, end, &c);
	if (form->voice == KR_FV_PASSIVE && x->type == KR_EVENT_REJECT)
		c.matrix &= ~own_words;
	const char *why = conditions(e, x, &c, form->voice, used);
	if (why)
		return why;
	*act = (kr_act){ .frame = x, .sentence = e->sentence, .trigger = i,
		         .end = end, .limit = c.limit, .type = x->type,
		         .mode = x->mode, .quote = e->quote[i],
		         .said_by = KR_NONE, .time = KR_NONE, .place = KR_NONE,
		         .merged_into = KR_NONE, .moved = KR_NONE,
		         .theme = KR_NONE, .body = KR_NONE,
		         .visit = (x->flags & KR_FR_VISIT) != 0 };
	if (x->flags & KR_FR_NONE) {
		used[1] = KR_NONE; /* what is merely near may act */
		take_words(e, x, end, used);
		return NULL;
	}
	if (x->condition)
		ok = kr__ev_warning(e, act);
	else if (x->flags & KR_FR_SPEECH)
		ok = speech_parties(e, act, &c);
	else if (form->voice == KR_FV_NOUN)
		ok = kr__ev_noun(e, act, &c);
	else
		ok = verb_parties(e, act, &c, form->voice,
		                  used[1] == KR_NONE ? used[0] : used[1]);
	if (form->voice == KR_FV_NOUN && !(c.seen & KR_WC(HELP)))
		c.seen &= ~KR_WC(ONGOING);
	if (!ok)
		return "nobody speaks, no doer, or a noun without a verb";
	if (!kr__ev_status(e, &c, act))
		return "a purpose, a demand, a claim or a possibility";
	act->we = c.subject.n && kr__ev_class(e, c.subject.last) & KR_WC(WE);
	act->all_of_us = c.subject.n && kr__ev_kind(e, c.subject.last) &
	                                        KR_WK(ALL_OF_US);
	act->noun = form->voice == KR_FV_NOUN;
	act->purpose = c.purpose;
	by_rank(e, act, &c);
	arrange(e, act);
	kr__ev_own(e, act);
	kr__ev_vowed(e, act);
	why = x->law ? kr__ev_law_fits(e, act) : kr__ev_unfit(e, act);
	if (why) {
		if (!x->law)
			kr__ev_second_chance(e, form->voice, act);
		return why;
	}
	words_only(e, act);
	take_words(e, x, end, used);
	return NULL;
}

/* Note for whoever asks why a frame made no record of this trigger. */
static void lost(const kr_events_at *e, const kr_frame *x, uint32_t i,
                 const char *why)
{
	char text[256];
	if (!e->d->explain)
		return;
	kr_view rule = kr__doc_text(e->d, x->rule);
	int n = snprintf(text, sizeof text, "%.*s: %s", (int)rule.len, rule.ptr,
	                 why);

	if (n < 0)
		return;
	kr_sym s = kr__doc_sym(e->d, (kr_view){ text, (size_t)n });
	if (kr__doc_note(e->d, KR_LAYER_word, i, "event", "lost") ||
	    !kr__n_notes(e->d))
		return;
	kr_note *note = &kr__notes(e->d)[kr__n_notes(e->d) - 1];
	note->text = s;
	note->span = e->w[i].span;
}

/* A root such as "serang" or "kritik" may be a noun in this place. */
static bool misread(const kr_events_at *e, const kr_frame_form *form, uint32_t i)
{
	return form->voice == KR_FV_ROOT &&
	       !(i > e->lo && (kr__ev_class(e, i - 1) & KR_WC(FIRST))) &&
	       (e->w[i].upos == KR_UPOS_NOUN || e->w[i].upos == KR_UPOS_PROPN);
}

static void push(const kr_events_at *e, kr_acts *acts, const kr_act *act)
{
	if (acts->n < MAX_ACTS &&
	    kr__arena_grow(e->scratch, (void **)&acts->at, &acts->cap,
	                   acts->n + 1, sizeof *act))
		acts->at[acts->n++] = *act;
}

static kr_sym code(const kr_events_at *e, uint32_t entity)
{
	return e->ent[entity].code;
}

/* Is the visit to `host` told by an act of its own? */
static bool told_alone(const kr_events_at *e, const kr_acts *acts, uint32_t tour,
                       uint32_t host)
{
	const kr_act *a = &acts->at[tour];

	for (uint32_t i = 0; i < acts->n; i++) {
		const kr_act *b = &acts->at[i];
		if (i != tour && b->visit && b->recipients.n == 1 && b->actors.n &&
		    a->actors.n &&
		    code(e, b->actors.entity[0]) == code(e, a->actors.entity[0]) &&
		    code(e, b->recipients.entity[0]) == code(e, host))
			return true;
	}
	return false;
}

/* A tour of several states is one visit to those of them to which no other act
 * of the article goes. */
static void tours(const kr_events_at *e, kr_acts *acts)
{
	for (uint32_t i = 0, n = 0; i < acts->n && n < MAX_TOURS; i++) {
		kr_act *a = &acts->at[i];
		const kr_side hosts = a->recipients;
		kr_side left = { .n = 0 };
		if (!a->visit || hosts.n < 2)
			continue;
		n++;
		for (uint32_t k = 0; k < hosts.n; k++)
			if (!kr__ev_state(e, hosts.entity[k]) ||
			    !told_alone(e, acts, i, hosts.entity[k]))
				kr__side_add(e, &left, hosts.entity[k]);
		if (left.n)
			a->recipients = left;
	}
}

/* The first frame that fits the trigger at word i; returns its end. */
static uint32_t try_word(const kr_events_at *e, uint32_t i, kr_acts *acts)
{
	const kr_frame_word *w = kr__ev_word(e, i);
	kr_act act, spare = { .frame = NULL };

	for (uint32_t k = 0; k < w->n_forms; k++) {
		const kr_frame_form *form = &e->f->forms[w->first_form + k];
		uint32_t end;
		if (!tail_fits(e, form, i, &end))
			continue;
		act.lacks = act.alone = act.abets = act.doerless = false;
		const char *why = misread(e, form, i) ? "tagged as a noun"
			: build(e, form, i, end, &act);
		if (why) {
			lost(e, &e->f->frames[form->frame], i, why);
			if ((act.lacks || act.alone || act.abets || act.doerless) &&
			    !spare.frame)
				spare = act;
			continue;
		}
		if (!(act.frame->flags & KR_FR_NONE))
			push(e, acts, &act);
		return end;
	}
	if (spare.frame)
		push(e, acts, &spare);
	return i + 1;
}

/* "kapal-kapal" is in the sets of "kapal", if that does nothing but name. */
static void index_twins(kr_events_at *e, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		const kr_span s = e->w[i].span;
		const uint32_t half = (s.end - s.start) / 2;
		if ((s.end - s.start) % 2 == 0 || half < 3 ||
		    e->d->text.ptr[s.start + half] != '-')
			continue;
		kr_view v = kr__doc_text(e->d, e->w[i].lower);
		kr_view one = kr__view_sub(v, 0, half);
		if (v.len != 2 * half + 1 ||
		    !kr__view_eq(one, kr__view_from(v, half + 1)))
			continue;
		kr_sym sym = kr__symbols_find(e->pack->symbols, one);
		const kr_frame_word *w = kr__frame_word(e->f, sym == KR_NOSYM ? 0 : sym);
		if (!w->classes && !w->n_forms && !w->prep)
			e->twin[i] = sym == KR_NOSYM ? 0 : sym;
	}
}

static void index_spans(kr_events_at *e)
{
	const kr_mention *m = kr__mentions(e->d);
	const kr_time *t = kr__times(e->d);
	const kr_quote *q = kr__quotes(e->d);
	uint32_t n = kr__n_words(e->d), w = 0;

	for (uint32_t i = 0; i < n; i++)
		e->mention[i] = e->time[i] = e->quote[i] = KR_NONE;
	for (uint32_t i = 0; i < kr__n_mentions(e->d); i++)
		for (uint32_t k = 0; k < m[i].words.n; k++)
			if (m[i].words.first + k < n &&
			    e->mention[m[i].words.first + k] == KR_NONE)
				e->mention[m[i].words.first + k] = i;
	for (uint32_t i = 0; i < kr__n_times(e->d); i++)
		for (uint32_t k = 0; k < t[i].words.n; k++)
			if (t[i].words.first + k < n)
				e->time[t[i].words.first + k] = i;
	for (uint32_t i = 0; i < kr__n_quotes(e->d); i++) {
		while (w > 0 && e->w[w - 1].span.start >= q[i].span.start)
			w--;
		while (w < n && e->w[w].span.start < q[i].span.start)
			w++;
		for (; w < n && e->w[w].span.start < q[i].span.end; w++)
			e->quote[w] = i;
	}
}

/* May the word stand for somebody with an actor code? */
static bool able(const kr_events_at *e, uint32_t i)
{
	uint32_t m = e->mention[i], q = e->quote[i];
	uint32_t x = m != KR_NONE ? kr__mentions(e->d)[m].entity
	           : q != KR_NONE ? kr__quotes(e->d)[q].speaker : KR_NONE;

	if (x == KR_NONE)
		return (kr__ev_kind(e, i) & KR_WK(OWN)) != 0;
	const kr_entity *y = &kr__entitys(e->d)[x];
	return y->type == KR_ENTITY_GROUP ||
	       ((y->code || y->members.n) && y->type != KR_ENTITY_EVENT);
}

/* Does a word open a frame whose sides may have been told before? */
static bool resumes(const kr_events_at *e, uint32_t i)
{
	const kr_frame_word *w = kr__ev_word(e, i);

	for (uint32_t k = 0; k < w->n_forms; k++)
		if (e->f->frames[e->f->forms[w->first_form + k].frame].flags &
		    KR_FR_RESUME)
			return true;
	return false;
}

static bool wanted(const kr_events_at *e, const kr_sentence *s)
{
	bool trigger = false, party = false;

	for (uint32_t i = s->words.first; i < s->words.first + s->words.n; i++) {
		trigger |= kr__ev_word(e, i)->n_forms > 0;
		party |= able(e, i) || resumes(e, i);
	}
	return trigger && party;
}

static kr_status tag_wanted(kr_events_at *e)
{
	const uint32_t n = kr__n_sentences(e->d);

	e->wanted = kr__arena_array(e->scratch, n + 1u, sizeof *e->wanted);
	if (!e->wanted)
		return kr__arena_status(e->scratch);
	for (uint32_t s = 0; s < n; s++)
		e->wanted[s] = wanted(e, &kr__sentences(e->d)[s]);
	return kr__mark_syntax(e->pack, e->d, e->wanted, KR_NET_TAG, e->scratch);
}

static void find_acts(kr_events_at *e, kr_acts *acts)
{
	for (uint32_t s = 0; s < kr__n_sentences(e->d); s++) {
		const kr_sentence *x = &kr__sentences(e->d)[s];
		if (!e->wanted[s])
			continue;
		e->sentence = s;
		e->lo = x->words.first;
		e->hi = e->lo + x->words.n;
		for (uint32_t i = e->lo; i < e->hi;)
			i = kr__ev_word(e, i)->n_forms && !e->taken[i] &&
			                    e->mention[i] == KR_NONE
				? try_word(e, i, acts) : i + 1;
	}
}

/* Is the article about a game or a show? Their attacks and meetings are no
 * acts of anybody: at least five words of them, one in fifty. */
static bool about_pastime(const kr_events_at *e, uint32_t n)
{
	uint32_t found = 0;

	for (uint32_t i = 0; i < n; i++)
		found += (kr__ev_kind(e, i) & KR_WK(PASTIME)) != 0;
	return found >= 5 && found >= n / 50;
}

kr_status kr__mark_events(const kr_pack *pack, kr_doc *d, kr_arena *scratch)
{
	const uint32_t n = kr__n_words(d);
	kr_events_at e = { .pack = pack, .f = pack->frames, .d = d,
		           .scratch = scratch, .w = kr__words(d) };
	kr_acts acts = { .n = 0 };

	if (!pack->frames || n == 0 || about_pastime(&e, n))
		return KR_OK;
	e.mention = kr__arena_array(scratch, n, sizeof *e.mention);
	e.time = kr__arena_array(scratch, n, sizeof *e.time);
	e.quote = kr__arena_array(scratch, n, sizeof *e.quote);
	e.taken = kr__arena_array(scratch, n, sizeof *e.taken);
	e.twin = kr__arena_array(scratch, n, sizeof *e.twin);
	if (!e.mention || !e.time || !e.quote || !e.taken || !e.twin)
		return kr__arena_status(scratch);
	index_spans(&e);
	index_twins(&e, n);
	kr_status status = tag_wanted(&e);
	if (status)
		return status;
	if (!kr__ev_groups(&e) || !kr__ev_law_open(&e))
		return kr__arena_status(scratch);
	find_acts(&e, &acts);
	tours(&e, &acts);
	for (uint32_t i = 0; i < acts.n; i++)
		acts.at[i].object = kr__ev_thing(&e, &acts.at[i]);
	kr__ev_when(&e, &acts);
	kr__ev_fill(&e, &acts);
	kr__ev_merge(&e, &acts);
	for (uint32_t i = 0; i < acts.n; i++) /* two of one speaker stay apart */
		kr__ev_put_body(&e, &acts.at[i]);
	for (uint32_t i = 0; i < acts.n; i++)
		if (acts.at[i].type == KR_EVENT_ASSAULT ||
		    acts.at[i].type == KR_EVENT_COERCE)
			kr__ev_soil(&e, &acts.at[i]);
	status = kr__ev_write(&e, &acts);
	return status ? status : kr__arena_status(scratch);
}
