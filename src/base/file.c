// SPDX-License-Identifier: Apache-2.0
/*
 * The outside world. The problem: tests want to feed, fail and freeze files
 * and clocks. The idea: all of it in this one file. Limits: POSIX; files over
 * 1 TiB are refused; writing is atomic by rename on one file system.
 */
#define _GNU_SOURCE
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"

static kr_status sys_err(kr_err *err, const char *path, const char *what)
{
	kr_status s = errno == ENOSPC ? KR_EFULL
	              : errno == ENOMEM ? KR_ENOMEM
	              : errno == ENOENT ? KR_ENOTFOUND : KR_EIO;

	return kr__err_fmt(err, s, path, -1, "%s: %s", what, strerror(errno));
}

/* Open a regular file to be read; its descriptor and what stat says of it. */
static kr_status open_regular(const char *path, int *fd, struct stat *st, kr_err *err)
{
	*fd = open(path, O_RDONLY | O_CLOEXEC);
	if (*fd < 0)
		return sys_err(err, path, "cannot open");
	if (!fstat(*fd, st) && S_ISREG(st->st_mode))
		return KR_OK;
	close(*fd);
	return kr__err_set(err, KR_EIO, path, -1, "not a regular file");
}

kr_status kr__map_open(kr_map *m, const char *path, kr_err *err)
{
	struct stat st;
	int fd;
	kr_status status = open_regular(path, &fd, &st, err);

	*m = (kr_map){ .bytes = { "", 0 } };
	if (status)
		return status;
	if (st.st_size == 0)
		goto done;
	void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED) {
		status = sys_err(err, path, "cannot map");
		goto done;
	}
	m->bytes = (kr_view){ p, (size_t)st.st_size };
	m->mapped = true;
done:
	close(fd);
	return status;
}

void kr__map_close(kr_map *m)
{
	if (m->mapped)
		munmap((void *)(uintptr_t)m->bytes.ptr, m->bytes.len);
	*m = (kr_map){ .bytes = { "", 0 } };
}

kr_status kr__file_read(const char *path, size_t max, kr_buf *out, kr_err *err)
{
	kr_in in;
	size_t got = 1;
	kr_status status = kr__in_open(&in, path, err);

	if (status)
		return status;
	while (!status && got) {
		if (!kr__buf_reserve(out, 65536)) {
			status = kr__err_set(err, out->failed, path, -1,
			                     kr_status_text(out->failed));
			break;
		}
		status = kr__in_read(&in, out->ptr + out->len, 65536, &got, err);
		if (status)
			break;
		out->len += got;
		out->ptr[out->len] = '\0';
		if (max && out->len > max)
			status = kr__err_set(err, KR_ELIMIT, path, -1,
			                     "file is too large");
	}
	kr__in_close(&in);
	return status;
}

/* Fill `to` with `len` bytes; *got is less if the file ends before. */
static kr_status read_all(int fd, char *to, size_t len, size_t *got)
{
	*got = 0;
	while (*got < len) {
		ssize_t n = read(fd, to + *got, len - *got);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return KR_EIO;
		if (n == 0)
			break;
		*got += (size_t)n;
	}
	return KR_OK;
}

kr_status kr__file_take(const char *path, size_t max, kr_arena *a, kr_view *out,
                        kr_err *err)
{
	struct stat st;
	size_t got = 0;
	int fd;
	kr_status status = open_regular(path, &fd, &st, err);

	*out = (kr_view){ "", 0 };
	if (status)
		return status;
	if ((uint64_t)st.st_size > max) {
		status = kr__err_set(err, KR_ELIMIT, path, -1, "file is too large");
		goto done;
	}
	char *to = kr__arena_get(a, (size_t)st.st_size + 1);
	if (!to) {
		status = kr__arena_status(a);
		kr__err_set(err, status, path, -1, kr_status_text(status));
		goto done;
	}
	if (read_all(fd, to, (size_t)st.st_size, &got))
		status = sys_err(err, path, "cannot read");
	*out = (kr_view){ to, got };
done:
	close(fd);
	return status;
}

static kr_status write_all(int fd, kr_view v)
{
	while (v.len) {
		ssize_t n = write(fd, v.ptr, v.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return KR_EIO;
		v = kr__view_from(v, (size_t)n);
	}
	return KR_OK;
}

kr_status kr__file_write(const char *path, kr_view bytes, kr_err *err)
{
	char *tmp = NULL;
	kr_status status = KR_OK;
	struct stat st;
	/* a pipe or device is written to, not replaced */
	bool special = !stat(path, &st) && !S_ISREG(st.st_mode);

	if ((special ? asprintf(&tmp, "%s", path)
	             : asprintf(&tmp, "%s.%ld.tmp", path, (long)getpid())) < 0)
		return kr__err_set(err, KR_ENOMEM, path, -1, "out of memory");
	int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0) {
		status = sys_err(err, path, "cannot write");
		goto done;
	}
	if (write_all(fd, bytes) || (!special && fsync(fd)))
		status = sys_err(err, path, "cannot write");
	if (close(fd) && !status)
		status = sys_err(err, path, "cannot write");
	if (!status && !special && rename(tmp, path))
		status = sys_err(err, path, "cannot rename");
	if (status && !special)
		unlink(tmp);
done:
	free(tmp);
	return status;
}

bool kr__file_exists(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

bool kr__file_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

kr_path_kind kr__path_look(const char *path, uint64_t id[2], uint64_t *size)
{
	struct stat st;

	if (stat(path, &st))
		return KR_PATH_NONE;
	if (id) {
		id[0] = (uint64_t)st.st_dev;
		id[1] = (uint64_t)st.st_ino;
	}
	if (size)
		*size = st.st_size > 0 ? (uint64_t)st.st_size : 0;
	return S_ISREG(st.st_mode) ? KR_PATH_FILE
	       : S_ISDIR(st.st_mode) ? KR_PATH_DIR : KR_PATH_OTHER;
}

static int by_bytes(const void *a, const void *b)
{
	return kr__view_cmp(((const kr_dir_name *)a)->name,
	                    ((const kr_dir_name *)b)->name);
}

kr_status kr__dir_list(const char *path, kr_arena *a, kr_dir_name **names,
                       uint32_t *n_names, kr_err *err)
{
	uint32_t cap = 0;
	DIR *dir = opendir(path);

	*names = NULL;
	*n_names = 0;
	if (!dir)
		return sys_err(err, path, "cannot open directory");
	for (struct dirent *e; (e = readdir(dir));) {
		if (e->d_name[0] == '.')
			continue;
		if (!kr__arena_grow(a, (void **)names, &cap, *n_names + 1,
		                    sizeof **names))
			break;
		(*names)[(*n_names)++] = (kr_dir_name){
			kr__arena_copy(a, kr__view_of(e->d_name)),
			e->d_type == DT_REG ? KR_PATH_FILE : KR_PATH_NONE
		};
	}
	closedir(dir);
	if (kr__arena_status(a))
		return kr__err_set(err, KR_ENOMEM, path, -1, "out of memory");
	if (*n_names)
		qsort(*names, *n_names, sizeof **names, by_bytes);
	return KR_OK;
}

kr_status kr__in_open(kr_in *in, const char *path, kr_err *err)
{
	bool is_stdin = strcmp(path, "-") == 0;

	*in = (kr_in){ .fd = is_stdin ? 0 : -1, .own = !is_stdin };
	snprintf(in->path, sizeof in->path, "%s", is_stdin ? "stdin" : path);
	if (is_stdin)
		return KR_OK;
	in->fd = open(path, O_RDONLY | O_CLOEXEC);
	return in->fd < 0 ? sys_err(err, path, "cannot open") : KR_OK;
}

kr_status kr__in_read(kr_in *in, char *to, size_t cap, size_t *got, kr_err *err)
{
	ssize_t n;

	*got = 0;
	if (in->ended)
		return KR_OK;
	do
		n = read(in->fd, to, cap);
	while (n < 0 && errno == EINTR);
	*got = n > 0 ? (size_t)n : 0;
	in->ended = in->regular && n >= 0 && *got < cap;
	return n < 0 ? sys_err(err, in->path, "cannot read") : KR_OK;
}

void kr__in_close(kr_in *in)
{
	if (in->own && in->fd >= 0)
		close(in->fd);
	in->fd = -1;
}

uint64_t kr__clock_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}
