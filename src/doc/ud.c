// SPDX-License-Identifier: Apache-2.0
/*
 * Universal Dependencies. The problem: tags and relations are compared in
 * every rule. The idea: numbers from one table. Limits: a subtype that the
 * table does not hold is read as its universal part.
 */
#include "doc/ud.h"

static const char *const upos_texts[] = {
#define X(name, text) text,
	KR_UPOS_MAP(X)
#undef X
};

static const char *const deprel_texts[] = {
#define X(name, text) text,
	KR_DEPREL_MAP(X)
#undef X
};

const char *kr__upos_text(unsigned upos)
{
	return upos < KR_N_UPOS ? upos_texts[upos] : "_";
}

const char *kr__deprel_text(unsigned deprel)
{
	return deprel < KR_N_DEPREL ? deprel_texts[deprel] : "_";
}

kr_upos kr__upos_find(kr_view text)
{
	for (unsigned i = 1; i < KR_N_UPOS; i++)
		if (kr__view_is(text, upos_texts[i]))
			return (kr_upos)i;
	return KR_UPOS_NONE;
}

static kr_deprel exact(kr_view text)
{
	for (unsigned i = 1; i < KR_N_DEPREL; i++)
		if (kr__view_is(text, deprel_texts[i]))
			return (kr_deprel)i;
	return KR_DEP_NONE;
}

kr_deprel kr__deprel_find(kr_view text)
{
	kr_deprel d = exact(text);

	if (d || text.len == 0 || kr__view_is(text, "_"))
		return d;
	d = exact(kr__view_sub(text, 0, kr__view_chr(text, ':')));
	return d ? d : KR_DEP_DEP;
}

kr_deprel kr__deprel_base(unsigned deprel)
{
	if (deprel <= KR_DEP_XCOMP)
		return (kr_deprel)deprel;
	kr_view t = kr__view_of(kr__deprel_text(deprel));
	return exact(kr__view_sub(t, 0, kr__view_chr(t, ':')));
}
