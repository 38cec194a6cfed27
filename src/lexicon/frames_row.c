// SPDX-License-Identifier: Apache-2.0
/*
 * Frames, the rows. The problem: a linguist writes one line a sense of a
 * predicate and wants file and line of a slip. The idea: fields parted by
 * tabs, each a list of short marks; a line that starts with ">" is an example
 * of the frame above it. Limits: a form has at most three words behind its
 * first.
 */
#include "lexicon/frames_load.h"

#include "doc/doc.h"
#include "lexicon/frames_plover.h"

#include <stdio.h>
#include <string.h>

enum { F_NAME, F_TYPE, F_CAMEO, F_FORMS, F_ARGS, F_OPTIONS, F_CONTEXTS };

static kr_sym sym(kr_frames_loader *l, kr_view v)
{
	kr_sym s = v.len ? kr__symbols_add(l->pack->symbols, v) : 0;

	if (s == KR_NOSYM) {
		l->status = KR_ENOMEM;
		return 0;
	}
	return s;
}

/* "id/frames:NAME#2": the second sense of that name in the pack. */
static kr_sym rule_of(kr_frames_loader *l, kr_view name)
{
	char text[160];
	kr_view lang = l->pack->lang;

	for (unsigned n = 1; n < 100; n++) {
		int len = snprintf(text, sizeof text, "%.*s/frames:%.*s#%u",
		                   (int)lang.len, lang.ptr, (int)name.len,
		                   name.ptr, n);
		kr_view v = { text, len > 0 ? (size_t)len : 0 };
		kr_sym known = kr__symbols_find(l->pack->symbols, v);
		bool used = false;
		for (uint32_t i = 0; known != KR_NOSYM && i < l->f->n_frames; i++)
			used |= l->f->frames[i].rule == known;
		if (!used)
			return sym(l, v);
	}
	return 0;
}

static void add_form(kr_frames_loader *l, uint32_t frame, uint8_t voice,
                     kr_view form)
{
	kr_frames *f = l->f;
	kr_frame_form x = { .frame = frame, .voice = voice };
	kr_view word;

	kr__view_next(&form, '_', &word);
	if (!word.len || !kr__frames_word(l, word))
		return;
	x.word = sym(l, word);
	for (unsigned i = 0; form.ptr && kr__view_next(&form, '_', &word); i++) {
		if (i == KR_FRAME_TAIL) {
			kr__frames_fault(l, "form too long at", word);
			return;
		}
		if (kr__frames_word(l, word))
			x.tail[i] = sym(l, word);
	}
	if (!kr__arena_grow(l->pack->arena, (void **)&f->forms, &f->cap_forms,
	                    f->n_forms + 1, sizeof *f->forms))
		l->status = KR_ENOMEM;
	else
		f->forms[f->n_forms++] = x;
}

/* "a:menemui,mendatangi p:ditemui n:pertemuan" */
static void add_forms(kr_frames_loader *l, uint32_t frame, kr_view field)
{
	static const char letters[] = "apinr";
	kr_view group, form;

	while (kr__view_next(&field, ' ', &group)) {
		if (group.len < 3)
			continue;
		const char *at = memchr(letters, group.ptr[0], 5);
		if (group.ptr[1] != ':' || !at) {
			kr__frames_fault(l, "not a group of forms:", group);
			return;
		}
		kr_view rest = kr__view_from(group, 2);
		while (kr__view_next(&rest, ',', &form))
			add_form(l, frame, (uint8_t)(at - letters), form);
	}
}

static const struct {
	const char *name;
	kr_frame_flags flag;
} flag_names[] = {
	{ "sym", KR_FR_SYM | KR_FR_PLURAL }, { "swap", KR_FR_SWAP },
	{ "obj", KR_FR_OBJ },       { "place", KR_FR_PLACE },
	{ "plural", KR_FR_PLURAL }, { "need", KR_FR_NEED },
	{ "state", KR_FR_STATE },   { "speech", KR_FR_SPEECH },
	{ "addressee", KR_FR_ADDRESSEE }, { "strict", KR_FR_STRICT },
	{ "any", KR_FR_ANY },       { "nostand", KR_FR_NOSTAND },
	{ "foreign", KR_FR_FOREIGN }, { "agentless", KR_FR_AGENTLESS },
	{ "objactor", KR_FR_OBJACTOR }, { "none", KR_FR_NONE },
	{ "sym1", KR_FR_SYM },      { "vague", KR_FR_VAGUE },
	{ "visit", KR_FR_VISIT },   { "nostatus", KR_FR_NOSTATUS },
	{ "deep", KR_FR_DEEP },     { "implied", KR_FR_IMPLIED },
	{ "means", KR_FR_MEANS },   { "part", KR_FR_PART },
	{ "back", KR_FR_BACK },     { "negated", KR_FR_NEGATED },
	{ "first", KR_FR_FIRST }, { "crowd", KR_FR_CROWD },
	{ "resume", KR_FR_RESUME },
	{ "wish", KR_FR_WISH },     { "official", KR_FR_OFFICIAL },
	{ "otherwise", KR_FR_OTHERWISE }, { "aim", KR_FR_AIM },
	{ "handover", KR_FR_HANDOVER }, { "alien", KR_FR_ALIEN },
	{ "own", KR_FR_OWN },
};

/* What goes without saying for every frame of a type. */
static kr_frame_flags flags_of_type(const kr_frame *x)
{
	if (x->type == KR_EVENT_ACCUSE || x->type == KR_EVENT_REJECT ||
	    (x->type == KR_EVENT_SUPPORT && !(x->flags & KR_FR_SYM)))
		return KR_FR_JUDGES;
	if (x->type == KR_EVENT_SANCTION || x->type == KR_EVENT_COERCE)
		return KR_FR_IMPOSES;
	return 0;
}

/* `v` is not empty. */
static bool add_flag(kr_frame *x, kr_view v)
{
	if (kr__view_is(v, "law"))
		return x->law = true;
	if (kr__view_is(v, "condition"))
		return x->condition = true;
	for (size_t i = 0; i < sizeof flag_names / sizeof *flag_names; i++)
		if (v.ptr[0] == flag_names[i].name[0] &&
		    kr__view_is(v, flag_names[i].name)) {
			x->flags |= flag_names[i].flag;
			return true;
		}
	return false;
}

/* Marks such as "obj", "need", or a preposition. */
static void add_args(kr_frames_loader *l, kr_frame *x, kr_view field)
{
	kr_view v;

	while (kr__view_next(&field, ' ', &v)) {
		if (v.len == 0 || kr__view_is(v, "-") || add_flag(x, v))
			continue;
		const kr_frame_word *w = kr__frames_word(l, v);
		if (!w || !w->prep) {
			kr__frames_fault(l, "neither mark nor preposition:", v);
			return;
		}
		x->preps |= UINT64_C(1) << (w->prep - 1);
	}
}

/* A set: "@name", or a list of words and sets, which becomes one when it is
 * first met; kr__frames_join brings the words of its sets. */
static uint16_t set_of(kr_frames_loader *l, kr_view v)
{
	uint32_t known = l->n_sets, set = kr__frames_set(l, v);
	kr_view list = v, item;

	if (set < known ||
	    (v.len && v.ptr[0] == '@' && kr__view_chr(v, ',') == KR_NPOS))
		return (uint16_t)(set + 1);
	while (kr__view_next(&list, ',', &item)) {
		if (item.len && item.ptr[0] == '@')
			l->joins[kr__frames_set(l, item)][set / 64] |=
				UINT64_C(1) << (set % 64);
		else
			kr__frames_fill(l, set, item, ',');
	}
	return (uint16_t)(set + 1);
}

static void join_word(const kr_frames_loader *l, kr_frame_word *w)
{
	enum { N = KR_FRAME_SETS / 64 };
	const kr_frame_word was = *w;

	for (uint32_t i = 0; i < N; i++)
		for (uint64_t in = was.sets[i]; in; in &= in - 1) {
			uint32_t set = 64 * i + (uint32_t)__builtin_ctzll(in);
			for (uint32_t k = 0; k < N; k++)
				w->sets[k] |= l->joins[set][k];
		}
}

void kr__frames_join(kr_frames_loader *l)
{
	for (uint32_t i = 0; i < l->f->n_words; i++)
		join_word(l, &l->f->words[i]);
}

/* "obj=@pact ban=@sport status=ongoing" */
static void add_options(kr_frames_loader *l, kr_frame *x, kr_view field)
{
	kr_view v, key;
	kr_event_status status;

	while (kr__view_next(&field, ' ', &v)) {
		if (v.len == 0 || kr__view_is(v, "-") || add_flag(x, v))
			continue;
		kr_view value = v;
		kr__view_next(&value, '=', &key);
		if (!value.ptr)
			kr__frames_fault(l, "not an option:", v);
		else if (kr__view_is(key, "obj"))
			x->with = set_of(l, value);
		else if (kr__view_is(key, "near"))
			x->near = set_of(l, value);
		else if (kr__view_is(key, "ban"))
			x->ban = set_of(l, value);
		else if (kr__view_is(key, "status") &&
		         kr__event_status_find(value, &status))
			x->status = (uint8_t)status;
		else
			kr__frames_fault(l, "not an option:", v);
	}
}

static void add_contexts(kr_frames_loader *l, kr_frame *x, kr_view field)
{
	kr_view v;

	for (unsigned i = 0; kr__view_next(&field, ' ', &v);) {
		if (v.len == 0 || kr__view_is(v, "-"))
			continue;
		if (i == KR_FRAME_CONTEXTS) {
			kr__frames_fault(l, "too many contexts at", v);
			return;
		}
		x->contexts[i++] = sym(l, v);
	}
}

static void add_type(kr_frames_loader *l, kr_frame *x, kr_view field)
{
	kr_view type, mode = field;
	kr_event_type t = KR_EVENT_AGREE;

	kr__view_next(&mode, '/', &type);
	if (!mode.ptr)
		mode = (kr_view){ "", 0 };
	if (!kr__event_type_find(type, &t) ||
	    !kr__plover_score(t, mode, &x->quad, &x->score10))
		kr__frames_fault(l, "no such type or mode:", field);
	x->type = (uint8_t)t;
	x->mode = sym(l, mode);
}

static void example_row(kr_frames_loader *l, const kr_row *row)
{
	kr_frames *f = l->f;

	if (row->n != 3 || f->n_frames == 0) {
		kr__frames_fault(l, "not an example:", row->field[1]);
		return;
	}
	if (!kr__arena_grow(l->pack->arena, (void **)&f->examples,
	                    &f->cap_examples, f->n_examples + 1,
	                    sizeof *f->examples)) {
		l->status = KR_ENOMEM;
		return;
	}
	f->examples[f->n_examples++] = (kr_frame_example){
		.text = row->field[1], .want = row->field[2],
		.frame = f->n_frames - 1, .line = l->line, .path = l->path
	};
}

void kr__frames_row(kr_frames_loader *l, const kr_row *row)
{
	kr_frames *f = l->f;
	kr_frame x = { .line = l->line, .status = KR_STATUS_OCCURRED };

	if (kr__view_is(row->field[0], ">")) {
		example_row(l, row);
		return;
	}
	if (row->n < 4) {
		kr__frames_fault(l, "a frame has at least four fields:",
		                 row->field[0]);
		return;
	}
	x.rule = rule_of(l, row->field[F_NAME]);
	x.ban = set_of(l, KR_V("@sport"));
	add_type(l, &x, row->field[F_TYPE]);
	x.cameo = sym(l, row->field[F_CAMEO]);
	add_args(l, &x, kr__row_get(row, F_ARGS));
	add_options(l, &x, kr__row_get(row, F_OPTIONS));
	add_contexts(l, &x, kr__row_get(row, F_CONTEXTS));
	x.flags |= flags_of_type(&x);
	if (!kr__arena_grow(l->pack->arena, (void **)&f->frames, &f->cap_frames,
	                    f->n_frames + 1, sizeof *f->frames)) {
		l->status = KR_ENOMEM;
		return;
	}
	f->frames[f->n_frames++] = x;
	add_forms(l, f->n_frames - 1, row->field[F_FORMS]);
}
