// SPDX-License-Identifier: Apache-2.0
/*
 * Armed groups that only the article knows. The problem: "kelompok bersenjata
 * Barisan Bukit Utara (BBU)" is in no list and often seen as no name, so
 * whoever fights a state takes no part in any act. The idea: words whose
 * initials are spelled by the short form in brackets behind them name one
 * thing, and so does the short form alone. If it is called an armed group, is
 * a party to a truce or does what only those do (frees soldiers, is behind an
 * attack), it acts beside states: NSA- and its short form. So does what was
 * seen as a name and has no country. The words are the pack's. Limits: two to
 * six words; an armed group that is told of by name alone, without such words,
 * stays an organisation.
 */
#include "lexicon/actors.h"
#include "mark/actor.h"

enum { WORDS = 6, BEHIND = 5, TRUCE = 10, UNITS = 4096, SHORTS = 16 };

/* ---- "Barisan Bukit Utara (BBU)" ------------------------------------------------- */
static bool spelled(kr_view v)
{
	for (size_t k = 0; k < v.len; k++)
		if (v.ptr[k] < 'A' || v.ptr[k] > 'Z')
			return false;
	return v.len >= 2 && v.len <= WORDS;
}

/* The first of the words before `end` whose initials spell `v`; small words
 * between them do not count. KR_NONE: they do not. */
uint32_t kr__actor_spelled_by(const kr_casting *c, uint32_t from, uint32_t end,
                              kr_view v)
{
	size_t k = v.len;
	uint32_t i = end, small = 0;

	while (k && i > from && small < 3 && end - i < 2 * WORDS) {
		kr_view f = c->form[--i];
		if (k < v.len && kr__view_is(f, ","))
			continue; /* "Balai Benih, Pupuk, dan Tanah" */
		bool upper = kr__starts_upper(f);
		if (upper && f.ptr[0] != v.ptr[k - 1])
			return KR_NONE;
		if (!upper && (k == v.len || !kr__is_word((unsigned char)f.ptr[0])))
			return KR_NONE;
		k -= upper;
		small += !upper;
	}
	return k ? KR_NONE : i;
}

/* Names of persons and what the world knows are read by others. */
static bool unknown(const kr_casting *c, uint32_t first, uint32_t end)
{
	kr_world_hits hits;

	for (uint32_t i = first; i < end; i++) {
		const kr_name *nm = c->name_at[i] == KR_NONE
		                            ? NULL : &kr__names(c->doc)[c->name_at[i]];
		if (nm && (nm->type == KR_NAME_PER ||
		           (nm->type != KR_NAME_ORG && i == first)))
			return false;
	}
	return !kr__world_match(c->world, c->form + first, end - first, &hits);
}

static bool define(kr_casting *c, uint32_t from, uint32_t at)
{
	kr_view v = c->form[at + 1];
	uint32_t first = spelled(v) ? kr__actor_spelled_by(c, from, at, v) : KR_NONE;

	if (first == KR_NONE || !unknown(c, first, at))
		return true;
	for (uint32_t i = 0; i < c->n_shorts; i++)
		if (kr__view_eq(c->shorts[i].form, v))
			return true;
	if (!kr__arena_grow(c->scratch, (void **)&c->shorts, &c->cap_shorts,
	                    c->n_shorts + 1, sizeof *c->shorts))
		return false;
	c->shorts[c->n_shorts++] = (kr_cast_short){ .form = v, .first = first,
		                                    .n = at - first };
	return true;
}

/* ---- who is armed ------------------------------------------------------------------ */
static uint32_t classes_at(const kr_casting *c, uint32_t i, uint32_t end, uint32_t *len)
{
	const kr_actor_word *w = NULL;

	*len = i < end ? kr__actors_match(c->facts, c->key + i, end - i < 5 ? end - i : 5,
	                                  &w) : 0;
	return w ? w->classes : 0;
}

/* Does a phrase of the class end right before word `at`? */
static bool before(const kr_casting *c, uint32_t from, uint32_t at, uint32_t bits)
{
	for (uint32_t n = 1; n <= 4 && at >= from + n; n++) {
		uint32_t len;
		if ((classes_at(c, at - n, at, &len) & bits) && len == n)
			return true;
	}
	return false;
}

/* The word behind the name and what is in brackets or commas behind it. */
static uint32_t behind(const kr_casting *c, uint32_t at, uint32_t end)
{
	if (at + 2 < end && kr__view_is(c->form[at], "(") &&
	    kr__view_is(c->form[at + 2], ")"))
		at += 3;
	return at;
}

/* ", kelompok bersenjata": behind a comma, or one word and a short form more. */
static bool apposed(const kr_casting *c, uint32_t at, uint32_t end)
{
	uint32_t len;

	for (uint32_t i = at; i < end && i < at + 3; i++)
		if (kr__view_is(c->form[i], ","))
			return (classes_at(c, i + 1, end, &len) & KR_AC_ARMED) != 0;
	return false;
}

/* "membebaskan dua prajurit", "mengaku di balik serangan". */
static bool fights(const kr_casting *c, uint32_t at, uint32_t end)
{
	uint32_t len;

	if (!(classes_at(c, at, end, &len) & KR_AC_ARMEDACT))
		return false;
	for (uint32_t i = at + len; i < end && i < at + len + BEHIND; i++) {
		uint32_t n;
		if (classes_at(c, i, end, &n) & KR_AC_ARMEDTHING)
			return true;
	}
	return false;
}

/* "gencatan senjata antara tentara A dan B": B stands behind "dan". */
static bool in_truce(const kr_casting *c, uint32_t from, uint32_t first)
{
	uint32_t low = first > from + TRUCE ? first - TRUCE : from, len;

	if (first < from + 2 || !before(c, from, first, KR_AC_TRUCEWITH))
		return false;
	for (uint32_t i = low; i < first; i++)
		if (classes_at(c, i, first, &len) & KR_AC_TRUCE)
			return true;
	return false;
}

/* Is the name of words [first, first + n) in sentence k one of an armed group? */
static bool is_armed(const kr_casting *c, uint32_t k, uint32_t first, uint32_t n)
{
	const kr_sentence *s = &kr__sentences(c->doc)[k];
	uint32_t from = s->words.first, end = from + s->words.n;
	uint32_t at = behind(c, first + n, end);

	return before(c, from, first, KR_AC_ARMED) || apposed(c, at, end) ||
	       fights(c, at, end) || in_truce(c, from, first);
}

/* "NSA-" and the short form, else the initials, else the one word in capitals. */
static kr_view code_of(const kr_casting *c, kr_view name, kr_view alias)
{
	kr_view rest = name, w;
	kr_buf b;

	kr__buf_init(&b, &c->scratch->alloc);
	kr__buf_str(&b, "NSA-");
	if (spelled(alias))
		kr__buf_add(&b, alias);
	else if (kr__view_chr(name, ' ') == KR_NPOS && spelled(name))
		kr__buf_add(&b, name);
	else
		while (kr__view_next(&rest, ' ', &w))
			if (w.len && w.ptr[0] >= 'A' && w.ptr[0] <= 'Z')
				kr__buf_chr(&b, w.ptr[0]);
	kr_view v = b.len >= 6 ? kr__arena_copy(c->scratch, kr__buf_view(&b))
	                       : (kr_view){ "", 0 };
	kr__buf_drop(&b);
	return v;
}

/* ---- reading them -------------------------------------------------------------------- */
/* The definition whose words or short form stand at word i; *n: how many words. */
static kr_cast_short *short_at(const kr_casting *c, uint32_t i, uint32_t end, uint32_t *n)
{
	for (uint32_t k = 0; k < c->n_shorts && i < end; k++) {
		kr_cast_short *s = &c->shorts[k];
		*n = kr__view_eq(c->form[i], s->form) ? 1 : s->n;
		if (*n == 1)
			return s;
		if (i + *n <= end && kr__view_eq(c->form[i], c->form[s->first]) &&
		    kr__view_eq(kr__unit_text(c, i, *n),
		                kr__unit_text(c, s->first, s->n)))
			return s;
	}
	return NULL;
}

const kr_cast_short *kr__actor_short_at(const kr_casting *c, uint32_t i, uint32_t end,
                                        uint32_t *n)
{
	uint32_t lead = 0;

	if (!c->n_shorts)
		return NULL;
	if (!(classes_at(c, i, end, &lead) & KR_AC_ARMED))
		lead = 0;
	const kr_cast_short *s = short_at(c, i + lead, end, n);
	*n += lead;
	return s;
}

static void arm_shorts(kr_casting *c, uint32_t k, uint32_t from, uint32_t end)
{
	for (uint32_t i = from, n; i < end; i++) {
		kr_cast_short *s = short_at(c, i, end, &n);
		if (!s || s->code.len || !is_armed(c, k, i, n))
			continue;
		s->code = code_of(c, kr__unit_text(c, s->first, s->n), s->form);
	}
}

kr_status kr__actor_shorts(kr_casting *c)
{
	const kr_sentence *s = kr__sentences(c->doc);

	for (uint32_t k = 0; k < kr__n_sentences(c->doc); k++) {
		uint32_t from = s[k].words.first, end = from + s[k].words.n;
		for (uint32_t i = from + 2; i + 2 < end; i++)
			if (kr__view_is(c->form[i], "(") &&
			    kr__view_is(c->form[i + 2], ")") && c->n_shorts < SHORTS &&
			    !define(c, from, i))
				return kr__arena_status(c->scratch);
	}
	for (uint32_t k = 0; c->n_shorts && k < kr__n_sentences(c->doc); k++)
		arm_shorts(c, k, s[k].words.first, s[k].words.first + s[k].words.n);
	uint32_t kept = 0; /* of programmes and laws there are short forms too */
	for (uint32_t k = 0; k < c->n_shorts; k++)
		if (c->shorts[k].code.len)
			c->shorts[kept++] = c->shorts[k];
	c->n_shorts = kept;
	return KR_OK;
}

void kr__actor_read_short(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	uint32_t n;
	const kr_cast_short *s = kr__actor_short_at(c, i, end, &n);

	if (s)
		*u = (kr_unit){ .first = i, .n = n, .name_first = i, .name_n = n,
			        .kind = KR_U_ORG, .world = KR_NONE, .code = s->code,
			        .sector = KR_V("REB"),
			        .name = kr__unit_text(c, s->first, s->n) };
}

/* "juru bicara X, Komandan Y", "X melalui juru bicaranya, Y": the unit before the
 * comma, for whom Y speaks; KR_NONE: none. */
static uint32_t spoken_for(const kr_casting *c, uint32_t i)
{
	const kr_unit *u = &c->units[i], *x = i ? u - 1 : NULL;
	uint32_t at = u->first, len;

	if (!x || x->entity == KR_NONE || x->sentence != u->sentence || at < 2)
		return KR_NONE;
	if (kr__starts_upper(c->form[at - 1]))
		at--; /* a rank */
	if (!kr__view_is(c->form[at - 1], ",") || x->first + x->n > at - 1)
		return KR_NONE;
	uint32_t gap = at - 1 - (x->first + x->n);
	bool own = gap >= 2 && gap <= 5 &&
	           (classes_at(c, at - 2, at, &len) & KR_AC_CLITIC);
	bool office = gap == 0 && x->kind == KR_U_ROLE &&
	              kr__view_starts(c->cast[x->entity].code, KR_V("NSA-"));
	return office || own ? x->entity : KR_NONE;
}

/* People who speak for somebody are of his side. */
void kr__actor_speakers(kr_casting *c)
{
	for (uint32_t i = 0; i < c->n_units; i++) {
		kr_unit *u = &c->units[i];
		kr_cast_one *o = u->entity == KR_NONE ? NULL : &c->cast[u->entity];
		if (u->kind != KR_U_PERSON || !o || o->code.len || o->country.len)
			continue;
		uint32_t whose = spoken_for(c, i);
		if (whose == KR_NONE || !c->cast[whose].code.len ||
		    kr__view_is(c->cast[whose].code, "COM"))
			continue;
		o->code = c->cast[whose].code;
		o->country = c->cast[whose].country;
		o->sector = c->cast[whose].sector;
	}
}

/* Organisations that no definition tells of. */
void kr__actor_armed(kr_casting *c)
{
	for (uint32_t i = 0; i < c->n_units && i < UNITS; i++) {
		const kr_unit *u = &c->units[i];
		kr_cast_one *o = u->entity == KR_NONE ? NULL : &c->cast[u->entity];
		if (u->kind != KR_U_ORG || !o || o->world != KR_NONE || o->code.len ||
		    o->country.len || o->e.type != KR_ENTITY_ORG ||
		    !is_armed(c, u->sentence, u->first, u->n))
			continue;
		o->code = code_of(c, o->name, o->alias);
		o->sector = KR_V("REB");
	}
}
