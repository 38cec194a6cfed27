// SPDX-License-Identifier: Apache-2.0
/*
 * The memo's owner. The problem: the same words come in every article, and
 * what is known of a word is dear. The idea: tables of a fixed size that
 * forget what a newer word displaces, made when first needed. Limits: a table
 * for each document that is worked on at a time.
 */
#include "mark/memo.h"

#include "mark/name_memo.h"

void kr__memo_init(kr_memo *m, const kr_alloc *alloc)
{
	*m = (kr_memo){ .alloc = *alloc };
}

void kr__memo_drop(kr_memo *m)
{
	kr__name_memo_drop(m);
}
