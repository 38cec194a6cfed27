// SPDX-License-Identifier: Apache-2.0
/* CAMEO codes: roots, quad classes, Goldstein's scores, words. */
#ifndef KR_TELL_CAMEO_H
#define KR_TELL_CAMEO_H

#include "base/base.h"

typedef struct kr_cameo {
	char code[5], base[4], root[3]; /* NUL-ended; "": none */
	int quad;                       /* 1..4; 0: none */
	int goldstein10;                /* tenths */
	const char *name;               /* of the root, in our words */
} kr_cameo;

/* All about `code`; where it is empty or no code, the general code of the
 * PLOVER type `type` stands in. */
kr_cameo kr__cameo_of(kr_view code, kr_view type);

#endif
