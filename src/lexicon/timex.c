// SPDX-License-Identifier: Apache-2.0
/*
 * Loading the time grammar. The problem: every language says dates in its own
 * order and words; code for each would be code for ever. The idea: words have
 * classes, rules are patterns over classes and literals with a named operation
 * of calendar arithmetic. A pattern is words parted by spaces: a literal, a
 * class in <>, alternatives parted by |, an optional group in [ ]. Limits: 16
 * steps a rule, 6 literals a step, groups do not nest.
 */
#include "lexicon/timex.h"

#include <string.h>

#include "doc/records.h"
#include "lexicon/pack.h"
#include "lexicon/parts.h"
#include "lexicon/phrases.h"

static kr_timex_word *slot(const struct kr_timex *t, uint64_t key)
{
	uint32_t at = (uint32_t)key & (t->n_slots - 1);

	while (t->words[at].key && t->words[at].key != key)
		at = (at + 1) & (t->n_slots - 1);
	return &t->words[at];
}

const kr_timex_word *kr__timex_word(const struct kr_timex *t, uint64_t key)
{
	const kr_timex_word *w = slot(t, key);

	return w->key ? w : NULL;
}

bool kr__timex_starts(const struct kr_timex *t, uint64_t key, uint32_t classes)
{
	if (classes & t->first_classes)
		return true;
	uint32_t at = (uint32_t)key & (t->n_first_slots - 1);
	while (t->first_literals[at] && t->first_literals[at] != key)
		at = (at + 1) & (t->n_first_slots - 1);
	return t->first_literals[at] != 0;
}

static const struct {
	const char *name;
	uint32_t bit;
} classes[] = {
	{ "num", KR_TX_NUM }, { "mult", KR_TX_MULT }, { "month", KR_TX_MONTH },
	{ "weekday", KR_TX_WEEKDAY }, { "unit", KR_TX_UNIT },
	{ "numunit", KR_TX_NUMUNIT }, { "part", KR_TX_PART },
	{ "zone", KR_TX_ZONE }, { "future", KR_TX_FUTURE }, { "day", KR_TX_DAY },
	{ "year", KR_TX_YEAR }, { "dmy", KR_TX_DMY }, { "clock", KR_TX_CLOCK },
	{ "link", KR_TX_LINK }, { "join", KR_TX_JOIN },
	{ "until", KR_TX_UNTIL }, { "decade", KR_TX_DECADE },
	{ "said", KR_TX_SAID },
	{ "monthday", KR_TX_MONTHDAY },
};

static uint32_t class_of(kr_view name)
{
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (kr__view_is(name, classes[i].name))
			return classes[i].bit;
	return 0;
}

static kr_status bad(kr_err *err, const kr_rows *rows, uint32_t line,
                     const char *why)
{
	return kr__err_set(err, KR_EDATA, rows->path, line, why);
}

/* ---- words ------------------------------------------------------------- */
static bool set_value(kr_timex_word *w, uint32_t bit, kr_view value)
{
	int64_t n = 0;

	switch (bit) {
	case KR_TX_NUM:
	case KR_TX_MULT:
	case KR_TX_MONTH:
	case KR_TX_WEEKDAY:
		if (!kr__view_i64(value, &n))
			return false;
		if (bit == KR_TX_MONTH)
			w->month = (uint8_t)n;
		else if (bit == KR_TX_WEEKDAY)
			w->weekday = (uint8_t)n;
		else
			w->num = (int32_t)n;
		return n > 0 && n <= 1000000000;
	case KR_TX_UNIT:
	case KR_TX_NUMUNIT:
		w->unit = (uint8_t)value.ptr[0];
		return value.len == 1 && strchr("smhDWMYXC", value.ptr[0]);
	case KR_TX_PART:
		w->part = (uint8_t)value.ptr[0];
		return value.len == 2;
	default:
		return true;
	}
}

static kr_status add_word(struct kr_timex *t, const kr_rows *rows,
                          const kr_row *r, kr_err *err)
{
	kr_view name = r->field[0];
	bool upper = kr__view_ends(name, KR_V("!"));
	uint32_t bit = class_of(kr__view_sub(name, 0, name.len - upper));
	uint64_t key = kr__phrase_key(r->field[1], true);
	kr_timex_word *w = slot(t, key);

	if (!bit || (bit & KR_TX_SHAPED))
		return bad(err, rows, r->line, "no such class of words");
	w->key = key;
	w->classes |= bit | (upper ? KR_TX_UPPER : 0u);
	kr_view value = kr__row_get(r, 2);
	if (value.len == 0 && bit < KR_TX_ZONE)
		return bad(err, rows, r->line, "a value is missing");
	if (!set_value(w, bit, value))
		return bad(err, rows, r->line, "bad value");
	t->n_words++;
	return KR_OK;
}

/* ---- rules ------------------------------------------------------------- */
typedef struct pattern {
	kr_timex_step step[KR_TX_MAX_STEPS];
	uint32_t n;
} pattern;

static bool add_step(pattern *p, kr_view alternatives, int8_t group)
{
	kr_view alt;

	if (p->n == KR_TX_MAX_STEPS)
		return false;
	kr_timex_step *s = &p->step[p->n++];
	*s = (kr_timex_step){ .group = group };
	while (kr__view_next(&alternatives, '|', &alt)) {
		if (alt.len > 2 && alt.ptr[0] == '<' && alt.ptr[alt.len - 1] == '>') {
			uint32_t bit = class_of(kr__view_sub(alt, 1, alt.len - 1));
			if (!bit)
				return false;
			s->classes |= bit;
		} else if (s->n_literals < 6 && alt.len) {
			s->literals[s->n_literals++] = kr__phrase_key(alt, true);
		} else {
			return false;
		}
	}
	return true;
}

static bool parse_pattern(pattern *p, kr_view text)
{
	kr_view word;
	int8_t group = 0, n_groups = 0;

	while (kr__view_next(&text, ' ', &word)) {
		bool closes = false;
		if (word.len > 1 && word.ptr[0] == '[') {
			if (group)
				return false;
			group = ++n_groups;
			word = kr__view_from(word, 1);
		}
		if (word.len > 1 && word.ptr[word.len - 1] == ']') {
			closes = true;
			word.len--;
		}
		if (word.len && !add_step(p, word, group))
			return false;
		if (closes)
			group = 0;
	}
	return p->n > 0 && p->step[0].group == 0 && group == 0;
}

/* The sign of the number that the words give; 0: the rule has its own. */
static int8_t counted(kr_view number)
{
	return kr__view_is(number, "num") ? 1 : kr__view_is(number, "-num") ? -1 : 0;
}

/* "rel D -1", "rel unit -num", "abs past", "abs year -1", "abs months 406",
 * "narr +1", "narr Y -1", "narr unit num", "wd +1", "dur" */
static bool parse_op(kr_pack *p, kr_timex_rule *r, kr_view op)
{
	static const char *const ops[] = { "abs", "rel", "narr", "wd",
		                            "dur", "ref", "none" };
	kr_view part[3] = { { "", 0 }, { "", 0 }, { "", 0 } };
	int64_t n = 0;
	size_t i = 0;

	while (i < 3 && kr__view_next(&op, ' ', &part[i]))
		i++;
	for (i = 0; i <= KR_TXO_NONE && !kr__view_is(part[0], ops[i]);)
		i++;
	r->op = (uint8_t)i;
	bool months = kr__view_is(part[1], "months");
	bool third = i == KR_TXO_REL || months || kr__view_is(part[1], "year") ||
	             (i == KR_TXO_NARR && part[2].len);
	kr_view number = third ? part[2] : part[1];
	if (number.len && number.ptr[0] == '+')
		number = kr__view_from(number, 1);
	switch (i) {
	case KR_TXO_ABS:
		r->dir = kr__view_is(part[1], "past") ? KR_TXD_PAST
		         : kr__view_is(part[1], "future") ? KR_TXD_FUTURE : KR_TXD_NEAR;
		r->joined = kr__view_is(part[2], "joined");
		if (!months && !kr__view_is(part[1], "year"))
			return true;
		r->unit = months ? 'M' : 'Y';
		break;
	case KR_TXO_REL:
		r->unit = kr__view_is(part[1], "unit") || !part[1].len
		                  ? 0 : (uint8_t)part[1].ptr[0];
		r->num_sign = counted(number);
		break;
	case KR_TXO_WD:
		if (kr__view_is(part[1], "past") || kr__view_is(part[1], "future")) {
			r->dir = kr__view_is(part[1], "past") ? KR_TXD_PAST
			                                      : KR_TXD_FUTURE;
			r->n = INT32_MAX;
			return true;
		}
		break;
	case KR_TXO_NARR:
		r->unit = part[2].len ? (uint8_t)part[1].ptr[0] : 0;
		r->num_sign = counted(number);
		break;
	case KR_TXO_REF:
		r->ref = kr__symbols_add(p->symbols, part[1]);
		return part[1].len > 0;
	case KR_TXO_DUR:
	case KR_TXO_NONE: /* "dur half": "dua setengah jam" */
		r->n = kr__view_is(part[1], "half") ? 5 : 0;
		return true;
	default:
		return false;
	}
	if (!r->num_sign && !kr__view_i64(number, &n))
		return false;
	r->n = (int32_t)n;
	return true;
}

static const void *keep(kr_arena *a, const void *items, size_t n, size_t size)
{
	return kr__arena_copy(a, (kr_view){ items, n * size }).ptr;
}

static uint32_t word_set(kr_arena *a, kr_view list, const uint64_t **out)
{
	uint64_t keys[KR_TX_MAX_WORDS];
	kr_view word;
	uint32_t n = 0;

	while (kr__view_next(&list, ' ', &word))
		if (word.len && n < KR_TX_MAX_WORDS)
			keys[n++] = kr__phrase_key(word, true);
	*out = keep(a, keys, n, sizeof *keys);
	return n;
}

static kr_status add_rule(kr_pack *p, kr_timex_rule *r, const kr_rows *rows,
                          const kr_row *row, kr_err *err)
{
	kr_buf id;
	pattern steps = { .n = 0 };

	r->line = row->line;
	r->name = row->field[0];
	r->type = kr__view_is(row->field[2], "DURATION") ? KR_TIME_DURATION
	          : kr__view_is(row->field[2], "TIME") ? KR_TIME_TIME : KR_TIME_DATE;
	if (!parse_pattern(&steps, row->field[1]))
		return bad(err, rows, row->line, "cannot understand the pattern");
	if (!parse_op(p, r, row->field[3]))
		return bad(err, rows, row->line, "cannot understand the operation");
	r->n_steps = steps.n;
	r->steps = keep(p->arena, steps.step, steps.n, sizeof *steps.step);
	r->n_not = word_set(p->arena, kr__row_get(row, 4), &r->not_before);
	r->n_only = word_set(p->arena, kr__row_get(row, 5), &r->only_after);
	r->example = kr__row_get(row, 6);
	r->value = kr__row_get(row, 7);
	kr__buf_init(&id, &p->arena->alloc);
	kr__buf_add(&id, p->lang);
	kr__buf_str(&id, "/times:");
	kr__buf_add(&id, r->name);
	r->id = kr__symbols_add(p->symbols, kr__buf_view(&id));
	kr_status status = id.failed ? id.failed : kr__arena_status(p->arena);
	kr__buf_drop(&id);
	return status;
}

static void note_first(struct kr_timex *t, const kr_timex_step *s)
{
	t->first_classes |= s->classes;
	for (uint32_t i = 0; i < s->n_literals; i++) {
		uint32_t at = (uint32_t)s->literals[i] & (t->n_first_slots - 1);
		while (t->first_literals[at] && t->first_literals[at] != s->literals[i])
			at = (at + 1) & (t->n_first_slots - 1);
		t->first_literals[at] = s->literals[i];
	}
}

static uint32_t slots_for(uint32_t n)
{
	uint32_t slots = 64;

	while (slots < 4 * n)
		slots *= 2;
	return slots;
}

static kr_status load_rules(kr_pack *p, struct kr_timex *t, kr_err *err)
{
	kr_rows rows;
	kr_status status = kr__pack_rows(p, "timerules.tsv", 4, 8, &rows, err);

	if (status)
		return status;
	t->n_first_slots = slots_for(rows.n * 4);
	t->first_literals = kr__arena_array(p->arena, t->n_first_slots,
	                                    sizeof *t->first_literals);
	t->rules = kr__arena_array(p->arena, rows.n, sizeof *t->rules);
	if (!t->first_literals || !t->rules)
		return kr__err_set(err, KR_ENOMEM, rows.path, -1, "out of memory");
	for (uint32_t i = 0; i < rows.n && !status; i++) {
		status = add_rule(p, &t->rules[i], &rows, &rows.at[i], err);
		if (!status)
			note_first(t, &t->rules[i].steps[0]);
	}
	t->n_rules = rows.n;
	return status;
}

static kr_status load_happenings(kr_pack *p, struct kr_timex *t, kr_err *err)
{
	kr_rows rows;
	kr_err why = { .offset = -1 };
	kr_status status = kr__pack_rows(p, "happenings.tsv", 4, 4, &rows, &why);

	if (status == KR_ENOTFOUND)
		return KR_OK;
	if (status) {
		if (err)
			*err = why;
		return status;
	}
	t->happenings = kr__arena_array(p->arena, rows.n, sizeof *t->happenings);
	if (!t->happenings)
		return kr__err_set(err, KR_ENOMEM, rows.path, -1, "out of memory");
	for (uint32_t i = 0; i < rows.n; i++) {
		const kr_view *f = rows.at[i].field;
		kr_dated *h = &t->happenings[t->n_happenings++];
		*h = (kr_dated){ .words = f[0], .also = f[1] };
		if (!kr__date_parse(f[2], &h->from) || !kr__date_parse(f[3], &h->to) ||
		    !h->from.day || !h->to.day)
			return bad(err, &rows, rows.at[i].line, "bad date");
	}
	return KR_OK;
}

kr_status kr__load_timex(kr_pack *p, kr_err *err)
{
	kr_rows rows;
	kr_err none;
	kr_status status = kr__pack_rows(p, "times.tsv", 2, 3, &rows, &none);

	if (status == KR_ENOTFOUND)
		return KR_OK;
	if (status) {
		if (err)
			*err = none;
		return status;
	}
	struct kr_timex *t = kr__arena_get(p->arena, sizeof *t);
	if (!t)
		return kr__err_set(err, KR_ENOMEM, rows.path, -1, "out of memory");
	t->n_slots = slots_for(rows.n);
	t->words = kr__arena_array(p->arena, t->n_slots, sizeof *t->words);
	if (!t->words)
		return kr__err_set(err, KR_ENOMEM, rows.path, -1, "out of memory");
	for (uint32_t i = 0; i < rows.n && !status; i++)
		status = add_word(t, &rows, &rows.at[i], err);
	if (!status)
		status = load_rules(p, t, err);
	if (!status)
		status = load_happenings(p, t, err);
	if (!status)
		p->timex = t;
	return status;
}
