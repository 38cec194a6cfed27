// SPDX-License-Identifier: Apache-2.0
/* merge: the head header. */
#ifndef KR_MERGE_MERGE_H
#define KR_MERGE_MERGE_H

#endif
