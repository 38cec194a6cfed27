// SPDX-License-Identifier: Apache-2.0
/*
 * content_train EVALDATA.jsonl PAGES [OUT.c]: train the model that tells
 * article from the rest, cross-validated by site, and write its table.
 *
 * A paragraph that holds a wanted segment is an example of article, one that
 * holds an unwanted one is not; the others are not used. Boosted oblivious
 * trees under logistic loss; the same input gives the same table.
 */
#include <dirent.h>
#include <json-c/json.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lift/content.h"

enum { FOLDS = 5, MAX_TREES = 400, MAX_BINS = 32, LEAVES = 1 << KR_TREE_DEPTH };
static int n_trees = 200;
static double rate = 0.08, lambda = 3;

typedef struct page {
	char *text;       /* paragraphs, NUL-free */
	kr_span *span;    /* [n] */
	int16_t *f;       /* [n][KR_N_FEATURES] */
	float *score;     /* [n] */
	unsigned char *force; /* [n] kept as the title */
	uint32_t n;
	char **seg;       /* [n_seg] folded */
	unsigned char *wanted;
	int n_seg, fold;
	const char *name;
} page;

typedef struct example {
	const int16_t *f;
	float y, w, margin;
	int fold;
	uint8_t bin[KR_N_FEATURES];
} example;

static page *pages;
static int n_pages, n_examples;
static example *ex;
static int16_t border[KR_N_FEATURES][MAX_BINS];
static int n_border[KR_N_FEATURES];

/* White space folded, soft hyphens and other invisible marks dropped, as the
 * reader does. */
static char *folded(const char *s)
{
	kr_view v = kr__view_of(s);
	char *to = malloc(v.len + 1);
	size_t n = 0, at = 0;
	bool space = false;

	while (at < v.len) {
		size_t start = at;
		uint32_t cp = kr__utf8_next(v, &at);
		if (cp == 0xAD || (cp >= 0x200B && cp <= 0x200F))
			continue;
		if (kr__cc(cp) & KR_CC_SPACE) {
			space = n > 0;
			continue;
		}
		if (space)
			to[n++] = ' ';
		space = false;
		memcpy(to + n, v.ptr + start, at - start);
		n += at - start;
	}
	to[n] = 0;
	return to;
}

static void add_example(page *p, uint32_t i, float y, float w)
{
	ex = realloc(ex, (size_t)(n_examples + 1) * sizeof *ex);
	ex[n_examples++] = (example){ .f = p->f + (size_t)i * KR_N_FEATURES,
		                      .y = y, .w = w, .fold = p->fold };
}

static bool holds(const page *p, uint32_t i, const char *seg)
{
	size_t len = p->span[i].end - p->span[i].start;

	return memmem(p->text + p->span[i].start, len, seg, strlen(seg));
}

static void label(page *p)
{
	signed char *mark = calloc(p->n, 1);

	for (int s = 0; s < p->n_seg; s++) {
		uint32_t best = KR_NONE, most = 0;
		if (!p->wanted[s])
			continue;
		for (uint32_t i = 0; i < p->n; i++) {
			uint32_t len = p->span[i].end - p->span[i].start;
			if (len > most && holds(p, i, p->seg[s])) {
				most = len;
				best = i;
			}
		}
		if (best != KR_NONE && !mark[best]) {
			mark[best] = 1;
			add_example(p, best, 1, 1);
		}
	}
	for (int s = 0; s < p->n_seg; s++)
		for (uint32_t i = 0; !p->wanted[s] && i < p->n; i++)
			if (!mark[i] && holds(p, i, p->seg[s])) {
				mark[i] = 2;
				add_example(p, i, 0, 1);
			}
	free(mark);
}

static void read_one(page *p, kr_arena *a, kr_doc *d, const char *path)
{
	kr_charset_hints hints = { { "", 0 }, true };
	kr_builder *b;
	kr_decoded html;
	kr_page facts = { 0 };
	kr_buf raw;

	kr__buf_init(&raw, NULL);
	if (kr__file_read(path, 0, &raw, NULL) ||
	    kr__charset_to_utf8(d, a, kr__buf_view(&raw), &hints, &html))
		exit(3);
	b = kr__arena_get(a, sizeof *b);
	b->doc = d;
	b->scratch = a;
	b->html = &html;
	b->page = &facts;
	if (kr__html_build(b))
		exit(4);
	const int16_t *f = kr__content_features(b);
	p->n = b->n_paras;
	p->text = malloc(d->text.len + 1);
	memcpy(p->text, d->text.ptr, d->text.len);
	for (size_t i = 0; i < d->text.len; i++)
		if (p->text[i] == '\n')
			p->text[i] = ' ';
	p->span = calloc(p->n + 1, sizeof *p->span);
	p->score = calloc(p->n + 1, sizeof *p->score);
	p->force = calloc(p->n + 1, 1);
	p->f = malloc((size_t)(p->n + 1) * KR_N_FEATURES * sizeof *p->f);
	memcpy(p->f, f, (size_t)p->n * KR_N_FEATURES * sizeof *p->f);
	bool title = false;
	for (uint32_t i = 0; i < p->n; i++) {
		const int16_t *g = f + (size_t)i * KR_N_FEATURES;
		p->span[i] = b->paras[i].span;
		p->force[i] = !title && g[KR_F_AFTER_TITLE] == 0 &&
		              (g[KR_F_TAG] == 2 || g[KR_F_IS_TITLE]);
		title |= p->force[i];
	}
	kr__buf_drop(&raw);
}

static int fold_of(const char *url)
{
	kr_view v = kr__view_of(url);
	size_t at = kr__view_find(v, KR_V("://"));

	v = kr__view_from(v, at == KR_NPOS ? 0 : at + 3);
	v = kr__view_sub(v, 0, kr__view_chr(v, '/'));
	if (kr__view_starts(v, KR_V("www.")))
		v = kr__view_from(v, 4);
	return (int)(kr__hash64(v) % FOLDS);
}

static void segments(page *p, struct json_object *o, const char *key, bool want)
{
	struct json_object *list;

	if (!json_object_object_get_ex(o, key, &list))
		return;
	for (size_t i = 0; i < json_object_array_length(list); i++) {
		p->seg = realloc(p->seg, (size_t)(p->n_seg + 1) * sizeof *p->seg);
		p->wanted = realloc(p->wanted, (size_t)p->n_seg + 1);
		p->wanted[p->n_seg] = want;
		p->seg[p->n_seg++] = folded(json_object_get_string(
			json_object_array_get_idx(list, i)));
	}
}

static void load(const char *data, const char *dir)
{
	kr_buf raw;
	kr_view rest, line;
	kr_arena a;
	kr_doc d;

	kr__buf_init(&raw, NULL);
	if (kr__file_read(data, 0, &raw, NULL))
		exit(3);
	kr__arena_init(&a, NULL, 0);
	kr__doc_init(&d, NULL, NULL, 0);
	rest = kr__buf_view(&raw);
	pages = calloc(5000, sizeof *pages);
	while (kr__view_next_line(&rest, &line)) {
		char path[1024], *text = strndup(line.ptr, line.len);
		struct json_object *o = json_tokener_parse(text), *v;
		page *p = &pages[n_pages];
		free(text);
		if (!o)
			continue;
		json_object_object_get_ex(o, "file", &v);
		p->name = strdup(json_object_get_string(v));
		snprintf(path, sizeof path, "%s/%s", dir, p->name);
		json_object_object_get_ex(o, "url", &v);
		p->fold = fold_of(json_object_get_string(v));
		segments(p, o, "with", true);
		segments(p, o, "without", false);
		kr__arena_reset(&a);
		kr__doc_reset(&d, NULL);
		read_one(p, &a, &d, path);
		n_pages++;
		json_object_put(o);
	}
}

static int by_value(const void *a, const void *b)
{
	return *(const int16_t *)a - *(const int16_t *)b;
}

/* Borders between bins at quantiles of the examples. */
static void bins(void)
{
	int16_t *v = malloc((size_t)n_examples * sizeof *v);

	for (int k = 0; k < KR_N_FEATURES; k++) {
		for (int i = 0; i < n_examples; i++)
			v[i] = ex[i].f[k];
		qsort(v, (size_t)n_examples, sizeof *v, by_value);
		n_border[k] = 0;
		for (int q = 1; q < MAX_BINS; q++) {
			int16_t t = v[(int64_t)n_examples * q / MAX_BINS];
			if (t == v[n_examples - 1])
				break;
			if (!n_border[k] || t > border[k][n_border[k] - 1])
				border[k][n_border[k]++] = t;
		}
		for (int i = 0; i < n_examples; i++) {
			int n = 0;
			while (n < n_border[k] && ex[i].f[k] > border[k][n])
				n++;
			ex[i].bin[k] = (uint8_t)n;
		}
	}
	free(v);
}

typedef struct model {
	kr_content_tree tree[MAX_TREES];
	double leaf[MAX_TREES][LEAVES];
	int n;
	double bias;
} model;

typedef struct cell {
	double g, h;
} cell;

/* The best question for one more level, all leaves together. */
static double ask(const double *g, const double *h, const uint8_t *leaf,
                  int skip, int level, int *best_f, int *best_t)
{
	double most = -1;

	for (int k = 0; k < KR_N_FEATURES; k++) {
		cell c[LEAVES][MAX_BINS] = { { { 0, 0 } } };
		for (int i = 0; i < n_examples; i++)
			if (ex[i].fold != skip) {
				c[leaf[i]][ex[i].bin[k]].g += g[i];
				c[leaf[i]][ex[i].bin[k]].h += h[i];
			}
		for (int t = 0; t < n_border[k]; t++) {
			double gain = 0;
			for (int l = 0; l < 1 << level; l++) {
				double gl = 0, hl = 0, ga = 0, ha = 0;
				for (int q = 0; q <= n_border[k]; q++) {
					ga += c[l][q].g;
					ha += c[l][q].h;
					if (q <= t) {
						gl += c[l][q].g;
						hl += c[l][q].h;
					}
				}
				gain += gl * gl / (hl + lambda) +
				        (ga - gl) * (ga - gl) /
				                (ha - hl + lambda);
			}
			if (gain > most) {
				most = gain;
				*best_f = k;
				*best_t = t;
			}
		}
	}
	return most;
}

static void grow(model *m, int skip)
{
	double *g = malloc((size_t)n_examples * sizeof *g);
	double *h = malloc((size_t)n_examples * sizeof *h);
	uint8_t *leaf = malloc((size_t)n_examples);

	for (int i = 0; i < n_examples; i++)
		ex[i].margin = 0;
	for (m->n = 0; m->n < n_trees; m->n++) {
		kr_content_tree *t = &m->tree[m->n];
		double lg[LEAVES] = { 0 }, lh[LEAVES] = { 0 };
		for (int i = 0; i < n_examples; i++) {
			double p = 1 / (1 + exp(-ex[i].margin));
			g[i] = ex[i].w * (ex[i].y - p);
			h[i] = ex[i].w * p * (1 - p);
			leaf[i] = 0;
		}
		for (int level = 0; level < KR_TREE_DEPTH; level++) {
			int k = 0, q = 0;
			ask(g, h, leaf, skip, level, &k, &q);
			t->feature[level] = (uint8_t)k;
			t->above[level] = border[k][q];
			for (int i = 0; i < n_examples; i++)
				leaf[i] |= (uint8_t)((ex[i].f[k] > border[k][q])
				                     << level);
		}
		for (int i = 0; i < n_examples; i++)
			if (ex[i].fold != skip) {
				lg[leaf[i]] += g[i];
				lh[leaf[i]] += h[i];
			}
		for (int l = 0; l < LEAVES; l++) {
			double v = rate * lg[l] / (lh[l] + lambda);
			t->leaf[l] = (int16_t)lrint(v * 1000);
		}
		for (int i = 0; i < n_examples; i++)
			ex[i].margin += (float)t->leaf[leaf[i]] / 1000;
	}
	free(g);
	free(h);
	free(leaf);
}

static float apply(const model *m, const int16_t *f)
{
	int sum = 0;

	for (int t = 0; t < m->n; t++) {
		unsigned leaf = 0;
		for (int k = 0; k < KR_TREE_DEPTH; k++)
			leaf |= (unsigned)(f[m->tree[t].feature[k]] >
			                   m->tree[t].above[k]) << k;
		sum += m->tree[t].leaf[leaf];
	}
	return (float)sum / 1000;
}

/* Counts of segments as tools/score-html has them. */
static double measure(float least, bool say)
{
	int tp = 0, fp = 0, fn = 0;

	for (int i = 0; i < n_pages; i++) {
		page *p = &pages[i];
		size_t n = 0, cap = 2;
		for (uint32_t k = 0; k < p->n; k++)
			cap += p->span[k].end - p->span[k].start + 1;
		char *kept = malloc(cap);
		for (uint32_t k = 0; k < p->n; k++) {
			size_t len = p->span[k].end - p->span[k].start;
			if (p->score[k] <= least && !p->force[k])
				continue;
			memcpy(kept + n, p->text + p->span[k].start, len);
			n += len;
			kept[n++] = ' ';
		}
		for (int s = 0; s < p->n_seg; s++) {
			bool hit = memmem(kept, n, p->seg[s], strlen(p->seg[s]));
			tp += hit && p->wanted[s];
			fp += hit && !p->wanted[s];
			fn += !hit && p->wanted[s];
			if (say && hit != p->wanted[s])
				printf("%s\t%s\t%.80s\n", p->name,
				       hit ? "kept" : "missed", p->seg[s]);
		}
		free(kept);
	}
	double pr = tp / fmax(1, tp + fp), re = tp / fmax(1, tp + fn);
	fprintf(stderr, "above %.2f: precision %.4f recall %.4f F1 %.4f\n",
	        (double)least, pr, re, 2 * pr * re / (pr + re));
	return 2 * pr * re / (pr + re);
}

static void write_table(const model *m, float least, const char *path)
{
	FILE *o = fopen(path, "w");

	if (!o)
		exit(3);
	fprintf(o, "// SPDX-License-Identifier: Apache-2.0\n"
	           "/*\n"
	           " * Made by content_train; do not edit. Questions (feature, "
	           "border) and leaves\n"
	           " * in thousandths of log odds.\n"
	           " */\n"
	           "#include \"lift/content.h\"\n\n"
	           "const int kr__content_bias = %d;\n"
	           "const kr_content_tree kr__content_trees[] = {\n",
	        (int)lrint(-least * 1000));
	for (int t = 0; t < m->n; t++) {
		fprintf(o, "\t{ { ");
		for (int k = 0; k < KR_TREE_DEPTH; k++)
			fprintf(o, "%d, ", m->tree[t].feature[k]);
		fprintf(o, "}, { ");
		for (int k = 0; k < KR_TREE_DEPTH; k++)
			fprintf(o, "%d, ", m->tree[t].above[k]);
		fprintf(o, "},\n\t  { ");
		for (int k = 0; k < LEAVES; k++)
			fprintf(o, "%d,%s", m->tree[t].leaf[k],
			        k + 1 == LEAVES ? " } },\n" : k == 9 ? "\n\t    " : " ");
	}
	fprintf(o, "};\nconst unsigned kr__n_content_trees =\n"
	           "\tsizeof kr__content_trees / sizeof *kr__content_trees;\n");
	fclose(o);
}

static void importance(const model *m)
{
	static const char *const names[] = {
#define X(name) #name,
		KR_FEATURE_MAP(X)
#undef X
#define X(name) "hint " #name,
		KR_HINT_MAP(X)
#undef X
#define X(name) "near " #name,
		KR_NEAR_MAP(X)
#undef X
	};
	int uses[KR_N_FEATURES] = { 0 };

	for (int t = 0; t < m->n; t++)
		for (int k = 0; k < KR_TREE_DEPTH; k++)
			uses[m->tree[t].feature[k]]++;
	for (int n = 60; n > 0; n--)
		for (int k = 0; k < KR_N_FEATURES; k++)
			if (uses[k] == n)
				fprintf(stderr, "%s:%d ", names[k], n);
	fprintf(stderr, "\n");
}

int main(int argc, char **argv)
{
	static model m;
	float best = 0;
	double most = 0;
	const char *e;

	if (argc < 3)
		return 2;
	if ((e = getenv("TREES")))
		n_trees = atoi(e);
	if ((e = getenv("RATE")))
		rate = atof(e);
	if ((e = getenv("LAMBDA")))
		lambda = atof(e);
	load(argv[1], argv[2]);
	uint32_t paras = 0;
	for (int i = 0; i < n_pages; i++) {
		label(&pages[i]);
		paras += pages[i].n;
	}
	fprintf(stderr, "%d pages, %u paragraphs, %d examples\n", n_pages, paras,
	        n_examples);
	bins();
	for (int fold = 0; fold < FOLDS; fold++) {
		grow(&m, fold);
		for (int i = 0; i < n_pages; i++)
			for (uint32_t k = 0; pages[i].fold == fold && k < pages[i].n;
			     k++)
				pages[i].score[k] = apply(
					&m, pages[i].f + (size_t)k * KR_N_FEATURES);
	}
	for (float t = -1.0f; t <= 1.01f; t += 0.25f) {
		double f1 = measure(t, false);
		if (f1 > most) {
			most = f1;
			best = t;
		}
	}
	if (getenv("ERRORS"))
		measure(best, true);
	if (argc > 3) {
		grow(&m, -1);
		importance(&m);
		write_table(&m, best, argv[3]);
	}
	return 0;
}
