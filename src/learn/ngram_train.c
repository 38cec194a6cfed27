// SPDX-License-Identifier: Apache-2.0
/*
 * Training of the n-gram model. The problem: weights that tell close classes
 * apart from few examples of some and many of others. The idea: multinomial
 * logistic regression by stochastic gradient with a step of its own for each
 * bucket (AdaGrad), examples of each class weighed to the same total; then
 * weights become bytes. Limits: everything in memory; one thread. The order
 * of examples is shuffled by a fixed sequence, so a run can be repeated.
 */
#include "learn/ngram.h"

#include <math.h>
#include <string.h>

#include "learn/ngram_words.h"

enum { MAX_PIECES = 4000, NAME = 8, LEFT_OUT = 65 };

typedef struct trainer {
	kr_arena arena;
	kr_view *texts;      /* [n] */
	uint8_t *classes;    /* [n] */
	uint32_t n, n_classes;
	kr_ngram_shape shape;
	kr_view names[KR_NGRAM_CLASSES];
	uint32_t counts[KR_NGRAM_CLASSES];
	float *weights, *squares; /* [1 << shape.bits][n_classes], [that] */
	uint64_t seed;
	uint32_t pieces[MAX_PIECES];
} trainer;

static uint32_t class_of(trainer *t, kr_view name)
{
	for (uint32_t i = 0; i < t->n_classes; i++)
		if (kr__view_eq(t->names[i], name))
			return i;
	if (t->n_classes == KR_NGRAM_CLASSES || name.len > NAME)
		return KR_NGRAM_CLASSES;
	t->names[t->n_classes] = name;
	return t->n_classes++;
}

static kr_status read_lines(trainer *t, kr_view lines, kr_err *err)
{
	kr_view rest = lines, line;
	uint32_t n = 0;

	while (kr__view_next_line(&rest, &line))
		n++;
	t->texts = kr__arena_array(&t->arena, n, sizeof *t->texts);
	t->classes = kr__arena_array(&t->arena, n, 1);
	if (kr__arena_status(&t->arena))
		return kr__arena_status(&t->arena);
	for (rest = lines; kr__view_next_line(&rest, &line);) {
		kr_view name;
		if (!kr__view_next(&line, '\t', &name) || !line.ptr)
			continue;
		uint32_t c = class_of(t, name);
		if (c == KR_NGRAM_CLASSES)
			return kr__err_fmt(err, KR_EINPUT, "", t->n,
			                   "too many classes");
		t->texts[t->n] = line;
		t->classes[t->n++] = (uint8_t)c;
		t->counts[c]++;
	}
	return t->n_classes < 2 ? kr__err_set(err, KR_EINPUT, "", -1,
	                                      "needs two classes") : KR_OK;
}

static uint64_t next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

/* The pieces of a text; two thirds of its words and a quarter of the pieces of
 * the others are left out, so that no word is relied on alone: names and what a
 * newspaper writes about would else outvote the language. */
static uint32_t pieces_of(trainer *t, kr_view text)
{
	uint32_t n = 0, got;
	size_t at = 0;

	while (n + KR_NGRAM_PIECES <= MAX_PIECES &&
	       (got = kr__ngram_word(text, &at, t->shape, t->pieces + n)) > 0) {
		uint64_t r = next_random(&t->seed);
		uint32_t keep = n;
		if ((r >> 40) % 100 < LEFT_OUT)
			continue;
		for (uint32_t i = 0; i < got; i++, r = r << 2 | r >> 62)
			if ((r & 3) != 0)
				t->pieces[keep++] = t->pieces[n + i];
		n = keep;
	}
	return n;
}

/* One step on one example. */
static void learn(trainer *t, uint32_t i, float rate)
{
	float p[KR_NGRAM_CLASSES] = { 0 }, total = 0, top = -1e30f;
	uint32_t n = pieces_of(t, t->texts[i]), k = t->n_classes;
	float unit = n ? 1.0f / sqrtf((float)n) : 0;

	for (uint32_t j = 0; j < n; j++)
		for (uint32_t c = 0; c < k; c++)
			p[c] += t->weights[(size_t)t->pieces[j] * k + c];
	for (uint32_t c = 0; c < k; c++) {
		p[c] *= unit;
		top = p[c] > top ? p[c] : top;
	}
	for (uint32_t c = 0; c < k; c++)
		total += p[c] = expf(p[c] - top);
	float weight = (float)t->n / (float)k / (float)t->counts[t->classes[i]];
	float even = 0;
	weight = weight > 4.0f ? 4.0f : weight < 0.1f ? 0.1f : weight;
	for (uint32_t c = 0; c < k; c++) {
		p[c] = ((c == t->classes[i]) - p[c] / total) * unit * weight;
		even += p[c] * p[c];
	}
	for (uint32_t j = 0; j < n; j++) {
		float *sq = &t->squares[t->pieces[j]];
		*sq += even;
		float step = rate / sqrtf(*sq + 1e-6f);
		for (uint32_t c = 0; c < k; c++)
			t->weights[(size_t)t->pieces[j] * k + c] += step * p[c];
	}
}

static void put_u32(kr_buf *b, uint32_t x)
{
	for (int i = 0; i < 4; i++)
		kr__buf_chr(b, (char)(x >> (8 * i)));
}

static void write_model(const trainer *t, kr_buf *out)
{
	size_t n = ((size_t)1 << t->shape.bits) * t->n_classes;
	float top = 0;

	for (size_t i = 0; i < n; i++)
		top = fabsf(t->weights[i]) > top ? fabsf(t->weights[i]) : top;
	float scale = top > 0 ? 127.0f / (top * 0.35f) : 1.0f;
	size_t head = out->len;
	kr__buf_add(out, KR_V("KRNGRAM2"));
	put_u32(out, t->n_classes);
	put_u32(out, t->shape.bits | (uint32_t)t->shape.longest << 8);
	put_u32(out, (uint32_t)(scale * 256.0f));
	put_u32(out, 0);
	for (uint32_t c = 0; c < t->n_classes; c++)
		for (size_t i = 0; i < NAME; i++)
			kr__buf_chr(out, i < t->names[c].len ? t->names[c].ptr[i]
			                                     : '\0');
	size_t wide = t->n_classes <= KR_NGRAM_FEW ? KR_NGRAM_FEW
	                                           : KR_NGRAM_CLASSES;
	for (size_t i = 0; i < wide << t->shape.bits; i++) {
		size_t c = i % wide, b = i / wide;
		float w = c < t->n_classes
			? roundf(t->weights[b * t->n_classes + c] * scale) : 0;
		kr__buf_chr(out, (char)(int8_t)(w > 127 ? 127 : w < -127 ? -127 : w));
	}
	if (out->failed)
		return;
	uint32_t sum = (uint32_t)kr__hash64(
		kr__view_from(kr__buf_view(out), head + 24));
	for (int i = 0; i < 4; i++)
		out->ptr[head + 20 + (size_t)i] = (char)(sum >> (8 * i));
}

/* Steps grow shorter towards the end. */
static void run(trainer *t, unsigned epochs)
{
	uint64_t n = (uint64_t)epochs * t->n;

	for (uint64_t i = 0; i < n; i++)
		learn(t, (uint32_t)(next_random(&t->seed) % t->n),
		      1.02f - (float)i / (float)n);
}

kr_status kr__ngram_train(kr_view lines, const kr_ngram_options *options,
                          kr_buf *out, kr_err *err)
{
	trainer *t;
	kr_arena a;
	kr_status status = KR_ENOMEM;

	kr__arena_init(&a, NULL, 0);
	t = kr__arena_get(&a, sizeof *t);
	if (!t)
		goto done;
	kr__arena_init(&t->arena, NULL, 0);
	t->seed = 88172645463325252u;
	kr_ngram_options o = options ? *options : (kr_ngram_options){ 0 };
	t->shape.bits = (uint8_t)(o.bits ? o.bits : 15);
	t->shape.longest = (uint8_t)(o.longest ? o.longest : 4);
	status = read_lines(t, lines, err);
	if (status)
		goto drop;
	size_t n = (size_t)1 << t->shape.bits;
	t->weights = kr__arena_array(&t->arena, n * t->n_classes, sizeof(float));
	t->squares = kr__arena_array(&t->arena, n, sizeof(float));
	status = kr__arena_status(&t->arena);
	if (status)
		goto drop;
	run(t, o.epochs ? o.epochs : 6);
	write_model(t, out);
	status = out->failed;
drop:
	kr__arena_drop(&t->arena);
done:
	kr__arena_drop(&a);
	return status;
}

/* ---- by a plan --------------------------------------------------------- */
static bool listed(kr_view classes, kr_view name)
{
	kr_view one;

	if (kr__view_is(classes, "*"))
		return true;
	while (kr__view_next(&classes, ' ', &one))
		if (kr__view_eq(one, name))
			return true;
	return false;
}

/* The plan's row of that name, in five fields; false: there is none. */
static bool find_row(kr_view plan, const char *name, kr_view row[5])
{
	kr_view line;

	while (kr__view_next_line(&plan, &line)) {
		if (!line.len || line.ptr[0] == '#')
			continue;
		for (int i = 0; i < 5; i++)
			if (!kr__view_next(&line, '\t', &row[i]))
				row[i] = (kr_view){ "", 0 };
		if (kr__view_is(row[0], name))
			return true;
	}
	return false;
}

static void keep_lines(kr_view lines, kr_view classes, kr_buf *out)
{
	kr_view line;

	while (kr__view_next_line(&lines, &line)) {
		size_t tab = kr__view_chr(line, '\t');
		if (tab == KR_NPOS || !listed(classes, kr__view_sub(line, 0, tab)))
			continue;
		kr__buf_add(out, line);
		kr__buf_chr(out, '\n');
	}
}

kr_status kr__ngram_train_plan(const kr_ngram_job *job, kr_buf *out,
                               kr_err *err)
{
	kr_buf plan, lines, kept;
	kr_view row[5];
	uint64_t bits = 0, epochs = 0, longest = 0;

	kr__buf_init(&plan, NULL);
	kr__buf_init(&lines, NULL);
	kr__buf_init(&kept, NULL);
	kr_status status = kr__file_read(job->plan_path, 1 << 20, &plan, err);
	if (!status)
		status = kr__file_read(job->data_path, 0, &lines, err);
	if (!status && (!find_row(kr__buf_view(&plan), job->name, row) ||
	                !kr__view_u64(row[1], &bits) || bits < 8 || bits > KR_NGRAM_BITS ||
	                !kr__view_u64(row[2], &epochs) || epochs > 1000 ||
	                !kr__view_u64(row[3], &longest) || longest < 4 ||
	                longest > 5))
		status = kr__err_set(err, KR_EDATA, job->plan_path, -1,
		                     "has no such row, or a damaged one");
	if (!status) {
		kr_ngram_options o = { (unsigned)bits, (unsigned)epochs,
			               (unsigned)longest };
		keep_lines(kr__buf_view(&lines), row[4], &kept);
		status = kept.failed ? kept.failed
		       : kr__ngram_train(kr__buf_view(&kept), &o, out, err);
	}
	kr__buf_drop(&kept);
	kr__buf_drop(&lines);
	kr__buf_drop(&plan);
	return status;
}
