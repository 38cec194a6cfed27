// SPDX-License-Identifier: Apache-2.0
/*
 * Stories. The problem: many articles are about one matter, and no article says
 * so. The idea: documents that report one act, or move one pledge, or are of one
 * matter (matters.c), are joined; what hangs together and tells an act is a
 * story, named after the smallest id of its documents that do. Acts told of
 * loosely join nothing. Limits: articles of one matter that tell no act at all
 * are no story.
 */
#include <sqlite3.h>
#include <stdio.h>

#include "store/settle.h"

static uint32_t root(kr_settler *t, uint32_t doc)
{
	while (t->parent[doc] != doc)
		doc = t->parent[doc] = t->parent[t->parent[doc]];
	return doc;
}

void kr__tales_unite(kr_settler *t, uint32_t a, uint32_t b)
{
	a = root(t, a);
	b = root(t, b);
	if (a != b)
		t->parent[a > b ? a : b] = a > b ? b : a;
}

/* An act joins stories only if it is told of closely: a day and two sides. */
static bool particular(const kr_act *r)
{
	return r->n_actors + r->n_recipients >= 2 && kr__days_known(r->days) &&
	       r->days.last - r->days.first < 32;
}

static kr_status join_documents(kr_settler *t)
{
	t->parent = kr__arena_array(&t->a, (size_t)t->n_docs + 1, sizeof *t->parent);
	if (!t->parent)
		return KR_ENOMEM;
	for (uint32_t i = 0; i < t->n_docs; i++)
		t->parent[i] = i;
	for (uint32_t h = 0; h < t->merged.n_happenings; h++) {
		const uint32_t *m = t->merged.members + t->merged.happenings[h].first;
		for (uint32_t k = 1; k < t->merged.happenings[h].n; k++)
			if (particular(&t->acts[m[0]]) || particular(&t->acts[m[k]]))
				kr__tales_unite(t, t->acts[m[0]].doc_no,
				                t->acts[m[k]].doc_no);
	}
	for (uint32_t p = 0; p < t->followed.n_pledges; p++) {
		const kr_pledge *g = &t->followed.pledges[p];
		const kr_move *m = t->followed.moves + g->first_move;
		uint32_t first = m[0].report;
		for (uint32_t k = 1; k < g->n_moves; k++)
			if (m[k].report != KR_NONE && t->acts[first].object.len)
				kr__tales_unite(t, t->acts[first].doc_no,
				                t->acts[m[k].report].doc_no);
	}
	return kr__matters_join(t);
}

/* Is the document of a story, though it tells no act? */
static bool in_silence(kr_settler *t, uint32_t doc)
{
	return !t->tells[doc] && t->tales[root(t, doc)].num;
}

/* Reports come in the order of document ids, so the first of a root names the
 * story, and stories are numbered in that order. */
static kr_status number_stories(kr_settler *t)
{
	t->tales = kr__arena_array(&t->a, (size_t)t->n_docs + 1, sizeof *t->tales);
	t->tells = kr__arena_array(&t->a, (size_t)t->n_docs + 1, sizeof *t->tells);
	if (!t->tales || !t->tells)
		return KR_ENOMEM;
	for (uint32_t i = 0; i < t->n_acts; i++) {
		kr_tale *s = &t->tales[root(t, t->acts[i].doc_no)];
		if (!s->num)
			*s = (kr_tale){ .num = ++t->n_tales, .best = KR_NONE,
				            .first_day = INT32_MAX,
				            .last_day = INT32_MIN,
				            .doc = t->acts[i].doc };
		s->n_docs += i == 0 || t->acts[i].doc_no != t->acts[i - 1].doc_no;
		t->tells[t->acts[i].doc_no] = 1;
	}
	for (uint32_t i = 0; i < t->n_docs; i++)
		t->tales[root(t, i)].n_docs += in_silence(t, i);
	return KR_OK;
}

kr_status kr__tales_make(kr_settler *t)
{
	kr_status status = join_documents(t);

	return status ? status : number_stories(t);
}

kr_tale *kr__tale_of(kr_settler *t, const kr_act *r)
{
	return &t->tales[root(t, r->doc_no)];
}

void kr__tale_id(kr_settler *t, const kr_act *r, char out[18])
{
	uint64_t h = kr__hash64(t->tales[root(t, r->doc_no)].doc);

	snprintf(out, 18, "s%016llx", (unsigned long long)h);
}

static kr_status put_story(kr_settler *t, const kr_tale *s, const kr_act *r)
{
	char id[18];
	bool dated = s->first_day <= s->last_day;
	sqlite3_stmt *st = kr__store_stmt(
		t->s, "insert into story(num, id, title, first_day, last_day, n_docs,"
		      " n_happenings, n_pledges) select ?1, ?2, coalesce(d.title,"
		      " e.evidence), ?3, ?4, ?5, ?6, ?7 from event e join document d"
		      " on d.num = e.doc where e.num = ?8", t->err);

	if (!st)
		return kr__store_status(t->err);
	kr__tale_id(t, r, id);
	sqlite3_bind_int64(st, 1, s->num);
	kr__store_bind(st, 2, kr__view_of(id));
	kr__store_bind_day(st, 3, s->first_day, dated);
	kr__store_bind_day(st, 4, s->last_day, dated);
	sqlite3_bind_int64(st, 5, s->n_docs);
	sqlite3_bind_int64(st, 6, s->n_happenings);
	sqlite3_bind_int64(st, 7, s->n_pledges);
	if (s->best != KR_NONE)
		r = &t->acts[t->merged.members[t->merged.happenings[s->best].first]];
	sqlite3_bind_int64(st, 8, r->row);
	return kr__store_run(t->s, st, t->err);
}

static kr_status put_story_doc(kr_settler *t, uint32_t story, uint32_t doc,
                               uint32_t adds)
{
	sqlite3_stmt *st = kr__store_stmt(
		t->s, "insert into story_doc values (?1, ?2, ?3)", t->err);

	if (!st)
		return kr__store_status(t->err);
	sqlite3_bind_int64(st, 1, story);
	sqlite3_bind_int64(st, 2, doc);
	sqlite3_bind_int64(st, 3, adds);
	return kr__store_run(t->s, st, t->err);
}

/* Stories and their articles; an article adds the happenings that no earlier
 * article reports. */
kr_status kr__tales_write(kr_settler *t)
{
	uint32_t *adds = kr__arena_array(&t->a, (size_t)t->n_docs + 1, sizeof *adds);
	kr_status status = adds ? KR_OK : KR_ENOMEM;
	uint32_t seen = 0;

	for (uint32_t h = 0; adds && h < t->merged.n_happenings; h++) {
		const kr_happening *p = &t->merged.happenings[h];
		adds[kr__act_earliest(t, t->merged.members + p->first, p->n)->doc_no]++;
	}
	for (uint32_t i = 0; i < t->n_acts && !status; i++) {
		const kr_act *r = &t->acts[i];
		const kr_tale *s = kr__tale_of(t, r);
		if (s->num > seen) {
			seen = s->num;
			status = put_story(t, s, r);
		}
		if (!status && (i == 0 || r->doc_no != t->acts[i - 1].doc_no))
			status = put_story_doc(t, s->num, r->doc_no, adds[r->doc_no]);
	}
	for (uint32_t i = 0; i < t->n_docs && !status; i++)
		if (in_silence(t, i))
			status = put_story_doc(t, t->tales[root(t, i)].num, i, 0);
	return status;
}
