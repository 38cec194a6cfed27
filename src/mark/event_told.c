// SPDX-License-Identifier: Apache-2.0
/*
 * The other side told before. The problem: "Phnom Penh membantah", "Jika mereka
 * menyerang, kami akan membalas", "mengecam rezim itu": who accused, who attacks
 * stands in a sentence before. The idea: of the acts told in the last sentences
 * the nearest that has the actor on one side gives the other side; failing that,
 * the only other party that this sentence or the one before names. "kelompok
 * itu" is a group, "badan itu" a body of states, "negara itu" a state. Limits:
 * three sentences, of a meeting six; two parties that could be meant are none.
 */
#include "mark/event_told.h"

#include "mark/event_steps.h"

enum { ACTS = 12, SENTENCES = 3, NAMES = 2, ASKED = 20, HEDGES = 8 };

/* What is looked for: the other side of act `i`, of the actor's code `own`. */
typedef struct search {
	const kr_events_at *e;
	kr_acts *acts;
	uint32_t i;
	kr_sym own;
	const char *prefix; /* of its code; "": a state; NULL: any */
} search;

static kr_sym code_of(const kr_events_at *e, uint32_t x)
{
	return e->ent[x].code;
}

static bool hostile(unsigned type)
{
	return type == KR_EVENT_REQUEST || type == KR_EVENT_ACCUSE ||
	       type == KR_EVENT_REJECT || type == KR_EVENT_THREATEN ||
	       type == KR_EVENT_SANCTION || type == KR_EVENT_COERCE ||
	       type == KR_EVENT_ASSAULT || type == KR_EVENT_MOBILIZE;
}

static bool of_code(const kr_events_at *e, const kr_side *s, kr_sym code)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (code_of(e, s->entity[i]) == code)
			return true;
	return false;
}

/* Is x of the kind that is looked for, and not of the actor's side? */
static bool fits(const search *q, uint32_t x)
{
	kr_view code = kr__doc_text(q->e->d, code_of(q->e, x));

	if (!code.len || code_of(q->e, x) == q->own || kr__view_is(code, "COM"))
		return false;
	if (!q->prefix)
		return true;
	return q->prefix[0] ? kr__view_starts(code, kr__view_of(q->prefix)) : code.len == 3;
}

/* Threats and refusals that answer a person in office are to his state. */
static uint32_t in_place_of(const search *q, uint32_t x)
{
	const unsigned type = q->acts->at[q->i].type;
	const kr_events_at *e = q->e;

	if ((type != KR_EVENT_THREATEN && type != KR_EVENT_REJECT) ||
	    e->ent[x].type != KR_ENTITY_PERSON || e->ent[x].country != code_of(e, x))
		return x;
	return kr__ev_state_of(e, code_of(e, x), x);
}

/* All of a side that fit become the other side; false: none. */
static bool take(const search *q, const kr_side *s)
{
	kr_act *a = &q->acts->at[q->i];
	bool any = false;

	for (uint32_t k = 0; k < s->n; k++)
		if (fits(q, s->entity[k])) {
			kr__side_add(q->e, &a->recipients, in_place_of(q, s->entity[k]));
			any = true;
		}
	if (any)
		a->basis = kr__doc_sym(q->e->d, KR_V("inferred"));
	return any;
}

/* The other side of the last act that has the actor on one of its sides. */
static bool by_act(const search *q)
{
	const kr_act *a = &q->acts->at[q->i];

	for (uint32_t k = q->i, n = 0; k-- > 0 && n < ACTS; n++) {
		const kr_act *b = &q->acts->at[k];
		if (b->sentence + SENTENCES < a->sentence)
			return false;
		if (b->gone || !hostile(b->type) || !b->actors.n || !b->recipients.n)
			continue;
		bool did = of_code(q->e, &b->actors, q->own);
		bool had = of_code(q->e, &b->recipients, q->own);
		if (did != had && take(q, had ? &b->actors : &b->recipients))
			return true;
	}
	return false;
}

/* Who did the last deed, or, for who stands by somebody, suffered it; `words`:
 * an accusation or demand is meant as well. */
static bool by_deed(const search *q, bool words)
{
	const kr_act *a = &q->acts->at[q->i];
	bool kind = a->type == KR_EVENT_SUPPORT && q->prefix;

	for (uint32_t k = q->i, n = 0; k-- > 0 && n < ACTS; n++) {
		const kr_act *b = &q->acts->at[k];
		if (b->sentence + SENTENCES < a->sentence)
			return false;
		if (!b->gone && b->type == KR_EVENT_PROTEST && b->actors.n && !q->prefix) {
			kr__side_join(q->e, &q->acts->at[q->i].recipients, &b->actors);
			return true; /* "aksi itu", also of his own people */
		}
		if (b->gone || !b->actors.n || b->type == KR_EVENT_CONSULT ||
		    (!words && (b->type == KR_EVENT_ACCUSE || b->type == KR_EVENT_REQUEST)) ||
		    of_code(q->e, &b->actors, q->own))
			continue;
		if (take(q, kind && hostile(b->type) ? &b->recipients : &b->actors))
			return true;
	}
	return false;
}

/* May the word stand for the other side? */
static uint32_t rival(const search *q, uint32_t w)
{
	uint32_t m = q->e->mention[w];
	uint32_t x = m == KR_NONE ? KR_NONE : kr__mentions(q->e->d)[m].entity;

	return x != KR_NONE && kr__ev_actor(q->e, x) && fits(q, x) ? x : KR_NONE;
}

/* The only other party of a sentence: 1; none: 0; several: 2. */
static unsigned only_rival(const search *q, uint32_t s, uint32_t *who)
{
	const kr_range r = kr__sentences(q->e->d)[s].words;
	unsigned n = 0;

	for (uint32_t w = r.first; w < r.first + r.n && w < r.first + KR_EV_NEAR; w++) {
		uint32_t x = rival(q, w);
		if (x == KR_NONE || (n && code_of(q->e, x) == code_of(q->e, *who)))
			continue;
		*who = x;
		if (++n > 1)
			return n;
	}
	return n;
}

/* The only other party named here or in the `back` sentences before. */
static bool by_name(const search *q, uint32_t back)
{
	const uint32_t here = q->acts->at[q->i].sentence;
	uint32_t who = KR_NONE;

	for (uint32_t n = 0; n <= back && n <= here; n++) {
		unsigned found = only_rival(q, here - n, &who);
		kr_side s = { .n = 0 };
		if (!found)
			continue;
		if (found > 1)
			return false;
		kr__side_add(q->e, &s, who);
		return take(q, &s);
	}
	return false;
}

void kr__ev_drop_own(const kr_events_at *e, kr_act *act)
{
	kr_side s = { .n = 0 };

	for (uint32_t i = 0; i < act->recipients.n; i++) {
		uint32_t x = act->recipients.entity[i];
		bool own = false;
		for (uint32_t k = 0; k < act->actors.n; k++)
			own |= e->ent[x].code &&
			       e->ent[x].code ==
			               e->ent[act->actors.entity[k]].code;
		if (!own)
			kr__side_add(e, &s, x);
	}
	if (s.n)
		act->recipients = s;
}

bool kr__ev_who(const kr_events_at *e, const kr_act *act)
{
	uint32_t i = act->trigger;

	while (i > e->lo && act->trigger - i < HEDGES &&
	       kr__ev_hedge(kr__ev_class(e, i - 1)))
		i--;
	return act->frame->type == KR_EVENT_ACCUSE && i > e->lo + 1 &&
	       (kr__ev_class(e, i - 1) & KR_WC(REL)) && e->mention[i - 2] != KR_NONE;
}

void kr__ev_not_own(const kr_events_at *e, kr_act *act)
{
	const uint32_t a = act->actors.n ? act->actors.entity[0] : KR_NONE;
	const uint32_t r = act->recipients.n == 1 ? act->recipients.entity[0] : KR_NONE;

	if (a == KR_NONE || r == KR_NONE || !code_of(e, a) || code_of(e, a) != code_of(e, r) ||
	    !kr__ev_state(e, r) ||
	    !kr__view_is(kr__doc_text(e->d, e->ent[a].sector), "GOV"))
		return;
	act->recipients.n = 0;
}

bool kr__ev_third(const kr_events_at *e, uint32_t i)
{
	const uint64_t other = KR_WC(FIRST) | KR_WC(SECOND) | KR_WC(POSSESSIVE) |
	                       KR_WC(REL) | KR_WC(DET) | KR_WC(MUTUAL);

	return e->w[i].upos == KR_UPOS_PRON && e->mention[i] == KR_NONE &&
	       !(kr__ev_class(e, i) & other);
}

/* Of what kind is the party that the word before a DET at `i` points back to:
 * "" a state, a prefix of its code; NULL: none. */
static const char *pointed(const kr_events_at *e, uint32_t i)
{
	if (i <= e->lo || !(kr__ev_class(e, i) & KR_WC(DET)))
		return NULL;
	const kr_sym word = e->w[i - 1].lower;
	if (kr__frame_named(e->f, word, KR_FS_THATSTATE))
		return "";
	if (kr__frame_named(e->f, word, KR_FS_THATGROUP))
		return "NSA-";
	return kr__frame_named(e->f, word, KR_FS_THATBODY) ? "IGO-" : NULL;
}

/* The word before the hedges of a trigger; the first of the sentence: none. */
static uint32_t subject_end(const kr_events_at *e, uint32_t trigger)
{
	uint32_t i = trigger;

	while (i > e->lo && trigger - i < HEDGES &&
	       kr__ev_hedge(kr__ev_class(e, i - 1)) && !pointed(e, i - 1))
		i--;
	return i > e->lo ? i - 1 : e->lo;
}

bool kr__ev_they(const kr_events_at *e, const kr_act *act)
{
	uint32_t i = act->trigger;

	if (!(act->frame->flags & KR_FR_SPEECH) || !(act->frame->flags & KR_FR_SWAP))
		return false;
	i = subject_end(e, i) + 1;
	if (i < e->lo + 2 || e->quote[i - 1] == KR_NONE)
		return i > e->lo && e->quote[i - 1] != KR_NONE && kr__ev_third(e, i - 1);
	return kr__ev_third(e, i - 1) || pointed(e, i - 1) ||
	       /* "tuduhan itu": of whoever made it */
	       ((kr__ev_class(e, i - 1) & KR_WC(DET)) &&
	        kr__frame_named(e->f, e->w[i - 2].lower, KR_FS_RUMOUR));
}

bool kr__ev_answered(const kr_events_at *e, const kr_act *act)
{
	const kr_frame_flags flags = act->frame->flags;

	return act->type == KR_EVENT_ACCUSE && (flags & KR_FR_SWAP) &&
	       !(flags & KR_FR_SPEECH) && act->trigger > e->lo + 1 &&
	       act->trigger < e->lo + 5 &&
	       (kr__ev_class(e, act->trigger - 1) & KR_WC(DET));
}

/* The other of the last meeting that has the actor. */
static bool by_meeting(const search *q)
{
	const kr_act *a = &q->acts->at[q->i];

	for (uint32_t k = q->i, n = 0; k-- > 0 && n < ACTS; n++) {
		const kr_act *b = &q->acts->at[k];
		if (b->gone || b->type != KR_EVENT_CONSULT ||
		    (!of_code(q->e, &b->actors, q->own) && !of_code(q->e, &b->recipients, q->own)))
			continue;
		return a->sentence <= b->sentence + 2 * SENTENCES &&
		       (take(q, &b->recipients) || take(q, &b->actors));
	}
	return false;
}

/* "itu", "tersebut" right behind the act's object, not far from word `from`. */
static bool points_back(const kr_events_at *e, uint32_t from)
{
	for (uint32_t w = from; w < from + 4 && w < kr__n_words(e->d); w++)
		if (kr__ev_class(e, w) & KR_WC(DET))
			return true;
	return false;
}

/* "tuduhan", "pernyataan": something said is meant. */
static bool of_words(const kr_events_at *e, uint32_t from)
{
	for (uint32_t w = from; w < from + 4 && w < kr__n_words(e->d); w++)
		if (kr__frame_named(e->f, e->w[w].lower, KR_FS_RUMOUR))
			return true;
	return false;
}

/* "negara itu", "kelompok tersebut": what kind of party behind the trigger is
 * only described; NULL: none is. *at: its last word. */
static const char *described(const kr_events_at *e, const kr_act *a, uint32_t *at)
{
	for (uint32_t w = a->end + 1; w < kr__n_words(e->d) && w < a->end + 4; w++) {
		const char *kind = pointed(e, w);
		*at = w;
		if (kind)
			return kind;
	}
	return NULL;
}

/* "mengecam kelompok itu": the described party, in place of the group that it
 * was taken for. */
static bool by_description(search *q)
{
	return by_name(q, 0) || by_act(q) || by_deed(q, false) || by_name(q, NAMES);
}

/* "menuntut pembebasan X": who holds X. */
static bool captor(search *q)
{
	kr_act *a = &q->acts->at[q->i];
	const uint32_t x = a->recipients.n == 1 ? a->recipients.entity[0] : KR_NONE;
	bool free = false;

	for (uint32_t w = a->trigger + 1; w < a->end + 6 && w < kr__n_words(q->e->d); w++)
		free |= kr__frame_named(q->e->f, q->e->w[w].lower, KR_FS_FREE);
	for (uint32_t k = 0; free && x != KR_NONE && k < q->acts->n && k < 200; k++) {
		const kr_act *b = &q->acts->at[k];
		if (b->gone || !kr__side_has(&b->recipients, x) || !b->actors.n ||
		    (b->type != KR_EVENT_COERCE && b->type != KR_EVENT_ASSAULT &&
		     b->type != KR_EVENT_SANCTION))
			continue;
		a->recipients.n = 0;
		if (take(q, &b->actors))
			return true;
		kr__side_add(q->e, &a->recipients, x);
	}
	return false;
}

/* "meminta militernya ...": his own state. */
static bool own_people(search *q)
{
	const kr_events_at *e = q->e;
	kr_act *a = &q->acts->at[q->i];

	if (a->recipients.n || a->end + 1 >= kr__n_words(e->d) ||
	    !kr__frame_named(e->f, e->w[a->end].lower, KR_FS_OWNPEOPLE) ||
	    !(kr__ev_class(e, a->end + 1) & KR_WC(POSSESSIVE)))
		return false;
	uint32_t state = kr__ev_state_of(e, q->own, KR_NONE);
	if (state == KR_NONE)
		return false;
	kr__side_add(e, &a->recipients, state);
	a->basis = kr__doc_sym(e->d, KR_V("inferred"));
	return true;
}

bool kr__ev_asked(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];
	search q = { .e = e, .acts = acts, .i = i };

	if (a->type != KR_EVENT_REQUEST || !a->actors.n)
		return false;
	q.own = code_of(e, a->actors.entity[0]);
	return q.own && (captor(&q) || own_people(&q));
}

/* "pemerintah negara itu": the group is told by the words up to `at`. */
static bool near_group(const kr_events_at *e, const kr_side *s, uint32_t at)
{
	const kr_nominal *g = &e->nominal[s->entity[0] - e->n_named];

	return g->first < at && at <= g->end + 3;
}

bool kr__ev_described(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];
	const kr_side was = a->recipients;
	uint32_t at = 0;
	search q = { .e = e, .acts = acts, .i = i, .prefix = described(e, a, &at) };
	bool vague = was.n == 0 || (was.n == 1 && was.entity[0] >= e->n_named &&
	                            (!code_of(e, was.entity[0]) || near_group(e, &was, at)));

	if (!q.prefix || !vague || !a->actors.n || a->noun || a->type == KR_EVENT_CONSULT ||
	    a->type == KR_EVENT_ASSAULT || a->quote != KR_NONE)
		return false;
	q.own = code_of(e, a->actors.entity[0]);
	a->recipients.n = 0;
	if (q.own && by_description(&q))
		return true;
	a->recipients = was;
	return false;
}

bool kr__ev_asks_him(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];
	search q = { .e = e, .acts = acts, .i = i };
	const uint32_t from = kr__sentences(e->d)[a->sentence].words.first;

	if (a->type != KR_EVENT_REQUEST || a->noun || !a->actors.n ||
	    a->end >= kr__n_words(e->d) || !(kr__ev_class(e, a->end) & KR_WC(POSSESSIVE)) ||
	    e->w[a->trigger].voice != KR_VOICE_ACT)
		return false;
	q.own = code_of(e, a->actors.entity[0]);
	for (uint32_t w = a->trigger, n = 0; q.own && w-- > from && n < ASKED; n++) {
		uint32_t x = rival(&q, w);
		if (x == KR_NONE)
			continue;
		a->recipients = (kr_side){ .n = 0 };
		kr__side_add(e, &a->recipients, x);
		a->basis = kr__doc_sym(e->d, KR_V("inferred"));
		return true;
	}
	return false;
}

bool kr__ev_told(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];
	bool him = a->end < kr__n_words(e->d) && kr__ev_third(e, a->end);
	bool they = (a->frame->flags & KR_FR_SPEECH) && (a->frame->flags & KR_FR_SWAP);
	search q = { .e = e, .acts = acts, .i = i };

	if (!a->actors.n || !code_of(e, a->actors.entity[0]) || a->noun)
		return false;
	q.own = code_of(e, a->actors.entity[0]);
	if (they)
		q.prefix = pointed(e, subject_end(e, a->trigger));
	if (him && a->type != KR_EVENT_ASSAULT)
		return by_name(&q, 0) || by_act(&q);
	if (a->type == KR_EVENT_ACCUSE && (a->frame->flags & KR_FR_SWAP) && !they)
		return by_deed(&q, false);
	if (!they && a->type == KR_EVENT_SUPPORT && a->quote == KR_NONE &&
	    kr__view_is(kr__doc_text(e->d, a->frame->cameo), "051") && by_meeting(&q))
		return true;
	if (!they && (a->type == KR_EVENT_ACCUSE || a->type == KR_EVENT_SUPPORT))
		return points_back(e, a->end) && by_deed(&q, of_words(e, a->end));
	if (!they && a->type != KR_EVENT_THREATEN && a->type != KR_EVENT_REJECT)
		return false;
	if (by_act(&q))
		return true;
	if (a->type == KR_EVENT_REJECT && !they)
		return points_back(e, a->end) && by_deed(&q, true);
	return by_name(&q, NAMES);
}
