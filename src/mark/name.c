// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: find the names of a document, fast enough to read millions.
 *
 * Idea: the linear model of learn/linear over the features of name_feature.c
 * labels each sentence; then rules set apart what the corpora do not: brackets
 * ("Mahkamah Agung (MA)" is two names), titles, happenings. Surface tokens are
 * used, as in the corpora; a clitic at the end of a name is left out of it.
 *
 * Limits: sentences are read in pieces of at most 256 tokens.
 */
#include "mark/name_part.h"

#include <string.h>

enum { PIECE = 256, L = KR__LINEAR_LABELS };

static bool init(kr__naming *g, const kr_pack *pack, kr_doc *doc,
                 kr_arena *scratch)
{
	memset(g, 0, sizeof *g);
	g->names = pack->names;
	g->doc = doc;
	g->scratch = scratch;
	g->atom = kr__arena_array(scratch, PIECE, sizeof *g->atom);
	g->score = kr__arena_array(scratch, PIECE, L * sizeof *g->score);
	g->label = kr__arena_array(scratch, PIECE, 1);
	g->type = kr__arena_array(scratch, PIECE, 1);
	g->first = kr__arena_array(scratch, PIECE, sizeof *g->first);
	static const char *const type[KR_N_NAMES] = { "PER", "ORG", "LOC", "EVT" };
	for (uint32_t y = 0; y < L; y++) {
		kr_view v = kr__view_of(g->names->model.label[y]);
		g->type_of[y] = KR__NAME_NOTHING;
		for (uint8_t k = 0; v.len > 2 && k < KR_N_NAMES; k++)
			if (kr__view_is(kr__view_from(v, 2), type[k]))
				g->type_of[y] = k;
	}
	return kr__arena_status(scratch) == KR_OK;
}

/* Features and labels of the piece. */
static kr_status read_piece(kr__naming *g)
{
	kr_view token[PIECE];
	const kr__linear_style *style = &g->names->model.style[0];
	memset(token, 0, sizeof token);
	memset(g->score, 0, (size_t)g->n * L * sizeof *g->score);
	for (uint32_t t = 0; t < g->n; t++)
		token[t] = kr__doc_cut(g->doc, g->token[t].span);
	kr__name_atoms(&g->names->words, token, g->n, g->atom);
	for (uint32_t t = 0; t < g->n; t++) {
		uint64_t feature[KR__NAME_FEATURES];
		uint32_t k = kr__name_features(g->atom, g->n, t, feature);
		kr__linear_add(style, feature, k, g->score + (size_t)t * L);
	}
	return kr__linear_best(style, g->score, g->n, g->label, g->scratch);
}

static bool bracket(const kr__naming *g, uint32_t t)
{
	kr_view v = kr__doc_cut(g->doc, g->token[t].span);
	return v.len == 1 && kr__view_chr(KR_V("()[]\""), v.ptr[0]) != KR_NPOS;
}

/* Labels to types, with brackets out of all names. */
static void set_types(kr__naming *g)
{
	bool cut = true;
	for (uint32_t t = 0; t < g->n; t++) {
		g->first[t] = false;
		uint8_t y = g->label[t];
		g->type[t] = g->type_of[y];
		if (g->type[t] == KR__NAME_NOTHING || bracket(g, t)) {
			g->type[t] = KR__NAME_NOTHING;
			cut = true;
			continue;
		}
		g->first[t] = cut || y % 2 == 1;
		cut = false;
	}
}

/* How far the label of a token is ahead of the next best, as permille. */
static uint16_t certainty(const kr__naming *g, uint32_t t)
{
	const int32_t *s = g->score + (size_t)t * L;
	uint8_t y = g->label[t];
	int32_t next = INT32_MIN;
	for (int i = 0; i < L; i++)
		if (i != y && g->names->model.style[0].allowed >> i & 1 && s[i] > next)
			next = s[i];
	int64_t lead = (int64_t)s[y] - next;
	if (lead < 0)
		lead = 0;
	return (uint16_t)(500 + 499 * lead / (lead + 64));
}

static kr_status add_name(kr__naming *g, uint32_t from, uint32_t to)
{
	const kr_word *word = kr__words(g->doc);
	const kr_token *first = &g->token[from], *last = &g->token[to - 1];
	uint32_t title = from;
	if (g->type[from] == KR_NAME_PER)
		title = kr__name_title(g, from);
	kr_name *name = kr__name_add(g->doc);
	if (!name)
		return kr__doc_status(g->doc);
	uint32_t end = last->span.end, n_last = last->words.n;
	if (n_last > 1) {
		end = word[last->words.first].span.end;
		n_last = 1;
	}
	name->span = (kr_span){ first->span.start, end };
	name->words.first = first->words.first;
	name->words.n = last->words.first + n_last - first->words.first;
	if (title < from)
		name->title = (kr_span){ g->token[title].span.start,
			                 g->token[from - 1].span.end };
	name->type = g->type[from];
	name->confidence = 999;
	for (uint32_t t = from; t < to; t++) {
		uint16_t c = name->type == KR_NAME_EVT ? 700 : certainty(g, t);
		name->confidence = c < name->confidence ? c : name->confidence;
	}
	return KR_OK;
}

static kr_status add_names(kr__naming *g)
{
	kr_status status = KR_OK;
	for (uint32_t t = 0; t < g->n && status == KR_OK;) {
		uint32_t end = t + 1;
		if (g->type[t] != KR__NAME_NOTHING) {
			while (end < g->n && g->type[end] == g->type[t] && !g->first[end])
				end++;
			status = add_name(g, t, end);
		}
		t = end;
	}
	return status;
}

static kr_status name_piece(kr__naming *g)
{
	kr_status status = read_piece(g);
	if (status != KR_OK)
		return status;
	set_types(g);
	kr__name_happenings(g);
	return add_names(g);
}

kr_status kr__mark_names(const kr_pack *pack, kr_doc *doc, kr_arena *scratch)
{
	kr__naming g;
	kr_status status = KR_OK;
	if (!pack->names)
		return KR_OK;
	if (!init(&g, pack, doc, scratch))
		return kr__arena_status(scratch);
	const kr_sentence *sentence = kr__sentences(doc);
	for (uint32_t s = 0; s < kr__n_sentences(doc); s++) {
		uint32_t from = sentence[s].tokens.first;
		uint32_t to = from + sentence[s].tokens.n;
		for (; from < to && status == KR_OK; from += PIECE) {
			g.token = kr__tokens(doc) + from;
			g.n = to - from < PIECE ? to - from : PIECE;
			status = name_piece(&g);
		}
	}
	if (status == KR_OK)
		kr__layer_done(doc, KR_LAYER_name, "name/1");
	return status;
}
