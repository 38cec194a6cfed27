// SPDX-License-Identifier: Apache-2.0
/*
 * Quotes: from drafts to records. The problem: "ujarnya" and a paragraph of
 * speech without any cue need to know who spoke before. The idea: drafts of
 * all kinds are put in text order and resolved in one walk that remembers the
 * last speaker. Addressees follow "kepada", carriers follow "dikutip" outside
 * the words spoken. Limits: the last speaker is forgotten after six
 * paragraphs.
 */
#include "mark/quote.h"
#include "mark/tag.h"

#include <stdlib.h>

enum { MEMORY = 6, MAX_SIDE = 6 };

bool kr__quote_known(const kr_quoting *q, uint32_t entity)
{
	return entity >= q->n_known || q->known[entity];
}

/* The person in apposition behind an office: "Kapolres X (Y), AKBP Budi Z". */
static uint32_t appointed(const kr_quoting *q, const kr_mention *m)
{
	uint32_t at = m->words.first + m->words.n;

	for (uint32_t i = at; kr__word_is(q, at, "(") && i < q->n && i < at + 6; i++)
		if (kr__word_is(q, i, ")"))
			at = i + 1;
	at += kr__word_is(q, at, ",");
	uint32_t k = at < q->n ? q->mention[at] : KR_NONE;
	return k != KR_NONE && kr__quote_is_person(q, k) &&
	                       kr__mentions(q->doc)[k].words.first == at
	               ? kr__mentions(q->doc)[k].entity : KR_NONE;
}

/* Which entities have names, and who holds the offices that have none. */
static bool offices(kr_quoting *q)
{
	const kr_mention *m = kr__mentions(q->doc);
	uint32_t n = kr__n_mentions(q->doc);

	q->n_known = kr__n_entitys(q->doc);
	q->known = kr__arena_array(q->scratch, q->n_known + 1u, sizeof *q->known);
	q->holder = kr__arena_array(q->scratch, q->n_known + 1u, sizeof *q->holder);
	if (kr__arena_status(q->scratch))
		return false;
	for (uint32_t i = 0; i < q->n_known; i++)
		q->holder[i] = KR_NONE;
	for (uint32_t k = 0; k < n; k++)
		q->known[m[k].entity] |= m[k].kind == KR_MENTION_NAME;
	for (uint32_t k = 0; k < n; k++) {
		uint32_t e = m[k].entity;
		if (!q->known[e] && q->holder[e] == KR_NONE &&
		    kr__entitys(q->doc)[e].type == KR_ENTITY_PERSON)
			q->holder[e] = appointed(q, &m[k]);
	}
	return true;
}

static bool prepare(kr_quoting *q)
{
	const kr_word *w = kr__words(q->doc);
	const kr_mention *m = kr__mentions(q->doc);
	uint64_t *keys = kr__arena_array(q->scratch, q->n, sizeof *keys);

	q->classes = kr__arena_array(q->scratch, q->n, sizeof *q->classes);
	q->len = kr__arena_array(q->scratch, q->n, sizeof *q->len);
	q->mention = kr__arena_array(q->scratch, q->n, sizeof *q->mention);
	q->stretch = kr__arena_array(q->scratch, q->n, sizeof *q->stretch);
	q->paragraph = kr__arena_array(q->scratch, q->n, sizeof *q->paragraph);
	if (kr__arena_status(q->scratch))
		return false;
	for (uint32_t i = 0; i < q->n; i++)
		keys[i] = kr__phrase_key(kr__doc_text(q->doc, w[i].lower), false);
	for (uint32_t i = 0; i < q->n; i++) {
		uint32_t len, left = q->n - i < 4 ? q->n - i : 4;
		kr_span gap = { i ? w[i - 1].span.end : 0, w[i].span.start };
		q->classes[i] = kr__speech_match(q->speech, keys + i, left, &len);
		q->len[i] = (uint8_t)len;
		q->mention[i] = q->stretch[i] = KR_NONE;
		bool fresh = i && kr__view_chr(kr__doc_cut(q->doc, gap), '\n') != KR_NPOS;
		q->paragraph[i] = i ? q->paragraph[i - 1] + fresh : 0;
	}
	for (uint32_t k = 0; k < kr__n_mentions(q->doc); k++)
		for (uint32_t i = 0; i < m[k].words.n; i++)
			if (q->mention[m[k].words.first + i] == KR_NONE)
				q->mention[m[k].words.first + i] = k;
	return offices(q);
}

static int by_place(const void *a, const void *b)
{
	const kr_draft *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return x->span.end > y->span.end ? -1 : x->span.end < y->span.end;
}

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

/* Who is meant: the holder of an office, the full name of a short one. */
static uint32_t meant(const kr_quoting *q, uint32_t entity)
{
	if (entity < q->n_known && q->holder[entity] != KR_NONE)
		entity = q->holder[entity];
	return entity == KR_NONE ? entity : fuller(q, entity);
}

struct memory {
	uint32_t speaker, paragraph;
	uint32_t person, told; /* who spoke last of the persons, and where */
	uint32_t prior;        /* who of them spoke before that one */
	uint32_t body;         /* who spoke last of the others */
};

static bool is_person(const kr_quoting *q, uint32_t entity)
{
	return kr__entitys(q->doc)[entity].type == KR_ENTITY_PERSON;
}

static void remember(const kr_quoting *q, struct memory *m, uint32_t speaker,
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

static uint32_t remembered(const struct memory *m, uint32_t paragraph)
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

/* "X menanggapi ucapan Y yang mengatakan ...": X, who keeps the floor; KR_NONE. */
static uint32_t main_person(const kr_quoting *q, const kr_draft *d, uint32_t speaker)
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
                        const struct memory *m)
{
	if (last != KR_NONE && !is_person(q, last))
		return last;
	return d->entity != KR_NONE && !is_person(q, d->entity) ? d->entity : m->body;
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

static uint32_t speaker_of(kr_quoting *q, uint32_t i, const struct memory *m)
{
	const kr_draft *d = &q->drafts[i];
	uint32_t last = remembered(m, d->paragraph);

	if (last != KR_NONE && m->prior != KR_NONE && last == m->person &&
	    d->voice != KR_VO_ENTITY && names_itself(q, d, last))
		last = m->prior;

	switch (d->voice) {
	case KR_VO_ENTITY: return d->entity;
	case KR_VO_LAST:
		if (d->plural) {
			kr_range crowd = crowd_before(q, d->at);
			return crowd.n ? by_phrase(q, crowd) : body_of(q, d, last, m);
		}
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

static kr_range add_refs(kr_quoting *q, const uint32_t *list, uint32_t n)
{
	kr_range r = { kr__n_refs(q->doc), 0 };

	for (uint32_t i = 0; i < n; i++) {
		uint32_t *ref = kr__ref_add(q->doc);
		if (!ref)
			break;
		*ref = list[i];
		r.n++;
	}
	return r;
}

/* Entities named behind words of class `bit`, in the cue's sentence and outside
 * the words spoken. */
static uint32_t named_behind(const kr_quoting *q, const kr_draft *d, uint32_t bit,
                             uint32_t *out)
{
	uint32_t first, end, n = 0;
	const kr_word *w = kr__words(q->doc);

	if (d->cue_word == KR_NONE)
		return 0;
	kr__sentence_of(q, d->cue_word, &first, &end);
	for (uint32_t i = first; i < end; i++) {
		bool spoken = w[i].span.start >= d->span.start &&
		              w[i].span.end <= d->span.end;
		if (spoken || q->stretch[i] != KR_NONE || !(q->classes[i] & bit))
			continue;
		uint32_t from = i + q->len[i];
		uint32_t k = kr__mention_from(q, from, from + 5 < end ? from + 5 : end);
		if (k != KR_NONE && n < MAX_SIDE)
			out[n++] = kr__mentions(q->doc)[k].entity;
	}
	return n;
}

static bool is_medium(const kr_quoting *q, uint32_t entity)
{
	return kr__view_is(kr__doc_text(q->doc, kr__entitys(q->doc)[entity].sector),
	                   "MED");
}

static bool listed(const uint32_t *list, uint32_t n, uint32_t entity)
{
	while (n--)
		if (list[n] == entity)
			return true;
	return false;
}

/* Agencies, each once: behind "dikutip", or before "mengutip pernyataan". */
static uint32_t carriers(const kr_quoting *q, const kr_draft *d, uint32_t *out)
{
	uint32_t n = named_behind(q, d, KR_SP_CARRIER, out), kept = 0;

	for (uint32_t i = 0; i < n; i++)
		if (is_medium(q, out[i]) && !listed(out, kept, out[i]))
			out[kept++] = out[i];
	if (d->cue_word != KR_NONE && (q->classes[d->cue_word] & KR_SP_CITING)) {
		uint32_t first = d->cue_word > 6 ? d->cue_word - 6 : 0;
		uint32_t k = kr__mention_from(q, first, d->cue_word);
		uint32_t e = k == KR_NONE ? KR_NONE : kr__mentions(q->doc)[k].entity;
		if (e != KR_NONE && kept < MAX_SIDE && !listed(out, kept, e))
			out[kept++] = e;
	}
	return kept;
}

static kr_status record(kr_quoting *q, const kr_draft *d, uint32_t speaker)
{
	uint32_t list[MAX_SIDE], n = named_behind(q, d, KR_SP_TO, list);
	kr_range to = add_refs(q, list, n);
	n = carriers(q, d, list);
	kr_range by = add_refs(q, list, n);
	kr_buf id;

	kr__buf_init(&id, &q->scratch->alloc);
	kr__buf_add(&id, q->pack->lang);
	kr__buf_str(&id, "/speech:");
	kr__buf_str(&id, d->rule);
	kr_sym rule = kr__doc_sym(q->doc, kr__buf_view(&id));
	kr__buf_drop(&id);
	kr_quote *r = kr__quote_add(q->doc);
	if (r)
		*r = (kr_quote){ .span = d->span, .cue = d->cue, .kind = d->kind,
			         .speaker = speaker, .addressees = to,
			         .reported_by = by, .time = KR_NONE,
			         .place = KR_NONE, .sentence = d->sentence,
			         .rule = rule,
			         .confidence = d->voice == KR_VO_ENTITY ? 950 : 750 };
	return kr__doc_status(q->doc);
}

static bool same_words(const kr_draft *a, const kr_draft *b)
{
	return a->span.start < b->span.end && b->span.start < a->span.end;
}

/* Tags are needed only where somebody may be reported. */
static bool cued(const kr_quoting *q, const kr_sentence *s)
{
	const uint32_t bits = KR_SP_SAY | KR_SP_ASK | KR_SP_BLAME | KR_SP_PASSIVE |
	                      KR_SP_MID | KR_SP_ACCORDING;
	const kr_word *w = kr__words(q->doc) + s->words.first;

	for (uint32_t i = 0; i < s->words.n; i++) {
		uint32_t c = q->classes[s->words.first + i];
		bool tail = i > 1 && kr__word_is(q, s->words.first + i - 1, ",") &&
		            !(w[i - 2].flags & (KR_WORD_QUOTED | KR_WORD_CLOSES));
		if ((c & bits) || ((c & KR_SP_BARE) && (tail || i == 0)))
			return true;
	}
	return false;
}

static kr_status tag_cued(const kr_quoting *q)
{
	uint32_t n = kr__n_sentences(q->doc);
	bool *which = kr__arena_array(q->scratch, n + 1u, sizeof *which);

	if (!which)
		return kr__arena_status(q->scratch);
	for (uint32_t s = 0; s < n; s++)
		which[s] = cued(q, &kr__sentences(q->doc)[s]);
	return kr__mark_syntax(q->pack, q->doc, which, KR_NET_TAG, q->scratch);
}

kr_status kr__mark_quotes(const kr_pack *p, kr_doc *d, kr_arena *scratch)
{
	kr_quoting q = { .pack = p, .speech = p->speech, .doc = d,
		         .scratch = scratch, .n = kr__n_words(d) };
	struct memory last = { .speaker = KR_NONE, .person = KR_NONE,
		               .prior = KR_NONE, .body = KR_NONE };
	const kr_draft *kept = NULL;

	kr__layer_done(d, KR_LAYER_quote, "quote/1");
	if (!p->speech || q.n == 0)
		return KR_OK;
	if (!prepare(&q))
		return kr__arena_status(scratch);
	kr_status status = tag_cued(&q);
	if (!status)
		status = kr__quote_direct(&q);
	if (!status)
		status = kr__quote_reported(&q);
	if (!status && q.n_drafts)
		qsort(q.drafts, q.n_drafts, sizeof *q.drafts, by_place);
	for (uint32_t i = 0; i < q.n_drafts && !status; i++) {
		if (kept && same_words(kept, &q.drafts[i]))
			continue;
		uint32_t speaker = meant(&q, speaker_of(&q, i, &last));
		if (speaker == KR_NONE)
			continue;
		if (q.drafts[i].span.start == q.drafts[i].span.end) {
			remember(&q, &last, speaker, q.drafts[i].paragraph);
			continue;
		}
		kept = &q.drafts[i];
		uint32_t floor = kept->aside ? main_person(&q, kept, speaker) : speaker;
		if (kept->voice == KR_VO_LAST && kept->phrase.n && speaker >= q.n_known)
			floor = KR_NONE; /* "otoritas tersebut", told of nowhere else */
		if (floor != KR_NONE)
			remember(&q, &last, floor, kept->paragraph);
		status = record(&q, &q.drafts[i], speaker);
	}
	return status;
}
