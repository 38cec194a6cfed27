// SPDX-License-Identifier: Apache-2.0
/*
 * The lexicon: every language pack and the world, loaded once, then read-only
 * and shared by all threads. A pack is a folder lang/XX of text files and
 * trained weights. Each consumer's compiled table is a part: one file
 * lexicon/PART.c with a loader, listed in the table of pack.c.
 */
#ifndef KR_LEXICON_PACK_H
#define KR_LEXICON_PACK_H

#include "base/base.h"
#include "lexicon/phrases.h"
#include "lexicon/rows.h"
#include "lexicon/world.h"

/* Parts of a pack: name and the struct behind it (defined by its own header).
 * Add a line here and a loader in pack.c. */
#define KR_PART_MAP(X)                  \
	X(basic, struct kr_basic) \
	X(grammar, struct kr_grammar) \
	X(tokens, struct kr_tokens) \
	X(names, struct kr_names) \
	X(timex, struct kr_timex) \
	X(morph, struct kr_morph) \
	X(frames, struct kr_frames) \
	X(actors, struct kr_actors) \
	X(speech, struct kr_speech)

struct kr_frames;
struct kr_grammar;
struct kr_names;
struct kr_timex;
struct kr_actors;
struct kr_speech;
typedef struct kr_pack kr_pack;
/* A file of rows that a pack has read; who borrows from it need not again. */
typedef struct kr_pack_file {
	const char *name;
	kr_rows rows;
	const struct kr_pack_file *before;
} kr_pack_file;
struct kr_pack {
	kr_view lang;       /* BCP 47 */
	const char *dir;
	kr_arena *arena;    /* lives as long as the lexicon */
	kr_symbols *symbols; /* the lexicon's: one table for all packs */
	struct kr_lexicon *lexicon;
	const kr_pack *from; /* pack that lends what stands in `lent`, or NULL */
	const kr_pack_file *last_file;
	kr_view lent;        /* parts and files parted by spaces; "frames/": all there */
#define X(name, type) const type *name; /* NULL: the pack has no such part */
	KR_PART_MAP(X)
#undef X
};

/* What a caller will ask for: records, words with their trees and names, or pages
 * (cues, the world, the models that tell languages, the basic part of packs). */
typedef enum kr_depth { KR_DEPTH_RECORDS, KR_DEPTH_WORDS, KR_DEPTH_PAGES } kr_depth;

enum { KR_MAX_MAPS = 64 };
typedef struct kr_lexicon {
	kr_arena arena;
	kr_symbols symbols; /* base of every document's symbols; frozen when open */
	const char *data_dir;
	kr_pack *packs;
	uint32_t n_packs;
	uint8_t depth; /* kr_depth: how much of every pack is there */
	const kr_world *world; /* never NULL once open */
	kr_map maps[KR_MAX_MAPS]; /* weights in use */
	const char *map_paths[KR_MAX_MAPS];
	uint32_t n_maps;
	const struct kr_cues *cues; /* of all packs together; lexicon/cues.h */
	const struct kr_langid *langid; /* lexicon/langid.h */
} kr_lexicon;

/* Load everything below `data_dir` (it has lang/ and world/). NULL: the
 * environment's KRONIK_DATA, else ../share/kronik or .. beside the program. */
kr_status kr__lexicon_open(kr_lexicon *lx, const kr_alloc *alloc,
                           const char *data_dir, kr_err *err);
/* The same, but no more than `depth` needs: no layer beyond can be marked. */
kr_status kr__lexicon_open_for(kr_lexicon *lx, const kr_alloc *alloc,
                               const char *data_dir, kr_depth depth, kr_err *err);
void kr__lexicon_close(kr_lexicon *lx);
/* The pack of a language; NULL if there is none. */
const kr_pack *kr__lexicon_pack(const kr_lexicon *lx, kr_view lang);
/* Read lang/XX/FILE. KR_ENOTFOUND if absent. */
kr_status kr__pack_rows(kr_pack *p, const char *file, uint32_t min_fields,
                        uint32_t max_fields, kr_rows *rows, kr_err *err);
/* Map lang/XX/FILE (trained weights) until the lexicon is closed. KR_ENOTFOUND
 * if absent. */
kr_status kr__pack_map(kr_pack *p, const char *file, kr_view *bytes, kr_err *err);
/* The same of any file below the folder of the data: "lang/common/X". */
kr_status kr__lexicon_map(kr_lexicon *lx, const char *file, kr_view *bytes,
                          kr_err *err);
/* "DIR/FILE" in the pack's arena; NULL: out of memory. */
const char *kr__pack_path(kr_pack *p, const char *file);

/* The pack's own description: lang/XX/pack.tsv, key TAB value. */
struct kr_basic {
	kr_view name;    /* "Bahasa Indonesia" */
	kr_view english; /* "Indonesian" */
	kr_view joiner;  /* "dan" */
	kr_view country; /* home of its news: offices without a country are its own */
};

#endif
