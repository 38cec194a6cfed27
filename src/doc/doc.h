// SPDX-License-Identifier: Apache-2.0
/*
 * The document: immutable text, what is known about the page, and layers of
 * annotations. One arena holds all of it; kr__doc_free is the only free. A
 * document belongs to one thread.
 */
#ifndef KR_DOC_DOC_H
#define KR_DOC_DOC_H

#include "doc/memo.h"
#include "doc/records.h"
#include "doc/ud.h"

/* name, record type, plural for messages and layer options */
#define KR_LAYER_MAP(X)                                                       \
	X(zone, kr_zone, "zones") X(run, kr_run, "map")                       \
	X(problem, kr_problem, "problems")                                    \
	X(sentence, kr_sentence, "sentences") X(token, kr_token, "tokens")    \
	X(word, kr_word, "words") X(name, kr_name, "names")                   \
	X(entity, kr_entity, "entities") X(mention, kr_mention, "mentions")   \
	X(time, kr_time, "times") X(quote, kr_quote, "quotes")                \
	X(event, kr_event, "events") X(party, kr_party, "parties")            \
	X(ref, uint32_t, "refs") X(evidence, kr_span, "evidence")             \
	X(note, kr_note, "notes")

typedef enum kr_layer_id {
#define X(name, type, plural) KR_LAYER_##name,
	KR_LAYER_MAP(X)
#undef X
	KR_N_LAYERS
} kr_layer_id;

typedef struct kr_layer {
	void *items;
	uint32_t n, cap;
	bool done;         /* the annotator has run (n may be 0) */
	const char *maker; /* "token/1", static text */
} kr_layer;

/* ---- what is known about the page -------------------------------------- */
#define KR_BASIS_MAP(X)                                                       \
	X(NONE, "") X(INPUT, "input") X(META, "meta") X(URL, "url")           \
	X(BYLINE, "byline") X(DATELINE, "dateline") X(CONTENT, "content")     \
	X(COPYRIGHT, "copyright") X(KNOWLEDGE, "knowledge")                   \
	X(CHRONICLE, "chronicle")
typedef enum kr_date_basis {
#define X(name, text) KR_BASIS_##name,
	KR_BASIS_MAP(X)
#undef X
} kr_date_basis;

typedef struct kr_published {
	kr_date value;  /* year 0: not certain */
	kr_days bounds; /* possible days; first > last: nothing known */
	uint8_t basis;  /* kr_date_basis */
	kr_span span;   /* where it is printed; empty if nowhere in the text */
} kr_published;

#define KR_ROLE_MAP(X)                                                        \
	X(REPORTER, "reporter") X(EDITOR, "editor")                           \
	X(TRANSLATOR, "translator") X(PHOTOGRAPHER, "photographer")
typedef enum kr_person_role {
#define X(name, text) KR_ROLE_##name,
	KR_ROLE_MAP(X)
#undef X
} kr_person_role;

typedef struct kr_byline_person {
	kr_view name;
	kr_span span;
	uint8_t role;
} kr_byline_person;

/* One news organisation of the chain, outlet first. Equal `step`: parallel. */
typedef struct kr_credit {
	kr_view name;   /* canonical */
	kr_view code;   /* country code or COM, if known */
	kr_span span;
	uint16_t step;
} kr_credit;

typedef struct kr_meta {
	kr_view id, source, url;
	kr_view title;
	kr_span title_span; /* empty: the title is not part of the text */
	kr_view lang;       /* BCP 47; empty: not known */
	uint16_t lang_confidence; /* permille */
	kr_published published;
	kr_view outlet, outlet_code;
	kr_view dateline;   /* place name */
	kr_byline_person *people;
	uint32_t n_people, cap_people;
	kr_credit *chain;
	uint32_t n_chain, cap_chain;
	kr_date input_date; /* given with the item; year 0: none */
	kr_view charset;    /* of the fetched bytes */
} kr_meta;

typedef struct kr_doc {
	kr_arena arena;
	kr_symbols symbols;
	kr_view text;  /* UTF-8, "\n" line ends */
	kr_view raw;   /* fetched bytes, if kept; the map leads there */
	kr_meta meta;
	kr_layer layers[KR_N_LAYERS];
	bool explain;  /* annotators write notes */
	kr_memo *memo; /* its owner's; NULL: none. Outlives a reset. */
} kr_doc;

/* Typed access, for each layer NAME of type T:
 *   T *kr__NAMEs(doc)              the array (NULL if empty)
 *   uint32_t kr__n_NAMEs(doc)      its length
 *   T *kr__NAME_add(doc)           one more zeroed record; NULL: out of memory
 * Pointers die at the next add; keep indexes. */
void *kr__layer_add(kr_doc *d, kr_layer_id id);
#define X(name, type, plural)                                                 \
	static inline type *kr__##name##s(const kr_doc *d)                    \
	{                                                                     \
		return d->layers[KR_LAYER_##name].items;                      \
	}                                                                     \
	static inline uint32_t kr__n_##name##s(const kr_doc *d)               \
	{                                                                     \
		return d->layers[KR_LAYER_##name].n;                          \
	}                                                                     \
	static inline type *kr__##name##_add(kr_doc *d)                       \
	{                                                                     \
		return kr__layer_add(d, KR_LAYER_##name);                     \
	}
KR_LAYER_MAP(X)
#undef X

const char *kr__layer_text(unsigned id);
/* Mark a layer as made. */
void kr__layer_done(kr_doc *d, kr_layer_id id, const char *maker);
/* Forget a layer's records; it may be made again. */
void kr__layer_clear(kr_doc *d, kr_layer_id id);

/* `pack_symbols` may be NULL. The document is empty; set text (a copy in the
 * arena) before any layer. max_bytes bounds the arena (0: none). */
kr_status kr__doc_init(kr_doc *d, const kr_alloc *alloc,
                       const kr_symbols *pack_symbols, size_t max_bytes);
void kr__doc_drop(kr_doc *d);
/* Empty the document, keep memory; same symbols base. */
kr_status kr__doc_reset(kr_doc *d, const kr_symbols *pack_symbols);
kr_status kr__doc_status(const kr_doc *d);

kr_sym kr__doc_sym(kr_doc *d, kr_view text); /* 0 (empty) if out of memory */
kr_view kr__doc_text(const kr_doc *d, kr_sym sym);
static inline kr_view kr__doc_cut(const kr_doc *d, kr_span s)
{
	return kr__view_span(d->text, s);
}

kr_status kr__doc_problem(kr_doc *d, kr_span span, const char *code,
                          kr_view detail);
kr_status kr__doc_note(kr_doc *d, kr_layer_id layer, uint32_t index,
                       const char *field, const char *basis);
kr_status kr__doc_person(kr_doc *d, kr_person_role role, kr_view name,
                         kr_span span);
kr_status kr__doc_credit(kr_doc *d, kr_view name, kr_view code, kr_span span,
                         uint16_t step);
/* Where text byte `at` stands in the fetched bytes; KR_NPOS: nowhere. */
size_t kr__doc_source_of(const kr_doc *d, uint32_t at);

const char *kr__zone_text(unsigned kind);
const char *kr__entity_text(unsigned type);
const char *kr__mention_text(unsigned kind);
const char *kr__time_text(unsigned type);
const char *kr__quote_text(unsigned kind);
const char *kr__event_text(unsigned type);
const char *kr__event_status_text(unsigned status);
const char *kr__basis_text(unsigned basis);
const char *kr__role_text(unsigned role);
bool kr__event_type_find(kr_view text, kr_event_type *out);
bool kr__event_status_find(kr_view text, kr_event_status *out);
/* Promised, planned, expected or hoped: still to come when it was told. */
bool kr__is_pledge(unsigned status);

/* Stable id of a record: letter of the layer and 16 hex digits made of the
 * document's id, the record's span, rule and value. `id` has 18 bytes. */
void kr__record_id(const kr_doc *d, kr_layer_id layer, uint32_t i, char *id);

/* Check every invariant of the document: spans inside the text and on
 * character borders, layers sorted, zones tiling, links in range. On a fault
 * returns KR_EDATA and says which. Called after every stage in test builds. */
kr_status kr__doc_check(const kr_doc *d, kr_err *err);

#endif
