// SPDX-License-Identifier: Apache-2.0
/* lift: the head header. */
#ifndef KR_LIFT_LIFT_H
#define KR_LIFT_LIFT_H

#endif
