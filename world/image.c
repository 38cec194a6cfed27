// SPDX-License-Identifier: Apache-2.0
/* world-image DATA_DIR OUT: make the image of DATA_DIR/world that the program
 * maps at its start (see src/lexicon/world_image.c). Part of the build. */
#include <stdio.h>

#include "lexicon/world.h"

int main(int argc, char **argv)
{
	kr_arena arena;
	kr_world *w;
	kr_err err = { 0 };

	if (argc != 3) {
		fputs("usage: world-image DATA_DIR OUT\n", stderr);
		return 2;
	}
	kr__arena_init(&arena, NULL, 0);
	kr_status status = kr__world_parse(&w, &arena, argv[1], &err);
	if (!status)
		status = kr__world_save(w, argv[1], argv[2], &err);
	if (status)
		fprintf(stderr, "world-image: %s\n", err.message);
	kr__arena_drop(&arena);
	return status ? 1 : 0;
}
