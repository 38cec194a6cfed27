// SPDX-License-Identifier: Apache-2.0
/*
 * Loading the name model. The problem: weights are large and mostly not
 * needed. The idea: the file is mapped and checked in its frame only; pages
 * come in as they are touched. Limits: a damaged weight gives a wrong name,
 * never a wrong access.
 */
#include "lexicon/names.h"

#include "base/err.h"
#include "lexicon/parts.h"

kr_status kr__names_open(struct kr_names *n, kr_view bytes, kr_err *err)
{
	kr_err why;
	kr_status status = kr__linear_open(&n->model, bytes, &why);

	if (status)
		return kr__err_set(err, status, "names.krm", -1, why.message);
	if (kr__name_lexicon_open(&n->words, n->model.extra))
		status = kr__err_set(err, KR_EDATA, "names.krm", -1,
		                     "lexicon of the name model is damaged");
	return status;
}

kr_status kr__load_names(kr_pack *p, kr_err *err)
{
	kr_view bytes;
	kr_status status = kr__pack_map(p, "names.krm", &bytes, err);

	if (status == KR_ENOTFOUND)
		return KR_OK;
	struct kr_names *n = kr__arena_get(p->arena, sizeof *n);
	if (!status && !n)
		status = kr__err_set(err, KR_ENOMEM, "names.krm", -1,
		                     "out of memory");
	if (!status)
		status = kr__names_open(n, bytes, err);
	if (!status)
		p->names = n;
	return status;
}
