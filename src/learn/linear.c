// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: give every token of a sentence a label, fast, from a file that is
 * mapped and used as it is.
 *
 * Idea: a conditional random field whose features are known by a 64-bit hash
 * only. A slot holds 16 bits of the hash and one signed byte for each label of
 * the style but the first: what all labels have in common changes nothing, so
 * the first may weigh 0. With six or seven labels a slot has 8 bytes, and a
 * feature costs one access to memory; all slots of a token are asked for
 * (prefetched) before the first one is read. Scores are sums of small integers:
 * exact, without order or rounding.
 *
 * The file: a header, then for each style a table of slots and transitions,
 * then a block that the maker of features may use. Little endian; a file from
 * another kind of machine is refused. Nothing read here can lead outside the
 * block: sizes are checked once, positions are cut, probes are counted.
 *
 * Limits: two features that share slot and 16 bits are taken for one another;
 * with 64-bit hashes that happens to one unknown feature in some ten thousand.
 */
#include "learn/linear.h"

#include <string.h>

#include "base/err.h"
#include "learn/linear_file.h"

static kr_status bad(kr_err *err, const char *what)
{
	return kr__err_set(err, KR_EDATA, NULL, -1, what);
}

static bool name_ok(const char *name)
{
	return name[0] && memchr(name, 0, KR__LINEAR_NAME);
}

/* `size` bytes at `off` lie inside the file, aligned for a slot. */
static bool inside(kr_view b, uint64_t off, uint64_t size)
{
	return off % 16 == 0 && off <= b.len && size <= b.len - off;
}

static kr_status open_style(kr__linear_style *s, kr_view b,
                            const kr__linear_file_style *f, uint32_t n_labels)
{
	if (!name_ok(f->name) || f->allowed == 0 || f->allowed >> n_labels != 0)
		return KR_EDATA;
	s->n_weights = kr__linear_weights(f->allowed, s->label);
	s->stride = kr__linear_stride(s->n_weights);
	if (f->stride != s->stride || f->n_slots == 0 || f->n_slots > b.len ||
	    f->n_slots >= UINT32_MAX ||
	    !inside(b, f->slots_at, f->n_slots * s->stride + KR__LINEAR_LABELS))
		return KR_EDATA;
	memcpy(s->name, f->name, sizeof s->name);
	s->slots = (const uint8_t *)b.ptr + f->slots_at;
	s->n_slots = f->n_slots;
	s->allowed = f->allowed;
	memcpy(s->trans, f->trans, sizeof s->trans);
	return KR_OK;
}

kr_status kr__linear_open(kr__linear *m, kr_view bytes, kr_err *err)
{
	kr__linear_file h;
	memset(m, 0, sizeof *m);
	if (bytes.len < sizeof h || (uintptr_t)bytes.ptr % 16 != 0)
		return bad(err, "model file is too short");
	memcpy(&h, bytes.ptr, sizeof h);
	if (memcmp(h.magic, KR__LINEAR_MAGIC, sizeof h.magic) != 0)
		return bad(err, "not a model file of this version");
	if (h.endian != KR__LINEAR_ENDIAN)
		return bad(err, "model file is of another byte order");
	if (h.len != bytes.len)
		return bad(err, "model file is cut short or too long");
	if (h.n_labels == 0 || h.n_labels > KR__LINEAR_LABELS || h.n_styles == 0 ||
	    h.n_styles > KR__LINEAR_STYLES)
		return bad(err, "model file has an impossible number of labels");
	for (uint32_t i = 0; i < h.n_labels; i++)
		if (!name_ok(h.label[i]))
			return bad(err, "model file has a label without name");
	memcpy(m->label, h.label, sizeof m->label);
	for (uint32_t i = 0; i < h.n_styles; i++)
		if (open_style(&m->style[i], bytes, &h.style[i], h.n_labels) < 0)
			return bad(err, "model file has a damaged table of weights");
	if (!inside(bytes, h.extra_at, h.extra_len))
		return bad(err, "model file has a damaged lexicon");
	m->extra = (kr_view){ bytes.ptr + h.extra_at, h.extra_len };
	m->n_labels = h.n_labels;
	m->n_styles = h.n_styles;
	return KR_OK;
}

int kr__linear_find(const kr__linear *m, kr_view name)
{
	for (uint32_t i = 0; i < m->n_styles; i++)
		if (kr__view_is(name, m->style[i].name))
			return (int)i;
	return -1;
}

/* The weights of a feature that is looked for from place `at` on, or NULL. */
static inline const uint8_t *find(const kr__linear_style *s, uint64_t hash,
                                  uint64_t at)
{
	uint16_t check = kr__linear_check(hash), is;
	for (uint32_t p = 0; p < KR__LINEAR_PROBES; p++) {
		const uint8_t *slot = s->slots + at * s->stride;
		memcpy(&is, slot, sizeof is);
		if (is == check)
			return slot + sizeof is;
		if (is == 0)
			return NULL;
		at = at + 1 < s->n_slots ? at + 1 : 0;
	}
	return NULL;
}

enum {
	BLOCK = 128, /* so many bytes sum up within 16 bits */
	LANES = 16,
};

/* Sum up to BLOCK features. The number of lanes is known when this is
 * compiled, so that they become one vector; those behind the style's own
 * weights hold nonsense and are not used. */
static inline void sum_block(const kr__linear_style *s, const uint64_t *feature,
                             size_t n, int16_t *sum, const int lanes)
{
	uint32_t at[BLOCK];
	for (size_t i = 0; i < n; i++) {
		at[i] = (uint32_t)kr__linear_place(feature[i], s->n_slots);
		__builtin_prefetch(s->slots + (size_t)at[i] * s->stride);
	}
	for (size_t i = 0; i < n; i++) {
		const uint8_t *weight = find(s, feature[i], at[i]);
		int8_t w[LANES];
		if (!weight)
			continue;
		memcpy(w, weight, (size_t)lanes);
		for (int y = 0; y < lanes; y++)
			sum[y] = (int16_t)(sum[y] + w[y]);
	}
}

void kr__linear_add(const kr__linear_style *s, const uint64_t *feature,
                    size_t n, int32_t *score)
{
	while (n > 0) {
		size_t part = n < BLOCK ? n : BLOCK;
		int16_t sum[LANES] = { 0 };
		if (s->n_weights <= 8)
			sum_block(s, feature, part, sum, 8);
		else
			sum_block(s, feature, part, sum, LANES);
		for (uint32_t k = 0; k < s->n_weights; k++)
			score[s->label[k]] += sum[k];
		feature += part;
		n -= part;
	}
}

enum { NEVER = -(1 << 30) };

/* Best way into label `y` from the row of scores before. */
static int32_t best_before(const kr__linear_style *s, const int32_t *row, int y,
                           uint8_t *from)
{
	int32_t best = 2 * NEVER;
	for (int x = 0; x < KR__LINEAR_LABELS; x++) {
		int32_t v = row[x] + s->trans[x][y];
		if (s->trans[x][y] <= KR__LINEAR_FORBIDDEN)
			v = NEVER;
		if (v > best) {
			best = v;
			*from = (uint8_t)x;
		}
	}
	return best < NEVER ? NEVER : best;
}

static void first_row(const kr__linear_style *s, const int32_t *score,
                      int32_t *row)
{
	const int16_t *start = s->trans[KR__LINEAR_LABELS];
	for (int y = 0; y < KR__LINEAR_LABELS; y++) {
		bool ok = s->allowed >> y & 1 && start[y] > KR__LINEAR_FORBIDDEN;
		row[y] = ok ? score[y] + start[y] : NEVER;
	}
}

kr_status kr__linear_best(const kr__linear_style *s, const int32_t *score,
                          size_t n, uint8_t *label, kr_arena *scratch)
{
	enum { L = KR__LINEAR_LABELS };
	if (n == 0)
		return KR_OK;
	int32_t row[L], next[L];
	kr_arena_mark mark = kr__arena_mark(scratch);
	uint8_t *from = kr__arena_array(scratch, n, L);
	if (!from)
		return kr__arena_status(scratch);
	first_row(s, score, row);
	for (size_t t = 1; t < n; t++) {
		for (int y = 0; y < L; y++) {
			next[y] = NEVER;
			if (!(s->allowed >> y & 1))
				continue;
			next[y] = best_before(s, row, y, &from[t * L + (size_t)y]);
			if (next[y] > NEVER)
				next[y] += score[t * L + (size_t)y];
		}
		memcpy(row, next, sizeof row);
	}
	uint8_t y = 0;
	while (!(s->allowed >> y & 1))
		y++;
	for (uint8_t x = y; x < L; x++)
		if (s->allowed >> x & 1 && row[x] > row[y])
			y = x;
	for (size_t t = n; t-- > 0;) {
		label[t] = y;
		y = from[t * L + y];
	}
	kr__arena_rewind(scratch, mark);
	return KR_OK;
}
