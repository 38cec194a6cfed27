// SPDX-License-Identifier: Apache-2.0
/* The verbs; one file each. */
#ifndef KR_TERM_VERBS_H
#define KR_TERM_VERBS_H

#include "kronik.h"
#include "term/options.h"

extern const kr_verb kr__verb_add, kr__verb_copies, kr__verb_diff,
	kr__verb_doctor, kr__verb_explain, kr__verb_try,
	kr__verb_eval, kr__verb_sources,
	kr__verb_help,
	kr__verb_list, kr__verb_read, kr__verb_search, kr__verb_show,
	kr__verb_train, kr__verb_events, kr__verb_timeline, kr__verb_quotes,
	kr__verb_pledges, kr__verb_actors, kr__verb_stories, kr__verb_reports,
	kr__verb_outlets, kr__verb_export;

/* Make the context or say why not. */
kr_exit kr__term_ctx(kr_ctx **ctx);
/* The same without analysis: for pages and for asking a store. */
kr_exit kr__term_pages(kr_ctx **ctx);
/* One that can read these layers and no more. */
kr_exit kr__term_layers(kr_ctx **ctx, unsigned layers);
/* Open the store named by --into/--from or say why not. */
kr_exit kr__term_store(const kr_args *args, kr_ctx *ctx, unsigned flags,
                       kr_store **store);
/* Open the chronicle for reading, print the text that `ask` makes of it. */
typedef kr_status (*kr_term_text)(kr_store *store, const kr_args *args, kr_text *text,
                                  kr_err *err);
kr_exit kr__term_tell(const kr_args *args, kr_term_text ask);
/* Write a text to standard output and free it. KR_EIO: nobody takes it; `main`
 * says so. */
kr_status kr__term_print(kr_text *text);
/* Say which item failed and why; true: it could not even be opened or read. */
bool kr__term_failed(const kr_item_result *r);
/* Default number of worker threads: --jobs if given, else the processors.
 * False: the value is no number (told on stderr). */
bool kr__term_jobs(const kr_args *args, unsigned *jobs);

#endif
