// SPDX-License-Identifier: Apache-2.0
/*
 * Notes on a quote, for whoever asks why. The problem: a wrong speaker and a missing
 * addressee look the same from outside: nothing says who else was there. The idea:
 * when the document is read with notes, each quote gets one for how its speaker is
 * known, one for each other person or body that is named around its words and for
 * whoever else had the floor, with why it lost; one for each other word of saying in
 * its sentence; and one for each field that is null. Limits: of candidates only those
 * of its own sentence and the last speakers are named, and at most a dozen.
 */
#include "mark/note.h"
#include "mark/quote.h"

#include <stdio.h>

/* Losers that are told; drafts around one, in which a cue may open other words. */
enum { MOST = 12, NEAR = 24 };

static kr_noted last_quote(const kr_quoting *q)
{
	return (kr_noted){ q->doc, kr__n_quotes(q->doc) - 1, KR_LAYER_quote };
}

/* ---- how the speaker is known --------------------------------------------- */
static const char *by_pronoun(const kr_draft *d, uint32_t speaker,
                              const struct kr_quote_memory *m)
{
	if (d->plural)
		return "the cue has a word for many: the crowd or body told of before";
	if (speaker == m->speaker)
		return "the cue names nobody: who spoke last";
	if (speaker == m->person)
		return "the cue names nobody: the last person who spoke";
	if (speaker == d->entity)
		return "the pronoun of the cue means him";
	return d->entity == KR_NONE ? "the cue names nobody: who is named before"
	                            : "a pronoun: of whom the narrative before tells";
}

static const char *ground(const kr_draft *d, uint32_t speaker,
                          const struct kr_quote_memory *m)
{
	switch (d->voice) {
	case KR_VO_ENTITY: return "named beside the cue";
	case KR_VO_PHRASE: return "the words beside the cue, a name of nobody known";
	case KR_VO_LAST: return by_pronoun(d, speaker, m);
	default: break;
	}
	return speaker == m->speaker ? "no cue: who spoke last"
	                             : "no cue: who speaks or is named next to it";
}

/* ---- who else was there ---------------------------------------------------- */
static bool in_refs(const kr_quoting *q, kr_range r, uint32_t entity)
{
	for (uint32_t i = 0; i < r.n; i++)
		if (kr__refs(q->doc)[r.first + i] == entity)
			return true;
	return false;
}

static const char *why_not(const kr_quoting *q, const kr_quote *r, uint32_t k)
{
	const kr_mention *m = &kr__mentions(q->doc)[k];
	uint32_t at = m->words.first;

	if (in_refs(q, r->addressees, m->entity))
		return "is spoken to";
	if (in_refs(q, r->reported_by, m->entity))
		return "carries the words of others";
	if (kr__entitys(q->doc)[m->entity].type == KR_ENTITY_PLACE)
		return "a place does not speak";
	if (at > 0 && kr__words(q->doc)[at - 1].upos == KR_UPOS_ADP)
		return "stands behind a preposition";
	if (at > 0 && (kr__quote_class(q, at - 1) & KR_SP_RELATIVE))
		return "stands in a clause about another";
	return "stands farther from the cue, or in another phrase";
}

static void around(kr_quoting *q, const kr_draft *d, const kr_quote *r)
{
	const kr_word *w = kr__words(q->doc);
	uint32_t first, end, told = 0, last = KR_NONE;

	kr__sentence_of(q, d->cue_word == KR_NONE ? d->at : d->cue_word, &first, &end);
	for (uint32_t i = first; i < end && told < MOST; i++) {
		uint32_t k = q->mention[i];
		bool inside = w[i].span.start >= d->span.start &&
		              w[i].span.end <= d->span.end;
		if (k == KR_NONE || k == last || inside || q->stretch[i] != KR_NONE)
			continue;
		last = k;
		const kr_mention *m = &kr__mentions(q->doc)[k];
		if (m->entity == r->speaker || m->kind == KR_MENTION_PRONOUN)
			continue;
		told++;
		kr__note_words(last_quote(q), "speaker", "lost", m->span, why_not(q, r, k));
	}
}

static void floor_of(kr_quoting *q, uint32_t entity, const char *why)
{
	kr_view v = kr__doc_text(q->doc, kr__entitys(q->doc)[entity].name);
	char text[192];

	v = kr__note_cut(v);
	snprintf(text, sizeof text, "%.*s: %s", (int)v.len, v.ptr, why);
	kr__note(last_quote(q), "speaker", "lost", text);
}

/* Those who spoke before and might have gone on. */
static void speakers_before(kr_quoting *q, const kr_draft *d, const kr_quote *r,
                            const struct kr_quote_memory *m)
{
	if (d->voice == KR_VO_ENTITY || d->voice == KR_VO_PHRASE)
		return;
	if (m->speaker != KR_NONE && m->speaker != r->speaker)
		floor_of(q, m->speaker, "spoke last, but somebody else is nearer or fits");
	if (m->prior != KR_NONE && m->prior != r->speaker && m->prior != m->speaker)
		floor_of(q, m->prior, "spoke before the last one");
}

/* ---- other words of saying -------------------------------------------------- */
static const char *why_no_cue(const kr_quoting *q, uint32_t draft, uint32_t i)
{
	uint32_t from = draft > NEAR ? draft - NEAR : 0;


	for (uint32_t k = 1; k < 3 && k <= i; k++)
		if (kr__quote_class(q, i - k) & KR_SP_NOT)
			return "a negation stands before it";
	for (uint32_t k = from; k < q->n_drafts && k < draft + NEAR; k++)
		if (q->drafts[k].cue_word == i && k != draft)
			return "opens other words";
	return "no speaker, or no clause of its own, goes with it";
}

static void other_cues(kr_quoting *q, uint32_t draft)
{
	const kr_draft *d = &q->drafts[draft];
	const kr_speech_classes cues = KR_SP_SAY | KR_SP_ASK | KR_SP_BLAME |
	                               KR_SP_BARE | KR_SP_PASSIVE | KR_SP_ACCORDING;
	const kr_word *w = kr__words(q->doc);
	uint32_t first, end, told = 0;

	kr__sentence_of(q, d->cue_word == KR_NONE ? d->at : d->cue_word, &first, &end);
	for (uint32_t i = first; i < end && told < MOST; i++) {
		if (!(kr__quote_class(q, i) & cues) || i == d->cue_word)
			continue;
		kr_span span = { w[i].span.start, w[i + q->len[i] - 1].span.end };
		told++;
		kr__note_words(last_quote(q), "cue", "lost", span, why_no_cue(q, draft, i));
	}
}

void kr__quote_beaten(kr_quoting *q, uint32_t i)
{
	const kr_draft *d = &q->drafts[i];
	char why[96];

	if (!q->doc->explain || d->span.start == d->span.end || !kr__n_quotes(q->doc))
		return;
	snprintf(why, sizeof why, "%s:%s, shares its words with those above",
	         "speech", d->rule);
	kr__note_words(last_quote(q), "rule", "lost", d->span, why);
}

void kr__quote_explain(kr_quoting *q, uint32_t i, uint32_t speaker,
                       const struct kr_quote_memory *m)
{
	const kr_draft *d = &q->drafts[i];

	if (!q->doc->explain || !kr__n_quotes(q->doc))
		return;
	const kr_quote r = kr__quotes(q->doc)[kr__n_quotes(q->doc) - 1];
	kr__note(last_quote(q), "speaker", "how", ground(d, speaker, m));
	if (speaker != r.speaker)
		kr__note(last_quote(q), "speaker", "how", "whose office or short name it is");
	if (!r.addressees.n)
		kr__note(last_quote(q), "addressee", "null",
		         "outside the words no word of address names anybody");
	if (!r.reported_by.n)
		kr__note(last_quote(q), "reported_by", "null",
		         "outside the words nothing tells that a medium carried them");
	around(q, d, &r);
	speakers_before(q, d, &r, m);
	other_cues(q, i);
}
