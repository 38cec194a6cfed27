// SPDX-License-Identifier: Apache-2.0
/*
 * The outside world: files, clock, threads. The only place of the library
 * that touches them; everything else is pure.
 */
#ifndef KR_BASE_FILE_H
#define KR_BASE_FILE_H

#include "base/arena.h"
#include "base/buf.h"

/* A file mapped read-only, or read into memory where mapping fails. */
typedef struct kr_map {
	kr_view bytes;
	bool mapped;
} kr_map;

kr_status kr__map_open(kr_map *m, const char *path, kr_err *err);
void kr__map_close(kr_map *m);
/* Read all of `path` into `out`, at most max bytes (0: no bound). */
kr_status kr__file_read(const char *path, size_t max, kr_buf *out, kr_err *err);
/* A regular file of at most `max` bytes, in `a`, with a NUL behind it. */
kr_status kr__file_take(const char *path, size_t max, kr_arena *a, kr_view *out,
                        kr_err *err);
/* Write through a temporary neighbour and rename, so that the old file stays
 * whole if anything fails. */
kr_status kr__file_write(const char *path, kr_view bytes, kr_err *err);
bool kr__file_exists(const char *path);
bool kr__file_is_dir(const char *path);
/* What stands at a path, links followed, without opening it. */
typedef enum kr_path_kind {
	KR_PATH_NONE,
	KR_PATH_FILE,
	KR_PATH_DIR,
	KR_PATH_OTHER, /* pipe, socket, device */
} kr_path_kind;
/* `id` (may be NULL) gets two numbers that are the same for two names of one
 * file; `size` (may be NULL) its bytes. */
kr_path_kind kr__path_look(const char *path, uint64_t id[2], uint64_t *size);
/* A name in a directory, and what stands there if the system told with the
 * name: a file, else KR_PATH_NONE (look). */
typedef struct kr_dir_name {
	kr_view name;
	kr_path_kind kind;
} kr_dir_name;
/* Names in a directory, sorted by bytes, without dot files; in `a`. */
kr_status kr__dir_list(const char *path, kr_arena *a, kr_dir_name **names,
                       uint32_t *n_names, kr_err *err);

/* A byte stream in: a file or standard input ("-"). */
typedef struct kr_in {
	int fd;
	bool own;
	bool regular; /* set by who knows: less than was asked for is the rest */
	bool ended;
	char path[256];
} kr_in;
kr_status kr__in_open(kr_in *in, const char *path, kr_err *err);
/* Up to cap bytes; *got 0 means the end. */
kr_status kr__in_read(kr_in *in, char *to, size_t cap, size_t *got, kr_err *err);
void kr__in_close(kr_in *in);

/* Nanoseconds of a clock that never goes back; for progress and bounds. */
uint64_t kr__clock_ns(void);

#endif
