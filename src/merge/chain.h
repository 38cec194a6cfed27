// SPDX-License-Identifier: Apache-2.0
/* Chains of credits: outlet <- agency <- agency. */
#ifndef KR_MERGE_CHAIN_H
#define KR_MERGE_CHAIN_H

#include "doc/doc.h"

/* One number for all spellings of a news organisation that differ in case,
 * marks, a leading "The" or the ending of a domain; 0 for the empty name. */
uint64_t kr__media_key(kr_view name);
/* Does the chain name this organisation? */
bool kr__chain_names(const kr_credit *chain, uint32_t n, kr_view name);
typedef struct kr_chain {
	const kr_credit *at;
	uint32_t n;
} kr_chain;

/* The chain of a passage whose sentence names its carriers: the outlet, then
 * the carriers side by side. No carriers: the article's chain. */
kr_status kr__chain_passage(kr_chain *out, kr_arena *a, kr_chain article,
                            const kr_view *carriers, uint32_t n_carriers);

#endif
