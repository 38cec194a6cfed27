// SPDX-License-Identifier: Apache-2.0
/*
 * Filters. The problem: ten verbs ask with words of people, and no word may
 * ever become SQL. The idea: terms are parsed into views; a table per answer
 * maps keys to fixed conditions with placeholders; values are only bound.
 * Limits: 32 terms, 96 values.
 */
#include "store/filter.h"

#include <string.h>

#include "doc/doc.h"
#include "merge/act.h"

static kr_status bad(kr_err *err, size_t at, const char *why)
{
	return kr__err_fmt(err, KR_EUSAGE, "", -1, "filter: %s, at byte %zu", why, at);
}

static bool value_end(kr_view text, size_t *at, kr_view *value)
{
	size_t start = *at;

	if (start < text.len && text.ptr[start] == '"') {
		size_t close = kr__view_chr(kr__view_from(text, start + 1), '"');
		if (close == KR_NPOS)
			return false;
		*value = kr__view_sub(text, start + 1, start + 1 + close);
		*at = start + close + 2;
		return true;
	}
	while (*at < text.len && text.ptr[*at] != ' ')
		++*at;
	*value = kr__view_sub(text, start, *at);
	return true;
}

static bool is_key(kr_view v)
{
	for (size_t i = 0; i < v.len; i++)
		if (!((v.ptr[i] >= 'a' && v.ptr[i] <= 'z') || v.ptr[i] == '-'))
			return false;
	return v.len > 0;
}

kr_status kr__filter_parse(kr_filter *f, kr_view text, kr_err *err)
{
	size_t at = 0;

	f->n = 0;
	while (at < text.len) {
		if (text.ptr[at] == ' ') {
			at++;
			continue;
		}
		if (f->n == KR_MAX_TERMS)
			return bad(err, at, "too many terms");
		kr_view rest = kr__view_from(text, at);
		size_t colon = kr__view_chr(rest, ':'), space = kr__view_chr(rest, ' ');
		kr_term *t = &f->terms[f->n++];
		t->key = (kr_view){ "", 0 };
		if (colon != KR_NPOS && colon < space &&
		    is_key(kr__view_sub(rest, 0, colon))) {
			t->key = kr__view_sub(rest, 0, colon);
			at += colon + 1;
		}
		size_t start = at;
		if (!value_end(text, &at, &t->value))
			return bad(err, start, "a quotation mark is not closed");
		if (t->value.len == 0)
			return bad(err, start, "a value is missing");
	}
	return KR_OK;
}

static bool find_state(kr_view v, int64_t *n)
{
	for (unsigned i = 0; i < KR_N_MOVES; i++)
		if (kr__view_is(v, kr__move_text(i))) {
			*n = i;
			return true;
		}
	if (!kr__view_is(v, "open"))
		return false;
	*n = KR_MOVE_OPENED;
	return true;
}

static bool bind_one(kr_binding *b, const kr_cond *c, kr_view v)
{
	kr_event_type type;
	kr_event_status status;
	kr_date d;

	*b = (kr_binding){ .number = c->kind > KR_COND_CODE, .text = v };
	switch (c->kind) {
	case KR_COND_TEXT:
	case KR_COND_CODE: return true;
	case KR_COND_TYPE:
		if (!kr__event_type_find(v, &type))
			return false;
		b->n = type;
		return true;
	case KR_COND_STATUS:
		if (!kr__event_status_find(v, &status))
			return false;
		b->n = status;
		return true;
	case KR_COND_STATE: return find_state(v, &b->n);
	case KR_COND_SINCE:
	case KR_COND_UNTIL:
		if (!kr__date_parse(v, &d))
			return false;
		b->n = c->kind == KR_COND_SINCE ? kr__date_days(d).first
		                                : kr__date_days(d).last;
		return true;
	default: return kr__view_i64(v, &b->n);
	}
}

static bool is_code(kr_view v)
{
	for (size_t i = 0; i < v.len; i++)
		if (!((v.ptr[i] >= 'A' && v.ptr[i] <= 'Z') || v.ptr[i] == '-'))
			return false;
	return v.len >= 3;
}

bool kr__term_next(const kr_term *t, kr_view *rest, kr_view *alt)
{
	return kr__view_next(rest, t->key.len ? ',' : '\1', alt);
}

const kr_cond *kr__cond_find(const kr_cond *conds, const kr_term *t, kr_err *err)
{
	const kr_cond *c = conds;
	kr_buf keys;

	while (c->key && !kr__view_is(t->key, c->key))
		c++;
	if (c->key)
		return c;
	kr__buf_init(&keys, NULL);
	for (c = conds; c->key; c++) {
		bool told = c > conds && strcmp(c->key, c[-1].key) == 0;
		kr__buf_str(&keys, c->key[0] && !told ? " " : "");
		kr__buf_str(&keys, told ? "" : c->key);
	}
	kr__err_fmt(err, KR_EUSAGE, "", -1, "no filter '%.*s:' here%s%s",
	            (int)t->key.len, t->key.ptr, keys.len ? "; there are" : "", keys.ptr);
	kr__buf_drop(&keys);
	return NULL;
}

/* What a value of this kind may be. */
static void may_be(const kr_cond *c, kr_buf *out)
{
	const unsigned n = c->kind == KR_COND_TYPE     ? KR_N_EVENT_TYPES
	                   : c->kind == KR_COND_STATUS ? KR_N_EVENT_STATUS
	                   : c->kind == KR_COND_STATE  ? KR_N_MOVES : 0;
	const char *(*const text)(unsigned) =
		c->kind == KR_COND_TYPE     ? kr__event_text
		: c->kind == KR_COND_STATUS ? kr__event_status_text : kr__move_text;

	if (n == 0)
		kr__buf_str(out, c->kind == KR_COND_NUMBER
		                         ? "no number"
		                         : "no day; write 2025, 2025-01 or 2025-01-31");
	kr__buf_str(out, n ? "none of" : "");
	for (unsigned i = 0; i < n; i++) {
		kr__buf_chr(out, ' ');
		kr__buf_str(out, c->kind == KR_COND_STATE && i == KR_MOVE_OPENED
		                         ? "open" : text(i));
	}
}

static kr_status bad_value(const kr_cond *c, const kr_term *t, kr_view alt, kr_err *err)
{
	kr_buf b;

	kr__buf_init(&b, NULL);
	may_be(c, &b);
	kr_status status = kr__err_fmt(err, KR_EUSAGE, "", -1, "%.*s: '%.*s' is %s",
	                               (int)t->key.len, t->key.ptr, (int)alt.len,
	                               alt.ptr, b.ptr);
	kr__buf_drop(&b);
	return status;
}

kr_status kr__cond_bind(const kr_cond **c, const kr_term *t, kr_view alt,
                        kr_binding *b, kr_err *err)
{
	if ((*c)->kind == KR_COND_CODE && !is_code(alt))
		++*c;
	return bind_one(b, *c, alt) ? KR_OK : bad_value(*c, t, alt, err);
}

static kr_status add_term(kr_where *w, const kr_term *t, const kr_cond *key, kr_err *err)
{
	kr_view rest = t->value, alt;
	bool first = true;

	kr__buf_str(&w->sql, " and (");
	while (kr__term_next(t, &rest, &alt)) {
		const kr_cond *c = key;
		kr_binding b;
		kr_status status = kr__cond_bind(&c, t, alt, &b, err);
		if (status)
			return status;
		kr__buf_str(&w->sql, first ? "" : " or ");
		kr__buf_str(&w->sql, c->sql);
		for (const char *p = c->sql; *p; p++) {
			if (*p != '?')
				continue;
			if (w->n == KR_MAX_BINDINGS)
				return kr__err_set(err, KR_EUSAGE, "", -1,
				                   "filter: too many values");
			w->bind[w->n++] = b;
		}
		first = false;
	}
	kr__buf_chr(&w->sql, ')');
	return KR_OK;
}

kr_status kr__where_build(kr_where *w, const kr_filter *f, const kr_cond *conds,
                          kr_err *err)
{
	kr_status status = KR_OK;

	for (uint32_t i = 0; i < f->n && !status; i++) {
		const kr_cond *c = kr__cond_find(conds, &f->terms[i], err);
		status = c ? add_term(w, &f->terms[i], c, err) : KR_EUSAGE;
	}
	return status ? status : w->sql.failed;
}
