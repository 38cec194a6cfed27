// SPDX-License-Identifier: Apache-2.0
/* teach: gradients against differences, learning by heart, same bytes twice,
 * guides from another cutting, plans. The sentences are our own. */
#include "test.h"

#include <math.h>

#include "learn/prelude.h"
#include "learn/teach.h"

static const char bank_text[] =
	"# sent_id = a\n"
	"1\tIa\tia\tPRON\t_\t_\t2\tnsubj\t_\t_\n"
	"2\tmenulis\ttulis\tVERB\t_\tVoice=Act\t0\troot\t_\t_\n"
	"3\tsurat\tsurat\tNOUN\t_\tNumber=Sing\t2\tobj\t_\tSpaceAfter=No\n"
	"4\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_\n"
	"\n"
	"# sent_id = b\n"
	"1-2\tRumahnya\t_\t_\t_\t_\t_\t_\t_\t_\n"
	"1\tRumah\trumah\tNOUN\t_\tNumber=Sing\t4\tnsubj:pass\t_\t_\n"
	"2\tnya\tnya\tPRON\t_\tPerson=3\t1\tnmod:poss\t_\t_\n"
	"3\tbesar\tbesar\tADJ\t_\t_\t1\tamod\t_\t_\n"
	"4\tdijual\tjual\tVERB\t_\tVoice=Pass\t0\troot\t_\tSpaceAfter=No\n"
	"5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_\n"
	"\n";

/* The same second sentence in an older cutting: no clitic, other tags. */
static const char old_text[] =
	"# sent_id = a\n"
	"1\tIa\t_\tP\t_\t_\t2\tsubj\t_\t_\n"
	"2\tmenulis\t_\tV\t_\t_\t0\troot\t_\t_\n"
	"3\tsurat\t_\tN\t_\t_\t2\tobj\t_\t_\n"
	"4\t.\t_\tZ\t_\t_\t2\tp\t_\t_\n"
	"\n"
	"# sent_id = b\n"
	"1\tRumahnya\t_\tN\t_\t_\t3\tsubj\t_\t_\n"
	"2\tbesar\t_\tA\t_\t_\t1\tmod\t_\t_\n"
	"3\tdijual\t_\tV\t_\t_\t0\troot\t_\t_\n"
	"4\t.\t_\tZ\t_\t_\t3\tp\t_\t_\n"
	"\n";

enum { ALL = KR_TEACH_UPOS | KR_TEACH_FEATS | KR_TEACH_LEMMA | KR_TEACH_TREE };

typedef struct room { /* everything a test needs, freed at once */
	kr_arena a;
	kr_bank bank, old;
	kr_lessons lessons;
	kr_teach_plan plan;
	kr_school school;
} room;

static void furnish(room *r, bool guides)
{
	kr_err err;
	kr_lesson_set set = { 0, ALL, guides ? &r->old : NULL };

	memset(r, 0, sizeof *r);
	kr__arena_init(&r->a, NULL, 0);
	kr__bank_init(&r->bank, &r->a);
	kr__bank_init(&r->old, &r->a);
	assert_int_equal(kr__bank_parse(&r->bank, kr__view_of(bank_text), "t", &err), KR_OK);
	assert_int_equal(kr__bank_parse(&r->old, kr__view_of(old_text), "t", &err), KR_OK);
	assert_true(kr__lessons_init(&r->lessons, &r->a));
	assert_int_equal(kr__lessons_add(&r->lessons, &r->bank, &set, &err), KR_OK);
	assert_int_equal(kr__plan_parse(&r->plan, KR_V("style\tx\nwidth\t32\n"
		"arc-width\t16\nrel-width\t16\nbatch-words\t20\n"
		"set\tf\tx\ttree\t1\n"), "t", &r->a, &err), KR_OK);
	r->plan.options.drop = r->plan.options.drop_in = 0;
	r->plan.options.drop_word = r->plan.options.drop_guide = 0;
	assert_int_equal(kr__school_init(&r->school, &r->plan, &r->lessons, guides,
	                                 &r->a), KR_OK);
	for (uint32_t i = 0; i < r->lessons.n; i++)
		assert_true(kr__school_enrol(&r->school, &r->lessons.at[i], 20, &r->a));
}

/* The loss that the gradients are of: tasks weighted, tree as it is. */
static double loss_now(room *r, const kr_lesson **list)
{
	kr_pass *p = &r->school.pass;

	p->loss = (kr_loss){ 0, 0, 0 };
	for (int t = 0; t < KR_NET_N_TASKS; t++)
		p->options.weight[t] = 1;
	kr__pass_forward(p, list, 2, 20, true);
	kr__pass_back(p);
	return p->loss.tasks + p->loss.arcs + p->loss.rels;
}

static void forget_gradients(kr_brain *b)
{
	for (int i = 0; i < KR_N_PARAMS; i++)
		memset(b->param[i].grad, 0, b->param[i].n * sizeof(float));
	memset(b->embed.grad, 0, b->embed.n * sizeof(float));
	b->n_touched = 0;
	b->step++;
}

static void check_gradient(room *r, const kr_lesson **list, kr_param *p, size_t at)
{
	const float little = 2e-3f;
	float was = p->w[at];

	forget_gradients(&r->school.brain);
	loss_now(r, list);
	float want = p->grad[at];
	p->w[at] = was + little;
	double up = loss_now(r, list);
	p->w[at] = was - little;
	double down = loss_now(r, list);
	p->w[at] = was;
	double got = (up - down) / (2.0 * (double)little);
	if (fabs(got - (double)want) > 0.02 + 0.05 * fabs(got))
		fail_msg("gradient %f, difference %f", (double)want, got);
}

static void gradients(void **state)
{
	room r;

	(void)state;
	furnish(&r, true);
	const kr_lesson *list[2] = { &r.lessons.at[0], &r.lessons.at[1] };
	kr_brain *b = &r.school.brain;
	for (int i = 0; i < KR_N_PARAMS; i++)
		for (size_t k = 0; k < 5; k++)
			check_gradient(&r, list, &b->param[i],
			               (k * 7919 + 3) % b->param[i].n);
	for (uint32_t k = 0; k < 6; k++)
		check_gradient(&r, list, &b->embed,
		               (size_t)r.lessons.at[1].words[k % 5].rows[k % 3] * 32 + k);
	kr__arena_drop(&r.a);
}

static void silent(void *user, const char *line)
{
	(void)user;
	(void)line;
}

static void learn(room *r, kr_buf *file)
{
	furnish(r, false);
	kr__school_run(&r->school, &r->plan, 60, (kr_teach_talk){ silent, NULL });
	kr__buf_init(file, NULL);
	assert_int_equal(kr__brain_freeze(&r->school.brain, &r->lessons, file), KR_OK);
}

/* What was learnt by heart comes back from the file in fixed point. */
static void by_heart(void **state)
{
	room r;
	kr_buf file;
	kr_net net;
	kr_err err;
	kr_net_word out[8];
	static const char *const words[] = { "Rumah", "nya", "besar", "dijual", "." };
	kr_sighting seen[5];

	(void)state;
	learn(&r, &file);
	if (kr__net_open(&net, kr__buf_view(&file), "t", &r.a, &err))
		fail_msg("%s", err.message);
	for (int i = 0; i < 5; i++)
		seen[i] = (kr_sighting){ kr__view_of(words[i]), KR_GLUE_NONE, i == 0 };
	seen[1].glue = KR_GLUE_WORD;
	seen[4].glue = KR_GLUE_TOKEN;
	kr_net_work *work = kr__net_work_new(&net, 8, &r.a);
	assert_non_null(work);
	assert_int_equal(kr__net_apply(work, seen, 5, KR_NET_TAG | KR_NET_PARSE,
	                               out), KR_OK);
	const kr_lesson_word *want = r.lessons.at[1].words;
	for (int i = 0; i < 5; i++) {
		assert_int_equal(out[i].head, want[i].head);
		assert_int_equal(out[i].rel, want[i].rel);
		for (int t = 0; t < KR_NET_N_TASKS; t++)
			assert_int_equal(out[i].label[t], want[i].label[t]);
	}
	assert_view(net.labels[2][out[3].label[2]], "l 2  0 ");
	kr__buf_drop(&file);
	kr__arena_drop(&r.a);
}

static void same_twice(void **state)
{
	room r;
	kr_buf one, two;

	(void)state;
	learn(&r, &one);
	kr__arena_drop(&r.a);
	learn(&r, &two);
	kr__arena_drop(&r.a);
	assert_true(kr__view_eq(kr__buf_view(&one), kr__buf_view(&two)));
	kr__buf_drop(&one);
	kr__buf_drop(&two);
}

static void guides(void **state)
{
	room r;

	(void)state;
	furnish(&r, true);
	assert_true(r.lessons.at[1].guided);
	static const int want[5] = { 3, 0, 0, -1, 3 };
	for (int i = 0; i < 5; i++)
		assert_int_equal(r.lessons.at[1].words[i].guide.head, want[i]);
	kr__arena_drop(&r.a);
}

static void plans(void **state)
{
	static const struct {
		const char *text;
		int line;
	} bad[] = {
		{ "style\ta\n", 1 },
		{ "style\ta\nset\tf\tb\ttree\t1\n", 2 },
		{ "style\ta\nset\tf\ta\ttrees\t1\n", 2 },
		{ "style\ta\nset\tf\ta\ttree\t0\n", 2 },
		{ "style\ta\n# x\nwidth\t0\n", 3 },
		{ "style\ta\nhue\t3\n", 2 },
		{ "width\t40\nstyle\ta\nset\tf\ta\ttree\t1\n", 3 },
		{ "convert\tf\ta\ttree\t1\n", 1 },
	};
	kr_arena a;
	kr_err err;
	static kr_teach_plan plan;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(kr__plan_parse(&plan, kr__view_of(bad[i].text), "p",
		                                &a, &err), KR_EDATA);
		assert_int_equal(err.offset, bad[i].line);
	}
	kr__arena_drop(&a);
}

/* Same seed, same rows; all of them numbers. */
static void prelude(void **state)
{
	static const char text[] = "Kapal itu tiba. Kapal \"itu\" pergi lagi!\n...\n";
	kr_arena a;

	(void)state;
	kr__arena_init(&a, NULL, 0);
	float *one = kr__arena_array(&a, (size_t)KR_TRAIT_ROWS * 32, sizeof *one);
	float *two = kr__arena_array(&a, (size_t)KR_TRAIT_ROWS * 32, sizeof *two);
	assert_true(one && two);
	assert_int_equal(kr__prelude_learn(kr__view_of(text), 32, 5, one, &a), KR_OK);
	assert_int_equal(kr__prelude_learn(kr__view_of(text), 32, 5, two, &a), KR_OK);
	assert_memory_equal(one, two, (size_t)KR_TRAIT_ROWS * 32 * sizeof *one);
	for (size_t i = 0; i < (size_t)KR_TRAIT_ROWS * 32; i++)
		assert_true(one[i] > -100 && one[i] < 100);
	assert_int_equal(kr__prelude_learn(KR_V(""), 32, 5, two, &a), KR_OK);
	kr__arena_drop(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gradients), cmocka_unit_test(by_heart),
		cmocka_unit_test(same_twice), cmocka_unit_test(guides),
		cmocka_unit_test(plans), cmocka_unit_test(prelude),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
