// SPDX-License-Identifier: Apache-2.0
/* Every example of the frames gives the record that stands beside it, in each
 * pack that has frames of its own. The parties are those of cast.tsv, so that
 * names and frames are tested apart. */
#include "test.h"

#include "mark/mark.h"
#include "tell/page.h"

static kr_lexicon lx;
static const kr_pack *pack; /* at hand */
static kr_rows cast;

static bool border(kr_view t, size_t i)
{
	return i == 0 || i >= t.len || !kr__is_word((unsigned char)t.ptr[i]);
}

/* The longest name of the cast at byte `at`; NULL: none. */
static const kr_row *cast_at(kr_view text, size_t at)
{
	const kr_row *best = NULL;

	if (at && !border(text, at - 1))
		return NULL;
	for (uint32_t i = 0; i < cast.n; i++) {
		kr_view n = cast.at[i].field[0];
		if (kr__view_starts(kr__view_from(text, at), n) &&
		    border(text, at + n.len) &&
		    (!best || n.len > best->field[0].len))
			best = &cast.at[i];
	}
	return best;
}

static uint32_t entity_of(kr_doc *d, const kr_row *r)
{
	kr_sym name = kr__doc_sym(d, r->field[0]);

	for (uint32_t i = 0; i < kr__n_entitys(d); i++)
		if (kr__entitys(d)[i].name == name)
			return i;
	kr_entity *e = kr__entity_add(d);
	assert_non_null(e);
	*e = (kr_entity){ .name = name, .code = kr__doc_sym(d, r->field[2]),
		          .sector = kr__doc_sym(d, kr__row_get(r, 3)),
		          .world = KR_NONE };
	for (unsigned t = 0; t <= KR_ENTITY_EVENT; t++)
		if (kr__view_is(r->field[1], kr__entity_text(t)))
			e->type = (uint8_t)t;
	if (r->field[2].len == 3)
		e->country = e->code;
	return kr__n_entitys(d) - 1;
}

static void mark_cast(kr_doc *d)
{
	for (size_t at = 0; at < d->text.len; at++) {
		const kr_row *r = cast_at(d->text, at);
		if (!r)
			continue;
		uint32_t entity = entity_of(d, r);
		kr_mention *m = kr__mention_add(d);
		assert_non_null(m);
		*m = (kr_mention){ .span = { (uint32_t)at,
		                             (uint32_t)(at + r->field[0].len) },
			           .entity = entity };
		for (uint32_t w = 0; w < kr__n_words(d); w++)
			if (kr__words(d)[w].span.start >= m->span.start &&
			    kr__words(d)[w].span.end <= m->span.end) {
				if (m->words.n++ == 0)
					m->words.first = w;
			}
		at = m->span.end - 1;
	}
}

/* "..." said by the first party behind it. */
static void mark_quote(kr_doc *d)
{
	size_t open = kr__view_chr(d->text, '"');
	size_t close = kr__view_rchr(d->text, '"');

	if (open == KR_NPOS || close <= open)
		return;
	kr_quote *q = kr__quote_add(d);
	assert_non_null(q);
	*q = (kr_quote){ .span = { (uint32_t)open + 1, (uint32_t)close },
		         .speaker = KR_NONE, .time = KR_NONE, .place = KR_NONE };
	for (uint32_t i = 0; i < kr__n_mentions(d); i++)
		if (kr__mentions(d)[i].span.start > close) {
			q->speaker = kr__mentions(d)[i].entity;
			return;
		}
}

static void side(const kr_doc *d, kr_range r, kr_buf *out)
{
	for (uint32_t i = 0; i < r.n; i++) {
		if (i)
			kr__buf_chr(out, ',');
		kr__buf_add(out, kr__doc_text(d, kr__partys(d)[r.first + i].code));
	}
}

static void show(const kr_doc *d, kr_buf *out)
{
	for (uint32_t i = 0; i < kr__n_events(d); i++) {
		const kr_event *e = &kr__events(d)[i];
		if (i)
			kr__buf_str(out, "; ");
		kr__tell_event_kind(d, e, out);
		kr__buf_chr(out, ' ');
		side(d, e->actors, out);
		if (e->recipients.n)
			kr__buf_str(out, " > ");
		side(d, e->recipients, out);
	}
}

static bool run(const kr_frame_example *x, kr_buf *got)
{
	kr_doc d;
	kr_arena scratch;
	kr_err err;

	kr__arena_init(&scratch, NULL, 0);
	assert_int_equal(kr__doc_init(&d, NULL, pack->symbols, 0), KR_OK);
	d.text = kr__arena_copy(&d.arena, x->text);
	assert_int_equal(kr__mark_tokens(pack, &d, &scratch), KR_OK);
	mark_cast(&d);
	mark_quote(&d);
	assert_int_equal(kr__mark_events(pack, &d, &scratch), KR_OK);
	if (kr__doc_check(&d, &err))
		fail_msg("%s", err.message);
	kr__buf_reset(got);
	show(&d, got);
	kr__arena_drop(&scratch);
	kr__doc_drop(&d);
	if (kr__view_is(x->want, "-")) /* no record */
		return got->len == 0;
	return kr__view_eq(kr__buf_view(got), x->want);
}

/* Is the file the pack's own, not lent? */
static bool own(const char *path)
{
	return kr__view_starts(kr__view_of(path), kr__view_of(pack->dir));
}

static uint32_t try_examples(void)
{
	const kr_frames *f = pack->frames;
	uint32_t bad = 0;
	kr_buf got;

	kr__buf_init(&got, NULL);
	for (uint32_t i = 0; i < f->n_examples; i++) {
		const kr_frame_example *x = &f->examples[i];
		if (!own(x->path) || run(x, &got))
			continue;
		bad++;
		print_error("%s:%u: %.*s\n  want: %.*s\n  got:  %s\n", x->path,
		            x->line, (int)x->text.len, x->text.ptr,
		            (int)x->want.len, x->want.ptr, got.ptr);
	}
	kr__buf_drop(&got);
	return bad;
}

/* Packs with a cast of their own, one after the other; how many. */
static uint32_t each_pack(uint32_t (*what)(void), uint32_t *bad)
{
	uint32_t n = 0;
	kr_err err;

	*bad = 0;
	for (uint32_t i = 0; i < lx.n_packs; i++) {
		pack = &lx.packs[i];
		const char *own_cast = kr__pack_path(&lx.packs[i], "frames/cast.tsv");
		if (!pack->frames || !kr__file_exists(own_cast))
			continue;
		assert_int_equal(kr__pack_rows(&lx.packs[i], "frames/cast.tsv", 3, 4,
		                               &cast, &err), KR_OK);
		*bad += what();
		n++;
	}
	return n;
}

static uint32_t without_example(void)
{
	const kr_frames *f = pack->frames;
	uint32_t bad = 0;

	for (uint32_t i = 0; i < f->n_frames; i++) {
		bool found = false;
		for (uint32_t k = 0; k < f->n_examples && !found; k++)
			found = f->examples[k].frame == i;
		if (!found)
			print_error("%s, line %u: a frame without an example\n",
			            pack->dir, f->frames[i].line);
		bad += !found;
	}
	return bad;
}

static void test_examples(void **state)
{
	uint32_t bad;

	(void)state;
	assert_true(each_pack(try_examples, &bad) >= 2);
	assert_int_equal(bad, 0);
}

static void test_every_frame_has_one(void **state)
{
	uint32_t bad;

	(void)state;
	assert_true(each_pack(without_example, &bad) >= 2);
	assert_int_equal(bad, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_frame_has_one),
		cmocka_unit_test(test_examples),
	};
	kr_err err;

	if (kr__lexicon_open(&lx, NULL, NULL, &err)) {
		fprintf(stderr, "%s: %s\n", err.where, err.message);
		return 1;
	}
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	kr__lexicon_close(&lx);
	return failed;
}
