// SPDX-License-Identifier: Apache-2.0
/*
 * Tagging: UPOS, features, voice and a first lemma for every word that has
 * none yet. What a pack's grammar knows is all that is known here.
 */
#include "mark/tag.h"

#include "mark/syntax.h"

kr_status kr__mark_syntax(const kr_pack *pack, kr_doc *doc, kr_range sentences,
                          unsigned flags, kr_arena *scratch)
{
	kr_syntax s;

	if (!pack->grammar || sentences.n == 0)
		return KR_OK;
	kr_arena_mark mark = kr__arena_mark(scratch);
	kr_status status = kr__syntax_init(&s, pack, doc, sentences, scratch);
	for (uint32_t i = 0; i < sentences.n && !status; i++)
		status = kr__syntax_run(&s, sentences.first + i, flags);
	kr__syntax_drop(&s);
	kr__arena_rewind(scratch, mark);
	return status;
}

kr_status kr__mark_tags(const kr_pack *pack, kr_doc *doc, kr_arena *scratch)
{
	kr_range all = { 0, kr__n_sentences(doc) };

	return kr__mark_syntax(pack, doc, all, KR_NET_TAG, scratch);
}
