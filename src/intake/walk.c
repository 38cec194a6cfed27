// SPDX-License-Identifier: Apache-2.0
/*
 * Walking. The problem: folders of a million files, links that lead back up,
 * pipes that block whoever opens them. The idea: a stack of listings, one
 * arena a level; the set of folders entered, by device and number. Limits:
 * depth is bounded; of two names of one folder the first in order is read;
 * what is neither file nor folder is passed over.
 */
#include "intake/walk.h"

#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/hash.h"

typedef struct level {
	kr_arena arena;
	kr_dir_name *names;
	uint32_t n_names, next;
	size_t path_len; /* of the folder, in `path` */
} level;

struct kr_walk {
	kr_alloc alloc;
	kr_buf path;
	unsigned max_depth, depth; /* levels open */
	uint64_t (*seen)[2];       /* [cap_seen] a hash set; {0, 0}: free */
	size_t n_seen, cap_seen;
	level levels[]; /* [max_depth] */
};

static size_t slot_of(const kr_walk *w, const uint64_t id[2])
{
	size_t at = (size_t)kr__hash_mix(id[0], id[1]) & (w->cap_seen - 1);

	while ((w->seen[at][0] || w->seen[at][1]) &&
	       memcmp(w->seen[at], id, sizeof *w->seen) != 0)
		at = (at + 1) & (w->cap_seen - 1);
	return at;
}

static bool grow_seen(kr_walk *w)
{
	size_t cap = w->cap_seen ? w->cap_seen * 2 : 64, old = w->cap_seen;
	uint64_t (*was)[2] = w->seen;
	void *bigger = w->alloc.fn(w->alloc.user, NULL, 0, cap * sizeof *was);

	if (!bigger)
		return false;
	memset(bigger, 0, cap * sizeof *was);
	w->seen = bigger;
	w->cap_seen = cap;
	for (size_t i = 0; i < old; i++)
		if (was[i][0] || was[i][1])
			memcpy(w->seen[slot_of(w, was[i])], was[i], sizeof *was);
	if (was)
		w->alloc.fn(w->alloc.user, was, old * sizeof *was, 0);
	return true;
}

/* KR_OK: entered for the first time. KR_END: was here before. */
static kr_status note_seen(kr_walk *w, const uint64_t id[2])
{
	if ((w->n_seen + 1) * 2 > w->cap_seen && !grow_seen(w))
		return KR_ENOMEM;
	size_t at = slot_of(w, id);
	if (w->seen[at][0] || w->seen[at][1])
		return KR_END;
	memcpy(w->seen[at], id, sizeof *w->seen);
	w->n_seen++;
	return KR_OK;
}

static kr_status enter(kr_walk *w, const uint64_t id[2], kr_err *err)
{
	kr_status status = note_seen(w, id);

	if (status == KR_ENOMEM)
		return kr__err_set(err, status, NULL, -1, "out of memory");
	if (status)
		return KR_OK;
	if (w->depth == w->max_depth)
		return kr__err_set(err, KR_ELIMIT, w->path.ptr, -1,
		                   "folders are nested too deep");
	level *l = &w->levels[w->depth];
	*l = (level){ .path_len = w->path.len };
	kr__arena_init(&l->arena, &w->alloc, 0);
	status = kr__dir_list(w->path.ptr, &l->arena, &l->names, &l->n_names,
	                      err);
	if (status)
		kr__arena_drop(&l->arena);
	else
		w->depth++;
	return status;
}

kr_status kr__walk_open(kr_walk **out, const kr_alloc *alloc, const char *path,
                        unsigned max_depth, kr_err *err)
{
	const kr_alloc *a = alloc ? alloc : &kr__alloc_libc;
	kr_walk *w = a->fn(a->user, NULL, 0,
	                   sizeof *w + max_depth * sizeof(level));
	uint64_t id[2] = { 0, 0 };

	*out = NULL;
	if (!w)
		return kr__err_set(err, KR_ENOMEM, path, -1, "out of memory");
	*w = (kr_walk){ .alloc = *a, .max_depth = max_depth };
	kr__buf_init(&w->path, a);
	kr__buf_str(&w->path, path);
	while (w->path.len > 1 && w->path.ptr[w->path.len - 1] == '/')
		kr__buf_cut(&w->path, w->path.len - 1);
	kr__path_look(path, id, NULL);
	kr_status status = w->path.failed ? w->path.failed : enter(w, id, err);
	if (status) {
		kr__walk_close(w);
		return status;
	}
	*out = w;
	return KR_OK;
}

void kr__walk_close(kr_walk *w)
{
	if (!w)
		return;
	while (w->depth)
		kr__arena_drop(&w->levels[--w->depth].arena);
	if (w->seen)
		w->alloc.fn(w->alloc.user, w->seen, w->cap_seen * sizeof *w->seen, 0);
	kr__buf_drop(&w->path);
	kr_alloc a = w->alloc;
	a.fn(a.user, w, sizeof *w + w->max_depth * sizeof(level), 0);
}

/* Put the path of the next name together; false: the level is done. */
static bool step(kr_walk *w, level *l, kr_path_kind *kind)
{
	if (l->next == l->n_names)
		return false;
	kr__buf_cut(&w->path, l->path_len);
	if (!kr__view_ends(kr__buf_view(&w->path), KR_V("/")))
		kr__buf_chr(&w->path, '/');
	*kind = l->names[l->next].kind;
	kr__buf_add(&w->path, l->names[l->next++].name);
	return true;
}

kr_status kr__walk_next(kr_walk *w, const char **path, kr_err *err)
{
	err->status = KR_OK;
	while (w->depth) {
		uint64_t id[2];
		kr_path_kind kind;
		if (!step(w, &w->levels[w->depth - 1], &kind)) {
			kr__arena_drop(&w->levels[--w->depth].arena);
			continue;
		}
		if (w->path.failed)
			return w->path.failed;
		*path = w->path.ptr;
		if (kind != KR_PATH_FILE)
			kind = kr__path_look(w->path.ptr, id, NULL);
		if (kind == KR_PATH_FILE)
			return KR_OK;
		if (kind == KR_PATH_NONE) {
			kr__err_set(err, KR_ENOTFOUND, w->path.ptr, -1,
			            "link leads nowhere");
			return KR_OK;
		}
		if (kind == KR_PATH_DIR && enter(w, id, err))
			return err->status == KR_ENOMEM ? err->status : KR_OK;
	}
	return KR_END;
}
