// SPDX-License-Identifier: Apache-2.0
/* The context's inside, shared by the facade's files only. */
#ifndef KRONIK_CTX_H
#define KRONIK_CTX_H

#include "base/base.h"
#include "intake/intake.h"
#include "lexicon/lexicon.h"

struct kr_ctx {
	kr_alloc alloc;
	kr_lexicon lexicon;
	kr_intake_limits limits;
	size_t max_doc_bytes;
};

#endif
