// SPDX-License-Identifier: Apache-2.0
/* Independent origins of a set of reports. */
#ifndef KR_MERGE_ORIGIN_H
#define KR_MERGE_ORIGIN_H

#include "doc/doc.h"

/* One report of an event (an article, or a passage with its own chain from
 * kr__chain_passage). Views are borrowed. */
typedef struct kr_report {
	kr_view outlet;         /* empty: unknown */
	const kr_credit *chain; /* as in kr_meta: the outlet first; may be empty */
	uint32_t n_chain;
	uint32_t copy_of;       /* index of the report it copies, or KR_NONE */
	bool either_way;        /* who copied whom is not known */
} kr_report;

/* Origins no two of which share a chain. */
typedef struct kr_origins {
	uint32_t n;           /* names, and one more if some are unknown */
	const kr_view *names; /* [n_names] by bytes; in the arena, texts borrowed */
	uint32_t n_names;
	bool unknown;         /* reports that name nobody: together one origin */
} kr_origins;

/* Count the independent origins of `n` reports; the order of the reports does
 * not matter. Results live in `a`. */
kr_status kr__origins_count(const kr_report *reports, uint32_t n, kr_arena *a,
                            kr_origins *out);

#endif
