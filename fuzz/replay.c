// SPDX-License-Identifier: Apache-2.0
/*
 * Replay: runs a fuzz target over stored inputs without a fuzzer, so that the
 * corpora are part of the ordinary tests. Arguments: files or folders of files.
 * Linked with one NAME_fuzz.c. Limits: files up to 64 MiB.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int run_file(const char *path)
{
	kr_buf b;
	kr_err err;

	kr__buf_init(&b, NULL);
	if (kr__file_read(path, (size_t)64 << 20, &b, &err)) {
		fprintf(stderr, "%s: %s\n", path, err.message);
		kr__buf_drop(&b);
		return 1;
	}
	/* A copy of the exact size, so that AddressSanitizer sees overruns. */
	uint8_t *exact = malloc(b.len ? b.len : 1);
	if (exact) {
		memcpy(exact, b.ptr, b.len);
		LLVMFuzzerTestOneInput(exact, b.len);
	}
	free(exact);
	kr__buf_drop(&b);
	return 0;
}

static int run_folder(const char *path, int *n_files)
{
	kr_arena a;
	kr_dir_name *names;
	uint32_t n = 0;
	int failed = 0;

	kr__arena_init(&a, NULL, 0);
	if (kr__dir_list(path, &a, &names, &n, NULL))
		failed = 1;
	for (uint32_t i = 0; i < n; i++, ++*n_files) {
		kr_buf file;
		kr__buf_init(&file, NULL);
		kr__buf_str(&file, path);
		kr__buf_chr(&file, '/');
		kr__buf_add(&file, names[i].name);
		failed |= run_file(file.ptr);
		kr__buf_drop(&file);
	}
	kr__arena_drop(&a);
	return failed;
}

int main(int argc, char **argv)
{
	int failed = 0, n_files = 0;

	for (int i = 1; i < argc; i++) {
		if (kr__file_is_dir(argv[i])) {
			failed |= run_folder(argv[i], &n_files);
		} else {
			failed |= run_file(argv[i]);
			n_files++;
		}
	}
	printf("%d inputs replayed\n", n_files);
	return failed || !n_files;
}
