// SPDX-License-Identifier: Apache-2.0
/* The CoNLL 2018 measures and the CoNLL-U reader against worked examples. */
#include "test.h"

#include "learn/conll18.h"

/* "a bc=b,c d": tokens parted by spaces, a multiword token with its words. */
static void bank_of(kr_bank *b, kr_arena *a, const char *tokens)
{
	kr_view rest = kr__view_of(tokens), token, word;
	kr_buf out;
	kr_err err;
	uint64_t id = 0;

	kr__buf_init(&out, NULL);
	while (kr__view_next(&rest, ' ', &token)) {
		size_t eq = kr__view_chr(token, '=');
		kr_view words = eq == KR_NPOS ? token
		                              : kr__view_from(token, eq + 1);
		uint64_t n = 1;
		for (size_t i = 0; i < words.len; i++)
			n += words.ptr[i] == ',';
		if (eq != KR_NPOS) {
			kr__buf_u64(&out, id + 1);
			kr__buf_chr(&out, '-');
			kr__buf_u64(&out, id + n);
			kr__buf_chr(&out, '\t');
			kr__buf_add(&out, kr__view_sub(token, 0, eq));
			kr__buf_str(&out, "\t_\t_\t_\t_\t_\t_\t_\t_\n");
		}
		while (kr__view_next(&words, ',', &word)) {
			kr__buf_u64(&out, ++id);
			kr__buf_chr(&out, '\t');
			kr__buf_add(&out, word);
			kr__buf_str(&out, "\t_\t_\t_\t_\t");
			kr__buf_str(&out, id > 1 ? "1" : "0");
			kr__buf_str(&out, "\t_\t_\t_\n");
		}
	}
	kr_view text = kr__arena_copy(a, kr__buf_view(&out));
	kr__bank_init(b, a);
	if (kr__bank_parse(b, text, "t", &err))
		fail_msg("line %ld of %s", (long)err.offset, text.ptr);
	kr__buf_drop(&out);
}

static const struct {
	const char *gold, *system;
	uint64_t aligned;
} cases[] = {
	{ "a", "a", 1 },
	{ "a b c", "a b c", 3 },
	{ "abc=a,b,c", "a b c", 3 },
	{ "a bc=b,c d", "a b c d", 4 },
	{ "abcd=a,b,c,d", "ab=a,b cd=c,d", 4 },
	{ "abc=a,b,c de=d,e", "a bcd=b,c,d e", 5 },
	{ "abcd", "a b c d", 0 },
	{ "abc d", "a b c d", 1 },
	{ "a bc d", "a b c d", 2 },
	{ "a bc=b,c d", "a b cd", 2 },
	{ "abc=a,BX,c def=d,EX,f", "ab=a,b cd=c,d ef=e,f", 4 },
	{ "ab=a,b cd=bc,d", "a bc d", 2 },
	{ "a bc=b,c d", "ab=AX,BX cd=CX,a", 1 },
};

static void alignment(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kr_arena a;
		kr_bank g, s;
		kr_scores sc;
		kr__arena_init(&a, NULL, 0);
		bank_of(&g, &a, cases[i].gold);
		bank_of(&s, &a, cases[i].system);
		assert_int_equal(kr__conll18_eval(&g, &s, &sc, NULL), KR_OK);
		if (sc.of[KR_SCORE_WORDS].correct != cases[i].aligned)
			fail_msg("%s / %s: %d words, want %d", cases[i].gold,
			         cases[i].system,
			         (int)sc.of[KR_SCORE_WORDS].correct,
			         (int)cases[i].aligned);
		kr__arena_drop(&a);
	}
}

#define WORD(id, form, lemma, upos, feats, head, rel)                         \
	id "\t" form "\t" lemma "\t" upos "\t_\t" feats "\t" head "\t" rel     \
	   "\t_\t_\n"

static const char gold_text[] =
	"# sent_id = g1\n# text = Ia pergi jauh\n"
	WORD("1", "Ia", "ia", "PRON", "Number=Sing|Person=3", "2", "nsubj")
	WORD("2", "pergi", "pergi", "VERB", "Voice=Act", "0", "root")
	WORD("3", "jauh", "_", "ADV", "_", "2", "advmod:x")
	"\n"
	WORD("1", "Ya", "ya", "INTJ", "Typo=Yes", "0", "root") "\n";
static const char system_text[] =
	WORD("1", "Ia", "dia", "PRON", "Number=Sing|Person=2", "2", "nsubj")
	WORD("2", "pergi", "pergi", "VERB", "Voice=Act", "0", "root")
	WORD("3", "jauh", "jauh", "ADJ", "_", "2", "advmod")
	WORD("4", "Ya", "ya", "INTJ", "_", "2", "discourse") "\n";

static void scores(void **state)
{
	static const struct {
		unsigned id;
		uint32_t correct, f1;
	} want[] = {
		{ KR_SCORE_TOKENS, 4, 10000 }, { KR_SCORE_SENTENCES, 0, 0 },
		{ KR_SCORE_WORDS, 4, 10000 },  { KR_SCORE_UPOS, 3, 7500 },
		{ KR_SCORE_FEATS, 3, 7500 },   { KR_SCORE_LEMMAS, 3, 7500 },
		{ KR_SCORE_UAS, 3, 7500 },     { KR_SCORE_LAS, 3, 7500 },
		{ KR_SCORE_VOICE, 1, 10000 },  { KR_SCORE_VOICE_ALL, 4, 10000 },
	};
	kr_arena a;
	kr_bank g, s;
	kr_scores sc;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	kr__bank_init(&g, &a);
	kr__bank_init(&s, &a);
	assert_int_equal(kr__bank_parse(&g, kr__view_of(gold_text), "g", NULL), KR_OK);
	assert_int_equal(kr__bank_parse(&s, kr__view_of(system_text), "s", NULL), KR_OK);
	assert_view(g.sentences[0].text, "Ia pergi jauh");
	assert_view(g.sentences[0].id, "g1");
	assert_int_equal(kr__conll18_eval(&g, &s, &sc, NULL), KR_OK);
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		assert_int_equal(sc.of[want[i].id].correct, want[i].correct);
		assert_int_equal(kr__score_f1(&sc.of[want[i].id]), want[i].f1);
	}
	kr__arena_drop(&a);
}

/* The four ways to be wrong about a voice, a word without one, and words that
 * are cut differently: 2 right of 7 and of 6, 1 of 4 and of 3 with a voice. */
static const char voiced_gold[] =
	WORD("1", "ditulis", "_", "VERB", "Voice=Pass", "0", "root")
	WORD("2", "menulis", "_", "VERB", "Voice=Act", "1", "dep")
	WORD("3", "penulis", "_", "NOUN", "Number=Sing", "1", "dep")
	WORD("4", "tertulis", "_", "VERB", "Voice=Pass", "1", "dep")
	WORD("5", "tulisan", "_", "NOUN", "Number=Sing", "1", "dep")
	WORD("6", "ku", "_", "PRON", "_", "7", "dep")
	WORD("7", "tulis", "_", "VERB", "Voice=Pass", "1", "dep") "\n";
static const char voiced_system[] =
	WORD("1", "ditulis", "_", "VERB", "Voice=Pass", "0", "root")
	WORD("2", "menulis", "_", "VERB", "Voice=Pass", "1", "dep")
	WORD("3", "penulis", "_", "VERB", "Voice=Act", "1", "dep")
	WORD("4", "tertulis", "_", "ADJ", "_", "1", "dep")
	WORD("5", "tulisan", "_", "NOUN", "_", "1", "dep")
	WORD("6", "kutulis", "_", "VERB", "_", "1", "dep") "\n";

static void voices(void **state)
{
	kr_arena a;
	kr_bank g, s;
	kr_scores sc;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	kr__bank_init(&g, &a);
	kr__bank_init(&s, &a);
	assert_int_equal(kr__bank_parse(&g, kr__view_of(voiced_gold), "g", NULL), KR_OK);
	assert_int_equal(kr__bank_parse(&s, kr__view_of(voiced_system), "s", NULL), KR_OK);
	assert_int_equal(kr__conll18_eval(&g, &s, &sc, NULL), KR_OK);
	const kr_score *all = &sc.of[KR_SCORE_VOICE_ALL];
	assert_int_equal(all->correct, 2);
	assert_int_equal(all->gold, 7);
	assert_int_equal(all->system, 6);
	assert_int_equal(kr__score_f1(all), 3077);
	assert_int_equal(kr__score_accuracy(all), 4000);
	const kr_score *some = &sc.of[KR_SCORE_VOICE];
	assert_int_equal(some->correct, 1);
	assert_int_equal(some->gold, 4);
	assert_int_equal(some->system, 3);
	assert_int_equal(kr__score_f1(some), 2857);
	assert_int_equal(kr__score_accuracy(some), 3333);
	kr__arena_drop(&a);
}

static void malformed(void **state)
{
	static const char *const texts[] = {
		"1\ta\n", WORD("2", "a", "_", "_", "_", "0", "_"),
		WORD("1", "a", "_", "_", "_", "2", "_") "\n",
		WORD("1", "a", "_", "_", "_", "x", "_"),
		WORD("1-3", "a", "_", "_", "_", "_", "_")
		WORD("1", "a", "_", "_", "_", "_", "_") "\n",
		WORD("3-1", "a", "_", "_", "_", "_", "_"),
		WORD("1", "", "_", "_", "_", "0", "_"),
	};
	kr_arena a;
	kr_bank b, c;
	kr_scores sc;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		kr__bank_init(&b, &a);
		if (kr__bank_parse(&b, kr__view_of(texts[i]), "t", NULL) != KR_EINPUT)
			fail_msg("accepted: %s", texts[i]);
	}
	bank_of(&b, &a, "a b");
	bank_of(&c, &a, "a c");
	assert_int_equal(kr__conll18_eval(&b, &c, &sc, NULL), KR_EINPUT);
	kr__arena_drop(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(alignment),
		                            cmocka_unit_test(scores),
		                            cmocka_unit_test(voices),
		                            cmocka_unit_test(malformed) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
