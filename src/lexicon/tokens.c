// SPDX-License-Identifier: Apache-2.0
/*
 * Tokens: the loader of abbreviations.tsv and clitics.tsv. The problem: which
 * dot ends a sentence and which "-nya" is a word of its own are matters of
 * the language. The idea: words carry facts as bits, kept in one hash table;
 * the C code knows what a fact does, not which word has it. Limits: words are
 * equal if their 64-bit hashes are.
 */
#include "lexicon/tokens.h"

#include "lexicon/pack.h"
#include "lexicon/parts.h"

enum { FIRST_SLOTS = 1024 };

static uint32_t slot_of(const kr_tokens *t, uint64_t key)
{
	uint32_t at = (uint32_t)key & (t->n_slots - 1);

	while (t->keys[at] && t->keys[at] != key)
		at = (at + 1) & (t->n_slots - 1);
	return at;
}

static uint64_t key_of(kr_view lower)
{
	uint64_t key = kr__hash64(lower);

	return key ? key : 1;
}

unsigned kr__tokens_facts(const kr_tokens *t, kr_view lower)
{
	if (!t || !t->n_slots)
		return 0;
	uint32_t at = slot_of(t, key_of(lower));
	return t->keys[at] ? t->facts[at] : 0;
}

static bool grow(kr_tokens *t, kr_arena *a)
{
	kr_tokens old = *t;

	t->n_slots = old.n_slots ? old.n_slots * 2 : FIRST_SLOTS;
	t->keys = kr__arena_array(a, t->n_slots, sizeof *t->keys);
	t->facts = kr__arena_array(a, t->n_slots, sizeof *t->facts);
	if (!t->keys || !t->facts)
		return false;
	for (uint32_t i = 0; i < old.n_slots; i++) {
		if (!old.keys[i])
			continue;
		uint32_t at = slot_of(t, old.keys[i]);
		t->keys[at] = old.keys[i];
		t->facts[at] = old.facts[i];
	}
	return true;
}

static bool add_fact(kr_tokens *t, kr_arena *a, kr_view word, unsigned fact)
{
	char low[128];
	size_t n = kr__lower_into(word, low, sizeof low);

	if (t->n + 1 > t->n_slots / 2 && !grow(t, a))
		return false;
	uint64_t key = key_of((kr_view){ low, n });
	uint32_t at = slot_of(t, key);
	t->n += t->keys[at] == 0;
	t->keys[at] = key;
	t->facts[at] |= (uint16_t)fact;
	return true;
}

static const struct {
	const char *kind;
	unsigned fact;
} kinds[] = {
	{ "before", KR_TF_BEFORE },
	{ "title", KR_TF_TITLE },       { "number", KR_TF_BEFORE_NUM },
	{ "abbr", KR_TF_ABBR },         { "currency", KR_TF_CURRENCY },
	{ "domain", KR_TF_DOMAIN },     { "whole", KR_TF_WHOLE },
	{ "cut", KR_TF_CUT },           { "part", KR_TF_NAME_PART },
	{ "dot", KR_TF_KEEPS_DOT },     { "run", KR_TF_RUN },
	{ "parts", KR_TF_PARTS },       { "glued", KR_TF_GLUED },
	{ "sticks", KR_TF_STICKS },
};

/* Field 0 is a kind, field 1 words parted by spaces. */
static kr_status add_row(kr_tokens *t, kr_arena *a, const kr_row *r)
{
	kr_view rest = r->field[1], word;
	unsigned fact = 0;

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kr__view_is(r->field[0], kinds[i].kind))
			fact = kinds[i].fact;
	if (!fact)
		return KR_EDATA;
	while (kr__view_next(&rest, ' ', &word))
		if (word.len && !add_fact(t, a, word, fact))
			return KR_ENOMEM;
	return KR_OK;
}

/* "suffix nya free": kept longest first, in the order of the file. */
static kr_status add_clitic(kr_tokens *t, const kr_row *r)
{
	kr_clitic c = { .text = r->field[1],
		        .prefix = kr__view_is(r->field[0], "prefix"),
		        .free = kr__view_is(kr__row_get(r, 2), "free") };
	uint32_t at = t->n_clitics;

	if (at == KR_MAX_CLITICS)
		return KR_EDATA;
	while (at && t->clitics[at - 1].text.len < c.text.len) {
		t->clitics[at] = t->clitics[at - 1];
		at--;
	}
	t->clitics[at] = c;
	t->n_clitics++;
	return KR_OK;
}

static kr_status add_file(kr_pack *p, kr_tokens *t, const char *file,
                          kr_err *err)
{
	kr_rows rows;
	kr_status status = kr__pack_rows(p, file, 2, 3, &rows, err);

	for (uint32_t i = 0; !status && i < rows.n; i++) {
		kr_view kind = rows.at[i].field[0];
		if (kr__view_is(kind, "suffix") || kr__view_is(kind, "prefix"))
			status = add_clitic(t, &rows.at[i]);
		else
			status = add_row(t, p->arena, &rows.at[i]);
		if (status)
			kr__err_set(err, status, rows.path, rows.at[i].line,
			            "unknown kind of row, or too many");
	}
	return status == KR_ENOTFOUND ? KR_OK : status;
}

kr_status kr__load_tokens(kr_pack *p, kr_err *err)
{
	kr_tokens *t = kr__arena_get(p->arena, sizeof *t);

	if (!t || !grow(t, p->arena))
		return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	kr_status status = add_file(p, t, "abbreviations.tsv", err);
	if (!status)
		status = add_file(p, t, "clitics.tsv", err);
	p->tokens = t;
	return status;
}
