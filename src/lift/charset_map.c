// SPDX-License-Identifier: Apache-2.0
/*
 * The map of a decoder, kept small. The problem: a Cyrillic page of one
 * megabyte has a million characters whose lengths changed, and a run for each
 * would be twenty times the text. The idea: neighbouring characters with the
 * same lengths before and after (two bytes from one) share a run, whose inner
 * offsets follow by division. Limits: a text of mixed lengths still makes a
 * run at every change.
 */
#include "lift/charset.h"

/* May n_out from n_src join the run before it? */
static bool joins(const kr_run *last, uint32_t n_out, size_t src, uint32_t n_src)
{
	uint64_t len = last->span.end - last->span.start;

	return last->src_len && n_src && (size_t)last->src + last->src_len == src &&
	       len * n_src == (uint64_t)last->src_len * n_out &&
	       (n_out % n_src == 0 || n_src % n_out == 0);
}

bool kr__mapping_add(kr_mapping *m, kr_arena *a, uint32_t n_out, size_t src,
                     uint32_t n_src)
{
	kr_run *last = m->n ? &m->runs[m->n - 1] : NULL;
	uint32_t start = last ? last->span.end : 0;

	if (n_out == 0)
		return true;
	if (last && joins(last, n_out, src, n_src)) {
		last->span.end += n_out;
		last->src_len += n_src;
		return true;
	}
	if (!kr__arena_grow(a, (void **)&m->runs, &m->cap, m->n + 1,
	                    sizeof *m->runs))
		return false;
	m->runs[m->n++] = (kr_run){ { start, start + n_out }, (uint32_t)src,
		                    n_src };
	return true;
}

static size_t inside(const kr_run *r, uint32_t off)
{
	uint32_t len = r->span.end - r->span.start;

	if (r->src_len == 0)
		return r->src;
	if (len % r->src_len == 0)
		return (size_t)r->src + off / (len / r->src_len);
	if (r->src_len % len == 0)
		return (size_t)r->src + off * (r->src_len / len);
	return (size_t)r->src + (off >= len ? r->src_len : 0);
}

size_t kr__mapping_at(const kr_mapping *m, uint32_t at, uint32_t *hint)
{
	uint32_t i = *hint;

	if (m->n == 0)
		return at;
	if (i >= m->n || m->runs[i].span.start > at)
		i = 0;
	if (i + 1 < m->n && m->runs[i + 1].span.end <= at) {
		uint32_t lo = i + 1, hi = m->n - 1;
		while (lo < hi) {
			uint32_t mid = lo + (hi - lo) / 2;
			if (m->runs[mid].span.end <= at)
				lo = mid + 1;
			else
				hi = mid;
		}
		i = lo;
	} else if (i + 1 < m->n && m->runs[i].span.end <= at) {
		i++;
	}
	*hint = i;
	return inside(&m->runs[i], at - m->runs[i].span.start);
}
