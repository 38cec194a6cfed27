// SPDX-License-Identifier: Apache-2.0
#ifndef KR_MARK_CLAUSE_END_H
#define KR_MARK_CLAUSE_END_H

#include "mark/event_steps.h"

/* The word at which the clause ends that goes on at `at`; at most the end of
 * the sentence. */
uint32_t kr__clause_end(const kr_events_at *e, uint32_t at);

#endif
