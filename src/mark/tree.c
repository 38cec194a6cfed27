// SPDX-License-Identifier: Apache-2.0
/*
 * Trees: heads and relations, for all sentences or for those that somebody
 * asks about. Parsing tags as well where that is missing, from one pass of
 * the network.
 */
#include "mark/tree.h"

#include "learn/net.h"

kr_status kr__mark_trees_of(const kr_pack *pack, kr_doc *doc,
                            kr_range sentences, kr_arena *scratch)
{
	return kr__mark_syntax(pack, doc, sentences, KR_NET_TAG | KR_NET_PARSE,
	                       scratch);
}

kr_status kr__mark_trees(const kr_pack *pack, kr_doc *doc, kr_arena *scratch)
{
	return kr__mark_trees_of(pack, doc,
	                         (kr_range){ 0, kr__n_sentences(doc) }, scratch);
}
