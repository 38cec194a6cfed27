// SPDX-License-Identifier: Apache-2.0
/*
 * The plan of a morphology: which corpora morph.krm is made from. The problem:
 * weights must be made again from one command. The idea: a few rows, a kind
 * and a file each; the corpora are read whole, then trained on. Limits: all
 * corpora stand in memory at once.
 */
#include <string.h>

#include "learn/rawtext.h"
#include "mark/morph_train.h"

typedef struct plan {
	kr_lexicon lexicon;
	kr_arena arena;
	kr_buf roots, raw;
	kr_morph_data data;
	const char *data_dir;
} plan;

static kr_status read_row(plan *p, const kr_rows *rows, const kr_row *r,
                          kr_err *err)
{
	kr_view kind = r->field[0];
	const char *path = kr__arena_path(&p->arena, p->data_dir, r->field[1]);

	if (!path)
		return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	if (kr__view_is(kind, "roots"))
		return kr__file_read(path, 0, &p->roots, err);
	if (kr__view_is(kind, "raw"))
		return kr__rawtext_read(path, &p->raw, err);
	if (kr__view_is(kind, "wiki"))
		return kr__bank_read(&p->data.bank[KR_STYLE_WIKI], path, err);
	if (kr__view_is(kind, "news"))
		return kr__bank_read(&p->data.bank[KR_STYLE_NEWS], path, err);
	if (kr__view_is(kind, "voices"))
		return kr__bank_read(&p->data.voices, path, err);
	return kr__err_set(err, KR_EDATA, rows->path, r->line,
	                   "a row is roots, raw, wiki, news or voices");
}

static kr_pack *pack_of(plan *p, const char *lang_dir)
{
	size_t n = strlen(lang_dir);

	while (n && lang_dir[n - 1] == '/')
		n--;
	kr_view name = { lang_dir, n };
	size_t slash = kr__view_rchr(name, '/');
	name = slash == KR_NPOS ? name : kr__view_from(name, slash + 1);
	for (uint32_t i = 0; i < p->lexicon.n_packs; i++)
		if (kr__view_eq(p->lexicon.packs[i].lang, name))
			return &p->lexicon.packs[i];
	return NULL;
}

static kr_status run(plan *p, const char *lang_dir, kr_buf *out, kr_err *err)
{
	kr_rows rows;
	kr_pack *pack = pack_of(p, lang_dir);
	const char *path = kr__arena_path(&p->arena, lang_dir, KR_V("morph.plan"));

	if (!pack || !path)
		return kr__err_set(err, pack ? KR_ENOMEM : KR_EDATA, lang_dir,
		                   -1, "no such language");
	kr_status status = kr__rows_read(&rows, &p->arena, path, 2, 2, err);
	for (uint32_t i = 0; !status && i < rows.n; i++)
		status = read_row(p, &rows, &rows.at[i], err);
	if (status)
		return status;
	p->data.roots = kr__buf_view(&p->roots);
	p->data.raw = kr__buf_view(&p->raw);
	status = kr__morph_train(pack, &p->data, &p->arena);
	if (status)
		return kr__err_set(err, status, path, -1, kr_status_text(status));
	kr__morph_write(pack->morph, out);
	return out->failed;
}

kr_status kr__morph_train_plan(const char *lang_dir, const char *data_dir,
                               kr_buf *out, kr_err *err)
{
	plan p = { .data_dir = data_dir };

	kr__arena_init(&p.arena, NULL, 0);
	kr__buf_init(&p.roots, NULL);
	kr__buf_init(&p.raw, NULL);
	for (int s = 0; s < KR_N_STYLES; s++)
		kr__bank_init(&p.data.bank[s], &p.arena);
	kr__bank_init(&p.data.voices, &p.arena);
	const char *tree = kr__arena_path(&p.arena, lang_dir, KR_V("../.."));
	kr_status status = tree ? kr__lexicon_open(&p.lexicon, NULL, tree, err)
	                        : KR_ENOMEM;
	if (!status) {
		status = run(&p, lang_dir, out, err);
		kr__lexicon_close(&p.lexicon);
	}
	kr__buf_drop(&p.roots);
	kr__buf_drop(&p.raw);
	kr__arena_drop(&p.arena);
	return status;
}
