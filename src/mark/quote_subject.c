// SPDX-License-Identifier: Apache-2.0
/*
 * Who says what a verb reports. The problem: the subject stands before the verb,
 * behind titles, appositions, relative clauses and phrases of place, and is often
 * no name at all: "politikus itu", "para pakar". The idea: the comma phrase next
 * to the verb first, a person beside the verb before a body that his title names;
 * a noun phrase that points back ("politikus itu") is who spoke last; things that
 * never speak (the pack's `mute`) end the search. Limits: no coordination: of "X
 * dan Y mengatakan" the first speaks.
 */
#include "mark/quote.h"

static kr_speech_classes classes(const kr_quoting *q, uint32_t i)
{
	return kr__quote_class(q, i);
}

static bool preposition_before(const kr_quoting *q, uint32_t i, uint32_t first)
{
	return i > first && kr__words(q->doc)[i - 1].upos == KR_UPOS_ADP;
}

/* "dalam pertemuan dengan pimpinan MIIT, Cook menyatakan": a comma within what was
 * taken for one name, and none behind it. */
static bool two_in_one(const kr_quoting *q, uint32_t i)
{
	uint32_t k = q->mention[i];
	const kr_range r = k == KR_NONE ? (kr_range){ i, 0 } : kr__mentions(q->doc)[k].words;

	for (uint32_t c = r.first; c < r.first + r.n; c++)
		if (kr__word_is(q, c, ","))
			return !kr__word_is(q, r.first + r.n, ",");
	return false;
}

/* A name behind a preposition is no subject, but for "Informasi dari X". */
static bool circumstance(const kr_quoting *q, uint32_t i, uint32_t from)
{
	if (two_in_one(q, i))
		return false;
	return preposition_before(q, i, from) &&
	       !(i == from + 2 && (classes(q, from) & KR_SP_WORDS));
}

static uint32_t skip_back_adverbs(const kr_quoting *q, uint32_t first, uint32_t v)
{
	while (v > first && ((classes(q, v - 1) & KR_SP_ADVERB) ||
	                     kr__words(q->doc)[v - 1].upos == KR_UPOS_ADV ||
	                     kr__words(q->doc)[v - 1].upos == KR_UPOS_AUX))
		v--;
	return v;
}

/* The comma before word `i` parts phrases, not a title from its holder: "Menteri
 * Luar Negeri, Budi Y". */
static bool parts(const kr_quoting *q, uint32_t i)
{
	uint32_t k = i < q->n ? q->mention[i] : KR_NONE;

	return kr__word_is(q, i - 1, ",") && (k == KR_NONE || q->mention[i - 1] != k);
}

/* The first mention of [from, end) that is no phrase of place or company. */
static uint32_t subject_in(const kr_quoting *q, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end;) {
		uint32_t k = kr__mention_from(q, i, end);
		if (k == KR_NONE)
			return KR_NONE;
		const kr_mention *m = &kr__mentions(q->doc)[k];
		if (!circumstance(q, m->words.first, from) &&
		    kr__entitys(q->doc)[m->entity].type != KR_ENTITY_PLACE)
			return kr__quote_person(q, k, end);
		i = m->words.first + m->words.n;
	}
	return KR_NONE;
}

/* "Empat rumah sakit di wilayah itu": the words before the first preposition,
 * which must leave a noun; else `end`. */
static uint32_t before_place(const kr_quoting *q, uint32_t from, uint32_t end)
{
	const kr_word *w = kr__words(q->doc);

	for (uint32_t i = from + 1; i < end && end - from < 12; i++)
		if (w[i].upos == KR_UPOS_ADP && !(classes(q, i) & KR_SP_CLITIC))
			return i;
	return end;
}

static bool by_phrase(const kr_quoting *q, uint32_t from, uint32_t end, kr_draft *d)
{
	const kr_word *w = kr__words(q->doc);
	bool noun = false;

	from += from < end && (classes(q, from) & KR_SP_CONJ);
	if (from + 1 == end && (classes(q, from) & KR_SP_PLURAL)) {
		d->voice = KR_VO_LAST;
		return d->plural = true;
	}
	end = before_place(q, from, end);
	from = kr__quote_counted(q, from, end);
	if (end <= from || end - from > 6 || kr__quote_mute(q, from, end))
		return false;
	for (uint32_t i = from; i < end; i++) {
		noun |= w[i].upos == KR_UPOS_NOUN || w[i].upos == KR_UPOS_PROPN;
		if (w[i].upos == KR_UPOS_VERB || w[i].upos == KR_UPOS_SCONJ ||
		    (w[i].upos == KR_UPOS_PRON && !(q->classes[i] & KR_SP_CLITIC)) ||
		    w[i].upos == KR_UPOS_PUNCT || w[i].upos == KR_UPOS_ADP ||
		    (classes(q, i) & KR_SP_RELATIVE) ||
		    q->stretch[i] != KR_NONE)
			return false;
	}
	d->voice = kr__quote_pointed(q, end - 1) ? KR_VO_LAST : KR_VO_PHRASE;
	d->phrase = (kr_range){ from, end - from };
	return noun;
}

/* "Budi Santoso, seorang peneliti asal China, ...": the person whom an
 * apposition that begins at `from` is about. */
static uint32_t named_before(const kr_quoting *q, uint32_t first, uint32_t from)
{
	uint32_t k = from > first + 1 ? q->mention[from - 2] : KR_NONE;
	kr_span word = kr__words(q->doc)[from].span;

	return k != KR_NONE && kr__quote_is_person(q, k) &&
	                       !kr__starts_upper(kr__doc_cut(q->doc, word))
	               ? k : KR_NONE;
}

/* "Keputusan Biden menggarisbawahi ...": an act of somebody says nothing, his
 * report or statement does. */
static bool act_of(const kr_quoting *q, uint32_t from, uint32_t k)
{
	uint32_t name = kr__mentions(q->doc)[k].words.first;

	if ((classes(q, from) & (KR_SP_MUTE | KR_SP_WORDS)) != KR_SP_MUTE)
		return false;
	for (uint32_t i = from; i < name; i++)
		if (kr__quote_pointed(q, i) || kr__words(q->doc)[i].upos == KR_UPOS_VERB)
			return false;
	return name > from;
}

/* "kabar yang menyebut ...": what stands before "yang" at word `i`, if it is a
 * thing; "tuduhan dari X yang menyebut ...": X. */
static bool thing_says(const kr_quoting *q, uint32_t first, uint32_t i, kr_draft *d,
                       bool *named)
{
	uint32_t near = i - (i > first + 1 && kr__word_is(q, i - 1, ","));
	uint32_t k = near > first ? q->mention[near - 1] : KR_NONE;
	uint32_t from = k == KR_NONE ? i : kr__mentions(q->doc)[k].words.first;

	if (k != KR_NONE && kr__quote_is_person(q, k)) /* "sikap X yang menyebut" */
		return d->aside = *named = kr__quote_by_mention(q, k, d);
	uint32_t words = from - preposition_before(q, from, first);
	*named = k != KR_NONE && words > first && (classes(q, words - 1) & KR_SP_WORDS) &&
	         kr__quote_by_mention(q, k, d);
	d->aside |= *named;
	return k == KR_NONE && i > first && (classes(q, i - 1) & KR_SP_MUTE);
}

/* ", seperti dilansir AFP,": who carries the words does not say them. */
static bool carried(const kr_quoting *q, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end; i++)
		if (classes(q, i) & KR_SP_CARRIER)
			return true;
	return false;
}

/* "Plt Deputi ... sekaligus Ketua ... Danis Sumadilaga mengatakan": the person
 * whose name ends at the verb behind nothing but his titles; KR_NONE. */
static uint32_t beside(const kr_quoting *q, uint32_t first, uint32_t end)
{
	const kr_word *w = kr__words(q->doc);
	uint32_t k = end > first ? q->mention[end - 1] : KR_NONE;

	if (k == KR_NONE || !kr__quote_is_person(q, k) ||
	    q->stretch[end - 1] != KR_NONE)
		return KR_NONE;
	uint32_t name = kr__mentions(q->doc)[k].words.first, i = name;
	if (kr__mentions(q->doc)[k].words.n + name != end ||
	    preposition_before(q, name, first))
		return KR_NONE;
	for (; i > first && !kr__word_is(q, i - 1, ","); i--) {
		uint32_t m = q->mention[i - 1];
		bool verb = w[i - 1].upos == KR_UPOS_VERB &&
		            !(classes(q, i - 1) & KR_SP_ADVERB);
		if (verb || q->stretch[i - 1] != KR_NONE ||
		    (classes(q, i - 1) & (KR_SP_RELATIVE | KR_SP_TO)) ||
		    (m != KR_NONE && kr__quote_is_person(q, m)))
			return KR_NONE;
	}
	return kr__quote_mute(q, i, name) ? KR_NONE : k;
}

/* "... muncul setelah X melaporkan": the name at the verb inside a clause of its
 * own, which "setelah" opens; KR_NONE. */
static uint32_t in_own_clause(const kr_quoting *q, uint32_t first, uint32_t end)
{
	uint32_t k = end > first ? q->mention[end - 1] : KR_NONE;

	if (k == KR_NONE || q->stretch[end - 1] != KR_NONE ||
	    kr__mentions(q->doc)[k].kind != KR_MENTION_NAME ||
	    kr__mentions(q->doc)[k].words.first + kr__mentions(q->doc)[k].words.n != end)
		return KR_NONE;
	uint32_t name = kr__mentions(q->doc)[k].words.first;
	if (preposition_before(q, name, first) || kr__quote_mute(q, name, end))
		return KR_NONE;
	for (uint32_t i = name; i-- > first && name - i < 5;) {
		uint8_t upos = kr__words(q->doc)[i].upos;
		bool clause = upos == KR_UPOS_SCONJ ||
		              (upos == KR_UPOS_CCONJ && (classes(q, i) & KR_SP_SUB));
		if (clause && (classes(q, i) & KR_SP_SUB) && i > first &&
		    kr__mention_from(q, first, i) != KR_NONE)
			return kr__quote_mute(q, i + 1, end) ? KR_NONE : k;
		if (upos != KR_UPOS_NOUN && upos != KR_UPOS_PROPN && upos != KR_UPOS_DET)
			break;
	}
	return KR_NONE;
}

/* "yang" right before word `end`, or before the phrases of place and time that
 * stand there; KR_NONE. */
static uint32_t relative_before(const kr_quoting *q, uint32_t first, uint32_t end)
{
	const kr_word *w = kr__words(q->doc);

	for (uint32_t i = end; i > first + 1 && end - i < 16; i--) {
		if (classes(q, i - 1) & KR_SP_RELATIVE)
			return i == end || (classes(q, i) & KR_SP_HINGE) ||
			                       w[i].upos == KR_UPOS_ADP
			               ? i - 1 : KR_NONE;
		if (w[i - 1].upos == KR_UPOS_VERB || w[i - 1].upos == KR_UPOS_PUNCT ||
		    q->stretch[i - 1] != KR_NONE)
			break;
	}
	return KR_NONE;
}

/* Where the noun phrase of [from, end) begins: behind "dan", "sementara". */
static uint32_t subject_start(const kr_quoting *q, uint32_t from, uint32_t end)
{
	while (from < end && (classes(q, from) & (KR_SP_CONJ | KR_SP_SUB | KR_SP_ADVERB)))
		from += q->len[from];
	return from;
}

/* "Koordinator Hak Asasi Nasional, sebuah LSM, ...": where the phrase begins that the
 * one at `from` explains; KR_NONE. */
static uint32_t explained(const kr_quoting *q, uint32_t first, uint32_t from)
{
	uint32_t at = from;

	if (from < first + 2 || !(classes(q, from) & KR_SP_MEASURE) ||
	    !kr__starts_upper(kr__doc_cut(q->doc, kr__words(q->doc)[from - 2].span)))
		return KR_NONE;
	for (at--; at > first && !parts(q, at);)
		at--;
	return at;
}

bool kr__quote_subject(const kr_quoting *q, uint32_t first, uint32_t v, kr_draft *d)
{
	uint32_t end = skip_back_adverbs(q, first, v), stop = end;

	/* "Menko Yusril yang (dalam pidatonya) menegaskan": the one before "yang" */
	uint32_t relative = relative_before(q, first, end);
	if (relative != KR_NONE) {
		bool named;
		end = stop = relative;
		if (thing_says(q, first, end, d, &named) || named)
			return named;
	}
	uint32_t near = beside(q, first, end);
	if (near == KR_NONE)
		near = in_own_clause(q, first, end);
	if (near != KR_NONE) {
		uint32_t name = kr__mentions(q->doc)[near].words.first;
		return (name > first && kr__quote_described(q, name - 1, near, d)) ||
		       kr__quote_by_mention(q, near, d);
	}
	while (end > first) {
		uint32_t from = end;
		while (from > first && !parts(q, from))
			from--;
		if (end == stop && kr__quote_back(q, subject_start(q, from, end), end))
			return kr__quote_last(q, d, subject_start(q, from, end), end);
		uint32_t head = subject_start(q, from, end);
		bool bare = from > first && head + 1 < end && /* ", mengecam polisi dan ..." */
		            kr__words(q->doc)[head].upos == KR_UPOS_VERB &&
		            (classes(q, head) & (KR_SP_SAY | KR_SP_ASK | KR_SP_BLAME));
		bool aside = (classes(q, from) & KR_SP_RELATIVE) || bare ||
		             carried(q, from, end);
		uint32_t k = aside ? KR_NONE : subject_in(q, from, end);
		uint32_t named = k == KR_NONE ? k : named_before(q, first, from);
		if (named != KR_NONE && !kr__quote_is_person(q, k))
			k = named;
		if (k != KR_NONE && kr__quote_described(q, subject_start(q, from, end), k, d))
			return true;
		if (k != KR_NONE)
			return !act_of(q, from, k) && kr__quote_by_mention(q, k, d);
		uint32_t whom = end == stop ? explained(q, first, from) : KR_NONE;
		if (whom != KR_NONE && by_phrase(q, whom, from - 1, d))
			return true;
		if (!aside && end == stop && by_phrase(q, from, end, d))
			return true;
		end = from > first ? from - 1 : first;
	}
	return false;
}

