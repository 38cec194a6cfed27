// SPDX-License-Identifier: Apache-2.0
/* tell: the head header. Outside forms of documents and of the chronicle. */
#ifndef KR_TELL_TELL_H
#define KR_TELL_TELL_H

#include "tell/conllu.h"
#include "tell/page.h"
#include "tell/record.h"
#include "tell/stored.h"

#endif
