// SPDX-License-Identifier: Apache-2.0
/*
 * kronik - reads the news and keeps the chronicle.
 *
 * The one public header, in the order of the flow: basics, context, reading,
 * documents, store. Every function says what it does, what it requires, who
 * owns what, and how it fails. Text is UTF-8; positions are bytes, half open.
 */
#ifndef KRONIK_H
#define KRONIK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define KR_API __attribute__((visibility("default")))
#else
#define KR_API
#endif

#define KR_VERSION "0.1.0"

/* ---- basics ------------------------------------------------------------ */

/* Borrowed text: `len` bytes at `ptr`, no final NUL. */
typedef struct kr_view {
	const char *ptr;
	size_t len;
} kr_view;

/* Bytes [start, end) of a document's text. */
typedef struct kr_span {
	uint32_t start;
	uint32_t end;
} kr_span;

/* What a function that can fail returns: 0, a positive answer, or a negative
 * reason. The table is the one place where they are named and worded. */
#define KR_STATUS_MAP(X)                                                       \
	X(KR_OK, 0, "success")                                                 \
	X(KR_END, 1, "nothing more to read")                                   \
	X(KR_ENOMEM, -1, "out of memory")                                      \
	X(KR_EIO, -2, "cannot read or write")                                  \
	X(KR_EINPUT, -3, "input is malformed")                                 \
	X(KR_ELIMIT, -4, "a limit was exceeded")                               \
	X(KR_EUSAGE, -5, "wrong use")                                          \
	X(KR_EDATA, -6, "a data file of kronik is missing or damaged")         \
	X(KR_EBUSY, -7, "the store is locked by somebody else")                \
	X(KR_EFULL, -8, "no space is left")                                    \
	X(KR_ESTORE, -9, "the store is damaged or not a store")                \
	X(KR_ENOTFOUND, -10, "not found")                                      \
	X(KR_EUNSUP, -11, "not supported")

typedef enum kr_status {
#define X(name, value, text) name = value,
	KR_STATUS_MAP(X)
#undef X
} kr_status;

/* The wording of a status. Static text, never NULL. */
KR_API const char *kr_status_text(kr_status status);

/* Details of a failure, filled by the callee; always the last parameter and
 * may be NULL. `where` names the file or URL, `offset` the line or byte. */
typedef struct kr_err {
	kr_status status;
	int64_t offset; /* -1: unknown */
	char where[256];
	char message[256];
} kr_err;

/* An allocator: one function. new_size 0 frees, ptr NULL allocates; returns
 * NULL on failure and then leaves the old block alone. */
typedef struct kr_alloc {
	void *(*fn)(void *user, void *ptr, size_t old_size, size_t new_size);
	void *user;
} kr_alloc;

/* Bytes that the library made. `ptr` is the caller's, to be freed with
 * kr_text_free; valid also when empty. */
typedef struct kr_text {
	char *ptr;
	size_t len;
} kr_text;
/* Free the bytes and make the text empty; a second time is fine. */
KR_API void kr_text_free(kr_text *text);

/* ---- context ----------------------------------------------------------- */

/* The context: language packs, the world, limits. Read-only once made, so any
 * number of threads may use one context; a document belongs to one thread. */
typedef struct kr_ctx kr_ctx;

typedef struct kr_ctx_options {
	const char *data_dir;  /* has lang/ and world/; NULL: found by itself */
	const kr_alloc *alloc; /* NULL: the C library's */
	size_t max_item_bytes; /* 0: 16 MiB; larger items fail by name */
	size_t max_doc_bytes;  /* memory ceiling of one document; 0: 512 MiB */
	unsigned without;      /* layers (enum kr_read_layers) that will not be asked
	                        * for: to name one fails by KR_EUSAGE. Without
	                        * KR_READ_RECORDS no frames are loaded, without
	                        * KR_READ_WORDS too no analysis: half the time */
} kr_ctx_options;

/* Make a context. `options` may be NULL. On success *out is the caller's, to
 * be freed with kr_ctx_free. Fails with KR_EDATA if a pack is damaged. */
KR_API kr_status kr_ctx_new(kr_ctx **out, const kr_ctx_options *options,
                            kr_err *err);
/* Free a context; NULL is fine. No document of it may be in use. */
KR_API void kr_ctx_free(kr_ctx *ctx);

/* ---- reading ----------------------------------------------------------- */

/* One article, read. Opaque here; see the functions below. */
typedef struct kr_doc kr_doc;

/* Which layers of analysis are wanted; what a layer needs comes with it. */
enum kr_read_layers {
	KR_READ_PAGE = 0, /* text, zones, language, people, chain, dates */
	KR_READ_TOKENS = 1 << 0,
	KR_READ_TAGS = 1 << 1,
	KR_READ_TREES = 1 << 2,
	KR_READ_NAMES = 1 << 3,
	KR_READ_ENTITIES = 1 << 4,
	KR_READ_TIMES = 1 << 5,
	KR_READ_QUOTES = 1 << 6,
	KR_READ_EVENTS = 1 << 7,
	KR_READ_WORDS = KR_READ_TOKENS | KR_READ_TAGS | KR_READ_TREES | KR_READ_NAMES,
	KR_READ_RECORDS = KR_READ_ENTITIES | KR_READ_TIMES | KR_READ_QUOTES |
	                  KR_READ_EVENTS,
	KR_READ_EXPLAIN = 1 << 8, /* note where every field comes from */
	KR_READ_PLAIN = 1 << 9 /* of plain text analyse all: drop no zone */
};

/* What kr_read hands to its sink for every item, in the order of the input. */
typedef struct kr_item_result {
	kr_doc *doc;       /* NULL if the item failed */
	const kr_err *failure; /* why, if it failed */
	uint64_t in_bytes; /* bytes of input consumed so far */
} kr_item_result;

/* Called in input order on the thread that called kr_read. The document is
 * valid during the call only. Return KR_OK to go on, anything else to stop. */
typedef kr_status (*kr_sink)(void *user, const kr_item_result *result);

typedef struct kr_read_options {
	unsigned layers;   /* enum kr_read_layers */
	unsigned jobs;     /* worker threads; 0 or 1: none but the caller's */
	const char *lang;  /* take this language as given; NULL: find out. Analysis
	                    * by a pack that is not there fails by KR_EUSAGE */
} kr_read_options;

/* Read every item of `n` inputs (files, directories, "-") and hand it to the
 * sink. A bad item is handed over as a failure and reading goes on; so is an
 * input that cannot be opened (KR_ENOTFOUND, KR_EIO). Results do not depend on
 * `jobs`. */
KR_API kr_status kr_read(kr_ctx *ctx, const char *const *inputs, size_t n,
                         const kr_read_options *options, kr_sink sink,
                         void *user, kr_err *err);

/* Read a text in memory as one article of its own, all of it, in the language
 * of the options (NULL: Indonesian), and hand it to the sink. KR_EINPUT: not
 * UTF-8. */
KR_API kr_status kr_read_text(kr_ctx *ctx, kr_view text,
                              const kr_read_options *options, kr_sink sink,
                              void *user, kr_err *err);

/* What is installed: versions, libraries, packs with their hashes, the order
 * of annotators; a page for people. */
KR_API kr_status kr_doctor(const kr_ctx *ctx, kr_text *out);

/* ---- documents --------------------------------------------------------- */

/* Stable id of the document: as given by the input, else "sha256:...". */
KR_API kr_view kr_doc_id(const kr_doc *doc);
/* The text: valid UTF-8. Borrowed from the document, as all views below. */
KR_API kr_view kr_doc_text(const kr_doc *doc);
KR_API kr_view kr_doc_title(const kr_doc *doc);  /* The title; empty: none. */
KR_API kr_view kr_doc_lang(const kr_doc *doc);   /* As BCP 47; empty: unknown. */
KR_API kr_view kr_doc_outlet(const kr_doc *doc); /* Publisher; empty: unknown. */
KR_API kr_view kr_doc_source(const kr_doc *doc); /* Path or URL it came from. */
/* The day of publication as ISO 8601 into `out` (11 bytes); false and "" if
 * it is not certain. */
KR_API bool kr_doc_published(const kr_doc *doc, char out[11]);

/* How a document is written out. */
enum kr_tell_flags {
	KR_TELL_NO_TEXT = 1, /* leave `text` out */
	KR_TELL_ALL = 2      /* add sentences and tokens */
};

/* One line of JSON (with its line end) as docs/records.md describes it. */
KR_API kr_status kr_doc_json(const kr_doc *doc, unsigned flags, kr_text *out);
/* The words and trees as CoNLL-U (v2). */
KR_API kr_status kr_doc_conllu(const kr_doc *doc, kr_text *out);
/* For people: how the record (event, quote, time, entity) with this id or its
 * beginning came about; empty: each event. Read with KR_READ_EXPLAIN to see
 * which frames lost, too. Returns KR_ENOTFOUND if there is none and nothing to
 * say. */
KR_API kr_status kr_doc_explain(const kr_doc *doc, kr_view record, kr_text *out);
/* A page for people: what was found, zones marked in the text if `zones`. */
KR_API kr_status kr_doc_show(const kr_doc *doc, bool zones, kr_text *out);

/* ---- store ------------------------------------------------------------- */

/* A chronicle on disk: one SQLite file. Used by one thread. */
typedef struct kr_store kr_store;

enum kr_store_flags {
	KR_STORE_CREATE = 1, /* make it if it is not there */
	KR_STORE_READ = 2,   /* read only */
	KR_STORE_KEEP = 4    /* what other packs read stays as it is */
};

/* Open a store. KR_ENOTFOUND: no such file (without KR_STORE_CREATE);
 * KR_EBUSY: somebody else writes; KR_ESTORE: damaged, or made by a newer
 * kronik. Older stores are migrated. The caller closes, before the context is
 * freed. To read and ask needs no context: it may be NULL with KR_STORE_READ
 * (else KR_EUSAGE), and what analyses fails by KR_EUNSUP. */
KR_API kr_status kr_store_open(kr_store **out, kr_ctx *ctx, const char *path,
                               unsigned flags, kr_err *err);
/* Close; uncommitted documents are lost. NULL is fine. */
KR_API void kr_store_close(kr_store *store);

/* What kr_store_add did. */
typedef enum kr_added {
	KR_ADDED_NEW,       /* was not there */
	KR_ADDED_SAME,      /* was there with the same text and packs */
	KR_ADDED_CHANGED    /* was there; its record was made anew */
} kr_added;

/* Put a document and its records into the store, within an open batch. Adding
 * the same document twice changes nothing. */
KR_API kr_status kr_store_add(kr_store *store, const kr_doc *doc,
                              kr_added *what, kr_err *err);
/* Make everything added so far safe on disk. What was committed survives a
 * kill at any moment; what was not is as if it had never been added. */
KR_API kr_status kr_store_commit(kr_store *store, kr_err *err);
/* Bring what many documents say together (copies, merged events, pledges) up
 * to date and make it safe on disk; to be called after the last document of a
 * run. The result depends on the set of documents only. Quick if nothing new
 * was added. Uncommitted documents are committed. */
KR_API kr_status kr_store_settle(kr_store *store, kr_err *err);
/* True if this input was read to its end by an earlier, finished run under the
 * same packs, so that a resumed run may pass over it. `key` names the input
 * and its size and time. */
KR_API bool kr_store_input_done(kr_store *store, const char *key);
/* How many documents were read under other packs or another world than this
 * program's; of a store that is open for writing. */
KR_API kr_status kr_store_outdated(kr_store *store, uint64_t *n, kr_err *err);
/* Note that the input named by `key` was read to its end. Safe on disk with the
 * next commit. */
KR_API kr_status kr_store_input_mark(kr_store *store, const char *key,
                                     kr_err *err);

/* One row of an answer: `n` columns with their names (the same in all rows of
 * an answer) and values (empty: null). Borrowed during the call. */
typedef struct kr_answer_row {
	size_t n;
	const char *const *names;
	const kr_view *values;
	uint64_t numbers; /* bit i: value i is a whole number in decimal digits */
} kr_answer_row;
/* Called for every row; return KR_OK to go on. */
typedef kr_status (*kr_answer_sink)(void *user, const kr_answer_row *row);

typedef struct kr_question {
	const char *about;  /* "documents", "search", "events", "quotes", ... */
	const char *filter; /* words and actor:, type:, since: ...; may be NULL */
	const char *as_of;  /* ISO day: what was known then; NULL: now */
	uint64_t limit;     /* rows at most; 0: no limit */
	uint64_t offset;    /* rows to pass over first */
	bool heads;         /* if nothing is found, tell one row of names whose
	                       `values` are NULL */
} kr_question;

/* Answer a question from the store, rows in a stable order. KR_EUSAGE if the
 * filter cannot be understood (err says where). */
KR_API kr_status kr_store_ask(kr_store *store, const kr_question *question,
                              kr_answer_sink sink, void *user, kr_err *err);
/* The stored record of one document (a line of JSON). KR_ENOTFOUND. `id` may
 * be the document's id, its source, or a unique beginning of either. */
KR_API kr_status kr_store_record(kr_store *store, const char *id, kr_text *out,
                                 kr_err *err);
/* The same document as a page for people, zones marked. */
KR_API kr_status kr_store_show(kr_store *store, const char *id, kr_text *out,
                               kr_err *err);

/* Why a merged event (h...), pledge (p...) or story (s...) is as it is: reports,
 * conflicts, moves, with documents, bytes and rules; of a record of one article
 * (e..., q...) where it stands. A page for people. KR_ENOTFOUND. */
KR_API kr_status kr_store_explain(kr_store *store, const char *id, kr_text *out,
                                  kr_err *err);
/* Keep a person's decision about actors, given as keys or unique names:
 * "merge" a into b, "split" a from what it was merged into (b unused), "name" a
 * b. It is applied at every settling from now on; settle to see it.
 * KR_ENOTFOUND, KR_EUSAGE. */
KR_API kr_status kr_store_decide(kr_store *store, const char *kind,
                                 const char *a, const char *b, kr_err *err);

/* What differs between two articles, as a page for people: the verdict, then
 * changed numbers, names and words, then passages only one has. Ids as
 * above. */
KR_API kr_status kr_store_diff(kr_store *store, const char *id,
                               const char *other, kr_text *out, kr_err *err);

/* ---- exports ----------------------------------------------------------- */

/* A form that kr_store_export writes; docs/formats/NAME.md describes it. */
typedef struct kr_export_form {
	const char *name;  /* "csv" */
	const char *about; /* half a sentence */
	bool folder;       /* several files, or one without a name */
} kr_export_form;
/* All forms; the last has name NULL. Static. */
KR_API const kr_export_form *kr_export_forms(void);

/* Called with the next bytes of an export. `file` names the file within the
 * folder ("" where the form is one file); the bytes of one file come together,
 * in order. Return KR_OK to go on. */
typedef kr_status (*kr_export_sink)(void *user, const char *file, kr_view bytes);

typedef struct kr_export {
	const char *form;   /* a name of kr_export_forms */
	const char *filter; /* of events, as in kr_store_ask; NULL: everything */
	kr_export_sink sink;
	void *user;
	const char *as_of;  /* ISO day: the chronicle of then; NULL: of now */
} kr_export;

/* Write the settled chronicle in a form. With a filter: the events it chooses
 * and what belongs to them (documents that report them, their quotes, the
 * actors, the pledges they move). With a day: the chronicle of what was told by
 * then, and of what is of no known day; once for each opening of a store. The
 * bytes depend on the documents and packs only, not on the order in which
 * documents were added. KR_EUSAGE: the form, the filter or the day is unknown;
 * KR_EUNSUP: the store was opened without the context that the form needs; else
 * what the sink returned. */
KR_API kr_status kr_store_export(kr_store *store, const kr_export *what,
                                 kr_err *err);

/* ---- training ---------------------------------------------------------- */

typedef struct kr_train_job {
	const char *what;     /* "grammar" (tags and trees), "names" or "morph" */
	const char *lang_dir; /* the language's folder, with the plan */
	const char *data_dir; /* the corpora; paths of the plan begin here */
	const char *out_path; /* the file of weights; written whole or not at all */
	/* A line of progress now and then; may be NULL. */
	void (*say)(void *user, const char *line);
	void *user;
} kr_train_job;

/* Make weights as the plan says. The same plan, corpora and kind of processor
 * give the same bytes. KR_EUSAGE: `what` is unknown; KR_EDATA: the plan is at
 * fault (err says which line); KR_EINPUT: a corpus is. Takes minutes. */
KR_API kr_status kr_train(const kr_train_job *job, kr_err *err);

/* ---- measuring --------------------------------------------------------- */

/* Compare two CoNLL-U files of the same text by the definitions of the CoNLL
 * 2018 shared task; a table for people. KR_EINPUT: a file is malformed (err
 * says which line), or they spell different texts. */
KR_API kr_status kr_eval_conllu(const char *gold, const char *system,
                                kr_text *out, kr_err *err);
/* Let the name model of the language folder `lang_dir` label the file `gold`
 * ("token ... label" lines, B-/I-/O) as style `style`, and count names by the
 * definition of conlleval; a table for people. KR_ENOTFOUND: the model has no
 * such style; KR_EDATA: the model or its recipe is damaged. */
KR_API kr_status kr_eval_names(const char *lang_dir, const char *style,
                               const char *gold, kr_text *out, kr_err *err);
/* The running text of a CoNLL-U file: sentences joined by a space,
 * paragraphs by an empty line. KR_EINPUT as above. */
KR_API kr_status kr_conllu_text(const char *path, kr_text *out, kr_err *err);

#ifdef __cplusplus
}
#endif

#endif
