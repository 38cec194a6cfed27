// SPDX-License-Identifier: Apache-2.0
/*
 * Language of a text. The problem: Indonesian and Malay share most words and
 * all spelling, so lists of common pieces do not tell them apart, and a text
 * may be one headline. The idea: every word gives its pieces of three and
 * four (in a fine model five) bytes and itself, twice, since whole words are
 * what parts close languages; a hash leads from a piece to one small weight a
 * class; the sum, divided by the square root of the number of pieces, goes
 * through a softmax. Whole numbers all the way to the sum, so that the answer
 * is the same everywhere. Limits: colliding pieces share weights; a text in a
 * language that was not trained gets the nearest one, with less confidence.
 * Source: linear models over hashed features (Weinberger et al. 2009).
 */
#include "learn/ngram.h"

#include <string.h>

#include "learn/ngram_words.h"

/* ---- words and pieces -------------------------------------------------- */
static uint32_t mix(uint32_t x, uint32_t salt, uint32_t bits)
{
	x = (x ^ salt) * 0x9E3779B1u;
	x ^= x >> 15;
	x *= 0x85EBCA77u;
	return x >> (32 - bits);
}

/* Next letter, lower-cased, into out (up to 4 bytes); 0: not a letter. */
static size_t take_letter(kr_view text, size_t *at, char *out)
{
	uint8_t b = (uint8_t)text.ptr[*at];

	if (b < 0x80) {
		++*at;
		out[0] = (char)(b | 32);
		return out[0] >= 'a' && out[0] <= 'z' && (b & 0x40) ? 1 : 0;
	}
	uint32_t cp = kr__utf8_next(text, at);
	return kr__cc(cp) & KR_CC_ALPHA ? kr__utf8_put(kr__lower(cp), out) : 0;
}

/* The next run of letters as "<word>"; long ones are cut. */
static size_t take_word(kr_view text, size_t *at, char *word)
{
	size_t n = 1;
	char letter[4];

	word[0] = '<';
	while (*at < text.len) {
		uint8_t low = (uint8_t)text.ptr[*at] | 32;
		if (low >= 'a' && low <= 'z' && (text.ptr[*at] & 0x40)) {
			++*at;
			word[n++] = (char)low;
			if (n + 6 > KR_NGRAM_WORD)
				break;
			continue;
		}
		size_t len = take_letter(text, at, letter);
		if (len == 0 && n > 1)
			break;
		if (len == 0)
			continue;
		memcpy(word + n, letter, len);
		n += len;
		if (n + 6 > KR_NGRAM_WORD)
			break;
	}
	word[n] = '>';
	return n > 1 ? n + 1 : 0;
}

/* The pieces of "<word>", n bytes of it; n > 0. */
static uint32_t cut_word(const char *word, size_t n, kr_ngram_shape shape,
                         uint32_t pieces[KR_NGRAM_PIECES])
{
	uint32_t bits = shape.bits;
	uint32_t n_pieces = 0, whole = 2166136261u;

	for (size_t i = 0; i < n; i++)
		whole = (whole ^ (uint8_t)word[i]) * 16777619u;
	pieces[n_pieces++] = mix(whole, 0x1234567u, bits);
	pieces[n_pieces++] = pieces[0];
	for (size_t i = 0; i + 3 <= n; i++) {
		uint32_t x = (uint32_t)(uint8_t)word[i] |
		             (uint32_t)(uint8_t)word[i + 1] << 8 |
		             (uint32_t)(uint8_t)word[i + 2] << 16;
		pieces[n_pieces++] = mix(x, 0x51ED270Bu, bits);
		if (i + 4 > n)
			break;
		x |= (uint32_t)(uint8_t)word[i + 3] << 24;
		pieces[n_pieces++] = mix(x, 0, bits);
		if (i + 5 <= n && shape.longest > 4)
			pieces[n_pieces++] = mix(x * 0x2545F491u +
				(uint8_t)word[i + 4], 0x77777u, bits);
	}
	return n_pieces;
}

uint32_t kr__ngram_word(kr_view text, size_t *at, kr_ngram_shape shape,
                        uint32_t pieces[KR_NGRAM_PIECES])
{
	char word[KR_NGRAM_WORD + 4];
	size_t n = take_word(text, at, word);

	return n ? cut_word(word, n, shape, pieces) : 0;
}

/* ---- asking ------------------------------------------------------------ */
static uint32_t get_u32(const char *p)
{
	return (uint32_t)(uint8_t)p[0] | (uint32_t)(uint8_t)p[1] << 8 |
	       (uint32_t)(uint8_t)p[2] << 16 | (uint32_t)(uint8_t)p[3] << 24;
}

enum { HEAD = 24 };

bool kr__ngram_summed(kr_view bytes)
{
	return bytes.len >= HEAD && get_u32(bytes.ptr + 20) ==
	       (uint32_t)kr__hash64(kr__view_from(bytes, HEAD));
}

kr_status kr__ngram_open(kr_ngram *m, kr_view bytes, kr_err *err)
{
	enum { NAME = 8 };

	*m = (kr_ngram){ .weights = NULL };
	if (bytes.len < HEAD || memcmp(bytes.ptr, "KRNGRAM2", 8) != 0)
		return kr__err_set(err, KR_EDATA, "", 0, "is not an n-gram model");
	m->n_classes = get_u32(bytes.ptr + 8);
	m->shape.bits = (uint8_t)bytes.ptr[12];
	m->shape.longest = (uint8_t)bytes.ptr[13];
	m->scale = get_u32(bytes.ptr + 16);
	m->n_wide = m->n_classes <= KR_NGRAM_FEW ? KR_NGRAM_FEW : KR_NGRAM_CLASSES;
	if (m->n_classes < 2 || m->n_classes > KR_NGRAM_CLASSES || m->shape.bits < 8 ||
	    m->shape.bits > KR_NGRAM_BITS || m->scale == 0 ||
	    bytes.len != HEAD + (size_t)m->n_classes * NAME +
	                     ((size_t)m->n_wide << m->shape.bits))
		return kr__err_set(err, KR_EDATA, "", 8, "n-gram model is damaged");
	kr_view body = kr__view_from(bytes, HEAD);
	for (uint32_t i = 0; i < m->n_classes; i++) {
		kr_view name = kr__view_sub(body, i * NAME, (i + 1) * NAME);
		size_t end = kr__view_chr(name, '\0');
		m->names[i] = kr__view_sub(name, 0, end == KR_NPOS ? NAME : end);
	}
	m->weights = (const int8_t *)(body.ptr + (size_t)m->n_classes * NAME);
	return KR_OK;
}

/* Sum the weights of one word's pieces; n is a constant where this is used,
 * so that the loop over classes becomes a few vector instructions. */
static inline void sum_n(const int8_t *weights, const uint32_t *pieces,
                         uint32_t n_pieces, uint32_t n, int16_t *out)
{
	int16_t score[KR_NGRAM_CLASSES] = { 0 }; /* 98 pieces fit */

	for (uint32_t i = 0; i < n_pieces; i++) {
		const int8_t *w = weights + (size_t)pieces[i] * n;
		for (uint32_t c = 0; c < n; c++)
			score[c] = (int16_t)(score[c] + w[c]);
	}
	memcpy(out, score, n * sizeof *out);
}

static void sum_pieces(const kr_ngram *m, const uint32_t *pieces,
                       uint32_t n_pieces, int16_t *out)
{
	if (m->n_wide == KR_NGRAM_FEW)
		sum_n(m->weights, pieces, n_pieces, KR_NGRAM_FEW, out);
	else
		sum_n(m->weights, pieces, n_pieces, KR_NGRAM_CLASSES, out);
}

static inline void add_n(const int16_t *score, uint32_t n, int32_t *to)
{
	for (uint32_t c = 0; c < n; c++)
		to[c] += score[c];
}

static void add_word(const kr_ngram *m, const int16_t *score, uint32_t n_pieces,
                     kr_ngram_sum *sum)
{
	if (m->n_wide == KR_NGRAM_FEW)
		add_n(score, KR_NGRAM_FEW, sum->score);
	else
		add_n(score, KR_NGRAM_CLASSES, sum->score);
	sum->n_pieces += n_pieces;
	sum->n_words++;
}

static void fetch(const kr_ngram *m, const uint32_t *pieces, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		__builtin_prefetch(m->weights + (size_t)pieces[i] * m->n_wide);
}

/* The weights of a word are asked for while the word before is summed. */
static void add_anew(const kr_ngram *m, kr_view text, size_t *at,
                     uint32_t n_words, kr_ngram_sum *sum)
{
	uint32_t two[2][KR_NGRAM_PIECES], n[2] = { 0, 0 }, now = 0;
	int16_t score[KR_NGRAM_CLASSES];

	for (uint32_t w = 0; w <= n_words; w++, now = !now) {
		uint32_t before = !now, *p = two[before];
		n[now] = w < n_words ? kr__ngram_word(text, at, m->shape,
		                                      two[now]) : 0;
		fetch(m, two[now], n[now]);
		if (n[before]) {
			sum_pieces(m, p, n[before], score);
			add_word(m, score, n[before], sum);
		}
		if (n[now] == 0)
			break;
	}
}

typedef struct row {
	uint64_t key; /* of the word; 0: empty */
	uint32_t n_pieces;
	int16_t score[]; /* [n_wide] */
} row;

size_t kr__ngram_row_size(const kr_ngram *m)
{
	return (sizeof(row) + m->n_wide * sizeof(int16_t) + 7) / 8 * 8;
}

/* A row of a word that was not known. */
static void learn_word(const kr_ngram *m, const char *word, size_t n, row *r)
{
	uint32_t pieces[KR_NGRAM_PIECES];

	r->n_pieces = cut_word(word, n, m->shape, pieces);
	sum_pieces(m, pieces, r->n_pieces, r->score);
}

/* Rows of all words are asked for before the first is used. */
static void recall(const kr_ngram *m, kr_view text, size_t *at,
                   uint32_t n_words, kr_ngram_sum *sum)
{
	const kr_ngram_memo *memo = &sum->memo;
	char word[KR_NGRAM_PORTION][KR_NGRAM_WORD + 4];
	size_t len[KR_NGRAM_PORTION];
	uint64_t key[KR_NGRAM_PORTION];
	row *r[KR_NGRAM_PORTION];
	uint32_t n = 0;

	while (n < n_words && n < KR_NGRAM_PORTION &&
	       (len[n] = take_word(text, at, word[n])) > 0) {
		key[n] = kr__hash64((kr_view){ word[n], len[n] }) | 1;
		r[n] = (row *)(void *)((char *)memo->rows + kr__ngram_row_size(m) *
		                       (key[n] >> 20 & (memo->n_rows - 1)));
		__builtin_prefetch(r[n]);
		n++;
	}
	for (uint32_t i = 0; i < n; i++) {
		if (r[i]->key != key[i])
			learn_word(m, word[i], len[i], r[i]);
		r[i]->key = key[i];
		add_word(m, r[i]->score, r[i]->n_pieces, sum);
	}
}

void kr__ngram_add(const kr_ngram *m, kr_view text, size_t *at,
                   uint32_t n_words, kr_ngram_sum *sum)
{
	if (sum->memo.n_rows)
		recall(m, text, at, n_words, sum);
	else
		add_anew(m, text, at, n_words, sum);
}

/* e to the x for x <= 0, from products only: the same on every machine. */
static double exp_low(double x)
{
	double y = 1.0 + x / 4096.0;

	if (x < -40.0)
		return 0.0;
	for (int i = 0; i < 12; i++)
		y *= y;
	return y;
}

static double root(double x)
{
	double y = x > 1.0 ? x : 1.0, last = 0.0;

	for (int i = 0; i < 40 && y != last; i++) {
		last = y;
		y = 0.5 * (y + x / y);
	}
	return y;
}

void kr__ngram_ask(const kr_ngram *m, const kr_ngram_sum *sum,
                   kr_ngram_answer *out)
{
	double p[KR_NGRAM_CLASSES], total = 0.0;
	double unit = 256.0 / (double)m->scale / root(sum->n_pieces ? sum->n_pieces : 1);

	*out = (kr_ngram_answer){ .second = 1 };
	for (uint32_t c = 1; c < m->n_classes; c++)
		if (sum->score[c] > sum->score[out->best])
			out->best = c;
	out->second = out->best == 0;
	for (uint32_t c = 0; c < m->n_classes; c++) {
		if (c != out->best && sum->score[c] > sum->score[out->second])
			out->second = c;
		p[c] = exp_low(unit * (double)(sum->score[c] -
		                               sum->score[out->best]));
		total += p[c];
	}
	for (uint32_t c = 0; c < m->n_classes; c++)
		out->part[c] = (uint16_t)(1000.0 * p[c] / total + 0.5);
	out->confidence = out->part[out->best];
}
