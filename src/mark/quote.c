// SPDX-License-Identifier: Apache-2.0
/*
 * Quotes: from drafts to records. The problem: speech is found by its marks and
 * by its verbs, twice over, and not in the order of the text. The idea: drafts of
 * all kinds are put in text order and resolved in one walk that remembers the
 * last speaker (quote_speaker.c). Addressees follow "kepada", carriers follow
 * "dikutip" outside the words spoken. Limits: of drafts that share words the
 * first and longest stays.
 */
#include "mark/quote.h"
#include "mark/tag.h"

#include <stdlib.h>

enum { MAX_SIDE = 6 };

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
	if (x->span.end != y->span.end)
		return x->span.end > y->span.end ? -1 : 1;
	if (x->cue_word != y->cue_word)
		return x->cue_word < y->cue_word ? -1 : 1;
	return strcmp(x->rule ? x->rule : "", y->rule ? y->rule : "");
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
static uint32_t named_behind(const kr_quoting *q, const kr_draft *d,
                             kr_speech_classes bit, uint32_t *out)
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
	const kr_speech_classes bits = KR_SP_SAY | KR_SP_ASK | KR_SP_BLAME |
	                               KR_SP_PASSIVE | KR_SP_MID | KR_SP_ACCORDING;
	const kr_word *w = kr__words(q->doc) + s->words.first;

	for (uint32_t i = 0; i < s->words.n; i++) {
		kr_speech_classes c = q->classes[s->words.first + i];
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

/* Who has the floor after the words of `d`. */
static void take_floor(const kr_quoting *q, struct kr_quote_memory *last,
                       const kr_draft *d, uint32_t speaker)
{
	uint32_t floor = d->aside ? kr__quote_main_person(q, d, speaker) : speaker;

	if (d->voice == KR_VO_LAST && d->phrase.n && speaker >= q->n_known)
		floor = KR_NONE; /* "otoritas tersebut", told of nowhere else */
	if (floor != KR_NONE)
		kr__quote_remember(q, last, floor, d->paragraph);
}

kr_status kr__mark_quotes(const kr_pack *p, kr_doc *d, kr_arena *scratch)
{
	kr_quoting q = { .pack = p, .speech = p->speech, .doc = d,
		         .scratch = scratch, .n = kr__n_words(d) };
	struct kr_quote_memory last = { .speaker = KR_NONE, .person = KR_NONE,
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
		if (kept && same_words(kept, &q.drafts[i])) {
			kr__quote_beaten(&q, i);
			continue;
		}
		uint32_t who = kr__quote_speaker(&q, i, &last);
		uint32_t speaker = kr__quote_meant(&q, who);
		if (speaker == KR_NONE)
			continue;
		if (q.drafts[i].span.start == q.drafts[i].span.end) {
			kr__quote_remember(&q, &last, speaker, q.drafts[i].paragraph);
			continue;
		}
		kept = &q.drafts[i];
		status = record(&q, kept, speaker);
		kr__quote_explain(&q, i, who, &last);
		take_floor(&q, &last, kept, speaker);
	}
	return status;
}
