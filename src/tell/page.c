// SPDX-License-Identifier: Apache-2.0
/*
 * A page for people. The problem: a line of JSON is no reading matter. The
 * idea: the head of the article, then events, quotes, times, each with the
 * words it rests on. Limits: no colours, so that it reads the same in a file;
 * text of articles is cleaned of control characters (terminal escapes).
 */
#include "tell/page.h"

void kr__tell_clean(kr_buf *out, kr_view v)
{
	for (size_t at = 0; at < v.len;) {
		uint32_t cp = kr__utf8_next(v, &at);
		if (cp == '\n' || cp == '\t')
			kr__buf_chr(out, ' ');
		else if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ||
		         (cp >= 0x202A && cp <= 0x202E) ||
		         (cp >= 0x2066 && cp <= 0x2069))
			kr__buf_utf8(out, 0xFFFD);
		else
			kr__buf_utf8(out, cp);
	}
}

void kr__tell_field(kr_buf *out, const char *label, kr_view v)
{
	size_t start = out->len;

	kr__buf_str(out, "  ");
	kr__buf_str(out, label);
	while (out->len - start < KR_TELL_LABEL && !out->failed)
		kr__buf_chr(out, ' ');
	kr__tell_clean(out, v.len ? v : KR_V("-"));
	kr__buf_chr(out, '\n');
}

static void published(const kr_doc *d, kr_buf *out)
{
	const kr_published *p = &d->meta.published;
	kr_buf b;

	kr__buf_init(&b, &out->alloc);
	if (p->value.year) {
		kr__buf_date(&b, p->value);
	} else if (p->bounds.first <= p->bounds.last) {
		kr__buf_str(&b, "between ");
		kr__buf_date(&b, kr__date_of_day(p->bounds.first));
		kr__buf_str(&b, " and ");
		kr__buf_date(&b, kr__date_of_day(p->bounds.last));
	}
	if (p->basis && b.len) {
		kr__buf_str(&b, " (");
		kr__buf_str(&b, kr__basis_text(p->basis));
		kr__buf_chr(&b, ')');
	}
	kr__tell_field(out, "published", b.len ? kr__buf_view(&b) : KR_V("unknown"));
	kr__buf_drop(&b);
}

static void sources(const kr_doc *d, kr_buf *out)
{
	const kr_meta *m = &d->meta;
	kr_buf b;

	kr__buf_init(&b, &out->alloc);
	for (uint32_t i = 0; i < m->n_chain; i++) {
		if (i)
			kr__buf_str(&b, m->chain[i].step == m->chain[i - 1].step
			                        ? ", " : " \xE2\x86\x90 ");
		kr__buf_add(&b, m->chain[i].name);
	}
	kr__tell_field(out, "sources", kr__buf_view(&b));
	kr__buf_reset(&b);
	for (uint32_t i = 0; i < m->n_people; i++) {
		kr__buf_str(&b, i ? ", " : "");
		kr__buf_add(&b, m->people[i].name);
		kr__buf_str(&b, " (");
		kr__buf_str(&b, kr__role_text(m->people[i].role));
		kr__buf_chr(&b, ')');
	}
	if (b.len)
		kr__tell_field(out, "people", kr__buf_view(&b));
	kr__buf_drop(&b);
}

static void head(const kr_doc *d, kr_buf *out)
{
	const kr_meta *m = &d->meta;

	kr__tell_clean(out, m->title.len ? m->title : KR_V("(no title)"));
	kr__buf_chr(out, '\n');
	kr__tell_field(out, "read from", m->source);
	kr__tell_field(out, "id", m->id);
	kr__tell_field(out, "language", m->lang);
	kr__tell_field(out, "outlet", m->outlet);
	published(d, out);
	if (m->dateline.len)
		kr__tell_field(out, "dateline", m->dateline);
	sources(d, out);
	for (uint32_t i = 0; i < kr__n_problems(d); i++)
		kr__tell_field(out, "problem", kr__doc_text(d, kr__problems(d)[i].code));
}

static void zone_list(const kr_doc *d, kr_buf *out)
{
	const kr_zone *z = kr__zones(d);

	kr__buf_str(out, "\n");
	for (uint32_t i = 0; i < kr__n_zones(d); i++) {
		size_t start = out->len;
		kr__buf_str(out, kr__zone_kept(z[i].kind) ? "  " : "- ");
		kr__buf_str(out, kr__zone_text(z[i].kind));
		while (out->len - start < KR_TELL_LABEL && !out->failed)
			kr__buf_chr(out, ' ');
		kr__tell_clean(out, kr__view_trim(kr__doc_cut(d, z[i].span)));
		kr__buf_chr(out, '\n');
	}
}

static kr_view name_of(const kr_doc *d, uint32_t entity)
{
	return entity == KR_NONE ? KR_V("?")
	                         : kr__doc_text(d, kr__entitys(d)[entity].name);
}

static void side(const kr_doc *d, kr_range r, kr_buf *out)
{
	const kr_party *p = kr__partys(d);

	for (uint32_t i = r.first; i < r.first + r.n; i++) {
		kr__buf_str(out, i > r.first ? ", " : "");
		kr__tell_clean(out, p[i].entity == KR_NONE
		                            ? kr__doc_text(d, p[i].code)
		                            : name_of(d, p[i].entity));
		if (p[i].code) {
			kr__buf_str(out, " [");
			kr__buf_add(out, kr__doc_text(d, p[i].code));
			kr__buf_chr(out, ']');
		}
	}
}

void kr__tell_event_kind(const kr_doc *d, const kr_event *e, kr_buf *out)
{
	kr__buf_str(out, kr__event_text(e->type));
	if (e->mode) {
		kr__buf_chr(out, '/');
		kr__buf_add(out, kr__doc_text(d, e->mode));
	}
	kr__buf_chr(out, ' ');
	kr__buf_str(out, kr__event_status_text(e->status));
}

static void event(const kr_doc *d, uint32_t i, kr_buf *out)
{
	const kr_event *e = &kr__events(d)[i];
	char id[24];

	kr__buf_str(out, "  ");
	kr__tell_event_kind(d, e, out);
	kr__buf_str(out, ": ");
	side(d, e->actors, out);
	if (e->recipients.n)
		kr__buf_str(out, " \xE2\x86\x92 ");
	side(d, e->recipients, out);
	if (e->date) {
		kr__buf_str(out, ", ");
		kr__buf_add(out, kr__doc_text(d, e->date));
	}
	if (e->place.name) {
		kr__buf_str(out, ", ");
		kr__tell_clean(out, kr__doc_text(d, e->place.name));
	}
	kr__buf_str(out, "\n      ");
	kr__tell_clean(out, kr__doc_cut(d, e->evidence.n
	                                           ? kr__evidences(d)[e->evidence.first]
	                                           : e->span));
	kr__buf_str(out, "\n      by ");
	kr__buf_add(out, kr__doc_text(d, e->rule));
	kr__record_id(d, KR_LAYER_event, i, id);
	kr__buf_str(out, ", record ");
	kr__buf_str(out, id);
	kr__buf_chr(out, '\n');
}

static void quote(const kr_doc *d, const kr_quote *q, kr_buf *out)
{
	kr__buf_str(out, "  ");
	kr__tell_clean(out, name_of(d, q->speaker));
	kr__buf_str(out, q->kind == KR_QUOTE_DIRECT ? ": \xE2\x80\x9C" : ": ");
	kr__tell_clean(out, kr__doc_cut(d, q->span));
	kr__buf_str(out, q->kind == KR_QUOTE_DIRECT ? "\xE2\x80\x9D\n" : "\n");
}

static void title(kr_buf *out, const char *what, uint32_t n)
{
	kr__buf_str(out, "\n");
	kr__buf_str(out, what);
	kr__buf_str(out, " (");
	kr__buf_u64(out, n);
	kr__buf_str(out, ")\n");
}

static void findings(const kr_doc *d, kr_buf *out)
{
	uint32_t n_events = kr__n_events(d), n_quotes = kr__n_quotes(d);

	if (n_events)
		title(out, "Events", n_events);
	for (uint32_t i = 0; i < n_events; i++)
		event(d, i, out);
	if (n_quotes)
		title(out, "Quotes", n_quotes);
	for (uint32_t i = 0; i < n_quotes; i++)
		quote(d, &kr__quotes(d)[i], out);
	if (kr__n_times(d))
		title(out, "Times", kr__n_times(d));
	for (uint32_t i = 0; i < kr__n_times(d); i++) {
		const kr_time *t = &kr__times(d)[i];
		kr__buf_str(out, "  ");
		kr__tell_clean(out, kr__doc_cut(d, t->span));
		kr__buf_str(out, " = ");
		kr__buf_add(out, t->value ? kr__doc_text(d, t->value) : KR_V("?"));
		kr__buf_chr(out, '\n');
	}
}

void kr__tell_page(const kr_doc *d, bool zones, kr_buf *out)
{
	head(d, out);
	if (zones)
		zone_list(d, out);
	findings(d, out);
	kr__buf_chr(out, '\n');
}
