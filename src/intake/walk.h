// SPDX-License-Identifier: Apache-2.0
/*
 * Walking: the files below a path, in byte order of names, folders where
 * their names stand. Links are followed; a folder is entered only once, so a
 * loop of links ends. Private to intake.
 */
#ifndef KR_INTAKE_WALK_H
#define KR_INTAKE_WALK_H

#include "base/arena.h"
#include "base/buf.h"

typedef struct kr_walk kr_walk;

/* `path` names a folder. */
kr_status kr__walk_open(kr_walk **out, const kr_alloc *alloc, const char *path,
                        unsigned max_depth, kr_err *err);
/*
 * The next file: *path is borrowed until the next call and NUL-ended. KR_OK: a
 * file to read, or, with err->status set, a place that cannot be read (*path
 * names it). KR_END: no more. KR_ENOMEM.
 */
kr_status kr__walk_next(kr_walk *w, const char **path, kr_err *err);
void kr__walk_close(kr_walk *w); /* NULL is fine */

#endif
