// SPDX-License-Identifier: Apache-2.0
/*
 * Tagging: UPOS, features, voice and a first lemma for every word that has
 * none yet. What a pack's grammar knows is all that is known here.
 */
#include "mark/tag.h"

#include "mark/syntax.h"

kr_status kr__mark_syntax(const kr_pack *pack, kr_doc *doc, const bool *which,
                          unsigned flags, kr_arena *scratch)
{
	const uint32_t n = kr__n_sentences(doc);
	uint32_t first = 0;
	kr_syntax s;

	while (which && first < n && !which[first])
		first++;
	if (!pack->grammar || first == n)
		return KR_OK;
	kr_arena_mark mark = kr__arena_mark(scratch);
	kr_status status = kr__syntax_init(&s, pack, doc, which, scratch);
	for (uint32_t i = first; i < n && !status; i++)
		if (!which || which[i])
			status = kr__syntax_run(&s, i, flags);
	kr__syntax_drop(&s);
	kr__arena_rewind(scratch, mark);
	return status;
}

kr_status kr__mark_tags(const kr_pack *pack, kr_doc *doc, kr_arena *scratch)
{
	return kr__mark_syntax(pack, doc, NULL, KR_NET_TAG, scratch);
}
