// SPDX-License-Identifier: Apache-2.0
/* learn: the head header. */
#ifndef KR_LEARN_LEARN_H
#define KR_LEARN_LEARN_H

#include "learn/net.h"
#include "learn/rule.h"

#endif
