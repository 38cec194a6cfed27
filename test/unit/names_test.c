// SPDX-License-Identifier: Apache-2.0
/* Names: best sequence against all sequences, chunks by the book, damaged
 * model files, learning of a toy task, and the annotator on small texts. */
#include "test.h"

#include "doc/doc.h"
#include "learn/chunk.h"
#include "learn/linear_file.h"
#include "learn/linear_train.h"
#include "lexicon/lexicon.h"
#include "mark/mark.h"
#include "mark/name_memo.h"

enum { L = KR__LINEAR_LABELS };

static uint32_t rnd(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

/* Score of a sequence by the definition. */
static int64_t worth(const kr__linear_style *s, const int32_t *score,
                     const uint8_t *y, uint32_t n)
{
	int64_t sum = 0;
	for (uint32_t t = 0; t < n; t++) {
		int32_t step = s->trans[t ? y[t - 1] : L][y[t]];
		if (step == KR__LINEAR_NEVER)
			return INT64_MIN;
		sum += step + score[t * L + y[t]];
	}
	return sum;
}

static void one_lattice(uint32_t *seed)
{
	enum { N = 4, K = 3 };
	kr__linear_style s = { .allowed = 7 };
	int32_t score[N * L] = { 0 };
	uint8_t got[N], y[N];
	kr_arena a;
	for (int x = 0; x <= L; x++)
		for (int z = 0; z < KR__LINEAR_LANES; z++)
			s.trans[x][z] = z < K && rnd(seed, 4) ? (int32_t)rnd(seed, 90)
			                                      : KR__LINEAR_NEVER;
	s.trans[L][0] = 1; /* at least one way through */
	s.trans[0][0] = 1;
	for (uint32_t i = 0; i < N * L; i++)
		score[i] = (int32_t)rnd(seed, 100) - 50;
	int64_t best = INT64_MIN;
	for (uint32_t code = 0; code < 81; code++) {
		for (uint32_t t = 0, c = code; t < N; t++, c /= K)
			y[t] = (uint8_t)(c % K);
		int64_t v = worth(&s, score, y, N);
		best = v > best ? v : best;
	}
	kr__arena_init(&a, NULL, 0);
	assert_int_equal(kr__linear_best(&s, score, N, got, &a), KR_OK);
	assert_int_equal(worth(&s, score, got, N), best);
	kr__arena_drop(&a);
}

static void best_is_best(void **state)
{
	(void)state;
	uint32_t seed = 7;
	for (int i = 0; i < 300; i++)
		one_lattice(&seed);
}

static uint32_t split(const char *text, kr_view *out)
{
	kr_view rest = kr__view_of(text);
	uint32_t n = 0;
	while (kr__view_next(&rest, ' ', &out[n]))
		n++;
	return n;
}

/* Counted by hand from the definition of conlleval. */
static void chunks_by_the_book(void **state)
{
	static const struct {
		const char *gold, *found;
		unsigned n_gold, n_found, n_right, f1;
	} t[] = {
		{ "B-PER I-PER O B-LOC", "B-PER I-PER O B-LOC", 2, 2, 2, 10000 },
		{ "B-PER I-PER O B-LOC", "B-PER O O B-LOC", 2, 2, 1, 5000 },
		{ "B-PER B-PER", "B-PER I-PER", 2, 1, 0, 0 },
		{ "I-PER I-PER O", "B-PER I-PER O", 1, 1, 1, 10000 },
		{ "B-PER I-LOC", "B-PER B-LOC", 2, 2, 2, 10000 },
		{ "B-ORG O O", "O O B-ORG", 1, 1, 0, 0 },
		{ "O O", "O O", 0, 0, 0, 0 },
		{ "B-LOC I-LOC I-LOC", "O I-LOC I-LOC", 1, 1, 0, 0 },
		{ "B-PER O B-PER O B-PER", "B-PER O B-ORG O O", 3, 2, 1, 4000 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		kr_view gold[8], found[8];
		kr__chunk_score s = { 0, 0, 0 };
		uint32_t n = split(t[i].gold, gold);
		assert_int_equal(split(t[i].found, found), n);
		kr__chunk_count(&s, gold, found, n, KR_V(""));
		assert_int_equal(s.n_gold, t[i].n_gold);
		assert_int_equal(s.n_found, t[i].n_found);
		assert_int_equal(s.n_right, t[i].n_right);
		assert_int_equal(kr__chunk_f1(&s), t[i].f1);
	}
}

/* ---- a toy task: feature k + 1 means label k ----------------------------- */

enum { TOY = 300 };
struct toy {
	uint64_t feature[TOY], at[TOY + 1];
	uint8_t gold[TOY];
	kr__linear_seq seq[TOY / 3];
	kr__linear_data d;
};

static void make_toy(struct toy *t)
{
	uint32_t seed = 3;
	memset(t, 0, sizeof *t);
	for (uint32_t i = 0; i < TOY; i++) {
		t->gold[i] = (uint8_t)rnd(&seed, 3);
		t->feature[i] = kr__linear_mix(t->gold[i] + 1u);
		t->at[i + 1] = i + 1;
	}
	for (uint32_t i = 0; i < TOY / 3; i++)
		t->seq[i] = (kr__linear_seq){ 3 * i, 3 * i + 3, i % 2, 1 };
	t->d = (kr__linear_data){ .n_labels = 3, .n_styles = 2,
		.label = { "O", "B-X", "I-X" }, .style = { "one", "two" },
		.allowed = { 7, 7 }, .feature = t->feature, .at = t->at,
		.gold = t->gold, .n_tokens = TOY, .seq = t->seq,
		.n_seqs = TOY / 3 };
	for (int x = 0; x <= L; x++)
		for (int y = 0; y < 3; y++)
			t->d.legal[x][y] = true;
}

static const kr__linear_options toy_options = { .runs = 2, .epochs = 10, .min_count = 1,
	.l2 = 0.1f, .eta = 0.1f, .dropout = 0.2f, .shared = 1, .seed = 1, .prune = 1 };

static void learns_a_toy(void **state)
{
	(void)state;
	struct toy *t = malloc(sizeof *t);
	kr_buf one, two;
	kr__linear m;
	make_toy(t);
	kr__buf_init(&one, NULL);
	kr__buf_init(&two, NULL);
	assert_int_equal(kr__linear_train(&t->d, &toy_options, KR_V(""), &one), KR_OK);
	assert_int_equal(kr__linear_train(&t->d, &toy_options, KR_V(""), &two), KR_OK);
	assert_true(kr__view_eq(kr__buf_view(&one), kr__buf_view(&two)));
	assert_int_equal(kr__linear_open(&m, kr__buf_view(&one), NULL), KR_OK);
	assert_int_equal(kr__linear_find(&m, KR_V("two")), 1);
	assert_int_equal(kr__linear_find(&m, KR_V("three")), -1);
	for (uint32_t i = 0; i < 3; i++) {
		int32_t score[L] = { 0 };
		uint64_t f = kr__linear_mix(i + 1u);
		kr__linear_add(&m.style[1], &f, 1, score);
		for (uint32_t y = 0; y < 3; y++)
			assert_true(y == i || score[i] > score[y]);
	}
	kr__buf_drop(&one);
	kr__buf_drop(&two);
	free(t);
}

/* Any damage to the frame is found or harmless; nothing is read outside. */
static void survives_damage(void **state)
{
	(void)state;
	struct toy *t = malloc(sizeof *t);
	kr_buf good;
	kr__linear m;
	kr_err err;
	make_toy(t);
	kr__buf_init(&good, NULL);
	kr__linear_train(&t->d, &toy_options, KR_V(""), &good);
	char *bytes = aligned_alloc(16, (good.len + 31) / 16 * 16);
	for (size_t len = 0; len < good.len; len += 97) {
		memcpy(bytes, good.ptr, len);
		kr_view v = { bytes, len };
		assert_int_equal(kr__linear_open(&m, v, &err), KR_EDATA);
	}
	for (size_t i = 0; i < sizeof(kr__linear_file); i++) {
		memcpy(bytes, good.ptr, good.len);
		bytes[i] ^= (char)0xff;
		kr_view v = { bytes, good.len };
		if (kr__linear_open(&m, v, &err) != KR_OK)
			continue;
		int32_t score[L] = { 0 };
		kr__linear_add(&m.style[0], t->feature, 3, score);
	}
	free(bytes);
	kr__buf_drop(&good);
	free(t);
}

/* ---- the annotator ------------------------------------------------------ */

static kr_lexicon lexicon;

static int open_lexicon(void **state)
{
	(void)state;
	return kr__lexicon_open(&lexicon, NULL, NULL, NULL);
}

static int close_lexicon(void **state)
{
	(void)state;
	kr__lexicon_close(&lexicon);
	return 0;
}

static void read_names(kr_doc *d, kr_arena *scratch, const char *text)
{
	const kr_pack *pack = kr__lexicon_pack(&lexicon, KR_V("id"));
	kr_err err;
	kr__arena_init(scratch, NULL, 0);
	assert_int_equal(kr__doc_init(d, NULL, pack->symbols, 0), KR_OK);
	d->text = kr__arena_copy(&d->arena, kr__view_of(text));
	assert_int_equal(kr__mark_tokens(pack, d, scratch), KR_OK);
	assert_int_equal(kr__mark_names(pack, d, scratch), KR_OK);
	assert_int_equal(kr__doc_check(d, &err), KR_OK);
}

static void finds_names(void **state)
{
	static const struct {
		const char *text, *name, *title;
		unsigned type;
	} t[] = {
		{ "Kemarin Presiden Rusia Vladimir Putin tiba di Jakarta.",
		  "Vladimir Putin", "Presiden Rusia", KR_NAME_PER },
		{ "Kemarin Presiden Rusia Vladimir Putin tiba di Jakarta.",
		  "Jakarta", "", KR_NAME_LOC },
		{ "Kabar itu dibenarkan Menteri Luar Negeri Retno Marsudi.",
		  "Retno Marsudi", "Menteri Luar Negeri", KR_NAME_PER },
		{ "Mereka bertemu pada KTT BRICS tahun ini.", "KTT BRICS", "",
		  KR_NAME_EVT },
		{ "Dana itu diserahkan kepada Presiden Amerika Serikat (AS) kemarin.",
		  "Amerika Serikat", "", KR_NAME_LOC },
		{ "Keterangan itu dibantah Kapuspen TNI Brigjen Budi Santoso.",
		  "Budi Santoso", "Kapuspen TNI Brigjen", KR_NAME_PER },
		{ "Acara itu dihadiri Rektor Andi S. Prakoso dan mahasiswa.",
		  "Andi S. Prakoso", "Rektor", KR_NAME_PER },
		{ "Acara itu dihadiri Kepala Biro M. Hasan Basri dan mahasiswa.",
		  "M. Hasan Basri", "Kepala Biro", KR_NAME_PER },
		{ "Kabar itu disampaikan Kapolres Bogor AKBP R. Hadi Santoso.",
		  "R. Hadi Santoso", "Kapolres Bogor AKBP", KR_NAME_PER },
		{ "Kabar itu disampaikan Kapuspen Mayjen TNI Budi Santoso.",
		  "Budi Santoso", "Kapuspen Mayjen TNI", KR_NAME_PER },
		{ "Acara itu dihadiri Bupati Bangli I Wayan Arta kemarin.",
		  "I Wayan Arta", "Bupati Bangli", KR_NAME_PER },
		{ "Gugatan ditolak Mahkamah Agung (MA) pekan ini.",
		  "Mahkamah Agung", "", KR_NAME_ORG },
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		kr_doc d;
		kr_arena scratch;
		bool found = false;
		read_names(&d, &scratch, t[i].text);
		for (uint32_t k = 0; k < kr__n_names(&d); k++) {
			const kr_name *n = &kr__names(&d)[k];
			if (!kr__view_is(kr__doc_cut(&d, n->span), t[i].name))
				continue;
			found = true;
			assert_int_equal(n->type, t[i].type);
			assert_view(kr__doc_cut(&d, n->title), t[i].title);
		}
		if (!found)
			fail_msg("'%s' not found in '%s'", t[i].name, t[i].text);
		kr__doc_drop(&d);
		kr__arena_drop(&scratch);
	}
}

/* Endless sentences of one kind of token. */
static void hostile_text(void **state)
{
	static const char *const bits[] = { "A ", ",", "KTT ", "( ", "Presiden ",
		                            "Indonesia ", "\xe2\x80\x9d " };
	(void)state;
	for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
		kr_buf text;
		kr_doc d;
		kr_arena scratch;
		kr__buf_init(&text, NULL);
		for (int k = 0; k < 5000; k++)
			kr__buf_str(&text, bits[i]);
		read_names(&d, &scratch, text.ptr);
		kr__doc_drop(&d);
		kr__arena_drop(&scratch);
		kr__buf_drop(&text);
	}
}

static void score_both_ways(kr__name_memo *m, const struct kr_names *names,
                            const char *text, kr_arena *a)
{
	kr_view token[64];
	uint32_t n = split(text, token);
	size_t size = n * L * sizeof(int32_t);
	kr__name_piece p = { .token = token, .n = n };
	int32_t *score[2];
	for (int i = 0; i < 2; i++)
		score[i] = kr__arena_get(a, size);
	p.atom = kr__arena_array(a, n, sizeof *p.atom);
	p.key = kr__arena_array(a, n, sizeof *p.key);
	p.row = kr__arena_array(a, n, sizeof *p.row);
	p.spare = kr__arena_array(a, n, kr__name_row_size(names));
	kr__name_atoms(&names->words, token, n, p.atom);
	kr__name_score(&names->model.style[0], p.atom, n, score[0]);
	kr__name_piece_atoms(m, &p);
	kr__name_piece_score(m, &p, score[1]);
	assert_memory_equal(score[0], score[1], size);
}

/* A remembered word weighs what it weighed, also when 64 places must do for
 * all words and one sentence wants a place twice. */
static void memory_is_exact(void **state)
{
	static const char *const text[] = {
		"Presiden Joko Widodo bertemu Menlu Retno Marsudi di Jakarta .",
		"PRESIDEN JOKO WIDODO BERTEMU MENLU RETNO MARSUDI DI JAKARTA .",
		"kabar itu dibantah menlu rusia sergei lavrov di moskow",
		"Satu dua Tiga empat Lima enam Tujuh delapan Sembilan sepuluh Sebelas "
		"dua belas Tiga belas empat Belas lima Belas Enam belas tujuh Belas "
		"Roma Paris London Tokyo Kairo Ankara Teheran Riyadh Doha Beirut",
	};
	const struct kr_names *names = kr__lexicon_pack(&lexicon, KR_V("id"))->names;
	kr_arena a;
	(void)state;
	kr__arena_init(&a, NULL, 0);
	kr__name_memo *m = kr__name_memo_of(NULL, names, 0, &a);
	for (size_t i = 0; i < 3 * sizeof text / sizeof *text; i++)
		score_both_ways(m, names, text[i % (sizeof text / sizeof *text)], &a);
	kr__arena_drop(&a);
}

/* Whatever request for memory fails, the annotator says so and stops. */
static void memory_runs_out(void **state)
{
	const kr_pack *pack = kr__lexicon_pack(&lexicon, KR_V("id"));
	kr_doc d;
	kr_arena scratch;
	kr_status status = KR_ENOMEM;
	(void)state;
	read_names(&d, &scratch, "Presiden Joko Widodo dan Menlu Retno Marsudi "
	                         "bertemu pada KTT ASEAN di Jakarta.");
	for (unsigned long n = 0; n < 64 && status != KR_OK; n++) {
		kr_failing f = { n };
		kr_alloc alloc = { kr_failing_fn, &f };
		kr_arena small;
		kr__arena_init(&small, &alloc, 0);
		kr__layer_clear(&d, KR_LAYER_name);
		status = kr__mark_names(pack, &d, &small);
		assert_true(status == KR_OK || status == KR_ENOMEM);
		kr__arena_drop(&small);
	}
	assert_int_equal(status, KR_OK);
	kr__doc_drop(&d);
	kr__arena_drop(&scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(best_is_best),
		cmocka_unit_test(chunks_by_the_book),
		cmocka_unit_test(learns_a_toy),
		cmocka_unit_test(survives_damage),
		cmocka_unit_test(finds_names),
		cmocka_unit_test(hostile_text),
		cmocka_unit_test(memory_is_exact),
		cmocka_unit_test(memory_runs_out),
	};
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
