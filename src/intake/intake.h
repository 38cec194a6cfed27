// SPDX-License-Identifier: Apache-2.0
/*
 * intake: the head header. Containers in, items out: files, folders, standard
 * input; plain text, JSON Lines, HTML, WARC/WET, RSS/Atom/RDF; each also as
 * .gz or .zst. The type is told by content, never by name.
 *
 *     kr_intake *in;
 *     kr_item item;
 *     if (kr__intake_open(&in, NULL, path, NULL, &err)) ...
 *     while ((status = kr__intake_next(in, &item, &err)) == KR_OK)
 *             if (item.failure) ...say so and go on... else ...lift it...
 *     kr__intake_close(in);
 *
 * Memory does not grow with the container: it is bounded by the limits.
 */
#ifndef KR_INTAKE_INTAKE_H
#define KR_INTAKE_INTAKE_H

#include "base/view.h"
#include "intake/stream.h"

/* What the bytes of an item are. */
typedef enum kr_media {
	KR_MEDIA_TEXT,      /* a text file or a text/plain record */
	KR_MEDIA_HTML,      /* a page, in any character set */
	KR_MEDIA_FEED_HTML, /* an HTML fragment from a feed, valid UTF-8 */
	KR_MEDIA_JSON_TEXT, /* the `text` of a JSON object */
	KR_MEDIA_JSON_HTML, /* the `html` of a JSON object */
	KR_MEDIA_FEED,      /* inside intake only: a record that holds a feed */
} kr_media;

/* Bounds; 0 anywhere means the default. */
typedef struct kr_intake_limits {
	size_t max_item_bytes;   /* one item, unpacked; default 16 MiB */
	size_t max_header_bytes; /* WARC or HTTP head, a tag; default 64 KiB */
	unsigned max_depth;      /* JSON, XML, folders; default 128, at most 1024 */
	unsigned max_ratio;      /* unpacked : packed bytes; default 512 */
} kr_intake_limits;

/* One news item, or one named failure. Everything is borrowed until the next
 * call; an unknown field is the empty view. */
typedef struct kr_item {
	kr_status failure; /* not KR_OK: this item could not be read... */
	kr_view message;   /* ...and why; the other fields are what is known */
	kr_media media;
	kr_view bytes;
	kr_view charset;  /* as declared outside the bytes (HTTP); "utf-8" if sure */
	kr_view url;
	kr_view source;   /* path, then "#n": line, entry or byte of the record;
	                     "#n/m": entry m of a feed in record n */
	kr_view id;       /* JSON id, WARC-Record-ID, feed guid */
	kr_view title;    /* as given: a feed's may still hold HTML */
	kr_view date;     /* publication, as written by the source */
	kr_view fetched;  /* WARC-Date: when a crawler saw it */
	kr_view lang;     /* hint */
	kr_view outlet;   /* hint: title of the feed */
	kr_view author;   /* hint */
	bool partial;     /* only a description or summary, not the article */
	bool cut;         /* the crawler says that it kept only a part */
	uint64_t place;   /* the n of `source` */
} kr_item;

typedef struct kr_intake kr_intake;

/*
 * Open a file, a folder (read recursively, in byte order of names, dot files
 * left out) or standard input ("-"). `alloc` and `limits` may be NULL. On
 * failure *out is NULL and `err` says why. The caller closes.
 */
kr_status kr__intake_open(kr_intake **out, const kr_alloc *alloc,
                          const char *path, const kr_intake_limits *limits,
                          kr_err *err);
/* The same over any byte source; `name` stands for the path. The source is
 * borrowed and lives until the close. */
kr_status kr__intake_open_source(kr_intake **out, const kr_alloc *alloc,
                                 kr_source source, const char *name,
                                 const kr_intake_limits *limits);
/*
 * The next item. KR_OK: an item, or one whose own `failure` is set while the
 * stream goes on. KR_END: nothing more. Negative: the whole input failed (out
 * of memory); only closing makes sense then.
 */
kr_status kr__intake_next(kr_intake *in, kr_item *item, kr_err *err);
/* Bytes read from disk so far, as stored (packed); for progress. */
uint64_t kr__intake_bytes_read(const kr_intake *in);
/* WARC records, empty JSON lines and the like that were passed over because
 * they are no news items (requests, images, redirects). */
uint64_t kr__intake_skipped(const kr_intake *in);
void kr__intake_close(kr_intake *in); /* NULL is fine */

#endif
