// SPDX-License-Identifier: Apache-2.0
/*
 * PLOVER. The problem: PLOVER's records say what the act is; whether it has
 * happened stands in auxiliary modes nobody fills. The idea: fill them, and
 * give the exact status beside in an object of our own, which other readers
 * pass over. Limits: one citation an event, the earliest report; the others
 * are counted. Source: the PLOVER 2.0 draft's list of fields.
 */
#include "tell/plover.h"

#include "tell/csv.h"
#include "tell/dyad.h"

/* PLOVER's auxiliary mode for a status; empty: none. */
static kr_view auxiliary(kr_view status)
{
	static const struct {
		const char *status, *mode;
	} modes[] = {
		{ "promised", "future" }, { "planned", "future" }, { "expected", "future" },
		{ "hoped", "future" }, { "hypothetical", "hypothetical" },
		{ "denied", "negation" }, { "cancelled", "negation" },
	};

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
		if (kr__view_is(status, modes[i].status))
			return kr__view_of(modes[i].mode);
	return (kr_view){ "", 0 };
}

static void sides(kr_json *j, const char *key, const kr_fact_side *s, uint32_t n)
{
	kr__json_key(j, key);
	kr__json_open(j, '[');
	for (uint32_t i = 0; i < n; i++) {
		kr__json_open(j, '{');
		kr__json_kopt(j, "code", s[i].code);
		kr__json_kopt(j, "sector", s[i].sector);
		kr__json_kopt(j, "name", s[i].name);
		kr__json_kopt(j, "key", s[i].key);
		kr__json_close(j, '}');
	}
	kr__json_close(j, ']');
}

static void words(kr_json *j, const char *key, kr_view a, kr_view b)
{
	kr__json_key(j, key);
	kr__json_open(j, '[');
	if (a.len)
		kr__json_str(j, a);
	if (b.len)
		kr__json_str(j, b);
	kr__json_close(j, ']');
}

static void contexts(kr_json *j, kr_view list)
{
	kr_view one;

	kr__json_key(j, "context");
	kr__json_open(j, '[');
	while (list.len && kr__view_next(&list, ';', &one))
		kr__json_str(j, one);
	kr__json_close(j, ']');
}

static void number(kr_json *j, const char *key, kr_view decimal)
{
	kr__json_key(j, key);
	if (decimal.len)
		kr__json_raw(j, decimal);
	else
		kr__json_null(j);
}

static void place(kr_json *j, const kr_fact *f)
{
	kr__json_key(j, "event_loc");
	if (!f->place.len && !f->country.len) {
		kr__json_null(j);
		return;
	}
	kr__json_open(j, '{');
	kr__json_kopt(j, "placename", f->place);
	kr__json_kopt(j, "country", f->country);
	number(j, "latitude", f->lat);
	number(j, "longitude", f->lon);
	kr__json_close(j, '}');
}

static void citation(kr_json *j, const kr_fact_report *r)
{
	kr__json_key(j, "text_info");
	kr__json_open(j, '{');
	kr__json_ki64(j, "start", r->start);
	kr__json_ki64(j, "end", r->end);
	kr__json_close(j, '}');
	kr__json_key(j, "cite_info");
	kr__json_open(j, '{');
	kr__json_kstr(j, "corpus", KR_V("kronik"));
	kr__json_kopt(j, "citation", r->doc);
	kr__json_kopt(j, "url", r->url);
	kr__json_kopt(j, "title", r->title);
	kr__json_kopt(j, "language", r->lang);
	kr__json_kopt(j, "publication", r->outlet);
	kr__json_kopt(j, "date", r->published);
	kr__json_kstr(j, "coder", KR_V("kronik " KR_VERSION));
	kr__json_kstr(j, "codebook", KR_V("PLOVER 2.0"));
	kr__json_close(j, '}');
}

static void ours(kr_json *j, const kr_fact *f)
{
	kr__json_key(j, "kronik");
	kr__json_open(j, '{');
	kr__json_kstr(j, "status", f->status);
	kr__json_kopt(j, "cameo", f->cameo);
	kr__json_kopt(j, "object", f->object);
	kr__json_kopt(j, "first_day", f->first_day);
	kr__json_kopt(j, "last_day", f->last_day);
	kr__json_kopt(j, "first_report", f->first_report);
	kr__json_ki64(j, "reports", f->n_reports);
	kr__json_ki64(j, "origins", f->n_origins);
	kr__json_kopt(j, "story", f->story);
	kr__json_close(j, '}');
}

void kr__plover_json(const kr_fact *f, kr_buf *out)
{
	kr_json j;

	kr__json_init(&j, out);
	kr__json_open(&j, '{');
	kr__json_kstr(&j, "id", f->id);
	kr__json_kopt(&j, "date", kr__fact_day(f));
	if (f->last_day.len && !kr__view_eq(f->first_day, f->last_day))
		kr__json_kstr(&j, "enddate", f->last_day);
	sides(&j, "actor", f->sides, f->n_actors);
	sides(&j, "recipient", f->sides + f->n_actors, f->n_recipients);
	words(&j, "event", f->type, KR_V(""));
	words(&j, "mode", f->mode, auxiliary(f->status));
	contexts(&j, f->contexts);
	place(&j, f);
	kr__json_kopt(&j, "event_text", f->first ? f->first->evidence : f->evidence);
	kr__json_ki64(&j, "quad_code", f->quad);
	kr__json_key(&j, "event_scale");
	kr__json_fixed(&j, f->score10, 1);
	if (f->first)
		citation(&j, f->first);
	ours(&j, f);
	kr__json_close(&j, '}');
	kr__buf_chr(out, '\n');
}

/* ---- the table ----------------------------------------------------------------- */
void kr__plover_head(kr_buf *out)
{
	static const char *const names[] = {
		"Event ID", "Event Date", "Event Type", "Event Mode", "Intensity",
		"Quad Code", "Contexts", "Actor Name", "Actor Country",
		"Primary Actor Sector", "Recipient Name", "Recipient Country",
		"Primary Recipient Sector", "Placename", "Country", "Latitude",
		"Longitude", "Headline", "Source", "Publication Date", "Story ID",
		"Language", "Status", "Reports", "Origins", "Event Text",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		kr__tsv_str(out, names[i]);
	kr__tsv_end(out);
}

/* One field: what `at` bytes into each side stands, parted by "; ". */
static void listed(kr_buf *out, const kr_fact_side *s, uint32_t n, size_t at)
{
	for (uint32_t i = 0; i < n; i++) {
		kr_view v = *(const kr_view *)(const void *)((const char *)&s[i] + at);
		kr__buf_str(out, i ? "; " : "");
		kr__tsv_field(out, v);
		kr__buf_cut(out, out->len - 1);
	}
	kr__buf_chr(out, '\t');
}

static void party(kr_buf *out, const kr_fact_side *s, uint32_t n)
{
	listed(out, s, n, offsetof(kr_fact_side, name));
	listed(out, s, n, offsetof(kr_fact_side, code));
	listed(out, s, n, offsetof(kr_fact_side, sector));
}

void kr__plover_row(const kr_fact *f, kr_buf *out)
{
	static const kr_fact_report none;
	const kr_fact_report *r = f->first ? f->first : &none;

	kr__tsv_field(out, f->id);
	kr__tsv_field(out, kr__fact_day(f));
	kr__tsv_field(out, f->type);
	kr__tsv_field(out, f->mode);
	kr__buf_fixed(out, f->score10, 1);
	kr__buf_chr(out, '\t');
	kr__tsv_i64(out, f->quad);
	kr__tsv_field(out, f->contexts);
	party(out, f->sides, f->n_actors);
	party(out, f->sides + f->n_actors, f->n_recipients);
	kr__tsv_field(out, f->place);
	kr__tsv_field(out, f->country);
	kr__tsv_field(out, f->lat);
	kr__tsv_field(out, f->lon);
	kr__tsv_field(out, r->title);
	kr__tsv_field(out, r->outlet);
	kr__tsv_field(out, r->published);
	kr__tsv_field(out, r->doc);
	kr__tsv_field(out, r->lang);
	kr__tsv_field(out, f->status);
	kr__tsv_i64(out, f->n_reports);
	kr__tsv_i64(out, f->n_origins);
	kr__tsv_field(out, r->evidence);
	kr__tsv_end(out);
}
