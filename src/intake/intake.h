// SPDX-License-Identifier: Apache-2.0
/* intake: the head header. */
#ifndef KR_INTAKE_INTAKE_H
#define KR_INTAKE_INTAKE_H

#endif
