// SPDX-License-Identifier: Apache-2.0
/*
 * What differs. The problem: of a hundred changed words the reader wants the
 * changed number of dead first. The idea: every gap of a passage is of one
 * class, numbers before names before other words; passages that only one text
 * has come last, a line each. Limits: a moved passage is shown as shared.
 */
#include "merge/align_tell.h"

enum gap_class { NUMBERS, NAMES, WORDS, N_CLASSES };

struct side {
	const kr_gist *g;
	uint32_t start, end; /* words */
	char mark;
};

static unsigned flags_of(const struct side *s)
{
	unsigned flags = 0;

	for (uint32_t i = s->start; i < s->end; i++)
		flags |= s->g->words[i].flags;
	return flags;
}

static enum gap_class class_of(const struct side *x, const struct side *y)
{
	unsigned flags = flags_of(x) | flags_of(y);

	return flags & KR_GIST_NUMBER ? NUMBERS : flags & KR_GIST_NAME ? NAMES : WORDS;
}

/* Text of the words on one line, without control characters. */
static void put_words(kr_buf *out, const kr_gist *g, uint32_t start, uint32_t end)
{
	bool space = false;

	if (start >= end)
		return;
	size_t at = g->words[start].span.start, stop = g->words[end - 1].span.end;
	while (at < stop) {
		uint32_t cp = kr__utf8_next(g->text, &at);
		bool blank = cp < 0x21 || (cp >= 0x7F && cp <= 0xA0) ||
		             (cp >= 0x2028 && cp <= 0x202E) ||
		             (cp >= 0x2066 && cp <= 0x2069);
		if (blank && !space)
			kr__buf_chr(out, ' ');
		if (!blank)
			kr__buf_utf8(out, cp);
		space = blank;
	}
}

/* A side of a change with a word of context at both ends, and its bytes. */
static void put_side(kr_buf *out, const struct side *s)
{
	uint32_t before = s->start ? s->start - 1 : 0;
	uint32_t after = s->end < s->g->n ? s->end + 1 : s->end;

	kr__buf_str(out, "  ");
	kr__buf_chr(out, s->mark);
	kr__buf_chr(out, ' ');
	put_words(out, s->g, before, s->start);
	kr__buf_str(out, before < s->start ? " [" : "[");
	put_words(out, s->g, s->start, s->end);
	kr__buf_str(out, after > s->end ? "] " : "]");
	put_words(out, s->g, s->end, after);
	if (s->start < s->end) {
		kr__buf_str(out, "  @");
		kr__buf_u64(out, s->g->words[s->start].span.start);
		kr__buf_chr(out, '-');
		kr__buf_u64(out, s->g->words[s->end - 1].span.end);
	}
	kr__buf_chr(out, '\n');
}

/* One class of changes under its heading. */
static void put_class(kr_buf *out, const kr_copy_doc *x, const kr_copy_doc *y,
                      const kr_alignment *how, enum gap_class class)
{
	static const char *const heads[] = { "\nChanged numbers\n",
		                             "\nChanged names\n",
		                             "\nOther changed words\n" };
	bool any = false;

	for (uint32_t r = 0; r < how->n_runs; r++)
		for (uint32_t i = 0; i + 1 < how->runs[r].n_tiles; i++) {
			const kr_tile *t = how->tiles + how->runs[r].first + i;
			struct side a = { &x->gist, t->a + t->n, t[1].a, '-' };
			struct side b = { &y->gist, t->b + t->n, t[1].b, '+' };
			if (class_of(&a, &b) != class || a.start + b.start == a.end + b.end)
				continue;
			kr__buf_str(out, any ? "" : heads[class]);
			put_side(out, &a);
			put_side(out, &b);
			any = true;
		}
}

/* Lines of a text's words that no run covers. */
static void put_rest(kr_buf *out, const kr_gist *g, uint32_t start, uint32_t end,
                     char mark)
{
	for (uint32_t i = start, stop; i < end; i = stop) {
		for (stop = i + 1; stop < end &&
		                   !(g->words[stop].flags & KR_GIST_PARA);)
			stop++;
		kr__buf_str(out, "  ");
		kr__buf_chr(out, mark);
		kr__buf_chr(out, ' ');
		put_words(out, g, i, stop);
		kr__buf_chr(out, '\n');
	}
}

/* The end of the run that covers word `at`, else `at`; *next: where the next
 * run begins. */
static uint32_t run_end(const kr_alignment *how, uint32_t at, bool left,
                        uint32_t *next)
{
	uint32_t end = at;

	for (uint32_t r = 0; r < how->n_runs; r++) {
		uint32_t s = left ? how->runs[r].a_start : how->runs[r].b_start;
		uint32_t e = left ? how->runs[r].a_end : how->runs[r].b_end;
		if (s <= at && at < e)
			end = e > end ? e : end;
		else if (s > at && s < *next)
			*next = s;
	}
	return end;
}

static void put_only(kr_buf *out, const kr_gist *g, const kr_alignment *how,
                     bool left)
{
	bool any = false;

	for (uint32_t at = 0, n_steps = 0; at < g->n && n_steps < 10000; n_steps++) {
		uint32_t next = g->n, end = run_end(how, at, left, &next);
		if (end > at) {
			at = end;
			continue;
		}
		kr__buf_str(out, any ? "" : left ? "\nOnly in the first\n"
		                                 : "\nOnly in the second\n");
		put_rest(out, g, at, next, left ? '-' : '+');
		any = true;
		at = next;
	}
}

static void put_percent(kr_buf *out, const char *before, unsigned permille)
{
	kr__buf_str(out, before);
	kr__buf_u64(out, (permille + 5) / 10);
	kr__buf_str(out, " %");
}

static void put_head(kr_buf *out, const kr_copy_doc *x, const kr_copy_doc *y,
                     const kr_copy *c)
{
	kr__buf_str(out, "- ");
	kr__buf_add(out, x->id);
	kr__buf_str(out, "\n+ ");
	kr__buf_add(out, y->id);
	kr__buf_str(out, c->kind ? "\n\n" : "\n\nno copy");
	kr__buf_str(out, c->kind ? kr__copy_text(c->kind) : "");
	if (c->kind) {
		kr__buf_str(out, c->origin < 0 ? "; direction unknown"
		                 : c->origin == 0 ? "; - was first" : "; + was first");
		kr__buf_str(out, c->basis ? " (" : "");
		kr__buf_str(out, kr__copy_basis_text(c->basis));
		kr__buf_str(out, c->basis ? ")" : "");
	}
	put_percent(out, "; shared: ", c->share_a);
	put_percent(out, " of -, ", c->share_b);
	kr__buf_str(out, " of +\n");
}

void kr__align_tell(kr_buf *out, const kr_copy_doc *x, const kr_copy_doc *y,
                    const kr_alignment *how, const kr_copy *c)
{
	put_head(out, x, y, c);
	for (int class = 0; class < N_CLASSES; class++)
		put_class(out, x, y, how, (enum gap_class)class);
	if (how->n_runs == 0)
		return;
	put_only(out, &x->gist, how, true);
	put_only(out, &y->gist, how, false);
}
