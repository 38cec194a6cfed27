// SPDX-License-Identifier: Apache-2.0
/* What two texts share, word for word. */
#ifndef KR_MERGE_ALIGN_H
#define KR_MERGE_ALIGN_H

#include "merge/shingle.h"

/* Words a[a, a+n) and b[b, b+n) are equal. */
typedef struct kr_tile {
	uint32_t a, b, n;
} kr_tile;

/* Tiles [first, first + n_tiles) that follow each other in both texts with
 * small gaps: one passage that was taken over, perhaps with changed words. */
typedef struct kr_align_run {
	uint32_t first, n_tiles;
	uint32_t a_start, a_end, b_start, b_end; /* words, half open */
	uint32_t n_equal;  /* words */
	uint32_t n_plain;  /* equal words outside quotation marks */
} kr_align_run;

typedef struct kr_alignment {
	kr_tile *tiles;
	uint32_t n_tiles, cap_tiles;
	kr_align_run *runs; /* in the order of b; only those that say something */
	uint32_t n_runs, cap_runs;
	uint32_t cover_a, cover_b; /* words inside runs, each once */
	uint32_t n_equal, n_plain; /* equal words in runs, of b */
	uint32_t longest;          /* most equal words in a run */
	uint32_t tile;             /* most words of a tile in a run */
	uint32_t changed;          /* words of b inside runs that have no equal */
	uint32_t numbers_a, numbers_b, numbers_equal; /* numbers inside runs */
} kr_alignment;

/* Align the texts; time and memory are linear in their lengths. */
kr_status kr__align(kr_alignment *out, kr_arena *a, const kr_gist *left,
                    const kr_gist *right);

#endif
