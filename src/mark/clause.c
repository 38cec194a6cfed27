// SPDX-License-Identifier: Apache-2.0
/*
 * Clauses. The problem: who is the subject of a predicate in long news
 * sentences. The idea: Indonesian is strict: subject, hedges, verb, object,
 * prepositional phrases. So walk left from the trigger over hedges, times,
 * prepositional phrases and parentheses to the nearest party, through
 * coordination, relative and complement clauses to the verb that shares its
 * subject. Words are known by class from the pack and by their tag. Limits:
 * every walk is bounded; a clause with its subject in an earlier sentence has
 * none.
 */
#include "mark/clause_end.h"

enum { WALK_MAX = 60, NP_MAX = 12, PLAIN_MAX = 4, DENIAL = 8 };

static const uint64_t FUTURE = KR_WC(PLANNED) | KR_WC(PROMISED) |
                               KR_WC(EXPECTED) | KR_WC(HOPED);

/* Hedges that a clause shares with the one joined to it. */
static const uint64_t SHARED = KR_WC(PLANNED) | KR_WC(EXPECTED) |
                               KR_WC(PROMISED);

/* "meski begitu": the second word is no condition. */
static uint64_t class_at(const kr_events_at *e, uint32_t i)
{
	uint64_t c = kr__ev_class(e, i);

	if ((c & KR_WC(COND)) && i > e->lo && (kr__ev_class(e, i - 1) & KR_WC(SUB)))
		c &= ~KR_WC(COND);
	return c;
}

/* The verb before `i` in the sentence, or KR_NONE. */
static uint32_t verb_before(const kr_events_at *e, uint32_t i)
{
	for (uint32_t n = 0; i-- > e->lo && n < WALK_MAX; n++)
		if (kr__ev_verb(e, i))
			return i;
	return KR_NONE;
}

/* The word that opens a parenthesis closed at `i`. */
static uint32_t paren_start(const kr_events_at *e, uint32_t i)
{
	for (uint32_t n = 0; i-- > e->lo && n < WALK_MAX; n++)
		if (kr__ev_mark(e, i) == '(')
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
	bool comma;      /* passed a comma: what stands before it is complete */
	bool done;
} walk;

/* A preposition opens the phrase that holds words [.., at], or a relative
 * whose doer it is ("Hamas yang didukung Iran ..."); find it. */
static bool phrase_start(const walk *k, uint32_t first, uint32_t *start)
{
	const kr_events_at *e = k->e;
	uint32_t i = first;

	for (unsigned n = 0; i > e->lo && n < NP_MAX; n++) {
		i--;
		if (n == 0 && e->w[i].voice == KR_VOICE_PASS && i > e->lo &&
		    (kr__ev_class(e, i - 1) & KR_WC(REL))) {
			*start = i - 1;
			return true;
		}
		if (kr__ev_verb(e, i) || kr__ev_comma(e, i) || e->time[i] != KR_NONE ||
		    (kr__ev_class(e, i) & /* "dalam pertemuan itu X ...": closed */
		     (KR_WC(DET) | KR_WC(REL) | KR_WC(SUB) | KR_WC(COMP) | KR_WC(WHEN) |
		      KR_WC(COND) | KR_WC(THAT) | KR_WC(COORD) | KR_WC(START) |
		      KR_WC(SAY))) ||
		    e->mention[i] != KR_NONE || kr__ev_hedge(kr__ev_class(e, i)))
			return false;
		if (kr__ev_prep(e, i)) {
			*start = i;
			return true;
		}
	}
	return false;
}

/* "di Canberra, Australia, ...": the state only says where. */
static bool says_where(const kr_events_at *e, uint32_t i, uint32_t *start)
{
	uint32_t first, last, party = kr__ev_party(e, i, &first, &last), f, l;

	if (!kr__ev_actor(e, party) || !kr__ev_state(e, party) || first < e->lo + 3 ||
	    !kr__ev_comma(e, first - 1) || e->mention[first - 2] == KR_NONE)
		return false;
	uint32_t place = kr__ev_party(e, first - 2, &f, &l);
	if (e->ent[place].type != KR_ENTITY_PLACE || f <= e->lo ||
	    e->ent[place].country != e->ent[party].country ||
	    !kr__ev_prep(e, f - 1))
		return false;
	*start = f - 1;
	return true;
}

/* "akan kami kirim", "sedang kita bahas": hedges before the pronoun of a
 * passive. */
static void pronoun_hedges(walk *k, uint32_t first)
{
	const kr_events_at *e = k->e;

	if (!k->fresh || first + 1 != k->c->verb || !(kr__ev_class(e, first) & KR_WC(FIRST)))
		return;
	for (uint32_t i = first, n = 0; i-- > e->lo && n < 3; n++) {
		uint64_t c = kr__ev_class(e, i);
		if (!kr__ev_hedge(c) || e->mention[i] != KR_NONE)
			return;
		k->c->seen |= c & (FUTURE | KR_WC(ONGOING) | KR_WC(NEG) | KR_WC(DENIED));
	}
}

/* "drone dari Ukraina menyerang ...": what comes from somebody acts for him. */
static bool limb(const kr_events_at *e, uint32_t prep)
{
	return (kr__ev_class(e, prep) & KR_WC(FROM)) && prep > e->lo &&
	       e->mention[prep - 1] == KR_NONE &&
	       (kr__ev_kind(e, prep - 1) & KR_WK(LIMB));
}

/* "yang (telah) membawa ...": an active verb with nothing of its own to govern
 * opens a relative clause; *start: its "yang". */
static bool opens_relative(const kr_events_at *e, uint32_t v, uint32_t *start)
{
	const uint64_t governs = KR_WC(ASK) | KR_WC(SAY) | KR_WC(CLAIM) |
	                         KR_WC(HOPED) | KR_WC(OPINION) | KR_WC(HELP);
	uint32_t i = v;

	if (!kr__ev_verb(e, v) || e->w[v].voice != KR_VOICE_ACT ||
	    (kr__ev_class(e, v) & governs) || v < e->lo + 2)
		return false;
	for (i--; i > e->lo && v - i < NP_MAX && kr__ev_hedge(kr__ev_class(e, i)); i--)
		;
	*start = i;
	return (kr__ev_class(e, i) & KR_WC(REL)) && i > e->lo &&
	       e->mention[i - 1] != KR_NONE;
}

/* "Ukraina yang menghadapi serangan Rusia telah ...": the object of a relative
 * clause; the subject stands before it. */
static bool told_within(const walk *k, uint32_t first, uint32_t *start)
{
	const kr_events_at *e = k->e;
	uint32_t i = first;

	while (i > e->lo && first - i < 3 && e->mention[i - 1] == KR_NONE &&
	       (e->w[i - 1].upos == KR_UPOS_NOUN || e->w[i - 1].upos == KR_UPOS_NUM))
		i--;
	return i < first && i > e->lo && opens_relative(e, i - 1, start);
}

/* "kecewa atas keputusan X menghentikan ...": X does it, though a phrase opens
 * before him. */
static bool decides(const walk *k, uint32_t first)
{
	const kr_events_at *e = k->e;
	return k->fresh && first > e->lo + 1 && k->c->subject.last + 1 == k->c->verb &&
	       kr__frame_named(e->f, e->w[first - 1].lower, KR_FS_DEED) &&
	       e->w[k->c->verb].voice == KR_VOICE_ACT;
}

static void pass_verb(walk *k, uint32_t v);

static void take_subject(walk *k, uint32_t i)
{
	const kr_events_at *e = k->e;
	uint32_t start;

	if (says_where(e, i, &start)) {
		k->at = (int64_t)start - 1;
		k->plain = 0;
		return;
	}
	k->c->subject.n = 0;
	kr__ev_list_left(e, i, &k->c->subject);
	uint32_t first = k->c->subject.first;
	if (!k->c->relative && !decides(k, first) &&
	    ((phrase_start(k, first, &start) && !limb(e, start) &&
	      (k->c->subject.n != 1 ||
	       !kr__ev_speaks_through(e, start, k->c->subject.entity[0]))) ||
	     told_within(k, first, &start))) {
		k->c->subject.n = 0;
		k->at = (int64_t)start - 1;
		k->plain = 0;
		k->fresh = false;
		return;
	}
	if (kr__ev_object_before(e, &k->c->subject, &start)) {
		k->c->subject.n = 0;
		pass_verb(k, start);
		return;
	}
	pronoun_hedges(k, first);
	k->done = true;
}

/* Another verb before the trigger: they share the subject. */
static void pass_verb(walk *k, uint32_t v)
{
	uint64_t c = kr__ev_class(k->e, v);

	if (!k->through)
		k->c->matrix = c;
	k->c->seen |= c & (FUTURE | KR_WC(REFUSE) | KR_WC(CANCELLED) |
	                   KR_WC(POSTPONED) | KR_WC(REVOKE) | KR_WC(WEIGHED) |
	                   (c & KR_WC(WEIGHED) ? KR_WC(HYPOTHETICAL) : 0));
	if (!k->through)
		k->c->seen |= c & KR_WC(HELP);
	k->through = true;
	k->fresh = true; /* hedges before it hold for both */
	k->plain = 0;
	k->at = (int64_t)v - 1;
}

/* "melalui Deputi Koordinasi dan Supervisi ...": parts of one name. */
static bool joins_names(const kr_events_at *e, uint32_t i)
{
	if (i <= e->lo || i + 1 >= e->hi || e->mention[i - 1] != KR_NONE ||
	    e->mention[i + 1] != KR_NONE)
		return false;
	char c = e->d->text.ptr[e->w[i + 1].span.start];
	return c >= 'A' && c <= 'Z' && !kr__ev_verb(e, i - 1) &&
	       (e->w[i - 1].upos == KR_UPOS_PROPN ||
	        e->w[i - 1].upos == KR_UPOS_NOUN);
}

/* "menyesalkan keputusan X menaikkan tarif dan meminta X ...": who asks or
 * accuses is who said the words before, not who did what they are about. */
static uint32_t speaks_before(const kr_events_at *e, uint32_t verb, uint32_t v)
{
	const uint64_t asks = KR_WC(ASK) | KR_WC(CLAIM) | KR_WC(SAY);

	if (!(kr__ev_class(e, verb) & asks) || kr__ev_words_verb(e, v))
		return v;
	for (uint32_t i = verb; i-- > v;)
		if (kr__ev_class(e, i) & (KR_WC(REL) | KR_WC(OUGHT) | KR_WC(SUB)))
			return v;
	for (uint32_t i = v, n = 0; i-- > e->lo && n < WALK_MAX; n++) {
		if (kr__ev_class(e, i) & (KR_WC(BREAK) | KR_WC(WHEN) | KR_WC(REL) |
		                          KR_WC(OUGHT) | KR_WC(SUB)))
			return v;
		if (kr__ev_verb(e, i) && kr__ev_words_verb(e, i))
			return kr__ev_class(e, i) & KR_WC(ASK) ? v : i;
	}
	return v;
}

/* "mengirim surat yang berisi ..., sekaligus memerintahkan ...": behind a comma
 * the coordinator at `i` goes on from the main verb, not from that of a "yang". */
static uint32_t over_relative(const kr_events_at *e, uint32_t i, uint32_t v)
{
	if (i <= e->lo || !kr__ev_comma(e, i - 1))
		return v;
	for (uint32_t r = v, n = 0; r-- > e->lo && n < 8; n++) {
		if (kr__ev_comma(e, r))
			return v;
		if (!(kr__ev_class(e, r) & KR_WC(REL)))
			continue;
		uint32_t main = verb_before(e, r);
		return main == KR_NONE ? v : main;
	}
	return v;
}

/* "dan", "lalu" right before the hedges: the verb before shares the subject. */
static void pass_coord(walk *k, uint32_t i)
{
	uint32_t v = k->fresh ? verb_before(k->e, i) : KR_NONE;

	if (v != KR_NONE)
		v = speaks_before(k->e, k->c->verb, over_relative(k->e, i, v));
	if (v == KR_NONE) {
		k->done = k->fresh || !joins_names(k->e, i);
		k->at = (int64_t)i - 1;
		return;
	}
	k->through = true;
	k->outer = true;
	k->plain = 0;
	k->at = (int64_t)v - 1;
}

/* "dengan menembak ...": whoever does the main act; before it, who follows. */
static void pass_manner(walk *k, uint32_t i)
{
	uint32_t v = verb_before(k->e, i);

	k->fresh = false;
	k->plain = 0;
	if (v != KR_NONE) {
		k->through = true;
		k->at = (int64_t)v - 1;
		return;
	}
	k->done = true;
	kr__ev_main_subject(k->e, k->c->end, &k->c->subject);
}

/* "untuk ...": of a promise it is the act, else a purpose. */
static void pass_comp(walk *k, uint32_t i)
{
	const kr_events_at *e = k->e;
	uint64_t keep = KR_WC(PROMISED) | KR_WC(PLANNED) | KR_WC(HOPED) |
	                KR_WC(EXPECTED) | KR_WC(ASK) | KR_WC(WEIGHED) |
	                KR_WC(DONE);
	uint32_t v = i > e->lo ? i - 1 : e->lo;

	while (v > e->lo && i - v < 4 && !(kr__ev_class(e, v) & keep) &&
	       !kr__ev_verb(e, v))
		v--;
	uint64_t c = kr__ev_class(e, v);
	if (!(c & keep)) {
		v = verb_before(e, i);
		k->c->purpose = v == KR_NONE ||
		                !(kr__ev_class(e, v) & KR_WC(USE));
		k->c->sent = v != KR_NONE && (kr__ev_kind(e, v) & KR_WK(SEND));
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
		uint32_t first, last, start;
		if (!kr__ev_comma(e, r) || says_where(e, r + 1, &start))
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

/* "disampaikan (oleh) X saat ...": X, who does the main act. */
static bool agent_between(walk *k, uint32_t v, uint32_t i)
{
	const kr_events_at *e = k->e;
	uint32_t first, last;

	if (e->w[v].voice == KR_VOICE_PASS && v + 1 < i &&
	    kr__ev_actor(e, kr__ev_party(e, v + 1, &first, &last))) {
		kr__ev_object(e, v + 1, i, 0, &k->c->subject);
		k->done = k->c->subject.n > 0;
		return k->done;
	}
	for (uint32_t b = v + 1; b < i && b < v + NP_MAX; b++) {
		if (!(kr__ev_class(e, b) & KR_WC(BY)))
			continue;
		kr__ev_object(e, b + 1, i, 0, &k->c->subject);
		k->done = k->c->subject.n > 0;
		return k->done;
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

/* "... dikecam karena menghalangi bantuan": the verb right behind the word has
 * the subject of the verb before it. */
static bool same_subject(const walk *k, uint32_t i)
{
	return k->fresh && !k->through && (kr__ev_kind(k->e, i) & KR_WK(SAME)) &&
	       k->e->w[k->c->verb].voice == KR_VOICE_ACT;
}

/* "... setelah kebakaran di Paris melukai ...": nobody's noun is the subject,
 * unless the subject of the main clause stands before the word. */
static bool nobodys(const walk *k, uint32_t i, uint64_t c)
{
	const kr_events_at *e = k->e;
	uint32_t first, last;

	if (!k->plain || k->comma || k->through || i <= e->lo ||
	    !(c & KR_WC(WHEN)) || e->w[i + 1].upos != KR_UPOS_NOUN ||
	    (kr__ev_kind(e, i + 1) & KR_WK(PEOPLE)))
		return false;
	return !kr__ev_actor(e, kr__ev_party(e, i - 1, &first, &last)) &&
	       !(kr__ev_class(e, i - 1) & KR_WC(COORD)) && !kr__ev_comma(e, i - 1);
}

/* A subordinator: the clause has no subject of its own left of the verb. */
static void pass_sub(walk *k, uint32_t i, uint64_t c)
{
	const kr_events_at *e = k->e;
	uint32_t first, last;

	if (c & KR_WC(COND))
		k->c->condition = true;
	if (nobodys(k, i, c)) {
		k->done = true;
		return;
	}
	uint32_t v = verb_before(e, i);
	if ((c & KR_WC(WHEN)) && said_by_after(k, i))
		return;
	if (v != KR_NONE && (c & KR_WC(WHEN)) && agent_between(k, v, i))
		return;
	if (v != KR_NONE && same_subject(k, i)) {
		k->through = true;
		k->fresh = false;
		k->plain = 0;
		k->at = (int64_t)v - 1;
		return;
	}
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
	if (v == KR_NONE && (c & KR_WC(WHEN)) && k->plain && i > e->lo &&
	    kr__ev_actor(e, kr__ev_party(e, i - 1, &first, &last))) {
		k->at = (int64_t)i - 1; /* "X saat pertemuan di Y mengecam ..." */
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
		if (!kr__ev_comma(e, b))
			continue;
		uint64_t c = kr__ev_class(e, b + 1);
		uint32_t f, l, who = kr__ev_party(e, i - 1, &f, &l);
		if (c & (KR_WC(REL) | KR_WC(WHEN) | KR_WC(SIDE)) ||
		    (kr__ev_prep(e, b + 1) && !kr__ev_speaks_through(e, b + 1, who))) {
			k->at = b == e->lo ? -1 : (int64_t)b - 1;
			k->fresh = false;
			return;
		}
		break;
	}
	k->at = (int64_t)i - 1;
	k->comma = true;
}

/* "dalam menyerang", "atas menyerang": the act is only named. */
static bool is_gerund(const kr_events_at *e, uint32_t i)
{
	return (kr__ev_class(e, i) & KR_WC(INTO)) && kr__ev_verb(e, i + 1);
}

/* "massa aksi turun ...": the noun is part of who acts. */
static bool ends_crowd(const kr_events_at *e, uint32_t i)
{
	uint32_t m = i > e->lo ? e->mention[i - 1] : KR_NONE;

	return m != KR_NONE && e->mention[i] == KR_NONE &&
	       e->ent[kr__mentions(e->d)[m].entity].type == KR_ENTITY_GROUP;
}

/* "secara rutin menjalin ...": how it is done, whatever the tag. */
static bool is_manner(const walk *k, uint32_t i)
{
	return i > k->e->lo && k->e->w[i - 1].upos == KR_UPOS_ADP &&
	       (kr__ev_class(k->e, i - 1) & KR_WC(AUX)) && !kr__ev_verb(k->e, i);
}

static void pass_plain(walk *k, uint32_t i)
{
	if (is_manner(k, i)) {
		k->at = (int64_t)i - 2;
		return;
	}
	if (kr__ev_verb(k->e, i)) {
		uint32_t rel;
		if (k->plain > 0 && !k->comma && opens_relative(k->e, i, &rel)) {
			k->at = (int64_t)rel - 1;
			k->plain = 0;
			k->c->purpose = false;
			return;
		}
		if (k->plain > (k->comma ? PLAIN_MAX : 1)) {
			k->done = true;
			return;
		}
		pass_verb(k, i);
		return;
	}
	if (i + 1 == k->c->verb && kr__ev_verb(k->e, k->c->verb) &&
	    !ends_crowd(k->e, i) &&
	    k->e->w[i + 1].voice != KR_VOICE_PASS &&
	    (is_gerund(k->e, i) || k->e->w[i].upos == KR_UPOS_NOUN))
		k->c->purpose = true;
	if (kr__ev_prep(k->e, i))
		k->plain = 0;
	else if (k->e->w[i].upos != KR_UPOS_ADV)
		k->plain++;
	k->fresh = k->fresh && k->e->w[i].upos == KR_UPOS_ADV;
	k->at = (int64_t)i - 1;
	if (k->plain > PLAIN_MAX)
		k->done = true;
}

/* "(Dewan Keamanan) menyerukan ...": added by the writer in a quote. */
static bool opens(const kr_events_at *e, uint32_t i)
{
	uint32_t p = paren_start(e, i);

	return p == e->lo || (p == e->lo + 1 && kr__ev_mark(e, e->lo) == '"');
}

/* True if a mark ended the walk or was stepped over. */
static bool pass_mark(walk *k, uint32_t i)
{
	switch (kr__ev_mark(k->e, i)) {
	case ')':
		k->at = opens(k->e, i) ? (int64_t)i - 1
		                       : (int64_t)paren_start(k->e, i) - 1;
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

	if (first > e->lo && kr__ev_prep(e, first - 1))
		return false;
	uint32_t state = kr__ev_seat(e, place), f, l;
	if (state == KR_NONE)
		return false;
	kr__side_add(e, &k->c->subject, state);
	k->c->subject.first = k->c->subject.last = first;
	if (first < e->lo + 2 || !(kr__ev_class(e, first - 1) & KR_WC(COORD)))
		return true;
	uint32_t other = kr__ev_party(e, first - 2, &f, &l);
	if (!kr__ev_actor(e, other))
		other = kr__ev_seat(e, other);
	if (other != KR_NONE && !(f > e->lo && kr__ev_prep(e, f - 1))) {
		kr__side_add(e, &k->c->subject, other);
		k->c->subject.first = f;
	}
	return true;
}

/* "mereka" of whom the text names nobody: the subject is unknown. */
static bool stray(const walk *k, uint32_t i, uint64_t c)
{
	return k->plain == 0 && k->e->w[i].upos == KR_UPOS_PRON &&
	       k->e->quote[i] == KR_NONE &&
	       !(c & (KR_WC(FIRST) | KR_WC(SECOND) | KR_WC(POSSESSIVE) |
	              KR_WC(REL) | KR_WC(DET) | KR_WC(MUTUAL)));
}

/* "mengirim surat kepada X, yang isinya mendesak ...": who sends it. */
static bool by_letter(walk *k, uint32_t i)
{
	const kr_events_at *e = k->e;

	if (i < e->lo + 2 || !(kr__ev_class(e, i - 2) & KR_WC(REL)) ||
	    !kr__frame_named(e->f, e->w[i - 1].lower, KR_FS_CONTENTS))
		return false;
	uint32_t v = verb_before(e, i - 2);
	if (v == KR_NONE)
		return false;
	k->fresh = false;
	k->plain = 0;
	k->at = (int64_t)v - 1;
	return true;
}

static void step(walk *k)
{
	const kr_events_at *e = k->e;
	uint32_t i = (uint32_t)k->at, first, last;
	uint32_t party = kr__ev_party(e, i, &first, &last);
	uint64_t c = class_at(e, i);

	if (kr__ev_actor(e, party)) {
		take_subject(k, i);
	} else if (e->mention[i] != KR_NONE && k->fresh &&
	           (!k->through || (k->c->matrix & KR_WC(HELP))) &&
	           seat(k, first, party)) {
		k->done = true;
	} else if (e->mention[i] != KR_NONE) {
		k->at = (int64_t)first - 1;
	} else if (e->time[i] != KR_NONE) {
		k->at = (int64_t)kr__times(e->d)[e->time[i]].words.first - 1;
		k->at = k->at >= (int64_t)i ? (int64_t)i - 1 : k->at;
	} else if (pass_mark(k, i)) {
		return;
	} else if (kr__ev_hedge(c) && (!kr__ev_verb(e, i) || k->fresh)) {
		if (kr__ev_class(e, i + 1) & KR_WC(NOTVERB))
			c &= ~KR_WC(NEG); /* "tidak hanya menyerang" */
		if (k->fresh)
			k->c->seen |= k->outer ? c & SHARED : c;
		k->at--;
	} else if ((c & KR_WC(POSSESSIVE)) && by_letter(k, i)) {
		return;
	} else if ((c & KR_WC(POSSESSIVE)) && i > e->lo &&
	           e->w[i - 1].upos == KR_UPOS_NOUN) {
		/* "keberhasilannya bernegosiasi": his own doing; "tindakannya
		 * didukung": the deed is the subject */
		k->done = k->fresh && e->w[k->c->verb].voice == KR_VOICE_PASS;
		k->at -= 2;
		k->fresh = false;
	} else if ((c & KR_WC(MANNER)) && kr__ev_verb(e, i + 1)) {
		pass_manner(k, i);
	} else if (stray(k, i, c)) {
		k->done = true;
	} else if (c & KR_WC(COORD)) {
		pass_coord(k, i);
	} else if ((c & KR_WC(REL)) && i > e->lo &&
	           (kr__ev_class(e, i - 1) & KR_WC(SAY))) {
		k->done = true; /* "mengatakan yang berwenang ...": nobody named */
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
		uint64_t c = class_at(e, first);
		if (e->group[first] != KR_NONE)
			continue; /* "mengajak pengusaha Jepang ..." */
		classes |= c & (KR_WC(COND) | KR_WC(THAT) | KR_WC(COMP));
		if (kr__ev_verb(e, first) ||
		    (c & (KR_WC(ASK) | KR_WC(CLAIM) | KR_WC(HOPED) | KR_WC(SAY) |
		          KR_WC(OPINION))))
			return classes | c;
		if (!(c & (KR_WC(THAT) | KR_WC(COMP) | KR_WC(AUX) |
		           KR_WC(COND) | KR_WC(DET))) &&
		    !kr__ev_comma(e, first) && !kr__ev_prep(e, first))
			return classes;
	}
	return classes;
}

/* "rencana Israel menduduki Gaza"; not "rencana Israel itu sudah ditolak" */
static uint64_t plan_before(const kr_events_at *e, uint32_t first)
{
	if (first <= e->lo || kr__ev_verb(e, first - 1) ||
	    e->w[first - 1].upos != KR_UPOS_NOUN)
		return 0;
	return kr__ev_class(e, first - 1) & (KR_WC(PLANNED) | KR_WC(PROMISED) | KR_WC(HOPED));
}

/* "membantah tuduhan X bahwa ia ...", "menepis kabar Y akan ...": is the clause
 * whose subject begins at `first` what somebody denies? */
static bool denied_above(const kr_events_at *e, uint32_t first)
{
	uint32_t i = first;
	bool that = i > e->lo && (class_at(e, i - 1) & KR_WC(THAT));

	i -= that;
	for (unsigned n = 0; i-- > e->lo && n < (that ? DENIAL : 2); n++) {
		uint64_t c = class_at(e, i);
		if ((c & KR_WC(DENIED)) && e->w[i].upos == KR_UPOS_VERB)
			return true;
		if (kr__ev_verb(e, i) || kr__ev_comma(e, i) || kr__ev_mark(e, i) ||
		    (c & (KR_WC(SUB) | KR_WC(REL) | KR_WC(THAT) | KR_WC(COORD))) ||
		    (!that && !kr__frame_named(e->f, e->w[i].lower, KR_FS_RUMOUR)))
			return false;
	}
	return false;
}

/* Where the clause of the verb begins: behind "bahwa", else with its subject;
 * KR_NONE: "saat ..." stands between, so that the verb is in a clause of its own. */
static uint32_t opens_at(const kr_events_at *e, uint32_t first, uint32_t verb)
{
	for (uint32_t i = verb; i-- > first && i >= e->lo;) {
		uint64_t c = class_at(e, i);
		if (c & KR_WC(THAT))
			return i + 1;
		if (c & (KR_WC(WHEN) | KR_WC(SUB)))
			return KR_NONE;
	}
	return first;
}

void kr__ev_clause(const kr_events_at *e, uint32_t verb, uint32_t end,
                   kr_clause *c)
{
	*c = (kr_clause){ .verb = verb, .end = end };
	walk k = { .e = e, .c = c, .at = (int64_t)verb - 1, .fresh = true };

	c->limit = kr__clause_end(e, end);
	for (unsigned n = 0; !k.done && k.at >= (int64_t)e->lo && n < WALK_MAX; n++)
		step(&k);
	if (!c->subject.n && !k.done && verb < e->lo + 3 && kr__ev_verb(e, verb))
		kr__ev_main_subject(e, end, &c->subject); /* "Menanggapi X, Y ..." */
	if (c->subject.n && c->subject.first < verb) {
		uint64_t m = matrix_before(e, c->subject.first);
		c->matrix |= m;
		if (c->subject.last + 1 == verb)
			c->seen |= plan_before(e, c->subject.first);
		c->condition |= (m & KR_WC(COND)) != 0;
		uint32_t opens = opens_at(e, c->subject.first, verb);
		c->refuted = opens != KR_NONE && denied_above(e, opens);
	}
}
