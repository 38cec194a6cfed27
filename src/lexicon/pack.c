// SPDX-License-Identifier: Apache-2.0
/*
 * The lexicon. The problem: knowledge of a language must be data that a
 * linguist edits, yet cost nothing at run time. The idea: lang/modules.tsv
 * names the languages; each part of a pack has a loader that turns text into
 * a table, once. Limits: packs are trusted more than articles, but a damaged
 * one gives a clear error, not a crash.
 */
#include "lexicon/pack.h"

#include "lexicon/cues.h"
#include "lexicon/langid.h"
#include "lexicon/parts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "from id names speech": a pack may borrow from one that is loaded before it. */
static kr_status borrow(kr_pack *p, const kr_rows *rows, const kr_row *r, kr_err *err)
{
	p->from = kr__lexicon_pack(p->lexicon, r->field[1]);
	p->lent = kr__row_get(r, 2);
	return p->from && p->from != p ? KR_OK
	       : kr__err_set(err, KR_EDATA, rows->path, r->line,
	                     "no such pack before this one");
}

static bool lends(const kr_pack *p, const char *name)
{
	kr_view rest = p->lent, word, v = kr__view_of(name);

	while (p->from && kr__view_next(&rest, ' ', &word))
		if (kr__view_eq(word, v) ||
		    (kr__view_ends(word, KR_V("/")) && kr__view_starts(v, word)))
			return true;
	return false;
}

/* Parts that the pack has no file for are the lender's own. */
static void take_lent(kr_pack *p)
{
#define X(name, type) \
	if (!p->name && lends(p, #name)) \
		p->name = p->from->name;
	KR_PART_MAP(X)
#undef X
}

static kr_status load_basic(kr_pack *p, kr_err *err)
{
	kr_rows rows;
	kr_status status = kr__pack_rows(p, "pack.tsv", 2, 3, &rows, err);
	struct kr_basic *b = kr__arena_get(p->arena, sizeof *b);

	if (status || !b)
		return status ? status : KR_ENOMEM;
	for (uint32_t i = 0; i < rows.n; i++) {
		const kr_row *r = &rows.at[i];
		if (kr__view_is(r->field[0], "name"))
			b->name = r->field[1];
		else if (kr__view_is(r->field[0], "english"))
			b->english = r->field[1];
		else if (kr__view_is(r->field[0], "joiner"))
			b->joiner = r->field[1];
		else if (kr__view_is(r->field[0], "country"))
			b->country = r->field[1];
		else if (kr__view_is(r->field[0], "from"))
			status = borrow(p, &rows, r, err);
		if (status)
			return status;
	}
	p->basic = b;
	return KR_OK;
}

/* Loaders in this order; a loader leaves its part NULL where the pack has no
 * such file, and fails only on damage. Pages need the first alone, words all but
 * the last. */
static kr_status (*const loaders[])(kr_pack *, kr_err *) = {
	load_basic,
	kr__load_tokens,
	kr__load_morph,
	kr__load_grammar,
	kr__load_timex,
	kr__load_actors,
	kr__load_speech,
	kr__load_names,
	kr__load_frames,
};

static const char *join(kr_arena *a, const char *dir, const char *file)
{
	size_t n = strlen(dir), m = strlen(file);
	char *path = kr__arena_get(a, n + m + 2);

	if (!path)
		return NULL;
	memcpy(path, dir, n);
	path[n] = '/';
	memcpy(path + n + 1, file, m + 1);
	return path;
}

const char *kr__pack_path(kr_pack *p, const char *file)
{
	return join(p->arena, p->dir, file);
}

/* Own rows, then those of the lender. */
static kr_status append(kr_arena *a, kr_rows *rows, const kr_rows *more)
{
	if (!rows->n || !more->n) {
		*rows = rows->n ? *rows : *more;
		return KR_OK;
	}
	kr_row *all = kr__arena_array(a, (size_t)rows->n + more->n, sizeof *all);
	if (!all)
		return kr__arena_status(a);
	memcpy(all, rows->at, rows->n * sizeof *all);
	memcpy(all + rows->n, more->at, more->n * sizeof *all);
	*rows = (kr_rows){ all, rows->n + more->n, rows->path };
	return KR_OK;
}

static const kr_rows *known_rows(const kr_pack *p, const char *file)
{
	for (const kr_pack_file *f = p->last_file; f; f = f->before)
		if (strcmp(f->name, file) == 0)
			return &f->rows;
	return NULL;
}

/* The rows of a file of its own, for who borrows them. */
static bool remember(kr_pack *p, const char *path, const kr_rows *rows)
{
	kr_pack_file *f = kr__arena_get(p->arena, sizeof *f);

	if (f) {
		*f = (kr_pack_file){ path + strlen(p->dir) + 1, *rows, p->last_file };
		p->last_file = f;
	}
	return f;
}

kr_status kr__pack_rows(kr_pack *p, const char *file, uint32_t min_fields,
                        uint32_t max_fields, kr_rows *rows, kr_err *err)
{
	const char *path = kr__pack_path(p, file);
	bool lent = lends(p, file);
	kr_err none;

	*rows = (kr_rows){ .path = "" };
	if (!path)
		return kr__err_set(err, KR_ENOMEM, file, -1, "out of memory");
	kr_status status = kr__rows_read(rows, p->arena, path, min_fields, max_fields,
	                                 lent ? &none : err);
	if (!status && !remember(p, path, rows))
		return kr__err_set(err, KR_ENOMEM, file, -1, "out of memory");
	if (lent && status && status != KR_ENOTFOUND && err)
		*err = none;
	if (!lent || (status && status != KR_ENOTFOUND))
		return status;
	const kr_rows *known = known_rows(p->from, file);
	kr_rows more = known ? *known : (kr_rows){ .path = "" };
	path = known ? path : join(p->arena, p->from->dir, file);
	status = KR_OK;
	if (!known)
		status = path ? kr__rows_read(&more, p->arena, path, min_fields,
		                              max_fields, err)
		              : KR_ENOMEM;
	if (status == KR_ENOTFOUND && rows->n)
		return KR_OK;
	return status ? status : append(p->arena, rows, &more);
}

static kr_status map(kr_lexicon *lx, const char *path, kr_view *bytes, kr_err *err)
{
	if (!path || lx->n_maps == KR_MAX_MAPS)
		return kr__err_set(err, path ? KR_ELIMIT : KR_ENOMEM, path ? path : "", -1,
		                   path ? "too many files of weights"
		                        : "out of memory");
	kr_err why;
	kr_status status = kr__map_open(&lx->maps[lx->n_maps], path, &why);
	if (status && status != KR_ENOTFOUND && err)
		*err = why;
	if (status)
		return status;
	lx->map_paths[lx->n_maps] = path;
	*bytes = lx->maps[lx->n_maps++].bytes;
	return KR_OK;
}

kr_status kr__lexicon_map(kr_lexicon *lx, const char *file, kr_view *bytes,
                          kr_err *err)
{
	return map(lx, join(&lx->arena, lx->data_dir, file), bytes, err);
}

kr_status kr__pack_map(kr_pack *p, const char *file, kr_view *bytes, kr_err *err)
{
	return map(p->lexicon, kr__pack_path(p, file), bytes, err);
}

/* Loaders of weights know their file's name only, or not even that. */
static kr_status name_folder(kr_pack *p, kr_status status, kr_err *err)
{
	if (status != KR_EDATA || !err || !p->dir || strchr(err->where, '/'))
		return status;
	kr_err known = *err;
	const char *path = kr__pack_path(p, known.where);
	return kr__err_set(err, status, path ? path : known.where, known.offset,
	                   known.message);
}

static kr_status load_pack(kr_lexicon *lx, kr_pack *p, kr_view lang, kr_err *err)
{
	const char *langs = join(&lx->arena, lx->data_dir, "lang");

	p->lang = kr__arena_copy(&lx->arena, lang);
	p->arena = &lx->arena;
	p->lexicon = lx;
	p->dir = langs ? join(&lx->arena, langs, p->lang.ptr) : NULL;
	p->symbols = &lx->symbols;
	if (!p->dir)
		return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	size_t all = sizeof loaders / sizeof *loaders;
	size_t n = lx->depth == KR_DEPTH_PAGES ? 1 : all - (lx->depth == KR_DEPTH_WORDS);
	for (size_t i = 0; i < n; i++) {
		kr_status status = loaders[i](p, err);
		if (status)
			return name_folder(p, status, err);
	}
	take_lent(p);
	return KR_OK;
}

static const char *beside_program(kr_arena *a, const char *tail)
{
	char exe[4096];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);

	if (n <= 0)
		return NULL;
	exe[n] = '\0';
	char *slash = strrchr(exe, '/');
	if (!slash)
		return NULL;
	*slash = '\0';
	return join(a, exe, tail);
}

static const char *find_data(kr_arena *a, const char *data_dir)
{
	static const char *const tails[] = { "../share/kronik", "..", "../.." };

	if (!data_dir)
		data_dir = getenv("KRONIK_DATA");
	if (data_dir)
		return kr__arena_copy(a, kr__view_of(data_dir)).ptr;
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		const char *dir = beside_program(a, tails[i]);
		const char *probe = dir ? join(a, dir, "lang/modules.tsv") : NULL;
		if (probe && kr__file_exists(probe))
			return dir;
	}
	return ".";
}

static kr_status open_all(kr_lexicon *lx, const kr_alloc *alloc,
                          const char *data_dir, kr_err *err)
{
	kr_rows rows;

	kr__arena_init(&lx->arena, alloc, 0);
	lx->arena.reuses = true;
	lx->data_dir = find_data(&lx->arena, data_dir);
	if (!kr__symbols_init(&lx->symbols, &lx->arena, NULL))
		return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	const char *modules = join(&lx->arena, lx->data_dir, "lang/modules.tsv");
	kr_status status = modules ? kr__rows_read(&rows, &lx->arena, modules,
	                                           1, 0, err)
	                           : KR_ENOMEM;
	if (!status) {
		lx->packs = kr__arena_array(&lx->arena, rows.n, sizeof *lx->packs);
		if (!lx->packs)
			status = kr__err_set(err, KR_ENOMEM, "", -1,
			                     "out of memory");
	}
	if (!status)
		status = kr__world_load(&lx->world, &lx->arena, lx->data_dir,
		                        err);
	for (uint32_t i = 0; !status && i < rows.n; i++)
		status = load_pack(lx, &lx->packs[lx->n_packs++],
		                   rows.at[i].field[0], err);
	if (!status)
		status = kr__cues_load(lx, err);
	if (!status)
		status = kr__langid_load(lx, err);
	if (status)
		kr__lexicon_close(lx);
	return status;
}

kr_status kr__lexicon_open(kr_lexicon *lx, const kr_alloc *alloc,
                           const char *data_dir, kr_err *err)
{
	return kr__lexicon_open_for(lx, alloc, data_dir, KR_DEPTH_RECORDS, err);
}

kr_status kr__lexicon_open_for(kr_lexicon *lx, const kr_alloc *alloc,
                               const char *data_dir, kr_depth depth, kr_err *err)
{
	*lx = (kr_lexicon){ .depth = (uint8_t)depth };
	return open_all(lx, alloc, data_dir, err);
}

void kr__lexicon_close(kr_lexicon *lx)
{
	while (lx->n_maps)
		kr__map_close(&lx->maps[--lx->n_maps]);
	kr__world_close(lx->world);
	kr__arena_drop(&lx->arena);
	*lx = (kr_lexicon){ .data_dir = NULL };
}

const kr_pack *kr__lexicon_pack(const kr_lexicon *lx, kr_view lang)
{
	for (uint32_t i = 0; i < lx->n_packs; i++)
		if (kr__view_eq(lx->packs[i].lang, lang))
			return &lx->packs[i];
	return NULL;
}
