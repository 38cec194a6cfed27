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
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3") /* short loops over labels */
#endif
#include "learn/linear.h"

#include <string.h>

#include "base/err.h"
#include "learn/linear_file.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { CHECK = 2 }; /* bytes of the hash in front of a slot's weights */

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
	for (int x = 0; x <= KR__LINEAR_LABELS; x++)
		for (int y = 0; y < KR__LINEAR_LANES; y++) {
			bool open = y < KR__LINEAR_LABELS && f->allowed >> y & 1 &&
			            f->trans[x][y] > KR__LINEAR_FORBIDDEN;
			s->trans[x][y] = open ? f->trans[x][y] : KR__LINEAR_NEVER;
		}
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

#if defined(__SSE2__)
/*
 * A slot of eight bytes, whole, or 0. A place is met by a hit, by an empty slot
 * or by a stranger, all about as often, so that a branch would be guessed
 * wrong as often; instead four slots at a time are compared with the check and
 * with 0, and the first that is either decides.
 */
static inline uint64_t find_narrow(const kr__linear_style *s, uint64_t hash,
                                   uint64_t at)
{
	enum { STEP = 4, FIRST_WORDS = 0x1111 }; /* of a mask: a bit for each slot */
	uint16_t check = kr__linear_check(hash);
	const __m128i want = _mm_set1_epi16((int16_t)check);
	const __m128i zero = _mm_setzero_si128();
	const uint8_t *slot = s->slots + at * 8;
	uint64_t most = at + KR__LINEAR_PROBES <= s->n_slots ? KR__LINEAR_PROBES : 0;

	for (uint64_t p = 0; p < most; p += STEP, slot += STEP * 8) {
		__m128i a = _mm_loadu_si128((const void *)slot);
		__m128i b = _mm_loadu_si128((const void *)(slot + 16));
		unsigned hit = (unsigned)_mm_movemask_epi8(_mm_packs_epi16(
			_mm_cmpeq_epi16(a, want), _mm_cmpeq_epi16(b, want)));
		unsigned end = (unsigned)_mm_movemask_epi8(_mm_packs_epi16(
			_mm_cmpeq_epi16(a, zero), _mm_cmpeq_epi16(b, zero)));
		unsigned any = (hit | end) & FIRST_WORDS;
		if (any) {
			unsigned k = (unsigned)__builtin_ctz(any);
			uint64_t w;
			memcpy(&w, slot + 2 * k, sizeof w);
			return w & -(uint64_t)(hit >> k & 1);
		}
	}
	const uint8_t *weight = most ? NULL : find(s, hash, at);
	uint64_t w = 0;
	if (weight)
		memcpy(&w, weight - 2, sizeof w);
	return w;
}

/* Sums of whole slots: the lanes of the checks hold nonsense and are not used. */
static void sum_narrow(const kr__linear_style *s, const kr__linear_list *l,
                       int16_t *sum)
{
	__m128i all = _mm_loadu_si128((const void *)sum);

	for (uint32_t i = 0; i < l->n; i++) {
		uint64_t w = find_narrow(s, l->feature[i], l->at[i]);
		__m128i v = _mm_loadl_epi64((const void *)&w);
		all = _mm_add_epi16(all, _mm_srai_epi16(
			_mm_unpacklo_epi8(v, v), 8));
	}
	_mm_storeu_si128((void *)sum, all);
}
#endif

static void sum_wide(const kr__linear_style *s, const kr__linear_list *l,
                     int16_t *sum)
{
	for (uint32_t i = 0; i < l->n; i++) {
		const uint8_t *weight = find(s, l->feature[i], l->at[i]);
		for (uint32_t y = 0; weight && y < s->n_weights; y++)
			sum[CHECK + y] = (int16_t)(sum[CHECK + y] +
			                           (int8_t)weight[y]);
	}
}

/* Of four narrow slots some lie in the next line of memory. */
void kr__linear_ask(const kr__linear_style *s, kr__linear_list *l)
{
	enum { LOOK = 32 };
	for (uint32_t i = 0; i < l->n; i++) {
		l->at[i] = (uint32_t)kr__linear_place(l->feature[i], s->n_slots);
		const uint8_t *slot = s->slots + (size_t)l->at[i] * s->stride;
		__builtin_prefetch(slot);
		__builtin_prefetch(slot + LOOK - 1);
	}
}

void kr__linear_sum(const kr__linear_style *s, const kr__linear_list *l,
                    int16_t *sum)
{
#if defined(__SSE2__)
	if (s->stride == 8) {
		sum_narrow(s, l, sum);
		return;
	}
#endif
	sum_wide(s, l, sum);
}

void kr__linear_spread(const kr__linear_style *s, const int16_t *sum,
                       int32_t *score)
{
	for (uint32_t k = 0; k < s->n_weights; k++)
		score[s->label[k]] += sum[CHECK + k];
}

void kr__linear_add(const kr__linear_style *s, const uint64_t *feature,
                    size_t n, int32_t *score)
{
	kr__linear_list l;
	while (n > 0) {
		int16_t sum[KR__LINEAR_LANES] = { 0 };
		l.n = n < KR__LINEAR_LIST ? (uint32_t)n : KR__LINEAR_LIST;
		memcpy(l.feature, feature, l.n * sizeof *feature);
		kr__linear_ask(s, &l);
		kr__linear_sum(s, &l, sum);
		kr__linear_spread(s, sum, score);
		feature += l.n;
		n -= l.n;
	}
}

/* From the row of scores before to that of the next token; the loops over
 * labels are of a known length so that they become vectors. Two of NEVER can be
 * added, and no true score comes near one. */
static inline void advance(const kr__linear_style *s, int32_t *restrict row,
                           const int32_t *restrict score, uint8_t *from,
                           const int lanes)
{
	enum { NEVER = KR__LINEAR_NEVER };
	int32_t best[KR__LINEAR_LANES], where[KR__LINEAR_LANES] = { 0 };
	for (int y = 0; y < lanes; y++)
		best[y] = row[0] + s->trans[0][y];
	for (int x = 1; x < lanes; x++) {
		const int32_t *restrict worth = s->trans[x];
		for (int y = 0; y < lanes; y++) {
			int32_t v = row[x] + worth[y];
			int32_t more = -(v > best[y]);
			best[y] = (v & more) | (best[y] & ~more);
			where[y] = (x & more) | (where[y] & ~more);
		}
	}
	for (int y = 0; y < lanes; y++) {
		row[y] = best[y] > NEVER / 2 ? best[y] + score[y] : NEVER;
		from[y] = (uint8_t)where[y];
	}
}

static void first_row(const kr__linear_style *s, const int32_t *score,
                      int32_t *row)
{
	const int32_t *start = s->trans[KR__LINEAR_LABELS];
	for (int y = 0; y < KR__LINEAR_LANES; y++)
		row[y] = start[y] > KR__LINEAR_NEVER ? score[y] + start[y]
		                                     : KR__LINEAR_NEVER;
}

kr_status kr__linear_best(const kr__linear_style *s, const int32_t *score,
                          size_t n, uint8_t *label, kr_arena *scratch)
{
	enum { L = KR__LINEAR_LABELS };
	if (n == 0)
		return KR_OK;
	int32_t row[KR__LINEAR_LANES];
	kr_arena_mark mark = kr__arena_mark(scratch);
	uint8_t *from = kr__arena_array(scratch, n, KR__LINEAR_LANES);
	if (!from)
		return kr__arena_status(scratch);
	first_row(s, score, row);
	for (size_t t = 1; t < n; t++) {
		uint8_t *way = from + t * KR__LINEAR_LANES;
		if (s->allowed >> 8 == 0)
			advance(s, row, score + t * L, way, 8);
		else
			advance(s, row, score + t * L, way, L);
	}
	uint8_t y = 0;
	while (!(s->allowed >> y & 1))
		y++;
	for (uint8_t x = y; x < L; x++)
		if (s->allowed >> x & 1 && row[x] > row[y])
			y = x;
	for (size_t t = n; t-- > 0;) {
		label[t] = y;
		y = from[t * KR__LINEAR_LANES + y];
	}
	kr__arena_rewind(scratch, mark);
	return KR_OK;
}
