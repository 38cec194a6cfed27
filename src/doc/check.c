// SPDX-License-Identifier: Apache-2.0
/*
 * The document's invariants. The problem: a wrong span made by one annotator
 * is seen three stages later, or never. The idea: say all invariants in one
 * place and check them after every stage of a test build. Limits: linear in
 * the number of records.
 */
#include "doc/doc.h"

static kr_status fault(kr_err *err, kr_layer_id id, uint32_t i, const char *why)
{
	return kr__err_fmt(err, KR_EDATA, "document", i, "%s: %s",
	                   kr__layer_text(id), why);
}

static bool border(const kr_doc *d, uint32_t at)
{
	return at == d->text.len ||
	       (at < d->text.len && ((unsigned char)d->text.ptr[at] & 0xC0) != 0x80);
}

static bool good_span(const kr_doc *d, kr_span s)
{
	return s.start <= s.end && s.end <= d->text.len && border(d, s.start) &&
	       border(d, s.end);
}

static bool in(kr_range r, uint32_t n)
{
	return r.n == 0 || (r.first < n && r.n <= n - r.first);
}

static bool link(uint32_t i, uint32_t n)
{
	return i == KR_NONE || i < n;
}

static kr_status check_zones(const kr_doc *d, kr_err *err)
{
	const kr_zone *z = kr__zones(d);
	uint32_t at = 0, n = kr__n_zones(d);

	if (!d->layers[KR_LAYER_zone].done)
		return KR_OK;
	for (uint32_t i = 0; i < n; i++) {
		if (!good_span(d, z[i].span) || z[i].kind >= KR_N_ZONES)
			return fault(err, KR_LAYER_zone, i, "bad span or kind");
		if (z[i].span.start != at || z[i].span.end == at)
			return fault(err, KR_LAYER_zone, i, "does not tile");
		at = z[i].span.end;
	}
	return at == d->text.len ? KR_OK
	                         : fault(err, KR_LAYER_zone, n, "does not tile");
}

static kr_status check_map(const kr_doc *d, kr_err *err)
{
	const kr_run *r = kr__runs(d);
	uint32_t at = 0;

	for (uint32_t i = 0; i < kr__n_runs(d); i++) {
		if (r[i].span.start != at || r[i].span.end < at ||
		    r[i].span.end > d->text.len)
			return fault(err, KR_LAYER_run, i, "does not tile");
		if (d->raw.len && (r[i].src > d->raw.len ||
		                   r[i].src_len > d->raw.len - r[i].src))
			return fault(err, KR_LAYER_run, i, "outside the source");
		at = r[i].span.end;
	}
	return KR_OK;
}

static kr_status check_tokens(const kr_doc *d, kr_err *err)
{
	const kr_sentence *s = kr__sentences(d);
	const kr_token *t = kr__tokens(d);
	uint32_t at = 0;

	for (uint32_t i = 0; i < kr__n_sentences(d); i++)
		if (!good_span(d, s[i].span) ||
		    !in(s[i].tokens, kr__n_tokens(d)) ||
		    !in(s[i].words, kr__n_words(d)))
			return fault(err, KR_LAYER_sentence, i, "bad link");
	for (uint32_t i = 0; i < kr__n_tokens(d); i++) {
		if (!good_span(d, t[i].span) || t[i].span.start < at ||
		    !in(t[i].words, kr__n_words(d)))
			return fault(err, KR_LAYER_token, i, "bad span or link");
		at = t[i].span.end;
	}
	return KR_OK;
}

static kr_status check_words(const kr_doc *d, kr_err *err)
{
	const kr_word *w = kr__words(d);
	int64_t n = kr__n_words(d);

	for (uint32_t i = 0; i < n; i++)
		if (!good_span(d, w[i].span) || w[i].head >= n ||
		    w[i].head < KR_NOHEAD || w[i].upos >= KR_N_UPOS ||
		    w[i].deprel >= KR_N_DEPREL ||
		    w[i].token >= kr__n_tokens(d))
			return fault(err, KR_LAYER_word, i, "bad span or link");
	return KR_OK;
}

static kr_status check_who(const kr_doc *d, kr_err *err)
{
	const kr_mention *m = kr__mentions(d);
	const kr_name *nm = kr__names(d);
	const kr_entity *e = kr__entitys(d);

	for (uint32_t i = 0; i < kr__n_names(d); i++)
		if (!good_span(d, nm[i].span) || !good_span(d, nm[i].title) ||
		    !in(nm[i].words, kr__n_words(d)))
			return fault(err, KR_LAYER_name, i, "bad span or link");
	for (uint32_t i = 0; i < kr__n_mentions(d); i++) {
		if (!good_span(d, m[i].span) ||
		    m[i].entity >= kr__n_entitys(d))
			return fault(err, KR_LAYER_mention, i, "bad span or link");
		if (i && (m[i].span.start < m[i - 1].span.start ||
		          (m[i].span.start == m[i - 1].span.start &&
		           m[i].span.end > m[i - 1].span.end)))
			return fault(err, KR_LAYER_mention, i, "not sorted");
	}
	for (uint32_t i = 0; i < kr__n_entitys(d); i++)
		if (!in(e[i].members, kr__n_refs(d)))
			return fault(err, KR_LAYER_entity, i, "bad members");
	return KR_OK;
}

static kr_status check_said(const kr_doc *d, kr_err *err)
{
	const kr_time *t = kr__times(d);
	const kr_quote *q = kr__quotes(d);

	for (uint32_t i = 0; i < kr__n_times(d); i++)
		if (!good_span(d, t[i].span) ||
		    (i && t[i].span.start < t[i - 1].span.start))
			return fault(err, KR_LAYER_time, i, "bad span or order");
	for (uint32_t i = 0; i < kr__n_quotes(d); i++)
		if (!good_span(d, q[i].span) || !good_span(d, q[i].cue) ||
		    !link(q[i].speaker, kr__n_entitys(d)) ||
		    !in(q[i].addressees, kr__n_refs(d)) ||
		    !in(q[i].reported_by, kr__n_refs(d)) ||
		    !link(q[i].time, kr__n_times(d)))
			return fault(err, KR_LAYER_quote, i, "bad span or link");
	return KR_OK;
}

static kr_status check_events(const kr_doc *d, kr_err *err)
{
	const kr_event *e = kr__events(d);
	const kr_party *p = kr__partys(d);

	for (uint32_t i = 0; i < kr__n_partys(d); i++)
		if (!link(p[i].entity, kr__n_entitys(d)))
			return fault(err, KR_LAYER_party, i, "bad entity");
	for (uint32_t i = 0; i < kr__n_events(d); i++)
		if (!good_span(d, e[i].span) || e[i].type >= KR_N_EVENT_TYPES ||
		    e[i].status >= KR_N_EVENT_STATUS ||
		    !in(e[i].actors, kr__n_partys(d)) ||
		    !in(e[i].recipients, kr__n_partys(d)) ||
		    !in(e[i].evidence, kr__n_evidences(d)) ||
		    !in(e[i].contexts, kr__n_refs(d)) ||
		    !link(e[i].said_by, kr__n_entitys(d)))
			return fault(err, KR_LAYER_event, i, "bad span or link");
	return KR_OK;
}

kr_status kr__doc_check(const kr_doc *d, kr_err *err)
{
	kr_status (*const checks[])(const kr_doc *, kr_err *) = {
		check_zones, check_map, check_tokens, check_words,
		check_who, check_said, check_events
	};

	if (kr__utf8_valid(d->text) != d->text.len)
		return kr__err_set(err, KR_EDATA, "document", -1,
		                   "text is not valid UTF-8");
	for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
		kr_status s = checks[i](d, err);
		if (s)
			return s;
	}
	return KR_OK;
}
