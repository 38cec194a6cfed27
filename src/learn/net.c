// SPDX-License-Identifier: Apache-2.0
/*
 * Opening a network. The problem: a file of weights is data from outside,
 * used with pointer arithmetic in the hottest loops. The idea: nothing in the
 * file says where a section stands; all sizes follow from a few widths and
 * counts, which are bounded, and the sum must be the file's size. Every row of
 * weights is checked so that no sum can overflow whatever the words, and the
 * rest is read only as it is touched. Limits: little-endian processors only; a
 * damaged embedding gives a wrong tree, never a wrong access, and only who asks
 * for the checksum learns of it.
 */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3") /* sums over all weights */
#endif
#include "learn/net.h"

#include <string.h>

typedef struct cursor {
	kr_view bytes;
	size_t at;
	bool bad;
} cursor;

static kr_status damaged(kr_err *err, const char *path, const char *what)
{
	return kr__err_fmt(err, KR_EDATA, path, -1, "damaged model: %s", what);
}

/* The next section of n * size bytes; NULL and `bad` if it does not fit. */
static const void *section(cursor *c, size_t n, size_t size)
{
	size_t at = (c->at + 63) & ~(size_t)63;

	if (c->bad || at > c->bytes.len || n * size > c->bytes.len - at) {
		c->bad = true;
		return NULL;
	}
	c->at = at + n * size;
	return c->bytes.ptr + at;
}

void kr__net_shape(const kr_net_head *h, kr_net_layer layer, uint32_t *n_in,
                   uint32_t *n_out)
{
	uint32_t n_labels = 0;

	for (int t = 0; t < KR_NET_N_TASKS; t++)
		n_labels += h->n_labels[t];
	const uint32_t in[KR_NET_N_LAYERS] = {
		3 * h->width, h->width, h->width, h->width, h->width, h->width,
		h->width, h->rel_width
	};
	const uint32_t out[KR_NET_N_LAYERS] = {
		h->width, 3 * h->width, 3 * h->width, n_labels,
		2 * h->arc_width, 2 * h->rel_width, 2 * KR_NET_N_DISTANCES,
		h->n_rels
	};
	*n_in = in[layer];
	*n_out = kr__net_round(out[layer]);
}

static bool good_width(uint32_t w, uint32_t step)
{
	return w >= step && w <= KR_NET_MAX_WIDTH && w % step == 0;
}

static kr_status check_head(const kr_net_head *h, kr_view bytes,
                            const char *path, kr_err *err)
{
	if (memcmp(h->magic, "krnet/1\n", 8) != 0)
		return damaged(err, path, "not a network file");
	if (h->size != bytes.len)
		return damaged(err, path, "wrong size");
	if (!good_width(h->width, 32) || !good_width(h->arc_width, 8) ||
	    !good_width(h->rel_width, 8) || h->embed_shift > 10 ||
	    h->n_styles < 1 || h->n_styles > KR_NET_MAX_STYLES ||
	    h->n_rels < 1 || h->n_rels > KR_NET_MAX_LABELS ||
	    h->labels_bytes > bytes.len || h->news_style > h->n_styles ||
	    h->wiki_style > h->n_styles)
		return damaged(err, path, "bad width or count");
	for (int t = 0; t < KR_NET_N_TASKS; t++)
		if (h->n_labels[t] > KR_NET_MAX_LABELS)
			return damaged(err, path, "bad count of labels");
	for (int i = 0; i < KR_NET_N_LAYERS; i++)
		if (h->shift[i] > 30)
			return damaged(err, path, "bad shift");
	return KR_OK;
}

/* No sum of this matrix can overflow, nor its rounding. */
static bool safe(const kr_matrix *m)
{
	enum { PAIR = 2 * KR_LANES };

	for (uint32_t j = 0; j < m->n_out; j += KR_LANES) {
		const int16_t *w = m->at + (size_t)j * m->n_in;
		int32_t sum[PAIR] = { 0 }; /* n_in is at most 3 * KR_NET_MAX_WIDTH */
		for (uint32_t p = 0; p < m->n_in / 2; p++, w += PAIR)
			for (uint32_t k = 0; k < PAIR; k++)
				sum[k] += w[k] < 0 ? -w[k] : w[k];
		for (uint32_t k = 0; k < KR_LANES; k++) {
			int64_t bias = m->bias[j + k];
			int64_t all = ((int64_t)sum[2 * k] + sum[2 * k + 1]) * KR_ACT_MAX;
			if (all + (bias < 0 ? -bias : bias) > INT32_MAX)
				return false;
		}
	}
	return true;
}

static bool map_layers(kr_net *net, const kr_net_head *h, cursor *c)
{
	for (int i = 0; i < KR_NET_N_LAYERS; i++) {
		kr_matrix *m = &net->layer[i];
		kr__net_shape(h, (kr_net_layer)i, &m->n_in, &m->n_out);
		m->shift = h->shift[i];
		m->bias = section(c, m->n_out, sizeof *m->bias);
		m->at = section(c, (size_t)m->n_in * m->n_out, sizeof *m->at);
		if (c->bad || !safe(m))
			return false;
	}
	return true;
}

/* Labels are lines: those of each task in turn, then the relations. */
static kr_status read_labels(kr_net *net, kr_view text, const char *path,
                             kr_arena *a, kr_err *err)
{
	uint32_t first = 0;

	for (int t = 0; t <= KR_NET_N_TASKS; t++) {
		uint32_t n = t < KR_NET_N_TASKS ? net->n_labels[t]
		                                : net->n_rels;
		kr_view *v = kr__arena_array(a, n ? n : 1, sizeof *v);
		if (!v)
			return kr__err_set(err, KR_ENOMEM, path, -1,
			                   "out of memory");
		for (uint32_t i = 0; i < n; i++)
			if (!kr__view_next(&text, '\n', &v[i]))
				return damaged(err, path, "labels are missing");
		if (t == KR_NET_N_TASKS) {
			net->rels = v;
			break;
		}
		net->labels[t] = v;
		net->first_label[t] = first;
		first += n;
	}
	net->root_rel = net->n_rels;
	for (uint32_t i = 0; i < net->n_rels; i++)
		if (kr__view_is(net->rels[i], "root"))
			net->root_rel = i;
	return net->root_rel < net->n_rels
		       ? KR_OK : damaged(err, path, "no root relation");
}

bool kr__net_summed(kr_view bytes)
{
	kr_net_head h;

	if (bytes.len < sizeof h)
		return false;
	memcpy(&h, bytes.ptr, sizeof h);
	return h.hash == kr__hash64(kr__view_from(bytes, offsetof(kr_net_head, width)));
}

kr_status kr__net_open(kr_net *net, kr_view bytes, const char *path,
                       kr_arena *a, kr_err *err)
{
	kr_net_head h;
	cursor c = { bytes, sizeof h, false };

	*net = (kr_net){ .kernels = kr__kernels_best() };
	if (bytes.len < sizeof h)
		return damaged(err, path, "too short");
	memcpy(&h, bytes.ptr, sizeof h);
	kr_status status = check_head(&h, bytes, path, err);
	if (status)
		return status;
	net->width = h.width;
	net->arc_width = h.arc_width;
	net->rel_width = h.rel_width;
	net->embed_shift = h.embed_shift;
	net->n_styles = h.n_styles;
	net->n_rels = h.n_rels;
	net->news_style = (int)h.news_style - 1;
	net->wiki_style = (int)h.wiki_style - 1;
	memcpy(net->n_labels, h.n_labels, sizeof h.n_labels);
	net->embeddings = section(&c, KR_TRAIT_ROWS + h.n_styles, h.width);
	net->votes = section(&c, (size_t)KR_TRAIT_ROWS * h.n_styles,
	                     sizeof *net->votes);
	if (!map_layers(net, &h, &c))
		return damaged(err, path, "bad weights");
	net->rel_distances = section(&c, (size_t)KR_NET_N_DISTANCES *
	                             h.rel_width, sizeof *net->rel_distances);
	kr_view labels = { section(&c, h.labels_bytes, 1), h.labels_bytes };
	if (c.bad || c.at != bytes.len)
		return damaged(err, path, "wrong size");
	return read_labels(net, labels, path, a, err);
}
