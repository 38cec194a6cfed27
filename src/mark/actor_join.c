// SPDX-License-Identifier: Apache-2.0
/*
 * Joining references into actors. The problem: "Presiden Rusia Vladimir
 * Putin", "Putin", "Presiden Rusia" are one man, "AS" and "Washington" one
 * state. The idea: full names found first, in a pass of their own, so that a
 * last name finds its owner wherever it stands; states meet by code,
 * organisations by their row in the world, offices by the day. Limits: two
 * people with one last name and no full name in the article become one.
 */
#include "mark/actor_read.h"

enum { HEADLINE = 60, BELIEVE = 300, SURE = 10 };

static bool empty(kr_view v)
{
	return v.len == 0;
}

uint32_t kr__cast_add(kr_casting *c, const kr_cast_one *one)
{
	if (!kr__arena_grow(c->scratch, (void **)&c->cast, &c->cap_cast,
	                    c->n_cast + 1, sizeof *c->cast))
		return KR_NONE;
	c->cast[c->n_cast] = *one;
	c->cast[c->n_cast].last_unit = KR_NONE;
	return c->n_cast++;
}

/* ---- states -------------------------------------------------------------- */
uint32_t kr__cast_state(kr_casting *c, kr_view code)
{
	for (uint32_t i = 0; i < c->n_cast; i++)
		if (c->cast[i].world_kind == KR_WORLD_COUNTRY &&
		    c->cast[i].world != KR_NONE && kr__view_eq(c->cast[i].code, code))
			return i;
	uint32_t row = kr__world_country(c->world, code);
	if (row == KR_NOSYM)
		return KR_NONE;
	const kr_world_row *r = kr__world_row(c->world, KR_WORLD_COUNTRY, row);
	return kr__cast_add(c, &(kr_cast_one){
		.e = { .type = KR_ENTITY_ORG }, .name = r->name, .code = r->code,
		.country = r->code, .sector = KR_V("GOV"), .world = row,
		.world_kind = KR_WORLD_COUNTRY });
}

/* ---- short forms in brackets ----------------------------------------------- */
/* "Zulkifli Hasan (Zulhas)", "Komisi Xyz (KX)": one capitalised word. */
void kr__cast_learn_alias(kr_casting *c, const kr_unit *u)
{
	uint32_t at = u->first + u->n;

	if (u->entity == KR_NONE || u->name_n < 2 || at + 2 >= kr__n_words(c->doc) ||
	    !kr__view_is(c->form[at], "(") || !kr__view_is(c->form[at + 2], ")") ||
	    !kr__starts_upper(c->form[at + 1]) || c->form[at + 1].len < 2)
		return;
	if (empty(c->cast[u->entity].alias))
		c->cast[u->entity].alias = c->form[at + 1];
}

uint32_t kr__cast_by_alias(const kr_casting *c, kr_view name)
{
	for (uint32_t i = 0; i < c->n_cast; i++)
		if (!empty(c->cast[i].alias) && kr__view_eq(c->cast[i].alias, name))
			return i;
	return KR_NONE;
}

/* ---- persons -------------------------------------------------------------- */
/* "Yusuf Hartono" of "M. Yusuf Hartono"; the name itself if no initial opens it. */
static kr_view without_initial(kr_view name)
{
	size_t at = kr__view_chr(name, ' ');
	bool initial = at != KR_NPOS && at > 0 && at < 5 &&
	               (at == 1 || name.ptr[at - 1] == '.');

	return initial ? kr__view_from(name, at + 1) : name;
}

/* Are the words of `part` all words of `whole`, the last one its last? */
static bool part_of(kr_view part, kr_view whole)
{
	kr_view a, b, rest = part;
	kr_view last_part = kr__view_from(part, kr__view_rchr(part, ' ') + 1);
	kr_view last_whole = kr__view_from(whole, kr__view_rchr(whole, ' ') + 1);
	bool any = false;

	while (kr__view_next(&rest, ' ', &a)) {
		kr_view w = whole;
		bool found = false;
		while (!found && kr__view_next(&w, ' ', &b))
			found = kr__view_ieq(a, b);
		if (!found)
			return false;
		any |= kr__view_ieq(a, last_whole);
	}
	/* a last name, a first name that stands first (Indonesian use), or two
	 * names of three */
	return any || kr__view_chr(part, ' ') != KR_NPOS ||
	       kr__view_istarts(without_initial(whole), last_part);
}

/* The same but for one letter behind the first: "Tandyo Budi Revi(t)a". */
static bool nearly(kr_view a, kr_view b)
{
	size_t i = 0, k = 0;

	if (a.len > b.len) {
		kr_view shorter = b;
		b = a;
		a = shorter;
	}
	if (a.len < SURE || b.len - a.len > 1 || kr__view_chr(a, ' ') == KR_NPOS)
		return false;
	while (i < a.len && a.ptr[i] == b.ptr[i])
		i++;
	while (k + i < a.len && a.ptr[a.len - 1 - k] == b.ptr[b.len - 1 - k])
		k++;
	return i > 0 && i + k + 1 >= b.len && a.ptr[i - 1] != ' ' &&
	       b.ptr[i] != ' ' && (i == a.len || a.ptr[i] != ' ');
}

static bool same_country(const kr_cast_one *p, const kr_unit *u)
{
	return empty(u->country) || empty(p->country) ||
	       kr__view_eq(p->country, u->country);
}

static kr_view world_name(const kr_casting *c, uint32_t row)
{
	return kr__world_row(c->world, KR_WORLD_PERSON, row)->name;
}

/* The person of this name, the one mentioned last if there are several. */
static uint32_t person_named(const kr_casting *c, kr_view name, const kr_unit *u)
{
	uint32_t best = KR_NONE;

	for (uint32_t i = 0; i < c->n_cast; i++) {
		const kr_cast_one *p = &c->cast[i];
		if (p->e.type != KR_ENTITY_PERSON || empty(p->name))
			continue;
		if (kr__view_ieq(p->name, name))
			return i;
		bool longer = kr__view_chr(p->name, ' ') != KR_NPOS &&
		              p->world == KR_NONE && part_of(p->name, name);
		bool part = part_of(name, p->name) ||
		            (p->world_kind == KR_WORLD_PERSON && p->world != KR_NONE &&
		             part_of(name, world_name(c, p->world)));
		if ((!part && !longer && !nearly(p->name, name)) || !same_country(p, u))
			continue;
		if (best == KR_NONE || (p->last_unit != KR_NONE &&
		                        (c->cast[best].last_unit == KR_NONE ||
		                         p->last_unit > c->cast[best].last_unit)))
			best = i;
	}
	return best;
}

static uint32_t world_person(const kr_casting *c, kr_view name, const kr_unit *u)
{
	kr_world_hits hits;

	if (!kr__world_find(c->world, name, &hits))
		return KR_NONE;
	uint32_t found = KR_NONE;
	for (uint32_t i = 0; i < hits.n; i++) {
		uint32_t n;
		if (hits.at[i].kind != KR_WORLD_PERSON)
			continue;
		const kr_world_term *t = kr__world_terms(c->world, hits.at[i].row, &n);
		if (!empty(u->code) && n && !kr__view_eq(t[n - 1].code, u->code) &&
		    !kr__view_eq(t[n - 1].code, u->country))
			continue;
		if (found != KR_NONE && hits.at[i].row != found)
			return KR_NONE; /* several people */
		found = hits.at[i].row;
	}
	return found;
}

static void from_world(const kr_casting *c, uint32_t row, kr_cast_one *p)
{
	uint32_t n;
	const kr_world_term *terms = kr__world_terms(c->world, row, &n);
	const kr_world_term *t = c->when.first <= c->when.last
	                                 ? kr__world_term_at(c->world, row, c->when)
	                                 : NULL;

	p->world = row;
	p->world_kind = KR_WORLD_PERSON;
	p->name = kr__world_row(c->world, KR_WORLD_PERSON, row)->name;
	if (!t && n)
		t = &terms[n - 1];
	if (!t)
		return;
	const kr_world_row *office =
		kr__world_row(c->world, KR_WORLD_OFFICE, t->office);
	if (empty(p->office))
		p->office = t->key;
	p->code = t->code;
	if (t->code.len == 3)
		p->country = t->code;
	if (empty(p->sector))
		p->sector = office->sector;
}

/* A person is of a country, also where the office is a company's. */
static kr_view code_of_person(const kr_unit *u)
{
	return kr__view_is(u->code, "COM") ? u->country : u->code;
}

static void add_role(kr_cast_one *p, const kr_unit *u)
{
	if (empty(p->role))
		p->role = u->role;
	if (empty(p->office))
		p->office = u->office;
	if (empty(p->code))
		p->code = code_of_person(u);
	if (empty(p->country))
		p->country = u->country;
	if (empty(p->sector))
		p->sector = u->sector;
}

/* The name without degrees behind a comma, brackets, or marks at its ends. */
static kr_view bare_name(kr_view v)
{
	v = kr__view_sub(v, 0, kr__view_chr(v, ','));
	v = kr__view_sub(v, 0, kr__view_chr(v, '('));
	return kr__view_trim(v);
}

/* Is the word of the unit nobody else's, as the world has it? */
static bool strong_form(const kr_casting *c, const kr_unit *u, uint32_t row)
{
	kr_world_hits hits;

	if (!kr__world_find(c->world, kr__unit_text(c, u->name_first, u->name_n), &hits))
		return false;
	for (uint32_t i = 0; i < hits.n; i++)
		if (hits.at[i].kind == KR_WORLD_PERSON && hits.at[i].row == row)
			return !(hits.at[i].flags & KR_WORLD_WEAK);
	return false;
}

/* One word names somebody of the world, but for well-known heads of state, only if
 * his country is told of too, or is the home country: "Burhan" in an article about
 * Jakarta is another. */
static bool believable(const kr_casting *c, const kr_unit *u, uint32_t row)
{
	uint32_t n;
	const kr_world_term *t = kr__world_terms(c->world, row, &n);

	if (u->name_n > 1 || !n || t[n - 1].code.len != 3 || u->office.len ||
	    (u->flags & KR_UF_RULER) ||
	    kr__view_eq(t[n - 1].code, c->home))
		return true;
	bool strong = strong_form(c, u, row);
	for (uint32_t i = 0; strong && i < n; i++)
		if (kr__actor_heads_state(t[i].key) && !kr__view_is(t[i].key, "leader"))
			return true;
	for (uint32_t i = 0; i < c->n_units && i < BELIEVE; i++)
		if (&c->units[i] != u &&
		    kr__view_eq(c->units[i].country, t[n - 1].code))
			return true;
	return false;
}

/* Does `name` say more than the person's name? Of somebody of the world it must
 * be a name that the world knows too. */
static bool fuller(const kr_casting *c, const kr_cast_one *p, kr_view name)
{
	kr_world_hits hits;

	if (p->e.type != KR_ENTITY_PERSON || p->name.len >= name.len ||
	    !part_of(p->name, name))
		return false;
	if (p->world == KR_NONE)
		return true;
	if (p->world_kind != KR_WORLD_PERSON || !kr__world_find(c->world, name, &hits))
		return false;
	for (uint32_t i = 0; i < hits.n; i++)
		if (hits.at[i].kind == KR_WORLD_PERSON && hits.at[i].row == p->world)
			return true;
	return false;
}

/* Words of `a`; *shared: those that are words of `b`. */
static uint32_t words_of(kr_view a, kr_view b, uint32_t *shared)
{
	kr_view x, y;
	uint32_t n = 0;

	*shared = 0;
	while (kr__view_next(&a, ' ', &x)) {
		kr_view rest = b;
		bool found = false;
		while (!found && kr__view_next(&rest, ' ', &y))
			found = kr__view_ieq(x, y);
		*shared += found;
		n++;
	}
	return n;
}

/* "Tom Hartono" of Thomas Hartono: the first word of two, cut by two letters. */
static bool nickname(kr_view name, kr_view whole)
{
	size_t a = kr__view_chr(name, ' '), b = kr__view_chr(whole, ' ');

	return a != KR_NPOS && b != KR_NPOS && a > 1 && a + 2 <= b &&
	       name.ptr[0] == whole.ptr[0] &&
	       kr__view_eq(kr__view_from(name, a), kr__view_from(whole, b));
}

/* "M. Yusuf Hartono" of whom the world calls Muhammad Yusuf Hartono, "Yusuf
 * Hartono" on a page that never has all of it: the page's own fullest form is
 * shown, but for another spelling of two words. */
static void own_form(kr_cast_one *p, kr_view name)
{
	uint32_t shared, other;

	if (p->world == KR_NONE || p->world_kind != KR_WORLD_PERSON)
		return;
	p->whole |= kr__view_ieq(name, p->name);
	if (p->whole) {
		p->shown = (kr_view){ "", 0 };
		return;
	}
	uint32_t n = words_of(name, p->name, &shared);
	bool same = words_of(p->name, name, &other) == n;
	if (n > 1 && shared > 0 && name.len > p->shown.len &&
	    (!same || (n > 2 && shared + 1 == n) || nickname(name, p->name)))
		p->shown = name;
}

/* "Macron" of a page with Emmanuel and Brigitte Macron: whom the world calls so
 * by one word, not somebody else of the page whom the world does not know. */
static uint32_t best_known(const kr_casting *c, kr_view name, const kr_unit *u,
                           uint32_t found)
{
	if (found == KR_NONE || c->cast[found].world != KR_NONE ||
	    kr__view_chr(name, ' ') != KR_NPOS)
		return found;
	uint32_t row = world_person(c, name, u);
	for (uint32_t i = 0; row != KR_NONE && i < c->n_cast; i++)
		if (c->cast[i].world == row && c->cast[i].world_kind == KR_WORLD_PERSON)
			return i;
	return found;
}

static void join_person(kr_casting *c, kr_unit *u, bool make)
{
	kr_view name = bare_name(kr__unit_text(c, u->name_first, u->name_n));
	uint32_t row = u->world_kind == KR_WORLD_PERSON ? u->world : KR_NONE;
	uint32_t i = best_known(c, name, u, person_named(c, name, u));

	if (i == KR_NONE && row == KR_NONE)
		i = kr__cast_by_alias(c, name);
	if (i == KR_NONE) {
		if (row == KR_NONE)
			row = world_person(c, name, u);
		if (row == KR_NONE)
			row = world_person(c, without_initial(name), u);
		if (row != KR_NONE && !believable(c, u, row))
			row = KR_NONE;
		if (row != KR_NONE)
			i = person_named(c, kr__world_row(c->world, KR_WORLD_PERSON,
			                                  row)->name, u);
	}
	if (i == KR_NONE && !make && row == KR_NONE)
		return;
	if (i == KR_NONE) {
		kr_cast_one p = { .e = { .type = KR_ENTITY_PERSON }, .name = name,
			          .world = KR_NONE };
		add_role(&p, u);
		if (row != KR_NONE)
			from_world(c, row, &p);
		i = kr__cast_add(c, &p);
	}
	if (i != KR_NONE)
		add_role(&c->cast[i], u);
	if (i != KR_NONE && fuller(c, &c->cast[i], name))
		c->cast[i].name = name;
	if (i != KR_NONE) {
		own_form(&c->cast[i], name);
		c->cast[i].by_name = true;
	}
	u->entity = i;
	kr__cast_learn_alias(c, u);
}

uint32_t kr__cast_person(kr_casting *c, uint32_t unit)
{
	if (c->units[unit].entity == KR_NONE)
		join_person(c, &c->units[unit], true);
	return c->units[unit].entity;
}

/* "Baku, Azerbaijan": behind a comma and a place, or something unknown there. */
static bool in_place(const kr_casting *c, const kr_unit *u)
{
	const kr_unit *p = u > c->units ? u - 1 : NULL;

	return p && p->first + p->n + 1 == u->first &&
	       kr__view_is(c->form[u->first - 1], ",") &&
	       (p->kind == KR_U_PLACE || p->kind == KR_U_SEAT ||
	        (p->kind == KR_U_ORG && p->world == KR_NONE));
}

/* "Moskow, Rusia" */
static bool country_follows(const kr_casting *c, uint32_t at)
{
	kr_world_hits h;

	return at + 1 < kr__n_words(c->doc) && kr__view_is(c->form[at], ",") &&
	       kr__world_match(c->world, c->form + at + 1, 1, &h) &&
	       kr__world_hit_of(&h, KR_WORLD_COUNTRY);
}

static bool in_dateline(const kr_casting *c, const kr_unit *u)
{
	uint32_t zone = kr__sentences(c->doc)[u->sentence].zone;

	return zone != KR_NONE &&
	       kr__zones(c->doc)[zone].kind == KR_ZONE_DATELINE;
}

/* A capital stands for its state unless something says it is a place. */
static bool is_place(const kr_casting *c, const kr_unit *u)
{
	uint32_t end = u->first + u->n;

	if (kr__actor_behind_prep(c, u))
		return true;
	if (u->kind == KR_U_SEAT && u->first > 0 &&
	    (kr__view_is(c->form[u->first - 1], ",") || country_follows(c, end)))
		return true;
	return in_dateline(c, u) || in_place(c, u);
}

/* "pemerintahan Trump": his state, with him in it. */
static void join_ruler(kr_casting *c, kr_unit *u)
{
	kr_unit p = *u;

	p.first = u->name_first;
	p.n = u->name_n;
	join_person(c, &p, true);
	u->entity = p.entity;
	if (p.entity == KR_NONE || c->cast[p.entity].code.len != 3)
		return;
	uint32_t state = kr__cast_state(c, c->cast[p.entity].code);
	if (state == KR_NONE)
		return;
	u->ruler = p.entity;
	u->entity = state;
	u->code = u->country = c->cast[p.entity].code;
}

static void join_named(kr_casting *c, kr_unit *u)
{
	if (u->kind == KR_U_SEAT && !is_place(c, u)) {
		u->kind = KR_U_STATE;
		u->code = u->country;
	}
	if (u->kind == KR_U_STATE) {
		if (is_place(c, u))
			u->flags |= KR_UF_PLACE;
		u->entity = kr__cast_state(c, u->code);
		kr__cast_spelling(c, u);
	}
	/* a place that is called like a person of the article */
	if (u->kind == KR_U_PLACE && u->n == 1 && !kr__actor_behind_prep(c, u))
		u->entity = person_named(c, c->form[u->first], u);
	if (u->entity == KR_NONE)
		kr__cast_thing(c, u);
}

/* ---- offices without names -------------------------------------------------- */
bool kr__actor_heads_state(kr_view office)
{
	static const char *const heads[] = { "president", "prime-minister", "king",
		                             "supreme-leader", "chancellor",
		                             "crown-prince", "leader", "emir" };

	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
		if (kr__view_is(office, heads[i]))
			return true;
	return false;
}

static bool holds(const kr_cast_one *p, const kr_unit *u)
{
	if (p->e.type != KR_ENTITY_PERSON || empty(p->office))
		return false;
	if (!empty(u->code) && !kr__view_eq(p->code, u->code))
		return false;
	return kr__view_eq(p->office, u->office) ||
	       (kr__view_is(u->office, "leader") && kr__actor_heads_state(p->office));
}

/* "Juru bicara tersebut": somebody whose role began with these words. */
static uint32_t role_before(const kr_casting *c, const kr_unit *u)
{
	uint32_t best = KR_NONE;

	for (uint32_t i = 0; !u->code.len && i < c->n_cast; i++)
		if (c->cast[i].e.type == KR_ENTITY_PERSON && u->role.len &&
		    c->cast[i].last_unit != KR_NONE &&
		    kr__view_istarts(c->cast[i].role, u->role) &&
		    (best == KR_NONE ||
		     c->cast[i].last_unit > c->cast[best].last_unit))
			best = i;
	return best;
}

static uint32_t holder_here(const kr_casting *c, const kr_unit *u)
{
	uint32_t best = role_before(c, u);

	if (best != KR_NONE)
		return best;

	for (uint32_t i = 0; i < c->n_cast; i++)
		if (holds(&c->cast[i], u) &&
		    (best == KR_NONE ||
		     (c->cast[i].last_unit != KR_NONE &&
		      (c->cast[best].last_unit == KR_NONE ||
		       c->cast[i].last_unit > c->cast[best].last_unit))))
			best = i;
	return best;
}

/* Has the office one holder at a time? There are many chiefs of police. */
static bool one_seat(const kr_casting *c, uint32_t row)
{
	const kr_world_term *t = kr__world_term_at(c->world, row, c->when);

	return t && kr__world_row(c->world, KR_WORLD_OFFICE, t->office)->one;
}

static uint32_t holder_in_world(kr_casting *c, const kr_unit *u)
{
	kr_view none = { "", 0 }, code = empty(u->code) ? c->home : u->code;
	kr_view keys[] = { u->office, KR_V("president"), KR_V("prime-minister") };
	size_t n = kr__view_is(u->office, "leader") ? 3 : 1;

	if (c->when.first > c->when.last)
		return KR_NONE;
	for (size_t i = 0; i < n; i++) {
		uint32_t row = kr__world_holder(c->world, keys[i], code, none, c->when);
		if (row == KR_NOSYM || !one_seat(c, row))
			continue;
		kr_cast_one p = { .e = { .type = KR_ENTITY_PERSON }, .role = u->role };
		from_world(c, row, &p);
		uint32_t known = kr__cast_by_name(c, KR_ENTITY_PERSON, p.name);
		return known != KR_NONE ? known : kr__cast_add(c, &p);
	}
	return KR_NONE;
}

/* "Elon Musk, kepala DOGE, mundur": the office is told of the one before. */
static uint32_t apposed_to(const kr_casting *c, const kr_unit *u)
{
	const kr_unit *p = u > c->units ? u - 1 : NULL;
	uint32_t end = u->first + u->n;
	bool closed = end < kr__n_words(c->doc) && (kr__view_is(c->form[end], ",") ||
	                                            kr__view_is(c->form[end], "."));

	return p && closed && p->kind == KR_U_PERSON && p->entity != KR_NONE &&
	                       p->first + p->n + 1 == u->first &&
	                       kr__view_is(c->form[u->first - 1], ",") &&
	                       (empty(p->role) || empty(u->office) ||
	                        !kr__view_eq(p->office, u->office)) &&
	                       same_country(&c->cast[p->entity], u)
	               ? p->entity : KR_NONE;
}

/* Is the sentence written as headlines are, most words with a capital and no
 * full stop? */
bool kr__actor_headline(const kr_casting *c, const kr_sentence *s)
{
	uint32_t n = s->words.n < HEADLINE ? s->words.n : HEADLINE, upper = 0;

	if (n && kr__view_is(c->form[s->words.first + s->words.n - 1], "."))
		return false;
	for (uint32_t i = 0; i < n; i++)
		upper += kr__starts_upper(c->form[s->words.first + i]);
	return 2 * upper > n;
}

/* "Presiden Nokia", "Peraturan Menteri Keuangan Nomor 5": the office of
 * something unknown, or nobody, if a capitalised word stands right behind it. */
static bool of_another(const kr_casting *c, const kr_unit *u)
{
	const kr_sentence *s = &kr__sentences(c->doc)[u->sentence];
	uint32_t at = u->first + u->n;

	return empty(u->country) && at < s->words.first + s->words.n &&
	       kr__starts_upper(c->form[at]) && !kr__actor_headline(c, s);
}

/* "Politikus PKB ini": the person told of before, if of the same country. */
static uint32_t who_was_told(const kr_casting *c, const kr_unit *u)
{
	uint32_t i = kr__actor_person_before(c, (uint32_t)(u - c->units));

	return i != KR_NONE && same_country(&c->cast[i], u) ? i : KR_NONE;
}

static void join_role(kr_casting *c, kr_unit *u)
{
	bool another = of_another(c, u);

	u->entity = apposed_to(c, u);
	if (u->entity != KR_NONE) {
		add_role(&c->cast[u->entity], u);
		return;
	}
	bool former = (u->flags & KR_UF_POINTED) && u->first > 0 &&
	              kr__actor_is(c, u->first - 1, u->first, KR_AC_FORMER);
	u->entity = another || former ? KR_NONE : holder_here(c, u);
	if (u->entity == KR_NONE && (u->flags & KR_UF_POINTED))
		u->entity = who_was_told(c, u);
	if (u->entity == KR_NONE && !another)
		u->entity = holder_in_world(c, u);
	if (u->entity != KR_NONE || another)
		return;
	kr_cast_one p = { .e = { .type = KR_ENTITY_PERSON }, .name = u->role,
		          .world = KR_NONE };
	add_role(&p, u);
	if (empty(p.code))
		p.code = p.country = c->home;
	u->entity = kr__cast_by_name(c, KR_ENTITY_PERSON, u->role);
	if (u->entity == KR_NONE)
		u->entity = kr__cast_add(c, &p);
}

static void seen(kr_casting *c, uint32_t unit)
{
	uint32_t e = c->units[unit].entity;

	if (e != KR_NONE) {
		c->cast[e].last_unit = unit;
		c->cast[e].n_mentions++;
		c->cast[e].n_places += (c->units[unit].flags & KR_UF_PLACE) != 0;
	}
	if (c->units[unit].ruler != KR_NONE)
		c->cast[c->units[unit].ruler].n_mentions++;
}

kr_status kr__actor_join(kr_casting *c)
{
	for (uint32_t i = 0; i < c->n_units; i++) /* full names first */
		if (c->units[i].name_n > 1 && c->units[i].kind == KR_U_PERSON)
			join_person(c, &c->units[i], true);
		else if (c->units[i].name_n > 1 && (c->units[i].flags & KR_UF_RULER))
			join_ruler(c, &c->units[i]);
	for (uint32_t i = 0; i < c->n_units; i++) {
		kr_unit *u = &c->units[i];
		if (u->kind == KR_U_PERSON && u->entity == KR_NONE)
			join_person(c, u, true);
		else if ((u->flags & KR_UF_RULER) && u->entity == KR_NONE)
			join_ruler(c, u);
		else if (u->flags & KR_UF_RULER)
			; /* joined above */
		else if (u->kind == KR_U_ROLE)
			join_role(c, u);
		else if (u->kind >= KR_U_STATE && u->kind <= KR_U_EVENT)
			join_named(c, u);
		else if (u->kind >= KR_U_HE)
			kr__actor_refer(c, i);
		seen(c, i);
	}
	return kr__arena_status(c->scratch);
}
