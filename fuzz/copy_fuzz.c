// SPDX-License-Identifier: Apache-2.0
/* Fuzz target: two texts, parted by a line of "====", as copies of each other:
 * every tile is equal, every run lies in both texts, verdicts keep their
 * bounds, prints ascend. */
#include "fuzz.h"
#include "merge/align_tell.h"

static void check_alignment(const kr_alignment *al, const kr_gist *x, const kr_gist *y)
{
	uint32_t last = 0;

	for (uint32_t i = 0; i < al->n_tiles; i++) {
		const kr_tile *t = &al->tiles[i];
		must(t->a + t->n <= x->n && t->b + t->n <= y->n, "tile inside");
		must(t->b >= last, "tiles in order");
		last = t->b + t->n;
		for (uint32_t k = 0; k < t->n; k++)
			must(x->words[t->a + k].hash == y->words[t->b + k].hash,
			     "tile equal");
	}
	for (uint32_t i = 0; i < al->n_runs; i++) {
		const kr_align_run *r = &al->runs[i];
		must(r->first + r->n_tiles <= al->n_tiles, "run of tiles");
		must(r->a_start < r->a_end && r->a_end <= x->n, "run left");
		must(r->b_start < r->b_end && r->b_end <= y->n, "run right");
	}
	must(al->cover_a <= x->n && al->cover_b <= y->n, "cover");
}

static void check_sketch(kr_arena *a, const kr_gist *g)
{
	kr_sketch s;

	must(kr__sketch_make(&s, a, g) == KR_OK, "sketch");
	for (uint32_t i = 1; i < s.n; i++)
		must(s.prints[i - 1] < s.prints[i], "prints ascend");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	kr_view all = { (const char *)data, size };
	size_t cut = kr__view_find(all, KR_V("===="));
	kr_copy_doc x = { .published = { 1, 1 } }, y = { .published = { 1, 1 } };
	kr_alignment how;
	kr_copy c;
	kr_arena a;
	kr_buf page;

	kr__arena_init(&a, NULL, 0);
	kr__buf_init(&page, NULL);
	if (cut == KR_NPOS)
		cut = size / 2;
	must(!kr__gist_make(&x.gist, &a, kr__view_sub(all, 0, cut), NULL, 0), "left");
	must(!kr__gist_make(&y.gist, &a, kr__view_from(all, cut), NULL, 0), "right");
	must(!kr__align(&how, &a, &x.gist, &y.gist), "align");
	check_alignment(&how, &x.gist, &y.gist);
	check_sketch(&a, &x.gist);
	must(!kr__copy_judge(&c, &how, &a, &x, &y), "judge");
	must(c.share_a <= 1000 && c.share_b <= 1000, "shares");
	kr__align_tell(&page, &x, &y, &how, &c);
	kr__buf_drop(&page);
	kr__arena_drop(&a);
	return 0;
}
