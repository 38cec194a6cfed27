// SPDX-License-Identifier: Apache-2.0
/* Progress on a terminal: a line on stderr, rewritten a few times a second,
 * with rate and time left; nothing at all if stderr is no terminal. */
#ifndef KR_TERM_PROGRESS_H
#define KR_TERM_PROGRESS_H

#include "base/base.h"

typedef struct kr_progress {
	bool shown;
	uint64_t started_ns, last_ns;
	uint64_t total_bytes; /* 0: unknown */
	uint64_t items, failures, bytes;
} kr_progress;

void kr__progress_start(kr_progress *p, uint64_t total_bytes);
void kr__progress_step(kr_progress *p, uint64_t bytes_so_far, bool failed);
void kr__progress_stop(kr_progress *p); /* wipes the line */
/* Bytes of all the plain files named; 0 if one of them is not a plain file. */
uint64_t kr__progress_total(const char *const *paths, size_t n);

#endif
