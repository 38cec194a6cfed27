// SPDX-License-Identifier: Apache-2.0
/*
 * Loading the words that refer to actors. The problem: who "kedua negara",
 * "pasukan Israel" or "mitranya" is depends on words of the language. The
 * idea: classes of words as data; what each class means is in mark/actor*.c
 * and holds for any language. Limits: a phrase has up to 32 words.
 */
#include "lexicon/actors.h"

#include "lexicon/pack.h"
#include "lexicon/parts.h"

static uint64_t class_of(kr_view name)
{
	static const char *const names[] = {
		"group", "alone", "self", "leader", "deictic", "both", "states",
		"persons", "counterpart", "he", "they", "clitic", "placeprep",
		"ofwhat", "honor", "middle", "armed", "armedact", "armedthing",
		"truce", "trucewith", "also", "kindof", "homebody", "company",
		"forename", "initialed", "crowd", "heads", "parties", "asked",
		"rule", "deed", "oneof", "charged", "inrole", "several",
		"kindorg", "term", "orghead", "era", "away", "former" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (kr__view_is(name, names[i]))
			return UINT64_C(1) << i;
	return 0;
}

uint32_t kr__actors_match(const struct kr_actors *a, const uint64_t *keys,
                          uint32_t n, const kr_actor_word **word)
{
	uint32_t value = 0;
	uint32_t len = kr__phrases_match(&a->phrases, keys, n, &value);

	*word = len ? &a->words[value] : NULL;
	return len;
}

/* One entry a phrase; a second line of the same words adds its class. */
static kr_status add(struct kr_actors *a, kr_actor_word *words,
                     const kr_row *r, const char *path, kr_err *err)
{
	uint64_t bit = class_of(r->field[0]);

	if (!bit)
		return kr__err_set(err, KR_EDATA, path, r->line, "no such class");
	for (uint32_t i = 0; i < a->n_words; i++)
		if (kr__view_eq(words[i].words, r->field[1])) {
			words[i].classes |= bit;
			if (!words[i].code.len)
				words[i].code = kr__row_get(r, 4);
			if (!words[i].head.len) {
				words[i].head = kr__row_get(r, 2);
				words[i].sector = kr__row_get(r, 3);
			}
			return KR_OK;
		}
	words[a->n_words] = (kr_actor_word){ .words = r->field[1],
		                             .head = kr__row_get(r, 2),
		                             .sector = kr__row_get(r, 3),
		                             .code = kr__row_get(r, 4),
		                             .classes = bit };
	if (!kr__phrases_add_text(&a->phrases, r->field[1], true, a->n_words++))
		return kr__err_set(err, KR_ENOMEM, path, -1, "out of memory");
	return KR_OK;
}

kr_status kr__load_actors(kr_pack *p, kr_err *err)
{
	kr_rows rows;
	kr_err why = { .offset = -1 };
	kr_status status = kr__pack_rows(p, "actors.tsv", 2, 5, &rows, &why);

	if (status == KR_ENOTFOUND)
		return KR_OK;
	if (status) {
		if (err)
			*err = why;
		return status;
	}
	struct kr_actors *a = kr__arena_get(p->arena, sizeof *a);
	kr_actor_word *words = kr__arena_array(p->arena, rows.n, sizeof *words);
	if (!a || !words || !kr__phrases_init(&a->phrases, p->arena))
		return kr__err_set(err, KR_ENOMEM, rows.path, -1, "out of memory");
	a->words = words;
	for (uint32_t i = 0; i < rows.n && !status; i++)
		status = add(a, words, &rows.at[i], rows.path, err);
	if (!status)
		p->actors = a;
	return status;
}
