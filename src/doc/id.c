// SPDX-License-Identifier: Apache-2.0
/*
 * Ids of records. The problem: a record must be the same record in every run
 * and every store. The idea: a hash of the document's id, the record's span,
 * rule and value; acts that share all of these are told apart by their order.
 * Limits: an id changes when the rule that made the record is renamed.
 */
#include <stdio.h>

#include "doc/doc.h"

struct identity {
	kr_span span;
	kr_sym rule, value;
	char letter;
};

static struct identity identity_of(const kr_doc *d, kr_layer_id layer, uint32_t i)
{
	switch (layer) {
	case KR_LAYER_entity:
		return (struct identity){ { kr__entitys(d)[i].type, 0 }, 0,
			                  kr__entitys(d)[i].name, 'n' };
	case KR_LAYER_time:
		return (struct identity){ kr__times(d)[i].span, kr__times(d)[i].rule,
			                  kr__times(d)[i].value, 't' };
	case KR_LAYER_quote:
		return (struct identity){ kr__quotes(d)[i].span,
			                  kr__quotes(d)[i].rule, 0, 'q' };
	case KR_LAYER_event:
		return (struct identity){ kr__events(d)[i].span,
			                  kr__events(d)[i].rule,
			                  kr__events(d)[i].mode, 'e' };
	default:
		return (struct identity){ { i, i }, 0, 0, 'x' };
	}
}

void kr__record_id(const kr_doc *d, kr_layer_id layer, uint32_t i, char *id)
{
	struct identity x = identity_of(d, layer, i);
	uint64_t h = kr__hash64(d->meta.id);

	h = kr__hash_mix(h, (uint64_t)x.span.start << 32 | x.span.end);
	h = kr__hash64_seed(kr__doc_text(d, x.rule), h);
	h = kr__hash64_seed(kr__doc_text(d, x.value), h);
	if (layer == KR_LAYER_event) /* several acts of one clause and rule */
		for (uint32_t k = i; k > 0 && kr__events(d)[k - 1].span.start ==
		                                      x.span.start; k--)
			h = kr__hash_mix(h, 1);
	snprintf(id, 18, "%c%016llx", x.letter, (unsigned long long)h);
}
