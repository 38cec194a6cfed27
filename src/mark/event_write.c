// SPDX-License-Identifier: Apache-2.0
/*
 * Writing events. The problem: candidates become records with parties,
 * contexts, evidence, confidence. The idea: plain copying, in text order;
 * contexts are those of the frame, then those that words of the sentence hint
 * at most often. Limits: three contexts.
 */
#include "mark/event_steps.h"

#include "lexicon/frames_plover.h"
#include "lexicon/phrases.h"
#include "lexicon/timex.h"

enum { MAX_CONTEXTS = 3 };

static kr_range add_parties(const kr_events_at *e, const kr_side *s)
{
	kr_range r = { kr__n_partys(e->d), 0 };

	for (uint32_t i = 0; i < s->n; i++) {
		const kr_entity x = e->ent[s->entity[i]];
		uint32_t entity = kr__ev_entity(e, s->entity[i]);
		kr_party *p = kr__party_add(e->d);
		if (!p)
			break;
		*p = (kr_party){ entity, x.code, x.sector };
		r.n++;
	}
	return r;
}

static uint32_t push(kr_sym *out, uint32_t n, kr_sym s)
{
	for (uint32_t i = 0; i < n; i++)
		if (out[i] == s)
			return n;
	if (s && n < MAX_CONTEXTS)
		out[n++] = s;
	return n;
}

static uint32_t hinted(const kr_events_at *e, kr_range r, kr_sym *out, uint32_t n)
{
	for (uint32_t i = r.first; i < r.first + r.n; i++) {
		const kr_frame_word *w = kr__ev_word(e, i);
		for (unsigned b = 0; b < KR_FRAME_SETS / 64; b++) {
			uint64_t bits = w->sets[b];
			for (unsigned k = 0; bits; k++, bits >>= 1)
				if (bits & 1)
					n = push(out, n,
					         e->f->context_of[b * 64 + k]);
		}
	}
	return n;
}

static kr_range add_contexts(const kr_events_at *e, const kr_act *a)
{
	kr_sym list[MAX_CONTEXTS];
	kr_range r = { kr__n_refs(e->d), 0 };
	uint32_t n = 0;

	for (unsigned i = 0; i < KR_FRAME_CONTEXTS; i++)
		n = push(list, n, a->frame->contexts[i]);
	n = hinted(e, kr__ev_near(&kr__sentences(e->d)[a->sentence],
	                          a->trigger), list, n);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t *ref = kr__ref_add(e->d);
		if (!ref)
			break;
		*ref = list[i];
		r.n++;
	}
	return r;
}

static bool edge(char c)
{
	return c == '"' || c == ' ' || c == '\n' || c == '\t';
}

/* The sentence without dateline and without stray marks at its ends. */
static kr_span evidence_of(const kr_events_at *e, const kr_act *a)
{
	const kr_sentence *s = &kr__sentences(e->d)[a->sentence];
	const char *t = e->d->text.ptr;
	kr_span x = s->span;

	for (uint32_t z = s->zone; z < kr__n_zones(e->d); z++) {
		const kr_zone *zone = &kr__zones(e->d)[z];
		if (zone->span.start >= x.end)
			break;
		if (zone->kind == KR_ZONE_DATELINE && zone->span.end > x.start &&
		    zone->span.end < x.end)
			x.start = zone->span.end;
	}
	while (x.start < x.end && edge(t[x.start]))
		x.start++;
	while (x.end > x.start && edge(t[x.end - 1]))
		x.end--;
	return x;
}

static kr_range add_evidence(const kr_events_at *e, const kr_act *a)
{
	kr_range r = { kr__n_evidences(e->d), 0 };
	kr_span span = evidence_of(e, a);
	kr_span *x = kr__evidence_add(e->d);

	if (x) {
		*x = span;
		r.n = 1;
	}
	return r;
}

/* A number in figures or words; 0: none. */
uint32_t kr__ev_number(const kr_events_at *e, uint32_t i)
{
	kr_view v = kr__doc_text(e->d, e->w[i].lower);
	uint32_t n = 0;

	if (e->time[i] != KR_NONE || e->mention[i] != KR_NONE)
		return 0;
	for (size_t k = 0; k < v.len; k++) {
		if (v.ptr[k] < '0' || v.ptr[k] > '9' || n > 100000000) {
			n = 0;
			break;
		}
		n = n * 10 + (uint32_t)(v.ptr[k] - '0');
	}
	if (n || !e->pack->timex)
		return n;
	const kr_timex_word *w =
		kr__timex_word(e->pack->timex, kr__phrase_key(v, false));
	return w && (w->classes & KR_TX_NUM) && w->num > 0 ? (uint32_t)w->num : 0;
}

/* "dua dari empat prajurit": the words from `i` on that only count. */
static uint32_t pass_count(const kr_events_at *e, uint32_t i, uint32_t limit,
                           uint32_t *count)
{
	for (uint32_t n = 0; i < limit && n < 4; i++, n++) {
		uint32_t x = kr__ev_number(e, i);
		bool of = *count && i + 1 < limit && kr__ev_number(e, i + 1);
		if (!x && !of && e->w[i].upos != KR_UPOS_NUM)
			break;
		if (!*count)
			*count = x;
	}
	return i;
}

/* The nouns from word `from` on, parentheses left out; how many of them. Of what
 * is counted also those that name a party: "dua prajurit Bolivia". */
static unsigned phrase(const kr_events_at *e, uint32_t from, uint32_t limit,
                       bool counted, kr_buf *out)
{
	unsigned n = 0;

	kr__buf_reset(out);
	for (uint32_t i = from; i < limit && i < from + 6; i++) {
		kr_view v = kr__doc_text(e->d, e->w[i].lower);
		if (n && kr__view_is(v, "(") && i + 2 < limit &&
		    kr__view_is(kr__doc_text(e->d, e->w[i + 2].lower), ")")) {
			i += 2;
			from += 3;
			continue;
		}
		bool common = counted && e->w[i].upos == KR_UPOS_NOUN &&
		              !kr__starts_upper(kr__doc_cut(e->d, e->w[i].span));
		if ((e->mention[i] != KR_NONE && !common) || e->time[i] != KR_NONE ||
		    (e->w[i].upos != KR_UPOS_NOUN && e->w[i].upos != KR_UPOS_ADJ) ||
		    out->len + v.len > 160)
			break;
		kr__buf_str(out, n++ ? " " : "");
		kr__buf_add(out, v);
	}
	return n;
}

/* "(menarik) janjinya untuk memasok gas", "(membatalkan) rencana pembelian": of
 * what is promised or planned. */
static uint32_t pass_promise(const kr_events_at *e, uint32_t i, uint32_t limit)
{
	uint32_t from = i;

	if (i + 1 >= limit || !(kr__ev_class(e, i) & (KR_WC(PROMISED) | KR_WC(AHEAD))))
		return i;
	while (++i < limit && i < from + 5 &&
	       ((kr__ev_class(e, i) & (KR_WC(DET) | KR_WC(POSSESSIVE) | KR_WC(COMP))) ||
	        kr__ev_verb(e, i)))
		;
	return i;
}

/* What is signed, sent, built: the nouns behind the verb, or the theme of a
 * passive; of "naskah itu" what it was called before. */
kr_sym kr__ev_thing(const kr_events_at *e, kr_act *a)
{
	uint32_t from = a->theme == KR_NONE ? a->end : a->theme;
	uint32_t limit = a->theme == KR_NONE ? a->limit : a->trigger;
	kr_sym thing = 0;
	kr_buf b;

	kr__buf_init(&b, NULL);
	from = pass_promise(e, from, limit);
	from = pass_count(e, from, limit, &a->count);
	unsigned n = phrase(e, from, limit, a->count > 0, &b);
	if (!n && a->theme == KR_NONE) {
		uint32_t theme = kr__ev_theme_at(e, a);
		if (theme != KR_NONE)
			n = phrase(e, theme, a->trigger, false, &b);
	}
	if (n < 2) {
		uint32_t before = kr__ev_antecedent(e, a, kr__buf_view(&b));
		if (before != KR_NONE)
			n = phrase(e, before, kr__n_words(e->d), false, &b);
	}
	if (n)
		thing = kr__doc_sym(e->d, kr__buf_view(&b));
	kr__buf_drop(&b);
	return thing;
}

static uint16_t confidence(const kr_act *a)
{
	unsigned c = 600;

	c += a->recipients.n || a->actors.n > 1 ? 150 : 0;
	c += a->date ? 50 : 0;
	c += a->quote == KR_NONE ? 50 : 0;
	return (uint16_t)c;
}

static void write_one(const kr_events_at *e, const kr_act *a)
{
	const kr_frame *f = a->frame;
	kr_event x = { .type = a->type, .status = a->status, .mode = a->mode,
		       .cameo = a->cameo ? a->cameo : f->cameo, .date = a->date,
		       .date_basis = a->date_basis, .days = a->days,
		       .place = a->where, .said_by = a->said_by,
		       .quote = a->quote, .sentence = a->sentence,
		       .trigger = a->trigger, .object = a->object, .count = a->count,
		       .postponed = a->postponed,
		       .rule = f->rule, .confidence = confidence(a) };
	uint32_t last = a->limit > a->trigger ? a->limit - 1 : a->trigger;

	if (!a->date)
		x.days = (kr_days){ 1, 0 };
	x.span = (kr_span){ e->w[a->trigger].span.start,
		            e->w[last].span.end };
	kr__plover_score(a->type, kr__doc_text(e->d, a->mode), &x.quad,
	                 &x.score10);
	x.actors = add_parties(e, &a->actors);
	x.recipients = add_parties(e, &a->recipients);
	x.contexts = add_contexts(e, a);
	x.evidence = add_evidence(e, a);
	kr_event *out = kr__event_add(e->d);
	if (out)
		*out = x;
}

kr_status kr__ev_write(const kr_events_at *e, kr_acts *acts)
{
	for (uint32_t i = 0; i < acts->n; i++) {
		kr_act *a = &acts->at[i];
		if (a->merged_into != KR_NONE || a->gone)
			continue;
		write_one(e, a);
		if (kr__n_events(e->d))
			kr__ev_explain(e, acts, i, kr__n_events(e->d) - 1);
	}
	kr__layer_done(e->d, KR_LAYER_event, "event/1");
	kr__layer_done(e->d, KR_LAYER_party, "event/1");
	kr__layer_done(e->d, KR_LAYER_evidence, "event/1");
	return kr__doc_status(e->d);
}
