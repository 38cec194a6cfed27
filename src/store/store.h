// SPDX-License-Identifier: Apache-2.0
/* store: the head header. */
#ifndef KR_STORE_STORE_H
#define KR_STORE_STORE_H

#endif
