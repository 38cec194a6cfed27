// SPDX-License-Identifier: Apache-2.0
/*
 * Actors: entities and their mentions. The problem: who acts is named in ten
 * ways, and the chronicle needs one. The idea: find references (actor_find.c),
 * join them (actor_join.c, actor_refer.c), write them as layers. What the
 * world knows and what only the text says stay told apart (basis). Limits: an
 * article's own knowledge ends with the article; the chronicle joins further.
 */
#include "mark/actor_read.h"

#include "lexicon/actors.h"

enum { ROLE = 12, MAIN_AMONG = 200, LONGEST_TITLE = 16, ONEOF = 3 };

/* The day for which offices are looked up: the day of publication, else the
 * first day told, else unknown. */
static kr_days day_of(const kr_doc *d)
{
	const kr_published *p = &d->meta.published;
	const kr_time *t = kr__times(d);

	if (p->value.year)
		return kr__date_days(p->value);
	if (p->bounds.first <= p->bounds.last)
		return p->bounds;
	for (uint32_t i = 0; i < kr__n_times(d); i++)
		if (t[i].days.first == t[i].days.last)
			return t[i].days;
	return (kr_days){ 1, 0 };
}

/* A name begins where its title does, also if that holds names: "Wakil
 * Panglima TNI Jenderal Darma". */
static void title_at(kr_casting *c, uint32_t k)
{
	const kr_word *w = kr__words(c->doc);
	const kr_name *nm = &kr__names(c->doc)[k];
	uint32_t first = nm->words.first;

	if (nm->title.end <= nm->title.start)
		return;
	for (uint32_t i = first; i > 0 && first - i < LONGEST_TITLE; i--)
		if (w[i - 1].span.start == nm->title.start &&
		    c->name_at[i - 1] == KR_NONE)
			c->name_at[i - 1] = k;
}

static bool prepare(kr_casting *c)
{
	uint32_t n = kr__n_words(c->doc), k = 0;
	const kr_word *w = kr__words(c->doc);
	const kr_name *nm = kr__names(c->doc);

	c->form = kr__arena_array(c->scratch, n, sizeof *c->form);
	c->key = kr__arena_array(c->scratch, n, sizeof *c->key);
	c->begins = kr__arena_array(c->scratch, n, sizeof *c->begins);
	c->name_at = kr__arena_array(c->scratch, n, sizeof *c->name_at);
	if (!c->form || !c->key || !c->begins || !c->name_at)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		c->form[i] = kr__doc_cut(c->doc, w[i].span);
		c->key[i] = kr__phrase_key(kr__doc_text(c->doc, w[i].lower), false);
		c->begins[i] = kr__world_begins(c->world, c->form[i]);
		while (k < kr__n_names(c->doc) && nm[k].span.end <= w[i].span.start)
			k++;
		c->name_at[i] = KR_NONE;
		if (k < kr__n_names(c->doc)) {
			uint32_t start = nm[k].title.end > nm[k].title.start
			                         ? nm[k].title.start : nm[k].span.start;
			if (start == w[i].span.start || nm[k].words.first == i)
				c->name_at[i] = k;
		}
	}
	for (k = 0; k < kr__n_names(c->doc); k++)
		title_at(c, k);
	return true;
}

static kr_sym key_of(const kr_casting *c, const kr_cast_one *o)
{
	kr_buf b;
	kr_view code = o->code.len ? o->code : KR_V("-");

	kr__buf_init(&b, &c->scratch->alloc);
	if (o->world_kind == KR_WORLD_COUNTRY && o->world != KR_NONE) {
		kr__buf_str(&b, "state/");
		kr__buf_add(&b, o->code);
	} else {
		kr__buf_str(&b, kr__entity_text(o->e.type));
		kr__buf_chr(&b, '/');
		kr__buf_add(&b, code);
		kr__buf_chr(&b, '/');
		kr__buf_lower(&b, o->name);
	}
	kr_sym s = kr__doc_sym(c->doc, kr__buf_view(&b));
	kr__buf_drop(&b);
	return s;
}

static kr_sym basis_of(const kr_casting *c, const kr_cast_one *o)
{
	return kr__doc_sym(c->doc, o->inferred            ? KR_V("inferred")
	                           : o->world != KR_NONE ? KR_V("world")
	                                                 : KR_V("text"));
}

/* How many mentions tell of the country or of its people. */
static uint32_t mentions_of(const kr_casting *c, kr_view code, uint32_t *all)
{
	uint32_t n = 0;

	*all = 0;
	for (uint32_t i = 0; i < c->n_cast; i++) {
		const kr_cast_one *o = &c->cast[i];
		if (o->country.len != 3 || kr__view_is(o->sector, "MED"))
			continue;
		*all += o->n_mentions;
		n += kr__view_eq(o->country, code) ? o->n_mentions : 0;
	}
	return n;
}

/* The country that most of the article is about; empty: there is none. */
static kr_view main_country(const kr_casting *c)
{
	uint32_t best = 0, all = 0;
	kr_view code = { "", 0 };

	for (uint32_t i = 0; i < c->n_cast && i < MAIN_AMONG; i++) {
		uint32_t n = mentions_of(c, c->cast[i].country, &all);
		if (c->cast[i].country.len == 3 && n > best) {
			best = n;
			code = c->cast[i].country;
		}
	}
	return best >= 3 && 2 * best > all ? code : (kr_view){ "", 0 };
}

/* "seorang warga negara Prancis, Luc Arnaud": the state before the comma. */
static kr_view told_before(const kr_casting *c, const kr_unit *p, const kr_unit *u)
{
	uint32_t at = p->first;

	if (p->first + p->n + 1 == u->first && kr__view_is(c->form[u->first - 1], ",") &&
	    p->country.len == 3 && (p->kind == KR_U_GROUP || p->kind == KR_U_STATE))
		for (uint32_t n = 0; n < ONEOF && at > 0; n++)
			if (kr__actor_is(c, --at, u->first, KR_AC_ONEOF))
				return p->country;
	return (kr_view){ "", 0 };
}

/* "Duta Besar Inggris di Teheran, X": of whose office it is, not of the place. */
static kr_view posted(const kr_casting *c, const kr_unit *u)
{
	const kr_unit *at = u - 1, *office = u - 2;

	return kr__view_is(c->form[u->first - 1], ",") && at->first + at->n + 1 == u->first &&
	                       office->first + office->n + 1 == at->first &&
	                       kr__actor_is(c, at->first - 1, at->first, KR_AC_PLACEPREP) &&
	                       office->country.len == 3 && office->sentence == u->sentence &&
	                       (office->kind == KR_U_ROLE || office->kind == KR_U_GROUP)
	               ? office->country : (kr_view){ "", 0 };
}

/* Persons without a country are of the one told behind or before their name. */
static void told_countries(kr_casting *c)
{
	for (uint32_t i = 0; i < c->n_units; i++) {
		const kr_unit *u = &c->units[i];
		kr_cast_one *o = u->entity == KR_NONE ? NULL : &c->cast[u->entity];
		if (u->kind != KR_U_PERSON || !o || o->code.len || o->country.len)
			continue;
		const kr_sentence *s = &kr__sentences(c->doc)[u->sentence];
		o->code = o->country = kr__actor_told(c, u->first + u->n,
		                                      s->words.first + s->words.n);
		if (!o->country.len && i > 0)
			o->code = o->country = told_before(c, u - 1, u);
		if (!o->country.len && i > 1)
			o->code = o->country = posted(c, u);
	}
}

/* Does no other country have more mentions than home? */
static bool home_leads(const kr_casting *c)
{
	uint32_t all, own = mentions_of(c, c->home, &all);

	for (uint32_t i = 0; i < c->n_cast && i < MAIN_AMONG; i++)
		if (mentions_of(c, c->cast[i].country, &all) > own &&
		    c->cast[i].country.len == 3)
			return false;
	return own > 0;
}

/* Is it an office of a head that the home country does not have? */
static bool foreign_head(const kr_casting *c, const kr_cast_one *o)
{
	kr_view none = { "", 0 };

	return kr__view_is(o->office, "prime-minister") &&
	       c->when.first <= c->when.last &&
	       kr__world_holder(c->world, o->office, c->home, none, c->when) ==
	               KR_NOSYM;
}

/* Does somebody else hold the office of a head of that country, as the text says?
 * Then "Presiden X" is of another one. */
static bool taken(const kr_casting *c, const kr_cast_one *o, kr_view code)
{
	for (uint32_t i = 0; i < c->n_cast && i < MAIN_AMONG; i++) {
		const kr_cast_one *p = &c->cast[i];
		if (p != o && p->e.type == KR_ENTITY_PERSON && !p->inferred &&
		    kr__actor_heads_state(o->office) && kr__view_eq(p->office, o->office) &&
		    kr__view_eq(p->code, code))
			return true;
	}
	return false;
}

/* The country of the dateline, if the article tells of it and not of home. */
static kr_view abroad_at(const kr_casting *c)
{
	static const uint8_t kinds[] = { KR_WORLD_SEAT, KR_WORLD_PLACE };
	kr_view none = { "", 0 }, place = c->doc->meta.dateline;
	kr_world_hits hits;
	uint32_t all;

	if (!place.len || mentions_of(c, c->home, &all) || !kr__world_find(c->world, place, &hits))
		return none;
	for (size_t k = 0; k < 2; k++) {
		const kr_world_hit *h = kr__world_hit_of(&hits, kinds[k]);
		if (!h)
			continue;
		const kr_world_row *r = kr__world_row(c->world, kinds[k], h->row);
		kr_view code = r->country.len ? r->country : r->code;
		return mentions_of(c, code, &all) ? code : none;
	}
	return none;
}

/* The one country that the article tells of, if it is not home; the first of two
 * or more, if home is none of them, is a guess that nobody makes: "-". */
static kr_view only_country(const kr_casting *c)
{
	kr_view only = { "", 0 };
	bool more = false;

	for (uint32_t i = 0; i < c->n_cast && i < MAIN_AMONG; i++) {
		const kr_cast_one *o = &c->cast[i];
		if (o->country.len != 3 || !o->n_mentions || kr__view_is(o->sector, "MED"))
			continue;
		if (kr__view_eq(o->country, c->home))
			return (kr_view){ "", 0 };
		more |= only.len && !kr__view_eq(only, o->country);
		only = o->country;
	}
	return more ? KR_V("-") : only;
}

/* Is it who heads, fights or opposes a state? Of such the one that is told of is
 * meant rather than home. */
static bool of_state(const kr_casting *c, const kr_cast_one *o)
{
	kr_view none = { "", 0 };

	if (!kr__actor_heads_state(o->office) && !kr__view_is(o->sector, "MIL") &&
	    !kr__view_is(o->sector, "OPP") && !kr__view_is(o->sector, "REB"))
		return false;
	return kr__actor_heads_state(o->office) || c->when.first > c->when.last ||
	       kr__world_holder(c->world, o->office, c->home, none, c->when) == KR_NOSYM;
}

/* Persons without a country are of the one that the article is about, else of
 * the one it takes for granted: who holds an office, all if it leads. */
static void infer_countries(kr_casting *c)
{
	kr_view code = main_country(c);
	bool main = code.len > 0, all = main || home_leads(c);
	kr_view away = main ? code : abroad_at(c), only = main ? code : only_country(c);

	if (!main)
		code = away.len ? away : c->home;
	for (uint32_t i = 0; code.len && i < c->n_cast; i++) {
		kr_cast_one *o = &c->cast[i];
		if (o->e.type != KR_ENTITY_PERSON || o->code.len || o->country.len ||
		    (!all && !o->office.len) ||
		    (kr__view_eq(code, c->home) && foreign_head(c, o)))
			continue;
		bool guess = only.len && kr__view_eq(code, c->home) && of_state(c, o);
		if (guess && only.len != 3)
			continue;
		uint32_t n;
		bool other = !guess && taken(c, o, code);
		if (other && (!mentions_of(c, c->home, &n) || taken(c, o, c->home)))
			continue;
		o->code = o->country = guess ? only : other ? c->home : code;
		o->inferred = true;
	}
}

/* The name as it is shown. Whom the text knows by an office at home alone
 * ("Kapolri") has the office as name, but for who heads or speaks for the state. */
static kr_view shown_name(const kr_casting *c, const kr_cast_one *o)
{
	bool head = kr__view_is(o->office, "president") ||
	            kr__view_is(o->office, "vice-president") ||
	            kr__view_is(o->office, "prime-minister") ||
	            kr__view_is(o->office, "foreign-minister");

	if (o->shown.len)
		return o->shown;
	return o->e.type == KR_ENTITY_PERSON && o->world != KR_NONE &&
	                       o->world_kind == KR_WORLD_PERSON && !o->by_name &&
	                       o->role.len && !head &&
	                       kr__view_eq(o->country, c->home)
	               ? o->role : o->name;
}

/* "Juru Bicara KPK": the organisation that the world knows among a role's words. */
static kr_sym body_of(const kr_casting *c, const kr_cast_one *o)
{
	kr_view words[ROLE], rest = o->role, w;
	uint32_t n = 0;

	if (o->e.type != KR_ENTITY_PERSON || !o->code.len)
		return 0;
	while (n < ROLE && kr__view_next(&rest, ' ', &w))
		words[n++] = w;
	for (uint32_t i = 1; i < n; i++) {
		kr_world_hits hits;
		const kr_world_hit *h = kr__world_match(c->world, words + i, n - i, &hits)
		                                ? kr__world_hit_of(&hits, KR_WORLD_ORG) : NULL;
		if (!h || !kr__starts_upper(words[i]))
			continue;
		const kr_world_row *r = kr__world_row(c->world, KR_WORLD_ORG, h->row);
		if (!kr__view_eq(r->code, o->code))
			continue;
		kr_cast_one body = { .e = { .type = KR_ENTITY_ORG }, .name = r->name,
			             .code = r->code, .world = KR_NONE };
		return key_of(c, &body);
	}
	return 0;
}

/* Write one of the cast if it is not yet; order[who]: its entity. */
static kr_status write_entity(kr_casting *c, uint32_t who, uint32_t *order)
{
	kr_doc *d = c->doc;

	if (who == KR_NONE || order[who] != KR_NONE)
		return KR_OK;
	const kr_cast_one *o = &c->cast[who];
	bool only_place = o->n_mentions && o->n_places == o->n_mentions;
	kr_entity e = { .type = only_place ? KR_ENTITY_PLACE : o->e.type,
	                .world = o->world,
		        .name = kr__doc_sym(d, shown_name(c, o)),
		        .code = kr__doc_sym(d, o->code),
		        .country = kr__doc_sym(d, o->country),
		        .sector = kr__doc_sym(d, o->sector),
		        .role = kr__doc_sym(d, o->role),
		        .key = key_of(c, o), .body = body_of(c, o),
		        .basis = basis_of(c, o),
		        .confidence = o->inferred ? 600 : 1000 };
	kr_entity *to = kr__entity_add(d);
	if (!to)
		return kr__doc_status(d);
	*to = e;
	order[who] = kr__n_entitys(d) - 1;
	return KR_OK;
}

/* Entities in the order of their first mention; *order: cast -> entity. */
static kr_status write_entities(kr_casting *c, uint32_t *order)
{
	kr_status status = KR_OK;

	for (uint32_t i = 0; i < c->n_cast; i++)
		order[i] = KR_NONE;
	for (uint32_t i = 0; i < c->n_units && !status; i++) {
		status = write_entity(c, c->units[i].entity, order);
		if (!status)
			status = write_entity(c, c->units[i].ruler, order);
	}
	for (uint32_t i = 0; i < c->n_cast && !status; i++)
		status = write_entity(c, i, order);
	return status ? status : kr__doc_status(c->doc);
}

static kr_status write_members(kr_casting *c, const uint32_t *order)
{
	for (uint32_t i = 0; i < c->n_cast; i++) {
		const kr_cast_one *o = &c->cast[i];
		if (order[i] == KR_NONE || !o->n_members)
			continue;
		kr_range r = { kr__n_refs(c->doc), o->n_members };
		for (uint32_t k = 0; k < o->n_members; k++) {
			uint32_t *ref = kr__ref_add(c->doc);
			if (!ref)
				return kr__doc_status(c->doc);
			*ref = order[o->member[k]];
		}
		kr__entitys(c->doc)[order[i]].members = r;
	}
	return KR_OK;
}

static kr_mention_kind kind_of(const kr_unit *u)
{
	if (u->kind == KR_U_HE || u->kind == KR_U_THEY)
		return KR_MENTION_PRONOUN;
	return u->kind == KR_U_ROLE || u->kind >= KR_U_BOTH ||
	                       (u->kind == KR_U_GROUP && !u->name_n)
	               ? KR_MENTION_NOMINAL : KR_MENTION_NAME;
}

/* Of "pemerintahan Trump" also the person in it is a mention. */
static bool write_ruler(kr_casting *c, const kr_unit *u, const uint32_t *order)
{
	const kr_word *w = kr__words(c->doc);
	kr_mention *m = kr__mention_add(c->doc);

	if (!m)
		return false;
	*m = (kr_mention){ .span = { w[u->name_first].span.start,
		                     w[u->name_first + u->name_n - 1].span.end },
		           .entity = order[u->ruler],
		           .words = { u->name_first, u->name_n },
		           .head = u->name_first, .kind = KR_MENTION_NAME,
		           .rule = kr__doc_sym(c->doc, KR_V("person")) };
	return true;
}

static kr_status write_mentions(kr_casting *c, const uint32_t *order)
{
	const kr_word *w = kr__words(c->doc);
	static const char *const rules[] = { "", "person", "office", "state", "seat",
		                             "place", "org", "group", "event", "he",
		                             "they", "both", "counterpart",
		                             "own-state" };

	for (uint32_t i = 0; i < c->n_units; i++) {
		const kr_unit *u = &c->units[i];
		if (u->entity == KR_NONE)
			continue;
		kr_sym rule = kr__doc_sym(c->doc, kr__view_of(rules[u->kind]));
		kr_mention *m = kr__mention_add(c->doc);
		if (!m)
			return kr__doc_status(c->doc);
		*m = (kr_mention){ .span = { w[u->first].span.start,
			                     w[u->first + u->n - 1].span.end },
			           .entity = order[u->entity],
			           .words = { u->first, u->n },
			           .head = u->name_n && u->kind != KR_U_GROUP &&
			                                   u->ruler == KR_NONE &&
			                                   u->name_first >= u->first &&
			                                   u->name_first < u->first + u->n
			                           ? u->name_first : u->first,
			           .kind = (uint8_t)kind_of(u), .rule = rule };
		if (u->ruler != KR_NONE && !write_ruler(c, u, order))
			return kr__doc_status(c->doc);
	}
	return kr__doc_status(c->doc);
}

kr_status kr__mark_actors(const kr_pack *pack, kr_doc *d, kr_arena *scratch)
{
	kr_casting c = { .pack = pack, .world = pack->lexicon->world,
		         .facts = pack->actors, .doc = d, .scratch = scratch,
		         .when = day_of(d) };

	kr__layer_done(d, KR_LAYER_entity, "actor/1");
	kr__layer_done(d, KR_LAYER_mention, "actor/1");
	if (!pack->actors || kr__n_words(d) == 0)
		return KR_OK;
	c.home = pack->basic ? pack->basic->country : (kr_view){ "", 0 };
	if (!prepare(&c))
		return kr__arena_status(scratch);
	kr_status status = kr__actor_shorts(&c);
	if (!status)
		status = kr__actor_initials(&c);
	if (!status)
		status = kr__actor_find(&c);
	if (!status)
		status = kr__actor_home(&c);
	if (!status)
		status = kr__actor_join(&c);
	kr__actor_armed(&c);
	kr__actor_speakers(&c);
	told_countries(&c);
	infer_countries(&c);
	uint32_t *order = kr__arena_array(scratch, (size_t)c.n_cast + 1, sizeof *order);
	if (status || !order)
		return status ? status : kr__arena_status(scratch);
	status = write_entities(&c, order);
	if (!status)
		status = write_members(&c, order);
	return status ? status : write_mentions(&c, order);
}
