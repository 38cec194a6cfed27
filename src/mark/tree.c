// SPDX-License-Identifier: Apache-2.0
/*
 * Trees: heads and relations. Parsing tags as well where that is missing, from
 * one pass of the network.
 */
#include "mark/tree.h"

#include "learn/net.h"

kr_status kr__mark_trees(const kr_pack *pack, kr_doc *doc, kr_arena *scratch)
{
	return kr__mark_syntax(pack, doc, NULL, KR_NET_TAG | KR_NET_PARSE,
	                       scratch);
}
