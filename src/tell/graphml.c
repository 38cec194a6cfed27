// SPDX-License-Identifier: Apache-2.0
/*
 * GraphML. The problem: network tools want nodes and edges with values. The
 * idea: actors and, for each pair, counts by quad class, mean score, first and
 * last day; written as they come from the store. Ids are hashes of the actors'
 * keys, since XML wants names without slashes. Source: GraphML 1.0.
 */
#include "tell/graphml.h"

#include <stdio.h>

static const struct {
	const char *id, *of, *type;
} keys[] = {
	{ "key", "node", "string" }, { "name", "node", "string" },
	{ "type", "node", "string" }, { "code", "node", "string" },
	{ "sector", "node", "string" }, { "events", "node", "long" },
	{ "count", "edge", "long" }, { "score", "edge", "double" },
	{ "quad1", "edge", "long" }, { "quad2", "edge", "long" },
	{ "quad3", "edge", "long" }, { "quad4", "edge", "long" },
	{ "first", "edge", "string" }, { "last", "edge", "string" },
};

/* XML 1.0 allows no control characters but tab and line ends. */
static void escaped(kr_buf *out, kr_view v)
{
	for (size_t at = 0; at < v.len;) {
		uint32_t cp = kr__utf8_next(v, &at);
		switch (cp) {
		case '&': kr__buf_str(out, "&amp;"); break;
		case '<': kr__buf_str(out, "&lt;"); break;
		case '>': kr__buf_str(out, "&gt;"); break;
		case '"': kr__buf_str(out, "&quot;"); break;
		default:
			kr__buf_utf8(out, cp < 0x20 ? ' ' : cp == 0xFFFE || cp == 0xFFFF
			                                            ? 0xFFFD : cp);
		}
	}
}

static void node_id(kr_buf *out, kr_view key)
{
	char id[18];

	snprintf(id, sizeof id, "n%016llx", (unsigned long long)kr__hash64(key));
	kr__buf_str(out, id);
}

static void data(kr_buf *out, const char *key, kr_view v)
{
	if (!v.len)
		return;
	kr__buf_str(out, "<data key=\"");
	kr__buf_str(out, key);
	kr__buf_str(out, "\">");
	escaped(out, v);
	kr__buf_str(out, "</data>");
}

static void whole(kr_buf *out, const char *key, int64_t n)
{
	kr__buf_str(out, "<data key=\"");
	kr__buf_str(out, key);
	kr__buf_str(out, "\">");
	kr__buf_i64(out, n);
	kr__buf_str(out, "</data>");
}

void kr__graphml_head(kr_buf *out)
{
	kr__buf_str(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                 "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		kr__buf_str(out, "<key id=\"");
		kr__buf_str(out, keys[i].id);
		kr__buf_str(out, "\" for=\"");
		kr__buf_str(out, keys[i].of);
		kr__buf_str(out, "\" attr.name=\"");
		kr__buf_str(out, keys[i].id);
		kr__buf_str(out, "\" attr.type=\"");
		kr__buf_str(out, keys[i].type);
		kr__buf_str(out, "\"/>\n");
	}
	kr__buf_str(out, "<graph id=\"actors\" edgedefault=\"directed\">\n");
}

void kr__graphml_node(const kr_fact_node *n, kr_buf *out)
{
	kr__buf_str(out, "<node id=\"");
	node_id(out, n->key);
	kr__buf_str(out, "\">");
	data(out, "key", n->key);
	data(out, "name", n->name);
	data(out, "type", n->type);
	data(out, "code", n->code);
	data(out, "sector", n->sector);
	whole(out, "events", n->n_events);
	kr__buf_str(out, "</node>\n");
}

/* Mean of tenths with three decimals, halves away from zero. */
static int64_t mean1000(int64_t sum10, int64_t n)
{
	int64_t up = sum10 < 0 ? -n / 2 : n / 2;

	return n ? (sum10 * 100 + up) / n : 0;
}

void kr__graphml_edge(const kr_fact_edge *e, kr_buf *out)
{
	static const char *const quads[] = { "quad1", "quad2", "quad3", "quad4" };

	kr__buf_str(out, "<edge source=\"");
	node_id(out, e->from);
	kr__buf_str(out, "\" target=\"");
	node_id(out, e->to);
	kr__buf_str(out, e->directed ? "\">" : "\" directed=\"false\">");
	whole(out, "count", e->n);
	kr__buf_str(out, "<data key=\"score\">");
	kr__buf_fixed(out, mean1000(e->sum_score10, e->n), 3);
	kr__buf_str(out, "</data>");
	for (int i = 0; i < 4; i++)
		whole(out, quads[i], e->n_quad[i]);
	data(out, "first", e->first_day);
	data(out, "last", e->last_day);
	kr__buf_str(out, "</edge>\n");
}

void kr__graphml_foot(kr_buf *out)
{
	kr__buf_str(out, "</graph>\n</graphml>\n");
}
