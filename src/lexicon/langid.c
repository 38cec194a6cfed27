// SPDX-License-Identifier: Apache-2.0
/*
 * Telling languages. The problem: one table for all languages is too small to
 * part Indonesian from Malay, and one large enough is slow to load. The idea:
 * two models; the wide one finds the family, the near one (more pieces, fewer
 * classes) decides inside it. Words are read in portions until the answer is
 * certain. Limits: a text in two languages gets the one that begins it.
 */
#include "lexicon/langid.h"

#include "learn/ngram.h"
#include "lexicon/pack.h"
#include "lexicon/rows.h"

enum { PORTION = 25, FEW_WORDS = 50, MAX_WORDS = 200, CERTAIN = 985,
       VERY_CERTAIN = 997, /* by fewer words than FEW_WORDS */ MIN_PIECES = 12,
       LOWEST = 350, HINT_ENOUGH = 100, MAX_SCRIPTS = 48, SCRIPT_BYTES = 1500,
       WIDE_ROWS = 2048, NEAR_ROWS = 8192 };

/* A stretch of code points that belongs to a script. */
typedef struct script {
	uint32_t first, last;
	uint32_t group; /* row that begins the group */
	kr_view lang;
} script;

struct kr_langid {
	const script *scripts;
	uint32_t n_scripts;
	kr_ngram wide, near;
	bool has_wide, has_near;
	uint32_t family; /* bit c: class c of the wide model is in the near one */
};

static kr_status open_model(kr_lexicon *lx, const char *file, kr_ngram *m,
                            bool *found, kr_err *err)
{
	kr_view bytes;
	kr_err why;
	kr_status status = kr__lexicon_map(lx, file, &bytes, err);

	*found = !status;
	if (status)
		return status == KR_ENOTFOUND ? KR_OK : status;
	status = kr__ngram_open(m, bytes, &why);
	return status ? kr__err_set(err, status, file, why.offset, why.message) : KR_OK;
}

static uint32_t class_of(const kr_ngram *m, kr_view lang)
{
	for (uint32_t c = 0; c < m->n_classes; c++)
		if (kr__view_eq(m->names[c], lang))
			return c;
	return m->n_classes;
}

static bool read_hex(kr_view v, uint32_t *out)
{
	*out = 0;
	for (size_t i = 0; i < v.len; i++) {
		char c = v.ptr[i];
		uint32_t d = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
		           : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10) : 16;
		if (d > 15 || *out > 0x10FFFF)
			return false;
		*out = *out * 16 + d;
	}
	return v.len > 0;
}

static kr_status load_scripts(kr_lexicon *lx, kr_langid *m, kr_err *err)
{
	kr_rows rows = { .n = 0 };
	kr_buf path;

	kr__buf_init(&path, &lx->arena.alloc);
	kr__buf_str(&path, lx->data_dir);
	kr__buf_str(&path, "/lang/common/langid/scripts.tsv");
	kr_status status = path.failed ? path.failed : kr__rows_read(
		&rows, &lx->arena, path.ptr, 4, 4, err);
	kr__buf_drop(&path);
	script *at = kr__arena_array(&lx->arena, rows.n, sizeof *at);
	if (status || (!at && rows.n))
		return status == KR_ENOTFOUND ? KR_OK : status ? status : KR_ENOMEM;
	for (uint32_t i = 0; i < rows.n; i++) {
		const kr_row *r = &rows.at[i];
		bool same = i && kr__view_eq(r->field[0], rows.at[i - 1].field[0]);
		if (i == MAX_SCRIPTS || !read_hex(r->field[1], &at[i].first) ||
		    !read_hex(r->field[2], &at[i].last))
			return kr__err_set(err, KR_EDATA, rows.path, r->line,
			                   "not a script");
		at[i].group = same ? at[i - 1].group : i;
		at[i].lang = r->field[3];
	}
	m->scripts = at;
	m->n_scripts = rows.n;
	return KR_OK;
}

kr_status kr__langid_load(kr_lexicon *lx, kr_err *err)
{
	kr_langid *m = kr__arena_get(&lx->arena, sizeof *m);

	if (!m)
		return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	lx->langid = m;
	kr_status status = load_scripts(lx, m, err);
	if (!status)
		status = open_model(lx, "lang/common/langid/wide.krn", &m->wide, &m->has_wide, err);
	if (!status)
		status = open_model(lx, "lang/common/langid/near.krn", &m->near, &m->has_near, err);
	for (uint32_t c = 0; !status && c < m->wide.n_classes; c++)
		if (class_of(&m->near, m->wide.names[c]) < m->near.n_classes)
			m->family |= 1u << c;
	return status;
}

/* The part of the classes of `family`, if the best is one; else the best's. */
static uint32_t sure_part(const kr_ngram *m, uint32_t family,
                          const kr_ngram_answer *a)
{
	uint32_t sum = 0;

	if (!(family >> a->best & 1))
		return a->confidence;
	for (uint32_t c = 0; c < m->n_classes; c++)
		sum += family >> c & 1 ? a->part[c] : 0;
	return sum > 1000 ? 1000 : sum;
}

/* What is remembered of the words of both models. */
typedef struct recall {
	kr_ngram_memo wide, near;
} recall;

static recall recall_of(const kr_langid *m, kr_memo *memo)
{
	recall r = { { NULL, 0 }, { NULL, 0 } };
	size_t wide = WIDE_ROWS * kr__ngram_row_size(&m->wide);
	bool fresh;

	if (!memo || !m->has_near)
		return r;
	char *at = kr__memo_get(memo, KR_MEMO_LANGUAGE, m, wide + NEAR_ROWS *
	                        kr__ngram_row_size(&m->near), &fresh);
	if (at)
		r = (recall){ { at, WIDE_ROWS }, { at + wide, NEAR_ROWS } };
	return r;
}

/* Read words until the answer is certain; false: too little to tell. */
static bool ask(const kr_ngram *m, const kr_ngram_memo *memo, uint32_t family,
                kr_view text, kr_ngram_answer *out)
{
	kr_ngram_sum sum = { .memo = *memo };
	size_t at = 0;
	uint32_t enough;

	do {
		kr__ngram_add(m, text, &at, PORTION, &sum);
		kr__ngram_ask(m, &sum, out);
		enough = sum.n_words < FEW_WORDS ? VERY_CERTAIN : CERTAIN;
	} while (at < text.len && sum.n_words < MAX_WORDS &&
	         sure_part(m, family, out) < enough);
	return sum.n_pieces >= MIN_PIECES;
}

/* "id-ID" is "id"; "in" is what old software calls it. */
static kr_view plain(kr_view hint)
{
	size_t n = 0;

	while (n < hint.len && hint.ptr[n] != '-' && hint.ptr[n] != '_')
		n++;
	return kr__view_sub(hint, 0, n);
}

static uint32_t ascii_letters(kr_view v)
{
	uint32_t n = 0;

	for (size_t i = 0; i < v.len; i++) {
		uint8_t low = (uint8_t)v.ptr[i] | 32;
		n += low >= 'a' && low <= 'z';
	}
	return n;
}

typedef struct script_count {
	uint32_t n[MAX_SCRIPTS], group[MAX_SCRIPTS];
	uint32_t letters; /* beyond ASCII */
	bool any;         /* of a script that is listed */
} script_count;

static void count_scripts(const kr_langid *m, kr_view text, size_t limit,
                          script_count *c)
{
	kr_view head = kr__view_sub(text, 0, limit);
	size_t at = kr__ascii_end(head, 0);

	while (at < limit) {
		uint32_t cp = kr__utf8_next(text, &at), i = 0;
		c->letters += (kr__cc(cp) & KR_CC_ALPHA) != 0;
		while (i < m->n_scripts &&
		       (cp < m->scripts[i].first || cp > m->scripts[i].last))
			i++;
		if (i < m->n_scripts) {
			c->any = true;
			c->n[i]++;
			c->group[m->scripts[i].group]++;
		}
		at = at < limit ? kr__ascii_end(head, at) : limit;
	}
}

/* The language of a script of its own that holds most letters; false: the
 * letters say nothing. */
static bool by_script(const kr_langid *m, kr_view text, kr_language *out)
{
	size_t limit = text.len < SCRIPT_BYTES ? text.len : SCRIPT_BYTES;
	script_count c = { .letters = 0 };

	count_scripts(m, text, limit, &c);
	if (!c.any)
		return false;
	uint32_t letters = c.letters + ascii_letters(kr__view_sub(text, 0, limit));
	for (uint32_t i = 0; i < m->n_scripts; i++) {
		uint32_t all = c.group[m->scripts[i].group];
		if (all * 2 <= letters || c.n[i] * 10 < all || letters < 4)
			continue;
		out->lang = m->scripts[i].lang;
		out->confidence = (uint16_t)(all >= letters ? 1000
		                                            : all * 1000 / letters);
		return true;
	}
	return false;
}

static kr_language answer(const kr_ngram *m, const kr_ngram_answer *a,
                          kr_view hint, uint32_t share)
{
	uint32_t c = class_of(m, hint), best = a->best;

	if (c < m->n_classes && a->part[c] >= HINT_ENOUGH)
		best = c;
	kr_language out = { m->names[best],
		            (uint16_t)(a->part[best] * share / 1000) };
	return out;
}

kr_language kr__langid_tell(const kr_langid *m, kr_memo *memo, kr_view text,
                            kr_view hint)
{
	kr_language none = { { "", 0 }, 0 };
	kr_ngram_answer wide, near;
	kr_language out;

	hint = plain(hint);
	if (m && by_script(m, text, &out))
		return kr__view_is(out.lang, "und") ? none : out;
	if (!m || !m->has_wide)
		return none;
	recall r = recall_of(m, memo);
	if (!ask(&m->wide, &r.wide, m->family, text, &wide))
		return none;
	out = answer(&m->wide, &wide, hint, 1000);
	if (m->has_near && class_of(&m->near, out.lang) < m->near.n_classes &&
	    ask(&m->near, &r.near, 0, text, &near))
		out = answer(&m->near, &near, hint,
		             sure_part(&m->wide, m->family, &wide));
	return out.confidence < LOWEST || kr__view_is(out.lang, "und") ? none : out;
}
