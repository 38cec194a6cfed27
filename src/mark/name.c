// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: find the names of a document, fast enough to read millions.
 *
 * Idea: the linear model of learn/linear over the features of name_feature.c
 * labels each sentence; then rules set apart what the corpora do not: brackets
 * ("Mahkamah Agung (MA)" is two names), titles, happenings; the world and the
 * rest of the document correct it. Surface tokens are used, as in the corpora;
 * a clitic at the end of a name is left out of it.
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
	g->pack = pack;
	g->doc = doc;
	g->scratch = scratch;
	g->token = kr__tokens(doc);
	g->at = kr__arena_array(scratch, kr__n_tokens(doc) + 1u, sizeof *g->at);
	g->memo = kr__name_memo_of(doc->memo, pack->names, kr__n_tokens(doc), scratch);
	g->form = kr__arena_array(scratch, PIECE, sizeof *g->form);
	g->key = kr__arena_array(scratch, PIECE, sizeof *g->key);
	g->row = kr__arena_array(scratch, PIECE, sizeof *g->row);
	g->spare = kr__arena_array(scratch, PIECE, kr__name_row_size(pack->names));
	g->atom = kr__arena_array(scratch, PIECE, sizeof *g->atom);
	g->score = kr__arena_array(scratch, PIECE, L * sizeof *g->score);
	g->label = kr__arena_array(scratch, PIECE, 1);
	static const char *const type[KR_N_NAMES] = { "PER", "ORG", "LOC", "EVT" };
	for (uint32_t y = 0; y < L; y++) {
		kr_view v = kr__view_of(pack->names->model.label[y]);
		g->type_of[y] = KR__NAME_NOTHING;
		for (uint8_t k = 0; v.len > 2 && k < KR_N_NAMES; k++)
			if (kr__view_is(kr__view_from(v, 2), type[k]))
				g->type_of[y] = k;
	}
	return g->memo && kr__arena_status(scratch) == KR_OK;
}

/* A long word written small shows that a sentence is no headline, however many
 * names it has. */
static bool long_and_small(kr_view v)
{
	enum { LONG = 7 };
	size_t at = 0;
	return v.len >= LONG && kr__cc(kr__utf8_next(v, &at)) & KR_CC_LOWER;
}

/* Labels of tokens [from, from + n). */
static kr_status read_piece(kr__naming *g, uint32_t from, uint32_t n)
{
	const kr_view *token = g->form;
	const struct kr_names *names = g->pack->names;
	for (uint32_t t = 0; t < n; t++)
		g->form[t] = kr__doc_cut(g->doc, g->token[from + t].span);
	kr__name_piece p = { .token = token, .n = n, .key = g->key, .atom = g->atom,
		             .row = g->row, .spare = g->spare };
	kr__name_piece_atoms(g->memo, &p);
	kr__name_piece_score(g->memo, &p, g->score);
	bool cased = n > 0 && g->atom[0].form != 0, upper = false, small = false;
	for (uint32_t t = 0; t < n; t++) {
		upper |= kr__starts_upper(token[t]);
		small |= long_and_small(token[t]);
	}
	cased |= upper && small;
	for (uint32_t t = 0; t < n; t++) {
		kr__named *a = &g->at[from + t];
		a->low = g->atom[t].low;
		a->cue = g->atom[t].word->cue;
		a->upper = kr__starts_upper(token[t]);
		a->cased = cased;
	}
	return kr__linear_best(&names->model.style[0], g->score, n, g->label,
	                       g->scratch);
}

static bool bracket(const kr__naming *g, uint32_t t)
{
	kr_view v = kr__doc_cut(g->doc, g->token[t].span);
	return v.len == 1 && kr__view_chr(KR_V("()[]\""), v.ptr[0]) != KR_NPOS;
}

/* The "US" of "US$ 5". */
static bool money(const kr__naming *g, uint32_t t, uint32_t to)
{
	if (t + 1 >= to || g->token[t + 1].span.start != g->token[t].span.end)
		return false;
	kr_view next = kr__doc_cut(g->doc, g->token[t + 1].span);
	return next.len > 0 && next.ptr[0] == '$';
}

/* How far the label of token t of the piece is ahead of the next best. */
static uint16_t certainty(const kr__naming *g, uint32_t t)
{
	const int32_t *s = g->score + (size_t)t * L;
	uint8_t y = g->label[t];
	int32_t next = INT32_MIN;
	for (int i = 0; i < L; i++)
		if (i != y && g->pack->names->model.style[0].allowed >> i & 1 &&
		    s[i] > next)
			next = s[i];
	int64_t lead = (int64_t)s[y] - next;
	if (lead < 0)
		lead = 0;
	return (uint16_t)(500 + 499 * lead / (lead + 2 * KR__LINEAR_UNIT));
}

/* Labels to types, with brackets out of all names. */
static void set_types(kr__naming *g, uint32_t from, uint32_t n)
{
	bool cut = true;
	for (uint32_t t = 0; t < n; t++) {
		kr__named *a = &g->at[from + t];
		a->type = g->type_of[g->label[t]];
		if (money(g, from + t, from + n)) {
			a->type = KR__NAME_NOTHING;
			a->cased = false;
		}
		if (a->type == KR__NAME_NOTHING || bracket(g, from + t)) {
			a->type = KR__NAME_NOTHING;
			cut = true;
			continue;
		}
		a->first = cut || g->label[t] % 2 == 1;
		a->sure = certainty(g, t);
		cut = false;
	}
}

static kr_status add_name(kr__naming *g, uint32_t low, uint32_t from,
                          uint32_t to)
{
	const kr_token *first = &g->token[from], *last = &g->token[to - 1];
	uint32_t title = from;
	if (g->at[from].type == KR_NAME_PER)
		title = kr__name_title(g, low, from);
	kr_name *name = kr__name_add(g->doc);
	if (!name)
		return kr__doc_status(g->doc);
	uint32_t end = last->span.end, n_last = last->words.n;
	if (n_last > 1) {
		end = kr__words(g->doc)[last->words.first].span.end;
		n_last = 1;
	}
	name->span = (kr_span){ first->span.start, end };
	name->words.first = first->words.first;
	name->words.n = last->words.first + n_last - first->words.first;
	if (title < from)
		name->title = (kr_span){ g->token[title].span.start,
			                 g->token[from - 1].span.end };
	name->type = g->at[from].type;
	name->confidence = 999;
	for (uint32_t t = from; t < to; t++)
		if (g->at[t].sure < name->confidence)
			name->confidence = g->at[t].sure;
	return KR_OK;
}

static kr_status add_names(kr__naming *g, uint32_t from, uint32_t to)
{
	kr_status status = KR_OK;
	for (uint32_t t = from; t < to && status == KR_OK;) {
		uint32_t end = t + 1;
		uint8_t type = g->at[t].type;
		if (type != KR__NAME_NOTHING) {
			while (end < to && g->at[end].type == type && !g->at[end].first)
				end++;
			status = add_name(g, from, t, end);
		}
		t = end;
	}
	return status;
}

static kr_status read_sentence(kr__naming *g, uint32_t from, uint32_t to)
{
	kr_status status = KR_OK;
	for (uint32_t t = from; t < to && status == KR_OK; t += PIECE) {
		uint32_t n = to - t < PIECE ? to - t : PIECE;
		status = read_piece(g, t, n);
		if (status == KR_OK)
			set_types(g, t, n);
	}
	if (status == KR_OK) {
		kr__name_join(g, from, to);
		kr__name_part_ranks(g, from, to);
		kr__name_part_offices(g, from, to);
		kr__name_known(g, from, to);
		kr__name_first_names(g, from, to);
		kr__name_happenings(g, from, to);
	}
	return status;
}

kr_status kr__mark_names(const kr_pack *pack, kr_doc *doc, kr_arena *scratch)
{
	kr__naming g;
	kr_status status = KR_OK;
	if (!pack->names)
		return KR_OK;
	if (!init(&g, pack, doc, scratch))
		return kr__arena_status(scratch) ? kr__arena_status(scratch)
		                                 : KR_ENOMEM;
	const kr_sentence *s = kr__sentences(doc);
	uint32_t n = kr__n_sentences(doc);
	for (uint32_t i = 0; i < n && status == KR_OK; i++)
		status = read_sentence(&g, s[i].tokens.first,
		                       s[i].tokens.first + s[i].tokens.n);
	if (status == KR_OK)
		status = kr__name_agree(&g, kr__n_tokens(doc));
	for (uint32_t i = 0; i < n && status == KR_OK; i++)
		status = add_names(&g, s[i].tokens.first,
		                   s[i].tokens.first + s[i].tokens.n);
	if (status == KR_OK)
		kr__layer_done(doc, KR_LAYER_name, "name/1");
	return status;
}
