// SPDX-License-Identifier: Apache-2.0
/* The graph of actors as GraphML; docs/formats/graphml.md. */
#ifndef KR_TELL_GRAPHML_H
#define KR_TELL_GRAPHML_H

#include "merge/fact.h"

void kr__graphml_head(kr_buf *out);
void kr__graphml_node(const kr_fact_node *n, kr_buf *out);
void kr__graphml_edge(const kr_fact_edge *e, kr_buf *out);
void kr__graphml_foot(kr_buf *out);

#endif
