// SPDX-License-Identifier: Apache-2.0
/*
 * Lemma rules. The problem: lemmas are as many as words, a classifier wants
 * few labels. The idea: keep the longest run of bytes that form and lemma
 * share, and say what goes before and behind it (the edit scripts of UDPipe
 * and others): "l 2 k 2 " lower-cases, cuts two bytes in front, puts "k"
 * there, cuts two behind, adds nothing. "=" keeps the form. Rules are text
 * with single spaces: case, cut, paste, cut, paste. Limits: changes inside
 * the word (infixes) have no rule; forms longer than 60 bytes neither.
 */
#include "learn/rule.h"

#include <string.h>

enum { MAX_FORM = 60 };

static bool fold(kr_view v, char *to)
{
	bool changed = false;

	for (size_t i = 0; i < v.len; i++) {
		char c = v.ptr[i];
		to[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
		changed = changed || to[i] != c;
	}
	return changed;
}

typedef struct run {
	size_t in_form, in_lemma, len;
} run;

static run common(kr_view a, kr_view b)
{
	run best = { 0, 0, 0 };

	for (size_t i = 0; i < a.len; i++)
		for (size_t j = 0; j < b.len; j++) {
			size_t k = 0;
			while (i + k < a.len && j + k < b.len &&
			       a.ptr[i + k] == b.ptr[j + k])
				k++;
			if (k > best.len)
				best = (run){ i, j, k };
		}
	return best;
}

bool kr__rule_make(kr_view form, kr_view lemma, kr_buf *out)
{
	char lower[MAX_FORM], scrap[MAX_FORM];

	if (kr__view_eq(form, lemma)) {
		kr__buf_str(out, "=");
		return true;
	}
	if (form.len > MAX_FORM || lemma.len > MAX_FORM)
		return false;
	bool keep = fold(lemma, scrap);
	fold(form, lower);
	kr_view from = keep ? form : (kr_view){ lower, form.len };
	run r = common(from, lemma);
	if (r.len < 2 && form.len > 2)
		return false;
	kr__buf_str(out, keep ? "k " : "l ");
	kr__buf_u64(out, r.in_form);
	kr__buf_chr(out, ' ');
	kr__buf_add(out, kr__view_sub(lemma, 0, r.in_lemma));
	kr__buf_chr(out, ' ');
	kr__buf_u64(out, form.len - r.in_form - r.len);
	kr__buf_chr(out, ' ');
	kr__buf_add(out, kr__view_from(lemma, r.in_lemma + r.len));
	return true;
}

bool kr__rule_apply(kr_view rule, kr_view form, kr_buf *out)
{
	kr_view how, front, put_front, back, rest = rule;
	uint64_t n_front, n_back;
	char lower[MAX_FORM];

	if (kr__view_is(rule, "=")) {
		kr__buf_add(out, form);
		return true;
	}
	if (form.len > MAX_FORM || !kr__view_next(&rest, ' ', &how) ||
	    !kr__view_next(&rest, ' ', &front) ||
	    !kr__view_next(&rest, ' ', &put_front) ||
	    !kr__view_next(&rest, ' ', &back) ||
	    !kr__view_u64(front, &n_front) || !kr__view_u64(back, &n_back))
		return false;
	if (n_front > form.len || n_back > form.len - n_front)
		return false;
	fold(form, lower);
	kr_view from = kr__view_is(how, "l") ? (kr_view){ lower, form.len }
	                                     : form;
	kr__buf_add(out, put_front);
	kr__buf_add(out, kr__view_sub(from, n_front, from.len - n_back));
	kr__buf_add(out, rest);
	return true;
}
