// SPDX-License-Identifier: Apache-2.0
/*
 * The clause that a word of saying reports. The problem: no mark tells where it
 * begins and ends: "bahwa" may stand or not, a mere noun phrase reports nothing,
 * and the words of another may follow in the same sentence. The idea: each class of
 * cue says what may stand between it and its clause; a clause needs a main
 * predicate; it ends with the sentence or where the attribution of another begins.
 * Limits: no tree, only tags and classes of words.
 */
#include "mark/quote.h"

static kr_speech_classes classes(const kr_quoting *q, uint32_t i)
{
	return kr__quote_class(q, i);
}

uint32_t kr__quote_find_class(const kr_quoting *q, uint32_t from, uint32_t end,
                           kr_speech_classes bits)
{
	for (uint32_t i = from; i < end; i++)
		if (classes(q, i) & bits)
			return i;
	return KR_NONE;
}

/* Can the word be what a clause says of its subject? */
static bool predicates(const kr_quoting *q, uint32_t i, uint32_t from, bool judged)
{
	const kr_word *w = kr__words(q->doc);

	if (q->classes[i] & KR_SP_MUTE) /* but "kasus ini terkait dengan ..." */
		return w[i].upos == KR_UPOS_VERB && i > from &&
		       kr__quote_pointed(q, i - 1);
	if (w[i].upos == KR_UPOS_VERB) /* but "menyerukan digelarnya pemilu" */
		return i > from || !(kr__quote_class(q, i + 1) & KR_SP_CLITIC);
	if (judged && kr__word_of(q, i, KR_SP_AS))
		return true;
	return w[i].upos == KR_UPOS_ADJ &&
	       (judged || (i > from && w[i - 1].upos != KR_UPOS_NOUN &&
	                   w[i - 1].upos != KR_UPOS_VERB));
}

/* Does "yang" or "untuk" open a clause? As a preposition ("dengan Iran") not. */
static bool takes_verb(const kr_quoting *q, uint32_t i, uint32_t end)
{
	const kr_word *w = kr__words(q->doc);

	return w[i].upos != KR_UPOS_ADP || i + 1 >= end ||
	       w[i + 1].upos == KR_UPOS_VERB;
}

/* Is there a main predicate, and not a mere noun phrase with its relative
 * clauses and purposes ("kunjungan yang memperkuat hubungan")? Each "yang" or
 * "untuk" takes the next verb. */
bool kr__quote_has_clause(const kr_quoting *q, uint32_t from, uint32_t end, bool judged)
{
	bool pending = false, taken = false;

	for (uint32_t i = from; i < end; i++) {
		kr_speech_classes c = q->classes[i];
		if ((c & KR_SP_SUB) && i + 1 < end && kr__quote_pointed(q, i + 1))
			continue; /* "saat ini" */
		if (c & (KR_SP_RELATIVE | KR_SP_SUB)) {
			pending |= takes_verb(q, i, end);
			continue;
		}
		bool verbal = predicates(q, i, from, judged);
		bool aux = kr__words(q->doc)[i].upos == KR_UPOS_AUX &&
		           !(c & KR_SP_MUTE);
		if (!verbal && !aux && !(c & KR_SP_FINITE))
			continue;
		bool joined = taken && i > from && (q->classes[i - 1] & KR_SP_CONJ);
		if (!pending && !joined)
			return true;
		taken |= verbal;
		pending &= !verbal;
	}
	return false;
}

uint32_t kr__quote_behind_comma(const kr_quoting *q, uint32_t at, uint32_t end)
{
	for (uint32_t i = at; i + 3 < end && i < at + 14; i++)
		if (kr__word_is(q, i, ","))
			return i + 1;
	return 0;
}

/* "melanjutkan warga akan pulang", not "melanjutkan perjalanan". */
bool kr__quote_soon_finite(const kr_quoting *q, uint32_t at, uint32_t end)
{
	for (uint32_t i = at; i < end && i < at + 5; i++) {
		if (classes(q, i) & (KR_SP_RELATIVE | KR_SP_SUB | KR_SP_CONJ))
			break;
		if (classes(q, i) & KR_SP_FINITE)
			return true;
	}
	return false;
}

/* Does a mere noun phrase begin here ("alasan di balik ...")? One that "itu"
 * ends, or "akan" follows, may be the subject of a clause. */
static bool names_topic(const kr_quoting *q, uint32_t at, uint32_t end)
{
	if (!(classes(q, at) & KR_SP_TOPIC) || kr__quote_soon_finite(q, at + 2, end))
		return false;
	for (uint32_t i = at + 1; i < end && i < at + 8; i++)
		if (kr__quote_pointed(q, i))
			return false;
	return true;
}

/* Where "bahwa" stands behind the verb, unless its clause has begun before:
 * "memastikan dana itu akan dibagikan jika ..." */
static uint32_t that_behind(const kr_quoting *q, uint32_t at, uint32_t near)
{
	while (at < near && (classes(q, at) & KR_SP_ADVERB))
		at += q->len[at]; /* "lebih lanjut" */
	uint32_t that = kr__quote_find_class(q, at, near, KR_SP_THAT);

	if (that != KR_NONE && kr__quote_find_class(q, at, that, KR_SP_SAY) != KR_NONE)
		return KR_NONE; /* "membantah klaim X yang menyatakan bahwa ..." */
	return that != KR_NONE && kr__quote_has_clause(q, at, that, false) ? KR_NONE : that;
}

/* Do the words of another follow, who says them himself? */
static bool cites(const kr_quoting *q, uint32_t at, uint32_t near)
{
	uint32_t yang = classes(q, at) & KR_SP_WORDS
	                        ? kr__quote_find_class(q, at, near, KR_SP_RELATIVE) : KR_NONE;

	return yang != KR_NONE && (classes(q, yang + 1) & KR_SP_SAY);
}

/* Does the speaker's own act follow, "untuk" and a verb, or what he wants of others:
 * "menyatakan agar aparat menahan diri"? */
static bool vows(const kr_quoting *q, uint32_t at, uint32_t end)
{
	const kr_word *w = kr__words(q->doc);

	if (at + 2 >= end || !(classes(q, at) & KR_SP_PURPOSE) ||
	    !(classes(q, at) & KR_SP_SUB))
		return false;
	return w[at + 1].upos == KR_UPOS_VERB ||
	       (w[at].upos == KR_UPOS_SCONJ && w[at + 1].upos != KR_UPOS_ADV &&
	        kr__quote_has_clause(q, at + 1, end, false));
}

/* "memperingatkan Iran, setiap serangan akan dibalas", "mendesak Presiden menerbitkan
 * aturan untuk ...": what is asked stands behind who is asked, before the "untuk" at
 * word `purpose`. 0: it does not. */
static uint32_t behind_asked(const kr_quoting *q, uint32_t at, uint32_t end,
                             uint32_t purpose)
{
	end = purpose == KR_NONE ? end : purpose;
	uint32_t k = kr__mention_from(q, at, at + 1 < end ? at + 1 : end);

	if (k == KR_NONE)
		return 0;
	uint32_t next = at + kr__mentions(q->doc)[k].words.n;
	if (next + 1 >= end)
		return 0;
	if (kr__word_is(q, next, ","))
		return next + 1;
	return purpose != KR_NONE && kr__words(q->doc)[next].upos == KR_UPOS_VERB ? at : 0;
}

/* Where the clause of the verb at `v` begins; 0: it has none. */
uint32_t kr__quote_clause_start(const kr_quoting *q, uint32_t v, uint32_t end)
{
	kr_speech_classes c = q->classes[v];
	uint32_t at = v + q->len[v];
	uint32_t near = at + 12 < end ? at + 12 : end;
	uint32_t that = that_behind(q, at, near);

	if (c & KR_SP_BLAME) {
		uint32_t b = kr__quote_find_class(q, at, end, KR_SP_BECAUSE);
		return b == KR_NONE ? 0 : b + 1;
	}
	if (c & KR_SP_ASK) { /* not the "agar" of another verb */
		uint32_t other = kr__quote_find_class(q, at + 1, near, KR_SP_SAY | KR_SP_ASK);
		uint32_t p = kr__quote_find_class(q, at, other == KR_NONE ? near : other,
		                        KR_SP_PURPOSE);
		uint32_t told = behind_asked(q, at, near, p);
		if (told)
			return told;
		if (p != KR_NONE)
			return kr__quote_has_clause(q, p + 1, end, true) ? p + 1 : 0;
		if (classes(q, at) & KR_SP_NP)
			return at;
		if (c & KR_SP_TOPIC) /* "melarang impor": an act, no words */
			return 0;
		at += kr__word_is(q, at, ",") || (classes(q, at) & KR_SP_CLITIC);
		return kr__quote_has_clause(q, at, end, false) ? at : 0;
	}
	if (that != KR_NONE)
		return that + 1;
	if (classes(q, at) & KR_SP_TO) { /* "mengatakan kepada X untuk ..." */
		uint32_t p = kr__quote_find_class(q, at, near, KR_SP_PURPOSE);
		return p == KR_NONE ? 0 : p + 1;
	}
	if (kr__word_is(q, at, ",") || kr__word_is(q, at, ":"))
		return at + 1;
	if (classes(q, at) & KR_SP_OCCASION)
		return kr__quote_behind_comma(q, at, end);
	if ((classes(q, at) & (KR_SP_PLEA | KR_SP_NP)) == KR_SP_PLEA) {
		/* "menyampaikan seruan untuk ..." */
		uint32_t p = kr__quote_find_class(q, at, near, KR_SP_PURPOSE);
		return p == KR_NONE ? 0 : p + 1;
	}
	if (c & KR_SP_TOPIC)
		return kr__quote_soon_finite(q, at + 1, end) ? at : 0;
	if ((classes(q, at) & (KR_SP_SUB | KR_SP_PURPOSE)) == KR_SP_SUB &&
	    !kr__quote_pointed(q, at + 1) && kr__words(q->doc)[at].upos == KR_UPOS_SCONJ &&
	    kr__words(q->doc)[v].upos != KR_UPOS_VERB)
		return 0; /* "khawatir setelah wabah melanda" */
	if (!(c & KR_SP_JUDGE) && cites(q, at, near)) /* "membantah klaim X yang menyatakan ..." */
		return 0;
	if (vows(q, at, end)) /* "berjanji untuk menarik pasukan" */
		return at + 1;
	bool clause = !names_topic(q, at, end) &&
	              kr__quote_has_clause(q, at, end, (c & KR_SP_JUDGE) != 0);
	return ((c | classes(q, at)) & KR_SP_NP) || clause ? at : 0;
}

/* ---- where a clause ends ---------------------------------------------------- */
static bool verb_again(const kr_quoting *q, uint32_t i, uint32_t end)
{
	uint32_t k = i + 1;

	while (k < end && (classes(q, k) & KR_SP_ADVERB))
		k++;
	return k < end && (classes(q, k) & (KR_SP_SAY | KR_SP_ASK));
}

/* "..., sedangkan Rusia menyebut ...", "... setelah Trump mengklaim ...": do the
 * words of another begin at word i? */
static bool another_says(const kr_quoting *q, uint32_t i, uint32_t end)
{
	const kr_speech_classes both = KR_SP_SUB | KR_SP_CONJ;
	bool clause = (classes(q, i) & KR_SP_SUB) && !(classes(q, i) & KR_SP_PURPOSE) &&
	              kr__words(q->doc)[i].upos == KR_UPOS_SCONJ;

	if (!clause && (classes(q, i) & both) != both)
		return false;
	uint32_t k = kr__mention_from(q, i + 1, i + 2 < end ? i + 2 : end);
	uint32_t v = k == KR_NONE ? end : i + 1 + kr__mentions(q->doc)[k].words.n;
	return v < end && (classes(q, v) & (KR_SP_SAY | KR_SP_ASK));
}

/* ", hanya beberapa jam setelah X mengklaim": the comma shortly before word i. */
static uint32_t back_to_comma(const kr_quoting *q, uint32_t from, uint32_t i)
{
	for (uint32_t k = i; k > from && i - k < 5; k--)
		if (kr__word_is(q, k - 1, ","))
			return k - 1;
	return i;
}

/* ", yang disampaikan ...", ", yang diharapkan X ...": is the passive at `v` the
 * word of another? "yang dianggap berhasil", "yang disebutnya ..." are not. */
static bool says_another(const kr_quoting *q, uint32_t v, uint32_t end)
{
	kr_speech_classes c = classes(q, v);
	uint32_t at = v + 1;

	if (!(c & KR_SP_PASSIVE) || (classes(q, at) & KR_SP_CLITIC))
		return false;
	return !(c & KR_SP_JUDGE) ||
	       kr__mention_from(q, at, at + 2 < end ? at + 2 : end) != KR_NONE;
}

uint32_t kr__quote_clause_end(const kr_quoting *q, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end; i++) {
		kr_speech_classes next = classes(q, i + 1);
		if (q->stretch[i] != KR_NONE)
			continue;
		if (kr__word_is(q, i, ",") && i + 1 < end &&
		    (next & (KR_SP_CARRIER | KR_SP_ACCORDING | KR_SP_BARE)))
			return i;
		if (kr__word_is(q, i, ",") && (next & KR_SP_RELATIVE) &&
		    says_another(q, i + 2, end))
			return i;
		/* ", dengan menambahkan bahwa ...": more words of the same */
		if (kr__word_is(q, i, ",") && (next & KR_SP_SUB) &&
		    !(next & KR_SP_PURPOSE) &&
		    (classes(q, i + 2) & (KR_SP_SAY | KR_SP_ASK)))
			return i;
		if ((classes(q, i) & KR_SP_OCCASION) && i > from + 2)
			return i;
		if (i > from + 2 && another_says(q, i, end))
			return back_to_comma(q, from + 2, i);
		if ((classes(q, i) & KR_SP_CONJ) && i > from + 1 && verb_again(q, i, end) &&
		    !(classes(q, i - 2) & KR_SP_PURPOSE))
			return i; /* but "untuk mempromosikan serta mendorong X" */
	}
	return end;
}
