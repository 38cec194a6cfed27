// SPDX-License-Identifier: Apache-2.0
/* Content codings of HTTP bodies. Private to intake. */
#ifndef KR_INTAKE_CODING_H
#define KR_INTAKE_CODING_H

#include "base/buf.h"

/* Is the value of Content-Encoding one of gzip, deflate, br, zstd? */
bool kr__coding_known(kr_view coding);
/*
 * Unpack a body into `out`, whose `max` bounds it. KR_EINPUT: damaged or cut;
 * what came before stays in `out`. KR_ELIMIT, KR_ENOMEM as usual. Requires a
 * known coding.
 */
kr_status kr__coding_unpack(kr_view coding, kr_view body, kr_buf *out);

#endif
