// SPDX-License-Identifier: Apache-2.0
/* tell: the head header. Outside forms of documents and of the chronicle. */
#ifndef KR_TELL_TELL_H
#define KR_TELL_TELL_H

#include "tell/brat.h"
#include "tell/conllu.h"
#include "tell/csv.h"
#include "tell/gdelt.h"
#include "tell/graphml.h"
#include "tell/page.h"
#include "tell/parquet.h"
#include "tell/plover.h"
#include "tell/record.h"
#include "tell/stored.h"
#include "tell/webanno.h"

#endif
