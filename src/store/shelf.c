// SPDX-License-Identifier: Apache-2.0
/*
 * Making the shelf. The problem: a filter may ask for any part of any word, or
 * for values that a third of a million rows have, alone or together, and every
 * page of the answer must come within a tenth of a second. The idea: rows of
 * each kind of answer are walked once in the order of answers; every key
 * (field and folded text) gets the ascending positions that hold it, as
 * differences in 7-bit groups. Keys of a field stand in one string, which is
 * searched for parts of words; words are cut at white space only, so that a
 * part of a text without white space is a part of one of its keys. Where the
 * order of answers is not that of the table, the table is still read in its own
 * order, and rows are put in order in memory: rows fetched one by one out of a
 * file that no cache holds cost more than all else. Quotes and mentions are many,
 * and documents that are added change none of those before: their rows get an
 * annex (annex.c) until there are so many of them that both are made anew. Limits: the keys of one
 * kind are held in memory (some 100 bytes a distinct word), and some 150 bytes
 * a quote while they are put in order.
 * Source: inverted files as in I. H. Witten and others, Managing Gigabytes.
 */
#include "store/shelf.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "store/annex.h"
#include "store/chronicle.h"

enum { MAX_FEED = 16, INLINE = 8 };
static const uint32_t LATER = UINT32_MAX;

static const uint8_t hows[KR_N_FIELDS] = {
	[KR_FIELD_WORD] = KR_FIELD_WORDS, [KR_FIELD_SIDE] = KR_FIELD_PARTS,
	[KR_FIELD_NAME_OF] = KR_FIELD_NAME, [KR_FIELD_CODE] = KR_FIELD_EXACT,
	[KR_FIELD_TYPE] = KR_FIELD_EXACT, [KR_FIELD_MODE] = KR_FIELD_EXACT,
	[KR_FIELD_STATE] = KR_FIELD_EXACT, [KR_FIELD_PLACE] = KR_FIELD_NAME,
	[KR_FIELD_COUNTRY] = KR_FIELD_EXACT, [KR_FIELD_QUAD] = KR_FIELD_EXACT,
	[KR_FIELD_ORIGIN] = KR_FIELD_PARTS, [KR_FIELD_ORIGINS] = KR_FIELD_AT_LEAST,
	[KR_FIELD_REPORTS] = KR_FIELD_AT_LEAST, [KR_FIELD_SINCE] = KR_FIELD_AT_LEAST,
	[KR_FIELD_UNTIL] = KR_FIELD_AT_MOST, [KR_FIELD_TO] = KR_FIELD_PARTS,
	[KR_FIELD_KEY] = KR_FIELD_EXACT, [KR_FIELD_BASIS] = KR_FIELD_EXACT,
};

kr_field_how kr__field_how(kr_field f)
{
	return (kr_field_how)hows[f];
}

typedef enum order {
	BY_NUMBER, /* rows come in the order of answers, numbered 1, 2, ... */
	AS_TOLD,   /* they come in that order, with any numbers */
	SORTED     /* by text, place of the document, number, text: see walk_sorted */
} order;

/* Rows of a kind: their number, for SORTED their document and what they are
 * sorted by (a text, a number, a text), then the values of fields. */
struct feed {
	kr_shelf_kind kind;
	order order;
	const char *rows;
	uint8_t fields[MAX_FEED]; /* 0 ends */
};

static const struct feed feeds[] = {
	{ KR_SHELF_EVENTS, BY_NUMBER,
	  "select num, evidence, type, mode, status, place, country, quad, origins,"
	  " n_origins, n_reports, sort_day, sort_day, n_reports from happening order by num",
	  { KR_FIELD_WORD, KR_FIELD_TYPE, KR_FIELD_MODE, KR_FIELD_STATE, KR_FIELD_PLACE,
	    KR_FIELD_COUNTRY, KR_FIELD_QUAD, KR_FIELD_ORIGIN, KR_FIELD_ORIGINS,
	    KR_FIELD_REPORTS, KR_FIELD_SINCE, KR_FIELD_UNTIL, KR_FIELD_COUNTS } },
	{ KR_SHELF_EVENTS, BY_NUMBER,
	  "select happening, code, name from happening_party order by rowid",
	  { KR_FIELD_CODE, KR_FIELD_NAME_OF } },
	{ KR_SHELF_PLEDGES, BY_NUMBER,
	  "select num, what, codes, actors, recipients, type, state, opened_day,"
	  " opened_day, n_moves from pledge order by num",
	  { KR_FIELD_WORD, KR_FIELD_SIDE, KR_FIELD_SIDE, KR_FIELD_SIDE, KR_FIELD_TYPE,
	    KR_FIELD_STATE, KR_FIELD_SINCE, KR_FIELD_UNTIL, KR_FIELD_COUNTS } },
	{ KR_SHELF_QUOTES, SORTED,
	  "select num, doc, null, span_start, id, text, code, speaker, kind, addressee,"
	  " reported_by from quote not indexed",
	  { KR_FIELD_WORD, KR_FIELD_CODE, KR_FIELD_NAME_OF, KR_FIELD_TYPE, KR_FIELD_TO,
	    KR_FIELD_ORIGIN } },
	{ KR_SHELF_STORIES, AS_TOLD,
	  "select num, title, last_day, first_day from story order by n_docs desc,"
	  " first_day, id",
	  { KR_FIELD_WORD, KR_FIELD_SINCE, KR_FIELD_UNTIL } },
	{ KR_SHELF_MENTIONS, SORTED,
	  "select rowid, doc, key, 0, name, name, key, code, basis from entity not indexed"
	  " where key is not null",
	  { KR_FIELD_NAME_OF, KR_FIELD_KEY, KR_FIELD_CODE, KR_FIELD_BASIS } },
	{ KR_SHELF_QUOTES_NEW, AS_TOLD,
	  "select q.num, q.text, q.code, q.speaker, q.kind, q.addressee, q.reported_by"
	  " from quote q join document d on d.num = q.doc where q.doc > ?1 order by"
	  " coalesce(d.published, d.latest, '9999'), d.id, q.span_start, q.id, q.num",
	  { KR_FIELD_WORD, KR_FIELD_CODE, KR_FIELD_NAME_OF, KR_FIELD_TYPE, KR_FIELD_TO,
	    KR_FIELD_ORIGIN } },
	{ KR_SHELF_MENTIONS_NEW, AS_TOLD,
	  "select e.rowid, e.name, e.key, e.code, e.basis from entity e join document d on"
	  " d.num = e.doc where e.doc > ?1 and e.key is not null order by e.key,"
	  " coalesce(d.published, d.latest, '9999'), d.id, coalesce(e.name, ''), e.rowid",
	  { KR_FIELD_NAME_OF, KR_FIELD_KEY, KR_FIELD_CODE, KR_FIELD_BASIS } },
};

struct term {
	uint64_t hash;
	uint32_t key, len;   /* in the maker's keys */
	uint32_t n, last;    /* positions; the last one + 1 */
	uint32_t size, cap;  /* bytes of them; cap 0: in place */
	union {
		uint8_t here[INLINE];
		uint8_t *there;
	} posts;
	uint8_t field;
};

struct maker {
	kr_store *s;
	kr_err *err;
	kr_shelf_kind kind;
	struct term *terms;
	uint32_t n_terms, cap_terms;
	uint32_t *slots;     /* [mask + 1] index of a term + 1 */
	uint32_t mask;
	kr_buf keys, folded, rows, counts;
	kr_buf noted;        /* uint32_t: terms of rows that have no place yet */
	uint32_t n;          /* positions */
	int64_t num;         /* of the next row of postings */
	int64_t behind;      /* an annex holds what documents behind this one tell */
	kr_status failed;
};

static bool widen(struct maker *m)
{
	uint32_t n = m->mask ? (m->mask + 1) * 2 : 4096;
	uint32_t *slots = calloc(n, sizeof *slots);
	struct term *terms = realloc(m->terms, (size_t)n / 2 * sizeof *terms);

	if (terms) {
		m->terms = terms;
		m->cap_terms = n / 2;
	}
	if (!slots || !terms) {
		free(slots);
		m->failed = KR_ENOMEM;
		return false;
	}
	free(m->slots);
	m->slots = slots;
	m->mask = n - 1;
	for (uint32_t i = 0; i < m->n_terms; i++) {
		uint32_t at = (uint32_t)m->terms[i].hash & m->mask;
		while (slots[at])
			at = (at + 1) & m->mask;
		slots[at] = i + 1;
	}
	return true;
}

static struct term *term_of(struct maker *m, kr_field field, kr_view key)
{
	uint64_t hash = kr__hash64_seed(key, field);

	if (m->n_terms == m->cap_terms && !widen(m))
		return NULL;
	uint32_t at = (uint32_t)hash & m->mask;
	for (; m->slots[at]; at = (at + 1) & m->mask) {
		struct term *t = &m->terms[m->slots[at] - 1];
		if (t->hash == hash && t->field == field &&
		    kr__view_eq(key, (kr_view){ m->keys.ptr + t->key, t->len }))
			return t;
	}
	if (m->keys.len + key.len > UINT32_MAX) {
		m->failed = KR_ELIMIT;
		return NULL;
	}
	struct term *t = &m->terms[m->n_terms++];
	*t = (struct term){ .hash = hash, .key = (uint32_t)m->keys.len,
		            .len = (uint32_t)key.len, .field = (uint8_t)field };
	m->slots[at] = m->n_terms;
	kr__buf_add(&m->keys, key);
	return t;
}

static bool put_byte(struct term *t, uint8_t byte)
{
	uint32_t room = t->cap ? t->cap : INLINE;

	if (t->size == room) {
		uint8_t *more = realloc(t->cap ? t->posts.there : NULL, room * 2);
		if (!more)
			return false;
		if (!t->cap)
			memcpy(more, t->posts.here, INLINE);
		t->posts.there = more;
		t->cap = room * 2;
	}
	(t->cap ? t->posts.there : t->posts.here)[t->size++] = byte;
	return true;
}

static void append(struct maker *m, struct term *t, uint32_t at)
{
	if (t->last == at + 1)
		return;
	uint32_t gap = at + 1 - t->last;
	for (; gap >= 0x80; gap >>= 7)
		if (!put_byte(t, (uint8_t)(gap | 0x80)))
			m->failed = KR_ENOMEM;
	if (!put_byte(t, (uint8_t)gap))
		m->failed = KR_ENOMEM;
	t->last = at + 1;
	t->n++;
}

static void put_number(kr_buf *b, int64_t n)
{
	uint32_t v = (uint32_t)n;

	kr__buf_add(b, (kr_view){ (const char *)&v, sizeof v });
}

/* A key of the row at `at`, or of one whose place is not known yet (LATER). A
 * key with a byte that no UTF-8 has is damaged and cannot be asked for. */
static void post(struct maker *m, kr_field field, kr_view key, uint32_t at)
{
	if (!key.len || m->failed || kr__view_chr(key, KR_SHELF_PART) != KR_NPOS)
		return;
	struct term *t = term_of(m, field, key);
	if (t && at == LATER)
		put_number(&m->noted, t - m->terms);
	else if (t)
		append(m, t, at);
}

kr_view kr__shelf_fold(kr_buf *b, kr_view v)
{
	kr__buf_reset(b);
	kr__buf_add(b, v);
	for (size_t i = 0; i < b->len; i++)
		if (b->ptr[i] >= 'A' && b->ptr[i] <= 'Z')
			b->ptr[i] |= 0x20;
	return kr__buf_view(b);
}

size_t kr__shelf_word(kr_view v, size_t at, kr_view *word)
{
	while (at < v.len && (unsigned char)v.ptr[at] <= ' ')
		at++;
	size_t start = at;
	while (at < v.len && (unsigned char)v.ptr[at] > ' ')
		at++;
	*word = kr__view_sub(v, start, at);
	return at;
}

static void put_value(struct maker *m, kr_field field, kr_view v, uint32_t at)
{
	kr_field_how how = kr__field_how(field);
	kr_view rest, part;

	if (!v.len)
		return;
	if (how == KR_FIELD_WORDS || how == KR_FIELD_PARTS || how == KR_FIELD_NAME)
		v = kr__shelf_fold(&m->folded, v);
	if (how == KR_FIELD_WORDS) {
		for (size_t i = 0; i < v.len;) {
			i = kr__shelf_word(v, i, &part);
			post(m, field, part, at);
		}
	} else if (how == KR_FIELD_PARTS) {
		rest = v;
		while (kr__view_next(&rest, ';', &part))
			post(m, field, kr__view_trim(part), at);
	} else {
		post(m, field, v, at);
	}
}

/* The values of a row, which begin at a column. */
static void put_row(struct maker *m, const struct feed *f, sqlite3_stmt *st, int column,
                    uint32_t at)
{
	for (int i = 0; f->fields[i]; i++)
		if (f->fields[i] == KR_FIELD_COUNTS)
			put_number(&m->counts, sqlite3_column_int64(st, column + i));
		else
			put_value(m, (kr_field)f->fields[i],
			          kr__store_col(st, column + i), at);
}

static kr_status ended(struct maker *m, sqlite3_stmt *st, int rc)
{
	kr_status status = m->failed           ? m->failed
	                   : rc == SQLITE_DONE ? KR_OK
	                                       : kr__store_fail(m->s, m->err);

	sqlite3_reset(st);
	return status;
}

static kr_status walk(struct maker *m, const struct feed *f)
{
	sqlite3_stmt *st = kr__store_stmt(m->s, f->rows, m->err);
	int rc = SQLITE_DONE;

	if (!st)
		return kr__store_status(m->err);
	if (m->behind)
		sqlite3_bind_int64(st, 1, m->behind);
	while (!m->failed && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		int64_t num = sqlite3_column_int64(st, 0);
		if (num < 1 || num > UINT32_MAX)
			m->failed = KR_ELIMIT;
		if (f->order == AS_TOLD)
			put_number(&m->rows, num);
		m->n = f->order == AS_TOLD ? m->n + 1 : (uint32_t)num;
		put_row(m, f, st, 1, m->n - 1);
	}
	return ended(m, st, rc);
}

/* ---- rows put in order ---------------------------------------------------------- */
struct row {
	const char *tie;      /* compared last */
	uint32_t tie_len;
	uint32_t group;       /* of the first text, then its rank */
	uint32_t doc, number; /* place of the document in the order of days; number */
	uint32_t num;
	uint32_t first, n;    /* in noted */
};

struct sorter {
	kr_arena a;
	kr_symbols groups;
	uint32_t *docs;      /* [n_docs] places; KR_NONE: no such document */
	uint32_t n_docs;
	kr_buf rows;         /* struct row */
};

static int by_order(const void *p, const void *q)
{
	const struct row *x = p, *y = q;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->doc != y->doc)
		return x->doc < y->doc ? -1 : 1;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	int by_tie = kr__view_cmp((kr_view){ x->tie, x->tie_len },
	                          (kr_view){ y->tie, y->tie_len });
	return by_tie ? by_tie : (x->num > y->num) - (x->num < y->num);
}

/* Documents in the order of days, as answers have them; out of an index. */
static kr_status place_docs(struct maker *m, struct sorter *o)
{
	sqlite3_stmt *st = kr__store_stmt(
		m->s, "select num from document order by coalesce(published, latest,"
		      " '9999'), id", m->err);
	uint32_t place = 0;
	int rc = SQLITE_DONE;

	if (!st)
		return kr__store_status(m->err);
	kr_status status = kr__store_docs_end(m->s, &o->n_docs, m->err);
	if (status)
		return status;
	o->docs = kr__arena_array(&o->a, (size_t)o->n_docs + 1, sizeof *o->docs);
	if (!o->docs)
		return kr__arena_status(&o->a);
	memset(o->docs, 0xFF, o->n_docs * sizeof *o->docs);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		int64_t num = sqlite3_column_int64(st, 0);
		if (num > 0 && num < o->n_docs)
			o->docs[num] = place++;
	}
	return ended(m, st, rc);
}

static void note_row(struct maker *m, struct sorter *o, const struct feed *f,
                     sqlite3_stmt *st)
{
	int64_t num = sqlite3_column_int64(st, 0), doc = sqlite3_column_int64(st, 1);
	uint32_t first = (uint32_t)(m->noted.len / sizeof(uint32_t));

	if (num < 1 || num > UINT32_MAX || m->noted.len / sizeof(uint32_t) > UINT32_MAX / 2)
		m->failed = KR_ELIMIT;
	if (m->failed || doc < 1 || doc >= o->n_docs || o->docs[doc] == KR_NONE)
		return;
	kr_view tie = kr__arena_copy(&o->a, kr__store_col(st, 4));
	struct row r = { .tie = tie.ptr, .tie_len = (uint32_t)tie.len,
		         .group = kr__symbols_add(&o->groups, kr__store_col(st, 2)),
		         .doc = o->docs[doc],
		         .number = (uint32_t)sqlite3_column_int64(st, 3),
		         .num = (uint32_t)num, .first = first };
	put_row(m, f, st, 5, LATER);
	r.n = (uint32_t)(m->noted.len / sizeof(uint32_t)) - first;
	kr__buf_add(&o->rows, (kr_view){ (const char *)&r, sizeof r });
	if (!m->failed)
		m->failed = o->rows.failed ? o->rows.failed
		            : m->noted.failed ? m->noted.failed
		                              : kr__arena_status(&o->a);
}

struct named {
	kr_view text;
	uint32_t group;
};

static int by_text(const void *p, const void *q)
{
	const struct named *x = p, *y = q;

	return kr__view_cmp(x->text, y->text);
}

/* Groups are numbered as they were met; rank them by their texts. */
static kr_status rank_groups(struct sorter *o, struct row *rows, uint32_t n)
{
	uint32_t n_groups = o->groups.first + o->groups.n;
	struct named *names = kr__arena_array(&o->a, (size_t)n_groups + 1, sizeof *names);
	uint32_t *ranks = kr__arena_array(&o->a, (size_t)n_groups + 1, sizeof *ranks);

	if (!names || !ranks)
		return kr__arena_status(&o->a);
	for (uint32_t i = 0; i < n_groups; i++)
		names[i] = (struct named){ kr__symbols_text(&o->groups, i), i };
	qsort(names, n_groups, sizeof *names, by_text);
	for (uint32_t i = 0; i < n_groups; i++)
		ranks[names[i].group] = i;
	for (uint32_t i = 0; i < n; i++)
		rows[i].group = ranks[rows[i].group];
	return KR_OK;
}

static kr_status post_sorted(struct maker *m, struct sorter *o)
{
	struct row *rows = (struct row *)(void *)o->rows.ptr;
	const uint32_t *noted = (const uint32_t *)(const void *)m->noted.ptr;
	uint32_t n = (uint32_t)(o->rows.len / sizeof *rows);
	kr_status status = rank_groups(o, rows, n);

	if (n)
		qsort(rows, n, sizeof *rows, by_order);
	for (uint32_t i = 0; i < n && !status; i++) {
		put_number(&m->rows, rows[i].num);
		for (uint32_t k = 0; k < rows[i].n; k++)
			append(m, &m->terms[noted[rows[i].first + k]], m->n);
		m->n++;
		status = m->failed;
	}
	return status;
}

static kr_status walk_sorted(struct maker *m, const struct feed *f)
{
	struct sorter o = { .n_docs = 0 };
	sqlite3_stmt *st = kr__store_stmt(m->s, f->rows, m->err);
	int rc = SQLITE_DONE;

	if (!st)
		return kr__store_status(m->err);
	kr__arena_init(&o.a, NULL, 0);
	kr__symbols_init(&o.groups, &o.a, NULL);
	kr__buf_init(&o.rows, NULL);
	kr_status status = place_docs(m, &o);
	while (!status && !m->failed && (rc = sqlite3_step(st)) == SQLITE_ROW)
		note_row(m, &o, f, st);
	kr_status end = ended(m, st, rc);
	if (!status)
		status = end;
	if (!status)
		status = post_sorted(m, &o);
	kr__buf_drop(&o.rows);
	kr__arena_drop(&o.a);
	return status;
}

/* ---- writing ------------------------------------------------------------------ */
static kr_status put_shelf(struct maker *m, unsigned field, int64_t first, int64_t n,
                           kr_view keys)
{
	kr_err *err = m->err;
	sqlite3_stmt *st = kr__store_stmt(
		m->s, "insert into shelf(num, first, n, keys) values (?1, ?2, ?3, ?4)", err);

	if (!st)
		return kr__store_status(err);
	sqlite3_bind_int64(st, 1, m->kind * KR_N_FIELDS + field);
	sqlite3_bind_int64(st, 2, first);
	sqlite3_bind_int64(st, 3, n);
	sqlite3_bind_blob64(st, 4, keys.len ? keys.ptr : "", keys.len, SQLITE_STATIC);
	return kr__store_run(m->s, st, err);
}

static kr_status put_posting(struct maker *m, const struct term *t, int64_t num)
{
	kr_err *err = m->err;
	sqlite3_stmt *st = kr__store_stmt(
		m->s, "insert into posting(num, posts) values (?1, ?2)", err);

	if (!st)
		return kr__store_status(err);
	sqlite3_bind_int64(st, 1, num);
	sqlite3_bind_blob64(st, 2, t->cap ? t->posts.there : t->posts.here, t->size,
	                    SQLITE_STATIC);
	return kr__store_run(m->s, st, err);
}

/* Keys of a field get the row numbers that follow each other, in the order in
 * which they were met. */
static kr_status write_field(struct maker *m, unsigned field)
{
	int64_t first = m->num;
	kr_status status = KR_OK;
	kr_buf *keys = &m->folded;

	kr__buf_reset(keys);
	kr__buf_chr(keys, KR_SHELF_PART);
	for (uint32_t i = 0; i < m->n_terms && !status; i++) {
		const struct term *t = &m->terms[i];
		if (t->field != field)
			continue;
		kr__buf_add(keys, (kr_view){ m->keys.ptr + t->key, t->len });
		kr__buf_chr(keys, KR_SHELF_PART);
		status = put_posting(m, t, m->num++);
	}
	if (!status)
		status = keys->failed;
	return status || m->num == first ? status
	                                 : put_shelf(m, field, first, m->num - first,
	                                             kr__buf_view(keys));
}

static kr_status write_all(struct maker *m)
{
	kr_status status = put_shelf(m, 0, 0, m->n, kr__buf_view(&m->rows));

	if (!status && m->counts.len)
		status = put_shelf(m, KR_FIELD_COUNTS, 0, m->n, kr__buf_view(&m->counts));
	for (unsigned f = 1; f < KR_FIELD_COUNTS && !status; f++)
		status = write_field(m, f);
	return status;
}

static void clear(struct maker *m)
{
	for (uint32_t i = 0; i < m->n_terms; i++)
		if (m->terms[i].cap)
			free(m->terms[i].posts.there);
	free(m->terms);
	free(m->slots);
	kr__buf_drop(&m->keys);
	kr__buf_drop(&m->folded);
	kr__buf_drop(&m->rows);
	kr__buf_drop(&m->counts);
	kr__buf_drop(&m->noted);
}

/* ---- kinds ------------------------------------------------------------------------ */
static kr_status make_kind(kr_store *s, kr_shelf_kind kind, int64_t behind, kr_err *err)
{
	bool annex = kr__annex_of(kind) != KR_SHELF_NONE;
	struct maker m = { .s = s, .err = err, .kind = kind, .num = kr__shelf_first(kind),
		           .behind = annex ? behind : 0 };
	kr_status status = KR_OK;

	kr__buf_init(&m.keys, NULL);
	kr__buf_init(&m.folded, NULL);
	kr__buf_init(&m.rows, NULL);
	kr__buf_init(&m.counts, NULL);
	kr__buf_init(&m.noted, NULL);
	for (size_t i = 0; i < sizeof feeds / sizeof *feeds && !status; i++)
		if (feeds[i].kind == kind)
			status = feeds[i].order == SORTED ? walk_sorted(&m, &feeds[i])
			                                  : walk(&m, &feeds[i]);
	if (!status && annex)
		status = kr__annex_ranks(s, kind, kr__buf_view(&m.rows), &m.counts, err);
	if (!status)
		status = m.keys.failed   ? m.keys.failed
		         : m.rows.failed ? m.rows.failed : m.counts.failed;
	if (!status)
		status = write_all(&m);
	clear(&m);
	return status;
}

static kr_status clear_kind(kr_store *s, int kind, kr_err *err)
{
	sqlite3_stmt *shelf = kr__store_stmt(
		s, "delete from shelf where num >= ?1 and num < ?2", err);
	sqlite3_stmt *posting = kr__store_stmt(
		s, "delete from posting where num >= ?1 and num < ?2", err);

	if (!shelf || !posting)
		return kr__store_status(err);
	sqlite3_bind_int64(shelf, 1, kind * KR_N_FIELDS);
	sqlite3_bind_int64(shelf, 2, (kind + 1) * KR_N_FIELDS);
	kr_status status = kr__store_run(s, shelf, err);
	sqlite3_bind_int64(posting, 1, kr__shelf_first(kind));
	sqlite3_bind_int64(posting, 2, kr__shelf_first(kind + 1));
	return status ? status : kr__store_run(s, posting, err);
}

/* Write what changes with every document, and annexes. */
static kr_status make_some(kr_store *s, int64_t behind, kr_err *err)
{
	kr_status status = KR_OK;

	for (int k = KR_SHELF_NONE + 1; k < KR_N_SHELVES && !status; k++) {
		if (kr__shelf_annex((kr_shelf_kind)k))
			continue;
		status = clear_kind(s, k, err);
		if (!status)
			status = make_kind(s, (kr_shelf_kind)k, behind, err);
	}
	return status;
}

static kr_status make_all(kr_store *s, kr_err *err)
{
	kr_status status = kr__store_exec(s, "delete from shelf; delete from posting;", err);
	uint32_t end = 0;

	for (int k = KR_SHELF_NONE + 1; k < KR_N_SHELVES && !status; k++)
		if (!kr__annex_of((kr_shelf_kind)k))
			status = make_kind(s, (kr_shelf_kind)k, 0, err);
	if (!status)
		status = kr__store_docs_end(s, &end, err);
	return status ? status : kr__annex_begin(s, (int64_t)end - 1, err);
}

kr_status kr__shelf_make(kr_store *s, kr_err *err)
{
	int64_t behind;
	kr_status status = kr__annex_behind(s, &behind, err);

	if (!status)
		status = behind > 0 ? make_some(s, behind, err) : make_all(s, err);
	if (status && err && !err->status)
		kr__err_set(err, status, "", -1, kr_status_text(status));
	return status;
}

bool kr__shelf_fresh(kr_store *s)
{
	sqlite3_stmt *st = kr__store_stmt(
		s, "select 1 from flag where key = 'settled' and value = 'yes' and exists"
		   " (select 1 from shelf)", NULL);
	bool fresh = st && sqlite3_step(st) == SQLITE_ROW;

	if (st)
		sqlite3_reset(st);
	return fresh;
}
