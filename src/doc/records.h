// SPDX-License-Identifier: Apache-2.0
/*
 * The records of a document's layers. Fixed size, a byte span each, linked by
 * index into another layer, never by pointer. Strings are symbols of the
 * document (kr_doc.symbols); symbol 0, the empty string, means "not given".
 * Index fields use KR_NONE for "none".
 */
#ifndef KR_DOC_RECORDS_H
#define KR_DOC_RECORDS_H

#include "base/base.h"
#include "doc/ud.h"

#define KR_NONE UINT32_MAX
/* Items [first, first + n) of another layer. */
typedef struct kr_range {
	uint32_t first, n;
} kr_range;

/* ---- text -------------------------------------------------------------- */
#define KR_ZONE_MAP(X)                                                        \
	X(TITLE, "title") X(DATELINE, "dateline") X(BODY, "body")             \
	X(CAPTION, "caption") X(BYLINE, "byline") X(CREDIT, "credit")         \
	X(SOURCE, "source") X(RELATED, "related") X(AD, "ad")                 \
	X(WIDGET, "widget") X(COPYRIGHT, "copyright") X(OTHER, "other")
typedef enum kr_zone_kind {
#define X(name, text) KR_ZONE_##name,
	KR_ZONE_MAP(X)
#undef X
	KR_N_ZONES
} kr_zone_kind;
/* Title, dateline, body, caption are kept; the others are boilerplate. */
static inline bool kr__zone_kept(unsigned kind)
{
	return kind <= KR_ZONE_CAPTION;
}

typedef struct kr_zone { /* zones tile the text: no gap, no overlap */
	kr_span span;
	uint8_t kind;
	kr_sym rule; /* what made it this kind */
} kr_zone;

/* One run of the map from text to fetched bytes. Text bytes [span) come from
 * source bytes [src, src + src_len); a copy has equal lengths and bytes (but
 * for white space), an insert has src_len 0 (bytes that we made, such as a line
 * end). Where one length divides the other, the run is that many characters of
 * even length: byte i comes from source byte i * src_len / length. */
typedef struct kr_run {
	kr_span span;
	uint32_t src, src_len;
} kr_run;

typedef struct kr_problem { /* odd, noted, gone on */
	kr_span span;
	kr_sym code;   /* stable: "charset-guessed", "date-contradicts", ... */
	kr_sym detail; /* for people */
} kr_problem;

/* ---- language ---------------------------------------------------------- */
enum kr_sentence_flags { KR_SENT_TAGGED = 1, KR_SENT_PARSED = 2 };
typedef struct kr_sentence {
	kr_span span;
	kr_range tokens, words;
	uint32_t zone;
	uint8_t flags;
} kr_sentence;

enum kr_token_flags { KR_TOK_SPACE_AFTER = 1 };
typedef struct kr_token { /* surface token; more than one word: UD MWT */
	kr_span span;
	kr_range words;
	uint32_t sentence;
	uint8_t flags;
} kr_token;

typedef enum kr_voice { KR_VOICE_NONE, KR_VOICE_ACT, KR_VOICE_PASS } kr_voice;
#define KR_ROOT (-1)   /* head of the root */
#define KR_NOHEAD (-2) /* not parsed */
enum kr_word_flags {
	KR_WORD_QUOTED = 1, /* between quotation marks */
	KR_WORD_CLOSES = 2  /* a quotation mark that closes */
};
typedef struct kr_word { /* syntactic word */
	kr_span span;   /* its part of the token */
	uint32_t token, sentence;
	kr_sym form;    /* as written; a clitic without hyphen or host */
	kr_sym lower;   /* lower-cased form */
	kr_sym lemma;
	kr_sym feats;   /* "Number=Sing|Voice=Act", sorted as UD does */
	int32_t head;   /* index into the word layer, KR_ROOT or KR_NOHEAD */
	uint8_t upos, deprel, voice;
	uint8_t flags;  /* enum kr_word_flags */
} kr_word;

typedef enum kr_name_type {
	KR_NAME_PER, KR_NAME_ORG, KR_NAME_LOC, KR_NAME_EVT, KR_N_NAMES
} kr_name_type;
typedef struct kr_name {
	kr_span span, title; /* title: the honorifics before it; empty if none */
	kr_range words;
	uint8_t type;
	uint16_t confidence; /* permille */
} kr_name;

/* ---- who --------------------------------------------------------------- */
#define KR_ENTITY_MAP(X)                                                      \
	X(PERSON, "person") X(ORG, "org") X(PLACE, "place") X(GROUP, "group") \
	X(EVENT, "event")
typedef enum kr_entity_type {
#define X(name, text) KR_ENTITY_##name,
	KR_ENTITY_MAP(X)
#undef X
} kr_entity_type;

typedef struct kr_entity {
	uint8_t type;
	kr_sym name;    /* canonical full name */
	kr_sym key;     /* identity in the registry, same in every document */
	kr_sym code;    /* actor code: IDN, IGO-UN, NSA-HAMAS, COM, NGO */
	kr_sym country; /* ISO 3166-1 alpha-3 */
	kr_sym sector;  /* GOV, MIL, ... */
	kr_sym role;    /* as the text says it */
	kr_sym body;    /* of a person: key of the organisation that the role names */
	kr_range members; /* of a group such as "kedua presiden": refs layer */
	uint32_t world; /* row in the world, or KR_NONE */
	kr_sym basis;   /* "world", "text", ... where code and name come from */
	uint16_t confidence;
} kr_entity;

#define KR_MENTION_MAP(X) X(NAME, "name") X(NOMINAL, "nominal") X(PRONOUN, "pronoun")
typedef enum kr_mention_kind {
#define X(name, text) KR_MENTION_##name,
	KR_MENTION_MAP(X)
#undef X
} kr_mention_kind;
typedef struct kr_mention { /* sorted by (start, longer first) */
	kr_span span;
	uint32_t entity;
	kr_range words;
	uint32_t head; /* its head word */
	uint8_t kind;
	kr_sym rule;
} kr_mention;

/* ---- when -------------------------------------------------------------- */
#define KR_TIME_MAP(X) X(DATE, "DATE") X(TIME, "TIME") X(DURATION, "DURATION")
typedef enum kr_time_type {
#define X(name, text) KR_TIME_##name,
	KR_TIME_MAP(X)
#undef X
} kr_time_type;
typedef struct kr_time {
	kr_span span;
	kr_range words;
	uint8_t type;
	kr_sym value;  /* TIMEX3 value; empty: not resolved */
	kr_sym basis;  /* anchor: "stated", "published", "narrative", "utterance" */
	kr_days days;  /* possible days of the value; first > last: none */
	kr_sym rule;
} kr_time;

/* ---- who said ---------------------------------------------------------- */
#define KR_QUOTE_MAP(X) X(DIRECT, "direct") X(INDIRECT, "indirect") X(MIXED, "mixed")
typedef enum kr_quote_kind {
#define X(name, text) KR_QUOTE_##name,
	KR_QUOTE_MAP(X)
#undef X
} kr_quote_kind;
typedef struct kr_quote {
	kr_span span; /* the words spoken */
	kr_span cue;  /* verb or phrase; empty if none */
	uint8_t kind;
	uint32_t speaker;  /* entity */
	kr_range addressees, reported_by; /* refs layer: entities */
	uint32_t time;     /* times layer */
	uint32_t place;    /* entity */
	uint32_t sentence; /* of the first word */
	kr_sym rule;
	uint16_t confidence;
} kr_quote;

/* ---- what happened ----------------------------------------------------- */
#define KR_EVENT_MAP(X)                                                       \
	X(AGREE) X(CONSULT) X(SUPPORT) X(CONCEDE) X(COOPERATE) X(AID)         \
	X(RETREAT) X(REQUEST) X(ACCUSE) X(REJECT) X(THREATEN) X(PROTEST)      \
	X(SANCTION) X(MOBILIZE) X(COERCE) X(ASSAULT)
typedef enum kr_event_type {
#define X(name) KR_EVENT_##name,
	KR_EVENT_MAP(X)
#undef X
	KR_N_EVENT_TYPES
} kr_event_type;

#define KR_EVENT_STATUS_MAP(X)                                                \
	X(OCCURRED, "occurred") X(ONGOING, "ongoing") X(PROMISED, "promised") \
	X(PLANNED, "planned") X(EXPECTED, "expected") X(HOPED, "hoped")       \
	X(HYPOTHETICAL, "hypothetical") X(DENIED, "denied")                   \
	X(CANCELLED, "cancelled")
typedef enum kr_event_status {
#define X(name, text) KR_STATUS_##name,
	KR_EVENT_STATUS_MAP(X)
#undef X
	KR_N_EVENT_STATUS
} kr_event_status;

typedef struct kr_party { /* one side's member of an event */
	uint32_t entity;
	kr_sym code, sector;
} kr_party;

typedef struct kr_place {
	kr_sym name; /* empty: no place */
	kr_sym country;
	int32_t lat_e4, lon_e4; /* 1/10000 degree; both 0: unknown */
	kr_span span;
	kr_sym basis;
} kr_place;

typedef struct kr_event {
	kr_span span;     /* the clause; sort key */
	uint8_t type, status, quad;
	int8_t score10;   /* PLOVER score in tenths */
	kr_sym mode;
	kr_sym cameo;
	kr_range actors, recipients; /* party layer */
	kr_sym date;      /* TIMEX3 value */
	kr_sym date_basis;
	kr_days days;
	kr_place place;
	kr_range contexts;  /* refs layer: symbols of PLOVER contexts */
	kr_range evidence;  /* evidence layer (spans), the clause first */
	uint32_t said_by;   /* entity; KR_NONE: the article itself */
	uint32_t quote;     /* quotes layer, or KR_NONE */
	uint32_t sentence;
	uint32_t trigger;   /* word */
	kr_sym object;      /* lemmas of what is signed, sent, ... for pledges */
	uint32_t count;     /* of the object: "empat prajurit"; 0: not told */
	bool postponed;     /* told as put off */
	kr_sym rule;        /* "id/frames:bertemu#2" */
	uint16_t confidence; /* permille */
} kr_event;

/* Why a field has its value or none; written when kr_doc.explain is set. */
typedef struct kr_note {
	uint32_t index;  /* record in that layer */
	uint8_t layer;   /* kr_layer_id */
	kr_sym field;    /* "actors", "date", ... */
	kr_sym basis;    /* stated, resolved, inherited, world, null, lost */
	kr_sym text;
	kr_span span;    /* where in the text; empty if nowhere */
} kr_note;

#endif
