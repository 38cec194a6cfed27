// SPDX-License-Identifier: Apache-2.0
/*
 * Chains. The problem: "NusaPos", "NusaPos.com" and "nusapos.com" are one
 * outlet, and a sentence may name a carrier of its own. The idea: names are
 * compared by a key without case, marks and domain endings. Limits: other
 * names of one house are joined by lift, which knows world/media.tsv.
 */
#include "merge/chain.h"

static bool is_ending(kr_view v)
{
	static const char *const endings[] = { ".com", ".co.id", ".id", ".net",
		                               ".org", ".co", ".tv" };

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (kr__view_ieq(v, kr__view_of(endings[i])))
			return true;
	return false;
}

static kr_view bare(kr_view name)
{
	if (kr__view_istarts(name, KR_V("The ")))
		name = kr__view_from(name, 4);
	for (size_t i = name.len; i-- > 2;)
		if (name.ptr[i] == '.' && is_ending(kr__view_from(name, i)))
			name = kr__view_sub(name, 0, i);
	return name;
}

uint64_t kr__media_key(kr_view name)
{
	kr_view v = bare(kr__view_trim(name));
	uint64_t key = 0;

	for (size_t at = 0; at < v.len;) {
		uint32_t cp = kr__utf8_next(v, &at);
		if (kr__is_word(cp))
			key = kr__hash_mix(key, kr__lower(cp) + 1);
	}
	return key;
}

bool kr__chain_names(const kr_credit *chain, uint32_t n, kr_view name)
{
	uint64_t key = kr__media_key(name);

	for (uint32_t i = 0; key && i < n; i++)
		if (kr__media_key(chain[i].name) == key)
			return true;
	return false;
}

kr_status kr__chain_passage(kr_chain *out, kr_arena *a, kr_chain article,
                            const kr_view *carriers, uint32_t n_carriers)
{
	uint32_t n = 0;

	*out = article;
	if (n_carriers == 0)
		return KR_OK;
	kr_credit *own = kr__arena_array(a, (size_t)n_carriers + 1, sizeof *own);
	if (!own)
		return kr__arena_status(a);
	if (article.n)
		own[n++] = (kr_credit){ .name = article.at[0].name,
			                .code = article.at[0].code };
	for (uint32_t i = 0; i < n_carriers; i++)
		own[n++] = (kr_credit){ .name = carriers[i], .step = 1 };
	*out = (kr_chain){ own, n };
	return KR_OK;
}
