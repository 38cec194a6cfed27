// SPDX-License-Identifier: Apache-2.0
/*
 * Loading a grammar. The problem: a network speaks of labels as text, the
 * document of tags as numbers. The idea: translate every label once, here.
 * Limits: relations unknown to kronik fold to their universal part.
 */
#include "lexicon/grammar.h"

#include "doc/records.h"
#include "lexicon/parts.h"

static const uint8_t *find_upos(kr_arena *a, const kr_net *net)
{
	const kr_view *v = net->labels[KR_TASK_UPOS];
	uint8_t *to = kr__arena_array(a, net->n_labels[KR_TASK_UPOS] + 1u, 1);

	for (uint32_t i = 0; to && i < net->n_labels[KR_TASK_UPOS]; i++)
		to[i] = (uint8_t)kr__upos_find(v[i]);
	return to;
}

static const uint8_t *find_deprels(kr_arena *a, const kr_net *net)
{
	uint8_t *to = kr__arena_array(a, net->n_rels, 1);

	for (uint32_t i = 0; to && i < net->n_rels; i++)
		to[i] = (uint8_t)kr__deprel_find(net->rels[i]);
	return to;
}

static bool find_feats(kr_pack *p, struct kr_grammar *g)
{
	const uint32_t n = g->net.n_labels[KR_TASK_FEATS];
	kr_sym *feats = kr__arena_array(p->arena, n + 1u, sizeof *feats);
	uint8_t *voice = kr__arena_array(p->arena, n + 1u, 1);

	if (!feats || !voice)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		kr_view v = g->net.labels[KR_TASK_FEATS][i];
		feats[i] = kr__view_is(v, "_") ? 0
		                               : kr__symbols_add(p->symbols, v);
		if (kr__view_find(v, KR_V("Voice=Act")) != KR_NPOS)
			voice[i] = KR_VOICE_ACT;
		else if (kr__view_find(v, KR_V("Voice=Pass")) != KR_NPOS)
			voice[i] = KR_VOICE_PASS;
	}
	g->feats = feats;
	g->voice = voice;
	return true;
}

kr_status kr__grammar_open(struct kr_grammar *g, kr_pack *p, kr_view bytes,
                           kr_err *err)
{
	kr_status status = kr__net_open(&g->net, bytes, "grammar.krn", p->arena,
	                                err);

	if (status)
		return status;
	g->upos = find_upos(p->arena, &g->net);
	g->deprel = find_deprels(p->arena, &g->net);
	if (!g->upos || !g->deprel || !find_feats(p, g))
		return kr__err_set(err, KR_ENOMEM, "grammar.krn", -1,
		                   "out of memory");
	return KR_OK;
}

kr_status kr__load_grammar(kr_pack *p, kr_err *err)
{
	kr_view bytes;
	kr_status status = kr__pack_map(p, "grammar.krn", &bytes, err);

	if (status == KR_ENOTFOUND)
		return KR_OK;
	struct kr_grammar *g = kr__arena_get(p->arena, sizeof *g);
	if (!status && !g)
		status = KR_ENOMEM;
	if (!status)
		status = kr__grammar_open(g, p, bytes, err);
	if (!status)
		p->grammar = g;
	return status;
}
