// SPDX-License-Identifier: Apache-2.0
/*
 * Teaching a grammar: from a plan (lang/XX/grammar.plan) and treebanks to the
 * bytes of a network. The same plan, files and processor give the same bytes.
 */
#ifndef KR_LEARN_TEACH_H
#define KR_LEARN_TEACH_H

#include "learn/lessons.h"
#include "learn/pass.h"

typedef struct kr_teach_set { /* a treebank of the plan */
	kr_view path, old_path, feats_path;
	uint8_t style, teaches;
	uint32_t repeat;
	bool convert;
	kr_bank bank, old, feats; /* old, feats: without words if not given */
} kr_teach_set;

/* Features of converted words from another annotation's: the first rule of
 * the word's tag whose marks are all there. */
typedef struct kr_teach_rule {
	kr_view upos, marks, feats; /* marks "A;B", "*", or "=Feats" as guessed */
} kr_teach_rule;

enum { KR_TEACH_MAX_SETS = 16, KR_TEACH_MAX_RULES = 64, KR_TEACH_MAX_RAW = 8 };

typedef struct kr_teach_plan {
	kr_arena *arena;
	const char *data_dir; /* paths of the plan are relative to it */
	uint32_t width, arc_width, rel_width, epochs, convert_epochs;
	uint32_t batch_words, seed, least_lemma;
	kr_pass_options options;
	float rate;
	kr_view styles[KR_NET_MAX_STYLES];
	uint32_t n_styles, news_style, wiki_style; /* the latter + 1, or 0 */
	kr_teach_set sets[KR_TEACH_MAX_SETS];
	uint32_t n_sets;
	kr_teach_rule rules[KR_TEACH_MAX_RULES];
	uint32_t n_rules;
	kr_view raw[KR_TEACH_MAX_RAW]; /* files of raw text for the prelude */
	uint32_t n_raw;
	float *prelude; /* rows of embeddings made from them, or NULL */
} kr_teach_plan;

/* Words about the work, a line without its end. */
typedef struct kr_teach_talk {
	void (*say)(void *user, const char *line);
	void *user;
} kr_teach_talk;

/* Parse the text of a plan (lines of fields parted by tabs; see
 * docs/training.md). The text outlives it. */
kr_status kr__plan_parse(kr_teach_plan *plan, kr_view text, const char *where,
                         kr_arena *a, kr_err *err);
/* Read the treebanks, learn, and write the network's file to `out`. */
kr_status kr__teach_grammar(kr_teach_plan *plan, const char *data_dir,
                            kr_teach_talk talk, kr_buf *out, kr_err *err);

/* ---- teach.c's parts -------------------------------------------------------- */
typedef struct kr_school {
	kr_brain brain;
	kr_pass pass;
	const kr_lesson **order; /* lessons of an epoch, with repeats */
	uint32_t n_order, cap_order, n_words;
} kr_school;
/* A brain for these lessons and the buffers to teach it. */
kr_status kr__school_init(kr_school *s, const kr_teach_plan *plan,
                          const kr_lessons *l, bool guides, kr_arena *a);
/* Add a lesson `repeat` times an epoch. */
bool kr__school_enrol(kr_school *s, const kr_lesson *lesson, uint32_t repeat,
                      kr_arena *a);
/* Epochs of learning; at the end the averaged parameters are in place. */
void kr__school_run(kr_school *s, const kr_teach_plan *plan, uint32_t epochs,
                    kr_teach_talk talk);
/* Bring the banks of the plan's convert sets to their style. */
kr_status kr__teach_convert(kr_teach_plan *plan, kr_teach_talk talk,
                            kr_err *err);

#endif
