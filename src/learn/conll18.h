// SPDX-License-Identifier: Apache-2.0
/*
 * The measures of the CoNLL 2018 shared task: two analyses of one text are
 * compared word by word, even where they cut the text differently.
 */
#ifndef KR_LEARN_CONLL18_H
#define KR_LEARN_CONLL18_H

#include "learn/treebank.h"

#define KR_SCORE_MAP(X)                                                       \
	X(TOKENS, "Tokens") X(SENTENCES, "Sentences") X(WORDS, "Words")       \
	X(UPOS, "UPOS") X(FEATS, "UFeats") X(LEMMAS, "Lemmas") X(UAS, "UAS")  \
	X(LAS, "LAS") X(VOICE_ALL, "VoiceAll") X(VOICE, "Voice")

typedef enum kr_score_id {
#define X(name, text) KR_SCORE_##name,
	KR_SCORE_MAP(X)
#undef X
	KR_N_SCORES
} kr_score_id;

/* Counts; precision = correct / system, recall = correct / gold. */
typedef struct kr_score {
	uint64_t correct, gold, system;
	uint64_t aligned; /* words in both; 0 for Tokens and Sentences */
} kr_score;

typedef struct kr_scores {
	kr_score of[KR_N_SCORES];
} kr_scores;

/* Compare. Both must spell the same text apart from white space, else
 * KR_EINPUT. Definitions are those of the task's conll18_ud_eval.py: UFeats
 * over universal features, LAS over universal relations, a gold lemma "_"
 * is always right. Two measures of that one feature are ours: VoiceAll is
 * UFeats if nothing but Voice were a feature, over all words; Voice is stricter
 * and looks only at words that have it (correct: the same on both sides; gold
 * and system: how many words of that side have one). */
kr_status kr__conll18_eval(const kr_bank *gold, const kr_bank *system,
                           kr_scores *scores, kr_err *err);
const char *kr__score_text(unsigned id);
/* F1 in hundredths of a percent, rounded; 10000 where nothing is there. */
uint32_t kr__score_f1(const kr_score *s);
/* Share of aligned words that are right, in hundredths of a percent. */
uint32_t kr__score_accuracy(const kr_score *s);
/* A table for people. */
void kr__scores_write(const kr_scores *s, kr_buf *out);

#endif
