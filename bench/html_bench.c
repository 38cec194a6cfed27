// SPDX-License-Identifier: Apache-2.0
/*
 * html_bench [--differ] PAGE...: our HTML reading against gumbo.
 *
 * Prints the CPU time of bare gumbo parsing (with a bump allocator, which is
 * its best case), the time of our whole way from bytes to zones, and their
 * ratio; then on how many pages the visible text, white space aside, is the
 * same as in gumbo's tree. --differ names the pages that differ.
 */
#include <gumbo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lift/html.h"
#include "lift/html_tags.h"

static double cpu(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void *bump(void *user, size_t size)
{
	return kr__arena_get(user, size);
}

static void keep(void *user, void *ptr)
{
	(void)user;
	(void)ptr;
}

static bool has(const GumboElement *e, const char *name, const char *value)
{
	const GumboAttribute *a = gumbo_get_attribute(&e->attributes, name);

	return a && (!value || strcmp(a->value, value) == 0);
}

static bool hidden(const GumboElement *e)
{
	const GumboAttribute *s = gumbo_get_attribute(&e->attributes, "style");
	const char *d = s ? strstr(s->value, "display") : NULL;

	kr_view tag = kr__view_of(gumbo_normalized_tagname(e->tag));
	if (kr__tag_flags(kr__tag_find(tag)) & KR_TAG_HIDDEN)
		return true;
	if (e->tag_namespace != GUMBO_NAMESPACE_HTML)
		return true;
	if (has(e, "hidden", NULL) || has(e, "aria-hidden", "true"))
		return true;
	for (d = d ? d + 7 : ""; *d == ' ' || *d == ':';)
		d++;
	return strncasecmp(d, "none", 4) == 0;
}

/* Visible text in document order, without white space and what shows nothing;
 * the stack is the tree's own parent links. */
static void add_text(kr_buf *b, const char *s)
{
	kr_view v = kr__view_of(s);

	for (size_t at = 0; at < v.len;) {
		uint32_t cp = kr__utf8_next(v, &at);
		if (!(kr__cc(cp) & KR_CC_SPACE) && cp != 0xAD && cp >= 0x20 &&
		    (cp < 0x200B || cp > 0x200F) && (cp < 0x7F || cp >= 0xA0))
			kr__buf_utf8(b, cp);
	}
}

static void visible(kr_buf *b, const GumboNode *root)
{
	const GumboNode *n = root;
	bool down = true;

	while (n) {
		bool element = n->type == GUMBO_NODE_ELEMENT;
		if (down && (n->type == GUMBO_NODE_TEXT ||
		             n->type == GUMBO_NODE_CDATA))
			add_text(b, n->v.text.text);
		if (down && element && n->v.element.children.length &&
		    !hidden(&n->v.element)) {
			n = n->v.element.children.data[0];
			continue;
		}
		if (n == root)
			return;
		const GumboVector *in = &n->parent->v.element.children;
		size_t i = n->index_within_parent + 1;
		down = i < in->length;
		n = down ? in->data[i] : n->parent;
	}
}

typedef struct total {
	double gumbo, ours;
	size_t bytes, pages, same;
} total;

static void measure(total *t, const char *path, bool differ)
{
	kr_charset_hints hints = { { "", 0 }, true };
	kr_arena arena, scratch;
	kr_buf raw, theirs, own;
	kr_decoded html;
	kr_page page;
	kr_doc d;

	kr__buf_init(&raw, NULL);
	kr__buf_init(&theirs, NULL);
	kr__buf_init(&own, NULL);
	kr__arena_init(&arena, NULL, 0);
	kr__arena_init(&scratch, NULL, 0);
	if (kr__file_read(path, 0, &raw, NULL))
		exit(3);
	double start = cpu();
	kr__doc_init(&d, NULL, NULL, 0);
	kr__charset_to_utf8(&d, &scratch, kr__buf_view(&raw), &hints, &html);
	kr__html_to_text(&d, &scratch, &html, &page);
	t->ours += cpu() - start;
	GumboOptions o = kGumboDefaultOptions;
	o.allocator = bump;
	o.deallocator = keep;
	o.userdata = &arena;
	start = cpu();
	GumboOutput *out = gumbo_parse_with_options(&o, html.utf8.ptr,
	                                            html.utf8.len);
	t->gumbo += cpu() - start;
	visible(&theirs, out->root);
	kr_arena_mark mark = kr__arena_mark(&scratch);
	add_text(&own, kr__arena_copy(&scratch, d.text).ptr);
	kr__arena_rewind(&scratch, mark);
	bool same = kr__view_eq(kr__buf_view(&theirs), kr__buf_view(&own));
	if (!same && differ) {
		size_t i = 0;
		while (i < own.len && own.ptr[i] == theirs.ptr[i])
			i++;
		printf("%s\t%zu of %zu\tours '%.60s'\tgumbo '%.60s'\n", path, i,
		       own.len, own.ptr + i, theirs.ptr + i);
	}
	t->same += same;
	t->bytes += raw.len;
	t->pages++;
	kr__doc_drop(&d);
	kr__arena_drop(&arena);
	kr__arena_drop(&scratch);
	kr__buf_drop(&raw);
	kr__buf_drop(&theirs);
	kr__buf_drop(&own);
}

int main(int argc, char **argv)
{
	total t = { 0 };
	bool differ = argc > 1 && strcmp(argv[1], "--differ") == 0;

	for (int i = 1 + differ; i < argc; i++)
		measure(&t, argv[i], differ);
	if (t.pages == 0)
		return 2;
	printf("%zu pages, %.1f MB: gumbo parsing %.2f s (%.1f MB/s), "
	       "bytes to article %.2f s (%.1f MB/s), ratio %.2f\n",
	       t.pages, (double)t.bytes / 1e6, t.gumbo,
	       (double)t.bytes / 1e6 / t.gumbo, t.ours,
	       (double)t.bytes / 1e6 / t.ours, t.ours / t.gumbo);
	printf("same visible text: %zu of %zu\n", t.same, t.pages);
	return 0;
}
