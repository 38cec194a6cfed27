// SPDX-License-Identifier: Apache-2.0
/*
 * The prelude. The problem: treebanks hold a fifth of the words of the news.
 * The idea: skip-grams with negative sampling (Mikolov and others 2013), where
 * a word is the sum of its traits (as in fastText, Bojanowski and others
 * 2017), left and right neighbours told apart (Ling and others 2015). Words
 * are cut at spaces and punctuation; clitics stay on, their traits know them.
 * Frequent words are passed over often. Limits: one pass over the text, two
 * neighbours on each side.
 */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif
#include "learn/prelude.h"

#include <math.h>
#include <string.h>

#define ALWAYS static inline __attribute__((always_inline))
#define RATE 0.05f     /* of the neighbours' vectors, falling to 0 */
#define ROW_RATE 0.25f /* of the rows, against that */
#define RARE 1e-4f     /* words more frequent than this are passed over */
#define SIZE 0.4f      /* wanted spread of a word's vector */
#define NOISE 0.06f

enum { WINDOW = 2, N_WRONG = 4, LANES = 16, MAX_LEN = 250 };
typedef float lanes __attribute__((vector_size(64), aligned(4), may_alias));

typedef struct crumb { /* a word of the text */
	uint32_t at, word;
	uint8_t len, glue;
	bool first;
} crumb;

typedef struct prelude {
	const char *text;
	crumb *at;
	uint32_t n, width;
	uint32_t *count; /* [KR_TRAIT_WORDS] */
	float *rows;     /* [KR_TRAIT_ROWS][width] */
	float *beside;   /* [KR_TRAIT_WORDS][2][width] left, right */
	kr_brain chance; /* only its generator is used */
} prelude;

/* ---- cutting --------------------------------------------------------------- */

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool is_mark(char c)
{
	unsigned char u = (unsigned char)c, low = u | 32;

	return u < 128 && !(u >= '0' && u <= '9') && !(low >= 'a' && low <= 'z');
}

static void add_crumb(prelude *p, uint32_t from, uint32_t to, uint8_t glue,
                      bool first)
{
	crumb *c = &p->at[p->n++];
	uint32_t rows[KR_MAX_TRAITS], len = to - from;

	*c = (crumb){ from, 0, (uint8_t)(len > MAX_LEN ? MAX_LEN : len), glue,
		      first };
	kr_sighting s = { { p->text + from, c->len }, glue, first };
	kr__traits(&s, rows);
	c->word = rows[0];
	p->count[c->word]++;
}

/* The words of [from, to), which holds no space; returns whether a sentence
 * ends here. */
static bool cut_word(prelude *p, uint32_t from, uint32_t to, bool first)
{
	uint8_t glue = KR_GLUE_NONE;
	bool ends = false;

	while (from < to) {
		uint32_t end = from + 1;
		char c = p->text[from];
		if (!is_mark(c))
			for (end = to; is_mark(p->text[end - 1]);)
				end--;
		add_crumb(p, from, end, glue, first);
		ends = end == to && (c == '.' || c == '!' || c == '?');
		glue = KR_GLUE_TOKEN;
		first = false;
		from = end;
	}
	return ends;
}

static bool cut(prelude *p, kr_view text, kr_arena *a)
{
	bool first = true;
	uint32_t i = 0, n = (uint32_t)text.len;

	size_t most = 1; /* a word ends before a space or mark, or a mark */
	for (uint32_t k = 0; k < n; k++)
		most += is_space(text.ptr[k]) ? 1 : is_mark(text.ptr[k]) ? 2 : 0;
	p->at = kr__arena_array(a, most, sizeof *p->at);
	p->count = kr__arena_array(a, KR_TRAIT_WORDS, sizeof *p->count);
	if (!p->at || !p->count)
		return false;
	p->text = text.ptr;
	while (i < n) {
		for (; i < n && is_space(text.ptr[i]); i++)
			first = first || text.ptr[i] == '\n';
		uint32_t from = i;
		while (i < n && !is_space(text.ptr[i]))
			i++;
		if (i > from)
			first = cut_word(p, from, i, first);
	}
	return true;
}

/* ---- learning ----------------------------------------------------------------- */

typedef struct centre { /* the word whose neighbours are guessed */
	float x[KR_NET_MAX_WIDTH], dx[KR_NET_MAX_WIDTH];
} centre;

/* One guess: is `other` beside it? Moves other's vector, adds to dx. */
ALWAYS void guess(centre *w, float *other, uint32_t d, float right, float rate)
{
	const float *x = w->x;
	float *dx = w->dx;
	lanes sum = { 0 };
	float dot = 0;

	for (uint32_t k = 0; k < d; k += LANES)
		sum += *(const lanes *)(x + k) * *(const lanes *)(other + k);
	for (int k = 0; k < LANES; k++)
		dot += sum[k];
	float g = 1 / (1 + expf(-dot)) - right, step = rate * g;
	for (uint32_t k = 0; k < d; k += LANES) {
		*(lanes *)(dx + k) += g * *(const lanes *)(other + k);
		*(lanes *)(other + k) -= step * *(const lanes *)(x + k);
	}
}

ALWAYS void add_row(float *to, const float *from, uint32_t d, float times)
{
	for (uint32_t k = 0; k < d; k += LANES)
		*(lanes *)(to + k) += times * *(const lanes *)(from + k);
}

ALWAYS void learn_word(prelude *p, uint32_t c, float rate)
{
	centre me = { { 0 }, { 0 } };
	const crumb *w = &p->at[c];
	const uint32_t d = p->width;
	uint32_t rows[KR_MAX_TRAITS];
	kr_sighting s = { { p->text + w->at, w->len }, w->glue, w->first };
	uint32_t n_rows = kr__traits(&s, rows);

	for (uint32_t r = 0; r < n_rows; r++)
		add_row(me.x, p->rows + (size_t)rows[r] * d, d, 1);
	for (int o = -WINDOW; o <= WINDOW; o++) {
		int64_t near_ = (int64_t)c + o;
		if (o == 0 || near_ < 0 || near_ >= p->n)
			continue;
		for (int k = 0; k <= N_WRONG; k++) {
			uint32_t q = k ? kr__brain_pick(&p->chance, p->n)
			               : (uint32_t)near_;
			size_t row = (size_t)p->at[q].word * 2 + (o > 0);
			guess(&me, p->beside + row * d, d, k == 0, rate);
		}
	}
	for (uint32_t r = 0; r < n_rows; r++)
		add_row(p->rows + (size_t)rows[r] * d, me.dx, d,
		        -rate * ROW_RATE);
}

#if defined(__x86_64__)
__attribute__((target("avx512f,avx512dq,avx512vl,fma"))) static void
learn_avx512(prelude *p, uint32_t c, float rate)
{
	learn_word(p, c, rate);
}

__attribute__((target("avx2,fma"))) static void
learn_avx2(prelude *p, uint32_t c, float rate)
{
	learn_word(p, c, rate);
}
#endif

static void learn_plain(prelude *p, uint32_t c, float rate)
{
	learn_word(p, c, rate);
}

typedef void learner(prelude *p, uint32_t c, float rate);

static learner *best_learner(void)
{
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx512f") &&
	    __builtin_cpu_supports("avx512dq") &&
	    __builtin_cpu_supports("avx512vl"))
		return learn_avx512;
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
		return learn_avx2;
#endif
	return learn_plain;
}

static void learn_all(prelude *p)
{
	learner *learn = best_learner();

	for (uint32_t c = 0; c < p->n; c++) {
		float part = (float)p->count[p->at[c].word] / (float)p->n;
		if (part > RARE &&
		    kr__brain_chance(&p->chance) > sqrtf(RARE / part))
			continue;
		learn(p, c, RATE * (1 - (float)c / (float)p->n));
	}
}

/* Bring words' vectors to the wanted spread, and never-seen rows to life. */
static void settle(prelude *p)
{
	const uint32_t d = p->width;
	double squares = 0, n = 0;
	float x[KR_NET_MAX_WIDTH];

	for (uint32_t c = 0; c < p->n; c += 37) {
		uint32_t rows[KR_MAX_TRAITS];
		const crumb *w = &p->at[c];
		kr_sighting s = { { p->text + w->at, w->len }, w->glue, w->first };
		uint32_t n_rows = kr__traits(&s, rows);
		memset(x, 0, d * sizeof *x);
		for (uint32_t r = 0; r < n_rows; r++)
			add_row(x, p->rows + (size_t)rows[r] * d, d, 1);
		for (uint32_t k = 0; k < d; k++, n++)
			squares += (double)x[k] * (double)x[k];
	}
	float scale = squares > 0 ? SIZE / (float)sqrt(squares / n) : 1;
	for (size_t i = 0; i < (size_t)KR_TRAIT_ROWS * d; i++)
		p->rows[i] = p->rows[i] * scale +
		             (kr__brain_chance(&p->chance) - 0.5f) * NOISE;
}

kr_status kr__prelude_learn(kr_view text, uint32_t width, uint64_t seed,
                            float *rows, kr_arena *scratch)
{
	kr_arena_mark mark = kr__arena_mark(scratch);
	prelude p = { .width = width, .rows = rows };
	kr_status status = KR_OK;

	if (text.len > UINT32_MAX / 2)
		return KR_ELIMIT;
	p.chance.chance = 88172645463325252u + 104729 * seed;
	p.beside = kr__arena_array(scratch, 2 * (size_t)KR_TRAIT_WORDS * width,
	                           sizeof *p.beside);
	if (!p.beside || !cut(&p, text, scratch)) {
		status = KR_ENOMEM;
	} else {
		for (size_t i = 0; i < (size_t)KR_TRAIT_ROWS * width; i++)
			rows[i] = (kr__brain_chance(&p.chance) - 0.5f) /
			          (float)width;
		learn_all(&p);
		settle(&p);
	}
	kr__arena_rewind(scratch, mark);
	return status;
}
