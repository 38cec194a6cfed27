// SPDX-License-Identifier: Apache-2.0
/*
 * Articles of one matter. The problem: two articles on one affair often tell no
 * act in common: one has the charge, the other what the lawyer said. The idea:
 * what is rare tells the matter. The words of the headline and the actors that
 * an article names, each weighed by how few articles have it, make a vector;
 * two articles of one week whose vectors stand close (cosine .3, three things
 * in common) are of one story. Only the last articles with a thing are looked
 * at, so the work grows with the articles. Limits: states and things that many
 * articles have tell nothing; an article of unknown day is of no matter; a week
 * without news ends it, unless an act or a pledge goes on.
 * Weights are whole numbers (sixteenths of a bit), the same on every machine.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "store/settle.h"

enum { WEEK = 7, LAST = 8, SHARED = 3, LONG_WORD = 4, COMMON = 16, FEW = 24,
       NEAR_PERMILLE = 90 }; /* .3 squared */

struct paper { /* a document with a day */
	kr_view id;
	uint32_t num;
	int32_t day;
	uint64_t norm;  /* sum of squared weights */
	uint32_t score, sum, shared; /* with the one at hand: squares, weights, number */
};

struct trait { /* a thing that a paper has */
	uint64_t hash;
	uint32_t paper; /* while they are read: document */
	uint32_t weight;
};

struct matters {
	kr_settler *t;
	struct paper *papers;   /* [n] by day and id */
	uint32_t *of;           /* [n_docs] paper of a document, or KR_NONE */
	struct trait *traits;   /* [n_traits] by hash and paper */
	uint32_t *by_paper;     /* [n_traits] traits, [first[p], first[p + 1]) of paper p */
	uint32_t *first;        /* [n + 1] */
	uint32_t *touched;      /* [n] */
	uint32_t n, n_traits, cap_traits;
};

typedef void (*row_taker)(struct matters *m, sqlite3_stmt *st);

static kr_status each_row(struct matters *m, const char *sql, row_taker row)
{
	kr_settler *t = m->t;
	sqlite3_stmt *st = kr__store_stmt(t->s, sql, t->err);
	int rc = SQLITE_DONE;

	if (!st)
		return kr__store_status(t->err);
	while (!kr__arena_status(&t->a) && (rc = sqlite3_step(st)) == SQLITE_ROW)
		row(m, st);
	kr_status status = kr__store_walked(t->s, st, rc, t->err);
	return status ? status : kr__arena_status(&t->a);
}

/* ---- papers --------------------------------------------------------------------- */
static int by_day(const void *x, const void *y)
{
	const struct paper *a = x, *b = y;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return kr__view_cmp(a->id, b->id);
}

static void add_trait(struct matters *m, int64_t doc, uint64_t hash)
{
	if (doc < 0 || doc >= m->t->n_docs ||
	    !kr__arena_grow(&m->t->a, (void **)&m->traits, &m->cap_traits, m->n_traits + 1,
	                    sizeof *m->traits))
		return;
	m->traits[m->n_traits++] = (struct trait){ hash, (uint32_t)doc, 0 };
}

static void add_words(struct matters *m, int64_t doc, kr_view v)
{
	uint64_t h = 1;
	uint32_t letters = 0;

	for (size_t at = 0; at <= v.len;) {
		uint32_t cp = at < v.len ? kr__utf8_next(v, &at) : 0;
		if (kr__cc(cp) & KR_CC_ALPHA) {
			h = kr__hash_mix(h, kr__lower(cp));
			letters++;
			continue;
		}
		if (letters >= LONG_WORD)
			add_trait(m, doc, h);
		h = 1;
		letters = 0;
		if (!cp && at >= v.len)
			break;
	}
}

static void add_paper(struct matters *m, sqlite3_stmt *st)
{
	int64_t num = sqlite3_column_int64(st, 0);
	kr_date d;

	if (num < 0 || num >= m->t->n_docs || m->n >= m->t->n_docs ||
	    !kr__date_parse(kr__store_col(st, 2), &d))
		return;
	m->papers[m->n++] = (struct paper){ .id = kr__store_keep(&m->t->a, st, 1),
		                            .num = (uint32_t)num,
		                            .day = kr__date_days(d).last };
	add_words(m, num, kr__store_col(st, 3));
}

static kr_status read_papers(struct matters *m)
{
	kr_settler *t = m->t;

	m->papers = kr__arena_array(&t->a, (size_t)t->n_docs + 1, sizeof *m->papers);
	m->of = kr__arena_array(&t->a, (size_t)t->n_docs + 1, sizeof *m->of);
	m->touched = kr__arena_array(&t->a, (size_t)t->n_docs + 1, sizeof *m->touched);
	if (!m->papers || !m->of || !m->touched)
		return kr__arena_status(&t->a);
	kr_status status = each_row(m, "select num, id, published, title from document not"
	                               " indexed where published is not null", add_paper);
	qsort(m->papers, m->n, sizeof *m->papers, by_day);
	memset(m->of, 0xFF, ((size_t)t->n_docs + 1) * sizeof *m->of);
	for (uint32_t i = 0; i < m->n; i++)
		m->of[m->papers[i].num] = i;
	return status;
}

/* ---- what they have --------------------------------------------------------------- */
static void add_actor(struct matters *m, sqlite3_stmt *st)
{
	add_trait(m, sqlite3_column_int64(st, 0),
	          kr__hash64_seed(kr__store_col(st, 1), 2));
}

static int by_hash(const void *x, const void *y)
{
	const struct trait *a = x, *b = y;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->paper > b->paper) - (a->paper < b->paper);
}

/* Sixteen times the binary logarithm of n / k. */
static uint32_t bits(uint64_t n, uint64_t k)
{
	uint32_t out = 0;

	while (n >= 2 * k) {
		k *= 2;
		out += 16;
	}
	uint64_t x = (n << 16) / k; /* from 1 to 2, in 1/65536 */
	for (uint32_t part = 8; part; part /= 2) {
		x = x * x >> 16;
		if (x >= UINT64_C(2) << 16) {
			x >>= 1;
			out += part;
		}
	}
	return out;
}

/* Each trait once a paper, weighed; what many have weighs in the length only. */
static void weigh(struct matters *m)
{
	uint32_t kept = 0, most = m->n / COMMON > FEW ? m->n / COMMON : FEW;

	for (uint32_t i = 0; i < m->n_traits; i++) {
		m->traits[kept] = m->traits[i];
		m->traits[kept].paper = m->of[m->traits[i].paper];
		kept += m->traits[kept].paper != KR_NONE;
	}
	m->n_traits = kept;
	kept = 0;
	if (m->n_traits)
		qsort(m->traits, m->n_traits, sizeof *m->traits, by_hash);
	for (uint32_t i = 0; i < m->n_traits; i++)
		if (!i || by_hash(&m->traits[i], &m->traits[i - 1]))
			m->traits[kept++] = m->traits[i];
	m->n_traits = kept;
	for (uint32_t i = 0, end; i < kept; i = end) {
		for (end = i + 1; end < kept && m->traits[end].hash == m->traits[i].hash;)
			end++;
		uint32_t w = bits(m->n, end - i);
		for (uint32_t k = i; k < end; k++) {
			m->papers[m->traits[k].paper].norm += (uint64_t)w * w;
			m->traits[k].weight = end - i > 1 && end - i <= most ? w : 0;
		}
	}
}

static kr_status list_by_paper(struct matters *m)
{
	kr_arena *a = &m->t->a;

	m->first = kr__arena_array(a, (size_t)m->n + 2, sizeof *m->first);
	m->by_paper = kr__arena_array(a, (size_t)m->n_traits + 1, sizeof *m->by_paper);
	if (!m->first || !m->by_paper)
		return kr__arena_status(a);
	for (uint32_t i = 0; i < m->n_traits; i++)
		m->first[m->traits[i].paper + 2]++;
	for (uint32_t p = 2; p < m->n + 2; p++)
		m->first[p] += m->first[p - 1];
	for (uint32_t i = 0; i < m->n_traits; i++)
		m->by_paper[m->first[m->traits[i].paper + 1]++] = i;
	return KR_OK;
}

/* ---- which are of one matter -------------------------------------------------------- */
/* The last papers that had the trait `i`, within a week. */
static uint32_t look_back(struct matters *m, uint32_t i, uint32_t n_touched)
{
	const struct trait *x = &m->traits[i];

	for (uint32_t k = 1; k <= LAST && k <= i; k++) {
		const struct trait *y = x - k;
		struct paper *p = &m->papers[y->paper];
		if (y->hash != x->hash || p->day < (int64_t)m->papers[x->paper].day - WEEK)
			break;
		if (!p->shared++)
			m->touched[n_touched++] = y->paper;
		p->score += x->weight * x->weight;
		p->sum += x->weight;
	}
	return n_touched;
}

/* Among very many articles some two have rare things in common by chance. */
static bool near(const struct matters *m, const struct paper *a, const struct paper *b)
{
	uint64_t score = a->score, x = a->norm, y = b->norm;

	while (score >> 26 || x >> 30 || y >> 30) { /* the same ratio, in 64 bits */
		score >>= 1;
		x >>= 1;
		y >>= 1;
	}
	return a->shared >= SHARED && a->sum >= 2 * bits(m->n, 1) &&
	       score * score * 1000 / NEAR_PERMILLE >= x * y;
}

static void unite_all(struct matters *m)
{
	for (uint32_t p = 0; p < m->n; p++) {
		uint32_t n = 0;
		for (uint32_t k = m->first[p]; k < m->first[p + 1]; k++)
			if (m->traits[m->by_paper[k]].weight)
				n = look_back(m, m->by_paper[k], n);
		for (uint32_t k = 0; k < n; k++) {
			struct paper *other = &m->papers[m->touched[k]];
			if (near(m, other, &m->papers[p]))
				kr__tales_unite(m->t, other->num, m->papers[p].num);
			other->score = other->sum = other->shared = 0;
		}
	}
}

kr_status kr__matters_join(kr_settler *t)
{
	struct matters m = { .t = t };
	kr_status status = read_papers(&m);

	if (!status)
		status = each_row(&m, "select doc, key from entity not indexed where key is not"
		                      " null and key not like 'state/%'", add_actor);
	if (!status) {
		weigh(&m);
		status = list_by_paper(&m);
	}
	if (!status)
		unite_all(&m);
	return status;
}
