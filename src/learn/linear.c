// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: give every token of a sentence a label, fast, from a file that is
 * mapped and used as it is.
 *
 * Idea: a conditional random field whose features are known by a 64-bit hash
 * only. A slot of 16 bytes holds 16 bits of the hash and one signed byte for
 * each label, so a feature costs one access to memory; all slots of a token are
 * asked for (prefetched) before the first one is read. Scores are sums of small
 * integers: exact, without order or rounding.
 *
 * The file: a header, then for each style a table of slots and transitions,
 * then a block that the maker of features may use. Little endian; a file from
 * another kind of machine is refused. Nothing read here can lead outside the
 * block: sizes are checked once, positions are masked, probes are counted.
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
	if (!name_ok(f->name) || f->n_slots == 0 ||
	    (f->n_slots & (f->n_slots - 1)) != 0 || f->n_slots > b.len)
		return KR_EDATA;
	if (!inside(b, f->slots_at, f->n_slots * sizeof(kr__linear_slot)))
		return KR_EDATA;
	if (f->allowed == 0 || f->allowed >> n_labels != 0)
		return KR_EDATA;
	memcpy(s->name, f->name, sizeof s->name);
	s->slots = (const kr__linear_slot *)(const void *)(b.ptr + f->slots_at);
	s->mask = f->n_slots - 1;
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

static const kr__linear_slot *find(const kr__linear_style *s, uint64_t hash)
{
	uint16_t check = kr__linear_check(hash);
	for (uint64_t p = 0; p < KR__LINEAR_PROBES; p++) {
		const kr__linear_slot *slot = &s->slots[(hash + p) & s->mask];
		if (slot->check == check)
			return slot;
		if (slot->check == 0)
			return NULL;
	}
	return NULL;
}

void kr__linear_add(const kr__linear_style *s, const uint64_t *feature,
                    size_t n, int32_t *score)
{
	for (size_t i = 0; i < n; i++)
		__builtin_prefetch(&s->slots[feature[i] & s->mask]);
	for (size_t i = 0; i < n; i++) {
		const kr__linear_slot *slot = find(s, feature[i]);
		if (!slot)
			continue;
		for (int y = 0; y < KR__LINEAR_LABELS; y++)
			score[y] += slot->weight[y];
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
