// SPDX-License-Identifier: Apache-2.0
/*
 * Acts that are named before anything is said of them. The problem: "the
 * signing was put off to January", "Nurlanuly promised that the treaty between
 * A and B would be signed", "the visit will be put off": the act is a noun or
 * a passive, its parties stand inside the noun phrase, in the clause that
 * governs it, or were told sentences before, and its status stands behind it.
 * The idea: look right of an act noun for the words that call it off or put
 * it off; look left of a passive for its theme, the parties in the theme and
 * the verb that promises it; acts that still lack a side take both from the
 * last act of their kind in the article, else from its one pair of states.
 * Limits: one theme a passive; the pair must be the only one in title and lead.
 */
#include "mark/event_steps.h"

enum { RIGHT = 24, THEME = 18, LEAD = 2, BACK = 64, THING_BACK = 400 };

/* ---- what is said around an act noun -------------------------------------------- */
/* "akan digelar", "ditargetkan berlangsung", "dijadwalkan pada": the act is
 * what is to come, not what follows from it. */
static bool to_come(const kr_events_at *e, uint32_t i)
{
	const uint64_t ahead = KR_WC(PLANNED) | KR_WC(EXPECTED) | KR_WC(PROMISED);

	if (!(kr__ev_class(e, i) & ahead) || i + 1 >= e->hi)
		return false;
	return (kr__ev_class(e, i + 1) & (KR_WC(HAPPENS) | KR_WC(HELP))) ||
	       e->time[i + 1] != KR_NONE ||
	       (i + 2 < e->hi && kr__ev_word(e, i + 1)->prep &&
	        e->time[i + 2] != KR_NONE);
}

/* "tidak jadi digelar", "tidak akan berlangsung" call it off; "belum terlaksana" denies
 * it; what "dapat dilakukan" is no act yet. 0: nothing of that kind at word i. */
static uint64_t not_done(const kr_events_at *e, uint32_t i)
{
	uint64_t w = kr__ev_class(e, i), seen = w;

	if (!(w & (KR_WC(NEG) | KR_WC(DENIED) | KR_WC(HYPOTHETICAL))))
		return 0;
	for (uint32_t k = i + 1; k < e->hi && k < i + 4; k++) {
		uint64_t x = kr__ev_class(e, k);
		bool is_done = (x & KR_WC(HELP)) && e->w[k].voice == KR_VOICE_PASS;
		if ((x & KR_WC(HAPPENS)) || is_done) {
			if ((w & KR_WC(NEG)) && (seen & (KR_WC(PLANNED) | KR_WC(COMEOFF))))
				return KR_WC(CANCELLED);
			return w & KR_WC(HYPOTHETICAL) ? KR_WC(HYPOTHETICAL) : KR_WC(DENIED);
		}
		if (!kr__ev_hedge(x) || e->mention[k] != KR_NONE)
			return 0;
		seen |= x;
	}
	return 0;
}

bool kr__ev_outlook(const kr_events_at *e, kr_clause *c, kr_act *act)
{
	const uint64_t stop = KR_WC(SUB) | KR_WC(THAT) | KR_WC(SAY) | KR_WC(WHEN) |
	                      KR_WC(COND) | KR_WC(BREAK) | KR_WC(NEG);
	const uint64_t off = KR_WC(POSTPONED) | KR_WC(CANCELLED);
	uint64_t found = 0;

	if (c->verb > e->lo && (kr__ev_class(e, c->verb - 1) & KR_WC(AHEAD)))
		found = KR_WC(PLANNED);
	for (uint32_t i = c->end; i < e->hi && i < c->end + RIGHT; i++) {
		uint64_t w = kr__ev_class(e, i);
		if (e->mention[i] != KR_NONE || e->time[i] != KR_NONE)
			continue;
		if (w & off) {
			found = w & off;
			if (w & KR_WC(POSTPONED))
				act->moved = i;
			break;
		}
		uint64_t not = not_done(e, i);
		if (not) {
			found = not;
			break;
		}
		if (to_come(e, i))
			found = w;
		else if ((w & KR_WC(ONGOING)) && i + 1 < e->hi &&
		         (kr__ev_class(e, i + 1) & KR_WC(HAPPENS)))
			found = KR_WC(ONGOING) | KR_WC(HELP);
		else if (w & stop)
			break;
	}
	c->seen |= found & (off | KR_WC(DENIED) | KR_WC(HYPOTHETICAL) | KR_WC(ONGOING) |
	                    KR_WC(HELP) | KR_WC(PLANNED) | KR_WC(EXPECTED) | KR_WC(PROMISED));
	return found != 0;
}

/* ---- the theme of a passive -------------------------------------------------------- */
/* The first word of "nota kesepahaman (MoU) impor gandum" from "MoU" on. */
static uint32_t first_of(const kr_events_at *e, uint32_t i, unsigned set)
{
	while (i > e->lo) {
		uint32_t k = i - 1;
		if (k > e->lo && e->d->text.ptr[e->w[k].span.start] == '(')
			k--;
		if (e->mention[k] != KR_NONE ||
		    !kr__frame_in(kr__ev_word(e, k), set - 1u))
			break;
		i = k;
	}
	return i;
}

static uint32_t find_theme(const kr_events_at *e, const kr_frame *x, uint32_t verb)
{
	unsigned set = x->near ? x->near : x->with;

	for (uint32_t i = verb, n = 0; set && i-- > e->lo && n < THEME; n++) {
		if (e->d->text.ptr[e->w[i].span.start] == ';')
			return KR_NONE;
		if (e->mention[i] == KR_NONE &&
		    kr__frame_in(kr__ev_word(e, i), set - 1u))
			return first_of(e, i, set);
	}
	return KR_NONE;
}

uint32_t kr__ev_theme_at(const kr_events_at *e, const kr_act *act)
{
	kr_events_at at = *e;

	at.lo = kr__sentences(e->d)[act->sentence].words.first;
	return find_theme(&at, act->frame, act->trigger);
}

/* The verb whose complement the theme opens: "menjanjikan naskah perjanjian". */
static uint32_t governor(const kr_events_at *e, uint32_t theme)
{
	for (uint32_t i = theme, n = 0; i-- > e->lo && n < 4; n++) {
		uint64_t c = kr__ev_class(e, i);
		if (kr__ev_verb(e, i) || (c & KR_WC(SAY)))
			return i;
		if (e->mention[i] != KR_NONE || e->time[i] != KR_NONE ||
		    kr__ev_word(e, i)->prep || (c & (KR_WC(COORD) | KR_WC(REL))))
			return KR_NONE;
	}
	return KR_NONE;
}

bool kr__ev_theme(const kr_events_at *e, kr_act *act, kr_clause *c)
{
	const uint64_t ahead = KR_WC(PROMISED) | KR_WC(PLANNED) | KR_WC(HOPED) |
	                       KR_WC(EXPECTED);
	uint32_t at = find_theme(e, act->frame, c->verb);

	if (at == KR_NONE)
		return false;
	kr_side told = { .n = 0 };
	bool sym = (act->frame->flags & KR_FR_SYM) != 0;
	kr_side *to = sym ? &act->actors : &act->recipients;
	kr_clause m = { .subject = { .n = 0 } };
	uint32_t v = governor(e, at);

	act->theme = at;
	kr__ev_oblique(e, at + 1, c->verb, act->frame->preps, &told);
	if (told.n == 1 && kr__ev_between(e, &told))
		kr__ev_oblique(e, told.last + 1, c->verb, act->frame->preps, &told);
	if (told.n < 2)
		kr__ev_object(e, at + 1, c->verb, 0, &told);
	if (v != KR_NONE) {
		c->seen |= kr__ev_class(e, v) & (ahead | KR_WC(ASK) | KR_WC(REFUSE));
		if ((kr__ev_class(e, v) & ahead) && (told.n < 2 || !sym))
			kr__ev_clause(e, v, v + 1, &m);
	}
	for (uint32_t i = 0; i < m.subject.n; i++)
		kr__side_add(e, &act->actors, m.subject.entity[i]);
	for (uint32_t i = 0; i < told.n; i++)
		kr__side_add(e, to, told.entity[i]);
	return true;
}

/* ---- things told before ----------------------------------------------------------------- */
static bool noun_like(const kr_events_at *e, uint32_t i)
{
	return i < e->hi && e->mention[i] == KR_NONE && e->time[i] == KR_NONE &&
	       (e->w[i].upos == KR_UPOS_NOUN || e->w[i].upos == KR_UPOS_ADJ);
}

uint32_t kr__ev_antecedent(const kr_events_at *e, const kr_act *a, kr_view word)
{
	unsigned set = a->frame->near ? a->frame->near : a->frame->with;
	uint32_t any = KR_NONE;
	kr_events_at all = *e;

	if (!set || !(a->frame->flags & KR_FR_RESUME))
		return KR_NONE;
	all.hi = kr__n_words(e->d);
	for (uint32_t i = a->trigger, n = 0; i-- > 0 && n < THING_BACK; n++) {
		if (e->mention[i] != KR_NONE || !noun_like(&all, i + 1) ||
		    !kr__frame_in(kr__ev_word(e, i), set - 1u) ||
		    kr__frame_in(kr__ev_word(e, i + 1), set - 1u))
			continue;
		any = any == KR_NONE ? i : any;
		if (kr__view_eq(kr__doc_text(e->d, e->w[i].lower), word))
			return i;
	}
	return any;
}

/* ---- sides told before -------------------------------------------------------------- */
typedef struct pair {
	uint32_t entity[2];
	kr_sym code[2];
	unsigned n; /* of codes; 3: too many */
} pair;

static void add(const kr_events_at *e, pair *p, uint32_t x)
{
	kr_sym c = x == KR_NONE ? 0 : e->ent[x].code;

	if (!c || kr__doc_text(e->d, c).len != 3)
		return;
	for (unsigned i = 0; i < p->n && i < 2; i++)
		if (p->code[i] == c)
			return;
	if (p->n < 2) {
		p->entity[p->n] = x;
		p->code[p->n] = c;
	}
	p->n += p->n < 3;
}

static pair pair_of_act(const kr_events_at *e, const kr_act *a)
{
	pair p = { .n = 0 };

	for (uint32_t i = 0; i < a->actors.n; i++)
		add(e, &p, a->actors.entity[i]);
	for (uint32_t i = 0; i < a->recipients.n; i++)
		add(e, &p, a->recipients.entity[i]);
	return p;
}

/* The two states that title and lead name, if they name just two. */
static pair pair_of_lead(const kr_events_at *e)
{
	const kr_mention *m = kr__mentions(e->d);
	pair p = { .n = 0 };

	if (kr__n_sentences(e->d) == 0)
		return p;
	const kr_sentence *s = kr__sentences(e->d);
	uint32_t from = 0, n = kr__n_sentences(e->d);
	if (s[0].zone < kr__n_zones(e->d) &&
	    kr__zones(e->d)[s[0].zone].kind == KR_ZONE_DATELINE)
		from = 1;
	uint32_t k = from + LEAD < n ? from + LEAD : n;
	for (uint32_t i = 0; i < kr__n_mentions(e->d) && k > from; i++)
		if (m[i].span.start >= s[from].span.start &&
		    m[i].span.start < s[k - 1].span.end &&
		    (kr__ev_state(e, m[i].entity) ||
		     e->ent[m[i].entity].type == KR_ENTITY_PERSON))
			add(e, &p, m[i].entity);
	return p;
}

static bool may_take(const kr_events_at *e, const kr_act *a, const pair *p)
{
	pair own = pair_of_act(e, a);

	if (p->n != 2 || own.n > 1)
		return false;
	return own.n == 0 || own.code[0] == p->code[0] || own.code[0] == p->code[1];
}

static void take(const kr_events_at *e, kr_act *a, const pair *p)
{
	pair own = pair_of_act(e, a);

	for (unsigned i = 0; i < 2; i++)
		if (!own.n || own.code[0] != p->code[i])
			kr__side_add(e, &a->actors, p->entity[i]);
	a->basis = kr__doc_sym(e->d, KR_V("inferred"));
}

/* Takes the sides of the last act of its kind, or of the last meeting. */
static bool resume_from(const kr_events_at *e, kr_acts *acts, uint32_t i, bool met)
{
	kr_act *a = &acts->at[i];

	for (uint32_t k = i, n = 0; k-- > 0 && n < BACK; n++) {
		const kr_act *b = &acts->at[k];
		pair p = pair_of_act(e, b);
		bool kind = met ? b->type == KR_EVENT_CONSULT
		                : b->type == a->type || b->type == KR_EVENT_AGREE;
		if (!b->gone && kind && may_take(e, a, &p)) {
			take(e, a, &p);
			return true;
		}
	}
	return false;
}

void kr__ev_resume(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];

	if (resume_from(e, acts, i, false) || resume_from(e, acts, i, true))
		return;
	pair p = pair_of_lead(e);
	if (may_take(e, a, &p))
		take(e, a, &p);
	else
		a->gone = true;
}

/* ---- when it is put off to ------------------------------------------------------------ */
uint32_t kr__ev_moved_to(const kr_events_at *e, const kr_act *act)
{
	for (uint32_t i = act->moved + 1; i < e->hi && i < act->moved + RIGHT; i++) {
		uint32_t t = e->time[i];
		bool to = i > e->lo && (kr__ev_class(e, i - 1) & (KR_WC(TO) | KR_WC(UNTIL)));
		if (t != KR_NONE && to)
			return t;
		uint64_t w = kr__ev_class(e, i); /* "hingga" is both */
		if ((w & (KR_WC(SUB) | KR_WC(SAY) | KR_WC(BREAK))) && !(w & KR_WC(UNTIL)))
			break;
	}
	return KR_NONE;
}
