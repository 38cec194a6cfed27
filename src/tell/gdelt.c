// SPDX-License-Identifier: Apache-2.0
/*
 * GDELT and ICEWS. The problem: much software reads these two forms, and they
 * cannot say that an event is only hoped for. The idea: write what happened,
 * leave the rest to forms that know status; fill only columns that we know,
 * leave the others empty instead of guessing. Limits: pairs as in dyad.h;
 * countries are ISO alpha-3, not FIPS. Source: the GDELT 2.0 event codebook
 * and the ICEWS column list.
 */
#include "tell/gdelt.h"

#include "tell/cameo.h"
#include "tell/csv.h"
#include "tell/dyad.h"

static bool is_country(kr_view code)
{
	if (code.len != 3 || kr__view_is(code, "NGO") || kr__view_is(code, "COM"))
		return false;
	for (size_t i = 0; i < 3; i++)
		if (code.ptr[i] < 'A' || code.ptr[i] > 'Z')
			return false;
	return true;
}

/* What stands behind "IGO-" or "NSA-". */
static kr_view group_of(kr_view code)
{
	bool group = kr__view_starts(code, KR_V("IGO-")) ||
	             kr__view_starts(code, KR_V("NSA-"));

	return group ? kr__view_from(code, 4) : (kr_view){ "", 0 };
}

/* Ten columns: code, name, country, group, ethnic, two religions, three types. */
static void actor(kr_buf *out, const kr_fact_side *s)
{
	if (!s) {
		kr__tsv_skip(out, 10);
		return;
	}
	kr_view group = group_of(s->code);
	kr_view kind = group.len || kr__view_is(s->code, "NGO")
	                       ? kr__view_sub(s->code, 0, 3) : (kr_view){ "", 0 };
	kr__buf_add(out, group.len ? kind : s->code);
	kr__buf_add(out, group.len ? group : kr__view_is(s->code, "NGO") ? group
	                                                                 : s->sector);
	kr__buf_chr(out, '\t');
	kr__tsv_field(out, s->name);
	kr__tsv_field(out, is_country(s->code) ? s->code : (kr_view){ "", 0 });
	kr__tsv_field(out, group);
	kr__tsv_skip(out, 3);
	kr__tsv_field(out, kind.len ? kind : s->sector);
	kr__tsv_field(out, kind.len ? s->sector : (kr_view){ "", 0 });
	kr__tsv_skip(out, 1);
}

static void compact(kr_buf *out, kr_view day, size_t n)
{
	kr_view parts = kr__view_sub(day, 0, n);

	for (size_t i = 0; i < parts.len; i++)
		if (parts.ptr[i] != '-')
			kr__buf_chr(out, parts.ptr[i]);
}

/* Day, month, year, fraction of the year (months of 30 days, as GDELT has it). */
static void dates(kr_buf *out, kr_view day)
{
	kr_date d;

	if (!kr__date_parse(day, &d) || !kr__date_valid(d)) {
		kr__tsv_skip(out, 4);
		return;
	}
	compact(out, day, 10);
	kr__buf_chr(out, '\t');
	compact(out, day, 7);
	kr__buf_chr(out, '\t');
	compact(out, day, 4);
	kr__buf_chr(out, '\t');
	kr__buf_fixed(out, d.year * (int64_t)10000 + ((d.month - 1) * 30 + d.day) * 10000 / 365,
	              4);
	kr__buf_chr(out, '\t');
}

static void action_place(kr_buf *out, const kr_fact *f)
{
	kr__tsv_str(out, f->place.len && f->lat.len ? "4" : f->country.len ? "1" : "0");
	kr__tsv_field(out, f->place.len ? f->place : f->country);
	kr__tsv_field(out, f->country);
	kr__tsv_skip(out, 2);
	kr__tsv_field(out, f->lat);
	kr__tsv_field(out, f->lon);
	kr__tsv_skip(out, 1);
}

static kr_view address(const kr_fact_report *r)
{
	return r->url.len ? r->url : r->doc;
}

static void stamp(kr_buf *out, kr_view day)
{
	if (day.len) {
		compact(out, day, 10);
		kr__buf_str(out, "000000");
	}
	kr__buf_chr(out, '\t');
}

void kr__gdelt_event(const kr_fact *f, kr_buf *out)
{
	kr_cameo c = kr__cameo_of(f->cameo, f->type);
	kr_dyad d = { .n = 0 };

	while (kr__fact_happened(f) && kr__dyad_next(&d, f)) {
		kr__tsv_i64(out, (int64_t)d.id);
		dates(out, kr__fact_day(f));
		actor(out, d.source);
		actor(out, d.target);
		kr__tsv_str(out, "1");
		kr__tsv_str(out, c.code);
		kr__tsv_str(out, c.base);
		kr__tsv_str(out, c.root);
		kr__tsv_i64(out, c.quad);
		kr__buf_fixed(out, c.goldstein10, 1);
		kr__buf_chr(out, '\t');
		kr__tsv_i64(out, f->n_reports);
		kr__tsv_i64(out, f->n_origins);
		kr__tsv_i64(out, f->n_reports);
		kr__tsv_skip(out, 1 + 8 + 8); /* tone, places of the sides */
		action_place(out, f);
		stamp(out, f->first_report);
		kr__tsv_field(out, f->first ? address(f->first) : KR_V(""));
		kr__tsv_end(out);
	}
}

void kr__gdelt_mention(const kr_fact *f, const kr_fact_report *r, kr_buf *out)
{
	kr_dyad d = { .n = 0 };

	while (kr__fact_happened(f) && kr__dyad_next(&d, f)) {
		kr__tsv_i64(out, (int64_t)d.id);
		stamp(out, kr__fact_day(f));
		stamp(out, r->published);
		kr__tsv_str(out, r->url.len ? "1" : "2");
		kr__tsv_field(out, r->outlet);
		kr__tsv_field(out, address(r));
		kr__tsv_skip(out, 3);
		kr__tsv_i64(out, r->start);
		kr__tsv_str(out, "1");
		kr__tsv_i64(out, (r->confidence + 5) / 10);
		kr__tsv_i64(out, r->doc_len);
		kr__tsv_skip(out, 1);
		kr__buf_str(out, "srclc:");
		kr__tsv_field(out, r->lang);
		kr__buf_str(out, "kronik:");
		kr__tsv_field(out, r->event);
		kr__tsv_end(out);
	}
}

/* ---- ICEWS --------------------------------------------------------------------- */
void kr__icews_head(kr_buf *out)
{
	static const char *const names[] = {
		"Event ID", "Event Date", "Source Name", "Source Sectors",
		"Source Country", "Event Text", "CAMEO Code", "Intensity", "Target Name",
		"Target Sectors", "Target Country", "Story ID", "Sentence Number",
		"Publisher", "City", "District", "Province", "Country", "Latitude",
		"Longitude",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		kr__tsv_str(out, names[i]);
	kr__tsv_end(out);
}

static void party(kr_buf *out, const kr_fact_side *s)
{
	if (!s) {
		kr__tsv_skip(out, 3);
		return;
	}
	kr__tsv_field(out, s->name);
	kr__tsv_field(out, s->sector);
	kr__tsv_field(out, s->code);
}

void kr__icews_event(const kr_fact *f, kr_buf *out)
{
	kr_cameo c = kr__cameo_of(f->cameo, f->type);
	kr_dyad d = { .n = 0 };

	while (kr__fact_happened(f) && kr__dyad_next(&d, f)) {
		kr__tsv_i64(out, (int64_t)d.id);
		kr__tsv_field(out, kr__fact_day(f));
		party(out, d.source);
		kr__tsv_str(out, c.name);
		kr__tsv_str(out, c.code);
		kr__buf_fixed(out, c.goldstein10, 1);
		kr__buf_chr(out, '\t');
		party(out, d.target);
		kr__tsv_field(out, f->first ? f->first->doc : KR_V(""));
		kr__tsv_skip(out, 1);
		kr__tsv_field(out, f->first ? f->first->outlet : KR_V(""));
		kr__tsv_field(out, f->lat.len ? f->place : KR_V(""));
		kr__tsv_skip(out, 2);
		kr__tsv_field(out, f->country);
		kr__tsv_field(out, f->lat);
		kr__tsv_field(out, f->lon);
		kr__tsv_end(out);
	}
}
