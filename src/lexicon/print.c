// SPDX-License-Identifier: Apache-2.0
/*
 * Fingerprints. The problem: a store must know which documents were read under
 * other rules or weights than today's, whichever file was touched. The idea:
 * names and bytes of all files of lang/common, lang/XX and world/ are hashed in
 * the order of their names; pages for people and what is built from the rest
 * are left out. 20 MB take some milliseconds, and only a store that is written
 * asks for it. Limits: a folder in a folder in a folder is the deepest; the
 * program itself is not in it. Source: XXH3.
 */
#include "lexicon/print.h"

#include <string.h>

#include "learn/net.h"
#include "learn/ngram.h"
#include "lexicon/morph.h"

enum { MAX_DEPTH = 3 };

struct printer {
	kr_arena a;
	uint64_t hash;
	kr_err *err;
};

static bool counts(kr_view name)
{
	static const char *const not_read[] = { ".md", ".c", ".build", ".bin" };

	for (size_t i = 0; i < sizeof not_read / sizeof *not_read; i++)
		if (kr__view_ends(name, kr__view_of(not_read[i])))
			return false;
	return true;
}

static kr_status print_file(struct printer *p, const char *path, kr_view name)
{
	kr_map m;
	kr_status status = kr__map_open(&m, path, p->err);

	if (status)
		return status;
	p->hash = kr__hash64_seed(name, p->hash);
	p->hash = kr__hash64_seed(m.bytes, p->hash);
	kr__map_close(&m);
	return KR_OK;
}

/* NOLINTNEXTLINE: as deep as MAX_DEPTH, no deeper. */
static kr_status print_dir(struct printer *p, const char *dir, unsigned depth)
{
	kr_dir_name *names;
	uint32_t n = 0;
	kr_status status = kr__dir_list(dir, &p->a, &names, &n, p->err);

	for (uint32_t i = 0; i < n && !status; i++) {
		const char *path = kr__arena_path(&p->a, dir, names[i].name);
		if (!path)
			return kr__arena_status(&p->a);
		if (kr__file_is_dir(path))
			status = depth < MAX_DEPTH ? print_dir(p, path, depth + 1) : KR_OK;
		else if (counts(names[i].name))
			status = print_file(p, path, names[i].name);
	}
	return status;
}

static kr_status print_all(struct printer *p, const kr_lexicon *lx, uint64_t *prints,
                           uint64_t *common)
{
	static const char *const shared[] = { "lang/common", "world" };
	kr_status status = KR_OK;

	for (size_t i = 0; i < 2 && !status; i++) {
		const char *dir = kr__arena_path(&p->a, lx->data_dir, kr__view_of(shared[i]));
		if (!dir)
			return kr__arena_status(&p->a);
		if (kr__file_is_dir(dir))
			status = print_dir(p, dir, 1);
	}
	*common = p->hash;
	for (uint32_t i = 0; i < lx->n_packs && !status; i++) {
		p->hash = *common;
		if (lx->packs[i].from)
			status = print_dir(p, lx->packs[i].from->dir, 1);
		if (!status)
			status = print_dir(p, lx->packs[i].dir, 1);
		prints[i] = p->hash;
	}
	return status;
}

kr_status kr__lexicon_prints(const kr_lexicon *lx, uint64_t *prints,
                             uint64_t *common, kr_err *err)
{
	struct printer p = { .err = err };

	kr__arena_init(&p.a, NULL, 0);
	kr_status status = print_all(&p, lx, prints, common);
	if (status && err && !err->status)
		kr__err_set(err, status, lx->data_dir, -1, kr_status_text(status));
	kr__arena_drop(&p.a);
	return status;
}

static void damage(kr_buf *out, const char *path)
{
	kr__buf_str(out, "\ndamaged  ");
	kr__buf_str(out, path);
}

void kr__lexicon_damage(const kr_lexicon *lx, kr_buf *out)
{
	static const struct {
		const char *magic;
		bool (*summed)(kr_view bytes);
	} kinds[] = {
		{ "krnet/1\n", kr__net_summed },
		{ "KRNGRAM2", kr__ngram_summed },
		{ "KRM1", kr__morph_summed },
	};
	kr_view world = kr__world_bytes(lx->world);

	for (uint32_t i = 0; i < lx->n_maps; i++)
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
			if (kr__view_starts(lx->maps[i].bytes, kr__view_of(kinds[k].magic)) &&
			    !kinds[k].summed(lx->maps[i].bytes))
				damage(out, lx->map_paths[i]);
	if (world.len && !kr__world_summed(world))
		damage(out, "world.bin");
}
