// SPDX-License-Identifier: Apache-2.0
/*
 * Independent origins. The problem: ten papers that print one agency's story
 * are one witness, and an agency that quotes another is none of its own. The
 * idea: organisations are nodes, "has it from" is an edge; copies add an edge
 * to the copied report's outlet, and both ways where nobody knows who copied.
 * Nodes that lie on a circle are one; those groups that have it from nobody
 * else are the origins: no chain leads from one to another. Parallel agencies
 * count as stated. Reports that name nobody count once, all together. Limits:
 * an outlet that once cites an agency has it from there in all reports of
 * this set.
 */
#include "merge/origin.h"

#include <stdlib.h>
#include <string.h>

#include "merge/chain.h"

struct node {
	kr_view name;
	uint64_t key;
};

struct edge {
	uint32_t from, to;
};

struct graph {
	kr_arena *arena;
	struct node *nodes; /* sorted by key */
	uint32_t n_nodes, cap_nodes;
	struct edge *edges; /* sorted */
	uint32_t n_edges, cap_edges;
	uint32_t *first;    /* [n_nodes + 1] into edges */
	uint32_t *group;    /* [n_nodes] */
	bool *has_source;   /* [n_nodes] by group */
};

static int by_key(const void *p, const void *q)
{
	const struct node *a = p, *b = q;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return kr__view_cmp(a->name, b->name);
}

static int by_ends(const void *p, const void *q)
{
	const struct edge *a = p, *b = q;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return (a->to > b->to) - (a->to < b->to);
}

static void add_node(struct graph *g, kr_view name)
{
	uint64_t key = kr__media_key(name);

	if (key && kr__arena_grow(g->arena, (void **)&g->nodes, &g->cap_nodes,
	                          g->n_nodes + 1, sizeof *g->nodes))
		g->nodes[g->n_nodes++] = (struct node){ name, key };
}

static void add_nodes(struct graph *g, const kr_report *reports, uint32_t n)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < n; i++) {
		add_node(g, reports[i].outlet);
		for (uint32_t k = 0; k < reports[i].n_chain; k++)
			add_node(g, reports[i].chain[k].name);
	}
	if (g->n_nodes)
		qsort(g->nodes, g->n_nodes, sizeof *g->nodes, by_key);
	for (uint32_t i = 0; i < g->n_nodes; i++)
		if (i == 0 || g->nodes[i].key != g->nodes[kept - 1].key)
			g->nodes[kept++] = g->nodes[i];
	g->n_nodes = kept;
}

static uint32_t find_node(const struct graph *g, kr_view name)
{
	uint64_t key = kr__media_key(name);
	uint32_t lo = 0, hi = g->n_nodes;

	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (g->nodes[mid].key < key)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < g->n_nodes && g->nodes[lo].key == key ? lo : KR_NONE;
}

static void add_edge(struct graph *g, kr_view from, kr_view to)
{
	uint32_t a = find_node(g, from), b = find_node(g, to);

	if (a != KR_NONE && b != KR_NONE && a != b &&
	    kr__arena_grow(g->arena, (void **)&g->edges, &g->cap_edges,
	                   g->n_edges + 1, sizeof *g->edges))
		g->edges[g->n_edges++] = (struct edge){ a, b };
}

/* The name that stands for a report: its outlet, else the chain's first. */
static kr_view face_of(const kr_report *r)
{
	return r->outlet.len ? r->outlet
	       : r->n_chain ? r->chain[0].name : (kr_view){ "", 0 };
}

/* Every step has it from all of the next step. */
static void add_chain(struct graph *g, const kr_report *r)
{
	uint32_t start = 0, end = 0;

	if (r->n_chain)
		add_edge(g, face_of(r), r->chain[0].name);
	for (; start < r->n_chain; start = end) {
		for (end = start + 1; end < r->n_chain &&
		                      r->chain[end].step == r->chain[start].step;)
			end++;
		for (uint32_t k = end; k < r->n_chain &&
		                       r->chain[k].step == r->chain[end].step; k++)
			for (uint32_t i = start; i < end; i++)
				add_edge(g, r->chain[i].name, r->chain[k].name);
	}
}

static void add_copy(struct graph *g, const kr_report *reports, uint32_t n,
                     const kr_report *r)
{
	if (r->copy_of >= n)
		return;
	kr_view mine = face_of(r), theirs = face_of(&reports[r->copy_of]);
	add_edge(g, mine, theirs);
	if (r->either_way)
		add_edge(g, theirs, mine);
	/* what the copy says it has from X, the original had first */
	uint32_t last = r->n_chain ? r->chain[r->n_chain - 1].step : 0;
	for (uint32_t k = 0; k < r->n_chain && !r->either_way; k++)
		if (r->chain[k].step == last && reports[r->copy_of].n_chain < 2 &&
		    kr__media_key(r->chain[k].name) != kr__media_key(mine))
			add_edge(g, theirs, r->chain[k].name);
}

static bool index_edges(struct graph *g)
{
	g->first = kr__arena_array(g->arena, (size_t)g->n_nodes + 1,
	                           sizeof *g->first);
	g->group = kr__arena_array(g->arena, (size_t)g->n_nodes + 1,
	                           sizeof *g->group);
	g->has_source = kr__arena_array(g->arena, (size_t)g->n_nodes + 1,
	                                sizeof *g->has_source);
	if (!g->first || !g->group || !g->has_source)
		return false;
	if (g->n_edges)
		qsort(g->edges, g->n_edges, sizeof *g->edges, by_ends);
	for (uint32_t i = 0, k = 0; i <= g->n_nodes; i++) {
		while (k < g->n_edges && g->edges[k].from < i)
			k++;
		g->first[i] = k;
	}
	return true;
}

/* ---- circles: Tarjan's strong components, without recursion -------------- */
struct walk {
	uint32_t *seen, *low, *at; /* seen: number + 1, or 0 */
	uint32_t *stack, n_stack;  /* of open nodes */
	uint32_t *path, n_path;    /* of nodes being walked */
	bool *open;
	uint32_t n_seen;
};

static void enter(struct walk *w, const struct graph *g, uint32_t v)
{
	w->seen[v] = w->low[v] = ++w->n_seen;
	w->at[v] = g->first[v];
	w->stack[w->n_stack++] = v;
	w->open[v] = true;
	w->path[w->n_path++] = v;
}

static void leave(struct walk *w, struct graph *g, uint32_t v)
{
	uint32_t u;

	w->n_path--;
	if (w->n_path) {
		uint32_t up = w->path[w->n_path - 1];
		w->low[up] = w->low[v] < w->low[up] ? w->low[v] : w->low[up];
	}
	if (w->low[v] != w->seen[v])
		return;
	do {
		u = w->stack[--w->n_stack];
		w->open[u] = false;
		g->group[u] = v;
	} while (u != v);
}

static void walk_from(struct walk *w, struct graph *g, uint32_t root)
{
	enter(w, g, root);
	while (w->n_path) {
		uint32_t v = w->path[w->n_path - 1];
		if (w->at[v] == g->first[v + 1]) {
			leave(w, g, v);
			continue;
		}
		uint32_t to = g->edges[w->at[v]++].to;
		if (!w->seen[to])
			enter(w, g, to);
		else if (w->open[to] && w->seen[to] < w->low[v])
			w->low[v] = w->seen[to];
	}
}

static bool group_nodes(struct graph *g)
{
	size_t n = (size_t)g->n_nodes + 1;
	struct walk w = { .n_seen = 0 };
	uint32_t **arrays[] = { &w.seen, &w.low, &w.at, &w.stack, &w.path };

	for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
		if (!(*arrays[i] = kr__arena_array(g->arena, n, sizeof(uint32_t))))
			return false;
	w.open = kr__arena_array(g->arena, n, sizeof *w.open);
	if (!w.open)
		return false;
	for (uint32_t v = 0; v < g->n_nodes; v++)
		if (!w.seen[v])
			walk_from(&w, g, v);
	for (uint32_t i = 0; i < g->n_edges; i++) {
		uint32_t from = g->group[g->edges[i].from];
		if (from != g->group[g->edges[i].to])
			g->has_source[from] = true;
	}
	return true;
}

/* ---- the answer ---------------------------------------------------------- */
static int by_bytes(const void *p, const void *q)
{
	return kr__view_cmp(*(const kr_view *)p, *(const kr_view *)q);
}

/* A group's name: the first of its names by bytes. */
static bool name_origins(struct graph *g, kr_origins *out)
{
	size_t cap = (size_t)g->n_nodes + 1;
	kr_view *names = kr__arena_array(g->arena, cap, sizeof *names);
	kr_view *best = kr__arena_array(g->arena, cap, sizeof *best);

	if (!names || !best)
		return false;
	for (uint32_t v = 0; v < g->n_nodes; v++) {
		kr_view *b = &best[g->group[v]];
		if (!b->ptr || kr__view_cmp(g->nodes[v].name, *b) < 0)
			*b = g->nodes[v].name;
	}
	for (uint32_t v = 0; v < g->n_nodes; v++)
		if (g->group[v] == v && !g->has_source[v])
			names[out->n_names++] = best[v];
	qsort(names, out->n_names, sizeof *names, by_bytes);
	out->names = names;
	return true;
}

kr_status kr__origins_count(const kr_report *reports, uint32_t n, kr_arena *a,
                            kr_origins *out)
{
	struct graph g = { .arena = a };

	*out = (kr_origins){ 0 };
	add_nodes(&g, reports, n);
	for (uint32_t i = 0; i < n; i++) {
		const kr_report *r = reports + i;
		add_chain(&g, r);
		add_copy(&g, reports, n, r);
		out->unknown |= !kr__media_key(face_of(r)) &&
		                (r->copy_of >= n ||
		                 !kr__media_key(face_of(&reports[r->copy_of])));
	}
	if (!kr__arena_status(a) && index_edges(&g) && group_nodes(&g))
		name_origins(&g, out);
	out->n = out->n_names + out->unknown;
	return kr__arena_status(a);
}
