// SPDX-License-Identifier: Apache-2.0
/* quote: what the files that find speech share. */
#ifndef KR_MARK_QUOTE_H
#define KR_MARK_QUOTE_H

#include "lexicon/speech.h"
#include "mark/mark.h"

/* Words that are read around a cue, however long the "sentence" is. */
enum { KR_QUOTE_REACH = 200 };

/* How the speaker of a draft is known. */
enum kr_voice_of {
	KR_VO_ENTITY,  /* named */
	KR_VO_LAST,    /* a pronoun: who spoke last, else the entity */
	KR_VO_FLOW,    /* nothing: who speaks around it */
	KR_VO_PHRASE   /* words that name no known actor: phrase */
};

typedef struct kr_draft {
	kr_span span, cue;
	uint8_t kind, voice;
	uint32_t entity;     /* KR_NONE */
	bool plural;         /* "mereka": no single person */
	bool aside;          /* told of in a relative clause: keeps no floor */
	kr_range phrase;     /* words of the speaker */
	uint32_t at;         /* word at which it stands, for the order */
	uint32_t words_end;  /* last word of the sentence with the cue */
	uint32_t cue_word;   /* KR_NONE: no cue */
	uint32_t paragraph, sentence;
	const char *rule;
} kr_draft;

typedef struct kr_quoting {
	const kr_pack *pack;
	const struct kr_speech *speech;
	kr_doc *doc;
	kr_arena *scratch;
	uint32_t n;           /* words */
	kr_speech_classes *classes; /* [n] of a phrase that starts there */
	uint8_t *len;         /* [n] its words */
	uint32_t *mention;    /* [n] mention that covers the word, or KR_NONE */
	uint32_t *stretch;    /* [n] stretch in marks that covers it, or KR_NONE */
	uint32_t *paragraph;  /* [n] */
	struct kr_stretch {
		uint32_t first, end;  /* words between the marks */
		bool closed, direct, mixed;
	} *stretches;
	uint32_t n_stretches, cap_stretches;
	uint32_t n_known;     /* entities of the mentions */
	bool *known;          /* [n_known] called by a name somewhere */
	uint32_t *holder;     /* [n_known] the person who holds the office */
	kr_draft *drafts;
	uint32_t n_drafts, cap_drafts;
} kr_quoting;

/* Classes of the phrase at word i outside marks; 0 behind the end. */
kr_speech_classes kr__quote_class(const kr_quoting *q, uint32_t i);
bool kr__draft_add(kr_quoting *q, const kr_draft *d);
/* Stretches in quotation marks, direct quotes among them as drafts. */
kr_status kr__quote_direct(kr_quoting *q);
/* Indirect and mixed speech as drafts; after the direct ones. */
kr_status kr__quote_reported(kr_quoting *q);

/* Who has spoken so far. */
struct kr_quote_memory {
	uint32_t speaker, paragraph;
	uint32_t person, told; /* who spoke last of the persons, and where */
	uint32_t prior;        /* who of them spoke before that one */
	uint32_t body;         /* who spoke last of the others */
};

/* ---- quote_clause.c ---- */
/* Where the clause of the cue at word `v` begins; 0: it has none. */
uint32_t kr__quote_clause_start(const kr_quoting *q, uint32_t v, uint32_t end);
/* Where the clause that begins at `from` ends, at `end` at the latest. */
uint32_t kr__quote_clause_end(const kr_quoting *q, uint32_t from, uint32_t end);
/* Is there a main predicate in [from, end), and not a mere noun phrase? `judged`:
 * an adjective or a word like "sebagai" will do. */
bool kr__quote_has_clause(const kr_quoting *q, uint32_t from, uint32_t end, bool judged);
/* Does a word like "akan" make a clause of what begins at word `at`? */
bool kr__quote_soon_finite(const kr_quoting *q, uint32_t at, uint32_t end);
/* The first word of [from, end) of one of these classes; KR_NONE. */
uint32_t kr__quote_find_class(const kr_quoting *q, uint32_t from, uint32_t end,
                              kr_speech_classes bits);
/* The word behind the first comma at or soon behind `at`; 0. */
uint32_t kr__quote_behind_comma(const kr_quoting *q, uint32_t at, uint32_t end);

/* ---- quote_speaker.c ---- */
/* Who speaks draft i, after those before it; KR_NONE. */
uint32_t kr__quote_speaker(kr_quoting *q, uint32_t i, const struct kr_quote_memory *m);
/* Who is meant: the holder of an office, the full name of a short one. */
uint32_t kr__quote_meant(const kr_quoting *q, uint32_t entity);
void kr__quote_remember(const kr_quoting *q, struct kr_quote_memory *m, uint32_t speaker,
                        uint32_t paragraph);
/* "X menanggapi ucapan Y yang mengatakan ...": X, who keeps the floor; KR_NONE. */
uint32_t kr__quote_main_person(const kr_quoting *q, const kr_draft *d, uint32_t speaker);

/* ---- quote_explain.c ---- */
/* Notes on the last quote that was recorded: of draft i, `speaker` by what was
 * remembered before it. */
void kr__quote_explain(kr_quoting *q, uint32_t i, uint32_t speaker,
                       const struct kr_quote_memory *m);
/* A note that draft i lost to the last quote that was recorded. */
void kr__quote_beaten(kr_quoting *q, uint32_t i);

/* First mention that starts at a word of [from, end) outside marks; KR_NONE. */
uint32_t kr__mention_from(const kr_quoting *q, uint32_t from, uint32_t end);
/* Sentence of a word: [*first, *end) words. */
void kr__sentence_of(const kr_quoting *q, uint32_t word, uint32_t *first,
                     uint32_t *end);
/* Who is the subject of the verb at `v`, whose clause starts at or behind
 * `first`: fills voice, entity or phrase of `d`. False: nobody. */
bool kr__quote_subject(const kr_quoting *q, uint32_t first, uint32_t v, kr_draft *d);
/* Who is named right behind a cue at word `at`. */
bool kr__quote_behind(const kr_quoting *q, uint32_t at, uint32_t end, kr_draft *d);
/* The entity of mention k speaks; a pronoun stands for whoever spoke last. */
bool kr__quote_by_mention(const kr_quoting *q, uint32_t k, kr_draft *d);
/* The person at the end of a phrase that begins with mention `k`: "analis
 * Universitas X Budi Y"; else `k`. */
uint32_t kr__quote_person(const kr_quoting *q, uint32_t k, uint32_t end);
/* Does mention `k` name a person? */
bool kr__quote_is_person(const kr_quoting *q, uint32_t k);
/* Who stands in apposition behind the comma at word `i`; KR_NONE. */
uint32_t kr__quote_apposed(const kr_quoting *q, uint32_t i, uint32_t end);
/* Is the head of words [from, end) a thing that never speaks? */
bool kr__quote_mute(const kr_quoting *q, uint32_t from, uint32_t end);
/* Do the words [from, end) point back at who was told of and name nobody:
 * "politikus senior itu"? */
bool kr__quote_back(const kr_quoting *q, uint32_t from, uint32_t end);
/* The words [from, end) stand for who spoke last, else for themselves. True. */
bool kr__quote_last(const kr_quoting *q, kr_draft *d, uint32_t from, uint32_t end);
/* Is the entity ever called by a name, and not by its office alone? */
bool kr__quote_known(const kr_quoting *q, uint32_t entity);
/* The words [from, end) without "seorang", "sebanyak 56 persen" at their head. */
uint32_t kr__quote_counted(const kr_quoting *q, uint32_t from, uint32_t end);
/* People at word `at` who go by what they are: "otoritas Israel", "pendukung Partai
 * X", where mention `k` is the name in it. Fills voice and phrase. */
bool kr__quote_described(const kr_quoting *q, uint32_t at, uint32_t k, kr_draft *d);
/* Does the word point back: "itu", "tersebut"? */
bool kr__quote_pointed(const kr_quoting *q, uint32_t i);
bool kr__word_is(const kr_quoting *q, uint32_t i, const char *text);
/* Is the word, in marks or not, of one of these classes and written small? "Ini"
 * and "Oleh" open a sentence and belong to nothing before them. */
bool kr__word_of(const kr_quoting *q, uint32_t i, kr_speech_classes bits);

#endif
