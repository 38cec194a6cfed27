// SPDX-License-Identifier: Apache-2.0
/*
 * Asking the shelf. The problem: filters are combined freely, and an index of
 * SQL serves one of them. The idea: each term becomes a set of bits over the
 * positions of answers; terms are and-ed, pages are counted off in bits. Parts
 * of words are looked for in the string of all keys. Limits: a part that more
 * than MAX_KEYS keys hold (one or two letters) is not looked up but asked of
 * the rows themselves, which then soon have it; so is a phrase, after its words
 * were looked up.
 */
#include <sqlite3.h>
#include <string.h>

#include "store/chronicle.h"
#include "store/shelf.h"

enum { MAX_KEYS = 12000 };

struct drawer { /* a field of a kind */
	int64_t first, n;
	kr_view keys;
	sqlite3_stmt *st; /* reset when done */
};

struct asking {
	kr_sieve *v;
	kr_store *s;
	kr_shelf_kind kind;
	uint64_t *one;    /* of the term at hand */
	kr_buf needle, folded;
	kr_err *err;
};

static size_t n_words(const kr_sieve *v)
{
	return ((size_t)v->n + 63) / 64;
}

static kr_status damaged(struct asking *q)
{
	return kr__err_set(q->err, KR_ESTORE, "shelf", -1,
	                   "store is damaged; add an article to settle it anew");
}

/* The drawer may be empty: no row has the field. */
static kr_status open_drawer(struct asking *q, unsigned field, struct drawer *d)
{
	*d = (struct drawer){ .st = kr__store_stmt(
		q->s, "select first, n, keys from shelf where num = ?1", q->err) };
	if (!d->st)
		return kr__store_status(q->err);
	sqlite3_bind_int64(d->st, 1, q->kind * KR_N_FIELDS + field);
	int rc = sqlite3_step(d->st);
	if (rc == SQLITE_ROW) {
		d->first = sqlite3_column_int64(d->st, 0);
		d->n = sqlite3_column_int64(d->st, 1);
		const char *p = sqlite3_column_blob(d->st, 2);
		d->keys = (kr_view){ p, p ? (size_t)sqlite3_column_bytes(d->st, 2) : 0 };
	}
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? KR_OK : kr__store_fail(q->s, q->err);
}

static void close_drawer(struct drawer *d)
{
	sqlite3_reset(d->st);
}

static kr_status add_posting(struct asking *q, int64_t num)
{
	sqlite3_stmt *st = kr__store_stmt(
		q->s, "select posts from posting where num = ?1", q->err);
	uint64_t at = 0;
	kr_status status = KR_OK;

	if (!st)
		return kr__store_status(q->err);
	sqlite3_bind_int64(st, 1, num);
	int rc = sqlite3_step(st);
	const uint8_t *p = rc == SQLITE_ROW ? sqlite3_column_blob(st, 0) : NULL;
	const uint8_t *end = p ? p + sqlite3_column_bytes(st, 0) : NULL;
	while (p < end && !status) {
		uint64_t gap = 0;
		for (unsigned shift = 0; p < end && shift < 35; shift += 7) {
			gap |= (uint64_t)(*p & 0x7F) << shift;
			if (!(*p++ & 0x80))
				break;
		}
		at += gap;
		if (gap == 0 || at > q->v->n)
			status = damaged(q);
		else
			q->one[(at - 1) / 64] |= UINT64_C(1) << ((at - 1) % 64);
	}
	if (rc != SQLITE_ROW)
		status = rc == SQLITE_DONE ? damaged(q) : kr__store_fail(q->s, q->err);
	sqlite3_reset(st);
	return status;
}

/* All keys that hold the needle, each once. *many: too many to look up. */
static kr_status add_holding(struct asking *q, const struct drawer *d, kr_view needle,
                             bool *many)
{
	int64_t found[MAX_KEYS], key = -1;
	uint32_t n = 0;
	size_t counted = 0;
	kr_status status = KR_OK;

	for (size_t at = 0; at < d->keys.len && !*many;) {
		size_t hit = kr__view_find(kr__view_from(d->keys, at), needle);
		if (hit == KR_NPOS)
			break;
		hit += at + (needle.ptr[0] == KR_SHELF_PART);
		for (; counted < hit; key++) { /* parts before the hit */
			size_t part = kr__view_chr(kr__view_from(d->keys, counted),
			                           KR_SHELF_PART);
			if (part == KR_NPOS || counted + part >= hit)
				break;
			counted += part + 1;
		}
		size_t end = kr__view_chr(kr__view_from(d->keys, hit), KR_SHELF_PART);
		at = end == KR_NPOS ? d->keys.len : hit + end;
		*many = n == MAX_KEYS;
		if (!*many && key >= 0 && key < d->n)
			found[n++] = key;
	}
	for (uint32_t i = 0; i < n && !*many && !status; i++)
		status = add_posting(q, d->first + found[i]);
	return status;
}

static kr_status add_numbers(struct asking *q, const struct drawer *d, bool at_least,
                             int64_t bound)
{
	kr_view rest = kr__view_sub(d->keys, 1, d->keys.len), part;
	kr_status status = KR_OK;

	for (int64_t key = 0; key < d->n && !status; key++) {
		if (!kr__view_next(&rest, KR_SHELF_PART, &part))
			break;
		int64_t n;
		if (!kr__view_i64(part, &n))
			return damaged(q);
		if (at_least ? n >= bound : n <= bound && n > -99999999)
			status = add_posting(q, d->first + key);
	}
	return status;
}

/* Bits of the term at hand into the answer, and out of the hand. */
static void and_one(struct asking *q)
{
	for (size_t i = 0; i < n_words(q->v); i++) {
		q->v->bits[i] &= q->one[i];
		q->one[i] = 0;
	}
}

static kr_view needle_of(struct asking *q, kr_view v, bool from_start, bool to_end)
{
	kr__buf_reset(&q->needle);
	if (from_start)
		kr__buf_chr(&q->needle, KR_SHELF_PART);
	kr__buf_add(&q->needle, v);
	if (to_end)
		kr__buf_chr(&q->needle, KR_SHELF_PART);
	return kr__buf_view(&q->needle);
}

/* One word or a phrase: its inner borders are borders of keys. */
static kr_status sift_words(struct asking *q, const struct drawer *d, kr_view value,
                            bool *late)
{
	kr_view v = kr__shelf_fold(&q->folded, value), word;
	kr_status status = KR_OK;
	bool whole = false;

	for (size_t at = 0; at < v.len && !status;) {
		bool many = false;
		at = kr__shelf_word(v, at, &word);
		if (!word.len)
			break;
		size_t start = (size_t)(word.ptr - v.ptr);
		whole = word.len == v.len;
		status = add_holding(q, d, needle_of(q, word, start > 0, at < v.len), &many);
		whole &= !many;
		if (!status && !many)
			and_one(q);
	}
	*late = !whole;
	return status;
}

static kr_status add_value(struct asking *q, const struct drawer *d, kr_field field,
                           const kr_binding *b, kr_view alt)
{
	kr_field_how how = kr__field_how(field);
	bool many = false;
	kr_buf number;

	if (how == KR_FIELD_AT_LEAST || how == KR_FIELD_AT_MOST)
		return add_numbers(q, d, how == KR_FIELD_AT_LEAST, b->n);
	if (how == KR_FIELD_NAME || how == KR_FIELD_PARTS)
		alt = kr__shelf_fold(&q->folded, alt);
	if (how == KR_FIELD_PARTS) {
		kr_status status = add_holding(q, d, needle_of(q, alt, false, false), &many);
		return many ? KR_EUNSUP : status;
	}
	kr__buf_init(&number, NULL);
	if (b->number)
		kr__buf_i64(&number, b->n);
	kr_status status = add_holding(
		q, d, needle_of(q, b->number ? kr__buf_view(&number) : alt, true, true),
		&many);
	kr__buf_drop(&number);
	return status;
}

static kr_status sift_alternative(struct asking *q, const kr_term *t, const kr_cond *c,
                                  kr_view alt, bool *late)
{
	struct drawer d;
	kr_binding b;
	kr_status status = kr__cond_bind(&c, t, alt, &b, q->err);

	if (status)
		return status;
	if (c->field == KR_FIELD_NONE || kr__view_chr(alt, KR_SHELF_PART) != KR_NPOS ||
	    (kr__field_how(c->field) == KR_FIELD_PARTS &&
	     kr__view_chr(alt, ';') != KR_NPOS))
		return KR_EUNSUP;
	status = open_drawer(q, c->field, &d);
	if (!status && kr__field_how(c->field) == KR_FIELD_WORDS)
		status = sift_words(q, &d, alt, late);
	else if (!status)
		status = add_value(q, &d, c->field, &b, alt);
	if (d.st)
		close_drawer(&d);
	return status;
}

static kr_status sift(struct asking *q, const kr_term *t, const kr_cond *c)
{
	kr_view rest = t->value, alt;
	bool late = false, words = kr__field_how(c->field) == KR_FIELD_WORDS;
	kr_status status = KR_OK;

	while (!status && kr__term_next(t, &rest, &alt))
		status = sift_alternative(q, t, c, alt, &late);
	if (!status && !words)
		and_one(q);
	if (!status && late)
		q->v->late.terms[q->v->late.n++] = *t;
	return status;
}

/* A number for each position, where the shelf has them. */
static kr_status read_numbers(struct asking *q, unsigned field, uint32_t **out)
{
	kr_sieve *v = q->v;
	struct drawer d;
	kr_status status = open_drawer(q, field, &d);

	if (!status && field == 0) {
		if (d.n < 0 || d.n > UINT32_MAX)
			status = damaged(q);
		v->n = (uint32_t)d.n;
	}
	if (!status && d.keys.len && d.keys.len != (size_t)v->n * sizeof **out)
		status = damaged(q);
	if (!status && d.keys.len) {
		*out = kr__arena_array(&v->a, v->n, sizeof **out);
		status = kr__arena_status(&v->a);
	}
	if (!status && d.keys.len)
		memcpy(*out, d.keys.ptr, d.keys.len);
	if (d.st)
		close_drawer(&d);
	return status;
}

static kr_status open_sieve(struct asking *q)
{
	kr_sieve *v = q->v;
	kr_status status = read_numbers(q, 0, &v->rows);

	if (!status)
		status = read_numbers(q, KR_FIELD_COUNTS, &v->counts);
	if (!status && v->n && !v->rows && !v->counts)
		status = damaged(q); /* nothing confirms the number */
	if (status)
		return status;
	v->bits = kr__arena_array(&v->a, n_words(v) + 1, sizeof *v->bits);
	q->one = kr__arena_array(&v->a, n_words(v) + 1, sizeof *q->one);
	if (!v->bits || !q->one)
		return kr__arena_status(&v->a);
	memset(v->bits, 0xFF, n_words(v) * sizeof *v->bits);
	if (v->n % 64)
		v->bits[v->n / 64] = (UINT64_C(1) << (v->n % 64)) - 1;
	return KR_OK;
}

static kr_status make_one(kr_sieve *v, kr_store *s, const kr_wanted *w, kr_err *err)
{
	struct asking q = { .v = v, .s = s, .kind = w->kind, .err = err };
	const kr_filter *f = w->filter;

	*v = (kr_sieve){ .n = 0 };
	kr__arena_init(&v->a, NULL, 0);
	kr__buf_init(&q.needle, NULL);
	kr__buf_init(&q.folded, NULL);
	kr_status status = open_sieve(&q);
	for (uint32_t i = 0; i < f->n && !status; i++) {
		const kr_cond *c = kr__cond_find(w->conds, &f->terms[i], err);
		status = c ? sift(&q, &f->terms[i], c) : KR_EUSAGE;
	}
	if (!status)
		status = q.needle.failed ? q.needle.failed : q.folded.failed;
	kr__buf_drop(&q.needle);
	kr__buf_drop(&q.folded);
	return status;
}

void kr__sieve_drop(kr_sieve *v)
{
	kr__arena_drop(&v->a);
}

uint32_t kr__sieve_next(const kr_sieve *v, uint32_t at)
{
	for (size_t i = at / 64; at < v->n && i < n_words(v); i++) {
		uint64_t left = v->bits[i];
		if (i == at / 64)
			left &= ~UINT64_C(0) << (at % 64);
		if (left)
			return (uint32_t)(i * 64) + (uint32_t)__builtin_ctzll(left);
	}
	return v->n;
}

static uint32_t skip_counted(const kr_sieve *v, uint64_t *n)
{
	uint32_t at = kr__sieve_next(v, 0);

	for (; at < v->n && v->counts[at] <= *n; at = kr__sieve_next(v, at + 1))
		*n -= v->counts[at];
	return at;
}

uint32_t kr__sieve_skip(const kr_sieve *v, bool many, uint64_t *n)
{
	size_t i = 0;

	if (many)
		return v->counts ? skip_counted(v, n) : 0;
	for (; i < n_words(v); i++) {
		uint64_t here = (uint64_t)__builtin_popcountll(v->bits[i]);
		if (here > *n)
			break;
		*n -= here;
	}
	uint32_t at = kr__sieve_next(v, (uint32_t)(i * 64));
	for (; *n && at < v->n; --*n)
		at = kr__sieve_next(v, at + 1);
	return at;
}

/* ---- a shelf and its annex -------------------------------------------------------- */
static void set(uint64_t *bits, uint32_t at)
{
	bits[at / 64] |= UINT64_C(1) << (at % 64);
}

/* What either leaves, at the positions of both. */
static void weave_bits(const kr_sieve *a, const kr_sieve *b, uint64_t *bits)
{
	uint32_t k = 0;

	for (uint32_t at = kr__sieve_next(a, 0); at < a->n; at = kr__sieve_next(a, at + 1)) {
		while (k < b->n && b->counts[k] <= at)
			k++;
		set(bits, at + k);
	}
	for (uint32_t at = kr__sieve_next(b, 0); at < b->n; at = kr__sieve_next(b, at + 1))
		set(bits, b->counts[at] + at);
}

static void weave_rows(const kr_sieve *a, const kr_sieve *b, uint32_t *rows)
{
	uint32_t from = 0;

	for (uint32_t k = 0; k < b->n; k++) {
		memcpy(rows + from + k, a->rows + from,
		       (b->counts[k] - from) * sizeof *rows);
		from = b->counts[k];
		rows[from + k] = b->rows[k];
	}
	memcpy(rows + from + b->n, a->rows + from, (a->n - from) * sizeof *rows);
}

static bool has_term(const kr_filter *f, const kr_term *t)
{
	for (uint32_t i = 0; i < f->n; i++)
		if (f->terms[i].value.ptr == t->value.ptr)
			return true;
	return false;
}

static bool is_good(const kr_sieve *a, const kr_sieve *b)
{
	bool good = (a->rows || !a->n) && b->rows && b->counts;

	for (uint32_t k = 0; k < b->n && good; k++)
		good = b->counts[k] <= a->n && (k == 0 || b->counts[k] >= b->counts[k - 1]);
	return good && a->n <= UINT32_MAX - b->n;
}

/* Put the annex's positions between those of the shelf. */
static kr_status weave(kr_sieve *a, const kr_sieve *b, kr_err *err)
{
	uint32_t n = a->n + b->n;

	if (!is_good(a, b))
		return damaged(&(struct asking){ .err = err });
	uint64_t *bits = kr__arena_array(&a->a, (size_t)n / 64 + 2, sizeof *bits);
	uint32_t *rows = kr__arena_array(&a->a, n, sizeof *rows);
	if (!bits || !rows)
		return kr__arena_status(&a->a);
	weave_bits(a, b, bits);
	weave_rows(a, b, rows);
	for (uint32_t i = 0; i < b->late.n; i++)
		if (!has_term(&a->late, &b->late.terms[i]))
			a->late.terms[a->late.n++] = b->late.terms[i];
	a->bits = bits;
	a->rows = rows;
	a->n = n;
	return KR_OK;
}

kr_status kr__sieve_make(kr_sieve *v, kr_store *s, const kr_wanted *w, kr_err *err)
{
	kr_wanted more = *w;
	kr_sieve annex;
	kr_status status = make_one(v, s, w, err);

	more.kind = kr__shelf_annex(w->kind);
	if (status || more.kind == KR_SHELF_NONE)
		return status;
	status = make_one(&annex, s, &more, err);
	if (!status && annex.n)
		status = weave(v, &annex, err);
	kr__sieve_drop(&annex);
	return status;
}
