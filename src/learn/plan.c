// SPDX-License-Identifier: Apache-2.0
/*
 * Plans of training: what a grammar is made from, as text in the language's
 * folder, so that anybody can make it again or change it. One line a fact,
 * fields parted by tabs, "#" begins a comment line.
 */
#include <string.h>

#include "learn/teach.h"

enum { MAX_FIELDS = 8 };

typedef struct line {
	kr_view field[MAX_FIELDS];
	uint32_t n;
	int64_t number;
	const char *where;
	kr_err *err;
} line;

static kr_status bad(const line *l, const char *message)
{
	return kr__err_set(l->err, KR_EDATA, l->where, l->number, message);
}

static bool number(kr_view v, uint32_t max, uint32_t *out)
{
	uint64_t n;

	if (!kr__view_u64(v, &n) || n == 0 || n > max)
		return false;
	*out = (uint32_t)n;
	return true;
}

/* Parts of a thousand, so that no decimal point is needed. */
static bool permille(kr_view v, float *out)
{
	uint64_t n;

	if (!kr__view_u64(v, &n) || n > 1000)
		return false;
	*out = (float)n / 1000;
	return true;
}

static bool set_number(kr_teach_plan *p, kr_view key, kr_view v, bool *known)
{
	const struct {
		const char *key;
		uint32_t max, *to;
	} numbers[] = {
		{ "width", KR_NET_MAX_WIDTH, &p->width },
		{ "arc-width", KR_NET_MAX_WIDTH, &p->arc_width },
		{ "rel-width", KR_NET_MAX_WIDTH, &p->rel_width },
		{ "epochs", 1000, &p->epochs },
		{ "convert-epochs", 1000, &p->convert_epochs },
		{ "batch-words", 10000, &p->batch_words },
		{ "seed", UINT32_MAX, &p->seed },
		{ "least-lemma", 1000, &p->least_lemma },
	};
	const struct {
		const char *key;
		float *to;
	} parts[] = {
		{ "drop", &p->options.drop },
		{ "drop-in", &p->options.drop_in },
		{ "drop-word", &p->options.drop_word },
		{ "drop-guide", &p->options.drop_guide },
	};

	*known = true;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (kr__view_is(key, numbers[i].key))
			return number(v, numbers[i].max, numbers[i].to);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (kr__view_is(key, parts[i].key))
			return permille(v, parts[i].to) && *parts[i].to < 1;
	*known = false;
	return false;
}

static bool find_style(const kr_teach_plan *p, kr_view name, uint8_t *style)
{
	for (uint32_t i = 0; i < p->n_styles; i++)
		if (kr__view_eq(p->styles[i], name)) {
			*style = (uint8_t)i;
			return true;
		}
	return false;
}

static bool read_teaches(kr_view v, uint8_t *teaches)
{
	static const char *const names[] = { "upos", "feats", "lemma", "tree" };
	kr_view part;

	*teaches = 0;
	while (kr__view_next(&v, ',', &part)) {
		uint8_t bit = 0;
		for (uint32_t i = 0; i < 4; i++)
			if (kr__view_is(part, names[i]))
				bit = (uint8_t)(1u << i);
		if (!bit)
			return false;
		*teaches |= bit;
	}
	return *teaches != 0;
}

/* set FILE STYLE TEACHES REPEAT [OLD]
 * convert FILE STYLE TEACHES REPEAT OLD [FEATS] */
static kr_status add_set(kr_teach_plan *p, const line *l, bool convert)
{
	if (p->n_sets == KR_TEACH_MAX_SETS)
		return bad(l, "too many sets");
	if (l->n < (convert ? 6 : 5))
		return bad(l, "too few fields");
	kr_teach_set *s = &p->sets[p->n_sets];
	*s = (kr_teach_set){ .path = l->field[1], .convert = convert };
	if (!find_style(p, l->field[2], &s->style))
		return bad(l, "unknown style");
	if (!read_teaches(l->field[3], &s->teaches))
		return bad(l, "unknown lesson");
	if (!number(l->field[4], 100, &s->repeat))
		return bad(l, "repeat must be 1 to 100");
	if (l->n > 5)
		s->old_path = l->field[5];
	if (l->n > 6)
		s->feats_path = l->field[6];
	p->n_sets++;
	return KR_OK;
}

static kr_status add_line(kr_teach_plan *p, const line *l)
{
	kr_view key = l->field[0];
	bool known;

	if (l->n < 2)
		return bad(l, "too few fields");
	if (set_number(p, key, l->field[1], &known))
		return KR_OK;
	if (known)
		return bad(l, "number out of range");
	if (kr__view_is(key, "set") || kr__view_is(key, "convert"))
		return add_set(p, l, kr__view_is(key, "convert"));
	if (kr__view_is(key, "style")) {
		if (p->n_styles + 1 >= KR_NET_MAX_STYLES)
			return bad(l, "too many styles");
		p->styles[p->n_styles++] = l->field[1];
		if (l->n > 2 && kr__view_is(l->field[2], "news"))
			p->news_style = p->n_styles;
		else if (l->n > 2 && kr__view_is(l->field[2], "wiki"))
			p->wiki_style = p->n_styles;
		else if (l->n > 2)
			return bad(l, "a style is for news or wiki");
		return KR_OK;
	}
	if (kr__view_is(key, "raw")) {
		if (p->n_raw == KR_TEACH_MAX_RAW)
			return bad(l, "too many raw files");
		p->raw[p->n_raw++] = l->field[1];
		return KR_OK;
	}
	if (kr__view_is(key, "feature") && l->n == 4) {
		if (p->n_rules == KR_TEACH_MAX_RULES)
			return bad(l, "too many rules");
		p->rules[p->n_rules++] = (kr_teach_rule){
			l->field[1], l->field[2], l->field[3] };
		return KR_OK;
	}
	return bad(l, "unknown key");
}

static void set_defaults(kr_teach_plan *p, kr_arena *a)
{
	*p = (kr_teach_plan){
		.arena = a, .width = 128, .arc_width = 96, .rel_width = 96,
		.epochs = 20, .convert_epochs = 10, .batch_words = 300,
		.seed = 1, .least_lemma = 3, .rate = 2e-3f,
		.options = { .drop = 0.2f, .drop_in = 0.2f, .drop_word = 0.25f,
			     .drop_guide = 0.15f, .weight = { 1, 0.5f, 0.5f } },
	};
}

kr_status kr__plan_parse(kr_teach_plan *plan, kr_view text, const char *where,
                         kr_arena *a, kr_err *err)
{
	kr_view row;
	line l = { .where = where, .err = err };
	kr_status status = KR_OK;

	set_defaults(plan, a);
	while (!status && kr__view_next_line(&text, &row)) {
		l.number++;
		l.n = 0;
		if (row.len == 0 || row.ptr[0] == '#')
			continue;
		while (l.n < MAX_FIELDS &&
		       kr__view_next(&row, '\t', &l.field[l.n]))
			l.n++;
		status = add_line(plan, &l);
	}
	if (!status && (plan->n_sets == 0 || plan->n_styles == 0))
		status = bad(&l, "a plan needs a style and a set");
	if (!status && (plan->width % 32 || plan->arc_width % 8 ||
	                plan->rel_width % 8))
		status = bad(&l, "width must be a multiple of 32, others of 8");
	return status;
}
