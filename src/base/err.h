// SPDX-License-Identifier: Apache-2.0
/* Errors: filling a kr_err. All functions accept NULL for it. */
#ifndef KR_BASE_ERR_H
#define KR_BASE_ERR_H

#include "kronik.h"

/* Fill `err` and return `status`, so that a failing function can
 * `return kr__err_set(err, KR_EIO, path, -1, "cannot open")`. */
kr_status kr__err_set(kr_err *err, kr_status status, const char *where,
                      int64_t offset, const char *message);
/* The same with a printf-like message. `where` may be NULL. */
__attribute__((format(printf, 5, 6))) kr_status
kr__err_fmt(kr_err *err, kr_status status, const char *where, int64_t offset,
            const char *format, ...);

#endif
