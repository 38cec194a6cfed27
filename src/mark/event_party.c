// SPDX-License-Identifier: Apache-2.0
/*
 * Parties of an act. The problem: "Putin dan Xi", "AS, Israel, dan Iran",
 * "Presiden Iran, Masoud Pezeshkian" are lists or appositions of parties, and
 * an object holds its party somewhere inside. The idea: from one party go left
 * or right over commas, conjunctions and titles; two names of one code side by
 * side are one party. Limits: lists of at most ten; a party must be a mention,
 * an unnamed group, or the first person of a quote.
 */
#include "mark/event_steps.h"
#include "mark/event_told.h"

#include <string.h>

enum { LIST_MAX = 10, NP_MAX = 12, KIND_MAX = 4 };

bool kr__ev_comma(const kr_events_at *e, uint32_t i)
{
	return e->w[i].span.end - e->w[i].span.start == 1 &&
	       e->d->text.ptr[e->w[i].span.start] == ',';
}

char kr__ev_mark(const kr_events_at *e, uint32_t i)
{
	return e->w[i].upos == KR_UPOS_PUNCT || e->w[i].upos == KR_UPOS_NONE ||
			       e->w[i].span.end - e->w[i].span.start == 1
	               ? e->d->text.ptr[e->w[i].span.start]
	               : 0;
}

bool kr__ev_hedge(uint64_t c)
{
	return c & (KR_WC(AUX) | KR_WC(NEG) | KR_WC(ONGOING) | KR_WC(PLANNED) |
	            KR_WC(PROMISED) | KR_WC(EXPECTED) | KR_WC(HOPED) |
	            KR_WC(HYPOTHETICAL) | KR_WC(DENIED) | KR_WC(CANCELLED) |
	            KR_WC(DONE) | KR_WC(MUTUAL) | KR_WC(REFUSE) |
	            KR_WC(OUGHT) | KR_WC(HELP) | KR_WC(COMEOFF) | KR_WC(POSTPONED));
}

bool kr__ev_prep(const kr_events_at *e, uint32_t i)
{
	return kr__ev_word(e, i)->prep != 0 || e->w[i].upos == KR_UPOS_ADP;
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

/* "mengatakan bahwa dirinya telah ...": whose words they are; not "membela
 * dirinya". */
static uint32_t himself(const kr_events_at *e, uint32_t i, uint32_t *first,
                        uint32_t *last)
{
	uint32_t f = i, q = e->quote[i];

	if ((kr__ev_class(e, i) & KR_WC(POSSESSIVE)) && i > e->lo)
		f = i - 1;
	if (!(kr__ev_kind(e, f) & KR_WK(SELF)) || f <= e->lo || q == KR_NONE)
		return KR_NONE;
	uint64_t c = kr__ev_class(e, f - 1);
	if ((kr__ev_verb(e, f - 1) && !(c & KR_WC(SAY))) ||
	    e->w[f - 1].upos == KR_UPOS_NOUN)
		return KR_NONE;
	*first = f;
	*last = f + 1 < e->hi && (kr__ev_class(e, f + 1) & KR_WC(POSSESSIVE)) ? f + 1 : f;
	return kr__quotes(e->d)[q].speaker;
}

uint32_t kr__ev_party(const kr_events_at *e, uint32_t i, uint32_t *first,
                      uint32_t *last)
{
	uint32_t m = e->mention[i];

	*first = *last = i;
	if (e->group[i] != KR_NONE) {
		const kr_nominal *g = &e->nominal[e->group[i] - e->n_named];
		*first = g->first;
		*last = g->end;
		return e->group[i];
	}
	if (m == KR_NONE) {
		uint32_t x = first_person(e, i);
		return x == KR_NONE ? himself(e, i, first, last) : x;
	}
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

uint32_t kr__ev_state_of(const kr_events_at *e, kr_sym code, uint32_t other)
{
	for (uint32_t i = 0; i < kr__ev_few(e->n_named); i++)
		if (e->ent[i].code == code && kr__ev_state(e, i))
			return i;
	return other;
}

uint32_t kr__ev_seat(const kr_events_at *e, uint32_t place)
{
	const kr_entity *x = e->ent;

	if (place == KR_NONE || !x[place].code || x[place].type != KR_ENTITY_PLACE)
		return KR_NONE;
	return kr__ev_state_of(e, x[place].code, KR_NONE);
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

void kr__side_join(const kr_events_at *e, kr_side *to, const kr_side *from)
{
	for (uint32_t i = 0; i < from->n; i++)
		kr__side_add(e, to, from->entity[i]);
}

static kr_sym code_of(const kr_events_at *e, uint32_t entity)
{
	return e->ent[entity].code;
}

/* Is it a person by name, no office? */
static bool named_person(const kr_events_at *e, uint32_t x)
{
	return e->ent[x].type == KR_ENTITY_PERSON && e->ent[x].name != e->ent[x].role;
}

/* Two names of one party side by side: "Presiden Iran, Masoud Pezeshkian"; two
 * people by name are two. */
static bool apposed(const kr_events_at *e, uint32_t a, uint32_t b)
{
	return a == b || (code_of(e, a) && code_of(e, a) == code_of(e, b) &&
	                  !(named_person(e, a) && named_person(e, b)));
}

/* Of two names of one party the person is the better, by name if he can. */
static uint32_t better(const kr_events_at *e, uint32_t a, uint32_t b)
{
	const kr_entity *x = e->ent;
	bool office = x[a].type == KR_ENTITY_PERSON && x[a].name == x[a].role &&
	              x[b].name != x[b].role;

	return x[b].type == KR_ENTITY_PERSON &&
	                       (x[a].type != KR_ENTITY_PERSON || office)
		? b : a;
}

/* A word of a title or kind before a name: "Presiden", "pasukan". */
static bool is_title(const kr_events_at *e, uint32_t i)
{
	return e->mention[i] == KR_NONE && e->group[i] == KR_NONE &&
	       !kr__ev_word(e, i)->prep &&
	       (e->w[i].upos == KR_UPOS_NOUN || e->w[i].upos == KR_UPOS_PROPN);
}

/* Does a list go on after word `last`: ", C" or "dan C"? */
static bool goes_on(const kr_events_at *e, uint32_t last, uint32_t stop)
{
	for (uint32_t i = last + 1; i < stop && i < last + 3; i++)
		if (kr__ev_comma(e, i) || (kr__ev_class(e, i) & KR_WC(COORD)))
			return true;
	return false;
}

/* "Kazakhstan-Turkmenistan": a hyphen or dash that touches both. */
static bool dash_joins(const kr_events_at *e, uint32_t i)
{
	kr_span s = e->w[i].span;
	const char *t = e->d->text.ptr + s.start;
	bool dash = (s.end - s.start == 1 && *t == '-') ||
	            (s.end - s.start == 3 && memcmp(t, "\xe2\x80\x93", 3) == 0);

	return dash && i > e->lo && i + 1 < e->hi && e->w[i - 1].span.end == s.start &&
	       e->w[i + 1].span.start == s.end;
}

/* "... mengakui X dan kita siap ...": does the pronoun at `i` open a clause? */
static bool opens_clause(const kr_events_at *e, uint32_t i)
{
	return e->mention[i] == KR_NONE && (kr__ev_class(e, i) & KR_WC(FIRST)) &&
	       i + 1 < e->hi && (kr__ev_verb(e, i + 1) || e->w[i + 1].upos == KR_UPOS_ADJ ||
	                         kr__ev_hedge(kr__ev_class(e, i + 1)));
}

/* A number or quantifier right before a name: "tiga warga Thailand". */
static bool a_count(const kr_events_at *e, uint32_t i)
{
	return e->mention[i] == KR_NONE && (e->w[i].upos == KR_UPOS_NUM ||
	                                    e->w[i].upos == KR_UPOS_DET ||
	                                    (kr__ev_kind(e, i) & KR_WK(QUANT)));
}

/* Is what stands at word `i` told of as one: "seorang jurnalis Al Jazeera"? */
static bool told_as_one(const kr_events_at *e, uint32_t i)
{
	for (uint32_t n = 0; n < KIND_MAX; n++, i--) {
		if (kr__ev_kind(e, i) & KR_WK(ONE))
			return true;
		if (i == e->lo || (n > 0 && (e->mention[i] != KR_NONE || kr__ev_prep(e, i) ||
		                             kr__ev_verb(e, i) || kr__ev_comma(e, i))))
			break;
	}
	return false;
}

/* Does nobody act right behind the name that ends at `last`? */
static bool name_closes(const kr_events_at *e, uint32_t last)
{
	return last + 1 >= e->hi || e->w[last + 1].upos == KR_UPOS_PUNCT ||
	       kr__ev_prep(e, last + 1) ||
	       (kr__ev_class(e, last + 1) & (KR_WC(REL) | KR_WC(COORD)));
}

/* "dan istrinya, X": skip the words of kin and the comma behind them. */
static uint32_t past_kin(const kr_events_at *e, uint32_t i, uint32_t stop)
{
	return i + 2 < stop && (kr__ev_class(e, i) & KR_WC(POSSESSIVE)) &&
	                       kr__ev_comma(e, i + 1) && e->mention[i + 2] != KR_NONE
	               ? i + 2 : i;
}

/* One of a list, and its words. */
typedef struct listed {
	uint32_t party, first, last;
} listed;

/* "Duta Besar Inggris di Teheran, X": behind the place of an office or of somebody
 * without a name, if a name follows; else the word behind `x`. */
static uint32_t past_post(const kr_events_at *e, const listed *x, uint32_t stop)
{
	uint32_t i = x->last + 1;
	bool office = e->ent[x->party].type == KR_ENTITY_PERSON || x->party >= e->n_named;

	if (!office || named_person(e, x->party) || i + 3 >= stop ||
	    !(kr__ev_class(e, i) & KR_WC(AT)) || e->mention[i + 1] == KR_NONE)
		return i;
	const kr_range at = kr__mentions(e->d)[e->mention[i + 1]].words;
	uint32_t end = at.first + at.n;
	if (end + 1 >= stop || !kr__ev_comma(e, end) || e->mention[end + 1] == KR_NONE)
		return i;
	uint32_t p = kr__mentions(e->d)[e->mention[end + 1]].entity;
	return named_person(e, p) ? end : i;
}

/* The next one behind `x`; *how: 'l' (list) or 'a' (apposition); false: the list
 * ends. */
static bool next_in_list(const kr_events_at *e, const listed *x, uint32_t stop,
                         listed *next, char *how)
{
	uint32_t i = past_post(e, x, stop), n = 0, from = i;
	bool comma = false, coord = false;

	for (; i < stop && i < from + 3; i++) {
		if (kr__ev_comma(e, i))
			comma = true;
		else if ((kr__ev_class(e, i) & KR_WC(COORD)) || dash_joins(e, i))
			coord = true;
		else
			break;
	}
	for (; coord && i < stop && n < 3 && is_title(e, i); n++)
		i++;
	if (n)
		i = past_kin(e, i, stop);
	if ((coord || comma) && i + 1 < stop && e->group[i] == KR_NONE &&
	    e->mention[i + 1] != KR_NONE && a_count(e, i))
		i++; /* "13 warga Israel, tiga warga Thailand" */
	if (i >= stop)
		return false;
	next->party = kr__ev_party(e, i, &next->first, &next->last);
	if (!kr__ev_actor(e, next->party) || next->first != i ||
	    (coord && opens_clause(e, next->last)))
		return false;
	bool same = !coord && (apposed(e, x->party, next->party) ||
	                       (comma && named_person(e, next->party) &&
	                        !named_person(e, x->party) &&
	                        (from > x->last + 1 || told_as_one(e, x->first)) &&
	                        name_closes(e, next->last)));
	*how = same ? 'a' : 'l';
	return coord || same || (comma && goes_on(e, next->last, stop));
}

void kr__ev_list_right(const kr_events_at *e, uint32_t i, uint32_t stop,
                       kr_side *s)
{
	listed x, next;
	char how = 'l';

	x.party = kr__ev_party(e, i, &x.first, &x.last);
	if (!kr__ev_actor(e, x.party))
		return;
	if (s->n == 0)
		s->first = x.first;
	for (uint32_t n = 0; n < LIST_MAX; n++) {
		bool more = next_in_list(e, &x, stop, &next, &how);
		if (more && how == 'a') {
			x.party = better(e, x.party, next.party);
			x.last = next.last;
			continue;
		}
		kr__side_add(e, s, x.party);
		s->last = x.last;
		if (!more)
			return;
		x = next;
	}
}

static bool is_det(const kr_events_at *e, uint32_t i)
{
	return kr__ev_class(e, i) & KR_WC(DET);
}

/* "dan", "bersama" between two who act. */
static bool joins_parties(const kr_events_at *e, uint32_t i)
{
	return (kr__ev_class(e, i) & KR_WC(COORD)) ||
	       ((kr__ev_kind(e, i) & KR_WK(ALONG)) && i > e->lo &&
	        e->mention[i - 1] != KR_NONE);
}

/* "A, B dan C" without a comma before the last: if A opens the sentence, and both
 * are people. */
static bool opens_list(const kr_events_at *e, uint32_t a, uint32_t first, uint32_t b)
{
	return named_person(e, a) && named_person(e, b) &&
	       (first == e->lo || kr__ev_mark(e, first - 1) == '"' ||
	        (kr__ev_class(e, first - 1) & KR_WC(THAT)));
}

/* The party at word i; of "Malaysia selaku ketua ASEAN" Malaysia. */
static uint32_t in_office(const kr_events_at *e, uint32_t i, uint32_t *first, uint32_t *last)
{
	uint32_t party = kr__ev_party(e, i, first, last);

	return *first > e->lo + 1 && (kr__ev_kind(e, *first - 1) & KR_WK(AS)) &&
	                       e->mention[*first - 2] != KR_NONE
	               ? kr__ev_party(e, *first - 2, first, last) : party;
}

static bool lower_at(const kr_events_at *e, uint32_t i)
{
	char c = e->d->text.ptr[e->w[i].span.start];

	return c >= 'a' && c <= 'z';
}

/* "X, sekutu dekat Y, menyerang": the words before Y say what X is to him; the last
 * word of X, or `i` itself. */
static uint32_t described_by(const kr_events_at *e, uint32_t i)
{
	uint32_t first, last, f, l, p = kr__ev_party(e, i, &first, &last), k = first, n = 0;

	while (k > e->lo + 1 && n++ < KIND_MAX && lower_at(e, k - 1) &&
	       e->mention[k - 1] == KR_NONE && !kr__ev_prep(e, k - 1) &&
	       (e->w[k - 1].upos == KR_UPOS_NOUN || e->w[k - 1].upos == KR_UPOS_ADJ))
		k--;
	if (k < e->lo + 2 || !kr__ev_actor(e, p) || !lower_at(e, k))
		return i;
	uint32_t end = k - 2;
	if (!kr__ev_comma(e, k - 1) || last + 1 >= e->hi || !kr__ev_comma(e, last + 1))
		return i;
	uint32_t q = kr__ev_party(e, end, &f, &l);
	bool opens = f == e->lo || e->w[f - 1].upos == KR_UPOS_PUNCT ||
	             (kr__ev_class(e, f - 1) & (KR_WC(THAT) | KR_WC(SUB)));
	return opens && l == end && kr__ev_actor(e, q) && e->mention[end] != KR_NONE &&
	                       code_of(e, q) && code_of(e, q) != code_of(e, p)
	               ? end : i;
}

/* The parties listed up to the one that ends before word `end`. */
void kr__ev_list_left(const kr_events_at *e, uint32_t i, kr_side *s)
{
	i = described_by(e, i);
	uint32_t first, last, n = 0;
	uint32_t party = in_office(e, i, &first, &last);
	bool closed = false;

	s->last = last;
	while (n++ < LIST_MAX && first > e->lo) {
		uint32_t k = first - 1, f2, l2;
		for (uint32_t t = 0; t < 4 && k > e->lo && is_title(e, k); t++)
			k--;
		if (!joins_parties(e, k))
			k = first - 1;
		bool coord = joins_parties(e, k);
		bool comma = coord && k > e->lo && kr__ev_comma(e, k - 1);
		if (comma)
			k--;
		closed |= coord && !comma; /* "A dan B" has no item before A */
		if ((!coord && !kr__ev_comma(e, k) && e->mention[k] == KR_NONE) ||
		    k == e->lo)
			break;
		if (coord || kr__ev_comma(e, k))
			k--;
		if (is_det(e, k) && k > e->lo)
			k--;
		uint32_t p = kr__ev_party(e, k, &f2, &l2);
		if (coord && !kr__ev_actor(e, p))
			p = kr__ev_seat(e, p);
		if (!kr__ev_actor(e, p))
			break;
		if (!coord && !apposed(e, p, party) && (s->n == 0 || closed) &&
		    kr__ev_comma(e, first - 1) && !(s->n && opens_list(e, p, f2, party)))
			break; /* "Di Moskow, Putin": no list */
		if (!coord && named_person(e, party) && p >= e->n_named)
			break; /* "tiga hakim, A, B, dan C": these are they */
		if (!coord && e->mention[first - 1] != KR_NONE &&
		    !apposed(e, p, party))
			break;
		if (!coord && f2 == e->lo + 1 && kr__ev_prep(e, e->lo) &&
		    i + 1 < e->hi && !kr__ev_comma(e, i + 1))
			break; /* "Kepada mahasiswa, Budi berjanji": no apposition */
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

/* "Presiden" of "Presiden Komisi ...": a title whose name was not found. */
static bool cut_short(const kr_events_at *e, uint32_t i, uint32_t last)
{
	uint32_t m = e->mention[i];

	return m != KR_NONE && last + 1 < e->hi &&
	       kr__mentions(e->d)[m].kind == KR_MENTION_NOMINAL &&
	       e->ent[kr__mentions(e->d)[m].entity].type != KR_ENTITY_GROUP &&
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

/* "kantor dan rumah X": X owns both. */
static bool joins_nouns(const kr_events_at *e, uint32_t i)
{
	return i > e->lo && i + 1 < e->hi && e->mention[i - 1] == KR_NONE &&
	       e->mention[i + 1] == KR_NONE &&
	       e->w[i - 1].upos == KR_UPOS_NOUN &&
	       e->w[i + 1].upos == KR_UPOS_NOUN;
}

/* "tiga negara ASEAN, yaitu A, B, dan C": the list tells who they are. */
static bool spelt_out(const kr_events_at *e, uint32_t at, kr_side *s)
{
	if (at >= e->hi || (e->w[at].upos != KR_UPOS_NUM &&
	                    !(kr__ev_kind(e, at) & KR_WK(QUANT))))
		return false;
	for (uint32_t i = at + 1; i + 1 < e->hi && i < at + NP_MAX; i++) {
		if (kr__ev_verb(e, i))
			return false;
		if ((kr__ev_class(e, i) & KR_WC(SIDE)) && kr__ev_comma(e, i - 1)) {
			kr__ev_list_right(e, i + 1, e->hi, s);
			return s->n > 1;
		}
	}
	return false;
}

/* "oleh partainya, Golkar": the name behind the comma is whose. */
static bool named_behind(const kr_events_at *e, uint32_t i)
{
	return kr__ev_comma(e, i) && i > e->lo && i + 1 < e->hi &&
	       (kr__ev_class(e, i - 1) & KR_WC(POSSESSIVE)) &&
	       e->mention[i + 1] != KR_NONE;
}

/* "sekutu kami, Filipina": the party named behind the comma; KR_NONE. */
static uint32_t named_after(const kr_events_at *e, uint32_t group, uint32_t last)
{
	uint32_t i = last + 1, first, end;

	if (!e->ent[group].members.n && (group < e->n_named || e->ent[group].code))
		return KR_NONE;
	if (i < e->hi && e->ent[group].members.n && !kr__ev_comma(e, i))
		i++; /* "kedua negara bertikai, A dan B" */
	if (i < e->hi && (kr__ev_class(e, i) & (KR_WC(FIRST) | KR_WC(POSSESSIVE) | KR_WC(DET))))
		i++;
	if (i + 1 >= e->hi || !kr__ev_comma(e, i) || e->mention[i + 1] == KR_NONE)
		return KR_NONE;
	uint32_t p = kr__ev_party(e, i + 1, &first, &end);
	return first == i + 1 && kr__ev_actor(e, p) && e->ent[p].code ? i + 1 : KR_NONE;
}

/* "memecat kepala badan itu, X, pada ...": the name behind the comma is who. */
static bool who_behind(const kr_events_at *e, uint32_t i, unsigned plain)
{
	uint32_t first, last;

	if (!plain || !kr__ev_comma(e, i) || i + 1 >= e->hi || e->mention[i + 1] == KR_NONE)
		return false;
	uint32_t p = kr__ev_party(e, i + 1, &first, &last);
	return kr__ev_actor(e, p) && named_person(e, p) && first == i + 1 &&
	       name_closes(e, last) &&
	       !(last + 1 < e->hi && (kr__ev_class(e, last + 1) & KR_WC(COORD)));
}

/* "lebih dari 1.100 demonstran": how many, no phrase of its own. */
static bool more_than(const kr_events_at *e, uint32_t i)
{
	return i > e->lo && i + 1 < e->hi && (kr__ev_class(e, i) & KR_WC(FROM)) &&
	       (e->w[i + 1].upos == KR_UPOS_NUM ||
	        (kr__ev_word(e, i + 1)->kinds & KR_WK(QUANT))) &&
	       e->w[i - 1].upos != KR_UPOS_NOUN && e->mention[i - 1] == KR_NONE &&
	       !kr__ev_verb(e, i - 1);
}

/* "bos PT X Nama": the body only says whose boss is meant. */
static bool only_employer(const kr_events_at *e, uint32_t i, uint32_t last)
{
	uint32_t m = e->mention[i], next = last + 1 < e->hi ? e->mention[last + 1] : KR_NONE;

	if (m == KR_NONE || next == KR_NONE || i <= e->lo || !is_title(e, i - 1))
		return false;
	return e->ent[kr__mentions(e->d)[m].entity].type == KR_ENTITY_ORG &&
	       !kr__ev_state(e, kr__mentions(e->d)[m].entity) &&
	       e->ent[kr__mentions(e->d)[next].entity].type == KR_ENTITY_PERSON;
}

void kr__ev_object(const kr_events_at *e, uint32_t at, uint32_t limit,
                   unsigned how, kr_side *s)
{
	unsigned plain = 0;

	if (s->n == 0 && spelt_out(e, at, s))
		return;

	for (uint32_t i = at; i < limit && i < at + NP_MAX; i++) {
		uint32_t first, last, p = kr__ev_party(e, i, &first, &last);
		if (kr__ev_actor(e, p) && only_employer(e, i, last)) {
			i = last;
			continue;
		}
		if (kr__ev_actor(e, p) && !cut_short(e, i, last)) {
			uint32_t named = named_after(e, p, last);
			kr__ev_list_right(e, named == KR_NONE ? i : named, limit, s);
			return;
		}
		if ((how & KR_OBJECT_PLACE) && people_of(e, p, s)) {
			s->first = s->last = i;
			return;
		}
		if (e->mention[i] != KR_NONE)
			continue;
		if (e->time[i] != KR_NONE || kr__ev_mark(e, i) == '(' ||
		    (i == at && kr__ev_third(e, i)))
			return;
		uint64_t c = kr__ev_class(e, i);
		if (kr__ev_hedge(c) || (c & KR_WC(DET)) ||
		    e->w[i].upos == KR_UPOS_ADV || e->w[i].upos == KR_UPOS_NUM)
			continue;
		if (named_behind(e, i) || more_than(e, i) || who_behind(e, i, plain))
			continue;
		if (kr__ev_prep(e, i) || kr__ev_comma(e, i) ||
		    (kr__ev_verb(e, i) && !(how & KR_OBJECT_DEEP)) ||
		    (c & KR_WC(REL)) || ((c & KR_WC(COORD)) && !joins_nouns(e, i)) ||
		    ((how & KR_OBJECT_STRICT) && plain >= 2))
			return;
		plain++;
	}
}

void kr__ev_oblique(const kr_events_at *e, uint32_t at, uint32_t limit,
                    uint64_t preps, kr_side *s)
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
