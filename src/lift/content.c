// SPDX-License-Identifier: Apache-2.0
/*
 * Article or not. The problem: of a hundred paragraphs on a news page ten are
 * the article, and no mark-up says which. The idea: a small model, trained on
 * pages whose wanted and unwanted sentences are known, adds up what the
 * features of a paragraph speak for; dropped paragraphs then get the kind that
 * the names around them suggest. Limits: see docs/quality.md for how often it
 * errs; live blogs and galleries are its weak side. The model is the table
 * content_model.c, made by content_train.
 */
#include "lift/content.h"

static int score(const int16_t *f)
{
	int sum = kr__content_bias;

	for (unsigned t = 0; t < kr__n_content_trees; t++) {
		const kr_content_tree *tree = &kr__content_trees[t];
		unsigned leaf = 0;
		for (unsigned k = 0; k < KR_TREE_DEPTH; k++)
			leaf |= (unsigned)(f[tree->feature[k]] > tree->above[k])
			        << k;
		sum += tree->leaf[leaf];
	}
	return sum;
}

/* The nearest name above decides what a dropped paragraph is. */
static uint8_t dropped_kind(const int16_t *f)
{
	static const struct {
		uint8_t feature, kind;
	} names[] = {
		{ KR_F_HINTS + KR_HINT_RELATED, KR_ZONE_RELATED },
		{ KR_F_HINTS + KR_HINT_AD, KR_ZONE_AD },
		{ KR_F_HINTS + KR_HINT_SHARE, KR_ZONE_WIDGET },
		{ KR_F_HINTS + KR_HINT_COMMENT, KR_ZONE_WIDGET },
		{ KR_F_HINTS + KR_HINT_FORM, KR_ZONE_WIDGET },
		{ KR_F_HINTS + KR_HINT_AUTHOR, KR_ZONE_BYLINE },
		{ KR_NEAR_FORM, KR_ZONE_WIDGET },
	};
	uint8_t kind = KR_ZONE_OTHER;
	int16_t least = 6;

	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		if (f[names[i].feature] < least) {
			least = f[names[i].feature];
			kind = names[i].kind;
		}
	return kind;
}

static bool copyright(kr_view v)
{
	return v.len < 300 && (kr__view_starts(v, KR_V("\xC2\xA9")) ||
	                       kr__view_istarts(v, KR_V("copyright")));
}

kr_status kr__content_mark(kr_builder *b)
{
	const int16_t *f = kr__content_features(b);
	bool title = false;

	for (uint32_t i = 0; f && i < b->n_paras; i++, f += KR_N_FEATURES) {
		kr_para *p = &b->paras[i];
		kr_view v = kr__view_span(b->doc->text, p->span);
		bool headline = f[KR_F_AFTER_TITLE] == 0 &&
		                (f[KR_F_TAG] == 2 || f[KR_F_IS_TITLE]);
		if (headline && !title)
			p->kind = KR_ZONE_TITLE;
		else if (score(f) <= 0)
			p->kind = copyright(v) ? KR_ZONE_COPYRIGHT
			                       : dropped_kind(f);
		else if (f[KR_F_TAG] == 9)
			p->kind = KR_ZONE_CAPTION;
		else
			p->kind = KR_ZONE_BODY;
		title |= headline;
	}
	return kr__arena_status(b->scratch);
}
