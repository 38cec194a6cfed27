// SPDX-License-Identifier: Apache-2.0
/* indonesian_help: what tests of words share: the lexicon and its Indonesian pack,
 * opened before and closed after all of them. */
#ifndef KR_TEST_INDONESIAN_HELP_H
#define KR_TEST_INDONESIAN_HELP_H

#include "test.h"

#include "lexicon/pack.h"

static kr_lexicon lx;
static const kr_pack *id;

static int setup(void **state)
{
	(void)state;
	if (kr__lexicon_open(&lx, NULL, NULL, NULL))
		return -1;
	id = kr__lexicon_pack(&lx, KR_V("id"));
	return id ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	kr__lexicon_close(&lx);
	return 0;
}

#endif
