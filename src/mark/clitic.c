// SPDX-License-Identifier: Apache-2.0
/*
 * Clitics: from tokens to words. The problem: "rumahnya" is a house and its
 * owner, "hanya" is one word. The idea: the pack lists the clitics, the words
 * that only look as if they had one, and those that surely have one; for the
 * rest the host decides. A form is decided once a document and remembered.
 * Limits: at most one clitic before and two behind a host; a token longer
 * than KR_WORD_MAX is one word. Source: UD_Indonesian guidelines for words.
 */
#include "mark/token.h"

#include <string.h>

static bool is_letters(kr_view v)
{
	for (size_t i = 0; i < v.len; i++) {
		unsigned char b = (unsigned char)v.ptr[i];
		if (b < 0x80 && !(b >= 'a' && b <= 'z') &&
		    !(b >= 'A' && b <= 'Z') && b != '-' && b != '\'')
			return false;
	}
	return v.len > 0;
}

/* Does the word come from a known root by affixes, clitics aside? */
static bool is_derived(const kr_morph *m, kr_view lower)
{
	kr_analysis all[KR_CANDIDATES];
	uint32_t n = m ? kr__morph_candidates(m, lower, all) : 0;

	for (uint32_t i = 1; i < n; i++)
		if (all[i].known && all[i].root_len > 2 &&
		    (all[i].n_prefixes || all[i].suffix))
			return true;
	return false;
}

/* More often written with a capital than without. */
static bool is_name(unsigned facts)
{
	return kr__lex_upper(facts) > kr__lex_lower(facts);
}

static bool is_host(const kr_morph *m, kr_view host)
{
	unsigned facts = kr__lexeme(m, host);

	if (kr__lex_lower(facts) >= 7)
		return true;
	return (facts & KR_LEX_DICT) ? kr__lex_lower(facts) >= 4
	                             : is_derived(m, host);
}

/* Is `host` plus clitic a better reading than the word as a whole? */
static bool beats_whole(const kr_morph *m, kr_view lower, kr_view host)
{
	unsigned whole = kr__lexeme(m, lower), rest = kr__lexeme(m, host);

	if ((whole & KR_LEX_DICT) || is_name(whole))
		return false;
	if (kr__lex_lower(whole) > kr__lex_lower(rest))
		return false;
	return is_host(m, host) && !is_derived(m, lower);
}

/* "milik-nya" before "lah": the host ends in a clitic that joins any host. */
static bool ends_free(const kr_tokens *t, kr_view host)
{
	for (uint32_t i = 0; i < t->n_clitics; i++)
		if (t->clitics[i].free && !t->clitics[i].prefix &&
		    host.len > t->clitics[i].text.len + 3 &&
		    kr__view_ends(host, t->clitics[i].text))
			return true;
	return false;
}

/* "'s", "n't": print itself marks the clitic. */
static bool marks_itself(kr_view clitic)
{
	return kr__view_chr(clitic, '\'') != KR_NPOS ||
	       kr__view_find(clitic, KR_V("\xE2\x80\x99")) != KR_NPOS;
}

/* May `clitic` be cut from a form whose rest is `host`? */
static bool may_cut(const kr_cutter *c, const kr_clitic *cl, kr_view form,
                    kr_view host, kr_view lower)
{
	const kr_morph *m = c->pack->morph;

	if (marks_itself(cl->text))
		return true;
	if (host.len < 2)
		return false;
	if (cl->prefix)
		return host.len > 3 && kr__view_eq(form, lower) &&
		       beats_whole(m, lower, host);
	if (host.ptr[host.len - 1] == '-')
		return true;
	if (!cl->free)
		return host.len > 2 && (beats_whole(m, lower, host) ||
		                        ends_free(c->facts, host));
	if (!kr__starts_upper(form))
		return !(kr__lexeme(m, lower) & KR_LEX_DICT);
	return host.len > 2 &&
	       (!is_name(kr__lexeme(m, lower)) || is_host(m, host));
}

/* Byte length of clitic i if it is part of the form; 0: it is not. */
static size_t try_clitic(const kr_cutter *c, const kr_clitic *cl, kr_view form,
                         kr_view lower)
{
	size_t n = cl->text.len;

	if (lower.len <= n || form.len != lower.len)
		return 0;
	if (cl->prefix ? !kr__view_starts(lower, cl->text)
	               : !kr__view_ends(lower, cl->text))
		return 0;
	kr_view host = cl->prefix ? kr__view_from(lower, n)
	                          : kr__view_sub(lower, 0, lower.len - n);
	unsigned facts = kr__tokens_facts(c->facts, lower);
	if (facts & KR_TF_WHOLE)
		return 0;
	bool certain = (facts & KR_TF_CUT) && !cl->prefix;
	return certain || may_cut(c, cl, form, host, lower) ? n : 0;
}

uint32_t kr__clitic_len(const kr_cutter *c, kr_view form, kr_view lower,
                        bool *prefix)
{
	*prefix = false;
	for (uint32_t i = 0; c->facts && i < c->facts->n_clitics; i++) {
		const kr_clitic *cl = &c->facts->clitics[i];
		size_t n = try_clitic(c, cl, form, lower);
		*prefix = n && cl->prefix;
		if (n)
			return (uint32_t)n;
	}
	return 0;
}

static void whole(kr_split *s, kr_view form)
{
	s->n = 1;
	s->len[0] = (uint32_t)form.len;
}

static void cut_form(const kr_cutter *c, kr_view form, kr_split *s)
{
	char low[KR_WORD_MAX * 2];
	bool prefix = false;

	whole(s, form);
	if (form.len > KR_WORD_MAX || form.len < 3 || !is_letters(form))
		return;
	size_t n = kr__lower_into(form, low, sizeof low);
	kr_view lower = { low, n };
	uint32_t cut = kr__clitic_len(c, form, lower, &prefix);
	if (!cut)
		return;
	s->n = 2;
	s->len[!prefix] = cut;
	s->len[prefix] = (uint32_t)form.len - cut;
	if (prefix || s->len[0] < 4)
		return;
	/* one more behind the host: "milik-nya-lah" */
	form = kr__view_sub(form, 0, s->len[0]);
	cut = kr__clitic_len(c, form, kr__view_sub(lower, 0, form.len), &prefix);
	if (!cut || prefix)
		return;
	s->n = 3;
	s->len[2] = s->len[1];
	s->len[1] = cut;
	s->len[0] -= cut;
}

static kr_sym lower_sym(kr_doc *d, kr_view form, kr_sym same)
{
	char low[KR_FORM_MAX * 2];
	size_t n = kr__lower_into(form, low, sizeof low);

	if (n == form.len && memcmp(low, form.ptr, n) == 0)
		return same;
	return kr__doc_sym(d, (kr_view){ low, n });
}

static void name_parts(kr_doc *d, kr_view form, kr_split *s)
{
	for (uint32_t i = 0, at = 0; i < s->n; at += s->len[i++]) {
		kr_view part = kr__view_sub(form, at, at + s->len[i]);
		s->form[i] = kr__doc_sym(d, part);
		s->lower[i] = lower_sym(d, part, s->form[i]);
	}
}

static bool same_form(const kr_doc *d, const kr_split *s, kr_view form)
{
	size_t at = 0;

	for (uint32_t i = 0; i < s->n; at += s->len[i++]) {
		kr_view part = kr__doc_text(d, s->form[i]);
		if (!kr__view_eq(part, kr__view_sub(form, at, at + s->len[i])))
			return false;
	}
	return at == form.len;
}

/* The form as kept: cut to KR_FORM_MAX bytes at a character border. */
static kr_view short_form(kr_view form)
{
	size_t n = form.len;

	if (n <= KR_FORM_MAX)
		return form;
	n = KR_FORM_MAX;
	while (n && ((unsigned char)form.ptr[n] & 0xC0) == 0x80)
		n--;
	return kr__view_sub(form, 0, n);
}

static const kr_split *split_of(kr_cutter *c, kr_view form, kr_split *room)
{
	uint64_t hash = kr__hash64(form) | 1;
	kr_seen *seen = &c->seen[(hash >> 8) % KR_N_SEEN];

	if (seen->hash == hash && same_form(c->doc, &seen->split, form))
		return &seen->split;
	*room = (kr_split){ .n = 0 };
	cut_form(c, form, room);
	name_parts(c->doc, form, room);
	seen->hash = hash;
	seen->split = *room;
	return room;
}

static bool space_follows(const kr_doc *d, uint32_t end)
{
	size_t at = end;

	return at >= d->text.len ||
	       (kr__cc(kr__utf8_next(d->text, &at)) & KR_CC_SPACE);
}

void kr__token_emit(kr_cutter *c, uint32_t start, uint32_t end)
{
	kr_doc *d = c->doc;
	kr_split room;
	kr_view form = short_form(kr__doc_cut(d, (kr_span){ start, end }));
	const kr_split *s = split_of(c, form, &room);
	uint32_t token = kr__n_tokens(d), at = start;
	kr_token *t = kr__token_add(d);

	if (!t)
		return;
	*t = (kr_token){ .span = { start, end },
		         .words = { kr__n_words(d), s->n },
		         .flags = space_follows(d, end) ? KR_TOK_SPACE_AFTER
		                                        : 0 };
	for (uint32_t i = 0; i < s->n; i++) {
		kr_word *w = kr__word_add(d);
		if (!w)
			return;
		uint32_t stop = i + 1 == s->n ? end : at + s->len[i];
		*w = (kr_word){ .span = { at, stop }, .token = token,
			        .form = s->form[i], .lower = s->lower[i],
			        .head = KR_NOHEAD };
		at = stop;
	}
}
