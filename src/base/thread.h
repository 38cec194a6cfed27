// SPDX-License-Identifier: Apache-2.0
/*
 * Ordered parallel work. One thread (the caller's) produces jobs into slots
 * and consumes them in the same order; workers do the middle. Memory is
 * bounded by the number of slots, and the order never depends on speed.
 */
#ifndef KR_BASE_THREAD_H
#define KR_BASE_THREAD_H

#include "base/view.h"

typedef struct kr_pipeline {
	unsigned n_workers; /* 0: the caller works too, one job at a time */
	unsigned n_slots;   /* >= 1 */
	void *user;
	/* Fill slot `i` with the next job; KR_OK, KR_END or a failure. */
	kr_status (*produce)(void *user, unsigned slot);
	/* Do the job in slot `i`; called on any thread. `worker` is below
	 * n_workers (0 if there are none) and at work once at a time. */
	void (*work)(void *user, unsigned slot, unsigned worker);
	/* Take the result; not KR_OK stops the run. */
	kr_status (*consume)(void *user, unsigned slot);
} kr_pipeline;

/* Run until produce says KR_END (then KR_OK) or something fails; jobs already
 * produced are still worked and consumed in order after a failed produce. */
kr_status kr__pipeline_run(const kr_pipeline *p);
/* Processors that this process may use; at least 1. */
unsigned kr__n_cpus(void);

#endif
