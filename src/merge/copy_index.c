// SPDX-License-Identifier: Apache-2.0
/*
 * Candidates. The problem: millions of documents with some 36 prints each, a
 * few prints (stock phrases, a wire story everybody ran) in thousands of them;
 * pairs must come in linear time and bounded memory, and must not depend on
 * the order of adding. The idea: postings (print, document) lie in 256
 * shards, sorted a shard at a time; documents of one print stand in their
 * canonical order, and each is paired with all before it if the print is rare,
 * else with the first few and the few just before it. Pairs are gathered for
 * a stretch of documents at a time, so that their buffer has a ceiling, and
 * counted by sorting. Limits: in a family of more than 16 copies not every
 * pair is named, only enough to hold it together; 2^32 - 1 documents.
 */
#include "merge/copy_index.h"

#include <stdlib.h>
#include <string.h>

enum {
	SHARDS = 256,
	RARE = 16,          /* documents: all pairs of a print */
	FIRST = 4, NEAR = 6, /* of a frequent print */
	BUFFER = 1 << 20,   /* pairs held at a time, at least, */
	BUFFER_DOC = 8,     /* and per document: so stretches stay few */
	SPARSE = 8          /* window from which one shared print is enough */
};

struct posting {
	uint32_t print, doc; /* doc: index into docs */
};

struct shard {
	struct posting *at;
	size_t n, cap;
	bool sorted;
};

struct entry {
	kr_copy_place place;
	uint32_t doc;     /* the caller's number */
	uint16_t n_prints, window;
};

struct kr_copy_index {
	kr_alloc alloc;
	struct shard shards[SHARDS];
	struct entry *docs;
	size_t n_docs, cap_docs;
	bool ordered;
	/* while pairs are made */
	uint64_t *pairs;  /* local document, other document, rare */
	size_t n_pairs;
	uint32_t lo, hi;  /* stretch of documents */
	uint32_t *counts; /* [n_docs] pairs that a document will have */
};

kr_copy_index *kr__copy_index_new(const kr_alloc *alloc)
{
	kr_alloc a = alloc ? *alloc : kr__alloc_libc;
	kr_copy_index *x = a.fn(a.user, NULL, 0, sizeof *x);

	if (x) {
		memset(x, 0, sizeof *x);
		x->alloc = a;
	}
	return x;
}

static void release(kr_copy_index *x, void *ptr, size_t size)
{
	if (ptr)
		x->alloc.fn(x->alloc.user, ptr, size, 0);
}

void kr__copy_index_free(kr_copy_index *x)
{
	if (!x)
		return;
	for (int i = 0; i < SHARDS; i++)
		release(x, x->shards[i].at, x->shards[i].cap * sizeof(struct posting));
	release(x, x->docs, x->cap_docs * sizeof *x->docs);
	release(x, x, sizeof *x);
}

size_t kr__copy_index_bytes(const kr_copy_index *x)
{
	size_t n = sizeof *x + x->cap_docs * sizeof *x->docs;

	for (int i = 0; i < SHARDS; i++)
		n += x->shards[i].cap * sizeof(struct posting);
	return n;
}

/* Room for one more item; grows by a quarter, as memory matters here. */
static bool room(kr_copy_index *x, void **items, size_t n, size_t *cap,
                 size_t size)
{
	if (n < *cap)
		return true;
	size_t wanted = *cap + *cap / 4 + 64;
	void *p = x->alloc.fn(x->alloc.user, *items, *cap * size, wanted * size);
	if (!p)
		return false;
	*items = p;
	*cap = wanted;
	return true;
}

kr_status kr__copy_index_add(kr_copy_index *x, uint32_t doc, kr_copy_place place,
                             const kr_sketch *sketch)
{
	if (x->n_docs >= UINT32_MAX - 1)
		return KR_ELIMIT;
	if (!room(x, (void **)&x->docs, x->n_docs, &x->cap_docs, sizeof *x->docs))
		return KR_ENOMEM;
	for (uint32_t i = 0; i < sketch->n; i++) {
		struct shard *s = &x->shards[sketch->prints[i] >> 24];
		if (!room(x, (void **)&s->at, s->n, &s->cap, sizeof *s->at))
			return KR_ENOMEM;
		s->at[s->n++] = (struct posting){ sketch->prints[i],
			                          (uint32_t)x->n_docs };
		s->sorted = false;
	}
	x->docs[x->n_docs++] = (struct entry){
		.place = place, .doc = doc,
		.n_prints = (uint16_t)(sketch->n < UINT16_MAX ? sketch->n : UINT16_MAX),
		.window = (uint16_t)(sketch->window < UINT16_MAX ? sketch->window
		                                                 : UINT16_MAX),
	};
	x->ordered = false;
	return KR_OK;
}

/* ---- order --------------------------------------------------------------- */
struct rank {
	struct entry e;
	uint32_t was;
};

static int by_place(const void *p, const void *q)
{
	const struct rank *a = p, *b = q;

	if (a->e.place.day != b->e.place.day)
		return a->e.place.day < b->e.place.day ? -1 : 1;
	if (a->e.place.key != b->e.place.key)
		return a->e.place.key < b->e.place.key ? -1 : 1;
	return (a->e.doc > b->e.doc) - (a->e.doc < b->e.doc);
}

/* Number the documents by their place. */
static kr_status put_in_order(kr_copy_index *x)
{
	size_t size = x->n_docs * sizeof(struct rank);
	struct rank *ranks = x->alloc.fn(x->alloc.user, NULL, 0, size + 1);

	if (!ranks)
		return KR_ENOMEM;
	for (size_t i = 0; i < x->n_docs; i++)
		ranks[i] = (struct rank){ x->docs[i], (uint32_t)i };
	if (x->n_docs)
		qsort(ranks, x->n_docs, sizeof *ranks, by_place);
	for (size_t i = 0; i < x->n_docs; i++) {
		x->docs[i] = ranks[i].e;
		x->counts[ranks[i].was] = (uint32_t)i;
	}
	release(x, ranks, size + 1);
	for (int k = 0; k < SHARDS; k++) {
		for (size_t i = 0; i < x->shards[k].n; i++)
			x->shards[k].at[i].doc = x->counts[x->shards[k].at[i].doc];
		x->shards[k].sorted = false;
	}
	x->ordered = true;
	return KR_OK;
}

static int by_print(const void *p, const void *q)
{
	const struct posting *a = p, *b = q;

	if (a->print != b->print)
		return a->print < b->print ? -1 : 1;
	return (a->doc > b->doc) - (a->doc < b->doc);
}

/* ---- pairs --------------------------------------------------------------- */
typedef void (*group_fn)(kr_copy_index *x, const struct posting *g, size_t n);

static void each_group(kr_copy_index *x, group_fn fn)
{
	for (int k = 0; k < SHARDS; k++) {
		struct shard *s = &x->shards[k];
		if (!s->sorted && s->n)
			qsort(s->at, s->n, sizeof *s->at, by_print);
		s->sorted = true;
		for (size_t i = 0, end; i < s->n; i = end) {
			for (end = i + 1; end < s->n && s->at[end].print == s->at[i].print;)
				end++;
			if (end - i > 1)
				fn(x, s->at + i, end - i);
		}
	}
}

static void count_group(kr_copy_index *x, const struct posting *g, size_t n)
{
	for (size_t i = 1; i < n; i++)
		x->counts[g[i].doc] += (uint32_t)(n <= RARE || i < FIRST + NEAR
		                                          ? i : FIRST + NEAR);
}

static void pair(kr_copy_index *x, uint32_t doc, uint32_t other, bool rare)
{
	x->pairs[x->n_pairs++] = (uint64_t)(doc - x->lo) << 33 |
	                         (uint64_t)other << 1 | rare;
}

static void pair_group(kr_copy_index *x, const struct posting *g, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		if (g[i].doc < x->lo || g[i].doc >= x->hi)
			continue;
		bool all = n <= RARE || i < FIRST + NEAR;
		for (size_t k = 0; k < (all ? i : FIRST); k++)
			pair(x, g[i].doc, g[k].doc, n <= RARE);
		for (size_t k = all ? i : i - NEAR; k < i; k++)
			pair(x, g[i].doc, g[k].doc, false);
	}
}

static int by_number(const void *p, const void *q)
{
	uint64_t a = *(const uint64_t *)p, b = *(const uint64_t *)q;

	return (a > b) - (a < b);
}

/* Enough shared prints to be worth an alignment? */
static bool promising(const struct entry *a, const struct entry *b,
                      uint32_t rare, uint32_t common)
{
	uint32_t window = a->window > b->window ? a->window : b->window;
	uint32_t few = a->n_prints < b->n_prints ? a->n_prints : b->n_prints;

	return (window >= SPARSE ? rare >= 1 : rare >= 2) || rare + common >= 3 ||
	       (rare + common) * 2 >= few;
}

/* Hand over what the buffer holds of documents [lo, hi). `others` has room
 * for the pairs of any one document, in place of its pairs. */
static kr_status hand_over(kr_copy_index *x, kr_copy_pairs_sink sink, void *user)
{
	kr_status status = KR_OK;
	size_t i = 0;

	if (x->n_pairs)
		qsort(x->pairs, x->n_pairs, sizeof *x->pairs, by_number);
	for (uint32_t d = x->lo; d < x->hi && !status; d++) {
		uint32_t *others = (uint32_t *)(void *)(x->pairs + i);
		uint32_t n = 0;
		while (i < x->n_pairs && x->pairs[i] >> 33 == d - x->lo) {
			uint64_t same = x->pairs[i] >> 1;
			uint32_t rare = 0, all = 0;
			for (; i < x->n_pairs && x->pairs[i] >> 1 == same; i++, all++)
				rare += x->pairs[i] & 1;
			uint32_t other = (uint32_t)same;
			if (promising(&x->docs[d], &x->docs[other], rare, all - rare))
				others[n++] = x->docs[other].doc;
		}
		status = sink(user, x->docs[d].doc, others, n);
	}
	return status;
}

/* A stretch of documents whose pairs fit the buffer; at least one. */
static uint32_t stretch_end(const kr_copy_index *x, uint32_t lo, uint64_t *sum)
{
	uint64_t most = (uint64_t)x->n_docs * BUFFER_DOC + BUFFER;
	uint32_t hi = lo;

	*sum = 0;
	while (hi < x->n_docs && (hi == lo || *sum + x->counts[hi] <= most))
		*sum += x->counts[hi++];
	return hi;
}

static kr_status stretches(kr_copy_index *x, kr_copy_pairs_sink sink, void *user)
{
	kr_status status = KR_OK;
	uint64_t sum;

	for (x->lo = 0; x->lo < x->n_docs && !status; x->lo = x->hi) {
		x->hi = stretch_end(x, x->lo, &sum);
		size_t size = (size_t)(sum + 1) * sizeof *x->pairs;
		x->pairs = x->alloc.fn(x->alloc.user, NULL, 0, size);
		x->n_pairs = 0;
		if (!x->pairs)
			return KR_ENOMEM;
		each_group(x, pair_group);
		status = hand_over(x, sink, user);
		release(x, x->pairs, size);
		x->pairs = NULL;
	}
	return status;
}

kr_status kr__copy_index_pairs(kr_copy_index *x, kr_copy_pairs_sink sink,
                               void *user)
{
	size_t size = (x->n_docs + 1) * sizeof *x->counts;
	kr_status status = KR_OK;

	x->counts = x->alloc.fn(x->alloc.user, NULL, 0, size);
	if (!x->counts)
		return KR_ENOMEM;
	if (!x->ordered)
		status = put_in_order(x);
	if (!status) {
		memset(x->counts, 0, size);
		each_group(x, count_group);
		status = stretches(x, sink, user);
	}
	release(x, x->counts, size);
	x->counts = NULL;
	return status;
}
