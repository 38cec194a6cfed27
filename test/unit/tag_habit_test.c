// SPDX-License-Identifier: Apache-2.0
/* Habits of tags and features: counted from treebanks, asked for by form and style. */
#include "indonesian_help.h"

#include "mark/tag_habit.h"


/* The weights in use: a function word has one tag, a stranger no habits. */
static void shipped(void **state)
{
	uint8_t cost[KR_N_UPOS];

	(void)state;
	assert_true(kr__tag_costs(id->morph, KR_V("dan"), KR_STYLE_NEWS, cost));
	for (int u = 0; u < KR_N_UPOS; u++)
		assert_true(u == KR_UPOS_CCONJ ||
		            cost[u] > cost[KR_UPOS_CCONJ]);
	assert_false(kr__tag_costs(id->morph, KR_V("xqzzy"), KR_STYLE_NEWS,
	                           cost));
	assert_false(kr__tag_costs(NULL, KR_V("dan"), KR_STYLE_NEWS, cost));
}

/* Three verbs and a noun, in two spellings, make one row in style order. */
static void counted(void **state)
{
	static const char text[] =
		"1\tjalan\t_\tVERB\t_\t_\t0\troot\t_\t_\n\n"
		"1\tJalan\t_\tVERB\t_\t_\t0\troot\t_\t_\n\n"
		"1\tjalan\t_\tNOUN\t_\t_\t0\troot\t_\t_\n\n"
		"1\tjalan\t_\tVERB\t_\t_\t0\troot\t_\t_\n\n";
	kr_bank banks[KR_N_STYLES];
	kr_tag_habits habits = { NULL, 0, 0 };
	kr_arena a;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	for (int s = 0; s < KR_N_STYLES; s++)
		kr__bank_init(&banks[s], &a);
	assert_int_equal(kr__bank_parse(&banks[KR_STYLE_WIKI],
	                                kr__view_of(text), "t", NULL), KR_OK);
	assert_true(kr__tag_count(banks, &habits, &a));
	assert_int_equal(habits.n, 1);
	kr_view row = habits.at[0].row;
	const uint8_t *r = (const uint8_t *)row.ptr;
	assert_int_equal(row.len, 5);
	assert_int_equal(r[1], KR_UPOS_NOUN);
	assert_int_equal(r[3], KR_UPOS_VERB);
	assert_true(r[4] < r[2] && r[2] < r[0]);
	assert_int_equal(r[4], 7);  /* 0.3 ln(4.5 / 3.05) 64, rounded down */
	assert_int_equal(r[0], 86); /* 0.3 ln(4.5 / 0.05) 64 */
	kr__arena_drop(&a);
}

static bool has_row(const kr_tag_habits *h, const char *row)
{
	for (uint32_t i = 0; i < h->n; i++)
		if (kr__view_is(h->at[i].row, row))
			return true;
	return false;
}

/* Features that are always the same; an old edition adds nouns, unless today's
 * says something; verbs and words without a lemma are left out. */
static void features(void **state)
{
	static const char today[] =
		"1\tmereka\tmereka\tPRON\t_\tPerson=3\t0\troot\t_\t_\n"
		"2\tlari\tlari\tVERB\t_\tVoice=Act\t1\tdep\t_\t_\n"
		"3\tmeja\t_\tNOUN\t_\tNumber=Dual\t1\tdep\t_\t_\n"
		"4\tmasa\tmasa\tNOUN\t_\tNumber=Sing\t1\tdep\t_\t_\n"
		"5\tmasa\tmasa\tNOUN\t_\t_\t1\tdep\t_\t_\n\n";
	static const char past[] =
		"1\tmasa\t_\t_\t_\tN;SG\t_\t_\t_\t_\n"
		"2\tlaptop\t_\t_\t_\tN\t_\t_\t_\t_\n\n";
	kr_bank banks[KR_N_STYLES], old;
	kr_tag_habits habits = { NULL, 0, 0 };
	kr_arena a;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	kr__bank_init(&old, &a);
	for (int s = 0; s < KR_N_STYLES; s++)
		kr__bank_init(&banks[s], &a);
	assert_int_equal(kr__bank_parse(&banks[KR_STYLE_WIKI],
	                                kr__view_of(today), "t", NULL), KR_OK);
	assert_int_equal(kr__bank_parse(&old, kr__view_of(past), "t", NULL),
	                 KR_OK);
	assert_true(kr__tag_count_feats(banks, &old, &habits, &a));
	assert_int_equal(habits.n, 2);
	assert_true(has_row(&habits, "Person=3"));
	assert_true(has_row(&habits, "_"));
	kr__arena_drop(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shipped), cmocka_unit_test(counted),
		cmocka_unit_test(features)
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
