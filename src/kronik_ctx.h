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
	unsigned without; /* enum kr_read_layers */
};

/* KR_EUSAGE: layers are asked of a context that was made without them. */
kr_status kr__ctx_may_mark(const kr_ctx *ctx, unsigned layers, kr_err *err);
/* The same of all that is asked; KR_EUSAGE, too: the language has no pack. */
kr_status kr__ctx_may_read(const kr_ctx *ctx, const kr_read_options *options,
                           kr_err *err);

/* A document that no container gave: `fill` gives it text, id and language (and
 * zones), then `layers` are marked and `told` gets it. What they return is
 * returned. */
typedef struct kr_given_doc {
	kr_status (*fill)(const void *from, kr_doc *d);
	kr_status (*told)(void *user, kr_doc *d);
	const void *from;
	void *user;
	unsigned layers;
} kr_given_doc;
kr_status kr__ctx_read_given(const kr_ctx *ctx, const kr_given_doc *g);

/* Read the words and trees of a stored record again (kronik_trees.c). */
struct kr_parsed;
kr_status kr__trees_write(const kr_ctx *ctx, const struct kr_parsed *p, kr_buf *out,
                          kr_err *err);

#endif
