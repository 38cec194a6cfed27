// SPDX-License-Identifier: Apache-2.0
/*
 * Reported speech. The problem: "Putin mengatakan (bahwa) ...", "Menurut X,
 * ...", "..., kata X", "Hal ini dikatakan X", "meminta Y agar ..." all give
 * somebody's words without marks. The idea: classes of cue words; each class
 * says on which side its clause and its speaker stand; a clause ends with the
 * sentence or where the attribution of another begins. Limits: one clause a
 * cue; a verb of saying behind a negation reports nothing.
 */
#include "mark/quote.h"

static kr_speech_classes classes(const kr_quoting *q, uint32_t i)
{
	return kr__quote_class(q, i);
}

static bool closes(const kr_quoting *q, uint32_t i)
{
	return kr__word_is(q, i, "\"") || kr__word_is(q, i, "\xE2\x80\x9D") ||
	       kr__word_is(q, i, "\xC2\xBB");
}

static uint32_t trim_end(const kr_quoting *q, uint32_t from, uint32_t end)
{
	while (end > from && !closes(q, end - 1) &&
	       (kr__word_is(q, end - 1, ".") || kr__word_is(q, end - 1, ",") ||
	        kr__word_is(q, end - 1, ";") || kr__word_is(q, end - 1, "!")) &&
	       q->stretch[end - 1] == KR_NONE)
		end--;
	return end;
}

static bool has_marks(const kr_quoting *q, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end; i++)
		if (q->stretch[i] != KR_NONE)
			return true;
	return false;
}

static bool touches_direct(const kr_quoting *q, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end; i++)
		if (q->stretch[i] != KR_NONE &&
		    q->stretches[q->stretch[i]].direct)
			return true;
	return false;
}

static bool emit(kr_quoting *q, kr_draft *d, uint32_t from, uint32_t end)
{
	const kr_word *w = kr__words(q->doc);

	end = trim_end(q, from, end);
	from += from < end && kr__word_is(q, from, ","); /* "bahwa, ..." */
	from += from < end && (classes(q, from) & (KR_SP_PURPOSE | KR_SP_CLITIC));
	if (end < from + 2 || touches_direct(q, from, end))
		return true;
	d->span = (kr_span){ w[from].span.start, w[end - 1].span.end };
	d->kind = has_marks(q, from, end) ? KR_QUOTE_MIXED : KR_QUOTE_INDIRECT;
	d->at = from;
	d->paragraph = q->paragraph[from];
	d->sentence = w[from].sentence;
	if (d->cue_word != KR_NONE)
		d->cue = (kr_span){ w[d->cue_word].span.start,
			            w[d->cue_word + q->len[d->cue_word] - 1].span.end };
	return kr__draft_add(q, d);
}

/* ---- the classes of cues ------------------------------------------------------ */
static bool negated(const kr_quoting *q, uint32_t first, uint32_t v)
{
	return (v > first && (classes(q, v - 1) & KR_SP_NOT)) ||
	       (v > first + 1 && (classes(q, v - 2) & KR_SP_NOT));
}

static kr_draft fresh(uint32_t cue, uint32_t end, const char *rule)
{
	return (kr_draft){ .voice = KR_VO_FLOW, .entity = KR_NONE, .cue_word = cue,
		           .words_end = end, .rule = rule };
}

/* "Pernyataan senada disampaikan X": no words, but X has spoken. */
static bool heard(kr_quoting *q, kr_draft *d, uint32_t v)
{
	uint32_t at = kr__words(q->doc)[v].span.start;

	if (q->classes[v] & KR_SP_JUDGE)
		return true;
	if (v > 0 && (classes(q, v - 1) & KR_SP_RELATIVE))
		return true; /* "apa yang disampaikan X": told of by the way */
	d->span = (kr_span){ at, at };
	d->at = v;
	d->paragraph = q->paragraph[v];
	return kr__draft_add(q, d);
}

static bool by_person(const kr_quoting *q, const kr_draft *d)
{
	return d->entity != KR_NONE &&
	       kr__entitys(q->doc)[d->entity].type == KR_ENTITY_PERSON;
}

/* "Menurut X, Jumat (13/6), ...": behind the day of the report at word `at`. */
static uint32_t behind_day(const kr_quoting *q, uint32_t at, uint32_t end)
{
	const kr_time *t = kr__times(q->doc);
	kr_span word = kr__words(q->doc)[at < end ? at : end - 1].span;
	uint32_t low = 0, high = kr__n_times(q->doc);

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (t[mid].span.start < word.start)
			low = mid + 1;
		else
			high = mid;
	}
	if (at >= end || low == kr__n_times(q->doc) || t[low].words.first != at ||
	    t[low].days.first < t[low].days.last)
		return at;
	uint32_t next = at + t[low].words.n;
	return kr__word_is(q, next, ",") && next + 3 < end ? next + 1 : at;
}

/* "mengatakan pada Minggu, harga akan naik": behind the day of saying it. */
static uint32_t behind_when(const kr_quoting *q, uint32_t at, uint32_t end)
{
	uint32_t day = at + (at < end && kr__words(q->doc)[at].upos == KR_UPOS_ADP);

	if (day + 3 >= end)
		return at;
	uint32_t next = behind_day(q, day, end);
	return next == day ? at : next;
}

/* "Dan menambahkan bahwa ...": a sentence that goes on where the last one ended. */
static bool resumes(const kr_quoting *q, uint32_t first, uint32_t v, kr_draft *d)
{
	if (v != first + 1 || !(classes(q, first) & KR_SP_CONJ))
		return false;
	d->voice = KR_VO_LAST;
	return true;
}

/* "X, yang menyebut itu bohong, pekan lalu menyatakan ...": the comma behind which
 * the main clause goes on with a verb of saying; else `end`. */
static uint32_t main_goes_on(const kr_quoting *q, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i + 2 < end; i++) {
		uint32_t near = i + 7 < end ? i + 7 : end;
		if (!kr__word_is(q, i, ","))
			continue;
		uint32_t v = kr__quote_find_class(q, i + 1, near,
		                                  KR_SP_SAY | KR_SP_ASK | KR_SP_BLAME);
		if (v != KR_NONE && kr__mention_from(q, i + 1, v) == KR_NONE)
			return i;
	}
	return end;
}

static bool verb(kr_quoting *q, uint32_t first, uint32_t v, uint32_t end)
{
	kr_draft d = fresh(v, end, "reported-verb");
	uint32_t from = kr__quote_clause_start(q, v, end);

	if (negated(q, first, v) ||
	    !(kr__quote_subject(q, first, v, &d) || resumes(q, first, v, &d)))
		return true;
	/* "dampak yang menjanjikan, termasuk ...": no verb of saying */
	if (v > first && (classes(q, v - 1) & KR_SP_RELATIVE) &&
	    kr__word_is(q, v + q->len[v], ",") && !by_person(q, &d))
		return true;
	if (!from || from >= end || (classes(q, from) & KR_SP_CONJ))
		return heard(q, &d, v);
	from = behind_when(q, from, end);
	uint32_t stop = kr__quote_clause_end(q, from, end);
	if (v > first + 1 && (classes(q, v - 1) & KR_SP_RELATIVE) &&
	    kr__word_is(q, v - 2, ","))
		stop = main_goes_on(q, from + 1, stop);
	bool called = (q->classes[v] & KR_SP_JUDGE) && has_marks(q, from, stop);
	if (stop < end && !called && !(q->classes[v] & KR_SP_NP) &&
	    !kr__quote_has_clause(q, from, stop, true))
		return true; /* "membantah tuduhan itu dan mengancam ..." */
	return emit(q, &d, from, stop);
}

static uint32_t comma_after(const kr_quoting *q, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end && i < from + 14; i++)
		if (kr__word_is(q, i, ",") && q->mention[i] == KR_NONE)
			return i;
	return KR_NONE;
}

/* "Menurut X harga akan naik": the word behind the speaker's name if a clause
 * begins there before word `end`; else 0. */
static uint32_t behind_name(const kr_quoting *q, uint32_t at, uint32_t end,
                            const kr_draft *d)
{
	uint32_t stop = at + 10 < end ? at + 10 : end;

	for (uint32_t i = at; i < stop; i++) {
		uint32_t k = q->mention[i], from = i + 1;
		bool self = (classes(q, i) & KR_SP_CLITIC) && i == at;
		if (!self && (d->voice != KR_VO_ENTITY || k == KR_NONE ||
		              kr__mentions(q->doc)[k].entity != d->entity))
			continue;
		if (!self)
			from = kr__mentions(q->doc)[k].words.first +
			       kr__mentions(q->doc)[k].words.n;
		return from < end && !kr__word_is(q, from, ",") &&
		       !kr__word_is(q, from, "(") &&
		       !(classes(q, from) & (KR_SP_RELATIVE | KR_SP_CONJ | KR_SP_SUB)) &&
		       kr__quote_has_clause(q, from, end, false) ? from : 0;
	}
	return 0;
}

/* Does a main clause begin at word `at`, behind "..., kata X,"? Then it is what
 * was said, else what stands before. */
static bool goes_on(const kr_quoting *q, uint32_t at, uint32_t end)
{
	uint8_t upos = at && at < end ? kr__words(q->doc)[at].upos : KR_UPOS_ADP;

	return upos != KR_UPOS_ADP && upos != KR_UPOS_SCONJ &&
	       !(classes(q, at) & (KR_SP_SUB | KR_SP_RELATIVE | KR_SP_CONJ |
	                           KR_SP_CARRIER | KR_SP_OCCASION)) &&
	       kr__quote_has_clause(q, at, end, true);
}

static bool capital(const kr_quoting *q, uint32_t i)
{
	return kr__starts_upper(kr__doc_cut(q->doc, kr__words(q->doc)[i].span));
}

/* "Seperti dicatat X, Nehru menegaskan bahwa ...": the words are Nehru's. */
static bool quotes_another(const kr_quoting *q, uint32_t from, uint32_t end)
{
	uint32_t v = kr__quote_find_class(q, from, from + 6 < end ? from + 6 : end, KR_SP_SAY);

	return v != KR_NONE && v > from && q->mention[v - 1] != KR_NONE &&
	       (classes(q, v + q->len[v]) & KR_SP_THAT);
}

/* "X mengatakan ..., menurut kantor berita Y": X's words stand there already. */
static bool told_by_another(const kr_quoting *q, uint32_t first, uint32_t v)
{
	for (uint32_t i = q->n_drafts; i-- > 0 && q->drafts[i].at >= first;)
		if (q->drafts[i].at < v && q->drafts[i].span.end > q->drafts[i].span.start &&
		    q->drafts[i].kind != KR_QUOTE_DIRECT)
			return true;
	return false;
}

/* "Menurut X, ..." and "..., menurut X" */
static bool according(kr_quoting *q, uint32_t first, uint32_t v, uint32_t end)
{
	kr_draft d = fresh(v, end, "reported-according");
	uint32_t len = q->len[v];
	if (len > 1 && capital(q, v + len - 1)) /* "Menurut Survei Kesehatan Nasional" */
		len = 1;
	uint32_t at = v + len, comma = comma_after(q, at, end);
	at += len > 1 && at + 1 < end && /* "menurut pernyataan dari X" */
	      kr__words(q->doc)[at].upos == KR_UPOS_ADP;

	bool behind = v > first + 5 && kr__word_is(q, v - 1, ",") &&
	              !(comma != KR_NONE && goes_on(q, comma + 1, end)) &&
	              kr__quote_has_clause(q, first, v - 1, false);
	/* "yang menurutnya ...": no clause of its own */
	if (v > first && (classes(q, v - 1) & KR_SP_RELATIVE))
		return true;
	/* "Menurut kantor berita Iran, Tasnim, ..." */
	if (comma != KR_NONE && !kr__quote_mute(q, at, comma)) {
		uint32_t k = kr__quote_apposed(q, comma, end);
		if (k != KR_NONE && kr__quote_by_mention(q, k, &d)) {
			const kr_range r = kr__mentions(q->doc)[k].words;
			uint32_t from = r.first + r.n + 1;
			if (behind || from + 2 >= end)
				return v < first + 3 || !kr__word_is(q, v - 1, ",") ||
				       emit(q, &d, first, v - 1);
			return emit(q, &d, from, kr__quote_clause_end(q, from, end));
		}
	}
	if (at >= end || !kr__quote_behind(q, at, end, &d))
		return true;
	if ((classes(q, v) & KR_SP_TOPIC) && d.voice != KR_VO_ENTITY)
		return true; /* "Berdasarkan survei kepuasan masyarakat, ..." */
	if (d.voice == KR_VO_PHRASE && comma != KR_NONE && comma > at)
		d.phrase = (kr_range){ at, comma - at };
	uint32_t near = behind ? 0 : behind_name(q, at, comma == KR_NONE ? end : comma, &d);
	if (near)
		return emit(q, &d, near, kr__quote_clause_end(q, near, end));
	uint32_t from = comma == KR_NONE ? end : behind_day(q, comma + 1, end);
	if (!behind && from + 2 < end)
		return quotes_another(q, from, end) ||
		       emit(q, &d, from, kr__quote_clause_end(q, from, end));
	if (v > first + 2 && kr__word_is(q, v - 1, ","))
		return told_by_another(q, first, v) || emit(q, &d, first, v - 1);
	return true;
}

/* 'Bantuan itu "jauh dari cukup", kata X': marks inside a clause, none of them direct
 * speech, and not at its head. */
static bool clause_around(const kr_quoting *q, uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		if (q->stretch[i] != KR_NONE &&
		    (i < first + 3 || q->stretches[q->stretch[i]].direct))
			return false;
	return true;
}

/* "..., kata X" and "..., begitu kata X" without marks */
static bool tail(kr_quoting *q, uint32_t first, uint32_t v, uint32_t end)
{
	kr_draft d = fresh(v, end, "reported-tail");
	uint32_t comma = v - (v > first && (classes(q, v - 1) & KR_SP_THING));

	/* the comma may stand within the marks: '... sebagai "ancaman," kata X' */
	bool inside = comma > first + 2 && closes(q, comma - 1) &&
	              kr__word_is(q, comma - 2, ",");
	if (comma < first + 2 || !(inside || kr__word_is(q, comma - 1, ",")) ||
	    (has_marks(q, first, v) && !clause_around(q, first, comma - 1)) ||
	    !kr__quote_behind(q, v + q->len[v], end, &d))
		return true;
	uint32_t at = kr__quote_behind_comma(q, v + 1, end);
	/* "Jadi, kata dia, ...", "Dengan belajar, lanjutnya, ..." */
	if (comma < first + 5 || goes_on(q, at, end) ||
	    (at && !kr__quote_has_clause(q, first, comma - 1, true)))
		return !at || emit(q, &d, at, kr__quote_clause_end(q, at, end));
	return emit(q, &d, first, inside ? comma : comma - 1);
}

static bool sentence_before(const kr_quoting *q, uint32_t first, uint32_t *from,
                            uint32_t *end)
{
	if (first == 0)
		return false;
	kr__sentence_of(q, first - 1, from, end);
	return !has_marks(q, *from, *end);
}

/* Does the sentence before word `first` hold words of its own, or does the
 * speaker himself act in it ("X memuji Y. Hal itu dikatakan X")? */
static bool told_already(const kr_quoting *q, uint32_t first, const kr_draft *d)
{
	uint32_t from, end;

	if (first == 0)
		return false;
	kr__sentence_of(q, first - 1, &from, &end);
	for (uint32_t i = q->n_drafts; i-- > 0;) {
		const kr_draft *o = &q->drafts[i];
		bool words = o->span.end > o->span.start; /* else an act, or silent */
		if (o->at >= from && o->at < end && (words || o->entity == d->entity))
			return true;
	}
	uint32_t k = kr__mention_from(q, from, end);
	return k != KR_NONE && d->voice == KR_VO_ENTITY &&
	       kr__mentions(q->doc)[k].entity == d->entity;
}

/* Does a name stand between word `at` and the next comma, and nothing else? */
static bool names_at_once(const kr_quoting *q, uint32_t at, uint32_t end)
{
	uint32_t k = at < end ? q->mention[at] : KR_NONE;

	if (at >= end || (classes(q, at) & KR_SP_CLITIC))
		return kr__word_is(q, at + 1, ",");
	if (k == KR_NONE || kr__mentions(q->doc)[k].words.first != at)
		return false;
	at += kr__mentions(q->doc)[k].words.n;
	return kr__word_is(q, at, ",") || at + 1 == end;
}

/* "..., disebutkan X, ...", "..., demikian diumumkan X": said by the way. */
static bool told_aside(const kr_quoting *q, uint32_t first, uint32_t v, uint32_t end)
{
	bool thus = (classes(q, v - 1) & KR_SP_THING) && q->len[v - 1] == 1;
	uint32_t comma = v - thus, at = v + q->len[v];

	return comma > first && kr__word_is(q, comma - 1, ",") &&
	       (thus || names_at_once(q, at, end));
}

/* Who is named behind "oleh" at word `at`. */
static bool by_whom(const kr_quoting *q, uint32_t at, uint32_t end, kr_draft *d)
{
	uint8_t upos = at < end ? kr__words(q->doc)[at].upos : KR_UPOS_NONE;

	return at < end && upos != KR_UPOS_ADP && upos != KR_UPOS_SCONJ &&
	       upos != KR_UPOS_VERB && upos != KR_UPOS_ADV &&
	       upos != KR_UPOS_AUX && upos != KR_UPOS_ADJ &&
	       !(classes(q, at) & (KR_SP_SUB | KR_SP_HINGE | KR_SP_THAT)) &&
	       kr__quote_behind(q, at, end, d);
}

/* "dukungan yang bisa diharapkan X": "yang" before the auxiliary tells which is
 * meant, and nothing is said. */
static bool restricts(const kr_quoting *q, uint32_t first, uint32_t v)
{
	return v > first + 1 && (classes(q, v - 2) & KR_SP_RELATIVE) &&
	       (classes(q, v - 1) & KR_SP_FINITE) && (q->classes[v] & KR_SP_JUDGE);
}

/* The one who does what the passive before word `at` says: a name, or "para ahli".
 * The word behind; 0: nobody. */
static uint32_t agent(const kr_quoting *q, uint32_t at, uint32_t end, kr_draft *d)
{
	uint32_t k = kr__mention_from(q, at, at + 1 < end ? at + 1 : end), stop = at;

	if (k != KR_NONE) {
		if (!kr__quote_described(q, at, k, d))
			kr__quote_by_mention(q, k, d);
		return at + kr__mentions(q->doc)[k].words.n;
	}
	if (at >= end || !(classes(q, at) & KR_SP_CROWD) ||
	    (d->cue_word > 0 && (classes(q, d->cue_word - 1) & KR_SP_RELATIVE)))
		return 0;
	const kr_word *w = kr__words(q->doc);
	while (stop < end && stop < at + 6 && q->mention[stop] == KR_NONE &&
	       (w[stop].upos == KR_UPOS_NOUN || w[stop].upos == KR_UPOS_ADJ ||
	        w[stop].upos == KR_UPOS_DET || stop == at))
		stop++;
	if (stop == at)
		return 0; /* within somebody's name */
	if (stop < end && q->mention[stop] != KR_NONE &&
	    kr__quote_is_person(q, q->mention[stop])) { /* "pejabat kementerian Yu X" */
		kr__quote_by_mention(q, q->mention[stop], d);
		return stop + kr__mentions(q->doc)[q->mention[stop]].words.n;
	}
	if (stop < end && q->mention[stop] != KR_NONE &&
	    kr__quote_described(q, at, q->mention[stop], d))
		return d->phrase.first + d->phrase.n;
	d->voice = KR_VO_PHRASE;
	d->phrase = (kr_range){ at, stop - at };
	return stop;
}

/* Is it a state itself, not one of its bodies? */
static bool is_state(const kr_quoting *q, const kr_draft *d)
{
	return d->voice == KR_VO_ENTITY &&
	       kr__view_starts(kr__doc_text(q->doc, kr__entitys(q->doc)[d->entity].key),
	                       KR_V("state/"));
}

/* "Diperkirakan puluhan ribu orang akan hadir": no subject before the passive. */
static bool opens(const kr_quoting *q, uint32_t first, uint32_t v)
{
	return v == first || kr__word_is(q, v - 1, ",");
}

/* "Iran didesak (oleh) AS agar ...": what is asked stands behind who asks. */
static bool asked(kr_quoting *q, uint32_t first, uint32_t v, uint32_t end)
{
	kr_draft d = fresh(v, end, "reported-asked");
	uint32_t at = v + q->len[v];

	at += kr__word_of(q, at, KR_SP_BY);
	if (negated(q, first, v) || !(at = agent(q, at, end, &d)))
		return true;
	uint32_t p = kr__quote_find_class(q, at, at + 12 < end ? at + 12 : end, KR_SP_PURPOSE);
	if (p == KR_NONE || !kr__quote_has_clause(q, p + 1, end, true))
		return true;
	return emit(q, &d, p + 1, kr__quote_clause_end(q, p + 1, end));
}

/* "Hal ini dikatakan X", "Hal itu ia sampaikan", "... disebut X baik",
 * "yang diharapkan X dapat ..." */
static bool passive(kr_quoting *q, uint32_t first, uint32_t v, uint32_t end)
{
	kr_draft d = fresh(v, end, "reported-passive");
	bool thing = false;
	uint32_t from, stop, at = v + q->len[v];

	for (uint32_t i = first; i < v; i++) /* not "dalam hal ini" */
		thing |= (classes(q, i) & KR_SP_THING) != 0 &&
		         (i == first || kr__words(q->doc)[i - 1].upos != KR_UPOS_ADP);
	if (negated(q, first, v))
		return true;
	if (!(q->classes[v] & KR_SP_JUDGE) && v > first && told_aside(q, first, v, end))
		return tail(q, first, v, end);
	if (restricts(q, first, v))
		return true;
	at += kr__word_of(q, at, KR_SP_BY);
	if (q->classes[v] & KR_SP_MID) {
		if (!thing || !kr__quote_subject(q, first, v, &d))
			return true;
	} else if (classes(q, at) & KR_SP_CLITIC) {
		if (v > first && (classes(q, v - 1) & KR_SP_RELATIVE))
			return true; /* "yang disebutnya ..." */
		d.voice = KR_VO_LAST;
		at++;
	} else if (thing) {
		if (!by_whom(q, at, end, &d))
			return true;
	} else {
		at = agent(q, at, end, &d);
		bool verb = at && at < end && (kr__quote_soon_finite(q, at, at + 1) ||
		                               kr__words(q->doc)[at].upos == KR_UPOS_VERB);
		if (!at || (is_state(q, &d) && verb) || /* "diprediksi China akan ..." */
		    (d.voice == KR_VO_PHRASE && opens(q, first, v)))
			return true;
	}
	if (thing && told_already(q, first, &d))
		return heard(q, &d, v);
	if (thing)
		return !sentence_before(q, first, &from, &stop) ||
		       emit(q, &d, from, stop);
	if (!kr__quote_has_clause(q, at, end, true))
		return heard(q, &d, v);
	at += kr__word_is(q, at, ",");
	if (v == first || (classes(q, v - 1) & KR_SP_RELATIVE))
		return emit(q, &d, at, kr__quote_clause_end(q, at, end));
	return q->classes[v] & KR_SP_JUDGE
	               ? emit(q, &d, first, kr__quote_clause_end(q, first, end))
	               : heard(q, &d, v);
}

static bool cue_at(kr_quoting *q, uint32_t first, uint32_t v, uint32_t end)
{
	kr_speech_classes c = classes(q, v);

	if (c & KR_SP_ACCORDING)
		return according(q, first, v, end);
	if ((c & KR_SP_ASK) && (c & KR_SP_PASSIVE))
		return asked(q, first, v, end);
	if (c & (KR_SP_SAY | KR_SP_ASK | KR_SP_BLAME))
		return verb(q, first, v, end);
	if (c & (KR_SP_PASSIVE | KR_SP_MID))
		return passive(q, first, v, end);
	if (!(c & KR_SP_BARE))
		return true;
	if (v == first) /* "Kata X, ..." */
		return !names_at_once(q, v + q->len[v], end) ||
		       according(q, first, v, end);
	return capital(q, v) || tail(q, first, v, end);
}

kr_status kr__quote_reported(kr_quoting *q)
{
	const kr_sentence *s = kr__sentences(q->doc);

	for (uint32_t k = 0; k < kr__n_sentences(q->doc); k++) {
		uint32_t i = s[k].words.first, last = i + s[k].words.n;
		for (uint32_t first, end; i < last; i++) {
			if (!q->classes[i])
				continue;
			kr__sentence_of(q, i, &first, &end);
			if (!cue_at(q, first, i, end))
				return kr__arena_status(q->scratch);
		}
	}
	return KR_OK;
}
