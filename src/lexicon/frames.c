// SPDX-License-Identifier: Apache-2.0
/*
 * Frames, the tables. The problem: thousands of words have something to say
 * about acts - as triggers, prepositions, negations, members of word sets -
 * and every word of every article is asked. The idea: words are symbols, so
 * one array gives each its entry, and forms are sorted so that an entry's
 * frames lie together. Limits: 65,535 words, 1,024 sets, 64 prepositions,
 * 64 classes that clauses collect and 64 kinds of words beside them.
 */
#include "lexicon/frames.h"

#include "lexicon/frames_load.h"
#include "lexicon/parts.h"

#include <stdlib.h>

/* Classes first, then kinds. */
static const struct {
	const char *name;
} class_names[] = {
#define X(name, text) { text },
	KR_WORD_CLASS_MAP(X) KR_WORD_KIND_MAP(X)
#undef X
};

kr_status kr__frames_fault(kr_frames_loader *l, const char *what, kr_view v)
{
	if (!l->status)
		l->status = kr__err_fmt(l->err, KR_EDATA, l->path, l->line,
		                        "%s '%.*s'", what, (int)v.len, v.ptr);
	return l->status;
}

static bool no_memory(kr_frames_loader *l)
{
	if (!l->status)
		l->status = kr__err_set(l->err, KR_ENOMEM, "frames", -1,
		                        "out of memory");
	return false;
}

kr_frame_word *kr__frames_word(kr_frames_loader *l, kr_view word)
{
	kr_frames *f = l->f;
	kr_arena *a = l->pack->arena;
	kr_sym s = kr__symbols_add(l->pack->symbols, word);

	if (s == KR_NOSYM ||
	    !kr__arena_grow(a, (void **)&f->word_of, &f->cap_syms, s + 1,
	                    sizeof *f->word_of)) {
		no_memory(l);
		return NULL;
	}
	if (f->n_syms < s + 1)
		f->n_syms = s + 1;
	if (!f->word_of[s]) {
		if (f->n_words > UINT16_MAX - 1) {
			kr__frames_fault(l, "too many words at", word);
			return NULL;
		}
		if (!kr__arena_grow(a, (void **)&f->words, &f->cap_words,
		                    f->n_words + 1, sizeof *f->words)) {
			no_memory(l);
			return NULL;
		}
		f->words[f->n_words] = (kr_frame_word){ .classes = 0 };
		f->word_of[s] = (uint16_t)f->n_words++;
	}
	return &f->words[f->word_of[s]];
}

uint32_t kr__frames_set(kr_frames_loader *l, kr_view name)
{
	uint64_t key = kr__hash64(name);

	for (uint32_t i = 0; i < l->n_sets; i++)
		if (l->set_keys[i] == key && kr__view_eq(l->set_names[i], name))
			return i;
	if (l->n_sets == KR_FRAME_SETS) {
		kr__frames_fault(l, "too many sets at", name);
		return 0;
	}
	l->set_names[l->n_sets] = name;
	l->set_keys[l->n_sets] = key;
	return l->n_sets++;
}

void kr__frames_fill(kr_frames_loader *l, uint32_t set, kr_view list, char sep)
{
	kr_view word;

	while (kr__view_next(&list, sep, &word)) {
		kr_frame_word *w = word.len ? kr__frames_word(l, word) : NULL;
		if (w)
			w->sets[set / 64] |= UINT64_C(1) << (set % 64);
	}
}

static void add_preps(kr_frames_loader *l, kr_view list)
{
	kr_view word;

	while (kr__view_next(&list, ' ', &word)) {
		if (word.len == 0)
			continue;
		if (l->n_preps == 64) {
			kr__frames_fault(l, "too many prepositions at", word);
			return;
		}
		kr_frame_word *w = kr__frames_word(l, word);
		if (w && !w->prep)
			w->prep = (uint8_t)++l->n_preps;
	}
}

static void add_class(kr_frames_loader *l, unsigned class_no, kr_view list)
{
	kr_view word;

	while (kr__view_next(&list, ' ', &word)) {
		kr_frame_word *w = word.len ? kr__frames_word(l, word) : NULL;
		if (w && class_no < KR_N_WORD_CLASSES)
			w->classes |= UINT64_C(1) << class_no;
		else if (w)
			w->kinds |= UINT64_C(1) << (class_no - KR_N_WORD_CLASSES);
	}
}

/* One row of words.tsv: class, words. */
static void words_row(kr_frames_loader *l, const kr_row *row)
{
	kr_view name = row->field[0], list = row->field[1];

	if (name.ptr[0] == '@') {
		kr__frames_fill(l, kr__frames_set(l, name), list, ' ');
		return;
	}
	if (kr__view_starts(name, KR_V("context:"))) {
		kr_sym s = kr__symbols_add(l->pack->symbols,
		                           kr__view_from(name, 8));
		uint32_t set = kr__frames_set(l, name);
		kr__frames_fill(l, set, list, ' ');
		if (s != KR_NOSYM)
			l->f->context_of[set] = s;
		return;
	}
	if (kr__view_is(name, "prep")) {
		add_preps(l, list);
		return;
	}
	for (unsigned i = 0; i < KR_N_WORD_CLASSES + KR_N_WORD_KINDS; i++)
		if (kr__view_is(name, class_names[i].name)) {
			add_class(l, i, list);
			return;
		}
	kr__frames_fault(l, "no such class of words:", name);
}

/* Longer tails first, then the order of the files. */
static int by_word(const void *x, const void *y)
{
	const kr_frame_form *a = x, *b = y;
	unsigned na = 0, nb = 0;

	if (a->word != b->word)
		return a->word < b->word ? -1 : 1;
	while (na < KR_FRAME_TAIL && a->tail[na])
		na++;
	while (nb < KR_FRAME_TAIL && b->tail[nb])
		nb++;
	if (na != nb)
		return na > nb ? -1 : 1;
	if (a->frame != b->frame)
		return a->frame < b->frame ? -1 : 1;
	return (int)a->voice - (int)b->voice;
}

static void group_forms(kr_frames *f)
{
	if (f->n_forms)
		qsort(f->forms, f->n_forms, sizeof *f->forms, by_word);
	for (uint32_t i = 0; i < f->n_forms; i++) {
		kr_frame_word *w = &f->words[f->word_of[f->forms[i].word]];
		if (w->n_forms++ == 0)
			w->first_form = i;
	}
}

static void load_file(kr_frames_loader *l, kr_view file,
                      void (*each)(kr_frames_loader *, const kr_row *))
{
	kr_rows rows;
	kr_view name = kr__arena_copy(l->pack->arena, file);
	kr_status status = name.len ? kr__pack_rows(l->pack, name.ptr, 2, 0,
	                                            &rows, l->err)
	                            : KR_ENOMEM;

	if (status) {
		l->status = status == KR_ENOTFOUND ? KR_EDATA : status;
		return;
	}
	l->path = rows.path;
	for (uint32_t i = 0; i < rows.n && !l->status; i++) {
		l->line = rows.at[i].line;
		each(l, &rows.at[i]);
	}
}

/* Did a row before row i name the same file? The lender's rows follow our own,
 * and each file is read with the rows that are lent to it. */
static bool listed_before(const kr_rows *list, uint32_t i)
{
	for (uint32_t k = 0; k < i; k++)
		if (kr__view_eq(list->at[k].field[1], list->at[i].field[1]))
			return true;
	return false;
}

/* The files of one kind, in their order. */
static void load_listed(kr_frames_loader *l, const kr_rows *list, kr_view kind,
                        void (*each)(kr_frames_loader *, const kr_row *))
{
	for (uint32_t i = 0; i < list->n && !l->status; i++)
		if (kr__view_eq(list->at[i].field[0], kind) && !listed_before(list, i))
			load_file(l, list->at[i].field[1], each);
}

/* files.tsv: kind ("words" or "frames"), file; in this order, words first. */
static void load_files(kr_frames_loader *l, const kr_rows *list)
{
	for (uint32_t i = 0; i < list->n; i++) {
		kr_view kind = list->at[i].field[0];
		l->line = list->at[i].line;
		if (!kr__view_is(kind, "words") && !kr__view_is(kind, "frames"))
			kr__frames_fault(l, "no such kind of file:", kind);
	}
	load_listed(l, list, KR_V("words"), words_row);
	load_listed(l, list, KR_V("frames"), kr__frames_row);
}

static void name_sets(kr_frames_loader *l)
{
	static const char *const names[KR_N_FRAME_NAMED] = {
		[KR_FS_LAWBODY] = "@lawbody", [KR_FS_LAWPEOPLE] = "@lawpeople",
		[KR_FS_LAWSTAFF] = "@lawstaff", [KR_FS_COURT] = "@court", [KR_FS_GOODS] = "@goods",
		[KR_FS_AGAINST] = "@against", [KR_FS_GATE] = "@gate",
		[KR_FS_AGAINST_STATE] = "@against-state",
		[KR_FS_UPROAR] = "@uproar",
		[KR_FS_GRAFTBODY] = "@graftbody", [KR_FS_GRAFT] = "@graft",
		[KR_FS_CRIME] = "@crime", [KR_FS_BANAL] = "@banal",
		[KR_FS_BODY] = "@body", [KR_FS_DECREE] = "@decree", [KR_FS_RUMOUR] = "@rumour",
		[KR_FS_CHRISTMAS] = "@christmas", [KR_FS_PENALTY] = "@penalty",
		[KR_FS_DOOM] = "@doom", [KR_FS_UNMOVED] = "@unmoved",
		[KR_FS_THATSTATE] = "@thatstate", [KR_FS_THATGROUP] = "@thatgroup",
		[KR_FS_THATBODY] = "@thatbody", [KR_FS_FREE] = "@free", [KR_FS_DEED] = "@deed",
		[KR_FS_CONTENTS] = "@contents",
		[KR_FS_OWNPEOPLE] = "@ownpeople",
	};

	for (unsigned i = 0; i < KR_N_FRAME_NAMED; i++)
		l->f->named[i] = (uint16_t)kr__frames_set(l, kr__view_of(names[i]));
}

/* The loader itself is too large for a stack, and nobody asks it afterwards. */
static kr_status load(kr_pack *p, kr_frames *f, const kr_rows *list,
                      kr_arena *brief, kr_err *err)
{
	kr_frames_loader *l = kr__arena_get(brief, sizeof *l);

	if (!l || !kr__arena_grow(p->arena, (void **)&f->words, &f->cap_words,
	                          1, sizeof *f->words))
		return kr__err_set(err, KR_ENOMEM, "frames", -1, "out of memory");
	l->pack = p;
	l->f = f;
	l->err = err;
	l->path = list->path;
	f->words[0] = (kr_frame_word){ .classes = 0 };
	f->n_words = 1;
	load_files(l, list);
	name_sets(l);
	if (l->status)
		return l->status;
	kr__frames_join(l);
	group_forms(f);
	return KR_OK;
}

kr_status kr__load_frames(kr_pack *p, kr_err *err)
{
	kr_rows list;
	kr_arena brief;
	kr_status status = kr__pack_rows(p, "frames/files.tsv", 2, 2, &list, err);

	if (status == KR_ENOTFOUND)
		return KR_OK;
	if (status)
		return status;
	kr_frames *f = kr__arena_get(p->arena, sizeof *f);
	if (!f)
		return kr__err_set(err, KR_ENOMEM, "frames", -1, "out of memory");
	kr__arena_init(&brief, &p->arena->alloc, 0);
	status = load(p, f, &list, &brief, err);
	kr__arena_drop(&brief);
	if (!status)
		p->frames = f;
	return status;
}
