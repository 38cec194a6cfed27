// SPDX-License-Identifier: Apache-2.0
/*
 * Answers about copies and sources, and what differs between two articles.
 * Families by their heads' days, the head first, then its members; passages
 * taken over stand behind. The order and the values know nothing of row
 * numbers. Limits: none known.
 */
#include <string.h>

#include "merge/align_tell.h"
#include "store/copies.h"
#include "store/shelf.h"

kr_status kr__copies_ask(kr_store *s, const kr_question *q, kr_answer_sink sink,
                         void *user, kr_err *err)
{
	const kr_told to = { sink, user, err };
	kr_view wanted = kr__view_trim(kr__view_of(q->filter));
	int64_t num = 0;

	if (strcmp(q->about, "copies") != 0)
		return kr__sums_sources(s, q, &to);
	kr_status status = wanted.len ? kr__store_find(s, wanted, &num, err) : KR_OK;
	return status ? status : kr__sums_copies(s, q, num, &to);
}

kr_status kr__copies_diff(kr_store *s, kr_view id, kr_view other, kr_buf *out,
                          kr_err *err)
{
	const kr_view ids[2] = { id, other };
	kr_copy_doc docs[2];
	kr_alignment how;
	kr_copy verdict;
	kr_status status = KR_OK;
	kr_arena a;

	kr__arena_init(&a, NULL, 0);
	for (int i = 0; i < 2 && !status; i++) {
		int64_t num = 0;
		status = kr__store_find(s, ids[i], &num, err);
		if (!status)
			status = kr__copies_load(s, num, &a, &docs[i], err);
	}
	if (!status)
		status = kr__copy_judge(&verdict, &how, &a, &docs[0], &docs[1]);
	if (!status)
		status = kr__align(&how, &a, &docs[0].gist, &docs[1].gist);
	if (!status) {
		kr__align_tell(out, &docs[0], &docs[1], &how, &verdict);
		status = out->failed;
	}
	kr__arena_drop(&a);
	return status;
}
