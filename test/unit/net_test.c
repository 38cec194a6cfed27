// SPDX-License-Identifier: Apache-2.0
/* net: kernels, the best tree, lemma rules, the model of the tree, damage. */
#include "test.h"

#include "learn/learn.h"
#include "learn/tree.h"
#include "lexicon/lexicon.h"
#include "mark/mark.h"

/* A small generator, so that the cases are the same everywhere. */
static uint32_t next(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33);
}

/* ---- kernels: every width gives the same bits --------------------------- */

enum { IN = 96, OUT = 48, ROWS = 11 };

static void kernels_agree(void **state)
{
	static _Alignas(64) int16_t w[IN * OUT], x[ROWS * IN];
	static int32_t bias[OUT], want[ROWS * OUT], got[ROWS * OUT];
	static int16_t small[2][ROWS * OUT];
	kr_matrix m = { w, bias, IN, OUT, 9 };
	uint64_t seed = 1;

	(void)state;
	for (int i = 0; i < IN * OUT; i++)
		w[i] = (int16_t)(next(&seed) % 2001) - 1000;
	for (int i = 0; i < ROWS * IN; i++)
		x[i] = (int16_t)((int)(next(&seed) % 16383) - 8191);
	for (int i = 0; i < OUT; i++)
		bias[i] = (int32_t)(next(&seed) % 100000) - 50000;
	const kr_kernels *plain = kr__kernels_at(0);
	plain->affine(&m, x, IN, ROWS, want);
	plain->squeeze(want, ROWS * OUT, m.shift, KR_ACT_MAX, small[0]);
	for (unsigned k = 1; kr__kernels_at(k); k++) {
		const kr_kernels *kk = kr__kernels_at(k);
		kk->affine(&m, x, IN, ROWS, got);
		assert_memory_equal(want, got, sizeof want);
		kk->squeeze(got, ROWS * OUT, m.shift, KR_ACT_MAX, small[1]);
		assert_memory_equal(small[0], small[1], sizeof small[0]);
	}
}

static void squeeze_bounds(void **state)
{
	static const int32_t in[6] = { INT32_MAX, INT32_MIN, 511, 512, -512, -513 };
	static const int16_t want[6] = { 100, -100, 0, 1, 0, -1 };
	int16_t out[6];

	(void)state;
	for (unsigned k = 0; kr__kernels_at(k); k++) {
		kr__kernels_at(k)->squeeze(in, 6, 10, 100, out);
		assert_memory_equal(out, want, sizeof want);
	}
}

/* ---- trees: against all trees of a few words ----------------------------- */

static bool reaches_root(const int *heads, int n)
{
	for (int i = 0; i < n; i++) {
		int at = i, steps = 0;
		while (at >= 0 && steps++ <= n)
			at = heads[at];
		if (at >= 0)
			return false;
	}
	return true;
}

/* One root that no arc passes over, no crossing arcs, no cycle. */
static bool projective(const int *heads, int n)
{
	int roots = 0, root = 0;

	for (int i = 0; i < n; i++)
		if (heads[i] < 0) {
			roots++;
			root = i;
		}
	if (roots != 1 || !reaches_root(heads, n))
		return false;
	for (int i = 0; i < n; i++) {
		int a = i < heads[i] ? i : heads[i], b = i < heads[i] ? heads[i] : i;
		if (heads[i] < 0)
			continue;
		if (a < root && root < b)
			return false;
		for (int j = 0; j < n; j++)
			if (heads[j] >= 0 && a < j && j < b &&
			    (heads[j] < a || heads[j] > b))
				return false;
	}
	return true;
}

static int64_t total(const int32_t *s, const int *heads, int n)
{
	int64_t sum = 0;

	for (int i = 0; i < n; i++)
		sum += s[i * (n + 1) + heads[i] + 1];
	return sum;
}

static int64_t best_by_trying(const int32_t *s, int n)
{
	int64_t best = INT64_MIN;
	int heads[5], count = 1;

	for (int i = 0; i < n; i++)
		count *= n + 1;
	for (int c = 0; c < count; c++) {
		int rest = c;
		for (int i = 0; i < n; i++, rest /= n + 1)
			heads[i] = rest % (n + 1) - 1;
		if (projective(heads, n) && total(s, heads, n) > best)
			best = total(s, heads, n);
	}
	return best;
}

static void trees_are_best(void **state)
{
	kr_arena a;
	uint64_t seed = 7;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	for (int round = 0; round < 600; round++) {
		int n = 1 + round % 5, heads[5];
		int32_t s[5 * 6];
		int16_t got[5];
		for (int i = 0; i < n * (n + 1); i++)
			s[i] = (int32_t)(next(&seed) % 2001) - 1000;
		for (int i = 0; i < n; i++)
			s[i * (n + 1) + i + 1] = -4000000; /* no word heads itself */
		assert_int_equal(kr__tree_best(s, (uint32_t)n, got, &a), KR_OK);
		for (int i = 0; i < n; i++)
			heads[i] = got[i];
		assert_true(projective(heads, n));
		assert_int_equal(total(s, heads, n), best_by_trying(s, n));
	}
	kr__arena_drop(&a);
}

/* ---- lemma rules ----------------------------------------------------------- */

static void rules(void **state)
{
	static const struct {
		const char *form, *lemma, *rule;
	} cases[] = {
		{ "rumah", "rumah", "=" },
		{ "Rumah", "rumah", "l 0  0 " },
		{ "Memukul", "pukul", "l 3 p 0 " },
		{ "menulis", "tulis", "l 3 t 0 " },
		{ "dikatakan", "kata", "l 2  3 " },
		{ "Jakarta", "Jakarta", "=" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kr_buf rule, back;
		kr__buf_init(&rule, NULL);
		kr__buf_init(&back, NULL);
		kr_view form = kr__view_of(cases[i].form);
		assert_true(kr__rule_make(form, kr__view_of(cases[i].lemma), &rule));
		assert_view(kr__buf_view(&rule), cases[i].rule);
		assert_true(kr__rule_apply(kr__buf_view(&rule), form, &back));
		assert_view(kr__buf_view(&back), cases[i].lemma);
		kr__buf_drop(&rule);
		kr__buf_drop(&back);
	}
}

static void bad_rules(void **state)
{
	static const char *const bad[] = { "", "l", "l 2", "l 2 k", "l 2 k x ",
		                           "l 9  0 ", "l 0  9 ", "l 3  3 " };
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		kr_buf b;
		kr__buf_init(&b, NULL);
		assert_false(kr__rule_apply(kr__view_of(bad[i]), KR_V("kata!"), &b));
		assert_int_equal(b.len, 0);
		kr__buf_drop(&b);
	}
}

/* ---- the Indonesian model ---------------------------------------------------- */

static const char *const words[] = { "Presiden", "bertemu", "menteri", "luar",
	                             "negeri", "di", "Jakarta", ",", "Senin",
	                             "(", "17/1", ")", "." };
enum { N_WORDS = sizeof words / sizeof *words };

static void run(kr_net *net, kr_net_word *out, kr_arena *a)
{
	kr_sighting items[N_WORDS];
	kr_net_work *work = kr__net_work_new(net, N_WORDS, a);

	for (int i = 0; i < N_WORDS; i++)
		items[i] = (kr_sighting){ kr__view_of(words[i]), 0, i == 0 };
	assert_non_null(work);
	memset(out, 0, N_WORDS * sizeof *out);
	assert_int_equal(kr__net_apply(work, items, N_WORDS,
	                               KR_NET_TAG | KR_NET_PARSE, out), KR_OK);
}

static void model_same_everywhere(void **state)
{
	const struct kr_grammar *g = *state;
	kr_net net = g->net;
	kr_net_word want[N_WORDS], got[N_WORDS];
	kr_arena a;

	kr__arena_init(&a, NULL, 0);
	net.kernels = kr__kernels_at(0);
	run(&net, want, &a);
	for (unsigned k = 0; kr__kernels_at(k); k++) {
		net.kernels = kr__kernels_at(k);
		run(&net, got, &a);
		assert_memory_equal(want, got, sizeof want);
	}
	assert_int_equal(g->upos[want[1].label[KR_TASK_UPOS]], KR_UPOS_VERB);
	assert_int_equal(g->upos[want[12].label[KR_TASK_UPOS]], KR_UPOS_PUNCT);
	assert_int_equal(want[1].head, -1);
	kr__arena_drop(&a);
}

/* Copies with a damaged frame, or cut, are refused; the checksum tells all. */
static kr_lexicon lexicon;

static kr_view model_bytes(void)
{
	for (uint32_t i = 0; i < lexicon.n_maps; i++)
		if (kr__view_starts(lexicon.maps[i].bytes, KR_V("krnet/1\n")))
			return lexicon.maps[i].bytes;
	fail_msg("no network is mapped");
	return KR_V("");
}


static void damaged_models(void **state)
{
	kr_view good = model_bytes();
	char *copy = malloc(good.len);
	static const size_t frame[] = { 0, 8, 24, 28, 40 }, all[] = { 16, 100, 5000, 100000 };
	kr_arena a;
	kr_net net;
	kr_err err;

	(void)state;
	assert_non_null(copy);
	kr__arena_init(&a, NULL, 0);
	memcpy(copy, good.ptr, good.len);
	assert_true(kr__net_summed(good));
	for (size_t i = 0; i < sizeof frame / sizeof *frame; i++) {
		copy[frame[i]] ^= 1;
		assert_int_equal(kr__net_open(&net, (kr_view){ copy, good.len },
		                              "m", &a, &err), KR_EDATA);
		copy[frame[i]] ^= 1;
	}
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		copy[all[i]] ^= 1;
		assert_false(kr__net_summed((kr_view){ copy, good.len }));
		copy[all[i]] ^= 1;
	}
	for (size_t n = 0; n < good.len; n += 1 + n / 2)
		assert_int_equal(kr__net_open(&net, (kr_view){ copy, n }, "m",
		                              &a, &err), KR_EDATA);
	kr__arena_drop(&a);
	free(copy);
}

/* Damage anywhere: refused, or harmless to run. */
static void forged_models(void **state)
{
	kr_view good = model_bytes();
	char *copy = malloc(good.len);
	uint64_t seed = 3;
	kr_err err;

	(void)state;
	assert_non_null(copy);
	for (int round = 0; round < 60; round++) {
		kr_arena a;
		kr_net net;
		kr_net_word out[N_WORDS];
		size_t near_ = round % 3 ? sizeof(kr_net_head) : good.len;
		size_t at = 24 + next(&seed) % (near_ - 24);
		if (round % 3 == 2)
			at = good.len - 1 - next(&seed) % 5000;
		memcpy(copy, good.ptr, good.len);
		copy[at] = (char)next(&seed);
		kr__arena_init(&a, NULL, 0);
		if (!kr__net_open(&net, (kr_view){ copy, good.len }, "m", &a, &err))
			run(&net, out, &a);
		kr__arena_drop(&a);
	}
	free(copy);
}

/* Heads stay in the sentence and there is one root, whatever the length. */
static void long_sentences(void **state)
{
	static char text[40000];
	const kr_pack *p = kr__lexicon_pack(&lexicon, KR_V("id"));
	kr_arena scratch;
	kr_doc d;
	kr_err err;

	(void)state;
	for (size_t i = 0; i + 1 < sizeof text; i++)
		text[i] = i % 5 == 4 ? ' ' : i % 35 == 3 ? ',' : 'a';
	kr__arena_init(&scratch, NULL, 0);
	assert_int_equal(kr__doc_init(&d, NULL, &lexicon.symbols, 0), KR_OK);
	d.text = (kr_view){ text, sizeof text - 1 };
	assert_int_equal(kr__mark_tokens(p, &d, &scratch), KR_OK);
	assert_int_equal(kr__mark_trees(p, &d, &scratch), KR_OK);
	assert_int_equal(kr__doc_check(&d, &err), KR_OK);
	for (uint32_t s = 0; s < kr__n_sentences(&d); s++) {
		const kr_sentence *sent = &kr__sentences(&d)[s];
		uint32_t roots = 0;
		for (uint32_t i = 0; i < sent->words.n; i++) {
			int32_t h = kr__words(&d)[sent->words.first + i].head;
			roots += h == KR_ROOT;
			assert_true(h == KR_ROOT ||
			            (h >= (int32_t)sent->words.first &&
			             h < (int32_t)(sent->words.first + sent->words.n)));
		}
		assert_int_equal(roots, 1);
	}
	kr__doc_drop(&d);
	kr__arena_drop(&scratch);
}

/* Tagging first and parsing one sentence later gives what both at once give. */
static void lazy_is_equal(void **state)
{
	static const char text[] = "Menteri itu tiba. Ia bertemu presiden di Oslo.";
	const kr_pack *p = kr__lexicon_pack(&lexicon, KR_V("id"));
	kr_arena scratch;
	kr_doc d[2];

	(void)state;
	kr__arena_init(&scratch, NULL, 0);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(kr__doc_init(&d[i], NULL, &lexicon.symbols, 0), KR_OK);
		d[i].text = kr__view_of(text);
		assert_int_equal(kr__mark_tokens(p, &d[i], &scratch), KR_OK);
	}
	assert_int_equal(kr__n_sentences(&d[0]), 2);
	assert_int_equal(kr__mark_trees(p, &d[0], &scratch), KR_OK);
	assert_int_equal(kr__mark_tags(p, &d[1], &scratch), KR_OK);
	assert_int_equal(kr__words(&d[1])[5].head, KR_NOHEAD);
	for (uint32_t s = 2; s-- > 0;)
		assert_int_equal(kr__mark_syntax(p, &d[1], (bool[2]){ s == 0, s == 1 },
		                                 KR_NET_TAG | KR_NET_PARSE, &scratch),
		                 KR_OK);
	assert_int_equal(kr__n_words(&d[0]), kr__n_words(&d[1]));
	for (uint32_t i = 0; i < kr__n_words(&d[0]); i++) {
		const kr_word *a = &kr__words(&d[0])[i], *b = &kr__words(&d[1])[i];
		assert_true(a->head == b->head && a->deprel == b->deprel &&
		            a->upos == b->upos && a->feats == b->feats);
	}
	kr__doc_drop(&d[0]);
	kr__doc_drop(&d[1]);
	kr__arena_drop(&scratch);
}

static int open_lexicon(void **state)
{
	kr_err err;

	if (kr__lexicon_open(&lexicon, NULL, NULL, &err))
		return -1;
	const kr_pack *p = kr__lexicon_pack(&lexicon, KR_V("id"));
	/* cmocka hands it to every test */
	*state = p ? (void *)(uintptr_t)p->grammar : NULL;
	return *state ? 0 : -1;
}

static int close_lexicon(void **state)
{
	(void)state;
	kr__lexicon_close(&lexicon);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kernels_agree), cmocka_unit_test(squeeze_bounds),
		cmocka_unit_test(trees_are_best), cmocka_unit_test(rules),
		cmocka_unit_test(bad_rules), cmocka_unit_test(model_same_everywhere),
		cmocka_unit_test(damaged_models),
		cmocka_unit_test(forged_models), cmocka_unit_test(long_sentences),
		cmocka_unit_test(lazy_is_equal),
	};
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
