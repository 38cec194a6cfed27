// SPDX-License-Identifier: Apache-2.0
/*
 * Memos. The problem: the same words come in every article, and what tables
 * say of a word is dear. The idea: a block of fixed size for each stage that
 * wants one, made when first needed and laid out by the stage, which forgets
 * what newer words displace. Limits: a block for each thread that works.
 */
#include "doc/memo.h"

#include <string.h>

void kr__memo_init(kr_memo *m, const kr_alloc *alloc)
{
	*m = (kr_memo){ .alloc = alloc ? *alloc : kr__alloc_libc };
}

static void drop_block(kr_memo *m, kr_memo_kind kind)
{
	if (m->block[kind].at)
		m->alloc.fn(m->alloc.user, m->block[kind].at, m->block[kind].size, 0);
	m->block[kind].at = NULL;
}

void kr__memo_drop(kr_memo *m)
{
	for (int k = 0; k < KR_N_MEMOS; k++)
		drop_block(m, (kr_memo_kind)k);
}

void *kr__memo_get(kr_memo *m, kr_memo_kind kind, const void *of, size_t size,
                   bool *fresh)
{
	*fresh = !m->block[kind].at || m->block[kind].of != of ||
	         m->block[kind].size != size;
	if (!*fresh)
		return m->block[kind].at;
	drop_block(m, kind);
	void *at = m->alloc.fn(m->alloc.user, NULL, 0, size);
	if (at)
		memset(at, 0, size);
	m->block[kind].of = of;
	m->block[kind].at = at;
	m->block[kind].size = size;
	return at;
}
