// SPDX-License-Identifier: Apache-2.0
/*
 * Universal Dependencies (version 2) as numbers: part-of-speech tags and
 * relations. Relations carry their documented subtypes as numbers of their
 * own; kr__deprel_base() folds `nsubj:pass` to `nsubj`. Source:
 * universaldependencies.org/u/pos, /u/dep, /ext-dep-index.
 */
#ifndef KR_DOC_UD_H
#define KR_DOC_UD_H

#include "base/base.h"

#define KR_UPOS_MAP(X)                                                         \
	X(NONE, "_") X(ADJ, "ADJ") X(ADP, "ADP") X(ADV, "ADV") X(AUX, "AUX")   \
	X(CCONJ, "CCONJ") X(DET, "DET") X(INTJ, "INTJ") X(NOUN, "NOUN")        \
	X(NUM, "NUM") X(PART, "PART") X(PRON, "PRON") X(PROPN, "PROPN")        \
	X(PUNCT, "PUNCT") X(SCONJ, "SCONJ") X(SYM, "SYM") X(VERB, "VERB")      \
	X(X, "X")

typedef enum kr_upos {
#define X(name, text) KR_UPOS_##name,
	KR_UPOS_MAP(X)
#undef X
	KR_N_UPOS
} kr_upos;

#define KR_DEPREL_MAP(X)                                                       \
	X(NONE, "_") X(ACL, "acl") X(ADVCL, "advcl") X(ADVMOD, "advmod")       \
	X(AMOD, "amod") X(APPOS, "appos") X(AUX, "aux") X(CASE, "case")        \
	X(CC, "cc") X(CCOMP, "ccomp") X(CLF, "clf") X(COMPOUND, "compound")    \
	X(CONJ, "conj") X(COP, "cop") X(CSUBJ, "csubj") X(DEP, "dep")          \
	X(DET, "det") X(DISCOURSE, "discourse") X(DISLOCATED, "dislocated")    \
	X(EXPL, "expl") X(FIXED, "fixed") X(FLAT, "flat")                      \
	X(GOESWITH, "goeswith") X(IOBJ, "iobj") X(LIST, "list")                \
	X(MARK, "mark") X(NMOD, "nmod") X(NSUBJ, "nsubj") X(NUMMOD, "nummod")  \
	X(OBJ, "obj") X(OBL, "obl") X(ORPHAN, "orphan")                        \
	X(PARATAXIS, "parataxis") X(PUNCT, "punct")                            \
	X(REPARANDUM, "reparandum") X(ROOT, "root") X(VOCATIVE, "vocative")    \
	X(XCOMP, "xcomp")                                                      \
	X(ACL_RELCL, "acl:relcl") X(ADVCL_RELCL, "advcl:relcl")                \
	X(ADVMOD_EMPH, "advmod:emph") X(ADVMOD_LMOD, "advmod:lmod")            \
	X(AUX_PASS, "aux:pass") X(CC_PRECONJ, "cc:preconj")                    \
	X(COMPOUND_A, "compound:a") X(COMPOUND_PRT, "compound:prt")            \
	X(COMPOUND_REDUP, "compound:redup") X(COMPOUND_PLUR, "compound:plur")  \
	X(COMPOUND_SVC, "compound:svc") X(CSUBJ_OUTER, "csubj:outer")          \
	X(CSUBJ_PASS, "csubj:pass") X(DET_PREDET, "det:predet")                \
	X(DET_POSS, "det:poss") X(DEP_COMP, "dep:comp") X(EXPL_PV, "expl:pv")  \
	X(FLAT_FOREIGN, "flat:foreign") X(FLAT_NAME, "flat:name")              \
	X(FLAT_RANGE, "flat:range") X(NMOD_ADV, "nmod:adv")                    \
	X(NMOD_AGENT, "nmod:agent") X(NMOD_DESC, "nmod:desc")                  \
	X(NMOD_LMOD, "nmod:lmod") X(NMOD_NPMOD, "nmod:npmod")                  \
	X(NMOD_UNMARKED, "nmod:unmarked") X(NMOD_POSS, "nmod:poss")            \
	X(NMOD_TMOD, "nmod:tmod") X(NSUBJ_NN, "nsubj:nn")                      \
	X(NSUBJ_OUTER, "nsubj:outer") X(NSUBJ_PASS, "nsubj:pass")              \
	X(NUMMOD_GOV, "nummod:gov") X(OBL_AGENT, "obl:agent")                  \
	X(OBL_ARG, "obl:arg") X(OBL_LMOD, "obl:lmod") X(OBL_NPMOD, "obl:npmod") \
	X(OBL_MOD, "obl:mod") X(OBL_TMOD, "obl:tmod")                          \
	X(OBL_UNMARKED, "obl:unmarked") X(PARATAXIS_OBJ, "parataxis:obj")      \
	X(XCOMP_PRED, "xcomp:pred")

typedef enum kr_deprel {
#define X(name, text) KR_DEP_##name,
	KR_DEPREL_MAP(X)
#undef X
	KR_N_DEPREL
} kr_deprel;

const char *kr__upos_text(unsigned upos);
const char *kr__deprel_text(unsigned deprel);
/* NONE for an unknown tag. */
kr_upos kr__upos_find(kr_view text);
/* The exact relation, else its universal part, else DEP ("_" gives NONE). */
kr_deprel kr__deprel_find(kr_view text);
kr_deprel kr__deprel_base(unsigned deprel);

#endif
