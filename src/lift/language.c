// SPDX-License-Identifier: Apache-2.0
/*
 * Language of a document: asked of its kept text, body first and the title
 * where there is too little of that. The input's own word is a hint, no more:
 * many pages say "en" whatever they hold. Limits: the sample is the first
 * kilobytes.
 */
#include "lexicon/langid.h"
#include "lift/parts.h"

enum { SAMPLE = 6000 };

static void add_zones(const kr_lift *l, unsigned kind, kr_buf *sample)
{
	const kr_zone *z = kr__zones(l->doc);

	for (uint32_t i = 0; i < kr__n_zones(l->doc) && sample->len < SAMPLE; i++) {
		kr_view v = kr__view_span(l->text, z[i].span);
		if (z[i].kind != kind)
			continue;
		kr__buf_add(sample, kr__view_sub(v, 0, SAMPLE));
		kr__buf_chr(sample, ' ');
	}
}

kr_status kr__language_find(kr_lift *l, const kr_langid *model)
{
	kr_meta *m = &l->doc->meta;
	kr_buf sample;

	kr__buf_init(&sample, &l->scratch->alloc);
	add_zones(l, KR_ZONE_BODY, &sample);
	if (sample.len < 200) {
		add_zones(l, KR_ZONE_TITLE, &sample);
		add_zones(l, KR_ZONE_CAPTION, &sample);
	}
	if (sample.len < 200)
		kr__buf_add(&sample, m->title);
	if (sample.len == 0) /* all of it is noise, but in some language */
		kr__buf_add(&sample, kr__view_sub(l->text, 0, SAMPLE));
	kr_language got = kr__langid_tell(model, l->doc->memo, kr__buf_view(&sample),
	                                  m->lang);
	kr_status status = sample.failed;
	m->lang = kr__arena_copy(&l->doc->arena, got.lang);
	m->lang_confidence = got.confidence;
	kr__buf_drop(&sample);
	return status;
}
