// SPDX-License-Identifier: Apache-2.0
/* Copies: words, alignment, verdicts, candidates in any order, hostile texts. */
#include "merge/copy.h"
#include "merge/copy_index.h"
#include "test.h"

/* A text of n words from a seed; the same seed gives the same words. */
static void babble(kr_buf *b, unsigned seed, unsigned n)
{
	static const char *const parts[] = { "ka", "lu", "mi", "ro", "se", "ti",
		                             "an", "ber" };
	uint64_t h = seed;

	for (unsigned i = 0; i < n; i++) {
		h = kr__hash_mix(h, i + 1);
		for (unsigned k = 0; k < 4; k++)
			kr__buf_str(b, parts[h >> (k * 3) & 7]);
		kr__buf_str(b, i % 12 == 11 ? ".\n" : " ");
	}
}

struct made {
	kr_arena arena;
	kr_buf text;
	kr_copy_doc doc;
};

static void make(struct made *m, const unsigned (*parts)[2], size_t n)
{
	kr__arena_init(&m->arena, NULL, 0);
	kr__buf_init(&m->text, NULL);
	for (size_t i = 0; i < n; i++)
		babble(&m->text, parts[i][0], parts[i][1]);
	m->doc = (kr_copy_doc){ .published = { 1, 0 } };
	assert_int_equal(kr__gist_make(&m->doc.gist, &m->arena,
	                               kr__buf_view(&m->text), NULL, 0), KR_OK);
}

static void drop(struct made *m)
{
	kr__buf_drop(&m->text);
	kr__arena_drop(&m->arena);
}

/* ---- words ---------------------------------------------------------------- */
static void test_words(void **state)
{
	kr_arena a;
	kr_gist g;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	kr_view t = KR_V("Pada 4.000 warga, \"Budi Lagi\" kata IA.\nPADA");
	assert_int_equal(kr__gist_make(&g, &a, t, NULL, 0), KR_OK);
	assert_int_equal(g.n, 8);
	assert_int_equal(g.words[0].hash, g.words[7].hash);
	assert_int_equal(g.words[1].flags & KR_GIST_NUMBER, KR_GIST_NUMBER);
	assert_view(kr__view_span(t, g.words[1].span), "4.000");
	assert_true(g.words[3].flags & KR_GIST_QUOTED);
	assert_true(g.words[4].flags & KR_GIST_NAME);
	assert_false(g.words[5].flags & KR_GIST_QUOTED);
	assert_true(g.words[7].flags & KR_GIST_PARA);
	const kr_span kept[] = { { 5, 10 }, { 40, 400 } };
	assert_int_equal(kr__gist_make(&g, &a, t, kept, 2), KR_OK);
	assert_int_equal(g.n, 2);
	kr__arena_drop(&a);
}

/* ---- verdicts ------------------------------------------------------------- */
struct verdict {
	unsigned a[4][2], b[4][2];
	size_t n_a, n_b;
	int kind;
	const char *why;
};

static const struct verdict verdicts[] = {
	{ { { 1, 60 } }, { { 1, 60 } }, 1, 1, KR_COPY_EXACT, "same words" },
	{ { { 1, 60 }, { 2, 60 } }, { { 1, 60 } }, 2, 1, KR_COPY_CUT, "cut" },
	{ { { 1, 60 } }, { { 1, 60 }, { 2, 60 } }, 1, 2, KR_COPY_EXTENDED,
	  "extended" },
	{ { { 1, 60 }, { 2, 60 } }, { { 2, 60 }, { 1, 60 } }, 2, 2,
	  KR_COPY_REWRITTEN, "moved paragraphs" },
	{ { { 1, 60 }, { 3, 30 }, { 2, 60 } }, { { 4, 60 }, { 3, 30 }, { 5, 60 } },
	  3, 3, KR_COPY_PARTIAL, "one paragraph" },
	{ { { 1, 60 } }, { { 2, 60 } }, 1, 1, KR_COPY_NONE, "nothing shared" },
	{ { { 1, 60 }, { 3, 9 } }, { { 2, 60 }, { 3, 9 } }, 2, 2, KR_COPY_NONE,
	  "a stock phrase" },
	{ { { 1, 7 } }, { { 1, 7 } }, 1, 1, KR_COPY_NONE, "too short to tell" },
	{ { { 1, 0 } }, { { 1, 0 } }, 1, 1, KR_COPY_NONE, "empty" },
};

static kr_copy judged(struct made *a, struct made *b)
{
	kr_alignment how;
	kr_copy c;

	a->doc.published = (kr_days){ 10, 10 };
	b->doc.published = (kr_days){ 11, 12 };
	assert_int_equal(kr__copy_judge(&c, &how, &b->arena, &a->doc, &b->doc),
	                 KR_OK);
	return c;
}

static void test_verdicts(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
		const struct verdict *v = verdicts + i;
		struct made a, b;
		make(&a, v->a, v->n_a);
		make(&b, v->b, v->n_b);
		kr_copy c = judged(&a, &b);
		if (c.kind != v->kind)
			fail_msg("%s: %s (%u, %u)", v->why, kr__copy_text(c.kind),
			         c.share_a, c.share_b);
		if (c.kind)
			assert_int_equal(c.origin, 0);
		drop(&a);
		drop(&b);
	}
}

/* Forms filled in anew are no copies; articles with changed numbers are. */
struct form {
	unsigned every; /* words from number to number */
	unsigned of, other; /* of so many numbers so many differ */
	bool copy;
	const char *why;
};

static const struct form forms[] = {
	{ 7, 20, 16, false, "weather: most numbers differ, close together" },
	{ 4, 20, 8, false, "prices: two fifths of very many" },
	{ 40, 5, 3, true, "article, most of its few numbers changed" },
	{ 20, 10, 4, true, "article, two fifths changed" },
	{ 7, 20, 2, true, "prices corrected" },
	{ 7, 3, 3, true, "too few numbers for a form" },
};

static void make_form(struct made *m, const struct form *f, bool again)
{
	make(m, NULL, 0);
	for (unsigned i = 0; i < f->of; i++) {
		babble(&m->text, 100 + i, f->every - 1);
		kr__buf_str(&m->text, "Rp ");
		kr__buf_u64(&m->text, 1000 + i +
		            (again && i * f->other / f->of != (i + 1) * f->other / f->of
		             ? 500 : 0));
		kr__buf_chr(&m->text, ' ');
	}
	assert_int_equal(kr__gist_make(&m->doc.gist, &m->arena,
	                               kr__buf_view(&m->text), NULL, 0), KR_OK);
}

static void test_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct made a, b;
		make_form(&a, forms + i, false);
		make_form(&b, forms + i, true);
		kr_copy c = judged(&a, &b);
		if ((c.kind != KR_COPY_NONE) != forms[i].copy)
			fail_msg("%s: %s", forms[i].why, kr__copy_text(c.kind));
		drop(&a);
		drop(&b);
	}
}

/* ---- direction ------------------------------------------------------------ */
struct direction {
	const char *outlet_a, *credit_a, *outlet_b, *credit_b;
	kr_days a, b;
	int origin, basis;
};

static const struct direction directions[] = {
	{ "Warta", "ANTARA", "Antara", "", { 5, 5 }, { 9, 9 }, 1, KR_COPY_BY_STATED },
	{ "Antara", "", "Warta.com", "ANTARA", { 5, 5 }, { 5, 5 }, 0,
	  KR_COPY_BY_STATED },
	{ "Warta", "AFP", "Kabar", "AFP", { 5, 5 }, { 5, 5 }, -1, KR_COPY_BY_NONE },
	{ "Warta", "AFP", "Kabar", "AFP", { 5, 6 }, { 7, 9 }, 0, KR_COPY_BY_TIME },
	{ "Warta", "", "Kabar", "", { 5, 7 }, { 7, 9 }, -1, KR_COPY_BY_NONE },
	{ "Warta", "Kabar", "Kabar", "Warta", { 7, 7 }, { 5, 5 }, 1,
	  KR_COPY_BY_TIME },
	{ "", "AFP", "Kabar", "", { 1, 0 }, { 5, 5 }, -1, KR_COPY_BY_NONE },
};

static void side(kr_copy_doc *d, kr_credit chain[2], const char *outlet,
                 const char *credit)
{
	d->outlet = kr__view_of(outlet);
	chain[0] = (kr_credit){ .name = d->outlet };
	chain[1] = (kr_credit){ .name = kr__view_of(credit), .step = 1 };
	d->chain = chain;
	d->n_chain = credit[0] ? 2 : 1;
}

static void test_directions(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof directions / sizeof *directions; i++) {
		const struct direction *d = directions + i;
		static const unsigned parts[1][2] = { { 1, 60 } };
		struct made a, b;
		kr_credit chain_a[2], chain_b[2];
		kr_alignment how;
		kr_copy c;
		make(&a, parts, 1);
		make(&b, parts, 1);
		side(&a.doc, chain_a, d->outlet_a, d->credit_a);
		side(&b.doc, chain_b, d->outlet_b, d->credit_b);
		a.doc.published = d->a;
		b.doc.published = d->b;
		assert_int_equal(kr__copy_judge(&c, &how, &a.arena, &a.doc, &b.doc),
		                 KR_OK);
		if (c.origin != d->origin || c.basis != d->basis)
			fail_msg("row %zu: origin %d by %s", i, c.origin,
			         kr__copy_basis_text(c.basis));
		drop(&a);
		drop(&b);
	}
}

/* ---- hostile texts -------------------------------------------------------- */
static void test_hostile(void **state)
{
	struct made a, b;
	kr_alignment how;
	kr_sketch s;

	(void)state;
	make(&a, NULL, 0);
	make(&b, NULL, 0);
	for (unsigned i = 0; i < 1000000; i++)
		kr__buf_str(&a.text, "satu ");
	for (unsigned i = 0; i < 500000; i++)
		kr__buf_str(&b.text, i % 1000 ? "satu " : "dua ");
	assert_int_equal(kr__gist_make(&a.doc.gist, &a.arena,
	                               kr__buf_view(&a.text), NULL, 0), KR_OK);
	assert_int_equal(kr__gist_make(&b.doc.gist, &b.arena,
	                               kr__buf_view(&b.text), NULL, 0), KR_OK);
	uint64_t start = kr__clock_ns();
	assert_int_equal(kr__align(&how, &a.arena, &a.doc.gist, &b.doc.gist), KR_OK);
	assert_int_equal(kr__align(&how, &a.arena, &b.doc.gist, &a.doc.gist), KR_OK);
	assert_int_equal(kr__sketch_make(&s, &a.arena, &a.doc.gist), KR_OK);
	assert_true(s.n <= 2);
	assert_true(kr__clock_ns() - start < 20000000000u);
	drop(&a);
	drop(&b);
}

/* ---- candidates ----------------------------------------------------------- */
struct pairs {
	const uint32_t *name; /* name of each number */
	uint64_t seen[4096];
	size_t n;
};

static kr_status keep(void *user, uint32_t doc, const uint32_t *others, uint32_t n)
{
	struct pairs *p = user;

	for (uint32_t i = 0; i < n && p->n < 4096; i++)
		p->seen[p->n++] = (uint64_t)p->name[doc] << 32 | p->name[others[i]];
	return KR_OK;
}

enum { N_DOCS = 120 };

/* Documents 0..119: families of three, all days equal in a family. */
static void run_index(const uint32_t *order, size_t half, struct pairs *out)
{
	kr_copy_index *x = kr__copy_index_new(NULL);
	static struct pairs early;

	assert_non_null(x);
	early = (struct pairs){ .name = order };
	*out = (struct pairs){ .name = order };
	for (uint32_t i = 0; i < N_DOCS; i++) {
		unsigned d = order[i];
		const unsigned parts[2][2] = { { 1 + d / 3, 60 },
			                       { 1000 + d, 20 * (d % 3) } };
		struct made m;
		kr_sketch s;
		make(&m, parts, 2);
		assert_int_equal(kr__sketch_make(&s, &m.arena, &m.doc.gist), KR_OK);
		kr_copy_place place = { (int32_t)(d / 6), kr__hash_mix(d, 7) };
		assert_int_equal(kr__copy_index_add(x, i, place, &s), KR_OK);
		if (i == half)
			assert_int_equal(kr__copy_index_pairs(x, keep, &early), KR_OK);
		drop(&m);
	}
	assert_int_equal(kr__copy_index_pairs(x, keep, out), KR_OK);
	kr__copy_index_free(x);
}

static void test_any_order(void **state)
{
	static struct pairs one, other;
	uint32_t order[N_DOCS];

	(void)state;
	for (uint32_t i = 0; i < N_DOCS; i++)
		order[i] = i;
	run_index(order, N_DOCS, &one);
	assert_int_equal(one.n, N_DOCS); /* three pairs a family of three */
	for (uint32_t i = N_DOCS; i > 1; i--) {
		uint32_t k = (uint32_t)(kr__hash_mix(i, 99) % i), t = order[i - 1];
		order[i - 1] = order[k];
		order[k] = t;
	}
	run_index(order, N_DOCS / 2, &other);
	assert_int_equal(one.n, other.n);
	assert_memory_equal(one.seen, other.seen, one.n * sizeof *one.seen);
}

static kr_status count(void *user, uint32_t doc, const uint32_t *others, uint32_t n)
{
	(void)doc;
	(void)others;
	*(size_t *)user += n;
	return KR_OK;
}

static void test_crowd(void **state)
{
	static const unsigned parts[1][2] = { { 1, 120 } };
	kr_copy_index *x = kr__copy_index_new(NULL);
	struct made m;
	kr_sketch s;
	size_t n = 0;

	(void)state;
	make(&m, parts, 1);
	assert_int_equal(kr__sketch_make(&s, &m.arena, &m.doc.gist), KR_OK);
	for (uint32_t i = 0; i < 10000; i++)
		assert_int_equal(kr__copy_index_add(
			x, i, (kr_copy_place){ INT32_MAX, i }, &s), KR_OK);
	assert_int_equal(kr__copy_index_pairs(x, count, &n), KR_OK);
	assert_true(n >= 9999 && n < 110000);
	drop(&m);
	kr__copy_index_free(x);
}

static void test_memory(void **state)
{
	(void)state;
	for (unsigned long n = 0; n < 400; n++) {
		kr_failing f = { n };
		kr_alloc alloc = { kr_failing_fn, &f };
		kr_copy_index *x = kr__copy_index_new(&alloc);
		uint32_t prints[3] = { 1, 1u << 30, 1u << 31 };
		kr_sketch s = { prints, 3, 4 };
		kr_status status = x ? KR_OK : KR_ENOMEM;
		size_t pairs = 0;
		for (uint32_t i = 0; i < 200 && !status; i++)
			status = kr__copy_index_add(x, i, (kr_copy_place){ 0, i }, &s);
		if (!status)
			status = kr__copy_index_pairs(x, count, &pairs);
		kr__copy_index_free(x);
		if (!status)
			return;
		assert_int_equal(status, KR_ENOMEM);
	}
	fail_msg("never enough memory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words), cmocka_unit_test(test_verdicts),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_directions), cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_any_order), cmocka_unit_test(test_crowd),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
