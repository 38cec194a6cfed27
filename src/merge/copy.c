// SPDX-License-Identifier: Apache-2.0
/*
 * The verdict on two articles. The problem: is one a copy of the other, of
 * what kind, and who had it first? The idea: the alignment says how much of
 * each is shared; kinds follow from which of the two is covered. The side
 * whose outlet the other names is the origin; within one outlet a piece that
 * is much shorter was cut from the longer; else the earlier day. What nothing tells
 * stays unknown. Limits: forms that are filled in anew (quakes, prices) share
 * their words but not their numbers, and are no copies; so are articles that
 * share no more than a quotation, since both may have heard it said.
 */
#include "merge/copy.h"

#include "merge/chain.h"

enum {
	MIN_WORDS = 8,     /* shorter texts are never copies */
	WHOLE = 800,       /* permille: nearly all of a text */
	PASSAGE = 20,      /* equal words of a passage taken over */
	IN_A_ROW = 8,      /* of them, unless there are twice as many */
	PASSAGE_PLAIN = 14, /* of them outside quotation marks */
	CHANGED = 15,      /* permille of changed words that make a rewriting */
	HEAD = 25, TAIL = 6, /* words of a headline, of a credit */
	FORM_NUMBERS = 4,  /* numbers that show a form filled in anew */
	FORM_SLOT = 32,    /* words for each number that differs, at most */
	FORM_CHANGED = 10  /* or for each word that differs */
};

const char *kr__copy_text(unsigned kind)
{
	static const char *const texts[] = {
#define X(name, text) text,
		KR_COPY_MAP(X)
#undef X
	};

	return kind < KR_N_COPY_KINDS ? texts[kind] : "";
}

const char *kr__copy_basis_text(unsigned basis)
{
	static const char *const texts[] = {
#define X(name, text) text,
		KR_COPY_BASIS_MAP(X)
#undef X
	};

	return basis < KR_N_COPY_BASES ? texts[basis] : "";
}

static uint16_t share(uint32_t part, uint32_t all)
{
	return all ? (uint16_t)((uint64_t)part * 1000 / all) : 0;
}

static bool same_outlet(const kr_copy_doc *x, const kr_copy_doc *y)
{
	uint64_t key = kr__media_key(x->outlet);

	return key && key == kr__media_key(y->outlet);
}

static void direct(kr_copy *c, const kr_copy_doc *x, const kr_copy_doc *y)
{
	bool house = same_outlet(x, y);
	bool x_names = !house && kr__chain_names(x->chain, x->n_chain, y->outlet);
	bool y_names = !house && kr__chain_names(y->chain, y->n_chain, x->outlet);
	bool dated = x->published.first <= x->published.last &&
	             y->published.first <= y->published.last;
	bool x_first = dated && x->published.last < y->published.first;
	bool y_first = dated && y->published.last < x->published.first;

	c->origin = -1;
	if (x_names != y_names) {
		c->origin = x_names ? 1 : 0;
		c->basis = KR_COPY_BY_STATED;
	} else if (x_first || y_first) {
		c->origin = x_first ? 0 : 1;
		c->basis = house ? KR_COPY_BY_OUTLET : KR_COPY_BY_TIME;
	} else if (house && (c->share_a < WHOLE || c->share_b < WHOLE)) {
		c->origin = x->gist.n > y->gist.n ? 0 : 1;
		c->basis = KR_COPY_BY_OUTLET;
	}
}

/* The same form with other numbers: most of them differ and are slots that
 * stand close, or other words differ too; or a good part of many, closer still
 * (price lists). An article whose few numbers were changed is a copy: its
 * numbers stand far apart, and the prose between them is the same. */
static bool is_form(const kr_alignment *al)
{
	uint32_t n = al->numbers_a < al->numbers_b ? al->numbers_a : al->numbers_b;
	uint32_t other = n > al->numbers_equal ? n - al->numbers_equal : 0;
	uint32_t words = al->cover_b;

	if (n < FORM_NUMBERS)
		return false;
	if (other * 2 > n)
		return words < other * FORM_SLOT ||
		       words < al->changed * FORM_CHANGED;
	return other >= FORM_NUMBERS && other * 4 > n &&
	       words * 2 < other * FORM_SLOT;
}

/* Do both have titles, and are they equal but for case and white space? */
static bool retitled(const kr_copy_doc *x, const kr_copy_doc *y)
{
	return x->title.len && y->title.len &&
	       kr__media_key(x->title) != kr__media_key(y->title);
}

/* One passage from near the head to the very end of both, no word changed:
 * what differs is a headline, a dateline or a last credit. */
static bool only_heads(const kr_alignment *al, const kr_copy_doc *x,
                       const kr_copy_doc *y)
{
	if (al->n_runs != 1 || al->changed)
		return false;
	const kr_align_run *r = al->runs;
	return r->a_start <= HEAD && r->b_start <= HEAD &&
	       x->gist.n - r->a_end <= TAIL && y->gist.n - r->b_end <= TAIL &&
	       r->a_end - r->a_start == r->n_equal;
}

/* Kind seen from the copy `y`; for an unknown direction the shorter one is
 * taken for the copy. */
static kr_copy_kind kind_of(const kr_copy *c, const kr_alignment *al,
                            const kr_copy_doc *x, const kr_copy_doc *y)
{
	bool y_copy = c->origin < 0 ? y->gist.n <= x->gist.n : c->origin == 0;
	uint32_t own = y_copy ? c->share_b : c->share_a;
	uint32_t theirs = y_copy ? c->share_a : c->share_b;
	uint32_t n_own = y_copy ? y->gist.n : x->gist.n;
	uint32_t n_theirs = y_copy ? x->gist.n : y->gist.n;

	if (own >= WHOLE && theirs >= WHOLE) {
		if (only_heads(al, x, y) && n_own + n_theirs != 2 * al->n_equal)
			return KR_COPY_REHEADED;
		if (al->changed > 2 && share(al->changed, y->gist.n) >= CHANGED)
			return KR_COPY_REWRITTEN;
		if (own == 1000 && theirs == 1000 && al->changed == 0 &&
		    al->n_runs < 2 && n_own == n_theirs)
			return retitled(x, y) ? KR_COPY_REHEADED : KR_COPY_EXACT;
		return n_own < n_theirs ? KR_COPY_CUT
		       : n_own > n_theirs ? KR_COPY_EXTENDED : KR_COPY_REWRITTEN;
	}
	if (own >= WHOLE)
		return share(al->changed, n_own) >= 2 * CHANGED ? KR_COPY_REWRITTEN
		                                                : KR_COPY_CUT;
	if (theirs >= WHOLE)
		return KR_COPY_EXTENDED;
	return KR_COPY_PARTIAL;
}

static void judge(kr_copy *c, const kr_alignment *al, const kr_copy_doc *x,
                  const kr_copy_doc *y)
{
	uint32_t few = x->gist.n < y->gist.n ? x->gist.n : y->gist.n;
	uint32_t most = c->share_a > c->share_b ? c->share_a : c->share_b;
	bool whole = most >= WHOLE && al->n_equal >= MIN_WORDS;
	bool passage = al->longest >= PASSAGE && al->n_plain >= PASSAGE_PLAIN &&
	               (al->tile >= IN_A_ROW || al->longest >= 3 * PASSAGE / 2);

	if (few < MIN_WORDS || (!whole && !passage) || is_form(al))
		return;
	direct(c, x, y);
	c->kind = (uint8_t)kind_of(c, al, x, y);
}

kr_status kr__copy_judge(kr_copy *out, kr_alignment *how, kr_arena *a,
                         const kr_copy_doc *x, const kr_copy_doc *y)
{
	*out = (kr_copy){ .kind = KR_COPY_NONE, .origin = -1 };
	*how = (kr_alignment){ 0 };
	if (x->gist.n == y->gist.n && x->gist.whole == y->gist.whole) {
		out->share_a = out->share_b = 1000;
		out->n_equal = how->n_equal = how->n_plain = x->gist.n;
		how->longest = how->tile = x->gist.n;
		judge(out, how, x, y);
		return KR_OK;
	}
	kr_status status = kr__align(how, a, &x->gist, &y->gist);
	if (status)
		return status;
	out->share_a = share(how->cover_a, x->gist.n);
	out->share_b = share(how->cover_b, y->gist.n);
	out->n_equal = how->n_equal;
	judge(out, how, x, y);
	return KR_OK;
}
