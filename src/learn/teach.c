// SPDX-License-Identifier: Apache-2.0
/*
 * Teaching a grammar. The problem: treebanks of one language come in several
 * styles and ages. The idea: first a network that sees the old annotation
 * (guide.c) brings old sets to the style of today; then the network proper
 * learns from all, told the style of each sentence. Limits: one thread; the
 * sets are held in memory.
 */
#include "learn/teach.h"

#include "learn/prelude.h"
#include "learn/rawtext.h"

static kr_status no_memory(kr_err *err)
{
	return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
}

/* A path of the plan as one to open; to be dropped. */
static void full_path(const kr_teach_plan *p, kr_view path, kr_buf *full)
{
	kr__buf_init(full, NULL);
	if (path.len == 0 || path.ptr[0] != '/') {
		kr__buf_str(full, p->data_dir);
		kr__buf_chr(full, '/');
	}
	kr__buf_add(full, path);
}

static kr_status read_bank(kr_teach_plan *p, kr_view path, kr_bank *bank,
                           kr_err *err)
{
	kr_buf full;

	kr__bank_init(bank, p->arena);
	if (path.len == 0)
		return KR_OK;
	full_path(p, path, &full);
	kr_status status = full.failed ? no_memory(err)
	                               : kr__bank_read(bank, full.ptr, err);
	kr__buf_drop(&full);
	return status;
}

static kr_status read_sets(kr_teach_plan *p, kr_err *err)
{
	kr_status status = KR_OK;

	for (uint32_t i = 0; i < p->n_sets && !status; i++) {
		kr_teach_set *s = &p->sets[i];
		status = read_bank(p, s->path, &s->bank, err);
		if (!status)
			status = read_bank(p, s->old_path, &s->old, err);
		if (!status)
			status = read_bank(p, s->feats_path, &s->feats, err);
	}
	return status;
}

static kr_status play_prelude(kr_teach_plan *p, kr_err *err)
{
	kr_buf text;
	kr_status status = KR_OK;

	if (p->n_raw == 0)
		return KR_OK;
	kr__buf_init(&text, NULL);
	for (uint32_t i = 0; i < p->n_raw && !status; i++) {
		kr_buf full;
		full_path(p, p->raw[i], &full);
		status = full.failed ? no_memory(err)
		                     : kr__rawtext_read(full.ptr, &text, err);
		kr__buf_drop(&full);
	}
	p->prelude = kr__arena_array(p->arena,
	                             (size_t)KR_TRAIT_ROWS * p->width,
	                             sizeof *p->prelude);
	if (!status && (text.failed || !p->prelude))
		status = no_memory(err);
	if (!status && kr__prelude_learn(kr__buf_view(&text), p->width, p->seed,
	                                 p->prelude, p->arena))
		status = no_memory(err);
	kr__buf_drop(&text);
	return status;
}

/* ---- conversion ----------------------------------------------------------- */

static bool has_all(kr_view tags, kr_view marks)
{
	kr_view mark, tag;

	if (kr__view_is(marks, "*"))
		return true;
	while (kr__view_next(&marks, ';', &mark)) {
		kr_view rest = tags;
		bool found = false;
		while (!found && kr__view_next(&rest, ';', &tag))
			found = kr__view_eq(tag, mark);
		if (!found)
			return false;
	}
	return true;
}

static kr_view ruled_feats(const kr_teach_plan *p, const kr_bank_word *w,
                           kr_view tags)
{
	for (uint32_t i = 0; i < p->n_rules; i++) {
		const kr_teach_rule *r = &p->rules[i];
		if (!kr__view_eq(r->upos, w->upos))
			continue;
		bool fits = r->marks.len && r->marks.ptr[0] == '='
			? kr__view_eq(kr__view_from(r->marks, 1), w->feats)
			: has_all(tags, r->marks);
		if (fits)
			return kr__view_is(r->feats, "_") ? (kr_view){ "", 0 }
			                                  : r->feats;
	}
	return w->feats;
}

/* Features of sentence s from the same sentence of the features' bank. */
static void take_feats(const kr_teach_plan *p, kr_teach_set *set, uint32_t s)
{
	kr_letters at[KR_LESSON_MAX_WORDS], from[KR_LESSON_MAX_WORDS];
	const kr_bank_sentence *sent = &set->bank.sentences[s], *old;

	if (s >= set->feats.n_sentences)
		return;
	old = &set->feats.sentences[s];
	if (old->n > KR_LESSON_MAX_WORDS || !kr__view_eq(old->id, sent->id) ||
	    kr__guide_letters(&set->bank, s, at) !=
		    kr__guide_letters(&set->feats, s, from))
		return;
	for (uint32_t i = 0, j = 0; i < sent->n; i++) {
		kr_bank_word *w = &set->bank.words[sent->first + i];
		while (j < old->n && from[j].start < at[i].start)
			j++;
		if (j < old->n && from[j].start == at[i].start)
			w->feats = ruled_feats(p, w,
				set->feats.words[old->first + j].feats);
	}
}

static kr_view label_text(const kr_symbols *s, int label)
{
	kr_view v = kr__symbols_text(s, (kr_sym)(label + 1));

	return kr__view_is(v, "_") ? (kr_view){ "", 0 } : v;
}

typedef struct conversion {
	kr_teach_plan *plan;
	kr_school *school;
	const kr_lessons *lessons;
	kr_teach_set *set;
} conversion;

/* Sentence s of the set, which is lesson `at`. */
static kr_status convert_one(const conversion *c, uint32_t s, uint32_t at)
{
	kr_teach_plan *p = c->plan;
	kr_school *school = c->school;
	const kr_lessons *l = c->lessons;
	kr_teach_set *set = c->set;
	kr_answer answers[KR_LESSON_MAX_WORDS];
	kr_lesson as = l->at[at];
	const kr_lesson *list = &as;
	kr_sym root = kr__symbols_find(&l->rels, KR_V("root"));
	const kr_bank_sentence *sent = &set->bank.sentences[s];

	as.style = set->style;
	kr__pass_forward(&school->pass, &list, 1, 1, false);
	kr_status status = kr__pass_answer(&school->pass, 0, root - 1, answers,
	                                   p->arena);
	for (uint32_t i = 0; i < sent->n && !status; i++) {
		kr_bank_word *w = &set->bank.words[sent->first + i];
		w->upos = label_text(&l->labels[0], answers[i].label[0]);
		w->feats = label_text(&l->labels[1], answers[i].label[1]);
		w->deprel = label_text(&l->rels, answers[i].rel);
		w->head = answers[i].head < 0 ? KR_BANK_ROOT
			: (int32_t)sent->first + answers[i].head;
	}
	if (!status)
		take_feats(p, set, s);
	return status;
}

static kr_status convert_set(const conversion *c, uint32_t first)
{
	const kr_bank *bank = &c->set->bank;
	kr_status status = KR_OK;

	for (uint32_t s = 0; s < bank->n_sentences && !status; s++) {
		uint32_t n = bank->sentences[s].n;
		if (n && n <= KR_LESSON_MAX_WORDS)
			status = convert_one(c, s, first++);
	}
	return status;
}

/* Lessons of every set; first[i] is the first of set i. While converting, the
 * sets to be converted teach their old trees in a style of their own. */
static kr_status make_lessons(kr_teach_plan *p, bool converting, kr_lessons *l,
                              uint32_t *first, kr_err *err)
{
	kr_status status = kr__lessons_init(l, p->arena) ? KR_OK
	                                                 : no_memory(err);

	for (uint32_t i = 0; i < p->n_sets && !status; i++) {
		kr_teach_set *s = &p->sets[i];
		kr_lesson_set how = { s->style, s->teaches, NULL };
		if (converting && s->old.n_sentences)
			how.old = &s->old;
		if (converting && s->convert) {
			how.style = (uint8_t)p->n_styles;
			how.teaches = KR_TEACH_UPOS | KR_TEACH_TREE;
		}
		first[i] = l->n;
		status = kr__lessons_add(l, &s->bank, &how, err);
	}
	first[p->n_sets] = l->n;
	return status ? status : kr__lessons_prune(l, 2, p->least_lemma);
}

static kr_status teach(kr_teach_plan *p, const kr_lessons *l,
                       const uint32_t *first, bool converting,
                       kr_school *school)
{
	kr_status status = kr__school_init(school, p, l, converting, p->arena);

	for (uint32_t i = 0; i < p->n_sets && !status; i++)
		for (uint32_t k = first[i]; k < first[i + 1]; k++)
			if (!kr__school_enrol(school, &l->at[k],
			                      p->sets[i].repeat, p->arena))
				status = KR_ENOMEM;
	return status;
}

kr_status kr__teach_convert(kr_teach_plan *p, kr_teach_talk talk, kr_err *err)
{
	kr_lessons l;
	kr_school school;
	uint32_t first[KR_TEACH_MAX_SETS + 1];
	bool any = false;

	for (uint32_t i = 0; i < p->n_sets; i++)
		any = any || p->sets[i].convert;
	if (!any)
		return KR_OK;
	kr_status status = make_lessons(p, true, &l, first, err);
	if (!status)
		status = teach(p, &l, first, true, &school);
	if (status)
		return status == KR_ENOMEM ? no_memory(err) : status;
	kr__school_run(&school, p, p->convert_epochs, talk);
	for (uint32_t i = 0; i < p->n_sets && !status; i++)
		if (p->sets[i].convert)
			status = convert_set(&(conversion){ p, &school, &l,
			                     &p->sets[i] }, first[i]);
	return status;
}

kr_status kr__teach_grammar(kr_teach_plan *plan, const char *data_dir,
                            kr_teach_talk talk, kr_buf *out, kr_err *err)
{
	kr_lessons l;
	kr_school school;
	uint32_t first[KR_TEACH_MAX_SETS + 1];

	plan->data_dir = data_dir;
	kr_status status = read_sets(plan, err);
	if (!status)
		status = play_prelude(plan, err);
	if (!status)
		status = kr__teach_convert(plan, talk, err);
	if (!status)
		status = make_lessons(plan, false, &l, first, err);
	if (!status)
		status = teach(plan, &l, first, false, &school);
	if (status)
		return status == KR_ENOMEM ? no_memory(err) : status;
	kr__school_run(&school, plan, plan->epochs, talk);
	status = kr__brain_freeze(&school.brain, &l, out);
	return status ? no_memory(err) : KR_OK;
}
