// SPDX-License-Identifier: Apache-2.0
/*
 * What ties two reports. The problem: two states that meet on one day met once;
 * but of a country's own news every act is between its own people, and "the
 * police arrested" and "the commission arrested" are two acts of one day. The
 * idea: between two powers kind, sides and a narrow day are enough; with a wide
 * or unknown day somebody by name must do both, and what is only said needs
 * more: the other side, the object, or like sentences. At home somebody by name
 * must do both, and the other side, the object or the place must be the same.
 * Reports in the same words are one. Limits: who is named otherwise in another
 * article ("the minister", "Mr X") ties nothing; objects meet word by word.
 */
#include "merge/tie.h"

enum { NARROW = 7 };

uint32_t kr__object_words(kr_view v)
{
	kr_view w;
	uint32_t n = 0;

	while (kr__view_next(&v, ' ', &w))
		n += w.len > 0;
	return n;
}

uint32_t kr__object_shared(kr_view a, kr_view b)
{
	kr_view x, y;
	uint32_t n = 0;

	while (kr__view_next(&a, ' ', &x)) {
		kr_view rest = b, later = a;
		bool hit = false, again = false;
		while (x.len && kr__view_next(&rest, ' ', &y))
			hit |= kr__view_ieq(x, y);
		while (hit && kr__view_next(&later, ' ', &y))
			again |= kr__view_ieq(x, y);
		n += hit && !again;
	}
	return n;
}

/* The words behind the first, which names only the kind of thing. */
static kr_view behind_first(kr_view v)
{
	kr_view w;

	while (kr__view_next(&v, ' ', &w))
		if (w.len)
			return v;
	return (kr_view){ "", 0 };
}

bool kr__one_thing(kr_view a, kr_view b)
{
	kr_view x = behind_first(a), y = behind_first(b);
	uint32_t n = kr__object_words(x), m = kr__object_words(y);

	if (kr__object_words(a) == 0 || kr__object_words(b) == 0)
		return true;
	if (n == 0 || m == 0)
		return kr__object_shared(a, b) > 0;
	return n < m ? kr__object_shared(x, y) == n : kr__object_shared(y, x) == m;
}

bool kr__at_home(const kr_act *r)
{
	kr_view one = { "", 0 };

	for (uint32_t i = 0; i < r->n_actors + r->n_recipients; i++) {
		kr_view c = r->sides[i].code;
		if (!c.len || kr__view_is(c, "COM"))
			continue;
		if (one.len && !kr__view_eq(one, c))
			return false;
		one = c;
	}
	return true;
}

bool kr__days_narrow(kr_days d)
{
	return kr__days_known(d) && d.last - d.first <= NARROW;
}

bool kr__side_named(const kr_side *s)
{
	return kr__view_starts(s->key, KR_V("person/")) ||
	       kr__view_starts(s->key, KR_V("org/"));
}

static bool is_state(const kr_side *s)
{
	return kr__view_starts(s->key, KR_V("state/")) ||
	       kr__view_starts(s->code, KR_V("IGO-"));
}

/* An armed group is one body, whoever of it is named. */
static bool same_somebody(const kr_side *a, const kr_side *b)
{
	if (a->key.len && (kr__view_eq(a->key, b->key) || kr__same_person(a, b)))
		return kr__side_named(a);
	return kr__view_starts(a->code, KR_V("NSA-")) && kr__view_eq(a->code, b->code);
}

/* "Menteri Perdagangan" heads the "Kementerian Perdagangan": a word of the role
 * stands within the first word of the name, and the others behind both. */
static bool of_name(kr_view role, kr_view name)
{
	size_t at = kr__view_chr(name, ' ');
	kr_view kind = kr__view_sub(name, 0, at), w;

	if (at == KR_NPOS)
		return false;
	while (kr__view_next(&role, ' ', &w))
		for (size_t i = 0; w.len > 3 && i + w.len <= kind.len; i++)
			if (kr__view_ieq(kr__view_sub(kind, i, i + w.len), w) &&
			    kr__view_ieq(role, kr__view_from(name, at + 1)))
				return true;
	return false;
}

/* Is `a` somebody of the body `b`? */
static bool of_body(const kr_side *a, const kr_side *b)
{
	if (!a->body.len || !kr__view_starts(a->key, KR_V("person/")) ||
	    !kr__view_starts(b->key, KR_V("org/")) || !kr__view_eq(a->code, b->code))
		return false;
	if (kr__view_starts(a->body, KR_V("org/")))
		return kr__view_eq(a->body, b->key);
	return of_name(a->body, b->name) ||
	       (b->name.len && kr__view_ends(a->body, b->name) &&
	        (a->body.len == b->name.len ||
	         a->body.ptr[a->body.len - b->name.len - 1] == ' '));
}

/* People without a name told in the same words ("para menteri"). */
static bool same_group(const kr_side *a, const kr_side *b)
{
	return !a->key.len && !b->key.len && a->name.len && kr__view_ieq(a->name, b->name) &&
	       kr__view_eq(a->code, b->code);
}

/* A state, and whoever acts for it. */
static bool same_state(const kr_side *a, const kr_side *b)
{
	return (is_state(a) || is_state(b)) && a->code.len && kr__view_eq(a->code, b->code);
}

struct sides {
	const kr_side *at;
	uint32_t n;
};

/* How many named sides, and else states, of the one are among the other's. */
static void common(struct sides a, struct sides b, uint32_t *n_named,
                   uint32_t *n_states)
{
	*n_named = *n_states = 0;
	for (uint32_t i = 0; i < a.n; i++) {
		bool who = false, state = false;
		for (uint32_t k = 0; k < b.n; k++) {
			who |= same_somebody(&a.at[i], &b.at[k]);
			state |= same_state(&a.at[i], &b.at[k]);
		}
		*n_named += who;
		*n_states += state && !who;
	}
}

static bool share_body(struct sides a, struct sides b)
{
	for (uint32_t i = 0; i < a.n; i++)
		for (uint32_t k = 0; k < b.n; k++)
			if (of_body(&a.at[i], &b.at[k]) || of_body(&b.at[k], &a.at[i]))
				return true;
	return false;
}

static bool nobody(struct sides a)
{
	for (uint32_t i = 0; i < a.n; i++)
		if (kr__side_named(&a.at[i]) || is_state(&a.at[i]))
			return false;
	return true;
}

static bool share_group(struct sides a, struct sides b)
{
	for (uint32_t i = 0; i < a.n; i++)
		for (uint32_t k = 0; k < b.n; k++)
			if (same_group(&a.at[i], &b.at[k]))
				return true;
	return false;
}

/* At home everybody is of the one state: to share that is to share nothing. */
static unsigned side_ties(const kr_act *x, const kr_act *y)
{
	struct sides a = { x->sides, x->n_actors }, b = { y->sides, y->n_actors };
	struct sides c = { x->sides + x->n_actors, x->n_recipients };
	struct sides d = { y->sides + y->n_actors, y->n_recipients };
	bool together = !c.n && !d.n; /* all are doers: the second is the other */
	bool home = kr__at_home(x) || kr__at_home(y);
	uint32_t n, states, more, more_states;

	common(a, b, &n, &states);
	common(c, d, &more, &more_states);
	unsigned t = (n ? KR_TIE_DOER : 0u) | (states ? KR_TIE_STATE : 0u);
	if (more || (more_states && !home) || share_group(c, d) ||
	    (together && n + (home ? 0 : states) > 1))
		t |= KR_TIE_OTHER;
	if (nobody(a) && nobody(b))
		t |= KR_TIE_CROWD;
	if (share_body(a, b))
		t |= KR_TIE_BODY;
	return t;
}

/* Do both name the same others, or none? */
static bool others_agree(const kr_act *x, const kr_act *y)
{
	struct sides c = { x->sides + x->n_actors, x->n_recipients };
	struct sides d = { y->sides + y->n_actors, y->n_recipients };
	uint32_t n, states;
	bool any = false;

	for (uint32_t i = 0; i < c.n; i++)
		any |= kr__side_named(&c.at[i]);
	for (uint32_t i = 0; i < d.n; i++)
		any |= kr__side_named(&d.at[i]);
	common(c, d, &n, &states);
	return !any || n > 0;
}

unsigned kr__ties(const kr_act *x, const kr_act *y)
{
	unsigned t = side_ties(x, y);
	uint32_t n = kr__object_shared(x->object, y->object);

	if (n || (x->count > 1 && x->count == y->count))
		t |= KR_TIE_OBJECT;
	if (n > 1)
		t |= KR_TIE_OBJECTS;
	if (x->place.len && kr__view_ieq(x->place, y->place))
		t |= KR_TIE_PLACE;
	if (x->words && x->words == y->words)
		t |= KR_TIE_WORDS;
	if (kr__alike(x->like, y->like) && others_agree(x, y))
		t |= KR_TIE_LIKE;
	return t;
}

/* One man agrees, asks and accuses many times; he does not free the same people
 * twice a week. */
static bool is_said(unsigned type)
{
	return type == KR_EVENT_AGREE || type == KR_EVENT_SUPPORT ||
	       type == KR_EVENT_REQUEST || type == KR_EVENT_ACCUSE ||
	       type == KR_EVENT_REJECT || type == KR_EVENT_THREATEN;
}

bool kr__one_act(const kr_act *x, const kr_act *y)
{
	const unsigned who = KR_TIE_DOER;
	unsigned what = KR_TIE_OTHER | KR_TIE_OBJECT | KR_TIE_LIKE;
	unsigned t = kr__ties(x, y);
	bool narrow = kr__days_narrow(x->days) && kr__days_narrow(y->days);

	if (t & KR_TIE_WORDS)
		return true;
	if (!narrow && !kr__one_thing(x->object, y->object))
		what = KR_TIE_LIKE; /* "aid of medicine" is not "aid of tents" */
	if ((t & who) && (t & what))
		return true;
	if (!kr__at_home(x) && !kr__at_home(y))
		return narrow || (t & what & KR_TIE_OBJECT) ||
		       ((t & who) && !is_said(x->type));
	if (narrow && (t & KR_TIE_STATE) && (t & KR_TIE_OBJECTS))
		return true;
	return narrow && (t & (who | KR_TIE_CROWD)) && (t & KR_TIE_PLACE) &&
	       ((t & who) || x->type == KR_EVENT_PROTEST);
}
