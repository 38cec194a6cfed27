// SPDX-License-Identifier: Apache-2.0
/*
 * Direct speech. The problem: marks of five kinds, unbalanced, around speech,
 * terms and titles alike; the speaker stands before, behind or nowhere. The
 * idea: stretches between marks, paragraph by paragraph; a stretch is speech if
 * a cue touches it or if it is a whole utterance (several words that end in a
 * comma or stop inside the marks). Words in marks inside a reported clause are
 * left to quote_report.c. Limits: single quotation marks are read only in
 * their curly form and around five words or more.
 */
#include "mark/quote.h"

enum { MAX_BEHIND = 7, TITLE_MAX = 24 };

bool kr__draft_add(kr_quoting *q, const kr_draft *d)
{
	if (!kr__arena_grow(q->scratch, (void **)&q->drafts, &q->cap_drafts,
	                    q->n_drafts + 1, sizeof *q->drafts))
		return false;
	q->drafts[q->n_drafts++] = *d;
	return true;
}

kr_speech_classes kr__quote_class(const kr_quoting *q, uint32_t i)
{
	return i < q->n && q->stretch[i] == KR_NONE ? q->classes[i] : 0;
}

bool kr__word_is(const kr_quoting *q, uint32_t i, const char *text)
{
	return i < q->n &&
	       kr__view_is(kr__doc_cut(q->doc, kr__words(q->doc)[i].span), text);
}

bool kr__word_of(const kr_quoting *q, uint32_t i, kr_speech_classes bits)
{
	return i < q->n && (q->classes[i] & bits) &&
	       !kr__starts_upper(kr__doc_cut(q->doc, kr__words(q->doc)[i].span));
}

void kr__sentence_of(const kr_quoting *q, uint32_t word, uint32_t *first,
                     uint32_t *end)
{
	const kr_sentence *s =
		&kr__sentences(q->doc)[kr__words(q->doc)[word].sentence];

	*first = s->words.first;
	*end = s->words.first + s->words.n;
	if (word - *first > KR_QUOTE_REACH) /* no sentence: keep the work linear */
		*first = word - KR_QUOTE_REACH;
	if (*end - word > KR_QUOTE_REACH)
		*end = word + KR_QUOTE_REACH;
}

uint32_t kr__mention_from(const kr_quoting *q, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end && i < q->n; i++)
		if (q->mention[i] != KR_NONE && q->stretch[i] == KR_NONE &&
		    kr__mentions(q->doc)[q->mention[i]].words.first == i)
			return q->mention[i];
	return KR_NONE;
}

/* ---- stretches ------------------------------------------------------------ */
static bool add_stretch(kr_quoting *q, uint32_t first, uint32_t end)
{
	bool closed = end < q->n && (kr__words(q->doc)[end].flags & KR_WORD_CLOSES);

	if (!kr__arena_grow(q->scratch, (void **)&q->stretches, &q->cap_stretches,
	                    q->n_stretches + 1, sizeof *q->stretches))
		return false;
	for (uint32_t i = first; i < end; i++)
		q->stretch[i] = q->n_stretches;
	q->stretches[q->n_stretches++] =
		(struct kr_stretch){ .first = first, .end = end, .closed = closed };
	return true;
}

/* Runs of flagged words within a paragraph. */
static bool find_stretches(kr_quoting *q)
{
	const kr_word *w = kr__words(q->doc);

	for (uint32_t i = 0; i < q->n;) {
		uint32_t end = i;
		while (end < q->n && (w[end].flags & KR_WORD_QUOTED) &&
		       q->paragraph[end] == q->paragraph[i])
			end++;
		if (end > i && !add_stretch(q, i, end))
			return false;
		i = end > i ? end : i + 1;
	}
	return true;
}

/* ---- cues ------------------------------------------------------------------ */
bool kr__quote_is_person(const kr_quoting *q, uint32_t k)
{
	const kr_mention *m = &kr__mentions(q->doc)[k];

	return m->kind == KR_MENTION_NAME &&
	       kr__entitys(q->doc)[m->entity].type == KR_ENTITY_PERSON;
}

static bool breaks(const kr_quoting *q, uint32_t i)
{
	const kr_word *w = kr__words(q->doc);

	return w[i].upos == KR_UPOS_PUNCT || w[i].upos == KR_UPOS_VERB ||
	       q->stretch[i] != KR_NONE ||
	       (q->classes[i] & (KR_SP_HINGE | KR_SP_TO | KR_SP_CONJ | KR_SP_OCCASION));
}

uint32_t kr__quote_person(const kr_quoting *q, uint32_t k, uint32_t end)
{
	const kr_range r = kr__mentions(q->doc)[k].words;

	if (kr__entitys(q->doc)[kr__mentions(q->doc)[k].entity].type ==
	    KR_ENTITY_PERSON) { /* "Ketua Fraksi X Budi Y": an office, then its holder */
		uint32_t at = r.first + r.n, p = at < end ? q->mention[at] : KR_NONE;
		bool office = kr__mentions(q->doc)[k].kind == KR_MENTION_NOMINAL;
		return office && p != KR_NONE && kr__quote_is_person(q, p) ? p : k;
	}
	for (uint32_t i = r.first + r.n; i < end && i < r.first + r.n + 6; i++) {
		uint32_t p = q->mention[i];
		if (breaks(q, i))
			break;
		if (p != KR_NONE && p != k && kr__quote_is_person(q, p))
			return p;
	}
	return k;
}

uint32_t kr__quote_apposed(const kr_quoting *q, uint32_t i, uint32_t end)
{
	uint32_t k = kr__word_is(q, i, ",") ? kr__mention_from(q, i + 1, i + 2) : KR_NONE;

	if (k == KR_NONE || i + 1 >= end)
		return KR_NONE;
	const kr_mention *m = &kr__mentions(q->doc)[k];
	const kr_entity *e = &kr__entitys(q->doc)[m->entity];
	uint32_t after = m->words.first + m->words.n;
	bool medium = kr__view_is(kr__doc_text(q->doc, e->sector), "MED");
	bool ends = after >= end || kr__word_is(q, after, ",") ||
	            kr__word_is(q, after, ".") || kr__word_is(q, after, "(") ||
	            (q->classes[after] & (KR_SP_TO | KR_SP_HINGE | KR_SP_OCCASION));

	return ends && (medium || kr__quote_is_person(q, k)) ? k : KR_NONE;
}

bool kr__quote_mute(const kr_quoting *q, uint32_t from, uint32_t end)
{
	const kr_word *w = kr__words(q->doc);

	if (from < end && (q->classes[from] & KR_SP_MUTE))
		return true;
	for (uint32_t i = from; i < end; i++)
		if (w[i].upos == KR_UPOS_NOUN || w[i].upos == KR_UPOS_PROPN)
			return (q->classes[i] & KR_SP_MUTE) != 0;
	return false;
}

bool kr__quote_pointed(const kr_quoting *q, uint32_t i)
{
	return kr__word_of(q, i, KR_SP_POINTING);
}

bool kr__quote_back(const kr_quoting *q, uint32_t from, uint32_t end)
{
	const kr_word *w = kr__words(q->doc);

	if (end < from + 2 || !kr__quote_pointed(q, end - 1))
		return false;
	uint32_t k = q->mention[from];
	if (k != KR_NONE && (kr__mentions(q->doc)[k].kind != KR_MENTION_NOMINAL ||
	                     kr__quote_known(q, kr__mentions(q->doc)[k].entity)))
		return false;
	for (uint32_t i = from; i < end; i++)
		if (w[i].upos == KR_UPOS_VERB || w[i].upos == KR_UPOS_ADP ||
		    q->stretch[i] != KR_NONE || (q->classes[i] & KR_SP_RELATIVE))
			return false;
	return !kr__quote_mute(q, from, end);
}

bool kr__quote_last(const kr_quoting *q, kr_draft *d, uint32_t from, uint32_t end)
{
	uint32_t k = q->mention[from];

	d->voice = KR_VO_LAST;
	d->entity = k == KR_NONE ? KR_NONE : kr__mentions(q->doc)[k].entity;
	d->phrase = (kr_range){ from, end - from };
	return true;
}

/* The words of a speaker whom no mention names: [at, result). */
static uint32_t phrase_end(const kr_quoting *q, uint32_t at, uint32_t end)
{
	uint32_t i = at;

	while (i < end && i < at + MAX_BEHIND && !kr__word_is(q, i, ",") &&
	       !(i > at && kr__quote_pointed(q, i - 1)) &&
	       !kr__word_is(q, i, ".") && !kr__word_is(q, i, "(") &&
	       q->stretch[i] == KR_NONE &&
	       !(i > at && kr__words(q->doc)[i].upos == KR_UPOS_VERB) &&
	       !(q->classes[i] & (KR_SP_HINGE | KR_SP_TO | KR_SP_OCCASION)))
		i++;
	return i;
}

static uint32_t behind_brackets(const kr_quoting *q, uint32_t i, uint32_t end)
{
	for (uint32_t k = i; kr__word_is(q, i, "(") && k < end && k < i + 5; k++)
		if (kr__word_is(q, k, ")"))
			return k + 1;
	return i;
}

bool kr__quote_by_mention(const kr_quoting *q, uint32_t k, kr_draft *d)
{
	const kr_mention *m = &kr__mentions(q->doc)[k];

	d->entity = m->entity;
	d->voice = m->kind == KR_MENTION_PRONOUN ? KR_VO_LAST : KR_VO_ENTITY;
	d->plural = (q->classes[m->words.first] & KR_SP_PLURAL) != 0;
	return true;
}

uint32_t kr__quote_counted(const kr_quoting *q, uint32_t from, uint32_t end)
{
	uint32_t at = from;

	for (uint32_t i = from; i < end && i < from + 6; i++) {
		if (q->classes[i] & KR_SP_MEASURE)
			at = i + q->len[i], i = at - 1;
		else if (kr__words(q->doc)[i].upos != KR_UPOS_NUM &&
		         kr__words(q->doc)[i].upos != KR_UPOS_PUNCT)
			break;
	}
	return at < end ? at : from;
}

bool kr__quote_described(const kr_quoting *q, uint32_t at, uint32_t k, kr_draft *d)
{
	const kr_mention *m = &kr__mentions(q->doc)[k];
	uint32_t end = m->words.first + m->words.n;

	at = kr__quote_counted(q, at, m->words.first + 1);
	if (at >= end)
		return false;
	bool body = (q->classes[at] & KR_SP_PLURAL) != 0; /* "kantor Netanyahu" */
	if (!(q->classes[at] & KR_SP_CROWD) || end < at + 2 || end > at + MAX_BEHIND ||
	    m->kind == KR_MENTION_PRONOUN ||
	    (m->kind == KR_MENTION_NOMINAL && /* not "ribuan mahasiswa" */
	     kr__words(q->doc)[at].upos != KR_UPOS_NOUN) || (!body && kr__quote_is_person(q, k)) ||
	    kr__view_is(kr__doc_text(q->doc, kr__entitys(q->doc)[m->entity].sector), "MED"))
		return false;
	for (uint32_t i = at; i < end; i++)
		if (breaks(q, i))
			return false;
	d->voice = KR_VO_PHRASE;
	d->phrase = (kr_range){ at, end - at };
	return true;
}

/* May the word stand in a long title: a capital, a comma, brackets, "dan"? */
static bool titular(const kr_quoting *q, uint32_t i)
{
	kr_view form = kr__doc_cut(q->doc, kr__words(q->doc)[i].span);

	return kr__starts_upper(form) || (q->classes[i] & KR_SP_CONJ) ||
	       kr__word_is(q, i, ",") || kr__word_is(q, i, "(") ||
	       kr__word_is(q, i, ")") || kr__word_is(q, i, "/") ||
	       kr__word_is(q, i, "-");
}

/* "Direktur Penyuluhan, Pelayanan dan Humas X, Budi Y": whom the title that
 * begins at word `at` belongs to; KR_NONE. */
static uint32_t titled(const kr_quoting *q, uint32_t at, uint32_t end)
{
	for (uint32_t i = at; i < end && i < at + TITLE_MAX; i++) {
		uint32_t k = q->mention[i];
		if (k != KR_NONE && kr__quote_is_person(q, k))
			return i > at + 1 ? k : KR_NONE;
		if (q->stretch[i] != KR_NONE || !titular(q, i) ||
		    (q->classes[i] & (KR_SP_HINGE | KR_SP_TO | KR_SP_OCCASION)))
			break;
	}
	return KR_NONE;
}

static bool is_human(const kr_quoting *q, uint32_t k)
{
	return kr__entitys(q->doc)[kr__mentions(q->doc)[k].entity].type ==
	       KR_ENTITY_PERSON;
}

bool kr__quote_behind(const kr_quoting *q, uint32_t at, uint32_t end, kr_draft *d)
{
	if (at < end && (q->classes[at] & KR_SP_CLITIC)) {
		d->voice = KR_VO_LAST;
		return true;
	}
	uint32_t words = at;
	while (at < end && (q->classes[at] & (KR_SP_ADVERB | KR_SP_WORDS)))
		at += q->len[at];
	if (at > words && at < end && kr__quote_pointed(q, at))
		return false; /* "menurut unggahan tersebut": whose is not said */
	uint32_t i = phrase_end(q, at, end), stop = at;
	while (stop < end && stop < at + 3 && !kr__word_is(q, stop, ",") &&
	       !(stop > at && (q->classes[stop] & KR_SP_TO)))
		stop++;
	uint32_t other = kr__quote_apposed(q, behind_brackets(q, i, end), end);
	uint32_t k = kr__mention_from(q, at, stop);
	if (k != KR_NONE && other == KR_NONE && kr__quote_back(q, at, i))
		return kr__quote_last(q, d, at, i);
	if (k != KR_NONE)
		k = kr__quote_person(q, k, end);
	for (uint32_t p = at; k == KR_NONE && p < i; p++)
		if (q->mention[p] != KR_NONE && kr__quote_is_person(q, q->mention[p]))
			k = q->mention[p];
	uint32_t long_title = other == KR_NONE && (k == KR_NONE || !is_human(q, k))
	                              ? titled(q, at, end) : KR_NONE;
	if (long_title != KR_NONE)
		k = long_title;
	if (other != KR_NONE && (k == KR_NONE || !kr__quote_is_person(q, k) ||
	                         kr__mentions(q->doc)[k].words.first > at))
		return kr__quote_by_mention(q, other, d);
	if (k != KR_NONE)
		return kr__quote_described(q, at, k, d) || kr__quote_by_mention(q, k, d);
	if (i == at || kr__quote_mute(q, at, i))
		return false;
	bool pronoun = kr__words(q->doc)[at].upos == KR_UPOS_PRON; /* "kata dia lagi" */
	if (pronoun && !(q->classes[at] & KR_SP_PLURAL)) {
		d->voice = KR_VO_LAST;
		return true;
	}
	d->voice = kr__quote_pointed(q, i - 1) ? KR_VO_LAST : KR_VO_PHRASE;
	d->phrase = (kr_range){ at, i - at };
	return true;
}

/* A verb of saying between the words behind the marks and the sentence's end:
 * `"...", TASS mengutip pernyataan Putin` or `"...", Prabowo menambahkan`. */
static bool verb_behind(const kr_quoting *q, uint32_t at, uint32_t end, kr_draft *d)
{
	for (uint32_t i = at; i < end && i < at + 10 && q->stretch[i] == KR_NONE; i++) {
		if ((q->classes[i] & KR_SP_CITING) && q->len[i] > 1) {
			d->cue_word = i;
			return kr__quote_behind(q, i + q->len[i], end, d);
		}
		if ((q->classes[i] & KR_SP_SAY) && i > at) {
			d->cue_word = i;
			return kr__quote_subject(q, at, i, d);
		}
		if (q->classes[i] & (KR_SP_THAT | KR_SP_RELATIVE | KR_SP_SUB))
			break;
	}
	return false;
}

/* `"...," demikian imbauan KBRI`: a noun of saying and a name. */
static bool noun_behind(const kr_quoting *q, uint32_t at, uint32_t end, kr_draft *d)
{
	at += at < end && (q->classes[at] & KR_SP_THING) ? q->len[at] : 0u;
	if (at >= end || !(q->classes[at] & (KR_SP_PLEA | KR_SP_WORDS)))
		return false;
	uint32_t from = at + q->len[at], stop = from + 2 < end ? from + 2 : end;
	if (kr__mention_from(q, from, stop) == KR_NONE)
		return false;
	d->cue_word = at;
	return kr__quote_behind(q, from, end, d);
}

/* `"...," tulis laporan survei itu`: no more than a paper that says it. */
static bool paper(const kr_quoting *q, uint32_t at, uint32_t end, kr_draft *d)
{
	uint32_t stop = phrase_end(q, at, end);

	if (stop == at || !(q->classes[at] & (KR_SP_WORDS | KR_SP_MUTE)))
		return false;
	uint32_t k = kr__mention_from(q, at, stop); /* "bunyi memo Kementerian X" */
	if (k != KR_NONE)
		return kr__quote_by_mention(q, k, d);
	d->voice = KR_VO_PHRASE;
	d->phrase = (kr_range){ at, stop - at };
	return true;
}

static bool cue_behind(const kr_quoting *q, const struct kr_stretch *s, kr_draft *d)
{
	uint32_t at = s->end + 1, first, end;

	if (!s->closed || at >= q->n || q->paragraph[at] != q->paragraph[s->end])
		return false;
	if (kr__word_is(q, at, ","))
		at++;
	if (at >= q->n)
		return false;
	kr__sentence_of(q, at, &first, &end);
	d->words_end = end;
	if (q->classes[at] & KR_SP_BARE) {
		d->cue_word = at;
		at += q->len[at];
		return kr__quote_behind(q, at, end, d) || paper(q, at, end, d);
	}
	return kr__words(q->doc)[at].sentence == kr__words(q->doc)[s->end].sentence &&
	       (noun_behind(q, at, end, d) || verb_behind(q, at, end, d));
}

/* "Ia menambahkan, <marks>": the verb touches the marks. */
static bool cue_before(const kr_quoting *q, const struct kr_stretch *s, kr_draft *d)
{
	uint32_t i = s->first - 1, first, end; /* the mark */

	kr__sentence_of(q, i, &first, &end);
	while (i > first && (kr__word_is(q, i - 1, ",") || kr__word_is(q, i - 1, ":") ||
	                     (q->classes[i - 1] & KR_SP_THAT)))
		i--;
	for (uint32_t v = i; v > first && v + 4 > i; v--)
		if ((q->classes[v - 1] & (KR_SP_SAY | KR_SP_ASK)) &&
		    v - 1 + q->len[v - 1] <= i) {
			/* the whole clause must stand in the marks */
			bool touches = v - 1 + q->len[v - 1] == i ||
			               kr__word_is(q, i, ",") ||
			               kr__word_is(q, i, ":");
			d->cue_word = v - 1;
			d->words_end = end;
			return touches && kr__quote_subject(q, first, v - 1, d);
		}
	return false;
}

/* 'acara "Sunday Morning Futures."', 'mengecam "unjuk rasa kebencian."': a title or
 * a term at the end of a clause that no comma or colon opens. */
static bool bare_term(const kr_quoting *q, const struct kr_stretch *s)
{
	const kr_word *w = kr__words(q->doc);
	uint32_t i = s->first, before = s->first > 1 ? s->first - 2 : KR_NONE;
	bool titled = true;

	if (before == KR_NONE || s->end - s->first > 6 ||
	    w[before].sentence != w[s->first - 1].sentence ||
	    kr__word_is(q, before, ",") || kr__word_is(q, before, ":") ||
	    kr__word_is(q, before, ".") ||
	    (q->classes[before] & (KR_SP_SAY | KR_SP_ASK | KR_SP_THAT)))
		return false;
	bool low = !kr__starts_upper(kr__doc_cut(q->doc, w[i].span));
	for (; i + 1 < s->end; i++)
		titled &= kr__starts_upper(kr__doc_cut(q->doc, w[i].span));
	return titled || low;
}

static bool whole_utterance(const kr_quoting *q, const struct kr_stretch *s)
{
	static const char *const ends[] = { ",", ".", "?", "!", "...", "\xE2\x80\xA6",
		                            "?!", "!!" };
	uint32_t n = s->end - s->first;

	if (!s->closed)
		return n >= 5 && (s->first < 2 || q->paragraph[s->first - 2] !=
		                                          q->paragraph[s->first]);
	for (size_t i = 0; n >= 4 && i < sizeof ends / sizeof *ends; i++)
		if (kr__word_is(q, s->end - 1, ends[i]))
			return true;
	return false;
}

/* Is there a reporting verb in the sentence before the marks? Then the marks
 * stand inside its clause. */
static bool inside_clause(const kr_quoting *q, const struct kr_stretch *s)
{
	uint32_t first, end;

	if (s->first == 0)
		return false;
	kr__sentence_of(q, s->first - 1, &first, &end);
	for (uint32_t i = s->first - 1; i-- > first;)
		if (q->stretch[i] == KR_NONE &&
		    (q->classes[i] & (KR_SP_SAY | KR_SP_ASK | KR_SP_ACCORDING)))
			return s->first - 1 - i > q->len[i];
	return false;
}

static bool starts_sentence(const kr_quoting *q, const struct kr_stretch *s)
{
	uint32_t first, end;

	kr__sentence_of(q, s->first - 1, &first, &end);
	return s->first - 1 <= first + 1;
}

/* 'bahwa "tidak ada amnesti" bagi ...': the clause goes on behind the marks. */
static bool goes_on(const kr_quoting *q, const struct kr_stretch *s)
{
	const kr_word *w = kr__words(q->doc);
	uint32_t next = s->end + 1;

	if (!s->closed || whole_utterance(q, s) || next >= q->n ||
	    w[next].sentence != w[s->end].sentence)
		return false;
	kr_view form = kr__doc_cut(q->doc, w[next].span);
	return form.len > 1 && form.ptr[0] >= 'a' && form.ptr[0] <= 'z' &&
	       !(q->classes[next] &
	         (KR_SP_BARE | KR_SP_SAY | KR_SP_ASK | KR_SP_TO | KR_SP_CARRIER |
	          KR_SP_OCCASION | KR_SP_HINGE | KR_SP_SUB | KR_SP_CONJ | KR_SP_THING |
	          KR_SP_WORDS | KR_SP_PLEA | KR_SP_ADVERB | KR_SP_ACCORDING));
}

/* 'Bantuan itu "jauh dari cukup", kata X': no words of their own, but part of the
 * clause before the comma, which X says as a whole. */
static bool within_clause(const kr_quoting *q, const struct kr_stretch *s)
{
	const kr_word *w = kr__words(q->doc);
	uint32_t i = s->first > 1 ? s->first - 2 : 0, first, end, at = s->end + 1;

	bool low = !kr__starts_upper(kr__doc_cut(q->doc, w[s->first].span));
	if (!s->closed || (whole_utterance(q, s) && !low) || at + 1 >= q->n ||
	    s->first < 3 ||
	    !(kr__word_is(q, at, ",") || kr__word_is(q, s->end - 1, ",")))
		return false;
	kr__sentence_of(q, s->first - 1, &first, &end);
	if (i < first + 1 || w[i].upos == KR_UPOS_PUNCT || q->stretch[i] != KR_NONE ||
	    kr__word_is(q, i, ",") || kr__word_is(q, i, ":") || kr__word_is(q, i, "."))
		return false;
	for (uint32_t k = first; k <= i; k++)
		if (q->classes[k] & (KR_SP_SAY | KR_SP_ASK | KR_SP_BARE | KR_SP_ACCORDING))
			return false;
	return (q->classes[at + kr__word_is(q, at, ",")] & KR_SP_BARE) != 0;
}

static bool draft_of(kr_quoting *q, struct kr_stretch *s)
{
	const kr_word *w = kr__words(q->doc);
	kr_draft d = { .span = { w[s->first].span.start, w[s->end - 1].span.end },
		       .kind = KR_QUOTE_DIRECT, .voice = KR_VO_FLOW,
		       .entity = KR_NONE, .cue_word = KR_NONE, .at = s->first,
		       .paragraph = q->paragraph[s->first],
		       .sentence = w[s->first].sentence,
		       .words_end = s->end, .rule = "direct-flow" };

	bool part = s->first > 0 && goes_on(q, s) && cue_before(q, s, &d);
	d.cue_word = KR_NONE;
	if (part)
		return true;
	if (within_clause(q, s))
		return true;
	if (cue_behind(q, s, &d))
		d.rule = "direct-behind";
	else if (d = (kr_draft){ d.span, .kind = d.kind, .voice = KR_VO_FLOW,
	                         .entity = KR_NONE, .cue_word = KR_NONE,
	                         .at = d.at, .paragraph = d.paragraph,
	                         .sentence = d.sentence, .words_end = s->end,
	                         .rule = "direct-flow" },
	         s->first > 0 && cue_before(q, s, &d))
		d.rule = "direct-before";
	else if (s->first > 1 && (q->classes[s->first - 2] & KR_SP_TOPIC))
		return true; /* 'topik "..."' */
	else if (inside_clause(q, s) && !(whole_utterance(q, s) && starts_sentence(q, s)))
		return true;
	else if (!whole_utterance(q, s) || bare_term(q, s))
		return true;
	s->direct = true;
	if (d.cue_word != KR_NONE)
		d.cue = (kr_span){ w[d.cue_word].span.start,
			           w[d.cue_word + q->len[d.cue_word] - 1].span.end };
	return kr__draft_add(q, &d);
}

kr_status kr__quote_direct(kr_quoting *q)
{
	if (!find_stretches(q))
		return kr__arena_status(q->scratch);
	for (uint32_t i = 0; i < q->n_stretches; i++)
		if (!draft_of(q, &q->stretches[i]))
			return kr__arena_status(q->scratch);
	return KR_OK;
}
