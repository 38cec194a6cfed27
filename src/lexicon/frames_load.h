// SPDX-License-Identifier: Apache-2.0
/* frames_load: what the two files that compile frames share. */
#ifndef KR_LEXICON_FRAMES_LOAD_H
#define KR_LEXICON_FRAMES_LOAD_H

#include "lexicon/frames.h"
#include "lexicon/pack.h"

typedef struct kr_frames_loader {
	kr_pack *pack;
	kr_frames *f;
	kr_view set_names[KR_FRAME_SETS];
	uint64_t set_keys[KR_FRAME_SETS]; /* hashes of the names */
	uint64_t joins[KR_FRAME_SETS][KR_FRAME_SETS / 64]; /* [of] sets that its words join */
	uint32_t n_sets;
	uint32_t n_preps;
	const char *path; /* of the file at hand */
	uint32_t line;
	kr_err *err;
	kr_status status; /* sticky */
} kr_frames_loader;

/* Remember a damage at the present line. */
kr_status kr__frames_fault(kr_frames_loader *l, const char *what, kr_view v);
/* The entry of a word, made if new; NULL: out of memory. */
kr_frame_word *kr__frames_word(kr_frames_loader *l, kr_view word);
/* Number of a set, made if new. */
uint32_t kr__frames_set(kr_frames_loader *l, kr_view name);
/* Put the words of `list`, parted by `sep`, into a set. */
void kr__frames_fill(kr_frames_loader *l, uint32_t set, kr_view list, char sep);
/* When all is read: the words of sets join the lists that name those sets. */
void kr__frames_join(kr_frames_loader *l);
/* One row of a frame file. */
void kr__frames_row(kr_frames_loader *l, const kr_row *row);

#endif
