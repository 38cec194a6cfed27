// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: which corpora teach which names is knowledge about a language and
 * stands in its folder, not in C.
 *
 * Idea: names-recipe.tsv holds lines of six kinds (type, style, corpus, held,
 * raw, list); this file reads them and maps labels. The comments in the file
 * explain its columns.
 */
#include "mark/name_recipe.h"

#include <string.h>

#include "base/err.h"

/* Is `word` among the words of `list`, parted by spaces? */
static bool among(kr_view list, kr_view word)
{
	kr_view field;
	while (kr__view_next(&list, ' ', &field))
		if (field.len && kr__view_eq(field, word))
			return true;
	return false;
}

static int type_of(const kr__name_recipe *r, kr_view name)
{
	for (uint32_t i = 0; i < r->n_types; i++)
		if (kr__view_eq(r->type[i], name) || among(r->alias[i], name))
			return (int)i;
	return -1;
}

static int style_of(const kr__name_recipe *r, kr_view name)
{
	for (uint32_t i = 0; i < r->n_styles; i++)
		if (kr__view_eq(r->style[i], name))
			return (int)i;
	return -1;
}

static bool add_type(kr__name_recipe *r, const kr_row *row)
{
	if (r->n_types == KR__NAME_TYPES || kr__row_get(row, 1).len > 8)
		return false;
	r->type[r->n_types] = kr__row_get(row, 1);
	r->alias[r->n_types++] = kr__row_get(row, 2);
	return true;
}

static bool add_style(kr__name_recipe *r, const kr_row *row)
{
	kr_view name = kr__row_get(row, 1), types = kr__row_get(row, 2), field;
	if (r->n_styles == KR__LINEAR_STYLES || name.len >= KR__LINEAR_NAME)
		return false;
	uint32_t allowed = 1;
	while (kr__view_next(&types, ' ', &field)) {
		int t = type_of(r, field);
		if (t < 0)
			return false;
		allowed |= 3u << (1 + 2 * t);
	}
	r->style[r->n_styles] = name;
	r->hidden[r->n_styles] = kr__view_is(kr__row_get(row, 3), "hidden");
	int64_t lean = 0;
	if (kr__row_get(row, 4).len && !kr__view_i64(kr__row_get(row, 4), &lean))
		return false;
	r->lean[r->n_styles] = (int)(lean % 1000);
	r->allowed[r->n_styles++] = allowed;
	return true;
}

static bool add_corpus(kr__name_recipe *r, const kr_row *row, const char *path)
{
	int style = style_of(r, kr__row_get(row, 1));
	uint64_t weight;
	if (r->n_corpora == KR__NAME_FILES || style < 0 ||
	    !kr__view_u64(kr__row_get(row, 3), &weight) || weight > 10000)
		return false;
	kr__name_source *s = &r->corpus[r->n_corpora++];
	s->path = path;
	s->style = (uint32_t)style;
	s->weight = (float)weight / 100;
	s->small = kr__view_is(kr__row_get(row, 4), "small");
	return true;
}

static bool add_file(kr__name_source *to, uint32_t *n, const char *path,
                     kr_view kind)
{
	if (*n == KR__NAME_FILES)
		return false;
	to[*n].path = path;
	to[(*n)++].kind = kind;
	return true;
}

static bool add_row(kr__name_recipe *r, const kr__name_job *job,
                    const kr_row *row, kr_arena *a)
{
	kr_view kind = kr__row_get(row, 0);
	kr_view one = kr__row_get(row, 1), two = kr__row_get(row, 2);
	if (kr__view_is(kind, "type"))
		return add_type(r, row);
	if (kr__view_is(kind, "style"))
		return add_style(r, row);
	bool second = kr__view_is(kind, "corpus") || kr__view_is(kind, "list");
	const char *path = kr__arena_path(a, job->data_dir, second ? two : one);
	if (!path)
		return false;
	if (kr__view_is(kind, "corpus"))
		return add_corpus(r, row, path);
	if (kr__view_is(kind, "held"))
		return add_file(r->held, &r->n_held, path, two);
	if (kr__view_is(kind, "raw"))
		return add_file(r->raw, &r->n_raw, path, two);
	return kr__view_is(kind, "list") &&
	       add_file(r->list, &r->n_lists, path, one);
}

kr_status kr__name_recipe_read(kr__name_recipe *r, const kr__name_job *job,
                               kr_arena *a, kr_err *err)
{
	memset(r, 0, sizeof *r);
	kr_rows rows;
	const char *path = kr__arena_path(a, job->lang_dir, KR_V("names-recipe.tsv"));
	if (!path)
		return kr__arena_status(a);
	kr_status status = kr__rows_read(&rows, a, path, 2, 5, err);
	for (uint32_t i = 0; status == KR_OK && i < rows.n; i++)
		if (!add_row(r, job, &rows.at[i], a))
			status = kr__err_set(err, KR_EDATA, path, rows.at[i].line,
			                     "cannot be used in a recipe");
	if (status == KR_OK && (r->n_types == 0 || r->n_styles == 0))
		status = kr__err_set(err, KR_EDATA, path, -1, "recipe has no types or styles");
	return status;
}

uint8_t kr__name_label(const kr__name_recipe *r, kr_view tag)
{
	if (tag.len < 3 || tag.ptr[1] != '-')
		return 0;
	int t = type_of(r, kr__view_from(tag, 2));
	if (t < 0)
		return 0;
	return (uint8_t)(1 + 2 * t + (tag.ptr[0] == 'I'));
}

void kr__name_label_text(const kr__name_recipe *r, uint32_t label, char *out)
{
	memset(out, 0, 16);
	out[0] = 'O';
	if (label == 0 || (label - 1) / 2 >= r->n_types)
		return;
	kr_view type = r->type[(label - 1) / 2];
	out[0] = label % 2 ? 'B' : 'I';
	out[1] = '-';
	memcpy(out + 2, type.ptr, type.len);
}
