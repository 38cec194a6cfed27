// SPDX-License-Identifier: Apache-2.0
/*
 * lift. The problem: a page is more than its article, and says who made it,
 * when, and on whose word in a hundred ways. The idea: one pass finds every
 * cue in the text; then zones, people, dateline, credits and day are read off
 * the hits. Limits: what no cue announces is body.
 */
#include "lift/lift.h"

#include "lift/parts.h"

/* Zones that HTML gave become marks again, so that cues inside its body
 * count as well. */
static void take_zones(kr_lift *l)
{
	const kr_zone *z = kr__zones(l->doc);

	for (uint32_t i = 0; i < kr__n_zones(l->doc); i++)
		if (z[i].kind != KR_ZONE_BODY)
			kr__cut_add(l, z[i].span.start, z[i].span.end, z[i].kind,
			            kr__doc_text(l->doc, z[i].rule));
	l->n_given = l->n_cuts;
	kr__layer_clear(l->doc, KR_LAYER_zone);
}

static kr_status lift_parts(kr_lift *l, const kr_lexicon *lx)
{
	kr_status status = kr__cues_find(l->cues, l->text, &l->hits);

	if (status)
		return status;
	take_zones(l);
	kr__zones_mark(l);
	kr__recap_mark(l);
	kr__bylines_mark(l);
	kr__masthead_mark(l);
	kr__datelines_mark(l);
	kr__dateline_mark(l);
	kr__zones_tile(l);
	status = kr__language_find(l, lx->langid);
	if (status)
		return status;
	const kr_pack *pack = kr__lexicon_pack(lx, l->doc->meta.lang);
	if (pack && pack->basic)
		l->home = pack->basic->country;
	kr__credits_find(l);
	kr__published_find(l);
	status = kr__arena_status(l->scratch);
	return status ? status : kr__doc_status(l->doc);
}

kr_status kr__lift_text(const kr_lexicon *lx, kr_doc *doc, kr_arena *scratch,
                        kr_err *err)
{
	kr_arena_mark mark = kr__arena_mark(scratch);
	kr_lift l = { .cues = lx->cues, .world = lx->world, .doc = doc, .text = doc->text,
		      .scratch = scratch, .hits = { .arena = scratch } };
	kr_status status = lift_parts(&l, lx);

	kr__arena_rewind(scratch, mark);
	if (status)
		kr__err_set(err, status, "", -1, kr_status_text(status));
	return status;
}
