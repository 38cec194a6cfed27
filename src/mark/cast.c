// SPDX-License-Identifier: Apache-2.0
/*
 * Who stays. The problem: an article names many who do nothing in it; a record
 * that lists them all buries those who act. The idea: when events and quotes
 * are known, an entity stays if it takes part in one, if it is a person, or if
 * it is an organisation with a code; the home state, which readers take for
 * granted, wants three mentions. The article's own medium stays if it asked
 * somebody. Others go, with their mentions, and links are renumbered. Limits:
 * with `explain` nobody goes, so that losers can be seen; kinds, and so ids,
 * are the same.
 */
#include "lexicon/actors.h"
#include "mark/mark.h"

enum { HOME_TOLD = 3 };

static void keep(bool *stays, uint32_t n, uint32_t entity)
{
	if (entity < n)
		stays[entity] = true;
}

static void keep_refs(const kr_doc *d, bool *stays, kr_range r)
{
	for (uint32_t i = 0; i < r.n; i++)
		keep(stays, kr__n_entitys(d), kr__refs(d)[r.first + i]);
}

/* A state that was only told of as a place is a state where it acts. */
static void acts(const kr_doc *d, uint32_t entity)
{
	kr_entity *e = entity < kr__n_entitys(d) ? &kr__entitys(d)[entity] : NULL;

	if (e && e->type == KR_ENTITY_PLACE &&
	    kr__view_starts(kr__doc_text(d, e->key), KR_V("state/")))
		e->type = KR_ENTITY_ORG;
}

static void takes_part(const kr_doc *d, bool *stays)
{
	uint32_t n = kr__n_entitys(d);

	for (uint32_t i = 0; i < kr__n_quotes(d); i++) {
		const kr_quote *q = &kr__quotes(d)[i];
		keep(stays, n, q->speaker);
		keep(stays, n, q->place);
		keep_refs(d, stays, q->addressees);
		keep_refs(d, stays, q->reported_by);
	}
	for (uint32_t i = 0; i < kr__n_partys(d); i++) {
		keep(stays, n, kr__partys(d)[i].entity);
		acts(d, kr__partys(d)[i].entity);
	}
	for (uint32_t i = 0; i < kr__n_events(d); i++)
		keep(stays, n, kr__events(d)[i].said_by);
}

/* Does the text say that the entity asked or was told: "saat dihubungi X"? */
static bool asked(const kr_pack *p, const kr_doc *d, uint32_t entity)
{
	const kr_word *w = kr__words(d);
	const kr_actor_word *f;

	for (uint32_t i = 0; p->actors && i < kr__n_mentions(d); i++) {
		const kr_mention *m = &kr__mentions(d)[i];
		if (m->entity != entity || m->words.first == 0)
			continue;
		uint64_t key = kr__phrase_key(
			kr__doc_text(d, w[m->words.first - 1].lower), false);
		if (kr__actors_match(p->actors, &key, 1, &f) &&
		    (f->classes & KR_AC_ASKED))
			return true;
	}
	return false;
}

/* A medium stays if the article names it as its source, and is not its own. */
static bool medium_told(const kr_doc *d, const kr_entity *e)
{
	kr_view key = kr__doc_text(d, e->key); /* ends with the world's name */
	kr_view name = kr__view_from(key, kr__view_rchr(key, '/') + 1);

	if (kr__view_ieq(name, d->meta.outlet))
		return false;
	for (uint32_t i = 0; i < d->meta.n_chain; i++)
		if (kr__view_ieq(d->meta.chain[i].name, name))
			return true;
	return false;
}

static bool worth(const kr_pack *p, const kr_doc *d, uint32_t index,
                  uint32_t n_mentions)
{
	kr_view home = p->basic ? p->basic->country : (kr_view){ "", 0 };
	const kr_entity *e = &kr__entitys(d)[index];

	if (e->type == KR_ENTITY_PERSON) /* not who is told of by an office once */
		return n_mentions > 1 ||
		       (n_mentions > 0 && (e->world != KR_NONE || e->name != e->role));
	if (e->type == KR_ENTITY_PLACE || e->type == KR_ENTITY_EVENT)
		return true;
	if (e->type == KR_ENTITY_GROUP && n_mentions > 0) /* "Kongres", "Senat" */
		return e->code && !kr__view_eq(kr__doc_text(d, e->code), home) &&
		       kr__view_is(kr__doc_text(d, e->sector), "LEG");
	if (e->type != KR_ENTITY_ORG || !e->code || n_mentions == 0)
		return false;
	if (kr__view_is(kr__doc_text(d, e->sector), "MED"))
		return medium_told(d, e) || asked(p, d, index);
	if (kr__view_is(kr__doc_text(d, e->sector), "MIL") && n_mentions < HOME_TOLD)
		return false; /* forces and their schools, told of in passing */
	return n_mentions >= HOME_TOLD || !kr__view_eq(kr__doc_text(d, e->code), home) ||
	       !kr__view_starts(kr__doc_text(d, e->key), KR_V("state/"));
}

static void renumber_range(kr_doc *d, const uint32_t *to, kr_range r)
{
	for (uint32_t i = 0; i < r.n; i++)
		kr__refs(d)[r.first + i] = to[kr__refs(d)[r.first + i]];
}

static uint32_t renumbered(const uint32_t *to, uint32_t entity)
{
	return entity == KR_NONE ? KR_NONE : to[entity];
}

static void renumber(kr_doc *d, const uint32_t *to)
{
	for (uint32_t i = 0; i < kr__n_quotes(d); i++) {
		kr_quote *q = &kr__quotes(d)[i];
		q->speaker = renumbered(to, q->speaker);
		q->place = renumbered(to, q->place);
		renumber_range(d, to, q->addressees);
		renumber_range(d, to, q->reported_by);
	}
	for (uint32_t i = 0; i < kr__n_partys(d); i++)
		kr__partys(d)[i].entity = renumbered(to, kr__partys(d)[i].entity);
	for (uint32_t i = 0; i < kr__n_events(d); i++)
		kr__events(d)[i].said_by = renumbered(to, kr__events(d)[i].said_by);
	for (uint32_t i = 0; i < kr__n_entitys(d); i++)
		renumber_range(d, to, kr__entitys(d)[i].members);
}

static void drop_mentions(kr_doc *d, const uint32_t *to)
{
	kr_mention *m = kr__mentions(d);
	uint32_t kept = 0;

	for (uint32_t i = 0; i < kr__n_mentions(d); i++)
		if (to[m[i].entity] != KR_NONE) {
			m[kept] = m[i];
			m[kept++].entity = to[m[i].entity];
		}
	d->layers[KR_LAYER_mention].n = kept;
}

kr_status kr__mark_cast(const kr_pack *p, kr_doc *d, kr_arena *scratch)
{
	uint32_t n = kr__n_entitys(d), kept = 0;
	kr_entity *e = kr__entitys(d);
	bool *stays = kr__arena_array(scratch, (size_t)n + 1, sizeof *stays);
	uint32_t *to = kr__arena_array(scratch, (size_t)n + 1, sizeof *to);
	uint32_t *count = kr__arena_array(scratch, (size_t)n + 1, sizeof *count);

	if (n == 0)
		return KR_OK;
	if (!stays || !to || !count)
		return kr__arena_status(scratch);
	for (uint32_t i = 0; i < kr__n_mentions(d); i++)
		count[kr__mentions(d)[i].entity]++;
	takes_part(d, stays);
	if (d->explain)
		return KR_OK;
	for (uint32_t i = 0; i < n; i++)
		stays[i] |= worth(p, d, i, count[i]);
	for (uint32_t i = 0; i < n; i++) /* members of a pair that stays */
		if (stays[i])
			keep_refs(d, stays, e[i].members);
	for (uint32_t i = 0; i < n; i++)
		to[i] = stays[i] ? kept++ : KR_NONE;
	drop_mentions(d, to);
	for (uint32_t i = 0; i < n; i++)
		if (!stays[i])
			e[i].members.n = 0;
	renumber(d, to);
	for (uint32_t i = 0; i < n; i++)
		if (stays[i])
			e[to[i]] = e[i];
	d->layers[KR_LAYER_entity].n = kept;
	return KR_OK;
}
