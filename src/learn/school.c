// SPDX-License-Identifier: Apache-2.0
/*
 * The course of learning: epochs over shuffled lessons in batches, the rate
 * rising for 200 steps, steady for half of the way, then falling to nearly
 * nothing; the average is taken over the last four tenths.
 */
#include <stdio.h>
#include <string.h>

#include "learn/teach.h"

enum { WARM = 200, AVERAGE_EVERY = 10, VOTE_EPOCHS = 8 };

static void count_labels(const kr_lessons *l, kr_net_head *shape)
{
	for (int t = 0; t < KR_NET_N_TASKS; t++)
		shape->n_labels[t] = kr__lessons_n(&l->labels[t]);
	shape->n_rels = kr__lessons_n(&l->rels);
}

kr_status kr__school_init(kr_school *s, const kr_teach_plan *plan,
                          const kr_lessons *l, bool guides, kr_arena *a)
{
	kr_net_head shape = { .width = plan->width,
		              .arc_width = plan->arc_width,
		              .rel_width = plan->rel_width,
		              .n_styles = plan->n_styles,
		              .news_style = plan->news_style,
		              .wiki_style = plan->wiki_style };
	kr_pass_options o = plan->options;

	*s = (kr_school){ .order = NULL };
	count_labels(l, &shape);
	o.guides = guides;
	kr_status status = kr__brain_init(&s->brain, &shape, plan->seed, a);
	if (!status && plan->prelude)
		memcpy(s->brain.embed.w, plan->prelude,
		       (size_t)KR_TRAIT_ROWS * plan->width *
			       sizeof *plan->prelude);
	if (!status)
		status = kr__pass_init(&s->pass, &s->brain, &o,
		                       plan->batch_words + KR_LESSON_MAX_WORDS,
		                       a);
	s->pass.word_count = l->word_count;
	return status;
}

bool kr__school_enrol(kr_school *s, const kr_lesson *lesson, uint32_t repeat,
                      kr_arena *a)
{
	uint32_t n = s->n_order + repeat;

	if (!kr__arena_grow(a, (void **)&s->order, &s->cap_order, n,
	                    sizeof(const kr_lesson *)))
		return false;
	while (s->n_order < n) {
		s->order[s->n_order++] = lesson;
		s->n_words += lesson->n;
	}
	return true;
}

static void shuffle(kr_school *s)
{
	for (uint32_t i = s->n_order; i-- > 1;) {
		uint32_t j = kr__brain_pick(&s->brain, i + 1);
		const kr_lesson *at = s->order[i];
		s->order[i] = s->order[j];
		s->order[j] = at;
	}
}

static float rate_at(float rate, uint32_t step, float done)
{
	float part = done < 0.5f ? 1 : 2 * (1 - done);

	if (step < WARM)
		part *= (float)(step + 1) / WARM;
	return rate * (part < 0.02f ? 0.02f : part);
}

/* Styles vote with equal strength, however many lessons they have. */
static void learn_votes(kr_school *s)
{
	const uint32_t n = s->brain.shape.n_styles;
	float count[KR_NET_MAX_STYLES] = { 0 };

	for (uint32_t i = 0; i < s->n_order; i++)
		count[s->order[i]->style]++;
	for (uint32_t i = 0; i < s->n_order; i++) {
		uint8_t style = s->order[i]->style;
		if (style < n)
			kr__brain_vote(&s->brain, s->order[i],
			               2 * (float)s->n_order /
			               ((float)n * count[style]));
	}
	for (size_t i = 0; i < (size_t)KR_TRAIT_ROWS * n; i++)
		s->brain.votes[i] *= 0.998f;
}

static void report(const kr_school *s, uint32_t epoch, kr_teach_talk talk)
{
	char line[128];
	const kr_loss *l = &s->pass.loss;
	double n = s->n_words ? s->n_words : 1;

	snprintf(line, sizeof line,
	         "epoch %u: loss of tags %.3f, arcs %.3f, relations %.3f", epoch,
	         l->tasks / n, l->arcs / n, l->rels / n);
	if (talk.say)
		talk.say(talk.user, line);
}

void kr__school_run(kr_school *s, const kr_teach_plan *plan, uint32_t epochs,
                    kr_teach_talk talk)
{
	const uint32_t per_epoch = s->n_words / plan->batch_words + 1;
	const float total = (float)epochs * (float)per_epoch;

	for (uint32_t e = 0; e < epochs; e++) {
		s->pass.loss = (kr_loss){ 0, 0, 0 };
		shuffle(s);
		if (e < VOTE_EPOCHS)
			learn_votes(s);
		for (uint32_t i = 0; i < s->n_order;) {
			uint32_t step = s->brain.step;
			float done = (float)step / total;
			i += kr__pass_forward(&s->pass, s->order + i,
			                      s->n_order - i,
			                      plan->batch_words, true);
			kr__pass_back(&s->pass);
			kr__brain_step(&s->brain,
			               rate_at(plan->rate, step, done),
			               20 / (float)s->pass.n_words);
			if (done > 0.6f && step % AVERAGE_EVERY == 0)
				kr__brain_average(&s->brain);
		}
		report(s, e + 1, talk);
	}
	kr__brain_swap(&s->brain);
}
