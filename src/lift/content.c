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

enum { MAX_PARAS = 20000, MAX_NODES = 400000 };

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

/* Reader's text beside a picture, in the midst of the article. */
static bool caption(const int16_t *f)
{
	return f[KR_F_LEN] >= 32 && f[KR_F_LINK] < 20 && f[KR_F_BEST_UP] <= 1 &&
	       f[KR_F_BEST_AFTER_LAST] <= 0 && f[KR_F_STOPS] >= 1 &&
	       (f[KR_F_HINTS + KR_HINT_CAPTION] == 0 || f[KR_NEAR_FIGURE] <= 1);
}

/* Running text in the container that holds most of it. */
static bool running(const int16_t *f)
{
	return f[KR_F_BEST_UP] == 0 && f[KR_F_LEN] >= 28 && f[KR_F_LINK] < 50;
}

static uint8_t judge(const kr_builder *b, const kr_para *p, const int16_t *f)
{
	kr_view v = kr__view_span(b->doc->text, p->span);
	bool keep = b->whole ? score(f) > 0 : f[KR_F_LINK] < 50;

	if (keep)
		return f[KR_F_TAG] == 9 ? KR_ZONE_CAPTION : KR_ZONE_BODY;
	if (caption(f))
		return KR_ZONE_CAPTION;
	return copyright(v) ? KR_ZONE_COPYRIGHT : dropped_kind(f);
}

/* A page of so many paragraphs is no article of the kind that was learned, and
 * its features would fill the memory: length and links decide. */
static void mark_huge(kr_builder *b)
{
	for (uint32_t i = 0; i < b->n_paras; i++) {
		kr_para *p = &b->paras[i];
		uint32_t len = p->span.end - p->span.start;
		p->kind = len >= 100 && p->link_bytes * 3 < len ? KR_ZONE_BODY
		                                                : KR_ZONE_OTHER;
	}
}

kr_status kr__content_mark(kr_builder *b)
{
	if (b->n_paras > MAX_PARAS || b->n_nodes > MAX_NODES) {
		mark_huge(b);
		return KR_OK;
	}
	const int16_t *all = kr__content_features(b), *f = all;
	bool title = false;
	uint32_t kept = 0;

	for (uint32_t i = 0; f && i < b->n_paras; i++, f += KR_N_FEATURES) {
		kr_para *p = &b->paras[i];
		bool headline = !title && f[KR_F_AFTER_TITLE] == 0 &&
		                (f[KR_F_TAG] == 2 || f[KR_F_IS_TITLE]);
		p->kind = headline ? KR_ZONE_TITLE : judge(b, p, f);
		title |= headline;
		if (p->kind == KR_ZONE_BODY)
			kept += p->span.end - p->span.start;
	}
	/* A page with nothing kept is odd enough to ask more simply. */
	f = all;
	for (uint32_t i = 0; f && !kept && i < b->n_paras; i++) {
		if (b->paras[i].kind != KR_ZONE_TITLE && running(f))
			b->paras[i].kind = KR_ZONE_BODY;
		f += KR_N_FEATURES;
	}
	return kr__arena_status(b->scratch);
}
