// SPDX-License-Identifier: Apache-2.0
/*
 * Cues: the literal strings by which lift tells article from noise, and finds
 * bylines, credits and dates. They come from every pack (zones.tsv,
 * bylines.tsv, credits.tsv, months.tsv) and are sought together in one pass
 * (lexicon/scan.h); frequent words that matter only beside another cue are
 * looked up there instead. They are shared by all languages: an Indonesian page
 * carries English marks, and the language of a text is not known before its
 * noise is. Beside them stand the news organisations of world/media.tsv.
 */
#ifndef KR_LEXICON_CUES_H
#define KR_LEXICON_CUES_H

#include "doc/doc.h"
#include "lexicon/phrases.h"
#include "lexicon/rows.h"
#include "lexicon/scan.h"

typedef enum kr_cue_what {
	KR_CUE_ZONE,     /* kind: kr_zone_kind; anchor; rest */
	KR_CUE_BYLINE,   /* kind: kr_person_role, or KR_ROLE_AGENCY */
	KR_CUE_CITE,     /* kind: kr_cite */
	KR_CUE_MONTH,    /* value: 1..12 */
	KR_CUE_WEEKDAY,  /* value: 1 Monday .. 7 Sunday */
	KR_CUE_WORD,     /* kind: kr_cue_word */
} kr_cue_what;

/* Where a zone cue must stand and how far its zone reaches. */
typedef enum kr_anchor {
	KR_ANCHOR_LINE,   /* the whole line is the cue */
	KR_ANCHOR_HEAD,   /* starts the line; the zone is the line */
	KR_ANCHOR_HAS,    /* in an entry of a list: the line; else itself */
	KR_ANCHOR_ITEM,   /* anywhere a sentence may start; up to the link's end */
	KR_ANCHOR_TAIL,   /* ends a line: from the cue to the end of a short line */
	KR_ANCHOR_INSIDE, /* the cue alone, wherever it stands */
	KR_ANCHOR_END,    /* where a sentence may start; up to the line's end */
	KR_ANCHOR_ABOVE,  /* byline: the line, and the names above it */
	KR_ANCHOR_REST,   /* starts a line; everything to the end of the text */
} kr_anchor;

enum { KR_ROLE_AGENCY = 16 }; /* a byline cue that names organisations */

typedef enum kr_cite {
	KR_CITE_BEFORE, /* "quoted from X", weak: only known names */
	KR_CITE_STRONG, /* the same, unknown names that look like media too */
	KR_CITE_SURE,   /* the same, any unknown name */
	KR_CITE_AFTER,  /* "X reported" */
	KR_CITE_FILLER, /* may stand between cue and name: "news agency" */
	KR_CITE_NOUN,   /* a filler that says what comes: "news agency" */
	KR_CITE_SELF,   /* the outlet speaks of itself: "told X" */
	KR_CITE_NOT,    /* starts a name that is no news organisation */
	KR_CITE_MARK,   /* part of a name that makes it one: "Times" */
} kr_cite;

typedef enum kr_cue_word {
	KR_WORD_SMALL,   /* lower-case words inside headlines */
	KR_WORD_STARTER, /* words that open a sentence */
	KR_WORD_TODAY,   /* "today" */
	KR_WORD_PARTICLE, /* low words inside names: "bin" */
	KR_WORD_AND,     /* parts names of a list */
	KR_WORD_FROM,    /* "X from Y": Y is the origin */
	KR_WORD_NOBODY,  /* in a byline no person: "Tim", "Redaksi" */
	KR_WORD_CAMEL,   /* starts of brands with a capital inside */
} kr_cue_word;

typedef struct kr_cue {
	uint8_t what, kind, anchor;
	kr_view text;   /* literal */
	kr_view rest;   /* pattern behind it: # digits, * anything */
	uint32_t value;
	kr_view rule;   /* "id/zones:12" */
} kr_cue;

typedef struct kr_medium {
	kr_view name, code;
	kr_view domains; /* parted by | */
	kr_view seat;    /* country where it works, ISO alpha-3 */
	bool agency;
} kr_medium;

typedef struct kr_alias {
	kr_view text;
	uint32_t medium;
	bool weak;  /* also an ordinary word: only right behind a cue */
	bool exact; /* only in exactly this case */
} kr_alias;

typedef struct kr_cues {
	kr_cue *at;
	uint32_t n, cap;
	kr_medium *media;
	uint32_t n_media, cap_media;
	kr_alias *aliases;
	uint32_t n_aliases, cap_aliases;
	kr_phrases names; /* words of aliases, folded; value: alias */
	kr_phrases hosts; /* whole domains; value: medium */
	kr_phrases words; /* cues that are looked up, not sought: at */
	uint32_t camels[64]; /* cues of KR_WORD_CAMEL */
	uint32_t n_camels;
	kr_scan scan;     /* value: index into at */
} kr_cues;

typedef struct kr_hit {
	kr_span span; /* with the rest */
	uint32_t cue;
	bool left, right; /* word borders are clean */
} kr_hit;

typedef struct kr_hits {
	kr_arena *arena;
	kr_hit *at;
	uint32_t n, cap;
} kr_hits;

struct kr_lexicon;
/* Load every pack's cues and the media; damaged rows are errors, missing
 * files are not. */
kr_status kr__cues_load(struct kr_lexicon *lx, kr_err *err);
/* All hits in `text`, sorted by (start, longer first), added to `out`. A
 * hit has a clean word border on at least one side. */
kr_status kr__cues_find(const kr_cues *c, kr_view text, kr_hits *out);
/* text[start, end) is a cue of that sort (one word; case folded). */
bool kr__cue_is(const kr_cues *c, kr_view word, kr_cue_what what, uint8_t kind);
/* The longest such cue, of one or more words, at text[at]: its length in
 * bytes; 0: none. */
size_t kr__cue_at(const kr_cues *c, kr_view text, size_t at, kr_cue_what what,
                  uint8_t kind);
/* A brand that is written with a capital inside starts `word`. */
bool kr__cue_camel(const kr_cues *c, kr_view word);
/* The medium of a host name ("news.detik.com"): the widest registered
 * domain; NULL if none is. */
const kr_medium *kr__medium_of_host(const kr_cues *c, kr_view host);
/* The longest name of a medium that starts at text[at]; *end: behind it.
 * Case as world/README.md says. NULL if there is none. */
const kr_alias *kr__medium_at(const kr_cues *c, kr_view text, size_t at,
                              size_t *end);

#endif
