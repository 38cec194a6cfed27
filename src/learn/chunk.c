// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: figures for names must mean what the literature means by them.
 *
 * Idea: the rules of conlleval, in its words: a chunk starts at B, or at I
 * when the label before is O or of another type; it ends likewise. A chunk is
 * right if type and both ends agree. Micro averages over all sentences.
 *
 * Limits: the schemes E, S and [ ] that conlleval also reads are not.
 * Source: E. Tjong Kim Sang and S. Buchholz, CoNLL-2000.
 */
#include "learn/chunk.h"

static kr_view type_of(kr_view label)
{
	if (label.len < 2 || label.ptr[1] != '-')
		return (kr_view){ label.ptr, 0 };
	return kr__view_from(label, 2);
}

static bool is_out(kr_view label)
{
	return label.len == 0 || (label.ptr[0] != 'B' && label.ptr[0] != 'I');
}

bool kr__chunk_next(const kr_view *label, uint32_t n, uint32_t *at,
                    kr__chunk *out)
{
	while (*at < n && is_out(label[*at]))
		(*at)++;
	if (*at == n)
		return false;
	out->start = *at;
	out->type = type_of(label[*at]);
	for ((*at)++; *at < n; (*at)++) {
		kr_view next = label[*at];
		if (is_out(next) || next.ptr[0] == 'B' ||
		    !kr__view_eq(type_of(next), out->type))
			break;
	}
	out->end = *at;
	return true;
}

void kr__chunk_count(kr__chunk_score *score, const kr_view *gold,
                     const kr_view *found, uint32_t n, kr_view type)
{
	uint32_t g = 0, f = 0;
	kr__chunk a, b;
	bool more_a = kr__chunk_next(gold, n, &g, &a);
	bool more_b = kr__chunk_next(found, n, &f, &b);
	while (more_a || more_b) {
		bool same = more_a && more_b && a.start == b.start;
		bool take_a = same || !more_b || (more_a && a.start < b.start);
		bool take_b = same || !take_a;
		bool want_a = take_a && (!type.len || kr__view_eq(type, a.type));
		bool want_b = take_b && (!type.len || kr__view_eq(type, b.type));
		score->n_gold += want_a;
		score->n_found += want_b;
		score->n_right += want_a && want_b && a.end == b.end &&
		                  kr__view_eq(a.type, b.type);
		if (take_a)
			more_a = kr__chunk_next(gold, n, &g, &a);
		if (take_b)
			more_b = kr__chunk_next(found, n, &f, &b);
	}
}

static uint32_t ratio(uint64_t a, uint64_t b)
{
	return b ? (uint32_t)((a * 20000 + b) / (2 * b)) : 0;
}

uint32_t kr__chunk_precision(const kr__chunk_score *s)
{
	return ratio(s->n_right, s->n_found);
}

uint32_t kr__chunk_recall(const kr__chunk_score *s)
{
	return ratio(s->n_right, s->n_gold);
}

uint32_t kr__chunk_f1(const kr__chunk_score *s)
{
	return ratio(2 * s->n_right, s->n_gold + s->n_found);
}
