// SPDX-License-Identifier: Apache-2.0
/* mark: the head header. */
#ifndef KR_MARK_MARK_H
#define KR_MARK_MARK_H

#endif
