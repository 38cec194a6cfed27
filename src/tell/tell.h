// SPDX-License-Identifier: Apache-2.0
/* tell: the head header. */
#ifndef KR_TELL_TELL_H
#define KR_TELL_TELL_H

#endif
