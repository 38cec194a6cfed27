// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: learn one tagger from corpora whose guidelines disagree.
 *
 * Idea: a conditional random field trained by stochastic gradient descent with
 * L2 regularisation (the weights are kept as scale * v, so that shrinking all
 * of them costs one multiplication). Every feature has a weight that all
 * styles share and, where it occurs in a style, one of that style's own; a
 * score is their sum. What the corpora agree on goes to the shared weights,
 * because they see more data; what is peculiar stays with the style. When
 * learning is over the two are added, rounded to a byte and written as one
 * table for each style, so that at reading time styles cost nothing.
 *
 * At every visit of a sentence half of its features are forgotten (dropout),
 * the others count double: no feature can lean on its neighbours, so that what
 * is left in a sentence with unknown words still suffices. Worth up to a
 * point of F1 on names. What chance does in one run the mean of several evens
 * out.
 *
 * Determinism: plain IEEE arithmetic in a fixed order, an exponential function
 * of our own, an integer generator for the shuffle.
 *
 * Source: L. Bottou, "Large-scale machine learning with stochastic gradient
 * descent" (2010); H. Daume III, "Frustratingly easy domain adaptation" (2007);
 * S. Wang and others, "Feature noising for log-linear structured prediction"
 * (2013).
 */
#include "learn/linear_train.h"

#include <math.h>
#include <string.h>

#include "learn/linear_file.h"

enum {
	L = KR__LINEAR_LABELS,
	ROW = 16, /* floats of a row of weights: one cache line */
};
#define NONE UINT32_MAX

/* Hash to dense number; grows by doubling. */
typedef struct index {
	uint64_t *key;
	uint32_t *id;    /* number + 1; 0: empty */
	uint32_t *count; /* by number */
	uint64_t mask;
	uint32_t n;
} index;

typedef struct fit {
	const kr__linear_data *d;
	const kr__linear_options *o;
	uint32_t *feat; /* dense number of each feature, NONE if too rare */
	uint32_t n_shared, n_rows;
	uint32_t *own[KR__LINEAR_STYLES]; /* number -> row of the style, or NONE */
	uint64_t *hash;                   /* number -> hash */
	float *w;                         /* [n_rows][ROW], times scale */
	float *sum_w;                     /* of the weights after late epochs */
	float trans[KR__LINEAR_STYLES + 1][L + 1][L]; /* [0]: shared */
	float sum_trans[KR__LINEAR_STYLES + 1][L + 1][L];
	uint32_t n_sums;
	double scale;
	/* one sequence */
	uint32_t cap;
	uint64_t cap_live;
	double *emit, *alpha, *beta; /* [cap][L] */
	double *norm;                /* [cap] */
	uint32_t *live;              /* features not forgotten, token by token */
	uint64_t *live_at;           /* [cap + 1] */
	uint64_t seed;               /* of forgetting */
	float louder;                /* what the others count instead of 1 */
	double jump[L + 1][L];       /* exp of transitions */
} fit;

/* e^x for x <= 0 or small; 0 below -700. Error below 1e-14 relative. */
static double power_e(double x)
{
	if (x < -700)
		return 0;
	double k = floor(x * 1.4426950408889634 + 0.5);
	double r = (x - k * 0.693147180369123816490) - k * 1.90821492927058770002e-10;
	double sum = 1, term = 1;
	for (int i = 1; i < 14; i++) {
		term *= r / i;
		sum += term;
	}
	return ldexp(sum, (int)k);
}

static uint64_t place(const index *ix, uint64_t key)
{
	uint64_t p = kr__linear_mix(key) & ix->mask;
	while (ix->id[p] && ix->key[p] != key)
		p = (p + 1) & ix->mask;
	return p;
}

static bool index_init(index *ix, uint64_t n_slots, kr_arena *a)
{
	ix->key = kr__arena_array(a, n_slots, sizeof *ix->key);
	ix->id = kr__arena_array(a, n_slots, sizeof *ix->id);
	ix->count = kr__arena_array(a, n_slots / 2, sizeof *ix->count);
	ix->mask = n_slots - 1;
	ix->n = 0;
	return ix->key && ix->id && ix->count;
}

static bool index_grow(index *ix, kr_arena *a)
{
	index big;
	if (!index_init(&big, (ix->mask + 1) * 2, a))
		return false;
	for (uint64_t p = 0; p <= ix->mask; p++) {
		if (!ix->id[p])
			continue;
		uint64_t q = place(&big, ix->key[p]);
		big.key[q] = ix->key[p];
		big.id[q] = ix->id[p];
	}
	memcpy(big.count, ix->count, ix->n * sizeof *ix->count);
	big.n = ix->n;
	*ix = big;
	return true;
}

/* Number all features in order of appearance and count them. */
static bool number_features(fit *f, index *ix, kr_arena *a)
{
	uint64_t n = f->d->at[f->d->n_tokens];
	f->feat = kr__arena_array(a, n, sizeof *f->feat);
	if (!f->feat || !index_init(ix, 1 << 16, a))
		return false;
	for (uint64_t i = 0; i < n; i++) {
		if (ix->n >= (ix->mask + 1) / 2 - 1 && !index_grow(ix, a))
			return false;
		uint64_t p = place(ix, f->d->feature[i]);
		if (!ix->id[p]) {
			ix->key[p] = f->d->feature[i];
			ix->id[p] = ++ix->n;
		}
		f->feat[i] = ix->id[p] - 1;
		ix->count[ix->id[p] - 1]++;
	}
	return true;
}

/* Drop rare features and renumber the others densely. */
static bool drop_rare(fit *f, index *ix, kr_arena *a)
{
	uint32_t *to = kr__arena_array(a, ix->n, sizeof *to);
	if (!to)
		return false;
	for (uint32_t i = 0; i < ix->n; i++)
		to[i] = ix->count[i] < f->o->min_count ? NONE : f->n_shared++;
	f->hash = kr__arena_array(a, f->n_shared, sizeof *f->hash);
	if (!f->hash)
		return false;
	for (uint64_t p = 0; p <= ix->mask; p++)
		if (ix->id[p] && to[ix->id[p] - 1] != NONE)
			f->hash[to[ix->id[p] - 1]] = ix->key[p];
	uint64_t n = f->d->at[f->d->n_tokens];
	for (uint64_t i = 0; i < n; i++)
		f->feat[i] = to[f->feat[i]];
	return true;
}

/* Give every feature a row of its own in each style where it occurs. */
static bool own_rows(fit *f, kr_arena *a)
{
	f->n_rows = f->n_shared;
	for (uint32_t s = 0; s < f->d->n_styles; s++) {
		f->own[s] = kr__arena_array(a, f->n_shared, sizeof *f->own[s]);
		if (!f->own[s])
			return false;
		memset(f->own[s], 0xff, f->n_shared * sizeof *f->own[s]);
	}
	for (uint32_t q = 0; q < f->d->n_seqs; q++) {
		const kr__linear_seq *seq = &f->d->seq[q];
		uint32_t *own = f->own[seq->style];
		uint64_t end = f->d->at[seq->end];
		for (uint64_t i = f->d->at[seq->start]; i < end; i++)
			if (f->feat[i] != NONE && own[f->feat[i]] == NONE)
				own[f->feat[i]] = f->n_rows++;
		if (seq->end - seq->start > f->cap)
			f->cap = seq->end - seq->start;
		if (end - f->d->at[seq->start] > f->cap_live)
			f->cap_live = end - f->d->at[seq->start];
	}
	return true;
}

static bool fit_init(fit *f, kr_arena *a)
{
	index ix;
	if (!number_features(f, &ix, a) || !drop_rare(f, &ix, a) ||
	    !own_rows(f, a))
		return false;
	f->w = kr__arena_array(a, f->n_rows, ROW * sizeof *f->w);
	f->sum_w = kr__arena_array(a, f->n_rows, ROW * sizeof *f->sum_w);
	f->emit = kr__arena_array(a, f->cap, L * sizeof *f->emit);
	f->alpha = kr__arena_array(a, f->cap, L * sizeof *f->alpha);
	f->beta = kr__arena_array(a, f->cap, L * sizeof *f->beta);
	f->norm = kr__arena_array(a, f->cap, sizeof *f->norm);
	f->live = kr__arena_array(a, f->cap_live + 1, sizeof *f->live);
	f->live_at = kr__arena_array(a, f->cap + 1u, sizeof *f->live_at);
	f->louder = 1 / (1 - f->o->dropout);
	f->scale = 1;
	return kr__arena_status(a) == KR_OK;
}

static inline bool allowed(const fit *f, uint32_t style, int y)
{
	return f->d->allowed[style] >> y & 1;
}

/* Ask for the rows of a token before they are needed: they lie scattered over
 * hundreds of megabytes. */
static void prefetch(const fit *f, const uint32_t *own, uint32_t t)
{
	for (uint64_t i = f->live_at[t]; i < f->live_at[t + 1]; i++) {
		__builtin_prefetch(f->w + (size_t)f->live[i] * ROW);
		__builtin_prefetch(f->w + (size_t)own[f->live[i]] * ROW);
	}
}

static uint32_t draw(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 32);
}

/* Which features of a sentence take part in this visit. */
static void forget(fit *f, const kr__linear_seq *seq)
{
	uint64_t n = 0, limit = (uint64_t)((double)f->o->dropout * 4294967296.0);
	for (uint32_t t = seq->start; t < seq->end; t++) {
		f->live_at[t - seq->start] = n;
		for (uint64_t i = f->d->at[t]; i < f->d->at[t + 1]; i++)
			if (f->feat[i] != NONE && draw(&f->seed) >= limit)
				f->live[n++] = f->feat[i];
	}
	f->live_at[seq->end - seq->start] = n;
}

/* exp(score - best score of the token) of each label; the logarithms of what
 * was divided out are returned summed. */
static double emissions(fit *f, const kr__linear_seq *seq)
{
	double shift = 0;
	const uint32_t *own = f->own[seq->style];
	uint32_t n = seq->end - seq->start;
	double by = f->scale * (double)f->louder;
	prefetch(f, own, 0);
	for (uint32_t t = 0; t < n; t++) {
		if (t + 1 < n)
			prefetch(f, own, t + 1);
		float sum[ROW] = { 0 }, mine[ROW] = { 0 };
		for (uint64_t i = f->live_at[t]; i < f->live_at[t + 1]; i++) {
			const float *a = f->w + (size_t)f->live[i] * ROW;
			const float *b = f->w + (size_t)own[f->live[i]] * ROW;
			for (int y = 0; y < ROW; y++) {
				sum[y] += a[y];
				mine[y] += b[y];
			}
		}
		double *e = f->emit + (size_t)t * L, top = -1e300;
		for (int y = 0; y < L; y++) {
			e[y] = by * ((double)f->o->shared * (double)sum[y] + (double)mine[y]);
			if (allowed(f, seq->style, y) && e[y] > top)
				top = e[y];
		}
		for (int y = 0; y < L; y++)
			e[y] = allowed(f, seq->style, y) ? power_e(e[y] - top) : 0;
		shift += top;
	}
	return shift;
}

static void jumps(fit *f, uint32_t style)
{
	for (int x = 0; x <= L; x++)
		for (int y = 0; y < L; y++) {
			double v = (double)(f->trans[0][x][y] + f->trans[style + 1][x][y]);
			f->jump[x][y] = f->d->legal[x][y] ? power_e(f->scale * v) : 0;
		}
}

/* alpha and beta, each row scaled to sum 1 over alpha; log of the sum of all
 * paths (without what emissions() divided out). */
static double forward_backward(fit *f, uint32_t n)
{
	double log_z = 0;
	for (uint32_t t = 0; t < n; t++) {
		double *a = f->alpha + (size_t)t * L, sum = 0;
		const double *e = f->emit + (size_t)t * L;
		for (int y = 0; y < L; y++) {
			double in = t ? 0 : f->jump[L][y];
			for (int x = 0; t && x < L; x++)
				in += a[x - L] * f->jump[x][y];
			a[y] = in * e[y];
			sum += a[y];
		}
		sum = sum > 1e-300 ? sum : 1e-300;
		for (int y = 0; y < L; y++)
			a[y] /= sum;
		f->norm[t] = sum;
		log_z += log(sum);
	}
	for (uint32_t t = n; t-- > 0;) {
		double *b = f->beta + (size_t)t * L;
		const double *e = f->emit + (size_t)(t + 1) * L;
		for (int x = 0; x < L; x++) {
			b[x] = t + 1 == n;
			for (int y = 0; t + 1 < n && y < L; y++)
				b[x] += f->jump[x][y] * e[y] * b[L + y] / f->norm[t + 1];
		}
	}
	return log_z;
}

/* A token that is right with this little doubt teaches nothing. */
#define SURE 0.002

static void update_token(fit *f, const kr__linear_seq *seq, uint32_t t,
                         double step)
{
	const double *a = f->alpha + (size_t)t * L;
	const double *b = f->beta + (size_t)t * L;
	float g[ROW] = { 0 }, gs[ROW] = { 0 };
	double wrong = 0;
	for (int y = 0; y < L; y++) {
		double miss = (y == f->d->gold[seq->start + t]) - a[y] * b[y];
		wrong += miss < 0 ? -miss : miss;
		g[y] = (float)(step * miss) * f->louder;
		gs[y] = g[y] * f->o->shared;
	}
	if (wrong < SURE)
		return;
	const uint32_t *own = f->own[seq->style];
	for (uint64_t i = f->live_at[t]; i < f->live_at[t + 1]; i++) {
		float *u = f->w + (size_t)f->live[i] * ROW;
		float *v = f->w + (size_t)own[f->live[i]] * ROW;
		for (int y = 0; y < ROW; y++) {
			u[y] += gs[y];
			v[y] += g[y];
		}
	}
}

static void add_jump(fit *f, uint32_t style, int x, int y, double by)
{
	f->trans[0][x][y] += (float)by;
	f->trans[style + 1][x][y] += (float)by;
}

static void update_jumps(fit *f, const kr__linear_seq *seq, double step)
{
	const uint8_t *gold = f->d->gold + seq->start;
	uint32_t n = seq->end - seq->start;
	for (int y = 0; y < L; y++)
		add_jump(f, seq->style, L, y,
		         step * ((y == gold[0]) - f->alpha[y] * f->beta[y]));
	for (uint32_t t = 1; t < n; t++) {
		const double *a = f->alpha + (size_t)(t - 1) * L;
		const double *e = f->emit + (size_t)t * L;
		const double *b = f->beta + (size_t)t * L;
		for (int x = 0; x < L; x++)
			for (int y = 0; y < L; y++) {
				double p = a[x] * f->jump[x][y] * e[y] * b[y] / f->norm[t];
				bool is = x == gold[t - 1] && y == gold[t];
				if (p > 1e-9 || is)
					add_jump(f, seq->style, x, y, step * (is - p));
			}
	}
}

/* One step along the gradient of one sequence; returns its loss in nats. */
static double learn(fit *f, const kr__linear_seq *seq, double eta)
{
	uint32_t n = seq->end - seq->start;
	forget(f, seq);
	emissions(f, seq);
	jumps(f, seq->style);
	double loss = forward_backward(f, n);
	for (uint32_t t = 0; t < n; t++) {
		int y = f->d->gold[seq->start + t];
		int x = t ? f->d->gold[seq->start + t - 1] : L;
		loss -= log(f->emit[(size_t)t * L + (size_t)y] * f->jump[x][y] + 1e-300);
	}
	double step = eta * (double)seq->weight / f->scale;
	for (uint32_t t = 0; t < n; t++)
		update_token(f, seq, t, step);
	update_jumps(f, seq, step);
	return loss * (double)seq->weight;
}

/* Bring the scale back to 1 before it gets lost in rounding. */
static void rescale(fit *f)
{
	float s = (float)f->scale;
	for (size_t i = 0; i < (size_t)f->n_rows * ROW; i++)
		f->w[i] *= s;
	float *t = &f->trans[0][0][0];
	for (size_t i = 0; i < sizeof f->trans / sizeof *t; i++)
		t[i] *= s;
	f->scale = 1;
}

/* Add the weights as they stand (scale 1) to the sums. */
static void take_sum(fit *f)
{
	for (size_t i = 0; i < (size_t)f->n_rows * ROW; i++)
		f->sum_w[i] += f->w[i];
	const float *t = &f->trans[0][0][0];
	float *sum = &f->sum_trans[0][0][0];
	for (size_t i = 0; i < sizeof f->trans / sizeof *t; i++)
		sum[i] += t[i];
	f->n_sums++;
}

/* The mean over the late epochs is steadier than the last step. */
static void use_mean(fit *f)
{
	float by = 1 / (float)f->n_sums;
	for (size_t i = 0; i < (size_t)f->n_rows * ROW; i++)
		f->w[i] = f->sum_w[i] * by;
	float *t = &f->trans[0][0][0];
	const float *sum = &f->sum_trans[0][0][0];
	for (size_t i = 0; i < sizeof f->trans / sizeof *t; i++)
		t[i] = sum[i] * by;
}

static void shuffle(uint32_t *order, uint32_t n, uint64_t *seed)
{
	for (uint32_t i = n; i > 1; i--) {
		uint32_t j = (draw(seed) >> 1) % i;
		uint32_t swap = order[i - 1];
		order[i - 1] = order[j];
		order[j] = swap;
	}
}

/* Learn once from nothing. */
static void run_epochs(fit *f, uint32_t *order, uint64_t seed)
{
	uint32_t n = f->d->n_seqs;
	uint64_t done = 0;
	f->seed = seed;
	for (uint32_t i = 0; i < n; i++)
		order[i] = i;
	double lambda = (double)f->o->l2 / n, eta0 = (double)f->o->eta;
	for (uint32_t e = 0; e < f->o->epochs; e++) {
		double loss = 0;
		shuffle(order, n, &seed);
		for (uint32_t i = 0; i < n; i++) {
			double eta = eta0 / (1 + eta0 * lambda * (double)done++);
			f->scale *= 1 - eta * lambda;
			loss += learn(f, &f->d->seq[order[i]], eta);
			if (f->scale < 1e-3)
				rescale(f);
		}
		rescale(f);
		if (2 * e + 2 > f->o->epochs)
			take_sum(f);
		if (f->o->tell)
			f->o->tell(f->o->user, e + 1, loss);
	}
}

/* What one run makes of chance, the mean of several does not. */
static kr_status run_all(fit *f, kr_arena *a)
{
	uint32_t *order = kr__arena_array(a, f->d->n_seqs, sizeof *order);
	if (!order)
		return kr__arena_status(a);
	for (uint32_t i = 0; i < f->o->runs; i++) {
		memset(f->w, 0, (size_t)f->n_rows * ROW * sizeof *f->w);
		memset(f->trans, 0, sizeof f->trans);
		f->scale = 1;
		run_epochs(f, order, f->o->seed + i);
	}
	use_mean(f);
	return KR_OK;
}

/* ---- writing ------------------------------------------------------------ */

static int rounded(double w, int limit)
{
	double v = floor(w * KR__LINEAR_UNIT + 0.5);
	return v > limit ? limit : v < -limit ? -limit : (int)v;
}

/* A style's table while it is written. */
typedef struct table {
	const fit *f;
	uint32_t style, n_weights, stride;
	uint8_t label[L];
	int base; /* the label that weighs 0 */
} table;

static double weight_of(const table *t, uint32_t i, int y)
{
	const fit *f = t->f;
	uint32_t own = f->own[t->style][i];
	double w = (double)f->o->shared * (double)f->w[(size_t)i * ROW + (size_t)y];
	return own == NONE ? w : w + (double)f->w[(size_t)own * ROW + (size_t)y];
}

/* Weights of a feature in a style; the largest of them is returned. */
static int row_of(const table *t, uint32_t i, int8_t *row)
{
	double base = weight_of(t, i, t->base);
	int top = 0;
	for (uint32_t k = 0; k < t->n_weights; k++) {
		int q = rounded(weight_of(t, i, t->label[k]) - base, 127);
		row[k] = (int8_t)q;
		top = q > top ? q : -q > top ? -q : top;
	}
	return top;
}

/* Put all features of a style into a table; false if a search gets too long. */
static bool fill(const table *t, uint8_t *slots, uint64_t n_slots)
{
	memset(slots, 0, n_slots * t->stride + L);
	for (uint32_t i = 0; i < t->f->n_shared; i++) {
		int8_t row[L];
		if (row_of(t, i, row) < t->f->o->prune)
			continue;
		uint64_t p = 0, at = kr__linear_place(t->f->hash[i], n_slots);
		uint16_t check = kr__linear_check(t->f->hash[i]), is = 1;
		while (p++ < KR__LINEAR_PROBES) {
			memcpy(&is, slots + at * t->stride, sizeof is);
			if (is == 0)
				break;
			at = at + 1 < n_slots ? at + 1 : 0;
		}
		if (is != 0)
			return false;
		memcpy(slots + at * t->stride, &check, sizeof check);
		memcpy(slots + at * t->stride + sizeof check, row, t->n_weights);
	}
	return true;
}

static void pad16(kr_buf *out)
{
	while (out->len % 16 && !out->failed)
		kr__buf_chr(out, 0);
}

static kr_status write_style(const fit *f, uint32_t style,
                             kr__linear_file_style *fs, kr_buf *out)
{
	table t = { .f = f, .style = style };
	uint64_t kept = 0;
	int8_t row[L];
	fs->allowed = f->d->allowed[style];
	while (!(fs->allowed >> t.base & 1))
		t.base++;
	t.n_weights = kr__linear_weights(fs->allowed, t.label);
	t.stride = fs->stride = kr__linear_stride(t.n_weights);
	for (uint32_t i = 0; i < f->n_shared; i++)
		kept += row_of(&t, i, row) >= f->o->prune;
	fs->slots_at = out->len;
	for (uint64_t n = kept + kept / 4 + 64;; n += n / 4) {
		if (!kr__buf_reserve(out, n * t.stride + L))
			return out->failed;
		fs->n_slots = n;
		if (fill(&t, (uint8_t *)out->ptr + fs->slots_at, n))
			break;
	}
	out->len += fs->n_slots * t.stride + L;
	pad16(out);
	memcpy(fs->name, f->d->style[style], sizeof fs->name);
	for (int x = 0; x <= L; x++)
		for (int y = 0; y < L; y++) {
			double v = (double)(f->trans[0][x][y] + f->trans[style + 1][x][y]);
			bool ok = f->d->legal[x][y];
			v -= y == 0 ? f->d->lean[style] / 100.0 : 0;
			fs->trans[x][y] = ok ? (int16_t)rounded(v, 8000) : -32000;
		}
	return KR_OK;
}

static kr_status write_file(const fit *f, kr_view extra, kr_buf *out)
{
	kr__linear_file h;
	memset(&h, 0, sizeof h);
	memcpy(h.magic, KR__LINEAR_MAGIC, sizeof h.magic);
	h.endian = KR__LINEAR_ENDIAN;
	h.n_labels = f->d->n_labels;
	uint32_t d_styles = f->d->n_styles;
	memcpy(h.label, f->d->label, sizeof h.label);
	kr__buf_reset(out);
	kr__buf_add(out, (kr_view){ (const char *)&h, sizeof h });
	pad16(out);
	for (uint32_t s = 0; s < d_styles && !out->failed; s++)
		if (!f->d->hidden[s])
			write_style(f, s, &h.style[h.n_styles++], out);
	h.extra_at = out->len;
	h.extra_len = extra.len;
	kr__buf_add(out, extra);
	h.len = out->len;
	if (out->failed)
		return out->failed;
	memcpy(out->ptr, &h, sizeof h);
	return KR_OK;
}

kr_status kr__linear_train(const kr__linear_data *d,
                           const kr__linear_options *o, kr_view extra,
                           kr_buf *out)
{
	kr_arena a;
	kr__arena_init(&a, NULL, 0);
	fit *f = kr__arena_get(&a, sizeof *f);
	kr_status status = KR_ENOMEM;
	if (f) {
		f->d = d;
		f->o = o;
		status = fit_init(f, &a) ? KR_OK : KR_ENOMEM;
	}
	if (status == KR_OK)
		status = run_all(f, &a);
	if (status == KR_OK)
		status = write_file(f, extra, out);
	kr__arena_drop(&a);
	return status;
}
