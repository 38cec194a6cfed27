// SPDX-License-Identifier: Apache-2.0
/*
 * Clauses. The problem: who is the subject of a predicate, and what are its
 * objects, in long news sentences. The idea: Indonesian is strict: subject,
 * hedges, verb, object, prepositional phrases. So walk left from the trigger
 * over hedges, times, prepositional phrases and parentheses to the nearest
 * party, through coordination, relative and complement clauses to the verb
 * that shares its subject; and walk right to the object and to the wanted
 * prepositions. Words are known by class from the pack and by their tag;
 * where the walk finds nobody, the tree may. Limits: every walk is bounded;
 * a clause with its subject in an earlier sentence has none.
 */
#include "mark/event.h"

enum { WALK_MAX = 60, LIST_MAX = 10, NP_MAX = 12, PLAIN_MAX = 4 };

static bool is_comma(const kr_events_at *e, uint32_t i)
{
	return e->w[i].span.end - e->w[i].span.start == 1 &&
	       e->d->text.ptr[e->w[i].span.start] == ',';
}

static char mark_of(const kr_events_at *e, uint32_t i)
{
	return e->w[i].upos == KR_UPOS_PUNCT || e->w[i].upos == KR_UPOS_NONE ||
			       e->w[i].span.end - e->w[i].span.start == 1
	               ? e->d->text.ptr[e->w[i].span.start]
	               : 0;
}

bool kr__ev_verb(const kr_events_at *e, uint32_t i)
{
	const kr_frame_word *f = kr__ev_word(e, i);

	return e->w[i].upos == KR_UPOS_VERB && !(f->classes & KR_WC(NOTVERB)) &&
	       e->mention[i] == KR_NONE;
}

static uint32_t first_person(const kr_events_at *e, uint32_t i)
{
	uint64_t c = kr__ev_class(e, i);
	uint32_t q = e->quote[i];

	if (q == KR_NONE || !(c & (KR_WC(FIRST) | KR_WC(SECOND))))
		return KR_NONE;
	const kr_quote *quote = &kr__quotes(e->d)[q];
	if (c & KR_WC(FIRST))
		return quote->speaker;
	return quote->addressees.n ? kr__refs(e->d)[quote->addressees.first]
	                           : KR_NONE;
}

uint32_t kr__ev_party(const kr_events_at *e, uint32_t i, uint32_t *first,
                      uint32_t *last)
{
	uint32_t m = e->mention[i];

	*first = *last = i;
	if (m == KR_NONE && e->group[i] != KR_NONE) {
		const kr_nominal *g = &e->nominal[e->group[i] - e->n_named];
		*first = g->first;
		*last = g->last;
		return e->group[i];
	}
	if (m == KR_NONE)
		return first_person(e, i);
	const kr_range words = kr__mentions(e->d)[m].words;
	*first = words.first;
	*last = words.first + words.n - 1;
	return kr__mentions(e->d)[m].entity;
}

bool kr__ev_actor(const kr_events_at *e, uint32_t entity)
{
	const kr_entity *x;

	if (entity == KR_NONE)
		return false;
	x = &e->ent[entity];
	if (x->type == KR_ENTITY_EVENT ||
	    (x->type == KR_ENTITY_ORG &&
	     kr__view_is(kr__doc_text(e->d, x->sector), "MED")))
		return false;
	return x->type != KR_ENTITY_PLACE || kr__ev_state(e, entity);
}

bool kr__ev_state(const kr_events_at *e, uint32_t entity)
{
	const kr_entity *x = &e->ent[entity];
	kr_view key = kr__doc_text(e->d, x->key);

	return key.len ? kr__view_starts(key, KR_V("state/"))
	               : x->type == KR_ENTITY_ORG && !x->sector &&
	                 kr__doc_text(e->d, x->code).len == 3;
}

bool kr__side_has(const kr_side *s, uint32_t entity)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (s->entity[i] == entity)
			return true;
	return false;
}

void kr__side_add(const kr_events_at *e, kr_side *s, uint32_t entity)
{
	const kr_entity *x = &e->ent[entity];

	if (x->members.n > 0) {
		for (uint32_t i = 0; i < x->members.n; i++) {
			uint32_t m = kr__refs(e->d)[x->members.first + i];
			if (m != entity && !kr__side_has(s, m) &&
			    s->n < KR_SIDE_MAX)
				s->entity[s->n++] = m;
		}
		return;
	}
	if (!kr__side_has(s, entity) && s->n < KR_SIDE_MAX)
		s->entity[s->n++] = entity;
}

static kr_sym code_of(const kr_events_at *e, uint32_t entity)
{
	return e->ent[entity].code;
}

/* Two names of one party side by side: "Presiden Iran, Masoud Pezeshkian". */
static bool apposed(const kr_events_at *e, uint32_t a, uint32_t b)
{
	return a == b || (code_of(e, a) && code_of(e, a) == code_of(e, b));
}

/* Of two names of one party the person is the better. */
static uint32_t better(const kr_events_at *e, uint32_t a, uint32_t b)
{
	const kr_entity *x = e->ent;

	return x[b].type == KR_ENTITY_PERSON && x[a].type != KR_ENTITY_PERSON
		? b : a;
}

/* A word of a title or kind before a name: "Presiden", "pasukan". */
static bool is_title(const kr_events_at *e, uint32_t i)
{
	return e->mention[i] == KR_NONE && !kr__ev_word(e, i)->prep &&
	       (e->w[i].upos == KR_UPOS_NOUN || e->w[i].upos == KR_UPOS_PROPN);
}

/* Does a list go on after word `last`: ", C" or "dan C"? */
static bool goes_on(const kr_events_at *e, uint32_t last, uint32_t stop)
{
	for (uint32_t i = last + 1; i < stop && i < last + 3; i++)
		if (is_comma(e, i) || (kr__ev_class(e, i) & KR_WC(COORD)))
			return true;
	return false;
}

/* The next party of the list after word `at`; sets *how to 'l' (list) or 'a'
 * (apposition) and *at to its last word; KR_NONE: the list ends. */
static uint32_t next_in_list(const kr_events_at *e, uint32_t *at, uint32_t stop,
                             uint32_t last_party, char *how)
{
	uint32_t i = *at + 1, first, last;
	bool comma = false, coord = false;

	for (; i < stop && i < *at + 4; i++) {
		if (is_comma(e, i))
			comma = true;
		else if (kr__ev_class(e, i) & KR_WC(COORD))
			coord = true;
		else
			break;
	}
	for (uint32_t n = 0; coord && i < stop && n < 3 && is_title(e, i); n++)
		i++;
	if (i >= stop)
		return KR_NONE;
	uint32_t p = kr__ev_party(e, i, &first, &last);
	if (!kr__ev_actor(e, p) || first != i)
		return KR_NONE;
	bool same = apposed(e, last_party, p);
	if (!coord && !same && (!comma || !goes_on(e, last, stop)))
		return KR_NONE;
	*how = !coord && same ? 'a' : 'l';
	*at = last;
	return p;
}

void kr__ev_list_right(const kr_events_at *e, uint32_t i, uint32_t stop,
                       kr_side *s)
{
	uint32_t first, last, party = kr__ev_party(e, i, &first, &last);
	char how = 'l';

	if (!kr__ev_actor(e, party))
		return;
	if (s->n == 0)
		s->first = first;
	for (uint32_t n = 0; n < LIST_MAX && party != KR_NONE; n++) {
		uint32_t at = last;
		uint32_t next = next_in_list(e, &at, stop, party, &how);
		if (next != KR_NONE && how == 'a') {
			party = better(e, party, next);
			last = at;
			continue;
		}
		kr__side_add(e, s, party);
		s->last = last;
		party = next;
		last = at;
	}
}

static bool is_det(const kr_events_at *e, uint32_t i)
{
	return kr__ev_class(e, i) & KR_WC(DET);
}

/* The parties listed up to the one that ends before word `end`. */
static void list_left(const kr_events_at *e, uint32_t i, kr_side *s)
{
	uint32_t first, last, n = 0;
	uint32_t party = kr__ev_party(e, i, &first, &last);
	bool closed = false;

	s->last = last;
	while (n++ < LIST_MAX && first > e->lo) {
		uint32_t k = first - 1, f2, l2;
		for (uint32_t t = 0; t < 4 && k > e->lo && is_title(e, k); t++)
			k--;
		if (!(kr__ev_class(e, k) & KR_WC(COORD)))
			k = first - 1;
		bool coord = kr__ev_class(e, k) & KR_WC(COORD);
		bool comma = coord && k > e->lo && is_comma(e, k - 1);
		if (comma)
			k--;
		closed |= coord && !comma; /* "A dan B" has no item before A */
		if ((!coord && !is_comma(e, k) && e->mention[k] == KR_NONE) ||
		    k == e->lo)
			break;
		if (coord || is_comma(e, k))
			k--;
		if (is_det(e, k) && k > e->lo)
			k--;
		uint32_t p = kr__ev_party(e, k, &f2, &l2);
		if (!kr__ev_actor(e, p))
			break;
		if (!coord && !apposed(e, p, party) && (s->n == 0 || closed) &&
		    is_comma(e, first - 1))
			break; /* "Di Moskow, Putin": no list */
		if (!coord && e->mention[first - 1] != KR_NONE &&
		    !apposed(e, p, party))
			break;
		if (coord || !apposed(e, p, party)) {
			kr__side_add(e, s, party);
			party = p;
		} else {
			party = better(e, party, p);
		}
		first = f2;
	}
	kr__side_add(e, s, party);
	s->first = first;
	for (uint32_t k = 0; k < s->n / 2; k++) { /* text order */
		uint32_t x = s->entity[k];
		s->entity[k] = s->entity[s->n - 1 - k];
		s->entity[s->n - 1 - k] = x;
	}
}

static const uint64_t FUTURE = KR_WC(PLANNED) | KR_WC(PROMISED) |
                               KR_WC(EXPECTED) | KR_WC(HOPED);

/* Hedges that a clause shares with the one joined to it. */
static const uint64_t SHARED = KR_WC(PLANNED) | KR_WC(EXPECTED) |
                               KR_WC(PROMISED);

static bool is_hedge(uint64_t c)
{
	return c & (KR_WC(AUX) | KR_WC(NEG) | KR_WC(ONGOING) | KR_WC(PLANNED) |
	            KR_WC(PROMISED) | KR_WC(EXPECTED) | KR_WC(HOPED) |
	            KR_WC(HYPOTHETICAL) | KR_WC(DENIED) | KR_WC(CANCELLED) |
	            KR_WC(DONE) | KR_WC(MUTUAL) | KR_WC(REFUSE) |
	            KR_WC(OUGHT) | KR_WC(HELP));
}

/* The verb before `i` in the sentence, or KR_NONE. */
static uint32_t verb_before(const kr_events_at *e, uint32_t i)
{
	for (uint32_t n = 0; i-- > e->lo && n < WALK_MAX; n++)
		if (kr__ev_verb(e, i))
			return i;
	return KR_NONE;
}

/* Is the word a preposition that opens a phrase (not "oleh" of the act)? */
static bool is_prep(const kr_events_at *e, uint32_t i)
{
	return kr__ev_word(e, i)->prep != 0 || e->w[i].upos == KR_UPOS_ADP;
}

/* The word that opens a parenthesis closed at `i`. */
static uint32_t paren_start(const kr_events_at *e, uint32_t i)
{
	for (uint32_t n = 0; i-- > e->lo && n < WALK_MAX; n++)
		if (mark_of(e, i) == '(')
			return i;
	return e->lo;
}

/* The walk to the left. */
typedef struct walk {
	const kr_events_at *e;
	kr_clause *c;
	int64_t at;
	unsigned plain;  /* plain words since the last landmark */
	bool fresh;      /* nothing but hedges so far */
	bool through;    /* passed another verb */
	bool outer;      /* now in the clause that governs a "sebelum ..." */
	bool done;
} walk;

/* A preposition opens the phrase that holds words [.., at]; find it. */
static bool phrase_start(const walk *k, uint32_t first, uint32_t *start)
{
	const kr_events_at *e = k->e;
	uint32_t i = first;

	for (unsigned n = 0; i > e->lo && n < NP_MAX; n++) {
		i--;
		if (kr__ev_verb(e, i) || is_comma(e, i) ||
		    (kr__ev_class(e, i) &
		     (KR_WC(REL) | KR_WC(SUB) | KR_WC(COMP) | KR_WC(WHEN) |
		      KR_WC(COND) | KR_WC(THAT) | KR_WC(COORD) | KR_WC(START) |
		      KR_WC(SAY))) ||
		    e->mention[i] != KR_NONE || is_hedge(kr__ev_class(e, i)))
			return false;
		if (is_prep(e, i)) {
			*start = i;
			return true;
		}
	}
	return false;
}

static void take_subject(walk *k, uint32_t i)
{
	const kr_events_at *e = k->e;
	uint32_t start;

	k->c->subject.n = 0;
	list_left(e, i, &k->c->subject);
	uint32_t first = k->c->subject.first;
	if (!k->c->relative && phrase_start(k, first, &start)) {
		k->c->subject.n = 0;
		k->at = (int64_t)start - 1;
		k->plain = 0;
		k->fresh = false;
		return;
	}
	k->done = true;
}

/* Another verb before the trigger: they share the subject. */
static void pass_verb(walk *k, uint32_t v)
{
	uint64_t c = kr__ev_class(k->e, v);

	if (!k->through)
		k->c->matrix = c;
	k->c->seen |= c & (FUTURE | KR_WC(REFUSE) | KR_WC(CANCELLED));
	if (!k->through)
		k->c->seen |= c & KR_WC(HELP);
	k->through = true;
	k->fresh = true; /* hedges before it hold for both */
	k->plain = 0;
	k->at = (int64_t)v - 1;
}

/* "dan", "lalu" right before the hedges: the verb before shares the subject. */
static void pass_coord(walk *k, uint32_t i)
{
	uint32_t v = k->fresh ? verb_before(k->e, i) : KR_NONE;

	if (v == KR_NONE) {
		k->done = true;
		return;
	}
	k->through = true;
	k->outer = true;
	k->plain = 0;
	k->at = (int64_t)v - 1;
}

/* "untuk ...": of a promise it is the act, else a purpose. */
static void pass_comp(walk *k, uint32_t i)
{
	const kr_events_at *e = k->e;
	uint64_t keep = KR_WC(PROMISED) | KR_WC(PLANNED) | KR_WC(HOPED) |
	                KR_WC(EXPECTED) | KR_WC(ASK);
	uint32_t v = i > e->lo ? i - 1 : e->lo;

	while (v > e->lo && i - v < 4 && !(kr__ev_class(e, v) & keep) &&
	       !kr__ev_verb(e, v))
		v--;
	uint64_t c = kr__ev_class(e, v);
	if (!(c & keep)) {
		k->c->purpose = true;
		v = verb_before(e, i);
		if (v == KR_NONE)
			k->done = true;
		else
			pass_verb(k, v);
		return;
	}
	pass_verb(k, v);
}

void kr__ev_main_subject(const kr_events_at *e, uint32_t at, kr_side *s)
{
	for (uint32_t r = at; r + 1 < e->hi && r < at + WALK_MAX; r++) {
		uint32_t first, last;
		if (!is_comma(e, r))
			continue;
		uint32_t p = kr__ev_party(e, r + 1, &first, &last);
		if (kr__ev_actor(e, p) && first == r + 1) {
			kr__ev_list_right(e, r + 1, e->hi, s);
			return;
		}
	}
}

/* "..., kata Putin seusai pertemuan": the subject stands behind "kata". */
static bool said_by_after(walk *k, uint32_t i)
{
	const kr_events_at *e = k->e;

	for (uint32_t n = 0; i-- > e->lo + 1 && n < NP_MAX; n++) {
		uint32_t first, last, p = kr__ev_party(e, i, &first, &last);
		if (kr__ev_actor(e, p) && first > e->lo &&
		    (kr__ev_class(e, first - 1) & KR_WC(POSTSAY))) {
			kr__side_add(e, &k->c->subject, p);
			k->c->subject.first = first;
			k->c->subject.last = last;
			k->done = true;
			return true;
		}
	}
	return false;
}

/* Hedges of a main clause that follows hold for "sebelum ..." as well. */
static void main_hedges(walk *k)
{
	const kr_events_at *e = k->e;

	if (!k->c->subject.n)
		return;
	for (uint32_t i = k->c->subject.last + 1, n = 0; i < e->hi && n < 4; i++, n++)
		k->c->seen |= kr__ev_class(e, i) & FUTURE;
}

/* A subordinator: the clause has no subject of its own left of the verb. */
static void pass_sub(walk *k, uint32_t i, uint64_t c)
{
	const kr_events_at *e = k->e;

	if (c & KR_WC(COND))
		k->c->condition = true;
	uint32_t v = verb_before(e, i);
	if ((c & KR_WC(WHEN)) && said_by_after(k, i))
		return;
	if (v != KR_NONE && (c & (KR_WC(WHEN) | KR_WC(THAT)))) {
		k->through = true;
		k->plain = 0;
		k->outer = (c & KR_WC(BEFORE)) != 0;
		k->fresh = k->outer;
		k->at = (int64_t)v - 1;
		if (c & KR_WC(THAT))
			k->c->matrix = kr__ev_class(e, v);
		return;
	}
	k->done = true;
	if (c & KR_WC(WHEN)) {
		kr__ev_main_subject(e, k->c->end, &k->c->subject);
		if (c & KR_WC(BEFORE))
			main_hedges(k);
	}
}

/* A comma: jump over a parenthesis ", ... ," if one closes here. */
static void pass_comma(walk *k, uint32_t i)
{
	const kr_events_at *e = k->e;

	k->plain = 0;
	for (uint32_t n = 0, b = i; b-- > e->lo && n < 30; n++) {
		if (!is_comma(e, b))
			continue;
		uint64_t c = kr__ev_class(e, b + 1);
		if (c & (KR_WC(REL) | KR_WC(WHEN) | KR_WC(SIDE)) ||
		    is_prep(e, b + 1)) {
			k->at = b == e->lo ? -1 : (int64_t)b - 1;
			k->fresh = false;
			return;
		}
		break;
	}
	k->at = (int64_t)i - 1;
}

/* "dalam menyerang", "atas menyerang": the act is only named. */
static bool is_gerund(const kr_events_at *e, uint32_t i)
{
	return (kr__ev_class(e, i) & KR_WC(INTO)) && kr__ev_verb(e, i + 1);
}

static void pass_plain(walk *k, uint32_t i)
{
	if (kr__ev_verb(k->e, i)) {
		if (k->plain > 1) {
			k->done = true;
			return;
		}
		pass_verb(k, i);
		return;
	}
	if (i + 1 == k->c->verb && kr__ev_verb(k->e, k->c->verb) &&
	    k->e->w[i + 1].voice != KR_VOICE_PASS &&
	    (is_gerund(k->e, i) || k->e->w[i].upos == KR_UPOS_NOUN))
		k->c->purpose = true;
	if (is_prep(k->e, i))
		k->plain = 0;
	else if (k->e->w[i].upos != KR_UPOS_ADV)
		k->plain++;
	k->fresh = k->fresh && k->e->w[i].upos == KR_UPOS_ADV;
	k->at = (int64_t)i - 1;
	if (k->plain > PLAIN_MAX)
		k->done = true;
}

/* True if a mark ended the walk or was stepped over. */
static bool pass_mark(walk *k, uint32_t i)
{
	switch (mark_of(k->e, i)) {
	case ')':
		k->at = (int64_t)paren_start(k->e, i) - 1;
		return true;
	case ',':
		pass_comma(k, i);
		return true;
	case '"': case ';': case ':': case '?': case '!':
		k->done = true;
		return true;
	case '(': case '\'':
		k->at = (int64_t)i - 1;
		return true;
	default:
		return false;
	}
}

/* "Washington menuding ...": a place that acts is its state. */
static bool seat(walk *k, uint32_t first, uint32_t place)
{
	const kr_events_at *e = k->e;

	if (first > e->lo && is_prep(e, first - 1))
		return false;
	if (!e->ent[place].code || e->ent[place].type != KR_ENTITY_PLACE)
		return false;
	for (uint32_t i = 0; i < kr__ev_few(e->n_named); i++)
		if (e->ent[i].code == e->ent[place].code && kr__ev_state(e, i)) {
			kr__side_add(e, &k->c->subject, i);
			k->c->subject.first = k->c->subject.last = first;
			return true;
		}
	return false;
}

static void step(walk *k)
{
	const kr_events_at *e = k->e;
	uint32_t i = (uint32_t)k->at, first, last;
	uint32_t party = kr__ev_party(e, i, &first, &last);
	uint64_t c = kr__ev_class(e, i);

	if (kr__ev_actor(e, party)) {
		take_subject(k, i);
	} else if (e->mention[i] != KR_NONE && k->fresh && !k->through &&
	           seat(k, first, party)) {
		k->done = true;
	} else if (e->mention[i] != KR_NONE) {
		k->at = (int64_t)first - 1;
	} else if (e->time[i] != KR_NONE) {
		k->at = (int64_t)kr__times(e->d)[e->time[i]].words.first - 1;
		k->at = k->at >= (int64_t)i ? (int64_t)i - 1 : k->at;
	} else if (pass_mark(k, i)) {
		return;
	} else if (is_hedge(c) && (!kr__ev_verb(e, i) || k->fresh)) {
		if (k->fresh)
			k->c->seen |= k->outer ? c & SHARED : c;
		k->at--;
	} else if (c & KR_WC(COORD)) {
		pass_coord(k, i);
	} else if (c & KR_WC(REL)) {
		k->c->relative = true;
		k->fresh = false;
		k->at--;
	} else if (c & KR_WC(COMP)) {
		pass_comp(k, i);
	} else if (c & (KR_WC(SUB) | KR_WC(COND) | KR_WC(WHEN) | KR_WC(THAT))) {
		pass_sub(k, i, c);
	} else {
		pass_plain(k, i);
	}
}

/* Classes of the verb whose complement the subject at `first` opens:
 * "menuduh Israel ...", "berharap agar Iran ...". */
static uint64_t matrix_before(const kr_events_at *e, uint32_t first)
{
	uint64_t classes = 0;

	for (unsigned n = 0; first > e->lo && n < 4; n++) {
		first--;
		uint64_t c = kr__ev_class(e, first);
		classes |= c & (KR_WC(COND) | KR_WC(THAT) | KR_WC(COMP));
		if (kr__ev_verb(e, first) ||
		    (c & (KR_WC(ASK) | KR_WC(CLAIM) | KR_WC(HOPED) | KR_WC(SAY) |
		          KR_WC(OPINION))))
			return classes | c;
		if (!(c & (KR_WC(THAT) | KR_WC(COMP) | KR_WC(AUX) |
		           KR_WC(COND) | KR_WC(DET))) &&
		    !is_comma(e, first) && !is_prep(e, first))
			return classes;
	}
	return classes;
}

static uint32_t find_limit(const kr_events_at *e, uint32_t at)
{
	uint64_t stop = KR_WC(SUB) | KR_WC(COND) | KR_WC(THAT) | KR_WC(BREAK) |
	                KR_WC(REL) | KR_WC(WHEN) | KR_WC(COMP);
	uint32_t i = at;

	for (; i < e->hi && i < at + WALK_MAX; i++) {
		char m = mark_of(e, i);
		if (e->mention[i] != KR_NONE || e->time[i] != KR_NONE)
			continue;
		uint64_t c = kr__ev_class(e, i) & stop;
		if ((c & ~KR_WC(WHEN)) || (c && !kr__ev_word(e, i)->prep) ||
		    m == ';' || m == '"' || m == ':')
			return i;
		if (i > at && kr__ev_verb(e, i) &&
		    (is_comma(e, i - 1) ||
		     (kr__ev_class(e, i - 1) & (KR_WC(COORD) | KR_WC(AUX)))))
			return i - 1;
	}
	return i;
}

void kr__ev_clause(const kr_events_at *e, uint32_t verb, uint32_t end,
                   kr_clause *c)
{
	*c = (kr_clause){ .verb = verb, .end = end };
	walk k = { .e = e, .c = c, .at = (int64_t)verb - 1, .fresh = true };

	c->limit = find_limit(e, end);
	for (unsigned n = 0; !k.done && k.at >= (int64_t)e->lo && n < WALK_MAX; n++)
		step(&k);
	if (c->subject.n && c->subject.first < verb) {
		uint64_t m = matrix_before(e, c->subject.first);
		c->matrix |= m;
		c->condition |= (m & KR_WC(COND)) != 0;
	}
}

/* "Presiden" of "Presiden Komisi ...": a title whose name was not found. */
static bool cut_short(const kr_events_at *e, uint32_t i, uint32_t last)
{
	uint32_t m = e->mention[i];

	return m != KR_NONE && last + 1 < e->hi &&
	       kr__mentions(e->d)[m].kind == KR_MENTION_NOMINAL &&
	       e->mention[last + 1] == KR_NONE &&
	       e->w[last + 1].upos == KR_UPOS_PROPN;
}

/* The state or people to whom a place belongs stand for it. */
static bool people_of(const kr_events_at *e, uint32_t place, kr_side *s)
{
	const kr_entity *x = e->ent;
	uint32_t best = place;

	if (place == KR_NONE || x[place].type != KR_ENTITY_PLACE || !x[place].code)
		return false;
	for (uint32_t i = 0; i < kr__ev_few(e->n_ent) && best == place; i++)
		if (x[i].code == x[place].code && kr__ev_state(e, i))
			best = i;
	kr__side_add(e, s, best);
	return true;
}

void kr__ev_object(const kr_events_at *e, uint32_t at, uint32_t limit,
                   unsigned how, kr_side *s)
{
	unsigned plain = 0;

	for (uint32_t i = at; i < limit && i < at + NP_MAX; i++) {
		uint32_t first, last, p = kr__ev_party(e, i, &first, &last);
		if (kr__ev_actor(e, p) && !cut_short(e, i, last)) {
			kr__ev_list_right(e, i, limit, s);
			return;
		}
		if ((how & KR_OBJECT_PLACE) && people_of(e, p, s))
			return;
		if (e->mention[i] != KR_NONE)
			continue;
		if (e->time[i] != KR_NONE || mark_of(e, i) == '(')
			return;
		uint64_t c = kr__ev_class(e, i);
		if (is_hedge(c) || (c & KR_WC(DET)) ||
		    e->w[i].upos == KR_UPOS_ADV || e->w[i].upos == KR_UPOS_NUM)
			continue;
		if (is_prep(e, i) || is_comma(e, i) ||
		    (kr__ev_verb(e, i) && !(how & KR_OBJECT_DEEP)) ||
		    (c & (KR_WC(REL) | KR_WC(COORD))) ||
		    ((how & KR_OBJECT_STRICT) && plain >= 2))
			return;
		plain++;
	}
}

void kr__ev_oblique(const kr_events_at *e, uint32_t at, uint32_t limit,
                    uint32_t preps, kr_side *s)
{
	for (uint32_t i = at; i <= limit && i < e->hi; i++) {
		unsigned p = kr__ev_word(e, i)->prep;
		if (!p || !(preps >> (p - 1) & 1) || e->mention[i] != KR_NONE)
			continue;
		kr__ev_object(e, i + 1, i == limit ? e->hi : limit, KR_OBJECT_PLACE,
		              s);
		if (s->n)
			return;
	}
}
