// SPDX-License-Identifier: Apache-2.0
/*
 * Times: finding expressions. The problem: news says "Jumat (17/1)", "besok",
 * "bulan lalu", in hundreds of forms, beside numbers and names that only look
 * like times. The idea: patterns from the pack over word classes, the longest
 * match; neighbours share their year or make a range; time_anchor.c then gives
 * each its day. Limits: expressions do not cross sentences; holidays, seasons
 * and vague amounts are left out. Source: TIMEX3 (ISO-TimeML).
 */
#include "mark/time_steps.h"

/* ---- classes ------------------------------------------------------------ */
static bool take_int(kr_view v, size_t *at, int *out)
{
	size_t start = *at;
	int n = 0;

	while (*at < v.len && v.ptr[*at] >= '0' && v.ptr[*at] <= '9' &&
	       *at - start < 9)
		n = n * 10 + (v.ptr[(*at)++] - '0');
	*out = n;
	return *at > start;
}

/* "1980-an": an ending that the pack gives to tens of years. */
static void decade(const struct kr_timex *t, kr_time_seen *s, kr_view v)
{
	size_t at = 0;
	int year;

	if (v.len < 5 || !take_int(v, &at, &year) || at != 4 || year % 10)
		return;
	const kr_timex_word *w =
		kr__timex_word(t, kr__phrase_key(kr__view_from(v, at), false));
	if (w && (w->classes & KR_TX_DECADE)) {
		s->classes |= KR_TX_DECADE;
		s->year = year / 10;
	}
}

/* "Mei-1", of "29 Mei-1 Juni": a month and, behind the dash, a day. */
static void month_day(const struct kr_timex *t, kr_time_seen *s, kr_view v)
{
	size_t dash = kr__view_chr(v, '-'), at = dash + 1;
	int day;

	if (dash == KR_NPOS || !take_int(v, &at, &day) || at != v.len ||
	    day < 1 || day > 31)
		return;
	kr_view month = kr__view_sub(v, 0, dash);
	const kr_timex_word *w = kr__timex_word(t, kr__phrase_key(month, false));
	if (w && (w->classes & KR_TX_MONTH)) {
		s->classes |= KR_TX_MONTHDAY;
		s->month = w->month;
		s->day = day;
	}
}

static void numbers(kr_time_seen *s, kr_view v)
{
	int a, b = 0, c = 0;
	size_t at = 0;

	if (!take_int(v, &at, &a))
		return;
	if (at == v.len) {
		s->num = a;
		s->classes |= KR_TX_NUM;
		s->day = a;
		s->year = a;
		s->hour = a;
		s->classes |= a >= 1 && a <= 31 && v.len <= 2 ? KR_TX_DAY : 0;
		s->classes |= a >= 1000 && a <= 2999 ? KR_TX_YEAR : 0;
		s->classes |= a <= 24 ? KR_TX_CLOCK : 0;
		return;
	}
	char sep = v.ptr[at++];
	size_t second = at;
	if (!take_int(v, &at, &b))
		return;
	bool third = at < v.len && v.ptr[at] == sep;
	if (third && (at++, !take_int(v, &at, &c)))
		return;
	if (at != v.len)
		return;
	if ((sep == '.' || sep == ':') && !third && at - second == 2 && a <= 24 &&
	    b < 60) {
		s->classes |= KR_TX_CLOCK;
		s->hour = a;
		s->minute = b;
	} else if (sep == 'x' && !third) { /* 2x24 */
		s->classes |= KR_TX_NUM;
		s->num = (int64_t)a * b;
	} else if (sep == ',' && at - second == 1 && !third) {
		s->classes |= KR_TX_NUM;
		s->num = a;
		s->frac = b;
	} else if (sep == '.' && at - second == 3 && !third) {
		s->classes |= KR_TX_NUM;
		s->num = (int64_t)a * 1000 + b;
	} else if (sep == '/' || (sep == '-' && third) || (sep == '.' && third)) {
		bool iso = a > 31;
		s->day = iso ? c : a;
		s->month = b;
		s->year = iso ? a : third && c < 100 ? 2000 + c : c;
		if (s->day >= 1 && s->day <= 31 && b >= 1 && b <= 12 &&
		    (!third || (s->year >= 1000 && s->year <= 2999)))
			s->classes |= KR_TX_DMY;
	}
}

static void classify(const kr_timing *f, const kr_word *w, kr_time_seen *s)
{
	kr_view lower = kr__doc_text(f->doc, w->lower);

	*s = (kr_time_seen){ .key = kr__phrase_key(lower, false) };
	if (lower.len && lower.ptr[0] >= '0' && lower.ptr[0] <= '9') {
		numbers(s, lower);
		decade(f->timex, s, lower);
		return;
	}
	s->word = kr__timex_word(f->timex, s->key);
	if (!s->word) {
		month_day(f->timex, s, lower);
		return;
	}
	s->classes = s->word->classes;
	s->num = s->word->num;
	if ((s->classes & KR_TX_UPPER) &&
	    !kr__starts_upper(kr__doc_cut(f->doc, w->span)))
		s->classes &= ~(uint32_t)KR_TX_WEEKDAY;
}

/* Which words stand inside quotation marks, and in which paragraph. */
static void mark_quoted(const kr_timing *f)
{
	const kr_word *w = kr__words(f->doc);
	uint32_t paragraph = 0;

	for (uint32_t i = 0; i < kr__n_words(f->doc); i++) {
		kr_span gap = { i ? w[i - 1].span.end : 0, w[i].span.start };
		paragraph += gap.end > gap.start && i &&
		             kr__view_chr(kr__doc_cut(f->doc, gap), '\n') != KR_NPOS;
		f->seen[i].quoted = w[i].flags & KR_WORD_QUOTED;
		f->seen[i].paragraph = paragraph;
	}
}

/* ---- matching ------------------------------------------------------------ */
struct try {
	const kr_timing *f;
	const kr_timex_rule *rule;
	uint32_t end; /* words before it belong to the sentence */
};

/* "dua puluh lima", "1.000", "16": words used, 0 if it is no number. */
static uint32_t number_at(const struct try *t, uint32_t at, int64_t *out)
{
	const kr_time_seen *s = t->f->seen;
	int64_t total = 0, now = 0;
	uint32_t i = at;

	for (; i < t->end && i < at + 8; i++) {
		if (s[i].classes & KR_TX_MULT && i > at) {
			if (s[i].num == 1) {
				now += 10;
			} else if (s[i].num >= 1000) {
				total = (total + now) * s[i].num;
				now = 0;
			} else {
				total += now * s[i].num;
				now = 0;
			}
		} else if (s[i].classes & KR_TX_NUM && now == 0 &&
		           (i == at || s[i].word)) {
			now = s[i].num;
		} else {
			break;
		}
	}
	*out = total + now;
	return i - at;
}

static void capture(const kr_time_seen *s, uint32_t hit, kr_time_caps *c)
{
	if ((hit & KR_TX_DAY) && c->n_day < 2)
		c->day[c->n_day++] = s->day;
	if ((hit & KR_TX_MONTH) && c->n_month < 2)
		c->month[c->n_month++] = s->word->month;
	if ((hit & (KR_TX_YEAR | KR_TX_DECADE)) && c->n_year < 2)
		c->year[c->n_year++] = s->year;
	c->decade |= (hit & KR_TX_DECADE) != 0;
	if ((hit & KR_TX_MONTHDAY) && c->n_month < 2 && c->n_day < 2) {
		c->month[c->n_month++] = s->month;
		c->day[c->n_day++] = s->day;
	}
	if ((hit & KR_TX_DMY) && c->n_day < 2) {
		c->day[c->n_day++] = s->day;
		c->month[c->n_month++] = s->month;
		if (s->year)
			c->year[c->n_year++] = s->year;
	}
	if (hit & KR_TX_WEEKDAY)
		c->weekday = s->word->weekday;
	if (hit & KR_TX_PART)
		c->part = s->word->part;
	if (hit & (KR_TX_UNIT | KR_TX_NUMUNIT))
		c->unit = s->word->unit;
	if (hit & KR_TX_CLOCK) {
		c->hour = s->hour;
		c->minute = s->minute;
	}
}

/* Words that step `k` takes at `at`; 0: does not match. */
static uint32_t step(const struct try *t, uint32_t k, uint32_t at, kr_time_caps *c)
{
	const kr_timex_step *st = &t->rule->steps[k];

	if (at >= t->end)
		return 0;
	const kr_time_seen *s = &t->f->seen[at];
	for (uint32_t i = 0; i < st->n_literals; i++)
		if (st->literals[i] == s->key) {
			capture(s, s->classes & (KR_TX_MONTH | KR_TX_PART), c);
			return 1;
		}
	uint32_t hit = st->classes & s->classes;
	if (hit & KR_TX_NUM) {
		c->num_from = c->num;
		c->frac = s->frac;
		return number_at(t, at, &c->num);
	}
	if (!hit)
		return 0;
	capture(s, hit, c);
	return 1;
}

/* Steps [k, ...) from word `at`: the end of the match, 0 if there is none. */
static uint32_t match(const struct try *t, uint32_t k, uint32_t at, kr_time_caps *c)
{
	while (k < t->rule->n_steps) {
		int8_t group = t->rule->steps[k].group;
		if (group) {
			kr_time_caps with = *c;
			uint32_t p = at, e = k, n = 1;
			for (; e < t->rule->n_steps && t->rule->steps[e].group == group;
			     e++)
				if (n && (n = step(t, e, p, &with)))
					p += n;
			uint32_t end = n ? match(t, e, p, &with) : 0;
			if (end) {
				*c = with;
				return end;
			}
			k = e;
			continue;
		}
		uint32_t n = step(t, k, at, c);
		if (!n)
			return 0;
		at += n;
		k++;
	}
	return at;
}

static bool in_set(const uint64_t *set, uint32_t n, uint64_t key)
{
	for (uint32_t i = 0; i < n; i++)
		if (set[i] == key)
			return true;
	return false;
}

/* Words [from, to) only join what stands on both sides. */
static bool only_join(const kr_timing *f, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		if (!(f->seen[i].classes & KR_TX_JOIN))
			return false;
	return from < to && to - from <= 2;
}

/* "2020, 2021 dan 2022", "Juni dan Juli": beside another month or year. */
static bool joined(const kr_timing *f, uint32_t at, uint32_t start)
{
	const kr_time_hit *h = f->n_hits ? &f->hits[f->n_hits - 1] : NULL;
	uint32_t n = kr__n_words(f->doc);
	uint32_t kind = f->seen[at].classes & (KR_TX_MONTH | KR_TX_YEAR);

	if (h && h->first >= start && h->rule->op == KR_TXO_ABS &&
	    !h->caps.n_day && h->first + h->n <= at)
		return only_join(f, h->first + h->n, at);
	if (kind == KR_TX_YEAR && (at == start || !(f->seen[at - 1].classes & KR_TX_JOIN)))
		return false; /* "MotoGP 2022 dan 2023" */
	return at + 2 < n && (f->seen[at + 1].classes & KR_TX_JOIN) &&
	       (f->seen[at + 2].classes & kind);
}

static bool context_fits(const struct try *t, uint32_t at, uint32_t start)
{
	const kr_word *w = kr__words(t->f->doc);
	uint64_t before = at > start ? t->f->seen[at - 1].key : t->f->opening;
	bool clitic = at > start + 1 && w[at - 1].token == w[at - 2].token;

	if (t->rule->joined && !joined(t->f, at, start))
		return false;
	if (t->rule->n_not &&
	    (in_set(t->rule->not_before, t->rule->n_not, before) ||
	     (clitic && in_set(t->rule->not_before, t->rule->n_not,
	                       t->f->seen[at - 2].key))))
		return false;
	return !t->rule->n_only ||
	       in_set(t->rule->only_after, t->rule->n_only, before);
}

uint32_t kr__time_match(const kr_timing *f, const kr_timex_rule *rule, kr_range words,
                        uint32_t at)
{
	struct try t = { .f = f, .rule = rule, .end = words.first + words.n };
	kr_time_caps c = { .hour = -1 };
	uint32_t end = rule->joined ? 0 : match(&t, 0, at, &c);

	return end > at && context_fits(&t, at, words.first) ? end - at : 0;
}

static bool best_at(const kr_timing *f, uint32_t at, kr_range words,
                    kr_time_hit *best)
{
	struct try t = { .f = f, .end = words.first + words.n };

	best->n = 0;
	for (uint32_t r = 0; r < f->timex->n_rules; r++) {
		kr_time_caps c = { .hour = -1 };
		t.rule = &f->timex->rules[r];
		uint32_t end = match(&t, 0, at, &c);
		if (end > at + best->n && context_fits(&t, at, words.first))
			*best = (kr_time_hit){ .rule = t.rule, .caps = c,
				              .first = at, .n = end - at };
	}
	return best->n > 0;
}

enum { AHEAD_MAX = 60 }; /* words back to one that looks forward */

/* Does the clause look forward? What stands on the other side of a quotation
 * mark, or before "..., kata X Rabu malam", does not tell. */
static bool looks_ahead(const kr_timing *f, uint32_t at, uint32_t start)
{
	for (uint32_t i = at; i > start && at - i < AHEAD_MAX; i--) {
		const kr_time_seen *s = &f->seen[i - 1];
		if (s->quoted != f->seen[at].quoted || (s->classes & KR_TX_SAID))
			return false;
		if (s->classes & KR_TX_FUTURE)
			return true;
	}
	return false;
}

/* A capital at the head of a sentence tells nothing: "Minggu depan" is a week
 * unless what follows belongs to a day. */
static void lower_head(const kr_timing *f, kr_range words)
{
	kr_time_seen *s = &f->seen[words.first];

	if (words.n < 2 || !(s->classes & KR_TX_UPPER))
		return;
	kr_view next = kr__doc_cut(f->doc, kr__words(f->doc)[words.first + 1].span);
	if (!(s[1].classes & (KR_TX_PART | KR_TX_DAY | KR_TX_DMY)) &&
	    !kr__view_is(next, "(") && !kr__view_is(next, ","))
		s->classes &= ~(uint32_t)KR_TX_WEEKDAY;
}

static bool find_in(kr_timing *f, const kr_sentence *s)
{
	uint32_t end = s->words.first + s->words.n;

	lower_head(f, s->words);
	for (uint32_t i = s->words.first; i < end;) {
		kr_time_hit h = { .n = 0 };
		if (!kr__timex_starts(f->timex, f->seen[i].key, f->seen[i].classes) ||
		    !best_at(f, i, s->words, &h)) {
			i++;
			continue;
		}
		if (h.rule->op == KR_TXO_NONE) {
			i += h.n;
			continue;
		}
		h.ahead = looks_ahead(f, i, s->words.first);
		if (!kr__arena_grow(f->scratch, (void **)&f->hits, &f->cap_hits,
		                    f->n_hits + 1, sizeof *f->hits))
			return false;
		f->hits[f->n_hits++] = h;
		i += h.n;
	}
	return true;
}

/* ---- neighbours ---------------------------------------------------------- */
/* "Juni dan Juli 2025": the year stands with the last one. */
static void share_years(const kr_timing *f)
{
	for (uint32_t i = f->n_hits; i-- > 1;) {
		kr_time_caps *c = &f->hits[i - 1].caps;
		const kr_time_caps *next = &f->hits[i].caps;
		if (f->hits[i].rule->op != KR_TXO_ABS || c->n_year ||
		    f->hits[i - 1].rule->op != KR_TXO_ABS || c->n_month != 1 ||
		    next->n_month != 1 || next->n_year != 1 ||
		    c->n_day != next->n_day ||
		    !only_join(f, f->hits[i - 1].first + f->hits[i - 1].n,
		               f->hits[i].first))
			continue;
		c->year[0] = next->year[0] - (c->month[0] > next->month[0]);
		c->n_year = 1;
	}
}

static bool tells_one_day(const kr_time_hit *h)
{
	return h->rule->type == KR_TIME_DATE && !h->until &&
	       (h->rule->op == KR_TXO_WD ||
	        (h->rule->op == KR_TXO_REL && h->rule->unit == 'D') ||
	        (h->rule->op == KR_TXO_ABS && h->caps.n_day == 1 &&
	         h->caps.n_month == 1));
}

/* Words [from, to) are "hingga", "sampai dengan", "sampai pada". */
static bool joins(const kr_timing *f, uint32_t from, uint32_t to)
{
	return from < to && to - from <= 2 && (f->seen[from].classes & KR_TX_UNTIL) &&
	       (to - from == 1 || (f->seen[from + 1].classes & KR_TX_LINK));
}

/* "esok hingga Selasa (14/5)": one expression. The ends are hits found apart. */
static kr_status join_ranges(kr_timing *f)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < f->n_hits; i++) {
		kr_time_hit *h = &f->hits[i];
		kr_time_hit *last = n ? &f->hits[n - 1] : NULL;
		bool until = last && joins(f, last->first + last->n, h->first) &&
		             tells_one_day(last) && tells_one_day(h);
		if (!until) {
			f->hits[n++] = *h;
			continue;
		}
		kr_time_hit *end = kr__arena_array(f->scratch, 1, sizeof *end);
		if (!end)
			return kr__arena_status(f->scratch);
		*end = *h;
		last->until = end;
		last->n = h->first + h->n - last->first;
	}
	f->n_hits = n;
	return KR_OK;
}

static kr_status add_records(const kr_timing *f)
{
	const kr_word *w = kr__words(f->doc);

	for (uint32_t i = 0; i < f->n_hits; i++) {
		const kr_time_hit *h = &f->hits[i];
		kr_time *t = kr__time_add(f->doc);
		if (!t)
			return kr__doc_status(f->doc);
		*t = (kr_time){ .span = { w[h->first].span.start,
			                  w[h->first + h->n - 1].span.end },
			        .words = { h->first, h->n },
			        .type = h->rule->type,
			        .days = { 1, 0 },
			        .rule = h->rule->id };
	}
	return KR_OK;
}

/* What others are counted from comes first. */
static int turn_of(const kr_time_hit *h)
{
	return h->rule->op == KR_TXO_ABS ? 0 : h->rule->op == KR_TXO_WD ? 1 : 2;
}

kr_status kr__mark_times(const kr_pack *p, kr_doc *d, kr_arena *scratch)
{
	kr_timing f = { .timex = p->timex, .doc = d, .scratch = scratch,
		            .opening = kr__phrase_key(KR_V("^"), false) };
	uint32_t n = kr__n_words(d);
	kr_status status = KR_OK;

	kr__layer_done(d, KR_LAYER_time, "time/1");
	if (!p->timex || n == 0)
		return KR_OK;
	f.seen = kr__arena_array(scratch, n, sizeof *f.seen);
	if (!f.seen)
		return kr__arena_status(scratch);
	for (uint32_t i = 0; i < n; i++)
		classify(&f, &kr__words(d)[i], &f.seen[i]);
	mark_quoted(&f);
	for (uint32_t i = 0; i < kr__n_sentences(d); i++)
		if (!find_in(&f, &kr__sentences(d)[i]))
			return kr__arena_status(scratch);
	share_years(&f);
	status = join_ranges(&f);
	kr__time_published(&f);
	status = status ? status : add_records(&f);
	for (int pass = 0; pass < 3; pass++) /* calendar dates, weekdays, the rest */
		for (uint32_t i = 0; i < f.n_hits && !status; i++)
			if (turn_of(&f.hits[i]) == pass)
				status = kr__time_resolve(&f, i);
	for (uint32_t i = 0; i < f.n_hits && !status && d->explain; i++)
		kr__time_explain(&f, i);
	return status ? status : kr__doc_status(d);
}
