// SPDX-License-Identifier: Apache-2.0
/*
 * One record a real act. The problem: an article tells its main act in the
 * lead, in a caption and in passing. The idea: two acts are one if type, codes
 * of the parties, kind of status, day and place do not contradict; the record
 * with most detail stays and takes from the other what it lacks; a meeting on
 * the soil of one party is a visit. Limits: looks back over the last acts
 * only, so that time stays linear.
 */
#include "mark/event_steps.h"

enum { LOOK_BACK = 200, SPEECH = 4, MAX_CODES = 2 * KR_SIDE_MAX };

static bool symmetric(unsigned type)
{
	return type == KR_EVENT_AGREE || type == KR_EVENT_CONSULT ||
	       type == KR_EVENT_COOPERATE;
}

static kr_sym code_of(const kr_events_at *e, uint32_t entity)
{
	const kr_entity *x = &e->ent[entity];

	return x->code ? x->code : x->name;
}

static uint32_t codes(const kr_events_at *e, const kr_side *s, kr_sym *out,
                      uint32_t n)
{
	for (uint32_t i = 0; i < s->n; i++) {
		kr_sym c = code_of(e, s->entity[i]);
		uint32_t k = 0;
		while (k < n && out[k] != c)
			k++;
		if (k == n && n < MAX_CODES)
			out[n++] = c;
	}
	return n;
}

static bool same_set(const kr_sym *a, uint32_t n, const kr_sym *b, uint32_t m)
{
	uint32_t hit = 0;

	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < m; k++)
			hit += a[i] == b[k];
	return n == m && hit == n;
}

static bool same_side(const kr_events_at *e, const kr_side *a, const kr_side *b)
{
	kr_sym x[MAX_CODES], y[MAX_CODES];

	return same_set(x, codes(e, a, x, 0), y, codes(e, b, y, 0));
}

static bool same_parties(const kr_events_at *e, const kr_act *a, const kr_act *b)
{
	kr_sym x[MAX_CODES], y[MAX_CODES];

	if (!symmetric(a->type))
		return same_side(e, &a->actors, &b->actors) &&
		       same_side(e, &a->recipients, &b->recipients);
	uint32_t n = codes(e, &a->recipients, x, codes(e, &a->actors, x, 0));
	uint32_t m = codes(e, &b->recipients, y, codes(e, &b->actors, y, 0));
	return same_set(x, n, y, m);
}

static bool stated(const kr_events_at *e, kr_sym basis)
{
	return kr__view_is(kr__doc_text(e->d, basis), "stated");
}

static bool days_meet(const kr_events_at *e, const kr_act *a, const kr_act *b)
{
	if (!a->date || !b->date || !stated(e, a->date_basis) ||
	    !stated(e, b->date_basis) || a->date == b->date)
		return true;
	if (a->days.first > a->days.last || b->days.first > b->days.last)
		return false;
	return a->days.first <= b->days.last && b->days.first <= a->days.last;
}

static bool modes_meet(const kr_act *a, const kr_act *b)
{
	return !a->mode || !b->mode || a->mode == b->mode ||
	       a->type == KR_EVENT_CONSULT;
}

/* A call is no meeting of which a place is told. */
static bool call_and_meeting(const kr_events_at *e, const kr_act *a, const kr_act *b)
{
	bool x = kr__view_is(kr__doc_text(e->d, a->mode), "phone");
	bool y = kr__view_is(kr__doc_text(e->d, b->mode), "phone");

	return (x && !y && b->where.name) || (y && !x && a->where.name);
}

static bool places_meet(const kr_act *a, const kr_act *b)
{
	return !a->where.name || !b->where.name ||
	       a->where.name == b->where.name;
}

/* Two digits of the CAMEO code tell praise from signing. */
static bool same_root(const kr_events_at *e, const kr_act *a, const kr_act *b)
{
	kr_view x = kr__doc_text(e->d, a->frame->cameo);
	kr_view y = kr__doc_text(e->d, b->frame->cameo);

	return kr__view_eq(kr__view_sub(x, 0, 3), kr__view_sub(y, 0, 3));
}

/* An embargo is not the end of relations. */
static bool other_ties(const kr_events_at *e, const kr_act *a, const kr_act *b)
{
	kr_view x = kr__doc_text(e->d, a->frame->cameo);
	kr_view y = kr__doc_text(e->d, b->frame->cameo);

	return (kr__view_is(x, "161") && kr__view_is(y, "163")) ||
	       (kr__view_is(x, "163") && kr__view_is(y, "161"));
}

/* Departure and arrival are parts of the visit, past or to come. */
static bool part_of(const kr_act *a, const kr_act *b)
{
	return a->type == KR_EVENT_CONSULT &&
	       ((a->frame->flags | b->frame->flags) & KR_FR_PART) &&
	       a->status != KR_STATUS_DENIED && b->status != KR_STATUS_DENIED;
}

static bool is_person(const kr_events_at *e, uint32_t x)
{
	return e->ent[x].type == KR_ENTITY_PERSON;
}

/* Do the records name different persons for one code? A minister's visit is
 * not the president's. */
static bool other_persons(const kr_events_at *e, const kr_act *a, const kr_act *b)
{
	kr_side x = a->actors, y = b->actors;

	for (uint32_t i = 0; i < a->recipients.n; i++)
		kr__side_add(e, &x, a->recipients.entity[i]);
	for (uint32_t i = 0; i < b->recipients.n; i++)
		kr__side_add(e, &y, b->recipients.entity[i]);
	for (uint32_t i = 0; i < x.n; i++) {
		bool rival = false, same = false;
		for (uint32_t k = 0; k < y.n; k++) {
			uint32_t p = x.entity[i], q = y.entity[k];
			if (!is_person(e, p) || !is_person(e, q) ||
			    code_of(e, p) != code_of(e, q))
				continue;
			same |= p == q;
			rival |= p != q;
		}
		if (rival && !same)
			return true;
	}
	return false;
}

/* Within three days of each other, or not known. */
static bool days_near(const kr_act *a, const kr_act *b)
{
	if (!a->date || !b->date || a->days.first > a->days.last ||
	    b->days.first > b->days.last)
		return true;
	return a->days.first <= b->days.last + 3 &&
	       b->days.first <= a->days.last + 3;
}

/* Within one state, who acts is told apart by more than the code. */
static bool other_doers(const kr_events_at *e, const kr_act *a, const kr_act *b)
{
	if (!a->actors.n || !b->actors.n || !a->recipients.n ||
	    code_of(e, a->actors.entity[0]) != code_of(e, a->recipients.entity[0]))
		return false;
	for (uint32_t i = 0; i < a->actors.n; i++)
		if (kr__side_has(&b->actors, a->actors.entity[i]))
			return false;
	return !kr__ev_state(e, a->actors.entity[0]) &&
	       !kr__ev_state(e, b->actors.entity[0]);
}

/* "kepala daerah" here is "kepala daerah" there. */
static bool names_one(const kr_events_at *e, uint32_t x, uint32_t y)
{
	return x == y || (x >= e->n_named && y >= e->n_named &&
	                  e->ent[x].name == e->ent[y].name);
}

static bool names_any(const kr_events_at *e, const kr_side *s, uint32_t x)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (names_one(e, s->entity[i], x))
			return true;
	return false;
}

/* Nor is who is asked, praised, or blamed, by the code alone. */
static bool other_hit(const kr_events_at *e, const kr_act *a, const kr_act *b)
{
	if (!a->actors.n || !a->recipients.n || !b->recipients.n ||
	    code_of(e, a->actors.entity[0]) != code_of(e, a->recipients.entity[0]))
		return false;
	for (uint32_t i = 0; i < a->recipients.n; i++)
		if (names_any(e, &b->recipients, a->recipients.entity[i]))
			return false;
	return a->type != KR_EVENT_SUPPORT || /* who is thanked, not "semua jajaran" */
	       (a->recipients.entity[0] < e->n_named &&
	        b->recipients.entity[0] < e->n_named);
}

/* Of demands that name nobody, what is asked for tells them apart. */
static bool same_thing(const kr_act *a, const kr_act *b)
{
	return !a->object || !b->object || a->object == b->object ||
	       a->sentence == b->sentence;
}

/* Nobody, or of an attack "19 orang" of no country. */
static bool bare(const kr_events_at *e, const kr_act *a)
{
	for (uint32_t i = 0; i < a->recipients.n; i++)
		if (a->type != KR_EVENT_ASSAULT || e->ent[a->recipients.entity[i]].code ||
		    a->recipients.entity[i] < e->n_named)
			return false;
	return true;
}

/* "menjatuhkan sanksi yang menargetkan X": one of two tells whom it hits. */
static bool bare_twin(const kr_events_at *e, const kr_act *a, const kr_act *b)
{
	return a->type >= KR_EVENT_SANCTION && a->sentence == b->sentence &&
	       (!a->recipients.n || !b->recipients.n) &&
	       same_side(e, &a->actors, &b->actors);
}

/* Told by a description, not by a verb of accusing. */
static bool described(const kr_act *a)
{
	return a->type == KR_EVENT_ACCUSE && (a->frame->type != KR_EVENT_ACCUSE ||
	                                      (a->frame->flags & KR_FR_SPEECH));
}

/* What somebody says of another in one speech accuses him once. */
static bool one_speech(const kr_act *a, const kr_act *b)
{
	uint32_t far = a->sentence > b->sentence ? a->sentence - b->sentence
	                                         : b->sentence - a->sentence;

	return (described(a) || described(b)) && a->type == b->type && far <= SPEECH;
}

static bool one_act(const kr_events_at *e, const kr_act *a, const kr_act *b)
{
	if (a->frame->law && b->frame->law)
		return kr__ev_law_one(e, a, b);
	if (one_speech(a, b) && same_parties(e, a, b))
		return true;
	if (a->type != b->type || !modes_meet(a, b) ||
	    (!same_parties(e, a, b) && !bare_twin(e, a, b)))
		return false;
	if (part_of(a, b) && days_near(a, b))
		return true;
	if (!days_meet(e, a, b))
		return false;
	if (kr__is_pledge(a->status) != kr__is_pledge(b->status))
		return false;
	if ((a->status == KR_STATUS_DENIED) != (b->status == KR_STATUS_DENIED))
		return false;
	if ((a->frame->flags & b->frame->flags & KR_FR_VAGUE) &&
	    a->status == KR_STATUS_HOPED)
		return true;
	if (a->type == KR_EVENT_CONSULT ? other_persons(e, a, b) || call_and_meeting(e, a, b)
	                                : other_doers(e, a, b) || other_hit(e, a, b))
		return false;
	switch (a->type) {
	case KR_EVENT_SUPPORT:
		return same_root(e, a, b);
	case KR_EVENT_COOPERATE:
	case KR_EVENT_AID:
	case KR_EVENT_AGREE:
		return a->frame == b->frame ||
		       (a->object && a->object == b->object) ||
		       a->sentence == b->sentence;
	case KR_EVENT_ACCUSE:
		return e->w[a->trigger].lower == e->w[b->trigger].lower ||
		       a->sentence == b->sentence;
	case KR_EVENT_SANCTION:
		return !other_ties(e, a, b);
	case KR_EVENT_ASSAULT:
	case KR_EVENT_COERCE:
		return places_meet(a, b);
	case KR_EVENT_REQUEST:
		return a->recipients.n || same_thing(a, b);
	default:
		return true;
	}
}

/* How much a record tells by itself. */
static unsigned detail(const kr_events_at *e, const kr_act *a)
{
	unsigned n = a->frame->flags & KR_FR_PART ? 0 : 3;

	for (uint32_t i = 0; i < a->actors.n; i++)
		n += e->ent[a->actors.entity[i]].type ==
		     KR_ENTITY_PERSON;
	for (uint32_t i = 0; i < a->recipients.n; i++)
		n += e->ent[a->recipients.entity[i]].type ==
		     KR_ENTITY_PERSON;
	n += 2 * (a->date && stated(e, a->date_basis));
	n += a->where.name && stated(e, a->where.basis);
	return n + (a->quote == KR_NONE) + (a->recipients.n > 0);
}

/* `to` takes from `from` what it lacks. */
static void fill(const kr_events_at *e, kr_act *to, const kr_act *from)
{
	if (to->postponed != from->postponed) { /* the other tells the old day */
		if (from->postponed) {
			to->date = from->date;
			to->days = from->days;
			to->date_basis = from->date_basis;
		}
	} else if (!to->date || (from->date && !stated(e, to->date_basis) &&
	                  stated(e, from->date_basis))) {
		to->date = from->date;
		to->days = from->days;
		to->date_basis = from->date_basis;
	}
	if (!to->where.name || (from->where.name &&
	                        !stated(e, to->where.basis) &&
	                        stated(e, from->where.basis)))
		to->where = from->where;
	if (!to->mode)
		to->mode = from->mode;
	if (from->recipients.n && to->type >= KR_EVENT_SANCTION && bare(e, to))
		to->recipients = from->recipients;
	to->visit |= from->visit;
	to->postponed |= from->postponed;
	if (kr__is_pledge(to->status) && kr__is_pledge(from->status) && from->status < to->status)
		to->status = from->status; /* the firmest word */
	if (kr__doc_text(e->d, from->object).len > kr__doc_text(e->d, to->object).len)
		to->object = from->object;
	if (!to->count) /* "dua prajurit", and a caption of one of them */
		to->count = from->count;
	if (from->status == KR_STATUS_OCCURRED &&
	    to->status == KR_STATUS_ONGOING)
		to->status = KR_STATUS_OCCURRED;
}

static bool shares_code(const kr_events_at *e, const kr_side *s, uint32_t x)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (code_of(e, s->entity[i]) == code_of(e, x))
			return true;
	return false;
}

/* A person is named rather than his state, where the other record names him;
 * not where both sides are of one state. */
static void name_persons(const kr_events_at *e, kr_side *s, const kr_side *other,
                         const kr_act *from)
{
	const kr_side *sides[] = { &from->actors, &from->recipients };

	for (uint32_t i = 0; i < s->n; i++) {
		if (is_person(e, s->entity[i]) ||
		    shares_code(e, other, s->entity[i]))
			continue;
		for (unsigned k = 0; k < 2; k++)
			for (uint32_t j = 0; j < sides[k]->n; j++) {
				uint32_t x = sides[k]->entity[j];
				if (is_person(e, x) && !kr__side_has(s, x) &&
				    code_of(e, x) == code_of(e, s->entity[i]))
					s->entity[i] = x;
			}
	}
}

static void join(const kr_events_at *e, kr_act *a, kr_act *b, uint32_t ia,
                 uint32_t ib)
{
	bool second = detail(e, b) > detail(e, a);
	kr_act *to = second ? b : a, *from = second ? a : b;

	from->merged_into = second ? ib : ia;
	fill(e, to, from);
	name_persons(e, &to->actors, &to->recipients, from);
	name_persons(e, &to->recipients, &to->actors, from);
}

/* Of a person and his state on one side the person is enough. */
static void drop_states(const kr_events_at *e, kr_side *s)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < s->n; i++) {
		bool drop = false;
		for (uint32_t k = 0; k < s->n && kr__ev_state(e, s->entity[i]); k++)
			drop |= is_person(e, s->entity[k]) &&
			        code_of(e, s->entity[k]) ==
			                code_of(e, s->entity[i]);
		if (!drop)
			s->entity[n++] = s->entity[i];
	}
	s->n = n;
}

static bool all_one_code(const kr_events_at *e, const kr_act *a, kr_sym c)
{
	for (uint32_t i = 0; i < a->actors.n; i++)
		if (e->ent[a->actors.entity[i]].code != c)
			return false;
	for (uint32_t i = 0; i < a->recipients.n; i++)
		if (e->ent[a->recipients.entity[i]].code != c)
			return false;
	return true;
}

/* "20 orang" of an article that tells of "warga X" are these. */
static void by_name(const kr_events_at *e, uint32_t *entity)
{
	const kr_nominal *g = &e->nominal[*entity - e->n_named];
	uint64_t kinds = 0;

	for (uint32_t w = g->first; w <= g->last; w++)
		kinds |= kr__ev_kind(e, w);
	if (!(kinds & KR_WK(COUNTED)) || !(kinds & KR_WK(CIVIL)))
		return;
	for (uint32_t i = 0; i < kr__ev_few(e->n_named); i++) {
		const kr_entity *y = &kr__entitys(e->d)[i];
		if (y->type == KR_ENTITY_GROUP && y->code == e->ent[*entity].code &&
		    kr__view_is(kr__doc_text(e->d, y->sector), "CVL")) {
			*entity = i;
			return;
		}
	}
}

/* People hit without a country belong to the place, or to the other country
 * that the article is about; where the article names them, by that name. */
static void victims(const kr_events_at *e, kr_act *a)
{
	if (a->type != KR_EVENT_ASSAULT || a->recipients.n != 1 ||
	    a->recipients.entity[0] < e->n_named)
		return;
	kr_entity *x = &e->ent[a->recipients.entity[0]];
	kr_sym c = a->where.country;
	if (!c && e->home != e->ent[a->actors.entity[0]].code)
		c = e->home;
	if (!x->code && c)
		x->code = x->country = c;
	if (x->code && !x->members.n)
		by_name(e, &a->recipients.entity[0]);
}

/* Who is attacked or arrested without a place is so at home. */
static void home_of(const kr_events_at *e, kr_act *a)
{
	if (a->where.country || a->recipients.n == 0)
		return;
	kr_sym c = e->ent[a->recipients.entity[0]].code;
	if (a->type != KR_EVENT_ASSAULT && a->type != KR_EVENT_COERCE &&
	    !all_one_code(e, a, c))
		return;
	if (kr__doc_text(e->d, c).len != 3 ||
	    kr__view_is(kr__doc_text(e->d, c), "COM"))
		return;
	a->where.country = c;
	a->where.basis = kr__doc_sym(e->d, KR_V("inferred"));
}

/* Firms, and their people, of that very country. */
static bool at_home(const kr_events_at *e, const kr_side *s, kr_sym country)
{
	for (uint32_t i = 0; i < s->n; i++) {
		const kr_entity *x = &e->ent[s->entity[i]];
		if (x->country != country || x->code == country)
			return false;
	}
	return true;
}

/* A meeting on the soil of one side is a visit to that side. */
static void host(const kr_events_at *e, kr_act *a)
{
	kr_side actors = { .n = 0 }, hosts = { .n = 0 };
	const kr_side *sides[] = { &a->actors, &a->recipients };

	if (a->type != KR_EVENT_CONSULT || !a->where.country ||
	    kr__view_is(kr__doc_text(e->d, a->mode), "multilateral") ||
	    kr__view_is(kr__doc_text(e->d, a->mode), "phone"))
		return;
	for (unsigned k = 0; k < 2; k++)
		for (uint32_t i = 0; i < sides[k]->n; i++) {
			uint32_t x = sides[k]->entity[i];
			bool home = e->ent[x].code == a->where.country ||
			            (k == 1 && a->visit);
			kr__side_add(e, home ? &hosts : &actors, x);
		}
	if (!actors.n)
		return;
	if (hosts.n && at_home(e, &actors, a->where.country))
		return; /* workers of a firm are no guests of their country's minister */
	if (!hosts.n) {
		if (actors.n > 1 && a->recipients.n == 0)
			a->mode = kr__doc_sym(e->d, KR_V("third-party"));
		return;
	}
	a->actors = actors;
	a->recipients = hosts;
	a->mode = kr__doc_sym(e->d, KR_V("visit"));
}

/* "menembaki massa dan menewaskan 19 orang": when all others are joined. */
static void join_dead(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *b = &acts->at[i];

	for (uint32_t k = i; k-- > 0 && acts->at[k].sentence == b->sentence;) {
		kr_act *a = &acts->at[k];
		if (a->gone || a->merged_into != KR_NONE || a->type != b->type ||
		    a->status != b->status || !modes_meet(a, b) || bare(e, a) == bare(e, b) ||
		    !same_side(e, &a->actors, &b->actors))
			continue;
		join(e, a, b, k, i);
		return;
	}
}

static bool in_title(const kr_events_at *e, const kr_act *a)
{
	uint32_t zone = kr__sentences(e->d)[a->sentence].zone;

	return zone < kr__n_zones(e->d) && kr__zones(e->d)[zone].kind == KR_ZONE_TITLE;
}

static bool coded(const kr_events_at *e, const kr_side *s)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (e->ent[s->entity[i]].code)
			return true;
	return false;
}

/* A headline tells plans in the plain form of the verb, and leaves out sides. */
static bool heads(const kr_events_at *e, const kr_act *title, const kr_act *b)
{
	kr_act a = *title;

	if ((a.status == KR_STATUS_OCCURRED || kr__is_pledge(a.status)) &&
	    kr__is_pledge(b->status) && b->status != KR_STATUS_HOPED)
		a.status = b->status;
	if (!coded(e, &a.recipients) && a.frame == b->frame && a.status == b->status &&
	    same_side(e, &a.actors, &b->actors))
		a.recipients = b->recipients;
	return one_act(e, &a, b);
}

/* What no act of the text is the same as may be the headline of one. */
static void join_title(const kr_events_at *e, kr_acts *acts, uint32_t i)
{
	kr_act *a = &acts->at[i];
	uint32_t best = KR_NONE;

	for (uint32_t k = 0; k < acts->n; k++) {
		const kr_act *b = &acts->at[k];
		if (b->merged_into == i)
			return;
		if (best == KR_NONE && k != i && b->merged_into == KR_NONE && !b->gone &&
		    !in_title(e, b) && heads(e, a, b))
			best = k;
	}
	if (best == KR_NONE)
		return;
	a->merged_into = best;
	fill(e, &acts->at[best], a);
}

void kr__ev_merge(const kr_events_at *e, kr_acts *acts)
{
	for (uint32_t i = 0; i < acts->n; i++) {
		uint32_t from = i > LOOK_BACK ? i - LOOK_BACK : 0;
		for (uint32_t k = from; k < i; k++) {
			kr_act *a = &acts->at[k], *b = &acts->at[i];
			if (a->merged_into == KR_NONE && !a->gone && !b->gone &&
			    b->merged_into == KR_NONE && one_act(e, a, b))
				join(e, a, b, k, i);
		}
	}
	for (uint32_t i = 0; i < acts->n && in_title(e, &acts->at[i]); i++)
		if (acts->at[i].merged_into == KR_NONE && !acts->at[i].gone)
			join_title(e, acts, i);
	for (uint32_t i = 0; i < acts->n; i++)
		if (acts->at[i].type == KR_EVENT_ASSAULT && !acts->at[i].gone &&
		    acts->at[i].merged_into == KR_NONE)
			join_dead(e, acts, i);
	for (uint32_t i = 0; i < acts->n; i++)
		if (acts->at[i].merged_into == KR_NONE) {
			drop_states(e, &acts->at[i].actors);
			drop_states(e, &acts->at[i].recipients);
			victims(e, &acts->at[i]);
			home_of(e, &acts->at[i]);
			host(e, &acts->at[i]);
		}
}
