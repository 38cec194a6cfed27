// SPDX-License-Identifier: Apache-2.0
/*
 * Loading the words of speech. The problem: which words report speech, and
 * where their clause stands, is a language's own. The idea: classes as data.
 * Limits: a word with two classes has both on every occurrence.
 */
#include "lexicon/speech.h"

#include "lexicon/pack.h"
#include "lexicon/parts.h"

/* The number of its bit. False: no such class. */
static bool class_of(kr_view name, uint32_t *number)
{
	static const char *const names[] = {
		"say", "ask", "blame", "bare", "passive", "mid", "according", "that",
		"purpose", "because", "thing", "carrier", "citing", "words", "to",
		"hinge", "adverb", "not", "np", "conj", "relative", "clitic", "sub",
		"finite", "plea", "mute", "occasion", "judge",
		"topic", "plural", "crowd", "measure",
		"as", "pointing", "by", "from" };

	for (*number = 0; *number < sizeof names / sizeof *names; ++*number)
		if (kr__view_is(name, names[*number]))
			return true;
	return false;
}

kr_speech_classes kr__speech_match(const struct kr_speech *s, const uint64_t *keys,
                                   uint32_t n, uint32_t *len)
{
	kr_speech_classes classes = 0;
	uint32_t state = 0, value = 0;

	*len = 0;
	for (uint32_t i = 0; i < n; i++) {
		state = kr__phrases_step(&s->phrases, state, keys[i]);
		if (state == KR_NOSYM)
			break;
		uint32_t it = kr__phrases_value(&s->phrases, state, &value);
		if (!it)
			continue;
		*len = i + 1;
		for (classes = 0; it; it = kr__phrases_more(&s->phrases, it, &value))
			classes |= KR_SP_BIT(value);
	}
	return classes;
}

kr_status kr__load_speech(kr_pack *p, kr_err *err)
{
	kr_rows rows;
	kr_err why = { .offset = -1 };
	kr_status status = kr__pack_rows(p, "speech.tsv", 2, 2, &rows, &why);

	if (status == KR_ENOTFOUND)
		return KR_OK;
	if (status) {
		if (err)
			*err = why;
		return status;
	}
	struct kr_speech *s = kr__arena_get(p->arena, sizeof *s);
	if (!s || !kr__phrases_init(&s->phrases, p->arena))
		return kr__err_set(err, KR_ENOMEM, rows.path, -1, "out of memory");
	for (uint32_t i = 0; i < rows.n; i++) {
		const kr_view *f = rows.at[i].field;
		uint32_t number;
		if (!class_of(f[0], &number))
			return kr__err_set(err, KR_EDATA, rows.path, rows.at[i].line,
			                   "no such class of words");
		if (!kr__phrases_add_text(&s->phrases, f[1], true, number))
			return kr__err_set(err, KR_ENOMEM, rows.path, -1,
			                   "out of memory");
	}
	p->speech = s;
	return KR_OK;
}
