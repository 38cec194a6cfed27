// SPDX-License-Identifier: Apache-2.0
/* A page for people from a stored record (a line of JSON). */
#ifndef KR_TELL_STORED_H
#define KR_TELL_STORED_H

#include "base/base.h"

/* Append the page: head, text by zones, events, quotes, times. A record that
 * cannot be read gives KR_ESTORE. */
kr_status kr__tell_stored(kr_view record, kr_buf *out, kr_err *err);

#endif
