// SPDX-License-Identifier: Apache-2.0
/*
 * Dyads. The problem: GDELT and ICEWS know one source and one target a row; an
 * event of ours has any number of either. The idea: one row a pair, numbered by
 * a hash of the event and both sides. Limits: a hundred pairs an event, so that
 * a list of names cannot square.
 */
#include "tell/dyad.h"

static const kr_fact_side *side(const kr_fact *f, uint32_t from, uint32_t n, uint32_t i)
{
	return i < n ? &f->sides[from + i] : NULL;
}

static uint64_t id_of(const kr_fact *f, const kr_dyad *d)
{
	uint64_t h = kr__hash64(f->id);

	h = kr__hash64_seed(d->source ? d->source->key : KR_V(""), h);
	h = kr__hash64_seed(d->source ? d->source->name : KR_V(""), h);
	h = kr__hash64_seed(d->target ? d->target->key : KR_V(""), h);
	return kr__hash64_seed(d->target ? d->target->name : KR_V(""), h) >> 1;
}

bool kr__dyad_next(kr_dyad *d, const kr_fact *f)
{
	bool among = f->n_recipients == 0;
	uint32_t n_targets = among ? f->n_actors : f->n_recipients;

	if (d->n == KR_MAX_DYADS)
		return false;
	if (d->n == 0)
		d->j = among ? 1 : 0;
	else if (++d->j >= n_targets) {
		d->i++;
		d->j = among ? d->i + 1 : 0;
		if (d->i >= f->n_actors || d->j >= n_targets)
			return false;
	}
	d->n++;
	d->source = side(f, 0, f->n_actors, d->i);
	d->target = side(f, among ? 0 : f->n_actors, n_targets, d->j);
	d->id = id_of(f, d);
	return true;
}

bool kr__fact_happened(const kr_fact *f)
{
	return kr__view_is(f->status, "occurred") || kr__view_is(f->status, "ongoing");
}

kr_view kr__fact_day(const kr_fact *f)
{
	return f->first_day.len ? f->first_day : f->first_report;
}
