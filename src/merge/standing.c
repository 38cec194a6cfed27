// SPDX-License-Identifier: Apache-2.0
/*
 * Standings. The problem: what was known of all pledges on some day is asked
 * for again and again, and to follow them anew up to that day takes as long as
 * the chronicle is large. The idea: reports move a pledge in the order of the
 * days on which they became known, so what was known on a day are the moves up
 * to it, and each move carries what it left; between two reports only silence
 * changes anything: a due day begins, a due day passes. So a pledge has at
 * most three standings a move, and an earlier day is a choice among rows.
 * Limits: the same as following has; it must give what kr__follow_pledges
 * gives with that day (a test compares them).
 */
#include "merge/standing.h"

void kr__standings_init(kr_standings *s, const kr_move *moves, uint32_t n)
{
	*s = (kr_standings){ .moves = moves, .n = n, .first_due = { 1, 0 } };
}

static void put(kr_standing *out, uint32_t *n, kr_standing x)
{
	if (x.since < x.until)
		out[(*n)++] = x;
}

/* Does its day begin to be awaited? Wide bounds and hopes are not. */
static bool falls_due(const kr_move *m)
{
	return !m->closed && kr__days_known(m->due) && m->state == KR_MOVE_OPENED &&
	       m->firm != KR_STATUS_HOPED &&
	       m->due.last - m->due.first < KR_DUE_WITHIN;
}

/* Days of delay once its day has passed in silence. */
static int32_t delay_of(const kr_standings *s, const kr_move *m)
{
	if (!kr__days_known(s->first_due) || !kr__days_known(m->due))
		return m->delay;
	return m->due.first > s->first_due.last ? m->due.first - s->first_due.last
	                                        : 0;
}

static int32_t within(int64_t day, int32_t since, int32_t until)
{
	return day < since ? since : day > until ? until : (int32_t)day;
}

bool kr__standings_next(kr_standings *s, kr_standing out[KR_MAX_STANDINGS],
                        uint32_t *n)
{
	*n = 0;
	if (s->at >= s->n)
		return false;
	const kr_move *m = &s->moves[s->at];
	uint32_t next = s->at + 1;
	bool told = next < s->n && s->moves[next].report == KR_NONE;
	next += told;
	if (!kr__days_known(s->first_due))
		s->first_due = m->due;
	int32_t until = next < s->n ? s->moves[next].day : INT32_MAX;
	int32_t over = !m->closed && kr__days_known(m->due)
	                       ? within((int64_t)m->due.last + 1, m->day, until)
	                       : until;
	int32_t due = falls_due(m) ? within(m->due.first, m->day, over) : over;
	kr_standing x = { .since = m->day, .until = due, .state = m->state,
		          .promised = m->promised, .due = m->due,
		          .delay = m->delay, .n_moves = s->at + 1 };
	put(out, n, x);
	x.state = KR_MOVE_DUE;
	x.since = due;
	x.until = over;
	put(out, n, x);
	x.state = KR_MOVE_OVERDUE;
	x.since = over;
	x.until = until;
	x.delay = delay_of(s, m);
	x.silent = !told;
	x.n_moves++;
	put(out, n, x);
	s->at = next;
	return true;
}
