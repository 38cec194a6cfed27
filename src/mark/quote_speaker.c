// SPDX-License-Identifier: Apache-2.0
/*
 * Who speaks a draft. The problem: "ujarnya", "Ia mengatakan" and a paragraph of
 * speech without any cue need to know who spoke before, or of whom the narrative
 * has told since. The idea: a memory of the last speaker, the last person and the
 * last body; a pronoun is the subject of the sentence of narrative before it, else
 * who spoke last; a phrase is an entity of its own unless it is somebody's office.
 * Limits: the last speaker is forgotten after six paragraphs.
 */
#include "mark/quote.h"

enum { MEMORY = 6 };

/* Is the capitalised word one of the person's names? */
static bool is_called(const kr_quoting *q, const kr_entity *e, kr_view word)
{
	kr_view part, rest = kr__doc_text(q->doc, e->name);

	if (e->type != KR_ENTITY_PERSON || !kr__starts_upper(word))
		return false;
	while (kr__view_next(&rest, ' ', &part))
		if (kr__view_eq(part, word))
			return true;
	return false;
}

/* Are all words capitalised, and not only since a sentence begins? */
static bool all_upper(const kr_quoting *q, kr_range words)
{
	const kr_word *w = kr__words(q->doc);
	uint32_t first, end;

	kr__sentence_of(q, words.first, &first, &end);
	for (uint32_t i = words.first; i < words.first + words.n; i++)
		if (!kr__starts_upper(kr__doc_cut(q->doc, w[i].span)))
			return false;
	return words.n > 1 || words.first > first;
}

/* Do the words of `part` open `role`? "Kapolres" of "Kapolres Banjar AKBP". */
static bool opens_role(kr_view role, kr_view part)
{
	return part.len <= role.len && kr__view_istarts(role, part) &&
	       (part.len == role.len || role.ptr[part.len] == ' ');
}

/* The person whose office the words are, told of before; KR_NONE. */
static uint32_t by_office(const kr_quoting *q, kr_view text)
{
	for (uint32_t i = 0; text.len && i < kr__n_entitys(q->doc); i++) {
		const kr_entity *e = &kr__entitys(q->doc)[i];
		if (e->type == KR_ENTITY_PERSON && e->role &&
		    kr__doc_text(q->doc, e->name).len > 3 &&
		    opens_role(kr__doc_text(q->doc, e->role), text))
			return i;
	}
	return KR_NONE;
}

/* The entity with a code that the words end with: Israel in "otoritas Israel". */
static uint32_t side_of(const kr_quoting *q, kr_range words)
{
	uint32_t k = q->mention[words.first + words.n - 1];
	uint32_t e = k == KR_NONE ? k : kr__mentions(q->doc)[k].entity;

	return e != KR_NONE && kr__entitys(q->doc)[e].code ? e : KR_NONE;
}

/* An entity for a speaker that only a phrase names. */
static uint32_t by_phrase(kr_quoting *q, kr_range words)
{
	const kr_word *w = kr__words(q->doc);

	if (!words.n)
		return KR_NONE;
	uint32_t counted = kr__quote_counted(q, words.first, words.first + words.n);
	words.n -= counted - words.first;
	words.first = counted;
	words.n -= words.n > 1 && kr__quote_pointed(q, words.first + words.n - 1);
	kr_view text = kr__doc_cut(q->doc, (kr_span){ w[words.first].span.start,
	                                              w[words.first + words.n - 1].span.end });
	kr_sym name = kr__doc_sym(q->doc, text);

	for (uint32_t i = 0; i < kr__n_entitys(q->doc); i++) {
		const kr_entity *e = &kr__entitys(q->doc)[i];
		if (kr__view_ieq(kr__doc_text(q->doc, e->name), text) ||
		    (words.n == 1 && is_called(q, e, text)))
			return i;
	}
	uint32_t holder = by_office(q, text);
	if (holder != KR_NONE)
		return holder;
	kr_sym basis = kr__doc_sym(q->doc, KR_V("text"));
	kr_sym key = kr__doc_sym(q->doc, KR_V(""));
	kr_entity *e = kr__entity_add(q->doc);
	if (!e)
		return KR_NONE;
	uint32_t of = side_of(q, words);
	*e = (kr_entity){ .type = all_upper(q, words) ? KR_ENTITY_PERSON
		                                      : KR_ENTITY_GROUP,
		          .name = name, .key = key,
		          .code = of == KR_NONE ? key : kr__entitys(q->doc)[of].code,
		          .country = of == KR_NONE ? key : kr__entitys(q->doc)[of].country,
		          .basis = basis, .world = KR_NONE, .confidence = 600 };
	return kr__n_entitys(q->doc) - 1;
}

/* The one other person whose longer name has the one word of `entity`'s. */
static uint32_t fuller(const kr_quoting *q, uint32_t entity)
{
	const kr_entity *all = kr__entitys(q->doc);
	kr_view word = kr__doc_text(q->doc, all[entity].name);
	uint32_t found = KR_NONE;

	if (all[entity].type != KR_ENTITY_PERSON || all[entity].world != KR_NONE ||
	    kr__view_chr(word, ' ') != KR_NPOS)
		return entity;
	for (uint32_t i = 0; i < q->n_known; i++) {
		if (i == entity || !q->known[i] || !is_called(q, &all[i], word))
			continue;
		if (found != KR_NONE)
			return entity;
		found = i;
	}
	return found == KR_NONE ? entity : found;
}

uint32_t kr__quote_meant(const kr_quoting *q, uint32_t entity)
{
	if (entity < q->n_known && q->holder[entity] != KR_NONE)
		entity = q->holder[entity];
	return entity == KR_NONE ? entity : fuller(q, entity);
}

static bool is_person(const kr_quoting *q, uint32_t entity)
{
	return kr__entitys(q->doc)[entity].type == KR_ENTITY_PERSON;
}

void kr__quote_remember(const kr_quoting *q, struct kr_quote_memory *m, uint32_t speaker,
                     uint32_t paragraph)
{
	m->speaker = speaker;
	m->paragraph = paragraph;
	if (is_person(q, speaker)) {
		m->prior = m->person == speaker ? m->prior : m->person;
		m->person = speaker;
		m->told = paragraph;
	} else {
		m->body = speaker;
	}
}

static uint32_t remembered(const struct kr_quote_memory *m, uint32_t paragraph)
{
	return m->speaker != KR_NONE && paragraph - m->paragraph <= MEMORY
	               ? m->speaker : KR_NONE;
}

/* The first person of the nearest sentence before word `at` that has one. */
static uint32_t person_before(const kr_quoting *q, uint32_t at)
{
	for (int turns = 0; at > 0 && turns < 4; turns++) {
		uint32_t first, end;
		kr__sentence_of(q, at - 1, &first, &end);
		for (uint32_t i = first; i < at; i++) {
			uint32_t k = q->stretch[i] == KR_NONE ? q->mention[i] : KR_NONE;
			uint32_t e = k == KR_NONE ? k : kr__mentions(q->doc)[k].entity;
			if (e != KR_NONE &&
			    kr__entitys(q->doc)[e].type == KR_ENTITY_PERSON)
				return e;
		}
		at = first;
	}
	return KR_NONE;
}

uint32_t kr__quote_main_person(const kr_quoting *q, const kr_draft *d, uint32_t speaker)
{
	uint32_t first, end;

	if (d->cue_word == KR_NONE)
		return KR_NONE;
	kr__sentence_of(q, d->cue_word, &first, &end);
	for (uint32_t i = first; i < d->cue_word; i++) {
		uint32_t k = q->stretch[i] == KR_NONE ? q->mention[i] : KR_NONE;
		uint32_t e = k == KR_NONE ? k : kr__mentions(q->doc)[k].entity;
		if (e != KR_NONE && is_person(q, e))
			return e == speaker ? KR_NONE : e;
	}
	return KR_NONE;
}

/* "Para pakar PBB menyerukan ... Mereka mengatakan ...": the phrase of many people
 * at the head of the sentence before word `at` or behind its first comma. */
static kr_range crowd_before(const kr_quoting *q, uint32_t at)
{
	const kr_word *w = kr__words(q->doc);
	uint32_t first, end, i;

	kr__sentence_of(q, at, &first, &end);
	if (first == 0)
		return (kr_range){ 0, 0 };
	kr__sentence_of(q, first - 1, &i, &end);
	for (uint32_t k = i; k < end && k < i + 8; k++)
		if (kr__word_is(q, k, ",") && k + 1 < end) {
			i = k + 1;
			break;
		}
	if (!(kr__quote_class(q, i) & KR_SP_CROWD))
		kr__sentence_of(q, first - 1, &i, &end);
	if (!(kr__quote_class(q, i) & KR_SP_CROWD))
		return (kr_range){ 0, 0 };
	uint32_t stop = i;
	while (stop < end && stop < i + 7 &&
	       (w[stop].upos == KR_UPOS_NOUN || w[stop].upos == KR_UPOS_PROPN ||
	        w[stop].upos == KR_UPOS_ADJ || w[stop].upos == KR_UPOS_DET ||
	        w[stop].upos == KR_UPOS_NUM))
		stop++;
	return (kr_range){ i, stop > i + 1 ? stop - i : 0 };
}

/* "mereka": whoever spoke last if no single person, else whom the word means. */
static uint32_t body_of(const kr_quoting *q, const kr_draft *d, uint32_t last,
                        const struct kr_quote_memory *m)
{
	if (last != KR_NONE && !is_person(q, last))
		return last;
	return d->entity != KR_NONE && !is_person(q, d->entity) ? d->entity : m->body;
}

/* "Kantor X menggelar rapat. Mereka mengatakan ...": the body at the head of the
 * sentence before word `at`; KR_NONE. */
static uint32_t body_before(const kr_quoting *q, uint32_t at)
{
	uint32_t first, end;

	kr__sentence_of(q, at, &first, &end);
	if (first == 0)
		return KR_NONE;
	kr__sentence_of(q, first - 1, &first, &end);
	uint32_t k = kr__mention_from(q, first, first + 2 < end ? first + 2 : end);
	uint32_t e = k == KR_NONE ? k : kr__mentions(q->doc)[k].entity;
	return e == KR_NONE || is_person(q, e) ||
	                       kr__entitys(q->doc)[e].type == KR_ENTITY_PLACE
	               ? KR_NONE : e;
}

/* Is the entity named between the marks of the draft? Then another speaks. */
static bool names_itself(const kr_quoting *q, const kr_draft *d, uint32_t entity)
{
	const kr_mention *m = kr__mentions(q->doc);
	uint32_t n = d->kind == KR_QUOTE_DIRECT ? kr__n_mentions(q->doc) : 0;

	for (uint32_t k = 0; k < n; k++)
		if (m[k].entity == entity && m[k].kind == KR_MENTION_NAME &&
		    m[k].span.start >= d->span.start && m[k].span.end <= d->span.end)
			return true;
	return false;
}

/* Does a draft stand in words [first, end)? The drafts are in order. */
static bool spoken_in(const kr_quoting *q, uint32_t before, uint32_t first, uint32_t end)
{
	while (before-- > 0 && q->drafts[before].at >= first)
		if (q->drafts[before].at < end)
			return true;
	return false;
}

/* The person at the head of words [first, end), or behind the first comma there,
 * or "dari" whom something comes; KR_NONE. */
static uint32_t head_person(const kr_quoting *q, uint32_t first, uint32_t end)
{
	const kr_mention *m = kr__mentions(q->doc);

	for (uint32_t i = first; i < end; i++) {
		uint32_t k = q->stretch[i] == KR_NONE ? q->mention[i] : KR_NONE;
		if (q->stretch[i] != KR_NONE)
			return KR_NONE;
		if (k == KR_NONE || m[k].words.first != i)
			continue;
		bool front = i < first + 3 || kr__word_is(q, i - 1, ",");
		bool only = kr__word_of(q, i - 1, KR_SP_FROM) &&
		            kr__mention_from(q, i + m[k].words.n, end) == KR_NONE;
		bool fits = is_person(q, m[k].entity) && m[k].kind != KR_MENTION_PRONOUN;
		if (front || only || fits)
			return fits && (front || only) ? m[k].entity : KR_NONE;
	}
	return KR_NONE;
}

/* "Musk menentang aturan itu. Ia berjanji ...": of whom the sentence of narrative
 * before draft `i` tells, if nobody speaks in it; KR_NONE. */
static uint32_t told_of(const kr_quoting *q, uint32_t i)
{
	const kr_draft *d = &q->drafts[i];
	uint32_t first, end, at = d->cue_word;

	if (d->entity == KR_NONE || d->phrase.n || d->plural || at == KR_NONE ||
	    (kr__quote_class(q, at) & KR_SP_BARE)) /* "kata dia": of the speech before */
		return KR_NONE;
	kr__sentence_of(q, at, &first, &end);
	if (first == 0 || spoken_in(q, i, first, at))
		return KR_NONE;
	uint32_t from, own = first;
	kr__sentence_of(q, first - 1, &from, &end);
	if (q->paragraph[own] - q->paragraph[from] > 1 || spoken_in(q, i, from, own))
		return KR_NONE;
	return head_person(q, from, own);
}

uint32_t kr__quote_speaker(kr_quoting *q, uint32_t i, const struct kr_quote_memory *m)
{
	const kr_draft *d = &q->drafts[i];
	uint32_t last = remembered(m, d->paragraph), now;

	if (last != KR_NONE && m->prior != KR_NONE && last == m->person &&
	    d->voice != KR_VO_ENTITY && names_itself(q, d, last))
		last = m->prior;

	switch (d->voice) {
	case KR_VO_ENTITY: return d->entity;
	case KR_VO_LAST:
		if (d->plural) {
			kr_range crowd = crowd_before(q, d->at);
			uint32_t body = crowd.n ? by_phrase(q, crowd)
			                        : body_of(q, d, last, m);
			return body == KR_NONE ? body_before(q, d->at) : body;
		}
		if ((now = told_of(q, i)) != KR_NONE)
			return now;
		if (last != KR_NONE && !is_person(q, last) && m->person != KR_NONE &&
		    d->paragraph - m->told <= MEMORY && !d->phrase.n &&
		    (d->entity == KR_NONE || is_person(q, d->entity)))
			return m->person; /* "ujarnya" behind words of a body */
		if (last != KR_NONE || d->entity != KR_NONE)
			return last != KR_NONE ? last : d->entity;
		return d->phrase.n ? by_phrase(q, d->phrase) : person_before(q, d->at);
	case KR_VO_PHRASE: return by_phrase(q, d->phrase);
	default: break;
	}
	/* no cue: the cue of a stretch in the same paragraph that follows at
	 * once, else who spoke last, else who speaks next */
	if (i + 1 < q->n_drafts && q->drafts[i + 1].paragraph == d->paragraph &&
	    q->drafts[i + 1].voice == KR_VO_ENTITY && last == KR_NONE)
		return q->drafts[i + 1].entity;
	if (last != KR_NONE)
		return last;
	for (uint32_t k = i + 1; k < q->n_drafts && k < i + 4; k++)
		if (q->drafts[k].voice == KR_VO_ENTITY)
			return q->drafts[k].entity;
	return d->kind == KR_QUOTE_DIRECT ? person_before(q, d->at) : KR_NONE;
}
