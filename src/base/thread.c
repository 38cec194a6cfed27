// SPDX-License-Identifier: Apache-2.0
/*
 * Ordered parallel work. The problem: articles take milliseconds each, two
 * cores wait, and output must not depend on which finishes first. The idea: a
 * ring of slots; slot k is produced, worked, consumed in turn, and the caller
 * waits for the oldest. Limits: one slow job holds back the ring; a worker
 * thread that cannot be started is done without.
 */
#define _GNU_SOURCE
#include "base/thread.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

enum { MAX_WORKERS = 64 };

struct ring {
	const kr_pipeline *p;
	pthread_mutex_t lock;
	pthread_cond_t ready, done;
	uint64_t n_produced, n_taken, n_consumed;
	unsigned n_started; /* workers that have taken their number */
	bool *finished; /* [n_slots] */
	bool stop;
};

unsigned kr__n_cpus(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof set, &set))
		return 1;
	return CPU_COUNT(&set) > 0 ? (unsigned)CPU_COUNT(&set) : 1;
}

static void *worker(void *arg)
{
	struct ring *r = arg;

	pthread_mutex_lock(&r->lock);
	unsigned number = r->n_started++;
	for (;;) {
		while (!r->stop && r->n_taken == r->n_produced)
			pthread_cond_wait(&r->ready, &r->lock);
		if (r->n_taken == r->n_produced)
			break;
		unsigned slot = (unsigned)(r->n_taken++ % r->p->n_slots);
		pthread_mutex_unlock(&r->lock);
		r->p->work(r->p->user, slot, number);
		pthread_mutex_lock(&r->lock);
		r->finished[slot] = true;
		pthread_cond_signal(&r->done);
	}
	pthread_mutex_unlock(&r->lock);
	return NULL;
}

static kr_status alone(const kr_pipeline *p)
{
	for (;;) {
		kr_status s = p->produce(p->user, 0);
		if (s)
			return s == KR_END ? KR_OK : s;
		p->work(p->user, 0, 0);
		s = p->consume(p->user, 0);
		if (s)
			return s;
	}
}

static kr_status consume_oldest(struct ring *r)
{
	unsigned slot = (unsigned)(r->n_consumed % r->p->n_slots);

	pthread_mutex_lock(&r->lock);
	while (!r->finished[slot])
		pthread_cond_wait(&r->done, &r->lock);
	r->finished[slot] = false;
	pthread_mutex_unlock(&r->lock);
	r->n_consumed++;
	return r->p->consume(r->p->user, slot);
}

static kr_status drive(struct ring *r)
{
	kr_status more = KR_OK;

	for (;;) {
		while (!more && r->n_produced - r->n_consumed < r->p->n_slots) {
			more = r->p->produce(r->p->user, (unsigned)(r->n_produced %
			                                            r->p->n_slots));
			if (more)
				break;
			pthread_mutex_lock(&r->lock);
			r->n_produced++;
			pthread_cond_signal(&r->ready);
			pthread_mutex_unlock(&r->lock);
		}
		if (r->n_consumed == r->n_produced)
			return more == KR_END ? KR_OK : more;
		kr_status s = consume_oldest(r);
		if (s)
			return s;
	}
}

kr_status kr__pipeline_run(const kr_pipeline *p)
{
	pthread_t threads[MAX_WORKERS];
	unsigned n = 0, want = p->n_workers < MAX_WORKERS ? p->n_workers : MAX_WORKERS;
	struct ring r = { .p = p };

	if (want == 0)
		return alone(p);
	r.finished = calloc(p->n_slots, sizeof *r.finished);
	if (!r.finished)
		return KR_ENOMEM;
	pthread_mutex_init(&r.lock, NULL);
	pthread_cond_init(&r.ready, NULL);
	pthread_cond_init(&r.done, NULL);
	while (n < want && pthread_create(&threads[n], NULL, worker, &r) == 0)
		n++;
	kr_status status = n ? drive(&r) : alone(p);
	pthread_mutex_lock(&r.lock);
	r.stop = true;
	pthread_cond_broadcast(&r.ready);
	pthread_mutex_unlock(&r.lock);
	for (unsigned i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
	pthread_cond_destroy(&r.done);
	pthread_cond_destroy(&r.ready);
	pthread_mutex_destroy(&r.lock);
	free(r.finished);
	return status;
}
